/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-progress-cards.h"

#include "progress/sl-progress-ring.h"
#include "progress/sl-progress-words.h"
#include "widgets/sl-list-focus.h"
#include "widgets/sl-wrapped-label.h"

/* Toggles of one group: the chosen card has an outline, and what it stands for is the heading
 * below. Occasions come before training, which is shown once and then kept up. */

struct _SlProgressCards
{
  AdwBin parent_instance;

  GtkBox *box;
  gboolean narrow;
  gboolean silent;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (SlProgressCards, sl_progress_cards, ADW_TYPE_BIN)

static void
toggled_cb (SlProgressCards *self, GtkToggleButton *card)
{
  if (!self->silent && gtk_toggle_button_get_active (card))
    g_signal_emit (self, chosen_signal, 0, g_object_get_data (G_OBJECT (card), "sl-component"));
}

static GtkWidget *
make_line (const char *text, const char *css_class)
{
  GtkWidget *label = sl_wrapped_label_new (text, css_class);

  gtk_widget_set_visible (label, *text != '\0');
  g_object_set (label, "width-chars", 8, "max-width-chars", 34, NULL);
  return label;
}

static GtkWidget *
make_card (SlProgressCards *self, SlPortfolio *portfolio, const SlComponentProgress *progress)
{
  GtkWidget *card = gtk_toggle_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *ring = sl_progress_ring_new (self->narrow ? 48 : 66);
  GtkWidget *rest_label;
  g_autofree char *agreed = sl_component_describe_progress (progress);
  g_autofree char *rest = sl_component_describe_rest (portfolio, progress);
  g_autofree char *name = g_strdup_printf ("%s: %s%s%s", progress->component->title, agreed,
                                           *rest != '\0' ? ". " : "", rest);

  sl_progress_ring_set (SL_PROGRESS_RING (ring), progress->n_met, progress->n_needed);
  rest_label = make_line (rest, "caption");
  gtk_widget_add_css_class (rest_label, "meta");
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), make_line (progress->component->title, "title-4"));
  gtk_box_append (GTK_BOX (words), make_line (agreed, NULL));
  gtk_box_append (GTK_BOX (words), rest_label);
  gtk_box_append (GTK_BOX (line), ring);
  gtk_box_append (GTK_BOX (line), words);
  gtk_button_set_child (GTK_BUTTON (card), line);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "component");
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (card), "sl-component", g_strdup (progress->component->id),
                          g_free);
  g_signal_connect_object (card, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  return card;
}

static void
sl_progress_cards_class_init (SlProgressCardsClass *klass)
{
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sl_progress_cards_init (SlProgressCards *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18));
  gtk_box_set_homogeneous (self->box, TRUE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

/**
 * sl_progress_cards_new:
 *
 * Returns: (transfer floating): cards of nothing yet
 */
GtkWidget *
sl_progress_cards_new (void)
{
  return g_object_new (SL_TYPE_PROGRESS_CARDS, NULL);
}

static void
append_cards (SlProgressCards *self,
              SlPortfolio *portfolio,
              SlComponentType type,
              const char *chosen,
              GtkWidget **first,
              GtkWidget **focus)
{
  for (guint i = 0; i < sl_portfolio_get_n_components (portfolio); i++)
    {
      const SlComponentProgress *progress = sl_portfolio_get_component (portfolio, i);
      GtkWidget *card;

      if (progress->component->type != type)
        continue;
      card = make_card (self, portfolio, progress);
      if (*first != NULL)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (card), GTK_TOGGLE_BUTTON (*first));
      else
        *first = card;
      if (g_strcmp0 (progress->component->id, chosen) == 0)
        {
          gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (card), TRUE);
          *focus = card;
        }
      gtk_box_append (self->box, card);
    }
}

/**
 * sl_progress_cards_show:
 * @self: cards
 * @portfolio: as loaded
 * @chosen: the id of the component that is shown below
 *
 * Shows how far each component is.
 */
void
sl_progress_cards_show (SlProgressCards *self, SlPortfolio *portfolio, const char *chosen)
{
  gboolean focused = sl_has_focus_within (GTK_WIDGET (self));
  GtkWidget *card, *first = NULL, *focus = NULL;

  g_return_if_fail (SL_IS_PROGRESS_CARDS (self));

  self->silent = TRUE;
  while ((card = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, card);
  append_cards (self, portfolio, SL_COMPONENT_OCCASIONS, chosen, &first, &focus);
  append_cards (self, portfolio, SL_COMPONENT_TRAINING, chosen, &first, &focus);
  self->silent = FALSE;
  if (focused && focus != NULL)
    gtk_widget_grab_focus (focus);
}

/**
 * sl_progress_cards_set_narrow:
 * @self: cards
 * @narrow: whether they stand below each other, with the next sl_progress_cards_show()
 */
void
sl_progress_cards_set_narrow (SlProgressCards *self, gboolean narrow)
{
  g_return_if_fail (SL_IS_PROGRESS_CARDS (self));

  self->narrow = narrow;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (self->box, narrow ? 9 : 18);
}

/**
 * sl_progress_cards_choose:
 * @portfolio: as loaded
 *
 * Returns: (transfer none): the id of the component that stands first
 */
const char *
sl_progress_cards_choose (SlPortfolio *portfolio)
{
  for (guint i = 0; i < sl_portfolio_get_n_components (portfolio); i++)
    {
      const SlComponent *component = sl_portfolio_get_component (portfolio, i)->component;

      if (component->type == SL_COMPONENT_OCCASIONS)
        return component->id;
    }
  return sl_portfolio_get_n_components (portfolio) > 0
             ? sl_portfolio_get_component (portfolio, 0)->component->id
             : "";
}
