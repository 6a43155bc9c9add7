/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-site"
#include "config.h"

#include "site/sl-stage-popover.h"

#include "base/sl-time.h"
#include "cases/sl-case-records.h"
#include "sl-window.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

/* A popover of its own rather than rows in a dialog: a stage is settled in two presses where it
 * stands. Skipping and setting back ask for their reason in the same place. */

typedef struct
{
  SlCasebook *casebook;
  char *case_id;
  char *stage_id;
  char *title;
  char *was; /* the state before, for the undo */
  GtkPopover *popover;
  GtkEditable *date;   /* borrowed: of the popover */
  GtkEditable *reason; /* likewise */
  GtkLabel *remark;    /* likewise */
} Stage;

static void
stage_free (Stage *stage)
{
  g_clear_object (&stage->casebook);
  g_free (stage->case_id);
  g_free (stage->stage_id);
  g_free (stage->title);
  g_free (stage->was);
  g_free (stage);
}

static void
tell (Stage *stage, const char *state)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (stage->popover)));
  g_autofree char *text = NULL;

  if (g_str_equal (state, "done"))
    text = g_strdup_printf (_ ("%s: done"), stage->title);
  else if (g_str_equal (state, "skipped"))
    text = g_strdup_printf (_ ("%s: skipped"), stage->title);
  else if (g_str_equal (state, "current"))
    text = g_strdup_printf (_ ("%s: begun"), stage->title);
  else
    text = g_strdup_printf (_ ("%s: set back"), stage->title);
  sl_window_toast_undo (window, text,
                        sl_stage_change_set (sl_casebook_get_packs (stage->casebook),
                                             stage->case_id, stage->stage_id, stage->was, NULL,
                                             _ ("Taken back at once")));
}

static char *
dup_text (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

static void
remark (Stage *stage, const char *text, GtkEditable *where)
{
  gtk_label_set_label (stage->remark, text);
  gtk_widget_set_visible (GTK_WIDGET (stage->remark), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (where));
}

static void
state_cb (GtkWidget *button, Stage *stage)
{
  const char *state = g_object_get_data (G_OBJECT (button), "sl-state");
  gboolean needs_reason = g_object_get_data (G_OBJECT (button), "sl-reason") != NULL;
  g_autofree char *reason = dup_text (stage->reason);

  if (needs_reason && *reason == '\0')
    {
      remark (stage, _ ("This needs a reason in writing."), stage->reason);
      return;
    }
  tell (stage, state);
  sl_window_apply (button,
                   sl_stage_change_set (sl_casebook_get_packs (stage->casebook), stage->case_id,
                                        stage->stage_id, state, NULL, reason),
                   NULL, NULL);
  gtk_popover_popdown (stage->popover);
}

static void
due_cb (GtkWidget *widget, Stage *stage)
{
  g_autofree char *text = dup_text (stage->date);
  g_autofree char *date = *text != '\0' ? sl_date_parse (text) : g_strdup ("");

  if (date == NULL)
    {
      remark (stage, _ ("This cannot be read as a date, such as 25 November 2026."), stage->date);
      return;
    }
  sl_window_apply (widget,
                   sl_stage_change_due (sl_casebook_get_packs (stage->casebook), stage->case_id,
                                        stage->stage_id, date),
                   NULL, NULL);
  gtk_popover_popdown (stage->popover);
}

static void
add_button (Stage *stage, GtkWidget *box, const char *label, const char *state, gboolean reason)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data_full (G_OBJECT (button), "sl-state", g_strdup (state), g_free);
  if (reason)
    g_object_set_data (G_OBJECT (button), "sl-reason", GINT_TO_POINTER (1));
  g_signal_connect (button, "clicked", G_CALLBACK (state_cb), stage);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkEditable *
add_entry (GtkWidget *box, const char *label, const char *placeholder)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_box_append (GTK_BOX (box), sl_wrapped_label_new (label, "caption-heading"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (GTK_BOX (box), entry);
  return GTK_EDITABLE (entry);
}

/* Who settled it, when and why; "" when nothing was settled. Transfer full. */
static char *
describe (const SlStageStep *step)
{
  GString *text = g_string_new (NULL);
  g_autofree char *done = *step->done_on != '\0' ? sl_date_format_long (step->done_on) : NULL;

  if (done != NULL)
    g_string_append_printf (text, _ ("Done on %s."), done);
  if (*step->reason != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", step->reason);
  if (text->len > 0 && *step->person_name != '\0')
    g_string_append_printf (text, " (%s)", step->person_name);
  return g_string_free (text, FALSE);
}

static void
add_commands (Stage *stage, GtkWidget *box, const SlStageStep *step)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gboolean behind = g_str_equal (step->state, "done") || g_str_equal (step->state, "skipped");
  g_autofree char *due = sl_date_format_long (step->due_date);
  GtkWidget *set_due = gtk_button_new_with_label (_ ("Set the day"));

  if (!behind)
    {
      stage->date = add_entry (box, _ ("To be done by"), _ ("25 November 2026"));
      gtk_editable_set_text (stage->date, due != NULL ? due : "");
      g_signal_connect (stage->date, "activate", G_CALLBACK (due_cb), stage);
      gtk_widget_set_halign (set_due, GTK_ALIGN_START);
      g_signal_connect (set_due, "clicked", G_CALLBACK (due_cb), stage);
      gtk_box_append (GTK_BOX (box), set_due);
    }
  else
    g_object_unref (g_object_ref_sink (set_due));
  stage->reason = add_entry (
      box, behind ? _ ("Reason for setting it back") : _ ("Reason, to skip it or to set it back"),
      NULL);
  if (g_str_equal (step->state, "to-do"))
    add_button (stage, buttons, _ ("Begin"), "current", FALSE);
  if (!behind)
    add_button (stage, buttons, _ ("Done"), "done", FALSE);
  if (!behind)
    add_button (stage, buttons, _ ("Skip"), "skipped", TRUE);
  if (!g_str_equal (step->state, "to-do"))
    add_button (stage, buttons, _ ("Set back"), "to-do", TRUE);
  gtk_box_append (GTK_BOX (box), buttons);
}

GtkWidget *
sl_stage_popover_new (SlCasebook *casebook, const char *case_id, const SlStageStep *step)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *settled = describe (step);
  g_autoptr (SlCase)
      planning_case = sl_case_records_load (sl_casebook_get_store (casebook), case_id, NULL);
  Stage *stage = g_new0 (Stage, 1);
  GtkWidget *label;

  stage->casebook = g_object_ref (casebook);
  stage->case_id = g_strdup (case_id);
  stage->stage_id = g_strdup (step->stage->id);
  stage->title = g_strdup (step->stage->title);
  stage->was = g_strdup (step->state);
  stage->popover = GTK_POPOVER (popover);
  g_object_set_data_full (G_OBJECT (popover), "sl-stage", stage, (GDestroyNotify) stage_free);
  g_object_set (box, "margin-start", 6, "margin-end", 6, "margin-top", 6, "margin-bottom", 6,
                "width-request", 272, NULL);
  gtk_box_append (GTK_BOX (box), sl_wrapped_label_new (step->stage->title, "heading"));
  label = sl_wrapped_label_new (step->stage->about, NULL);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_box_append (GTK_BOX (box), label);
  if (*settled != '\0')
    {
      label = sl_wrapped_label_new (settled, "meta");
      gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
      gtk_box_append (GTK_BOX (box), label);
    }
  if (planning_case != NULL && g_str_equal (sl_case_get (planning_case, "kind"), "planning"))
    gtk_box_append (
        GTK_BOX (box),
        sl_wrapped_label_new (_ ("It follows from what is done with the response."), "caption"));
  else if (!sl_store_is_read_only (sl_casebook_get_store (casebook)))
    add_commands (stage, box, step);
  stage->remark = GTK_LABEL (sl_wrapped_label_new ("", "caption"));
  gtk_widget_set_visible (GTK_WIDGET (stage->remark), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (stage->remark));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  step->stage->title, -1);
  return popover;
}
