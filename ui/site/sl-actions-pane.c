/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-site"
#include "config.h"

#include "site/sl-actions-pane.h"

#include "base/sl-id.h"
#include "base/sl-time.h"
#include "cases/sl-action.h"
#include "site/sl-action-editor.h"
#include "site/sl-reason.h"
#include "sl-window.h"
#include "widgets/sl-due-chip.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

/* Those of the record first, then those of the rest of the case. One editor serves for adding and
 * for changing; while it is open the list is read on around it. */

struct _SlActionsPane
{
  AdwBin parent_instance;

  SlCasebook *casebook;
  char *case_id;
  char *sheet_id; /* NULL: none */
  char *asked_id; /* the action whose answer or reason is asked for */

  GtkWidget *add;
  SlActionEditor *editor;
  GtkBox *list;
};

G_DEFINE_FINAL_TYPE (SlActionsPane, sl_actions_pane, ADW_TYPE_BIN)

static gboolean
is_writable (SlActionsPane *self)
{
  return !sl_store_is_read_only (sl_casebook_get_store (self->casebook));
}

static const char *
get_action_id (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "sl-action");
}

/* ---- settling ---- */

static void
settle (SlActionsPane *self, const char *state, const char *answer)
{
  sl_window_apply (GTK_WIDGET (self),
                   sl_action_change_state (self->asked_id, self->case_id, state, answer, NULL),
                   NULL, NULL);
  sl_window_toast_undo (GTK_WIDGET (self),
                        g_str_equal (state, "done") ? _ ("Action answered") : _ ("Action dropped"),
                        sl_action_change_state (self->asked_id, self->case_id, "open", "", NULL));
}

static void
done_given_cb (GtkWidget *widget, const char *answer)
{
  settle (SL_ACTIONS_PANE (widget), "done", answer);
}

static void
drop_given_cb (GtkWidget *widget, const char *reason)
{
  settle (SL_ACTIONS_PANE (widget), "dropped", reason);
}

static void
ask_about (SlActionsPane *self, GtkWidget *button)
{
  g_free (self->asked_id);
  self->asked_id = g_strdup (get_action_id (button));
}

static void
done_cb (GtkWidget *button, SlActionsPane *self)
{
  ask_about (self, button);
  sl_reason_ask (GTK_WIDGET (self), _ ("What was done?"),
                 _ ("The answer is kept with the action, and stands in the papers."),
                 _ ("What was done"), _ ("Done"), done_given_cb);
}

static void
drop_cb (GtkWidget *button, SlActionsPane *self)
{
  ask_about (self, button);
  sl_reason_ask (GTK_WIDGET (self), _ ("Why is it dropped?"),
                 _ ("The action stays on the list as dropped, with the reason."), _ ("Reason"),
                 _ ("Drop"), drop_given_cb);
}

static void
reopen_cb (GtkWidget *button, SlActionsPane *self)
{
  sl_window_apply (GTK_WIDGET (self),
                   sl_action_change_state (get_action_id (button), self->case_id, "open", "", NULL),
                   NULL, NULL);
}

/* ---- adding and changing ---- */

static void
close_editor (SlActionsPane *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->editor), FALSE);
  gtk_widget_set_visible (self->add, TRUE);
  gtk_widget_grab_focus (self->add);
}

static void
open_editor (SlActionsPane *self, SlAction *action)
{
  sl_action_editor_begin (self->editor, sl_casebook_get_store (self->casebook), action);
  gtk_widget_set_visible (self->add, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->editor), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
saved_cb (SlActionsPane *self)
{
  g_autoptr (SlActionDraft) draft = sl_action_editor_dup_draft (self->editor);
  const SlActionValues values = { draft->text, draft->owner_id, draft->owner_name,
                                  draft->due_date };
  g_autofree char *new_id = sl_id_new ();

  sl_window_apply (GTK_WIDGET (self),
                   sl_action_change_set (draft->action_id != NULL ? draft->action_id : new_id,
                                         self->case_id, self->sheet_id, &values),
                   NULL, NULL);
  close_editor (self);
}

static void
add_cb (SlActionsPane *self)
{
  open_editor (self, NULL);
}

static void
edit_cb (GtkWidget *button, SlActionsPane *self)
{
  g_autoptr (SlAction) action = sl_actions_load (sl_casebook_get_store (self->casebook),
                                                 get_action_id (button), NULL);

  if (action != NULL)
    open_editor (self, action);
}

/* ---- the list ---- */

static void
add_button (SlActionsPane *self,
            GtkWidget *box,
            SlAction *action,
            const char *label,
            GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf ("%s: %s", label, sl_action_get (action, "text"));

  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "sl-action", g_strdup (sl_action_get (action, "id")),
                          g_free);
  g_signal_connect_object (button, "clicked", callback, self, 0);
  gtk_box_append (GTK_BOX (box), button);
}

/* "Rowan Ashdown", "nobody yet", "Rowan Ashdown, who has left"; transfer full. */
static char *
describe_owner (SlAction *action)
{
  const char *name = sl_action_get (action, "owner-name");

  if (*name == '\0')
    return g_strdup (_ ("Nobody yet"));
  return sl_action_has_owner_left (action) ? g_strdup_printf (_ ("%s, who has left"), name)
                                           : g_strdup (name);
}

static char *
describe_settled (SlAction *action)
{
  g_autofree char *day = sl_date_format_short (sl_action_get (action, "settled-on"));
  const char *answer = sl_action_get (action, "answer");

  if (g_str_equal (sl_action_get (action, "state"), "done"))
    return g_strdup_printf (_ ("Done %s: %s"), day != NULL ? day : "", answer);
  return g_strdup_printf (_ ("Dropped: %s"), answer);
}

static GtkWidget *
make_facts (SlAction *action)
{
  GtkWidget *facts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *owner = describe_owner (action);
  GtkWidget *label = sl_wrapped_label_new (owner, "caption");

  gtk_widget_set_hexpand (label, TRUE);
  if (sl_action_has_owner_left (action) && sl_action_is_open (action))
    {
      gtk_box_append (GTK_BOX (facts), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
      gtk_widget_add_css_class (label, "strong");
    }
  else
    gtk_widget_add_css_class (label, "meta");
  gtk_box_append (GTK_BOX (facts), label);
  if (sl_action_is_open (action))
    {
      GtkWidget *due = sl_due_chip_new ();

      sl_due_chip_set_date (SL_DUE_CHIP (due), sl_action_get (action, "due-date"));
      gtk_widget_set_valign (due, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (facts), due);
    }
  return facts;
}

static GtkWidget *
make_card (SlActionsPane *self, SlAction *action)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "action-card");
  gtk_box_append (GTK_BOX (card), sl_wrapped_label_new (sl_action_get (action, "text"), NULL));
  gtk_box_append (GTK_BOX (card), make_facts (action));
  if (!sl_action_is_open (action))
    {
      g_autofree char *settled = describe_settled (action);
      GtkWidget *label = sl_wrapped_label_new (settled, "caption");

      gtk_widget_add_css_class (label, "meta");
      gtk_box_append (GTK_BOX (card), label);
    }
  if (!is_writable (self))
    return card;
  if (sl_action_is_open (action))
    {
      add_button (self, buttons, action, _ ("Done…"), G_CALLBACK (done_cb));
      add_button (self, buttons, action, _ ("Change"), G_CALLBACK (edit_cb));
      add_button (self, buttons, action, _ ("Drop…"), G_CALLBACK (drop_cb));
    }
  else
    add_button (self, buttons, action, _ ("Open again"), G_CALLBACK (reopen_cb));
  gtk_box_append (GTK_BOX (card), buttons);
  return card;
}

/* The open ones before the settled, as the records give them; of @own those of the record, else the
 * others of the case. */
static guint
append_cards (SlActionsPane *self, GListModel *actions, gboolean own, const char *title)
{
  guint n_cards = 0;

  for (guint i = 0; i < g_list_model_get_n_items (actions); i++)
    {
      g_autoptr (SlAction) action = g_list_model_get_item (actions, i);
      const char *sheet_id = sl_action_get (action, "sheet-id");
      gboolean here = self->sheet_id != NULL && g_str_equal (sheet_id, self->sheet_id);

      /* What is settled elsewhere is of no use beside this record. */
      if ((here != FALSE) != (own != FALSE) || (!here && !sl_action_is_open (action)))
        continue;
      if (n_cards++ == 0 && title != NULL)
        {
          GtkWidget *label = sl_wrapped_label_new (title, "caption-heading");

          gtk_widget_set_margin_top (label, 6);
          gtk_widget_set_margin_start (label, 9);
          gtk_box_append (self->list, label);
        }
      gtk_box_append (self->list, make_card (self, action));
    }
  return n_cards;
}

static void
sl_actions_pane_dispose (GObject *object)
{
  SlActionsPane *self = SL_ACTIONS_PANE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_actions_pane_parent_class)->dispose (object);
}

static void
sl_actions_pane_finalize (GObject *object)
{
  SlActionsPane *self = SL_ACTIONS_PANE (object);

  g_free (self->case_id);
  g_free (self->sheet_id);
  g_free (self->asked_id);
  G_OBJECT_CLASS (sl_actions_pane_parent_class)->finalize (object);
}

static void
sl_actions_pane_class_init (SlActionsPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_actions_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = sl_actions_pane_finalize;
}

static void
sl_actions_pane_init (SlActionsPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = sl_wrapped_label_new (_ ("Actions"), "heading");

  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_set_margin_start (title, 9);
  self->add = gtk_button_new_with_label (_ ("Add action"));
  gtk_widget_set_valign (self->add, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), self->add);
  self->editor = SL_ACTION_EDITOR (sl_action_editor_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->editor), FALSE);
  g_signal_connect_swapped (self->editor, "saved", G_CALLBACK (saved_cb), self);
  g_signal_connect_swapped (self->editor, "left", G_CALLBACK (close_editor), self);
  self->list = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 9));
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->editor));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), box);
}

void
sl_actions_pane_set_casebook (SlActionsPane *self, SlCasebook *casebook)
{
  g_return_if_fail (SL_IS_ACTIONS_PANE (self) && self->casebook == NULL);

  self->casebook = g_object_ref (casebook);
  gtk_widget_set_visible (self->add, is_writable (self));
}

/**
 * sl_actions_pane_show:
 * @self: a pane with a casebook
 * @case_id: whose actions
 * @sheet_id: (nullable): the record that a new one belongs to
 *
 * Reads the actions again.
 */
void
sl_actions_pane_show (SlActionsPane *self, const char *case_id, const char *sheet_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) actions = NULL;
  GtkWidget *child;
  guint n_cards;

  g_return_if_fail (SL_IS_ACTIONS_PANE (self) && self->casebook != NULL && case_id != NULL);

  if (g_strcmp0 (self->sheet_id, sheet_id) != 0 &&
      gtk_widget_get_visible (GTK_WIDGET (self->editor)))
    close_editor (self);
  g_free (self->case_id);
  self->case_id = g_strdup (case_id);
  g_free (self->sheet_id);
  self->sheet_id = g_strdup (sheet_id);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
  actions = sl_actions_list (sl_casebook_get_store (self->casebook), case_id, NULL, &error);
  if (actions == NULL)
    {
      gtk_box_append (self->list, sl_wrapped_label_new (error->message, "caption"));
      return;
    }
  n_cards = append_cards (self, actions, TRUE, NULL);
  n_cards += append_cards (self, actions, FALSE, _ ("Open elsewhere in the case"));
  if (n_cards == 0)
    {
      GtkWidget *none = sl_wrapped_label_new (_ ("Nobody has anything to do yet."), "meta");

      gtk_widget_set_margin_start (none, 9);
      gtk_box_append (self->list, none);
    }
}
