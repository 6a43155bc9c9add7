/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "extract/sl-output.h"

#include <cairo.h>

G_BEGIN_DECLS

/* What the worker was asked to read. All borrowed for the life of the process. */
typedef struct
{
  SlJobMode mode;
  gboolean helper; /* of a worker that speaks of the document as a whole */
  const char *media_type;
  const char *password; /* NULL none */
  int fd;               /* the document's */
  GBytes *bytes;
  const guint8 *data;
  gsize length;
  SlOutput *out;
} SlSource;

/* A document as pages, numbered from 1. Never freed: the process ends first. */
typedef struct _SlPages SlPages;
struct _SlPages
{
  guint count;
  gpointer data;
  /* Properties, warnings, rows and attachments; NULL when open() has said them. */
  void (*inspect) (SlPages *self, SlSource *source);
  /* Sends the page; FALSE when no more text is taken. */
  gboolean (*emit) (SlPages *self, SlSource *source, guint number);
  void (*get_size) (SlPages *self, guint number, double *width, double *height);
  /* Draws at one unit a point. */
  void (*draw) (SlPages *self, guint number, cairo_t *cr);
};

/* One document type; one file each. */
typedef struct
{
  const char *media_type;
  /* Opens every file it will need, before lockdown and with no document at hand. */
  void (*warm_up) (SlJobMode mode);
  /* NULL: refused; the reason was said. */
  SlPages *(*open) (SlSource *source);
} SlReader;

extern const SlReader sl_bundle_reader;
extern const SlReader sl_docx_reader;
extern const SlReader sl_html_reader;
extern const SlReader sl_jpeg_reader;
extern const SlReader sl_json_reader;
extern const SlReader sl_mail_reader;
extern const SlReader sl_mhtml_reader;
extern const SlReader sl_odt_reader;
extern const SlReader sl_pdf_reader;
extern const SlReader sl_pixels_reader;
extern const SlReader sl_png_reader;
extern const SlReader sl_table_reader;
extern const SlReader sl_text_reader;
extern const SlReader sl_xml_reader;
extern const SlReader sl_zip_reader;

/* Documents without pages of their own (text, Word, e-mail, web pages) are laid out on A4 by one
 * function, for reading and for drawing, so that both agree. */
typedef struct _SlFlow SlFlow;

typedef enum
{
  SL_FLOW_PLAIN,
  SL_FLOW_HEADING_1,
  SL_FLOW_HEADING_2,
  SL_FLOW_HEADING_3,
  SL_FLOW_ITEM, /* of a list */
  SL_FLOW_NOTE, /* smaller: footnotes, headers, marks of ours */
} SlFlowStyle;

SlFlow *sl_flow_new (void);
/* Adds a paragraph; control characters become spaces, line ends break lines. FALSE when the flow is
 * full: the rest of the document is cut, and the reason said by sl_flow_finish(). */
gboolean sl_flow_add (SlFlow *self, SlFlowStyle style, const char *text, gssize length);
gboolean sl_flow_is_full (SlFlow *self);
SlPages *sl_flow_finish (SlFlow *self, SlSource *source);
void sl_flow_warm_up (void);

G_END_DECLS
