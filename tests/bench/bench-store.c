/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-id.h"
#include "cases/sl-case-list.h"
#include "cases/sl-case-records.h"
#include "people/sl-person.h"
#include "sl-test.h"
#include "store/sl-store.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

/* One saved edit against a bare SQLite commit with the same settings, and lists of 100,000 rows. */

#define N_CASES 100000
#define N_EDITS 300

static gint64 begun;

static void
begin (void)
{
  begun = g_get_monotonic_time ();
}

static double
milliseconds (void)
{
  return (g_get_monotonic_time () - begun) / 1000.0;
}

static gboolean
fill (SlTransaction *transaction, gpointer data, GError **error)
{
  static const char *const towns[] = { "Thornbury St Anne", "Little Marden", "Great Oakley End",
                                       "Fenwick Green" };

  for (int i = 0; i < N_CASES; i++)
    {
      g_autofree char *id = sl_id_new ();
      g_autofree char *reference = g_strdup_printf ("UTT/26/%05d/FUL", i);
      g_autofree char *address = g_strdup_printf ("Land at %d Mallard Way, %s, Essex", i % 977,
                                                  towns[i % 4]);
      g_autofree char *proposal = g_strdup_printf (
          "Erection of %d dwellings with associated parking, landscaping, drainage and a new "
          "access from the highway, following demolition of outbuildings %d",
          i % 300, i * 7919 % N_CASES);
      g_autofree char *received = g_strdup_printf ("2026-%02d-%02d", 1 + i % 12, 1 + i % 28);
      g_autofree char *dwellings = g_strdup_printf ("%d", i % 300);
      const SlFactValue values[] = {
        { .field = "reference", .value = reference, .source_kind = "csv", .rank = 20 },
        { .field = "authority-name",
          .value = "Uttlesford District Council",
          .source_kind = "csv",
          .rank = 20 },
        { .field = "address", .value = address, .source_kind = "csv", .rank = 20 },
        { .field = "proposal", .value = proposal, .source_kind = "csv", .rank = 20 },
        { .field = "date-received", .value = received, .source_kind = "csv", .rank = 20 },
        { .field = "dwellings", .value = dwellings, .source_kind = "csv", .rank = 20 },
      };
      gboolean changed;

      if (!sl_case_records_create (transaction, id, error) ||
          !sl_case_records_merge (transaction, id, values, G_N_ELEMENTS (values), &changed, error))
        return FALSE;
    }
  return TRUE;
}

static void
measure_lists (SlStore *store)
{
  static const struct
  {
    const char *name;
    SlCaseQuery query;
  } queries[] = {
    { "list by due date", { .triage = "new" } },
    { "list by reference", { .triage = "new", .sort = SL_CASE_SORT_REFERENCE } },
    { "list by proposal", { .triage = "new", .sort = SL_CASE_SORT_PROPOSAL } },
    { "list by dwellings, most first",
      { .triage = "new", .sort = SL_CASE_SORT_DWELLINGS, .descending = TRUE } },
    { "list by authority", { .triage = "new", .sort = SL_CASE_SORT_AUTHORITY } },
    { "list by stage", { .triage = "new", .sort = SL_CASE_SORT_STAGE } },
    { "filter by words, one in four", { .triage = "new", .words = "little marden" } },
    { "filter by words, few", { .triage = "new", .words = "utt/26/09999" } },
    { "filter by date due", { .triage = "new", .due_before = "2026-06-01" } },
    { "filter by stage", { .triage = "new", .stage = "open" } },
  };
  g_autoptr (SlCaseList) list = sl_case_list_new (store);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      double best = G_MAXDOUBLE;

      for (int run = 0; run < 3; run++)
        {
          begin ();
          if (!sl_case_list_load (list, &queries[i].query, &error))
            g_error ("%s", error->message);
          best = MIN (best, milliseconds ());
        }
      printf ("%d rows, %s: %.1f ms (%u found)\n", N_CASES, queries[i].name, best,
              g_list_model_get_n_items (G_LIST_MODEL (list)));
    }
  begin ();
  for (guint i = 0; i < 200; i++)
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (list), 50000 + i));
  printf ("200 rows of the list read: %.2f ms\n", milliseconds ());
}

static void
measure_edits (SlStore *store, SlPerson *person, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "bare.db", NULL);
  g_autoptr (GError) error = NULL;
  double ours, bare;
  sqlite3 *handle;

  begin ();
  for (int i = 0; i < N_EDITS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Officer %d", i);

      if (!sl_store_apply (
              store,
              sl_people_change_card (sl_person_get_id (person), name, NULL, NULL, NULL, NULL),
              &error))
        g_error ("%s", error->message);
    }
  ours = milliseconds () / N_EDITS;

  sqlite3_open (path, &handle);
  sqlite3_exec (handle,
                "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA;"
                "CREATE TABLE a (x); CREATE TABLE b (x); INSERT INTO a VALUES (0);",
                NULL, NULL, NULL);
  begin ();
  for (int i = 0; i < N_EDITS; i++)
    sqlite3_exec (handle, "BEGIN; UPDATE a SET x = x + 1; INSERT INTO b VALUES (1); COMMIT", NULL,
                  NULL, NULL);
  bare = milliseconds () / N_EDITS;
  sqlite3_close (handle);
  printf ("one saved edit: %.2f ms (bare SQLite %.2f ms, ratio %.2f)\n", ours, bare, ours / bare);
}

int
main (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SlStore) store = sl_store_open (folder, SL_STORE_DEFAULT, &error);
  g_autoptr (SlPerson) person = sl_people_current (store, &error);

  measure_edits (store, person, folder);
  begin ();
  if (!sl_store_apply (store, sl_change_new ("fill", "planning_case", "", NULL, fill, NULL, NULL),
                       &error))
    g_error ("%s", error->message);
  printf ("%d applications in one change: %.0f ms\n", N_CASES, milliseconds ());
  measure_lists (store);
  g_object_unref (person);
  person = NULL;
  sl_store_close (store);
  begin ();
  {
    g_autoptr (SlStore) again = sl_store_open (folder, SL_STORE_DEFAULT, &error);
    printf ("open with %d applications: %.0f ms\n", N_CASES, milliseconds ());
  }
  return 0;
}
