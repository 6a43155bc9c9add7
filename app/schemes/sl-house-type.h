/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "sheets/sl-sheet.h"

G_BEGIN_DECLS

/* What may be taken over as the answer to an item of a house type's checklist: suggested, never
 * decided. */
typedef struct
{
  char *item_id;
  SlVerdict verdict;
  char *ground; /* "National Building Approval NBA 1184/B4, as entered …": why it is proposed */
  char *title;  /* "Approved centrally", "As House type A" */
  SlAnswerText text; /* what would be written; strings are owned */
  char **evidence;   /* ids; NULL: none */
} SlHouseTypeProposal;
void sl_house_type_proposal_free (SlHouseTypeProposal *proposal);

/* For the items of @assessment that are asked and not answered, in their order: what a central
 * approval of the house type settles, then what other house types of its scheme were answered.
 * @packs may be NULL; @item_id NULL: all items. GPtrArray of SlHouseTypeProposal; empty for the
 * whole case. */
GPtrArray *sl_house_type_proposals_list (SlStore *store,
                                         SlPackLibrary *packs,
                                         SlAssessment *assessment,
                                         const char *item_id,
                                         GError **error);
/* The officer takes it over: verdict, words and evidence in one step. */
SlChange *sl_house_type_change_take (SlAssessment *assessment, const SlHouseTypeProposal *proposal);

G_END_DECLS
