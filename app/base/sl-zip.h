/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes a ZIP archive (PKWARE APPNOTE 4.3) in the one form that the same entries always have:
 * stored without packing, no times, no comments, nothing between the parts. So an archive can be
 * proved to be exactly its entries by writing it again. Reading is the worker's alone. */
typedef struct _SlZipWriter SlZipWriter;

/* Takes the next bytes; FALSE with @error stops the writing. */
typedef gboolean (*SlZipSink) (const void *bytes, gsize length, gpointer data, GError **error);

#define SL_ZIP_ENTRIES_MAX 65535

SlZipWriter *sl_zip_writer_new (SlZipSink sink, gpointer data);
gboolean sl_zip_writer_add (SlZipWriter *self, const char *name, GBytes *bytes, GError **error);
gboolean sl_zip_writer_finish (SlZipWriter *self, GError **error);
void sl_zip_writer_free (SlZipWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlZipWriter, sl_zip_writer_free)

G_END_DECLS
