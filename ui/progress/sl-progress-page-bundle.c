/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-progress-page-private.h"

#include "base/sl-time.h"
#include "competency/sl-portfolio-bundle.h"
#include "progress/sl-switch-list.h"
#include "sl-window.h"

#include <glib/gi18n.h>

/* A portfolio on its way between two computers: the trainee's claims out with their cases, the
 * manager's assessments back. What came is told at once, above all whether anybody knows the key
 * that signed it. */

typedef struct
{
  gboolean make;
  SlReview *review;
  SlPortfolio *portfolio; /* of what is made */
  gboolean cases, notes;
  char *path;
  SlPortfolioBundle *info;
  SlWindow *window;
} Carrying;

static void
carrying_free (Carrying *carrying)
{
  g_object_unref (carrying->review);
  g_clear_object (&carrying->portfolio);
  g_clear_object (&carrying->window);
  g_clear_pointer (&carrying->info, sl_portfolio_bundle_free);
  g_free (carrying->path);
  g_free (carrying);
}

static Carrying *
carrying_new (SlProgressPage *self, gboolean make)
{
  Carrying *carrying = g_new0 (Carrying, 1);
  SlPortfolio *portfolio = sl_progress_page_get_portfolio (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  carrying->make = make;
  carrying->review = g_object_ref (sl_casebook_get_review (self->casebook));
  carrying->portfolio = make && portfolio != NULL ? g_object_ref (portfolio) : NULL;
  carrying->window = SL_IS_WINDOW (root) ? g_object_ref (SL_WINDOW (root)) : NULL;
  return carrying;
}

static void
carry_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Carrying *carrying = data;
  GError *error = NULL;
  gboolean done;

  if (carrying->make)
    {
      carrying->info = sl_portfolio_bundle_send (carrying->review, carrying->portfolio,
                                                 carrying->cases, carrying->notes, carrying->path,
                                                 &error);
      done = carrying->info != NULL;
    }
  else
    done = sl_portfolio_bundle_read (carrying->review, carrying->path, cancellable, &carrying->info,
                                     &error);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* ---- telling ---- */

static void
tell (GtkWidget *any, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (any)), heading,
                                              NULL);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static char *
describe_content (const SlPortfolioBundle *info)
{
  g_autofree char *claims = g_strdup_printf (ngettext ("%u claim", "%u claims", info->n_claims),
                                             info->n_claims);
  g_autofree char *verdicts = g_strdup_printf (
      ngettext ("%u assessment", "%u assessments", info->n_verdicts), info->n_verdicts);

  return info->reply ? g_strdup_printf (_ ("It brought %s on the portfolio of %s."), verdicts,
                                        info->person_name)
                     : g_strdup_printf (_ ("It brought the portfolio of %s: %s, %s."),
                                        info->person_name, claims, verdicts);
}

static char *
describe_key (const SlPortfolioBundle *info)
{
  if (info->verified)
    return g_strdup (_ ("Signed with a key that was compared with its owner."));
  return g_strdup_printf (_ ("Unverified: nobody here has compared the key with its owner. Read "
                             "the fingerprint to each "
                             "other on the telephone, then mark it under People: %s"),
                          info->fingerprint);
}

static char *
describe (const SlPortfolioBundle *info)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *made = sl_time_format_long (info->made_at);
  g_autofree char *content = describe_content (info);
  g_autofree char *key = describe_key (info);

  g_string_append_printf (text, _ ("From %s, %s, made on %s."), info->sender_name,
                          info->sender_role, made);
  g_string_append_printf (text, "\n\n%s\n\n%s", content, key);
  for (guint i = 0; info->notices != NULL && i < info->notices->len; i++)
    g_string_append_printf (text, "\n\n%s", (char *) g_ptr_array_index (info->notices, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
tell_made (GtkWidget *any, const Carrying *carrying)
{
  g_autofree char *name = g_filename_display_basename (carrying->path);
  guint n_left = carrying->info->left_out != NULL ? g_strv_length (carrying->info->left_out) : 0;
  g_autofree char *text = NULL;

  if (n_left == 0)
    {
      text = g_strdup_printf (_ ("%s written and signed"), name);
      sl_window_toast (any, text, NULL, NULL);
      return;
    }
  {
    g_autofree char *left = g_strjoinv ("\n", carrying->info->left_out);

    text = g_strdup_printf (_ ("%s was written and signed. These stayed behind:\n\n%s"), name,
                            left);
  }
  tell (any, _ ("The bundle is made"), text);
}

static void
carried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Carrying *carrying = g_task_get_task_data (G_TASK (result));
  GtkWidget *any = GTK_WIDGET (source);
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  if (carrying->window != NULL)
    sl_window_end_saving (carrying->window, done);
  if (gtk_widget_get_root (any) == NULL)
    return;
  if (!done)
    tell (any, carrying->make ? _ ("The bundle was not made") : _ ("The bundle was not read"),
          error->message);
  else if (carrying->make)
    tell_made (any, carrying);
  else
    {
      g_autofree char *body = describe (carrying->info);

      tell (any, carrying->info->reply ? _ ("Assessments came") : _ ("A portfolio came"), body);
      sl_progress_page_reload (SL_PROGRESS_PAGE (any));
    }
}

/* @carrying is consumed. */
static void
carry (SlProgressPage *self, Carrying *carrying)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, carried_cb, NULL);

  if (carrying->window != NULL)
    sl_window_begin_saving (carrying->window);
  g_task_set_source_tag (task, carry);
  g_task_set_name (task, "portfolio bundle");
  g_task_set_task_data (task, carrying, (GDestroyNotify) carrying_free);
  g_task_run_in_thread (task, carry_in_thread);
}

/**
 * sl_progress_page_read_bundle:
 * @self: the page
 * @path: a file
 *
 * Reads a portfolio's bundle in the background and tells what came, or why nothing did.
 */
void
sl_progress_page_read_bundle (SlProgressPage *self, const char *path)
{
  Carrying *carrying;

  g_return_if_fail (SL_IS_PROGRESS_PAGE (self));

  carrying = carrying_new (self, FALSE);
  carrying->path = g_strdup (path);
  carry (self, carrying);
}

/* ---- the steps ---- */

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, Carrying *carrying)
{
  SlProgressPage *self = g_object_get_data (G_OBJECT (dialog), "sl-page");
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                               : NULL;

  carrying->path = file != NULL ? g_file_get_path (file) : NULL;
  if (carrying->path != NULL)
    carry (self, carrying);
  else
    carrying_free (carrying);
  g_clear_object (&self->chooser);
}

/* @carrying is consumed. */
static void
choose_file (SlProgressPage *self, Carrying *carrying)
{
  if (self->chooser != NULL)
    {
      carrying_free (carrying);
      return;
    }
  self->chooser = gtk_file_chooser_native_new (
      carrying->make ? _ ("Make a bundle of this portfolio") : _ ("Read a portfolio bundle"),
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      carrying->make ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_OPEN,
      carrying->make ? _ ("Save") : _ ("Read"), _ ("Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  if (carrying->make)
    {
      g_autofree char *name = g_strdup_printf (_ ("Portfolio %s.sightline"),
                                               sl_portfolio_get_person_name (carrying->portfolio));

      gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
    }
  g_object_set_data (G_OBJECT (self->chooser), "sl-page", self);
  g_signal_connect (self->chooser, "response", G_CALLBACK (file_chosen_cb), carrying);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

typedef struct
{
  SlProgressPage *page; /* weak */
  Carrying *carrying;
  GtkSwitch *cases;
  GtkSwitch *notes; /* NULL: not one's own */
} Asking;

static void
asking_free (gpointer data, GClosure *closure)
{
  Asking *asking = data;

  g_clear_weak_pointer (&asking->page);
  g_clear_pointer (&asking->carrying, carrying_free);
  g_free (asking);
}

static void
asked_cb (Asking *asking, const char *response)
{
  if (asking->page == NULL || !g_str_equal (response, "make"))
    return;
  asking->carrying->cases = gtk_switch_get_active (asking->cases);
  asking->carrying->notes = asking->notes != NULL && gtk_switch_get_active (asking->notes);
  choose_file (asking->page, g_steal_pointer (&asking->carrying));
}

static void
make_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
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
  asking->carrying = carrying_new (self, TRUE);
  asking->cases = sl_switch_list_add (list, _ ("Send the cases along"),
                                      _ ("Those whose claims wait, as they were submitted for "
                                         "review."));
  gtk_switch_set_active (asking->cases, TRUE);
  if (g_strcmp0 (sl_portfolio_get_person_id (portfolio),
                 sl_person_get_id (sl_progress_page_get_person (self))) == 0)
    asking->notes = sl_switch_list_add (list, _ ("Include my private notes"),
                                        _ ("Whoever gets the bundle can read them."));
  dialog = sl_switch_list_ask (widget, _ ("Make a bundle of this portfolio"), list, "make",
                               _ ("Make…"));
  g_signal_connect_data (dialog, "response", G_CALLBACK (asked_cb), asking, asking_free,
                         G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
read_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlProgressPage *self = SL_PROGRESS_PAGE (widget);

  choose_file (self, carrying_new (self, FALSE));
}

void
sl_progress_page_bundle_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "progress.make-bundle", NULL, make_cb);
  gtk_widget_class_install_action (widget_class, "progress.read-bundle", NULL, read_cb);
}
