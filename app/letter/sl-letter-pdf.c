/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-letter"
#include "config.h"

#include "letter/sl-letter-private.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

/* The letter as a file: cairo writes pages, structure and bookmarks; sl-letter-finish.c adds what
 * cairo 1.16 cannot. */

/* Cairo stops the process at a tag name it does not know, so names come from here and nowhere else.
 */
static const char *const tag_names[] = {
  [SL_TAG_DOCUMENT] = "Document",
  [SL_TAG_P] = "P",
  [SL_TAG_SPAN] = "Span",
  [SL_TAG_H1] = "H1",
  [SL_TAG_H2] = "H2",
  [SL_TAG_H3] = "H3",
  [SL_TAG_H4] = "H4",
  [SL_TAG_L] = "L",
  [SL_TAG_LI] = "LI",
  [SL_TAG_LBL] = "Lbl",
  [SL_TAG_LBODY] = "LBody",
  [SL_TAG_TABLE] = "Table",
  [SL_TAG_THEAD] = "THead",
  [SL_TAG_TBODY] = "TBody",
  [SL_TAG_TR] = "TR",
  [SL_TAG_TH] = "TH",
  [SL_TAG_TD] = "TD",
  [SL_TAG_BLOCK_QUOTE] = "BlockQuote",
  [SL_TAG_FIGURE] = "Figure",
};

typedef struct
{
  cairo_surface_t *surface;
  cairo_t *cr;
  guint page;      /* from 0 */
  int outlines[5]; /* last bookmark of each heading level */
  SlPdfFacts *facts;
} Writer;

static cairo_status_t
append_bytes_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
add_bookmark (Writer *writer, const SlOp *op, int level)
{
  g_autofree char *place = NULL;
  char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *name = NULL;
  int parent = level > 1 ? writer->outlines[level - 1] : CAIRO_PDF_OUTLINE_ROOT;

  name = g_strdelimit (g_strdup (sl_block_get_text (op->block)), "\n", ' ');
  place = g_strdup_printf ("page=%u pos=[%s %s]", writer->page + 1,
                           g_ascii_formatd (x, sizeof x, "%.1f", SL_PAGE_MARGIN),
                           g_ascii_formatd (y, sizeof y, "%.1f", MAX (op->y - 10.0, 0.0)));
  writer->outlines[level] = cairo_pdf_surface_add_outline (writer->surface, parent, name, place,
                                                           CAIRO_PDF_OUTLINE_FLAG_OPEN);
  for (int i = level + 1; i < (int) G_N_ELEMENTS (writer->outlines); i++)
    writer->outlines[i] = writer->outlines[level];
}

static void
begin_tag (Writer *writer, const SlOp *op)
{
  if (op->tag >= SL_TAG_H1 && op->tag <= SL_TAG_H4 && op->block != NULL)
    add_bookmark (writer, op, op->tag - SL_TAG_H1 + 1);
  if (op->tag == SL_TAG_L)
    {
      int level = sl_block_get_level (op->block);

      g_array_append_val (writer->facts->list_levels, level);
    }
  if (op->tag == SL_TAG_FIGURE)
    g_ptr_array_add (writer->facts->alternatives, g_strdup (sl_block_get_alternative (op->block)));
  cairo_tag_begin (writer->cr, tag_names[op->tag], "");
}

static void
draw_page (Writer *writer, const SlLetterPage *page)
{
  cairo_pdf_surface_set_size (writer->surface, page->width, page->height);
  for (guint i = 0; i < page->ops->len; i++)
    {
      const SlOp *op = &g_array_index (page->ops, SlOp, i);

      if (op->kind == SL_OP_BEGIN)
        begin_tag (writer, op);
      else if (op->kind == SL_OP_END)
        cairo_tag_end (writer->cr, tag_names[op->tag]);
      else
        sl_op_draw (op, writer->cr);
    }
  for (guint i = 0; i < page->furniture->len; i++)
    sl_op_draw (&g_array_index (page->furniture, SlOp, i), writer->cr);
  cairo_show_page (writer->cr);
}

static void
set_metadata (cairo_surface_t *surface, SlLetter *letter, const char *mark)
{
  const char *date = sl_letter_get_date (letter);
  g_autofree char *time = g_strdup_printf ("%sT00:00:00Z", *date != '\0' ? date : "1970-01-01");

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, sl_letter_get_title (letter));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR,
                                  sl_letter_get_author (letter));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT,
                                  sl_letter_get_subject (letter));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_KEYWORDS, mark);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Sightline");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, time);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, time);
}

static gboolean
write_pages (SlLetterLayout *layout, GByteArray *pdf, SlPdfFacts *facts, GError **error)
{
  SlLetter *letter = sl_letter_layout_get_letter (layout);
  GPtrArray *pages = sl_letter_layout_get_pages (layout);
  Writer writer = { .facts = facts };
  cairo_status_t status;

  writer.surface = cairo_pdf_surface_create_for_stream (append_bytes_cb, pdf, SL_PAGE_WIDTH,
                                                        SL_PAGE_HEIGHT);
  set_metadata (writer.surface, letter, facts->mark);
  writer.cr = cairo_create (writer.surface);
  for (guint i = 0; i < pages->len; i++)
    {
      writer.page = i;
      draw_page (&writer, g_ptr_array_index (pages, i));
    }
  status = cairo_status (writer.cr);
  cairo_destroy (writer.cr);
  cairo_surface_finish (writer.surface);
  /* A structure that went wrong shows only here, on the surface and after finishing. */
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (writer.surface);
  cairo_surface_destroy (writer.surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (
      error, SL_LETTER_ERROR, SL_LETTER_ERROR_RENDER,
      _ ("The letter could not be written as a PDF (%s); your text is kept, please report this"),
      cairo_status_to_string (status));
  return FALSE;
}

static gboolean
check_figures (SlBlock *block, GError **error)
{
  for (guint i = 0; i < sl_block_get_n_children (block); i++)
    if (!check_figures (sl_block_get_child (block, i), error))
      return FALSE;
  if (sl_block_get_surface (block) == NULL || *sl_block_get_alternative (block) != '\0')
    return TRUE;
  g_set_error (
      error, SL_LETTER_ERROR, SL_LETTER_ERROR_FIGURE,
      _ ("The picture “%s” has no description for readers who cannot see it: write one first"),
      sl_block_get_text (block));
  return FALSE;
}

/**
 * sl_letter_render_pdf:
 * @letter: a finished letter
 * @error: return location
 *
 * Any thread. The same letter gives the same bytes.
 *
 * Returns: (transfer full): a tagged PDF, or %NULL: SL_LETTER_ERROR_FIGURE for a picture without
 *   its description, else SL_LETTER_ERROR_RENDER
 */
GBytes *
sl_letter_render_pdf (SlLetter *letter, GError **error)
{
  g_autoptr (SlLetterLayout) layout = NULL;
  g_autoptr (GByteArray) pdf = g_byte_array_new ();
  g_autoptr (GArray) list_levels = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GPtrArray) alternatives = g_ptr_array_new_with_free_func (g_free);
  SlPdfFacts facts = { .list_levels = list_levels, .alternatives = alternatives };

  g_return_val_if_fail (SL_IS_LETTER (letter), NULL);

  for (guint i = 0; i < sl_letter_get_n_blocks (letter); i++)
    if (!check_figures (sl_letter_get_block (letter, i), error))
      return NULL;
  layout = sl_letter_layout_new (letter);
  facts.title = sl_letter_get_title (letter);
  facts.author = sl_letter_get_author (letter);
  facts.subject = sl_letter_get_subject (letter);
  facts.language = sl_letter_get_language (letter);
  facts.date = sl_letter_get_date (letter);
  facts.mark = sl_mark_to_text (sl_letter_get_mark (letter));
  facts.n_pages = sl_letter_layout_get_n_pages (layout);
  if (!write_pages (layout, pdf, &facts, error))
    return NULL;
  return sl_pdf_finish (pdf, &facts, error);
}
