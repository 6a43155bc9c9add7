/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the bytes are, by what they hold and never by the file's name; a static string. */
const char *sl_media_type_sniff (const guint8 *data, gsize length);
/* The type's name for people ("PDF", "Word document"), or NULL when it has none. */
const char *sl_media_type_get_title (const char *media_type);
/* Whether a file name's ending suits the type; an ending we do not know suits all. */
gboolean sl_media_type_suits_name (const char *media_type, const char *name);
/* FALSE for a type that no worker reads: @code and @sentence then say why. */
gboolean sl_media_type_is_read (const char *media_type, const char **code, char **sentence);

G_END_DECLS
