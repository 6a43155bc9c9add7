/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "meetings/sl-open-point.h"
#include "sheets/sl-sheet.h"

G_BEGIN_DECLS

/* What is open in the meeting's case and not on its agenda yet. GPtrArray of SlOpenPoint; transfer
 * full. */
GPtrArray *
sl_agenda_list_offers (SlStore *store, SlPackLibrary *packs, SlSheet *meeting, GError **error);
/* Puts an open point on the agenda, under a new entry id. */
SlChange *sl_agenda_change_take (SlSheet *meeting, const SlOpenPoint *point);

G_END_DECLS
