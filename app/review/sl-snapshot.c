/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-snapshot-private.h"

#include "base/sl-hash.h"
#include "base/sl-text.h"

#include <math.h>
#include <string.h>

/* The frozen content of a version. Whatever makes one writes its bytes first and reads them back
 * here, so that what is shown, rendered and compared is what the hash covers. Counted references,
 * nothing changes after it was made: any thread may read it. */

struct _SlSnapshot
{
  GBytes *bytes;
  char *hash;
  char *text;          /* the bytes once more, cut into paths and values */
  GArray *rows;        /* of SlSnapshotRow, borrowed from text */
  GHashTable *by_path; /* path to value, borrowed from text */
  SlLetter *letter;
};

/* One table for writing and for reading. Order here is order in the bytes. */

static const SlSnapshotField case_fields[] = {
  { "reference", SL_VALUE_TEXT },
  { "our-reference", SL_VALUE_TEXT },
  { "title", SL_VALUE_TEXT },
  { "kind", SL_VALUE_TEXT },
  { "authority-code", SL_VALUE_TEXT },
  { "authority-name", SL_VALUE_TEXT },
  { "address", SL_VALUE_TEXT },
  { "postcode", SL_VALUE_TEXT },
  { "proposal", SL_VALUE_TEXT },
  { "type-class", SL_VALUE_TEXT },
  { "type-text", SL_VALUE_TEXT },
  { "dwellings", SL_VALUE_COUNT },
  { "floorspace-m2", SL_VALUE_NUMBER },
  { "site-area-ha", SL_VALUE_NUMBER },
  { "date-received", SL_VALUE_TEXT },
  { "date-valid", SL_VALUE_TEXT },
  { "consultation-start", SL_VALUE_TEXT },
  { "consultation-expiry", SL_VALUE_TEXT },
  { "target-date", SL_VALUE_TEXT },
  { "applicant", SL_VALUE_TEXT },
  { "agent", SL_VALUE_TEXT },
  { "case-officer", SL_VALUE_TEXT },
  { "features", SL_VALUE_TEXT },
  { NULL },
};
static const SlSnapshotField response_fields[] = {
  { "template-id", SL_VALUE_TEXT },
  { "stance", SL_VALUE_TEXT },
  { "flags", SL_VALUE_TEXT },
  { "award-level", SL_VALUE_TEXT },
  { "nppf-edition", SL_VALUE_TEXT },
  { "letter-date", SL_VALUE_TEXT },
  { "conditions", SL_VALUE_TEXT },
  { "nppf-edition-used", SL_VALUE_TEXT },
  { NULL },
};
static const SlSnapshotField author_fields[] = {
  { "person-id", SL_VALUE_TEXT },
  { "name", SL_VALUE_TEXT },
  { "title", SL_VALUE_TEXT },
  { "staff-number", SL_VALUE_TEXT },
  { NULL },
};
static const SlSnapshotField pack_fields[] = {
  { "kind", SL_VALUE_TEXT },
  { "title", SL_VALUE_TEXT },
  { "edition", SL_VALUE_TEXT },
  { "hash", SL_VALUE_HASH },
  { NULL },
};
static const SlSnapshotField document_fields[] = {
  { "sha256", SL_VALUE_HASH }, { "file-name", SL_VALUE_TEXT },
  { "title", SL_VALUE_TEXT },  { "kind", SL_VALUE_TEXT },
  { "number", SL_VALUE_TEXT }, { "revision", SL_VALUE_TEXT },
  { "state", SL_VALUE_TEXT },  { "superseded", SL_VALUE_FLAG },
  { "pages", SL_VALUE_COUNT }, { NULL },
};
static const SlSnapshotField evidence_fields[] = {
  { "document-id", SL_VALUE_TEXT }, { "sha256", SL_VALUE_HASH },
  { "page", SL_VALUE_COUNT },       { "x", SL_VALUE_NUMBER },
  { "y", SL_VALUE_NUMBER },         { "width", SL_VALUE_NUMBER },
  { "height", SL_VALUE_NUMBER },    { "quotation", SL_VALUE_TEXT },
  { "note", SL_VALUE_TEXT },        { NULL },
};
static const SlSnapshotField answer_fields[] = {
  { "title", SL_VALUE_TEXT },
  { "section", SL_VALUE_TEXT },
  { "verdict", SL_VALUE_TEXT },
  { "reason", SL_VALUE_TEXT },
  { "observation", SL_VALUE_TEXT },
  { "recommendation", SL_VALUE_TEXT },
  { "recommendation-source", SL_VALUE_TEXT },
  { "place", SL_VALUE_TEXT },
  { "priority", SL_VALUE_TEXT },
  { "priority-reason", SL_VALUE_TEXT },
  { "shown-value", SL_VALUE_NUMBER },
  { "shown-unit", SL_VALUE_TEXT },
  { "evidence", SL_VALUE_TEXT },
  { NULL },
};
static const SlSnapshotField observation_fields[] = {
  { "topic", SL_VALUE_TEXT },
  { "topic-title", SL_VALUE_TEXT },
  { "observation", SL_VALUE_TEXT },
  { "recommendation", SL_VALUE_TEXT },
  { "priority", SL_VALUE_TEXT },
  { "priority-reason", SL_VALUE_TEXT },
  { NULL },
};
static const SlSnapshotField crime_fields[] = {
  { "source", SL_VALUE_TEXT },    { "period-from", SL_VALUE_TEXT },
  { "period-to", SL_VALUE_TEXT }, { "area", SL_VALUE_TEXT },
  { "category", SL_VALUE_TEXT },  { "count", SL_VALUE_COUNT },
  { "caveat", SL_VALUE_TEXT },    { "restricted", SL_VALUE_FLAG },
  { "origin", SL_VALUE_TEXT },    { NULL },
};
static const SlSnapshotField letter_fields[] = {
  { "title", SL_VALUE_TEXT },
  { "author", SL_VALUE_TEXT },
  { "language", SL_VALUE_TEXT },
  { "date", SL_VALUE_TEXT },
  { "subject", SL_VALUE_TEXT },
  { "footer", SL_VALUE_TEXT },
  { NULL },
};
static const SlSnapshotField block_fields[] = {
  { "kind", SL_VALUE_TEXT },
  { "level", SL_VALUE_COUNT },
  { "mark", SL_VALUE_TEXT },
  { "key", SL_VALUE_TEXT },
  { "section", SL_VALUE_TEXT },
  { "state", SL_VALUE_TEXT },
  { "text", SL_VALUE_TEXT },
  { "offered", SL_VALUE_TEXT },
  { "origin-kind", SL_VALUE_TEXT },
  { "origin-item", SL_VALUE_TEXT },
  { "origin-citations", SL_VALUE_TEXT },
  { "origin-evidence", SL_VALUE_TEXT },
  { "origin-detail", SL_VALUE_TEXT },
  { "figure-source", SL_VALUE_TEXT },
  { "figure-pixels", SL_VALUE_HASH },
  { "figure-width", SL_VALUE_NUMBER },
  { "figure-alternative", SL_VALUE_TEXT },
  { NULL },
};
/* Of a report in the place of a response's answers and figures. */
static const SlSnapshotField paper_fields[] = {
  { "report-id", SL_VALUE_TEXT },
  { "title", SL_VALUE_TEXT },
  { "sheet-id", SL_VALUE_TEXT },
  { "reference", SL_VALUE_TEXT },
  { NULL },
};
static const SlSnapshotField value_fields[] = {
  { "title", SL_VALUE_TEXT },
  { "value", SL_VALUE_TEXT },
  { NULL },
};
static const SlSnapshotField action_fields[] = {
  { "text", SL_VALUE_TEXT },
  { "owner-name", SL_VALUE_TEXT },
  { "due-date", SL_VALUE_TEXT },
  { "state", SL_VALUE_TEXT },
  { "answer", SL_VALUE_TEXT },
  { "settled-on", SL_VALUE_TEXT },
  { NULL },
};
static const SlSnapshotField photograph_fields[] = {
  { "document-id", SL_VALUE_TEXT }, { "entry-id", SL_VALUE_TEXT }, { "item-id", SL_VALUE_TEXT },
  { "caption", SL_VALUE_TEXT },     { "taken-at", SL_VALUE_TEXT }, { NULL },
};

const SlSnapshotGroup sl_snapshot_groups[] = {
  { "case", FALSE, case_fields },
  { "response", FALSE, response_fields },
  { "author", FALSE, author_fields },
  { "pack", TRUE, pack_fields },
  { "document", TRUE, document_fields },
  { "evidence", TRUE, evidence_fields },
  { "answer", TRUE, answer_fields },
  { "observation", TRUE, observation_fields },
  { "crime", TRUE, crime_fields },
  { "paper", FALSE, paper_fields },
  { "value", TRUE, value_fields },
  { "action", TRUE, action_fields },
  { "photograph", TRUE, photograph_fields },
  { "letter", FALSE, letter_fields },
  { "block", TRUE, block_fields },
};
const guint sl_snapshot_n_groups = G_N_ELEMENTS (sl_snapshot_groups);

/* Controls are taken out as everywhere in the program, so that no reader of the bytes has to. */
void
sl_snapshot_write (GString *out,
                   const char *group,
                   const char *id,
                   const char *field,
                   const char *value)
{
  g_autofree char *clean = sl_text_clean (value != NULL ? value : "", -1);

  if (*clean == '\0')
    return;
  g_string_append (out, group);
  if (id != NULL)
    g_string_append_printf (out, "/%s", id);
  g_string_append_printf (out, "/%s\t", field);
  for (const char *p = clean; *p != '\0'; p++)
    switch (*p)
      {
      case '\\':
        g_string_append (out, "\\\\");
        break;
      case '\n':
        g_string_append (out, "\\n");
        break;
      case '\t':
        g_string_append (out, "\\t");
        break;
      default:
        g_string_append_c (out, *p);
      }
  g_string_append_c (out, '\n');
}

/* A negative @value is an unknown one. */
void
sl_snapshot_write_count (GString *out,
                         const char *group,
                         const char *id,
                         const char *field,
                         gint64 value)
{
  g_autofree char *text = NULL;

  if (value < 0)
    return;
  text = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  sl_snapshot_write (out, group, id, field, text);
}

void
sl_snapshot_write_number (GString *out,
                          const char *group,
                          const char *id,
                          const char *field,
                          double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  /* No number, or an unknown one. */
  if (!isfinite (value))
    return;
  sl_snapshot_write (out, group, id, field, g_ascii_dtostr (text, sizeof text, value));
}

static void
clear_snapshot (gpointer data)
{
  SlSnapshot *self = data;

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->hash);
  g_clear_pointer (&self->by_path, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  g_free (self->text);
  g_clear_object (&self->letter);
}

SlSnapshot *
sl_snapshot_ref (SlSnapshot *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
sl_snapshot_unref (SlSnapshot *self)
{
  g_atomic_rc_box_release_full (self, clear_snapshot);
}

/* The letter's rows written from the tree that was read from them must be the same rows: then
 * nothing in them was lost or mended on the way. They are the last groups of the bytes. */
static gboolean
check_letter (SlSnapshot *self, GError **error)
{
  g_autoptr (GString) again = g_string_new (NULL);
  const char *bytes;
  gsize length;

  if (!sl_snapshot_write_letter (again, self->letter, error))
    return FALSE;
  bytes = g_bytes_get_data (self->bytes, &length);
  if (length > again->len && bytes[length - again->len - 1] == '\n' &&
      memcmp (bytes + length - again->len, again->str, again->len) == 0)
    return TRUE;
  return sl_snapshot_refuse (error, "the letter is not in its one written form");
}

/**
 * sl_snapshot_new_from_bytes:
 * @bytes: canonical bytes, perhaps from outside
 * @error: return location
 *
 * Returns: (transfer full): the content, or %NULL when the bytes are not exactly what
 *   sl_snapshot_take() could have written; SL_STORE_ERROR_REFUSED
 */
SlSnapshot *
sl_snapshot_new_from_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (SlSnapshot) self = g_atomic_rc_box_new0 (SlSnapshot);
  gsize header = strlen (SL_SNAPSHOT_HEADER);
  const SlSnapshotRow *rows;
  const char *data;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  if (length > SL_SNAPSHOT_MAX_BYTES)
    {
      sl_snapshot_refuse (error, "it is larger than %d MiB", SL_SNAPSHOT_MAX_BYTES >> 20);
      return NULL;
    }
  if (length < header || memcmp (data, SL_SNAPSHOT_HEADER, header) != 0)
    {
      sl_snapshot_refuse (error, "it does not begin as this Sightline's versions do");
      return NULL;
    }
  self->bytes = g_bytes_ref (bytes);
  self->hash = sl_hash_bytes (bytes);
  self->text = g_strndup (data + header, length - header);
  self->rows = sl_snapshot_cut_rows (self->text, length - header, error);
  if (self->rows == NULL || !sl_snapshot_check_rows (self->rows, error))
    return NULL;
  rows = (const SlSnapshotRow *) self->rows->data;
  self->by_path = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->rows->len; i++)
    g_hash_table_insert (self->by_path, (gpointer) rows[i].path, (gpointer) rows[i].value);
  self->letter = sl_snapshot_read_letter (rows, self->rows->len, error);
  if (self->letter == NULL || !check_letter (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

GBytes *
sl_snapshot_get_bytes (SlSnapshot *self)
{
  return self->bytes;
}

const char *
sl_snapshot_get_hash (SlSnapshot *self)
{
  return self->hash;
}

SlLetter *
sl_snapshot_get_letter (SlSnapshot *self)
{
  return self->letter;
}

const char *
sl_snapshot_get (SlSnapshot *self, const char *path)
{
  const char *value;

  g_return_val_if_fail (self != NULL && path != NULL, "");

  value = g_hash_table_lookup (self->by_path, path);
  return value != NULL ? value : "";
}

guint
sl_snapshot_get_n_rows (SlSnapshot *self)
{
  return self->rows->len;
}

void
sl_snapshot_get_row (SlSnapshot *self, guint index, const char **path, const char **value)
{
  const SlSnapshotRow *row;

  g_return_if_fail (index < self->rows->len);

  row = &g_array_index (self->rows, SlSnapshotRow, index);
  *path = row->path;
  *value = row->value;
}

/**
 * sl_snapshot_list:
 * @self: a snapshot
 * @group: "answer", "evidence", "document", "observation", "crime", "value",
 *   "action", "photograph", "pack" or "block"
 *
 * Returns: (transfer full): the ids below @group, in their order; empty for none
 */
char **
sl_snapshot_list (SlSnapshot *self, const char *group)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autofree char *prefix = g_strconcat (group, "/", NULL);
  gsize skip = strlen (prefix);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const char *path = g_array_index (self->rows, SlSnapshotRow, i).path;
      const char *slash = g_str_has_prefix (path, prefix) ? strchr (path + skip, '/') : NULL;
      g_autofree char *id = slash != NULL ? g_strndup (path + skip, (gsize) (slash - path) - skip)
                                          : NULL;

      if (id != NULL && (ids->len == 0 || !g_str_equal (g_ptr_array_index (ids, ids->len - 1), id)))
        g_ptr_array_add (ids, g_steal_pointer (&id));
    }
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}
