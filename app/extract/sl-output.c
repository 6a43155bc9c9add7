/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-output.h"

#include "base/sl-text.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

/* Writes frames to the program. Text is made valid and freed of controls here, in one place, with
 * the boxes of what was taken out. When the program no longer listens the worker ends. */

#define FLUSH_AT (256 * 1024)
#define PIECE (512 * 1024)
#define ROW_VALUE_MAX (256 * 1024)
#define ROW_PATH_MAX (16 * 1024)
#define ROWS_MAX 500000
#define SIDE_MAX 100000.0
#define COORDINATE_MAX 1.0e6f

struct _SlOutput
{
  int fd;
  gboolean quiet;
  gboolean full;
  GByteArray *buffer;
  guint pages, rows, attachments, warnings;
  guint64 text_bytes, boxes, data_bytes, row_bytes;
};

SlOutput *
sl_output_new (int fd)
{
  SlOutput *self = g_new0 (SlOutput, 1);

  self->fd = fd;
  self->buffer = g_byte_array_sized_new (FLUSH_AT);
  return self;
}

void
sl_output_set_quiet (SlOutput *self, gboolean quiet)
{
  self->quiet = quiet;
}

gboolean
sl_output_is_quiet (SlOutput *self)
{
  return self->quiet;
}

void
sl_output_flush (SlOutput *self)
{
  gsize at = 0;

  while (at < self->buffer->len)
    {
      gssize n = write (self->fd, self->buffer->data + at, self->buffer->len - at);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        _exit (1); /* nobody listens */
      at += n;
    }
  g_byte_array_set_size (self->buffer, 0);
}

static void
end_frame (SlOutput *self, gsize begin)
{
  sl_frame_end (self->buffer, begin);
  if (self->buffer->len >= FLUSH_AT)
    sl_output_flush (self);
}

/* Clean text of at most @max bytes. */
static void
put_clean (SlOutput *self, const char *text, gsize max)
{
  g_autofree char *clean = sl_text_clean (text != NULL ? text : "", -1);

  if (strlen (clean) > max)
    {
      const char *cut = g_utf8_find_prev_char (clean, clean + max);
      clean[cut != NULL ? cut - clean : 0] = '\0';
    }
  sl_frame_put_text (self->buffer, clean);
}

void
sl_output_hello (SlOutput *self, const char *level, const char *words)
{
  gsize begin = sl_frame_begin (self->buffer, SL_FRAME_HELLO);

  sl_frame_put_u32 (self->buffer, SL_FRAME_VERSION);
  sl_frame_put_text (self->buffer, SL_PROGRAM_VERSION);
  sl_frame_put_text (self->buffer, level);
  sl_frame_put_text (self->buffer, words);
  end_frame (self, begin);
  sl_output_flush (self);
}

void
sl_output_taken (SlOutput *self)
{
  sl_frame_end (self->buffer, sl_frame_begin (self->buffer, SL_FRAME_TAKEN));
  sl_output_flush (self);
}

void
sl_output_document (SlOutput *self, guint pages, const char *media_type)
{
  gsize begin = sl_frame_begin (self->buffer, SL_FRAME_DOCUMENT);

  sl_frame_put_u32 (self->buffer, pages);
  sl_frame_put_text (self->buffer, media_type);
  end_frame (self, begin);
  sl_output_flush (self);
}

void
sl_output_property (SlOutput *self, const char *key, const char *value)
{
  gsize begin;

  if (self->quiet || value == NULL || *value == '\0')
    return;
  begin = sl_frame_begin (self->buffer, SL_FRAME_PROPERTY);
  sl_frame_put_text (self->buffer, key);
  put_clean (self, value, 60 * 1024);
  end_frame (self, begin);
}

/**
 * sl_output_warn:
 * @self: the output
 * @format: a sentence for people, printf style
 *
 * Says something about the document; past 150 warnings nothing more.
 */
void
sl_output_warn (SlOutput *self, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list arguments;
  gsize begin;

  if (self->quiet || self->warnings >= 150)
    return;
  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  self->warnings++;
  begin = sl_frame_begin (self->buffer, SL_FRAME_WARNING);
  put_clean (self, sentence, 1900);
  end_frame (self, begin);
}

void
sl_output_reason (SlOutput *self, SlOutcome outcome, const char *code, const char *sentence)
{
  gsize begin = sl_frame_begin (self->buffer, SL_FRAME_REASON);

  sl_frame_put_u32 (self->buffer, outcome);
  sl_frame_put_text (self->buffer, code);
  put_clean (self, sentence, 1900);
  end_frame (self, begin);
}

/* Has text that reads as text: three letters at least, and three of five marks that are letters,
 * digits or common punctuation, not private use or replacement marks. */
static gboolean
is_readable (const char *text)
{
  gsize letters = 0, sound = 0, marks = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = (guchar) *at;

      if (c == ' ' || c == '\n' || c == '\t')
        continue;
      if (c < 0x80)
        {
          marks++;
          sound++;
          letters += g_ascii_isalpha (c) ? 1 : 0;
          continue;
        }
      c = g_utf8_get_char (at);
      if (c == 0xa0)
        continue;
      marks++;
      letters += g_unichar_isalpha (c) ? 1 : 0;
      sound += g_unichar_isalpha (c) || (g_unichar_isdefined (c) && c != 0xfffd &&
                                         g_unichar_type (c) != G_UNICODE_PRIVATE_USE)
                   ? 1
                   : 0;
    }
  return letters >= 3 && sound * 5 >= marks * 3 && letters * 10 >= marks;
}

static float
clamp_coordinate (float value)
{
  return isfinite (value) ? CLAMP (value, -COORDINATE_MAX, COORDINATE_MAX) : 0;
}

static double
clamp_side (double side)
{
  return isfinite (side) ? CLAMP (side, 1, SIDE_MAX) : 1;
}

static SlOutputBox
clamp_box (const SlOutputBox *box)
{
  /* Nearly all are sound; what is no number fails a comparison. */
  if (fabsf (box->x) <= COORDINATE_MAX && fabsf (box->y) <= COORDINATE_MAX && box->width >= 0 &&
      box->width <= COORDINATE_MAX && box->height >= 0 && box->height <= COORDINATE_MAX)
    return *box;
  return (SlOutputBox){ clamp_coordinate (box->x), clamp_coordinate (box->y),
                        MAX (clamp_coordinate (box->width), 0),
                        MAX (clamp_coordinate (box->height), 0) };
}

static gboolean
is_control (char c)
{
  return (guchar) c < 0x20 && c != '\n' && c != '\t';
}

static gboolean
has_controls (const char *text)
{
  for (; *text != '\0'; text++)
    if (is_control (*text))
      return TRUE;
  return FALSE;
}

/* Takes controls out of @text, and their boxes with them. */
static void
drop_controls (char *text, SlOutputBox *boxes)
{
  char *to = text;
  gsize from_box = 0, to_box = 0;

  for (char *at = text; *at != '\0'; from_box++)
    {
      gsize length = g_utf8_next_char (at) - at;
      gboolean keep = !is_control (*at);

      if (keep && boxes != NULL)
        boxes[to_box++] = boxes[from_box];
      if (keep)
        {
          memmove (to, at, length);
          to += length;
        }
      at += length;
    }
  *to = '\0';
}

/* Straight into the buffer, where a box may stand at any byte. */
static void
put_boxes (SlOutput *self, const SlOutputBox *boxes, gsize n)
{
  gsize at = self->buffer->len;
  guint8 *to;

  G_STATIC_ASSERT (sizeof *boxes == 4 * sizeof (guint32));
  g_byte_array_set_size (self->buffer, at + n * sizeof *boxes);
  to = self->buffer->data + at;
  for (gsize i = 0; i < n; i++)
    {
      SlOutputBox box = clamp_box (&boxes[i]);
#if G_BYTE_ORDER != G_LITTLE_ENDIAN
      guint32 words[4];
      memcpy (words, &box, sizeof words);
      for (guint k = 0; k < 4; k++)
        words[k] = GUINT32_TO_LE (words[k]);
      memcpy (&box, words, sizeof words);
#endif
      memcpy (to + i * sizeof box, &box, sizeof box);
    }
}

static void
put_pieces (SlOutput *self, SlFrameKind kind, const guint8 *data, gsize length)
{
  for (gsize at = 0; at < length; at += PIECE)
    {
      gsize begin = sl_frame_begin (self->buffer, kind);
      sl_frame_put_data (self->buffer, data + at, MIN (PIECE, length - at));
      end_frame (self, begin);
    }
}

static void
put_empty (SlOutput *self, SlFrameKind kind)
{
  end_frame (self, sl_frame_begin (self->buffer, kind));
}

static gboolean
has_room (SlOutput *self, gsize length)
{
  if (!self->full && self->text_bytes + length > SL_TEXT_MAX)
    {
      self->full = TRUE;
      sl_output_reason (self, SL_OUTCOME_PARTIAL, "too-big",
                        _ ("It holds more text than Sightline reads; the first part was kept."));
    }
  return !self->full;
}

/**
 * sl_output_page:
 * @self: the output
 * @number: from 1
 * @width: in points, as shown
 * @height: in points, as shown
 * @rotation: the file's own, in degrees
 * @label: (nullable): the page's own label
 * @text: what it says
 * @boxes: (nullable): one for each character of @text
 * @n_boxes: how many
 *
 * Returns: %FALSE when no more text is taken
 */
gboolean
sl_output_page (SlOutput *self,
                guint number,
                double width,
                double height,
                int rotation,
                const char *label,
                const char *text,
                const SlOutputBox *boxes,
                gsize n_boxes)
{
  g_autofree char *clean = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree SlOutputBox *kept_boxes = NULL;
  gsize length, characters, begin;

  if (strlen (clean) > SL_PAGE_TEXT_MAX)
    {
      clean[g_utf8_find_prev_char (clean, clean + SL_PAGE_TEXT_MAX) - clean] = '\0';
      sl_output_reason (
          self, SL_OUTCOME_PARTIAL, "too-big",
          _ ("A page holds more text than Sightline reads; its first part was kept."));
    }
  if (n_boxes < sl_text_count_characters (clean, strlen (clean)) ||
      self->boxes + n_boxes > SL_BOXES_MAX)
    boxes = NULL;
  if (has_controls (clean))
    {
      if (boxes != NULL)
        boxes = kept_boxes = g_memdup2 (boxes, n_boxes * sizeof *boxes);
      drop_controls (clean, kept_boxes);
    }
  length = strlen (clean);
  characters = boxes != NULL ? sl_text_count_characters (clean, length) : 0;
  if (!has_room (self, length))
    return FALSE;

  begin = sl_frame_begin (self->buffer, SL_FRAME_PAGE);
  sl_frame_put_u32 (self->buffer, number);
  sl_frame_put_f64 (self->buffer, clamp_side (width));
  sl_frame_put_f64 (self->buffer, clamp_side (height));
  sl_frame_put_u32 (self->buffer, rotation);
  sl_frame_put_u32 (self->buffer, is_readable (clean));
  put_clean (self, label, 190);
  end_frame (self, begin);

  put_pieces (self, SL_FRAME_TEXT, (const guint8 *) clean, length);
  for (gsize at = 0; at < characters; at += PIECE / sizeof *boxes)
    {
      begin = sl_frame_begin (self->buffer, SL_FRAME_BOXES);
      put_boxes (self, boxes + at, MIN (PIECE / sizeof *boxes, characters - at));
      end_frame (self, begin);
    }
  put_empty (self, SL_FRAME_PAGE_END);

  self->pages++;
  self->text_bytes += length;
  self->boxes += characters;
  return TRUE;
}

/**
 * sl_output_row:
 * @self: the output
 * @path: where it stood
 * @value: what it said
 * @line: the line in the file, 0 unknown
 *
 * Returns: %FALSE when no more rows are taken; the reason was said
 */
gboolean
sl_output_row (SlOutput *self, const char *path, const char *value, guint line)
{
  gsize begin;

  if (self->quiet || self->full)
    return TRUE;
  self->row_bytes += strlen (path) + strlen (value);
  if (self->rows >= ROWS_MAX || self->row_bytes > SL_TEXT_MAX)
    {
      self->full = TRUE;
      sl_output_reason (self, SL_OUTCOME_PARTIAL, "too-big",
                        _ ("It holds more values than Sightline reads; the first were kept."));
      return FALSE;
    }
  begin = sl_frame_begin (self->buffer, SL_FRAME_ROW);
  put_clean (self, path, ROW_PATH_MAX);
  put_clean (self, value, ROW_VALUE_MAX);
  sl_frame_put_u32 (self->buffer, MIN (line, G_MAXINT32));
  end_frame (self, begin);
  self->rows++;
  return TRUE;
}

void
sl_output_attachment (SlOutput *self,
                      const char *name,
                      const char *media_type,
                      const void *data,
                      gsize length)
{
  gsize begin;

  if (self->quiet)
    return;
  begin = sl_frame_begin (self->buffer, SL_FRAME_ATTACHMENT);
  put_clean (self, name, 4000);
  put_clean (self, media_type, 190);
  sl_frame_put_u64 (self->buffer, length);
  end_frame (self, begin);
  put_pieces (self, SL_FRAME_DATA, data, length);
  put_empty (self, SL_FRAME_ATTACHMENT_END);
  self->attachments++;
  self->data_bytes += length;
}

void
sl_output_thumbnail (SlOutput *self, guint width, guint height, const guint8 *data, gsize stride)
{
  g_autofree guint8 *packed = g_malloc ((gsize) width * height * 3);
  guint8 *to = packed;
  gsize begin;

  if (self->quiet)
    return;
  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      {
        guint32 pixel;

        memcpy (&pixel, data + y * stride + (gsize) x * sizeof pixel, sizeof pixel);
        *to++ = (pixel >> 16) & 0xff;
        *to++ = (pixel >> 8) & 0xff;
        *to++ = pixel & 0xff;
      }
  begin = sl_frame_begin (self->buffer, SL_FRAME_THUMBNAIL);
  sl_frame_put_u32 (self->buffer, width);
  sl_frame_put_u32 (self->buffer, height);
  sl_frame_put_data (self->buffer, packed, (gsize) (to - packed));
  end_frame (self, begin);
}

void
sl_output_range_done (SlOutput *self)
{
  put_empty (self, SL_FRAME_RANGE_DONE);
  sl_output_flush (self);
}

void
sl_output_drawn (SlOutput *self, guint request, guint width, guint height, guint stride)
{
  gsize begin = sl_frame_begin (self->buffer, SL_FRAME_DRAWN);

  sl_frame_put_u32 (self->buffer, request);
  sl_frame_put_u32 (self->buffer, width);
  sl_frame_put_u32 (self->buffer, height);
  sl_frame_put_u32 (self->buffer, stride);
  end_frame (self, begin);
  sl_output_flush (self);
}

void
sl_output_failed (SlOutput *self, guint request, const char *sentence)
{
  gsize begin = sl_frame_begin (self->buffer, SL_FRAME_FAILED);

  sl_frame_put_u32 (self->buffer, request);
  put_clean (self, sentence, 1900);
  end_frame (self, begin);
  sl_output_flush (self);
}

void
sl_output_end (SlOutput *self)
{
  gsize begin = sl_frame_begin (self->buffer, SL_FRAME_END);

  sl_frame_put_u32 (self->buffer, self->pages);
  sl_frame_put_u64 (self->buffer, self->text_bytes);
  sl_frame_put_u64 (self->buffer, self->boxes);
  sl_frame_put_u32 (self->buffer, self->rows);
  sl_frame_put_u32 (self->buffer, self->attachments);
  sl_frame_put_u64 (self->buffer, self->data_bytes);
  end_frame (self, begin);
  sl_output_flush (self);
}

void
sl_output_reset (SlOutput *self)
{
  self->pages = 0;
  self->text_bytes = 0;
  self->boxes = 0;
  self->full = FALSE;
}
