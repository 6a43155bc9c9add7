/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response-page"
#include "config.h"

#include "response/sl-response-page-private.h"

#include "response/sl-remark.h"
#include "sl-window.h"

#include <glib/gi18n.h>

/* What the Response page does with remarks: go there, take the fix, put aside, let stand again. */

/* The paragraph's text with the remark's words replaced by its fix. NULL when they are gone. */
static char *
dup_fixed (SlBlock *block, SlRemark *remark)
{
  const char *text = sl_block_get_text (block);
  g_autofree char *words = NULL, *before = NULL;
  guint start, end;

  sl_remark_get_span (remark, &start, &end);
  if ((glong) end > g_utf8_strlen (text, -1))
    return NULL;
  words = g_utf8_substring (text, start, end);
  if (!g_str_equal (words, sl_remark_get (remark, "words")))
    return NULL;
  before = g_utf8_substring (text, 0, start);
  return g_strconcat (before, sl_remark_get (remark, "fix"), g_utf8_offset_to_pointer (text, end),
                      NULL);
}

static void
fix_cb (SlResponsePage *self, SlRemark *remark)
{
  const char *key = sl_remark_get (remark, "block-key");
  SlBlock *block = sl_response_page_find_block (self, key);
  g_autofree char *text = block != NULL ? dup_fixed (block, remark) : NULL;

  if (text != NULL)
    sl_response_page_replace (self, key, text);
}

static void
restore_cb (SlResponsePage *self, SlRemark *remark)
{
  sl_window_apply (GTK_WIDGET (self),
                   sl_remark_change_restore (sl_response_page_get_case_id (self), remark), NULL,
                   NULL);
}

static void
dismissed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SlRemark) remark = data;
  const char *case_id = sl_response_page_get_case_id (SL_RESPONSE_PAGE (source));

  if (sl_window_apply_finish (result, NULL))
    sl_window_toast_undo (GTK_WIDGET (source), _ ("Remark put aside"),
                          sl_remark_change_restore (case_id, remark));
}

static void
dismiss_cb (SlResponsePage *self, SlRemark *remark, const char *reason)
{
  sl_window_apply (GTK_WIDGET (self),
                   sl_remark_change_dismiss (sl_response_page_get_case_id (self), remark, reason),
                   dismissed_cb, g_object_ref (remark));
}

static void
chosen_cb (SlResponsePage *self, const char *key)
{
  sl_response_page_go_to (self, key);
}

static void
bring_back_cb (SlResponsePage *self, const char *key)
{
  sl_response_page_restore (self, key);
}

/* F8, in the order of the letter. */
static void
next_remark (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlResponsePage *self = SL_RESPONSE_PAGE (widget);
  const char *key = sl_remark_list_find_next (sl_response_page_get_remarks (self),
                                              sl_response_page_get_current (self));

  if (key != NULL)
    sl_response_page_go_to (self, key);
}

void
sl_response_remarks_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "response.next-remark", NULL, next_remark);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F8, 0, "response.next-remark", NULL);
}

void
sl_response_remarks_connect (SlResponsePage *self)
{
  static const struct
  {
    const char *signal;
    GCallback callback;
  } handlers[] = {
    { "chosen", G_CALLBACK (chosen_cb) },         { "fix", G_CALLBACK (fix_cb) },
    { "dismiss", G_CALLBACK (dismiss_cb) },       { "restore", G_CALLBACK (restore_cb) },
    { "bring-back", G_CALLBACK (bring_back_cb) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (sl_response_page_get_remarks (self), handlers[i].signal,
                             handlers[i].callback, self, G_CONNECT_SWAPPED);
}
