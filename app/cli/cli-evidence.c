/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-assess.h"

#include "base/sl-id.h"
#include "base/sl-text.h"
#include "documents/sl-document-records.h"
#include "documents/sl-locate.h"

#include <glib/gi18n.h>
#include <string.h>

/* "DOC:PAGE:QUOTE" on the command line: the document is read again, so that the evidence gets the
 * words as they stand on the page and the box around them. */

/* Finds ":<digits>:", since a title may hold colons too. */
static gboolean
split (const char *text, char **document, guint *page, const char **quote)
{
  for (const char *p = strchr (text, ':'); p != NULL; p = strchr (p + 1, ':'))
    {
      char *end;
      guint64 number = g_ascii_isdigit (p[1]) ? g_ascii_strtoull (p + 1, &end, 10) : 0;

      if (number == 0 || number > G_MAXINT || *end != ':' || end[1] == '\0' || p == text)
        continue;
      *document = g_strndup (text, p - text);
      *page = (guint) number;
      *quote = end + 1;
      return TRUE;
    }
  return FALSE;
}

static SlExtraction *
read_document (SlCli *cli, SlDocument *document, GError **error)
{
  SlLibrary *library = sl_casebook_get_library (cli->casebook);
  g_autoptr (SlSealedFile)
      file = sl_library_open (library, sl_document_get (document, "sha256"), error);

  return file != NULL
             ? sl_worker_pool_extract (sl_library_get_pool (library), file, NULL, NULL, error)
             : NULL;
}

/* Says where the words are instead, when they are anywhere. */
static void
fail_not_there (SlExtraction *extraction, const char *title, guint page, const char *quote)
{
  g_autoptr (GString) pages = g_string_new (NULL);

  for (guint i = 0; i < sl_extraction_get_n_pages (extraction); i++)
    {
      const SlPageText *other = sl_extraction_get_page (extraction, i);

      if (sl_page_text_locate (other, quote, NULL, NULL))
        g_string_append_printf (pages, "%s%u", pages->len > 0 ? ", " : "", other->number);
    }
  if (pages->len > 0)
    cli_fail (_ ("“%s” is not on page %u of %s, but on page %s."), quote, page, title, pages->str);
  else
    cli_fail (_ ("“%s” is not on page %u of %s, nor on any other of its pages."), quote, page,
              title);
}

static const SlPageText *
find_page (SlExtraction *extraction, guint number)
{
  for (guint i = 0; i < sl_extraction_get_n_pages (extraction); i++)
    if (sl_extraction_get_page (extraction, i)->number == number)
      return sl_extraction_get_page (extraction, i);
  return NULL;
}

static char *
keep (SlCli *cli,
      const char *case_id,
      SlDocument *document,
      guint page,
      const char *exact,
      const SlBox *area)
{
  g_autofree char *visible = sl_text_strip_hidden (exact);
  g_autofree char *quotation = sl_text_squeeze (visible);
  g_autofree char *id = sl_id_new ();
  SlEvidenceValues values = {
    .evidence_id = id,
    .case_id = case_id,
    .document_id = sl_document_get_id (document),
    .quotation = quotation,
    .note = "",
    .page_number = page,
    .has_region = area->width > 0,
    .x = area->x,
    .y = area->y,
    .width = area->width,
    .height = area->height,
  };

  return cli_apply (cli, sl_evidence_change_add (&values)) == SL_CLI_DONE ? g_steal_pointer (&id)
                                                                          : NULL;
}

char *
cli_add_evidence (SlCli *cli, const char *case_id, const char *text)
{
  g_autofree char *name = NULL, *exact = NULL, *title = NULL;
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (SlExtraction) extraction = NULL;
  g_autoptr (GError) error = NULL;
  const SlPageText *page_text;
  const char *quote;
  guint page;
  SlBox area;

  if (!split (text, &name, &page, &quote))
    {
      cli_fail (_ ("“%s” is not DOCUMENT:PAGE:QUOTATION."), text);
      return NULL;
    }
  document = sl_document_records_find (sl_casebook_get_store (cli->casebook), case_id, name,
                                       &error);
  if (document == NULL || (extraction = read_document (cli, document, &error)) == NULL)
    {
      cli_fail_error (error);
      return NULL;
    }
  title = cli_dup_shown (sl_document_get (document, "title"));
  page_text = find_page (extraction, page);
  if (page_text == NULL)
    {
      cli_fail (_ ("%s has no page %u with words: it has %u pages."), title, page,
                sl_extraction_get_page_count (extraction));
      return NULL;
    }
  if (!sl_page_text_locate (page_text, quote, &area, &exact))
    {
      fail_not_there (extraction, title, page, quote);
      return NULL;
    }
  return keep (cli, case_id, document, page, exact, &area);
}
