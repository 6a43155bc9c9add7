/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-search"
#include "config.h"

#include "search/sl-search-page.h"

#include "search/sl-search-task.h"
#include "sl-window.h"

#include <glib/gi18n.h>

/* The search: results as one types, Down goes into them, Enter opens at the page. */

struct _SlSearchPage
{
  AdwBin parent_instance;

  SlCasebook *casebook;
  GCancellable *cancellable;

  GtkSearchEntry *entry;
  GtkStack *stack;
  GtkListBox *results;
  AdwStatusPage *nothing;
  GtkLabel *status;
};

G_DEFINE_FINAL_TYPE (SlSearchPage, sl_search_page, ADW_TYPE_BIN)

static void
clear (SlSearchPage *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->results))) != NULL)
    gtk_list_box_remove (self->results, row);
}

/* The words found stand bold: by Pango attributes, since the text is not ours. */
static PangoAttrList *
make_attributes (const SlSearchHit *hit)
{
  PangoAttrList *list = pango_attr_list_new ();

  for (guint i = 0; hit->ranges != NULL && i + 1 < hit->ranges->len; i += 2)
    {
      PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

      bold->start_index = g_array_index (hit->ranges, guint, i);
      bold->end_index = g_array_index (hit->ranges, guint, i + 1);
      pango_attr_list_insert (list, bold);
    }
  return list;
}

static GtkWidget *
make_line (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_row (SlSearchHit *hit)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *detail = make_line (hit->detail, "caption");

  g_object_set (box, "margin-top", 9, "margin-bottom", 9, "margin-start", 12, "margin-end", 12,
                NULL);
  gtk_widget_add_css_class (detail, "meta");
  gtk_box_append (GTK_BOX (box), make_line (hit->title, "heading"));
  if (hit->excerpt != NULL)
    {
      g_autoptr (PangoAttrList) attributes = make_attributes (hit);
      GtkWidget *excerpt = make_line (hit->excerpt, NULL);

      gtk_label_set_ellipsize (GTK_LABEL (excerpt), PANGO_ELLIPSIZE_NONE);
      gtk_label_set_wrap (GTK_LABEL (excerpt), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (excerpt), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_attributes (GTK_LABEL (excerpt), attributes);
      gtk_box_append (GTK_BOX (box), excerpt);
    }
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "sl-hit", hit, (GDestroyNotify) sl_search_hit_free);
  return row;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = sl_search_finish (result, &error);
  g_autofree char *status = NULL;
  SlSearchPage *self;
  guint n_hits;

  if (hits == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        sl_window_toast (GTK_WIDGET (data), error->message, NULL, NULL);
      return;
    }
  self = SL_SEARCH_PAGE (data);
  clear (self);
  n_hits = hits->len;
  g_ptr_array_set_free_func (hits, NULL);
  for (guint i = 0; i < n_hits; i++)
    gtk_list_box_append (self->results, make_row (g_ptr_array_index (hits, i)));
  status = g_strdup_printf (ngettext ("%u found", "%u found", n_hits), n_hits);
  gtk_label_set_label (self->status, n_hits > 0 ? status : "");
  gtk_stack_set_visible_child_name (self->stack, n_hits > 0 ? "results" : "nothing");
}

static void
search_changed_cb (SlSearchPage *self)
{
  g_autofree char *words = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_strstrip (words);
  if (*words == '\0')
    {
      clear (self);
      gtk_label_set_label (self->status, "");
      gtk_stack_set_visible_child_name (self->stack, "start");
      return;
    }
  self->cancellable = g_cancellable_new ();
  sl_search_async (self->casebook, words, self->cancellable, found_cb, self);
}

static void
row_activated_cb (SlSearchPage *self, GtkListBoxRow *row)
{
  const SlSearchHit *hit = g_object_get_data (G_OBJECT (row), "sl-hit");
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!SL_IS_WINDOW (root))
    return;
  if (hit->document_id != NULL)
    sl_window_open_document (SL_WINDOW (root), hit->case_id, hit->document_id, hit->page);
  else
    sl_window_open_case (SL_WINDOW (root), hit->case_id);
}

/* Enter in the box opens the first result. */
static void
activate_cb (SlSearchPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->results, 0);

  if (row != NULL)
    row_activated_cb (self, row);
}

static void
group_rows_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const SlSearchHit *hit = g_object_get_data (G_OBJECT (row), "sl-hit");
  const SlSearchHit *last = before != NULL ? g_object_get_data (G_OBJECT (before), "sl-hit") : NULL;
  GtkWidget *header = NULL;

  if (last == NULL || (last->document_id == NULL) != (hit->document_id == NULL))
    {
      header = make_line (hit->document_id == NULL ? _ ("Cases") : _ ("In the documents"),
                          "heading");
      g_object_set (header, "margin-top", 12, "margin-bottom", 6, "margin-start", 12, NULL);
    }
  gtk_list_box_row_set_header (row, header);
}

static gboolean
sl_search_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SL_SEARCH_PAGE (widget)->entry));
}

static void
sl_search_page_dispose (GObject *object)
{
  SlSearchPage *self = SL_SEARCH_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_search_page_parent_class)->dispose (object);
}

static void
sl_search_page_class_init (SlSearchPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_search_page_dispose;
  widget_class->grab_focus = sl_search_page_grab_focus;

  g_type_ensure (SL_TYPE_WINDOW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/search/sl-search-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SlSearchPage, entry);
  gtk_widget_class_bind_template_child (widget_class, SlSearchPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SlSearchPage, results);
  gtk_widget_class_bind_template_child (widget_class, SlSearchPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, SlSearchPage, status);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
sl_search_page_init (SlSearchPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->results, group_rows_cb, NULL, NULL);
  gtk_search_entry_set_key_capture_widget (self->entry, NULL);
}

/**
 * sl_search_page_new:
 * @casebook: what is searched
 *
 * Returns: (transfer floating): the search
 */
GtkWidget *
sl_search_page_new (SlCasebook *casebook)
{
  SlSearchPage *self = g_object_new (SL_TYPE_SEARCH_PAGE, NULL);

  self->casebook = g_object_ref (casebook);
  return GTK_WIDGET (self);
}
