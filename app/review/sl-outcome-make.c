/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-issue-private.h"

#include "base/sl-text.h"
#include "base/sl-time.h"
#include "cases/sl-case-records.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Recording what became of a response, and correcting it. */

#define MOST_CONDITION_CHARACTERS 40

/* What is to be recorded: the whole of it, with what stays as it was. */
typedef struct
{
  SlReviewRules *rules; /* borrowed: the caller waits for the change */
  SlReviewFacts *facts;
  char *decision, *decided_on, *note;
  char *was_decision, *was_decided_on, *was_note; /* "" when nothing was recorded */
  GArray *items;                                  /* of SlOutcomeItem that differ, owned strings */
} Record;

static void
clear_item (gpointer data)
{
  SlOutcomeItem *item = data;

  g_free ((char *) item->recommendation_key);
  g_free ((char *) item->condition);
  g_free ((char *) item->note);
}

static void
record_clear (Record *record)
{
  g_clear_pointer (&record->facts, sl_review_facts_free);
  g_free (record->decision);
  g_free (record->decided_on);
  g_free (record->note);
  g_free (record->was_decision);
  g_free (record->was_decided_on);
  g_free (record->was_note);
  g_clear_pointer (&record->items, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Record, record_clear)

static gboolean refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (GError **error, const char *format, ...)
{
  va_list values;
  g_autofree char *text = NULL;

  va_start (values, format);
  text = g_strdup_vprintf (format, values);
  va_end (values);
  g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED, text);
  return FALSE;
}

/* The day from which an authority can have decided: the consultation's first, else when the
 * application was valid or came in; "" when the letter knows none of them. */
static const char *
find_begin (SlSnapshot *issued)
{
  static const char *const paths[] = { "case/consultation-start", "case/date-valid",
                                       "case/date-received" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    if (sl_date_is_valid (sl_snapshot_get (issued, paths[i])))
      return sl_snapshot_get (issued, paths[i]);
  return "";
}

static gboolean
check_decision (const Record *record, SlSnapshot *issued, GError **error)
{
  const char *begin = find_begin (issued);
  g_autofree char *today = sl_date_today ();

  if (*record->decision == '\0' || *record->decided_on == '\0')
    return refuse (error, _ ("Say what the authority decided and on which day."));
  if (!g_strv_contains (sl_outcome_get_decisions (), record->decision))
    return refuse (error,
                   _ ("“%s” is no decision of an authority. It is granted, "
                      "granted-with-conditions, refused, withdrawn or not-determined."),
                   record->decision);
  if (!sl_date_is_valid (record->decided_on))
    return refuse (error, _ ("“%s” is no date. Give the day of the decision as 2027-02-18."),
                   record->decided_on);
  if (strcmp (record->decided_on, today) > 0)
    return refuse (error, _ ("%s has not come yet. Record the decision when it was made."),
                   record->decided_on);
  if (strcmp (record->decided_on, begin) < 0)
    return refuse (error,
                   _ ("The consultation began on %s, so the authority cannot have decided on "
                      "%s. Look at the date of the decision notice."),
                   begin, record->decided_on);
  return TRUE;
}

static SlOutcomeRow *
find_row (GListModel *rows, const char *key)
{
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (SlOutcomeRow) row = g_list_model_get_item (rows, i);

      if (g_strcmp0 (sl_outcome_row_get (row, "key"), key) == 0)
        return g_steal_pointer (&row);
    }
  return NULL;
}

/* One of the table's own strings, so that the item may keep it; NULL for none. */
static const char *
find_state (const char *state)
{
  const char *const *states = sl_outcome_get_states ();

  for (guint i = 0; states[i] != NULL; i++)
    if (g_strcmp0 (states[i], state) == 0)
      return states[i];
  return NULL;
}

static gboolean
take_item (Record *record, GListModel *rows, const SlOutcomeItem *given, GError **error)
{
  g_autoptr (SlOutcomeRow) row = find_row (rows, given->recommendation_key);
  const char *state = find_state (given->state);
  g_autofree char *condition = sl_text_squeeze (given->condition != NULL ? given->condition : "");
  g_autofree char *note = NULL;
  SlOutcomeItem item;

  if (row == NULL)
    return refuse (error, _ ("The issued letter has no recommendation “%s”."),
                   given->recommendation_key);
  if (state == NULL)
    return refuse (error,
                   _ ("“%s” is nothing that becomes of a recommendation. It is adopted, "
                      "in-part, not-adopted or unknown."),
                   given->state);
  if (g_utf8_strlen (condition, -1) > MOST_CONDITION_CHARACTERS)
    return refuse (error, _ ("The number of a condition has at most %d characters."),
                   MOST_CONDITION_CHARACTERS);
  note = given->note != NULL ? sl_review_clean_text (record->rules, given->note, error)
                             : g_strdup (sl_outcome_row_get (row, "note"));
  if (note == NULL)
    return FALSE;
  if (g_str_equal (state, sl_outcome_row_get (row, "state")) &&
      g_str_equal (condition, sl_outcome_row_get (row, "condition")) &&
      g_str_equal (note, sl_outcome_row_get (row, "note")))
    return TRUE;
  item = (SlOutcomeItem){ .recommendation_key = g_strdup (given->recommendation_key),
                          .state = state,
                          .condition = g_steal_pointer (&condition),
                          .note = g_steal_pointer (&note) };
  g_array_append_val (record->items, item);
  return TRUE;
}

static void
note_item (SlTransaction *transaction, const SlOutcomeItem *item)
{
  GString *text = g_string_new (item->state);
  g_autofree char *value = NULL;

  if (*item->condition != '\0')
    g_string_append_printf (text, ", condition %s", item->condition);
  if (*item->note != '\0')
    g_string_append_printf (text, ", %s", item->note);
  value = g_string_free (text, FALSE);
  sl_transaction_note (transaction, item->recommendation_key, value);
}

static gboolean
decision_differs (const Record *record)
{
  return !g_str_equal (record->decision, record->was_decision) ||
         !g_str_equal (record->decided_on, record->was_decided_on) ||
         !g_str_equal (record->note, record->was_note);
}

static void
note_decision (SlTransaction *transaction, const Record *record)
{
  if (!g_str_equal (record->decision, record->was_decision))
    sl_transaction_note (transaction, "decision", record->decision);
  if (!g_str_equal (record->decided_on, record->was_decided_on))
    sl_transaction_note (transaction, "decided-on", record->decided_on);
  if (!g_str_equal (record->note, record->was_note))
    sl_transaction_note (transaction, "note", record->note);
}

static gboolean
write_outcome (SlTransaction *transaction, gpointer data, GError **error)
{
  const Record *record = data;
  const char *case_id = record->facts->case_id;
  g_autofree char *stage = NULL;

  if (!sl_review_records_check (transaction, record->rules, record->facts, error) ||
      !sl_review_records_read_stage (sl_transaction_get_database (transaction), case_id, &stage,
                                     error))
    return FALSE;
  if (!decision_differs (record) && record->items->len == 0 && g_str_equal (stage, "closed"))
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  note_decision (transaction, record);
  /* The row says who looked after it last, so a corrected item is written there too. */
  if (!sl_outcome_records_set (transaction, case_id, record->decision, record->decided_on,
                               record->note, error))
    return FALSE;
  for (guint i = 0; i < record->items->len; i++)
    {
      const SlOutcomeItem *item = &g_array_index (record->items, SlOutcomeItem, i);

      note_item (transaction, item);
      if (!sl_outcome_records_set_item (transaction, case_id, item, error))
        return FALSE;
    }
  sl_transaction_touch (transaction, "planning_case", case_id, case_id);
  return g_str_equal (stage, "closed") ||
         sl_case_records_set_stage (transaction, case_id, "closed", error);
}

/* What is given, else what stands. Transfer full. */
static char *
keep_or (const char *given, const char *was)
{
  return given != NULL ? sl_text_squeeze (given) : g_strdup (was);
}

static gboolean
fill_record (Record *record,
             SlStore *store,
             const char *decision,
             const char *decided_on,
             const char *note,
             GError **error)
{
  record->items = g_array_new (FALSE, FALSE, sizeof (SlOutcomeItem));
  g_array_set_clear_func (record->items, clear_item);
  if (!sl_outcome_records_read (sl_store_read (store), record->facts->case_id,
                                &record->was_decision, &record->was_decided_on, &record->was_note,
                                error))
    return FALSE;
  record->decision = keep_or (decision, record->was_decision);
  record->decided_on = keep_or (decided_on, record->was_decided_on);
  record->note = note != NULL ? sl_review_clean_text (record->rules, note, error)
                              : g_strdup (record->was_note);
  return record->note != NULL;
}

/**
 * sl_review_record_outcome:
 * @review: the review
 * @case_id: a case whose response was issued
 * @decision: (nullable): what the authority decided; %NULL keeps what is recorded
 * @decided_on: (nullable): the day of it, ISO; not before the consultation began, not in the future
 * @note: (nullable): in the officer's words
 * @items: (array length=n_items) (nullable): what became of recommendations
 * @n_items: how many of them; those not named keep their state
 * @error: return location
 *
 * Records the outcome, or corrects it, and closes the case, in one change; recording what stands
 * already is no change.
 *
 * Returns: %FALSE with SL_STORE_ERROR_REFUSED by the rules or for a value that cannot be, or
 * CONFLICT
 */
gboolean
sl_review_record_outcome (SlReview *review,
                          const char *case_id,
                          const char *decision,
                          const char *decided_on,
                          const char *note,
                          const SlOutcomeItem *items,
                          guint n_items,
                          GError **error)
{
  g_auto (Record) record = { 0 };
  g_autoptr (SlSnapshot) issued = NULL;
  g_autoptr (GListModel) rows = NULL;
  SlStore *store;

  g_return_val_if_fail (SL_IS_REVIEW (review) && case_id != NULL, FALSE);

  store = sl_library_get_store (sl_review_get_library (review));
  record.rules = sl_review_get_rules (review);
  record.facts = sl_review_gather (review, case_id, SL_REVIEW_GATHER_LIGHT, error);
  if (record.facts == NULL ||
      !sl_review_facts_decide (record.facts, record.rules, SL_REVIEW_RECORD_OUTCOME, FALSE, FALSE,
                               error) ||
      !fill_record (&record, store, decision, decided_on, note, error))
    return FALSE;
  issued = sl_version_load_snapshot (store, record.facts->newest, error);
  if (issued == NULL || !check_decision (&record, issued, error))
    return FALSE;
  rows = sl_outcome_list_rows (review, case_id, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < n_items; i++)
    if (!take_item (&record, rows, &items[i], error))
      return FALSE;
  return sl_store_apply (
      store,
      sl_change_new ("record-outcome", "outcome", case_id, case_id, write_outcome, &record, NULL),
      error);
}
