/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-test-review.h"

#include "cases/sl-case-records.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/* Quality assurance on a case with 50 versions and 500 comments: submit, approve, and open its
 * Review tab. One figure a line, the median of the runs, with the most memory that the program
 * held. Budget: 100 ms each. */

#define VERSIONS 50
#define COMMENTS 500
#define RUNS 9

static int
compare (gconstpointer a, gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return difference < 0 ? -1 : difference > 0;
}

static void
print_median (const char *name, double *times)
{
  struct rusage usage;

  qsort (times, RUNS, sizeof (double), compare);
  getrusage (RUSAGE_SELF, &usage);
  g_print ("review: %s %.1f ms (budget 100 ms), %.0f MiB at most\n", name, times[RUNS / 2],
           (double) usage.ru_maxrss / 1024.0);
}

static double
since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000.0;
}

static void
change_title (SlTestResponse *base, guint n)
{
  g_autofree char *title = g_strdup_printf ("Land east of Mallard Way, draft %u", n);

  sl_test_response_apply (base, sl_case_change_title (base->case_id, title));
}

/* Half of the comments stand at words of the letter, half at answers; all are closed but the last
 * ten. */
static void
add_comments (SlTestResponse *base, SlReview *review, const char *version_id, guint n, guint from)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *body = g_strdup_printf ("Comment %u: say why this is asked for.", from + i);
      g_autoptr (GError) error = NULL;
      SlAnchor text = { .kind = "text", .key = "item/H21/observation", .start = 4, .end = 20 };
      SlAnchor answer = { .kind = "answer", .key = "H42" };
      g_autofree char *id = sl_comment_add (review, version_id, i % 2 ? &text : &answer, body,
                                            &error);

      g_assert_no_error (error);
      if (from + i < COMMENTS - 10)
        sl_comment_close (review, id, "", &error);
      g_assert_no_error (error);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (SlTestResponse) base = sl_test_response_new ();
  SlReview *review = sl_casebook_get_review (base->casebook);
  g_autofree char *rowan = g_strdup (sl_person_get_id (sl_casebook_get_person (base->casebook)));
  g_autofree char *helen = sl_test_add_person (base, "2001", "Helen Marsh", "manager");
  double submits[RUNS], opens[RUNS], approvals[RUNS];
  g_autoptr (GError) error = NULL;

  sl_test_response_fill (base);
  for (guint i = 0; i < VERSIONS; i++)
    {
      g_autoptr (SlVersion) version = NULL;

      sl_test_become (base, rowan);
      change_title (base, i);
      version = sl_test_submit (base);
      sl_test_become (base, helen);
      add_comments (base, review, sl_version_get_id (version), COMMENTS / VERSIONS,
                    i * (COMMENTS / VERSIONS));
    }
  for (guint i = 0; i < RUNS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (SlReviewState) state = sl_review_load (review, base->case_id, &error);

      g_assert_no_error (error);
      opens[i] = since (start);
      g_assert_cmpuint (g_list_model_get_n_items (state->versions), ==, VERSIONS);
      g_assert_cmpuint (g_list_model_get_n_items (state->comments), ==, COMMENTS);
    }
  /* The last ten are still open and would hold the approval back. */
  g_assert_true (sl_test_run_sql (base, NULL, "UPDATE comment SET state = ?", "closed", NULL));
  for (guint i = 0; i < RUNS; i++)
    {
      g_autoptr (SlVersion) version = NULL;
      gint64 start;

      sl_test_become (base, rowan);
      change_title (base, VERSIONS + i);
      start = g_get_monotonic_time ();
      version = sl_test_submit (base);
      submits[i] = since (start);
      sl_test_become (base, helen);
      start = g_get_monotonic_time ();
      sl_review_approve (review, base->case_id, "", &error);
      g_assert_no_error (error);
      approvals[i] = since (start);
    }
  print_median ("open a case with 50 versions and 500 comments", opens);
  print_median ("submit its next version", submits);
  print_median ("approve it", approvals);
  return 0;
}
