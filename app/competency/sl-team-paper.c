/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-paper-private.h"

#include "base/sl-time.h"
#include "competency/sl-team.h"

#include <glib/gi18n-lib.h>

/* Progress across the team as a paper for its manager: a chart, the same figures as a table, what
 * waits, renewals, decisions and appeals. */

static char *
name_trainee (const SlTrainee *trainee)
{
  if (trainee->left)
    return g_strdup_printf (_ ("%s (has left)"), trainee->name);
  if (trainee->elsewhere)
    return g_strdup_printf (_ ("%s (from a bundle)"), trainee->name);
  return g_strdup (trainee->name);
}

static int
find_component (const SlTrainee *trainee, const char *component_id)
{
  for (guint i = 0; i < trainee->n_components; i++)
    if (g_str_equal (trainee->components[i].component_id, component_id))
      return (int) i;
  return -1;
}

/* Columns of the chart and the table: components in the order in which trainees have them. Element
 * type SlPaperComponent. */
static GArray *
list_components (GPtrArray *trainees)
{
  GArray *components = g_array_new (FALSE, TRUE, sizeof (SlPaperComponent));

  for (guint i = 0; i < trainees->len; i++)
    {
      const SlTrainee *trainee = g_ptr_array_index (trainees, i);

      for (guint j = 0; j < trainee->n_components; j++)
        {
          SlPaperComponent component = { trainee->components[j].component_id,
                                         trainee->components[j].title };
          gboolean known = FALSE;

          for (guint k = 0; k < components->len && !known; k++)
            known = g_str_equal (g_array_index (components, SlPaperComponent, k).id, component.id);
          if (!known)
            g_array_append_val (components, component);
        }
    }
  return components;
}

static char *
format_progress (const SlTrainee *trainee, const char *component_id)
{
  int index = find_component (trainee, component_id);

  if (index < 0)
    return g_strdup ("–");
  if (trainee->components[index].n_waiting > 0)
    /* TRANSLATORS: how many are agreed of how many that are needed, and how many wait */
    return g_strdup_printf (_ ("%u of %u; %u waits"), trainee->components[index].n_met,
                            trainee->components[index].n_needed,
                            trainee->components[index].n_waiting);
  return g_strdup_printf (_ ("%u of %u"), trainee->components[index].n_met,
                          trainee->components[index].n_needed);
}

static void
put_table (SlFolio *self, GPtrArray *trainees, GArray *components)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();
  SlBlock *table;

  g_ptr_array_add (titles, _ ("Trainee"));
  for (guint i = 0; i < components->len; i++)
    g_ptr_array_add (titles, (gpointer) g_array_index (components, SlPaperComponent, i).title);
  g_ptr_array_add (titles, _ ("Waiting claims"));
  g_ptr_array_add (titles, _ ("More needed"));
  g_ptr_array_add (titles, NULL);
  table = sl_folio_make_table (self, (const char *const *) titles->pdata);
  for (guint i = 0; i < trainees->len; i++)
    {
      const SlTrainee *trainee = g_ptr_array_index (trainees, i);
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

      g_ptr_array_add (cells, name_trainee (trainee));
      for (guint j = 0; j < components->len; j++)
        g_ptr_array_add (
            cells, format_progress (trainee, g_array_index (components, SlPaperComponent, j).id));
      g_ptr_array_add (cells, g_strdup_printf ("%u", trainee->n_waiting));
      g_ptr_array_add (cells, g_strdup_printf ("%u", trainee->n_not_yet));
      g_ptr_array_add (cells, NULL);
      sl_folio_add_row (self, table, (const char *const *) cells->pdata);
    }
  sl_folio_take_children (self, table);
}

static void
put_chart (SlFolio *self, GPtrArray *trainees, GArray *components)
{
  sl_folio_put_heading (self, 2, _ ("Progress by component"));
  for (guint first = 0; first < trainees->len; first += SL_PAPER_CHART_ROWS)
    {
      guint n = MIN (SL_PAPER_CHART_ROWS, trainees->len - first);
      g_autofree char *alternative = g_strdup_printf (
          ngettext (
              "Chart of %u trainee: for each component a row of boxes, as many as are needed, "
              "filled where agreed, striped where a claim waits, empty where neither. The "
              "table below has the same figures.",
              "Chart of %u trainees: for each component a row of boxes, as many as are "
              "needed, filled where agreed, striped where a claim waits, empty where neither. "
              "The table below has the same figures.",
              n),
          n);
      SlBlock *figure = sl_folio_make (
          self, SL_BLOCK_FIGURE,
          _ ("A box for each piece that is needed. Filled: agreed. Striped: a claim waits. Empty: "
             "neither."));
      cairo_surface_t *surface = sl_paper_draw_chart (trainees, first, n, components);

      sl_block_set_figure (figure, surface, SL_PAPER_CHART_WIDTH_MM, alternative);
      cairo_surface_destroy (surface);
      sl_letter_append (self->letter, figure);
    }
  put_table (self, trainees, components);
}

/* "3 July 2026 (12 days)" */
static char *
format_since (SlFolio *self, const char *since)
{
  g_autofree char *date = sl_time_get_date (since);
  g_autofree char *day = NULL;
  int days = 0;

  if (date == NULL || !sl_date_days_between (date, self->date, &days))
    return sl_paper_format_time (since);
  day = sl_paper_format_day (date);
  if (days <= 0)
    return g_strdup_printf (_ ("%s (today)"), day);
  return g_strdup_printf (ngettext ("%s (%d day)", "%s (%d days)", days), day, days);
}

static gboolean
put_waiting (SlFolio *self, GError **error)
{
  const SlPortfolioContext *context = self->context;
  const char *const titles[] = { _ ("Trainee"), _ ("Work"), _ ("Criterion"), _ ("Since"), NULL };
  g_autoptr (GPtrArray) waiting = sl_team_list_waiting (sl_library_get_store (context->library),
                                                        context->packs, error);
  SlBlock *table;

  if (waiting == NULL)
    return FALSE;
  self->section = "waiting";
  sl_folio_put_heading (self, 2, _ ("Claims that wait for an assessor, longest first"));
  if (waiting->len == 0)
    sl_folio_put (self, SL_BLOCK_PARAGRAPH, _ ("None waits."));
  table = sl_folio_make_table (self, titles);
  for (guint i = 0; i < waiting->len; i++)
    {
      const SlClaimWait *wait = g_ptr_array_index (waiting, i);
      g_autofree char *criterion = g_strdup_printf ("%s %s", wait->criterion_id,
                                                    wait->criterion_title);
      g_autofree char *since = format_since (self, wait->since);
      const char *const cells[] = { wait->name,
                                    *wait->occasion_title != '\0' ? wait->occasion_title
                                                                  : _ ("Training"),
                                    criterion, since, NULL };

      sl_folio_add_row (self, table, cells);
    }
  sl_folio_take_children (self, table);
  return TRUE;
}

static void
put_renewals (SlFolio *self, GPtrArray *trainees)
{
  const char *const titles[] = { _ ("Trainee"), _ ("First to run out"), _ ("State"), NULL };
  SlBlock *table = sl_folio_make_table (self, titles);

  for (guint i = 0; i < trainees->len; i++)
    {
      const SlTrainee *trainee = g_ptr_array_index (trainees, i);
      g_autofree char *name = name_trainee (trainee);
      g_autofree char *day = sl_paper_format_day (trainee->next_renewal);
      g_autofree char *state = NULL;
      int days = 0;

      if (*trainee->next_renewal == '\0' || trainee->left ||
          !sl_date_days_between (self->date, trainee->next_renewal, &days))
        continue;
      if (days < 0)
        state = g_strdup (_ ("Ran out"));
      else
        state = g_strdup_printf (ngettext ("In %d day", "In %d days", days), days);
      sl_folio_add_row (self, table, (const char *const[]){ name, day, state, NULL });
    }
  self->section = "renewals";
  sl_folio_put_heading (self, 2, _ ("Renewals"));
  if (sl_block_get_n_children (table) == 1)
    sl_folio_put (self, SL_BLOCK_PARAGRAPH, _ ("No certificate has to be renewed."));
  sl_folio_take_children (self, table);
}

static char *
say_appeal (const SlTrainee *trainee)
{
  g_autofree char *day = sl_paper_format_day (trainee->appeal_last_day);

  if (g_str_equal (trainee->appeal_state, "open"))
    return g_strdup_printf (_ ("May be made until %s"), day);
  if (g_str_equal (trainee->appeal_state, "lodged"))
    return g_strdup (_ ("Made, not decided yet"));
  if (g_str_equal (trainee->appeal_state, "upheld"))
    return g_strdup (_ ("Upheld"));
  if (g_str_equal (trainee->appeal_state, "dismissed"))
    return g_strdup (_ ("Dismissed"));
  return g_strdup (_ ("None"));
}

static void
put_decisions (SlFolio *self, GPtrArray *trainees)
{
  const char *const titles[] = { _ ("Trainee"), _ ("Newest decision"), _ ("Appeal"), NULL };
  SlBlock *table = sl_folio_make_table (self, titles);

  for (guint i = 0; i < trainees->len; i++)
    {
      const SlTrainee *trainee = g_ptr_array_index (trainees, i);
      g_autofree char *name = name_trainee (trainee);
      g_autofree char *appeal = say_appeal (trainee);

      if (*trainee->decision != '\0')
        sl_folio_add_row (self, table,
                          (const char *const[]){ name,
                                                 g_str_equal (trainee->decision, "fulfilled")
                                                     ? _ ("Fulfilled")
                                                     : _ ("Not fulfilled"),
                                                 appeal, NULL });
    }
  self->section = "decisions";
  sl_folio_put_heading (self, 2, _ ("Decisions and appeals"));
  if (sl_block_get_n_children (table) == 1)
    sl_folio_put (self, SL_BLOCK_PARAGRAPH, _ ("No decision on progression was made yet."));
  sl_folio_take_children (self, table);
}

static gboolean
put_parts (SlFolio *self, GPtrArray *trainees, GError **error)
{
  g_autoptr (GArray) components = list_components (trainees);

  self->section = "progress";
  if (trainees->len == 0)
    {
      sl_folio_put (self, SL_BLOCK_PARAGRAPH, _ ("Nobody has begun a portfolio yet."));
      return TRUE;
    }
  put_chart (self, trainees, components);
  if (!put_waiting (self, error))
    return FALSE;
  put_renewals (self, trainees);
  put_decisions (self, trainees);
  return TRUE;
}

/**
 * sl_team_compose:
 * @context: what to read from
 * @error: return location
 *
 * Of those whom the person at work may see. Blocking; any thread.
 *
 * Returns: (transfer full): the paper, or %NULL
 */
SlLetter *
sl_team_compose (const SlPortfolioContext *context, GError **error)
{
  g_auto (SlFolio) self = { .context = context };
  g_autoptr (GPtrArray) trainees = NULL;
  g_autofree char *title = NULL;
  g_autofree char *today = sl_date_today ();
  g_autofree char *day = NULL;

  g_return_val_if_fail (context != NULL, NULL);

  trainees = sl_team_list (sl_library_get_store (context->library), context->packs, error);
  if (trainees == NULL)
    return NULL;
  day = sl_paper_format_day (context->date != NULL ? context->date : today);
  /* TRANSLATORS: a day */
  title = g_strdup_printf (_ ("Progress of the team on %s"), day);
  if (!sl_folio_begin (&self, title, _ ("Progress of the team"), error))
    return NULL;
  sl_folio_put (&self, SL_BLOCK_TITLE, title);
  if (!put_parts (&self, trainees, error))
    return NULL;
  return g_steal_pointer (&self.letter);
}
