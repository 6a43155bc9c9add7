/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-letter"
#include "config.h"

#include "letter/sl-letter-private.h"

#include <glib/gi18n-lib.h>

/* The top of the first page (force, addressee, references) and the furniture of every page. */

#define COLUMN_GAP 24.0
#define LABEL_GAP 12.0

/**
 * sl_flow_letterhead:
 * @flow: where to
 * @block: lines: the force, its unit, then how to reach it
 *
 * Force and unit at the left, contact lines at the right, a rule below.
 */
void
sl_flow_letterhead (SlFlow *flow, SlBlock *block)
{
  static const SlStyle left_styles[] = { SL_STYLE_FORCE, SL_STYLE_UNIT };
  g_auto (GStrv) lines = g_strsplit (sl_block_get_text (block), "\n", -1);
  double left_y = flow->y, right_y = flow->y, top = flow->y;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean left = i < G_N_ELEMENTS (left_styles);
      g_autoptr (SlTextSet)
          set = sl_typesetter_set (flow->type, lines[i], left ? left_styles[i] : SL_STYLE_CONTACT,
                                   flow->width * (left ? 0.58 : 0.4));

      if (*lines[i] == '\0')
        continue;
      if (left)
        sl_flow_label (flow, SL_TAG_P, block, set, flow->left, left_y);
      else
        sl_flow_label (flow, SL_TAG_P, block, set, flow->left + flow->width - set->width, right_y);
      *(left ? &left_y : &right_y) += sl_text_set_get_height (set);
    }
  flow->y = MAX (left_y, right_y) + 7.0;
  sl_flow_rule (flow, flow->left, flow->y, flow->width, 1.5, sl_style_get_colour (SL_STYLE_FORCE));
  flow->y += 1.5;
  sl_flow_area (flow, block, flow->left, top, flow->width, flow->y - top);
}

/* Label and value in one paragraph: a space of the label keeps the two apart for a reader. */
static double
flow_field (SlFlow *flow, SlBlock *row, double x, double y, double label_width, double width)
{
  SlBlock *label = sl_block_get_child (row, 0);
  SlBlock *value = sl_block_get_child (row, 1);
  g_autofree char *name = g_strconcat (sl_block_get_text (label), " ", NULL);
  g_autoptr (SlTextSet)
      name_set = sl_typesetter_set (flow->type, name, SL_STYLE_LABEL, label_width - 4.0);
  SlTextSet *set = sl_flow_set (flow, value, SL_STYLE_BODY, width - label_width);
  double height;

  sl_flow_begin (flow, SL_TAG_P, row);
  sl_flow_text (flow, name_set, 0, name_set->n_lines, x, y);
  sl_flow_text (flow, set, 0, set->n_lines, x + label_width, y);
  sl_flow_end (flow, SL_TAG_P);
  height = MAX (sl_text_set_get_height (name_set), sl_text_set_get_height (set));
  sl_flow_area (flow, row, x, y, width, height);
  return height + 2.0;
}

static double
measure_cells (SlFlow *flow, SlBlock *fields, guint column, SlStyle style)
{
  double width = 0.0;

  for (guint i = 0; i < sl_block_get_n_children (fields); i++)
    {
      SlBlock *row = sl_block_get_child (fields, i);
      g_autoptr (SlTextSet) set = NULL;

      if (sl_block_get_n_children (row) < 2)
        continue;
      set = sl_typesetter_set (flow->type, sl_block_get_text (sl_block_get_child (row, column)),
                               style, -1.0);
      width = MAX (width, set->width);
    }
  return width;
}

/* At the right end of the room, as wide as they need. Returns where they end. */
static double
flow_fields (SlFlow *flow, SlBlock *fields, double x, double room)
{
  double label_width = measure_cells (flow, fields, 0, SL_STYLE_LABEL) + LABEL_GAP;
  double wish = label_width + measure_cells (flow, fields, 1, SL_STYLE_BODY) + 1.0;
  double width = MIN (wish, room), y = flow->y;
  guint n = sl_block_get_n_children (fields);

  x += room - width;
  for (guint i = 0; i < n; i++)
    if (sl_block_get_n_children (sl_block_get_child (fields, i)) >= 2)
      y += flow_field (flow, sl_block_get_child (fields, i), x, y, label_width, width);
  sl_flow_area (flow, fields, x, flow->y, width, y - flow->y);
  return y;
}

/**
 * sl_flow_addressee:
 * @flow: where to
 * @address: (nullable): the addressee's lines
 * @fields: (nullable): rows of label and value
 *
 * Side by side when both are given.
 */
void
sl_flow_addressee (SlFlow *flow, SlBlock *address, SlBlock *fields)
{
  double share = address != NULL && fields != NULL ? 0.5 : 1.0;
  double width = flow->width * share - (share < 1.0 ? COLUMN_GAP / 2.0 : 0.0);
  double bottom = flow->y;

  if (address != NULL && *sl_block_get_text (address) != '\0')
    {
      SlTextSet *set = sl_flow_set (flow, address, SL_STYLE_BODY, width);

      sl_flow_ensure (flow, sl_text_set_get_height (set));
      sl_flow_label (flow, SL_TAG_P, address, set, flow->left, flow->y);
      sl_flow_area (flow, address, flow->left, flow->y, width, sl_text_set_get_height (set));
      bottom = flow->y + sl_text_set_get_height (set);
    }
  if (fields != NULL)
    bottom = MAX (bottom, flow_fields (flow, fields, flow->left + flow->width - width, width));
  flow->y = bottom;
}

/* How much of the room the labels of a list take at most. */
#define MOST_LABEL 0.36

/**
 * sl_flow_field_list:
 * @flow: where to
 * @fields: rows of label and value, with level 1: in the text, not beside an address
 *
 * Labels in a column of their own at the left, values beside them; a row stays whole.
 */
void
sl_flow_field_list (SlFlow *flow, SlBlock *fields)
{
  double label_width = MIN (measure_cells (flow, fields, 0, SL_STYLE_LABEL) + LABEL_GAP,
                            flow->width * MOST_LABEL);

  for (guint i = 0; i < sl_block_get_n_children (fields); i++)
    {
      SlBlock *row = sl_block_get_child (fields, i);
      SlTextSet *value;

      if (sl_block_get_n_children (row) < 2)
        continue;
      value = sl_flow_set (flow, sl_block_get_child (row, 1), SL_STYLE_BODY,
                           flow->width - label_width);
      sl_flow_ensure (flow, MIN (sl_text_set_get_height (value), flow->bottom - SL_PAGE_TOP));
      flow->y += flow_field (flow, row, flow->left, flow->y, label_width, flow->width);
      flow->fresh = FALSE;
    }
}

const char *
sl_mark_to_text (SlMark mark)
{
  return mark == SL_MARK_OFFICIAL_SENSITIVE ? "OFFICIAL-SENSITIVE" : "OFFICIAL";
}

static void
add_furniture (SlLetterPage *page, SlTextSet *set, double x, double y)
{
  SlOp op = { .kind = SL_OP_TEXT, .x = x, .y = y, .n_lines = 1 };

  op.set = sl_text_set_ref (set);
  g_array_append_val (page->furniture, op);
}

/* The reference as far as it leaves the marking clear. */
static SlTextSet *
set_reference (SlFlow *flow, const char *footer)
{
  SlTextSet *set = sl_typesetter_set (flow->type, footer, SL_STYLE_FOOT, -1.0);

  for (long length = g_utf8_strlen (footer, -1); set->width > 165.0 && length > 1;)
    {
      g_autofree char *cut = NULL;
      g_autofree char *shown = NULL;

      length = MIN (length - 1, (long) (length * 165.0 / set->width));
      cut = g_utf8_substring (footer, 0, length);
      shown = g_strconcat (cut, "…", NULL);
      sl_text_set_unref (set);
      set = sl_typesetter_set (flow->type, shown, SL_STYLE_FOOT, -1.0);
    }
  return set;
}

/**
 * sl_flow_furniture:
 * @flow: after the whole letter
 * @letter: the letter
 *
 * The marking centred at head and foot of each page, the reference, the page number and what the
 * letter is sealed with.
 */
void
sl_flow_furniture (SlFlow *flow, SlLetter *letter)
{
  const char *mark = sl_mark_to_text (sl_letter_get_mark (letter));
  g_autoptr (SlTextSet) mark_set = sl_typesetter_set (flow->type, mark, SL_STYLE_MARK, -1.0);
  g_autofree char *footer = g_strdelimit (g_strdup (sl_letter_get_footer (letter)), "\n", ' ');
  g_autoptr (SlTextSet) reference = set_reference (flow, footer);
  const char *seal = sl_letter_get_seal (letter);
  g_autoptr (SlTextSet) seal_set = sl_typesetter_set (flow->type, seal, SL_STYLE_FOOT, -1.0);

  for (guint i = 0; i < flow->pages->len; i++)
    {
      SlLetterPage *page = g_ptr_array_index (flow->pages, i);
      g_autofree char *number = g_strdup_printf (_ ("Page %u of %u"), i + 1, flow->pages->len);
      g_autoptr (SlTextSet) set = sl_typesetter_set (flow->type, number, SL_STYLE_FOOT, -1.0);
      double mark_x = (page->width - mark_set->width) / 2.0;
      double foot_y = page->height - 46.0;

      add_furniture (page, mark_set, mark_x, 28.0);
      add_furniture (page, reference, SL_PAGE_MARGIN, foot_y + 1.0);
      if (*seal != '\0')
        add_furniture (page, seal_set, SL_PAGE_MARGIN, foot_y + 1.0 + seal_set->line_height);
      add_furniture (page, mark_set, mark_x, foot_y);
      add_furniture (page, set, page->width - SL_PAGE_MARGIN - set->width, foot_y + 1.0);
    }
}
