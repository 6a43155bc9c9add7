/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-comment.h"
#include "review/sl-review.h"

G_BEGIN_DECLS

/* Text properties of a comment, in the order of sl-comment.c's names. */
typedef enum
{
  SL_COMMENT_ID,
  SL_COMMENT_CASE_ID,
  SL_COMMENT_VERSION_ID,
  SL_COMMENT_PARENT_ID,
  SL_COMMENT_ANCHOR_KIND,
  SL_COMMENT_ANCHOR_KEY,
  SL_COMMENT_ANCHOR_TEXT,
  SL_COMMENT_ANCHOR_TITLE,
  SL_COMMENT_ANCHOR_SOURCE, /* not a property: all that stood at the place */
  SL_COMMENT_BODY,
  SL_COMMENT_PERSON_ID,
  SL_COMMENT_PERSON_NAME,
  SL_COMMENT_PERSON_ROLE,
  SL_COMMENT_PERSON_INITIALS,
  SL_COMMENT_AT,
  SL_COMMENT_STATE,
  SL_COMMENT_CLOSED_BY, /* not a property */
  SL_COMMENT_CLOSED_BY_NAME,
  SL_COMMENT_CLOSED_AT,
  SL_COMMENT_CLOSE_REASON,
  SL_COMMENT_ORIGIN,
  SL_N_COMMENT_TEXTS
} SlCommentText;

/* Owned strings, none NULL. */
typedef struct
{
  char *texts[SL_N_COMMENT_TEXTS];
  guint version_number;
  guint anchor_start, anchor_end;
} SlCommentValues;

SlComment *sl_comment_new_take (SlCommentValues *values);
void sl_comment_append_reply (SlComment *self, SlComment *reply);
const char *sl_comment_get_text (SlComment *self, SlCommentText text);
void sl_comment_get_anchor_range (SlComment *self, guint *start, guint *end);
/* @place "same", "changed", "moved" or "gone"; the range in characters of the block @key. */
void sl_comment_set_place (SlComment *self,
                           const char *place,
                           const char *key,
                           guint start,
                           guint end,
                           const char *text);

/* The text of an answer or of a piece of evidence: @shown for people, @source for comparing (one
 * form for one content). FALSE when @snapshot has no such record. Transfer full both. */
gboolean sl_comment_describe (SlSnapshot *snapshot,
                              const char *kind,
                              const char *id,
                              char **shown,
                              char **source);

/* A comment as its row is written, inside a change; no member NULL but @parent_id. */
typedef struct
{
  const char *comment_id, *case_id, *version_id, *parent_id;
  const char *paper_id; /* NULL: the response */
  const char *anchor_kind, *anchor_key, *anchor_text, *anchor_source, *anchor_title;
  guint anchor_start, anchor_end;
  const char *body, *person_id, *role, *at, *origin;
  gboolean self_declared;
  const char *state, *closed_by, *closed_at, *close_reason;
} SlCommentRow;
/* For a comment made here and for one that a bundle brings: one that is there already is kept as it
 * is, and *@added says which it was. */
gboolean sl_comment_records_add (SlTransaction *transaction,
                                 const SlCommentRow *row,
                                 gboolean *added,
                                 GError **error);
gboolean sl_comment_records_set_closed (SlTransaction *transaction,
                                        const char *comment_id,
                                        gboolean closed,
                                        const char *closed_by,
                                        const char *closed_at,
                                        const char *reason,
                                        GError **error);

/* What is known of a comment inside a change. */
typedef struct
{
  char *case_id, *paper_id, *version_id, *parent_id, *person_id, *state, *closed_by;
} SlCommentHead;
void sl_comment_head_clear (SlCommentHead *head);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlCommentHead, sl_comment_head_clear)
/* SL_STORE_ERROR_NOT_FOUND when there is none. */
gboolean sl_comment_records_read_head (SlDatabase *database,
                                       const char *comment_id,
                                       SlCommentHead *head,
                                       GError **error);
gboolean sl_comment_records_is_author (SlDatabase *database,
                                       const char *version_id,
                                       const char *person_id,
                                       gboolean *author,
                                       GError **error);
/* The paper of a version, and its case (out, transfer full); SL_STORE_ERROR_NOT_FOUND when there is
 * none. Transfer full. */
char *sl_comment_records_find_paper (SlDatabase *database,
                                     const char *version_id,
                                     char **case_id,
                                     GError **error);

/* Decides @action inside a change, by the role and the state of that moment. *@role (transfer full)
 * and *@self_declared are those of who acts. */
gboolean sl_comment_decide (SlReviewRules *rules,
                            SlTransaction *transaction,
                            SlReviewAction action,
                            const char *paper_id,
                            gboolean opener,
                            gboolean has_reason,
                            char **role,
                            gboolean *self_declared,
                            GError **error);

G_END_DECLS
