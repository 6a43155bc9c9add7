/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-review-page-private.h"

#include <glib/gi18n.h>

/* What stands in the middle of the Review page: the changes, the answers or the pages; its title;
 * and which panes are folded. */

/* The title. */

/* "Version 3", or the draft. Transfer full. */
static char *
name_version (SlVersion *version)
{
  return version != NULL ? g_strdup_printf (_ ("version %u"), sl_version_get_number (version))
                         : g_strdup (_ ("the draft"));
}

/* Without the word "changes", which stands at the foot of a narrow window. */
static char *
make_narrow_title (SlReviewLoad *load)
{
  guint older = sl_version_get_number (load->older);

  if (load->since_seen)
    return g_strdup (_ ("Since you last looked"));
  return load->newer != NULL
             ? g_strdup_printf (_ ("Version %u to %u"), older, sl_version_get_number (load->newer))
             : g_strdup_printf (_ ("Version %u to the draft"), older);
}

static char *
make_title (SlReviewLoad *load, gboolean alone)
{
  g_autofree char *newer = name_version (load->newer), *older = name_version (load->older);

  if (load->older == NULL || alone)
    return load->newer != NULL
               ? g_strdup_printf (_ ("Version %u"), sl_version_get_number (load->newer))
               : g_strdup (_ ("The draft"));
  if (load->since_seen)
    return g_strdup (_ ("Changes since you last looked"));
  return g_strdup_printf (_ ("Changes from %s to %s"), older, newer);
}

static char *
make_count (SlReviewLoad *load, gboolean narrow)
{
  g_autofree char *changes = NULL;

  if (load->older == NULL)
    return g_strdup (_ ("as it was sent"));
  if (load->n_changes == 0)
    return load->n_fields > 0 ? g_strdup (_ ("none in the letter")) : g_strdup (_ ("none"));
  if (narrow)
    return g_strdup_printf (ngettext ("%u change", "%u changes", load->n_changes), load->n_changes);
  changes = g_strdup_printf ("%u", load->n_changes);
  return g_strdup_printf (
      ngettext ("%s in %u paragraph", "%s in %u paragraphs", load->n_changed_blocks), changes,
      load->n_changed_blocks);
}

/* What the answers are, as a reader counts them. */
static char *
count_answers (SlReviewPage *self)
{
  GPtrArray *list = sl_subjects_get_list (self->subjects);
  guint n_answers = 0;

  while (list != NULL && n_answers < list->len &&
         g_str_equal (((SlReviewSubject *) g_ptr_array_index (list, n_answers))->kind, "answer"))
    n_answers++;
  return g_strdup_printf (ngettext ("%u answer", "%u answers", n_answers), n_answers);
}

/**
 * sl_review_page_update_title:
 *
 * Says what stands in the middle, and where one is in it.
 */
void
sl_review_page_update_title (SlReviewPage *self)
{
  guint position = sl_changes_view_get_position (self->changes);
  gboolean answers = sl_review_page_get_mode (self) == SL_REVIEW_ANSWERS;
  gboolean narrow = sl_panes_get_covering (self->panes);
  g_autofree char *title = make_title (self->load, answers);
  g_autofree char *shown = narrow && !answers && self->load->older != NULL
                               ? make_narrow_title (self->load)
                               : g_strdup (title);
  g_autofree char *count = answers ? count_answers (self)
                           : position > 0
                               ? g_strdup_printf (_ ("%u of %u"), position,
                                                  sl_changes_view_get_n_changes (self->changes))
                               : make_count (self->load, narrow);
  gboolean steps = self->load->older != NULL && self->load->n_changes > 0;

  gtk_label_set_label (self->title, shown);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
  gtk_label_set_label (self->count,
                       self->load->newer == NULL && self->load->older == NULL ? "" : count);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.next-change", steps);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.previous-change", steps);
}

/* Modes and panes. */

/* By SlReviewMode: the page of the stack, the action, and the word. */
static const struct
{
  const char *page, *action, *label;
} kinds[] = {
  [SL_REVIEW_CHANGES] = { "changes", "review.show-changes", N_ ("Changes") },
  [SL_REVIEW_ANSWERS] = { "answers", "review.show-answers", N_ ("Answers") },
  [SL_REVIEW_PAGES] = { "pages", "review.show-pages", N_ ("Pages") },
};

SlReviewMode
sl_review_page_get_mode (SlReviewPage *self)
{
  return gtk_toggle_button_get_active (self->answers_mode) ? SL_REVIEW_ANSWERS
         : gtk_toggle_button_get_active (self->pages_mode) ? SL_REVIEW_PAGES
                                                           : SL_REVIEW_CHANGES;
}

void
sl_review_page_set_mode (SlReviewPage *self, SlReviewMode mode)
{
  GtkToggleButton *buttons[] = { self->changes_mode, self->answers_mode, self->pages_mode };

  gtk_toggle_button_set_active (buttons[mode], TRUE);
}

/* Each of the three says that it changed; the one that is pressed now counts. */
static void
mode_cb (SlReviewPage *self, GtkToggleButton *button)
{
  SlReviewMode mode = sl_review_page_get_mode (self);

  if (!gtk_toggle_button_get_active (button))
    return;
  gtk_stack_set_visible_child_name (self->middle, kinds[mode].page);
  gtk_widget_set_visible (self->previous, mode == SL_REVIEW_CHANGES);
  gtk_widget_set_visible (self->next, mode == SL_REVIEW_CHANGES);
  gtk_menu_button_set_label (self->foot_mode, _ (kinds[mode].label));
  if (self->load != NULL)
    sl_review_page_update_title (self);
  if (mode == SL_REVIEW_PAGES)
    sl_review_page_reload (self);
}

static void
mode_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].action, name))
      sl_review_page_set_mode (SL_REVIEW_PAGE (widget), i);
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlReviewPage *self = SL_REVIEW_PAGE (widget);

  sl_review_page_set_mode (self, SL_REVIEW_CHANGES);
  sl_changes_view_step (self->changes, g_str_equal (name, "review.next-change") ? 1 : -1);
}

static void
stepped_cb (SlReviewPage *self)
{
  if (self->load != NULL)
    sl_review_page_update_title (self);
}

static void
toggle_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlReviewPage *self = SL_REVIEW_PAGE (widget);
  gboolean versions = g_str_equal (name, "review.toggle-versions"), shown;

  g_object_get (self->panes, versions ? "show-start" : "show-end", &shown, NULL);
  if (versions)
    sl_panes_set_show_start (self->panes, !shown);
  else
    sl_panes_set_show_end (self->panes, !shown);
}

/**
 * sl_review_page_fold:
 *
 * Offers the way to the panes that are folded away.
 */
void
sl_review_page_fold (SlReviewPage *self)
{
  gboolean start = sl_panes_get_start_folded (self->panes),
           end = sl_panes_get_end_folded (self->panes),
           covering = sl_panes_get_covering (self->panes);

  gtk_widget_set_visible (self->versions_button, start && !covering);
  gtk_widget_set_visible (self->comments_button, end && !covering);
  gtk_widget_set_visible (self->modes, !covering);
  gtk_widget_set_visible (self->foot_bar, covering);
  sl_versions_pane_set_folded (self->versions, start && covering);
  sl_comments_pane_set_folded (self->comments, end);
  sl_review_foot_set_narrow (self->foot, covering);
  if (self->load != NULL)
    sl_review_page_update_title (self);
}

void
sl_review_page_modes_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "review.next-change", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "review.previous-change", NULL, step_action);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_widget_class_install_action (widget_class, kinds[i].action, NULL, mode_action);
  gtk_widget_class_install_action (widget_class, "review.toggle-versions", NULL, toggle_action);
  gtk_widget_class_install_action (widget_class, "review.toggle-comments", NULL, toggle_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "review.toggle-versions", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, GDK_SHIFT_MASK,
                                       "review.toggle-comments", NULL);
  gtk_widget_class_bind_template_callback (widget_class, mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, stepped_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "folded_cb",
                                                G_CALLBACK (sl_review_page_fold));
}
