/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "packs/sl-pack.h"

G_BEGIN_DECLS

/* A checklist pack in its own types. Strings are borrowed from the checklist. */
#define SL_TYPE_CHECKLIST (sl_checklist_get_type ())
G_DECLARE_FINAL_TYPE (SlChecklist, sl_checklist, SL, CHECKLIST, GObject)

typedef enum
{
  SL_COMPARISON_NONE,
  SL_COMPARISON_AT_LEAST,
  SL_COMPARISON_AT_MOST,
  SL_COMPARISON_EXACTLY
} SlComparison;

typedef struct
{
  const char *measure; /* "height of the rear boundary" */
  SlComparison comparison;
  double value;
  const char *unit; /* "m", "mm", "homes", "lux", … */
  const char *status;
  const char *note; /* "" none */
} SlCriterion;

typedef struct
{
  const char *guide;   /* "Secured by Design Homes" */
  const char *edition; /* "2016" */
  const char *section; /* "10" */
  const char *title;
  const char *status; /* as SlCitation */
} SlGuideReference;

typedef struct
{
  const char *status; /* "verified", "part", "recalled", "check" */
  const char *class;  /* "police" (police or SBD page), "government", "trade", "practitioner" */
  const char *name;
  const char *says; /* which part it supports; "" all */
} SlSource;

#define SL_TYPE_CHECKLIST_ITEM (sl_checklist_item_get_type ())
G_DECLARE_FINAL_TYPE (SlChecklistItem, sl_checklist_item, SL, CHECKLIST_ITEM, GObject)

/* Properties (text): id, title (short, for lists), question, why, tier (L P A G), look-in, test (a
 * design test in words), recommendation, condition, section-id, section-title, topic (heading of
 * the letter it belongs under), topic-order (its place there, a number), status, says (which part
 * is verified, when it is in part). */
const char *sl_checklist_item_get (SlChecklistItem *self, const char *property);
const char *sl_checklist_item_get_id (SlChecklistItem *self);
const char *const *sl_checklist_item_get_crimes (SlChecklistItem *self);    /* "Burglary", … */
const char *const *sl_checklist_item_get_standards (SlChecklistItem *self); /* keys */
const char *const *sl_checklist_item_get_look_for (SlChecklistItem *self);  /* terms */
const char *const *sl_checklist_item_get_document_kinds (SlChecklistItem *self);
const SlCriterion *
sl_checklist_item_get_criterion (SlChecklistItem *self); /* NULL when there is none */
guint sl_checklist_item_get_n_criteria (SlChecklistItem *self);
const SlCriterion *sl_checklist_item_get_criterion_at (SlChecklistItem *self, guint index);
guint sl_checklist_item_get_n_references (SlChecklistItem *self);
const SlGuideReference *sl_checklist_item_get_reference (SlChecklistItem *self, guint index);
guint sl_checklist_item_get_n_sources (SlChecklistItem *self);
const SlSource *sl_checklist_item_get_source (SlChecklistItem *self, guint index);
/* Whether it applies to a case with these features and numbers; @why (nullable out, borrowed) says
 * why not. */
gboolean sl_checklist_item_applies (SlChecklistItem *self,
                                    const char *const *features,
                                    gint64 homes_per_entrance,
                                    const char **why);

/* Whether it depends on the feature or the number of that id. */
gboolean sl_checklist_item_asks_feature (SlChecklistItem *self, const char *feature_id);

SlChecklist *sl_checklist_new (SlPack *pack, GError **error);
SlPack *sl_checklist_get_pack (SlChecklist *self);
GListModel *sl_checklist_get_items (SlChecklist *self); /* of SlChecklistItem in order; borrowed */
SlChecklistItem *sl_checklist_find_item (SlChecklist *self, const char *item_id);
typedef struct
{
  const char *id;
  const char *title;
} SlChecklistSection;
guint sl_checklist_get_n_sections (SlChecklist *self);
const SlChecklistSection *sl_checklist_get_section (SlChecklist *self, guint index);
/* Features the pack asks about: id and the words shown ("flats", "Flats with a shared entrance").
 */
typedef struct
{
  const char *id;
  const char *label;
  gboolean number;
} SlChecklistFeature;
guint sl_checklist_get_n_features (SlChecklist *self);
const SlChecklistFeature *sl_checklist_get_feature (SlChecklist *self, guint index);
/* Topics of free observations. */
guint sl_checklist_get_n_topics (SlChecklist *self);
const SlChecklistSection *sl_checklist_get_topic (SlChecklist *self, guint index);
/* Whether the item is asked of a house type by itself; of a pack that tells no parts everything is.
 * @why (nullable out, borrowed) says why not. */
gboolean
sl_checklist_concerns_house_type (SlChecklist *self, SlChecklistItem *item, const char **why);
/* Whether any item that is asked of a house type asks for this feature. */
gboolean sl_checklist_feature_concerns_house_type (SlChecklist *self, const char *feature_id);
/* A central approval of house types: which of the guide's sections it settles. */
typedef struct
{
  const char *name;     /* "National Building Approval" */
  const char *sections; /* "2 2A 2B" */
  const char *says;     /* what it is */
  const char *status;   /* as SlCitation */
  const char *source;   /* where that was seen */
} SlHouseTypeApproval;
/* FALSE when the pack tells of none. Strings are borrowed. */
gboolean sl_checklist_get_approval (SlChecklist *self, SlHouseTypeApproval *approval);
/* Whether the approval settles the item: its section of the guide is among those named. */
gboolean sl_checklist_is_approved_centrally (SlChecklist *self, SlChecklistItem *item);
/* What the newest known edition of the guide is, when the pack was authored from an older one; ""
 * else. */
const char *sl_checklist_get_newest_guide (SlChecklist *self);

G_END_DECLS
