/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-letter"
#include "config.h"

#include "letter/sl-letter-private.h"

#include <string.h>

#include "base/sl-text.h"

/* A node of the letter: text or children, with the key, section, origin, marking and editing state
 * that travel with it. Counted references, no lock on the content: whoever builds a letter sets
 * everything before the block is appended; afterwards it is only read, by any thread. */

struct _SlBlock
{
  SlBlockKind kind;
  char *text;
  char *key;
  char *section;
  char *state;
  char *offered;
  SlOrigin origin;
  int level;
  SlShape shape;
  SlMark mark;
  GPtrArray *children; /* NULL until there is one */
  cairo_surface_t *surface;
  double width_mm;
  char *alternative;
  char *figure_source, *figure_pixels; /* "" none */
};

G_DEFINE_BOXED_TYPE (SlBlock, sl_block, sl_block_ref, sl_block_unref)

static void
clear_block (gpointer data)
{
  SlBlock *self = data;

  g_free (self->text);
  g_free (self->key);
  g_free (self->section);
  g_free (self->state);
  g_free (self->offered);
  g_free (self->origin.kind);
  g_free (self->origin.item_id);
  g_free (self->origin.citation_ids);
  g_free (self->origin.evidence_ids);
  g_free (self->origin.detail);
  g_free (self->alternative);
  g_free (self->figure_source);
  g_free (self->figure_pixels);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
}

static void
set_text (char **field, const char *text)
{
  char *copy = g_strdup (text != NULL ? text : "");

  g_free (*field);
  *field = copy;
}

/**
 * sl_block_new:
 * @kind: what it is
 * @text: (nullable): its words; a newline breaks the line
 *
 * Controls are taken out of @text and it is put in the composed Unicode form, for which fonts have
 * one glyph a character.
 *
 * Returns: (transfer full): a new block
 */
SlBlock *
sl_block_new (SlBlockKind kind, const char *text)
{
  SlBlock *self = g_atomic_rc_box_new0 (SlBlock);
  g_autofree char *clean = sl_text_clean (text != NULL ? text : "", -1);

  self->kind = kind;
  self->text = g_utf8_normalize (clean, -1, G_NORMALIZE_NFC);
  self->key = g_strdup ("");
  self->section = g_strdup ("");
  self->state = g_strdup ("composed");
  self->offered = g_strdup ("");
  self->origin.kind = g_strdup ("");
  self->origin.item_id = g_strdup ("");
  self->origin.citation_ids = g_strdup ("");
  self->origin.evidence_ids = g_strdup ("");
  self->origin.detail = g_strdup ("");
  return self;
}

SlBlock *
sl_block_ref (SlBlock *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
sl_block_unref (SlBlock *self)
{
  g_atomic_rc_box_release_full (self, clear_block);
}

SlBlockKind
sl_block_get_kind (const SlBlock *self)
{
  return self->kind;
}

const char *
sl_block_get_text (const SlBlock *self)
{
  return self->text;
}

const char *
sl_block_get_key (const SlBlock *self)
{
  return self->key;
}

void
sl_block_set_key (SlBlock *self, const char *key)
{
  set_text (&self->key, key);
}

int
sl_block_get_level (const SlBlock *self)
{
  return self->level;
}

void
sl_block_set_level (SlBlock *self, int level)
{
  self->level = level;
}

SlShape
sl_block_get_shape (const SlBlock *self)
{
  return self->shape;
}

/**
 * sl_block_set_shape:
 * @self: a cell of a table
 * @shape: what stands before its words, which have to say the same
 */
void
sl_block_set_shape (SlBlock *self, SlShape shape)
{
  g_return_if_fail (self->kind == SL_BLOCK_CELL);

  self->shape = shape;
}

SlMark
sl_block_get_mark (const SlBlock *self)
{
  return self->mark;
}

void
sl_block_set_mark (SlBlock *self, SlMark mark)
{
  self->mark = mark;
}

const SlOrigin *
sl_block_get_origin (const SlBlock *self)
{
  return &self->origin;
}

void
sl_block_set_origin (SlBlock *self,
                     const char *kind,
                     const char *item_id,
                     const char *citation_ids,
                     const char *evidence_ids,
                     const char *detail)
{
  set_text (&self->origin.kind, kind);
  set_text (&self->origin.item_id, item_id);
  set_text (&self->origin.citation_ids, citation_ids);
  set_text (&self->origin.evidence_ids, evidence_ids);
  set_text (&self->origin.detail, detail);
}

const char *
sl_block_get_section (const SlBlock *self)
{
  return self->section;
}

void
sl_block_set_section (SlBlock *self, const char *section)
{
  set_text (&self->section, section);
}

const char *
sl_block_get_state (const SlBlock *self)
{
  return self->state;
}

void
sl_block_set_state (SlBlock *self, const char *state)
{
  set_text (&self->state, state);
}

const char *
sl_block_get_offered (const SlBlock *self)
{
  return self->offered;
}

void
sl_block_set_offered (SlBlock *self, const char *text)
{
  set_text (&self->offered, text);
}

/* A surface may carry the file that it was read from, which cairo would copy into a PDF with all
 * that a camera wrote into it. A letter has pixels only. */
static void
drop_files (cairo_surface_t *surface)
{
  static const char *const types[] = {
    CAIRO_MIME_TYPE_JPEG,         CAIRO_MIME_TYPE_PNG,
    CAIRO_MIME_TYPE_JP2,          CAIRO_MIME_TYPE_URI,
    CAIRO_MIME_TYPE_UNIQUE_ID,    CAIRO_MIME_TYPE_JBIG2,
    CAIRO_MIME_TYPE_JBIG2_GLOBAL, CAIRO_MIME_TYPE_JBIG2_GLOBAL_ID,
    CAIRO_MIME_TYPE_CCITT_FAX,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    cairo_surface_set_mime_data (surface, types[i], NULL, 0, NULL, NULL);
}

/**
 * sl_block_set_figure:
 * @self: a figure
 * @surface: (nullable): an image surface; a reference is taken, and it must not be drawn on any
 *   more. It loses any file that it carries beside its pixels. %NULL: not there, its words stand
 * @width_mm: how wide it stands on the page; its height follows
 * @alternative: what it shows, in words, for those who cannot see it
 */
void
sl_block_set_figure (SlBlock *self,
                     cairo_surface_t *surface,
                     double width_mm,
                     const char *alternative)
{
  g_return_if_fail (self->kind == SL_BLOCK_FIGURE);
  g_return_if_fail (surface == NULL ||
                    cairo_surface_get_type (surface) == CAIRO_SURFACE_TYPE_IMAGE);

  if (surface != NULL)
    drop_files (cairo_surface_reference (surface));
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  self->surface = surface;
  self->width_mm = width_mm;
  set_text (&self->alternative, alternative);
}

void
sl_block_set_figure_source (SlBlock *self, const char *source, const char *pixels)
{
  g_return_if_fail (self->kind == SL_BLOCK_FIGURE);

  set_text (&self->figure_source, source);
  set_text (&self->figure_pixels, pixels);
}

const char *
sl_block_get_figure_source (const SlBlock *self)
{
  return self->figure_source != NULL ? self->figure_source : "";
}

const char *
sl_block_get_figure_pixels (const SlBlock *self)
{
  return self->figure_pixels != NULL ? self->figure_pixels : "";
}

const char *
sl_block_get_figure_alternative (const SlBlock *self)
{
  return sl_block_get_alternative (self);
}

double
sl_block_get_figure_width (const SlBlock *self)
{
  return self->width_mm;
}

gboolean
sl_block_has_picture (const SlBlock *self)
{
  return self->surface != NULL;
}

/**
 * sl_block_hash_pixels:
 * @surface: an image surface of 32 bits a pixel
 *
 * What is between the rows, and the byte that a picture without transparency leaves unused, says
 * nothing and is left out.
 *
 * Returns: (transfer full): SHA-256 of its size and pixels, hex
 */
char *
sl_block_hash_pixels (cairo_surface_t *surface)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  gboolean opaque = cairo_image_surface_get_format (surface) == CAIRO_FORMAT_RGB24;
  g_autofree char *size = g_strdup_printf ("%d %d %d\n", width, height, opaque);
  g_autofree guint32 *row = g_new (guint32, MAX (width, 1));
  const guchar *data;

  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  g_checksum_update (checksum, (const guchar *) size, (gssize) strlen (size));
  for (int y = 0; y < height; y++)
    {
      memcpy (row, data + (gsize) y * (gsize) stride, (gsize) width * sizeof (guint32));
      for (int x = 0; opaque && x < width; x++)
        row[x] &= 0xffffff;
      g_checksum_update (checksum, (const guchar *) row, (gssize) ((gsize) width * sizeof *row));
    }
  return g_strdup (g_checksum_get_string (checksum));
}

cairo_surface_t *
sl_block_get_surface (const SlBlock *self)
{
  return self->surface;
}

double
sl_block_get_width_mm (const SlBlock *self)
{
  return self->width_mm;
}

const char *
sl_block_get_alternative (const SlBlock *self)
{
  return self->alternative != NULL ? self->alternative : "";
}

void
sl_block_append (SlBlock *self, SlBlock *child)
{
  g_return_if_fail (child != NULL && child != self);

  if (self->children == NULL)
    self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_block_unref);
  g_ptr_array_add (self->children, child);
}

guint
sl_block_get_n_children (const SlBlock *self)
{
  return self->children != NULL ? self->children->len : 0;
}

SlBlock *
sl_block_get_child (const SlBlock *self, guint index)
{
  g_return_val_if_fail (index < sl_block_get_n_children (self), NULL);

  return g_ptr_array_index (self->children, index);
}
