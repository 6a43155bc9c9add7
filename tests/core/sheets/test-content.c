/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "cases/sl-case-kind.h"
#include "packs/sl-pack.h"
#include "sheets/sl-form-private.h"
#include "sl-test.h"

/* The forms that come with Sightline. */

static SlPackLibrary *
load (void)
{
  g_autoptr (GError) error = NULL;
  SlPackLibrary *library = sl_pack_library_new (NULL, &error);

  g_assert_no_error (error);
  return library;
}

static void
test_every_kind_of_sheet_has_a_form (void)
{
  static const char *const kinds[] = { "advice", "meeting", "scheme", "survey", "visit" };
  g_autoptr (SlPackLibrary) library = load ();

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) forms = sl_forms_list (library, kinds[i]);

      g_assert_cmpuint (forms->len, ==, g_str_equal (kinds[i], "survey") ? 4 : 1);
    }
}

/* Lists show a sheet by its title and its day, and an entry by its line. */
static void
test_every_form_fills_a_line_of_a_list (void)
{
  g_autoptr (SlPackLibrary) library = load ();
  g_autoptr (GPtrArray) forms = sl_forms_list (library, NULL);

  for (guint i = 0; i < forms->len; i++)
    {
      SlForm *form = g_ptr_array_index (forms, i);

      g_assert_nonnull (sl_form_find_role (form, "title"));
      g_assert_true (sl_form_find_role (form, "date") != NULL ||
                     sl_form_find_role (form, "starts") != NULL);
      for (guint j = 0; j < sl_form_get_n_groups (form); j++)
        {
          const SlFormGroup *group = sl_form_get_group (form, j);
          guint n_lines = 0;

          for (guint k = 0; k < group->n_fields; k++)
            n_lines += g_str_equal (group->fields[k].role, "text");
          if (n_lines != (group->several ? 1 : 0) || *group->part == '\0')
            g_error ("%s: %s has %u lines, in part “%s”", sl_form_get_id (form), group->id, n_lines,
                     group->part);
        }
    }
}

static gboolean
is_asked_by (SlForm *form, const char *source)
{
  for (guint i = 0; i < sl_form_get_n_requirements (form); i++)
    {
      const SlFormRequirement *rule = sl_form_get_requirement (form, i);

      if (rule->blocks && g_str_equal (rule->source, source))
        return TRUE;
    }
  return FALSE;
}

/* What procedure A 0609 says must be, holds a sheet open until it is said. */
static void
test_rules_of_the_procedure_block (void)
{
  static const struct
  {
    const char *form, *source;
  } rules[] = {
    { "visit", "A 0609, rule A11" },           { "advice", "A 0609, rule A1" },
    { "advice", "A 0609, rule A9" },           { "scheme", "A 0609, rule A5" },
    { "survey-home", "A 0609, rule A1" },      { "survey-home", "A 0609, rule A9" },
    { "survey-home", "A 0609, rule A10" },     { "survey-premises", "A 0609, rule A9" },
    { "survey-premises", "A 0609, rule A10" }, { "survey-worship", "A 0609, rule A9" },
    { "survey-worship", "A 0609, rule A10" },  { "visual-audit", "A 0609, rule A9" },
  };
  g_autoptr (SlPackLibrary) library = load ();

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SlForm) form = sl_forms_find (library, rules[i].form, &error);

      g_assert_no_error (error);
      if (!is_asked_by (form, rules[i].source))
        g_error ("%s does not ask for what %s says", rules[i].form, rules[i].source);
    }
}

static void
test_kinds_of_case_use_what_is_there (void)
{
  g_autoptr (SlPackLibrary) library = load ();
  g_autoptr (GPtrArray) kinds = sl_case_kinds_list (library);

  g_assert_cmpuint (kinds->len, >, 0);
  for (guint i = 0; i < kinds->len; i++)
    {
      const SlCaseKind *kind = g_ptr_array_index (kinds, i);

      for (guint j = 0; kind->forms[j] != NULL; j++)
        if (sl_pack_library_find (library, kind->forms[j], NULL) == NULL)
          g_error ("%s uses the form %s, which is not there", kind->id, kind->forms[j]);
      for (guint j = 0; kind->checklists[j] != NULL; j++)
        if (sl_pack_library_find (library, kind->checklists[j], NULL) == NULL)
          g_error ("%s uses the checklist %s, which is not there", kind->id, kind->checklists[j]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheets/content/every-kind-of-sheet-has-a-form",
                   test_every_kind_of_sheet_has_a_form);
  g_test_add_func ("/sheets/content/every-form-fills-a-line-of-a-list",
                   test_every_form_fills_a_line_of_a_list);
  g_test_add_func ("/sheets/content/rules-of-the-procedure-block",
                   test_rules_of_the_procedure_block);
  g_test_add_func ("/sheets/content/kinds-of-case-use-what-is-there",
                   test_kinds_of_case_use_what_is_there);
  return g_test_run ();
}
