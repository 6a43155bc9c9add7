/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-answers-view.h"

#include "review/sl-reading-view.h"
#include "review/sl-subject-row.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

/* Middle of the Review page, second way of reading: not what the letter says but what it rests on.
 */

struct _SlAnswersView
{
  GtkWidget parent_instance;

  SlSubjects *subjects;
  SlReadingView *reading;
};

G_DEFINE_FINAL_TYPE (SlAnswersView, sl_answers_view, GTK_TYPE_WIDGET)

static GtkBox *
get_content (SlAnswersView *self)
{
  return sl_reading_view_get_content (self->reading);
}

/* A heading and a box for its rows, which stand close. */
static GtkBox *
append_section (SlAnswersView *self, const char *text)
{
  GtkWidget *heading = sl_wrapped_label_new (text, "title-4");
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  if (gtk_widget_get_first_child (GTK_WIDGET (get_content (self))) != NULL)
    gtk_widget_set_margin_top (heading, 12);
  gtk_box_append (get_content (self), heading);
  gtk_box_append (get_content (self), rows);
  return GTK_BOX (rows);
}

static void
append_answers (SlAnswersView *self, GPtrArray *list, GHashTable *used)
{
  const char *section = NULL;
  GtkBox *rows = NULL;

  for (guint i = 0; i < list->len; i++)
    {
      const SlReviewSubject *subject = g_ptr_array_index (list, i);

      if (!g_str_equal (subject->kind, "answer"))
        continue;
      if (g_strcmp0 (subject->section, section) != 0)
        rows = append_section (self, *subject->section != '\0' ? subject->section : _ ("Answers"));
      section = subject->section;
      for (guint j = 0; subject->evidence[j] != NULL; j++)
        g_hash_table_add (used, subject->evidence[j]);
      gtk_box_append (rows, sl_subject_row_new (self->subjects, "answer", subject->id));
    }
}

static void
append_evidence (SlAnswersView *self, GPtrArray *list, GHashTable *used)
{
  GtkBox *rows = NULL;

  for (guint i = 0; i < list->len; i++)
    {
      const SlReviewSubject *subject = g_ptr_array_index (list, i);

      if (!g_str_equal (subject->kind, "evidence") || g_hash_table_contains (used, subject->id))
        continue;
      if (rows == NULL)
        rows = append_section (self, _ ("Evidence that no answer rests on"));
      gtk_box_append (rows, sl_subject_row_new (self->subjects, "evidence", subject->id));
    }
}

static void
sl_answers_view_dispose (GObject *object)
{
  SlAnswersView *self = SL_ANSWERS_VIEW (object);

  if (self->reading != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->reading));
  self->reading = NULL;
  g_clear_object (&self->subjects);
  G_OBJECT_CLASS (sl_answers_view_parent_class)->dispose (object);
}

static void
sl_answers_view_class_init (SlAnswersViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_answers_view_dispose;
  gtk_widget_class_set_css_name (widget_class, "answersview");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
sl_answers_view_init (SlAnswersView *self)
{
  self->reading = SL_READING_VIEW (sl_reading_view_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->reading), GTK_WIDGET (self));
}

/**
 * sl_answers_view_show:
 * @subjects: of the version to show
 *
 * Shows another version's answers, from their beginning.
 */
void
sl_answers_view_show (SlAnswersView *self, SlSubjects *subjects)
{
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *list;

  g_return_if_fail (SL_IS_ANSWERS_VIEW (self));

  g_set_object (&self->subjects, subjects);
  sl_reading_view_clear (self->reading);
  list = sl_subjects_get_list (subjects);
  if (list == NULL || list->len == 0)
    {
      gtk_box_append (get_content (self),
                      sl_wrapped_label_new (_ ("No item of a checklist was answered."), "meta"));
      return;
    }
  append_answers (self, list, used);
  append_evidence (self, list, used);
  sl_reading_view_go_to_start (self->reading);
}

static SlSubjectRow *
find_row (GtkWidget *parent, const char *kind, const char *id)
{
  SlSubjectRow *found = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    if (SL_IS_SUBJECT_ROW (child) &&
        g_str_equal (sl_subject_row_get_kind (SL_SUBJECT_ROW (child)), kind) &&
        g_str_equal (sl_subject_row_get_id (SL_SUBJECT_ROW (child)), id))
      found = SL_SUBJECT_ROW (child);
    else
      found = find_row (child, kind, id);
  return found;
}

/* The first answer that rests on it. */
static const char *
find_answer (SlAnswersView *self, const char *evidence_id)
{
  GPtrArray *list = sl_subjects_get_list (self->subjects);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const SlReviewSubject *subject = g_ptr_array_index (list, i);

      if (g_strv_contains ((const char *const *) subject->evidence, evidence_id))
        return subject->id;
    }
  return NULL;
}

/**
 * sl_answers_view_show_record:
 * @kind: "answer" or "evidence"
 * @id: an item's or the evidence's
 *
 * Opens a record, or the answer that it stands under, and brings it into sight.
 *
 * Returns: %FALSE when the version shown does not hold it
 */
gboolean
sl_answers_view_show_record (SlAnswersView *self, const char *kind, const char *id)
{
  GtkWidget *content = GTK_WIDGET (get_content (self));
  const char *answer;
  SlSubjectRow *row;

  g_return_val_if_fail (SL_IS_ANSWERS_VIEW (self), FALSE);

  if (self->subjects == NULL)
    return FALSE;
  answer = g_str_equal (kind, "evidence") ? find_answer (self, id) : NULL;
  row = answer != NULL ? find_row (content, "answer", answer) : NULL;
  if (row != NULL)
    sl_subject_row_open (row);
  row = find_row (content, kind, id);
  if (row == NULL)
    return FALSE;
  sl_subject_row_open (row);
  sl_reading_view_scroll_to (self->reading, GTK_WIDGET (row), &GRAPHENE_RECT_INIT (0, 0, 1, 72));
  return TRUE;
}
