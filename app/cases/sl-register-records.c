/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cases"
#include "config.h"

#include "cases/sl-case-kind.h"

#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>

/* Numbers that people quote, counted up by series and year. This file is the only one that reads
 * and writes "register_number". A number is taken inside the change that needs it, so that a change
 * that fails leaves no gap. */

/* So that lists sorted by text stand in order up to the thousandth. */
#define NUMBER_FORMAT "%s/%s/%03" G_GINT64_FORMAT

/**
 * sl_register_take_number:
 * @transaction: the change in hand
 * @series: the register: "ADV"
 * @error: return location
 *
 * The year is that of the change's time. It is kept in UTC, which is what London's clocks show when
 * a year begins.
 *
 * Returns: (transfer full): the next number, "ADV/2026/014", or %NULL with %SL_STORE_ERROR
 */
char *
sl_register_take_number (SlTransaction *transaction, const char *series, GError **error)
{
  g_autofree char *year = NULL;
  g_autoptr (SlStatement) statement = NULL;
  gboolean row;

  g_return_val_if_fail (transaction != NULL && series != NULL && *series != '\0', NULL);
  year = g_strndup (sl_transaction_get_time (transaction), 4);
  statement = sl_database_prepare (sl_transaction_get_database (transaction),
                                   "INSERT INTO register_number (series, year, last)"
                                   " VALUES (?, ?, 1) ON CONFLICT (series, year)"
                                   " DO UPDATE SET last = register_number.last + 1 RETURNING last",
                                   error);
  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "ti", series, g_ascii_strtoll (year, NULL, 10));
  if (!sl_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_FAILED,
                   _ ("The register %s gave no number."), series);
      return NULL;
    }
  return g_strdup_printf (NUMBER_FORMAT, series, year, sl_statement_get_int (statement, 0));
}
