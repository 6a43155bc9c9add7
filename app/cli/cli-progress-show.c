/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-progress.h"

#include "base/sl-time.h"
#include "people/sl-role.h"

#include <glib/gi18n.h>

/* A portfolio as it stands. Who looks at an occasion blind is shown nothing of what others decided
 * on it. */

static const char *
get_reader (CliProgress *self)
{
  return sl_person_get_id (cli_progress_get_person (self));
}

static gboolean
is_blind (CliProgress *self, const char *occasion_id)
{
  return *sl_portfolio_find_blind_request (self->portfolio, occasion_id, get_reader (self)) != '\0';
}

static const char *
name_event (SlCellEventKind kind)
{
  static const char *const names[] = {
    [SL_CELL_EVENT_CLAIM] = "claim",     [SL_CELL_EVENT_WITHDRAW] = "withdraw",
    [SL_CELL_EVENT_VERDICT] = "verdict", [SL_CELL_EVENT_SECOND] = "second",
    [SL_CELL_EVENT_REPLY] = "reply",     [SL_CELL_EVENT_ACKNOWLEDGE] = "acknowledge",
  };

  return names[kind];
}

/* ---- as text ---- */

static void
print_cell (CliProgress *self, const SlCell *cell)
{
  SlCellState state = sl_portfolio_see_state (self->portfolio, cell, get_reader (self));
  g_autofree char *title = cli_dup_shown (cell->criterion->title);

  g_print ("  %-8s %-15s %s\n", cell->criterion->id, sl_cell_state_to_words (state), title);
}

static void
print_event (const SlCellEvent *event)
{
  g_autofree char *at = sl_time_format_long (event->at);
  g_autofree char *name = cli_dup_shown (event->person_name);
  g_autofree char *words = cli_dup_shown (event->words);

  g_print ("    %s  %s%s%s  %s, %s%s\n", at, name_event (event->kind),
           *event->verdict != '\0' ? " " : "", event->verdict, name,
           sl_role_get_title (event->role), event->self_declared ? _ (" (self-declared)") : "");
  if (*words != '\0')
    g_print ("      %s\n", words);
  for (guint i = 0; i < event->n_evidence; i++)
    {
      g_autofree char *label = cli_dup_shown (event->evidence[i].label);

      g_print ("      - %s\n", label);
    }
}

static void
print_occasion (CliProgress *self, const SlOccasion *occasion, gboolean history)
{
  g_autofree char *place = cli_progress_name_occasion (self, occasion->id);
  g_autofree char *title = cli_dup_shown (occasion->title);

  g_print ("%s  %s  %s%s%s\n", place, occasion->reference, title,
           occasion->dropped ? _ ("  (no longer counted)") : "",
           occasion->case_gone ? _ ("  (the case is not in this casebook)") : "");
  if (is_blind (self, occasion->id))
    g_print ("  %s\n", _ ("You look at this a second time: what others decided is not shown until "
                          "you have finished."));
  for (guint i = 0; i < occasion->n_cells; i++)
    {
      print_cell (self, &occasion->cells[i]);
      for (guint k = 0; history && k < occasion->cells[i].n_events; k++)
        if (sl_portfolio_may_see (self->portfolio, occasion->cells[i].events[k], get_reader (self)))
          print_event (occasion->cells[i].events[k]);
    }
}

static void
print_training (CliProgress *self, gboolean history)
{
  SlFramework *framework = sl_portfolio_get_framework (self->portfolio);

  for (guint i = 0; i < sl_framework_get_n_components (framework); i++)
    {
      const SlComponent *component = sl_framework_get_component (framework, i);

      if (component->type != SL_COMPONENT_TRAINING)
        continue;
      g_print ("%s\n", component->title);
      for (guint k = 0; k < component->n_criteria; k++)
        {
          const SlCell *cell = sl_portfolio_find_cell (self->portfolio, "",
                                                       component->criteria[k].id);

          if (cell == NULL)
            continue;
          print_cell (self, cell);
          for (guint e = 0; history && e < cell->n_events; e++)
            if (sl_portfolio_may_see (self->portfolio, cell->events[e], get_reader (self)))
              print_event (cell->events[e]);
        }
    }
  for (guint i = 0; i < sl_portfolio_get_n_training (self->portfolio); i++)
    {
      const SlTraining *training = sl_portfolio_get_training (self->portfolio, i);
      g_autofree char *title = cli_dup_shown (training->title);

      if (!training->removed)
        g_print ("  %s  %s  %s %s  %s%s%s%s\n", training->id, training->on_date,
                 training->criterion_id, training->kind, title,
                 *training->renews_on != '\0' ? _ ("  renew by ") : "", training->renews_on,
                 training->expired        ? _ (" (ran out)")
                 : training->expires_soon ? _ (" (soon)")
                                          : "");
    }
}

static void
print_decisions (CliProgress *self)
{
  for (guint i = 0; i < sl_portfolio_get_n_progressions (self->portfolio); i++)
    {
      const SlProgression *decision = sl_portfolio_get_progression (self->portfolio, i);
      g_autofree char *name = cli_dup_shown (decision->person_name);

      g_print ("%s  %s  %s, %s\n", decision->notified_on, decision->outcome, name,
               sl_role_get_title (decision->role));
      if (*decision->appeal.id != '\0')
        g_print (_ ("  appealed on %s%s%s: %s\n"), decision->appeal.lodged_on,
                 decision->appeal.late ? _ (", late") : "",
                 decision->appeal.misdirected ? _ (", to another than the rule names") : "",
                 *decision->appeal.outcome != '\0' ? decision->appeal.outcome : _ ("waits"));
      else if (*decision->last_day != '\0')
        g_print (_ ("  last day to appeal, to the %s: %s\n"),
                 sl_role_get_title (decision->appeal_to), decision->last_day);
    }
}

static void
print_head (CliProgress *self)
{
  SlFramework *framework = sl_portfolio_get_framework (self->portfolio);
  SlFramework *newer = sl_portfolio_get_newer (self->portfolio);
  g_autofree char *name = cli_dup_shown (sl_portfolio_get_person_name (self->portfolio));

  g_print ("%s: %s, %s\n", name, sl_framework_get_title (framework),
           sl_framework_get_edition (framework));
  if (newer != NULL)
    g_print (_ ("There is a newer edition: %s; \"progress move\" shows what it changes.\n"),
             sl_framework_get_edition (newer));
  for (guint i = 0; i < sl_portfolio_get_n_components (self->portfolio); i++)
    {
      const SlComponentProgress *progress = sl_portfolio_get_component (self->portfolio, i);

      g_print (_ ("%s  %s: %u of %u, %u waiting\n"), progress->component->id,
               progress->component->title, progress->n_met, progress->n_needed,
               progress->n_waiting);
    }
}

/* ---- as JSON ---- */

static void
add_event_json (JsonBuilder *builder, const SlCellEvent *event)
{
  json_builder_begin_object (builder);
  cli_json_add (builder, "id", event->id);
  cli_json_add (builder, "kind", name_event (event->kind));
  cli_json_add (builder, "verdict", event->verdict);
  cli_json_add (builder, "words", event->words);
  cli_json_add (builder, "verbal", event->verbal);
  cli_json_add (builder, "written", event->written);
  cli_json_add (builder, "person", event->person_name);
  cli_json_add (builder, "role", event->role);
  cli_json_add_boolean (builder, "self-declared", event->self_declared);
  cli_json_add (builder, "at", event->at);
  json_builder_set_member_name (builder, "evidence");
  json_builder_begin_array (builder);
  for (guint i = 0; i < event->n_evidence; i++)
    {
      json_builder_begin_object (builder);
      cli_json_add (builder, "kind", event->evidence[i].kind);
      cli_json_add (builder, "label", event->evidence[i].label);
      cli_json_add (builder, "detail", event->evidence[i].detail);
      cli_json_add (builder, "on", event->evidence[i].on_date);
      cli_json_add (builder, "sha256", event->evidence[i].sha256);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_cell_json (CliProgress *self, JsonBuilder *builder, const SlCell *cell)
{
  json_builder_begin_object (builder);
  cli_json_add (builder, "criterion", cell->criterion->id);
  cli_json_add (builder, "title", cell->criterion->title);
  cli_json_add (
      builder, "state",
      sl_cell_state_to_nick (sl_portfolio_see_state (self->portfolio, cell, get_reader (self))));
  json_builder_set_member_name (builder, "history");
  json_builder_begin_array (builder);
  for (guint i = 0; i < cell->n_events; i++)
    if (sl_portfolio_may_see (self->portfolio, cell->events[i], get_reader (self)))
      add_event_json (builder, cell->events[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_files_json (CliProgress *self, JsonBuilder *builder, const char *owner_id)
{
  g_autoptr (GPtrArray) files = sl_portfolio_list_files (self->portfolio, owner_id);

  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  for (guint i = 0; i < files->len; i++)
    {
      const SlPortfolioFile *file = g_ptr_array_index (files, i);

      json_builder_begin_object (builder);
      cli_json_add (builder, "id", file->id);
      cli_json_add (builder, "name", file->file_name);
      cli_json_add (builder, "sha256", file->sha256);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_occasion_json (CliProgress *self, JsonBuilder *builder, const SlOccasion *occasion)
{
  g_autofree char *place = cli_progress_name_occasion (self, occasion->id);
  gboolean blind = is_blind (self, occasion->id);

  json_builder_begin_object (builder);
  cli_json_add (builder, "id", occasion->id);
  cli_json_add (builder, "name", place);
  cli_json_add (builder, "component", occasion->component->id);
  cli_json_add (builder, "case", occasion->case_id);
  cli_json_add (builder, "title", occasion->title);
  cli_json_add (builder, "reference", occasion->reference);
  cli_json_add_boolean (builder, "case-gone", occasion->case_gone);
  cli_json_add_boolean (builder, "dropped", occasion->dropped);
  cli_json_add_boolean (builder, "counts", occasion->counts);
  cli_json_add_boolean (builder, "blind", blind);
  if (!blind)
    {
      cli_json_add_boolean (builder, "met", occasion->met);
      cli_json_add (builder, "met-on", occasion->met_on);
    }
  json_builder_set_member_name (builder, "cells");
  json_builder_begin_array (builder);
  for (guint i = 0; i < occasion->n_cells; i++)
    add_cell_json (self, builder, &occasion->cells[i]);
  json_builder_end_array (builder);
  add_files_json (self, builder, occasion->id);
  json_builder_end_object (builder);
}

static void
add_training_json (CliProgress *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "training");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sl_portfolio_get_n_training (self->portfolio); i++)
    {
      const SlTraining *training = sl_portfolio_get_training (self->portfolio, i);

      json_builder_begin_object (builder);
      cli_json_add (builder, "id", training->id);
      cli_json_add (builder, "criterion", training->criterion_id);
      cli_json_add (builder, "kind", training->kind);
      cli_json_add (builder, "title", training->title);
      cli_json_add (builder, "provider", training->provider);
      cli_json_add (builder, "on", training->on_date);
      cli_json_add (builder, "outcomes", training->outcomes);
      cli_json_add (builder, "renews", training->renews_on);
      json_builder_set_member_name (builder, "hours");
      json_builder_add_double_value (builder, training->hours);
      cli_json_add_boolean (builder, "removed", training->removed);
      cli_json_add_boolean (builder, "expired", training->expired);
      cli_json_add_boolean (builder, "expires-soon", training->expires_soon);
      add_files_json (self, builder, training->id);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_decisions_json (CliProgress *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "decisions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sl_portfolio_get_n_progressions (self->portfolio); i++)
    {
      const SlProgression *decision = sl_portfolio_get_progression (self->portfolio, i);

      json_builder_begin_object (builder);
      cli_json_add (builder, "id", decision->id);
      cli_json_add (builder, "outcome", decision->outcome);
      cli_json_add (builder, "reasons", decision->reasons);
      cli_json_add (builder, "unmet", decision->unmet);
      cli_json_add (builder, "notified-on", decision->notified_on);
      cli_json_add (builder, "sha256", decision->sha256);
      cli_json_add (builder, "person", decision->person_name);
      cli_json_add (builder, "role", decision->role);
      cli_json_add (builder, "last-day", decision->last_day);
      cli_json_add (builder, "appeal-to", decision->appeal_to);
      cli_json_add_int (builder, "days-left", decision->days_left);
      cli_json_add (builder, "appeal-lodged-on", decision->appeal.lodged_on);
      cli_json_add_boolean (builder, "appeal-late", decision->appeal.late);
      cli_json_add_boolean (builder, "appeal-misdirected", decision->appeal.misdirected);
      cli_json_add (builder, "appeal-outcome", decision->appeal.outcome);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_components_json (CliProgress *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "components");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sl_portfolio_get_n_components (self->portfolio); i++)
    {
      const SlComponentProgress *progress = sl_portfolio_get_component (self->portfolio, i);

      json_builder_begin_object (builder);
      cli_json_add (builder, "id", progress->component->id);
      cli_json_add (builder, "title", progress->component->title);
      cli_json_add_int (builder, "met", progress->n_met);
      cli_json_add_int (builder, "needed", progress->n_needed);
      cli_json_add_int (builder, "waiting", progress->n_waiting);
      cli_json_add_boolean (builder, "complete", progress->complete);
      if (progress->component->type == SL_COMPONENT_TRAINING)
        {
          json_builder_set_member_name (builder, "cells");
          json_builder_begin_array (builder);
          for (guint k = 0; k < progress->component->n_criteria; k++)
            if (!progress->component->criteria[k].heading)
              add_cell_json (self, builder,
                             sl_portfolio_find_cell (self->portfolio, "",
                                                     progress->component->criteria[k].id));
          json_builder_end_array (builder);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_json (CliProgress *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  SlFramework *framework = sl_portfolio_get_framework (self->portfolio);

  json_builder_begin_object (builder);
  cli_json_add (builder, "id", sl_portfolio_get_id (self->portfolio));
  cli_json_add (builder, "person", sl_portfolio_get_person_name (self->portfolio));
  cli_json_add (builder, "framework", sl_framework_get_id (framework));
  cli_json_add (builder, "edition", sl_framework_get_edition (framework));
  cli_json_add_boolean (builder, "keeps-reading", sl_portfolio_keeps_reading (self->portfolio));
  cli_json_add_boolean (builder, "complete", sl_portfolio_is_complete (self->portfolio));
  add_components_json (self, builder);
  json_builder_set_member_name (builder, "occasions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sl_portfolio_get_n_occasions (self->portfolio); i++)
    add_occasion_json (self, builder, sl_portfolio_get_occasion (self->portfolio, i));
  json_builder_end_array (builder);
  add_training_json (self, builder);
  add_decisions_json (self, builder);
  json_builder_end_object (builder);
  cli_print_json (builder);
}

int
cli_progress_show (CliProgress *self, int argc, char **argv)
{
  const char *occasion_id = argc > 0 ? cli_progress_find_occasion (self, argv[0]) : NULL;

  if (argc > 0 && occasion_id == NULL)
    return SL_CLI_FAILED;
  if (self->cli->json)
    {
      print_json (self);
      return SL_CLI_DONE;
    }
  if (occasion_id == NULL)
    print_head (self);
  if (occasion_id == NULL || *occasion_id == '\0')
    print_training (self, occasion_id != NULL);
  for (guint i = 0; i < sl_portfolio_get_n_occasions (self->portfolio); i++)
    {
      const SlOccasion *occasion = sl_portfolio_get_occasion (self->portfolio, i);

      if (occasion_id == NULL || g_str_equal (occasion->id, occasion_id))
        print_occasion (self, occasion, occasion_id != NULL);
    }
  if (occasion_id == NULL)
    print_decisions (self);
  return SL_CLI_DONE;
}

/* ---- what is missing, and who read it ---- */

int
cli_progress_missing (CliProgress *self, int argc, char **argv)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < sl_portfolio_get_n_missing (self->portfolio); i++)
    {
      const SlMissing *missing = sl_portfolio_get_missing (self->portfolio, i);
      g_autofree char *text = cli_dup_shown (missing->text);
      g_autofree char *place = cli_progress_name_occasion (self, missing->occasion_id);

      json_builder_begin_object (builder);
      cli_json_add (builder, "kind", missing->kind);
      cli_json_add (builder, "text", missing->text);
      cli_json_add (builder, "component", missing->component_id);
      cli_json_add (builder, "occasion", *missing->occasion_id != '\0' ? place : "");
      cli_json_add (builder, "criterion", missing->criterion_id);
      cli_json_add (builder, "training", missing->training_id);
      cli_json_add_boolean (builder, "blocks", missing->blocks);
      json_builder_end_object (builder);
      if (!self->cli->json)
        g_print ("%s%s\n", missing->blocks ? "" : _ ("(reminder) "), text);
    }
  json_builder_end_array (builder);
  if (self->cli->json)
    cli_print_json (builder);
  return SL_CLI_DONE;
}

int
cli_progress_readers (CliProgress *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reads = sl_portfolio_list_reads (
      sl_casebook_get_store (self->cli->casebook), self->portfolio, &error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (reads == NULL)
    return cli_fail_error (error);
  json_builder_begin_array (builder);
  for (guint i = 0; i < reads->len; i++)
    {
      const SlPortfolioRead *read = g_ptr_array_index (reads, i);
      g_autofree char *name = cli_dup_shown (read->person_name);

      json_builder_begin_object (builder);
      cli_json_add (builder, "on", read->on_date);
      cli_json_add (builder, "person", read->person_name);
      cli_json_add (builder, "role", read->role);
      cli_json_add (builder, "occasion", read->occasion_id);
      json_builder_end_object (builder);
      if (!self->cli->json)
        g_print ("%s  %s, %s\n", read->on_date, name, sl_role_get_title (read->role));
    }
  json_builder_end_array (builder);
  if (self->cli->json)
    cli_print_json (builder);
  return SL_CLI_DONE;
}
