/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-ui-test.h"

#include "library/sl-pack-entry.h"

#include <string.h>

/* How packs read on the Library page. */

static GListModel *
read_pack (const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPackLibrary) library = sl_pack_library_new (NULL, &error);
  SlPack *pack;

  g_assert_no_error (error);
  pack = sl_pack_library_find (library, id, NULL);
  g_assert_nonnull (pack);
  return sl_pack_entries_read (pack);
}

static void
test_every_kind (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPackLibrary) library = sl_pack_library_new (NULL, &error);
  GListModel *packs = sl_pack_library_get_packs (library);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (packs), >, 4);
  for (guint i = 0; i < g_list_model_get_n_items (packs); i++)
    {
      g_autoptr (SlPack) pack = g_list_model_get_item (packs, i);
      g_autoptr (GListModel) entries = sl_pack_entries_read (pack);

      g_assert_cmpuint (g_list_model_get_n_items (entries), >, 2);
      /* A kind without a name of its own would show its element's name. */
      g_assert_cmpstr (sl_pack_kind_get_title (sl_pack_get_kind (pack)), !=,
                       sl_pack_get_kind (pack));
    }
}

static void
test_checklist (void)
{
  g_autoptr (GListModel) entries = read_pack ("sbd-homes");
  guint n_items = 0;

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (SlPackEntry) entry = g_list_model_get_item (entries, i);

      if (sl_pack_entry_is_heading (entry))
        continue;
      n_items++;
      g_assert_cmpstr (sl_pack_entry_get_body (entry), !=, "");
      g_assert_cmpstr (sl_pack_entry_get_detail (entry), !=, "");
    }
  g_assert_cmpuint (n_items, ==, 88);
}

static void
test_framework (void)
{
  g_autoptr (GListModel) entries = read_pack ("doco");
  guint n_headings = 0;

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (SlPackEntry) entry = g_list_model_get_item (entries, i);

      n_headings += sl_pack_entry_is_heading (entry);
      if (g_str_has_prefix (sl_pack_entry_get_title (entry), "C1.2"))
        g_assert_nonnull (
            strstr (sl_pack_entry_get_body (entry), "Park Mark, renewed every 12 months"));
      if (g_str_equal (sl_pack_entry_get_title (entry), "C2  Planning process"))
        g_assert_cmpstr (sl_pack_entry_get_body (entry), ==,
                         "On 5 separate occasions. Assessed by: Designing Out Crime Manager, "
                         "Senior Designing Out Crime Manager.");
    }
  /* Entry, three components, decision and appeal; 36 criteria, the entry's and two appeals. */
  g_assert_cmpuint (n_headings, ==, 5);
  g_assert_cmpuint (g_list_model_get_n_items (entries), ==, 5 + 36 + 1 + 2);
}

static void
test_search (void)
{
  static const char *const words[] = { "rear", "boundar", NULL };
  static const char *const nonsense[] = { "rear", "zeppelin", NULL };
  g_autoptr (GListModel) entries = read_pack ("sbd-homes");
  guint n_found = 0;

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (SlPackEntry) entry = g_list_model_get_item (entries, i);

      n_found += sl_pack_entry_matches (entry, words);
      g_assert_false (sl_pack_entry_matches (entry, nonsense));
    }
  g_assert_cmpuint (n_found, >, 0);
  g_assert_cmpuint (n_found, <, 44);
}

int
main (int argc, char **argv)
{
  sl_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/library/a-framework-is-told-with-its-rules", test_framework);
  g_test_add_func ("/ui/library/every-kind-of-pack-can-be-read", test_every_kind);
  g_test_add_func ("/ui/library/all-items-show-question-and-sources", test_checklist);
  g_test_add_func ("/ui/library/all-words-must-be-found", test_search);
  return g_test_run ();
}
