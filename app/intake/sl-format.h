/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "cases/sl-case-records.h"
#include "documents/sl-extraction.h"

G_BEGIN_DECLS

/* What a structured form said. Values are owned. */
typedef struct
{
  char *field, *value, *place;
} SlIntakeValue;

typedef struct
{
  char *file_name, *title, *declared_type, *drawing_number, *date,
      *text; /* @text: a virtual document, no file */
} SlIntakeDocument;

typedef struct
{
  GPtrArray *values;    /* of SlIntakeValue */
  GPtrArray *documents; /* of SlIntakeDocument: what the form lists */
  GPtrArray *links;     /* of SlIntakeValue: field = relation, value = reference */
} SlIntakeRecord;

/* A row of the table of formats: recognises itself from the extraction's media type and rows, and
 * maps rows to records (a list of applications gives several). One file each: sl-format-<name>.c.
 */
typedef struct
{
  const char *id;    /* "1app", "odp", "mhclg", "idox", "register", "email" */
  const char *title; /* N_("1APP application form") */
  int rank;          /* merging order */
  gboolean (*recognise) (SlExtraction *extraction);
  /* Element type SlIntakeRecord; NULL with @error when it is that format but cannot be used. */
  GPtrArray *(*map) (SlExtraction *extraction, GError **error);
} SlFormat;

const SlFormat *const *sl_format_list (guint *n_formats);
const SlFormat *sl_format_recognise (SlExtraction *extraction);

SlIntakeRecord *sl_intake_record_new (void);
void sl_intake_record_free (SlIntakeRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlIntakeRecord, sl_intake_record_free)
void sl_intake_record_add (SlIntakeRecord *record,
                           const char *field,
                           const char *value,
                           const char *place);

G_END_DECLS
