/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test-sheet.h"

#include "base/sl-id.h"
#include "packs/sl-pack.h"
#include "sl-test-case.h"
#include "sl-test.h"

SlForm *
sl_test_walk_form (void)
{
  g_autofree char *path = sl_test_data_path ("sheets/walk.xml");
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPack) pack = sl_pack_new_from_file (path, &error);
  SlForm *form;

  g_assert_no_error (error);
  form = sl_form_new (pack, &error);
  g_assert_no_error (error);
  return form;
}

char *
sl_test_parse (SlForm *form, const char *group_id, const char *field_id, const char *text)
{
  g_autoptr (GError) error = NULL;
  const SlFormField *field = sl_form_find_field (form, group_id, field_id);
  char *value;

  g_assert_nonnull (field);
  value = sl_form_field_parse (field, text, &error);
  g_assert_no_error (error);
  return value;
}

SlSheet *
sl_test_begin_walk (SlStore *store, SlForm *form, const char *case_id)
{
  g_autofree char *id = sl_id_new ();
  const SlSheetValue title = { "purpose", "Look at the boundary" };
  g_autoptr (GError) error = NULL;
  SlSheet *sheet;

  sl_test_apply (store, sl_sheet_change_begin (form, id, case_id, &title, 1));
  sheet = sl_sheets_load (store, NULL, id, &error);
  g_assert_no_error (error);
  return sheet;
}

static void
reload (SlStore *store, SlSheet *sheet)
{
  g_autoptr (GError) error = NULL;

  sl_sheet_reload (sheet, store, &error);
  g_assert_no_error (error);
}

void
sl_test_set (SlStore *store,
             SlSheet *sheet,
             const char *entry_id,
             const char *field_id,
             const char *text)
{
  SlSheetEntry *entry = entry_id != NULL ? sl_sheet_find_entry (sheet, entry_id) : NULL;
  g_autofree char *value = sl_test_parse (sl_sheet_get_form (sheet),
                                          entry != NULL ? sl_sheet_entry_get_group (entry) : NULL,
                                          field_id, text);

  sl_test_apply (store,
                 sl_sheet_change_set (sheet, entry_id, &(SlSheetValue){ field_id, value }, 1));
  reload (store, sheet);
}

char *
sl_test_add (SlStore *store,
             SlSheet *sheet,
             const char *group_id,
             const char *field_id,
             const char *text)
{
  char *id = sl_id_new ();
  g_autofree char *value = sl_test_parse (sl_sheet_get_form (sheet), group_id, field_id, text);

  sl_test_apply (store,
                 sl_sheet_change_add (sheet, group_id, id, &(SlSheetValue){ field_id, value }, 1));
  reload (store, sheet);
  return id;
}
