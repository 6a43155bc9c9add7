/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "verbs.h"

#include <glib/gi18n.h>

/* Other applications that a case has to do with. */

/**
 * cli_print_link:
 * @link: a link
 *
 * Prints it in one line.
 */
void
cli_print_link (const SlCaseLink *link)
{
  g_autofree char *reference = cli_dup_shown (link->reference);
  g_autofree char *text = sl_case_link_describe (link);
  g_autofree char *described = cli_dup_shown (text);

  g_print ("  %s  %s\n", reference, described);
}

/**
 * cli_json_add_links:
 * @builder: where an array may stand
 * @links: (element-type SlCaseLink): the links of a case
 *
 * Adds them; "case" is the id of the linked case, "" when it is not in the casebook.
 */
void
cli_json_add_links (JsonBuilder *builder, GPtrArray *links)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < links->len; i++)
    {
      const SlCaseLink *link = g_ptr_array_index (links, i);

      json_builder_begin_object (builder);
      cli_json_add (builder, "reference", link->reference);
      cli_json_add (builder, "relation", link->relation);
      cli_json_add (builder, "case", link->linked != NULL ? sl_case_get_id (link->linked) : "");
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static int
list_links (SlCli *cli, SlCase *planning_case)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) links = sl_case_links_list (sl_casebook_get_store (cli->casebook),
                                                    sl_case_get_id (planning_case), &error);

  if (links == NULL)
    return cli_fail_error (error);
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      cli_json_add_links (builder, links);
      cli_print_json (builder);
    }
  for (guint i = 0; i < links->len && !cli->json; i++)
    cli_print_link (g_ptr_array_index (links, i));
  return SL_CLI_DONE;
}

static gboolean
check_relation (const char *relation)
{
  g_autoptr (GString) known = g_string_new (NULL);
  guint n_relations;
  const SlLinkRelation *relations = sl_link_relations_get (&n_relations);

  if (sl_link_relation_find (relation) != NULL)
    return TRUE;
  for (guint i = 0; i < n_relations; i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", relations[i].id);
  cli_usage (&sl_verb_link, _ ("There is no relation \"%s\". Relations are %s."), relation,
             known->str);
  return FALSE;
}

static int
run_link (SlCli *cli, int argc, char **argv)
{
  g_autofree char *relation = NULL;
  gboolean remove = FALSE;
  GOptionEntry entries[] = {
    { "relation", 0, 0, G_OPTION_ARG_STRING, &relation,
      N_ ("related, pre-application, outline, earlier, conditions, appeal, scheme-of or scheme"),
      N_ ("RELATION") },
    { "remove", 0, 0, G_OPTION_ARG_NONE, &remove, N_ ("Take the link away"), NULL },
    { NULL }
  };
  g_autoptr (SlCase) planning_case = NULL;
  const char *id;

  if (!cli_parse (&sl_verb_link, entries, &argc, &argv))
    return SL_CLI_USAGE;
  if (argc < 2 || argc > 3 || (argc == 2 && (remove || relation != NULL)))
    return cli_usage (&sl_verb_link, _ ("Say which case, and the reference of the other one."));
  if (relation != NULL && !check_relation (relation))
    return SL_CLI_USAGE;
  if ((planning_case = cli_find_case (cli, argv[1])) == NULL)
    return SL_CLI_FAILED;
  id = sl_case_get_id (planning_case);
  if (argc == 2)
    return list_links (cli, planning_case);
  return cli_apply (
      cli, remove ? sl_case_change_unlink (id, argv[2])
                  : sl_case_change_link (id, argv[2], relation != NULL ? relation : "related"));
}

const SlVerb sl_verb_link = { "link", "CASE [REFERENCE]",
                              N_ ("Lists, makes or removes links to other applications"),
                              run_link };
