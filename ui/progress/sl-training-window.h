/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "competency/sl-portfolio-changes.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  SL_TRAINING_SAVE,
  SL_TRAINING_REMOVE,
  SL_TRAINING_ADD_FILE,
  SL_TRAINING_SAVE_FILE, /* a copy of it */
  SL_TRAINING_REMOVE_FILE,
} SlTrainingStep;

/* @values of a save; @first and @second: file id, or sha256 and name. */
typedef void (*SlTrainingDone) (GtkWidget *any,
                                SlTrainingStep step,
                                const char *training_id,
                                const SlTrainingValues *values,
                                const char *first,
                                const char *second);

/* An entry of training: a new one of @criterion, or @training. Its files can be added once it is
 * there. */
void sl_training_window_present (GtkWidget *any,
                                 const SlFrameworkCriterion *criterion,
                                 const SlTraining *training,
                                 gboolean writable,
                                 SlTrainingDone done);

G_END_DECLS
