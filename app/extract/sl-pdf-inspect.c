/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-pdf-inspect.h"

#include "extract/sl-no-pictures.h"

#include "base/sl-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What the officer should know of a PDF before trusting it. Nothing found here is ever acted upon.
 * Some marks are looked for in the bytes, since poppler-glib does not tell of them; inside packed
 * object streams they stay unseen, which is why nothing relies on them. */

#define ATTACHMENTS_TOLD 20
#define LINKS_MAX 100000
/* Pages whose text is compared with their ink: enough to know a scan with a text layer. */
#define INK_PAGES_MAX 3
#define INK_SCALE 0.05
#define INK_SIDE_MAX 720 /* of the largest page there is */
#define ADDRESSES_TOLD 100

static const struct
{
  const char *mark;
  const char *warning; /* N_() */
} marks[] = {
  { "/Launch", N_ ("It holds a command to start a program. Sightline never does so.") },
  { "/SubmitForm", N_ ("It holds a form that sends itself somewhere. Sightline never does so.") },
  { "/ImportData", N_ ("It holds a command to load other data. Sightline never does so.") },
  { "/GoToR", N_ ("It holds links into other files. Sightline never follows them.") },
  { "/JavaScript", N_ ("It holds JavaScript, which Sightline never runs.") },
  { "/XFA", N_ ("It is an XFA form, which Sightline cannot read in full; only its plain pages "
                "are shown.") },
  { "/RichMedia", N_ ("It holds film or sound, which Sightline does not play.") },
  { "/ByteRange", N_ ("It holds a signature, which Sightline does not check.") },
};

/* A bit for each of marks[] that stands in the bytes as a whole name. One walk from stroke to
 * stroke: some plans have hundreds of megabytes. */
static guint
find_marks (SlSource *source)
{
  const guint8 *end = source->data + source->length;
  guint found = 0;

  for (const guint8 *at = source->data; (at = memchr (at, '/', end - at)) != NULL; at++)
    for (guint i = 0; end - at > 1 && i < G_N_ELEMENTS (marks); i++)
      {
        const char *mark = marks[i].mark;
        gsize length;

        if (at[1] != (guint8) mark[1])
          continue;
        length = strlen (mark);
        if (end - at >= length && memcmp (at, mark, length) == 0 &&
            (end - at == length || !g_ascii_isalnum (at[length])))
          found |= 1u << i;
      }
  return found;
}

static void
tell_layers (SlSource *source, PopplerLayersIter *iter, GString *hidden, guint depth)
{
  do
    {
      PopplerLayer *layer = poppler_layers_iter_get_layer (iter);
      PopplerLayersIter *child = depth < 32 ? poppler_layers_iter_get_child (iter) : NULL;

      if (layer != NULL && !poppler_layer_is_visible (layer) && hidden->len < 1000)
        g_string_append_printf (hidden, "%s“%s”", hidden->len > 0 ? ", " : "",
                                poppler_layer_get_title (layer));
      g_clear_object (&layer);
      if (child != NULL)
        {
          tell_layers (source, child, hidden, depth + 1);
          poppler_layers_iter_free (child);
        }
    }
  while (poppler_layers_iter_next (iter));
}

static void
tell_hidden_layers (SlSource *source, PopplerDocument *document)
{
  PopplerLayersIter *iter = poppler_layers_iter_new (document);
  GString *hidden;

  if (iter == NULL)
    return;
  hidden = g_string_new (NULL);
  tell_layers (source, iter, hidden, 0);
  poppler_layers_iter_free (iter);
  if (hidden->len > 0)
    sl_output_warn (source->out, _ ("Layers that are switched off, and are not read: %s."),
                    hidden->str);
  g_string_free (hidden, TRUE);
}

static void
tell_attachments (SlSource *source, PopplerDocument *document)
{
  GList *attachments = poppler_document_get_attachments (document);
  guint n = 0;

  for (GList *link = attachments; link != NULL && n < ATTACHMENTS_TOLD; link = link->next, n++)
    {
      const char *raw = poppler_attachment_get_name (link->data);
      g_autofree char *name = sl_text_safe_file_name (raw != NULL ? raw : "");
      sl_output_warn (source->out,
                      _ ("A file is embedded in it, “%s”, which Sightline does not open."), name);
    }
  g_list_free_full (attachments, g_object_unref);
}

static void
tell_properties (SlSource *source, PopplerDocument *document)
{
  g_autofree char *title = poppler_document_get_title (document);
  g_autofree char *author = poppler_document_get_author (document);
  g_autofree char *subject = poppler_document_get_subject (document);
  g_autofree char *producer = poppler_document_get_producer (document);
  GDateTime *created = poppler_document_get_creation_date_time (document);

  sl_output_property (source->out, "title", title);
  sl_output_property (source->out, "author", author);
  sl_output_property (source->out, "subject", subject);
  sl_output_property (source->out, "producer", producer);
  if (created != NULL)
    {
      g_autofree char *text = g_date_time_format_iso8601 (created);
      sl_output_property (source->out, "date", text);
      g_date_time_unref (created);
    }
}

/* Both kinds of reader would open it: the mark of files made to look like two things. */
static gboolean
is_archive_too (SlSource *source)
{
  gsize tail = MIN (source->length, 65557);

  return (source->length >= 4 && memcmp (source->data, "PK\3\4", 4) == 0) ||
         memmem (source->data + source->length - tail, tail, "PK\5\6\0\0\0\0", 8) != NULL;
}

void
sl_pdf_inspect_document (SlSource *source, PopplerDocument *document)
{
  guint permissions, found;

  if (sl_output_is_quiet (source->out))
    return;
  tell_properties (source, document);

  permissions = poppler_document_get_permissions (document);
  if ((permissions & POPPLER_PERMISSIONS_OK_TO_COPY) == 0)
    sl_output_warn (source->out, _ ("Its maker has restricted copying from it."));
  found = find_marks (source);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (found & (1u << i))
      sl_output_warn (source->out, "%s", _ (marks[i].warning));
  if (poppler_document_has_javascript (document))
    sl_output_warn (source->out, _ ("It holds JavaScript, which Sightline never runs."));
  if (poppler_document_has_attachments (document))
    tell_attachments (source, document);
  if (is_archive_too (source))
    sl_output_warn (source->out,
                    _ ("It is a ZIP archive as well as a PDF; only the PDF is read. Treat it with "
                       "suspicion."));
  tell_hidden_layers (source, document);
}

/* Addresses are shown as text, in ASCII, so that a look-alike host is seen. */
static void
tell_link (SlSource *source, guint number, PopplerAction *action)
{
  static guint told;
  g_autofree char *ascii = NULL;

  if (action->type == POPPLER_ACTION_LAUNCH)
    sl_output_warn (source->out,
                    _ ("Page %u: a link would start a program or open a file (%s). Sightline never "
                       "does so."),
                    number, action->launch.file_name != NULL ? action->launch.file_name : "");
  if (action->type == POPPLER_ACTION_JAVASCRIPT)
    sl_output_warn (source->out, _ ("Page %u: a link would run JavaScript. Sightline never does."),
                    number);
  if (action->type != POPPLER_ACTION_URI || action->uri.uri == NULL || told >= ADDRESSES_TOLD)
    return;
  if (g_ascii_strncasecmp (action->uri.uri, "http://", 7) == 0 ||
      g_ascii_strncasecmp (action->uri.uri, "https://", 8) == 0 ||
      g_ascii_strncasecmp (action->uri.uri, "mailto:", 7) == 0)
    {
      const char *host = strstr (action->uri.uri, "//");
      gsize length = host != NULL ? strcspn (host + 2, "/?#") : 0;
      gboolean ascii_host = TRUE;

      for (gsize i = 0; i < length; i++)
        ascii_host = ascii_host && (guchar) host[2 + i] < 0x80;
      if (length == 0 || (ascii_host && memchr (host + 2, '@', length) == NULL))
        return;
    }
  told++;
  ascii = g_uri_escape_string (action->uri.uri, ":/?#[]@!$&'()*+,;=%", FALSE);
  sl_output_warn (source->out, _ ("Page %u: an unusual link address, shown as text only: %s"),
                  number, ascii);
}

static void
tell_links (SlSource *source, PopplerPage *page, guint number)
{
  GList *mapping = poppler_page_get_link_mapping (page);
  guint n = 0;

  for (GList *link = mapping; link != NULL && n < LINKS_MAX; link = link->next, n++)
    tell_link (source, number, ((PopplerLinkMapping *) link->data)->action);
  poppler_page_free_link_mapping (mapping);
}

static gboolean
has_large_picture (PopplerPage *page)
{
  GList *mapping = poppler_page_get_image_mapping (page);
  double width, height, largest = 0;

  poppler_page_get_size (page, &width, &height);
  for (GList *link = mapping; link != NULL; link = link->next)
    {
      PopplerRectangle *area = &((PopplerImageMapping *) link->data)->area;
      largest = MAX (largest, ABS ((area->x2 - area->x1) * (area->y2 - area->y1)));
    }
  poppler_page_free_image_mapping (mapping);
  return largest > 0.5 * width * height;
}

/* Draws the page onto nothing and tells whether letters were drawn. Small, so that what poppler
 * paints by dots meanwhile takes little memory. The time that letters took is asked of the device,
 * which hears of the groups a page is put together from as well: a callback of the surface would
 * not. It hears of groups only on a surface with bounds. */
static gboolean
draws_letters (PopplerPage *page)
{
  cairo_rectangle_t bounds = { 0 };
  cairo_surface_t *target, *observer;
  cairo_t *cr;
  gboolean letters;

  poppler_page_get_size (page, &bounds.width, &bounds.height);
  bounds.width = CLAMP (ceil (bounds.width * INK_SCALE), 1, INK_SIDE_MAX);
  bounds.height = CLAMP (ceil (bounds.height * INK_SCALE), 1, INK_SIDE_MAX);
  target = cairo_recording_surface_create (CAIRO_CONTENT_ALPHA, &bounds);
  observer = cairo_surface_create_observer (target, CAIRO_SURFACE_OBSERVER_NORMAL);
  cr = cairo_create (observer);
  cairo_scale (cr, INK_SCALE, INK_SCALE);
  sl_no_pictures (TRUE);
  poppler_page_render (page, cr);
  sl_no_pictures (FALSE);
  letters = cairo_device_observer_glyphs_elapsed (cairo_surface_get_device (observer)) > 0;
  cairo_destroy (cr);
  cairo_surface_destroy (observer);
  cairo_surface_destroy (target);
  return letters;
}

void
sl_pdf_inspect_page (SlSource *source, PopplerPage *page, guint number, gboolean has_text)
{
  static guint ink_pages;

  if (source->mode != SL_JOB_READ)
    return;
  tell_links (source, page, number);
  if (!has_text || source->helper || ink_pages >= INK_PAGES_MAX)
    return;
  ink_pages++;
  if (has_large_picture (page) && !draws_letters (page))
    sl_output_warn (source->out,
                    _ ("Page %u is a picture with words behind it that nobody sees. Compare them "
                       "with the picture before you quote."),
                    number);
}
