/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-letter"
#include "config.h"

#include "letter/sl-letter-private.h"

/* Flows the blocks of a letter down the pages: what stays together, what may break and where.
 *
 * Two rules come from cairo's tagged files. A tag holds either content or further tags, so a text
 * that goes over a page is wrapped in one Span a page. And furniture drawn at a page's end while a
 * tag is open must not become that tag's content, so a tag is begun only when its first child is
 * about to stand on the same page. */

#define LIST_INDENT 22.0
#define QUOTE_INDENT 16.0
#define POINTS_PER_MM (72.0 / 25.4)

/* Space above a block, by what it is; after a heading it is closer. */
static double
get_gap (SlBlockKind before, SlBlockKind kind)
{
  if (before == SL_BLOCK_HEADING || before == SL_BLOCK_TITLE)
    return kind == SL_BLOCK_HEADING ? 8.0 : 5.0;
  switch (kind)
    {
    case SL_BLOCK_TITLE:
      return 20.0;
    case SL_BLOCK_HEADING:
      return 16.0;
    case SL_BLOCK_ITEM:
      return 5.0;
    case SL_BLOCK_FIELDS:
    case SL_BLOCK_ADDRESS:
      return 16.0;
    case SL_BLOCK_SIGNATURE:
      return 26.0;
    case SL_BLOCK_TABLE:
    case SL_BLOCK_FIGURE:
      return 10.0;
    default:
      return 8.0;
    }
}

/* Labels with their values go closer to what they belong to than references to the address. */
static double
get_gap_above (SlBlockKind before, SlBlock *block)
{
  SlBlockKind kind = sl_block_get_kind (block);

  if (kind == SL_BLOCK_FIELDS && sl_block_get_level (block) > 0 && before == SL_BLOCK_PARAGRAPH)
    return get_gap (before, SL_BLOCK_PARAGRAPH);
  return get_gap (before, kind);
}

static void
set_page_size (SlFlow *flow)
{
  SlLetterPage *page = g_ptr_array_index (flow->pages, flow->pages->len - 1);

  page->width = flow->landscape ? SL_PAGE_HEIGHT : SL_PAGE_WIDTH;
  page->height = flow->landscape ? SL_PAGE_WIDTH : SL_PAGE_HEIGHT;
  flow->bottom = page->height - SL_PAGE_FOOT;
}

void
sl_flow_new_page (SlFlow *flow)
{
  g_ptr_array_add (flow->pages, sl_letter_page_new ());
  set_page_size (flow);
  flow->y = SL_PAGE_TOP;
  flow->fresh = TRUE;
}

/* Stands between blocks, so that the column is that of the whole page. */
static void
turn_paper (SlFlow *flow, gboolean landscape)
{
  flow->landscape = landscape;
  flow->left = SL_PAGE_MARGIN;
  flow->width = (landscape ? SL_PAGE_HEIGHT : SL_PAGE_WIDTH) - 2.0 * SL_PAGE_MARGIN;
}

static void
flow_page_break (SlFlow *flow, SlBlock *block)
{
  turn_paper (flow, sl_block_get_level (block) == 1);
  if (flow->fresh)
    set_page_size (flow);
  else
    sl_flow_new_page (flow);
}

void
sl_flow_ensure (SlFlow *flow, double height)
{
  if (!flow->fresh && flow->y + height > flow->bottom)
    sl_flow_new_page (flow);
}

static void
add_op (SlFlow *flow, SlOp *op)
{
  SlLetterPage *page = g_ptr_array_index (flow->pages, flow->pages->len - 1);

  if (op->block != NULL)
    sl_block_ref (op->block);
  g_array_append_vals (page->ops, op, 1);
}

void
sl_flow_begin (SlFlow *flow, SlTag tag, SlBlock *block)
{
  SlOp op = { .kind = SL_OP_BEGIN, .tag = tag, .block = block, .y = flow->y };

  add_op (flow, &op);
}

void
sl_flow_end (SlFlow *flow, SlTag tag)
{
  SlOp op = { .kind = SL_OP_END, .tag = tag };

  add_op (flow, &op);
}

void
sl_flow_text (SlFlow *flow, SlTextSet *set, guint first, guint n_lines, double x, double y)
{
  SlOp op = { .kind = SL_OP_TEXT, .x = x, .y = y, .first_line = first, .n_lines = n_lines };

  op.set = sl_text_set_ref (set);
  add_op (flow, &op);
  flow->fresh = FALSE;
}

void
sl_flow_shape (SlFlow *flow, SlBlock *block, double x, double y)
{
  SlOp op = { .kind = SL_OP_SHAPE, .block = block, .x = x, .y = y };

  add_op (flow, &op);
  flow->fresh = FALSE;
}

void
sl_flow_rule (SlFlow *flow, double x, double y, double width, double height, const SlColour *colour)
{
  SlOp op = { .kind = SL_OP_RULE, .x = x, .y = y, .width = width, .height = height };

  op.colour = *colour;
  add_op (flow, &op);
  flow->fresh = FALSE;
}

void
sl_flow_area (SlFlow *flow, SlBlock *block, double x, double y, double width, double height)
{
  SlKeyedArea keyed = { .key = sl_block_get_key (block) };

  if (*keyed.key == '\0')
    return;
  keyed.area = (SlLetterArea){ flow->pages->len - 1, x, y, width, height };
  g_array_append_val (flow->areas, keyed);
}

void
sl_flow_label (SlFlow *flow, SlTag tag, SlBlock *block, SlTextSet *set, double x, double y)
{
  sl_flow_begin (flow, tag, block);
  sl_flow_text (flow, set, 0, set->n_lines, x, y);
  sl_flow_end (flow, tag);
}

SlTextSet *
sl_flow_set (SlFlow *flow, SlBlock *block, SlStyle style, double width)
{
  SlTextSet *set = g_hash_table_lookup (flow->sets, block);

  if (set == NULL)
    {
      set = sl_typesetter_set (flow->type, sl_block_get_text (block), style, width);
      g_hash_table_insert (flow->sets, block, set);
    }
  return set;
}

/* How many of @left lines go on this page: never one line alone at its foot or carried over, unless
 * the text is one line. 0: none, begin a page. */
static guint
choose_lines (SlFlow *flow, const SlTextSet *set, guint left)
{
  double room = flow->bottom - flow->y;
  guint fit = room > 0.0 ? (guint) (room / set->line_height + 0.001) : 0;

  if (fit >= left)
    return left;
  if (flow->fresh)
    return MAX (fit, 1);
  if (left - fit == 1 && fit > 0)
    fit--;
  return fit < 2 ? 0 : fit;
}

/* Begins a page when the text cannot begin on this one. */
static void
make_room (SlFlow *flow, const SlTextSet *set)
{
  if (choose_lines (flow, set, set->n_lines) == 0)
    sl_flow_new_page (flow);
}

/* Lines in an open tag, over as many pages as they need. The first lines have room. */
static void
flow_lines (SlFlow *flow, SlBlock *block, SlTextSet *set, double x, double width)
{
  guint done = 0;
  gboolean split = choose_lines (flow, set, set->n_lines) < set->n_lines;

  while (done < set->n_lines)
    {
      guint n = choose_lines (flow, set, set->n_lines - done);

      if (n == 0)
        {
          sl_flow_new_page (flow);
          continue;
        }
      if (split)
        sl_flow_begin (flow, SL_TAG_SPAN, NULL);
      sl_flow_text (flow, set, done, n, x, flow->y);
      if (split)
        sl_flow_end (flow, SL_TAG_SPAN);
      sl_flow_area (flow, block, x, flow->y, width, n * set->line_height);
      flow->y += n * set->line_height;
      done += n;
      if (done < set->n_lines)
        sl_flow_new_page (flow);
    }
}

static void
flow_text_block (SlFlow *flow, SlBlock *block, SlStyle style, SlTag tag)
{
  SlTextSet *set;

  if (*sl_block_get_text (block) == '\0')
    return;
  set = sl_flow_set (flow, block, style, flow->width);
  make_room (flow, set);
  sl_flow_begin (flow, tag, block);
  flow_lines (flow, block, set, flow->left, flow->width);
  sl_flow_end (flow, tag);
}

static SlStyle
get_heading_style (SlBlock *block)
{
  if (sl_block_get_kind (block) == SL_BLOCK_TITLE)
    return SL_STYLE_TITLE;
  switch (sl_block_get_level (block))
    {
    case 4:
      return SL_STYLE_MINOR_HEADING;
    case 3:
      return SL_STYLE_SUBHEADING;
    default:
      return SL_STYLE_HEADING;
    }
}

static SlTag
get_heading_tag (SlBlock *block)
{
  if (sl_block_get_kind (block) == SL_BLOCK_TITLE)
    return SL_TAG_H1;
  switch (sl_block_get_level (block))
    {
    case 4:
      return SL_TAG_H4;
    case 3:
      return SL_TAG_H3;
    default:
      return SL_TAG_H2;
    }
}

/* The least that must stand below a heading for it not to be left alone. */
static double
get_start_height (SlFlow *flow, SlBlock *block)
{
  SlTextSet *set = NULL;

  switch (sl_block_get_kind (block))
    {
    case SL_BLOCK_PARAGRAPH:
      set = sl_flow_set (flow, block, SL_STYLE_BODY, flow->width);
      break;
    case SL_BLOCK_LIST:
      if (sl_block_get_n_children (block) > 0)
        set = sl_flow_set (flow, sl_block_get_child (block, 0), SL_STYLE_BODY,
                           flow->width - LIST_INDENT);
      break;
    case SL_BLOCK_HEADING:
      set = sl_flow_set (flow, block, get_heading_style (block), flow->width);
      return sl_text_set_get_height (set) + 40.0;
    case SL_BLOCK_TABLE:
      return sl_flow_table_start_height (flow, block);
    default:
      break;
    }
  if (set == NULL)
    return 32.0;
  return (set->n_lines <= 3 ? set->n_lines : 2) * set->line_height;
}

/* As get_start_height(); but a few words that lead to a list, table or quotation stand on its page.
 */
static double
get_lead_height (SlFlow *flow, SlBlock *block, SlBlock *next)
{
  SlBlockKind kind = next != NULL ? sl_block_get_kind (next) : SL_BLOCK_PARAGRAPH;
  SlTextSet *set;

  if (sl_block_get_kind (block) != SL_BLOCK_PARAGRAPH ||
      (kind != SL_BLOCK_LIST && kind != SL_BLOCK_TABLE && kind != SL_BLOCK_QUOTATION))
    return get_start_height (flow, block);
  set = sl_flow_set (flow, block, SL_STYLE_BODY, flow->width);
  if (set->n_lines > 4)
    return get_start_height (flow, block);
  return sl_text_set_get_height (set) + get_gap (SL_BLOCK_PARAGRAPH, kind) +
         get_start_height (flow, next);
}

static void
flow_heading (SlFlow *flow, SlBlock *block, SlBlock *next, SlBlock *after)
{
  SlTextSet *set = sl_flow_set (flow, block, get_heading_style (block), flow->width);
  double height = sl_text_set_get_height (set);

  if (next != NULL)
    height += get_gap (SL_BLOCK_HEADING, sl_block_get_kind (next)) +
              get_lead_height (flow, next, after);
  sl_flow_ensure (flow, height);
  flow_text_block (flow, block, get_heading_style (block), get_heading_tag (block));
}

static void
flow_paragraph (SlFlow *flow, SlBlock *block, SlBlock *next)
{
  if (*sl_block_get_text (block) == '\0')
    return;
  sl_flow_ensure (flow, get_lead_height (flow, block, next));
  flow_text_block (flow, block, SL_STYLE_BODY, SL_TAG_P);
}

static void flow_block (SlFlow *flow, SlBlock *block, SlBlock *next, SlBlock *after);

static void
flow_item (SlFlow *flow, SlBlock *item, int number)
{
  g_autofree char *name = number > 0 ? g_strdup_printf ("%d.", number) : g_strdup ("•");
  g_autoptr (SlTextSet) label = sl_typesetter_set (flow->type, name, SL_STYLE_BODY, -1.0);
  SlTextSet *set = sl_flow_set (flow, item, SL_STYLE_BODY, flow->width - LIST_INDENT);
  gboolean has_children = sl_block_get_n_children (item) > 0;
  double left = flow->left, width = flow->width;

  make_room (flow, set);
  sl_flow_begin (flow, SL_TAG_LI, item);
  sl_flow_label (flow, SL_TAG_LBL, NULL, label, left + LIST_INDENT - 8.0 - label->width, flow->y);
  sl_flow_begin (flow, SL_TAG_LBODY, NULL);
  if (has_children)
    sl_flow_begin (flow, SL_TAG_P, NULL);
  flow_lines (flow, item, set, left + LIST_INDENT, width - LIST_INDENT);
  if (has_children)
    sl_flow_end (flow, SL_TAG_P);
  flow->left += LIST_INDENT;
  flow->width -= LIST_INDENT;
  for (guint i = 0; i < sl_block_get_n_children (item); i++)
    {
      flow->y += get_gap (SL_BLOCK_ITEM, SL_BLOCK_ITEM);
      flow_block (flow, sl_block_get_child (item, i), NULL, NULL);
    }
  flow->left = left;
  flow->width = width;
  sl_flow_end (flow, SL_TAG_LBODY);
  sl_flow_end (flow, SL_TAG_LI);
}

static void
flow_list (SlFlow *flow, SlBlock *list)
{
  guint n = sl_block_get_n_children (list);

  if (n == 0)
    return;
  make_room (flow, sl_flow_set (flow, sl_block_get_child (list, 0), SL_STYLE_BODY,
                                flow->width - LIST_INDENT));
  sl_flow_begin (flow, SL_TAG_L, list);
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        flow->y += get_gap (SL_BLOCK_ITEM, SL_BLOCK_ITEM);
      flow_item (flow, sl_block_get_child (list, i), sl_block_get_level (list) == 1 ? i + 1 : 0);
    }
  sl_flow_end (flow, SL_TAG_L);
}

static void
flow_quotation (SlFlow *flow, SlBlock *block)
{
  SlTextSet *set;

  if (*sl_block_get_text (block) == '\0')
    return;
  set = sl_flow_set (flow, block, SL_STYLE_BODY, flow->width - 2.0 * QUOTE_INDENT);
  make_room (flow, set);
  sl_flow_begin (flow, SL_TAG_BLOCK_QUOTE, block);
  sl_flow_begin (flow, SL_TAG_P, NULL);
  flow_lines (flow, block, set, flow->left + QUOTE_INDENT, flow->width - 2.0 * QUOTE_INDENT);
  sl_flow_end (flow, SL_TAG_P);
  sl_flow_end (flow, SL_TAG_BLOCK_QUOTE);
}

static void
flow_figure (SlFlow *flow, SlBlock *block)
{
  cairo_surface_t *surface = sl_block_get_surface (block);
  SlOp op = { .kind = SL_OP_PICTURE, .block = block };
  SlTextSet *caption = sl_flow_set (flow, block, SL_STYLE_BODY, flow->width);
  double caption_height = 6.0 + sl_text_set_get_height (caption);
  double room = flow->bottom - SL_PAGE_TOP - caption_height;
  double pixels_wide = surface != NULL ? cairo_image_surface_get_width (surface) : 0;
  double pixels_high = surface != NULL ? cairo_image_surface_get_height (surface) : 0;

  if (pixels_wide > 0 && pixels_high > 0)
    {
      op.width = MIN (sl_block_get_width_mm (block) * POINTS_PER_MM, flow->width);
      op.height = op.width * pixels_high / pixels_wide;
      if (op.height > room)
        {
          op.width *= room / op.height;
          op.height = room;
        }
      sl_flow_ensure (flow, op.height + caption_height);
      op.x = flow->left;
      op.y = flow->y;
      sl_flow_begin (flow, SL_TAG_FIGURE, block);
      add_op (flow, &op);
      flow->fresh = FALSE;
      sl_flow_end (flow, SL_TAG_FIGURE);
      sl_flow_area (flow, block, op.x, op.y, op.width, op.height);
      flow->y += op.height + 6.0;
    }
  flow_text_block (flow, block, SL_STYLE_BODY, SL_TAG_P);
}

/* Stays together: name, then role and how to reach them. */
static void
flow_signature (SlFlow *flow, SlBlock *block)
{
  g_auto (GStrv) lines = g_strsplit (sl_block_get_text (block), "\n", -1);
  guint n = g_strv_length (lines);
  double height = 16.0 * n, top;

  if (n == 0)
    return;
  sl_flow_ensure (flow, height);
  top = flow->y;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SlTextSet) set = sl_typesetter_set (
          flow->type, lines[i], i == 0 ? SL_STYLE_STRONG : SL_STYLE_BODY, flow->width);

      if (*lines[i] != '\0')
        sl_flow_label (flow, SL_TAG_P, block, set, flow->left, flow->y);
      flow->y += sl_text_set_get_height (set);
    }
  sl_flow_area (flow, block, flow->left, top, flow->width, flow->y - top);
}

static void
flow_block (SlFlow *flow, SlBlock *block, SlBlock *next, SlBlock *after)
{
  switch (sl_block_get_kind (block))
    {
    case SL_BLOCK_LETTERHEAD:
      sl_flow_letterhead (flow, block);
      break;
    case SL_BLOCK_ADDRESS:
      sl_flow_addressee (flow, block, NULL);
      break;
    case SL_BLOCK_FIELDS:
      if (sl_block_get_level (block) > 0)
        sl_flow_field_list (flow, block);
      else
        sl_flow_addressee (flow, NULL, block);
      break;
    case SL_BLOCK_TITLE:
    case SL_BLOCK_HEADING:
      flow_heading (flow, block, next, after);
      break;
    case SL_BLOCK_LIST:
      flow_list (flow, block);
      break;
    case SL_BLOCK_TABLE:
      sl_flow_table (flow, block);
      break;
    case SL_BLOCK_QUOTATION:
      flow_quotation (flow, block);
      break;
    case SL_BLOCK_FIGURE:
      flow_figure (flow, block);
      break;
    case SL_BLOCK_SIGNATURE:
      flow_signature (flow, block);
      break;
    case SL_BLOCK_PAGE_BREAK:
      flow_page_break (flow, block);
      break;
    case SL_BLOCK_PARAGRAPH:
      flow_paragraph (flow, block, next);
      break;
    default: /* an item, row or cell without its list or table is still words */
      flow_text_block (flow, block, SL_STYLE_BODY, SL_TAG_P);
      break;
    }
}

static SlBlock *
get_block (SlLetter *letter, guint index)
{
  return index < sl_letter_get_n_blocks (letter) ? sl_letter_get_block (letter, index) : NULL;
}

/**
 * sl_flow_letter:
 * @flow: at the top of no page
 * @letter: what to lay out
 *
 * Fills the pages with @letter.
 */
void
sl_flow_letter (SlFlow *flow, SlLetter *letter)
{
  guint n = sl_letter_get_n_blocks (letter);
  SlBlockKind before = SL_BLOCK_PAGE_BREAK;

  turn_paper (flow, FALSE);
  sl_flow_new_page (flow);
  sl_flow_begin (flow, SL_TAG_DOCUMENT, NULL);
  for (guint i = 0; i < n; i++)
    {
      SlBlock *block = sl_letter_get_block (letter, i);
      SlBlock *next = get_block (letter, i + 1);
      SlBlockKind kind = sl_block_get_kind (block);

      if (!flow->fresh)
        flow->y += get_gap_above (before, block);
      if (kind == SL_BLOCK_ADDRESS && next != NULL && sl_block_get_kind (next) == SL_BLOCK_FIELDS &&
          sl_block_get_level (next) == 0)
        {
          sl_flow_addressee (flow, block, next);
          kind = SL_BLOCK_FIELDS;
          i++;
        }
      else
        flow_block (flow, block, next, get_block (letter, i + 2));
      before = kind;
    }
  sl_flow_end (flow, SL_TAG_DOCUMENT);
}
