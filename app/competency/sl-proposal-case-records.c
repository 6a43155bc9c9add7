/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-proposal-private.h"

#include "base/sl-time.h"
#include "cases/sl-case-kind.h"
#include "response/sl-response.h"
#include "review/sl-issue.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a case's tables show of the work on it, from the crime figures to what became of it. Nothing
 * is written here. */

/* A day as people write it, of a date or a time; "" none. */
static char *
format_day (const char *at)
{
  g_autofree char *date = NULL;

  if (*at == '\0')
    return g_strdup ("");
  date = strlen (at) > 10 ? sl_time_get_date (at) : g_strdup (at);
  return date != NULL ? sl_date_format_long (date) : g_strdup (at);
}

/* ---- crime figures ---- */

static const char *const crime_actions[] = { "set-crime-figure", "import-crime-figures" };

/* Rows of one source and period. Which figure is whose the record does not say; whether the trainee
 * recorded figures in this case it does. */
gboolean
sl_proposal_write_crime (SlProposalSource *source, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_store_read (source->store),
      "SELECT source, period_from, period_to, COUNT (*), SUM (restricted), COUNT (DISTINCT area),"
      " MIN (area), MIN (crime_row_id) FROM crime_row WHERE case_id = ?"
      " GROUP BY source, period_from, period_to ORDER BY MIN (position)",
      error);
  const char *at = "";
  gboolean row;

  for (guint i = 0; i < G_N_ELEMENTS (crime_actions); i++)
    {
      const SlProposalDid *did = sl_proposal_find_action (source, crime_actions[i]);

      if (did != NULL && strcmp (did->last_at, at) > 0)
        at = did->last_at;
    }
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", source->case_id);
  while (sl_statement_step (statement, &row, error))
    {
      g_autoptr (GString) detail = g_string_new (NULL);
      guint n, n_areas;

      if (!row)
        return TRUE;
      n = (guint) sl_statement_get_int (statement, 3);
      n_areas = (guint) sl_statement_get_int (statement, 5);
      if (n_areas == 1)
        sl_proposal_append (detail, "%s", sl_statement_get_text (statement, 6));
      else
        sl_proposal_append (detail, _ ("%u areas"), n_areas);
      if (sl_statement_get_int (statement, 4) > 0)
        sl_proposal_append (detail, "%s", _ ("some are restricted and stand in no letter"));
      sl_proposal_add (
          source, *at != '\0', at, "case", source->case_id,
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u crime figure of %s, %s to %s",
                                        "%u crime figures of %s, %s to %s", n),
                           n, sl_statement_get_text (statement, 0),
                           sl_statement_get_text (statement, 1),
                           sl_statement_get_text (statement, 2)),
          g_strdup (detail->str));
    }
  return FALSE;
}

/* ---- the checklist and the draft ---- */

/* A walk through a checklist, of the case or of one entry of a sheet, as a house type. */
static void
add_checklist (SlProposalSource *source, SlStatement *statement)
{
  static const char *const verdicts[] = { N_ ("not met"), N_ ("partly"), N_ ("not shown") };
  guint n = (guint) sl_statement_get_int (statement, 3);
  guint n_own = (guint) sl_statement_get_int (statement, 4);
  SlPack *pack = sl_pack_library_find (source->packs, sl_statement_get_text (statement, 1),
                                       sl_statement_get_text (statement, 2));
  const char *title = pack != NULL ? sl_pack_get_title (pack)
                                   : sl_statement_get_text (statement, 1);
  const char *subject = sl_proposal_name_entry (source, sl_statement_get_text (statement, 10));
  g_autoptr (GString) detail = g_string_new (NULL);

  if (*subject != '\0')
    sl_proposal_append (detail, _ ("of %s"), subject);
  if (n_own > 0 && n_own < n)
    sl_proposal_append (detail, _ ("last by the trainee: %u"), n_own);
  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    if (sl_statement_get_int (statement, 5 + (int) i) > 0)
      sl_proposal_append (detail, "%s: %u", _ (verdicts[i]),
                          (guint) sl_statement_get_int (statement, 5 + (int) i));
  sl_proposal_add (source, n_own > 0, sl_statement_get_text (statement, n_own > 0 ? 8 : 9),
                   "assessment", sl_statement_get_text (statement, 0),
                   g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Checklist “%s”: %u item judged",
                                                 "Checklist “%s”: %u items judged", n),
                                    title, n),
                   g_string_free (g_steal_pointer (&detail), FALSE));
}

static gboolean
write_checklists (SlProposalSource *source, GError **error)
{
  g_autoptr (SlStatement) statement = NULL;
  gboolean row;

  if (!sl_proposal_load_sheets (source, error))
    return FALSE;
  statement = sl_database_prepare (
      sl_store_read (source->store),
      "SELECT s.assessment_id, s.pack_id, s.pack_edition, COUNT (*),"
      " SUM (CASE WHEN a.person_id = ? THEN 1 ELSE 0 END),"
      " SUM (CASE WHEN a.verdict = 'not-met' THEN 1 ELSE 0 END),"
      " SUM (CASE WHEN a.verdict = 'partly' THEN 1 ELSE 0 END),"
      " SUM (CASE WHEN a.verdict = 'not-shown' THEN 1 ELSE 0 END),"
      " MAX (CASE WHEN a.person_id = ? THEN a.changed_at ELSE '' END), MAX (a.changed_at),"
      " COALESCE (s.subject_id, '')"
      " FROM assessment s JOIN answer a ON a.assessment_id = s.assessment_id"
      " WHERE s.case_id = ? AND a.verdict <> ''"
      " GROUP BY s.assessment_id, s.pack_id, s.pack_edition, s.subject_id"
      " ORDER BY MIN (s.created_at), s.assessment_id",
      error);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "ttt", source->person_id, source->person_id, source->case_id);
  while (sl_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      add_checklist (source, statement);
    }
  return FALSE;
}

/* The trainee's own steps on the letter. */
static const char *const draft_actions[] = { "set-response", "edit-response", "add-to-response",
                                             "leave-out-of-response", "restore-in-response" };

static gboolean
write_draft (SlProposalSource *source, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_store_read (source->store),
      "SELECT r.response_id, r.stance, r.changed_at, (SELECT COUNT (*) FROM response_edit e"
      " WHERE e.response_id = r.response_id AND e.person_id = ? AND e.action <> 'leave-out')"
      " FROM response r WHERE r.case_id = ?",
      error);
  g_autoptr (GString) detail = g_string_new (NULL);
  const SlStance *stance;
  const char *at = "";
  guint n = 0, n_texts;
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tt", source->person_id, source->case_id);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (draft_actions); i++)
    {
      const SlProposalDid *did = sl_proposal_find_action (source, draft_actions[i]);

      n += did != NULL ? did->n : 0;
      if (did != NULL && strcmp (did->last_at, at) > 0)
        at = did->last_at;
    }
  stance = sl_stance_find (sl_statement_get_text (statement, 1));
  n_texts = (guint) sl_statement_get_int (statement, 3);
  if (n > 0)
    sl_proposal_append (
        detail,
        g_dngettext (GETTEXT_PACKAGE, "%u step of the trainee", "%u steps of the trainee", n), n);
  if (n_texts > 0)
    sl_proposal_append (detail,
                        g_dngettext (GETTEXT_PACKAGE, "%u paragraph in the trainee’s own words",
                                     "%u paragraphs in the trainee’s own words", n_texts),
                        n_texts);
  sl_proposal_add (
      source, n > 0, n > 0 ? at : sl_statement_get_text (statement, 2), "response", source->case_id,
      g_strdup_printf (_ ("Draft of the response: %s"),
                       stance != NULL ? _ (stance->label) : sl_statement_get_text (statement, 1)),
      g_strdup (detail->str));
  return TRUE;
}

gboolean
sl_proposal_write_drafts (SlProposalSource *source, GError **error)
{
  return write_checklists (source, error) && write_draft (source, error) &&
         sl_proposal_write_scheme_draft (source, error);
}

/* ---- stages ---- */

/* When a planning case came to each of its stages: they follow from what is recorded, and those
 * that nothing dates are left out. Stage id -> ISO time or date. */
static GHashTable *
read_planning_days (SlProposalSource *source, GError **error)
{
  g_autoptr (GHashTable) days = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_store_read (source->store),
      "SELECT 'identified', MIN (at) FROM audit WHERE case_id = ?"
      " AND action IN ('import', 'add-application', 'begin-case', 'make-case')"
      " UNION ALL SELECT 'drafting', created_at FROM response WHERE case_id = ?"
      " UNION ALL SELECT 'in-review', MIN (submitted_at) FROM version WHERE paper_id = ?"
      " UNION ALL SELECT 'approved', MAX (d.at) FROM decision d JOIN version v"
      " ON v.version_id = d.version_id WHERE v.paper_id = ? AND d.outcome = 'approved'"
      " AND d.stands = 1"
      " UNION ALL SELECT 'sent', sent_on FROM issued_response WHERE case_id = ?"
      " UNION ALL SELECT 'closed', at FROM outcome WHERE case_id = ?",
      error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "tttttt", source->case_id, source->case_id, source->case_id,
                     source->case_id, source->case_id, source->case_id);
  while (sl_statement_step (statement, &row, error))
    {
      if (!row)
        return g_steal_pointer (&days);
      if (*sl_statement_get_text (statement, 1) != '\0')
        g_hash_table_insert (days, sl_statement_dup_text (statement, 0),
                             sl_statement_dup_text (statement, 1));
    }
  return NULL;
}

/* One proposal: the stages that are behind or at work, each with its day where one is known. */
gboolean
sl_proposal_write_stages (SlProposalSource *source, GError **error)
{
  g_autoptr (GPtrArray)
      steps = sl_stages_load (source->store, source->packs, source->case_id, error);
  g_autoptr (GHashTable) days = steps != NULL ? read_planning_days (source, error) : NULL;
  gboolean planning = g_str_equal (sl_case_get (source->planning_case, "kind"), "planning");
  g_autoptr (GString) detail = g_string_new (NULL);
  const SlStageStep *last = NULL;
  const char *last_at = "";
  gboolean own;

  if (days == NULL)
    return FALSE;
  for (guint i = 0; i < steps->len; i++)
    {
      const SlStageStep *step = g_ptr_array_index (steps, i);
      const char *at = planning ? g_hash_table_lookup (days, step->stage->id) : step->done_on;
      g_autofree char *day = format_day (at != NULL ? at : "");

      if (g_str_equal (step->state, "to-do"))
        continue;
      if (g_str_equal (step->state, "skipped"))
        sl_proposal_append (detail, _ ("%s: skipped (%s)"), step->stage->title, step->reason);
      else if (*day != '\0')
        sl_proposal_append (detail, "%s: %s", step->stage->title, day);
      if (g_str_equal (step->state, "skipped"))
        continue;
      last = step;
      last_at = at != NULL ? at : "";
    }
  if (last == NULL)
    return TRUE;
  own = g_str_equal (sl_case_get (source->planning_case, "officer-id"), source->person_id) ||
        sl_proposal_find_action (source, "set-stage") != NULL ||
        sl_proposal_find_action (source, "set-step") != NULL;
  sl_proposal_add (source, own, last_at, "case", source->case_id,
                   g_strdup_printf (_ ("Stages of the case, up to “%s”"), last->stage->title),
                   g_string_free (g_steal_pointer (&detail), FALSE));
  return TRUE;
}

/* ---- what left, and what became of it ---- */

gboolean
sl_proposal_write_issues (SlProposalSource *source, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_store_read (source->store),
      "SELECT i.case_id, i.sent_on, i.sent_way, i.sha256, i.issued_by, '',"
      " COALESCE (p.display_name, '') FROM issued_response i"
      " LEFT JOIN person p ON p.person_id = i.issued_by WHERE i.case_id = ?"
      " UNION ALL SELECT i.paper_id, i.sent_on, i.sent_way, i.sha256, i.issued_by, r.title,"
      " COALESCE (p.display_name, '') FROM issued_paper i JOIN paper r ON r.paper_id = i.paper_id"
      " LEFT JOIN person p ON p.person_id = i.issued_by WHERE i.case_id = ? ORDER BY 2",
      error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tt", source->case_id, source->case_id);
  while (sl_statement_step (statement, &row, error))
    {
      g_autoptr (GString) detail = g_string_new (NULL);
      const char *title;

      if (!row)
        return TRUE;
      title = sl_statement_get_text (statement, 5);
      sl_proposal_append (detail, "%s",
                          sl_issue_way_to_text (sl_statement_get_text (statement, 2)));
      sl_proposal_append (detail, _ ("issued by %s"), sl_statement_get_text (statement, 6));
      sl_proposal_set_hash (
          sl_proposal_add (
              source, g_str_equal (sl_statement_get_text (statement, 4), source->person_id),
              sl_statement_get_text (statement, 1), "paper", sl_statement_get_text (statement, 0),
              *title != '\0' ? g_strdup_printf (_ ("%s was issued"), title)
                             : g_strdup (_ ("The response was issued")),
              g_strdup (detail->str)),
          sl_statement_get_text (statement, 3));
    }
  return FALSE;
}

gboolean
sl_proposal_write_outcomes (SlProposalSource *source, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_store_read (source->store),
      "SELECT o.decision, o.decided_on, o.person_id,"
      " (SELECT COUNT (*) FROM outcome_item i WHERE i.case_id = o.case_id"
      "  AND i.state IN ('adopted', 'in-part')),"
      " (SELECT COUNT (*) FROM outcome_item i WHERE i.case_id = o.case_id AND i.state <> 'unknown')"
      " FROM outcome o WHERE o.case_id = ?",
      error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", source->case_id);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    sl_proposal_add (
        source, g_str_equal (sl_statement_get_text (statement, 2), source->person_id),
        sl_statement_get_text (statement, 1), "case", source->case_id,
        g_strdup_printf (_ ("Decision of the authority recorded: %s"),
                         sl_outcome_decision_to_text (sl_statement_get_text (statement, 0))),
        sl_statement_get_int (statement, 4) > 0
            ? g_strdup_printf (_ ("recommendations adopted, or adopted in part: %u of %u"),
                               (guint) sl_statement_get_int (statement, 3),
                               (guint) sl_statement_get_int (statement, 4))
            : NULL);
  return sl_proposal_write_scheme_outcome (source, error);
}

/* ---- quality assurance ---- */

static const SlPackNode *
find_prompt (SlPackLibrary *packs, const char *prompt_id, const char **stage)
{
  SlPack *pack = sl_pack_library_first (packs, "review");
  const SlPackNode *root = pack != NULL ? sl_pack_get_root (pack) : NULL;

  for (const SlPackNode *node = root != NULL ? sl_pack_node_first (root, "stage") : NULL;
       node != NULL; node = sl_pack_node_next (node, "stage"))
    for (const SlPackNode *prompt = sl_pack_node_first (node, "prompt"); prompt != NULL;
         prompt = sl_pack_node_next (prompt, "prompt"))
      if (g_str_equal (sl_pack_node_get (prompt, "id"), prompt_id))
        {
          *stage = sl_pack_node_get (node, "title");
          return prompt;
        }
  return NULL;
}

/* "S002 C2.3.2 and C2.3.3" names C2.3.2, but not C2.3. */
static gboolean
names_criterion (const char *prompt_source, const SlFrameworkCriterion *criterion)
{
  g_auto (GStrv) words = g_strsplit_set (prompt_source, " ,;", -1);

  return criterion == NULL || g_strv_contains ((const char *const *) words, criterion->id);
}

gboolean
sl_proposal_write_prompts (SlProposalSource *source, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_store_read (source->store),
      "SELECT m.prompt_id, m.at, v.version_id, v.paper_number, COALESCE (p.display_name, '')"
      " FROM prompt_mark m JOIN version v ON v.version_id = m.version_id"
      " LEFT JOIN person p ON p.person_id = m.person_id"
      " WHERE v.case_id = ? AND m.done = 1 AND m.person_id <> ? ORDER BY m.at",
      error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tt", source->case_id, source->person_id);
  while (sl_statement_step (statement, &row, error))
    {
      const char *stage;
      const SlPackNode *prompt;

      if (!row)
        return TRUE;
      prompt = find_prompt (source->packs, sl_statement_get_text (statement, 0), &stage);
      if (prompt == NULL ||
          !names_criterion (sl_pack_node_get (prompt, "source"), source->criterion))
        continue;
      sl_proposal_add (source, FALSE, sl_statement_get_text (statement, 1), "version",
                       sl_statement_get_text (statement, 2),
                       g_strdup_printf (_ ("%s marked: %s"), sl_statement_get_text (statement, 4),
                                        sl_pack_node_get_text (prompt)),
                       g_strdup_printf (_ ("%s, version %u"), stage,
                                        (guint) sl_statement_get_int (statement, 3)));
    }
  return FALSE;
}

/* ---- papers ---- */

void
sl_proposal_paper_free (SlProposalPaper *paper)
{
  g_free (paper->paper_id);
  g_free (paper->sheet_id);
  g_free (paper->report_id);
  g_free (paper->title);
  g_free (paper);
}

GPtrArray *
sl_proposal_list_papers (SlProposalSource *source, const char *sheet_id, GError **error)
{
  g_autoptr (GPtrArray)
      papers = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_proposal_paper_free);
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_store_read (source->store),
      "SELECT paper_id, sheet_id, report_id, title FROM paper WHERE case_id = ?"
      " ORDER BY at, paper_id",
      error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", source->case_id);
  while (sl_statement_step (statement, &row, error))
    {
      SlProposalPaper *paper;

      if (!row)
        return g_steal_pointer (&papers);
      if (sheet_id != NULL && !g_str_equal (sheet_id, sl_statement_get_text (statement, 1)))
        continue;
      paper = g_new (SlProposalPaper, 1);
      *paper = (SlProposalPaper){ sl_statement_dup_text (statement, 0),
                                  sl_statement_dup_text (statement, 1),
                                  sl_statement_dup_text (statement, 2),
                                  sl_statement_dup_text (statement, 3) };
      g_ptr_array_add (papers, paper);
    }
  return NULL;
}

/* ---- cases that would suit ---- */

void
sl_proposal_work_free (SlProposalWork *work)
{
  g_free (work->case_id);
  g_free (work->title);
  g_free (work->address);
  g_free (work->reference);
  g_free (work->authority);
  g_free (work->stage);
  g_free (work->last_at);
  g_free (work);
}

/* Of the inbox those that a rule of triage says to comment on. More than anybody chooses among are
 * left out. */
GPtrArray *
sl_proposal_list_work (SlStore *store, const char *person_id, const char *case_kind, GError **error)
{
  g_autoptr (GPtrArray)
      list = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_proposal_work_free);
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_store_read (store),
      "SELECT c.case_id, c.title, c.address, COALESCE (NULLIF (c.reference, ''), c.our_reference),"
      " c.authority_name, CASE c.kind WHEN 'planning' THEN c.stage ELSE c.step END, c.triage,"
      " w.n, w.last_at"
      " FROM (SELECT case_id, COUNT (*) AS n, MAX (at) AS last_at FROM audit WHERE person_id = ?"
      " AND case_id <> '' AND action <> 'look' GROUP BY case_id) w"
      " JOIN planning_case c ON c.case_id = w.case_id"
      " WHERE c.kind = ?"
      " AND (c.triage = 'case' OR (c.triage = 'new' AND c.triage_rule <> ''))"
      " ORDER BY CASE c.triage WHEN 'case' THEN 0 ELSE 1 END, w.last_at DESC, c.case_id LIMIT 200",
      error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "tt", person_id, case_kind);
  while (sl_statement_step (statement, &row, error))
    {
      SlProposalWork *work;

      if (!row)
        return g_steal_pointer (&list);
      work = g_new0 (SlProposalWork, 1);
      work->case_id = sl_statement_dup_text (statement, 0);
      work->title = sl_statement_dup_text (statement, 1);
      work->address = sl_statement_dup_text (statement, 2);
      work->reference = sl_statement_dup_text (statement, 3);
      work->authority = sl_statement_dup_text (statement, 4);
      work->stage = sl_statement_dup_text (statement, 5);
      work->inbox = g_str_equal (sl_statement_get_text (statement, 6), "new");
      work->n_steps = (guint) sl_statement_get_int (statement, 7);
      work->last_at = sl_statement_dup_text (statement, 8);
      g_ptr_array_add (list, work);
    }
  return NULL;
}
