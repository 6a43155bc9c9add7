/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-assess.h"
#include "verbs.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Walks a checklist: begins it, lists it, shows and judges an item, suggests passages. */

typedef struct
{
  char *checklist, *features, *house_type;
  char *verdict, *reason, *observation, *recommendation, *place, *priority, *priority_reason;
  char *shown;
  char **evidence;
  int take;
  gboolean offered, suggest, proposals, undo, redo;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->checklist);
  g_free (options->features);
  g_free (options->house_type);
  g_free (options->verdict);
  g_free (options->reason);
  g_free (options->observation);
  g_free (options->recommendation);
  g_free (options->place);
  g_free (options->priority);
  g_free (options->priority_reason);
  g_free (options->shown);
  g_strfreev (options->evidence);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse (Options *o, int *argc, char ***argv)
{
  GOptionEntry entries[] = {
    { "checklist", 0, 0, G_OPTION_ARG_STRING, &o->checklist, N_ ("Begin this checklist"),
      N_ ("ID") },
    { "features", 0, 0, G_OPTION_ARG_STRING, &o->features,
      N_ ("What the development has, as flats,homes-per-entrance=9"), N_ ("LIST") },
    { "house-type", 0, 0, G_OPTION_ARG_STRING, &o->house_type,
      N_ ("A house type of the scheme and not the whole case: its name, house-type/2, or its id"),
      N_ ("REF") },
    { "proposals", 0, 0, G_OPTION_ARG_NONE, &o->proposals,
      N_ ("What may be taken over for a house type: approved centrally, or as another one"), NULL },
    { "take", 0, 0, G_OPTION_ARG_INT, &o->take, N_ ("Take over that proposal of the item"),
      N_ ("NUMBER") },
    { "verdict", 0, 0, G_OPTION_ARG_STRING, &o->verdict,
      N_ ("met, partly, not-met, not-shown or not-applicable"), N_ ("VERDICT") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &o->reason, N_ ("Why the item does not apply"),
      N_ ("TEXT") },
    { "observation", 0, 0, G_OPTION_ARG_STRING, &o->observation, N_ ("What was seen"),
      N_ ("TEXT") },
    { "recommendation", 0, 0, G_OPTION_ARG_STRING, &o->recommendation, N_ ("What is advised"),
      N_ ("TEXT") },
    { "offered", 0, 0, G_OPTION_ARG_NONE, &o->offered,
      N_ ("Take the checklist's own recommendation"), NULL },
    { "place", 0, 0, G_OPTION_ARG_STRING, &o->place, N_ ("Where on which drawing"), N_ ("TEXT") },
    { "priority", 0, 0, G_OPTION_ARG_STRING, &o->priority, N_ ("high, medium or low"),
      N_ ("PRIORITY") },
    { "priority-reason", 0, 0, G_OPTION_ARG_STRING, &o->priority_reason,
      N_ ("The risk that the priority rests on"), N_ ("TEXT") },
    { "shown", 0, 0, G_OPTION_ARG_STRING, &o->shown,
      N_ ("What the drawings show, as 1.5m; none takes it back"), N_ ("MEASURE") },
    { "evidence", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->evidence,
      N_ ("Words that stand on a page; may be given again"), N_ ("DOC:PAGE:QUOTE") },
    { "suggest", 0, 0, G_OPTION_ARG_NONE, &o->suggest,
      N_ ("Look for passages that bear on the item"), NULL },
    { "undo", 0, 0, G_OPTION_ARG_NONE, &o->undo, N_ ("Take the last change of the item back"),
      NULL },
    { "redo", 0, 0, G_OPTION_ARG_NONE, &o->redo, N_ ("Make what was taken back once more"), NULL },
    { NULL }
  };

  return cli_parse (&sl_verb_assess, entries, argc, argv);
}

/* What a house type has is its own, so that none of the case's is taken for it. */
static int
begin (SlCli *cli,
       SlCase *planning_case,
       const SlAssessmentSubject *subject,
       SlAssessment *walk,
       const Options *o)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) features = NULL;
  SlChange *change;

  if (o->features != NULL && *o->features != '\0')
    features = g_strsplit (o->features, ",", -1);
  else if (o->features == NULL && walk != NULL)
    features = sl_assessment_dup_features (walk);
  else if (o->features == NULL && subject == NULL)
    features = sl_case_dup_features (planning_case);
  for (guint i = 0; features != NULL && features[i] != NULL; i++)
    g_strstrip (features[i]);
  change = sl_assessment_change_begin_for_subject (
      sl_casebook_get_packs (cli->casebook), sl_case_get_id (planning_case), subject, o->checklist,
      (const char *const *) features, &error);
  return change != NULL ? cli_apply (cli, change) : cli_fail_error (error);
}

static int
reload (SlAssessment *assessment)
{
  g_autoptr (GError) error = NULL;

  return sl_assessment_reload (assessment, &error) ? SL_CLI_DONE : cli_fail_error (error);
}

/* New evidence stands after what the answer has. */
static int
attach (SlCli *cli, SlAssessment *assessment, SlAnswer *answer, char **texts)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  GListModel *old = sl_answer_get_evidence (answer);

  for (guint i = 0; i < g_list_model_get_n_items (old); i++)
    {
      g_autoptr (SlEvidence) evidence = g_list_model_get_item (old, i);

      g_strv_builder_add (ids, sl_evidence_get (evidence, "id"));
    }
  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autofree char *id = cli_add_evidence (cli, sl_assessment_get_case_id (assessment),
                                              texts[i]);

      if (id == NULL)
        return SL_CLI_FAILED;
      g_strv_builder_add (ids, id);
    }
  list = g_strv_builder_end (ids);
  return cli_apply (cli, sl_answer_change_evidence (assessment, sl_answer_get (answer, "item-id"),
                                                    (const char *const *) list));
}

static int
note_shown (SlCli *cli, SlAssessment *assessment, const char *item_id, const char *text)
{
  g_autoptr (GArray) measures = sl_measures_find (text);
  const SlStatedMeasure *measure;

  if (strcmp (text, "none") == 0)
    return cli_apply (cli, sl_answer_change_shown (assessment, item_id, NAN, NULL));
  if (measures->len != 1)
    return cli_fail (_ ("“%s” is not a measure such as 1.5m, 1800mm or 6 homes."), text);
  measure = &g_array_index (measures, SlStatedMeasure, 0);
  return cli_apply (cli,
                    sl_answer_change_shown (assessment, item_id, measure->value, measure->unit));
}

/* The place comes first, since the offered recommendation names it. */
static int
write_texts (SlCli *cli,
             SlCase *planning_case,
             SlAssessment *assessment,
             SlAnswer *answer,
             const Options *o)
{
  const char *item_id = sl_answer_get (answer, "item-id");
  g_autofree char *offered = NULL;
  SlAnswerText text = { .observation = o->observation,
                        .recommendation = o->recommendation,
                        .recommendation_source = o->recommendation != NULL ? "own" : NULL,
                        .place = o->place,
                        .priority = o->priority,
                        .priority_reason = o->priority_reason };
  int result;

  result = cli_apply (cli, sl_answer_change_text (assessment, item_id, &text));
  if (result != SL_CLI_DONE || !o->offered || reload (assessment) != SL_CLI_DONE)
    return result;
  offered = sl_answer_dup_offered_recommendation (answer, planning_case);
  text = (SlAnswerText){ .recommendation = offered, .recommendation_source = "pack" };
  return cli_apply (cli, sl_answer_change_text (assessment, item_id, &text));
}

static gboolean
has_texts (const Options *o)
{
  return o->observation != NULL || o->recommendation != NULL || o->place != NULL ||
         o->priority != NULL || o->priority_reason != NULL || o->offered;
}

/* Evidence goes first: when a quotation is not there, nothing else is written. */
static int
answer_item (SlCli *cli,
             SlCase *planning_case,
             SlAssessment *assessment,
             SlAnswer *answer,
             const Options *o)
{
  const char *item_id = sl_answer_get (answer, "item-id");
  SlVerdict verdict = SL_VERDICT_NONE;
  int result = SL_CLI_DONE;

  if (o->verdict != NULL && !sl_verdict_from_nick (o->verdict, &verdict))
    return cli_usage (&sl_verb_assess,
                      _ ("A verdict is met, partly, not-met, not-shown or not-applicable."));
  if (o->take > 0)
    result = cli_take_proposal (cli, assessment, item_id, (guint) o->take);
  else if (o->undo)
    result = cli_apply (cli, sl_answer_change_undo (assessment, item_id));
  else if (o->redo)
    result = cli_apply (cli, sl_answer_change_redo (assessment, item_id));
  if (result == SL_CLI_DONE && o->evidence != NULL)
    result = attach (cli, assessment, answer, o->evidence);
  if (result == SL_CLI_DONE && (o->verdict != NULL || o->reason != NULL))
    result = cli_apply (cli, sl_answer_change_verdict (
                                 assessment, item_id,
                                 o->verdict != NULL ? verdict : sl_answer_get_verdict (answer),
                                 o->reason));
  if (result == SL_CLI_DONE && o->shown != NULL)
    result = note_shown (cli, assessment, item_id, o->shown);
  if (result == SL_CLI_DONE && has_texts (o))
    result = write_texts (cli, planning_case, assessment, answer, o);
  if (result != SL_CLI_DONE || reload (assessment) != SL_CLI_DONE)
    return SL_CLI_FAILED;
  if (o->suggest && !cli_mend_index (cli))
    return SL_CLI_FAILED;
  if (o->suggest)
    return cli_print_suggestions (cli, assessment, sl_answer_get_item (answer));
  if (o->proposals)
    return cli_print_proposals (cli, assessment, item_id);
  return cli_print_answer (cli, answer);
}

/* The walk of the case or of the house type that was named, begun first where that is asked for. */
static SlAssessment *
open_walk (SlCli *cli, SlCase *planning_case, SlSheetSubject *named, const Options *o)
{
  SlStore *store = sl_casebook_get_store (cli->casebook);
  SlPackLibrary *packs = sl_casebook_get_packs (cli->casebook);
  const char *case_id = sl_case_get_id (planning_case);
  const SlAssessmentSubject of = named != NULL ? sl_sheet_get_subject (named->sheet, named->entry)
                                               : (SlAssessmentSubject){ NULL };
  const SlAssessmentSubject *subject = named != NULL ? &of : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SlAssessment)
      walk = sl_assessment_load_for_subject (store, packs, case_id, subject, o->checklist, &error);

  if (error == NULL && o->checklist != NULL)
    {
      if (begin (cli, planning_case, subject, subject != NULL ? walk : NULL, o) != SL_CLI_DONE)
        return NULL;
      g_clear_object (&walk);
      walk = sl_assessment_load_for_subject (store, packs, case_id, subject, o->checklist, &error);
    }
  if (error != NULL)
    cli_fail_error (error);
  else if (walk == NULL && subject != NULL)
    cli_fail (_ ("%s has no checklist yet; begin one with --checklist."), subject->name);
  else if (walk == NULL)
    cli_fail (_ ("This case walks no checklist yet; begin one with --checklist."));
  return g_steal_pointer (&walk);
}

static int
run_assess (SlCli *cli, int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  g_autoptr (SlCase) planning_case = NULL;
  g_autoptr (SlSheetSubject) subject = NULL;
  g_autoptr (SlAssessment) assessment = NULL;
  SlAnswer *answer;

  if (!parse (&options, &argc, &argv))
    return SL_CLI_USAGE;
  if (argc < 2 || argc > 3)
    return cli_usage (&sl_verb_assess, _ ("Say which case, and which item if one is meant."));
  if (options.features != NULL && options.checklist == NULL)
    return cli_usage (&sl_verb_assess, _ ("Features are given with --checklist."));
  if ((options.proposals || options.take != 0) && options.house_type == NULL)
    return cli_usage (&sl_verb_assess, _ ("There are proposals for a --house-type alone."));
  if (options.take < 0 || (options.take > 0 && argc == 2))
    return cli_usage (&sl_verb_assess, _ ("Say of which item a proposal is to be taken, and its "
                                          "number from 1."));
  if ((planning_case = cli_find_case (cli, argv[1])) == NULL ||
      (options.house_type != NULL &&
       (subject = cli_find_house_type (cli, planning_case, options.house_type)) == NULL) ||
      (assessment = open_walk (cli, planning_case, subject, &options)) == NULL)
    return SL_CLI_FAILED;
  if (argc == 2)
    return options.proposals ? cli_print_proposals (cli, assessment, NULL)
                             : cli_print_answers (cli, assessment);
  answer = sl_assessment_find (assessment, argv[2]);
  if (answer == NULL)
    return cli_fail (_ ("This checklist has no item %s."), argv[2]);
  return answer_item (cli, planning_case, assessment, answer, &options);
}

const SlVerb sl_verb_assess = { "assess", "CASE [ITEM]",
                                N_ ("Walks a checklist: begins it, lists it, judges an item"),
                                run_assess };
