/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-store"
#include "config.h"

#include "store/sl-audit-private.h"

#include "base/sl-hash.h"
#include "store/sl-backup.h"
#include "store/sl-database-private.h"
#include "store/sl-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

/* Checking the audit trail from its first row to its last, and against every head kept outside.
 * Opens its own connection and no store, so that a casebook which the program refuses to open can
 * be checked too. */

/* More problems than this are counted, not listed. */
#define MAX_PROBLEMS 1000
/* Fewer digits of a head than a paper carries prove nothing. */
#define HEAD_DIGITS_MIN 8

/* A head kept outside, and where. */
typedef struct
{
  gint64 sequence;
  char *hash;
  char *source;
} OutsideHead;

static void
outside_head_free (OutsideHead *head)
{
  g_free (head->hash);
  g_free (head->source);
  g_free (head);
}

void
sl_audit_report_free (SlAuditReport *report)
{
  g_free (report->head_hash);
  g_ptr_array_unref (report->problems);
  g_free (report);
}

/* Adds a finding to @report, and makes its state @state. */
void
sl_audit_report_add (SlAuditReport *report, SlAuditState state, const char *format, ...)
{
  va_list values;

  /* Tampering outweighs what could not be checked. */
  if (report->state != SL_AUDIT_TAMPERED)
    report->state = state;
  if (report->problems->len >= MAX_PROBLEMS)
    return;
  va_start (values, format);
  g_ptr_array_add (report->problems, g_strdup_vprintf (format, values));
  va_end (values);
}

static void
add_missing (SlAuditReport *report, gint64 first, gint64 last, const char *why)
{
  if (first == last)
    sl_audit_report_add (report, SL_AUDIT_TAMPERED,
                         _ ("Row %" G_GINT64_FORMAT " has been removed%s."), first, why);
  else
    sl_audit_report_add (
        report, SL_AUDIT_TAMPERED,
        _ ("Rows %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " have been removed%s."), first, last,
        why);
}

static void
check_row (SlAuditReport *report, SlStatement *statement, gint64 sequence, const char *previous)
{
  const SlAuditEntry entry = {
    .at = sl_statement_get_text (statement, 1),
    .person_id = sl_statement_get_text (statement, 2),
    .account = sl_statement_get_text (statement, 3),
    .role = sl_statement_get_text (statement, 4),
    .action = sl_statement_get_text (statement, 5),
    .object_kind = sl_statement_get_text (statement, 6),
    .object_id = sl_statement_get_text (statement, 7),
    .case_id = sl_statement_is_null (statement, 8) ? NULL : sl_statement_get_text (statement, 8),
    .detail = sl_statement_get_text (statement, 9),
  };
  const char *stored_previous = sl_statement_get_text (statement, 11);
  const char *stored = sl_statement_get_text (statement, 12);
  g_autofree char *expected = sl_audit_hash (sequence, &entry, stored_previous);
  g_autofree char *detail_hash = sl_hash_text (entry.detail);

  if (!g_str_equal (expected, stored) ||
      !g_str_equal (detail_hash, sl_statement_get_text (statement, 10)))
    sl_audit_report_add (report, SL_AUDIT_TAMPERED,
                         _ ("Row %" G_GINT64_FORMAT " has been altered (%s, %s)."), sequence,
                         entry.at, entry.action);
  else if (previous != NULL && !g_str_equal (previous, stored_previous))
    sl_audit_report_add (report, SL_AUDIT_TAMPERED,
                         _ ("Row %" G_GINT64_FORMAT " does not follow the row before it: row "
                            "%" G_GINT64_FORMAT " has been replaced."),
                         sequence, sequence - 1);
}

/* Heads by the row they name, each list freed with the table. */
static GHashTable *
index_heads (GPtrArray *heads)
{
  GHashTable *table = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                             (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < heads->len; i++)
    {
      OutsideHead *head = g_ptr_array_index (heads, i);
      GPtrArray *list = g_hash_table_lookup (table, &head->sequence);

      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (table, &head->sequence, list);
        }
      g_ptr_array_add (list, head);
    }
  return table;
}

static void
compare_heads (SlAuditReport *report, GHashTable *heads, gint64 sequence, const char *hash)
{
  GPtrArray *list = g_hash_table_lookup (heads, &sequence);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const OutsideHead *head = g_ptr_array_index (list, i);

      /* A paper carries the first digits. */
      if (!g_str_has_prefix (hash, head->hash))
        {
          sl_audit_report_add (report, SL_AUDIT_TAMPERED,
                               _ ("Row %" G_GINT64_FORMAT
                                  " or one before it has been rewritten: it is not "
                                  "what %s names."),
                               sequence, head->source);
          return;
        }
    }
}

/* Walks the rows; FALSE with @error when they cannot be read. */
static gboolean
walk (SlDatabase *database, GHashTable *heads, SlAuditReport *report, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "SELECT sequence, at, person_id, account, role, action, object_kind, object_id, case_id,"
      " detail, detail_hash, previous_hash, hash FROM audit ORDER BY sequence",
      error);
  g_autofree char *previous = g_strdup (SL_AUDIT_GENESIS);
  gint64 expected = 1;
  gboolean row;

  if (statement == NULL)
    return FALSE;
  while (sl_statement_step (statement, &row, error))
    {
      gint64 sequence;
      gboolean gap;

      if (!row)
        {
          report->head_sequence = expected - 1;
          report->head_hash = g_steal_pointer (&previous);
          return TRUE;
        }
      sequence = sl_statement_get_int (statement, 0);
      gap = sequence != expected;
      if (sequence > expected)
        add_missing (report, expected, sequence - 1, "");
      else if (gap)
        sl_audit_report_add (report, SL_AUDIT_TAMPERED,
                             _ ("Row %" G_GINT64_FORMAT " has a number that no row can have."),
                             sequence);
      check_row (report, statement, sequence, gap ? NULL : previous);
      g_free (previous);
      previous = sl_statement_dup_text (statement, 12);
      compare_heads (report, heads, sequence, previous);
      report->n_rows++;
      expected = sequence + 1;
    }
  return FALSE;
}

/* Rows after the last that an outside head has seen. */
static void
find_cut_tail (SlAuditReport *report, GPtrArray *heads)
{
  const OutsideHead *newest = NULL;

  for (guint i = 0; i < heads->len; i++)
    {
      const OutsideHead *head = g_ptr_array_index (heads, i);

      if (newest == NULL || head->sequence > newest->sequence)
        newest = head;
    }
  if (newest != NULL && newest->sequence > report->head_sequence)
    {
      g_autofree char *why = g_strdup_printf (_ (" from the end: %s has seen them"),
                                              newest->source);
      add_missing (report, report->head_sequence + 1, newest->sequence, why);
    }
}

static void
add_head (GPtrArray *heads, gint64 sequence, const char *hash, const char *source)
{
  OutsideHead *head = g_new0 (OutsideHead, 1);

  head->sequence = sequence;
  head->hash = g_strdup (hash);
  head->source = g_strdup (source);
  g_ptr_array_add (heads, head);
}

static void
collect_heads (const char *folder,
               const char *backup_folder,
               GPtrArray *heads,
               SlAuditReport *report)
{
  g_autofree char *path = g_build_filename (folder, SL_STORE_HEADS_NAME, NULL);
  g_autofree char *usual = g_build_filename (folder, SL_STORE_BACKUP_NAME, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) kept = sl_heads_load (path, &error);
  g_autoptr (GPtrArray) backups = sl_backup_list (backup_folder != NULL ? backup_folder : usual);

  if (kept == NULL)
    sl_audit_report_add (report, SL_AUDIT_UNCHECKED,
                         _ ("The trail could not be compared with its outside heads: %s"),
                         error->message);
  for (guint i = 0; kept != NULL && i < kept->len; i++)
    {
      const SlHead *head = &g_array_index (kept, SlHead, i);
      g_autofree char *source = g_strdup_printf (_ ("heads.txt of %s"), head->time);

      add_head (heads, head->sequence, head->hash, source);
    }
  if (kept != NULL && kept->len == 0)
    sl_audit_report_add (report, SL_AUDIT_UNCHECKED, _ ("%s holds no head to compare with."), path);
  for (guint i = 0; i < backups->len; i++)
    {
      const SlBackup *backup = g_ptr_array_index (backups, i);
      g_autofree char *source = g_strdup_printf (_ ("the backup %s"), backup->path);

      add_head (heads, backup->head_sequence, backup->head_hash, source);
    }
  report->n_heads = heads->len;
}

/* "48 · 3fa9c1d2…" as it stands on a paper or in heads.txt: a number, then hex digits. */
static void
collect_given (const char *const *given, GPtrArray *heads, SlAuditReport *report)
{
  for (guint i = 0; given != NULL && given[i] != NULL; i++)
    {
      const char *number = given[i] + strcspn (given[i], "0123456789");
      char *hash = NULL;
      guint64 sequence = g_ascii_strtoull (number, &hash, 10);
      g_autofree char *digits = NULL;
      g_autofree char *source = g_strdup_printf (_ ("the head “%s”"), given[i]);

      while (*hash != '\0' && !g_ascii_isxdigit (*hash))
        hash++;
      digits = g_ascii_strdown (hash, (gssize) strspn (hash, "0123456789abcdefABCDEF"));
      if (sequence == 0 || sequence > G_MAXINT64 || strlen (digits) < HEAD_DIGITS_MIN ||
          strlen (digits) > 64)
        sl_audit_report_add (report, SL_AUDIT_UNCHECKED,
                             _ ("“%s” is not a head of a trail: write it as on the paper, the "
                                "number and the digits after it."),
                             given[i]);
      else
        add_head (heads, (gint64) sequence, digits, source);
    }
  report->n_heads = heads->len;
}

/* Without a running Sightline the lock is ours and a change that was cut by a crash can be rolled
 * back first; beside one we only read. */
static SlDatabase *
open_for_checking (const char *folder, int *lock, GError **error)
{
  g_autofree char *path = g_build_filename (folder, SL_STORE_DATABASE_NAME, NULL);
  g_autofree char *reason = NULL;
  SlFolderHolder holder;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   _ ("There is no casebook in %s."), folder);
      return NULL;
    }
  if (sl_folder_lock (folder, lock, &holder, &reason) == SL_FOLDER_LOCKED)
    {
      SlDatabase *database = sl_database_open (path, 0, NULL);
      if (database != NULL)
        return database;
    }
  return sl_database_open (path, SL_DATABASE_READ_ONLY, error);
}

static gboolean
check_all (SlDatabase *database,
           const char *folder,
           GPtrArray *heads,
           SlAuditReport *report,
           GError **error)
{
  g_autoptr (GPtrArray) migrations = sl_migrations_load ();
  g_autoptr (GHashTable) index = index_heads (heads);
  g_autoptr (GError) schema = NULL;
  guint version;

  if (!sl_database_check (database, error) ||
      !sl_migrations_identify (database, migrations, &version, error) ||
      !walk (database, index, report, error))
    return FALSE;
  find_cut_tail (report, heads);
  if (!sl_audit_check_issued (database, version, folder, report, error))
    return FALSE;
  /* Without its triggers the trail can be written over and nobody would know how long. */
  if (version == migrations->len && !sl_schema_check (database, &schema))
    sl_audit_report_add (report, SL_AUDIT_TAMPERED, "%s", schema->message);
  return TRUE;
}

/**
 * sl_audit_verify:
 * @folder: a data folder, open in a Sightline or not
 * @backup_folder: (nullable): where backups lie; %NULL for the folder's own
 *
 * Recomputes every row's hash from the first on, looks for gaps, and compares with all heads kept
 * outside the database and with those that issued responses carry.
 *
 * Returns: (transfer full): what was found
 */
SlAuditReport *
sl_audit_verify (const char *folder, const char *backup_folder)
{
  return sl_audit_verify_against (folder, backup_folder, NULL);
}

/**
 * sl_audit_verify_against:
 * @folder: a data folder, open in a Sightline or not
 * @backup_folder: (nullable): where backups lie; %NULL for the folder's own
 * @given: (nullable): heads that somebody holds elsewhere, as they stand on a paper
 *
 * As sl_audit_verify(), and with @given: a casebook that was restored from a backup agrees with its
 * own heads, and lacks what a paper made since has seen.
 *
 * Returns: (transfer full): what was found
 */
SlAuditReport *
sl_audit_verify_against (const char *folder, const char *backup_folder, const char *const *given)
{
  SlAuditReport *report = g_new0 (SlAuditReport, 1);
  g_autoptr (GPtrArray) heads = g_ptr_array_new_with_free_func ((GDestroyNotify) outside_head_free);
  g_autoptr (SlDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  int lock = -1;

  g_return_val_if_fail (folder != NULL, report);
  report->problems = g_ptr_array_new_with_free_func (g_free);
  database = open_for_checking (folder, &lock, &error);
  if (database != NULL)
    {
      collect_heads (folder, backup_folder, heads, report);
      collect_given (given, heads, report);
    }
  if (database == NULL || !check_all (database, folder, heads, report, &error))
    sl_audit_report_add (report, SL_AUDIT_UNCHECKED, "%s", error->message);
  if (report->head_hash == NULL)
    report->head_hash = g_strdup ("");
  if (database != NULL)
    sl_database_close (database);
  if (lock >= 0)
    close (lock);
  return report;
}

/**
 * sl_audit_list_heads:
 * @folder: a data folder
 * @error: return location
 *
 * Returns: (transfer full) (array zero-terminated=1): "sequence hash time" lines, oldest first;
 *   %NULL with %SL_STORE_ERROR
 */
char **
sl_audit_list_heads (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, SL_STORE_HEADS_NAME, NULL);
  g_autoptr (GArray) heads = sl_heads_load (path, error);
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  if (heads == NULL)
    return NULL;
  for (guint i = 0; i < heads->len; i++)
    {
      const SlHead *head = &g_array_index (heads, SlHead, i);
      g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT " %s %s", head->sequence,
                                               head->hash, head->time);
      g_strv_builder_add (lines, line);
    }
  return g_strv_builder_end (lines);
}
