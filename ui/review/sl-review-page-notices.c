/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-review-page-private.h"

#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

/* What one must know before reading on, over the text: why nothing can be changed here, what became
 * of an approval, that a second decision came. */

static void
append (SlReviewPage *self, const char *icon, const char *text)
{
  GtkWidget *notice = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  GtkWidget *label = sl_wrapped_label_new (text, NULL);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (notice, "notice");
  gtk_box_append (GTK_BOX (notice), image);
  gtk_box_append (GTK_BOX (notice), label);
  gtk_box_append (self->notices, notice);
}

static void
append_void (SlReviewPage *self, SlVersion *newest)
{
  const char *reason = sl_version_get (newest, "reason");
  g_autofree char *text = NULL;

  if (!g_str_equal (sl_version_get (newest, "state"), "voided"))
    return;
  text = *reason != '\0'
             ? g_strdup_printf (_ ("The approval of version %u no longer stands. %s"),
                                sl_version_get_number (newest), reason)
             : g_strdup_printf (_ ("The approval of version %u no longer stands, because what it "
                                   "covers was changed."),
                                sl_version_get_number (newest));
  append (self, "dialog-warning-symbolic", text);
}

static void
append_decisions (SlReviewPage *self)
{
  GPtrArray *decisions = self->load->decisions;

  for (guint i = 0; decisions != NULL && i < decisions->len; i++)
    {
      const SlDecision *decision = g_ptr_array_index (decisions, i);
      g_autofree char *text = NULL;

      if (decision->stands)
        continue;
      text = g_strdup_printf (g_str_equal (decision->outcome, "approved")
                                  ? _ ("%s approved this version too. That is kept, but does not "
                                       "stand. %s")
                                  : _ ("%s returned this version too. That is kept, but does not "
                                       "stand. %s"),
                              decision->person_name,
                              decision->why_not != NULL ? decision->why_not : "");
      append (self, "dialog-warning-symbolic", text);
    }
}

/* Writes the notices over the text anew. */
void
sl_review_page_update_notices (SlReviewPage *self)
{
  g_autoptr (SlVersion) newest = g_list_model_get_item (self->load->state->versions, 0);
  const char *locked = sl_review_page_get_locked (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->notices))) != NULL)
    gtk_box_remove (self->notices, child);
  if (locked != NULL)
    append (self, "changes-prevent-symbolic", locked);
  if (self->load->state->copy)
    append (self, "changes-prevent-symbolic",
            _ ("This case is worked at another computer. Comment and decide here, then make a "
               "bundle to send it back; the response itself is changed there."));
  if (newest != NULL)
    append_void (self, newest);
  append_decisions (self);
  gtk_widget_set_visible (GTK_WIDGET (self->notices),
                          gtk_widget_get_first_child (GTK_WIDGET (self->notices)) != NULL);
}
