/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "cases/sl-action.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What is to be done, by whom and by when: a few fields in place. Signals: "saved" (read it with
 * sl_action_editor_dup_draft()) and "left". */
#define SL_TYPE_ACTION_EDITOR (sl_action_editor_get_type ())
G_DECLARE_FINAL_TYPE (SlActionEditor, sl_action_editor, SL, ACTION_EDITOR, AdwBin)

typedef struct
{
  char *action_id; /* NULL: a new one */
  char *text;
  char *owner_id;   /* "" the owner is no person of the casebook */
  char *owner_name; /* "" likewise */
  char *due_date;   /* ISO date, "" none */
} SlActionDraft;
void sl_action_draft_free (SlActionDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlActionDraft, sl_action_draft_free)

GtkWidget *sl_action_editor_new (void);
/* @action NULL: a new one. */
void sl_action_editor_begin (SlActionEditor *self, SlStore *store, SlAction *action);
SlActionDraft *sl_action_editor_dup_draft (SlActionEditor *self);

G_END_DECLS
