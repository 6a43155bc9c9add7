/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "policy/sl-policy.h"
#include "sl-test.h"

#include <glib/gstdio.h>
#include <string.h>

static SlPolicyLibrary *
open_library (const char *data_folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPackLibrary) packs = sl_pack_library_new (data_folder, &error);
  SlPolicyLibrary *library;

  g_assert_no_error (error);
  library = sl_policy_library_new (packs, &error);
  g_assert_no_error (error);
  return library;
}

static void
test_the_framework_goes_by_its_edition (void)
{
  static const struct
  {
    const char *date, *edition;
  } cases[] = {
    { "2026-11-22", "2024-12" }, { "2024-12-12", "2024-12" }, { "2024-12-11", "2023-12" },
    { "2021-07-20", "2021-07" }, { "2019-03-01", "2019-02" }, { "2011-01-01", "2012-03" },
    { "", "2024-12" },
  };
  g_autoptr (SlPolicyLibrary) library = open_library (NULL);
  const SlCitation *citation;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (sl_policy_library_get_nppf_edition (library, cases[i].date), ==,
                     cases[i].edition);
  g_assert_cmpstr (sl_policy_library_get_nppf_editions (library)[0], ==, "2024-12");

  citation = sl_policy_library_find_nppf (library, "2024-12", "safe-places");
  g_assert_cmpstr (citation->id, ==, "nppf-2024-12/96b");
  g_assert_cmpstr (citation->number, ==, "96(b)");
  g_assert_cmpstr (citation->citation, ==,
                   "paragraph 96(b) of the National Planning Policy Framework (December 2024)");
  citation = sl_policy_library_find_nppf (library, "2021-07", "safe-places");
  g_assert_cmpstr (citation->number, ==, "92(b)");
  g_assert_null (sl_policy_library_find_nppf (library, "2024-12", "no-such-topic"));
  g_assert_null (sl_policy_library_find_nppf (library, "1999-01", "safe-places"));
}

static void
test_only_what_is_in_force_is_listed (void)
{
  g_autoptr (SlPolicyLibrary) library = open_library (NULL);
  g_autoptr (GPtrArray)
      now = sl_policy_library_list (library, "framework", "safe-places", "2026-11-22");
  g_autoptr (GPtrArray) any = sl_policy_library_list (library, "framework", "safe-places", NULL);
  g_autoptr (GPtrArray) duty = sl_policy_library_list (library, "act", "crime-duty", "2026-11-22");

  g_assert_cmpuint (now->len, ==, 1);
  g_assert_cmpuint (any->len, >, 5);
  g_assert_cmpuint (duty->len, ==, 1);
  g_assert_true (sl_policy_library_find (library, "cda-1998/s17") == g_ptr_array_index (duty, 0));
  g_assert_null (sl_policy_library_find (library, "cda-1998/s999"));
}

static void
test_an_authority_is_found_by_what_papers_call_it (void)
{
  static const struct
  {
    const char *text, *code;
  } cases[] = {
    { "uttlesford", "uttlesford" },
    { "Uttlesford District Council", "uttlesford" },
    { "UTTLESFORD DISTRICT COUNCIL", "uttlesford" },
    { "Uttlesford DC", "uttlesford" },
    { " Uttlesford ", "uttlesford" },
    { "UTT", "uttlesford" },
    { "utt", "uttlesford" },
    { "E07000077", "uttlesford" },
    { "planning@uttlesford.gov.uk", "uttlesford" },
    { "Judith Okoro <jo@mail.uttlesford.gov.uk>", "uttlesford" },
    { "uttlesford.gov.uk", "uttlesford" },
    { "notuttlesford.gov.uk", NULL },
    { "Southend on Sea City Council", "southend" },
    { "Southend-on-Sea", "southend" },
    { "City of Chelmsford", "chelmsford" },
    { "Castle Point", "castle-point" },
    { "Essex County Council", "essex" },
    { "Council", NULL },
    { "Camden", NULL },
    { "", NULL },
  };
  g_autoptr (SlPolicyLibrary) library = open_library (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SlAuthority *found = sl_policy_library_find_authority (library, cases[i].text);

      if (g_strcmp0 (found != NULL ? found->code : NULL, cases[i].code) != 0)
        g_error ("“%s” is %s, not %s", cases[i].text, found != NULL ? found->code : "unknown",
                 cases[i].code);
    }
}

static void
test_all_fifteen_authorities_have_a_policy_to_cite (void)
{
  g_autoptr (SlPolicyLibrary) library = open_library (NULL);
  g_autoptr (GPtrArray) authorities = sl_policy_library_list_authorities (library);
  g_autoptr (GPtrArray) nowhere = sl_policy_library_list_local (library, "camden", NULL);

  g_assert_cmpuint (authorities->len, ==, 15);
  g_assert_cmpuint (nowhere->len, ==, 0);
  for (guint i = 0; i < authorities->len; i++)
    {
      const SlAuthority *authority = g_ptr_array_index (authorities, i);
      g_autoptr (GPtrArray)
          local = sl_policy_library_list_local (library, authority->code, "2026-11-22");

      if (strcmp (authority->type, "county") == 0)
        continue;
      g_assert_cmpuint (local->len, >, 0);
      for (guint j = 0; j < local->len; j++)
        {
          const SlCitation *citation = g_ptr_array_index (local, j);

          g_assert_true (g_str_has_prefix (citation->id, authority->code));
          g_assert_cmpstr (citation->kind, ==, "plan");
          g_assert_true (sl_policy_library_find (library, citation->id) == citation);
        }
    }
}

static void
test_the_register_and_the_force_answer_by_key (void)
{
  g_autoptr (SlPolicyLibrary) library = open_library (NULL);
  const SlStandard *standard = sl_policy_library_find_standard (library, "PAS24");

  g_assert_nonnull (standard);
  g_assert_true (g_str_has_prefix (standard->designation, "PAS 24:2022"));
  g_assert_null (sl_policy_library_find_standard (library, "XYZ"));
  g_assert_cmpstr (sl_policy_library_get_force (library, "name"), ==, "Essex Police");
  g_assert_cmpstr (sl_policy_library_get_force (library, "marking"), ==, "OFFICIAL");
  g_assert_nonnull (strchr (sl_policy_library_get_force (library, "address"), '\n'));
  g_assert_cmpstr (sl_policy_library_get_force (library, "nothing"), ==, "");
}

static void
test_the_users_force_and_authority_take_the_place (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *packs = g_build_filename (folder, "packs", NULL);
  g_autofree char *force = g_build_filename (packs, "force.xml", NULL);
  g_autofree char *authorities = g_build_filename (packs, "authorities.xml", NULL);
  g_autoptr (SlPolicyLibrary) library = NULL;
  const SlAuthority *found;

  g_mkdir_with_parents (packs, 0700);
  g_file_set_contents (force,
                       "<force id='wessex' title='W' edition='1' xml:lang='en-GB'>"
                       "<value key='name'>Wessex Police</value></force>",
                       -1, NULL);
  g_file_set_contents (
      authorities,
      "<authorities id='mine' title='M' edition='1' xml:lang='en-GB'>"
      "<authority code='uttlesford' name='New Council' short='New' type='unitary' address=''"
      " codes='UTT' domain='' dissolved-on='' reference-style='x' reference-status='check'/>"
      "</authorities>",
      -1, NULL);
  library = open_library (folder);
  g_assert_cmpstr (sl_policy_library_get_force (library, "name"), ==, "Wessex Police");
  g_assert_cmpstr (sl_policy_library_get_force (library, "marking"), ==, "");
  found = sl_policy_library_find_authority (library, "UTT");
  g_assert_cmpstr (found->name, ==, "New Council");
  g_assert_null (sl_policy_library_find (library, "uttlesford/GEN2"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/policy/the-framework-goes-by-its-edition",
                   test_the_framework_goes_by_its_edition);
  g_test_add_func ("/policy/only-what-is-in-force-is-listed", test_only_what_is_in_force_is_listed);
  g_test_add_func ("/policy/an-authority-is-found-by-what-papers-call-it",
                   test_an_authority_is_found_by_what_papers_call_it);
  g_test_add_func ("/policy/all-fifteen-authorities-have-a-policy-to-cite",
                   test_all_fifteen_authorities_have_a_policy_to_cite);
  g_test_add_func ("/policy/the-register-and-the-force-answer-by-key",
                   test_the_register_and_the_force_answer_by_key);
  g_test_add_func ("/policy/the-users-force-and-authority-take-the-place",
                   test_the_users_force_and_authority_take_the_place);
  return g_test_run ();
}
