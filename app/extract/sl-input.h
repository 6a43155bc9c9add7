/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "base/sl-frame.h"

G_BEGIN_DECLS

/* What the program says to the worker, in frames. Both wait for it; FALSE: it has gone, or said
 * something else than it must. */
gboolean sl_input_read (SlFrameReader *reader, SlFrame *frame);
/* A worker's one document: GIVE with its two descriptors. @password: transfer full. */
gboolean
sl_input_receive (SlFrameReader *reader, int *document_fd, int *pixels_fd, char **password);

G_END_DECLS
