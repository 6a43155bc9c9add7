/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-review.h"

#include <glib/gi18n.h>
#include <string.h>

/* The way of a version: submit, take back, return, approve; where cases stand, and by which rules.
 */

static SlReview *
open_review (SlCli *cli)
{
  SlCasebook *casebook = cli_open (cli);

  return casebook != NULL ? sl_casebook_get_review (casebook) : NULL;
}

/* The words that all steps share: parses, and finds what is reviewed. */
static SlPaper *
parse_step (SlCli *cli,
            const SlVerb *verb,
            GOptionEntry *entries,
            int argc,
            char **argv,
            int *result)
{
  SlPaper *paper;

  *result = SL_CLI_USAGE;
  if (!cli_parse (verb, entries, &argc, &argv))
    return NULL;
  if (argc != 2)
    {
      cli_usage (verb, _ ("Say which case or report."));
      return NULL;
    }
  *result = SL_CLI_FAILED;
  if (open_review (cli) == NULL || (paper = cli_find_paper (cli, argv[1])) == NULL)
    return NULL;
  return paper;
}

static int
run_submit (SlCli *cli, int argc, char **argv)
{
  g_autofree char *note = NULL;
  GOptionEntry entries[] = {
    { "note", 0, 0, G_OPTION_ARG_STRING, &note, N_ ("For the reviewer"), N_ ("TEXT") }, { NULL }
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPaper) paper = NULL;
  g_autoptr (SlVersion) version = NULL;
  int result;

  paper = parse_step (cli, &sl_review_verb_submit, entries, argc, argv, &result);
  if (paper == NULL)
    return result;
  version = sl_review_submit (open_review (cli), paper->id, note, &error);
  if (version == NULL)
    return cli_fail_error (error);
  g_print (_ ("Version %u is submitted for review.\nSHA-256 %s\n"), sl_version_get_number (version),
           sl_version_get (version, "hash"));
  return SL_CLI_DONE;
}

typedef gboolean (*StepFunc) (SlReview *review,
                              const char *paper_id,
                              const char *reason,
                              GError **error);

static int
run_step (SlCli *cli, const SlVerb *verb, int argc, char **argv, StepFunc func, const char *done)
{
  g_autofree char *reason = NULL;
  GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_ ("Why"), N_ ("TEXT") }, { NULL }
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPaper) paper = NULL;
  int result;

  paper = parse_step (cli, verb, entries, argc, argv, &result);
  if (paper == NULL)
    return result;
  if (!func (open_review (cli), paper->id, reason, &error))
    return cli_fail_error (error);
  g_print ("%s\n", done);
  return SL_CLI_DONE;
}

static int
run_withdraw (SlCli *cli, int argc, char **argv)
{
  return run_step (cli, &sl_review_verb_withdraw, argc, argv, sl_review_withdraw,
                   _ ("The version is taken back."));
}

static int
run_return (SlCli *cli, int argc, char **argv)
{
  return run_step (cli, &sl_review_verb_return, argc, argv, sl_review_return,
                   _ ("The version is returned to its author."));
}

static int
run_approve (SlCli *cli, int argc, char **argv)
{
  return run_step (cli, &sl_review_verb_approve, argc, argv, sl_review_approve,
                   _ ("The version is approved."));
}

static void
print_wait (const SlReviewWait *wait)
{
  g_autofree char *reference = cli_dup_shown (wait->reference);
  g_autofree char *site = cli_dup_shown (wait->title);
  g_autofree char *paper = cli_dup_shown (wait->paper_title);
  g_autofree char *title = g_strdup_printf ("%s%s%s", paper,
                                            *paper != '\0' && *site != '\0' ? ", " : "", site);
  g_autofree char *author = cli_dup_shown (wait->author_name);
  g_autofree char *due = g_strdup_printf (_ ("due %s"), wait->due_date);

  g_print ("%-18s v%" G_GINT64_FORMAT "  %-9s  %.16s  %s  %s, %s%s%s  %s\n", reference,
           wait->number, wait->state, wait->submitted_at,
           *wait->due_date != '\0' ? due : _ ("no date due"), author, wait->author_role,
           wait->for_me ? _ ("  [for you to decide]") : "",
           wait->mine ? _ ("  [yours to go on with]") : "", title);
}

static void
add_wait (JsonBuilder *builder, const SlReviewWait *wait)
{
  json_builder_begin_object (builder);
  cli_json_add_texts (builder, (const SlCliText[]){ { "case", wait->case_id },
                                                    { "paper", wait->paper_id },
                                                    { "paper-title", wait->paper_title },
                                                    { "reference", wait->reference },
                                                    { "title", wait->title },
                                                    { "stage", wait->stage },
                                                    { NULL } });
  cli_json_add_int (builder, "version", wait->number);
  cli_json_add_texts (builder, (const SlCliText[]){ { "version-id", wait->version_id },
                                                    { "state", wait->state },
                                                    { "author", wait->author_name },
                                                    { "author-role", wait->author_role },
                                                    { "submitted-at", wait->submitted_at },
                                                    { "due-date", wait->due_date },
                                                    { "stance", wait->stance },
                                                    { NULL } });
  cli_json_add_int (builder, "open-comments", wait->open_comments);
  cli_json_add_boolean (builder, "for-me", wait->for_me);
  cli_json_add_boolean (builder, "mine", wait->mine);
  json_builder_end_object (builder);
}

static int
run_list (SlCli *cli, int argc, char **argv)
{
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;

  if (!cli_parse (&sl_review_verb_list, NULL, &argc, &argv))
    return SL_CLI_USAGE;
  if (argc != 1)
    return cli_usage (&sl_review_verb_list, _ ("This takes no words."));
  if (open_review (cli) == NULL)
    return SL_CLI_FAILED;
  waiting = sl_review_list_waiting (open_review (cli), &error);
  if (waiting == NULL)
    return cli_fail_error (error);
  json_builder_begin_array (builder);
  for (guint i = 0; i < waiting->len; i++)
    {
      add_wait (builder, g_ptr_array_index (waiting, i));
      if (!cli->json)
        print_wait (g_ptr_array_index (waiting, i));
    }
  json_builder_end_array (builder);
  if (cli->json)
    cli_print_json (builder);
  else if (waiting->len == 0)
    g_print (_ ("Nothing waits for review.\n"));
  return SL_CLI_DONE;
}

static void
print_version (SlVersion *version)
{
  g_autofree char *author = cli_dup_shown (sl_version_get (version, "author-name"));
  g_autofree char *decider = cli_dup_shown (sl_version_get (version, "decided-by-name"));
  g_autofree char *reason = cli_dup_shown (sl_version_get (version, "reason"));
  g_autofree char *note = cli_dup_shown (sl_version_get (version, "note"));

  g_print (_ ("Version %u: %s\n  submitted %s by %s, %s\n"), sl_version_get_number (version),
           sl_version_get (version, "state"), sl_version_get (version, "submitted-at"), author,
           sl_version_get (version, "author-role"));
  if (*note != '\0')
    g_print (_ ("  note: %s\n"), note);
  if (*decider != '\0')
    g_print (_ ("  decided %s by %s, %s\n"), sl_version_get (version, "decided-at"), decider,
             sl_version_get (version, "decided-by-role"));
  if (*reason != '\0')
    g_print (_ ("  reason: %s\n"), reason);
  g_print ("  SHA-256 %s\n", sl_version_get (version, "hash"));
}

static void
add_version (JsonBuilder *builder, SlVersion *version)
{
  static const char *const texts[] = {
    "id",          "state",           "hash",       "stance",       "note",
    "author-name", "author-role",     "author-id",  "submitted-at", "decided-by-name",
    "decided-by",  "decided-by-role", "decided-at", "reason",       "origin"
  };

  json_builder_begin_object (builder);
  cli_json_add_int (builder, "number", sl_version_get_number (version));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    cli_json_add (builder, texts[i], sl_version_get (version, texts[i]));
  json_builder_end_object (builder);
}

static void
show_json (SlReviewState *state)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cli_json_add (builder, "case", state->case_id);
  cli_json_add (builder, "paper", state->paper->id);
  cli_json_add (builder, "title", state->paper->title);
  cli_json_add_boolean (builder, "draft-differs", state->draft_differs);
  cli_json_add_boolean (builder, "copy", state->copy);
  json_builder_set_member_name (builder, "versions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (state->versions); i++)
    {
      g_autoptr (SlVersion) version = g_list_model_get_item (state->versions, i);

      add_version (builder, version);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "checks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < state->checks->len; i++)
    {
      const SlReviewCheck *check = g_ptr_array_index (state->checks, i);

      json_builder_begin_object (builder);
      cli_json_add (builder, "id", check->id);
      cli_json_add_boolean (builder, "passed", check->passed);
      cli_json_add_boolean (builder, "blocks", check->blocks);
      cli_json_add (builder, "text", check->text);
      cli_json_add (builder, "target-kind", check->target_kind);
      cli_json_add (builder, "target", check->target_id);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  cli_print_json (builder);
}

static void
show_text (SlCli *cli, SlReviewState *state)
{
  if (g_list_model_get_n_items (state->versions) == 0)
    g_print (_ ("No version was submitted yet.\n"));
  for (guint i = 0; i < g_list_model_get_n_items (state->versions); i++)
    {
      g_autoptr (SlVersion) version = g_list_model_get_item (state->versions, i);

      print_version (version);
    }
  if (g_list_model_get_n_items (state->comments) > 0)
    {
      g_print ("\n%s\n", _ ("Comments"));
      cli_print_comments (cli, state->comments);
    }
  g_print ("\n%s\n", _ ("Before approval"));
  for (guint i = 0; i < state->checks->len; i++)
    {
      const SlReviewCheck *check = g_ptr_array_index (state->checks, i);
      g_autofree char *text = cli_dup_shown (check->text);

      g_print ("  %-8s %s\n",
               check->passed   ? _ ("ok")
               : check->blocks ? _ ("blocks")
                               : _ ("look at"),
               text);
    }
}

static int
run_show (SlCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPaper) paper = NULL;
  g_autoptr (SlReviewState) state = NULL;
  int result;

  paper = parse_step (cli, &sl_review_verb_show, NULL, argc, argv, &result);
  if (paper == NULL)
    return result;
  state = sl_review_load (open_review (cli), paper->id, &error);
  if (state == NULL)
    return cli_fail_error (error);
  if (cli->json)
    show_json (state);
  else
    show_text (cli, state);
  return SL_CLI_DONE;
}

static void
add_rule (JsonBuilder *builder, const SlReviewRule *rule)
{
  json_builder_begin_object (builder);
  cli_json_add (builder, "id", rule->id);
  cli_json_add (builder, "action", rule->action);
  cli_json_add (builder, "roles", rule->roles);
  cli_json_add (builder, "states", rule->states);
  cli_json_add (builder, "when", rule->when);
  cli_json_add_boolean (builder, "allows", rule->allows);
  cli_json_add (builder, "text", rule->text);
  json_builder_end_object (builder);
}

static void
print_rule (const SlReviewRule *rule)
{
  g_print ("%s %s\n    %s: %s   %s: %s   %s: %s%s%s\n    %s\n",
           rule->allows ? _ ("allow ") : _ ("refuse"), rule->id, _ ("action"), rule->action,
           _ ("role"), rule->roles, _ ("state"), rule->states, *rule->when != '\0' ? "   " : "",
           rule->when, rule->text);
}

/* The decision table as it is tried, and what the program says of its worth. */
static int
run_rules (SlCli *cli, int argc, char **argv)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) list = NULL;
  const char *const *promises;
  SlReviewRules *rules;
  SlPack *pack;

  if (!cli_parse (&sl_review_verb_rules, NULL, &argc, &argv))
    return SL_CLI_USAGE;
  if (argc != 1)
    return cli_usage (&sl_review_verb_rules, _ ("This takes no words."));
  if (open_review (cli) == NULL)
    return SL_CLI_FAILED;
  rules = sl_review_get_rules (open_review (cli));
  pack = sl_review_rules_get_pack (rules);
  list = sl_review_rules_list (rules);
  json_builder_begin_array (builder);
  for (guint i = 0; i < list->len; i++)
    add_rule (builder, g_ptr_array_index (list, i));
  json_builder_end_array (builder);
  if (cli->json)
    {
      cli_print_json (builder);
      return SL_CLI_DONE;
    }
  g_print (_ ("%s (%s, edition %s, %s)\nTried from the first to the last; the first that fits "
              "decides, and what none allows is refused.\n\n"),
           sl_pack_get_title (pack), sl_pack_get_id (pack), sl_pack_get_edition (pack),
           sl_pack_get_origin (pack));
  for (guint i = 0; i < list->len; i++)
    print_rule (g_ptr_array_index (list, i));
  g_print ("\n");
  promises = sl_review_rules_get_promises (rules);
  for (guint i = 0; promises[i] != NULL; i++)
    g_print ("%s\n", promises[i]);
  return SL_CLI_DONE;
}

const SlVerb sl_review_verb_submit = { "review submit", "PAPER [--note TEXT]",
                                       N_ ("Freezes the draft and sends it to the manager"),
                                       run_submit };
const SlVerb sl_review_verb_list = { "review list", "", N_ ("What waits for review, longest first"),
                                     run_list };
const SlVerb sl_review_verb_show = { "review show", "PAPER",
                                     N_ ("Versions, comments, and what stands before approval"),
                                     run_show };
const SlVerb sl_review_verb_return = { "review return", "PAPER --reason TEXT",
                                       N_ ("Sends the submitted version back to its author"),
                                       run_return };
const SlVerb sl_review_verb_approve = { "review approve", "PAPER [--reason TEXT]",
                                        N_ ("Approves the submitted version, bound to its hash"),
                                        run_approve };
const SlVerb sl_review_verb_withdraw = { "review withdraw", "PAPER [--reason TEXT]",
                                         N_ ("Takes a submitted version back"), run_withdraw };
const SlVerb sl_review_verb_rules = { "review rules", "",
                                      N_ ("Prints who may do what, in which state"), run_rules };
