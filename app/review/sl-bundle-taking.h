/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-bundle-private.h"
#include "review/sl-review-private.h"
#include "sheets/sl-sheet.h"

G_BEGIN_DECLS

/* One bundle on its way in: sl-bundle-read.c readies the papers and makes the change,
 * sl-bundle-merge.c takes in comments and versions, sl-bundle-decide.c weighs decisions. */
typedef struct
{
  SlReview *review;
  SlStore *store;
  SlBundleFile *file;
  SlLines *content; /* borrowed of @file */
  const char *case_id;
  const char *paper_id; /* the case's own for its response */
  char **paper;         /* the line of the bundle; NULL: the response */
  SlForm *form;         /* of the paper's record, when it is new here */
  SlTrust trust;
  char *own;             /* fingerprint of the key of the person at work */
  gboolean reply;        /* else a review */
  GPtrArray *notices;    /* of char* */
  GPtrArray *papers;     /* of SlBundlePaper: documents that are new here */
  GHashTable *snapshots; /* hash to SlSnapshot: contents that the bundle carries */

  SlReviewFacts *facts; /* how the case stands here before the change, for a reply */

  guint n_comments, n_decisions; /* taken in by the change */
} SlBundleTaking;

void sl_bundle_tell (SlBundleTaking *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Inside the change. */
gboolean
sl_bundle_merge_versions (SlBundleTaking *self, SlTransaction *transaction, GError **error);
/* After the decisions: the states that the versions came to. */
gboolean
sl_bundle_settle_versions (SlBundleTaking *self, SlTransaction *transaction, GError **error);
gboolean
sl_bundle_merge_comments (SlBundleTaking *self, SlTransaction *transaction, GError **error);
/* Decisions as the sender of a review tells them: the copy here shows them. */
gboolean
sl_bundle_tell_decisions (SlBundleTaking *self, SlTransaction *transaction, GError **error);
/* Decisions in a reply, each weighed by the rules here. */
gboolean
sl_bundle_take_decisions (SlBundleTaking *self, SlTransaction *transaction, GError **error);

G_END_DECLS
