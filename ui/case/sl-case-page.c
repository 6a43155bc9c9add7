/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-case"
#include "config.h"

#include "case/sl-case-page.h"

#include "case/sl-overview-page.h"
#include "cases/sl-case-records.h"
#include "checklist/sl-assess-page.h"
#include "documents/sl-documents-page.h"
#include "response/sl-response-page.h"
#include "review/sl-review-page.h"
#include "settings/sl-settings.h"
#include "site/sl-site-page.h"
#include "sl-window.h"
#include "widgets/sl-case-row.h"
#include "widgets/sl-due-chip.h"
#include "widgets/sl-panes.h"
#include "widgets/sl-size-bin.h"

#include <glib/gi18n.h>

/* One case: the header and a stack of views. The views know the case by themselves; this page only
 * turns to them. */

struct _SlCasePage
{
  AdwBin parent_instance;

  SlCasebook *casebook;
  SlCase *planning_case;
  SlSubjects *subjects; /* NULL until a view asks */

  SlSizeBin *size_bin;
  GtkWidget *titles;
  GtkLabel *title;
  GtkLabel *subtitle;
  AdwViewSwitcher *switcher;
  GtkWidget *views_button;
  AdwWindowTitle *view_title;
  SlDueChip *due;
  AdwHeaderBar *header;
  GtkWidget *saved;
  GtkImage *saved_icon;
  GtkLabel *saved_label;
  AdwViewStack *views;
};

enum
{
  PROP_0,
  PROP_STAGE,
  N_PROPS,
};

enum
{
  SHOW_DOCUMENT,
  SHOW_ITEM,
  SHOW_CHECKLIST,
  COMMENT_WANTED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlCasePage, sl_case_page, ADW_TYPE_BIN)

static void
add_view (SlCasePage *self,
          GtkWidget *view,
          const char *name,
          const char *title,
          const char *icon_name)
{
  AdwViewStackPage *page = adw_view_stack_add_titled (self->views, view, name, title);

  adw_view_stack_page_set_icon_name (page, icon_name);
}

/* The views in their order; each is a widget made with the casebook and the case. */
static void
add_views (SlCasePage *self)
{
  add_view (self, sl_overview_page_new (self->casebook, self->planning_case), "overview",
            _ ("Overview"), "help-about-symbolic");
  add_view (self, sl_documents_page_new (self->casebook, self->planning_case), "documents",
            _ ("Documents"), "folder-documents-symbolic");
  add_view (self, sl_assess_page_new (self->casebook, self->planning_case), "assess", _ ("Assess"),
            "checkbox-checked-symbolic");
  add_view (self, sl_response_page_new (self->casebook, self->planning_case), "response",
            _ ("Response"), "document-edit-symbolic");
  add_view (self, sl_review_page_new (self->casebook, self->planning_case), "review", _ ("Review"),
            "chat-message-new-symbolic");
  add_view (self, sl_site_page_new (self->casebook, self->planning_case), "site", _ ("Site"),
            "mark-location-symbolic");
}

static void
update_titles (SlCasePage *self)
{
  SlCase *planning_case = self->planning_case;
  const char *name = adw_view_stack_get_visible_child_name (self->views);
  GtkWidget *view = adw_view_stack_get_visible_child (self->views);
  g_autofree char *subtitle = g_strdup_printf (
      "%s · %s", sl_case_get (planning_case, "reference"),
      sl_case_get_stage_word (planning_case, sl_casebook_get_packs (self->casebook)));

  gtk_label_set_label (self->title, sl_case_get_display_title (planning_case));
  gtk_label_set_label (self->subtitle, subtitle);
  gtk_widget_set_tooltip_text (self->titles, sl_case_get_display_title (planning_case));
  sl_due_chip_set_date (self->due, sl_case_get_owed_date (planning_case));
  if (name != NULL)
    adw_window_title_set_title (self->view_title, adw_view_stack_page_get_title (
                                                      adw_view_stack_get_page (self->views, view)));
  adw_window_title_set_subtitle (self->view_title, sl_case_get (planning_case, "reference"));
}

static void
case_notify_cb (SlCasePage *self)
{
  update_titles (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STAGE]);
}

/* This page holds the one SlCase of the case's views: it keeps it fresh for all of them. */
static void
store_changed_cb (SlCasePage *self, const char *kind, const char *id, const char *case_id)
{
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (case_id, sl_case_get_id (self->planning_case)) != 0)
    return;
  if (!sl_case_reload (self->planning_case, sl_casebook_get_store (self->casebook), &error))
    g_message ("The case could not be read again: %s", error->message);
}

/* In a narrow window there is room for what closes it, on its side, and for no other button of the
 * frame: with all three the header would be wider than the window once it says when something is
 * due and that all is saved. */
static void
show_frame_buttons (SlCasePage *self, gboolean all)
{
  g_autofree char *layout = NULL;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-decoration-layout", &layout,
                NULL);
  if (all || layout == NULL || strstr (layout, "close") == NULL)
    adw_header_bar_set_decoration_layout (self->header, NULL);
  else
    adw_header_bar_set_decoration_layout (
        self->header, strstr (layout, "close") < strchrnul (layout, ':') ? "close:" : ":close");
}

static void
step_cb (SlCasePage *self)
{
  guint step = sl_size_bin_get_step (self->size_bin);

  gtk_widget_set_visible (self->titles, step > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->switcher), step > 0);
  gtk_widget_set_visible (self->views_button, step == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->saved_label), step > 0);
  adw_view_switcher_set_policy (self->switcher, step > 1 ? ADW_VIEW_SWITCHER_POLICY_WIDE
                                                         : ADW_VIEW_SWITCHER_POLICY_NARROW);
  g_object_set (self->due, "brief", step < 2, NULL);
  show_frame_buttons (self, step > 0);
}

/* Who looks at a case is likely to look at a document next: what draws it gets ready meanwhile. */
static void
expect_document (SlCasePage *self)
{
  if (sl_case_get_document_count (self->planning_case) > 0)
    sl_worker_pool_keep_spare (sl_casebook_get_pool (self->casebook));
}

static void
view_cb (SlCasePage *self)
{
  if (self->planning_case == NULL)
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    expect_document (self);
  update_titles (self);
  sl_settings_set_case_view (sl_case_get_id (self->planning_case), sl_case_page_get_view (self));
}

static void
save_state_cb (SlWindow *window, GParamSpec *pspec, SlCasePage *self)
{
  int state;

  g_object_get (window, "save-state", &state, NULL);
  gtk_widget_set_visible (self->saved, state != SL_SAVE_NONE);
  gtk_widget_set_visible (GTK_WIDGET (self->saved_icon), state != SL_SAVE_SAVING);
  gtk_image_set_from_icon_name (self->saved_icon, state == SL_SAVE_FAILED
                                                      ? "dialog-warning-symbolic"
                                                      : "object-select-symbolic");
  gtk_label_set_label (self->saved_label, state == SL_SAVE_FAILED   ? _ ("Not saved")
                                          : state == SL_SAVE_SAVING ? _ ("Saving…")
                                                                    : _ ("Saved"));
  gtk_widget_set_tooltip_text (self->saved, gtk_label_get_label (self->saved_label));
}

static void
show_view_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  sl_case_page_show_view (SL_CASE_PAGE (widget), action_name + strlen ("case.view-"));
}

static void
sl_case_page_root (GtkWidget *widget)
{
  SlCasePage *self = SL_CASE_PAGE (widget);
  GtkRoot *root;

  GTK_WIDGET_CLASS (sl_case_page_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  if (SL_IS_WINDOW (root))
    g_signal_connect_object (root, "notify::save-state", G_CALLBACK (save_state_cb), self, 0);
}

static void
sl_case_page_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_root (widget), widget);
  GTK_WIDGET_CLASS (sl_case_page_parent_class)->unroot (widget);
}

static void
sl_case_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sl_case_page_parent_class)->map (widget);
  expect_document (SL_CASE_PAGE (widget));
}

static gboolean
sl_case_page_grab_focus (GtkWidget *widget)
{
  GtkWidget *view = adw_view_stack_get_visible_child (SL_CASE_PAGE (widget)->views);

  return gtk_widget_grab_focus (view) || gtk_widget_child_focus (view, GTK_DIR_TAB_FORWARD);
}

static void
sl_case_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SlCasePage *self = SL_CASE_PAGE (object);

  if (id == PROP_STAGE)
    g_value_set_string (
        value, self->planning_case != NULL ? sl_case_get (self->planning_case, "stage") : "");
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

/* Set by the menu: the record follows, and its notification brings the menu round. */
static void
sl_case_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SlCasePage *self = SL_CASE_PAGE (object);

  if (id == PROP_STAGE)
    sl_window_apply (
        GTK_WIDGET (self),
        sl_case_change_stage (sl_case_get_id (self->planning_case), g_value_get_string (value)),
        NULL, NULL);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sl_case_page_dispose (GObject *object)
{
  SlCasePage *self = SL_CASE_PAGE (object);

  g_clear_object (&self->planning_case);
  g_clear_object (&self->subjects);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_case_page_parent_class)->dispose (object);
}

static void
install_views (GtkWidgetClass *widget_class)
{
  static const char *const actions[] = { "case.view-overview", "case.view-documents",
                                         "case.view-assess",   "case.view-response",
                                         "case.view-review",   "case.view-site" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (widget_class, actions[i], NULL, show_view_cb);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, GDK_ALT_MASK, actions[i],
                                           NULL);
    }
}

static void
sl_case_page_class_init (SlCasePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_case_page_dispose;
  object_class->get_property = sl_case_page_get_property;
  object_class->set_property = sl_case_page_set_property;
  widget_class->root = sl_case_page_root;
  widget_class->unroot = sl_case_page_unroot;
  widget_class->map = sl_case_page_map;
  widget_class->grab_focus = sl_case_page_grab_focus;

  properties[PROP_STAGE] = g_param_spec_string ("stage", NULL, NULL, "",
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                    G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SHOW_DOCUMENT] = g_signal_new ("show-document", SL_TYPE_CASE_PAGE, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_STRING,
                                         G_TYPE_UINT, G_TYPE_STRING);
  signals[COMMENT_WANTED] = g_signal_new ("comment-wanted", SL_TYPE_CASE_PAGE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                          G_TYPE_STRING);
  signals[SHOW_CHECKLIST] = g_signal_new ("show-checklist", SL_TYPE_CASE_PAGE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SHOW_ITEM] = g_signal_new ("show-item", SL_TYPE_CASE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (SL_TYPE_SIZE_BIN);
  g_type_ensure (SL_TYPE_DUE_CHIP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sightline/Sightline/ui/case/sl-case-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SlCasePage, size_bin);
  gtk_widget_class_bind_template_child (widget_class, SlCasePage, titles);
  gtk_widget_class_bind_template_child (widget_class, SlCasePage, title);
  gtk_widget_class_bind_template_child (widget_class, SlCasePage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, SlCasePage, switcher);
  gtk_widget_class_bind_template_child (widget_class, SlCasePage, views_button);
  gtk_widget_class_bind_template_child (widget_class, SlCasePage, view_title);
  gtk_widget_class_bind_template_child (widget_class, SlCasePage, due);
  gtk_widget_class_bind_template_child (widget_class, SlCasePage, header);
  gtk_widget_class_bind_template_child (widget_class, SlCasePage, saved);
  gtk_widget_class_bind_template_child (widget_class, SlCasePage, saved_icon);
  gtk_widget_class_bind_template_child (widget_class, SlCasePage, saved_label);
  gtk_widget_class_bind_template_child (widget_class, SlCasePage, views);
  gtk_widget_class_bind_template_callback (widget_class, step_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_cb);
  gtk_widget_class_install_property_action (widget_class, "case.stage", "stage");
  install_views (widget_class);
}

static void
sl_case_page_init (SlCasePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  step_cb (self);
}

/**
 * sl_case_page_new:
 * @casebook: the opened data folder
 * @planning_case: the case; listened to for as long as the page lives
 *
 * Returns: (transfer floating): the page of @planning_case
 */
SlCasePage *
sl_case_page_new (SlCasebook *casebook, SlCase *planning_case)
{
  SlCasePage *self = g_object_new (SL_TYPE_CASE_PAGE, NULL);
  g_autofree char *view = sl_settings_dup_case_view (sl_case_get_id (planning_case));

  self->casebook = g_object_ref (casebook);
  self->planning_case = g_object_ref (planning_case);
  g_signal_connect_object (planning_case, "notify", G_CALLBACK (case_notify_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sl_casebook_get_store (casebook), "changed",
                           G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  add_views (self);
  if (view != NULL)
    sl_case_page_show_view (self, view);
  update_titles (self);
  return self;
}

/**
 * sl_case_page_get_case:
 *
 * Returns: (transfer none): the case shown
 */
SlCase *
sl_case_page_get_case (SlCasePage *self)
{
  g_return_val_if_fail (SL_IS_CASE_PAGE (self), NULL);
  return self->planning_case;
}

/**
 * sl_case_page_show_view:
 * @name: "overview", "documents", "assess", "response", "review" or "site"
 *
 * Turns to a view.
 */
void
sl_case_page_show_view (SlCasePage *self, const char *name)
{
  g_return_if_fail (SL_IS_CASE_PAGE (self));
  if (adw_view_stack_get_child_by_name (self->views, name) != NULL)
    adw_view_stack_set_visible_child_name (self->views, name);
}

/**
 * sl_case_page_get_view:
 *
 * Returns: the name of the view shown
 */
const char *
sl_case_page_get_view (SlCasePage *self)
{
  return adw_view_stack_get_visible_child_name (self->views);
}

/**
 * sl_case_page_show_document:
 * @document_id: a document of the case
 * @page: from 1, 0 for where one was
 * @evidence_id: (nullable): the pin to choose
 *
 * Turns to the documents and shows the page.
 */
void
sl_case_page_show_document (SlCasePage *self,
                            const char *document_id,
                            guint page,
                            const char *evidence_id)
{
  sl_case_page_show_view (self, "documents");
  g_signal_emit (self, signals[SHOW_DOCUMENT], 0, document_id, page, evidence_id);
}

/**
 * sl_case_page_show_item:
 * @item_id: an item of the case's checklist
 *
 * Turns to the assessment and shows the item.
 */
void
sl_case_page_show_item (SlCasePage *self, const char *item_id)
{
  sl_case_page_show_view (self, "assess");
  g_signal_emit (self, signals[SHOW_ITEM], 0, item_id);
}

/**
 * sl_case_page_show_checklist:
 * @entry_id: a house type of the case's scheme
 *
 * Turns to the assessment and shows the checklist of that house type.
 */
void
sl_case_page_show_checklist (SlCasePage *self, const char *entry_id)
{
  sl_case_page_show_view (self, "assess");
  g_signal_emit (self, signals[SHOW_CHECKLIST], 0, entry_id);
}

/**
 * sl_case_page_want_comment:
 * @kind: "answer" or "evidence" to comment on; "comment" to show one
 * @key: the item's, the evidence's or the comment's id
 *
 * Turns to the review, which begins a comment on a record of the newest version, or shows one.
 */
void
sl_case_page_want_comment (SlCasePage *self, const char *kind, const char *key)
{
  g_return_if_fail (SL_IS_CASE_PAGE (self));

  sl_case_page_show_view (self, "review");
  g_signal_emit (self, signals[COMMENT_WANTED], 0, kind, key);
}

/**
 * sl_case_page_show_paper:
 * @paper_id: the case's own id for its response, or a report's
 *
 * Turns to the review of that paper.
 */
void
sl_case_page_show_paper (SlCasePage *self, const char *paper_id)
{
  sl_case_page_want_comment (self, "paper", paper_id);
}

/**
 * sl_case_page_get_subjects:
 *
 * Returns: (transfer none): what the newest version holds, with the comments on it; one for all
 *   views, first read when a view first asks
 */
SlSubjects *
sl_case_page_get_subjects (SlCasePage *self)
{
  g_return_val_if_fail (SL_IS_CASE_PAGE (self), NULL);

  if (self->subjects == NULL)
    {
      self->subjects = sl_subjects_new ();
      sl_subjects_follow (self->subjects, self->casebook, sl_case_get_id (self->planning_case));
    }
  return self->subjects;
}

static SlPanes *
find_panes (GtkWidget *widget)
{
  SlPanes *found = NULL;

  if (widget == NULL || !gtk_widget_get_mapped (widget))
    return NULL;
  if (SL_IS_PANES (widget))
    return SL_PANES (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_panes (child);
  return found;
}

/**
 * sl_case_page_focus_next_pane:
 *
 * Moves the focus on to the next pane of the view; a view without panes is one.
 */
void
sl_case_page_focus_next_pane (SlCasePage *self)
{
  SlPanes *panes;

  g_return_if_fail (SL_IS_CASE_PAGE (self));

  panes = find_panes (adw_view_stack_get_visible_child (self->views));
  if (panes != NULL)
    sl_panes_focus_next (panes);
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
