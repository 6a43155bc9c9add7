/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-checklist-page"
#include "config.h"

#include "checklist/sl-assess-page-private.h"

#include "base/sl-text.h"

#include <glib/gi18n.h>

/* Whose checklist is walked: the whole case's, or that of a house type of its scheme. The choice
 * stands above all else of the page, in the start of a walk too, and is not there in a case without
 * house types. */

/* Characters of a house type's name in the drop-down, which has to fit a narrow window. */
#define MAX_NAME 36

static const SlSheetSubject *
find_subject (SlAssessPage *self, const char *entry_id)
{
  for (guint i = 0; self->subjects != NULL && entry_id != NULL && i < self->subjects->len; i++)
    {
      const SlSheetSubject *subject = g_ptr_array_index (self->subjects, i);

      if (g_str_equal (sl_sheet_entry_get_id (subject->entry), entry_id))
        return subject;
    }
  return NULL;
}

gboolean
sl_assess_page_get_subject (SlAssessPage *self, SlAssessmentSubject *subject)
{
  const SlSheetSubject *found = find_subject (self, self->subject_id);

  if (found == NULL)
    return FALSE;
  *subject = sl_sheet_get_subject (found->sheet, found->entry);
  return TRUE;
}

/* How far the chosen house type is; the whole case's own count stands above its items. */
static void
show_state (SlAssessPage *self)
{
  const SlSheetSubject *found = find_subject (self, self->subject_id);
  const SlSheetWalk *walk = found != NULL ? sl_sheet_entry_get_walk (found->entry) : NULL;
  g_autofree char *text = walk != NULL && walk->begun ? sl_sheet_walk_describe (walk)
                                                      : g_strdup ("");

  gtk_label_set_label (self->subject_state, text);
}

/* The drop-down's model is only made anew when it says something else: a choice under way stays. */
static void
list_names (SlAssessPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GListModel *old = gtk_drop_down_get_model (self->subject_choice);
  guint selected = 0, n = 0;
  gboolean same = old != NULL;

  gtk_string_list_append (names, _ ("The whole case"));
  for (guint i = 0; i < self->subjects->len; i++)
    {
      const SlSheetSubject *subject = g_ptr_array_index (self->subjects, i);
      g_autofree char *name = sl_text_ellipsize (sl_sheet_entry_get_line (subject->entry),
                                                 MAX_NAME);
      g_autofree char *number = g_strdup_printf (_ ("House type %u"), i + 1);

      gtk_string_list_append (names, *name != '\0' ? name : number);
      if (g_strcmp0 (sl_sheet_entry_get_id (subject->entry), self->subject_id) == 0)
        selected = i + 1;
    }
  n = g_list_model_get_n_items (G_LIST_MODEL (names));
  same = same && g_list_model_get_n_items (old) == n;
  for (guint i = 0; same && i < n; i++)
    same = g_str_equal (gtk_string_list_get_string (names, i),
                        gtk_string_list_get_string (GTK_STRING_LIST (old), i));
  self->listing = TRUE;
  if (!same)
    gtk_drop_down_set_model (self->subject_choice, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->subject_choice, selected);
  self->listing = FALSE;
}

/**
 * sl_assess_page_list_subjects:
 * @error: return location
 *
 * Reads the house types of the case anew. One that was chosen and is gone gives way to the whole
 * case.
 */
gboolean
sl_assess_page_list_subjects (SlAssessPage *self, GError **error)
{
  GPtrArray *subjects = sl_sheets_list_subjects (sl_casebook_get_store (self->casebook),
                                                 sl_casebook_get_packs (self->casebook),
                                                 sl_case_get_id (self->planning_case), error);

  if (subjects == NULL)
    return FALSE;
  g_clear_pointer (&self->subjects, g_ptr_array_unref);
  self->subjects = subjects;
  if (find_subject (self, self->subject_id) == NULL)
    g_clear_pointer (&self->subject_id, g_free);
  list_names (self);
  show_state (self);
  gtk_widget_set_visible (self->subject_bar, subjects->len > 0);
  return TRUE;
}

void
sl_assess_page_subject_selected (SlAssessPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->subject_choice);
  const SlSheetSubject *subject;

  if (self->listing || self->subjects == NULL || selected > self->subjects->len)
    return;
  subject = selected > 0 ? g_ptr_array_index (self->subjects, selected - 1) : NULL;
  sl_assess_page_show_subject (self,
                               subject != NULL ? sl_sheet_entry_get_id (subject->entry) : NULL);
}
