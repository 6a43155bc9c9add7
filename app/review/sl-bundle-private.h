/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-document-records.h"
#include "review/sl-bundle-file.h"
#include "review/sl-bundle.h"

G_BEGIN_DECLS

/* Whether an opened bundle may be taken in here at all: by its key, serial number, case and
 * versions. Asked before and again inside the change. */
gboolean sl_bundle_judge (SlDatabase *database,
                          SlBundleFile *file,
                          SlTrust trust,
                          const char *own_fingerprint,
                          GError **error);
SlBundleFile *sl_bundle_open (SlReview *review,
                              SlSealedFile *sealed,
                              SlTrust *trust,
                              char **own,
                              GCancellable *cancellable,
                              GError **error);
/* The id of the paper that it is about: a report's, or the case's own for its response. */
const char *sl_bundle_get_paper_id (SlBundleFile *file);
SlBundleInfo *sl_bundle_info_new (const char *path, SlBundleFile *file, SlTrust trust);

/* What sl-bundle-records.c reads. */
typedef struct
{
  char *fingerprint; /* of the sender of the review that the case came in; NULL: worked here */
  gboolean exists;
  gint64 serial; /* the highest that was read of the sender; 0 none */
  char *read_at; /* when; "" never */
} SlBundleStanding;
void sl_bundle_standing_clear (SlBundleStanding *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlBundleStanding, sl_bundle_standing_clear)
gboolean sl_bundle_records_read_standing (SlDatabase *database,
                                          const char *case_id,
                                          const char *paper_id,
                                          const char *fingerprint,
                                          SlBundleStanding *standing,
                                          GError **error);
/* The highest serial of a bundle made here for the paper with this key; -1 with @error. */
gint64 sl_bundle_records_read_serial (SlDatabase *database,
                                      const char *paper_id,
                                      const char *fingerprint,
                                      GError **error);

/* Fills @content with the versions, authors, decisions and comments of the paper; a @reply has only
 * what was decided, written or closed here. */
gboolean sl_bundle_records_collect (SlStore *store,
                                    const char *paper_id,
                                    gboolean reply,
                                    SlLines *content,
                                    GError **error);
/* Adds to @parts (of SlBundlePart) the content of each version of the paper, once for each hash. */
gboolean sl_bundle_records_collect_contents (SlStore *store,
                                             const char *paper_id,
                                             GPtrArray *parts,
                                             GError **error);

/* Inside a change. */
gboolean sl_bundle_records_set_serial (SlTransaction *transaction,
                                       const char *paper_id,
                                       const char *fingerprint,
                                       const char *direction,
                                       gint64 serial,
                                       GError **error);
gboolean sl_bundle_records_mark_copy (SlTransaction *transaction,
                                      const char *case_id,
                                      const char *fingerprint,
                                      GError **error);

/* What is here already of a record of the bundle, by its id. */
typedef struct
{
  gboolean found;
  char *case_id, *hash, *state, *person_id, *origin, *stance; /* "" where the record has none */
  gint64 number;
  gboolean grants_award;
} SlBundleFound;
void sl_bundle_found_clear (SlBundleFound *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlBundleFound, sl_bundle_found_clear)
gboolean sl_bundle_records_find (SlDatabase *database,
                                 guint kind,
                                 const char *id,
                                 SlBundleFound *found,
                                 GError **error);
gboolean sl_bundle_records_find_own (SlDatabase *database,
                                     const char *version_id,
                                     const char *person_id,
                                     const char *outcome,
                                     gboolean *found,
                                     GError **error);
gboolean sl_bundle_records_is_number_taken (SlDatabase *database,
                                            const char *paper_id,
                                            const char *version_id,
                                            gint64 number,
                                            gboolean *taken,
                                            GError **error);

/* Inside a change: what weighs on a decision, and what becomes of it. */
/* Whether the person, or the owner of the key, had edited any part of the version. */
gboolean sl_bundle_records_is_author (SlDatabase *database,
                                      const char *version_id,
                                      const char *person_id,
                                      const char *fingerprint,
                                      gboolean *author,
                                      GError **error);
char *sl_bundle_records_dup_standing (SlDatabase *database,
                                      const char *version_id,
                                      const char *outcome,
                                      GError **error);
gboolean sl_bundle_records_add_waiting (SlTransaction *transaction,
                                        const char *decision_id,
                                        const char *fingerprint,
                                        GError **error);
gboolean sl_bundle_records_remove_waiting (SlTransaction *transaction,
                                           const char *decision_id,
                                           GError **error);
/* A decision that came in a bundle and waits for its key, which somebody has compared by now. */
typedef struct
{
  char *decision_id, *case_id, *paper_id, *version_id, *hash, *outcome, *reason, *person_id,
      *person_name, *role, *origin, *at;
  guint number;
  gboolean self_declared;
} SlBundleWaiting;
void sl_bundle_waiting_free (SlBundleWaiting *self);
GPtrArray *sl_bundle_records_list_waiting (SlDatabase *database, GError **error);

G_END_DECLS
