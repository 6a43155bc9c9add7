/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "sheets/sl-form-private.h"
#include "sheets/sl-sheet.h"

G_BEGIN_DECLS

/* The texts of a sheet's row, in the order of the columns read and of SlSheet's properties. */
typedef enum
{
  SL_SHEET_ID,
  SL_SHEET_CASE_ID,
  SL_SHEET_KIND,
  SL_SHEET_REFERENCE,
  SL_SHEET_TITLE,
  SL_SHEET_STATE,
  SL_SHEET_STATE_REASON,
  SL_SHEET_ON_DATE,
  SL_SHEET_STARTS_AT,
  SL_SHEET_ENDS_AT,
  SL_SHEET_OWNER_ID,
  SL_SHEET_OWNER_NAME,
  SL_SHEET_CREATED_AT,
  SL_SHEET_CHANGED_AT,
  SL_SHEET_REMOVED, /* "yes" or "" */
  SL_SHEET_N_PROPERTIES,
  SL_SHEET_FORM_HASH = SL_SHEET_N_PROPERTIES,
  SL_SHEET_N_TEXTS
} SlSheetText;

/* An entry as it is kept. */
typedef struct
{
  char *id;
  char *group_id;
  GHashTable *values; /* field -> value, both owned */
  gboolean removed;
  SlSheetWalk *walk; /* NULL: it has none, or it was not read */
} SlEntryContent;
SlEntryContent *sl_entry_content_new (const char *id, const char *group_id, gboolean removed);
void sl_entry_content_free (SlEntryContent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlEntryContent, sl_entry_content_free)

/* A sheet as it is kept: what SlSheet shows on the main thread, and what a change judges in its
 * transaction. Of the entries, those that were read. */
typedef struct
{
  char *texts[SL_SHEET_N_TEXTS];
  GHashTable *values; /* the sheet's own: field -> value, both owned */
  GPtrArray *entries; /* of SlEntryContent, in their order; removed ones too */
  GHashTable *by_id;  /* id -> SlEntryContent, borrowed */
} SlSheetContent;
SlSheetContent *sl_sheet_content_new (void);
void sl_sheet_content_free (SlSheetContent *self);
void sl_sheet_content_add (SlSheetContent *self, SlEntryContent *entry); /* takes @entry */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlSheetContent, sl_sheet_content_free)

/* "" when nothing is said; @entry NULL for the sheet's own. */
const char *
sl_sheet_content_get (const SlSheetContent *self, const SlEntryContent *entry, const char *field);
/* NULL when it was not read. */
SlEntryContent *sl_sheet_content_find (const SlSheetContent *self, const char *entry_id);
/* Whether the form asks for @field here, by its "when". */
gboolean sl_sheet_content_asks (const SlSheetContent *self,
                                SlForm *form,
                                const SlEntryContent *entry,
                                const SlFormField *field);
/* As sl_form_field_format(), of an entry by its line. Transfer full. */
char *sl_sheet_content_format (const SlSheetContent *self,
                               SlForm *form,
                               const SlFormField *field,
                               const char *value);
/* An entry's line in lists, "" when it says nothing. Transfer full. */
char *sl_entry_content_dup_line (const SlEntryContent *self, SlForm *form);
/* What the form asks for and the sheet does not say; of SlSheetLack. */
GPtrArray *sl_sheet_content_list_lacks (const SlSheetContent *self, SlForm *form);

/* Columns that follow from the values of the fields that bear these roles. Transfer full. */
char *sl_sheet_content_dup_title (const SlSheetContent *self, SlForm *form);
char *sl_sheet_content_dup_date (const SlSheetContent *self, SlForm *form);
const char *sl_sheet_content_get_role (const SlSheetContent *self, SlForm *form, const char *role);

/* "Visit VIS/2026/003", transfer full. */
char *sl_sheet_content_dup_name (const SlSheetContent *self);
/* "Called in at 10:05": one value for the case's history. Transfer full. */
char *sl_sheet_content_dup_said (const SlSheetContent *self,
                                 SlForm *form,
                                 const SlFormField *field,
                                 const char *value);

/* sl-sheet-walks.c: reads how far the checklists of the entries were walked. */
gboolean sl_sheet_walks_read (SlSheetContent *content,
                              SlForm *form,
                              SlStore *store,
                              SlPackLibrary *packs,
                              GError **error);

/* sl-sheet-records.c. All NULL or FALSE with @error; SL_STORE_ERROR_NOT_FOUND for no such sheet. */
SlSheetContent *sl_sheet_records_read (SlDatabase *database, const char *sheet_id, GError **error);
/* The row and the sheet's own values alone. */
SlSheetContent *
sl_sheet_records_read_head (SlDatabase *database, const char *sheet_id, GError **error);
/* Adds one entry to what was read, if the sheet has it. */
gboolean sl_sheet_records_read_entry (SlDatabase *database,
                                      SlSheetContent *content,
                                      const char *entry_id,
                                      GError **error);
/* Adds all entries. */
gboolean
sl_sheet_records_read_entries (SlDatabase *database, SlSheetContent *content, GError **error);

/* sl-sheet-write-records.c, inside a change. */
gboolean sl_sheet_records_insert (SlTransaction *transaction,
                                  const SlSheetContent *content,
                                  SlForm *form,
                                  GError **error);
/* "" takes the value out. */
gboolean sl_sheet_records_write_value (SlTransaction *transaction,
                                       const SlSheetContent *content,
                                       const SlEntryContent *entry,
                                       const char *field,
                                       const char *value,
                                       GError **error);
/* Title, day and times as the content says, and when and by whom it was changed. */
gboolean sl_sheet_records_write_head (SlTransaction *transaction,
                                      const SlSheetContent *content,
                                      SlForm *form,
                                      GError **error);
gboolean sl_sheet_records_write_state (SlTransaction *transaction,
                                       const char *sheet_id,
                                       const char *state,
                                       const char *reason,
                                       gboolean removed,
                                       GError **error);
/* Behind the others of its group. *@added FALSE: an entry of that id is there already. */
gboolean sl_sheet_records_insert_entry (SlTransaction *transaction,
                                        const SlSheetContent *content,
                                        const SlEntryContent *entry,
                                        gboolean *added,
                                        GError **error);
gboolean sl_sheet_records_write_removed (SlTransaction *transaction,
                                         const char *entry_id,
                                         gboolean removed,
                                         GError **error);
/* Puts a group's entries into the order of @entry_ids, a list of const char*. */
gboolean
sl_sheet_records_write_order (SlTransaction *transaction, GPtrArray *entry_ids, GError **error);
/* The days that the sheet (@entry NULL) or one entry sets; none while it is removed or cancelled.
 */
gboolean sl_sheet_records_write_dates (SlTransaction *transaction,
                                       const SlSheetContent *content,
                                       SlForm *form,
                                       const SlEntryContent *entry,
                                       GError **error);

/* Whether two tables of field -> value say the same. */
gboolean sl_sheet_values_equal (GHashTable *a, GHashTable *b);

/* sl-sheet-entry.c */
SlSheetEntry *sl_sheet_entry_new (const SlEntryContent *content, SlForm *form);
/* Whether anything differs; tells listeners. */
gboolean sl_sheet_entry_update (SlSheetEntry *self, const SlEntryContent *content, SlForm *form);

G_END_DECLS
