/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "cases/sl-action.h"

G_BEGIN_DECLS

/* In the order of the text properties: id, case-id, sheet-id, text, owner-id, owner-name, due-date,
 * state, answer, settled-on, created-by-name, created-at. */
#define SL_ACTION_N_TEXTS 12
/* Takes the texts over. */
SlAction *sl_action_new_take (char **texts, gboolean owner_left, gboolean overdue);

G_END_DECLS
