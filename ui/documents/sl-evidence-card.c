/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-documents-page"
#include "config.h"

#include "documents/sl-evidence-card.h"

#include "review/sl-record-comments.h"
#include "widgets/sl-verdict-icon.h"

#include <glib/gi18n.h>

/* One card of the evidence pane. It changes nothing itself: it says what is wished. */

struct _SlEvidenceCard
{
  GtkWidget parent_instance;

  SlEvidence *evidence;
  char *item_id;

  GtkLabel *number;
  GtkStack *title_stack;
  GtkLabel *title;
  GtkEditable *note;
  GtkLabel *quotation;
  GtkWidget *verdict_box;
  SlVerdictIcon *verdict_icon;
  GtkLabel *verdict;
  GtkLabel *place;
  GtkWidget *tools;
  GtkWidget *item_button;
  SlRecordComments *comments;
};

enum
{
  NOTE_CHANGED,
  REMOVE,
  OPEN_ITEM,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlEvidenceCard, sl_evidence_card, GTK_TYPE_WIDGET)

static void
end_editing (SlEvidenceCard *self, gboolean keep)
{
  const char *text = gtk_editable_get_text (self->note);

  if (g_str_equal (gtk_stack_get_visible_child_name (self->title_stack), "shown"))
    return;
  gtk_stack_set_visible_child_name (self->title_stack, "shown");
  if (keep && g_strcmp0 (text, sl_evidence_get (self->evidence, "note")) != 0)
    g_signal_emit (self, signals[NOTE_CHANGED], 0, text);
}

static void
note_done_cb (SlEvidenceCard *self)
{
  end_editing (self, TRUE);
}

static void
focus_left_cb (SlEvidenceCard *self)
{
  end_editing (self, TRUE);
}

static gboolean
note_key_cb (GtkEventControllerKey *controller,
             guint key,
             guint code,
             GdkModifierType state,
             SlEvidenceCard *self)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  end_editing (self, FALSE);
  return GDK_EVENT_STOP;
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sl_evidence_card_edit (SL_EVIDENCE_CARD (widget));
}

static void
open_item_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlEvidenceCard *self = SL_EVIDENCE_CARD (widget);

  if (self->item_id != NULL)
    g_signal_emit (self, signals[OPEN_ITEM], 0, self->item_id);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[REMOVE], 0);
}

static void
sl_evidence_card_dispose (GObject *object)
{
  SlEvidenceCard *self = SL_EVIDENCE_CARD (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_EVIDENCE_CARD);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->evidence);
  g_clear_pointer (&self->item_id, g_free);

  G_OBJECT_CLASS (sl_evidence_card_parent_class)->dispose (object);
}

static void
sl_evidence_card_class_init (SlEvidenceCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = SL_TYPE_EVIDENCE_CARD;

  G_OBJECT_CLASS (klass)->dispose = sl_evidence_card_dispose;
  signals[NOTE_CHANGED] = g_signal_new ("note-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REMOVE] = g_signal_new ("remove", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[OPEN_ITEM] = g_signal_new ("open-item", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (SL_TYPE_VERDICT_ICON);
  g_type_ensure (SL_TYPE_RECORD_COMMENTS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/documents/sl-evidence-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SlEvidenceCard, number);
  gtk_widget_class_bind_template_child (widget_class, SlEvidenceCard, title_stack);
  gtk_widget_class_bind_template_child (widget_class, SlEvidenceCard, title);
  gtk_widget_class_bind_template_child (widget_class, SlEvidenceCard, note);
  gtk_widget_class_bind_template_child (widget_class, SlEvidenceCard, quotation);
  gtk_widget_class_bind_template_child (widget_class, SlEvidenceCard, verdict_box);
  gtk_widget_class_bind_template_child (widget_class, SlEvidenceCard, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, SlEvidenceCard, verdict);
  gtk_widget_class_bind_template_child (widget_class, SlEvidenceCard, place);
  gtk_widget_class_bind_template_child (widget_class, SlEvidenceCard, tools);
  gtk_widget_class_bind_template_child (widget_class, SlEvidenceCard, item_button);
  gtk_widget_class_bind_template_child (widget_class, SlEvidenceCard, comments);
  gtk_widget_class_bind_template_callback (widget_class, note_done_cb);
  gtk_widget_class_install_action (widget_class, "evidence.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "evidence.open-item", NULL, open_item_action);
  gtk_widget_class_install_action (widget_class, "evidence.remove", NULL, remove_action);
}

static void
sl_evidence_card_init (SlEvidenceCard *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->note), focus);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (note_key_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->note), keys);
}

GtkWidget *
sl_evidence_card_new (SlEvidence *evidence, guint number, SlDocument *document, SlAnswer *answer)
{
  SlEvidenceCard *self = g_object_new (SL_TYPE_EVIDENCE_CARD, NULL);
  const char *note = sl_evidence_get (evidence, "note");
  const char *quotation = sl_evidence_get (evidence, "quotation");
  g_autofree char *digits = g_strdup_printf ("%u", number);
  g_autofree char *quoted = *quotation != '\0' ? g_strdup_printf (_ ("“%s”"), quotation)
                                               : g_strdup (_ ("A region"));
  g_autofree char *place = NULL;
  const char *drawing = document != NULL ? sl_document_get (document, "drawing-number") : "";

  self->evidence = g_object_ref (evidence);
  sl_record_comments_set_offer (self->comments, FALSE);
  sl_record_comments_set_record (self->comments, "evidence", sl_evidence_get (evidence, "id"));
  gtk_label_set_label (self->number, digits);
  gtk_label_set_label (self->title, *note != '\0' ? note : quoted);
  gtk_label_set_label (self->quotation, quoted);
  gtk_widget_set_visible (GTK_WIDGET (self->quotation), *note != '\0' && *quotation != '\0');
  gtk_editable_set_text (self->note, note);
  if (*drawing != '\0')
    place = g_strdup_printf ("%s %s", drawing, sl_document_get (document, "revision"));
  else
    place = g_strdup_printf (_ ("page %u"), sl_evidence_get_page_number (evidence));
  gtk_label_set_label (self->place, place);
  gtk_widget_set_visible (self->verdict_box, answer != NULL);
  gtk_widget_set_visible (self->item_button, answer != NULL);
  if (answer != NULL)
    {
      const char *id = sl_checklist_item_get_id (sl_answer_get_item (answer));
      g_autofree char *verdict = g_strdup_printf (
          "%s %s", id, sl_verdict_to_word (sl_answer_get_verdict (answer)));

      self->item_id = g_strdup (id);
      sl_verdict_icon_set_verdict (self->verdict_icon, sl_answer_get_verdict (answer));
      gtk_label_set_label (self->verdict, verdict);
    }
  return GTK_WIDGET (self);
}

SlEvidence *
sl_evidence_card_get_evidence (SlEvidenceCard *self)
{
  return self->evidence;
}

void
sl_evidence_card_set_current (SlEvidenceCard *self, gboolean current)
{
  gtk_widget_set_visible (self->tools, current);
  sl_record_comments_set_offer (self->comments, current);
}

void
sl_evidence_card_edit (SlEvidenceCard *self)
{
  gtk_stack_set_visible_child_name (self->title_stack, "editing");
  gtk_widget_grab_focus (GTK_WIDGET (self->note));
}
