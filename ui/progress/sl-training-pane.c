/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-training-pane.h"

#include "base/sl-time.h"
#include "progress/sl-cell-icon.h"
#include "widgets/sl-list-focus.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>
#include <string.h>

/* One card a criterion: what it asks, how it stands, what was entered, what runs out. */

struct _SlTrainingPane
{
  AdwBin parent_instance;

  SlPortfolio *portfolio;
  char *viewer_id;
  gboolean writable;
  gboolean narrow;
  GtkBox *box;
};

enum
{
  OPENED,
  WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlTrainingPane, sl_training_pane, ADW_TYPE_BIN)

static const struct
{
  const char *kind;
  const char *words;
} kinds[] = {
  { "course", N_ ("Course") },
  { "award", N_ ("Award") },
  { "event", N_ ("Event") },
  { "atlas", N_ ("ATLAS event") },
  { "meeting", N_ ("Meeting") },
  { "cpd", N_ ("Professional development") },
  { "membership", N_ ("Membership of a body") },
  { "certificate", N_ ("Certificate") },
};

/**
 * sl_training_kind_to_words:
 * @kind: as a framework names it
 *
 * Returns: how people read it; @kind itself where a force has one of its own
 */
const char *
sl_training_kind_to_words (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return _ (kinds[i].words);
  return kind;
}

static void
opened_cb (SlTrainingPane *self, GtkWidget *button)
{
  g_signal_emit (self, signals[OPENED], 0, g_object_get_data (G_OBJECT (button), "sl-criterion"));
}

static void
wanted_cb (SlTrainingPane *self, GtkWidget *button)
{
  const char *training = g_object_get_data (G_OBJECT (button), "sl-training");

  g_signal_emit (self, signals[WANTED], 0, g_object_get_data (G_OBJECT (button), "sl-criterion"),
                 training != NULL ? training : "");
}

/* ---- what was entered ---- */

/* Titles of the outcomes that an entry brought, by their ids. */
static void
append_outcomes (GString *text, const SlTraining *training)
{
  g_auto (GStrv) ids = g_strsplit (training->outcomes, " ", -1);

  for (guint i = 0; training->criterion != NULL && ids[i] != NULL; i++)
    for (guint k = 0; k < training->criterion->n_outcomes; k++)
      if (g_str_equal (training->criterion->outcomes[k].id, ids[i]))
        g_string_append_printf (text, " · %s", training->criterion->outcomes[k].title);
}

static char *
describe_training (const SlTraining *training)
{
  g_autoptr (GString) text = g_string_new (sl_training_kind_to_words (training->kind));
  g_autofree char *day = sl_date_format_long (training->on_date);

  if (day != NULL && *day != '\0')
    g_string_append_printf (text, " · %s", day);
  if (*training->provider != '\0')
    g_string_append_printf (text, " · %s", training->provider);
  if (training->hours > 0)
    g_string_append_printf (text, _ (" · %g hours"), training->hours);
  append_outcomes (text, training);
  if (training->n_files > 0)
    g_string_append_printf (text, ngettext (" · %u file", " · %u files", training->n_files),
                            training->n_files);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
make_renewal (const SlTraining *training)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *day = sl_date_format_long (training->renews_on);
  g_autofree char *text = g_strdup_printf (training->expired        ? _ ("Ran out, %s")
                                           : training->expires_soon ? _ ("Renew by %s")
                                                                    : _ ("Until %s"),
                                           day);

  if (training->expired || training->expires_soon)
    {
      gtk_box_append (GTK_BOX (chip), gtk_image_new_from_icon_name (
                                          training->expired ? "task-past-due-symbolic"
                                                            : "appointment-soon-symbolic"));
      gtk_widget_add_css_class (chip, "chip");
      gtk_widget_add_css_class (chip, training->expired ? "overdue" : "soon");
    }
  else
    gtk_widget_add_css_class (chip, "meta");
  gtk_box_append (GTK_BOX (chip), gtk_label_new (text));
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (chip, GTK_ALIGN_START);
  return chip;
}

static GtkWidget *
make_entry (SlTrainingPane *self, const SlTraining *training, const char *criterion_id)
{
  GtkWidget *row = gtk_box_new (
      self->narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *open = gtk_button_new_with_label (self->writable ? _ ("Edit") : _ ("Show"));
  g_autofree char *facts = describe_training (training);
  g_autofree char *name = g_strdup_printf ("%s: %s", gtk_button_get_label (GTK_BUTTON (open)),
                                           training->title);
  GtkWidget *caption = sl_wrapped_label_new (facts, "caption");

  gtk_widget_add_css_class (caption, "meta");
  gtk_box_append (GTK_BOX (lines), sl_wrapped_label_new (training->title, NULL));
  gtk_box_append (GTK_BOX (lines), caption);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (row), lines);
  if (*training->renews_on != '\0')
    gtk_box_append (GTK_BOX (row), make_renewal (training));
  gtk_widget_add_css_class (open, "flat");
  gtk_widget_add_css_class (open, "step");
  gtk_widget_set_valign (open, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (open, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (open), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (open), "sl-criterion", g_strdup (criterion_id), g_free);
  g_object_set_data_full (G_OBJECT (open), "sl-training", g_strdup (training->id), g_free);
  g_signal_connect_object (open, "clicked", G_CALLBACK (wanted_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), open);
  gtk_widget_add_css_class (row, "missing");
  return row;
}

/* ---- a criterion ---- */

static GtkWidget *
make_head (SlTrainingPane *self, const SlFrameworkCriterion *criterion, const SlCell *cell)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *title = sl_wrapped_label_new (criterion->title, "heading");

  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), title);
  if (*criterion->text != '\0' && !g_str_equal (criterion->text, criterion->title))
    {
      GtkWidget *text = sl_wrapped_label_new (criterion->text, "caption");

      gtk_widget_add_css_class (text, "meta");
      gtk_box_append (GTK_BOX (lines), text);
    }
  gtk_box_append (GTK_BOX (head), lines);
  if (cell != NULL)
    gtk_box_append (GTK_BOX (head), sl_cell_chip_new (sl_portfolio_see_state (self->portfolio, cell,
                                                                              self->viewer_id)));
  return head;
}

static GtkWidget *
make_button (SlTrainingPane *self, const char *label, const char *criterion_id, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "small");
  g_object_set_data_full (G_OBJECT (button), "sl-criterion", g_strdup (criterion_id), g_free);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static void
name_for (GtkWidget *button, const char *title)
{
  g_autofree char *name = g_strdup_printf ("%s: %s", gtk_button_get_label (GTK_BUTTON (button)),
                                           title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
add_criterion (SlTrainingPane *self, const SlFrameworkCriterion *criterion)
{
  const SlCell *cell = sl_portfolio_find_cell (self->portfolio, "", criterion->id);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "about");
  gtk_box_append (GTK_BOX (card), make_head (self, criterion, cell));
  for (guint i = 0; i < sl_portfolio_get_n_training (self->portfolio); i++)
    {
      const SlTraining *training = sl_portfolio_get_training (self->portfolio, i);

      if (!training->removed && g_str_equal (training->criterion_id, criterion->id))
        gtk_box_append (GTK_BOX (card), make_entry (self, training, criterion->id));
    }
  if (self->writable)
    {
      GtkWidget *add = make_button (self, _ ("Add…"), criterion->id, G_CALLBACK (wanted_cb));

      name_for (add, criterion->title);
      gtk_box_append (GTK_BOX (buttons), add);
    }
  if (cell != NULL)
    {
      GtkWidget *open = make_button (self, _ ("Open"), criterion->id, G_CALLBACK (opened_cb));

      name_for (open, criterion->title);
      gtk_box_append (GTK_BOX (buttons), open);
    }
  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (card), buttons);
  g_object_set_data_full (G_OBJECT (card), "sl-criterion", g_strdup (criterion->id), g_free);
  gtk_box_append (self->box, card);
}

static void
fill (SlTrainingPane *self)
{
  SlFramework *framework = sl_portfolio_get_framework (self->portfolio);
  const SlFrameworkCriterion *entry = sl_framework_get_entry (framework);
  GtkWidget *card;

  while ((card = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, card);
  if (entry != NULL)
    add_criterion (self, entry);
  for (guint i = 0; i < sl_framework_get_n_components (framework); i++)
    {
      const SlComponent *component = sl_framework_get_component (framework, i);

      if (component->type != SL_COMPONENT_TRAINING)
        continue;
      for (guint k = 0; k < component->n_criteria; k++)
        if (!component->criteria[k].heading)
          add_criterion (self, &component->criteria[k]);
    }
}

static void
sl_training_pane_dispose (GObject *object)
{
  g_clear_object (&SL_TRAINING_PANE (object)->portfolio);
  G_OBJECT_CLASS (sl_training_pane_parent_class)->dispose (object);
}

static void
sl_training_pane_finalize (GObject *object)
{
  g_free (SL_TRAINING_PANE (object)->viewer_id);
  G_OBJECT_CLASS (sl_training_pane_parent_class)->finalize (object);
}

static void
sl_training_pane_class_init (SlTrainingPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_training_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = sl_training_pane_finalize;
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[WANTED] = g_signal_new ("wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
sl_training_pane_init (SlTrainingPane *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

/**
 * sl_training_pane_new:
 *
 * Returns: (transfer floating): nobody's training yet
 */
GtkWidget *
sl_training_pane_new (void)
{
  return g_object_new (SL_TYPE_TRAINING_PANE, NULL);
}

/**
 * sl_training_pane_show:
 * @self: a pane
 * @portfolio: as loaded
 * @viewer_id: the person at work
 * @writable: whether they may enter training
 *
 * Shows the training of @portfolio.
 */
void
sl_training_pane_show (SlTrainingPane *self,
                       SlPortfolio *portfolio,
                       const char *viewer_id,
                       gboolean writable)
{
  g_return_if_fail (SL_IS_TRAINING_PANE (self));

  g_set_object (&self->portfolio, portfolio);
  g_free (self->viewer_id);
  self->viewer_id = g_strdup (viewer_id);
  self->writable = writable;
  fill (self);
}

/**
 * sl_training_pane_set_narrow:
 * @self: a pane
 * @narrow: whether what runs out stands below what it is of
 */
void
sl_training_pane_set_narrow (SlTrainingPane *self, gboolean narrow)
{
  g_return_if_fail (SL_IS_TRAINING_PANE (self));

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  if (self->portfolio != NULL)
    fill (self);
}

/**
 * sl_training_pane_go_to:
 * @self: a pane
 * @criterion_id: of training, or the condition of entry
 *
 * Puts the focus there.
 */
void
sl_training_pane_go_to (SlTrainingPane *self, const char *criterion_id)
{
  g_return_if_fail (SL_IS_TRAINING_PANE (self));

  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->box)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (card), "sl-criterion"), criterion_id) == 0)
      gtk_widget_child_focus (card, GTK_DIR_TAB_FORWARD);
}
