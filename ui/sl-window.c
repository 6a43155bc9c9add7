/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-ui"
#include "config.h"

#include "sl-window.h"

#include "base/sl-time.h"
#include "case/sl-cases-page.h"
#include "cases/sl-case-records.h"
#include "due/sl-due-page.h"
#include "due/sl-due.h"
#include "inbox/sl-inbox-page.h"
#include "library/sl-library-page.h"
#include "people/sl-first-page.h"
#include "progress/sl-progress-load.h"
#include "progress/sl-progress-page.h"
#include "review/sl-reviews-page.h"
#include "review/sl-waits.h"
#include "settings/sl-settings.h"
#include "sl-window-private.h"
#include "widgets/sl-case-counts.h"

#include <glib/gi18n.h>

/* The frame: places at the side, the place's page, and the case's page over both. Saving is in
 * sl-window-save.c, importing in sl-window-import.c, the main menu in sl-window-actions.c. Past 600
 * lines because the places, the case over them and the search move as one. */

/* Properties: casebook, save-state, places-folded (a page shows its own way back),
 * decoration-layout (which buttons of the window a header shows; NULL: the desktop's choice). The
 * places at the side stand in their order. */
static const struct
{
  const char *name;
  const char *title;
  const char *icon_name;
} place_infos[] = {
  { "inbox", N_ ("Inbox"), "folder-download-symbolic" },
  { "cases", N_ ("Cases"), "folder-documents-symbolic" },
  { "reviews", N_ ("Reviews"), "document-edit-symbolic" },
  { "due", N_ ("Due"), "appointment-soon-symbolic" },
  { "progress", N_ ("Progress"), "semi-starred-symbolic" },
  { "library", N_ ("Library"), "user-bookmarks-symbolic" },
};

#define UNDO_SECONDS 8
#define LONG_TEXT 60 /* characters */

enum
{
  PROP_0,
  PROP_CASEBOOK,
  PROP_SAVE_STATE,
  PROP_PLACES_FOLDED,
  PROP_DECORATION_LAYOUT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SlWindow, sl_window, ADW_TYPE_APPLICATION_WINDOW)

static gboolean
case_is_in_front (SlWindow *self)
{
  return self->case_page != NULL &&
         adw_leaflet_get_visible_child (self->outer) == GTK_WIDGET (self->case_page);
}

/* The place's page, made when it is first asked for. */
static GtkWidget *
ensure_page (SlWindow *self, const char *name)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->content, name);

  if (page != NULL)
    return page;
  if (g_str_equal (name, "inbox"))
    page = sl_inbox_page_new (self->casebook);
  else if (g_str_equal (name, "cases"))
    page = sl_cases_page_new (self->casebook);
  else if (g_str_equal (name, "reviews"))
    page = sl_reviews_page_new (self->casebook);
  else if (g_str_equal (name, "due"))
    page = sl_due_page_new (self->casebook);
  else if (g_str_equal (name, "progress"))
    page = sl_progress_page_new (self->casebook);
  else if (g_str_equal (name, "search"))
    page = sl_search_page_new (self->casebook);
  else
    page = sl_library_page_new (self->casebook);
  gtk_stack_add_named (self->content, page, name);
  return page;
}

static void
show_page (SlWindow *self, const char *name)
{
  GtkWidget *page = ensure_page (self, name);

  gtk_stack_set_visible_child (self->content, page);
  adw_leaflet_set_visible_child (self->places, GTK_WIDGET (self->content));
  adw_leaflet_set_visible_child (self->outer, GTK_WIDGET (self->size_bin));
  gtk_widget_grab_focus (page);
}

/* Chooses the row too, or none for the search. */
static void
show_place (SlWindow *self, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (place_infos); i++)
    if (g_str_equal (place_infos[i].name, name))
      gtk_list_box_select_row (self->place_list,
                               gtk_list_box_get_row_at_index (self->place_list, i));
  show_page (self, name);
}

static void
place_selected_cb (GtkListBox *list, GtkListBoxRow *row, SlWindow *self)
{
  if (row != NULL && self->casebook != NULL)
    gtk_stack_set_visible_child (
        self->content, ensure_page (self, place_infos[gtk_list_box_row_get_index (row)].name));
}

static void
place_activated_cb (GtkListBox *list, GtkListBoxRow *row, SlWindow *self)
{
  show_page (self, place_infos[gtk_list_box_row_get_index (row)].name);
}

static GtkLabel *
add_place (SlWindow *self, const char *title, const char *icon_name)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *badge = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (badge, "badge");
  gtk_widget_set_visible (badge, FALSE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon_name));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_append (self->place_list, row);
  return GTK_LABEL (badge);
}

static void
set_badge (GtkLabel *badge, gint64 count, const char *tooltip)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, count);

  gtk_label_set_label (badge, text);
  gtk_widget_set_visible (GTK_WIDGET (badge), count > 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (badge), tooltip);
}

static void
badges_counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) counts = sl_case_counts_finish (result, &error);
  SlWindow *self;

  if (counts == NULL)
    return;
  self = SL_WINDOW (data);
  set_badge (self->inbox_badge, g_array_index (counts, gint64, 0), _ ("To triage"));
  set_badge (self->cases_badge, g_array_index (counts, gint64, 1), _ ("Mine, due within a week"));
}

static void
reviews_counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) waits = sl_waits_load_finish (result, &error);

  if (waits != NULL)
    set_badge (SL_WINDOW (data)->reviews_badge, sl_waits_count_mine (waits), _ ("Waiting for you"));
}

static void
due_counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (sl_due_list_load_finish (SL_DUE_LIST (source), result, &error))
    set_badge (SL_WINDOW (data)->due_badge, g_list_model_get_n_items (G_LIST_MODEL (source)),
               _ ("Yours, due today or overdue"));
}

static void
progress_counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  int count = sl_progress_count_finish (result, &error);
  SlWindow *self;

  if (error != NULL)
    return;
  self = SL_WINDOW (data);
  set_badge (self->progress_badge, count,
             sl_progress_manages (sl_casebook_get_person (self->casebook))
                 ? _ ("Claims that wait for you")
                 : _ ("More is needed"));
}

static void
count_badges (SlWindow *self)
{
  g_autoptr (SlDueList) due = sl_due_list_new ();
  g_autofree char *today = sl_date_today ();
  g_autofree char *week_end = sl_date_add_days (today, 7);
  const SlCaseQuery queries[] = {
    { .triage = "new" },
    { .triage = "case",
      .stage = "open",
      .due_before = week_end,
      .officer_id = sl_person_get_id (sl_casebook_get_person (self->casebook)) },
  };

  if (self->counting != NULL)
    g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  self->counting = g_cancellable_new ();
  sl_case_counts_async (sl_casebook_get_store (self->casebook), queries, G_N_ELEMENTS (queries),
                        self->counting, badges_counted_cb, self);
  sl_waits_load_async (sl_casebook_get_review (self->casebook), self->counting, reviews_counted_cb,
                       self);
  sl_due_list_load_async (due, sl_casebook_get_review (self->casebook),
                          &(SlDueQuery){ .until = today }, self->counting, due_counted_cb, self);
  sl_progress_count_async (self->casebook, self->counting, progress_counted_cb, self);
}

static void
update_person (SlWindow *self)
{
  SlPerson *person = sl_casebook_get_person (self->casebook);
  g_autofree char *role = sl_person_dup_role_text (person);

  adw_avatar_set_text (self->avatar, sl_person_get_display_name (person));
  gtk_label_set_label (self->person_name, sl_person_get_display_name (person));
  gtk_label_set_label (self->person_role, role);
}

static gboolean
badge_source_cb (gpointer data)
{
  SlWindow *self = data;

  self->badge_source = 0;
  count_badges (self);
  return G_SOURCE_REMOVE;
}

/* What is not needed for the first frame. */
static gboolean
shown_cb (gpointer data)
{
  SlWindow *self = data;

  self->badge_source = 0;
  count_badges (self);
  sl_window_rebuild_index (self);
  return G_SOURCE_REMOVE;
}

static void
store_changed_cb (SlWindow *self)
{
  if (self->badge_source == 0)
    self->badge_source = g_timeout_add (100, badge_source_cb, self);
}

static void
close_case (SlWindow *self)
{
  if (self->case_page == NULL)
    return;
  adw_leaflet_remove (self->outer, GTK_WIDGET (self->case_page));
  self->case_page = NULL;
}

/* The case page goes when it has left the screen, so that its workers and pages go too. */
static void
visible_page_cb (SlWindow *self)
{
  if (self->case_page != NULL && !case_is_in_front (self) &&
      !adw_leaflet_get_child_transition_running (self->outer))
    close_case (self);
}

static void
settings_read_cb (SlWindow *self)
{
  gtk_info_bar_set_revealed (self->settings_bar, FALSE);
}

static void
places_folded_cb (SlWindow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLACES_FOLDED]);
}

static void
step_cb (SlWindow *self)
{
  guint step = sl_size_bin_get_step (self->size_bin);

  adw_leaflet_set_can_unfold (self->places, step > 1);
  /* A header at 360 px has room for one button of the window: the one that closes it. */
  if (self->narrow != (step == 0))
    {
      self->narrow = step == 0;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DECORATION_LAYOUT]);
    }
  gtk_widget_set_size_request (self->sidebar, step > 2 ? 240 : 200, -1);
}

static void
back_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlWindow *self = SL_WINDOW (widget);

  if (case_is_in_front (self))
    {
      adw_leaflet_set_visible_child (self->outer, GTK_WIDGET (self->size_bin));
      gtk_widget_grab_focus (gtk_stack_get_visible_child (self->content));
    }
  else
    adw_leaflet_navigate (self->places, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
show_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  show_place (SL_WINDOW (widget), action_name + strlen ("win.show-"));
}

static void
search_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  /* None of the places is where one is. */
  gtk_list_box_unselect_all (SL_WINDOW (widget)->place_list);
  show_page (SL_WINDOW (widget), "search");
}

static void
show_rules_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlWindow *self = SL_WINDOW (widget);

  show_place (self, "library");
  sl_library_page_show_kind (
      SL_LIBRARY_PAGE (gtk_stack_get_child_by_name (self->content, "library")), "triage");
}

/* F6: round the parts of the page as GTK's own focus chain knows them. */
static void
next_pane_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlWindow *self = SL_WINDOW (widget);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (case_is_in_front (self))
    sl_case_page_focus_next_pane (self->case_page);
  else if (focus != NULL && gtk_widget_is_ancestor (focus, self->sidebar))
    gtk_widget_grab_focus (gtk_stack_get_visible_child (self->content));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->place_list));
}

/* Commands of the window rest while it is asked who works here. */
static gboolean
rests_while_asked (const char *name)
{
  return !g_str_equal (name, "win.retry-save") && !g_str_equal (name, "win.show-help-overlay");
}

static void
set_commands_enabled (SlWindow *self, gboolean enabled)
{
  GtkWidgetClass *klass = GTK_WIDGET_GET_CLASS (self);
  const GVariantType *parameter_type;
  const char *name, *property;
  GType owner;

  for (guint i = 0;
       gtk_widget_class_query_action (klass, i, &owner, &name, &parameter_type, &property); i++)
    if (owner == SL_TYPE_WINDOW && rests_while_asked (name))
      gtk_widget_action_set_enabled (GTK_WIDGET (self), name, enabled);
}

static void
forget_undo (SlWindow *self)
{
  g_clear_pointer (&self->undo, g_closure_unref);
  g_clear_object (&self->undo_toast);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", FALSE);
}

/* Else it would offer again what was taken back, or what another change has followed. */
static void
dismiss_undo_toast (SlWindow *self)
{
  if (self->undo_toast != NULL)
    adw_toast_dismiss (self->undo_toast);
  g_clear_object (&self->undo_toast);
}

/* The last thing that offered an undo, even when its toast has gone. */
static void
undo_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SlWindow *self = SL_WINDOW (widget);
  g_autoptr (GClosure) undo = self->undo != NULL ? g_closure_ref (self->undo) : NULL;
  g_auto (GValue) instance = G_VALUE_INIT;

  if (undo == NULL)
    return;
  dismiss_undo_toast (self);
  forget_undo (self);
  g_value_init (&instance, G_TYPE_OBJECT);
  g_value_set_object (&instance, self);
  g_closure_invoke (undo, NULL, 1, &instance, NULL);
}

/* Whoever works here has said so: on to the work. */
static void
leave_first_page (SlWindow *self)
{
  show_place (self, "inbox");
  gtk_widget_set_visible (GTK_WIDGET (self->outer), TRUE);
  set_commands_enabled (self, TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", self->undo != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.cancel-work", self->work != NULL);
  gtk_widget_grab_focus (gtk_stack_get_visible_child (self->content));
  gtk_box_remove (GTK_BOX (self->work_box), self->first_page);
  self->first_page = NULL;
}

static void
person_changed_cb (SlWindow *self)
{
  update_person (self);
  if (self->first_page != NULL && !sl_first_page_is_needed (self->casebook))
    leave_first_page (self);
}

static void
ask_who (SlWindow *self)
{
  self->first_page = sl_first_page_new (self->casebook);
  gtk_widget_set_vexpand (self->first_page, TRUE);
  gtk_box_prepend (GTK_BOX (self->work_box), self->first_page);
  gtk_widget_set_visible (GTK_WIDGET (self->outer), FALSE);
  set_commands_enabled (self, FALSE);
}

static void
sl_window_constructed (GObject *object)
{
  SlWindow *self = SL_WINDOW (object);
  SlStore *store = sl_casebook_get_store (self->casebook);

  G_OBJECT_CLASS (sl_window_parent_class)->constructed (object);

  for (guint i = 0; i < G_N_ELEMENTS (place_infos); i++)
    {
      GtkLabel *badge = add_place (self, _ (place_infos[i].title), place_infos[i].icon_name);

      if (g_str_equal (place_infos[i].name, "inbox"))
        self->inbox_badge = badge;
      else if (g_str_equal (place_infos[i].name, "cases"))
        self->cases_badge = badge;
      else if (g_str_equal (place_infos[i].name, "reviews"))
        self->reviews_badge = badge;
      else if (g_str_equal (place_infos[i].name, "due"))
        self->due_badge = badge;
      else if (g_str_equal (place_infos[i].name, "progress"))
        self->progress_badge = badge;
    }
  update_person (self);
  g_signal_connect_object (self->casebook, "notify::person", G_CALLBACK (person_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->badge_source = g_idle_add_full (G_PRIORITY_LOW, shown_cb, self, NULL);
  if (sl_settings_get_remark () != NULL)
    {
      gtk_label_set_label (self->settings_label, sl_settings_get_remark ());
      gtk_info_bar_set_revealed (self->settings_bar, TRUE);
    }
  if (sl_store_is_read_only (store))
    {
      gtk_label_set_label (self->read_only_label, sl_store_get_read_only_reason (store));
      gtk_info_bar_set_revealed (self->read_only_bar, TRUE);
    }
  if (sl_first_page_is_needed (self->casebook))
    ask_who (self);
  else
    show_place (self, "inbox");
}

static void
sl_window_dispose (GObject *object)
{
  SlWindow *self = SL_WINDOW (object);

  g_clear_handle_id (&self->badge_source, g_source_remove);
  if (self->counting != NULL)
    g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  g_clear_pointer (&self->undo, g_closure_unref);
  g_clear_object (&self->undo_toast);
  sl_window_import_clear (self);
  sl_window_save_clear (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_WINDOW);
  self->case_page = NULL;
  self->first_page = NULL;
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_window_parent_class)->dispose (object);
}

static void
sl_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SlWindow *self = SL_WINDOW (object);

  switch (id)
    {
    case PROP_CASEBOOK:
      g_value_set_object (value, self->casebook);
      break;
    case PROP_SAVE_STATE:
      g_value_set_int (value, self->save_state);
      break;
    case PROP_PLACES_FOLDED:
      g_value_set_boolean (value, adw_leaflet_get_folded (self->places));
      break;
    case PROP_DECORATION_LAYOUT:
      g_value_set_string (value, self->narrow ? ":close" : NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sl_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SlWindow *self = SL_WINDOW (object);

  switch (id)
    {
    case PROP_CASEBOOK:
      self->casebook = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sl_window_class_init (SlWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sl_window_constructed;
  object_class->dispose = sl_window_dispose;
  object_class->get_property = sl_window_get_property;
  object_class->set_property = sl_window_set_property;

  properties[PROP_CASEBOOK] = g_param_spec_object ("casebook", NULL, NULL, SL_TYPE_CASEBOOK,
                                                   G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                                       G_PARAM_STATIC_STRINGS);
  properties[PROP_SAVE_STATE] = g_param_spec_int (
      "save-state", NULL, NULL, SL_SAVE_NONE, SL_SAVE_FAILED, SL_SAVE_NONE,
      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PLACES_FOLDED] = g_param_spec_boolean (
      "places-folded", NULL, NULL, FALSE,
      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_DECORATION_LAYOUT] = g_param_spec_string (
      "decoration-layout", NULL, NULL, NULL,
      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (SL_TYPE_SIZE_BIN);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sightline/Sightline/ui/sl-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SlWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, work_box);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, settings_bar);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, settings_label);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, read_only_bar);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, read_only_label);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, failed_bar);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, failed_label);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, work_bar);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, work_label);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, work_progress);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, outer);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, size_bin);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, places);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, place_list);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, content);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, avatar);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, person_name);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, person_role);
  gtk_widget_class_bind_template_callback (widget_class, settings_read_cb);
  gtk_widget_class_bind_template_callback (widget_class, visible_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_cb);
  gtk_widget_class_bind_template_callback (widget_class, places_folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_activated_cb);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "win.show-inbox", NULL, show_cb);
  gtk_widget_class_install_action (widget_class, "win.show-cases", NULL, show_cb);
  gtk_widget_class_install_action (widget_class, "win.show-reviews", NULL, show_cb);
  gtk_widget_class_install_action (widget_class, "win.show-due", NULL, show_cb);
  gtk_widget_class_install_action (widget_class, "win.show-progress", NULL, show_cb);
  gtk_widget_class_install_action (widget_class, "win.show-library", NULL, show_cb);
  gtk_widget_class_install_action (widget_class, "win.show-rules", NULL, show_rules_cb);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_cb);
  /* Not an accelerator of the program: a text that is being written undoes its own typing first. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_install_action (widget_class, "win.next-pane", NULL, next_pane_cb);
  sl_window_actions_install (klass);
  sl_window_bundle_install (klass);
  sl_window_import_install (klass);
  sl_window_save_install (klass);
}

static void
sl_window_init (SlWindow *self)
{
  GSettings *settings = sl_settings_get ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  sl_window_import_init (self);
  step_cb (self);
  forget_undo (self);
}

/**
 * sl_window_new:
 * @application: the program
 * @casebook: the opened data folder
 *
 * Returns: (transfer none): a new window, owned by GTK
 */
SlWindow *
sl_window_new (GtkApplication *application, SlCasebook *casebook)
{
  return g_object_new (SL_TYPE_WINDOW, "application", application, "casebook", casebook, NULL);
}

/**
 * sl_window_get_casebook:
 *
 * Returns: (transfer none): what this window shows
 */
SlCasebook *
sl_window_get_casebook (SlWindow *self)
{
  g_return_val_if_fail (SL_IS_WINDOW (self), NULL);
  return self->casebook;
}

/* For the files of the window. */
void
sl_window_set_save_state (SlWindow *self, SlSaveState state)
{
  if (self->save_state == state)
    return;
  self->save_state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVE_STATE]);
}

/**
 * sl_window_open_case:
 * @case_id: a case of the casebook
 *
 * Shows the case's page over the places; a toast says why when it cannot be read.
 */
void
sl_window_open_case (SlWindow *self, const char *case_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCase) planning_case = NULL;

  g_return_if_fail (SL_IS_WINDOW (self));

  if (self->case_page == NULL ||
      g_strcmp0 (sl_case_get_id (sl_case_page_get_case (self->case_page)), case_id) != 0)
    {
      planning_case = sl_case_records_load (sl_casebook_get_store (self->casebook), case_id,
                                            &error);
      if (planning_case == NULL)
        {
          sl_window_toast (GTK_WIDGET (self), error->message, NULL, NULL);
          return;
        }
      close_case (self);
      self->case_page = sl_case_page_new (self->casebook, planning_case);
      adw_leaflet_append (self->outer, GTK_WIDGET (self->case_page));
    }
  adw_leaflet_set_visible_child (self->outer, GTK_WIDGET (self->case_page));
}

/**
 * sl_window_open_view:
 * @case_id: a case
 * @view: the name of one of its views, as for sl_case_page_show_view()
 *
 * Opens the case where it is to be gone on with, wherever one had left it.
 */
void
sl_window_open_view (SlWindow *self, const char *case_id, const char *view)
{
  sl_window_open_case (self, case_id);
  if (self->case_page != NULL)
    sl_case_page_show_view (self->case_page, view);
}

/**
 * sl_window_open_paper:
 * @case_id: a case
 * @paper_id: its own id for its response, or a report's
 *
 * Opens the case at the review of one of its papers.
 */
void
sl_window_open_paper (SlWindow *self, const char *case_id, const char *paper_id)
{
  sl_window_open_case (self, case_id);
  if (self->case_page != NULL)
    sl_case_page_show_paper (self->case_page, paper_id);
}

/**
 * sl_window_open_document:
 * @case_id: a case
 * @document_id: a document of the case
 * @page: from 1
 *
 * Opens the case at a page of one of its documents.
 */
void
sl_window_open_document (SlWindow *self, const char *case_id, const char *document_id, guint page)
{
  sl_window_open_case (self, case_id);
  if (self->case_page != NULL)
    sl_case_page_show_document (self->case_page, document_id, page, NULL);
}

/**
 * sl_window_open_portfolio:
 * @portfolio_id: a portfolio that the person at work may read
 *
 * Shows it in its place.
 */
void
sl_window_open_portfolio (SlWindow *self, const char *portfolio_id)
{
  g_return_if_fail (SL_IS_WINDOW (self));

  show_place (self, "progress");
  sl_progress_page_open (SL_PROGRESS_PAGE (gtk_stack_get_child_by_name (self->content, "progress")),
                         portfolio_id, NULL, NULL);
}

/**
 * sl_window_toast:
 * @any: a widget inside a window
 * @text: a sentence in the past tense
 * @undo_label: (nullable): the button's word
 * @undo: (nullable) (transfer floating): what the button does, called as a handler of
 *   AdwToast::button-clicked; without a label of its own also what Ctrl+Z does
 *
 * Tells what was done, with a way back.
 */
void
sl_window_toast (GtkWidget *any, const char *text, const char *undo_label, GClosure *undo)
{
  GtkRoot *root = gtk_widget_get_root (any);
  g_autofree char *title = g_markup_escape_text (text, -1);
  AdwToast *toast;

  if (undo != NULL)
    {
      g_closure_ref (undo);
      g_closure_sink (undo);
    }
  if (SL_IS_WINDOW (root))
    {
      toast = adw_toast_new (title);
      /* Why something was not done takes longer to read than that it was. */
      if (g_utf8_strlen (text, -1) > LONG_TEXT)
        adw_toast_set_timeout (toast, UNDO_SECONDS);
      if (undo != NULL && undo_label == NULL)
        {
          dismiss_undo_toast (SL_WINDOW (root));
          forget_undo (SL_WINDOW (root));
          SL_WINDOW (root)->undo = g_closure_ref (undo);
          SL_WINDOW (root)->undo_toast = g_object_ref (toast);
          gtk_widget_action_set_enabled (GTK_WIDGET (root), "win.undo", TRUE);
          /* Before it is done: it goes by itself, and what it leads to may offer an undo anew. */
          g_signal_connect_object (toast, "button-clicked", G_CALLBACK (forget_undo), root,
                                   G_CONNECT_SWAPPED);
        }
      if (undo != NULL)
        {
          adw_toast_set_button_label (toast, undo_label != NULL ? undo_label : _ ("Undo"));
          if (G_CLOSURE_NEEDS_MARSHAL (undo))
            g_closure_set_marshal (undo, g_cclosure_marshal_VOID__VOID);
          g_signal_connect_closure (toast, "button-clicked", undo, FALSE);
          /* Long enough to be read and reached; Ctrl+Z does the same afterwards. */
          adw_toast_set_timeout (toast, UNDO_SECONDS);
        }
      adw_toast_overlay_add_toast (SL_WINDOW (root)->toasts, toast);
    }
  else
    g_warning ("%s stands in no window: %s", G_OBJECT_TYPE_NAME (any), text);
  g_clear_pointer (&undo, g_closure_unref);
}

SlCase *
sl_window_get_open_case (SlWindow *self)
{
  return case_is_in_front (self) ? sl_case_page_get_case (self->case_page) : NULL;
}
