/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-intake"
#include "config.h"

#include "intake/sl-rows.h"

#include "intake/sl-intake-text.h"

#include <stdlib.h>
#include <string.h>

/* A GeoJSON boundary comes from the worker as one row for each number ("….coordinates[0][3][1]").
 * Here it is put together again with each number as it was written, whatever the geometry was
 * wrapped in: a feature, a collection of features, or nothing. */

#define COORDINATES ".coordinates["
/* A multipolygon has four; what goes deeper is none. */
#define MAX_DEPTH 6

typedef struct
{
  GString *text;
  char *geometry; /* the path of the one in hand, NULL before the first */
  guint n_geometries;
  guint at[MAX_DEPTH]; /* the place of the number written last */
  guint depth;
} Writing;

/* "[0][3][1]" */
static gboolean
read_place (const char *path, guint *place, guint *depth)
{
  for (*depth = 0; *path == '[' && *depth < MAX_DEPTH; (*depth)++)
    {
      char *end;

      place[*depth] = (guint) strtoul (path + 1, &end, 10);
      if (end == path + 1 || *end != ']')
        return FALSE;
      path = end + 1;
    }
  return *path == '\0' && *depth > 0;
}

static void
repeat (GString *text, char bracket, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_c (text, bracket);
}

static void
end_geometry (Writing *writing)
{
  if (writing->geometry == NULL)
    return;
  repeat (writing->text, ']', writing->depth);
  g_string_append_c (writing->text, '}');
  writing->depth = 0;
  g_clear_pointer (&writing->geometry, g_free);
}

/* FALSE when it is no geometry that encloses anything. */
static gboolean
begin_geometry (Writing *writing, SlRows *rows, const char *path, gsize length)
{
  const char *type;

  end_geometry (writing);
  writing->geometry = g_strndup (path, length);
  type = sl_rows_getf (rows, "%s.type", writing->geometry);
  if (!g_str_equal (type, "Polygon") && !g_str_equal (type, "MultiPolygon"))
    return FALSE;
  g_string_append_printf (writing->text, "%s{\"type\":\"%s\",\"coordinates\":",
                          writing->n_geometries++ > 0 ? "," : "", type);
  return TRUE;
}

static gboolean
write_number (Writing *writing, const char *place_text, const char *value)
{
  guint place[MAX_DEPTH], depth, same = 0;

  if (!read_place (place_text, place, &depth) || *value == '\0' ||
      value[strspn (value, "+-.0123456789eE")] != '\0')
    return FALSE;
  while (same < MIN (depth, writing->depth) && place[same] == writing->at[same])
    same++;
  if (writing->depth > 0)
    {
      if (same == depth || same == writing->depth)
        return FALSE;
      repeat (writing->text, ']', writing->depth - same - 1);
      g_string_append_c (writing->text, ',');
      repeat (writing->text, '[', depth - same - 1);
    }
  else
    repeat (writing->text, '[', depth);
  g_string_append (writing->text, value);
  memcpy (writing->at, place, sizeof place);
  writing->depth = depth;
  return TRUE;
}

/* Writes all geometries below @path; *@first becomes the first of their rows. */
static gboolean
write_all (Writing *writing, SlRows *rows, const char *path, const SlRow **first)
{
  g_autoptr (GPtrArray) below = sl_rows_list_below (rows, path);

  for (guint i = 0; i < below->len; i++)
    {
      const SlRow *row = g_ptr_array_index (below, i);
      const char *end = strstr (row->path + strlen (path), COORDINATES);

      if (end == NULL)
        continue;
      if ((writing->geometry == NULL || strlen (writing->geometry) != (gsize) (end - row->path) ||
           strncmp (writing->geometry, row->path, end - row->path) != 0) &&
          !begin_geometry (writing, rows, row->path, end - row->path))
        return FALSE;
      if (*first == NULL)
        *first = row;
      if (!write_number (writing, end + strlen (COORDINATES) - 1, row->value))
        return FALSE;
    }
  end_geometry (writing);
  return writing->n_geometries > 0;
}

/**
 * sl_rows_add_boundary:
 * @self: the rows of a form
 * @record: what the form said
 * @path: where its site boundary stands
 *
 * Adds the boundary as it was given. What holds anything but polygons of numbers is left out: it is
 * no boundary.
 *
 * Returns: %TRUE when something was added
 */
gboolean
sl_rows_add_boundary (SlRows *self, SlIntakeRecord *record, const char *path)
{
  Writing writing = { .text = g_string_new (NULL) };
  const SlRow *first = NULL;
  gboolean found;

  g_return_val_if_fail (self != NULL && record != NULL && path != NULL, FALSE);
  /* Some write the GeoJSON, or well-known text, into a string. */
  found = sl_rows_add (self, record, "boundary", path);
  if (!found && sl_rows_has (self, path) && write_all (&writing, self, path, &first))
    {
      g_autofree char *place = sl_row_dup_place (first);

      if (writing.n_geometries > 1)
        {
          g_string_prepend (writing.text, "{\"type\":\"GeometryCollection\",\"geometries\":[");
          g_string_append (writing.text, "]}");
        }
      sl_intake_record_add (record, "boundary", writing.text->str, place);
      found = TRUE;
    }
  g_clear_pointer (&writing.geometry, g_free);
  g_string_free (writing.text, TRUE);
  return found;
}
