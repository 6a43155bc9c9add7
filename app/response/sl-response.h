/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "assessment/sl-assessment.h"
#include "letter/sl-letter.h"
#include "people/sl-person.h"
#include "policy/sl-policy.h"

G_BEGIN_DECLS

/* Stances of policy-and-responses.md section 2.3: one table. */
typedef struct
{
  const char *id;        /* "no-comment", "standing", "support", "no-objection", "comments",
                            "information-required", "concerns", "objection" */
  const char *label;     /* N_("Concerns") */
  const char *meaning;   /* N_("cannot support until changed; not a formal objection") */
  const char *dmpo_form; /* "advice" */
} SlStance;
const SlStance *sl_stances_get (guint *n_stances);
const SlStance *sl_stance_find (const char *id);

/* What may go with a stance: the words of the property "flags", one space between. */
typedef struct
{
  const char *id;    /* "condition-requested", "informative", "refer-ctsa", "refer-fire",
                        "refer-highways", "meeting-offered" */
  const char *label; /* N_() */
} SlResponseFlag;
const SlResponseFlag *sl_response_flags_get (guint *n_flags);
gboolean sl_response_has_flag (SlResponse *self, const char *flag);

/* A row of the crime-context table; properties: id, source, period-from, period-to, area, category,
 * count (-1 unknown), caveat, restricted, origin. */
#define SL_TYPE_CRIME_ROW (sl_crime_row_get_type ())
G_DECLARE_FINAL_TYPE (SlCrimeRow, sl_crime_row, SL, CRIME_ROW, GObject)
const char *sl_crime_row_get (SlCrimeRow *self, const char *property);
gint64 sl_crime_row_get_count (SlCrimeRow *self);
gboolean sl_crime_row_get_restricted (SlCrimeRow *self);
typedef struct
{
  const char *crime_row_id; /* NULL: a new one */
  const char *source, *period_from, *period_to, *area, *category, *caveat, *origin;
  gint64 count;
  gboolean restricted;
} SlCrimeValues;
GListModel *sl_crime_records_list (SlStore *store, const char *case_id, GError **error);
SlChange *sl_crime_change_set (const char *case_id, const SlCrimeValues *values);
SlChange *sl_crime_change_remove (const char *case_id, const char *crime_row_id);
/* Reads a CSV with the columns source, period from, period to, area, category, count, caveat,
 * restricted (by name, in any order); refuses with line and reason; formula cells stay text. One
 * change. */
SlChange *
sl_crime_change_import (const char *case_id, GBytes *csv, const char *file_name, GError **error);

/* What a draft is made with; properties: id, case-id, stance, flags, award-level, nppf-edition,
 * letter-date, conditions (space separated: letters of the template's conditions and ids of items),
 * template-id.
 */
#define SL_TYPE_RESPONSE (sl_response_get_type ())
G_DECLARE_FINAL_TYPE (SlResponse, sl_response, SL, RESPONSE, GObject)
const char *sl_response_get (SlResponse *self, const char *property);
/* NULL without error when the case has no draft. */
SlResponse *sl_response_load (SlStore *store, const char *case_id, GError **error);
typedef struct
{
  const char *stance, *flags, *award_level, *nppf_edition, *letter_date, *conditions,
      *template_id; /* NULL keeps */
} SlResponseValues;
/* The template that the kind of case and its stage ask for; NULL: none of their own. Borrowed. */
const char *sl_response_choose_template (SlPackLibrary *packs, SlCase *subject);
SlChange *
sl_response_change_set (const char *case_id,
                        const SlResponseValues *values); /* begins one when there is none */
/* The officer's hand on a composed block. @source_text is the composed text it was made from (the
 * block's text, or what it offers); NULL for a further edit keeps what is known of it. */
SlChange *sl_response_change_replace (SlResponse *self,
                                      const char *block_key,
                                      const char *text,
                                      const char *source_text);
SlChange *sl_response_change_leave_out (SlResponse *self, const char *block_key);
SlChange *sl_response_change_add (SlResponse *self,
                                  const char *new_key,
                                  const char *after_key,
                                  const char *text);
SlChange *sl_response_change_restore (
    SlResponse *self,
    const char *block_key); /* the composed text again; also ends leave-out, removes an added one */
/* Keys of composed blocks now left out, with their text; element type SlBlock. */
GPtrArray *sl_response_list_left_out (SlResponse *self, SlLetter *composed);

/* As a letter's sentences name a guide after its first mention: "Homes 2016, section 10". Transfer
 * full. */
char *sl_guide_short_name (const SlGuideReference *reference);

/* Everything the composer reads, gathered from the store in one go so that composing may run in a
 * thread; then the letter. */
typedef struct _SlComposition SlComposition;
SlComposition *sl_composition_new (SlLibrary *library,
                                   SlPackLibrary *packs,
                                   SlPolicyLibrary *policy,
                                   SlPerson *author,
                                   const char *case_id,
                                   GError **error);
/* The same, of the store that the library stands on: for reading what a draft cites. */
SlComposition *sl_composition_new_from_store (SlStore *store,
                                              SlPackLibrary *packs,
                                              SlPolicyLibrary *policy,
                                              SlPerson *author,
                                              const char *case_id,
                                              GError **error);
void sl_composition_free (SlComposition *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlComposition, sl_composition_free)
SlLetter *sl_composition_compose (SlComposition *self, GError **error);

/* What the last compose() could not put into the letter, in sentences for the officer: a field of a
 * text that nothing fills, an edit whose block is gone. */
const char *const *sl_composition_get_problems (SlComposition *self);
SlResponse *sl_composition_get_response (SlComposition *self);     /* borrowed */
SlAssessment *sl_composition_get_assessment (SlComposition *self); /* borrowed; NULL: none begun */
/* What else it was gathered from, borrowed: the case, its SlDocument, SlFreeObservation and
 * SlCrimeRow, the template's pack, and the edition of the framework that it cites. */
SlCase *sl_composition_get_case (SlComposition *self);
GListModel *sl_composition_get_documents (SlComposition *self);
GListModel *sl_composition_get_observations (SlComposition *self);
GListModel *sl_composition_get_crime (SlComposition *self);
SlPack *sl_composition_get_template (SlComposition *self);
const char *sl_composition_get_nppf_edition (SlComposition *self);
/* The day that a letter without a date of its own is dated with; today, until it is set. */
void sl_composition_set_usual_date (SlComposition *self, const char *date);
/* What a block shall say in the next compose(), though it is not saved yet: the text under the
 * cursor. */
void sl_composition_set_text (SlComposition *self, const char *block_key, const char *text);

/* The chain behind a block, top down; element type SlChainLink. */
typedef struct
{
  char *kind; /* "verdict", "measure", "evidence", "guide", "policy", "crime", "case", "template",
                 "own" */
  char *title, *detail;
  char *target_id; /* item, evidence or citation id */
} SlChainLink;
void sl_chain_link_free (SlChainLink *link);
GPtrArray *sl_composition_explain (SlComposition *self, SlBlock *block);

G_END_DECLS
