/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-assess.h"
#include "verbs.h"

#include <glib/gi18n.h>
#include <string.h>

/* Free observations: under a topic, tied to no item. */

static int
list_observations (SlCli *cli, SlCase *planning_case, SlChecklist *checklist)
{
  static const char *const texts[] = {
    "id", "topic", "topic-title", "observation", "recommendation", "priority", "priority-reason"
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) list = sl_free_observation_list (
      sl_casebook_get_store (cli->casebook), checklist, sl_case_get_id (planning_case), &error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (list == NULL)
    return cli_fail_error (error);
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SlFreeObservation) observation = g_list_model_get_item (list, i);
      g_autofree char *words = cli_dup_shown (sl_free_observation_get (observation, "observation"));

      json_builder_begin_object (builder);
      for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
        cli_json_add (builder, texts[j], sl_free_observation_get (observation, texts[j]));
      json_builder_end_object (builder);
      if (!cli->json)
        g_print ("%s  %s: %s\n", sl_free_observation_get (observation, "id"),
                 sl_free_observation_get (observation, "topic-title"), words);
    }
  json_builder_end_array (builder);
  if (cli->json)
    cli_print_json (builder);
  return SL_CLI_DONE;
}

/* Without a checklist begun, any word is a topic. */
static gboolean
check_topic (SlChecklist *checklist, const char *topic)
{
  g_autoptr (GString) known = g_string_new (NULL);

  if (checklist == NULL)
    return TRUE;
  for (guint i = 0; i < sl_checklist_get_n_topics (checklist); i++)
    {
      const SlChecklistSection *each = sl_checklist_get_topic (checklist, i);

      if (strcmp (each->id, topic) == 0)
        return TRUE;
      g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", each->id);
    }
  cli_fail (_ ("There is no topic “%s”. Topics are %s."), topic, known->str);
  return FALSE;
}

static int
run_observe (SlCli *cli, int argc, char **argv)
{
  g_autofree char *observation = NULL, *recommendation = NULL, *priority = NULL;
  g_autofree char *priority_reason = NULL, *remove = NULL;
  GOptionEntry entries[] = {
    { "observation", 0, 0, G_OPTION_ARG_STRING, &observation, N_ ("What was seen"), N_ ("TEXT") },
    { "recommendation", 0, 0, G_OPTION_ARG_STRING, &recommendation, N_ ("What is advised"),
      N_ ("TEXT") },
    { "priority", 0, 0, G_OPTION_ARG_STRING, &priority, N_ ("high, medium or low"),
      N_ ("PRIORITY") },
    { "priority-reason", 0, 0, G_OPTION_ARG_STRING, &priority_reason,
      N_ ("The risk that the priority rests on"), N_ ("TEXT") },
    { "remove", 0, 0, G_OPTION_ARG_STRING, &remove, N_ ("Take one away"), N_ ("ID") },
    { NULL }
  };
  g_autoptr (SlCase) planning_case = NULL;
  g_autoptr (SlAssessment) assessment = NULL;
  g_autoptr (GError) error = NULL;
  SlChecklist *checklist;

  if (!cli_parse (&sl_verb_observe, entries, &argc, &argv))
    return SL_CLI_USAGE;
  if (argc < 2 || argc > 3 || (argc == 3) != (observation != NULL))
    return cli_usage (&sl_verb_observe, _ ("Say which case; a topic goes with --observation."));
  if ((planning_case = cli_find_case (cli, argv[1])) == NULL)
    return SL_CLI_FAILED;
  if (remove != NULL)
    return cli_apply (
        cli, sl_free_observation_change_remove (remove, sl_case_get_id (planning_case), TRUE));
  assessment = sl_assessment_load (sl_casebook_get_store (cli->casebook),
                                   sl_casebook_get_packs (cli->casebook),
                                   sl_case_get_id (planning_case), &error);
  if (error != NULL)
    return cli_fail_error (error);
  checklist = assessment != NULL ? sl_assessment_get_checklist (assessment) : NULL;
  if (argc == 2)
    return list_observations (cli, planning_case, checklist);
  if (!check_topic (checklist, argv[2]))
    return SL_CLI_FAILED;
  return cli_apply (cli, sl_free_observation_change_set (NULL, sl_case_get_id (planning_case),
                                                         argv[2], observation, recommendation,
                                                         priority, priority_reason));
}

const SlVerb sl_verb_observe = { "observe", "CASE [TOPIC --observation TEXT]",
                                 N_ ("Lists or writes observations under a topic, tied to no item"),
                                 run_observe };
