/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-letter.h"
#include "verbs.h"

#include "base/sl-text.h"

#include <glib/gi18n.h>

/* The crime figures that give a letter its context. */

typedef struct
{
  char *source, *from, *to, *area, *category, *caveat, *import, *remove;
  gint64 count;
  gboolean restricted;
} Options;

static void
print_json (GListModel *rows)
{
  static const char *const names[] = { "id",   "source",   "period-from", "period-to",
                                       "area", "category", "caveat",      "origin" };
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (SlCrimeRow) row = g_list_model_get_item (rows, i);

      json_builder_begin_object (builder);
      for (guint j = 0; j < G_N_ELEMENTS (names); j++)
        cli_json_add (builder, names[j], sl_crime_row_get (row, names[j]));
      json_builder_set_member_name (builder, "count");
      if (sl_crime_row_get_count (row) >= 0)
        json_builder_add_int_value (builder, sl_crime_row_get_count (row));
      else
        json_builder_add_null_value (builder);
      json_builder_set_member_name (builder, "restricted");
      json_builder_add_boolean_value (builder, sl_crime_row_get_restricted (row));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  cli_print_json (builder);
}

static void
print_row (SlCrimeRow *row)
{
  g_autofree char *count = sl_crime_row_get_count (row) < 0
                               ? g_strdup ("?")
                               : g_strdup_printf ("%" G_GINT64_FORMAT,
                                                  sl_crime_row_get_count (row));
  g_autofree char *line = g_strdup_printf (
      "%s  %s: %s, %s, %s to %s, %s%s", sl_crime_row_get (row, "id"),
      sl_crime_row_get (row, "category"), count, sl_crime_row_get (row, "source"),
      sl_crime_row_get (row, "period-from"), sl_crime_row_get (row, "period-to"),
      sl_crime_row_get (row, "area"),
      sl_crime_row_get_restricted (row) ? _ (" (restricted: kept out of the letter)") : "");
  g_autofree char *shown = cli_dup_shown (line);

  g_print ("%s\n", shown);
}

static int
list (SlCli *cli, const char *case_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel)
      rows = sl_crime_records_list (sl_casebook_get_store (cli->casebook), case_id, &error);

  if (rows == NULL)
    return cli_fail_error (error);
  if (cli->json)
    print_json (rows);
  else
    for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
      {
        g_autoptr (SlCrimeRow) row = g_list_model_get_item (rows, i);

        print_row (row);
      }
  return SL_CLI_DONE;
}

/* A table of crime figures is small: anything else is a mistake. */
#define MOST_BYTES (16 * 1024 * 1024)

static int
import (SlCli *cli, const char *case_id, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = sl_text_safe_file_name (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (
      file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
      G_FILE_QUERY_INFO_NONE, NULL, &error);
  g_autoptr (GBytes) bytes = NULL;
  SlChange *change;

  if (info == NULL)
    return cli_fail_error (error);
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR ||
      g_file_info_get_size (info) > MOST_BYTES)
    return cli_fail (_ ("%s is not a table of crime figures: it is no ordinary file, or too big."),
                     shown);
  bytes = g_file_load_bytes (file, NULL, NULL, &error);
  if (bytes == NULL)
    return cli_fail_error (error);
  change = sl_crime_change_import (case_id, bytes, name, &error);
  return change != NULL ? cli_apply (cli, change) : cli_fail_error (error);
}

static int
run_action (SlCli *cli, SlCase *planning_case, const Options *options)
{
  const char *case_id = sl_case_get_id (planning_case);
  SlCrimeValues values = { .source = options->source,
                           .period_from = options->from,
                           .period_to = options->to,
                           .area = options->area,
                           .category = options->category,
                           .caveat = options->caveat,
                           .origin = "typed",
                           .count = options->count,
                           .restricted = options->restricted };

  if (options->import != NULL)
    return import (cli, case_id, options->import);
  if (options->remove != NULL)
    return cli_apply (cli, sl_crime_change_remove (case_id, options->remove));
  if (options->category != NULL)
    return cli_apply (cli, sl_crime_change_set (case_id, &values));
  return list (cli, case_id);
}

static int
run_crime (SlCli *cli, int argc, char **argv)
{
  Options options = { .count = -1 };
  GOptionEntry entries[] = {
    { "source", 0, 0, G_OPTION_ARG_STRING, &options.source, N_ ("who counted: police.uk"), "TEXT" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from, N_ ("first month: 2025-10"), "MONTH" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_ ("last month"), "MONTH" },
    { "area", 0, 0, G_OPTION_ARG_STRING, &options.area, N_ ("within one mile of the site"),
      "TEXT" },
    { "category", 0, 0, G_OPTION_ARG_STRING, &options.category, N_ ("Burglary"), "TEXT" },
    { "count", 0, 0, G_OPTION_ARG_INT64, &options.count, N_ ("how many; unknown when not given"),
      "N" },
    { "caveat", 0, 0, G_OPTION_ARG_STRING, &options.caveat, N_ ("what a reader must know"),
      "TEXT" },
    { "restricted", 0, 0, G_OPTION_ARG_NONE, &options.restricted, N_ ("keep it out of the letter"),
      NULL },
    { "import", 0, 0, G_OPTION_ARG_FILENAME, &options.import, N_ ("read a table"), "FILE.csv" },
    { "remove", 0, 0, G_OPTION_ARG_STRING, &options.remove, N_ ("take a figure out"), "ID" },
    { NULL }
  };
  char **const owned[] = { &options.source,   &options.from,   &options.to,     &options.area,
                           &options.category, &options.caveat, &options.import, &options.remove };
  g_autoptr (SlCase) planning_case = NULL;
  int code = SL_CLI_FAILED;

  if (!cli_parse (&sl_verb_crime, entries, &argc, &argv))
    code = SL_CLI_USAGE;
  else if (argc != 2)
    code = cli_usage (&sl_verb_crime, _ ("Name one case."));
  else if ((planning_case = cli_find_case (cli, argv[1])) != NULL)
    code = run_action (cli, planning_case, &options);
  for (guint i = 0; i < G_N_ELEMENTS (owned); i++)
    g_free (*owned[i]);
  return code;
}

const SlVerb sl_verb_crime = {
  "crime", "CASE [--import FILE.csv | --category … --source … --from … --to … --area …]",
  N_ ("Lists, adds, imports or removes the crime figures of a case"), run_crime
};
