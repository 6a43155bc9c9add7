/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-reports"
#include "config.h"

#include "reports/sl-report-private.h"

#include "base/sl-time.h"
#include "documents/sl-photograph.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Photographs as figures: their pixels alone, upright, and small enough for a page. What the
 * officer has not looked at, or keeps in, does not stand in a paper that leaves. */

#define MOST_PIXELS 1400
#define WIDTH_MM 85.0

/* "12 November 2026 at 10:14": a camera's clock, so no zone is worked out. */
static char *
format_taken (const char *taken_at)
{
  g_autofree char *date = g_strndup (taken_at, 10);
  g_autofree char *day = sl_date_format_long (date);

  if (day == NULL)
    return g_strdup ("");
  if (strlen (taken_at) < strlen ("2026-11-12T10:14"))
    return g_steal_pointer (&day);
  /* TRANSLATORS: a day, then a time such as 10:14 */
  return g_strdup_printf (_ ("%s at %.5s"), day, taken_at + 11);
}

/* "West door, hinge side. Taken 12 November 2026 at 10:14, looking to the top of the plan." */
static char *
write_caption (SlPhotograph *photograph)
{
  const char *caption = sl_photograph_get (photograph, "caption");
  g_autofree char *taken = format_taken (sl_photograph_get (photograph, "taken-at"));
  double direction = sl_photograph_get_direction (photograph);
  GString *text = g_string_new (*caption != '\0' ? caption : _ ("Photograph without a caption"));

  if (!g_str_has_suffix (text->str, "."))
    g_string_append_c (text, '.');
  if (*taken != '\0')
    g_string_append_printf (text, _ (" Taken %s."), taken);
  if (!isnan (direction))
    /* TRANSLATORS: the way the camera looked on a plan, as "the top left" */
    g_string_append_printf (text, _ (" Looking towards %s of the plan."),
                            sl_photograph_direction_to_words (direction));
  return g_string_free (text, FALSE);
}

static gboolean
may_stand (SlReporter *self, SlPhotograph *photograph)
{
  return !self->kind->leaves || g_str_equal (sl_photograph_get (photograph, "privacy"), "clear");
}

/**
 * sl_report_load_picture:
 * @photograph: one that stands in a paper
 * @library: the casebook's files
 * @error: return location
 *
 * Returns: (transfer full): its pixels as every paper shows them, the same each time; %NULL when
 *   its original is gone, altered or cannot be read
 */
cairo_surface_t *
sl_report_load_picture (SlPhotograph *photograph, SlLibrary *library, GError **error)
{
  return sl_photograph_load_pixels (photograph, library, MOST_PIXELS, NULL, error);
}

static gboolean
put_photograph (SlReporter *self, SlPhotograph *photograph, GError **error)
{
  g_autofree char *caption = write_caption (photograph);
  g_autofree char *key = sl_reporter_make_key (self, "photograph",
                                               sl_photograph_get (photograph, "id"), NULL);
  /* What the officer says is seen there; the caption, which stands below it anyway, only where
   * nothing was said. */
  const char *seen = sl_photograph_get (photograph, "seen");
  g_autofree char *pixels = NULL;
  cairo_surface_t *surface;
  SlBlock *block;

  surface = sl_report_load_picture (photograph, self->context->library, error);
  if (surface == NULL)
    return FALSE;
  block = sl_reporter_make (self, SL_BLOCK_FIGURE, key, caption, "sheet");
  sl_block_set_figure (block, surface, WIDTH_MM, *seen != '\0' ? seen : caption);
  pixels = sl_block_hash_pixels (surface);
  sl_block_set_figure_source (block, sl_photograph_get (photograph, "id"), pixels);
  cairo_surface_destroy (surface);
  sl_reporter_put (self, block);
  g_hash_table_add (self->shown, g_strdup (sl_photograph_get (photograph, "id")));
  return TRUE;
}

/* How many were left out, and why: a paper never pretends to be whole. */
static void
put_left_out (SlReporter *self, guint n)
{
  g_autofree char *key = sl_reporter_make_key (self, "photographs-left-out", NULL, NULL);
  g_autofree char *text = NULL;

  if (n == 0)
    return;
  text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u photograph is kept by the force and not shown here.",
                   "%u photographs are kept by the force and not shown here.", n),
      n);
  sl_reporter_put_paragraph (self, key, text, "template");
}

/* Once each, whether it would have stood by its entry or with the others. */
static void
note_withheld (SlReporter *self, const char *id)
{
  GPtrArray *ids = self->context->withheld;

  if (ids != NULL && !g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
    g_ptr_array_add (ids, g_strdup (id));
}

/* @entry_id NULL: all that do not stand in the paper yet, so that none is lost because its entry
 * shows no pictures; and how many are kept back, wherever they belong. */
static gboolean
put_those (SlReporter *self, const char *entry_id, GError **error)
{
  g_autoptr (GListModel) list = sl_photographs_list (
      self->store, sl_case_get_id (self->subject),
      self->sheet != NULL ? sl_sheet_get_id (self->sheet) : NULL, error);
  guint left_out = 0;

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SlPhotograph) photograph = g_list_model_get_item (list, i);

      if (entry_id != NULL && !g_str_equal (sl_photograph_get (photograph, "entry-id"), entry_id))
        continue;
      if (!may_stand (self, photograph))
        {
          left_out++;
          note_withheld (self, sl_photograph_get (photograph, "id"));
        }
      else if (!g_hash_table_contains (self->shown, sl_photograph_get (photograph, "id")) &&
               !put_photograph (self, photograph, error))
        return FALSE;
    }
  if (entry_id == NULL)
    put_left_out (self, left_out);
  return TRUE;
}

gboolean
sl_report_put_photographs (SlReporter *self, const SlPackNode *node, GError **error)
{
  (void) node;
  return put_those (self, NULL, error);
}

gboolean
sl_report_put_entry_photographs (SlReporter *self, const char *entry_id, GError **error)
{
  return put_those (self, entry_id, error);
}
