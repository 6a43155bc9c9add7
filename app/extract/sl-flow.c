/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-reader.h"

#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>
#include <string.h>

/* Lays running text out on A4 pages. First all paragraphs are measured and dealt onto pages (a
 * paragraph may run over several); a page's words, their boxes and its picture are then made from
 * the same layouts, made anew when asked for, so that a long document costs little memory. */

#define PAGE_WIDTH 595.0
#define PAGE_HEIGHT 842.0
#define MARGIN 56.0
#define TEXT_WIDTH (PAGE_WIDTH - 2 * MARGIN)
#define TEXT_HEIGHT (PAGE_HEIGHT - 2 * MARGIN)
/* About 1,400 pages: what can be laid out well within the processor time allowed. */
#define FLOW_MAX (4 * 1024 * 1024)
/* One paragraph is laid out at once, so an endless one is cut into pieces. */
#define PARAGRAPH_MAX (16 * 1024)

typedef struct
{
  SlFlowStyle style;
  gsize start, length; /* in the flow's text */
} Paragraph;

/* Lines of one paragraph on one page. */
typedef struct
{
  guint paragraph;
  guint first_line, n_lines;
  double y; /* of the top of the first line */
} Piece;

struct _SlFlow
{
  GString *text;
  GArray *paragraphs; /* of Paragraph */
  GArray *pieces;     /* of Piece */
  GArray *pages;      /* of guint: the first piece of each */
  PangoContext *context;
  gboolean full;
};

static const struct
{
  const char *font;
  double indent, space_above;
} styles[] = {
  [SL_FLOW_PLAIN] = { "Sans 10", 0, 4 },           [SL_FLOW_HEADING_1] = { "Sans Bold 15", 0, 12 },
  [SL_FLOW_HEADING_2] = { "Sans Bold 12", 0, 10 }, [SL_FLOW_HEADING_3] = { "Sans Bold 10", 0, 8 },
  [SL_FLOW_ITEM] = { "Sans 10", 14, 2 },           [SL_FLOW_NOTE] = { "Sans 8.5", 0, 3 },
};

static PangoContext *
make_context (void)
{
  PangoFontMap *map = pango_cairo_font_map_get_default ();
  PangoContext *context;

  /* One point a unit, and outlines placed without rounding to pixels, at any scale. */
  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (map), 72);
  context = pango_font_map_create_context (map);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("en-GB"));
  return context;
}

static PangoLayout *
make_layout (SlFlow *self, const Paragraph *paragraph)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = pango_font_description_from_string (styles[paragraph->style].font);

  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, (TEXT_WIDTH - styles[paragraph->style].indent) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, self->text->str + paragraph->start, paragraph->length);
  return layout;
}

/**
 * sl_flow_warm_up:
 *
 * Loads the fonts and the font configuration, before lockdown.
 */
void
sl_flow_warm_up (void)
{
  SlFlow *flow = sl_flow_new ();

  for (guint style = 0; style < G_N_ELEMENTS (styles); style++)
    {
      Paragraph paragraph = { style, 0, 0 };
      g_autoptr (PangoLayout) layout = NULL;
      int width;

      g_string_assign (flow->text, "Ab£’ –é\t•");
      paragraph.length = flow->text->len;
      layout = make_layout (flow, &paragraph);
      pango_layout_get_size (layout, &width, NULL);
    }
}

SlFlow *
sl_flow_new (void)
{
  SlFlow *self = g_new0 (SlFlow, 1);

  self->text = g_string_new (NULL);
  self->paragraphs = g_array_new (FALSE, FALSE, sizeof (Paragraph));
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  self->pages = g_array_new (FALSE, FALSE, sizeof (guint));
  self->context = make_context ();
  return self;
}

gboolean
sl_flow_is_full (SlFlow *self)
{
  return self->full;
}

/* The end of the piece that starts at @text: whole characters, at a space when there is one. */
static gsize
cut_paragraph (const char *text, gsize length)
{
  const char *cut;

  if (length <= PARAGRAPH_MAX)
    return length;
  cut = g_utf8_find_prev_char (text, text + PARAGRAPH_MAX);
  for (const char *at = cut; at > text + PARAGRAPH_MAX / 2; at--)
    if (*at == ' ' || *at == '\n')
      return at + 1 - text;
  return cut - text;
}

static void
append_paragraph (SlFlow *self, SlFlowStyle style, const char *text, gsize length)
{
  Paragraph paragraph = { style, self->text->len, length };

  g_string_append_len (self->text, text, length);
  for (gsize i = paragraph.start; i < self->text->len; i++)
    if ((guchar) self->text->str[i] < 0x20 && self->text->str[i] != '\n' &&
        self->text->str[i] != '\t')
      self->text->str[i] = ' ';
  g_array_append_val (self->paragraphs, paragraph);
}

gboolean
sl_flow_add (SlFlow *self, SlFlowStyle style, const char *text, gssize length)
{
  gsize left = length >= 0 ? (gsize) length : strlen (text);
  g_autofree char *valid = NULL;

  if (!g_utf8_validate_len (text, left, NULL))
    {
      valid = g_utf8_make_valid (text, left);
      text = valid;
      left = strlen (valid);
    }
  if (!self->full && self->text->len + left > FLOW_MAX)
    {
      self->full = TRUE;
      left = FLOW_MAX - self->text->len;
      while (left > 0 && ((guchar) text[left] & 0xc0) == 0x80)
        left--;
    }
  else if (self->full)
    return FALSE;

  do
    {
      gsize piece = cut_paragraph (text, left);
      append_paragraph (self, style, text, piece);
      text += piece;
      left -= piece;
    }
  while (left > 0);
  return !self->full;
}

/* Deals the lines of a paragraph onto the page in hand and the next ones. */
static void
deal (SlFlow *self, guint index, double *y)
{
  const Paragraph *paragraph = &g_array_index (self->paragraphs, Paragraph, index);
  g_autoptr (PangoLayout) layout = make_layout (self, paragraph);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  double above = *y > 0 ? styles[paragraph->style].space_above : 0;
  Piece piece = { index, 0, 0, *y + above };
  guint line = 0;

  *y += above;
  do
    {
      PangoRectangle logical;
      double height;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      height = (double) logical.height / PANGO_SCALE;
      if (*y + height > TEXT_HEIGHT && *y > 0)
        {
          guint first;
          if (piece.n_lines > 0)
            g_array_append_val (self->pieces, piece);
          first = self->pieces->len;
          g_array_append_val (self->pages, first);
          *y = 0;
          piece = (Piece){ index, line, 0, 0 };
        }
      piece.n_lines++;
      line++;
      *y += height;
    }
  while (pango_layout_iter_next_line (iter) && self->pages->len < SL_PAGES_MAX);
  pango_layout_iter_free (iter);
  g_array_append_val (self->pieces, piece);
}

/* Called for each line of a piece with the layout's iterator upon it. */
typedef void (*LineFunc) (SlFlow *self,
                          const Piece *piece,
                          PangoLayoutIter *iter,
                          double x,
                          double y,
                          gpointer data);

static void
each_line (SlFlow *self, const Piece *piece, LineFunc func, gpointer data)
{
  const Paragraph *paragraph = &g_array_index (self->paragraphs, Paragraph, piece->paragraph);
  g_autoptr (PangoLayout) layout = make_layout (self, paragraph);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  double x = MARGIN + styles[paragraph->style].indent;
  double y = MARGIN + piece->y;

  for (guint line = 0; line < piece->first_line; line++)
    pango_layout_iter_next_line (iter);
  for (guint line = 0; line < piece->n_lines; line++)
    {
      PangoRectangle logical;
      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      func (self, piece, iter, x, y, data);
      y += (double) logical.height / PANGO_SCALE;
      if (!pango_layout_iter_next_line (iter))
        break;
    }
  pango_layout_iter_free (iter);
}

static void
page_range (SlFlow *self, guint number, guint *first, guint *end)
{
  *first = g_array_index (self->pages, guint, number - 1);
  *end = number < self->pages->len ? g_array_index (self->pages, guint, number) : self->pieces->len;
}

typedef struct
{
  GString *text;
  GArray *boxes; /* of SlOutputBox */
} Words;

/* A line's characters and their boxes. The line end that wrapping makes is no character; one that
 * stands in the text is. */
static void
take_line (SlFlow *self,
           const Piece *piece,
           PangoLayoutIter *iter,
           double x,
           double y,
           gpointer data)
{
  Words *words = data;
  PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
  const char *text = pango_layout_get_text (line->layout) + line->start_index;
  const char *whole_end = text + strlen (text);
  const char *end = text + line->length;
  PangoLayoutIter *chars;
  PangoRectangle logical;
  int after;

  pango_layout_iter_get_line_extents (iter, NULL, &logical);
  chars = pango_layout_iter_copy (iter);
  for (const char *at = text; at < end; at = g_utf8_next_char (at))
    {
      PangoRectangle area;
      SlOutputBox box;

      pango_layout_iter_get_char_extents (chars, &area);
      box = (SlOutputBox){ x + (double) MIN (area.x, area.x + area.width) / PANGO_SCALE, y,
                           (double) ABS (area.width) / PANGO_SCALE,
                           (double) logical.height / PANGO_SCALE };
      g_array_append_val (words->boxes, box);
      pango_layout_iter_next_char (chars);
    }
  pango_layout_iter_free (chars);
  g_string_append_len (words->text, text, line->length);
  if (end < whole_end && *end == '\n')
    {
      SlOutputBox box = { 0 };
      pango_layout_line_index_to_x (line, line->start_index + line->length, FALSE, &after);
      box.x = x + (double) (logical.x + after) / PANGO_SCALE;
      box.y = y;
      box.height = (double) logical.height / PANGO_SCALE;
      g_array_append_val (words->boxes, box);
      g_string_append_c (words->text, '\n');
    }
}

static gboolean
emit (SlPages *pages, SlSource *source, guint number)
{
  SlFlow *self = pages->data;
  Words words = { g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (SlOutputBox)) };
  guint first, end;
  gboolean more;

  page_range (self, number, &first, &end);
  for (guint i = first; i < end; i++)
    {
      each_line (self, &g_array_index (self->pieces, Piece, i), take_line, &words);
      if (words.text->len > 0 && words.text->str[words.text->len - 1] != '\n')
        {
          SlOutputBox box = g_array_index (words.boxes, SlOutputBox, words.boxes->len - 1);
          box.x += box.width;
          box.width = 0;
          g_array_append_val (words.boxes, box);
          g_string_append_c (words.text, '\n');
        }
    }
  more = sl_output_page (source->out, number, PAGE_WIDTH, PAGE_HEIGHT, 0, NULL, words.text->str,
                         (SlOutputBox *) words.boxes->data, words.boxes->len);
  g_string_free (words.text, TRUE);
  g_array_unref (words.boxes);
  return more;
}

static void
draw_line (SlFlow *self,
           const Piece *piece,
           PangoLayoutIter *iter,
           double x,
           double y,
           gpointer data)
{
  cairo_t *cr = data;
  PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
  PangoRectangle logical;
  int baseline = pango_layout_iter_get_baseline (iter);

  pango_layout_iter_get_line_extents (iter, NULL, &logical);
  cairo_move_to (cr, x + (double) logical.x / PANGO_SCALE,
                 y + (double) (baseline - logical.y) / PANGO_SCALE);
  pango_cairo_show_layout_line (cr, line);
}

static void
draw (SlPages *pages, guint number, cairo_t *cr)
{
  SlFlow *self = pages->data;
  guint first, end;

  page_range (self, number, &first, &end);
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint i = first; i < end; i++)
    each_line (self, &g_array_index (self->pieces, Piece, i), draw_line, cr);
}

static void
get_size (SlPages *pages, guint number, double *width, double *height)
{
  *width = PAGE_WIDTH;
  *height = PAGE_HEIGHT;
}

/**
 * sl_flow_finish:
 * @self: a flow with all its paragraphs
 * @source: what is being read
 *
 * Returns: (transfer full): the flow as pages, one at least
 */
SlPages *
sl_flow_finish (SlFlow *self, SlSource *source)
{
  SlPages *pages = g_new0 (SlPages, 1);
  double y = 0;
  guint first = 0;

  g_array_append_val (self->pages, first);
  for (guint i = 0; i < self->paragraphs->len && self->pages->len < SL_PAGES_MAX; i++)
    deal (self, i, &y);
  if (self->full || self->pages->len >= SL_PAGES_MAX)
    sl_output_reason (source->out, SL_OUTCOME_PARTIAL, "too-big",
                      _ ("It holds more text than Sightline reads; the first part was kept."));
  *pages = (SlPages){ self->pages->len, self, NULL, emit, get_size, draw };
  return pages;
}
