/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-progress.h"

#include "base/sl-time.h"
#include "competency/sl-team.h"

#include <glib/gi18n.h>
#include <string.h>

/* All trainees together, what waits, and closed work that is looked at a second time. */

static SlStore *
get_store (CliProgress *self)
{
  return sl_casebook_get_store (self->cli->casebook);
}

static int
end_list (CliProgress *self, JsonBuilder *builder)
{
  json_builder_end_array (builder);
  if (self->cli->json)
    cli_print_json (builder);
  return SL_CLI_DONE;
}

static void
add_trainee_json (JsonBuilder *builder, const SlTrainee *trainee)
{
  json_builder_begin_object (builder);
  cli_json_add (builder, "portfolio", trainee->portfolio_id);
  cli_json_add (builder, "name", trainee->name);
  cli_json_add (builder, "framework", trainee->framework_title);
  json_builder_set_member_name (builder, "components");
  json_builder_begin_array (builder);
  for (guint i = 0; i < trainee->n_components; i++)
    {
      json_builder_begin_object (builder);
      cli_json_add (builder, "id", trainee->components[i].component_id);
      cli_json_add_int (builder, "met", trainee->components[i].n_met);
      cli_json_add_int (builder, "needed", trainee->components[i].n_needed);
      cli_json_add_int (builder, "waiting", trainee->components[i].n_waiting);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  cli_json_add_int (builder, "waiting", trainee->n_waiting);
  cli_json_add (builder, "waiting-since", trainee->waiting_since);
  cli_json_add_int (builder, "not-yet", trainee->n_not_yet);
  cli_json_add (builder, "next-renewal", trainee->next_renewal);
  cli_json_add (builder, "last-at", trainee->last_at);
  cli_json_add (builder, "decision", trainee->decision);
  cli_json_add (builder, "appeal", trainee->appeal_state);
  cli_json_add (builder, "appeal-last-day", trainee->appeal_last_day);
  cli_json_add_boolean (builder, "elsewhere", trainee->elsewhere);
  cli_json_add_boolean (builder, "left", trainee->left);
  json_builder_end_object (builder);
}

static void
print_trainee (const SlTrainee *trainee)
{
  g_autofree char *name = cli_dup_shown (trainee->name);

  g_print ("%-24s", name);
  for (guint i = 0; i < trainee->n_components; i++)
    g_print ("  %s %u/%u", trainee->components[i].component_id, trainee->components[i].n_met,
             trainee->components[i].n_needed);
  g_print (_ ("  %u waiting"), trainee->n_waiting);
  if (trainee->n_waiting > 0)
    {
      g_autofree char *day = sl_time_get_date (trainee->waiting_since);

      g_print (_ (" since %s"), day);
    }
  if (*trainee->decision != '\0')
    g_print ("  %s", trainee->decision);
  if (*trainee->appeal_state != '\0')
    g_print (_ ("  appeal %s, last day %s"), trainee->appeal_state, trainee->appeal_last_day);
  g_print ("%s\n", trainee->left ? _ ("  (has left)") : "");
}

int
cli_progress_team (CliProgress *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
      team = sl_team_list (get_store (self), sl_casebook_get_packs (self->cli->casebook), &error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (team == NULL)
    return cli_fail_error (error);
  json_builder_begin_array (builder);
  for (guint i = 0; i < team->len; i++)
    {
      add_trainee_json (builder, g_ptr_array_index (team, i));
      if (!self->cli->json)
        print_trainee (g_ptr_array_index (team, i));
    }
  return end_list (self, builder);
}

int
cli_progress_waiting (CliProgress *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) waiting = sl_team_list_waiting (
      get_store (self), sl_casebook_get_packs (self->cli->casebook), &error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (waiting == NULL)
    return cli_fail_error (error);
  json_builder_begin_array (builder);
  for (guint i = 0; i < waiting->len; i++)
    {
      const SlClaimWait *wait = g_ptr_array_index (waiting, i);
      g_autofree char *day = sl_time_get_date (wait->since);
      g_autofree char *name = cli_dup_shown (wait->name);
      g_autofree char *title = cli_dup_shown (wait->occasion_title);

      json_builder_begin_object (builder);
      cli_json_add (builder, "portfolio", wait->portfolio_id);
      cli_json_add (builder, "name", wait->name);
      cli_json_add (builder, "occasion", wait->occasion_id);
      cli_json_add (builder, "occasion-title", wait->occasion_title);
      cli_json_add (builder, "criterion", wait->criterion_id);
      cli_json_add (builder, "criterion-title", wait->criterion_title);
      cli_json_add (builder, "case", wait->case_id);
      cli_json_add (builder, "since", wait->since);
      cli_json_add_boolean (builder, "for-me", wait->for_me);
      json_builder_end_object (builder);
      if (!self->cli->json)
        g_print ("%s  %s  %s  %s %s\n", day, name, title, wait->criterion_id,
                 wait->criterion_title);
    }
  return end_list (self, builder);
}

/* ---- a second look ---- */

static int
list_requests (CliProgress *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) requests = sl_second_requests_list (get_store (self), NULL, &error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gboolean manages = sl_person_get_declared (cli_progress_get_person (self)) &&
                     !g_str_equal (sl_person_get_role (cli_progress_get_person (self)),
                                   "officer") &&
                     !g_str_equal (sl_person_get_role (cli_progress_get_person (self)), "trainee");

  if (requests == NULL)
    return cli_fail_error (error);
  json_builder_begin_array (builder);
  for (guint i = 0; i < requests->len; i++)
    {
      const SlSecondRequest *request = g_ptr_array_index (requests, i);
      g_autofree char *name = cli_dup_shown (request->name);
      g_autofree char *title = cli_dup_shown (request->title);
      g_autofree char *assessor = cli_dup_shown (request->assessor_name);

      if (!manages)
        continue;
      json_builder_begin_object (builder);
      cli_json_add (builder, "id", request->request_id);
      cli_json_add (builder, "portfolio", request->portfolio_id);
      cli_json_add (builder, "name", request->name);
      cli_json_add (builder, "occasion", request->occasion_id);
      cli_json_add (builder, "title", request->title);
      cli_json_add (builder, "assessor", request->assessor_name);
      cli_json_add (builder, "why", request->why);
      cli_json_add (builder, "how", request->how);
      cli_json_add (builder, "finished-at", request->finished_at);
      cli_json_add_boolean (builder, "mine", request->mine);
      json_builder_end_object (builder);
      if (!self->cli->json)
        g_print ("%s  %s  %s: %s%s\n", *request->finished_at != '\0' ? _ ("finished") : _ ("open"),
                 name, title, assessor, request->mine ? _ (" (you)") : "");
    }
  return end_list (self, builder);
}

static gboolean
load_of (CliProgress *self)
{
  g_autoptr (SlPerson) other = self->of != NULL ? cli_find_person (self->cli, self->of) : NULL;
  g_autofree char *reason = NULL;
  g_autoptr (GError) error = NULL;

  if (self->of == NULL)
    return cli_usage (&sl_verb_progress, _ ("Say whose: --of WHO.")) == SL_CLI_DONE;
  if (other == NULL)
    return FALSE;
  self->portfolio = sl_portfolio_load (get_store (self),
                                       sl_casebook_get_packs (self->cli->casebook),
                                       sl_person_get_id (other), &error);
  if (error != NULL)
    return cli_fail_error (error) == SL_CLI_DONE;
  if (self->portfolio == NULL)
    return cli_fail (_ ("%s has no portfolio in this casebook."),
                     sl_person_get_display_name (other)) == SL_CLI_DONE;
  return sl_portfolio_may (self->portfolio, cli_progress_get_person (self), SL_PROGRESS_READ, NULL,
                           &reason) ||
         cli_fail ("%s", reason) == SL_CLI_DONE;
}

static int
finish (CliProgress *self, const char *occasion)
{
  const char *id = cli_progress_find_occasion (self, occasion);
  const char *request;

  if (id == NULL)
    return SL_CLI_FAILED;
  request = sl_portfolio_find_blind_request (self->portfolio, id,
                                             sl_person_get_id (cli_progress_get_person (self)));
  if (*request == '\0')
    return cli_fail (_ ("Nobody asked you for a second assessment of this, or you have finished "
                        "it."));
  return cli_apply (self->cli, sl_second_change_finish (self->portfolio, request));
}

static int
ask (CliProgress *self, const char *occasion, const char *who)
{
  const char *id = cli_progress_find_occasion (self, occasion);
  g_autoptr (SlPerson) assessor = id != NULL ? cli_find_person (self->cli, who) : NULL;

  if (assessor == NULL)
    return SL_CLI_FAILED;
  return cli_apply (self->cli, sl_second_change_ask (self->portfolio, id,
                                                     sl_person_get_id (assessor), "asked", NULL));
}

/* Lists; or asks somebody, gives one's own verdict, or finishes. */
int
cli_progress_second (CliProgress *self, int argc, char **argv)
{
  SlCellVerdict verdict = { .feedback = self->words,
                            .verbal = self->verbal,
                            .written = self->written };
  const SlCell *cell;

  if (argc == 0)
    return list_requests (self);
  if (argc == 1 || !load_of (self))
    return argc == 1 ? cli_usage (&sl_verb_progress, _ ("Say who is to look, or what you found."))
                     : SL_CLI_FAILED;
  if (argc == 2)
    return g_str_equal (argv[1], "finish") ? finish (self, argv[0]) : ask (self, argv[0], argv[1]);
  cell = cli_progress_find_cell (self, argv[0], argv[1]);
  verdict.verdict = argv[2];
  return cell == NULL
             ? SL_CLI_FAILED
             : cli_apply (self->cli, sl_second_change_assess (self->portfolio, cell, &verdict));
}

/* ---- drawing ---- */

static gboolean
ask_of_draw (CliProgress *self, const SlSampleDraw *draw, SlPerson *assessor)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPortfolio) portfolio = sl_portfolio_load_by_id (
      get_store (self), sl_casebook_get_packs (self->cli->casebook), draw->portfolio_id, &error);

  if (portfolio == NULL)
    return cli_fail_error (error) == SL_CLI_DONE;
  return cli_apply (self->cli,
                    sl_second_change_ask (portfolio, draw->occasion_id, sl_person_get_id (assessor),
                                          draw->why, draw->how)) == SL_CLI_DONE;
}

static gboolean
read_seed (CliProgress *self, guint64 *seed)
{
  char *end = NULL;

  *seed = self->seed != NULL ? g_ascii_strtoull (self->seed, &end, 10) : g_random_int ();
  if (end == NULL || (*end == '\0' && end != self->seed))
    return TRUE;
  cli_usage (&sl_verb_progress, _ ("\"%s\" is no number."), self->seed);
  return FALSE;
}

int
cli_progress_sample (CliProgress *self, int argc, char **argv)
{
  g_autoptr (SlPerson) assessor = self->ask != NULL ? cli_find_person (self->cli, self->ask) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) draws = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint64 seed;

  if (self->ask != NULL && assessor == NULL)
    return SL_CLI_FAILED;
  if (!read_seed (self, &seed))
    return SL_CLI_USAGE;
  draws = sl_team_draw_samples (get_store (self), sl_casebook_get_packs (self->cli->casebook), seed,
                                &error);
  if (draws == NULL)
    return cli_fail_error (error);
  json_builder_begin_array (builder);
  for (guint i = 0; i < draws->len; i++)
    {
      const SlSampleDraw *draw = g_ptr_array_index (draws, i);
      g_autofree char *name = cli_dup_shown (draw->name);
      g_autofree char *title = cli_dup_shown (draw->title);

      if (assessor != NULL && !ask_of_draw (self, draw, assessor))
        return SL_CLI_FAILED;
      json_builder_begin_object (builder);
      cli_json_add (builder, "portfolio", draw->portfolio_id);
      cli_json_add (builder, "occasion", draw->occasion_id);
      cli_json_add (builder, "name", draw->name);
      cli_json_add (builder, "title", draw->title);
      cli_json_add (builder, "met-on", draw->met_on);
      cli_json_add (builder, "why", draw->why);
      cli_json_add (builder, "how", draw->how);
      json_builder_end_object (builder);
      if (!self->cli->json)
        g_print ("%s  %s  %s: %s\n", draw->met_on, name, title, draw->how);
    }
  return end_list (self, builder);
}

/* ---- agreement ---- */

int
cli_progress_agreement (CliProgress *self, int argc, char **argv)
{
  g_autoptr (GPtrArray)
      frameworks = sl_frameworks_list (sl_casebook_get_packs (self->cli->casebook));
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < frameworks->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) agreement = sl_team_list_agreement (
          get_store (self), g_ptr_array_index (frameworks, i), NULL, &error);

      if (agreement == NULL)
        return cli_fail_error (error);
      for (guint k = 0; k < agreement->len; k++)
        {
          const SlAgreement *line = &g_array_index (agreement, SlAgreement, k);

          json_builder_begin_object (builder);
          cli_json_add (builder, "criterion", line->criterion_id);
          cli_json_add (builder, "title", line->title);
          cli_json_add_int (builder, "both", line->n_both);
          cli_json_add_int (builder, "same", line->n_same);
          json_builder_end_object (builder);
          if (!self->cli->json)
            g_print (_ ("%-8s %u of %u the same  %s\n"), line->criterion_id, line->n_same,
                     line->n_both, line->title);
        }
    }
  return end_list (self, builder);
}
