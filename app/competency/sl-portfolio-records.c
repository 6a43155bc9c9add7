/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Reads portfolios: one, or all of a team, with the same handful of statements, each read once from
 * end to end, whatever the number of cells. Within a change it reads from the change's own
 * connection, so that rules are asked of what stands there and not of what a page saw. */

typedef struct
{
  SlDatabase *database;
  const char *portfolio_id; /* NULL: all */
  SlPortfolioDepth depth;
  GPtrArray *portfolios;
  GHashTable *by_id;     /* borrowed from @portfolios */
  GHashTable *event_ids; /* event id -> SlPortfolioEvent */
  SlPortfolio *last;
} Reading;

static void
reading_clear (Reading *self)
{
  g_clear_pointer (&self->portfolios, g_ptr_array_unref);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->event_ids, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

/* Adds one row; column 0 is the portfolio's id. */
typedef void (*AddRow) (Reading *reading, SlPortfolio *portfolio, SlStatement *statement);

static SlPortfolio *
find_portfolio (Reading *self, const char *id)
{
  if (self->last == NULL || !g_str_equal (self->last->id, id))
    self->last = g_hash_table_lookup (self->by_id, id);
  return self->last;
}

static gboolean
read_rows (Reading *self, const char *of_one, const char *of_all, AddRow add, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      self->database, self->portfolio_id != NULL ? of_one : of_all, error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  if (self->portfolio_id != NULL)
    sl_statement_bind (statement, "t", self->portfolio_id);
  while (sl_statement_step (statement, &row, error))
    {
      SlPortfolio *portfolio;

      if (!row)
        return TRUE;
      portfolio = find_portfolio (self, sl_statement_get_text (statement, 0));
      if (portfolio != NULL)
        add (self, portfolio, statement);
    }
  return FALSE;
}

static const char *
keep (SlPortfolio *portfolio, SlStatement *statement, int column)
{
  return sl_portfolio_keep (portfolio, sl_statement_get_text (statement, column));
}

/* Of what is never the same twice: looking for it would take longer than keeping it. */
static const char *
keep_new (SlPortfolio *portfolio, SlStatement *statement, int column)
{
  const char *text = sl_statement_get_text (statement, column);

  return *text != '\0' ? g_string_chunk_insert (portfolio->texts, text) : "";
}

/* Of what neighbours mostly share. */
static const char *
keep_like (SlPortfolio *portfolio, SlStatement *statement, int column, const char *before)
{
  const char *text = sl_statement_get_text (statement, column);

  return before != NULL && g_str_equal (text, before) ? before
                                                      : sl_portfolio_keep (portfolio, text);
}

/* ---- the rows ---- */

#define HEADS                                                                                      \
  "SELECT f.portfolio_id, f.person_id, p.display_name, f.framework_hash, f.keeps_reading,"         \
  " f.origin, p.left_on FROM portfolio f JOIN person p ON p.person_id = f.person_id "

static gboolean
read_heads (Reading *self, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      self->database,
      self->portfolio_id != NULL ? HEADS "WHERE f.portfolio_id = ?"
                                 : HEADS "ORDER BY p.display_name, f.portfolio_id",
      error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  if (self->portfolio_id != NULL)
    sl_statement_bind (statement, "t", self->portfolio_id);
  while (sl_statement_step (statement, &row, error))
    {
      SlPortfolio *portfolio;

      if (!row)
        return TRUE;
      portfolio = g_object_new (SL_TYPE_PORTFOLIO, NULL);
      portfolio->id = keep (portfolio, statement, 0);
      portfolio->person_id = keep (portfolio, statement, 1);
      portfolio->person_name = keep (portfolio, statement, 2);
      portfolio->framework_hash = keep (portfolio, statement, 3);
      portfolio->keeps_reading = sl_statement_get_int (statement, 4) != 0;
      portfolio->origin = keep (portfolio, statement, 5);
      portfolio->left_on = keep (portfolio, statement, 6);
      g_ptr_array_add (self->portfolios, portfolio);
      g_hash_table_insert (self->by_id, (gpointer) portfolio->id, portfolio);
    }
  return FALSE;
}

static void
add_move (Reading *reading, SlPortfolio *portfolio, SlStatement *statement)
{
  SlPortfolioMove *move = g_new0 (SlPortfolioMove, 1);

  move->from_hash = keep (portfolio, statement, 1);
  move->to_hash = keep (portfolio, statement, 2);
  g_ptr_array_add (portfolio->moves, move);
}

#define MOVES "SELECT portfolio_id, from_hash, to_hash FROM portfolio_move "

#define OCCASIONS                                                                                  \
  "SELECT o.portfolio_id, o.occasion_id, o.component_id, o.case_id, o.application_key,"            \
  " o.site_key, o.title, o.reference, o.authority, o.on_date, o.about, o.state, o.state_reason,"   \
  " CASE WHEN o.case_id <> '' AND c.case_id IS NULL THEN 1 ELSE 0 END"                             \
  " FROM occasion o LEFT JOIN planning_case c ON c.case_id = o.case_id "

static void
add_occasion (Reading *reading, SlPortfolio *portfolio, SlStatement *statement)
{
  SlPortfolioOccasion *self = g_new0 (SlPortfolioOccasion, 1);
  SlOccasion *occasion = &self->occasion;

  occasion->id = keep (portfolio, statement, 1);
  self->component_id = keep (portfolio, statement, 2);
  occasion->case_id = keep (portfolio, statement, 3);
  occasion->application_key = keep (portfolio, statement, 4);
  occasion->site_key = keep (portfolio, statement, 5);
  occasion->title = keep (portfolio, statement, 6);
  occasion->reference = keep (portfolio, statement, 7);
  occasion->authority = keep (portfolio, statement, 8);
  occasion->on_date = keep (portfolio, statement, 9);
  occasion->about = keep (portfolio, statement, 10);
  occasion->dropped = g_str_equal (sl_statement_get_text (statement, 11), "dropped");
  occasion->dropped_reason = keep (portfolio, statement, 12);
  occasion->case_gone = sl_statement_get_int (statement, 13) != 0;
  g_ptr_array_add (portfolio->occasions, self);
}

static SlCellEventKind
parse_kind (const char *kind)
{
  static const char *const kinds[] = {
    [SL_CELL_EVENT_CLAIM] = "claim",     [SL_CELL_EVENT_WITHDRAW] = "withdraw",
    [SL_CELL_EVENT_VERDICT] = "verdict", [SL_CELL_EVENT_SECOND] = "second",
    [SL_CELL_EVENT_REPLY] = "reply",     [SL_CELL_EVENT_ACKNOWLEDGE] = "acknowledge",
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i], kind))
      return i;
  /* The table's own check allows no other. */
  return SL_CELL_EVENT_REPLY;
}

/* Of many at once neither words nor names are looked at. */
#define EVENTS                                                                                     \
  "SELECT e.portfolio_id, e.event_id, e.occasion_id, e.criterion_id, e.kind, e.verdict, "          \
  "e.answers,"                                                                                     \
  " e.person_id, e.at, e.framework_hash"
#define EVENT_WORDS                                                                                \
  ", e.words, e.verbal, e.written, p.display_name, e.role, e.self_declared, e.origin"

static void
add_event (Reading *reading, SlPortfolio *portfolio, SlStatement *statement)
{
  SlPortfolioEvent *self = g_new0 (SlPortfolioEvent, 1);
  SlCellEvent *event = &self->event;
  static const SlPortfolioEvent none;
  const SlPortfolioEvent *before = portfolio->events->len > 0
                                       ? portfolio->events->pdata[portfolio->events->len - 1]
                                       : &none;

  event->id = keep_new (portfolio, statement, 1);
  self->occasion_id = keep_like (portfolio, statement, 2, before->occasion_id);
  self->criterion_id = keep_like (portfolio, statement, 3, before->criterion_id);
  event->kind = parse_kind (sl_statement_get_text (statement, 4));
  event->verdict = keep_like (portfolio, statement, 5, before->event.verdict);
  event->answers = keep_new (portfolio, statement, 6);
  event->person_id = keep_like (portfolio, statement, 7, before->event.person_id);
  event->at = keep_new (portfolio, statement, 8);
  event->framework_hash = keep_like (portfolio, statement, 9, before->event.framework_hash);
  event->words = event->verbal = event->written = event->person_name = "";
  event->role = event->origin = "";
  if (reading->depth == SL_PORTFOLIO_WHOLE)
    {
      event->words = keep (portfolio, statement, 10);
      event->verbal = keep (portfolio, statement, 11);
      event->written = keep (portfolio, statement, 12);
      event->person_name = keep (portfolio, statement, 13);
      event->role = keep (portfolio, statement, 14);
      event->self_declared = sl_statement_get_int (statement, 15) != 0;
      event->origin = keep (portfolio, statement, 16);
      g_hash_table_insert (reading->event_ids, (gpointer) event->id, self);
    }
  g_ptr_array_add (portfolio->events, self);
}

#define EVIDENCE                                                                                   \
  "SELECT e.portfolio_id, v.event_id, v.evidence_id, v.kind, v.object_kind, v.object_id, v.label," \
  " v.detail, v.on_date, v.sha256, v.personal FROM cell_event e"                                   \
  " JOIN claim_evidence v ON v.event_id = e.event_id "

static void
add_evidence (Reading *reading, SlPortfolio *portfolio, SlStatement *statement)
{
  SlPortfolioEvent *of = g_hash_table_lookup (reading->event_ids,
                                              sl_statement_get_text (statement, 1));
  SlClaimEvidence piece = { .id = keep (portfolio, statement, 2) };
  GArray *pieces;

  if (of == NULL)
    return;
  piece.kind = keep (portfolio, statement, 3);
  piece.object_kind = keep (portfolio, statement, 4);
  piece.object_id = keep (portfolio, statement, 5);
  piece.label = keep (portfolio, statement, 6);
  piece.detail = keep (portfolio, statement, 7);
  piece.on_date = keep (portfolio, statement, 8);
  piece.sha256 = keep (portfolio, statement, 9);
  piece.personal = sl_statement_get_int (statement, 10) != 0;
  /* Rows of one event come together: its array is the newest. */
  if (of->event.n_evidence == 0)
    g_ptr_array_add (portfolio->evidence, g_array_new (FALSE, FALSE, sizeof (SlClaimEvidence)));
  pieces = g_ptr_array_index (portfolio->evidence, portfolio->evidence->len - 1);
  g_array_append_val (pieces, piece);
  of->event.evidence = (const SlClaimEvidence *) pieces->data;
  of->event.n_evidence = pieces->len;
}

#define FILES                                                                                      \
  "SELECT portfolio_id, owner_id, file_id, file_name, media_type, sha256, size"                    \
  " FROM portfolio_file "

static void
add_file (Reading *reading, SlPortfolio *portfolio, SlStatement *statement)
{
  const char *owner = keep (portfolio, statement, 1);
  GArray *files = g_hash_table_lookup (portfolio->files, owner);
  SlPortfolioFile file = { .id = keep (portfolio, statement, 2),
                           .file_name = keep (portfolio, statement, 3),
                           .media_type = keep (portfolio, statement, 4),
                           .sha256 = keep (portfolio, statement, 5),
                           .size = sl_statement_get_int (statement, 6) };

  if (files == NULL)
    {
      files = g_array_new (FALSE, FALSE, sizeof (SlPortfolioFile));
      g_hash_table_insert (portfolio->files, (gpointer) owner, files);
    }
  g_array_append_val (files, file);
}

#define TRAINING                                                                                   \
  "SELECT portfolio_id, training_id, criterion_id, kind, title, provider, on_date, hours,"         \
  " outcomes, renews_on, words, removed FROM training "

static void
add_training (Reading *reading, SlPortfolio *portfolio, SlStatement *statement)
{
  SlTraining *training = g_new0 (SlTraining, 1);

  training->id = keep (portfolio, statement, 1);
  training->criterion_id = keep (portfolio, statement, 2);
  training->kind = keep (portfolio, statement, 3);
  training->title = keep (portfolio, statement, 4);
  training->provider = keep (portfolio, statement, 5);
  training->on_date = keep (portfolio, statement, 6);
  training->hours = sl_statement_get_double_or (statement, 7, 0);
  training->outcomes = keep (portfolio, statement, 8);
  training->renews_on = keep (portfolio, statement, 9);
  training->words = keep (portfolio, statement, 10);
  training->removed = sl_statement_get_int (statement, 11) != 0;
  g_ptr_array_add (portfolio->training, training);
}

#define REQUESTS                                                                                   \
  "SELECT portfolio_id, request_id, occasion_id, assessor_id, finished_at FROM second_request "

static void
add_request (Reading *reading, SlPortfolio *portfolio, SlStatement *statement)
{
  SlPortfolioRequest *request = g_new0 (SlPortfolioRequest, 1);

  request->id = keep (portfolio, statement, 1);
  request->occasion_id = keep (portfolio, statement, 2);
  request->assessor_id = keep (portfolio, statement, 3);
  request->finished_at = keep (portfolio, statement, 4);
  g_ptr_array_add (portfolio->requests, request);
}

#define PROGRESSIONS                                                                               \
  "SELECT g.portfolio_id, g.progression_id, g.outcome, g.reasons, g.unmet, g.notified_on,"         \
  " g.sha256, g.person_id, p.display_name, g.role, g.at, g.self_declared, g.framework_hash,"       \
  " a.appeal_id, a.grounds, a.lodged_on, a.last_day, a.to_role, a.right_role, q.display_name,"     \
  " u.outcome, u.reasons, d.display_name, u.role, u.at FROM progression g"                         \
  " JOIN person p ON p.person_id = g.person_id"                                                    \
  " LEFT JOIN appeal a ON a.progression_id = g.progression_id"                                     \
  " LEFT JOIN person q ON q.person_id = a.person_id"                                               \
  " LEFT JOIN appeal_outcome u ON u.appeal_id = a.appeal_id"                                       \
  " LEFT JOIN person d ON d.person_id = u.person_id "

static void
add_progression (Reading *reading, SlPortfolio *portfolio, SlStatement *statement)
{
  SlProgression *self = g_new0 (SlProgression, 1);

  self->id = keep (portfolio, statement, 1);
  self->outcome = keep (portfolio, statement, 2);
  self->reasons = keep (portfolio, statement, 3);
  self->unmet = keep (portfolio, statement, 4);
  self->notified_on = keep (portfolio, statement, 5);
  self->sha256 = keep (portfolio, statement, 6);
  self->person_id = keep (portfolio, statement, 7);
  self->person_name = keep (portfolio, statement, 8);
  self->role = keep (portfolio, statement, 9);
  self->at = keep (portfolio, statement, 10);
  self->self_declared = sl_statement_get_int (statement, 11) != 0;
  /* The edition that it was decided under, until the rule of it is known. */
  self->appeal_to = keep (portfolio, statement, 12);
  self->last_day = "";
  self->appeal.id = keep (portfolio, statement, 13);
  self->appeal.grounds = keep (portfolio, statement, 14);
  self->appeal.lodged_on = keep (portfolio, statement, 15);
  self->appeal.last_day = keep (portfolio, statement, 16);
  self->appeal.to_role = keep (portfolio, statement, 17);
  self->appeal.right_role = keep (portfolio, statement, 18);
  self->appeal.person_name = keep (portfolio, statement, 19);
  self->appeal.outcome = keep (portfolio, statement, 20);
  self->appeal.reasons = keep (portfolio, statement, 21);
  self->appeal.decided_by_name = keep (portfolio, statement, 22);
  self->appeal.decided_role = keep (portfolio, statement, 23);
  self->appeal.decided_at = keep (portfolio, statement, 24);
  self->appeal.late = strcmp (self->appeal.lodged_on, self->appeal.last_day) > 0;
  self->appeal.misdirected = !g_str_equal (self->appeal.to_role, self->appeal.right_role);
  g_ptr_array_add (portfolio->progressions, self);
}

static gboolean
read_events (Reading *self, GError **error)
{
  if (self->depth == SL_PORTFOLIO_LIGHT)
    return read_rows (self,
                      EVENTS " FROM cell_event e WHERE e.portfolio_id = ? ORDER BY e.at,"
                             " e.event_id",
                      EVENTS " FROM cell_event e ORDER BY e.portfolio_id, e.at, e.event_id",
                      add_event, error);
  return read_rows (self,
                    EVENTS EVENT_WORDS " FROM cell_event e JOIN person p"
                                       " ON p.person_id = e.person_id WHERE e.portfolio_id = ?"
                                       " ORDER BY e.at, e.event_id",
                    EVENTS EVENT_WORDS " FROM cell_event e JOIN person p"
                                       " ON p.person_id = e.person_id"
                                       " ORDER BY e.portfolio_id, e.at, e.event_id",
                    add_event, error) &&
         read_rows (self, EVIDENCE "WHERE e.portfolio_id = ? ORDER BY v.event_id, v.position",
                    EVIDENCE "ORDER BY v.event_id, v.position", add_evidence, error);
}

static gboolean
read_parts (Reading *self, GError **error)
{
  return read_rows (self,
                    OCCASIONS "WHERE o.portfolio_id = ? ORDER BY o.state <> 'open', o.component_id,"
                              " o.position, o.occasion_id",
                    OCCASIONS "ORDER BY o.portfolio_id, o.state <> 'open', o.component_id,"
                              " o.position, o.occasion_id",
                    add_occasion, error) &&
         read_events (self, error) &&
         read_rows (self, FILES "WHERE portfolio_id = ? AND removed = 0 ORDER BY at, file_id",
                    FILES "WHERE removed = 0 ORDER BY portfolio_id, at, file_id", add_file,
                    error) &&
         read_rows (self, TRAINING "WHERE portfolio_id = ? ORDER BY on_date, training_id",
                    TRAINING "ORDER BY portfolio_id, on_date, training_id", add_training, error) &&
         read_rows (self, REQUESTS "WHERE portfolio_id = ? ORDER BY at, request_id",
                    REQUESTS "ORDER BY portfolio_id, at, request_id", add_request, error) &&
         read_rows (self, PROGRESSIONS "WHERE g.portfolio_id = ? ORDER BY g.at, g.progression_id",
                    PROGRESSIONS "ORDER BY g.portfolio_id, g.at, g.progression_id", add_progression,
                    error);
}

/* A second assessment is blind both ways, so for who looks, what they may not see is not there:
 * neither in a cell nor in what is counted and missing. */
static void
hide_from (SlPortfolio *portfolio, const char *person_id)
{
  for (guint i = portfolio->requests->len > 0 ? portfolio->events->len : 0; i > 0; i--)
    if (!sl_portfolio_may_see (portfolio, g_ptr_array_index (portfolio->events, i - 1), person_id))
      g_ptr_array_remove_index (portfolio->events, i - 1);
}

static void
finish (SlPortfolio *portfolio, SlPortfolioDepth depth)
{
  sl_portfolio_build (portfolio);
  sl_portfolio_mark_renewals (portfolio);
  /* Sentences are for who looks at one. */
  if (depth == SL_PORTFOLIO_WHOLE)
    sl_portfolio_find_missing (portfolio);
}

static void
begin_reading (Reading *self,
               SlDatabase *database,
               const char *portfolio_id,
               SlPortfolioDepth depth)
{
  self->database = database;
  self->portfolio_id = portfolio_id;
  self->depth = depth;
  self->portfolios = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->event_ids = g_hash_table_new (g_str_hash, g_str_equal);
}

GPtrArray *
sl_portfolio_records_load (SlStore *store,
                           SlPackLibrary *packs,
                           const char *portfolio_id,
                           SlPortfolioDepth depth,
                           GError **error)
{
  g_auto (Reading) reading = { 0 };
  g_autoptr (GHashTable)
      by_hash = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  SlPortfolioEditions editions = { store, packs, by_hash };

  begin_reading (&reading, sl_store_read (store), portfolio_id, depth);
  if (!read_heads (&reading, error) ||
      !read_rows (&reading, MOVES "WHERE portfolio_id = ? ORDER BY at, move_id",
                  MOVES "ORDER BY portfolio_id, at, move_id", add_move, error))
    return NULL;
  for (guint i = 0; i < reading.portfolios->len; i++)
    if (!sl_portfolio_editions_find (&editions, g_ptr_array_index (reading.portfolios, i), error))
      return NULL;
  if (!read_parts (&reading, error))
    return NULL;
  for (guint i = 0; i < reading.portfolios->len; i++)
    {
      SlPortfolio *portfolio = g_ptr_array_index (reading.portfolios, i);

      if (!sl_portfolio_editions_find_appeals (&editions, portfolio, error))
        return NULL;
      if (depth == SL_PORTFOLIO_WHOLE)
        hide_from (portfolio, sl_store_get_actor (store));
      finish (portfolio, depth);
      if (depth == SL_PORTFOLIO_WHOLE)
        {
          g_autoptr (SlFramework)
              newest = sl_frameworks_find (packs, sl_framework_get_id (portfolio->framework), NULL);

          if (newest != NULL &&
              !g_str_equal (sl_framework_get_hash (newest), portfolio->framework_hash))
            portfolio->newer = g_steal_pointer (&newest);
        }
    }
  return g_steal_pointer (&reading.portfolios);
}

char *
sl_portfolio_records_find_of (SlDatabase *database, const char *person_id, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database, "SELECT portfolio_id FROM portfolio WHERE person_id = ?", error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", person_id);
  if (!sl_statement_step (statement, &row, error))
    return NULL;
  return row ? sl_statement_dup_text (statement, 0) : g_strdup ("");
}

/* Editions never change, and a decision's clock was reckoned when it was loaded. */
static void
take_over (SlPortfolio *now, SlPortfolio *seen)
{
  now->framework = g_object_ref (seen->framework);
  for (guint i = 0; i < seen->moves->len; i++)
    {
      const SlPortfolioMove *move = g_ptr_array_index (seen->moves, i);
      SlPortfolioMove *copy = g_new0 (SlPortfolioMove, 1);

      copy->from_hash = sl_portfolio_keep (now, move->from_hash);
      copy->to_hash = sl_portfolio_keep (now, move->to_hash);
      copy->to = g_object_ref (move->to);
      g_ptr_array_add (now->moves, copy);
    }
}

static void
take_clocks_over (SlPortfolio *now, SlPortfolio *seen)
{
  for (guint i = 0; i < now->progressions->len; i++)
    {
      SlProgression *decision = g_ptr_array_index (now->progressions, i);
      const SlProgression *known = sl_portfolio_find_progression (seen, decision->id);

      if (known == NULL)
        {
          /* Taken since, and the portfolio was not moved since. */
          sl_portfolio_reckon_appeal (now, decision, now->framework);
          continue;
        }
      decision->appeal_to = sl_portfolio_keep (now, known->appeal_to);
      decision->last_day = sl_portfolio_keep (now, known->last_day);
      decision->days_left = known->days_left;
    }
}

SlPortfolio *
sl_portfolio_records_reload (SlTransaction *transaction, SlPortfolio *seen, GError **error)
{
  g_auto (Reading) reading = { 0 };
  SlPortfolio *now;

  begin_reading (&reading, sl_transaction_get_database (transaction), seen->id, SL_PORTFOLIO_WHOLE);
  if (!read_heads (&reading, error))
    return NULL;
  now = reading.portfolios->len > 0 ? g_ptr_array_index (reading.portfolios, 0) : NULL;
  if (now == NULL)
    {
      g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                           _ ("This portfolio is not in this casebook."));
      return NULL;
    }
  if (!g_str_equal (now->framework_hash, seen->framework_hash))
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_CONFLICT,
                   _ ("The portfolio of %s was moved to another edition of its framework "
                      "meanwhile. Open it again."),
                   now->person_name);
      return NULL;
    }
  take_over (now, seen);
  if (!read_parts (&reading, error))
    return NULL;
  take_clocks_over (now, seen);
  finish (now, SL_PORTFOLIO_WHOLE);
  return g_object_ref (now);
}
