/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Valid UTF-8 with NUL and C0 controls (but tab and newline) taken out; broken bytes become U+FFFD.
 */
char *sl_text_clean (const char *text, gssize length);

/* For searching only: NFKC, ligatures expanded, soft hyphens and zero-width characters dropped,
 * non-breaking and other hyphens made '-', all spaces one ' ', a word hyphenated over a line end
 * joined, case folded. Never for quoting. */
char *sl_text_fold (const char *text);

/* As sl_text_fold(), with @offsets (transfer full, element type guint32, one per byte of the
 * result) giving the byte of @text that each folded byte came from. */
char *sl_text_fold_map (const char *text, GArray **offsets);

/* White space runs to one space, ends trimmed. */
char *sl_text_squeeze (const char *text);

/* Bidi controls and invisible characters shown as visible marks ("⟨U+202E⟩"); @found says if there
 * were any. */
char *sl_text_mark_hidden (const char *text, gboolean *found);
/* The same characters taken out, for quoting into a letter. */
char *sl_text_strip_hidden (const char *text);

guint sl_text_count_words (const char *text);
gsize sl_text_count_characters (const char *text, gsize length);

/* At most @max characters, cut at a word with "…" when longer. */
char *sl_text_ellipsize (const char *text, guint max);

/* A planning reference for comparing: upper case, spaces taken out. */
char *sl_text_fold_reference (const char *reference);

/* @text with its {fields} filled; NULL when one is not known, with its name in *@missing (transfer
 * full, nullable). */
char *sl_text_fill (const char *text, GHashTable *fields, char **missing);

/* A file name that can be shown and logged: no controls, no bidi marks, no slashes; broken UTF-8
 * escaped. */
char *sl_text_safe_file_name (const char *name);

G_END_DECLS
