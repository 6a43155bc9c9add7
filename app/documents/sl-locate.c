/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-documents"
#include "config.h"

#include "documents/sl-locate.h"

#include "base/sl-text.h"

#include <string.h>

/**
 * sl_page_text_measure:
 * @page: a page with boxes
 * @first: index of the first character, in code points
 * @last: index of the last one, inclusive
 * @area: (out): the box around them, in points from the top left of the page as shown
 *
 * Returns: %FALSE when the page has no boxes there
 */
gboolean
sl_page_text_measure (const SlPageText *page, gsize first, gsize last, SlBox *area)
{
  float left = G_MAXFLOAT, top = G_MAXFLOAT, right = -G_MAXFLOAT, bottom = -G_MAXFLOAT;

  for (gsize i = first; i <= last && i < page->n_boxes; i++)
    {
      const SlBox *box = &page->boxes[i];

      /* Spaces and line ends have no extent of their own. */
      if (box->width <= 0 || box->height <= 0)
        continue;
      left = MIN (left, box->x);
      top = MIN (top, box->y);
      right = MAX (right, box->x + box->width);
      bottom = MAX (bottom, box->y + box->height);
    }
  if (left > right)
    return FALSE;
  *area = (SlBox){ left, top, right - left, bottom - top };
  return TRUE;
}

/**
 * sl_page_text_locate:
 * @page: a page
 * @quote: words, as someone may have typed them
 * @area: (out) (optional): the box around them; empty when the page has no boxes
 * @exact: (out) (optional) (transfer full): the words as they stand on the page
 *
 * Returns: %FALSE when the page does not hold the words
 */
gboolean
sl_page_text_locate (const SlPageText *page, const char *quote, SlBox *area, char **exact)
{
  g_autoptr (GArray) offsets = NULL;
  g_autofree char *folded = sl_text_fold_map (page->text, &offsets);
  g_autofree char *raw = sl_text_fold (quote);
  g_autofree char *wanted = sl_text_squeeze (raw);
  const char *found = *wanted != '\0' ? strstr (folded, wanted) : NULL;
  gsize first, last;
  const char *start, *end;

  if (found == NULL)
    return FALSE;
  first = (gsize) (found - folded);
  last = first + strlen (wanted) - 1;
  start = page->text + g_array_index (offsets, guint32, first);
  end = page->text + g_array_index (offsets, guint32, last);

  if (exact != NULL)
    *exact = g_strndup (start, (gsize) (g_utf8_next_char (end) - start));
  if (area != NULL)
    {
      gsize from = (gsize) g_utf8_pointer_to_offset (page->text, start);
      gsize to = (gsize) g_utf8_pointer_to_offset (page->text, end);

      if (!sl_page_text_measure (page, from, to, area))
        memset (area, 0, sizeof *area);
    }
  return TRUE;
}
