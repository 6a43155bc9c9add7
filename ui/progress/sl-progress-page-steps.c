/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-progress-page-private.h"

#include "base/sl-id.h"
#include "competency/sl-portfolio-changes.h"
#include "progress/sl-edition-window.h"
#include "progress/sl-occasion-window.h"
#include "progress/sl-progress-step.h"
#include "progress/sl-training-window.h"
#include "site/sl-reason.h"
#include "sl-window.h"

#include <glib/gi18n.h>

/* What can be done with a portfolio beside its cells: beginning it, its occasions, training, second
 * looks. Each step asks for what it needs and applies one change; the page is then read again. */

static gboolean
is_writable (SlProgressPage *self)
{
  return !sl_store_is_read_only (sl_progress_page_get_store (self));
}

static gboolean
may (SlProgressPage *self, SlProgressStep step)
{
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (self);

  return portfolio != NULL && is_writable (self) &&
         sl_portfolio_may (portfolio, sl_progress_page_get_person (self), step, NULL, NULL);
}

/* ---- beginning ---- */

static void
begin_for (SlProgressPage *self, const char *person_id)
{
  g_autoptr (GPtrArray) frameworks = sl_frameworks_list (sl_casebook_get_packs (self->casebook));
  g_autofree char *id = sl_id_new ();

  if (frameworks == NULL || frameworks->len == 0)
    sl_window_toast (GTK_WIDGET (self), _ ("There is no framework of competencies in the Library."),
                     NULL, NULL);
  else
    sl_progress_take_step (
        GTK_WIDGET (self),
        sl_portfolio_change_begin (g_ptr_array_index (frameworks, 0), id, person_id),
        g_strdup (_ ("Portfolio begun")), NULL);
}

static void
begin_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlProgressPage *self = SL_PROGRESS_PAGE (widget);

  begin_for (self, parameter != NULL ? g_variant_get_string (parameter, NULL)
                                     : sl_person_get_id (sl_progress_page_get_person (self)));
}

/* ---- occasions ---- */

typedef struct
{
  GtkWidget *any; /* weak */
  SlChange *change;
  char *text;
  SlChange *undo;
} Warned;

static void
warned_free (gpointer data, GClosure *closure)
{
  Warned *warned = data;

  g_clear_weak_pointer (&warned->any);
  g_clear_pointer (&warned->change, sl_change_free);
  g_clear_pointer (&warned->undo, sl_change_free);
  g_free (warned->text);
  g_free (warned);
}

static void
warned_cb (Warned *warned, const char *response)
{
  if (warned->any != NULL && g_str_equal (response, "choose"))
    sl_progress_take_step (warned->any, g_steal_pointer (&warned->change),
                           g_steal_pointer (&warned->text), g_steal_pointer (&warned->undo));
}

/* What is allowed with a warning is chosen with the warning read. */
static void
warn (SlProgressPage *self, const char *warnings, SlChange *change, char *text, SlChange *undo)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                              _ ("Choose it all the same?"), NULL);
  Warned *warned = g_new0 (Warned, 1);

  g_set_weak_pointer (&warned->any, GTK_WIDGET (self));
  warned->change = change;
  warned->text = text;
  warned->undo = undo;
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), warnings);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "leave", _ ("Leave it"), "choose",
                                    _ ("Choose it"), NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "leave");
  g_signal_connect_data (dialog, "response", G_CALLBACK (warned_cb), warned, warned_free,
                         G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
occasion_chosen_cb (GtkWidget *any,
                    const char *component_id,
                    const char *case_id,
                    const SlOccasionValues *values)
{
  SlProgressPage *self = SL_PROGRESS_PAGE (any);
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (self);
  g_autofree char *occasion_id = sl_id_new ();
  g_auto (GStrv) warnings = NULL;
  g_autofree char *text = NULL;
  SlChange *change, *undo;

  if (portfolio == NULL)
    return;
  warnings = sl_occasion_list_warnings (sl_progress_page_get_store (self), portfolio, component_id,
                                        case_id, values);
  text = warnings != NULL ? g_strjoinv ("\n\n", warnings) : g_strdup ("");
  change = sl_occasion_change_choose (portfolio, component_id, occasion_id, case_id, values);
  undo = sl_occasion_change_drop (portfolio, occasion_id, "");
  if (*text != '\0')
    warn (self, text, change, g_strdup (_ ("Chosen")), undo);
  else
    sl_progress_take_step (any, change, g_strdup (_ ("Chosen")), undo);
}

void
sl_progress_page_choose_occasion (SlProgressPage *self, const char *component_id)
{
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (self);

  if (portfolio != NULL && may (self, SL_PROGRESS_TRAIN))
    sl_occasion_window_present (GTK_WIDGET (self), self->casebook, portfolio, component_id,
                                occasion_chosen_cb);
}

static void
choose_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sl_progress_page_choose_occasion (SL_PROGRESS_PAGE (widget),
                                    g_variant_get_string (parameter, NULL));
}

/* The component that is next on everybody's way, for a command without a parameter. */
static void
choose_next_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlProgressPage *self = SL_PROGRESS_PAGE (widget);
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (self);

  for (guint i = 0; portfolio != NULL && i < sl_portfolio_get_n_missing (portfolio); i++)
    {
      const SlMissing *missing = sl_portfolio_get_missing (portfolio, i);

      if (g_str_equal (missing->kind, "occasion"))
        {
          sl_progress_page_choose_occasion (self, missing->component_id);
          return;
        }
    }
}

static void
drop (SlProgressPage *self, const char *occasion_id, const char *reason)
{
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (self);
  const SlOccasion *occasion = portfolio != NULL
                                   ? sl_portfolio_find_occasion (portfolio, occasion_id)
                                   : NULL;

  if (occasion != NULL)
    sl_progress_take_step (GTK_WIDGET (self),
                           sl_occasion_change_drop (portfolio, occasion_id, reason),
                           g_strdup_printf (_ ("%s counts no longer"), occasion->title),
                           sl_occasion_change_restore (portfolio, occasion_id));
}

static void
drop_reason_cb (GtkWidget *widget, const char *reason)
{
  g_autofree char *occasion_id = g_strdup (
      g_object_get_data (G_OBJECT (widget), "sl-dropped-occasion"));

  drop (SL_PROGRESS_PAGE (widget), occasion_id, reason);
}

static gboolean
was_assessed (const SlOccasion *occasion)
{
  for (guint i = 0; i < occasion->n_cells; i++)
    if (occasion->cells[i].verdict != NULL)
      return TRUE;
  return FALSE;
}

/* What was assessed is dropped by a manager, who says why. */
static void
drop_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlProgressPage *self = SL_PROGRESS_PAGE (widget);
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (self);
  const char *occasion_id = g_variant_get_string (parameter, NULL);
  const SlOccasion *occasion = portfolio != NULL
                                   ? sl_portfolio_find_occasion (portfolio, occasion_id)
                                   : NULL;

  if (occasion == NULL)
    return;
  if (!was_assessed (occasion))
    {
      drop (self, occasion_id, "");
      return;
    }
  g_object_set_data_full (G_OBJECT (self), "sl-dropped-occasion", g_strdup (occasion_id), g_free);
  sl_reason_ask (widget, _ ("Why does it count no longer?"),
                 _ ("It was assessed: only a manager takes it out, and says why. What was said "
                    "stays in the record."),
                 _ ("Reason"), _ ("Count it no longer"), drop_reason_cb);
}

static void
open_case_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (SL_PROGRESS_PAGE (widget));
  const SlOccasion *occasion = portfolio != NULL
                                   ? sl_portfolio_find_occasion (
                                         portfolio, g_variant_get_string (parameter, NULL))
                                   : NULL;
  GtkRoot *root = gtk_widget_get_root (widget);

  if (occasion != NULL && *occasion->case_id != '\0' && SL_IS_WINDOW (root))
    sl_window_open_case (SL_WINDOW (root), occasion->case_id);
}

/* ---- training ---- */

static void
training_done_cb (GtkWidget *any,
                  SlTrainingStep step,
                  const char *training_id,
                  const SlTrainingValues *values,
                  const char *first,
                  const char *second)
{
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (SL_PROGRESS_PAGE (any));

  if (portfolio == NULL)
    return;
  switch (step)
    {
    case SL_TRAINING_SAVE:
      sl_progress_take_step (any, sl_training_change_set (portfolio, training_id, values),
                             g_strdup (_ ("Training kept")), NULL);
      break;
    case SL_TRAINING_REMOVE:
      sl_progress_take_step (any, sl_training_change_remove (portfolio, training_id, TRUE),
                             g_strdup (_ ("Entry removed")),
                             sl_training_change_remove (portfolio, training_id, FALSE));
      break;
    case SL_TRAINING_ADD_FILE:
      gtk_widget_activate_action (any, "progress.add-file", "(ss)", "training", training_id);
      break;
    case SL_TRAINING_SAVE_FILE:
      gtk_widget_activate_action (any, "progress.save-file", "(ss)", first, second);
      break;
    case SL_TRAINING_REMOVE_FILE:
      sl_progress_take_step (any, sl_portfolio_change_remove_file (portfolio, first, TRUE),
                             g_strdup (_ ("File removed")),
                             sl_portfolio_change_remove_file (portfolio, first, FALSE));
      break;
    default:
      g_assert_not_reached ();
    }
}

static const SlTraining *
find_training (SlPortfolio *portfolio, const char *training_id)
{
  for (guint i = 0; i < sl_portfolio_get_n_training (portfolio); i++)
    if (g_strcmp0 (sl_portfolio_get_training (portfolio, i)->id, training_id) == 0)
      return sl_portfolio_get_training (portfolio, i);
  return NULL;
}

void
sl_progress_page_edit_training (SlProgressPage *self,
                                const char *criterion_id,
                                const char *training_id)
{
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (self);
  const SlFrameworkCriterion *criterion, *entry;
  const SlTraining *training;

  if (portfolio == NULL)
    return;
  training = training_id != NULL && *training_id != '\0' ? find_training (portfolio, training_id)
                                                         : NULL;
  criterion = sl_framework_find_criterion (sl_portfolio_get_framework (portfolio), criterion_id,
                                           NULL);
  entry = sl_framework_get_entry (sl_portfolio_get_framework (portfolio));
  if (criterion == NULL && entry != NULL && g_strcmp0 (entry->id, criterion_id) == 0)
    criterion = entry;
  if (criterion != NULL)
    sl_training_window_present (GTK_WIDGET (self), criterion, training,
                                may (self, SL_PROGRESS_TRAIN), training_done_cb);
}

/* ---- second looks ---- */

static void
second_asked_cb (GtkWidget *any,
                 SlPortfolio *portfolio,
                 const char *occasion_id,
                 const char *assessor_id,
                 const char *why,
                 const char *how)
{
  sl_progress_take_step (any, sl_second_change_ask (portfolio, occasion_id, assessor_id, why, how),
                         g_strdup (_ ("Second look asked for")), NULL);
}

static void
ask_second_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlProgressPage *self = SL_PROGRESS_PAGE (widget);
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (self);

  if (portfolio != NULL)
    sl_second_window_present (widget, self->casebook, portfolio,
                              g_variant_get_string (parameter, NULL), "asked", "", second_asked_cb);
}

/* From the list of trainees: the portfolio of the draw is read first. */
typedef struct
{
  SlProgressPage *page;
  char *occasion_id, *why, *how;
} Sample;

static void
sample_free (Sample *sample)
{
  g_object_unref (sample->page);
  g_free (sample->occasion_id);
  g_free (sample->why);
  g_free (sample->how);
  g_free (sample);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sample, sample_free)

static void
sample_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Sample) sample = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SlProgressState) state = sl_progress_load_finish (result, &error);
  SlProgressPage *self = sample->page;

  if (self->casebook == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (state == NULL)
    sl_window_toast (GTK_WIDGET (self), error->message, NULL, NULL);
  else if (state->portfolio != NULL)
    sl_second_window_present (GTK_WIDGET (self), self->casebook, state->portfolio,
                              sample->occasion_id, sample->why, sample->how, second_asked_cb);
}

static void
ask_sample_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlProgressPage *self = SL_PROGRESS_PAGE (widget);
  Sample *sample = g_new0 (Sample, 1);
  const char *portfolio_id;

  g_variant_get (parameter, "(&ssss)", &portfolio_id, &sample->occasion_id, &sample->why,
                 &sample->how);
  sample->page = g_object_ref (self);
  sl_progress_load_async (self->casebook, portfolio_id, NULL, sample_loaded_cb, sample);
}

static void
finish_second_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (SL_PROGRESS_PAGE (widget));

  if (portfolio != NULL)
    sl_progress_take_step (
        widget, sl_second_change_finish (portfolio, g_variant_get_string (parameter, NULL)),
        g_strdup (_ ("Second look finished: both verdicts are now shown")), NULL);
}

/* ---- which can be taken ---- */

void
sl_progress_page_update_steps (SlProgressPage *self)
{
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (self);
  const SlProgression *last = sl_progress_page_get_last_progression (self);
  gboolean appealable = last != NULL && *last->last_day != '\0' && *last->appeal.id == '\0';
  gboolean appealed = last != NULL && *last->appeal.id != '\0' && *last->appeal.outcome == '\0';
  const struct
  {
    const char *action;
    gboolean enabled;
  } steps[] = {
    { "progress.begin", is_writable (self) },
    { "progress.choose", may (self, SL_PROGRESS_TRAIN) },
    { "progress.choose-next", may (self, SL_PROGRESS_TRAIN) },
    { "progress.decide", may (self, SL_PROGRESS_DECIDE) },
    { "progress.appeal", appealable && may (self, SL_PROGRESS_APPEAL) },
    { "progress.decide-appeal", appealed && may (self, SL_PROGRESS_DECIDE_APPEAL) },
    { "progress.move", portfolio != NULL && sl_portfolio_get_newer (portfolio) != NULL &&
                           may (self, SL_PROGRESS_MOVE) },
    { "progress.save-notification", last != NULL },
    { "progress.export-pdf", portfolio != NULL },
    { "progress.export-folder", portfolio != NULL },
    { "progress.export-team", self->manages && portfolio == NULL },
    { "progress.make-bundle", portfolio != NULL && is_writable (self) },
    { "progress.read-bundle", is_writable (self) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), steps[i].action, steps[i].enabled);
}

void
sl_progress_page_steps_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "progress.begin", NULL, begin_cb);
  gtk_widget_class_install_action (widget_class, "progress.begin-for", "s", begin_cb);
  gtk_widget_class_install_action (widget_class, "progress.choose", "s", choose_cb);
  gtk_widget_class_install_action (widget_class, "progress.choose-next", NULL, choose_next_cb);
  gtk_widget_class_install_action (widget_class, "progress.drop", "s", drop_cb);
  gtk_widget_class_install_action (widget_class, "progress.open-case", "s", open_case_cb);
  gtk_widget_class_install_action (widget_class, "progress.ask-second", "s", ask_second_cb);
  gtk_widget_class_install_action (widget_class, "progress.ask-sample", "(ssss)", ask_sample_cb);
  gtk_widget_class_install_action (widget_class, "progress.finish-second", "s", finish_second_cb);
}
