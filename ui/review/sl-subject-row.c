/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-subject-row.h"

#include "assessment/sl-assessment.h"
#include "review/sl-fold-button.h"
#include "widgets/sl-verdict-icon.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

/* What an answer opens on is made when it is opened: a version has a hundred answers, and a manager
 * opens the few that matter. */

struct _SlSubjectRow
{
  GtkWidget parent_instance;

  SlSubjects *subjects;
  const char *kind; /* static string */
  char *id;

  GtkWidget *head;     /* of an answer: a fold button; NULL for evidence */
  GtkLabel *open;      /* how many comments are open, under the title */
  GtkBox *details;     /* NULL until it was opened */
  GtkWidget *comments; /* in the details: the way to the comments */
};

G_DEFINE_FINAL_TYPE (SlSubjectRow, sl_subject_row, GTK_TYPE_WIDGET)

static gboolean
is_answer (SlSubjectRow *self)
{
  return g_str_equal (self->kind, "answer");
}

/* Comments. */

static void
update_comments_button (SlSubjectRow *self, GPtrArray *comments, guint n_open)
{
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->comments, comments->len > 0);
  if (comments->len == 0)
    return;
  text = n_open > 0
             ? g_strdup_printf (ngettext ("%u open comment", "%u open comments", n_open), n_open)
             : g_strdup (_ ("Closed comments"));
  gtk_button_set_label (GTK_BUTTON (self->comments), text);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->comments), "s",
                                    sl_comment_get_id (g_ptr_array_index (comments, 0)));
}

static void
update_comments (SlSubjectRow *self)
{
  g_autoptr (GPtrArray) comments = sl_subjects_list_comments (self->subjects, self->kind, self->id);
  guint n_open = sl_subjects_count_open (self->subjects, self->kind, self->id);
  g_autofree char *text = g_strdup_printf (ngettext ("%u open comment", "%u open comments", n_open),
                                           n_open);

  if (self->open != NULL)
    {
      gtk_label_set_label (self->open, text);
      gtk_widget_set_visible (GTK_WIDGET (self->open), n_open > 0);
    }
  if (self->comments != NULL)
    update_comments_button (self, comments, n_open);
}

/* Details. */

static void
append_words (SlSubjectRow *self, const char *title, const char *text, gboolean quoted)
{
  g_autofree char *shown = quoted ? g_strdup_printf (_ ("“%s”"), text) : g_strdup (text);
  GtkWidget *label;

  if (*text == '\0')
    return;
  if (title != NULL)
    gtk_box_append (self->details, sl_wrapped_label_new (title, "caption-heading"));
  label = sl_wrapped_label_new (shown, "prose");
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_append (self->details, label);
}

static GtkWidget *
make_button (SlSubjectRow *self, const char *label, const char *action, const char *name)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "small");
  /* Before the action: a button without the target that it takes is an error. */
  if (name == NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "");
  else
    {
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", self->kind, self->id);
      gtk_widget_set_tooltip_text (button, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
    }
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

/* What there is to do with it, and below, so that both lines fit where it is narrow, the way to its
 * comments. */
static void
append_buttons (SlSubjectRow *self, const SlReviewSubject *subject)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *comment_on = g_strdup_printf (_ ("Comment on %s"), subject->title);
  g_autofree char *show = g_strdup_printf (_ ("Show %s"), subject->title);

  if (sl_subjects_get_can_comment (self->subjects))
    gtk_box_append (GTK_BOX (line),
                    make_button (self, _ ("Comment…"), "review.comment-on", comment_on));
  gtk_box_append (GTK_BOX (line),
                  make_button (self, is_answer (self) ? _ ("Open item") : _ ("Show page"),
                               "review.show-record", show));
  gtk_box_append (self->details, line);
  self->comments = make_button (self, "", "review.show-comment", NULL);
  gtk_widget_set_halign (self->comments, GTK_ALIGN_START);
  gtk_box_append (self->details, self->comments);
}

static void
fill_details (SlSubjectRow *self)
{
  const SlReviewSubject *subject = sl_subjects_find (self->subjects, self->kind, self->id);

  self->details = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_add_css_class (GTK_WIDGET (self->details), "details");
  gtk_widget_set_parent (GTK_WIDGET (self->details), GTK_WIDGET (self));
  if (subject == NULL)
    return;
  append_words (self, NULL, subject->text, !is_answer (self));
  append_words (self, is_answer (self) ? _ ("Recommendation") : NULL, subject->more, FALSE);
  append_buttons (self, subject);
  for (guint i = 0; subject->evidence[i] != NULL; i++)
    if (sl_subjects_find (self->subjects, "evidence", subject->evidence[i]) != NULL)
      gtk_box_append (self->details,
                      sl_subject_row_new (self->subjects, "evidence", subject->evidence[i]));
  update_comments (self);
}

static void
toggled_cb (SlSubjectRow *self)
{
  if (self->details != NULL)
    return;
  fill_details (self);
  sl_fold_button_set_content (SL_FOLD_BUTTON (self->head), GTK_WIDGET (self->details));
}

/* The head. */

static GtkWidget *
make_title (SlSubjectRow *self, const SlReviewSubject *subject)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->open = GTK_LABEL (sl_wrapped_label_new ("", "caption"));
  gtk_widget_add_css_class (GTK_WIDGET (self->open), "open");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), sl_wrapped_label_new (subject->title, NULL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->open));
  return box;
}

static void
make_answer_head (SlSubjectRow *self, const SlReviewSubject *subject)
{
  SlVerdict verdict = SL_VERDICT_NONE;
  g_autofree char *name = NULL;
  const char *word;

  sl_verdict_from_nick (subject->verdict, &verdict);
  word = sl_verdict_to_word (verdict);
  name = g_strdup_printf (_ ("%s: %s"), subject->title, word);
  self->head = sl_fold_button_new (9);
  sl_fold_button_append (SL_FOLD_BUTTON (self->head), sl_verdict_icon_new (verdict));
  sl_fold_button_append (SL_FOLD_BUTTON (self->head), make_title (self, subject));
  sl_fold_button_append (SL_FOLD_BUTTON (self->head), gtk_label_new (word));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->head), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  g_signal_connect_swapped (self->head, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_widget_set_parent (self->head, GTK_WIDGET (self));
}

static void
make_evidence_head (SlSubjectRow *self, const SlReviewSubject *subject)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = gtk_image_new_from_icon_name ("image-x-generic-symbolic");
  GtkWidget *title = sl_wrapped_label_new (subject->title, "caption-heading");

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), title);
  gtk_widget_add_css_class (GTK_WIDGET (self), "evidence");
  gtk_widget_set_parent (line, GTK_WIDGET (self));
  fill_details (self);
}

/* Class. */

static void
sl_subject_row_dispose (GObject *object)
{
  SlSubjectRow *self = SL_SUBJECT_ROW (object);
  GtkWidget *child;

  self->open = NULL;
  self->comments = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->subjects);
  G_OBJECT_CLASS (sl_subject_row_parent_class)->dispose (object);
}

static void
sl_subject_row_finalize (GObject *object)
{
  g_free (SL_SUBJECT_ROW (object)->id);
  G_OBJECT_CLASS (sl_subject_row_parent_class)->finalize (object);
}

static void
sl_subject_row_class_init (SlSubjectRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_subject_row_dispose;
  object_class->finalize = sl_subject_row_finalize;
  gtk_widget_class_set_css_name (widget_class, "subjectrow");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
sl_subject_row_init (SlSubjectRow *self)
{
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
}

/**
 * sl_subject_row_new:
 * @subjects: of the version shown
 * @kind: "answer" or "evidence"
 * @id: one of that kind that @subjects holds
 *
 * Returns: (transfer floating): the row; an answer is closed
 */
GtkWidget *
sl_subject_row_new (SlSubjects *subjects, const char *kind, const char *id)
{
  const SlReviewSubject *subject = sl_subjects_find (subjects, kind, id);
  SlSubjectRow *self = g_object_new (SL_TYPE_SUBJECT_ROW, NULL);

  g_return_val_if_fail (subject != NULL, GTK_WIDGET (self));

  self->subjects = g_object_ref (subjects);
  self->kind = subject->kind;
  self->id = g_strdup (id);
  if (is_answer (self))
    make_answer_head (self, subject);
  else
    make_evidence_head (self, subject);
  g_signal_connect_object (subjects, "changed", G_CALLBACK (update_comments), self,
                           G_CONNECT_SWAPPED);
  update_comments (self);
  return GTK_WIDGET (self);
}

const char *
sl_subject_row_get_kind (SlSubjectRow *self)
{
  g_return_val_if_fail (SL_IS_SUBJECT_ROW (self), NULL);
  return self->kind;
}

const char *
sl_subject_row_get_id (SlSubjectRow *self)
{
  g_return_val_if_fail (SL_IS_SUBJECT_ROW (self), NULL);
  return self->id;
}

/**
 * sl_subject_row_open:
 *
 * Opens an answer on what it says.
 */
void
sl_subject_row_open (SlSubjectRow *self)
{
  g_return_if_fail (SL_IS_SUBJECT_ROW (self));
  if (self->head != NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->head), TRUE);
}
