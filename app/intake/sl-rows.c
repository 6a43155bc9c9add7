/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-intake"
#include "config.h"

#include "intake/sl-rows.h"

#include "base/sl-grid.h"
#include "base/sl-text.h"
#include "base/sl-time.h"
#include "intake/sl-intake-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Rows keep their order; a second list of them, sorted by path, answers "what is at" and "is there
 * anything below" in a few steps, so that a hostile file with a hundred thousand rows stays cheap.
 */

#define MAX_ENTRIES 10000

struct _SlRows
{
  SlExtraction *extraction; /* borrowed */
  const SlRow **sorted;
  guint n_rows;
};

static int
compare_rows (const void *a, const void *b)
{
  const SlRow *one = *(const SlRow *const *) a, *two = *(const SlRow *const *) b;
  int order = strcmp (one->path, two->path);

  /* Rows of one path stay in the file's order: the first one counts. */
  return order != 0 ? order : (one < two ? -1 : one > two);
}

SlRows *
sl_rows_new (SlExtraction *extraction)
{
  SlRows *self = g_new0 (SlRows, 1);

  self->extraction = extraction;
  self->n_rows = sl_extraction_get_n_rows (extraction);
  self->sorted = g_new (const SlRow *, self->n_rows + 1);
  for (guint i = 0; i < self->n_rows; i++)
    self->sorted[i] = sl_extraction_get_row (extraction, i);
  qsort (self->sorted, self->n_rows, sizeof (SlRow *), compare_rows);
  return self;
}

void
sl_rows_free (SlRows *self)
{
  g_free (self->sorted);
  g_free (self);
}

guint
sl_rows_get_n_rows (SlRows *self)
{
  return self->n_rows;
}

const SlRow *
sl_rows_get_row (SlRows *self, guint index)
{
  return sl_extraction_get_row (self->extraction, index);
}

/* The first sorted row whose path is not before @path. */
static guint
lower_bound (SlRows *self, const char *path)
{
  guint low = 0, high = self->n_rows;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (strcmp (self->sorted[middle]->path, path) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static const SlRow *
find_row (SlRows *self, const char *path)
{
  guint i = lower_bound (self, path);

  return i < self->n_rows && strcmp (self->sorted[i]->path, path) == 0 ? self->sorted[i] : NULL;
}

const char *
sl_rows_get (SlRows *self, const char *path)
{
  const SlRow *row = find_row (self, path);

  return row != NULL ? row->value : "";
}

const char *
sl_rows_getf (SlRows *self, const char *format, ...)
{
  g_autofree char *path = NULL;
  va_list arguments;

  va_start (arguments, format);
  path = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return sl_rows_get (self, path);
}

gboolean
sl_rows_has (SlRows *self, const char *path)
{
  gsize length = strlen (path);

  /* '-' and a few others sort before '.', so siblings such as "site-area" may come between. */
  for (guint i = lower_bound (self, path); i < self->n_rows; i++)
    {
      const char *other = self->sorted[i]->path;

      if (strncmp (other, path, length) != 0)
        return FALSE;
      if (other[length] == '\0' || strchr (".[/", other[length]) != NULL)
        return TRUE;
    }
  return FALSE;
}

gboolean
sl_rows_hasf (SlRows *self, const char *format, ...)
{
  g_autofree char *path = NULL;
  va_list arguments;

  va_start (arguments, format);
  path = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return sl_rows_has (self, path);
}

/* Rows lie in one array in the file's order. */
static int
compare_order (gconstpointer a, gconstpointer b)
{
  const SlRow *one = *(const SlRow *const *) a, *two = *(const SlRow *const *) b;

  return one < two ? -1 : one > two;
}

GPtrArray *
sl_rows_list_below (SlRows *self, const char *path)
{
  GPtrArray *rows = g_ptr_array_new ();
  gsize length = strlen (path);

  for (guint i = lower_bound (self, path);
       i < self->n_rows && strncmp (self->sorted[i]->path, path, length) == 0; i++)
    g_ptr_array_add (rows, (gpointer) self->sorted[i]);
  g_ptr_array_sort (rows, compare_order);
  return rows;
}

guint
sl_rows_count (SlRows *self, const char *path)
{
  guint n = 0;

  while (n < MAX_ENTRIES && sl_rows_hasf (self, "%s[%u]", path, n))
    n++;
  return n;
}

guint
sl_rows_countf (SlRows *self, const char *format, ...)
{
  g_autofree char *path = NULL;
  va_list arguments;

  va_start (arguments, format);
  path = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return sl_rows_count (self, path);
}

char *
sl_row_dup_place (const SlRow *row)
{
  if (row->line > 0)
    return g_strdup_printf (_ ("line %u"), row->line);
  return g_strdup (row->path);
}

char *
sl_rows_dup_place (SlRows *self, const char *path)
{
  const SlRow *row = find_row (self, path);

  return row != NULL ? sl_row_dup_place (row) : g_strdup (path);
}

gboolean
sl_rows_add (SlRows *self, SlIntakeRecord *record, const char *field, const char *path)
{
  const SlRow *row = find_row (self, path);
  g_autofree char *place = NULL;

  if (row == NULL || sl_intake_is_unknown (row->value))
    return FALSE;
  place = sl_row_dup_place (row);
  sl_intake_record_add (record, field, row->value, place);
  return TRUE;
}

gboolean
sl_rows_add_date (SlRows *self, SlIntakeRecord *record, const char *field, const char *path)
{
  const SlRow *row = find_row (self, path);
  g_autofree char *date = row != NULL ? sl_date_parse (row->value) : NULL;
  g_autofree char *place = NULL;

  if (date == NULL)
    return FALSE;
  place = sl_row_dup_place (row);
  sl_intake_record_add (record, field, date, place);
  return TRUE;
}

gboolean
sl_rows_add_number (SlRows *self, SlIntakeRecord *record, const char *field, const char *path)
{
  const SlRow *row = find_row (self, path);
  g_autofree char *place = NULL;
  double number;

  if (row == NULL || !sl_intake_parse_number (row->value, &number))
    return FALSE;
  place = sl_row_dup_place (row);
  sl_intake_record_add_number (record, field, number, place);
  return TRUE;
}

gboolean
sl_rows_add_position (SlRows *self,
                      SlIntakeRecord *record,
                      const char *x,
                      const char *y,
                      const char *latitude,
                      const char *longitude)
{
  g_autofree char *place = NULL;
  double easting, northing, lat, lon;

  if (sl_intake_parse_number (sl_rows_get (self, x), &easting) &&
      sl_intake_parse_number (sl_rows_get (self, y), &northing) &&
      sl_grid_to_wgs84 (easting, northing, &lat, &lon))
    place = sl_rows_dup_place (self, x);
  else if (latitude != NULL && sl_intake_parse_number (sl_rows_get (self, latitude), &lat) &&
           sl_intake_parse_number (sl_rows_get (self, longitude), &lon) &&
           sl_grid_from_wgs84 (lat, lon, &easting, &northing))
    place = sl_rows_dup_place (self, latitude);
  else
    return FALSE;

  /* Whole metres: the sources' fractions are no better. */
  sl_intake_record_add_number (record, "easting", round (easting), place);
  sl_intake_record_add_number (record, "northing", round (northing), place);
  return TRUE;
}
