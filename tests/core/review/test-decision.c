/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test-scene.h"

/* Who may approve, on real casebooks, in every setting of the table: by the functions that the
 * window calls. The command line has its own test (test-decision-cli.c). */

static const SlTestRequest approval[] = { { "approve", NULL } };

static void
test_every_combination_is_decided_as_expected (void)
{
  for (guint bits = 0; bits < 3 * 16; bits++)
    {
      SlTestSetting setting = { .letter = (SlTestLetterKind) (bits / 16),
                                .comment = (bits & 1) != 0,
                                .differs = (bits & 2) != 0,
                                .manager_author = (bits & 4) != 0,
                                .block = (bits & 8) != 0,
                                .state = "submitted" };

      sl_test_scene_try (&setting, approval, G_N_ELEMENTS (approval));
    }
}

int
main (int argc, char **argv)
{
  sl_test_scene_use_memory ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/decision/every-combination-by-function",
                   test_every_combination_is_decided_as_expected);
  return g_test_run ();
}
