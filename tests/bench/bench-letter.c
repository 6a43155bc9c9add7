/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-test-response.h"
#include "sl-test.h"

#include <stdlib.h>

/* Composing and rendering a letter of five pages in process, as the preview does at each keystroke:
 * one figure a line, the median of many runs. Budget: 15 ms each. */

#define RUNS 21

typedef enum
{
  GATHER,
  COMPOSE,
  LAY_OUT,
  RENDER,
  N_STEPS
} Step;

static const char *const names[N_STEPS] = { "gather from the store", "compose",
                                            "lay out after a keystroke", "render as PDF" };

static int
compare (gconstpointer a, gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return difference < 0 ? -1 : difference > 0;
}

/* Enough observations for five pages, none like another. */
static void
write_observations (SlTestResponse *fixture)
{
  for (guint i = 0; i < 7; i++)
    {
      g_autofree char *text = g_strdup_printf (
          "Plots %u to %u: public footpath 14 runs behind these homes for 190 metres, and no home "
          "faces it. The planting beside it is drawn at 1.2 m and would hide a person standing. "
          "The lamp nearest to the bend stands 40 metres away.",
          i * 3 + 1, i * 3 + 3);

      sl_test_response_apply (fixture,
                              sl_free_observation_change_set (
                                  NULL, fixture->case_id, i % 2 ? "design-code" : "vawg", text,
                                  "Essex Police recommends a window to the gable.", "medium", ""));
    }
}

/* One keystroke: a paragraph that no layout has set before. */
static void
type_a_letter (SlTestResponse *fixture, guint run)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlResponse) response = sl_response_load (fixture->store, fixture->case_id, &error);
  g_autofree char *text = g_strdup_printf ("The stance in the officer's own words, typed %u.", run);

  g_assert_no_error (error);
  sl_test_response_apply (fixture,
                          sl_response_change_replace (response, "main-points/stance", text, NULL));
}

static guint
run_once (SlTestResponse *fixture, double *times)
{
  gint64 stamps[N_STEPS + 1];
  g_autoptr (SlComposition) composition = NULL;
  g_autoptr (SlLetter) letter = NULL;
  g_autoptr (SlLetterLayout) layout = NULL;
  g_autoptr (GBytes) bytes = NULL;

  stamps[GATHER] = g_get_monotonic_time ();
  composition = sl_test_response_gather (fixture);
  stamps[COMPOSE] = g_get_monotonic_time ();
  letter = sl_composition_compose (composition, NULL);
  stamps[LAY_OUT] = g_get_monotonic_time ();
  layout = sl_letter_layout_new (letter);
  stamps[RENDER] = g_get_monotonic_time ();
  bytes = sl_letter_render_pdf (letter, NULL);
  stamps[N_STEPS] = g_get_monotonic_time ();
  g_assert_nonnull (bytes);
  for (int i = 0; i < N_STEPS; i++)
    times[i * RUNS] = (double) (stamps[i + 1] - stamps[i]) / 1000.0;
  return sl_letter_layout_get_n_pages (layout);
}

int
main (int argc, char **argv)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  double times[N_STEPS][RUNS];
  double ignored[N_STEPS * RUNS];
  guint n_pages;

  sl_test_response_fill (fixture);
  write_observations (fixture);
  run_once (fixture, ignored); /* fonts are looked up once a program */
  n_pages = 0;
  for (guint run = 0; run < RUNS; run++)
    {
      type_a_letter (fixture, run);
      n_pages = run_once (fixture, &times[0][run]);
    }
  g_print ("letter: pages %u\n", n_pages);
  for (int i = 0; i < N_STEPS; i++)
    {
      qsort (times[i], RUNS, sizeof (double), compare);
      g_print ("letter: %s %.1f ms (budget 15 ms)\n", names[i], times[i][RUNS / 2]);
    }
  return 0;
}
