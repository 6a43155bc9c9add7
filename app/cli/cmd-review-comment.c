/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-review.h"

#include "review/sl-review.h"

#include <glib/gi18n.h>
#include <string.h>

/* Comments: made on the words of a version, an answer, a piece of evidence or the whole; replied
 * to, closed and opened again. And the prompts that a reviewer ticks. */

/* As they stand in the draft, or in the newest version where there is no draft. */
static int
list_comments (SlCli *cli, const SlPaper *paper)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlReviewState)
      state = sl_review_load (sl_casebook_get_review (cli->casebook), paper->id, &error);

  if (state == NULL)
    return cli_fail_error (error);
  cli_print_comments (cli, state->comments);
  return SL_CLI_DONE;
}

/* Blocks that hold @words, the first of which is put into @anchor. */
static guint
find_words (SlBlock *block, const char *key, const char *words, SlAnchor *anchor)
{
  const char *text = sl_block_get_text (block);
  const char *at = *sl_block_get_key (block) != '\0' &&
                           (key == NULL || g_str_equal (key, sl_block_get_key (block)))
                       ? strstr (text, words)
                       : NULL;
  guint n = at != NULL;

  if (at != NULL && anchor->key == NULL)
    {
      anchor->key = sl_block_get_key (block);
      anchor->start = (guint) g_utf8_pointer_to_offset (text, at);
      anchor->end = anchor->start + (guint) g_utf8_strlen (words, -1);
    }
  for (guint i = 0; i < sl_block_get_n_children (block); i++)
    n += find_words (sl_block_get_child (block, i), key, words, anchor);
  return n;
}

static gboolean
anchor_words (SlSnapshot *snapshot, const char *key, const char *words, SlAnchor *anchor)
{
  SlLetter *letter = sl_snapshot_get_letter (snapshot);
  guint n = 0;

  anchor->kind = "text";
  for (guint i = 0; i < sl_letter_get_n_blocks (letter); i++)
    n += find_words (sl_letter_get_block (letter, i), key, words, anchor);
  if (n == 1)
    return TRUE;
  if (n == 0)
    cli_fail (_ ("“%s” does not stand in the letter of this version."), words);
  else
    cli_fail (_ ("“%s” stands in %u paragraphs. Give more words, or say which with --block."),
              words, n);
  return FALSE;
}

/* What the options of "review comment" say of the place; owned by the caller. */
typedef struct
{
  char *version, *block, *words, *answer, *evidence;
} Place;

static gboolean
choose_anchor (SlCli *cli,
               const SlPaper *paper,
               const Place *place,
               SlVersion *version,
               SlSnapshot **snapshot,
               SlAnchor *anchor)
{
  if (place->words != NULL)
    return *place->words != '\0' && (*snapshot = cli_load_version (cli, version)) != NULL &&
           anchor_words (*snapshot, place->block, place->words, anchor);
  if (place->block != NULL)
    *anchor = (SlAnchor){ .kind = "text", .key = place->block };
  else if (place->answer != NULL)
    *anchor = (SlAnchor){ .kind = "answer", .key = place->answer };
  else if (place->evidence != NULL)
    *anchor = (SlAnchor){ .kind = "evidence", .key = place->evidence };
  else
    *anchor = (SlAnchor){ .kind = "whole", .key = "" };
  return TRUE;
}

/* The id of what was made, for the next command. */
static int
print_id (char *id, const GError *error)
{
  g_autofree char *owned = id;

  if (owned == NULL)
    return cli_fail_error (error);
  g_print ("%s\n", owned);
  return SL_CLI_DONE;
}

static int
make_comment (SlCli *cli, const SlPaper *paper, const Place *place, const char *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSnapshot) snapshot = NULL;
  g_autoptr (SlVersion) version = cli_find_version (cli, paper, place->version);
  SlAnchor anchor = { 0 };
  char *id;

  if (version == NULL || !choose_anchor (cli, paper, place, version, &snapshot, &anchor))
    return SL_CLI_FAILED;
  id = sl_comment_add (sl_casebook_get_review (cli->casebook), sl_version_get_id (version), &anchor,
                       body, &error);
  return print_id (id, error);
}

static int
run_comment (SlCli *cli, int argc, char **argv)
{
  Place place = { 0 };
  GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_STRING, &place.version,
      N_ ("The version that is commented on; without it the newest"), N_ ("NUMBER") },
    { "words", 0, 0, G_OPTION_ARG_STRING, &place.words, N_ ("The words of the letter"),
      N_ ("WORDS") },
    { "block", 0, 0, G_OPTION_ARG_STRING, &place.block,
      N_ ("The paragraph, by its key; without --words all of it"), N_ ("KEY") },
    { "answer", 0, 0, G_OPTION_ARG_STRING, &place.answer, N_ ("A checklist item"), N_ ("ITEM") },
    { "evidence", 0, 0, G_OPTION_ARG_STRING, &place.evidence, N_ ("A piece of evidence"),
      N_ ("ID") },
    { NULL }
  };
  g_autoptr (SlPaper) paper = NULL;
  gboolean parsed = cli_parse (&sl_review_verb_comment, entries, &argc, &argv);
  g_autofree char *version = place.version, *block = place.block, *words = place.words;
  g_autofree char *answer = place.answer, *evidence = place.evidence;

  if (!parsed)
    return SL_CLI_USAGE;
  if (argc < 2 || argc > 3)
    return cli_usage (&sl_review_verb_comment, _ ("Say which case or report, then the comment."));
  if ((answer != NULL) + (evidence != NULL) + (block != NULL || words != NULL) > 1)
    return cli_usage (
        &sl_review_verb_comment,
        _ ("A comment stands at one place: words, an answer or a piece of evidence."));
  if ((paper = cli_find_paper (cli, argv[1])) == NULL)
    return SL_CLI_FAILED;
  if (argc == 2)
    return list_comments (cli, paper);
  return make_comment (cli, paper, &place, argv[2]);
}

const SlVerb sl_review_verb_comment = {
  "review comment", "PAPER [TEXT [--words WORDS | --block KEY | --answer ITEM | --evidence ID]]",
  N_ ("Comments on a version, or lists the comments of a paper"), run_comment
};

static int
run_reply (SlCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  char *id;

  if (!cli_parse (&sl_review_verb_reply, NULL, &argc, &argv))
    return SL_CLI_USAGE;
  if (argc != 3)
    return cli_usage (&sl_review_verb_reply, _ ("Say which comment, then the reply."));
  if (cli_open (cli) == NULL)
    return SL_CLI_FAILED;
  id = sl_comment_reply (sl_casebook_get_review (cli->casebook), argv[1], argv[2], &error);
  return print_id (id, error);
}

const SlVerb sl_review_verb_reply = { "review reply", "COMMENT TEXT", N_ ("Replies to a comment"),
                                      run_reply };

static int
run_close (SlCli *cli, int argc, char **argv)
{
  g_autofree char *reason = NULL;
  GOptionEntry entries[] = { { "reason", 0, 0, G_OPTION_ARG_STRING, &reason,
                               N_ ("Why; a must for a comment that another person opened"),
                               N_ ("TEXT") },
                             { NULL } };
  g_autoptr (GError) error = NULL;

  if (!cli_parse (&sl_review_verb_close, entries, &argc, &argv))
    return SL_CLI_USAGE;
  if (argc != 2)
    return cli_usage (&sl_review_verb_close, _ ("Say which comment."));
  if (cli_open (cli) == NULL)
    return SL_CLI_FAILED;
  if (!sl_comment_close (sl_casebook_get_review (cli->casebook), argv[1], reason, &error))
    return cli_fail_error (error);
  return SL_CLI_DONE;
}

const SlVerb sl_review_verb_close = { "review close", "COMMENT [--reason TEXT]",
                                      N_ ("Closes a comment; it stays to be seen"), run_close };

static int
run_reopen (SlCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (!cli_parse (&sl_review_verb_reopen, NULL, &argc, &argv))
    return SL_CLI_USAGE;
  if (argc != 2)
    return cli_usage (&sl_review_verb_reopen, _ ("Say which comment."));
  if (cli_open (cli) == NULL)
    return SL_CLI_FAILED;
  if (!sl_comment_reopen (sl_casebook_get_review (cli->casebook), argv[1], &error))
    return cli_fail_error (error);
  return SL_CLI_DONE;
}

const SlVerb sl_review_verb_reopen = { "review reopen", "COMMENT",
                                       N_ ("Opens a comment again that you closed"), run_reopen };

static void
print_prompt (SlCli *cli, JsonBuilder *builder, const SlReviewPrompt *prompt, const char *mark)
{
  gboolean done = g_strcmp0 (mark, "done") == 0;

  if (!cli->json)
    {
      g_print ("[%c] %s  %s: %s\n", done ? 'x' : ' ', prompt->id, prompt->stage_title,
               prompt->text);
      return;
    }
  json_builder_begin_object (builder);
  cli_json_add (builder, "id", prompt->id);
  cli_json_add (builder, "stage", prompt->stage);
  cli_json_add (builder, "text", prompt->text);
  cli_json_add (builder, "source", prompt->source);
  json_builder_set_member_name (builder, "done");
  json_builder_add_boolean_value (builder, done);
  json_builder_end_object (builder);
}

static int
list_prompts (SlCli *cli, SlVersion *version)
{
  static const char *const stages[] = { "briefing", "draft", "final" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) marks = sl_prompts_load (sl_casebook_get_store (cli->casebook),
                                                  sl_version_get_id (version), &error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  SlReviewRules *rules = sl_review_get_rules (sl_casebook_get_review (cli->casebook));

  if (marks == NULL)
    return cli_fail_error (error);
  json_builder_begin_array (builder);
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      g_autoptr (GPtrArray) prompts = sl_review_rules_list_prompts (rules, stages[i]);

      for (guint j = 0; j < prompts->len; j++)
        {
          const SlReviewPrompt *prompt = g_ptr_array_index (prompts, j);

          print_prompt (cli, builder, prompt, g_hash_table_lookup (marks, prompt->id));
        }
    }
  json_builder_end_array (builder);
  if (cli->json)
    cli_print_json (builder);
  return SL_CLI_DONE;
}

static int
run_prompt (SlCli *cli, int argc, char **argv)
{
  gboolean undo = FALSE;
  GOptionEntry entries[] = {
    { "undo", 0, 0, G_OPTION_ARG_NONE, &undo, N_ ("Take the mark away"), NULL }, { NULL }
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPaper) paper = NULL;
  g_autoptr (SlVersion) version = NULL;

  if (!cli_parse (&sl_review_verb_prompt, entries, &argc, &argv))
    return SL_CLI_USAGE;
  if (argc < 2 || argc > 3 || (undo && argc == 2))
    return cli_usage (&sl_review_verb_prompt,
                      _ ("Say which case or report, then the prompt to mark."));
  if ((paper = cli_find_paper (cli, argv[1])) == NULL ||
      (version = cli_find_version (cli, paper, NULL)) == NULL)
    return SL_CLI_FAILED;
  if (argc == 2)
    return list_prompts (cli, version);
  if (!sl_prompt_set (sl_casebook_get_review (cli->casebook), sl_version_get_id (version), argv[2],
                      !undo, &error))
    return cli_fail_error (error);
  return SL_CLI_DONE;
}

const SlVerb sl_review_verb_prompt = { "review prompt", "PAPER [PROMPT [--undo]]",
                                       N_ ("Lists what to ask of the newest version, or marks it"),
                                       run_prompt };
