/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "assessment/sl-assessment.h"
#include "letter/sl-letter.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The letter's sections in order, each folding, with its paragraphs. Signals "chosen", "edited",
 * "settled" and "act" as those of SlParagraph, for whichever paragraph. */
#define SL_TYPE_SECTION_LIST (sl_section_list_get_type ())
G_DECLARE_FINAL_TYPE (SlSectionList, sl_section_list, SL, SECTION_LIST, GtkWidget)

/* @assessment (nullable): for the verdict that a paragraph rests on. Keeps the widgets of
 * paragraphs that stay. */
void sl_section_list_set_letter (SlSectionList *self, SlLetter *letter, SlAssessment *assessment);
/* Unfolds the paragraph's section and marks it. @focus: puts the cursor there. */
void sl_section_list_set_current (SlSectionList *self, const char *key, gboolean focus);
void sl_section_list_flush (SlSectionList *self);

G_END_DECLS
