/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-review.h"
#include "verbs.h"

#include "base/sl-time.h"
#include "review/sl-issue.h"

#include <glib/gi18n.h>

/* Issues an approved response, and gives out the bytes that were issued. */

typedef struct
{
  char *path, *sent_on, *way, *to;
} Options;

static void
print_json (SlIssue *issue)
{
  static const char *const names[] = {
    "id",          "case-id",        "reference",        "version-id",
    "hash",        "sha256",         "approved-by-name", "approved-by-role",
    "approved-at", "issued-by-name", "issued-by-role",   "issued-at",
    "audit-hash",  "sent-on",        "sent-way",         "sent-to",
    "paper-id",    "paper-title",
  };
  static const char *const numbers[] = { "version-number", "size", "audit-sequence" };
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    cli_json_add (builder, names[i], sl_issue_get (issue, names[i]));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      json_builder_set_member_name (builder, numbers[i]);
      json_builder_add_int_value (builder,
                                  g_ascii_strtoll (sl_issue_get (issue, numbers[i]), NULL, 10));
    }
  json_builder_end_object (builder);
  cli_print_json (builder);
}

static void
print_line (const char *label, const char *value)
{
  g_autofree char *shown = cli_dup_shown (value);

  if (*shown != '\0')
    g_print ("%-10s %s\n", label, shown);
}

static void
print_text (SlIssue *issue)
{
  const char *way = sl_issue_way_to_text (sl_issue_get (issue, "sent-way"));
  g_autofree char *seal = sl_issue_dup_seal (issue);
  g_autofree char *issued_at = sl_time_format_long (sl_issue_get (issue, "issued-at"));
  g_autofree char *approved_at = sl_time_format_long (sl_issue_get (issue, "approved-at"));
  g_autofree char *sent_on = sl_date_format_long (sl_issue_get (issue, "sent-on"));
  g_autofree char *issued = g_strdup_printf (_ ("version %s, on %s, by %s"),
                                             sl_issue_get (issue, "version-number"), issued_at,
                                             sl_issue_get (issue, "issued-by-name"));
  g_autofree char *approved = g_strdup_printf (_ ("on %s, by %s, %s"), approved_at,
                                               sl_issue_get (issue, "approved-by-name"),
                                               sl_issue_get (issue, "approved-by-role"));
  g_autofree char *sent = g_strdup_printf ("%s, %s", sent_on, way);

  print_line (_ ("Paper"), sl_issue_get (issue, "paper-title"));
  print_line (_ ("Issued"), issued);
  print_line (_ ("Approved"), approved);
  print_line (_ ("Sent"), sent);
  print_line (_ ("To"), sl_issue_get (issue, "sent-to"));
  print_line (_ ("Footer"), seal);
  print_line (_ ("SHA-256"), sl_issue_get (issue, "sha256"));
}

static int
write_copy (SlCli *cli, SlIssue *issue, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes)
      bytes = sl_issue_load_pdf (issue, sl_casebook_get_library (cli->casebook), &error);

  return bytes != NULL ? cli_write_bytes (bytes, path) : cli_fail_error (error);
}

/* A report that tells of a moment may have been issued before: then the last of it is meant, where
 * none is to be made. Transfer full; NULL where none was issued. */
static SlIssue *
find_last (SlCli *cli, const SlPaper *paper, GError **error)
{
  SlStore *store = sl_casebook_get_store (cli->casebook);
  g_autoptr (GPtrArray)
      papers = sl_papers_list (sl_casebook_get_review (cli->casebook), paper->case_id, error);

  for (guint i = papers != NULL ? papers->len : 0; i > 0; i--)
    {
      const SlPaperLine *line = g_ptr_array_index (papers, i - 1);

      if (g_str_equal (line->paper->sheet_id, paper->sheet_id) &&
          g_str_equal (line->paper->report_id, paper->report_id) &&
          g_str_equal (line->state, "issued"))
        return sl_issue_load (store, line->paper->id, error);
    }
  return NULL;
}

/* The response as it was issued, now or earlier. Transfer full; NULL after printing why. */
static SlIssue *
find_or_make (SlCli *cli, const SlPaper *paper, const Options *options)
{
  SlReview *review = sl_casebook_get_review (cli->casebook);
  g_autoptr (GError) error = NULL;
  g_autofree char *today = sl_date_today ();
  SlIssue *issue = NULL;

  if (options->way != NULL)
    issue = sl_review_issue (review, paper->id, options->sent_on != NULL ? options->sent_on : today,
                             options->way, options->to, &error);
  else
    issue = sl_issue_load (sl_casebook_get_store (cli->casebook), paper->id, &error);
  if (issue == NULL && error == NULL && paper->moment)
    issue = find_last (cli, paper, &error);
  if (error != NULL)
    cli_fail_error (error);
  else if (issue == NULL)
    cli_fail (sl_paper_id_is_report (paper->id)
                  ? _ ("This report has not been issued. Say how it is sent: --way e-mail, portal, "
                       "post or hand.")
                  : _ ("The response to this case has not been issued. Say how it is sent: --way "
                       "e-mail, portal, post or hand."));
  return issue;
}

static int
run_action (SlCli *cli, const char *text, const Options *options)
{
  g_autoptr (SlPaper) paper = cli_find_paper (cli, text);
  g_autoptr (SlIssue) issue = NULL;
  int code = SL_CLI_DONE;

  if (paper == NULL || (issue = find_or_make (cli, paper, options)) == NULL)
    return SL_CLI_FAILED;
  if (options->path != NULL)
    code = write_copy (cli, issue, options->path);
  if (code != SL_CLI_DONE)
    return code;
  if (cli->json)
    print_json (issue);
  else
    print_text (issue);
  return SL_CLI_DONE;
}

static int
run_issue (SlCli *cli, int argc, char **argv)
{
  Options options = { 0 };
  GOptionEntry entries[] = { { "way", 0, 0, G_OPTION_ARG_STRING, &options.way,
                               N_ ("issue it: sent by e-mail, portal, post or hand"), "WAY" },
                             { "sent-on", 0, 0, G_OPTION_ARG_STRING, &options.sent_on,
                               N_ ("the day it is sent; today"), "DATE" },
                             { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_ ("to whom"),
                               "WHO" },
                             { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.path,
                               N_ ("write the bytes that were issued"), "FILE.pdf" },
                             { NULL } };
  int code;

  if (!cli_parse (&sl_verb_issue, entries, &argc, &argv))
    code = SL_CLI_USAGE;
  else if (argc != 2)
    code = cli_usage (&sl_verb_issue, _ ("Name one case, or one report."));
  else if (options.way == NULL && (options.sent_on != NULL || options.to != NULL))
    code = cli_usage (&sl_verb_issue, _ ("Say how it is sent with --way."));
  else
    code = run_action (cli, argv[1], &options);
  g_free (options.path);
  g_free (options.sent_on);
  g_free (options.way);
  g_free (options.to);
  return code;
}

const SlVerb sl_verb_issue = {
  "issue", "PAPER [--way e-mail|portal|post|hand [--sent-on DATE] [--to WHO]] [-o FILE.pdf]",
  N_ ("Issues an approved response or report once, and gives out the bytes that were issued"),
  run_issue
};
