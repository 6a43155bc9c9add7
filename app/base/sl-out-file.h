/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file that a person asked for, outside the data folder: whole or not at all, 0600. @error is a
 * sentence that names the file, why it was not written, and the way out. Blocking. */
gboolean sl_out_file_write (const char *path, GBytes *bytes, GError **error);

/* That sentence for what writing @path answered; transfer full. */
char *sl_out_file_explain (const char *path, const GError *error);

G_END_DECLS
