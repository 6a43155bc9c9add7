/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "assessment/sl-checklist.h"
#include "policy/sl-policy.h"
#include "sl-test.h"

#include <string.h>

static SlPackLibrary *packs;
static SlChecklist *homes;

static void
test_all_items_are_there_in_order (void)
{
  GListModel *items = sl_checklist_get_items (homes);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 88);
  for (guint i = 1; i <= 88; i++)
    {
      g_autofree char *id = g_strdup_printf ("H%02u", i);

      g_assert_nonnull (sl_checklist_find_item (homes, id));
    }
  g_assert_null (sl_checklist_find_item (homes, "H89"));
  g_assert_cmpuint (sl_checklist_get_n_sections (homes), >, 5);
  g_assert_cmpuint (sl_checklist_get_n_topics (homes), >=, 5);
  g_assert_true (g_str_has_suffix (sl_checklist_get_newest_guide (homes), "2025"));
}

/* Whatever the officer reads, cites or puts in a letter is there for each item. */
static void
test_every_item_is_whole (void)
{
  static const char *const needed[] = {
    "id",         "title",         "question", "why",         "tier",  "look-in", "recommendation",
    "section-id", "section-title", "topic",    "topic-order", "status"
  };
  GListModel *items = sl_checklist_get_items (homes);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPolicyLibrary) policy = sl_policy_library_new (packs, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (SlChecklistItem) item = g_list_model_get_item (items, i);
      const char *const *standards = sl_checklist_item_get_standards (item);

      for (guint j = 0; j < G_N_ELEMENTS (needed); j++)
        if (*sl_checklist_item_get (item, needed[j]) == '\0')
          g_error ("%s has no %s", sl_checklist_item_get_id (item), needed[j]);
      g_assert_nonnull (sl_checklist_item_get_crimes (item)[0]);
      g_assert_nonnull (sl_checklist_item_get_look_for (item)[0]);
      g_assert_nonnull (sl_checklist_item_get_document_kinds (item)[0]);
      g_assert_cmpuint (sl_checklist_item_get_n_references (item), >, 0);
      g_assert_cmpstr (sl_checklist_item_get_reference (item, 0)->guide, !=, "");
      for (guint j = 0; j < sl_checklist_item_get_n_sources (item); j++)
        g_assert_cmpstr (sl_checklist_item_get_source (item, j)->class, !=, "");
      for (guint j = 0; standards[j] != NULL; j++)
        if (sl_policy_library_find_standard (policy, standards[j]) == NULL)
          g_error ("%s names the standard %s, which the register lacks",
                   sl_checklist_item_get_id (item), standards[j]);
    }
}

static void
test_the_rear_fence_is_measured (void)
{
  SlChecklistItem *item = sl_checklist_find_item (homes, "H21");
  const SlCriterion *criterion = sl_checklist_item_get_criterion (item);

  g_assert_nonnull (criterion);
  g_assert_cmpint (criterion->comparison, ==, SL_COMPARISON_AT_LEAST);
  g_assert_cmpfloat (criterion->value, ==, 1.8);
  g_assert_cmpstr (criterion->unit, ==, "m");
  g_assert_null (sl_checklist_item_get_criterion (sl_checklist_find_item (homes, "H01")));
}

static void
test_features_decide_what_applies (void)
{
  static const struct
  {
    const char *item;
    const char *features[4];
    gint64 homes_per_entrance;
    gboolean applies;
  } cases[] = {
    { "H76", { "flats" }, 4, FALSE },
    { "H76", { "flats" }, 5, TRUE },
    { "H76", { "flats" }, 25, TRUE },
    { "H76", { "flats" }, 26, FALSE },
    { "H77", { "flats" }, 25, FALSE },
    { "H77", { "flats" }, 26, TRUE },
    { "H77", { "flats" }, 200, TRUE },
    { "H76", { "flats", "homes-per-entrance=9" }, -1, TRUE },
    { "H77", { "flats", "homes-per-entrance=9" }, -1, FALSE },
    { "H77", { "flats", "homes-per-entrance=31" }, -1, TRUE },
    { "H76", { "houses", "homes-per-entrance=9" }, -1, FALSE },
    { "H76", { "flats" }, -1, TRUE },
    { "H77", { "flats" }, -1, TRUE },
    { "H76", { "hmo-student" }, 9, TRUE },
    { "H13", { "houses" }, -1, FALSE },
    { "H13", { "houses", "subway" }, -1, TRUE },
    { "H01", { NULL }, -1, TRUE },
    { "H55", { NULL }, -1, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *why;
      gboolean applies = sl_checklist_item_applies (sl_checklist_find_item (homes, cases[i].item),
                                                    cases[i].features, cases[i].homes_per_entrance,
                                                    &why);

      if (applies != cases[i].applies)
        g_error ("case %u: %s %s", i, cases[i].item, applies ? "applies" : "does not apply");
      g_assert_true (applies == (why == NULL));
      g_assert_true (applies || *why != '\0');
    }
}

static void
test_only_a_checklist_is_walked (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sl_checklist_new (sl_pack_library_first (packs, "force"), &error));
  g_assert_error (error, SL_PACK_ERROR, SL_PACK_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  packs = sl_pack_library_new (NULL, &error);
  g_assert_no_error (error);
  homes = sl_checklist_new (sl_pack_library_find (packs, "sbd-homes", NULL), &error);
  g_assert_no_error (error);
  g_test_add_func ("/checklist/all-items-are-there-in-order", test_all_items_are_there_in_order);
  g_test_add_func ("/checklist/every-item-is-whole", test_every_item_is_whole);
  g_test_add_func ("/checklist/the-rear-fence-is-measured", test_the_rear_fence_is_measured);
  g_test_add_func ("/checklist/features-decide-what-applies", test_features_decide_what_applies);
  g_test_add_func ("/checklist/only-a-checklist-is-walked", test_only_a_checklist_is_walked);
  result = g_test_run ();
  g_object_unref (homes);
  g_object_unref (packs);
  return result;
}
