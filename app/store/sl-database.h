/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "base/sl-types.h"

G_BEGIN_DECLS

typedef enum
{
  SL_DATABASE_READ_ONLY = 1 << 0,
  SL_DATABASE_CREATE = 1 << 1,  /* makes the file (0600) when it is missing */
  SL_DATABASE_DERIVED = 1 << 2, /* can be made again: WAL, synchronous=NORMAL (index.db) */
} SlDatabaseFlags;

/* Opens a file with every setting of the engine that protects it. One thread at a time uses a
 * connection. The store's own connections come from sl_store_read() and transactions; this is for
 * other files. Errors are SL_STORE_ERROR. */
SlDatabase *sl_database_open (const char *path, SlDatabaseFlags flags, GError **error);
/* Refuses further work; the file is let go when the last statement in use has been released. */
void sl_database_close (SlDatabase *self);
SlDatabase *sl_database_ref (SlDatabase *self);
void sl_database_unref (SlDatabase *self);
/* Several statements without results, for making tables; a literal or a resource. */
gboolean sl_database_run_script (SlDatabase *self, const char *script, GError **error);
/* PRAGMA quick_check: SL_STORE_ERROR_DAMAGED when it finds anything. */
gboolean sl_database_check (SlDatabase *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlDatabase, sl_database_unref)

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
/* The texts from @column on, each into the next char **; ends with NULL. */
void sl_statement_dup_texts (SlStatement *self, int column, ...) G_GNUC_NULL_TERMINATED;
gint64 sl_statement_get_int (SlStatement *self, int column);
gint64 sl_statement_get_int_or (SlStatement *self, int column, gint64 null_value);
double sl_statement_get_double_or (SlStatement *self, int column, double null_value);
gboolean sl_statement_is_null (SlStatement *self, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlStatement, sl_statement_release)

G_END_DECLS
