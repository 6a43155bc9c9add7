/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-photograph.h"

G_BEGIN_DECLS

/* A row as read from the store, with what it takes from the document and the persons. */
typedef struct
{
  char *id, *case_id, *document_id, *sheet_id, *entry_id, *item_id, *caption, *seen, *file_name,
      *taken_at;
  char *taken_source, *plan_document_id, *privacy, *privacy_by_name, *privacy_at, *person_name, *at;
  char *sha256;
  gboolean has_position, has_place;
  guint width, height;
  guint plan_page;
  double plan_x, plan_y, direction; /* direction NaN: not said */
} SlPhotographRow;
SlPhotograph *sl_photograph_new_take (const SlPhotographRow *row);
const char *sl_photograph_get_sha256 (SlPhotograph *self);

/* Inside a change: refuses a sheet that is not the case's. */
gboolean sl_photograph_records_check_sheet (SlTransaction *transaction,
                                            const char *sheet_id,
                                            const char *case_id,
                                            GError **error);

/* "2026-11-03", "2026-11-03T14:05" or "2026-11-03T14:05:09"; "" is no time. */
gboolean sl_photograph_time_is_valid (const char *taken_at);

G_END_DECLS
