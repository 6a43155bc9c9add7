/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-paper-private.h"

#include <glib/gi18n-lib.h>

/* Criteria by occasion, a word and a shape in each cell, on a page that lies on its side where
 * the columns ask for it. More of them than stand beside each other go into a further table. */

#define MOST_COLUMNS 5
#define MOST_UPRIGHT 3 /* that an upright page has room for */

/* The open occasions of @component by their number; NULL where none is chosen yet. Element type
 * const SlOccasion, transfer container. */
static GPtrArray *
list_columns (SlPortfolio *portfolio, const SlComponent *component)
{
  GPtrArray *columns = g_ptr_array_new ();

  for (guint i = 0; i < sl_portfolio_get_n_occasions (portfolio); i++)
    {
      const SlOccasion *occasion = sl_portfolio_get_occasion (portfolio, i);

      if (!occasion->dropped && occasion->component == component)
        g_ptr_array_add (columns, (gpointer) occasion);
    }
  while (columns->len < component->occasions)
    g_ptr_array_add (columns, NULL);
  return columns;
}

/* "Occasion 2\nUTT/26/2147/FUL"; transfer full. */
static char *
make_column_title (const SlComponent *component, const SlOccasion *occasion, guint number)
{
  g_autofree char *noun = sl_paper_capitalise (component->noun);
  const char *name = _ ("Not chosen");

  if (occasion != NULL)
    name = *occasion->reference != '\0' ? occasion->reference : occasion->title;
  /* TRANSLATORS: what one of a kind is called, its number, which it is */
  return g_strdup_printf (_ ("%s %u\n%s"), noun, number, name);
}

static const SlCell *
find_cell (const SlOccasion *occasion, const SlFrameworkCriterion *criterion)
{
  for (guint i = 0; occasion != NULL && i < occasion->n_cells; i++)
    if (occasion->cells[i].criterion == criterion)
      return &occasion->cells[i];
  return NULL;
}

static void
add_criterion (SlFolio *self,
               SlBlock *table,
               const SlFrameworkCriterion *criterion,
               GPtrArray *columns,
               guint first,
               guint end)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autofree char *name = sl_paper_name_criterion (criterion);
  SlCellState states[MOST_COLUMNS] = { 0 };
  SlBlock *row;

  g_ptr_array_add (texts, name);
  for (guint i = first; i < end; i++)
    {
      const SlCell *cell = find_cell (g_ptr_array_index (columns, i), criterion);

      states[i - first] = cell != NULL ? sl_folio_see_state (self, cell) : SL_CELL_EMPTY;
      g_ptr_array_add (texts, criterion->heading
                                  ? (gpointer) ""
                                  : (gpointer) sl_cell_state_to_words (states[i - first]));
    }
  g_ptr_array_add (texts, NULL);
  row = sl_folio_add_row (self, table, (const char *const *) texts->pdata);
  for (guint i = first; !criterion->heading && i < end; i++)
    sl_block_set_shape (sl_block_get_child (row, 1 + i - first),
                        sl_paper_state_to_shape (states[i - first]));
}

static void
put_table (SlFolio *self, const SlComponent *component, GPtrArray *columns, guint first, guint end)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  SlBlock *table;

  g_ptr_array_add (titles, g_strdup (_ ("What is shown")));
  for (guint i = first; i < end; i++)
    g_ptr_array_add (titles, make_column_title (component, g_ptr_array_index (columns, i), i + 1));
  g_ptr_array_add (titles, NULL);
  table = sl_folio_make_table (self, (const char *const *) titles->pdata);
  for (guint i = 0; i < component->n_criteria; i++)
    add_criterion (self, table, &component->criteria[i], columns, first, end);
  sl_folio_take_children (self, table);
}

/* What the words mean, above the first table. */
static void
put_legend (SlFolio *self)
{
  sl_folio_put_heading (self, 2, _ ("Criteria and occasions"));
  sl_folio_put (
      self, SL_BLOCK_PARAGRAPH,
      _ ("A line for each criterion, a column for each piece of work. Agreed: an assessor "
         "accepted it. Claimed: it waits for an assessor. More needed: an assessor asked "
         "for more. Not yet: nothing is claimed. Not applicable: an assessor agreed that "
         "it does not apply."));
}

static void
put_matrix (SlFolio *self, const SlComponent *component, gboolean first_of_all)
{
  g_autoptr (GPtrArray) columns = list_columns (self->portfolio, component);
  guint end;

  for (guint first = 0; first < columns->len; first = end)
    {
      g_autofree char *title = NULL;

      end = MIN (first + MOST_COLUMNS, columns->len);
      sl_folio_put_break (self, columns->len > MOST_UPRIGHT);
      if (first_of_all && first == 0)
        put_legend (self);
      /* TRANSLATORS: a component's id and title, then its noun for several: "C2 Planning process by
       * occasions" */
      title = columns->len <= MOST_COLUMNS
                  ? g_strdup_printf (_ ("%s %s by %s"), component->id, component->title,
                                     component->nouns)
                  : g_strdup_printf (_ ("%s %s by %s, %u to %u"), component->id, component->title,
                                     component->nouns, first + 1, end);
      sl_folio_put_heading (self, 3, title);
      put_table (self, component, columns, first, end);
    }
}

void
sl_folio_put_matrices (SlFolio *self)
{
  gboolean any = FALSE;

  self->section = "matrix";
  for (guint i = 0; i < sl_portfolio_get_n_components (self->portfolio); i++)
    {
      const SlComponent *component = sl_portfolio_get_component (self->portfolio, i)->component;

      if (component->type != SL_COMPONENT_OCCASIONS)
        continue;
      put_matrix (self, component, !any);
      any = TRUE;
    }
  if (any)
    sl_folio_put_break (self, FALSE);
}

static void
put_component_criteria (SlFolio *self, const SlComponent *component)
{
  SlBlock *list = sl_folio_make (self, SL_BLOCK_LIST, "");
  g_autofree char *title = g_strdup_printf ("%s %s", component->id, component->title);

  sl_folio_put_heading (self, 3, title);
  for (guint i = 0; i < component->n_criteria; i++)
    {
      const SlFrameworkCriterion *criterion = &component->criteria[i];
      g_autofree char *name = sl_paper_name_criterion (criterion);
      g_autofree char *text = NULL;

      if (*criterion->text == '\0')
        text = g_strdup_printf (_ ("%s."), name);
      else if (criterion->where_applicable)
        text = g_strdup_printf (_ ("%s (where applicable): %s"), name, criterion->text);
      else
        text = g_strdup_printf (_ ("%s: %s"), name, criterion->text);
      sl_folio_add_item (self, list, text);
    }
  sl_folio_take_children (self, list);
}

/* In the framework's own words, so that the paper can be judged without the framework at hand. */
void
sl_folio_put_criteria (SlFolio *self)
{
  SlFramework *framework = sl_portfolio_get_framework (self->portfolio);
  const SlFrameworkCriterion *entry = sl_framework_get_entry (framework);

  self->section = "criteria";
  sl_folio_put_heading (self, 2, _ ("What each criterion asks for"));
  if (entry != NULL)
    sl_folio_put_format (self, _ ("Condition of entry: %s"),
                         *entry->text != '\0' ? entry->text : entry->title);
  for (guint i = 0; i < sl_framework_get_n_components (framework); i++)
    put_component_criteria (self, sl_framework_get_component (framework, i));
}
