/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-ui"
#include "config.h"

#include "sl-application.h"

#include "settings/sl-settings.h"
#include "sl-window.h"

#include <glib/gi18n.h>

/* The program of one data folder. Two may run at once: the store of the second opens read-only, so
 * the application is not unique on the bus. Owns the casebook until shutdown. */

struct _SlApplication
{
  AdwApplication parent_instance;

  char *data_folder; /* NULL: the usual one */
  char *group;       /* whose accounts share it; NULL: as it was made */
  SlCasebook *casebook;
  GCancellable *mending;
};

G_DEFINE_FINAL_TYPE (SlApplication, sl_application, ADW_TYPE_APPLICATION)

typedef struct
{
  const char *action;
  const char *accels[3];
} Accels;

/* Keys of the whole window, one a line; a page's own keys stand in its class. */
/* clang-format off */
static const Accels accels[] = {
  { "win.search", { "<Control>k" } },          { "win.back", { "<Alt>Left" } },
  { "win.import-files", { "<Control>o" } },    { "win.new-case", { "<Control>n" } },
  { "win.preferences", { "<Control>comma" } }, { "win.next-pane", { "F6" } },
  { "win.show-inbox", { "<Control>1" } },      { "win.show-cases", { "<Control>2" } },
  { "win.show-reviews", { "<Control>3" } },    { "win.show-due", { "<Control>4" } },
  { "win.show-progress", { "<Control>5" } }, { "win.show-library", { "<Control>6" } },    { "win.show-help-overlay", { "<Control>question" } },
  { "window.close", { "<Control>w" } },        { "app.quit", { "<Control>q" } },
};
/* clang-format on */

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SlApplication *self = data;
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  if (windows == NULL)
    g_application_quit (G_APPLICATION (self));
  else
    gtk_window_close (windows->data);
}

static void
refused_response_cb (SlApplication *self)
{
  g_application_release (G_APPLICATION (self));
}

/* The records could not be opened: says why; the program ends with the dialog. */
static void
show_refusal (SlApplication *self, const GError *error)
{
  GtkWidget *dialog = adw_message_dialog_new (NULL, _ ("Sightline cannot open its records"), NULL);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), error->message);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("Close"));
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (refused_response_cb), self);
  g_application_hold (G_APPLICATION (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
mend_index_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (sl_library_rebuild_index (data, NULL, NULL, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
mend_index_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("The index of words is not whole: %s", error->message);
}

/* A lost index of words is made again behind the work; until then a search finds less. */
static void
mend_index (SlApplication *self)
{
  g_autoptr (GTask) task = NULL;

  self->mending = g_cancellable_new ();
  task = g_task_new (self, self->mending, mend_index_cb, NULL);
  g_task_set_name (task, "mend index");
  g_task_set_task_data (task, g_object_ref (sl_casebook_get_library (self->casebook)),
                        g_object_unref);
  g_task_run_in_thread (task, mend_index_worker);
}

/* The window of this data folder, made on first use; NULL when the records cannot be opened. */
static SlWindow *
ensure_window (SlApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));
  g_autoptr (GError) error = NULL;
  SlWindow *window;

  for (GList *l = windows; l != NULL; l = l->next)
    if (SL_IS_WINDOW (l->data))
      return l->data;

  if (self->casebook == NULL)
    self->casebook = sl_casebook_open_shared (self->data_folder, self->group, SL_STORE_DEFAULT,
                                              &error);
  if (self->casebook == NULL)
    {
      show_refusal (self, error);
      return NULL;
    }
  mend_index (self);
  window = sl_window_new (GTK_APPLICATION (self), self->casebook);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
sl_application_activate (GApplication *application)
{
  ensure_window (SL_APPLICATION (application));
}

static void
sl_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  SlWindow *window = ensure_window (SL_APPLICATION (application));
  g_autoptr (GPtrArray) paths = g_ptr_array_new_null_terminated (n_files, g_free, TRUE);

  if (window == NULL)
    return;
  for (int i = 0; i < n_files; i++)
    if (g_file_peek_path (files[i]) != NULL)
      g_ptr_array_add (paths, g_file_get_path (files[i]));
  if (paths->len > 0)
    sl_window_import (window, (const char *const *) paths->pdata, NULL);
}

static int
sl_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  SlApplication *self = SL_APPLICATION (application);

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Sightline %s\n", SL_PROGRAM_VERSION);
      return 0;
    }
  g_clear_pointer (&self->data_folder, g_free);
  if (g_variant_dict_lookup (options, "data", "^ay", &self->data_folder) &&
      !g_path_is_absolute (self->data_folder))
    {
      char *absolute = g_canonicalize_filename (self->data_folder, NULL);

      g_free (self->data_folder);
      self->data_folder = absolute;
    }
  g_clear_pointer (&self->group, g_free);
  g_variant_dict_lookup (options, "shared", "s", &self->group);
  return -1;
}

static void
sl_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = { { .name = "quit", .activate = quit_cb } };

  G_APPLICATION_CLASS (sl_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accels[i].action,
                                           accels[i].accels);
  gtk_window_set_default_icon_name (SL_APPLICATION_ID);
}

static void
sl_application_shutdown (GApplication *application)
{
  SlApplication *self = SL_APPLICATION (application);

  G_APPLICATION_CLASS (sl_application_parent_class)->shutdown (application);

  sl_settings_flush ();
  if (self->mending != NULL)
    g_cancellable_cancel (self->mending);
  g_clear_object (&self->mending);

  /* After the windows: queued changes are written before the store closes. */
  if (self->casebook != NULL)
    sl_casebook_close (self->casebook);
  g_clear_object (&self->casebook);
}

static void
sl_application_finalize (GObject *object)
{
  SlApplication *self = SL_APPLICATION (object);

  g_free (self->data_folder);
  g_free (self->group);
  G_OBJECT_CLASS (sl_application_parent_class)->finalize (object);
}

static void
sl_application_class_init (SlApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = sl_application_finalize;
  application_class->startup = sl_application_startup;
  application_class->activate = sl_application_activate;
  application_class->open = sl_application_open;
  application_class->handle_local_options = sl_application_handle_local_options;
  application_class->shutdown = sl_application_shutdown;
}

static void
sl_application_init (SlApplication *self)
{
  static const GOptionEntry options[] = {
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Open the records in this folder"),
      N_ ("FOLDER") },
    { "shared", 0, 0, G_OPTION_ARG_STRING, NULL,
      N_ ("Make a new casebook for all accounts of this group, one writer at a time"),
      N_ ("GROUP") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version and end"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
}

/**
 * sl_application_new:
 *
 * Returns: (transfer full): the program
 */
SlApplication *
sl_application_new (void)
{
  return g_object_new (SL_TYPE_APPLICATION, "application-id", SL_APPLICATION_ID,
                       "resource-base-path", "/org/sightline/Sightline", "flags",
                       G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN, NULL);
}
