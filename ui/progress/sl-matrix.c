/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-matrix.h"

#include "progress/sl-choice.h"
#include "progress/sl-matrix-parts.h"
#include "progress/sl-progress-words.h"
#include "widgets/sl-list-focus.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

/* Two grids side by side, so that what is shown stays in sight while the occasions scroll below
 * it; their rows are held to one height. Where it is narrow, one list of one occasion. The whole is
 * one stop of the Tab key: fifty would keep one from what stands below. */

struct _SlMatrix
{
  AdwBin parent_instance;

  SlPortfolio *portfolio;
  const SlComponent *component; /* of the portfolio's framework */
  char *viewer_id;              /* a blind assessor does not see what others decided */
  SlMatrixRights rights;
  GPtrArray *columns; /* of const SlOccasion, NULL where one is still to be chosen */
  gboolean narrow;
  gboolean compact;
  guint shown; /* the one occasion of the narrow list */

  /* Row 0 are the heads; NULL where a heading has no cell. Row by row, columns->len a row. */
  GPtrArray *stops;
  char *occasion_id; /* of the current cell; NULL none */
  char *criterion_id;
};

enum
{
  FOCUSED,
  OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlMatrix, sl_matrix, ADW_TYPE_BIN)

/* ---- where one is ---- */

static guint
count_columns (SlMatrix *self)
{
  return self->narrow ? 1 : self->columns->len;
}

static gboolean
is_at (GtkWidget *stop, const char *occasion_id, const char *criterion_id)
{
  const char *occasion = g_object_get_data (G_OBJECT (stop), "sl-occasion");
  const char *criterion = g_object_get_data (G_OBJECT (stop), "sl-criterion");

  return criterion != NULL && g_strcmp0 (occasion, occasion_id) == 0 &&
         g_strcmp0 (criterion, criterion_id) == 0;
}

static GtkWidget *
find_stop (SlMatrix *self, const char *occasion_id, const char *criterion_id)
{
  for (guint i = 0; occasion_id != NULL && i < self->stops->len; i++)
    {
      GtkWidget *stop = g_ptr_array_index (self->stops, i);

      if (stop != NULL && is_at (stop, occasion_id, criterion_id))
        return stop;
    }
  return NULL;
}

static void
set_current (SlMatrix *self, GtkWidget *stop)
{
  GtkWidget *last = find_stop (self, self->occasion_id, self->criterion_id);

  if (last != NULL)
    gtk_widget_remove_css_class (last, "current");
  g_free (self->occasion_id);
  g_free (self->criterion_id);
  self->occasion_id = g_strdup (g_object_get_data (G_OBJECT (stop), "sl-occasion"));
  self->criterion_id = g_strdup (g_object_get_data (G_OBJECT (stop), "sl-criterion"));
  gtk_widget_add_css_class (stop, "current");
}

static void
enter_cb (SlMatrix *self, GtkEventController *controller)
{
  GtkWidget *stop = gtk_event_controller_get_widget (controller);

  if (g_object_get_data (G_OBJECT (stop), "sl-criterion") == NULL)
    return;
  set_current (self, stop);
  g_signal_emit (self, signals[FOCUSED], 0, self->occasion_id, self->criterion_id);
}

static void
clicked_cb (SlMatrix *self, GtkWidget *stop)
{
  set_current (self, stop);
  g_signal_emit (self, signals[OPENED], 0, self->occasion_id, self->criterion_id);
}

/* ---- the whole ---- */

static GtkWidget *
make_cell (SlMatrix *self, const SlOccasion *occasion, const SlCell *cell, const char *title)
{
  GtkWidget *button = sl_matrix_make_cell (self->portfolio, occasion, cell, title, self->viewer_id);
  GtkEventController *controller = gtk_event_controller_focus_new ();

  g_object_set_data_full (G_OBJECT (button), "sl-occasion", g_strdup (occasion->id), g_free);
  g_object_set_data_full (G_OBJECT (button), "sl-criterion", g_strdup (cell->criterion->id),
                          g_free);
  g_signal_connect_object (controller, "enter", G_CALLBACK (enter_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (button, controller);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_head (SlMatrix *self, guint column)
{
  return sl_matrix_make_head (self->portfolio, self->component,
                              g_ptr_array_index (self->columns, column), column + 1,
                              self->viewer_id, self->rights, self->narrow);
}

static void
put (GtkGrid *grid, GtkWidget *child, int column, int row, int span, GtkSizeGroup *height)
{
  if (column > 0)
    gtk_widget_add_css_class (child, "after");
  if (row > 0)
    gtk_widget_add_css_class (child, "below");
  gtk_grid_attach (grid, child, column, row, span, 1);
  gtk_size_group_add_widget (height, child);
}

static void
build_row (SlMatrix *self, guint index, GtkGrid *titles, GtkGrid *cells)
{
  const SlFrameworkCriterion *criterion = &self->component->criteria[index];
  g_autoptr (GtkSizeGroup) height = gtk_size_group_new (GTK_SIZE_GROUP_VERTICAL);
  int row = (int) index + 1;

  put (titles, sl_matrix_make_title (criterion, self->compact), 0, row, 1, height);
  if (criterion->heading)
    {
      GtkWidget *nothing = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

      put (cells, nothing, 0, row, (int) self->columns->len, height);
    }
  for (guint i = 0; i < self->columns->len; i++)
    {
      const SlOccasion *occasion = g_ptr_array_index (self->columns, i);
      const SlCell *cell = occasion != NULL && !criterion->heading
                               ? sl_portfolio_find_cell (self->portfolio, occasion->id,
                                                         criterion->id)
                               : NULL;
      GtkWidget *stop = cell != NULL ? make_cell (self, occasion, cell, NULL) : NULL;

      g_ptr_array_add (self->stops, stop);
      if (!criterion->heading)
        put (cells, stop != NULL ? stop : sl_matrix_make_no_cell (), (int) i, row, 1, height);
    }
}

static GtkWidget *
build_grid (SlMatrix *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *titles = gtk_grid_new (), *cells = gtk_grid_new ();
  GtkWidget *corner = sl_wrapped_label_new (_ ("What is shown"), "caption-heading");
  g_autoptr (GtkSizeGroup) height = gtk_size_group_new (GTK_SIZE_GROUP_VERTICAL);

  gtk_widget_add_css_class (corner, "title");
  gtk_widget_set_valign (corner, GTK_ALIGN_END);
  gtk_grid_set_column_homogeneous (GTK_GRID (cells), TRUE);
  put (GTK_GRID (titles), corner, 0, 0, 1, height);
  for (guint i = 0; i < self->columns->len; i++)
    {
      GtkWidget *head = make_head (self, i);

      g_ptr_array_add (self->stops, head);
      put (GTK_GRID (cells), head, (int) i, 0, 1, height);
    }
  for (guint i = 0; i < self->component->n_criteria; i++)
    build_row (self, i, GTK_GRID (titles), GTK_GRID (cells));
  gtk_widget_add_css_class (titles, "titles");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), cells);
  gtk_widget_set_hexpand (cells, TRUE);
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), titles);
  gtk_box_append (GTK_BOX (box), scrolled);
  return box;
}

static void rebuild (SlMatrix *self);

static gboolean
rebuild_cb (gpointer data)
{
  rebuild (data);
  return G_SOURCE_REMOVE;
}

/* From an idle: the list that says so goes with the rest. */
static void
occasion_chosen_cb (SlMatrix *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  self->shown = gtk_drop_down_get_selected (drop_down);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, rebuild_cb, g_object_ref (self), g_object_unref);
}

static GtkWidget *
make_chooser (SlMatrix *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *choice;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const SlOccasion *occasion = g_ptr_array_index (self->columns, i);
      g_autofree char *open = g_strdup_printf (_ ("%s %u, not chosen"), self->component->noun,
                                               i + 1);
      g_autofree char *name = occasion != NULL
                                  ? g_strdup_printf ("%u · %s", occasion->number, occasion->title)
                                  : sl_progress_capitalise (open);

      gtk_string_list_append (names, name);
    }
  choice = sl_choice_new (names, _ ("Which one is shown"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), self->shown);
  gtk_widget_set_hexpand (choice, TRUE);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (occasion_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  return choice;
}

/* Which one is shown, its menu, and how far it is. */
static GtkWidget *
build_bar (SlMatrix *self, const SlOccasion *occasion)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *head = make_head (self, self->shown);

  gtk_box_append (GTK_BOX (line), make_chooser (self));
  gtk_box_append (GTK_BOX (line), head);
  gtk_box_append (GTK_BOX (bar), line);
  g_ptr_array_add (self->stops, head);
  if (occasion != NULL)
    {
      g_autofree char *state = sl_matrix_describe_state (self->portfolio, occasion,
                                                         self->viewer_id);
      GtkWidget *label = sl_wrapped_label_new (state, "caption");

      gtk_widget_add_css_class (label, "meta");
      gtk_box_append (GTK_BOX (bar), label);
    }
  gtk_widget_add_css_class (bar, "chooser");
  return bar;
}

static GtkWidget *
build_list (SlMatrix *self)
{
  const SlOccasion *occasion = g_ptr_array_index (self->columns, self->shown);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), build_bar (self, occasion));
  for (guint i = 0; i < self->component->n_criteria; i++)
    {
      const SlFrameworkCriterion *criterion = &self->component->criteria[i];
      const SlCell *cell = occasion != NULL && !criterion->heading
                               ? sl_portfolio_find_cell (self->portfolio, occasion->id,
                                                         criterion->id)
                               : NULL;
      GtkWidget *row = cell != NULL ? make_cell (self, occasion, cell, criterion->title)
                                    : sl_matrix_make_title (criterion, FALSE);

      g_ptr_array_add (self->stops, cell != NULL ? row : NULL);
      gtk_widget_add_css_class (row, "below");
      gtk_box_append (GTK_BOX (box), row);
    }
  return box;
}

static void
rebuild (SlMatrix *self)
{
  gboolean focused = sl_has_focus_within (GTK_WIDGET (self));
  GtkWidget *content, *stop;

  if (self->portfolio == NULL)
    return;
  g_ptr_array_set_size (self->stops, 0);
  self->shown = MIN (self->shown, self->columns->len - 1);
  content = self->narrow ? build_list (self) : build_grid (self);
  gtk_widget_add_css_class (content, "card");
  gtk_widget_add_css_class (content, "matrix");
  gtk_widget_set_overflow (content, GTK_OVERFLOW_HIDDEN);
  adw_bin_set_child (ADW_BIN (self), content);
  stop = find_stop (self, self->occasion_id, self->criterion_id);
  if (stop != NULL)
    gtk_widget_add_css_class (stop, "current");
  if (stop != NULL && focused)
    gtk_widget_grab_focus (stop);
}

/* ---- keys ---- */

static gboolean
move_focus (SlMatrix *self, int right, int down)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  int n_columns = (int) count_columns (self), n_stops = (int) self->stops->len;

  for (int at = 0; focus != NULL && at < n_stops; at++)
    {
      GtkWidget *stop = g_ptr_array_index (self->stops, at);

      if (stop == NULL || (focus != stop && !gtk_widget_is_ancestor (focus, stop)))
        continue;
      /* Over headings, and what is still to be chosen, to the next that can be opened. */
      for (int column = at % n_columns + right, row = at / n_columns + down;
           column >= 0 && column < n_columns && row >= 0 && row * n_columns < n_stops;
           column += right, row += down)
        {
          GtkWidget *next = g_ptr_array_index (self->stops, row * n_columns + column);

          if (next != NULL && gtk_widget_get_sensitive (next) && gtk_widget_grab_focus (next))
            return TRUE;
        }
      /* At the edge nothing moves; the rows above and below the matrix are Tab's. */
      return TRUE;
    }
  return FALSE;
}

static gboolean
key_cb (SlMatrix *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK))
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return move_focus (self, -1, 0);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return move_focus (self, 1, 0);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return move_focus (self, 0, -1);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return move_focus (self, 0, 1);
    default:
      return FALSE;
    }
}

static GtkWidget *
choose_stop (SlMatrix *self)
{
  GtkWidget *stop = find_stop (self, self->occasion_id, self->criterion_id);

  for (guint i = count_columns (self); stop == NULL && i < self->stops->len; i++)
    stop = g_ptr_array_index (self->stops, i);
  for (guint i = 0; stop == NULL && i < self->stops->len; i++)
    stop = g_ptr_array_index (self->stops, i);
  return stop;
}

static gboolean
sl_matrix_focus (GtkWidget *widget, GtkDirectionType direction)
{
  SlMatrix *self = SL_MATRIX (widget);
  GtkWidget *stop = choose_stop (self);

  if (self->narrow || stop == NULL ||
      (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD))
    return GTK_WIDGET_CLASS (sl_matrix_parent_class)->focus (widget, direction);
  return !sl_has_focus_within (widget) && gtk_widget_grab_focus (stop);
}

static gboolean
sl_matrix_grab_focus (GtkWidget *widget)
{
  GtkWidget *stop = choose_stop (SL_MATRIX (widget));

  return stop != NULL && gtk_widget_grab_focus (stop);
}

static void
sl_matrix_dispose (GObject *object)
{
  SlMatrix *self = SL_MATRIX (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->portfolio);
  G_OBJECT_CLASS (sl_matrix_parent_class)->dispose (object);
}

static void
sl_matrix_finalize (GObject *object)
{
  SlMatrix *self = SL_MATRIX (object);

  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->stops);
  g_free (self->viewer_id);
  g_free (self->occasion_id);
  g_free (self->criterion_id);
  G_OBJECT_CLASS (sl_matrix_parent_class)->finalize (object);
}

static void
sl_matrix_class_init (SlMatrixClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_matrix_dispose;
  object_class->finalize = sl_matrix_finalize;
  widget_class->focus = sl_matrix_focus;
  widget_class->grab_focus = sl_matrix_grab_focus;
  signals[FOCUSED] = g_signal_new ("focused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
sl_matrix_init (SlMatrix *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->columns = g_ptr_array_new ();
  self->stops = g_ptr_array_new ();
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * sl_matrix_new:
 *
 * Returns: (transfer floating): a matrix of nothing yet
 */
GtkWidget *
sl_matrix_new (void)
{
  return g_object_new (SL_TYPE_MATRIX, NULL);
}

/* Those that count, by their numbers, and room for as many as are still needed. */
static void
list_columns (SlMatrix *self)
{
  g_ptr_array_set_size (self->columns, 0);
  for (guint i = 0; i < sl_portfolio_get_n_occasions (self->portfolio); i++)
    {
      const SlOccasion *occasion = sl_portfolio_get_occasion (self->portfolio, i);

      if (!occasion->dropped && g_str_equal (occasion->component->id, self->component->id))
        g_ptr_array_add (self->columns, (gpointer) occasion);
    }
  while (self->columns->len < MAX (1, self->component->occasions))
    g_ptr_array_add (self->columns, NULL);
}

/**
 * sl_matrix_show:
 * @self: a matrix
 * @portfolio: as loaded
 * @component: one of its framework's, with occasions
 * @viewer_id: the person at work
 * @rights: what its heads offer
 *
 * Shows @component. The focus stays with the cell that had it.
 */
void
sl_matrix_show (SlMatrix *self,
                SlPortfolio *portfolio,
                const SlComponent *component,
                const char *viewer_id,
                SlMatrixRights rights)
{
  g_return_if_fail (SL_IS_MATRIX (self));
  g_return_if_fail (component != NULL);

  g_set_object (&self->portfolio, portfolio);
  self->component = component;
  g_free (self->viewer_id);
  self->viewer_id = g_strdup (viewer_id);
  self->rights = rights;
  list_columns (self);
  rebuild (self);
}

/**
 * sl_matrix_set_width:
 * @self: a matrix
 * @step: 0: one occasion is shown at a time; 1: what is shown takes little room; 2: all
 *
 * Folds it.
 */
void
sl_matrix_set_width (SlMatrix *self, guint step)
{
  g_return_if_fail (SL_IS_MATRIX (self));

  if (self->narrow == (step == 0) && self->compact == (step == 1))
    return;
  self->narrow = step == 0;
  self->compact = step == 1;
  rebuild (self);
}

/**
 * sl_matrix_go_to:
 * @self: a matrix
 * @occasion_id: an occasion
 * @criterion_id: a criterion
 * @grab: whether the cell takes the focus
 *
 * Makes a cell the current one.
 *
 * Returns: %FALSE when it is not in this component
 */
gboolean
sl_matrix_go_to (SlMatrix *self, const char *occasion_id, const char *criterion_id, gboolean grab)
{
  GtkWidget *stop;

  g_return_val_if_fail (SL_IS_MATRIX (self), FALSE);

  for (guint i = 0; self->narrow && i < self->columns->len; i++)
    {
      const SlOccasion *occasion = g_ptr_array_index (self->columns, i);

      if (occasion != NULL && g_strcmp0 (occasion->id, occasion_id) == 0 && self->shown != i)
        {
          self->shown = i;
          rebuild (self);
        }
    }
  stop = find_stop (self, occasion_id, criterion_id);
  if (stop == NULL)
    return FALSE;
  set_current (self, stop);
  if (grab)
    gtk_widget_grab_focus (stop);
  return TRUE;
}

/**
 * sl_matrix_get_current:
 *
 * Returns: (nullable): the cell that is current
 */
const SlCell *
sl_matrix_get_current (SlMatrix *self)
{
  g_return_val_if_fail (SL_IS_MATRIX (self), NULL);

  return self->portfolio != NULL && self->occasion_id != NULL
             ? sl_portfolio_find_cell (self->portfolio, self->occasion_id, self->criterion_id)
             : NULL;
}
