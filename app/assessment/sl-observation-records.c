/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-assessment"
#include "config.h"

#include "assessment/sl-assessment-private.h"

#include "base/sl-id.h"
#include "base/sl-text.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The only writer of "free_observation". */

static const char *
find_topic_title (SlChecklist *checklist, const char *topic)
{
  for (guint i = 0; checklist != NULL && i < sl_checklist_get_n_topics (checklist); i++)
    {
      const SlChecklistSection *known = sl_checklist_get_topic (checklist, i);

      if (strcmp (known->id, topic) == 0)
        return known->title;
    }
  return topic;
}

/**
 * sl_free_observation_list:
 * @checklist: (nullable): where the topics have their titles
 *
 * Returns: (transfer full): the case's observations in the order they were made, of
 *   SlFreeObservation; those removed are left out
 */
GListModel *
sl_free_observation_list (SlStore *store,
                          SlChecklist *checklist,
                          const char *case_id,
                          GError **error)
{
  g_autoptr (GListStore) list = g_list_store_new (SL_TYPE_FREE_OBSERVATION);
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_store_read (store),
      "SELECT observation_id, topic, observation, recommendation, priority, priority_reason"
      " FROM free_observation WHERE case_id = ? AND removed = 0 ORDER BY observation_id",
      error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", case_id);
  while (sl_statement_step (statement, &row, error))
    {
      g_autoptr (SlFreeObservation) observation = NULL;

      if (!row)
        return G_LIST_MODEL (g_steal_pointer (&list));
      observation = sl_free_observation_new ((const char *const[]){
          sl_statement_get_text (statement, 0), sl_statement_get_text (statement, 1),
          find_topic_title (checklist, sl_statement_get_text (statement, 1)),
          sl_statement_get_text (statement, 2), sl_statement_get_text (statement, 3),
          sl_statement_get_text (statement, 4), sl_statement_get_text (statement, 5) });
      g_list_store_append (list, observation);
    }
  return NULL;
}

typedef struct
{
  char *id;
  char *case_id;
  char *values[5]; /* topic, observation, recommendation, priority, priority reason */
  gboolean removed;
} Observation;

static const char *const value_names[] = { "topic", "observation", "recommendation", "priority",
                                           "priority-reason" };

static void
observation_free (gpointer data)
{
  Observation *observation = data;

  g_free (observation->id);
  g_free (observation->case_id);
  for (guint i = 0; i < G_N_ELEMENTS (observation->values); i++)
    g_free (observation->values[i]);
  g_free (observation);
}

static gboolean
check_observation (const Observation *observation, GError **error)
{
  static const char *const priorities[] = { "", "high", "medium", "low", NULL };
  g_autofree char *words = sl_text_squeeze (observation->values[1]);

  if (*observation->values[0] == '\0')
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                 _ ("An observation stands under a topic; choose one."));
  else if (*words == '\0')
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                 _ ("Write what was observed before saving."));
  else if (!g_strv_contains (priorities, observation->values[3]))
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                 _ ("A priority is high, medium or low."));
  else
    return TRUE;
  return FALSE;
}

/* An id of another case is refused by the key, since the update then finds no row. */
static gboolean
set_func (SlTransaction *transaction, gpointer data, GError **error)
{
  const Observation *o = data;
  g_autoptr (SlStatement) statement = NULL;

  if (!check_observation (o, error))
    return FALSE;
  statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO free_observation (observation_id, case_id, topic, observation, recommendation,"
      " priority, priority_reason, person_id, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (observation_id) DO UPDATE SET topic = excluded.topic,"
      " observation = excluded.observation, recommendation = excluded.recommendation,"
      " priority = excluded.priority, priority_reason = excluded.priority_reason,"
      " person_id = excluded.person_id, changed_at = excluded.changed_at"
      " WHERE free_observation.case_id = excluded.case_id",
      error);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "ttttttttt", o->id, o->case_id, o->values[0], o->values[1],
                     o->values[2], o->values[3], o->values[4],
                     sl_transaction_get_person_id (transaction),
                     sl_transaction_get_time (transaction));
  for (guint i = 0; i < G_N_ELEMENTS (value_names); i++)
    sl_transaction_note (transaction, value_names[i], o->values[i]);
  return sl_statement_run (statement, error);
}

/**
 * sl_free_observation_change_set:
 * @observation_id: (nullable): adds one when %NULL or unknown
 * @topic: a topic of the checklist
 * @recommendation: (nullable): what is advised
 * @priority: (nullable): "high", "medium", "low" or ""
 *
 * Returns: (transfer full): the change
 */
SlChange *
sl_free_observation_change_set (const char *observation_id,
                                const char *case_id,
                                const char *topic,
                                const char *observation,
                                const char *recommendation,
                                const char *priority,
                                const char *priority_reason)
{
  const char *values[] = { topic, observation, recommendation, priority, priority_reason };
  Observation *data;

  g_return_val_if_fail (case_id != NULL && topic != NULL && observation != NULL, NULL);

  data = g_new0 (Observation, 1);
  data->id = observation_id != NULL ? g_strdup (observation_id) : sl_id_new ();
  data->case_id = g_strdup (case_id);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    data->values[i] = sl_text_clean (values[i] != NULL ? values[i] : "", -1);
  return sl_change_new ("observe", "free_observation", data->id, case_id, set_func, data,
                        observation_free);
}

static gboolean
remove_func (SlTransaction *transaction, gpointer data, GError **error)
{
  const Observation *o = data;
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "UPDATE free_observation SET removed = ?, person_id = ?, changed_at = ?"
      " WHERE observation_id = ? AND case_id = ? AND removed <> ? RETURNING observation_id",
      error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "itttti", (gint64) o->removed,
                     sl_transaction_get_person_id (transaction),
                     sl_transaction_get_time (transaction), o->id, o->case_id, (gint64) o->removed);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    sl_transaction_set_unchanged (transaction);
  return TRUE;
}

/**
 * sl_free_observation_change_remove:
 * @removed: %FALSE brings it back
 *
 * Returns: (transfer full): the change
 */
SlChange *
sl_free_observation_change_remove (const char *observation_id,
                                   const char *case_id,
                                   gboolean removed)
{
  Observation *data;

  g_return_val_if_fail (observation_id != NULL && case_id != NULL, NULL);

  data = g_new0 (Observation, 1);
  data->id = g_strdup (observation_id);
  data->case_id = g_strdup (case_id);
  data->removed = removed;
  return sl_change_new (removed ? "remove-observation" : "restore-observation", "free_observation",
                        observation_id, case_id, remove_func, data, observation_free);
}
