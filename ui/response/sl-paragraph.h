/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "letter/sl-letter.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A paragraph of the letter, editable in place, with where it comes from. Signals, each with the
 * block's key where it says so: "chosen" (key: it has the focus), "edited" (key, text: as one
 * types), "settled" (key, text: a moment after, to be saved), "act" (key, what: "leave-out",
 * "restore", "add", "keep", "take"). */
#define SL_TYPE_PARAGRAPH (sl_paragraph_get_type ())
G_DECLARE_FINAL_TYPE (SlParagraph, sl_paragraph, SL, PARAGRAPH, GtkWidget)

GtkWidget *sl_paragraph_new (void);
/* Shows @block; text under the cursor is left alone. @verdict_icon and @origin say where it comes
 * from. */
void sl_paragraph_set_block (SlParagraph *self,
                             SlBlock *block,
                             const char *icon_name,
                             const char *style_class,
                             const char *origin);
const char *sl_paragraph_get_key (SlParagraph *self);
void sl_paragraph_set_current (SlParagraph *self, gboolean current);
/* Saves what waits to be saved, by "settled". */
void sl_paragraph_flush (SlParagraph *self);
void sl_paragraph_focus (SlParagraph *self);

G_END_DECLS
