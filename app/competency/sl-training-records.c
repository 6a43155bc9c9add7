/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-private.h"

#include "base/sl-text.h"
#include "base/sl-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Training: courses, awards, events, meetings and professional development, and the certificate
 * that entry asks for. Entries are corrected and renewed, so unlike cells they change; the trail
 * keeps what they said before. This file is the only one that writes "training". */

enum
{
  TEXT_CRITERION,
  TEXT_KIND,
  TEXT_TITLE,
  TEXT_PROVIDER,
  TEXT_DATE,
  TEXT_OUTCOMES,
  TEXT_RENEWS,
  TEXT_WORDS,
  TEXT_HOURS,
  N_VALUES
};

static const char *const names[N_VALUES] = { "criterion", "kind",   "title", "provider", "on",
                                             "outcomes",  "renews", "words", "hours" };

#define MAX_TITLE 300
/* More than a working life holds. */
#define MAX_HOURS 10000

/* What the entry is to say; owned. */
typedef struct
{
  char *values[N_VALUES];
  double hours;
} Entry;

static void
entry_clear (Entry *self)
{
  for (guint i = 0; i < N_VALUES; i++)
    g_free (self->values[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entry, entry_clear)

static char *
format_hours (double hours)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (hours > 0 ? g_ascii_formatd (text, sizeof text, "%g", hours) : "");
}

/* What is asked for over what is there. */
static gboolean
lay_over (const SlPortfolioChange *data, const SlTraining *present, Entry *entry, GError **error)
{
  g_autofree char *hours = present != NULL ? format_hours (present->hours) : g_strdup ("");
  const char *const old[N_VALUES] = {
    present != NULL ? present->criterion_id : "",
    present != NULL ? present->kind : "",
    present != NULL ? present->title : "",
    present != NULL ? present->provider : "",
    present != NULL ? present->on_date : "",
    present != NULL ? present->outcomes : "",
    present != NULL ? present->renews_on : "",
    present != NULL ? present->words : "",
    hours,
  };

  for (guint i = 0; i < N_VALUES; i++)
    {
      const char *value = data->texts[i] != NULL ? data->texts[i] : old[i];

      entry->values[i] = i == TEXT_WORDS ? sl_portfolio_tidy (value, error)
                                         : sl_text_squeeze (value);
      if (entry->values[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

/* Of the entry condition, or of a component of training. */
static const SlFrameworkCriterion *
find_criterion (SlPortfolio *now, const char *id, GError **error)
{
  const SlComponent *component = NULL;
  const SlFrameworkCriterion *entry = sl_framework_get_entry (now->framework);
  const SlFrameworkCriterion *found;

  if (entry != NULL && g_str_equal (entry->id, id))
    return entry;
  found = sl_framework_find_criterion (now->framework, id, &component);
  if (found == NULL || found->heading || component == NULL ||
      component->type != SL_COMPONENT_TRAINING)
    {
      sl_portfolio_refuse (error, _ ("The framework asks for no training under “%s”."), id);
      return NULL;
    }
  return found;
}

static gboolean
check_kind (const SlFrameworkCriterion *criterion, const char *kind, GError **error)
{
  g_autofree char *list = NULL;

  if (*criterion->accepts == NULL || g_strv_contains (criterion->accepts, kind))
    return TRUE;
  list = g_strjoinv (", ", (char **) criterion->accepts);
  return sl_portfolio_refuse (error, _ ("“%s” takes entries of these kinds: %s."), criterion->title,
                              list);
}

/* Leaves the ids with one space between, each once. */
static gboolean
check_outcomes (const SlFrameworkCriterion *criterion, char **outcomes, GError **error)
{
  g_auto (GStrv) ids = g_strsplit_set (*outcomes, " ,", -1);
  g_autoptr (GString) kept = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      gboolean known = FALSE;

      if (*ids[i] == '\0' || sl_training_has_outcome (kept->str, ids[i]))
        continue;
      for (guint k = 0; k < criterion->n_outcomes; k++)
        known = known || g_str_equal (criterion->outcomes[k].id, ids[i]);
      if (!known)
        return sl_portfolio_refuse (error, _ ("“%s” has no outcome “%s”."), criterion->title,
                                    ids[i]);
      g_string_append_printf (kept, "%s%s", kept->len > 0 ? " " : "", ids[i]);
    }
  g_free (*outcomes);
  *outcomes = g_strdup (kept->str);
  return TRUE;
}

static gboolean
check_hours (Entry *entry, GError **error)
{
  const char *text = entry->values[TEXT_HOURS];
  char *end;

  entry->hours = *text != '\0' ? g_ascii_strtod (text, &end) : 0;
  if (*text == '\0' || (*end == '\0' && entry->hours >= 0 && entry->hours <= MAX_HOURS))
    return TRUE;
  return sl_portfolio_refuse (error, _ ("“%s” is no number of hours. Write 7 or 7.5."), text);
}

static gboolean
check_date (const char *date, GError **error)
{
  return *date == '\0' || sl_date_is_valid (date) ||
         sl_portfolio_refuse (error, _ ("“%s” is not a date. Write it as 2026-11-25."), date);
}

/* A month later is the same day of the month, or its last (31 January, 28 February). */
static char *
add_months (const char *date, guint months)
{
  GDate day;
  char text[16];

  g_date_clear (&day, 1);
  g_date_set_parse (&day, date);
  if (!g_date_valid (&day))
    return g_strdup ("");
  g_date_add_months (&day, months);
  g_date_strftime (text, sizeof text, "%Y-%m-%d", &day);
  return g_strdup (text);
}

/* Where nobody said when: by the outcome that has to be renewed first. */
static void
reckon_renewal (const SlFrameworkCriterion *criterion, Entry *entry)
{
  guint months = 0;

  for (guint i = 0; i < criterion->n_outcomes; i++)
    {
      const SlFrameworkOutcome *outcome = &criterion->outcomes[i];

      if (outcome->renew_months > 0 &&
          sl_training_has_outcome (entry->values[TEXT_OUTCOMES], outcome->id) &&
          (months == 0 || outcome->renew_months < months))
        months = outcome->renew_months;
    }
  if (months == 0 || *entry->values[TEXT_DATE] == '\0')
    return;
  g_free (entry->values[TEXT_RENEWS]);
  entry->values[TEXT_RENEWS] = add_months (entry->values[TEXT_DATE], months);
}

static gboolean
check_entry (SlPortfolio *now, const SlPortfolioChange *data, Entry *entry, GError **error)
{
  const SlFrameworkCriterion *criterion = find_criterion (now, entry->values[TEXT_CRITERION],
                                                          error);

  if (criterion == NULL || !check_kind (criterion, entry->values[TEXT_KIND], error) ||
      !check_outcomes (criterion, &entry->values[TEXT_OUTCOMES], error) ||
      !check_hours (entry, error) || !check_date (entry->values[TEXT_DATE], error) ||
      !check_date (entry->values[TEXT_RENEWS], error))
    return FALSE;
  if (*entry->values[TEXT_TITLE] == '\0' || *entry->values[TEXT_DATE] == '\0')
    return sl_portfolio_refuse (error, _ ("Say what it was and on which day: an entry needs a "
                                          "title and a date."));
  if (g_utf8_strlen (entry->values[TEXT_TITLE], -1) > MAX_TITLE)
    return sl_portfolio_refuse (error, _ ("The title is too long: put the rest into the words."));
  if (data->texts[TEXT_RENEWS] == NULL &&
      (*entry->values[TEXT_RENEWS] == '\0' || data->texts[TEXT_DATE] != NULL ||
       data->texts[TEXT_OUTCOMES] != NULL))
    reckon_renewal (criterion, entry);
  if (*entry->values[TEXT_RENEWS] != '\0' &&
      strcmp (entry->values[TEXT_RENEWS], entry->values[TEXT_DATE]) < 0)
    return sl_portfolio_refuse (error, _ ("It would have to be renewed before the day that it "
                                          "was given on."));
  return TRUE;
}

static gboolean
differs (SlTransaction *transaction, const SlTraining *present, const Entry *entry)
{
  g_autofree char *hours = present != NULL ? format_hours (present->hours) : NULL;
  const char *const old[N_VALUES] = {
    present != NULL ? present->criterion_id : "",
    present != NULL ? present->kind : "",
    present != NULL ? present->title : "",
    present != NULL ? present->provider : "",
    present != NULL ? present->on_date : "",
    present != NULL ? present->outcomes : "",
    present != NULL ? present->renews_on : "",
    present != NULL ? present->words : "",
    present != NULL ? hours : "",
  };
  gboolean any = FALSE;

  for (guint i = 0; i < N_VALUES; i++)
    if (!g_str_equal (old[i], entry->values[i]))
      {
        sl_transaction_note (transaction, names[i], entry->values[i]);
        any = TRUE;
      }
  return any;
}

static gboolean
write_entry (SlTransaction *transaction,
             const SlPortfolioChange *data,
             const Entry *entry,
             GError **error)
{
  const char *now = sl_transaction_get_time (transaction);
  g_autoptr (SlStatement) upsert = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO training (training_id, portfolio_id, criterion_id, kind, title, provider,"
      " on_date, hours, outcomes, renews_on, words, person_id, at, changed_at)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (training_id) DO UPDATE SET criterion_id = excluded.criterion_id,"
      " kind = excluded.kind, title = excluded.title, provider = excluded.provider,"
      " on_date = excluded.on_date, hours = excluded.hours, outcomes = excluded.outcomes,"
      " renews_on = excluded.renews_on, words = excluded.words,"
      " changed_at = excluded.changed_at",
      error);

  if (upsert == NULL)
    return FALSE;
  sl_statement_bind (upsert, "tttttttdtttttt", data->id, data->seen->id,
                     entry->values[TEXT_CRITERION], entry->values[TEXT_KIND],
                     entry->values[TEXT_TITLE], entry->values[TEXT_PROVIDER],
                     entry->values[TEXT_DATE], entry->hours, entry->values[TEXT_OUTCOMES],
                     entry->values[TEXT_RENEWS], entry->values[TEXT_WORDS],
                     sl_transaction_get_person_id (transaction), now, now);
  return sl_statement_run (upsert, error);
}

static gboolean
set_training (SlTransaction *transaction, gpointer user_data, GError **error)
{
  SlPortfolioChange *data = user_data;
  g_autoptr (SlPortfolio) now = NULL;
  g_auto (Entry) entry = { 0 };
  SlPortfolioActor actor;
  const SlTraining *present;

  if (!sl_portfolio_change_enter (transaction, data, &now, &actor, error) ||
      !sl_portfolio_check (now, &actor, SL_PROGRESS_TRAIN, NULL, error))
    return FALSE;
  present = sl_portfolio_find_training (now, data->id);
  if (present != NULL && present->removed)
    return sl_portfolio_refuse (error, _ ("“%s” was removed. Take it back before it is changed."),
                                present->title);
  if (!lay_over (data, present, &entry, error) || !check_entry (now, data, &entry, error))
    return FALSE;
  if (!differs (transaction, present, &entry))
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  sl_portfolio_change_touch (transaction, now);
  return write_entry (transaction, data, &entry, error);
}

/**
 * sl_training_change_set:
 * @portfolio: as it was seen
 * @training_id: an id; unknown for a new entry
 * @values: what it says; %NULL keeps
 *
 * Where no day of renewal is given it is reckoned from the outcomes that the framework wants
 * renewed.
 *
 * Returns: (transfer full): a change, the trainee's alone
 */
SlChange *
sl_training_change_set (SlPortfolio *portfolio,
                        const char *training_id,
                        const SlTrainingValues *values)
{
  SlPortfolioChange *data;
  const char *given[N_VALUES];

  g_return_val_if_fail (SL_IS_PORTFOLIO (portfolio), NULL);
  g_return_val_if_fail (training_id != NULL && values != NULL, NULL);
  given[TEXT_CRITERION] = values->criterion_id;
  given[TEXT_KIND] = values->kind;
  given[TEXT_TITLE] = values->title;
  given[TEXT_PROVIDER] = values->provider;
  given[TEXT_DATE] = values->on_date;
  given[TEXT_OUTCOMES] = values->outcomes;
  given[TEXT_RENEWS] = values->renews_on;
  given[TEXT_WORDS] = values->words;
  given[TEXT_HOURS] = values->hours;
  data = sl_portfolio_change_new_data (portfolio, training_id);
  for (guint i = 0; i < N_VALUES; i++)
    data->texts[i] = g_strdup (given[i]);
  return sl_portfolio_make_change (data, "set-training", "training", set_training);
}

static gboolean
remove_training (SlTransaction *transaction, gpointer user_data, GError **error)
{
  SlPortfolioChange *data = user_data;
  g_autoptr (SlPortfolio) now = NULL;
  g_autoptr (SlStatement) update = NULL;
  SlPortfolioActor actor;
  const SlTraining *present;

  if (!sl_portfolio_change_enter (transaction, data, &now, &actor, error) ||
      !sl_portfolio_check (now, &actor, SL_PROGRESS_TRAIN, NULL, error))
    return FALSE;
  present = sl_portfolio_find_training (now, data->id);
  if (present == NULL)
    return sl_portfolio_refuse (error, _ ("This portfolio has no training entry %s."), data->id);
  if (!present->removed == !data->flag)
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  sl_transaction_note (transaction, "title", present->title);
  sl_portfolio_change_touch (transaction, now);
  update = sl_database_prepare (sl_transaction_get_database (transaction),
                                "UPDATE training SET removed = ?, changed_at = ?"
                                " WHERE training_id = ?",
                                error);
  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "itt", (gint64) (data->flag ? 1 : 0),
                     sl_transaction_get_time (transaction), data->id);
  return sl_statement_run (update, error);
}

/**
 * sl_training_change_remove:
 * @portfolio: as it was seen
 * @training_id: which entry
 * @removed: %FALSE takes it back
 *
 * Returns: (transfer full): a change, the trainee's alone
 */
SlChange *
sl_training_change_remove (SlPortfolio *portfolio, const char *training_id, gboolean removed)
{
  SlPortfolioChange *data;

  g_return_val_if_fail (SL_IS_PORTFOLIO (portfolio) && training_id != NULL, NULL);
  data = sl_portfolio_change_new_data (portfolio, training_id);
  data->flag = removed;
  return sl_portfolio_make_change (data, removed ? "remove-training" : "restore-training",
                                   "training", remove_training);
}
