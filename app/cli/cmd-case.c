/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-stage.h"
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
  { "features", "case features CASE FEATURE…", 0, 64, features },
};

/* A planning case is at a stage of its response; any other at one of its kind. */
static int
run_stage (SlCli *cli, int argc, char **argv, SlStageOptions *options)
{
  g_autoptr (SlCase) found = NULL;

  if (argc < 3 || argc > 5 || (g_str_equal (argv[1], "stages") && argc > 3) ||
      (g_str_equal (argv[1], "stage") && argc < 4))
    return cli_usage (&sl_verb_case, _ ("It is \"%s\"."),
                      "case stages CASE | case stage CASE STAGE [current|done|skipped|to-do]");
  found = cli_find_case (cli, argv[2]);
  if (found == NULL)
    return SL_CLI_FAILED;
  if (argc == 3)
    return cli_print_steps (cli, found);
  if (argc == 4 && g_str_equal (sl_case_get (found, "kind"), "planning"))
    return cli_apply (cli, sl_case_change_stage (sl_case_get_id (found), argv[3]));
  if (argc == 5)
    options->state = g_strdup (argv[4]);
  return cli_set_step (cli, found, argv[3], options);
}

typedef struct
{
  SlStageOptions stage;
  char *kind, *address, *from;
} Options;

static int
run_begin (SlCli *cli, int argc, char **argv, const Options *options)
{
  if (options->kind == NULL || argc != 3)
    return cli_usage (&sl_verb_case, _ ("It is \"%s\"."), "case begin --kind KIND TITLE");
  return cli_begin_case (cli, options->kind, argv[2], options->address, options->from);
}

static int
run_word (SlCli *cli, int argc, char **argv, Options *options)
{
  if (argc == 2 && g_str_equal (argv[1], "kinds"))
    return cli_open (cli) != NULL ? cli_print_kinds (cli) : SL_CLI_FAILED;
  if (argc > 1 && g_str_equal (argv[1], "begin"))
    return run_begin (cli, argc, argv, options);
  if (argc > 1 && (g_str_equal (argv[1], "stage") || g_str_equal (argv[1], "stages")))
    return run_stage (cli, argc, argv, &options->stage);
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

static int
run_case (SlCli *cli, int argc, char **argv)
{
  Options options = { 0 };
  GOptionEntry entries[] = { { "kind", 0, 0, G_OPTION_ARG_STRING, &options.kind,
                               N_ ("begin: scheme, survey-home, …: \"case kinds\" names them"),
                               "KIND" },
                             { "address", 0, 0, G_OPTION_ARG_STRING, &options.address,
                               N_ ("begin: where the site lies"), "TEXT" },
                             { "from", 0, 0, G_OPTION_ARG_STRING, &options.from,
                               N_ ("begin: the case it came from, which is linked"), "CASE" },
                             { "on", 0, 0, G_OPTION_ARG_STRING, &options.stage.on,
                               N_ ("stage: the day it was done"), "DATE" },
                             { "due", 0, 0, G_OPTION_ARG_STRING, &options.stage.due,
                               N_ ("stage: the day it is due, \"\" for none"), "DATE" },
                             { "reason", 0, 0, G_OPTION_ARG_STRING, &options.stage.reason,
                               N_ ("stage: why it is skipped or set back"), "TEXT" },
                             { NULL } };
  char **const owned[] = { &options.kind,        &options.address,  &options.from,
                           &options.stage.state, &options.stage.on, &options.stage.due,
                           &options.stage.reason };
  int code = SL_CLI_USAGE;

  if (cli_parse (&sl_verb_case, entries, &argc, &argv))
    code = run_word (cli, argc, argv, &options);
  for (guint i = 0; i < G_N_ELEMENTS (owned); i++)
    g_free (*owned[i]);
  return code;
}

const SlVerb sl_verb_case = {
  "case", "make|no-comment|inbox|confirm|title|stages|stage|features CASE … | begin … | kinds",
  N_ ("Takes a case on or begins one, confirms a fact, sets its title, stages or features"),
  run_case
};
