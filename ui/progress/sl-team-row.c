/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-team-row.h"

#include "base/sl-time.h"
#include "progress/sl-progress-ring.h"
#include "progress/sl-progress-words.h"
#include "review/sl-waits.h"
#include "widgets/sl-wrapped-label.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* First who or which, then what a manager needs in order to choose; what can be counted stands at
 * the end. */

struct _SlTeamRow
{
  GtkListBoxRow parent_instance;

  char *portfolio_id;
  char *occasion_id;
  char *criterion_id;
  GString *name; /* what its lines say, as one sentence */

  GtkBox *box;
  GtkBox *words;
  GtkBox *ends;
  GtkWidget *avatar; /* of a trainee; NULL */
};

G_DEFINE_FINAL_TYPE (SlTeamRow, sl_team_row, GTK_TYPE_LIST_BOX_ROW)

static void
sl_team_row_finalize (GObject *object)
{
  SlTeamRow *self = SL_TEAM_ROW (object);

  g_free (self->portfolio_id);
  g_free (self->occasion_id);
  g_free (self->criterion_id);
  g_string_free (self->name, TRUE);
  G_OBJECT_CLASS (sl_team_row_parent_class)->finalize (object);
}

static void
sl_team_row_class_init (SlTeamRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_team_row_finalize;
}

static void
sl_team_row_init (SlTeamRow *self)
{
  self->name = g_string_new (NULL);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));
  self->words = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  self->ends = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18));
  gtk_widget_set_hexpand (GTK_WIDGET (self->words), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->words), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->ends), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "wait");
  gtk_box_append (self->box, GTK_WIDGET (self->words));
  gtk_box_append (self->box, GTK_WIDGET (self->ends));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), GTK_WIDGET (self->box));
}

static SlTeamRow *
new_row (const char *portfolio_id, const char *occasion_id, const char *criterion_id)
{
  SlTeamRow *self = g_object_new (SL_TYPE_TEAM_ROW, NULL);

  self->portfolio_id = g_strdup (portfolio_id);
  self->occasion_id = g_strdup (occasion_id);
  self->criterion_id = g_strdup (criterion_id);
  return self;
}

static void
say (SlTeamRow *self, const char *text)
{
  if (self->name->len > 0)
    g_string_append (self->name, ". ");
  g_string_append (self->name, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->name->str, -1);
}

static void
add_line (SlTeamRow *self, const char *text, const char *style)
{
  GtkWidget *label;

  if (*text == '\0')
    return;
  label = sl_wrapped_label_new (text, style);
  if (g_strcmp0 (style, "caption") == 0)
    gtk_widget_add_css_class (label, "meta");
  g_object_set (label, "lines", 2, "ellipsize", PANGO_ELLIPSIZE_END, "width-chars", 16,
                "max-width-chars", 80, NULL);
  gtk_box_append (self->words, label);
  say (self, text);
}

static void
add_end (SlTeamRow *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "numeric-cell");
  gtk_box_append (self->ends, label);
  say (self, text);
}

static void
add_button (SlTeamRow *self, const char *label, const char *action, GVariant *target)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf ("%s: %s", label, self->name->str);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (self->ends, button);
}

const char *
sl_team_row_get_portfolio (SlTeamRow *self)
{
  g_return_val_if_fail (SL_IS_TEAM_ROW (self), NULL);
  return self->portfolio_id;
}

const char *
sl_team_row_get_occasion (SlTeamRow *self)
{
  g_return_val_if_fail (SL_IS_TEAM_ROW (self), NULL);
  return self->occasion_id;
}

const char *
sl_team_row_get_criterion (SlTeamRow *self)
{
  g_return_val_if_fail (SL_IS_TEAM_ROW (self), NULL);
  return self->criterion_id;
}

/**
 * sl_team_row_set_narrow:
 * @narrow: whether what is at its end stands below its words
 */
void
sl_team_row_set_narrow (SlTeamRow *self, gboolean narrow)
{
  g_return_if_fail (SL_IS_TEAM_ROW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  if (self->avatar != NULL)
    gtk_widget_set_visible (self->avatar, !narrow);
  gtk_widget_set_halign (GTK_WIDGET (self->ends), narrow ? GTK_ALIGN_START : GTK_ALIGN_END);
}

/* ---- the kinds of row ---- */

static void
add_ring (SlTeamRow *self, const char *title, guint n_met, guint n_needed)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *ring = sl_progress_ring_new (36);
  GtkWidget *label = gtk_label_new (title);
  g_autofree char *words = g_strdup_printf (_ ("%s: %u of %u agreed"), title, n_met, n_needed);

  sl_progress_ring_set (SL_PROGRESS_RING (ring), n_met, n_needed);
  gtk_widget_set_halign (ring, GTK_ALIGN_CENTER);
  g_object_set (label, "ellipsize", PANGO_ELLIPSIZE_END, "width-chars", 9, "max-width-chars", 16,
                NULL);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_tooltip_text (box, words);
  gtk_box_append (GTK_BOX (box), ring);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (self->ends, box);
  say (self, words);
}

/* What is worth knowing before one opens it. */
static char *
describe_trainee (const SlTrainee *trainee)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (trainee->n_waiting > 0)
    {
      g_autofree char *age = sl_wait_describe_age (trainee->waiting_since);

      g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u claim waits, for %s",
                                                         "%u claims wait, the longest for %s",
                                                         trainee->n_waiting),
                                               trainee->n_waiting, age));
    }
  if (trainee->n_not_yet > 0)
    g_ptr_array_add (parts, g_strdup_printf (_ ("%u more needed"), trainee->n_not_yet));
  if (*trainee->next_renewal != '\0')
    {
      g_autofree char *day = sl_date_format_long (trainee->next_renewal);

      g_ptr_array_add (parts, g_strdup_printf (_ ("next renewal %s"), day));
    }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static const char *
describe_standing (const SlTrainee *trainee)
{
  if (g_str_equal (trainee->decision, "fulfilled"))
    return _ ("Fulfilled");
  if (g_str_equal (trainee->decision, "not-fulfilled"))
    return _ ("Decided: not fulfilled");
  if (trainee->left)
    return _ ("Has left");
  return trainee->elsewhere ? _ ("Came in a bundle") : "";
}

GtkWidget *
sl_team_row_new_trainee (const SlTrainee *trainee)
{
  SlTeamRow *self = new_row (trainee->portfolio_id, "", "");
  g_autofree char *facts = describe_trainee (trainee);
  GtkWidget *avatar = adw_avatar_new (32, trainee->name, TRUE);

  gtk_widget_set_valign (avatar, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (avatar, GTK_ALIGN_START);
  self->avatar = avatar;
  gtk_box_prepend (self->box, avatar);
  add_line (self, trainee->name, "strong");
  add_line (self, describe_standing (trainee), "caption");
  add_line (self, facts, "caption");
  /* Training, which comes first in a framework, is kept up beside the rest: as on the cards. */
  for (guint i = 1; i <= trainee->n_components; i++)
    {
      guint k = i % trainee->n_components;

      add_ring (self, trainee->components[k].title, trainee->components[k].n_met,
                trainee->components[k].n_needed);
    }
  return GTK_WIDGET (self);
}

GtkWidget *
sl_team_row_new_wait (const SlClaimWait *wait, guint n_claims)
{
  SlTeamRow *self = new_row (wait->portfolio_id, wait->occasion_id, wait->criterion_id);
  g_autofree char *count = g_strdup_printf (
      ngettext ("%u claim: %s", "%u claims, first: %s", n_claims), n_claims, wait->criterion_title);
  g_autofree char *age = sl_wait_describe_age (wait->since);
  g_autofree char *waiting = g_strdup_printf (_ ("Waiting for %s"), age);
  g_autofree char *which = *wait->occasion_title != '\0'
                               ? g_strdup_printf ("%s · %s", wait->name, wait->occasion_title)
                               : g_strdup (wait->name);

  add_line (self, which, "strong");
  add_line (self, count, NULL);
  add_end (self, waiting);
  return GTK_WIDGET (self);
}

GtkWidget *
sl_team_row_new_appeal (const SlTrainee *trainee)
{
  SlTeamRow *self = new_row (trainee->portfolio_id, "", "");
  gboolean lodged = g_str_equal (trainee->appeal_state, "lodged");
  g_autofree char *day = sl_date_format_long (trainee->appeal_last_day);
  g_autofree char *clock = g_strdup_printf (_ ("Last day to appeal: %s"), day);
  g_autofree char *left = sl_progress_describe_days_left (trainee->appeal_days_left);
  g_autofree char *end = sl_progress_capitalise (left);

  add_line (self, trainee->name, "strong");
  add_line (self, lodged ? _ ("Appealed: to be decided") : _ ("Not fulfilled: may appeal"), NULL);
  add_line (self, clock, "caption");
  if (!lodged)
    add_end (self, end);
  return GTK_WIDGET (self);
}

GtkWidget *
sl_team_row_new_request (const SlSecondRequest *request)
{
  SlTeamRow *self = new_row (request->portfolio_id, request->occasion_id, "");
  g_autofree char *which = g_strdup_printf ("%s · %s", request->name, request->title);
  g_autofree char *who = g_strdup_printf (_ ("Second look by %s"), request->assessor_name);
  g_autofree char *age = sl_wait_describe_age (request->at);
  g_autofree char *waiting = g_strdup_printf (_ ("Waiting for %s"), age);

  add_line (self, which, "strong");
  add_line (self,
            request->mine ? _ ("Your second look: what was decided is hidden until you have "
                               "finished")
                          : who,
            NULL);
  add_line (self, request->how, "caption");
  add_end (self, waiting);
  return GTK_WIDGET (self);
}

GtkWidget *
sl_team_row_new_draw (const SlSampleDraw *draw)
{
  SlTeamRow *self = new_row (draw->portfolio_id, draw->occasion_id, "");
  g_autofree char *which = g_strdup_printf ("%s · %s", draw->name, draw->title);
  g_autofree char *how = g_strdup_printf (
      g_str_equal (draw->why, "rule") ? _ ("Drawn by the rule: %s") : _ ("Drawn by chance: %s"),
      draw->how);

  add_line (self, which, "strong");
  add_line (self, how, "caption");
  add_button (
      self, _ ("Ask for a second look…"), "progress.ask-sample",
      g_variant_new ("(ssss)", draw->portfolio_id, draw->occasion_id, draw->why, draw->how));
  return GTK_WIDGET (self);
}

GtkWidget *
sl_team_row_new_person (SlPerson *person)
{
  SlTeamRow *self = new_row ("", "", "");

  add_line (self, sl_person_get_display_name (person), "strong");
  add_line (self, _ ("Has no portfolio yet"), "caption");
  add_button (self, _ ("Begin a portfolio"), "progress.begin-for",
              g_variant_new_string (sl_person_get_id (person)));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  return GTK_WIDGET (self);
}
