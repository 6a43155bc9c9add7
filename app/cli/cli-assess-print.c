/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-assess.h"

#include <glib/gi18n.h>

/* What "assess" shows: the walk, one answer, the passages suggested for an item. */

static void
add_evidence (JsonBuilder *builder, SlAnswer *answer)
{
  GListModel *list = sl_answer_get_evidence (answer);

  json_builder_set_member_name (builder, "evidence");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SlEvidence) evidence = g_list_model_get_item (list, i);

      json_builder_begin_object (builder);
      cli_json_add (builder, "id", sl_evidence_get (evidence, "id"));
      cli_json_add (builder, "document", sl_evidence_get (evidence, "document-id"));
      json_builder_set_member_name (builder, "page");
      json_builder_add_int_value (builder, sl_evidence_get_page_number (evidence));
      cli_json_add (builder, "quotation", sl_evidence_get (evidence, "quotation"));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_answer (JsonBuilder *builder, SlAnswer *answer)
{
  static const char *const texts[] = { "reason",         "observation",
                                       "recommendation", "recommendation-source",
                                       "place",          "priority",
                                       "priority-reason" };
  SlChecklistItem *item = sl_answer_get_item (answer);
  const char *unit;
  double value;

  json_builder_begin_object (builder);
  cli_json_add (builder, "item", sl_checklist_item_get_id (item));
  cli_json_add (builder, "title", sl_checklist_item_get (item, "title"));
  cli_json_add (builder, "question", sl_checklist_item_get (item, "question"));
  json_builder_set_member_name (builder, "applies");
  json_builder_add_boolean_value (builder, sl_answer_get_applies (answer));
  cli_json_add (builder, "why-not", sl_answer_get (answer, "why-not"));
  cli_json_add (builder, "verdict", sl_verdict_to_nick (sl_answer_get_verdict (answer)));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    cli_json_add (builder, texts[i], sl_answer_get (answer, texts[i]));
  if (sl_answer_get_shown (answer, &value, &unit))
    {
      json_builder_set_member_name (builder, "shown");
      json_builder_add_double_value (builder, value);
      cli_json_add (builder, "shown-unit", unit);
    }
  add_evidence (builder, answer);
  json_builder_end_object (builder);
}

static void
print_counts (SlAssessment *assessment)
{
  SlAssessmentCount count;

  sl_assessment_count (assessment, NULL, &count);
  g_print (_ ("\n%u of %u judged"), count.judged, count.applicable);
  for (guint i = SL_VERDICT_MET; i < SL_N_VERDICTS; i++)
    if (count.by_verdict[i] > 0)
      g_print ("; %s %u", sl_verdict_to_word ((SlVerdict) i), count.by_verdict[i]);
  g_print ("\n");
}

int
cli_print_answers (SlCli *cli, SlAssessment *assessment)
{
  SlPack *pack = sl_checklist_get_pack (sl_assessment_get_checklist (assessment));
  GListModel *answers = sl_assessment_get_answers (assessment);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const SlAssessmentSubject *subject = sl_assessment_get_subject (assessment);
  const char *section = "";

  json_builder_begin_array (builder);
  if (!cli->json && subject != NULL)
    g_print ("%s\n", subject->name);
  if (!cli->json)
    g_print ("%s, %s %s\n", sl_pack_get_title (pack), _ ("edition"), sl_pack_get_edition (pack));
  for (guint i = 0; i < g_list_model_get_n_items (answers); i++)
    {
      g_autoptr (SlAnswer) answer = g_list_model_get_item (answers, i);
      SlChecklistItem *item = sl_answer_get_item (answer);
      const char *title = sl_checklist_item_get (item, "section-title");
      g_autofree char *observation = cli_dup_shown (sl_answer_get (answer, "observation"));

      if (cli->json)
        {
          add_answer (builder, answer);
          continue;
        }
      if (!sl_answer_get_applies (answer) && sl_answer_get_verdict (answer) == SL_VERDICT_NONE)
        continue;
      if (!g_str_equal (section, title))
        g_print ("\n%s\n", section = title);
      g_print ("  %-5s %-15s %s%s%s\n", sl_checklist_item_get_id (item),
               sl_verdict_to_word (sl_answer_get_verdict (answer)),
               sl_checklist_item_get (item, "title"), *observation != '\0' ? ": " : "",
               observation);
    }
  json_builder_end_array (builder);
  if (cli->json)
    cli_print_json (builder);
  else
    print_counts (assessment);
  return SL_CLI_DONE;
}

static void
print_item (SlChecklistItem *item)
{
  g_print ("%s  %s\n%s\n\n%s\n", sl_checklist_item_get_id (item),
           sl_checklist_item_get (item, "title"), sl_checklist_item_get (item, "question"),
           sl_checklist_item_get (item, "why"));
  for (guint i = 0; i < sl_checklist_item_get_n_criteria (item); i++)
    {
      static const char *const signs[] = { "", "≥", "≤", "=" };
      const SlCriterion *criterion = sl_checklist_item_get_criterion_at (item, i);

      g_print ("  %s %s %g %s  [%s]\n", criterion->measure, signs[criterion->comparison],
               criterion->value, criterion->unit, criterion->status);
    }
  for (guint i = 0; i < sl_checklist_item_get_n_references (item); i++)
    {
      const SlGuideReference *reference = sl_checklist_item_get_reference (item, i);

      g_print ("  %s %s", reference->guide, reference->edition);
      if (*reference->section != '\0')
        g_print (", %s %s", reference->section, reference->title);
      g_print ("  [%s]\n", reference->status);
    }
}

int
cli_print_answer (SlCli *cli, SlAnswer *answer)
{
  static const struct
  {
    const char *property, *label;
  } texts[] = {
    { "why-not", N_ ("Does not apply") },
    { "reason", N_ ("Reason") },
    { "observation", N_ ("Observation") },
    { "recommendation", N_ ("Recommendation") },
    { "place", N_ ("Place") },
    { "priority", N_ ("Priority") },
    { "priority-reason", N_ ("Because") },
  };
  GListModel *list = sl_answer_get_evidence (answer);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (cli->json)
    {
      add_answer (builder, answer);
      cli_print_json (builder);
      return SL_CLI_DONE;
    }
  print_item (sl_answer_get_item (answer));
  g_print ("\n%s\n", sl_verdict_to_word (sl_answer_get_verdict (answer)));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *shown = cli_dup_shown (sl_answer_get (answer, texts[i].property));

      if (*shown != '\0')
        g_print ("%s: %s\n", _ (texts[i].label), shown);
    }
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SlEvidence) evidence = g_list_model_get_item (list, i);
      g_autofree char *quotation = cli_dup_shown (sl_evidence_get (evidence, "quotation"));

      g_print (_ ("Evidence: %s page %u “%s”\n"), sl_evidence_get (evidence, "document-id"),
               sl_evidence_get_page_number (evidence), quotation);
    }
  return SL_CLI_DONE;
}

static void
add_suggestion (JsonBuilder *builder, SlSuggestion *suggestion)
{
  static const char *const texts[] = { "document-id", "document-title", "drawing-number",
                                       "excerpt",     "finding",        "key" };

  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    cli_json_add (builder, texts[i], sl_suggestion_get (suggestion, texts[i]));
  json_builder_set_member_name (builder, "page");
  json_builder_add_int_value (builder, sl_suggestion_get_page (suggestion));
  json_builder_end_object (builder);
}

static void
print_suggestion (SlSuggestion *suggestion)
{
  g_autofree char *title = cli_dup_shown (sl_suggestion_get (suggestion, "document-title"));
  g_autofree char *number = cli_dup_shown (sl_suggestion_get (suggestion, "drawing-number"));
  g_autofree char *excerpt = cli_dup_shown (sl_suggestion_get (suggestion, "excerpt"));
  const char *finding = sl_suggestion_get (suggestion, "finding");

  g_print ("%s%s%s, %s %u%s%s\n    %s\n", number, *number != '\0' ? " " : "", title, _ ("page"),
           sl_suggestion_get_page (suggestion), *finding != '\0' ? ": " : "", finding, excerpt);
}

int
cli_print_suggestions (SlCli *cli, SlAssessment *assessment, SlChecklistItem *item)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) missing = NULL;
  g_autoptr (GPtrArray) found = sl_suggestions_find (sl_casebook_get_library (cli->casebook),
                                                     assessment, item, &missing, &error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *disagreement = NULL;
  g_autofree char *terms = NULL;

  if (found == NULL)
    return cli_fail_error (error);
  json_builder_begin_array (builder);
  for (guint i = 0; i < found->len; i++)
    {
      add_suggestion (builder, g_ptr_array_index (found, i));
      if (!cli->json)
        print_suggestion (g_ptr_array_index (found, i));
    }
  json_builder_end_array (builder);
  if (cli->json)
    {
      cli_print_json (builder);
      return SL_CLI_DONE;
    }
  if ((disagreement = sl_suggestions_dup_disagreement (found, NULL, NULL)) != NULL)
    g_print ("%s\n", disagreement);
  if (missing[0] != NULL)
    {
      terms = g_strjoinv (", ", missing);
      g_print (_ ("Found nowhere: %s\n"), terms);
    }
  return SL_CLI_DONE;
}
