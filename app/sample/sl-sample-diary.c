/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-sample-days.h"
#include "sl-sample-diary.h"
#include "sl-sample-photographs.h"
#include "sl-sample-reviews.h"

#include "assessment/sl-assessment.h"
#include "base/sl-id.h"
#include "base/sl-time.h"
#include "cases/sl-action.h"
#include "cases/sl-case-kind.h"
#include "cases/sl-case-link.h"
#include "cases/sl-case-records.h"
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

typedef struct
{
  GKeyFile *file; /* borrowed */
  char *group;
  char **words; /* of the group's name */
  const char *by;
  gint64 moment;
  guint position;
} Step;

typedef struct
{
  SlCasebook *casebook;
  SlStore *store;
  SlPackLibrary *packs;
  const SlSamplePerson *people;
  GHashTable *ids;        /* "case NAME", "sheet NAME", "entry SHEET NAME", "action NAME" -> id */
  GHashTable *references; /* NAME of a case or sheet -> its reference */
  char *folder;           /* where photographs lie until they are brought in */
  char *today;
  gint64 reached; /* nothing is recorded before what was */
} Diary;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_free (step->group);
  g_strfreev (step->words);
  g_free (step);
}

static gboolean
fail (GError **error, const char *sentence, const char *what)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", sentence, what);
  return FALSE;
}

/* "ref visit-1": the reference that it was given. */
static char *
find_reference (const char *words, gpointer data)
{
  Diary *diary = data;

  return g_str_has_prefix (words, "ref ")
             ? g_strdup (g_hash_table_lookup (diary->references, words + strlen ("ref ")))
             : NULL;
}

/* A value of the step with its days filled in; NULL when it says none. Transfer full. */
static char *
say (Diary *diary, const Step *step, const char *key)
{
  g_autofree char *text = g_key_file_get_string (step->file, step->group, key, NULL);

  return text != NULL ? sl_sample_fill (text, diary->today, find_reference, diary) : NULL;
}

static const char *
find_id (Diary *diary, const char *what, const char *name, GError **error)
{
  g_autofree char *key = g_strdup_printf ("%s %s", what, name != NULL ? name : "");
  const char *id = g_hash_table_lookup (diary->ids, key);

  if (id == NULL)
    fail (error, "No diary has made it before", key);
  return id;
}

static const char *
find_entry (Diary *diary, const char *sheet, const char *name, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s %s", sheet, name);

  return find_id (diary, "entry", path, error);
}

/* Notes the id of what the step makes, under the first word and the name. */
static const char *
make_id (Diary *diary, const char *what, const char *name)
{
  char *id = sl_id_new ();

  g_hash_table_insert (diary->ids, g_strdup_printf ("%s %s", what, name), id);
  return id;
}

static const char *
find_person (Diary *diary, const char *name)
{
  for (guint i = 0; diary->people[i].name != NULL; i++)
    if (name != NULL && g_str_equal (diary->people[i].name, name))
      return diary->people[i].id;
  return NULL;
}

/* ---- cases ---- */

static gboolean
keep_case_reference (Diary *diary, const char *name, const char *case_id, GError **error)
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
make_application (Diary *diary, const Step *step, const char *case_id, GError **error)
{
  static const char *const fields[] = {
    "reference", "authority-code", "authority-name", "proposal",
    "address",   "dwellings",      "date-received",  "applicant"
  };
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *title = say (diary, step, "title");
  SlFactValue values[G_N_ELEMENTS (fields)];
  guint n_values = 0;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      char *value = say (diary, step, fields[i]);

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
take_case (Diary *diary, const Step *step, GError **error)
{
  const char *case_id = make_id (diary, "case", step->words[1]);
  g_autofree char *kind = say (diary, step, "kind");
  g_autofree char *title = say (diary, step, "title");
  g_autofree char *address = say (diary, step, "address");
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

static gboolean
take_link (Diary *diary, const Step *step, GError **error)
{
  const char *case_id = find_id (diary, "case", step->words[1], error);
  g_autofree char *to = say (diary, step, "to");
  g_autofree char *relation = say (diary, step, "relation");

  return case_id != NULL &&
         sl_store_apply (diary->store, sl_case_change_link (case_id, to, relation), error);
}

/* "stage CASE STAGE": its state, the day it is due, or both. A planning case has a word only. */
static gboolean
take_stage (Diary *diary, const Step *step, GError **error)
{
  const char *case_id = find_id (diary, "case", step->words[1], error);
  const char *stage = step->words[2];
  g_autofree char *state = say (diary, step, "state");
  g_autofree char *reason = say (diary, step, "reason");
  g_autofree char *due = say (diary, step, "due");

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

/* ---- checklists ---- */

/* What a step's last two words name, "SHEET ENTRY": a house type. FALSE with an error; *@subject is
 * NULL where the step is about the whole case. */
static gboolean
find_subject (Diary *diary,
              const Step *step,
              guint n_words,
              SlAssessmentSubject *subject,
              const SlAssessmentSubject **found,
              GError **error)
{
  *found = NULL;
  if (g_strv_length (step->words) < n_words + 2)
    return TRUE;
  subject->sheet_id = find_id (diary, "sheet", step->words[n_words], error);
  if (subject->sheet_id == NULL)
    return FALSE;
  subject->entry_id = find_entry (diary, step->words[n_words], step->words[n_words + 1], error);
  subject->name = step->words[n_words + 1];
  *found = subject;
  return subject->entry_id != NULL;
}

/* "assess CASE [SHEET ENTRY]" */
static gboolean
take_assess (Diary *diary, const Step *step, GError **error)
{
  const char *case_id = find_id (diary, "case", step->words[1], error);
  g_autofree char *checklist = say (diary, step, "checklist");
  g_autofree char *features = say (diary, step, "features");
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
take_answer (Diary *diary, const Step *step, GError **error)
{
  const char *case_id = find_id (diary, "case", step->words[1], error);
  const char *item = step->words[2];
  g_autofree char *nick = say (diary, step, "verdict");
  g_autofree char *reason = say (diary, step, "reason");
  g_autofree char *observation = say (diary, step, "observation");
  g_autofree char *recommendation = say (diary, step, "recommendation");
  g_autofree char *place = say (diary, step, "place");
  g_autofree char *priority = say (diary, step, "priority");
  g_autofree char *why = say (diary, step, "priority-reason");
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

/* "answers CASE SHEET ENTRY": a line an item, "ITEM=VERDICT: what was seen"; where it does not
 * apply, why. */
static gboolean
take_answers (Diary *diary, const Step *step, GError **error)
{
  const char *case_id = find_id (diary, "case", step->words[1], error);
  g_auto (GStrv) keys = g_key_file_get_keys (step->file, step->group, NULL, NULL);
  g_autoptr (SlAssessment) walk = NULL;
  SlAssessmentSubject subject;
  const SlAssessmentSubject *of;

  if (case_id == NULL || !find_subject (diary, step, 2, &subject, &of, error))
    return FALSE;
  walk = sl_assessment_load_for_subject (diary->store, diary->packs, case_id, of, NULL, error);
  for (guint i = 0; walk != NULL && keys[i] != NULL; i++)
    {
      g_autofree char *line = say (diary, step, keys[i]);
      g_auto (GStrv) halves = g_strsplit (line, ": ", 2);
      SlAnswerText text = { NULL };
      SlVerdict verdict;

      if (g_str_equal (keys[i], "when") || g_str_equal (keys[i], "by"))
        continue;
      if (!sl_verdict_from_nick (halves[0], &verdict))
        return fail (error, "This is no verdict", line);
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
parse_values (Diary *diary,
              const Step *step,
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
      g_autofree char *text = say (diary, step, keys[i]);
      const SlFormField *field;
      SlSheetValue value;

      if (g_strv_contains (own, keys[i]))
        continue;
      field = sl_form_find_field (form, group_id, keys[i]);
      if (field == NULL)
        {
          fail (error, "The form has no such field", keys[i]);
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
load_sheet (Diary *diary, const char *name, GError **error)
{
  const char *id = find_id (diary, "sheet", name, error);

  return id != NULL ? sl_sheets_load (diary->store, diary->packs, id, error) : NULL;
}

static gboolean
take_sheet (Diary *diary, const Step *step, GError **error)
{
  const char *name = step->words[1];
  g_autofree char *case_name = say (diary, step, "case");
  g_autofree char *form_id = say (diary, step, "form");
  const char *case_id = find_id (diary, "case", case_name, error);
  const char *id = make_id (diary, "sheet", name);
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
take_set (Diary *diary, const Step *step, GError **error)
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
take_entry (Diary *diary, const Step *step, GError **error)
{
  const char *group = step->words[2];
  g_autofree char *path = g_strdup_printf ("%s %s", step->words[1], step->words[3]);
  g_autoptr (SlSheet) sheet = load_sheet (diary, step->words[1], error);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) values = NULL;

  if (sheet == NULL)
    return FALSE;
  if (find_entry (diary, step->words[1], step->words[3], NULL) != NULL)
    return fail (error, "The sheet has an entry of that name already", path);
  values = parse_values (diary, step, sl_sheet_get_form (sheet), group, kept, error);
  return values != NULL &&
         sl_store_apply (diary->store,
                         sl_sheet_change_add (sheet, group, make_id (diary, "entry", path),
                                              (const SlSheetValue *) values->data, values->len),
                         error);
}

/* "amend SHEET GROUP NAME …": an entry that is there. */
static gboolean
take_amend (Diary *diary, const Step *step, GError **error)
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
take_close (Diary *diary, const Step *step, GError **error)
{
  g_autoptr (SlSheet) sheet = load_sheet (diary, step->words[1], error);

  return sheet != NULL &&
         sl_store_apply (diary->store, sl_sheet_change_state (sheet, "closed", NULL), error);
}

/* ---- actions ---- */

static gboolean
take_action (Diary *diary, const Step *step, GError **error)
{
  g_autofree char *case_name = say (diary, step, "case");
  g_autofree char *sheet_name = say (diary, step, "sheet");
  g_autofree char *text = say (diary, step, "text");
  g_autofree char *owner = say (diary, step, "owner");
  g_autofree char *due = say (diary, step, "due");
  const char *case_id = find_id (diary, "case", case_name, error);
  const char *sheet_id = sheet_name != NULL ? find_id (diary, "sheet", sheet_name, error) : "";
  const char *owner_id = find_person (diary, owner);
  SlActionValues values = { .text = text,
                            .owner_id = owner_id != NULL ? owner_id : "",
                            .owner_name = owner_id != NULL ? "" : owner,
                            .due_date = due != NULL ? due : "" };

  return case_id != NULL && sheet_id != NULL &&
         sl_store_apply (diary->store,
                         sl_action_change_set (make_id (diary, "action", step->words[1]), case_id,
                                               sheet_id, &values),
                         error);
}

/* "settle ACTION" */
static gboolean
take_settle (Diary *diary, const Step *step, GError **error)
{
  const char *id = find_id (diary, "action", step->words[1], error);
  g_autofree char *case_name = say (diary, step, "case");
  g_autofree char *state = say (diary, step, "state");
  g_autofree char *answer = say (diary, step, "answer");
  const char *case_id = find_id (diary, "case", case_name, error);

  return id != NULL && case_id != NULL &&
         sl_store_apply (diary->store, sl_action_change_state (id, case_id, state, answer, NULL),
                         error);
}

/* "leave PERSON" */
static gboolean
take_leave (Diary *diary, const Step *step, GError **error)
{
  const char *id = find_person (diary, step->words[1]);

  return (id != NULL || fail (error, "Nobody is called", step->words[1])) &&
         sl_store_apply (diary->store, sl_people_change_leave (id, NULL), error);
}

/* ---- photographs ---- */

static SlPhotograph *
bring_in (Diary *diary, const Step *step, SlSheet *sheet, GError **error)
{
  g_autofree char *scene = say (diary, step, "scene");
  g_autofree char *taken = say (diary, step, "taken");
  g_autofree char *name = say (diary, step, "file");
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
      fail (error, "The photograph was not taken in", line != NULL ? line->text : name);
      return NULL;
    }
  return sl_photographs_find (diary->store, target.case_id, line->document_id, error);
}

/* "photograph SHEET [ENTRY] …": drawn, brought in, described and looked at. */
static gboolean
take_photograph (Diary *diary, const Step *step, GError **error)
{
  g_autoptr (SlSheet) sheet = load_sheet (diary, step->words[1], error);
  g_autofree char *caption = say (diary, step, "caption");
  g_autofree char *seen = say (diary, step, "seen");
  g_autofree char *privacy = say (diary, step, "privacy");
  g_autofree char *entry = say (diary, step, "entry");
  g_autofree char *item = say (diary, step, "item");
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
  gboolean (*take) (Diary *diary, const Step *step, GError **error);
} kinds[] = {
  { "case", 2, take_case },     { "link", 2, take_link },     { "stage", 3, take_stage },
  { "assess", 2, take_assess }, { "answer", 3, take_answer }, { "answers", 4, take_answers },
  { "sheet", 2, take_sheet },   { "set", 2, take_set },       { "entry", 4, take_entry },
  { "amend", 4, take_amend },   { "close", 2, take_close },   { "action", 2, take_action },
  { "settle", 2, take_settle }, { "leave", 2, take_leave },   { "photograph", 2, take_photograph },
};

static gboolean
become (Diary *diary, const char *person_id, GError **error)
{
  g_autoptr (SlPerson) person = sl_people_load (diary->store, person_id, error);

  if (person == NULL)
    return FALSE;
  sl_store_set_actor (diary->store, person_id, sl_person_get_account (person),
                      sl_person_get_role (person));
  return TRUE;
}

static gboolean
take_step (Diary *diary, const Step *step, GError **error)
{
  const char *person_id = find_person (diary, step->by);

  if (person_id == NULL)
    return fail (error, "Nobody is called", step->by);
  sl_sample_set_past (MAX (step->moment, diary->reached));
  if (!become (diary, person_id, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].word, step->words[0]) &&
        g_strv_length (step->words) >= kinds[i].n_words)
      return kinds[i].take (diary, step, error);
  return fail (error, "This is no step", step->group);
}

/* What a step does not say of its moment and person is as in the step before it. */
static gboolean
read_file (Diary *diary, GKeyFile *file, GPtrArray *steps, GError **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
  const char *by = "rowan";
  gint64 moment = -1;

  for (guint i = 0; groups[i] != NULL; i++)
    {
      Step *step = g_new0 (Step, 1);
      g_autofree char *when = g_key_file_get_string (file, groups[i], "when", NULL);
      g_autofree char *person = g_key_file_get_string (file, groups[i], "by", NULL);

      by = person != NULL ? g_intern_string (person) : by;
      moment = when != NULL ? sl_sample_find_moment (diary->today, when) : moment;
      *step = (Step){ file,      g_strdup (groups[i]), g_strsplit (groups[i], " ", -1), by, moment,
                      steps->len };
      g_ptr_array_add (steps, step);
      if (moment < 0)
        return fail (error, "It is not said when this was", groups[i]);
    }
  return TRUE;
}

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const Step *one = *(const Step *const *) a;
  const Step *other = *(const Step *const *) b;

  if (one->moment != other->moment)
    return one->moment < other->moment ? -1 : 1;
  return one->position < other->position ? -1 : 1;
}

static gboolean
read_files (Diary *diary,
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

gboolean
sl_sample_live_diaries (SlCasebook *casebook,
                        const SlSamplePerson *people,
                        const char *const *files,
                        GError **error)
{
  g_autoptr (GPtrArray) read = g_ptr_array_new_with_free_func ((GDestroyNotify) g_key_file_unref);
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (step_free);
  Diary diary = { .casebook = casebook,
                  .store = sl_casebook_get_store (casebook),
                  .packs = sl_casebook_get_packs (casebook),
                  .people = people };
  gboolean lived;

  sl_sample_set_hours_ago (0);
  diary.today = sl_date_today ();
  diary.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  diary.references = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  diary.folder = g_dir_make_tmp ("sightline-sample-XXXXXX", error);
  lived = diary.folder != NULL && read_files (&diary, files, read, steps, error);
  for (guint i = 0; lived && i < steps->len; i++)
    {
      const Step *step = g_ptr_array_index (steps, i);

      lived = take_step (&diary, step, error);
      diary.reached = sl_clock_now ();
      if (!lived)
        g_prefix_error (error, "[%s]: ", step->group);
    }
  sl_sample_set_hours_ago (0);
  if (diary.folder != NULL)
    g_rmdir (diary.folder);
  g_free (diary.folder);
  g_free (diary.today);
  g_hash_table_unref (diary.ids);
  g_hash_table_unref (diary.references);
  return lived && sl_casebook_reload_person (casebook, error);
}
