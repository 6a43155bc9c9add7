/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-version.h"

G_BEGIN_DECLS

/* The first line of canonical bytes; a later shape takes the next number. */
#define SL_SNAPSHOT_HEADER "sightline-version 1\n"

/* Far above a letter of a hundred pages, far below what would hurt: the bytes may come from
 * outside. */
#define SL_SNAPSHOT_MAX_BYTES (16 * 1024 * 1024)
#define SL_SNAPSHOT_MAX_ROWS 200000
#define SL_SNAPSHOT_MAX_VALUE (1024 * 1024)
#define SL_SNAPSHOT_MAX_PATH 300
#define SL_SNAPSHOT_MAX_DEPTH 8

/* How a value is written: each has one form only. */
typedef enum
{
  SL_VALUE_TEXT,
  SL_VALUE_FLAG,   /* "1"; absent: not */
  SL_VALUE_COUNT,  /* a whole number without sign or leading zeros */
  SL_VALUE_NUMBER, /* as sl_snapshot_write_number() writes it */
  SL_VALUE_HASH,   /* SHA-256 in lower-case hex */
} SlValueType;

typedef struct
{
  const char *name;
  SlValueType type;
} SlSnapshotField;

/* Rows of one kind, in the order of this table. "listed": one member for each id. */
typedef struct
{
  const char *name;
  gboolean listed;
  const SlSnapshotField *fields; /* in their order, ends with a NULL name */
} SlSnapshotGroup;

extern const SlSnapshotGroup sl_snapshot_groups[];
extern const guint sl_snapshot_n_groups;

typedef struct
{
  const char *path;
  const char *value;
} SlSnapshotRow;

/* sl-snapshot.c: writing rows. Empty values leave no row. @id NULL where the group is not listed.
 */
void sl_snapshot_write (GString *out,
                        const char *group,
                        const char *id,
                        const char *field,
                        const char *value);
void sl_snapshot_write_count (GString *out,
                              const char *group,
                              const char *id,
                              const char *field,
                              gint64 value);
void sl_snapshot_write_number (GString *out,
                               const char *group,
                               const char *id,
                               const char *field,
                               double value);

/* sl-snapshot-take.c */
SlSnapshot *sl_snapshot_take_with (SlLibrary *library,
                                   SlPackLibrary *packs,
                                   SlPolicyLibrary *policy,
                                   SlPerson *author,
                                   const char *case_id,
                                   const char *date,
                                   SlComposition **composition,
                                   SlLetter **letter,
                                   GError **error);
void sl_snapshot_write_author (GString *out, SlPerson *author);
/* Element type SlPack, no two of one id; sorts it by their ids. */
void sl_snapshot_write_packs (GString *out, GPtrArray *used);

/* sl-snapshot-letter.c: the tree as rows of "letter" and "block", and back. */
gboolean sl_snapshot_write_letter (GString *out, SlLetter *letter, GError **error);
SlLetter *sl_snapshot_read_letter (const SlSnapshotRow *rows, guint n_rows, GError **error);

/* sl-snapshot-read.c */
/* Cuts @text (the bytes after the header, writable) into rows. Element type SlSnapshotRow, borrowed
 * from @text. */
GArray *sl_snapshot_cut_rows (char *text, gsize length, GError **error);
gboolean sl_snapshot_check_rows (GArray *rows, GError **error);
gboolean sl_snapshot_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
