/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "verbs.h"

#include "base/sl-id.h"
#include "base/sl-time.h"
#include "cases/sl-action.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* What has to be done for a case. An action is named by its id, or by its number: they are counted
 * as they were made and none is ever deleted, so a number stays. */

typedef struct
{
  char *owner, *by, *text, *on;
} Options;

/* The actions of the case as they were made. */
static GPtrArray *
list_made (SlCli *cli, SlCase *of)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) actions = sl_actions_list (sl_casebook_get_store (cli->casebook),
                                                    sl_case_get_id (of), NULL, &error);
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_object_unref);

  if (actions == NULL)
    {
      cli_fail_error (error);
      return NULL;
    }
  for (guint i = 0; i < g_list_model_get_n_items (actions); i++)
    {
      g_autoptr (SlAction) action = g_list_model_get_item (actions, i);
      guint place = made->len;

      while (place > 0 && strcmp (sl_action_get (made->pdata[place - 1], "id"),
                                  sl_action_get (action, "id")) > 0)
        place--;
      g_ptr_array_insert (made, (int) place, g_steal_pointer (&action));
    }
  return g_steal_pointer (&made);
}

static void
print_action (guint number, SlAction *action)
{
  const char *due = sl_action_get (action, "due-date");
  const char *state = sl_action_get (action, "state");
  g_autofree char *text = cli_dup_shown (sl_action_get (action, "text"));
  g_autofree char *owner = cli_dup_shown (sl_action_get (action, "owner-name"));
  g_autofree char *answer = cli_dup_shown (sl_action_get (action, "answer"));

  g_print ("%3u  %-10s  %-7s  %s  %s%s\n", number, *due != '\0' ? due : _ ("no day"), state, text,
           *owner != '\0' ? owner : _ ("nobody yet"),
           sl_action_has_owner_left (action) ? _ (" (has left)")
           : sl_action_is_overdue (action)   ? _ (" (overdue)")
                                             : "");
  if (*answer != '\0')
    g_print ("     %s: %s\n", sl_action_get (action, "settled-on"), answer);
}

static void
add_json (JsonBuilder *builder, guint number, SlAction *action)
{
  static const char *const names[] = { "id",       "case-id",    "sheet-id",        "text",
                                       "owner-id", "owner-name", "due-date",        "state",
                                       "answer",   "settled-on", "created-by-name", "created-at" };

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "number");
  json_builder_add_int_value (builder, number);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    cli_json_add (builder, names[i], sl_action_get (action, names[i]));
  json_builder_set_member_name (builder, "owner-left");
  json_builder_add_boolean_value (builder, sl_action_has_owner_left (action));
  json_builder_set_member_name (builder, "overdue");
  json_builder_add_boolean_value (builder, sl_action_is_overdue (action));
  json_builder_end_object (builder);
}

static int
run_list (SlCli *cli, SlCase *of)
{
  g_autoptr (GPtrArray) made = list_made (cli, of);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (made == NULL)
    return SL_CLI_FAILED;
  json_builder_begin_array (builder);
  for (guint i = 0; i < made->len; i++)
    if (cli->json)
      add_json (builder, i + 1, made->pdata[i]);
    else
      print_action (i + 1, made->pdata[i]);
  json_builder_end_array (builder);
  if (cli->json)
    cli_print_json (builder);
  return SL_CLI_DONE;
}

/* A person of the casebook by id, account, or a name that only one has; else the words are the name
 * of somebody who is not in it. */
static gboolean
find_owner (SlCli *cli, const char *text, char **id, char **name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) people = sl_people_list (sl_casebook_get_store (cli->casebook), &error);
  guint n_named = 0;

  if (people == NULL)
    return cli_fail_error (error) == SL_CLI_DONE;
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (SlPerson) person = g_list_model_get_item (people, i);
      gboolean named = g_str_equal (text, sl_person_get_display_name (person));

      if (!named && !g_str_equal (text, sl_person_get_id (person)) &&
          !g_str_equal (text, sl_person_get_account (person)))
        continue;
      n_named += named ? 1 : 0;
      g_free (*id);
      *id = g_strdup (sl_person_get_id (person));
    }
  if (n_named > 1)
    {
      cli_fail (_ ("%u persons are called “%s”: give the id, which \"people list\" tells."),
                n_named, text);
      return FALSE;
    }
  *name = g_strdup (*id == NULL ? text : "");
  if (*id == NULL)
    *id = g_strdup ("");
  return TRUE;
}

static int
set_action (SlCli *cli, SlCase *of, const char *action_id, const char *text, const Options *options)
{
  g_autofree char *owner_id = NULL;
  g_autofree char *owner_name = NULL;
  g_autofree char *by = NULL;
  SlActionValues values = { .text = text };

  if (options->owner != NULL && !find_owner (cli, options->owner, &owner_id, &owner_name))
    return SL_CLI_FAILED;
  if (options->by != NULL && *options->by != '\0' && (by = sl_date_parse (options->by)) == NULL)
    return cli_usage (&sl_verb_action, _ ("\"%s\" is not a date."), options->by);
  values.owner_id = owner_id;
  values.owner_name = owner_name;
  values.due_date = by != NULL ? by : options->by;
  return cli_apply (cli, sl_action_change_set (action_id, sl_case_get_id (of), NULL, &values));
}

static int
run_add (SlCli *cli, SlCase *of, const char *text, const Options *options)
{
  g_autofree char *id = sl_id_new ();
  int code = set_action (cli, of, id, text, options);

  if (code == SL_CLI_DONE)
    g_print ("%s\n", id);
  return code;
}

static SlAction *
find_action (SlCli *cli, SlCase *of, const char *text)
{
  g_autoptr (GPtrArray) made = list_made (cli, of);
  guint64 number = g_ascii_strtoull (text, NULL, 10);

  if (made == NULL)
    return NULL;
  for (guint i = 0; i < made->len; i++)
    if (g_str_equal (text, sl_action_get (made->pdata[i], "id")) ||
        (strspn (text, "0123456789") == strlen (text) && number == i + 1))
      return g_object_ref (made->pdata[i]);
  cli_fail (_ ("This case has no action “%s”; \"action %s\" lists them."), text,
            sl_case_get (of, "reference"));
  return NULL;
}

static int
run_settle (SlCli *cli,
            SlCase *of,
            const char *text,
            const char *state,
            const char *answer,
            const Options *options)
{
  g_autoptr (SlAction) action = find_action (cli, of, text);
  g_autofree char *on = NULL;

  if (action == NULL)
    return SL_CLI_FAILED;
  if (options->on != NULL && (on = sl_date_parse (options->on)) == NULL)
    return cli_usage (&sl_verb_action, _ ("\"%s\" is not a date."), options->on);
  return cli_apply (cli, sl_action_change_state (sl_action_get (action, "id"), sl_case_get_id (of),
                                                 state, answer, on));
}

static int
run_edit (SlCli *cli, SlCase *of, const char *text, const Options *options)
{
  g_autoptr (SlAction) action = find_action (cli, of, text);

  if (action == NULL)
    return SL_CLI_FAILED;
  return set_action (cli, of, sl_action_get (action, "id"), options->text, options);
}

/* What may stand after the case, and how many words after that. */
static const struct
{
  const char *word;
  int n_operands;
} words[] = {
  { "list", 0 }, { "add", 1 }, { "done", 2 }, { "drop", 2 }, { "reopen", 1 }, { "edit", 1 },
};

static int
run_word (SlCli *cli, int argc, char **argv, const Options *options)
{
  const char *word = argc > 2 ? argv[2] : "list";
  g_autoptr (SlCase) of = NULL;
  guint i = 0;

  while (i < G_N_ELEMENTS (words) && !g_str_equal (words[i].word, word))
    i++;
  if (argc < 2 || i == G_N_ELEMENTS (words) || MAX (argc - 3, 0) != words[i].n_operands)
    return cli_usage (&sl_verb_action, _ ("Say which case, and what is to become of its actions."));
  of = cli_find_case (cli, argv[1]);
  if (of == NULL)
    return SL_CLI_FAILED;
  if (g_str_equal (word, "add"))
    return run_add (cli, of, argv[3], options);
  if (g_str_equal (word, "done"))
    return run_settle (cli, of, argv[3], "done", argv[4], options);
  if (g_str_equal (word, "drop"))
    return run_settle (cli, of, argv[3], "dropped", argv[4], options);
  if (g_str_equal (word, "reopen"))
    return run_settle (cli, of, argv[3], "open", NULL, options);
  if (g_str_equal (word, "edit"))
    return run_edit (cli, of, argv[3], options);
  return run_list (cli, of);
}

static int
run_action (SlCli *cli, int argc, char **argv)
{
  Options options = { 0 };
  GOptionEntry entries[] = {
    { "owner", 0, 0, G_OPTION_ARG_STRING, &options.owner,
      N_ ("add, edit: a person of this casebook, or anybody’s name"), "WHO" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &options.by, N_ ("add, edit: the day it is due"), "DATE" },
    { "text", 0, 0, G_OPTION_ARG_STRING, &options.text, N_ ("edit: what is to be done"), "TEXT" },
    { "on", 0, 0, G_OPTION_ARG_STRING, &options.on, N_ ("done, drop: the day it was settled"),
      "DATE" },
    { NULL }
  };
  int code = SL_CLI_USAGE;

  if (cli_parse (&sl_verb_action, entries, &argc, &argv))
    code = run_word (cli, argc, argv, &options);
  g_free (options.owner);
  g_free (options.by);
  g_free (options.text);
  g_free (options.on);
  return code;
}

const SlVerb sl_verb_action = {
  "action",
  "CASE [list | add TEXT | done ACTION ANSWER | drop ACTION REASON | reopen ACTION | edit ACTION]",
  N_ ("Lists what has to be done for a case, adds to it, and says what became of it"), run_action
};
