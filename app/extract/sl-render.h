/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "extract/sl-reader.h"

G_BEGIN_DECLS

/* Maps the shared memory for pixels, before lockdown. */
gboolean sl_render_prepare (void);
/* Answers requests until the program has gone or says so. */
void sl_render_run (SlFrameReader *in, const SlReader *reader, SlSource *source);
/* The next frame from the program, waiting for it; FALSE when it has gone. In main.c. */
gboolean sl_worker_read_frame (SlFrameReader *in, SlFrame *frame);

G_END_DECLS
