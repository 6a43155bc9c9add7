/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-sheets"
#include "config.h"

#include "sheets/sl-sheet-private.h"

#include "packs/sl-pack.h"
#include "store/sl-store.h"

#include <stdlib.h>
#include <string.h>

/* A sheet as a view binds it: the row's texts as properties, a live model for each group that takes
 * entries. Rereading keeps the objects, and tells of what differs only. Main thread. */
struct _SlSheet
{
  GObject parent_instance;

  SlForm *form;
  SlPackLibrary *packs; /* nullable */
  SlSheetContent *content;
  GHashTable *models;  /* group id -> GListStore */
  GHashTable *entries; /* id -> SlSheetEntry */
};

static GParamSpec *properties[SL_SHEET_N_PROPERTIES];
static guint changed_signal;

static const char *const property_names[SL_SHEET_N_PROPERTIES] = {
  [SL_SHEET_ID] = "id",
  [SL_SHEET_CASE_ID] = "case-id",
  [SL_SHEET_KIND] = "kind",
  [SL_SHEET_REFERENCE] = "reference",
  [SL_SHEET_TITLE] = "title",
  [SL_SHEET_STATE] = "state",
  [SL_SHEET_STATE_REASON] = "state-reason",
  [SL_SHEET_ON_DATE] = "on-date",
  [SL_SHEET_STARTS_AT] = "starts-at",
  [SL_SHEET_ENDS_AT] = "ends-at",
  [SL_SHEET_OWNER_ID] = "owner-id",
  [SL_SHEET_OWNER_NAME] = "owner-name",
  [SL_SHEET_CREATED_AT] = "created-at",
  [SL_SHEET_CHANGED_AT] = "changed-at",
  [SL_SHEET_REMOVED] = "removed",
};

G_DEFINE_FINAL_TYPE (SlSheet, sl_sheet, G_TYPE_OBJECT)

static void
sl_sheet_finalize (GObject *object)
{
  SlSheet *self = SL_SHEET (object);

  g_clear_object (&self->form);
  g_clear_object (&self->packs);
  g_clear_pointer (&self->content, sl_sheet_content_free);
  g_clear_pointer (&self->models, g_hash_table_unref);
  g_clear_pointer (&self->entries, g_hash_table_unref);
  G_OBJECT_CLASS (sl_sheet_parent_class)->finalize (object);
}

/* A property's number is its text's and one more: none has the number 0. */
static void
sl_sheet_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SlSheet *self = SL_SHEET (object);

  if (prop_id >= 1 && prop_id <= SL_SHEET_N_PROPERTIES)
    g_value_set_string (value, self->content->texts[prop_id - 1]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sl_sheet_class_init (SlSheetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sl_sheet_finalize;
  object_class->get_property = sl_sheet_get_property;
  for (guint i = 0; i < SL_SHEET_N_PROPERTIES; i++)
    {
      properties[i] = g_param_spec_string (property_names[i], NULL, NULL, NULL,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS |
                                               G_PARAM_EXPLICIT_NOTIFY);
      g_object_class_install_property (object_class, i + 1, properties[i]);
    }

  /* Anything that it says, or one of its entries, is other than before. */
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
sl_sheet_init (SlSheet *self)
{
  self->models = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

gboolean
sl_sheet_values_equal (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer field, value;

  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &field, &value))
    if (g_strcmp0 (g_hash_table_lookup (b, field), value) != 0)
      return FALSE;
  return TRUE;
}

/* ---- what was read, into the models ---- */

static GListStore *
ensure_model (SlSheet *self, const char *group_id)
{
  GListStore *model = g_hash_table_lookup (self->models, group_id);

  if (model == NULL)
    {
      model = g_list_store_new (SL_TYPE_SHEET_ENTRY);
      g_hash_table_insert (self->models, g_strdup (group_id), model);
    }
  return model;
}

/* The object of an entry, brought up to date, or a new one. */
static SlSheetEntry *
take_entry (SlSheet *self, GHashTable *kept, const SlEntryContent *content, gboolean *changed)
{
  SlSheetEntry *entry = g_hash_table_lookup (self->entries, content->id);

  if (entry != NULL)
    {
      g_object_ref (entry);
      if (sl_sheet_entry_update (entry, content, self->form))
        *changed = TRUE;
    }
  else
    entry = sl_sheet_entry_new (content, self->form);
  g_hash_table_insert (kept, g_strdup (content->id), g_object_ref (entry));
  return entry;
}

/* Puts @wanted into @model by one splice between what is the same at both ends, so that a view
 * keeps its place. */
static gboolean
update_model (GListStore *model, GPtrArray *wanted)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));
  guint head = 0, tail = 0;

  for (; head < MIN (n, wanted->len); head++)
    {
      g_autoptr (SlSheetEntry) entry = g_list_model_get_item (G_LIST_MODEL (model), head);

      if (entry != g_ptr_array_index (wanted, head))
        break;
    }
  for (; tail < MIN (n, wanted->len) - head; tail++)
    {
      g_autoptr (SlSheetEntry) entry = g_list_model_get_item (G_LIST_MODEL (model), n - 1 - tail);

      if (entry != g_ptr_array_index (wanted, wanted->len - 1 - tail))
        break;
    }
  if (n == wanted->len && head == n)
    return FALSE;
  g_list_store_splice (model, head, n - head - tail, wanted->len > 0 ? wanted->pdata + head : NULL,
                       wanted->len - head - tail);
  return TRUE;
}

/* By group, those that are not removed. */
static GHashTable *
sort_entries (SlSheet *self, GHashTable *kept, gboolean *changed)
{
  GHashTable *groups = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                              (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < self->content->entries->len; i++)
    {
      const SlEntryContent *content = g_ptr_array_index (self->content->entries, i);
      GPtrArray *group = g_hash_table_lookup (groups, content->group_id);

      if (content->removed)
        continue;
      if (group == NULL)
        {
          group = g_ptr_array_new_with_free_func (g_object_unref);
          g_hash_table_insert (groups, content->group_id, group);
        }
      g_ptr_array_add (group, take_entry (self, kept, content, changed));
    }
  return groups;
}

static gboolean
update_entries (SlSheet *self)
{
  g_autoptr (GHashTable)
      kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  gboolean changed = FALSE;
  g_autoptr (GHashTable) groups = sort_entries (self, kept, &changed);
  GHashTableIter iter;
  gpointer id, model;

  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    ensure_model (self, id);
  /* Listeners ask for entries by id while the models change. */
  g_hash_table_unref (self->entries);
  self->entries = g_hash_table_ref (kept);
  g_hash_table_iter_init (&iter, self->models);
  while (g_hash_table_iter_next (&iter, &id, &model))
    {
      GPtrArray *wanted = g_hash_table_lookup (groups, id);

      if (update_model (model, wanted != NULL ? wanted : none))
        changed = TRUE;
    }
  return changed;
}

/* Takes @content. */
static void
set_content (SlSheet *self, SlSheetContent *content)
{
  g_autoptr (SlSheetContent) former = g_steal_pointer (&self->content);
  gboolean changed = former == NULL || !sl_sheet_values_equal (former->values, content->values);

  self->content = content;
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 0; former != NULL && i < SL_SHEET_N_TEXTS; i++)
    if (g_str_equal (former->texts[i], content->texts[i]))
      {
        /* Who borrowed it may go on reading it: the id above all. */
        char *same = content->texts[i];

        content->texts[i] = former->texts[i];
        former->texts[i] = same;
      }
    else if (i < SL_SHEET_N_PROPERTIES)
      {
        g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
        changed = TRUE;
      }
  if (update_entries (self))
    changed = TRUE;
  g_object_thaw_notify (G_OBJECT (self));
  if (changed)
    g_signal_emit (self, changed_signal, 0);
}

/* ---- public ---- */

/**
 * sl_sheets_load:
 * @store: an open store
 * @packs: (nullable): the library; an edition that it does not have is read from the casebook
 * @sheet_id: which
 * @error: return location
 *
 * Returns: (transfer full): the sheet, or %NULL
 */
SlSheet *
sl_sheets_load (SlStore *store, SlPackLibrary *packs, const char *sheet_id, GError **error)
{
  g_autoptr (SlSheetContent) content = NULL;
  g_autoptr (SlPack) pack = NULL;
  g_autoptr (SlForm) form = NULL;
  SlSheet *self;

  g_return_val_if_fail (SL_IS_STORE (store) && sheet_id != NULL, NULL);

  content = sl_sheet_records_read (sl_store_read (store), sheet_id, error);
  if (content == NULL ||
      (pack = sl_pack_records_load (store, packs, content->texts[SL_SHEET_FORM_HASH], error)) ==
          NULL ||
      (form = sl_form_new (pack, error)) == NULL ||
      !sl_sheet_walks_read (content, form, store, packs, error))
    return NULL;
  self = g_object_new (SL_TYPE_SHEET, NULL);
  self->form = g_steal_pointer (&form);
  g_set_object (&self->packs, packs);
  for (guint i = 0; i < sl_form_get_n_groups (self->form); i++)
    if (sl_form_get_group (self->form, i)->several)
      ensure_model (self, sl_form_get_group (self->form, i)->id);
  set_content (self, g_steal_pointer (&content));
  return self;
}

/**
 * sl_sheet_reload:
 * @store: the store it came from
 * @error: return location
 *
 * Returns: %FALSE with @error, the sheet as it was
 */
gboolean
sl_sheet_reload (SlSheet *self, SlStore *store, GError **error)
{
  g_autoptr (SlSheetContent) content = NULL;

  g_return_val_if_fail (SL_IS_SHEET (self) && SL_IS_STORE (store), FALSE);

  content = sl_sheet_records_read (sl_store_read (store), sl_sheet_get_id (self), error);
  if (content == NULL || !sl_sheet_walks_read (content, self->form, store, self->packs, error))
    return FALSE;
  set_content (self, g_steal_pointer (&content));
  return TRUE;
}

const char *
sl_sheet_get_id (SlSheet *self)
{
  g_return_val_if_fail (SL_IS_SHEET (self), "");
  return self->content->texts[SL_SHEET_ID];
}

SlForm *
sl_sheet_get_form (SlSheet *self)
{
  g_return_val_if_fail (SL_IS_SHEET (self), NULL);
  return self->form;
}

/**
 * sl_sheet_get:
 * @property_or_field: a text property, or one of the sheet's own fields; no field bears a
 *   property's name
 *
 * Returns: (transfer none): its value, "" when nothing was said
 */
const char *
sl_sheet_get (SlSheet *self, const char *property_or_field)
{
  g_return_val_if_fail (SL_IS_SHEET (self) && property_or_field != NULL, "");

  for (guint i = 0; i < SL_SHEET_N_PROPERTIES; i++)
    if (g_str_equal (property_names[i], property_or_field))
      return self->content->texts[i];
  return sl_sheet_content_get (self->content, NULL, property_or_field);
}

gboolean
sl_sheet_is_open (SlSheet *self)
{
  g_return_val_if_fail (SL_IS_SHEET (self), FALSE);
  return g_str_equal (self->content->texts[SL_SHEET_STATE], "open") &&
         *self->content->texts[SL_SHEET_REMOVED] == '\0';
}

/**
 * sl_sheet_dup_name:
 *
 * Returns: (transfer full): what people call it: "Visit VIS/2026/003"
 */
char *
sl_sheet_dup_name (SlSheet *self)
{
  g_return_val_if_fail (SL_IS_SHEET (self), NULL);
  return sl_sheet_content_dup_name (self->content);
}

/**
 * sl_sheet_get_entries:
 * @group_id: a group that takes entries
 *
 * Returns: (transfer none): its live model of SlSheetEntry, in their order
 */
GListModel *
sl_sheet_get_entries (SlSheet *self, const char *group_id)
{
  g_return_val_if_fail (SL_IS_SHEET (self) && group_id != NULL, NULL);
  return G_LIST_MODEL (ensure_model (self, group_id));
}

/**
 * sl_sheet_find_entry:
 * @entry_id: an id
 *
 * Returns: (transfer none) (nullable): the entry, %NULL for one that is not there or was removed
 */
SlSheetEntry *
sl_sheet_find_entry (SlSheet *self, const char *entry_id)
{
  g_return_val_if_fail (SL_IS_SHEET (self) && entry_id != NULL, NULL);
  return g_hash_table_lookup (self->entries, entry_id);
}

/**
 * sl_sheet_is_asked:
 * @entry: (nullable): one of its entries; %NULL for a field of its own
 * @field: a field of the form
 *
 * Returns: whether the field is asked for, by what the sheet says elsewhere
 */
gboolean
sl_sheet_is_asked (SlSheet *self, SlSheetEntry *entry, const SlFormField *field)
{
  g_return_val_if_fail (SL_IS_SHEET (self) && field != NULL, FALSE);
  return sl_sheet_content_asks (
      self->content, self->form,
      entry != NULL ? sl_sheet_content_find (self->content, sl_sheet_entry_get_id (entry)) : NULL,
      field);
}

/* NULL for own words. */
static char *
find_designation (SlPackLibrary *packs, const char *key)
{
  SlPack *pack = packs != NULL ? sl_pack_library_first (packs, "standards") : NULL;
  const SlPackNode *node = pack != NULL ? sl_pack_node_first (sl_pack_get_root (pack), "standard")
                                        : NULL;

  for (; node != NULL; node = sl_pack_node_next (node, "standard"))
    if (g_str_equal (sl_pack_node_get (node, "key"), key))
      return g_strdup (sl_pack_node_get (node, "designation"));
  return NULL;
}

/**
 * sl_sheet_format_value:
 * @field: a field of the form
 * @value: as it is kept
 *
 * As sl_form_field_format(), with the line of an entry that is pointed to, and the designation of a
 * standard that the register has: "PAS 24:2022".
 *
 * Returns: (transfer full): how people read it
 */
char *
sl_sheet_format_value (SlSheet *self, const SlFormField *field, const char *value)
{
  char *designation = NULL;

  g_return_val_if_fail (SL_IS_SHEET (self) && field != NULL && value != NULL, NULL);

  if (field->type == SL_FORM_FIELD_STANDARD)
    designation = find_designation (self->packs, value);
  return designation != NULL ? designation
                             : sl_sheet_content_format (self->content, self->form, field, value);
}

/**
 * sl_sheet_list_lacks:
 *
 * Returns: (transfer full) (element-type SlSheetLack): what its form asks for and it does not say,
 *   in the order of the form
 */
GPtrArray *
sl_sheet_list_lacks (SlSheet *self)
{
  g_return_val_if_fail (SL_IS_SHEET (self), NULL);
  return sl_sheet_content_list_lacks (self->content, self->form);
}

/**
 * sl_sheet_compare_references:
 * @a: a sheet's reference
 * @b: another
 *
 * Returns: less than, equal to or greater than 0, by series and year as text and then by number
 */
int
sl_sheet_compare_references (const char *a, const char *b)
{
  const char *a_number = strrchr (a, '/');
  const char *b_number = strrchr (b, '/');
  g_autofree char *a_head = NULL;
  g_autofree char *b_head = NULL;
  int order;

  if (a_number == NULL || b_number == NULL)
    return strcmp (a, b);
  a_head = g_strndup (a, (gsize) (a_number - a));
  b_head = g_strndup (b, (gsize) (b_number - b));
  order = strcmp (a_head, b_head);
  return order != 0 ? order : atoi (a_number + 1) - atoi (b_number + 1);
}
