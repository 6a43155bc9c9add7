/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-comment-card.h"

#include "base/sl-text.h"
#include "review/sl-review-words.h"
#include "widgets/sl-wrapped-label.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* A row of the comments; the list gives it one comment after another. */

#define QUOTE_CHARACTERS 90

struct _SlCommentCard
{
  GtkWidget parent_instance;

  SlComment *comment;

  GtkWidget *content; /* all else stands in it */
  GtkWidget *anchor;
  GtkImage *anchor_icon;
  GtkLabel *anchor_label;
  GtkWidget *card;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *when;
  GtkWidget *closed;
  GtkLabel *body;
  GtkWidget *now;
  GtkLabel *place;
  GtkLabel *then_words;
  GtkLabel *now_words;
  GtkBox *replies;
  GtkLabel *closed_by;
  GtkWidget *buttons;
  GtkWidget *reply;
  GtkWidget *close;
};

enum
{
  SIGNAL_OPEN_ANCHOR,
  SIGNAL_REPLY,
  SIGNAL_CLOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlCommentCard, sl_comment_card, GTK_TYPE_WIDGET)

static gboolean
is (SlComment *comment, const char *property, const char *value)
{
  return g_str_equal (sl_comment_get (comment, property), value);
}

static void
set_anchor (SlCommentCard *self)
{
  SlComment *comment = self->comment;
  const char *title = sl_comment_get (comment, "anchor-title");
  g_autofree char *words = sl_text_ellipsize (sl_comment_get (comment, "anchor-text"),
                                              QUOTE_CHARACTERS);
  g_autofree char *text = NULL;

  if (is (comment, "anchor-kind", "text"))
    {
      gtk_image_set_from_icon_name (self->anchor_icon, "document-edit-symbolic");
      text = g_strdup_printf (_ ("“%s”"), words);
    }
  else if (is (comment, "anchor-kind", "answer"))
    {
      gtk_image_set_from_icon_name (self->anchor_icon, "checkbox-checked-symbolic");
      text = g_strdup (title);
    }
  else if (is (comment, "anchor-kind", "evidence"))
    {
      gtk_image_set_from_icon_name (self->anchor_icon, "image-x-generic-symbolic");
      text = g_strdup (title);
    }
  else
    {
      gtk_image_set_from_icon_name (self->anchor_icon, "x-office-document-symbolic");
      text = g_strdup (_ ("The whole paper"));
    }
  gtk_label_set_label (self->anchor_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->anchor), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_widget_set_tooltip_text (
      self->anchor, is (comment, "anchor-kind", "evidence") ? _ ("Show it in the documents")
                    : is (comment, "anchor-kind", "answer") ? _ ("Show the item in the assessment")
                                                            : _ ("Show the words"));
}

/* The words of then, and what stands there now. */
static void
set_place (SlCommentCard *self)
{
  SlComment *comment = self->comment;
  const char *place = sl_comment_get (comment, "place");
  gboolean gone = g_strcmp0 (place, "gone") == 0, moved = g_strcmp0 (place, "moved") == 0;
  gboolean changed = g_strcmp0 (place, "changed") == 0;
  g_autofree char *then_words = g_strdup_printf (_ ("Then: “%s”"),
                                                 sl_comment_get (comment, "anchor-text"));
  g_autofree char *now_words = g_strdup_printf (_ ("Now: “%s”"),
                                                sl_comment_get (comment, "now-text"));
  gboolean has_then = *sl_comment_get (comment, "anchor-text") != '\0';

  gtk_widget_set_visible (self->now, gone || moved || changed);
  gtk_label_set_label (self->place, gone    ? _ ("What this was about is gone.")
                                    : moved ? _ ("These words stand elsewhere now.")
                                            : _ ("This was changed since."));
  gtk_label_set_label (self->then_words, then_words);
  gtk_label_set_label (self->now_words, now_words);
  gtk_widget_set_visible (GTK_WIDGET (self->then_words), (gone || changed) && has_then);
  gtk_widget_set_visible (GTK_WIDGET (self->now_words), changed);
}

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
set_replies (SlCommentCard *self)
{
  GListModel *replies = sl_comment_get_replies (self->comment);
  guint n_replies = replies != NULL ? g_list_model_get_n_items (replies) : 0;

  clear_box (self->replies);
  gtk_widget_set_visible (GTK_WIDGET (self->replies), n_replies > 0);
  for (guint i = 0; i < n_replies; i++)
    {
      g_autoptr (SlComment) reply = g_list_model_get_item (replies, i);
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      g_autofree char *when = sl_review_when (sl_comment_get (reply, "at"));
      g_autofree char *head = g_strdup_printf (_ ("%s, %s"), sl_comment_get (reply, "person-name"),
                                               when);
      GtkWidget *line = sl_wrapped_label_new (head, "caption");
      GtkWidget *body = sl_wrapped_label_new (sl_comment_get (reply, "body"), NULL);

      gtk_widget_add_css_class (line, "strong");
      gtk_label_set_selectable (GTK_LABEL (body), TRUE);
      gtk_widget_add_css_class (box, "reply");
      gtk_box_append (GTK_BOX (box), line);
      gtk_box_append (GTK_BOX (box), body);
      gtk_box_append (self->replies, box);
    }
}

static void
set_closed (SlCommentCard *self)
{
  SlComment *comment = self->comment;
  gboolean open = sl_comment_is_open (comment);
  const char *reason = sl_comment_get (comment, "close-reason");
  g_autofree char *when = NULL, *text = NULL;

  gtk_widget_set_visible (self->closed, !open);
  gtk_widget_set_visible (self->buttons, open);
  gtk_widget_set_visible (GTK_WIDGET (self->closed_by), !open);
  if (open)
    {
      gtk_widget_remove_css_class (self->card, "closed");
      return;
    }
  gtk_widget_add_css_class (self->card, "closed");
  when = sl_review_when (sl_comment_get (comment, "closed-at"));
  text = *reason != '\0'
             ? g_strdup_printf (_ ("Closed by %s, %s: %s"),
                                sl_comment_get (comment, "closed-by-name"), when, reason)
             : g_strdup_printf (_ ("Closed by %s, %s"), sl_comment_get (comment, "closed-by-name"),
                                when);
  gtk_label_set_label (self->closed_by, text);
}

static void
set_may (GtkWidget *button,
         SlReview *review,
         SlReviewState *state,
         SlReviewAction action,
         SlComment *comment,
         const char *tooltip)
{
  g_autofree char *reason = NULL;
  gboolean may = review != NULL && state != NULL &&
                 sl_review_may (review, state, action, comment, &reason);

  gtk_widget_set_sensitive (button, may);
  gtk_widget_set_tooltip_text (button, may ? tooltip : reason);
}

static void
anchor_cb (SlCommentCard *self)
{
  g_signal_emit (self, signals[SIGNAL_OPEN_ANCHOR], 0, sl_comment_card_get_id (self));
}

static void
reply_cb (SlCommentCard *self)
{
  g_signal_emit (self, signals[SIGNAL_REPLY], 0, sl_comment_card_get_id (self));
}

static void
close_cb (SlCommentCard *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSE], 0, sl_comment_card_get_id (self));
}

static void
sl_comment_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SL_TYPE_COMMENT_CARD);
  g_clear_object (&SL_COMMENT_CARD (object)->comment);
  G_OBJECT_CLASS (sl_comment_card_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/review/sl-comment-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SlCommentCard, content);
  gtk_widget_class_bind_template_child (widget_class, SlCommentCard, anchor);
  gtk_widget_class_bind_template_child (widget_class, SlCommentCard, anchor_icon);
  gtk_widget_class_bind_template_child (widget_class, SlCommentCard, anchor_label);
  gtk_widget_class_bind_template_child (widget_class, SlCommentCard, card);
  gtk_widget_class_bind_template_child (widget_class, SlCommentCard, avatar);
  gtk_widget_class_bind_template_child (widget_class, SlCommentCard, name);
  gtk_widget_class_bind_template_child (widget_class, SlCommentCard, when);
  gtk_widget_class_bind_template_child (widget_class, SlCommentCard, closed);
  gtk_widget_class_bind_template_child (widget_class, SlCommentCard, body);
  gtk_widget_class_bind_template_child (widget_class, SlCommentCard, now);
  gtk_widget_class_bind_template_child (widget_class, SlCommentCard, place);
  gtk_widget_class_bind_template_child (widget_class, SlCommentCard, then_words);
  gtk_widget_class_bind_template_child (widget_class, SlCommentCard, now_words);
  gtk_widget_class_bind_template_child (widget_class, SlCommentCard, replies);
  gtk_widget_class_bind_template_child (widget_class, SlCommentCard, closed_by);
  gtk_widget_class_bind_template_child (widget_class, SlCommentCard, buttons);
  gtk_widget_class_bind_template_child (widget_class, SlCommentCard, reply);
  gtk_widget_class_bind_template_child (widget_class, SlCommentCard, close);
  gtk_widget_class_bind_template_callback (widget_class, anchor_cb);
  gtk_widget_class_bind_template_callback (widget_class, reply_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
sl_comment_card_class_init (SlCommentCardClass *klass)
{
  static const char *const names[N_SIGNALS] = { "open-anchor", "reply", "close" };

  G_OBJECT_CLASS (klass)->dispose = sl_comment_card_dispose;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], SL_TYPE_COMMENT_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  bind_template (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "commentcard");
}

static void
sl_comment_card_init (SlCommentCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sl_comment_card_new (void)
{
  return g_object_new (SL_TYPE_COMMENT_CARD, NULL);
}

/**
 * sl_comment_card_set_comment:
 * @comment: what to show
 * @review: (nullable): decides what may be done
 * @state: (nullable): of the case, as loaded with @comment
 *
 * Shows a comment with its replies.
 */
void
sl_comment_card_set_comment (SlCommentCard *self,
                             SlComment *comment,
                             SlReview *review,
                             SlReviewState *state)
{
  const char *name;
  guint number;
  g_autofree char *when = NULL, *line = NULL;

  g_return_if_fail (SL_IS_COMMENT_CARD (self));

  g_set_object (&self->comment, comment);
  name = sl_comment_get (comment, "person-name");
  when = sl_review_when (sl_comment_get (comment, "at"));
  g_object_get (comment, "version-number", &number, NULL);
  line = g_strdup_printf (_ ("Version %u, %s"), number, when);
  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_label (self->name, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), sl_comment_get (comment, "person-role"));
  gtk_label_set_label (self->when, line);
  gtk_label_set_label (self->body, sl_comment_get (comment, "body"));
  set_anchor (self);
  set_place (self);
  set_replies (self);
  set_closed (self);
  set_may (self->reply, review, state, SL_REVIEW_REPLY, comment, NULL);
  set_may (self->close, review, state, SL_REVIEW_CLOSE_COMMENT, comment, NULL);
}

const char *
sl_comment_card_get_id (SlCommentCard *self)
{
  g_return_val_if_fail (SL_IS_COMMENT_CARD (self), NULL);
  return self->comment != NULL ? sl_comment_get_id (self->comment) : NULL;
}

void
sl_comment_card_set_current (SlCommentCard *self, gboolean current)
{
  g_return_if_fail (SL_IS_COMMENT_CARD (self));

  if (current)
    gtk_widget_add_css_class (GTK_WIDGET (self), "current");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "current");
}
