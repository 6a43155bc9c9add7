/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test-progress.h"

#include "base/sl-id.h"
#include "cases/sl-case-kind.h"
#include "cases/sl-case-records.h"
#include "sl-test-case.h"

#include <string.h>

void
sl_test_progress_become (SlTestProgress *self, const char *person_id)
{
  sl_test_become (self->base, person_id);
}

void
sl_test_progress_load (SlTestProgress *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->portfolio);
  self->portfolio = sl_portfolio_load (self->store, self->packs, self->trainee, &error);
  g_assert_no_error (error);
}

void
sl_test_progress_apply (SlTestProgress *self, SlChange *change)
{
  sl_test_apply (self->store, change);
  sl_test_progress_load (self);
}

void
sl_test_progress_refuse (SlTestProgress *self, SlChange *change, const char *words)
{
  sl_test_refuse (self->store, change, SL_STORE_ERROR_REFUSED, words);
}

static const char small[] =
    "<framework id=\"small\" title=\"A small one\" edition=\"1\" xml:lang=\"en-GB\""
    " from=\"trainee\" to=\"officer\" expiry-days=\"90\" sample-every=\"2\">"
    "<about>For tests.</about>"
    "<entry id=\"entry\" title=\"Level 4 certificate\" accepts=\"certificate\""
    " certificate=\"yes\" source=\"S002\"><text>Passed.</text></entry>"
    "<decider role=\"manager\"/><decider role=\"senior-manager\"/>"
    "<appeal decided-by=\"manager\" to=\"senior-manager\" days=\"7\" source=\"S002\"/>"
    "<appeal decided-by=\"senior-manager\" to=\"commander\" days=\"7\" source=\"S002\"/>"
    "<component id=\"T\" title=\"Training\" type=\"training\" noun=\"part\" nouns=\"parts\">"
    "<assessor role=\"manager\"/><assessor role=\"senior-manager\"/>"
    "<criterion id=\"T.1\" title=\"ATLAS\" accepts=\"event\" certificate=\"yes\" source=\"S002\">"
    "<text>Attends ATLAS.</text>"
    "<outcome id=\"docs\" renew-months=\"12\">Designing out crime</outcome>"
    "<outcome id=\"park\" renew-months=\"12\">Park Mark</outcome></criterion>"
    "<criterion id=\"T.2\" title=\"CPD\" accepts=\"cpd course\" source=\"S002\">"
    "<text>Keeps up.</text></criterion></component>"
    "<component id=\"P\" title=\"Planning\" type=\"occasions\" noun=\"occasion\""
    " nouns=\"occasions\" case-kind=\"planning\" occasions=\"2\">"
    "<assessor role=\"manager\"/><assessor role=\"senior-manager\"/>"
    "<criterion id=\"P.1\" title=\"Brief the manager\" shows=\"briefing\" source=\"S002\">"
    "<text>Briefs.</text></criterion>"
    "<criterion id=\"P.2\" title=\"Meet the developer\" where-applicable=\"yes\""
    " shows=\"meeting\" source=\"S002\"><text>Meets.</text></criterion></component>"
    "</framework>";

SlFramework *
sl_test_progress_edit_small (const char *const (*edits)[2], guint n_edits)
{
  g_autoptr (GString) text = g_string_new (small);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SlPack) pack = NULL;
  g_autoptr (GError) error = NULL;
  SlFramework *framework;

  for (guint i = 0; i < n_edits; i++)
    g_assert_cmpuint (g_string_replace (text, edits[i][0], edits[i][1], 0), ==, 1);
  bytes = g_bytes_new (text->str, text->len);
  pack = sl_pack_new (bytes, "small.xml", &error);
  g_assert_no_error (error);
  framework = sl_framework_new (pack, &error);
  g_assert_no_error (error);
  return framework;
}

static SlTestProgress *
begin (SlFramework *small_framework)
{
  SlTestProgress *self = g_new0 (SlTestProgress, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlFramework) framework = small_framework;
  g_autofree char *id = sl_id_new ();

  self->base = sl_test_response_new ();
  self->store = self->base->store;
  self->packs = sl_casebook_get_packs (self->base->casebook);
  self->trainee = sl_test_add_person (self->base, "7001", "Callum Reyes", "trainee");
  self->other = sl_test_add_person (self->base, "7002", "Priya Nair", "trainee");
  self->manager = sl_test_add_person (self->base, "7003", "Helen Marsh", "manager");
  self->second = sl_test_add_person (self->base, "7004", "Grace Lindqvist", "manager");
  self->senior = sl_test_add_person (self->base, "7005", "David Okafor", "senior-manager");
  self->commander = sl_test_add_person (self->base, "7006", "Ruth Ellery", "commander");
  self->officer = sl_test_add_person (self->base, "7007", "Rowan Ashdown", "officer");
  sl_test_progress_become (self, self->trainee);
  if (framework == NULL)
    framework = sl_frameworks_find (self->packs, "doco", &error);
  g_assert_no_error (error);
  sl_test_progress_apply (self, sl_portfolio_change_begin (framework, id, self->trainee));
  return self;
}

SlTestProgress *
sl_test_progress_new (void)
{
  return begin (NULL);
}

SlTestProgress *
sl_test_progress_new_small (void)
{
  return begin (sl_test_progress_edit_small (NULL, 0));
}

void
sl_test_progress_free (SlTestProgress *self)
{
  char *ids[] = { self->trainee, self->other,     self->manager, self->second,
                  self->senior,  self->commander, self->officer };

  g_clear_object (&self->portfolio);
  sl_test_response_free (self->base);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_free (ids[i]);
  g_free (self);
}

char *
sl_test_progress_add_case (SlTestProgress *self,
                           const char *kind,
                           const char *reference,
                           const char *address)
{
  const SlFactValue values[] = {
    { "reference", reference, "officer", "", "", NULL, 60 },
    { "authority-name", "Uttlesford District Council", "officer", "", "", NULL, 60 },
    { "address", address, "officer", "", "", NULL, 60 },
  };
  char *id = sl_id_new ();

  if (g_str_equal (kind, "planning"))
    sl_test_apply (self->store, sl_case_change_create (id, values, G_N_ELEMENTS (values)));
  else
    sl_test_apply (self->store, sl_case_change_begin (self->packs, id, kind, reference, address,
                                                      sl_store_get_actor (self->store)));
  return id;
}

char *
sl_test_progress_choose (SlTestProgress *self, const char *component_id, const char *case_id)
{
  char *id = sl_id_new ();
  g_autofree char *was = g_strdup (sl_store_get_actor (self->store));

  sl_test_progress_become (self, self->trainee);
  sl_test_progress_apply (
      self, sl_occasion_change_choose (self->portfolio, component_id, id, case_id, NULL));
  sl_test_progress_become (self, was);
  return id;
}

const SlCell *
sl_test_progress_cell (SlTestProgress *self, const char *occasion_id, const char *criterion_id)
{
  const SlCell *cell = sl_portfolio_find_cell (self->portfolio, occasion_id, criterion_id);

  g_assert_nonnull (cell);
  return cell;
}

void
sl_test_progress_claim (SlTestProgress *self,
                        const char *occasion_id,
                        const char *criterion_id,
                        const char *words)
{
  g_autofree char *was = g_strdup (sl_store_get_actor (self->store));

  sl_test_progress_become (self, self->trainee);
  sl_test_progress_apply (
      self, sl_cell_change_claim (self->portfolio,
                                  sl_test_progress_cell (self, occasion_id, criterion_id), NULL,
                                  words, NULL, FALSE));
  sl_test_progress_become (self, was);
}

void
sl_test_progress_assess (SlTestProgress *self,
                         const char *assessor,
                         const char *occasion_id,
                         const char *criterion_id,
                         const char *verdict,
                         const char *feedback)
{
  g_autofree char *was = g_strdup (sl_store_get_actor (self->store));
  const SlCellVerdict values = { .verdict = verdict,
                                 .feedback = feedback,
                                 .verbal = "Briefing of 24 November",
                                 .written = "The draft, version 1" };

  sl_test_progress_become (self, assessor);
  sl_test_progress_apply (
      self, sl_cell_change_assess (
                self->portfolio, sl_test_progress_cell (self, occasion_id, criterion_id), &values));
  sl_test_progress_become (self, was);
}

void
sl_test_progress_meet (SlTestProgress *self, const char *assessor, const char *occasion_id)
{
  const SlOccasion *occasion = sl_portfolio_find_occasion (self->portfolio, occasion_id);
  guint n = occasion->n_cells;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *criterion = NULL;

      occasion = sl_portfolio_find_occasion (self->portfolio, occasion_id);
      criterion = g_strdup (occasion->cells[i].criterion->id);
      sl_test_progress_claim (self, occasion_id, criterion, "As the case shows.");
      sl_test_progress_assess (self, assessor, occasion_id, criterion, "met", "Well done.");
    }
}
