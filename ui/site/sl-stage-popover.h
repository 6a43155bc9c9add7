/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "cases/sl-case-kind.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a stage is for, when and by whom it was settled, and what can be done with it: begin, done,
 * skip and set back with a reason, and the day by which. @step is not kept. */
GtkWidget *
sl_stage_popover_new (SlCasebook *casebook, const char *case_id, const SlStageStep *step);

G_END_DECLS
