/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-private.h"

#include "base/sl-text.h"
#include "base/sl-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* "What is missing", in the order of the framework: entry, then each component. What holds
 * "fulfilled" back says so; the rest are reminders. */

static void
add (SlPortfolio *self, SlMissing missing, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
add (SlPortfolio *self, SlMissing missing, const char *format, ...)
{
  g_autofree char *text = NULL;
  const char **const ids[] = { &missing.component_id, &missing.occasion_id, &missing.criterion_id,
                               &missing.training_id };
  va_list values;

  va_start (values, format);
  text = g_strdup_vprintf (format, values);
  va_end (values);
  missing.text = sl_portfolio_keep (self, text);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (*ids[i] == NULL)
      *ids[i] = "";
  g_array_append_val (self->missing, missing);
}

/* "Occasion 4": the pack's own word, to begin a sentence with. */
static char *
name_number (const SlComponent *component, guint number)
{
  g_autofree char *first = g_utf8_substring (component->noun, 0, *component->noun != '\0' ? 1 : 0);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strdup_printf ("%s%s %u", upper, component->noun + strlen (first), number);
}

static char *
say_day (const char *at)
{
  g_autofree char *day = strchr (at, 'T') != NULL ? sl_time_get_date (at) : g_strdup (at);

  return sl_date_format_long (day != NULL ? day : at);
}

/* ---- cells ---- */

/* @place: "Occasion 4", or "Training and CPD". */
static void
add_cell (SlPortfolio *self, const SlComponent *component, const char *place, const SlCell *cell)
{
  const SlMissing missing = { .kind = "cell",
                              .component_id = component->id,
                              .occasion_id = cell->occasion_id,
                              .criterion_id = cell->criterion->id,
                              .blocks = TRUE };
  const char *title = cell->criterion->title;

  switch (cell->state)
    {
    case SL_CELL_EMPTY:
      if (cell->criterion->where_applicable)
        /* TRANSLATORS: "Occasion 4", then what is claimed */
        add (self, missing, _ ("%s: claim “%s”, or say why it does not apply."), place, title);
      else
        add (self, missing, _ ("%s: “%s” is not claimed yet."), place, title);
      break;
    case SL_CELL_NOT_YET:
      {
        g_autofree char *feedback = sl_text_ellipsize (cell->verdict->words, 160);

        add (self, missing, _ ("%s: “%s” needs more: %s"), place, title, feedback);
      }
      break;
    case SL_CELL_CLAIMED: /* together: add_waiting() */
    case SL_CELL_MET:
    case SL_CELL_NOT_APPLICABLE:
      break;
    }
}

/* Claims that wait stand in one sentence: the trainee can do nothing about each. */
static void
add_waiting (SlPortfolio *self, const SlCellRow *row, const char *place)
{
  SlMissing missing = { .kind = "cell",
                        .component_id = row->component->id,
                        .occasion_id = row->occasion_id,
                        .blocks = TRUE };
  const SlCell *first = NULL;
  g_autofree char *day = NULL;
  guint n = 0;

  for (guint i = 0; i < row->n_cells; i++)
    {
      const SlCell *cell = &row->cells[i];

      if (cell->state != SL_CELL_CLAIMED)
        continue;
      n++;
      if (first == NULL || strcmp (cell->claim->at, first->claim->at) < 0)
        first = cell;
    }
  if (n == 0)
    return;
  missing.criterion_id = first->criterion->id;
  day = say_day (first->claim->at);
  if (n == 1)
    add (self, missing, _ ("%s: “%s” was claimed on %s and waits for an assessor."), place,
         first->criterion->title, day);
  else
    /* TRANSLATORS: "Occasion 4", a number of at least two, a date */
    add (self, missing, _ ("%s: %u claims wait for an assessor, the first since %s."), place, n,
         day);
}

static void
add_acknowledgements (SlPortfolio *self, const SlCellRow *row, const char *place)
{
  SlMissing missing = { .kind = "acknowledge",
                        .component_id = row->component->id,
                        .occasion_id = row->occasion_id };
  guint n = 0;

  for (guint i = 0; i < row->n_cells; i++)
    if (row->cells[i].verdict != NULL && !row->cells[i].acknowledged)
      {
        if (n++ == 0)
          missing.criterion_id = row->cells[i].criterion->id;
      }
  if (n > 0)
    add (self, missing,
         /* TRANSLATORS: "Occasion 2" first */
         g_dngettext (NULL, "%s: %u assessment is not acknowledged yet.",
                      "%s: %u assessments are not acknowledged yet.", n),
         place, n);
}

/* The framework has verbal and written work assessed on each occasion (role profile S002). */
static void
add_unsaid_work (SlPortfolio *self, const SlOccasion *occasion, const char *place)
{
  const SlMissing missing = { .kind = "cell",
                              .component_id = occasion->component->id,
                              .occasion_id = occasion->id };
  gboolean verbal = FALSE, written = FALSE;

  for (guint i = 0; i < occasion->n_cells; i++)
    for (guint k = 0; k < occasion->cells[i].n_events; k++)
      {
        const SlCellEvent *event = occasion->cells[i].events[k];

        verbal = verbal || (event->kind == SL_CELL_EVENT_VERDICT && *event->verbal != '\0');
        written = written || (event->kind == SL_CELL_EVENT_VERDICT && *event->written != '\0');
      }
  if (!verbal)
    add (self, missing, _ ("%s: no assessment says what verbal work was looked at."), place);
  if (!written)
    add (self, missing, _ ("%s: no assessment says what written work was looked at."), place);
}

static void
add_occasions (SlPortfolio *self, const SlComponentProgress *progress)
{
  const SlComponent *component = progress->component;
  guint n_counted = 0, n_open = 0;

  for (guint i = 0; i < self->occasions->len; i++)
    {
      const SlPortfolioOccasion *of = g_ptr_array_index (self->occasions, i);
      const SlOccasion *occasion = &of->occasion;
      g_autofree char *place = NULL;

      if (occasion->component != component || occasion->dropped)
        continue;
      n_open++;
      if (!occasion->counts)
        continue;
      n_counted++;
      place = name_number (component, occasion->number);
      for (guint k = 0; k < occasion->n_cells; k++)
        add_cell (self, component, place, &occasion->cells[k]);
      add_waiting (self, &of->row, place);
      if (occasion->met)
        add_unsaid_work (self, occasion, place);
      add_acknowledgements (self, &of->row, place);
    }
  for (; n_counted < component->occasions; n_counted++)
    {
      const SlMissing missing = { .kind = "occasion",
                                  .component_id = component->id,
                                  .blocks = TRUE };
      g_autofree char *place = name_number (component, ++n_open);

      /* TRANSLATORS: "Occasion 4", then the component: "Planning process" */
      add (self, missing, _ ("%s of “%s” is not chosen yet."), place, component->title);
    }
}

/* ---- training ---- */

gboolean
sl_training_has_outcome (const char *list, const char *id)
{
  gsize length = strlen (id);

  for (const char *at = list; (at = strstr (at, id)) != NULL; at += length)
    if ((at == list || at[-1] == ' ') && (at[length] == '\0' || at[length] == ' '))
      return TRUE;
  return FALSE;
}

static gboolean
brings_all (const SlTraining *later, const SlTraining *training)
{
  g_auto (GStrv) outcomes = g_strsplit (training->outcomes, " ", -1);

  if (*training->outcomes == '\0')
    return g_str_equal (later->title, training->title);
  for (guint i = 0; outcomes[i] != NULL; i++)
    if (*outcomes[i] != '\0' && !sl_training_has_outcome (later->outcomes, outcomes[i]))
      return FALSE;
  return TRUE;
}

gboolean
sl_training_is_renewed (SlPortfolio *self, const SlTraining *training)
{
  for (guint i = 0; i < self->training->len; i++)
    {
      const SlTraining *later = g_ptr_array_index (self->training, i);

      if (later != training && !later->removed &&
          g_str_equal (later->criterion_id, training->criterion_id) &&
          strcmp (later->on_date, self->today) <= 0 &&
          (*later->renews_on == '\0' || strcmp (later->renews_on, training->renews_on) > 0) &&
          brings_all (later, training))
        return TRUE;
    }
  return FALSE;
}

/* Of the entries that bring @outcome (NULL: any of the criterion), the one that holds longest; what
 * is booked for a day to come has brought nothing yet. */
static const SlTraining *
find_best (SlPortfolio *self, const char *criterion_id, const char *outcome)
{
  const SlTraining *best = NULL;

  for (guint i = 0; i < self->training->len; i++)
    {
      const SlTraining *training = g_ptr_array_index (self->training, i);

      if (training->removed || !g_str_equal (training->criterion_id, criterion_id) ||
          strcmp (training->on_date, self->today) > 0 ||
          (outcome != NULL && !sl_training_has_outcome (training->outcomes, outcome)))
        continue;
      if (best == NULL || *training->renews_on == '\0' ||
          (*best->renews_on != '\0' && strcmp (training->renews_on, best->renews_on) >= 0))
        best = training;
    }
  return best;
}

static void
add_renewal (SlPortfolio *self,
             const char *component_id,
             const char *title,
             const SlTraining *training)
{
  const SlMissing missing = { .kind = "renewal",
                              .component_id = component_id,
                              .criterion_id = training->criterion_id,
                              .training_id = training->id,
                              .blocks = training->expired };
  g_autofree char *day = NULL;
  int days = 0;

  if (!training->expired && !training->expires_soon)
    return;
  day = sl_date_format_long (training->renews_on);
  sl_date_days_between (self->today, training->renews_on, &days);
  if (training->expired)
    add (self, missing, _ ("“%s” ran out on %s and has to be renewed."), title, day);
  else if (days == 0)
    add (self, missing, _ ("“%s” has to be renewed today."), title);
  else
    add (self, missing,
         g_dngettext (NULL, "“%s” has to be renewed by %s, in %d day.",
                      "“%s” has to be renewed by %s, in %d days.", (gulong) days),
         title, day, days);
}

static gboolean
has_certificate (SlPortfolio *self, const char *criterion_id)
{
  for (guint i = 0; i < self->training->len; i++)
    {
      const SlTraining *training = g_ptr_array_index (self->training, i);

      if (!training->removed && training->n_files > 0 &&
          g_str_equal (training->criterion_id, criterion_id))
        return TRUE;
    }
  return FALSE;
}

static void
add_entries (SlPortfolio *self,
             const char *component_id,
             const SlFrameworkCriterion *criterion,
             const char *kind)
{
  SlMissing missing = {
    .kind = kind, .component_id = component_id, .criterion_id = criterion->id, .blocks = TRUE
  };
  const SlTraining *best = find_best (self, criterion->id, NULL);

  if (best == NULL)
    {
      add (self, missing, _ ("“%s”: nothing is entered yet."), criterion->title);
      return;
    }
  for (guint i = 0; i < criterion->n_outcomes; i++)
    {
      const SlFrameworkOutcome *outcome = &criterion->outcomes[i];
      const SlTraining *brought = find_best (self, criterion->id, outcome->id);
      g_autofree char *title = g_strdup_printf ("%s: %s", criterion->title, outcome->title);

      missing.kind = "outcome";
      if (brought == NULL)
        add (self, missing, _ ("“%s”: no entry brings “%s”."), criterion->title, outcome->title);
      else
        add_renewal (self, component_id, title, brought);
    }
  if (criterion->n_outcomes == 0)
    add_renewal (self, component_id, best->title, best);
  missing.kind = "certificate";
  missing.training_id = best->id;
  if (criterion->certificate && !has_certificate (self, criterion->id))
    add (self, missing, _ ("“%s”: the certificate is not kept here yet."), criterion->title);
}

static void
add_training (SlPortfolio *self, const SlCellRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      const SlCell *cell = &row->cells[i];

      if (cell->state != SL_CELL_NOT_APPLICABLE && *cell->criterion->accepts != NULL)
        add_entries (self, row->component->id, cell->criterion, "training");
      add_cell (self, row->component, row->component->title, cell);
    }
  add_waiting (self, row, row->component->title);
  add_acknowledgements (self, row, row->component->title);
}

/* A component of training is no more complete than what its entries bring. */
static void
hold_back (SlPortfolio *self, SlComponentProgress *progress)
{
  for (guint i = 0; i < self->missing->len; i++)
    {
      const SlMissing *missing = &g_array_index (self->missing, SlMissing, i);

      if (missing->blocks && g_str_equal (missing->component_id, progress->component->id))
        progress->complete = FALSE;
    }
}

void
sl_portfolio_find_missing (SlPortfolio *self)
{
  const SlFrameworkCriterion *entry = sl_framework_get_entry (self->framework);
  guint n_training = 0;

  if (entry != NULL)
    add_entries (self, "", entry, "entry");
  for (guint i = 0; i < self->progress->len; i++)
    {
      SlComponentProgress *progress = &g_array_index (self->progress, SlComponentProgress, i);

      if (progress->component->type == SL_COMPONENT_TRAINING)
        {
          add_training (self, &g_array_index (self->training_rows, SlCellRow, n_training++));
          hold_back (self, progress);
        }
      else
        add_occasions (self, progress);
    }
  self->complete = TRUE;
  for (guint i = 0; i < self->missing->len; i++)
    if (g_array_index (self->missing, SlMissing, i).blocks)
      self->complete = FALSE;
}
