/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The window of an opened casebook: places, and over them the page of one case. */
#define SL_TYPE_WINDOW (sl_window_get_type ())
G_DECLARE_FINAL_TYPE (SlWindow, sl_window, SL, WINDOW, AdwApplicationWindow)

/* What is known of the last change: nothing yet, being written, on disk, or not saved. */
typedef enum
{
  SL_SAVE_NONE,
  SL_SAVE_SAVING,
  SL_SAVE_SAVED,
  SL_SAVE_FAILED,
} SlSaveState;

SlWindow *sl_window_new (GtkApplication *application, SlCasebook *casebook);
SlCasebook *sl_window_get_casebook (SlWindow *self);

/* Opens the case's page over the places; @document_id (nullable) shows a page of it at once. */
void sl_window_open_case (SlWindow *self, const char *case_id);
void
sl_window_open_document (SlWindow *self, const char *case_id, const char *document_id, guint page);
/* At one of its views, "review" say. */
void sl_window_open_view (SlWindow *self, const char *case_id, const char *view);
/* At the review of one of its papers (the case's own id: its response). */
void sl_window_open_paper (SlWindow *self, const char *case_id, const char *paper_id);
/* At a portfolio of the place Progress. */
void sl_window_open_portfolio (SlWindow *self, const char *portfolio_id);
/* @case_id NULL: found by what the files say, or a new application in the inbox. */
void sl_window_import (SlWindow *self, const char *const *paths, const char *case_id);
/* Photographs of one of the case's records. */
void sl_window_import_photographs (SlWindow *self,
                                   const char *const *paths,
                                   const char *case_id,
                                   const char *sheet_id);

/* For any widget inside a window; each does nothing but warn when it stands in none. */

/* @undo (nullable, its floating reference is taken) is called as a handler of
 * AdwToast::button-clicked when the button is pressed. @undo_label NULL: "Undo", and Ctrl+Z does it
 * too. */
void sl_window_toast (GtkWidget *any, const char *text, const char *undo_label, GClosure *undo);

/* The same for what one change takes back: the button and Ctrl+Z apply @undo (consumed), wherever
 * one has gone since. */
void sl_window_toast_undo (GtkWidget *any, const char *text, SlChange *undo);

/* Applies @change (consumed) without blocking: "Saved" stands in the header when it is on disk; a
 * failed save brings the bar with Try again. @callback (nullable) is told once, of the first
 * outcome; sl_window_apply_finish() reads it. */
void sl_window_apply (GtkWidget *any,
                      SlChange *change,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
gboolean sl_window_apply_finish (GAsyncResult *result, GError **error);

/* For what writes by itself: the header says that it is being saved, and then what is true. */
void sl_window_begin_saving (SlWindow *self);
void sl_window_end_saving (SlWindow *self, gboolean saved);

G_END_DECLS
