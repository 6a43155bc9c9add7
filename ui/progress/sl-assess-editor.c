/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-assess-editor.h"

#include "progress/sl-cell-icon.h"
#include "progress/sl-text-field.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

static const struct
{
  const char *verdict;
  SlCellState state;
} verdicts[] = {
  { "met", SL_CELL_MET },
  { "not-yet", SL_CELL_NOT_YET },
  { "not-applicable", SL_CELL_NOT_APPLICABLE },
};
#define N_VERDICTS G_N_ELEMENTS (verdicts)

struct _SlAssessEditor
{
  AdwBin parent_instance;

  gboolean blind;
  gboolean has_claim;
  gboolean silent;
  GtkLabel *title;
  GtkToggleButton *buttons[N_VERDICTS];
  SlTextField *feedback;
  SlTextField *verbal;
  SlTextField *written;
  GtkLabel *remark;
  GtkWidget *record;
};

static guint assessed;

G_DEFINE_FINAL_TYPE (SlAssessEditor, sl_assess_editor, ADW_TYPE_BIN)

/* The chosen verdict's index, or N_VERDICTS. */
static guint
get_chosen (SlAssessEditor *self)
{
  guint i = 0;

  while (i < N_VERDICTS && !gtk_toggle_button_get_active (self->buttons[i]))
    i++;
  return i;
}

static void
update (SlAssessEditor *self)
{
  g_autofree char *feedback = sl_text_field_dup_text (self->feedback);
  guint chosen = get_chosen (self);
  const char *obstacle = "";

  if (chosen == N_VERDICTS)
    obstacle = _ ("Choose a verdict.");
  else if (verdicts[chosen].state == SL_CELL_NOT_YET && *feedback == '\0')
    obstacle = _ ("Say what more is needed.");
  else if (verdicts[chosen].state == SL_CELL_NOT_APPLICABLE && *feedback == '\0')
    obstacle = _ ("Say why it does not apply.");
  gtk_label_set_label (self->remark, obstacle);
  gtk_widget_set_visible (GTK_WIDGET (self->remark), *obstacle != '\0');
  gtk_widget_set_sensitive (self->record, *obstacle == '\0');
}

/* One verdict or none: pressing it again takes it back. */
static void
toggled_cb (SlAssessEditor *self, GtkToggleButton *button)
{
  if (self->silent)
    return;
  self->silent = TRUE;
  for (guint i = 0; i < N_VERDICTS; i++)
    if (self->buttons[i] != button)
      gtk_toggle_button_set_active (self->buttons[i], FALSE);
  self->silent = FALSE;
  update (self);
}

static void
record_cb (SlAssessEditor *self)
{
  g_signal_emit (self, assessed, 0);
}

static gboolean
sl_assess_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SL_ASSESS_EDITOR (widget)->buttons[0]));
}

static void
sl_assess_editor_class_init (SlAssessEditorClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = sl_assess_editor_grab_focus;
  assessed = g_signal_new ("assessed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                           NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_verdicts (SlAssessEditor *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (line, "linked");
  gtk_box_set_homogeneous (GTK_BOX (line), TRUE);
  for (guint i = 0; i < N_VERDICTS; i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();
      GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
      GtkWidget *word = gtk_label_new (sl_cell_state_to_words (verdicts[i].state));
      g_autofree char *tip = g_strdup_printf (_ ("Key %u"), i + 1);

      gtk_label_set_wrap (GTK_LABEL (word), TRUE);
      gtk_label_set_justify (GTK_LABEL (word), GTK_JUSTIFY_CENTER);
      gtk_box_append (GTK_BOX (content), sl_cell_icon_new (verdicts[i].state));
      gtk_box_append (GTK_BOX (content), word);
      gtk_button_set_child (GTK_BUTTON (button), content);
      gtk_widget_add_css_class (button, "verdict");
      gtk_widget_add_css_class (button, sl_cell_state_css_class (verdicts[i].state));
      gtk_widget_set_tooltip_text (button, tip);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      sl_cell_state_to_words (verdicts[i].state), -1);
      g_signal_connect_swapped (button, "toggled", G_CALLBACK (toggled_cb), self);
      self->buttons[i] = GTK_TOGGLE_BUTTON (button);
      gtk_box_append (GTK_BOX (line), button);
    }
  return line;
}

static void
sl_assess_editor_init (SlAssessEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->title = GTK_LABEL (sl_wrapped_label_new ("", "heading"));
  self->feedback = SL_TEXT_FIELD (sl_text_field_new (_ ("Feedback to the trainee"), NULL));
  self->verbal = SL_TEXT_FIELD (
      sl_text_field_new (_ ("Verbal work assessed"), _ ("The briefing of 3 November, say.")));
  self->written = SL_TEXT_FIELD (
      sl_text_field_new (_ ("Written work assessed"), _ ("Version 2 of the response, say.")));
  self->remark = GTK_LABEL (sl_wrapped_label_new ("", "caption"));
  self->record = gtk_button_new_with_label (_ ("Record verdict"));
  gtk_widget_add_css_class (GTK_WIDGET (self->remark), "meta");
  gtk_widget_set_hexpand (GTK_WIDGET (self->remark), TRUE);
  gtk_widget_add_css_class (self->record, "suggested-action");
  gtk_widget_set_hexpand (self->record, TRUE);
  gtk_widget_set_halign (self->record, GTK_ALIGN_END);
  g_signal_connect_swapped (self->feedback, "edited", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->record, "clicked", G_CALLBACK (record_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), make_verdicts (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->feedback));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->verbal));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->written));
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->remark));
  gtk_box_append (GTK_BOX (foot), self->record);
  gtk_box_append (GTK_BOX (box), foot);
  adw_bin_set_child (ADW_BIN (self), box);
  update (self);
}

/**
 * sl_assess_editor_new:
 *
 * Returns: (transfer floating): an editor of no cell yet
 */
GtkWidget *
sl_assess_editor_new (void)
{
  return g_object_new (SL_TYPE_ASSESS_EDITOR, NULL);
}

/**
 * sl_assess_editor_begin:
 * @self: an editor
 * @cell: what is assessed
 * @blind: whether it is a second look
 *
 * Starts with no verdict; one is never chosen for the assessor.
 */
void
sl_assess_editor_begin (SlAssessEditor *self, const SlCell *cell, gboolean blind)
{
  g_return_if_fail (SL_IS_ASSESS_EDITOR (self));

  self->blind = blind;
  self->has_claim = cell->claim != NULL;
  self->silent = TRUE;
  for (guint i = 0; i < N_VERDICTS; i++)
    gtk_toggle_button_set_active (self->buttons[i], FALSE);
  self->silent = FALSE;
  gtk_label_set_label (self->title, blind ? _ ("Your second look") : _ ("Your verdict"));
  /* Nobody agrees to what was not claimed; only where the framework allows it, it may not apply. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->buttons[0]), self->has_claim);
  gtk_widget_set_visible (GTK_WIDGET (self->buttons[2]), cell->criterion->where_applicable);
  sl_text_field_set_text (self->feedback, "");
  sl_text_field_set_text (self->verbal, "");
  sl_text_field_set_text (self->written, "");
  update (self);
}

/**
 * sl_assess_editor_choose:
 * @self: an editor
 * @number: from 1, in the order of the buttons
 *
 * Chooses a verdict where it can be.
 */
void
sl_assess_editor_choose (SlAssessEditor *self, guint number)
{
  GtkWidget *button;

  g_return_if_fail (SL_IS_ASSESS_EDITOR (self));

  if (number == 0 || number > N_VERDICTS)
    return;
  button = GTK_WIDGET (self->buttons[number - 1]);
  if (gtk_widget_get_sensitive (button) && gtk_widget_get_visible (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
}

/**
 * sl_assess_editor_make_change:
 * @self: an editor that has said "assessed"
 * @portfolio: as loaded
 * @cell: what is assessed
 *
 * Returns: (transfer full): the verdict
 */
SlChange *
sl_assess_editor_make_change (SlAssessEditor *self, SlPortfolio *portfolio, const SlCell *cell)
{
  guint chosen = get_chosen (self);
  g_autofree char *feedback = sl_text_field_dup_text (self->feedback);
  g_autofree char *verbal = sl_text_field_dup_text (self->verbal);
  g_autofree char *written = sl_text_field_dup_text (self->written);
  const SlCellVerdict verdict = { .verdict = verdicts[MIN (chosen, N_VERDICTS - 1)].verdict,
                                  .feedback = feedback,
                                  .verbal = verbal,
                                  .written = written };

  return self->blind ? sl_second_change_assess (portfolio, cell, &verdict)
                     : sl_cell_change_assess (portfolio, cell, &verdict);
}
