/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-version.h"

G_BEGIN_DECLS

/* Text properties of a version, in the order of sl-version.c's names. */
typedef enum
{
  SL_VERSION_ID,
  SL_VERSION_CASE_ID,
  SL_VERSION_STATE,
  SL_VERSION_HASH,
  SL_VERSION_STANCE,
  SL_VERSION_NOTE,
  SL_VERSION_AUTHOR_ID,
  SL_VERSION_AUTHOR_NAME,
  SL_VERSION_AUTHOR_ROLE,
  SL_VERSION_SUBMITTED_AT,
  SL_VERSION_DECIDED_BY,
  SL_VERSION_DECIDED_BY_NAME,
  SL_VERSION_DECIDED_BY_ROLE,
  SL_VERSION_DECIDED_AT,
  SL_VERSION_REASON,
  SL_VERSION_ORIGIN,
  SL_VERSION_PAPER_ID,
  SL_N_VERSION_TEXTS
} SlVersionText;

/* Owned strings. */
typedef struct
{
  char *texts[SL_N_VERSION_TEXTS];
  guint number;
  gboolean grants_award;
} SlVersionValues;

SlVersion *sl_version_new_take (SlVersionValues *values);
gboolean sl_version_get_grants_award (SlVersion *self);

/* A version as its row is written, inside a change. */
typedef struct
{
  const char *version_id, *case_id, *state, *stance, *note, *submitted_by, *submitted_role,
      *submitted_at, *void_reason, *origin;
  const char *paper_id; /* NULL: the response's */
  guint number;         /* within the paper */
  gboolean grants_award, self_declared;
  gint64 audit_sequence;
  const char *const *authors; /* person ids; @submitted_by is one of them in any case */
  GListModel *remarks;        /* of SlRemark: those that block are kept with it; NULL: not known */
} SlVersionRow;
/* Keeps the content (once for each hash) and writes the row and its authors. */
gboolean sl_version_records_add (SlTransaction *transaction,
                                 const SlVersionRow *row,
                                 SlSnapshot *snapshot,
                                 GError **error);
/* Keys of the remarks that blocked when it was submitted, without those that were overruled by whom
 * their rules let; NULL with @error. Transfer full. */
char **sl_version_list_blocks (SlStore *store,
                               const char *version_id,
                               const char *case_id,
                               GError **error);
/* @reason NULL keeps what stands there. */
gboolean sl_version_records_set_state (SlTransaction *transaction,
                                       const char *version_id,
                                       const char *state,
                                       const char *reason,
                                       GError **error);
/* The row of a decision; @stands is taken as it is given (store/sqlite forbids a second one). */
typedef struct
{
  const char *decision_id, *version_id, *hash, *outcome, *reason, *person_id, *role, *why_not, *at,
      *origin;
  gboolean self_declared, stands;
} SlDecisionRow;
gboolean sl_version_records_add_decision (SlTransaction *transaction,
                                          const SlDecisionRow *row,
                                          GError **error);
/* The newest version of a paper inside a change; "" in all texts and number 0 when there is none.
 * Texts are the caller's. */
typedef struct
{
  char *version_id, *case_id, *state, *hash, *submitted_by;
  guint number;
} SlVersionHead;
void sl_version_head_clear (SlVersionHead *head);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlVersionHead, sl_version_head_clear)
gboolean sl_version_records_read_head (SlTransaction *transaction,
                                       const char *paper_id,
                                       SlVersionHead *head,
                                       GError **error);
/* "Designing Out Crime Officer (self-declared)"; transfer full. */
char *sl_review_dup_role_text (const char *role, gboolean self_declared);

G_END_DECLS
