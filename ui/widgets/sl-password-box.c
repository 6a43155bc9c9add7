/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "widgets/sl-password-box.h"

#include "intake/sl-import.h"

#include <glib/gi18n.h>

/* The password goes to the worker and is kept in memory only, for as long as the program runs. */

#define MAX_TRIES 3

struct _SlPasswordBox
{
  GtkWidget parent_instance;

  SlLibrary *library;
  SlDocument *document;
  char *tried;
  guint n_tries;
  GCancellable *cancellable;

  GtkEditable *entry;
  GtkWidget *button;
  GtkLabel *outcome;
};

static guint opened_signal;

G_DEFINE_FINAL_TYPE (SlPasswordBox, sl_password_box, GTK_TYPE_WIDGET)

static void
forget_tried (SlPasswordBox *self)
{
  if (self->tried != NULL)
    explicit_bzero (self->tried, strlen (self->tried));
  g_clear_pointer (&self->tried, g_free);
}

static void
set_busy (SlPasswordBox *self, gboolean busy)
{
  gboolean may_try = !busy && self->n_tries < MAX_TRIES;

  /* Not insensitive: it would lose the focus while one tries again. */
  gtk_editable_set_editable (self->entry, may_try);
  gtk_widget_set_sensitive (self->button, may_try);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SlPasswordBox) self = data;
  g_autoptr (GError) error = NULL;

  if (sl_import_read_again_finish (result, &error))
    {
      sl_library_remember_password (SL_LIBRARY (source), sl_document_get_id (self->document),
                                    self->tried);
      forget_tried (self);
      gtk_editable_set_text (self->entry, "");
      gtk_label_set_label (self->outcome, "");
      set_busy (self, FALSE);
      g_signal_emit (self, opened_signal, 0);
      return;
    }
  forget_tried (self);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->n_tries++;
  gtk_label_set_label (self->outcome,
                       self->n_tries < MAX_TRIES
                           ? error->message
                           : _ ("Three passwords did not open it. Ask the sender for a copy "
                                "without one."));
  set_busy (self, FALSE);
  gtk_editable_select_region (self->entry, 0, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
try_cb (SlPasswordBox *self)
{
  const char *password = gtk_editable_get_text (self->entry);

  if (self->document == NULL || *password == '\0' || self->tried != NULL)
    return;
  self->tried = g_strdup (password);
  gtk_label_set_label (self->outcome, _ ("Reading…"));
  set_busy (self, TRUE);
  sl_import_read_again_async (self->library, sl_document_get_id (self->document), password,
                              self->cancellable, read_cb, g_object_ref (self));
}

static void
sl_password_box_dispose (GObject *object)
{
  SlPasswordBox *self = SL_PASSWORD_BOX (object);
  GtkWidget *child;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_PASSWORD_BOX);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->document);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (sl_password_box_parent_class)->dispose (object);
}

static void
sl_password_box_finalize (GObject *object)
{
  forget_tried (SL_PASSWORD_BOX (object));

  G_OBJECT_CLASS (sl_password_box_parent_class)->finalize (object);
}

static void
sl_password_box_class_init (SlPasswordBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_password_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = sl_password_box_finalize;
  opened_signal = g_signal_new ("opened", SL_TYPE_PASSWORD_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/widgets/sl-password-box.ui");
  gtk_widget_class_bind_template_child (widget_class, SlPasswordBox, entry);
  gtk_widget_class_bind_template_child (widget_class, SlPasswordBox, button);
  gtk_widget_class_bind_template_child (widget_class, SlPasswordBox, outcome);
  gtk_widget_class_bind_template_callback (widget_class, try_cb);
}

static void
sl_password_box_init (SlPasswordBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sl_password_box_set_document:
 * @library: where its original lies
 * @document: a document that asks for a password
 *
 * Begins anew with three tries, unless @document is the one in hand.
 */
void
sl_password_box_set_document (SlPasswordBox *self, SlLibrary *library, SlDocument *document)
{
  g_return_if_fail (SL_IS_PASSWORD_BOX (self));

  if (self->document != NULL &&
      g_strcmp0 (sl_document_get_id (self->document), sl_document_get_id (document)) == 0)
    return;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->library, library);
  g_set_object (&self->document, document);
  self->n_tries = 0;
  gtk_editable_set_text (self->entry, "");
  gtk_label_set_label (self->outcome, "");
  set_busy (self, FALSE);
}
