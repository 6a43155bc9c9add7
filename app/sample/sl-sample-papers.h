/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

G_BEGIN_DECLS

/* Sets plain text as an A4 report. A line "# …" is a chapter (begins a page), "## …" a heading, "-
 * …" a point, a blank line ends a paragraph; {date} is filled. @site stands at the foot. */
gboolean sl_sample_set_report (const char *path,
                               const char *title,
                               const char *site,
                               const char *text,
                               const char *date,
                               GError **error);
/* A letter as a scan: pixels only, a little askew. */
gboolean
sl_sample_scan_letter (const char *path, const char *text, const char *date, GError **error);

/* The papers that came with the drawings: statements, form, e-mail, letter, a drawing in no
 * readable form. Dates are ISO. */
gboolean sl_sample_write_papers (const char *folder,
                                 const char *received,
                                 const char *expiry,
                                 GError **error);

/* Brings @text into a case as a file of this name, as any other file comes in: set as a report
 * where the name says PDF. */
gboolean sl_sample_import_text (SlCasebook *casebook,
                                const char *case_id,
                                const char *name,
                                const char *text,
                                GError **error);

G_END_DECLS
