/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "base/sl-types.h"

G_BEGIN_DECLS

/* One connection. Statements are cached by their text, which must be a literal: values are bound.
 */
SlStatement *sl_database_prepare (SlDatabase *self, const char *sql, GError **error);

/* For statements without a result. */
gboolean sl_database_run (SlDatabase *self, const char *sql, GError **error);

/* Parameters are numbered from 0 here. NULL text binds SQL NULL. */
void sl_statement_bind_text (SlStatement *self, int index, const char *text);
void sl_statement_bind_int (SlStatement *self, int index, gint64 value);
void sl_statement_bind_double (SlStatement *self, int index, double value);
void sl_statement_bind_null (SlStatement *self, int index);

/* Binds all parameters in order: format letters 't' text, 'i' gint64, 'd' double, 'n' (no argument)
 * NULL, 'I' gint64 with -1 meaning NULL, 'D' double with NaN meaning NULL. */
void sl_statement_bind (SlStatement *self, const char *format, ...);

/* Steps to the next row: TRUE with *@row FALSE at the end. After the end or a failure it is reset.
 */
gboolean sl_statement_step (SlStatement *self, gboolean *row, GError **error);
/* Runs to the end; for statements whose rows do not matter. */
gboolean sl_statement_run (SlStatement *self, GError **error);
/* Gives the statement back to the cache before its end; also the autoptr cleanup. */
void sl_statement_release (SlStatement *self);

const char *
sl_statement_get_text (SlStatement *self, int column); /* "" for NULL; until the next step */
char *sl_statement_dup_text (SlStatement *self, int column);
gint64 sl_statement_get_int (SlStatement *self, int column);
gint64 sl_statement_get_int_or (SlStatement *self, int column, gint64 null_value);
double sl_statement_get_double_or (SlStatement *self, int column, double null_value);
gboolean sl_statement_is_null (SlStatement *self, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlStatement, sl_statement_release)

G_END_DECLS
