/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "sheets/sl-sheet-private.h"
#include "store/sl-store.h"

G_BEGIN_DECLS

/* What a change of a sheet carries to the writer thread; all owned, NULL where not used. */
typedef struct
{
  SlForm *form;
  char *sheet_id;
  char *case_id;
  char *entry_id; /* NULL the sheet itself */
  char *group_id;
  char *state;
  char *reason;
  SlSheetValue *values;
  guint n_values;
  guint position;
  gboolean removed;
} SlSheetEdit;

/* Constructors, main thread. */
SlSheetEdit *sl_sheet_edit_new (SlForm *form, const char *sheet_id, const char *case_id);
SlSheetEdit *sl_sheet_edit_new_of (SlSheet *sheet, const char *entry_id);
void sl_sheet_edit_set_values (SlSheetEdit *edit, const SlSheetValue *values, guint n_values);
/* Takes @edit. */
SlChange *sl_sheet_edit_to_change (SlSheetEdit *edit, const char *action, SlChangeFunc func);

/* In the transaction. The sheet as it stands: @whole with all entries. */
SlSheetContent *sl_sheet_edit_read (SlTransaction *transaction,
                                    const SlSheetEdit *edit,
                                    gboolean whole,
                                    GError **error);
/* FALSE with a sentence for one that is closed, cancelled or removed. */
gboolean sl_sheet_edit_check_open (const SlSheetContent *content, GError **error);
/* Both, with the entry that is meant among those read. */
SlSheetContent *sl_sheet_edit_open (SlTransaction *transaction,
                                    const SlSheetEdit *edit,
                                    gboolean whole,
                                    GError **error);
/* NULL with a sentence when the sheet has no such entry. Borrowed. */
SlEntryContent *
sl_sheet_edit_find_entry (const SlSheetContent *content, const SlSheetEdit *edit, GError **error);
/* What the case's history says: "Visit VIS/2026/003: Called in at 10:05". */
void
sl_sheet_edit_note (SlTransaction *transaction, const SlSheetContent *content, const char *said);
/* The days of the sheet and of every entry that was read. */
gboolean sl_sheet_edit_write_dates (SlTransaction *transaction,
                                    const SlSheetContent *content,
                                    SlForm *form,
                                    GError **error);
/* "Hazard", or "Hazard “Loose dogs”". Transfer full. */
char *sl_entry_content_describe (const SlEntryContent *entry, SlForm *form);

#define sl_sheet_refuse(...)                                                                       \
  (g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED, __VA_ARGS__), FALSE)

G_END_DECLS
