/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <glib.h>
#include <stdarg.h>

G_BEGIN_DECLS

/* What a run of sightline-cli left. */
typedef struct
{
  int code; /* exit code */
  char *out, *err;
} SlTestRun;

void sl_test_run_clear (SlTestRun *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlTestRun, sl_test_run_clear)

/* Runs "sightline-cli --data @folder …" with the words that follow, NULL at the end. */
void sl_test_run_cli (SlTestRun *self, const char *folder, ...) G_GNUC_NULL_TERMINATED;
void sl_test_run_cli_list (SlTestRun *self, const char *folder, va_list words);

G_END_DECLS
