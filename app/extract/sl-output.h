/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "base/sl-frame.h"

G_BEGIN_DECLS

/* What the worker says to the program, buffered, with the totals for the closing frame. */
typedef struct _SlOutput SlOutput;

typedef enum
{
  SL_OUTCOME_PARTIAL = 1, /* as SlExtractionState */
  SL_OUTCOME_REFUSED = 2,
} SlOutcome;

typedef struct
{
  float x, y, width, height;
} SlOutputBox;

SlOutput *sl_output_new (int fd);
/* Quiet: all about the document as a whole is left out (render workers). */
void sl_output_set_quiet (SlOutput *self, gboolean quiet);
gboolean sl_output_is_quiet (SlOutput *self);

void sl_output_hello (SlOutput *self, const char *level, const char *words);
void sl_output_taken (SlOutput *self);
void sl_output_document (SlOutput *self, guint pages, const char *media_type);
void sl_output_property (SlOutput *self, const char *key, const char *value);
void sl_output_warn (SlOutput *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void sl_output_reason (SlOutput *self, SlOutcome outcome, const char *code, const char *sentence);
/* @boxes NULL, or one for each character of @text. FALSE: the document's cap on text is reached;
 * the page was left out and the reason said. */
gboolean sl_output_page (SlOutput *self,
                         guint number,
                         double width,
                         double height,
                         int rotation,
                         const char *label,
                         const char *text,
                         const SlOutputBox *boxes,
                         gsize n_boxes);
gboolean sl_output_row (SlOutput *self, const char *path, const char *value, guint line);
void sl_output_attachment (SlOutput *self,
                           const char *name,
                           const char *media_type,
                           const void *data,
                           gsize length);
/* @data: rows of cairo's RGB24; at most SL_THUMBNAIL_MAX each way. */
void
sl_output_thumbnail (SlOutput *self, guint width, guint height, const guint8 *data, gsize stride);
void sl_output_range_done (SlOutput *self);
void sl_output_drawn (SlOutput *self, guint request, guint width, guint height, guint stride);
void sl_output_failed (SlOutput *self, guint request, const char *sentence);
void sl_output_end (SlOutput *self);
/* A render worker's caps are on one answer, not on its life. */
void sl_output_reset (SlOutput *self);
void sl_output_flush (SlOutput *self);

G_END_DECLS
