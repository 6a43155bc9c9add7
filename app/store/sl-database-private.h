/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "store/sl-database.h"
#include "store/sqlite/sl-sqlite.h"

G_BEGIN_DECLS

/* A connection that answers every statement with @error: what a thread gets when its own cannot be
 * opened, so that callers meet the failure where they handle failures. */
SlDatabase *sl_database_new_failed (const GError *error);
gboolean sl_database_is_failed (SlDatabase *self);
gboolean sl_database_is_closed (SlDatabase *self);
gboolean sl_database_is_last_ref (SlDatabase *self);
sqlite3 *sl_database_get_handle (SlDatabase *self);

G_END_DECLS
