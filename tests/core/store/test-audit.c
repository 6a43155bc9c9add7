/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "people/sl-person.h"
#include "sl-test.h"
#include "store/sl-audit.h"
#include "store/sl-backup.h"
#include "store/sl-store.h"

#include "base/sl-time.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

/* Tampering behind the program's back: each way of it is seen, and named with the row (security.md
 * T-03). The tamperer has the file and knows SQL, so the triggers go first and come back
 * afterwards. */

#define N_ROWS 12

static char *
make_casebook (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SlStore) store = sl_store_open (folder, SL_STORE_DEFAULT, &error);
  g_autoptr (SlPerson) person = NULL;

  g_assert_no_error (error);
  person = sl_people_current (store, &error);
  g_assert_no_error (error);
  for (int i = 2; i <= N_ROWS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Officer %d", i);

      sl_store_apply (
          store, sl_people_change_card (sl_person_get_id (person), name, NULL, NULL, NULL, NULL),
          &error);
      g_assert_no_error (error);
    }
  sl_store_close (store);
  return g_steal_pointer (&folder);
}

static void
run_sql (const char *folder, const char *sql)
{
  g_autofree char *path = g_build_filename (folder, "sightline.db", NULL);
  sqlite3 *handle;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (handle);
}

/* Does @sql with the triggers out of the way, and puts them back as they were. */
static void
tamper (const char *folder, const char *sql)
{
  g_autofree char *path = g_build_filename (folder, "sightline.db", NULL);
  g_autoptr (GPtrArray) triggers = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) drop = g_string_new (NULL);
  sqlite3 *handle;
  sqlite3_stmt *statement;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle,
                                       "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
                                       -1, &statement, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      g_string_append_printf (drop, "DROP TRIGGER %s;",
                              (const char *) sqlite3_column_text (statement, 0));
      g_ptr_array_add (triggers, g_strdup ((const char *) sqlite3_column_text (statement, 1)));
    }
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  g_assert_cmpuint (triggers->len, >=, 3);

  run_sql (folder, drop->str);
  run_sql (folder, sql);
  for (guint i = 0; i < triggers->len; i++)
    run_sql (folder, triggers->pdata[i]);
}

/* @expected: what the first problem says; NULL for none. */
static void
assert_verdict (const char *folder, SlAuditState state, const char *expected)
{
  g_autoptr (SlAuditReport) report = sl_audit_verify (folder, NULL);

  if (report->problems->len > 0)
    g_test_message ("%s", (const char *) report->problems->pdata[0]);
  g_assert_cmpint (report->state, ==, state);
  if (expected != NULL)
    g_assert_nonnull (strstr (report->problems->pdata[0], expected));
  else
    g_assert_cmpuint (report->problems->len, ==, 0);
}

static void
test_whole (void)
{
  g_autofree char *folder = make_casebook ();
  g_autoptr (SlAuditReport) report = sl_audit_verify (folder, NULL);

  g_assert_cmpint (report->state, ==, SL_AUDIT_INTACT);
  g_assert_cmpint (report->n_rows, ==, N_ROWS);
  g_assert_cmpuint (report->n_heads, >=, 2);
}

/* Every field of a row counts. */
static void
test_altered (void)
{
  static const char *const fields[] = { "at",     "person_id",   "account",   "role",
                                        "action", "object_kind", "object_id", "case_id",
                                        "detail", "detail_hash", "hash" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *folder = make_casebook ();
      g_autofree char *sql = g_strdup_printf ("UPDATE audit SET %s = 'x' WHERE sequence = 5",
                                              fields[i]);

      tamper (folder, sql);
      assert_verdict (folder, SL_AUDIT_TAMPERED, "Row 5 ");
    }
}

static void
test_removed (void)
{
  g_autofree char *folder = make_casebook ();

  tamper (folder, "DELETE FROM audit WHERE sequence IN (5, 6)");
  assert_verdict (folder, SL_AUDIT_TAMPERED, "Rows 5 to 6 have been removed");
}

/* Rows closed up after a removal, so that no number is missing. */
static void
test_renumbered (void)
{
  g_autofree char *folder = make_casebook ();

  tamper (folder, "DELETE FROM audit WHERE sequence = 5;"
                  "UPDATE audit SET sequence = sequence - 1 WHERE sequence > 5");
  assert_verdict (folder, SL_AUDIT_TAMPERED, "Row 5 ");
}

static void
test_reordered (void)
{
  g_autofree char *folder = make_casebook ();

  tamper (folder, "UPDATE audit SET sequence = 99 WHERE sequence = 5;"
                  "UPDATE audit SET sequence = 5 WHERE sequence = 6;"
                  "UPDATE audit SET sequence = 6 WHERE sequence = 99");
  assert_verdict (folder, SL_AUDIT_TAMPERED, "Row 5 ");
}

static void
test_cut (void)
{
  g_autofree char *folder = make_casebook ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SlStore) store = NULL;

  tamper (folder, "DELETE FROM audit WHERE sequence > 9");
  assert_verdict (folder, SL_AUDIT_TAMPERED, "Rows 10 to 12 have been removed from the end");
  /* And the program does not write on as if nothing had been. */
  store = sl_store_open (folder, SL_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (sl_store_is_read_only (store));
  g_assert_nonnull (strstr (sl_store_get_read_only_reason (store), "audit verify"));
}

static void
test_triggers (void)
{
  g_autofree char *folder = make_casebook ();
  g_autofree char *path = g_build_filename (folder, "sightline.db", NULL);
  static const char *const attempts[] = {
    "UPDATE audit SET action = 'x' WHERE sequence = 3",
    "DELETE FROM audit WHERE sequence = 12",
    "INSERT INTO audit SELECT 99, at, person_id, account, role, action, object_kind, object_id,"
    " case_id, detail, detail_hash, previous_hash, hash FROM audit WHERE sequence = 3",
  };
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    g_assert_cmpint (sqlite3_exec (handle, attempts[i], NULL, NULL, NULL), ==, SQLITE_CONSTRAINT);
  sqlite3_close (handle);
  assert_verdict (folder, SL_AUDIT_INTACT, NULL);

  run_sql (folder, "DROP TRIGGER audit_is_never_cut");
  assert_verdict (folder, SL_AUDIT_TAMPERED, "triggers");
}

/* A rewrite of all from a row on, hashes and all, shows against a head kept elsewhere. */
static void
test_backup_head (void)
{
  g_autofree char *folder = make_casebook ();
  g_autofree char *heads = g_build_filename (folder, "heads.txt", NULL);
  g_autofree char *backups = sl_test_make_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SlStore) store = sl_store_open (folder, SL_STORE_DEFAULT, &error);
  g_autoptr (SlBackup) backup = sl_backup_make (store, backups, &error);
  g_autoptr (SlAuditReport) report = NULL;

  g_assert_no_error (error);
  sl_store_close (store);
  tamper (folder, "DELETE FROM audit WHERE sequence > 9");
  /* The tamperer also cuts heads.txt; the backup's manifest still knows. */
  g_assert_true (g_file_set_contents (heads, "", 0, &error));
  report = sl_audit_verify (folder, backups);
  g_assert_cmpint (report->state, ==, SL_AUDIT_TAMPERED);
  g_assert_cmpint (backup->head_sequence, ==, N_ROWS);
}

static void
assert_against (const char *folder, const char *head, SlAuditState state)
{
  const char *const given[] = { head, NULL };
  g_autoptr (SlAuditReport) report = sl_audit_verify_against (folder, NULL, given);

  g_assert_cmpint (report->state, ==, state);
}

/* A paper carries the first digits of one; what it has seen must be there. */
static void
test_given_head (void)
{
  g_autofree char *folder = make_casebook ();
  g_autoptr (SlAuditReport) whole = sl_audit_verify (folder, NULL);
  g_autofree char *printed = g_strdup_printf ("Audit %d · %.8s", N_ROWS, whole->head_hash);
  g_autofree char *later = g_strdup_printf ("%d %s", N_ROWS + 2, whole->head_hash);
  g_autofree char *wrong = g_strdup_printf ("%d %.7s%c", N_ROWS, whole->head_hash,
                                            whole->head_hash[7] == '0' ? '1' : '0');

  assert_against (folder, printed, SL_AUDIT_INTACT);
  assert_against (folder, wrong, SL_AUDIT_TAMPERED);
  assert_against (folder, later, SL_AUDIT_TAMPERED);
  assert_against (folder, "3 abc", SL_AUDIT_UNCHECKED);
  assert_against (folder, "nothing", SL_AUDIT_UNCHECKED);
}

static void
test_unchecked (void)
{
  g_autofree char *folder = make_casebook ();
  g_autofree char *empty = sl_test_make_folder ();
  g_autofree char *heads = g_build_filename (folder, "heads.txt", NULL);
  g_autoptr (GError) error = NULL;

  assert_verdict (empty, SL_AUDIT_UNCHECKED, "no casebook");
  g_unlink (heads);
  assert_verdict (folder, SL_AUDIT_UNCHECKED, "heads.txt is missing");
  g_assert_true (g_file_set_contents (heads, "1 not a head\n", -1, &error));
  assert_verdict (folder, SL_AUDIT_UNCHECKED, "line 1");
}

static gint64
earlier_cb (gpointer data)
{
  return g_get_real_time () - *(gint64 *) data;
}

/* Catalogue 84: the clock a year back is an event; the order stays. */
static void
test_clock (void)
{
  g_autofree char *folder = make_casebook ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SlStore) store = sl_store_open (folder, SL_STORE_DEFAULT, &error);
  g_autoptr (SlPerson) person = sl_people_current (store, &error);
  g_autoptr (GPtrArray) rows = NULL;
  gint64 year = G_TIME_SPAN_DAY * 365;

  g_assert_no_error (error);
  sl_clock_set (earlier_cb, &year);
  sl_store_apply (store,
                  sl_people_change_card (sl_person_get_id (person), "Late", NULL, NULL, NULL, NULL),
                  &error);
  sl_clock_set (NULL, NULL);
  g_assert_no_error (error);
  rows = sl_audit_list (store, NULL, 2, &error);
  g_assert_cmpstr (((SlAuditRow *) rows->pdata[0])->action, ==, "change-card");
  g_assert_cmpint (((SlAuditRow *) rows->pdata[0])->sequence, ==, N_ROWS + 2);
  g_assert_cmpstr (((SlAuditRow *) rows->pdata[1])->action, ==, "clock-went-back");
  g_ptr_array_set_free_func (rows, (GDestroyNotify) sl_audit_row_free);
  sl_store_close (store);
  assert_verdict (folder, SL_AUDIT_INTACT, NULL);
}

/* What people read has no identifiers in it, one or several; what was emptied says so. */
static void
test_words (void)
{
  static const char one[] = "018f2a3b-0c1d-7e2f-8a3b-4c5d6e7f8091";
  g_autofree char *detail = g_strdup_printf ("{\"evidence\":\"%s\",\"all\":\"%s %s\","
                                             "\"quotation\":\"A fence\",\"note\":\"\"}",
                                             one, one, one);
  SlAuditRow row = { .action = "take-evidence", .detail = detail };
  g_autofree char *text = sl_audit_row_dup_text (&row);

  g_assert_cmpstr (text, ==, "Evidence taken (quotation: A fence; note: –)");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/audit/a-whole-trail-is-called-whole", test_whole);
  g_test_add_func ("/store/audit/an-altered-row-is-named-whichever-field", test_altered);
  g_test_add_func ("/store/audit/removed-rows-are-named", test_removed);
  g_test_add_func ("/store/audit/a-removal-closed-up-is-seen", test_renumbered);
  g_test_add_func ("/store/audit/rows-in-another-order-are-named", test_reordered);
  g_test_add_func ("/store/audit/a-tail-cut-off-is-named-and-nothing-written-on", test_cut);
  g_test_add_func ("/store/audit/the-engine-refuses-to-change-rows", test_triggers);
  g_test_add_func ("/store/audit/a-backup-s-head-outlives-heads-txt", test_backup_head);
  g_test_add_func ("/store/audit/a-head-on-a-paper-is-compared", test_given_head);
  g_test_add_func ("/store/audit/what-cannot-be-checked-is-not-called-tampered", test_unchecked);
  g_test_add_func ("/store/audit/a-clock-set-back-is-an-event", test_clock);
  g_test_add_func ("/store/audit/what-people-read-has-no-identifiers", test_words);
  return g_test_run ();
}
