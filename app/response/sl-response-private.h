/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "response/sl-response.h"

#include "base/sl-types.h"
#include "cases/sl-case.h"
#include "documents/sl-document.h"

G_BEGIN_DECLS

SlCrimeRow *sl_crime_row_new (const SlCrimeValues *values);

/* The officer's hand on one block. */
typedef struct
{
  char *key;
  char *action; /* replace, leave-out, add */
  char *after_key;
  char *text;
  char *source_hash; /* of the composed text that it was made from */
} SlEdit;

typedef struct
{
  const char *id, *case_id, *template_id, *stance, *flags, *award_level, *nppf_edition,
      *letter_date, *conditions;
} SlResponseRow;
SlResponse *sl_response_new (const SlResponseRow *row, GPtrArray *edits /* of SlEdit, taken */);
const SlEdit *sl_response_find_edit (SlResponse *self, const char *key); /* not the added ones */
GPtrArray *sl_response_get_edits (SlResponse *self);                     /* of SlEdit, borrowed */
void sl_edit_free (SlEdit *edit);

/* sl-template.c: the fixed words */
typedef struct _SlTemplate SlTemplate;
typedef struct
{
  const char *id, *title, *heading; /* heading "": none */
} SlTemplateSection;

SlTemplate *sl_template_new (SlPack *pack);
void sl_template_free (SlTemplate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlTemplate, sl_template_free)
SlPack *sl_template_get_pack (SlTemplate *self);
/* "applicant", or "" for the local planning authority. */
const char *sl_template_get_addressee (SlTemplate *self);
guint sl_template_get_n_sections (SlTemplate *self);
const SlTemplateSection *sl_template_get_section (SlTemplate *self, guint index);
/* The first phrase called @id whose {fields} are all in @fields (text to text, "" is unknown); NULL
 * when there is none. Transfer full. */
char *sl_template_fill (SlTemplate *self, const char *id, GHashTable *fields);
gboolean sl_template_has (SlTemplate *self, const char *id);
/* Text of a condition filled the same way; NULL when there is none. Transfer full. */
char *sl_template_fill_condition (SlTemplate *self, const char *id, GHashTable *fields);

/* Everything one letter is made of, and the letter while it is being made. Gathered on one thread,
 * composed on another perhaps; its objects are its own. */
struct _SlComposition
{
  SlPolicyLibrary *policy;
  SlTemplate *template;
  SlResponse *response;
  SlCase *planning_case;
  SlAssessment *assessment; /* NULL: none begun */
  GListModel *documents;
  GListModel *observations;
  GListModel *crime;
  char *author_name, *author_title, *author_number;
  gboolean author_declared; /* has said who they are */
  char *letter_date;        /* ISO */
  char *nppf_edition;       /* "2024-12" */
  GPtrArray *problems;
};

/* An item of the assessment that has something to say, and where it stands in the letter. */
typedef struct
{
  SlAnswer *answer;
  SlChecklistItem *item;
  guint point;     /* number among the main points, 0: not one */
  gboolean listed; /* one of several welcomed features, under words of their own */
} SlFinding;

/* One letter being composed. */
typedef struct
{
  SlComposition *from;
  SlLetter *letter;
  GHashTable *fields;  /* of phrases: name to text */
  GPtrArray *findings; /* of SlFinding: points first, then in the order of the checklist */
  GPtrArray *left_out; /* of SlBlock */
  GHashTable *used;    /* keys of blocks composed, and of edits placed */
  GString *policies;   /* ids of the citations the letter rests on */
  const SlTemplateSection *section;
  gboolean headed; /* the section's heading stands */
} SlComposer;

/* sl-compose.c */
void sl_composer_set_field (SlComposer *self, const char *name, const char *text);
const char *sl_composer_get_field (SlComposer *self, const char *name);
/* A phrase of the template; NULL and a problem noted when it cannot be filled. Transfer full. */
char *sl_composer_phrase (SlComposer *self, const char *id);
void sl_composer_note (SlComposer *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* A block with the officer's edits, NULL when it is left out. Not in the letter yet. */
SlBlock *sl_composer_make (SlComposer *self, SlBlockKind kind, const char *key, const char *text);
/* Puts @block (taken) in the letter under the section's heading; then what the officer added after
 * it. */
void sl_composer_put (SlComposer *self, SlBlock *block);
/* Makes and puts a paragraph whose origin is the template; @text may be NULL. */
void sl_composer_put_phrase (SlComposer *self, const char *key, const char *phrase_id);
void sl_composer_put_heading (SlComposer *self, const char *key, const char *text, int level);
/* Appends an item to @list, with what was added after it. */
void sl_composer_append_item (SlComposer *self, SlBlock *list, SlBlock *item);
char *sl_join_words (GPtrArray *words, const char *last); /* "a, b and c" */
char *sl_lower_first (const char *text);
char *sl_make_sentence (const char *text); /* on one line, with its full stop; "" stays */

/* The field {level}: the award level that is aimed at. */
void sl_compose_set_level (SlComposer *self);
/* One builder a section of the template: sl-compose-head.c, -points.c, -topics.c, -context.c,
 * -close.c */
void sl_compose_opening (SlComposer *self);
void sl_compose_points (SlComposer *self);
void sl_compose_documents (SlComposer *self);
void sl_compose_context (SlComposer *self);
void sl_compose_welcome (SlComposer *self);
void sl_compose_topics (SlComposer *self);
void sl_compose_further (SlComposer *self);
void sl_compose_information (SlComposer *self);
void sl_compose_conditions (SlComposer *self);
void sl_compose_informatives (SlComposer *self);
void sl_compose_award (SlComposer *self);
void sl_compose_closing (SlComposer *self);
void sl_compose_signature (SlComposer *self);
void sl_compose_annex (SlComposer *self);

/* Whether the officer left the item's block out of the letter. */
gboolean sl_finding_is_left_out (SlComposer *self, const SlFinding *finding);
/* Whether anything stands in the annex of lesser findings. */
gboolean sl_compose_has_further (SlComposer *self);
/* "points 1 and 3": the main points whose item names a crime of @category; NULL for none. */
char *sl_compose_list_points_on_crime (SlComposer *self, const char *category);

/* sl-finding.c */
GPtrArray *sl_findings_gather (SlComposition *from, guint max_points); /* of SlFinding */
/* What the letter says of an item: place, what is shown, risk, recommendation, reference. Transfer
 * full. */
char *sl_finding_write (SlComposer *composer, const SlFinding *finding);
SlBlock *sl_finding_make_block (SlComposer *composer, const SlFinding *finding, SlBlockKind kind);
/* The newest reference that was checked; NULL when there is none. */
const SlGuideReference *sl_item_find_reference (SlChecklistItem *item);
/* In full, as it is named once at the beginning: "Secured by Design Homes 2016". */
char *sl_guide_name (const SlGuideReference *reference, gboolean section);
/* "Boundary treatments, PL-106 C, page 1"; transfer full. */
char *sl_evidence_describe (SlComposition *from, SlEvidence *evidence, gboolean page);
char *sl_answer_describe_measure (SlAnswer *answer, char **short_by); /* NULL: nothing to say */
char *sl_format_number (double value, const char *unit);

G_END_DECLS
