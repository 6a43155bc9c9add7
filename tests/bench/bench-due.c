/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-id.h"
#include "due/sl-due.h"
#include "sl-test-review.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <stdlib.h>
#include <sys/resource.h>

/* What is due over 5,000 open cases with 20,000 open actions, 5,000 stage days and 5,000 days of
 * sheets: the list of one person, that of the team, and its calendar; the median of many runs, with
 * the memory. Budget: 50 ms. */

#define N_CASES 5000
#define N_ACTIONS 20000
#define N_STAGES 5000
#define N_SHEETS 1000
#define N_DAYS 5000
#define N_PEOPLE 10
#define N_RUNS 21

typedef struct
{
  char *people[N_PEOPLE];
  char *cases[N_CASES];
  char *sheets[N_SHEETS];
} Made;

/* Runs @sql, which has three texts. */
static gboolean
run (SlTransaction *transaction,
     const char *sql,
     const char *first,
     const char *second,
     const char *third,
     GError **error)
{
  g_autoptr (SlStatement)
      statement = sl_database_prepare (sl_transaction_get_database (transaction), sql, error);

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "ttt", first, second, third);
  return sl_statement_run (statement, error);
}

static char *
make_day (guint number)
{
  return g_strdup_printf ("2027-%02u-%02u", 1 + number % 12, 1 + number * 7 % 28);
}

static gboolean
fill_cases (SlTransaction *transaction, Made *made, GError **error)
{
  for (guint i = 0; i < N_CASES; i++)
    {
      g_autofree char *day = make_day (i);

      made->cases[i] = sl_id_new ();
      if (!run (
              transaction,
              "INSERT INTO planning_case (case_id, officer_id, due_date, triage, reference, title,"
              " address, proposal, created_at, changed_at) VALUES (?, ?, ?, 'case',"
              " 'UTT/26/2147/FUL', 'Land east of Mallard Way', 'Thornbury St Anne, Essex',"
              " '48 homes and 9 flats with access, parking and landscaping', '', '')",
              made->cases[i], made->people[i % N_PEOPLE], day, error) ||
          !run (transaction,
                "INSERT INTO case_stage (case_id, stage_id, state, due_date, person_id, at)"
                " VALUES (?, 'reading', 'to-do', ?, ?, '')",
                made->cases[i], day, made->people[i % N_PEOPLE], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_actions (SlTransaction *transaction, Made *made, GError **error)
{
  for (guint i = 0; i < N_ACTIONS; i++)
    {
      g_autofree char *day = make_day (i);
      g_autofree char *id = sl_id_new ();
      g_autoptr (SlStatement) statement = sl_database_prepare (
          sl_transaction_get_database (transaction),
          "INSERT INTO action (action_id, case_id, text, owner_id, due_date, created_by, "
          "created_at,"
          " changed_at) VALUES (?, ?, 'Send the schedule of doors and windows with their"
          " certificates', ?, ?, '', '', '')",
          error);

      if (statement == NULL)
        return FALSE;
      sl_statement_bind (statement, "tttt", id, made->cases[i % N_CASES],
                         made->people[i % N_PEOPLE], day);
      if (!sl_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_sheets (SlTransaction *transaction, Made *made, GError **error)
{
  if (!run (transaction,
            "INSERT INTO pack_copy (hash, kind, pack_id, edition, bytes, kept_at)"
            " VALUES (?, 'form', ?, '1', '', ?)",
            "h", "scheme", "", error))
    return FALSE;
  for (guint i = 0; i < N_SHEETS; i++)
    {
      made->sheets[i] = sl_id_new ();
      if (!run (transaction,
                "INSERT INTO sheet (sheet_id, case_id, owner_id, kind, form_id, form_hash,"
                " reference, created_by, created_at, changed_at) VALUES (?, ?, ?, 'scheme',"
                " 'scheme', 'h', 'SBD/2026/001', '', '', '')",
                made->sheets[i], made->cases[i], made->people[i % N_PEOPLE], error))
        return FALSE;
    }
  for (guint i = 0; i < N_DAYS; i++)
    {
      g_autofree char *day = make_day (i);
      g_autofree char *entry = g_strdup_printf ("%u", i);

      if (!run (transaction,
                "INSERT INTO sheet_date (sheet_id, entry_id, due_date, field, kind, text)"
                " VALUES (?, ?, ?, 'expires', 'certificate', 'Door set of Block A')",
                made->sheets[i % N_SHEETS], entry, day, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill (SlTransaction *transaction, gpointer data, GError **error)
{
  return fill_cases (transaction, data, error) && fill_actions (transaction, data, error) &&
         fill_sheets (transaction, data, error);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return difference < 0 ? -1 : difference > 0;
}

static void
measure (SlReview *review, const char *what, const SlDueQuery *query)
{
  double times[N_RUNS], calendars[N_RUNS];
  guint n_lines = 0;
  gsize size = 0;

  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;
      g_autoptr (SlDueLines) lines = sl_due_load (review, query, &error);
      g_autoptr (GBytes) calendar = NULL;

      g_assert_no_error (error);
      times[i] = (double) (g_get_monotonic_time () - start) / 1000.0;
      n_lines = sl_due_lines_get_n (lines);
      start = g_get_monotonic_time ();
      calendar = sl_due_make_calendar (lines);
      calendars[i] = (double) (g_get_monotonic_time () - start) / 1000.0;
      size = g_bytes_get_size (calendar);
    }
  qsort (times, N_RUNS, sizeof (double), compare);
  qsort (calendars, N_RUNS, sizeof (double), compare);
  g_print ("due: %s, %u lines: %.1f ms, worst %.1f ms (budget 50 ms)\n", what, n_lines,
           times[N_RUNS / 2], times[N_RUNS - 1]);
  g_print ("due: %s as a calendar of %.1f MiB: %.1f ms\n", what, (double) size / (1024 * 1024),
           calendars[N_RUNS / 2]);
}

int
main (int argc, char **argv)
{
  g_autoptr (SlTestResponse) base = sl_test_response_new ();
  SlReview *review = sl_casebook_get_review (base->casebook);
  g_autoptr (GError) error = NULL;
  Made made = { 0 };
  struct rusage usage;

  made.people[0] = g_strdup (sl_person_get_id (sl_casebook_get_person (base->casebook)));
  for (guint i = 1; i < N_PEOPLE; i++)
    {
      g_autofree char *uid = g_strdup_printf ("%u", 3000 + i);
      g_autofree char *name = g_strdup_printf ("Officer %u", i);

      made.people[i] = sl_test_add_person (base, uid, name, "officer");
    }
  sl_store_apply (base->store, sl_change_new ("by-hand", "file", "", NULL, fill, &made, NULL),
                  &error);
  g_assert_no_error (error);
  getrusage (RUSAGE_SELF, &usage);
  g_print ("due: %d cases, %d actions, %d stage days, %d sheet days, %d people; %.1f MiB\n",
           N_CASES, N_ACTIONS, N_STAGES, N_DAYS, N_PEOPLE, (double) usage.ru_maxrss / 1024);
  measure (review, "one's own", &(SlDueQuery){ 0 });
  measure (review, "one's own this month", &(SlDueQuery){ .until = "2027-01-31" });
  measure (review, "the team's", &(SlDueQuery){ .team = TRUE });
  getrusage (RUSAGE_SELF, &usage);
  g_print ("due: at most %.1f MiB of memory\n", (double) usage.ru_maxrss / 1024);
  for (guint i = 0; i < N_CASES; i++)
    g_free (made.cases[i]);
  for (guint i = 0; i < N_SHEETS; i++)
    g_free (made.sheets[i]);
  for (guint i = 0; i < N_PEOPLE; i++)
    g_free (made.people[i]);
  return 0;
}
