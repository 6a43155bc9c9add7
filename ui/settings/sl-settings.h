/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The program's settings: this person's habits on this computer. Borrowed, lives as long as the
 * program. Keys: window-width, window-height, window-maximized, single-letter-keys, compact-rows,
 * style, dim-pages, assess-side-width and the like. */
GSettings *sl_settings_get (void);

/* A sentence when the settings file was damaged, else NULL. */
const char *sl_settings_get_remark (void);
void sl_settings_flush (void);

/* Whether single letters act as commands (WCAG 2.1.4 asks that they can be switched off). */
gboolean sl_settings_get_single_letter_keys (void);

/* The view in which a case was left; NULL for one that is not remembered. A habit, not a record: it
 * is no part of the casebook and its trail. */
char *sl_settings_dup_case_view (const char *case_id);
void sl_settings_set_case_view (const char *case_id, const char *view);

G_END_DECLS
