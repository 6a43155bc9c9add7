/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The program's settings: this person's habits on this computer. Borrowed, lives as long as the
 * program. Keys: window-width, window-height, window-maximized, single-letter-keys, compact-rows,
 * style, dim-pages, assess-side-width and the like. */
GSettings *sl_settings_get (void);

/* Whether single letters act as commands (WCAG 2.1.4 asks that they can be switched off). */
gboolean sl_settings_get_single_letter_keys (void);

G_END_DECLS
