/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The engine's side of the word index (index.db): what SQLite's FTS5 does differently from any
 * other engine. documents/ asks and makes excerpts. One writing and one reading
 * connection, each behind a lock: any thread. */
typedef struct _SlFulltext SlFulltext;

/* *@made_anew says that the file was missing, of another version or damaged, and begun again. */
SlFulltext *
sl_fulltext_open (const char *path, gboolean read_only, gboolean *made_anew, GError **error);
void sl_fulltext_free (SlFulltext *self);
/* Whether every document was read again since the file was begun; marking is lasting, and nothing
 * in a process that may not write. */
gboolean sl_fulltext_is_whole (SlFulltext *self);
gboolean sl_fulltext_mark_whole (SlFulltext *self, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlFulltext, sl_fulltext_free)

typedef struct
{
  guint number;
  const char *text; /* as it was; it is folded for searching */
} SlFulltextPage;

/* Replaces the document's pages in one transaction. */
gboolean sl_fulltext_replace (SlFulltext *self,
                              const char *case_id,
                              const char *document_id,
                              const SlFulltextPage *pages,
                              guint n_pages,
                              GError **error);
gboolean sl_fulltext_remove (SlFulltext *self, const char *document_id, GError **error);
gboolean sl_fulltext_has (SlFulltext *self, const char *document_id);
char *sl_fulltext_dup_text (SlFulltext *self, const char *document_id, guint number);

typedef struct
{
  char *case_id, *document_id;
  guint number;
  char *text;   /* as it was */
  char *marked; /* the folded text, each match between SL_FULLTEXT_OPEN and SL_FULLTEXT_CLOSE */
  double rank;  /* lower is better; 0 when not ranked */
} SlFulltextHit;
#define SL_FULLTEXT_OPEN '\x02'
#define SL_FULLTEXT_CLOSE '\x03'
void sl_fulltext_hit_free (SlFulltextHit *hit);

/* @match is an FTS5 expression over the words; @case_id and @document_id may be NULL. Element type
 * SlFulltextHit. */
GPtrArray *sl_fulltext_search (SlFulltext *self,
                               const char *case_id,
                               const char *document_id,
                               const char *match,
                               gboolean ranked,
                               guint limit,
                               GError **error);
/* Numbers of the document's pages that match, ascending; element type guint. */
GArray *sl_fulltext_find_pages (SlFulltext *self,
                                const char *document_id,
                                const char *match,
                                GError **error);

G_END_DECLS
