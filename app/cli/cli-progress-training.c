/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-progress.h"

#include "base/sl-id.h"

#include <glib/gi18n.h>
#include <string.h>

/* Training entries and files. */

static gboolean
has_entry (CliProgress *self, const char *id)
{
  for (guint i = 0; i < sl_portfolio_get_n_training (self->portfolio); i++)
    if (g_str_equal (sl_portfolio_get_training (self->portfolio, i)->id, id))
      return TRUE;
  cli_fail (_ ("The portfolio of %s has no training entry “%s”; \"progress show\" lists them."),
            sl_portfolio_get_person_name (self->portfolio), id);
  return FALSE;
}

int
cli_progress_train (CliProgress *self, int argc, char **argv)
{
  g_autofree char *id = argc > 0 ? g_strdup (argv[0]) : sl_id_new ();
  g_autofree char *on = NULL;
  g_autofree char *renews = NULL;
  SlTrainingValues values = { .criterion_id = self->criterion,
                              .kind = self->kind,
                              .title = self->title,
                              .provider = self->provider,
                              .hours = self->hours,
                              .outcomes = self->outcomes,
                              .words = self->words };
  int code;

  if (argc > 0 && !has_entry (self, id))
    return SL_CLI_FAILED;
  if (self->remove || self->restore)
    return argc == 0 ? cli_usage (&sl_verb_progress, _ ("Say which entry."))
                     : cli_apply (self->cli,
                                  sl_training_change_remove (self->portfolio, id, self->remove));
  if (!cli_progress_parse_date (self->on, &on) ||
      (self->renews != NULL && *self->renews != '\0' &&
       !cli_progress_parse_date (self->renews, &renews)))
    return SL_CLI_USAGE;
  values.on_date = on;
  values.renews_on = renews != NULL ? renews : self->renews;
  code = cli_apply (self->cli, sl_training_change_set (self->portfolio, id, &values));
  if (code == SL_CLI_DONE && argc == 0)
    g_print ("%s\n", id);
  return code;
}

/* What the first word names: a training entry, an occasion, or a file that is to go. */
static const char *
find_owner (CliProgress *self, const char *text, const char **kind)
{
  for (guint i = 0; i < sl_portfolio_get_n_training (self->portfolio); i++)
    {
      const SlTraining *training = sl_portfolio_get_training (self->portfolio, i);

      if (g_str_equal (training->id, text))
        {
          *kind = "training";
          return training->id;
        }
    }
  *kind = "occasion";
  return cli_progress_find_occasion (self, text);
}

int
cli_progress_file (CliProgress *self, int argc, char **argv)
{
  const char *kind;
  const char *owner = find_owner (self, argv[0], &kind);
  g_autoptr (GError) error = NULL;

  if (owner == NULL)
    return SL_CLI_FAILED;
  if (self->remove || self->restore)
    return cli_apply (self->cli,
                      sl_portfolio_change_remove_file (self->portfolio, argv[1], self->remove));
  if (*owner == '\0')
    return cli_usage (&sl_verb_progress, _ ("Say which training entry the file belongs to."));
  if (!sl_portfolio_add_file (sl_casebook_get_library (self->cli->casebook), self->portfolio, kind,
                              owner, argv[1], NULL, &error))
    return cli_fail_error (error);
  return SL_CLI_DONE;
}
