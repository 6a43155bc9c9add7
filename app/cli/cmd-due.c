/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "verbs.h"

#include "base/sl-time.h"
#include "due/sl-due.h"

#include <glib/gi18n.h>

/* What is due, over all cases. */

/* "2026-12-16  UTT/26/2147/FUL  Consultation ends  Land east of Mallard Way  (in 22 days)" */
static void
print_line (const SlDueLine *line)
{
  g_autofree char *reference = cli_dup_shown (line->reference);
  g_autofree char *title = cli_dup_shown (line->title);
  g_autofree char *text = cli_dup_shown (line->text);
  g_autofree char *owner = cli_dup_shown (line->owner_name);
  g_autofree char *left = NULL;
  const char *kind = sl_due_kind_to_words (line->kind);

  if (*line->day == '\0')
    left = g_strdup ("");
  else if (line->days_left == 0)
    left = g_strdup_printf ("  (%s)", _ ("today"));
  else if (line->overdue)
    left = g_strdup_printf (
        g_dngettext (NULL, "  (%d day overdue)", "  (%d days overdue)", -line->days_left),
        -line->days_left);
  else
    left = g_strdup_printf (g_dngettext (NULL, "  (in %d day)", "  (in %d days)", line->days_left),
                            line->days_left);
  g_print ("%-10s  %-18s  %s%s%s  %s%s\n", *line->day != '\0' ? line->day : _ ("no day"), reference,
           kind, g_str_equal (kind, line->text) ? "" : ": ",
           g_str_equal (kind, line->text) ? "" : text, title, left);
  if (line->why != SL_DUE_YOURS)
    g_print ("%-10s  %s%s%s\n", "", sl_due_why_to_words (line->why), *owner != '\0' ? ": " : "",
             owner);
}

static void
add_json (JsonBuilder *builder, const SlDueLine *line)
{
  json_builder_begin_object (builder);
  cli_json_add_texts (builder, (const SlCliText[]){ { "kind", line->kind },
                                                    { "day", line->day },
                                                    { "starts-at", line->starts_at },
                                                    { "text", line->text },
                                                    { "case", line->case_id },
                                                    { "reference", line->reference },
                                                    { "title", line->title },
                                                    { "object-kind", line->object_kind },
                                                    { "object", line->object_id },
                                                    { "part", line->part },
                                                    { "owner", line->owner_id },
                                                    { "owner-name", line->owner_name },
                                                    { NULL } });
  cli_json_add (builder, "why", sl_due_why_to_nick (line->why));
  cli_json_add_boolean (builder, "overdue", line->overdue);
  json_builder_set_member_name (builder, "days-left");
  if (*line->day != '\0')
    json_builder_add_int_value (builder, line->days_left);
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
}

static int
print_lines (SlCli *cli, SlDueLines *lines)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < sl_due_lines_get_n (lines); i++)
    if (cli->json)
      add_json (builder, sl_due_lines_get (lines, i));
    else
      print_line (sl_due_lines_get (lines, i));
  json_builder_end_array (builder);
  if (cli->json)
    cli_print_json (builder);
  return SL_CLI_DONE;
}

static int
run_due (SlCli *cli, int argc, char **argv)
{
  gboolean team = FALSE;
  g_autofree char *until = NULL, *kind = NULL, *calendar = NULL, *date = NULL;
  GOptionEntry entries[] = {
    { "team", 0, 0, G_OPTION_ARG_NONE, &team, N_ ("everybody’s, not only yours"), NULL },
    { "until", 0, 0, G_OPTION_ARG_STRING, &until, N_ ("up to that day"), "DATE" },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind,
      N_ ("only consultation, stage, action, review, returned, approved, meeting, visit, "
          "certificate, …"),
      "KIND" },
    { "ics", 0, 0, G_OPTION_ARG_FILENAME, &calendar,
      N_ ("write them into a calendar file instead; nothing is sent"), "FILE" },
    { NULL }
  };
  g_autoptr (SlDueLines) lines = NULL;
  g_autoptr (GError) error = NULL;
  SlDueQuery query = { 0 };

  if (!cli_parse (&sl_verb_due, entries, &argc, &argv))
    return SL_CLI_USAGE;
  if (argc > 1)
    return cli_usage (&sl_verb_due, _ ("\"%s\" is too much."), argv[1]);
  if (until != NULL && (date = sl_date_parse (until)) == NULL)
    return cli_usage (&sl_verb_due, _ ("\"%s\" is not a date."), until);
  if (cli_open (cli) == NULL)
    return SL_CLI_FAILED;
  query.team = team;
  query.until = date;
  query.kind = kind;
  lines = sl_due_load (sl_casebook_get_review (cli->casebook), &query, &error);
  if (lines == NULL)
    return cli_fail_error (error);
  if (calendar != NULL)
    {
      g_autoptr (GBytes) bytes = sl_due_make_calendar (lines);

      return cli_write_bytes (bytes, calendar);
    }
  return print_lines (cli, lines);
}

const SlVerb sl_verb_due = { "due", "[--team] [--until DATE] [--kind KIND] [--ics FILE]",
                             N_ ("Lists what is due for you, over all cases"), run_due };
