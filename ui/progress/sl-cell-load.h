/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "competency/sl-proposal.h"

G_BEGIN_DECLS

/* What the trainee needs beside a cell: what the case's record shows for it, and their own note. */
typedef struct
{
  GPtrArray *proposals; /* of SlProposal */
  char *note;
} SlCellExtras;

void sl_cell_extras_free (SlCellExtras *extras);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlCellExtras, sl_cell_extras_free)

/* @occasion_id "" training. */
void sl_cell_load_async (SlCasebook *casebook,
                         SlPortfolio *portfolio,
                         const char *occasion_id,
                         const char *criterion_id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
SlCellExtras *sl_cell_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
