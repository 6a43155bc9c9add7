/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-progress.h"

#include "base/sl-id.h"

#include <glib/gi18n.h>
#include <string.h>

/* The steps of a trainee, and what an assessor makes of a claim. */

int
cli_progress_begin (CliProgress *self, int argc, char **argv)
{
  SlPackLibrary *packs = sl_casebook_get_packs (self->cli->casebook);
  g_autoptr (SlPerson) other = self->of != NULL ? cli_find_person (self->cli, self->of) : NULL;
  SlPerson *whose = other != NULL ? other : cli_progress_get_person (self);
  g_autofree char *id = sl_id_new ();
  g_autoptr (SlFramework) framework = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;
  int code;

  if (self->of != NULL && other == NULL)
    return SL_CLI_FAILED;
  if (self->framework != NULL)
    framework = sl_frameworks_find (packs, self->framework, &error);
  else if ((all = sl_frameworks_list (packs))->len > 0)
    framework = g_object_ref (g_ptr_array_index (all, 0));
  if (framework == NULL)
    return error != NULL ? cli_fail_error (error) : cli_fail (_ ("There is no framework."));
  code = cli_apply (self->cli, sl_portfolio_change_begin (framework, id, sl_person_get_id (whose)));
  if (code == SL_CLI_DONE)
    g_print ("%s: %s, %s\n", sl_person_get_display_name (whose), sl_framework_get_title (framework),
             sl_framework_get_edition (framework));
  return code;
}

static void
print_warnings (char **warnings)
{
  for (guint i = 0; warnings != NULL && warnings[i] != NULL; i++)
    g_printerr ("%s\n", warnings[i]);
}

/* Prints "C2/3" once it is chosen. */
static int
tell_chosen (CliProgress *self, const char *occasion_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPortfolio) now = sl_portfolio_load_by_id (
      sl_casebook_get_store (self->cli->casebook), sl_casebook_get_packs (self->cli->casebook),
      sl_portfolio_get_id (self->portfolio), &error);
  g_autofree char *name = NULL;

  if (now == NULL)
    return cli_fail_error (error);
  g_set_object (&self->portfolio, now);
  name = cli_progress_name_occasion (self, occasion_id);
  g_print ("%s\n", name);
  return SL_CLI_DONE;
}

int
cli_progress_choose (CliProgress *self, int argc, char **argv)
{
  SlStore *store = sl_casebook_get_store (self->cli->casebook);
  g_autofree char *component = g_ascii_strup (argv[0], -1);
  g_autofree char *id = sl_id_new ();
  g_autofree char *on = NULL;
  g_autoptr (SlCase) of = NULL;
  g_auto (GStrv) warnings = NULL;
  SlOccasionValues values = { .title = self->title,
                              .reference = self->reference,
                              .authority = self->authority,
                              .address = self->address,
                              .about = self->about };
  const char *case_id = NULL;
  int code;

  if (argc < 2 && self->reference == NULL)
    return cli_usage (&sl_verb_progress, _ ("Say which case, or give --title and --reference."));
  if (!cli_progress_parse_date (self->on, &on))
    return SL_CLI_USAGE;
  values.on_date = on;
  if (argc > 1)
    {
      of = cli_find_case (self->cli, argv[1]);
      if (of == NULL)
        return SL_CLI_FAILED;
      case_id = sl_case_get_id (of);
    }
  if (sl_framework_find_component (sl_portfolio_get_framework (self->portfolio), component) == NULL)
    {
      g_free (component);
      component = g_strdup (argv[0]);
    }
  warnings = sl_occasion_list_warnings (store, self->portfolio, component, case_id, &values);
  code = cli_apply (self->cli,
                    sl_occasion_change_choose (self->portfolio, component, id, case_id, &values));
  if (code != SL_CLI_DONE)
    return code;
  print_warnings (warnings);
  return tell_chosen (self, id);
}

int
cli_progress_drop (CliProgress *self, int argc, char **argv)
{
  const char *id = cli_progress_find_occasion (self, argv[0]);

  if (id == NULL)
    return SL_CLI_FAILED;
  return cli_apply (self->cli, self->restore
                                   ? sl_occasion_change_restore (self->portfolio, id)
                                   : sl_occasion_change_drop (self->portfolio, id, self->reason));
}

/* ---- claims ---- */

/* Files are kept before the claim, which names them. */
static gboolean
add_files (CliProgress *self, const char *event_id)
{
  for (guint i = 0; self->files != NULL && self->files[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!sl_portfolio_add_file (sl_casebook_get_library (self->cli->casebook), self->portfolio,
                                  "claim", event_id, self->files[i], NULL, &error))
        {
          cli_fail_error (error);
          return FALSE;
        }
    }
  return TRUE;
}

int
cli_progress_claim (CliProgress *self, int argc, char **argv)
{
  const SlCell *cell = cli_progress_find_cell (self, argv[0], argv[1]);
  g_autofree char *id = sl_id_new ();
  g_autofree char *reason = NULL;
  g_autoptr (GPtrArray) evidence = NULL;

  if (cell == NULL)
    return SL_CLI_FAILED;
  if (!sl_portfolio_may (self->portfolio, cli_progress_get_person (self), SL_PROGRESS_CLAIM, cell,
                         &reason))
    return cli_fail ("%s", reason);
  if ((evidence = cli_progress_take (self, cell)) == NULL || !add_files (self, id))
    return SL_CLI_FAILED;
  return cli_apply (self->cli, sl_cell_change_claim (self->portfolio, cell, id, self->words,
                                                     evidence, self->not_applicable));
}

int
cli_progress_withdraw (CliProgress *self, int argc, char **argv)
{
  const SlCell *cell = cli_progress_find_cell (self, argv[0], argv[1]);

  return cell == NULL
             ? SL_CLI_FAILED
             : cli_apply (self->cli, sl_cell_change_withdraw (self->portfolio, cell, self->words));
}

int
cli_progress_assess (CliProgress *self, int argc, char **argv)
{
  const SlCell *cell = cli_progress_find_cell (self, argv[0], argv[1]);
  const SlCellVerdict verdict = {
    .verdict = argv[2], .feedback = self->words, .verbal = self->verbal, .written = self->written
  };

  return cell == NULL
             ? SL_CLI_FAILED
             : cli_apply (self->cli, sl_cell_change_assess (self->portfolio, cell, &verdict));
}

/* Every verdict of an occasion that is not acknowledged yet. */
static int
acknowledge_all (CliProgress *self, const char *occasion_id)
{
  const SlOccasion *occasion = sl_portfolio_find_occasion (self->portfolio, occasion_id);
  int code = SL_CLI_DONE;

  if (occasion == NULL)
    return cli_usage (&sl_verb_progress, _ ("Say which criterion of the training."));
  for (guint i = 0; code == SL_CLI_DONE && i < occasion->n_cells; i++)
    if (occasion->cells[i].verdict != NULL && !occasion->cells[i].acknowledged)
      code = cli_apply (self->cli,
                        sl_cell_change_acknowledge (self->portfolio, &occasion->cells[i]));
  return code;
}

int
cli_progress_acknowledge (CliProgress *self, int argc, char **argv)
{
  const char *occasion_id = cli_progress_find_occasion (self, argv[0]);
  const SlCell *cell;

  if (occasion_id == NULL)
    return SL_CLI_FAILED;
  if (argc < 2)
    return acknowledge_all (self, occasion_id);
  cell = cli_progress_find_cell (self, argv[0], argv[1]);
  return cell == NULL ? SL_CLI_FAILED
                      : cli_apply (self->cli, sl_cell_change_acknowledge (self->portfolio, cell));
}

int
cli_progress_reply (CliProgress *self, int argc, char **argv)
{
  const SlCell *cell = cli_progress_find_cell (self, argv[0], argv[1]);

  return cell == NULL
             ? SL_CLI_FAILED
             : cli_apply (self->cli, sl_cell_change_reply (self->portfolio, cell, argv[2]));
}

/* ---- the trainee's own ---- */

int
cli_progress_note (CliProgress *self, int argc, char **argv)
{
  const char *occasion_id = argc > 0 ? cli_progress_find_occasion (self, argv[0]) : "";
  const SlCell *cell = NULL;
  const char *criterion_id = "";
  g_autofree char *note = NULL;
  g_autoptr (GError) error = NULL;

  if (occasion_id == NULL)
    return SL_CLI_FAILED;
  if (argc > 1)
    {
      cell = cli_progress_find_cell (self, argv[0], argv[1]);
      if (cell == NULL)
        return SL_CLI_FAILED;
      criterion_id = cell->criterion->id;
    }
  if (self->words != NULL)
    return cli_apply (self->cli, sl_portfolio_change_note (self->portfolio, occasion_id,
                                                           criterion_id, self->words));
  note = sl_portfolio_dup_note (sl_casebook_get_store (self->cli->casebook), self->portfolio,
                                occasion_id, criterion_id, &error);
  if (note == NULL)
    return cli_fail_error (error);
  if (*note != '\0')
    g_print ("%s\n", note);
  return SL_CLI_DONE;
}

int
cli_progress_reading (CliProgress *self, int argc, char **argv)
{
  gboolean on = g_str_equal (argv[0], "on");

  if (!on && !g_str_equal (argv[0], "off"))
    return cli_usage (&sl_verb_progress, _ ("Reading times are kept or not: on, or off."));
  return cli_apply (self->cli, sl_portfolio_change_reading (self->portfolio, on));
}
