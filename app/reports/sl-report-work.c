/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-reports"
#include "config.h"

#include "reports/sl-report-private.h"

#include "assessment/sl-assessment.h"
#include "base/sl-text.h"
#include "base/sl-time.h"
#include "documents/sl-document-records.h"
#include "meetings/sl-open-point.h"
#include "response/sl-response.h"

#include <glib/gi18n-lib.h>

/* The work done on the case, for a briefing and for the list one takes along: documents read, crime
 * considered, what was found, and how the draft stands. */

static char *
count_crime (SlCrimeRow *row)
{
  gint64 count = sl_crime_row_get_count (row);

  return count < 0 ? g_strdup (_ ("not known")) : g_strdup_printf ("%" G_GINT64_FORMAT, count);
}

/* Restricted figures are for inside the force only. */
static gboolean
may_count (SlReporter *self, SlCrimeRow *row)
{
  return !(sl_crime_row_get_restricted (row) && self->kind->leaves);
}

static char *
name_period (SlCrimeRow *row)
{
  g_autofree char *from = sl_date_format_long (sl_crime_row_get (row, "period-from"));
  g_autofree char *to = sl_date_format_long (sl_crime_row_get (row, "period-to"));

  /* TRANSLATORS: an area, then the first and the last day of a period */
  return g_strdup_printf (_ ("%s, %s to %s"), sl_crime_row_get (row, "area"),
                          from != NULL ? from : sl_crime_row_get (row, "period-from"),
                          to != NULL ? to : sl_crime_row_get (row, "period-to"));
}

/* "Within 1 mile of the site, 24 September 2025 to …: Burglary 41, Vehicle crime 36.", a paragraph
 * an area and period. Those follow one another, as they were entered. */
static void
put_crime_briefly (SlReporter *self, GListModel *rows)
{
  g_autoptr (GHashTable) done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (SlCrimeRow) first = g_list_model_get_item (rows, i);
      g_autofree char *period = name_period (first);
      g_autofree char *key = sl_reporter_make_key (self, "crime", sl_crime_row_get (first, "id"),
                                                   NULL);
      g_autoptr (GString) text = g_string_new (NULL);
      gboolean restricted = FALSE;
      SlBlock *block;

      if (!may_count (self, first) || !g_hash_table_add (done, g_strdup (period)))
        continue;
      for (guint j = i; j < g_list_model_get_n_items (rows); j++)
        {
          g_autoptr (SlCrimeRow) row = g_list_model_get_item (rows, j);
          g_autofree char *its = name_period (row);
          g_autofree char *count = count_crime (row);

          if (!may_count (self, row) || !g_str_equal (its, period))
            continue;
          restricted = restricted || sl_crime_row_get_restricted (row);
          g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : ": ",
                                  sl_crime_row_get (row, "category"), count);
        }
      g_string_prepend (text, period);
      g_string_append_c (text, '.');
      block = sl_reporter_make (self, SL_BLOCK_PARAGRAPH, key, text->str, "crime");
      if (restricted)
        sl_block_set_mark (block, SL_MARK_OFFICIAL_SENSITIVE);
      sl_reporter_put (self, block);
    }
}

gboolean
sl_report_put_crime (SlReporter *self, const SlPackNode *node, GError **error)
{
  const char *titles[] = { _ ("Crime"), _ ("Area"), _ ("From"), _ ("To"), _ ("Number"), NULL };
  g_autoptr (GListModel)
      rows = sl_crime_records_list (self->store, sl_case_get_id (self->subject), error);
  g_autofree char *key = sl_reporter_make_key (self, "crime", NULL, NULL);
  SlBlock *table;

  if (rows == NULL)
    return FALSE;
  if (sl_pack_node_has (node, "brief"))
    {
      put_crime_briefly (self, rows);
      return TRUE;
    }
  table = sl_reporter_make (self, SL_BLOCK_TABLE, key, "", "crime");
  sl_reporter_append_row (table, "", titles);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (SlCrimeRow) row = g_list_model_get_item (rows, i);
      g_autofree char *count = count_crime (row);
      g_autofree char *row_key = sl_reporter_make_key (self, "crime", sl_crime_row_get (row, "id"),
                                                       NULL);
      const char *const cells[] = { sl_crime_row_get (row, "category"),
                                    sl_crime_row_get (row, "area"),
                                    sl_crime_row_get (row, "period-from"),
                                    sl_crime_row_get (row, "period-to"),
                                    count,
                                    NULL };

      if (!may_count (self, row))
        continue;
      if (sl_crime_row_get_restricted (row))
        sl_block_set_mark (table, SL_MARK_OFFICIAL_SENSITIVE);
      sl_reporter_append_row (table, row_key, cells);
    }
  if (sl_block_get_n_children (table) > 1)
    sl_reporter_put (self, table);
  else
    sl_block_unref (table);
  return TRUE;
}

static const char *
name_reading (SlDocument *document)
{
  const char *state = sl_document_get (document, "state");

  if (g_str_equal (state, "picture"))
    return _ ("picture: read by eye");
  if (g_str_equal (state, "refused") || g_str_equal (state, "waiting"))
    return _ ("not read");
  return g_str_equal (state, "partial") ? _ ("read in part") : _ ("read");
}

static char *
name_document (SlDocument *document)
{
  const char *number = sl_document_get (document, "drawing-number");

  if (*number == '\0')
    return g_strdup (sl_document_get (document, "title"));
  return g_strdup_printf ("%s %s, %s", number, sl_document_get (document, "revision"),
                          sl_document_get (document, "title"));
}

static gboolean
is_shown (SlDocument *document)
{
  return !sl_document_get_superseded (document) &&
         !g_str_equal (sl_document_get (document, "kind"), "photograph");
}

/* "Read: PL-101 D, Proposed site layout; …" for each way of reading, one paragraph each. */
static void
put_documents_briefly (SlReporter *self, GListModel *documents)
{
  const char *const readings[] = { _ ("read"), _ ("read in part"), _ ("picture: read by eye"),
                                   _ ("not read") };

  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      g_autoptr (GString) names = g_string_new (NULL);
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_autofree char *key = sl_reporter_make_key (self, "documents", number, NULL);
      g_autofree char *text = NULL;

      for (guint j = 0; j < g_list_model_get_n_items (documents); j++)
        {
          g_autoptr (SlDocument) document = g_list_model_get_item (documents, j);
          g_autofree char *name = name_document (document);

          if (is_shown (document) && g_str_equal (name_reading (document), readings[i]))
            g_string_append_printf (names, "%s%s", names->len > 0 ? "; " : "", name);
        }
      if (names->len == 0)
        continue;
      text = g_strdup_printf ("%c%s: %s.", g_ascii_toupper (*readings[i]), readings[i] + 1,
                              names->str);
      sl_reporter_put_paragraph (self, key, text, "document");
    }
}

gboolean
sl_report_put_documents (SlReporter *self, const SlPackNode *node, GError **error)
{
  g_autoptr (GListModel)
      documents = sl_document_records_list (self->store, sl_case_get_id (self->subject), error);
  g_autofree char *key = sl_reporter_make_key (self, "documents", NULL, NULL);
  SlBlock *list;

  if (documents == NULL)
    return FALSE;
  if (sl_pack_node_has (node, "brief"))
    {
      put_documents_briefly (self, documents);
      return TRUE;
    }
  list = sl_reporter_make (self, SL_BLOCK_LIST, key, "", "document");
  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (SlDocument) document = g_list_model_get_item (documents, i);
      g_autofree char *name = name_document (document);
      g_autofree char *squeezed = sl_text_squeeze (name);
      g_autofree char *text = g_strdup_printf ("%s: %s", squeezed, name_reading (document));
      g_autofree char *item = sl_reporter_make_key (self, "document", sl_document_get_id (document),
                                                    NULL);

      if (is_shown (document))
        sl_block_append (list, sl_reporter_make (self, SL_BLOCK_ITEM, item, text, "document"));
    }
  if (sl_block_get_n_children (list) > 0)
    sl_reporter_put (self, list);
  else
    sl_block_unref (list);
  return TRUE;
}

/* What is asked for from *@i on, as long as it is about the same: a line each. */
static char *
join_points (GPtrArray *points, guint *i)
{
  const SlOpenPoint *first = g_ptr_array_index (points, *i);
  GString *text = g_string_new (first->text);

  for (++*i; *i < points->len; ++*i)
    {
      const SlOpenPoint *point = g_ptr_array_index (points, *i);

      if (!g_str_equal (point->kind, first->kind) || !g_str_equal (point->title, first->title))
        break;
      g_string_append_printf (text, "\n%s", point->text);
    }
  return g_string_free (text, FALSE);
}

/* @only_findings: what the checklist found, else all that is open. */
static gboolean
put_points (SlReporter *self, gboolean only_findings, GError **error)
{
  g_autoptr (GPtrArray) points = sl_open_points_list (self->store, self->context->packs,
                                                      sl_case_get_id (self->subject), error);
  const char *titles[] = { _ ("Point"), _ ("What is asked for"), NULL };
  g_autofree char *key = sl_reporter_make_key (self, "points", NULL, NULL);
  SlBlock *table;

  if (points == NULL)
    return FALSE;
  table = sl_reporter_make (self, SL_BLOCK_TABLE, key, "", "item");
  sl_reporter_append_row (table, "", titles);
  for (guint i = 0; i < points->len;)
    {
      const SlOpenPoint *point = g_ptr_array_index (points, i);
      g_autofree char *row = sl_reporter_make_key (self, point->kind, point->target_id, NULL);
      g_autofree char *text = join_points (points, &i);
      const char *const cells[] = { point->title, text, NULL };

      if (!only_findings || g_str_equal (point->kind, "finding"))
        sl_reporter_append_row (table, row, cells);
    }
  if (sl_block_get_n_children (table) > 1)
    sl_reporter_put (self, table);
  else
    sl_block_unref (table);
  return TRUE;
}

/* "Not met: H04 Footpath position, H33 Gable ends.", a paragraph a verdict. */
static gboolean
put_findings_briefly (SlReporter *self, GError **error)
{
  static const SlVerdict verdicts[] = { SL_VERDICT_NOT_MET, SL_VERDICT_PARTLY,
                                        SL_VERDICT_NOT_SHOWN };
  g_autoptr (GError) failure = NULL;
  g_autoptr (SlAssessment) assessment = sl_assessment_load (
      self->store, self->context->packs, sl_case_get_id (self->subject), &failure);
  GListModel *answers;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  answers = assessment != NULL ? sl_assessment_get_answers (assessment) : NULL;
  for (guint i = 0; answers != NULL && i < G_N_ELEMENTS (verdicts); i++)
    {
      const char *word = sl_verdict_to_word (verdicts[i]);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *key = sl_reporter_make_key (self, "findings",
                                                   sl_verdict_to_nick (verdicts[i]), NULL);

      for (guint j = 0; j < g_list_model_get_n_items (answers); j++)
        {
          g_autoptr (SlAnswer) answer = g_list_model_get_item (answers, j);
          SlChecklistItem *item = sl_answer_get_item (answer);

          if (sl_answer_get_applies (answer) && sl_answer_get_verdict (answer) == verdicts[i])
            g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "",
                                    sl_checklist_item_get_id (item),
                                    sl_checklist_item_get (item, "title"));
        }
      if (text->len == 0)
        continue;
      g_string_prepend (text, ": ");
      g_string_prepend (text, word);
      g_string_append_c (text, '.');
      sl_reporter_put_paragraph (self, key, text->str, "item");
    }
  return TRUE;
}

gboolean
sl_report_put_findings (SlReporter *self, const SlPackNode *node, GError **error)
{
  if (sl_pack_node_has (node, "brief"))
    return put_findings_briefly (self, error);
  return put_points (self, TRUE, error);
}

gboolean
sl_report_put_open_points (SlReporter *self, const SlPackNode *node, GError **error)
{
  (void) node;
  return put_points (self, FALSE, error);
}

/* How the draft stands: its stance, what it asks for, and how long it is. */
static void
put_letter (SlReporter *self, SlComposition *composition, SlLetter *letter, gboolean brief)
{
  const SlStance *stance = sl_stance_find (
      sl_response_get (sl_composition_get_response (composition), "stance"));
  g_autofree char *key = sl_reporter_make_key (self, "stance", NULL, NULL);
  g_autofree char *length = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u word", "%u words", sl_letter_count_words (letter)),
      sl_letter_count_words (letter));
  g_autofree char *text = g_strdup_printf (
      _ ("%s, %s."), stance != NULL ? _ (stance->label) : _ ("no stance yet"), length);

  sl_reporter_put_paragraph (self, key, text, "stance");
  for (guint i = 0; !brief && i < sl_letter_get_n_blocks (letter); i++)
    {
      SlBlock *block = sl_letter_get_block (letter, i);
      SlBlockKind kind = sl_block_get_kind (block);
      g_autofree char *copy = sl_reporter_make_key (self, "draft", sl_block_get_key (block), NULL);

      if (!g_str_equal (sl_block_get_section (block), "main-points"))
        continue;
      if (kind == SL_BLOCK_PARAGRAPH)
        sl_reporter_put_paragraph (self, copy, sl_block_get_text (block), "item");
      else if (kind == SL_BLOCK_LIST)
        sl_reporter_put (self, sl_block_ref (block));
    }
}

gboolean
sl_report_put_draft (SlReporter *self, const SlPackNode *node, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (SlComposition) composition = NULL;
  g_autoptr (SlLetter) letter = NULL;
  g_autoptr (SlResponse)
      response = sl_response_load (self->store, sl_case_get_id (self->subject), &failure);

  if (response == NULL)
    {
      if (failure == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  composition = sl_composition_new (self->context->library, self->context->packs,
                                    self->context->policy, self->context->author,
                                    sl_case_get_id (self->subject), error);
  if (composition == NULL)
    return FALSE;
  letter = sl_composition_compose (composition, error);
  if (letter == NULL)
    return FALSE;
  put_letter (self, composition, letter, sl_pack_node_has (node, "brief"));
  return TRUE;
}
