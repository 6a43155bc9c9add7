/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-checklist-page"
#include "config.h"

#include "checklist/sl-assess-page-private.h"

#include "case/sl-case-page.h"
#include "documents/sl-document-records.h"
#include "settings/sl-settings.h"
#include "sl-window.h"
#include "widgets/sl-letter-keys.h"

#include <glib/gi18n.h>

/* Assess: items | judgement | page. Walking from item to item saves what was typed; the records are
 * reread when the store says that they changed. Past 600 lines because three panes and the keys of
 * all of them meet here. */

G_DEFINE_FINAL_TYPE (SlAssessPage, sl_assess_page, GTK_TYPE_WIDGET)

/* "Dwelling boundaries, 2 of 8": among the items of the section that are asked. */
static void
update_position (SlAssessPage *self, SlAnswer *answer)
{
  SlChecklistItem *item = sl_answer_get_item (answer);
  const char *section = sl_checklist_item_get (item, "section-id");
  GListModel *answers = sl_assessment_get_answers (self->assessment);
  g_autofree char *text = NULL;
  guint n = 0, total = 0;

  for (guint i = 0; i < g_list_model_get_n_items (answers); i++)
    {
      g_autoptr (SlAnswer) other = g_list_model_get_item (answers, i);

      if (!g_str_equal (sl_checklist_item_get (sl_answer_get_item (other), "section-id"),
                        section) ||
          (!sl_answer_get_applies (other) && other != answer))
        continue;
      total++;
      if (other == answer)
        n = total;
    }
  text = g_strdup_printf (_ ("%s, %u of %u"), sl_checklist_item_get (item, "section-title"), n,
                          total);
  gtk_label_set_label (self->item_label, sl_checklist_item_get_id (item));
  gtk_label_set_label (self->position, text);
}

static void
show_item (SlAssessPage *self, const char *item_id)
{
  SlAnswer *answer = sl_assessment_find (self->assessment, item_id);
  g_autofree char *id = g_strdup (item_id);

  if (answer == NULL)
    return;
  sl_observation_editor_flush (self->observation);
  g_free (self->item_id);
  self->item_id = g_steal_pointer (&id);
  self->both = 0;
  gtk_stack_set_visible_child_name (self->middle, "item");
  sl_judgement_set_answer (self->judgement, self->assessment, answer);
  update_position (self, answer);
  sl_item_list_select (self->list, self->item_id,
                       sl_checklist_item_get (sl_answer_get_item (answer), "section-id"));
  sl_assess_page_show_item_evidence (self);
  sl_suggestions_set_item (self->suggestions, self->casebook, self->assessment, answer);
}

static void
item_chosen_cb (SlAssessPage *self, const char *item_id)
{
  show_item (self, item_id);
  if (sl_panes_get_start_folded (self->panes))
    sl_panes_set_show_start (self->panes, FALSE);
}

static void
observation_chosen_cb (SlAssessPage *self, const char *observation_id)
{
  SlFreeObservation *chosen = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (self->observations); i++)
    {
      g_autoptr (SlFreeObservation) one = g_list_model_get_item (self->observations, i);

      if (g_str_equal (sl_free_observation_get (one, "id"), observation_id))
        chosen = one;
    }
  sl_judgement_flush (self->judgement);
  sl_observation_editor_set (self->observation, chosen);
  gtk_label_set_label (self->item_label, "");
  gtk_label_set_label (self->position, _ ("Other observations"));
  gtk_stack_set_visible_child_name (self->middle, "observation");
  if (sl_panes_get_start_folded (self->panes))
    sl_panes_set_show_start (self->panes, FALSE);
}

/* The item @step further among those asked; with @to_do only those not judged, going round. */
static SlAnswer *
find_from_here (SlAssessPage *self, int step, gboolean to_do)
{
  GListModel *answers = sl_assessment_get_answers (self->assessment);
  int n_answers = g_list_model_get_n_items (answers), at = -1;

  for (int i = 0; i < n_answers; i++)
    {
      g_autoptr (SlAnswer) answer = g_list_model_get_item (answers, i);

      if (g_strcmp0 (sl_checklist_item_get_id (sl_answer_get_item (answer)), self->item_id) == 0)
        at = i;
    }
  for (int i = 1; i <= n_answers; i++)
    {
      int index = at + step * i;
      g_autoptr (SlAnswer) answer = NULL;

      if (to_do)
        index = (index % n_answers + n_answers) % n_answers;
      if (index < 0 || index >= n_answers)
        return NULL;
      answer = g_list_model_get_item (answers, index);
      if (sl_answer_get_applies (answer) &&
          (!to_do || sl_answer_get_verdict (answer) == SL_VERDICT_NONE))
        return answer;
    }
  return NULL;
}

static void
move (SlAssessPage *self, int step, gboolean to_do)
{
  SlAnswer *answer = self->assessment != NULL ? find_from_here (self, step, to_do) : NULL;

  if (answer != NULL)
    show_item (self, sl_checklist_item_get_id (sl_answer_get_item (answer)));
  else if (to_do && self->assessment != NULL)
    sl_window_toast (GTK_WIDGET (self), _ ("Every item is judged"), NULL, NULL);
}

/* Judging. */

static void
undo_item (SlAssessPage *self, const char *item_id)
{
  if (self->assessment == NULL || item_id == NULL)
    return;
  sl_judgement_flush (self->judgement);
  sl_window_apply (GTK_WIDGET (self), sl_answer_change_undo (self->assessment, item_id), NULL,
                   NULL);
}

static void
redo_item (SlAssessPage *self)
{
  if (self->assessment == NULL || self->item_id == NULL)
    return;
  sl_judgement_flush (self->judgement);
  sl_window_apply (GTK_WIDGET (self), sl_answer_change_redo (self->assessment, self->item_id), NULL,
                   NULL);
}

typedef struct
{
  GWeakRef page;
  char *item_id;
} Undo;

static void
undo_free (gpointer data, GClosure *closure)
{
  Undo *undo = data;

  g_weak_ref_clear (&undo->page);
  g_free (undo->item_id);
  g_free (undo);
}

static void
undo_cb (Undo *undo)
{
  g_autoptr (SlAssessPage) self = g_weak_ref_get (&undo->page);

  if (self != NULL)
    undo_item (self, undo->item_id);
}

static void
judged_cb (SlAssessPage *self, guint verdict)
{
  g_autofree char *text = g_strdup_printf (_ ("Judged %s"), sl_verdict_to_word (verdict));
  Undo *undo = g_new0 (Undo, 1);

  g_weak_ref_init (&undo->page, self);
  undo->item_id = g_strdup (self->item_id);
  sl_window_toast (GTK_WIDGET (self), text, NULL,
                   g_cclosure_new_swap (G_CALLBACK (undo_cb), undo, undo_free));
}

/* Reading the records. */

static void
refresh (SlAssessPage *self)
{
  SlAnswer *answer = sl_judgement_get_answer (self->judgement);

  sl_item_list_update (self->list, self->assessment, self->observations);
  if (answer == NULL)
    return;
  sl_judgement_refresh (self->judgement);
  sl_suggestions_refresh (self->suggestions);
  update_position (self, answer);
  sl_page_pane_set_evidence (self->pages, sl_answer_get_evidence (answer));
}

/* The walk begins at the first item to do. */
static void
begin_walk (SlAssessPage *self)
{
  SlAnswer *answer;

  sl_observation_editor_set_checklist (self->observation,
                                       sl_assessment_get_checklist (self->assessment),
                                       sl_case_get_id (self->planning_case));
  gtk_stack_set_visible_child_name (self->stack, "walk");
  answer = find_from_here (self, 1, TRUE);
  if (answer == NULL)
    answer = find_from_here (self, 1, FALSE);
  if (answer != NULL)
    show_item (self, sl_checklist_item_get_id (sl_answer_get_item (answer)));
}

/* A walk that is another's than what is chosen now: a house type that was removed gave way. */
static void
drop_another (SlAssessPage *self)
{
  const SlAssessmentSubject *walked = self->assessment != NULL
                                          ? sl_assessment_get_subject (self->assessment)
                                          : NULL;

  if (self->assessment == NULL ||
      g_strcmp0 (walked != NULL ? walked->entry_id : NULL, self->subject_id) == 0)
    return;
  g_clear_object (&self->assessment);
  g_clear_pointer (&self->item_id, g_free);
}

static void
load (SlAssessPage *self)
{
  SlStore *store = sl_casebook_get_store (self->casebook);
  const char *case_id = sl_case_get_id (self->planning_case);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) documents = sl_document_records_list (store, case_id, &error);
  g_autoptr (GListModel) observations = NULL;
  SlAssessmentSubject subject;
  gboolean begins, whole;

  if (documents == NULL || !sl_assess_page_list_subjects (self, &error))
    {
      g_warning ("The assessment cannot be read: %s", error->message);
      return;
    }
  whole = !sl_assess_page_get_subject (self, &subject);
  drop_another (self);
  begins = self->assessment == NULL;
  if (begins)
    self->assessment = sl_assessment_load_for_subject (
        store, sl_casebook_get_packs (self->casebook), case_id, whole ? NULL : &subject, NULL,
        &error);
  else
    sl_assessment_reload (self->assessment, &error);
  if (error == NULL)
    observations = sl_free_observation_list (
        store, self->assessment != NULL ? sl_assessment_get_checklist (self->assessment) : NULL,
        case_id, &error);
  if (error != NULL)
    {
      g_warning ("The assessment cannot be read: %s", error->message);
      return;
    }
  g_set_object (&self->documents, documents);
  g_set_object (&self->observations, observations);
  sl_assess_page_list_documents (self);
  sl_assess_page_update_readable (self);
  if (self->assessment == NULL)
    {
      sl_assess_start_set (self->start, self->casebook, self->planning_case,
                           whole ? NULL : &subject, NULL);
      gtk_stack_set_visible_child_name (self->stack, "start");
    }
  else if (begins)
    begin_walk (self);
  if (self->assessment != NULL)
    refresh (self);
}

/* Read when it is to be seen: a case opens without searching for passages. */
static void
ensure_loaded (SlAssessPage *self)
{
  g_clear_handle_id (&self->reload, g_source_remove);
  if (!self->stale)
    return;
  self->stale = FALSE;
  load (self);
}

static gboolean
reload_cb (gpointer data)
{
  SlAssessPage *self = data;

  self->reload = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    ensure_loaded (self);
  return G_SOURCE_REMOVE;
}

static void
sl_assess_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sl_assess_page_parent_class)->map (widget);
  ensure_loaded (SL_ASSESS_PAGE (widget));
}

static void
store_changed_cb (SlAssessPage *self, const char *kind, const char *id, const char *case_id)
{
  if (g_strcmp0 (case_id, sl_case_get_id (self->planning_case)) != 0)
    return;
  self->stale = TRUE;
  if (self->reload == 0)
    self->reload = g_idle_add (reload_cb, self);
}

static void
start_done_cb (SlAssessPage *self)
{
  if (self->assessment != NULL)
    gtk_stack_set_visible_child_name (self->stack, "walk");
}

static void
folded_cb (SlAssessPage *self)
{
  gboolean narrow = sl_panes_get_covering (self->panes);
  gboolean end_folded = sl_panes_get_end_folded (self->panes);

  gtk_widget_set_visible (self->foot, narrow || end_folded);
  gtk_widget_set_visible (self->toolbar, !narrow);
  gtk_widget_set_visible (self->list_button, sl_panes_get_start_folded (self->panes));
  gtk_widget_set_visible (self->back_button, end_folded);
  g_object_set (self->judgement, "narrow", narrow, NULL);
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  g_object_set (self->pages, "narrow", gtk_widget_get_width (GTK_WIDGET (self->panes)) < 1180,
                NULL);
}

/* Actions. */

static void
walk_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlAssessPage *self = SL_ASSESS_PAGE (widget);

  if (g_str_equal (name, "assess.next"))
    move (self, 1, FALSE);
  else if (g_str_equal (name, "assess.previous"))
    move (self, -1, FALSE);
  else
    move (self, 1, TRUE);
}

static void
judge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlAssessPage *self = SL_ASSESS_PAGE (widget);
  SlVerdict verdict;

  if (sl_verdict_from_nick (name + strlen ("assess."), &verdict))
    sl_judgement_judge (self->judgement, verdict);
}

static void
pane_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlAssessPage *self = SL_ASSESS_PAGE (widget);
  gboolean shown;

  if (g_str_equal (name, "assess.toggle-list"))
    {
      g_object_get (self->panes, "show-start", &shown, NULL);
      sl_panes_set_show_start (self->panes, !shown);
    }
  else
    {
      g_object_get (self->panes, "show-end", &shown, NULL);
      sl_panes_set_show_end (self->panes, !shown);
    }
}

static void
item_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlAssessPage *self = SL_ASSESS_PAGE (widget);

  if (g_str_equal (name, "assess.observation"))
    sl_judgement_focus_observation (self->judgement);
  else if (g_str_equal (name, "assess.recommendation"))
    sl_judgement_focus_recommendation (self->judgement);
  else if (g_str_equal (name, "assess.undo"))
    undo_item (self, self->item_id);
  else if (g_str_equal (name, "assess.redo"))
    redo_item (self);
  else
    {
      sl_assess_page_reveal_pages (self);
      gtk_widget_grab_focus (GTK_WIDGET (sl_page_pane_get_view (self->pages)));
    }
}

static void
passage_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlAssessPage *self = SL_ASSESS_PAGE (widget);

  if (g_str_equal (name, "assess.show-passage"))
    sl_suggestions_show_current (self->suggestions);
  else if (g_str_equal (name, "assess.dismiss-passage"))
    sl_suggestions_dismiss_current (self->suggestions);
  else if (sl_page_view_has_selection (sl_page_pane_get_view (self->pages)))
    sl_assess_page_evidence_wanted (self);
  else
    sl_suggestions_take_current (self->suggestions);
}

static void
features_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlAssessPage *self = SL_ASSESS_PAGE (widget);

  if (self->assessment == NULL)
    return;
  sl_judgement_flush (self->judgement);
  sl_assess_start_set (self->start, self->casebook, self->planning_case,
                       sl_assessment_get_subject (self->assessment), self->assessment);
  gtk_stack_set_visible_child_name (self->stack, "start");
}

static const SlLetterKey letter_keys[] = {
  { GDK_KEY_j, 0, "assess.next" },
  { GDK_KEY_k, 0, "assess.previous" },
  { GDK_KEY_J, GDK_SHIFT_MASK, "assess.next-to-do" },
  { GDK_KEY_1, 0, "assess.met" },
  { GDK_KEY_2, 0, "assess.partly" },
  { GDK_KEY_3, 0, "assess.not-met" },
  { GDK_KEY_4, 0, "assess.not-shown" },
  { GDK_KEY_5, 0, "assess.not-applicable" },
  { GDK_KEY_o, 0, "assess.observation" },
  { GDK_KEY_r, 0, "assess.recommendation" },
  { GDK_KEY_p, 0, "assess.page" },
  { GDK_KEY_e, 0, "assess.take-passage" },
  { GDK_KEY_x, 0, "assess.dismiss-passage" },
  { GDK_KEY_u, 0, "assess.undo" },
  { GDK_KEY_U, GDK_SHIFT_MASK, "assess.redo" },
};

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc function;
  } actions[] = {
    { "assess.next", walk_action },
    { "assess.previous", walk_action },
    { "assess.next-to-do", walk_action },
    { "assess.met", judge_action },
    { "assess.partly", judge_action },
    { "assess.not-met", judge_action },
    { "assess.not-shown", judge_action },
    { "assess.not-applicable", judge_action },
    { "assess.toggle-list", pane_action },
    { "assess.toggle-page", pane_action },
    { "assess.observation", item_action },
    { "assess.recommendation", item_action },
    { "assess.page", item_action },
    { "assess.undo", item_action },
    { "assess.redo", item_action },
    { "assess.show-passage", passage_action },
    { "assess.take-passage", passage_action },
    { "assess.dismiss-passage", passage_action },
    { "assess.features", features_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].function);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "assess.toggle-list", NULL);
  /* In a text field it is the field's own; Ctrl+Z is the window's, for what a toast offered. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "assess.redo", NULL);
}

static void
subject_selected_cb (SlAssessPage *self)
{
  sl_assess_page_subject_selected (self);
}

static void
document_chosen_cb (SlAssessPage *self, GtkListBoxRow *row)
{
  sl_assess_page_document_chosen (self, row);
}

static void
evidence_wanted_cb (SlAssessPage *self)
{
  sl_assess_page_evidence_wanted (self);
}

static void
evidence_chosen_cb (SlAssessPage *self, const char *evidence_id)
{
  sl_assess_page_evidence_chosen (self, evidence_id);
}

static void
show_both_cb (SlAssessPage *self)
{
  sl_assess_page_show_both (self);
}

static SlCasePage *
get_case_page (GtkWidget *widget)
{
  return SL_CASE_PAGE (gtk_widget_get_ancestor (widget, SL_TYPE_CASE_PAGE));
}

static void
show_item_cb (SlAssessPage *self, const char *item_id)
{
  sl_assess_page_show_item (self, item_id);
}

static void
show_checklist_cb (SlAssessPage *self, const char *entry_id)
{
  sl_assess_page_show_subject (self, entry_id);
}

static void
sl_assess_page_root (GtkWidget *widget)
{
  SlCasePage *case_page = get_case_page (widget);

  GTK_WIDGET_CLASS (sl_assess_page_parent_class)->root (widget);
  if (case_page == NULL)
    return;
  g_signal_connect_object (case_page, "show-item", G_CALLBACK (show_item_cb), widget,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (case_page, "show-checklist", G_CALLBACK (show_checklist_cb), widget,
                           G_CONNECT_SWAPPED);
}

static void
sl_assess_page_unroot (GtkWidget *widget)
{
  SlCasePage *case_page = get_case_page (widget);

  if (case_page != NULL)
    {
      g_signal_handlers_disconnect_by_func (case_page, show_item_cb, widget);
      g_signal_handlers_disconnect_by_func (case_page, show_checklist_cb, widget);
    }
  GTK_WIDGET_CLASS (sl_assess_page_parent_class)->unroot (widget);
}

static void
sl_assess_page_dispose (GObject *object)
{
  SlAssessPage *self = SL_ASSESS_PAGE (object);
  GtkWidget *child;

  g_clear_handle_id (&self->reload, g_source_remove);
  if (self->suggestions != NULL)
    g_signal_handlers_disconnect_by_data (self->suggestions, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_ASSESS_PAGE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->suggestions = NULL;
  g_clear_object (&self->documents);
  g_clear_object (&self->observations);
  g_clear_object (&self->assessment);
  g_clear_pointer (&self->subjects, g_ptr_array_unref);
  g_clear_pointer (&self->subject_id, g_free);
  g_clear_object (&self->planning_case);
  g_clear_object (&self->casebook);
  g_clear_pointer (&self->item_id, g_free);

  G_OBJECT_CLASS (sl_assess_page_parent_class)->dispose (object);
}

static void
sl_assess_page_class_init (SlAssessPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_assess_page_dispose;
  widget_class->map = sl_assess_page_map;
  widget_class->root = sl_assess_page_root;
  widget_class->unroot = sl_assess_page_unroot;
  g_type_ensure (SL_TYPE_ASSESS_START);
  g_type_ensure (SL_TYPE_PANES);
  g_type_ensure (SL_TYPE_ITEM_LIST);
  g_type_ensure (SL_TYPE_JUDGEMENT);
  g_type_ensure (SL_TYPE_OBSERVATION_EDITOR);
  g_type_ensure (SL_TYPE_PAGE_PANE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/checklist/sl-assess-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SlAssessPage, subject_bar);
  gtk_widget_class_bind_template_child (widget_class, SlAssessPage, subject_choice);
  gtk_widget_class_bind_template_child (widget_class, SlAssessPage, subject_state);
  gtk_widget_class_bind_template_child (widget_class, SlAssessPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SlAssessPage, start);
  gtk_widget_class_bind_template_child (widget_class, SlAssessPage, panes);
  gtk_widget_class_bind_template_child (widget_class, SlAssessPage, list);
  gtk_widget_class_bind_template_child (widget_class, SlAssessPage, toolbar);
  gtk_widget_class_bind_template_child (widget_class, SlAssessPage, list_button);
  gtk_widget_class_bind_template_child (widget_class, SlAssessPage, item_label);
  gtk_widget_class_bind_template_child (widget_class, SlAssessPage, position);
  gtk_widget_class_bind_template_child (widget_class, SlAssessPage, next_button);
  gtk_widget_class_bind_template_child (widget_class, SlAssessPage, middle);
  gtk_widget_class_bind_template_child (widget_class, SlAssessPage, judgement);
  gtk_widget_class_bind_template_child (widget_class, SlAssessPage, observation);
  gtk_widget_class_bind_template_child (widget_class, SlAssessPage, pages);
  gtk_widget_class_bind_template_child (widget_class, SlAssessPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, SlAssessPage, document_label);
  gtk_widget_class_bind_template_child (widget_class, SlAssessPage, document_popover);
  gtk_widget_class_bind_template_child (widget_class, SlAssessPage, document_list);
  gtk_widget_class_bind_template_child (widget_class, SlAssessPage, foot);
  gtk_widget_class_bind_template_callback (widget_class, subject_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, item_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, observation_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, judged_cb);
  gtk_widget_class_bind_template_callback (widget_class, evidence_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, evidence_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_both_cb);
  gtk_widget_class_bind_template_callback (widget_class, document_chosen_cb);
  install_actions (widget_class);
}

static void
sl_assess_page_init (SlAssessPage *self)
{
  self->stale = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->suggestions = g_object_new (SL_TYPE_SUGGESTIONS, NULL);
  sl_judgement_add_suggestions (self->judgement, self->suggestions);
  sl_assess_page_connect_evidence (self);
  sl_letter_keys_install (GTK_WIDGET (self->panes), letter_keys, G_N_ELEMENTS (letter_keys));
  g_settings_bind (sl_settings_get (), "assess-list-width", self->panes, "start-width",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (sl_settings_get (), "assess-item-width", self->panes, "fixed-width",
                   G_SETTINGS_BIND_DEFAULT);
}

/**
 * sl_assess_page_new:
 * @casebook: the opened data folder
 * @planning_case: what is assessed
 *
 * Returns: (transfer floating): the view
 */
GtkWidget *
sl_assess_page_new (SlCasebook *casebook, SlCase *planning_case)
{
  SlAssessPage *self = g_object_new (SL_TYPE_ASSESS_PAGE, NULL);

  self->casebook = g_object_ref (casebook);
  self->planning_case = g_object_ref (planning_case);
  sl_page_pane_set_casebook (self->pages, casebook);
  sl_judgement_set_case (self->judgement, casebook, planning_case);
  g_signal_connect_object (sl_casebook_get_store (casebook), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * sl_assess_page_show_subject:
 * @entry_id: (nullable): a house type of the case; %NULL for the case as a whole
 *
 * Saves what was typed, and walks that checklist from its first item to do.
 */
void
sl_assess_page_show_subject (SlAssessPage *self, const char *entry_id)
{
  g_autofree char *id = g_strdup (entry_id);

  g_return_if_fail (SL_IS_ASSESS_PAGE (self));

  if (g_strcmp0 (id, self->subject_id) == 0)
    return;
  sl_judgement_flush (self->judgement);
  sl_observation_editor_flush (self->observation);
  g_free (self->subject_id);
  self->subject_id = g_steal_pointer (&id);
  self->stale = TRUE;
  ensure_loaded (self);
}

void
sl_assess_page_show_item (SlAssessPage *self, const char *item_id)
{
  g_return_if_fail (SL_IS_ASSESS_PAGE (self));

  sl_assess_page_show_subject (self, NULL);
  ensure_loaded (self);
  if (self->assessment != NULL)
    show_item (self, item_id);
}
