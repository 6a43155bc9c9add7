/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-version-private.h"

#include "people/sl-role.h"

#include <glib/gi18n-lib.h>

/* A version as its row and standing decision were when it was read; immutable, any thread. */
struct _SlVersion
{
  GObject parent_instance;

  SlVersionValues values;
};

static const char *const names[SL_N_VERSION_TEXTS] = {
  [SL_VERSION_ID] = "id",
  [SL_VERSION_CASE_ID] = "case-id",
  [SL_VERSION_STATE] = "state",
  [SL_VERSION_HASH] = "hash",
  [SL_VERSION_STANCE] = "stance",
  [SL_VERSION_NOTE] = "note",
  [SL_VERSION_AUTHOR_ID] = "author-id",
  [SL_VERSION_AUTHOR_NAME] = "author-name",
  [SL_VERSION_AUTHOR_ROLE] = "author-role",
  [SL_VERSION_SUBMITTED_AT] = "submitted-at",
  [SL_VERSION_DECIDED_BY] = "decided-by",
  [SL_VERSION_DECIDED_BY_NAME] = "decided-by-name",
  [SL_VERSION_DECIDED_BY_ROLE] = "decided-by-role",
  [SL_VERSION_DECIDED_AT] = "decided-at",
  [SL_VERSION_REASON] = "reason",
  [SL_VERSION_ORIGIN] = "origin",
  [SL_VERSION_PAPER_ID] = "paper-id",
};

#define PROP_NUMBER (1 + SL_N_VERSION_TEXTS)
#define N_PROPS (2 + SL_N_VERSION_TEXTS)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SlVersion, sl_version, G_TYPE_OBJECT)

static void
sl_version_finalize (GObject *object)
{
  SlVersion *self = SL_VERSION (object);

  for (int i = 0; i < SL_N_VERSION_TEXTS; i++)
    g_free (self->values.texts[i]);
  G_OBJECT_CLASS (sl_version_parent_class)->finalize (object);
}

static void
sl_version_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SlVersion *self = SL_VERSION (object);

  if (id == PROP_NUMBER)
    g_value_set_uint (value, self->values.number);
  else
    g_value_set_string (value, self->values.texts[id - 1]);
}

static void
sl_version_class_init (SlVersionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = sl_version_finalize;
  object_class->get_property = sl_version_get_property;
  for (int i = 0; i < SL_N_VERSION_TEXTS; i++)
    properties[1 + i] = g_param_spec_string (names[i], NULL, NULL, "", flags);
  properties[PROP_NUMBER] = g_param_spec_uint ("number", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sl_version_init (SlVersion *self)
{
}

/* Takes the strings of @values. */
SlVersion *
sl_version_new_take (SlVersionValues *values)
{
  SlVersion *self = g_object_new (SL_TYPE_VERSION, NULL);

  self->values = *values;
  *values = (SlVersionValues){ 0 };
  return self;
}

const char *
sl_version_get_id (SlVersion *self)
{
  g_return_val_if_fail (SL_IS_VERSION (self), "");
  return self->values.texts[SL_VERSION_ID];
}

const char *
sl_version_get (SlVersion *self, const char *property)
{
  g_return_val_if_fail (SL_IS_VERSION (self) && property != NULL, "");

  for (int i = 0; i < SL_N_VERSION_TEXTS; i++)
    if (g_str_equal (names[i], property))
      return self->values.texts[i];
  g_critical ("A version has no text property “%s”", property);
  return "";
}

guint
sl_version_get_number (SlVersion *self)
{
  g_return_val_if_fail (SL_IS_VERSION (self), 0);
  return self->values.number;
}

gboolean
sl_version_get_grants_award (SlVersion *self)
{
  g_return_val_if_fail (SL_IS_VERSION (self), FALSE);
  return self->values.grants_award;
}

void
sl_decision_free (SlDecision *decision)
{
  g_free (decision->id);
  g_free (decision->version_id);
  g_free (decision->person_id);
  g_free (decision->person_name);
  g_free (decision->role);
  g_free (decision->outcome);
  g_free (decision->reason);
  g_free (decision->at);
  g_free (decision->origin);
  g_free (decision->why_not);
  g_free (decision);
}

void
sl_version_head_clear (SlVersionHead *head)
{
  g_clear_pointer (&head->version_id, g_free);
  g_clear_pointer (&head->case_id, g_free);
  g_clear_pointer (&head->state, g_free);
  g_clear_pointer (&head->hash, g_free);
  g_clear_pointer (&head->submitted_by, g_free);
}

char *
sl_review_dup_role_text (const char *role, gboolean self_declared)
{
  const char *title = sl_role_get_title (role);

  return self_declared ? g_strdup_printf (_ ("%s (self-declared)"), title) : g_strdup (title);
}
