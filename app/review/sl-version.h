/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "letter/sl-letter.h"
#include "response/sl-response.h"

G_BEGIN_DECLS

/* Everything an approval covers, at one moment: the letter's tree, the answers and observations,
 * the evidence with its documents' hashes, the crime figures, the facts the letter uses, and the
 * packs by edition and hash. Its canonical bytes are lines "path<TAB>value<LF>" in one fixed order
 * under the first line "sightline-version 1", values with \\ \n \t escaped: the same case gives the
 * same bytes, and the hash of the bytes is what is approved. Counted reference, never changes, any
 * thread. */
typedef struct _SlSnapshot SlSnapshot;

/* Composes the case's draft now. Blocking. SL_STORE_ERROR_REFUSED when there is no draft. */
SlSnapshot *sl_snapshot_take (SlLibrary *library,
                              SlPackLibrary *packs,
                              SlPolicyLibrary *policy,
                              SlPerson *author,
                              const char *case_id,
                              GError **error);
/* The same with the day that a letter without a date of its own bears: for comparing a draft with a
 * version of another day. @date NULL: today. */
SlSnapshot *sl_snapshot_take_on (SlLibrary *library,
                                 SlPackLibrary *packs,
                                 SlPolicyLibrary *policy,
                                 SlPerson *author,
                                 const char *case_id,
                                 const char *date,
                                 GError **error);
/* Reads canonical bytes back; refuses anything that is not exactly such bytes (they may have come
 * from outside). */
SlSnapshot *sl_snapshot_new_from_bytes (GBytes *bytes, GError **error);
SlSnapshot *sl_snapshot_ref (SlSnapshot *self);
void sl_snapshot_unref (SlSnapshot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlSnapshot, sl_snapshot_unref)

GBytes *sl_snapshot_get_bytes (SlSnapshot *self);    /* borrowed */
const char *sl_snapshot_get_hash (SlSnapshot *self); /* SHA-256 of the bytes, hex */
SlLetter *sl_snapshot_get_letter (SlSnapshot *self); /* borrowed; for reading, drawing, rendering */
/* Any value by path: "case/reference", "response/stance", "answer/H21/verdict"; "" when absent. */
const char *sl_snapshot_get (SlSnapshot *self, const char *path);
/* Rows in order, for comparing and listing. */
guint sl_snapshot_get_n_rows (SlSnapshot *self);
void sl_snapshot_get_row (SlSnapshot *self, guint index, const char **path, const char **value);
/* The ids below "answer", "evidence", "document", "observation", "crime", "pack" and "block", in
 * order. Transfer full. */
char **sl_snapshot_list (SlSnapshot *self, const char *group);

/* A version that was submitted; read-only properties: id, case-id, number, state (submitted,
 * returned, withdrawn, approved, voided, issued, superseded), hash, stance, note, author-id,
 * author-name, author-role (as shown, with "(self-declared)"), submitted-at, decided-by,
 * decided-by-name, decided-by-role, decided-at, reason (of the return, withdrawal or voiding),
 * origin ("" here, else the fingerprint of the bundle's signer), paper-id
 * (sl-paper.h). Its number counts within its paper. */
#define SL_TYPE_VERSION (sl_version_get_type ())
G_DECLARE_FINAL_TYPE (SlVersion, sl_version, SL, VERSION, GObject)
const char *sl_version_get_id (SlVersion *self);
const char *sl_version_get (SlVersion *self, const char *property);
guint sl_version_get_number (SlVersion *self);

/* @paper_id: a case's own id for its response (sl-paper.h). Newest first; without their bytes.
 * Transfer full. */
GListModel *sl_versions_list (SlStore *store, const char *paper_id, GError **error);
/* NULL without error when the paper has none. Transfer full. */
SlVersion *sl_versions_load_newest (SlStore *store, const char *paper_id, GError **error);
/* The frozen content; verified against the hash. Transfer full. */
SlSnapshot *sl_version_load_snapshot (SlStore *store, SlVersion *version, GError **error);
/* Persons who had edited any part when it was submitted. Transfer full. */
char **sl_version_list_authors (SlStore *store, const char *version_id, GError **error);

/* Decisions on a version that did not come to stand (a second one, from another bundle or account);
 * element type SlDecision. The one that stands comes first. */
typedef struct
{
  char *id, *version_id, *person_id, *person_name, *role, *outcome, *reason, *at, *origin;
  gboolean stands;
  char *why_not; /* "The version had been returned on 3 December by …" */
} SlDecision;
void sl_decision_free (SlDecision *decision);
GPtrArray *sl_decisions_list (SlStore *store, const char *version_id, GError **error);

/* When the person last looked at this paper's versions: "" never, else the id of the version they
 * saw last. Looking is a change of its own ("look"), so that an author sees who read what. */
char *sl_versions_dup_last_seen (SlStore *store, const char *paper_id, GError **error);
SlChange *sl_versions_change_seen (const char *case_id, const char *version_id);

G_END_DECLS
