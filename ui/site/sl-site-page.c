/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-site"
#include "config.h"

#include "site/sl-site-page.h"

#include "cases/sl-case-kind.h"
#include "site/sl-site-lock.h"
#include "site/sl-site-page-private.h"
#include "sl-window.h"
#include "widgets/sl-letter-keys.h"

#include <glib/gi18n.h>

/* Site: the line of stages; below it records | the record as a form | what it lacks. This file
 * reads and shows; -records.c begins, closes and removes records, -papers.c makes papers of them.
 * Nothing is read before the page is first seen. */

G_DEFINE_FINAL_TYPE (SlSitePage, sl_site_page, GTK_TYPE_WIDGET)

/* Filling in a form makes a change a field: one reading answers those that come together. */
#define REFRESH_DELAY_MS 60

static const SlLetterKey letter_keys[] = {
  { GDK_KEY_n, 0, "site.open-new-menu" },
};

static SlStore *
get_store (SlSitePage *self)
{
  return sl_casebook_get_store (self->casebook);
}

/* Why nothing of the case, or (with a record in the middle) of that, can be changed. */
static char *
dup_lock (SlSitePage *self, SlSheet *sheet)
{
  return sl_site_dup_lock (self->casebook, sl_case_get_id (self->planning_case),
                           sheet != NULL ? sl_sheet_get_id (sheet) : NULL);
}

/* ---- the record ---- */

/* What keeps the record as it is comes first; a lock cannot be opened from here, closing can. */
static void
show_notice (SlSitePage *self, gboolean open, const char *lock)
{
  const char *state = sl_sheet_get (self->sheet, "state");
  const char *reason = sl_sheet_get (self->sheet, "state-reason");
  g_autofree char *text = NULL;

  if (lock != NULL)
    text = g_strdup (lock);
  else if (*reason != '\0')
    text = g_strdup_printf (open ? _ ("Opened again: %s") : _ ("%s: %s"),
                            open ? reason : sl_sheet_state_to_word (state), reason);
  else if (!open)
    text = g_strdup (_ ("This record is closed and cannot be changed. Reopen it, with a reason."));
  gtk_label_set_label (self->notice_label, text != NULL ? text : "");
  gtk_widget_set_visible (self->notice, text != NULL);
}

static void
update_bars (SlSitePage *self, gboolean open)
{
  const char *state = sl_sheet_get (self->sheet, "state");
  g_autofree char *lock = dup_lock (self, self->sheet);
  gboolean writable = lock == NULL;

  gtk_label_set_label (self->state, sl_sheet_state_to_word (state));
  gtk_widget_remove_css_class (GTK_WIDGET (self->state), "good");
  if (g_str_equal (state, "closed"))
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "good");
  gtk_button_set_label (self->close_button, open ? _ ("Close record") : _ ("Reopen…"));
  gtk_button_set_label (self->foot_close, gtk_button_get_label (self->close_button));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->close_button),
                                  open ? "site.close" : "site.reopen");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->foot_close),
                                  open ? "site.close" : "site.reopen");
  /* It moves the work on once nothing is lacking. */
  gtk_widget_remove_css_class (GTK_WIDGET (self->close_button), "suggested-action");
  if (writable && open && self->n_blocking == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->close_button), "suggested-action");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "site.close", writable && open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "site.reopen", writable && !open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "site.cancel", writable && open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "site.add-points", writable && open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "site.remove", writable);

  sl_sheet_view_set_locked (self->view, !writable);
  show_notice (self, open, lock);
}

static void
update_foot (SlSitePage *self, gboolean open)
{
  g_autofree char *text = NULL;

  if (open && self->n_blocking > 0)
    text = g_strdup_printf (ngettext ("%u thing lacks", "%u things lack", self->n_blocking),
                            self->n_blocking);
  else
    text = g_strdup (_ ("Beside it"));
  gtk_button_set_label (self->foot_side, text);
  gtk_widget_set_tooltip_text (self->side_button, text);
}

void
sl_site_page_update (SlSitePage *self)
{
  gboolean open = self->sheet != NULL && sl_sheet_is_open (self->sheet);

  self->n_blocking = sl_lacks_list_show (self->lacks, self->sheet);
  if (self->sheet == NULL)
    return;
  gtk_label_set_label (self->title, sl_sheet_get (self->sheet, "title"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), sl_sheet_get (self->sheet, "title"));
  gtk_label_set_label (self->reference, sl_sheet_get (self->sheet, "reference"));
  update_bars (self, open);
  update_foot (self, open);
}

void
sl_site_page_open_sheet (SlSitePage *self, const char *sheet_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSheet) sheet = NULL;

  if (self->sheet != NULL && g_strcmp0 (sl_sheet_get_id (self->sheet), sheet_id) == 0)
    return;
  if (sheet_id != NULL)
    {
      sheet = sl_sheets_load (get_store (self), sl_casebook_get_packs (self->casebook), sheet_id,
                              &error);
      if (sheet == NULL)
        {
          sl_window_toast (GTK_WIDGET (self), error->message, NULL, NULL);
          return;
        }
    }
  sl_sheet_view_set_sheet (self->view, sheet);
  g_set_object (&self->sheet, sheet);
  sl_site_page_update (self);
  sl_site_page_update_papers (self);
}

/* ---- reading ---- */

/* What stands beside the record and is kept apart from it. */
static void
update_side (SlSitePage *self)
{
  const char *sheet_id = self->sheet != NULL ? sl_sheet_get_id (self->sheet) : NULL;

  sl_actions_pane_show (self->actions, sl_case_get_id (self->planning_case), sheet_id);
  sl_photographs_pane_show (self->photographs, sl_case_get_id (self->planning_case), sheet_id);
}

static void
read_forms (SlSitePage *self)
{
  SlPackLibrary *packs = sl_casebook_get_packs (self->casebook);
  const SlCaseKind *kind = sl_case_kind_find (packs, sl_case_get (self->planning_case, "kind"));

  self->forms = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; kind != NULL && kind->forms[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      SlForm *form = sl_forms_find (packs, kind->forms[i], &error);

      if (form != NULL)
        g_ptr_array_add (self->forms, form);
      else
        g_message ("A form of this kind of case is not there: %s", error->message);
    }
  sl_sheets_pane_set_forms (self->sheets, self->forms);
  for (guint i = 0; i < self->forms->len; i++)
    {
      SlForm *form = g_ptr_array_index (self->forms, i);
      GtkWidget *button = gtk_button_new_with_label (sl_form_get_title (form));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "site.new");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", sl_form_get_id (form));
      gtk_widget_set_tooltip_text (button, sl_form_get_about (form));
      gtk_widget_add_css_class (button, "pill");
      if (i == 0)
        gtk_widget_add_css_class (button, "suggested-action");
      gtk_box_append (self->empty_forms, button);
    }
}

static gboolean
has_line (GPtrArray *lines, const char *sheet_id)
{
  for (guint i = 0; i < lines->len; i++)
    if (g_strcmp0 (((SlSheetLine *) g_ptr_array_index (lines, i))->id, sheet_id) == 0)
      return TRUE;
  return FALSE;
}

/* What one comes for: what was asked for, what is shown already, the newest that is open, the
 * newest. */
static const char *
choose_line (SlSitePage *self, GPtrArray *lines)
{
  const char *shown = self->sheet != NULL ? sl_sheet_get_id (self->sheet) : NULL;

  if (self->wish != NULL && has_line (lines, self->wish))
    return self->wish;
  if (shown != NULL && has_line (lines, shown))
    return shown;
  for (guint i = 0; i < lines->len; i++)
    {
      const SlSheetLine *line = g_ptr_array_index (lines, i);

      if (g_str_equal (line->state, "open"))
        return line->id;
    }
  return lines->len > 0 ? ((SlSheetLine *) g_ptr_array_index (lines, 0))->id : NULL;
}

static void
show_lines (SlSitePage *self, GPtrArray *lines)
{
  g_autofree char *chosen = g_strdup (choose_line (self, lines));

  if (self->wish != NULL && g_strcmp0 (chosen, self->wish) == 0)
    g_clear_pointer (&self->wish, g_free);
  gtk_stack_set_visible_child_name (self->stack, lines->len > 0 ? "work" : "empty");
  sl_site_page_open_sheet (self, chosen);
  sl_sheets_pane_show (self->sheets, lines, chosen);
  update_side (self);
}

/* Whether anything can be begun in the case; where nothing stands yet, the page itself says why
 * not. */
static void
show_case_lock (SlSitePage *self)
{
  g_autofree char *lock = dup_lock (self, NULL);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "site.new", lock == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "site.open-new-menu", lock == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_forms), lock == NULL);
  if (lock != NULL)
    adw_status_page_set_description (self->empty, lock);
}

static void
refresh (SlSitePage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  const SlSheetQuery query = { .case_id = sl_case_get_id (self->planning_case) };

  self->stale = FALSE;
  if (self->forms == NULL)
    read_forms (self);
  show_case_lock (self);
  sl_stage_line_refresh (self->stages);
  lines = sl_sheets_list (get_store (self), &query, &error);
  if (lines == NULL)
    {
      adw_status_page_set_title (self->empty, _ ("The records could not be read"));
      adw_status_page_set_description (self->empty, error->message);
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  show_lines (self, lines);
}

static gboolean
refresh_cb (gpointer data)
{
  SlSitePage *self = data;

  self->refresh_source = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

void
sl_site_page_queue_refresh (SlSitePage *self)
{
  self->stale = TRUE;
  if (self->refresh_source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->refresh_source = g_timeout_add (REFRESH_DELAY_MS, refresh_cb, self);
}

static void
store_changed_cb (SlSitePage *self, const char *kind, const char *id, const char *case_id)
{
  if (g_str_equal (kind, "person") ||
      g_strcmp0 (case_id, sl_case_get_id (self->planning_case)) == 0)
    sl_site_page_queue_refresh (self);
}

/* ---- what is chosen and pressed ---- */

static void
sheet_chosen_cb (SlSitePage *self, const char *sheet_id)
{
  sl_site_page_open_sheet (self, sheet_id);
  update_side (self);
  sl_panes_set_show_start (self->panes, FALSE);
}

static void
lack_chosen_cb (SlSitePage *self, const char *group_id, const char *field_id, const char *entry_id)
{
  if (sl_panes_get_end_folded (self->panes))
    sl_panes_set_show_end (self->panes, FALSE);
  sl_sheet_view_show_field (self->view, group_id, field_id, entry_id);
}

static void
folded_cb (SlSitePage *self)
{
  gboolean start = sl_panes_get_start_folded (self->panes),
           end = sl_panes_get_end_folded (self->panes),
           covering = sl_panes_get_covering (self->panes);

  gtk_widget_set_visible (self->sheets_button, start && !covering);
  gtk_widget_set_visible (self->side_button, end && !covering);
  gtk_widget_set_visible (self->side_close, end);
  gtk_widget_set_visible (self->foot_bar, covering);
  gtk_widget_set_visible (GTK_WIDGET (self->close_button), !covering);
  gtk_widget_set_visible (GTK_WIDGET (self->reference), !covering);
  /* On site one presses with a thumb. */
  if (covering)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  gtk_menu_button_set_icon_name (self->papers, covering ? "x-office-document-symbolic" : NULL);
  if (!covering)
    gtk_menu_button_set_label (self->papers, _ ("Papers"));
}

static void
toggle_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlSitePage *self = SL_SITE_PAGE (widget);
  gboolean start = g_str_equal (name, "site.toggle-records"), shown;

  g_object_get (self->panes, start ? "show-start" : "show-end", &shown, NULL);
  if (start)
    sl_panes_set_show_start (self->panes, !shown);
  else
    sl_panes_set_show_end (self->panes, !shown);
}

/* ---- class ---- */

static void
sl_site_page_map (GtkWidget *widget)
{
  SlSitePage *self = SL_SITE_PAGE (widget);

  GTK_WIDGET_CLASS (sl_site_page_parent_class)->map (widget);
  if (self->stale)
    refresh (self);
}

static void
sl_site_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&SL_SITE_PAGE (widget)->refresh_source, g_source_remove);
  GTK_WIDGET_CLASS (sl_site_page_parent_class)->unmap (widget);
}

static void
sl_site_page_dispose (GObject *object)
{
  SlSitePage *self = SL_SITE_PAGE (object);
  GtkWidget *child;

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_SITE_PAGE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->sheet);
  g_clear_pointer (&self->forms, g_ptr_array_unref);
  g_clear_object (&self->planning_case);
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_site_page_parent_class)->dispose (object);
}

static void
sl_site_page_finalize (GObject *object)
{
  g_free (SL_SITE_PAGE (object)->wish);
  G_OBJECT_CLASS (sl_site_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sightline/Sightline/ui/site/sl-site-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SlSitePage, stack);
  gtk_widget_class_bind_template_child (widget_class, SlSitePage, empty);
  gtk_widget_class_bind_template_child (widget_class, SlSitePage, empty_forms);
  gtk_widget_class_bind_template_child (widget_class, SlSitePage, stages);
  gtk_widget_class_bind_template_child (widget_class, SlSitePage, panes);
  gtk_widget_class_bind_template_child (widget_class, SlSitePage, sheets);
  gtk_widget_class_bind_template_child (widget_class, SlSitePage, sheets_button);
  gtk_widget_class_bind_template_child (widget_class, SlSitePage, title);
  gtk_widget_class_bind_template_child (widget_class, SlSitePage, reference);
  gtk_widget_class_bind_template_child (widget_class, SlSitePage, state);
  gtk_widget_class_bind_template_child (widget_class, SlSitePage, papers);
  gtk_widget_class_bind_template_child (widget_class, SlSitePage, close_button);
  gtk_widget_class_bind_template_child (widget_class, SlSitePage, more);
  gtk_widget_class_bind_template_child (widget_class, SlSitePage, side_button);
  gtk_widget_class_bind_template_child (widget_class, SlSitePage, notice);
  gtk_widget_class_bind_template_child (widget_class, SlSitePage, notice_label);
  gtk_widget_class_bind_template_child (widget_class, SlSitePage, view);
  gtk_widget_class_bind_template_child (widget_class, SlSitePage, side);
  gtk_widget_class_bind_template_child (widget_class, SlSitePage, side_close);
  gtk_widget_class_bind_template_child (widget_class, SlSitePage, lacks);
  gtk_widget_class_bind_template_child (widget_class, SlSitePage, actions);
  gtk_widget_class_bind_template_child (widget_class, SlSitePage, photographs);
  gtk_widget_class_bind_template_child (widget_class, SlSitePage, foot_bar);
  gtk_widget_class_bind_template_child (widget_class, SlSitePage, foot_side);
  gtk_widget_class_bind_template_child (widget_class, SlSitePage, foot_close);
  gtk_widget_class_bind_template_callback (widget_class, sheet_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, lack_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "filled_cb",
                                                G_CALLBACK (sl_site_page_update));
}

static void
sl_site_page_class_init (SlSitePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_site_page_dispose;
  object_class->finalize = sl_site_page_finalize;
  widget_class->map = sl_site_page_map;
  widget_class->unmap = sl_site_page_unmap;

  g_type_ensure (SL_TYPE_PANES);
  g_type_ensure (SL_TYPE_SHEETS_PANE);
  g_type_ensure (SL_TYPE_SHEET_VIEW);
  g_type_ensure (SL_TYPE_LACKS_LIST);
  g_type_ensure (SL_TYPE_ACTIONS_PANE);
  g_type_ensure (SL_TYPE_PHOTOGRAPHS_PANE);
  g_type_ensure (SL_TYPE_STAGE_LINE);
  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "sitepage");
  gtk_widget_class_install_action (widget_class, "site.toggle-records", NULL, toggle_cb);
  gtk_widget_class_install_action (widget_class, "site.toggle-side", NULL, toggle_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "site.toggle-records", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, GDK_SHIFT_MASK, "site.toggle-side",
                                       NULL);
  sl_site_page_records_install (widget_class);
  sl_site_page_papers_install (widget_class);
}

static void
sl_site_page_init (SlSitePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sl_letter_keys_install (GTK_WIDGET (self), letter_keys, G_N_ELEMENTS (letter_keys));
  folded_cb (self);
}

/**
 * sl_site_page_new:
 * @casebook: the opened data folder
 * @planning_case: the case
 *
 * Returns: (transfer floating): the page; it reads when it is first shown
 */
GtkWidget *
sl_site_page_new (SlCasebook *casebook, SlCase *planning_case)
{
  SlSitePage *self = g_object_new (SL_TYPE_SITE_PAGE, NULL);

  self->casebook = g_object_ref (casebook);
  self->planning_case = g_object_ref (planning_case);
  self->stale = TRUE;
  sl_sheet_view_set_casebook (self->view, casebook);
  sl_actions_pane_set_casebook (self->actions, casebook);
  sl_photographs_pane_set_casebook (self->photographs, casebook);
  /* Photographs may be let go anywhere over the record that they were taken for. */
  sl_photographs_pane_accept_drops (self->photographs, GTK_WIDGET (self->panes));
  sl_stage_line_set_case (self->stages, casebook, planning_case);
  g_signal_connect_object (sl_casebook_get_store (casebook), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * sl_site_page_show_sheet:
 * @self: a page
 * @sheet_id: a record of its case
 *
 * Shows the record, as soon as the page has been read.
 */
void
sl_site_page_show_sheet (SlSitePage *self, const char *sheet_id)
{
  g_return_if_fail (SL_IS_SITE_PAGE (self));

  g_free (self->wish);
  self->wish = g_strdup (sheet_id);
  sl_site_page_queue_refresh (self);
}
