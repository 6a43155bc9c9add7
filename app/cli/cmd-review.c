/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-review.h"
#include "verbs.h"

#include <glib/gi18n.h>
#include <string.h>

/* "review" and what is done below it: each is a verb of its own, in the files cmd-review-*.c. */

/* clang-format off */
static const SlVerb *const verbs[] = {
  &sl_review_verb_submit,
  &sl_review_verb_list,
  &sl_review_verb_show,
  &sl_review_verb_comment,
  &sl_review_verb_reply,
  &sl_review_verb_close,
  &sl_review_verb_reopen,
  &sl_review_verb_prompt,
  &sl_review_verb_diff,
  &sl_review_verb_return,
  &sl_review_verb_approve,
  &sl_review_verb_withdraw,
  &sl_review_verb_rules,
};
/* clang-format on */

static const SlVerb *
find_verb (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i]->name + strlen ("review "), word))
      return verbs[i];
  return NULL;
}

static int
print_verbs (void)
{
  g_print (_ ("sightline-cli review VERB …: a version's way through quality assurance.\n"
              "PAPER is a case, for its response, or RECORD:REPORT for a report of a meeting, a "
              "visit or another record, as MTG/2026/001:minutes (“sightline-cli report” lists the "
              "reports).\n\n"));
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    g_print ("  %s %s\n      %s\n", verbs[i]->name, verbs[i]->usage, _ (verbs[i]->summary));
  return SL_CLI_DONE;
}

static int
run_review (SlCli *cli, int argc, char **argv)
{
  const SlVerb *verb;

  if (argc < 2)
    return cli_usage (&sl_verb_review, _ ("Say what to do; \"review --help\" lists it."));
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h"))
    return print_verbs ();
  verb = find_verb (argv[1]);
  if (verb == NULL)
    return cli_usage (&sl_verb_review, _ ("There is no \"review %s\"."), argv[1]);
  return verb->run (cli, argc - 1, argv + 1);
}

const SlVerb sl_verb_review = { "review", "VERB …",
                                N_ ("Reviews a version: comments, what changed, the decision"),
                                run_review };
