/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-letter.h"
#include "verbs.h"

#include "response/sl-remark.h"

#include <glib/gi18n.h>

/* Holds a case's letter against the drafting rules; puts a remark aside, or lets it stand again. */

static GListModel *
list_remarks (SlCli *cli, SlCase *planning_case, GPtrArray **rules)
{
  g_autoptr (SlComposition) composition = NULL;
  g_autoptr (SlLetter) letter = cli_compose (cli, planning_case, &composition);
  g_autoptr (GError) error = NULL;
  GListModel *remarks;

  if (letter == NULL)
    return NULL;
  remarks = sl_remarks_list (sl_casebook_get_store (cli->casebook),
                             sl_casebook_get_packs (cli->casebook), composition, letter, rules,
                             &error);
  if (remarks == NULL)
    cli_fail_error (error);
  return remarks;
}

static void
print_remark (SlRemark *remark)
{
  static const char *const parts[] = { "block-key", "fix", "dismissed-reason" };
  g_autofree char *summary = sl_remark_dup_summary (remark);
  g_autofree char *title = cli_dup_shown (summary);

  g_print ("%-5s %-9s %s\n", sl_remark_get (remark, "severity"), sl_remark_get (remark, "state"),
           title);
  g_print ("      %s\n", sl_remark_get (remark, "key"));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *shown = cli_dup_shown (sl_remark_get (remark, parts[i]));

      if (*shown != '\0')
        g_print ("      %s: %s\n", parts[i], shown);
    }
}

static void
print_passed (GPtrArray *rules)
{
  for (guint i = 0; i < rules->len; i++)
    {
      const SlRemarkRule *rule = rules->pdata[i];

      if (rule->n_open == 0 && *rule->passed_text != '\0')
        g_print ("ok    %s\n", rule->passed_text);
    }
}

static void
print_json (GListModel *remarks)
{
  static const char *const texts[] = {
    "key",    "rule",    "severity",          "state",        "title",
    "reason", "source",  "overrule",          "block-key",    "words",
    "fix",    "item-id", "dismissed-by-name", "dismissed-at", "dismissed-reason"
  };
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (remarks); i++)
    {
      g_autoptr (SlRemark) remark = g_list_model_get_item (remarks, i);

      json_builder_begin_object (builder);
      for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
        cli_json_add (builder, texts[j], sl_remark_get (remark, texts[j]));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  cli_print_json (builder);
}

static int
print_all (SlCli *cli, SlCase *planning_case)
{
  g_autoptr (GPtrArray) rules = NULL;
  g_autoptr (GListModel) remarks = list_remarks (cli, planning_case, &rules);

  if (remarks == NULL)
    return SL_CLI_FAILED;
  if (cli->json)
    {
      print_json (remarks);
      return SL_CLI_DONE;
    }
  for (guint i = 0; i < g_list_model_get_n_items (remarks); i++)
    {
      g_autoptr (SlRemark) remark = g_list_model_get_item (remarks, i);

      print_remark (remark);
    }
  print_passed (rules);
  return SL_CLI_DONE;
}

static SlRemark *
find_remark (SlCli *cli, SlCase *planning_case, const char *key)
{
  g_autoptr (GListModel) remarks = list_remarks (cli, planning_case, NULL);

  for (guint i = 0; remarks != NULL && i < g_list_model_get_n_items (remarks); i++)
    {
      g_autoptr (SlRemark) remark = g_list_model_get_item (remarks, i);

      if (g_str_equal (sl_remark_get (remark, "key"), key))
        return g_steal_pointer (&remark);
    }
  if (remarks != NULL)
    cli_fail (_ ("There is no remark “%s” on this letter."), key);
  return NULL;
}

static int
run_check (SlCli *cli, int argc, char **argv)
{
  g_autofree char *dismiss = NULL, *restore = NULL, *reason = NULL;
  GOptionEntry entries[] = {
    { "dismiss", 0, 0, G_OPTION_ARG_STRING, &dismiss, N_ ("Put a remark aside"), N_ ("KEY") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_ ("Why; a must where it blocks"),
      N_ ("TEXT") },
    { "restore", 0, 0, G_OPTION_ARG_STRING, &restore, N_ ("Let it stand again"), N_ ("KEY") },
    { NULL }
  };
  g_autoptr (SlCase) planning_case = NULL;
  g_autoptr (SlRemark) remark = NULL;

  if (!cli_parse (&sl_verb_check, entries, &argc, &argv))
    return SL_CLI_USAGE;
  if (argc != 2 || (dismiss != NULL && restore != NULL))
    return cli_usage (&sl_verb_check, _ ("Say which case, and one remark at a time."));
  if ((planning_case = cli_find_case (cli, argv[1])) == NULL)
    return SL_CLI_FAILED;
  if (dismiss == NULL && restore == NULL)
    return print_all (cli, planning_case);
  remark = find_remark (cli, planning_case, dismiss != NULL ? dismiss : restore);
  if (remark == NULL)
    return SL_CLI_FAILED;
  return cli_apply (cli,
                    dismiss != NULL
                        ? sl_remark_change_dismiss (sl_case_get_id (planning_case), remark, reason)
                        : sl_remark_change_restore (sl_case_get_id (planning_case), remark));
}

const SlVerb sl_verb_check = { "check", "CASE [--dismiss KEY --reason TEXT]",
                               N_ ("Holds the letter against the drafting rules"), run_check };
