/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-documents"
#include "config.h"

#include "documents/sl-extraction-private.h"

#include "base/sl-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What one file was found to hold, put together from the frames of its workers. The frames are
 * hostile: every count, size and text is checked here before it is kept. Filled by the pool's
 * thread only; once sealed it never changes and any thread may read it. Past 600 lines because all
 * that checks a hostile answer stands here, where it can be read through in one go. */

#define WARNINGS_MAX 200
#define WARNING_LENGTH_MAX 2000
#define PROPERTY_LENGTH_MAX (64 * 1024)
#define LABEL_LENGTH_MAX 200
#define ROWS_MAX 500000
#define ATTACHMENTS_MAX 2000
#define ATTACHMENT_MAX (64 * 1024 * 1024)
#define ATTACHMENTS_TOTAL_MAX (256 * 1024 * 1024)
/* Larger than any sheet of paper; poppler's own limit is 14,400 points. */
#define PAGE_SIDE_MAX 100000.0
#define COORDINATE_MAX 1.0e6

struct _SlExtraction
{
  GObject parent_instance;

  SlExtractionState state;
  char *reason_code;
  char *reason;
  GPtrArray *warnings; /* NULL-terminated once sealed */
  char *media_type;
  char *level;
  GHashTable *properties;
  guint page_count;
  GPtrArray *pages; /* of SlPageText, by number - 1 until sealed */
  GArray *rows;     /* of SlRow */
  GArray *attachments;
  gsize row_bytes;
  gsize text_bytes;
  gsize boxes;
  gsize attachment_bytes;
  GBytes *thumbnail; /* NULL none */
  guint thumbnail_width, thumbnail_height;
};

struct _SlExtractionStream
{
  SlExtraction *extraction;
  SlPageText *page; /* the one in hand */
  GString *text;
  GByteArray *boxes;
  SlAttachment *attachment; /* the one in hand */
  GByteArray *data;
  gsize data_size;
  gboolean ended;
  guint n_pages;
  guint n_rows;
  guint n_attachments;
  guint64 text_bytes;
  guint64 box_count;
  guint64 data_bytes;
};

G_DEFINE_FINAL_TYPE (SlExtraction, sl_extraction, G_TYPE_OBJECT)

static void
page_free (SlPageText *page)
{
  if (page == NULL)
    return;
  g_free ((char *) page->label);
  g_free ((char *) page->text);
  g_free ((SlBox *) page->boxes);
  g_free (page);
}

static void
row_clear (SlRow *row)
{
  g_free ((char *) row->path);
  g_free ((char *) row->value);
}

static void
attachment_clear (SlAttachment *attachment)
{
  g_free ((char *) attachment->name);
  g_free ((char *) attachment->media_type);
  g_clear_pointer (&attachment->bytes, g_bytes_unref);
}

static void
attachment_free (SlAttachment *attachment)
{
  if (attachment != NULL)
    attachment_clear (attachment);
  g_free (attachment);
}

static void
sl_extraction_finalize (GObject *object)
{
  SlExtraction *self = SL_EXTRACTION (object);

  g_free (self->reason_code);
  g_free (self->reason);
  g_ptr_array_unref (self->warnings);
  g_free (self->media_type);
  g_free (self->level);
  g_hash_table_unref (self->properties);
  g_ptr_array_unref (self->pages);
  g_array_unref (self->rows);
  g_array_unref (self->attachments);
  g_clear_pointer (&self->thumbnail, g_bytes_unref);
  G_OBJECT_CLASS (sl_extraction_parent_class)->finalize (object);
}

static void
sl_extraction_class_init (SlExtractionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_extraction_finalize;
}

static void
sl_extraction_init (SlExtraction *self)
{
  self->reason_code = g_strdup ("");
  self->reason = g_strdup ("");
  self->level = g_strdup ("");
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  self->properties = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) page_free);
  self->rows = g_array_new (FALSE, TRUE, sizeof (SlRow));
  g_array_set_clear_func (self->rows, (GDestroyNotify) row_clear);
  self->attachments = g_array_new (FALSE, TRUE, sizeof (SlAttachment));
  g_array_set_clear_func (self->attachments, (GDestroyNotify) attachment_clear);
}

SlExtraction *
sl_extraction_new (const char *media_type)
{
  SlExtraction *self = g_object_new (SL_TYPE_EXTRACTION, NULL);
  self->media_type = g_strdup (media_type);
  return self;
}

/**
 * sl_extraction_set_reason:
 * @self: an extraction being filled
 * @state: what became of the file
 * @code: a short code, for branching
 * @sentence: what to tell people
 *
 * A refusal is never softened by a later reason, and the first reason of a kind stands.
 */
void
sl_extraction_set_reason (SlExtraction *self,
                          SlExtractionState state,
                          const char *code,
                          const char *sentence)
{
  if (state <= self->state)
    return;
  self->state = state;
  g_free (self->reason_code);
  g_free (self->reason);
  self->reason_code = g_strdup (code);
  self->reason = g_strdup (sentence);
}

void
sl_extraction_add_warning (SlExtraction *self, const char *warning)
{
  for (guint i = 0; i < self->warnings->len; i++)
    if (g_str_equal (g_ptr_array_index (self->warnings, i), warning))
      return;
  if (self->warnings->len < WARNINGS_MAX)
    g_ptr_array_add (self->warnings, g_strdup (warning));
}

void
sl_extraction_set_level (SlExtraction *self, const char *level)
{
  g_free (self->level);
  self->level = g_strdup (level);
}

guint
sl_extraction_count_readable (SlExtraction *self)
{
  guint readable = 0;

  for (guint i = 0; i < self->pages->len; i++)
    {
      const SlPageText *page = g_ptr_array_index (self->pages, i);
      readable += page != NULL && page->readable ? 1 : 0;
    }
  return readable;
}

void
sl_extraction_seal (SlExtraction *self)
{
  GPtrArray *ordered = g_ptr_array_new_with_free_func ((GDestroyNotify) page_free);

  for (guint i = 0; i < self->pages->len; i++)
    if (g_ptr_array_index (self->pages, i) != NULL)
      g_ptr_array_add (ordered, g_steal_pointer (&g_ptr_array_index (self->pages, i)));
  g_ptr_array_unref (self->pages);
  self->pages = ordered;
  if (self->page_count < ordered->len)
    self->page_count = ordered->len;
  /* A file that gave nothing at all is not "partly read". */
  if (self->state == SL_EXTRACTION_PARTIAL && ordered->len == 0 && self->rows->len == 0 &&
      self->attachments->len == 0)
    self->state = SL_EXTRACTION_REFUSED;
  g_ptr_array_add (self->warnings, NULL);
}

SlExtractionStream *
sl_extraction_stream_new (SlExtraction *self)
{
  SlExtractionStream *stream = g_new0 (SlExtractionStream, 1);

  stream->extraction = self;
  stream->text = g_string_new (NULL);
  stream->boxes = g_byte_array_new ();
  stream->data = g_byte_array_new ();
  return stream;
}

void
sl_extraction_stream_free (SlExtractionStream *stream)
{
  page_free (stream->page);
  attachment_free (stream->attachment);
  g_string_free (stream->text, TRUE);
  g_byte_array_unref (stream->boxes);
  g_byte_array_unref (stream->data);
  g_free (stream);
}

static gboolean
take_document (SlExtractionStream *stream, SlFrame *frame)
{
  guint pages = sl_frame_get_u32 (frame, G_MAXINT32);
  g_autofree char *type = sl_frame_get_text (frame, LABEL_LENGTH_MAX);

  if (!sl_frame_is_done (frame))
    return FALSE;
  /* Helpers of a long document say the same again; more pages than before would be a lie. */
  if (stream->extraction->page_count != 0 && stream->extraction->page_count != pages)
    return FALSE;
  stream->extraction->page_count = pages;
  return TRUE;
}

static gboolean
take_property (SlExtractionStream *stream, SlFrame *frame)
{
  g_autofree char *key = sl_frame_get_text (frame, 64);
  g_autofree char *value = sl_frame_get_text (frame, PROPERTY_LENGTH_MAX);
  GHashTable *properties = stream->extraction->properties;

  if (!sl_frame_is_done (frame) || g_hash_table_size (properties) >= 100)
    return FALSE;
  g_hash_table_replace (properties, g_steal_pointer (&key), g_steal_pointer (&value));
  return TRUE;
}

static gboolean
take_warning (SlExtractionStream *stream, SlFrame *frame)
{
  g_autofree char *warning = sl_frame_get_text (frame, WARNING_LENGTH_MAX);

  if (!sl_frame_is_done (frame))
    return FALSE;
  sl_extraction_add_warning (stream->extraction, warning);
  return TRUE;
}

static gboolean
take_page (SlExtractionStream *stream, SlFrame *frame)
{
  guint number = sl_frame_get_u32 (frame, SL_PAGES_MAX);
  double width = sl_frame_get_f64 (frame, 0, PAGE_SIDE_MAX);
  double height = sl_frame_get_f64 (frame, 0, PAGE_SIDE_MAX);
  guint rotation = sl_frame_get_u32 (frame, 270);
  guint readable = sl_frame_get_u32 (frame, 1);
  g_autofree char *label = sl_frame_get_text (frame, LABEL_LENGTH_MAX);

  if (!sl_frame_is_done (frame) || stream->page != NULL || number == 0 || rotation % 90 != 0)
    return FALSE;
  if (number <= stream->extraction->pages->len &&
      g_ptr_array_index (stream->extraction->pages, number - 1) != NULL)
    return FALSE;

  stream->page = g_new0 (SlPageText, 1);
  stream->page->number = number;
  stream->page->width = width;
  stream->page->height = height;
  stream->page->rotation = rotation;
  stream->page->readable = readable;
  stream->page->label = g_steal_pointer (&label);
  g_string_truncate (stream->text, 0);
  g_byte_array_set_size (stream->boxes, 0);
  return TRUE;
}

static gboolean
take_text (SlExtractionStream *stream, SlFrame *frame)
{
  gsize length;
  const guint8 *data = sl_frame_get_rest (frame, &length);

  if (stream->page == NULL || stream->text->len + length > SL_PAGE_TEXT_MAX)
    return FALSE;
  g_string_append_len (stream->text, (const char *) data, length);
  return TRUE;
}

static gboolean
take_boxes (SlExtractionStream *stream, SlFrame *frame)
{
  gsize length;
  const guint8 *data = sl_frame_get_rest (frame, &length);

  if (stream->page == NULL || length % sizeof (SlBox) != 0 ||
      stream->boxes->len + length > SL_PAGE_TEXT_MAX * sizeof (SlBox))
    return FALSE;
  g_byte_array_append (stream->boxes, data, length);
  return TRUE;
}

/* Boxes in the machine's own order of bytes, checked; NULL when one makes no sense. A long document
 * has millions, so there is one verdict at the end. What is no number fails every comparison. */
static SlBox *
decode_boxes (const guint8 *data, gsize n)
{
  g_autofree SlBox *boxes = g_memdup2 (data, n * sizeof (SlBox));
  gboolean sound = TRUE;

  G_STATIC_ASSERT (sizeof (SlBox) == 4 * sizeof (guint32));
#if G_BYTE_ORDER != G_LITTLE_ENDIAN
  for (gsize i = 0; i < 4 * n; i++)
    {
      guint32 wire;
      memcpy (&wire, (guint8 *) boxes + i * sizeof wire, sizeof wire);
      wire = GUINT32_FROM_LE (wire);
      memcpy ((guint8 *) boxes + i * sizeof wire, &wire, sizeof wire);
    }
#endif
  for (gsize i = 0; i < n; i++)
    sound &= (fabsf (boxes[i].x) <= COORDINATE_MAX) & (fabsf (boxes[i].y) <= COORDINATE_MAX) &
             (boxes[i].width >= 0) & (boxes[i].width <= COORDINATE_MAX) & (boxes[i].height >= 0) &
             (boxes[i].height <= COORDINATE_MAX);
  return sound ? g_steal_pointer (&boxes) : NULL;
}

static gboolean
text_is_clean (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) text[i] < 0x20 && text[i] != '\t' && text[i] != '\n')
      return FALSE;
  return g_utf8_validate_len (text, length, NULL);
}

static gboolean
take_page_end (SlExtractionStream *stream, SlFrame *frame)
{
  SlExtraction *self = stream->extraction;
  SlPageText *page = stream->page;
  gsize n_boxes = stream->boxes->len / sizeof (SlBox);

  if (page == NULL || !sl_frame_is_done (frame) ||
      !text_is_clean (stream->text->str, stream->text->len))
    return FALSE;
  if (n_boxes != 0 && n_boxes != sl_text_count_characters (stream->text->str, stream->text->len))
    return FALSE;
  if (n_boxes != 0 && (page->boxes = decode_boxes (stream->boxes->data, n_boxes)) == NULL)
    return FALSE;
  page->n_boxes = n_boxes;
  page->text = g_strndup (stream->text->str, stream->text->len);

  self->text_bytes += stream->text->len;
  self->boxes += n_boxes;
  /* A worker counts its own; several of one document together may hold four times as much. */
  if (self->text_bytes > 4 * (gsize) SL_TEXT_MAX || self->boxes > 4 * (gsize) SL_BOXES_MAX)
    return FALSE;
  stream->text_bytes += stream->text->len;
  stream->box_count += n_boxes;
  stream->n_pages++;

  if (self->pages->len < page->number)
    g_ptr_array_set_size (self->pages, page->number);
  page_free (g_ptr_array_index (self->pages, page->number - 1));
  g_ptr_array_index (self->pages, page->number - 1) = g_steal_pointer (&stream->page);
  return TRUE;
}

static gboolean
take_row (SlExtractionStream *stream, SlFrame *frame)
{
  g_autofree char *path = sl_frame_get_text (frame, 64 * 1024);
  g_autofree char *value = sl_frame_get_text (frame, SL_FRAME_MAX);
  guint line = sl_frame_get_u32 (frame, G_MAXINT32);
  SlExtraction *self = stream->extraction;
  SlRow row = { 0 };

  if (!sl_frame_is_done (frame) || self->rows->len >= ROWS_MAX)
    return FALSE;
  self->row_bytes += strlen (path) + strlen (value);
  if (self->row_bytes > 2 * (gsize) SL_TEXT_MAX)
    return FALSE;
  row.path = g_steal_pointer (&path);
  row.value = g_steal_pointer (&value);
  row.line = line;
  g_array_append_val (self->rows, row);
  stream->n_rows++;
  return TRUE;
}

static gboolean
take_attachment (SlExtractionStream *stream, SlFrame *frame)
{
  g_autofree char *name = sl_frame_get_text (frame, 4096);
  g_autofree char *type = sl_frame_get_text (frame, LABEL_LENGTH_MAX);
  gsize size = sl_frame_get_u64 (frame, ATTACHMENT_MAX);
  SlExtraction *self = stream->extraction;

  if (!sl_frame_is_done (frame) || stream->attachment != NULL ||
      self->attachments->len >= ATTACHMENTS_MAX ||
      self->attachment_bytes + size > ATTACHMENTS_TOTAL_MAX)
    return FALSE;
  self->attachment_bytes += size;
  stream->data_size = size;
  stream->attachment = g_new0 (SlAttachment, 1);
  stream->attachment->name = sl_text_safe_file_name (name);
  stream->attachment->media_type = g_steal_pointer (&type);
  g_byte_array_set_size (stream->data, 0);
  return TRUE;
}

static gboolean
take_data (SlExtractionStream *stream, SlFrame *frame)
{
  gsize length;
  const guint8 *data = sl_frame_get_rest (frame, &length);

  if (stream->attachment == NULL || stream->data->len + length > stream->data_size)
    return FALSE;
  g_byte_array_append (stream->data, data, length);
  return TRUE;
}

static gboolean
take_attachment_end (SlExtractionStream *stream, SlFrame *frame)
{
  if (stream->attachment == NULL || stream->data->len != stream->data_size ||
      !sl_frame_is_done (frame))
    return FALSE;
  stream->attachment->bytes = g_bytes_new (stream->data->data, stream->data->len);
  stream->data_bytes += stream->data->len;
  stream->n_attachments++;
  g_array_append_val (stream->extraction->attachments, *stream->attachment);
  g_clear_pointer (&stream->attachment, g_free);
  g_byte_array_set_size (stream->data, 0);
  return TRUE;
}

static gboolean
take_thumbnail (SlExtractionStream *stream, SlFrame *frame)
{
  guint width = sl_frame_get_u32 (frame, SL_THUMBNAIL_MAX);
  guint height = sl_frame_get_u32 (frame, SL_THUMBNAIL_MAX);
  SlExtraction *self = stream->extraction;
  gsize length;
  const guint8 *data = sl_frame_get_rest (frame, &length);

  if (frame->broken || self->thumbnail != NULL || width == 0 || height == 0 ||
      length != (gsize) width * height * 3)
    return FALSE;
  self->thumbnail = g_bytes_new (data, length);
  self->thumbnail_width = width;
  self->thumbnail_height = height;
  return TRUE;
}

static gboolean
take_reason (SlExtractionStream *stream, SlFrame *frame)
{
  SlExtractionState state = sl_frame_get_u32 (frame, SL_EXTRACTION_REFUSED);
  g_autofree char *code = sl_frame_get_text (frame, 32);
  g_autofree char *sentence = sl_frame_get_text (frame, WARNING_LENGTH_MAX);

  if (!sl_frame_is_done (frame))
    return FALSE;
  for (const char *at = code; *at != '\0'; at++)
    if (!g_ascii_islower (*at) && !g_ascii_isdigit (*at) && *at != '-')
      return FALSE;
  sl_extraction_set_reason (stream->extraction, state, code, sentence);
  return TRUE;
}

static gboolean
take_end (SlExtractionStream *stream, SlFrame *frame)
{
  guint pages = sl_frame_get_u32 (frame, G_MAXUINT32);
  guint64 text = sl_frame_get_u64 (frame, G_MAXUINT64);
  guint64 boxes = sl_frame_get_u64 (frame, G_MAXUINT64);
  guint rows = sl_frame_get_u32 (frame, G_MAXUINT32);
  guint attachments = sl_frame_get_u32 (frame, G_MAXUINT32);
  guint64 data = sl_frame_get_u64 (frame, G_MAXUINT64);

  if (!sl_frame_is_done (frame) || stream->page != NULL || stream->attachment != NULL)
    return FALSE;
  stream->ended = pages == stream->n_pages && text == stream->text_bytes &&
                  boxes == stream->box_count && rows == stream->n_rows &&
                  attachments == stream->n_attachments && data == stream->data_bytes;
  return stream->ended;
}

static gboolean
take (SlExtractionStream *stream, SlFrame *frame)
{
  if (stream->ended)
    return FALSE;
  switch (frame->kind)
    {
    case SL_FRAME_DOCUMENT:
      return take_document (stream, frame);
    case SL_FRAME_PROPERTY:
      return take_property (stream, frame);
    case SL_FRAME_WARNING:
      return take_warning (stream, frame);
    case SL_FRAME_PAGE:
      return take_page (stream, frame);
    case SL_FRAME_TEXT:
      return take_text (stream, frame);
    case SL_FRAME_BOXES:
      return take_boxes (stream, frame);
    case SL_FRAME_PAGE_END:
      return take_page_end (stream, frame);
    case SL_FRAME_ROW:
      return take_row (stream, frame);
    case SL_FRAME_ATTACHMENT:
      return take_attachment (stream, frame);
    case SL_FRAME_DATA:
      return take_data (stream, frame);
    case SL_FRAME_ATTACHMENT_END:
      return take_attachment_end (stream, frame);
    case SL_FRAME_REASON:
      return take_reason (stream, frame);
    case SL_FRAME_THUMBNAIL:
      return take_thumbnail (stream, frame);
    case SL_FRAME_END:
      return take_end (stream, frame);
    default:
      return FALSE;
    }
}

/**
 * sl_extraction_stream_take:
 * @stream: one worker's answer
 * @frame: its next frame
 * @error: set when the frame breaks the rules of sl-frame.h or a limit
 *
 * Returns: %TRUE when the frame was sound and is kept
 */
gboolean
sl_extraction_stream_take (SlExtractionStream *stream, SlFrame *frame, GError **error)
{
  if (take (stream, frame))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               _ ("The document reader gave an answer that makes no sense (kind %u)"),
               (guint) frame->kind);
  return FALSE;
}

gboolean
sl_extraction_stream_is_ended (SlExtractionStream *stream)
{
  return stream->ended;
}

guint
sl_extraction_stream_get_n_pages (SlExtractionStream *stream)
{
  return stream->n_pages;
}

SlExtractionState
sl_extraction_get_state (SlExtraction *self)
{
  return self->state;
}

const char *
sl_extraction_get_reason_code (SlExtraction *self)
{
  return self->reason_code;
}

const char *
sl_extraction_get_reason (SlExtraction *self)
{
  return self->reason;
}

const char *const *
sl_extraction_get_warnings (SlExtraction *self)
{
  return (const char *const *) self->warnings->pdata;
}

const char *
sl_extraction_get_media_type (SlExtraction *self)
{
  return self->media_type;
}

const char *
sl_extraction_get_sandbox_level (SlExtraction *self)
{
  return self->level;
}

/**
 * sl_extraction_get_property:
 * @self: an extraction
 * @key: "title", "author", "from", "to", "cc", "subject", "date", "message-id", …
 *
 * Returns: (transfer none): what the file itself says, or ""
 */
const char *
sl_extraction_get_property (SlExtraction *self, const char *key)
{
  const char *value = g_hash_table_lookup (self->properties, key);
  return value != NULL ? value : "";
}

/**
 * sl_extraction_steal_thumbnail:
 * @self: an extraction that nobody else holds
 * @width: (out): in pixels
 * @height: (out): in pixels
 *
 * Returns: (transfer full) (nullable): the small copy of a picture, three bytes a pixel (red,
 * green, blue), row by row; %NULL when there is none, or none any more
 */
GBytes *
sl_extraction_steal_thumbnail (SlExtraction *self, guint *width, guint *height)
{
  *width = self->thumbnail_width;
  *height = self->thumbnail_height;
  return g_steal_pointer (&self->thumbnail);
}

guint
sl_extraction_get_page_count (SlExtraction *self)
{
  return self->page_count;
}

guint
sl_extraction_get_n_pages (SlExtraction *self)
{
  return self->pages->len;
}

const SlPageText *
sl_extraction_get_page (SlExtraction *self, guint index)
{
  g_return_val_if_fail (index < self->pages->len, NULL);
  return g_ptr_array_index (self->pages, index);
}

guint
sl_extraction_get_n_rows (SlExtraction *self)
{
  return self->rows->len;
}

const SlRow *
sl_extraction_get_row (SlExtraction *self, guint index)
{
  g_return_val_if_fail (index < self->rows->len, NULL);
  return &g_array_index (self->rows, SlRow, index);
}

guint
sl_extraction_get_n_attachments (SlExtraction *self)
{
  return self->attachments->len;
}

const SlAttachment *
sl_extraction_get_attachment (SlExtraction *self, guint index)
{
  g_return_val_if_fail (index < self->attachments->len, NULL);
  return &g_array_index (self->attachments, SlAttachment, index);
}
