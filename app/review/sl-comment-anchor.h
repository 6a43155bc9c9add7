/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-comment.h"

G_BEGIN_DECLS

/* An anchor with what it takes along of the version; owned strings, none NULL. */
typedef struct
{
  char *kind, *key;
  char *text;   /* the words of then, for people */
  char *source; /* all that stood at the place, for finding them again */
  char *title;
  guint start, end;
} SlAnchorValues;
SlAnchorValues *sl_anchor_values_new (const SlAnchor *anchor, SlSnapshot *snapshot, GError **error);
void sl_anchor_values_free (SlAnchorValues *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlAnchorValues, sl_anchor_values_free)

G_END_DECLS
