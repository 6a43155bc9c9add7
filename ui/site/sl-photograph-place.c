/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-site"
#include "config.h"

#include "site/sl-photograph-place.h"

#include "documents/sl-document-records.h"
#include "site/sl-field-row.h"
#include "widgets/sl-autosave.h"
#include "widgets/sl-direction-dial.h"
#include "widgets/sl-narrow-choice.h"
#include "widgets/sl-page-pane.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>
#include <math.h>

static const SlFormField direction_field = {
  .id = "direction",
  .label = N_ ("Direction"),
  .hint = N_ ("Clockwise from the top of the plan: 90 looks to the right"),
  .unit = "°",
  .type = SL_FORM_FIELD_NUMBER,
};

/* A place is moved by a hundredth of the page, or finely by a fifth of that. */
#define STEPS 100.0
#define FINE_STEPS 500.0

/* As shown: what a hand has moved is ahead of what was kept, until it rests. */
typedef struct
{
  char *plan_id; /* "": nowhere */
  guint page;    /* from 1 */
  double x, y, direction;
} Place;

struct _SlPhotographPlace
{
  AdwBin parent_instance;

  SlCasebook *casebook;
  SlPhotograph *photograph;
  GPtrArray *plans; /* of SlDocument */
  Place place;
  SlAutosave *autosave;
  gboolean editable;
  gboolean silent;

  GtkDropDown *plan;
  SlPagePane *pane;
  GtkLabel *where;
  GtkWidget *middle; /* places it in the middle of the page, for the keyboard */
  GtkWidget *directions;
  SlDirectionDial *dial;
  GtkLabel *words;
  SlFieldRow *direction;
};

G_DEFINE_FINAL_TYPE (SlPhotographPlace, sl_photograph_place, ADW_TYPE_BIN)

static guint change_signal;

/* ---- what is shown ---- */

static gboolean
is_placed (SlPhotographPlace *self)
{
  return *self->place.plan_id != '\0';
}

static gboolean
is_on_shown_plan (SlPhotographPlace *self)
{
  SlDocument *plan = sl_page_pane_get_document (self->pane);

  return plan != NULL && g_str_equal (sl_document_get_id (plan), self->place.plan_id);
}

static void
show_pin (SlPhotographPlace *self)
{
  g_autoptr (GArray) pins = g_array_new (FALSE, TRUE, sizeof (SlPagePin));

  g_array_set_clear_func (pins, (GDestroyNotify) sl_page_pin_clear);
  if (is_on_shown_plan (self))
    {
      SlPagePin pin = { .id = g_strdup ("place"),
                        .page = self->place.page - 1,
                        .has_region = TRUE,
                        .region = { self->place.x, self->place.y, 0, 0 },
                        .quotation = g_strdup (""),
                        .label = g_strdup (_ ("Taken from here")),
                        .is_spot = TRUE,
                        .direction = self->place.direction };

      g_array_append_val (pins, pin);
    }
  sl_page_view_set_pins (sl_page_pane_get_view (self->pane), pins);
}

/* The same in words, for those who do not see the pin. */
static char *
describe_place (SlPhotographPlace *self)
{
  SlPages *pages = sl_page_view_get_pages (sl_page_pane_get_view (self->pane));
  guint n_pages = sl_page_view_get_n_pages (sl_page_pane_get_view (self->pane));
  double width, height;

  if (!is_on_shown_plan (self))
    return g_strdup (
        _ ("Press the place on the plan. By keyboard: put it in the middle of the page, "
           "then move it with Ctrl and the arrow keys."));
  if (pages == NULL || self->place.page > n_pages)
    return g_strdup_printf (_ ("On page %u."), self->place.page);
  sl_pages_get_size (pages, self->place.page - 1, &width, &height);
  return g_strdup_printf (_ ("On page %u, %.0f %% from the left and %.0f %% from the top. Ctrl and "
                             "the arrow keys move it."),
                          self->place.page, 100 * self->place.x / width,
                          100 * self->place.y / height);
}

static void
show_place (SlPhotographPlace *self)
{
  g_autofree char *where = describe_place (self);
  g_autofree char *words = NULL;
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  gboolean turnable = self->editable && is_placed (self);

  show_pin (self);
  gtk_label_set_label (self->where, where);
  gtk_widget_set_visible (GTK_WIDGET (self->where), is_on_shown_plan (self) || self->editable);
  sl_direction_dial_set_direction (self->dial, self->place.direction);
  gtk_widget_set_sensitive (GTK_WIDGET (self->dial), turnable);
  words = is_placed (self) ? sl_direction_dial_dup_words (self->dial)
                           : g_strdup (_ ("Place it on a plan first"));
  gtk_label_set_label (self->words, words);
  sl_field_row_set_editable (self->direction, turnable);
  sl_field_row_set_value (self->direction, isnan (self->place.direction)
                                               ? ""
                                               : g_ascii_formatd (buffer, sizeof buffer, "%.0f",
                                                                  self->place.direction));
}

/* ---- keeping it ---- */

static gboolean
is_kept (SlPhotographPlace *self)
{
  double direction = sl_photograph_get_direction (self->photograph);
  guint page = 0;
  double x = 0, y = 0;

  if (!g_str_equal (self->place.plan_id, sl_photograph_get (self->photograph, "plan-document-id")))
    return FALSE;
  if (!is_placed (self))
    return TRUE;
  return sl_photograph_get_place (self->photograph, &page, &x, &y) && page == self->place.page &&
         x == self->place.x && y == self->place.y &&
         (direction == self->place.direction ||
          (isnan (direction) && isnan (self->place.direction)));
}

static void
keep (gpointer data)
{
  SlPhotographPlace *self = data;
  const Place *place = &self->place;
  const char *text = !is_placed (self) ? _ ("Taken off the plan") : _ ("Placed on the plan");
  guint page;
  double x, y;
  SlChange *change;

  if (self->photograph == NULL || is_kept (self))
    return;
  if (is_placed (self) && sl_photograph_get_place (self->photograph, &page, &x, &y) &&
      page == place->page && x == place->x && y == place->y)
    text = _ ("Direction kept");
  change = sl_photograph_change_place (self->photograph, is_placed (self) ? place->plan_id : NULL,
                                       place->page, place->x, place->y, place->direction);
  g_signal_emit (self, change_signal, 0, change, text);
  sl_change_free (change);
}

/* At once; a row of steps waits until it rests (sl_autosave_touch). */
static void
keep_now (SlPhotographPlace *self)
{
  sl_autosave_touch (self->autosave);
  sl_autosave_flush (self->autosave);
}

static void
set_place (SlPhotographPlace *self, guint page, double x, double y)
{
  SlDocument *plan = sl_page_pane_get_document (self->pane);
  g_autofree char *id = g_strdup (plan != NULL ? sl_document_get_id (plan) : "");

  g_free (self->place.plan_id);
  self->place.plan_id = g_steal_pointer (&id);
  self->place.page = page;
  self->place.x = x;
  self->place.y = y;
  show_place (self);
}

/* ---- hands ---- */

/* Pages count from 0 in the view. */
static void
clicked_cb (SlPageView *view, guint page, double x, double y, SlPhotographPlace *self)
{
  if (!self->editable || sl_page_pane_get_document (self->pane) == NULL)
    return;
  set_place (self, page + 1, x, y);
  keep_now (self);
}

/* Into the middle, or by steps of a share of the page from where it is. */
static void
step_place (SlPhotographPlace *self, double dx, double dy)
{
  SlPageView *view = sl_page_pane_get_view (self->pane);
  guint page = is_on_shown_plan (self) ? self->place.page - 1 : sl_page_view_get_page (view);
  double width, height, step;

  if (!self->editable || page >= sl_page_view_get_n_pages (view))
    return;
  sl_pages_get_size (sl_page_view_get_pages (view), page, &width, &height);
  step = MAX (width, height);
  if (is_on_shown_plan (self) && (dx != 0 || dy != 0))
    set_place (self, page + 1, CLAMP (self->place.x + dx * step, 0, width),
               CLAMP (self->place.y + dy * step, 0, height));
  else
    set_place (self, page + 1, width / 2, height / 2);
}

static void
middle_cb (SlPhotographPlace *self)
{
  SlPageView *view = sl_page_pane_get_view (self->pane);
  guint page = sl_page_view_get_page (view);
  double width, height;

  if (page >= sl_page_view_get_n_pages (view))
    return;
  sl_pages_get_size (sl_page_view_get_pages (view), page, &width, &height);
  set_place (self, page + 1, width / 2, height / 2);
  keep_now (self);
  /* From here on the arrow keys move it. */
  gtk_widget_grab_focus (GTK_WIDGET (view));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                SlPhotographPlace *self)
{
  double step = 1 / ((state & GDK_SHIFT_MASK) != 0 ? FINE_STEPS : STEPS);
  double dx = 0, dy = 0;

  if (!self->editable || (state & GDK_CONTROL_MASK) == 0 || (state & GDK_ALT_MASK) != 0 ||
      !gtk_widget_is_focus (GTK_WIDGET (sl_page_pane_get_view (self->pane))))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Left || key == GDK_KEY_KP_Left)
    dx = -step;
  else if (key == GDK_KEY_Right || key == GDK_KEY_KP_Right)
    dx = step;
  else if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    dy = -step;
  else if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    dy = step;
  else
    return GDK_EVENT_PROPAGATE;
  step_place (self, dx, dy);
  sl_autosave_touch (self->autosave);
  return GDK_EVENT_STOP;
}

static void
turned_cb (SlPhotographPlace *self)
{
  self->place.direction = sl_direction_dial_get_direction (self->dial);
  show_place (self);
  sl_autosave_touch (self->autosave);
}

static void
direction_cb (SlPhotographPlace *self, const char *value)
{
  double degrees = *value != '\0' ? fmod (g_ascii_strtod (value, NULL), 360) : NAN;

  if (!is_placed (self))
    return;
  self->place.direction = degrees < 0 ? degrees + 360 : degrees;
  show_place (self);
  keep_now (self);
}

static void
plan_cb (SlPhotographPlace *self)
{
  guint selected = gtk_drop_down_get_selected (self->plan);
  gboolean none = selected == 0 || selected > self->plans->len;
  SlDocument *plan = none ? NULL : g_ptr_array_index (self->plans, selected - 1);
  gboolean own = plan != NULL && g_str_equal (sl_document_get_id (plan), self->place.plan_id);

  gtk_widget_set_visible (GTK_WIDGET (self->pane), !none);
  gtk_widget_set_visible (self->middle, !none && self->editable);
  sl_page_pane_show_document (self->pane, plan, none ? 0 : own ? self->place.page : 1);
  if (none && !self->silent && self->editable && is_placed (self))
    {
      g_free (self->place.plan_id);
      self->place = (Place){ .plan_id = g_strdup (""), .direction = NAN };
      keep_now (self);
    }
  show_place (self);
}

static guint
find_plan (SlPhotographPlace *self, const char *document_id)
{
  for (guint i = 0; i < self->plans->len; i++)
    if (g_str_equal (sl_document_get_id (g_ptr_array_index (self->plans, i)), document_id))
      return i + 1;
  return 0;
}

/* ---- building ---- */

/* One that was superseded since stays on offer for the photograph that lies on it. */
static gboolean
is_plan (SlDocument *document, const char *chosen_id)
{
  const SlDocumentKind *kind = sl_document_kind_find (sl_document_get (document, "kind"));

  if (g_str_equal (sl_document_get_id (document), chosen_id))
    return TRUE;
  return sl_document_get_page_count (document) > 0 && !sl_document_get_superseded (document) &&
         (kind == NULL || !g_str_equal (kind->group, "photographs"));
}

static void
read_plans (SlPhotographPlace *self, SlPhotograph *photograph)
{
  const char *chosen_id = sl_photograph_get (photograph, "plan-document-id");
  g_autoptr (GListModel) documents = sl_document_records_list (
      sl_casebook_get_store (self->casebook), sl_photograph_get (photograph, "case-id"), NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Not placed on a plan"));
  for (guint i = 0; documents != NULL && i < g_list_model_get_n_items (documents); i++)
    {
      SlDocument *document = g_list_model_get_item (documents, i);
      g_autofree char *name = sl_document_dup_name (document);

      if (is_plan (document, chosen_id))
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
  g_clear_pointer (&self->autosave, sl_autosave_free);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_pointer (&self->place.plan_id, g_free);
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
                                NULL, NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_STRING);
}

/* The dial, and beside it the same in words and as a number. */
static GtkWidget *
make_directions (SlPhotographPlace *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *beside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = gtk_list_box_new ();

  self->dial = SL_DIRECTION_DIAL (sl_direction_dial_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->dial), GTK_ALIGN_CENTER);
  self->words = GTK_LABEL (sl_wrapped_label_new ("", "body"));
  self->direction = SL_FIELD_ROW (sl_field_row_new (&direction_field));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->direction));
  gtk_widget_set_hexpand (beside, TRUE);
  gtk_widget_set_valign (beside, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (beside), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (beside), list);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->dial));
  gtk_box_append (GTK_BOX (row), beside);
  g_signal_connect_swapped (self->dial, "changed", G_CALLBACK (turned_cb), self);
  g_signal_connect_swapped (self->dial, "settled", G_CALLBACK (sl_photograph_place_flush), self);
  g_signal_connect_object (self->direction, "value-changed", G_CALLBACK (direction_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
sl_photograph_place_init (SlPhotographPlace *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->place = (Place){ .plan_id = g_strdup (""), .direction = NAN };
  self->autosave = sl_autosave_new (keep, self);
  self->plans = g_ptr_array_new_with_free_func (g_object_unref);
  self->plan = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  sl_narrow_choice_set_up (self->plan);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plan), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Plan"), -1);
  /* The focus lies on the button within, which GTK 4.8 leaves without a name. */
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->plan))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Plan"), -1);
  self->pane = g_object_new (SL_TYPE_PAGE_PANE, "narrow", TRUE, "height-request", 320, "visible",
                             FALSE, NULL);
  self->where = GTK_LABEL (sl_wrapped_label_new ("", "caption"));
  gtk_widget_add_css_class (GTK_WIDGET (self->where), "meta");
  self->middle = gtk_button_new_with_label (_ ("Place it in the middle of the page"));
  gtk_widget_set_visible (self->middle, FALSE);
  gtk_box_append (GTK_BOX (box), sl_wrapped_label_new (_ ("Taken from"), "heading"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->plan));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->pane));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->where));
  gtk_box_append (GTK_BOX (box), self->middle);
  self->directions = make_directions (self);
  gtk_box_append (GTK_BOX (box), self->directions);
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_swapped (self->plan, "notify::selected", G_CALLBACK (plan_cb), self);
  g_signal_connect_swapped (self->middle, "clicked", G_CALLBACK (middle_cb), self);
  /* Before the scrolled window, which would take the same keys. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->pane), keys);
}

/**
 * sl_photograph_place_new:
 * @casebook: the opened data folder
 * @photograph: whose place is to be shown
 *
 * Returns: (transfer floating): the plans of its case, ready for sl_photograph_place_show()
 */
GtkWidget *
sl_photograph_place_new (SlCasebook *casebook, SlPhotograph *photograph)
{
  SlPhotographPlace *self = g_object_new (SL_TYPE_PHOTOGRAPH_PLACE, NULL);

  self->casebook = g_object_ref (casebook);
  sl_page_pane_set_casebook (self->pane, casebook);
  g_signal_connect_object (sl_page_pane_get_view (self->pane), "clicked", G_CALLBACK (clicked_cb),
                           self, 0);
  g_signal_connect_object (self->pane, "document-shown", G_CALLBACK (show_place), self,
                           G_CONNECT_SWAPPED);
  read_plans (self, photograph);
  return GTK_WIDGET (self);
}

static void
take_place (SlPhotographPlace *self)
{
  g_free (self->place.plan_id);
  self->place = (Place){
    .plan_id = g_strdup (sl_photograph_get (self->photograph, "plan-document-id")),
    .direction = sl_photograph_get_direction (self->photograph),
  };
  if (!sl_photograph_get_place (self->photograph, &self->place.page, &self->place.x,
                                &self->place.y))
    self->place.page = 1;
}

/**
 * sl_photograph_place_show:
 * @self: where it was taken from
 * @photograph: as it is now
 * @editable: whether the place may be changed; it can be looked at in any case
 *
 * Shows the plan and the place, but never over a hand that is still moving it.
 */
void
sl_photograph_place_show (SlPhotographPlace *self, SlPhotograph *photograph, gboolean editable)
{
  g_return_if_fail (SL_IS_PHOTOGRAPH_PLACE (self));

  g_set_object (&self->photograph, photograph);
  self->editable = editable;
  if (!sl_autosave_is_waiting (self->autosave))
    take_place (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->plan), editable);
  self->silent = TRUE;
  if (is_placed (self))
    gtk_drop_down_set_selected (self->plan, find_plan (self, self->place.plan_id));
  self->silent = FALSE;
  show_place (self);
}

void
sl_photograph_place_flush (SlPhotographPlace *self)
{
  g_return_if_fail (SL_IS_PHOTOGRAPH_PLACE (self));

  sl_field_row_flush (self->direction);
  sl_autosave_flush (self->autosave);
}
