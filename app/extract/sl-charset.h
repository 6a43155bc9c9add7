/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Opens every converter the formats may need; after lockdown none can be opened. */
void sl_charset_warm_up (void);

/* @charset as declared, any case; NULL none. Bytes that do not convert become U+FFFD. NULL when the
 * charset is not known or not allowed (UTF-7). */
char *sl_charset_convert (const char *charset, const guint8 *data, gsize length);

/* For text that may say its own charset: a byte order mark, else UTF-8 when it is valid, else what
 * was declared, else Windows-1252. @used: the charset taken, static or interned. Never NULL. */
char *sl_charset_decode (const char *declared, const guint8 *data, gsize length, const char **used);

G_END_DECLS
