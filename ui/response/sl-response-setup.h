/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "response/sl-response.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the draft is made with: stance, what goes with it, award, edition, date. Signal "changed"
 * when a person changed something: ask sl_response_setup_get_values(). */
#define SL_TYPE_RESPONSE_SETUP (sl_response_setup_get_type ())
G_DECLARE_FINAL_TYPE (SlResponseSetup, sl_response_setup, SL, RESPONSE_SETUP, GtkWidget)

/* @response NULL: nothing chosen yet. */
void sl_response_setup_set (SlResponseSetup *self, SlPolicyLibrary *policy, SlResponse *response);
/* Strings borrowed until the next change. FALSE while no stance is chosen or the date is none. */
gboolean sl_response_setup_get_values (SlResponseSetup *self, SlResponseValues *values);

G_END_DECLS
