/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "extract/sl-input.h"
#include "extract/sl-reader.h"

G_BEGIN_DECLS

/* Maps the memory for pixels that is shared with the program. */
gboolean sl_render_prepare (int fd);
/* Answers requests until the program has gone or says so. */
void sl_render_run (SlFrameReader *in, const SlReader *reader, SlSource *source);
G_END_DECLS
