/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "competency/sl-framework.h"
#include "people/sl-role.h"
#include "sl-test-case.h"
#include "sl-test.h"
#include "store/sl-store.h"

#include <string.h>

/* The framework that comes with Sightline holds what the role profile asks for, a force may edit
 * it, and what an edition changes is told line by line. */

static SlFramework *
find_built_in (SlPackLibrary **packs)
{
  g_autoptr (GError) error = NULL;
  SlFramework *framework;

  *packs = sl_pack_library_new (NULL, &error);
  g_assert_no_error (error);
  framework = sl_frameworks_find (*packs, "doco", &error);
  g_assert_no_error (error);
  return framework;
}

static const char *
get_text (SlFramework *framework)
{
  return g_bytes_get_data (sl_pack_get_bytes (sl_framework_get_pack (framework)), NULL);
}

/* The built-in framework's text as a force would edit it: each pair of @edits in turn, the first
 * must stand there once. */
static char *
edit (SlFramework *framework, const char *const (*edits)[2], guint n_edits)
{
  g_autoptr (GString) text = g_string_new (get_text (framework));

  for (guint i = 0; i < n_edits; i++)
    g_assert_cmpuint (g_string_replace (text, edits[i][0], edits[i][1], 0), ==, 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static SlFramework *
read_edited (SlFramework *framework, const char *const (*edits)[2], guint n_edits)
{
  g_autofree char *text = edit (framework, edits, n_edits);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPack) pack = sl_pack_new (bytes, "mine.xml", &error);

  g_assert_no_error (error);
  return sl_framework_new (pack, NULL);
}

/* ---- what it holds ---- */

static void
assert_cells (SlFramework *framework, const char *component_id, const char *const *ids)
{
  const SlComponent *component = sl_framework_find_component (framework, component_id);

  g_assert_cmpuint (sl_component_count_cells (component), ==, g_strv_length ((char **) ids));
  for (guint i = 0; ids[i] != NULL; i++)
    {
      const SlComponent *home;
      const SlFrameworkCriterion *criterion = sl_framework_find_criterion (framework, ids[i],
                                                                           &home);

      g_assert_nonnull (criterion);
      g_assert_true (home == component);
      g_assert_false (criterion->heading);
      g_assert_cmpstr (criterion->title, !=, "");
      g_assert_cmpuint (strlen (criterion->text), >, strlen (criterion->title));
      g_assert_cmpstr (criterion->source, ==, "S002");
      if (component->type == SL_COMPONENT_TRAINING)
        g_assert_nonnull (criterion->accepts[0]);
      else
        g_assert_nonnull (criterion->shows[0]);
    }
}

static void
test_every_criterion_is_in_it (void)
{
  static const char *const training[] = { "C1.1", "C1.2", "C1.3", "C1.4", "C1.5", NULL };
  static const char *const planning[] = { "C2.1",   "C2.2", "C2.3.0", "C2.3.1", "C2.3.2", "C2.3.3",
                                          "C2.3.4", "C2.4", "C2.5",   "C2.6",   NULL };
  static const char *const schemes[] = { "C3.1",   "C3.2.0", "C3.2.1", "C3.2.2", "C3.2.3", "C3.2.4",
                                         "C3.2.5", "C3.2.6", "C3.3.0", "C3.3.1", "C3.3.2", "C3.3.3",
                                         "C3.3.4", "C3.3.5", "C3.3.6", "C3.4",   "C3.5.1", "C3.5.2",
                                         "C3.5.3", "C3.5.4", NULL };
  g_autoptr (SlPackLibrary) packs = NULL;
  g_autoptr (SlFramework) framework = find_built_in (&packs);

  g_assert_cmpstr (sl_framework_get_title (framework), ==, "Towards Designing Out Crime Officer");
  g_assert_cmpstr (sl_framework_get_edition (framework), ==, "2021-01");
  g_assert_cmpstr (sl_framework_get_from_role (framework), ==, "trainee");
  g_assert_cmpstr (sl_framework_get_to_role (framework), ==, "officer");
  g_assert_cmpuint (sl_framework_get_n_components (framework), ==, 3);
  assert_cells (framework, "C1", training);
  assert_cells (framework, "C2", planning);
  assert_cells (framework, "C3", schemes);
  g_assert_true (sl_framework_find_criterion (framework, "C3.5", NULL)->heading);
  g_assert_cmpstr (sl_framework_get_entry (framework)->title, ==, "Level 4 certificate");
  g_assert_true (sl_framework_get_entry (framework)->certificate);
  g_assert_true (sl_framework_find_criterion (framework, "entry", NULL) ==
                 sl_framework_get_entry (framework));
  g_assert_null (sl_framework_find_criterion (framework, "C4", NULL));
  g_assert_null (sl_framework_find_component (framework, "C4"));
}

static void
test_occasions_and_assessors_are_the_profile_s (void)
{
  g_autoptr (SlPackLibrary) packs = NULL;
  g_autoptr (SlFramework) framework = find_built_in (&packs);
  const SlComponent *planning = sl_framework_find_component (framework, "C2");
  const SlComponent *schemes = sl_framework_find_component (framework, "C3");

  g_assert_cmpuint (planning->occasions, ==, 5);
  g_assert_cmpstr (planning->case_kind, ==, "planning");
  g_assert_cmpstr (planning->noun, ==, "occasion");
  g_assert_cmpuint (schemes->occasions, ==, 3);
  g_assert_cmpstr (schemes->case_kind, ==, "scheme");
  g_assert_cmpint (sl_framework_find_component (framework, "C1")->type, ==, SL_COMPONENT_TRAINING);
  g_assert_true (sl_component_may_assess (schemes, "manager"));
  g_assert_true (sl_component_may_assess (schemes, "senior-manager"));
  g_assert_false (sl_component_may_assess (schemes, "officer"));
  g_assert_false (sl_component_may_assess (planning, "trainee"));
  g_assert_false (sl_component_may_assess (planning, NULL));
}

static void
test_only_some_may_be_not_applicable (void)
{
  static const char *const allowed[] = { "C2.6",   "C3.2.6", "C3.3.0", "C3.3.1", "C3.3.2",
                                         "C3.3.3", "C3.3.4", "C3.3.5", "C3.3.6", NULL };
  g_autoptr (SlPackLibrary) packs = NULL;
  g_autoptr (SlFramework) framework = find_built_in (&packs);
  guint n = 0;

  for (guint i = 0; i < sl_framework_get_n_components (framework); i++)
    {
      const SlComponent *component = sl_framework_get_component (framework, i);

      for (guint j = 0; j < component->n_criteria; j++)
        {
          const SlFrameworkCriterion *criterion = &component->criteria[j];

          g_assert_cmpint (criterion->where_applicable, ==,
                           g_strv_contains (allowed, criterion->id));
          n += criterion->where_applicable;
        }
    }
  g_assert_cmpuint (n, ==, g_strv_length ((char **) allowed));
}

static void
test_rules_of_training_and_appeal (void)
{
  g_autoptr (SlPackLibrary) packs = NULL;
  g_autoptr (SlFramework) framework = find_built_in (&packs);
  const SlFrameworkCriterion *atlas = sl_framework_find_criterion (framework, "C1.2", NULL);
  const SlAppealRule *rule;

  g_assert_cmpuint (atlas->n_outcomes, ==, 2);
  g_assert_cmpstr (atlas->outcomes[0].title, ==, "Designing out crime");
  g_assert_cmpstr (atlas->outcomes[1].id, ==, "park-mark");
  g_assert_cmpuint (atlas->outcomes[1].renew_months, ==, 12);
  g_assert_true (g_strv_contains (atlas->accepts, "event"));
  rule = sl_framework_find_appeal (framework, "manager");
  g_assert_cmpstr (rule->to, ==, "senior-manager");
  g_assert_cmpuint (rule->days, ==, 7);
  rule = sl_framework_find_appeal (framework, "senior-manager");
  g_assert_cmpstr (rule->to, ==, "commander");
  g_assert_cmpuint (rule->days, ==, 7);
  g_assert_nonnull (strstr (rule->source, "S002"));
  g_assert_null (sl_framework_find_appeal (framework, "commander"));
  g_assert_true (g_strv_contains (sl_framework_get_deciders (framework), "manager"));
  g_assert_false (g_strv_contains (sl_framework_get_deciders (framework), "officer"));
  g_assert_cmpuint (sl_framework_get_expiry_days (framework), ==, 90);
  g_assert_cmpuint (sl_framework_get_sample_every (framework), ==, 5);
}

/* The rows are those of the picture, in the order in which the work is done; only what stands
 * below a line that it belongs to is set in. */
static void
test_the_matrix_is_set_in_where_it_should_be (void)
{
  g_autoptr (SlPackLibrary) packs = NULL;
  g_autoptr (SlFramework) framework = find_built_in (&packs);
  const SlComponent *planning = sl_framework_find_component (framework, "C2");

  g_assert_cmpuint (planning->n_criteria, ==, 10);
  for (guint i = 0; i < planning->n_criteria; i++)
    g_assert_cmpuint (planning->criteria[i].depth, ==, 0);
  g_assert_cmpstr (planning->criteria[3].title, ==, "Cross-refer to SBD and local policy");
  g_assert_cmpstr (planning->criteria[3].under, ==, "C2.3.0");
  g_assert_cmpstr (planning->criteria[6].title, ==, "Brief the manager in person");
  g_assert_cmpuint (sl_framework_find_criterion (framework, "C3.2.0", NULL)->depth, ==, 0);
  g_assert_cmpuint (sl_framework_find_criterion (framework, "C3.2.6", NULL)->depth, ==, 1);
  g_assert_cmpuint (sl_framework_find_criterion (framework, "C3.5.4", NULL)->depth, ==, 1);
  g_assert_cmpuint (sl_framework_find_criterion (framework, "C3.4", NULL)->depth, ==, 0);
}

/* packs/ stands before people/ and names the roles for itself. */
static void
test_every_role_of_people_is_known_to_packs (void)
{
  g_autoptr (SlPackLibrary) packs = NULL;
  g_autoptr (SlFramework) framework = find_built_in (&packs);
  guint n;
  const SlRole *roles = sl_roles_get (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *attribute = g_strdup_printf (" to=\"%s\" expiry", roles[i].id);
      const char *edits[][2] = { { " to=\"officer\" expiry", attribute } };
      g_autoptr (SlFramework) edited = read_edited (framework, edits, 1);

      g_assert_cmpstr (sl_framework_get_to_role (edited), ==, roles[i].id);
    }
}

static void
test_another_kind_of_pack_is_no_framework (void)
{
  g_autoptr (SlPackLibrary) packs = sl_pack_library_new (NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (sl_framework_new (sl_pack_library_first (packs, "force"), &error));
  g_assert_error (error, SL_PACK_ERROR, SL_PACK_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (sl_frameworks_find (packs, "loco", &error));
  g_assert_cmpstr (error->message, ==, "There is no framework “loco”. Frameworks are doco.");
}

/* ---- a force's own ---- */

static void
write_pack (const char *folder, const char *text)
{
  g_autofree char *packs = g_build_filename (folder, "packs", NULL);
  g_autofree char *path = g_build_filename (packs, "doco.xml", NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (packs, 0700);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
test_a_force_s_copy_is_the_newest_edition (void)
{
  static const char *const edits[][2] = { { "edition=\"2021-01\"", "edition=\"2027-03\"" },
                                          { "occasions=\"5\"", "occasions=\"6\"" } };
  g_autofree char *folder = sl_test_make_folder ();
  g_autoptr (SlPackLibrary) packs = NULL;
  g_autoptr (SlFramework) built_in = find_built_in (&packs);
  g_autofree char *text = edit (built_in, edits, G_N_ELEMENTS (edits));
  g_autoptr (SlPackLibrary) own = NULL;
  g_autoptr (GPtrArray) list = NULL;
  SlFramework *newest;

  write_pack (folder, text);
  own = sl_pack_library_new (folder, NULL);
  list = sl_frameworks_list (own);
  g_assert_cmpuint (list->len, ==, 1);
  newest = g_ptr_array_index (list, 0);
  g_assert_cmpstr (sl_framework_get_edition (newest), ==, "2027-03");
  g_assert_cmpuint (sl_framework_find_component (newest, "C2")->occasions, ==, 6);
  /* The other is there for those who began with it. */
  g_assert_nonnull (sl_pack_library_find (own, "doco", "2021-01"));
}

static gboolean
keep_cb (SlTransaction *transaction, gpointer data, GError **error)
{
  sl_transaction_note (transaction, "pack", sl_pack_get_id (data));
  return sl_pack_records_keep (transaction, data, error);
}

static void
test_an_edition_outlives_its_file (void)
{
  static const char *const edits[][2] = { { "days=\"7\" source=\"S002: seven",
                                            "days=\"10\" source=\"S002: seven" } };
  g_autofree char *folder = sl_test_make_folder ();
  g_autoptr (SlPackLibrary) packs = NULL;
  g_autoptr (SlFramework) built_in = find_built_in (&packs);
  g_autoptr (SlFramework) own = read_edited (built_in, edits, 1);
  g_autoptr (SlFramework) loaded = NULL;
  g_autoptr (SlStore) store = sl_test_open_store (folder);
  g_autoptr (GError) error = NULL;

  sl_test_apply (store, sl_change_new ("keep", "pack", "doco", "", keep_cb,
                                       sl_framework_get_pack (own), NULL));
  loaded = sl_frameworks_load (store, packs, sl_framework_get_hash (own), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sl_framework_find_appeal (loaded, "manager")->days, ==, 10);
  g_clear_object (&loaded);
  loaded = sl_frameworks_load (store, packs, sl_framework_get_hash (built_in), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sl_framework_find_appeal (loaded, "manager")->days, ==, 7);
  g_assert_null (sl_frameworks_load (store, packs, "0000", &error));
  g_assert_error (error, SL_PACK_ERROR, SL_PACK_ERROR_NOT_FOUND);
}

/* ---- from one edition to another ---- */

static const SlFrameworkDifference *
find_difference (GPtrArray *differences, SlFrameworkStep step, const char *from, const char *to)
{
  for (guint i = 0; i < differences->len; i++)
    {
      const SlFrameworkDifference *difference = g_ptr_array_index (differences, i);

      if (difference->step == step && g_str_equal (difference->from_id, from) &&
          g_str_equal (difference->to_id, to))
        return difference;
    }
  g_error ("no difference from “%s” to “%s”", from, to);
}

static void
test_the_same_edition_changes_nothing (void)
{
  g_autoptr (SlPackLibrary) packs = NULL;
  g_autoptr (SlFramework) framework = find_built_in (&packs);
  g_autoptr (GPtrArray) differences = sl_framework_compare (framework, framework);

  g_assert_cmpuint (differences->len, ==, 0);
}

static void
test_each_change_of_an_edition_is_a_line (void)
{
  static const char *const edits[][2] = {
    { "<criterion id=\"C2.4\"", "<criterion id=\"C2.7\" was=\"C2.4\"" },
    { "Wears personal protective equipment.", "Wears a helmet." },
    { "case-kind=\"scheme\" occasions=\"3\"", "case-kind=\"scheme\" occasions=\"4\"" },
    { "days=\"7\" source=\"S002: seven", "days=\"10\" source=\"S002: seven" },
    { "id=\"park-mark\" renew-months=\"12\"", "id=\"park-mark\" renew-months=\"24\"" },
    { "<criterion id=\"C1.5\"", "<criterion id=\"C1.6\"" },
  };
  g_autoptr (SlPackLibrary) packs = NULL;
  g_autoptr (SlFramework) from = find_built_in (&packs);
  g_autoptr (SlFramework) to = read_edited (from, edits, G_N_ELEMENTS (edits));
  g_autoptr (GPtrArray) differences = sl_framework_compare (from, to);
  const SlFrameworkDifference *difference = g_ptr_array_index (differences, 0);

  g_assert_cmpuint (differences->len, ==, 7);
  g_assert_cmpstr (difference->text, ==,
                   "Rules. Appeal against the Designing Out Crime Manager: to the Senior Designing "
                   "Out Crime Manager within 10 days (was: to the Senior Designing Out Crime "
                   "Manager within 7 days).");
  g_assert_cmpstr (difference->component_id, ==, "");
  difference = find_difference (differences, SL_FRAMEWORK_REWORDED, "C2.4", "C2.7");
  g_assert_cmpstr (difference->component_id, ==, "C2");
  g_assert_cmpstr (difference->text, ==,
                   "C2.7 Write the response in its format. Number: C2.7 (was: C2.4).");
  difference = find_difference (differences, SL_FRAMEWORK_REWORDED, "C3.5.1", "C3.5.1");
  g_assert_cmpstr (difference->text, ==,
                   "C3.5.1 Wear protective equipment. Asks now: Wears a helmet. (was: Wears "
                   "personal protective equipment.).");
  difference = find_difference (differences, SL_FRAMEWORK_REWORDED, "", "");
  difference = find_difference (differences, SL_FRAMEWORK_REWORDED, "C1.2", "C1.2");
  g_assert_nonnull (strstr (difference->text, "Park Mark (renewed every 24 months) (was:"));
  difference = find_difference (differences, SL_FRAMEWORK_NEW, "", "C1.6");
  g_assert_true (g_str_has_prefix (difference->text, "C1.6 Regional meetings is new: Attends"));
  difference = find_difference (differences, SL_FRAMEWORK_GONE, "C1.5", "");
  g_assert_cmpstr (difference->component_id, ==, "C1");
}

static void
test_occasions_and_assessors_that_change_are_told (void)
{
  static const char *const edits[][2] = {
    { "case-kind=\"scheme\" occasions=\"3\">\n    <assessor role=\"manager\"/>",
      "case-kind=\"scheme\" occasions=\"4\">" },
  };
  g_autoptr (SlPackLibrary) packs = NULL;
  g_autoptr (SlFramework) from = find_built_in (&packs);
  g_autoptr (SlFramework) to = read_edited (from, edits, G_N_ELEMENTS (edits));
  g_autoptr (GPtrArray) differences = sl_framework_compare (from, to);
  const SlFrameworkDifference *difference = g_ptr_array_index (differences, 0);

  g_assert_cmpuint (differences->len, ==, 1);
  g_assert_cmpstr (difference->component_id, ==, "C3");
  g_assert_cmpstr (difference->text, ==,
                   "C3 SBD schemes. How often it is shown: 4 (was: 3). Assessed by: Senior "
                   "Designing Out Crime Manager (was: Designing Out Crime Manager, Senior "
                   "Designing Out Crime Manager).");
}

/* A component that an edition leaves out takes its criteria with it, each named. */
static void
test_a_component_that_goes_is_told_with_its_criteria (void)
{
  g_autoptr (SlPackLibrary) packs = NULL;
  g_autoptr (SlFramework) from = find_built_in (&packs);
  const char *component = strstr (get_text (from), "  <component id=\"C3\"");
  const char *edits[][2] = { { component, "</framework>\n" } };
  g_autoptr (SlFramework) to = read_edited (from, edits, 1);
  g_autoptr (GPtrArray) gone = sl_framework_compare (from, to);
  g_autoptr (GPtrArray) back = sl_framework_compare (to, from);
  const SlFrameworkDifference *difference = g_ptr_array_index (gone, 0);

  g_assert_cmpuint (gone->len, ==, 1 + 21);
  g_assert_cmpstr (difference->text, ==, "The component C3 SBD schemes is asked no more.");
  find_difference (gone, SL_FRAMEWORK_GONE, "C3.5", "");
  g_assert_cmpuint (back->len, ==, 1 + 21);
  find_difference (back, SL_FRAMEWORK_NEW, "", "C3.3.6");
}

static void
test_an_old_name_leads_to_the_new_line (void)
{
  static const char *const edits[][2] = { { "<criterion id=\"C2.4\"",
                                            "<criterion id=\"C2.7\" was=\"C2.4\"" } };
  g_autoptr (SlPackLibrary) packs = NULL;
  g_autoptr (SlFramework) from = find_built_in (&packs);
  g_autoptr (SlFramework) to = read_edited (from, edits, G_N_ELEMENTS (edits));
  const SlComponent *home;

  g_assert_cmpstr (sl_framework_follow (to, "C2.4", &home)->id, ==, "C2.7");
  g_assert_cmpstr (home->id, ==, "C2");
  g_assert_cmpstr (sl_framework_follow (to, "C2.5", NULL)->id, ==, "C2.5");
  g_assert_null (sl_framework_follow (to, "C9", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name, func) g_test_add_func ("/competency/framework/" name, func)
  TEST ("every-criterion-of-the-profile-is-in-it", test_every_criterion_is_in_it);
  TEST ("occasions-and-assessors-are-the-profile-s",
        test_occasions_and_assessors_are_the_profile_s);
  TEST ("only-some-may-be-not-applicable", test_only_some_may_be_not_applicable);
  TEST ("rules-of-training-and-appeal", test_rules_of_training_and_appeal);
  TEST ("the-matrix-is-set-in-where-it-should-be", test_the_matrix_is_set_in_where_it_should_be);
  TEST ("every-role-of-people-is-known-to-packs", test_every_role_of_people_is_known_to_packs);
  TEST ("another-kind-of-pack-is-no-framework", test_another_kind_of_pack_is_no_framework);
  TEST ("a-force-s-copy-is-the-newest-edition", test_a_force_s_copy_is_the_newest_edition);
  TEST ("an-edition-outlives-its-file", test_an_edition_outlives_its_file);
  TEST ("the-same-edition-changes-nothing", test_the_same_edition_changes_nothing);
  TEST ("each-change-of-an-edition-is-a-line", test_each_change_of_an_edition_is_a_line);
  TEST ("occasions-and-assessors-that-change-are-told",
        test_occasions_and_assessors_that_change_are_told);
  TEST ("a-component-that-goes-is-told-with-its-criteria",
        test_a_component_that_goes_is_told_with_its_criteria);
  TEST ("an-old-name-leads-to-the-new-line", test_an_old_name_leads_to_the_new_line);
  return g_test_run ();
}
