/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-case"
#include "config.h"

#include "case/sl-fact-row.h"

#include "base/sl-time.h"
#include "cases/sl-boundary.h"
#include "cases/sl-case-records.h"
#include "sl-window.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

/* A fact is never settled silently: each value stands with its source until an officer confirms
 * one. Correcting happens in the row: no dialog, Enter keeps, Escape leaves as it was. */

struct _SlFactRow
{
  GtkListBoxRow parent_instance;

  const SlField *field;
  char *case_id;
  char *value; /* in force */
  gboolean confirmed;
  gboolean differs;
  gboolean writable;

  GtkStack *stack;
  GtkLabel *value_label;
  GtkLabel *origin_label;
  GtkWidget *confirm;
  GtkWidget *confirmed_mark;
  GtkWidget *edit;
  GtkBox *others;
  GtkBox *warnings;
  GtkEntry *entry;
  GtkLabel *remark;
};

G_DEFINE_FINAL_TYPE (SlFactRow, sl_fact_row, GTK_TYPE_LIST_BOX_ROW)

/* Nobody corrects a boundary by typing. */
static gboolean
can_be_typed (const SlField *field)
{
  return !g_str_equal (field->name, "boundary");
}

static char *
format_value (const SlField *field, const char *value)
{
  if (g_str_equal (field->name, "boundary"))
    return sl_boundary_describe_text (value);
  if (field->type == SL_FIELD_DATE && sl_date_is_valid (value))
    return sl_date_format_long (value);
  return g_strdup (value);
}

static void
confirm_value (SlFactRow *self, const char *value)
{
  sl_window_apply (GTK_WIDGET (self),
                   sl_case_change_confirm (self->case_id, self->field->name, value), NULL, NULL);
}

static void
confirm_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlFactRow *self = SL_FACT_ROW (widget);

  if (self->value != NULL && *self->value != '\0')
    confirm_value (self, self->value);
}

static void
edit_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlFactRow *self = SL_FACT_ROW (widget);
  g_autofree char *text = format_value (self->field, self->value != NULL ? self->value : "");

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_label_set_label (self->remark, "");
  gtk_stack_set_visible_child_name (self->stack, "edit");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
leave_edit (SlFactRow *self)
{
  gtk_stack_set_visible_child_name (self->stack, "show");
  gtk_widget_grab_focus (self->edit);
}

static void
keep_cb (SlFactRow *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_autofree char *value = NULL;

  g_strstrip (text);
  if (self->field->type == SL_FIELD_DATE && *text != '\0')
    {
      value = sl_date_parse (text);
      if (value == NULL)
        {
          gtk_label_set_label (self->remark,
                               _ ("This cannot be read as a date: write 25 November 2026."));
          return;
        }
    }
  else if ((self->field->type == SL_FIELD_INTEGER || self->field->type == SL_FIELD_NUMBER) &&
           *text != '\0' && !g_ascii_isdigit (*text) && *text != '-')
    {
      gtk_label_set_label (self->remark, _ ("A number is written in digits."));
      return;
    }
  else
    value = g_steal_pointer (&text);
  leave_edit (self);
  if (*value != '\0')
    confirm_value (self, value);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  leave_edit (SL_FACT_ROW (data));
  return GDK_EVENT_STOP;
}

static void
use_other_cb (GtkButton *button, SlFactRow *self)
{
  confirm_value (self, g_object_get_data (G_OBJECT (button), "sl-value"));
}

static void
activate_cb (SlFactRow *self)
{
  if (self->writable && can_be_typed (self->field) &&
      g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "show") == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "fact.edit", NULL);
}

/* A value that another source gives, with its own button. */
static void
add_other (SlFactRow *self, SlFact *fact)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *value = sl_wrapped_label_new ("", NULL);
  GtkWidget *origin = sl_wrapped_label_new ("", "caption");
  GtkWidget *button = gtk_button_new_with_label (_ ("Use this"));
  g_autofree char *text = format_value (self->field, sl_fact_get (fact, "value"));
  g_autofree char *origin_text = sl_fact_describe_origin (fact);
  g_autofree char *name = g_strdup_printf (_ ("Use %s"), text);

  gtk_label_set_label (GTK_LABEL (value), text);
  gtk_label_set_label (GTK_LABEL (origin), origin_text);
  gtk_widget_add_css_class (origin, "meta");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, self->writable);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "sl-value", g_strdup (sl_fact_get (fact, "value")),
                          g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (use_other_cb), self);
  gtk_box_append (GTK_BOX (words), value);
  gtk_box_append (GTK_BOX (words), origin);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (self->others, box);
}

/* An officer who confirms a value says it once more: what it came from is still worth showing. */
static SlFact *
find_source (GPtrArray *facts, SlFact *in_force)
{
  for (guint i = 0; i < facts->len; i++)
    {
      SlFact *fact = g_ptr_array_index (facts, i);

      if (!g_str_equal (sl_fact_get (fact, "source-kind"), "officer") &&
          g_str_equal (sl_fact_get (fact, "value"), sl_fact_get (in_force, "value")))
        return fact;
    }
  return in_force;
}

/* @source: where the value in force comes from. */
static void
update (SlFactRow *self, SlFact *in_force, SlFact *source)
{
  g_autofree char *text = NULL;
  g_autofree char *origin = NULL;
  gboolean known = in_force != NULL && *sl_fact_get (in_force, "value") != '\0';

  g_free (self->value);
  self->value = g_strdup (known ? sl_fact_get (in_force, "value") : "");
  self->confirmed = known && g_str_equal (sl_fact_get (in_force, "state"), "confirmed");
  text = known ? format_value (self->field, self->value) : g_strdup (_ ("Not known"));
  origin = known ? sl_fact_describe_origin (source) : g_strdup ("");
  gtk_label_set_label (self->value_label, text);
  gtk_label_set_label (self->origin_label, origin);
  gtk_widget_set_visible (GTK_WIDGET (self->origin_label), known);
  if (known)
    gtk_widget_remove_css_class (GTK_WIDGET (self->value_label), "meta");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->value_label), "meta");
  gtk_widget_set_visible (self->confirm, known && !self->confirmed && self->field->key);
  gtk_widget_set_visible (self->confirmed_mark, self->confirmed && self->field->key);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "fact.confirm",
                                 known && !self->confirmed && self->writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "fact.edit",
                                 self->writable && can_be_typed (self->field));
}

static void
sl_fact_row_dispose (GObject *object)
{
  g_clear_pointer (&SL_FACT_ROW (object)->case_id, g_free);
  G_OBJECT_CLASS (sl_fact_row_parent_class)->dispose (object);
}

static void
sl_fact_row_finalize (GObject *object)
{
  g_free (SL_FACT_ROW (object)->value);
  G_OBJECT_CLASS (sl_fact_row_parent_class)->finalize (object);
}

static void
sl_fact_row_class_init (SlFactRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_fact_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = sl_fact_row_finalize;
  gtk_widget_class_install_action (widget_class, "fact.confirm", NULL, confirm_cb);
  gtk_widget_class_install_action (widget_class, "fact.edit", NULL, edit_cb);
}

static GtkWidget *
make_show_page (SlFactRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->value_label = GTK_LABEL (sl_wrapped_label_new ("", NULL));
  self->origin_label = GTK_LABEL (sl_wrapped_label_new ("", "caption"));
  gtk_widget_add_css_class (GTK_WIDGET (self->origin_label), "meta");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->value_label));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->origin_label));
  self->confirm = gtk_button_new_with_label (_ ("Confirm"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->confirm), "fact.confirm");
  self->confirmed_mark = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (self->confirmed_mark),
                  gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_box_append (GTK_BOX (self->confirmed_mark), gtk_label_new (_ ("Confirmed")));
  gtk_widget_add_css_class (self->confirmed_mark, "caption");
  gtk_widget_add_css_class (self->confirmed_mark, "meta");
  self->edit = gtk_button_new_from_icon_name ("document-edit-symbolic");
  gtk_widget_add_css_class (self->edit, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->edit), "fact.edit");
  gtk_widget_set_valign (self->confirm, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->confirmed_mark, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->edit, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), self->confirm);
  gtk_box_append (GTK_BOX (box), self->confirmed_mark);
  gtk_box_append (GTK_BOX (box), self->edit);
  return box;
}

static GtkWidget *
make_edit_page (SlFactRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *keep = gtk_button_new_with_label (_ ("Keep"));
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  self->remark = GTK_LABEL (sl_wrapped_label_new ("", "caption"));
  gtk_widget_add_css_class (GTK_WIDGET (self->remark), "error");
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (keep_cb), self);
  g_signal_connect_swapped (keep, "clicked", G_CALLBACK (keep_cb), self);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (escape_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (line), keep);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->remark));
  return box;
}

static void
sl_fact_row_init (SlFactRow *self)
{
  self->writable = TRUE;
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_add_named (self->stack, make_show_page (self), "show");
  gtk_stack_add_named (self->stack, make_edit_page (self), "edit");
  self->others = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_add_css_class (GTK_WIDGET (self->others), "others");
  self->warnings = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  gtk_widget_set_margin_top (GTK_WIDGET (self->warnings), 6);
  gtk_widget_set_visible (GTK_WIDGET (self->warnings), FALSE);
  g_signal_connect (self, "activate", G_CALLBACK (activate_cb), NULL);
}

/**
 * sl_fact_row_new:
 * @field: what the row is about; static
 * @case_id: whose
 *
 * Returns: (transfer floating): a row without a value
 */
GtkWidget *
sl_fact_row_new (const SlField *field, const char *case_id)
{
  SlFactRow *self = g_object_new (SL_TYPE_FACT_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = sl_wrapped_label_new ("", "caption-heading");
  g_autofree char *edit_name = g_strdup_printf (_ ("Correct: %s"), _ (field->label));

  self->field = field;
  self->case_id = g_strdup (case_id);
  gtk_label_set_label (GTK_LABEL (label), _ (field->label));
  gtk_widget_add_css_class (label, "meta");
  g_object_set (box, "margin-top", 9, "margin-bottom", 9, "margin-start", 12, "margin-end", 6,
                NULL);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->warnings));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->others));
  gtk_widget_set_visible (self->edit, can_be_typed (field));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_widget_set_tooltip_text (self->edit, edit_name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->edit), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  edit_name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (field->label), -1);
  update (self, NULL, NULL);
  return GTK_WIDGET (self);
}

/**
 * sl_fact_row_set_facts:
 * @facts: (element-type SlFact): the values of the field
 *
 * Shows the value in force, and beside it what other sources say.
 */
void
sl_fact_row_set_facts (SlFactRow *self, GPtrArray *facts)
{
  SlFact *in_force = NULL;
  GtkWidget *child;

  g_return_if_fail (SL_IS_FACT_ROW (self));

  for (guint i = 0; i < facts->len; i++)
    {
      SlFact *fact = g_ptr_array_index (facts, i);
      const char *state = sl_fact_get (fact, "state");

      if (g_str_equal (state, "confirmed") || (g_str_equal (state, "current") && in_force == NULL))
        in_force = fact;
    }
  update (self, in_force, in_force != NULL ? find_source (facts, in_force) : NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->others))) != NULL)
    gtk_box_remove (self->others, child);
  self->differs = FALSE;
  for (guint i = 0; i < facts->len && !self->confirmed; i++)
    {
      SlFact *fact = g_ptr_array_index (facts, i);

      if (!g_str_equal (sl_fact_get (fact, "state"), "other") ||
          g_strcmp0 (sl_fact_get (fact, "value"), self->value) == 0)
        continue;
      if (!self->differs)
        {
          GtkWidget *heading = sl_wrapped_label_new ("", "caption-heading");

          gtk_label_set_label (GTK_LABEL (heading), _ ("Sources differ: another says"));
          gtk_widget_set_margin_top (heading, 6);
          gtk_box_append (self->others, heading);
        }
      add_other (self, fact);
      self->differs = TRUE;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->others), self->differs);
}

/**
 * sl_fact_row_set_warnings:
 * @warnings: (element-type utf8): what does not agree with the value; may be none
 *
 * Shows each under the value.
 */
void
sl_fact_row_set_warnings (SlFactRow *self, GPtrArray *warnings)
{
  GtkWidget *child;

  g_return_if_fail (SL_IS_FACT_ROW (self));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->warnings))) != NULL)
    gtk_box_remove (self->warnings, child);
  for (guint i = 0; i < warnings->len; i++)
    {
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
      GtkWidget *label = sl_wrapped_label_new ("", NULL);

      gtk_label_set_label (GTK_LABEL (label), g_ptr_array_index (warnings, i));
      gtk_widget_set_hexpand (label, TRUE);
      gtk_widget_set_valign (icon, GTK_ALIGN_START);
      gtk_widget_add_css_class (icon, "warning");
      gtk_box_append (GTK_BOX (line), icon);
      gtk_box_append (GTK_BOX (line), label);
      gtk_box_append (self->warnings, line);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->warnings), warnings->len > 0);
}

/**
 * sl_fact_row_set_writable:
 *
 * A read-only casebook shows, and offers nothing.
 */
void
sl_fact_row_set_writable (SlFactRow *self, gboolean writable)
{
  g_return_if_fail (SL_IS_FACT_ROW (self));
  self->writable = writable;
}

/**
 * sl_fact_row_is_confirmed:
 *
 * Returns: %TRUE when an officer confirmed the value
 */
gboolean
sl_fact_row_is_confirmed (SlFactRow *self)
{
  return self->confirmed;
}

/**
 * sl_fact_row_differs:
 *
 * Returns: %TRUE when another source says otherwise and nobody has settled it
 */
gboolean
sl_fact_row_differs (SlFactRow *self)
{
  return self->differs;
}

/**
 * sl_fact_describe_origin:
 * @fact: a value
 *
 * Returns: (transfer full): where the value comes from, for people
 */
char *
sl_fact_describe_origin (SlFact *fact)
{
  static const struct
  {
    const char *kind;
    const char *words;
  } kinds[] = {
    { "1app", N_ ("1APP form") },
    { "odp", N_ ("Open Digital Planning") },
    { "bops", N_ ("Open Digital Planning") },
    { "mhclg", N_ ("MHCLG submission") },
    { "idox", N_ ("planning register") },
    { "register", N_ ("planning register") },
    { "email", N_ ("e-mail") },
    { "csv", N_ ("table") },
    { "folder", N_ ("file names") },
    { "officer", N_ ("typed") },
  };
  const char *kind = sl_fact_get (fact, "source-kind");
  const char *name = sl_fact_get (fact, "source-name");
  const char *place = sl_fact_get (fact, "source-place");
  const char *words = kind;
  g_autoptr (GString) text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      words = _ (kinds[i].words);
  if (g_str_equal (kind, "officer"))
    return g_strdup (words);
  text = g_string_new (NULL);
  g_string_append_printf (text, _ ("from %s"), words);
  if (*name != '\0')
    g_string_append_printf (text, ", %s", name);
  if (*place != '\0')
    g_string_append_printf (text, ", %s", place);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
