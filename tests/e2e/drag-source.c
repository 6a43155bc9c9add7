/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include <gtk/gtk.h>

/* A small window of another program, all of which can be dragged: it gives the files named on its
 * command line, as a file manager does. For the end-to-end test of dropping, which moves the mouse
 * and has to know how far that has come: each step is a line on the standard output. */

static void
say (const char *line)
{
  g_print ("%s\n", line);
}

static void
selected_cb (GdkDrag *drag)
{
  say (gdk_drag_get_selected_action (drag) != 0 ? "welcome" : "unwelcome");
}

static void
dropped_cb (GdkDrag *drag)
{
  say ("dropped");
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag)
{
  say ("begun");
  g_signal_connect (drag, "notify::selected-action", G_CALLBACK (selected_cb), NULL);
  g_signal_connect (drag, "dnd-finished", G_CALLBACK (dropped_cb), NULL);
}

static void
activate_cb (GtkApplication *application)
{
  gtk_window_present (gtk_application_get_windows (application)->data);
}

static void
open_cb (GtkApplication *application, GFile **files, int n_files, const char *hint)
{
  GtkWidget *window = gtk_application_window_new (application);
  GtkWidget *label = gtk_label_new ("Drag me");
  GtkDragSource *source = gtk_drag_source_new ();
  g_auto (GValue) list = G_VALUE_INIT;
  g_autoptr (GdkContentProvider) content = NULL;

  g_value_init (&list, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&list, gdk_file_list_new_from_array (files, (gsize) n_files));
  content = gdk_content_provider_new_for_value (&list);
  gtk_drag_source_set_content (source, content);
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), NULL);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (source));
  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 200, 120);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = gtk_application_new (NULL, G_APPLICATION_HANDLES_OPEN |
                                                                          G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  g_signal_connect (application, "open", G_CALLBACK (open_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
