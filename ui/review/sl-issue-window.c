/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-issue-window.h"

#include "base/sl-time.h"

#include <glib/gi18n.h>

struct _SlIssueWindow
{
  AdwWindow parent_instance;

  gboolean working;

  GtkLabel *text;
  GtkEditable *date;
  AdwComboRow *way;
  GtkEditable *to;
  GtkLabel *remark;
};

enum
{
  SIGNAL_ISSUE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlIssueWindow, sl_issue_window, ADW_TYPE_WINDOW)

static const struct
{
  const char *way, *label;
} ways[] = {
  { "e-mail", N_ ("By e-mail") },
  { "portal", N_ ("Through the planning portal") },
  { "post", N_ ("By post") },
  { "hand", N_ ("By hand") },
};

static char *
dup_text (GtkEditable *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (row)));
}

static void
changed_cb (SlIssueWindow *self)
{
  g_autofree char *typed = dup_text (self->date);
  g_autofree char *date = sl_date_parse (typed);

  gtk_label_set_label (self->remark,
                       date == NULL ? _ ("The day cannot be read as a date, such as 25 November "
                                         "2026.")
                                    : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "issue.issue", date != NULL && !self->working);
}

static void
issue (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlIssueWindow *self = SL_ISSUE_WINDOW (widget);
  g_autofree char *typed = dup_text (self->date);
  g_autofree char *date = sl_date_parse (typed);
  g_autofree char *to = dup_text (self->to);
  guint way = adw_combo_row_get_selected (self->way);

  if (date == NULL || way >= G_N_ELEMENTS (ways))
    return;
  self->working = TRUE;
  changed_cb (self);
  g_signal_emit (self, signals[SIGNAL_ISSUE], 0, date, ways[way].way, to);
}

static void
sl_issue_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SL_TYPE_ISSUE_WINDOW);
  G_OBJECT_CLASS (sl_issue_window_parent_class)->dispose (object);
}

static void
sl_issue_window_class_init (SlIssueWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_issue_window_dispose;
  signals[SIGNAL_ISSUE] = g_signal_new ("issue", SL_TYPE_ISSUE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING,
                                        G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/review/sl-issue-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SlIssueWindow, text);
  gtk_widget_class_bind_template_child (widget_class, SlIssueWindow, date);
  gtk_widget_class_bind_template_child (widget_class, SlIssueWindow, way);
  gtk_widget_class_bind_template_child (widget_class, SlIssueWindow, to);
  gtk_widget_class_bind_template_child (widget_class, SlIssueWindow, remark);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_install_action (widget_class, "issue.issue", NULL, issue);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sl_issue_window_init (SlIssueWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    gtk_string_list_append (names, _ (ways[i].label));
  adw_combo_row_set_model (self->way, G_LIST_MODEL (names));
}

/**
 * sl_issue_window_new:
 * @parent: the main window
 * @version_number: what is issued
 * @to: whom it would go to; "" unknown
 *
 * Returns: (transfer none): a window, owned by GTK
 */
SlIssueWindow *
sl_issue_window_new (GtkWindow *parent, guint version_number, const char *to)
{
  SlIssueWindow *self = g_object_new (SL_TYPE_ISSUE_WINDOW, "transient-for", parent, NULL);
  g_autofree char *today = sl_date_today ();
  g_autofree char *date = sl_date_format_long (today);
  g_autofree char *text = g_strdup_printf (
      _ ("Version %u is made into a PDF once and sealed: the same bytes are kept for ever. This "
         "cannot be undone. Nothing is sent by itself; say here how you send it."),
      version_number);

  gtk_label_set_label (self->text, text);
  gtk_editable_set_text (self->date, date);
  gtk_editable_set_text (self->to, to);
  changed_cb (self);
  return self;
}

/**
 * sl_issue_window_refuse:
 * @text: why it was not issued
 *
 * Shows why not; the window stays.
 */
void
sl_issue_window_refuse (SlIssueWindow *self, const char *text)
{
  g_return_if_fail (SL_IS_ISSUE_WINDOW (self));

  self->working = FALSE;
  changed_cb (self);
  gtk_label_set_label (self->remark, text);
}
