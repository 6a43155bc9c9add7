/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-letter"
#include "config.h"

#include "letter/sl-letter-private.h"

/* A letter laid out: pages of operations and the areas of its blocks. Complete and immutable when
 * made; made in one thread, it may be drawn in another. */

struct _SlLetterLayout
{
  GObject parent_instance;

  SlLetter *letter;
  GPtrArray *pages;
  GArray *areas;
};

G_DEFINE_FINAL_TYPE (SlLetterLayout, sl_letter_layout, G_TYPE_OBJECT)

static void
clear_op (gpointer data)
{
  SlOp *op = data;

  g_clear_pointer (&op->set, sl_text_set_unref);
  g_clear_pointer (&op->block, sl_block_unref);
}

SlLetterPage *
sl_letter_page_new (void)
{
  SlLetterPage *page = g_new0 (SlLetterPage, 1);

  page->ops = g_array_new (FALSE, FALSE, sizeof (SlOp));
  page->furniture = g_array_new (FALSE, FALSE, sizeof (SlOp));
  g_array_set_clear_func (page->ops, clear_op);
  g_array_set_clear_func (page->furniture, clear_op);
  return page;
}

void
sl_letter_page_free (SlLetterPage *page)
{
  g_array_unref (page->ops);
  g_array_unref (page->furniture);
  g_free (page);
}

static void
sl_letter_layout_finalize (GObject *object)
{
  SlLetterLayout *self = SL_LETTER_LAYOUT (object);

  g_ptr_array_unref (self->pages);
  g_array_unref (self->areas);
  g_clear_object (&self->letter);
  G_OBJECT_CLASS (sl_letter_layout_parent_class)->finalize (object);
}

static void
sl_letter_layout_class_init (SlLetterLayoutClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_letter_layout_finalize;
}

static void
sl_letter_layout_init (SlLetterLayout *self)
{
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_letter_page_free);
  self->areas = g_array_new (FALSE, FALSE, sizeof (SlKeyedArea));
}

/**
 * sl_letter_layout_new:
 * @letter: a finished letter
 *
 * Returns: (transfer full): its pages; at least one
 */
SlLetterLayout *
sl_letter_layout_new (SlLetter *letter)
{
  SlLetterLayout *self = g_object_new (SL_TYPE_LETTER_LAYOUT, NULL);
  g_autoptr (GHashTable)
      sets = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) sl_text_set_unref);
  SlFlow flow = {
    .type = sl_typesetter_get (), .pages = self->pages, .areas = self->areas, .sets = sets
  };

  g_return_val_if_fail (SL_IS_LETTER (letter), NULL);

  self->letter = g_object_ref (letter);
  sl_flow_letter (&flow, letter);
  sl_flow_furniture (&flow, letter);
  return self;
}

SlLetter *
sl_letter_layout_get_letter (SlLetterLayout *self)
{
  return self->letter;
}

guint
sl_letter_layout_get_n_pages (SlLetterLayout *self)
{
  return self->pages->len;
}

guint
sl_letter_layout_get_n_missing (SlLetterLayout *self)
{
  guint n = 0;

  for (guint i = 0; i < self->pages->len; i++)
    {
      const SlLetterPage *page = g_ptr_array_index (self->pages, i);

      for (guint j = 0; j < page->ops->len; j++)
        {
          const SlOp *op = &g_array_index (page->ops, SlOp, j);

          /* A text that goes over pages is counted where it begins. */
          if (op->set != NULL && op->first_line == 0)
            n += op->set->n_missing;
        }
    }
  return n;
}

GPtrArray *
sl_letter_layout_get_pages (SlLetterLayout *self)
{
  return self->pages;
}

void
sl_letter_layout_get_page_size (SlLetterLayout *self, double *width, double *height)
{
  *width = SL_PAGE_WIDTH;
  *height = SL_PAGE_HEIGHT;
}

/**
 * sl_letter_layout_get_size_of_page:
 * @self: a layout
 * @page: from 0
 * @width: (out): in points
 * @height: (out): in points
 */
void
sl_letter_layout_get_size_of_page (SlLetterLayout *self, guint page, double *width, double *height)
{
  const SlLetterPage *content;

  g_return_if_fail (SL_IS_LETTER_LAYOUT (self));
  g_return_if_fail (page < self->pages->len);

  content = g_ptr_array_index (self->pages, page);
  *width = content->width;
  *height = content->height;
}

/* Filled within its edges and not painted: after a paint, which has none, cairo 1.16 counts the
 * tags of some pages wrongly and refuses the whole file ("invalid tag nesting"). */
static void
draw_picture (const SlOp *op, cairo_t *cr)
{
  cairo_surface_t *surface = sl_block_get_surface (op->block);
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  double scale = op->width / width;

  cairo_save (cr);
  cairo_translate (cr, op->x, op->y);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, surface, 0.0, 0.0);
  cairo_rectangle (cr, 0.0, 0.0, width, height);
  cairo_fill (cr);
  cairo_restore (cr);
}

void
sl_op_draw (const SlOp *op, cairo_t *cr)
{
  switch (op->kind)
    {
    case SL_OP_TEXT:
      sl_text_set_draw (op->set, op->first_line, op->n_lines, op->x, op->y, cr);
      break;
    case SL_OP_RULE:
      cairo_set_source_rgb (cr, op->colour.red, op->colour.green, op->colour.blue);
      cairo_rectangle (cr, op->x, op->y, op->width, op->height);
      cairo_fill (cr);
      break;
    case SL_OP_PICTURE:
      draw_picture (op, cr);
      break;
    case SL_OP_SHAPE:
      sl_shape_draw (sl_block_get_shape (op->block), op->x, op->y, cr);
      break;
    case SL_OP_BEGIN:
    case SL_OP_END:
      break;
    }
}

/**
 * sl_letter_layout_draw_page:
 * @self: a layout
 * @page: from 0
 * @cr: where to, one unit a point, the page's top left at the origin; the paper is not painted
 */
void
sl_letter_layout_draw_page (SlLetterLayout *self, guint page, cairo_t *cr)
{
  SlLetterPage *content;

  g_return_if_fail (SL_IS_LETTER_LAYOUT (self));
  g_return_if_fail (page < self->pages->len);

  content = g_ptr_array_index (self->pages, page);
  for (guint i = 0; i < content->ops->len; i++)
    sl_op_draw (&g_array_index (content->ops, SlOp, i), cr);
  for (guint i = 0; i < content->furniture->len; i++)
    sl_op_draw (&g_array_index (content->furniture, SlOp, i), cr);
}

/**
 * sl_letter_layout_find_key:
 * @self: a layout
 * @page: from 0
 * @x: points from the left
 * @y: points from the top
 *
 * Returns: (nullable): the key of the smallest block there
 */
const char *
sl_letter_layout_find_key (SlLetterLayout *self, guint page, double x, double y)
{
  const char *key = NULL;
  double smallest = G_MAXDOUBLE;

  g_return_val_if_fail (SL_IS_LETTER_LAYOUT (self), NULL);

  for (guint i = 0; i < self->areas->len; i++)
    {
      const SlKeyedArea *keyed = &g_array_index (self->areas, SlKeyedArea, i);
      const SlLetterArea *area = &keyed->area;
      double size = area->width * area->height;

      if (area->page == page && x >= area->x && x < area->x + area->width && y >= area->y &&
          y < area->y + area->height && size < smallest)
        {
          smallest = size;
          key = keyed->key;
        }
    }
  return key;
}

/**
 * sl_letter_layout_get_areas:
 * @self: a layout
 * @key: a block's key
 *
 * Returns: (transfer full) (element-type SlLetterArea): where it lies, one rectangle a page; none
 *   when no block has that key
 */
GArray *
sl_letter_layout_get_areas (SlLetterLayout *self, const char *key)
{
  GArray *areas = g_array_new (FALSE, FALSE, sizeof (SlLetterArea));

  g_return_val_if_fail (SL_IS_LETTER_LAYOUT (self), areas);
  g_return_val_if_fail (key != NULL, areas);

  for (guint i = 0; i < self->areas->len; i++)
    {
      const SlKeyedArea *keyed = &g_array_index (self->areas, SlKeyedArea, i);

      if (g_str_equal (keyed->key, key))
        g_array_append_val (areas, keyed->area);
    }
  return areas;
}
