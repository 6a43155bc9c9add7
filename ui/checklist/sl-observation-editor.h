/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "assessment/sl-assessment.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A free observation: a topic, what was seen, what is asked. Saved as it is typed. */
#define SL_TYPE_OBSERVATION_EDITOR (sl_observation_editor_get_type ())
G_DECLARE_FINAL_TYPE (SlObservationEditor, sl_observation_editor, SL, OBSERVATION_EDITOR, GtkWidget)

void sl_observation_editor_set_checklist (SlObservationEditor *self,
                                          SlChecklist *checklist,
                                          const char *case_id);
/* @observation NULL: a new one. */
void sl_observation_editor_set (SlObservationEditor *self, SlFreeObservation *observation);
const char *sl_observation_editor_get_id (SlObservationEditor *self);
void sl_observation_editor_flush (SlObservationEditor *self);

G_END_DECLS
