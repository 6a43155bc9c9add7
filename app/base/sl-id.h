/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A new UUIDv7 in lower case: sorts by the time it was made. Transfer full. */
char *sl_id_new (void);

/* TRUE when @text has the form of a UUID in lower case. */
gboolean sl_id_is_valid (const char *text);

G_END_DECLS
