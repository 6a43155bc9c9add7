/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-extraction.h"

G_BEGIN_DECLS

/* index.db: page text and its full-text index. May be deleted at any time. */
#define SL_TYPE_INDEX (sl_index_get_type ())
G_DECLARE_FINAL_TYPE (SlIndex, sl_index, SL, INDEX, GObject)

SlIndex *sl_index_open (const char *folder, gboolean read_only, GError **error);
/* TRUE when it was missing or damaged and made anew: documents must be read again. */
gboolean sl_index_was_rebuilt (SlIndex *self);
/* Whether no document is left to be read again; kept over restarts. */
gboolean sl_index_is_whole (SlIndex *self);
gboolean sl_index_mark_whole (SlIndex *self, GError **error);
/* Any thread; serialised inside. Replaces what was there for the document. */
gboolean sl_index_add (SlIndex *self,
                       const char *case_id,
                       const char *document_id,
                       SlExtraction *extraction,
                       GError **error);
gboolean sl_index_remove (SlIndex *self, const char *document_id, GError **error);
gboolean sl_index_has (SlIndex *self, const char *document_id);

/* The page's words as they were; "" when not indexed. Transfer full. */
char *sl_index_dup_page_text (SlIndex *self, const char *document_id, guint page);

typedef struct
{
  char *case_id;
  char *document_id;
  guint page;
  char *excerpt;  /* as it was, squeezed; hits lie at @ranges */
  GArray *ranges; /* of guint pairs: byte start, byte end in excerpt */
  double rank;    /* lower is better */
} SlHit;
void sl_hit_free (SlHit *hit);

/* What people type: words (all must be on the page), "a phrase", -without, prefix*. Never an error
 * for odd input: it is searched as words. @case_id NULL: the whole archive. Element type SlHit. */
GPtrArray *sl_index_search (SlIndex *self,
                            const char *case_id,
                            const char *words,
                            guint limit,
                            GError **error);
/* Pages of a document that hold the words, ascending. Element type guint. */
GArray *
sl_index_find_pages (SlIndex *self, const char *document_id, const char *words, GError **error);

G_END_DECLS
