/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-checklist-page"
#include "config.h"

#include "checklist/sl-suggestions.h"

#include "base/sl-text.h"
#include "documents/sl-document-records.h"
#include "sl-window.h"
#include "widgets/sl-verdict-icon.h"

#include <glib/gi18n.h>
#include <string.h>

/* Passages for the item in hand. The search runs in a thread; a newer item cancels it, and what
 * comes late is dropped. */

struct _SlSuggestions
{
  GtkWidget parent_instance;

  SlCasebook *casebook;
  SlAssessment *assessment;
  SlAnswer *answer;
  GPtrArray *found;
  char **not_found;
  GCancellable *searching;

  GtkLabel *readable;
  GtkListBox *list;
};

enum
{
  SHOW,
  TAKE,
  KEEP_NOTE,
  FOUND,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlSuggestions, sl_suggestions, GTK_TYPE_WIDGET)

char *
sl_suggestion_dup_quotation (SlSuggestion *suggestion)
{
  const char *excerpt = sl_suggestion_get (suggestion, "excerpt");
  const char *ellipsis = "…";
  g_autofree char *copy = NULL;

  if (g_str_has_prefix (excerpt, ellipsis))
    excerpt += strlen (ellipsis);
  copy = g_strdup (excerpt);
  if (g_str_has_suffix (copy, ellipsis))
    copy[strlen (copy) - strlen (ellipsis)] = '\0';
  return sl_text_squeeze (copy);
}

char **
sl_suggestion_dup_words (SlSuggestion *suggestion)
{
  const char *excerpt = sl_suggestion_get (suggestion, "excerpt");
  GArray *ranges = sl_suggestion_get_ranges (suggestion);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i + 1 < ranges->len; i += 2)
    {
      guint from = g_array_index (ranges, guint, i), to = g_array_index (ranges, guint, i + 1);
      char *word = g_strndup (excerpt + from, to - from);

      if (g_hash_table_add (seen, word))
        g_strv_builder_add (words, word);
    }
  return g_strv_builder_end (words);
}

/* The number under which the passage already is evidence of this item; 0: it is not. */
static guint
find_evidence_number (SlSuggestions *self, SlSuggestion *suggestion)
{
  GListModel *evidence = sl_answer_get_evidence (self->answer);
  g_autofree char *quotation = sl_suggestion_dup_quotation (suggestion);

  for (guint i = 0; i < g_list_model_get_n_items (evidence); i++)
    {
      g_autoptr (SlEvidence) one = g_list_model_get_item (evidence, i);

      const char *kept = sl_evidence_get (one, "quotation");

      /* A passage is cut where the search cut it: part of what is kept is the same place. */
      if (g_str_equal (sl_evidence_get (one, "document-id"),
                       sl_suggestion_get (suggestion, "document-id")) &&
          sl_evidence_get_page_number (one) == sl_suggestion_get_page (suggestion) &&
          *kept != '\0' && (strstr (kept, quotation) != NULL || strstr (quotation, kept) != NULL))
        return i + 1;
    }
  return 0;
}

static SlSuggestion *
get_suggestion (GtkListBoxRow *row)
{
  return row != NULL ? g_object_get_data (G_OBJECT (row), "suggestion") : NULL;
}

static void
button_cb (GtkWidget *button, SlSuggestions *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  const char *wish = g_object_get_data (G_OBJECT (button), "wish");

  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
  if (g_str_equal (wish, "take"))
    sl_suggestions_take_current (self);
  else
    sl_suggestions_dismiss_current (self);
}

static GtkWidget *
new_button (SlSuggestions *self, const char *wish, const char *icon, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "wish", (gpointer) wish);
  g_signal_connect (button, "clicked", G_CALLBACK (button_cb), self);
  return button;
}

/* Words found are marked by weight and, as on paper, by yellow below dark ink. */
static PangoAttrList *
new_marks (SlSuggestion *suggestion, guint shift)
{
  PangoAttrList *marks = pango_attr_list_new ();
  GArray *ranges = sl_suggestion_get_ranges (suggestion);

  for (guint i = 0; i + 1 < ranges->len; i += 2)
    {
      PangoAttribute *attributes[] = {
        pango_attr_background_new (0xf8f8, 0xe4e4, 0x5c5c),
        pango_attr_foreground_new (0x1e1e, 0x1e1e, 0x1e1e),
        pango_attr_weight_new (PANGO_WEIGHT_MEDIUM),
      };

      for (guint k = 0; k < G_N_ELEMENTS (attributes); k++)
        {
          attributes[k]->start_index = shift + g_array_index (ranges, guint, i);
          attributes[k]->end_index = shift + g_array_index (ranges, guint, i + 1);
          pango_attr_list_insert (marks, attributes[k]);
        }
    }
  return marks;
}

static GtkWidget *
new_chip (SlSuggestion *suggestion)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  double value;
  int comparison = 0;

  sl_suggestion_get_stated (suggestion, &value, &comparison);
  if (comparison != 0)
    {
      GtkWidget *icon = sl_verdict_icon_new (comparison > 0 ? SL_VERDICT_MET : SL_VERDICT_NOT_MET);

      /* The words say how it compares; the shape is no verdict and has no name of its own. */
      gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
      gtk_box_append (GTK_BOX (chip), icon);
    }
  gtk_box_append (GTK_BOX (chip), gtk_label_new (sl_suggestion_get (suggestion, "finding")));
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_add_css_class (chip, "square");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  return chip;
}

static void
add_passage (SlSuggestions *self, SlSuggestion *suggestion)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  const char *number = sl_suggestion_get (suggestion, "drawing-number");
  g_autofree char *quoted = g_strdup_printf ("“%s”", sl_suggestion_get (suggestion, "excerpt"));
  g_autofree char *where = g_strdup_printf (*number != '\0' ? _ ("%s, %s, page %u")
                                                            : _ ("%s%s, page %u"),
                                            sl_suggestion_get (suggestion, "document-title"),
                                            number, sl_suggestion_get_page (suggestion));
  GtkWidget *passage = gtk_label_new (quoted), *place = gtk_label_new (where);
  PangoAttrList *marks = new_marks (suggestion, strlen ("“"));
  guint evidence = find_evidence_number (self, suggestion);

  gtk_label_set_attributes (GTK_LABEL (passage), marks);
  pango_attr_list_unref (marks);
  gtk_label_set_wrap (GTK_LABEL (passage), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (passage), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (passage), 3);
  gtk_label_set_ellipsize (GTK_LABEL (passage), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (passage), 0);
  gtk_label_set_xalign (GTK_LABEL (place), 0);
  gtk_label_set_ellipsize (GTK_LABEL (place), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (place, "caption");
  gtk_widget_add_css_class (place, "meta");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), passage);
  gtk_box_append (GTK_BOX (words), place);
  gtk_box_append (GTK_BOX (box), words);
  if (*sl_suggestion_get (suggestion, "finding") != '\0')
    gtk_box_append (GTK_BOX (box), new_chip (suggestion));
  if (evidence > 0)
    {
      g_autofree char *digits = g_strdup_printf ("%u", evidence);
      GtkWidget *pin = gtk_label_new (digits);

      gtk_widget_add_css_class (pin, "pin");
      gtk_widget_set_valign (pin, GTK_ALIGN_CENTER);
      gtk_widget_set_margin_start (pin, 6);
      gtk_widget_set_margin_end (pin, 6);
      gtk_box_append (GTK_BOX (box), pin);
    }
  else
    {
      gtk_box_append (GTK_BOX (box),
                      new_button (self, "take", "list-add-symbolic", _ ("Take as evidence (E)")));
      gtk_box_append (GTK_BOX (box), new_button (self, "dismiss", "window-close-symbolic",
                                                 _ ("Put aside for this case (X)")));
    }
  gtk_widget_add_css_class (box, "passage");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "suggestion", g_object_ref (suggestion), g_object_unref);
  gtk_list_box_append (self->list, row);
}

static void
keep_note_cb (SlSuggestions *self)
{
  g_autofree char *terms = g_strjoinv (", ", self->not_found);
  g_autofree char *note = g_strdup_printf (_ ("Searched, not found in the documents: %s."), terms);

  g_signal_emit (self, signals[KEEP_NOTE], 0, note);
}

static void
add_line (SlSuggestions *self, const char *icon, const char *text, gboolean can_keep)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), label);
  if (can_keep)
    {
      GtkWidget *button = gtk_button_new_with_label (_ ("Keep as note"));

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "small");
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (keep_note_cb), self);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_widget_add_css_class (box, "passage");
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_append (self->list, row);
}

static void
clear_list (SlSuggestions *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

void
sl_suggestions_refresh (SlSuggestions *self)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  int index = selected != NULL ? gtk_list_box_row_get_index (selected) : -1;

  if (self->searching != NULL || self->answer == NULL)
    return;
  clear_list (self);
  for (guint i = 0; self->found != NULL && i < self->found->len; i++)
    add_passage (self, g_ptr_array_index (self->found, i));
  if (self->not_found != NULL && self->not_found[0] != NULL)
    {
      g_autofree char *terms = g_strjoinv (", ", self->not_found);
      g_autofree char *text = g_strdup_printf (_ ("Searched, not found: %s"), terms);

      add_line (self, "edit-find-symbolic", text, TRUE);
    }
  else if (self->found == NULL || self->found->len == 0)
    add_line (self, "edit-find-symbolic",
              _ ("Nothing to look for in words: read the drawings by eye."), FALSE);
  selected = index >= 0 ? gtk_list_box_get_row_at_index (self->list, index) : NULL;
  if (get_suggestion (selected) != NULL)
    gtk_list_box_select_row (self->list, selected);
}

/* The search. */

typedef struct
{
  SlLibrary *library;
  SlAssessment *assessment;
  SlChecklistItem *item;
  char **not_found;
} Search;

static void
search_free (Search *search)
{
  g_object_unref (search->library);
  g_object_unref (search->assessment);
  g_object_unref (search->item);
  g_strfreev (search->not_found);
  g_free (search);
}

static void
search_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Search *search = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *found = sl_suggestions_find (search->library, search->assessment, search->item,
                                          &search->not_found, &error);

  if (found == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SlSuggestions *self = SL_SUGGESTIONS (source);
  Search *search = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->searching);
  self->found = g_steal_pointer (&found);
  self->not_found = g_steal_pointer (&search->not_found);
  if (error != NULL)
    {
      clear_list (self);
      add_line (self, "dialog-warning-symbolic", error->message, FALSE);
      return;
    }
  sl_suggestions_refresh (self);
  g_signal_emit (self, signals[FOUND], 0);
}

static void
row_activated_cb (SlSuggestions *self, GtkListBoxRow *row)
{
  if (get_suggestion (row) != NULL)
    g_signal_emit (self, signals[SHOW], 0, get_suggestion (row));
}

static void
sl_suggestions_dispose (GObject *object)
{
  SlSuggestions *self = SL_SUGGESTIONS (object);
  GtkWidget *child;

  if (self->searching != NULL)
    g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_SUGGESTIONS);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->answer);
  g_clear_object (&self->assessment);
  g_clear_object (&self->casebook);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->not_found, g_strfreev);

  G_OBJECT_CLASS (sl_suggestions_parent_class)->dispose (object);
}

static void
sl_suggestions_class_init (SlSuggestionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = SL_TYPE_SUGGESTIONS;

  G_OBJECT_CLASS (klass)->dispose = sl_suggestions_dispose;
  signals[SHOW] = g_signal_new ("show-passage", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, SL_TYPE_SUGGESTION);
  signals[TAKE] = g_signal_new ("take-passage", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, SL_TYPE_SUGGESTION);
  signals[KEEP_NOTE] = g_signal_new ("keep-note", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FOUND] = g_signal_new ("found", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/checklist/sl-suggestions.ui");
  gtk_widget_class_bind_template_child (widget_class, SlSuggestions, readable);
  gtk_widget_class_bind_template_child (widget_class, SlSuggestions, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
sl_suggestions_init (SlSuggestions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sl_suggestions_set_item (SlSuggestions *self,
                         SlCasebook *casebook,
                         SlAssessment *assessment,
                         SlAnswer *answer)
{
  g_autoptr (GTask) task = NULL;
  Search *search;

  g_return_if_fail (SL_IS_SUGGESTIONS (self));
  if (self->searching != NULL)
    g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->not_found, g_strfreev);
  g_set_object (&self->casebook, casebook);
  g_set_object (&self->assessment, assessment);
  g_set_object (&self->answer, answer);
  clear_list (self);
  add_line (self, "content-loading-symbolic", _ ("Searching the documents…"), FALSE);

  search = g_new0 (Search, 1);
  search->library = g_object_ref (sl_casebook_get_library (casebook));
  search->assessment = g_object_ref (assessment);
  search->item = g_object_ref (sl_answer_get_item (answer));
  self->searching = g_cancellable_new ();
  task = g_task_new (self, self->searching, searched_cb, NULL);
  g_task_set_source_tag (task, sl_suggestions_set_item);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  g_task_run_in_thread (task, search_worker);
}

void
sl_suggestions_set_readable (SlSuggestions *self, const char *text)
{
  gtk_label_set_label (self->readable, text);
}

GPtrArray *
sl_suggestions_get_found (SlSuggestions *self)
{
  return self->found;
}

/* The chosen passage, else the first. */
static SlSuggestion *
get_current (SlSuggestions *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row == NULL)
    row = gtk_list_box_get_row_at_index (self->list, 0);
  return get_suggestion (row);
}

gboolean
sl_suggestions_show_current (SlSuggestions *self)
{
  SlSuggestion *suggestion = get_current (self);

  if (suggestion != NULL)
    g_signal_emit (self, signals[SHOW], 0, suggestion);
  return suggestion != NULL;
}

gboolean
sl_suggestions_take_current (SlSuggestions *self)
{
  SlSuggestion *suggestion = get_current (self);

  if (suggestion != NULL && find_evidence_number (self, suggestion) == 0)
    g_signal_emit (self, signals[TAKE], 0, suggestion);
  return suggestion != NULL;
}

typedef struct
{
  GWeakRef page;
  char *case_id;
  char *item_id;
  char *key;
} Undo;

static void
undo_free (gpointer data, GClosure *closure)
{
  Undo *undo = data;

  g_weak_ref_clear (&undo->page);
  g_free (undo->case_id);
  g_free (undo->item_id);
  g_free (undo->key);
  g_free (undo);
}

static void
undo_cb (Undo *undo)
{
  g_autoptr (SlSuggestions) self = g_weak_ref_get (&undo->page);

  if (self == NULL)
    return;
  sl_window_apply (GTK_WIDGET (self),
                   sl_suggestion_change_dismiss (undo->case_id, undo->item_id, undo->key, FALSE),
                   NULL, NULL);
  if (g_strcmp0 (undo->item_id, sl_checklist_item_get_id (sl_answer_get_item (self->answer))) == 0)
    sl_suggestions_set_item (self, self->casebook, self->assessment, self->answer);
}

gboolean
sl_suggestions_dismiss_current (SlSuggestions *self)
{
  SlSuggestion *suggestion = get_current (self);
  Undo *undo;

  if (suggestion == NULL)
    return FALSE;
  undo = g_new0 (Undo, 1);
  g_weak_ref_init (&undo->page, self);
  undo->case_id = g_strdup (sl_assessment_get_case_id (self->assessment));
  undo->item_id = g_strdup (sl_checklist_item_get_id (sl_answer_get_item (self->answer)));
  undo->key = g_strdup (sl_suggestion_get (suggestion, "key"));
  sl_window_apply (GTK_WIDGET (self),
                   sl_suggestion_change_dismiss (undo->case_id, undo->item_id, undo->key, TRUE),
                   NULL, NULL);
  g_ptr_array_remove (self->found, suggestion);
  sl_suggestions_refresh (self);
  sl_window_toast (GTK_WIDGET (self), _ ("Passage put aside"), NULL,
                   g_cclosure_new_swap (G_CALLBACK (undo_cb), undo, undo_free));
  return TRUE;
}
