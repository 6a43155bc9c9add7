/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-progress-page-private.h"

#include "base/sl-time.h"
#include "competency/sl-portfolio-changes.h"
#include "competency/sl-portfolio-paper.h"
#include "documents/sl-sealed-file.h"
#include "progress/sl-occasion-facts.h"
#include "progress/sl-switch-list.h"
#include "sl-window.h"

#include <glib/gi18n.h>

/* Files in: of a claim, an occasion, an entry of training. Files out: copies of those, the sealed
 * notification, the portfolio as a PDF or a folder, the team's progress. Each runs in a thread with
 * the window's "saving" or a toast at its end. */

typedef enum
{
  WORK_ADD_FILE,
  WORK_SAVE_FILE,
  WORK_EXPORT_PDF,
  WORK_EXPORT_FOLDER,
  WORK_EXPORT_TEAM,
} WorkKind;

typedef struct
{
  WorkKind kind;
  SlLibrary *library;
  SlPackLibrary *packs;
  SlPolicyLibrary *policy;
  SlPerson *person;
  SlPortfolio *portfolio; /* nullable: of the team */
  gboolean notes, third_parties;
  char *path;
  char *first, *second; /* owner kind and id; sha256 and name */
  SlWindow *window;
} Work;

static void
work_free (Work *work)
{
  g_object_unref (work->library);
  g_object_unref (work->packs);
  g_object_unref (work->policy);
  g_object_unref (work->person);
  g_clear_object (&work->portfolio);
  g_clear_object (&work->window);
  g_free (work->path);
  g_free (work->first);
  g_free (work->second);
  g_free (work);
}

static Work *
work_new (SlProgressPage *self, WorkKind kind)
{
  Work *work = g_new0 (Work, 1);
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  work->kind = kind;
  work->library = g_object_ref (sl_casebook_get_library (self->casebook));
  work->packs = g_object_ref (sl_casebook_get_packs (self->casebook));
  work->policy = g_object_ref (sl_casebook_get_policy (self->casebook));
  work->person = g_object_ref (sl_progress_page_get_person (self));
  work->portfolio = portfolio != NULL ? g_object_ref (portfolio) : NULL;
  work->window = SL_IS_WINDOW (root) ? g_object_ref (SL_WINDOW (root)) : NULL;
  return work;
}

/* ---- in a thread ---- */

static gboolean
write_bytes (const char *path, GBytes *bytes, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                   error);
}

static gboolean
write_letter (const char *path, SlLetter *letter, GError **error)
{
  g_autoptr (GBytes) pdf = letter != NULL ? sl_letter_render_pdf (letter, error) : NULL;

  return pdf != NULL && write_bytes (path, pdf, error);
}

static gboolean
save_file (Work *work, GError **error)
{
  g_autoptr (SlSealedFile) file = sl_library_open (work->library, work->first, error);
  g_autoptr (GBytes) bytes = file != NULL ? sl_sealed_file_map (file, error) : NULL;

  return bytes != NULL && write_bytes (work->path, bytes, error);
}

static gboolean
run (Work *work, GCancellable *cancellable, GError **error)
{
  const SlPortfolioContext context = { .library = work->library,
                                       .packs = work->packs,
                                       .policy = work->policy,
                                       .author = work->person,
                                       .notes = work->notes,
                                       .third_parties = work->third_parties };
  g_autoptr (SlLetter) letter = NULL;

  switch (work->kind)
    {
    case WORK_ADD_FILE:
      return sl_portfolio_add_file (work->library, work->portfolio, work->first, work->second,
                                    work->path, cancellable, error);
    case WORK_SAVE_FILE:
      return save_file (work, error);
    case WORK_EXPORT_PDF:
      letter = sl_portfolio_compose (&context, work->portfolio, error);
      return write_letter (work->path, letter, error);
    case WORK_EXPORT_FOLDER:
      return sl_portfolio_write_folder (&context, work->portfolio, work->path, cancellable, error);
    case WORK_EXPORT_TEAM:
    default:
      letter = sl_team_compose (&context, error);
      return write_letter (work->path, letter, error);
    }
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (run (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);
  g_autofree char *name = g_filename_display_basename (work->path);
  g_autofree char *text =
      done ? g_strdup_printf (work->kind == WORK_ADD_FILE ? _ ("%s added") : _ ("%s saved"), name)
           : g_strdup (error->message);

  if (work->kind == WORK_ADD_FILE && work->window != NULL)
    sl_window_end_saving (work->window, done);
  if (gtk_widget_get_root (GTK_WIDGET (source)) != NULL)
    sl_window_toast (GTK_WIDGET (source), text, NULL, NULL);
}

static void
start (SlProgressPage *self, Work *work)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, done_cb, NULL);

  if (work->kind == WORK_ADD_FILE && work->window != NULL)
    sl_window_begin_saving (work->window);
  g_task_set_source_tag (task, start);
  g_task_set_name (task, "portfolio file");
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  g_task_run_in_thread (task, run_in_thread);
}

/* ---- choosing a place ---- */

static void
place_chosen_cb (GtkNativeDialog *dialog, int response, Work *work)
{
  SlProgressPage *self = g_object_get_data (G_OBJECT (dialog), "sl-page");
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                               : NULL;

  work->path = file != NULL ? g_file_get_path (file) : NULL;
  if (work->path != NULL)
    start (self, work);
  else
    {
      if (file != NULL)
        sl_window_toast (GTK_WIDGET (self), _ ("Choose a place on this computer."), NULL, NULL);
      work_free (work);
    }
  g_clear_object (&self->chooser);
}

/* @work is consumed. */
static void
choose_place (SlProgressPage *self, Work *work, const char *title, const char *name)
{
  gboolean adds = work->kind == WORK_ADD_FILE;

  if (self->chooser != NULL)
    {
      work_free (work);
      return;
    }
  self->chooser = gtk_file_chooser_native_new (
      title, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      adds ? GTK_FILE_CHOOSER_ACTION_OPEN : GTK_FILE_CHOOSER_ACTION_SAVE,
      adds ? _ ("Add") : _ ("Save"), _ ("Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  if (!adds)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_object_set_data (G_OBJECT (self->chooser), "sl-page", self);
  g_signal_connect (self->chooser, "response", G_CALLBACK (place_chosen_cb), work);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

void
sl_progress_page_files_clear (SlProgressPage *self)
{
  g_clear_object (&self->chooser);
}

/* ---- the steps ---- */

static void
add_file_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlProgressPage *self = SL_PROGRESS_PAGE (widget);
  Work *work = work_new (self, WORK_ADD_FILE);

  g_variant_get (parameter, "(ss)", &work->first, &work->second);
  choose_place (self, work, _ ("Add a file"), NULL);
}

static void
save_file_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlProgressPage *self = SL_PROGRESS_PAGE (widget);
  Work *work = work_new (self, WORK_SAVE_FILE);

  g_variant_get (parameter, "(ss)", &work->first, &work->second);
  choose_place (self, work, _ ("Save a copy"), work->second);
}

static void
save_notification_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlProgressPage *self = SL_PROGRESS_PAGE (widget);
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (self);
  guint n_progressions = portfolio != NULL ? sl_portfolio_get_n_progressions (portfolio) : 0;
  const SlProgression *last;
  g_autofree char *name = NULL;
  Work *work;

  if (n_progressions == 0)
    return;
  last = sl_portfolio_get_progression (portfolio, n_progressions - 1);
  name = g_strdup_printf (_ ("Notification %s %s.pdf"), sl_portfolio_get_person_name (portfolio),
                          last->notified_on);
  work = work_new (self, WORK_SAVE_FILE);
  work->first = g_strdup (last->sha256);
  choose_place (self, work, _ ("Save the notification"), name);
}

/* What may go along is asked before, each time: nothing private leaves by habit. */
typedef struct
{
  SlProgressPage *page; /* weak */
  Work *work;
  GtkSwitch *notes; /* NULL: of another's portfolio */
  GtkSwitch *third_parties;
} Asking;

static void
asking_free (gpointer data, GClosure *closure)
{
  Asking *asking = data;

  g_clear_weak_pointer (&asking->page);
  g_clear_pointer (&asking->work, work_free);
  g_free (asking);
}

static void
asked_cb (Asking *asking, const char *response)
{
  g_autofree char *today = sl_date_today ();
  g_autofree char *name = NULL;

  if (asking->page == NULL || !g_str_equal (response, "export"))
    return;
  asking->work->notes = asking->notes != NULL && gtk_switch_get_active (asking->notes);
  asking->work->third_parties = gtk_switch_get_active (asking->third_parties);
  name = g_strdup_printf (asking->work->kind == WORK_EXPORT_PDF ? _ ("Portfolio %s %s.pdf")
                                                                : _ ("Portfolio %s %s"),
                          sl_portfolio_get_person_name (asking->work->portfolio), today);
  choose_place (asking->page, g_steal_pointer (&asking->work), _ ("Export portfolio"), name);
}

static void
export_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlProgressPage *self = SL_PROGRESS_PAGE (widget);
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (self);
  GtkWidget *dialog, *list;
  Asking *asking;

  if (portfolio == NULL)
    return;
  list = sl_switch_list_new ();
  asking = g_new0 (Asking, 1);
  g_set_weak_pointer (&asking->page, self);
  asking->work = work_new (self, g_str_equal (action_name, "progress.export-pdf")
                                     ? WORK_EXPORT_PDF
                                     : WORK_EXPORT_FOLDER);
  if (g_strcmp0 (sl_portfolio_get_person_id (portfolio),
                 sl_person_get_id (sl_progress_page_get_person (self))) == 0)
    asking->notes = sl_switch_list_add (list, _ ("Include my private notes"),
                                        _ ("Whoever gets the export can read them."));
  asking->third_parties = sl_switch_list_add (list, _ ("Show third parties by name"),
                                              _ ("Otherwise names and addresses from the cases "
                                                 "are masked."));
  dialog = sl_switch_list_ask (widget, _ ("Export portfolio"), list, "export", _ ("Export…"));
  g_signal_connect_data (dialog, "response", G_CALLBACK (asked_cb), asking, asking_free,
                         G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
export_team_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlProgressPage *self = SL_PROGRESS_PAGE (widget);
  g_autofree char *today = sl_date_today ();
  g_autofree char *name = g_strdup_printf (_ ("Team progress %s.pdf"), today);

  choose_place (self, work_new (self, WORK_EXPORT_TEAM), _ ("Export team progress"), name);
}

/* ---- an occasion's files ---- */

static void
occasion_done_cb (GtkWidget *any,
                  SlOccasionStep step,
                  const char *occasion_id,
                  const char *first,
                  const char *second)
{
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (SL_PROGRESS_PAGE (any));

  if (portfolio == NULL)
    return;
  if (step == SL_OCCASION_ADD_FILE)
    gtk_widget_activate_action (any, "progress.add-file", "(ss)", "occasion", occasion_id);
  else if (step == SL_OCCASION_SAVE_FILE)
    gtk_widget_activate_action (any, "progress.save-file", "(ss)", first, second);
  else
    {
      sl_window_apply (any, sl_portfolio_change_remove_file (portfolio, first, TRUE), NULL, NULL);
      sl_window_toast_undo (any, _ ("File removed"),
                            sl_portfolio_change_remove_file (portfolio, first, FALSE));
    }
}

static void
about_occasion_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlProgressPage *self = SL_PROGRESS_PAGE (widget);
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (self);
  const SlOccasion *occasion = portfolio != NULL
                                   ? sl_portfolio_find_occasion (
                                         portfolio, g_variant_get_string (parameter, NULL))
                                   : NULL;

  if (occasion != NULL)
    sl_occasion_facts_present (widget, portfolio, occasion,
                               !sl_store_is_read_only (sl_progress_page_get_store (self)) &&
                                   sl_portfolio_may (portfolio, sl_progress_page_get_person (self),
                                                     SL_PROGRESS_TRAIN, NULL, NULL),
                               occasion_done_cb);
}

void
sl_progress_page_files_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "progress.add-file", "(ss)", add_file_cb);
  gtk_widget_class_install_action (widget_class, "progress.save-file", "(ss)", save_file_cb);
  gtk_widget_class_install_action (widget_class, "progress.save-notification", NULL,
                                   save_notification_cb);
  gtk_widget_class_install_action (widget_class, "progress.export-pdf", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "progress.export-folder", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "progress.export-team", NULL, export_team_cb);
  gtk_widget_class_install_action (widget_class, "progress.about-occasion", "s", about_occasion_cb);
}
