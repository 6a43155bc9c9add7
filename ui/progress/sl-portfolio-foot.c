/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-portfolio-foot.h"

#include "base/sl-time.h"
#include "competency/sl-portfolio-changes.h"
#include "people/sl-role.h"
#include "progress/sl-progress-words.h"
#include "sl-window.h"

#include <glib/gi18n.h>

struct _SlPortfolioFoot
{
  AdwBin parent_instance;

  SlPortfolio *portfolio;
  GtkBox *box;
  gboolean reads_open; /* stays so while the page is read again */
};

G_DEFINE_FINAL_TYPE (SlPortfolioFoot, sl_portfolio_foot, ADW_TYPE_BIN)

static void
sl_portfolio_foot_dispose (GObject *object)
{
  g_clear_object (&SL_PORTFOLIO_FOOT (object)->portfolio);
  G_OBJECT_CLASS (sl_portfolio_foot_parent_class)->dispose (object);
}

static void
sl_portfolio_foot_class_init (SlPortfolioFootClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_portfolio_foot_dispose;
}

static void
sl_portfolio_foot_init (SlPortfolioFoot *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

/**
 * sl_portfolio_foot_new:
 *
 * Returns: (transfer floating): a foot of nothing yet
 */
GtkWidget *
sl_portfolio_foot_new (void)
{
  return g_object_new (SL_TYPE_PORTFOLIO_FOOT, NULL);
}

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  return row;
}

static gboolean
state_set_cb (SlPortfolioFoot *self, gboolean keep)
{
  if (keep != sl_portfolio_keeps_reading (self->portfolio))
    sl_window_apply (GTK_WIDGET (self), sl_portfolio_change_reading (self->portfolio, keep), NULL,
                     NULL);
  return FALSE;
}

static GtkWidget *
make_reading_row (SlPortfolioFoot *self, gboolean writable)
{
  GtkWidget *row = make_row (
      _ ("Keep how long documents stand on my screen"),
      _ ("Off: nothing is kept. On: Sightline offers it as evidence that you read them, from now "
         "on; nobody else sees it unless you claim with it."));
  GtkWidget *keep = gtk_switch_new ();

  gtk_switch_set_active (GTK_SWITCH (keep), sl_portfolio_keeps_reading (self->portfolio));
  gtk_widget_set_valign (keep, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (keep, writable);
  gtk_accessible_update_property (GTK_ACCESSIBLE (keep), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Keep how long documents stand on my screen"), -1);
  g_signal_connect_object (keep, "state-set", G_CALLBACK (state_set_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), keep);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), keep);
  return row;
}

static void
expanded_cb (SlPortfolioFoot *self, GParamSpec *pspec, AdwExpanderRow *row)
{
  self->reads_open = adw_expander_row_get_expanded (row);
}

static char *
describe_read (SlPortfolio *portfolio, const SlPortfolioRead *read)
{
  const SlOccasion *occasion = *read->occasion_id != '\0'
                                   ? sl_portfolio_find_occasion (portfolio, read->occasion_id)
                                   : NULL;
  g_autofree char *at = sl_time_format_long (read->first_at);
  g_autofree char *place = occasion != NULL ? sl_occasion_describe (occasion)
                                            : g_strdup (_ ("the whole portfolio"));

  return g_strdup_printf ("%s · %s", at, place);
}

static GtkWidget *
make_reads_row (SlPortfolioFoot *self, GPtrArray *reads)
{
  GtkWidget *row = adw_expander_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Who has read this"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), reads->len == 0
                                                             ? _ ("Nobody but you so far")
                                                             : _ ("Each person once a day"));
  for (guint i = 0; i < reads->len; i++)
    {
      const SlPortfolioRead *read = g_ptr_array_index (reads, i);
      g_autofree char *who = g_strdup_printf ("%s, %s", read->person_name,
                                              sl_role_get_title (read->role));
      g_autofree char *when = describe_read (self->portfolio, read);

      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_row (who, when));
    }
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), reads->len > 0);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), self->reads_open && reads->len > 0);
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (expanded_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static char *
describe_request (const SlSecondRequest *request)
{
  g_autofree char *day = sl_time_get_date (*request->finished_at != '\0' ? request->finished_at
                                                                         : request->at);
  g_autofree char *on = sl_date_format_long (day);

  return *request->finished_at != '\0'
             ? g_strdup_printf (_ ("%s finished it on %s"), request->assessor_name, on)
             : g_strdup_printf (_ ("%s was asked on %s"), request->assessor_name, on);
}

static void
add_requests (SlPortfolioFoot *self, const SlProgressState *state)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Second looks"));
  for (guint i = 0; i < state->requests->len; i++)
    {
      const SlSecondRequest *request = g_ptr_array_index (state->requests, i);
      g_autofree char *said = describe_request (request);
      g_autofree char *text = *request->how != '\0'
                                  ? g_strdup_printf ("%s · %s", said, request->how)
                                  : g_strdup (said);
      GtkWidget *row = make_row (request->title, text);

      if (request->mine && *request->finished_at == '\0')
        {
          GtkWidget *finish = gtk_button_new_with_label (_ ("Finish"));

          gtk_widget_set_valign (finish, GTK_ALIGN_CENTER);
          gtk_widget_set_tooltip_text (finish,
                                       _ ("Your verdicts are then shown beside the first ones"));
          gtk_actionable_set_action_target (GTK_ACTIONABLE (finish), "s", request->request_id);
          gtk_actionable_set_action_name (GTK_ACTIONABLE (finish), "progress.finish-second");
          adw_action_row_add_suffix (ADW_ACTION_ROW (row), finish);
        }
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  gtk_box_append (self->box, group);
}

static void
add_agreement (SlPortfolioFoot *self, GArray *agreement)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_expander_row_new ();
  guint n_both = 0, n_same = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < agreement->len; i++)
    {
      const SlAgreement *line = &g_array_index (agreement, SlAgreement, i);
      g_autofree char *said = NULL;

      if (line->n_both == 0)
        continue;
      n_both += line->n_both;
      n_same += line->n_same;
      said = g_strdup_printf (_ ("%u of %u the same"), line->n_same, line->n_both);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_row (line->title, said));
    }
  text = g_strdup_printf (_ ("%u of %u verdicts came to the same"), n_same, n_both);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Agreement of the assessors"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), text);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  if (n_both > 0)
    gtk_box_append (self->box, group);
  else
    g_object_unref (g_object_ref_sink (group));
}

/**
 * sl_portfolio_foot_show:
 * @self: a foot
 * @state: with a portfolio
 * @casebook: whose
 * @own: whether its trainee reads it
 *
 * Shows what stands below the portfolio.
 */
void
sl_portfolio_foot_show (SlPortfolioFoot *self,
                        const SlProgressState *state,
                        SlCasebook *casebook,
                        gboolean own)
{
  gboolean writable = !sl_store_is_read_only (sl_casebook_get_store (casebook));
  GtkWidget *child;

  g_return_if_fail (SL_IS_PORTFOLIO_FOOT (self));

  g_set_object (&self->portfolio, state->portfolio);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  if (own)
    {
      GtkWidget *group = adw_preferences_group_new ();

      if (state->reads != NULL)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                   make_reads_row (self, state->reads));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_reading_row (self, writable));
      gtk_box_append (self->box, group);
    }
  if (state->requests != NULL && state->requests->len > 0)
    add_requests (self, state);
  if (state->agreement != NULL)
    add_agreement (self, state->agreement);
}
