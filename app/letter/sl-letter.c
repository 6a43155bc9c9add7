/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-letter"
#include "config.h"

#include "letter/sl-letter-private.h"

#include "base/sl-text.h"

#include <string.h>

/* The letter: top level blocks in reading order and what the file says of itself. Built once, then
 * only read: a layout or a file may be made of it in another thread. */

struct _SlLetter
{
  GObject parent_instance;

  char *title;
  char *author;
  char *language;
  char *date;
  char *subject;
  char *footer;
  char *seal;
  GPtrArray *blocks;
};

G_DEFINE_FINAL_TYPE (SlLetter, sl_letter, G_TYPE_OBJECT)
G_DEFINE_QUARK (sl_letter_error_quark, sl_letter_error)

static void
sl_letter_finalize (GObject *object)
{
  SlLetter *self = SL_LETTER (object);

  g_free (self->title);
  g_free (self->author);
  g_free (self->language);
  g_free (self->date);
  g_free (self->subject);
  g_free (self->footer);
  g_free (self->seal);
  g_ptr_array_unref (self->blocks);
  G_OBJECT_CLASS (sl_letter_parent_class)->finalize (object);
}

static void
sl_letter_class_init (SlLetterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_letter_finalize;
}

static void
sl_letter_init (SlLetter *self)
{
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_block_unref);
  self->subject = g_strdup ("");
  self->footer = g_strdup ("");
  self->seal = g_strdup ("");
}

SlLetter *
sl_letter_new (const char *title, const char *author, const char *language, const char *date)
{
  SlLetter *self = g_object_new (SL_TYPE_LETTER, NULL);

  self->title = sl_text_clean (title != NULL ? title : "", -1);
  self->author = sl_text_clean (author != NULL ? author : "", -1);
  self->language = g_strdup (language != NULL ? language : "en-GB");
  self->date = g_strdup (date != NULL ? date : "");
  return self;
}

void
sl_letter_append (SlLetter *self, SlBlock *block)
{
  g_return_if_fail (SL_IS_LETTER (self));
  g_return_if_fail (block != NULL);

  g_ptr_array_add (self->blocks, block);
}

guint
sl_letter_get_n_blocks (SlLetter *self)
{
  return self->blocks->len;
}

SlBlock *
sl_letter_get_block (SlLetter *self, guint index)
{
  g_return_val_if_fail (index < self->blocks->len, NULL);

  return g_ptr_array_index (self->blocks, index);
}

static SlBlock *
find_below (SlBlock *block, const char *key)
{
  if (g_str_equal (sl_block_get_key (block), key))
    return block;
  for (guint i = 0; i < sl_block_get_n_children (block); i++)
    {
      SlBlock *found = find_below (sl_block_get_child (block, i), key);
      if (found != NULL)
        return found;
    }
  return NULL;
}

SlBlock *
sl_letter_find (SlLetter *self, const char *key)
{
  g_return_val_if_fail (key != NULL && *key != '\0', NULL);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      SlBlock *found = find_below (g_ptr_array_index (self->blocks, i), key);
      if (found != NULL)
        return found;
    }
  return NULL;
}

const char *
sl_letter_get_title (SlLetter *self)
{
  return self->title;
}

const char *
sl_letter_get_subject (SlLetter *self)
{
  return self->subject;
}

void
sl_letter_set_subject (SlLetter *self, const char *subject)
{
  g_free (self->subject);
  self->subject = sl_text_clean (subject != NULL ? subject : "", -1);
}

const char *
sl_letter_get_author (SlLetter *self)
{
  return self->author;
}

const char *
sl_letter_get_language (SlLetter *self)
{
  return self->language;
}

const char *
sl_letter_get_date (SlLetter *self)
{
  return self->date;
}

const char *
sl_letter_get_footer (SlLetter *self)
{
  return self->footer;
}

void
sl_letter_set_footer (SlLetter *self, const char *footer)
{
  g_free (self->footer);
  self->footer = sl_text_clean (footer != NULL ? footer : "", -1);
}

const char *
sl_letter_get_seal (SlLetter *self)
{
  return self->seal;
}

void
sl_letter_set_seal (SlLetter *self, const char *seal)
{
  g_free (self->seal);
  self->seal = sl_text_clean (seal != NULL ? seal : "", -1);
}

static SlMark
highest_mark (SlBlock *block)
{
  SlMark mark = sl_block_get_mark (block);

  for (guint i = 0; i < sl_block_get_n_children (block); i++)
    mark = MAX (mark, highest_mark (sl_block_get_child (block, i)));
  return mark;
}

SlMark
sl_letter_get_mark (SlLetter *self)
{
  SlMark mark = SL_MARK_OFFICIAL;

  for (guint i = 0; i < self->blocks->len; i++)
    mark = MAX (mark, highest_mark (g_ptr_array_index (self->blocks, i)));
  return mark;
}

static guint
count_words (SlBlock *block)
{
  guint n = sl_text_count_words (sl_block_get_text (block));

  for (guint i = 0; i < sl_block_get_n_children (block); i++)
    n += count_words (sl_block_get_child (block, i));
  return n;
}

/**
 * sl_letter_count_words:
 * @self: a letter
 *
 * Returns: the words of its body: neither letterhead, address and references nor the annexes, which
 *   begin on a page of their own, are counted
 */
guint
sl_letter_count_words (SlLetter *self)
{
  guint n = 0;

  for (guint i = 0; i < self->blocks->len; i++)
    {
      SlBlock *block = g_ptr_array_index (self->blocks, i);
      SlBlockKind kind = sl_block_get_kind (block);

      if (kind == SL_BLOCK_PAGE_BREAK)
        break;
      if (kind != SL_BLOCK_LETTERHEAD && kind != SL_BLOCK_ADDRESS && kind != SL_BLOCK_FIELDS)
        n += count_words (block);
    }
  return n;
}

/* Texts are written with their length, so that no text can pass for another block's. */
static void
serialize_text (GString *out, const char *name, const char *text)
{
  if (*text != '\0')
    g_string_append_printf (out, " %s=%" G_GSIZE_FORMAT ":%s", name, strlen (text), text);
}

static void
serialize_picture (GString *out, cairo_surface_t *surface)
{
  g_autofree char *hash = NULL;

  cairo_surface_flush (surface);
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, cairo_image_surface_get_data (surface),
                                      (gsize) cairo_image_surface_get_stride (surface) *
                                          cairo_image_surface_get_height (surface));
  serialize_text (out, "picture", hash);
}

static void
serialize_block (GString *out, SlBlock *block, guint depth)
{
  g_string_append_printf (out, "%u %d %d %d", depth, sl_block_get_kind (block),
                          sl_block_get_level (block), sl_block_get_mark (block));
  if (sl_block_get_shape (block) != SL_SHAPE_NONE)
    g_string_append_printf (out, " shape=%d", sl_block_get_shape (block));
  serialize_text (out, "key", sl_block_get_key (block));
  serialize_text (out, "section", sl_block_get_section (block));
  serialize_text (out, "text", sl_block_get_text (block));
  serialize_text (out, "alt", sl_block_get_alternative (block));
  if (sl_block_get_surface (block) != NULL)
    serialize_picture (out, sl_block_get_surface (block));
  g_string_append_c (out, '\n');
  for (guint i = 0; i < sl_block_get_n_children (block); i++)
    serialize_block (out, sl_block_get_child (block, i), depth + 1);
}

char *
sl_letter_serialize (SlLetter *self)
{
  GString *out = g_string_new ("sightline-letter 1\n");

  serialize_text (out, "title", self->title);
  serialize_text (out, "author", self->author);
  serialize_text (out, "language", self->language);
  serialize_text (out, "date", self->date);
  serialize_text (out, "subject", self->subject);
  serialize_text (out, "footer", self->footer);
  if (*self->seal != '\0')
    serialize_text (out, "seal", self->seal);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < self->blocks->len; i++)
    serialize_block (out, g_ptr_array_index (self->blocks, i), 0);
  return g_string_free (out, FALSE);
}
