/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "store/sl-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Applies @change (consumed) as sl_window_apply() does, and says @text (transfer full) once it is
 * on disk; @undo (nullable, consumed) takes it back. */
void sl_progress_take_step (GtkWidget *any, SlChange *change, char *text, SlChange *undo);

G_END_DECLS
