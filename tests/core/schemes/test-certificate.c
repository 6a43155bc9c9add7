/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-id.h"
#include "packs/sl-pack.h"
#include "schemes/sl-certificate.h"
#include "sl-test-case.h"
#include "sl-test-sheet.h"
#include "sl-test.h"

#include <string.h>

/* What is said of a product's certificate, by the built-in form of a scheme and the built-in
 * register of standards. The day is 24 November 2026. */

#define TODAY "2026-11-24"

typedef struct
{
  char *folder;
  SlStore *store;
  SlPackLibrary *packs;
  SlPolicyLibrary *policy;
  SlForm *form;
  char *case_id;
  SlSheet *scheme;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = sl_id_new ();
  const SlSheetValue name = { "name", "Mallard Way" };

  fixture->folder = sl_test_make_folder ();
  fixture->store = sl_test_open_store (fixture->folder);
  fixture->packs = sl_pack_library_new (NULL, &error);
  g_assert_no_error (error);
  fixture->policy = sl_policy_library_new (fixture->packs, &error);
  g_assert_no_error (error);
  fixture->form = sl_forms_find (fixture->packs, "scheme", &error);
  g_assert_no_error (error);
  fixture->case_id = sl_test_add_case (fixture->store);
  sl_test_apply (fixture->store,
                 sl_sheet_change_begin (fixture->form, id, fixture->case_id, &name, 1));
  fixture->scheme = sl_sheets_load (fixture->store, fixture->packs, id, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->scheme);
  g_clear_object (&fixture->form);
  g_clear_object (&fixture->policy);
  g_clear_object (&fixture->packs);
  sl_store_close (fixture->store);
  g_clear_object (&fixture->store);
  g_free (fixture->case_id);
  g_free (fixture->folder);
}

/* A product whose certificate is in order, with @field saying @value instead (both may be NULL). */
static char *
flags_of (Fixture *fixture, const char *field, const char *value)
{
  static const char *const usual[][2] = {
    { "product", "Front door" },           { "standard", "PAS24" },
    { "standard-edition", "PAS 24:2022" }, { "evidence", "certificate" },
    { "certificate", "C-1047" },           { "expires", "2027-11-01" },
    { "covers-openings", "yes" },          { "fire", "not-asked" },
  };
  g_autofree char *id = sl_id_new ();
  SlSheetValue values[G_N_ELEMENTS (usual) + 1];
  guint n = 0;
  g_autoptr (GPtrArray) flags = NULL;
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    if (g_strcmp0 (usual[i][0], field) != 0)
      values[n++] = (SlSheetValue){ usual[i][0], usual[i][1] };
  if (field != NULL)
    values[n++] = (SlSheetValue){ field, value };
  sl_test_apply (fixture->store, sl_sheet_change_add (fixture->scheme, "product", id, values, n));
  sl_sheet_reload (fixture->scheme, fixture->store, &error);
  g_assert_no_error (error);
  flags = sl_certificate_check (fixture->policy, sl_sheet_find_entry (fixture->scheme, id), TODAY);
  for (guint i = 0; i < flags->len; i++)
    {
      const SlCertificateFlag *flag = g_ptr_array_index (flags, i);

      g_assert_cmpstr (flag->text, !=, "");
      g_string_append_printf (text, "%s%s%s", i > 0 ? " " : "", flag->id, flag->serious ? "!" : "");
    }
  return g_string_free (text, FALSE);
}

/* What one field of a certificate in order says instead, and what is then said of it. */
typedef struct
{
  const char *field, *value; /* NULL: all is in order */
  const char *flags;
} Check;

typedef struct
{
  const char *path;
  Check checks[5];
} Story;

#define STORY(name) "/schemes/certificate/" name

static const Story stories[] = {
  { STORY ("one-in-order-raises-nothing"),
    {
        { NULL, NULL, "" },
    } },
  { STORY ("the-day-decides-whether-it-runs"),
    {
        { "expires", "2026-11-23", "expired!" },
        { "expires", TODAY, "expires-soon" },
        { "expires", "2027-02-22", "expires-soon" }, /* 90 days */
        { "expires", "2027-02-23", "" },
    } },
  { STORY ("one-without-an-expiry-is-asked-about"),
    {
        { "expires", "", "no-expiry" },
    } },
  { STORY ("an-older-edition-is-superseded"),
    {
        { "standard-edition", "PAS 24:2016", "superseded!" },
        { "standard-edition", "pas 24:2022", "" },
        { "standard-edition", "", "" },
    } },
  { STORY ("own-words-for-a-standard-raise-nothing"),
    {
        { "standard", "House standard 7", "" },
    } },
  { STORY ("a-test-report-is-no-certificate"),
    {
        { "evidence", "test-report", "not-certified!" },
        { "evidence", "declaration", "not-certified!" },
        { "certificate", "", "nothing-shown!" },
    } },
  { STORY ("the-scope-is-held-against-the-openings"),
    {
        { "covers-openings", "no", "out-of-scope!" },
        { "covers-openings", "", "scope-not-checked" },
    } },
  { STORY ("fire-is-certified-apart"),
    {
        { "fire", "not-shown", "fire-not-shown!" },
        { "fire", "separate", "fire-not-shown!" },
        { "fire", "same", "" },
    } },
  { STORY ("a-replaced-one-says-only-that"),
    {
        { "replaced-by", "C-2000", "replaced" },
    } },
};

static void
test_story (Fixture *fixture, gconstpointer data)
{
  const Story *story = data;

  for (const Check *check = story->checks; check->flags != NULL; check++)
    {
      g_autofree char *flags = flags_of (fixture, check->field, check->value);

      g_assert_cmpstr (flags, ==, check->flags);
    }
}

static void
test_the_serious_ones_come_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = sl_id_new ();
  const SlSheetValue values[] = { { "product", "Door" },
                                  { "certificate", "C-1" },
                                  { "evidence", "certificate" },
                                  { "expires", "2026-12-01" },
                                  { "covers-openings", "no" } };
  g_autoptr (GPtrArray) flags = NULL;

  sl_test_apply (fixture->store, sl_sheet_change_add (fixture->scheme, "product", id, values,
                                                      G_N_ELEMENTS (values)));
  sl_sheet_reload (fixture->scheme, fixture->store, &error);
  g_assert_no_error (error);
  flags = sl_certificate_check (fixture->policy, sl_sheet_find_entry (fixture->scheme, id), TODAY);
  g_assert_cmpuint (flags->len, ==, 2);
  g_assert_cmpstr (((SlCertificateFlag *) flags->pdata[0])->id, ==, "out-of-scope");
  g_assert_cmpstr (((SlCertificateFlag *) flags->pdata[1])->id, ==, "expires-soon");
  g_assert_nonnull (strstr (((SlCertificateFlag *) flags->pdata[1])->text, "1 December 2026"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (stories); i++)
    g_test_add (stories[i].path, Fixture, &stories[i], set_up, test_story, tear_down);
  g_test_add (STORY ("the-serious-ones-come-first"), Fixture, NULL, set_up,
              test_the_serious_ones_come_first, tear_down);
  return g_test_run ();
}
