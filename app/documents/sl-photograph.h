/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-library.h"

G_BEGIN_DECLS

/* What an officer says of a photograph that is a document of the case. Its original keeps what the
 * camera wrote; what leaves the program is made of its pixels alone. Read-only text properties: id,
 * case-id, document-id, sheet-id, entry-id, item-id, caption, seen (what it shows, for readers who
 * cannot see it), file-name, taken-at (local time
 * without a zone, "" unknown), taken-source ("camera", "officer"), plan-document-id, privacy (""
 * not looked at, "clear", "keep-in"), privacy-by-name, privacy-at, person-name, at; boolean:
 * has-position (the original says where it was taken). */
#define SL_TYPE_PHOTOGRAPH (sl_photograph_get_type ())
G_DECLARE_FINAL_TYPE (SlPhotograph, sl_photograph, SL, PHOTOGRAPH, GObject)
const char *sl_photograph_get (SlPhotograph *self, const char *property);
gboolean sl_photograph_has_position (SlPhotograph *self);
/* Where one stood on a plan: page from 1, page points; FALSE when it was not said. */
gboolean sl_photograph_get_place (SlPhotograph *self, guint *page, double *x, double *y);
/* Degrees clockwise from the top of the plan; NaN when it was not said. */
double sl_photograph_get_direction (SlPhotograph *self);
/* "the top right", for "of the plan": static. */
const char *sl_photograph_direction_to_words (double degrees);

/* By the time they were taken. @sheet_id NULL: all of the case. GListModel of SlPhotograph;
 * transfer full. */
GListModel *
sl_photographs_list (SlStore *store, const char *case_id, const char *sheet_id, GError **error);
SlPhotograph *sl_photographs_load (SlStore *store, const char *photograph_id, GError **error);

/* Those that nobody has called "clear", by the time they were taken: a paper that shows one of them
 * is not issued. @sheet_id NULL: of all the case. GListModel of SlPhotograph; transfer full. */
GListModel *sl_photographs_list_unchecked (SlStore *store,
                                           const char *case_id,
                                           const char *sheet_id,
                                           GError **error);
/* The publication gate of a paper that shows these photographs (ids, NULL-terminated): FALSE with
 * SL_STORE_ERROR_REFUSED and a sentence that names those that are not "clear". */
gboolean sl_photographs_check_clear (SlStore *store, const char *const *ids, GError **error);
/* By id, document id or file name within the case. Transfer full. */
SlPhotograph *
sl_photographs_find (SlStore *store, const char *case_id, const char *text, GError **error);

/* Of the upright picture, in pixels; FALSE when it is not known. */
gboolean sl_photograph_get_size (SlPhotograph *self, guint *width, guint *height);

/* Inside an import's change, for each picture that a camera made (or that comes as a photograph).
 * @extraction NULL: it was not read this time. */
gboolean sl_photograph_records_add (SlTransaction *transaction,
                                    const char *case_id,
                                    const char *document_id,
                                    const char *sheet_id,
                                    SlExtraction *extraction,
                                    GError **error);
/* Inside an import's change: a picture that the case has already comes to a sheet, and is a
 * photograph from then on; *@changed says whether it was not there. */
gboolean sl_photograph_records_join (SlTransaction *transaction,
                                     const char *case_id,
                                     const char *document_id,
                                     const char *sheet_id,
                                     gboolean *changed,
                                     GError **error);

typedef struct
{
  const char *sheet_id, *entry_id, *item_id, *caption, *seen, *taken_at; /* NULL keeps */
} SlPhotographValues;
SlChange *sl_photograph_change_set (SlPhotograph *self, const SlPhotographValues *values);
/* @plan_document_id NULL takes the place away; @direction NaN: not said. */
SlChange *sl_photograph_change_place (SlPhotograph *self,
                                      const char *plan_document_id,
                                      guint page,
                                      double x,
                                      double y,
                                      double direction);
/* "clear": no face and no number plate can be made out, or it may be shown; "keep-in": it stays in
 * the force. "" takes the word back. */
SlChange *sl_photograph_change_privacy (SlPhotograph *self, const char *privacy);

/* Pixels only, upright, no larger than @max_pixels on the longer side: made by the worker from the
 * original. Blocking; transfer full. */
cairo_surface_t *sl_photograph_load_pixels (SlPhotograph *self,
                                            SlLibrary *library,
                                            guint max_pixels,
                                            GCancellable *cancellable,
                                            GError **error);
/* The small picture made at import (or made anew when it is gone). Blocking; transfer full. */
cairo_surface_t *sl_photograph_load_thumbnail (SlPhotograph *self,
                                               SlLibrary *library,
                                               GCancellable *cancellable,
                                               GError **error);
/* What leaves: a JPEG of the upright pixels without any of the camera's data. Refused unless its
 * privacy is "clear". Blocking; transfer full. */
GBytes *sl_photograph_export (SlPhotograph *self,
                              SlLibrary *library,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
