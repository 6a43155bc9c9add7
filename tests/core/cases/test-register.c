/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-time.h"
#include "cases/sl-case-kind.h"
#include "sl-test-case.h"
#include "sl-test.h"
#include "store/sl-store.h"

/* Numbers that people quote: by series and year, without gaps. */

typedef struct
{
  char *folder;
  SlStore *store;
  char *number; /* the one taken last */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  sl_test_set_time ("2026-11-24T09:00:00Z");
  self->folder = sl_test_make_folder ();
  self->store = sl_test_open_store (self->folder);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->store);
  g_free (self->number);
  g_free (self->folder);
  sl_clock_set (NULL, NULL);
}

typedef struct
{
  Fixture *fixture;
  const char *series;
  guint times;    /* in one change */
  gboolean fails; /* after the number was taken */
} Taking;

static gboolean
take (SlTransaction *transaction, gpointer data, GError **error)
{
  Taking *taking = data;

  for (guint i = 0; i < taking->times; i++)
    {
      g_clear_pointer (&taking->fixture->number, g_free);
      taking->fixture->number = sl_register_take_number (transaction, taking->series, error);
      if (taking->fixture->number == NULL)
        return FALSE;
    }
  sl_transaction_note (transaction, "number", taking->fixture->number);
  if (taking->fails)
    g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED, "Not today.");
  return !taking->fails;
}

static SlChange *
taking (Taking *data)
{
  return sl_change_new ("take-number", "register", data->series, NULL, take, data, NULL);
}

static const char *
take_number (Fixture *self, const char *series)
{
  Taking data = { self, series, 1, FALSE };

  sl_test_apply (self->store, taking (&data));
  return self->number;
}

static void
test_series (Fixture *self, gconstpointer data)
{
  g_assert_cmpstr (take_number (self, "ADV"), ==, "ADV/2026/001");
  g_assert_cmpstr (take_number (self, "ADV"), ==, "ADV/2026/002");
  g_assert_cmpstr (take_number (self, "SBD"), ==, "SBD/2026/001");
  g_assert_cmpstr (take_number (self, "ADV"), ==, "ADV/2026/003");
}

static void
test_year (Fixture *self, gconstpointer data)
{
  sl_test_set_time ("2026-12-31T23:59:59Z");
  g_assert_cmpstr (take_number (self, "ADV"), ==, "ADV/2026/001");
  sl_test_set_time ("2027-01-01T00:00:00Z");
  g_assert_cmpstr (take_number (self, "ADV"), ==, "ADV/2027/001");
  g_assert_cmpstr (take_number (self, "ADV"), ==, "ADV/2027/002");
}

static void
test_failure (Fixture *self, gconstpointer data)
{
  Taking failing = { self, "ADV", 1, TRUE };

  sl_test_refuse (self->store, taking (&failing), SL_STORE_ERROR_REFUSED, "Not today");
  g_assert_cmpstr (take_number (self, "ADV"), ==, "ADV/2026/001");
}

static void
test_long (Fixture *self, gconstpointer data)
{
  Taking many = { self, "ADV", 999, FALSE };

  sl_test_apply (self->store, taking (&many));
  g_assert_cmpstr (self->number, ==, "ADV/2026/999");
  g_assert_cmpstr (take_number (self, "ADV"), ==, "ADV/2026/1000");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/cases/register/each-series-counts-by-itself", test_series);
  ADD ("/cases/register/a-new-year-begins-with-one", test_year);
  ADD ("/cases/register/a-change-that-fails-leaves-no-gap", test_failure);
  ADD ("/cases/register/the-thousandth-is-written-in-full", test_long);
#undef ADD
  return g_test_run ();
}
