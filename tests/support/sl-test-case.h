/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-library.h"
#include "store/sl-store.h"

G_BEGIN_DECLS

/* A store in @folder with the running account as its actor. Transfer full. */
SlStore *sl_test_open_store (const char *folder);

/* Applies @change, which must succeed. */
void sl_test_apply (SlStore *store, SlChange *change);
/* Applies @change, which must be refused with @code and a message that holds @words. */
void sl_test_refuse (SlStore *store, SlChange *change, int code, const char *words);

/* The invented case: land east of Mallard Way, 48 homes. Returns its id, transfer full. */
char *sl_test_add_case (SlStore *store);

/* A document of plain text, read by the real worker, kept in the store and in the index. Returns
 * its id, transfer full. */
char *sl_test_add_document (SlLibrary *library,
                            const char *case_id,
                            const char *title,
                            const char *kind,
                            const char *drawing_number,
                            const char *text);

/* Evidence on @page; returns its id, transfer full. */
char *sl_test_add_evidence (SlStore *store,
                            const char *case_id,
                            const char *document_id,
                            guint page,
                            const char *quotation);

/* Rows of the audit trail so far. */
guint sl_test_count_audit (SlStore *store);

G_END_DECLS
