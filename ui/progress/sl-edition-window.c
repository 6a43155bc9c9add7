/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-edition-window.h"

#include "people/sl-role.h"
#include "progress/sl-choice.h"
#include "progress/sl-step-window.h"
#include "progress/sl-text-field.h"
#include "widgets/sl-wrapped-label.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* ---- another edition ---- */

typedef struct
{
  GtkWidget *any; /* weak */
  SlEditionMoved moved;
  SlFramework *to;
  SlStepWindow *window;
  SlTextField *reason;
} Moving;

static void
moving_free (gpointer data, GClosure *closure)
{
  Moving *self = data;

  g_clear_weak_pointer (&self->any);
  g_object_unref (self->to);
  g_free (self);
}

static void
move_cb (Moving *self)
{
  g_autofree char *reason = sl_text_field_dup_text (self->reason);

  if (self->any != NULL)
    self->moved (self->any, self->to, reason);
  gtk_window_close (GTK_WINDOW (self->window));
}

static const char *
describe_step (SlFrameworkStep step)
{
  switch (step)
    {
    case SL_FRAMEWORK_NEW:
      return _ ("New");
    case SL_FRAMEWORK_GONE:
      return _ ("Gone");
    case SL_FRAMEWORK_REWORDED:
      return _ ("Changed");
    case SL_FRAMEWORK_SAME:
    default:
      return "";
    }
}

static GtkWidget *
make_difference (const SlFrameworkDifference *difference)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *chip = gtk_label_new (describe_step (difference->step));
  GtkWidget *text = sl_wrapped_label_new (difference->text, NULL);

  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_add_css_class (chip, "square");
  gtk_widget_set_valign (chip, GTK_ALIGN_START);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (row), chip);
  gtk_box_append (GTK_BOX (row), text);
  gtk_widget_add_css_class (row, "missing");
  return row;
}

/**
 * sl_edition_window_present:
 * @any: a widget inside a window
 * @portfolio: as loaded
 * @to: the edition that it would be moved to
 * @moved: told that it shall be moved
 *
 * Shows what @to would change.
 */
void
sl_edition_window_present (GtkWidget *any,
                           SlPortfolio *portfolio,
                           SlFramework *to,
                           SlEditionMoved moved)
{
  SlFramework *from = sl_portfolio_get_framework (portfolio);
  g_autoptr (GPtrArray) differences = sl_framework_compare (from, to);
  g_autofree char *text = g_strdup_printf (
      _ ("From edition %s to edition %s. What was claimed and assessed stays as it was said; what "
         "is new begins empty."),
      sl_framework_get_edition (from), sl_framework_get_edition (to));
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  Moving *self = g_new0 (Moving, 1);

  g_set_weak_pointer (&self->any, any);
  self->moved = moved;
  self->to = g_object_ref (to);
  self->window = sl_step_window_new (any, _ ("Another edition"), _ ("Move to it"));
  self->reason = SL_TEXT_FIELD (sl_text_field_new (_ ("Why it is moved"), NULL));
  for (guint i = 0; i < differences->len; i++)
    gtk_box_append (GTK_BOX (list), make_difference (g_ptr_array_index (differences, i)));
  if (differences->len == 0)
    gtk_box_append (GTK_BOX (list),
                    sl_wrapped_label_new (_ ("Nothing that a trainee shows is different."), NULL));
  sl_step_window_add (self->window, sl_wrapped_label_new (text, NULL));
  sl_step_window_add (self->window, list);
  sl_step_window_add (self->window, GTK_WIDGET (self->reason));
  g_signal_connect_data (self->window, "step", G_CALLBACK (move_cb), self, moving_free,
                         G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self->window));
}

/* ---- a second look ---- */

typedef struct
{
  GtkWidget *any; /* weak */
  SlSecondAsked asked;
  SlPortfolio *portfolio;
  char *occasion_id, *why, *how;
  GPtrArray *people; /* of SlPerson, as the drop-down offers them */
  SlStepWindow *window;
  GtkDropDown *who;
} Asking;

static void
asking_free (gpointer data, GClosure *closure)
{
  Asking *self = data;

  g_clear_weak_pointer (&self->any);
  g_object_unref (self->portfolio);
  g_free (self->occasion_id);
  g_free (self->why);
  g_free (self->how);
  g_ptr_array_unref (self->people);
  g_free (self);
}

static void
ask_cb (Asking *self)
{
  guint selected = gtk_drop_down_get_selected (self->who);

  if (self->any != NULL && selected < self->people->len)
    self->asked (self->any, self->portfolio, self->occasion_id,
                 sl_person_get_id (g_ptr_array_index (self->people, selected)), self->why,
                 self->how);
  gtk_window_close (GTK_WINDOW (self->window));
}

/* Those whose role may assess it, without the trainee and who assessed it already. */
static gboolean
may_look (SlPerson *person, SlPortfolio *portfolio, const SlOccasion *occasion)
{
  if (!sl_component_may_assess (occasion->component, sl_person_get_role (person)) ||
      sl_person_has_left (person) ||
      g_str_equal (sl_person_get_id (person), sl_portfolio_get_person_id (portfolio)))
    return FALSE;
  for (guint i = 0; i < occasion->n_cells; i++)
    for (guint k = 0; k < occasion->cells[i].n_events; k++)
      if (occasion->cells[i].events[k]->kind == SL_CELL_EVENT_VERDICT &&
          g_str_equal (occasion->cells[i].events[k]->person_id, sl_person_get_id (person)))
        return FALSE;
  return TRUE;
}

static GtkWidget *
make_people (Asking *self, SlCasebook *casebook, SlPortfolio *portfolio, const SlOccasion *occasion)
{
  g_autoptr (GListModel) people = sl_people_list (sl_casebook_get_store (casebook), NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; people != NULL && i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (SlPerson) person = g_list_model_get_item (people, i);
      g_autofree char *name = NULL;

      if (!may_look (person, portfolio, occasion))
        continue;
      name = g_strdup_printf ("%s, %s", sl_person_get_display_name (person),
                              sl_person_get_role_title (person));
      gtk_string_list_append (names, name);
      g_ptr_array_add (self->people, g_object_ref (person));
    }
  self->who = GTK_DROP_DOWN (sl_choice_new (names, _ ("Who looks at it")));
  return GTK_WIDGET (self->who);
}

/**
 * sl_second_window_present:
 * @any: a widget inside a window
 * @casebook: whose people are offered
 * @portfolio: as loaded
 * @occasion_id: what is to be looked at
 * @why: "asked", "rule" or "chance"
 * @how: what a draw rested on, "" none
 * @asked: told who
 *
 * Asks who shall assess an occasion a second time, blind.
 */
void
sl_second_window_present (GtkWidget *any,
                          SlCasebook *casebook,
                          SlPortfolio *portfolio,
                          const char *occasion_id,
                          const char *why,
                          const char *how,
                          SlSecondAsked asked)
{
  const SlOccasion *occasion = sl_portfolio_find_occasion (portfolio, occasion_id);
  Asking *self;

  if (occasion == NULL)
    return;
  self = g_new0 (Asking, 1);
  g_set_weak_pointer (&self->any, any);
  self->asked = asked;
  self->portfolio = g_object_ref (portfolio);
  self->occasion_id = g_strdup (occasion_id);
  self->why = g_strdup (why);
  self->how = g_strdup (how);
  self->people = g_ptr_array_new_with_free_func (g_object_unref);
  self->window = sl_step_window_new (any, _ ("Ask for a second look"), _ ("Ask"));
  sl_step_window_add (self->window, sl_wrapped_label_new (occasion->title, "heading"));
  sl_step_window_add (self->window,
                      sl_wrapped_label_new (_ ("They see the claims and the case, not what was "
                                               "decided. When they have finished, both are "
                                               "compared criterion by criterion."),
                                            NULL));
  if (*how != '\0')
    sl_step_window_add (self->window, sl_wrapped_label_new (how, "caption"));
  sl_step_window_add (self->window, make_people (self, casebook, portfolio, occasion));
  sl_step_window_set_obstacle (self->window,
                               self->people->len > 0
                                   ? ""
                                   : _ ("Nobody else here may assess this: add another manager "
                                        "under People."));
  g_signal_connect_data (self->window, "step", G_CALLBACK (ask_cb), self, asking_free,
                         G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self->window));
}
