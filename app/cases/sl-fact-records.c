/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cases"
#include "config.h"

#include "cases/sl-fact-records.h"

#include "base/sl-grid.h"
#include "base/sl-id.h"
#include "base/sl-text.h"
#include "base/sl-time.h"
#include "cases/sl-case-private.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Every value of every source, and which of them is in force (planning-data.md section 11): what an
 * officer confirmed, else the source of the highest rank, else the latest. The columns of
 * planning_case follow from the facts alone, so they are written from them after each merge. This
 * file is the only writer of "fact" and of those columns. Past 600 lines because what is in force
 * and what follows from it must be decided in one place. */

/* Consultees have 21 days as a rule; the last of them is 20 days after the first. */
#define CONSULTATION_DAYS 20
#define NO_DUE_DATE "9999-12-31"
/* Characters of a proposal that count in sorting. */
#define PROPOSAL_KEY_LENGTH 64

typedef struct
{
  char *id;
  char *field;
  char *value;
  char *source_kind;
  char *source_name;
  char *state;
  int rank;
  gboolean dirty; /* state differs from the row's */
} Fact;

static void
fact_free (Fact *fact)
{
  g_free (fact->id);
  g_free (fact->field);
  g_free (fact->value);
  g_free (fact->source_kind);
  g_free (fact->source_name);
  g_free (fact->state);
  g_free (fact);
}

static gboolean
is_state (const Fact *fact, const char *state)
{
  return g_str_equal (fact->state, state);
}

static void
set_state (Fact *fact, const char *state)
{
  if (is_state (fact, state))
    return;
  g_free (fact->state);
  fact->state = g_strdup (state);
  fact->dirty = TRUE;
}

/* All but the superseded, in the order in which they came. */
static GPtrArray *
load_live (SlDatabase *database, const char *case_id, GError **error)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) fact_free);
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "SELECT fact_id, field, value, source_kind, source_name, state, rank FROM fact"
      " WHERE case_id = ? AND state <> 'superseded' ORDER BY fact_id",
      error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", case_id);
  while (sl_statement_step (statement, &row, error))
    {
      Fact *fact;

      if (!row)
        return g_steal_pointer (&facts);
      fact = g_new0 (Fact, 1);
      fact->id = sl_statement_dup_text (statement, 0);
      fact->field = sl_statement_dup_text (statement, 1);
      fact->value = sl_statement_dup_text (statement, 2);
      fact->source_kind = sl_statement_dup_text (statement, 3);
      fact->source_name = sl_statement_dup_text (statement, 4);
      fact->state = sl_statement_dup_text (statement, 5);
      fact->rank = sl_statement_get_int (statement, 6);
      g_ptr_array_add (facts, fact);
    }
  return NULL;
}

static gboolean
read_number (const char *value, double *number)
{
  char *end = NULL;

  *number = g_ascii_strtod (value, &end);
  return end != value && *end == '\0' && isfinite (*number);
}

static gboolean
read_integer (const char *value, gint64 *integer)
{
  return g_ascii_string_to_signed (value, 10, 0, G_MAXINT32, integer, NULL);
}

/* The value as it is kept, or NULL when it is none of its field's type. */
static char *
normalise (const SlField *field, const char *value)
{
  g_autofree char *clean = sl_text_clean (value, -1);
  gint64 integer;
  double number;

  g_strstrip (clean);
  if (*clean == '\0')
    return NULL;
  switch (field != NULL ? field->type : SL_FIELD_TEXT)
    {
    case SL_FIELD_DATE:
      return sl_date_parse (clean);
    case SL_FIELD_INTEGER:
      return read_integer (clean, &integer) ? g_steal_pointer (&clean) : NULL;
    case SL_FIELD_NUMBER:
      return read_number (clean, &number) ? g_steal_pointer (&clean) : NULL;
    case SL_FIELD_TEXT:
    default:
      return g_steal_pointer (&clean);
    }
}

static const char *
skip_zeros (const char *text)
{
  return text + strspn (text, "0");
}

/* Whether two sources say the same: numbers by value, references and property numbers by their
 * folded forms, words without regard to case and spacing. */
static gboolean
says_the_same (const char *name, const char *a, const char *b)
{
  const SlField *field = sl_field_find (name);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  double x, y;

  if (g_str_equal (a, b))
    return TRUE;
  if (field != NULL && field->type != SL_FIELD_TEXT)
    return field->type != SL_FIELD_DATE && read_number (a, &x) && read_number (b, &y) && x == y;
  if (g_str_equal (name, "uprn"))
    return g_str_equal (skip_zeros (a), skip_zeros (b));
  if (g_str_equal (name, "reference"))
    {
      first = sl_text_fold_reference (a);
      second = sl_text_fold_reference (b);
    }
  else
    {
      first = sl_text_fold (a);
      second = sl_text_fold (b);
    }
  return g_str_equal (first, second);
}

static gboolean
insert_fact (SlTransaction *transaction,
             const char *case_id,
             const SlFactValue *given,
             Fact *fact,
             GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO fact (fact_id, case_id, field, value, source_kind, source_name, source_place,"
      " document_id, rank, state, person_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "ttttttttittt", fact->id, case_id, fact->field, fact->value,
                     fact->source_kind, fact->source_name,
                     given->source_place != NULL ? given->source_place : "", given->document_id,
                     (gint64) fact->rank, fact->state, sl_transaction_get_person_id (transaction),
                     sl_transaction_get_time (transaction));
  fact->dirty = FALSE;
  return sl_statement_run (statement, error);
}

static gboolean
write_states (SlTransaction *transaction, GPtrArray *facts, GError **error)
{
  for (guint i = 0; i < facts->len; i++)
    {
      Fact *fact = g_ptr_array_index (facts, i);
      g_autoptr (SlStatement) statement = NULL;

      if (!fact->dirty)
        continue;
      statement = sl_database_prepare (sl_transaction_get_database (transaction),
                                       "UPDATE fact SET state = ? WHERE fact_id = ?", error);
      if (statement == NULL)
        return FALSE;
      sl_statement_bind (statement, "tt", fact->state, fact->id);
      if (!sl_statement_run (statement, error))
        return FALSE;
      fact->dirty = FALSE;
    }
  return TRUE;
}

/* The fact in force for @field, NULL when no source gives one. */
static Fact *
find_in_force (GPtrArray *facts, const char *field)
{
  Fact *best = NULL;

  for (guint i = 0; i < facts->len; i++)
    {
      Fact *fact = g_ptr_array_index (facts, i);

      if (is_state (fact, "superseded") || !g_str_equal (fact->field, field))
        continue;
      if (is_state (fact, "confirmed"))
        return fact;
      if (best == NULL || fact->rank >= best->rank)
        best = fact;
    }
  return best;
}

/* Marks which sources of @field are in force, agree with it, or say otherwise. */
static void
settle (GPtrArray *facts, const char *field)
{
  Fact *in_force = find_in_force (facts, field);

  for (guint i = 0; i < facts->len; i++)
    {
      Fact *fact = g_ptr_array_index (facts, i);

      if (is_state (fact, "superseded") || is_state (fact, "confirmed") ||
          !g_str_equal (fact->field, field))
        continue;
      set_state (fact, fact == in_force || says_the_same (field, fact->value, in_force->value)
                           ? "current"
                           : "other");
    }
}

/* Compared fields on which a source says otherwise. What an officer confirmed settles it, until a
 * source brings something else afterwards. */
static guint
count_conflicts (GPtrArray *facts)
{
  guint n_fields, count = 0;
  const SlField *fields = sl_fields_get (&n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      Fact *in_force = fields[i].compared ? find_in_force (facts, fields[i].name) : NULL;

      for (guint j = 0; in_force != NULL && j < facts->len; j++)
        {
          Fact *fact = g_ptr_array_index (facts, j);

          if (is_state (fact, "other") && g_str_equal (fact->field, fields[i].name) &&
              (!is_state (in_force, "confirmed") || strcmp (fact->id, in_force->id) > 0))
            {
              count++;
              break;
            }
        }
    }
  return count;
}

static const char *
get_value (GPtrArray *facts, const char *field)
{
  Fact *fact = find_in_force (facts, field);

  return fact != NULL ? fact->value : "";
}

static double
get_number (GPtrArray *facts, const char *field)
{
  double number;

  return read_number (get_value (facts, field), &number) ? number : NAN;
}

/* From the sources' grid position, else from latitude and longitude. */
static void
get_position (GPtrArray *facts, double *easting, double *northing)
{
  double latitude = get_number (facts, "latitude");
  double longitude = get_number (facts, "longitude");

  *easting = get_number (facts, "easting");
  *northing = get_number (facts, "northing");
  if (!isnan (*easting) && !isnan (*northing))
    return;
  *easting = *northing = NAN;
  if (!isnan (latitude) && !isnan (longitude) &&
      !sl_grid_from_wgs84 (latitude, longitude, easting, northing))
    *easting = *northing = NAN;
}

/* Major development by article 2 of the Development Management Procedure Order 2015: ten homes, or
 * 0.5 ha where the number of homes is not known, 1,000 m² of floor space, or 1 ha. */
static const char *
get_scale (GPtrArray *facts)
{
  const char *given = get_value (facts, "scale");
  double dwellings = get_number (facts, "dwellings");
  double floorspace = get_number (facts, "floorspace-m2");
  double area = get_number (facts, "site-area-ha");

  if (*given != '\0')
    return given;
  if (dwellings >= 10 || floorspace >= 1000 || area >= 1 || (isnan (dwellings) && area >= 0.5))
    return "major";
  return isnan (dwellings) && isnan (floorspace) ? "unknown" : "minor";
}

static char *
get_due_date (GPtrArray *facts)
{
  const char *expiry = get_value (facts, "consultation-expiry");
  const char *from = get_value (facts, "date-received");
  char *due;

  if (*expiry != '\0')
    return g_strdup (expiry);
  if (*from == '\0')
    from = get_value (facts, "date-valid");
  due = sl_date_add_days (from, CONSULTATION_DAYS);
  return due != NULL ? due : g_strdup (NO_DUE_DATE);
}

/* What the list sorts proposals by: whole texts would make its index as long as the table. */
static char *
make_proposal_key (const char *proposal)
{
  glong length = MIN (g_utf8_strlen (proposal, -1), PROPOSAL_KEY_LENGTH);
  g_autofree char *beginning = g_utf8_substring (proposal, 0, length);

  return sl_text_fold (beginning);
}

/* Writes the columns that follow from the facts. */
static gboolean
write_columns (SlTransaction *transaction, const char *case_id, GPtrArray *facts, GError **error)
{
  g_autofree char *due = get_due_date (facts);
  g_autofree char *folded = sl_text_fold_reference (get_value (facts, "reference"));
  g_autofree char *key = make_proposal_key (get_value (facts, "proposal"));
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "UPDATE planning_case SET authority_code = ?, authority_name = ?, reference = ?,"
      " reference_folded = ?, address = ?, postcode = ?, uprn = ?, easting = ?, northing = ?,"
      " site_area_ha = ?, boundary = ?, proposal = ?, proposal_key = ?, type_class = ?,"
      " type_text = ?, scale = ?,"
      " dwellings = ?, floorspace_m2 = ?, date_received = ?, date_valid = ?,"
      " consultation_start = ?, consultation_expiry = ?, target_date = ?, due_date = ?,"
      " applicant = ?, agent = ?, case_officer = ?, case_officer_email = ?, conflict_count = ?,"
      " changed_at = ? WHERE case_id = ?",
      error);
  double easting, northing;
  gint64 dwellings;

  if (statement == NULL)
    return FALSE;
  get_position (facts, &easting, &northing);
  if (!read_integer (get_value (facts, "dwellings"), &dwellings))
    dwellings = -1;
  sl_statement_bind (statement,
                     "tttttttDDDtttttt"
                     "ID"
                     "tttttttttt"
                     "itt",
                     get_value (facts, "authority-code"), get_value (facts, "authority-name"),
                     get_value (facts, "reference"), folded, get_value (facts, "address"),
                     get_value (facts, "postcode"), get_value (facts, "uprn"), easting, northing,
                     get_number (facts, "site-area-ha"), get_value (facts, "boundary"),
                     get_value (facts, "proposal"), key, get_value (facts, "type-class"),
                     get_value (facts, "type-text"), get_scale (facts), dwellings,
                     get_number (facts, "floorspace-m2"), get_value (facts, "date-received"),
                     get_value (facts, "date-valid"), get_value (facts, "consultation-start"),
                     get_value (facts, "consultation-expiry"), get_value (facts, "target-date"),
                     due, get_value (facts, "applicant"), get_value (facts, "agent"),
                     get_value (facts, "case-officer"), get_value (facts, "case-officer-email"),
                     (gint64) count_conflicts (facts), sl_transaction_get_time (transaction),
                     case_id);
  return sl_statement_run (statement, error) &&
         sl_case_records_write_words (transaction, case_id, error);
}

/* What the same source (kind and name) said of the field before. */
static Fact *
find_from_source (GPtrArray *facts, const SlFactValue *given)
{
  for (guint i = 0; i < facts->len; i++)
    {
      Fact *fact = g_ptr_array_index (facts, i);

      if (!is_state (fact, "superseded") && g_str_equal (fact->field, given->field) &&
          g_str_equal (fact->source_kind, given->source_kind) &&
          g_strcmp0 (fact->source_name, given->source_name != NULL ? given->source_name : "") == 0)
        return fact;
    }
  return NULL;
}

/* Adds one source's value; *@changed is set when there was anything to write. */
static gboolean
add_value (SlTransaction *transaction,
           const char *case_id,
           GPtrArray *facts,
           const SlFactValue *given,
           gboolean *changed,
           GError **error)
{
  g_autofree char *value = normalise (sl_field_find (given->field), given->value);
  Fact *before = find_from_source (facts, given);
  gboolean by_officer = g_str_equal (given->source_kind, "officer");
  Fact *fact;

  if (value == NULL || (before != NULL && g_str_equal (before->value, value)))
    return TRUE;
  if (before != NULL)
    set_state (before, "superseded");
  fact = g_new0 (Fact, 1);
  fact->id = sl_id_new ();
  fact->field = g_strdup (given->field);
  fact->value = g_steal_pointer (&value);
  fact->source_kind = g_strdup (given->source_kind);
  fact->source_name = g_strdup (given->source_name != NULL ? given->source_name : "");
  /* What an officer typed is as good as confirmed. */
  fact->state = g_strdup (by_officer ? "confirmed" : "other");
  fact->rank = given->rank;
  g_ptr_array_add (facts, fact);
  settle (facts, fact->field);
  sl_transaction_note (transaction, fact->field, fact->value);
  *changed = TRUE;
  return insert_fact (transaction, case_id, given, fact, error);
}

/**
 * sl_case_records_merge:
 * @transaction: inside a change
 * @case_id: a case that has its row
 * @values: (array length=n_values): what the sources say; values that are none of their field's
 * type are left out
 * @n_values: how many
 * @changed: (out): whether anything was written
 * @error: return location
 *
 * Takes values in by the rules of planning-data.md section 11. The same value from the same source
 * adds nothing; another value from the same source supersedes its former one; a confirmed value
 * stays.
 *
 * Returns: %FALSE with %SL_STORE_ERROR when it failed
 */
gboolean
sl_case_records_merge (SlTransaction *transaction,
                       const char *case_id,
                       const SlFactValue *values,
                       guint n_values,
                       gboolean *changed,
                       GError **error)
{
  g_autoptr (GPtrArray) facts = NULL;

  g_return_val_if_fail (transaction != NULL && case_id != NULL && changed != NULL, FALSE);
  *changed = FALSE;
  facts = load_live (sl_transaction_get_database (transaction), case_id, error);
  if (facts == NULL)
    return FALSE;
  for (guint i = 0; i < n_values; i++)
    if (!add_value (transaction, case_id, facts, &values[i], changed, error))
      return FALSE;
  if (!*changed)
    return TRUE;
  sl_transaction_touch (transaction, "planning_case", case_id, case_id);
  return write_states (transaction, facts, error) &&
         write_columns (transaction, case_id, facts, error);
}

/* Whether confirming @value would change nothing: it is confirmed already and nothing newer
 * differs. */
static gboolean
is_confirmed_already (GPtrArray *facts, const char *field, const char *value)
{
  Fact *in_force = find_in_force (facts, field);

  if (in_force == NULL || !is_state (in_force, "confirmed") ||
      !g_str_equal (in_force->value, value))
    return FALSE;
  for (guint i = 0; i < facts->len; i++)
    {
      Fact *fact = g_ptr_array_index (facts, i);
      if (is_state (fact, "other") && g_str_equal (fact->field, field) &&
          strcmp (fact->id, in_force->id) > 0)
        return FALSE;
    }
  return TRUE;
}

/* Takes back every confirmation of @field; TRUE when there was one. */
static gboolean
withdraw (GPtrArray *facts, const char *field)
{
  gboolean any = FALSE;

  for (guint i = 0; i < facts->len; i++)
    {
      Fact *fact = g_ptr_array_index (facts, i);

      if (is_state (fact, "confirmed") && g_str_equal (fact->field, field))
        {
          set_state (fact, "superseded");
          any = TRUE;
        }
    }
  return any;
}

static gboolean
refuse_value (const SlField *field, const char *value, GError **error)
{
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
               field->type == SL_FIELD_DATE
                   ? _ ("\"%s\" is not a date. Write it as 25 November 2026 or 25/11/2026.")
                   : _ ("\"%s\" is not a number."),
               value);
  return FALSE;
}

/* The officer says what holds; an empty @value takes that back and lets the sources speak. */
gboolean
sl_fact_records_confirm (SlTransaction *transaction,
                         const char *case_id,
                         const SlField *field,
                         const char *value,
                         GError **error)
{
  g_autoptr (GPtrArray)
      facts = load_live (sl_transaction_get_database (transaction), case_id, error);
  g_autofree char *kept = normalise (field, value);
  gboolean withdrawn, changed = FALSE;

  if (facts == NULL)
    return FALSE;
  if (kept == NULL && strspn (value, " \t\n") != strlen (value))
    return refuse_value (field, value, error);
  if (kept != NULL && is_confirmed_already (facts, field->name, kept))
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  withdrawn = withdraw (facts, field->name);
  if (kept != NULL)
    {
      const SlFactValue given = {
        .field = field->name, .value = kept, .source_kind = "officer", .rank = 60
      };
      if (!add_value (transaction, case_id, facts, &given, &changed, error))
        return FALSE;
    }
  else if (!withdrawn)
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  else
    {
      settle (facts, field->name);
      sl_transaction_note (transaction, field->name, "");
    }
  return write_states (transaction, facts, error) &&
         write_columns (transaction, case_id, facts, error);
}
