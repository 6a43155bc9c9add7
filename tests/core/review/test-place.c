/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "review/sl-comment-anchor.h"
#include "review/sl-comment-private.h"
#include "sl-test-letter.h"
#include "sl-test-snapshot.h"

#include <string.h>

#define REAR "The rear boundary of plots 14 to 21 is drawn at 1.5 m beside the footpath."
#define COURT "The parking court behind Block A cannot be seen from a living room."
#define LOCKS "The drawings do not show locks on the gates to rear gardens."

static const char *const plain[] = { "a", REAR, "#h", "Parking", "b", COURT, "c", LOCKS, NULL };

static SlSnapshot *
make (const char *const *blocks)
{
  return sl_test_make_snapshot (sl_test_make_paragraphs (blocks), NULL);
}

static SlComment *
make_comment (const SlAnchor *anchor, SlSnapshot *snapshot)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlAnchorValues) values = sl_anchor_values_new (anchor, snapshot, &error);
  SlCommentValues comment = { .anchor_start = 0 };

  g_assert_no_error (error);
  for (guint i = 0; i < SL_N_COMMENT_TEXTS; i++)
    comment.texts[i] = NULL;
  comment.texts[SL_COMMENT_ANCHOR_KIND] = g_strdup (values->kind);
  comment.texts[SL_COMMENT_ANCHOR_KEY] = g_strdup (values->key);
  comment.texts[SL_COMMENT_ANCHOR_TEXT] = g_strdup (values->text);
  comment.texts[SL_COMMENT_ANCHOR_SOURCE] = g_strdup (values->source);
  comment.texts[SL_COMMENT_ANCHOR_TITLE] = g_strdup (values->title);
  comment.anchor_start = values->start;
  comment.anchor_end = values->end;
  for (guint i = 0; i < SL_N_COMMENT_TEXTS; i++)
    if (comment.texts[i] == NULL)
      comment.texts[i] = g_strdup ("");
  return sl_comment_new_take (&comment);
}

/* A comment on @words of the block @key; NULL: on the whole block. */
static SlComment *
comment_on (SlSnapshot *snapshot, const char *key, const char *words)
{
  SlAnchor anchor = { .kind = "text", .key = key };
  const char *text = sl_block_get_text (sl_letter_find (sl_snapshot_get_letter (snapshot), key));

  if (words != NULL)
    {
      const char *at = strstr (text, words);

      g_assert_nonnull (at);
      anchor.start = (guint) g_utf8_pointer_to_offset (text, at);
      anchor.end = anchor.start + (guint) g_utf8_strlen (words, -1);
    }
  return make_comment (&anchor, snapshot);
}

static void
place_one (SlComment *comment, SlSnapshot *snapshot)
{
  g_autoptr (GListStore) list = g_list_store_new (SL_TYPE_COMMENT);

  g_list_store_append (list, comment);
  sl_comments_place (G_LIST_MODEL (list), snapshot);
}

/* The place is told truly: its offsets are those of its words in the block that it names. */
static void
check_place (SlComment *comment, SlSnapshot *snapshot)
{
  const char *place = sl_comment_get (comment, "place");
  const char *key;
  guint start, end;

  sl_comment_get_place (comment, &key, &start, &end);
  if (g_str_equal (place, "gone"))
    {
      g_assert_cmpstr (key, ==, "");
      g_assert_cmpstr (sl_comment_get (comment, "now-text"), ==, "");
      return;
    }
  if (g_str_equal (sl_comment_get (comment, "anchor-kind"), "text"))
    {
      const char *text = sl_block_get_text (
          sl_letter_find (sl_snapshot_get_letter (snapshot), key));
      g_autofree char *words = end == 0 ? g_strdup (text) : g_utf8_substring (text, start, end);

      g_assert_cmpstr (words, ==, sl_comment_get (comment, "now-text"));
      g_assert_cmpstr (words, !=, "");
    }
  if (g_str_equal (place, "same") || g_str_equal (place, "moved"))
    g_assert_cmpstr (sl_comment_get (comment, "now-text"), ==,
                     sl_comment_get (comment, "anchor-text"));
}

static void
assert_placed (const char *key,
               const char *words,
               const char *const *newer,
               const char *place,
               const char *now_key,
               const char *now)
{
  g_autoptr (SlSnapshot) before = make (plain);
  g_autoptr (SlSnapshot) after = make (newer);
  g_autoptr (SlComment) comment = comment_on (before, key, words);

  place_one (comment, after);
  check_place (comment, after);
  g_assert_cmpstr (sl_comment_get (comment, "place"), ==, place);
  g_assert_cmpstr (sl_comment_get (comment, "now-key"), ==, now_key);
  g_assert_cmpstr (sl_comment_get (comment, "now-text"), ==, now);
}

static void
test_takes_the_words_of_then_along (void)
{
  g_autoptr (SlSnapshot) before = make (plain);
  g_autoptr (SlComment) comment = comment_on (before, "b", "Block A");
  g_autoptr (SlComment) other = comment_on (before, "a", NULL);

  g_assert_cmpstr (sl_comment_get (comment, "anchor-text"), ==, "Block A");
  g_assert_cmpstr (sl_comment_get (comment, "anchor-title"), ==, "Parking");
  g_assert_cmpstr (sl_comment_get (other, "anchor-text"), ==, REAR);
  g_assert_cmpstr (sl_comment_get (other, "anchor-title"), ==,
                   "“The rear boundary of plots 14 to 21 is drawn at…”");
}

static void
test_a_place_that_is_not_there_is_refused (void)
{
  g_autoptr (SlSnapshot) before = make (plain);
  const SlAnchor anchors[] = { { .kind = "text", .key = "nowhere" },
                               { .kind = "text", .key = "a", .start = 4, .end = 1000 },
                               { .kind = "text", .key = "a", .start = 9, .end = 4 },
                               { .kind = "answer", .key = "H21" },
                               { .kind = "evidence", .key = "e1" } };

  for (guint i = 0; i < G_N_ELEMENTS (anchors); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (sl_anchor_values_new (&anchors[i], before, &error));
      g_assert_nonnull (error);
    }
}

static void
test_stays_when_the_rest_of_the_block_changes (void)
{
  assert_placed ("a", "1.5 m", plain, "same", "a", "1.5 m");
  assert_placed ("a", "1.5 m",
                 (const char *[]){
                     "a", "Sadly, the boundary of plots 14 to 23 is drawn at 1.5 m only.", NULL },
                 "same", "a", "1.5 m");
}

static void
test_shows_what_stands_in_its_place (void)
{
  assert_placed ("a", "1.5 m",
                 (const char *[]){ "a",
                                   "The rear boundary of plots 14 to 21 is drawn at 1.8 m beside "
                                   "the footpath.",
                                   NULL },
                 "changed", "a", "1.8 m");
  assert_placed ("a", "drawn at 1.5 m beside the footpath",
                 (const char *[]){ "a",
                                   "The rear boundary of plots 14 to 21 is drawn only at 1.5 m, "
                                   "close beside the footpath.",
                                   NULL },
                 "changed", "a", "drawn only at 1.5 m, close beside the footpath");
  assert_placed (
      "b", NULL,
      (const char *[]){ "b", "The parking court cannot be seen from a living room.", NULL },
      "changed", "b", "The parking court cannot be seen from a living room.");
}

static void
test_follows_its_words_to_another_block (void)
{
  assert_placed ("b", "seen from a living room",
                 (const char *[]){ "a", REAR, "b", "Words of another kind.", "d",
                                   "The court cannot be seen from a living room.", NULL },
                 "moved", "d", "seen from a living room");
  assert_placed ("b", NULL, (const char *[]){ "a", REAR, "x", COURT, NULL }, "moved", "x", COURT);
  /* A few words alone say too little to be followed anywhere. */
  assert_placed ("a", "1.5 m",
                 (const char *[]){ "x", "The hedge in front of the bins is kept to 1.5 m.", NULL },
                 "gone", "", "");
  /* The block came under another key, and its words were changed as well. */
  assert_placed ("a", "1.5 m",
                 (const char *[]){ "x",
                                   "The rear boundary of plots 14 to 21 is drawn at 1.8 m beside "
                                   "the footpath.",
                                   NULL },
                 "changed", "x", "1.8 m");
}

static void
test_says_so_when_the_words_are_gone (void)
{
  assert_placed ("b", "Block A", (const char *[]){ "a", REAR, NULL }, "gone", "", "");
  assert_placed (
      "a", "beside the footpath",
      (const char *[]){ "a", "The rear boundary of plots 14 to 21 is drawn at 1.5 m.", NULL },
      "gone", "", "");
}

static const char *const records[] = {
  "document/d1/number",
  "PL-106",
  "document/d1/revision",
  "C",
  "evidence/e1/document-id",
  "d1",
  "evidence/e1/page",
  "1",
  "evidence/e1/x",
  "0.5",
  "evidence/e1/y",
  "0.5",
  "evidence/e1/width",
  "0.25",
  "evidence/e1/height",
  "0.25",
  "answer/H21/title",
  "Rear boundaries",
  "answer/H21/verdict",
  "partly",
  "answer/H21/observation",
  "Drawn at 1.5 m.",
  NULL,
};

/* The records with @value at @path, or without all that begins with it, or renamed to @renamed. */
static SlSnapshot *
make_records (const char *path, const char *value, const char *renamed)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; records[i] != NULL; i += 2)
    {
      gboolean other = path != NULL && g_str_has_prefix (records[i], path);

      if (other && value == NULL && renamed == NULL)
        continue;
      g_ptr_array_add (rows, other && renamed != NULL
                                 ? g_strconcat (renamed, records[i] + strlen (path), NULL)
                                 : g_strdup (records[i]));
      g_ptr_array_add (rows, g_strdup (other && value != NULL ? value : records[i + 1]));
    }
  g_ptr_array_add (rows, NULL);
  return sl_test_make_snapshot (sl_test_make_paragraphs (plain), (const char *const *) rows->pdata);
}

static void
test_answers_and_evidence_are_followed_too (void)
{
  g_autoptr (SlSnapshot) before = make_records (NULL, NULL, NULL);
  g_autoptr (SlSnapshot) verdict = make_records ("answer/H21/verdict", "met", NULL);
  g_autoptr (SlSnapshot) no_answer = make_records ("answer/H21", NULL, NULL);
  g_autoptr (SlSnapshot) no_evidence = make_records ("evidence/e1", NULL, NULL);
  g_autoptr (SlSnapshot) again = make_records ("evidence/e1", NULL, "evidence/e9");
  g_autoptr (SlSnapshot) shifted = make_records ("evidence/e1/x", "0.125", NULL);
  g_autoptr (SlComment)
      answer = make_comment (&(SlAnchor){ .kind = "answer", .key = "H21" }, before);
  g_autoptr (SlComment)
      evidence = make_comment (&(SlAnchor){ .kind = "evidence", .key = "e1" }, before);
  const struct
  {
    SlComment *comment;
    SlSnapshot *snapshot;
    const char *place, *key, *now;
  } cases[] = {
    { answer, before, "same", "H21", "Partly\nDrawn at 1.5 m." },
    { answer, verdict, "changed", "H21", "Met\nDrawn at 1.5 m." },
    { answer, no_answer, "gone", "", "" },
    { evidence, no_answer, "same", "e1", "PL-106 C, page 1, region" },
    { evidence, no_evidence, "gone", "", "" },
    { evidence, again, "moved", "e9", "PL-106 C, page 1, region" },
    { evidence, shifted, "changed", "e1", "PL-106 C, page 1, region" },
  };

  g_assert_cmpstr (sl_comment_get (answer, "anchor-title"), ==, "H21 Rear boundaries");
  g_assert_cmpstr (sl_comment_get (evidence, "anchor-title"), ==, "PL-106 C, page 1, region");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      place_one (cases[i].comment, cases[i].snapshot);
      g_assert_cmpstr (sl_comment_get (cases[i].comment, "place"), ==, cases[i].place);
      g_assert_cmpstr (sl_comment_get (cases[i].comment, "now-key"), ==, cases[i].key);
      g_assert_cmpstr (sl_comment_get (cases[i].comment, "now-text"), ==, cases[i].now);
    }
}

static void
test_a_lying_anchor_does_no_harm (void)
{
  g_autoptr (SlSnapshot) snapshot = make (plain);
  SlCommentValues values = { .anchor_start = 5000, .anchor_end = 90000 };
  g_autoptr (SlComment) comment = NULL;

  for (guint i = 0; i < SL_N_COMMENT_TEXTS; i++)
    values.texts[i] = g_strdup (i == SL_COMMENT_ANCHOR_KIND  ? "text"
                                : i == SL_COMMENT_ANCHOR_KEY ? "a"
                                                             : "");
  comment = sl_comment_new_take (&values);
  place_one (comment, snapshot);
  check_place (comment, snapshot);
}

/* A letter as it is revised: keys and texts. */
typedef struct
{
  GPtrArray *keys, *texts;
  guint next_key;
} Draft;

static char *
make_sentence (GRand *rand)
{
  static const char *const words[] = { "plot",   "fence", "gate",  "lamp",  "court",    "path",
                                       "window", "rear",  "faces", "shows", "crosses",  "behind",
                                       "the",    "a",     "of",    "at",    "“garden”", "m²" };
  GString *text = g_string_new ("The");
  guint n = 4 + g_rand_int_range (rand, 0, 12);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, " %s", words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
  g_string_append_c (text, '.');
  return g_string_free (text, FALSE);
}

static void
add_block (Draft *draft, GRand *rand, guint place)
{
  g_ptr_array_insert (draft->keys, (int) place, g_strdup_printf ("k%u", draft->next_key++));
  g_ptr_array_insert (draft->texts, (int) place, make_sentence (rand));
}

static void
revise (Draft *draft, GRand *rand)
{
  guint place = g_rand_int_range (rand, 0, (int) draft->keys->len);
  char **text = (char **) &draft->texts->pdata[place];
  g_autofree char *old = NULL;

  switch (g_rand_int_range (rand, 0, 7))
    {
    case 0:
      add_block (draft, rand, place);
      return;
    case 1:
      if (draft->keys->len > 3)
        {
          g_ptr_array_remove_index (draft->keys, place);
          g_ptr_array_remove_index (draft->texts, place);
        }
      return;
    case 2: /* moves */
      g_ptr_array_add (draft->keys, g_ptr_array_steal_index (draft->keys, place));
      g_ptr_array_add (draft->texts, g_ptr_array_steal_index (draft->texts, place));
      return;
    case 3: /* comes under another key */
      g_free (draft->keys->pdata[place]);
      draft->keys->pdata[place] = g_strdup_printf ("k%u", draft->next_key++);
      return;
    case 4: /* rewritten */
      g_free (*text);
      *text = make_sentence (rand);
      return;
    case 5: /* more of it */
      old = *text;
      {
        g_autofree char *more = make_sentence (rand);

        *text = g_strjoin (" ", old, more, NULL);
      }
      return;
    default: /* a word of it */
      old = *text;
      {
        g_auto (GStrv) words = g_strsplit (old, " ", -1);
        guint i = g_rand_int_range (rand, 0, (int) g_strv_length (words));

        g_free (words[i]);
        words[i] = g_strdup ("1.8 m");
        *text = g_strjoinv (" ", words);
      }
    }
}

static SlSnapshot *
freeze (const Draft *draft)
{
  SlLetter *letter = sl_letter_new ("Response", "Essex Police", "en-GB", "2026-11-24");

  for (guint i = 0; i < draft->keys->len; i++)
    sl_test_add_block (letter, SL_BLOCK_PARAGRAPH, g_ptr_array_index (draft->keys, i),
                       g_ptr_array_index (draft->texts, i));
  return sl_test_make_snapshot (letter, NULL);
}

/* The characters of a random run of the block's words. */
static void
choose_words (GRand *rand, const char *text, guint *start, guint *end)
{
  glong n = g_utf8_strlen (text, -1);
  guint length = 1 + g_rand_int_range (rand, 0, 30);

  *start = g_rand_int_range (rand, 0, (int) n);
  *end = MIN ((guint) n, *start + length);
}

static void
test_no_comment_is_lost_over_200_revisions (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (200);
  g_autoptr (GListStore) comments = g_list_store_new (SL_TYPE_COMMENT);
  Draft draft = { g_ptr_array_new_with_free_func (g_free), g_ptr_array_new_with_free_func (g_free),
                  0 };
  guint found[4] = { 0 };
  static const char *const places[] = { "same", "changed", "moved", "gone" };

  for (guint i = 0; i < 20; i++)
    add_block (&draft, rand, i);
  for (guint revision = 0; revision < 200; revision++)
    {
      g_autoptr (SlSnapshot) snapshot = freeze (&draft);
      guint block = g_rand_int_range (rand, 0, (int) draft.keys->len), start, end;
      g_autoptr (SlComment) comment = NULL;
      GListModel *model = G_LIST_MODEL (comments);

      choose_words (rand, g_ptr_array_index (draft.texts, block), &start, &end);
      comment = make_comment (&(SlAnchor){ .kind = "text",
                                           .key = g_ptr_array_index (draft.keys, block),
                                           .start = start,
                                           .end = end },
                              snapshot);
      g_list_store_append (comments, comment);
      sl_comments_place (model, snapshot);
      g_assert_cmpuint (g_list_model_get_n_items (model), ==, revision + 1);
      g_assert_cmpstr (sl_comment_get (comment, "place"), ==, "same");
      for (guint i = 0; i <= revision; i++)
        {
          g_autoptr (SlComment) each = g_list_model_get_item (model, i);

          check_place (each, snapshot);
          for (guint j = 0; j < G_N_ELEMENTS (places); j++)
            found[j] += g_str_equal (sl_comment_get (each, "place"), places[j]);
        }
      for (guint i = 0; i < 3; i++)
        revise (&draft, rand);
    }
  /* All four are met on the way, or the walk says little. */
  for (guint j = 0; j < G_N_ELEMENTS (places); j++)
    g_assert_cmpuint (found[j], >, 100);
  g_ptr_array_unref (draft.keys);
  g_ptr_array_unref (draft.texts);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/place/takes-the-words-of-then-along",
                   test_takes_the_words_of_then_along);
  g_test_add_func ("/review/place/a-place-that-is-not-there-is-refused",
                   test_a_place_that_is_not_there_is_refused);
  g_test_add_func ("/review/place/stays-when-the-rest-of-the-block-changes",
                   test_stays_when_the_rest_of_the_block_changes);
  g_test_add_func ("/review/place/shows-what-stands-in-its-place",
                   test_shows_what_stands_in_its_place);
  g_test_add_func ("/review/place/follows-its-words-to-another-block",
                   test_follows_its_words_to_another_block);
  g_test_add_func ("/review/place/says-so-when-the-words-are-gone",
                   test_says_so_when_the_words_are_gone);
  g_test_add_func ("/review/place/answers-and-evidence-are-followed-too",
                   test_answers_and_evidence_are_followed_too);
  g_test_add_func ("/review/place/a-lying-anchor-does-no-harm", test_a_lying_anchor_does_no_harm);
  g_test_add_func ("/review/place/no-comment-is-lost-over-200-revisions",
                   test_no_comment_is_lost_over_200_revisions);
  return g_test_run ();
}
