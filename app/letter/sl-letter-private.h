/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "letter/sl-letter.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* What the layouter's files share. A letter becomes pages of drawing operations; these hold glyphs
 * already placed, so drawing needs no pango and may happen in another thread than the layout. */

cairo_surface_t *sl_block_get_surface (const SlBlock *self); /* borrowed, NULL but for figures */
double sl_block_get_width_mm (const SlBlock *self);
const char *sl_block_get_alternative (const SlBlock *self);

/* Points. A4 with margins of 23 mm at the sides. */
#define SL_PAGE_WIDTH 595.276
#define SL_PAGE_HEIGHT 841.890
#define SL_PAGE_MARGIN 65.2
#define SL_PAGE_TOP 62.0
#define SL_PAGE_FOOT 66.0 /* from where text ends to the paper's lower edge */

/* sl-letter-type.c: text set in type */

typedef enum
{
  SL_STYLE_BODY,
  SL_STYLE_TITLE,
  SL_STYLE_HEADING,
  SL_STYLE_SUBHEADING,
  SL_STYLE_MINOR_HEADING,
  SL_STYLE_STRONG,
  SL_STYLE_FORCE,
  SL_STYLE_UNIT,
  SL_STYLE_CONTACT,
  SL_STYLE_LABEL,
  SL_STYLE_MARK,
  SL_STYLE_FOOT,
  SL_N_STYLES,
} SlStyle;

typedef struct
{
  double red, green, blue;
} SlColour;

typedef struct
{
  cairo_scaled_font_t *font;
  cairo_glyph_t *glyphs; /* from the line's left end, on its baseline */
  cairo_text_cluster_t *clusters;
  char *text;
  int n_glyphs, n_clusters, n_bytes;
  gboolean backward;
} SlGlyphRun;

typedef struct
{
  GArray *runs; /* of SlGlyphRun in reading order */
  double x;     /* offset from the left of the box (text that runs from right to left) */
} SlTextLine;

/* Immutable once made; counted references. */
typedef struct
{
  SlStyle style;
  double width; /* of the widest line */
  double line_height;
  double baseline; /* from the top of a line */
  guint n_lines;
  guint n_missing; /* characters that no font has */
  SlTextLine *lines;
} SlTextSet;

typedef struct _SlTypesetter SlTypesetter;

gboolean sl_type_binds (const char *text, const char *space);
SlTypesetter *sl_typesetter_get (void); /* the calling thread's, borrowed */
/* @width in points, negative: no wrapping. Transfer full. */
SlTextSet *sl_typesetter_set (SlTypesetter *self, const char *text, SlStyle style, double width);
SlTextSet *sl_text_set_ref (SlTextSet *self);
void sl_text_set_unref (SlTextSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlTextSet, sl_text_set_unref)
double sl_text_set_get_height (const SlTextSet *self);
const SlColour *sl_style_get_colour (SlStyle style);
void sl_text_set_draw (const SlTextSet *self,
                       guint first,
                       guint n_lines,
                       double x,
                       double y,
                       cairo_t *cr);

/* Drawing operations of a page. Begin and end build the structure of the tagged file and do nothing
 * on a screen. */

typedef enum
{
  SL_TAG_DOCUMENT,
  SL_TAG_P,
  SL_TAG_SPAN,
  SL_TAG_H1,
  SL_TAG_H2,
  SL_TAG_H3,
  SL_TAG_H4,
  SL_TAG_L,
  SL_TAG_LI,
  SL_TAG_LBL,
  SL_TAG_LBODY,
  SL_TAG_TABLE,
  SL_TAG_THEAD,
  SL_TAG_TBODY,
  SL_TAG_TR,
  SL_TAG_TH,
  SL_TAG_TD,
  SL_TAG_BLOCK_QUOTE,
  SL_TAG_FIGURE,
} SlTag;

typedef enum
{
  SL_OP_BEGIN,
  SL_OP_END,
  SL_OP_TEXT,
  SL_OP_RULE,
  SL_OP_PICTURE,
  SL_OP_SHAPE,
} SlOpKind;

typedef struct
{
  SlOpKind kind;
  SlTag tag;
  double x, y, width, height;
  SlColour colour;
  SlTextSet *set; /* owned */
  guint first_line, n_lines;
  SlBlock *block; /* owned; NULL: none */
} SlOp;

typedef struct
{
  GArray *ops;       /* of SlOp, in reading order */
  GArray *furniture; /* of SlOp without tags: marking and footer */
  double width, height;
} SlLetterPage;

typedef struct
{
  SlLetterArea area;
  const char *key; /* borrowed from the letter */
} SlKeyedArea;

/* Where the next block goes: the state of laying out one letter. */
typedef struct
{
  SlTypesetter *type; /* borrowed from the thread */
  GPtrArray *pages;   /* of SlLetterPage; borrowed from the layout */
  GArray *areas;      /* of SlKeyedArea; borrowed from the layout */
  GHashTable *sets;   /* SlBlock to SlTextSet, so that looking ahead sets no text twice */
  double left, width; /* of the column, points */
  double y;
  double bottom;      /* where text ends on the page */
  gboolean landscape; /* the paper lies on its side */
  gboolean fresh;     /* nothing stands on the page yet */
} SlFlow;

/* sl-letter-flow.c */
void sl_flow_letter (SlFlow *flow, SlLetter *letter);
void sl_flow_new_page (SlFlow *flow);
void sl_flow_shape (SlFlow *flow, SlBlock *block, double x, double y);
/* Begins a page unless @height fits; nothing is ever pushed off an empty page. */
void sl_flow_ensure (SlFlow *flow, double height);
void sl_flow_begin (SlFlow *flow, SlTag tag, SlBlock *block);
void sl_flow_end (SlFlow *flow, SlTag tag);
void sl_flow_text (SlFlow *flow, SlTextSet *set, guint first, guint n_lines, double x, double y);
void sl_flow_rule (SlFlow *flow,
                   double x,
                   double y,
                   double width,
                   double height,
                   const SlColour *colour);
void sl_flow_area (SlFlow *flow, SlBlock *block, double x, double y, double width, double height);
/* A text that stays whole, in a tag of its own, at x and y. */
void sl_flow_label (SlFlow *flow, SlTag tag, SlBlock *block, SlTextSet *set, double x, double y);
SlTextSet *sl_flow_set (SlFlow *flow, SlBlock *block, SlStyle style, double width); /* borrowed */

/* sl-letter-head.c */
void sl_flow_letterhead (SlFlow *flow, SlBlock *block);
void sl_flow_addressee (SlFlow *flow, SlBlock *address, SlBlock *fields); /* either may be NULL */
void sl_flow_field_list (SlFlow *flow, SlBlock *fields);
void sl_flow_furniture (SlFlow *flow, SlLetter *letter);

/* sl-letter-table.c */
void sl_flow_table (SlFlow *flow, SlBlock *table);
double sl_flow_table_start_height (SlFlow *flow, SlBlock *table);

/* sl-letter-layout.c */
void sl_letter_page_free (SlLetterPage *page);
SlLetterPage *sl_letter_page_new (void);
GPtrArray *sl_letter_layout_get_pages (SlLetterLayout *self); /* of SlLetterPage, borrowed */
void sl_op_draw (const SlOp *op, cairo_t *cr);

/* sl-letter-shape.c: in points */
#define SL_SHAPE_SIZE 10.0
void sl_shape_draw (SlShape shape, double x, double y, cairo_t *cr);

/* sl-letter-finish.c: what cairo cannot write. @list_levels (int each) and @alternatives (text
 * each) stand in reading order. */
typedef struct
{
  const char *title, *author, *subject, *mark, *language, *date;
  GArray *list_levels;
  GPtrArray *alternatives;
  guint n_pages;
} SlPdfFacts;
GBytes *sl_pdf_finish (GByteArray *pdf, const SlPdfFacts *facts, GError **error);
char *sl_pdf_mark_artifacts (const char *content, gsize length, gsize *result_length);

const char *sl_mark_to_text (SlMark mark);

G_END_DECLS
