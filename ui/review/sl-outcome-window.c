/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-outcome-window.h"

#include "base/sl-time.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

struct _SlOutcomeWindow
{
  AdwWindow parent_instance;

  GPtrArray *items; /* of Item */
  gboolean working;

  AdwComboRow *decision;
  GtkEditable *date;
  GtkEditable *note;
  GtkWidget *items_title;
  GtkListBox *list;
  GtkLabel *remark;
};

typedef struct
{
  char *key;
  char *note;
  GtkDropDown *state;
  GtkEditable *condition;
} Item;

enum
{
  SIGNAL_RECORD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlOutcomeWindow, sl_outcome_window, ADW_TYPE_WINDOW)

typedef struct
{
  const char *id, *label;
} Choice;

static const Choice decisions[] = {
  { "granted-with-conditions", N_ ("Granted with conditions") },
  { "granted", N_ ("Granted") },
  { "refused", N_ ("Refused") },
  { "withdrawn", N_ ("Withdrawn") },
  { "not-determined", N_ ("Not determined") },
};

static const Choice states[] = {
  { "unknown", N_ ("Not known") },
  { "adopted", N_ ("Adopted") },
  { "in-part", N_ ("Adopted in part") },
  { "not-adopted", N_ ("Not adopted") },
};

static void
item_free (Item *item)
{
  g_free (item->key);
  g_free (item->note);
  g_free (item);
}

static guint
find_choice (const Choice *choices, guint n_choices, const char *id)
{
  for (guint i = 0; i < n_choices; i++)
    if (g_strcmp0 (choices[i].id, id) == 0)
      return i;
  return 0;
}

static GListModel *
make_model (const Choice *choices, guint n_choices)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint i = 0; i < n_choices; i++)
    gtk_string_list_append (names, _ (choices[i].label));
  return G_LIST_MODEL (names);
}

static char *
dup_date (SlOutcomeWindow *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->date)));

  return sl_date_parse (typed);
}

static void
changed_cb (SlOutcomeWindow *self)
{
  g_autofree char *date = dup_date (self);

  gtk_label_set_label (self->remark,
                       date == NULL ? _ ("The day of the decision cannot be read as a date, such "
                                         "as 25 November 2026.")
                                    : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "outcome.record",
                                 date != NULL && !self->working);
}

static void
record (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlOutcomeWindow *self = SL_OUTCOME_WINDOW (widget);
  g_autofree char *date = dup_date (self);
  guint decision = adw_combo_row_get_selected (self->decision);

  if (date == NULL || decision >= G_N_ELEMENTS (decisions))
    return;
  self->working = TRUE;
  changed_cb (self);
  g_signal_emit (self, signals[SIGNAL_RECORD], 0, decisions[decision].id, date,
                 gtk_editable_get_text (self->note));
}

static void
append_item (SlOutcomeWindow *self, GObject *row)
{
  g_autofree char *key = NULL, *title = NULL, *text = NULL, *state = NULL, *condition = NULL,
                  *note = NULL, *name = NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *list_row = gtk_list_box_row_new ();
  GtkWidget *drop_down = gtk_drop_down_new (make_model (states, G_N_ELEMENTS (states)), NULL);
  Item *item = g_new0 (Item, 1);

  g_object_get (row, "key", &key, "title", &title, "text", &text, "state", &state, "condition",
                &condition, "note", &note, NULL);
  item->key = g_steal_pointer (&key);
  item->note = g_steal_pointer (&note);
  item->state = GTK_DROP_DOWN (drop_down);
  item->condition = GTK_EDITABLE (entry);
  g_ptr_array_add (self->items, item);

  gtk_drop_down_set_selected (item->state, find_choice (states, G_N_ELEMENTS (states), state));
  name = g_strdup_printf (_ ("What became of %s"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  g_free (name);
  name = g_strdup_printf (_ ("Number of the condition for %s"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_editable_set_text (item->condition, condition != NULL ? condition : "");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Condition, if any"));
  gtk_editable_set_width_chars (item->condition, 8);
  gtk_widget_set_hexpand (entry, TRUE);

  gtk_box_append (GTK_BOX (line), drop_down);
  gtk_box_append (GTK_BOX (line), entry);
  gtk_box_append (GTK_BOX (box), sl_wrapped_label_new (title, "strong"));
  gtk_box_append (GTK_BOX (box), sl_wrapped_label_new (text, "caption"));
  gtk_box_append (GTK_BOX (box), line);
  gtk_widget_add_css_class (box, "outcome");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (list_row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (list_row), FALSE);
  gtk_list_box_append (self->list, list_row);
}

static void
sl_outcome_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SL_TYPE_OUTCOME_WINDOW);
  g_clear_pointer (&SL_OUTCOME_WINDOW (object)->items, g_ptr_array_unref);
  G_OBJECT_CLASS (sl_outcome_window_parent_class)->dispose (object);
}

static void
sl_outcome_window_class_init (SlOutcomeWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_outcome_window_dispose;
  signals[SIGNAL_RECORD] = g_signal_new ("record", SL_TYPE_OUTCOME_WINDOW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_STRING,
                                         G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/review/sl-outcome-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SlOutcomeWindow, decision);
  gtk_widget_class_bind_template_child (widget_class, SlOutcomeWindow, date);
  gtk_widget_class_bind_template_child (widget_class, SlOutcomeWindow, note);
  gtk_widget_class_bind_template_child (widget_class, SlOutcomeWindow, items_title);
  gtk_widget_class_bind_template_child (widget_class, SlOutcomeWindow, list);
  gtk_widget_class_bind_template_child (widget_class, SlOutcomeWindow, remark);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_install_action (widget_class, "outcome.record", NULL, record);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sl_outcome_window_init (SlOutcomeWindow *self)
{
  g_autoptr (GListModel) names = make_model (decisions, G_N_ELEMENTS (decisions));

  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->decision, names);
}

/**
 * sl_outcome_window_new:
 * @parent: the main window
 * @rows: (element-type SlOutcomeRow): the recommendations as they stand
 * @outcome: (nullable): what was recorded before
 *
 * Returns: (transfer none): a window, owned by GTK
 */
SlOutcomeWindow *
sl_outcome_window_new (GtkWindow *parent, GListModel *rows, SlOutcome *outcome)
{
  SlOutcomeWindow *self = g_object_new (SL_TYPE_OUTCOME_WINDOW, "transient-for", parent, NULL);
  g_autofree char *today = sl_date_today ();
  g_autofree char *date = sl_date_format_long (
      outcome != NULL ? sl_outcome_get (outcome, "decided-on") : today);
  guint n_rows = g_list_model_get_n_items (rows);

  gtk_editable_set_text (self->date, date != NULL ? date : "");
  if (outcome != NULL)
    {
      adw_combo_row_set_selected (
          self->decision,
          find_choice (decisions, G_N_ELEMENTS (decisions), sl_outcome_get (outcome, "decision")));
      gtk_editable_set_text (self->note, sl_outcome_get (outcome, "note"));
    }
  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (rows, i);

      append_item (self, row);
    }
  gtk_widget_set_visible (self->items_title, n_rows > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->list), n_rows > 0);
  changed_cb (self);
  return self;
}

/**
 * sl_outcome_window_dup_items:
 *
 * Returns: (transfer full): key, state, condition and note of each recommendation in turn
 */
char **
sl_outcome_window_dup_items (SlOutcomeWindow *self)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  char **items;

  g_return_val_if_fail (SL_IS_OUTCOME_WINDOW (self), NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = g_ptr_array_index (self->items, i);
      guint state = gtk_drop_down_get_selected (item->state);

      g_strv_builder_add (builder, item->key);
      g_strv_builder_add (builder, states[state < G_N_ELEMENTS (states) ? state : 0].id);
      g_strv_builder_add (builder, gtk_editable_get_text (item->condition));
      g_strv_builder_add (builder, item->note != NULL ? item->note : "");
    }
  items = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return items;
}

/**
 * sl_outcome_window_refuse:
 * @text: why it was not recorded
 *
 * Shows why not; the window stays.
 */
void
sl_outcome_window_refuse (SlOutcomeWindow *self, const char *text)
{
  g_return_if_fail (SL_IS_OUTCOME_WINDOW (self));

  self->working = FALSE;
  changed_cb (self);
  gtk_label_set_label (self->remark, text);
}
