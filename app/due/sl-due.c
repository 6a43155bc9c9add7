/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-due"
#include "config.h"

#include "due/sl-due-private.h"

#include "base/sl-time.h"
#include "people/sl-role.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* One list of what is due for a person across cases. Sources offer what they find; what belongs
 * into the list, and why, is decided here for all of them alike. A new source is a line in the
 * table below. */

static gboolean add_consultations (SlDueGathering *self, GError **error);
static gboolean add_reviews (SlDueGathering *self, GError **error);

static const SlDueSource sources[] = {
  add_consultations,          sl_due_records_add_stages,     add_reviews,
  sl_due_records_add_planned, sl_due_records_add_sheet_days, sl_due_records_add_actions,
  sl_due_add_progress,
};

struct _SlDueLines
{
  gatomicrefcount references;
  GStringChunk *texts;
  GArray *lines; /* of SlDueLine, their texts in the chunk */
};

static const struct
{
  const char *nick, *words;
} whys[] = {
  [SL_DUE_YOURS] = { "yours", N_ ("Yours") },
  [SL_DUE_NO_OWNER] = { "no-owner", N_ ("No owner here") },
  [SL_DUE_OWNER_LEFT] = { "owner-left", N_ ("Owner has left") },
  [SL_DUE_OTHERS] = { "others", N_ ("A colleague’s") },
};

const char *
sl_due_why_to_nick (SlDueWhy why)
{
  g_return_val_if_fail (why < G_N_ELEMENTS (whys), "");
  return whys[why].nick;
}

const char *
sl_due_why_to_words (SlDueWhy why)
{
  g_return_val_if_fail (why < G_N_ELEMENTS (whys), "");
  return _ (whys[why].words);
}

/**
 * sl_due_kind_to_words:
 * @kind: "consultation"
 *
 * Returns: (transfer none): "Consultation ends"; @kind itself when a form made it up
 */
const char *
sl_due_kind_to_words (const char *kind)
{
  static const struct
  {
    const char *kind, *words;
  } kinds[] = {
    { "consultation", N_ ("Consultation ends") },
    { "stage", N_ ("Stage") },
    { "action", N_ ("Action") },
    { "review", N_ ("Waits for a decision") },
    { "returned", N_ ("Returned") },
    { "approved", N_ ("Approved, to be issued") },
    { "meeting", N_ ("Meeting") },
    { "visit", N_ ("Visit") },
    { "certificate", N_ ("Certificate runs out") },
    { "remedial", N_ ("Remedial item") },
    { "renewal", N_ ("Renewal") },
    { "follow-up", N_ ("Follow-up") },
    { "bid", N_ ("Bid") },
    { "funding", N_ ("Application for funding") },
    { "decision", N_ ("Decision") },
    { "retention", N_ ("Retention review") },
    { "claim", N_ ("Claims wait") },
    { "second", N_ ("Second assessment") },
    { "more-needed", N_ ("More needed") },
    { "appeal", N_ ("Appeal") },
  };

  g_return_val_if_fail (kind != NULL, "");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return _ (kinds[i].words);
  return kind;
}

/* ---- what the sources share ---- */

const char *
sl_due_keep (SlDueGathering *self, const char *text)
{
  return text == NULL || *text == '\0' ? "" : g_string_chunk_insert (self->texts, text);
}

const char *
sl_due_keep_once (SlDueGathering *self, const char *text)
{
  return text == NULL || *text == '\0' ? "" : g_string_chunk_insert_const (self->texts, text);
}

/* As that, for what is mostly the same as the last time: @last remembers it. */
static const char *
keep_again (SlDueGathering *self, const char **last, const char *text)
{
  if (*last == NULL || text == NULL || !g_str_equal (*last, text))
    *last = sl_due_keep_once (self, text);
  return *last;
}

char *
sl_due_day_of (const char *time)
{
  char *day = sl_date_parse (time);

  return day != NULL ? day : g_strdup ("");
}

gboolean
sl_due_wants_kind (SlDueGathering *self, const char *kind)
{
  return self->query->kind == NULL || g_str_equal (self->query->kind, kind);
}

static gboolean
has_left (SlDueGathering *self, const char *person_id)
{
  const SlDuePerson *person = g_hash_table_lookup (self->people, person_id);

  return person != NULL && person->left;
}

gboolean
sl_due_may_want (SlDueGathering *self, const char *owner_id)
{
  return self->query->team || *owner_id == '\0' || g_str_equal (owner_id, self->person_id) ||
         has_left (self, owner_id);
}

gboolean
sl_due_wants (SlDueGathering *self,
              const char *day,
              const char *owner_id,
              const char *officer_id,
              SlDueWhy *why)
{
  gboolean officer = g_str_equal (officer_id, self->person_id);
  /* Whose case has lost its officer is the managers' to give away. */
  gboolean answers = officer || (self->manager && has_left (self, officer_id));

  if (self->query->until != NULL && (*day == '\0' || strcmp (day, self->query->until) > 0))
    return FALSE;
  if (g_str_equal (owner_id, self->person_id))
    {
      *why = SL_DUE_YOURS;
      return TRUE;
    }
  if (*owner_id == '\0')
    *why = SL_DUE_NO_OWNER;
  else if (has_left (self, owner_id))
    {
      *why = SL_DUE_OWNER_LEFT;
      answers = answers || self->manager;
    }
  else
    {
      *why = SL_DUE_OTHERS;
      answers = FALSE;
    }
  return answers || self->query->team;
}

static int
count_days_left (SlDueGathering *self, const char *day)
{
  if (self->last_day == NULL || !g_str_equal (self->last_day, day))
    {
      self->last_day = day;
      if (!sl_date_days_between (self->today, day, &self->last_days_left))
        self->last_days_left = 0;
    }
  return self->last_days_left;
}

void
sl_due_add (SlDueGathering *self, const SlDueCase *of, const SlDueLine *line)
{
  SlDueLine kept = *line;
  const SlDuePerson *owner;

  kept.kind = keep_again (self, &self->kept_kind, line->kind);
  kept.day = keep_again (self, &self->kept_day, line->day);
  kept.starts_at = sl_due_keep (self, line->starts_at);
  kept.ends_at = sl_due_keep (self, line->ends_at);
  kept.text = sl_due_keep (self, line->text);
  kept.case_id = of->id;
  kept.reference = of->reference;
  kept.title = of->title;
  kept.object_id = sl_due_keep (self, line->object_id);
  kept.part = sl_due_keep (self, line->part);
  owner = line->owner_id != NULL ? g_hash_table_lookup (self->people, line->owner_id) : NULL;
  kept.owner_id = owner != NULL ? owner->id : sl_due_keep_once (self, line->owner_id);
  kept.owner_name = owner != NULL            ? owner->name
                    : *kept.owner_id != '\0' ? ""
                                             : sl_due_keep_once (self, line->owner_name);
  kept.days_left = *kept.day != '\0' ? count_days_left (self, kept.day) : 0;
  kept.overdue = kept.days_left < 0;
  g_array_append_val (self->lines, kept);
}

/* ---- sources that need no statement of their own ---- */

/* Cases that the authority waits to hear of, until the answer is sent. Comes first: the table of
 * cases then holds nothing but the open ones. */
static gboolean
add_consultations (SlDueGathering *self, GError **error)
{
  GHashTableIter iter;
  gpointer value;

  if (!sl_due_wants_kind (self, "consultation"))
    return TRUE;
  g_hash_table_iter_init (&iter, self->cases);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const SlDueCase *of = value;
      SlDueLine line = { .kind = "consultation",
                         .day = of->due_date,
                         .object_kind = "planning_case",
                         .object_id = of->id,
                         .part = "",
                         .owner_id = of->officer_id };

      if (of->kind == NULL || !of->kind->consulted || g_str_equal (of->stage, "sent") ||
          g_str_has_prefix (of->due_date, "9999") ||
          !sl_due_wants (self, of->due_date, of->officer_id, of->officer_id, &line.why))
        continue;
      line.text = sl_due_kind_to_words ("consultation");
      sl_due_add (self, of, &line);
    }
  return TRUE;
}

/* What is to be done about a version, for the person at work; NULL when nothing is. */
static const char *
get_review_kind (SlDueGathering *self, const SlReviewWait *wait, SlDueWhy *why)
{
  *why = wait->mine || wait->for_me ? SL_DUE_YOURS : SL_DUE_OTHERS;
  if (*why == SL_DUE_OTHERS && !self->query->team)
    return NULL;
  return g_str_equal (wait->state, "submitted") ? "review" : wait->state;
}

static gboolean
add_reviews (SlDueGathering *self, GError **error)
{
  g_autoptr (GPtrArray) waiting = NULL;

  if (!sl_due_wants_kind (self, "review") && !sl_due_wants_kind (self, "returned") &&
      !sl_due_wants_kind (self, "approved"))
    return TRUE;
  waiting = sl_review_list_waiting (self->review, error);
  for (guint i = 0; waiting != NULL && i < waiting->len; i++)
    {
      const SlReviewWait *wait = g_ptr_array_index (waiting, i);
      SlDueLine line = { .day = wait->due_date, .object_kind = "version", .part = "" };
      g_autoptr (GError) failure = NULL;
      g_autofree char *text = NULL;
      const SlDueCase *of = sl_due_records_find_case (self, wait->case_id, &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      line.kind = get_review_kind (self, wait, &line.why);
      if (of == NULL || line.kind == NULL || !sl_due_wants_kind (self, line.kind) ||
          (self->query->until != NULL &&
           (*line.day == '\0' || strcmp (line.day, self->query->until) > 0)))
        continue;
      /* Translators: "Version 2 by Rowan Ashdown". */
      text = g_strdup_printf (_ ("Version %d by %s"), (int) wait->number, wait->author_name);
      line.text = text;
      line.object_id = wait->version_id;
      line.owner_id = line.why == SL_DUE_YOURS ? self->person_id : "";
      sl_due_add (self, of, &line);
    }
  return waiting != NULL;
}

/* ---- gathering ---- */

/* A line on its way to its place: moved instead of the line itself, and told from most others by
 * numbers. */
typedef struct
{
  guint32 day;  /* "2026-11-24" as 20261124; without a day the last of all */
  guint32 rank; /* of its case */
  const SlDueLine *line;
} Place;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *one = a, *other = b;
  const SlDueLine *first = one->line, *second = other->line;
  int order = 0;

  if (one->day != other->day)
    return one->day < other->day ? -1 : 1;
  if (first->starts_at != second->starts_at)
    order = strcmp (first->starts_at, second->starts_at);
  if (order == 0 && one->rank != other->rank)
    return one->rank < other->rank ? -1 : 1;
  if (order == 0)
    order = strcmp (first->object_id, second->object_id);
  return order != 0 ? order : strcmp (first->part, second->part);
}

static int
compare_cases (gconstpointer a, gconstpointer b)
{
  const SlDueCase *first = *(const SlDueCase *const *) a;
  const SlDueCase *second = *(const SlDueCase *const *) b;
  int order = strcmp (first->reference, second->reference);

  return order != 0 ? order : strcmp (first->id, second->id);
}

/* Each case's place among them by its reference; by the id that its lines bear. */
static GHashTable *
rank_cases (GHashTable *cases)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_sized_new (g_hash_table_size (cases));
  GHashTable *ranks = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, cases);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (sorted, value);
  g_ptr_array_sort (sorted, compare_cases);
  for (guint i = 0; i < sorted->len; i++)
    g_hash_table_insert (ranks, (gpointer) ((SlDueCase *) sorted->pdata[i])->id,
                         GUINT_TO_POINTER (i));
  return ranks;
}

static guint32
number_day (const char *day)
{
  guint32 number = 0;

  if (*day == '\0')
    return G_MAXUINT32;
  for (const char *c = day; *c != '\0'; c++)
    if (g_ascii_isdigit (*c))
      number = number * 10 + (guint32) (*c - '0');
  return number;
}

static GArray *
sort_lines (SlDueGathering *self)
{
  guint n = self->lines->len;
  g_autofree Place *places = g_new (Place, n + 1);
  g_autoptr (GHashTable) ranks = rank_cases (self->cases);
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (SlDueLine), n);

  for (guint i = 0; i < n; i++)
    {
      const SlDueLine *line = &g_array_index (self->lines, SlDueLine, i);

      places[i].line = line;
      places[i].day = number_day (line->day);
      places[i].rank = GPOINTER_TO_UINT (g_hash_table_lookup (ranks, line->case_id));
    }
  qsort (places, n, sizeof (Place), compare_places);
  for (guint i = 0; i < n; i++)
    g_array_append_vals (sorted, places[i].line, 1);
  return sorted;
}

static gboolean
gather (SlDueGathering *self, GError **error)
{
  if (!sl_due_records_read_people (self, error) || !sl_due_records_read_cases (self, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (!sources[i](self, error))
      return FALSE;
  return TRUE;
}

/**
 * sl_due_load:
 * @review: of an opened casebook: it says who is at work, and what waits for them
 * @query: which lines
 * @error: return location
 *
 * Blocking; any thread.
 *
 * Returns: (transfer full): the lines by day, or %NULL with %SL_STORE_ERROR
 */
SlDueLines *
sl_due_load (SlReview *review, const SlDueQuery *query, GError **error)
{
  SlPerson *person;
  const SlRole *role;
  g_autofree char *today = NULL;
  SlDueGathering self = { .review = review, .query = query };
  SlDueLines *lines;

  g_return_val_if_fail (SL_IS_REVIEW (review) && query != NULL, NULL);
  person = sl_review_get_person (review);
  role = sl_role_find (sl_person_get_deciding_role (person));
  today = sl_date_today ();
  self.packs = sl_review_get_packs (review);
  self.database = sl_store_read (sl_library_get_store (sl_review_get_library (review)));
  self.person_id = sl_person_get_id (person);
  self.manager = role != NULL && role->rank >= sl_role_find ("manager")->rank;
  self.today = today;
  self.people = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self.cases = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  lines = g_new0 (SlDueLines, 1);
  g_atomic_ref_count_init (&lines->references);
  lines->texts = self.texts = g_string_chunk_new (64 * 1024);
  lines->lines = self.lines = g_array_new (FALSE, FALSE, sizeof (SlDueLine));
  if (gather (&self, error))
    {
      lines->lines = sort_lines (&self);
      g_array_unref (self.lines);
    }
  else
    g_clear_pointer (&lines, sl_due_lines_unref);
  g_hash_table_unref (self.people);
  g_hash_table_unref (self.cases);
  return lines;
}

SlDueLines *
sl_due_lines_ref (SlDueLines *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
sl_due_lines_unref (SlDueLines *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  g_string_chunk_free (self->texts);
  g_array_unref (self->lines);
  g_free (self);
}

guint
sl_due_lines_get_n (SlDueLines *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->lines->len;
}

/**
 * sl_due_lines_get:
 * @self: the lines
 * @index: which
 *
 * Returns: (transfer none): the line, for as long as @self is there
 */
const SlDueLine *
sl_due_lines_get (SlDueLines *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->lines->len, NULL);
  return &g_array_index (self->lines, SlDueLine, index);
}

guint
sl_due_lines_count_overdue (SlDueLines *self)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);
  for (guint i = 0; i < self->lines->len; i++)
    n += g_array_index (self->lines, SlDueLine, i).overdue ? 1 : 0;
  return n;
}
