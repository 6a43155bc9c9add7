/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-paper-private.h"
#include "review/sl-review-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a paper's id stands for. A report's is "SHEET:REPORT", with ":2" and so on for a later one
 * of a report that tells of a moment; no case's id has such a mark in it. */

void
sl_paper_free (SlPaper *paper)
{
  g_free (paper->id);
  g_free (paper->case_id);
  g_free (paper->sheet_id);
  g_free (paper->report_id);
  g_free (paper->title);
  g_free (paper);
}

SlPaper *
sl_paper_copy (const SlPaper *paper)
{
  SlPaper *copy = g_new0 (SlPaper, 1);

  copy->id = g_strdup (paper->id);
  copy->case_id = g_strdup (paper->case_id);
  copy->sheet_id = g_strdup (paper->sheet_id);
  copy->report_id = g_strdup (paper->report_id);
  copy->title = g_strdup (paper->title);
  copy->moment = paper->moment;
  return copy;
}

void
sl_paper_line_free (SlPaperLine *line)
{
  g_clear_pointer (&line->paper, sl_paper_free);
  g_free (line->state);
  g_free (line);
}

gboolean
sl_paper_is_response (const SlPaper *paper)
{
  return *paper->report_id == '\0';
}

char *
sl_paper_make_id (const char *sheet_id, const char *report_id, guint serial)
{
  return serial > 1 ? g_strdup_printf ("%s:%s:%u", sheet_id, report_id, serial)
                    : g_strdup_printf ("%s:%s", sheet_id, report_id);
}

gboolean
sl_paper_id_is_report (const char *paper_id)
{
  return strchr (paper_id, ':') != NULL;
}

/* What the composer says of the report, and its title before it was ever submitted. */
static gboolean
describe (SlReview *review, SlPaper *paper, GError **error)
{
  gpointer data;
  const SlPaperComposer *composer = sl_review_get_paper_composer (review, &data);
  SlPaperKind kind = { 0 };
  g_autofree char *reference = NULL;

  if (composer == NULL || !composer->describe (paper->report_id, &kind, data))
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   _ ("There is no report “%s”. “report kinds” lists those there are."),
                   paper->report_id);
      return FALSE;
    }
  if (!kind.leaves)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   /* TRANSLATORS: a paper, as "Risk assessment" */
                   _ ("“%s” stays in the force: it is printed, and neither reviewed nor issued."),
                   kind.title);
      return FALSE;
    }
  paper->moment = kind.moment;
  if (*paper->title != '\0')
    return TRUE;
  reference = sl_paper_records_read_reference (
      sl_store_read (sl_library_get_store (sl_review_get_library (review))), paper->sheet_id,
      error);
  if (reference == NULL)
    return FALSE;
  g_free (paper->title);
  paper->title = g_strdup_printf ("%s %s", kind.title, reference);
  return TRUE;
}

/**
 * sl_papers_load:
 * @review: the review
 * @paper_id: a case's id for its response, or a report's
 * @error: return location
 *
 * Returns: (transfer full): the paper, or %NULL: %SL_STORE_ERROR_NOT_FOUND when there is no such
 *   sheet or report, REFUSED when the report does not leave the force
 */
SlPaper *
sl_papers_load (SlReview *review, const char *paper_id, GError **error)
{
  SlDatabase *database;
  g_autoptr (SlPaper) paper = NULL;

  g_return_val_if_fail (SL_IS_REVIEW (review) && paper_id != NULL, NULL);

  database = sl_store_read (sl_library_get_store (sl_review_get_library (review)));
  paper = sl_paper_records_read (database, paper_id, error);
  if (paper == NULL || (!sl_paper_is_response (paper) && !describe (review, paper, error)))
    return NULL;
  return g_steal_pointer (&paper);
}

/**
 * sl_papers_list:
 * @review: the review
 * @case_id: a case
 * @error: return location
 *
 * Returns: (transfer full) (element-type SlPaperLine): its response, then its reports that were
 *   submitted, as they were first
 */
GPtrArray *
sl_papers_list (SlReview *review, const char *case_id, GError **error)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (SlVersion) newest = NULL;
  g_autoptr (GError) failure = NULL;
  SlPaperLine *response;
  SlStore *store;

  g_return_val_if_fail (SL_IS_REVIEW (review) && case_id != NULL, NULL);

  store = sl_library_get_store (sl_review_get_library (review));
  list = sl_paper_records_list (sl_store_read (store), case_id, NULL, error);
  if (list == NULL)
    return NULL;
  newest = sl_versions_load_newest (store, case_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  response = g_new0 (SlPaperLine, 1);
  g_ptr_array_insert (list, 0, response);
  response->state = g_strdup (newest != NULL ? sl_version_get (newest, "state") : "");
  response->number = newest != NULL ? sl_version_get_number (newest) : 0;
  response->paper = sl_paper_records_read (sl_store_read (store), case_id, error);
  return response->paper != NULL ? g_steal_pointer (&list) : NULL;
}

/* The last of a report that was submitted; NULL for none. Borrowed from @list. */
static SlPaperLine *
find_last (GPtrArray *list, const char *report_id, guint *serial)
{
  SlPaperLine *last = NULL;

  *serial = 0;
  for (guint i = 0; i < list->len; i++)
    {
      SlPaperLine *line = g_ptr_array_index (list, i);

      if (!g_str_equal (line->paper->report_id, report_id))
        continue;
      last = line;
      (*serial)++;
    }
  return last;
}

/**
 * sl_papers_find:
 * @review: the review
 * @sheet_id: a sheet
 * @report_id: a report of it
 * @error: return location
 *
 * Where a report that tells of a moment was issued, the next of it is meant.
 *
 * Returns: (transfer full): the paper to work on and where it stands; errors as sl_papers_load()
 */
SlPaperLine *
sl_papers_find (SlReview *review, const char *sheet_id, const char *report_id, GError **error)
{
  g_autoptr (SlPaperLine) found = g_new0 (SlPaperLine, 1);
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *id = NULL;
  SlPaperLine *last;
  guint serial;

  g_return_val_if_fail (SL_IS_REVIEW (review) && sheet_id != NULL && report_id != NULL, NULL);

  list = sl_paper_records_list (
      sl_store_read (sl_library_get_store (sl_review_get_library (review))), NULL, sheet_id, error);
  if (list == NULL)
    return NULL;
  last = find_last (list, report_id, &serial);
  if (last != NULL && last->paper->moment && g_str_equal (last->state, "issued"))
    last = NULL;
  id = last != NULL ? g_strdup (last->paper->id)
                    : sl_paper_make_id (sheet_id, report_id, serial + 1);
  found->state = g_strdup (last != NULL ? last->state : "");
  found->number = last != NULL ? last->number : 0;
  found->paper = sl_papers_load (review, id, error);
  return found->paper != NULL ? g_steal_pointer (&found) : NULL;
}

const SlPaper *
sl_papers_find_holding (GPtrArray *papers)
{
  for (guint i = 0; i < papers->len; i++)
    {
      const SlPaperLine *line = g_ptr_array_index (papers, i);

      if (g_str_equal (line->state, "issued") && !line->paper->moment)
        return line->paper;
    }
  return NULL;
}

char *
sl_paper_dup_hold_words (const SlPaper *paper)
{
  /* TRANSLATORS: a report, as "Minutes MTG/2026/001" */
  return g_strdup_printf (_ ("“%s” was issued, and what it rests on stays as it was. Begin a new "
                             "record for what is to be added."),
                          paper->title);
}

const char *
sl_paper_get_copy_words (void)
{
  return _ ("This case is worked at another computer and was read from a bundle: here it is "
            "commented on and decided, not edited.");
}

/**
 * sl_papers_dup_hold:
 * @review: the review
 * @case_id: a case
 * @sheet_id: (nullable): one of its records
 *
 * What the guard would answer to a change of the record, so that it can be said before anybody
 * types. Reading that fails holds nothing: the guard has the last word.
 *
 * Returns: (transfer full) (nullable): a sentence, or %NULL when it can be changed
 */
char *
sl_papers_dup_hold (SlReview *review, const char *case_id, const char *sheet_id)
{
  SlDatabase *database;
  g_autoptr (GPtrArray) papers = NULL;
  const SlPaper *holding;
  gint64 copies;

  g_return_val_if_fail (SL_IS_REVIEW (review) && case_id != NULL, NULL);

  database = sl_store_read (sl_library_get_store (sl_review_get_library (review)));
  if (sl_review_records_count (database, SL_REVIEW_COUNT_COPIES, case_id, &copies, NULL) &&
      copies > 0)
    return g_strdup (sl_paper_get_copy_words ());
  if (sheet_id == NULL || *sheet_id == '\0')
    return NULL;
  papers = sl_paper_records_list (database, NULL, sheet_id, NULL);
  holding = papers != NULL ? sl_papers_find_holding (papers) : NULL;
  return holding != NULL ? sl_paper_dup_hold_words (holding) : NULL;
}
