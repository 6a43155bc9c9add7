/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "people/sl-role.h"

#include <string.h>

static void
test_order (void)
{
  static const char *const ids[] = { "trainee", "officer", "manager", "senior-manager",
                                     "commander" };
  guint n_roles;
  const SlRole *roles = sl_roles_get (&n_roles);

  g_assert_cmpuint (n_roles, ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < n_roles; i++)
    {
      g_assert_cmpstr (roles[i].id, ==, ids[i]);
      g_assert_cmpuint (roles[i].rank, ==, i);
      g_assert_true (sl_role_find (ids[i]) == &roles[i]);
    }
  g_assert_null (sl_role_find ("admin"));
  g_assert_null (sl_role_find (NULL));
}

static const char *
look_up (const char *key, gpointer data)
{
  GHashTable *profile = data;
  const char *title = g_hash_table_lookup (profile, key);

  return title != NULL ? title : "";
}

static void
test_titles (void)
{
  g_autoptr (GHashTable) profile = g_hash_table_new (g_str_hash, g_str_equal);
  const char *before;

  g_assert_cmpstr (sl_role_get_title ("manager"), ==, "Designing Out Crime Manager");
  g_hash_table_insert (profile, (char *) "role.manager", (char *) "Head of Designing Out Crime");
  sl_roles_set_titles (look_up, profile);
  before = sl_role_get_title ("manager");
  g_assert_cmpstr (before, ==, "Head of Designing Out Crime");
  g_assert_cmpstr (sl_role_get_title ("officer"), ==, "Designing Out Crime Officer");

  g_hash_table_remove_all (profile);
  sl_roles_set_titles (look_up, profile);
  g_assert_cmpstr (sl_role_get_title ("manager"), ==, "Designing Out Crime Manager");
  /* Still there for whoever borrowed it. */
  g_assert_cmpstr (before, ==, "Head of Designing Out Crime");
  g_assert_cmpstr (sl_role_get_title ("admin"), ==, "");
}

/* Every combination of giver, held and given. */
static void
test_grant (void)
{
  guint n_roles;
  const SlRole *roles = sl_roles_get (&n_roles);

  for (guint by = 0; by < n_roles; by++)
    for (guint held = 0; held < n_roles; held++)
      for (guint given = 0; given < n_roles; given++)
        {
          g_autofree char *reason = NULL;
          gboolean may = sl_role_may_grant (roles[by].id, roles[held].id, roles[given].id, &reason);

          g_assert_cmpint (may, ==, by > held && by > given);
          g_assert_true ((reason == NULL) == may);
          if (!may)
            g_assert_nonnull (strstr (reason, roles[MAX (held, given)].title));
        }
  g_assert_false (sl_role_may_grant ("commander", "officer", "admin", NULL));
  g_assert_false (sl_role_may_grant ("", "officer", "trainee", NULL));
  g_assert_false (sl_role_may_grant ("commander", "", "trainee", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/people/role/the-five-stand-in-their-order", test_order);
  g_test_add_func ("/people/role/the-force-names-its-roles", test_titles);
  g_test_add_func ("/people/role/is-given-only-from-above-the-old-and-the-new", test_grant);
  return g_test_run ();
}
