/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-snapshot-private.h"

#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>

/* Reads canonical bytes as the hostile input that they may be: a version can come from another
 * computer. What has two ways of being written is refused in the wrong one, so that equal content
 * has equal bytes. */

gboolean
sl_snapshot_refuse (GError **error, const char *format, ...)
{
  va_list values;
  g_autofree char *reason = NULL;

  va_start (values, format);
  reason = g_strdup_vprintf (format, values);
  va_end (values);
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
               /* TRANSLATORS: then a technical reason */
               _ ("The content of this version cannot be read, for %s. It may have been altered: "
                  "ask for it to be sent again."),
               reason);
  return FALSE;
}

static gboolean
is_control (gunichar c)
{
  return c < 0x20 || (c >= 0x7f && c <= 0x9f);
}

/* Turns the escapes of one value into what they stand for, in place. */
static gboolean
unescape (char *value)
{
  char *to = value;

  for (const char *from = value; *from != '\0'; from++)
    {
      if (*from != '\\')
        {
          *to++ = *from;
          continue;
        }
      from++;
      if (*from == '\\')
        *to++ = '\\';
      else if (*from == 'n')
        *to++ = '\n';
      else if (*from == 't')
        *to++ = '\t';
      else
        return FALSE;
    }
  *to = '\0';
  return TRUE;
}

/* One line without its end, the tab already found. */
static gboolean
cut_row (char *line, char *tab, char *end, SlSnapshotRow *row)
{
  *tab = '\0';
  *end = '\0';
  if (tab - line > SL_SNAPSHOT_MAX_PATH || end - tab - 1 > SL_SNAPSHOT_MAX_VALUE || tab + 1 == end)
    return FALSE;
  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    if (is_control (g_utf8_get_char (p)) || *p == ' ' || *p == '\\')
      return FALSE;
  for (const char *p = tab + 1; *p != '\0'; p = g_utf8_next_char (p))
    if (is_control (g_utf8_get_char (p)))
      return FALSE;
  row->path = line;
  row->value = tab + 1;
  return unescape (tab + 1);
}

GArray *
sl_snapshot_cut_rows (char *text, gsize length, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (SlSnapshotRow));
  char *line = text;

  if (!g_utf8_validate (text, (gssize) length, NULL))
    {
      sl_snapshot_refuse (error, "its text is not valid UTF-8");
      return NULL;
    }
  while (line < text + length)
    {
      char *end = memchr (line, '\n', (gsize) (text + length - line));
      char *tab = end != NULL ? memchr (line, '\t', (gsize) (end - line)) : NULL;
      SlSnapshotRow row;

      if (tab == NULL || !cut_row (line, tab, end, &row) || rows->len == SL_SNAPSHOT_MAX_ROWS)
        {
          sl_snapshot_refuse (error, "line %u is not in its one written form", rows->len + 2);
          return NULL;
        }
      g_array_append_val (rows, row);
      line = end + 1;
    }
  return g_steal_pointer (&rows);
}

static gboolean
is_count (const char *value)
{
  gsize digits = strspn (value, "0123456789");

  return value[digits] == '\0' && digits >= 1 && digits <= 18 && (value[0] != '0' || digits == 1);
}

static gboolean
is_number (const char *value)
{
  char again[G_ASCII_DTOSTR_BUF_SIZE];
  double number = g_ascii_strtod (value, NULL);

  return isfinite (number) && g_str_equal (g_ascii_dtostr (again, sizeof again, number), value);
}

static gboolean
has_type (const char *value, SlValueType type)
{
  switch (type)
    {
    case SL_VALUE_TEXT:
      return TRUE;
    case SL_VALUE_FLAG:
      return g_str_equal (value, "1");
    case SL_VALUE_COUNT:
      return is_count (value);
    case SL_VALUE_NUMBER:
      return is_number (value);
    case SL_VALUE_HASH:
      return strlen (value) == 64 && strspn (value, "0123456789abcdef") == 64;
    default:
      g_assert_not_reached ();
    }
}

/* Where the last row stood, so that the next can only go on from there. */
typedef struct
{
  guint group;
  const char *id; /* within the last row's path */
  gsize id_length;
  guint next_field;
  GHashTable *members; /* "group/id" that have been left */
} Reader;

/* Moves on to the group of @path; the part behind the group's name is given back. */
static const char *
find_group (Reader *reader, const char *path)
{
  for (guint i = reader->group; i < sl_snapshot_n_groups; i++)
    {
      gsize length = strlen (sl_snapshot_groups[i].name);

      if (strncmp (path, sl_snapshot_groups[i].name, length) != 0 || path[length] != '/')
        continue;
      if (i != reader->group)
        {
          reader->group = i;
          reader->id = NULL;
          reader->next_field = 0;
        }
      return path + length + 1;
    }
  return NULL;
}

/* Enters the member that @rest begins with, once each; gives back what follows its id. */
static const char *
find_member (Reader *reader, const char *path, const char *rest)
{
  const char *slash = strchr (rest, '/');
  gsize length;

  if (slash == NULL || slash == rest)
    return NULL;
  length = (gsize) (slash - rest);
  if (reader->id != NULL && length == reader->id_length && memcmp (reader->id, rest, length) == 0)
    return slash + 1;
  if (!g_hash_table_add (reader->members, g_strndup (path, (gsize) (slash - path))))
    return NULL;
  reader->id = rest;
  reader->id_length = length;
  reader->next_field = 0;
  return slash + 1;
}

static gboolean
take_field (Reader *reader, const char *name, const char *value)
{
  const SlSnapshotField *fields = sl_snapshot_groups[reader->group].fields;

  for (guint i = reader->next_field; fields[i].name != NULL; i++)
    if (g_str_equal (fields[i].name, name))
      {
        reader->next_field = i + 1;
        return has_type (value, fields[i].type);
      }
  return FALSE;
}

/* Groups, members and fields each in their order, no member twice, every value of its type. */
gboolean
sl_snapshot_check_rows (GArray *rows, GError **error)
{
  Reader reader = { 0 };
  g_autoptr (GHashTable) members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  reader.members = members;
  for (guint i = 0; i < rows->len; i++)
    {
      const SlSnapshotRow *row = &g_array_index (rows, SlSnapshotRow, i);
      const char *rest = find_group (&reader, row->path);

      if (rest != NULL && sl_snapshot_groups[reader.group].listed)
        rest = find_member (&reader, row->path, rest);
      if (rest == NULL || !take_field (&reader, rest, row->value))
        return sl_snapshot_refuse (error, "line %u is out of place", i + 2);
    }
  return TRUE;
}
