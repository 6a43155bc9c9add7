/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-intake"
#include "config.h"

#include "intake/sl-format-private.h"

#include "base/sl-text.h"
#include "base/sl-time.h"
#include "intake/sl-intake-text.h"
#include "intake/sl-labels.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Pages of the register software PublicAccess (Idox) as a browser saves them: search results and
 * weekly lists, and of one case the summary, further information, contacts, dates, constraints,
 * documents and related tabs, and the page of a property. Tabs are told by the tables they hold, so
 * a page that says nothing of the kind (an error, the search form) is refused with what it is. */

static gboolean
path_has (const SlRow *row, const char *marker)
{
  return strstr (row->path, marker) != NULL;
}

static gboolean
recognise (SlExtraction *extraction)
{
  static const char *const markers[] = {
    "table#simpleDetailsTable", "ul#searchresults", "table#propertyAddress",
    "table#applicationDetails", "table#Documents",  "table#caseConstraints",
    "div.addressCrumb",         "div#relatedItems", "div#idox"
  };

  if (!sl_intake_is_web_page (extraction))
    return FALSE;
  for (guint i = 0; i < sl_extraction_get_n_rows (extraction); i++)
    {
      const SlRow *row = sl_extraction_get_row (extraction, i);

      for (gsize j = 0; j < G_N_ELEMENTS (markers); j++)
        if (path_has (row, markers[j]))
          return TRUE;
      if (strstr (row->value, "Unable to perform this task") != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Welsh labels in place of the English ones; the link to the Welsh page alone is no sign. */
static gboolean
is_welsh (SlRows *rows)
{
  for (guint i = 0; i < sl_rows_get_n_rows (rows); i++)
    {
      const SlRow *row = sl_rows_get_row (rows, i);

      if (g_str_has_suffix (row->path, "html/@lang") && g_str_has_prefix (row->value, "cy"))
        return TRUE;
      if (path_has (row, "/th") &&
          (g_str_has_prefix (row->value, "Cyfeirnod") || g_str_has_prefix (row->value, "Cynnig") ||
           g_str_has_prefix (row->value, "Cyfeiriad")))
        return TRUE;
    }
  return FALSE;
}

/* The host of the register, from the first address that has one. */
static void
add_domain (SlRows *rows, SlIntakeRecord *record)
{
  g_autofree char *fallback = NULL;

  for (guint i = 0; i < sl_rows_get_n_rows (rows); i++)
    {
      const SlRow *row = sl_rows_get_row (rows, i);
      g_autoptr (GUri) uri = NULL;
      const char *host;

      if (!g_str_has_suffix (row->path, "/@href") || !g_str_has_prefix (row->value, "http"))
        continue;
      uri = g_uri_parse (row->value, G_URI_FLAGS_NONE, NULL);
      host = uri != NULL ? g_uri_get_host (uri) : NULL;
      if (host == NULL)
        continue;
      if (strstr (row->value, "/online-applications") != NULL)
        {
          sl_intake_record_add (record, "authority-domain", host, row->path);
          return;
        }
      if (fallback == NULL && g_str_has_suffix (host, ".gov.uk") &&
          g_strcmp0 (host, "www.gov.uk") != 0)
        fallback = g_strdup (host);
    }
  sl_intake_record_add (record, "authority-domain", fallback, "href");
}

/* The value of @name in an address's query, unescaped; NULL when it has none. */
static char *
dup_parameter (const char *href, const char *name)
{
  g_autofree char *start = g_strconcat (name, "=", NULL);
  const char *at = strstr (href, start);
  g_autofree char *value = NULL;

  if (at == NULL)
    return NULL;
  at += strlen (start);
  value = g_strndup (at, strcspn (at, "&#"));
  return g_uri_unescape_string (value, NULL);
}

/* "Ref. No: BH2018/03004 | Received: Fri 28 Sep 2018 | …" */
static void
take_pieces (SlLabelReader *labels, const SlRow *row)
{
  g_auto (GStrv) pieces = g_strsplit (row->value, "|", 20);
  g_autofree char *place = sl_row_dup_place (row);

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      char *colon = strchr (pieces[i], ':');

      if (colon == NULL)
        continue;
      *colon = '\0';
      sl_label_reader_take (labels, pieces[i], colon + 1, place);
    }
}

/* One entry of a list: rows @first to before @last, whose paths begin with @length bytes alike. */
static SlIntakeRecord *
map_result (SlRows *rows, guint first, guint last, gsize length)
{
  g_autoptr (SlIntakeRecord) record = sl_intake_record_new ();
  g_autoptr (SlLabelReader) labels = sl_label_reader_new ();

  for (guint i = first; i < last; i++)
    {
      const SlRow *row = sl_rows_get_row (rows, i);
      const char *rest = row->path + length;
      g_autofree char *place = sl_row_dup_place (row);
      g_autofree char *key = NULL;

      if (g_str_has_suffix (rest, "/@href") && (key = dup_parameter (row->value, "keyVal")) != NULL)
        sl_intake_record_add (record, "key-val", key, place);
      else if (strchr (rest, '@') != NULL)
        continue;
      else if (strstr (rest, "p.address") != NULL)
        sl_intake_record_add (record, "address", row->value, place);
      else if (strstr (rest, "p.metaInfo") != NULL)
        take_pieces (labels, row);
      else if (g_str_has_prefix (rest, "/a") || strstr (rest, "/a.summaryLink") != NULL)
        sl_intake_record_add (record, "proposal", row->value, place);
    }
  sl_label_reader_finish (labels, record);
  if (*sl_intake_record_get (record, "reference") == '\0')
    return NULL;
  return g_steal_pointer (&record);
}

static void
map_results (SlRows *rows, GPtrArray *records)
{
  static const char list[] = "ul#searchresults/";
  guint n = sl_rows_get_n_rows (rows);

  for (guint i = 0; i < n;)
    {
      const SlRow *row = sl_rows_get_row (rows, i);
      const char *item = strstr (row->path, list);
      gsize length;
      guint end = i + 1;
      SlIntakeRecord *record;

      if (item == NULL)
        {
          i++;
          continue;
        }
      length = item - row->path + strlen (list);
      length += strcspn (row->path + length, "/");
      while (end < n)
        {
          const char *path = sl_rows_get_row (rows, end)->path;

          if (strncmp (path, row->path, length) != 0 || path[length] != '/')
            break;
          end++;
        }
      record = map_result (rows, i, end, length);
      if (record != NULL)
        {
          add_domain (rows, record);
          g_ptr_array_add (records, record);
        }
      i = end;
    }
}

/* "td[3]" is 3, "td" is 1. */
static guint
cell_number (const char *step)
{
  const char *bracket = strchr (step, '[');
  const char *slash = strchr (step, '/');

  if (bracket == NULL || (slash != NULL && slash < bracket))
    return 1;
  return (guint) g_ascii_strtoull (bracket + 1, NULL, 10);
}

#define MAX_COLUMNS 16

/* The documents tab: columns by their heading, one document a row. */
static void
add_documents (SlRows *rows, SlIntakeRecord *record)
{
  static const char table[] = "table#Documents";
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
  const char *headings[MAX_COLUMNS + 1] = { NULL };
  g_autofree char *row_path = NULL;
  SlIntakeDocument *document = NULL;

  for (guint i = 0; i < sl_rows_get_n_rows (rows); i++)
    {
      const SlRow *row = sl_rows_get_row (rows, i);
      const char *at = strstr (row->path, table);
      const char *cell = at != NULL ? strstr (at, "/td") : NULL;
      const char *heading = at != NULL ? strstr (at, "/th") : NULL;
      guint column;

      if (heading != NULL && strncmp (heading, "/thead", 6) == 0)
        heading = strstr (heading + 1, "/th");
      if (cell == NULL && heading == NULL)
        continue;
      column = cell_number (cell != NULL ? cell + 1 : heading + 1);
      if (column > MAX_COLUMNS)
        continue;
      if (cell == NULL)
        {
          if (headings[column] == NULL && strchr (row->path, '@') == NULL)
            {
              headings[column] = sl_text_fold (row->value);
              g_ptr_array_add (owned, (gpointer) headings[column]);
            }
          continue;
        }
      if (row_path == NULL || strncmp (row_path, row->path, cell - row->path) != 0 ||
          strlen (row_path) != (gsize) (cell - row->path))
        {
          g_free (row_path);
          row_path = g_strndup (row->path, cell - row->path);
          document = sl_intake_record_add_document (record, "");
        }
      if (g_str_has_suffix (row->path, "/@href"))
        {
          g_autofree char *base = g_path_get_basename (row->value);
          g_autofree char *plain = g_uri_unescape_string (base, NULL);

          if (strstr (row->value, "/files/") != NULL || strstr (base, ".pdf") != NULL)
            {
              g_free (document->file_name);
              document->file_name = sl_text_safe_file_name (plain != NULL ? plain : base);
            }
        }
      else if (headings[column] == NULL || strchr (row->path, '@') != NULL)
        continue;
      else if (strstr (headings[column], "date") != NULL && document->date == NULL)
        document->date = sl_date_parse (row->value);
      else if (strstr (headings[column], "type") != NULL && document->declared_type == NULL)
        document->declared_type = g_strdup (row->value);
      else if (strstr (headings[column], "drawing") != NULL && document->drawing_number == NULL)
        document->drawing_number = g_strdup (row->value);
      else if (strstr (headings[column], "description") != NULL && document->title == NULL)
        document->title = g_strdup (row->value);
    }
}

/* What stands outside the tables of labels. */
static void
add_rest (SlRows *rows, SlIntakeRecord *record)
{
  g_autoptr (GString) constraints = g_string_new (NULL);
  gboolean property = FALSE, key_follows = FALSE;

  for (guint i = 0; i < sl_rows_get_n_rows (rows); i++)
    property = property || path_has (sl_rows_get_row (rows, i), "table#propertyAddress");

  for (guint i = 0; i < sl_rows_get_n_rows (rows); i++)
    {
      const SlRow *row = sl_rows_get_row (rows, i);
      g_autofree char *place = sl_row_dup_place (row);
      g_autofree char *previous = NULL;

      /* On the page of a property the crumb's number is the property's. */
      if (path_has (row, "div.addressCrumb/span.caseNumber") && !property)
        sl_intake_record_add (record, "reference", row->value, place);
      else if (path_has (row, "div.addressCrumb/span.description"))
        sl_intake_record_add (record, "proposal", row->value, place);
      else if (path_has (row, "div.addressCrumb/span.address"))
        sl_intake_record_add (record, "address", row->value, place);
      else if (g_str_has_suffix (row->path, "/@name"))
        key_follows = strcmp (row->value, "caseTechnicalKey") == 0;
      else if (g_str_has_suffix (row->path, "/@value") && key_follows)
        {
          sl_intake_record_add (record, "key-val", row->value, place);
          key_follows = FALSE;
        }
      else if (property && g_str_has_suffix (row->path, "/@href") &&
               (previous = dup_parameter (row->value, "previousCaseNumber")) != NULL)
        sl_intake_record_add (record, "reference", previous, place);
      else if (path_has (row, "table#caseConstraints") && path_has (row, "/td") &&
               strchr (row->path, '@') == NULL)
        g_string_append_printf (constraints, "%s%s", constraints->len > 0 ? "; " : "", row->value);
      else if (path_has (row, "div#relatedItems") && g_str_has_suffix (row->path, "/a"))
        {
          g_autofree char *reference = sl_intake_find_reference (row->value);

          if (reference != NULL &&
              g_strcmp0 (reference, sl_intake_record_get (record, "reference")) != 0)
            sl_intake_record_add_link (record, "related", reference, place);
        }
    }
  sl_intake_record_add (record, "constraints", constraints->str, "table#caseConstraints");
}

static gboolean
refuse (GError **error, const char *reason)
{
  g_set_error_literal (error, SL_INTAKE_ERROR, SL_INTAKE_ERROR_UNUSABLE, reason);
  return FALSE;
}

/* An error page and the search form come looking like any other page. */
static gboolean
check_page (SlRows *rows, GError **error)
{
  for (guint i = 0; i < sl_rows_get_n_rows (rows); i++)
    {
      const SlRow *row = sl_rows_get_row (rows, i);

      if (strstr (row->value, "Unable to perform this task") != NULL)
        return refuse (error, _ ("This is an error page of the council's website, not an "
                                 "application. Open the application again and save that page."));
      if (g_str_has_suffix (row->path, "/@name") &&
          g_str_has_prefix (row->value, "searchCriteria.description"))
        return refuse (error, _ ("This is the search form of the council's website. Save the page "
                                 "with the results, or the application's own page."));
    }
  return TRUE;
}

static GPtrArray *
map (SlExtraction *extraction, GError **error)
{
  g_autoptr (SlRows) rows = sl_rows_new (extraction);
  g_autoptr (GPtrArray) records = sl_intake_records_new ();
  g_autoptr (SlIntakeRecord) record = sl_intake_record_new ();
  g_autoptr (SlLabelReader) labels = sl_label_reader_new ();

  if (is_welsh (rows))
    {
      refuse (error, _ ("This page is in Welsh, which Sightline cannot read yet. Choose English "
                        "at the top of the council's page and save it again."));
      return NULL;
    }
  map_results (rows, records);
  if (records->len > 0)
    return g_steal_pointer (&records);
  if (!check_page (rows, error))
    return NULL;

  sl_label_reader_take_page (labels, rows);
  sl_label_reader_finish (labels, record);
  add_rest (rows, record);
  add_documents (rows, record);
  if (*sl_intake_record_get (record, "reference") == '\0' &&
      *sl_intake_record_get (record, "uprn") == '\0')
    {
      refuse (error, _ ("This page of a council's register names no application. Save the "
                        "application's summary page."));
      return NULL;
    }
  add_domain (rows, record);
  g_ptr_array_add (records, g_steal_pointer (&record));
  return g_steal_pointer (&records);
}

const SlFormat sl_format_idox = { "idox", N_ ("Council register page"), 30, recognise, map };
