/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-sheet.h"
#include "verbs.h"

#include "base/sl-id.h"
#include "base/sl-text.h"
#include "cases/sl-case-kind.h"
#include "reports/sl-report.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* meeting, visit, survey, scheme and advice: five verbs over one implementation. A verb's name is
 * the kind of sheet that it is about. */

typedef struct
{
  SlCli *cli;
  const SlVerb *verb;
  const char *kind;
  char *form;
  char *title;
  char *address;
  char *reason;
  char *output;
  char **set;
} Job;

static SlStore *
get_store (Job *job)
{
  return sl_casebook_get_store (job->cli->casebook);
}

static SlPackLibrary *
get_packs (Job *job)
{
  return sl_casebook_get_packs (job->cli->casebook);
}

/* NULL after saying why; a sheet of another kind is another verb's. Transfer full. */
static SlSheet *
find_sheet (Job *job, const char *text)
{
  g_autofree char *clean = sl_text_clean (text, -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSheet)
      sheet = sl_sheets_find (get_store (job), get_packs (job), NULL, clean, &error);
  g_autofree char *name = NULL;

  if (sheet == NULL)
    {
      cli_fail_error (error);
      return NULL;
    }
  if (g_str_equal (sl_sheet_get (sheet, "kind"), job->kind))
    return g_steal_pointer (&sheet);
  name = sl_sheet_dup_name (sheet);
  cli_fail (_ ("%s is not for this verb. Use “sightline-cli %s”."), name,
            sl_sheet_get (sheet, "kind"));
  return NULL;
}

static SlSheetEntry *
find_entry (SlSheet *sheet, const char *text)
{
  SlSheetEntry *entry = cli_sheet_find_entry (sheet, text);
  g_autofree char *name = NULL;

  if (entry == NULL)
    {
      name = sl_sheet_dup_name (sheet);
      cli_fail (_ ("%s has no entry “%s”. Entries are named by group and number, as in hazard/2."),
                name, text);
    }
  return entry;
}

/* ---- begin ---- */

/* The form that was named, else the only one of its kind; NULL after saying why. Transfer full. */
static SlForm *
choose_form (Job *job)
{
  g_autoptr (GPtrArray) forms = sl_forms_list (get_packs (job), job->kind);
  g_autoptr (GString) known = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlForm) form = NULL;

  for (guint i = 0; i < forms->len; i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "",
                            sl_form_get_id (g_ptr_array_index (forms, i)));
  if (job->form == NULL && forms->len == 1)
    return g_object_ref (g_ptr_array_index (forms, 0));
  if (job->form == NULL)
    {
      cli_fail (forms->len == 0 ? _ ("There is no form of this kind%s among the packs.")
                                : _ ("Say which form, with --form: %s."),
                known->str);
      return NULL;
    }
  form = sl_forms_find (get_packs (job), job->form, &error);
  if (form == NULL)
    {
      cli_fail_error (error);
      return NULL;
    }
  if (g_str_equal (sl_form_get_kind (form), job->kind))
    return g_steal_pointer (&form);
  cli_fail (_ ("The form “%s” is for “sightline-cli %s”. Here, forms are %s."), job->form,
            sl_form_get_kind (form), known->str);
  return NULL;
}

static int
begin (Job *job, SlForm *form, const char *case_id, const CliSheetValues *values)
{
  g_autofree char *id = sl_id_new ();
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSheet) sheet = NULL;

  if (cli_apply (job->cli, sl_sheet_change_begin (form, id, case_id, cli_sheet_get_values (values),
                                                  values->values->len)) != SL_CLI_DONE)
    return SL_CLI_FAILED;
  sheet = sl_sheets_load (get_store (job), get_packs (job), id, &error);
  if (sheet == NULL)
    return cli_fail_error (error);
  if (job->cli->json)
    return cli_sheet_show (job->cli, sheet);
  name = sl_sheet_dup_name (sheet);
  g_print (_ ("%s begun\n"), name);
  return cli_sheet_tell (values);
}

/* Advice that belongs to no case yet gets one of its own, so that it has a history and papers. */
static int
begin_alone (Job *job, SlForm *form, const CliSheetValues *values)
{
  g_autofree char *case_id = sl_id_new ();
  const char *person = sl_person_get_id (sl_casebook_get_person (job->cli->casebook));

  if (!g_str_equal (job->kind, "advice") || job->title == NULL)
    return cli_usage (job->verb, "%s",
                      g_str_equal (job->kind, "advice")
                          ? _ ("Name a case, or say with --title what the advice is about: a case "
                               "is made for it.")
                          : _ ("Name the case that it is for."));
  if (cli_apply (job->cli, sl_case_change_begin (get_packs (job), case_id, "advice", job->title,
                                                 job->address != NULL ? job->address : "",
                                                 person)) != SL_CLI_DONE)
    return SL_CLI_FAILED;
  return begin (job, form, case_id, values);
}

static int
run_new (Job *job, char **operands)
{
  g_autoptr (SlForm) form = choose_form (job);
  g_auto (CliSheetValues) values = { NULL };
  g_autoptr (SlCase) planning_case = NULL;

  /* All that can be wrong is looked at before anything is made. */
  if (form == NULL || !cli_sheet_read_values (&values, form, NULL, NULL, job->set))
    return SL_CLI_FAILED;
  if (operands[0] == NULL)
    return begin_alone (job, form, &values);
  planning_case = cli_find_case (job->cli, operands[0]);
  return planning_case != NULL ? begin (job, form, sl_case_get_id (planning_case), &values)
                               : SL_CLI_FAILED;
}

/* ---- change ---- */

static int
run_set (Job *job, char **operands)
{
  g_autoptr (SlSheet) sheet = find_sheet (job, operands[0]);
  g_auto (CliSheetValues) values = { NULL };

  if (sheet == NULL ||
      !cli_sheet_read_values (&values, sl_sheet_get_form (sheet), sheet, NULL, operands + 1) ||
      cli_apply (job->cli, sl_sheet_change_set (sheet, NULL, cli_sheet_get_values (&values),
                                                values.values->len)) != SL_CLI_DONE)
    return SL_CLI_FAILED;
  return cli_sheet_tell (&values);
}

static int
run_add (Job *job, char **operands)
{
  g_autoptr (SlSheet) sheet = find_sheet (job, operands[0]);
  g_autofree char *id = sl_id_new ();
  g_autofree char *place = NULL;
  g_auto (CliSheetValues) values = { NULL };
  g_autoptr (GError) error = NULL;
  const SlFormGroup *group;

  if (sheet == NULL)
    return SL_CLI_FAILED;
  group = sl_form_find_group (sl_sheet_get_form (sheet), operands[1]);
  if (group == NULL || !group->several)
    return cli_fail (_ ("There is no group “%s” that takes entries. “sightline-cli %s forms %s” "
                        "lists them."),
                     operands[1], job->kind, sl_form_get_id (sl_sheet_get_form (sheet)));
  if (!cli_sheet_read_values (&values, sl_sheet_get_form (sheet), sheet, group->id, operands + 2) ||
      cli_apply (job->cli,
                 sl_sheet_change_add (sheet, group->id, id, cli_sheet_get_values (&values),
                                      values.values->len)) != SL_CLI_DONE)
    return SL_CLI_FAILED;
  if (!sl_sheet_reload (sheet, get_store (job), &error))
    return cli_fail_error (error);
  place = cli_sheet_dup_place (sheet, sl_sheet_find_entry (sheet, id));
  g_print ("%s\n", place);
  return cli_sheet_tell (&values);
}

static int
run_change (Job *job, char **operands)
{
  g_autoptr (SlSheet) sheet = find_sheet (job, operands[0]);
  SlSheetEntry *entry = sheet != NULL ? find_entry (sheet, operands[1]) : NULL;
  g_auto (CliSheetValues) values = { NULL };

  if (entry == NULL ||
      !cli_sheet_read_values (&values, sl_sheet_get_form (sheet), sheet,
                              sl_sheet_entry_get_group (entry), operands + 2) ||
      cli_apply (job->cli, sl_sheet_change_set (sheet, sl_sheet_entry_get_id (entry),
                                                cli_sheet_get_values (&values),
                                                values.values->len)) != SL_CLI_DONE)
    return SL_CLI_FAILED;
  return cli_sheet_tell (&values);
}

/* Of an entry, or of the sheet. What was removed has no number any more, so its id is told. */
static int
run_remove (Job *job, char **operands)
{
  g_autoptr (SlSheet) sheet = find_sheet (job, operands[0]);
  SlSheetEntry *entry;
  g_autofree char *id = NULL;

  if (sheet == NULL)
    return SL_CLI_FAILED;
  if (operands[1] == NULL)
    return cli_apply (job->cli, sl_sheet_change_remove (sheet, TRUE));
  if ((entry = find_entry (sheet, operands[1])) == NULL)
    return SL_CLI_FAILED;
  id = g_strdup (sl_sheet_entry_get_id (entry));
  if (cli_apply (job->cli, sl_sheet_change_remove_entry (sheet, id, TRUE)) != SL_CLI_DONE)
    return SL_CLI_FAILED;
  g_print (_ ("Removed; “sightline-cli %s restore %s %s” brings it back.\n"), job->kind,
           sl_sheet_get (sheet, "reference"), id);
  return SL_CLI_DONE;
}

static int
run_restore (Job *job, char **operands)
{
  g_autoptr (SlSheet) sheet = find_sheet (job, operands[0]);

  if (sheet == NULL)
    return SL_CLI_FAILED;
  return cli_apply (job->cli, operands[1] != NULL
                                  ? sl_sheet_change_remove_entry (sheet, operands[1], FALSE)
                                  : sl_sheet_change_remove (sheet, FALSE));
}

static int
run_move (Job *job, char **operands)
{
  g_autoptr (SlSheet) sheet = find_sheet (job, operands[0]);
  SlSheetEntry *entry = sheet != NULL ? find_entry (sheet, operands[1]) : NULL;
  guint64 place;

  if (entry == NULL)
    return SL_CLI_FAILED;
  if (!g_ascii_string_to_unsigned (operands[2], 10, 1, 100000, &place, NULL))
    return cli_usage (job->verb, _ ("A place is a number from 1."));
  return cli_apply (job->cli,
                    sl_sheet_change_move_entry (sheet, sl_sheet_entry_get_id (entry), place - 1));
}

static int
set_state (Job *job, const char *text, const char *state)
{
  g_autoptr (SlSheet) sheet = find_sheet (job, text);

  if (sheet == NULL)
    return SL_CLI_FAILED;
  return cli_apply (job->cli, sl_sheet_change_state (sheet, state, job->reason));
}

static int
run_close (Job *job, char **operands)
{
  return set_state (job, operands[0], "closed");
}

static int
run_reopen (Job *job, char **operands)
{
  return set_state (job, operands[0], "open");
}

static int
run_cancel (Job *job, char **operands)
{
  return set_state (job, operands[0], "cancelled");
}

/* ---- look ---- */

static int
run_show (Job *job, char **operands)
{
  g_autoptr (SlSheet) sheet = find_sheet (job, operands[0]);

  return sheet != NULL ? cli_sheet_show (job->cli, sheet) : SL_CLI_FAILED;
}

static int
run_lacks (Job *job, char **operands)
{
  g_autoptr (SlSheet) sheet = find_sheet (job, operands[0]);

  return sheet != NULL ? cli_sheet_lacks (job->cli, sheet) : SL_CLI_FAILED;
}

static int
run_agenda (Job *job, char **operands)
{
  g_autoptr (SlSheet) sheet = NULL;

  if (!g_str_equal (job->kind, "meeting"))
    return cli_usage (job->verb, _ ("Only a meeting has an agenda."));
  sheet = find_sheet (job, operands[0]);
  return sheet != NULL ? cli_sheet_agenda (job->cli, sheet, operands + 1) : SL_CLI_FAILED;
}

static int
run_certificates (Job *job, char **operands)
{
  g_autoptr (SlSheet) sheet = NULL;

  if (!g_str_equal (job->kind, "scheme"))
    return cli_usage (job->verb, _ ("Only a scheme has certificates."));
  sheet = find_sheet (job, operands[0]);
  return sheet != NULL ? cli_sheet_certificates (job->cli, sheet) : SL_CLI_FAILED;
}

static int
run_forms (Job *job, char **operands)
{
  g_autoptr (GPtrArray) forms = NULL;
  g_autoptr (SlForm) form = NULL;

  if (operands[0] == NULL)
    {
      forms = sl_forms_list (get_packs (job), job->kind);
      return cli_sheet_forms (job->cli, forms);
    }
  g_free (job->form);
  job->form = g_strdup (operands[0]);
  form = choose_form (job);
  return form != NULL ? cli_sheet_form (job->cli, form) : SL_CLI_FAILED;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return sl_sheet_compare_references ((*(const SlSheetLine *const *) a)->reference,
                                      (*(const SlSheetLine *const *) b)->reference);
}

static int
list_sheets (Job *job, const char *case_id)
{
  const SlSheetQuery query = { .case_id = case_id, .kind = job->kind };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = sl_sheets_list (get_store (job), &query, &error);

  if (lines == NULL)
    return cli_fail_error (error);
  if (case_id == NULL)
    g_ptr_array_sort (lines, compare_lines);
  return cli_sheet_list (job->cli, lines);
}

/* On the screen, or as a paper. */
static int
run_register (Job *job, char **operands)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlLetter) letter = NULL;
  g_autoptr (GBytes) pdf = NULL;

  if (job->output == NULL)
    return list_sheets (job, NULL);
  letter = sl_report_compose_register (
      &(SlReportContext){ .library = sl_casebook_get_library (job->cli->casebook),
                          .packs = get_packs (job),
                          .policy = sl_casebook_get_policy (job->cli->casebook),
                          .author = sl_casebook_get_person (job->cli->casebook) },
      job->kind, &error);
  pdf = letter != NULL ? sl_letter_render_pdf (letter, &error) : NULL;
  return pdf != NULL ? cli_write_bytes (pdf, job->output) : cli_fail_error (error);
}

/* ---- words ---- */

#define ANY 1000

/* clang-format off */
static const struct
{
  const char *word;
  int least, most; /* operands after it */
  const char *operands;
  const char *about;
  int (*run) (Job *job, char **operands);
} words[] = {
  { "new", 0, 1, "CASE", N_ ("begins one, with --form and --set; advice also without a case"),
    run_new },
  { "show", 1, 1, "REF", N_ ("what it says, and what it lacks"), run_show },
  { "set", 2, ANY, "REF FIELD=VALUE…", N_ ("says something of it"), run_set },
  { "add", 2, ANY, "REF GROUP FIELD=VALUE…", N_ ("adds an entry and prints its name"), run_add },
  { "change", 3, ANY, "REF ENTRY FIELD=VALUE…", N_ ("says something of an entry"), run_change },
  { "remove", 1, 2, "REF [ENTRY]", N_ ("takes an entry out, or the whole"), run_remove },
  { "restore", 1, 2, "REF [ENTRY]", N_ ("brings it back"), run_restore },
  { "move", 3, 3, "REF ENTRY PLACE", N_ ("puts an entry into another place of its group"), run_move },
  { "close", 1, 1, "REF", N_ ("closes it, when nothing needed is lacking"), run_close },
  { "reopen", 1, 1, "REF", N_ ("opens it again, with --reason"), run_reopen },
  { "cancel", 1, 1, "REF", N_ ("it does not take place, with --reason"), run_cancel },
  { "lacks", 1, 1, "REF", N_ ("what its form asks for and it does not say"), run_lacks },
  { "agenda", 1, ANY, "REF [NUMBER…|all]",
    N_ ("a meeting: what is open in the case, and taking it onto the agenda"), run_agenda },
  { "certificates", 1, 1, "REF", N_ ("a scheme: its products and what is the matter with them"),
    run_certificates },
  { "forms", 0, 1, "[ID]", N_ ("forms, or the fields of one"), run_forms },
  { "register", 0, 0, "", N_ ("all of the casebook, by number; with -o as a PDF"), run_register },
};
/* clang-format on */

/* A word that is none is a case, whose sheets are listed. */
static int
run_words (Job *job, int argc, char **argv)
{
  g_autoptr (SlCase) planning_case = NULL;

  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, argv[1]))
      {
        if (argc - 2 < words[i].least || argc - 2 > words[i].most)
          return cli_usage (job->verb, _ ("After “%s” comes: %s."), words[i].word,
                            *words[i].operands != '\0' ? words[i].operands : _ ("nothing"));
        if (cli_open (job->cli) == NULL)
          return SL_CLI_FAILED;
        return words[i].run (job, argv + 2);
      }
  if (argc != 2)
    return cli_usage (job->verb, _ ("Name a case, or say what to do."));
  if ((planning_case = cli_find_case (job->cli, argv[1])) == NULL)
    return SL_CLI_FAILED;
  return list_sheets (job, sl_case_get_id (planning_case));
}

static const SlVerb *
find_verb (const char *name)
{
  const SlVerb *const verbs[] = { &sl_verb_meeting, &sl_verb_visit, &sl_verb_survey,
                                  &sl_verb_scheme, &sl_verb_advice };

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i]->name, name))
      return verbs[i];
  g_assert_not_reached ();
}

/* For --help: what the verb is about, and a line a word. */
static char *
describe_words (const SlVerb *verb)
{
  g_autoptr (GString) text = g_string_new (_ (verb->summary));

  g_string_append (text, _ ("\n\n  CASE\n      lists those of a case\n"));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_string_append_printf (text, "  %s %s\n      %s\n", words[i].word, words[i].operands,
                            _ (words[i].about));
  g_string_append (text,
                   _ ("\nREF is a reference, such as VIS/2026/003; ENTRY an entry by group and "
                      "number, such as\nhazard/2. Days and times are read by London’s clocks."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static int
run_sheet (SlCli *cli, int argc, char **argv)
{
  Job job = { .cli = cli, .verb = find_verb (argv[0]) };
  GOptionEntry entries[] = {
    { "form", 0, 0, G_OPTION_ARG_STRING, &job.form, N_ ("new: which form; \"forms\" lists them"),
      N_ ("ID") },
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &job.set, N_ ("new: a first value"),
      N_ ("FIELD=VALUE") },
    { "title", 0, 0, G_OPTION_ARG_STRING, &job.title,
      N_ ("advice new without a case: what it is about"), N_ ("TEXT") },
    { "address", 0, 0, G_OPTION_ARG_STRING, &job.address, N_ ("and where"), N_ ("TEXT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &job.output, N_ ("register: as a PDF"),
      N_ ("FILE.pdf") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &job.reason, N_ ("reopen, cancel: why"), N_ ("TEXT") },
    { NULL }
  };
  g_autofree char *help = describe_words (job.verb);
  const SlVerb told = { job.verb->name, job.verb->usage, help, job.verb->run };
  int code = SL_CLI_USAGE;

  job.kind = job.verb->name;
  if (cli_parse (&told, entries, &argc, &argv))
    code = run_words (&job, argc, argv);
  g_free (job.form);
  g_free (job.title);
  g_free (job.address);
  g_free (job.reason);
  g_free (job.output);
  g_strfreev (job.set);
  return code;
}

#define USAGE "CASE | new CASE --form ID | show|set|add|change|close|… REF … | forms | register"

const SlVerb sl_verb_meeting = { "meeting", USAGE,
                                 N_ ("Meetings: minutes by point, decisions and actions"),
                                 run_sheet };
const SlVerb sl_verb_visit = { "visit", USAGE,
                               N_ ("Site visits: risk assessment, calls, what was seen"),
                               run_sheet };
const SlVerb sl_verb_survey = { "survey", USAGE,
                                N_ ("Surveys: weaknesses seen and what is recommended"),
                                run_sheet };
const SlVerb sl_verb_scheme = { "scheme", USAGE,
                                N_ ("Secured by Design schemes, from application to certificate"),
                                run_sheet };
const SlVerb sl_verb_advice = { "advice", USAGE, N_ ("Advice records and their numbered register"),
                                run_sheet };
