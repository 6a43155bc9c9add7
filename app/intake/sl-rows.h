/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "intake/sl-format.h"

G_BEGIN_DECLS

/* The worker's rows of one file, found by path. Borrows the extraction, which must outlive it. */
typedef struct _SlRows SlRows;

SlRows *sl_rows_new (SlExtraction *extraction);
void sl_rows_free (SlRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlRows, sl_rows_free)

guint sl_rows_get_n_rows (SlRows *self);
const SlRow *sl_rows_get_row (SlRows *self, guint index);

/* The value of the first row of that path; "" when there is none. */
const char *sl_rows_get (SlRows *self, const char *path);
const char *sl_rows_getf (SlRows *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* TRUE when a row has @path itself or lies below it (after '.', '[' or '/'). */
gboolean sl_rows_has (SlRows *self, const char *path);
gboolean sl_rows_hasf (SlRows *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* All rows whose path begins with @path, in the file's order. Transfer container, of SlRow. */
GPtrArray *sl_rows_list_below (SlRows *self, const char *path);
/* Entries of a JSON array, at most 10,000. */
guint sl_rows_count (SlRows *self, const char *path);
guint sl_rows_countf (SlRows *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Where a value stands, for its origin: "line 12", else the path. Transfer full. */
char *sl_rows_dup_place (SlRows *self, const char *path);
char *sl_row_dup_place (const SlRow *row);

/* Adds the value at @path as @field, by the field's kind: dates read, numbers checked, "unknown"
 * left out. TRUE when something was added. */
gboolean sl_rows_add (SlRows *self, SlIntakeRecord *record, const char *field, const char *path);
gboolean
sl_rows_add_date (SlRows *self, SlIntakeRecord *record, const char *field, const char *path);
gboolean
sl_rows_add_number (SlRows *self, SlIntakeRecord *record, const char *field, const char *path);
/* Easting and northing from either pair that lies in Great Britain. */
gboolean sl_rows_add_position (SlRows *self,
                               SlIntakeRecord *record,
                               const char *x,
                               const char *y,
                               const char *latitude,
                               const char *longitude);
/* The site boundary at or below @path, as it was given: GeoJSON or well-known text. */
gboolean sl_rows_add_boundary (SlRows *self, SlIntakeRecord *record, const char *path);

G_END_DECLS
