/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "sl-window.h"

#include "case/sl-case-page.h"
#include "search/sl-search-page.h"
#include "widgets/sl-size-bin.h"

G_BEGIN_DECLS

/* Shared by the files of the window, and by no other. */

struct _SlWindow
{
  AdwApplicationWindow parent_instance;

  SlCasebook *casebook;

  /* saving: sl-window-save.c */
  SlSaveState save_state;
  guint n_saving;
  GPtrArray *failed; /* of the changes that Try again applies */

  /* long work with its bar: sl-window-import.c */
  GCancellable *work;
  GPtrArray *waiting_imports;
  GtkFileChooserNative *chooser;

  /* badges */
  GCancellable *counting;
  guint badge_source;
  GtkLabel *inbox_badge;
  GtkLabel *cases_badge;
  GtkLabel *reviews_badge;
  GtkLabel *due_badge;
  GtkLabel *progress_badge;

  gboolean narrow;
  GClosure *undo;       /* of the last change that offered one, or NULL */
  AdwToast *undo_toast; /* that offers it, also when it has gone; or NULL */

  SlCasePage *case_page; /* the last child of outer, or NULL */
  SlSearchPage *search_page;
  GtkWidget *library_page; /* made on first use */

  GtkWidget *first_page; /* in the place of all the rest while it is asked who works here */

  AdwToastOverlay *toasts;
  GtkWidget *work_box;
  GtkInfoBar *settings_bar;
  GtkLabel *settings_label;
  GtkInfoBar *read_only_bar;
  GtkLabel *read_only_label;
  GtkInfoBar *failed_bar;
  GtkLabel *failed_label;
  GtkRevealer *work_bar;
  GtkLabel *work_label;
  GtkProgressBar *work_progress;
  AdwLeaflet *outer;
  SlSizeBin *size_bin;
  AdwLeaflet *places;
  GtkWidget *sidebar;
  GtkListBox *place_list;
  GtkStack *content;
  GtkWidget *menu_button;
  AdwAvatar *avatar;
  GtkLabel *person_name;
  GtkLabel *person_role;
};

void sl_window_save_install (SlWindowClass *klass);
void sl_window_save_clear (SlWindow *self);
void sl_window_set_save_state (SlWindow *self, SlSaveState state);

void sl_window_import_install (SlWindowClass *klass);
void sl_window_import_init (SlWindow *self);
void sl_window_import_clear (SlWindow *self);
/* The bar at the foot while something long runs; one at a time. */
GCancellable *sl_window_begin_work (SlWindow *self, const char *text);
void sl_window_end_work (SlWindow *self);
void sl_window_rebuild_index (SlWindow *self);

void sl_window_actions_install (SlWindowClass *klass);

void sl_window_bundle_install (SlWindowClass *klass);
void sl_window_read_bundle (SlWindow *self, const char *path);

/* The case whose page is in front, or NULL. */
SlCase *sl_window_get_open_case (SlWindow *self);

G_END_DECLS
