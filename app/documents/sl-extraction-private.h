/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "base/sl-frame.h"
#include "documents/sl-extraction.h"

G_BEGIN_DECLS

/* One worker's answer on its way into an extraction: the page in hand and the totals so far. */
typedef struct _SlExtractionStream SlExtractionStream;

SlExtraction *sl_extraction_new (const char *media_type);
void sl_extraction_set_reason (SlExtraction *self,
                               SlExtractionState state,
                               const char *code,
                               const char *sentence);
void sl_extraction_add_warning (SlExtraction *self, const char *warning);
void sl_extraction_set_level (SlExtraction *self, const char *level);
guint sl_extraction_count_readable (SlExtraction *self);
/* Puts the pages in order and drops what no worker sent. No frame may follow. */
void sl_extraction_seal (SlExtraction *self);

/* @self is borrowed: the stream must not outlive it. */
SlExtractionStream *sl_extraction_stream_new (SlExtraction *self);
void sl_extraction_stream_free (SlExtractionStream *stream);
/* Takes any frame of a reading but HELLO and RANGE_DONE. FALSE: the worker broke the rules. */
gboolean sl_extraction_stream_take (SlExtractionStream *stream, SlFrame *frame, GError **error);
/* TRUE after an END whose totals agreed with what had come. */
gboolean sl_extraction_stream_is_ended (SlExtractionStream *stream);
guint sl_extraction_stream_get_n_pages (SlExtractionStream *stream);

G_END_DECLS
