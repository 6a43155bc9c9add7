/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "sheets/sl-form.h"

G_BEGIN_DECLS

/* A <require> of the form; strings are the form's. */
typedef struct
{
  const char *id;
  const char *text;
  const char *source;
  const char *group_id;    /* where it is said */
  const char *field_id;    /* "" it is about the group as a whole */
  const char *is;          /* "" anything will do */
  const char *after;       /* "" or a field that it has to be later than */
  const char *answered_by; /* "GROUP/FIELD", several parted by spaces; "" nobody has to */
  const char *when;        /* "FIELD=VALUE", "" always */
  const char *checklist;   /* "answered", "met": of each entry's checklist; "" nothing */
  guint min;               /* entries of the group; 0 any number */
  gboolean blocks;
} SlFormRequirement;

guint sl_form_get_n_requirements (SlForm *self);
const SlFormRequirement *sl_form_get_requirement (SlForm *self, guint index);

/* Of the sheet's own fields; NULL when none has the role. */
const SlFormField *sl_form_find_role (SlForm *self, const char *role);

/* Takes "FIELD=VALUE" apart; NULL for "". @value points into @when. Transfer full. */
char *sl_form_when_split (const char *when, const char **value);
/* Whether @value says @wanted: one of several chosen counts. @field may be NULL. */
gboolean sl_form_field_says (const SlFormField *field, const char *value, const char *wanted);
/* Whether @value is as sl_form_field_parse() gives it; else the sentence says why not. */
gboolean sl_form_field_check (const SlFormField *field, const char *value, GError **error);

G_END_DECLS
