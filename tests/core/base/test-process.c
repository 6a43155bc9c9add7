/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-process.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

/* What the window and the command line do first of all. */

static void
test_private (void)
{
  struct rlimit limit;

  umask (0);
  sl_process_keep_private ();
  g_assert_cmpint (umask (077), ==, 077);
  g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
  g_assert_cmpuint (limit.rlim_max, ==, 0);
  g_assert_cmpint (prctl (PR_GET_DUMPABLE, 0, 0, 0, 0), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/process/files-are-private-and-no-core-is-written", test_private);
  return g_test_run ();
}
