/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "assessment/sl-assessment.h"

G_BEGIN_DECLS

typedef enum
{
  SL_ITEM_ROW_SECTION,
  SL_ITEM_ROW_ITEM,
  SL_ITEM_ROW_OBSERVATION, /* a free observation */
  SL_ITEM_ROW_ADD,         /* "Add an observation" */
} SlItemRowKind;

typedef enum
{
  SL_ITEM_FILTER_ALL,
  SL_ITEM_FILTER_TO_DO,
  SL_ITEM_FILTER_TO_RAISE,  /* partly, not met, not shown */
  SL_ITEM_FILTER_NOT_ASKED, /* what does not apply to this case */
} SlItemFilter;

/* A row of the list of checklist items, as it stands at one time. */
#define SL_TYPE_ITEM_ROW (sl_item_row_get_type ())
G_DECLARE_FINAL_TYPE (SlItemRow, sl_item_row, SL, ITEM_ROW, GObject)

SlItemRowKind sl_item_row_get_kind (SlItemRow *self);
const char *sl_item_row_get_key (SlItemRow *self); /* section, item or observation id */
const char *sl_item_row_get_title (SlItemRow *self);
const char *sl_item_row_get_end (SlItemRow *self); /* "Done", "5 of 8", "Not met" */
SlVerdict sl_item_row_get_verdict (SlItemRow *self);
gboolean sl_item_row_get_open (SlItemRow *self);
gboolean sl_item_row_equal (SlItemRow *self, SlItemRow *other);

#define SL_OBSERVATIONS_SECTION "observations"

/* @toggled: sections unfolded by hand; @search (nullable) and @filter unfold all they find. Element
 * type SlItemRow; transfer full. */
GPtrArray *sl_item_rows_build (SlAssessment *assessment,
                               GListModel *observations,
                               GHashTable *toggled,
                               SlItemFilter filter,
                               const char *search);

G_END_DECLS
