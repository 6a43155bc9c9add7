/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-reviews"
#include "config.h"

#include "review/sl-reviews-page.h"

#include "review/sl-wait-row.h"
#include "sl-window.h"
#include "widgets/sl-size-bin.h"

#include <glib/gi18n.h>

/* The queue in groups by whose turn it is. It is read again when the store changes, but only while
 * it is to be seen: a case that is worked on covers it. */

/* An import or a submission touches many records: one reading answers them all. */
#define STALE_DELAY_MS 60
/* Rows of a group before the rest are asked for: a queue is short, but nothing keeps it so. */
#define MAX_ROWS 100

typedef struct
{
  GtkWidget *section;
  GtkLabel *count;
  GtkListBox *list;
  GtkWidget *more; /* the button for the rest */
  gboolean whole;
} Group;

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
  GtkBox *groups;
  AdwStatusPage *failed;
  Group parts[SL_N_WAIT_GROUPS];
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

static GtkWidget *
find_row (SlReviewsPage *self, const char *paper_id)
{
  for (guint i = 0; i < SL_N_WAIT_GROUPS; i++)
    for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->parts[i].list));
         row != NULL; row = gtk_widget_get_next_sibling (row))
      if (paper_id == NULL || g_str_equal (sl_wait_row_get_paper_id (SL_WAIT_ROW (row)), paper_id))
        return row;
  return NULL;
}

/* The paper of the row that has the focus, or NULL. */
static const char *
get_focused_paper (SlReviewsPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, SL_TYPE_WAIT_ROW) : NULL;

  return row != NULL && gtk_widget_is_ancestor (row, GTK_WIDGET (self))
             ? sl_wait_row_get_paper_id (SL_WAIT_ROW (row))
             : NULL;
}

static void
fill_group (SlReviewsPage *self, SlWaitGroup group)
{
  Group *part = &self->parts[group];
  guint n_waits = 0, n_rows = 0;
  g_autofree char *count = NULL, *more = NULL;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (part->list))) != NULL)
    gtk_list_box_remove (part->list, row);
  for (guint i = 0; i < self->waits->len; i++)
    {
      const SlReviewWait *wait = g_ptr_array_index (self->waits, i);

      if (sl_wait_get_group (wait) != group || (n_waits++ >= MAX_ROWS && !part->whole))
        continue;
      row = sl_wait_row_new (wait);
      sl_wait_row_set_narrow (SL_WAIT_ROW (row), is_narrow (self));
      gtk_list_box_append (part->list, row);
      n_rows++;
    }
  count = g_strdup_printf ("%u", n_waits);
  more = g_strdup_printf (_ ("Show all %u"), n_waits);
  gtk_label_set_label (part->count, count);
  gtk_button_set_label (GTK_BUTTON (part->more), more);
  gtk_widget_set_visible (part->more, n_rows < n_waits);
  gtk_widget_set_visible (part->section, n_waits > 0);
}

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
  g_autofree char *focused = g_strdup (get_focused_paper (self));
  guint n_mine = sl_waits_count_mine (self->waits);
  g_autofree char *subtitle = g_strdup_printf (_ ("%u waiting for you"), n_mine);
  GtkWidget *row = NULL;

  for (guint i = 0; i < SL_N_WAIT_GROUPS; i++)
    fill_group (self, i);
  adw_window_title_set_subtitle (self->title, n_mine > 0 ? subtitle : "");
  gtk_stack_set_visible_child_name (self->stack, self->waits->len > 0 ? "list" : "empty");
  if (focused != NULL)
    row = find_row (self, focused);
  if (row == NULL && (focused != NULL || self->wants_focus))
    row = find_row (self, NULL);
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
  int margin = is_narrow (self) ? 12 : 24;

  g_object_set (self->groups, "margin-start", margin, "margin-end", margin, "margin-top", margin,
                "margin-bottom", margin, NULL);
  for (guint i = 0; i < SL_N_WAIT_GROUPS; i++)
    for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->parts[i].list));
         row != NULL; row = gtk_widget_get_next_sibling (row))
      sl_wait_row_set_narrow (SL_WAIT_ROW (row), is_narrow (self));
}

static void
row_activated_cb (SlReviewsPage *self, GtkListBoxRow *row)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (SL_IS_WINDOW (root))
    sl_window_open_paper (SL_WINDOW (root), sl_wait_row_get_case_id (SL_WAIT_ROW (row)),
                          sl_wait_row_get_paper_id (SL_WAIT_ROW (row)));
}

/* The arrow keys go on from one group to the next. */
static gboolean
keynav_failed_cb (SlReviewsPage *self, GtkDirectionType direction, GtkListBox *list)
{
  guint from = 0;

  if (direction != GTK_DIR_UP && direction != GTK_DIR_DOWN)
    return FALSE;
  while (self->parts[from].list != list)
    from++;
  for (guint i = 1; i < SL_N_WAIT_GROUPS; i++)
    {
      guint next = direction == GTK_DIR_DOWN ? from + i : from - i;
      GtkWidget *row;

      if (next >= SL_N_WAIT_GROUPS)
        break;
      list = self->parts[next].list;
      row = direction == GTK_DIR_DOWN ? gtk_widget_get_first_child (GTK_WIDGET (list))
                                      : gtk_widget_get_last_child (GTK_WIDGET (list));
      if (row != NULL)
        return gtk_widget_grab_focus (row);
    }
  return FALSE;
}

static void
open_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlReviewsPage *self = SL_REVIEWS_PAGE (widget);
  GtkWidget *row = find_row (self, get_focused_paper (self));

  if (row != NULL)
    row_activated_cb (self, GTK_LIST_BOX_ROW (row));
}

static void
reload_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  reload (SL_REVIEWS_PAGE (widget));
}

static void
more_cb (SlReviewsPage *self, GtkWidget *button)
{
  for (guint i = 0; i < SL_N_WAIT_GROUPS; i++)
    if (self->parts[i].more == button)
      {
        self->parts[i].whole = TRUE;
        fill_group (self, i);
        gtk_widget_child_focus (GTK_WIDGET (self->parts[i].list), GTK_DIR_TAB_FORWARD);
      }
}

static gboolean
sl_reviews_page_grab_focus (GtkWidget *widget)
{
  SlReviewsPage *self = SL_REVIEWS_PAGE (widget);
  GtkWidget *row = find_row (self, NULL);

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
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/review/sl-reviews-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SlReviewsPage, size_bin);
  gtk_widget_class_bind_template_child (widget_class, SlReviewsPage, title);
  gtk_widget_class_bind_template_child (widget_class, SlReviewsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SlReviewsPage, groups);
  gtk_widget_class_bind_template_child (widget_class, SlReviewsPage, failed);
  gtk_widget_class_bind_template_callback (widget_class, step_cb);
  gtk_widget_class_install_action (widget_class, "reviews.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "reviews.reload", NULL, reload_cb);
}

static void
add_group (SlReviewsPage *self, SlWaitGroup group)
{
  Group *part = &self->parts[group];
  const char *title = _ (group_titles[group]);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *heading = gtk_label_new (title);

  part->section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  part->count = GTK_LABEL (gtk_label_new (""));
  part->list = GTK_LIST_BOX (gtk_list_box_new ());
  part->more = gtk_button_new_with_label ("");
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (GTK_WIDGET (part->count), "badge");
  gtk_widget_add_css_class (GTK_WIDGET (part->list), "boxed-list");
  gtk_widget_set_halign (part->more, GTK_ALIGN_CENTER);
  gtk_list_box_set_selection_mode (part->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (part->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  g_signal_connect_swapped (part->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect_swapped (part->list, "keynav-failed", G_CALLBACK (keynav_failed_cb), self);
  g_signal_connect_swapped (part->more, "clicked", G_CALLBACK (more_cb), self);
  gtk_box_append (GTK_BOX (head), heading);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (part->count));
  gtk_box_append (GTK_BOX (part->section), head);
  gtk_box_append (GTK_BOX (part->section), GTK_WIDGET (part->list));
  gtk_box_append (GTK_BOX (part->section), part->more);
  gtk_box_append (self->groups, part->section);
}

static void
sl_reviews_page_init (SlReviewsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < SL_N_WAIT_GROUPS; i++)
    add_group (self, i);
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
