/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "base/sl-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* An application and the case made of it. Read-only properties of the same names as the columns, in
 * kebab-case: id, kind, triage (new, case, no-comment), triage-rule, triage-reason,
 * no-comment-reason, stage, officer-id, our-reference, title, authority-code, authority-name,
 * reference, address, postcode, uprn, easting, northing (NaN unknown), site-area-ha, proposal,
 * type-class, type-text, scale, dwellings (-1 unknown), floorspace-m2 (NaN unknown), date-received,
 * date-valid, consultation-start, consultation-expiry, target-date, due-date ("" unknown),
 * applicant, agent, case-officer, case-officer-email, features, step (the id of the stage at work,
 * of kinds other than planning), document-count, conflict-count; and made of these: display-title,
 * due-derived (the due date is our own reckoning). */
#define SL_TYPE_CASE (sl_case_get_type ())
G_DECLARE_FINAL_TYPE (SlCase, sl_case, SL, CASE, GObject)

const char *sl_case_get_id (SlCase *self);
/* Any text property by name; "" for unknown. For dates too. */
const char *sl_case_get (SlCase *self, const char *property);
gint64 sl_case_get_dwellings (SlCase *self);  /* -1 unknown */
double sl_case_get_floorspace (SlCase *self); /* m2 gross, NaN unknown */
gboolean sl_case_get_position (SlCase *self, double *easting, double *northing);
guint sl_case_get_conflict_count (SlCase *self);
guint sl_case_get_document_count (SlCase *self);
gboolean sl_case_has_feature (SlCase *self, const char *feature);
char **sl_case_dup_features (SlCase *self);
/* "Land east of Mallard Way": the title, else the first part of the address, else the reference. */
const char *sl_case_get_display_title (SlCase *self);
/* The due date while an answer is owed; "" once the response was sent or the case is closed. */
const char *sl_case_get_owed_date (SlCase *self);
/* Rereads the row and notifies what changed. */
gboolean sl_case_reload (SlCase *self, SlStore *store, GError **error);

/* A value with its origin; plain record with properties: id, field, value, source-kind ("1app",
 * "odp", "mhclg", "idox", "email", "csv", "folder", "officer"), source-name (file), source-place
 * ("line 12"), document-id, state (current, other, confirmed, superseded), person-id, at. */
#define SL_TYPE_FACT (sl_fact_get_type ())
G_DECLARE_FINAL_TYPE (SlFact, sl_fact, SL, FACT, GObject)
const char *sl_fact_get (SlFact *self, const char *property);

/* A line of a case's history; properties: at (ISO time), person-name, action ("confirm-fact"), text
 * (one line for people). */
#define SL_TYPE_HISTORY_ROW (sl_history_row_get_type ())
G_DECLARE_FINAL_TYPE (SlHistoryRow, sl_history_row, SL, HISTORY_ROW, GObject)

/* The fields a fact may have and how people read them: one table. */
typedef enum
{
  SL_FIELD_TEXT,
  SL_FIELD_DATE,
  SL_FIELD_INTEGER,
  SL_FIELD_NUMBER
} SlFieldType;
typedef struct
{
  const char *name;  /* "consultation-expiry", also the column in snake_case where it has one */
  const char *label; /* untranslated; N_("Consultation ends") */
  SlFieldType type;
  gboolean key;      /* one of the key eight to confirm */
  gboolean compared; /* dates and the proposal: sources that differ are shown, never settled */
  gboolean column;   /* has a column in planning_case */
  gboolean personal; /* left out of letters and pictures by default */
} SlField;
const SlField *sl_fields_get (guint *n_fields);
const SlField *sl_field_find (const char *name);

G_END_DECLS
