/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-missing-list.h"

#include "widgets/sl-list-focus.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

/* A portfolio that has just been begun lacks everything: the first few are shown, the rest is asked
 * for. */

#define FIRST_ROWS 5

struct _SlMissingList
{
  AdwBin parent_instance;

  SlPortfolio *portfolio;
  gboolean own;
  gboolean whole;
  GtkBox *rows;
  GtkWidget *more;
};

static guint chosen;

G_DEFINE_FINAL_TYPE (SlMissingList, sl_missing_list, ADW_TYPE_BIN)

static const struct
{
  const char *kind;
  const char *own;   /* what the trainee does about it */
  const char *other; /* what anybody else may look at; NULL nothing */
} steps[] = {
  { "occasion", N_ ("Choose"), NULL },        { "cell", N_ ("Open"), N_ ("Open") },
  { "training", N_ ("Add"), N_ ("Show") },    { "outcome", N_ ("Add"), N_ ("Show") },
  { "certificate", N_ ("Add"), N_ ("Show") }, { "renewal", N_ ("Renew"), N_ ("Show") },
  { "entry", N_ ("Add"), N_ ("Show") },       { "acknowledge", N_ ("Read"), NULL },
};

static const char *
find_step (SlMissingList *self, const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (steps[i].kind, kind))
      return self->own ? steps[i].own : steps[i].other;
  return NULL;
}

static void
clicked_cb (GtkWidget *button, SlMissingList *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "sl-index"));
  const SlMissing *missing = sl_portfolio_get_missing (self->portfolio, index);

  g_signal_emit (self, chosen, 0, missing->kind, missing->component_id, missing->occasion_id,
                 missing->criterion_id, missing->training_id);
}

static GtkWidget *
make_row (SlMissingList *self, guint index)
{
  const SlMissing *missing = sl_portfolio_get_missing (self->portfolio, index);
  const char *step = find_step (self, missing->kind);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = sl_wrapped_label_new (missing->text, NULL);

  g_object_set (text, "hexpand", TRUE, "width-chars", 14, "max-width-chars", 70, NULL);
  gtk_box_append (GTK_BOX (row), text);
  if (step != NULL)
    {
      GtkWidget *button = gtk_button_new_with_label (_ (step));
      g_autofree char *name = g_strdup_printf ("%s: %s", _ (step), missing->text);

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "step");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      g_object_set_data (G_OBJECT (button), "sl-index", GUINT_TO_POINTER (index));
      g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, 0);
      gtk_box_append (GTK_BOX (row), button);
    }
  gtk_widget_add_css_class (row, "missing");
  return row;
}

static void
fill (SlMissingList *self)
{
  guint n_missing = sl_portfolio_get_n_missing (self->portfolio);
  guint n_shown = self->whole || n_missing <= FIRST_ROWS + 1 ? n_missing : FIRST_ROWS;
  g_autofree char *more = g_strdup_printf (_ ("Show all %u"), n_missing);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, row);
  for (guint i = 0; i < n_shown; i++)
    gtk_box_append (self->rows, make_row (self, i));
  if (n_missing == 0)
    gtk_box_append (self->rows,
                    sl_wrapped_label_new (_ ("Nothing is missing: everything that the framework "
                                             "asks for is agreed."),
                                          NULL));
  gtk_button_set_label (GTK_BUTTON (self->more), more);
  gtk_widget_set_visible (self->more, n_shown < n_missing);
}

static void
more_cb (SlMissingList *self)
{
  self->whole = TRUE;
  fill (self);
  gtk_widget_child_focus (GTK_WIDGET (self->rows), GTK_DIR_TAB_FORWARD);
}

static void
sl_missing_list_dispose (GObject *object)
{
  g_clear_object (&SL_MISSING_LIST (object)->portfolio);
  G_OBJECT_CLASS (sl_missing_list_parent_class)->dispose (object);
}

static void
sl_missing_list_class_init (SlMissingListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_missing_list_dispose;
  chosen = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                         NULL, G_TYPE_NONE, 5, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING,
                         G_TYPE_STRING, G_TYPE_STRING);
}

static void
sl_missing_list_init (SlMissingList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->more = gtk_button_new_with_label ("");
  gtk_widget_set_halign (self->more, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_add_css_class (self->more, "step");
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_cb), self);
  gtk_box_append (GTK_BOX (box), sl_wrapped_label_new (_ ("What is missing"), "heading"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rows));
  gtk_box_append (GTK_BOX (box), self->more);
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "about");
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * sl_missing_list_new:
 *
 * Returns: (transfer floating): a list of nothing yet
 */
GtkWidget *
sl_missing_list_new (void)
{
  return g_object_new (SL_TYPE_MISSING_LIST, NULL);
}

/**
 * sl_missing_list_show:
 * @self: a list
 * @portfolio: as loaded
 * @own: whether its trainee reads it
 *
 * Shows what @portfolio lacks.
 */
void
sl_missing_list_show (SlMissingList *self, SlPortfolio *portfolio, gboolean own)
{
  g_return_if_fail (SL_IS_MISSING_LIST (self));

  g_set_object (&self->portfolio, portfolio);
  self->own = own;
  fill (self);
}
