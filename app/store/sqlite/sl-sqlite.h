/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "store/sl-database.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* What only SQLite has: settings, triggers, error codes, online copies. */

/* In the header of our files ("SLcb"), so that file(1) and we can tell them from others. */
#define SL_SQLITE_APPLICATION_ID 0x534c6362

sqlite3 *sl_sqlite_open (const char *path, SlDatabaseFlags flags, GError **error);
/* Sets @error from @code (extended or not) and the connection's message; always FALSE. */
gboolean sl_sqlite_fail (sqlite3 *handle, int code, GError **error);
/* Triggers for the tables of that migration: they forbid changing what is only ever added to, and
 * decisions that the rules do not allow. Scripts, NULL at the end. */
const char *const *sl_sqlite_get_triggers (guint migration);
/* Copies the whole of @source into the new file @path in steps, fsync included. */
gboolean sl_sqlite_copy (sqlite3 *source, const char *path, GError **error);
gboolean sl_sqlite_get_pragma (sqlite3 *handle, const char *sql, gint64 *value, GError **error);

G_END_DECLS
