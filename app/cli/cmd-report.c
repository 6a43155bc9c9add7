/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "reports/sl-report.h"
#include "sheets/sl-sheet.h"
#include "verbs.h"

#include <glib/gi18n.h>

/* Papers made of a sheet or of a case: which there are, and one of them as an accessible PDF. */

static void
print_kind (SlCli *cli, JsonBuilder *builder, const SlReportKind *kind)
{
  if (!cli->json)
    {
      g_print ("%-18s %-8s %s\n", kind->id, kind->kind, kind->title);
      return;
    }
  json_builder_begin_object (builder);
  cli_json_add (builder, "id", kind->id);
  cli_json_add (builder, "madeOf", kind->kind);
  cli_json_add (builder, "title", kind->title);
  json_builder_set_member_name (builder, "leaves");
  json_builder_add_boolean_value (builder, kind->leaves);
  json_builder_end_object (builder);
}

static int
list_kinds (SlCli *cli)
{
  SlCasebook *casebook = cli_open (cli);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) kinds = NULL;

  if (casebook == NULL)
    return SL_CLI_FAILED;
  kinds = sl_report_kinds_list (sl_casebook_get_packs (casebook), NULL, NULL);
  json_builder_begin_array (builder);
  for (guint i = 0; i < kinds->len; i++)
    print_kind (cli, builder, g_ptr_array_index (kinds, i));
  json_builder_end_array (builder);
  if (cli->json)
    cli_print_json (builder);
  return SL_CLI_DONE;
}

/* The case that the paper is of, and the sheet when it is made of one: @text names either. */
static gboolean
find_subject (SlCli *cli,
              const SlReportKind *kind,
              const char *text,
              char **case_id,
              char **sheet_id)
{
  SlCasebook *casebook = cli_open (cli);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSheet) sheet = NULL;
  g_autoptr (SlCase) planning_case = NULL;

  if (g_str_equal (kind->kind, "case"))
    {
      planning_case = cli_find_case (cli, text);
      *case_id = planning_case != NULL ? g_strdup (sl_case_get_id (planning_case)) : NULL;
      return planning_case != NULL;
    }
  sheet = sl_sheets_find (sl_casebook_get_store (casebook), sl_casebook_get_packs (casebook), NULL,
                          text, &error);
  if (sheet == NULL)
    {
      cli_fail_error (error);
      return FALSE;
    }
  *case_id = g_strdup (sl_sheet_get (sheet, "case-id"));
  *sheet_id = g_strdup (sl_sheet_get_id (sheet));
  return TRUE;
}

static int
write_report (SlCli *cli, const char *report_id, const char *text, const char *path)
{
  SlCasebook *casebook = cli_open (cli);
  g_autofree SlReportKind *kind = NULL;
  g_autofree char *case_id = NULL;
  g_autofree char *sheet_id = NULL;
  g_autofree char *shown = cli_dup_shown (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlLetter) letter = NULL;
  g_autoptr (SlLetterLayout) layout = NULL;
  g_autoptr (GBytes) pdf = NULL;
  int code;

  if (casebook == NULL)
    return SL_CLI_FAILED;
  kind = sl_report_kind_find (sl_casebook_get_packs (casebook), report_id);
  if (kind == NULL)
    return cli_fail (_ ("There is no report “%s”. “report” alone lists those there are."),
                     report_id);
  if (!find_subject (cli, kind, text, &case_id, &sheet_id))
    return SL_CLI_FAILED;
  letter = sl_report_compose (&(SlReportContext){ .library = sl_casebook_get_library (casebook),
                                                  .packs = sl_casebook_get_packs (casebook),
                                                  .policy = sl_casebook_get_policy (casebook),
                                                  .author = sl_casebook_get_person (casebook) },
                              report_id, case_id, sheet_id, &error);
  pdf = letter != NULL ? sl_letter_render_pdf (letter, &error) : NULL;
  if (pdf == NULL)
    return cli_fail_error (error);
  code = cli_write_bytes (pdf, path);
  if (code != SL_CLI_DONE)
    return code;
  layout = sl_letter_layout_new (letter);
  g_print (g_dngettext (GETTEXT_PACKAGE, "%s: %u page, %u words\n", "%s: %u pages, %u words\n",
                        sl_letter_layout_get_n_pages (layout)),
           shown, sl_letter_layout_get_n_pages (layout), sl_letter_count_words (letter));
  return SL_CLI_DONE;
}

static int
run_report (SlCli *cli, int argc, char **argv)
{
  g_autofree char *path = NULL;
  GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path, N_ ("where to write"), "FILE.pdf" }, { NULL }
  };

  if (!cli_parse (&sl_verb_report, entries, &argc, &argv))
    return SL_CLI_USAGE;
  if (argc == 1 && path == NULL)
    return list_kinds (cli);
  if (argc != 3 || path == NULL)
    return cli_usage (&sl_verb_report,
                      _ ("Name a report, the record or case it is of, and the file with -o."));
  return write_report (cli, argv[1], argv[2], path);
}

const SlVerb sl_verb_report = { "report", "[REPORT RECORD|CASE -o FILE.pdf]",
                                N_ ("Minutes, visit reports and other papers, as accessible PDFs"),
                                run_report };
