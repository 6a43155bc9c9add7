/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-site"
#include "config.h"

#include "site/sl-field-row.h"

#include "site/sl-field-editor.h"
#include "widgets/sl-autosave.h"

#include <glib/gi18n.h>

struct _SlFieldRow
{
  AdwPreferencesRow parent_instance;

  const SlFormField *field;
  SlFieldEditor *editor;
  SlAutosave *autosave;
  char *kept; /* the value as it was last kept or shown */
  char *lack; /* NULL: none */
  gboolean blocks;

  GtkWidget *note_box;
  GtkImage *note_icon;
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (SlFieldRow, sl_field_row, ADW_TYPE_PREFERENCES_ROW)

static guint value_changed;

static void
show_note (SlFieldRow *self, const char *text, const char *icon_name)
{
  gtk_widget_set_visible (self->note_box, text != NULL && *text != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->note_icon), icon_name != NULL);
  if (icon_name != NULL)
    gtk_image_set_from_icon_name (self->note_icon, icon_name);
  gtk_label_set_label (self->note, text != NULL ? text : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (sl_field_editor_get_target (self->editor)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "",
                                  -1);
}

/* What cannot be kept comes before what lacks, and that before the hint. */
static void
update_note (SlFieldRow *self, const char *refusal)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  if (refusal != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "error");
      show_note (self, refusal, "dialog-warning-symbolic");
    }
  else if (self->lack != NULL)
    show_note (self, self->lack, self->blocks ? "emblem-important-symbolic" : NULL);
  else
    show_note (self, self->field->hint, NULL);
}

static void
save (gpointer data)
{
  SlFieldRow *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *value = sl_field_editor_dup_value (self->editor, &error);

  update_note (self, value == NULL ? error->message : NULL);
  if (value == NULL || g_strcmp0 (value, self->kept) == 0)
    return;
  g_free (self->kept);
  self->kept = g_strdup (value);
  g_signal_emit (self, value_changed, 0, value);
}

static void
edited_cb (SlFieldRow *self)
{
  sl_autosave_touch (self->autosave);
}

static void
chosen_cb (SlFieldRow *self)
{
  sl_autosave_touch (self->autosave);
  sl_autosave_flush (self->autosave);
}

static void
sl_field_row_unmap (GtkWidget *widget)
{
  sl_field_row_flush (SL_FIELD_ROW (widget));
  GTK_WIDGET_CLASS (sl_field_row_parent_class)->unmap (widget);
}

static gboolean
sl_field_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (sl_field_editor_get_target (SL_FIELD_ROW (widget)->editor));
}

static void
sl_field_row_dispose (GObject *object)
{
  SlFieldRow *self = SL_FIELD_ROW (object);

  g_clear_pointer (&self->autosave, sl_autosave_free);
  G_OBJECT_CLASS (sl_field_row_parent_class)->dispose (object);
}

static void
sl_field_row_finalize (GObject *object)
{
  SlFieldRow *self = SL_FIELD_ROW (object);

  g_free (self->kept);
  g_free (self->lack);
  G_OBJECT_CLASS (sl_field_row_parent_class)->finalize (object);
}

static void
sl_field_row_class_init (SlFieldRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_field_row_dispose;
  object_class->finalize = sl_field_row_finalize;
  widget_class->unmap = sl_field_row_unmap;
  widget_class->grab_focus = sl_field_row_grab_focus;
  value_changed = g_signal_new ("value-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sl_field_row_init (SlFieldRow *self)
{
  self->autosave = sl_autosave_new (save, self);
  self->kept = g_strdup ("");
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  g_object_set (label, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* The first of several ticks or buttons keeps its own word beside the field's. */
static void
name_target (SlFieldRow *self, GtkWidget *target)
{
  const char *own = GTK_IS_CHECK_BUTTON (target)
                        ? gtk_check_button_get_label (GTK_CHECK_BUTTON (target))
                    : GTK_IS_BUTTON (target) ? gtk_button_get_label (GTK_BUTTON (target))
                                             : NULL;
  g_autofree char *name = own != NULL ? g_strdup_printf ("%s: %s", self->field->label, own)
                                      : g_strdup (self->field->label);

  gtk_accessible_update_property (GTK_ACCESSIBLE (target), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  /* The focus lies on the button within, which GTK 4.8 leaves without a name. */
  if (GTK_IS_DROP_DOWN (target))
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (target)),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
build (SlFieldRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = make_label (self->field->label, "caption-heading");
  GtkWidget *target = sl_field_editor_get_target (self->editor);

  g_object_set (box, "margin-start", 12, "margin-end", 12, "margin-top", 9, "margin-bottom", 9,
                NULL);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->editor));
  self->note_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->note_icon = GTK_IMAGE (gtk_image_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->note_icon), GTK_ALIGN_START);
  self->note = GTK_LABEL (make_label ("", "caption"));
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "meta");
  gtk_box_append (GTK_BOX (self->note_box), GTK_WIDGET (self->note_icon));
  gtk_box_append (GTK_BOX (self->note_box), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (box), self->note_box);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  name_target (self, target);
}

/**
 * sl_field_row_new:
 * @field: a field of a form that outlives the row
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
sl_field_row_new (const SlFormField *field)
{
  SlFieldRow *self = g_object_new (SL_TYPE_FIELD_ROW, "title", field->label, NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->field = field;
  self->editor = sl_field_editor_new (field);
  g_signal_connect_swapped (self->editor, "edited", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->editor, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (sl_field_row_flush), self);
  gtk_widget_add_controller (GTK_WIDGET (self->editor), focus);
  build (self);
  update_note (self, NULL);
  return GTK_WIDGET (self);
}

const SlFormField *
sl_field_row_get_field (SlFieldRow *self)
{
  g_return_val_if_fail (SL_IS_FIELD_ROW (self), NULL);
  return self->field;
}

/**
 * sl_field_row_set_value:
 * @self: a row
 * @value: as the form keeps it
 *
 * Shows @value, but never over something typed that waits to be saved.
 */
void
sl_field_row_set_value (SlFieldRow *self, const char *value)
{
  g_return_if_fail (SL_IS_FIELD_ROW (self) && value != NULL);

  if (sl_autosave_is_waiting (self->autosave) || g_strcmp0 (value, self->kept) == 0)
    return;
  g_free (self->kept);
  self->kept = g_strdup (value);
  sl_field_editor_set_value (self->editor, value);
  update_note (self, NULL);
}

void
sl_field_row_set_offers (SlFieldRow *self, const char *const *ids, const char *const *labels)
{
  g_return_if_fail (SL_IS_FIELD_ROW (self));

  sl_field_editor_set_offers (self->editor, ids, labels);
  sl_field_editor_set_value (self->editor, self->kept);
}

void
sl_field_row_set_editable (SlFieldRow *self, gboolean editable)
{
  g_return_if_fail (SL_IS_FIELD_ROW (self));
  sl_field_editor_set_editable (self->editor, editable);
}

void
sl_field_row_set_lack (SlFieldRow *self, const char *text, gboolean blocks)
{
  g_return_if_fail (SL_IS_FIELD_ROW (self));

  if (g_strcmp0 (text, self->lack) == 0 && blocks == self->blocks)
    return;
  g_free (self->lack);
  self->lack = g_strdup (text);
  self->blocks = blocks;
  if (!gtk_widget_has_css_class (GTK_WIDGET (self), "error"))
    update_note (self, NULL);
}

/**
 * sl_field_row_flush:
 * @self: a row
 *
 * Saves what was typed and not saved yet.
 */
void
sl_field_row_flush (SlFieldRow *self)
{
  g_return_if_fail (SL_IS_FIELD_ROW (self));

  if (self->autosave != NULL)
    sl_autosave_flush (self->autosave);
}
