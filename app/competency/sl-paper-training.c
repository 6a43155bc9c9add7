/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-paper-private.h"

#include <glib/gi18n-lib.h>

/* Training: the state of each criterion, what was entered for it with hours, renewal and files, and
 * what was claimed and assessed; then the condition of entry. */

static char *
format_hours (double hours)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return hours > 0.0 ? g_strdup (g_ascii_formatd (text, sizeof text, "%.4g", hours))
                     : g_strdup ("");
}

static char *
format_renewal (const SlTraining *training)
{
  g_autofree char *day = sl_paper_format_day (training->renews_on);

  if (training->expired)
    return g_strdup_printf (_ ("%s (ran out)"), day);
  if (training->expires_soon)
    return g_strdup_printf (_ ("%s (soon)"), day);
  return g_steal_pointer (&day);
}

/* Kinds are data of the framework: "cpd" stays what it is, the others are words. */
static char *
name_kind (const char *kind)
{
  if (g_str_equal (kind, "cpd"))
    return g_strdup (_ ("CPD"));
  return sl_paper_capitalise (kind);
}

static char *
name_outcomes (const SlTraining *training)
{
  g_auto (GStrv) ids = g_strsplit (training->outcomes, " ", -1);
  GString *names = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const char *name = ids[i];

      for (guint j = 0; training->criterion != NULL && j < training->criterion->n_outcomes; j++)
        if (g_str_equal (training->criterion->outcomes[j].id, ids[i]))
          name = training->criterion->outcomes[j].title;
      if (*name != '\0')
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
  return g_string_free (names, FALSE);
}

static void
put_entry (SlFolio *self, const SlTraining *training)
{
  SlBlock *fields = sl_folio_make_fields (self);
  g_autofree char *kind = name_kind (training->kind);
  g_autofree char *day = sl_paper_format_day (training->on_date);
  g_autofree char *hours = format_hours (training->hours);
  g_autofree char *renewal = format_renewal (training);
  g_autofree char *outcomes = name_outcomes (training);

  sl_folio_add_field (self, fields, _ ("Entry"), training->title);
  sl_folio_add_field (self, fields, _ ("Kind"), kind);
  sl_folio_add_field (self, fields, _ ("Provider"), training->provider);
  sl_folio_add_field (self, fields, _ ("Date"), day);
  sl_folio_add_field (self, fields, _ ("Hours"), hours);
  sl_folio_add_field (self, fields, _ ("Brought"), outcomes);
  sl_folio_add_field (self, fields, _ ("To be renewed by"), renewal);
  sl_folio_take_children (self, fields);
  sl_folio_put_words (self, training->words);
  sl_folio_put_files (self, training->id);
}

static guint
put_entries (SlFolio *self, const char *criterion_id)
{
  guint n = 0;

  for (guint i = 0; i < sl_portfolio_get_n_training (self->portfolio); i++)
    {
      const SlTraining *training = sl_portfolio_get_training (self->portfolio, i);

      if (training->removed || !g_str_equal (training->criterion_id, criterion_id))
        continue;
      put_entry (self, training);
      n++;
    }
  return n;
}

static void
put_states (SlFolio *self, const SlComponent *component)
{
  const char *const titles[] = { _ ("What is shown"), _ ("State"), _ ("Entries"), _ ("Hours"),
                                 NULL };
  SlBlock *table = sl_folio_make_table (self, titles);

  for (guint i = 0; i < component->n_criteria; i++)
    {
      const SlFrameworkCriterion *criterion = &component->criteria[i];
      const SlCell *cell = sl_portfolio_find_cell (self->portfolio, "", criterion->id);
      SlCellState state = cell != NULL ? sl_folio_see_state (self, cell) : SL_CELL_EMPTY;
      g_autofree char *name = sl_paper_name_criterion (criterion);
      g_autofree char *entries = NULL;
      g_autofree char *spent = NULL;
      double hours = 0.0;
      guint n = 0;

      if (criterion->heading)
        continue;
      for (guint j = 0; j < sl_portfolio_get_n_training (self->portfolio); j++)
        {
          const SlTraining *training = sl_portfolio_get_training (self->portfolio, j);

          if (training->removed || !g_str_equal (training->criterion_id, criterion->id))
            continue;
          hours += training->hours;
          n++;
        }
      entries = g_strdup_printf ("%u", n);
      spent = format_hours (hours);
      {
        const char *const cells[] = { name, sl_cell_state_to_words (state), entries, spent, NULL };
        SlBlock *row = sl_folio_add_row (self, table, cells);

        sl_block_set_shape (sl_block_get_child (row, 1), sl_paper_state_to_shape (state));
      }
    }
  sl_folio_take_children (self, table);
}

static gboolean
has_entries (SlFolio *self, const char *criterion_id)
{
  for (guint i = 0; i < sl_portfolio_get_n_training (self->portfolio); i++)
    {
      const SlTraining *training = sl_portfolio_get_training (self->portfolio, i);

      if (!training->removed && g_str_equal (training->criterion_id, criterion_id))
        return TRUE;
    }
  return FALSE;
}

static gboolean
put_criterion (SlFolio *self,
               const SlFrameworkCriterion *criterion,
               GString *silent,
               GError **error)
{
  const SlCell *cell = sl_portfolio_find_cell (self->portfolio, "", criterion->id);
  g_autofree char *name = sl_paper_name_criterion (criterion);
  g_autofree char *note = NULL;

  if (!sl_folio_find_note (self, "", criterion->id, &note, error))
    return FALSE;
  if (*note == '\0' && !has_entries (self, criterion->id) &&
      (cell == NULL || !sl_folio_shows_events (self, cell)))
    {
      g_string_append_printf (silent, "%s%s", silent->len > 0 ? "; " : "", name);
      return TRUE;
    }
  sl_folio_put_heading (self, 3, name);
  if (put_entries (self, criterion->id) == 0)
    sl_folio_put (self, SL_BLOCK_PARAGRAPH, _ ("No training is entered for it yet."));
  if (cell != NULL)
    sl_folio_put_events (self, cell);
  return sl_folio_put_note (self, "", criterion->id, error);
}

static gboolean
put_component (SlFolio *self, const SlComponent *component, GError **error)
{
  g_autofree char *title = g_strdup_printf ("%s %s", component->id, component->title);
  g_autofree char *total = NULL;
  g_autoptr (GString) silent = g_string_new (NULL);
  double hours = 0.0;

  for (guint i = 0; i < sl_portfolio_get_n_training (self->portfolio); i++)
    if (!sl_portfolio_get_training (self->portfolio, i)->removed)
      hours += sl_portfolio_get_training (self->portfolio, i)->hours;
  sl_folio_put_heading (self, 2, title);
  put_states (self, component);
  total = format_hours (hours);
  if (hours > 0.0)
    sl_folio_put_format (self, _ ("Hours in all: %s."), total);
  for (guint i = 0; i < component->n_criteria; i++)
    if (!component->criteria[i].heading &&
        !put_criterion (self, &component->criteria[i], silent, error))
      return FALSE;
  if (silent->len > 0)
    sl_folio_put_format (self, _ ("Nothing is entered yet for %s."), silent->str);
  return TRUE;
}

static void
put_condition (SlFolio *self)
{
  const SlFrameworkCriterion *entry = sl_framework_get_entry (
      sl_portfolio_get_framework (self->portfolio));

  if (entry == NULL)
    return;
  sl_folio_put_heading (self, 2, _ ("Condition of entry"));
  sl_folio_put_format (self, _ ("What is asked for: %s"),
                       *entry->text != '\0' ? entry->text : entry->title);
  if (put_entries (self, entry->id) == 0)
    sl_folio_put (self, SL_BLOCK_PARAGRAPH, _ ("It is not recorded yet."));
}

/* Entries of criteria that the present edition has no more, and those that were taken out. */
static void
put_others (SlFolio *self)
{
  gboolean headed = FALSE;

  for (guint i = 0; i < sl_portfolio_get_n_training (self->portfolio); i++)
    {
      const SlTraining *training = sl_portfolio_get_training (self->portfolio, i);

      if (!training->removed && training->criterion != NULL)
        continue;
      if (!headed)
        sl_folio_put_heading (self, 2, _ ("Training that does not count"));
      headed = TRUE;
      sl_folio_put_format (self,
                           training->removed
                               ? _ ("Taken out by the trainee (it stood under %s):")
                               : _ ("The present edition of the framework has no %s any more:"),
                           training->criterion_id);
      put_entry (self, training);
    }
}

gboolean
sl_folio_put_training (SlFolio *self, GError **error)
{
  self->section = "training";
  for (guint i = 0; i < sl_portfolio_get_n_components (self->portfolio); i++)
    {
      const SlComponent *component = sl_portfolio_get_component (self->portfolio, i)->component;

      if (component->type == SL_COMPONENT_TRAINING && !put_component (self, component, error))
        return FALSE;
    }
  put_condition (self);
  put_others (self);
  return TRUE;
}
