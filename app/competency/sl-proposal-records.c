/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-proposal-private.h"

#include "base/sl-time.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a case's tables show of its beginning, and which steps of it were the trainee's. Nothing is
 * written here. */

/* ---- what the trainee did ---- */

static void
did_free (gpointer data)
{
  SlProposalDid *did = data;

  g_free (did->last_at);
  g_free (did);
}

static void
count_step (GHashTable *table, const char *key, const char *at)
{
  SlProposalDid *did = g_hash_table_lookup (table, key);

  if (did == NULL)
    {
      did = g_new0 (SlProposalDid, 1);
      g_hash_table_insert (table, g_strdup (key), did);
    }
  did->n++;
  g_free (did->last_at);
  did->last_at = g_strdup (at);
}

gboolean
sl_proposal_read_steps (SlProposalSource *source, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_store_read (source->store),
      "SELECT action, object_id, at FROM audit WHERE case_id = ? AND person_id = ?"
      " ORDER BY sequence",
      error);
  gboolean row;

  source->actions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, did_free);
  source->objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, did_free);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tt", source->case_id, source->person_id);
  while (sl_statement_step (statement, &row, error))
    {
      const char *action, *at;

      if (!row)
        return TRUE;
      action = sl_statement_get_text (statement, 0);
      at = sl_statement_get_text (statement, 2);
      count_step (source->actions, action, at);
      /* Looking at a version is no work on it, nor is bringing a document in. */
      if (!g_str_equal (action, "look") && !g_str_equal (action, "import"))
        count_step (source->objects, sl_statement_get_text (statement, 1), at);
    }
  return FALSE;
}

/* Of the case itself, whoever it names; and the planning officers of all cases that are worked,
 * who are written to about one case in another. */
GPtrArray *
sl_proposal_list_names (SlProposalSource *source, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_store_read (source->store),
      "SELECT value FROM fact WHERE case_id = ?"
      " AND field IN ('applicant', 'agent', 'site-contact', 'case-officer', 'case-officer-email',"
      " 'postcode') UNION SELECT owner_name FROM action WHERE case_id = ?"
      " UNION SELECT case_officer FROM planning_case WHERE triage = 'case'",
      error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "tt", source->case_id, source->case_id);
  while (sl_statement_step (statement, &row, error))
    {
      if (!row)
        return g_steal_pointer (&names);
      g_ptr_array_add (names, sl_statement_dup_text (statement, 0));
    }
  return NULL;
}

/* ---- where the case came from ---- */

/* As people call the list, the form or the page that a value was read from. */
static char *
describe_origin (const char *kind, const char *name)
{
  static const struct
  {
    const char *kind;
    const char *words, *named; /* without, and with the name of the file */
  } kinds[] = {
    { "idox", N_ ("Identified on the planning register"),
      N_ ("Identified on the planning register: %s") },
    { "register", N_ ("Identified on the planning register"),
      N_ ("Identified on the planning register: %s") },
    { "csv", N_ ("Identified in a table of applications"),
      N_ ("Identified in a table of applications: %s") },
    { "email", N_ ("Identified from an e-mail"), N_ ("Identified from an e-mail: %s") },
    { "1app", N_ ("Identified from an application form (1APP)"),
      N_ ("Identified from an application form (1APP): %s") },
    { "odp", N_ ("Identified from an Open Digital Planning file"),
      N_ ("Identified from an Open Digital Planning file: %s") },
    { "bops", N_ ("Identified on the planning register"),
      N_ ("Identified on the planning register: %s") },
    { "mhclg", N_ ("Identified from a submission file"),
      N_ ("Identified from a submission file: %s") },
    { "folder", N_ ("Identified from a folder of files"),
      N_ ("Identified from a folder of files: %s") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      {
        g_autoptr (GString)
            text = g_string_new (*name != '\0' ? _ (kinds[i].named) : _ (kinds[i].words));

        g_string_replace (text, "%s", name, 1);
        return g_string_free (g_steal_pointer (&text), FALSE);
      }
  return g_strdup_printf (_ ("Identified from %s"), *name != '\0' ? name : kind);
}

/* Each file that gave the reference, or of a case without one any value: the first time. What an
 * officer typed is no list, and how a case was begun by hand is told below. */
static gboolean
write_origins (SlProposalSource *source, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_store_read (source->store),
      "SELECT f.source_kind, f.source_name, MIN (f.source_place), MIN (f.at), MIN (COALESCE"
      " (f.document_id, '')), MIN (COALESCE (f.person_id, '')), MIN (COALESCE (p.display_name,"
      " '')) FROM fact f LEFT JOIN person p ON p.person_id = f.person_id WHERE f.case_id = ?"
      " AND f.source_kind NOT IN ('officer', 'casebook', 'bundle') AND (f.field = 'reference' OR "
      "NOT EXISTS "
      "(SELECT 1 FROM fact r WHERE r.case_id = f.case_id"
      " AND r.field = 'reference'))"
      " GROUP BY f.source_kind, f.source_name ORDER BY MIN (f.at), MIN (f.fact_id)",
      error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", source->case_id);
  while (sl_statement_step (statement, &row, error))
    {
      const char *document_id;
      g_autoptr (GString) detail = g_string_new (NULL);
      gboolean own;

      if (!row)
        return TRUE;
      document_id = sl_statement_get_text (statement, 4);
      own = g_str_equal (sl_statement_get_text (statement, 5), source->person_id);
      if (*sl_statement_get_text (statement, 2) != '\0')
        sl_proposal_append (detail, "%s", sl_statement_get_text (statement, 2));
      if (*sl_statement_get_text (statement, 6) != '\0')
        sl_proposal_append (detail, _ ("brought into the casebook by %s"),
                            sl_statement_get_text (statement, 6));
      sl_proposal_add (source, own, sl_statement_get_text (statement, 3),
                       *document_id != '\0' ? "document" : "case",
                       *document_id != '\0' ? document_id : source->case_id,
                       describe_origin (sl_statement_get_text (statement, 0),
                                        sl_statement_get_text (statement, 1)),
                       g_string_free (g_steal_pointer (&detail), FALSE));
    }
  return FALSE;
}

/* Who brought it into the casebook, and who took it on. Of the imports only one that began it is
 * told: later ones brought documents to a case that was there. */
static gboolean
write_beginnings (SlProposalSource *source, GError **error)
{
  static const struct
  {
    const char *action, *words;
  } steps[] = {
    { "import", N_ ("Brought into the casebook with its files") },
    { "add-application", N_ ("Application entered by hand") },
    { "begin-case", N_ ("Begun as a case") },
    { "make-case", N_ ("Taken on as a case") },
  };
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_store_read (source->store),
      "SELECT a.action, a.at, a.person_id, COALESCE (p.display_name, '') FROM audit a"
      " LEFT JOIN person p ON p.person_id = a.person_id WHERE a.case_id = ?"
      " AND a.object_kind = 'planning_case'"
      " AND a.action IN ('import', 'add-application', 'begin-case', 'make-case')"
      " AND NOT EXISTS (SELECT 1 FROM audit b WHERE b.case_id = a.case_id"
      " AND b.object_kind = 'planning_case' AND b.sequence < a.sequence AND (b.action = a.action"
      " OR (a.action = 'import' AND b.action IN ('add-application', 'begin-case'))))"
      " ORDER BY a.sequence",
      error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", source->case_id);
  while (sl_statement_step (statement, &row, error))
    {
      g_autoptr (GString) detail = g_string_new (NULL);
      const char *action;

      if (!row)
        return TRUE;
      action = sl_statement_get_text (statement, 0);
      sl_proposal_append (detail, _ ("by %s"), sl_statement_get_text (statement, 3));
      if (g_str_equal (action, "make-case") &&
          *sl_case_get (source->planning_case, "triage-reason") != '\0')
        sl_proposal_append (detail, "%s", sl_case_get (source->planning_case, "triage-reason"));
      for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
        if (g_str_equal (steps[i].action, action))
          sl_proposal_add (source,
                           g_str_equal (sl_statement_get_text (statement, 2), source->person_id),
                           sl_statement_get_text (statement, 1), "case", source->case_id,
                           g_strdup (_ (steps[i].words)), g_strdup (detail->str));
    }
  return FALSE;
}

gboolean
sl_proposal_write_identified (SlProposalSource *source, GError **error)
{
  return write_origins (source, error) && write_beginnings (source, error);
}
