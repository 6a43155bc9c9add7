/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-base"
#include "config.h"

#include "base/sl-process.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

/* What the window and the command line do alike to the process they run in. */

/**
 * sl_process_keep_private:
 *
 * New files are for this account alone, no core dump is written, and no other process of the
 * account may read the memory of this one. Call it first thing in main(), before any thread runs
 * and before the first file is made. The worker does more, in its own sandbox.
 */
void
sl_process_keep_private (void)
{
  const struct rlimit none = { 0, 0 };

  umask (077);
  if (setrlimit (RLIMIT_CORE, &none) != 0 || prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
    g_warning ("Core dumps could not be switched off");
}
