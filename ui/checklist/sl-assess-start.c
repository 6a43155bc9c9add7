/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-checklist-page"
#include "config.h"

#include "checklist/sl-assess-start.h"

#include "cases/sl-case-kind.h"
#include "cases/sl-case-records.h"
#include "sl-window.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* The features are the pack's; a switch each, a number where the pack asks for one. */

struct _SlAssessStart
{
  GtkWidget parent_instance;

  SlCasebook *casebook;
  SlCase *planning_case;
  SlAssessmentSubject subject; /* its strings are owned; entry_id NULL: the whole case */
  char **has;                  /* what it has so far */
  SlAssessment *assessment;
  GPtrArray *packs; /* of SlPack */
  SlChecklist *checklist;
  GPtrArray *asked; /* of SlChecklistFeature of the checklist */
  GPtrArray *rows;  /* of GtkWidget: the switch or spin button of each of these */

  GtkLabel *title;
  GtkLabel *about;
  AdwComboRow *pack;
  AdwPreferencesGroup *features;
  GtkWidget *cancel;
  GtkButton *begin;
};

static guint done_signal;

G_DEFINE_FINAL_TYPE (SlAssessStart, sl_assess_start, GTK_TYPE_WIDGET)

/* A number feature stands in the list as "homes-per-entrance=31". */
static guint
get_number (SlAssessStart *self, const char *id)
{
  g_autofree char *prefix = g_strconcat (id, "=", NULL);

  for (guint i = 0; self->has[i] != NULL; i++)
    if (g_str_has_prefix (self->has[i], prefix))
      return (guint) g_ascii_strtoull (self->has[i] + strlen (prefix), NULL, 10);
  return 0;
}

static GtkWidget *
new_feature_row (SlAssessStart *self, const SlChecklistFeature *feature)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *control;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), feature->label);
  if (feature->number)
    {
      control = gtk_spin_button_new_with_range (0, 2000, 1);
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (control), get_number (self, feature->id));
    }
  else
    {
      control = gtk_switch_new ();
      gtk_switch_set_active (GTK_SWITCH (control),
                             g_strv_contains ((const char *const *) self->has, feature->id));
    }
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  feature->label, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  g_ptr_array_add (self->rows, control);
  return row;
}

/* Of a house type, what decides on a question that is asked of one. */
static gboolean
is_asked (SlAssessStart *self, const SlChecklistFeature *feature)
{
  return self->subject.entry_id == NULL ||
         sl_checklist_feature_concerns_house_type (self->checklist, feature->id);
}

static void
show_features (SlAssessStart *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (
        self->features,
        gtk_widget_get_ancestor (g_ptr_array_index (self->rows, i), ADW_TYPE_ACTION_ROW));
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->asked, 0);
  for (guint i = 0; self->checklist != NULL && i < sl_checklist_get_n_features (self->checklist);
       i++)
    {
      const SlChecklistFeature *feature = sl_checklist_get_feature (self->checklist, i);

      if (!is_asked (self, feature))
        continue;
      adw_preferences_group_add (self->features, new_feature_row (self, feature));
      g_ptr_array_add (self->asked, (gpointer) feature);
    }
}

static void
pack_changed_cb (SlAssessStart *self)
{
  guint selected = adw_combo_row_get_selected (self->pack);
  g_autoptr (GError) error = NULL;

  if (self->packs == NULL || selected >= self->packs->len || self->assessment != NULL)
    return;
  g_clear_object (&self->checklist);
  self->checklist = sl_checklist_new (g_ptr_array_index (self->packs, selected), &error);
  if (self->checklist == NULL)
    g_warning ("A checklist cannot be read: %s", error->message);
  show_features (self);
}

static char **
dup_chosen (SlAssessStart *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->rows->len; i++)
    {
      const SlChecklistFeature *feature = g_ptr_array_index (self->asked, i);
      GtkWidget *control = g_ptr_array_index (self->rows, i);

      if (!feature->number && gtk_switch_get_active (GTK_SWITCH (control)))
        g_strv_builder_add (builder, feature->id);
      else if (feature->number && gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (control)) > 0)
        {
          g_autofree char *text = g_strdup_printf (
              "%s=%d", feature->id, gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (control)));

          g_strv_builder_add (builder, text);
        }
    }
  return g_strv_builder_end (builder);
}

static void
begin_cb (SlAssessStart *self)
{
  g_auto (GStrv) features = NULL;
  g_autoptr (GError) error = NULL;
  SlChange *change;

  if (self->checklist == NULL)
    return;
  features = dup_chosen (self);
  change = sl_assessment_change_begin_for_subject (
      sl_casebook_get_packs (self->casebook), sl_case_get_id (self->planning_case),
      self->subject.entry_id != NULL ? &self->subject : NULL,
      sl_pack_get_id (sl_checklist_get_pack (self->checklist)), (const char *const *) features,
      &error);
  if (change == NULL)
    {
      sl_window_toast (GTK_WIDGET (self), error->message, NULL, NULL);
      return;
    }
  sl_window_apply (GTK_WIDGET (self), change, NULL, NULL);
  g_signal_emit (self, done_signal, 0);
}

static void
cancel_cb (SlAssessStart *self)
{
  g_signal_emit (self, done_signal, 0);
}

static void
set_subject (SlAssessStart *self, const SlAssessmentSubject *subject)
{
  const SlAssessmentSubject old = self->subject;

  self->subject = (SlAssessmentSubject){ NULL };
  if (subject != NULL)
    self->subject = (SlAssessmentSubject){ g_strdup (subject->sheet_id),
                                           g_strdup (subject->entry_id), g_strdup (subject->name) };
  g_free ((char *) old.sheet_id);
  g_free ((char *) old.entry_id);
  g_free ((char *) old.name);
}

/* What the case has is no house type's: one is begun with nothing. */
static char **
dup_present (SlAssessStart *self)
{
  if (self->assessment != NULL)
    return sl_assessment_dup_features (self->assessment);
  return self->subject.entry_id != NULL ? g_new0 (char *, 1)
                                        : sl_case_dup_features (self->planning_case);
}

static void
show_words (SlAssessStart *self)
{
  gboolean begun = self->assessment != NULL;
  const char *has = self->subject.entry_id != NULL ? _ ("What this house type has")
                                                   : _ ("What this development has");
  g_autofree char *title = self->subject.entry_id != NULL
                               ? g_strdup_printf (_ ("Begin the checklist of %s"),
                                                  self->subject.name)
                               : g_strdup (_ ("Begin the assessment"));

  gtk_label_set_label (self->title, begun ? has : title);
  gtk_label_set_label (
      self->about,
      self->subject.entry_id != NULL
          ? _ ("The layout of the site is asked once, of the whole case; here stands what concerns "
               "the building. What the house type has decides which questions are asked. It can be "
               "changed at any time; nothing that was judged is lost.")
          : _ ("What the development has decides which questions are asked. It can be changed at "
               "any time; nothing that was judged is lost."));
  gtk_button_set_label (self->begin, begun ? _ ("Use these") : _ ("Begin"));
  gtk_widget_set_visible (self->cancel, begun);
  gtk_widget_set_visible (GTK_WIDGET (self->pack), !begun);
  adw_preferences_group_set_title (self->features, begun ? "" : has);
}

static void
sl_assess_start_dispose (GObject *object)
{
  SlAssessStart *self = SL_ASSESS_START (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_ASSESS_START);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  set_subject (self, NULL);
  g_clear_pointer (&self->has, g_strfreev);
  g_clear_object (&self->checklist);
  g_clear_object (&self->assessment);
  g_clear_object (&self->planning_case);
  g_clear_object (&self->casebook);
  g_clear_pointer (&self->packs, g_ptr_array_unref);
  g_clear_pointer (&self->asked, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (sl_assess_start_parent_class)->dispose (object);
}

static void
sl_assess_start_class_init (SlAssessStartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_assess_start_dispose;
  done_signal = g_signal_new ("done", SL_TYPE_ASSESS_START, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/checklist/sl-assess-start.ui");
  gtk_widget_class_bind_template_child (widget_class, SlAssessStart, title);
  gtk_widget_class_bind_template_child (widget_class, SlAssessStart, about);
  gtk_widget_class_bind_template_child (widget_class, SlAssessStart, pack);
  gtk_widget_class_bind_template_child (widget_class, SlAssessStart, features);
  gtk_widget_class_bind_template_child (widget_class, SlAssessStart, cancel);
  gtk_widget_class_bind_template_child (widget_class, SlAssessStart, begin);
  gtk_widget_class_bind_template_callback (widget_class, pack_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
sl_assess_start_init (SlAssessStart *self)
{
  self->asked = g_ptr_array_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Where the first checklist that the case's kind names stands among the offered; else the first. */
static guint
find_usual (SlAssessStart *self)
{
  const SlCaseKind *kind = sl_case_kind_find (sl_casebook_get_packs (self->casebook),
                                              sl_case_get (self->planning_case, "kind"));

  for (guint i = 0; kind != NULL && kind->checklists[0] != NULL && i < self->packs->len; i++)
    if (g_str_equal (sl_pack_get_id (g_ptr_array_index (self->packs, i)), kind->checklists[0]))
      return i;
  return 0;
}

void
sl_assess_start_set (SlAssessStart *self,
                     SlCasebook *casebook,
                     SlCase *planning_case,
                     const SlAssessmentSubject *subject,
                     SlAssessment *assessment)
{
  GListModel *packs = sl_pack_library_get_packs (sl_casebook_get_packs (casebook));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_return_if_fail (SL_IS_ASSESS_START (self));
  g_set_object (&self->casebook, casebook);
  g_set_object (&self->planning_case, planning_case);
  g_set_object (&self->assessment, assessment);
  set_subject (self, subject);
  g_strfreev (self->has);
  self->has = dup_present (self);
  g_clear_pointer (&self->packs, g_ptr_array_unref);
  self->packs = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; assessment == NULL && i < g_list_model_get_n_items (packs); i++)
    {
      g_autoptr (SlPack) pack = g_list_model_get_item (packs, i);

      if (!g_str_equal (sl_pack_get_kind (pack), "checklist"))
        continue;
      gtk_string_list_append (names, sl_pack_get_title (pack));
      g_ptr_array_add (self->packs, g_steal_pointer (&pack));
    }
  show_words (self);
  adw_combo_row_set_model (self->pack, G_LIST_MODEL (names));
  if (assessment != NULL)
    {
      g_set_object (&self->checklist, sl_assessment_get_checklist (assessment));
      show_features (self);
    }
  else
    {
      adw_combo_row_set_selected (self->pack, find_usual (self));
      pack_changed_cb (self);
    }
}
