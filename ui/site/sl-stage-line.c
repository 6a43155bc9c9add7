/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-site"
#include "config.h"

#include "site/sl-stage-line.h"

#include "base/sl-time.h"
#include "cases/sl-case-kind.h"
#include "site/sl-stage-popover.h"
#include "widgets/sl-due-chip.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

/* Buttons in a scrolled line, made anew when the stages have changed. The stage at work is brought
 * into sight once the line has its width. */

struct _SlStageLine
{
  AdwBin parent_instance;

  SlCasebook *casebook;
  SlCase *planning_case;
  GPtrArray *steps; /* of SlStageStep; NULL until read */
  char *shown;      /* what the line says, as one text: nothing is made anew for the same */

  GtkScrolledWindow *scrolled;
  GtkBox *line;
  GtkWidget *current; /* the button of the stage at work, borrowed */
  guint tick;         /* waits to bring it into sight */
};

G_DEFINE_FINAL_TYPE (SlStageLine, sl_stage_line, ADW_TYPE_BIN)

typedef struct
{
  const char *icon_name;
  const char *css_class;
} Shape;

/* The shapes of look.md: they tell apart in grey too. */
static Shape
get_shape (const SlStageStep *step)
{
  if (g_str_equal (step->state, "done"))
    return (Shape){ "sl-verdict-met-symbolic", "verdict-met" };
  if (g_str_equal (step->state, "skipped"))
    return (Shape){ "sl-verdict-not-applicable-symbolic", "verdict-not-applicable" };
  if (step->overdue)
    return (Shape){ "task-past-due-symbolic", "due-icon-overdue" };
  if (g_str_equal (step->state, "current"))
    return (Shape){ "sl-claimed-symbolic", "stage-current" };
  return (Shape){ "sl-verdict-none-symbolic", "verdict-none" };
}

/* "Done 3 Oct", "Now, by 25 Nov", "Next", "Overdue, 20 Nov"; transfer full. */
static char *
describe (const SlStageStep *step, gboolean next)
{
  g_autofree char *due = *step->due_date != '\0' ? sl_date_format_short (step->due_date) : NULL;
  g_autofree char *done = *step->done_on != '\0' ? sl_date_format_short (step->done_on) : NULL;

  if (g_str_equal (step->state, "skipped"))
    return g_strdup (_ ("Skipped"));
  if (g_str_equal (step->state, "done"))
    return done != NULL ? g_strdup_printf (_ ("Done %s"), done) : g_strdup (_ ("Done"));
  if (step->overdue)
    return g_strdup_printf (_ ("Overdue, %s"), due);
  if (g_str_equal (step->state, "current"))
    return due != NULL ? g_strdup_printf (_ ("Now, by %s"), due) : g_strdup (_ ("Now"));
  if (next)
    return due != NULL ? g_strdup_printf (_ ("Next, by %s"), due) : g_strdup (_ ("Next"));
  return due != NULL ? g_strdup_printf (_ ("By %s"), due) : g_strdup (_ ("To do"));
}

static void
popup_cb (GtkMenuButton *button, gpointer data)
{
  SlStageLine *self = data;
  const SlStageStep *step = g_object_get_data (G_OBJECT (button), "sl-step");

  gtk_menu_button_set_popover (
      button, sl_stage_popover_new (self->casebook, sl_case_get_id (self->planning_case), step));
}

static GtkWidget *
make_step (SlStageLine *self, const SlStageStep *step, guint number, gboolean next)
{
  Shape shape = get_shape (step);
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *icon = gtk_image_new_from_icon_name (shape.icon_name);
  GtkWidget *title = gtk_label_new (step->stage->title);
  g_autofree char *state = describe (step, next);
  GtkWidget *caption = gtk_label_new (state);
  g_autofree char *name = g_strdup_printf (_ ("Stage %u, %s: %s"), number, step->stage->title,
                                           state);

  gtk_widget_add_css_class (icon, shape.css_class);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, step->overdue ? "strong" : "meta");
  gtk_widget_add_css_class (caption, "numeric-cell");
  if (g_str_equal (step->state, "current"))
    gtk_widget_add_css_class (title, "strong");
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), caption);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), box);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), popup_cb, self, NULL);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "stage");
  if (g_str_equal (step->state, "current"))
    gtk_widget_add_css_class (button, "current");
  gtk_widget_set_tooltip_text (button, step->stage->about);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "sl-step", (gpointer) step);
  return button;
}

/* ---- bringing the stage at work into sight ---- */

/* The widths are known a frame after the line was made, or came to be seen. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  SlStageLine *self = SL_STAGE_LINE (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scrolled);
  double page = gtk_adjustment_get_page_size (adjustment);
  graphene_rect_t bounds;

  if (self->current != NULL &&
      (page <= 0 || !gtk_widget_compute_bounds (self->current, GTK_WIDGET (self->line), &bounds) ||
       bounds.size.width <= 0))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  if (self->current != NULL && gtk_adjustment_get_upper (adjustment) > page)
    gtk_adjustment_set_value (adjustment,
                              bounds.origin.x - MAX (0, (page - bounds.size.width) / 2));
  return G_SOURCE_REMOVE;
}

static void
go_to_current (SlStageLine *self)
{
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

/* ---- showing ---- */

static char *
make_summary (GPtrArray *steps)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    {
      const SlStageStep *step = g_ptr_array_index (steps, i);

      g_string_append_printf (text, "%s %s %s %s %d %s\n", step->stage->id, step->state,
                              step->due_date, step->done_on, step->overdue, step->reason);
    }
  return g_string_free (text, FALSE);
}

static void
show_steps (SlStageLine *self)
{
  const SlStageStep *current = sl_stages_find_current (self->steps);
  gboolean after = FALSE, named_next = FALSE;
  GtkWidget *child;

  self->current = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->line))) != NULL)
    gtk_box_remove (self->line, child);
  for (guint i = 0; i < self->steps->len; i++)
    {
      const SlStageStep *step = g_ptr_array_index (self->steps, i);
      gboolean next = after && !named_next && g_str_equal (step->state, "to-do");
      GtkWidget *button;

      /* Nothing is at work: the first that is to do is what comes next. */
      if (step == current && g_str_equal (step->state, "to-do"))
        next = TRUE;
      named_next = named_next || next;
      after = after || step == current;
      button = make_step (self, step, i + 1, next);
      if (i > 0)
        {
          GtkWidget *link = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

          g_object_set (link, "valign", GTK_ALIGN_CENTER, "width-request", 10, NULL);
          gtk_box_append (self->line, link);
        }
      gtk_box_append (self->line, button);
      if (step == current)
        self->current = button;
    }
  go_to_current (self);
}

static void
sl_stage_line_dispose (GObject *object)
{
  SlStageLine *self = SL_STAGE_LINE (object);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  adw_bin_set_child (ADW_BIN (self), NULL);
  self->current = NULL;
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_object (&self->planning_case);
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_stage_line_parent_class)->dispose (object);
}

static void
sl_stage_line_finalize (GObject *object)
{
  g_free (SL_STAGE_LINE (object)->shown);
  G_OBJECT_CLASS (sl_stage_line_parent_class)->finalize (object);
}

static void
sl_stage_line_class_init (SlStageLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_stage_line_dispose;
  G_OBJECT_CLASS (klass)->finalize = sl_stage_line_finalize;
}

static void
sl_stage_line_init (SlStageLine *self)
{
  self->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  self->line = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self), "stage-line");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->line), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Stages of the case"), -1);
  gtk_scrolled_window_set_child (self->scrolled, GTK_WIDGET (self->line));
  g_object_set (self->scrolled, "vscrollbar-policy", GTK_POLICY_NEVER, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->scrolled));
  /* A window that becomes narrower would leave it out of sight. */
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scrolled),
                           "notify::page-size", G_CALLBACK (go_to_current), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * sl_stage_line_set_case:
 * @self: a line without a case
 * @casebook: the opened data folder
 * @planning_case: the case
 *
 * Nothing is read before sl_stage_line_refresh().
 */
void
sl_stage_line_set_case (SlStageLine *self, SlCasebook *casebook, SlCase *planning_case)
{
  g_return_if_fail (SL_IS_STAGE_LINE (self) && self->casebook == NULL);

  self->casebook = g_object_ref (casebook);
  self->planning_case = g_object_ref (planning_case);
}

/**
 * sl_stage_line_refresh:
 * @self: a line with a case
 *
 * Reads where the case stands, and shows it if it is other than before.
 */
void
sl_stage_line_refresh (SlStageLine *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autofree char *summary = NULL;

  g_return_if_fail (SL_IS_STAGE_LINE (self) && self->casebook != NULL);

  steps = sl_stages_load (sl_casebook_get_store (self->casebook),
                          sl_casebook_get_packs (self->casebook),
                          sl_case_get_id (self->planning_case), &error);
  gtk_widget_set_visible (GTK_WIDGET (self), steps != NULL && steps->len > 0);
  if (steps == NULL)
    {
      g_message ("The stages could not be read: %s", error->message);
      return;
    }
  summary = make_summary (steps);
  if (g_strcmp0 (summary, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&summary);
  /* The buttons borrow from the steps: those of before live until the new ones are shown. */
  before = g_steal_pointer (&self->steps);
  self->steps = g_steal_pointer (&steps);
  show_steps (self);
}
