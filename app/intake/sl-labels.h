/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "intake/sl-rows.h"

G_BEGIN_DECLS

/* The words that council registers and letters put before a fact, as one table of synonyms. */
typedef struct
{
  const char *label; /* folded: lower case, no colon */
  const char *field; /* a field's name, or "=…" for parts joined afterwards */
  int order;         /* of two labels of one field the lower counts */
} SlLabel;

const SlLabel *sl_label_find (const char *text); /* NULL when it means nothing here */

/* Gathers labelled values and, at the end, adds the best of each field to a record. */
typedef struct _SlLabelReader SlLabelReader;
SlLabelReader *sl_label_reader_new (void);
void sl_label_reader_free (SlLabelReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlLabelReader, sl_label_reader_free)
/* TRUE when @label is known and @value says something. */
gboolean
sl_label_reader_take (SlLabelReader *self, const char *label, const char *value, const char *place);
/* All th/td and dt/dd pairs of a page; returns how many were known. */
guint sl_label_reader_take_page (SlLabelReader *self, SlRows *rows);
/* "Label: value" lines of running text; returns how many were known. */
guint sl_label_reader_take_lines (SlLabelReader *self, const char *text, const char *place);
void sl_label_reader_finish (SlLabelReader *self, SlIntakeRecord *record);

G_END_DECLS
