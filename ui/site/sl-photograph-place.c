/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-site"
#include "config.h"

#include "site/sl-photograph-place.h"

#include "documents/sl-document-records.h"
#include "site/sl-field-row.h"
#include "widgets/sl-page-pane.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>
#include <math.h>

/* Half the side of the square that marks the place, in points. */
#define MARK 4

static const SlFormField direction_field = {
  .id = "direction",
  .label = N_ ("Direction"),
  .hint = N_ ("Clockwise from the top of the plan: 90 looks to the right"),
  .unit = "°",
  .type = SL_FORM_FIELD_NUMBER,
};

struct _SlPhotographPlace
{
  AdwBin parent_instance;

  SlCasebook *casebook;
  SlPhotograph *photograph;
  GPtrArray *plans; /* of SlDocument */
  gboolean silent;

  GtkDropDown *plan;
  SlPagePane *pane;
  GtkWidget *middle; /* places it in the middle of the page, for the keyboard */
  SlFieldRow *direction;
};

G_DEFINE_FINAL_TYPE (SlPhotographPlace, sl_photograph_place, ADW_TYPE_BIN)

static guint change_signal;

static void
emit (SlPhotographPlace *self,
      const char *plan_id,
      guint page,
      double x,
      double y,
      double direction)
{
  SlChange *change = sl_photograph_change_place (self->photograph, plan_id, page, x, y, direction);

  g_signal_emit (self, change_signal, 0, change);
  sl_change_free (change);
}

static void
place (SlPhotographPlace *self, guint page, double x, double y)
{
  SlDocument *plan = sl_page_pane_get_document (self->pane);

  if (plan != NULL && self->photograph != NULL)
    emit (self, sl_document_get_id (plan), page, x, y,
          sl_photograph_get_direction (self->photograph));
}

/* Pages count from 0 in the view. */
static void
clicked_cb (SlPageView *view, guint page, double x, double y, SlPhotographPlace *self)
{
  place (self, page + 1, x, y);
}

static void
middle_cb (SlPhotographPlace *self)
{
  SlPageView *view = sl_page_pane_get_view (self->pane);
  guint page = sl_page_view_get_page (view);
  double width, height;

  if (sl_page_view_get_n_pages (view) == 0)
    return;
  sl_pages_get_size (sl_page_view_get_pages (view), page, &width, &height);
  place (self, page + 1, width / 2, height / 2);
}

static void
direction_cb (SlPhotographPlace *self, const char *value)
{
  guint page;
  double x, y;
  double degrees = *value != '\0' ? fmod (g_ascii_strtod (value, NULL), 360) : NAN;

  if (sl_photograph_get_place (self->photograph, &page, &x, &y))
    emit (self, sl_photograph_get (self->photograph, "plan-document-id"), page, x, y,
          degrees < 0 ? degrees + 360 : degrees);
}

static void
plan_cb (SlPhotographPlace *self)
{
  guint selected = gtk_drop_down_get_selected (self->plan);
  gboolean none = selected == 0 || selected > self->plans->len;

  gtk_widget_set_visible (GTK_WIDGET (self->pane), !none);
  gtk_widget_set_visible (self->middle, !none);
  sl_page_pane_show_document (
      self->pane, none ? NULL : g_ptr_array_index (self->plans, selected - 1), none ? 0 : 1);
  if (none && !self->silent && self->photograph != NULL &&
      *sl_photograph_get (self->photograph, "plan-document-id") != '\0')
    emit (self, NULL, 0, 0, 0, NAN);
}

static guint
find_plan (SlPhotographPlace *self, const char *document_id)
{
  for (guint i = 0; i < self->plans->len; i++)
    if (g_str_equal (sl_document_get_id (g_ptr_array_index (self->plans, i)), document_id))
      return i + 1;
  return 0;
}

static void
show_pin (SlPhotographPlace *self)
{
  SlDocument *plan = sl_page_pane_get_document (self->pane);
  g_autoptr (GArray) pins = g_array_new (FALSE, TRUE, sizeof (SlPagePin));
  guint page;
  double x, y;

  g_array_set_clear_func (pins, (GDestroyNotify) sl_page_pin_clear);
  if (plan != NULL && sl_photograph_get_place (self->photograph, &page, &x, &y) &&
      g_str_equal (sl_document_get_id (plan),
                   sl_photograph_get (self->photograph, "plan-document-id")))
    {
      SlPagePin pin = { .id = g_strdup ("place"),
                        .page = page - 1,
                        .has_region = TRUE,
                        .region = { x - MARK, y - MARK, 2 * MARK, 2 * MARK },
                        .quotation = g_strdup (""),
                        .label = g_strdup (_ ("Taken from here")) };

      g_array_append_val (pins, pin);
    }
  sl_page_view_set_pins (sl_page_pane_get_view (self->pane), pins);
}

static gboolean
is_plan (SlDocument *document)
{
  const SlDocumentKind *kind = sl_document_kind_find (sl_document_get (document, "kind"));

  return sl_document_get_page_count (document) > 0 && !sl_document_get_superseded (document) &&
         (kind == NULL || !g_str_equal (kind->group, "photographs"));
}

static void
read_plans (SlPhotographPlace *self, const char *case_id)
{
  g_autoptr (GListModel)
      documents = sl_document_records_list (sl_casebook_get_store (self->casebook), case_id, NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Not placed on a plan"));
  for (guint i = 0; documents != NULL && i < g_list_model_get_n_items (documents); i++)
    {
      SlDocument *document = g_list_model_get_item (documents, i);
      g_autofree char *name = sl_document_dup_name (document);

      if (is_plan (document))
        {
          gtk_string_list_append (names, name);
          g_ptr_array_add (self->plans, document);
        }
      else
        g_object_unref (document);
    }
  self->silent = TRUE;
  gtk_drop_down_set_model (self->plan, G_LIST_MODEL (names));
  self->silent = FALSE;
}

static void
sl_photograph_place_dispose (GObject *object)
{
  SlPhotographPlace *self = SL_PHOTOGRAPH_PLACE (object);

  self->silent = TRUE;
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_pointer (&self->plans, g_ptr_array_unref);
  g_clear_object (&self->photograph);
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_photograph_place_parent_class)->dispose (object);
}

static void
sl_photograph_place_class_init (SlPhotographPlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_photograph_place_dispose;
  change_signal = g_signal_new ("change", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
sl_photograph_place_init (SlPhotographPlace *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = gtk_list_box_new ();

  self->plans = g_ptr_array_new_with_free_func (g_object_unref);
  self->plan = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plan), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Plan"), -1);
  self->pane = g_object_new (SL_TYPE_PAGE_PANE, "narrow", TRUE, "height-request", 320, "visible",
                             FALSE, NULL);
  self->middle = gtk_button_new_with_label (_ ("Place it in the middle of the page"));
  gtk_widget_set_visible (self->middle, FALSE);
  self->direction = SL_FIELD_ROW (sl_field_row_new (&direction_field));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->direction));
  gtk_box_append (GTK_BOX (box), sl_wrapped_label_new (_ ("Taken from"), "heading"));
  gtk_box_append (
      GTK_BOX (box),
      sl_wrapped_label_new (_ ("Choose the plan, then press the place on it."), "caption"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->plan));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->pane));
  gtk_box_append (GTK_BOX (box), self->middle);
  gtk_box_append (GTK_BOX (box), list);
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_swapped (self->plan, "notify::selected", G_CALLBACK (plan_cb), self);
  g_signal_connect_swapped (self->middle, "clicked", G_CALLBACK (middle_cb), self);
  g_signal_connect_object (self->direction, "value-changed", G_CALLBACK (direction_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
sl_photograph_place_new (SlCasebook *casebook, const char *case_id)
{
  SlPhotographPlace *self = g_object_new (SL_TYPE_PHOTOGRAPH_PLACE, NULL);

  self->casebook = g_object_ref (casebook);
  sl_page_pane_set_casebook (self->pane, casebook);
  g_signal_connect_object (sl_page_pane_get_view (self->pane), "clicked", G_CALLBACK (clicked_cb),
                           self, 0);
  g_signal_connect_object (self->pane, "document-shown", G_CALLBACK (show_pin), self,
                           G_CONNECT_SWAPPED);
  read_plans (self, case_id);
  return GTK_WIDGET (self);
}

/**
 * sl_photograph_place_show:
 * @self: where it was taken from
 * @photograph: as it is now
 *
 * Shows the plan and the place.
 */
void
sl_photograph_place_show (SlPhotographPlace *self, SlPhotograph *photograph)
{
  const char *plan_id;
  double direction;
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_return_if_fail (SL_IS_PHOTOGRAPH_PLACE (self));

  g_set_object (&self->photograph, photograph);
  plan_id = sl_photograph_get (photograph, "plan-document-id");
  direction = sl_photograph_get_direction (photograph);
  self->silent = TRUE;
  if (*plan_id != '\0')
    gtk_drop_down_set_selected (self->plan, find_plan (self, plan_id));
  self->silent = FALSE;
  sl_field_row_set_editable (self->direction, *plan_id != '\0');
  sl_field_row_set_value (
      self->direction,
      isnan (direction) ? "" : g_ascii_formatd (buffer, sizeof buffer, "%.0f", direction));
  show_pin (self);
}

void
sl_photograph_place_flush (SlPhotographPlace *self)
{
  g_return_if_fail (SL_IS_PHOTOGRAPH_PLACE (self));
  sl_field_row_flush (self->direction);
}
