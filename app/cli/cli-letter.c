/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-letter.h"

/* What "draft" and "render" share. */

/**
 * cli_compose:
 * @cli: the command line, opened
 * @planning_case: a case
 * @composition: (out) (transfer full): what the letter was made of
 *
 * Returns: (transfer full) (nullable): the letter, or %NULL after saying why
 */
SlLetter *
cli_compose (SlCli *cli, SlCase *planning_case, SlComposition **composition)
{
  SlCasebook *casebook = cli->casebook;
  g_autoptr (GError) error = NULL;
  g_autoptr (SlComposition) gathered = sl_composition_new (
      sl_casebook_get_library (casebook), sl_casebook_get_packs (casebook),
      sl_casebook_get_policy (casebook), sl_casebook_get_person (casebook),
      sl_case_get_id (planning_case), &error);
  SlLetter *letter = gathered != NULL ? sl_composition_compose (gathered, &error) : NULL;

  if (letter == NULL)
    {
      cli_fail_error (error);
      return NULL;
    }
  *composition = g_steal_pointer (&gathered);
  return letter;
}

/**
 * cli_print_problems:
 * @composition: what a letter was made of
 *
 * Says on stderr what the officer should look at in the letter, once the work asked for is done: a
 * failure stays one clear line.
 */
void
cli_print_problems (SlComposition *composition)
{
  for (const char *const *problem = sl_composition_get_problems (composition); *problem != NULL;
       problem++)
    {
      g_autofree char *shown = cli_dup_shown (*problem);

      g_printerr ("sightline-cli: %s\n", shown);
    }
}
