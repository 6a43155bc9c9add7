/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-stage.h"

#include "base/sl-id.h"
#include "base/sl-time.h"
#include "cases/sl-case-link.h"
#include "verbs.h"

#include <glib/gi18n.h>

/* Kinds of case, beginning one, and the line of its stages: parts of "case". */

/**
 * cli_print_kinds:
 * @cli: the command line
 *
 * Returns: an exit code
 */
int
cli_print_kinds (SlCli *cli)
{
  g_autoptr (GPtrArray) kinds = sl_case_kinds_list (sl_casebook_get_packs (cli->casebook));
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < kinds->len; i++)
    {
      const SlCaseKind *kind = g_ptr_array_index (kinds, i);

      if (!cli->json)
        {
          g_print ("%-16s %s\n", kind->id, kind->title);
          continue;
        }
      json_builder_begin_object (builder);
      cli_json_add (builder, "id", kind->id);
      cli_json_add (builder, "title", kind->title);
      cli_json_add (builder, "about", kind->about);
      cli_json_add (builder, "series", kind->series);
      json_builder_set_member_name (builder, "stages");
      json_builder_begin_array (builder);
      for (guint j = 0; j < kind->n_stages; j++)
        json_builder_add_string_value (builder, kind->stages[j].id);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (cli->json)
    cli_print_json (builder);
  return SL_CLI_DONE;
}

/* Both cases name each other, so that either leads to the other. */
static int
link_with (SlCli *cli, const char *id, const char *kind_id, SlCase *other)
{
  SlStore *store = sl_casebook_get_store (cli->casebook);
  gboolean scheme = g_str_equal (kind_id, "scheme");
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCase) begun = sl_case_records_load (store, id, &error);
  int code;

  if (begun == NULL)
    return cli_fail_error (error);
  code = cli_apply (cli, sl_case_change_link (id, sl_case_get (other, "reference"),
                                              scheme ? "scheme-of" : "related"));
  if (code != SL_CLI_DONE)
    return code;
  return cli_apply (cli,
                    sl_case_change_link (sl_case_get_id (other), sl_case_get (begun, "reference"),
                                         scheme ? "scheme" : "related"));
}

/**
 * cli_begin_case:
 * @cli: the command line
 * @kind_id: "scheme"
 * @title: what to call it
 * @address: (nullable): where the site lies
 * @from: (nullable): the case it came from, as someone typed it
 *
 * Returns: an exit code, after printing the id of the case
 */
int
cli_begin_case (SlCli *cli,
                const char *kind_id,
                const char *title,
                const char *address,
                const char *from)
{
  g_autofree char *id = sl_id_new ();
  g_autoptr (SlCase) other = NULL;
  int code;

  if (cli_open (cli) == NULL || (from != NULL && (other = cli_find_case (cli, from)) == NULL))
    return SL_CLI_FAILED;
  if (address == NULL)
    address = other != NULL ? sl_case_get (other, "address") : "";
  code = cli_apply (
      cli, sl_case_change_begin (sl_casebook_get_packs (cli->casebook), id, kind_id, title, address,
                                 sl_person_get_id (sl_casebook_get_person (cli->casebook))));
  if (code == SL_CLI_DONE && other != NULL)
    code = link_with (cli, id, kind_id, other);
  if (code == SL_CLI_DONE)
    g_print ("%s\n", id);
  return code;
}

/* "done      2026-11-20  Early contact" */
static void
print_step (const SlStageStep *step)
{
  g_autofree char *reason = cli_dup_shown (step->reason);
  const char *day = *step->done_on != '\0' ? step->done_on : step->due_date;

  g_print ("%-8s %-10s  %-20s %s%s%s%s\n", step->state, day, step->stage->id, step->stage->title,
           step->overdue ? _ (" (overdue)") : "", *reason != '\0' ? ": " : "", reason);
}

void
cli_json_add_steps (JsonBuilder *builder, GPtrArray *steps)
{
  const SlStageStep *current = sl_stages_find_current (steps);

  json_builder_begin_array (builder);
  for (guint i = 0; i < steps->len; i++)
    {
      const SlStageStep *step = g_ptr_array_index (steps, i);

      json_builder_begin_object (builder);
      cli_json_add (builder, "id", step->stage->id);
      cli_json_add (builder, "title", step->stage->title);
      cli_json_add (builder, "state", step->state);
      cli_json_add (builder, "due-date", step->due_date);
      cli_json_add (builder, "done-on", step->done_on);
      cli_json_add (builder, "reason", step->reason);
      cli_json_add (builder, "person-name", step->person_name);
      json_builder_set_member_name (builder, "at-work");
      json_builder_add_boolean_value (builder, step == current);
      json_builder_set_member_name (builder, "overdue");
      json_builder_add_boolean_value (builder, step->overdue);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * cli_print_steps:
 * @cli: the command line
 * @of: a case
 *
 * Returns: an exit code
 */
int
cli_print_steps (SlCli *cli, SlCase *of)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
      steps = sl_stages_load (sl_casebook_get_store (cli->casebook),
                              sl_casebook_get_packs (cli->casebook), sl_case_get_id (of), &error);

  if (steps == NULL)
    return cli_fail_error (error);
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      cli_json_add_steps (builder, steps);
      cli_print_json (builder);
      return SL_CLI_DONE;
    }
  for (guint i = 0; i < steps->len; i++)
    print_step (g_ptr_array_index (steps, i));
  return SL_CLI_DONE;
}

/**
 * cli_set_step:
 * @cli: the command line
 * @of: a case
 * @stage: one of its stages
 * @options: what to make of it
 *
 * Returns: an exit code
 */
int
cli_set_step (SlCli *cli, SlCase *of, const char *stage, const SlStageOptions *options)
{
  SlPackLibrary *packs = sl_casebook_get_packs (cli->casebook);
  const char *id = sl_case_get_id (of);
  g_autofree char *due = NULL;
  g_autofree char *on = NULL;
  int code = SL_CLI_DONE;

  if (options->due != NULL && *options->due != '\0' && (due = sl_date_parse (options->due)) == NULL)
    return cli_usage (&sl_verb_case, _ ("\"%s\" is not a date."), options->due);
  if (options->on != NULL && (on = sl_date_parse (options->on)) == NULL)
    return cli_usage (&sl_verb_case, _ ("\"%s\" is not a date."), options->on);
  if (options->due != NULL)
    code = cli_apply (cli, sl_stage_change_due (packs, id, stage, due != NULL ? due : ""));
  if (code != SL_CLI_DONE || (options->due != NULL && options->state == NULL))
    return code;
  return cli_apply (cli, sl_stage_change_set (packs, id, stage,
                                              options->state != NULL ? options->state : "current",
                                              on, options->reason));
}
