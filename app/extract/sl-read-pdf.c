/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-pdf-inspect.h"
#include "extract/sl-reader.h"

#include "base/sl-text.h"

#include <fcntl.h>
#include <fontconfig/fontconfig.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <poppler.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)

/* PDF, through poppler. Text comes with a box for each character. No script, action or embedded
 * file is ever acted upon: poppler-glib does nothing by itself, and what stands in the file is only
 * told (sl-pdf-inspect.c). */

#define ANNOTATIONS_MAX 100000
/* Poppler takes no page side past this either (200 inches, PDF 32000-1 annex C). */
#define SIDE_MAX 14400.0

/* Enough of a PDF to make poppler load its tables before lockdown. */
static const char small_pdf[] =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font"
    "<</F 5 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 31>>stream\nBT /F 12 Tf 9 9 Td (Ab) Tj ET \nendstream endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    "trailer<</Root 1 0 R/Size 6>>\n%%EOF\n";

static void
warm_up (SlJobMode mode)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (small_pdf, sizeof small_pdf - 1);
  /* Kept open: poppler drops its tables with the last document. */
  PopplerDocument *document = poppler_document_new_from_bytes (bytes, NULL, NULL);
  g_autoptr (PopplerPage) page = document != NULL ? poppler_document_get_page (document, 0) : NULL;

  /* For passwords; held open, since after lockdown the converter could not be loaded. */
  g_iconv_open ("ISO-8859-1", "UTF-8");
  g_iconv_open ("UTF-8", "ISO-8859-1");
  if (page != NULL && mode == SL_JOB_RENDER)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 99, 99);
      cairo_t *cr = cairo_create (surface);
      FcInit ();
      poppler_page_render (page, cr);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
  else if (page != NULL)
    {
      g_autofree char *text = poppler_page_get_text (page);
    }
}

static void
get_size (SlPages *pages, guint number, double *width, double *height)
{
  g_autoptr (PopplerPage) page = poppler_document_get_page (pages->data, number - 1);

  *width = 595;
  *height = 842;
  if (page != NULL)
    poppler_page_get_size (page, width, height);
  *width = isfinite (*width) ? CLAMP (*width, 1, SIDE_MAX) : 1;
  *height = isfinite (*height) ? CLAMP (*height, 1, SIDE_MAX) : 1;
}

/* Words that stand on the page but not in its content: notes and the values of form fields. Each
 * character gets the place of the whole. */
static void
append_marked (GString *text, GArray *boxes, const char *words, const PopplerRectangle *area)
{
  g_autofree char *valid = g_utf8_make_valid (words, -1);
  SlOutputBox box = { area->x1, area->y1, area->x2 - area->x1, area->y2 - area->y1 };
  gsize before = text->len;
  glong characters;

  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, '\n');
  g_string_append (text, valid);
  characters = g_utf8_strlen (text->str + before, -1);
  for (glong i = 0; i < characters; i++)
    g_array_append_val (boxes, box);
}

/* Annotation areas count from the bottom of the page, text boxes from its top. */
static PopplerRectangle
flip (const PopplerRectangle *area, double height)
{
  return (PopplerRectangle){ MIN (area->x1, area->x2), height - MAX (area->y1, area->y2),
                             MAX (area->x1, area->x2), height - MIN (area->y1, area->y2) };
}

static void
append_notes (PopplerPage *page, double height, GString *text, GArray *boxes)
{
  GList *mapping = poppler_page_get_annot_mapping (page);
  guint n = 0;

  for (GList *link = mapping; link != NULL && n < ANNOTATIONS_MAX; link = link->next, n++)
    {
      PopplerAnnotMapping *entry = link->data;
      PopplerAnnotType type = poppler_annot_get_annot_type (entry->annot);
      PopplerRectangle area = flip (&entry->area, height);
      g_autofree char *contents = NULL;
      g_autofree char *words = NULL;

      if (type == POPPLER_ANNOT_LINK || type == POPPLER_ANNOT_WIDGET || type == POPPLER_ANNOT_POPUP)
        continue;
      contents = poppler_annot_get_contents (entry->annot);
      if (contents == NULL || *g_strstrip (contents) == '\0')
        continue;
      words = g_strdup_printf (_ ("[Note on the page: %s]"), contents);
      append_marked (text, boxes, words, &area);
    }
  poppler_page_free_annot_mapping (mapping);
}

static char *
field_value (PopplerFormField *field)
{
  switch (poppler_form_field_get_field_type (field))
    {
    case POPPLER_FORM_FIELD_TEXT:
      return poppler_form_field_text_is_password (field) ? NULL
                                                         : poppler_form_field_text_get_text (field);
    case POPPLER_FORM_FIELD_CHOICE:
      for (int i = 0; i < MIN (poppler_form_field_choice_get_n_items (field), 1000); i++)
        if (poppler_form_field_choice_is_item_selected (field, i))
          return poppler_form_field_choice_get_item (field, i);
      return NULL;
    default:
      return NULL;
    }
}

static void
append_fields (PopplerPage *page, double height, GString *text, GArray *boxes)
{
  GList *mapping = poppler_page_get_form_field_mapping (page);
  guint n = 0;

  for (GList *link = mapping; link != NULL && n < ANNOTATIONS_MAX; link = link->next, n++)
    {
      PopplerFormFieldMapping *entry = link->data;
      PopplerRectangle area = flip (&entry->area, height);
      g_autofree char *value = field_value (entry->field);
      g_autofree char *words = NULL;

      if (value == NULL || *g_strstrip (value) == '\0')
        continue;
      words = g_strdup_printf (_ ("[Form field: %s]"), value);
      append_marked (text, boxes, words, &area);
    }
  poppler_page_free_form_field_mapping (mapping);
}

/* The page's words in reading order with a box each. Boxes are dropped when their number is not
 * that of the characters (a font with a broken map can do that). */
static void
take_words (PopplerPage *page, GString *text, GArray *boxes)
{
  g_autofree char *words = poppler_page_get_text (page);
  g_autofree PopplerRectangle *areas = NULL;
  SlOutputBox *to;
  guint n_areas = 0;
  glong characters;

  if (words == NULL || *words == '\0')
    return;
  if (!g_utf8_validate (words, -1, NULL))
    {
      char *valid = g_utf8_make_valid (words, -1);
      g_free (words);
      words = valid;
    }
  g_string_append (text, words);
  characters = sl_text_count_characters (words, strlen (words));
  poppler_page_get_text_layout (page, &areas, &n_areas);
  /* One more than there are characters is the end of the last line. */
  if (n_areas < characters || n_areas > characters + 1)
    return;
  g_array_set_size (boxes, characters);
  to = (SlOutputBox *) boxes->data;
  for (glong i = 0; i < characters; i++)
    to[i] = (SlOutputBox){ areas[i].x1, areas[i].y1, areas[i].x2 - areas[i].x1,
                           areas[i].y2 - areas[i].y1 };
}

static gboolean
emit (SlPages *pages, SlSource *source, guint number)
{
  g_autoptr (PopplerPage) page = poppler_document_get_page (pages->data, number - 1);
  g_autofree char *label = NULL;
  g_autofree char *plain = g_strdup_printf ("%u", number);
  GString *text = g_string_new (NULL);
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (SlOutputBox));
  double width, height;
  PopplerRectangle crop = { 0 };
  gboolean more, whole;

  get_size (pages, number, &width, &height);
  if (page == NULL)
    {
      sl_output_warn (source->out, _ ("Page %u is damaged and could not be read."), number);
      more = sl_output_page (source->out, number, width, height, 0, NULL, "", NULL, 0);
      g_string_free (text, TRUE);
      g_array_unref (boxes);
      return more;
    }

  take_words (page, text, boxes);
  whole = text->len == 0 || boxes->len > 0;
  append_notes (page, height, text, boxes);
  append_fields (page, height, text, boxes);
  sl_pdf_inspect_page (source, page, number, text->len > 0);

  label = poppler_page_get_label (page);
  poppler_page_get_crop_box (page, &crop);
  /* poppler-glib does not give /Rotate itself: a quarter turn shows by the sides having changed. */
  more = sl_output_page (
      source->out, number, width, height,
      fabs ((crop.x2 - crop.x1) - width) > 1 && fabs ((crop.x2 - crop.x1) - height) < 1 ? 90 : 0,
      g_strcmp0 (label, plain) != 0 ? label : NULL, text->str,
      whole ? (SlOutputBox *) boxes->data : NULL, boxes->len);
  g_string_free (text, TRUE);
  g_array_unref (boxes);
  return more;
}

static void
draw (SlPages *pages, guint number, cairo_t *cr)
{
  g_autoptr (PopplerPage) page = poppler_document_get_page (pages->data, number - 1);

  /* As for printing: pictures stay whole instead of being shrunk to the screen's dots, so that one
   * recording serves every scale. */
  if (page != NULL)
    poppler_page_render_for_printing (page, cr);
}

static void
inspect (SlPages *pages, SlSource *source)
{
  sl_pdf_inspect_document (source, pages->data);
}

static void
refuse (SlSource *source, const GError *error)
{
  if (g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
    sl_output_reason (source->out, SL_OUTCOME_REFUSED, "password",
                      source->password != NULL
                          ? _ ("That password does not open this PDF. Ask the sender for it.")
                          : _ ("This PDF is protected by a password. Ask the sender for it."));
  else
    sl_output_reason (source->out, SL_OUTCOME_REFUSED, "damaged",
                      _ ("This PDF is damaged and cannot be opened. Ask for a new copy."));
}

/* A password in the bytes of one charset. Poppler 22.12 converts what it is given to Latin-1 and
 * crashes when that cannot be, or when it does not fit a document in memory; so it is given what
 * becomes the right bytes by that conversion, and the document as a file. */
static PopplerDocument *
try_password (SlSource *source, const char *latin_bytes)
{
  g_autofree char *text = g_convert (latin_bytes, -1, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);

  if (text == NULL)
    return NULL;
  return poppler_document_new_from_fd (fcntl (source->fd, F_DUPFD_CLOEXEC, 0), text, NULL);
}

/* Older PDFs take the password as Latin-1, newer ones as UTF-8. */
static PopplerDocument *
open_document (SlSource *source, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *latin = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (source->bytes, NULL, &local);

  if (document == NULL && source->password != NULL &&
      g_error_matches (local, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
    {
      latin = g_convert (source->password, -1, "ISO-8859-1", "UTF-8", NULL, NULL, NULL);
      document = latin != NULL ? try_password (source, latin) : NULL;
      if (document == NULL)
        document = try_password (source, source->password);
    }
  if (document == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return document;
}

static SlPages *
open_pdf (SlSource *source)
{
  g_autoptr (GError) error = NULL;
  PopplerDocument *document = open_document (source, &error);
  SlPages *pages;
  int count;

  if (document == NULL)
    {
      refuse (source, error);
      return NULL;
    }
  count = poppler_document_get_n_pages (document);
  if (count <= 0)
    {
      sl_output_reason (source->out, SL_OUTCOME_REFUSED, "no-pages",
                        _ ("This PDF has no pages that can be read. Ask for a new copy."));
      return NULL;
    }
  pages = g_new0 (SlPages, 1);
  *pages = (SlPages){ count, document, inspect, emit, get_size, draw };
  return pages;
}

const SlReader sl_pdf_reader = { "application/pdf", warm_up, open_pdf };
