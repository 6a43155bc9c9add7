/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-documents-page"
#include "config.h"

#include "documents/sl-documents-list.h"

#include "base/sl-text.h"
#include "base/sl-time.h"
#include "documents/sl-document-records.h"
#include "documents/sl-document-row.h"
#include "widgets/sl-page-layout.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* The left pane of Documents. Searching filters the names at once and asks the index for words in a
 * thread; the newest question wins. Past 600 lines because groups, names and found words are one
 * list whose choice must outlive each change of it. */

#define MAX_HITS 200

struct _SlDocumentsList
{
  GtkWidget parent_instance;

  SlCasebook *casebook;
  char *case_id;
  GListModel *documents;
  GListStore *rows;
  GtkSingleSelection *selection;
  GHashTable *toggled; /* keys of what is folded or unfolded by hand */
  SlDocumentSort sort;
  char *chosen; /* document id */
  gboolean silent;
  GCancellable *searching;
  GPtrArray *found; /* of SlHit */

  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkListView *list;
  GtkLabel *hits_label;
  GtkListBox *hits;
  GtkWidget *empty;
  GtkLabel *counts;
};

enum
{
  DOCUMENT_CHOSEN,
  HIT_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlDocumentsList, sl_documents_list, GTK_TYPE_WIDGET)

/* Rows. */

typedef struct
{
  GtkWidget *box;
  GtkWidget *arrow;
  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *subtitle;
  GtkWidget *warning;
  GtkWidget *end;
  GtkListItem *item; /* borrowed: it owns the box */
} RowParts;

static void rebuild (SlDocumentsList *self);

static void
toggle (SlDocumentsList *self, SlDocumentRow *row)
{
  const char *key = sl_document_row_get_key (row);

  if (!g_hash_table_remove (self->toggled, key))
    g_hash_table_add (self->toggled, g_strdup (key));
  rebuild (self);
}

static void
row_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, SlDocumentsList *self)
{
  GtkWidget *box = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  RowParts *parts = g_object_get_data (G_OBJECT (box), "parts");
  SlDocumentRow *row = gtk_list_item_get_item (parts->item);

  if (row != NULL && sl_document_row_get_kind (row) != SL_DOCUMENT_ROW_DOCUMENT)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      toggle (self, row);
    }
}

static GtkWidget *
new_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SlDocumentsList *self)
{
  RowParts *parts = g_new0 (RowParts, 1);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkGesture *click = gtk_gesture_click_new ();

  parts->item = item;
  parts->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  parts->arrow = gtk_image_new ();
  parts->icon = gtk_image_new ();
  parts->title = new_label (NULL);
  parts->subtitle = new_label ("caption");
  parts->warning = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  parts->end = new_label ("meta");
  gtk_widget_add_css_class (parts->end, "caption");
  gtk_widget_add_css_class (parts->end, "numeric-cell");
  gtk_label_set_ellipsize (GTK_LABEL (parts->end), PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (parts->warning, "warning");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), parts->title);
  gtk_box_append (GTK_BOX (words), parts->subtitle);
  gtk_box_append (GTK_BOX (parts->box), parts->arrow);
  gtk_box_append (GTK_BOX (parts->box), parts->icon);
  gtk_box_append (GTK_BOX (parts->box), words);
  gtk_box_append (GTK_BOX (parts->box), parts->warning);
  gtk_box_append (GTK_BOX (parts->box), parts->end);
  g_signal_connect (click, "pressed", G_CALLBACK (row_pressed_cb), self);
  gtk_widget_add_controller (parts->box, GTK_EVENT_CONTROLLER (click));
  g_object_set_data_full (G_OBJECT (parts->box), "parts", parts, g_free);
  gtk_list_item_set_child (item, parts->box);
}

/* "PL-101 D · 1 page, A1", "61 pages, readable", "LS-01 B · Picture only: read by eye". */
static char *
describe (SlDocumentsList *self, SlDocument *document)
{
  const char *state = sl_document_get (document, "state");
  const char *number = sl_document_get (document, "drawing-number");
  const char *revision = sl_document_get (document, "revision");
  guint n_pages = sl_document_get_page_count (document);
  g_autoptr (GString) text = g_string_new (NULL);

  if (g_str_equal (state, "refused"))
    return g_strdup (sl_document_get (document, "reason"));
  if (*number != '\0')
    g_string_append_printf (text, "%s%s%s · ", number, *revision != '\0' ? " " : "", revision);
  if (g_str_equal (state, "picture"))
    {
      g_string_append (text, _ ("Picture only: read by eye"));
      return g_string_free (g_steal_pointer (&text), FALSE);
    }
  g_string_append_printf (text, ngettext ("%u page", "%u pages", n_pages), n_pages);
  if (sl_document_get_readable_pages (document) < n_pages)
    g_string_append_printf (text, _ (", %u readable"), sl_document_get_readable_pages (document));
  else if (*number == '\0')
    g_string_append (text, _ (", readable"));
  else
    {
      g_autoptr (GArray) infos = sl_document_records_list_pages (
          sl_casebook_get_store (self->casebook), sl_document_get_id (document), NULL);

      if (infos != NULL && infos->len > 0)
        {
          const SlPageInfo *info = &g_array_index (infos, SlPageInfo, 0);
          g_autofree char *paper = sl_paper_describe (info->width, info->height);

          g_string_append_printf (text, ", %s", paper);
        }
    }
  if (g_str_equal (state, "partial"))
    g_string_append (text, _ (", read in part"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *
get_icon (SlDocument *document)
{
  const SlDocumentKind *kind = sl_document_kind_find (sl_document_get (document, "kind"));
  const char *state = sl_document_get (document, "state");

  if (g_str_equal (state, "refused"))
    return "dialog-warning-symbolic";
  if (g_str_equal (state, "picture"))
    return "image-x-generic-symbolic";
  if (kind != NULL && g_str_equal (kind->group, "drawings"))
    return "x-office-drawing-symbolic";
  if (kind != NULL && g_str_equal (kind->id, "email"))
    return "mail-unread-symbolic";
  return "x-office-document-symbolic";
}

static void
bind_document (SlDocumentsList *self, RowParts *parts, SlDocument *document)
{
  g_autofree char *subtitle = describe (self, document);
  g_auto (GStrv) warnings = sl_document_dup_warnings (document);
  g_autofree char *tooltip = g_strjoinv ("\n", warnings);
  const char *date = sl_document_get (document, "document-date");
  g_autofree char *day = *date != '\0' ? sl_date_format_short (date) : NULL;
  gboolean refused = g_str_equal (sl_document_get (document, "state"), "refused");

  gtk_image_set_from_icon_name (GTK_IMAGE (parts->icon), get_icon (document));
  gtk_label_set_label (GTK_LABEL (parts->subtitle), subtitle);
  gtk_widget_set_tooltip_text (parts->subtitle, refused ? subtitle : NULL);
  gtk_label_set_label (GTK_LABEL (parts->end), day != NULL ? day : "");
  gtk_widget_set_visible (parts->warning, !refused && warnings[0] != NULL && *warnings[0] != '\0');
  gtk_widget_set_tooltip_text (parts->warning, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (parts->warning), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tooltip, -1);
  if (refused)
    gtk_widget_add_css_class (parts->icon, "warning");
  else
    gtk_widget_remove_css_class (parts->icon, "warning");
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SlDocumentsList *self)
{
  SlDocumentRow *row = gtk_list_item_get_item (item);
  RowParts *parts = g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), "parts");
  SlDocumentRowKind kind = sl_document_row_get_kind (row);
  gboolean is_document = kind == SL_DOCUMENT_ROW_DOCUMENT;

  gtk_label_set_label (GTK_LABEL (parts->title), sl_document_row_get_title (row));
  gtk_widget_set_visible (parts->subtitle, is_document);
  gtk_widget_set_visible (parts->icon, is_document);
  gtk_widget_set_visible (parts->warning, FALSE);
  gtk_widget_set_visible (parts->arrow, !is_document);
  gtk_image_set_from_icon_name (GTK_IMAGE (parts->arrow), sl_document_row_get_open (row)
                                                              ? "pan-down-symbolic"
                                                              : "pan-end-symbolic");
  gtk_widget_set_margin_start (parts->box, kind == SL_DOCUMENT_ROW_SUPERSEDED   ? 30
                                           : sl_document_row_get_indented (row) ? 24
                                                                                : 0);
  gtk_widget_remove_css_class (parts->title, "heading");
  gtk_widget_remove_css_class (parts->title, "meta");
  if (kind == SL_DOCUMENT_ROW_GROUP)
    gtk_widget_add_css_class (parts->title, "heading");
  if (kind == SL_DOCUMENT_ROW_SUPERSEDED)
    gtk_widget_add_css_class (parts->title, "meta");
  gtk_widget_set_size_request (parts->box, -1, is_document ? 44 : 30);
  gtk_list_item_set_selectable (item, is_document);
  if (is_document)
    bind_document (self, parts, sl_document_row_get_document (row));
  else
    {
      g_autofree char *count = g_strdup_printf ("%u", sl_document_row_get_count (row));

      gtk_label_set_label (GTK_LABEL (parts->end), kind == SL_DOCUMENT_ROW_GROUP ? count : "");
    }
}

/* Puts the rows in when they are not what is there already, keeping the chosen one. */
static void
rebuild (SlDocumentsList *self)
{
  g_autoptr (GPtrArray) rows = NULL;
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  gboolean same;

  if (self->documents == NULL)
    return;
  rows = sl_document_rows_build (self->documents, self->sort, self->toggled,
                                 gtk_editable_get_text (self->search_entry));
  same = rows->len == n_rows;
  for (guint i = 0; same && i < n_rows; i++)
    {
      g_autoptr (SlDocumentRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      same = sl_document_row_equal (row, g_ptr_array_index (rows, i));
    }
  if (!same)
    {
      self->silent = TRUE;
      g_list_store_splice (self->rows, 0, n_rows, rows->pdata, rows->len);
      self->silent = FALSE;
      sl_documents_list_select (self, self->chosen);
    }
  gtk_widget_set_visible (self->empty, g_list_model_get_n_items (self->documents) == 0);
}

static void
selected_cb (SlDocumentsList *self)
{
  SlDocumentRow *row = gtk_single_selection_get_selected_item (self->selection);
  SlDocument *document = row != NULL ? sl_document_row_get_document (row) : NULL;

  if (self->silent || document == NULL)
    return;
  g_free (self->chosen);
  self->chosen = g_strdup (sl_document_get_id (document));
  g_signal_emit (self, signals[DOCUMENT_CHOSEN], 0, document);
}

static void
row_activated_cb (SlDocumentsList *self, guint position)
{
  g_autoptr (SlDocumentRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  if (row == NULL)
    return;
  if (sl_document_row_get_kind (row) != SL_DOCUMENT_ROW_DOCUMENT)
    toggle (self, row);
  else
    g_signal_emit (self, signals[DOCUMENT_CHOSEN], 0, sl_document_row_get_document (row));
}

/* Searching. */

typedef struct
{
  SlIndex *index;
  char *case_id;
  char *words;
} Search;

static void
search_free (Search *search)
{
  g_object_unref (search->index);
  g_free (search->case_id);
  g_free (search->words);
  g_free (search);
}

static void
search_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Search *search = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *hits = sl_index_search (search->index, search->case_id, search->words, MAX_HITS,
                                     &error);

  if (hits == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, hits, (GDestroyNotify) g_ptr_array_unref);
}

static SlDocument *
find_document (SlDocumentsList *self, const char *document_id)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->documents); i++)
    {
      g_autoptr (SlDocument) document = g_list_model_get_item (self->documents, i);

      if (g_strcmp0 (sl_document_get_id (document), document_id) == 0)
        return document;
    }
  return NULL;
}

static GtkWidget *
new_hit_row (SlDocumentsList *self, SlHit *hit, SlDocument *document)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *excerpt = new_label (NULL), *place = new_label ("caption");
  PangoAttrList *attributes = pango_attr_list_new ();
  g_autofree char *where = g_strdup_printf (_ ("%s, page %u"), sl_document_get (document, "title"),
                                            hit->page);

  for (guint i = 0; i + 1 < hit->ranges->len; i += 2)
    {
      PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

      bold->start_index = g_array_index (hit->ranges, guint, i);
      bold->end_index = g_array_index (hit->ranges, guint, i + 1);
      pango_attr_list_insert (attributes, bold);
    }
  gtk_label_set_label (GTK_LABEL (excerpt), hit->excerpt);
  gtk_label_set_attributes (GTK_LABEL (excerpt), attributes);
  pango_attr_list_unref (attributes);
  gtk_label_set_wrap (GTK_LABEL (excerpt), TRUE);
  gtk_label_set_lines (GTK_LABEL (excerpt), 2);
  gtk_label_set_label (GTK_LABEL (place), where);
  gtk_widget_add_css_class (place, "meta");
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), excerpt);
  gtk_box_append (GTK_BOX (box), place);
  return box;
}

static void
clear_hits (SlDocumentsList *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->hits, 0)) != NULL)
    gtk_list_box_remove (self->hits, GTK_WIDGET (row));
  g_clear_pointer (&self->found, g_ptr_array_unref);
  gtk_widget_set_visible (GTK_WIDGET (self->hits), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->hits_label), FALSE);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SlDocumentsList *self = SL_DOCUMENTS_LIST (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *text = NULL;
  guint n_shown = 0;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->documents == NULL)
    return;
  clear_hits (self);
  g_clear_object (&self->searching);
  for (guint i = 0; hits != NULL && i < hits->len; i++)
    {
      SlHit *hit = g_ptr_array_index (hits, i);
      SlDocument *document = find_document (self, hit->document_id);
      GtkWidget *row;

      if (document == NULL)
        continue;
      row = new_hit_row (self, hit, document);
      g_object_set_data (G_OBJECT (row), "hit", hit);
      gtk_list_box_append (self->hits, row);
      n_shown++;
    }
  self->found = g_steal_pointer (&hits);
  if (error != NULL)
    text = g_strdup (error->message);
  else if (n_shown == 0)
    text = g_strdup (_ ("No page holds these words"));
  else
    text = g_strdup_printf (
        ngettext ("%u page with these words", "%u pages with these words", n_shown), n_shown);
  gtk_label_set_label (self->hits_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->hits_label), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->hits), n_shown > 0);
}

static void
search_changed_cb (SlDocumentsList *self)
{
  const char *words = gtk_editable_get_text (self->search_entry);
  g_autoptr (GTask) task = NULL;
  Search *search;

  if (self->searching != NULL)
    g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  rebuild (self);
  if (*words == '\0' || self->casebook == NULL)
    {
      clear_hits (self);
      return;
    }
  search = g_new0 (Search, 1);
  search->index = g_object_ref (sl_library_get_index (sl_casebook_get_library (self->casebook)));
  search->case_id = g_strdup (self->case_id);
  search->words = g_strdup (words);
  self->searching = g_cancellable_new ();
  task = g_task_new (self, self->searching, searched_cb, NULL);
  g_task_set_source_tag (task, search_changed_cb);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  g_task_run_in_thread (task, search_worker);
}

static void
hit_activated_cb (SlDocumentsList *self, GtkListBoxRow *row)
{
  SlHit *hit = g_object_get_data (G_OBJECT (gtk_list_box_row_get_child (row)), "hit");
  SlDocument *document = find_document (self, hit->document_id);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) marked = NULL;

  if (document == NULL)
    return;
  for (guint i = 0; i + 1 < hit->ranges->len; i += 2)
    {
      guint from = g_array_index (hit->ranges, guint, i);
      g_autofree char *word = g_strndup (hit->excerpt + from,
                                         g_array_index (hit->ranges, guint, i + 1) - from);

      g_strv_builder_add (words, word);
    }
  marked = g_strv_builder_end (words);
  sl_documents_list_select (self, hit->document_id);
  g_signal_emit (self, signals[HIT_CHOSEN], 0, document, hit->page, hit->excerpt, marked);
}

static void
sort_changed_cb (GSimpleAction *action, GVariant *value, SlDocumentsList *self)
{
  const char *name = g_variant_get_string (value, NULL);

  self->sort = g_str_equal (name, "name")   ? SL_DOCUMENT_SORT_NAME
               : g_str_equal (name, "date") ? SL_DOCUMENT_SORT_DATE
                                            : SL_DOCUMENT_SORT_KIND;
  g_simple_action_set_state (action, value);
  rebuild (self);
}

static void
sl_documents_list_dispose (GObject *object)
{
  SlDocumentsList *self = SL_DOCUMENTS_LIST (object);
  GtkWidget *child;

  if (self->searching != NULL)
    g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_DOCUMENTS_LIST);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->documents);
  g_clear_object (&self->casebook);
  g_clear_pointer (&self->found, g_ptr_array_unref);

  G_OBJECT_CLASS (sl_documents_list_parent_class)->dispose (object);
}

static void
sl_documents_list_finalize (GObject *object)
{
  SlDocumentsList *self = SL_DOCUMENTS_LIST (object);

  g_hash_table_unref (self->toggled);
  g_free (self->case_id);
  g_free (self->chosen);

  G_OBJECT_CLASS (sl_documents_list_parent_class)->finalize (object);
}

static void
sl_documents_list_class_init (SlDocumentsListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_documents_list_dispose;
  object_class->finalize = sl_documents_list_finalize;
  signals[DOCUMENT_CHOSEN] = g_signal_new ("document-chosen", SL_TYPE_DOCUMENTS_LIST,
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                           SL_TYPE_DOCUMENT);
  signals[HIT_CHOSEN] = g_signal_new ("hit-chosen", SL_TYPE_DOCUMENTS_LIST, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 4, SL_TYPE_DOCUMENT,
                                      G_TYPE_UINT, G_TYPE_STRING, G_TYPE_STRV);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/documents/sl-documents-list.ui");
  gtk_widget_class_bind_template_child (widget_class, SlDocumentsList, search_bar);
  gtk_widget_class_bind_template_child (widget_class, SlDocumentsList, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SlDocumentsList, list);
  gtk_widget_class_bind_template_child (widget_class, SlDocumentsList, hits_label);
  gtk_widget_class_bind_template_child (widget_class, SlDocumentsList, hits);
  gtk_widget_class_bind_template_child (widget_class, SlDocumentsList, empty);
  gtk_widget_class_bind_template_child (widget_class, SlDocumentsList, counts);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, hit_activated_cb);
}

static void
sl_documents_list_init (SlDocumentsList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) sort = g_simple_action_new_stateful ("sort", G_VARIANT_TYPE_STRING,
                                                                 g_variant_new_string ("kind"));

  self->toggled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  g_signal_connect (sort, "change-state", G_CALLBACK (sort_changed_cb), self);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (sort));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "documents-list", G_ACTION_GROUP (group));

  self->rows = g_list_store_new (SL_TYPE_DOCUMENT_ROW);
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
sl_documents_list_set_case (SlDocumentsList *self, SlCasebook *casebook, const char *case_id)
{
  g_return_if_fail (SL_IS_DOCUMENTS_LIST (self));

  g_set_object (&self->casebook, casebook);
  g_free (self->case_id);
  self->case_id = g_strdup (case_id);
}

void
sl_documents_list_set_documents (SlDocumentsList *self, GListModel *documents)
{
  g_autofree char *counts = sl_documents_dup_counts (documents);

  g_return_if_fail (SL_IS_DOCUMENTS_LIST (self));
  g_set_object (&self->documents, documents);
  gtk_label_set_label (self->counts, counts);
  rebuild (self);
}

void
sl_documents_list_select (SlDocumentsList *self, const char *document_id)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint position = GTK_INVALID_LIST_POSITION;
  g_autofree char *id = g_strdup (document_id);

  g_free (self->chosen);
  self->chosen = g_steal_pointer (&id);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (SlDocumentRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (sl_document_row_get_document (row) != NULL &&
          g_strcmp0 (sl_document_row_get_key (row), self->chosen) == 0)
        position = i;
    }
  self->silent = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->silent = FALSE;
}

void
sl_documents_list_search (SlDocumentsList *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}
