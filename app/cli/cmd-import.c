/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "verbs.h"

#include "documents/sl-document-records.h"
#include "intake/sl-import.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MAX_PASSWORD 1024

/* The first line of standard input: a password on the command line would show in the list of
 * processes. NULL when there is none. */
static char *
read_password (void)
{
  char line[MAX_PASSWORD];
  char *password = NULL;

  if (isatty (STDIN_FILENO))
    g_printerr ("%s", _ ("Password: "));
  if (fgets (line, sizeof line, stdin) != NULL)
    {
      line[strcspn (line, "\r\n")] = '\0';
      password = g_strdup (line);
    }
  explicit_bzero (line, sizeof line);
  return password;
}

/* Reads what asked for a password once more and puts its line right. */
static void
read_protected (SlCli *cli, SlImportResult *result, const char *password)
{
  SlLibrary *library = sl_casebook_get_library (cli->casebook);

  for (guint i = 0; i < result->lines->len; i++)
    {
      SlImportLine *line = g_ptr_array_index (result->lines, i);
      g_autoptr (SlDocument) document = NULL;
      g_autoptr (GError) error = NULL;

      if (line->document_id != NULL)
        document = sl_document_records_load (sl_library_get_store (library), line->document_id,
                                             NULL);
      if (document == NULL || strcmp (sl_document_get (document, "reason-code"), "password") != 0)
        continue;
      g_free (line->outcome);
      g_free (line->text);
      if (sl_import_read_again (library, line->document_id, password, NULL, &error))
        {
          line->outcome = g_strdup ("added");
          line->text = g_strdup (_ ("opened with its password"));
          result->changed = TRUE;
          result->n_refused -= MIN (result->n_refused, 1);
        }
      else
        {
          line->outcome = g_strdup ("refused");
          line->text = g_strdup (error->message);
        }
    }
}

static void
print_case (SlCli *cli, const char *case_id)
{
  g_autoptr (SlCase)
      found = sl_case_records_load (sl_casebook_get_store (cli->casebook), case_id, NULL);
  g_autofree char *reference = NULL, *title = NULL;

  if (found == NULL)
    return;
  reference = cli_dup_shown (sl_case_get (found, "reference"));
  title = cli_dup_shown (sl_case_get_display_title (found));
  g_print ("%s  %s%s%s\n", case_id, *reference != '\0' ? reference : _ ("no reference"),
           strcmp (title, reference) != 0 ? "  " : "", strcmp (title, reference) != 0 ? title : "");
  if (sl_case_get_conflict_count (found) > 0)
    g_print (ngettext ("  sources differ on %u value: see \"show\"\n",
                       "  sources differ on %u values: see \"show\"\n",
                       sl_case_get_conflict_count (found)),
             sl_case_get_conflict_count (found));
}

static void
print_result (SlCli *cli, SlImportResult *result)
{
  for (guint i = 0; result->case_ids[i] != NULL; i++)
    print_case (cli, result->case_ids[i]);
  for (guint i = 0; i < result->lines->len; i++)
    {
      const SlImportLine *line = g_ptr_array_index (result->lines, i);
      g_autofree char *name = cli_dup_shown (line->name);
      g_autofree char *text = cli_dup_shown (line->text);

      g_print ("  %-13s  %s  %s\n", line->outcome, name, text);
    }
  if (!result->changed && result->case_ids[0] != NULL)
    g_print ("%s\n", _ ("All of it was there already; nothing was changed."));
}

static void
print_json (SlImportResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "cases");
  json_builder_begin_array (builder);
  for (guint i = 0; result->case_ids[i] != NULL; i++)
    json_builder_add_string_value (builder, result->case_ids[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "changed");
  json_builder_add_boolean_value (builder, result->changed);
  json_builder_set_member_name (builder, "cases-made");
  json_builder_add_int_value (builder, result->n_cases_made);
  json_builder_set_member_name (builder, "conflicts");
  json_builder_add_int_value (builder, result->n_conflicts);
  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->lines->len; i++)
    {
      const SlImportLine *line = g_ptr_array_index (result->lines, i);

      json_builder_begin_object (builder);
      cli_json_add (builder, "name", line->name);
      cli_json_add (builder, "outcome", line->outcome);
      cli_json_add (builder, "text", line->text);
      cli_json_add (builder, "document", line->document_id);
      cli_json_add (builder, "case", line->case_id);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  cli_print_json (builder);
}

static int
run_import (SlCli *cli, int argc, char **argv)
{
  g_autofree char *case_text = NULL, *password = NULL;
  gboolean ask = FALSE;
  GOptionEntry entries[] = {
    { "case", 0, 0, G_OPTION_ARG_STRING, &case_text, N_ ("the case they belong to"), "CASE" },
    { "password", 0, 0, G_OPTION_ARG_NONE, &ask,
      N_ ("read a password for protected PDFs from standard input"), NULL },
    { NULL }
  };
  g_autoptr (SlCase) given = NULL;
  g_autoptr (SlImportResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (!cli_parse (&sl_verb_import, entries, &argc, &argv))
    return SL_CLI_USAGE;
  if (argc < 2)
    return cli_usage (&sl_verb_import, _ ("Name a file or a folder."));
  if (cli_open (cli) == NULL)
    return SL_CLI_FAILED;
  if (case_text != NULL && (given = cli_find_case (cli, case_text)) == NULL)
    return SL_CLI_FAILED;
  if (ask && (password = read_password ()) == NULL)
    return cli_fail (_ ("There is no password on standard input."));

  result = sl_import (sl_casebook_get_library (cli->casebook),
                      sl_casebook_get_packs (cli->casebook), (const char *const *) argv + 1,
                      given != NULL ? sl_case_get_id (given) : NULL, NULL, NULL, NULL, &error);
  if (result == NULL)
    return cli_fail_error (error);
  if (password != NULL)
    {
      read_protected (cli, result, password);
      explicit_bzero (password, strlen (password));
    }
  if (cli->json)
    print_json (result);
  else
    print_result (cli, result);
  if (result->case_ids[0] == NULL)
    return cli_fail (_ ("Nothing could be imported: each line above says why."));
  return SL_CLI_DONE;
}

const SlVerb sl_verb_import = {
  "import", "PATH… [--case CASE] [--password]",
  N_ ("Brings files and folders into a case, and says what became of each"), run_import
};
