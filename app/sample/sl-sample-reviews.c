/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-sample-papers.h"
#include "sl-sample-reviews.h"

#include "assessment/sl-assessment.h"
#include "base/sl-id.h"
#include "base/sl-time.h"
#include "cases/sl-case-records.h"

#include <string.h>

/* What the people of the sample did in the last days, step by step, through the same functions as
 * the window and under the same rules: each step is done as its person, at its hour. */

typedef enum
{
  BEGIN, /* a case with its statement, its findings and a draft */
  SUBMIT,
  COMMENT,
  REPLY, /* to the last comment */
  MEND,  /* the first finding's recommendation */
  RETURN,
  APPROVE,
} Step;

static const struct
{
  int hours_ago;
  const char *actor;
  Step step;
  const char *reference;
  const char *text;
  const char *words; /* of the letter, that a comment stands at */
} steps[] = {
  { 122, "callum", BEGIN, "BTE/26/01788/FUL", NULL, NULL },
  { 121, "callum", SUBMIT, "BTE/26/01788/FUL", "My first letter on a conversion.", NULL },
  { 101, "rowan", BEGIN, "COL/26/2071", NULL, NULL },
  { 100, "rowan", SUBMIT, "COL/26/2071", "", NULL },
  { 97, "helen", COMMENT, "BTE/26/01788/FUL",
    "Beside which entrance, and seen from where? The applicant needs a place.",
    "Move the cycle store beside the entrance" },
  { 97, "helen", RETURN, "BTE/26/01788/FUL",
    "Name the place of each recommendation, as the statement does.", NULL },
  { 81, "rowan", BEGIN, "MAL/26/00815/FUL", NULL, NULL },
  { 80, "rowan", SUBMIT, "MAL/26/00815/FUL", "", NULL },
  { 74, "callum", MEND, "BTE/26/01788/FUL", NULL, NULL },
  { 73, "callum", REPLY, "BTE/26/01788/FUL", "On Weavers Lane, in sight of flats 1 to 4.", NULL },
  { 51, "helen", COMMENT, "COL/26/2071", "To what level? A condition cannot be met without one.",
    "Light all 64 spaces evenly" },
  { 50, "helen", RETURN, "COL/26/2071",
    "Say to what standard the car park is to be lit, and what that does to the creek.", NULL },
  { 31, "rowan", BEGIN, "CHL/26/01102/FUL", NULL, NULL },
  { 30, "rowan", SUBMIT, "CHL/26/01102/FUL", "The entrance leaves no other stance.", NULL },
  { 27, "callum", SUBMIT, "BTE/26/01788/FUL", "Places named.", NULL },
  { 20, "helen", APPROVE, "MAL/26/00815/FUL", "", NULL },
};

typedef struct
{
  SlCasebook *casebook;
  SlStore *store;
  SlReview *review;
  GKeyFile *file;
  GHashTable *cases;    /* reference -> case id */
  GHashTable *findings; /* reference -> id of the first finding */
  char *comment_id;     /* the last one */
  char *today;
} Work;

static gboolean
create_case (Work *work, const char *reference, const char *case_id, GError **error)
{
  SlPolicyLibrary *policy = sl_casebook_get_policy (work->casebook);
  g_autofree char *code = g_key_file_get_string (work->file, reference, "authority", NULL);
  const SlAuthority *authority = sl_policy_library_find_authority (policy, code);
  g_autofree char *title = g_key_file_get_string (work->file, reference, "title", NULL);
  g_autofree char *proposal = g_key_file_get_string (work->file, reference, "proposal", NULL);
  g_autofree char *address = g_key_file_get_string (work->file, reference, "address", NULL);
  g_autofree char *dwellings = g_key_file_get_string (work->file, reference, "dwellings", NULL);
  /* The deadline runs from the day the sample is made, not from the day of the step. */
  g_autofree char *due = sl_date_add_days (
      work->today, g_key_file_get_integer (work->file, reference, "days", NULL));
  g_autofree char *received = sl_date_add_days (due, -21);
  SlFactValue values[8];
  guint n_values = 0;

  const struct
  {
    const char *field, *value;
  } given[] = {
    { "reference", reference },
    { "authority-code", authority != NULL ? authority->code : code },
    { "authority-name", authority != NULL ? authority->name : code },
    { "proposal", proposal },
    { "address", address },
    { "dwellings", dwellings },
    { "date-received", received },
    { "consultation-expiry", due },
  };
  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    if (given[i].value != NULL)
      values[n_values++] =
          (SlFactValue){ given[i].field, given[i].value, "officer", "", "", NULL, 60 };
  return sl_store_apply (work->store, sl_case_change_create (case_id, values, n_values), error) &&
         sl_store_apply (work->store, sl_case_change_title (case_id, title), error) &&
         sl_store_apply (work->store,
                         sl_case_change_make (case_id, sl_store_get_actor (work->store)), error);
}

/* The applicant's statement comes in as a file, as any other. */
static gboolean
import_statement (Work *work, const char *reference, const char *case_id, GError **error)
{
  g_autofree char *text = g_key_file_get_string (work->file, reference, "statement", NULL);

  return sl_sample_import_text (work->casebook, case_id, "Planning statement.txt", text, error);
}

static gboolean
put_finding (Work *work,
             const char *reference,
             const char *key,
             const char *recommendation,
             GError **error)
{
  const char *case_id = g_hash_table_lookup (work->cases, reference);
  g_autofree char *text = g_key_file_get_string (work->file, reference, key, NULL);
  g_auto (GStrv) parts = text != NULL ? g_strsplit (text, "|", 5) : NULL;
  const char *id = g_hash_table_lookup (work->findings, reference);
  g_autofree char *other_id = sl_id_new ();

  if (parts == NULL)
    return TRUE;
  return sl_store_apply (work->store,
                         sl_free_observation_change_set (
                             g_str_equal (key, "finding") ? id : other_id, case_id, parts[0],
                             parts[1], recommendation != NULL ? recommendation : parts[2], parts[3],
                             parts[4]),
                         error);
}

static gboolean
begin (Work *work, const char *reference, GError **error)
{
  g_autofree char *stance = g_key_file_get_string (work->file, reference, "stance", NULL);
  g_autofree char *today = sl_date_today ();
  char *case_id = sl_id_new ();
  SlResponseValues values = { .stance = stance, .letter_date = today };

  g_hash_table_insert (work->cases, g_strdup (reference), case_id);
  g_hash_table_insert (work->findings, g_strdup (reference), sl_id_new ());
  return create_case (work, reference, case_id, error) &&
         import_statement (work, reference, case_id, error) &&
         put_finding (work, reference, "finding", NULL, error) &&
         put_finding (work, reference, "finding2", NULL, error) &&
         sl_store_apply (work->store, sl_response_change_set (case_id, &values), error);
}

/* Where the words stand in the letter that was submitted. */
static gboolean
find_words (SlSnapshot *snapshot, const char *words, SlAnchor *anchor)
{
  SlLetter *letter = sl_snapshot_get_letter (snapshot);

  for (guint i = 0; i < sl_letter_get_n_blocks (letter); i++)
    {
      SlBlock *block = sl_letter_get_block (letter, i);
      const char *text = sl_block_get_text (block);
      const char *at = text != NULL ? strstr (text, words) : NULL;

      if (at == NULL)
        continue;
      anchor->kind = "text";
      anchor->key = sl_block_get_key (block);
      anchor->start = (guint) g_utf8_pointer_to_offset (text, at);
      anchor->end = anchor->start + (guint) g_utf8_strlen (words, -1);
      return TRUE;
    }
  return FALSE;
}

static gboolean
comment (Work *work, const char *case_id, const char *words, const char *body, GError **error)
{
  g_autoptr (SlVersion) version = sl_versions_load_newest (work->store, case_id, error);
  g_autoptr (SlSnapshot) snapshot = NULL;
  SlAnchor anchor = { 0 };

  if (version == NULL)
    return FALSE;
  snapshot = sl_version_load_snapshot (work->store, version, error);
  if (snapshot == NULL)
    return FALSE;
  if (!find_words (snapshot, words, &anchor))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   "The sample's letter does not hold “%s”", words);
      return FALSE;
    }
  g_free (work->comment_id);
  work->comment_id = sl_comment_add (work->review, sl_version_get_id (version), &anchor, body,
                                     error);
  return work->comment_id != NULL;
}

static gboolean
take_step (Work *work, guint index, GError **error)
{
  const char *reference = steps[index].reference;
  const char *text = steps[index].text;
  const char *case_id = g_hash_table_lookup (work->cases, reference);
  g_autofree char *mended = NULL;
  g_autofree char *reply_id = NULL;
  g_autoptr (SlVersion) version = NULL;

  switch (steps[index].step)
    {
    case BEGIN:
      return begin (work, reference, error);
    case SUBMIT:
      version = sl_review_submit (work->review, case_id, text, error);
      return version != NULL;
    case COMMENT:
      return comment (work, case_id, steps[index].words, text, error);
    case REPLY:
      reply_id = sl_comment_reply (work->review, work->comment_id, text, error);
      return reply_id != NULL;
    case MEND:
      mended = g_key_file_get_string (work->file, reference, "mended", NULL);
      return put_finding (work, reference, "finding", mended, error);
    case RETURN:
      return sl_review_return (work->review, case_id, text, error);
    case APPROVE:
      return sl_review_approve (work->review, case_id, text, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
load_file (Work *work, GError **error)
{
  g_autoptr (GBytes)
      bytes = g_resources_lookup_data ("/org/sightline/Sightline/sample/reviews.ini", 0, error);

  return bytes != NULL && g_key_file_load_from_bytes (work->file, bytes, G_KEY_FILE_NONE, error);
}

static gint64
past_clock (gpointer data)
{
  return g_get_real_time () - *(const gint64 *) data;
}

static void
set_ago (gint64 span)
{
  static gint64 ago;

  ago = span;
  sl_clock_set (span > 0 ? past_clock : NULL, &ago);
}

/**
 * sl_sample_set_hours_ago:
 * @hours: whole hours; 0 for the present
 *
 * What is done next is recorded as of then.
 */
void
sl_sample_set_hours_ago (int hours)
{
  set_ago (hours * G_TIME_SPAN_HOUR);
}

/**
 * sl_sample_set_past:
 * @moment: microseconds since 1970 UTC, not to come
 *
 * What is done next is recorded as of then.
 */
void
sl_sample_set_past (gint64 moment)
{
  set_ago (g_get_real_time () - moment);
}

gint64
sl_sample_get_last_review (void)
{
  return g_get_real_time () - steps[G_N_ELEMENTS (steps) - 1].hours_ago * G_TIME_SPAN_HOUR;
}

/**
 * sl_sample_fill_reviews:
 * @casebook: the sample's casebook with its people, nothing else in it yet
 * @people: the people of the sample
 * @error: return location
 *
 * Returns: %FALSE with @error when a step failed
 */
gboolean
sl_sample_fill_reviews (SlCasebook *casebook, SlSamplePeople *people, GError **error)
{
  Work work = { .casebook = casebook,
                .store = sl_casebook_get_store (casebook),
                .review = sl_casebook_get_review (casebook) };
  gboolean done;

  sl_sample_set_hours_ago (0);
  work.today = sl_date_today ();
  work.file = g_key_file_new ();
  work.cases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  work.findings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  done = load_file (&work, error);
  for (guint i = 0; done && i < G_N_ELEMENTS (steps); i++)
    {
      sl_sample_set_hours_ago (steps[i].hours_ago);
      done = sl_sample_people_become (people, steps[i].actor, error) && take_step (&work, i, error);
      if (!done)
        g_prefix_error (error, "%s, %d hours ago: ", steps[i].reference, steps[i].hours_ago);
    }
  sl_sample_set_hours_ago (0);
  g_key_file_unref (work.file);
  g_hash_table_unref (work.cases);
  g_hash_table_unref (work.findings);
  g_free (work.comment_id);
  g_free (work.today);
  return done && sl_casebook_reload_person (casebook, error);
}
