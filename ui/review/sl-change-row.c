/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-change-row.h"

#include "review/sl-change-tints.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

/* The text is one selectable label whose attributes are made anew from the flags of its characters
 * (sl-change-text.h) whenever the changes, the comments or the colours are others. */

#define LEAST_WIDTH 180
#define READING_WIDTH 600
#define GAP 6

struct _SlChangeRow
{
  GtkWidget parent_instance;

  const SlBlockChange *block; /* borrowed; NULL for a row of spans */
  SlChangeText *text;         /* NULL until it is built */
  GArray *marks;              /* of SlMarkedWords */
  int current_change;
  char *current_comment;

  GtkWidget *heading; /* NULL: none; as the bullet */
  GtkWidget *bullet;
  GtkLabel *label;
  GtkWidget *comments_button; /* NULL until there are comments */
};

enum
{
  SIGNAL_COMMENT_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlChangeRow, sl_change_row, GTK_TYPE_WIDGET)

static void
marked_words_clear (gpointer data)
{
  g_free (((SlMarkedWords *) data)->comment_id);
}

static void
update_attributes (SlChangeRow *self)
{
  g_autofree guint8 *flags = sl_change_text_flag (self->text, self->marks, self->current_change,
                                                  self->current_comment);
  PangoAttrList *list = sl_change_tints_new (GTK_WIDGET (self),
                                             sl_change_text_get_words (self->text), flags);

  gtk_label_set_attributes (self->label, list);
  pango_attr_list_unref (list);
}

/* Where the characters from @start to before @end stand, in the row's own pixels. */
static gboolean
locate (SlChangeRow *self, guint start, guint end, graphene_rect_t *area)
{
  PangoLayout *layout = gtk_label_get_layout (self->label);
  const char *text = gtk_label_get_text (self->label);
  PangoRectangle from, to;
  int x, y;
  double left, top;

  gtk_label_get_layout_offsets (self->label, &x, &y);
  pango_layout_index_to_pos (layout, (int) (g_utf8_offset_to_pointer (text, start) - text), &from);
  pango_layout_index_to_pos (layout, (int) (g_utf8_offset_to_pointer (text, end) - text), &to);
  if (!gtk_widget_translate_coordinates (GTK_WIDGET (self->label), GTK_WIDGET (self),
                                         x + PANGO_PIXELS (from.x), y + PANGO_PIXELS (from.y),
                                         &left, &top))
    return FALSE;
  graphene_rect_init (area, (float) left, (float) top,
                      (float) MAX (1, PANGO_PIXELS (to.x - from.x)),
                      (float) MAX (1, PANGO_PIXELS (to.y + to.height - from.y)));
  return TRUE;
}

/* Callbacks. */

static void
choose_mark (SlChangeRow *self, guint character)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      const SlMarkedWords *mark = &g_array_index (self->marks, SlMarkedWords, i);

      if (mark->open && sl_change_text_is_marked (self->text, character, mark))
        {
          g_signal_emit (self, signals[SIGNAL_COMMENT_CHOSEN], 0, mark->comment_id);
          return;
        }
    }
}

/* A click on commented words chooses their comment, unless it selected some. */
static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, SlChangeRow *self)
{
  PangoLayout *layout = gtk_label_get_layout (self->label);
  const char *text = gtk_label_get_text (self->label);
  int left, top, index, trailing;

  if (n_press != 1 || gtk_label_get_selection_bounds (self->label, NULL, NULL))
    return;
  gtk_label_get_layout_offsets (self->label, &left, &top);
  if (pango_layout_xy_to_index (layout, (int) (x - left) * PANGO_SCALE,
                                (int) (y - top) * PANGO_SCALE, &index, &trailing))
    choose_mark (self, (guint) g_utf8_pointer_to_offset (text, text + index));
}

/* The button beside the words: the open comment after the one that is current. */
static void
comments_cb (SlChangeRow *self)
{
  const SlMarkedWords *chosen = NULL;
  gboolean passed = FALSE;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const SlMarkedWords *mark = &g_array_index (self->marks, SlMarkedWords, i);

      if (chosen == NULL || passed)
        chosen = mark;
      if (passed)
        break;
      passed = g_strcmp0 (mark->comment_id, self->current_comment) == 0;
    }
  if (chosen != NULL)
    g_signal_emit (self, signals[SIGNAL_COMMENT_CHOSEN], 0, chosen->comment_id);
}

/* Laid out by hand: a box would ask each label how narrow it can get, for which pango breaks a
 * paragraph a character to a line; a hundred of them took seconds. */

static int
measure_width (GtkWidget *child)
{
  int natural = 0;

  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural > 0 ? natural + GAP : 0;
}

static int
measure_height (GtkWidget *child, int width)
{
  int natural = 0;

  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

static int
get_label_width (SlChangeRow *self, int width)
{
  return MAX (1, width - measure_width (self->bullet) - measure_width (self->comments_button));
}

static GtkSizeRequestMode
sl_change_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sl_change_row_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  SlChangeRow *self = SL_CHANGE_ROW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = LEAST_WIDTH;
      *natural = READING_WIDTH;
      return;
    }
  if (for_size < 0)
    for_size = READING_WIDTH;
  *minimum = measure_height (self->heading, for_size) +
             MAX (measure_height (GTK_WIDGET (self->label), get_label_width (self, for_size)),
                  measure_height (self->comments_button, -1));
  *natural = *minimum;
}

static void
sl_change_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SlChangeRow *self = SL_CHANGE_ROW (widget);
  int label_width = get_label_width (self, width);
  int top = measure_height (self->heading, width), left = measure_width (self->bullet);

  if (self->heading != NULL)
    gtk_widget_size_allocate (self->heading, &(GtkAllocation){ 0, 0, width, top }, -1);
  if (self->bullet != NULL)
    gtk_widget_size_allocate (self->bullet, &(GtkAllocation){ 0, top, left - GAP, height - top },
                              -1);
  gtk_widget_size_allocate (GTK_WIDGET (self->label),
                            &(GtkAllocation){ left, top, label_width, height - top }, -1);
  if (self->comments_button != NULL && gtk_widget_should_layout (self->comments_button))
    gtk_widget_size_allocate (self->comments_button,
                              &(GtkAllocation){ left + label_width + GAP, top,
                                                width - left - label_width - GAP,
                                                measure_height (self->comments_button, -1) },
                              -1);
}

static void
sl_change_row_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sl_change_row_parent_class)->css_changed (widget, change);
  if (SL_CHANGE_ROW (widget)->label != NULL)
    update_attributes (SL_CHANGE_ROW (widget));
}

static void
sl_change_row_dispose (GObject *object)
{
  SlChangeRow *self = SL_CHANGE_ROW (object);
  GtkWidget *child;

  self->label = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (sl_change_row_parent_class)->dispose (object);
}

static void
sl_change_row_finalize (GObject *object)
{
  SlChangeRow *self = SL_CHANGE_ROW (object);

  g_array_unref (self->marks);
  g_clear_pointer (&self->text, sl_change_text_free);
  g_free (self->current_comment);
  G_OBJECT_CLASS (sl_change_row_parent_class)->finalize (object);
}

static void
sl_change_row_class_init (SlChangeRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_change_row_dispose;
  object_class->finalize = sl_change_row_finalize;
  widget_class->get_request_mode = sl_change_row_get_request_mode;
  widget_class->measure = sl_change_row_measure;
  widget_class->size_allocate = sl_change_row_size_allocate;
  widget_class->css_changed = sl_change_row_css_changed;

  /**
   * SlChangeRow::comment-chosen:
   * @id: the comment's
   */
  signals[SIGNAL_COMMENT_CHOSEN] = g_signal_new ("comment-chosen", SL_TYPE_CHANGE_ROW,
                                                 G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                 G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_css_name (widget_class, "changerow");
}

static void
sl_change_row_init (SlChangeRow *self)
{
  self->marks = g_array_new (FALSE, TRUE, sizeof (SlMarkedWords));
  g_array_set_clear_func (self->marks, marked_words_clear);
  self->current_change = -1;
}

static const char *
get_block_class (const SlBlockChange *block)
{
  switch (block->kind)
    {
    case SL_BLOCK_TITLE:
      return "title-3";
    case SL_BLOCK_HEADING:
      return block->level > 2 ? "heading" : "title-4";
    default:
      return NULL;
    }
}

/* What a block is and what became of it as a whole, where its words do not say so. */
static const char *
get_remark (const SlBlockChange *block, gboolean plain)
{
  if (plain)
    return NULL;
  if (g_str_equal (block->change, "moved"))
    return _ ("Moved here");
  if (g_str_equal (block->change, "removed"))
    return _ ("Taken out");
  return NULL;
}

static void
build (SlChangeRow *self, const char *title, const char *css_class, const char *bullet)
{
  GtkGesture *click = gtk_gesture_click_new ();

  if (title != NULL)
    {
      self->heading = sl_wrapped_label_new (title, "caption");
      gtk_widget_add_css_class (self->heading, "meta");
      gtk_widget_set_parent (self->heading, GTK_WIDGET (self));
    }
  if (bullet != NULL)
    {
      self->bullet = gtk_label_new (bullet);
      gtk_widget_add_css_class (self->bullet, "prose"); /* the same first line */
      gtk_widget_set_valign (self->bullet, GTK_ALIGN_START);
      gtk_widget_set_parent (self->bullet, GTK_WIDGET (self));
    }
  self->label = GTK_LABEL (sl_wrapped_label_new (sl_change_text_get_words (self->text), css_class));
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "prose");
  gtk_label_set_selectable (self->label, TRUE);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->label), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  update_attributes (self);
}

static void
describe (SlChangeRow *self, GArray *spans)
{
  g_autofree char *words = sl_change_text_describe (spans);

  if (words != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->label),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

/**
 * sl_change_row_new:
 * @block: must outlive the row
 * @plain: show the words without marks of change
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
sl_change_row_new (const SlBlockChange *block, gboolean plain)
{
  SlChangeRow *self = g_object_new (SL_TYPE_CHANGE_ROW, NULL);

  self->block = block;
  self->text = sl_change_text_new (block->spans, plain);
  build (self, get_remark (block, plain), get_block_class (block),
         block->kind == SL_BLOCK_ITEM ? "•" : NULL);
  if (!plain)
    describe (self, block->spans);
  return GTK_WIDGET (self);
}

/**
 * sl_change_row_new_for_spans:
 * @title: stands above the words
 * @spans: (element-type SlSpan): what became of them
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
sl_change_row_new_for_spans (const char *title, GArray *spans)
{
  SlChangeRow *self = g_object_new (SL_TYPE_CHANGE_ROW, NULL);

  self->text = sl_change_text_new (spans, FALSE);
  build (self, title, NULL, NULL);
  describe (self, spans);
  return GTK_WIDGET (self);
}

const SlBlockChange *
sl_change_row_get_block (SlChangeRow *self)
{
  g_return_val_if_fail (SL_IS_CHANGE_ROW (self), NULL);
  return self->block;
}

static void
update_comments_button (SlChangeRow *self)
{
  guint n_open = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->marks->len; i++)
    n_open += g_array_index (self->marks, SlMarkedWords, i).open ? 1 : 0;
  if (self->marks->len == 0 && self->comments_button == NULL)
    return;
  if (self->comments_button == NULL)
    {
      self->comments_button = gtk_button_new_from_icon_name ("chat-message-new-symbolic");
      gtk_widget_add_css_class (self->comments_button, "flat");
      gtk_widget_add_css_class (self->comments_button, "small");
      gtk_widget_set_valign (self->comments_button, GTK_ALIGN_START);
      g_signal_connect_swapped (self->comments_button, "clicked", G_CALLBACK (comments_cb), self);
      gtk_widget_set_parent (self->comments_button, GTK_WIDGET (self));
    }
  gtk_widget_set_visible (self->comments_button, self->marks->len > 0);
  text = n_open > 0
             ? g_strdup_printf (
                   ngettext ("%u open comment on this", "%u open comments on this", n_open), n_open)
             : g_strdup (_ ("Closed comments on this"));
  gtk_widget_set_tooltip_text (self->comments_button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->comments_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (n_open > 0)
    gtk_widget_remove_css_class (self->comments_button, "meta");
  else
    gtk_widget_add_css_class (self->comments_button, "meta");
}

/**
 * sl_change_row_set_marks:
 * @marks: (element-type SlMarkedWords): copied
 *
 * Sets which of the row's words are commented on.
 */
void
sl_change_row_set_marks (SlChangeRow *self, GArray *marks)
{
  g_return_if_fail (SL_IS_CHANGE_ROW (self));

  if (self->marks->len == 0 && (marks == NULL || marks->len == 0))
    return;
  g_array_set_size (self->marks, 0);
  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      SlMarkedWords mark = g_array_index (marks, SlMarkedWords, i);

      mark.comment_id = g_strdup (mark.comment_id);
      g_array_append_val (self->marks, mark);
    }
  update_comments_button (self);
  update_attributes (self);
}

static gboolean
has_mark (SlChangeRow *self, const char *comment_id)
{
  for (guint i = 0; i < self->marks->len; i++)
    if (g_strcmp0 (g_array_index (self->marks, SlMarkedWords, i).comment_id, comment_id) == 0)
      return TRUE;
  return FALSE;
}

void
sl_change_row_set_current_comment (SlChangeRow *self, const char *comment_id)
{
  gboolean concerned;

  g_return_if_fail (SL_IS_CHANGE_ROW (self));

  if (g_strcmp0 (self->current_comment, comment_id) == 0)
    return;
  concerned = has_mark (self, self->current_comment) || has_mark (self, comment_id);
  g_free (self->current_comment);
  self->current_comment = g_strdup (comment_id);
  if (concerned)
    update_attributes (self);
  if (has_mark (self, comment_id))
    gtk_widget_add_css_class (GTK_WIDGET (self), "current");
  else if (self->current_change < 0)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "current");
}

guint
sl_change_row_get_n_changes (SlChangeRow *self)
{
  g_return_val_if_fail (SL_IS_CHANGE_ROW (self), 0);
  return sl_change_text_count_changes (self->text);
}

void
sl_change_row_set_current_change (SlChangeRow *self, int index)
{
  g_return_if_fail (SL_IS_CHANGE_ROW (self));

  if (self->current_change == index)
    return;
  self->current_change = index;
  update_attributes (self);
  if (index >= 0 || has_mark (self, self->current_comment))
    gtk_widget_add_css_class (GTK_WIDGET (self), "current");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "current");
}

gboolean
sl_change_row_locate_change (SlChangeRow *self, guint index, graphene_rect_t *area)
{
  guint start, end;

  g_return_val_if_fail (SL_IS_CHANGE_ROW (self), FALSE);
  return sl_change_text_find_change (self->text, index, &start, &end) &&
         locate (self, start, end, area);
}

gboolean
sl_change_row_locate_comment (SlChangeRow *self, const char *comment_id, graphene_rect_t *area)
{
  g_return_val_if_fail (SL_IS_CHANGE_ROW (self), FALSE);

  for (guint i = 0; i < self->marks->len; i++)
    {
      const SlMarkedWords *mark = &g_array_index (self->marks, SlMarkedWords, i);
      guint start = 0, end = sl_change_text_count_characters (self->text);

      if (g_strcmp0 (mark->comment_id, comment_id) != 0)
        continue;
      if (mark->end > 0 && !sl_change_text_find_mark (self->text, mark, &start, &end))
        return FALSE;
      return locate (self, start, end, area);
    }
  return FALSE;
}

gboolean
sl_change_row_get_selection (SlChangeRow *self, guint *start, guint *end, char **text)
{
  int first, last;

  g_return_val_if_fail (SL_IS_CHANGE_ROW (self), FALSE);

  return gtk_label_get_selection_bounds (self->label, &first, &last) &&
         sl_change_text_read (self->text, (guint) first, (guint) last, start, end, text);
}

void
sl_change_row_clear_selection (SlChangeRow *self)
{
  g_return_if_fail (SL_IS_CHANGE_ROW (self));
  gtk_label_select_region (self->label, 0, 0);
}
