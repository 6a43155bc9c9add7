/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "sl-page-view-private.h"

#include "base/sl-text.h"

#include <string.h>

/* The words of the pages: read from the worker when first needed, selected, copied and searched. */

#define MAX_WORDS 24 /* pages whose words are held; a full A1 plan has about 20,000 characters */

static void
words_free (SlPageWords *words)
{
  g_clear_object (&words->pages);
  g_clear_object (&words->extraction);
  g_clear_object (&words->cancellable);
  g_free (words);
}

/* Lets go of it: an answer still to come finds no view and frees it. */
static void
words_release (SlPageWords *words)
{
  words->view = NULL;
  if (words->cancellable != NULL)
    g_cancellable_cancel (words->cancellable);
  else
    words_free (words);
}

void
sl_page_view_forget_words (SlPageView *self)
{
  GHashTableIter iter;
  SlPageWords *words;

  g_hash_table_iter_init (&iter, self->words);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &words))
    {
      g_hash_table_iter_remove (&iter);
      words_release (words);
    }
}

static void continue_finding (SlPageView *self);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SlPageWords *words = data;
  g_autoptr (GError) error = NULL;

  words->extraction = sl_pages_read_finish (words->pages, result, &error);
  words->failed = words->extraction == NULL;
  g_clear_object (&words->cancellable);
  if (words->view == NULL)
    {
      words_free (words);
      return;
    }
  /* Without its words a page still shows: marks and selecting are all that is missing. */
  if (words->failed)
    g_debug ("Page %u has no words: %s", words->page + 1, error->message);
  gtk_widget_queue_draw (GTK_WIDGET (words->view));
  sl_page_view_seek_quotation (words->view);
  continue_finding (words->view);
}

/* Makes room by dropping the page furthest from the present one. */
static void
trim_words (SlPageView *self)
{
  GHashTableIter iter;
  SlPageWords *words, *furthest = NULL;
  guint distance = 0;

  if (g_hash_table_size (self->words) < MAX_WORDS)
    return;
  g_hash_table_iter_init (&iter, self->words);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &words))
    {
      guint away = ABS ((int) words->page - (int) self->current_page);

      if (furthest == NULL || away > distance)
        {
          furthest = words;
          distance = away;
        }
    }
  g_hash_table_remove (self->words, GUINT_TO_POINTER (furthest->page));
  words_release (furthest);
}

const SlPageText *
sl_page_view_get_words (SlPageView *self, guint page)
{
  SlPageWords *words;

  if (self->pages == NULL || !sl_pages_can_read (self->pages))
    return NULL;
  words = g_hash_table_lookup (self->words, GUINT_TO_POINTER (page));
  if (words == NULL)
    {
      trim_words (self);
      words = g_new0 (SlPageWords, 1);
      words->view = self;
      words->pages = g_object_ref (self->pages);
      words->page = page;
      words->cancellable = g_cancellable_new ();
      g_hash_table_insert (self->words, GUINT_TO_POINTER (page), words);
      sl_pages_read_async (self->pages, page, words->cancellable, read_cb, words);
    }
  if (words->extraction == NULL || sl_extraction_get_n_pages (words->extraction) == 0)
    return NULL;
  return sl_extraction_get_page (words->extraction, 0);
}

static gboolean
words_are_coming (SlPageView *self, guint page)
{
  SlPageWords *words = g_hash_table_lookup (self->words, GUINT_TO_POINTER (page));

  return words != NULL && words->cancellable != NULL;
}

GArray *
sl_page_view_get_selection_areas (SlPageView *self)
{
  const SlPageText *text = NULL;

  if (self->selection.kind == SL_SELECTION_WORDS)
    text = sl_page_view_get_words (self, self->selection.page);
  if (text == NULL)
    return g_array_new (FALSE, FALSE, sizeof (cairo_rectangle_t));
  return sl_page_text_get_areas (text, self->selection.start, self->selection.end);
}

gboolean
sl_page_view_has_selection (SlPageView *self)
{
  return self->selection.kind != SL_SELECTION_NONE;
}

/* Words whose middle lies in the region, so that a drawn region quotes what it holds. */
static char *
dup_words_in (const SlPageText *text, const cairo_rectangle_t *region)
{
  g_autoptr (GString) words = g_string_new (NULL);
  const char *at = text->text;
  gboolean inside = FALSE;

  for (gsize i = 0; i < text->n_boxes && *at != '\0'; i++, at = g_utf8_next_char (at))
    {
      const SlBox *box = &text->boxes[i];
      double x = box->x + box->width / 2, y = box->y + box->height / 2;
      gboolean blank = g_unichar_isspace (g_utf8_get_char (at));

      if (blank ? inside
                : x >= region->x && x <= region->x + region->width && y >= region->y &&
                      y <= region->y + region->height)
        {
          g_string_append_unichar (words, g_utf8_get_char (at));
          inside = !blank;
        }
      else if (!blank && inside)
        {
          g_string_append_c (words, ' ');
          inside = FALSE;
        }
    }
  return sl_text_squeeze (words->str);
}

gboolean
sl_page_view_get_selection (SlPageView *self,
                            guint *page,
                            cairo_rectangle_t *region,
                            char **quotation)
{
  const SlPageText *text;
  g_autoptr (GArray) areas = NULL;

  if (self->selection.kind == SL_SELECTION_NONE)
    return FALSE;
  text = sl_page_view_get_words (self, self->selection.page);
  areas = sl_page_view_get_selection_areas (self);
  if (page != NULL)
    *page = self->selection.page;
  if (region != NULL)
    *region = self->selection.kind == SL_SELECTION_WORDS ? sl_page_text_get_bounds (areas)
                                                         : self->selection.region;
  if (quotation != NULL && text == NULL)
    *quotation = g_strdup ("");
  else if (quotation != NULL && self->selection.kind == SL_SELECTION_REGION)
    *quotation = dup_words_in (text, &self->selection.region);
  else if (quotation != NULL)
    {
      g_autofree char *range = sl_page_text_dup_range (text, self->selection.start,
                                                       self->selection.end);
      *quotation = sl_text_squeeze (range);
    }
  return TRUE;
}

void
sl_page_view_clear_selection (SlPageView *self)
{
  self->has_corner = FALSE;
  if (self->selection.kind == SL_SELECTION_NONE)
    return;
  self->selection.kind = SL_SELECTION_NONE;
  sl_page_view_selection_changed (self);
}

void
sl_page_view_copy (SlPageView *self)
{
  g_autofree char *quotation = NULL;

  if (sl_page_view_get_selection (self, NULL, NULL, &quotation) && *quotation != '\0')
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), quotation);
}

void
sl_page_view_seek_quotation (SlPageView *self)
{
  const SlPageText *text;
  g_autoptr (GArray) found = NULL;
  g_autoptr (GArray) areas = NULL;
  cairo_rectangle_t bounds;

  if (self->goal_words == NULL || self->goal_words_page >= sl_page_view_get_n_pages (self))
    return;
  text = sl_page_view_get_words (self, self->goal_words_page);
  if (text == NULL)
    {
      if (!words_are_coming (self, self->goal_words_page))
        g_clear_pointer (&self->goal_words, g_free);
      return;
    }
  found = sl_page_text_search (text, self->goal_words);
  g_clear_pointer (&self->goal_words, g_free);
  if (found->len < 2)
    return;
  areas = sl_page_text_get_areas (text, g_array_index (found, int, 0),
                                  g_array_index (found, int, 1));
  bounds = sl_page_text_get_bounds (areas);
  if (areas->len > 0)
    sl_page_view_scroll_to_area (self, self->goal_words_page, &bounds);
}

/* Selects what was found and shows it. */
static void
show_found (SlPageView *self, const SlPageText *text, int start, int end)
{
  g_autoptr (GArray) areas = sl_page_text_get_areas (text, start, end);
  cairo_rectangle_t bounds = sl_page_text_get_bounds (areas);

  self->finding = FALSE;
  self->find_start = start;
  self->selection = (SlSelection){
    .kind = SL_SELECTION_WORDS, .page = self->find_page, .start = start, .end = end
  };
  sl_page_view_scroll_to_area (self, self->find_page, &bounds);
  sl_page_view_selection_changed (self);
}

/* Goes on from the page in hand until something is found or all pages were looked at. */
static void
continue_finding (SlPageView *self)
{
  guint n_pages = sl_page_view_get_n_pages (self);

  while (self->finding)
    {
      const SlPageText *text = sl_page_view_get_words (self, self->find_page);
      g_autoptr (GArray) found = NULL;

      if (text == NULL && words_are_coming (self, self->find_page))
        return;
      if (text != NULL)
        found = sl_page_text_search (text, self->find_words);
      for (guint i = 0; found != NULL && i < found->len; i += 2)
        {
          guint at = self->find_backwards ? found->len - 2 - i : i;
          int start = g_array_index (found, int, at);

          if (self->find_start < 0 ||
              (self->find_backwards ? start < self->find_start : start > self->find_start))
            {
              show_found (self, text, start, g_array_index (found, int, at + 1));
              return;
            }
        }
      if (self->find_left-- == 0)
        {
          self->finding = FALSE;
          sl_page_view_clear_selection (self);
          return;
        }
      self->find_start = -1;
      self->find_page = (self->find_page + (self->find_backwards ? n_pages - 1 : 1)) % n_pages;
    }
}

/**
 * sl_page_view_find:
 * @words: what to look for, in any case and with any hyphens
 * @backwards: the one before instead of the next
 *
 * Goes round all pages once. Pages are read as the search comes to them.
 */
void
sl_page_view_find (SlPageView *self, const char *words, gboolean backwards)
{
  const char *marks[] = { words, NULL };

  sl_page_view_set_marked_words (self, *words != '\0' ? marks : NULL);
  if (*words == '\0' || sl_page_view_get_n_pages (self) == 0)
    {
      self->finding = FALSE;
      sl_page_view_clear_selection (self);
      return;
    }
  if (g_strcmp0 (words, self->find_words) != 0 || self->find_start < 0)
    {
      g_free (self->find_words);
      self->find_words = g_strdup (words);
      self->find_page = self->current_page;
      self->find_start = -1;
    }
  self->find_backwards = backwards;
  self->find_left = sl_page_view_get_n_pages (self);
  self->finding = TRUE;
  continue_finding (self);
}
