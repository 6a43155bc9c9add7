/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-progress.h"

#include "base/sl-time.h"

#include <glib/gi18n.h>
#include <string.h>

/* What the record offers: cases that would suit as the next occasion, and pieces of a case's record
 * for a claim. They are numbered as they are printed; "claim --take 1,3" takes those. */

/* NULL after printing why. @criterion NULL: for all. */
static GPtrArray *
list_proposals (CliProgress *self, const char *occasion_id, const SlFrameworkCriterion *criterion)
{
  const SlOccasion *occasion = sl_portfolio_find_occasion (self->portfolio, occasion_id);
  g_autoptr (GError) error = NULL;
  GPtrArray *proposals;

  if (occasion == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) sl_proposal_free);
  proposals = sl_proposals_list (sl_casebook_get_store (self->cli->casebook),
                                 sl_casebook_get_packs (self->cli->casebook), self->portfolio,
                                 occasion, criterion, &error);
  if (proposals == NULL)
    cli_fail_error (error);
  return proposals;
}

/* ---- proposals ---- */

static void
print_proposal (guint number, const SlProposal *proposal)
{
  g_autofree char *date = sl_date_format_short (proposal->on_date);
  g_autofree char *label = cli_dup_shown (proposal->label);
  g_autofree char *detail = cli_dup_shown (proposal->detail);

  g_print ("%3u %s %-10s %-12s %s\n", number, proposal->own ? "*" : " ", proposal->kind,
           date != NULL ? date : "", label);
  if (*detail != '\0')
    g_print ("%*s%s\n", 29, "", detail);
}

static void
add_proposal (JsonBuilder *builder, guint number, const SlProposal *proposal)
{
  json_builder_begin_object (builder);
  cli_json_add_int (builder, "number", number);
  cli_json_add (builder, "kind", proposal->kind);
  cli_json_add (builder, "label", proposal->label);
  cli_json_add (builder, "detail", proposal->detail);
  cli_json_add (builder, "date", proposal->on_date);
  cli_json_add (builder, "object-kind", proposal->object_kind);
  cli_json_add (builder, "object", proposal->object_id);
  cli_json_add (builder, "sha256", proposal->sha256);
  cli_json_add_boolean (builder, "own", proposal->own);
  cli_json_add_boolean (builder, "personal", proposal->personal);
  json_builder_end_object (builder);
}

int
cli_progress_propose (CliProgress *self, int argc, char **argv)
{
  const char *occasion_id = cli_progress_find_occasion (self, argv[0]);
  const SlCell *cell = NULL;
  g_autoptr (GPtrArray) proposals = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (occasion_id == NULL ||
      (argc > 1 && (cell = cli_progress_find_cell (self, argv[0], argv[1])) == NULL))
    return SL_CLI_FAILED;
  proposals = list_proposals (self, occasion_id, cell != NULL ? cell->criterion : NULL);
  if (proposals == NULL)
    return SL_CLI_FAILED;
  json_builder_begin_array (builder);
  for (guint i = 0; i < proposals->len; i++)
    {
      const SlProposal *proposal = g_ptr_array_index (proposals, i);

      add_proposal (builder, i + 1, proposal);
      if (!self->cli->json)
        print_proposal (i + 1, proposal);
    }
  json_builder_end_array (builder);
  if (self->cli->json)
    cli_print_json (builder);
  else if (proposals->len == 0)
    g_print (_ ("The record shows nothing for it.\n"));
  else
    g_print (_ ("* the trainee’s own doing; “progress claim %s CRITERION --take N,N” claims by the "
                "numbers shown for that criterion\n"),
             argv[0]);
  return SL_CLI_DONE;
}

/* Marks what the words of --take name; FALSE after printing which is no number of them. */
static gboolean
choose (const char *take, gboolean *chosen, guint n)
{
  g_auto (GStrv) numbers = g_strsplit_set (take, ", ", -1);

  for (guint i = 0; numbers[i] != NULL; i++)
    {
      guint64 number;

      if (*numbers[i] == '\0')
        continue;
      if (!g_ascii_string_to_unsigned (numbers[i], 10, 1, n, &number, NULL))
        {
          cli_fail (_ ("“progress propose” shows no number %s for this criterion."), numbers[i]);
          return FALSE;
        }
      chosen[number - 1] = TRUE;
    }
  return TRUE;
}

GPtrArray *
cli_progress_take (CliProgress *self, const SlCell *cell)
{
  g_autoptr (GPtrArray) proposals = NULL;
  g_autofree gboolean *chosen = NULL;

  if (self->take == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) sl_proposal_free);
  proposals = list_proposals (self, cell->occasion_id, cell->criterion);
  if (proposals == NULL)
    return NULL;
  chosen = g_new0 (gboolean, proposals->len + 1);
  if (!choose (self->take, chosen, proposals->len))
    return NULL;
  for (guint i = proposals->len; i > 0; i--)
    if (!chosen[i - 1])
      g_ptr_array_remove_index (proposals, i - 1);
  return g_steal_pointer (&proposals);
}

/* ---- the next occasion ---- */

static void
print_offer (const SlOccasionOffer *offer, const char *component_id)
{
  g_autofree char *title = cli_dup_shown (offer->title);
  g_autofree char *date = sl_date_format_short (offer->date);

  g_print ("%-4s %-20s %s  (%s; ", component_id, offer->reference, title, offer->stage);
  g_print (g_dngettext (GETTEXT_PACKAGE, "%u step, last on %s)\n", "%u steps, last on %s)\n",
                        offer->n_steps),
           offer->n_steps, date != NULL ? date : "");
  if (*offer->warning != '\0')
    g_print ("     %s\n", offer->warning);
}

static void
add_offer (JsonBuilder *builder, const SlOccasionOffer *offer, const char *component_id)
{
  json_builder_begin_object (builder);
  cli_json_add (builder, "component", component_id);
  cli_json_add (builder, "case", offer->case_id);
  cli_json_add (builder, "title", offer->title);
  cli_json_add (builder, "reference", offer->reference);
  cli_json_add (builder, "stage", offer->stage);
  cli_json_add (builder, "date", offer->date);
  cli_json_add (builder, "warning", offer->warning);
  cli_json_add_int (builder, "steps", offer->n_steps);
  json_builder_end_object (builder);
}

static int
list_offers (CliProgress *self, JsonBuilder *builder, const SlComponent *component)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) offers = sl_occasions_list_offers (
      sl_casebook_get_store (self->cli->casebook), sl_casebook_get_packs (self->cli->casebook),
      self->portfolio, component->id, &error);

  if (offers == NULL)
    return cli_fail_error (error);
  for (guint i = 0; i < offers->len; i++)
    {
      add_offer (builder, g_ptr_array_index (offers, i), component->id);
      if (!self->cli->json)
        print_offer (g_ptr_array_index (offers, i), component->id);
    }
  return SL_CLI_DONE;
}

int
cli_progress_offers (CliProgress *self, int argc, char **argv)
{
  SlFramework *framework = sl_portfolio_get_framework (self->portfolio);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  int code = SL_CLI_DONE;

  if (argc > 0 && sl_framework_find_component (framework, argv[0]) == NULL)
    return cli_fail (_ ("The framework has no component %s."), argv[0]);
  json_builder_begin_array (builder);
  for (guint i = 0; code == SL_CLI_DONE && i < sl_framework_get_n_components (framework); i++)
    {
      const SlComponent *component = sl_framework_get_component (framework, i);

      if (component->type == SL_COMPONENT_OCCASIONS &&
          (argc == 0 || g_str_equal (argv[0], component->id)))
        code = list_offers (self, builder, component);
    }
  json_builder_end_array (builder);
  if (code == SL_CLI_DONE && self->cli->json)
    cli_print_json (builder);
  return code;
}
