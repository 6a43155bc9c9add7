/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "base/sl-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is open in a case and may be talked about: the agenda of a meeting and the list that one
 * takes on a visit begin with these. */
typedef struct
{
  char *kind;      /* "finding", "action", "stage", "lack" */
  char *title;     /* "H21 Rear boundaries: not met" */
  char *text;      /* what is asked for: a recommendation, what the action says */
  char *target_id; /* checklist item, action, stage or sheet */
  gboolean overdue;
} SlOpenPoint;
void sl_open_point_free (SlOpenPoint *point);

/* Findings first, in the order of the checklist, then actions by day, stages, and what other open
 * sheets of the case lack: what holds them open, and what is not finished of an entry. GPtrArray of
 * SlOpenPoint; transfer full. */
GPtrArray *
sl_open_points_list (SlStore *store, SlPackLibrary *packs, const char *case_id, GError **error);

G_END_DECLS
