/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "base/sl-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What somebody has to do by a day, from a meeting, a visit or by itself. Read-only text
 * properties: id, case-id, sheet-id, text, owner-id, owner-name (of the person, or as written),
 * due-date ("" no day), state (open, done, dropped), answer, settled-on, created-by-name,
 * created-at; boolean: owner-left (the owner no longer works here), overdue. */
#define SL_TYPE_ACTION (sl_action_get_type ())
G_DECLARE_FINAL_TYPE (SlAction, sl_action, SL, ACTION, GObject)
const char *sl_action_get (SlAction *self, const char *property);
gboolean sl_action_is_open (SlAction *self);
gboolean sl_action_is_overdue (SlAction *self);
gboolean sl_action_has_owner_left (SlAction *self);

/* Open ones first by day, then the settled, newest first. @sheet_id NULL: all of the case.
 * GListModel of SlAction; transfer full. */
GListModel *
sl_actions_list (SlStore *store, const char *case_id, const char *sheet_id, GError **error);
SlAction *sl_actions_load (SlStore *store, const char *action_id, GError **error);

typedef struct
{
  const char *text;
  const char *owner_id;   /* a person of the casebook, or */
  const char *owner_name; /* anybody else */
  const char *due_date;   /* ISO date, "" none */
} SlActionValues;         /* NULL keeps */
/* @action_id NULL or unknown: a new one. */
SlChange *sl_action_change_set (const char *action_id,
                                const char *case_id,
                                const char *sheet_id,
                                const SlActionValues *values);
/* @state "done" needs an answer (what was done), "dropped" a reason; "open" takes both back. */
SlChange *sl_action_change_state (const char *action_id,
                                  const char *case_id,
                                  const char *state,
                                  const char *answer,
                                  const char *on);

G_END_DECLS
