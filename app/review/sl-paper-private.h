/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-paper.h"
#include "review/sl-version-private.h"
#include "store/sl-database.h"

G_BEGIN_DECLS

/* NULL where nobody composes reports. */
const SlPaperComposer *sl_review_get_paper_composer (SlReview *self, gpointer *data);

/* sl-paper-records.c */
/* The ids behind a paper's; its title as it was submitted, "" before that. SL_STORE_ERROR_NOT_FOUND
 * when there is no such sheet. Transfer full. */
SlPaper *sl_paper_records_read (SlDatabase *database, const char *paper_id, GError **error);
/* The reference of a sheet; transfer full. */
char *sl_paper_records_read_reference (SlDatabase *database, const char *sheet_id, GError **error);
/* Its row, once. */
gboolean sl_paper_records_add (SlTransaction *transaction, const SlPaper *paper, GError **error);
/* Reports of a sheet, or (@sheet_id NULL) of a case. Element type SlPaperLine. */
GPtrArray *sl_paper_records_list (SlDatabase *database,
                                  const char *case_id,
                                  const char *sheet_id,
                                  GError **error);
/* The sheet that an object of the trail (a sheet, photograph or action) belongs to; "" none. */
/* The paper among @papers (of SlPaperLine) that was issued and holds what it rests on as it was;
 * NULL: none. Borrowed. */
const SlPaper *sl_papers_find_holding (GPtrArray *papers);
/* What is said to whoever would change that; transfer full. */
char *sl_paper_dup_hold_words (const SlPaper *paper);
const char *sl_paper_get_copy_words (void);

gboolean sl_paper_records_find_sheet (SlDatabase *database,
                                      const char *object_kind,
                                      const char *object_id,
                                      char **sheet_id,
                                      GError **error);
/* Approved reports of a case that name it otherwise than its row now does. Element type char*. */
GPtrArray *
sl_paper_records_list_headed_otherwise (SlDatabase *database, const char *case_id, GError **error);

/* sl-snapshot-paper.c: as sl_snapshot_take_with(), of a report. @withheld as a composer's. */
SlSnapshot *sl_snapshot_take_paper (SlReview *review,
                                    const SlPaper *paper,
                                    SlPerson *author,
                                    const char *date,
                                    GPtrArray *withheld,
                                    GError **error);

G_END_DECLS
