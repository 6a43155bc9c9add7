/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response-page"
#include "config.h"

#include "response/sl-paragraph.h"

#include "widgets/sl-growing-text.h"

#include <glib/gi18n.h>

/* security.md section 5: an edit is saved 1 s after the last key and at most 2 s after the first;
 * leaving the field forces it. */
#define AFTER_LAST_KEY 1000
#define AFTER_FIRST_KEY (2 * G_USEC_PER_SEC)

struct _SlParagraph
{
  GtkWidget parent_instance;

  SlBlock *block;
  guint timer;
  gint64 first_key; /* monotonic; 0: nothing waits */
  gboolean silent;

  GtkTextView *text;
  GtkTextBuffer *buffer;
  GtkWidget *foot; /* bound so that the template gives it up too */
  GtkImage *icon;
  GtkLabel *origin;
  GtkLabel *state;
  GtkWidget *restore;
  GtkWidget *notice;
  GtkWidget *offered;
  GtkLabel *offered_text;
  GtkPopover *menu;
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_EDITED,
  SIGNAL_SETTLED,
  SIGNAL_ACT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlParagraph, sl_paragraph, GTK_TYPE_WIDGET)

static char *
dup_text (SlParagraph *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

void
sl_paragraph_flush (SlParagraph *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (SL_IS_PARAGRAPH (self));

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->first_key == 0 || self->block == NULL)
    return;
  self->first_key = 0;
  text = dup_text (self);
  g_signal_emit (self, signals[SIGNAL_SETTLED], 0, sl_block_get_key (self->block), text);
}

static gboolean
timer_cb (gpointer data)
{
  SlParagraph *self = data;

  self->timer = 0;
  sl_paragraph_flush (self);
  return G_SOURCE_REMOVE;
}

static void
text_changed_cb (SlParagraph *self)
{
  g_autofree char *text = NULL;
  gint64 now = g_get_monotonic_time ();
  gint64 wait = AFTER_LAST_KEY;

  if (self->silent || self->block == NULL)
    return;
  text = dup_text (self);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0, sl_block_get_key (self->block), text);
  if (self->first_key == 0)
    self->first_key = now;
  wait = MIN (wait, MAX (0, (self->first_key + AFTER_FIRST_KEY - now) / 1000));
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add ((guint) wait, timer_cb, self);
}

static void
focus_in_cb (SlParagraph *self)
{
  if (self->block != NULL)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, sl_block_get_key (self->block));
}

static void
focus_out_cb (SlParagraph *self)
{
  sl_paragraph_flush (self);
}

static void
act (SlParagraph *self, const char *what)
{
  gtk_popover_popdown (self->menu);
  sl_paragraph_flush (self);
  if (self->block != NULL)
    g_signal_emit (self, signals[SIGNAL_ACT], 0, sl_block_get_key (self->block), what);
}

static void
leave_out_cb (SlParagraph *self)
{
  act (self, "leave-out");
}

static void
restore_cb (SlParagraph *self)
{
  act (self, "restore");
}

static void
add_cb (SlParagraph *self)
{
  act (self, "add");
}

static void
keep_cb (SlParagraph *self)
{
  act (self, "keep");
}

static void
take_cb (SlParagraph *self)
{
  act (self, "take");
}

static void
see_cb (SlParagraph *self)
{
  gtk_widget_set_visible (self->offered, !gtk_widget_get_visible (self->offered));
}

static void
sl_paragraph_dispose (GObject *object)
{
  SlParagraph *self = SL_PARAGRAPH (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->block, sl_block_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_PARAGRAPH);
  G_OBJECT_CLASS (sl_paragraph_parent_class)->dispose (object);
}

static void
sl_paragraph_class_init (SlParagraphClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_paragraph_dispose;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                         G_TYPE_STRING);
  signals[SIGNAL_SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                          G_TYPE_STRING);
  signals[SIGNAL_ACT] = g_signal_new ("act", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  g_type_ensure (SL_TYPE_GROWING_TEXT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/response/sl-paragraph.ui");
  gtk_widget_class_bind_template_child (widget_class, SlParagraph, text);
  gtk_widget_class_bind_template_child (widget_class, SlParagraph, buffer);
  gtk_widget_class_bind_template_child (widget_class, SlParagraph, foot);
  gtk_widget_class_bind_template_child (widget_class, SlParagraph, icon);
  gtk_widget_class_bind_template_child (widget_class, SlParagraph, origin);
  gtk_widget_class_bind_template_child (widget_class, SlParagraph, state);
  gtk_widget_class_bind_template_child (widget_class, SlParagraph, restore);
  gtk_widget_class_bind_template_child (widget_class, SlParagraph, notice);
  gtk_widget_class_bind_template_child (widget_class, SlParagraph, offered);
  gtk_widget_class_bind_template_child (widget_class, SlParagraph, offered_text);
  gtk_widget_class_bind_template_child (widget_class, SlParagraph, menu);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_out_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_out_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_cb);
  gtk_widget_class_bind_template_callback (widget_class, see_cb);
  gtk_widget_class_set_css_name (widget_class, "paragraph");
}

static void
sl_paragraph_init (SlParagraph *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sl_paragraph_new (void)
{
  return g_object_new (SL_TYPE_PARAGRAPH, NULL);
}

static void
set_state (SlParagraph *self)
{
  const char *state = sl_block_get_state (self->block);
  gboolean changed = g_strcmp0 (state, "source-changed") == 0;
  gboolean edited = changed || g_strcmp0 (state, "edited") == 0;
  gboolean added = g_strcmp0 (state, "added") == 0;

  gtk_label_set_label (self->state, added ? _ ("Own words") : _ ("Edited"));
  gtk_widget_set_visible (GTK_WIDGET (self->state), edited || added);
  gtk_widget_set_visible (self->restore, edited);
  gtk_widget_set_visible (self->notice, changed);
  if (!changed)
    gtk_widget_set_visible (self->offered, FALSE);
  gtk_label_set_label (self->offered_text, sl_block_get_offered (self->block));
}

void
sl_paragraph_set_block (SlParagraph *self,
                        SlBlock *block,
                        const char *icon_name,
                        const char *style_class,
                        const char *origin)
{
  const char *classes[] = { style_class, NULL };
  g_autofree char *shown = NULL;

  g_return_if_fail (SL_IS_PARAGRAPH (self));

  sl_block_ref (block);
  g_clear_pointer (&self->block, sl_block_unref);
  self->block = block;
  shown = dup_text (self);
  /* What one types is newer than what was composed from the last save. */
  if (self->first_key == 0 && g_strcmp0 (shown, sl_block_get_text (block)) != 0)
    {
      self->silent = TRUE;
      gtk_text_buffer_set_text (self->buffer, sl_block_get_text (block), -1);
      self->silent = FALSE;
    }
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  gtk_label_set_label (self->origin, origin);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  origin, -1);
  set_state (self);
}

const char *
sl_paragraph_get_key (SlParagraph *self)
{
  g_return_val_if_fail (SL_IS_PARAGRAPH (self), "");

  return self->block != NULL ? sl_block_get_key (self->block) : "";
}

void
sl_paragraph_set_current (SlParagraph *self, gboolean current)
{
  if (current)
    gtk_widget_add_css_class (GTK_WIDGET (self), "current");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "current");
}

void
sl_paragraph_focus (SlParagraph *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}
