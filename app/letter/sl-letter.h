/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "base/sl-types.h"

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  SL_BLOCK_LETTERHEAD, /* force, unit, address lines */
  SL_BLOCK_FIELDS,     /* label and value rows: references, dates */
  SL_BLOCK_ADDRESS,    /* addressee lines */
  SL_BLOCK_TITLE,      /* the subject: H1 */
  SL_BLOCK_HEADING,    /* level 2, 3 or 4 */
  SL_BLOCK_PARAGRAPH,
  SL_BLOCK_LIST,  /* children: items */
  SL_BLOCK_ITEM,  /* a list item: text */
  SL_BLOCK_TABLE, /* children: rows; the first is the header */
  SL_BLOCK_ROW,   /* children: cells */
  SL_BLOCK_CELL,
  SL_BLOCK_QUOTATION,
  SL_BLOCK_FIGURE, /* surface with alternative text */
  SL_BLOCK_SIGNATURE,
  SL_BLOCK_PAGE_BREAK,
} SlBlockKind;

/* Stands before the words of a cell, which say the same: no shape means anything by itself. */
typedef enum
{
  SL_SHAPE_NONE,
  SL_SHAPE_RING,  /* nothing yet */
  SL_SHAPE_CLOCK, /* waits */
  SL_SHAPE_TICK,  /* settled */
  SL_SHAPE_HALF,  /* part of it */
  SL_SHAPE_DASH,  /* does not apply */
} SlShape;

typedef enum
{
  SL_MARK_OFFICIAL,
  SL_MARK_OFFICIAL_SENSITIVE
} SlMark;

/* Where a block comes from: each may be "" or NULL. */
typedef struct
{
  char *kind;    /* "item", "policy", "template", "crime", "document", "case", "own", "observation",
                    "stance" */
  char *item_id; /* checklist item */
  char *citation_ids; /* space separated */
  char *evidence_ids; /* space separated */
  char *detail;       /* "1.5 m shown, 1.8 m asked" */
} SlOrigin;

/* A node of the letter. Blocks are boxed by reference count and immutable once in a letter. */
#define SL_TYPE_BLOCK (sl_block_get_type ())
GType sl_block_get_type (void);

SlBlock *sl_block_new (SlBlockKind kind, const char *text);
SlBlock *sl_block_ref (SlBlock *self);
void sl_block_unref (SlBlock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlBlock, sl_block_unref)

SlBlockKind sl_block_get_kind (const SlBlock *self);
const char *sl_block_get_text (const SlBlock *self);
/* A stable name within the letter ("item/H21/observation"), the handle for edits and comments. */
const char *sl_block_get_key (const SlBlock *self);
void sl_block_set_key (SlBlock *self, const char *key);
/* Headings: 2, 3, 4; lists: 1 numbered, 0 not; fields: 1 in the text, 0 beside the address; page
 * breaks: 1 from here the paper lies on its side, 0 it stands. */
int sl_block_get_level (const SlBlock *self);
void sl_block_set_level (SlBlock *self, int level);
SlShape sl_block_get_shape (const SlBlock *self); /* of a cell */
void sl_block_set_shape (SlBlock *self, SlShape shape);
SlMark sl_block_get_mark (const SlBlock *self);
void sl_block_set_mark (SlBlock *self, SlMark mark);
const SlOrigin *sl_block_get_origin (const SlBlock *self);
void sl_block_set_origin (SlBlock *self,
                          const char *kind,
                          const char *item_id,
                          const char *citation_ids,
                          const char *evidence_ids,
                          const char *detail);
const char *
sl_block_get_section (const SlBlock *self); /* "opening", "main-points", "boundaries", … */
void sl_block_set_section (SlBlock *self, const char *section);
/* Editing state, set by response/: "composed", "edited", "source-changed", "added". */
const char *sl_block_get_state (const SlBlock *self);
void sl_block_set_state (SlBlock *self, const char *state);
const char *sl_block_get_offered (
    const SlBlock *self); /* the newly composed text where state is source-changed; "" */
void sl_block_set_offered (SlBlock *self, const char *text);
void sl_block_set_figure (SlBlock *self,
                          cairo_surface_t *surface,
                          double width_mm,
                          const char *alternative);
/* What the picture is made of, by an id of its writer's, and the SHA-256 of its pixels
 * (sl_block_hash_pixels()): a letter that is kept without its pictures finds them again by these.
 */
void sl_block_set_figure_source (SlBlock *self, const char *source, const char *pixels);
const char *sl_block_get_figure_source (const SlBlock *self); /* "" none */
const char *sl_block_get_figure_pixels (const SlBlock *self); /* hex, "" none */
const char *sl_block_get_figure_alternative (const SlBlock *self);
double sl_block_get_figure_width (const SlBlock *self); /* in mm */
gboolean sl_block_has_picture (const SlBlock *self);    /* FALSE: its words stand alone */
char *sl_block_hash_pixels (cairo_surface_t *surface);  /* transfer full */
void sl_block_append (SlBlock *self, SlBlock *child);   /* takes @child */
guint sl_block_get_n_children (const SlBlock *self);
SlBlock *sl_block_get_child (const SlBlock *self, guint index); /* borrowed */

#define SL_TYPE_LETTER (sl_letter_get_type ())
G_DECLARE_FINAL_TYPE (SlLetter, sl_letter, SL, LETTER, GObject)

/* @language "en-GB"; @date the creation date that stands in the file (ISO), so that two runs agree.
 */
SlLetter *
sl_letter_new (const char *title, const char *author, const char *language, const char *date);
void sl_letter_append (SlLetter *self, SlBlock *block); /* takes @block */
guint sl_letter_get_n_blocks (SlLetter *self);
SlBlock *sl_letter_get_block (SlLetter *self, guint index); /* borrowed, top level */
SlBlock *sl_letter_find (SlLetter *self, const char *key);  /* any depth, borrowed */
const char *sl_letter_get_title (SlLetter *self);
const char *sl_letter_get_subject (SlLetter *self);
void sl_letter_set_subject (SlLetter *self, const char *subject);
const char *sl_letter_get_author (SlLetter *self);
const char *sl_letter_get_language (SlLetter *self);
const char *sl_letter_get_date (SlLetter *self);
/* Footer text left of "Page n of N": reference. */
const char *sl_letter_get_footer (SlLetter *self);
void sl_letter_set_footer (SlLetter *self, const char *footer);
/* A line of its own under the footer, never cut short: "Audit 214 · 3fa9c1d2" on what is issued. */
const char *sl_letter_get_seal (SlLetter *self);
void sl_letter_set_seal (SlLetter *self, const char *seal);
SlMark sl_letter_get_mark (SlLetter *self); /* the highest of its blocks */
guint sl_letter_count_words (SlLetter *self);
/* Canonical text of the tree, the same bytes for the same letter: for hashes and comparing.
 * Transfer full. */
char *sl_letter_serialize (SlLetter *self);

#define SL_LETTER_ERROR (sl_letter_error_quark ())
typedef enum
{
  SL_LETTER_ERROR_RENDER,
  SL_LETTER_ERROR_FIGURE
} SlLetterError;
GQuark sl_letter_error_quark (void);

/* Pages laid out on A4 by pango; used for the file and for the screen alike. May be made in any
 * thread; one font map a thread. */
#define SL_TYPE_LETTER_LAYOUT (sl_letter_layout_get_type ())
G_DECLARE_FINAL_TYPE (SlLetterLayout, sl_letter_layout, SL, LETTER_LAYOUT, GObject)

SlLetterLayout *sl_letter_layout_new (SlLetter *letter);
SlLetter *sl_letter_layout_get_letter (SlLetterLayout *self);
guint sl_letter_layout_get_n_pages (SlLetterLayout *self);
/* In points, of a page that stands upright, as all do unless the letter turns some. */
void sl_letter_layout_get_page_size (SlLetterLayout *self, double *width, double *height);
void
sl_letter_layout_get_size_of_page (SlLetterLayout *self, guint page, double *width, double *height);
void sl_letter_layout_draw_page (SlLetterLayout *self, guint page, cairo_t *cr); /* page from 0 */
/* Characters that no installed font has: they stand as "?" or a box, and their writer should know.
 */
guint sl_letter_layout_get_n_missing (SlLetterLayout *self);
/* Where blocks lie: for a click, and for the highlight of one. */
const char *
sl_letter_layout_find_key (SlLetterLayout *self, guint page, double x, double y); /* NULL: none */
/* Rectangles of a block; element type SlLetterArea. */
typedef struct
{
  guint page;
  double x, y, width, height;
} SlLetterArea;
GArray *sl_letter_layout_get_areas (SlLetterLayout *self, const char *key);

/* The file: tagged, with language, title, bookmarks, artifacts, XMP. Same letter, same bytes. */
GBytes *sl_letter_render_pdf (SlLetter *letter, GError **error);

G_END_DECLS
