/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SL_CSV_ERROR (sl_csv_error_quark ())
typedef enum
{
  SL_CSV_ERROR_MALFORMED,
  SL_CSV_ERROR_TOO_BIG,
} SlCsvError;
GQuark sl_csv_error_quark (void);

/* A table read from CSV: UTF-8 (with or without a mark), UTF-16 with a mark, or else Windows-1252;
 * comma, semicolon or tab sniffed from the first line; quoted line breaks; CRLF, LF, CR. */
typedef struct _SlCsv SlCsv;

SlCsv *sl_csv_new (GBytes *bytes, GError **error);
void sl_csv_free (SlCsv *self);
guint sl_csv_get_n_rows (SlCsv *self); /* without the header row */
guint sl_csv_get_n_columns (SlCsv *self);
const char *sl_csv_get_header (SlCsv *self, guint column);
/* By name, ignoring case, space, '_' and '-'; -1 when there is none. */
int sl_csv_find_column (SlCsv *self, const char *name);
const char *sl_csv_get (SlCsv *self, guint row, guint column); /* "" beyond the row's end */
guint sl_csv_get_line (SlCsv *self, guint row);                /* line of the file, from 1 */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlCsv, sl_csv_free)

G_END_DECLS
