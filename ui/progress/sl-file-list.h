/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "competency/sl-portfolio.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Files of a training entry or an occasion. Signals: "add-wanted"; "save-wanted" (sha256, name);
 * "remove-wanted" (file id). */
#define SL_TYPE_FILE_LIST (sl_file_list_get_type ())
G_DECLARE_FINAL_TYPE (SlFileList, sl_file_list, SL, FILE_LIST, AdwBin)

GtkWidget *sl_file_list_new (gboolean writable);
/* @files: of const SlPortfolioFile. */
void sl_file_list_show (SlFileList *self, GPtrArray *files);

G_END_DECLS
