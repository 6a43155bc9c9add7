/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "base/sl-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A form as data (resources/forms/, schema form.rng): what a meeting, a visit, a survey, a scheme
 * or an advice record holds. A force copies one to its packs folder and changes it; a sheet keeps
 * the edition that it was begun with. Strings are borrowed from the form. */
#define SL_TYPE_FORM (sl_form_get_type ())
G_DECLARE_FINAL_TYPE (SlForm, sl_form, SL, FORM, GObject)

typedef enum
{
  SL_FORM_FIELD_TEXT,     /* one line */
  SL_FORM_FIELD_WORDS,    /* several lines */
  SL_FORM_FIELD_DATE,     /* ISO date */
  SL_FORM_FIELD_TIME,     /* a moment, kept as ISO UTC, read and shown in London time */
  SL_FORM_FIELD_NUMBER,   /* decimal, in the field's unit */
  SL_FORM_FIELD_CHOICE,   /* one of the choices, by id */
  SL_FORM_FIELD_CHOICES,  /* several, ids with one space between */
  SL_FORM_FIELD_SUGGEST,  /* one line; the choices are offered, own words allowed */
  SL_FORM_FIELD_SWITCH,   /* "yes", "no"; "" not said */
  SL_FORM_FIELD_PERSON,   /* a name; persons of the casebook are offered */
  SL_FORM_FIELD_STANDARD, /* key of the register of standards; own words allowed */
  SL_FORM_FIELD_GUIDE,    /* a guide and its edition, offered from the library */
  SL_FORM_FIELD_ITEM,     /* id of a checklist item of the case */
  SL_FORM_FIELD_ENTRY,    /* id of an entry of the group "of": the weakness that is answered */
} SlFormFieldType;

typedef struct
{
  const char *id;
  const char *label;
} SlFormChoice;

typedef struct
{
  const char *id;    /* "call-in" */
  const char *label; /* "Called in at" */
  const char *hint;  /* a line below the field; "" none */
  const char *unit;  /* "" none */
  const char *role;  /* "", "title", "date", "starts", "ends", "text" (an entry's line in lists) */
  const char *due; /* "" or the kind of day that it sets: "certificate", "remedial", "visit", … */
  const char *settled; /* "" or the field of the same group that, once said, settles that day */
  const char *of;      /* SL_FORM_FIELD_ENTRY: the group */
  const char *source;  /* rule or clause that asks for it: "A 0609, rule A11"; "" */
  const char *when;    /* "FIELD=VALUE": only then is it asked; "" always */
  gboolean personal;   /* of a third party: masked in the portfolio, never in public outputs */
  gboolean sensitive;  /* its block is OFFICIAL-SENSITIVE */
  SlFormFieldType type;
  const SlFormChoice *choices;
  guint n_choices;
} SlFormField;

typedef struct
{
  const char *id;    /* "hazard"; "" the sheet's own fields never: each group has one */
  const char *title; /* "Hazards" */
  const char *entry; /* what one of them is called: "Hazard" */
  const char *part; /* heading of the page that it stands under: "before", "during", "after", … */
  const char *hint;
  gboolean several;   /* entries; else its fields are the sheet's own */
  gboolean checklist; /* each entry is assessed with a checklist of its own */
  const SlFormField *fields;
  guint n_fields;
} SlFormGroup;

typedef struct
{
  const char *id;
  const char *title; /* "Before" */
} SlFormPart;

SlForm *sl_form_new (SlPack *pack, GError **error);
SlPack *sl_form_get_pack (SlForm *self);
const char *sl_form_get_id (SlForm *self);
const char *sl_form_get_kind (SlForm *self); /* "meeting", "visit", "survey", "scheme", "advice" */
const char *sl_form_get_title (SlForm *self);
const char *sl_form_get_about (SlForm *self);
const char *sl_form_get_series (SlForm *self); /* of the sheet's reference: "VIS" */
guint sl_form_get_n_parts (SlForm *self);
const SlFormPart *sl_form_get_part (SlForm *self, guint index);
guint sl_form_get_n_groups (SlForm *self);
const SlFormGroup *sl_form_get_group (SlForm *self, guint index);
const SlFormGroup *sl_form_find_group (SlForm *self, const char *group_id);
/* Of the sheet itself, or of a group's entries (@group_id not NULL). */
const SlFormField *sl_form_find_field (SlForm *self, const char *group_id, const char *field_id);
const char *sl_form_choice_to_label (const SlFormField *field, const char *id);

/* How people read a value: choices by their labels, times in London, dates written out. Transfer
 * full. */
char *sl_form_field_format (const SlFormField *field, const char *value);
/* What is typed, as it is kept; NULL with a sentence for the officer when it is none ("31 February
 * 2027 is no date"). "" is always allowed. Transfer full. */
char *sl_form_field_parse (const SlFormField *field, const char *text, GError **error);

/* How what was typed is understood where that is not plain: "01:30 came twice that night; it was
 * taken as the first". NULL: nothing to tell. Transfer full. */
char *sl_form_field_tell (const SlFormField *field, const char *text);

/* The forms of the library, newest edition of each; NULL @kind: all. GPtrArray of SlForm. */
GPtrArray *sl_forms_list (SlPackLibrary *packs, const char *kind);
SlForm *sl_forms_find (SlPackLibrary *packs, const char *form_id, GError **error);

G_END_DECLS
