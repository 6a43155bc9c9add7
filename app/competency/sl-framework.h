/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "packs/sl-pack.h"

G_BEGIN_DECLS

/* A framework of competencies as data (resources/framework/, schema framework.rng): what a trainee
 * shows, how often, who assesses it, and the rules of decision and appeal. A force copies one to
 * its packs folder and changes it; a portfolio keeps the edition that it was begun with until a
 * manager moves it. It never changes, so any thread may read it; strings are borrowed from it. */
#define SL_TYPE_FRAMEWORK (sl_framework_get_type ())
G_DECLARE_FINAL_TYPE (SlFramework, sl_framework, SL, FRAMEWORK, GObject)

/* Outcomes that a training criterion asks for ("park-mark"); each may need renewing. */
typedef struct
{
  const char *id;
  const char *title;
  guint renew_months; /* 0: once and for all */
} SlFrameworkOutcome;

/* A line of the matrix. Headings (C3.5 "site visits …") stand above others and have no cells. */
typedef struct
{
  const char *id;            /* "C2.3.1" */
  const char *title;         /* "Find crime, risk and threat": short, for the matrix */
  const char *text;          /* what it asks, in the pack's own words: never shown as a quotation */
  const char *under;         /* the criterion that it belongs to, "" none */
  const char *source;        /* "S002" */
  const char *was;           /* its id in the edition before, "" the same */
  gboolean heading;          /* has no cells */
  gboolean where_applicable; /* may be "not applicable", with a reason */
  const char *const
      *shows; /* kinds of proposal (sl-proposal.h) that speak for it; ends with NULL */
  const char *const *accepts; /* training: kinds of entry ("course", "award", …); ends with NULL */
  gboolean certificate;       /* training: needs a file */
  const SlFrameworkOutcome *outcomes; /* training: all of these are needed */
  guint n_outcomes;
  guint depth; /* how many of those that it belongs to stand above it in the list */
} SlFrameworkCriterion;

typedef enum
{
  SL_COMPONENT_TRAINING,  /* shown once, by training entries */
  SL_COMPONENT_OCCASIONS, /* shown on each of @occasions separate pieces of work */
} SlComponentType;

typedef struct
{
  const char *id;        /* "C2" */
  const char *title;     /* "Planning process" */
  const char *noun;      /* of one: "occasion", "scheme"; "part" of training */
  const char *nouns;     /* of several */
  const char *case_kind; /* of the cases that count: "planning", "scheme"; "" training */
  SlComponentType type;
  guint occasions;                      /* at least 1; 1 of training */
  const char *const *assessors;         /* role ids; ends with NULL */
  const SlFrameworkCriterion *criteria; /* in the framework's order, headings among them */
  guint n_criteria;
} SlComponent;

/* Who decides an appeal against whose decision, and by when. */
typedef struct
{
  const char *decided_by; /* role id */
  const char *to;         /* role id */
  guint days; /* calendar days after the notification; the last day is notification + days */
  const char *source;
} SlAppealRule;

SlFramework *sl_framework_new (SlPack *pack, GError **error);
SlPack *sl_framework_get_pack (SlFramework *self);
const char *sl_framework_get_id (SlFramework *self);
const char *sl_framework_get_title (SlFramework *self); /* "Towards Designing Out Crime Officer" */
const char *sl_framework_get_edition (SlFramework *self);
const char *sl_framework_get_hash (SlFramework *self);
const char *sl_framework_get_about (SlFramework *self);
const char *sl_framework_get_from_role (SlFramework *self); /* "trainee" */
const char *sl_framework_get_to_role (SlFramework *self);   /* "officer" */
guint sl_framework_get_n_components (SlFramework *self);
const SlComponent *sl_framework_get_component (SlFramework *self, guint index);
const SlComponent *sl_framework_find_component (SlFramework *self, const char *component_id);
/* *@component (nullable) is the one that it stands in. */
const SlFrameworkCriterion *sl_framework_find_criterion (SlFramework *self,
                                                         const char *criterion_id,
                                                         const SlComponent **component);
/* What an older edition's criterion became: by "was", else the same id. */
const SlFrameworkCriterion *
sl_framework_follow (SlFramework *self, const char *old_id, const SlComponent **component);
gboolean sl_component_may_assess (const SlComponent *component, const char *role);
guint sl_component_count_cells (const SlComponent *component); /* criteria that are no headings */
/* The condition of entry, as a criterion that accepts training entries; NULL none. */
const SlFrameworkCriterion *sl_framework_get_entry (SlFramework *self);
/* Who records the decision on progression, role ids; ends with NULL. */
const char *const *sl_framework_get_deciders (SlFramework *self);
/* The rule for a decision by @role, NULL: none is set. */
const SlAppealRule *sl_framework_find_appeal (SlFramework *self, const char *role);
guint sl_framework_get_expiry_days (SlFramework *self); /* renewals this near are shown: 90 */
/* Of how many closed occasions one is drawn for a second look by the rule; 0: none is. */
guint sl_framework_get_sample_every (SlFramework *self);

/* Newest edition of each; GPtrArray of SlFramework. Transfer full. */
GPtrArray *sl_frameworks_list (SlPackLibrary *packs);
SlFramework *sl_frameworks_find (SlPackLibrary *packs, const char *framework_id, GError **error);
/* The edition that a record names, also one that the library no longer has. */
SlFramework *
sl_frameworks_load (SlStore *store, SlPackLibrary *packs, const char *hash, GError **error);

/* What another edition would change for a portfolio, a line each. */
typedef enum
{
  SL_FRAMEWORK_SAME,
  SL_FRAMEWORK_REWORDED, /* the same id, or its "was", with other words or rules */
  SL_FRAMEWORK_NEW,
  SL_FRAMEWORK_GONE,
} SlFrameworkStep;
typedef struct
{
  SlFrameworkStep step;
  char *component_id, *from_id, *to_id; /* criterion ids; "" where there is none */
  char *text; /* "C2.4 asks now: … (was: …)"; a sentence for the manager */
} SlFrameworkDifference;
void sl_framework_difference_free (SlFrameworkDifference *difference);
/* Counts of occasions, rules and criteria alike; SAME ones are left out. Transfer full. */
GPtrArray *sl_framework_compare (SlFramework *from, SlFramework *to);

G_END_DECLS
