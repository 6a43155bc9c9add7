/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "verbs.h"

#include "store/sl-backup.h"

#include <glib/gi18n.h>

static int
run_backup (SlCli *cli, int argc, char **argv)
{
  g_autoptr (SlBackup) backup = NULL;
  g_autoptr (GError) error = NULL;

  if (!cli_parse (&sl_verb_backup, NULL, &argc, &argv))
    return SL_CLI_USAGE;
  if (argc != 2)
    return cli_usage (&sl_verb_backup, _ ("Say in which folder the backup is to lie."));
  if (cli_open (cli) == NULL)
    return SL_CLI_FAILED;
  backup = sl_backup_make (sl_casebook_get_store (cli->casebook), argv[1], &error);
  if (backup == NULL)
    return cli_fail_error (error);
  g_print ("%s\n", backup->path);
  for (guint i = 0; i < backup->lost_files->len; i++)
    cli_fail (_ ("The original %s is missing or altered, so the backup is without it."),
              (const char *) backup->lost_files->pdata[i]);
  return backup->lost_files->len > 0 ? SL_CLI_FAILED : SL_CLI_DONE;
}

const SlVerb sl_verb_backup = {
  "backup", "DIR",
  N_ ("Makes a backup of the casebook, without signing keys, and prints where it lies"), run_backup
};
