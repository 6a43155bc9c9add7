/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-due"
#include "config.h"

#include "due/sl-due-page.h"

#include "base/sl-time.h"
#include "due/sl-due-row.h"
#include "due/sl-due.h"
#include "sl-window.h"
#include "widgets/sl-grouped-list.h"
#include "widgets/sl-size-bin.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is due, in groups by how near it is. Read again when the store changes, but only while it is
 * to be seen. */

#define STALE_DELAY_MS 60

typedef enum
{
  GROUP_OVERDUE,
  GROUP_WEEK,
  GROUP_LATER,
  GROUP_NO_DAY,
  N_GROUPS,
} GroupId;

static const char *const group_titles[N_GROUPS] = {
  [GROUP_OVERDUE] = N_ ("Overdue"),
  [GROUP_WEEK] = N_ ("Within a week"),
  [GROUP_LATER] = N_ ("Later"),
  [GROUP_NO_DAY] = N_ ("Without a day"),
};

struct _SlDuePage
{
  AdwBin parent_instance;

  SlCasebook *casebook;
  SlDueList *due;
  GCancellable *loading;
  GtkFileChooserNative *chooser;
  guint stale_source;
  gboolean stale;
  gboolean wants_focus;

  SlSizeBin *size_bin;
  AdwWindowTitle *title;
  GtkWidget *bar;
  GtkToggleButton *team;
  GtkStack *stack;
  SlGroupedList *groups;
  AdwStatusPage *empty;
  AdwStatusPage *failed;
};

G_DEFINE_FINAL_TYPE (SlDuePage, sl_due_page, ADW_TYPE_BIN)

static gboolean
is_narrow (SlDuePage *self)
{
  return sl_size_bin_get_step (self->size_bin) == 0;
}

/* ---- lines ---- */

static const SlDueLine *
get_line (SlDuePage *self, guint position)
{
  return sl_due_lines_get (sl_due_list_get_lines (self->due), position);
}

static guint
count_lines (gpointer page)
{
  return g_list_model_get_n_items (G_LIST_MODEL (SL_DUE_PAGE (page)->due));
}

static guint
get_group (gpointer page, guint position)
{
  const SlDueLine *line = get_line (page, position);

  if (line->overdue)
    return GROUP_OVERDUE;
  if (*line->day == '\0')
    return GROUP_NO_DAY;
  return line->days_left <= 7 ? GROUP_WEEK : GROUP_LATER;
}

static GtkWidget *
make_row (gpointer page, guint position)
{
  g_autoptr (SlDueItem)
      item = g_list_model_get_item (G_LIST_MODEL (SL_DUE_PAGE (page)->due), position);

  return sl_due_row_new (item);
}

static char *
dup_key (gpointer page, guint position)
{
  const SlDueLine *line = get_line (page, position);

  return g_strdup_printf ("%s %s", line->object_id, line->part);
}

static void
set_row_narrow (GtkWidget *row, gboolean narrow)
{
  sl_due_row_set_narrow (SL_DUE_ROW (row), narrow);
}

static const SlGroupedListSource rows_source = { .count = count_lines,
                                                 .get_group = get_group,
                                                 .make_row = make_row,
                                                 .dup_key = dup_key,
                                                 .set_row_narrow = set_row_narrow };

static void
fill (SlDuePage *self)
{
  guint n_overdue = sl_due_lines_count_overdue (sl_due_list_get_lines (self->due));
  g_autofree char *subtitle = g_strdup_printf (_ ("%u overdue"), n_overdue);
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->due)) > 0;
  GtkWidget *row;

  sl_grouped_list_fill (self->groups);
  adw_window_title_set_subtitle (self->title, n_overdue > 0 ? subtitle : "");
  adw_status_page_set_description (
      self->empty, gtk_toggle_button_get_active (self->team)
                       ? _ ("Nobody in this casebook owes anything by a day.")
                       : _ ("Consultations, actions, visits and certificates appear "
                            "here by their day."));
  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "empty");
  row = sl_grouped_list_find_focus (self->groups, self->wants_focus);
  if (row != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (row);
  self->wants_focus = FALSE;
}

/* ---- reading ---- */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SlDuePage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean loaded = sl_due_list_load_finish (SL_DUE_LIST (source), result, &error);

  if (self->casebook == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (loaded)
    {
      fill (self);
      return;
    }
  adw_status_page_set_description (self->failed, error->message);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
reload (SlDuePage *self)
{
  const SlDueQuery query = { .team = gtk_toggle_button_get_active (self->team) };

  self->stale = FALSE;
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  sl_due_list_load_async (self->due, sl_casebook_get_review (self->casebook), &query, self->loading,
                          loaded_cb, g_object_ref (self));
}

static gboolean
stale_cb (gpointer data)
{
  SlDuePage *self = data;

  self->stale_source = 0;
  reload (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (SlDuePage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->stale = TRUE;
  else if (self->stale_source == 0)
    self->stale_source = g_timeout_add (STALE_DELAY_MS, stale_cb, self);
}

/* The days left are counted anew whenever one comes back: midnight may have passed. */
static void
sl_due_page_map (GtkWidget *widget)
{
  SlDuePage *self = SL_DUE_PAGE (widget);

  GTK_WIDGET_CLASS (sl_due_page_parent_class)->map (widget);
  if (sl_due_list_get_lines (self->due) != NULL)
    reload (self);
}

static void
team_cb (SlDuePage *self)
{
  if (self->casebook == NULL)
    return;
  sl_grouped_list_fold (self->groups);
  reload (self);
}

/* ---- the calendar ---- */

static void
calendar_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SlDuePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *text = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    text = g_strdup_printf (_ ("%s written. Sightline sends nothing: import it where you keep your "
                               "calendar."),
                            name);
  else
    text = g_strdup_printf (_ ("%s was not written: %s"), name, error->message);
  if (self->casebook != NULL)
    sl_window_toast (GTK_WIDGET (self), text, NULL, NULL);
}

static void
calendar_chosen_cb (SlDuePage *self, int response)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
      bytes = sl_due_make_calendar (sl_due_list_get_lines (self->due));
      g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                           calendar_written_cb, g_object_ref (self));
    }
  gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
}

static void
calendar_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlDuePage *self = SL_DUE_PAGE (widget);

  if (self->chooser != NULL || sl_due_list_get_lines (self->due) == NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_ ("Calendar file"),
                                               GTK_WINDOW (gtk_widget_get_root (widget)),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save"), NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), "sightline-due.ics");
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (calendar_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* ---- going about ---- */

static void
step_cb (SlDuePage *self)
{
  int margin = is_narrow (self) ? 12 : 24;

  g_object_set (self->bar, "margin-start", margin, "margin-end", margin, NULL);
  sl_grouped_list_set_narrow (self->groups, is_narrow (self));
}

/* Where the thing is worked on. */
static const char *
find_view (const SlDueLine *line)
{
  if (g_str_equal (line->object_kind, "version"))
    return "review";
  return g_str_equal (line->object_kind, "planning_case") ? "overview" : "site";
}

static void
row_activated_cb (SlDuePage *self, GtkListBoxRow *row)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  const SlDueLine *line = sl_due_item_get_line (sl_due_row_get_item (SL_DUE_ROW (row)));

  if (!SL_IS_WINDOW (root))
    return;
  /* A portfolio's is of no case. */
  if (*line->case_id == '\0')
    sl_window_open_portfolio (SL_WINDOW (root), line->object_id);
  else
    sl_window_open_view (SL_WINDOW (root), line->case_id, find_view (line));
}

static void
reload_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  reload (SL_DUE_PAGE (widget));
}

static gboolean
sl_due_page_grab_focus (GtkWidget *widget)
{
  SlDuePage *self = SL_DUE_PAGE (widget);
  GtkWidget *row = sl_grouped_list_get_first_row (self->groups);

  self->wants_focus = row == NULL;
  if (row != NULL)
    return gtk_widget_grab_focus (row);
  return gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
sl_due_page_dispose (GObject *object)
{
  SlDuePage *self = SL_DUE_PAGE (object);

  g_clear_handle_id (&self->stale_source, g_source_remove);
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->chooser);
  g_clear_object (&self->casebook);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->due);
  G_OBJECT_CLASS (sl_due_page_parent_class)->dispose (object);
}

static void
sl_due_page_class_init (SlDuePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_due_page_dispose;
  widget_class->map = sl_due_page_map;
  widget_class->grab_focus = sl_due_page_grab_focus;

  g_type_ensure (SL_TYPE_WINDOW);
  g_type_ensure (SL_TYPE_SIZE_BIN);
  g_type_ensure (SL_TYPE_GROUPED_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sightline/Sightline/ui/due/sl-due-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SlDuePage, size_bin);
  gtk_widget_class_bind_template_child (widget_class, SlDuePage, title);
  gtk_widget_class_bind_template_child (widget_class, SlDuePage, bar);
  gtk_widget_class_bind_template_child (widget_class, SlDuePage, team);
  gtk_widget_class_bind_template_child (widget_class, SlDuePage, stack);
  gtk_widget_class_bind_template_child (widget_class, SlDuePage, groups);
  gtk_widget_class_bind_template_child (widget_class, SlDuePage, empty);
  gtk_widget_class_bind_template_child (widget_class, SlDuePage, failed);
  gtk_widget_class_bind_template_callback (widget_class, step_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, team_cb);
  gtk_widget_class_install_action (widget_class, "due.reload", NULL, reload_cb);
  gtk_widget_class_install_action (widget_class, "due.calendar", NULL, calendar_cb);
}

static void
sl_due_page_init (SlDuePage *self)
{
  self->due = sl_due_list_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  sl_grouped_list_set_source (self->groups, &rows_source, self);
  for (guint i = 0; i < N_GROUPS; i++)
    sl_grouped_list_add_group (self->groups, _ (group_titles[i]));
  step_cb (self);
}

/**
 * sl_due_page_new:
 * @casebook: whose dates are shown
 *
 * Returns: (transfer floating): the page of what is due
 */
GtkWidget *
sl_due_page_new (SlCasebook *casebook)
{
  SlDuePage *self = g_object_new (SL_TYPE_DUE_PAGE, NULL);

  self->casebook = g_object_ref (casebook);
  g_signal_connect_object (sl_casebook_get_store (casebook), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  reload (self);
  return GTK_WIDGET (self);
}
