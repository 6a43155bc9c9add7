/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-base"
#include "config.h"

#include "base/sl-frame.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Frames between the program and its worker: see the header. The reader trusts nothing: the length
 * is capped before anything is kept, and every value is checked where it is taken. Any thread, one
 * at a time. */

struct _SlFrameReader
{
  GByteArray *bytes;
  gsize at; /* bytes before it have been given out */
  gboolean broken;
};

/**
 * sl_frame_begin:
 * @out: where frames are put
 * @kind: the frame's kind
 *
 * Returns: what sl_frame_end() needs
 */
gsize
sl_frame_begin (GByteArray *out, SlFrameKind kind)
{
  gsize begin = out->len;

  sl_frame_put_u32 (out, 0);
  sl_frame_put_u32 (out, kind);
  return begin;
}

void
sl_frame_put_u32 (GByteArray *out, guint32 value)
{
  guint32 wire = GUINT32_TO_LE (value);
  g_byte_array_append (out, (const guint8 *) &wire, sizeof wire);
}

void
sl_frame_put_u64 (GByteArray *out, guint64 value)
{
  guint64 wire = GUINT64_TO_LE (value);
  g_byte_array_append (out, (const guint8 *) &wire, sizeof wire);
}

void
sl_frame_put_f64 (GByteArray *out, double value)
{
  guint64 bits;
  memcpy (&bits, &value, sizeof bits);
  sl_frame_put_u64 (out, bits);
}

void
sl_frame_put_f32 (GByteArray *out, float value)
{
  guint32 bits;
  memcpy (&bits, &value, sizeof bits);
  sl_frame_put_u32 (out, bits);
}

void
sl_frame_put_text (GByteArray *out, const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;
  sl_frame_put_u32 (out, length);
  sl_frame_put_data (out, text, length);
}

void
sl_frame_put_data (GByteArray *out, const void *data, gsize length)
{
  if (length > 0)
    g_byte_array_append (out, data, length);
}

/**
 * sl_frame_end:
 * @out: where the frame was put
 * @begin: what sl_frame_begin() returned
 *
 * Writes the frame's length into its head. A payload past %SL_FRAME_MAX is a programmer's error.
 */
void
sl_frame_end (GByteArray *out, gsize begin)
{
  guint32 length = out->len - begin - SL_FRAME_HEAD;
  guint32 wire = GUINT32_TO_LE (length);

  g_return_if_fail (length <= SL_FRAME_MAX);
  memcpy (out->data + begin, &wire, sizeof wire);
}

/* The next @size bytes of the frame, or NULL. */
static const guint8 *
take (SlFrame *frame, gsize size)
{
  const guint8 *data;

  if (frame->broken || frame->length - frame->at < size)
    {
      frame->broken = TRUE;
      return NULL;
    }
  data = frame->data + frame->at;
  frame->at += size;
  return data;
}

/**
 * sl_frame_get_u32:
 * @frame: a frame being read
 * @max: the greatest value allowed
 *
 * Returns: the number, or 0 when the frame is broken
 */
guint32
sl_frame_get_u32 (SlFrame *frame, guint32 max)
{
  const guint8 *data = take (frame, sizeof (guint32));
  guint32 wire;

  if (data == NULL)
    return 0;
  memcpy (&wire, data, sizeof wire);
  wire = GUINT32_FROM_LE (wire);
  if (wire <= max)
    return wire;
  frame->broken = TRUE;
  return 0;
}

/**
 * sl_frame_get_u64:
 * @frame: a frame being read
 * @max: the greatest value allowed
 *
 * Returns: the number, or 0 when the frame is broken
 */
guint64
sl_frame_get_u64 (SlFrame *frame, guint64 max)
{
  const guint8 *data = take (frame, sizeof (guint64));
  guint64 wire;

  if (data == NULL)
    return 0;
  memcpy (&wire, data, sizeof wire);
  wire = GUINT64_FROM_LE (wire);
  if (wire <= max)
    return wire;
  frame->broken = TRUE;
  return 0;
}

/**
 * sl_frame_get_f64:
 * @frame: a frame being read
 * @min: the least value allowed
 * @max: the greatest value allowed
 *
 * Returns: a finite number within the range, or 0 when the frame is broken
 */
double
sl_frame_get_f64 (SlFrame *frame, double min, double max)
{
  guint64 bits = sl_frame_get_u64 (frame, G_MAXUINT64);
  double value;

  memcpy (&value, &bits, sizeof value);
  if (!frame->broken && isfinite (value) && value >= min && value <= max)
    return value;
  frame->broken = TRUE;
  return 0;
}

/* Pages, names and messages may hold tabs and line ends, and no other control. */
static gboolean
text_is_clean (const guint8 *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] < 0x20 && text[i] != '\t' && text[i] != '\n')
      return FALSE;
  return g_utf8_validate_len ((const char *) text, length, NULL);
}

/**
 * sl_frame_get_text:
 * @frame: a frame being read
 * @max: the most bytes allowed
 *
 * Returns: (transfer full) (nullable): clean UTF-8, or %NULL when the frame is broken
 */
char *
sl_frame_get_text (SlFrame *frame, gsize max)
{
  guint32 length = sl_frame_get_u32 (frame, MIN (max, SL_FRAME_MAX));
  const guint8 *data = take (frame, length);

  if (data != NULL && text_is_clean (data, length))
    return g_strndup ((const char *) data, length);
  frame->broken = TRUE;
  return NULL;
}

/**
 * sl_frame_get_rest:
 * @frame: a frame being read
 * @length: (out): how many bytes are left
 *
 * Returns: (transfer none): all that is left of the frame
 */
const guint8 *
sl_frame_get_rest (SlFrame *frame, gsize *length)
{
  *length = frame->broken ? 0 : frame->length - frame->at;
  return take (frame, *length);
}

gboolean
sl_frame_is_done (SlFrame *frame)
{
  return !frame->broken && frame->at == frame->length;
}

SlFrameReader *
sl_frame_reader_new (void)
{
  SlFrameReader *self = g_new0 (SlFrameReader, 1);
  self->bytes = g_byte_array_new ();
  return self;
}

void
sl_frame_reader_free (SlFrameReader *self)
{
  g_byte_array_unref (self->bytes);
  g_free (self);
}

/**
 * sl_frame_reader_push:
 * @self: a reader
 * @data: bytes as they came
 * @length: how many
 *
 * Keeps the bytes. Frames given out before lose their data. Once the stream is broken, nothing is
 * kept any more.
 */
void
sl_frame_reader_push (SlFrameReader *self, const void *data, gsize length)
{
  if (self->broken)
    return;
  if (self->at > 0)
    {
      g_byte_array_remove_range (self->bytes, 0, self->at);
      self->at = 0;
    }
  sl_frame_put_data (self->bytes, data, length);
}

static guint32
read_u32 (const guint8 *data)
{
  guint32 wire;
  memcpy (&wire, data, sizeof wire);
  return GUINT32_FROM_LE (wire);
}

/**
 * sl_frame_reader_next:
 * @self: a reader
 * @frame: (out): the next whole frame
 * @error: set when the stream is broken: a frame too long or of an unknown kind
 *
 * Returns: %TRUE with a frame; %FALSE without @error when more bytes are needed
 */
gboolean
sl_frame_reader_next (SlFrameReader *self, SlFrame *frame, GError **error)
{
  const guint8 *head;
  gsize held = self->bytes->len - self->at;
  guint32 length, kind;

  if (!self->broken && held < SL_FRAME_HEAD)
    return FALSE;
  head = self->broken ? NULL : self->bytes->data + self->at;
  length = self->broken ? 0 : read_u32 (head);
  kind = self->broken ? 0 : read_u32 (head + 4);
  if (length > SL_FRAME_MAX || kind < SL_FRAME_JOB || kind > SL_FRAME_LAST)
    {
      self->broken = TRUE;
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _ ("The document reader sent something that is not an answer"));
      return FALSE;
    }
  if (held - SL_FRAME_HEAD < length)
    return FALSE;

  *frame = (SlFrame){ .kind = kind, .data = head + SL_FRAME_HEAD, .length = length };
  self->at += SL_FRAME_HEAD + length;
  return TRUE;
}
