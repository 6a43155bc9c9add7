/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-matrix.h"

#include "base/sl-time.h"
#include "progress/sl-cell-icon.h"
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

/* ---- its parts ---- */

static void
name_stop (GtkWidget *stop, const char *occasion_id, const char *criterion_id)
{
  g_object_set_data_full (G_OBJECT (stop), "sl-occasion", g_strdup (occasion_id), g_free);
  g_object_set_data_full (G_OBJECT (stop), "sl-criterion", g_strdup (criterion_id), g_free);
}

static void
follow_focus (SlMatrix *self, GtkWidget *stop)
{
  GtkEventController *controller = gtk_event_controller_focus_new ();

  g_signal_connect_object (controller, "enter", G_CALLBACK (enter_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (stop, controller);
}

/* @title: (nullable): the criterion's, where no row head says it. */
static GtkWidget *
make_cell (SlMatrix *self, const SlOccasion *occasion, const SlCell *cell, const char *title)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  SlCellState state = sl_portfolio_see_state (self->portfolio, cell, self->viewer_id);
  GtkWidget *word = gtk_label_new (sl_cell_state_to_words (state));
  g_autofree char *place = sl_occasion_describe (occasion);
  g_autofree char *name = g_strdup_printf ("%s, %s: %s", cell->criterion->title, place,
                                           sl_cell_state_to_words (state));

  if (title != NULL)
    {
      GtkWidget *label = sl_wrapped_label_new (title, NULL);

      gtk_widget_set_hexpand (label, TRUE);
      gtk_widget_set_margin_start (label, 12 * (int) cell->criterion->depth);
      gtk_box_append (GTK_BOX (line), label);
    }
  gtk_box_append (GTK_BOX (line), sl_cell_icon_new (state));
  gtk_box_append (GTK_BOX (line), word);
  if (state == SL_CELL_EMPTY || state == SL_CELL_NOT_APPLICABLE)
    gtk_widget_add_css_class (word, "meta");
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "cell");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  name_stop (button, occasion->id, cell->criterion->id);
  follow_focus (self, button);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_head_lines (const char *title, const char *state)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *first = gtk_label_new (title), *second = gtk_label_new (state);

  g_object_set (first, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "width-chars", 10, NULL);
  g_object_set (second, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_widget_add_css_class (first, "strong");
  gtk_widget_add_css_class (second, "caption");
  gtk_widget_add_css_class (second, "meta");
  gtk_box_append (GTK_BOX (lines), first);
  gtk_box_append (GTK_BOX (lines), second);
  return lines;
}

static void
add_item (GMenu *menu, const char *label, const char *action, const char *occasion_id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", occasion_id);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_menu (SlMatrix *self, const SlOccasion *occasion)
{
  GMenu *menu = g_menu_new ();

  if (*occasion->case_id != '\0' && !occasion->case_gone)
    add_item (menu, _ ("Open the case"), "progress.open-case", occasion->id);
  add_item (menu, _ ("Its facts and files…"), "progress.about-occasion", occasion->id);
  if (self->rights & SL_MATRIX_ASK_SECOND)
    add_item (menu, _ ("Ask for a second look…"), "progress.ask-second", occasion->id);
  if (self->rights & SL_MATRIX_DROP)
    add_item (menu, _ ("Count it no longer"), "progress.drop", occasion->id);
  return G_MENU_MODEL (menu);
}

/* The head of one that was chosen: its menu. */
static GtkWidget *
make_head (SlMatrix *self, const SlOccasion *occasion)
{
  GtkWidget *head = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = make_menu (self, occasion);
  g_autofree char *title = g_strdup_printf ("%u · %s", occasion->number, occasion->title);
  gboolean blind = *sl_portfolio_find_blind_request (self->portfolio, occasion->id,
                                                     self->viewer_id) != '\0';
  g_autofree char *state = blind ? g_strdup (_ ("Your second look"))
                                 : sl_occasion_describe_state (occasion);
  g_autofree char *place = sl_occasion_describe (occasion);
  g_autofree char *name = g_strdup_printf ("%s: %s", place, state);

  gtk_menu_button_set_child (GTK_MENU_BUTTON (head), make_head_lines (title, state));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (head), menu);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (head), FALSE);
  gtk_widget_set_tooltip_text (head, occasion->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (head), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return head;
}

static GtkWidget *
make_open_head (SlMatrix *self, guint number)
{
  GtkWidget *head = gtk_button_new ();
  g_autofree char *title = g_strdup_printf ("%s %u", self->component->noun, number);
  g_autofree char *capital = sl_progress_capitalise (title);
  g_autofree char *name = g_strdup_printf (_ ("%s: not chosen. Choose"), capital);

  gtk_button_set_child (GTK_BUTTON (head), make_head_lines (capital, self->rights & SL_MATRIX_CHOOSE
                                                                         ? _ ("Choose…")
                                                                         : _ ("Not chosen")));
  gtk_widget_set_sensitive (head, (self->rights & SL_MATRIX_CHOOSE) != 0);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (head), "s", self->component->id);
  if (self->rights & SL_MATRIX_CHOOSE)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (head), "progress.choose");
  gtk_accessible_update_property (GTK_ACCESSIBLE (head), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return head;
}

static GtkWidget *
make_column_head (SlMatrix *self, guint column)
{
  const SlOccasion *occasion = g_ptr_array_index (self->columns, column);
  GtkWidget *head = occasion != NULL ? make_head (self, occasion)
                                     : make_open_head (self, column + 1);

  gtk_widget_add_css_class (head, "flat");
  gtk_widget_add_css_class (head, "head");
  return head;
}

/* Of one that is still to be chosen: there is nothing to open yet. */
static GtkWidget *
make_no_cell (void)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *word = gtk_label_new (sl_cell_state_to_words (SL_CELL_EMPTY));

  gtk_box_append (GTK_BOX (line), sl_cell_icon_new (SL_CELL_EMPTY));
  gtk_box_append (GTK_BOX (line), word);
  gtk_widget_add_css_class (word, "meta");
  gtk_widget_add_css_class (line, "cell");
  return line;
}

static GtkWidget *
make_title (const SlFrameworkCriterion *criterion)
{
  GtkWidget *label = sl_wrapped_label_new (criterion->title,
                                           criterion->heading ? "caption-heading" : NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  g_object_set (label, "width-chars", 20, "max-width-chars", 38, "margin-start",
                12 * (int) criterion->depth, NULL);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (label, *criterion->text != '\0' ? criterion->text : NULL);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "title");
  return box;
}

/* ---- the whole ---- */

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

  put (titles, make_title (criterion), 0, row, 1, height);
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
        put (cells, stop != NULL ? stop : make_no_cell (), (int) i, row, 1, height);
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
      GtkWidget *head = make_column_head (self, i);

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
  GtkWidget *drop_down;

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
  drop_down = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (names)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), self->shown);
  gtk_widget_set_hexpand (drop_down, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Which one is shown"), -1);
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (occasion_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  return drop_down;
}

static GtkWidget *
build_list (SlMatrix *self)
{
  const SlOccasion *occasion = g_ptr_array_index (self->columns, self->shown);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = make_column_head (self, self->shown);

  gtk_widget_add_css_class (bar, "chooser");
  gtk_box_append (GTK_BOX (bar), make_chooser (self));
  gtk_box_append (GTK_BOX (bar), head);
  gtk_box_append (GTK_BOX (box), bar);
  g_ptr_array_add (self->stops, head);
  for (guint i = 0; i < self->component->n_criteria; i++)
    {
      const SlFrameworkCriterion *criterion = &self->component->criteria[i];
      const SlCell *cell = occasion != NULL && !criterion->heading
                               ? sl_portfolio_find_cell (self->portfolio, occasion->id,
                                                         criterion->id)
                               : NULL;
      GtkWidget *row = cell != NULL ? make_cell (self, occasion, cell, criterion->title)
                                    : make_title (criterion);

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
 * sl_matrix_set_narrow:
 * @self: a matrix
 * @narrow: whether one occasion is shown at a time
 *
 * Folds it.
 */
void
sl_matrix_set_narrow (SlMatrix *self, gboolean narrow)
{
  g_return_if_fail (SL_IS_MATRIX (self));

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
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
