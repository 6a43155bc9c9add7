/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-documents"
#include "config.h"

#include "documents/sl-document-private.h"

#include "documents/sl-document-records.h"

#include <glib/gi18n-lib.h>

/* A document's row as an object that views bind. Immutable: a change makes the list be read again.
 */

struct _SlDocument
{
  GObject parent_instance;

  SlDocumentRow row;
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_CASE_ID,
  PROP_SHA256,
  PROP_PARENT_ID,
  PROP_FILE_NAME,
  PROP_TITLE,
  PROP_KIND,
  PROP_KIND_SOURCE,
  PROP_DECLARED_TYPE,
  PROP_DRAWING_NUMBER,
  PROP_REVISION,
  PROP_DOCUMENT_DATE,
  PROP_STATE,
  PROP_REASON,
  PROP_REASON_CODE,
  PROP_WARNINGS,
  PROP_MEDIA_TYPE,
  PROP_SANDBOX_LEVEL,
  PROP_SOURCE_PATH,
  PROP_IMPORTED_AT,
  PROP_SUPERSEDED,
  PROP_SIZE,
  PROP_PAGE_COUNT,
  PROP_READABLE_PAGES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Text properties and where their values stand in the row. */
static const struct
{
  int id;
  const char *name;
  gsize offset;
} texts[] = {
  { PROP_ID, "id", G_STRUCT_OFFSET (SlDocumentRow, id) },
  { PROP_CASE_ID, "case-id", G_STRUCT_OFFSET (SlDocumentRow, case_id) },
  { PROP_SHA256, "sha256", G_STRUCT_OFFSET (SlDocumentRow, sha256) },
  { PROP_PARENT_ID, "parent-id", G_STRUCT_OFFSET (SlDocumentRow, parent_id) },
  { PROP_FILE_NAME, "file-name", G_STRUCT_OFFSET (SlDocumentRow, file_name) },
  { PROP_TITLE, "title", G_STRUCT_OFFSET (SlDocumentRow, title) },
  { PROP_KIND, "kind", G_STRUCT_OFFSET (SlDocumentRow, kind) },
  { PROP_KIND_SOURCE, "kind-source", G_STRUCT_OFFSET (SlDocumentRow, kind_source) },
  { PROP_DECLARED_TYPE, "declared-type", G_STRUCT_OFFSET (SlDocumentRow, declared_type) },
  { PROP_DRAWING_NUMBER, "drawing-number", G_STRUCT_OFFSET (SlDocumentRow, drawing_number) },
  { PROP_REVISION, "revision", G_STRUCT_OFFSET (SlDocumentRow, revision) },
  { PROP_DOCUMENT_DATE, "document-date", G_STRUCT_OFFSET (SlDocumentRow, document_date) },
  { PROP_STATE, "state", G_STRUCT_OFFSET (SlDocumentRow, state) },
  { PROP_REASON, "reason", G_STRUCT_OFFSET (SlDocumentRow, reason) },
  { PROP_REASON_CODE, "reason-code", G_STRUCT_OFFSET (SlDocumentRow, reason_code) },
  { PROP_WARNINGS, "warnings", G_STRUCT_OFFSET (SlDocumentRow, warnings) },
  { PROP_MEDIA_TYPE, "media-type", G_STRUCT_OFFSET (SlDocumentRow, media_type) },
  { PROP_SANDBOX_LEVEL, "sandbox-level", G_STRUCT_OFFSET (SlDocumentRow, sandbox_level) },
  { PROP_SOURCE_PATH, "source-path", G_STRUCT_OFFSET (SlDocumentRow, source_path) },
  { PROP_IMPORTED_AT, "imported-at", G_STRUCT_OFFSET (SlDocumentRow, imported_at) },
};

G_DEFINE_FINAL_TYPE (SlDocument, sl_document, G_TYPE_OBJECT)

static char **
text_at (SlDocument *self, guint index)
{
  return (char **) G_STRUCT_MEMBER_P (&self->row, texts[index].offset);
}

static void
sl_document_finalize (GObject *object)
{
  SlDocument *self = SL_DOCUMENT (object);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*text_at (self, i));
  G_OBJECT_CLASS (sl_document_parent_class)->finalize (object);
}

static void
sl_document_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  SlDocument *self = SL_DOCUMENT (object);

  switch (id)
    {
    case PROP_SUPERSEDED:
      g_value_set_boolean (value, self->row.superseded);
      return;
    case PROP_SIZE:
      g_value_set_int64 (value, self->row.size);
      return;
    case PROP_PAGE_COUNT:
      g_value_set_uint (value, self->row.page_count);
      return;
    case PROP_READABLE_PAGES:
      g_value_set_uint (value, self->row.readable_pages);
      return;
    default:
      break;
    }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i].id == (int) id)
      {
        g_value_set_string (value, *text_at (self, i));
        return;
      }
  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
sl_document_class_init (SlDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = sl_document_finalize;
  object_class->get_property = sl_document_get_property;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    properties[texts[i].id] = g_param_spec_string (texts[i].name, NULL, NULL, "", flags);
  properties[PROP_SUPERSEDED] = g_param_spec_boolean ("superseded", NULL, NULL, FALSE, flags);
  properties[PROP_SIZE] = g_param_spec_int64 ("size", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_PAGE_COUNT] = g_param_spec_uint ("page-count", NULL, NULL, 0, G_MAXUINT, 0,
                                                   flags);
  properties[PROP_READABLE_PAGES] = g_param_spec_uint ("readable-pages", NULL, NULL, 0, G_MAXUINT,
                                                       0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sl_document_init (SlDocument *self)
{
}

/**
 * sl_document_new_take:
 * @row: a row whose strings are taken over
 *
 * Returns: (transfer full): the document
 */
SlDocument *
sl_document_new_take (const SlDocumentRow *row)
{
  SlDocument *self = g_object_new (SL_TYPE_DOCUMENT, NULL);

  self->row = *row;
  return self;
}

const char *
sl_document_get_id (SlDocument *self)
{
  g_return_val_if_fail (SL_IS_DOCUMENT (self), "");

  return self->row.id;
}

/**
 * sl_document_get:
 * @self: a document
 * @property: the name of one of its text properties
 *
 * Returns: the value, "" when it is not known
 */
const char *
sl_document_get (SlDocument *self, const char *property)
{
  g_return_val_if_fail (SL_IS_DOCUMENT (self), "");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (texts[i].name, property))
      return *text_at (self, i) != NULL ? *text_at (self, i) : "";
  g_critical ("A document has no text property \"%s\"", property);
  return "";
}

guint
sl_document_get_page_count (SlDocument *self)
{
  g_return_val_if_fail (SL_IS_DOCUMENT (self), 0);

  return self->row.page_count;
}

guint
sl_document_get_readable_pages (SlDocument *self)
{
  g_return_val_if_fail (SL_IS_DOCUMENT (self), 0);

  return self->row.readable_pages;
}

gboolean
sl_document_get_superseded (SlDocument *self)
{
  g_return_val_if_fail (SL_IS_DOCUMENT (self), FALSE);

  return self->row.superseded;
}

gint64
sl_document_get_size (SlDocument *self)
{
  g_return_val_if_fail (SL_IS_DOCUMENT (self), 0);

  return self->row.size;
}

/**
 * sl_document_dup_warnings:
 *
 * Returns: (transfer full): what the worker warned of, one sentence each
 */
char **
sl_document_dup_warnings (SlDocument *self)
{
  g_return_val_if_fail (SL_IS_DOCUMENT (self), NULL);

  if (self->row.warnings[0] == '\0')
    return g_new0 (char *, 1);
  return g_strsplit (self->row.warnings, "\n", -1);
}

/**
 * sl_document_values_fill:
 * @values: of a document
 * @extraction: what a worker read of it
 * @strings: (element-type utf8): takes the texts that are made here
 *
 * Sets state, reason, warnings, pages and sandbox level.
 */
void
sl_document_values_fill (SlDocumentValues *values, SlExtraction *extraction, GPtrArray *strings)
{
  SlExtractionState state = sl_extraction_get_state (extraction);
  char *warnings;

  for (guint i = 0; i < sl_extraction_get_n_pages (extraction); i++)
    values->readable_pages += sl_extraction_get_page (extraction, i)->readable ? 1 : 0;
  values->page_count = sl_extraction_get_page_count (extraction);
  if (state == SL_EXTRACTION_REFUSED)
    values->state = "refused";
  else if (state == SL_EXTRACTION_PARTIAL)
    values->state = "partial";
  else
    values->state = values->page_count > 0 && values->readable_pages == 0 ? "picture" : "read";
  values->reason = state == SL_EXTRACTION_READ ? "" : sl_extraction_get_reason (extraction);
  values->reason_code = state == SL_EXTRACTION_READ ? ""
                                                    : sl_extraction_get_reason_code (extraction);
  warnings = g_strjoinv ("\n", (char **) sl_extraction_get_warnings (extraction));
  g_ptr_array_add (strings, warnings);
  values->warnings = warnings;
  values->sandbox_level = sl_extraction_get_sandbox_level (extraction);
}
