/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-sealed-file.h"
#include "people/sl-key.h"
#include "review/sl-review.h"

G_BEGIN_DECLS

/* A case bundle: one ZIP file that carries a review between two computers. "manifest" lists every
 * other entry with its SHA-256, the case, sender, serial number and format; "signature" is the
 * sender's Ed25519 signature over the manifest's bytes, "key" their public key. Kind "review" takes
 * a version out to the manager (all versions with their content, comments, persons, and of the
 * originals those that the newest version's evidence lies in), kind "reply" brings comments and a
 * decision back. It is about one paper: the response of a case, or a report of one of its records,
 * without its pictures. It carries reviews; it does not synchronise databases. */
typedef struct
{
  char *path;
  char *kind; /* "review", "reply" */
  char *case_id, *case_reference, *case_title;
  char *paper_title; /* "Minutes MTG/2026/001"; "" the response */
  char *sender_name, *sender_role, *sender_fingerprint;
  SlTrust trust; /* UNKNOWN and UNVERIFIED are shown as "unverified", never green */
  gint64 serial; /* of this sender and paper, rising */
  char *made_at;
  guint n_files;    /* originals that go along */
  guint n_left_out; /* originals too large to go along; their rows do */
  guint n_comments;
  char *decision; /* "", "returned", "approved" */
  guint version_number;
} SlBundleInfo;
void sl_bundle_info_free (SlBundleInfo *info);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlBundleInfo, sl_bundle_info_free)

/* Writes the bundle: a "review" where the case is worked here, a "reply" where it came in one.
 * Temporary name, fsync, rename. Blocking. */
SlBundleInfo *
sl_bundle_make (SlReview *review, const char *paper_id, const char *path, GError **error);
/* Opens it through the worker, checks manifest, hashes, signature, format and serial; touches
 * nothing. A refusal says why: altered byte, missing or extra file, older than one already read,
 * another program's, too large. */
SlBundleInfo *sl_bundle_check (SlReview *review, const char *path, GError **error);
/* Checks and takes it in, in one change. *@notices (of char*, transfer full): what the reader
 * should know ("Version 3 had been returned by … : this approval is kept but does not stand"). */
SlBundleInfo *sl_bundle_read (SlReview *review,
                              const char *path,
                              GPtrArray **notices,
                              GCancellable *cancellable,
                              GError **error);

/* The same of one that lay in another file, which is called @path. */
SlBundleInfo *sl_bundle_read_sealed (SlReview *review,
                                     SlSealedFile *sealed,
                                     const char *path,
                                     GPtrArray **notices,
                                     GCancellable *cancellable,
                                     GError **error);

/* Marks a key ("I compared it with its owner"), then weighs the decisions that waited for that:
 * they stand if nothing has changed. *@notices as above. */
gboolean sl_bundle_trust_key (SlReview *review,
                              const char *fingerprint,
                              SlTrust trust,
                              GPtrArray **notices,
                              GError **error);
/* The same for the key of a bundle that was not read yet: its owner read the fingerprint out. */
gboolean sl_bundle_meet_key (SlReview *review,
                             const char *path,
                             const char *fingerprint,
                             GPtrArray **notices,
                             GError **error);
/* The second half alone, for a key that was marked by sl_key_change_trust(). */
gboolean sl_bundle_settle (SlReview *review, GPtrArray **notices, GError **error);

G_END_DECLS
