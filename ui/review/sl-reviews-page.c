/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-reviews"
#include "config.h"

#include "review/sl-reviews-page.h"

#include "review/sl-wait-row.h"
#include "sl-window.h"
#include "widgets/sl-grouped-list.h"
#include "widgets/sl-size-bin.h"

#include <glib/gi18n.h>

/* The queue in groups by whose turn it is. It is read again when the store changes, but only while
 * it is to be seen: a case that is worked on covers it. */

/* An import or a submission touches many records: one reading answers them all. */
#define STALE_DELAY_MS 60

struct _SlReviewsPage
{
  AdwBin parent_instance;

  SlCasebook *casebook;
  GCancellable *loading;
  guint stale_source;
  gboolean stale; /* something changed while the page was not to be seen */
  gboolean wants_focus;
  GPtrArray *waits; /* as last read; NULL before that */

  SlSizeBin *size_bin;
  AdwWindowTitle *title;
  GtkStack *stack;
  SlGroupedList *groups;
  AdwStatusPage *failed;
};

G_DEFINE_FINAL_TYPE (SlReviewsPage, sl_reviews_page, ADW_TYPE_BIN)

static const char *const group_titles[SL_N_WAIT_GROUPS] = {
  [SL_WAIT_FOR_ME] = N_ ("Waiting for you"),
  [SL_WAIT_RETURNED] = N_ ("Returned to you"),
  [SL_WAIT_TO_ISSUE] = N_ ("Approved, to issue"),
  [SL_WAIT_FOR_OTHERS] = N_ ("Waiting for others"),
};

/* Rows. */

static gboolean
is_narrow (SlReviewsPage *self)
{
  return sl_size_bin_get_step (self->size_bin) == 0;
}

static guint
count_waits (gpointer page)
{
  return SL_REVIEWS_PAGE (page)->waits->len;
}

static guint
get_group (gpointer page, guint position)
{
  return sl_wait_get_group (g_ptr_array_index (SL_REVIEWS_PAGE (page)->waits, position));
}

static GtkWidget *
make_row (gpointer page, guint position)
{
  return sl_wait_row_new (g_ptr_array_index (SL_REVIEWS_PAGE (page)->waits, position));
}

static char *
dup_key (gpointer page, guint position)
{
  const SlReviewWait *wait = g_ptr_array_index (SL_REVIEWS_PAGE (page)->waits, position);

  return g_strdup (wait->paper_id);
}

static void
set_row_narrow (GtkWidget *row, gboolean narrow)
{
  sl_wait_row_set_narrow (SL_WAIT_ROW (row), narrow);
}

static const SlGroupedListSource rows_source = { .count = count_waits,
                                                 .get_group = get_group,
                                                 .make_row = make_row,
                                                 .dup_key = dup_key,
                                                 .set_row_narrow = set_row_narrow };

/* Mapped is not enough: a page that fades away still is. */
static gboolean
is_in_front (SlReviewsPage *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  return gtk_widget_get_mapped (GTK_WIDGET (self)) &&
         (!GTK_IS_STACK (parent) ||
          gtk_stack_get_visible_child (GTK_STACK (parent)) == GTK_WIDGET (self));
}

/* Puts the rows in, with the focus on the case that had it, else on the first. */
static void
fill (SlReviewsPage *self)
{
  guint n_mine = sl_waits_count_mine (self->waits);
  g_autofree char *subtitle = g_strdup_printf (_ ("%u waiting for you"), n_mine);
  GtkWidget *row;

  sl_grouped_list_fill (self->groups);
  adw_window_title_set_subtitle (self->title, n_mine > 0 ? subtitle : "");
  gtk_stack_set_visible_child_name (self->stack, self->waits->len > 0 ? "list" : "empty");
  row = sl_grouped_list_find_focus (self->groups, self->wants_focus);
  if (row != NULL && is_in_front (self))
    gtk_widget_grab_focus (row);
  self->wants_focus = FALSE;
}

/* Reading. */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SlReviewsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) waits = sl_waits_load_finish (result, &error);

  if (self->casebook == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (waits == NULL)
    {
      adw_status_page_set_description (self->failed, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  g_clear_pointer (&self->waits, g_ptr_array_unref);
  self->waits = g_steal_pointer (&waits);
  fill (self);
}

static void
reload (SlReviewsPage *self)
{
  self->stale = FALSE;
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  sl_waits_load_async (sl_casebook_get_review (self->casebook), self->loading, loaded_cb,
                       g_object_ref (self));
}

static gboolean
stale_cb (gpointer data)
{
  SlReviewsPage *self = data;

  self->stale_source = 0;
  reload (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (SlReviewsPage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->stale = TRUE;
  else if (self->stale_source == 0)
    self->stale_source = g_timeout_add (STALE_DELAY_MS, stale_cb, self);
}

/* The words say how long something has waited: they are made anew whenever one comes back. */
static void
sl_reviews_page_map (GtkWidget *widget)
{
  SlReviewsPage *self = SL_REVIEWS_PAGE (widget);

  GTK_WIDGET_CLASS (sl_reviews_page_parent_class)->map (widget);
  if (self->stale)
    reload (self);
  else if (self->waits != NULL)
    fill (self);
}

/* Going about. */

static void
step_cb (SlReviewsPage *self)
{
  sl_grouped_list_set_narrow (self->groups, is_narrow (self));
}

static void
row_activated_cb (SlReviewsPage *self, GtkListBoxRow *row)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (SL_IS_WINDOW (root))
    sl_window_open_paper (SL_WINDOW (root), sl_wait_row_get_case_id (SL_WAIT_ROW (row)),
                          sl_wait_row_get_paper_id (SL_WAIT_ROW (row)));
}

static void
open_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlReviewsPage *self = SL_REVIEWS_PAGE (widget);
  GtkWidget *row = sl_grouped_list_get_focused_row (self->groups);

  if (row == NULL)
    row = sl_grouped_list_get_first_row (self->groups);
  if (row != NULL)
    row_activated_cb (self, GTK_LIST_BOX_ROW (row));
}

static void
reload_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  reload (SL_REVIEWS_PAGE (widget));
}

static gboolean
sl_reviews_page_grab_focus (GtkWidget *widget)
{
  SlReviewsPage *self = SL_REVIEWS_PAGE (widget);
  GtkWidget *row = sl_grouped_list_get_first_row (self->groups);

  self->wants_focus = self->waits == NULL || self->stale;
  if (row != NULL)
    return gtk_widget_grab_focus (row);
  return gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
sl_reviews_page_dispose (GObject *object)
{
  SlReviewsPage *self = SL_REVIEWS_PAGE (object);

  g_clear_handle_id (&self->stale_source, g_source_remove);
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->casebook);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_pointer (&self->waits, g_ptr_array_unref);
  G_OBJECT_CLASS (sl_reviews_page_parent_class)->dispose (object);
}

static void
sl_reviews_page_class_init (SlReviewsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_reviews_page_dispose;
  widget_class->map = sl_reviews_page_map;
  widget_class->grab_focus = sl_reviews_page_grab_focus;

  g_type_ensure (SL_TYPE_WINDOW);
  g_type_ensure (SL_TYPE_SIZE_BIN);
  g_type_ensure (SL_TYPE_GROUPED_LIST);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/review/sl-reviews-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SlReviewsPage, size_bin);
  gtk_widget_class_bind_template_child (widget_class, SlReviewsPage, title);
  gtk_widget_class_bind_template_child (widget_class, SlReviewsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SlReviewsPage, groups);
  gtk_widget_class_bind_template_child (widget_class, SlReviewsPage, failed);
  gtk_widget_class_bind_template_callback (widget_class, step_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "reviews.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "reviews.reload", NULL, reload_cb);
}

static void
sl_reviews_page_init (SlReviewsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sl_grouped_list_set_source (self->groups, &rows_source, self);
  for (guint i = 0; i < SL_N_WAIT_GROUPS; i++)
    sl_grouped_list_add_group (self->groups, _ (group_titles[i]));
  step_cb (self);
}

/**
 * sl_reviews_page_new:
 * @casebook: whose reviews are shown
 *
 * Returns: (transfer floating): the page of reviews
 */
GtkWidget *
sl_reviews_page_new (SlCasebook *casebook)
{
  SlReviewsPage *self = g_object_new (SL_TYPE_REVIEWS_PAGE, NULL);

  self->casebook = g_object_ref (casebook);
  g_signal_connect_object (sl_casebook_get_store (casebook), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (casebook, "notify::person", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  reload (self);
  return GTK_WIDGET (self);
}
