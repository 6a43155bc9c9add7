/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-subjects.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Under a paragraph: what it rests on, in a line that opens on the chain of item, evidence and
 * page, each of which can be commented on. */
#define SL_TYPE_SOURCE_LINE (sl_source_line_get_type ())
G_DECLARE_FINAL_TYPE (SlSourceLine, sl_source_line, SL, SOURCE_LINE, GtkWidget)

/* @item: of a checklist, or ""; @evidence: ids apart by spaces. NULL where the version holds none
 * of them. */
GtkWidget *sl_source_line_new (SlSubjects *subjects, const char *item, const char *evidence);

G_END_DECLS
