/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "widgets/sl-due-chip.h"

#include "base/sl-time.h"

#include <glib/gi18n.h>

/* A deadline: icon and words, so that it reads without its colour. */

struct _SlDueChip
{
  GtkWidget parent_instance;

  char *date;
  gboolean brief;

  GtkImage *icon;
  GtkLabel *label;
};

enum
{
  PROP_0,
  PROP_DATE,
  PROP_BRIEF,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SlDueChip, sl_due_chip, GTK_TYPE_WIDGET)

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* The whole sentence: "Due in 2 days, 25 Nov". */
static char *
describe_in_full (SlDueState state, const char *date, const char *day)
{
  g_autofree char *today = sl_date_today ();
  int days = 0;

  sl_date_days_between (today, date, &days);
  if (state == SL_DUE_OVERDUE)
    return g_strdup_printf (_ ("Overdue, %s"), day);
  if (days == 0)
    return g_strdup_printf (_ ("Due today, %s"), day);
  return g_strdup_printf (ngettext ("Due in %d day, %s", "Due in %d days, %s", days), days, day);
}

static void
update (SlDueChip *self)
{
  g_autofree char *words = NULL;
  g_autofree char *day = NULL;
  g_autofree char *full = NULL;
  SlDueState state = sl_due_describe (self->date, &words, &day);
  gboolean soon = state == SL_DUE_SOON || state == SL_DUE_WEEK;
  gboolean chip = soon || state == SL_DUE_OVERDUE;

  gtk_widget_set_visible (GTK_WIDGET (self), state != SL_DUE_UNKNOWN);
  if (state == SL_DUE_UNKNOWN)
    return;
  full = describe_in_full (state, self->date, day);
  gtk_label_set_label (self->label, self->brief ? words : full);
  /* A chip is always an icon and words; a list marks only what is nearest. */
  gtk_image_set_from_icon_name (self->icon, sl_due_icon_name (soon ? SL_DUE_SOON : state));
  gtk_widget_set_visible (GTK_WIDGET (self->icon), chip);
  set_class (GTK_WIDGET (self), "chip", chip);
  set_class (GTK_WIDGET (self), "overdue", state == SL_DUE_OVERDUE);
  set_class (GTK_WIDGET (self), "soon", soon);
  set_class (GTK_WIDGET (self), "meta", !chip);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), self->brief ? full : NULL);
}

static void
sl_due_chip_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (sl_due_chip_parent_class)->dispose (object);
}

static void
sl_due_chip_finalize (GObject *object)
{
  g_free (SL_DUE_CHIP (object)->date);
  G_OBJECT_CLASS (sl_due_chip_parent_class)->finalize (object);
}

static void
sl_due_chip_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SlDueChip *self = SL_DUE_CHIP (object);

  switch (id)
    {
    case PROP_DATE:
      g_value_set_string (value, self->date);
      break;
    case PROP_BRIEF:
      g_value_set_boolean (value, self->brief);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sl_due_chip_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SlDueChip *self = SL_DUE_CHIP (object);

  switch (id)
    {
    case PROP_DATE:
      sl_due_chip_set_date (self, g_value_get_string (value));
      break;
    case PROP_BRIEF:
      if (self->brief == g_value_get_boolean (value))
        return;
      self->brief = g_value_get_boolean (value);
      update (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sl_due_chip_class_init (SlDueChipClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_due_chip_dispose;
  object_class->finalize = sl_due_chip_finalize;
  object_class->get_property = sl_due_chip_get_property;
  object_class->set_property = sl_due_chip_set_property;
  properties[PROP_DATE] = g_param_spec_string (
      "date", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_BRIEF] = g_param_spec_boolean ("brief", NULL, NULL, FALSE,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                     G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "due");
}

static void
sl_due_chip_init (SlDueChip *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->date = g_strdup ("");
  self->icon = GTK_IMAGE (gtk_image_new ());
  self->label = GTK_LABEL (gtk_label_new (""));
  gtk_widget_set_parent (GTK_WIDGET (self->icon), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  update (self);
}

/**
 * sl_due_chip_new:
 *
 * Returns: (transfer floating): a chip without a date, which shows nothing
 */
GtkWidget *
sl_due_chip_new (void)
{
  return g_object_new (SL_TYPE_DUE_CHIP, NULL);
}

/**
 * sl_due_chip_set_date:
 * @date: (nullable): ISO date, "" for unknown
 */
void
sl_due_chip_set_date (SlDueChip *self, const char *date)
{
  g_return_if_fail (SL_IS_DUE_CHIP (self));

  /* Even when the date is the same: the day may have turned. */
  g_free (self->date);
  self->date = g_strdup (date != NULL ? date : "");
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DATE]);
}

/**
 * sl_due_describe:
 * @date: (nullable): ISO date, "" for unknown
 * @words: (out) (transfer full): "Overdue", "Today", "3 days" or ""
 * @day: (out) (transfer full): "25 Nov" or ""
 *
 * Returns: how near the deadline is
 */
SlDueState
sl_due_describe (const char *date, char **words, char **day)
{
  g_autofree char *today = sl_date_today ();
  int days;

  if (date == NULL || *date == '\0' || !sl_date_days_between (today, date, &days))
    {
      *words = g_strdup ("");
      *day = g_strdup ("");
      return SL_DUE_UNKNOWN;
    }
  *day = sl_date_format_short (date);
  if (days < 0)
    *words = g_strdup (_ ("Overdue"));
  else if (days == 0)
    *words = g_strdup (_ ("Today"));
  else
    *words = g_strdup_printf (ngettext ("%d day", "%d days", days), days);
  return days < 0    ? SL_DUE_OVERDUE
         : days <= 2 ? SL_DUE_SOON
         : days <= 7 ? SL_DUE_WEEK
                     : SL_DUE_LATER;
}

/**
 * sl_due_icon_name:
 *
 * Returns: (nullable): the icon that says the same without words
 */
const char *
sl_due_icon_name (SlDueState state)
{
  if (state == SL_DUE_OVERDUE)
    return "task-past-due-symbolic";
  if (state == SL_DUE_SOON)
    return "appointment-soon-symbolic";
  return NULL;
}
