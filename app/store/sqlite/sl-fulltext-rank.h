/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* What a query of the word index names to have its pages ordered: "rank MATCH ?" with this. */
#define SL_FULLTEXT_RANK "page_rank ()"

/* Makes the order known to a connection; FALSE with the connection's own error. */
gboolean sl_fulltext_rank_register (sqlite3 *db);

G_END_DECLS
