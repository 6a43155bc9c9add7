/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-case"
#include "config.h"

#include "case/sl-cases-page.h"

#include "sl-window.h"
#include "widgets/sl-case-row.h"
#include "widgets/sl-case-rows.h"

#include <glib/gi18n.h>

/* Mine by due date, or everyone's; open ones, one stage of them, or the closed. */

typedef struct
{
  const char *stage; /* "" all */
  const char *label;
} StageChip;

static const StageChip stage_chips[] = {
  { "open", N_ ("Open") },         { "identified", N_ ("Identified") },
  { "reading", N_ ("Reading") },   { "assessing", N_ ("Assessing") },
  { "drafting", N_ ("Drafting") }, { "closed", N_ ("Closed") },
};

struct _SlCasesPage
{
  AdwBin parent_instance;

  SlCasebook *casebook;
  SlCaseRows *rows;

  AdwWindowTitle *title;
  GtkToggleButton *mine;
  GtkBox *chips;
  GtkToggleButton *stages[G_N_ELEMENTS (stage_chips)];
  GtkStack *stack;
  GtkListView *view;
  AdwStatusPage *empty;
};

G_DEFINE_FINAL_TYPE (SlCasesPage, sl_cases_page, ADW_TYPE_BIN)

static void
update (SlCasesPage *self)
{
  guint n_items = sl_case_rows_get_n_rows (self->rows);
  g_autofree char *subtitle = g_strdup_printf (ngettext ("%u case", "%u cases", n_items), n_items);
  gboolean first = gtk_toggle_button_get_active (self->stages[0]);

  gtk_stack_set_visible_child_name (self->stack, n_items > 0 ? "list" : "empty");
  adw_window_title_set_subtitle (self->title, n_items > 0 ? subtitle : "");
  adw_status_page_set_title (self->empty,
                             first ? _ ("No open cases") : _ ("No case at this stage"));
}

static void
reload (SlCasesPage *self)
{
  SlCaseQuery query = { .triage = "case", .sort = SL_CASE_SORT_DUE };

  if (gtk_toggle_button_get_active (self->mine))
    query.officer_id = sl_person_get_id (sl_casebook_get_person (self->casebook));
  for (gsize i = 0; i < G_N_ELEMENTS (stage_chips); i++)
    if (gtk_toggle_button_get_active (self->stages[i]))
      query.stage = stage_chips[i].stage;
  sl_case_rows_load (self->rows, &query);
}

static void
toggled_cb (GtkToggleButton *button, SlCasesPage *self)
{
  /* Of a pair that turns over, the one that came on reloads. */
  if (self->casebook != NULL && (button == self->mine || gtk_toggle_button_get_active (button)))
    reload (self);
}

static void
activate_cb (SlCasesPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "cases.open", NULL);
}

static void
open_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlCasesPage *self = SL_CASES_PAGE (widget);
  SlCase *planning_case = sl_case_rows_get_selected (self->rows);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (planning_case != NULL && SL_IS_WINDOW (root))
    sl_window_open_case (SL_WINDOW (root), sl_case_get_id (planning_case));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = sl_case_row_new ();

  gtk_widget_set_size_request (row, -1, 50);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SlCasesPage *self)
{
  sl_case_row_set_packs (SL_CASE_ROW (gtk_list_item_get_child (item)),
                         sl_casebook_get_packs (self->casebook));
  sl_case_row_set_case (SL_CASE_ROW (gtk_list_item_get_child (item)),
                        gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SlCasesPage *self)
{
  sl_case_row_set_packs (SL_CASE_ROW (gtk_list_item_get_child (item)),
                         sl_casebook_get_packs (self->casebook));
  sl_case_row_set_case (SL_CASE_ROW (gtk_list_item_get_child (item)), NULL);
}

static GtkToggleButton *
add_chip (SlCasesPage *self, const char *text)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *tick = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_box_append (GTK_BOX (box), tick);
  gtk_box_append (GTK_BOX (box), gtk_label_new (text));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "filter");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_bind_property (button, "active", tick, "visible", G_BINDING_SYNC_CREATE);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (self->chips, button);
  return GTK_TOGGLE_BUTTON (button);
}

static gboolean
sl_cases_page_grab_focus (GtkWidget *widget)
{
  return sl_case_rows_grab_focus (SL_CASES_PAGE (widget)->rows);
}

static void
sl_cases_page_dispose (GObject *object)
{
  SlCasesPage *self = SL_CASES_PAGE (object);

  if (self->rows != NULL)
    sl_case_rows_close (self->rows);
  g_clear_object (&self->casebook);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (sl_cases_page_parent_class)->dispose (object);
}

static void
sl_cases_page_class_init (SlCasesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_cases_page_dispose;
  widget_class->grab_focus = sl_cases_page_grab_focus;

  g_type_ensure (SL_TYPE_WINDOW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sightline/Sightline/ui/case/sl-cases-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SlCasesPage, title);
  gtk_widget_class_bind_template_child (widget_class, SlCasesPage, chips);
  gtk_widget_class_bind_template_child (widget_class, SlCasesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SlCasesPage, view);
  gtk_widget_class_bind_template_child (widget_class, SlCasesPage, empty);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_install_action (widget_class, "cases.open", NULL, open_cb);
}

static void
sl_cases_page_init (SlCasesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->mine = add_chip (self, _ ("Mine"));
  gtk_box_append (self->chips, gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  for (gsize i = 0; i < G_N_ELEMENTS (stage_chips); i++)
    {
      self->stages[i] = add_chip (self, _ (stage_chips[i].label));
      if (i > 0)
        gtk_toggle_button_set_group (self->stages[i], self->stages[0]);
    }
  gtk_toggle_button_set_active (self->mine, TRUE);
  gtk_toggle_button_set_active (self->stages[0], TRUE);
}

/**
 * sl_cases_page_new:
 * @casebook: whose cases are shown
 *
 * Returns: (transfer floating): the page of cases
 */
GtkWidget *
sl_cases_page_new (SlCasebook *casebook)
{
  SlCasesPage *self = g_object_new (SL_TYPE_CASES_PAGE, NULL);

  self->casebook = g_object_ref (casebook);
  self->rows = sl_case_rows_new (sl_casebook_get_store (casebook), GTK_WIDGET (self),
                                 GTK_WIDGET (self->view));
  gtk_list_view_set_model (self->view,
                           GTK_SELECTION_MODEL (sl_case_rows_get_selection (self->rows)));
  g_signal_connect_object (self->rows, "stale", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "loaded", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  reload (self);
  return GTK_WIDGET (self);
}
