/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-checklist-page"
#include "config.h"

#include "checklist/sl-item-list.h"

#include "checklist/sl-item-row.h"
#include "settings/sl-settings.h"
#include "widgets/sl-verdict-icon.h"

#include <glib/gi18n.h>

/* The left pane of Assess. Rows are rebuilt when the records change; only those that differ are
 * replaced, so that scrolling and the keyboard stay where they are. */

struct _SlItemList
{
  GtkWidget parent_instance;

  SlAssessment *assessment;
  GListModel *observations;
  GListStore *rows;
  GtkSingleSelection *selection;
  GHashTable *toggled; /* sections that are unfolded */
  char *chosen;
  gboolean silent;

  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkDropDown *filter;
  GtkLabel *pack_label;
  GtkLabel *judged;
  GtkLabel *to_do;
  GtkProgressBar *bar;
  GtkBox *counts;
  GtkListView *list;
  GtkWidget *keys;
};

enum
{
  ITEM_CHOSEN,
  OBSERVATION_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlItemList, sl_item_list, GTK_TYPE_WIDGET)

static void rebuild (SlItemList *self);

typedef struct
{
  GtkWidget *arrow;
  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *end;
  GtkListItem *item; /* borrowed: it owns the row */
} RowParts;

static void
toggle (SlItemList *self, SlItemRow *row)
{
  const char *key = sl_item_row_get_key (row);

  if (!g_hash_table_remove (self->toggled, key))
    g_hash_table_add (self->toggled, g_strdup (key));
  rebuild (self);
}

static void
row_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, SlItemList *self)
{
  GtkWidget *box = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  RowParts *parts = g_object_get_data (G_OBJECT (box), "parts");
  SlItemRow *row = gtk_list_item_get_item (parts->item);

  if (row == NULL)
    return;
  if (sl_item_row_get_kind (row) == SL_ITEM_ROW_SECTION)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      toggle (self, row);
    }
  else if (sl_item_row_get_kind (row) == SL_ITEM_ROW_ADD)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      g_signal_emit (self, signals[OBSERVATION_CHOSEN], 0, "");
    }
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SlItemList *self)
{
  RowParts *parts = g_new0 (RowParts, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkGesture *click = gtk_gesture_click_new ();

  parts->item = item;
  parts->arrow = gtk_image_new ();
  parts->icon = sl_verdict_icon_new (SL_VERDICT_NONE);
  parts->title = gtk_label_new (NULL);
  parts->end = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (parts->title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (parts->title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (parts->title, TRUE);
  gtk_widget_add_css_class (parts->title, "title");
  gtk_label_set_ellipsize (GTK_LABEL (parts->end), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (parts->end), 16);
  gtk_widget_add_css_class (parts->end, "caption");
  gtk_widget_add_css_class (parts->end, "meta");
  gtk_widget_add_css_class (parts->end, "numeric-cell");
  gtk_widget_set_size_request (box, -1, 34);
  gtk_box_append (GTK_BOX (box), parts->arrow);
  gtk_box_append (GTK_BOX (box), parts->icon);
  gtk_box_append (GTK_BOX (box), parts->title);
  gtk_box_append (GTK_BOX (box), parts->end);
  g_signal_connect (click, "pressed", G_CALLBACK (row_pressed_cb), self);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (click));
  g_object_set_data_full (G_OBJECT (box), "parts", parts, g_free);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SlItemList *self)
{
  SlItemRow *row = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  RowParts *parts = g_object_get_data (G_OBJECT (box), "parts");
  SlItemRowKind kind = sl_item_row_get_kind (row);
  gboolean section = kind == SL_ITEM_ROW_SECTION;

  gtk_label_set_label (GTK_LABEL (parts->title), sl_item_row_get_title (row));
  gtk_label_set_label (GTK_LABEL (parts->end), sl_item_row_get_end (row));
  gtk_widget_set_visible (parts->arrow, kind != SL_ITEM_ROW_ITEM);
  gtk_image_set_from_icon_name (GTK_IMAGE (parts->arrow),
                                kind == SL_ITEM_ROW_ADD           ? "list-add-symbolic"
                                : kind == SL_ITEM_ROW_OBSERVATION ? "document-edit-symbolic"
                                : sl_item_row_get_open (row)      ? "pan-down-symbolic"
                                                                  : "pan-end-symbolic");
  gtk_widget_set_visible (parts->icon, kind == SL_ITEM_ROW_ITEM);
  sl_verdict_icon_set_verdict (SL_VERDICT_ICON (parts->icon), sl_item_row_get_verdict (row));
  gtk_widget_set_margin_start (box, section ? 0 : 18);
  if (section && sl_item_row_get_open (row))
    gtk_widget_add_css_class (parts->title, "heading");
  else
    gtk_widget_remove_css_class (parts->title, "heading");
  gtk_list_item_set_selectable (item, kind == SL_ITEM_ROW_ITEM || kind == SL_ITEM_ROW_OBSERVATION);
}

/* Replaces what differs. */
static void
splice (SlItemList *self, GPtrArray *rows)
{
  GListModel *model = G_LIST_MODEL (self->rows);
  guint n_rows = g_list_model_get_n_items (model);

  self->silent = TRUE;
  if (rows->len != n_rows)
    g_list_store_splice (self->rows, 0, n_rows, rows->pdata, rows->len);
  else
    for (guint i = 0; i < n_rows; i++)
      {
        g_autoptr (SlItemRow) row = g_list_model_get_item (model, i);

        if (!sl_item_row_equal (row, g_ptr_array_index (rows, i)))
          g_list_store_splice (self->rows, i, 1, &rows->pdata[i], 1);
      }
  self->silent = FALSE;
}

static void
mark_chosen (SlItemList *self, gboolean scroll)
{
  GListModel *model = G_LIST_MODEL (self->rows);
  guint position = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; self->chosen != NULL && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (SlItemRow) row = g_list_model_get_item (model, i);

      if (sl_item_row_get_kind (row) != SL_ITEM_ROW_SECTION &&
          g_str_equal (sl_item_row_get_key (row), self->chosen))
        position = i;
    }
  self->silent = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->silent = FALSE;
  if (scroll && position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

static void
rebuild (SlItemList *self)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (self->assessment == NULL)
    return;
  rows = sl_item_rows_build (self->assessment, self->observations, self->toggled,
                             gtk_drop_down_get_selected (self->filter),
                             gtk_editable_get_text (self->search_entry));
  splice (self, rows);
  mark_chosen (self, FALSE);
}

/* "22 met, 5 partly, …": shapes with figures, and the words for those who do not see them. */
static void
update_counts (SlItemList *self, const SlAssessmentCount *count)
{
  g_autoptr (GString) words = g_string_new (NULL);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->counts))) != NULL)
    gtk_box_remove (self->counts, child);
  for (guint verdict = SL_VERDICT_MET; verdict < SL_N_VERDICTS; verdict++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      g_autofree char *digits = g_strdup_printf ("%u", count->by_verdict[verdict]);
      GtkWidget *label = gtk_label_new (digits);

      if (count->by_verdict[verdict] == 0)
        gtk_widget_add_css_class (label, "meta");
      gtk_widget_add_css_class (label, "numeric-cell");
      gtk_box_append (GTK_BOX (box), sl_verdict_icon_new (verdict));
      gtk_box_append (GTK_BOX (box), label);
      gtk_widget_set_margin_end (box, 9);
      gtk_widget_set_tooltip_text (box, sl_verdict_to_word (verdict));
      gtk_box_append (self->counts, box);
      g_string_append_printf (words, "%s%u %s", words->len > 0 ? ", " : "",
                              count->by_verdict[verdict], sl_verdict_to_word (verdict));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->counts), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words->str, -1);
}

static void
update_progress (SlItemList *self)
{
  SlAssessmentCount count;
  g_autofree char *judged = NULL;
  g_autofree char *to_do = NULL;

  sl_assessment_count (self->assessment, NULL, &count);
  judged = g_strdup_printf (_ ("%u of %u judged"), count.judged, count.applicable);
  to_do = g_strdup_printf (_ ("%u to do"), count.applicable - MIN (count.judged, count.applicable));
  gtk_label_set_label (self->judged, judged);
  gtk_label_set_label (self->to_do, to_do);
  gtk_progress_bar_set_fraction (
      self->bar, count.applicable > 0 ? (double) count.judged / count.applicable : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, judged,
                                  -1);
  update_counts (self, &count);
}

static void
selected_cb (SlItemList *self)
{
  SlItemRow *row = gtk_single_selection_get_selected_item (self->selection);

  if (self->silent || row == NULL)
    return;
  g_free (self->chosen);
  self->chosen = g_strdup (sl_item_row_get_key (row));
  if (sl_item_row_get_kind (row) == SL_ITEM_ROW_ITEM)
    g_signal_emit (self, signals[ITEM_CHOSEN], 0, self->chosen);
  else if (sl_item_row_get_kind (row) == SL_ITEM_ROW_OBSERVATION)
    g_signal_emit (self, signals[OBSERVATION_CHOSEN], 0, self->chosen);
}

static void
row_activated_cb (SlItemList *self, guint position)
{
  g_autoptr (SlItemRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  if (row != NULL && sl_item_row_get_kind (row) == SL_ITEM_ROW_SECTION)
    toggle (self, row);
  else if (row != NULL && sl_item_row_get_kind (row) == SL_ITEM_ROW_ADD)
    g_signal_emit (self, signals[OBSERVATION_CHOSEN], 0, "");
  else if (row != NULL)
    selected_cb (self);
}

static void
filter_changed_cb (SlItemList *self)
{
  if (self->rows != NULL)
    rebuild (self);
}

static void
search_mode_cb (SlItemList *self)
{
  if (!gtk_search_bar_get_search_mode (self->search_bar))
    gtk_drop_down_set_selected (self->filter, SL_ITEM_FILTER_ALL);
}

static void
sl_item_list_dispose (GObject *object)
{
  SlItemList *self = SL_ITEM_LIST (object);
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_ITEM_LIST);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->observations);
  g_clear_object (&self->assessment);

  G_OBJECT_CLASS (sl_item_list_parent_class)->dispose (object);
}

static void
sl_item_list_finalize (GObject *object)
{
  SlItemList *self = SL_ITEM_LIST (object);

  g_hash_table_unref (self->toggled);
  g_free (self->chosen);

  G_OBJECT_CLASS (sl_item_list_parent_class)->finalize (object);
}

static void
sl_item_list_class_init (SlItemListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_item_list_dispose;
  object_class->finalize = sl_item_list_finalize;
  signals[ITEM_CHOSEN] = g_signal_new ("item-chosen", SL_TYPE_ITEM_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[OBSERVATION_CHOSEN] = g_signal_new ("observation-chosen", SL_TYPE_ITEM_LIST,
                                              G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                              1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/checklist/sl-item-list.ui");
  gtk_widget_class_bind_template_child (widget_class, SlItemList, search_bar);
  gtk_widget_class_bind_template_child (widget_class, SlItemList, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SlItemList, filter);
  gtk_widget_class_bind_template_child (widget_class, SlItemList, pack_label);
  gtk_widget_class_bind_template_child (widget_class, SlItemList, judged);
  gtk_widget_class_bind_template_child (widget_class, SlItemList, to_do);
  gtk_widget_class_bind_template_child (widget_class, SlItemList, bar);
  gtk_widget_class_bind_template_child (widget_class, SlItemList, counts);
  gtk_widget_class_bind_template_child (widget_class, SlItemList, list);
  gtk_widget_class_bind_template_child (widget_class, SlItemList, keys);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
}

static void
sl_item_list_init (SlItemList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->toggled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  g_settings_bind (sl_settings_get (), "single-letter-keys", self->keys, "visible",
                   G_SETTINGS_BIND_GET);
  self->rows = g_list_store_new (SL_TYPE_ITEM_ROW);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_list_view_set_factory (self->list, factory);
}

void
sl_item_list_update (SlItemList *self, SlAssessment *assessment, GListModel *observations)
{
  SlPack *pack = sl_checklist_get_pack (sl_assessment_get_checklist (assessment));

  g_return_if_fail (SL_IS_ITEM_LIST (self));
  g_set_object (&self->assessment, assessment);
  g_set_object (&self->observations, observations);
  gtk_label_set_label (self->pack_label, sl_pack_get_title (pack));
  update_progress (self);
  rebuild (self);
}

void
sl_item_list_select (SlItemList *self, const char *key, const char *section_id)
{
  g_return_if_fail (SL_IS_ITEM_LIST (self));

  g_free (self->chosen);
  self->chosen = g_strdup (key);
  if (section_id != NULL)
    g_hash_table_add (self->toggled, g_strdup (section_id));
  rebuild (self);
  mark_chosen (self, TRUE);
}
