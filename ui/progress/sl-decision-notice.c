/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-decision-notice.h"

#include "base/sl-time.h"
#include "competency/sl-portfolio-changes.h"
#include "people/sl-role.h"
#include "progress/sl-progress-words.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

struct _SlDecisionNotice
{
  AdwBin parent_instance;

  GtkBox *box;
  SlPortfolio *portfolio; /* while it is being shown */
  SlPerson *person;
  gboolean writable;
};

G_DEFINE_FINAL_TYPE (SlDecisionNotice, sl_decision_notice, ADW_TYPE_BIN)

static void
sl_decision_notice_class_init (SlDecisionNoticeClass *klass)
{
}

static void
sl_decision_notice_init (SlDecisionNotice *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

/**
 * sl_decision_notice_new:
 *
 * Returns: (transfer floating): nothing to say yet
 */
GtkWidget *
sl_decision_notice_new (void)
{
  return g_object_new (SL_TYPE_DECISION_NOTICE, NULL);
}

/* A card with an icon, a line that says which, and lines below it; returns the box of its lines. */
static GtkBox *
add_card (SlDecisionNotice *self, const char *icon_name, const char *icon_class, const char *title)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *head = sl_wrapped_label_new (title, "heading");

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 2);
  if (icon_class != NULL)
    gtk_widget_add_css_class (icon, icon_class);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), head);
  gtk_box_append (GTK_BOX (card), icon);
  gtk_box_append (GTK_BOX (card), lines);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "about");
  gtk_box_append (self->box, card);
  return GTK_BOX (lines);
}

static void
add_line (GtkBox *lines, const char *text, const char *css_class)
{
  GtkWidget *label;

  if (text == NULL || *text == '\0')
    return;
  label = sl_wrapped_label_new (text, css_class);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 90);
  gtk_box_append (lines, label);
}

static GtkBox *
add_buttons (GtkBox *lines)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_margin_top (buttons, 6);
  gtk_box_append (lines, buttons);
  return GTK_BOX (buttons);
}

static void
add_button (GtkBox *buttons, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (buttons, button);
}

static gboolean
may (SlDecisionNotice *self, SlProgressStep step)
{
  return self->writable && sl_portfolio_may (self->portfolio, self->person, step, NULL, NULL);
}

/* What the trainee said against it, to whom, and what became of it. */
static void
add_appeal (SlDecisionNotice *self, GtkBox *lines, const SlProgression *progression)
{
  g_autofree char *lodged = sl_date_format_long (progression->appeal.lodged_on);
  g_autofree char *text = g_strdup_printf (_ ("Appeal of %s to: %s"), lodged,
                                           sl_role_get_title (progression->appeal.to_role));

  add_line (lines, text, "strong");
  add_line (lines, progression->appeal.grounds, NULL);
  if (progression->appeal.late)
    {
      g_autofree char *day = sl_date_format_long (progression->appeal.last_day);
      g_autofree char *late = g_strdup_printf (_ ("It came late: the last day was %s."), day);

      add_line (lines, late, NULL);
    }
  if (progression->appeal.misdirected)
    {
      g_autofree char *right = g_strdup_printf (_ ("It should go to: %s"),
                                                sl_role_get_title (progression->appeal.right_role));

      add_line (lines, right, NULL);
    }
  if (*progression->appeal.outcome != '\0')
    {
      g_autofree char *day = sl_time_get_date (progression->appeal.decided_at);
      g_autofree char *on = sl_date_format_long (day);
      g_autofree char *by = g_strdup_printf (
          g_str_equal (progression->appeal.outcome, "upheld") ? _ ("Upheld by %s, %s, on %s")
                                                              : _ ("Dismissed by %s, %s, on %s"),
          progression->appeal.decided_by_name, sl_role_get_title (progression->appeal.decided_role),
          on);

      add_line (lines, by, "strong");
      add_line (lines, progression->appeal.reasons, NULL);
    }
}

static char *
describe_clock (const SlProgression *progression)
{
  g_autofree char *day = sl_date_format_long (progression->last_day);
  g_autofree char *left = sl_progress_describe_days_left (progression->days_left);

  return g_strdup_printf (_ ("An appeal can be lodged until %s: %s."), day, left);
}

static void
add_unmet (GtkBox *lines, const char *unmet)
{
  g_auto (GStrv) items = g_strsplit (unmet, "\n", -1);
  GtkWidget *expander, *list;
  g_autofree char *title = NULL;
  guint n_items = 0;

  list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  for (guint i = 0; items[i] != NULL; i++)
    if (*g_strstrip (items[i]) != '\0')
      {
        gtk_box_append (GTK_BOX (list), sl_wrapped_label_new (items[i], NULL));
        n_items++;
      }
  title = g_strdup_printf (_ ("What was not met: %u"), n_items);
  expander = gtk_expander_new (title);
  gtk_widget_set_margin_start (list, 18);
  gtk_expander_set_child (GTK_EXPANDER (expander), list);
  gtk_widget_set_visible (expander, n_items > 0);
  gtk_box_append (lines, expander);
}

static void
add_decision (SlDecisionNotice *self, const SlProgression *progression)
{
  gboolean fulfilled = g_str_equal (progression->outcome, "fulfilled");
  g_autofree char *day = sl_date_format_long (progression->notified_on);
  g_autofree char *title = g_strdup_printf (
      fulfilled ? _ ("Fulfilled, notified on %s") : _ ("Not fulfilled, notified on %s"), day);
  g_autofree char *who = g_strdup_printf (
      progression->self_declared ? _ ("%s, %s (self-declared)") : _ ("%s, %s"),
      progression->person_name, sl_role_get_title (progression->role));
  GtkBox *lines = add_card (self,
                            fulfilled ? "sl-verdict-met-symbolic" : "sl-verdict-partly-symbolic",
                            fulfilled ? "verdict-met" : "verdict-partly", title);
  gboolean appealed = *progression->appeal.id != '\0';
  GtkBox *buttons;

  add_line (lines, who, "caption");
  add_line (lines, progression->reasons, NULL);
  add_unmet (lines, progression->unmet);
  if (appealed)
    add_appeal (self, lines, progression);
  else if (*progression->last_day != '\0')
    {
      g_autofree char *clock = describe_clock (progression);

      add_line (lines, clock, "strong");
    }
  buttons = add_buttons (lines);
  add_button (buttons, _ ("Save notification…"), "progress.save-notification");
  if (!appealed && *progression->last_day != '\0' && may (self, SL_PROGRESS_APPEAL))
    add_button (buttons, _ ("Appeal…"), "progress.appeal");
  if (appealed && *progression->appeal.outcome == '\0' && may (self, SL_PROGRESS_DECIDE_APPEAL))
    add_button (buttons, _ ("Decide the appeal…"), "progress.decide-appeal");
}

static void
add_newer (SlDecisionNotice *self, SlFramework *newer)
{
  g_autofree char *title = g_strdup_printf (_ ("There is another edition of the framework: %s"),
                                            sl_framework_get_edition (newer));
  GtkBox *lines = add_card (self, "view-refresh-symbolic", NULL, title);

  add_line (lines,
            _ ("This portfolio keeps its own until a manager moves it; what would change is shown "
               "first."),
            NULL);
  if (may (self, SL_PROGRESS_MOVE))
    add_button (add_buttons (lines), _ ("What would change…"), "progress.move");
}

/* What is there to be decided, before anybody has. */
static void
add_ready (SlDecisionNotice *self)
{
  GtkBox *lines = add_card (self, "sl-verdict-met-symbolic", "verdict-met",
                            _ ("All components are complete"));

  add_line (lines, _ ("The decision on progression can be recorded."), NULL);
  add_button (add_buttons (lines), _ ("Record decision…"), "progress.decide");
}

/**
 * sl_decision_notice_show:
 * @self: a notice
 * @portfolio: as loaded
 * @casebook: whose, with who is at work
 *
 * Says what there is to say.
 */
void
sl_decision_notice_show (SlDecisionNotice *self, SlPortfolio *portfolio, SlCasebook *casebook)
{
  guint n_progressions = sl_portfolio_get_n_progressions (portfolio);
  const SlProgression *last = n_progressions > 0
                                  ? sl_portfolio_get_progression (portfolio, n_progressions - 1)
                                  : NULL;
  SlFramework *newer = sl_portfolio_get_newer (portfolio);
  GtkWidget *child;

  g_return_if_fail (SL_IS_DECISION_NOTICE (self));

  self->portfolio = portfolio;
  self->person = sl_casebook_get_person (casebook);
  self->writable = !sl_store_is_read_only (sl_casebook_get_store (casebook));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  if (last != NULL)
    add_decision (self, last);
  if ((last == NULL || !g_str_equal (last->outcome, "fulfilled")) &&
      sl_portfolio_is_complete (portfolio) && may (self, SL_PROGRESS_DECIDE))
    add_ready (self);
  if (newer != NULL)
    add_newer (self, newer);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_widget_get_first_child (GTK_WIDGET (self->box)) != NULL);
  self->portfolio = NULL;
  self->person = NULL;
}
