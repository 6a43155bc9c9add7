/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-documents-page"
#include "config.h"

#include "documents/sl-document-row.h"

#include "base/sl-text.h"

#include <glib/gi18n.h>

/* What stands in the list of documents, worked out from the records in one go: a case has some
 * hundred documents at most, and the list is built anew when one of them changes. */

struct _SlDocumentRow
{
  GObject parent_instance;

  SlDocumentRowKind kind;
  SlDocument *document;
  char *key;
  char *title;
  guint count;
  gboolean open;
  gboolean indented;
};

G_DEFINE_FINAL_TYPE (SlDocumentRow, sl_document_row, G_TYPE_OBJECT)

static const struct
{
  const char *id;
  const char *title;
} groups[] = {
  { "drawings", N_ ("Drawings") },         { "statements", N_ ("Statements") },
  { "forms", N_ ("Schedules and forms") }, { "letters", N_ ("Letters and e-mail") },
  { "photographs", N_ ("Photographs") },   { "other", N_ ("Other") },
  { "refused", N_ ("Not opened") },
};

static void
sl_document_row_finalize (GObject *object)
{
  SlDocumentRow *self = SL_DOCUMENT_ROW (object);

  g_clear_object (&self->document);
  g_free (self->key);
  g_free (self->title);

  G_OBJECT_CLASS (sl_document_row_parent_class)->finalize (object);
}

static void
sl_document_row_class_init (SlDocumentRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_document_row_finalize;
}

static void
sl_document_row_init (SlDocumentRow *self)
{
}

static SlDocumentRow *
new_row (SlDocumentRowKind kind, const char *key, const char *title)
{
  SlDocumentRow *self = g_object_new (SL_TYPE_DOCUMENT_ROW, NULL);

  self->kind = kind;
  self->key = g_strdup (key);
  self->title = g_strdup (title);
  return self;
}

static guint
find_group (SlDocument *document)
{
  const SlDocumentKind *kind = sl_document_kind_find (sl_document_get (document, "kind"));
  const char *group = kind != NULL ? kind->group : "other";

  if (g_str_equal (sl_document_get (document, "state"), "refused"))
    return G_N_ELEMENTS (groups) - 1;
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (g_str_equal (groups[i].id, group))
      return i;
  return G_N_ELEMENTS (groups) - 2;
}

static guint
find_kind (SlDocument *document)
{
  const char *id = sl_document_get (document, "kind");
  guint n_kinds;
  const SlDocumentKind *kinds = sl_document_kinds_get (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    if (g_str_equal (kinds[i].id, id))
      return i;
  return n_kinds;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  SlDocument *one = *(SlDocument **) a, *other = *(SlDocument **) b;
  SlDocumentSort sort = GPOINTER_TO_UINT (data);
  int order = (int) find_group (one) - (int) find_group (other);

  if (order == 0 && sort == SL_DOCUMENT_SORT_KIND)
    order = (int) find_kind (one) - (int) find_kind (other);
  if (order == 0 && sort == SL_DOCUMENT_SORT_DATE)
    order = g_strcmp0 (sl_document_get (other, "document-date"),
                       sl_document_get (one, "document-date"));
  if (order == 0 && sort != SL_DOCUMENT_SORT_NAME)
    order = g_strcmp0 (sl_document_get (one, "drawing-number"),
                       sl_document_get (other, "drawing-number"));
  if (order == 0)
    order = g_utf8_collate (sl_document_get (one, "title"), sl_document_get (other, "title"));
  if (order == 0)
    order = g_strcmp0 (sl_document_get (one, "id"), sl_document_get (other, "id"));
  return order;
}

static gboolean
matches (SlDocument *document, const char *folded)
{
  static const char *const properties[] = { "title", "file-name", "drawing-number" };

  for (guint i = 0; folded != NULL && i < G_N_ELEMENTS (properties); i++)
    {
      g_autofree char *value = sl_text_fold (sl_document_get (document, properties[i]));

      if (strstr (value, folded) != NULL)
        return TRUE;
    }
  return folded == NULL;
}

static void
add_document (GPtrArray *rows, SlDocument *document, gboolean indented)
{
  SlDocumentRow *row = new_row (SL_DOCUMENT_ROW_DOCUMENT, sl_document_get_id (document),
                                sl_document_get (document, "title"));

  row->document = g_object_ref (document);
  row->indented = indented;
  g_ptr_array_add (rows, row);
}

/* The superseded revisions of one drawing, folded below it unless opened by hand. */
static void
add_superseded (GPtrArray *rows, GPtrArray *documents, SlDocument *newest, GHashTable *toggled)
{
  const char *number = sl_document_get (newest, "drawing-number");
  g_autoptr (GPtrArray) older = g_ptr_array_new ();
  g_autofree char *key = g_strdup_printf ("superseded/%s", number);
  SlDocumentRow *row;

  for (guint i = 0; *number != '\0' && i < documents->len; i++)
    {
      SlDocument *document = g_ptr_array_index (documents, i);

      if (sl_document_get_superseded (document) &&
          g_ascii_strcasecmp (sl_document_get (document, "drawing-number"), number) == 0)
        g_ptr_array_add (older, document);
    }
  if (older->len == 0)
    return;
  row = new_row (SL_DOCUMENT_ROW_SUPERSEDED, key, "");
  g_free (row->title);
  row->title = g_strdup_printf (
      ngettext ("%u superseded revision", "%u superseded revisions", older->len), older->len);
  row->count = older->len;
  row->open = g_hash_table_contains (toggled, key);
  g_ptr_array_add (rows, row);
  for (guint i = older->len; row->open && i > 0; i--)
    add_document (rows, g_ptr_array_index (older, i - 1), TRUE);
}

/* Whether a newer revision of the same drawing stands in the list to fold this one below. */
static gboolean
has_successor (GPtrArray *documents, SlDocument *document)
{
  const char *number = sl_document_get (document, "drawing-number");

  if (!sl_document_get_superseded (document) || *number == '\0')
    return FALSE;
  for (guint i = 0; i < documents->len; i++)
    {
      SlDocument *other = g_ptr_array_index (documents, i);

      if (!sl_document_get_superseded (other) &&
          g_ascii_strcasecmp (sl_document_get (other, "drawing-number"), number) == 0)
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
sl_document_rows_build (GListModel *documents,
                        SlDocumentSort sort,
                        GHashTable *toggled,
                        const char *filter)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *folded = filter != NULL && *filter != '\0' ? sl_text_fold (filter) : NULL;
  SlDocumentRow *group_row = NULL;
  guint group = G_MAXUINT;

  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (SlDocument) document = g_list_model_get_item (documents, i);

      if (matches (document, folded))
        g_ptr_array_add (sorted, g_steal_pointer (&document));
    }
  g_ptr_array_sort_with_data (sorted, compare, GUINT_TO_POINTER (sort));

  for (guint i = 0; i < sorted->len; i++)
    {
      SlDocument *document = g_ptr_array_index (sorted, i);

      if (find_group (document) != group)
        {
          group = find_group (document);
          group_row = new_row (SL_DOCUMENT_ROW_GROUP, groups[group].id, _ (groups[group].title));
          group_row->open = !g_hash_table_contains (toggled, groups[group].id);
          g_ptr_array_add (rows, group_row);
        }
      if (has_successor (sorted, document))
        continue;
      group_row->count++;
      if (!group_row->open)
        continue;
      add_document (rows, document, FALSE);
      add_superseded (rows, sorted, document, toggled);
    }
  return rows;
}

char *
sl_documents_dup_counts (GListModel *documents)
{
  guint total = g_list_model_get_n_items (documents), refused = 0, pictures = 0;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < total; i++)
    {
      g_autoptr (SlDocument) document = g_list_model_get_item (documents, i);
      const char *state = sl_document_get (document, "state");

      refused += g_str_equal (state, "refused");
      pictures += g_str_equal (state, "picture");
    }
  g_string_append_printf (text, ngettext ("%u document", "%u documents", total), total);
  if (total > 0)
    g_string_append_printf (text, _ (": %u readable"), total - refused - pictures);
  if (pictures > 0)
    g_string_append_printf (text, ngettext (", %u picture", ", %u pictures", pictures), pictures);
  if (refused > 0)
    g_string_append_printf (text, _ (", %u not opened"), refused);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

SlDocumentRowKind
sl_document_row_get_kind (SlDocumentRow *self)
{
  return self->kind;
}

SlDocument *
sl_document_row_get_document (SlDocumentRow *self)
{
  return self->document;
}

const char *
sl_document_row_get_title (SlDocumentRow *self)
{
  return self->title;
}

const char *
sl_document_row_get_key (SlDocumentRow *self)
{
  return self->key;
}

guint
sl_document_row_get_count (SlDocumentRow *self)
{
  return self->count;
}

gboolean
sl_document_row_get_open (SlDocumentRow *self)
{
  return self->open;
}

gboolean
sl_document_row_get_indented (SlDocumentRow *self)
{
  return self->indented;
}

gboolean
sl_document_row_equal (SlDocumentRow *self, SlDocumentRow *other)
{
  return self->kind == other->kind && self->count == other->count && self->open == other->open &&
         self->document == other->document && g_str_equal (self->key, other->key);
}
