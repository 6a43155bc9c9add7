/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-letter.h"
#include "verbs.h"

#include <glib/gi18n.h>

/* Begins or changes a case's draft, edits its blocks, and says what the letter now holds. */

typedef struct
{
  char *stance, *flags, *award, *nppf, *date, *conditions, *template_id;
  char *edit, *leave_out, *add, *after, *restore, *text;
  gboolean blocks;
} Options;

static gboolean
sets_something (const Options *options)
{
  return options->stance != NULL || options->flags != NULL || options->award != NULL ||
         options->nppf != NULL || options->date != NULL || options->conditions != NULL ||
         options->template_id != NULL;
}

/* A draft begins with the template of its kind of case unless another is asked for. */
static int
set (SlCli *cli, SlCase *subject, const Options *options)
{
  const char *case_id = sl_case_get_id (subject);
  g_autoptr (SlResponse)
      response = sl_response_load (sl_casebook_get_store (cli->casebook), case_id, NULL);
  SlResponseValues values = { .stance = options->stance,
                              .flags = options->flags,
                              .award_level = options->award,
                              .nppf_edition = options->nppf,
                              .letter_date = options->date,
                              .conditions = options->conditions,
                              .template_id = options->template_id };

  if (response == NULL && values.template_id == NULL)
    values.template_id = sl_response_choose_template (sl_casebook_get_packs (cli->casebook),
                                                      subject);

  if (options->flags != NULL)
    g_strdelimit (options->flags, ",", ' ');
  if (options->conditions != NULL)
    g_strdelimit (options->conditions, ",", ' ');
  return cli_apply (cli, sl_response_change_set (case_id, &values));
}

/* A composed block was made from its own text; one edited before keeps what it was made from. */
static SlChange *
make_replace (SlResponse *response, SlLetter *letter, const Options *options)
{
  SlBlock *block = sl_letter_find (letter, options->edit);

  if (block == NULL)
    {
      cli_fail (_ ("The letter has no block “%s”. See them with --blocks."), options->edit);
      return NULL;
    }
  return sl_response_change_replace (
      response, options->edit, options->text,
      g_str_equal (sl_block_get_state (block), "composed") ? sl_block_get_text (block) : NULL);
}

static int
edit (SlCli *cli, SlCase *planning_case, const Options *options)
{
  g_autoptr (SlComposition) composition = NULL;
  g_autoptr (SlLetter) letter = cli_compose (cli, planning_case, &composition);
  SlResponse *response = letter != NULL ? sl_composition_get_response (composition) : NULL;
  SlChange *change = NULL;

  if (letter == NULL)
    return SL_CLI_FAILED;
  if (options->edit != NULL)
    change = make_replace (response, letter, options);
  else if (options->leave_out != NULL)
    change = sl_response_change_leave_out (response, options->leave_out);
  else if (options->restore != NULL)
    change = sl_response_change_restore (response, options->restore);
  else
    change = sl_response_change_add (response, options->add, options->after, options->text);
  if (change == NULL || cli_apply (cli, change) != SL_CLI_DONE)
    return SL_CLI_FAILED;
  cli_print_problems (composition);
  return SL_CLI_DONE;
}

static void
print_blocks (SlBlock *block)
{
  const char *key = sl_block_get_key (block);
  g_autofree char *shown = cli_dup_shown (sl_block_get_text (block));

  if (*key != '\0')
    g_print ("%s\t%s\t%s\n", key, sl_block_get_state (block), shown);
  for (guint i = 0; i < sl_block_get_n_children (block); i++)
    print_blocks (sl_block_get_child (block, i));
}

/* Sections in the order of the letter, each with its blocks. */
static GPtrArray *
list_sections (SlLetter *letter, GHashTable *counts)
{
  GPtrArray *sections = g_ptr_array_new ();

  for (guint i = 0; i < sl_letter_get_n_blocks (letter); i++)
    {
      SlBlock *block = sl_letter_get_block (letter, i);
      const char *section = sl_block_get_section (block);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, section));

      if (*section == '\0')
        continue;
      if (n == 0)
        g_ptr_array_add (sections, (gpointer) section);
      n += MAX (1,
                sl_block_get_kind (block) == SL_BLOCK_LIST ? sl_block_get_n_children (block) : 1);
      g_hash_table_insert (counts, (gpointer) section, GUINT_TO_POINTER (n));
    }
  return sections;
}

static void
print_json (SlLetter *letter, GPtrArray *sections, GHashTable *counts)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cli_json_add (builder, "title", sl_letter_get_title (letter));
  json_builder_set_member_name (builder, "words");
  json_builder_add_int_value (builder, sl_letter_count_words (letter));
  json_builder_set_member_name (builder, "sections");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sections->len; i++)
    {
      const char *section = g_ptr_array_index (sections, i);

      json_builder_begin_object (builder);
      cli_json_add (builder, "section", section);
      json_builder_set_member_name (builder, "blocks");
      json_builder_add_int_value (builder,
                                  GPOINTER_TO_UINT (g_hash_table_lookup (counts, section)));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  cli_print_json (builder);
}

static int
print_summary (SlCli *cli, SlCase *planning_case, gboolean blocks)
{
  g_autoptr (SlComposition) composition = NULL;
  g_autoptr (SlLetter) letter = cli_compose (cli, planning_case, &composition);
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) sections = NULL;

  if (letter == NULL)
    return SL_CLI_FAILED;
  sections = list_sections (letter, counts);
  if (cli->json)
    print_json (letter, sections, counts);
  else if (blocks)
    for (guint i = 0; i < sl_letter_get_n_blocks (letter); i++)
      print_blocks (sl_letter_get_block (letter, i));
  else
    {
      g_autofree char *title = cli_dup_shown (sl_letter_get_title (letter));

      g_print (_ ("%s\n%u words\n"), title, sl_letter_count_words (letter));
      for (guint i = 0; i < sections->len; i++)
        g_print ("%-18s %u\n", (char *) g_ptr_array_index (sections, i),
                 GPOINTER_TO_UINT (g_hash_table_lookup (counts, g_ptr_array_index (sections, i))));
    }
  cli_print_problems (composition);
  return SL_CLI_DONE;
}

static int
run_action (SlCli *cli, const char *text, const Options *options)
{
  gboolean edits = options->edit != NULL || options->leave_out != NULL || options->add != NULL ||
                   options->restore != NULL;
  g_autoptr (SlCase) planning_case = cli_find_case (cli, text);
  int code = SL_CLI_DONE;

  if (planning_case == NULL)
    return SL_CLI_FAILED;
  if (sets_something (options))
    code = set (cli, planning_case, options);
  if (code == SL_CLI_DONE && edits)
    code = edit (cli, planning_case, options);
  return code == SL_CLI_DONE ? print_summary (cli, planning_case, options->blocks) : code;
}

static int
run_draft (SlCli *cli, int argc, char **argv)
{
  Options o = { 0 };
  GOptionEntry entries[] = {
    { "stance", 0, 0, G_OPTION_ARG_STRING, &o.stance, N_ ("no-comment, concerns, …"), "STANCE" },
    { "flags", 0, 0, G_OPTION_ARG_STRING, &o.flags, N_ ("condition-requested,informative,…"),
      "WORDS" },
    { "award", 0, 0, G_OPTION_ARG_STRING, &o.award, N_ ("bronze, silver or gold"), "LEVEL" },
    { "nppf", 0, 0, G_OPTION_ARG_STRING, &o.nppf, N_ ("edition of the framework: 2024-12"),
      "EDITION" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &o.date, N_ ("date of the letter"), "DATE" },
    { "conditions", 0, 0, G_OPTION_ARG_STRING, &o.conditions,
      N_ ("letters of the template and items: A,H21"), "WORDS" },
    { "template", 0, 0, G_OPTION_ARG_STRING, &o.template_id, N_ ("another template"), "ID" },
    { "edit", 0, 0, G_OPTION_ARG_STRING, &o.edit, N_ ("say a block otherwise"), "KEY" },
    { "text", 0, 0, G_OPTION_ARG_STRING, &o.text, N_ ("the words for --edit or --add"), "TEXT" },
    { "leave-out", 0, 0, G_OPTION_ARG_STRING, &o.leave_out, N_ ("leave a block out"), "KEY" },
    { "add", 0, 0, G_OPTION_ARG_STRING, &o.add, N_ ("add a paragraph under this key"), "KEY" },
    { "after", 0, 0, G_OPTION_ARG_STRING, &o.after, N_ ("where --add puts it"), "KEY" },
    { "restore", 0, 0, G_OPTION_ARG_STRING, &o.restore, N_ ("the composed text again"), "KEY" },
    { "blocks", 0, 0, G_OPTION_ARG_NONE, &o.blocks, N_ ("print every block with its key"), NULL },
    { NULL }
  };
  char **const owned[] = { &o.stance,     &o.flags, &o.award,      &o.nppf, &o.date,
                           &o.conditions, &o.edit,  &o.leave_out,  &o.add,  &o.after,
                           &o.restore,    &o.text,  &o.template_id };
  int code;

  if (!cli_parse (&sl_verb_draft, entries, &argc, &argv))
    code = SL_CLI_USAGE;
  else if (argc != 2)
    code = cli_usage (&sl_verb_draft, _ ("Name one case."));
  else if ((o.edit != NULL || o.add != NULL) && o.text == NULL)
    code = cli_usage (&sl_verb_draft, _ ("Give the words with --text."));
  else if (o.add != NULL && o.after == NULL)
    code = cli_usage (&sl_verb_draft, _ ("Say with --after where it goes."));
  else
    code = run_action (cli, argv[1], &o);
  for (guint i = 0; i < G_N_ELEMENTS (owned); i++)
    g_free (*owned[i]);
  return code;
}

const SlVerb sl_verb_draft = { "draft", "CASE [--stance STANCE] [--edit KEY --text TEXT] …",
                               N_ ("Begins or changes a case's response and says what it holds"),
                               run_draft };
