/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-site"
#include "config.h"

#include "site/sl-entry-row.h"

#include <glib/gi18n.h>

/* A scheme has dozens of products of twenty fields each: the fields are made when one is opened. */

struct _SlEntryRow
{
  AdwExpanderRow parent_instance;

  const SlFormGroup *group; /* of a form that outlives the row */
  char *entry_id;
  gboolean was_opened;

  GtkImage *mark;
  GtkWidget *checklist; /* NULL: it has none */
  GtkWidget *remove;
};

G_DEFINE_FINAL_TYPE (SlEntryRow, sl_entry_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  REMOVE,
  CHECKLIST,
  OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
expanded_cb (SlEntryRow *self)
{
  if (self->was_opened || !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;
  self->was_opened = TRUE;
  g_signal_emit (self, signals[OPENED], 0);
}

static void
remove_cb (SlEntryRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static void
checklist_cb (SlEntryRow *self)
{
  g_signal_emit (self, signals[CHECKLIST], 0);
}

static void
add_checklist (SlEntryRow *self)
{
  self->checklist = gtk_button_new_with_label (_ ("Open checklist"));
  gtk_widget_set_valign (self->checklist, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->checklist, "small");
  g_signal_connect_swapped (self->checklist, "clicked", G_CALLBACK (checklist_cb), self);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), self->checklist);
}

static void
sl_entry_row_finalize (GObject *object)
{
  g_free (SL_ENTRY_ROW (object)->entry_id);
  G_OBJECT_CLASS (sl_entry_row_parent_class)->finalize (object);
}

static void
sl_entry_row_class_init (SlEntryRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_entry_row_finalize;
  signals[REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[CHECKLIST] = g_signal_new ("checklist", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
sl_entry_row_init (SlEntryRow *self)
{
  self->mark = GTK_IMAGE (gtk_image_new ());
  self->remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  gtk_widget_set_valign (self->remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->remove, "flat");
  g_signal_connect_swapped (self->remove, "clicked", G_CALLBACK (remove_cb), self);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->mark));
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), self->remove);
  g_signal_connect (self, "notify::expanded", G_CALLBACK (expanded_cb), NULL);
}

/**
 * sl_entry_row_new:
 * @group: of a form that outlives the row
 * @entry_id: the entry
 *
 * Returns: (transfer floating): a folded row
 */
GtkWidget *
sl_entry_row_new (const SlFormGroup *group, const char *entry_id)
{
  SlEntryRow *self = g_object_new (SL_TYPE_ENTRY_ROW, NULL);
  g_autofree char *name = g_strdup_printf (_ ("Remove this: %s"), group->entry);

  self->group = group;
  self->entry_id = g_strdup (entry_id);
  if (group->checklist)
    add_checklist (self);
  gtk_widget_set_tooltip_text (self->remove, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  return GTK_WIDGET (self);
}

const char *
sl_entry_row_get_entry_id (SlEntryRow *self)
{
  g_return_val_if_fail (SL_IS_ENTRY_ROW (self), NULL);
  return self->entry_id;
}

const SlFormGroup *
sl_entry_row_get_group (SlEntryRow *self)
{
  g_return_val_if_fail (SL_IS_ENTRY_ROW (self), NULL);
  return self->group;
}

/**
 * sl_entry_row_show:
 * @self: a row
 * @line: what the entry says
 * @mark: how much is the matter with it
 * @words: what is, "" nothing
 */
void
sl_entry_row_show (SlEntryRow *self, const char *line, SlEntryMark mark, const char *words)
{
  static const struct
  {
    const char *icon_name, *css_class;
  } shapes[] = {
    [SL_ENTRY_FINE] = { NULL, NULL },
    [SL_ENTRY_THINK] = { "dialog-warning-symbolic", "due-icon-soon" },
    [SL_ENTRY_LACKS] = { "sl-verdict-not-met-symbolic", "verdict-not-met" },
  };

  g_return_if_fail (SL_IS_ENTRY_ROW (self));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 *line != '\0' ? line : self->group->entry);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), words);
  gtk_widget_set_visible (GTK_WIDGET (self->mark), mark != SL_ENTRY_FINE);
  if (mark == SL_ENTRY_FINE)
    return;
  gtk_image_set_from_icon_name (self->mark, shapes[mark].icon_name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->mark),
                              (const char *[]){ shapes[mark].css_class, NULL });
}

void
sl_entry_row_set_editable (SlEntryRow *self, gboolean editable)
{
  g_return_if_fail (SL_IS_ENTRY_ROW (self));
  gtk_widget_set_visible (self->remove, editable);
}
