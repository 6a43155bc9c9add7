/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "sl-window.h"

#include "case/sl-case-page.h"

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

  AdwToastOverlay *toasts;
  GtkInfoBar *read_only_bar;
  GtkLabel *read_only_label;
  GtkInfoBar *failed_bar;
  GtkLabel *failed_label;
  AdwLeaflet *outer;
  AdwLeaflet *places;
  GtkListBox *place_list;
  GtkStack *content;
  SlCasePage *case_page; /* the last child of outer, or NULL */
};

void sl_window_save_install (SlWindowClass *klass);
void sl_window_save_clear (SlWindow *self);
void sl_window_set_save_state (SlWindow *self, SlSaveState state);

G_END_DECLS
