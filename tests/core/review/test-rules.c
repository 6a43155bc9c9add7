/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test.h"

#include "review/sl-review-rules.h"
#include "store/sl-store.h"

#include <string.h>

static const char *const roles[] = { "trainee", "officer", "manager", "senior-manager",
                                     "commander" };
static const char *const states[] = { "",         "submitted", "returned", "withdrawn",
                                      "approved", "voided",    "issued",   "closed" };

static SlReviewRules *
load_rules (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPackLibrary) packs = sl_pack_library_new (folder, &error);
  g_autoptr (SlPolicyLibrary) policy = NULL;
  SlReviewRules *rules;

  g_assert_no_error (error);
  g_assert_null (sl_pack_library_get_problems (packs)[0]);
  policy = sl_policy_library_new (packs, &error);
  g_assert_no_error (error);
  rules = sl_review_rules_new (packs, policy, &error);
  g_assert_no_error (error);
  return rules;
}

static gboolean
is (const char *text, const char *other)
{
  return g_str_equal (text, other);
}

/* What the issue and the role profile ask for, said here once more in the test's own words: nothing
 * of this is read from the pack. */
static gboolean
may_close (const SlReviewSituation *s, gboolean manages)
{
  return s->opener || (manages && !s->author && s->has_reason);
}

static gboolean
may_approve (const SlReviewSituation *s, gboolean manages)
{
  if (!manages || !is (s->state, "submitted") || s->author || s->draft_differs ||
      s->open_comments > 0 || s->blocking_remarks > 0)
    return FALSE;
  if (s->grants_award && !is (s->role, "manager"))
    return FALSE;
  return !is (s->stance, "objection") || is (s->role, "manager") || s->manager_is_author;
}

static gboolean
expect (const SlReviewSituation *s)
{
  gboolean manages = is (s->role, "manager") || is (s->role, "senior-manager");
  gboolean works = !is (s->role, "commander") && !s->copy;
  gboolean sent = is (s->state, "issued") || is (s->state, "closed");
  gboolean begun = !is (s->state, "");

  switch (s->action)
    {
    case SL_REVIEW_SUBMIT:
      if (is (s->state, "submitted") || is (s->state, "approved"))
        return works && s->draft_differs;
      return works && !sent;
    case SL_REVIEW_WITHDRAW:
      return works && s->author && is (s->state, "submitted");
    case SL_REVIEW_COMMENT:
    case SL_REVIEW_REPLY:
      return begun && !sent;
    case SL_REVIEW_CLOSE_COMMENT:
      return begun && !sent && may_close (s, manages);
    case SL_REVIEW_RETURN:
      return manages && is (s->state, "submitted") && !s->author && s->has_reason;
    case SL_REVIEW_APPROVE:
      return may_approve (s, manages);
    case SL_REVIEW_ISSUE:
      return works && is (s->state, "approved") && !s->draft_differs && s->open_comments == 0 &&
             s->blocking_remarks == 0;
    case SL_REVIEW_RECORD_OUTCOME:
      return works && sent;
    case SL_REVIEW_DISMISS_BLOCK:
      return manages && !s->copy && !sent && !s->author && s->has_reason;
    default:
      g_assert_not_reached ();
    }
}

static void
assert_decision (SlReviewRules *rules, const SlReviewSituation *s)
{
  g_autoptr (GError) error = NULL;
  gboolean allowed = sl_review_rules_decide (rules, s, &error);

  if (allowed != expect (s))
    g_error ("%s by %s%s%s in “%s” (%s%s%s%s%s%s%s%s) is %s: %s",
             sl_review_action_to_nick (s->action), s->role, s->author ? " author" : "",
             s->opener ? " opener" : "", s->state, s->stance, s->grants_award ? " award" : "",
             s->open_comments ? " comments" : "", s->blocking_remarks ? " remarks" : "",
             s->draft_differs ? " differs" : "", s->has_reason ? " reason" : "",
             s->manager_is_author ? " manager-author" : "", s->copy ? " copy" : "",
             allowed ? "allowed" : "refused", error != NULL ? error->message : "");
  if (!allowed)
    {
      g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
      g_assert_cmpstr (error->message, !=, "");
    }
}

/* 10 actions, 5 roles, 8 states and 10 facts that hold or not: 409,600 situations. */
static void
test_every_combination_is_decided_as_asked_for (void)
{
  g_autoptr (SlReviewRules) rules = load_rules (NULL);

  for (guint action = 0; action < SL_N_REVIEW_ACTIONS; action++)
    for (guint role = 0; role < G_N_ELEMENTS (roles); role++)
      for (guint state = 0; state < G_N_ELEMENTS (states); state++)
        for (guint bits = 0; bits < 1u << 10; bits++)
          {
            SlReviewSituation situation = { .action = (SlReviewAction) action,
                                            .role = roles[role],
                                            .state = states[state],
                                            .author = (bits & 1) != 0,
                                            .opener = (bits & 2) != 0,
                                            .stance = bits & 4 ? "objection" : "concerns",
                                            .grants_award = (bits & 8) != 0,
                                            .open_comments = bits & 16 ? 2 : 0,
                                            .blocking_remarks = bits & 32 ? 1 : 0,
                                            .draft_differs = (bits & 64) != 0,
                                            .has_reason = (bits & 128) != 0,
                                            .manager_is_author = (bits & 256) != 0,
                                            .copy = (bits & 512) != 0 };

            assert_decision (rules, &situation);
          }
}

static void
test_what_is_not_known_is_denied (void)
{
  static const struct
  {
    const char *role, *state;
  } odd[] = {
    { "administrator", "submitted" }, { "", "submitted" },     { NULL, "submitted" },
    { "Manager", "submitted" },       { "manager", "secret" }, { "manager", "Submitted" }
  };
  g_autoptr (SlReviewRules) rules = load_rules (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    for (guint action = 0; action < SL_N_REVIEW_ACTIONS; action++)
      {
        g_autoptr (GError) error = NULL;

        g_assert_false (
            sl_review_rules_decide (rules,
                                    &(SlReviewSituation){ .action = (SlReviewAction) action,
                                                          .role = odd[i].role,
                                                          .state = odd[i].state,
                                                          .stance = "concerns",
                                                          .opener = TRUE,
                                                          .has_reason = TRUE },
                                    &error));
        g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
      }
}

static void
write_pack (const char *folder, const char *name, const char *text)
{
  g_autofree char *packs = g_build_filename (folder, "packs", NULL);
  g_autofree char *path = g_build_filename (packs, name, NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (packs, 0700);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static char *
load_built_in (const char *path)
{
  g_autoptr (SlPackLibrary) packs = sl_pack_library_new (NULL, NULL); /* loads the resources */
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);

  g_assert_nonnull (bytes);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static char *
replace (const char *text, const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, -1);

  g_assert_cmpuint (g_strv_length (parts), >, 1);
  return g_strjoinv (to, parts);
}

static gboolean
may_approve_award (SlReviewRules *rules, const char *role)
{
  return sl_review_rules_decide (rules,
                                 &(SlReviewSituation){ .action = SL_REVIEW_APPROVE,
                                                       .role = role,
                                                       .state = "submitted",
                                                       .stance = "support",
                                                       .grants_award = TRUE },
                                 NULL);
}

static void
test_the_force_says_who_grants_awards (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *profile = load_built_in ("/org/sightline/Sightline/force/essex.xml");
  g_autofree char *senior = replace (profile, "who it is today.\">manager<",
                                     "who it is today.\">senior-manager<");
  g_autoptr (SlReviewRules) usual = load_rules (NULL);
  g_autoptr (SlReviewRules) mapped = NULL;

  write_pack (folder, "force.xml", senior);
  mapped = load_rules (folder);
  g_assert_cmpstr (sl_review_rules_get_mapped_role (usual, "senior-architectural-liaison-officer"),
                   ==, "manager");
  g_assert_cmpstr (sl_review_rules_get_mapped_role (mapped, "senior-architectural-liaison-officer"),
                   ==, "senior-manager");
  g_assert_true (may_approve_award (usual, "manager"));
  g_assert_false (may_approve_award (usual, "senior-manager"));
  g_assert_false (may_approve_award (mapped, "manager"));
  g_assert_true (may_approve_award (mapped, "senior-manager"));
}

/* A pack that allows everything to everybody moves neither of the two hard lines. */
static void
test_no_pack_moves_the_hard_lines (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *pack = load_built_in ("/org/sightline/Sightline/rules/review.xml");
  g_autofree char *lax = replace (
      pack, "  <rule id=\"copy-only-reviewed\"",
      "  <rule id=\"lax\" actions=\"return approve\" roles=\"*\" states=\"*\" when=\"\" "
      "decision=\"allow\">Anybody.</rule>\n  <rule id=\"copy-only-reviewed\"");
  g_autoptr (SlReviewRules) rules = NULL;

  write_pack (folder, "review.xml", lax);
  rules = load_rules (folder);
  for (guint role = 0; role < G_N_ELEMENTS (roles); role++)
    for (guint state = 0; state < G_N_ELEMENTS (states); state++)
      for (guint bits = 0; bits < 4; bits++)
        {
          SlReviewSituation situation = { .action = bits & 1 ? SL_REVIEW_APPROVE : SL_REVIEW_RETURN,
                                          .role = roles[role],
                                          .state = states[state],
                                          .stance = "concerns",
                                          .author = (bits & 2) != 0,
                                          .has_reason = TRUE };
          gboolean trainee = (bits & 1) && role == 0;

          g_assert_cmpint (sl_review_rules_decide (rules, &situation, NULL), ==,
                           !situation.author && !trainee);
        }
}

/* A refusal names what it is about: the response, or a report by its title. */
static void
test_a_refusal_names_the_paper (void)
{
  g_autoptr (SlReviewRules) rules = load_rules (NULL);
  g_autoptr (GPtrArray) list = sl_review_rules_list (rules);
  const char *const titles[] = { NULL, "Minutes MTG/2026/001" };
  const char *const names[] = { "The response was issued.", "“Minutes MTG/2026/001” was issued." };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      const SlReviewSituation situation = {
        .action = SL_REVIEW_ISSUE, .role = "officer", .state = "issued", .paper = titles[i]
      };
      g_autoptr (GError) error = NULL;

      g_assert_false (sl_review_rules_decide (rules, &situation, &error));
      g_assert_true (g_str_has_prefix (error->message, names[i]));
    }
  for (guint i = 0; i < list->len; i++)
    g_assert_null (strchr (((SlReviewRule *) list->pdata[i])->text, '{'));
}

static gboolean
grants (SlReviewRules *rules, SlBlockKind kind, const char *text)
{
  g_autoptr (SlLetter) letter = sl_letter_new ("Response", "Essex Police", "en-GB", "2026-11-24");

  sl_letter_append (letter, sl_block_new (SL_BLOCK_PARAGRAPH, "Thank you for the consultation."));
  sl_letter_append (letter, sl_block_new (kind, text));
  return sl_review_rules_grants_award (rules, letter, NULL);
}

/* @level 1: fields in the text, what an officer wrote; 0: references beside the address. */
static gboolean
field_grants (SlReviewRules *rules, int level, const char *label, const char *value)
{
  g_autoptr (SlLetter) letter = sl_letter_new ("Minutes", "Essex Police", "en-GB", "2026-11-24");
  SlBlock *fields = sl_block_new (SL_BLOCK_FIELDS, "");
  SlBlock *row = sl_block_new (SL_BLOCK_ROW, "");

  sl_block_set_level (fields, level);
  sl_block_append (row, sl_block_new (SL_BLOCK_CELL, label));
  sl_block_append (row, sl_block_new (SL_BLOCK_CELL, value));
  sl_block_append (fields, row);
  sl_letter_append (letter, fields);
  return sl_review_rules_grants_award (rules, letter, NULL);
}

static void
test_a_labelled_value_may_grant_an_award (void)
{
  g_autoptr (SlReviewRules) rules = load_rules (NULL);

  g_assert_true (field_grants (rules, 1, "Decision", "The Gold award is granted."));
  g_assert_true (field_grants (rules, 1, "Secured by Design award", "Is granted for plots 1 to 9"));
  g_assert_false (field_grants (rules, 1, "Level discussed", "Secured by Design Gold"));
  g_assert_false (field_grants (rules, 0, "Reference", "The Gold award is granted."));
}

static void
test_only_words_that_grant_an_award_count (void)
{
  static const char *const granting[] = {
    "The Secured by Design Gold award is granted.",
    "A Silver award will be granted to this development.",
    "The development has achieved the Silver award.",
    "The site will achieve a Secured by Design Gold award.",
    "Essex Police is pleased to confirm the Secured by Design award for plots 1 to 48.",
    "The car park has been awarded; the Park Mark is now confirmed.",
    "Park Mark accreditation will be awarded on completion.",
    "Essex Police will grant a Bronze award.",
    "Essex Police grants the development a Secured by Design award.",
    "THE GOLD AWARD IS HEREBY GRANTED",
    "The gold\302\240award\nwill be granted.",
    "The gold award is gran\342\200\213ted.",
    "If planning permission is granted, the Gold award will be granted too.",
  };
  static const char *const others[] = {
    "Essex Police encourages the applicant to seek a Secured by Design award.",
    "The layout appears able to reach the standard of a Silver award, provided the points above "
    "are "
    "met. Whether an award is made is decided by assessment.",
    "This follows Secured by Design Homes 2016, section 10.",
    "If planning permission is granted, the applicant is asked to apply for a Secured by Design "
    "award.",
    "A Secured by Design application can be made once permission is granted.",
    "Doors certified to PAS 24:2022 are asked for.",
    "No work above ground shall begin until a scheme has been approved in writing by the local "
    "planning authority. The scheme shall show how the development will reach the standard of a "
    "Secured by Design award.",
    "Advice and assessment are free of charge, and early contact gives the best result.",
    "The bronze statue in the square is a landmark.",
    "Park Mark is the accreditation for safer parking: Essex Police recommends it.",
    "",
  };
  g_autoptr (SlReviewRules) rules = load_rules (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (granting); i++)
    if (!grants (rules, SL_BLOCK_PARAGRAPH, granting[i]))
      g_error ("This grants an award: %s", granting[i]);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (grants (rules, SL_BLOCK_PARAGRAPH, others[i]))
      g_error ("This grants no award: %s", others[i]);
  g_assert_true (grants (rules, SL_BLOCK_HEADING, granting[0]));
  g_assert_true (grants (rules, SL_BLOCK_QUOTATION, granting[0]));
}

/* A heading, "> " before it, and what stands under it, paragraph by paragraph; "* " is an item,
 * "| " a row of a table with cells between bars. */
static gboolean
grants_in (SlReviewRules *rules, const char *letter_text)
{
  g_autoptr (SlLetter) letter = sl_letter_new ("Response", "Essex Police", "en-GB", "2026-11-24");
  g_auto (GStrv) lines = g_strsplit (letter_text, "\n", -1);
  SlBlock *table = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "| "))
      {
        g_auto (GStrv) cells = g_strsplit (lines[i] + 2, " | ", -1);
        SlBlock *row = sl_block_new (SL_BLOCK_ROW, "");

        for (guint j = 0; cells[j] != NULL; j++)
          sl_block_append (row, sl_block_new (SL_BLOCK_CELL, cells[j]));
        if (table == NULL)
          sl_letter_append (letter, table = sl_block_new (SL_BLOCK_TABLE, ""));
        sl_block_append (table, row);
      }
    else if (g_str_has_prefix (lines[i], "* "))
      {
        SlBlock *list = sl_block_new (SL_BLOCK_LIST, "");

        sl_block_append (list, sl_block_new (SL_BLOCK_ITEM, lines[i] + 2));
        sl_letter_append (letter, list);
      }
    else if (g_str_has_prefix (lines[i], "> "))
      {
        SlBlock *heading = sl_block_new (SL_BLOCK_HEADING, lines[i] + 2);

        sl_block_set_level (heading, 2);
        sl_letter_append (letter, heading);
      }
    else
      sl_letter_append (letter, sl_block_new (SL_BLOCK_PARAGRAPH, lines[i]));
  return sl_review_rules_grants_award (rules, letter, NULL);
}

/* What is granted may stand in a heading, and that it is granted under it. */
static void
test_an_award_granted_across_blocks_counts (void)
{
  static const char *const granting[] = {
    "> Secured by Design Gold award\nThis is granted to Block A.",
    "> Secured by Design award\nIt will be confirmed on completion.",
    "> Gold award\nThank you for the plans.\nGranted for plots 1 to 48.",
    "> Gold award\nIs hereby granted.",
    "> Park Mark\nThe car park is granted, from December.",
    "> Secured by Design award\nEssex Police is pleased to confirm this for Block A.",
    "> Silver award\nThe development has achieved this.",
    "> Gold award\n* Block A\n* Granted",
    "The following are granted:\n* the Gold award",
    "Gold award: granted.",
    "Block A reaches the Gold award. It is granted from today.",
    "| Award | Block A\n| Gold | Granted",
    "| Block | Gold award\n| A | Will be granted",
  };
  static const char *const others[] = {
    "> Secured by Design award\nEssex Police encourages the applicant to seek a Secured by Design "
    "award. Early contact, before details are fixed, gives the best result.",
    "> Secured by Design award\nThe layout appears able to reach the standard of a Silver award, "
    "provided the points above are met. Whether an award is made is decided by assessment.",
    "> Secured by Design award\nThis advice is given free of charge.",
    "> Secured by Design award\nGiven the location, early contact is asked for.",
    "> Secured by Design award\nIf planning permission is granted, the applicant is asked to "
    "apply.",
    "> Secured by Design award\nWhether it is granted is decided by assessment.",
    "> Secured by Design award\nEncouraged.\n> Lighting\nThis is confirmed by drawing 12.",
    "> Lighting\nThis is granted.",
    "| Item | Drawing\n| Fence | Confirmed",
  };
  g_autoptr (SlReviewRules) rules = load_rules (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (granting); i++)
    if (!grants_in (rules, granting[i]))
      g_error ("This grants an award: %s", granting[i]);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (grants_in (rules, others[i]))
      g_error ("This grants no award: %s", others[i]);
}

static void
test_what_is_not_named_is_editing (void)
{
  g_autoptr (SlReviewRules) rules = load_rules (NULL);

  g_assert_cmpint (sl_review_rules_get_step (rules, "judge-item"), ==, SL_REVIEW_STEP_EDITS);
  g_assert_cmpint (sl_review_rules_get_step (rules, "edit-response"), ==, SL_REVIEW_STEP_EDITS);
  g_assert_cmpint (sl_review_rules_get_step (rules, "never-heard-of"), ==, SL_REVIEW_STEP_EDITS);
  g_assert_cmpint (sl_review_rules_get_step (rules, "import"), ==, SL_REVIEW_STEP_PREPARES);
  g_assert_cmpint (sl_review_rules_get_step (rules, "add-comment"), ==, SL_REVIEW_STEP_REVIEWS);
  g_assert_cmpint (sl_review_rules_get_step (rules, "look"), ==, SL_REVIEW_STEP_LOOKS);
}

static void
test_no_change_is_minor_by_default (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *pack = load_built_in ("/org/sightline/Sightline/rules/review.xml");
  g_autofree char *some = replace (pack, "  <award>",
                                   "  <minor action=\"note-evidence\" path=\"evidence/*/note\" "
                                   "reason=\"Not in the letter\"/>\n  <award>");
  g_autoptr (SlReviewRules) usual = load_rules (NULL);
  g_autoptr (SlReviewRules) minor = NULL;

  write_pack (folder, "review.xml", some);
  minor = load_rules (folder);
  g_assert_false (sl_review_rules_is_minor (usual, "letter/date"));
  g_assert_false (sl_review_rules_is_minor (usual, "evidence/1/note"));
  g_assert_false (sl_review_rules_is_minor_action (usual, "note-evidence"));
  g_assert_true (sl_review_rules_is_minor (minor, "evidence/1/note"));
  g_assert_false (sl_review_rules_is_minor (minor, "evidence/1/page"));
  g_assert_false (sl_review_rules_is_minor (minor, "evidence/1/2/note"));
  g_assert_true (sl_review_rules_is_minor_action (minor, "note-evidence"));
  g_assert_false (sl_review_rules_is_minor_action (minor, "judge-item"));
}

static void
test_prompts_stand_at_each_stage_with_their_source (void)
{
  static const char *const stages[] = { "briefing", "draft", "final" };
  g_autoptr (SlReviewRules) rules = load_rules (NULL);
  g_autoptr (GPtrArray) all = sl_review_rules_list_prompts (rules, NULL);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      g_autoptr (GPtrArray) prompts = sl_review_rules_list_prompts (rules, stages[i]);

      g_assert_cmpuint (prompts->len, >=, 4);
      n += prompts->len;
      for (guint j = 0; j < prompts->len; j++)
        {
          const SlReviewPrompt *prompt = g_ptr_array_index (prompts, j);

          g_assert_cmpstr (prompt->stage, ==, stages[i]);
          g_assert_cmpstr (prompt->source, !=, "");
          g_assert_cmpstr (prompt->text, !=, "");
        }
    }
  g_assert_cmpuint (n, ==, all->len);
  g_assert_cmpuint (sl_review_rules_get_max_comment (rules), ==, 10000);
  g_assert_nonnull (strstr (sl_review_rules_get_promises (rules)[1], "not secrecy"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/rules/every-combination-is-decided-as-asked-for",
                   test_every_combination_is_decided_as_asked_for);
  g_test_add_func ("/review/rules/what-is-not-known-is-denied", test_what_is_not_known_is_denied);
  g_test_add_func ("/review/rules/the-force-says-who-grants-awards",
                   test_the_force_says_who_grants_awards);
  g_test_add_func ("/review/rules/no-pack-moves-the-hard-lines", test_no_pack_moves_the_hard_lines);
  g_test_add_func ("/review/rules/a-refusal-names-the-paper", test_a_refusal_names_the_paper);
  g_test_add_func ("/review/rules/a-labelled-value-may-grant-an-award",
                   test_a_labelled_value_may_grant_an_award);
  g_test_add_func ("/review/rules/only-words-that-grant-an-award-count",
                   test_only_words_that_grant_an_award_count);
  g_test_add_func ("/review/rules/an-award-granted-across-blocks-counts",
                   test_an_award_granted_across_blocks_counts);
  g_test_add_func ("/review/rules/what-is-not-named-is-editing", test_what_is_not_named_is_editing);
  g_test_add_func ("/review/rules/no-change-is-minor-by-default",
                   test_no_change_is_minor_by_default);
  g_test_add_func ("/review/rules/prompts-stand-at-each-stage-with-their-source",
                   test_prompts_stand_at_each_stage_with_their_source);
  return g_test_run ();
}
