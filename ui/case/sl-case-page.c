/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-case"
#include "config.h"

#include "case/sl-case-page.h"

#include <glib/gi18n.h>

/* One case: the header and a stack of views. The views know the case by themselves; this page only
 * turns to them. */

struct _SlCasePage
{
  AdwBin parent_instance;

  SlCasebook *casebook;
  SlCase *planning_case;

  AdwViewStack *views;
};

enum
{
  SHOW_DOCUMENT,
  SHOW_ITEM,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlCasePage, sl_case_page, ADW_TYPE_BIN)

/* The views in their order; each is a widget made with the casebook and the case. */
static void
add_views (SlCasePage *self)
{
}

static void
sl_case_page_dispose (GObject *object)
{
  SlCasePage *self = SL_CASE_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_CASE_PAGE);
  g_clear_object (&self->planning_case);
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_case_page_parent_class)->dispose (object);
}

static void
sl_case_page_class_init (SlCasePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_case_page_dispose;

  signals[SHOW_DOCUMENT] = g_signal_new ("show-document", SL_TYPE_CASE_PAGE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_STRING,
                                         G_TYPE_UINT, G_TYPE_STRING);
  signals[SHOW_ITEM] = g_signal_new ("show-item", SL_TYPE_CASE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sightline/Sightline/ui/case/sl-case-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SlCasePage, views);
}

static void
sl_case_page_init (SlCasePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sl_case_page_new:
 * @casebook: the opened data folder
 * @planning_case: the case; listened to for as long as the page lives
 *
 * Returns: (transfer floating): the page of @planning_case
 */
SlCasePage *
sl_case_page_new (SlCasebook *casebook, SlCase *planning_case)
{
  SlCasePage *self = g_object_new (SL_TYPE_CASE_PAGE, NULL);

  self->casebook = g_object_ref (casebook);
  self->planning_case = g_object_ref (planning_case);
  add_views (self);
  return self;
}

/**
 * sl_case_page_get_case:
 *
 * Returns: (transfer none): the case shown
 */
SlCase *
sl_case_page_get_case (SlCasePage *self)
{
  g_return_val_if_fail (SL_IS_CASE_PAGE (self), NULL);
  return self->planning_case;
}

/**
 * sl_case_page_show_view:
 * @name: "overview", "documents", "assess" or "response"
 *
 * Turns to a view.
 */
void
sl_case_page_show_view (SlCasePage *self, const char *name)
{
  g_return_if_fail (SL_IS_CASE_PAGE (self));
  if (adw_view_stack_get_child_by_name (self->views, name) != NULL)
    adw_view_stack_set_visible_child_name (self->views, name);
}

/**
 * sl_case_page_get_view:
 *
 * Returns: the name of the view shown
 */
const char *
sl_case_page_get_view (SlCasePage *self)
{
  return adw_view_stack_get_visible_child_name (self->views);
}

/**
 * sl_case_page_show_document:
 * @document_id: a document of the case
 * @page: from 1, 0 for where one was
 * @evidence_id: (nullable): the pin to choose
 *
 * Turns to the documents and shows the page.
 */
void
sl_case_page_show_document (SlCasePage *self,
                            const char *document_id,
                            guint page,
                            const char *evidence_id)
{
  sl_case_page_show_view (self, "documents");
  g_signal_emit (self, signals[SHOW_DOCUMENT], 0, document_id, page, evidence_id);
}

/**
 * sl_case_page_show_item:
 * @item_id: an item of the case's checklist
 *
 * Turns to the assessment and shows the item.
 */
void
sl_case_page_show_item (SlCasePage *self, const char *item_id)
{
  sl_case_page_show_view (self, "assess");
  g_signal_emit (self, signals[SHOW_ITEM], 0, item_id);
}

/**
 * sl_case_page_focus_next_pane:
 *
 * Moves the focus on to the next part of the view.
 */
void
sl_case_page_focus_next_pane (SlCasePage *self)
{
  g_return_if_fail (SL_IS_CASE_PAGE (self));
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
