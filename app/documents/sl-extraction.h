/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "base/sl-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the sandboxed worker said of one file, checked like hostile input. */
#define SL_TYPE_EXTRACTION (sl_extraction_get_type ())
G_DECLARE_FINAL_TYPE (SlExtraction, sl_extraction, SL, EXTRACTION, GObject)

typedef enum
{
  SL_EXTRACTION_READ,    /* everything read */
  SL_EXTRACTION_PARTIAL, /* part of it: reason says why */
  SL_EXTRACTION_REFUSED, /* nothing: reason says why */
} SlExtractionState;

/* One character a box: page points from the top left of the page as shown. */
typedef struct
{
  float x, y, width, height;
} SlBox;

typedef struct
{
  guint number;         /* from 1 */
  double width, height; /* points, as shown (after rotation) */
  int rotation;         /* degrees of the file's own /Rotate */
  const char *label;    /* "" or the page's own label */
  const char *text;     /* as it was, cleaned of controls only */
  const SlBox *boxes;   /* one for each character (Unicode code point) of text; NULL when none */
  gsize n_boxes;
  gboolean readable; /* has text that reads as text */
} SlPageText;

/* Rows are what the worker read of a structured file, in document order; intake/ maps them.
 *
 * JSON: one row for each string, number (as written), true or false; null, {} and [] give none, ""
 *   gives a row: "data.proposal.description", "files[0].name", "coordinates[0][1][0]".
 * XML: one row for each element with text of its own and no child elements, white space trimmed, by
 *   local names; of siblings of one name the second is "[2]", the third "[3]" (the first has no
 *   index): "Proposal/FileAttachments/FileAttachment[2]/FileName". Attributes (not xmlns) as
 *   "Proposal/@Version".
 * HTML: one row for each element that holds text directly (white space is no text), its value being
 *   all text within it, squeezed. A step of the path is the name, then "#id" and ".class" (the
 *   first class) where it has them, then "[2]" and so on among siblings of one name:
 *   "html/body/div/ul#searchresults/li.searchresult[2]/p.address". Attributes give rows of their
 *   own: "html/@lang", ".../a/@href", ".../input/@name", ".../input/@value", ".../input/@type".
 *   Script, style, comments and select options give none. Saved .mhtml: its first HTML part.
 * E-mail: none; see the properties "from", "to", "subject", "date" (the header's own words) and the
 *   pages. ZIP bundle: none; its files are the attachments. */
typedef struct
{
  const char *path;
  const char *value;
  guint line; /* 0 unknown */
} SlRow;

typedef struct
{
  const char *name;       /* safe to show */
  const char *media_type; /* as declared */
  GBytes *bytes;
} SlAttachment;

SlExtractionState sl_extraction_get_state (SlExtraction *self);
/* A short code ("password", "damaged", "timed-out", "too-big", "empty", "unsupported", …) and the
 * sentence. */
const char *sl_extraction_get_reason_code (SlExtraction *self);
const char *sl_extraction_get_reason (SlExtraction *self);
const char *const *sl_extraction_get_warnings (SlExtraction *self);
const char *sl_extraction_get_media_type (SlExtraction *self);
const char *sl_extraction_get_sandbox_level (SlExtraction *self); /* "A", "B" */
const char *
sl_extraction_get_property (SlExtraction *self,
                            const char *key); /* "title", "from", "subject", "date", …; "" */
/* Of a picture: "width" and "height" upright, in pixels, "orientation" ("1" to "8"), "taken-at"
 * ("2026-11-03T14:05:09" by the camera's clock, no zone), "camera" and "has-position" ("yes"). */

/* A picture's small copy, upright, at most 320 pixels each way: red, green, blue of each pixel, row
 * by row. NULL: there is none. The one thing that a finished extraction gives up, so that many can
 * be held: for the only holder. Transfer full. */
GBytes *sl_extraction_steal_thumbnail (SlExtraction *self, guint *width, guint *height);
guint
sl_extraction_get_page_count (SlExtraction *self); /* of the document; pages held may be fewer */
guint sl_extraction_get_n_pages (SlExtraction *self);
const SlPageText *sl_extraction_get_page (SlExtraction *self, guint index);
guint sl_extraction_get_n_rows (SlExtraction *self);
const SlRow *sl_extraction_get_row (SlExtraction *self, guint index);
guint sl_extraction_get_n_attachments (SlExtraction *self);
const SlAttachment *sl_extraction_get_attachment (SlExtraction *self, guint index);

G_END_DECLS
