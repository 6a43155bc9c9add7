/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-site"
#include "config.h"

#include "site/sl-action-editor.h"

#include "base/sl-time.h"
#include "people/sl-person.h"
#include "site/sl-field-editor.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

/* The fields are those of a form, so that days are typed or picked here as they are there, and the
 * people of the casebook are offered. */

static const SlFormField text_field = { .id = "text",
                                        .label = N_ ("What has to be done"),
                                        .unit = "",
                                        .type = SL_FORM_FIELD_WORDS };
static const SlFormField owner_field = { .id = "owner",
                                         .label = N_ ("Who does it"),
                                         .unit = "",
                                         .type = SL_FORM_FIELD_PERSON };
static const SlFormField due_field = { .id = "due",
                                       .label = N_ ("By"),
                                       .unit = "",
                                       .type = SL_FORM_FIELD_DATE };

struct _SlActionEditor
{
  AdwBin parent_instance;

  char *action_id;
  GHashTable *people; /* display name -> id, both owned */

  SlFieldEditor *text;
  SlFieldEditor *owner;
  SlFieldEditor *due;
  GtkLabel *remark;
};

G_DEFINE_FINAL_TYPE (SlActionEditor, sl_action_editor, ADW_TYPE_BIN)

enum
{
  SAVED,
  LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

void
sl_action_draft_free (SlActionDraft *draft)
{
  g_free (draft->action_id);
  g_free (draft->text);
  g_free (draft->owner_id);
  g_free (draft->owner_name);
  g_free (draft->due_date);
  g_free (draft);
}

static void
save_cb (SlActionEditor *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = sl_field_editor_dup_value (self->text, NULL);
  g_autofree char *due = sl_field_editor_dup_value (self->due, &error);
  const char *obstacle = NULL;

  if (text == NULL || *g_strstrip (text) == '\0')
    obstacle = _ ("Say what has to be done.");
  else if (due == NULL)
    obstacle = error->message;
  gtk_label_set_label (self->remark, obstacle != NULL ? obstacle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark), obstacle != NULL);
  if (obstacle == NULL)
    g_signal_emit (self, signals[SAVED], 0);
}

static void
leave_cb (SlActionEditor *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

static gboolean
sl_action_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (sl_field_editor_get_target (SL_ACTION_EDITOR (widget)->text));
}

static void
sl_action_editor_finalize (GObject *object)
{
  SlActionEditor *self = SL_ACTION_EDITOR (object);

  g_free (self->action_id);
  g_clear_pointer (&self->people, g_hash_table_unref);
  G_OBJECT_CLASS (sl_action_editor_parent_class)->finalize (object);
}

static void
sl_action_editor_class_init (SlActionEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_action_editor_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = sl_action_editor_grab_focus;
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static SlFieldEditor *
add_field (GtkWidget *box, const SlFormField *field)
{
  SlFieldEditor *editor = sl_field_editor_new (field);

  gtk_box_append (GTK_BOX (box), sl_wrapped_label_new (_ (field->label), "caption-heading"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (editor));
  gtk_accessible_update_property (GTK_ACCESSIBLE (sl_field_editor_get_target (editor)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ (field->label), -1);
  return editor;
}

static void
sl_action_editor_init (SlActionEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *save = gtk_button_new_with_label (_ ("Keep action"));
  GtkWidget *leave = gtk_button_new_with_label (_ ("Leave it"));

  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "action-card");
  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->text = add_field (box, &text_field);
  self->owner = add_field (box, &owner_field);
  self->due = add_field (box, &due_field);
  self->remark = GTK_LABEL (sl_wrapped_label_new ("", "caption"));
  gtk_widget_set_visible (GTK_WIDGET (self->remark), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->remark));
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (leave, "clicked", G_CALLBACK (leave_cb), self);
  gtk_box_append (GTK_BOX (buttons), save);
  gtk_box_append (GTK_BOX (buttons), leave);
  gtk_box_append (GTK_BOX (box), buttons);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
sl_action_editor_new (void)
{
  return g_object_new (SL_TYPE_ACTION_EDITOR, NULL);
}

static void
offer_people (SlActionEditor *self, SlStore *store)
{
  g_autoptr (GListModel) people = sl_people_list (store, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_hash_table_remove_all (self->people);
  for (guint i = 0; people != NULL && i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (SlPerson) person = g_list_model_get_item (people, i);
      char *name = g_strdup (sl_person_get_display_name (person));

      g_hash_table_insert (self->people, name, g_strdup (sl_person_get_id (person)));
      g_ptr_array_add (names, name);
    }
  g_ptr_array_add (names, NULL);
  sl_field_editor_set_offers (self->owner, (const char *const *) names->pdata,
                              (const char *const *) names->pdata);
}

/**
 * sl_action_editor_begin:
 * @self: an editor
 * @store: whose people are offered
 * @action: (nullable): what is changed; %NULL: a new one
 *
 * Shows @action, or nothing yet.
 */
void
sl_action_editor_begin (SlActionEditor *self, SlStore *store, SlAction *action)
{
  g_return_if_fail (SL_IS_ACTION_EDITOR (self));

  g_free (self->action_id);
  self->action_id = action != NULL ? g_strdup (sl_action_get (action, "id")) : NULL;
  offer_people (self, store);
  sl_field_editor_set_value (self->text, action != NULL ? sl_action_get (action, "text") : "");
  sl_field_editor_set_value (self->owner,
                             action != NULL ? sl_action_get (action, "owner-name") : "");
  sl_field_editor_set_value (self->due, action != NULL ? sl_action_get (action, "due-date") : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark), FALSE);
}

/**
 * sl_action_editor_dup_draft:
 * @self: an editor that has just said "saved"
 *
 * Returns: (transfer full): what it says
 */
SlActionDraft *
sl_action_editor_dup_draft (SlActionEditor *self)
{
  SlActionDraft *draft = g_new0 (SlActionDraft, 1);
  g_autofree char *owner = sl_field_editor_dup_value (self->owner, NULL);
  const char *person_id = owner != NULL ? g_hash_table_lookup (self->people, owner) : NULL;

  draft->action_id = g_strdup (self->action_id);
  draft->text = sl_field_editor_dup_value (self->text, NULL);
  draft->due_date = sl_field_editor_dup_value (self->due, NULL);
  draft->owner_id = g_strdup (person_id != NULL ? person_id : "");
  draft->owner_name = g_strdup (person_id != NULL || owner == NULL ? "" : owner);
  return draft;
}
