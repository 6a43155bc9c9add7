/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A new empty folder, removed with all in it when the test program ends. Transfer full. */
char *sl_test_make_folder (void);

/* tests/data/NAME; transfer full. */
char *sl_test_data_path (const char *name);

/* ../shared/samples/NAME, or NULL after g_test_skip() naming it when the samples are not there. */
char *sl_test_sample_path (const char *name);

/* The clock stands still at @time ("2026-11-24T09:00:00Z"); sl_clock_set (NULL, NULL) lets it go.
 */
void sl_test_set_time (const char *time);

/* Runs the default main context until @done is TRUE; fails the test after 30 s. */
void sl_test_wait (gboolean *done);

G_END_DECLS
