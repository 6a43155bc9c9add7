/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-occasion-facts.h"

#include "base/sl-time.h"
#include "progress/sl-file-list.h"
#include "progress/sl-progress-words.h"
#include "progress/sl-step-window.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *any; /* weak */
  SlOccasionDone done;
  char *occasion_id;
  SlStepWindow *window;
} Showing;

static void
showing_free (gpointer data, GClosure *closure)
{
  Showing *self = data;

  g_clear_weak_pointer (&self->any);
  g_free (self->occasion_id);
  g_free (self);
}

static void
finish (Showing *self, SlOccasionStep step, const char *first, const char *second)
{
  if (self->any != NULL)
    self->done (self->any, step, self->occasion_id, first, second);
  gtk_window_close (GTK_WINDOW (self->window));
}

static void
add_cb (Showing *self)
{
  finish (self, SL_OCCASION_ADD_FILE, "", "");
}

static void
save_cb (Showing *self, const char *sha256, const char *name)
{
  finish (self, SL_OCCASION_SAVE_FILE, sha256, name);
}

static void
remove_cb (Showing *self, const char *file_id)
{
  finish (self, SL_OCCASION_REMOVE_FILE, file_id, "");
}

static void
add_fact (Showing *self, const char *label, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  sl_step_window_add (self->window, sl_wrapped_label_new (label, "caption-heading"));
  sl_step_window_add (self->window, sl_wrapped_label_new (value, NULL));
}

/**
 * sl_occasion_facts_present:
 * @any: a widget inside a window
 * @portfolio: as loaded
 * @occasion: of @portfolio
 * @writable: whether its files may be changed
 * @done: told what to do
 *
 * Shows what an occasion is.
 */
void
sl_occasion_facts_present (GtkWidget *any,
                           SlPortfolio *portfolio,
                           const SlOccasion *occasion,
                           gboolean writable,
                           SlOccasionDone done)
{
  g_autoptr (GPtrArray) files = sl_portfolio_list_files (portfolio, occasion->id);
  g_autofree char *place = sl_occasion_describe (occasion);
  g_autofree char *title = sl_progress_capitalise (place);
  g_autofree char *state = sl_occasion_describe_state (occasion);
  g_autofree char *day = sl_date_format_long (occasion->on_date);
  GtkWidget *list = sl_file_list_new (writable);
  Showing *self = g_new0 (Showing, 1);

  g_set_weak_pointer (&self->any, any);
  self->done = done;
  self->occasion_id = g_strdup (occasion->id);
  self->window = sl_step_window_new (any, title, NULL);
  add_fact (self, _ ("State"), state);
  add_fact (self, _ ("Reference"), occasion->reference);
  add_fact (self, _ ("Local planning authority"), occasion->authority);
  add_fact (self, _ ("When"), day);
  add_fact (self, _ ("About"), occasion->about);
  if (occasion->case_gone)
    add_fact (self, _ ("Its case"),
              _ ("The case is no longer here. What was copied into the claims stands."));
  else if (*occasion->case_id == '\0')
    add_fact (self, _ ("Its case"), _ ("From before Sightline: its files stand for it."));
  sl_file_list_show (SL_FILE_LIST (list), files);
  g_signal_connect_swapped (list, "add-wanted", G_CALLBACK (add_cb), self);
  g_signal_connect_swapped (list, "save-wanted", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (list, "remove-wanted", G_CALLBACK (remove_cb), self);
  sl_step_window_add (self->window, list);
  g_signal_connect_data (self->window, "step", G_CALLBACK (add_cb), self, showing_free,
                         G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self->window));
}
