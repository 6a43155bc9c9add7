/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "widgets/sl-grouped-list.h"

#include <glib/gi18n.h>

/**
 * SlGroupedList:
 *
 * A page's items in groups, a list box each. Put it into the page's template where the groups shall
 * stand, connect `row-activated`, and in the page's init
 *
 *  1. name where the items come from with sl_grouped_list_set_source(),
 *  2. add the groups with sl_grouped_list_add_group(), in the order in which they are shown.
 *
 * Whenever the items have been read, call sl_grouped_list_fill(), show the list (or that there is
 * nothing), and give the focus to what sl_grouped_list_find_focus() finds. Groups without items are
 * not shown.
 */

/* Rows of a group before the rest are asked for: most are short, but nothing keeps them so. */
#define MAX_ROWS 100
#define SPACING 24
#define MARGIN 24
#define MARGIN_NARROW 12
/* Of a row: what its item is known by. */
#define KEY "sl-grouped-list-key"

typedef struct
{
  GtkWidget *section;
  GtkLabel *count;
  GtkListBox *list;
  GtkWidget *more; /* the button for the rest */
  gboolean whole;
} Group;

struct _SlGroupedList
{
  GtkWidget parent_instance;

  const SlGroupedListSource *source;
  gpointer page; /* not held: it holds the list */
  GPtrArray *groups;
  char *focused; /* the key of the row that had the focus before the list was filled; NULL: none */
  gboolean narrow;
};

enum
{
  ROW_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlGroupedList, sl_grouped_list, GTK_TYPE_WIDGET)

/* ---- rows ---- */

/* The row with @key; any, the first, when that is NULL. */
static GtkWidget *
find_row (SlGroupedList *self, const char *key)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      const Group *group = g_ptr_array_index (self->groups, i);

      for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (group->list)); row != NULL;
           row = gtk_widget_get_next_sibling (row))
        if (key == NULL || g_str_equal (g_object_get_data (G_OBJECT (row), KEY), key))
          return row;
    }
  return NULL;
}

static void
append_row (SlGroupedList *self, Group *group, guint position)
{
  GtkWidget *row = self->source->make_row (self->page, position);

  g_object_set_data_full (G_OBJECT (row), KEY, self->source->dup_key (self->page, position),
                          g_free);
  self->source->set_row_narrow (row, self->narrow);
  gtk_list_box_append (group->list, row);
}

static void
fill_group (SlGroupedList *self, guint id)
{
  Group *group = g_ptr_array_index (self->groups, id);
  guint n_items = 0, n_rows = 0;
  g_autofree char *count = NULL, *more = NULL;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (group->list))) != NULL)
    gtk_list_box_remove (group->list, row);
  for (guint i = 0; i < self->source->count (self->page); i++)
    {
      if (self->source->get_group (self->page, i) != id || (n_items++ >= MAX_ROWS && !group->whole))
        continue;
      append_row (self, group, i);
      n_rows++;
    }
  count = g_strdup_printf ("%u", n_items);
  more = g_strdup_printf (_ ("Show all %u"), n_items);
  gtk_label_set_label (group->count, count);
  gtk_button_set_label (GTK_BUTTON (group->more), more);
  gtk_widget_set_visible (group->more, n_rows < n_items);
  gtk_widget_set_visible (group->section, n_items > 0);
}

/* ---- going about ---- */

static void
row_activated_cb (SlGroupedList *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[ROW_ACTIVATED], 0, row);
}

/* The arrow keys go on from one group to the next. */
static gboolean
keynav_failed_cb (SlGroupedList *self, GtkDirectionType direction, GtkListBox *list)
{
  int step = direction == GTK_DIR_DOWN ? 1 : -1;
  int from = 0;

  if (direction != GTK_DIR_UP && direction != GTK_DIR_DOWN)
    return FALSE;
  while (((Group *) g_ptr_array_index (self->groups, from))->list != list)
    from++;
  for (int i = from + step; i >= 0 && i < (int) self->groups->len; i += step)
    {
      GtkWidget *next = GTK_WIDGET (((Group *) g_ptr_array_index (self->groups, i))->list);
      GtkWidget *row = step > 0 ? gtk_widget_get_first_child (next)
                                : gtk_widget_get_last_child (next);

      if (row != NULL)
        return gtk_widget_grab_focus (row);
    }
  return FALSE;
}

static void
more_cb (SlGroupedList *self, GtkWidget *button)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = g_ptr_array_index (self->groups, i);

      if (group->more != button)
        continue;
      group->whole = TRUE;
      fill_group (self, i);
      gtk_widget_child_focus (GTK_WIDGET (group->list), GTK_DIR_TAB_FORWARD);
    }
}

/* ---- class ---- */

static void
sl_grouped_list_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_ptr_array_set_size (SL_GROUPED_LIST (object)->groups, 0);
  G_OBJECT_CLASS (sl_grouped_list_parent_class)->dispose (object);
}

static void
sl_grouped_list_finalize (GObject *object)
{
  SlGroupedList *self = SL_GROUPED_LIST (object);

  g_ptr_array_unref (self->groups);
  g_free (self->focused);
  G_OBJECT_CLASS (sl_grouped_list_parent_class)->finalize (object);
}

static void
sl_grouped_list_class_init (SlGroupedListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_grouped_list_dispose;
  object_class->finalize = sl_grouped_list_finalize;
  signals[ROW_ACTIVATED] = g_signal_new ("row-activated", SL_TYPE_GROUPED_LIST, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                         GTK_TYPE_LIST_BOX_ROW);
  gtk_widget_class_set_css_name (widget_class, "groupedlist");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
sl_grouped_list_init (SlGroupedList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  self->groups = g_ptr_array_new_with_free_func (g_free);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), SPACING);
  sl_grouped_list_set_narrow (self, FALSE);
}

/* ---- for the page ---- */

/**
 * sl_grouped_list_set_source:
 * @source: a static table
 * @page: what its functions are given; it must outlive the list
 *
 * Says where the items come from.
 */
void
sl_grouped_list_set_source (SlGroupedList *self, const SlGroupedListSource *source, gpointer page)
{
  g_return_if_fail (SL_IS_GROUPED_LIST (self) && source != NULL);

  self->source = source;
  self->page = page;
}

/**
 * sl_grouped_list_add_group:
 * @title: for people
 *
 * Adds a group below the others. It is not shown before it has an item.
 *
 * Returns: its number: 0 for the first
 */
guint
sl_grouped_list_add_group (SlGroupedList *self, const char *title)
{
  Group *group;
  GtkWidget *head, *heading;

  g_return_val_if_fail (SL_IS_GROUPED_LIST (self) && title != NULL, 0);

  group = g_new0 (Group, 1);
  head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  heading = gtk_label_new (title);
  group->section = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  group->count = GTK_LABEL (gtk_label_new (""));
  group->list = GTK_LIST_BOX (gtk_list_box_new ());
  group->more = gtk_button_new_with_label ("");
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (GTK_WIDGET (group->count), "badge");
  gtk_widget_add_css_class (GTK_WIDGET (group->list), "boxed-list");
  gtk_widget_set_halign (group->more, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (group->section, FALSE);
  gtk_list_box_set_selection_mode (group->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (group->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  g_signal_connect_swapped (group->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect_swapped (group->list, "keynav-failed", G_CALLBACK (keynav_failed_cb), self);
  g_signal_connect_swapped (group->more, "clicked", G_CALLBACK (more_cb), self);
  gtk_box_append (GTK_BOX (head), heading);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (group->count));
  gtk_box_append (GTK_BOX (group->section), head);
  gtk_box_append (GTK_BOX (group->section), GTK_WIDGET (group->list));
  gtk_box_append (GTK_BOX (group->section), group->more);
  gtk_widget_set_parent (group->section, GTK_WIDGET (self));
  g_ptr_array_add (self->groups, group);
  return self->groups->len - 1;
}

/**
 * sl_grouped_list_fill:
 *
 * Makes all rows anew of what the source has now. Which item had the focus is remembered for
 * sl_grouped_list_find_focus().
 */
void
sl_grouped_list_fill (SlGroupedList *self)
{
  GtkWidget *focused;

  g_return_if_fail (SL_IS_GROUPED_LIST (self) && self->source != NULL);

  focused = sl_grouped_list_get_focused_row (self);
  g_free (self->focused);
  self->focused = focused != NULL ? g_strdup (g_object_get_data (G_OBJECT (focused), KEY)) : NULL;
  for (guint i = 0; i < self->groups->len; i++)
    fill_group (self, i);
}

/**
 * sl_grouped_list_find_focus:
 * @wants_focus: whether the page waits for a row to give the focus to
 *
 * To be asked once after sl_grouped_list_fill().
 *
 * Returns: (transfer none) (nullable): the row that stands for the item that had the focus, else,
 * when one had it or @wants_focus, the first row; %NULL when the focus is to stay where it is
 */
GtkWidget *
sl_grouped_list_find_focus (SlGroupedList *self, gboolean wants_focus)
{
  g_autofree char *focused = NULL;
  GtkWidget *row = NULL;

  g_return_val_if_fail (SL_IS_GROUPED_LIST (self), NULL);

  focused = g_steal_pointer (&self->focused);
  if (focused != NULL)
    row = find_row (self, focused);
  if (row == NULL && (focused != NULL || wants_focus))
    row = find_row (self, NULL);
  return row;
}

/**
 * sl_grouped_list_fold:
 *
 * From the next time that it is filled, long groups show their first rows again.
 */
void
sl_grouped_list_fold (SlGroupedList *self)
{
  g_return_if_fail (SL_IS_GROUPED_LIST (self));

  for (guint i = 0; i < self->groups->len; i++)
    ((Group *) g_ptr_array_index (self->groups, i))->whole = FALSE;
}

/**
 * sl_grouped_list_set_narrow:
 * @narrow: whether there is little room
 *
 * Lays out the rows, and the margin around them, for a narrow page.
 */
void
sl_grouped_list_set_narrow (SlGroupedList *self, gboolean narrow)
{
  int margin = narrow ? MARGIN_NARROW : MARGIN;

  g_return_if_fail (SL_IS_GROUPED_LIST (self));

  self->narrow = narrow;
  g_object_set (self, "margin-start", margin, "margin-end", margin, "margin-top", margin,
                "margin-bottom", margin, NULL);
  for (guint i = 0; i < self->groups->len; i++)
    {
      const Group *group = g_ptr_array_index (self->groups, i);

      for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (group->list)); row != NULL;
           row = gtk_widget_get_next_sibling (row))
        self->source->set_row_narrow (row, narrow);
    }
}

/**
 * sl_grouped_list_get_first_row:
 *
 * Returns: (transfer none) (nullable): the first row of all groups
 */
GtkWidget *
sl_grouped_list_get_first_row (SlGroupedList *self)
{
  g_return_val_if_fail (SL_IS_GROUPED_LIST (self), NULL);
  return find_row (self, NULL);
}

/**
 * sl_grouped_list_get_focused_row:
 *
 * Returns: (transfer none) (nullable): the row with the focus in it
 */
GtkWidget *
sl_grouped_list_get_focused_row (SlGroupedList *self)
{
  GtkRoot *root;
  GtkWidget *focus, *row;

  g_return_val_if_fail (SL_IS_GROUPED_LIST (self), NULL);

  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;
  return row != NULL && gtk_widget_is_ancestor (row, GTK_WIDGET (self)) ? row : NULL;
}
