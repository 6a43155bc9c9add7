/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "review/sl-review.h"
#include "sl-test-review.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/* A case of 50 versions and 500 comments: submitting, opening, commenting, closing and approving,
 * one figure a line, the median of many runs. Budget: 100 ms each. */

#define N_VERSIONS 50
#define COMMENTS_EACH 10
#define N_COMMENTS (N_VERSIONS * COMMENTS_EACH)
#define N_APPROVALS 5
#define N_OPENINGS 21

static int
compare (gconstpointer a, gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return difference < 0 ? -1 : difference > 0;
}

static void
print_times (const char *what, double *times, guint n)
{
  qsort (times, n, sizeof (double), compare);
  g_print ("review: %s %.1f ms, worst %.1f ms (budget 100 ms)\n", what, times[n / 2], times[n - 1]);
}

static double
since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000.0;
}

/* What makes each version another one. */
static void
edit_draft (SlTestResponse *base, guint number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlResponse) response = sl_response_load (base->store, base->case_id, &error);
  g_autofree char *text = g_strdup_printf (
      "Essex Police asks for %u changes to the layout as drawn, and would welcome a meeting.",
      number + 1);

  g_assert_no_error (error);
  sl_test_response_apply (base,
                          sl_response_change_replace (response, "main-points/stance", text, NULL));
}

/* The blocks of the letter by turns. */
static char *
make_comment (SlReview *review, SlVersion *version, SlSnapshot *snapshot, guint number)
{
  g_autoptr (GError) error = NULL;
  SlLetter *letter = sl_snapshot_get_letter (snapshot);
  SlAnchor anchor = { .kind = "whole", .key = "" };
  char *id;

  for (guint i = 0; i < sl_letter_get_n_blocks (letter); i++)
    {
      SlBlock *block = sl_letter_get_block (letter, (number + i) % sl_letter_get_n_blocks (letter));

      if (g_utf8_strlen (sl_block_get_text (block), -1) < 40)
        continue;
      anchor = (SlAnchor){ .kind = "text", .key = sl_block_get_key (block), .start = 4, .end = 30 };
      break;
    }
  id = sl_comment_add (review, sl_version_get_id (version), &anchor,
                       "Say where, and on which drawing it stands.", &error);
  g_assert_no_error (error);
  return id;
}

static void
close_comment (SlReview *review, const char *id)
{
  g_autoptr (GError) error = NULL;

  sl_comment_close (review, id, "", &error);
  g_assert_no_error (error);
}

static void
measure_openings (SlTestResponse *base)
{
  SlReview *review = sl_casebook_get_review (base->casebook);
  double times[N_OPENINGS];
  guint n_versions = 0, n_comments = 0;

  for (guint i = 0; i < N_OPENINGS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;
      g_autoptr (SlReviewState) state = sl_review_load (review, base->case_id, &error);

      times[i] = since (start);
      g_assert_no_error (error);
      n_versions = g_list_model_get_n_items (state->versions);
      n_comments = g_list_model_get_n_items (state->comments);
    }
  g_print ("review: versions %u, comments %u\n", n_versions, n_comments);
  print_times ("open the case", times, N_OPENINGS);
}

static void
measure_approvals (SlTestResponse *base, const char *author, const char *manager)
{
  SlReview *review = sl_casebook_get_review (base->casebook);
  double times[N_APPROVALS];

  for (guint i = 0; i < N_APPROVALS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SlVersion) version = NULL;
      gint64 start;

      sl_test_become (base, author);
      edit_draft (base, N_VERSIONS + i);
      version = sl_test_submit (base);
      sl_test_become (base, manager);
      start = g_get_monotonic_time ();
      sl_review_approve (review, base->case_id, "", &error);
      times[i] = since (start);
      g_assert_no_error (error);
    }
  print_times ("approve", times, N_APPROVALS);
}

/* All versions with their comments, whose ids are put into @ids. */
static void
make_case (SlTestResponse *base, const char *author, const char *manager, char **ids)
{
  SlReview *review = sl_casebook_get_review (base->casebook);
  double submitted[N_VERSIONS], commented[N_COMMENTS];

  for (guint i = 0; i < N_VERSIONS; i++)
    {
      g_autoptr (SlVersion) version = NULL;
      g_autoptr (SlSnapshot) snapshot = NULL;
      gint64 start;

      sl_test_become (base, author);
      edit_draft (base, i);
      start = g_get_monotonic_time ();
      version = sl_test_submit (base);
      submitted[i] = since (start);
      snapshot = sl_version_load_snapshot (base->store, version, NULL);
      sl_test_become (base, manager);
      for (guint j = 0; j < COMMENTS_EACH; j++)
        {
          guint number = i * COMMENTS_EACH + j;

          start = g_get_monotonic_time ();
          ids[number] = make_comment (review, version, snapshot, j);
          commented[number] = since (start);
        }
    }
  print_times ("submit", submitted, N_VERSIONS);
  print_times ("comment", commented, N_COMMENTS);
}

int
main (int argc, char **argv)
{
  g_autoptr (SlTestResponse) base = sl_test_response_new ();
  g_autofree char *author = g_strdup (sl_person_get_id (sl_casebook_get_person (base->casebook)));
  g_autofree char *manager = sl_test_add_person (base, "2001", "Helen Marsh", "manager");
  g_auto (GStrv) ids = g_new0 (char *, N_COMMENTS + 1);
  double closed[N_COMMENTS];
  struct rusage usage;

  sl_test_response_fill (base);
  make_case (base, author, manager, ids);
  measure_openings (base);
  for (guint i = 0; i < N_COMMENTS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      close_comment (sl_casebook_get_review (base->casebook), ids[i]);
      closed[i] = since (start);
    }
  print_times ("close a comment", closed, N_COMMENTS);
  measure_approvals (base, author, manager);
  getrusage (RUSAGE_SELF, &usage);
  g_print ("review: at most %.1f MiB of memory\n", (double) usage.ru_maxrss / 1024);
  return 0;
}
