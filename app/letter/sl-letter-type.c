/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-letter"
#include "config.h"

#include "letter/sl-letter-private.h"

#include <hb.h>
#include <string.h>

/* Sets text in type: pango breaks it into lines and shapes it, and the glyphs are then kept as
 * cairo wants them. Pango's default font map belongs to the calling thread, so a typesetter stays
 * in the thread that made it; what it sets may be drawn anywhere. */

#define FAMILY "Liberation Sans, Arial, DejaVu Sans, sans"

typedef struct
{
  double size; /* points */
  double line_height;
  gboolean bold;
  SlColour colour;
} StyleFacts;

#define INK                                                                                        \
  {                                                                                                \
    0.07, 0.07, 0.09                                                                               \
  }
#define NAVY                                                                                       \
  {                                                                                                \
    0.07, 0.16, 0.33                                                                               \
  }
#define GREY                                                                                       \
  {                                                                                                \
    0.32, 0.33, 0.36                                                                               \
  }

/* Body text is 12 points, as government guidance on accessible documents asks; only the furniture
 * and the letterhead's contact lines are smaller. */
static const StyleFacts styles[SL_N_STYLES] = {
  [SL_STYLE_BODY] = { 12.0, 15.8, FALSE, INK },
  [SL_STYLE_TITLE] = { 14.0, 18.4, TRUE, INK },
  [SL_STYLE_HEADING] = { 13.0, 17.0, TRUE, INK },
  [SL_STYLE_SUBHEADING] = { 12.0, 15.8, TRUE, INK },
  [SL_STYLE_MINOR_HEADING] = { 12.0, 15.8, TRUE, GREY },
  [SL_STYLE_STRONG] = { 12.0, 15.8, TRUE, INK },
  [SL_STYLE_FORCE] = { 22.0, 26.0, TRUE, NAVY },
  [SL_STYLE_UNIT] = { 12.0, 16.0, FALSE, NAVY },
  [SL_STYLE_CONTACT] = { 10.0, 14.0, FALSE, GREY },
  [SL_STYLE_LABEL] = { 12.0, 15.8, FALSE, GREY },
  [SL_STYLE_MARK] = { 12.0, 15.0, TRUE, INK },
  [SL_STYLE_FOOT] = { 10.0, 13.0, FALSE, GREY },
};

struct _SlTypesetter
{
  PangoContext *context;
  PangoFontDescription *fonts[SL_N_STYLES];
  double ascents[SL_N_STYLES];
  double descents[SL_N_STYLES];
  GHashTable *kept; /* "style width text" to SlTextSet */
  gsize kept_bytes; /* of text */
};

/* Setting text is most of the work of a preview, and a keystroke changes one paragraph: what was
 * set is kept until this much text has gathered. */
#define KEPT_BYTES (512 * 1024)
#define KEPT_TEXT_BYTES (16 * 1024)

static void
free_typesetter (SlTypesetter *self)
{
  for (int i = 0; i < SL_N_STYLES; i++)
    pango_font_description_free (self->fonts[i]);
  g_hash_table_unref (self->kept);
  g_object_unref (self->context);
  g_free (self);
}

/* Measuring the fonts costs more than setting a page, so a thread keeps its typesetter. */
static GPrivate thread_typesetter = G_PRIVATE_INIT ((GDestroyNotify) free_typesetter);

/**
 * sl_typesetter_get:
 *
 * Metrics are neither hinted nor rounded: with the defaults every letter would carry a kerning
 * correction in the file, and a screen would break lines elsewhere than the paper.
 *
 * Returns: (transfer none): this thread's typesetter
 */
SlTypesetter *
sl_typesetter_get (void)
{
  SlTypesetter *self = g_private_get (&thread_typesetter);
  cairo_font_options_t *options;

  if (self != NULL)
    return self;
  self = g_new0 (SlTypesetter, 1);
  g_private_set (&thread_typesetter, self);
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify) sl_text_set_unref);
  options = cairo_font_options_create ();
  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (self->context, options);
  pango_cairo_context_set_resolution (self->context, 72.0);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  pango_context_set_language (self->context, pango_language_from_string ("en-gb"));
  cairo_font_options_destroy (options);

  for (int i = 0; i < SL_N_STYLES; i++)
    {
      PangoFontMetrics *metrics;

      self->fonts[i] = pango_font_description_from_string (FAMILY);
      pango_font_description_set_absolute_size (self->fonts[i], styles[i].size * PANGO_SCALE);
      if (styles[i].bold)
        pango_font_description_set_weight (self->fonts[i], PANGO_WEIGHT_BOLD);
      metrics = pango_context_get_metrics (self->context, self->fonts[i], NULL);
      self->ascents[i] = pango_units_to_double (pango_font_metrics_get_ascent (metrics));
      self->descents[i] = pango_units_to_double (pango_font_metrics_get_descent (metrics));
      pango_font_metrics_unref (metrics);
    }
  return self;
}

const SlColour *
sl_style_get_colour (SlStyle style)
{
  return &styles[style].colour;
}

static void
clear_run (gpointer data)
{
  SlGlyphRun *run = data;

  cairo_scaled_font_destroy (run->font);
  cairo_glyph_free (run->glyphs);
  cairo_text_cluster_free (run->clusters);
  g_free (run->text);
}

static guint
find_glyph (PangoFont *font, gunichar character)
{
  hb_codepoint_t glyph = 0;

  if (hb_font_get_nominal_glyph (pango_font_get_hb_font (font), character, &glyph))
    return glyph;
  return 0;
}

/* The glyphs of one run as they are gathered. */
typedef struct
{
  GArray *glyphs;
  GArray *clusters;
  GString *text;
  gunichar *characters; /* what each glyph stands for, 0: it is left out */
  PangoFont *font;
  double x;
  guint n_missing;
} RunBuilder;

/* Pango shows a space at a line's end as an empty glyph, and cairo would then write an ActualText
 * span, at which poppler 22.12 stops reading the paragraph: the font's own space stands in. A
 * character that no font has becomes U+FFFD. */
static guint
choose_glyph (RunBuilder *builder, PangoGlyph glyph, gunichar character)
{
  guint found;

  if (g_unichar_isspace (character))
    return find_glyph (builder->font, ' ');
  if (!(glyph & PANGO_GLYPH_UNKNOWN_FLAG))
    return glyph;
  found = find_glyph (builder->font, 0xfffd);
  return found != 0 ? found : find_glyph (builder->font, '?');
}

static void
add_text (RunBuilder *builder, const char *text, gsize length, int n_glyphs)
{
  cairo_text_cluster_t cluster = { .num_bytes = (int) length, .num_glyphs = n_glyphs };

  g_string_append_len (builder->text, text, (gssize) length);
  g_array_append_val (builder->clusters, cluster);
}

/* The words that one glyph stands for, as the file will say. */
static void
add_character (RunBuilder *builder, int index, PangoGlyph glyph, const char *text)
{
  gunichar character = g_utf8_get_char (text);

  if (glyph == PANGO_GLYPH_EMPTY && !g_unichar_isspace (character))
    return;
  builder->characters[index] = character;
  if (g_unichar_isspace (character))
    add_text (builder, " ", 1, 1);
  else if (glyph & PANGO_GLYPH_UNKNOWN_FLAG)
    {
      add_text (builder, "\xef\xbf\xbd", 3, 1);
      builder->n_missing++;
    }
  else
    add_text (builder, text, g_utf8_next_char (text) - text, 1);
}

/* One glyph for several characters. Cairo asks the font which character a glyph is, and where that
 * is a ligature's own character it would write an ActualText span: the ligature is said then, which
 * a reader folds back (NFKC). */
static void
add_ligature (RunBuilder *builder, PangoGlyph glyph, const char *text, gsize length)
{
  static const gunichar ranges[][2] = { { 0xfb00, 0xfb06 }, { 0xfef5, 0xfefc } };

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    for (gunichar c = ranges[i][0]; c <= ranges[i][1]; c++)
      if (find_glyph (builder->font, c) == glyph)
        {
          char name[6];

          add_text (builder, name, (gsize) g_unichar_to_utf8 (c, name), 1);
          return;
        }
  add_text (builder, text, length, 1);
}

/* A cluster of as many characters as glyphs is told one by one: cairo maps single glyphs to text
 * without an ActualText span. Glyphs of a backward run are stored in visual order, and cairo takes
 * them from the end. */
static void
add_cluster (RunBuilder *builder, const PangoGlyphItemIter *iter, gboolean backward)
{
  const PangoGlyphInfo *glyphs = iter->glyph_item->glyphs->glyphs;
  const char *text = iter->text + iter->start_index;
  int step = backward ? -1 : 1;
  int n_glyphs = ABS (iter->end_glyph - iter->start_glyph);
  gboolean one_by_one = n_glyphs == iter->end_char - iter->start_char;
  int n_kept = 0;
  PangoGlyph kept = 0;

  for (int i = 0; i < n_glyphs; i++)
    {
      int index = iter->start_glyph + i * step;

      if (one_by_one)
        {
          add_character (builder, index, glyphs[index].glyph, text);
          text = g_utf8_next_char (text);
        }
      else if (glyphs[index].glyph != PANGO_GLYPH_EMPTY)
        {
          builder->characters[index] = g_utf8_get_char (text);
          kept = glyphs[index].glyph;
          n_kept++;
        }
    }
  if (n_kept == 1)
    add_ligature (builder, kept, text, iter->end_index - iter->start_index);
  else if (n_kept > 1)
    add_text (builder, text, iter->end_index - iter->start_index, n_kept);
}

static void
add_glyphs (RunBuilder *builder, const PangoGlyphString *glyphs)
{
  for (int i = 0; i < glyphs->num_glyphs; i++)
    {
      const PangoGlyphInfo *info = &glyphs->glyphs[i];
      cairo_glyph_t glyph;

      if (builder->characters[i] != 0)
        {
          glyph.index = choose_glyph (builder, info->glyph, builder->characters[i]);
          glyph.x = builder->x + pango_units_to_double (info->geometry.x_offset);
          glyph.y = pango_units_to_double (info->geometry.y_offset);
          g_array_append_val (builder->glyphs, glyph);
        }
      builder->x += pango_units_to_double (info->geometry.width);
    }
}

/* Adds to *@n_missing the characters that no font has. Returns where the run ends. */
static double
take_run (SlGlyphRun *run, PangoGlyphItem *item, const char *text, double x, guint *n_missing)
{
  RunBuilder builder = { .font = item->item->analysis.font, .x = x };
  gboolean backward = item->item->analysis.level % 2;
  PangoGlyphItemIter iter;

  builder.glyphs = g_array_sized_new (FALSE, FALSE, sizeof (cairo_glyph_t),
                                      item->glyphs->num_glyphs);
  builder.clusters = g_array_new (FALSE, FALSE, sizeof (cairo_text_cluster_t));
  builder.text = g_string_sized_new (item->item->length + 1);
  builder.characters = g_new0 (gunichar, item->glyphs->num_glyphs + 1);
  for (gboolean more = pango_glyph_item_iter_init_start (&iter, item, text); more;
       more = pango_glyph_item_iter_next_cluster (&iter))
    add_cluster (&builder, &iter, backward);
  add_glyphs (&builder, item->glyphs);

  run->font = cairo_scaled_font_reference (
      pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (builder.font)));
  run->backward = backward;
  run->n_glyphs = (int) builder.glyphs->len;
  run->n_clusters = (int) builder.clusters->len;
  run->n_bytes = (int) builder.text->len;
  /* Copied into cairo's own memory: cairo frees them. */
  run->glyphs = cairo_glyph_allocate (MAX (run->n_glyphs, 1) + 1);
  memcpy (run->glyphs, builder.glyphs->data, run->n_glyphs * sizeof (cairo_glyph_t));
  run->clusters = cairo_text_cluster_allocate (MAX (run->n_clusters, 1) + 1);
  memcpy (run->clusters, builder.clusters->data, run->n_clusters * sizeof (cairo_text_cluster_t));
  run->text = g_string_free (builder.text, FALSE);
  *n_missing += builder.n_missing;
  g_free (builder.characters);
  g_array_unref (builder.glyphs);
  g_array_unref (builder.clusters);
  return builder.x;
}

/* A line that ends at a newline gets a space of no width, so that a reader keeps the words apart.
 */
static void
end_with_space (SlGlyphRun *run, PangoFont *font, double x)
{
  char *text = g_strconcat (run->text, " ", NULL);

  if (run->backward)
    memmove (run->glyphs + 1, run->glyphs, run->n_glyphs * sizeof (cairo_glyph_t));
  run->glyphs[run->backward ? 0 : run->n_glyphs] = (cairo_glyph_t){ .index = find_glyph (font, ' '),
                                                                    .x = x };
  run->clusters[run->n_clusters] = (cairo_text_cluster_t){ .num_bytes = 1, .num_glyphs = 1 };
  g_free (run->text);
  run->text = text;
  run->n_bytes++;
  run->n_glyphs++;
  run->n_clusters++;
}

static int
compare_offsets (gconstpointer a, gconstpointer b)
{
  const PangoGlyphItem *one = *(PangoGlyphItem *const *) a;
  const PangoGlyphItem *other = *(PangoGlyphItem *const *) b;

  return one->item->offset - other->item->offset;
}

/* Runs lie on the line in the order one sees; a file is read in the order one says. */
static void
take_line (SlTextLine *line, PangoLayoutLine *source, const char *text, guint *n_missing)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GHashTable) starts = g_hash_table_new (NULL, NULL);
  const char *end = text + source->start_index + source->length;
  double x = 0.0;

  line->runs = g_array_new (FALSE, TRUE, sizeof (SlGlyphRun));
  g_array_set_clear_func (line->runs, clear_run);
  g_array_set_size (line->runs, g_slist_length (source->runs));
  for (GSList *l = source->runs; l != NULL; l = l->next)
    g_ptr_array_add (items, l->data);
  g_ptr_array_sort (items, compare_offsets);
  for (guint i = 0; i < items->len; i++)
    g_hash_table_insert (starts, g_ptr_array_index (items, i), GUINT_TO_POINTER (i));

  for (GSList *l = source->runs; l != NULL; l = l->next)
    {
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (starts, l->data));

      x = take_run (&g_array_index (line->runs, SlGlyphRun, place), l->data, text, x, n_missing);
    }
  if (items->len > 0 && *end == '\n')
    {
      PangoGlyphItem *last = g_ptr_array_index (items, items->len - 1);

      end_with_space (&g_array_index (line->runs, SlGlyphRun, items->len - 1),
                      last->item->analysis.font, x);
    }
}

/* Whether the words on both sides of @space stay on one line: a number of one or two digits and
 * what is counted, or the day and its month. */
gboolean
sl_type_binds (const char *text, const char *space)
{
  guint n_digits = 0;
  const char *c = space;

  while (c > text && g_ascii_isdigit (c[-1]))
    {
      n_digits++;
      c--;
    }
  return n_digits > 0 && n_digits <= 2 && (c == text || c[-1] == ' ' || c[-1] == '\n') &&
         g_ascii_isalpha (space[1]);
}

static void
keep_together (PangoAttrList *attributes, const char *text, const char *from, const char *to)
{
  PangoAttribute *attribute = pango_attr_allow_breaks_new (FALSE);

  attribute->start_index = (guint) (from - text);
  attribute->end_index = (guint) (to - text);
  pango_attr_list_insert (attributes, attribute);
}

/* No line ends within a reference (SUR/2026/001), nor between a number of one or two digits and its
 * word (19 August, 9 flats). */
static PangoAttrList *
list_unbroken (const char *text)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  for (const char *c = text; *c != '\0'; c++)
    {
      if (c == text || c[1] == '\0')
        continue;
      if (*c == '/' && g_ascii_isalnum (c[-1]) && g_ascii_isalnum (c[1]) &&
          (g_ascii_isdigit (c[-1]) || g_ascii_isdigit (c[1])))
        keep_together (attributes, text, c - 1, c + 2);
      else if (*c == ' ' && sl_type_binds (text, c))
        keep_together (attributes, text, c - 1, c + 2);
    }
  return attributes;
}

static SlTextSet *
set_text (SlTypesetter *self, const char *text, SlStyle style, double width)
{
  SlTextSet *set = g_atomic_rc_box_new0 (SlTextSet);
  g_autoptr (PangoLayout) layout = pango_layout_new (self->context);
  PangoAttrList *attributes = list_unbroken (text);
  PangoLayoutIter *iter;
  guint i = 0;

  pango_layout_set_font_description (layout, self->fonts[style]);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (width >= 0.0)
    pango_layout_set_width (layout, pango_units_from_double (width));
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);

  set->style = style;
  set->line_height = styles[style].line_height;
  set->baseline = (set->line_height - self->ascents[style] - self->descents[style]) / 2.0 +
                  self->ascents[style];
  set->n_lines = (guint) pango_layout_get_line_count (layout);
  set->lines = g_new0 (SlTextLine, set->n_lines);
  iter = pango_layout_get_iter (layout);
  do
    {
      PangoRectangle logical;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      set->lines[i].x = pango_units_to_double (logical.x);
      set->width = MAX (set->width, pango_units_to_double (logical.width));
      take_line (&set->lines[i], pango_layout_iter_get_line_readonly (iter), text, &set->n_missing);
      i++;
    }
  while (pango_layout_iter_next_line (iter) && i < set->n_lines);
  pango_layout_iter_free (iter);
  return set;
}

/**
 * sl_typesetter_set:
 * @self: a typesetter of this thread
 * @text: UTF-8; a newline breaks the line
 * @style: how it is set
 * @width: of the column in points; negative: one line a paragraph
 *
 * Words longer than the column are broken where they must.
 *
 * Returns: (transfer full): the lines
 */
SlTextSet *
sl_typesetter_set (SlTypesetter *self, const char *text, SlStyle style, double width)
{
  gsize length = strlen (text);
  g_autofree char *key = NULL;
  SlTextSet *set;

  if (length > KEPT_TEXT_BYTES)
    return set_text (self, text, style, width);
  key = g_strdup_printf ("%d %d %s", style, (int) (width * 100.0), text);
  set = g_hash_table_lookup (self->kept, key);
  if (set != NULL)
    return sl_text_set_ref (set);
  set = set_text (self, text, style, width);
  self->kept_bytes += length;
  if (self->kept_bytes > KEPT_BYTES)
    {
      g_hash_table_remove_all (self->kept);
      self->kept_bytes = length;
    }
  g_hash_table_insert (self->kept, g_steal_pointer (&key), sl_text_set_ref (set));
  return set;
}

static void
clear_set (gpointer data)
{
  SlTextSet *self = data;

  for (guint i = 0; i < self->n_lines; i++)
    g_clear_pointer (&self->lines[i].runs, g_array_unref);
  g_free (self->lines);
}

SlTextSet *
sl_text_set_ref (SlTextSet *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
sl_text_set_unref (SlTextSet *self)
{
  g_atomic_rc_box_release_full (self, clear_set);
}

double
sl_text_set_get_height (const SlTextSet *self)
{
  return self->n_lines * self->line_height;
}

void
sl_text_set_draw (const SlTextSet *self,
                  guint first,
                  guint n_lines,
                  double x,
                  double y,
                  cairo_t *cr)
{
  const SlColour *colour = &styles[self->style].colour;

  cairo_set_source_rgb (cr, colour->red, colour->green, colour->blue);
  for (guint i = first; i < first + n_lines && i < self->n_lines; i++)
    {
      const SlTextLine *line = &self->lines[i];

      cairo_save (cr);
      cairo_translate (cr, x + line->x, y + (i - first) * self->line_height + self->baseline);
      for (guint j = 0; j < line->runs->len; j++)
        {
          const SlGlyphRun *run = &g_array_index (line->runs, SlGlyphRun, j);

          if (run->n_glyphs == 0)
            continue;
          cairo_set_scaled_font (cr, run->font);
          cairo_show_text_glyphs (cr, run->text, run->n_bytes, run->glyphs, run->n_glyphs,
                                  run->clusters, run->n_clusters,
                                  run->backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
        }
      cairo_restore (cr);
    }
}
