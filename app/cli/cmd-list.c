/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "verbs.h"

#include "base/sl-time.h"
#include "cases/sl-case-kind.h"
#include "cases/sl-case-list.h"

#include <glib/gi18n.h>

static void
add_json (JsonBuilder *builder, SlCase *row)
{
  static const char *const texts[] = {
    "id",
    "reference",
    "authority-name",
    "authority-code",
    "address",
    "proposal",
    "type-text",
    "triage",
    "triage-rule",
    "triage-reason",
    "no-comment-reason",
    "kind",
    "stage",
    "step",
    "our-reference",
    "due-date",
    "consultation-expiry",
    "date-received",
  };

  json_builder_begin_object (builder);
  cli_json_add (builder, "title", sl_case_get_display_title (row));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    cli_json_add (builder, texts[i], sl_case_get (row, texts[i]));
  json_builder_set_member_name (builder, "dwellings");
  if (sl_case_get_dwellings (row) >= 0)
    json_builder_add_int_value (builder, sl_case_get_dwellings (row));
  else
    json_builder_add_null_value (builder);
  json_builder_set_member_name (builder, "documents");
  json_builder_add_int_value (builder, sl_case_get_document_count (row));
  json_builder_set_member_name (builder, "conflicts");
  json_builder_add_int_value (builder, sl_case_get_conflict_count (row));
  json_builder_end_object (builder);
}

/* Where it stands: in the inbox, at a stage of the response, or at one of its own kind. */
static const char *
get_word (SlCase *row)
{
  const char *triage = sl_case_get (row, "triage");
  const char *step = sl_case_get (row, "step");

  if (!g_str_equal (triage, "case"))
    return triage;
  return *step != '\0' ? step : sl_case_get (row, "stage");
}

/* "2026-12-16  UTT/26/2147/FUL  new  Land east of Mallard Way  57 homes: consulted at 10 or more"
 */
static void
print_row (SlPackLibrary *packs, SlCase *row)
{
  const SlCaseKind *kind = sl_case_kind_find (packs, sl_case_get (row, "kind"));
  const char *triage = sl_case_get (row, "triage");
  const char *due = sl_case_get (row, "due-date");
  g_autofree char *reference = cli_dup_shown (sl_case_get (row, "reference"));
  g_autofree char *title = cli_dup_shown (sl_case_get_display_title (row));
  g_autofree char *reason = cli_dup_shown (g_str_equal (triage, "no-comment")
                                               ? sl_case_get (row, "no-comment-reason")
                                               : sl_case_get (row, "triage-reason"));

  gboolean told = kind != NULL && !g_str_equal (kind->id, "planning");

  if (told)
    {
      g_free (reason);
      reason = g_strdup (kind->title);
    }
  g_print ("%-10s  %-18s  %-10s  %s%s%s\n", *due != '\0' ? due : _ ("no date"),
           *reference != '\0' ? reference : sl_case_get_id (row), get_word (row), title,
           *reason != '\0' ? "  " : "", reason);
}

static int
run_list (SlCli *cli, int argc, char **argv)
{
  g_autofree char *triage = NULL, *kind = NULL, *stage = NULL, *due_before = NULL, *words = NULL;
  g_autofree char *date = NULL;
  GOptionEntry entries[] = { { "triage", 0, 0, G_OPTION_ARG_STRING, &triage,
                               N_ ("new, case or no-comment"), "WHERE" },
                             { "kind", 0, 0, G_OPTION_ARG_STRING, &kind,
                               N_ ("planning, scheme, …: \"case kinds\" names them"), "KIND" },
                             { "stage", 0, 0, G_OPTION_ARG_STRING, &stage,
                               N_ ("a stage, or open for all but closed"), "STAGE" },
                             { "due-before", 0, 0, G_OPTION_ARG_STRING, &due_before,
                               N_ ("due on this date or earlier"), "DATE" },
                             { "words", 0, 0, G_OPTION_ARG_STRING, &words,
                               N_ ("in the reference, address, proposal or authority"), "WORDS" },
                             { NULL } };
  SlCaseQuery query = { 0 };
  g_autoptr (SlCaseList) list = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;

  if (!cli_parse (&sl_verb_list, entries, &argc, &argv))
    return SL_CLI_USAGE;
  if (argc > 1)
    return cli_usage (&sl_verb_list, _ ("\"%s\" is too much."), argv[1]);
  if (due_before != NULL && (date = sl_date_parse (due_before)) == NULL)
    return cli_usage (&sl_verb_list, _ ("\"%s\" is not a date."), due_before);
  if (cli_open (cli) == NULL)
    return SL_CLI_FAILED;
  if (kind != NULL && sl_case_kind_find (sl_casebook_get_packs (cli->casebook), kind) == NULL)
    return cli_usage (&sl_verb_list, _ ("There is no kind of case \"%s\"."), kind);
  query = (SlCaseQuery){
    .triage = triage, .kind = kind, .stage = stage, .due_before = date, .words = words
  };
  list = sl_case_list_new (sl_casebook_get_store (cli->casebook));
  if (!sl_case_list_load (list, &query, &error))
    return cli_fail_error (error);

  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (SlCase) row = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (cli->json)
        add_json (builder, row);
      else
        print_row (sl_casebook_get_packs (cli->casebook), row);
    }
  json_builder_end_array (builder);
  if (cli->json)
    cli_print_json (builder);
  return SL_CLI_DONE;
}

const SlVerb sl_verb_list = {
  "list", "[--triage WHERE] [--kind KIND] [--stage STAGE] [--due-before DATE] …",
  N_ ("Lists the inbox and the cases, the first due first"), run_list
};
