/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The language between the program and its sandboxed worker (sightline-extract).
 *
 * A frame is eight bytes of head (payload length, kind; little endian, 32 bits each) and a payload
 * of at most 1 MiB. Numbers are little endian; a text is its length (32 bits) and UTF-8 bytes.
 * What comes from the worker is hostile until it has been checked here and in sl-extraction.c.
 *
 * Reading (mode READ), worker to program:
 *   HELLO, DOCUMENT, then PROPERTY, WARNING, PAGE (TEXT and BOXES pieces follow it, then PAGE_END),
 *   ROW, ATTACHMENT (DATA pieces follow it, then ATTACHMENT_END), RANGE_DONE after each range of
 *   pages (the program answers with RANGE or FINISH), at most one THUMBNAIL (of a picture), at most
 *   one REASON, and END with the totals.
 * Drawing (mode RENDER): the worker says HELLO when it is warm and locked in, and waits, with no
 *   document at hand, for as long as the program likes. GIVE brings it the one document of its
 * life; TAKEN says that it can be given nothing more. DOCUMENT follows; then each DRAW is answered
 * by DRAWN, each LAYOUT by a PAGE… PAGE_END, or either by FAILED; FINISH or a closed socket ends
 * it.
 *
 * The shape of rows is said in documents/sl-extraction.h.
 */
#define SL_FRAME_VERSION 2
#define SL_FRAME_HEAD 8
#define SL_FRAME_MAX (1024 * 1024)

typedef enum
{
  /* program to worker */
  SL_FRAME_JOB = 1, /* u32 version, mode, parent's pid, first page, pages, helper; texts type,
                       password */
  SL_FRAME_RANGE,   /* u32 first page (from 1), pages */
  SL_FRAME_DRAW,    /* u32 request, page; f64 scale; u32 turn; i32 x, y; u32 width, height */
  SL_FRAME_LAYOUT,  /* u32 request, page */
  SL_FRAME_FINISH,  /* nothing */
  SL_FRAME_GIVE,    /* text password; with it go two descriptors: the document, and the memory for
                       pixels */

  /* worker to program */
  SL_FRAME_HELLO,          /* u32 version; texts program's version, sandbox level, its words */
  SL_FRAME_TAKEN,          /* nothing */
  SL_FRAME_DOCUMENT,       /* u32 pages of the document; text media type */
  SL_FRAME_PROPERTY,       /* texts key, value */
  SL_FRAME_WARNING,        /* text */
  SL_FRAME_PAGE,           /* u32 number; f64 width, height; u32 rotation, readable; text label */
  SL_FRAME_TEXT,           /* bytes of the page's text */
  SL_FRAME_BOXES,          /* four f32 for each character: x, y, width, height */
  SL_FRAME_PAGE_END,       /* nothing */
  SL_FRAME_ROW,            /* texts path, value; u32 line */
  SL_FRAME_ATTACHMENT,     /* texts name, media type; u64 size */
  SL_FRAME_DATA,           /* bytes */
  SL_FRAME_ATTACHMENT_END, /* nothing */
  SL_FRAME_RANGE_DONE,     /* nothing */
  SL_FRAME_REASON,         /* u32 state (SlExtractionState); texts code, sentence */
  SL_FRAME_END,       /* u32 pages; u64 bytes of text, boxes; u32 rows, attachments; u64 bytes */
  SL_FRAME_DRAWN,     /* u32 request, width, height, stride */
  SL_FRAME_FAILED,    /* u32 request; text sentence */
  SL_FRAME_THUMBNAIL, /* u32 width, height; then red, green, blue of each pixel */
  SL_FRAME_LAST = SL_FRAME_THUMBNAIL,
} SlFrameKind;

typedef enum
{
  SL_JOB_READ,
  SL_JOB_RENDER,
  SL_JOB_PROBE, /* says HELLO with its sandbox level and ends */
} SlJobMode;

/* Descriptors the worker is started with: the document only when it is to read it. */
#define SL_WORKER_DOCUMENT_FD 3
#define SL_WORKER_SOCKET_FD 4

/* The largest picture of one request, in pixels each way. */
#define SL_RENDER_MAX 4096
/* The longer side of a picture's thumbnail. */
#define SL_THUMBNAIL_MAX 320
/* Pixels as a document, which the worker makes a JPEG of: the mark, u32 width and height, then red,
 * green and blue of each pixel, row by row. Only the program makes them; no file is taken for
 * such. */
#define SL_PIXELS_TYPE "application/vnd.sightline.pixels"
#define SL_PIXELS_MARK "SLPIXEL1"
#define SL_PIXELS_HEAD 16
#define SL_PAGES_MAX 5000
#define SL_PAGE_TEXT_MAX (2 * 1024 * 1024)
#define SL_TEXT_MAX (32 * 1024 * 1024)
/* Past this many characters a whole-document reading carries text only (16 bytes a box); the page
 * source gives the boxes of any page. */
#define SL_BOXES_MAX (8 * 1024 * 1024)

/* Writing: frames are put one after another into @out. */
gsize sl_frame_begin (GByteArray *out, SlFrameKind kind);
void sl_frame_put_u32 (GByteArray *out, guint32 value);
void sl_frame_put_u64 (GByteArray *out, guint64 value);
void sl_frame_put_f64 (GByteArray *out, double value);
void sl_frame_put_f32 (GByteArray *out, float value);
void sl_frame_put_text (GByteArray *out, const char *text);
void sl_frame_put_data (GByteArray *out, const void *data, gsize length);
void sl_frame_end (GByteArray *out, gsize begin);

/* One frame being read. Values are taken in order; the first that does not fit marks the frame
 * broken, and all after it give 0 or NULL. */
typedef struct
{
  SlFrameKind kind;
  const guint8 *data; /* borrowed: until the next call on the reader */
  gsize length;
  gsize at;
  gboolean broken;
} SlFrame;

guint32 sl_frame_get_u32 (SlFrame *frame, guint32 max);
guint64 sl_frame_get_u64 (SlFrame *frame, guint64 max);
double sl_frame_get_f64 (SlFrame *frame, double min, double max);
/* Valid UTF-8 without NUL and C0 controls but tab and newline, at most @max bytes; transfer full.
 */
char *sl_frame_get_text (SlFrame *frame, gsize max);
const guint8 *sl_frame_get_rest (SlFrame *frame, gsize *length);
/* TRUE when nothing was broken and nothing is left over. */
gboolean sl_frame_is_done (SlFrame *frame);

/* Takes bytes as they come and gives whole frames. */
typedef struct _SlFrameReader SlFrameReader;

SlFrameReader *sl_frame_reader_new (void);
void sl_frame_reader_free (SlFrameReader *self);
void sl_frame_reader_push (SlFrameReader *self, const void *data, gsize length);
/* FALSE without @error: more bytes are needed. With it: the stream is broken for good. */
gboolean sl_frame_reader_next (SlFrameReader *self, SlFrame *frame, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlFrameReader, sl_frame_reader_free)

G_END_DECLS
