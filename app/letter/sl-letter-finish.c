/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-letter"
#include "config.h"

#include "letter/sl-letter-private.h"

#include <glib/gi18n-lib.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

/* What PDF/UA-1 asks for and cairo 1.16 cannot write, put in with libqpdf: language, title in the
 * window, XMP, alternative text, scope of header cells, numbering of lists, glyph map of fonts, and
 * furniture marked as artifact. Then the file is read back. */

typedef struct
{
  qpdf_data qpdf;
  const SlPdfFacts *facts;
  guint n_lists, n_figures; /* met so far, in reading order */
} Finisher;

static gboolean
fail (Finisher *finisher, const char *doing, GError **error)
{
  qpdf_error problem = qpdf_get_error (finisher->qpdf);

  g_set_error (error, SL_LETTER_ERROR, SL_LETTER_ERROR_RENDER,
               _ ("The letter's PDF could not be completed while %s (%s); your text is kept, "
                  "please report this"),
               doing,
               problem != NULL ? qpdf_get_error_message_detail (finisher->qpdf, problem)
                               : _ ("no reason given"));
  return FALSE;
}

static void
set_key (Finisher *finisher, qpdf_oh dictionary, const char *key, const char *value)
{
  qpdf_oh_replace_key (finisher->qpdf, dictionary, key, qpdf_oh_parse (finisher->qpdf, value));
}

static void
set_text_key (Finisher *finisher, qpdf_oh dictionary, const char *key, const char *text)
{
  qpdf_oh_replace_key (finisher->qpdf, dictionary, key,
                       qpdf_oh_new_unicode_string (finisher->qpdf, text));
}

/* Title, author and the rest agree with the plain document information that cairo wrote. */
static char *
make_xmp (const SlPdfFacts *facts)
{
  const char *date = *facts->date != '\0' ? facts->date : "1970-01-01";

  return g_markup_printf_escaped (
      "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
      " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
      " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\""
      " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n"
      "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>\n"
      "<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>\n"
      "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt>"
      "</dc:description>\n"
      "<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>\n"
      "<pdf:Keywords>%s</pdf:Keywords>\n"
      "<xmp:CreatorTool>Sightline</xmp:CreatorTool>\n"
      "<xmp:CreateDate>%sT00:00:00Z</xmp:CreateDate>\n"
      "<xmp:ModifyDate>%sT00:00:00Z</xmp:ModifyDate>\n"
      "<pdfuaid:part>1</pdfuaid:part>\n"
      "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n",
      facts->title, facts->author, facts->subject, facts->language, facts->mark, date, date);
}

static void
finish_catalogue (Finisher *finisher)
{
  qpdf_data qpdf = finisher->qpdf;
  qpdf_oh root = qpdf_get_root (qpdf);
  g_autofree char *xmp = make_xmp (finisher->facts);
  qpdf_oh metadata = qpdf_oh_new_stream (qpdf);

  set_text_key (finisher, root, "/Lang", finisher->facts->language);
  set_key (finisher, root, "/ViewerPreferences", "<< /DisplayDocTitle true >>");
  qpdf_oh_replace_stream_data (qpdf, metadata, (const unsigned char *) xmp, strlen (xmp),
                               qpdf_oh_new_null (qpdf), qpdf_oh_new_null (qpdf));
  set_key (finisher, qpdf_oh_get_dict (qpdf, metadata), "/Type", "/Metadata");
  set_key (finisher, qpdf_oh_get_dict (qpdf, metadata), "/Subtype", "/XML");
  qpdf_oh_replace_key (qpdf, root, "/Metadata", metadata);
}

/* A node of the structure: cairo wrote them in the order in which the tags were begun. */
static void
finish_element (Finisher *finisher, qpdf_oh element)
{
  qpdf_data qpdf = finisher->qpdf;
  const SlPdfFacts *facts = finisher->facts;
  qpdf_oh type = qpdf_oh_get_key (qpdf, element, "/S");

  if (qpdf_oh_is_name_and_equals (qpdf, type, "/TH"))
    set_key (finisher, element, "/A", "<< /O /Table /Scope /Column >>");
  else if (qpdf_oh_is_name_and_equals (qpdf, type, "/L") &&
           finisher->n_lists < facts->list_levels->len)
    set_key (finisher, element, "/A",
             g_array_index (facts->list_levels, int, finisher->n_lists++) == 1
                 ? "<< /O /List /ListNumbering /Decimal >>"
                 : "<< /O /List /ListNumbering /Disc >>");
  else if (qpdf_oh_is_name_and_equals (qpdf, type, "/Figure") &&
           finisher->n_figures < facts->alternatives->len)
    set_text_key (finisher, element, "/Alt",
                  g_ptr_array_index (facts->alternatives, finisher->n_figures++));
}

static void
finish_structure (Finisher *finisher, qpdf_oh element, guint depth)
{
  qpdf_data qpdf = finisher->qpdf;
  qpdf_oh children = qpdf_oh_get_key (qpdf, element, "/K");

  if (qpdf_oh_has_key (qpdf, element, "/S"))
    finish_element (finisher, element);
  if (depth > 32)
    return;
  if (qpdf_oh_is_dictionary (qpdf, children))
    finish_structure (finisher, children, depth + 1);
  else if (qpdf_oh_is_array (qpdf, children))
    for (int i = 0; i < qpdf_oh_get_array_n_items (qpdf, children); i++)
      {
        qpdf_oh child = qpdf_oh_get_array_item (qpdf, children, i);

        if (qpdf_oh_is_dictionary (qpdf, child) && qpdf_oh_has_key (qpdf, child, "/S"))
          finish_structure (finisher, child, depth + 1);
        qpdf_oh_release (qpdf, child);
      }
  qpdf_oh_release (qpdf, children);
}

/* Glyph numbers of an embedded TrueType font are its own: PDF/UA wants that said. */
static void
finish_font (Finisher *finisher, qpdf_oh font)
{
  qpdf_data qpdf = finisher->qpdf;
  qpdf_oh descendants = qpdf_oh_get_key (qpdf, font, "/DescendantFonts");

  if (!qpdf_oh_is_array (qpdf, descendants))
    return;
  for (int i = 0; i < qpdf_oh_get_array_n_items (qpdf, descendants); i++)
    {
      qpdf_oh descendant = qpdf_oh_get_array_item (qpdf, descendants, i);

      if (qpdf_oh_is_name_and_equals (qpdf, qpdf_oh_get_key (qpdf, descendant, "/Subtype"),
                                      "/CIDFontType2"))
        set_key (finisher, descendant, "/CIDToGIDMap", "/Identity");
    }
}

static void
finish_fonts (Finisher *finisher, qpdf_oh page)
{
  qpdf_data qpdf = finisher->qpdf;
  qpdf_oh fonts = qpdf_oh_get_key (qpdf, qpdf_oh_get_key (qpdf, page, "/Resources"), "/Font");
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (!qpdf_oh_is_dictionary (qpdf, fonts))
    return;
  qpdf_oh_begin_dict_key_iter (qpdf, fonts);
  while (qpdf_oh_dict_more_keys (qpdf))
    g_ptr_array_add (names, g_strdup (qpdf_oh_dict_next_key (qpdf)));
  for (guint i = 0; i < names->len; i++)
    finish_font (finisher, qpdf_oh_get_key (qpdf, fonts, g_ptr_array_index (names, i)));
}

static gboolean
finish_page (Finisher *finisher, guint number, GError **error)
{
  qpdf_data qpdf = finisher->qpdf;
  qpdf_oh page = qpdf_get_page_n (qpdf, number);
  qpdf_oh stream = qpdf_oh_get_key (qpdf, page, "/Contents");
  unsigned char *content = NULL;
  size_t length = 0;
  gsize marked_length;
  g_autofree char *marked = NULL;

  if (!qpdf_oh_is_stream (qpdf, stream) ||
      qpdf_oh_get_page_content_data (qpdf, page, &content, &length) != QPDF_SUCCESS)
    return fail (finisher, _ ("marking its page furniture"), error);
  marked = sl_pdf_mark_artifacts ((const char *) content, length, &marked_length);
  free (content); /* qpdf allocates with malloc */
  qpdf_oh_replace_stream_data (qpdf, stream, (const unsigned char *) marked, marked_length,
                               qpdf_oh_new_null (qpdf), qpdf_oh_new_null (qpdf));
  set_key (finisher, page, "/Tabs", "/S");
  finish_fonts (finisher, page);
  return TRUE;
}

static GBytes *
write_file (Finisher *finisher, GError **error)
{
  qpdf_data qpdf = finisher->qpdf;

  if (qpdf_init_write_memory (qpdf) != QPDF_SUCCESS)
    {
      fail (finisher, _ ("preparing the file"), error);
      return NULL;
    }
  qpdf_set_deterministic_ID (qpdf, QPDF_TRUE);
  qpdf_set_object_stream_mode (qpdf, qpdf_o_disable);
  qpdf_set_decode_level (qpdf, qpdf_dl_none); /* fonts stay as cairo packed them */
  if (qpdf_write (qpdf) != QPDF_SUCCESS)
    {
      fail (finisher, _ ("writing the file"), error);
      return NULL;
    }
  return g_bytes_new (qpdf_get_buffer (qpdf), qpdf_get_buffer_length (qpdf));
}

/* Never trust a file that nobody has read. */
static gboolean
read_back (GBytes *bytes, const SlPdfFacts *facts, GError **error)
{
  Finisher reader = { .qpdf = qpdf_init (), .facts = facts };
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  gboolean good;

  qpdf_silence_errors (reader.qpdf);
  qpdf_set_suppress_warnings (reader.qpdf, QPDF_TRUE);
  good = qpdf_read_memory (reader.qpdf, "letter", data, size, NULL) == QPDF_SUCCESS &&
         qpdf_get_num_pages (reader.qpdf) == (int) facts->n_pages &&
         !qpdf_more_warnings (reader.qpdf);
  if (!good)
    fail (&reader, _ ("reading it back"), error);
  qpdf_cleanup (&reader.qpdf);
  return good;
}

/**
 * sl_pdf_finish:
 * @pdf: what cairo wrote
 * @facts: what it could not
 * @error: return location
 *
 * Returns: (transfer full): the finished file, read back, or %NULL
 */
GBytes *
sl_pdf_finish (GByteArray *pdf, const SlPdfFacts *facts, GError **error)
{
  Finisher finisher = { .qpdf = qpdf_init (), .facts = facts };
  g_autoptr (GBytes) bytes = NULL;
  gboolean good;

  qpdf_silence_errors (finisher.qpdf);
  qpdf_set_suppress_warnings (finisher.qpdf, QPDF_TRUE);
  good = qpdf_read_memory (finisher.qpdf, "letter", (const char *) pdf->data, pdf->len, NULL) ==
         QPDF_SUCCESS;
  if (!good)
    fail (&finisher, _ ("reading what was drawn"), error);
  for (guint i = 0; good && i < facts->n_pages; i++)
    good = finish_page (&finisher, i, error);
  if (good)
    {
      finish_catalogue (&finisher);
      finish_structure (
          &finisher,
          qpdf_oh_get_key (finisher.qpdf, qpdf_get_root (finisher.qpdf), "/StructTreeRoot"), 0);
      bytes = write_file (&finisher, error);
    }
  qpdf_cleanup (&finisher.qpdf);
  if (bytes == NULL || !read_back (bytes, facts, error))
    return NULL;
  return g_steal_pointer (&bytes);
}
