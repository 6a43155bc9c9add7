/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test-review.h"
#include "sl-test.h"

#include "base/sl-time.h"
#include "cases/sl-case-records.h"
#include "review/sl-issue.h"
#include "store/sl-audit.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Submit, approve and issue, each killed at every statement that the engine is given: what is found
 * afterwards is the case as it was before or as it is after, never half of it. The program that is
 * killed is this one, called again with "--step". SIGHTLINE_KILL_STRIDE walks only every so many
 * statements. */

enum
{
  SUBMIT,
  APPROVE,
  ISSUE,
  N_STEPS
};

static const struct
{
  const char *name, *action;
  const char *state_before, *stage_before, *state_after, *stage_after;
} steps[N_STEPS] = {
  { "submit", "submit-version", "", "drafting", "submitted", "in-review" },
  { "approve", "approve-version", "submitted", "in-review", "approved", "approved" },
  { "issue", "issue-response", "approved", "approved", "issued", "sent" },
};

/* The program that is killed. */

static gint armed, seen, fatal;

/* At the beginning of each statement, on whichever connection and thread, and after COMMIT: the end
 * of any other is the beginning of the next. */
static int
trace (unsigned int event, void *context, void *statement, void *text)
{
  const char *sql = sqlite3_sql (statement);

  if (!g_atomic_int_get (&armed) ||
      (event == SQLITE_TRACE_PROFILE && g_strcmp0 (sql, "COMMIT") != 0))
    return 0;
  if (g_atomic_int_add (&seen, 1) + 1 == g_atomic_int_get (&fatal))
    kill (getpid (), SIGKILL);
  return 0;
}

static int
attach (sqlite3 *handle, char **problem, const struct sqlite3_api_routines *routines)
{
  return sqlite3_trace_v2 (handle, SQLITE_TRACE_STMT | SQLITE_TRACE_PROFILE, trace, NULL);
}

/* Later on the day of the fixture. */
static gint64
tick (gpointer data)
{
  static gint64 now = G_GINT64_CONSTANT (1795525200000000);

  return now += 1000;
}

static gboolean
do_step (SlReview *review, const char *case_id, guint step, GError **error)
{
  g_autoptr (SlVersion) version = NULL;
  g_autoptr (SlIssue) issued = NULL;

  if (step == APPROVE)
    return sl_review_approve (review, case_id, "", error);
  if (step == SUBMIT)
    return (version = sl_review_submit (review, case_id, "", error)) != NULL;
  issued = sl_review_issue (review, case_id, "2026-11-24", "e-mail", "", error);
  return issued != NULL;
}

/* sl-test --step N FOLDER CASE PERSON FATAL; says how many statements there were when it was not
 * killed. */
static int
run_step (char **words)
{
  guint step = (guint) atoi (words[0]);
  g_autoptr (GError) error = NULL;
  SlTestResponse base = { .case_id = words[2] };

  sqlite3_auto_extension ((void (*) (void)) attach);
  sl_clock_set (tick, NULL);
  base.casebook = sl_casebook_open (words[1], SL_STORE_MUST_EXIST, &error);
  g_assert_no_error (error);
  base.store = sl_casebook_get_store (base.casebook);
  sl_test_become (&base, words[3]);
  g_atomic_int_set (&fatal, atoi (words[4]));
  g_atomic_int_set (&armed, TRUE);
  do_step (sl_casebook_get_review (base.casebook), base.case_id, step, &error);
  g_atomic_int_set (&armed, FALSE);
  g_assert_no_error (error);
  printf ("%d\n", g_atomic_int_get (&seen));
  sl_casebook_close (base.casebook);
  g_object_unref (base.casebook);
  return 0;
}

/* The test. */

typedef struct
{
  char *folder; /* as it is before the step */
  char *case_id, *actor;
} Fixture;

static void
copy_folder (const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "cp", "-a",
                                                      "-T", from, to, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GSubprocess)
      process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "rm", "-rf", folder, NULL);

  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  guint step = GPOINTER_TO_UINT (data);
  SlTestResponse *base = sl_test_response_new ();
  SlReview *review = sl_casebook_get_review (base->casebook);
  g_autofree char *rowan = g_strdup (sl_person_get_id (sl_casebook_get_person (base->casebook)));
  g_autofree char *helen = sl_test_add_person (base, "2001", "Helen Marsh", "manager");
  g_autofree char *reserve = NULL;
  g_autoptr (GError) error = NULL;

  base->originals = TRUE;
  sl_test_become (base, rowan);
  sl_test_response_fill (base);
  sl_test_response_apply (base, sl_case_change_stage (base->case_id, "drafting"));
  for (guint i = 0; i < step; i++)
    {
      sl_test_become (base, i == APPROVE ? helen : rowan);
      do_step (review, base->case_id, i, &error);
      g_assert_no_error (error);
    }
  self->folder = g_strdup (sl_casebook_get_path (base->casebook));
  self->case_id = g_strdup (base->case_id);
  self->actor = g_strdup (step == APPROVE ? helen : rowan);
  sl_test_response_free (base);
  /* 16 MiB that each copy makes again by itself. */
  reserve = g_build_filename (self->folder, "reserve", NULL);
  g_unlink (reserve);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->folder);
  g_free (self->case_id);
  g_free (self->actor);
}

/* TRUE when it came to its end; then *@n_statements is known. */
static gboolean
run_and_kill (Fixture *self, guint step, const char *folder, guint at, int *n_statements)
{
  g_autofree char *number = g_strdup_printf ("%u", step);
  g_autofree char *fatal_text = g_strdup_printf ("%u", at);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess)
      process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--step", number,
                                  folder, self->case_id, self->actor, fatal_text, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error));
  if (g_subprocess_get_if_signaled (process))
    {
      g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGKILL);
      return FALSE;
    }
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  *n_statements = atoi (out);
  return TRUE;
}

static guint
count_actions (SlStore *store, const char *action)
{
  g_autoptr (GPtrArray) rows = sl_audit_list (store, NULL, 0, NULL);
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += g_str_equal (((SlAuditRow *) g_ptr_array_index (rows, i))->action, action);
  return n;
}

/* An issued response is whole; without one, a kept PDF is a file that nothing names. */
static void
check_issue (SlCasebook *casebook, const char *case_id, gboolean issued)
{
  SlLibrary *library = sl_casebook_get_library (casebook);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlIssue) issue = sl_issue_load (sl_casebook_get_store (casebook), case_id, &error);
  g_auto (GStrv) findings = sl_library_check (library, NULL, NULL);
  g_autoptr (GBytes) pdf = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (issue != NULL, ==, issued);
  if (issue != NULL)
    {
      pdf = sl_issue_load_pdf (issue, library, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_strv_length (findings), ==, 0);
      return;
    }
  g_assert_cmpuint (g_strv_length (findings), <=, 1);
  if (findings[0] != NULL)
    g_assert_nonnull (strstr (findings[0], "belongs to no document"));
}

/* Returns whether the step is done. */
static gboolean
check (Fixture *self, guint step, const char *folder)
{
  g_autoptr (SlAuditReport) report = sl_audit_verify (folder, NULL);
  g_autoptr (GError) error = NULL;
  SlTestResponse base = { .case_id = self->case_id };
  g_autofree char *state = NULL;
  g_autofree char *stage = NULL;
  gboolean done;

  g_assert_cmpint (report->state, ==, SL_AUDIT_INTACT);
  base.casebook = sl_casebook_open (folder, SL_STORE_MUST_EXIST, &error);
  g_assert_no_error (error);
  base.store = sl_casebook_get_store (base.casebook);
  g_assert_false (sl_store_is_read_only (base.store));
  state = sl_test_dup_state (&base);
  stage = sl_test_dup_stage (&base);
  done = g_str_equal (state, steps[step].state_after);
  g_assert_cmpstr (state, ==, done ? steps[step].state_after : steps[step].state_before);
  g_assert_cmpstr (stage, ==, done ? steps[step].stage_after : steps[step].stage_before);
  g_assert_cmpuint (count_actions (base.store, steps[step].action), ==, done);
  check_issue (base.casebook, base.case_id, done && step == ISSUE);
  sl_casebook_close (base.casebook);
  g_object_unref (base.casebook);
  return done;
}

static void
test_kill (Fixture *self, gconstpointer data)
{
  guint step = GPOINTER_TO_UINT (data);
  const char *asked = g_getenv ("SIGHTLINE_KILL_STRIDE");
  guint stride = asked != NULL ? (guint) MAX (1, atoi (asked)) : 1;
  guint n_before = 0, n_after = 0;
  int n_statements = 0;
  gboolean ended = FALSE;

  for (guint at = 1; !ended; at += stride)
    {
      g_autofree char *parent = sl_test_make_folder ();
      g_autofree char *folder = g_build_filename (parent, "casebook", NULL);

      copy_folder (self->folder, folder);
      ended = run_and_kill (self, step, folder, at, &n_statements);
      if (check (self, step, folder))
        n_after++;
      else
        n_before++;
      remove_folder (parent);
    }
  g_test_message ("%s: %d statements; %u kills left the case as it was, %u as it becomes",
                  steps[step].name, n_statements, n_before, n_after - 1);
  g_assert_cmpuint (n_before, >, 0);
  g_assert_cmpuint (n_after, >, 0);
}

int
main (int argc, char **argv)
{
  if (argc == 7 && g_str_equal (argv[1], "--step"))
    return run_step (argv + 2);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < N_STEPS; i++)
    {
      g_autofree char *path = g_strdup_printf ("/review/kill/at-every-statement-of/%s",
                                               steps[i].name);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_kill, tear_down);
    }
  return g_test_run ();
}
