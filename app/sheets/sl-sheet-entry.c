/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-sheets"
#include "config.h"

#include "sheets/sl-sheet-private.h"

#include <string.h>

/* One of a group of a sheet: a record that its sheet rereads. Main thread. */

struct _SlSheetEntry
{
  GObject parent_instance;

  char *id;
  char *group_id;
  char *line;
  GHashTable *values; /* field -> value, both owned */
  SlSheetWalk walk;
  gboolean walks; /* its group has checklists */
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_GROUP,
  PROP_LINE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint changed_signal;

G_DEFINE_FINAL_TYPE (SlSheetEntry, sl_sheet_entry, G_TYPE_OBJECT)

static void
sl_sheet_entry_finalize (GObject *object)
{
  SlSheetEntry *self = SL_SHEET_ENTRY (object);

  g_free (self->id);
  g_free (self->group_id);
  g_free (self->line);
  g_clear_pointer (&self->values, g_hash_table_unref);
  G_OBJECT_CLASS (sl_sheet_entry_parent_class)->finalize (object);
}

static void
sl_sheet_entry_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SlSheetEntry *self = SL_SHEET_ENTRY (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_GROUP:
      g_value_set_string (value, self->group_id);
      break;
    case PROP_LINE:
      g_value_set_string (value, self->line);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sl_sheet_entry_class_init (SlSheetEntryClass *klass)
{
  static const char *const names[N_PROPS] = { NULL, "id", "group", "line" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sl_sheet_entry_finalize;
  object_class->get_property = sl_sheet_entry_get_property;
  for (guint i = 1; i < N_PROPS; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS |
                                             G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /* Any of its values is another than before. */
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
sl_sheet_entry_init (SlSheetEntry *self)
{
  self->line = g_strdup ("");
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

SlSheetEntry *
sl_sheet_entry_new (const SlEntryContent *content, SlForm *form)
{
  SlSheetEntry *self = g_object_new (SL_TYPE_SHEET_ENTRY, NULL);

  self->id = g_strdup (content->id);
  self->group_id = g_strdup (content->group_id);
  sl_sheet_entry_update (self, content, form);
  return self;
}

gboolean
sl_sheet_entry_update (SlSheetEntry *self, const SlEntryContent *content, SlForm *form)
{
  SlSheetWalk walk = content->walk != NULL ? *content->walk : (SlSheetWalk){ FALSE };
  g_autofree char *line = NULL;
  gboolean walked = walk.begun != self->walk.begun || walk.asked != self->walk.asked ||
                    walk.answered != self->walk.answered || walk.failed != self->walk.failed ||
                    walk.unshown != self->walk.unshown;

  self->walks = content->walk != NULL;
  self->walk = walk;
  if (!walked && sl_sheet_values_equal (self->values, content->values))
    return FALSE;
  g_hash_table_unref (self->values);
  self->values = g_hash_table_ref (content->values);
  line = sl_entry_content_dup_line (content, form);
  if (!g_str_equal (line, self->line))
    {
      g_free (self->line);
      self->line = g_steal_pointer (&line);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LINE]);
    }
  g_signal_emit (self, changed_signal, 0);
  return TRUE;
}

const char *
sl_sheet_entry_get_id (SlSheetEntry *self)
{
  g_return_val_if_fail (SL_IS_SHEET_ENTRY (self), "");
  return self->id;
}

const char *
sl_sheet_entry_get_group (SlSheetEntry *self)
{
  g_return_val_if_fail (SL_IS_SHEET_ENTRY (self), "");
  return self->group_id;
}

/**
 * sl_sheet_entry_get:
 * @field: a field of its group
 *
 * Returns: (transfer none): the value as it is kept, "" when nothing was said
 */
const char *
sl_sheet_entry_get (SlSheetEntry *self, const char *field)
{
  const char *value;

  g_return_val_if_fail (SL_IS_SHEET_ENTRY (self) && field != NULL, "");
  value = g_hash_table_lookup (self->values, field);
  return value != NULL ? value : "";
}

const char *
sl_sheet_entry_get_line (SlSheetEntry *self)
{
  g_return_val_if_fail (SL_IS_SHEET_ENTRY (self), "");
  return self->line;
}

/**
 * sl_sheet_entry_get_walk:
 *
 * Returns: (transfer none) (nullable): how far its checklist was walked; %NULL where its group has
 *   none
 */
const SlSheetWalk *
sl_sheet_entry_get_walk (SlSheetEntry *self)
{
  g_return_val_if_fail (SL_IS_SHEET_ENTRY (self), NULL);
  return self->walks ? &self->walk : NULL;
}
