/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-letter"
#include "config.h"

#include "letter/sl-letter-private.h"

#include <string.h>

/* Tables: columns as wide as their words ask for, rows that stay whole unless taller than a page,
 * and the header row again at the top of each page (there as furniture: a reader hears it once). */

#define PAD_X 8.0
#define PAD_Y 3.0

static const SlColour strong_rule = { 0.07, 0.16, 0.33 };
static const SlColour faint_rule = { 0.75, 0.76, 0.78 };

typedef struct
{
  SlBlock *table;
  guint n_columns;
  double *x;     /* of each column's text */
  double *width; /* of each column's text */
  gboolean *numeric;
} Columns;

static void
columns_clear (Columns *columns)
{
  g_free (columns->x);
  g_free (columns->width);
  g_free (columns->numeric);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Columns, columns_clear)

static SlStyle
get_row_style (SlBlock *table, SlBlock *row)
{
  return row == sl_block_get_child (table, 0) ? SL_STYLE_STRONG : SL_STYLE_BODY;
}

static gboolean
is_number (const char *text)
{
  if (*text == '\0')
    return TRUE;
  return strspn (text, "0123456789,. ") == strlen (text);
}

/* What a shape takes of its cell, with the space after it. */
#define SHAPE_ROOM (SL_SHAPE_SIZE + 4.0)

static double
get_shape_room (SlBlock *cell)
{
  return sl_block_get_shape (cell) != SL_SHAPE_NONE ? SHAPE_ROOM : 0.0;
}

/* A cell as short as "Not shown" reads badly in two lines. */
#define WHOLE_LENGTH 12

/* The longest word's share of the width of the longest line: near enough to choose a column by. */
static double
guess_word_width (const char *text, double natural)
{
  glong line = 0, longest_line = 0, word = 0, longest_word = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      line = *c == '\n' ? 0 : line + 1;
      word = *c == ' ' || *c == '\n' ? 0 : word + 1;
      longest_line = MAX (longest_line, line);
      longest_word = MAX (longest_word, word);
    }
  if (longest_line <= WHOLE_LENGTH)
    return natural;
  return natural * longest_word / longest_line * 1.15;
}

/* What each column would like on one line, and the least it can do with. */
static void
measure_columns (SlFlow *flow, Columns *columns, double *natural, double *least)
{
  g_autofree gboolean *says = g_new0 (gboolean, columns->n_columns + 1);

  for (guint r = 0; r < sl_block_get_n_children (columns->table); r++)
    {
      SlBlock *row = sl_block_get_child (columns->table, r);
      SlStyle style = get_row_style (columns->table, row);

      for (guint c = 0; c < sl_block_get_n_children (row); c++)
        {
          SlBlock *cell = sl_block_get_child (row, c);
          const char *text = sl_block_get_text (cell);
          double shape_room = get_shape_room (cell);
          g_autoptr (SlTextSet) set = sl_typesetter_set (flow->type, text, style, -1.0);

          natural[c] = MAX (natural[c], set->width + shape_room);
          least[c] = MAX (least[c], guess_word_width (text, set->width) + shape_room);
          says[c] = says[c] || (r > 0 && *text != '\0');
          if (r > 0 && !is_number (text))
            columns->numeric[c] = FALSE;
        }
    }
  /* A column to write on is not one of numbers. */
  for (guint c = 0; c < columns->n_columns; c++)
    columns->numeric[c] = columns->numeric[c] && says[c];
}

/* Each column gets its least; what is left over goes by how much more it would like. */
static void
share_width (const Columns *columns, double room, const double *natural, const double *least)
{
  double least_sum = 0.0, wish_sum = 0.0, natural_sum = 0.0;

  for (guint c = 0; c < columns->n_columns; c++)
    {
      least_sum += least[c];
      natural_sum += natural[c];
      wish_sum += natural[c] - least[c];
    }
  for (guint c = 0; c < columns->n_columns; c++)
    {
      if (least_sum > room)
        columns->width[c] = room * least[c] / least_sum;
      else if (natural_sum > room && wish_sum > 0.0)
        columns->width[c] = least[c] + (room - least_sum) * (natural[c] - least[c]) / wish_sum;
      else
        columns->width[c] = natural[c] + (room - natural_sum) / columns->n_columns;
    }
}

static void
columns_init (Columns *columns, SlFlow *flow, SlBlock *table)
{
  g_autofree double *natural = NULL;
  g_autofree double *least = NULL;
  double room, x = flow->left;

  columns->table = table;
  for (guint r = 0; r < sl_block_get_n_children (table); r++)
    columns->n_columns = MAX (columns->n_columns,
                              sl_block_get_n_children (sl_block_get_child (table, r)));
  columns->x = g_new0 (double, columns->n_columns + 1);
  columns->width = g_new0 (double, columns->n_columns + 1);
  columns->numeric = g_new0 (gboolean, columns->n_columns + 1);
  natural = g_new0 (double, columns->n_columns + 1);
  least = g_new0 (double, columns->n_columns + 1);
  for (guint c = 0; c < columns->n_columns; c++)
    columns->numeric[c] = sl_block_get_n_children (table) > 1;

  measure_columns (flow, columns, natural, least);
  room = flow->width - PAD_X * (columns->n_columns > 0 ? columns->n_columns - 1 : 0);
  for (guint c = 0; c < columns->n_columns; c++)
    {
      natural[c] = MAX (natural[c], 1.0);
      least[c] = CLAMP (least[c], 1.0, MIN (natural[c], room * 0.4));
    }
  share_width (columns, room, natural, least);
  for (guint c = 0; c < columns->n_columns; c++)
    {
      columns->x[c] = x;
      x += columns->width[c] + PAD_X;
    }
}

static SlTextSet *
set_cell (SlFlow *flow, const Columns *columns, SlBlock *row, guint c)
{
  SlBlock *cell = sl_block_get_child (row, c);

  return sl_flow_set (flow, cell, get_row_style (columns->table, row),
                      columns->width[c] - get_shape_room (cell));
}

static guint
count_lines (SlFlow *flow, const Columns *columns, SlBlock *row)
{
  guint n = 1;

  for (guint c = 0; c < sl_block_get_n_children (row); c++)
    n = MAX (n, set_cell (flow, columns, row, c)->n_lines);
  return n;
}

static double
get_line_height (SlFlow *flow, const Columns *columns, SlBlock *row)
{
  if (sl_block_get_n_children (row) == 0)
    return 15.8;
  return set_cell (flow, columns, row, 0)->line_height;
}

static double
get_row_height (SlFlow *flow, const Columns *columns, SlBlock *row, guint n_lines)
{
  return n_lines * get_line_height (flow, columns, row) + 2.0 * PAD_Y;
}

static double
get_cell_x (const Columns *columns, SlBlock *cell, const SlTextSet *set, guint c)
{
  if (columns->numeric[c])
    return columns->x[c] + columns->width[c] - set->width;
  return columns->x[c] + get_shape_room (cell);
}

/* Lines @first to @first + @n of each cell, in tags or, for a repeated header, without. */
static void
flow_row_part (SlFlow *flow,
               const Columns *columns,
               SlBlock *row,
               guint first,
               guint n,
               gboolean tagged)
{
  gboolean header = row == sl_block_get_child (columns->table, 0);
  double height = get_row_height (flow, columns, row, n);

  if (tagged)
    sl_flow_begin (flow, SL_TAG_TR, row);
  for (guint c = 0; c < sl_block_get_n_children (row); c++)
    {
      SlBlock *cell = sl_block_get_child (row, c);
      SlTextSet *set = set_cell (flow, columns, row, c);

      if (tagged)
        sl_flow_begin (flow, header ? SL_TAG_TH : SL_TAG_TD, cell);
      if (first == 0 && sl_block_get_shape (cell) != SL_SHAPE_NONE)
        sl_flow_shape (flow, cell, columns->x[c],
                       flow->y + PAD_Y + set->baseline - SL_SHAPE_SIZE + 1.0);
      if (first < set->n_lines)
        sl_flow_text (flow, set, first, MIN (n, set->n_lines - first),
                      get_cell_x (columns, cell, set, c), flow->y + PAD_Y);
      if (tagged)
        sl_flow_end (flow, header ? SL_TAG_TH : SL_TAG_TD);
      sl_flow_area (flow, cell, columns->x[c], flow->y, columns->width[c], height);
    }
  if (tagged)
    sl_flow_end (flow, SL_TAG_TR);
  sl_flow_area (flow, row, flow->left, flow->y, flow->width, height);
  flow->y += height;
  sl_flow_rule (flow, flow->left, flow->y - (header ? 1.0 : 0.5), flow->width, header ? 1.0 : 0.5,
                header ? &strong_rule : &faint_rule);
}

static void
begin_table_page (SlFlow *flow, const Columns *columns)
{
  SlBlock *header = sl_block_get_child (columns->table, 0);

  sl_flow_new_page (flow);
  flow_row_part (flow, columns, header, 0, count_lines (flow, columns, header), FALSE);
}

static void
flow_row (SlFlow *flow, const Columns *columns, SlBlock *row)
{
  SlBlock *header = sl_block_get_child (columns->table, 0);
  double header_height = get_row_height (flow, columns, header,
                                         count_lines (flow, columns, header));
  double line_height = get_line_height (flow, columns, row);
  guint left = count_lines (flow, columns, row), done = 0;
  double whole = get_row_height (flow, columns, row, left);

  if (flow->y + whole > flow->bottom && whole <= flow->bottom - SL_PAGE_TOP - header_height)
    begin_table_page (flow, columns);
  while (left > 0)
    {
      double room = flow->bottom - flow->y - 2.0 * PAD_Y;
      guint n = room > 0.0 ? (guint) (room / line_height + 0.001) : 0;

      /* A header that fills its page would leave no room for ever: one line goes regardless. */
      if (n == 0 && flow->y <= SL_PAGE_TOP + header_height + 0.01)
        n = 1;
      if (n > 0)
        flow_row_part (flow, columns, row, done, MIN (n, left), TRUE);
      done += MIN (n, left);
      left -= MIN (n, left);
      if (left > 0)
        begin_table_page (flow, columns);
    }
}

/**
 * sl_flow_table_start_height:
 * @flow: where it would go
 * @table: a table
 *
 * Returns: the height of its header and first row, which a heading above wants below it
 */
double
sl_flow_table_start_height (SlFlow *flow, SlBlock *table)
{
  g_auto (Columns) columns = { 0 };
  double height = 0.0;

  columns_init (&columns, flow, table);
  for (guint r = 0; r < MIN (2, sl_block_get_n_children (table)); r++)
    {
      SlBlock *row = sl_block_get_child (table, r);

      height += get_row_height (flow, &columns, row, count_lines (flow, &columns, row));
    }
  return MIN (height, (flow->bottom - SL_PAGE_TOP) / 2.0);
}

/**
 * sl_flow_table:
 * @flow: where to
 * @table: rows of cells; the first is the header
 */
void
sl_flow_table (SlFlow *flow, SlBlock *table)
{
  g_auto (Columns) columns = { 0 };
  guint n = sl_block_get_n_children (table);

  if (n == 0)
    return;
  columns_init (&columns, flow, table);
  sl_flow_ensure (flow, sl_flow_table_start_height (flow, table));
  sl_flow_begin (flow, SL_TAG_TABLE, table);
  sl_flow_begin (flow, SL_TAG_THEAD, NULL);
  flow_row_part (flow, &columns, sl_block_get_child (table, 0), 0,
                 count_lines (flow, &columns, sl_block_get_child (table, 0)), TRUE);
  sl_flow_end (flow, SL_TAG_THEAD);
  if (n > 1)
    {
      SlBlock *second = sl_block_get_child (table, 1);

      /* The body's tag begins with its first row on the same page (see sl-letter-flow.c). */
      if (flow->y + get_row_height (flow, &columns, second, 1) > flow->bottom)
        begin_table_page (flow, &columns);
      sl_flow_begin (flow, SL_TAG_TBODY, NULL);
      for (guint r = 1; r < n; r++)
        flow_row (flow, &columns, sl_block_get_child (table, r));
      sl_flow_end (flow, SL_TAG_TBODY);
    }
  sl_flow_end (flow, SL_TAG_TABLE);
}
