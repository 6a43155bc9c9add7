/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-people"
#include "config.h"

#include "people/sl-key-row.h"

#include "people/sl-people-page.h"

#include <glib/gi18n.h>

struct _SlKeyRow
{
  AdwExpanderRow parent_instance;

  char *fingerprint;

  GtkImage *icon;
  GtkLabel *trust;
  GtkLabel *shown;
  GtkWidget *verify;
  GtkWidget *revoke;
};

G_DEFINE_FINAL_TYPE (SlKeyRow, sl_key_row, ADW_TYPE_EXPANDER_ROW)

/* A word and a shape; what nobody compared is never shown as sound. */
static const struct
{
  const char *word;
  const char *icon_name;
} trusts[] = {
  [SL_TRUST_UNKNOWN] = { N_ ("Unverified"), "dialog-warning-symbolic" },
  [SL_TRUST_UNVERIFIED] = { N_ ("Unverified"), "dialog-warning-symbolic" },
  [SL_TRUST_VERIFIED] = { N_ ("Compared"), "object-select-symbolic" },
  [SL_TRUST_REVOKED] = { N_ ("No longer theirs"), "process-stop-symbolic" },
};

static void
verify_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sl_people_page_apply (widget,
                        sl_key_change_trust (SL_KEY_ROW (widget)->fingerprint, SL_TRUST_VERIFIED));
}

static void
revoke_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sl_people_page_apply (widget,
                        sl_key_change_trust (SL_KEY_ROW (widget)->fingerprint, SL_TRUST_REVOKED));
}

static void
sl_key_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SL_TYPE_KEY_ROW);
  g_clear_pointer (&SL_KEY_ROW (object)->fingerprint, g_free);
  G_OBJECT_CLASS (sl_key_row_parent_class)->dispose (object);
}

static void
sl_key_row_class_init (SlKeyRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_key_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sightline/Sightline/ui/people/sl-key-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SlKeyRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SlKeyRow, trust);
  gtk_widget_class_bind_template_child (widget_class, SlKeyRow, shown);
  gtk_widget_class_bind_template_child (widget_class, SlKeyRow, verify);
  gtk_widget_class_bind_template_child (widget_class, SlKeyRow, revoke);
  gtk_widget_class_install_action (widget_class, "key.verify", NULL, verify_cb);
  gtk_widget_class_install_action (widget_class, "key.revoke", NULL, revoke_cb);
}

static void
sl_key_row_init (SlKeyRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sl_key_row_new:
 * @info: the key
 * @writable: whether anything can be changed now
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
sl_key_row_new (const SlKeyInfo *info, gboolean writable)
{
  SlKeyRow *self = g_object_new (SL_TYPE_KEY_ROW, NULL);

  sl_key_row_set_info (self, info, writable);
  return GTK_WIDGET (self);
}

void
sl_key_row_set_info (SlKeyRow *self, const SlKeyInfo *info, gboolean writable)
{
  g_return_if_fail (SL_IS_KEY_ROW (self) && info != NULL);

  g_free (self->fingerprint);
  self->fingerprint = g_strdup (info->fingerprint);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), *info->person_name != '\0'
                                                                 ? info->person_name
                                                                 : _ ("Nobody known"));
  gtk_label_set_label (self->shown, info->fingerprint);
  gtk_image_set_from_icon_name (self->icon, trusts[info->trust].icon_name);
  gtk_label_set_label (self->trust, _ (trusts[info->trust].word));
  gtk_widget_set_visible (self->verify, info->trust != SL_TRUST_VERIFIED);
  gtk_widget_set_visible (self->revoke, info->trust != SL_TRUST_REVOKED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "key.verify", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "key.revoke", writable);
}
