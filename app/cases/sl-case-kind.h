/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "base/sl-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The kinds of case, as data: resources/rules/case-kinds.xml. Strings are borrowed from the pack,
 * which the library keeps; titles are in the pack's language. */
typedef struct
{
  const char *id;    /* "desk-review" */
  const char *title; /* "Desk review" */
  const char *about; /* what is done in it */
} SlStage;

typedef struct
{
  const char *id;    /* "planning", "pre-application", "scheme", "survey-home",
                        "survey-premises", "survey-worship", "visual-audit",
                        "infrastructure", "advice" */
  const char *title; /* "Secured by Design scheme" */
  const char *about;
  const char *series; /* of its own reference: "SBD"; "" none */
  gboolean consulted; /* a local planning authority asks and is answered by a date */
  const SlStage *stages;
  guint n_stages;
  const char *const *forms;      /* ids of the sheets' forms that it uses, in order */
  const char *const *checklists; /* ids of packs */
  const char *const *templates;  /* ids of letter templates, in order */
  const char *const *letters_at; /* beside each: the stages it is for, "" any */
} SlCaseKind;

/* All, in the order of the pack; element type SlCaseKind, transfer container. */
GPtrArray *sl_case_kinds_list (SlPackLibrary *packs);
/* NULL for a word that is none. */
const SlCaseKind *sl_case_kind_find (SlPackLibrary *packs, const char *id);
const SlStage *sl_case_kind_find_stage (const SlCaseKind *self, const char *id);
/* The template that a letter begun at @step is made with; NULL when the kind has no letter. */
const char *sl_case_kind_find_template (const SlCaseKind *self, const char *step);

/* Where a case stands on the line of its stages. */
typedef struct
{
  const SlStage *stage;
  char *state;    /* "to-do", "current", "done", "skipped" */
  char *due_date; /* ISO date, "" none */
  char *done_on;  /* ISO date, "" not yet */
  char *reason;   /* why it was skipped, or set back */
  char *person_name;
  gboolean overdue; /* to do or current, and its day is past */
} SlStageStep;
void sl_stage_step_free (SlStageStep *step);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlStageStep, sl_stage_step_free)
/* In the order of the kind; element type SlStageStep. A planning case's steps follow from its
 * response and are never set by hand. Transfer full. */
GPtrArray *
sl_stages_load (SlStore *store, SlPackLibrary *packs, const char *case_id, GError **error);
/* The step at work: the one that is current, else the first to do; NULL when all are behind. */
const SlStageStep *sl_stages_find_current (GPtrArray *steps);

/* A case of a kind other than planning begins with this; its own reference is given
 * ("SBD/2026/004") in the same change, and its first stage is the one at work. @address may be "".
 * @case_id a new id. */
SlChange *sl_case_change_begin (SlPackLibrary *packs,
                                const char *case_id,
                                const char *kind_id,
                                const char *title,
                                const char *address,
                                const char *officer_id);
/* @state "current", "done", "skipped" or "to-do" (set back). Skipping and setting back need
 * @reason. @on ISO date of a done step, NULL for today. Making one current leaves those before it
 * as they are: stages may overlap. */
SlChange *sl_stage_change_set (SlPackLibrary *packs,
                               const char *case_id,
                               const char *stage_id,
                               const char *state,
                               const char *on,
                               const char *reason);
/* @date "" takes it away. */
SlChange *sl_stage_change_due (SlPackLibrary *packs,
                               const char *case_id,
                               const char *stage_id,
                               const char *date);

/* Inside a change: the next number of a series in the year of the transaction, "ADV/2026/014".
 * Transfer full. */
char *sl_register_take_number (SlTransaction *transaction, const char *series, GError **error);

G_END_DECLS
