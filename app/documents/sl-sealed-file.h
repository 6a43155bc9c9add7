/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "base/sl-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Bytes that can no longer change: copied into a sealed memfd and hashed on the way. */
#define SL_TYPE_SEALED_FILE (sl_sealed_file_get_type ())
G_DECLARE_FINAL_TYPE (SlSealedFile, sl_sealed_file, SL, SEALED_FILE, GObject)

/* Opens with O_NOFOLLOW and O_NONBLOCK; regular files of 1 byte to the size limit only. Messages
 * name the file. Not for the main loop. */
SlSealedFile *sl_sealed_file_new_from_path (const char *path, GError **error);
SlSealedFile *sl_sealed_file_new_from_bytes (GBytes *bytes, const char *name, GError **error);
/* Pixels as sl-frame.h says, for the worker to make a JPEG of. */
SlSealedFile *sl_sealed_file_new_of_pixels (GBytes *bytes, GError **error);
int sl_sealed_file_get_fd (SlSealedFile *self); /* borrowed */
goffset sl_sealed_file_get_size (SlSealedFile *self);
const char *sl_sealed_file_get_sha256 (SlSealedFile *self);
const char *sl_sealed_file_get_name (SlSealedFile *self); /* base name, valid UTF-8 */
/* By magic bytes, never the name: "application/pdf", "application/zip", "text/html",
 * "message/rfc822", "application/json", "application/xml", "image/png", "image/jpeg", "text/plain",
 * "text/csv", …, "application/octet-stream". */
const char *sl_sealed_file_get_media_type (SlSealedFile *self);
GBytes *sl_sealed_file_map (SlSealedFile *self, GError **error);

G_END_DECLS
