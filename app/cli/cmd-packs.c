/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "verbs.h"

#include "assessment/sl-checklist.h"

#include <glib/gi18n.h>
#include <string.h>

/* The data that the rules, the checklists and the letters are made from. */

static SlPackLibrary *
open_packs (SlCli *cli)
{
  SlCasebook *casebook = cli_open (cli);

  return casebook != NULL ? sl_casebook_get_packs (casebook) : NULL;
}

static void
add_pack (JsonBuilder *builder, SlPack *pack)
{
  cli_json_add (builder, "kind", sl_pack_get_kind (pack));
  cli_json_add (builder, "id", sl_pack_get_id (pack));
  cli_json_add (builder, "title", sl_pack_get_title (pack));
  cli_json_add (builder, "edition", sl_pack_get_edition (pack));
  cli_json_add (builder, "origin", sl_pack_get_origin (pack));
  cli_json_add (builder, "hash", sl_pack_get_hash (pack));
}

static int
list_packs (SlCli *cli)
{
  SlPackLibrary *library = open_packs (cli);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char *const *problems;
  GListModel *packs;

  if (library == NULL)
    return SL_CLI_FAILED;
  packs = sl_pack_library_get_packs (library);
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (packs); i++)
    {
      g_autoptr (SlPack) pack = g_list_model_get_item (packs, i);
      g_autofree char *title = cli_dup_shown (sl_pack_get_title (pack));
      g_autofree char *origin = cli_dup_shown (sl_pack_get_origin (pack));

      json_builder_begin_object (builder);
      add_pack (builder, pack);
      json_builder_end_object (builder);
      if (!cli->json)
        g_print ("%-12s %-20s %-10s %s  [%s]\n", sl_pack_get_kind (pack), sl_pack_get_id (pack),
                 sl_pack_get_edition (pack), title, origin);
    }
  json_builder_end_array (builder);
  if (cli->json)
    cli_print_json (builder);
  problems = sl_pack_library_get_problems (library);
  for (guint i = 0; problems[i] != NULL; i++)
    cli_fail (_ ("Left out: %s"), problems[i]);
  return SL_CLI_DONE;
}

static void
print_checklist (SlChecklist *checklist)
{
  GListModel *items = sl_checklist_get_items (checklist);

  if (*sl_checklist_get_newest_guide (checklist) != '\0')
    g_print (_ ("Newest guide: %s\n"), sl_checklist_get_newest_guide (checklist));
  g_print (_ ("\nFeatures\n"));
  for (guint i = 0; i < sl_checklist_get_n_features (checklist); i++)
    {
      const SlChecklistFeature *feature = sl_checklist_get_feature (checklist, i);

      g_autofree char *typed = g_strconcat (feature->id, feature->number ? "=N" : "", NULL);

      g_print ("  %-24s %s\n", typed, feature->label);
    }
  g_print (_ ("\nTopics of free observations\n"));
  for (guint i = 0; i < sl_checklist_get_n_topics (checklist); i++)
    g_print ("  %-24s %s\n", sl_checklist_get_topic (checklist, i)->id,
             sl_checklist_get_topic (checklist, i)->title);
  g_print (_ ("\nItems: %u\n"), g_list_model_get_n_items (items));
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (SlChecklistItem) item = g_list_model_get_item (items, i);

      g_print ("  %-5s %s\n", sl_checklist_item_get_id (item),
               sl_checklist_item_get (item, "question"));
    }
}

/* What a pack says of itself, and a checklist's features, topics and questions. */
static int
show_pack (SlCli *cli, const char *id, const char *edition)
{
  SlPackLibrary *library = open_packs (cli);
  g_autoptr (SlChecklist) checklist = NULL;
  SlPack *pack;

  if (library == NULL)
    return SL_CLI_FAILED;
  pack = sl_pack_library_find (library, id, edition);
  if (pack == NULL)
    return cli_fail (_ ("There is no pack “%s”; “sightline-cli packs” lists those there are."), id);
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      add_pack (builder, pack);
      json_builder_end_object (builder);
      cli_print_json (builder);
      return SL_CLI_DONE;
    }
  g_print ("%s\n%s %s, %s %s\n", sl_pack_get_title (pack), sl_pack_get_kind (pack),
           sl_pack_get_id (pack), _ ("edition"), sl_pack_get_edition (pack));
  g_print ("%s\nSHA-256 %s\n", sl_pack_get_origin (pack), sl_pack_get_hash (pack));
  if (strcmp (sl_pack_get_kind (pack), "checklist") == 0)
    {
      checklist = sl_checklist_new (pack, NULL);
      print_checklist (checklist);
    }
  else
    g_print ("\n%s\n", sl_pack_node_child_text (sl_pack_get_root (pack), "about"));
  return SL_CLI_DONE;
}

/* Needs no casebook, so that a pack can be checked before it is put anywhere. */
static int
validate_files (char **paths)
{
  int result = SL_CLI_DONE;

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SlPack) pack = sl_pack_new_from_file (paths[i], &error);
      g_autofree char *name = cli_dup_shown (paths[i]);

      if (pack == NULL)
        result = cli_fail_error (error);
      else
        g_print (_ ("%s: valid (%s %s, edition %s)\n"), name, sl_pack_get_kind (pack),
                 sl_pack_get_id (pack), sl_pack_get_edition (pack));
    }
  return result;
}

static int
run_packs (SlCli *cli, int argc, char **argv)
{
  g_autofree char *edition = NULL;
  GOptionEntry entries[] = { { "edition", 0, 0, G_OPTION_ARG_STRING, &edition,
                               N_ ("Which edition to show; the newest otherwise"), N_ ("EDITION") },
                             { NULL } };

  if (!cli_parse (&sl_verb_packs, entries, &argc, &argv))
    return SL_CLI_USAGE;
  if (argc == 1 || (argc == 2 && strcmp (argv[1], "list") == 0))
    return list_packs (cli);
  if (argc == 3 && strcmp (argv[1], "show") == 0)
    return show_pack (cli, argv[2], edition);
  if (argc >= 3 && strcmp (argv[1], "validate") == 0)
    return validate_files (argv + 2);
  return cli_usage (&sl_verb_packs, _ ("Say list, show with an ID, or validate with a FILE."));
}

const SlVerb sl_verb_packs = { "packs", "[list | show ID | validate FILE…]",
                               N_ ("Lists, shows or checks checklists, policies and other packs"),
                               run_packs };
