/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-record-comments.h"

#include "case/sl-case-page.h"
#include "review/sl-review-words.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

/* Open comments stand in full, since they are work to do; closed ones are counted. Replying and
 * closing is the Review view's: a press leads there. */

#define N_LINES 4

struct _SlRecordComments
{
  GtkWidget parent_instance;

  SlSubjects *subjects; /* NULL until it is first seen */
  char *kind;
  char *id;
  gboolean offer;

  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (SlRecordComments, sl_record_comments, GTK_TYPE_WIDGET)

static void
go (SlRecordComments *self, const char *kind, const char *key)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), SL_TYPE_CASE_PAGE);

  if (page != NULL)
    sl_case_page_want_comment (SL_CASE_PAGE (page), kind, key);
}

static void
show_comment_cb (GtkWidget *button, SlRecordComments *self)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (button), "id"));

  go (self, "comment", id);
}

static void
comment_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlRecordComments *self = SL_RECORD_COMMENTS (widget);

  if (self->kind != NULL)
    go (self, self->kind, self->id);
}

static GtkWidget *
make_link (SlRecordComments *self, SlComment *comment, GtkWidget *child, const char *name)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), child);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "record-comment");
  gtk_widget_set_tooltip_text (button, _ ("Show it in the review"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (sl_comment_get_id (comment)), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (show_comment_cb), self);
  return button;
}

static void
append_open (SlRecordComments *self, SlComment *comment)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *body = sl_wrapped_label_new (sl_comment_get (comment, "body"), NULL);
  g_autofree char *when = sl_review_when (sl_comment_get (comment, "at"));
  g_autofree char *head = g_strdup_printf (_ ("%s, on version %s, %s"),
                                           sl_comment_get (comment, "person-name"),
                                           sl_comment_get (comment, "version-number"), when);
  g_autofree char *name = g_strdup_printf (_ ("Comment by %s: %s"),
                                           sl_comment_get (comment, "person-name"),
                                           sl_comment_get (comment, "body"));

  gtk_label_set_lines (GTK_LABEL (body), N_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (body), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (lines), sl_wrapped_label_new (head, "caption"));
  gtk_box_append (GTK_BOX (lines), body);
  gtk_box_append (self->box, make_link (self, comment, lines, name));
}

static void
append_closed (SlRecordComments *self, SlComment *first, guint n_closed)
{
  g_autofree char *text = g_strdup_printf (
      ngettext ("%u closed comment", "%u closed comments", n_closed), n_closed);

  gtk_box_append (self->box, make_link (self, first, sl_wrapped_label_new (text, "caption"), text));
}

static void
append_heading (SlRecordComments *self, guint n_open)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u open comment", "%u open comments", n_open),
                                           n_open);

  gtk_box_append (self->box, sl_wrapped_label_new (text, "caption-heading"));
}

static void
append_offer (SlRecordComments *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Comment…"));

  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, g_str_equal (self->kind, "answer")
                                           ? _ ("Comment on this answer in the review")
                                           : _ ("Comment on this evidence in the review"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "record.comment");
  gtk_box_append (self->box, button);
}

static void
update (SlRecordComments *self)
{
  g_autoptr (GPtrArray) comments = NULL;
  GtkWidget *child;
  guint n_open;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  if (self->subjects != NULL && self->kind != NULL)
    {
      comments = sl_subjects_list_comments (self->subjects, self->kind, self->id);
      n_open = sl_subjects_count_open (self->subjects, self->kind, self->id);
      if (n_open > 0)
        append_heading (self, n_open);
      for (guint i = 0; i < n_open; i++)
        append_open (self, g_ptr_array_index (comments, i));
      if (comments->len > n_open)
        append_closed (self, g_ptr_array_index (comments, n_open), comments->len - n_open);
      if (self->offer && sl_subjects_get_can_comment (self->subjects) &&
          sl_subjects_find (self->subjects, self->kind, self->id) != NULL)
        append_offer (self);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->box),
                          gtk_widget_get_first_child (GTK_WIDGET (self->box)) != NULL);
}

static void
sl_record_comments_map (GtkWidget *widget)
{
  SlRecordComments *self = SL_RECORD_COMMENTS (widget);
  GtkWidget *page = gtk_widget_get_ancestor (widget, SL_TYPE_CASE_PAGE);

  GTK_WIDGET_CLASS (sl_record_comments_parent_class)->map (widget);
  if (self->subjects != NULL || page == NULL)
    return;
  self->subjects = g_object_ref (sl_case_page_get_subjects (SL_CASE_PAGE (page)));
  g_signal_connect_object (self->subjects, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
sl_record_comments_dispose (GObject *object)
{
  SlRecordComments *self = SL_RECORD_COMMENTS (object);

  if (self->subjects != NULL)
    g_signal_handlers_disconnect_by_func (self->subjects, update, self);
  g_clear_object (&self->subjects);
  if (self->box != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->box));
  self->box = NULL;
  G_OBJECT_CLASS (sl_record_comments_parent_class)->dispose (object);
}

static void
sl_record_comments_finalize (GObject *object)
{
  g_free (SL_RECORD_COMMENTS (object)->kind);
  g_free (SL_RECORD_COMMENTS (object)->id);
  G_OBJECT_CLASS (sl_record_comments_parent_class)->finalize (object);
}

static void
sl_record_comments_class_init (SlRecordCommentsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_record_comments_dispose;
  object_class->finalize = sl_record_comments_finalize;
  widget_class->map = sl_record_comments_map;
  gtk_widget_class_install_action (widget_class, "record.comment", NULL, comment_action);
  gtk_widget_class_set_css_name (widget_class, "recordcomments");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
sl_record_comments_init (SlRecordComments *self)
{
  self->offer = TRUE;
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_set_visible (GTK_WIDGET (self->box), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
}

/**
 * sl_record_comments_set_record:
 * @kind: "answer" or "evidence"
 * @id: the item's or the evidence's
 *
 * Shows the comments on another record.
 */
void
sl_record_comments_set_record (SlRecordComments *self, const char *kind, const char *id)
{
  g_return_if_fail (SL_IS_RECORD_COMMENTS (self));

  g_free (self->kind);
  self->kind = g_strdup (kind);
  g_free (self->id);
  self->id = g_strdup (id);
  update (self);
}

void
sl_record_comments_set_offer (SlRecordComments *self, gboolean offer)
{
  g_return_if_fail (SL_IS_RECORD_COMMENTS (self));

  if (self->offer == offer)
    return;
  self->offer = offer;
  update (self);
}
