/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "verbs.h"

#include "base/sl-time.h"
#include "review/sl-issue.h"

#include <glib/gi18n.h>
#include <string.h>

/* What the authority decided, and what became of each recommendation. */

typedef struct
{
  char *decision, *date, *note;
  char **adopted;
} Options;

static void
add_outcome_json (JsonBuilder *builder, SlOutcome *outcome)
{
  static const char *const names[] = { "decision",    "decided-on", "note",
                                       "person-name", "at",         "stance" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    cli_json_add (builder, names[i], outcome != NULL ? sl_outcome_get (outcome, names[i]) : "");
  cli_json_add (builder, "contrary", outcome != NULL ? sl_outcome_get (outcome, "contrary") : "");
}

static void
print_json (SlOutcome *outcome, GListModel *rows)
{
  static const char *const names[] = { "key", "title", "text", "state", "condition", "note" };
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_outcome_json (builder, outcome);
  json_builder_set_member_name (builder, "recommendations");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (SlOutcomeRow) row = g_list_model_get_item (rows, i);

      json_builder_begin_object (builder);
      for (guint j = 0; j < G_N_ELEMENTS (names); j++)
        cli_json_add (builder, names[j], sl_outcome_row_get (row, names[j]));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  cli_print_json (builder);
}

static void
print_outcome (SlOutcome *outcome)
{
  g_autofree char *date = NULL;
  g_autofree char *note = NULL;

  if (outcome == NULL)
    {
      g_print ("%s\n", _ ("The authority’s decision is not recorded yet."));
      return;
    }
  date = sl_date_format_long (sl_outcome_get (outcome, "decided-on"));
  note = cli_dup_shown (sl_outcome_get (outcome, "note"));
  g_print ("%s, %s\n", sl_outcome_decision_to_text (sl_outcome_get (outcome, "decision")), date);
  if (*sl_outcome_get (outcome, "contrary") != '\0')
    g_print ("%s\n", sl_outcome_get (outcome, "contrary"));
  if (*note != '\0')
    g_print ("%s\n", note);
}

/* The title of an item begins with its key; that of an observation does not. */
static void
print_row (SlOutcomeRow *row)
{
  const char *key = sl_outcome_row_get (row, "key"), *title = sl_outcome_row_get (row, "title");
  g_autofree char *start = g_strconcat (key, " ", NULL);
  const char *name = g_str_has_prefix (title, start) ? title + strlen (start) : title;
  const char *condition = sl_outcome_row_get (row, "condition");
  g_autofree char *in = *condition != '\0' ? g_strdup_printf (_ (", condition %s"), condition)
                                           : g_strdup ("");
  g_autofree char *line = g_strdup_printf (
      "%s: %s%s", name, sl_outcome_state_to_text (sl_outcome_row_get (row, "state")), in);
  g_autofree char *shown = cli_dup_shown (line);

  g_print ("  %s  %s\n", key, shown);
}

static int
show (SlCli *cli, const char *case_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel)
      rows = sl_outcome_list_rows (sl_casebook_get_review (cli->casebook), case_id, &error);
  g_autoptr (SlOutcome) outcome = NULL;

  if (rows == NULL)
    return cli_fail_error (error);
  outcome = sl_outcome_load (sl_casebook_get_store (cli->casebook), case_id, &error);
  if (error != NULL)
    return cli_fail_error (error);
  if (cli->json)
    {
      print_json (outcome, rows);
      return SL_CLI_DONE;
    }
  print_outcome (outcome);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (SlOutcomeRow) row = g_list_model_get_item (rows, i);

      print_row (row);
    }
  return SL_CLI_DONE;
}

/* Cuts "H21=adopted:7" in place. */
static gboolean
cut_item (char *text, SlOutcomeItem *item)
{
  char *equals = strchr (text, '=');
  char *colon;

  if (equals == NULL || equals == text)
    return FALSE;
  *equals = '\0';
  colon = strchr (equals + 1, ':');
  if (colon != NULL)
    *colon = '\0';
  *item = (SlOutcomeItem){ .recommendation_key = text,
                           .state = equals + 1,
                           .condition = colon != NULL ? colon + 1 : "" };
  return TRUE;
}

static int
record (SlCli *cli, const char *case_id, const Options *options)
{
  g_autofree SlOutcomeItem *items = NULL;
  guint n_items = options->adopted != NULL ? g_strv_length (options->adopted) : 0;
  g_autoptr (GError) error = NULL;

  items = g_new0 (SlOutcomeItem, n_items + 1);
  for (guint i = 0; i < n_items; i++)
    if (!cut_item (options->adopted[i], &items[i]))
      return cli_usage (&sl_verb_outcome, _ ("“%s” is not of the form H21=adopted:7."),
                        options->adopted[i]);
  if (!sl_review_record_outcome (sl_casebook_get_review (cli->casebook), case_id, options->decision,
                                 options->date, options->note, items, n_items, &error))
    return cli_fail_error (error);
  return show (cli, case_id);
}

static int
run_action (SlCli *cli, const char *text, const Options *options)
{
  g_autoptr (SlCase) planning_case = cli_find_case (cli, text);

  if (planning_case == NULL)
    return SL_CLI_FAILED;
  if (options->decision != NULL || options->date != NULL || options->note != NULL ||
      options->adopted != NULL)
    return record (cli, sl_case_get_id (planning_case), options);
  return show (cli, sl_case_get_id (planning_case));
}

static int
run_outcome (SlCli *cli, int argc, char **argv)
{
  Options options = { 0 };
  GOptionEntry entries[] = {
    { "decision", 0, 0, G_OPTION_ARG_STRING, &options.decision,
      N_ ("granted, granted-with-conditions, refused, withdrawn or not-determined"), "DECISION" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &options.date, N_ ("the day of the decision"), "DATE" },
    { "note", 0, 0, G_OPTION_ARG_STRING, &options.note, N_ ("what else is worth knowing"), "TEXT" },
    { "adopted", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.adopted,
      N_ ("adopted, in-part, not-adopted or unknown, and the condition: H21=adopted:7; may be "
          "repeated"),
      "KEY=STATE[:CONDITION]" },
    { NULL }
  };
  int code;

  if (!cli_parse (&sl_verb_outcome, entries, &argc, &argv))
    code = SL_CLI_USAGE;
  else if (argc != 2)
    code = cli_usage (&sl_verb_outcome, _ ("Name one case."));
  else
    code = run_action (cli, argv[1], &options);
  g_free (options.decision);
  g_free (options.date);
  g_free (options.note);
  g_strfreev (options.adopted);
  return code;
}

const SlVerb sl_verb_outcome = {
  "outcome", "CASE [--decision … --date DATE] [--adopted H21=adopted:7 …] [--note TEXT]",
  N_ ("Shows or records what the authority decided and what became of each recommendation"),
  run_outcome
};
