/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "base/sl-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file's place in a case; properties of the same names as the columns of "document". */
#define SL_TYPE_DOCUMENT (sl_document_get_type ())
G_DECLARE_FINAL_TYPE (SlDocument, sl_document, SL, DOCUMENT, GObject)

const char *sl_document_get_id (SlDocument *self);
const char *sl_document_get (SlDocument *self, const char *property); /* text properties */
guint sl_document_get_page_count (SlDocument *self);
guint sl_document_get_readable_pages (SlDocument *self);
gboolean sl_document_get_superseded (SlDocument *self);
gint64 sl_document_get_size (SlDocument *self);
char **sl_document_dup_warnings (SlDocument *self);

/* Page sizes as shown, in points. */
typedef struct
{
  guint number;
  double width, height;
  int rotation;
  guint characters;
  gboolean readable;
} SlPageInfo;

/* The kinds of planning document: one table; order is the order of the groups on the Documents
 * page. */
typedef struct
{
  const char *id; /* "site-layout", "boundary-plan", "elevations", "floor-plans", "landscape-plan",
                     "lighting-plan", "parking-plan", "location-plan", "street-scene",
                     "design-access-statement", "planning-statement", "transport-statement",
                     "management-plan", "door-schedule", "application-form", "email", "letter",
                     "crime-statement", "drawing", "photograph", "picture", "other" */
  const char *label;   /* N_() */
  const char *group;   /* "drawings", "statements", "forms", "letters", "photographs", "other" */
  const char *look_in; /* code of sbd.md's "look in": SP BT EL FP LS LT DS DAS PK MP TS or "" */
} SlDocumentKind;
const SlDocumentKind *sl_document_kinds_get (guint *n_kinds);
const SlDocumentKind *sl_document_kind_find (const char *id);

/* Guesses kind, drawing number and revision from the file's name, declared type and first page's
 * words. */
typedef struct
{
  const char *kind;
  char *drawing_number;
  char *revision;
  char *title;
} SlDocumentGuess;
void sl_document_guess (const char *file_name,
                        const char *declared_type,
                        const char *first_page,
                        SlDocumentGuess *guess);
void sl_document_guess_clear (SlDocumentGuess *guess);

/* A place kept as evidence; properties: id, case-id, document-id, page-number, quotation, note, at,
 * has-region, x, y, width, height. */
#define SL_TYPE_EVIDENCE (sl_evidence_get_type ())
G_DECLARE_FINAL_TYPE (SlEvidence, sl_evidence, SL, EVIDENCE, GObject)
const char *sl_evidence_get (SlEvidence *self, const char *property);
guint sl_evidence_get_page_number (SlEvidence *self);
gboolean
sl_evidence_get_region (SlEvidence *self, double *x, double *y, double *width, double *height);

G_END_DECLS
