/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "verbs.h"

#include "store/sl-audit.h"

#include <glib/gi18n.h>

static char **given;

static GOptionEntry options[] = {
  { "head", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given,
    N_ ("verify: a head as it stands on a paper, to compare with as well"),
    N_ ("\"NUMBER DIGITS\"") },
  { NULL },
};

static char *
dup_folder (SlCli *cli)
{
  return cli->data != NULL ? g_strdup (cli->data)
                           : g_build_filename (g_get_user_data_dir (), SL_DATA_NAME, NULL);
}

static void
print_report_json (const SlAuditReport *report)
{
  static const char *const states[] = { "intact", "tampered", "unchecked" };
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cli_json_add (builder, "state", states[report->state]);
  json_builder_set_member_name (builder, "rows");
  json_builder_add_int_value (builder, report->n_rows);
  json_builder_set_member_name (builder, "head-sequence");
  json_builder_add_int_value (builder, report->head_sequence);
  cli_json_add (builder, "head-hash", report->head_hash);
  json_builder_set_member_name (builder, "issued-responses");
  json_builder_add_int_value (builder, report->n_issued);
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->problems->len; i++)
    json_builder_add_string_value (builder, report->problems->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  cli_print_json (builder);
}

/* Opens no casebook: it must work on one that the program refuses to open. */
static int
verify (SlCli *cli, char **words)
{
  static const int codes[] = { SL_CLI_DONE, SL_CLI_TAMPERED, SL_CLI_UNCHECKED };
  g_autofree char *folder = dup_folder (cli);
  g_autoptr (SlAuditReport)
      report = sl_audit_verify_against (folder, words[0], (const char *const *) given);

  if (cli->json)
    print_report_json (report);
  else if (report->state == SL_AUDIT_INTACT)
    g_print (_ ("The audit trail is whole: %" G_GINT64_FORMAT " rows, %u outside heads agree.\n"
                "Head %" G_GINT64_FORMAT " %s\n"),
             report->n_rows, report->n_heads, report->head_sequence, report->head_hash);
  if (!cli->json && report->state == SL_AUDIT_INTACT && report->n_issued > 0)
    g_print (ngettext ("%u issued paper carries a head of it.\n",
                       "%u issued papers carry a head of it.\n", report->n_issued),
             report->n_issued);
  for (guint i = 0; i < report->problems->len; i++)
    cli_fail ("%s", (const char *) report->problems->pdata[i]);
  return codes[report->state];
}

static void
print_rows (GPtrArray *rows, gboolean json)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = rows->len; i > 0; i--)
    {
      const SlAuditRow *row = g_ptr_array_index (rows, i - 1);
      g_autofree char *text = sl_audit_row_dup_text (row);
      g_autofree char *shown = cli_dup_shown (text);
      g_autofree char *name = cli_dup_shown (row->person_name);

      if (!json)
        {
          g_print ("%6" G_GINT64_FORMAT "  %s  %s  %s\n", row->sequence, row->at,
                   *name != '\0' ? name : row->account, shown);
          continue;
        }
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "sequence");
      json_builder_add_int_value (builder, row->sequence);
      cli_json_add (builder, "at", row->at);
      cli_json_add (builder, "person", row->person_name);
      cli_json_add (builder, "person-id", row->person_id);
      cli_json_add (builder, "account", row->account);
      cli_json_add (builder, "role", row->role);
      cli_json_add (builder, "action", row->action);
      cli_json_add (builder, "object-kind", row->object_kind);
      cli_json_add (builder, "object-id", row->object_id);
      cli_json_add (builder, "case", row->case_id);
      cli_json_add (builder, "detail", row->detail);
      cli_json_add (builder, "hash", row->hash);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (json)
    cli_print_json (builder);
}

static int
list (SlCli *cli, char **words)
{
  g_autoptr (SlCase) found = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  if (cli_open (cli) == NULL)
    return SL_CLI_FAILED;
  if (words[0] != NULL && (found = cli_find_case (cli, words[0])) == NULL)
    return SL_CLI_FAILED;
  rows = sl_audit_list (sl_casebook_get_store (cli->casebook),
                        found != NULL ? sl_case_get_id (found) : NULL, 0, &error);
  if (rows == NULL)
    return cli_fail_error (error);
  g_ptr_array_set_free_func (rows, (GDestroyNotify) sl_audit_row_free);
  print_rows (rows, cli->json);
  return SL_CLI_DONE;
}

/* Prints what the officer may keep elsewhere; writes the present head first where it can. */
static int
heads (SlCli *cli, char **words)
{
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  if (cli_open (cli) == NULL)
    return SL_CLI_FAILED;
  if (!sl_store_flush_head (sl_casebook_get_store (cli->casebook), &error))
    return cli_fail_error (error);
  lines = sl_audit_list_heads (sl_casebook_get_path (cli->casebook), &error);
  if (lines == NULL)
    return cli_fail_error (error);
  for (char **line = lines; *line != NULL; line++)
    g_print ("%s\n", *line);
  return SL_CLI_DONE;
}

static int
run_audit (SlCli *cli, int argc, char **argv)
{
  if (!cli_parse (&sl_verb_audit, options, &argc, &argv))
    return SL_CLI_USAGE;
  if (given != NULL && (argc < 2 || !g_str_equal (argv[1], "verify")))
    return cli_usage (&sl_verb_audit, _ ("Only verify compares with a head."));
  if (argc < 2 || argc > 3)
    return cli_usage (&sl_verb_audit, _ ("Say verify, list or heads."));
  if (g_str_equal (argv[1], "verify"))
    return verify (cli, argv + 2);
  if (g_str_equal (argv[1], "list"))
    return list (cli, argv + 2);
  if (g_str_equal (argv[1], "heads") && argc == 2)
    return heads (cli, argv + 2);
  return cli_usage (&sl_verb_audit, _ ("There is no \"audit %s\"."), argv[1]);
}

const SlVerb sl_verb_audit = { "audit",
                               "verify [BACKUPS] [--head \"NUMBER DIGITS\"] | list [CASE] | heads",
                               N_ ("Checks or lists the trail of all changes"), run_audit };
