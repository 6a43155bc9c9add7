/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-comments-pane.h"

#include "review/sl-comment-card.h"
#include "widgets/sl-list-focus.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* The list recycles its cards. Threads stand in it as items that outlive a reload, so that what one
 * reads does not jump when a comment comes or goes. */

/* A thread of the list; property: comment. */
#define SL_TYPE_THREAD (sl_thread_get_type ())
G_DECLARE_FINAL_TYPE (SlThread, sl_thread, SL, THREAD, GObject)

struct _SlThread
{
  GObject parent_instance;

  SlComment *comment;
};

G_DEFINE_FINAL_TYPE (SlThread, sl_thread, G_TYPE_OBJECT)

static guint thread_changed;

static void
sl_thread_finalize (GObject *object)
{
  g_clear_object (&SL_THREAD (object)->comment);
  G_OBJECT_CLASS (sl_thread_parent_class)->finalize (object);
}

static void
sl_thread_class_init (SlThreadClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_thread_finalize;
  thread_changed = g_signal_new ("changed", SL_TYPE_THREAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
sl_thread_init (SlThread *self)
{
}

static SlThread *
sl_thread_new (SlComment *comment)
{
  SlThread *self = g_object_new (SL_TYPE_THREAD, NULL);

  self->comment = g_object_ref (comment);
  return self;
}

struct _SlCommentsPane
{
  GtkWidget parent_instance;

  SlReview *review;     /* borrowed from the caller, as state */
  SlReviewState *state; /* NULL: nothing to show */
  GListStore *threads;
  GtkFilter *filter;
  GtkFilterListModel *filtered;
  GtkSingleSelection *selection;

  GtkWidget *content; /* all else stands in it */
  GtkLabel *count;
  GtkWidget *back;
  GtkToggleButton *all;
  GtkToggleButton *open;
  GtkStack *stack;
  AdwStatusPage *empty;
  GtkListView *list;
  SlReviewComposer *composer;
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_OPEN_ANCHOR,
  SIGNAL_REPLY,
  SIGNAL_CLOSE,
  SIGNAL_WRITTEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlCommentsPane, sl_comments_pane, GTK_TYPE_WIDGET)

/* Rows. */

static void
anchor_cb (SlCommentsPane *self, const char *id)
{
  sl_comments_pane_choose (self, id);
  g_signal_emit (self, signals[SIGNAL_OPEN_ANCHOR], 0, id);
}

static void
reply_cb (SlCommentsPane *self, const char *id)
{
  sl_comments_pane_choose (self, id);
  g_signal_emit (self, signals[SIGNAL_REPLY], 0, id);
}

static void
close_cb (SlCommentsPane *self, const char *id)
{
  sl_comments_pane_choose (self, id);
  g_signal_emit (self, signals[SIGNAL_CLOSE], 0, id);
}

static void
show_thread (SlCommentsPane *self, GtkListItem *item)
{
  SlThread *thread = gtk_list_item_get_item (item);
  SlCommentCard *card = SL_COMMENT_CARD (gtk_list_item_get_child (item));

  if (thread == NULL)
    return;
  sl_comment_card_set_comment (card, thread->comment, self->review, self->state);
  sl_comment_card_set_current (card, gtk_list_item_get_selected (item));
}

static void
thread_changed_cb (SlThread *thread, GtkListItem *item)
{
  show_thread (g_object_get_data (G_OBJECT (item), "pane"), item);
}

static void
selected_cb (GtkListItem *item)
{
  GtkWidget *card = gtk_list_item_get_child (item);

  if (card != NULL)
    sl_comment_card_set_current (SL_COMMENT_CARD (card), gtk_list_item_get_selected (item));
}

static void
setup_cb (SlCommentsPane *self, GtkListItem *item)
{
  GtkWidget *card = sl_comment_card_new ();

  g_object_set_data (G_OBJECT (item), "pane", self);
  g_signal_connect_swapped (card, "open-anchor", G_CALLBACK (anchor_cb), self);
  g_signal_connect_swapped (card, "reply", G_CALLBACK (reply_cb), self);
  g_signal_connect_swapped (card, "close", G_CALLBACK (close_cb), self);
  g_signal_connect (item, "notify::selected", G_CALLBACK (selected_cb), NULL);
  gtk_list_item_set_child (item, card);
}

static void
bind_cb (SlCommentsPane *self, GtkListItem *item)
{
  g_signal_connect (gtk_list_item_get_item (item), "changed", G_CALLBACK (thread_changed_cb), item);
  show_thread (self, item);
}

static void
unbind_cb (SlCommentsPane *self, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), thread_changed_cb, item);
}

/* The list. */

static gboolean
is_wanted (gpointer item, gpointer data)
{
  SlCommentsPane *self = data;

  return !gtk_toggle_button_get_active (self->open) ||
         sl_comment_is_open (SL_THREAD (item)->comment);
}

static void
update_empty (SlCommentsPane *self)
{
  gboolean none = g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) == 0;
  gboolean only_closed = g_list_model_get_n_items (G_LIST_MODEL (self->threads)) > 0;

  gtk_stack_set_visible_child_name (self->stack, none ? "empty" : "list");
  adw_status_page_set_title (self->empty, only_closed ? _ ("No open comments") : _ ("No comments"));
  adw_status_page_set_description (
      self->empty, only_closed ? _ ("Choose All to read the closed ones.")
                               : _ ("Select words in the letter, or open an answer, and press M."));
}

static void
filter_cb (SlCommentsPane *self)
{
  if (self->filter == NULL)
    return;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_empty (self);
}

static void
chosen_cb (SlCommentsPane *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, sl_comments_pane_get_chosen (self));
}

static void
written_cb (SlCommentsPane *self, const char *purpose, const char *subject, const char *text)
{
  g_signal_emit (self, signals[SIGNAL_WRITTEN], 0, purpose, subject, text);
}

static guint
count_open (SlCommentsPane *self)
{
  guint n_open = 0, n_threads = g_list_model_get_n_items (G_LIST_MODEL (self->threads));

  for (guint i = 0; i < n_threads; i++)
    {
      g_autoptr (SlThread) thread = g_list_model_get_item (G_LIST_MODEL (self->threads), i);

      n_open += sl_comment_is_open (thread->comment) ? 1 : 0;
    }
  return n_open;
}

static gboolean
same_thread (SlCommentsPane *self, guint position, GListModel *comments, guint new_position)
{
  g_autoptr (SlThread) thread = g_list_model_get_item (G_LIST_MODEL (self->threads), position);
  g_autoptr (SlComment) comment = g_list_model_get_item (comments, new_position);

  return g_str_equal (sl_comment_get_id (thread->comment), sl_comment_get_id (comment));
}

static void
refresh_thread (SlCommentsPane *self, guint position, GListModel *comments, guint new_position)
{
  g_autoptr (SlThread) thread = g_list_model_get_item (G_LIST_MODEL (self->threads), position);
  g_autoptr (SlComment) comment = g_list_model_get_item (comments, new_position);

  g_set_object (&thread->comment, comment);
  g_signal_emit (thread, thread_changed, 0);
}

/* Replaces only the stretch of threads that is not the same as before. */
static void
take_comments (SlCommentsPane *self, GListModel *comments)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->threads));
  guint n_new = g_list_model_get_n_items (comments), first = 0, last = 0;
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  while (first < MIN (n_old, n_new) && same_thread (self, first, comments, first))
    first++;
  while (last < MIN (n_old, n_new) - first &&
         same_thread (self, n_old - 1 - last, comments, n_new - 1 - last))
    last++;
  for (guint i = first; i < n_new - last; i++)
    {
      g_autoptr (SlComment) comment = g_list_model_get_item (comments, i);

      g_ptr_array_add (added, sl_thread_new (comment));
    }
  for (guint i = 0; i < first; i++)
    refresh_thread (self, i, comments, i);
  for (guint i = 0; i < last; i++)
    refresh_thread (self, n_old - 1 - i, comments, n_new - 1 - i);
  if (n_old - first - last > 0 || added->len > 0)
    g_list_store_splice (self->threads, first, n_old - first - last, added->pdata, added->len);
}

static void
sl_comments_pane_dispose (GObject *object)
{
  SlCommentsPane *self = SL_COMMENTS_PANE (object);

  self->state = NULL;
  self->review = NULL;
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SL_TYPE_COMMENTS_PANE);
  g_clear_object (&self->selection);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->threads);
  G_OBJECT_CLASS (sl_comments_pane_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/review/sl-comments-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, SlCommentsPane, content);
  gtk_widget_class_bind_template_child (widget_class, SlCommentsPane, count);
  gtk_widget_class_bind_template_child (widget_class, SlCommentsPane, back);
  gtk_widget_class_bind_template_child (widget_class, SlCommentsPane, all);
  gtk_widget_class_bind_template_child (widget_class, SlCommentsPane, open);
  gtk_widget_class_bind_template_child (widget_class, SlCommentsPane, stack);
  gtk_widget_class_bind_template_child (widget_class, SlCommentsPane, empty);
  gtk_widget_class_bind_template_child (widget_class, SlCommentsPane, list);
  gtk_widget_class_bind_template_child (widget_class, SlCommentsPane, composer);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, written_cb);
}

static void
sl_comments_pane_class_init (SlCommentsPaneClass *klass)
{
  static const char *const names[] = { "chosen", "open-anchor", "reply", "close" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_comments_pane_dispose;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    signals[i] = g_signal_new (names[i], SL_TYPE_COMMENTS_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_WRITTEN] = g_signal_new ("written", SL_TYPE_COMMENTS_PANE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_STRING,
                                          G_TYPE_STRING, G_TYPE_STRING);
  g_type_ensure (SL_TYPE_REVIEW_COMPOSER);
  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "commentspane");
}

static void
sl_comments_pane_init (SlCommentsPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->threads = g_list_store_new (SL_TYPE_THREAD);
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL));
  self->filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->threads)),
                                              g_object_ref (self->filter));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->filtered)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (chosen_cb), self);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

/**
 * sl_comments_pane_set_state:
 * @review: (nullable): decides what may be done
 * @state: (nullable): the case's; kept alive by the caller
 *
 * Shows the comments of a case, or brings those shown up to date.
 */
void
sl_comments_pane_set_state (SlCommentsPane *self, SlReview *review, SlReviewState *state)
{
  g_autofree char *text = NULL;
  guint n_open;

  g_return_if_fail (SL_IS_COMMENTS_PANE (self));

  self->review = review;
  self->state = state;
  if (state != NULL)
    take_comments (self, state->comments);
  else
    g_list_store_remove_all (self->threads);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  n_open = count_open (self);
  text = n_open > 0 ? g_strdup_printf (_ ("%u open"), n_open)
         : g_list_model_get_n_items (G_LIST_MODEL (self->threads)) > 0 ? g_strdup (_ ("none open"))
                                                                       : g_strdup ("");
  gtk_label_set_label (self->count, text);
  update_empty (self);
}

static guint
find_position (GListModel *model, const char *id)
{
  guint n_threads = g_list_model_get_n_items (model);

  for (guint i = 0; id != NULL && i < n_threads; i++)
    {
      g_autoptr (SlThread) thread = g_list_model_get_item (model, i);

      if (g_str_equal (sl_comment_get_id (thread->comment), id))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/**
 * sl_comments_pane_choose:
 * @id: (nullable): of a comment
 *
 * Makes a comment the one in hand and brings it into sight.
 */
void
sl_comments_pane_choose (SlCommentsPane *self, const char *id)
{
  SlComment *comment;
  guint position;

  g_return_if_fail (SL_IS_COMMENTS_PANE (self));

  comment = sl_comments_pane_find (self, id);
  if (comment != NULL && !sl_comment_is_open (comment))
    gtk_toggle_button_set_active (self->all, TRUE);
  position = find_position (G_LIST_MODEL (self->filtered), id);
  if (position == gtk_single_selection_get_selected (self->selection))
    return;
  gtk_single_selection_set_selected (self->selection, position);
  if (position != GTK_INVALID_LIST_POSITION)
    sl_list_go_to (GTK_WIDGET (self->list), position, FALSE);
}

const char *
sl_comments_pane_get_chosen (SlCommentsPane *self)
{
  SlThread *thread;

  g_return_val_if_fail (SL_IS_COMMENTS_PANE (self), NULL);
  thread = gtk_single_selection_get_selected_item (self->selection);
  return thread != NULL ? sl_comment_get_id (thread->comment) : NULL;
}

SlComment *
sl_comments_pane_find (SlCommentsPane *self, const char *id)
{
  guint position;
  g_autoptr (SlThread) thread = NULL;

  g_return_val_if_fail (SL_IS_COMMENTS_PANE (self), NULL);

  position = find_position (G_LIST_MODEL (self->threads), id);
  if (position == GTK_INVALID_LIST_POSITION)
    return NULL;
  thread = g_list_model_get_item (G_LIST_MODEL (self->threads), position);
  return thread->comment;
}

SlReviewComposer *
sl_comments_pane_get_composer (SlCommentsPane *self)
{
  g_return_val_if_fail (SL_IS_COMMENTS_PANE (self), NULL);
  return self->composer;
}

/**
 * sl_comments_pane_set_folded:
 * @folded: it lies over the text, and is left by a button
 */
void
sl_comments_pane_set_folded (SlCommentsPane *self, gboolean folded)
{
  g_return_if_fail (SL_IS_COMMENTS_PANE (self));
  gtk_widget_set_visible (self->back, folded);
}
