/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-review-composer.h"

#include <glib/gi18n.h>

/* Keeps what was typed and not sent, by purpose and subject, so that looking something up or
 * answering another thread loses nothing. */

struct _SlReviewComposer
{
  GtkWidget parent_instance;

  GHashTable *kept; /* "purpose subject" -> text */
  char *purpose;
  char *subject;
  gboolean optional;
  gboolean sending;
  guint max;

  GtkWidget *content; /* all else stands in it */
  GtkLabel *title;
  GtkLabel *quote;
  GtkTextView *text;
  GtkLabel *remark;
  GtkButton *done;
};

enum
{
  SIGNAL_DONE,
  SIGNAL_LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlReviewComposer, sl_review_composer, GTK_TYPE_WIDGET)

static char *
dup_key (SlReviewComposer *self)
{
  return g_strdup_printf ("%s %s", self->purpose, self->subject);
}

static char *
dup_text (SlReviewComposer *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
set_remark (SlReviewComposer *self, const char *text)
{
  gtk_label_set_label (self->remark, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark), text != NULL);
}

/* Nothing but spaces is no text; too much is said before it is refused. */
static void
update (SlReviewComposer *self)
{
  g_autofree char *text = dup_text (self);
  g_autofree char *remark = NULL;
  glong n_characters = g_utf8_strlen (text, -1);
  gboolean too_long = self->max > 0 && n_characters > (glong) self->max;

  if (too_long)
    remark = g_strdup_printf (_ ("%ld characters; at most %u are kept. Shorten it by %ld."),
                              n_characters, self->max, n_characters - (glong) self->max);
  set_remark (self, remark);
  g_strstrip (text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "composer.done",
                                 !self->sending && !too_long && (self->optional || *text != '\0'));
}

static void
changed_cb (SlReviewComposer *self)
{
  if (self->purpose != NULL)
    g_hash_table_replace (self->kept, dup_key (self), dup_text (self));
  update (self);
}

static void
done (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlReviewComposer *self = SL_REVIEW_COMPOSER (widget);
  g_autofree char *text = dup_text (self);

  self->sending = TRUE;
  update (self);
  g_strstrip (text);
  g_signal_emit (self, signals[SIGNAL_DONE], 0, self->purpose, self->subject, text);
}

static void
leave (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_set_visible (widget, FALSE);
  g_signal_emit (widget, signals[SIGNAL_LEFT], 0);
}

static void
sl_review_composer_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SL_TYPE_REVIEW_COMPOSER);
  G_OBJECT_CLASS (sl_review_composer_parent_class)->dispose (object);
}

static void
sl_review_composer_finalize (GObject *object)
{
  SlReviewComposer *self = SL_REVIEW_COMPOSER (object);

  g_hash_table_unref (self->kept);
  g_free (self->purpose);
  g_free (self->subject);
  G_OBJECT_CLASS (sl_review_composer_parent_class)->finalize (object);
}

static void
sl_review_composer_class_init (SlReviewComposerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_review_composer_dispose;
  object_class->finalize = sl_review_composer_finalize;

  signals[SIGNAL_DONE] = g_signal_new ("done", SL_TYPE_REVIEW_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING,
                                       G_TYPE_STRING);
  signals[SIGNAL_LEFT] = g_signal_new ("left", SL_TYPE_REVIEW_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/review/sl-review-composer.ui");
  gtk_widget_class_bind_template_child (widget_class, SlReviewComposer, content);
  gtk_widget_class_bind_template_child (widget_class, SlReviewComposer, title);
  gtk_widget_class_bind_template_child (widget_class, SlReviewComposer, quote);
  gtk_widget_class_bind_template_child (widget_class, SlReviewComposer, text);
  gtk_widget_class_bind_template_child (widget_class, SlReviewComposer, remark);
  gtk_widget_class_bind_template_child (widget_class, SlReviewComposer, done);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_install_action (widget_class, "composer.done", NULL, done);
  gtk_widget_class_install_action (widget_class, "composer.leave", NULL, leave);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "composer.leave", NULL);
  gtk_widget_class_set_css_name (widget_class, "reviewcomposer");
}

static void
sl_review_composer_init (SlReviewComposer *self)
{
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * sl_review_composer_open:
 * @order: what is to be written
 *
 * Shows the composer, with what was typed for the same purpose before, and puts the cursor in it.
 */
void
sl_review_composer_open (SlReviewComposer *self, const SlComposerOrder *order)
{
  g_autofree char *key = NULL;
  const char *kept;

  g_return_if_fail (SL_IS_REVIEW_COMPOSER (self));

  g_clear_pointer (&self->purpose, g_free);
  g_free (self->subject);
  self->subject = g_strdup (order->subject);
  self->optional = order->optional;
  self->max = order->max;
  self->sending = FALSE;
  gtk_label_set_label (self->title, order->title);
  gtk_label_set_label (self->quote, order->quote != NULL ? order->quote : "");
  gtk_widget_set_visible (GTK_WIDGET (self->quote), order->quote != NULL);
  gtk_button_set_label (self->done, order->label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  order->title, -1);
  key = g_strdup_printf ("%s %s", order->purpose, order->subject);
  kept = g_hash_table_lookup (self->kept, key);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), kept != NULL ? kept : "", -1);
  self->purpose = g_strdup (order->purpose);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

/**
 * sl_review_composer_keep_with:
 * @holder: an object that lives longer than the page
 * @name: tells this case and place from others
 *
 * What was typed and not sent is there again when the page is opened anew.
 */
void
sl_review_composer_keep_with (SlReviewComposer *self, gpointer holder, const char *name)
{
  GHashTable *kept;

  g_return_if_fail (SL_IS_REVIEW_COMPOSER (self));

  kept = g_object_get_data (holder, name);
  if (kept == NULL)
    {
      g_object_set_data_full (holder, name, g_hash_table_ref (self->kept),
                              (GDestroyNotify) g_hash_table_unref);
      return;
    }
  g_hash_table_unref (self->kept);
  self->kept = g_hash_table_ref (kept);
}

gboolean
sl_review_composer_is_open (SlReviewComposer *self)
{
  g_return_val_if_fail (SL_IS_REVIEW_COMPOSER (self), FALSE);
  return gtk_widget_get_visible (GTK_WIDGET (self));
}

/**
 * sl_review_composer_finish:
 * @refusal: (nullable): why it was not sent
 *
 * Ends what "done" began: the composer closes, or says why not and keeps the text.
 */
void
sl_review_composer_finish (SlReviewComposer *self, const char *refusal)
{
  g_autofree char *key = NULL;

  g_return_if_fail (SL_IS_REVIEW_COMPOSER (self));

  self->sending = FALSE;
  update (self);
  if (refusal != NULL)
    {
      set_remark (self, refusal);
      return;
    }
  key = dup_key (self);
  g_hash_table_remove (self->kept, key);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
