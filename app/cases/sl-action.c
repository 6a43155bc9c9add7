/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cases"
#include "config.h"

#include "cases/sl-action-private.h"

/* What somebody has to do, as it stood when it was read. Read-only; one thread. */
struct _SlAction
{
  GObject parent_instance;

  char *texts[SL_ACTION_N_TEXTS];
  gboolean owner_left;
  gboolean overdue;
};

/* Properties by number: 1 + place in this table. */
static const char *const names[] = {
  "id",       "case-id", "sheet-id", "text",       "owner-id",        "owner-name",
  "due-date", "state",   "answer",   "settled-on", "created-by-name", "created-at",
};
G_STATIC_ASSERT (G_N_ELEMENTS (names) == SL_ACTION_N_TEXTS);

enum
{
  TEXT_STATE = 7,
  PROP_OWNER_LEFT = 1 + SL_ACTION_N_TEXTS,
  PROP_OVERDUE,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SlAction, sl_action, G_TYPE_OBJECT)

static void
sl_action_finalize (GObject *object)
{
  SlAction *self = SL_ACTION (object);

  for (guint i = 0; i < SL_ACTION_N_TEXTS; i++)
    g_free (self->texts[i]);
  G_OBJECT_CLASS (sl_action_parent_class)->finalize (object);
}

static void
sl_action_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SlAction *self = SL_ACTION (object);

  if (id == PROP_OWNER_LEFT)
    g_value_set_boolean (value, self->owner_left);
  else if (id == PROP_OVERDUE)
    g_value_set_boolean (value, self->overdue);
  else if (id - 1 < SL_ACTION_N_TEXTS)
    g_value_set_string (value, self->texts[id - 1]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sl_action_class_init (SlActionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  g_assert (g_str_equal (names[TEXT_STATE], "state"));
  object_class->finalize = sl_action_finalize;
  object_class->get_property = sl_action_get_property;
  for (guint i = 0; i < SL_ACTION_N_TEXTS; i++)
    properties[1 + i] = g_param_spec_string (names[i], NULL, NULL, "", flags);
  properties[PROP_OWNER_LEFT] = g_param_spec_boolean ("owner-left", NULL, NULL, FALSE, flags);
  properties[PROP_OVERDUE] = g_param_spec_boolean ("overdue", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sl_action_init (SlAction *self)
{
}

SlAction *
sl_action_new_take (char **texts, gboolean owner_left, gboolean overdue)
{
  SlAction *self = g_object_new (SL_TYPE_ACTION, NULL);

  for (guint i = 0; i < SL_ACTION_N_TEXTS; i++)
    self->texts[i] = texts[i];
  self->owner_left = owner_left;
  self->overdue = overdue;
  return self;
}

/**
 * sl_action_get:
 * @self: an action
 * @property: the name of a text property
 *
 * Returns: (transfer none): its value, "" for nothing said
 */
const char *
sl_action_get (SlAction *self, const char *property)
{
  g_return_val_if_fail (SL_IS_ACTION (self) && property != NULL, "");
  for (guint i = 0; i < SL_ACTION_N_TEXTS; i++)
    if (g_str_equal (names[i], property))
      return self->texts[i];
  g_return_val_if_reached ("");
}

gboolean
sl_action_is_open (SlAction *self)
{
  g_return_val_if_fail (SL_IS_ACTION (self), FALSE);
  return g_str_equal (self->texts[TEXT_STATE], "open");
}

gboolean
sl_action_is_overdue (SlAction *self)
{
  g_return_val_if_fail (SL_IS_ACTION (self), FALSE);
  return self->overdue;
}

gboolean
sl_action_has_owner_left (SlAction *self)
{
  g_return_val_if_fail (SL_IS_ACTION (self), FALSE);
  return self->owner_left;
}
