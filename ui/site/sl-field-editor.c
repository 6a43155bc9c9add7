/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-site"
#include "config.h"

#include "site/sl-field-editor.h"

#include "base/sl-time.h"
#include "widgets/sl-growing-text.h"
#include "widgets/sl-narrow-choice.h"

#include <glib/gi18n.h>
#include <string.h>

/* One widget for each type of field. A line may have a menu of suggestions, a day a calendar, a
 * moment a button for now: they fill in what could as well be typed. */

struct _SlFieldEditor
{
  AdwBin parent_instance;

  const SlFormField *field;
  GPtrArray *ids;        /* of what is offered */
  GPtrArray *labels;     /* as many */
  GtkWidget *target;     /* entry, text view, drop-down or the first of the buttons */
  GtkWidget *offers;     /* list of suggestions, or NULL */
  GPtrArray *checks;     /* GtkCheckButton of several choices, or GtkToggleButton of yes and no */
  gboolean offers_stale; /* the list shows other suggestions */
  gboolean silent;
};

G_DEFINE_FINAL_TYPE (SlFieldEditor, sl_field_editor, ADW_TYPE_BIN)

enum
{
  EDITED,
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
edited_cb (SlFieldEditor *self)
{
  if (!self->silent)
    g_signal_emit (self, signals[EDITED], 0);
}

static void
chosen_cb (SlFieldEditor *self)
{
  if (!self->silent)
    g_signal_emit (self, signals[CHOSEN], 0);
}

/* ---- lines ---- */

static void
offer_activated_cb (SlFieldEditor *self, GtkListBoxRow *row)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (row), GTK_TYPE_POPOVER);
  guint index = (guint) gtk_list_box_row_get_index (row);

  gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_editable_set_text (GTK_EDITABLE (self->target), g_ptr_array_index (self->labels, index));
  chosen_cb (self);
}

static GtkWidget *
make_menu_button (const char *icon_name, const char *name, GtkWidget *content)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), content);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), icon_name);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

/* The register of standards is long, and most lists are never opened: the rows are made then. */
static void
show_suggestions (SlFieldEditor *self)
{
  GtkWidget *row;

  if (!self->offers_stale)
    return;
  self->offers_stale = FALSE;
  while ((row = gtk_widget_get_first_child (self->offers)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->offers), row);
  for (guint i = 0; i < self->labels->len; i++)
    {
      GtkWidget *label = gtk_label_new (g_ptr_array_index (self->labels, i));

      g_object_set (label, "xalign", 0.0, "wrap", TRUE, "margin-top", 6, "margin-bottom", 6, NULL);
      gtk_list_box_append (GTK_LIST_BOX (self->offers), label);
    }
}

static GtkWidget *
make_offers (SlFieldEditor *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->offers = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->offers), GTK_SELECTION_NONE);
  g_signal_connect_swapped (self->offers, "row-activated", G_CALLBACK (offer_activated_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->offers);
  g_object_set (scrolled, "hscrollbar-policy", GTK_POLICY_NEVER, "max-content-height", 320,
                "propagate-natural-height", TRUE, "width-request", 280, NULL);
  g_signal_connect_swapped (self->offers, "map", G_CALLBACK (show_suggestions), self);
  return make_menu_button ("pan-down-symbolic", _ ("Suggestions"), scrolled);
}

static void
day_cb (SlFieldEditor *self, GtkCalendar *calendar)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");
  g_autofree char *text = sl_date_format_long (date);

  gtk_editable_set_text (GTK_EDITABLE (self->target), text);
  chosen_cb (self);
}

static GtkWidget *
make_calendar (SlFieldEditor *self)
{
  GtkWidget *calendar = gtk_calendar_new ();

  g_signal_connect_swapped (calendar, "day-selected", G_CALLBACK (day_cb), self);
  return make_menu_button ("x-office-calendar-symbolic", _ ("Calendar"), calendar);
}

static void
now_cb (SlFieldEditor *self)
{
  g_autofree char *now = sl_time_now ();

  sl_field_editor_set_value (self, now);
  chosen_cb (self);
}

static GtkWidget *
make_now (SlFieldEditor *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Now"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (now_cb), self);
  return button;
}

static gboolean
has_offers (const SlFormField *field)
{
  switch (field->type)
    {
    case SL_FORM_FIELD_SUGGEST:
    case SL_FORM_FIELD_PERSON:
    case SL_FORM_FIELD_STANDARD:
    case SL_FORM_FIELD_GUIDE:
    case SL_FORM_FIELD_ITEM:
      return TRUE;
    default:
      return FALSE;
    }
}

static const char *
get_placeholder (const SlFormField *field)
{
  if (field->type == SL_FORM_FIELD_DATE)
    return _ ("25 November 2026");
  if (field->type == SL_FORM_FIELD_TIME)
    return _ ("25 November 2026 at 10:05");
  return NULL;
}

static GtkWidget *
make_line (SlFieldEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->target = gtk_entry_new ();
  gtk_widget_set_hexpand (self->target, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->target), 8);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->target), get_placeholder (self->field));
  g_signal_connect_swapped (self->target, "changed", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->target, "activate", G_CALLBACK (chosen_cb), self);
  gtk_box_append (GTK_BOX (box), self->target);
  if (*self->field->unit != '\0')
    gtk_box_append (GTK_BOX (box), gtk_label_new (self->field->unit));
  if (has_offers (self->field))
    gtk_box_append (GTK_BOX (box), make_offers (self));
  if (self->field->type == SL_FORM_FIELD_DATE)
    gtk_box_append (GTK_BOX (box), make_calendar (self));
  if (self->field->type == SL_FORM_FIELD_TIME)
    gtk_box_append (GTK_BOX (box), make_now (self));
  return box;
}

static GtkWidget *
make_words (SlFieldEditor *self)
{
  GtkWidget *frame = gtk_frame_new (NULL);

  self->target = g_object_new (SL_TYPE_GROWING_TEXT, "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab",
                               FALSE, "top-margin", 6, "bottom-margin", 6, "left-margin", 8,
                               "right-margin", 8, NULL);
  gtk_widget_set_size_request (self->target, -1, 54);
  gtk_widget_add_css_class (frame, "field-words");
  gtk_frame_set_child (GTK_FRAME (frame), self->target);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->target)), "changed",
                            G_CALLBACK (edited_cb), self);
  return frame;
}

/* ---- choices ---- */

static GtkWidget *
make_drop_down (SlFieldEditor *self)
{
  self->target = gtk_drop_down_new (G_LIST_MODEL (gtk_string_list_new (NULL)), NULL);
  sl_narrow_choice_set_up (GTK_DROP_DOWN (self->target));
  gtk_widget_set_halign (self->target, GTK_ALIGN_FILL);
  g_signal_connect_swapped (self->target, "notify::selected", G_CALLBACK (chosen_cb), self);
  return self->target;
}

static GtkWidget *
make_checks (SlFieldEditor *self)
{
  GtkWidget *flow = gtk_flow_box_new ();

  g_object_set (flow, "selection-mode", GTK_SELECTION_NONE, "max-children-per-line", 3,
                "column-spacing", 12, NULL);
  for (guint i = 0; i < self->field->n_choices; i++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (self->field->choices[i].label);
      GtkWidget *child = gtk_flow_box_child_new ();

      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), check);
      gtk_widget_set_focusable (child, FALSE);
      gtk_flow_box_append (GTK_FLOW_BOX (flow), child);
      g_ptr_array_add (self->checks, check);
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (chosen_cb), self);
    }
  self->target = self->checks->len > 0 ? g_ptr_array_index (self->checks, 0) : flow;
  return flow;
}

/* Yes and no, or neither: a switch would say "no" before anybody did. */
static void
toggled_cb (SlFieldEditor *self, GtkToggleButton *button)
{
  if (self->silent)
    return;
  self->silent = TRUE;
  for (guint i = 0; i < self->checks->len; i++)
    if (g_ptr_array_index (self->checks, i) != button)
      gtk_toggle_button_set_active (g_ptr_array_index (self->checks, i), FALSE);
  self->silent = FALSE;
  chosen_cb (self);
}

static GtkWidget *
make_yes_no (SlFieldEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  const char *const words[] = { _ ("Yes"), _ ("No") };

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (words[i]);

      gtk_widget_set_size_request (button, 72, -1);
      gtk_box_append (GTK_BOX (box), button);
      g_ptr_array_add (self->checks, button);
      g_signal_connect_swapped (button, "toggled", G_CALLBACK (toggled_cb), self);
    }
  self->target = g_ptr_array_index (self->checks, 0);
  return box;
}

static GtkWidget *
make_widget (SlFieldEditor *self)
{
  switch (self->field->type)
    {
    case SL_FORM_FIELD_WORDS:
      return make_words (self);
    case SL_FORM_FIELD_CHOICE:
    case SL_FORM_FIELD_ENTRY:
      return make_drop_down (self);
    case SL_FORM_FIELD_CHOICES:
      return make_checks (self);
    case SL_FORM_FIELD_SWITCH:
      return make_yes_no (self);
    default:
      return make_line (self);
    }
}

/* ---- what is offered ---- */

static void
show_choices (SlFieldEditor *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, _ ("Not said"));
  for (guint i = 0; i < self->labels->len; i++)
    gtk_string_list_append (list, g_ptr_array_index (self->labels, i));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->target), G_LIST_MODEL (list));
}

/**
 * sl_field_editor_set_offers:
 * @self: an editor
 * @ids: (array zero-terminated=1): what is kept
 * @labels: (array zero-terminated=1): how people read it, as many
 *
 * For fields whose choices the form cannot know. What is chosen now stays chosen.
 */
void
sl_field_editor_set_offers (SlFieldEditor *self, const char *const *ids, const char *const *labels)
{
  g_autofree char *value = NULL;

  g_return_if_fail (SL_IS_FIELD_EDITOR (self));

  value = sl_field_editor_dup_value (self, NULL);
  self->silent = TRUE;
  g_ptr_array_set_size (self->ids, 0);
  g_ptr_array_set_size (self->labels, 0);
  for (guint i = 0; ids[i] != NULL && labels[i] != NULL; i++)
    {
      g_ptr_array_add (self->ids, g_strdup (ids[i]));
      g_ptr_array_add (self->labels, g_strdup (labels[i]));
    }
  if (self->offers != NULL)
    self->offers_stale = TRUE;
  else if (GTK_IS_DROP_DOWN (self->target))
    {
      show_choices (self);
      sl_field_editor_set_value (self, value != NULL ? value : "");
    }
  self->silent = FALSE;
}

/* ---- the value ---- */

static void
set_chosen (SlFieldEditor *self, const char *value)
{
  guint selected = 0;

  for (guint i = 0; i < self->ids->len; i++)
    if (g_str_equal (g_ptr_array_index (self->ids, i), value))
      selected = i + 1;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->target), selected);
}

static void
set_checks (SlFieldEditor *self, const char *value)
{
  g_auto (GStrv) words = g_strsplit (value, " ", -1);

  for (guint i = 0; i < self->checks->len; i++)
    gtk_check_button_set_active (
        g_ptr_array_index (self->checks, i),
        g_strv_contains ((const char *const *) words, self->field->choices[i].id));
}

static void
set_line (SlFieldEditor *self, const char *value)
{
  g_autofree char *text = NULL;

  /* What is kept by a key is read by its name. */
  for (guint i = 0; text == NULL && i < self->ids->len; i++)
    if (g_str_equal (g_ptr_array_index (self->ids, i), value))
      text = g_strdup (g_ptr_array_index (self->labels, i));
  if (text == NULL)
    text = sl_form_field_format (self->field, value);
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->target)), text))
    gtk_editable_set_text (GTK_EDITABLE (self->target), text);
}

static void
set_words (SlFieldEditor *self, const char *value)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->target));
  g_autofree char *now = NULL;

  g_object_get (buffer, "text", &now, NULL);
  if (!g_str_equal (now, value))
    gtk_text_buffer_set_text (buffer, value, -1);
}

/**
 * sl_field_editor_set_value:
 * @self: an editor
 * @value: as the form keeps it
 *
 * Shows @value, and emits nothing.
 */
void
sl_field_editor_set_value (SlFieldEditor *self, const char *value)
{
  gboolean silent;

  g_return_if_fail (SL_IS_FIELD_EDITOR (self) && value != NULL);

  silent = self->silent;
  self->silent = TRUE;
  switch (self->field->type)
    {
    case SL_FORM_FIELD_WORDS:
      set_words (self, value);
      break;
    case SL_FORM_FIELD_CHOICE:
    case SL_FORM_FIELD_ENTRY:
      set_chosen (self, value);
      break;
    case SL_FORM_FIELD_CHOICES:
      set_checks (self, value);
      break;
    case SL_FORM_FIELD_SWITCH:
      gtk_toggle_button_set_active (g_ptr_array_index (self->checks, 0),
                                    g_str_equal (value, "yes"));
      gtk_toggle_button_set_active (g_ptr_array_index (self->checks, 1), g_str_equal (value, "no"));
      break;
    default:
      set_line (self, value);
      break;
    }
  self->silent = silent;
}

static char *
dup_checks (SlFieldEditor *self)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", self->field->choices[i].id);
  return g_string_free (words, FALSE);
}

/* A suggestion that was taken is kept by its id, own words as they are. */
static const char *
find_offered (SlFieldEditor *self, const char *text)
{
  for (guint i = 0; i < self->labels->len; i++)
    if (g_str_equal (g_ptr_array_index (self->labels, i), text))
      return g_ptr_array_index (self->ids, i);
  return text;
}

/**
 * sl_field_editor_dup_value:
 * @self: an editor
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what it says, as the form keeps it; %NULL with a sentence
 * for the officer when it is no such value
 */
char *
sl_field_editor_dup_value (SlFieldEditor *self, GError **error)
{
  guint selected;
  g_autofree char *text = NULL;

  g_return_val_if_fail (SL_IS_FIELD_EDITOR (self), NULL);

  switch (self->field->type)
    {
    case SL_FORM_FIELD_WORDS:
      g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->target)), "text", &text, NULL);
      return sl_form_field_parse (self->field, text, error);
    case SL_FORM_FIELD_CHOICE:
    case SL_FORM_FIELD_ENTRY:
      selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->target));
      if (selected == 0 || selected == GTK_INVALID_LIST_POSITION || selected > self->ids->len)
        return g_strdup ("");
      return g_strdup (g_ptr_array_index (self->ids, selected - 1));
    case SL_FORM_FIELD_CHOICES:
      return dup_checks (self);
    case SL_FORM_FIELD_SWITCH:
      if (gtk_toggle_button_get_active (g_ptr_array_index (self->checks, 0)))
        return g_strdup ("yes");
      return g_strdup (gtk_toggle_button_get_active (g_ptr_array_index (self->checks, 1)) ? "no"
                                                                                          : "");
    default:
      return sl_form_field_parse (
          self->field, find_offered (self, gtk_editable_get_text (GTK_EDITABLE (self->target))),
          error);
    }
}

void
sl_field_editor_set_editable (SlFieldEditor *self, gboolean editable)
{
  g_return_if_fail (SL_IS_FIELD_EDITOR (self));

  if (GTK_IS_TEXT_VIEW (self->target))
    gtk_text_view_set_editable (GTK_TEXT_VIEW (self->target), editable);
  else
    gtk_widget_set_sensitive (adw_bin_get_child (ADW_BIN (self)), editable);
}

GtkWidget *
sl_field_editor_get_target (SlFieldEditor *self)
{
  g_return_val_if_fail (SL_IS_FIELD_EDITOR (self), NULL);
  return self->target;
}

static void
sl_field_editor_dispose (GObject *object)
{
  SlFieldEditor *self = SL_FIELD_EDITOR (object);

  self->silent = TRUE;
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  G_OBJECT_CLASS (sl_field_editor_parent_class)->dispose (object);
}

static void
sl_field_editor_class_init (SlFieldEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_field_editor_dispose;
  signals[EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
sl_field_editor_init (SlFieldEditor *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->labels = g_ptr_array_new_with_free_func (g_free);
  self->checks = g_ptr_array_new ();
}

/**
 * sl_field_editor_new:
 * @field: a field of a form that outlives the editor
 *
 * Returns: (transfer floating): an empty editor
 */
SlFieldEditor *
sl_field_editor_new (const SlFormField *field)
{
  SlFieldEditor *self = g_object_new (SL_TYPE_FIELD_EDITOR, NULL);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  self->field = field;
  self->silent = TRUE;
  adw_bin_set_child (ADW_BIN (self), make_widget (self));
  for (guint i = 0; i < field->n_choices; i++)
    {
      g_ptr_array_add (ids, (gpointer) field->choices[i].id);
      g_ptr_array_add (labels, (gpointer) field->choices[i].label);
    }
  g_ptr_array_add (ids, NULL);
  g_ptr_array_add (labels, NULL);
  sl_field_editor_set_offers (self, (const char *const *) ids->pdata,
                              (const char *const *) labels->pdata);
  self->silent = FALSE;
  return self;
}
