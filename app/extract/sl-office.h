/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "extract/sl-archive.h"
#include "extract/sl-reader.h"
#include "extract/sl-xml.h"

G_BEGIN_DECLS

/* What Word and OpenDocument texts share: paragraphs within paragraphs (text boxes), and tables
 * whose rows become one line each. */
typedef struct
{
  SlSource *source;
  SlFlow *flow;
  GPtrArray *paragraphs; /* of GString: the open ones */
  GArray *styles;        /* of SlFlowStyle: theirs */
  GPtrArray *rows;       /* of GString: the open table rows */
} SlOffice;

SlOffice *sl_office_new (SlSource *source, SlFlow *flow);
void sl_office_begin_paragraph (SlOffice *self, SlFlowStyle style);
void sl_office_set_style (SlOffice *self, SlFlowStyle style);
void sl_office_end_paragraph (SlOffice *self);
void sl_office_begin_row (SlOffice *self);
void sl_office_begin_cell (SlOffice *self);
void sl_office_end_row (SlOffice *self);
void sl_office_text (SlOffice *self, const char *text, gssize length);

/* Reads a part through sl_xml_read(). FALSE: hostile or broken; the reason was said when @required,
 * else a warning. A part that is missing is no failure unless @required. */
gboolean sl_office_read_part (SlSource *source,
                              SlArchive *archive,
                              const char *name,
                              gboolean required,
                              const SlXmlEvents *events,
                              gpointer data);
/* Title, author and dates of docProps/core.xml or meta.xml. */
void sl_office_read_properties (SlSource *source, SlArchive *archive, const char *name);

G_END_DECLS
