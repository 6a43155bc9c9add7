/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-id.h"
#include "cases/sl-case-records.h"
#include "packs/sl-pack.h"
#include "sl-test-case.h"
#include "sl-test-sheet.h"
#include "sl-test.h"
#include "store/sl-audit.h"
#include "store/sl-database.h"

#include <string.h>

/* A form filled in: what is kept, what follows from it, what is refused, and what the case's
 * history tells. Past 600 lines because all of it is told of one walk over one site. */

typedef struct
{
  char *folder;
  SlStore *store;
  SlForm *form;
  char *case_id;
  SlSheet *sheet;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = sl_test_make_folder ();
  fixture->store = sl_test_open_store (fixture->folder);
  fixture->form = sl_test_walk_form ();
  fixture->case_id = sl_test_add_case (fixture->store);
  fixture->sheet = sl_test_begin_walk (fixture->store, fixture->form, fixture->case_id);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SlAuditReport) report = NULL;

  g_clear_object (&fixture->sheet);
  sl_store_close (fixture->store);
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->form);
  report = sl_audit_verify (fixture->folder, NULL);
  g_assert_cmpint (report->state, ==, SL_AUDIT_INTACT);
  g_clear_pointer (&fixture->case_id, g_free);
  g_clear_pointer (&fixture->folder, g_free);
}

static void
reload (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  sl_sheet_reload (fixture->sheet, fixture->store, &error);
  g_assert_no_error (error);
}

static void
apply (Fixture *fixture, SlChange *change)
{
  sl_test_apply (fixture->store, change);
  reload (fixture);
}

/* Applies a change that alters nothing and leaves no trace. */
static void
apply_idle (Fixture *fixture, SlChange *change)
{
  guint before = sl_test_count_audit (fixture->store);

  apply (fixture, change);
  g_assert_cmpuint (sl_test_count_audit (fixture->store), ==, before);
}

static void
set (Fixture *fixture, const char *entry_id, const char *field, const char *text)
{
  sl_test_set (fixture->store, fixture->sheet, entry_id, field, text);
}

static char *
add (Fixture *fixture, const char *group, const char *field, const char *text)
{
  return sl_test_add (fixture->store, fixture->sheet, group, field, text);
}

static void
refuse (Fixture *fixture, SlChange *change, const char *words)
{
  sl_test_refuse (fixture->store, change, SL_STORE_ERROR_REFUSED, words);
}

/* The newest line of the case's history. */
static char *
read_history (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel)
      rows = sl_case_records_list_history (fixture->store, fixture->case_id, 1, &error);
  g_autoptr (GObject) row = NULL;
  char *text;

  g_assert_no_error (error);
  row = g_list_model_get_item (rows, 0);
  g_object_get (row, "text", &text, NULL);
  return text;
}

static void
assert_history (Fixture *fixture, const char *expected)
{
  g_autofree char *text = read_history (fixture);
  g_autofree char *whole = g_strdup_printf ("Visit TWK/%.4s/001: %s",
                                            sl_sheet_get (fixture->sheet, "created-at"), expected);

  g_assert_cmpstr (text, ==, whole);
}

/* "kind due-date text" of each day that the sheet sets, by day, one a line. */
static char *
read_dates (Fixture *fixture)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_store_read (fixture->store),
      "SELECT kind, due_date, text FROM sheet_date WHERE sheet_id = ? ORDER BY due_date", NULL);
  gboolean row;

  sl_statement_bind (statement, "t", sl_sheet_get_id (fixture->sheet));
  while (sl_statement_step (statement, &row, NULL) && row)
    g_string_append_printf (text, "%s %s %s\n", sl_statement_get_text (statement, 0),
                            sl_statement_get_text (statement, 1),
                            sl_statement_get_text (statement, 2));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_dates (Fixture *fixture, const char *expected)
{
  g_autofree char *dates = read_dates (fixture);

  g_assert_cmpstr (dates, ==, expected);
}

/* ---- begun, filled in, told ---- */

static void
test_a_sheet_begins_with_a_number (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SlSheet) second = sl_test_begin_walk (fixture->store, fixture->form, fixture->case_id);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSheet) found = NULL;
  g_autofree char *name = sl_sheet_dup_name (fixture->sheet);
  g_autofree char *lower = g_ascii_strdown (sl_sheet_get (second, "reference"), -1);

  g_assert_true (g_str_has_suffix (sl_sheet_get (fixture->sheet, "reference"), "/001"));
  g_assert_true (g_str_has_suffix (sl_sheet_get (second, "reference"), "/002"));
  g_assert_true (g_str_has_prefix (name, "Visit TWK/"));
  g_assert_cmpstr (sl_sheet_get (fixture->sheet, "title"), ==, "Look at the boundary");
  g_assert_cmpstr (sl_sheet_get (fixture->sheet, "kind"), ==, "visit");
  g_assert_cmpstr (sl_sheet_get (fixture->sheet, "state"), ==, "open");
  g_assert_true (sl_sheet_is_open (fixture->sheet));
  g_assert_cmpstr (sl_sheet_get (fixture->sheet, "owner-id"), ==,
                   sl_store_get_actor (fixture->store));

  found = sl_sheets_find (fixture->store, NULL, fixture->case_id, lower, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sl_sheet_get_id (found), ==, sl_sheet_get_id (second));
  g_clear_object (&found);
  found = sl_sheets_find (fixture->store, NULL, "another case", lower, &error);
  g_assert_null (found);
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND);
}

/* A change that fails takes nothing with it, its number included. */
static void
test_a_refused_beginning_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = sl_id_new ();
  const SlSheetValue bad[] = { { "purpose", "Another" }, { "begins", "tomorrow" } };
  const SlSheetValue unknown = { "colour", "blue" };
  g_autoptr (SlSheet) next = NULL;
  g_autoptr (GError) error = NULL;

  refuse (fixture, sl_sheet_change_begin (fixture->form, id, fixture->case_id, bad, 2),
          "“tomorrow” is no day and time");
  refuse (fixture, sl_sheet_change_begin (fixture->form, id, fixture->case_id, &unknown, 1),
          "has no field “colour”");
  sl_test_refuse (fixture->store, sl_sheet_change_begin (fixture->form, id, "no such case", bad, 1),
                  SL_STORE_ERROR_NOT_FOUND, "There is no case");
  g_assert_null (sl_sheets_load (fixture->store, NULL, id, &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND);
  next = sl_test_begin_walk (fixture->store, fixture->form, fixture->case_id);
  g_assert_true (g_str_has_suffix (sl_sheet_get (next, "reference"), "/002"));
}

static void
test_values_are_kept_and_told (Fixture *fixture, gconstpointer data)
{
  const SlSheetValue two[] = { { "knows", "Helen Marsh" }, { "alone", "yes" } };
  const SlSheetValue kept = { "alone", "yes" };

  assert_history (fixture, "Begun. Purpose: Look at the boundary");
  set (fixture, NULL, "begins", "25 November 2026 at 10:00");
  assert_history (fixture, "Begins at 10:00");
  set (fixture, NULL, "call-in", "25 November 2026 at 10:05");
  assert_history (fixture, "Called in at 10:05");
  set (fixture, NULL, "call-out", "26 November 2026 at 00:15");
  assert_history (fixture, "Called out at 26 November 2026 at 00:15");
  apply (fixture, sl_sheet_change_set (fixture->sheet, NULL, two, 2));
  assert_history (fixture, "Who knows: Helen Marsh; Alone: Yes");
  apply_idle (fixture, sl_sheet_change_set (fixture->sheet, NULL, &kept, 1));
  set (fixture, NULL, "knows", "");
  assert_history (fixture, "Who knows: cleared");

  g_assert_cmpstr (sl_sheet_get (fixture->sheet, "knows"), ==, "");
  g_assert_cmpstr (sl_sheet_get (fixture->sheet, "alone"), ==, "yes");
  g_assert_cmpstr (sl_sheet_get (fixture->sheet, "call-in"), ==, "2026-11-25T10:05:00.000Z");
  g_assert_cmpstr (sl_sheet_get (fixture->sheet, "on-date"), ==, "2026-11-25");
  g_assert_cmpstr (sl_sheet_get (fixture->sheet, "starts-at"), ==, "2026-11-25T10:00:00.000Z");
  set (fixture, NULL, "purpose", "");
  g_assert_cmpstr (sl_sheet_get (fixture->sheet, "title"), ==, "Walk over the site");
}

/* A visit over midnight on the night when the clocks go back: the hour that comes twice is two
 * hours, and the later moment stays the later. */
static void
test_a_night_when_clocks_change (Fixture *fixture, gconstpointer data)
{
  set (fixture, NULL, "begins", "24 October 2026 at 23:30");
  set (fixture, NULL, "call-in", "25 October 2026 at 01:30 BST");
  assert_history (fixture, "Called in at 25 October 2026 at 01:30 BST");
  set (fixture, NULL, "call-out", "25 October 2026 at 01:30 GMT");
  set (fixture, NULL, "finishes", "25 October 2026 at 02:10");
  g_assert_cmpstr (sl_sheet_get (fixture->sheet, "on-date"), ==, "2026-10-24");
  g_assert_cmpstr (sl_sheet_get (fixture->sheet, "call-in"), ==, "2026-10-25T00:30:00.000Z");
  g_assert_cmpstr (sl_sheet_get (fixture->sheet, "call-out"), ==, "2026-10-25T01:30:00.000Z");
  g_assert_cmpstr (sl_sheet_get (fixture->sheet, "ends-at"), ==, "2026-10-25T02:10:00.000Z");
}

static void
test_what_is_no_value_is_not_kept (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    SlSheetValue value;
    const char *words;
  } cases[] = {
    { { "next", "4 November 2026" }, "it is “2026-11-04”" },
    { { "next", "2026-02-30" }, "is no date" },
    { { "purpose", " padded " }, "it is “padded”" },
    { { "kit", "vest helmet" }, "it is “helmet vest”" },
    { { "alone", "Yes" }, "it is “yes”" },
    { { "what", "Dogs" }, "has no field “what”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SlSheetValue both[] = { { "knows", "Helen Marsh" }, cases[i].value };

      refuse (fixture, sl_sheet_change_set (fixture->sheet, NULL, both, 2), cases[i].words);
    }
  reload (fixture);
  g_assert_cmpstr (sl_sheet_get (fixture->sheet, "knows"), ==, "");
}

/* ---- entries ---- */

typedef struct
{
  guint changed, notified, items;
} Heard;

static void
changed_cb (gpointer object, gpointer data)
{
  ((Heard *) data)->changed++;
}

static void
notify_cb (gpointer object, GParamSpec *pspec, gpointer data)
{
  ((Heard *) data)->notified++;
}

static void
items_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  ((Heard *) data)->items += removed + added;
}

static void
test_entries_live (Fixture *fixture, gconstpointer data)
{
  GListModel *hazards = sl_sheet_get_entries (fixture->sheet, "hazard");
  Heard heard = { 0 }, entry_heard = { 0 };
  g_autofree char *dogs = NULL;
  SlSheetEntry *entry;

  g_assert_cmpuint (g_list_model_get_n_items (hazards), ==, 0);
  g_signal_connect (hazards, "items-changed", G_CALLBACK (items_cb), &heard);
  g_signal_connect (fixture->sheet, "changed", G_CALLBACK (changed_cb), &heard);
  dogs = add (fixture, "hazard", "what", "Loose dogs");
  assert_history (fixture, "Hazard added. What: Loose dogs");
  g_assert_cmpuint (heard.items, ==, 1);
  g_assert_cmpuint (heard.changed, ==, 1);
  g_assert_true (hazards == sl_sheet_get_entries (fixture->sheet, "hazard"));

  entry = sl_sheet_find_entry (fixture->sheet, dogs);
  g_signal_connect (entry, "changed", G_CALLBACK (changed_cb), &entry_heard);
  g_signal_connect (entry, "notify::line", G_CALLBACK (notify_cb), &entry_heard);
  g_assert_cmpstr (sl_sheet_entry_get_line (entry), ==, "Loose dogs");
  g_assert_cmpstr (sl_sheet_entry_get_group (entry), ==, "hazard");
  set (fixture, dogs, "likelihood", "high");
  assert_history (fixture, "Hazard “Loose dogs”: Likelihood: High");
  g_assert_true (entry == sl_sheet_find_entry (fixture->sheet, dogs));
  g_assert_cmpstr (sl_sheet_entry_get (entry, "likelihood"), ==, "high");
  g_assert_cmpstr (sl_sheet_entry_get (entry, "control"), ==, "");
  g_assert_cmpuint (entry_heard.changed, ==, 1);
  g_assert_cmpuint (entry_heard.notified, ==, 0);
  set (fixture, dogs, "what", "Two loose dogs");
  g_assert_cmpuint (entry_heard.notified, ==, 1);
  g_assert_cmpuint (heard.items, ==, 1);
  reload (fixture);
  g_assert_cmpuint (heard.changed, ==, 3);
}

static void
test_what_is_removed_comes_back (Fixture *fixture, gconstpointer data)
{
  GListModel *hazards = sl_sheet_get_entries (fixture->sheet, "hazard");
  g_autofree char *dogs = add (fixture, "hazard", "what", "Loose dogs");
  g_autofree char *ditch = add (fixture, "hazard", "what", "Deep ditch");
  const SlSheetValue value = { "what", "Dogs" };
  g_autoptr (SlSheetEntry) first = NULL;

  apply (fixture, sl_sheet_change_remove_entry (fixture->sheet, dogs, TRUE));
  assert_history (fixture, "Hazard “Loose dogs” removed");
  g_assert_cmpuint (g_list_model_get_n_items (hazards), ==, 1);
  g_assert_null (sl_sheet_find_entry (fixture->sheet, dogs));
  apply_idle (fixture, sl_sheet_change_remove_entry (fixture->sheet, dogs, TRUE));
  refuse (fixture, sl_sheet_change_set (fixture->sheet, dogs, &value, 1), "was removed");
  refuse (fixture, sl_sheet_change_move_entry (fixture->sheet, dogs, 0), "was removed");
  refuse (fixture, sl_sheet_change_add (fixture->sheet, "hazard", dogs, &value, 1),
          "is there already");

  apply (fixture, sl_sheet_change_remove_entry (fixture->sheet, dogs, FALSE));
  assert_history (fixture, "Hazard “Loose dogs” brought back");
  first = g_list_model_get_item (hazards, 0);
  g_assert_cmpstr (sl_sheet_entry_get_id (first), ==, dogs);
  sl_test_refuse (fixture->store, sl_sheet_change_remove_entry (fixture->sheet, "nobody", TRUE),
                  SL_STORE_ERROR_NOT_FOUND, "has no entry nobody");
  refuse (fixture, sl_sheet_change_add (fixture->sheet, "plan", "new", NULL, 0),
          "no group “plan” that takes entries");
  refuse (fixture, sl_sheet_change_add (fixture->sheet, "moon", "new", NULL, 0), "no group “moon”");
}

/* An entry of another sheet is none of this one's, and cannot be taken over. */
static void
test_another_sheet_s_entries_are_not_touched (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SlSheet) other = sl_test_begin_walk (fixture->store, fixture->form, fixture->case_id);
  g_autofree char *theirs = sl_test_add (fixture->store, other, "weakness", "seen", "Low fence");
  const SlSheetValue value = { "seen", "High fence" };
  const SlSheetValue points = { "answers", theirs };

  sl_test_refuse (fixture->store, sl_sheet_change_set (fixture->sheet, theirs, &value, 1),
                  SL_STORE_ERROR_NOT_FOUND, "has no entry");
  sl_test_refuse (fixture->store, sl_sheet_change_remove_entry (fixture->sheet, theirs, TRUE),
                  SL_STORE_ERROR_NOT_FOUND, "has no entry");
  refuse (fixture, sl_sheet_change_add (fixture->sheet, "weakness", theirs, &value, 1),
          "is there already");
  refuse (fixture, sl_sheet_change_add (fixture->sheet, "remedy", "new", &points, 1),
          "no entry of this sheet that it can point to");
}

static char *
read_order (Fixture *fixture)
{
  GListModel *hazards = sl_sheet_get_entries (fixture->sheet, "hazard");
  g_autoptr (GString) order = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (hazards); i++)
    {
      g_autoptr (SlSheetEntry) entry = g_list_model_get_item (hazards, i);

      g_string_append (order, sl_sheet_entry_get_line (entry));
    }
  return g_string_free (g_steal_pointer (&order), FALSE);
}

static void
assert_order (Fixture *fixture, const char *expected)
{
  g_autofree char *order = read_order (fixture);

  g_assert_cmpstr (order, ==, expected);
}

static void
test_entries_are_moved (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a = add (fixture, "hazard", "what", "A");
  g_autofree char *other = add (fixture, "weakness", "seen", "X");
  g_autofree char *b = add (fixture, "hazard", "what", "B");
  g_autofree char *c = add (fixture, "hazard", "what", "C");
  g_autofree char *d = add (fixture, "hazard", "what", "D");

  assert_order (fixture, "ABCD");
  apply (fixture, sl_sheet_change_move_entry (fixture->sheet, d, 0));
  assert_order (fixture, "DABC");
  assert_history (fixture, "Hazard “D” moved to place 1");
  apply (fixture, sl_sheet_change_move_entry (fixture->sheet, a, 2));
  assert_order (fixture, "DBAC");
  apply (fixture, sl_sheet_change_move_entry (fixture->sheet, d, 99));
  assert_order (fixture, "BACD");
  apply_idle (fixture, sl_sheet_change_move_entry (fixture->sheet, d, 3));
  apply_idle (fixture, sl_sheet_change_move_entry (fixture->sheet, b, 0));
  apply (fixture, sl_sheet_change_remove_entry (fixture->sheet, a, TRUE));
  apply (fixture, sl_sheet_change_move_entry (fixture->sheet, b, 1));
  assert_order (fixture, "CBD");
  apply (fixture, sl_sheet_change_remove_entry (fixture->sheet, a, FALSE));
  g_assert_nonnull (sl_sheet_find_entry (fixture->sheet, other));
  g_assert_nonnull (sl_sheet_find_entry (fixture->sheet, c));
}

static void
test_an_entry_points_to_another (Fixture *fixture, gconstpointer data)
{
  g_autofree char *fence = add (fixture, "weakness", "seen", "Low fence");
  g_autofree char *dogs = add (fixture, "hazard", "what", "Loose dogs");
  g_autofree char *remedy = add (fixture, "remedy", "answers", fence);
  const SlSheetValue wrong = { "answers", dogs };
  const SlFormField *field = sl_form_find_field (fixture->form, "remedy", "answers");
  g_autofree char *shown = sl_sheet_format_value (fixture->sheet, field, fence);
  g_autofree char *gone = NULL;

  g_assert_cmpstr (shown, ==, "Low fence");
  assert_history (fixture, "Remedy added. Answers: Low fence");
  refuse (fixture, sl_sheet_change_set (fixture->sheet, remedy, &wrong, 1),
          "is no entry of this sheet that it can point to");
  apply (fixture, sl_sheet_change_remove_entry (fixture->sheet, fence, TRUE));
  gone = sl_sheet_format_value (fixture->sheet, field, fence);
  g_assert_cmpstr (gone, ==, "Low fence (removed)");
}

/* ---- days ---- */

static void
test_days_follow_the_values (Fixture *fixture, gconstpointer data)
{
  g_autofree char *remedy = NULL;

  set (fixture, NULL, "begins", "24 June 2026 at 00:15");
  set (fixture, NULL, "next", "4 December 2026");
  assert_dates (fixture, "visit 2026-06-24 Begins at\nvisit 2026-12-04 Next visit\n");
  remedy = add (fixture, "remedy", "advice", "Raise the fence");
  set (fixture, remedy, "by", "1 December 2026");
  /* Asked for only while it is known not to be settled. */
  assert_dates (fixture, "visit 2026-06-24 Begins at\nvisit 2026-12-04 Next visit\n");
  set (fixture, remedy, "settled", "no");
  assert_dates (fixture, "visit 2026-06-24 Begins at\n"
                         "remedial 2026-12-01 To be done by: Raise the fence\n"
                         "visit 2026-12-04 Next visit\n");
  set (fixture, NULL, "next", "");
  set (fixture, NULL, "begins", "");
  set (fixture, remedy, "advice", "Raise it to 1.8 m");
  assert_dates (fixture, "remedial 2026-12-01 To be done by: Raise it to 1.8 m\n");
  set (fixture, remedy, "certified", "30 November 2026");
  assert_dates (fixture, "certificate 2026-11-30 Certificate runs out: Raise it to 1.8 m\n"
                         "remedial 2026-12-01 To be done by: Raise it to 1.8 m\n");
  set (fixture, remedy, "replaced", "A newer certificate");
  assert_dates (fixture, "remedial 2026-12-01 To be done by: Raise it to 1.8 m\n");
  apply (fixture, sl_sheet_change_remove_entry (fixture->sheet, remedy, TRUE));
  assert_dates (fixture, "");
  apply (fixture, sl_sheet_change_remove_entry (fixture->sheet, remedy, FALSE));
  apply (fixture, sl_sheet_change_state (fixture->sheet, "cancelled", "Rain"));
  assert_dates (fixture, "");
  apply (fixture, sl_sheet_change_state (fixture->sheet, "open", "It cleared up"));
  assert_dates (fixture, "remedial 2026-12-01 To be done by: Raise it to 1.8 m\n");
  apply (fixture, sl_sheet_change_remove (fixture->sheet, TRUE));
  assert_dates (fixture, "");
  apply (fixture, sl_sheet_change_remove (fixture->sheet, FALSE));
  assert_dates (fixture, "remedial 2026-12-01 To be done by: Raise it to 1.8 m\n");
}

/* ---- what lacks, and the end ---- */

static void
assert_lacks (Fixture *fixture, const char *expected)
{
  g_autoptr (GPtrArray) lacks = sl_sheet_list_lacks (fixture->sheet);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < lacks->len; i++)
    {
      const SlSheetLack *lack = g_ptr_array_index (lacks, i);

      g_string_append_printf (ids, "%s%s%s", i > 0 ? " " : "", lack->id, lack->blocks ? "!" : "");
    }
  g_assert_cmpstr (ids->str, ==, expected);
}

static void
test_what_lacks_is_named (Fixture *fixture, gconstpointer data)
{
  g_autofree char *dogs = NULL, *fence = NULL, *remedy = NULL;
  g_autoptr (GPtrArray) lacks = NULL;
  const SlSheetLack *lack;

  assert_lacks (fixture, "one-hazard! someone-knows! called-in! called-out!");
  dogs = add (fixture, "hazard", "what", "Loose dogs");
  assert_lacks (fixture, "someone-knows! called-in! called-out!");
  set (fixture, dogs, "likelihood", "high");
  assert_lacks (fixture, "controlled! someone-knows! called-in! called-out!");
  lacks = sl_sheet_list_lacks (fixture->sheet);
  lack = g_ptr_array_index (lacks, 0);
  g_assert_cmpstr (lack->text, ==, "A high likelihood needs a control: Loose dogs");
  g_assert_cmpstr (lack->source, ==, "A 0609, rule A11");
  g_assert_cmpstr (lack->group_id, ==, "hazard");
  g_assert_cmpstr (lack->field_id, ==, "control");
  g_assert_cmpstr (lack->entry_id, ==, dogs);
  lack = g_ptr_array_index (lacks, 1);
  g_assert_cmpstr (lack->group_id, ==, "plan");
  g_assert_cmpstr (lack->entry_id, ==, "");
  set (fixture, dogs, "control", "Call the owner first");
  set (fixture, NULL, "knows", "Helen Marsh");
  set (fixture, NULL, "call-in", "25 November 2026 at 10:05");
  set (fixture, NULL, "call-out", "25 November 2026 at 10:05");
  assert_lacks (fixture, "called-out!");
  set (fixture, NULL, "call-out", "25 November 2026 at 10:06");
  assert_lacks (fixture, "");
  set (fixture, NULL, "alone", "yes");
  assert_lacks (fixture, "vest!");
  set (fixture, NULL, "kit", "boots, vest");
  assert_lacks (fixture, "");
  fence = add (fixture, "weakness", "seen", "Low fence");
  assert_lacks (fixture, "answered");
  remedy = add (fixture, "remedy", "advice", "Raise it");
  assert_lacks (fixture, "answered points");
  set (fixture, remedy, "answers", fence);
  assert_lacks (fixture, "");
  set (fixture, remedy, "answers", "");
  g_free (add (fixture, "open", "which", fence));
  assert_lacks (fixture, "points");
  set (fixture, remedy, "answers", fence);
  apply (fixture, sl_sheet_change_remove_entry (fixture->sheet, fence, TRUE));
  assert_lacks (fixture, "points");
}

static void
complete (Fixture *fixture)
{
  g_autofree char *dogs = add (fixture, "hazard", "what", "Loose dogs");

  set (fixture, NULL, "knows", "Helen Marsh");
  set (fixture, NULL, "call-in", "25 November 2026 at 10:05");
  set (fixture, NULL, "call-out", "25 November 2026 at 11:40");
}

/* Rule A11 of A 0609: closing names all that is lacking, with its source. */
static void
test_closing_waits_for_what_lacks (Fixture *fixture, gconstpointer data)
{
  g_autofree char *fence = NULL;

  refuse (fixture, sl_sheet_change_state (fixture->sheet, "closed", NULL),
          "cannot be closed yet. No risk assessment was made: at least one hazard is named"
          " (A 0609, rule A11); No one is named who knows where the officer is (A 0609, rule A11);"
          " The call in is missing (A 0609, rule A11); The call out is missing, or not later than"
          " the call in.");
  complete (fixture);
  fence = add (fixture, "weakness", "seen", "Low fence");
  assert_lacks (fixture, "answered");
  apply (fixture, sl_sheet_change_state (fixture->sheet, "closed", NULL));
  assert_history (fixture, "Closed");
  g_assert_cmpstr (sl_sheet_get (fixture->sheet, "state"), ==, "closed");
  apply_idle (fixture, sl_sheet_change_state (fixture->sheet, "closed", NULL));
}

/* What lacks is judged in the transaction, not as a window saw it. */
static void
test_closing_judges_what_is_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSheet) stale = NULL;

  complete (fixture);
  stale = sl_sheets_load (fixture->store, NULL, sl_sheet_get_id (fixture->sheet), &error);
  g_assert_no_error (error);
  set (fixture, NULL, "knows", "");
  refuse (fixture, sl_sheet_change_state (stale, "closed", NULL), "No one is named");
}

static void
test_a_closed_sheet_stays (Fixture *fixture, gconstpointer data)
{
  const SlSheetValue value = { "knows", "Rowan Ashdown" };
  g_autofree char *fence = add (fixture, "weakness", "seen", "Low fence");

  complete (fixture);
  apply (fixture, sl_sheet_change_state (fixture->sheet, "closed", NULL));
  g_assert_false (sl_sheet_is_open (fixture->sheet));
  refuse (fixture, sl_sheet_change_set (fixture->sheet, NULL, &value, 1), "is closed and stays");
  refuse (fixture, sl_sheet_change_set (fixture->sheet, fence, &value, 1), "is closed and stays");
  refuse (fixture, sl_sheet_change_add (fixture->sheet, "hazard", "new", NULL, 0), "is closed");
  refuse (fixture, sl_sheet_change_remove_entry (fixture->sheet, fence, TRUE), "is closed");
  refuse (fixture, sl_sheet_change_move_entry (fixture->sheet, fence, 0), "is closed");
  refuse (fixture, sl_sheet_change_remove (fixture->sheet, TRUE), "is closed");
  refuse (fixture, sl_sheet_change_state (fixture->sheet, "cancelled", "Rain"), "is closed");
  refuse (fixture, sl_sheet_change_state (fixture->sheet, "open", "  "), "Say why");
  refuse (fixture, sl_sheet_change_state (fixture->sheet, "lost", "Rain"), "is none of these");
  apply (fixture, sl_sheet_change_state (fixture->sheet, "open", "The call out was wrong"));
  assert_history (fixture, "Opened again: The call out was wrong");
  g_assert_cmpstr (sl_sheet_get (fixture->sheet, "state-reason"), ==, "The call out was wrong");
  apply (fixture, sl_sheet_change_set (fixture->sheet, NULL, &value, 1));
}

static void
test_a_cancelled_sheet_stays (Fixture *fixture, gconstpointer data)
{
  const SlSheetValue value = { "knows", "Rowan Ashdown" };

  refuse (fixture, sl_sheet_change_state (fixture->sheet, "cancelled", NULL), "Say why");
  apply (fixture, sl_sheet_change_state (fixture->sheet, "cancelled", "Rain"));
  assert_history (fixture, "Cancelled: Rain");
  refuse (fixture, sl_sheet_change_set (fixture->sheet, NULL, &value, 1), "was cancelled");
  refuse (fixture, sl_sheet_change_state (fixture->sheet, "closed", NULL), "was cancelled");
  apply (fixture, sl_sheet_change_remove (fixture->sheet, TRUE));
  assert_history (fixture, "Removed");
  g_assert_cmpstr (sl_sheet_get (fixture->sheet, "removed"), ==, "yes");
  refuse (fixture, sl_sheet_change_state (fixture->sheet, "open", "Again"), "was removed");
  refuse (fixture, sl_sheet_change_set (fixture->sheet, NULL, &value, 1), "was removed");
  apply (fixture, sl_sheet_change_remove (fixture->sheet, FALSE));
  assert_history (fixture, "Brought back");
  g_assert_cmpstr (sl_sheet_get (fixture->sheet, "state"), ==, "cancelled");
}

/* ---- lists, editions, numbers ---- */

static void
test_sheets_are_listed_by_day (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SlSheet) later = sl_test_begin_walk (fixture->store, fixture->form, fixture->case_id);
  g_autoptr (SlSheet)
      removed = sl_test_begin_walk (fixture->store, fixture->form, fixture->case_id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GPtrArray) june = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autofree char *dogs = add (fixture, "hazard", "what", "Loose dogs");
  const SlSheetLine *line;

  set (fixture, NULL, "begins", "24 June 2026 at 00:15");
  sl_test_set (fixture->store, later, NULL, "begins", "1 July 2026 at 10:00");
  sl_test_apply (fixture->store, sl_sheet_change_remove (removed, TRUE));
  lines = sl_sheets_list (fixture->store, &(SlSheetQuery){ .case_id = fixture->case_id }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, 2);
  line = g_ptr_array_index (lines, 0);
  g_assert_cmpstr (line->id, ==, sl_sheet_get_id (later));
  line = g_ptr_array_index (lines, 1);
  g_assert_cmpstr (line->on_date, ==, "2026-06-24");
  g_assert_cmpstr (line->title, ==, "Look at the boundary");
  g_assert_cmpstr (line->case_reference, ==, "UTT/26/2147/FUL");
  g_assert_cmpuint (line->n_entries, ==, 1);
  june = sl_sheets_list (
      fixture->store,
      &(SlSheetQuery){
          .kind = "visit", .state = "open", .from = "2026-06-01", .until = "2026-06-30" },
      &error);
  g_assert_no_error (error);
  g_assert_cmpuint (june->len, ==, 1);
  none = sl_sheets_list (fixture->store, &(SlSheetQuery){ .kind = "meeting" }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
}

/* The library has never heard of the form: the casebook keeps the edition itself. */
static void
test_its_edition_is_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPackLibrary) packs = sl_pack_library_new (NULL, &error);
  g_autoptr (SlSheet) loaded = NULL;

  g_assert_no_error (error);
  loaded = sl_sheets_load (fixture->store, packs, sl_sheet_get_id (fixture->sheet), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sl_pack_get_hash (sl_form_get_pack (sl_sheet_get_form (loaded))), ==,
                   sl_pack_get_hash (sl_form_get_pack (fixture->form)));
}

static void
test_what_is_asked_follows_the_values (Fixture *fixture, gconstpointer data)
{
  g_autofree char *dogs = add (fixture, "hazard", "what", "Loose dogs");
  SlSheetEntry *entry = sl_sheet_find_entry (fixture->sheet, dogs);
  const SlFormField *why = sl_form_find_field (fixture->form, NULL, "alone-why");
  const SlFormField *control = sl_form_find_field (fixture->form, "hazard", "control");

  g_assert_false (sl_sheet_is_asked (fixture->sheet, NULL, why));
  g_assert_false (sl_sheet_is_asked (fixture->sheet, entry, control));
  set (fixture, NULL, "alone", "yes");
  set (fixture, dogs, "likelihood", "high");
  g_assert_true (sl_sheet_is_asked (fixture->sheet, NULL, why));
  g_assert_true (sl_sheet_is_asked (fixture->sheet, entry, control));
}

/* "value=label" of the first offer, and how many there are. */
static void
assert_offers (Fixture *fixture, const char *group, const char *id, guint least, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPackLibrary) packs = sl_pack_library_new (NULL, &error);
  const SlFormField *field = sl_form_find_field (fixture->form, group, id);
  g_autoptr (GPtrArray) offers = NULL;
  g_autoptr (GString) shown = NULL;
  const SlSheetOffer *offer;

  g_assert_no_error (error);
  offers = sl_sheet_list_offers (fixture->sheet, fixture->store, packs, field, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (offers->len, >=, least);
  if (least == 0)
    {
      g_assert_cmpuint (offers->len, ==, 0);
      return;
    }
  shown = g_string_new (NULL);
  for (guint i = 0; i < offers->len; i++)
    {
      offer = g_ptr_array_index (offers, i);
      g_string_append_printf (shown, "%s=%s\n", offer->value, offer->label);
    }
  if (strstr (shown->str, words) == NULL)
    g_error ("expected “%s” in “%s”", words, shown->str);
  /* What is offered is a value. */
  for (guint i = 0; i < offers->len; i++)
    {
      g_autofree char *value = NULL;

      offer = g_ptr_array_index (offers, i);
      value = sl_form_field_parse (field, offer->value, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (value, ==, offer->value);
    }
}

static void
test_what_is_offered_is_a_value (Fixture *fixture, gconstpointer data)
{
  g_autofree char *fence = add (fixture, "weakness", "seen", "Low fence");

  assert_offers (fixture, NULL, "purpose", 0, "");
  assert_offers (fixture, NULL, "weather", 2, "dry=Dry");
  assert_offers (fixture, NULL, "alone", 2, "yes=Yes");
  assert_offers (fixture, NULL, "kit", 3, "helmet=Safety helmet");
  assert_offers (fixture, NULL, "knows", 1, "=");
  assert_offers (fixture, "remedy", "answers", 1, "=1. Low fence");
  assert_offers (fixture, "remedy", "standard", 10, "PAS24=PAS 24");
  assert_offers (fixture, NULL, "guide", 5, "Secured by Design");
  assert_offers (fixture, "weakness", "item", 0, "");
}

static void
test_a_standard_is_shown_by_its_designation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPackLibrary) packs = sl_pack_library_new (NULL, &error);
  g_autoptr (SlSheet) loaded = NULL;
  const SlFormField *field = sl_form_find_field (fixture->form, "remedy", "standard");
  g_autofree char *shown = NULL;
  g_autofree char *own = NULL;

  g_assert_no_error (error);
  loaded = sl_sheets_load (fixture->store, packs, sl_sheet_get_id (fixture->sheet), &error);
  g_assert_no_error (error);
  shown = sl_sheet_format_value (loaded, field, "PAS24");
  own = sl_sheet_format_value (loaded, field, "The maker’s own");
  g_assert_cmpstr (shown, ==, "PAS 24:2022");
  g_assert_cmpstr (own, ==, "The maker’s own");
}

/* A thousand weaknesses in one change, as no officer enters them. */
static gboolean
insert_many (SlTransaction *transaction, gpointer data, GError **error)
{
  const char *sheet_id = data;
  SlDatabase *database = sl_transaction_get_database (transaction);
  g_autoptr (SlStatement) entry = sl_database_prepare (
      database,
      "INSERT INTO sheet_entry (entry_id, sheet_id, group_id, position, person_id, at)"
      " VALUES (?, ?, 'weakness', ?, '', '')",
      error);
  g_autoptr (SlStatement) value = sl_database_prepare (
      database, "INSERT INTO sheet_value (sheet_id, entry_id, field, value) VALUES (?, ?, ?, ?)",
      error);

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *id = g_strdup_printf ("weakness-%03u", i);
      g_autofree char *text = g_strdup_printf ("Weakness %u", i);

      sl_statement_bind (entry, "tti", id, sheet_id, (gint64) i + 100);
      if (!sl_statement_run (entry, error))
        return FALSE;
      sl_statement_bind (value, "tttt", sheet_id, id, "seen", text);
      if (!sl_statement_run (value, error))
        return FALSE;
      sl_statement_bind (value, "tttt", sheet_id, id, "place", "Plot 4");
      if (!sl_statement_run (value, error))
        return FALSE;
    }
  return TRUE;
}

/* A survey of a large site: reading, adding, moving and closing do not grow with the square. */
static void
test_a_thousand_entries (Fixture *fixture, gconstpointer data)
{
  GListModel *weaknesses = sl_sheet_get_entries (fixture->sheet, "weakness");
  char *sheet_id = (char *) sl_sheet_get_id (fixture->sheet);
  g_autofree char *last = NULL;
  gint64 start;

  complete (fixture);
  apply (fixture, sl_change_new ("set-sheet", "sheet", sheet_id, fixture->case_id, insert_many,
                                 sheet_id, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (weaknesses), ==, 1000);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < 20; i++)
    reload (fixture);
  g_test_message ("reread in %.1f ms", (g_get_monotonic_time () - start) / 2e4);
  last = add (fixture, "weakness", "seen", "The last");
  set (fixture, last, "place", "Plot 9");
  apply (fixture, sl_sheet_change_move_entry (fixture->sheet, last, 0));
  apply (fixture, sl_sheet_change_state (fixture->sheet, "closed", NULL));
  g_test_message ("all in %.1f ms", (g_get_monotonic_time () - start) / 1e3);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
  g_assert_cmpuint (g_list_model_get_n_items (weaknesses), ==, 1001);
}

#define ADD(name, func) g_test_add ("/sheets/sheet/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("begins-with-the-next-number", test_a_sheet_begins_with_a_number);
  ADD ("a-refused-beginning-leaves-nothing", test_a_refused_beginning_leaves_nothing);
  ADD ("values-are-kept-and-told-in-the-history", test_values_are_kept_and_told);
  ADD ("a-night-when-the-clocks-go-back-keeps-both-moments", test_a_night_when_clocks_change);
  ADD ("what-is-no-value-is-not-kept", test_what_is_no_value_is_not_kept);
  ADD ("entries-live-in-their-models", test_entries_live);
  ADD ("what-is-removed-comes-back-where-it-stood", test_what_is_removed_comes_back);
  ADD ("another-sheet-s-entries-are-not-touched", test_another_sheet_s_entries_are_not_touched);
  ADD ("entries-are-moved-among-their-group", test_entries_are_moved);
  ADD ("an-entry-points-to-another-of-the-same-sheet", test_an_entry_points_to_another);
  ADD ("days-follow-the-values-in-the-same-change", test_days_follow_the_values);
  ADD ("what-lacks-is-named-in-the-order-of-the-form", test_what_lacks_is_named);
  ADD ("closing-waits-for-what-lacks-and-names-its-source", test_closing_waits_for_what_lacks);
  ADD ("closing-judges-what-is-kept-not-what-was-seen", test_closing_judges_what_is_kept);
  ADD ("a-closed-sheet-stays-as-it-is", test_a_closed_sheet_stays);
  ADD ("a-cancelled-sheet-stays-until-it-is-opened-again", test_a_cancelled_sheet_stays);
  ADD ("sheets-are-listed-by-day", test_sheets_are_listed_by_day);
  ADD ("its-edition-is-kept-with-it", test_its_edition_is_kept);
  ADD ("what-is-asked-follows-the-values", test_what_is_asked_follows_the_values);
  ADD ("what-is-offered-is-a-value", test_what_is_offered_is_a_value);
  ADD ("a-standard-is-shown-by-its-designation", test_a_standard_is_shown_by_its_designation);
  ADD ("a-thousand-entries-are-no-burden", test_a_thousand_entries);
  return g_test_run ();
}
