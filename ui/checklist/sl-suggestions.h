/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "assessment/sl-suggestion.h"
#include "casebook/sl-casebook.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* "In the documents": passages that bear on an item, found in a thread; the officer decides.
 * Signals: "show" (SlSuggestion), "take" (SlSuggestion), "keep-note" (text), "found". */
#define SL_TYPE_SUGGESTIONS (sl_suggestions_get_type ())
G_DECLARE_FINAL_TYPE (SlSuggestions, sl_suggestions, SL, SUGGESTIONS, GtkWidget)

void sl_suggestions_set_item (SlSuggestions *self,
                              SlCasebook *casebook,
                              SlAssessment *assessment,
                              SlAnswer *answer);
/* Marks what became evidence since. */
void sl_suggestions_refresh (SlSuggestions *self);
/* "10 of 12 readable, 1 to read by eye". */
void sl_suggestions_set_readable (SlSuggestions *self, const char *text);
GPtrArray *sl_suggestions_get_found (SlSuggestions *self); /* of SlSuggestion; nullable, borrowed */
/* What the keys act on: the chosen passage, else the first. FALSE when there is none. */
gboolean sl_suggestions_show_current (SlSuggestions *self);
gboolean sl_suggestions_take_current (SlSuggestions *self);
gboolean sl_suggestions_dismiss_current (SlSuggestions *self);

/* The passage without the ellipses of its cut; transfer full. */
char *sl_suggestion_dup_quotation (SlSuggestion *suggestion);
/* The words that matched, each once; transfer full. */
char **sl_suggestion_dup_words (SlSuggestion *suggestion);

G_END_DECLS
