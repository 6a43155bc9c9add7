/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-due"
#include "config.h"

#include "due/sl-due-row.h"

#include "base/sl-time.h"
#include "widgets/sl-due-chip.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

struct _SlDueRow
{
  GtkListBoxRow parent_instance;

  SlDueItem *item;
  GtkBox *box;
  SlDueChip *chip;
};

G_DEFINE_FINAL_TYPE (SlDueRow, sl_due_row, GTK_TYPE_LIST_BOX_ROW)

/* "Certificate expires · UTT/26/2147/FUL · Land east of Mallard Way" */
static char *
describe_case (const SlDueLine *line)
{
  const char *const parts[] = { sl_due_kind_to_words (line->kind), line->reference, line->title };
  g_autoptr (GString) text = g_string_new (NULL);

  /* Some kinds have nothing more to say than what they are. */
  for (guint i = g_str_equal (parts[0], line->text) ? 1 : 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Whose it is, where that is not simply the reader. */
static char *
describe_owner (const SlDueLine *line)
{
  if (line->why == SL_DUE_YOURS)
    return g_strdup ("");
  if (line->why == SL_DUE_OTHERS || *line->owner_name == '\0')
    return g_strdup (*line->owner_name != '\0' ? line->owner_name
                                               : sl_due_why_to_words (line->why));
  /* TRANSLATORS: a person's name, then why it stands in this list */
  return g_strdup_printf (_ ("%s: %s"), line->owner_name, sl_due_why_to_words (line->why));
}

/* A day is not enough for what begins at a time. */
static char *
describe_time (const SlDueLine *line)
{
  if (*line->starts_at == '\0')
    return g_strdup ("");
  return sl_time_format_long (line->starts_at);
}

static void
sl_due_row_dispose (GObject *object)
{
  g_clear_object (&SL_DUE_ROW (object)->item);
  G_OBJECT_CLASS (sl_due_row_parent_class)->dispose (object);
}

static void
sl_due_row_class_init (SlDueRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_due_row_dispose;
}

static void
sl_due_row_init (SlDueRow *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "wait");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), GTK_WIDGET (self->box));
}

static void
add_line (GtkBox *box, char *text, const char *style)
{
  g_autofree char *owned = text;
  GtkWidget *label;

  if (*owned == '\0')
    return;
  label = sl_wrapped_label_new (owned, style);
  g_object_set (label, "lines", 2, "ellipsize", PANGO_ELLIPSIZE_END, "width-chars", 16,
                "max-width-chars", 80, NULL);
  gtk_box_append (box, label);
}

/**
 * sl_due_row_new:
 * @item: what is due
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
sl_due_row_new (SlDueItem *item)
{
  SlDueRow *self = g_object_new (SL_TYPE_DUE_ROW, NULL);
  const SlDueLine *line = sl_due_item_get_line (item);
  GtkBox *words = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));

  self->item = g_object_ref (item);
  gtk_widget_set_hexpand (GTK_WIDGET (words), TRUE);
  add_line (words, g_strdup (line->text), "body");
  add_line (words, describe_case (line), "caption");
  add_line (words, describe_time (line), "caption");
  add_line (words, describe_owner (line), "caption");
  gtk_box_append (self->box, GTK_WIDGET (words));
  self->chip = g_object_new (SL_TYPE_DUE_CHIP, "valign", GTK_ALIGN_CENTER, NULL);
  sl_due_chip_set_date (self->chip, line->day);
  gtk_box_append (self->box, GTK_WIDGET (self->chip));
  return GTK_WIDGET (self);
}

SlDueItem *
sl_due_row_get_item (SlDueRow *self)
{
  g_return_val_if_fail (SL_IS_DUE_ROW (self), NULL);
  return self->item;
}

void
sl_due_row_set_narrow (SlDueRow *self, gboolean narrow)
{
  g_return_if_fail (SL_IS_DUE_ROW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_halign (GTK_WIDGET (self->chip), narrow ? GTK_ALIGN_START : GTK_ALIGN_END);
}
