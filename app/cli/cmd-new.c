/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "verbs.h"

#include "base/sl-id.h"
#include "base/sl-time.h"
#include "store/sl-store.h"

#include <glib/gi18n.h>
#include <math.h>

/* An application typed by hand; a field's option is its name. */

typedef struct
{
  const char *field;
  char *value;
} Typed;

/* FALSE after saying which value is none. */
static gboolean
check (const Typed *typed)
{
  const SlField *field = sl_field_find (typed->field);
  g_autofree char *date = NULL;

  if (field->type != SL_FIELD_DATE || (date = sl_date_parse (typed->value)) != NULL)
    return TRUE;
  cli_usage (&sl_verb_new, _ ("\"%s\" is not a date."), typed->value);
  return FALSE;
}

/* Says why it is in the inbox, by the same rules as an import. */
static int
triage (SlCli *cli, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCase)
      added = sl_case_records_load (sl_casebook_get_store (cli->casebook), id, &error);
  SlTriageFacts facts = { .flats = -1, .parking_spaces = -1, .site_area_ha = NAN };
  SlTriage result = { 0 };
  int code;

  if (added == NULL)
    return cli_fail_error (error);
  facts.dwellings = sl_case_get_dwellings (added);
  facts.floorspace = sl_case_get_floorspace (added);
  facts.proposal = sl_case_get (added, "proposal");
  facts.type_class = sl_case_get (added, "type-class");
  facts.authority_code = sl_case_get (added, "authority-code");
  sl_policy_library_triage (sl_casebook_get_policy (cli->casebook), &facts, &result);
  code = cli_apply (
      cli, sl_case_change_triage (id, result.rule_id, result.reason != NULL ? result.reason : ""));
  sl_triage_clear (&result);
  return code;
}

static int
create (SlCli *cli, const Typed *typed, guint n_typed)
{
  g_autofree char *id = sl_id_new ();
  g_autofree SlFactValue *values = g_new0 (SlFactValue, n_typed);
  guint n_values = 0;
  int code;

  for (guint i = 0; i < n_typed; i++)
    if (typed[i].value != NULL)
      {
        if (!check (&typed[i]))
          return SL_CLI_USAGE;
        values[n_values++] = (SlFactValue){
          .field = typed[i].field, .value = typed[i].value, .source_kind = "officer", .rank = 60
        };
      }
  code = cli_apply (cli, sl_case_change_create (id, values, n_values));
  if (code == SL_CLI_DONE)
    code = triage (cli, id);
  if (code == SL_CLI_DONE)
    g_print ("%s\n", id);
  return code;
}

/* An application that is there already is not entered twice. */
static gboolean
is_known (SlCli *cli, const char *authority_code, const char *reference)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCase) known = sl_case_records_match (sl_casebook_get_store (cli->casebook),
                                                    authority_code, reference, &error);

  if (known != NULL)
    cli_fail (_ ("The application %s is here already: %s."), reference, sl_case_get_id (known));
  else if (error != NULL)
    cli_fail_error (error);
  return known != NULL || error != NULL;
}

static int
run_new (SlCli *cli, int argc, char **argv)
{
  Typed typed[] = {
    { "reference", NULL },      { "authority-name", NULL },
    { "authority-code", NULL }, { "address", NULL },
    { "proposal", NULL },       { "dwellings", NULL },
    { "date-received", NULL },  { "consultation-expiry", NULL },
    { "applicant", NULL },
  };
  GOptionEntry entries[] = {
    { "reference", 0, 0, G_OPTION_ARG_STRING, &typed[0].value, N_ ("the planning reference"),
      "TEXT" },
    { "authority", 0, 0, G_OPTION_ARG_STRING, &typed[1].value,
      N_ ("the local planning authority's name"), "NAME" },
    { "authority-code", 0, 0, G_OPTION_ARG_STRING, &typed[2].value, N_ ("its code, if known"),
      "CODE" },
    { "address", 0, 0, G_OPTION_ARG_STRING, &typed[3].value, N_ ("where the site lies"), "TEXT" },
    { "proposal", 0, 0, G_OPTION_ARG_STRING, &typed[4].value, N_ ("what is proposed"), "TEXT" },
    { "dwellings", 0, 0, G_OPTION_ARG_STRING, &typed[5].value, N_ ("how many homes"), "N" },
    { "received", 0, 0, G_OPTION_ARG_STRING, &typed[6].value, N_ ("when it came in"), "DATE" },
    { "consultation-ends", 0, 0, G_OPTION_ARG_STRING, &typed[7].value,
      N_ ("last day for the response"), "DATE" },
    { "applicant", 0, 0, G_OPTION_ARG_STRING, &typed[8].value, N_ ("who applies"), "NAME" },
    { NULL }
  };
  int code = SL_CLI_FAILED;

  if (!cli_parse (&sl_verb_new, entries, &argc, &argv))
    code = SL_CLI_USAGE;
  else if (argc > 1)
    code = cli_usage (&sl_verb_new, _ ("\"%s\" is too much."), argv[1]);
  else if (typed[0].value == NULL || typed[1].value == NULL)
    code = cli_usage (&sl_verb_new, _ ("--reference and --authority are needed."));
  else if (cli_open (cli) != NULL && !is_known (cli, typed[2].value, typed[0].value))
    code = create (cli, typed, G_N_ELEMENTS (typed));
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    g_free (typed[i].value);
  return code;
}

const SlVerb sl_verb_new = { "new", "--reference TEXT --authority NAME …",
                             N_ ("Enters an application by hand and prints its id"), run_new };
