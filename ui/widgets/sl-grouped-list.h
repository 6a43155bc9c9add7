/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a page gives of its items: each is known by its position in what the page has read. */
typedef struct
{
  guint (*count) (gpointer page);
  /* Which group it belongs into, as sl_grouped_list_add_group() numbered them. */
  guint (*get_group) (gpointer page, guint position);
  /* A GtkListBoxRow; transfer floating. */
  GtkWidget *(*make_row) (gpointer page, guint position);
  /* What the item is still known by after it was read again; transfer full. */
  char *(*dup_key) (gpointer page, guint position);
  /* Whether the row has room beside its words. */
  void (*set_row_narrow) (GtkWidget *row, gboolean narrow);
} SlGroupedListSource;

/* Rows in groups with a title and a count; a long group shows its first hundred and a button for
 * all of them, the arrow keys go on from one group to the next, and the focus stays with the item
 * that has it when the rows are made anew. Signal: row-activated (GtkListBoxRow *row). */
#define SL_TYPE_GROUPED_LIST (sl_grouped_list_get_type ())
G_DECLARE_FINAL_TYPE (SlGroupedList, sl_grouped_list, SL, GROUPED_LIST, GtkWidget)

void
sl_grouped_list_set_source (SlGroupedList *self, const SlGroupedListSource *source, gpointer page);
guint sl_grouped_list_add_group (SlGroupedList *self, const char *title);

void sl_grouped_list_fill (SlGroupedList *self);
GtkWidget *sl_grouped_list_find_focus (SlGroupedList *self, gboolean wants_focus);
void sl_grouped_list_fold (SlGroupedList *self);
void sl_grouped_list_set_narrow (SlGroupedList *self, gboolean narrow);

GtkWidget *sl_grouped_list_get_first_row (SlGroupedList *self);
GtkWidget *sl_grouped_list_get_focused_row (SlGroupedList *self);

G_END_DECLS
