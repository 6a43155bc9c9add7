/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "assessment/sl-assessment.h"
#include "sheets/sl-form.h"

G_BEGIN_DECLS

/* A form filled in for a case: a meeting, a visit, a survey, a scheme, an advice record. Read-only
 * text properties: id, case-id, kind, reference ("VIS/2026/003"), title (of the field with that
 * role, else the form's), state (open, closed, cancelled), state-reason, on-date (ISO date),
 * starts-at, ends-at (ISO UTC), owner-id, owner-name, created-at, changed-at, removed ("yes", "");
 * and any value of its own fields by the field's id (sl_sheet_get() alone; no field bears a
 * property's name). Signal "changed": a reload found anything to be other than before. */
#define SL_TYPE_SHEET (sl_sheet_get_type ())
G_DECLARE_FINAL_TYPE (SlSheet, sl_sheet, SL, SHEET, GObject)

/* One of a group that may stand several times: a hazard, an observation, a product. Text
 * properties: id, group, line; signal "changed" as of its sheet. */
#define SL_TYPE_SHEET_ENTRY (sl_sheet_entry_get_type ())
G_DECLARE_FINAL_TYPE (SlSheetEntry, sl_sheet_entry, SL, SHEET_ENTRY, GObject)
const char *sl_sheet_entry_get_id (SlSheetEntry *self);
const char *sl_sheet_entry_get_group (SlSheetEntry *self);
/* A value by field id; "" when nothing was said. */
const char *sl_sheet_entry_get (SlSheetEntry *self, const char *field);
/* Its line in a list: the field with the role "text", else the first that says something. */
const char *sl_sheet_entry_get_line (SlSheetEntry *self);

/* How far the checklist of an entry was walked, where its group has them: a house type's. */
typedef struct
{
  gboolean begun;
  guint asked;    /* items that apply */
  guint answered; /* of these */
  guint failed;   /* not met, or met in part */
  guint unshown;  /* the drawings do not show it */
} SlSheetWalk;
/* NULL for an entry of a group without checklists. Borrowed. */
const SlSheetWalk *sl_sheet_entry_get_walk (SlSheetEntry *self);
/* Whether all that is asked is answered. */
gboolean sl_sheet_walk_is_done (const SlSheetWalk *self);
/* "12 of 34 answered, 1 not met"; transfer full. */
char *sl_sheet_walk_describe (const SlSheetWalk *self);

const char *sl_sheet_get_id (SlSheet *self);
SlForm *sl_sheet_get_form (SlSheet *self); /* the edition it was begun with; borrowed */
const char *sl_sheet_get (SlSheet *self, const char *property_or_field);
gboolean sl_sheet_is_open (SlSheet *self);
char *sl_sheet_dup_name (SlSheet *self);               /* "Visit VIS/2026/003", transfer full */
const char *sl_sheet_kind_to_title (const char *kind); /* "Advice record" */
/* Whether a field is asked for, by its "when"; @entry NULL for the sheet's own. */
gboolean sl_sheet_is_asked (SlSheet *self, SlSheetEntry *entry, const SlFormField *field);
/* As sl_form_field_format(), with the line of an entry that is pointed to and the designation of a
 * standard. Transfer full. */
char *sl_sheet_format_value (SlSheet *self, const SlFormField *field, const char *value);
/* What may be chosen for a field, or is offered while one types: choices, persons, standards,
 * guides, checklist items, entries. @value is as it is kept. */
typedef struct
{
  char *value;
  char *label;
} SlSheetOffer;
void sl_sheet_offer_free (SlSheetOffer *offer);
GPtrArray *sl_sheet_list_offers (SlSheet *self,
                                 SlStore *store,
                                 SlPackLibrary *packs,
                                 const SlFormField *field,
                                 GError **error);
/* Live model of SlSheetEntry in their order; borrowed. */
GListModel *sl_sheet_get_entries (SlSheet *self, const char *group_id);
SlSheetEntry *sl_sheet_find_entry (SlSheet *self, const char *entry_id); /* borrowed */
/* What its checklist is about, for sl_assessment_load_for_subject(); strings are the entry's. */
SlAssessmentSubject sl_sheet_get_subject (SlSheet *self, SlSheetEntry *entry);
/* An entry that is assessed by itself. */
typedef struct
{
  SlSheet *sheet;
  SlSheetEntry *entry;
} SlSheetSubject;
void sl_sheet_subject_free (SlSheetSubject *subject);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlSheetSubject, sl_sheet_subject_free)
/* Of all sheets of a case that were not cancelled, in the order of their references. GPtrArray of
 * SlSheetSubject. */
GPtrArray *
sl_sheets_list_subjects (SlStore *store, SlPackLibrary *packs, const char *case_id, GError **error);

SlSheet *
sl_sheets_load (SlStore *store, SlPackLibrary *packs, const char *sheet_id, GError **error);
/* Rereads, changing the same objects and models. */
gboolean sl_sheet_reload (SlSheet *self, SlStore *store, GError **error);
/* By id or reference, within the case when @case_id is not NULL. */
SlSheet *sl_sheets_find (SlStore *store,
                         SlPackLibrary *packs,
                         const char *case_id,
                         const char *text,
                         GError **error);

/* A line of a list, without the values. */
typedef struct
{
  char *id, *case_id, *case_reference, *case_title, *kind, *form_id, *reference, *title, *state;
  char *on_date, *starts_at, *owner_id, *owner_name;
  guint n_entries;
} SlSheetLine;
void sl_sheet_line_free (SlSheetLine *line);
typedef struct
{
  const char *case_id; /* NULL: all cases (a register) */
  const char *kind;    /* NULL: any */
  const char *state;   /* NULL: any */
  const char *from;    /* ISO dates, inclusive; NULL: any */
  const char *until;
} SlSheetQuery;
/* By day, newest first; removed ones left out. GPtrArray of SlSheetLine. */
GPtrArray *sl_sheets_list (SlStore *store, const SlSheetQuery *query, GError **error);

/* For sorting references by series, year and number: "VIS/2026/999" before "VIS/2026/1000". */
int sl_sheet_compare_references (const char *a, const char *b);

/* Changes; object kind "sheet", object id the sheet's, so that a paper made of it knows what
 * concerns it. A closed sheet refuses all but sl_sheet_change_state(). Values are as
 * sl_form_field_parse() gives them; one that is not is refused. */
typedef struct
{
  const char *field;
  const char *value;
} SlSheetValue;
SlChange *sl_sheet_change_begin (SlForm *form,
                                 const char *sheet_id,
                                 const char *case_id,
                                 const SlSheetValue *values,
                                 guint n_values);
SlChange *sl_sheet_change_set (SlSheet *self,
                               const char *entry_id, /* NULL: the sheet's own fields */
                               const SlSheetValue *values,
                               guint n_values);
SlChange *sl_sheet_change_add (SlSheet *self,
                               const char *group_id,
                               const char *entry_id, /* a new id */
                               const SlSheetValue *values,
                               guint n_values);
/* @removed FALSE brings it back (undo). */
SlChange *sl_sheet_change_remove_entry (SlSheet *self, const char *entry_id, gboolean removed);
/* @position among the entries of its group, from 0. */
SlChange *sl_sheet_change_move_entry (SlSheet *self, const char *entry_id, guint position);
SlChange *sl_sheet_change_remove (SlSheet *self, gboolean removed);
/* "closed" is refused while sl_sheet_list_lacks() names something that blocks; "open" (again) and
 * "cancelled" need a reason. */
SlChange *sl_sheet_change_state (SlSheet *self, const char *state, const char *reason);

/* What its form asks for and it does not say, in the order of the form. */
typedef struct
{
  const char *id;       /* of the requirement, borrowed from the form */
  char *text;           /* "No one is named who knows where the officer is" */
  const char *source;   /* "A 0609, rule A11"; "" */
  const char *group_id; /* where it is said */
  const char *field_id; /* "" the group */
  char *entry_id;       /* the entry that lacks it; "" none */
  gboolean blocks;      /* it cannot be closed without; else a thing to think of */
} SlSheetLack;
void sl_sheet_lack_free (SlSheetLack *lack);
GPtrArray *sl_sheet_list_lacks (SlSheet *self);

/* Inside a change: the row of a sheet that is worked at another computer, by its name alone and
 * closed; one that is here already stays as it is, and must be that case's. */
gboolean sl_sheet_records_put_copy (SlTransaction *transaction,
                                    SlForm *form,
                                    const char *sheet_id,
                                    const char *case_id,
                                    const char *reference,
                                    GError **error);

G_END_DECLS
