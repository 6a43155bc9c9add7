/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "verbs.h"

#include <glib/gi18n.h>

/* What an officer decides of a case. One function a word, all given the case and the words after
 * it. */

static SlChange *
make (SlCli *cli, const char *id, char **words)
{
  return sl_case_change_make (id, sl_person_get_id (sl_casebook_get_person (cli->casebook)));
}

static SlChange *
no_comment (SlCli *cli, const char *id, char **words)
{
  return sl_case_change_no_comment (id, words[0]);
}

static SlChange *
inbox (SlCli *cli, const char *id, char **words)
{
  return sl_case_change_back_to_inbox (id);
}

static SlChange *
confirm (SlCli *cli, const char *id, char **words)
{
  return sl_case_change_confirm (id, words[0], words[1]);
}

static SlChange *
title (SlCli *cli, const char *id, char **words)
{
  return sl_case_change_title (id, words[0]);
}

static SlChange *
stage (SlCli *cli, const char *id, char **words)
{
  return sl_case_change_stage (id, words[0]);
}

static SlChange *
features (SlCli *cli, const char *id, char **words)
{
  return sl_case_change_features (id, (const char *const *) words);
}

static const struct
{
  const char *name;
  const char *usage;
  int fewest, most; /* words after the case */
  SlChange *(*change) (SlCli *cli, const char *id, char **words);
} actions[] = {
  { "make", "case make CASE", 0, 0, make },
  { "no-comment", "case no-comment CASE REASON", 1, 1, no_comment },
  { "inbox", "case inbox CASE", 0, 0, inbox },
  { "confirm", "case confirm CASE FIELD VALUE", 2, 2, confirm },
  { "title", "case title CASE TITLE", 1, 1, title },
  { "stage", "case stage CASE STAGE", 1, 1, stage },
  { "features", "case features CASE FEATURE…", 0, 64, features },
};

static int
run_case (SlCli *cli, int argc, char **argv)
{
  if (!cli_parse (&sl_verb_case, NULL, &argc, &argv))
    return SL_CLI_USAGE;
  if (argc < 3)
    return cli_usage (&sl_verb_case, _ ("Say what is to become of which case."));
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].name, argv[1]))
      {
        g_autoptr (SlCase) found = NULL;

        if (argc - 3 < actions[i].fewest || argc - 3 > actions[i].most)
          return cli_usage (&sl_verb_case, _ ("It is \"%s\"."), actions[i].usage);
        found = cli_find_case (cli, argv[2]);
        if (found == NULL)
          return SL_CLI_FAILED;
        return cli_apply (cli, actions[i].change (cli, sl_case_get_id (found), argv + 3));
      }
  return cli_usage (&sl_verb_case, _ ("There is no \"case %s\"."), argv[1]);
}

const SlVerb sl_verb_case = {
  "case", "make|no-comment|inbox|confirm|title|stage|features CASE …",
  N_ ("Takes a case on, declines it, confirms a fact, sets its title, stage or features"), run_case
};
