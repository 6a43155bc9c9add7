/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-sample-days.h"
#include "sl-sample-diary-private.h"
#include "sl-sample-papers.h"
#include "sl-sample-photographs.h"
#include "sl-sample-reviews.h"

#include "assessment/sl-assessment.h"
#include "base/sl-id.h"
#include "base/sl-time.h"
#include "cases/sl-action.h"
#include "cases/sl-case-kind.h"
#include "cases/sl-case-link.h"
#include "cases/sl-case-records.h"
#include "documents/sl-document-records.h"
#include "documents/sl-photograph.h"
#include "intake/sl-import.h"
#include "people/sl-person-private.h"
#include "sheets/sl-sheet.h"

#include <glib/gstdio.h>
#include <string.h>

/* The diaries of the sample. A group of a file is a step: its name is what is done and to what, by
 * the names that the diaries give things; its keys are the values, with the days filled in. Steps
 * of the same moment keep the order they are written in.
 *
 * Past 600 lines because each kind of step is one short function, and the table of them reads best
 * beside them. */

static void
step_free (gpointer data)
{
  SlSampleStep *step = data;

  g_free (step->group);
  g_strfreev (step->words);
  g_free (step);
}

gboolean
sl_sample_diary_fail (GError **error, const char *sentence, const char *what)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", sentence, what);
  return FALSE;
}

/* "ref visit-1": the reference that it was given. */
static char *
find_reference (const char *words, gpointer data)
{
  SlSampleDiary *diary = data;

  return g_str_has_prefix (words, "ref ")
             ? g_strdup (g_hash_table_lookup (diary->references, words + strlen ("ref ")))
             : NULL;
}

/* A value of the step with its days filled in; NULL when it says none. Transfer full. */
char *
sl_sample_diary_say (SlSampleDiary *diary, const SlSampleStep *step, const char *key)
{
  g_autofree char *text = g_key_file_get_string (step->file, step->group, key, NULL);

  return text != NULL ? sl_sample_fill (text, diary->today, find_reference, diary) : NULL;
}

const char *
sl_sample_diary_find_id (SlSampleDiary *diary, const char *what, const char *name, GError **error)
{
  g_autofree char *key = g_strdup_printf ("%s %s", what, name != NULL ? name : "");
  const char *id = g_hash_table_lookup (diary->ids, key);

  if (id == NULL)
    sl_sample_diary_fail (error, "No diary has made it before", key);
  return id;
}

static const char *
find_entry (SlSampleDiary *diary, const char *sheet, const char *name, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s %s", sheet, name);

  return sl_sample_diary_find_id (diary, "entry", path, error);
}

/* Notes the id of what the step makes, under the first word and the name. */
const char *
sl_sample_diary_make_id (SlSampleDiary *diary, const char *what, const char *name)
{
  char *id = sl_id_new ();

  g_hash_table_insert (diary->ids, g_strdup_printf ("%s %s", what, name), id);
  return id;
}

/* ---- cases ---- */

static gboolean
keep_case_reference (SlSampleDiary *diary, const char *name, const char *case_id, GError **error)
{
  g_autoptr (SlCase) made = sl_case_records_load (diary->store, case_id, error);

  if (made == NULL)
    return FALSE;
  g_hash_table_insert (diary->references, g_strdup (name),
                       g_strdup (sl_case_get (made, "reference")));
  return TRUE;
}

/* An application of the past, typed from its papers. */
static gboolean
make_application (SlSampleDiary *diary,
                  const SlSampleStep *step,
                  const char *case_id,
                  GError **error)
{
  static const char *const fields[] = {
    "reference", "authority-code", "authority-name", "proposal",
    "address",   "dwellings",      "date-received",  "applicant"
  };
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *title = sl_sample_diary_say (diary, step, "title");
  SlFactValue values[G_N_ELEMENTS (fields)];
  guint n_values = 0;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      char *value = sl_sample_diary_say (diary, step, fields[i]);

      if (value == NULL)
        continue;
      g_ptr_array_add (kept, value);
      values[n_values++] = (SlFactValue){ fields[i], value, "officer", "", "", NULL, 60 };
    }
  return sl_store_apply (diary->store, sl_case_change_create (case_id, values, n_values), error) &&
         sl_store_apply (diary->store, sl_case_change_title (case_id, title), error) &&
         sl_store_apply (diary->store,
                         sl_case_change_make (case_id, sl_store_get_actor (diary->store)), error);
}

static gboolean
take_case (SlSampleDiary *diary, const SlSampleStep *step, GError **error)
{
  const char *case_id = sl_sample_diary_make_id (diary, "case", step->words[1]);
  g_autofree char *kind = sl_sample_diary_say (diary, step, "kind");
  g_autofree char *title = sl_sample_diary_say (diary, step, "title");
  g_autofree char *address = sl_sample_diary_say (diary, step, "address");
  gboolean made;

  if (g_str_equal (kind, "planning"))
    made = make_application (diary, step, case_id, error);
  else
    made = sl_store_apply (diary->store,
                           sl_case_change_begin (diary->packs, case_id, kind, title,
                                                 address != NULL ? address : "",
                                                 sl_store_get_actor (diary->store)),
                           error);
  return made && keep_case_reference (diary, step->words[1], case_id, error);
}

/* "know CASE": one that no diary made, by its reference. */
static gboolean
take_know (SlSampleDiary *diary, const SlSampleStep *step, GError **error)
{
  g_autofree char *reference = sl_sample_diary_say (diary, step, "reference");
  g_autoptr (SlCase) known = sl_case_records_find (diary->store, reference, error);

  if (known == NULL)
    return FALSE;
  g_hash_table_insert (diary->ids, g_strdup_printf ("case %s", step->words[1]),
                       g_strdup (sl_case_get_id (known)));
  return TRUE;
}

static gboolean
take_link (SlSampleDiary *diary, const SlSampleStep *step, GError **error)
{
  const char *case_id = sl_sample_diary_find_id (diary, "case", step->words[1], error);
  g_autofree char *to = sl_sample_diary_say (diary, step, "to");
  g_autofree char *relation = sl_sample_diary_say (diary, step, "relation");

  return case_id != NULL &&
         sl_store_apply (diary->store, sl_case_change_link (case_id, to, relation), error);
}

/* "stage CASE STAGE": its state, the day it is due, or both. A planning case has a word only. */
static gboolean
take_stage (SlSampleDiary *diary, const SlSampleStep *step, GError **error)
{
  const char *case_id = sl_sample_diary_find_id (diary, "case", step->words[1], error);
  const char *stage = step->words[2];
  g_autofree char *state = sl_sample_diary_say (diary, step, "state");
  g_autofree char *reason = sl_sample_diary_say (diary, step, "reason");
  g_autofree char *due = sl_sample_diary_say (diary, step, "due");

  if (case_id == NULL)
    return FALSE;
  if (state == NULL && due == NULL)
    return sl_store_apply (diary->store, sl_case_change_stage (case_id, stage), error);
  return (state == NULL ||
          sl_store_apply (diary->store,
                          sl_stage_change_set (diary->packs, case_id, stage, state, NULL, reason),
                          error)) &&
         (due == NULL ||
          sl_store_apply (diary->store, sl_stage_change_due (diary->packs, case_id, stage, due),
                          error));
}

/* "paper CASE": a file with this text, brought in as any other. A line of the text ends with "|".
 */
static gboolean
take_paper (SlSampleDiary *diary, const SlSampleStep *step, GError **error)
{
  const char *case_id = sl_sample_diary_find_id (diary, "case", step->words[1], error);
  g_autofree char *name = sl_sample_diary_say (diary, step, "name");
  g_autofree char *text = sl_sample_diary_say (diary, step, "text");

  return case_id != NULL && sl_sample_import_text (diary->casebook, case_id, name,
                                                   g_strdelimit (text, "|", '\n'), error);
}

/* ---- checklists ---- */

/* What a step's last two words name, "SHEET ENTRY": a house type. FALSE with an error; *@subject is
 * NULL where the step is about the whole case. */
static gboolean
find_subject (SlSampleDiary *diary,
              const SlSampleStep *step,
              guint n_words,
              SlAssessmentSubject *subject,
              const SlAssessmentSubject **found,
              GError **error)
{
  *found = NULL;
  if (g_strv_length (step->words) < n_words + 2)
    return TRUE;
  subject->sheet_id = sl_sample_diary_find_id (diary, "sheet", step->words[n_words], error);
  if (subject->sheet_id == NULL)
    return FALSE;
  subject->entry_id = find_entry (diary, step->words[n_words], step->words[n_words + 1], error);
  subject->name = step->words[n_words + 1];
  *found = subject;
  return subject->entry_id != NULL;
}

/* "assess CASE [SHEET ENTRY]" */
static gboolean
take_assess (SlSampleDiary *diary, const SlSampleStep *step, GError **error)
{
  const char *case_id = sl_sample_diary_find_id (diary, "case", step->words[1], error);
  g_autofree char *checklist = sl_sample_diary_say (diary, step, "checklist");
  g_autofree char *features = sl_sample_diary_say (diary, step, "features");
  g_auto (GStrv) list = g_strsplit (features != NULL ? features : "", " ", -1);
  SlAssessmentSubject subject;
  const SlAssessmentSubject *of;
  SlChange *begin;

  if (case_id == NULL || !find_subject (diary, step, 2, &subject, &of, error))
    return FALSE;
  begin = sl_assessment_change_begin_for_subject (diary->packs, case_id, of, checklist,
                                                  (const char *const *) list, error);
  return begin != NULL && sl_store_apply (diary->store, begin, error);
}

/* "answer CASE ITEM [SHEET ENTRY]" */
static gboolean
take_answer (SlSampleDiary *diary, const SlSampleStep *step, GError **error)
{
  const char *case_id = sl_sample_diary_find_id (diary, "case", step->words[1], error);
  const char *item = step->words[2];
  g_autofree char *nick = sl_sample_diary_say (diary, step, "verdict");
  g_autofree char *reason = sl_sample_diary_say (diary, step, "reason");
  g_autofree char *observation = sl_sample_diary_say (diary, step, "observation");
  g_autofree char *recommendation = sl_sample_diary_say (diary, step, "recommendation");
  g_autofree char *place = sl_sample_diary_say (diary, step, "place");
  g_autofree char *priority = sl_sample_diary_say (diary, step, "priority");
  g_autofree char *why = sl_sample_diary_say (diary, step, "priority-reason");
  SlAnswerText text = { observation, recommendation, recommendation != NULL ? "edited" : NULL,
                        place,       priority,       why,
                        NULL };
  g_autoptr (SlAssessment) walk = NULL;
  SlAssessmentSubject subject;
  const SlAssessmentSubject *of;
  SlVerdict verdict;

  if (case_id == NULL || !sl_verdict_from_nick (nick, &verdict) ||
      !find_subject (diary, step, 3, &subject, &of, error))
    return FALSE;
  walk = sl_assessment_load_for_subject (diary->store, diary->packs, case_id, of, NULL, error);
  return walk != NULL &&
         sl_store_apply (diary->store, sl_answer_change_verdict (walk, item, verdict, reason),
                         error) &&
         sl_store_apply (diary->store, sl_answer_change_text (walk, item, &text), error);
}

/* "quote CASE ITEM": words of a document of the case, on its first page, as evidence of the item */
static gboolean
take_quote (SlSampleDiary *diary, const SlSampleStep *step, GError **error)
{
  const char *case_id = sl_sample_diary_find_id (diary, "case", step->words[1], error);
  g_autofree char *title = sl_sample_diary_say (diary, step, "document");
  g_autofree char *words = sl_sample_diary_say (diary, step, "words");
  g_autofree char *id = sl_id_new ();
  const char *ids[] = { id, NULL };
  SlEvidenceValues values = { id, case_id, NULL, words, "", 1, FALSE, 0, 0, 0, 0 };
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (SlAssessment) walk = NULL;

  if (case_id == NULL)
    return FALSE;
  document = sl_document_records_find (diary->store, case_id, title, error);
  walk = document != NULL ? sl_assessment_load (diary->store, diary->packs, case_id, error) : NULL;
  if (walk == NULL)
    return FALSE;
  values.document_id = sl_document_get_id (document);
  return sl_store_apply (diary->store, sl_evidence_change_add (&values), error) &&
         sl_store_apply (diary->store, sl_answer_change_evidence (walk, step->words[2], ids),
                         error);
}

/* "answers CASE SHEET ENTRY": a line an item, "ITEM=VERDICT: what was seen"; where it does not
 * apply, why. */
static gboolean
take_answers (SlSampleDiary *diary, const SlSampleStep *step, GError **error)
{
  const char *case_id = sl_sample_diary_find_id (diary, "case", step->words[1], error);
  g_auto (GStrv) keys = g_key_file_get_keys (step->file, step->group, NULL, NULL);
  g_autoptr (SlAssessment) walk = NULL;
  SlAssessmentSubject subject;
  const SlAssessmentSubject *of;

  if (case_id == NULL || !find_subject (diary, step, 2, &subject, &of, error))
    return FALSE;
  walk = sl_assessment_load_for_subject (diary->store, diary->packs, case_id, of, NULL, error);
  for (guint i = 0; walk != NULL && keys[i] != NULL; i++)
    {
      g_autofree char *line = sl_sample_diary_say (diary, step, keys[i]);
      g_auto (GStrv) halves = g_strsplit (line, ": ", 2);
      SlAnswerText text = { NULL };
      SlVerdict verdict;

      if (g_str_equal (keys[i], "when") || g_str_equal (keys[i], "by"))
        continue;
      if (!sl_verdict_from_nick (halves[0], &verdict))
        return sl_sample_diary_fail (error, "This is no verdict", line);
      if (verdict == SL_VERDICT_NOT_APPLICABLE)
        text.reason = halves[1];
      else
        text.observation = halves[1];
      if (!sl_store_apply (diary->store,
                           sl_answer_change_take (walk, keys[i], verdict, &text, NULL), error))
        return FALSE;
    }
  return walk != NULL;
}

/* ---- sheets ---- */

/* The values of the step for the fields of the form, as an officer would type them. */
static GArray *
parse_values (SlSampleDiary *diary,
              const SlSampleStep *step,
              SlForm *form,
              const char *group_id,
              GPtrArray *kept,
              GError **error)
{
  static const char *const own[] = { "when", "by", "case", "form", NULL };
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (SlSheetValue));
  g_auto (GStrv) keys = g_key_file_get_keys (step->file, step->group, NULL, NULL);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *text = sl_sample_diary_say (diary, step, keys[i]);
      const SlFormField *field;
      SlSheetValue value;

      if (g_strv_contains (own, keys[i]))
        continue;
      field = sl_form_find_field (form, group_id, keys[i]);
      if (field == NULL)
        {
          sl_sample_diary_fail (error, "The form has no such field", keys[i]);
          return NULL;
        }
      if (field->type == SL_FORM_FIELD_ENTRY)
        value.value = g_strdup (find_entry (diary, step->words[1], text, error));
      else
        value.value = sl_form_field_parse (field, text, error);
      if (value.value == NULL)
        return NULL;
      value.field = field->id;
      g_ptr_array_add (kept, (char *) value.value);
      g_array_append_val (values, value);
    }
  return g_steal_pointer (&values);
}

static SlSheet *
load_sheet (SlSampleDiary *diary, const char *name, GError **error)
{
  const char *id = sl_sample_diary_find_id (diary, "sheet", name, error);

  return id != NULL ? sl_sheets_load (diary->store, diary->packs, id, error) : NULL;
}

static gboolean
take_sheet (SlSampleDiary *diary, const SlSampleStep *step, GError **error)
{
  const char *name = step->words[1];
  g_autofree char *case_name = sl_sample_diary_say (diary, step, "case");
  g_autofree char *form_id = sl_sample_diary_say (diary, step, "form");
  const char *case_id = sl_sample_diary_find_id (diary, "case", case_name, error);
  const char *id = sl_sample_diary_make_id (diary, "sheet", name);
  g_autoptr (SlForm) form = sl_forms_find (diary->packs, form_id, error);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) values = NULL;
  g_autoptr (SlSheet) sheet = NULL;

  if (case_id == NULL || form == NULL)
    return FALSE;
  values = parse_values (diary, step, form, NULL, kept, error);
  if (values == NULL ||
      !sl_store_apply (diary->store,
                       sl_sheet_change_begin (form, id, case_id,
                                              (const SlSheetValue *) values->data, values->len),
                       error))
    return FALSE;
  sheet = load_sheet (diary, name, error);
  if (sheet == NULL)
    return FALSE;
  g_hash_table_insert (diary->references, g_strdup (name),
                       g_strdup (sl_sheet_get (sheet, "reference")));
  return TRUE;
}

/* "set SHEET …" */
static gboolean
take_set (SlSampleDiary *diary, const SlSampleStep *step, GError **error)
{
  g_autoptr (SlSheet) sheet = load_sheet (diary, step->words[1], error);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) values = NULL;

  if (sheet == NULL)
    return FALSE;
  values = parse_values (diary, step, sl_sheet_get_form (sheet), NULL, kept, error);
  return values != NULL &&
         sl_store_apply (
             diary->store,
             sl_sheet_change_set (sheet, NULL, (const SlSheetValue *) values->data, values->len),
             error);
}

/* "entry SHEET GROUP NAME" */
static gboolean
take_entry (SlSampleDiary *diary, const SlSampleStep *step, GError **error)
{
  const char *group = step->words[2];
  g_autofree char *path = g_strdup_printf ("%s %s", step->words[1], step->words[3]);
  g_autoptr (SlSheet) sheet = load_sheet (diary, step->words[1], error);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) values = NULL;

  if (sheet == NULL)
    return FALSE;
  if (find_entry (diary, step->words[1], step->words[3], NULL) != NULL)
    return sl_sample_diary_fail (error, "The sheet has an entry of that name already", path);
  values = parse_values (diary, step, sl_sheet_get_form (sheet), group, kept, error);
  return values != NULL &&
         sl_store_apply (diary->store,
                         sl_sheet_change_add (sheet, group,
                                              sl_sample_diary_make_id (diary, "entry", path),
                                              (const SlSheetValue *) values->data, values->len),
                         error);
}

/* "amend SHEET GROUP NAME …": an entry that is there. */
static gboolean
take_amend (SlSampleDiary *diary, const SlSampleStep *step, GError **error)
{
  g_autoptr (SlSheet) sheet = load_sheet (diary, step->words[1], error);
  const char *entry_id = find_entry (diary, step->words[1], step->words[3], error);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) values = NULL;

  if (sheet == NULL || entry_id == NULL)
    return FALSE;
  values = parse_values (diary, step, sl_sheet_get_form (sheet), step->words[2], kept, error);
  return values != NULL &&
         sl_store_apply (diary->store,
                         sl_sheet_change_set (sheet, entry_id, (const SlSheetValue *) values->data,
                                              values->len),
                         error);
}

/* "close SHEET" */
static gboolean
take_close (SlSampleDiary *diary, const SlSampleStep *step, GError **error)
{
  g_autoptr (SlSheet) sheet = load_sheet (diary, step->words[1], error);

  return sheet != NULL &&
         sl_store_apply (diary->store, sl_sheet_change_state (sheet, "closed", NULL), error);
}

/* ---- actions ---- */

static gboolean
take_action (SlSampleDiary *diary, const SlSampleStep *step, GError **error)
{
  g_autofree char *case_name = sl_sample_diary_say (diary, step, "case");
  g_autofree char *sheet_name = sl_sample_diary_say (diary, step, "sheet");
  g_autofree char *text = sl_sample_diary_say (diary, step, "text");
  g_autofree char *owner = sl_sample_diary_say (diary, step, "owner");
  g_autofree char *due = sl_sample_diary_say (diary, step, "due");
  const char *case_id = sl_sample_diary_find_id (diary, "case", case_name, error);
  const char *sheet_id = sheet_name != NULL
                             ? sl_sample_diary_find_id (diary, "sheet", sheet_name, error)
                             : "";
  const char *owner_id = sl_sample_people_find (diary->people, owner);
  SlActionValues values = { .text = text,
                            .owner_id = owner_id != NULL ? owner_id : "",
                            .owner_name = owner_id != NULL ? "" : owner,
                            .due_date = due != NULL ? due : "" };

  return case_id != NULL && sheet_id != NULL &&
         sl_store_apply (
             diary->store,
             sl_action_change_set (sl_sample_diary_make_id (diary, "action", step->words[1]),
                                   case_id, sheet_id, &values),
             error);
}

/* "settle ACTION" */
static gboolean
take_settle (SlSampleDiary *diary, const SlSampleStep *step, GError **error)
{
  const char *id = sl_sample_diary_find_id (diary, "action", step->words[1], error);
  g_autofree char *case_name = sl_sample_diary_say (diary, step, "case");
  g_autofree char *state = sl_sample_diary_say (diary, step, "state");
  g_autofree char *answer = sl_sample_diary_say (diary, step, "answer");
  const char *case_id = sl_sample_diary_find_id (diary, "case", case_name, error);

  return id != NULL && case_id != NULL &&
         sl_store_apply (diary->store, sl_action_change_state (id, case_id, state, answer, NULL),
                         error);
}

/* "leave PERSON" */
static gboolean
take_leave (SlSampleDiary *diary, const SlSampleStep *step, GError **error)
{
  const char *id = sl_sample_people_find (diary->people, step->words[1]);

  return (id != NULL || sl_sample_diary_fail (error, "Nobody is called", step->words[1])) &&
         sl_store_apply (diary->store, sl_people_change_leave (id, NULL), error);
}

/* ---- photographs ---- */

static SlPhotograph *
bring_in (SlSampleDiary *diary, const SlSampleStep *step, SlSheet *sheet, GError **error)
{
  g_autofree char *scene = sl_sample_diary_say (diary, step, "scene");
  g_autofree char *taken = sl_sample_diary_say (diary, step, "taken");
  g_autofree char *name = sl_sample_diary_say (diary, step, "file");
  g_autofree char *path = g_build_filename (diary->folder, name, NULL);
  const char *paths[] = { path, NULL };
  SlImportTarget target = { .case_id = sl_sheet_get (sheet, "case-id"),
                            .sheet_id = sl_sheet_get_id (sheet),
                            .photographs = TRUE };
  g_autoptr (SlImportResult) result = NULL;
  const SlImportLine *line;

  if (!sl_sample_take_photograph (sl_casebook_get_pool (diary->casebook), scene, taken, path,
                                  error))
    return NULL;
  result = sl_import_to (sl_casebook_get_library (diary->casebook), diary->packs, paths, &target,
                         NULL, NULL, NULL, error);
  g_unlink (path);
  if (result == NULL)
    return NULL;
  line = result->lines->len == 1 ? g_ptr_array_index (result->lines, 0) : NULL;
  if (line == NULL || line->document_id == NULL)
    {
      sl_sample_diary_fail (error, "The photograph was not taken in",
                            line != NULL ? line->text : name);
      return NULL;
    }
  return sl_photographs_find (diary->store, target.case_id, line->document_id, error);
}

/* "photograph SHEET [ENTRY] …": drawn, brought in, described and looked at. */
static gboolean
take_photograph (SlSampleDiary *diary, const SlSampleStep *step, GError **error)
{
  g_autoptr (SlSheet) sheet = load_sheet (diary, step->words[1], error);
  g_autofree char *caption = sl_sample_diary_say (diary, step, "caption");
  g_autofree char *seen = sl_sample_diary_say (diary, step, "seen");
  g_autofree char *privacy = sl_sample_diary_say (diary, step, "privacy");
  g_autofree char *entry = sl_sample_diary_say (diary, step, "entry");
  g_autofree char *item = sl_sample_diary_say (diary, step, "item");
  g_autoptr (SlPhotograph) photograph = NULL;
  SlPhotographValues values = { .caption = caption, .seen = seen, .item_id = item };

  if (sheet == NULL)
    return FALSE;
  if (entry != NULL)
    {
      values.entry_id = find_entry (diary, step->words[1], entry, error);
      if (values.entry_id == NULL)
        return FALSE;
    }
  photograph = bring_in (diary, step, sheet, error);
  return photograph != NULL &&
         sl_store_apply (diary->store, sl_photograph_change_set (photograph, &values), error) &&
         (privacy == NULL ||
          sl_store_apply (diary->store, sl_photograph_change_privacy (photograph, privacy), error));
}

/* ---- steps ---- */

static const struct
{
  const char *word;
  guint n_words; /* at least */
  gboolean (*take) (SlSampleDiary *diary, const SlSampleStep *step, GError **error);
} kinds[] = {
  { "case", 2, take_case },
  { "link", 2, take_link },
  { "stage", 3, take_stage },
  { "assess", 2, take_assess },
  { "answer", 3, take_answer },
  { "answers", 4, take_answers },
  { "sheet", 2, take_sheet },
  { "set", 2, take_set },
  { "entry", 4, take_entry },
  { "amend", 4, take_amend },
  { "close", 2, take_close },
  { "action", 2, take_action },
  { "settle", 2, take_settle },
  { "leave", 2, take_leave },
  { "photograph", 2, take_photograph },
  { "know", 2, take_know },
  { "paper", 2, take_paper },
  { "quote", 3, take_quote },
  { "portfolio", 2, sl_sample_take_portfolio },
  { "occasion", 4, sl_sample_take_occasion },
  { "claim", 3, sl_sample_take_claim },
  { "verdict", 3, sl_sample_take_verdict },
  { "acknowledge", 4, sl_sample_take_acknowledge },
  { "reply", 4, sl_sample_take_reply },
  { "training", 3, sl_sample_take_training },
  { "note", 4, sl_sample_take_note },
  { "second", 3, sl_sample_take_second },
  { "decide", 2, sl_sample_take_decide },
  { "appeal", 2, sl_sample_take_appeal },
};

static gboolean
take_step (SlSampleDiary *diary, const SlSampleStep *step, GError **error)
{
  sl_sample_set_past (MAX (step->moment, diary->reached));
  if (!sl_sample_people_become (diary->people, step->by, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].word, step->words[0]) &&
        g_strv_length (step->words) >= kinds[i].n_words)
      return kinds[i].take (diary, step, error);
  return sl_sample_diary_fail (error, "This is no step", step->group);
}

/* What a step does not say of its moment and person is as in the step before it. */
static gboolean
read_file (SlSampleDiary *diary, GKeyFile *file, GPtrArray *steps, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
  const char *by = "rowan";
  gint64 moment = -1;

  for (guint i = 0; groups[i] != NULL; i++)
    {
      SlSampleStep *step = g_new0 (SlSampleStep, 1);
      g_autofree char *when = g_key_file_get_string (file, groups[i], "when", NULL);
      g_autofree char *person = g_key_file_get_string (file, groups[i], "by", NULL);

      by = person != NULL ? g_intern_string (person) : by;
      moment = when != NULL ? sl_sample_find_moment (diary->today, when) : moment;
      *step = (SlSampleStep){
        file, g_strdup (groups[i]), g_strsplit (groups[i], " ", -1), by, moment, steps->len
      };
      g_ptr_array_add (steps, step);
      if (moment < 0)
        return sl_sample_diary_fail (error, "It is not said when this was", groups[i]);
    }
  return TRUE;
}

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const SlSampleStep *one = *(const SlSampleStep *const *) a;
  const SlSampleStep *other = *(const SlSampleStep *const *) b;

  if (one->moment != other->moment)
    return one->moment < other->moment ? -1 : 1;
  return one->position < other->position ? -1 : 1;
}

static gboolean
read_files (SlSampleDiary *diary,
            const char *const *names,
            GPtrArray *files,
            GPtrArray *steps,
            GError **error)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("/org/sightline/Sightline/sample/%s", names[i]);
      g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, error);
      GKeyFile *file = g_key_file_new ();

      g_ptr_array_add (files, file);
      if (bytes == NULL || !g_key_file_load_from_bytes (file, bytes, G_KEY_FILE_NONE, error) ||
          !read_file (diary, file, steps, error))
        {
          g_prefix_error (error, "%s: ", names[i]);
          return FALSE;
        }
    }
  g_ptr_array_sort (steps, compare_steps);
  return TRUE;
}

SlSampleDiary *
sl_sample_diary_new (SlCasebook *casebook, SlSamplePeople *people, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("sightline-sample-XXXXXX", error);
  SlSampleDiary *self;

  if (folder == NULL)
    return NULL;
  self = g_new0 (SlSampleDiary, 1);
  self->casebook = casebook;
  self->store = sl_casebook_get_store (casebook);
  self->packs = sl_casebook_get_packs (casebook);
  self->people = people;
  self->folder = g_steal_pointer (&folder);
  sl_sample_set_hours_ago (0);
  self->today = sl_date_today ();
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->references = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
sl_sample_diary_free (SlSampleDiary *self)
{
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->today);
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->references);
  g_free (self);
}

gboolean
sl_sample_diary_live (SlSampleDiary *self,
                      const char *const *files,
                      gint64 not_before,
                      GError **error)
{
  g_autoptr (GPtrArray) read = g_ptr_array_new_with_free_func ((GDestroyNotify) g_key_file_unref);
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (step_free);
  gboolean lived = read_files (self, files, read, steps, error);

  self->reached = MAX (self->reached, not_before);
  for (guint i = 0; lived && i < steps->len; i++)
    {
      const SlSampleStep *step = g_ptr_array_index (steps, i);

      lived = take_step (self, step, error);
      self->reached = sl_clock_now ();
      if (!lived)
        g_prefix_error (error, "[%s]: ", step->group);
    }
  sl_sample_set_hours_ago (0);
  return lived && sl_casebook_reload_person (self->casebook, error);
}
