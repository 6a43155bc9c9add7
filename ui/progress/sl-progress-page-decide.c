/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-progress-page-private.h"

#include "competency/sl-portfolio-changes.h"
#include "progress/sl-decision-window.h"
#include "progress/sl-edition-window.h"
#include "progress/sl-progress-step.h"
#include "sl-window.h"

#include <glib/gi18n.h>

/* The decision on progression, the appeal against it, and the move to another edition of the
 * framework. */

const SlProgression *
sl_progress_page_get_last_progression (SlProgressPage *self)
{
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (self);
  guint n_progressions = portfolio != NULL ? sl_portfolio_get_n_progressions (portfolio) : 0;

  return n_progressions > 0 ? sl_portfolio_get_progression (portfolio, n_progressions - 1) : NULL;
}

typedef struct
{
  SlLibrary *library;
  SlPackLibrary *packs;
  SlPolicyLibrary *policy;
  SlPerson *person;
  SlPortfolio *portfolio;
  char *outcome, *reasons, *on;
  SlWindow *window;
} Deciding;

static void
deciding_free (Deciding *deciding)
{
  g_object_unref (deciding->library);
  g_object_unref (deciding->packs);
  g_object_unref (deciding->policy);
  g_object_unref (deciding->person);
  g_object_unref (deciding->portfolio);
  g_object_unref (deciding->window);
  g_free (deciding->outcome);
  g_free (deciding->reasons);
  g_free (deciding->on);
  g_free (deciding);
}

static void
decide_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Deciding *deciding = data;
  GError *error = NULL;

  if (sl_progression_decide (deciding->library, deciding->packs, deciding->policy, deciding->person,
                             deciding->portfolio, deciding->outcome, deciding->reasons,
                             deciding->on, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
decision_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Deciding *deciding = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  sl_window_end_saving (deciding->window, done);
  if (gtk_widget_get_root (GTK_WIDGET (source)) != NULL)
    sl_window_toast (GTK_WIDGET (source),
                     done ? _ ("Decision recorded; its notification can be saved") : error->message,
                     NULL, NULL);
}

static void
decided_cb (GtkWidget *any, const char *outcome, const char *reasons, const char *on)
{
  SlProgressPage *self = SL_PROGRESS_PAGE (any);
  GtkRoot *root = gtk_widget_get_root (any);
  g_autoptr (GTask) task = NULL;
  Deciding *deciding;

  if (sl_progress_page_get_portfolio (self) == NULL || !SL_IS_WINDOW (root))
    return;
  deciding = g_new0 (Deciding, 1);
  deciding->library = g_object_ref (sl_casebook_get_library (self->casebook));
  deciding->packs = g_object_ref (sl_casebook_get_packs (self->casebook));
  deciding->policy = g_object_ref (sl_casebook_get_policy (self->casebook));
  deciding->person = g_object_ref (sl_progress_page_get_person (self));
  deciding->portfolio = g_object_ref (sl_progress_page_get_portfolio (self));
  deciding->outcome = g_strdup (outcome);
  deciding->reasons = g_strdup (reasons);
  deciding->on = *on != '\0' ? g_strdup (on) : NULL;
  deciding->window = g_object_ref (SL_WINDOW (root));
  sl_window_begin_saving (deciding->window);
  task = g_task_new (self, NULL, decision_made_cb, NULL);
  g_task_set_source_tag (task, decided_cb);
  g_task_set_name (task, "decide progression");
  g_task_set_task_data (task, deciding, (GDestroyNotify) deciding_free);
  g_task_run_in_thread (task, decide_in_thread);
}

static void
decide_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (SL_PROGRESS_PAGE (widget));

  if (portfolio != NULL)
    sl_decision_window_present (widget, portfolio, decided_cb);
}

static void
lodged_cb (GtkWidget *any,
           const char *progression_id,
           const char *grounds,
           const char *to_role,
           const char *on)
{
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (SL_PROGRESS_PAGE (any));

  if (portfolio != NULL)
    sl_progress_take_step (any,
                           sl_appeal_change_lodge (portfolio, progression_id, grounds, to_role, on),
                           g_strdup (_ ("Appeal lodged")), NULL);
}

static void
appeal_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  const SlProgression *last = sl_progress_page_get_last_progression (SL_PROGRESS_PAGE (widget));

  if (last != NULL)
    sl_appeal_window_present (widget, sl_progress_page_get_portfolio (SL_PROGRESS_PAGE (widget)),
                              last, lodged_cb);
}

static void
appeal_decided_cb (GtkWidget *any, const char *outcome, const char *reasons, const char *on)
{
  const SlProgression *last = sl_progress_page_get_last_progression (SL_PROGRESS_PAGE (any));

  if (last != NULL)
    sl_progress_take_step (
        any,
        sl_appeal_change_decide (sl_progress_page_get_portfolio (SL_PROGRESS_PAGE (any)), last->id,
                                 outcome, reasons),
        g_strdup (_ ("Appeal decided")), NULL);
}

static void
decide_appeal_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  const SlProgression *last = sl_progress_page_get_last_progression (SL_PROGRESS_PAGE (widget));

  if (last != NULL)
    sl_appeal_decision_present (widget, last, appeal_decided_cb);
}

static void
moved_cb (GtkWidget *any, SlFramework *to, const char *reason)
{
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (SL_PROGRESS_PAGE (any));

  if (portfolio != NULL)
    sl_progress_take_step (
        any, sl_portfolio_change_move (portfolio, to, reason),
        g_strdup_printf (_ ("Moved to edition %s"), sl_framework_get_edition (to)), NULL);
}

static void
move_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (SL_PROGRESS_PAGE (widget));
  SlFramework *newer = portfolio != NULL ? sl_portfolio_get_newer (portfolio) : NULL;

  if (newer != NULL)
    sl_edition_window_present (widget, portfolio, newer, moved_cb);
}

void
sl_progress_page_decide_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "progress.decide", NULL, decide_cb);
  gtk_widget_class_install_action (widget_class, "progress.appeal", NULL, appeal_cb);
  gtk_widget_class_install_action (widget_class, "progress.decide-appeal", NULL, decide_appeal_cb);
  gtk_widget_class_install_action (widget_class, "progress.move", NULL, move_cb);
}
