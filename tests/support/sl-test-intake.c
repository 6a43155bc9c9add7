/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-test-intake.h"

#include "sl-test-case.h"
#include "sl-test.h"

void
sl_test_intake_set_up (SlTestIntake *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->data = sl_test_make_folder ();
  self->folder = sl_test_make_folder ();
  self->store = sl_test_open_store (self->data);
  self->pool = sl_worker_pool_new (NULL);
  self->library = sl_library_new (self->store, self->pool, &error);
  g_assert_no_error (error);
  self->packs = sl_pack_library_new (NULL, &error);
  g_assert_no_error (error);
  self->case_id = sl_test_add_case (self->store);
}

void
sl_test_intake_tear_down (SlTestIntake *self, gconstpointer data)
{
  sl_store_close (self->store);
  g_clear_object (&self->library);
  g_clear_object (&self->pool);
  g_clear_object (&self->packs);
  g_clear_object (&self->store);
  g_free (self->data);
  g_free (self->folder);
  g_free (self->case_id);
}
