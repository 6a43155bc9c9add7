/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-bundle-private.h"
#include "competency/sl-portfolio-paper.h"

#include "base/sl-text.h"
#include "documents/sl-document-records.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Rows of a portfolio on their way out and in. One table says for each kind of record how its rows
 * are read, in the order of the format's fields, and how one is put in beside what is here: history
 * is only added to; what the trainee may change at the other computer (an occasion dropped, a
 * training entry put right) follows it. Besides the files that make them, this is the only writer
 * of a portfolio's tables, and the only one of "portfolio_serial" and "portfolio_seal". */

#define LOCALS "(SELECT person_id FROM person WHERE elsewhere = 0)"

#define MOVES                                                                                      \
  "SELECT move_id, from_hash, to_hash, reason, person_id, role, at, portfolio_id"                  \
  " FROM portfolio_move "
#define OCCASIONS                                                                                  \
  "SELECT occasion_id, component_id, position, case_id, application_key, site_key, title,"         \
  " reference, authority, on_date, about, state, state_reason, person_id, at, changed_at,"         \
  " portfolio_id FROM occasion "
#define REQUESTS                                                                                   \
  "SELECT request_id, occasion_id, assessor_id, why, how, asked_by, at, finished_at, portfolio_id" \
  " FROM second_request "
#define EVENTS                                                                                     \
  "SELECT event_id, occasion_id, criterion_id, kind, verdict, words, verbal, written, answers,"    \
  " framework_hash, person_id, role, self_declared, at, portfolio_id FROM cell_event "
#define EVIDENCE                                                                                   \
  "SELECT v.evidence_id, v.event_id, v.position, v.kind, v.object_kind, v.object_id, v.label,"     \
  " v.detail, v.on_date, v.sha256, v.personal, e.portfolio_id FROM claim_evidence v"               \
  " JOIN cell_event e ON e.event_id = v.event_id "
#define TRAINING                                                                                   \
  "SELECT training_id, criterion_id, kind, title, provider, on_date, hours, outcomes, renews_on,"  \
  " words, removed, person_id, at, changed_at, portfolio_id FROM training "
#define FILES                                                                                      \
  "SELECT file_id, owner_kind, owner_id, sha256, file_name, media_type, size, removed, person_id," \
  " at, portfolio_id FROM portfolio_file "
#define NOTES                                                                                      \
  "SELECT note_id, occasion_id, criterion_id, body, changed_at, portfolio_id FROM private_note "
#define READS "SELECT occasion_id, person_id, on_date, first_at, portfolio_id FROM portfolio_read "
#define PROGRESSIONS                                                                               \
  "SELECT progression_id, outcome, reasons, unmet, notified_on, sha256, size, framework_hash,"     \
  " person_id, role, self_declared, at, portfolio_id FROM progression "
#define APPEALS                                                                                    \
  "SELECT a.appeal_id, a.progression_id, a.grounds, a.lodged_on, a.last_day, a.to_role,"           \
  " a.right_role, a.person_id, a.at, g.portfolio_id FROM appeal a"                                 \
  " JOIN progression g ON g.progression_id = a.progression_id "
#define OUTCOMES                                                                                   \
  "SELECT u.appeal_id, u.outcome, u.reasons, u.person_id, u.role, u.self_declared, u.at,"          \
  " g.portfolio_id FROM appeal_outcome u JOIN appeal a ON a.appeal_id = u.appeal_id"               \
  " JOIN progression g ON g.progression_id = a.progression_id "

#define FIELD(n) (1u << (n))

/* @find's last column is the portfolio. @put takes the fields, then the portfolio and the origin
 * where the table has them. @follows: fields that may differ, for they change at their source. */
static const struct
{
  const char *collect, *reply, *find, *put;
  gboolean portfolio, origin;
  guint follows;
} tables[N_SL_FOLIO_KINDS] = {
  [SL_FOLIO_MOVE] = { MOVES "WHERE portfolio_id = ? ORDER BY at, move_id", NULL,
                      MOVES "WHERE move_id = ?",
                      "INSERT INTO portfolio_move (move_id, from_hash, to_hash, reason, person_id,"
                      " role, at, portfolio_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                      TRUE, FALSE, 0 },
  /* Dropped ones first: another may count in their place. */
  [SL_FOLIO_OCCASION] = { OCCASIONS "WHERE portfolio_id = ? ORDER BY state, position, occasion_id",
                          NULL, OCCASIONS "WHERE occasion_id = ?",
                          "INSERT INTO occasion (occasion_id, component_id, position, case_id,"
                          " application_key, site_key, title, reference, authority, on_date, about,"
                          " state, state_reason, person_id, at, changed_at, portfolio_id)"
                          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                          " ON CONFLICT (occasion_id) DO UPDATE SET state = excluded.state,"
                          " position = excluded.position, state_reason = excluded.state_reason,"
                          " changed_at = excluded.changed_at",
                          TRUE, FALSE, FIELD (2) | FIELD (11) | FIELD (12) | FIELD (15) },
  [SL_FOLIO_REQUEST] = { REQUESTS "WHERE portfolio_id = ? ORDER BY at, request_id",
                         REQUESTS "WHERE portfolio_id = ? AND (asked_by IN " LOCALS
                                  " OR assessor_id IN " LOCALS ") ORDER BY at, request_id",
                         REQUESTS "WHERE request_id = ?",
                         "INSERT INTO second_request (request_id, occasion_id, assessor_id, why,"
                         " how, asked_by, at, finished_at, portfolio_id)"
                         " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (request_id) DO UPDATE"
                         " SET finished_at = excluded.finished_at"
                         " WHERE second_request.finished_at = ''",
                         TRUE, FALSE, FIELD (SL_FOLIO_REQUEST_FINISHED) },
  [SL_FOLIO_EVENT] = { EVENTS "WHERE portfolio_id = ? ORDER BY at, event_id",
                       EVENTS "WHERE portfolio_id = ? AND origin = '' ORDER BY at, event_id",
                       EVENTS "WHERE event_id = ?",
                       "INSERT INTO cell_event (event_id, occasion_id, criterion_id, kind, verdict,"
                       " words, verbal, written, answers, framework_hash, person_id, role,"
                       " self_declared, at, portfolio_id, origin)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                       TRUE, TRUE, 0 },
  [SL_FOLIO_EVIDENCE] = { EVIDENCE "WHERE e.portfolio_id = ? ORDER BY v.event_id, v.position", NULL,
                          EVIDENCE "WHERE v.evidence_id = ?",
                          "INSERT INTO claim_evidence (evidence_id, event_id, position, kind,"
                          " object_kind, object_id, label, detail, on_date, sha256, personal)"
                          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                          FALSE, FALSE, 0 },
  [SL_FOLIO_TRAINING] = { TRAINING "WHERE portfolio_id = ? ORDER BY at, training_id", NULL,
                          TRAINING "WHERE training_id = ?",
                          "INSERT INTO training (training_id, criterion_id, kind, title, provider,"
                          " on_date, hours, outcomes, renews_on, words, removed, person_id, at,"
                          " changed_at, portfolio_id)"
                          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                          " ON CONFLICT (training_id) DO UPDATE SET criterion_id ="
                          " excluded.criterion_id, kind = excluded.kind, title = excluded.title,"
                          " provider = excluded.provider, on_date = excluded.on_date,"
                          " hours = excluded.hours, outcomes = excluded.outcomes,"
                          " renews_on = excluded.renews_on, words = excluded.words,"
                          " removed = excluded.removed, changed_at = excluded.changed_at",
                          TRUE, FALSE, (FIELD (11) - 1 - FIELD (0)) | FIELD (13) },
  [SL_FOLIO_FILE] = { FILES "WHERE portfolio_id = ? ORDER BY at, file_id", NULL,
                      FILES "WHERE file_id = ?",
                      "INSERT INTO portfolio_file (file_id, owner_kind, owner_id, sha256,"
                      " file_name, media_type, size, removed, person_id, at, portfolio_id)"
                      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                      " ON CONFLICT (file_id) DO UPDATE SET removed = excluded.removed",
                      TRUE, FALSE, FIELD (7) },
  [SL_FOLIO_NOTE] = { NOTES "WHERE portfolio_id = ? ORDER BY occasion_id, criterion_id", NULL,
                      NOTES "WHERE note_id = ?",
                      "INSERT INTO private_note (note_id, occasion_id, criterion_id, body,"
                      " changed_at, portfolio_id) VALUES (?, ?, ?, ?, ?, ?)"
                      " ON CONFLICT (portfolio_id, occasion_id, criterion_id) DO UPDATE SET"
                      " body = excluded.body, changed_at = excluded.changed_at",
                      TRUE, FALSE, FIELD (1) | FIELD (2) | FIELD (3) | FIELD (4) },
  [SL_FOLIO_READ] = { NULL,
                      READS "WHERE portfolio_id = ? AND person_id IN " LOCALS
                            " ORDER BY on_date, person_id, occasion_id",
                      NULL,
                      "INSERT INTO portfolio_read (occasion_id, person_id, on_date, first_at,"
                      " portfolio_id) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                      TRUE, FALSE, 0 },
  [SL_FOLIO_PROGRESSION] = { PROGRESSIONS "WHERE portfolio_id = ? ORDER BY at, progression_id",
                             PROGRESSIONS "WHERE portfolio_id = ? AND origin = ''"
                                          " ORDER BY at, progression_id",
                             PROGRESSIONS "WHERE progression_id = ?",
                             "INSERT INTO progression (progression_id, outcome, reasons, unmet,"
                             " notified_on, sha256, size, framework_hash, person_id, role,"
                             " self_declared, at, portfolio_id, origin)"
                             " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                             TRUE, TRUE, 0 },
  [SL_FOLIO_APPEAL] = { APPEALS "WHERE g.portfolio_id = ? ORDER BY a.at, a.appeal_id", NULL,
                        APPEALS "WHERE a.appeal_id = ?",
                        "INSERT INTO appeal (appeal_id, progression_id, grounds, lodged_on,"
                        " last_day, to_role, right_role, person_id, at, origin)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        FALSE, TRUE, 0 },
  [SL_FOLIO_OUTCOME] = { OUTCOMES "WHERE g.portfolio_id = ? ORDER BY u.at, u.appeal_id",
                         OUTCOMES "WHERE g.portfolio_id = ? AND u.origin = ''"
                                  " ORDER BY u.at, u.appeal_id",
                         OUTCOMES "WHERE u.appeal_id = ?",
                         "INSERT INTO appeal_outcome (appeal_id, outcome, reasons, person_id, role,"
                         " self_declared, at, origin) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                         FALSE, TRUE, 0 },
};

/* ---- reading rows ---- */

static const SlLineField *
get_field (guint kind, guint field)
{
  return &sl_portfolio_content_format.kinds[kind].fields[field];
}

static guint
count_fields (guint kind)
{
  guint n = 0;

  while (n < SL_LINE_FIELDS_MAX && get_field (kind, n)->name != NULL)
    n++;
  return n;
}

/* What third parties are told of in evidence goes out masked, as in all that leaves. */
static void
mask (guint kind, char **values)
{
  static const guint fields[] = { SL_FOLIO_EVIDENCE_LABEL, SL_FOLIO_EVIDENCE_DETAIL };

  if (kind != SL_FOLIO_EVIDENCE || g_str_equal (values[SL_FOLIO_EVIDENCE_PERSONAL], "0"))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      char *masked = sl_portfolio_mask (values[fields[i]]);

      g_free (values[fields[i]]);
      values[fields[i]] = masked;
    }
}

static char **
read_row (SlStatement *rows, guint kind)
{
  guint n = count_fields (kind);
  char **values = g_new0 (char *, n + 1);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < n; i++)
    if (get_field (kind, i)->type == SL_LINE_NUMBER)
      values[i] = g_strdup (
          g_ascii_dtostr (number, sizeof number, sl_statement_get_double_or (rows, (int) i, 0)));
    else
      values[i] = sl_text_clean (sl_statement_get_text (rows, (int) i), -1);
  return values;
}

gboolean
sl_portfolio_bundle_collect (SlDatabase *database,
                             const char *portfolio_id,
                             guint kind,
                             gboolean reply,
                             SlLines *content,
                             GError **error)
{
  const char *sql = reply ? tables[kind].reply : tables[kind].collect;
  g_autoptr (SlStatement) rows = NULL;
  gboolean row;

  if (sql == NULL)
    return TRUE;
  rows = sl_database_prepare (database, sql, error);
  if (rows == NULL)
    return FALSE;
  sl_statement_bind (rows, "t", portfolio_id);
  while (sl_statement_step (rows, &row, error))
    {
      g_auto (GStrv) values = NULL;

      if (!row)
        return TRUE;
      values = read_row (rows, kind);
      mask (kind, values);
      sl_lines_add_values (content, kind, (const char *const *) values);
    }
  return FALSE;
}

char **
sl_portfolio_bundle_find (SlDatabase *database,
                          guint kind,
                          const char *id,
                          char **portfolio_id,
                          GError **error)
{
  g_autoptr (SlStatement) rows = NULL;
  gboolean row;

  g_return_val_if_fail (tables[kind].find != NULL, NULL);
  rows = sl_database_prepare (database, tables[kind].find, error);
  if (rows == NULL)
    return NULL;
  sl_statement_bind (rows, "t", id);
  if (!sl_statement_step (rows, &row, error) || !row)
    return NULL;
  *portfolio_id = sl_statement_dup_text (rows, (int) count_fields (kind));
  return read_row (rows, kind);
}

gboolean
sl_portfolio_bundle_same (guint kind, char **here, char **there)
{
  /* It came masked, and is masked there by a program that may know more words. */
  gboolean masked = kind == SL_FOLIO_EVIDENCE &&
                    g_str_equal (here[SL_FOLIO_EVIDENCE_PERSONAL], "1");

  for (guint i = 0; i < count_fields (kind); i++)
    if ((tables[kind].follows & FIELD (i)) == 0 &&
        !(masked && (i == SL_FOLIO_EVIDENCE_LABEL || i == SL_FOLIO_EVIDENCE_DETAIL)) &&
        !g_str_equal (here[i], there[i]))
      return FALSE;
  return TRUE;
}

/* ---- putting them in ---- */

static void
bind_fields (SlStatement *put, guint kind, char **values)
{
  for (guint i = 0; i < count_fields (kind); i++)
    switch (get_field (kind, i)->type)
      {
      case SL_LINE_INTEGER:
        sl_statement_bind_int (put, (int) i, g_ascii_strtoll (values[i], NULL, 10));
        break;
      case SL_LINE_NUMBER:
        sl_statement_bind_double (put, (int) i, g_ascii_strtod (values[i], NULL));
        break;
      case SL_LINE_ID:
      case SL_LINE_NO_ID:
      case SL_LINE_HASH:
      case SL_LINE_HEX:
      case SL_LINE_TIME:
      case SL_LINE_NO_TIME:
      case SL_LINE_DATE:
      case SL_LINE_TEXT:
      case SL_LINE_WORD:
        sl_statement_bind_text (put, (int) i, values[i]);
        break;
      }
}

gboolean
sl_portfolio_bundle_put (SlTransaction *transaction,
                         guint kind,
                         char **values,
                         const char *portfolio_id,
                         const char *origin,
                         GError **error)
{
  g_autoptr (SlStatement) put = sl_database_prepare (sl_transaction_get_database (transaction),
                                                     tables[kind].put, error);
  int next = (int) count_fields (kind);

  if (put == NULL)
    return FALSE;
  bind_fields (put, kind, values);
  if (tables[kind].portfolio)
    sl_statement_bind_text (put, next++, portfolio_id);
  if (tables[kind].origin)
    sl_statement_bind_text (put, next, origin);
  return sl_statement_run (put, error);
}

/* The portfolio itself: of the sender's, and as it stands there. */
gboolean
sl_portfolio_bundle_put_head (SlTransaction *transaction, SlBundleFile *file, GError **error)
{
  char **values = sl_lines_get (file->content, SL_FOLIO_PORTFOLIO, 0)->values;
  g_autoptr (SlStatement) put = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO portfolio (portfolio_id, person_id, framework_id, framework_hash, begun_by,"
      " begun_at, origin) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (portfolio_id) DO UPDATE SET"
      " framework_id = excluded.framework_id, framework_hash = excluded.framework_hash,"
      " origin = excluded.origin",
      error);

  if (put == NULL)
    return FALSE;
  sl_statement_bind (
      put, "ttttttt", sl_bundle_file_get (file, SL_MANIFEST_PORTFOLIO, SL_MANIFEST_PORTFOLIO_ID),
      sl_bundle_file_get (file, SL_MANIFEST_PORTFOLIO, SL_MANIFEST_PORTFOLIO_PERSON),
      values[SL_FOLIO_PORTFOLIO_FRAMEWORK], values[SL_FOLIO_PORTFOLIO_HASH],
      values[SL_FOLIO_PORTFOLIO_BY], values[SL_FOLIO_PORTFOLIO_AT], file->fingerprint);
  return sl_statement_run (put, error);
}

/* What of it is in no manifest; NULL with @error. Transfer full. */
char **
sl_portfolio_bundle_dup_head (SlDatabase *database, const char *portfolio_id, GError **error)
{
  g_autoptr (SlStatement) rows = sl_database_prepare (
      database,
      "SELECT framework_id, framework_hash, begun_by, begun_at FROM portfolio"
      " WHERE portfolio_id = ?",
      error);
  gboolean row;

  if (rows == NULL)
    return NULL;
  sl_statement_bind (rows, "t", portfolio_id);
  if (!sl_statement_step (rows, &row, error))
    return NULL;
  if (row)
    return read_row (rows, SL_FOLIO_PORTFOLIO);
  sl_portfolio_refuse (error, _ ("This portfolio is not in this casebook."));
  return NULL;
}

/* ---- what is known of it ---- */

/* Whether a case came in a bundle itself. */
gboolean
sl_portfolio_bundle_is_copy (SlDatabase *database,
                             const char *case_id,
                             gboolean *copy,
                             GError **error)
{
  g_autoptr (SlStatement)
      rows = sl_database_prepare (database, "SELECT 1 FROM review_copy WHERE case_id = ?", error);

  if (rows == NULL)
    return FALSE;
  sl_statement_bind (rows, "t", case_id);
  return sl_statement_step (rows, copy, error);
}

void
sl_portfolio_standing_clear (SlPortfolioStanding *self)
{
  g_clear_pointer (&self->person_id, g_free);
  g_clear_pointer (&self->origin, g_free);
  g_clear_pointer (&self->framework_hash, g_free);
  g_clear_pointer (&self->read_at, g_free);
}

gboolean
sl_portfolio_bundle_read_standing (SlDatabase *database,
                                   const char *portfolio_id,
                                   const char *fingerprint,
                                   SlPortfolioStanding *standing,
                                   GError **error)
{
  g_autoptr (SlStatement) rows = sl_database_prepare (
      database,
      "SELECT f.person_id, f.origin, s.serial, s.at, f.framework_hash FROM portfolio f LEFT JOIN "
      "portfolio_serial s"
      " ON s.portfolio_id = f.portfolio_id AND s.fingerprint = ? AND s.direction = 'read'"
      " WHERE f.portfolio_id = ?",
      error);
  gboolean row;

  *standing = (SlPortfolioStanding){ 0 };
  if (rows == NULL)
    return FALSE;
  sl_statement_bind (rows, "tt", fingerprint, portfolio_id);
  if (!sl_statement_step (rows, &row, error))
    return FALSE;
  standing->exists = row;
  if (row)
    {
      standing->person_id = sl_statement_dup_text (rows, 0);
      standing->origin = sl_statement_dup_text (rows, 1);
      standing->serial = sl_statement_get_int_or (rows, 2, 0);
      standing->read_at = sl_statement_dup_text (rows, 3);
      standing->framework_hash = sl_statement_dup_text (rows, 4);
    }
  return TRUE;
}

gint64
sl_portfolio_bundle_read_serial (SlDatabase *database,
                                 const char *portfolio_id,
                                 const char *fingerprint,
                                 GError **error)
{
  g_autoptr (SlStatement) rows = sl_database_prepare (
      database,
      "SELECT COALESCE (MAX (serial), 0) FROM portfolio_serial WHERE portfolio_id = ?"
      " AND fingerprint = ? AND direction = 'made'",
      error);
  gboolean row;

  if (rows == NULL)
    return -1;
  sl_statement_bind (rows, "tt", portfolio_id, fingerprint);
  return sl_statement_step (rows, &row, error) && row ? sl_statement_get_int (rows, 0) : -1;
}

gboolean
sl_portfolio_bundle_set_serial (SlTransaction *transaction,
                                const char *portfolio_id,
                                const char *fingerprint,
                                const char *direction,
                                gint64 serial,
                                GError **error)
{
  g_autoptr (SlStatement) put = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO portfolio_serial (portfolio_id, fingerprint, direction, serial, at)"
      " VALUES (?, ?, ?, ?, ?) ON CONFLICT (portfolio_id, fingerprint, direction)"
      " DO UPDATE SET serial = excluded.serial, at = excluded.at",
      error);

  if (put == NULL)
    return FALSE;
  sl_statement_bind (put, "tttit", portfolio_id, fingerprint, direction, serial,
                     sl_transaction_get_time (transaction));
  return sl_statement_run (put, error);
}

/* ---- seals ---- */

void
sl_portfolio_seal_clear (SlPortfolioSeal *self)
{
  g_clear_pointer (&self->fingerprint, g_free);
  g_clear_pointer (&self->signature, g_free);
  g_clear_pointer (&self->public_key, g_free);
  g_clear_pointer (&self->person_id, g_free);
}

gboolean
sl_portfolio_bundle_find_seal (SlDatabase *database,
                               const char *object_id,
                               SlPortfolioSeal *seal,
                               GError **error)
{
  g_autoptr (SlStatement) rows = sl_database_prepare (
      database,
      "SELECT fingerprint, public_key, person_id, signature FROM portfolio_seal"
      " WHERE object_id = ?",
      error);
  gboolean row;

  *seal = (SlPortfolioSeal){ 0 };
  if (rows == NULL)
    return FALSE;
  sl_statement_bind (rows, "t", object_id);
  if (!sl_statement_step (rows, &row, error))
    return FALSE;
  seal->found = row;
  if (row)
    sl_statement_dup_texts (rows, 0, &seal->fingerprint, &seal->public_key, &seal->person_id,
                            &seal->signature, NULL);
  return TRUE;
}

gboolean
sl_portfolio_bundle_put_seal (SlTransaction *transaction,
                              const char *object_id,
                              const SlPortfolioSeal *seal,
                              GError **error)
{
  g_autoptr (SlStatement) put = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO portfolio_seal (object_id, person_id, fingerprint, public_key, signature)"
      " VALUES (?, ?, ?, ?, ?) ON CONFLICT (object_id) DO NOTHING",
      error);

  if (put == NULL)
    return FALSE;
  sl_statement_bind (put, "ttttt", object_id, seal->person_id, seal->fingerprint, seal->public_key,
                     seal->signature);
  return sl_statement_run (put, error);
}
