/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "cases/sl-case.h"

G_BEGIN_DECLS

SlCase *sl_case_records_load (SlStore *store, const char *case_id, GError **error);
/* By id, reference or "authority reference", folded; SL_STORE_ERROR_CONFLICT when several match. */
SlCase *sl_case_records_find (SlStore *store, const char *text, GError **error);
/* The case an import belongs to, NULL when there is none yet: same reference and (where both known)
 * the same authority. */
SlCase *sl_case_records_match (SlStore *store,
                               const char *authority_code,
                               const char *reference,
                               GError **error);
/* Once, when a casebook of an older Sightline is opened: the words that lists look in. */
gboolean sl_cases_complete_words (SlStore *store, GError **error);
SlChange *sl_cases_change_complete_words (void);
GListModel *
sl_case_records_list_facts (SlStore *store, const char *case_id, GError **error); /* of SlFact */
/* What was done to the case, newest first; of SlHistoryRow (properties at, person-name, action,
 * text). */
GListModel *
sl_case_records_list_history (SlStore *store, const char *case_id, guint limit, GError **error);

/* A value as a source gave it. Borrowed strings; @rank as the merging order of planning-data.md
 * section 11 (officer 60, odp and mhclg 50, 1app 40, idox 30, csv 20, email 10, folder 5). */
typedef struct
{
  const char *field;
  const char *value;
  const char *source_kind;
  const char *source_name;
  const char *source_place;
  const char *document_id;
  int rank;
} SlFactValue;

/* Inside a change: makes the case's row, or merges values into it by the rules above: a confirmed
 * value stays; the same value from the same source adds nothing; a differing date or proposal is
 * kept as "other".
 * *@changed says whether anything was written. */
gboolean sl_case_records_create (SlTransaction *transaction, const char *case_id, GError **error);
gboolean sl_case_records_merge (SlTransaction *transaction,
                                const char *case_id,
                                const SlFactValue *values,
                                guint n_values,
                                gboolean *changed,
                                GError **error);
gboolean sl_case_records_set_triage (SlTransaction *transaction,
                                     const char *case_id,
                                     const char *rule_id,
                                     const char *reason,
                                     GError **error);
/* What the development has, for a change that sets it together with something else. */
gboolean sl_case_records_set_features (SlTransaction *transaction,
                                       const char *case_id,
                                       const char *const *features,
                                       gboolean *changed,
                                       GError **error);
/* Inside a change of review/: the stage that follows from it. Never marks the change as one that
 * changes nothing. */
gboolean sl_case_records_set_stage (SlTransaction *transaction,
                                    const char *case_id,
                                    const char *stage,
                                    GError **error);
gboolean sl_case_records_set_title (SlTransaction *transaction,
                                    const char *case_id,
                                    const char *title,
                                    GError **error);
/* For a case that is worked elsewhere: it is no application to be looked at, and nobody's here. */
gboolean sl_case_records_set_copy (SlTransaction *transaction,
                                   const char *case_id,
                                   const char *kind,
                                   const char *stage,
                                   GError **error);
/* Whether an application waits in the inbox (new), is a case, or is not commented on. */
gboolean sl_case_records_read_triage (SlTransaction *transaction,
                                      const char *case_id,
                                      char **triage,
                                      GError **error);
/* Makes a case of it, within a change that is work on a case. */
gboolean sl_case_records_take_on (SlTransaction *transaction,
                                  const char *case_id,
                                  const char *officer_id,
                                  GError **error);
gboolean
sl_case_records_count_documents (SlTransaction *transaction, const char *case_id, GError **error);

/* Changes. */
SlChange *sl_case_change_create (const char *case_id,
                                 const SlFactValue *values,
                                 guint n_values); /* typed by hand */
SlChange *sl_case_change_confirm (const char *case_id, const char *field, const char *value);
SlChange *sl_case_change_make (const char *case_id, const char *officer_id); /* inbox -> case */
SlChange *sl_case_change_no_comment (const char *case_id, const char *reason);
SlChange *sl_case_change_back_to_inbox (const char *case_id); /* undo of both */
/* Why it is in the inbox, for an application typed by hand; @rule_id NULL when no rule matched. */
SlChange *sl_case_change_triage (const char *case_id, const char *rule_id, const char *reason);
SlChange *sl_case_change_stage (const char *case_id, const char *stage);
SlChange *sl_case_change_features (const char *case_id, const char *const *features);
SlChange *sl_case_change_title (const char *case_id, const char *title);

G_END_DECLS
