/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-library"
#include "config.h"

#include "library/sl-library-page.h"

#include "base/sl-text.h"
#include "library/sl-pack-entry.h"
#include "sl-window.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

/* Packs at the side by kind; one of them to read, with a search within. Packs are data: they are
 * changed as files in the packs folder, which the page says. */

struct _SlLibraryPage
{
  AdwBin parent_instance;

  SlCasebook *casebook;
  GListModel *entries; /* of the pack shown */

  AdwLeaflet *leaflet;
  GtkListBox *packs;
  GtkBox *problems;
  GtkWidget *reader;
  AdwWindowTitle *title;
  GtkSearchEntry *search;
  GtkScrolledWindow *scrolled;
  GtkTextView *view;
};

G_DEFINE_FINAL_TYPE (SlLibraryPage, sl_library_page, ADW_TYPE_BIN)

static void
insert (SlLibraryPage *self, const char *text, const char *tag)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter end;

  if (*text == '\0')
    return;
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert_with_tags_by_name (buffer, &end, text, -1, tag, NULL);
  gtk_text_buffer_insert (buffer, &end, "\n", 1);
}

static void
insert_entry (SlLibraryPage *self, SlPackEntry *entry)
{
  const char *words = sl_fact_status_get_words (sl_pack_entry_get_status (entry));
  g_autofree char *status = *words != '\0' ? g_strdup_printf (_ ("Checked: %s"), words)
                                           : g_strdup ("");

  insert (self, sl_pack_entry_get_title (entry),
          sl_pack_entry_is_heading (entry) ? "section" : "title");
  insert (self, sl_pack_entry_get_body (entry), "body");
  insert (self, status, "small");
  insert (self, sl_pack_entry_get_detail (entry), "small");
}

static gboolean
is_shown (SlPackEntry *entry, char **words)
{
  if (words[0] == NULL || *words[0] == '\0')
    return TRUE;
  return !sl_pack_entry_is_heading (entry) &&
         sl_pack_entry_matches (entry, (const char *const *) words);
}

/* Writes the entries that match the search. A text view lays out only what is looked at, where a
 * list of wrapping labels measures every row. */
static void
fill (SlLibraryPage *self)
{
  g_autofree char *folded = sl_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  g_auto (GStrv) words = g_strsplit (g_strstrip (folded), " ", 0);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start;

  gtk_text_buffer_set_text (buffer, "", 0);
  for (guint i = 0; self->entries != NULL && i < g_list_model_get_n_items (self->entries); i++)
    {
      g_autoptr (SlPackEntry) entry = g_list_model_get_item (self->entries, i);

      if (is_shown (entry, words))
        insert_entry (self, entry);
    }
  if (gtk_text_buffer_get_char_count (buffer) == 0)
    insert (self, _ ("Nothing in this pack has these words."), "body");
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

static void
show_pack (SlLibraryPage *self, SlPack *pack)
{
  g_autofree char *subtitle = NULL;
  gboolean built_in = g_str_equal (sl_pack_get_origin (pack), "built-in");

  subtitle = g_strdup_printf (_ ("Edition %s · %s"), sl_pack_get_edition (pack),
                              built_in ? _ ("built in") : sl_pack_get_origin (pack));
  adw_window_title_set_title (self->title, sl_pack_get_title (pack));
  adw_window_title_set_subtitle (self->title, subtitle);
  g_clear_object (&self->entries);
  self->entries = sl_pack_entries_read (pack);
  fill (self);
}

static void
pack_selected_cb (SlLibraryPage *self, GtkListBoxRow *row)
{
  if (row != NULL)
    show_pack (self, g_object_get_data (G_OBJECT (row), "sl-pack"));
}

static void
pack_activated_cb (SlLibraryPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->reader);
}

static void
back_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  adw_leaflet_navigate (SL_LIBRARY_PAGE (widget)->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
group_rows_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const char *kind = sl_pack_get_kind (g_object_get_data (G_OBJECT (row), "sl-pack"));
  GtkWidget *header = NULL;

  if (before == NULL ||
      !g_str_equal (kind, sl_pack_get_kind (g_object_get_data (G_OBJECT (before), "sl-pack"))))
    {
      header = sl_wrapped_label_new ("", "heading");
      gtk_label_set_label (GTK_LABEL (header), sl_pack_kind_get_title (kind));
      g_object_set (header, "margin-top", 12, "margin-bottom", 6, "margin-start", 12, NULL);
    }
  gtk_list_box_row_set_header (row, header);
}

/* What an officer looks for most comes first. */
static int
kind_order (const char *kind)
{
  static const char *const order[] = { "checklist", "policy",   "authorities", "standards",
                                       "triage",    "template", "force" };

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    if (g_str_equal (order[i], kind))
      return (int) i;
  return G_N_ELEMENTS (order);
}

static int
compare_rows_cb (GtkListBoxRow *a, GtkListBoxRow *b, gpointer data)
{
  SlPack *pack_a = g_object_get_data (G_OBJECT (a), "sl-pack");
  SlPack *pack_b = g_object_get_data (G_OBJECT (b), "sl-pack");
  int difference = kind_order (sl_pack_get_kind (pack_a)) - kind_order (sl_pack_get_kind (pack_b));

  if (difference != 0)
    return difference;
  return g_utf8_collate (sl_pack_get_title (pack_a), sl_pack_get_title (pack_b));
}

static void
add_pack (SlLibraryPage *self, SlPack *pack)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = sl_wrapped_label_new ("", NULL);
  GtkWidget *edition = sl_wrapped_label_new ("", "caption");
  g_autofree char *text = g_strdup_printf (_ ("Edition %s"), sl_pack_get_edition (pack));

  gtk_label_set_label (GTK_LABEL (title), sl_pack_get_title (pack));
  gtk_label_set_label (GTK_LABEL (edition), text);
  gtk_widget_add_css_class (edition, "meta");
  g_object_set (box, "margin-top", 6, "margin-bottom", 6, NULL);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), edition);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "sl-pack", g_object_ref (pack), g_object_unref);
  gtk_list_box_append (self->packs, row);
}

static void
add_problems (SlLibraryPage *self, const char *const *problems)
{
  for (guint i = 0; problems != NULL && problems[i] != NULL; i++)
    {
      GtkWidget *label = sl_wrapped_label_new ("", "caption");

      gtk_label_set_label (GTK_LABEL (label), problems[i]);
      gtk_box_append (self->problems, label);
      gtk_widget_set_visible (GTK_WIDGET (self->problems), TRUE);
    }
}

static void
add_tags (GtkTextBuffer *buffer)
{
  gtk_text_buffer_create_tag (buffer, "section", "weight", PANGO_WEIGHT_BOLD, "scale", 1.2,
                              "pixels-above-lines", 24, NULL);
  gtk_text_buffer_create_tag (buffer, "title", "weight", PANGO_WEIGHT_BOLD, "pixels-above-lines",
                              18, NULL);
  gtk_text_buffer_create_tag (buffer, "body", "pixels-above-lines", 3, NULL);
  gtk_text_buffer_create_tag (buffer, "small", "scale", 0.85, "pixels-above-lines", 3, NULL);
}

static gboolean
sl_library_page_grab_focus (GtkWidget *widget)
{
  SlLibraryPage *self = SL_LIBRARY_PAGE (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->packs);

  return gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : GTK_WIDGET (self->packs));
}

static void
sl_library_page_dispose (GObject *object)
{
  SlLibraryPage *self = SL_LIBRARY_PAGE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->entries);
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_library_page_parent_class)->dispose (object);
}

static void
sl_library_page_class_init (SlLibraryPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_library_page_dispose;
  widget_class->grab_focus = sl_library_page_grab_focus;

  g_type_ensure (SL_TYPE_WINDOW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/library/sl-library-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SlLibraryPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, SlLibraryPage, packs);
  gtk_widget_class_bind_template_child (widget_class, SlLibraryPage, problems);
  gtk_widget_class_bind_template_child (widget_class, SlLibraryPage, reader);
  gtk_widget_class_bind_template_child (widget_class, SlLibraryPage, title);
  gtk_widget_class_bind_template_child (widget_class, SlLibraryPage, search);
  gtk_widget_class_bind_template_child (widget_class, SlLibraryPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, SlLibraryPage, view);
  gtk_widget_class_bind_template_callback (widget_class, pack_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, pack_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, fill);
  gtk_widget_class_install_action (widget_class, "library.back", NULL, back_cb);
}

static void
sl_library_page_init (SlLibraryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->packs, group_rows_cb, NULL, NULL);
  gtk_list_box_set_sort_func (self->packs, compare_rows_cb, NULL, NULL);
  add_tags (gtk_text_view_get_buffer (self->view));
}

/**
 * sl_library_page_new:
 * @casebook: whose packs are read
 *
 * Returns: (transfer floating): the library
 */
GtkWidget *
sl_library_page_new (SlCasebook *casebook)
{
  SlLibraryPage *self = g_object_new (SL_TYPE_LIBRARY_PAGE, NULL);
  SlPackLibrary *library = sl_casebook_get_packs (casebook);
  GListModel *packs = sl_pack_library_get_packs (library);

  self->casebook = g_object_ref (casebook);
  for (guint i = 0; i < g_list_model_get_n_items (packs); i++)
    {
      g_autoptr (SlPack) pack = g_list_model_get_item (packs, i);

      add_pack (self, pack);
    }
  add_problems (self, sl_pack_library_get_problems (library));
  gtk_list_box_select_row (self->packs, gtk_list_box_get_row_at_index (self->packs, 0));
  return GTK_WIDGET (self);
}

/**
 * sl_library_page_show_kind:
 * @kind: of a pack
 *
 * Opens the first pack of that kind.
 */
void
sl_library_page_show_kind (SlLibraryPage *self, const char *kind)
{
  GtkListBoxRow *row;

  g_return_if_fail (SL_IS_LIBRARY_PAGE (self));
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->packs, i)) != NULL; i++)
    if (g_str_equal (sl_pack_get_kind (g_object_get_data (G_OBJECT (row), "sl-pack")), kind))
      {
        gtk_list_box_select_row (self->packs, row);
        adw_leaflet_set_visible_child (self->leaflet, self->reader);
        return;
      }
}
