/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test-response.h"
#include "sl-test.h"

#include "base/sl-text.h"
#include "letter/sl-letter.h"

#include <string.h>

static void
append_block (GString *out, SlBlock *block, guint depth)
{
  g_string_append_printf (
      out, "%*s[%s] %s%s%s\n", depth * 2, "", sl_block_get_key (block), sl_block_get_text (block),
      *sl_block_get_offered (block) ? " OFFERED: " : "", sl_block_get_offered (block));
  for (guint i = 0; i < sl_block_get_n_children (block); i++)
    append_block (out, sl_block_get_child (block, i), depth + 1);
}

/* The tree as text, with identifiers that differ from run to run made alike. */
static char *
dump_letter (SlLetter *letter)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GRegex) uuid = g_regex_new ("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", 0, 0, NULL);

  g_string_append_printf (out, "%s | %s | %s\n", sl_letter_get_title (letter),
                          sl_letter_get_footer (letter), sl_letter_get_date (letter));
  for (guint i = 0; i < sl_letter_get_n_blocks (letter); i++)
    append_block (out, sl_letter_get_block (letter, i), 0);
  return g_regex_replace_literal (uuid, out->str, -1, 0, "ID", 0, NULL);
}

static void
assert_golden (const char *name, const char *text)
{
  g_autofree char *file = g_strdup_printf ("response/%s.txt", name);
  g_autofree char *path = sl_test_data_path (file);
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;

  if (g_getenv ("SIGHTLINE_WRITE_GOLDENS") != NULL)
    g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &expected, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_each_stance_reads_as_its_golden (void)
{
  guint n_stances;
  const SlStance *stances = sl_stances_get (&n_stances);
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();

  sl_test_response_fill (fixture);
  for (guint i = 0; i < n_stances; i++)
    {
      g_autoptr (SlLetter) letter = NULL;
      g_autofree char *text = NULL;

      sl_test_response_set (fixture, &(SlResponseValues){ .stance = stances[i].id });
      letter = sl_test_response_compose (fixture);
      text = dump_letter (letter);
      assert_golden (stances[i].id, text);
    }
}

/* Whatever the stance: no braces, no shouting, marked and in the third person. */
static void
test_every_stance_keeps_the_rules_of_a_letter (void)
{
  static const char *const never[] = { "{",   "}",  "LPA", " we ",          " our ",
                                       " I ", "  ", "..",  "Gold award is", NULL };
  guint n_stances;
  const SlStance *stances = sl_stances_get (&n_stances);
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();

  sl_test_response_fill (fixture);
  for (guint i = 0; i < n_stances; i++)
    {
      g_autoptr (SlLetter) letter = NULL;
      guint words;
      g_autofree char *text = NULL;

      sl_test_response_set (fixture, &(SlResponseValues){ .stance = stances[i].id });
      letter = sl_test_response_compose (fixture);
      for (guint j = 0; j < sl_letter_get_n_blocks (letter); j++)
        {
          const char *block = sl_block_get_text (sl_letter_get_block (letter, j));

          for (guint k = 0; never[k] != NULL; k++)
            if (strstr (block, never[k]) != NULL)
              g_error ("“%s” stands in “%s”", never[k], block);
        }
      g_assert_cmpint (sl_letter_get_mark (letter), ==, SL_MARK_OFFICIAL);
      words = sl_letter_count_words (letter);
      if (g_str_equal (stances[i].id, "no-comment"))
        g_assert_cmpuint (words, <=, 150);
      else
        g_assert_cmpuint (words, >=, 400);
      g_assert_cmpuint (words, >=, 80);
      g_assert_cmpuint (words, <=, 1200);
    }
}

static void
test_a_main_point_says_where_why_what_and_by_which_reference (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  g_autoptr (SlLetter) letter = NULL;
  SlBlock *block;
  const SlOrigin *origin;

  sl_test_response_fill (fixture);
  letter = sl_test_response_compose (fixture);
  block = sl_letter_find (letter, "item/H21/observation");
  g_assert_nonnull (block);
  g_assert_cmpint (sl_block_get_kind (block), ==, SL_BLOCK_ITEM);
  g_assert_nonnull (strstr (sl_block_get_text (block), "plots 14 to 21"));
  g_assert_nonnull (strstr (sl_block_get_text (block), "PL-106 C, page 1"));
  g_assert_nonnull (strstr (sl_block_get_text (block), "The risk is burglary"));
  g_assert_nonnull (strstr (sl_block_get_text (block), "Essex Police asks the applicant to build"));
  g_assert_nonnull (
      strstr (sl_block_get_text (block), "climbed from outside (Homes 2016, section 10)."));
  origin = sl_block_get_origin (block);
  g_assert_cmpstr (origin->kind, ==, "item");
  g_assert_cmpstr (origin->item_id, ==, "H21");
  g_assert_cmpstr (origin->detail, ==, "1.5 m shown, 1.8 m asked");
  g_assert_cmpstr (origin->evidence_ids, !=, "");
  g_assert_nonnull (strstr (origin->citation_ids, "nppf-2024-12/135f"));
}

static gboolean
letter_says (SlLetter *letter, const char *words)
{
  g_autofree char *text = sl_letter_serialize (letter);

  return strstr (text, words) != NULL;
}

static void
test_a_restricted_figure_never_enters (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  g_autoptr (SlLetter) letter = NULL;

  sl_test_response_fill (fixture);
  letter = sl_test_response_compose (fixture);
  g_assert_true (letter_says (letter, "Burglary"));
  g_assert_false (letter_says (letter, "Domestic abuse"));
  g_assert_false (letter_says (letter, "one address on Mallard Way"));
}

static void
test_what_was_not_read_is_named (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  g_autoptr (SlLetter) letter = NULL;
  SlBlock *block;

  sl_test_response_fill (fixture);
  letter = sl_test_response_compose (fixture);
  block = sl_letter_find (letter, "documents/unread");
  g_assert_nonnull (block);
  g_assert_nonnull (strstr (sl_block_get_text (block), "Lighting plan"));
  g_assert_null (
      strstr (sl_block_get_text (sl_letter_find (letter, "documents/drawings")), "Lighting plan"));
}

static void
test_what_is_not_shown_becomes_a_request (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  g_autoptr (SlLetter) letter = NULL;
  SlBlock *block;

  sl_test_response_fill (fixture);
  letter = sl_test_response_compose (fixture);
  block = sl_letter_find (letter, "item/H24/observation");
  g_assert_nonnull (block);
  g_assert_cmpstr (sl_block_get_section (block), ==, "information");
  g_assert_true (g_str_has_prefix (sl_block_get_text (block),
                                   "At plots 1 to 48: do gates to rear gardens stand"));
}

/* The first three of middling weight are main points; the fourth goes to the annex, with place,
 * drawing, risk, measure and reference, and with its origin. */
static void
test_a_lesser_finding_stands_shortly_in_the_annex (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  g_autoptr (SlLetter) letter = NULL;
  SlBlock *block;

  sl_test_response_fill (fixture);
  sl_test_response_judge (fixture, "H22", SL_VERDICT_PARTLY,
                          &(SlAnswerText){ .observation = "The fence has no topping.",
                                           .place = "plots 10 to 13",
                                           .priority = "medium" });
  sl_test_response_judge (fixture, "H33", SL_VERDICT_NOT_MET,
                          &(SlAnswerText){ .observation = "The gable has no window.",
                                           .place = "plot 21",
                                           .priority = "low",
                                           .priority_reason = "A blank wall draws loitering" });
  letter = sl_test_response_compose (fixture);
  g_assert_nonnull (sl_letter_find (letter, "main-points/further"));
  g_assert_nonnull (sl_letter_find (letter, "further/heading"));
  block = sl_letter_find (letter, "item/H33/observation");
  g_assert_nonnull (block);
  g_assert_cmpint (sl_block_get_kind (block), ==, SL_BLOCK_PARAGRAPH);
  g_assert_true (g_str_has_prefix (sl_block_get_text (block),
                                   "At plot 21: the gable has no window. The risk: a blank wall "
                                   "draws loitering. Put windows of living space"));
  g_assert_cmpstr (sl_block_get_origin (block)->item_id, ==, "H33");
}

static void
test_what_every_figure_shares_is_said_once (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  g_autoptr (SlLetter) letter = NULL;
  SlBlock *head;

  sl_test_response_fill (fixture);
  letter = sl_test_response_compose (fixture);
  head = sl_letter_find (letter, "context/table/head");
  g_assert_cmpuint (sl_block_get_n_children (head), ==, 2);
  g_assert_nonnull (strstr (sl_block_get_text (sl_letter_find (letter, "context/intro")),
                            "police.uk; October 2025 to September 2026; within one mile"));
}

static SlBlock *
find_free_observation (SlLetter *letter)
{
  for (guint i = 0; i < sl_letter_get_n_blocks (letter); i++)
    if (g_str_has_prefix (sl_block_get_key (sl_letter_get_block (letter, i)), "free/"))
      return sl_letter_get_block (letter, i);
  return NULL;
}

static void
test_a_topic_left_out_takes_its_heading_along (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  g_autoptr (SlLetter) before = NULL;
  g_autoptr (SlLetter) after = NULL;
  g_autoptr (SlResponse) response = NULL;

  sl_test_response_fill (fixture);
  before = sl_test_response_compose (fixture);
  g_assert_nonnull (sl_letter_find (before, "topic/rights-of-way/heading"));
  response = sl_response_load (fixture->store, fixture->case_id, NULL);
  sl_test_response_apply (
      fixture,
      sl_response_change_leave_out (response, sl_block_get_key (find_free_observation (before))));
  after = sl_test_response_compose (fixture);
  g_assert_null (find_free_observation (after));
  g_assert_null (sl_letter_find (after, "topic/rights-of-way/heading"));
}

static void
test_braces_are_reported_not_printed (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  g_autoptr (SlComposition) composition = NULL;
  g_autoptr (SlLetter) letter = NULL;
  g_autofree char *problems = NULL;

  sl_test_response_fill (fixture);
  sl_test_response_judge (fixture, "H21", SL_VERDICT_NOT_MET,
                          &(SlAnswerText){ .observation = "The fence by {tower} is low." });
  composition = sl_test_response_gather (fixture);
  letter = sl_composition_compose (composition, NULL);
  g_assert_false (letter_says (letter, "{"));
  problems = g_strjoinv ("\n", (char **) sl_composition_get_problems (composition));
  g_assert_nonnull (strstr (problems, "H21"));
  g_assert_nonnull (strstr (problems, "{tower}"));
}

static void
test_keys_are_stable_and_single (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  g_autoptr (SlLetter) one = NULL;
  g_autoptr (SlLetter) other = NULL;
  g_autofree char *one_text = NULL;
  g_autofree char *other_text = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  sl_test_response_fill (fixture);
  one = sl_test_response_compose (fixture);
  other = sl_test_response_compose (fixture);
  one_text = sl_letter_serialize (one);
  other_text = sl_letter_serialize (other);
  g_assert_cmpstr (one_text, ==, other_text);
  for (guint i = 0; i < sl_letter_get_n_blocks (one); i++)
    {
      SlBlock *block = sl_letter_get_block (one, i);
      const char *key = sl_block_get_key (block);

      if (sl_block_get_kind (block) == SL_BLOCK_PAGE_BREAK)
        continue;
      g_assert_cmpstr (key, !=, "");
      g_assert_cmpstr (sl_block_get_section (block), !=, "");
      if (!g_hash_table_add (seen, (gpointer) key))
        g_error ("The key %s stands twice", key);
    }
}

static void
test_the_chain_goes_from_verdict_to_policy (void)
{
  static const char *const kinds[] = { "verdict", "measure", "evidence", "guide", "policy" };
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  g_autoptr (SlComposition) composition = NULL;
  g_autoptr (SlLetter) letter = NULL;
  g_autoptr (GPtrArray) chain = NULL;
  const SlChainLink *link;

  sl_test_response_fill (fixture);
  composition = sl_test_response_gather (fixture);
  letter = sl_composition_compose (composition, NULL);
  chain = sl_composition_explain (composition, sl_letter_find (letter, "item/H21/observation"));
  g_assert_cmpuint (chain->len, >=, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      link = g_ptr_array_index (chain, i);
      g_assert_cmpstr (link->kind, ==, kinds[i]);
    }
  link = g_ptr_array_index (chain, 0);
  g_assert_cmpstr (link->title, ==, "Not met · Rear and side height");
  link = g_ptr_array_index (chain, 1);
  g_assert_cmpstr (link->title, ==, "1.5 m shown, 1.8 m asked");
  g_assert_cmpstr (link->detail, ==, "0.3 m short, plots 14 to 21");
  link = g_ptr_array_index (chain, 2);
  g_assert_cmpstr (link->title, ==, "“BT3 1.5 m close-boarded fence”");
  g_assert_cmpstr (link->detail, ==, "PL-106 C, page 1");
  link = g_ptr_array_index (chain, chain->len - 1);
  g_assert_true (g_str_has_prefix (link->detail, "In force on 24 November 2026"));
}

static void
test_another_edition_of_the_framework_is_cited (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  g_autoptr (SlLetter) letter = NULL;

  sl_test_response_fill (fixture);
  sl_test_response_set (fixture, &(SlResponseValues){ .nppf_edition = "2021-07" });
  letter = sl_test_response_compose (fixture);
  g_assert_true (letter_says (
      letter, "paragraphs 92(b) and 130(f) of the National Planning Policy Framework (July 2021)"));
  g_assert_false (letter_says (letter, "135(f)"));
}

static void
test_a_case_without_draft_is_refused (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (sl_test_response_try_gather (fixture, &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND);
}

static void
test_a_bare_case_composes (void)
{
  g_autoptr (SlTestResponse) fixture = sl_test_response_new ();
  g_autoptr (SlLetter) letter = NULL;

  sl_test_response_set (fixture, &(SlResponseValues){ .stance = "comments" });
  letter = sl_test_response_compose (fixture);
  g_assert_true (letter_says (letter, "No drawings or statements have been seen."));
  g_assert_true (letter_says (letter, "No local crime figures have been considered."));
  g_assert_null (sl_letter_find (letter, "main-points/list"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/response/compose/each-stance-reads-as-its-golden",
                   test_each_stance_reads_as_its_golden);
  g_test_add_func ("/response/compose/every-stance-keeps-the-rules-of-a-letter",
                   test_every_stance_keeps_the_rules_of_a_letter);
  g_test_add_func ("/response/compose/a-main-point-says-where-why-what-and-by-which-reference",
                   test_a_main_point_says_where_why_what_and_by_which_reference);
  g_test_add_func ("/response/compose/a-restricted-figure-never-enters",
                   test_a_restricted_figure_never_enters);
  g_test_add_func ("/response/compose/what-was-not-read-is-named", test_what_was_not_read_is_named);
  g_test_add_func ("/response/compose/what-is-not-shown-becomes-a-request",
                   test_what_is_not_shown_becomes_a_request);
  g_test_add_func ("/response/compose/a-lesser-finding-stands-shortly-in-the-annex",
                   test_a_lesser_finding_stands_shortly_in_the_annex);
  g_test_add_func ("/response/compose/what-every-figure-shares-is-said-once",
                   test_what_every_figure_shares_is_said_once);
  g_test_add_func ("/response/compose/a-topic-left-out-takes-its-heading-along",
                   test_a_topic_left_out_takes_its_heading_along);
  g_test_add_func ("/response/compose/braces-are-reported-not-printed",
                   test_braces_are_reported_not_printed);
  g_test_add_func ("/response/compose/keys-are-stable-and-single", test_keys_are_stable_and_single);
  g_test_add_func ("/response/compose/the-chain-goes-from-verdict-to-policy",
                   test_the_chain_goes_from_verdict_to_policy);
  g_test_add_func ("/response/compose/another-edition-of-the-framework-is-cited",
                   test_another_edition_of_the_framework_is_cited);
  g_test_add_func ("/response/compose/a-case-without-draft-is-refused",
                   test_a_case_without_draft_is_refused);
  g_test_add_func ("/response/compose/a-bare-case-composes", test_a_bare_case_composes);
  return g_test_run ();
}
