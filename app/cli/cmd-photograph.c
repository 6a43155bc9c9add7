/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "verbs.h"

#include "documents/sl-document-records.h"
#include "documents/sl-photograph.h"
#include "intake/sl-import.h"
#include "sheets/sl-sheet.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* The photographs of a case: bringing them in, saying what they show and from where, and giving out
 * what may leave. */

typedef struct
{
  char *plan, *at, *path;
  int page;
  double direction; /* NaN: not said */
} Options;

/* Listing. */

static void
add_numbers (JsonBuilder *builder, SlPhotograph *photograph)
{
  double x, y, direction = sl_photograph_get_direction (photograph);
  guint page, width, height;

  json_builder_set_member_name (builder, "has-position");
  json_builder_add_boolean_value (builder, sl_photograph_has_position (photograph));
  if (sl_photograph_get_size (photograph, &width, &height))
    {
      json_builder_set_member_name (builder, "width");
      json_builder_add_int_value (builder, width);
      json_builder_set_member_name (builder, "height");
      json_builder_add_int_value (builder, height);
    }
  if (sl_photograph_get_place (photograph, &page, &x, &y))
    {
      json_builder_set_member_name (builder, "plan-page");
      json_builder_add_int_value (builder, page);
      json_builder_set_member_name (builder, "x");
      json_builder_add_double_value (builder, x);
      json_builder_set_member_name (builder, "y");
      json_builder_add_double_value (builder, y);
    }
  if (!isnan (direction))
    {
      json_builder_set_member_name (builder, "direction");
      json_builder_add_double_value (builder, direction);
    }
}

static void
add_photograph (JsonBuilder *builder, SlPhotograph *photograph)
{
  static const char *const names[] = {
    "id",          "case-id",    "document-id",     "sheet-id", "entry-id",         "item-id",
    "caption",     "seen",       "file-name",       "taken-at", "taken-source",     "privacy",
    "person-name", "privacy-at", "privacy-by-name", "at",       "plan-document-id",
  };

  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    cli_json_add (builder, names[i], sl_photograph_get (photograph, names[i]));
  add_numbers (builder, photograph);
  json_builder_end_object (builder);
}

static const char *
describe_privacy (SlPhotograph *photograph)
{
  const char *privacy = sl_photograph_get (photograph, "privacy");

  return g_str_equal (privacy, "clear")     ? _ ("clear")
         : g_str_equal (privacy, "keep-in") ? _ ("stays in the force")
                                            : _ ("not looked at");
}

static void
print_photograph (SlPhotograph *photograph)
{
  g_autofree char *name = cli_dup_shown (sl_photograph_get (photograph, "file-name"));
  g_autofree char *caption = cli_dup_shown (sl_photograph_get (photograph, "caption"));
  g_autofree char *taken = cli_dup_shown (sl_photograph_get (photograph, "taken-at"));

  g_print ("%s  %s  %s  %s%s%s%s%s\n", sl_photograph_get (photograph, "id"),
           *taken != '\0' ? taken : _ ("time not known"), name, describe_privacy (photograph),
           sl_photograph_get_place (photograph, NULL, NULL, NULL) ? _ (", placed on a plan") : "",
           sl_photograph_has_position (photograph) ? _ (", original says where") : "",
           *caption != '\0' ? "  " : "", caption);
}

static int
list_photographs (SlCli *cli, const char *case_text)
{
  g_autoptr (SlCase) planning_case = cli_find_case (cli, case_text);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GListModel) list = NULL;
  g_autoptr (GError) error = NULL;

  if (planning_case == NULL)
    return SL_CLI_FAILED;
  list = sl_photographs_list (sl_casebook_get_store (cli->casebook), sl_case_get_id (planning_case),
                              NULL, &error);
  if (list == NULL)
    return cli_fail_error (error);
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SlPhotograph) photograph = g_list_model_get_item (list, i);

      if (cli->json)
        add_photograph (builder, photograph);
      else
        print_photograph (photograph);
    }
  json_builder_end_array (builder);
  if (cli->json)
    cli_print_json (builder);
  return SL_CLI_DONE;
}

/* Bringing in. */

static int
print_result (SlCli *cli, SlImportResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < result->lines->len; i++)
    {
      const SlImportLine *line = g_ptr_array_index (result->lines, i);
      g_autofree char *name = cli_dup_shown (line->name);
      g_autofree char *text = cli_dup_shown (line->text);

      json_builder_begin_object (builder);
      cli_json_add (builder, "name", line->name);
      cli_json_add (builder, "outcome", line->outcome);
      cli_json_add (builder, "text", line->text);
      cli_json_add (builder, "document", line->document_id);
      json_builder_end_object (builder);
      if (!cli->json)
        g_print ("  %-13s  %s  %s\n", line->outcome, name, text);
    }
  json_builder_end_array (builder);
  if (cli->json)
    cli_print_json (builder);
  if (result->n_refused > 0 && result->n_refused == result->lines->len)
    return cli_fail (_ ("None of them could be read: each line above says why."));
  return SL_CLI_DONE;
}

/* @text names a meeting, visit, survey or scheme by its reference, or a case. */
static int
add_photographs (SlCli *cli, const char *text, const char *const *paths)
{
  g_autoptr (SlSheet) sheet = NULL;
  g_autoptr (SlCase) planning_case = NULL;
  g_autoptr (SlImportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SlImportTarget target = { .photographs = TRUE };

  if (cli_open (cli) == NULL)
    return SL_CLI_FAILED;
  sheet = sl_sheets_find (sl_casebook_get_store (cli->casebook),
                          sl_casebook_get_packs (cli->casebook), NULL, text, NULL);
  if (sheet == NULL && (planning_case = cli_find_case (cli, text)) == NULL)
    return SL_CLI_FAILED;
  target.case_id = sheet != NULL ? sl_sheet_get (sheet, "case-id") : sl_case_get_id (planning_case);
  target.sheet_id = sheet != NULL ? sl_sheet_get_id (sheet) : NULL;
  result = sl_import_to (sl_casebook_get_library (cli->casebook),
                         sl_casebook_get_packs (cli->casebook), paths, &target, NULL, NULL, NULL,
                         &error);
  return result != NULL ? print_result (cli, result) : cli_fail_error (error);
}

/* Saying. */

static SlPhotograph *
find_photograph (SlCli *cli, const char *id)
{
  g_autoptr (GError) error = NULL;
  SlPhotograph *photograph;

  if (cli_open (cli) == NULL)
    return NULL;
  photograph = sl_photographs_load (sl_casebook_get_store (cli->casebook), id, &error);
  if (photograph == NULL)
    cli_fail_error (error);
  return photograph;
}

/* The sheet's id for a reference within the photograph's case; "" takes it away. NULL after saying
 * why. */
static char *
find_sheet_id (SlCli *cli, SlPhotograph *photograph, const char *text)
{
  g_autoptr (SlSheet) sheet = NULL;
  g_autoptr (GError) error = NULL;

  if (*text == '\0')
    return g_strdup ("");
  sheet = sl_sheets_find (sl_casebook_get_store (cli->casebook),
                          sl_casebook_get_packs (cli->casebook),
                          sl_photograph_get (photograph, "case-id"), text, &error);
  if (sheet != NULL)
    return g_strdup (sl_sheet_get_id (sheet));
  cli_fail_error (error);
  return NULL;
}

static int
set_values (SlCli *cli, const char *id, char **pairs)
{
  g_autoptr (SlPhotograph) photograph = find_photograph (cli, id);
  g_autofree char *sheet_id = NULL;
  SlPhotographValues values = { 0 };

  if (photograph == NULL)
    return SL_CLI_FAILED;
  for (; *pairs != NULL; pairs++)
    {
      const char *value = strchr (*pairs, '=');

      if (value == NULL)
        return cli_usage (&sl_verb_photograph, _ ("“%s” is not a field and its value."), *pairs);
      value++;
      if (g_str_has_prefix (*pairs, "caption="))
        values.caption = value;
      else if (g_str_has_prefix (*pairs, "seen="))
        values.seen = value;
      else if (g_str_has_prefix (*pairs, "item="))
        values.item_id = value;
      else if (g_str_has_prefix (*pairs, "entry="))
        values.entry_id = value;
      else if (g_str_has_prefix (*pairs, "taken="))
        values.taken_at = value;
      else if (g_str_has_prefix (*pairs, "sheet=") && sheet_id == NULL)
        {
          sheet_id = find_sheet_id (cli, photograph, value);
          if (sheet_id == NULL)
            return SL_CLI_FAILED;
          values.sheet_id = sheet_id;
        }
      else
        return cli_usage (&sl_verb_photograph,
                          _ ("“%s” cannot be set. Fields are caption, seen, item, entry, taken "
                             "and sheet."),
                          *pairs);
    }
  return cli_apply (cli, sl_photograph_change_set (photograph, &values));
}

static int
place (SlCli *cli, const char *id, const Options *options)
{
  g_autoptr (SlPhotograph) photograph = find_photograph (cli, id);
  g_autoptr (SlDocument) plan = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) at = options->at != NULL ? g_strsplit (options->at, ",", -1) : NULL;
  double x, y;
  char *end_x, *end_y;

  if (photograph == NULL)
    return SL_CLI_FAILED;
  if (options->plan == NULL)
    return cli_apply (cli, sl_photograph_change_place (photograph, NULL, 0, 0, 0, NAN));
  if (at == NULL || g_strv_length (at) != 2)
    return cli_usage (&sl_verb_photograph, _ ("Say where on the plan with --at X,Y in points."));
  x = g_ascii_strtod (at[0], &end_x);
  y = g_ascii_strtod (at[1], &end_y);
  if (end_x == at[0] || *end_x != '\0' || end_y == at[1] || *end_y != '\0')
    return cli_usage (&sl_verb_photograph, _ ("“%s” is no place."), options->at);
  plan = sl_document_records_find (sl_casebook_get_store (cli->casebook),
                                   sl_photograph_get (photograph, "case-id"), options->plan,
                                   &error);
  if (plan == NULL)
    return cli_fail_error (error);
  return cli_apply (cli, sl_photograph_change_place (photograph, sl_document_get_id (plan),
                                                     (guint) MAX (options->page, 0), x, y,
                                                     options->direction));
}

static int
set_privacy (SlCli *cli, const char *id, const char *word)
{
  g_autoptr (SlPhotograph) photograph = NULL;

  if (!g_str_equal (word, "clear") && !g_str_equal (word, "keep-in") && !g_str_equal (word, "none"))
    return cli_usage (&sl_verb_photograph, _ ("Say clear, keep-in or none."));
  photograph = find_photograph (cli, id);
  if (photograph == NULL)
    return SL_CLI_FAILED;
  return cli_apply (
      cli, sl_photograph_change_privacy (photograph, g_str_equal (word, "none") ? "" : word));
}

static int export(SlCli *cli, const char *id, const char *path)
{
  g_autoptr (SlPhotograph) photograph = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) jpeg = NULL;

  if (path == NULL)
    return cli_usage (&sl_verb_photograph, _ ("Say where to write it with -o FILE.jpg."));
  photograph = find_photograph (cli, id);
  if (photograph == NULL)
    return SL_CLI_FAILED;
  jpeg = sl_photograph_export (photograph, sl_casebook_get_library (cli->casebook), NULL, &error);
  return jpeg != NULL ? cli_write_bytes (jpeg, path) : cli_fail_error (error);
}

static int
run_words (SlCli *cli, int argc, char **argv, const Options *options)
{
  const char *word = argc > 1 ? argv[1] : "";

  if (g_str_equal (word, "add") && argc > 3)
    return add_photographs (cli, argv[2], (const char *const *) argv + 3);
  if (g_str_equal (word, "set") && argc > 3)
    return set_values (cli, argv[2], argv + 3);
  if (g_str_equal (word, "place") && argc == 3)
    return place (cli, argv[2], options);
  if (g_str_equal (word, "privacy") && argc == 4)
    return set_privacy (cli, argv[2], argv[3]);
  if (g_str_equal (word, "export") && argc == 3)
    return export(cli, argv[2], options->path);
  if (argc == 2)
    return list_photographs (cli, word);
  return cli_usage (&sl_verb_photograph,
                    _ ("Name a case, or say add, set, place, privacy or export and what of."));
}

static int
run_photograph (SlCli *cli, int argc, char **argv)
{
  Options options = { .page = 1, .direction = NAN };
  GOptionEntry entries[] = {
    { "plan", 0, 0, G_OPTION_ARG_STRING, &options.plan,
      N_ ("the plan it was taken on; without it the place is taken away"), "DOCUMENT" },
    { "page", 0, 0, G_OPTION_ARG_INT, &options.page, N_ ("the page of the plan; 1"), "N" },
    { "at", 0, 0, G_OPTION_ARG_STRING, &options.at,
      N_ ("where one stood, in points from the page’s top left"), "X,Y" },
    { "direction", 0, 0, G_OPTION_ARG_DOUBLE, &options.direction,
      N_ ("which way one looked, in degrees clockwise from the plan’s top"), "DEGREES" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.path,
      N_ ("write what may leave: its pixels only"), "FILE.jpg" },
    { NULL }
  };
  int code;

  if (!cli_parse (&sl_verb_photograph, entries, &argc, &argv))
    code = SL_CLI_USAGE;
  else
    code = run_words (cli, argc, argv, &options);
  g_free (options.plan);
  g_free (options.at);
  g_free (options.path);
  return code;
}

const SlVerb sl_verb_photograph = {
  "photograph",
  "CASE | add CASE|SHEET PATH… | set ID FIELD=VALUE… | place ID [--plan …] | privacy ID WORD | "
  "export ID -o FILE.jpg",
  N_ ("Photographs: lists them, brings them in, says what they show, and gives out what may leave"),
  run_photograph
};
