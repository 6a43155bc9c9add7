/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-review-page.h"

#include "case/sl-case-page.h"
#include "review/sl-review-page-private.h"
#include "sl-window.h"
#include "widgets/sl-letter-keys.h"

#include <glib/gi18n.h>

/* Review: versions | what changed | comments, and below them the decision. This file reads and
 * shows; -modes.c turns between changes, answers and pages and folds the panes, -papers.c chooses
 * the paper, -records.c goes to answers and evidence, -comments.c writes comments, -decide.c sends
 * and decides. One reading at a time, and only while the page is looked at. */

G_DEFINE_FINAL_TYPE (SlReviewPage, sl_review_page, GTK_TYPE_WIDGET)

static const SlLetterKey letter_keys[] = {
  { GDK_KEY_n, 0, "review.next-change" },
  { GDK_KEY_n, GDK_SHIFT_MASK, "review.previous-change" },
  { GDK_KEY_m, 0, "review.comment" },
};

const char *
sl_review_page_get_locked (SlReviewPage *self)
{
  SlStore *store = sl_casebook_get_store (self->casebook);
  const char *reason = sl_store_get_read_only_reason (store);

  if (!sl_store_is_read_only (store))
    return NULL;
  return reason != NULL ? reason : _ ("This casebook is open for reading only.");
}

const char *
sl_review_page_get_case_id (SlReviewPage *self)
{
  return sl_case_get_id (self->planning_case);
}

/* What is compared. */

static void
append_choice (GMenu *menu, const char *label, const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "review.compare", "s", id);
  g_menu_append_item (menu, item);
}

/* What the shown version can be compared with: every earlier one, and nothing. */
static void
update_compare (SlReviewPage *self)
{
  SlReviewLoad *load = self->load;
  guint number = load->newer != NULL ? sl_version_get_number (load->newer) : G_MAXUINT;
  guint n_versions = g_list_model_get_n_items (load->state->versions);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *label = NULL;

  for (guint i = 0; i < n_versions; i++)
    {
      g_autoptr (SlVersion) version = g_list_model_get_item (load->state->versions, i);
      g_autofree char *text = NULL;

      if (sl_version_get_number (version) >= number)
        continue;
      text = g_strdup_printf (g_strcmp0 (sl_version_get_id (version), self->seen) == 0
                                  ? _ ("With version %u, which you saw last")
                                  : _ ("With version %u"),
                              sl_version_get_number (version));
      append_choice (menu, text, sl_version_get_id (version));
    }
  if (g_menu_model_get_n_items (G_MENU_MODEL (menu)) == 0)
    {
      sl_versions_pane_set_compare (self->versions, NULL, NULL);
      return;
    }
  append_choice (menu, _ ("With nothing: read it through"), "");
  if (load->older == NULL)
    label = g_strdup (_ ("Compare"));
  else if (load->newer == NULL)
    label = g_strdup_printf (_ ("Compare with %u"), sl_version_get_number (load->older));
  else
    label = g_strdup_printf (_ ("Compare %u with %u"), sl_version_get_number (load->newer),
                             sl_version_get_number (load->older));
  sl_versions_pane_set_compare (self->versions, label, G_MENU_MODEL (menu));
}

/* Showing. */

/* The prompts are for whoever decides. A first version is read as a draft; what comes back is read
 * for the last time. */
static void
update_prompts (SlReviewPage *self)
{
  SlReviewState *state = self->load->state;
  g_autoptr (SlVersion) newest = g_list_model_get_item (state->versions, 0);
  g_autofree char *reason = NULL;
  SlReviewRules *rules = NULL;
  const char *stage = "draft";

  if (newest != NULL && g_str_equal (sl_version_get (newest, "state"), "submitted") &&
      sl_review_may (self->review, state, SL_REVIEW_RETURN, NULL, &reason))
    rules = sl_review_get_rules (self->review);
  if (newest != NULL && sl_version_get_number (newest) > 1)
    stage = "final";
  sl_versions_pane_set_prompts (self->versions, rules, stage, self->load->prompts_done,
                                sl_review_page_get_locked (self) == NULL);
}

static void
update_foot_bar (SlReviewPage *self)
{
  GListModel *comments = self->load->state->comments;
  guint n_open = 0, n_comments = g_list_model_get_n_items (comments);
  g_autofree char *text = NULL;

  for (guint i = 0; i < n_comments; i++)
    {
      g_autoptr (SlComment) comment = g_list_model_get_item (comments, i);

      n_open += sl_comment_is_open (comment) ? 1 : 0;
    }
  text = n_open > 0
             ? g_strdup_printf (ngettext ("%u open comment", "%u open comments", n_open), n_open)
             : g_strdup (_ ("Comments"));
  gtk_button_set_label (self->foot_comments, text);
  gtk_widget_set_tooltip_text (self->comments_button, text);
}

static void
show_message (SlReviewPage *self, const char *title, const char *text, gboolean offer_response)
{
  adw_status_page_set_title (self->message, title);
  adw_status_page_set_description (self->message, text);
  gtk_widget_set_visible (self->message_button, offer_response);
  gtk_stack_set_visible_child_name (self->stack, "message");
}

/* That one has looked is kept, so that next time only what is new is marked; it is no change worth
 * a word, nor a failure worth one. */
static void
keep_seen (SlReviewPage *self)
{
  SlReviewLoad *load = self->load;
  SlStore *store = sl_casebook_get_store (self->casebook);
  g_autoptr (SlVersion) newest = g_list_model_get_item (load->state->versions, 0);
  const char *id = newest != NULL ? sl_version_get_id (newest) : "";

  if (*id == '\0' || sl_store_is_read_only (store) || g_strcmp0 (id, load->newer_id) != 0 ||
      g_strcmp0 (self->marked_seen, id) == 0)
    return;
  g_free (self->marked_seen);
  self->marked_seen = g_strdup (id);
  if (g_strcmp0 (self->seen, id) != 0)
    sl_store_apply_async (store, sl_versions_change_seen (sl_review_page_get_case_id (self), id),
                          NULL, NULL, NULL);
}

/* Rows are made anew only for another text, or where comments became possible or ceased to be. */
static void
show_changes (SlReviewPage *self)
{
  SlReviewLoad *load = self->load;
  g_autofree char *reason = NULL, *shown = NULL;
  gboolean can_comment = load->newer != NULL && sl_review_page_get_locked (self) == NULL &&
                         sl_review_may (self->review, load->state, SL_REVIEW_COMMENT, NULL,
                                        &reason);

  shown = g_strdup_printf ("%s %d", load->pair, can_comment);
  sl_subjects_set (self->subjects, load->subjects, load->state->comments, can_comment);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.comment-on", can_comment);
  if (g_strcmp0 (self->pair, shown) == 0)
    sl_changes_view_set_comments (self->changes, load->state->comments);
  else
    {
      sl_changes_view_set_subjects (self->changes, self->subjects);
      sl_changes_view_show (self->changes, g_steal_pointer (&load->diff), load->older == NULL,
                            load->state->comments);
      sl_answers_view_show (self->answers, self->subjects);
      g_free (self->pair);
      self->pair = g_steal_pointer (&shown);
    }
  sl_changes_view_set_current_comment (self->changes, sl_comments_pane_get_chosen (self->comments),
                                       FALSE);
}

/* The open comment is what one comes for; its words are marked, but the text stays at its
 * beginning. */
static void
choose_first_comment (SlReviewPage *self)
{
  GListModel *comments = self->load->state->comments;
  guint n_comments = g_list_model_get_n_items (comments);

  for (guint i = 0; i < n_comments; i++)
    {
      g_autoptr (SlComment) comment = g_list_model_get_item (comments, i);

      if (!sl_comment_is_open (comment))
        continue;
      self->quiet = TRUE;
      sl_comments_pane_choose (self->comments, sl_comment_get_id (comment));
      self->quiet = FALSE;
      return;
    }
}

static void
show_load (SlReviewPage *self)
{
  SlReviewLoad *load = self->load;
  gboolean before_first = self->pair == NULL;

  /* A case may have minutes to review and no response yet. */
  if (*load->newer_id == '\0' && load->papers->len > 1)
    {
      sl_review_page_show_paper (self, ((SlPaperLine *) load->papers->pdata[1])->paper->id);
      return;
    }
  if (*load->newer_id == '\0')
    {
      show_message (self, _ ("Nothing to review"),
                    _ ("Here the response goes to the manager, comes back with comments, is "
                       "approved and issued. Begin the response first."),
                    TRUE);
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "work");
  sl_versions_pane_set_state (
      self->versions, load->state, load->newer_id,
      sl_review_page_get_locked (self) == NULL &&
          sl_review_may (self->review, load->state, SL_REVIEW_DISMISS_BLOCK, NULL, NULL));
  sl_comments_pane_set_state (self->comments, self->review, load->state);
  show_changes (self);
  if (before_first)
    choose_first_comment (self);
  if (self->choose_next != NULL &&
      sl_comments_pane_find (self->comments, self->choose_next) != NULL)
    {
      sl_comments_pane_choose (self->comments, self->choose_next);
      g_clear_pointer (&self->choose_next, g_free);
    }
  if (load->layout != NULL)
    sl_letter_view_set_layout (self->pages, load->layout);
  sl_review_page_update_papers (self);
  sl_review_page_update_title (self);
  update_compare (self);
  update_prompts (self);
  update_foot_bar (self);
  sl_review_foot_set_state (self->foot, self->review, load->state, load->issue, load->outcome,
                            sl_review_page_get_locked (self));
  sl_review_page_update_notices (self);
  keep_seen (self);
  sl_review_page_take_wish (self);
}

/* Reading. */

/* A reading outlives the page where it must; the page does not wait for it. */
static void
weak_ref_free (GWeakRef *page)
{
  g_weak_ref_clear (page);
  g_free (page);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GWeakRef, weak_ref_free)

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GWeakRef) page = data;
  g_autoptr (SlReviewPage) self = g_weak_ref_get (page);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlReviewLoad) load = sl_review_load_finish (result, &error);
  g_autoptr (SlReviewLoad) before = NULL;

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  self->loading = FALSE;
  if (load == NULL)
    show_message (self, _ ("The review could not be read"), error->message, FALSE);
  else
    {
      /* The panes borrow from what was read before until they have what is new. */
      /* Another paper was chosen while this one was read. */
      if (!g_str_equal (load->state->paper->id, sl_review_page_get_paper_id (self)))
        {
          sl_review_page_reload (self);
          return;
        }
      before = g_steal_pointer (&self->load);
      self->load = g_steal_pointer (&load);
      if (self->seen == NULL)
        self->seen = g_strdup (self->load->seen);
      show_load (self);
    }
  if (self->again)
    sl_review_page_reload (self);
}

/**
 * sl_review_page_reload:
 *
 * Reads the review again; where nobody looks, when somebody does.
 */
void
sl_review_page_reload (SlReviewPage *self)
{
  SlReviewOrder *order;
  GWeakRef *page;

  self->stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  self->again = self->loading;
  if (self->stale || self->loading)
    return;
  self->loading = TRUE;
  order = g_new0 (SlReviewOrder, 1);
  order->paper_id = g_strdup (sl_review_page_get_paper_id (self));
  order->newer = g_strdup (self->newer);
  order->older = g_strdup (self->older);
  order->seen = g_strdup (self->seen);
  order->pages = sl_review_page_get_mode (self) == SL_REVIEW_PAGES;
  page = g_new0 (GWeakRef, 1);
  g_weak_ref_init (page, self);
  sl_review_load_async (self->review, order, self->cancellable, loaded_cb, page);
}

static void
store_changed_cb (SlStore *store,
                  const char *kind,
                  const char *id,
                  const char *case_id,
                  SlReviewPage *self)
{
  if (g_str_equal (kind, "version_seen"))
    return;
  if (g_str_equal (kind, "person") || g_str_equal (case_id, sl_review_page_get_case_id (self)))
    sl_review_page_reload (self);
}

/**
 * sl_review_page_choose:
 * @newer: (nullable): id of the version to show; %NULL: what one comes for
 * @older: (nullable): id of what it is compared with; "" nothing, %NULL what fits
 *
 * Shows another version or another comparison.
 */
void
sl_review_page_choose (SlReviewPage *self, const char *newer, const char *older)
{
  g_free (self->newer);
  self->newer = g_strdup (newer);
  g_free (self->older);
  self->older = g_strdup (older);
  sl_review_page_reload (self);
}

static void
version_chosen_cb (SlReviewPage *self, const char *id)
{
  sl_review_page_choose (self, id, NULL);
  if (sl_panes_get_covering (self->panes))
    sl_panes_set_show_start (self->panes, FALSE);
}

static void
compare_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlReviewPage *self = SL_REVIEW_PAGE (widget);

  if (self->load != NULL)
    sl_review_page_choose (self, self->load->newer_id, g_variant_get_string (parameter, NULL));
}

/* What approval waits for, shown where it is. */
static void
check_chosen_cb (SlReviewPage *self, const char *kind, const char *id)
{
  SlCasePage *page = SL_CASE_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (self), SL_TYPE_CASE_PAGE));

  if (sl_panes_get_covering (self->panes))
    sl_panes_set_show_start (self->panes, FALSE);
  if (g_str_equal (kind, "comment"))
    {
      sl_comments_pane_choose (self->comments, id);
      sl_panes_set_show_end (self->panes, TRUE);
    }
  else if (g_str_equal (kind, "item") && page != NULL)
    sl_case_page_show_item (page, id);
  else if (g_str_equal (kind, "block") && !sl_changes_view_show_block (self->changes, id))
    sl_window_toast (GTK_WIDGET (self), _ ("That paragraph is not in the version shown"), NULL,
                     NULL);
}

static void
response_cb (SlReviewPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "case.view-response", NULL);
}

/* Class. */

static void
sl_review_page_map (GtkWidget *widget)
{
  SlReviewPage *self = SL_REVIEW_PAGE (widget);

  GTK_WIDGET_CLASS (sl_review_page_parent_class)->map (widget);
  if (self->stale)
    sl_review_page_reload (self);
}

static void
sl_review_page_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sl_review_page_parent_class)->root (widget);
  sl_review_page_records_connect (SL_REVIEW_PAGE (widget));
}

static void
sl_review_page_dispose (GObject *object)
{
  SlReviewPage *self = SL_REVIEW_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->asking);
  if (self->casebook != NULL)
    g_clear_signal_handler (&self->store_changed, sl_casebook_get_store (self->casebook));
  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_REVIEW_PAGE);
  g_clear_pointer (&self->load, sl_review_load_free);
  g_clear_object (&self->subjects);
  g_clear_object (&self->planning_case);
  g_clear_object (&self->review);
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_review_page_parent_class)->dispose (object);
}

static void
sl_review_page_finalize (GObject *object)
{
  SlReviewPage *self = SL_REVIEW_PAGE (object);

  g_clear_object (&self->cancellable);
  g_free (self->paper_id);
  g_free (self->newer);
  g_free (self->older);
  g_free (self->seen);
  g_free (self->marked_seen);
  g_free (self->pair);
  g_free (self->choose_next);
  g_free (self->anchor_kind);
  g_free (self->anchor_key);
  g_free (self->wish_kind);
  g_free (self->wish_key);
  G_OBJECT_CLASS (sl_review_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/review/sl-review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SlReviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SlReviewPage, message);
  gtk_widget_class_bind_template_child (widget_class, SlReviewPage, message_button);
  gtk_widget_class_bind_template_child (widget_class, SlReviewPage, panes);
  gtk_widget_class_bind_template_child (widget_class, SlReviewPage, versions);
  gtk_widget_class_bind_template_child (widget_class, SlReviewPage, changes);
  gtk_widget_class_bind_template_child (widget_class, SlReviewPage, answers);
  gtk_widget_class_bind_template_child (widget_class, SlReviewPage, pages);
  gtk_widget_class_bind_template_child (widget_class, SlReviewPage, middle);
  gtk_widget_class_bind_template_child (widget_class, SlReviewPage, title);
  gtk_widget_class_bind_template_child (widget_class, SlReviewPage, count);
  gtk_widget_class_bind_template_child (widget_class, SlReviewPage, papers);
  gtk_widget_class_bind_template_child (widget_class, SlReviewPage, versions_button);
  gtk_widget_class_bind_template_child (widget_class, SlReviewPage, comments_button);
  gtk_widget_class_bind_template_child (widget_class, SlReviewPage, modes);
  gtk_widget_class_bind_template_child (widget_class, SlReviewPage, changes_mode);
  gtk_widget_class_bind_template_child (widget_class, SlReviewPage, answers_mode);
  gtk_widget_class_bind_template_child (widget_class, SlReviewPage, pages_mode);
  gtk_widget_class_bind_template_child (widget_class, SlReviewPage, previous);
  gtk_widget_class_bind_template_child (widget_class, SlReviewPage, next);
  gtk_widget_class_bind_template_child (widget_class, SlReviewPage, notices);
  gtk_widget_class_bind_template_child (widget_class, SlReviewPage, foot);
  gtk_widget_class_bind_template_child (widget_class, SlReviewPage, foot_bar);
  gtk_widget_class_bind_template_child (widget_class, SlReviewPage, foot_mode);
  gtk_widget_class_bind_template_child (widget_class, SlReviewPage, foot_comments);
  gtk_widget_class_bind_template_child (widget_class, SlReviewPage, comments);
  gtk_widget_class_bind_template_callback (widget_class, version_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, response_cb);
}

static void
sl_review_page_class_init (SlReviewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_review_page_dispose;
  object_class->finalize = sl_review_page_finalize;
  widget_class->map = sl_review_page_map;
  widget_class->root = sl_review_page_root;

  g_type_ensure (SL_TYPE_PANES);
  g_type_ensure (SL_TYPE_LETTER_VIEW);
  g_type_ensure (SL_TYPE_VERSIONS_PANE);
  g_type_ensure (SL_TYPE_CHANGES_VIEW);
  g_type_ensure (SL_TYPE_ANSWERS_VIEW);
  g_type_ensure (SL_TYPE_COMMENTS_PANE);
  g_type_ensure (SL_TYPE_REVIEW_FOOT);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "review.compare", "s", compare_action);
  sl_review_page_modes_install (widget_class);
  sl_review_page_papers_install (widget_class);
  sl_review_page_records_install (widget_class);
  sl_review_page_comments_install (widget_class);
  sl_review_page_decide_install (widget_class);
  sl_review_page_issue_install (widget_class);
  sl_review_page_bundle_install (widget_class);
}

static void
sl_review_page_init (SlReviewPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->subjects = sl_subjects_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  sl_letter_keys_install (GTK_WIDGET (self), letter_keys, G_N_ELEMENTS (letter_keys));
  sl_review_page_comments_connect (self);
  sl_review_page_decide_connect (self);
}

/**
 * sl_review_page_new:
 * @casebook: the casebook
 * @planning_case: its case
 *
 * Returns: (transfer floating): the page; it reads when it is first shown
 */
GtkWidget *
sl_review_page_new (SlCasebook *casebook, SlCase *planning_case)
{
  SlReviewPage *self = g_object_new (SL_TYPE_REVIEW_PAGE, NULL);
  g_autofree char *comments_name = NULL, *foot_name = NULL;

  self->casebook = g_object_ref (casebook);
  self->review = g_object_ref (sl_casebook_get_review (casebook));
  self->planning_case = g_object_ref (planning_case);
  self->stale = TRUE;
  self->store_changed = g_signal_connect (sl_casebook_get_store (casebook), "changed",
                                          G_CALLBACK (store_changed_cb), self);
  comments_name = g_strconcat ("review-comments ", sl_case_get_id (planning_case), NULL);
  foot_name = g_strconcat ("review-foot ", sl_case_get_id (planning_case), NULL);
  sl_review_composer_keep_with (sl_comments_pane_get_composer (self->comments), casebook,
                                comments_name);
  sl_review_composer_keep_with (sl_review_foot_get_composer (self->foot), casebook, foot_name);
  sl_review_page_fold (self);
  return GTK_WIDGET (self);
}
