/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-changes-view.h"

#include "review/sl-change-fold.h"
#include "review/sl-change-row.h"
#include "review/sl-reading-view.h"
#include "review/sl-source-line.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

/* Middle of the Review page. Rows are made for what changed only; a fold makes its own when it is
 * opened, so a long letter costs what one reads of it. Records are shown up to a bound, then on
 * demand. Past 600 lines because rows, folds, records and
 * steps are made of one comparison. */

#define N_FIELDS_FIRST 60

struct _SlChangesView
{
  GtkWidget parent_instance;

  SlDiff *diff;
  gboolean plain;
  GListModel *comments;
  GHashTable *marks; /* key of a block -> GArray of SlMarkedWords */
  char *current_comment;
  GPtrArray *steps; /* of Step, in reading order; made when first stepped */
  guint position;   /* from 1 */
  SlChangeRow *current_row;
  SlChangeRow *selected_row; /* where the focus was last: its selection counts */
  GPtrArray *field_spans;    /* of GArray of SlSpan: what the rows of records show */
  guint n_fields_shown;
  SlSubjects *subjects;

  SlReadingView *reading;
  GtkBox *content; /* of the reading view */
  GtkBox *fields_box;
};

typedef struct
{
  SlChangeRow *row; /* borrowed: child of the content */
  guint change;
} Step;

enum
{
  SIGNAL_COMMENT_CHOSEN,
  SIGNAL_STEPPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlChangesView, sl_changes_view, GTK_TYPE_WIDGET)

/* Rows. */

typedef void (*RowFunc) (SlChangesView *self, SlChangeRow *row, gpointer data);

static void
walk_rows (SlChangesView *self, GtkWidget *parent, RowFunc func, gpointer data)
{
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (SL_IS_CHANGE_ROW (child))
      func (self, SL_CHANGE_ROW (child), data);
    else
      walk_rows (self, child, func, data);
}

typedef struct
{
  const char *key;
  SlChangeRow *found;
} RowSearch;

static void
match_row (SlChangesView *self, SlChangeRow *row, gpointer data)
{
  RowSearch *search = data;
  const SlBlockChange *block = sl_change_row_get_block (row);

  if (search->found == NULL && block != NULL && !g_str_equal (block->change, "removed") &&
      g_strcmp0 (block->key, search->key) == 0)
    search->found = row;
}

static void
row_chosen_cb (SlChangesView *self, const char *comment_id)
{
  g_signal_emit (self, signals[SIGNAL_COMMENT_CHOSEN], 0, comment_id);
}

/* One selection at a time: the one begun last. */
static void
row_entered_cb (GtkEventControllerFocus *controller, SlChangesView *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  if (self->selected_row != NULL && GTK_WIDGET (self->selected_row) != row)
    sl_change_row_clear_selection (self->selected_row);
  g_set_weak_pointer (&self->selected_row, SL_CHANGE_ROW (row));
}

/* By block, once: a letter has hundreds of blocks and a case may have hundreds of comments. The ids
 * are the comments' own. */
static void
index_marks (SlChangesView *self)
{
  guint n_comments = self->comments != NULL ? g_list_model_get_n_items (self->comments) : 0;

  g_hash_table_remove_all (self->marks);
  for (guint i = 0; i < n_comments; i++)
    {
      g_autoptr (SlComment) comment = g_list_model_get_item (self->comments, i);
      SlMarkedWords mark = { .comment_id = (char *) sl_comment_get_id (comment),
                             .open = sl_comment_is_open (comment) };
      const char *key;
      GArray *marks;

      if (!g_str_equal (sl_comment_get (comment, "anchor-kind"), "text") ||
          g_str_equal (sl_comment_get (comment, "place"), "gone"))
        continue;
      sl_comment_get_place (comment, &key, &mark.start, &mark.end);
      marks = g_hash_table_lookup (self->marks, key);
      if (marks == NULL)
        {
          marks = g_array_new (FALSE, TRUE, sizeof (SlMarkedWords));
          g_hash_table_insert (self->marks, g_strdup (key), marks);
        }
      g_array_append_val (marks, mark);
    }
}

static void
mark_row (SlChangesView *self, SlChangeRow *row, gpointer data)
{
  const SlBlockChange *block = sl_change_row_get_block (row);

  if (block == NULL || g_str_equal (block->change, "removed"))
    return;
  sl_change_row_set_marks (row, g_hash_table_lookup (self->marks, block->key));
  sl_change_row_set_current_comment (row, self->current_comment);
}

/* The paragraph with the way back to what it rests on, where it rests on a record. The rows of a
 * table that lists the answers do without: they stand in the list of answers. */
static GtkWidget *
add_source (SlChangesView *self, const SlBlockChange *block, GtkWidget *row)
{
  GtkWidget *source = NULL, *box;

  if (self->subjects != NULL && block->kind != SL_BLOCK_ROW &&
      !g_str_equal (block->change, "removed"))
    source = sl_source_line_new (self->subjects, block->item, block->evidence);
  if (source == NULL)
    return row;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), row);
  gtk_box_append (GTK_BOX (box), source);
  return box;
}

static GtkWidget *
make_row (SlChangesView *self, const SlBlockChange *block)
{
  GtkWidget *row = sl_change_row_new (block, self->plain);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (row, "comment-chosen", G_CALLBACK (row_chosen_cb), self);
  g_signal_connect (focus, "enter", G_CALLBACK (row_entered_cb), self);
  gtk_widget_add_controller (row, focus);
  mark_row (self, SL_CHANGE_ROW (row), NULL);
  return add_source (self, block, row);
}

/* Folds. */

static gboolean
has_words (const SlBlockChange *block)
{
  for (guint i = 0; i < block->spans->len; i++)
    if (*g_array_index (block->spans, SlSpan, i).text != '\0')
      return TRUE;
  return FALSE;
}

static gboolean
has_changed (const SlBlockChange *block)
{
  return !g_str_equal (block->change, "same");
}

static gboolean
has_open_comment (SlChangesView *self, const SlBlockChange *block)
{
  GArray *marks = g_hash_table_lookup (self->marks, block->key);

  for (guint i = 0; marks != NULL && i < marks->len; i++)
    if (g_array_index (marks, SlMarkedWords, i).open)
      return TRUE;
  return FALSE;
}

/* Whether a block stands unfolded: it changed, somebody remarks on it, or it heads one that did. */
static gboolean
is_shown (SlChangesView *self, guint index)
{
  const SlBlockChange *block = g_ptr_array_index (self->diff->blocks, index);
  gboolean heads = block->kind == SL_BLOCK_HEADING;

  if (self->plain || has_changed (block) || has_open_comment (self, block))
    return TRUE;
  for (guint i = index + 1; heads && i < self->diff->blocks->len; i++)
    {
      const SlBlockChange *next = g_ptr_array_index (self->diff->blocks, i);

      if (!has_words (next))
        continue;
      return next->kind != SL_BLOCK_HEADING &&
             (has_changed (next) || has_open_comment (self, next));
    }
  return FALSE;
}

static void
fold_opened_cb (SlChangesView *self, SlChangeFold *fold)
{
  GPtrArray *blocks = sl_change_fold_get_blocks (fold);

  for (guint i = 0; i < blocks->len; i++)
    sl_change_fold_append (fold, make_row (self, g_ptr_array_index (blocks, i)));
}

static void
append_fold (SlChangesView *self, GPtrArray **folded)
{
  GtkWidget *fold;

  if ((*folded)->len == 0)
    return;
  if ((*folded)->len == 1)
    {
      /* It takes no more room than the line that would hide it. */
      gtk_box_append (self->content, make_row (self, g_ptr_array_index (*folded, 0)));
      g_ptr_array_set_size (*folded, 0);
      return;
    }
  fold = sl_change_fold_new (g_steal_pointer (folded));
  g_signal_connect_swapped (fold, "opened", G_CALLBACK (fold_opened_cb), self);
  gtk_box_append (self->content, fold);
  *folded = g_ptr_array_new ();
}

static void
fill_letter (SlChangesView *self)
{
  g_autoptr (GPtrArray) folded = g_ptr_array_new ();

  for (guint i = 0; i < self->diff->blocks->len; i++)
    {
      SlBlockChange *block = g_ptr_array_index (self->diff->blocks, i);

      if (!has_words (block))
        continue;
      if (!is_shown (self, i))
        {
          g_ptr_array_add (folded, block);
          continue;
        }
      append_fold (self, &folded);
      gtk_box_append (self->content, make_row (self, block));
    }
  append_fold (self, &folded);
}

/* Records. */

static GArray *
compare_values (const SlFieldChange *field)
{
  return sl_spans_compare (field->before, field->after);
}

static gboolean
can_comment (SlChangesView *self)
{
  return self->subjects != NULL && sl_subjects_get_can_comment (self->subjects);
}

static gboolean
takes_comments (const SlFieldChange *field)
{
  return g_str_equal (field->group, "answer") || g_str_equal (field->group, "evidence");
}

static GtkWidget *
make_field_row (SlChangesView *self, SlFieldChange *field)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GArray *spans = compare_values (field);
  GtkWidget *row = sl_change_row_new_for_spans (field->title, spans);

  g_ptr_array_add (self->field_spans, spans);
  gtk_widget_set_hexpand (row, TRUE);
  gtk_box_append (GTK_BOX (box), row);
  if (takes_comments (field) && can_comment (self))
    {
      GtkWidget *button = gtk_button_new_from_icon_name ("chat-message-new-symbolic");
      g_autofree char *name = g_strdup_printf (_ ("Comment on %s"), field->title);

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "small");
      gtk_widget_set_valign (button, GTK_ALIGN_START);
      gtk_widget_set_tooltip_text (button, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", field->group, field->id);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "review.comment-on");
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static void append_fields (SlChangesView *self, guint n_more);

static void
more_fields_cb (GtkWidget *button, SlChangesView *self)
{
  gtk_box_remove (self->fields_box, button);
  append_fields (self, 10 * N_FIELDS_FIRST);
}

static void
append_fields (SlChangesView *self, guint n_more)
{
  guint end = MIN (self->n_fields_shown + n_more, self->diff->fields->len);
  guint n_left = self->diff->fields->len - end;

  for (; self->n_fields_shown < end; self->n_fields_shown++)
    gtk_box_append (
        self->fields_box,
        make_field_row (self, g_ptr_array_index (self->diff->fields, self->n_fields_shown)));
  if (n_left > 0)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("Show %u more change", "Show %u more changes", n_left), n_left);
      GtkWidget *button = gtk_button_new_with_label (text);

      g_signal_connect (button, "clicked", G_CALLBACK (more_fields_cb), self);
      gtk_box_append (self->fields_box, button);
    }
}

static void
fill_records (SlChangesView *self)
{
  GtkWidget *heading;

  self->fields_box = NULL;
  self->n_fields_shown = 0;
  if (self->plain || self->diff->fields->len == 0)
    return;
  heading = sl_wrapped_label_new (_ ("In the answers and records"), "title-4");
  gtk_widget_set_margin_top (heading, 18);
  gtk_box_append (self->content, heading);
  self->fields_box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  gtk_box_append (self->content, GTK_WIDGET (self->fields_box));
  append_fields (self, N_FIELDS_FIRST);
}

static void
clear_content (SlChangesView *self)
{
  g_clear_weak_pointer (&self->current_row);
  g_clear_weak_pointer (&self->selected_row);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  self->position = 0;
  sl_reading_view_clear (self->reading);
  g_ptr_array_set_size (self->field_spans, 0);
}

/* Stepping. */

static void
add_steps (SlChangesView *self, SlChangeRow *row, gpointer data)
{
  for (guint i = 0; i < sl_change_row_get_n_changes (row); i++)
    {
      Step *step = g_new (Step, 1);

      step->row = row;
      step->change = i;
      g_ptr_array_add (self->steps, step);
    }
}

static void
ensure_steps (SlChangesView *self)
{
  if (self->steps != NULL)
    return;
  self->steps = g_ptr_array_new_with_free_func (g_free);
  walk_rows (self, GTK_WIDGET (self->content), add_steps, NULL);
}

static void
set_current_row (SlChangesView *self, SlChangeRow *row, int change)
{
  if (self->current_row != NULL && self->current_row != row)
    sl_change_row_set_current_change (self->current_row, -1);
  g_set_weak_pointer (&self->current_row, row);
  if (row != NULL)
    sl_change_row_set_current_change (row, change);
}

/* Class. */

static void
sl_changes_view_dispose (GObject *object)
{
  SlChangesView *self = SL_CHANGES_VIEW (object);

  if (self->reading != NULL)
    {
      clear_content (self);
      gtk_widget_unparent (GTK_WIDGET (self->reading));
    }
  self->reading = NULL;
  self->content = NULL;
  g_clear_object (&self->comments);
  g_clear_object (&self->subjects);
  G_OBJECT_CLASS (sl_changes_view_parent_class)->dispose (object);
}

static void
sl_changes_view_finalize (GObject *object)
{
  SlChangesView *self = SL_CHANGES_VIEW (object);

  g_clear_pointer (&self->diff, sl_diff_free);
  g_ptr_array_unref (self->field_spans);
  g_hash_table_unref (self->marks);
  g_free (self->current_comment);
  G_OBJECT_CLASS (sl_changes_view_parent_class)->finalize (object);
}

static void
sl_changes_view_class_init (SlChangesViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_changes_view_dispose;
  object_class->finalize = sl_changes_view_finalize;

  signals[SIGNAL_COMMENT_CHOSEN] = g_signal_new ("comment-chosen", SL_TYPE_CHANGES_VIEW,
                                                 G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                 G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_STEPPED] = g_signal_new ("stepped", SL_TYPE_CHANGES_VIEW, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "changesview");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
sl_changes_view_init (SlChangesView *self)
{
  self->field_spans = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_array_unref);
  self->reading = SL_READING_VIEW (sl_reading_view_new ());
  self->content = sl_reading_view_get_content (self->reading);
  gtk_widget_set_parent (GTK_WIDGET (self->reading), GTK_WIDGET (self));
}

/**
 * sl_changes_view_show:
 * @diff: (transfer full) (nullable): what to show
 * @plain: as a first version, without marks of change
 * @comments: (nullable): of #SlComment, placed in the newer text
 *
 * Shows another comparison, from its beginning.
 */
void
sl_changes_view_show (SlChangesView *self, SlDiff *diff, gboolean plain, GListModel *comments)
{
  g_return_if_fail (SL_IS_CHANGES_VIEW (self));

  clear_content (self);
  g_clear_pointer (&self->diff, sl_diff_free);
  self->diff = diff;
  self->plain = plain;
  g_set_object (&self->comments, comments);
  index_marks (self);
  if (diff == NULL)
    return;
  fill_letter (self);
  fill_records (self);
  sl_reading_view_go_to_start (self->reading);
}

/**
 * sl_changes_view_set_subjects:
 * @subjects: what paragraphs and changes may rest on; takes effect on what is shown next
 */
void
sl_changes_view_set_subjects (SlChangesView *self, SlSubjects *subjects)
{
  g_return_if_fail (SL_IS_CHANGES_VIEW (self));
  g_set_object (&self->subjects, subjects);
}

/**
 * sl_changes_view_set_comments:
 * @comments: (nullable): of #SlComment, placed in the newer text that is shown
 *
 * Marks the words that are commented on.
 */
void
sl_changes_view_set_comments (SlChangesView *self, GListModel *comments)
{
  g_return_if_fail (SL_IS_CHANGES_VIEW (self));

  g_set_object (&self->comments, comments);
  index_marks (self);
  walk_rows (self, GTK_WIDGET (self->content), mark_row, NULL);
}

/* Opens the fold that hides a block. */
static void
unfold (SlChangesView *self, const char *key)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->content)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (SL_IS_CHANGE_FOLD (child) && sl_change_fold_hides (SL_CHANGE_FOLD (child), key))
      sl_change_fold_open (SL_CHANGE_FOLD (child));
}

static SlChangeRow *
find_row (SlChangesView *self, const char *key)
{
  RowSearch search = { .key = key };

  if (key == NULL)
    return NULL;
  unfold (self, key);
  walk_rows (self, GTK_WIDGET (self->content), match_row, &search);
  return search.found;
}

static const char *
find_comment_key (SlChangesView *self, const char *id)
{
  guint n_comments = self->comments != NULL ? g_list_model_get_n_items (self->comments) : 0;

  for (guint i = 0; i < n_comments; i++)
    {
      g_autoptr (SlComment) comment = g_list_model_get_item (self->comments, i);
      const char *key = NULL;
      guint start, end;

      if (g_strcmp0 (sl_comment_get_id (comment), id) != 0)
        continue;
      if (g_str_equal (sl_comment_get (comment, "anchor-kind"), "text"))
        sl_comment_get_place (comment, &key, &start, &end);
      return key;
    }
  return NULL;
}

static void
set_row_comment (SlChangesView *self, SlChangeRow *row, gpointer data)
{
  sl_change_row_set_current_comment (row, data);
}

/**
 * sl_changes_view_set_current_comment:
 * @id: (nullable): of a comment
 * @scroll: bring its words into sight
 *
 * Tints the words of one comment as the one in hand.
 */
void
sl_changes_view_set_current_comment (SlChangesView *self, const char *id, gboolean scroll)
{
  SlChangeRow *row = NULL;
  graphene_rect_t area;

  g_return_if_fail (SL_IS_CHANGES_VIEW (self));

  g_free (self->current_comment);
  self->current_comment = g_strdup (id);
  if (id != NULL && scroll)
    row = find_row (self, find_comment_key (self, id));
  walk_rows (self, GTK_WIDGET (self->content), set_row_comment, (gpointer) id);
  if (row != NULL)
    {
      if (!sl_change_row_locate_comment (row, id, &area))
        graphene_rect_init (&area, 0, 0, 1, 24);
      sl_reading_view_scroll_to (self->reading, GTK_WIDGET (row), &area);
    }
}

gboolean
sl_changes_view_show_block (SlChangesView *self, const char *key)
{
  SlChangeRow *row;

  g_return_val_if_fail (SL_IS_CHANGES_VIEW (self), FALSE);

  row = find_row (self, key);
  if (row == NULL)
    return FALSE;
  gtk_widget_add_css_class (GTK_WIDGET (row), "current");
  sl_reading_view_scroll_to (self->reading, GTK_WIDGET (row), &GRAPHENE_RECT_INIT (0, 0, 1, 24));
  return TRUE;
}

/**
 * sl_changes_view_step:
 * @direction: 1 or -1
 *
 * Goes to the next or previous change.
 *
 * Returns: %FALSE when there is none that way
 */
gboolean
sl_changes_view_step (SlChangesView *self, int direction)
{
  int position;
  Step *step;
  graphene_rect_t area;

  g_return_val_if_fail (SL_IS_CHANGES_VIEW (self), FALSE);

  if (self->diff == NULL)
    return FALSE;
  ensure_steps (self);
  position = (int) self->position + direction;
  if (position < 1 || position > (int) self->steps->len)
    return FALSE;
  self->position = (guint) position;
  step = g_ptr_array_index (self->steps, position - 1);
  set_current_row (self, step->row, (int) step->change);
  if (sl_change_row_locate_change (step->row, step->change, &area))
    sl_reading_view_scroll_to (self->reading, GTK_WIDGET (step->row), &area);
  g_signal_emit (self, signals[SIGNAL_STEPPED], 0);
  return TRUE;
}

guint
sl_changes_view_get_n_changes (SlChangesView *self)
{
  g_return_val_if_fail (SL_IS_CHANGES_VIEW (self), 0);

  if (self->diff == NULL)
    return 0;
  ensure_steps (self);
  return self->steps->len;
}

guint
sl_changes_view_get_position (SlChangesView *self)
{
  g_return_val_if_fail (SL_IS_CHANGES_VIEW (self), 0);
  return self->position;
}

gboolean
sl_changes_view_get_selection (SlChangesView *self,
                               char **key,
                               guint *start,
                               guint *end,
                               char **text)
{
  const SlBlockChange *block;

  g_return_val_if_fail (SL_IS_CHANGES_VIEW (self), FALSE);

  block = self->selected_row != NULL ? sl_change_row_get_block (self->selected_row) : NULL;
  if (block == NULL || g_str_equal (block->change, "removed") ||
      !sl_change_row_get_selection (self->selected_row, start, end, text))
    return FALSE;
  *key = g_strdup (block->key);
  return TRUE;
}

void
sl_changes_view_clear_selection (SlChangesView *self)
{
  g_return_if_fail (SL_IS_CHANGES_VIEW (self));
  if (self->selected_row != NULL)
    sl_change_row_clear_selection (self->selected_row);
}
