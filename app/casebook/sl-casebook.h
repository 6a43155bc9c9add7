/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-library.h"
#include "packs/sl-pack.h"
#include "people/sl-person.h"
#include "policy/sl-policy.h"
#include "review/sl-review.h"
#include "store/sl-store.h"

G_BEGIN_DECLS

/* An opened data folder: the store, packs, policies, files, index and who is at work, held together
 * for the window and the command line. Property: person. */
#define SL_TYPE_CASEBOOK (sl_casebook_get_type ())
G_DECLARE_FINAL_TYPE (SlCasebook, sl_casebook, SL, CASEBOOK, GObject)

/* @path NULL: $XDG_DATA_HOME/sightline. */
SlCasebook *sl_casebook_open (const char *path, SlStoreFlags flags, GError **error);
/* @group nullable: see sl_store_open_shared(). */
SlCasebook *
sl_casebook_open_shared (const char *path, const char *group, SlStoreFlags flags, GError **error);
const char *sl_casebook_get_path (SlCasebook *self);
SlStore *sl_casebook_get_store (SlCasebook *self);
SlPackLibrary *sl_casebook_get_packs (SlCasebook *self);
SlPolicyLibrary *sl_casebook_get_policy (SlCasebook *self);
SlLibrary *sl_casebook_get_library (SlCasebook *self);
SlWorkerPool *sl_casebook_get_pool (SlCasebook *self);
SlPerson *sl_casebook_get_person (SlCasebook *self);
SlReview *sl_casebook_get_review (SlCasebook *self);
/* After a change of who is at work that no main loop hears of. */
gboolean sl_casebook_reload_person (SlCasebook *self, GError **error);
void sl_casebook_close (SlCasebook *self);

G_END_DECLS
