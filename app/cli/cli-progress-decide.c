/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-progress.h"

#include "people/sl-role.h"

#include <glib/gi18n.h>
#include <string.h>

/* The decision on progression, appeals against it, and moving to another edition. */

/* A copy of the newest notification. */
static int
write_notification (CliProgress *self)
{
  SlLibrary *library = sl_casebook_get_library (self->cli->casebook);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPortfolio) now = sl_portfolio_load_by_id (
      sl_casebook_get_store (self->cli->casebook), sl_casebook_get_packs (self->cli->casebook),
      sl_portfolio_get_id (self->portfolio), &error);
  g_autoptr (SlSealedFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const SlProgression *newest;

  if (now == NULL)
    return cli_fail_error (error);
  newest = sl_portfolio_get_progression (now, sl_portfolio_get_n_progressions (now) - 1);
  file = sl_library_open (library, newest->sha256, &error);
  bytes = file != NULL ? sl_sealed_file_map (file, &error) : NULL;
  return bytes != NULL ? cli_write_bytes (bytes, self->output) : cli_fail_error (error);
}

int
cli_progress_decide (CliProgress *self, int argc, char **argv)
{
  SlCasebook *casebook = self->cli->casebook;
  g_autofree char *on = NULL;
  g_autoptr (GError) error = NULL;

  if (!cli_progress_parse_date (self->on, &on))
    return SL_CLI_USAGE;
  if (!sl_progression_decide (sl_casebook_get_library (casebook), sl_casebook_get_packs (casebook),
                              sl_casebook_get_policy (casebook), cli_progress_get_person (self),
                              self->portfolio, argv[0], self->words, on, &error))
    return cli_fail_error (error);
  return self->output != NULL ? write_notification (self) : SL_CLI_DONE;
}

/* ---- appeals ---- */

/* The newest decision that can still be appealed against, or whose appeal waits. */
static const SlProgression *
find_decision (CliProgress *self, gboolean appealed)
{
  for (guint i = sl_portfolio_get_n_progressions (self->portfolio); i > 0; i--)
    {
      const SlProgression *decision = sl_portfolio_get_progression (self->portfolio, i - 1);

      if (appealed ? *decision->appeal.id != '\0' && *decision->appeal.outcome == '\0'
                   : *decision->last_day != '\0' && *decision->appeal.id == '\0')
        return decision;
    }
  return NULL;
}

static int
lodge (CliProgress *self)
{
  const SlProgression *decision = find_decision (self, FALSE);
  g_autofree char *reason = NULL;
  g_autofree char *on = NULL;
  g_auto (GStrv) warnings = NULL;
  int code;

  if (!cli_progress_parse_date (self->on, &on))
    return SL_CLI_USAGE;
  if (!sl_portfolio_may (self->portfolio, cli_progress_get_person (self), SL_PROGRESS_APPEAL, NULL,
                         &reason) ||
      decision == NULL)
    return cli_fail ("%s", reason != NULL ? reason : _ ("There is no decision to appeal against."));
  warnings = sl_appeal_list_warnings (self->portfolio, decision->id, self->to, on);
  code = cli_apply (self->cli,
                    sl_appeal_change_lodge (self->portfolio, decision->id,
                                            self->words != NULL ? self->words : "", self->to, on));
  for (guint i = 0; code == SL_CLI_DONE && warnings[i] != NULL; i++)
    g_printerr ("%s\n", warnings[i]);
  return code;
}

int
cli_progress_appeal (CliProgress *self, int argc, char **argv)
{
  const SlProgression *decision;

  if (argc == 0)
    return lodge (self);
  decision = find_decision (self, TRUE);
  if (decision == NULL)
    return cli_fail (_ ("No appeal waits for a decision."));
  return cli_apply (self->cli, sl_appeal_change_decide (self->portfolio, decision->id, argv[0],
                                                        self->words != NULL ? self->words : ""));
}

/* ---- another edition ---- */

static SlFramework *
find_edition (CliProgress *self, const char *edition)
{
  SlFramework *present = sl_portfolio_get_framework (self->portfolio);
  SlFramework *newer = sl_portfolio_get_newer (self->portfolio);
  SlPack *pack = NULL;
  g_autoptr (GError) error = NULL;
  SlFramework *found = NULL;

  if (edition == NULL)
    {
      if (newer == NULL)
        cli_fail (_ ("There is no other edition of this framework."));
      return newer != NULL ? g_object_ref (newer) : NULL;
    }
  pack = sl_pack_library_find (sl_casebook_get_packs (self->cli->casebook),
                               sl_framework_get_id (present), edition);
  if (pack != NULL)
    found = sl_framework_new (pack, &error);
  if (found == NULL)
    cli_fail (_ ("This framework has no edition “%s”."), edition);
  return found;
}

static void
add_difference_json (JsonBuilder *builder, const SlFrameworkDifference *difference)
{
  static const char *const steps[] = { "same", "reworded", "new", "gone" };

  json_builder_begin_object (builder);
  cli_json_add (builder, "step", steps[difference->step]);
  cli_json_add (builder, "component", difference->component_id);
  cli_json_add (builder, "from", difference->from_id);
  cli_json_add (builder, "to", difference->to_id);
  cli_json_add (builder, "text", difference->text);
  json_builder_end_object (builder);
}

/* Without --reason it only shows what the move would change. */
int
cli_progress_move (CliProgress *self, int argc, char **argv)
{
  g_autoptr (SlFramework) to = find_edition (self, argc > 0 ? argv[0] : NULL);
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (to == NULL)
    return SL_CLI_FAILED;
  if (self->reason != NULL)
    return cli_apply (self->cli, sl_portfolio_change_move (self->portfolio, to, self->reason));
  differences = sl_framework_compare (sl_portfolio_get_framework (self->portfolio), to);
  json_builder_begin_array (builder);
  for (guint i = 0; i < differences->len; i++)
    {
      const SlFrameworkDifference *difference = g_ptr_array_index (differences, i);
      g_autofree char *text = cli_dup_shown (difference->text);

      add_difference_json (builder, difference);
      if (!self->cli->json)
        g_print ("%s\n", text);
    }
  json_builder_end_array (builder);
  if (self->cli->json)
    cli_print_json (builder);
  return SL_CLI_DONE;
}
