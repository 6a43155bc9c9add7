/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-progress.h"

#include "base/sl-time.h"
#include "store/sl-store.h"

#include <glib/gi18n.h>
#include <string.h>

/* A trainee's portfolio, and the team's. Whose it is says --of; without it, one's own. An occasion
 * is named as it is counted, "C2/1", and training as "training" or by its component's id. */

/* What may follow the verb, how many words after that, and whether a portfolio has to be there. */
static const struct
{
  const char *word;
  int least, most;
  gboolean portfolio;
  CliProgressRun run;
} words[] = {
  { "show", 0, 1, TRUE, cli_progress_show },
  { "missing", 0, 0, TRUE, cli_progress_missing },
  { "readers", 0, 0, TRUE, cli_progress_readers },
  { "begin", 0, 0, FALSE, cli_progress_begin },
  { "choose", 1, 2, TRUE, cli_progress_choose },
  { "drop", 1, 1, TRUE, cli_progress_drop },
  { "offers", 0, 1, TRUE, cli_progress_offers },
  { "propose", 1, 2, TRUE, cli_progress_propose },
  { "claim", 2, 2, TRUE, cli_progress_claim },
  { "withdraw", 2, 2, TRUE, cli_progress_withdraw },
  { "assess", 3, 3, TRUE, cli_progress_assess },
  { "acknowledge", 1, 2, TRUE, cli_progress_acknowledge },
  { "reply", 3, 3, TRUE, cli_progress_reply },
  { "note", 0, 2, TRUE, cli_progress_note },
  { "reading", 1, 1, TRUE, cli_progress_reading },
  { "train", 0, 1, TRUE, cli_progress_train },
  { "file", 2, 2, TRUE, cli_progress_file },
  { "decide", 1, 1, TRUE, cli_progress_decide },
  { "appeal", 0, 1, TRUE, cli_progress_appeal },
  { "move", 0, 1, TRUE, cli_progress_move },
  { "second", 0, 3, FALSE, cli_progress_second },
  { "sample", 0, 0, FALSE, cli_progress_sample },
  { "agreement", 0, 0, FALSE, cli_progress_agreement },
  { "team", 0, 0, FALSE, cli_progress_team },
  { "waiting", 0, 0, FALSE, cli_progress_waiting },
  { "export", 0, 1, FALSE, cli_progress_export },
  { "bundle", 1, 3, FALSE, cli_progress_bundle },
};

/* ---- what the words share ---- */

SlPerson *
cli_progress_get_person (CliProgress *self)
{
  return sl_casebook_get_person (self->cli->casebook);
}

gboolean
cli_progress_parse_date (const char *text, char **date)
{
  *date = text != NULL ? sl_date_parse (text) : NULL;
  if (text == NULL || *date != NULL)
    return TRUE;
  cli_usage (&sl_verb_progress, _ ("\"%s\" is not a date."), text);
  return FALSE;
}

static gboolean
is_training (CliProgress *self, const char *text)
{
  const SlComponent *component = sl_framework_find_component (
      sl_portfolio_get_framework (self->portfolio), text);

  return g_str_equal (text, "training") ||
         (component != NULL && component->type == SL_COMPONENT_TRAINING);
}

const char *
cli_progress_find_occasion (CliProgress *self, const char *text)
{
  const char *slash = strchr (text, '/');
  guint64 number = slash != NULL ? g_ascii_strtoull (slash + 1, NULL, 10) : 0;

  if (is_training (self, text))
    return "";
  for (guint i = 0; i < sl_portfolio_get_n_occasions (self->portfolio); i++)
    {
      const SlOccasion *occasion = sl_portfolio_get_occasion (self->portfolio, i);
      gsize length = strlen (occasion->component->id);

      if (g_str_equal (text, occasion->id) ||
          (!occasion->dropped && number == occasion->number && (gsize) (slash - text) == length &&
           g_ascii_strncasecmp (text, occasion->component->id, length) == 0))
        return occasion->id;
    }
  cli_fail (_ ("The portfolio of %s has no occasion “%s”: write it as C2/1, or “training”."),
            sl_portfolio_get_person_name (self->portfolio), text);
  return NULL;
}

const SlCell *
cli_progress_find_cell (CliProgress *self, const char *occasion, const char *criterion)
{
  const char *occasion_id = cli_progress_find_occasion (self, occasion);
  g_autofree char *upper = g_ascii_strup (criterion, -1);
  const SlCell *cell;

  if (occasion_id == NULL)
    return NULL;
  cell = sl_portfolio_find_cell (self->portfolio, occasion_id, criterion);
  if (cell == NULL)
    cell = sl_portfolio_find_cell (self->portfolio, occasion_id, upper);
  if (cell == NULL)
    cli_fail (_ ("There is no criterion “%s” there."), criterion);
  return cell;
}

char *
cli_progress_name_occasion (CliProgress *self, const char *occasion_id)
{
  const SlOccasion *occasion = sl_portfolio_find_occasion (self->portfolio, occasion_id);

  if (occasion == NULL)
    return g_strdup ("training");
  return occasion->dropped ? g_strdup (occasion->id)
                           : g_strdup_printf ("%s/%u", occasion->component->id, occasion->number);
}

/* ---- the verb ---- */

/* Others are told when somebody reads their portfolio; a casebook that another holds is only read,
 * and keeps nothing. */
gboolean
cli_progress_load (CliProgress *self)
{
  SlStore *store = sl_casebook_get_store (self->cli->casebook);
  g_autoptr (SlPerson) other = self->of != NULL ? cli_find_person (self->cli, self->of) : NULL;
  SlPerson *whose = other != NULL ? other : cli_progress_get_person (self);
  g_autofree char *reason = NULL;
  g_autoptr (GError) error = NULL;

  if (self->of != NULL && other == NULL)
    return FALSE;
  self->portfolio = sl_portfolio_load (store, sl_casebook_get_packs (self->cli->casebook),
                                       sl_person_get_id (whose), &error);
  if (error != NULL)
    return cli_fail_error (error) == SL_CLI_DONE;
  if (self->portfolio == NULL)
    {
      cli_fail (_ ("%s has no portfolio in this casebook; \"progress begin\" begins one."),
                sl_person_get_display_name (whose));
      return FALSE;
    }
  if (!sl_portfolio_may (self->portfolio, cli_progress_get_person (self), SL_PROGRESS_READ, NULL,
                         &reason))
    {
      cli_fail ("%s", reason);
      return FALSE;
    }
  return sl_store_is_read_only (store) ||
         cli_apply (self->cli, sl_portfolio_change_read (self->portfolio, "")) == SL_CLI_DONE;
}

static int
run_word (CliProgress *self, int argc, char **argv)
{
  const char *word = argc > 1 ? argv[1] : "show";
  int n = MAX (argc - 2, 0);
  guint i = 0;

  while (i < G_N_ELEMENTS (words) && !g_str_equal (words[i].word, word))
    i++;
  if (i == G_N_ELEMENTS (words) || n < words[i].least || n > words[i].most)
    return cli_usage (&sl_verb_progress, _ ("Say what of a portfolio, and where."));
  if (cli_open (self->cli) == NULL || (words[i].portfolio && !cli_progress_load (self)))
    return SL_CLI_FAILED;
  return words[i].run (self, n, argv + MIN (argc, 2));
}

static void
clear_options (CliProgress *self)
{
  char *texts[] = { self->of,       self->words,    self->verbal,    self->written,
                    self->take,     self->reason,   self->criterion, self->kind,
                    self->title,    self->provider, self->on,        self->hours,
                    self->outcomes, self->renews,   self->reference, self->authority,
                    self->address,  self->about,    self->framework, self->to,
                    self->seed,     self->ask,      self->output,    self->folder };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_strfreev (self->files);
  g_clear_object (&self->portfolio);
}

static int
run_progress (SlCli *cli, int argc, char **argv)
{
  CliProgress self = { .cli = cli };
  GOptionEntry entries[] = {
    { "of", 0, 0, G_OPTION_ARG_STRING, &self.of, N_ ("whose portfolio; one’s own without it"),
      "WHO" },
    { "words", 'w', 0, G_OPTION_ARG_STRING, &self.words,
      N_ ("what is claimed, said, fed back, or decided, in words"), "TEXT" },
    { "verbal", 0, 0, G_OPTION_ARG_STRING, &self.verbal,
      N_ ("assess: the verbal work that was looked at"), "TEXT" },
    { "written", 0, 0, G_OPTION_ARG_STRING, &self.written,
      N_ ("assess: the written work that was looked at"), "TEXT" },
    { "not-applicable", 0, 0, G_OPTION_ARG_NONE, &self.not_applicable,
      N_ ("claim: it does not apply; --words say why"), NULL },
    { "file", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self.files, N_ ("claim: a file that shows it"),
      "PATH" },
    { "take", 0, 0, G_OPTION_ARG_STRING, &self.take,
      N_ ("claim: what is proposed, by its numbers (1,3)"), "NUMBERS" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &self.reason, N_ ("drop, move: why"), "TEXT" },
    { "criterion", 0, 0, G_OPTION_ARG_STRING, &self.criterion,
      N_ ("train: what it counts for (C1.2, or entry)"), "ID" },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &self.kind, N_ ("train: course, award, event, …"),
      "KIND" },
    { "title", 0, 0, G_OPTION_ARG_STRING, &self.title, N_ ("train, choose: what it was"), "TEXT" },
    { "provider", 0, 0, G_OPTION_ARG_STRING, &self.provider, N_ ("train: who held it"), "TEXT" },
    { "on", 0, 0, G_OPTION_ARG_STRING, &self.on, N_ ("train, choose, decide, appeal: on which day"),
      "DATE" },
    { "hours", 0, 0, G_OPTION_ARG_STRING, &self.hours, N_ ("train: how many"), "N" },
    { "outcomes", 0, 0, G_OPTION_ARG_STRING, &self.outcomes,
      N_ ("train: the framework’s outcomes that it brought"), "IDS" },
    { "renews", 0, 0, G_OPTION_ARG_STRING, &self.renews,
      N_ ("train: the day by which it is renewed"), "DATE" },
    { "remove", 0, 0, G_OPTION_ARG_NONE, &self.remove, N_ ("train, file: take it out"), NULL },
    { "restore", 0, 0, G_OPTION_ARG_NONE, &self.restore, N_ ("train, file, drop: take it back"),
      NULL },
    { "reference", 0, 0, G_OPTION_ARG_STRING, &self.reference,
      N_ ("choose: of work from before Sightline"), "REF" },
    { "authority", 0, 0, G_OPTION_ARG_STRING, &self.authority, N_ ("choose: likewise"), "NAME" },
    { "address", 0, 0, G_OPTION_ARG_STRING, &self.address, N_ ("choose: likewise"), "TEXT" },
    { "about", 0, 0, G_OPTION_ARG_STRING, &self.about, N_ ("choose: likewise"), "TEXT" },
    { "framework", 0, 0, G_OPTION_ARG_STRING, &self.framework, N_ ("begin: which one"), "ID" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &self.to, N_ ("appeal: to whom, if not as the rule says"),
      "ROLE" },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &self.seed, N_ ("sample: to follow a draw"), "N" },
    { "ask", 0, 0, G_OPTION_ARG_STRING, &self.ask, N_ ("sample: who is to look at what is drawn"),
      "WHO" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &self.output,
      N_ ("export: where the paper goes; decide: a copy of the notification"), "FILE" },
    { "folder", 0, 0, G_OPTION_ARG_FILENAME, &self.folder,
      N_ ("export: make a folder in this one, with the paper, a web page and the files"), "DIR" },
    { "team", 0, 0, G_OPTION_ARG_NONE, &self.team, N_ ("export: the progress of all trainees"),
      NULL },
    { "notes", 0, 0, G_OPTION_ARG_NONE, &self.notes,
      N_ ("export, bundle: with one’s own private notes"), NULL },
    { "cases", 0, 0, G_OPTION_ARG_NONE, &self.cases,
      N_ ("bundle: with the cases whose claims wait"), NULL },
    { "names", 0, 0, G_OPTION_ARG_NONE, &self.names,
      N_ ("export: third parties by name, not masked"), NULL },
    { NULL }
  };
  int code = SL_CLI_USAGE;

  if (cli_parse (&sl_verb_progress, entries, &argc, &argv))
    code = run_word (&self, argc, argv);
  clear_options (&self);
  return code;
}

const SlVerb sl_verb_progress = {
  "progress",
  "[show [OCCASION] | missing | readers | begin | choose COMPONENT [CASE] | drop OCCASION |"
  " offers [COMPONENT] | propose OCCASION [CRITERION] | claim OCCASION CRITERION | withdraw "
  "OCCASION CRITERION | assess OCCASION CRITERION VERDICT |"
  " acknowledge OCCASION [CRITERION] | reply OCCASION CRITERION TEXT | note [OCCASION [CRITERION]]"
  " | reading on|off | train [ENTRY] | file OWNER PATH | decide OUTCOME | appeal"
  " [upheld|dismissed] | move [EDITION] | second [OCCASION WHO | OCCASION CRITERION VERDICT |"
  " OCCASION finish] | sample | agreement | team | waiting | export [WHO]"
  " | bundle make [WHO] | bundle look FILE | bundle read FILE | bundle trust FILE"
  " FINGERPRINT]",
  N_ ("A trainee’s portfolio: what is claimed, assessed, missing and decided; and the team’s"),
  run_progress
};
