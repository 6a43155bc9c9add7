/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test-scene.h"

/* Who may approve, on real casebooks, in every setting of the table: by the functions that the
 * window calls, and by the command line under another user id each. */

static const SlTestRequest approval[] = { { "approve", NULL } };

/* The functions in every setting; the command line where @others. */
static void
try_settings (gboolean others)
{
  for (guint bits = 0; bits < 3 * 8; bits++)
    {
      SlTestSetting setting = { .letter = (SlTestLetterKind) (bits / 8),
                                .comment = (bits & 1) != 0,
                                .differs = (bits & 2) != 0,
                                .manager_author = (bits & 4) != 0,
                                .state = "submitted" };

      /* The command line walks the rest of the table once for each letter. */
      sl_test_scene_try (&setting, approval, G_N_ELEMENTS (approval),
                         others && (setting.manager_author || setting.letter == SL_TEST_OBJECTION));
    }
}

static void
skip_without_others (void)
{
  g_test_skip ("no user namespaces here: nobody can be another account");
}

static void
test_every_combination_is_decided_as_expected (void)
{
  gboolean others = sl_test_can_be_others ();

  try_settings (others);
  if (!others)
    skip_without_others ();
}

int
main (int argc, char **argv)
{
  sl_test_scene_use_memory ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/decision/every-combination-by-function-and-command",
                   test_every_combination_is_decided_as_expected);
  return g_test_run ();
}
