/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The text of a bundle's entries: records of one line each, "kind<TAB>value<TAB>…<LF>", under a
 * first line "name version". Values hold \\, \n and \t for backslash, line end and tab, and no
 * other control. What each kind of record holds is a table; the same records give the same bytes,
 * and bytes that are not exactly those are refused. It may all have come from outside. */
typedef enum
{
  SL_LINE_ID,      /* a UUID */
  SL_LINE_NO_ID,   /* a UUID or "" */
  SL_LINE_HASH,    /* SHA-256 in hex */
  SL_LINE_HEX,     /* lower-case hex, of exactly @max digits */
  SL_LINE_TIME,    /* 2026-11-22T03:08:15.123Z */
  SL_LINE_NO_TIME, /* the same or "" */
  SL_LINE_DATE,    /* 2026-11-22 or "" */
  SL_LINE_INTEGER, /* 0 to @max */
  SL_LINE_NUMBER,  /* as %.17g, or "" for none */
  SL_LINE_TEXT,    /* at most @max characters; may be empty */
  SL_LINE_WORD,    /* one of the words in @words */
} SlLineType;

typedef struct
{
  const char *name; /* for messages: "body" */
  SlLineType type;
  gint64 max;
  const char *words; /* "review reply" */
} SlLineField;

#define SL_LINE_FIELDS_MAX 20
typedef struct
{
  const char *name;
  guint min, max; /* how many of it there may be */
  SlLineField fields[SL_LINE_FIELDS_MAX];
} SlLineKind;

typedef struct
{
  guint kind;    /* its place in the table */
  char **values; /* NULL-terminated, in the order of the table; unescaped */
} SlLine;

typedef struct
{
  const char *name; /* "sightline-content" */
  guint version;
  const SlLineKind *kinds;
  guint n_kinds;
} SlLineFormat;

typedef struct _SlLines SlLines;

SlLines *sl_lines_new (const SlLineFormat *format);
void sl_lines_free (SlLines *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlLines, sl_lines_free)
/* Values in the order of the table; they are checked when the lines are written. */
void sl_lines_add (SlLines *self, guint kind, ...) G_GNUC_NULL_TERMINATED;
void sl_lines_add_values (SlLines *self, guint kind, const char *const *values);
/* Refuses values that no reader would take, naming the first. Transfer full. */
GBytes *sl_lines_to_bytes (SlLines *self, GError **error);
/* One record as it is written, with its line end; NULL likewise. Transfer full. */
char *sl_lines_dup_line (SlLines *self, guint kind, guint index, GError **error);
/* SL_STORE_ERROR_NEWER for a later version, else SL_STORE_ERROR_REFUSED with the line's number. */
SlLines *sl_lines_parse (const SlLineFormat *format, GBytes *bytes, GError **error);

guint sl_lines_count (SlLines *self, guint kind);
guint sl_lines_count_fields (SlLines *self, guint kind); /* of each record of the kind */
/* The @index-th of a kind; borrowed. */
const SlLine *sl_lines_get (SlLines *self, guint kind, guint index);
/* The values of the record of @kind whose first is @id; NULL for none; borrowed. */
char **sl_lines_find (SlLines *self, guint kind, const char *id);

G_END_DECLS
