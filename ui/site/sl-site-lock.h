/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

G_BEGIN_DECLS

/* Why nothing of a case can be changed here, or (with @sheet_id) nothing of one of its records and
 * its photographs: a sentence for the officer, transfer full; NULL: it can be. */
char *sl_site_dup_lock (SlCasebook *casebook, const char *case_id, const char *sheet_id);

G_END_DECLS
