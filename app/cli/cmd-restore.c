/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "verbs.h"

#include "store/sl-backup.h"

#include <glib/gi18n.h>

static int
run_restore (SlCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (!cli_parse (&sl_verb_restore, NULL, &argc, &argv))
    return SL_CLI_USAGE;
  if (argc != 3)
    return cli_usage (&sl_verb_restore, _ ("Say which backup, and into which new folder."));
  if (!sl_backup_restore (argv[1], argv[2], cli->shared, &error))
    return cli_fail_error (error);
  g_print ("%s\n", argv[2]);
  return SL_CLI_DONE;
}

const SlVerb sl_verb_restore = { "restore", "BACKUP DIR",
                                 N_ ("Puts a backup into a new folder and checks it"),
                                 run_restore };
