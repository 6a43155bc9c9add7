/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test-response.h"

#include "review/sl-version.h"

#include <string.h>

static SlSnapshot *
take (SlTestResponse *fixture)
{
  g_autoptr (SlPerson) person = sl_people_load (
      fixture->store, sl_person_get_id (sl_casebook_get_person (fixture->casebook)), NULL);
  g_autoptr (GError) error = NULL;
  SlSnapshot *snapshot = sl_snapshot_take (
      sl_casebook_get_library (fixture->casebook), sl_casebook_get_packs (fixture->casebook),
      sl_casebook_get_policy (fixture->casebook), person, fixture->case_id, &error);

  g_assert_no_error (error);
  return snapshot;
}

static SlSnapshot *
take_filled (SlTestResponse *fixture)
{
  sl_test_response_fill (fixture);
  return take (fixture);
}

static void
test_the_same_case_gives_the_same_bytes (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  g_autoptr (SlSnapshot) first = take_filled (fixture);
  g_autoptr (SlSnapshot) second = take (fixture);

  g_assert_true (g_bytes_equal (sl_snapshot_get_bytes (first), sl_snapshot_get_bytes (second)));
  g_assert_cmpstr (sl_snapshot_get_hash (first), ==, sl_snapshot_get_hash (second));
}

static void
test_what_it_covers_can_be_asked_by_path (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  g_autoptr (SlSnapshot) snapshot = take_filled (fixture);
  g_auto (GStrv) answers = sl_snapshot_list (snapshot, "answer");
  g_auto (GStrv) documents = sl_snapshot_list (snapshot, "document");
  g_auto (GStrv) evidence = sl_snapshot_list (snapshot, "evidence");
  g_autofree char *page = g_strdup_printf ("evidence/%s/page", evidence[0]);
  g_autofree char *words = g_strdup_printf ("evidence/%s/quotation", evidence[0]);

  g_assert_cmpuint (g_strv_length (answers), ==, 4);
  g_assert_true (g_strv_contains ((const char *const *) answers, "H21"));
  g_assert_cmpuint (g_strv_length (documents), ==, 4);
  g_assert_cmpuint (g_strv_length (evidence), ==, 1);
  g_assert_cmpstr (sl_snapshot_get (snapshot, "case/reference"), ==, "UTT/26/2147/FUL");
  g_assert_cmpstr (sl_snapshot_get (snapshot, "case/dwellings"), ==, "57");
  g_assert_cmpstr (sl_snapshot_get (snapshot, "response/stance"), ==, "concerns");
  g_assert_cmpstr (sl_snapshot_get (snapshot, "response/nppf-edition-used"), ==, "2024-12");
  g_assert_cmpstr (sl_snapshot_get (snapshot, "author/name"), ==, "Rowan Ashdown");
  g_assert_cmpstr (sl_snapshot_get (snapshot, "answer/H21/verdict"), ==, "not-met");
  g_assert_cmpstr (sl_snapshot_get (snapshot, "answer/H21/shown-value"), ==, "1.5");
  g_assert_cmpstr (sl_snapshot_get (snapshot, "answer/H21/evidence"), ==, evidence[0]);
  g_assert_cmpstr (sl_snapshot_get (snapshot, page), ==, "1");
  g_assert_cmpstr (sl_snapshot_get (snapshot, words), ==, "BT3 1.5 m close-boarded fence");
  g_assert_cmpuint (strlen (sl_snapshot_get (snapshot, "pack/essex/hash")), ==, 64);
  g_assert_cmpstr (sl_snapshot_get (snapshot, "pack/sbd-homes/kind"), ==, "checklist");
  g_assert_cmpstr (sl_snapshot_get (snapshot, "letter/date"), ==, "2026-11-24");
  g_assert_cmpstr (sl_snapshot_get (snapshot, "answer/H99/verdict"), ==, "");
}

static void
test_a_letter_read_back_renders_to_the_same_bytes (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  guint n_stances;
  const SlStance *stances = sl_stances_get (&n_stances);

  sl_test_response_fill (fixture);
  for (guint i = 0; i < n_stances; i++)
    {
      g_autoptr (SlSnapshot) snapshot = NULL;
      g_autoptr (SlLetter) letter = NULL;
      g_autoptr (GBytes) composed = NULL;
      g_autoptr (GBytes) read_back = NULL;
      g_autofree char *tree = NULL;
      g_autofree char *tree_back = NULL;
      g_autoptr (GError) error = NULL;

      sl_test_response_set (fixture, &(SlResponseValues){ .stance = stances[i].id });
      snapshot = take (fixture);
      letter = sl_test_response_compose (fixture);
      tree = sl_letter_serialize (letter);
      tree_back = sl_letter_serialize (sl_snapshot_get_letter (snapshot));
      g_assert_cmpstr (tree, ==, tree_back);
      composed = sl_letter_render_pdf (letter, &error);
      g_assert_no_error (error);
      read_back = sl_letter_render_pdf (sl_snapshot_get_letter (snapshot), &error);
      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (composed, read_back));
    }
}

static void
test_a_block_keeps_where_it_came_from (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  g_autoptr (SlSnapshot) snapshot = take_filled (fixture);
  g_autoptr (SlLetter) letter = sl_test_response_compose (fixture);
  SlBlock *then = sl_letter_find (letter, "item/H21/observation");
  SlBlock *now = sl_letter_find (sl_snapshot_get_letter (snapshot), "item/H21/observation");

  g_assert_nonnull (now);
  g_assert_cmpint (sl_block_get_kind (now), ==, sl_block_get_kind (then));
  g_assert_cmpstr (sl_block_get_section (now), ==, sl_block_get_section (then));
  g_assert_cmpstr (sl_block_get_origin (now)->item_id, ==, "H21");
  g_assert_cmpstr (sl_block_get_origin (now)->evidence_ids, ==,
                   sl_block_get_origin (then)->evidence_ids);
  g_assert_cmpstr (sl_block_get_origin (now)->citation_ids, ==,
                   sl_block_get_origin (then)->citation_ids);
}

static void
test_a_day_passing_is_no_change_to_an_undated_letter (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  g_autoptr (SlSnapshot) today = NULL;
  g_autoptr (SlSnapshot) other = NULL;
  g_autoptr (SlSnapshot) again = NULL;
  g_autoptr (GError) error = NULL;
  SlPerson *person = sl_casebook_get_person (fixture->casebook);
  SlLibrary *library = sl_casebook_get_library (fixture->casebook);
  SlPackLibrary *packs = sl_casebook_get_packs (fixture->casebook);
  SlPolicyLibrary *policy = sl_casebook_get_policy (fixture->casebook);

  sl_test_response_fill (fixture);
  sl_test_response_set (fixture, &(SlResponseValues){ .letter_date = "" });
  today = sl_snapshot_take (library, packs, policy, person, fixture->case_id, &error);
  g_assert_no_error (error);
  other = sl_snapshot_take_on (library, packs, policy, person, fixture->case_id, "2026-12-01",
                               &error);
  g_assert_no_error (error);
  again = sl_snapshot_take_on (library, packs, policy, person, fixture->case_id,
                               sl_snapshot_get (today, "letter/date"), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sl_snapshot_get (other, "letter/date"), ==, "2026-12-01");
  g_assert_cmpstr (sl_snapshot_get_hash (today), !=, sl_snapshot_get_hash (other));
  g_assert_cmpstr (sl_snapshot_get_hash (today), ==, sl_snapshot_get_hash (again));
}

static void
test_a_case_without_a_draft_has_none (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  g_autoptr (GError) error = NULL;
  SlSnapshot *snapshot = sl_snapshot_take (
      sl_casebook_get_library (fixture->casebook), sl_casebook_get_packs (fixture->casebook),
      sl_casebook_get_policy (fixture->casebook), sl_casebook_get_person (fixture->casebook),
      fixture->case_id, &error);

  g_assert_null (snapshot);
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
}

/* Bytes from outside. */

static void
assert_refused (const char *text, gssize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSnapshot) snapshot = sl_snapshot_new_from_bytes (bytes, &error);

  if (snapshot != NULL)
    g_error ("These bytes were taken: %.400s", text);
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
}

static char *
dup_text (SlSnapshot *snapshot)
{
  GBytes *bytes = sl_snapshot_get_bytes (snapshot);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* @text with the first @from become @to, which it must hold. */
static char *
replace (const char *text, const char *from, const char *to)
{
  const char *place = strstr (text, from);

  g_assert_nonnull (place);
  return g_strdup_printf ("%.*s%s%s", (int) (place - text), text, to, place + strlen (from));
}

static void
test_only_bytes_in_their_one_form_are_read (void)
{
  static const struct
  {
    const char *from, *to;
  } spoils[] = {
    { "sightline-version 1\n", "sightline-version 2\n" },
    { "sightline-version 1\n", "sightline-version 1\r\n" },
    { "\ncase/title\t", "\ncase/titles\t" },
    { "\ncase/title\t", "\ncase/title\t\t" },
    { "\ncase/title\t", "\ncase/title \t" },
    { "\ncase/title\tL", "\ncase/title\t\\L" },
    { "\ncase/title\tL", "\ncase/title\t\x01L" },
    { "\ncase/title\tL", "\ncase/title\t\x7fL" },
    { "\ncase/title\tL", "\ncase/title\t\xffL" },
    { "\ncase/title\tL", "\ncase/title\t\n\tL" },
    { "\ncase/dwellings\t57", "\ncase/dwellings\t057" },
    { "\ncase/dwellings\t57", "\ncase/dwellings\t-57" },
    { "\ncase/dwellings\t57", "\ncase/dwellings\t5.7" },
    { "\ncase/dwellings\t57", "\ncase/dwellings\t1234567890123456789" },
    { "/shown-value\t1.5\n", "/shown-value\t1.50\n" },
    { "/shown-value\t1.5\n", "/shown-value\tnan\n" },
    { "/shown-value\t1.5\n", "/shown-value\t0x1.8p0\n" },
    { "/restricted\t1\n", "/restricted\t0\n" },
    { "\npack/essex/hash\t", "\npack/essex/hash\tA" },
    { "\nresponse/stance\t", "\nresponse/stance\tconcerns\nresponse/stance\t" },
    { "\nanswer/H21/verdict\t", "\nanswer//verdict\t" },
    { "\nanswer/H21/verdict\t", "\nanswer/H21\t" },
    { "\nanswer/H42/title\t", "\nanswer/H21/title\t" },
    { "\nletter/title\t", "\nsomething/else\tx\nletter/title\t" },
    { "\nblock/1/kind\tletterhead\n", "\nblock/1/kind\tfigure\n" },
    { "\nblock/1/kind\tletterhead\n", "\nblock/1/kind\tscript\n" },
    { "\nblock/1/kind\tletterhead\n", "\n" },
    { "\nblock/2/kind\t", "\nblock/02/kind\t" },
    { "\nblock/2/kind\t", "\nblock/7/kind\t" },
    { "\nblock/2/kind\t", "\nblock/1.1.1/kind\t" },
    { "/level\t2\n", "/level\t99\n" },
    { "/section\topening\n", "/mark\tsecret\n" },
    { "/state\tcomposed\n", "/state\tcomposed\n/state\tcomposed\n" },
    /* not in the composed Unicode form that a block's text always has */
    { "/kind\tparagraph\n", "/kind\tparagraph\nblock/x/text\te\xcc\x81\n" },
  };
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  g_autoptr (SlSnapshot) snapshot = take_filled (fixture);
  g_autofree char *text = dup_text (snapshot);

  for (guint i = 0; i < G_N_ELEMENTS (spoils); i++)
    {
      g_autofree char *spoilt = replace (text, spoils[i].from, spoils[i].to);

      assert_refused (spoilt, -1);
    }
}

/* Cut anywhere, with a byte of NUL, or with more behind it: refused, and never read past its end.
 */
static void
test_bytes_cut_short_are_refused (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  g_autoptr (SlSnapshot) snapshot = take_filled (fixture);
  g_autofree char *text = dup_text (snapshot);
  gsize length = strlen (text);
  g_autofree char *more = g_strconcat (text, "block/1/kind\tparagraph\n", NULL);
  g_autofree char *open = g_strconcat (text, "x", NULL);
  const char *letter = strstr (text, "\nletter/title");

  assert_refused ("", 0);
  assert_refused ("sightline-version 1\n", -1);
  assert_refused (text, (gssize) length - 1);
  for (gsize cut = 0; cut <= (gsize) (letter - text); cut += 37)
    assert_refused (text, (gssize) cut);
  assert_refused (text, letter - text + 1);
  assert_refused (text, (gssize) length + 1); /* with the NUL behind it */
  assert_refused (more, -1);
  assert_refused (open, -1);
}

static void
test_a_path_or_value_too_long_is_refused (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  g_autoptr (SlSnapshot) snapshot = take_filled (fixture);
  g_autofree char *text = dup_text (snapshot);
  g_autofree char *long_value = g_strnfill (1024 * 1024 + 1, 'x');
  g_autofree char *long_id = g_strnfill (400, 'x');
  g_autofree char *value_row = g_strdup_printf ("\ncase/title\t%s", long_value);
  g_autofree char *path_row = g_strdup_printf ("\nanswer/%s/verdict\t", long_id);
  g_autofree char *with_value = replace (text, "\ncase/title\t", value_row);
  g_autofree char *with_path = replace (text, "\nanswer/H21/verdict\t", path_row);

  assert_refused (with_value, -1);
  assert_refused (with_path, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/snapshot/the-same-case-gives-the-same-bytes",
                   test_the_same_case_gives_the_same_bytes);
  g_test_add_func ("/review/snapshot/what-it-covers-can-be-asked-by-path",
                   test_what_it_covers_can_be_asked_by_path);
  g_test_add_func ("/review/snapshot/a-letter-read-back-renders-to-the-same-bytes",
                   test_a_letter_read_back_renders_to_the_same_bytes);
  g_test_add_func ("/review/snapshot/a-block-keeps-where-it-came-from",
                   test_a_block_keeps_where_it_came_from);
  g_test_add_func ("/review/snapshot/a-day-passing-is-no-change-to-an-undated-letter",
                   test_a_day_passing_is_no_change_to_an_undated_letter);
  g_test_add_func ("/review/snapshot/a-case-without-a-draft-has-none",
                   test_a_case_without_a_draft_has_none);
  g_test_add_func ("/review/snapshot/only-bytes-in-their-one-form-are-read",
                   test_only_bytes_in_their_one_form_are_read);
  g_test_add_func ("/review/snapshot/bytes-cut-short-are-refused",
                   test_bytes_cut_short_are_refused);
  g_test_add_func ("/review/snapshot/a-path-or-value-too-long-is-refused",
                   test_a_path_or_value_too_long_is_refused);
  return g_test_run ();
}
