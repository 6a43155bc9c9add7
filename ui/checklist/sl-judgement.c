/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-checklist-page"
#include "config.h"

#include "checklist/sl-judgement-private.h"
#include "sl-window.h"
#include "widgets/sl-growing-text.h"
#include "widgets/sl-verdict-icon.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* The middle pane of Assess: one item at a time. The record is the truth; the widgets hold only
 * what is being typed, and a field with unsaved words is never overwritten from the record. Past
 * 600 lines because its many fields share that one rule of saving. */

enum
{
  PROP_0,
  PROP_NARROW,
};

enum
{
  JUDGED,
  EVIDENCE_CHOSEN,
  SHOW_BOTH,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];
static const char *const priorities[] = { "high", "medium", "low" };

G_DEFINE_FINAL_TYPE (SlJudgement, sl_judgement, GTK_TYPE_WIDGET)

const char *
sl_judgement_get_item_id (SlJudgement *self)
{
  return sl_checklist_item_get_id (sl_answer_get_item (self->answer));
}

/* Fields. */

static char *
dup_view_text (GtkTextView *view)
{
  GtkTextIter start, end;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static char *
dup_field (SlJudgement *self, SlJudgementField field)
{
  switch (field)
    {
    case FIELD_OBSERVATION:
      return dup_view_text (self->observation);
    case FIELD_RECOMMENDATION:
      return dup_view_text (self->recommendation);
    case FIELD_PLACE:
      return g_strdup (gtk_editable_get_text (self->place));
    case FIELD_PRIORITY_REASON:
      return g_strdup (gtk_editable_get_text (self->priority_reason));
    default:
      for (guint i = 0; i < G_N_ELEMENTS (priorities); i++)
        if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->priority_buttons[i])))
          return g_strdup (priorities[i]);
      return g_strdup ("");
    }
}

static void
set_field (SlJudgement *self, SlJudgementField field, const char *text)
{
  g_autofree char *present = dup_field (self, field);

  if (g_strcmp0 (present, text) == 0)
    return;
  switch (field)
    {
    case FIELD_OBSERVATION:
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->observation), text, -1);
      break;
    case FIELD_RECOMMENDATION:
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->recommendation), text, -1);
      break;
    case FIELD_PLACE:
      gtk_editable_set_text (self->place, text);
      break;
    case FIELD_PRIORITY_REASON:
      gtk_editable_set_text (self->priority_reason, text);
      break;
    default:
      for (guint i = 0; i < G_N_ELEMENTS (priorities); i++)
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->priority_buttons[i]),
                                      g_str_equal (priorities[i], text));
    }
}

static const char *const field_properties[N_FIELDS] = { "observation", "recommendation", "place",
                                                        "priority", "priority-reason" };

typedef struct
{
  SlAnswer *answer;
  gboolean fields[N_FIELDS];
} Saving;

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SlJudgement *self = SL_JUDGEMENT (source);
  Saving *saving = data;
  g_autoptr (GError) error = NULL;

  if (saving->answer == self->answer && self->n_saving > 0)
    self->n_saving--;
  /* What was refused is still only in this window: it must not be overwritten. */
  if (!sl_window_apply_finish (result, &error) && saving->answer == self->answer)
    for (guint i = 0; i < N_FIELDS; i++)
      self->dirty[i] = self->dirty[i] || saving->fields[i];
  else if (self->n_saving == 0 && self->answer != NULL)
    sl_judgement_refresh (self);
  g_object_unref (saving->answer);
  g_free (saving);
}

static void
save (gpointer data)
{
  SlJudgement *self = data;
  SlAnswerText text = { 0 };
  const char **slots[N_FIELDS] = { &text.observation, &text.recommendation, &text.place,
                                   &text.priority, &text.priority_reason };
  g_autofree char *values[N_FIELDS] = { NULL };
  const char *source;
  Saving *saving;

  if (self->answer == NULL)
    return;
  source = sl_answer_get (self->answer, "recommendation-source");
  saving = g_new0 (Saving, 1);
  saving->answer = g_object_ref (self->answer);
  for (guint i = 0; i < N_FIELDS; i++)
    if (self->dirty[i])
      {
        *slots[i] = values[i] = dup_field (self, i);
        saving->fields[i] = TRUE;
        self->dirty[i] = FALSE;
      }
  if (text.recommendation != NULL && *text.recommendation == '\0')
    text.recommendation_source = "";
  else if (text.recommendation != NULL)
    text.recommendation_source = self->from_pack               ? "pack"
                                 : *source == '\0'             ? "own"
                                 : g_str_equal (source, "own") ? "own"
                                                               : "edited";
  self->from_pack = FALSE;
  self->n_saving++;
  sl_window_apply (GTK_WIDGET (self),
                   sl_answer_change_text (self->assessment, sl_judgement_get_item_id (self), &text),
                   saved_cb, saving);
  for (guint i = 0; i < N_FIELDS; i++)
    g_clear_pointer (&values[i], g_free);
}

static void
touch (SlJudgement *self, SlJudgementField field)
{
  if (self->loading || self->answer == NULL)
    return;
  self->dirty[field] = TRUE;
  sl_autosave_touch (self->autosave);
}

static void
observation_changed_cb (SlJudgement *self)
{
  touch (self, FIELD_OBSERVATION);
}

static void
recommendation_changed_cb (SlJudgement *self)
{
  touch (self, FIELD_RECOMMENDATION);
}

static void
place_changed_cb (SlJudgement *self)
{
  touch (self, FIELD_PLACE);
}

static void
priority_reason_changed_cb (SlJudgement *self)
{
  touch (self, FIELD_PRIORITY_REASON);
}

/* A choice is saved at once. */
static void
priority_clicked_cb (SlJudgement *self)
{
  touch (self, FIELD_PRIORITY);
  sl_autosave_flush (self->autosave);
}

static void
focus_left_cb (SlJudgement *self)
{
  sl_autosave_flush (self->autosave);
}

/* Verdicts. */

static void
show_verdict (SlJudgement *self)
{
  SlVerdict verdict = sl_answer_get_verdict (self->answer);
  gboolean loading = self->loading;

  self->loading = TRUE;
  for (guint i = SL_VERDICT_MET; i < SL_N_VERDICTS; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->verdict_buttons[i]), i == verdict);
  self->loading = loading;
}

static void
show_reason (SlJudgement *self)
{
  gboolean chosen = sl_answer_get_verdict (self->answer) == SL_VERDICT_NOT_APPLICABLE;

  if (!gtk_widget_has_focus (GTK_WIDGET (self->reason)))
    gtk_editable_set_text (self->reason, sl_answer_get (self->answer, "reason"));
  gtk_widget_set_visible (GTK_WIDGET (self->reason_revealer), chosen);
  gtk_revealer_set_reveal_child (self->reason_revealer, chosen);
}

static void
apply_verdict (SlJudgement *self, SlVerdict verdict, const char *reason)
{
  const char *present = sl_answer_get (self->answer, "recommendation");
  gboolean raises = verdict == SL_VERDICT_PARTLY || verdict == SL_VERDICT_NOT_MET ||
                    verdict == SL_VERDICT_NOT_SHOWN;

  sl_autosave_flush (self->autosave);
  sl_window_apply (
      GTK_WIDGET (self),
      sl_answer_change_verdict (self->assessment, sl_judgement_get_item_id (self), verdict, reason),
      NULL, NULL);
  gtk_widget_set_visible (self->offer_button, raises && *present == '\0');
  g_signal_emit (self, signals[JUDGED], 0, verdict);
}

void
sl_judgement_tell_judged (SlJudgement *self, SlVerdict verdict)
{
  g_signal_emit (self, signals[JUDGED], 0, verdict);
}

void
sl_judgement_judge (SlJudgement *self, SlVerdict verdict)
{
  g_return_if_fail (SL_IS_JUDGEMENT (self));

  if (self->answer == NULL)
    return;
  if (verdict == SL_VERDICT_NOT_APPLICABLE && *gtk_editable_get_text (self->reason) == '\0')
    {
      show_verdict (self);
      gtk_widget_set_visible (GTK_WIDGET (self->reason_revealer), TRUE);
      gtk_revealer_set_reveal_child (self->reason_revealer, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->reason));
      return;
    }
  if (verdict == sl_answer_get_verdict (self->answer))
    {
      show_verdict (self);
      return;
    }
  if (verdict != SL_VERDICT_NOT_APPLICABLE)
    gtk_revealer_set_reveal_child (self->reason_revealer, FALSE);
  apply_verdict (self, verdict,
                 verdict == SL_VERDICT_NOT_APPLICABLE ? gtk_editable_get_text (self->reason) : "");
}

static void
verdict_clicked_cb (GtkWidget *button, SlJudgement *self)
{
  if (self->loading)
    return;
  for (guint i = SL_VERDICT_MET; i < SL_N_VERDICTS; i++)
    if (button == self->verdict_buttons[i])
      sl_judgement_judge (self, i);
}

static void
reason_entered_cb (SlJudgement *self)
{
  if (self->answer == NULL || *gtk_editable_get_text (self->reason) == '\0')
    return;
  apply_verdict (self, SL_VERDICT_NOT_APPLICABLE, gtk_editable_get_text (self->reason));
}

/* The pack's words, with the place filled in as far as it is known. */
static void
offer_cb (SlJudgement *self)
{
  g_autofree char *offered = sl_answer_dup_offered_recommendation (self->answer,
                                                                   self->planning_case);

  self->loading = TRUE;
  set_field (self, FIELD_RECOMMENDATION, offered);
  self->loading = FALSE;
  self->from_pack = TRUE;
  touch (self, FIELD_RECOMMENDATION);
  sl_autosave_flush (self->autosave);
  gtk_widget_set_visible (self->offer_button, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->recommendation));
}

static void
show_origin (SlJudgement *self)
{
  const char *source = sl_answer_get (self->answer, "recommendation-source");
  SlVerdict verdict = sl_answer_get_verdict (self->answer);
  gboolean empty = *sl_answer_get (self->answer, "recommendation") == '\0';
  gboolean offers = *sl_checklist_item_get (sl_answer_get_item (self->answer), "recommendation") !=
                    '\0';

  gtk_label_set_label (self->origin, g_str_equal (source, "pack")     ? _ ("from the pack")
                                     : g_str_equal (source, "edited") ? _ ("from the pack, edited")
                                     : g_str_equal (source, "own")    ? _ ("own words")
                                                                      : "");
  gtk_widget_set_visible (self->offer_button, offers && empty && verdict != SL_VERDICT_MET &&
                                                  verdict != SL_VERDICT_NOT_APPLICABLE &&
                                                  !self->dirty[FIELD_RECOMMENDATION]);
}

void
sl_judgement_refresh (SlJudgement *self)
{
  g_return_if_fail (SL_IS_JUDGEMENT (self));

  if (self->answer == NULL)
    return;
  show_verdict (self);
  show_reason (self);
  show_origin (self);
  sl_judgement_show_evidence (self);
  sl_judgement_show_measure (self);
  sl_judgement_show_proposals (self);
  /* While something is on its way to the disk the record is behind the widgets. */
  if (self->n_saving > 0)
    return;
  self->loading = TRUE;
  for (guint i = 0; i < N_FIELDS; i++)
    if (!self->dirty[i])
      set_field (self, i, sl_answer_get (self->answer, field_properties[i]));
  self->loading = FALSE;
}

static void
show_both_cb (SlJudgement *self)
{
  g_signal_emit (self, signals[SHOW_BOTH], 0);
}

static void
shown_entered_cb (SlJudgement *self)
{
  sl_judgement_shown_entered (self);
}

static void
evidence_popover_cb (SlJudgement *self)
{
  sl_judgement_list_choice (self);
}

static void
evidence_added_cb (SlJudgement *self, GtkListBoxRow *row)
{
  sl_judgement_add_chosen (self, row);
}

/* Five linked buttons in a row; in a narrow window three and two of the same, apart. */
static void
lay_out_verdicts (SlJudgement *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self->verdicts));

  for (guint i = SL_VERDICT_MET; i < SL_N_VERDICTS; i++)
    {
      guint at = i - SL_VERDICT_MET;
      GtkLayoutChild *child = gtk_layout_manager_get_layout_child (layout,
                                                                   self->verdict_buttons[i]);

      g_object_set (child, "row", self->narrow ? (int) at / 3 : 0, "column",
                    self->narrow ? (int) (at < 3 ? at * 2 : (at - 3) * 3) : (int) at, "column-span",
                    self->narrow ? (at < 3 ? 2 : 3) : 1, NULL);
      gtk_orientable_set_orientation (GTK_ORIENTABLE (self->verdict_boxes[i]),
                                      self->narrow ? GTK_ORIENTATION_HORIZONTAL
                                                   : GTK_ORIENTATION_VERTICAL);
      gtk_widget_set_visible (self->verdict_digits[i], !self->narrow);
      gtk_widget_set_size_request (self->verdict_buttons[i], -1, self->narrow ? 42 : 60);
    }
  gtk_grid_set_row_spacing (self->verdicts, self->narrow ? 6 : 0);
  gtk_grid_set_column_spacing (self->verdicts, self->narrow ? 6 : 0);
  if (self->narrow)
    gtk_widget_remove_css_class (GTK_WIDGET (self->verdicts), "linked");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->verdicts), "linked");
}

static void
make_verdict_button (SlJudgement *self, SlVerdict verdict)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *digit = g_strdup_printf ("%u", verdict);
  GtkWidget *number = gtk_label_new (digit);
  GtkWidget *word = gtk_label_new (sl_verdict_to_word (verdict));
  g_autofree char *tooltip = g_strdup_printf (_ ("%s (key %u)"), sl_verdict_to_word (verdict),
                                              verdict);

  gtk_widget_add_css_class (button, "verdict");
  gtk_widget_add_css_class (button, sl_verdict_css_class (verdict));
  gtk_widget_add_css_class (word, "caption-heading");
  gtk_widget_add_css_class (word, "verdict-word");
  gtk_label_set_wrap (GTK_LABEL (word), TRUE);
  gtk_label_set_justify (GTK_LABEL (word), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (number, "caption");
  gtk_widget_add_css_class (number, "meta");
  gtk_widget_set_halign (number, GTK_ALIGN_END);
  gtk_widget_set_valign (number, GTK_ALIGN_START);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), sl_verdict_icon_new (verdict));
  gtk_box_append (GTK_BOX (box), word);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), box);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), number);
  gtk_button_set_child (GTK_BUTTON (button), overlay);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sl_verdict_to_word (verdict), -1);
  g_signal_connect (button, "clicked", G_CALLBACK (verdict_clicked_cb), self);
  gtk_grid_attach (self->verdicts, button, verdict - 1, 0, 1, 1);
  self->verdict_buttons[verdict] = button;
  self->verdict_boxes[verdict] = box;
  self->verdict_digits[verdict] = number;
}

static void
make_priorities (SlJudgement *self)
{
  const char *const words[] = { _ ("High"), _ ("Medium"), _ ("Low") };

  for (guint i = 0; i < G_N_ELEMENTS (priorities); i++)
    {
      self->priority_buttons[i] = gtk_toggle_button_new_with_label (words[i]);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->priority_buttons[i]),
                                     GTK_TOGGLE_BUTTON (self->priority_buttons[0]));
      g_signal_connect_swapped (self->priority_buttons[i], "clicked",
                                G_CALLBACK (priority_clicked_cb), self);
      gtk_box_append (self->priorities, self->priority_buttons[i]);
    }
}

static void
set_narrow (SlJudgement *self, gboolean narrow)
{
  if (narrow == self->narrow)
    return;
  self->narrow = narrow;
  lay_out_verdicts (self);
  g_object_set (self->measure, "narrow", narrow, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->where), narrow);
  gtk_orientable_set_orientation (self->priority_box,
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  g_object_notify (G_OBJECT (self), "narrow");
}

static void
sl_judgement_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, SL_JUDGEMENT (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sl_judgement_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    set_narrow (SL_JUDGEMENT (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sl_judgement_unmap (GtkWidget *widget)
{
  sl_judgement_flush (SL_JUDGEMENT (widget));

  GTK_WIDGET_CLASS (sl_judgement_parent_class)->unmap (widget);
}

static void
sl_judgement_dispose (GObject *object)
{
  SlJudgement *self = SL_JUDGEMENT (object);
  GtkWidget *child;

  g_clear_pointer (&self->autosave, sl_autosave_free);
  if (self->proposals != NULL)
    sl_judgement_drop_proposals (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_JUDGEMENT);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->passages, g_ptr_array_unref);
  g_clear_object (&self->answer);
  g_clear_object (&self->assessment);
  g_clear_object (&self->planning_case);
  g_clear_object (&self->casebook);

  G_OBJECT_CLASS (sl_judgement_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, scroller);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, form);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, where);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, question);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, why);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, guide);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, status_button);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, status_icon);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, status);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, sources);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, comments);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, measure_card);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, measure);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, shown_popover);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, shown_entry);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, shown_unit);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, disagree);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, disagree_label);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, proposals);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, verdicts);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, reason_revealer);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, reason);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, observation);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, origin);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, offer_button);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, recommendation);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, place);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, priorities);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, priority_box);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, priority_reason);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, evidence);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, evidence_popover);
  gtk_widget_class_bind_template_child (widget_class, SlJudgement, evidence_choice);
  gtk_widget_class_bind_template_callback (widget_class, show_both_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, offer_cb);
  gtk_widget_class_bind_template_callback (widget_class, evidence_popover_cb);
  gtk_widget_class_bind_template_callback (widget_class, evidence_added_cb);
}

static void
sl_judgement_class_init (SlJudgementClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = SL_TYPE_JUDGEMENT;

  object_class->dispose = sl_judgement_dispose;
  object_class->get_property = sl_judgement_get_property;
  object_class->set_property = sl_judgement_set_property;
  widget_class->unmap = sl_judgement_unmap;
  g_object_class_install_property (
      object_class, PROP_NARROW,
      g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  signals[JUDGED] = g_signal_new ("judged", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[EVIDENCE_CHOSEN] = g_signal_new ("evidence-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SHOW_BOTH] = g_signal_new ("show-both", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);

  g_type_ensure (SL_TYPE_MEASURE);
  g_type_ensure (SL_TYPE_RECORD_COMMENTS);
  g_type_ensure (SL_TYPE_GROWING_TEXT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/checklist/sl-judgement.ui");
  bind_children (widget_class);
}

static void
sl_judgement_init (SlJudgement *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->autosave = sl_autosave_new (save, self);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = SL_VERDICT_MET; i < SL_N_VERDICTS; i++)
    make_verdict_button (self, i);
  lay_out_verdicts (self);
  make_priorities (self);
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->observation), "changed",
                            G_CALLBACK (observation_changed_cb), self);
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->recommendation), "changed",
                            G_CALLBACK (recommendation_changed_cb), self);
  g_signal_connect_swapped (self->place, "changed", G_CALLBACK (place_changed_cb), self);
  g_signal_connect_swapped (self->priority_reason, "changed",
                            G_CALLBACK (priority_reason_changed_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->form), focus);
}

void
sl_judgement_set_case (SlJudgement *self, SlCasebook *casebook, SlCase *planning_case)
{
  g_set_object (&self->casebook, casebook);
  g_set_object (&self->planning_case, planning_case);
}

void
sl_judgement_set_answer (SlJudgement *self, SlAssessment *assessment, SlAnswer *answer)
{
  GtkAdjustment *adjustment;
  gboolean whole;

  g_return_if_fail (SL_IS_JUDGEMENT (self));
  if (answer == self->answer)
    return;
  sl_judgement_flush (self);
  sl_judgement_drop_proposals (self);
  g_set_object (&self->assessment, assessment);
  g_set_object (&self->answer, answer);
  g_clear_pointer (&self->passages, g_ptr_array_unref);
  memset (self->dirty, 0, sizeof self->dirty);
  /* Saves still on their way are another item's. */
  self->n_saving = 0;
  sl_judgement_show_facts (self);
  /* The review's versions hold the answers of the whole case. */
  whole = sl_assessment_get_subject (assessment) == NULL;
  sl_record_comments_set_offer (self->comments, whole);
  sl_record_comments_set_record (self->comments, "answer",
                                 whole ? sl_judgement_get_item_id (self) : "");
  sl_judgement_refresh (self);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  gtk_adjustment_set_value (adjustment, 0);
}

SlAnswer *
sl_judgement_get_answer (SlJudgement *self)
{
  return self->answer;
}

void
sl_judgement_flush (SlJudgement *self)
{
  if (self->autosave != NULL)
    sl_autosave_flush (self->autosave);
}

void
sl_judgement_focus_observation (SlJudgement *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->observation));
}

void
sl_judgement_focus_recommendation (SlJudgement *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->recommendation));
}

void
sl_judgement_append_observation (SlJudgement *self, const char *text)
{
  g_autofree char *present = dup_field (self, FIELD_OBSERVATION);
  g_autofree char *joined = *present != '\0' ? g_strdup_printf ("%s\n%s", present, text)
                                             : g_strdup (text);

  set_field (self, FIELD_OBSERVATION, joined);
  sl_autosave_flush (self->autosave);
}

void
sl_judgement_set_passages (SlJudgement *self, GPtrArray *suggestions)
{
  g_clear_pointer (&self->passages, g_ptr_array_unref);
  self->passages = suggestions != NULL ? g_ptr_array_ref (suggestions) : NULL;
  if (self->answer != NULL)
    sl_judgement_show_measure (self);
}

void
sl_judgement_add_suggestions (SlJudgement *self, SlSuggestions *suggestions)
{
  gtk_box_append (self->form, GTK_WIDGET (suggestions));
}
