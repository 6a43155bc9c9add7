/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-private.h"

#include "base/sl-id.h"
#include "base/sl-text.h"
#include "base/sl-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Which pieces of work count: a case, or work from before Sightline with its files. What a
 * portfolio needs of a case is copied when it is chosen, so that the occasion stands when the case
 * is gone. This file is the only one that writes "occasion". */

enum
{
  TEXT_TITLE,
  TEXT_REFERENCE,
  TEXT_AUTHORITY,
  TEXT_ADDRESS,
  TEXT_DATE,
  TEXT_ABOUT,
  N_VALUES,
  TEXT_COMPONENT = N_VALUES,
  TEXT_CASE,
  TEXT_REASON,
};

/* What an occasion is to be; owned. */
typedef struct
{
  char *case_id, *kind, *uprn;
  char *values[N_VALUES];
  char *application_key, *site_key;
} Work;

static void
work_clear (Work *self)
{
  g_free (self->case_id);
  g_free (self->kind);
  g_free (self->uprn);
  for (guint i = 0; i < N_VALUES; i++)
    g_free (self->values[i]);
  g_free (self->application_key);
  g_free (self->site_key);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

/* ---- what counts as the same ---- */

/* "Uttlesford District Council", "uttlesford" and "London Borough of Barnet": what is left of the
 * name is the place, in lower case. */
static char *
fold_authority (const char *name)
{
  static const char *const common[] = { "district", "borough",      "county", "city",
                                        "council",  "the",          "of",     "royal",
                                        "london",   "metropolitan", NULL };
  g_autofree char *folded = sl_text_fold (name);
  g_auto (GStrv) words = NULL;
  GString *kept = g_string_new (NULL);

  g_strdelimit (folded, "-_.,'/", ' ');
  words = g_strsplit (folded, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !g_strv_contains (common, words[i]))
      g_string_append_printf (kept, "%s%s", kept->len > 0 ? " " : "", words[i]);
  return g_string_free (kept, FALSE);
}

static char *
fold_address (const char *address)
{
  g_autofree char *folded = sl_text_fold (address);

  g_strdelimit (folded, ",.;\n", ' ');
  return sl_text_squeeze (folded);
}

/* A case without a reference is known by itself. */
static void
make_keys (Work *work)
{
  g_autofree char *authority = fold_authority (work->values[TEXT_AUTHORITY]);
  g_autofree char *reference = sl_text_fold_reference (work->values[TEXT_REFERENCE]);
  g_autofree char *lower = g_ascii_strdown (reference, -1);
  g_autofree char *address = fold_address (work->values[TEXT_ADDRESS]);

  if (*lower != '\0')
    work->application_key = g_strdup_printf ("%s%s%s", authority, *authority != '\0' ? " " : "",
                                             lower);
  else
    work->application_key = g_strdup_printf ("case %s", work->case_id);
  work->site_key = *work->uprn != '\0' ? g_strdup_printf ("uprn %s", work->uprn)
                                       : g_steal_pointer (&address);
}

/* The same reference of the same authority, or of one that is not said. */
static gboolean
is_same_application (const SlOccasion *occasion, const Work *work)
{
  g_autofree char *reference = sl_text_fold_reference (work->values[TEXT_REFERENCE]);
  g_autofree char *known = sl_text_fold_reference (occasion->reference);
  g_autofree char *authority = fold_authority (work->values[TEXT_AUTHORITY]);
  g_autofree char *other = fold_authority (occasion->authority);

  if (g_str_equal (occasion->application_key, work->application_key) ||
      (*work->case_id != '\0' && g_str_equal (occasion->case_id, work->case_id)))
    return TRUE;
  return *reference != '\0' && g_ascii_strcasecmp (reference, known) == 0 &&
         (*authority == '\0' || *other == '\0' || g_str_equal (authority, other));
}

/* ---- reading a case ---- */

static gboolean
read_case (SlDatabase *database, const char *case_id, Work *work, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "SELECT kind, title, reference, our_reference, authority_name, authority_code, address,"
      " date_valid, proposal, uprn, date_received FROM planning_case WHERE case_id = ?",
      error);
  const char *title, *reference, *authority, *address, *day;
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", case_id);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    return sl_portfolio_refuse (error, _ ("There is no case %s in this casebook."), case_id);
  work->case_id = g_strdup (case_id);
  work->kind = sl_statement_dup_text (statement, 0);
  title = sl_statement_get_text (statement, 1);
  reference = sl_statement_get_text (statement, 2);
  authority = sl_statement_get_text (statement, 4);
  address = sl_statement_get_text (statement, 6);
  day = sl_statement_get_text (statement, 7);
  work->values[TEXT_REFERENCE] = g_strdup (
      *reference != '\0' ? reference : sl_statement_get_text (statement, 3));
  if (*title != '\0')
    work->values[TEXT_TITLE] = g_strdup (title);
  else if (*address != '\0')
    work->values[TEXT_TITLE] = g_strndup (address, strcspn (address, ",\n"));
  else
    work->values[TEXT_TITLE] = g_strdup (work->values[TEXT_REFERENCE]);
  work->values[TEXT_AUTHORITY] = g_strdup (
      *authority != '\0' ? authority : sl_statement_get_text (statement, 5));
  work->values[TEXT_ADDRESS] = g_strdup (address);
  work->values[TEXT_DATE] = g_strdup (*day != '\0' ? day : sl_statement_get_text (statement, 10));
  work->values[TEXT_ABOUT] = sl_statement_dup_text (statement, 8);
  work->uprn = sl_statement_dup_text (statement, 9);
  make_keys (work);
  return TRUE;
}

static gboolean
read_values (const SlPortfolioChange *data, Work *work, GError **error)
{
  work->case_id = g_strdup ("");
  work->kind = g_strdup ("");
  work->uprn = g_strdup ("");
  for (guint i = 0; i < N_VALUES; i++)
    {
      work->values[i] = sl_portfolio_tidy (data->texts[i], error);
      if (work->values[i] == NULL)
        return FALSE;
    }
  if (*work->values[TEXT_TITLE] == '\0' || *work->values[TEXT_REFERENCE] == '\0')
    return sl_portfolio_refuse (error, _ ("Give the title and the reference of the work: by its "
                                          "reference it counts once."));
  if (*work->values[TEXT_DATE] != '\0' && !sl_date_is_valid (work->values[TEXT_DATE]))
    return sl_portfolio_refuse (error, _ ("“%s” is not a date. Write it as 2026-11-25."),
                                work->values[TEXT_DATE]);
  make_keys (work);
  return TRUE;
}

/* ---- choosing ---- */

static gboolean
check_counts_once (SlPortfolio *now, const SlComponent *component, const Work *work, GError **error)
{
  for (guint i = 0; i < now->occasions->len; i++)
    {
      const SlOccasion *occasion = g_ptr_array_index (now->occasions, i);

      if (occasion->component == component && !occasion->dropped &&
          is_same_application (occasion, work))
        return sl_portfolio_refuse (error,
                                    _ ("“%s” counts already as %s %u of “%s”, and the same "
                                       "application counts once."),
                                    occasion->title, component->noun, occasion->number,
                                    component->title);
    }
  return TRUE;
}

static const SlComponent *
find_component (SlPortfolio *now, const char *component_id, GError **error)
{
  const SlComponent *component = sl_framework_find_component (now->framework, component_id);

  if (component == NULL)
    sl_portfolio_refuse (error, _ ("The framework has no component %s."), component_id);
  else if (component->type != SL_COMPONENT_OCCASIONS)
    sl_portfolio_refuse (error, _ ("“%s” is shown by training entries, not by cases."),
                         component->title);
  else
    return component;
  return NULL;
}

static gboolean
write_occasion (SlTransaction *transaction,
                const SlPortfolioChange *data,
                const SlComponent *component,
                const Work *work,
                GError **error)
{
  const char *now = sl_transaction_get_time (transaction);
  g_autoptr (SlStatement) insert = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO occasion (occasion_id, portfolio_id, component_id, position, case_id,"
      " application_key, site_key, title, reference, authority, on_date, about, person_id, at,"
      " changed_at) VALUES (?, ?, ?, (SELECT COALESCE (MAX (o.position), 0) + 1 FROM occasion o"
      " WHERE o.portfolio_id = ? AND o.component_id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);

  if (insert == NULL)
    return FALSE;
  sl_statement_bind (
      insert, "tttttttttttttttt", data->id, data->seen->id, component->id, data->seen->id,
      component->id, work->case_id, work->application_key, work->site_key, work->values[TEXT_TITLE],
      work->values[TEXT_REFERENCE], work->values[TEXT_AUTHORITY], work->values[TEXT_DATE],
      work->values[TEXT_ABOUT], sl_transaction_get_person_id (transaction), now, now);
  return sl_statement_run (insert, error);
}

static gboolean
choose (SlTransaction *transaction, gpointer user_data, GError **error)
{
  SlPortfolioChange *data = user_data;
  g_autoptr (SlPortfolio) now = NULL;
  g_auto (Work) work = { 0 };
  SlPortfolioActor actor;
  const SlComponent *component;
  const char *case_id = data->texts[TEXT_CASE];

  if (!sl_portfolio_change_enter (transaction, data, &now, &actor, error) ||
      !sl_portfolio_check (now, &actor, SL_PROGRESS_TRAIN, NULL, error) ||
      (component = find_component (now, data->texts[TEXT_COMPONENT], error)) == NULL ||
      !(case_id != NULL
            ? read_case (sl_transaction_get_database (transaction), case_id, &work, error)
            : read_values (data, &work, error)))
    return FALSE;
  if (case_id != NULL && !g_str_equal (work.kind, component->case_kind))
    return sl_portfolio_refuse (error, _ ("“%s” is a case of another kind than “%s” asks for."),
                                work.values[TEXT_TITLE], component->title);
  if (!check_counts_once (now, component, &work, error))
    return FALSE;
  sl_transaction_note (transaction, "component", component->id);
  sl_transaction_note (transaction, "title", work.values[TEXT_TITLE]);
  sl_transaction_note (transaction, "reference", work.values[TEXT_REFERENCE]);
  sl_portfolio_change_touch (transaction, now);
  return write_occasion (transaction, data, component, &work, error);
}

/**
 * sl_occasion_change_choose:
 * @portfolio: as it was seen
 * @component_id: "C2"
 * @occasion_id: a new id
 * @case_id: (nullable): the case; %NULL for work from before Sightline
 * @values: (nullable): that work
 *
 * Returns: (transfer full): a change, the trainee's alone; refused for an application that counts
 *   in the component already, and for a case of another kind
 */
SlChange *
sl_occasion_change_choose (SlPortfolio *portfolio,
                           const char *component_id,
                           const char *occasion_id,
                           const char *case_id,
                           const SlOccasionValues *values)
{
  SlPortfolioChange *data;

  g_return_val_if_fail (SL_IS_PORTFOLIO (portfolio), NULL);
  g_return_val_if_fail (component_id != NULL && occasion_id != NULL, NULL);
  g_return_val_if_fail (case_id != NULL || values != NULL, NULL);
  data = sl_portfolio_change_new_data (portfolio, occasion_id);
  data->texts[TEXT_COMPONENT] = g_strdup (component_id);
  data->texts[TEXT_CASE] = g_strdup (case_id);
  if (case_id == NULL)
    {
      data->texts[TEXT_TITLE] = g_strdup (values->title);
      data->texts[TEXT_REFERENCE] = g_strdup (values->reference);
      data->texts[TEXT_AUTHORITY] = g_strdup (values->authority);
      data->texts[TEXT_ADDRESS] = g_strdup (values->address);
      data->texts[TEXT_DATE] = g_strdup (values->on_date);
      data->texts[TEXT_ABOUT] = g_strdup (values->about);
    }
  return sl_portfolio_make_change (data, "choose-occasion", "occasion", choose);
}

/* ---- warnings ---- */

/* Other cases on the site of the case: those that a link names, either way. */
static gboolean
is_linked (SlDatabase *database, const char *case_id, const char *other_id, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "SELECT 1 FROM case_link l JOIN planning_case a ON a.case_id = l.case_id"
      " JOIN planning_case b ON b.case_id = ?"
      " WHERE l.removed = 0 AND l.case_id = ? AND l.reference_folded <> ''"
      " AND l.reference_folded = b.reference_folded",
      error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tt", other_id, case_id);
  return sl_statement_step (statement, &row, error) && row;
}

static gboolean
is_same_site (SlDatabase *database, const SlOccasion *occasion, const Work *work)
{
  g_auto (Work) other = { 0 };
  g_autofree char *address = fold_address (work->values[TEXT_ADDRESS]);

  if (*occasion->site_key != '\0' && (g_str_equal (occasion->site_key, work->site_key) ||
                                      g_str_equal (occasion->site_key, address)))
    return TRUE;
  if (*occasion->case_id == '\0' || !read_case (database, occasion->case_id, &other, NULL))
    return FALSE;
  if (*address != '\0')
    {
      g_autofree char *known = fold_address (other.values[TEXT_ADDRESS]);

      if (g_str_equal (known, address))
        return TRUE;
    }
  return *work->case_id != '\0' && (is_linked (database, work->case_id, occasion->case_id, NULL) ||
                                    is_linked (database, occasion->case_id, work->case_id, NULL));
}

static gboolean
has_worked_on (SlDatabase *database, const char *case_id, const char *person_id, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database, "SELECT 1 FROM audit WHERE case_id = ? AND person_id = ? LIMIT 1", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tt", case_id, person_id);
  return sl_statement_step (statement, &row, error) && row;
}

/**
 * sl_occasion_list_warnings:
 * @store: an open store
 * @portfolio: whose
 * @component_id: where the work would count
 * @case_id: (nullable): the case; %NULL for work from before Sightline
 * @values: (nullable): that work
 *
 * Returns: (transfer full): sentences to be read before it is chosen; empty when there is nothing
 *   to say
 */
char **
sl_occasion_list_warnings (SlStore *store,
                           SlPortfolio *portfolio,
                           const char *component_id,
                           const char *case_id,
                           const SlOccasionValues *values)
{
  g_autoptr (GStrvBuilder) warnings = g_strv_builder_new ();
  SlDatabase *database;
  g_auto (Work) work = { 0 };

  g_return_val_if_fail (SL_IS_STORE (store) && SL_IS_PORTFOLIO (portfolio), NULL);
  g_return_val_if_fail (component_id != NULL && (case_id != NULL || values != NULL), NULL);
  database = sl_store_read (store);
  if (case_id != NULL)
    {
      if (!read_case (database, case_id, &work, NULL))
        return g_strv_builder_end (warnings);
      if (!has_worked_on (database, case_id, portfolio->person_id, NULL))
        {
          g_autofree char *text = g_strdup_printf (
              _ ("The record of this case shows nothing that %s did."), portfolio->person_name);

          g_strv_builder_add (warnings, text);
        }
    }
  else
    {
      const char *const given[N_VALUES] = { values->title,   values->reference, values->authority,
                                            values->address, values->on_date,   values->about };

      work.case_id = g_strdup ("");
      work.uprn = g_strdup ("");
      for (guint i = 0; i < N_VALUES; i++)
        work.values[i] = g_strdup (given[i] != NULL ? given[i] : "");
      make_keys (&work);
    }
  for (guint i = 0; i < portfolio->occasions->len; i++)
    {
      const SlOccasion *occasion = g_ptr_array_index (portfolio->occasions, i);

      if (!occasion->dropped && !g_str_equal (occasion->component->id, component_id) &&
          is_same_site (database, occasion, &work))
        {
          g_autofree char *text = g_strdup_printf (
              _ ("The same site counts in “%s” as %s %u, “%s”. That is allowed; your assessor sees "
                 "it."),
              occasion->component->title, occasion->component->noun, occasion->number,
              occasion->title);

          g_strv_builder_add (warnings, text);
        }
    }
  return g_strv_builder_end (warnings);
}

/* ---- dropping and taking back ---- */

static gboolean
was_assessed (const SlOccasion *occasion)
{
  for (guint i = 0; i < occasion->n_cells; i++)
    if (occasion->cells[i].verdict != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
check_drop (SlPortfolio *now,
            const SlPortfolioActor *actor,
            const SlOccasion *occasion,
            const char *reason,
            GError **error)
{
  if (!g_str_equal (actor->id, now->person_id))
    {
      if (!sl_portfolio_check (now, actor, SL_PROGRESS_MOVE, NULL, error))
        return FALSE;
      return *reason != '\0' ||
             sl_portfolio_refuse (error, _ ("Say why “%s” no longer counts."), occasion->title);
    }
  if (!sl_portfolio_check (now, actor, SL_PROGRESS_TRAIN, NULL, error))
    return FALSE;
  return !was_assessed (occasion) ||
         sl_portfolio_refuse (error,
                              _ ("“%s” was assessed: only a manager can take it out of the "
                                 "count, with a reason."),
                              occasion->title);
}

static gboolean
check_restore (SlPortfolio *now,
               const SlPortfolioActor *actor,
               const SlOccasion *occasion,
               GError **error)
{
  SlProgressStep step = g_str_equal (actor->id, now->person_id) ? SL_PROGRESS_TRAIN
                                                                : SL_PROGRESS_MOVE;

  if (!sl_portfolio_check (now, actor, step, NULL, error))
    return FALSE;
  for (guint i = 0; i < now->occasions->len; i++)
    {
      const SlOccasion *other = g_ptr_array_index (now->occasions, i);

      if (other != occasion && !other->dropped && other->component == occasion->component &&
          g_str_equal (other->application_key, occasion->application_key))
        return sl_portfolio_refuse (error, _ ("The same application was chosen again meanwhile, "
                                              "and it counts once."));
    }
  return TRUE;
}

static gboolean
set_dropped (SlTransaction *transaction, gpointer user_data, GError **error)
{
  SlPortfolioChange *data = user_data;
  g_autoptr (SlPortfolio) now = NULL;
  g_autoptr (SlStatement) update = NULL;
  g_autofree char *reason = NULL;
  SlPortfolioActor actor;
  const SlOccasion *occasion;

  if (!sl_portfolio_change_enter (transaction, data, &now, &actor, error) ||
      (reason = sl_portfolio_tidy (data->texts[TEXT_REASON], error)) == NULL)
    return FALSE;
  occasion = sl_portfolio_find_occasion (now, data->id);
  if (occasion == NULL)
    return sl_portfolio_refuse (error, _ ("This portfolio has no occasion %s."), data->id);
  if (!occasion->dropped == !data->flag)
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  if (!(data->flag ? check_drop (now, &actor, occasion, reason, error)
                   : check_restore (now, &actor, occasion, error)))
    return FALSE;
  sl_transaction_note (transaction, "title", occasion->title);
  if (*reason != '\0')
    sl_transaction_note (transaction, "reason", reason);
  sl_portfolio_change_touch (transaction, now);
  update = sl_database_prepare (sl_transaction_get_database (transaction),
                                "UPDATE occasion SET state = ?, state_reason = ?, changed_at = ?"
                                " WHERE occasion_id = ?",
                                error);
  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "tttt", data->flag ? "dropped" : "open", reason,
                     sl_transaction_get_time (transaction), data->id);
  return sl_statement_run (update, error);
}

/**
 * sl_occasion_change_drop:
 * @portfolio: as it was seen
 * @occasion_id: which
 * @reason: (nullable): why; a manager has to say
 *
 * Returns: (transfer full): a change; what was claimed and assessed stays in the history
 */
SlChange *
sl_occasion_change_drop (SlPortfolio *portfolio, const char *occasion_id, const char *reason)
{
  SlPortfolioChange *data;

  g_return_val_if_fail (SL_IS_PORTFOLIO (portfolio) && occasion_id != NULL, NULL);
  data = sl_portfolio_change_new_data (portfolio, occasion_id);
  data->texts[TEXT_REASON] = g_strdup (reason);
  data->flag = TRUE;
  return sl_portfolio_make_change (data, "drop-occasion", "occasion", set_dropped);
}

/**
 * sl_occasion_change_restore:
 * @portfolio: as it was seen
 * @occasion_id: one that was dropped
 *
 * Returns: (transfer full): a change that lets it count again
 */
SlChange *
sl_occasion_change_restore (SlPortfolio *portfolio, const char *occasion_id)
{
  g_return_val_if_fail (SL_IS_PORTFOLIO (portfolio) && occasion_id != NULL, NULL);
  return sl_portfolio_make_change (sl_portfolio_change_new_data (portfolio, occasion_id),
                                   "restore-occasion", "occasion", set_dropped);
}
