/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-inbox"
#include "config.h"

#include "inbox/sl-inbox-page.h"

#include "base/sl-time.h"
#include "cases/sl-case-records.h"
#include "inbox/sl-inbox-columns.h"
#include "inbox/sl-inbox-filters.h"
#include "settings/sl-settings.h"
#include "sl-window.h"
#include "widgets/sl-case-rows.h"
#include "widgets/sl-letter-keys.h"
#include "widgets/sl-size-bin.h"

#include <glib/gi18n.h>

/* The inbox: a lazy list of all that came in, why it is here, and the two things to do with it. */

struct _SlInboxPage
{
  AdwBin parent_instance;

  SlCasebook *casebook; /* NULL once the page goes */
  SlCaseRows *rows;
  guint first_source;

  SlSizeBin *size_bin;
  AdwButtonContent *import_content;
  AdwWindowTitle *title;
  SlInboxFilters *filters;
  GtkStack *stack;
  GtkColumnView *view;
  AdwStatusPage *empty;
  GtkWidget *empty_import;
  GtkWidget *empty_new;
  GtkWidget *empty_clear;
  GtkWidget *foot;
  GtkWidget *foot_words;
  GtkLabel *foot_title;
  GtkLabel *foot_detail;
  GtkWidget *foot_rule;
  GtkMenuButton *no_comment;
  GtkLabel *no_comment_label;
  GtkWidget *no_comment_key;
  GtkWidget *make_case_key;
  GtkListBox *reasons;
  GtkEntry *reason_entry;
};

G_DEFINE_FINAL_TYPE (SlInboxPage, sl_inbox_page, ADW_TYPE_BIN)

static SlCase *
get_selected (SlInboxPage *self)
{
  return sl_case_rows_get_selected (self->rows);
}

static void
append_part (GString *line, const char *text)
{
  if (*text == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, text);
}

/* What is proposed says more than where; without a name given by hand it stands first. */
static gboolean
is_titled_by_proposal (SlCase *planning_case)
{
  return *sl_case_get (planning_case, "title") == '\0' &&
         *sl_case_get (planning_case, "proposal") != '\0';
}

/* "Land east of Mallard Way · Fenwick & Lowe Homes · 12 documents · received 4 November 2026 · Rule
 * R1: …" */
static char *
describe (SlCase *planning_case)
{
  g_autoptr (GString) line = g_string_new (NULL);
  const char *received = sl_case_get (planning_case, "date-received");
  const char *rule = sl_case_get (planning_case, "triage-rule");
  guint n_documents = sl_case_get_document_count (planning_case);

  if (is_titled_by_proposal (planning_case))
    append_part (line, sl_case_get_display_title (planning_case));
  append_part (line, sl_case_get (planning_case, "applicant"));
  if (n_documents > 0)
    {
      g_autofree char *documents = g_strdup_printf (
          ngettext ("%u document", "%u documents", n_documents), n_documents);
      append_part (line, documents);
    }
  if (*received != '\0')
    {
      g_autofree char *day = sl_date_format_long (received);
      g_autofree char *text = g_strdup_printf (_ ("received %s"), day);
      append_part (line, text);
    }
  if (*rule != '\0')
    {
      g_autofree char *text = g_strdup_printf (_ ("Rule %s: %s"), rule,
                                               sl_case_get (planning_case, "triage-reason"));
      append_part (line, text);
    }
  if (*sl_case_get (planning_case, "no-comment-reason") != '\0')
    append_part (line, sl_case_get (planning_case, "no-comment-reason"));
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static void
update_foot (SlInboxPage *self)
{
  SlCase *planning_case = get_selected (self);
  gboolean new_one = planning_case != NULL &&
                     g_str_equal (sl_case_get (planning_case, "triage"), "new");
  gboolean writable;

  if (self->casebook == NULL)
    return;
  writable = !sl_store_is_read_only (sl_casebook_get_store (self->casebook));
  gtk_widget_set_visible (self->foot, planning_case != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "inbox.open", planning_case != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "inbox.make-case",
                                 planning_case != NULL && writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "inbox.no-comment", new_one && writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->no_comment), new_one && writable);
  if (planning_case != NULL)
    {
      g_autofree char *detail = describe (planning_case);

      gtk_label_set_label (self->foot_title, is_titled_by_proposal (planning_case)
                                                 ? sl_case_get (planning_case, "proposal")
                                                 : sl_case_get_display_title (planning_case));
      gtk_label_set_label (self->foot_detail, detail);
      gtk_widget_set_visible (self->foot_rule, *sl_case_get (planning_case, "triage-rule") != '\0');
    }
}

static void
update_empty (SlInboxPage *self)
{
  guint n_items = sl_case_rows_get_n_rows (self->rows);
  gboolean narrowed = sl_inbox_filters_is_narrowed (self->filters);
  g_autofree char *subtitle = NULL;

  gtk_stack_set_visible_child_name (self->stack, n_items > 0 ? "list" : "empty");
  adw_status_page_set_title (self->empty,
                             narrowed ? _ ("Nothing matches the filters") : _ ("Inbox is clear"));
  adw_status_page_set_description (
      self->empty, narrowed ? NULL
                            : _ ("Applications that come in are triaged here. Drop a folder of "
                                 "planning documents anywhere in this window, or import one."));
  gtk_widget_set_visible (self->empty_import, !narrowed);
  gtk_widget_set_visible (self->empty_new, !narrowed);
  gtk_widget_set_visible (self->empty_clear, narrowed);
  if (narrowed)
    subtitle = g_strdup_printf (ngettext ("%u shown", "%u shown", n_items), n_items);
  else if (n_items > 0)
    subtitle = g_strdup_printf (ngettext ("%u to triage", "%u to triage", n_items), n_items);
  adw_window_title_set_subtitle (self->title, subtitle != NULL ? subtitle : "");
}

static void
loaded_cb (SlInboxPage *self)
{
  update_empty (self);
  update_foot (self);
}

/* Reads the rows again; one page of them is shown where one was. */
static void
reload (SlInboxPage *self)
{
  SlCaseQuery query = { 0 };

  sl_inbox_filters_fill_query (self->filters, &query);
  sl_inbox_columns_get_sort (self->view, &query.sort, &query.descending);
  sl_case_rows_load (self->rows, &query);
  sl_inbox_filters_refresh (self->filters);
}

static void
sorter_changed_cb (SlInboxPage *self)
{
  if (self->casebook == NULL)
    return;
  sl_case_rows_begin_at_top (self->rows);
  reload (self);
}

/* Sorting by a column reads the rows. */
static gboolean
first_load_cb (gpointer data)
{
  SlInboxPage *self = data;
  GListModel *columns = gtk_column_view_get_columns (self->view);
  g_autoptr (GtkColumnViewColumn) due = g_list_model_get_item (columns, SL_INBOX_COLUMN_DUE);

  self->first_source = 0;
  gtk_column_view_sort_by_column (self->view, due, GTK_SORT_ASCENDING);
  return G_SOURCE_REMOVE;
}

static void
step_cb (SlInboxPage *self)
{
  guint step = sl_size_bin_get_step (self->size_bin);

  sl_inbox_columns_fold (self->view, step);
  /* At 360 px the two steps share the foot by themselves: the list says the rest. */
  gtk_widget_set_visible (self->foot_words, step > 0);
  adw_button_content_set_label (self->import_content, step > 0 ? _ ("Import…") : "");
  gtk_widget_set_hexpand (GTK_WIDGET (self->no_comment), step == 0);
  gtk_widget_set_visible (self->no_comment_key, step > 0);
  gtk_widget_set_visible (self->make_case_key, step > 0);
}

static void
activate_cb (SlInboxPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "inbox.open", NULL);
}

static void
open_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlCase *planning_case = get_selected (SL_INBOX_PAGE (widget));
  GtkRoot *root = gtk_widget_get_root (widget);

  if (planning_case != NULL && SL_IS_WINDOW (root))
    sl_window_open_case (SL_WINDOW (root), sl_case_get_id (planning_case));
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SlCase) planning_case = data;
  g_autofree char *text = NULL;

  if (!sl_window_apply_finish (result, NULL))
    return;
  text = g_strdup_printf (_ ("%s is now a case"), sl_case_get (planning_case, "reference"));
  sl_window_toast_undo (GTK_WIDGET (source), text,
                        sl_case_change_back_to_inbox (sl_case_get_id (planning_case)));
}

static void
make_case_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlInboxPage *self = SL_INBOX_PAGE (widget);
  SlCase *planning_case = get_selected (self);
  SlPerson *person = sl_casebook_get_person (self->casebook);

  if (planning_case == NULL)
    return;
  sl_window_apply (widget,
                   sl_case_change_make (sl_case_get_id (planning_case), sl_person_get_id (person)),
                   made_cb, g_object_ref (planning_case));
}

static void
marked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SlCase) planning_case = data;
  g_autofree char *text = NULL;

  if (!sl_window_apply_finish (result, NULL))
    return;
  text = g_strdup_printf (_ ("%s marked no comment needed"),
                          sl_case_get (planning_case, "reference"));
  sl_window_toast_undo (GTK_WIDGET (source), text,
                        sl_case_change_back_to_inbox (sl_case_get_id (planning_case)));
}

static void
mark_no_comment (SlInboxPage *self, const char *reason)
{
  SlCase *planning_case = get_selected (self);

  if (planning_case == NULL || *reason == '\0')
    return;
  gtk_menu_button_popdown (self->no_comment);
  sl_window_apply (GTK_WIDGET (self),
                   sl_case_change_no_comment (sl_case_get_id (planning_case), reason), marked_cb,
                   g_object_ref (planning_case));
}

static void
mark_cb (SlInboxPage *self)
{
  g_autofree char *reason = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason_entry)));

  mark_no_comment (self, g_strstrip (reason));
}

static void
reason_cb (GtkListBox *list, GtkListBoxRow *row, SlInboxPage *self)
{
  mark_no_comment (self, gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (row))));
}

static void
no_comment_shown_cb (SlInboxPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->reason_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->reason_entry));
}

static void
no_comment_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_menu_button_popup (SL_INBOX_PAGE (widget)->no_comment);
}

static void
clear_filters_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sl_inbox_filters_reset (SL_INBOX_PAGE (widget)->filters);
}

/* The usual reasons; the officer may write another. */
static void
add_reasons (SlInboxPage *self)
{
  static const char *const reasons[] = {
    N_ ("Householder works: no effect on crime or safety"),
    N_ ("Too small to be consulted on"),
    N_ ("Outside this force's area"),
    N_ ("Advice was given at an earlier stage"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      GtkWidget *label = gtk_label_new (_ (reasons[i]));
      GtkWidget *row = gtk_list_box_row_new ();

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
      gtk_list_box_append (self->reasons, row);
    }
}

static void
compact_cb (SlInboxPage *self)
{
  if (g_settings_get_boolean (sl_settings_get (), "compact-rows"))
    gtk_widget_add_css_class (GTK_WIDGET (self->view), "compact");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->view), "compact");
}

static gboolean
sl_inbox_page_grab_focus (GtkWidget *widget)
{
  SlInboxPage *self = SL_INBOX_PAGE (widget);

  return sl_case_rows_grab_focus (self->rows) || gtk_widget_grab_focus (self->empty_import);
}

static void
sl_inbox_page_dispose (GObject *object)
{
  SlInboxPage *self = SL_INBOX_PAGE (object);

  g_clear_handle_id (&self->first_source, g_source_remove);
  if (self->rows != NULL)
    sl_case_rows_close (self->rows);
  /* A column that goes has the headers tell of a new order: nothing is read any more. */
  g_clear_object (&self->casebook);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (sl_inbox_page_parent_class)->dispose (object);
}

static void
sl_inbox_page_class_init (SlInboxPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_inbox_page_dispose;
  widget_class->grab_focus = sl_inbox_page_grab_focus;

  g_type_ensure (SL_TYPE_WINDOW);
  g_type_ensure (SL_TYPE_SIZE_BIN);
  g_type_ensure (SL_TYPE_INBOX_FILTERS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/inbox/sl-inbox-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SlInboxPage, size_bin);
  gtk_widget_class_bind_template_child (widget_class, SlInboxPage, import_content);
  gtk_widget_class_bind_template_child (widget_class, SlInboxPage, title);
  gtk_widget_class_bind_template_child (widget_class, SlInboxPage, filters);
  gtk_widget_class_bind_template_child (widget_class, SlInboxPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SlInboxPage, view);
  gtk_widget_class_bind_template_child (widget_class, SlInboxPage, empty);
  gtk_widget_class_bind_template_child (widget_class, SlInboxPage, empty_import);
  gtk_widget_class_bind_template_child (widget_class, SlInboxPage, empty_new);
  gtk_widget_class_bind_template_child (widget_class, SlInboxPage, empty_clear);
  gtk_widget_class_bind_template_child (widget_class, SlInboxPage, foot);
  gtk_widget_class_bind_template_child (widget_class, SlInboxPage, foot_words);
  gtk_widget_class_bind_template_child (widget_class, SlInboxPage, foot_title);
  gtk_widget_class_bind_template_child (widget_class, SlInboxPage, foot_detail);
  gtk_widget_class_bind_template_child (widget_class, SlInboxPage, foot_rule);
  gtk_widget_class_bind_template_child (widget_class, SlInboxPage, no_comment);
  gtk_widget_class_bind_template_child (widget_class, SlInboxPage, no_comment_label);
  gtk_widget_class_bind_template_child (widget_class, SlInboxPage, no_comment_key);
  gtk_widget_class_bind_template_child (widget_class, SlInboxPage, make_case_key);
  gtk_widget_class_bind_template_child (widget_class, SlInboxPage, reasons);
  gtk_widget_class_bind_template_child (widget_class, SlInboxPage, reason_entry);
  gtk_widget_class_bind_template_callback (widget_class, step_cb);
  gtk_widget_class_bind_template_callback (widget_class, reload);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, no_comment_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_cb);
  gtk_widget_class_bind_template_callback (widget_class, mark_cb);
  gtk_widget_class_install_action (widget_class, "inbox.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "inbox.make-case", NULL, make_case_cb);
  gtk_widget_class_install_action (widget_class, "inbox.no-comment", NULL, no_comment_cb);
  gtk_widget_class_install_action (widget_class, "inbox.clear-filters", NULL, clear_filters_cb);
}

static void
sl_inbox_page_init (SlInboxPage *self)
{
  static const SlLetterKey keys[] = {
    { GDK_KEY_c, 0, "inbox.make-case" },
    { GDK_KEY_n, 0, "inbox.no-comment" },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  add_reasons (self);
  sl_inbox_columns_append (self->view);
  sl_letter_keys_install (GTK_WIDGET (self->stack), keys, G_N_ELEMENTS (keys));
  g_signal_connect_object (sl_settings_get (), "changed::compact-rows", G_CALLBACK (compact_cb),
                           self, G_CONNECT_SWAPPED);
  compact_cb (self);
  step_cb (self);
}

/**
 * sl_inbox_page_new:
 * @casebook: whose applications are shown
 *
 * Returns: (transfer floating): the inbox
 */
GtkWidget *
sl_inbox_page_new (SlCasebook *casebook)
{
  SlInboxPage *self = g_object_new (SL_TYPE_INBOX_PAGE, NULL);
  GtkSingleSelection *selection;

  self->casebook = g_object_ref (casebook);
  self->rows = sl_case_rows_new (sl_casebook_get_store (casebook), GTK_WIDGET (self),
                                 GTK_WIDGET (self->view));
  selection = sl_case_rows_get_selection (self->rows);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  sl_inbox_filters_set_casebook (self->filters, casebook);
  g_signal_connect_object (selection, "notify::selected-item", G_CALLBACK (update_foot), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "stale", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
  update_foot (self);
  /* After the first frame: whatever reads 100,000 rows must not stand between starting and it. */
  self->first_source = g_idle_add_full (G_PRIORITY_LOW, first_load_cb, self, NULL);
  return GTK_WIDGET (self);
}
