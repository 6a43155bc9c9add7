/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-test-folio.h"

void
sl_test_folio_ask_as (SlTestFolio *self, const char *person_id)
{
  g_autoptr (GError) error = NULL;

  sl_test_progress_become (self->self, person_id);
  g_clear_object (&self->author);
  self->author = sl_people_load (self->self->store, person_id, &error);
  g_assert_no_error (error);
  self->context.author = self->author;
}

void
sl_test_folio_set_up (SlTestFolio *self, gconstpointer data)
{
  self->self = sl_test_progress_new ();
  self->context = (SlPortfolioContext){
    .library = sl_casebook_get_library (self->self->base->casebook),
    .packs = self->self->packs,
    .policy = sl_casebook_get_policy (self->self->base->casebook),
    .date = "2026-11-24",
  };
  self->occasion = sl_test_progress_choose (self->self, "C2", self->self->base->case_id);
  sl_test_folio_ask_as (self, self->self->trainee);
}

void
sl_test_folio_tear_down (SlTestFolio *self, gconstpointer data)
{
  g_free (self->occasion);
  g_clear_object (&self->author);
  sl_test_progress_free (self->self);
}
