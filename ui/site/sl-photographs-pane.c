/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-site"
#include "config.h"

#include "site/sl-photographs-pane.h"

#include "documents/sl-photograph.h"
#include "site/sl-photograph-picture.h"
#include "site/sl-photograph-window.h"
#include "site/sl-photographs-window.h"
#include "site/sl-site-lock.h"
#include "sl-window.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

/* Hundreds may come from one visit: the first ones are shown, all of them in a window. */

#define FIRST_SHOWN 24

struct _SlPhotographsPane
{
  AdwBin parent_instance;

  SlCasebook *casebook;
  char *case_id;
  char *sheet_id;
  char *shown; /* what the grid shows, as one text: pictures are not read again for the same */
  GCancellable *cancellable;
  GtkFileChooserNative *chooser;

  GtkLabel *count;
  GtkWidget *add;
  GtkFlowBox *grid;
  GtkWidget *more;
  GtkWidget *none;
};

G_DEFINE_FINAL_TYPE (SlPhotographsPane, sl_photographs_pane, ADW_TYPE_BIN)

/* ---- adding ---- */

static void
import (SlPhotographsPane *self, GPtrArray *paths)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (paths->len > 0 && SL_IS_WINDOW (root) && self->sheet_id != NULL)
    sl_window_import_photographs (SL_WINDOW (root), (const char *const *) paths->pdata,
                                  self->case_id, self->sheet_id);
}

static void
add_path (GPtrArray *paths, GFile *file)
{
  if (g_file_peek_path (file) != NULL)
    g_ptr_array_add (paths, g_file_get_path (file));
}

static void
files_chosen_cb (SlPhotographsPane *self, int response)
{
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (self->chooser));
  g_autoptr (GPtrArray) paths = g_ptr_array_new_null_terminated (8, g_free, TRUE);

  for (guint i = 0; response == GTK_RESPONSE_ACCEPT && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      add_path (paths, file);
    }
  import (self, paths);
  g_clear_object (&self->chooser);
}

static void
add_cb (SlPhotographsPane *self)
{
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (
      _ ("Add photographs"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Add"), _ ("Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (files_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* Without a record the files are the case's documents, which is the window's own business. */
static gboolean
accept_cb (GtkDropTarget *target, GdkDrop *drop, SlPhotographsPane *self)
{
  return self->sheet_id != NULL &&
         gdk_content_formats_contain_gtype (gdk_drop_get_formats (drop), GDK_TYPE_FILE_LIST);
}

static void
hover_cb (GtkDropTarget *target, GParamSpec *pspec, GtkWidget *area)
{
  if (gtk_drop_target_get_current_drop (target) != NULL)
    gtk_widget_add_css_class (area, "drop-here");
  else
    gtk_widget_remove_css_class (area, "drop-here");
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, SlPhotographsPane *self)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_null_terminated (8, g_free, TRUE);
  g_autofree char *lock = NULL;
  GSList *files;

  gtk_widget_remove_css_class (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)),
                               "drop-here");
  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST) || self->sheet_id == NULL)
    return FALSE;
  lock = sl_site_dup_lock (self->casebook, self->case_id, self->sheet_id);
  files = gdk_file_list_get_files (g_value_get_boxed (value));
  for (GSList *l = files; l != NULL; l = l->next)
    add_path (paths, l->data);
  g_slist_free (files);
  if (lock != NULL || paths->len == 0)
    {
      sl_window_toast (
          GTK_WIDGET (self),
          lock != NULL ? lock
                       : _ ("Only files on this computer can be dropped here. Save them first."),
          NULL, NULL);
      return FALSE;
    }
  import (self, paths);
  return TRUE;
}

/* ---- the grid ---- */

static void
open_cb (GtkWidget *button, SlPhotographsPane *self)
{
  const char *id = g_object_get_data (G_OBJECT (button), "sl-photograph");
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPhotograph)
      photograph = sl_photographs_load (sl_casebook_get_store (self->casebook), id, &error);

  if (photograph != NULL)
    gtk_window_present (
        GTK_WINDOW (sl_photograph_window_new (GTK_WIDGET (self), self->casebook, photograph)));
  else
    sl_window_toast (GTK_WIDGET (self), error->message, NULL, NULL);
}

static GtkWidget *
make_tile (SlPhotographsPane *self, SlPhotograph *photograph)
{
  const char *privacy = sl_photograph_get (photograph, "privacy");
  const char *css_class;
  const char *icon_name = sl_photograph_privacy_icon (privacy, &css_class);
  g_autofree char *name = g_strdup_printf (_ ("Photograph %s, %s"),
                                           sl_photograph_get_name (photograph),
                                           sl_photograph_privacy_to_word (privacy));
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *picture = sl_photograph_picture_new (
      photograph, sl_casebook_get_library (self->casebook), 160, self->cancellable);
  GtkWidget *frame = gtk_overlay_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *word = gtk_label_new (sl_photograph_privacy_to_word (privacy));

  /* The tile has its size before the pixels come, so that nothing jumps. */
  gtk_overlay_set_child (GTK_OVERLAY (frame), gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_set_size_request (gtk_overlay_get_child (GTK_OVERLAY (frame)), 90, 96);
  gtk_overlay_add_overlay (GTK_OVERLAY (frame), picture);
  gtk_widget_add_css_class (icon, css_class);
  gtk_widget_add_css_class (word, "caption");
  g_object_set (word, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "max-width-chars", 20, NULL);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), word);
  gtk_box_append (GTK_BOX (box), frame);
  gtk_box_append (GTK_BOX (box), line);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "photograph");
  gtk_widget_set_tooltip_text (button, sl_photograph_get_name (photograph));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "sl-photograph",
                          g_strdup (sl_photograph_get (photograph, "id")), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_cb), self, 0);
  return button;
}

static char *
make_summary (GListModel *photographs)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (photographs); i++)
    {
      g_autoptr (SlPhotograph) photograph = g_list_model_get_item (photographs, i);

      g_string_append_printf (text, "%s %s %s\n", sl_photograph_get (photograph, "id"),
                              sl_photograph_get (photograph, "privacy"),
                              sl_photograph_get (photograph, "caption"));
    }
  return g_string_free (text, FALSE);
}

static void
show_tiles (SlPhotographsPane *self, GListModel *photographs)
{
  guint n_all = g_list_model_get_n_items (photographs);
  guint n_shown = MIN (n_all, FIRST_SHOWN);
  g_autofree char *more = NULL;
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_flow_box_remove (self->grid, child);
  for (guint i = 0; i < n_shown; i++)
    {
      g_autoptr (SlPhotograph) photograph = g_list_model_get_item (photographs, i);
      GtkWidget *tile = gtk_flow_box_child_new ();

      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (tile), make_tile (self, photograph));
      gtk_widget_set_focusable (tile, FALSE);
      gtk_flow_box_append (self->grid, tile);
    }
  more = g_strdup_printf (_ ("All %u…"), n_all);
  gtk_button_set_label (GTK_BUTTON (self->more), more);
  gtk_widget_set_visible (self->more, n_shown < n_all);
}

/* "12, 3 not looked at" */
static void
show_count (SlPhotographsPane *self, GListModel *photographs)
{
  guint n_all = g_list_model_get_n_items (photographs), n_unseen = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < n_all; i++)
    {
      g_autoptr (SlPhotograph) photograph = g_list_model_get_item (photographs, i);

      n_unseen += *sl_photograph_get (photograph, "privacy") == '\0' ? 1 : 0;
    }
  if (n_unseen > 0)
    text = g_strdup_printf (_ ("%u, %u not looked at"), n_all, n_unseen);
  else
    text = n_all > 0 ? g_strdup_printf ("%u", n_all) : g_strdup ("");
  gtk_label_set_label (self->count, text);
}

static void
show_whether_editable (SlPhotographsPane *self, guint n_photographs)
{
  g_autofree char *lock = sl_site_dup_lock (self->casebook, self->case_id, self->sheet_id);

  gtk_widget_set_visible (self->add, lock == NULL);
  gtk_widget_set_visible (self->none, n_photographs == 0);
  gtk_label_set_label (GTK_LABEL (self->none), lock == NULL
                                                   ? _ ("Drop photographs here, or choose Add…")
                                                   : _ ("None were added."));
}

/* The others stand in a window of their own, where only those in sight are made. */
static void
more_cb (SlPhotographsPane *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) photographs = sl_photographs_list (sl_casebook_get_store (self->casebook),
                                                            self->case_id, self->sheet_id, &error);

  if (photographs != NULL)
    gtk_window_present (
        GTK_WINDOW (sl_photographs_window_new (GTK_WIDGET (self), self->casebook, photographs)));
  else
    sl_window_toast (GTK_WIDGET (self), error->message, NULL, NULL);
}

static void
sl_photographs_pane_dispose (GObject *object)
{
  SlPhotographsPane *self = SL_PHOTOGRAPHS_PANE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_photographs_pane_parent_class)->dispose (object);
}

static void
sl_photographs_pane_finalize (GObject *object)
{
  SlPhotographsPane *self = SL_PHOTOGRAPHS_PANE (object);

  g_free (self->case_id);
  g_free (self->sheet_id);
  g_free (self->shown);
  G_OBJECT_CLASS (sl_photographs_pane_parent_class)->finalize (object);
}

static void
sl_photographs_pane_class_init (SlPhotographsPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_photographs_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = sl_photographs_pane_finalize;
}

static GtkWidget *
make_head (SlPhotographsPane *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (_ ("Photographs"));

  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_margin_start (title, 9);
  self->count = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_xalign (self->count, 0);
  gtk_label_set_ellipsize (self->count, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "meta");
  gtk_widget_set_hexpand (GTK_WIDGET (self->count), TRUE);
  self->add = gtk_button_new_with_label (_ ("Add…"));
  gtk_widget_set_valign (self->add, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->add, _ ("Add photographs by file, or drop them here"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add photographs"), -1);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (head), self->add);
  return head;
}

static void
sl_photographs_pane_init (SlPhotographsPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->grid = GTK_FLOW_BOX (gtk_flow_box_new ());
  g_object_set (self->grid, "selection-mode", GTK_SELECTION_NONE, "homogeneous", TRUE,
                "min-children-per-line", 2, "max-children-per-line", 6, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Photographs"), -1);
  self->none = sl_wrapped_label_new (_ ("Drop photographs here, or choose Add…"), "meta");
  gtk_widget_set_margin_start (self->none, 9);
  self->more = gtk_button_new_with_label ("");
  gtk_widget_set_visible (self->more, FALSE);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_cb), self);
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), self->none);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->grid));
  gtk_box_append (GTK_BOX (box), self->more);
  adw_bin_set_child (ADW_BIN (self), box);
}

void
sl_photographs_pane_set_casebook (SlPhotographsPane *self, SlCasebook *casebook)
{
  g_return_if_fail (SL_IS_PHOTOGRAPHS_PANE (self) && self->casebook == NULL);

  self->casebook = g_object_ref (casebook);
}

/**
 * sl_photographs_pane_accept_drops:
 * @self: a pane with a casebook
 * @area: a widget that outlives the pane, or holds it
 *
 * Lets files go over @area as photographs of the record that the pane shows.
 */
void
sl_photographs_pane_accept_drops (SlPhotographsPane *self, GtkWidget *area)
{
  GtkDropTarget *target;

  g_return_if_fail (SL_IS_PHOTOGRAPHS_PANE (self) && GTK_IS_WIDGET (area));

  target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect_object (target, "accept", G_CALLBACK (accept_cb), self, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  g_signal_connect_object (target, "notify::current-drop", G_CALLBACK (hover_cb), area, 0);
  gtk_widget_add_controller (area, GTK_EVENT_CONTROLLER (target));
}

/**
 * sl_photographs_pane_show:
 * @self: a pane with a casebook
 * @case_id: whose
 * @sheet_id: (nullable): the record they were taken for
 *
 * Reads them again; pictures that are there already stay.
 */
void
sl_photographs_pane_show (SlPhotographsPane *self, const char *case_id, const char *sheet_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) photographs = NULL;
  g_autofree char *kept_case = g_strdup (case_id);
  g_autofree char *kept_sheet = g_strdup (sheet_id);
  g_autofree char *summary = NULL;

  g_return_if_fail (SL_IS_PHOTOGRAPHS_PANE (self) && self->casebook != NULL);

  gtk_widget_set_visible (GTK_WIDGET (self), sheet_id != NULL);
  g_free (self->case_id);
  self->case_id = g_steal_pointer (&kept_case);
  g_free (self->sheet_id);
  self->sheet_id = g_steal_pointer (&kept_sheet);
  if (self->sheet_id == NULL)
    return;
  photographs = sl_photographs_list (sl_casebook_get_store (self->casebook), self->case_id,
                                     self->sheet_id, &error);
  if (photographs == NULL)
    {
      g_message ("The photographs could not be read: %s", error->message);
      return;
    }
  summary = make_summary (photographs);
  show_whether_editable (self, g_list_model_get_n_items (photographs));
  show_count (self, photographs);
  if (g_strcmp0 (summary, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&summary);
  show_tiles (self, photographs);
}
