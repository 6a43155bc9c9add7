/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "widgets/sl-case-rows.h"

#include "sl-window.h"
#include "widgets/sl-list-focus.h"

/* Cases are listed in two places: how their rows are read, read again after a change, and where the
 * selection and the focus stand afterwards is decided here, once.
 *
 * The focus follows the rows only while nobody has taken it elsewhere: between the reading and the
 * rows a person may have turned to another place, and a row of a page that is no longer in front
 * must not take their next key. */

/* An import touches many records: one reading answers them all. */
#define STALE_DELAY_MS 60

struct _SlCaseRows
{
  GObject parent_instance;

  SlCaseList *list;
  GtkSingleSelection *selection;
  GtkWidget *page; /* borrowed, NULL once closed; so is the view in it */
  GtkWidget *view;

  GCancellable *cancellable;
  guint stale_source;
  guint keep_position; /* where the selection stood before a reading */
  gboolean had_focus;
  gboolean wants_focus; /* asked for while there were no rows yet */
};

enum
{
  SIGNAL_STALE,
  SIGNAL_LOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlCaseRows, sl_case_rows, G_TYPE_OBJECT)

/* Mapped is not enough: a page that fades away still is. */
static gboolean
is_in_front (SlCaseRows *self)
{
  GtkWidget *parent = gtk_widget_get_parent (self->page);

  return gtk_widget_get_mapped (self->page) &&
         (!GTK_IS_STACK (parent) || gtk_stack_get_visible_child (GTK_STACK (parent)) == self->page);
}

static gboolean
may_take_focus (SlCaseRows *self)
{
  GtkRoot *root = gtk_widget_get_root (self->page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (self->wants_focus)
    return is_in_front (self);
  return self->had_focus && (focus == NULL || gtk_widget_is_ancestor (focus, self->page));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SlCaseRows) self = data;
  g_autoptr (GError) error = NULL;
  gboolean loaded = sl_case_list_load_finish (SL_CASE_LIST (source), result, &error);
  guint n_rows;

  if (self->page == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!loaded)
    {
      sl_window_toast (self->page, error->message, NULL, NULL);
      return;
    }
  n_rows = sl_case_rows_get_n_rows (self);
  if (n_rows > 0)
    {
      guint position = MIN (self->keep_position, n_rows - 1);

      gtk_single_selection_set_selected (self->selection, position);
      sl_list_go_to (self->view, position, may_take_focus (self));
      self->wants_focus = FALSE;
    }
  g_signal_emit (self, signals[SIGNAL_LOADED], 0);
}

static gboolean
stale_cb (gpointer data)
{
  SlCaseRows *self = data;

  self->stale_source = 0;
  g_signal_emit (self, signals[SIGNAL_STALE], 0);
  return G_SOURCE_REMOVE;
}

static void
store_changed_cb (SlCaseRows *self, const char *kind, const char *id, const char *case_id)
{
  if (self->stale_source == 0 && self->page != NULL && *case_id != '\0')
    self->stale_source = g_timeout_add (STALE_DELAY_MS, stale_cb, self);
}

static void
sl_case_rows_dispose (GObject *object)
{
  SlCaseRows *self = SL_CASE_ROWS (object);

  sl_case_rows_close (self);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (sl_case_rows_parent_class)->dispose (object);
}

static void
sl_case_rows_class_init (SlCaseRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_case_rows_dispose;

  signals[SIGNAL_STALE] = g_signal_new ("stale", SL_TYPE_CASE_ROWS, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LOADED] = g_signal_new ("loaded", SL_TYPE_CASE_ROWS, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
}

static void
sl_case_rows_init (SlCaseRows *self)
{
}

/**
 * sl_case_rows_new:
 * @store: whose cases
 * @page: (transfer none): what is in front or not; it calls sl_case_rows_close() before it goes
 * @view: (transfer none): the list or column view in @page that shows the rows
 *
 * Returns: (transfer full): no rows yet
 */
SlCaseRows *
sl_case_rows_new (SlStore *store, GtkWidget *page, GtkWidget *view)
{
  SlCaseRows *self = g_object_new (SL_TYPE_CASE_ROWS, NULL);

  self->page = page;
  self->view = view;
  self->list = sl_case_list_new (store);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->list)));
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * sl_case_rows_close:
 *
 * Stops what is being read; may be called twice.
 */
void
sl_case_rows_close (SlCaseRows *self)
{
  g_return_if_fail (SL_IS_CASE_ROWS (self));
  g_clear_handle_id (&self->stale_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->page = self->view = NULL;
}

/**
 * sl_case_rows_get_selection:
 *
 * Returns: (transfer none): the model for the view
 */
GtkSingleSelection *
sl_case_rows_get_selection (SlCaseRows *self)
{
  g_return_val_if_fail (SL_IS_CASE_ROWS (self), NULL);
  return self->selection;
}

/**
 * sl_case_rows_get_selected:
 *
 * Returns: (transfer none) (nullable): the chosen case
 */
SlCase *
sl_case_rows_get_selected (SlCaseRows *self)
{
  g_return_val_if_fail (SL_IS_CASE_ROWS (self), NULL);
  return gtk_single_selection_get_selected_item (self->selection);
}

/**
 * sl_case_rows_get_n_rows:
 *
 * Returns: how many rows there are
 */
guint
sl_case_rows_get_n_rows (SlCaseRows *self)
{
  g_return_val_if_fail (SL_IS_CASE_ROWS (self), 0);
  return g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

/**
 * sl_case_rows_load:
 * @query: which cases, in which order
 *
 * Reads the rows in the background, in place of a reading under way; they are shown where one was.
 */
void
sl_case_rows_load (SlCaseRows *self, const SlCaseQuery *query)
{
  guint position;

  g_return_if_fail (SL_IS_CASE_ROWS (self) && self->page != NULL && query != NULL);
  position = gtk_single_selection_get_selected (self->selection);
  if (position != GTK_INVALID_LIST_POSITION)
    self->keep_position = position;
  self->had_focus = sl_has_focus_within (self->view);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  sl_case_list_load_async (self->list, query, self->cancellable, loaded_cb, g_object_ref (self));
}

/**
 * sl_case_rows_begin_at_top:
 *
 * The next reading begins at the first row: the order is another.
 */
void
sl_case_rows_begin_at_top (SlCaseRows *self)
{
  g_return_if_fail (SL_IS_CASE_ROWS (self));
  gtk_single_selection_set_selected (self->selection, 0);
  self->keep_position = 0;
}

/**
 * sl_case_rows_grab_focus:
 *
 * Returns: %TRUE when a row took the focus; else the first row takes it as soon as there is one,
 * should the page be in front then
 */
gboolean
sl_case_rows_grab_focus (SlCaseRows *self)
{
  g_return_val_if_fail (SL_IS_CASE_ROWS (self) && self->page != NULL, FALSE);
  self->wants_focus = sl_case_rows_get_n_rows (self) == 0;
  return !self->wants_focus && gtk_widget_grab_focus (self->view);
}
