/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response"
#include "config.h"

#include "response/sl-response-private.h"

#include "base/sl-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the letter rests on: the documents seen and not seen, and the crime figures. */

/* "site layout PL-101 D", "PL-106 C", "Design and access statement". */
static char *
name_document (SlDocument *document)
{
  const char *number = sl_document_get (document, "drawing-number");
  const char *revision = sl_document_get (document, "revision");

  if (*number == '\0')
    return g_strdup (sl_document_get (document, "title"));
  return g_strdup_printf ("%s%s%s (%s)", number, *revision != '\0' ? " " : "", revision,
                          sl_document_get (document, "title"));
}

static gboolean
is_drawing (SlDocument *document)
{
  const SlDocumentKind *kind = sl_document_kind_find (sl_document_get (document, "kind"));

  return *sl_document_get (document, "drawing-number") != '\0' ||
         (kind != NULL && g_str_equal (kind->group, "drawings"));
}

/* Letters and e-mails bring a consultation, and the advice does not rest on them. Photographs are
 * the officer's own: what they show stands in the report of a visit. */
static gboolean
is_no_ground (SlDocument *document)
{
  const SlDocumentKind *kind = sl_document_kind_find (sl_document_get (document, "kind"));

  return kind != NULL &&
         (g_str_equal (kind->group, "letters") || g_str_equal (kind->group, "photographs"));
}

static void
put_list (SlComposer *self,
          const char *key,
          const char *phrase,
          const char *field,
          GPtrArray *names)
{
  g_autofree char *joined = NULL;

  if (names->len == 0)
    return;
  joined = sl_join_words (names, _ (" and "));
  sl_composer_set_field (self, field, joined);
  sl_composer_put_phrase (self, key, phrase);
}

void
sl_compose_documents (SlComposer *self)
{
  g_autoptr (GPtrArray) drawings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) unread = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) partly = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (self->from->documents); i++)
    {
      g_autoptr (SlDocument) document = g_list_model_get_item (self->from->documents, i);
      const char *state = sl_document_get (document, "state");

      if (sl_document_get_superseded (document) || is_no_ground (document))
        continue;
      if (g_str_equal (state, "refused") || g_str_equal (state, "waiting"))
        g_ptr_array_add (unread, name_document (document));
      else if (is_drawing (document))
        g_ptr_array_add (drawings, name_document (document));
      else
        g_ptr_array_add (others, name_document (document));
      if (g_str_equal (state, "partial"))
        g_ptr_array_add (partly, name_document (document));
    }
  put_list (self, "documents/drawings", "documents-drawings", "drawings", drawings);
  put_list (self, "documents/others",
            drawings->len > 0 ? "documents-others" : "documents-only-others", "others", others);
  put_list (self, "documents/partly", "documents-partly", "partly", partly);
  put_list (self, "documents/unread", "documents-unread", "unread", unread);
  sl_composer_put_phrase (self, "documents/end",
                          drawings->len + others->len > 0 ? "documents-end" : "documents-none");
}

/* "October 2025" from "2025-10" or a first of the month; else the day as well. */
static char *
format_day (const char *text, gboolean whole_months)
{
  g_autofree char *first = g_strdup_printf ("%.7s-01", text);
  g_autofree char *date = sl_date_format_long (whole_months ? first : text);

  if (date == NULL)
    return g_strdup (text);
  return whole_months ? g_strdup (date + 2) : g_steal_pointer (&date);
}

static char *
format_period (SlCrimeRow *row)
{
  const char *from = sl_crime_row_get (row, "period-from");
  const char *to = sl_crime_row_get (row, "period-to");
  gboolean months = (strlen (from) == 7 || g_str_has_suffix (from, "-01")) &&
                    (strlen (to) == 7 || atoi (to + 8) >= 28);
  g_autofree char *start = format_day (from, months);
  g_autofree char *end = format_day (to, months);

  return g_str_equal (start, end) ? g_strdup (start) : g_strdup_printf (_ ("%s to %s"), start, end);
}

/* Restricted rows never enter a letter that an authority publishes. */
static GPtrArray *
list_open_rows (SlComposer *self)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (self->from->crime); i++)
    {
      SlCrimeRow *row = g_list_model_get_item (self->from->crime, i);

      if (sl_crime_row_get_restricted (row))
        g_object_unref (row);
      else
        g_ptr_array_add (rows, row);
    }
  return rows;
}

/* Columns of the table. One that says the same in every row is said once, before the table. */
enum
{
  COLUMN_SOURCE,
  COLUMN_PERIOD,
  COLUMN_AREA,
  COLUMN_CATEGORY,
  COLUMN_COUNT,
  N_COLUMNS
};

static char *
write_cell (SlCrimeRow *row, guint column)
{
  switch (column)
    {
    case COLUMN_SOURCE:
      return g_strdup (sl_crime_row_get (row, "source"));
    case COLUMN_PERIOD:
      return format_period (row);
    case COLUMN_AREA:
      return g_strdup (sl_crime_row_get (row, "area"));
    case COLUMN_CATEGORY:
      return g_strdup (sl_crime_row_get (row, "category"));
    default:
      if (sl_crime_row_get_count (row) < 0)
        return g_strdup (_ ("not known"));
      return g_strdup_printf ("%" G_GINT64_FORMAT, sl_crime_row_get_count (row));
    }
}

static gboolean
is_common (GPtrArray *rows, guint column)
{
  g_autofree char *first = write_cell (g_ptr_array_index (rows, 0), column);

  for (guint i = 1; i < rows->len; i++)
    {
      g_autofree char *other = write_cell (g_ptr_array_index (rows, i), column);

      if (!g_str_equal (first, other))
        return FALSE;
    }
  return column < COLUMN_CATEGORY;
}

static void
set_common_field (SlComposer *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  for (guint column = 0; column < COLUMN_CATEGORY; column++)
    {
      g_autofree char *cell = write_cell (g_ptr_array_index (rows, 0), column);

      if (is_common (rows, column) && *cell != '\0')
        g_ptr_array_add (words,
                         column == COLUMN_AREA ? sl_lower_first (cell) : g_steal_pointer (&cell));
    }
  g_ptr_array_add (words, NULL);
  joined = g_strjoinv ("; ", (char **) words->pdata);
  sl_composer_set_field (self, "common", joined);
}

static void
put_table (SlComposer *self, GPtrArray *rows)
{
  const char *const titles[N_COLUMNS] = { _ ("Source"), _ ("Period"), _ ("Area"), _ ("Category"),
                                          _ ("Count") };
  SlBlock *table = sl_composer_make (self, SL_BLOCK_TABLE, "context/table", "");

  if (table == NULL)
    return;
  sl_block_set_origin (table, "crime", "", "", "", "");
  for (guint i = 0; i <= rows->len; i++)
    {
      SlCrimeRow *row = i > 0 ? g_ptr_array_index (rows, i - 1) : NULL;
      g_autofree char *key = row != NULL
                                 ? g_strconcat ("crime/", sl_crime_row_get (row, "id"), NULL)
                                 : g_strdup ("context/table/head");
      SlBlock *line = sl_block_new (SL_BLOCK_ROW, "");

      sl_block_set_key (line, key);
      sl_block_set_origin (line, "crime", "", "", "", "");
      for (guint column = 0; column < N_COLUMNS; column++)
        {
          g_autofree char *cell = row != NULL ? write_cell (row, column)
                                              : g_strdup (titles[column]);

          if (!is_common (rows, column))
            sl_block_append (line, sl_block_new (SL_BLOCK_CELL, cell));
        }
      sl_block_append (table, line);
    }
  sl_composer_put (self, table);
}

/* Each category that a main point answers to, in one sentence. */
static void
put_links (SlComposer *self, GPtrArray *rows)
{
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) text = g_string_new (NULL);
  SlBlock *block;

  for (guint i = 0; i < rows->len; i++)
    {
      const char *category = sl_crime_row_get (g_ptr_array_index (rows, i), "category");
      g_autofree char *points = NULL;
      g_autofree char *lower = sl_lower_first (category);
      g_autofree char *part = NULL;

      if (!g_hash_table_add (said, (gpointer) category))
        continue;
      points = sl_compose_list_points_on_crime (self, category);
      if (points == NULL)
        continue;
      sl_composer_set_field (self, "category", text->len > 0 ? lower : category);
      sl_composer_set_field (self, "links", points);
      part = sl_composer_phrase (self, text->len > 0 ? "context-link-more" : "context-link");
      if (part != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", part);
    }
  if (text->len == 0)
    return;
  g_string_append_c (text, '.');
  block = sl_composer_make (self, SL_BLOCK_PARAGRAPH, "context/links", text->str);
  if (block != NULL)
    sl_block_set_origin (block, "crime", "", "", "", "");
  sl_composer_put (self, block);
}

/* "places are approximate (burglary, vehicle crime)": which figures a caveat is about is said
 * unless it is about all. */
static char *
write_caveat (GPtrArray *rows, const char *caveat)
{
  g_autoptr (GPtrArray) categories = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *trimmed = sl_lower_first (caveat);
  g_autofree char *names = NULL;

  if (g_str_has_suffix (trimmed, "."))
    trimmed[strlen (trimmed) - 1] = '\0';
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (sl_crime_row_get (g_ptr_array_index (rows, i), "caveat"), caveat))
      g_ptr_array_add (categories,
                       sl_lower_first (sl_crime_row_get (g_ptr_array_index (rows, i), "category")));
  if (categories->len == rows->len)
    return g_steal_pointer (&trimmed);
  names = sl_join_words (categories, ", ");
  return g_strdup_printf ("%s (%s)", trimmed, names);
}

static void
put_caveats (SlComposer *self, GPtrArray *rows)
{
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const char *caveat = sl_crime_row_get (g_ptr_array_index (rows, i), "caveat");
      g_autofree char *words = NULL;

      if (*caveat == '\0' || !g_hash_table_add (said, (gpointer) caveat))
        continue;
      words = write_caveat (rows, caveat);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", words);
    }
  if (text->len == 0)
    return;
  g_string_append_c (text, '.');
  sl_composer_set_field (self, "caveat", text->str);
  sl_composer_put_phrase (self, "context/caveats", "context-caveat");
}

void
sl_compose_context (SlComposer *self)
{
  g_autoptr (GPtrArray) rows = list_open_rows (self);

  if (rows->len == 0)
    {
      sl_composer_put_phrase (self, "context/none", "context-none");
      return;
    }
  set_common_field (self, rows);
  sl_composer_put_phrase (self, "context/intro", "context-table");
  put_table (self, rows);
  put_links (self, rows);
  put_caveats (self, rows);
}
