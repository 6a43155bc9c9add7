/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-progress.h"

#include "competency/sl-portfolio-paper.h"

#include <glib/gi18n.h>

/* A portfolio as one PDF or as a folder with its files, and the progress of the team as a PDF. */

static SlPortfolioContext
make_context (CliProgress *self)
{
  SlCasebook *casebook = self->cli->casebook;

  return (SlPortfolioContext){ .library = sl_casebook_get_library (casebook),
                               .packs = sl_casebook_get_packs (casebook),
                               .policy = sl_casebook_get_policy (casebook),
                               .author = cli_progress_get_person (self),
                               .notes = self->notes,
                               .third_parties = self->names };
}

static int
write_paper (CliProgress *self, SlLetter *letter, GError *failure)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SlLetterLayout) layout = NULL;
  g_autofree char *shown = cli_dup_shown (self->output);
  int code;

  if (letter == NULL)
    return cli_fail_error (failure);
  bytes = sl_letter_render_pdf (letter, &error);
  code = bytes != NULL ? cli_write_bytes (bytes, self->output) : cli_fail_error (error);
  if (code != SL_CLI_DONE)
    return code;
  layout = sl_letter_layout_new (letter);
  g_print (g_dngettext (GETTEXT_PACKAGE, "%s: %u page\n", "%s: %u pages\n",
                        sl_letter_layout_get_n_pages (layout)),
           shown, sl_letter_layout_get_n_pages (layout));
  return SL_CLI_DONE;
}

static int
write_folder (CliProgress *self, const SlPortfolioContext *context)
{
  g_autofree char *name = sl_portfolio_dup_folder_name (context, self->portfolio);
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *shown = cli_dup_shown (path);
  g_autoptr (GError) error = NULL;

  if (!sl_portfolio_write_folder (context, self->portfolio, self->folder, NULL, &error))
    return cli_fail_error (error);
  g_print ("%s\n", shown);
  return SL_CLI_DONE;
}

static int
export_team (CliProgress *self, const SlPortfolioContext *context)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlLetter) letter = NULL;

  if (self->output == NULL || self->folder != NULL || self->of != NULL)
    return cli_usage (&sl_verb_progress, _ ("The team’s progress is one file: name it with -o."));
  letter = sl_team_compose (context, &error);
  return write_paper (self, letter, error);
}

/* Notes are the trainee's to give: what cannot be given is said, not left out in silence. */
static gboolean
check_notes (CliProgress *self)
{
  if (!self->notes || g_str_equal (sl_portfolio_get_person_id (self->portfolio),
                                   sl_person_get_id (cli_progress_get_person (self))))
    return TRUE;
  cli_fail (_ ("The private notes of %s are not yours to export: leave --notes out."),
            sl_portfolio_get_person_name (self->portfolio));
  return FALSE;
}

int
cli_progress_export (CliProgress *self, int argc, char **argv)
{
  SlPortfolioContext context = make_context (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlLetter) letter = NULL;

  if (self->team)
    return argc == 0 ? export_team (self, &context)
                     : cli_usage (&sl_verb_progress, _ ("The team’s progress is of everybody."));
  if ((self->output == NULL) == (self->folder == NULL) || (argc > 0 && self->of != NULL))
    return cli_usage (&sl_verb_progress,
                      _ ("Say where the portfolio goes: -o FILE.pdf, or --folder DIR."));
  if (argc > 0)
    self->of = g_strdup (argv[0]);
  if (!cli_progress_load (self) || !check_notes (self))
    return SL_CLI_FAILED;
  if (self->folder != NULL)
    return write_folder (self, &context);
  letter = sl_portfolio_compose (&context, self->portfolio, &error);
  return write_paper (self, letter, error);
}
