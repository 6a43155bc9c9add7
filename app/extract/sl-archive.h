/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "extract/sl-output.h"

G_BEGIN_DECLS

/* A ZIP archive in memory, under limits. Names of entries are never used as paths. */
typedef struct _SlArchive SlArchive;

typedef struct
{
  char *name; /* UTF-8 made valid */
  guint64 size, packed;
  guint64 offset; /* of the local header */
  guint32 crc;
  guint16 method, flags;
  gboolean folder, link;
} SlArchiveEntry;

/* NULL: refused; the reason was said. */
SlArchive *sl_archive_open (const guint8 *data, gsize length, SlOutput *out);
guint sl_archive_get_n_entries (SlArchive *self);
const SlArchiveEntry *sl_archive_get_entry (SlArchive *self, guint index);
const SlArchiveEntry *sl_archive_find (SlArchive *self, const char *name);
/* NULL: it cannot be unpacked; the reason was said as @outcome. */
GBytes *
sl_archive_unpack (SlArchive *self, const SlArchiveEntry *entry, SlOutcome outcome, SlOutput *out);

G_END_DECLS
