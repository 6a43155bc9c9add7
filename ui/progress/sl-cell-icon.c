/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-cell-icon.h"

/* The shapes are those of the verdicts, so that a disc with a tick means one thing in the whole
 * window; only "claimed" has one of its own. */

static const struct
{
  const char *icon_name;
  const char *css_class;
} looks[] = {
  [SL_CELL_EMPTY] = { "sl-verdict-none-symbolic", "verdict-none" },
  [SL_CELL_CLAIMED] = { "sl-claimed-symbolic", "cell-claimed" },
  [SL_CELL_MET] = { "sl-verdict-met-symbolic", "verdict-met" },
  [SL_CELL_NOT_YET] = { "sl-verdict-partly-symbolic", "verdict-partly" },
  [SL_CELL_NOT_APPLICABLE] = { "sl-verdict-not-applicable-symbolic", "verdict-not-applicable" },
};

/**
 * sl_cell_state_icon_name:
 *
 * Returns: the name of the icon of @state
 */
const char *
sl_cell_state_icon_name (SlCellState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (looks), looks[SL_CELL_EMPTY].icon_name);
  return looks[state].icon_name;
}

/**
 * sl_cell_state_css_class:
 *
 * Returns: the style class that colours the shape of @state
 */
const char *
sl_cell_state_css_class (SlCellState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (looks), looks[SL_CELL_EMPTY].css_class);
  return looks[state].css_class;
}

/**
 * sl_cell_icon_new:
 *
 * Returns: (transfer floating): the shape of @state
 */
GtkWidget *
sl_cell_icon_new (SlCellState state)
{
  GtkWidget *icon = gtk_image_new ();

  sl_cell_icon_set_state (icon, state);
  return icon;
}

/**
 * sl_cell_icon_set_state:
 * @icon: what sl_cell_icon_new() returned
 *
 * Shows another state.
 */
void
sl_cell_icon_set_state (GtkWidget *icon, SlCellState state)
{
  g_return_if_fail (GTK_IS_IMAGE (icon));

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (icon, looks[i].css_class);
  gtk_widget_add_css_class (icon, sl_cell_state_css_class (state));
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), sl_cell_state_icon_name (state));
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sl_cell_state_to_words (state), -1);
}

/**
 * sl_cell_chip_new:
 *
 * Returns: (transfer floating): shape and word of @state
 */
GtkWidget *
sl_cell_chip_new (SlCellState state)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (chip), sl_cell_icon_new (state));
  gtk_box_append (GTK_BOX (chip), gtk_label_new (sl_cell_state_to_words (state)));
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_valign (chip, GTK_ALIGN_START);
  return chip;
}
