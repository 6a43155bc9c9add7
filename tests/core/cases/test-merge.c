/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-id.h"
#include "cases/sl-case-link.h"
#include "cases/sl-case-list.h"
#include "cases/sl-case-records.h"
#include "people/sl-person.h"
#include "sl-test.h"
#include "store/sl-audit.h"
#include "store/sl-store.h"

/* The rules by which sources are merged (planning-data.md section 11), and what an officer does
 * with a case. */

typedef struct
{
  char *folder;
  SlStore *store;
  SlPerson *person;
  char *id;
} Fixture;

static void
apply (Fixture *self, SlChange *change)
{
  g_autoptr (GError) error = NULL;

  sl_store_apply (self->store, change, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = sl_test_make_folder ();
  self->store = sl_store_open (self->folder, SL_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  self->person = sl_people_current (self->store, &error);
  g_assert_no_error (error);
  self->id = sl_id_new ();
  apply (self, sl_case_change_create (self->id, NULL, 0));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->person);
  g_clear_object (&self->store);
  g_free (self->folder);
  g_free (self->id);
}

typedef struct
{
  const char *case_id;
  SlFactValue value;
} Import;

static gboolean
import_func (SlTransaction *transaction, gpointer data, GError **error)
{
  const Import *import = data;
  gboolean changed;

  if (!sl_case_records_merge (transaction, import->case_id, &import->value, 1, &changed, error))
    return FALSE;
  if (!changed)
    sl_transaction_set_unchanged (transaction);
  return TRUE;
}

/* One value of one source, as an import would bring it. */
static void
import (Fixture *self,
        const char *kind,
        const char *name,
        int rank,
        const char *field,
        const char *value)
{
  Import data = { self->id,
                  { .field = field,
                    .value = value,
                    .source_kind = kind,
                    .source_name = name,
                    .source_place = "line 1",
                    .rank = rank } };

  apply (self,
         sl_change_new ("import", "planning_case", self->id, self->id, import_func, &data, NULL));
}

static void
assert_case (Fixture *self, const char *property, const char *expected, guint conflicts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCase) loaded = sl_case_records_load (self->store, self->id, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (sl_case_get (loaded, property), ==, expected);
  g_assert_cmpuint (sl_case_get_conflict_count (loaded), ==, conflicts);
}

static guint
count_audit (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = sl_audit_list (self->store, NULL, 0, &error);

  g_assert_no_error (error);
  g_ptr_array_set_free_func (rows, (GDestroyNotify) sl_audit_row_free);
  return rows->len;
}

static void
test_rank (Fixture *self, gconstpointer data)
{
  import (self, "idox", "summary.html", 30, "address", "Mallard Way");
  assert_case (self, "address", "Mallard Way", 0);
  import (self, "1app", "form.xml", 40, "address", "Land east of Mallard Way");
  assert_case (self, "address", "Land east of Mallard Way", 0);
  import (self, "email", "mail.eml", 10, "address", "Somewhere else");
  assert_case (self, "address", "Land east of Mallard Way", 0);
}

static void
test_conflict (Fixture *self, gconstpointer data)
{
  import (self, "idox", "summary.html", 30, "consultation-expiry", "Fri 16 Dec 2026");
  import (self, "email", "mail.eml", 10, "consultation-expiry", "16/12/2026");
  assert_case (self, "consultation-expiry", "2026-12-16", 0);
  import (self, "email", "second.eml", 10, "consultation-expiry", "2026-12-23");
  assert_case (self, "consultation-expiry", "2026-12-16", 1);
  assert_case (self, "due-date", "2026-12-16", 1);
  /* An officer settles it; what comes afterwards and differs is a conflict again. */
  apply (self, sl_case_change_confirm (self->id, "consultation-expiry", "23 December 2026"));
  assert_case (self, "due-date", "2026-12-23", 0);
  import (self, "idox", "summary.html", 30, "consultation-expiry", "2027-01-08");
  assert_case (self, "due-date", "2026-12-23", 1);
  /* Taking the word back lets the sources speak. */
  apply (self, sl_case_change_confirm (self->id, "consultation-expiry", ""));
  assert_case (self, "due-date", "2027-01-08", 1);
}

static void
test_twice (Fixture *self, gconstpointer data)
{
  guint rows;

  import (self, "1app", "form.xml", 40, "proposal", "48 homes and 9 flats");
  apply (self, sl_case_change_confirm (self->id, "proposal", "57 homes"));
  rows = count_audit (self);
  import (self, "1app", "form.xml", 40, "proposal", "48 homes and 9 flats");
  apply (self, sl_case_change_confirm (self->id, "proposal", "57 homes"));
  g_assert_cmpuint (count_audit (self), ==, rows);
  assert_case (self, "proposal", "57 homes", 0);
}

static void
test_nonsense (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) facts = NULL;

  import (self, "idox", "summary.html", 30, "date-received", "Not Available");
  import (self, "idox", "summary.html", 30, "dwellings", "many");
  import (self, "idox", "summary.html", 30, "floorspace-m2", "1e999");
  facts = sl_case_records_list_facts (self->store, self->id, &error);
  g_assert_cmpuint (g_list_model_get_n_items (facts), ==, 0);
  assert_case (self, "due-date", "", 0);
  g_assert_false (sl_store_apply (
      self->store, sl_case_change_confirm (self->id, "target-date", "soon"), &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
}

static void
test_derived (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCase) loaded = NULL;
  gboolean derived;
  double easting, northing;

  import (self, "1app", "form.xml", 40, "date-received", "2026-11-03");
  import (self, "odp", "data.json", 50, "latitude", "51.8723");
  import (self, "odp", "data.json", 50, "longitude", "0.3725");
  import (self, "odp", "data.json", 50, "dwellings", "0");
  loaded = sl_case_records_load (self->store, self->id, &error);
  g_assert_cmpstr (sl_case_get (loaded, "due-date"), ==, "2026-11-23");
  g_object_get (loaded, "due-derived", &derived, NULL);
  g_assert_true (derived);
  g_assert_true (sl_case_get_position (loaded, &easting, &northing));
  g_assert_cmpint (sl_case_get_dwellings (loaded), ==, 0);
  g_assert_cmpstr (sl_case_get (loaded, "scale"), ==, "minor");
  import (self, "1app", "form.xml", 40, "consultation-expiry", "2026-12-16");
  g_assert_true (sl_case_reload (loaded, self->store, &error));
  g_assert_cmpstr (sl_case_get (loaded, "due-date"), ==, "2026-12-16");
  g_object_get (loaded, "due-derived", &derived, NULL);
  g_assert_false (derived);
}

static void
test_find (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *other = sl_id_new ();
  const SlFactValue values[] = {
    { .field = "reference", .value = "26/0001/FUL", .source_kind = "officer", .rank = 60 },
    { .field = "authority-code", .value = "brentwood", .source_kind = "officer", .rank = 60 },
    { .field = "authority-name",
      .value = "Brentwood Borough Council",
      .source_kind = "officer",
      .rank = 60 },
  };
  g_autoptr (SlCase) found = NULL, first = NULL, matched = NULL, unknown = NULL;

  import (self, "1app", "form.xml", 40, "reference", "26/0001/FUL");
  import (self, "1app", "form.xml", 40, "authority-code", "uttlesford");
  import (self, "1app", "form.xml", 40, "authority-name", "Uttlesford District Council");
  first = sl_case_records_find (self->store, "26/0001/ful", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sl_case_get_id (first), ==, self->id);
  apply (self, sl_case_change_create (other, values, G_N_ELEMENTS (values)));
  g_assert_null (sl_case_records_find (self->store, "26/0001/FUL", &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  found = sl_case_records_find (self->store, "brentwood borough 26/0001/FUL", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sl_case_get_id (found), ==, other);
  matched = sl_case_records_match (self->store, "uttlesford", "26/0001/FUL", &error);
  g_assert_cmpstr (sl_case_get_id (matched), ==, self->id);
  unknown = sl_case_records_match (self->store, "harlow", "26/0001/FUL", &error);
  g_assert_null (unknown);
  g_assert_null (sl_case_records_find (self->store, "26/9999/FUL", &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND);
}

/* security.md T-04: each way of changing a case writes one row, and doing it again none. */
static void
test_audit (Fixture *self, gconstpointer data)
{
  static const char *const features[] = { "flats", "houses", "flats", NULL };
  const char *person = sl_person_get_id (self->person);
  const char *id = self->id;

#define CHANGES                                                                                    \
  sl_case_change_confirm (id, "target-date", "2027-02-01"), sl_case_change_make (id, person),      \
      sl_case_change_stage (id, "assessing"), sl_case_change_features (id, features),              \
      sl_case_change_title (id, "Mallard Way"),                                                    \
      sl_people_change_card (person, "Rowan Ashdown", "DOCO", "7", "r@example.org", "01")
  SlChange *once[] = { CHANGES };
  SlChange *again[] = { CHANGES };
  SlChange *triage[] = { sl_case_change_no_comment (id, "A householder extension"),
                         sl_case_change_back_to_inbox (id) };
#undef CHANGES

  for (guint i = 0; i < G_N_ELEMENTS (once); i++)
    {
      guint rows = count_audit (self);

      apply (self, once[i]);
      g_assert_cmpuint (count_audit (self), ==, rows + 1);
      apply (self, again[i]);
      g_assert_cmpuint (count_audit (self), ==, rows + 1);
    }
  assert_case (self, "features", "flats houses", 0);
  for (guint i = 0; i < G_N_ELEMENTS (triage); i++)
    {
      guint rows = count_audit (self);

      apply (self, triage[i]);
      g_assert_cmpuint (count_audit (self), ==, rows + 1);
    }
  assert_case (self, "triage", "new", 0);
}

static void
test_numbers (Fixture *self, gconstpointer data)
{
  const char *person = sl_person_get_id (self->person);
  g_autofree char *second = sl_id_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCase) first_case = NULL, second_case = NULL;

  apply (self, sl_case_change_create (second, NULL, 0));
  apply (self, sl_case_change_make (self->id, person));
  apply (self, sl_case_change_make (second, person));
  apply (self, sl_case_change_back_to_inbox (self->id));
  apply (self, sl_case_change_make (self->id, person));
  first_case = sl_case_records_load (self->store, self->id, &error);
  second_case = sl_case_records_load (self->store, second, &error);
  g_assert_true (g_str_has_suffix (sl_case_get (first_case, "our-reference"), "/0001"));
  g_assert_true (g_str_has_suffix (sl_case_get (second_case, "our-reference"), "/0002"));
}

static void
changed_cb (GListModel *list, guint position, guint removed, guint added, GString *text)
{
  g_string_append_printf (text, "%u-%u+%u ", position, removed, added);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sl_case_list_load_finish (SL_CASE_LIST (source), result, &error));
  *(gboolean *) data = TRUE;
}

static void
test_list (Fixture *self, gconstpointer data)
{
  g_autoptr (SlCaseList) list = sl_case_list_new (self->store);
  g_autoptr (GString) signals = g_string_new (NULL);
  g_autoptr (SlCase) row = NULL, again = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  import (self, "1app", "form.xml", 40, "proposal", "Forty-eight homes at Mallard\302\240Way");
  import (self, "1app", "form.xml", 40, "reference", "UTT/26/2147/FUL");
  g_signal_connect (list, "items-changed", G_CALLBACK (changed_cb), signals);
  g_assert_true (sl_case_list_load (list, &(SlCaseQuery){ .words = "mallard FORTY" }, &error));
  g_assert_cmpstr (signals->str, ==, "0-0+1 ");
  row = g_list_model_get_item (G_LIST_MODEL (list), 0);
  again = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (row == again);
  apply (self, sl_case_change_title (self->id, "Renamed"));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (sl_case_get_display_title (row), ==, "Renamed");
  sl_case_list_load_async (list, &(SlCaseQuery){ .triage = "case" }, NULL, loaded_cb, &done);
  sl_test_wait (&done);
  g_assert_cmpstr (signals->str, ==, "0-0+1 0-1+0 ");
  g_assert_cmpint (sl_case_records_count (
                       self->store, &(SlCaseQuery){ .words = "2147", .stage = "open" }, &error),
                   ==, 1);
  g_assert_cmpint (
      sl_case_records_count (self->store, &(SlCaseQuery){ .due_before = "2030-01-01" }, &error), ==,
      0);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

/* Lists by proposal are alphabetical whatever the case of letters, both ways. */
static void
test_proposal_order (Fixture *self, gconstpointer data)
{
  static const char *const proposals[] = { "erection of a barn", "Demolition of a garage",
                                           "Fence of 2 m" };
  static const char *const expected[] = { "Demolition of a garage", "erection of a barn",
                                          "Fence of 2 m" };
  g_autoptr (SlCaseList) list = sl_case_list_new (self->store);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    {
      const SlFactValue value = {
        .field = "proposal", .value = proposals[i], .source_kind = "csv", .rank = 20
      };
      g_autofree char *id = sl_id_new ();

      apply (self, sl_case_change_create (id, &value, 1));
    }
  for (int descending = 0; descending < 2; descending++)
    {
      const SlCaseQuery query = { .words = " of ",
                                  .sort = SL_CASE_SORT_PROPOSAL,
                                  .descending = descending };

      g_assert_true (sl_case_list_load (list, &query, &error));
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 3);
      for (guint i = 0; i < 3; i++)
        {
          g_autoptr (SlCase) row = g_list_model_get_item (G_LIST_MODEL (list), i);

          g_assert_cmpstr (sl_case_get (row, "proposal"), ==, expected[descending ? 2 - i : i]);
        }
    }
}

/* An unknown number of homes is fewer than any, "0" among them. */
static void
test_dwellings_order (Fixture *self, gconstpointer data)
{
  static const char *const dwellings[] = { "48", "0", "9" };
  static const gint64 expected[] = { -1, 0, 9, 48 };
  g_autoptr (SlCaseList) list = sl_case_list_new (self->store);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    {
      const SlFactValue value = {
        .field = "dwellings", .value = dwellings[i], .source_kind = "csv", .rank = 20
      };
      g_autofree char *id = sl_id_new ();

      apply (self, sl_case_change_create (id, &value, 1));
    }
  for (int descending = 0; descending < 2; descending++)
    {
      const SlCaseQuery query = { .sort = SL_CASE_SORT_DWELLINGS, .descending = descending };

      g_assert_true (sl_case_list_load (list, &query, &error));
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 4);
      for (guint i = 0; i < 4; i++)
        {
          g_autoptr (SlCase) row = g_list_model_get_item (G_LIST_MODEL (list), i);

          g_assert_cmpint (sl_case_get_dwellings (row), ==, expected[descending ? 3 - i : i]);
        }
    }
}

/* Stages in the order of the work, and of one stage the next due first, whichever way. */
static void
test_stage_order (Fixture *self, gconstpointer data)
{
  static const char *const cases[][2] = { { "sent", "2026-12-01" },
                                          { "reading", "2026-12-09" },
                                          { "assessing", "2026-12-03" },
                                          { "reading", "2026-12-02" } };
  static const char *const expected[][4] = {
    { "reading 2026-12-02", "reading 2026-12-09", "assessing 2026-12-03", "sent 2026-12-01" },
    { "sent 2026-12-01", "assessing 2026-12-03", "reading 2026-12-02", "reading 2026-12-09" },
  };
  g_autoptr (SlCaseList) list = sl_case_list_new (self->store);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SlFactValue value = {
        .field = "consultation-expiry", .value = cases[i][1], .source_kind = "csv", .rank = 20
      };
      g_autofree char *id = sl_id_new ();

      apply (self, sl_case_change_create (id, &value, 1));
      apply (self, sl_case_change_make (id, sl_person_get_id (self->person)));
      apply (self, sl_case_change_stage (id, cases[i][0]));
    }
  for (int descending = 0; descending < 2; descending++)
    {
      const SlCaseQuery query = { .triage = "case",
                                  .sort = SL_CASE_SORT_STAGE,
                                  .descending = descending };

      g_assert_true (sl_case_list_load (list, &query, &error));
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 4);
      for (guint i = 0; i < 4; i++)
        {
          g_autoptr (SlCase) row = g_list_model_get_item (G_LIST_MODEL (list), i);
          g_autofree char *told = g_strdup_printf ("%s %s", sl_case_get (row, "stage"),
                                                   sl_case_get (row, "due-date"));

          g_assert_cmpstr (told, ==, expected[descending][i]);
        }
    }
}

static gboolean
import_link (SlTransaction *transaction, gpointer data, GError **error)
{
  return sl_case_records_add_link (transaction, data, "UTT/25/0031/PA", "related", error);
}

static guint
count_links (Fixture *self, const char *case_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) links = sl_case_links_list (self->store, case_id, &error);

  g_assert_no_error (error);
  return links->len;
}

static void
test_removed_link (Fixture *self, gconstpointer data)
{
  const SlFactValue value = {
    .field = "proposal", .value = "48 homes", .source_kind = "csv", .rank = 20
  };
  g_autofree char *id = sl_id_new ();

  apply (self, sl_case_change_create (id, &value, 1));
  apply (self, sl_change_new ("import", "planning_case", id, id, import_link, id, NULL));
  g_assert_cmpuint (count_links (self, id), ==, 1);
  apply (self, sl_case_change_unlink (id, "utt/25/0031/pa"));
  apply (self, sl_change_new ("import", "planning_case", id, id, import_link, id, NULL));
  g_assert_cmpuint (count_links (self, id), ==, 0);
  apply (self, sl_case_change_link (id, "UTT/25/0031/PA", "outline"));
  g_assert_cmpuint (count_links (self, id), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/cases/merge/the-better-source-holds", test_rank);
  ADD ("/cases/merge/dates-that-differ-are-shown-until-confirmed", test_conflict);
  ADD ("/cases/merge/the-same-twice-changes-nothing", test_twice);
  ADD ("/cases/merge/what-is-no-date-or-number-is-left-out", test_nonsense);
  ADD ("/cases/merge/due-position-and-scale-are-derived", test_derived);
  ADD ("/cases/find/references-are-folded-and-authorities-told-apart", test_find);
  ADD ("/cases/change/each-writes-one-audit-row-and-none-again", test_audit);
  ADD ("/cases/change/numbers-run-and-are-kept", test_numbers);
  ADD ("/cases/link/what-an-officer-removed-no-import-brings-back", test_removed_link);
  ADD ("/cases/list/by-proposal-is-alphabetical", test_proposal_order);
  ADD ("/cases/list/by-homes-puts-the-unknown-below-none", test_dwellings_order);
  ADD ("/cases/list/by-stage-follows-the-work-and-then-the-date", test_stage_order);
  ADD ("/cases/list/filters-and-rereads", test_list);
  return g_test_run ();
}
