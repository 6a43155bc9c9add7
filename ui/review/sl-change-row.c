/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-change-row.h"

#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>
#include <string.h>

/* The text is one selectable label whose attributes are made anew from a byte of flags for each
 * character: blocks are a paragraph long, and overlaps of changes and comments then need no
 * thought. Removed words stand in the label but not in the newer text, so offsets are counted in
 * both. Past 600 lines because its layout by hand,
 * its attributes and what finds words in it share one set of offsets. */

#define LEAST_WIDTH 180
#define READING_WIDTH 600
#define GAP 6
#define SEPARATOR 0xff /* beside the kinds of spans: a space of ours between two of them */

enum
{
  REMOVED = 1 << 0,
  ADDED = 1 << 1,
  COMMENT = 1 << 2,
  CURRENT_COMMENT = 1 << 3,
  CURRENT_CHANGE = 1 << 4,
};

struct _SlChangeRow
{
  GtkWidget parent_instance;

  const SlBlockChange *block; /* borrowed; NULL for a row of spans */
  GArray *spans;              /* borrowed */
  gboolean plain;
  GArray *marks;     /* of SlMarkedWords */
  GArray *newer;     /* of guint, by character of the label: its offset in the newer text */
  GArray *change;    /* of int, by character of the label: the change it belongs to, or -1 */
  GByteArray *kinds; /* of SlSpanKind, by character of the label */
  guint n_changes;
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

static gboolean
is_change (const SlSpan *span)
{
  return span->kind != SL_SPAN_SAME;
}

/* Text. */

static void
note_character (SlChangeRow *self, guint offset, int change, guint8 kind)
{
  g_array_append_val (self->newer, offset);
  g_array_append_val (self->change, change);
  g_byte_array_append (self->kinds, &kind, 1);
}

/* Removed and added words that touch would be read as one: "objects tocannot support". */
static gboolean
needs_space (SlChangeRow *self, const SlSpan *span, const char *before)
{
  guint8 last = self->kinds->len > 0 ? self->kinds->data[self->kinds->len - 1] : SL_SPAN_SAME;
  const char *end = before + strlen (before);

  return !self->plain && last != SL_SPAN_SAME && is_change (span) && last != span->kind &&
         *before != '\0' && !g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))) &&
         g_unichar_isalnum (g_utf8_get_char (span->text));
}

/* Gives the label's text, and notes of each of its characters the offset in the newer text and the
 * change. Transfer full. */
static char *
lay_text (SlChangeRow *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint offset = 0;
  gboolean in_change = FALSE;

  for (guint i = 0; i < self->spans->len; i++)
    {
      const SlSpan *span = &g_array_index (self->spans, SlSpan, i);
      glong n_characters = g_utf8_strlen (span->text, -1);
      int change = -1;

      if (is_change (span) && !self->plain)
        {
          /* Removed and added words beside each other are one change. */
          if (!in_change)
            self->n_changes++;
          change = (int) self->n_changes - 1;
        }
      in_change = is_change (span);
      if (needs_space (self, span, text->str))
        {
          note_character (self, offset, change, SEPARATOR);
          g_string_append_c (text, ' ');
        }
      for (glong j = 0; j < n_characters; j++)
        {
          note_character (self, offset, change, (guint8) span->kind);
          if (span->kind != SL_SPAN_REMOVED)
            offset++;
        }
      g_string_append (text, span->text);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static guint
count_characters (SlChangeRow *self)
{
  return self->newer->len;
}

/* Whether a character of the label is none of the newer text. */
static gboolean
is_gone (SlChangeRow *self, guint character)
{
  return self->kinds->data[character] == SL_SPAN_REMOVED ||
         self->kinds->data[character] == SEPARATOR;
}

/* Whether a mark covers a character of the newer text; one without end is on the whole block. */
static gboolean
covers (const SlMarkedWords *mark, guint at)
{
  return mark->end == 0 || (at >= mark->start && at < mark->end);
}

/* One byte of flags for each character of the label; transfer full. */
static guint8 *
flag_characters (SlChangeRow *self)
{
  guint8 *flags = g_new0 (guint8, count_characters (self) + 1);
  guint character;

  for (character = 0; character < count_characters (self) && !self->plain; character++)
    {
      if (self->kinds->data[character] == SL_SPAN_REMOVED)
        flags[character] |= REMOVED;
      else if (self->kinds->data[character] == SL_SPAN_ADDED)
        flags[character] |= ADDED;
      if (self->current_change >= 0 && self->kinds->data[character] != SEPARATOR &&
          g_array_index (self->change, int, character) == self->current_change)
        flags[character] |= CURRENT_CHANGE;
    }
  for (guint i = 0; i < self->marks->len; i++)
    {
      const SlMarkedWords *mark = &g_array_index (self->marks, SlMarkedWords, i);
      gboolean current = g_strcmp0 (mark->comment_id, self->current_comment) == 0;

      if (!mark->open && !current)
        continue;
      for (character = 0; character < count_characters (self); character++)
        if (!is_gone (self, character) &&
            covers (mark, g_array_index (self->newer, guint, character)))
          flags[character] |= current ? CURRENT_COMMENT : COMMENT;
    }
  return flags;
}

/* Colours: named ones only, so that light, dark and high contrast follow. */

static GdkRGBA
get_colour (SlChangeRow *self, const char *name)
{
  GdkRGBA colour = { 0.5f, 0.5f, 0.5f, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), name, &colour);
  return colour;
}

static guint16
to_16_bits (float value)
{
  return (guint16) (CLAMP (value, 0, 1) * 65535);
}

static void
insert (PangoAttrList *list, PangoAttribute *attribute, guint start, guint end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (list, attribute);
}

static void
insert_tint (PangoAttrList *list, const GdkRGBA *colour, float alpha, guint start, guint end)
{
  insert (list,
          pango_attr_background_new (to_16_bits (colour->red), to_16_bits (colour->green),
                                     to_16_bits (colour->blue)),
          start, end);
  insert (list, pango_attr_background_alpha_new (to_16_bits (alpha)), start, end);
}

static void
insert_underline (PangoAttrList *list,
                  PangoUnderline underline,
                  const GdkRGBA *colour,
                  guint start,
                  guint end)
{
  insert (list, pango_attr_underline_new (underline), start, end);
  insert (list,
          pango_attr_underline_color_new (to_16_bits (colour->red), to_16_bits (colour->green),
                                          to_16_bits (colour->blue)),
          start, end);
}

/* The attributes of a stretch of characters with the same flags. What is said by form: struck
 * through, underlined once, underlined twice (commented on). */
static void
insert_attributes (SlChangeRow *self, PangoAttrList *list, guint8 flags, guint start, guint end)
{
  GdkRGBA removed = get_colour (self, "error_color"), added = get_colour (self, "success_color");
  GdkRGBA chosen = get_colour (self, "accent_color"), remark = get_colour (self, "warning_color");
  float strength = (flags & CURRENT_CHANGE) != 0 ? 0.4f : 0.2f;
  GdkRGBA on = (flags & CURRENT_COMMENT) != 0 ? chosen : remark;

  /* Added words that are commented on as well take something of both. */
  if ((flags & ADDED) != 0)
    on = (GdkRGBA){ (on.red + added.red) / 2, (on.green + added.green) / 2,
                    (on.blue + added.blue) / 2, 1 };
  if ((flags & (COMMENT | CURRENT_COMMENT)) != 0)
    insert_tint (list, &on, 0.24f, start, end);
  else if ((flags & REMOVED) != 0)
    insert_tint (list, &removed, strength * 0.9f, start, end);
  else if ((flags & ADDED) != 0)
    insert_tint (list, &added, strength, start, end);

  if ((flags & REMOVED) != 0)
    {
      insert (list, pango_attr_strikethrough_new (TRUE), start, end);
      insert (list,
              pango_attr_strikethrough_color_new (
                  to_16_bits (removed.red), to_16_bits (removed.green), to_16_bits (removed.blue)),
              start, end);
    }
  else if ((flags & (COMMENT | CURRENT_COMMENT)) != 0)
    insert_underline (list, PANGO_UNDERLINE_DOUBLE,
                      (flags & ADDED) != 0             ? &added
                      : (flags & CURRENT_COMMENT) != 0 ? &chosen
                                                       : &remark,
                      start, end);
  else if ((flags & ADDED) != 0)
    insert_underline (list, PANGO_UNDERLINE_SINGLE, &added, start, end);
}

static void
update_attributes (SlChangeRow *self)
{
  PangoAttrList *list = pango_attr_list_new ();
  g_autofree guint8 *flags = flag_characters (self);
  const char *text = gtk_label_get_text (self->label), *from = text, *at = text;
  guint n_characters = count_characters (self), first = 0;

  for (guint i = 0; i < n_characters; i++)
    {
      at = g_utf8_next_char (at);
      if (i + 1 < n_characters && flags[i + 1] == flags[first])
        continue;
      if (flags[first] != 0)
        insert_attributes (self, list, flags[first], (guint) (from - text), (guint) (at - text));
      first = i + 1;
      from = at;
    }
  gtk_label_set_attributes (self->label, list);
  pango_attr_list_unref (list);
}

/* Where. */

/* The characters of the label that belong to a change or a mark; FALSE when none do. */
static gboolean
find_characters (SlChangeRow *self, int change, const SlMarkedWords *mark, guint *start, guint *end)
{
  gboolean found = FALSE;

  for (guint i = 0; i < count_characters (self); i++)
    {
      gboolean here = mark != NULL ? covers (mark, g_array_index (self->newer, guint, i)) &&
                                         !is_gone (self, i)
                                   : g_array_index (self->change, int, i) == change;

      if (!here)
        continue;
      if (!found)
        *start = i;
      *end = i + 1;
      found = TRUE;
    }
  return found;
}

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

/* Words for those who do not see the tints. */
static void
update_description (SlChangeRow *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < self->spans->len && !self->plain; i++)
    {
      const SlSpan *span = &g_array_index (self->spans, SlSpan, i);
      g_autofree char *said = NULL;

      if (!is_change (span))
        continue;
      said = g_strdup_printf (
          span->kind == SL_SPAN_ADDED ? _ ("Added: “%s”.") : _ ("Removed: “%s”."), span->text);
      if (words->len > 0)
        g_string_append_c (words, ' ');
      g_string_append (words, said);
    }
  if (words->len > 0)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->label),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words->str, -1);
}

/* Callbacks. */

static void
choose_mark (SlChangeRow *self, int character)
{
  guint at;

  if (character < 0 || (guint) character >= count_characters (self))
    return;
  at = g_array_index (self->newer, guint, character);
  for (guint i = 0; i < self->marks->len; i++)
    {
      const SlMarkedWords *mark = &g_array_index (self->marks, SlMarkedWords, i);

      if (mark->open && covers (mark, at))
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
    choose_mark (self, (int) g_utf8_pointer_to_offset (text, text + index));
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
  g_array_unref (self->newer);
  g_array_unref (self->change);
  g_byte_array_unref (self->kinds);
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
  self->newer = g_array_new (FALSE, FALSE, sizeof (guint));
  self->change = g_array_new (FALSE, FALSE, sizeof (int));
  self->kinds = g_byte_array_new ();
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
  g_autofree char *text = lay_text (self);

  if (title != NULL)
    {
      self->heading = sl_wrapped_label_new (title, "caption");
      gtk_widget_add_css_class (self->heading, "meta");
      gtk_widget_set_parent (self->heading, GTK_WIDGET (self));
    }
  if (bullet != NULL)
    {
      self->bullet = gtk_label_new (bullet);
      gtk_widget_set_valign (self->bullet, GTK_ALIGN_START);
      gtk_widget_set_parent (self->bullet, GTK_WIDGET (self));
    }
  self->label = GTK_LABEL (sl_wrapped_label_new (text, css_class));
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "prose");
  gtk_label_set_selectable (self->label, TRUE);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->label), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  update_attributes (self);
  update_description (self);
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
  self->spans = block->spans;
  self->plain = plain;
  build (self, get_remark (block, plain), get_block_class (block),
         block->kind == SL_BLOCK_ITEM ? "•" : NULL);
  return GTK_WIDGET (self);
}

/**
 * sl_change_row_new_for_spans:
 * @title: stands above the words
 * @spans: of SlSpan; must outlive the row
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
sl_change_row_new_for_spans (const char *title, GArray *spans)
{
  SlChangeRow *self = g_object_new (SL_TYPE_CHANGE_ROW, NULL);

  self->spans = spans;
  build (self, title, NULL, NULL);
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
  return self->n_changes;
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
  return find_characters (self, (int) index, NULL, &start, &end) && locate (self, start, end, area);
}

gboolean
sl_change_row_locate_comment (SlChangeRow *self, const char *comment_id, graphene_rect_t *area)
{
  g_return_val_if_fail (SL_IS_CHANGE_ROW (self), FALSE);

  for (guint i = 0; i < self->marks->len; i++)
    {
      const SlMarkedWords *mark = &g_array_index (self->marks, SlMarkedWords, i);
      guint start = 0, end = count_characters (self);

      if (g_strcmp0 (mark->comment_id, comment_id) != 0)
        continue;
      if (mark->end > 0 && !find_characters (self, -1, mark, &start, &end))
        return FALSE;
      return locate (self, start, end, area);
    }
  return FALSE;
}

gboolean
sl_change_row_get_selection (SlChangeRow *self, guint *start, guint *end, char **text)
{
  g_autoptr (GString) words = g_string_new (NULL);
  const char *at;
  int first, last;
  gboolean found = FALSE;

  g_return_val_if_fail (SL_IS_CHANGE_ROW (self), FALSE);

  if (!gtk_label_get_selection_bounds (self->label, &first, &last))
    return FALSE;
  at = g_utf8_offset_to_pointer (gtk_label_get_text (self->label), first);
  for (int i = first; i < last && (guint) i < count_characters (self);
       i++, at = g_utf8_next_char (at))
    {
      if (is_gone (self, (guint) i))
        continue;
      if (!found)
        *start = g_array_index (self->newer, guint, i);
      *end = g_array_index (self->newer, guint, i) + 1;
      found = TRUE;
      g_string_append_unichar (words, g_utf8_get_char (at));
    }
  if (found && text != NULL)
    *text = g_string_free (g_steal_pointer (&words), FALSE);
  return found;
}

void
sl_change_row_clear_selection (SlChangeRow *self)
{
  g_return_if_fail (SL_IS_CHANGE_ROW (self));
  gtk_label_select_region (self->label, 0, 0);
}
