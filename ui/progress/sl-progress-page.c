/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-progress-page.h"

#include "competency/sl-portfolio-changes.h"
#include "progress/sl-progress-page-private.h"
#include "progress/sl-progress-words.h"
#include "sl-window.h"
#include "widgets/sl-letter-keys.h"

#include <glib/gi18n.h>

/* The place: a trainee's portfolio at once, a manager's trainees first; from either one opens a
 * cell beside its case. This file reads and shows; -cell.c goes from cell to cell, -steps.c and
 * -decide.c have what can be done, -files.c what comes in and goes out. Read again when the store
 * changes, but only while it is to be seen.
 */

#define STALE_DELAY_MS 60

G_DEFINE_FINAL_TYPE (SlProgressPage, sl_progress_page, ADW_TYPE_BIN)

static const SlLetterKey letter_keys[] = {
  { GDK_KEY_j, 0, "progress.next-cell" }, { GDK_KEY_k, 0, "progress.previous-cell" },
  { GDK_KEY_p, 0, "progress.show-side" }, { GDK_KEY_1, 0, "progress.verdict-1" },
  { GDK_KEY_2, 0, "progress.verdict-2" }, { GDK_KEY_3, 0, "progress.verdict-3" },
};

SlPortfolio *
sl_progress_page_get_portfolio (SlProgressPage *self)
{
  return self->state != NULL ? self->state->portfolio : NULL;
}

SlPerson *
sl_progress_page_get_person (SlProgressPage *self)
{
  return sl_casebook_get_person (self->casebook);
}

SlStore *
sl_progress_page_get_store (SlProgressPage *self)
{
  return sl_casebook_get_store (self->casebook);
}

static gboolean
is_narrow (SlProgressPage *self)
{
  return sl_size_bin_get_step (self->size_bin) == 0;
}

/* Mapped is not enough: a page that fades away still is. */
static gboolean
is_in_front (SlProgressPage *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  return gtk_widget_get_mapped (GTK_WIDGET (self)) &&
         (!GTK_IS_STACK (parent) ||
          gtk_stack_get_visible_child (GTK_STACK (parent)) == GTK_WIDGET (self));
}

/* ---- showing ---- */

static void
show_empty (SlProgressPage *self)
{
  SlPerson *person = sl_progress_page_get_person (self);
  gboolean trainee = g_str_equal (sl_person_get_deciding_role (person), "trainee");
  gboolean writable = !sl_store_is_read_only (sl_progress_page_get_store (self));

  if (self->manages)
    {
      adw_status_page_set_title (self->empty, _ ("No trainee yet"));
      adw_status_page_set_description (
          self->empty, _ ("Trainees who work in this casebook appear here, with their progress and "
                          "what waits for you. A portfolio from another computer comes in as a "
                          "bundle, by the menu."));
    }
  else if (trainee)
    {
      adw_status_page_set_title (self->empty, _ ("Your way to Designing Out Crime Officer"));
      adw_status_page_set_description (
          self->empty, _ ("A portfolio gathers what you have shown: planning applications and "
                          "schemes that you worked on, and your training. It fills from the cases "
                          "you really work; you choose what to claim."));
    }
  else
    {
      adw_status_page_set_title (self->empty, _ ("No portfolio"));
      adw_status_page_set_description (
          self->empty, _ ("A trainee keeps their portfolio here; managers see those of their "
                          "trainees."));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->begin_button), trainee && writable);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
show_head (SlProgressPage *self)
{
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (self);
  const SlCell *cell = sl_progress_page_get_cell (self);
  gboolean deep = cell != NULL || self->portfolio_id != NULL;
  g_autofree char *place = NULL;

  gtk_widget_set_visible (self->back_button, deep);
  gtk_widget_set_visible (self->places_box, !deep);
  gtk_widget_set_visible (self->export_button,
                          portfolio != NULL && cell == NULL && !is_narrow (self));
  if (cell != NULL)
    {
      place = sl_cell_describe_place (portfolio, cell);
      adw_window_title_set_title (self->title, self->portfolio_id != NULL
                                                   ? sl_portfolio_get_person_name (portfolio)
                                                   : _ ("Progress"));
      adw_window_title_set_subtitle (self->title, place);
    }
  else if (portfolio != NULL)
    {
      adw_window_title_set_title (self->title, self->portfolio_id != NULL
                                                   ? sl_portfolio_get_person_name (portfolio)
                                                   : _ ("Progress"));
      adw_window_title_set_subtitle (
          self->title, sl_framework_get_title (sl_portfolio_get_framework (portfolio)));
    }
  else
    {
      place = self->n_mine > 0 && self->team != NULL
                  ? g_strdup_printf (_ ("%u waiting for you"), self->n_mine)
                  : g_strdup ("");
      adw_window_title_set_title (self->title, _ ("Progress"));
      adw_window_title_set_subtitle (self->title, place);
    }
}

static void
show_team (SlProgressPage *self)
{
  self->n_mine = sl_trainees_pane_show (self->trainees, self->team, self->casebook);
  if (sl_trainees_pane_is_empty (self->trainees))
    show_empty (self);
  else
    gtk_stack_set_visible_child_name (self->stack, "team");
  show_head (self);
}

static gboolean
focus_content (SlProgressPage *self)
{
  GtkWidget *child = gtk_stack_get_visible_child (self->stack);

  if (child == GTK_WIDGET (self->panes))
    return gtk_widget_grab_focus (GTK_WIDGET (self->cell));
  return gtk_widget_grab_focus (child) || gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
}

/* What was read, in the part of the page that is to be seen. */
static void
show (SlProgressPage *self)
{
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (self);
  const SlCell *cell = sl_progress_page_get_cell (self);
  const char *before = gtk_stack_get_visible_child_name (self->stack);
  gboolean moved;

  show_head (self);
  sl_progress_page_update_steps (self);
  sl_progress_page_say_read (self);
  if (portfolio != NULL)
    sl_portfolio_view_show (self->view, self->state, self->casebook);
  if (cell != NULL)
    {
      sl_progress_page_show_side (self, cell);
      sl_cell_pane_show (self->cell, portfolio, self->occasion_id, self->criterion_id);
      gtk_stack_set_visible_child_name (self->stack, "cell");
    }
  else if (portfolio != NULL)
    gtk_stack_set_visible_child_name (self->stack, "portfolio");
  else if (self->team != NULL)
    show_team (self);
  else
    show_empty (self);
  moved = g_strcmp0 (before, gtk_stack_get_visible_child_name (self->stack)) != 0;
  if ((self->wants_focus || moved) && is_in_front (self))
    focus_content (self);
  self->wants_focus = FALSE;
}

/* ---- reading ---- */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SlProgressPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SlProgressState) state = sl_progress_load_finish (result, &error);
  g_autoptr (SlProgressState) last = NULL;

  if (self->casebook == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (state == NULL)
    {
      adw_status_page_set_description (self->failed, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  self->manages = state->manages;
  /* One's own is the place itself; there is nothing above it to go back to. */
  if (!state->manages && state->portfolio != NULL &&
      g_str_equal (sl_portfolio_get_person_id (state->portfolio),
                   sl_person_get_id (sl_progress_page_get_person (self))))
    g_clear_pointer (&self->portfolio_id, g_free);
  /* The lists borrow from what was read before, until they are shown anew. */
  if (state->team != NULL)
    {
      last = g_steal_pointer (&self->team);
      self->team = g_steal_pointer (&state);
      g_clear_pointer (&self->state, sl_progress_state_free);
    }
  else
    {
      last = g_steal_pointer (&self->state);
      self->state = g_steal_pointer (&state);
    }
  show (self);
}

void
sl_progress_page_reload (SlProgressPage *self)
{
  self->stale = FALSE;
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  sl_progress_load_async (self->casebook, self->portfolio_id, self->loading, loaded_cb,
                          g_object_ref (self));
}

static gboolean
stale_cb (gpointer data)
{
  SlProgressPage *self = data;

  self->stale_source = 0;
  sl_progress_page_reload (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (SlProgressPage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->stale = TRUE;
  else if (self->stale_source == 0)
    self->stale_source = g_timeout_add (STALE_DELAY_MS, stale_cb, self);
}

/* Another person at work comes for something else. */
static void
person_changed_cb (SlProgressPage *self)
{
  g_clear_pointer (&self->portfolio_id, g_free);
  g_clear_pointer (&self->occasion_id, g_free);
  g_clear_pointer (&self->criterion_id, g_free);
  g_clear_pointer (&self->state, sl_progress_state_free);
  changed_cb (self);
}

static void
sl_progress_page_map (GtkWidget *widget)
{
  SlProgressPage *self = SL_PROGRESS_PAGE (widget);

  GTK_WIDGET_CLASS (sl_progress_page_parent_class)->map (widget);
  if (self->stale)
    sl_progress_page_reload (self);
}

static void
sl_progress_page_unmap (GtkWidget *widget)
{
  sl_cell_pane_flush (SL_PROGRESS_PAGE (widget)->cell);
  GTK_WIDGET_CLASS (sl_progress_page_parent_class)->unmap (widget);
}

/* ---- going about ---- */

static void
set_cell (SlProgressPage *self, const char *occasion_id, const char *criterion_id)
{
  if (self->criterion_id != NULL)
    sl_cell_pane_flush (self->cell);
  g_free (self->occasion_id);
  g_free (self->criterion_id);
  self->occasion_id = g_strdup (occasion_id);
  self->criterion_id = g_strdup (criterion_id);
}

void
sl_progress_page_open_cell (SlProgressPage *self, const char *occasion_id, const char *criterion_id)
{
  set_cell (self, occasion_id, criterion_id);
  show (self);
}

static void
cell_opened_cb (SlProgressPage *self, const char *occasion_id, const char *criterion_id)
{
  sl_progress_page_open_cell (self, occasion_id, criterion_id);
}

/**
 * sl_progress_page_open:
 * @self: the page
 * @portfolio_id: (nullable): whose portfolio; %NULL: one's own, or the team
 * @occasion_id: (nullable): of the cell to open
 * @criterion_id: (nullable): of the cell to open
 *
 * Goes to a portfolio, or a cell of it.
 */
void
sl_progress_page_open (SlProgressPage *self,
                       const char *portfolio_id,
                       const char *occasion_id,
                       const char *criterion_id)
{
  g_return_if_fail (SL_IS_PROGRESS_PAGE (self));

  g_free (self->portfolio_id);
  self->portfolio_id = g_strdup (portfolio_id);
  set_cell (self, criterion_id != NULL && *criterion_id != '\0' ? occasion_id : NULL,
            criterion_id != NULL && *criterion_id != '\0' ? criterion_id : NULL);
  self->wants_focus = TRUE;
  sl_progress_page_reload (self);
}

static void
trainee_opened_cb (SlProgressPage *self,
                   const char *portfolio_id,
                   const char *occasion_id,
                   const char *criterion_id)
{
  if (*portfolio_id != '\0')
    sl_progress_page_open (self, portfolio_id, occasion_id, criterion_id);
}

static void
missing_chosen_cb (SlProgressPage *self,
                   const char *kind,
                   const char *component_id,
                   const char *occasion_id,
                   const char *criterion_id,
                   const char *training_id)
{
  if (g_str_equal (kind, "occasion"))
    sl_progress_page_choose_occasion (self, component_id);
  else if (g_str_equal (kind, "cell") || g_str_equal (kind, "acknowledge"))
    sl_progress_page_open_cell (self, occasion_id, criterion_id);
  else
    sl_progress_page_edit_training (self, criterion_id, training_id);
}

static void
training_wanted_cb (SlProgressPage *self, const char *criterion_id, const char *training_id)
{
  sl_progress_page_edit_training (self, criterion_id, training_id);
}

static void
back_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlProgressPage *self = SL_PROGRESS_PAGE (widget);

  if (self->criterion_id != NULL)
    {
      g_autofree char *occasion_id = g_strdup (self->occasion_id);
      g_autofree char *criterion_id = g_strdup (self->criterion_id);
      const SlComponent *component = NULL;

      set_cell (self, NULL, NULL);
      show (self);
      if (sl_progress_page_get_portfolio (self) != NULL &&
          sl_framework_find_criterion (
              sl_portfolio_get_framework (sl_progress_page_get_portfolio (self)), criterion_id,
              &component) != NULL &&
          component != NULL)
        sl_portfolio_view_go_to (self->view, component->id, occasion_id, criterion_id);
    }
  else if (self->portfolio_id != NULL)
    sl_progress_page_open (self, NULL, NULL, NULL);
}

static void
folded_cb (SlProgressPage *self)
{
  gboolean folded = sl_panes_get_end_folded (self->panes);

  gtk_widget_set_visible (self->side_button, folded);
  sl_case_side_set_folded (self->side, folded);
}

static void
step_cb (SlProgressPage *self)
{
  gboolean narrow = is_narrow (self);

  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  sl_portfolio_view_set_width (self->view, sl_size_bin_get_step (self->size_bin));
  sl_trainees_pane_set_narrow (self->trainees, narrow);
  if (self->casebook != NULL)
    show_head (self);
}

static void
reload_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sl_progress_page_reload (SL_PROGRESS_PAGE (widget));
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  SlProgressPage *self = SL_PROGRESS_PAGE (widget);

  if (self->criterion_id == NULL && self->portfolio_id == NULL)
    return GDK_EVENT_PROPAGATE;
  back_cb (widget, "progress.back", NULL);
  return GDK_EVENT_STOP;
}

/* ---- the widget ---- */

static gboolean
sl_progress_page_grab_focus (GtkWidget *widget)
{
  SlProgressPage *self = SL_PROGRESS_PAGE (widget);

  self->wants_focus = self->stale || (self->state == NULL && self->team == NULL);
  return focus_content (self);
}

static void
sl_progress_page_dispose (GObject *object)
{
  SlProgressPage *self = SL_PROGRESS_PAGE (object);

  g_clear_handle_id (&self->stale_source, g_source_remove);
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  sl_progress_page_files_clear (self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_pointer (&self->state, sl_progress_state_free);
  g_clear_pointer (&self->team, sl_progress_state_free);
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_progress_page_parent_class)->dispose (object);
}

static void
sl_progress_page_finalize (GObject *object)
{
  SlProgressPage *self = SL_PROGRESS_PAGE (object);

  g_free (self->portfolio_id);
  g_free (self->occasion_id);
  g_free (self->criterion_id);
  g_free (self->sided);
  g_free (self->said_read);
  G_OBJECT_CLASS (sl_progress_page_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "progress.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "progress.reload", NULL, reload_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  sl_progress_page_cell_install (widget_class);
  sl_progress_page_decide_install (widget_class);
  sl_progress_page_steps_install (widget_class);
  sl_progress_page_files_install (widget_class);
  sl_progress_page_bundle_install (widget_class);
}

static void
sl_progress_page_class_init (SlProgressPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_css_name (widget_class, "progresspage");
  object_class->dispose = sl_progress_page_dispose;
  object_class->finalize = sl_progress_page_finalize;
  widget_class->map = sl_progress_page_map;
  widget_class->unmap = sl_progress_page_unmap;
  widget_class->grab_focus = sl_progress_page_grab_focus;

  g_type_ensure (SL_TYPE_WINDOW);
  g_type_ensure (SL_TYPE_SIZE_BIN);
  g_type_ensure (SL_TYPE_PANES);
  g_type_ensure (SL_TYPE_TRAINEES_PANE);
  g_type_ensure (SL_TYPE_PORTFOLIO_VIEW);
  g_type_ensure (SL_TYPE_CELL_PANE);
  g_type_ensure (SL_TYPE_CASE_SIDE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/progress/sl-progress-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SlProgressPage, size_bin);
  gtk_widget_class_bind_template_child (widget_class, SlProgressPage, title);
  gtk_widget_class_bind_template_child (widget_class, SlProgressPage, places_box);
  gtk_widget_class_bind_template_child (widget_class, SlProgressPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, SlProgressPage, export_button);
  gtk_widget_class_bind_template_child (widget_class, SlProgressPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SlProgressPage, empty);
  gtk_widget_class_bind_template_child (widget_class, SlProgressPage, begin_button);
  gtk_widget_class_bind_template_child (widget_class, SlProgressPage, failed);
  gtk_widget_class_bind_template_child (widget_class, SlProgressPage, trainees);
  gtk_widget_class_bind_template_child (widget_class, SlProgressPage, view);
  gtk_widget_class_bind_template_child (widget_class, SlProgressPage, panes);
  gtk_widget_class_bind_template_child (widget_class, SlProgressPage, cell);
  gtk_widget_class_bind_template_child (widget_class, SlProgressPage, side);
  gtk_widget_class_bind_template_child (widget_class, SlProgressPage, side_button);
  gtk_widget_class_bind_template_callback (widget_class, step_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, trainee_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, cell_opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, missing_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, training_wanted_cb);
  install_actions (widget_class);
}

static void
sl_progress_page_init (SlProgressPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sl_letter_keys_install (GTK_WIDGET (self), letter_keys, G_N_ELEMENTS (letter_keys));
  step_cb (self);
  folded_cb (self);
}

/**
 * sl_progress_page_new:
 * @casebook: whose portfolios are shown
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
sl_progress_page_new (SlCasebook *casebook)
{
  SlProgressPage *self = g_object_new (SL_TYPE_PROGRESS_PAGE, NULL);

  self->casebook = g_object_ref (casebook);
  sl_cell_pane_set_casebook (self->cell, casebook);
  sl_case_side_set_casebook (self->side, casebook);
  g_signal_connect_object (sl_casebook_get_store (casebook), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (casebook, "notify::person", G_CALLBACK (person_changed_cb), self,
                           G_CONNECT_SWAPPED);
  sl_progress_page_update_steps (self);
  sl_progress_page_reload (self);
  return GTK_WIDGET (self);
}
