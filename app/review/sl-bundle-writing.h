/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "people/sl-person.h"
#include "review/sl-bundle-file.h"
#include "store/sl-store.h"

G_BEGIN_DECLS

/* What making any bundle has in common, whether of a review or of a portfolio. */

/* Adds the head of the audit trail as a record of @kind. */
gboolean sl_bundle_add_head (SlLines *content, guint kind, SlStore *store, GError **error);
/* The number after @last, which is the highest that was given; -1 stays -1. */
gint64 sl_bundle_next_serial (gint64 last);
/* A manifest but for its entries. @subject: the fields of SL_MANIFEST_CASE, or of what the format
 * has there instead. Transfer full. */
SlLines *sl_bundle_manifest_new (const SlLineFormat *format,
                                 const char *kind,
                                 const char *const *subject,
                                 SlPerson *sender,
                                 SlSigningKey *key,
                                 gint64 serial);
/* Writes and syncs the file under another name, has @change (consumed) record its serial number,
 * and only then gives it its name. Killed in between, a number is spent at most. */
gboolean sl_bundle_file_make (SlLibrary *library,
                              SlSigningKey *key,
                              SlLines *manifest,
                              SlLines *content,
                              GPtrArray *parts,
                              const char *path,
                              SlChange *change,
                              GError **error);

G_END_DECLS
