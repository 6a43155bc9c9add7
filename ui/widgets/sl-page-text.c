/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "sl-page-text.h"

#include "base/sl-text.h"

#include <math.h>
#include <string.h>

/* Selecting and finding words by the boxes of their characters: plain functions, no widget. */

int
sl_page_text_find_character (const SlPageText *text, double x, double y, gboolean nearest)
{
  int best = -1;
  double best_distance = G_MAXDOUBLE;

  if (text->boxes == NULL)
    return -1;
  for (gsize i = 0; i < text->n_boxes; i++)
    {
      const SlBox *box = &text->boxes[i];
      double dx, dy;

      if (box->width <= 0 || box->height <= 0)
        continue;
      dx = MAX (MAX (box->x - x, x - (box->x + box->width)), 0);
      dy = MAX (MAX (box->y - y, y - (box->y + box->height)), 0);
      if (dx == 0 && dy == 0)
        return i;
      /* Lines weigh more than columns, so that dragging past a line's end stays in the line. */
      if (nearest && dx + dy * 8 < best_distance)
        {
          best_distance = dx + dy * 8;
          best = i;
        }
    }
  return best;
}

GArray *
sl_page_text_get_areas (const SlPageText *text, int start, int end)
{
  GArray *areas = g_array_new (FALSE, FALSE, sizeof (cairo_rectangle_t));

  for (int i = MAX (start, 0); text->boxes != NULL && i < end && i < (int) text->n_boxes; i++)
    {
      const SlBox *box = &text->boxes[i];
      cairo_rectangle_t *last = areas->len > 0
                                    ? &g_array_index (areas, cairo_rectangle_t, areas->len - 1)
                                    : NULL;

      if (box->width <= 0 || box->height <= 0)
        continue;
      /* The same line, and not a leap to another column. */
      if (last != NULL &&
          fabs (last->y + last->height / 2 - box->y - box->height / 2) <
              MIN (last->height, box->height) / 2 &&
          box->x >= last->x - 1 && box->x - (last->x + last->width) < 2 * box->height)
        {
          double bottom = MAX (last->y + last->height, box->y + box->height);

          last->width = MAX (last->width, box->x + box->width - last->x);
          last->y = MIN (last->y, box->y);
          last->height = bottom - last->y;
        }
      else
        g_array_append_val (areas,
                            ((cairo_rectangle_t){ box->x, box->y, box->width, box->height }));
    }
  return areas;
}

char *
sl_page_text_dup_range (const SlPageText *text, int start, int end)
{
  glong length = g_utf8_strlen (text->text, -1);
  const char *from;

  start = CLAMP (start, 0, length);
  end = CLAMP (end, start, length);
  from = g_utf8_offset_to_pointer (text->text, start);
  return g_strndup (from, g_utf8_offset_to_pointer (from, end - start) - from);
}

void
sl_page_text_widen (const SlPageText *text, int *start, int *end)
{
  const char *from = g_utf8_offset_to_pointer (text->text, *start);
  const char *to = g_utf8_offset_to_pointer (text->text, *end);

  while (*start > 0 && !g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (from))))
    {
      from = g_utf8_prev_char (from);
      (*start)--;
    }
  while (*to != '\0' && !g_unichar_isspace (g_utf8_get_char (to)))
    {
      to = g_utf8_next_char (to);
      (*end)++;
    }
}

GArray *
sl_page_text_search (const SlPageText *text, const char *words)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (int));
  g_autofree char *folded = sl_text_fold (words);
  g_autoptr (GArray) offsets = NULL;
  g_autofree char *haystack = NULL;
  gsize length;
  const char *at;
  int characters = 0; /* of the text, up to @bytes */
  gsize bytes = 0;

  g_strstrip (folded);
  length = strlen (folded);
  if (length == 0)
    return found;
  haystack = sl_text_fold_map (text->text, &offsets);
  for (at = haystack; (at = strstr (at, folded)) != NULL; at += length)
    {
      guint32 from = g_array_index (offsets, guint32, at - haystack);
      guint32 to = g_array_index (offsets, guint32, at - haystack + length - 1);
      int start, end;

      characters += g_utf8_strlen (text->text + bytes, from - bytes);
      bytes = from;
      start = characters;
      end = start + g_utf8_strlen (text->text + from, to - from) + 1;
      g_array_append_val (found, start);
      g_array_append_val (found, end);
    }
  return found;
}

cairo_rectangle_t
sl_page_text_get_bounds (GArray *areas)
{
  cairo_rectangle_t bounds = { 0 };

  for (guint i = 0; i < areas->len; i++)
    {
      const cairo_rectangle_t *area = &g_array_index (areas, cairo_rectangle_t, i);
      double right, bottom;

      if (i == 0)
        {
          bounds = *area;
          continue;
        }
      right = MAX (bounds.x + bounds.width, area->x + area->width);
      bottom = MAX (bounds.y + bounds.height, area->y + area->height);
      bounds.x = MIN (bounds.x, area->x);
      bounds.y = MIN (bounds.y, area->y);
      bounds.width = right - bounds.x;
      bounds.height = bottom - bounds.y;
    }
  return bounds;
}
