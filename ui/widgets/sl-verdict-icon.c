/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "widgets/sl-verdict-icon.h"

/* The verdict's silhouette alone tells it apart at 14 px, in grey, on paper; the colour only helps.
 */

struct _SlVerdictIcon
{
  GtkWidget parent_instance;

  SlVerdict verdict;
  GtkImage *image;
};

enum
{
  PROP_0,
  PROP_VERDICT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SlVerdictIcon, sl_verdict_icon, GTK_TYPE_WIDGET)

static const struct
{
  const char *icon_name;
  const char *css_class;
} looks[SL_N_VERDICTS] = {
  [SL_VERDICT_NONE] = { "sl-verdict-none-symbolic", "verdict-none" },
  [SL_VERDICT_MET] = { "sl-verdict-met-symbolic", "verdict-met" },
  [SL_VERDICT_PARTLY] = { "sl-verdict-partly-symbolic", "verdict-partly" },
  [SL_VERDICT_NOT_MET] = { "sl-verdict-not-met-symbolic", "verdict-not-met" },
  [SL_VERDICT_NOT_SHOWN] = { "sl-verdict-not-shown-symbolic", "verdict-not-shown" },
  [SL_VERDICT_NOT_APPLICABLE] = { "sl-verdict-not-applicable-symbolic", "verdict-not-applicable" },
};

static void
update (SlVerdictIcon *self)
{
  gtk_image_set_from_icon_name (self->image, sl_verdict_icon_name (self->verdict));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sl_verdict_to_word (self->verdict), -1);
}

static void
sl_verdict_icon_dispose (GObject *object)
{
  SlVerdictIcon *self = SL_VERDICT_ICON (object);

  if (self->image != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->image));
  self->image = NULL;
  G_OBJECT_CLASS (sl_verdict_icon_parent_class)->dispose (object);
}

static void
sl_verdict_icon_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_VERDICT)
    g_value_set_int (value, SL_VERDICT_ICON (object)->verdict);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sl_verdict_icon_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_VERDICT)
    sl_verdict_icon_set_verdict (SL_VERDICT_ICON (object), g_value_get_int (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sl_verdict_icon_class_init (SlVerdictIconClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_verdict_icon_dispose;
  object_class->get_property = sl_verdict_icon_get_property;
  object_class->set_property = sl_verdict_icon_set_property;
  properties[PROP_VERDICT] = g_param_spec_int (
      "verdict", NULL, NULL, SL_VERDICT_NONE, SL_N_VERDICTS - 1, SL_VERDICT_NONE,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sl_verdict_icon_init (SlVerdictIcon *self)
{
  self->image = GTK_IMAGE (gtk_image_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->image), GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), sl_verdict_css_class (SL_VERDICT_NONE));
  update (self);
}

/**
 * sl_verdict_icon_new:
 *
 * Returns: (transfer floating): the shape of @verdict
 */
GtkWidget *
sl_verdict_icon_new (SlVerdict verdict)
{
  return g_object_new (SL_TYPE_VERDICT_ICON, "verdict", verdict, NULL);
}

/**
 * sl_verdict_icon_set_verdict:
 *
 * Shows another verdict.
 */
void
sl_verdict_icon_set_verdict (SlVerdictIcon *self, SlVerdict verdict)
{
  g_return_if_fail (SL_IS_VERDICT_ICON (self));
  g_return_if_fail (verdict < SL_N_VERDICTS);

  if (self->verdict == verdict)
    return;
  gtk_widget_remove_css_class (GTK_WIDGET (self), sl_verdict_css_class (self->verdict));
  self->verdict = verdict;
  gtk_widget_add_css_class (GTK_WIDGET (self), sl_verdict_css_class (verdict));
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VERDICT]);
}

/**
 * sl_verdict_icon_name:
 *
 * Returns: the name of the icon of @verdict
 */
const char *
sl_verdict_icon_name (SlVerdict verdict)
{
  g_return_val_if_fail (verdict < SL_N_VERDICTS, looks[SL_VERDICT_NONE].icon_name);
  return looks[verdict].icon_name;
}

/**
 * sl_verdict_css_class:
 *
 * Returns: the style class that colours the shape of @verdict
 */
const char *
sl_verdict_css_class (SlVerdict verdict)
{
  g_return_val_if_fail (verdict < SL_N_VERDICTS, looks[SL_VERDICT_NONE].css_class);
  return looks[verdict].css_class;
}
