/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-source-line.h"

#include "assessment/sl-assessment.h"
#include "review/sl-fold-button.h"
#include "review/sl-subject-row.h"

#include <glib/gi18n.h>

/* The chain is made when it is opened: most paragraphs are read without it. */

struct _SlSourceLine
{
  GtkWidget parent_instance;

  SlSubjects *subjects;
  char *item;       /* NULL: none that the version holds */
  char **evidence;  /* what it rests on besides the item's own */
  guint n_evidence; /* with the item's own */

  GtkWidget *button;
  GtkLabel *text;
  GtkBox *chain; /* NULL until it was opened */
};

G_DEFINE_FINAL_TYPE (SlSourceLine, sl_source_line, GTK_TYPE_WIDGET)

static guint
count_open (SlSourceLine *self)
{
  const SlReviewSubject *answer = self->item != NULL
                                      ? sl_subjects_find (self->subjects, "answer", self->item)
                                      : NULL;
  guint n_open = answer != NULL ? sl_subjects_count_open (self->subjects, "answer", self->item) : 0;

  for (guint i = 0; answer != NULL && answer->evidence[i] != NULL; i++)
    n_open += sl_subjects_count_open (self->subjects, "evidence", answer->evidence[i]);
  for (guint i = 0; self->evidence[i] != NULL; i++)
    n_open += sl_subjects_count_open (self->subjects, "evidence", self->evidence[i]);
  return n_open;
}

/* "H21, Not met · 2 pieces of evidence · 1 open comment" */
static void
update (SlSourceLine *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *name = NULL;
  guint n_open = count_open (self);

  if (self->item != NULL)
    {
      const SlReviewSubject *answer = sl_subjects_find (self->subjects, "answer", self->item);
      SlVerdict verdict = SL_VERDICT_NONE;

      /* Another version is about to be shown. */
      if (answer == NULL)
        return;
      sl_verdict_from_nick (answer->verdict, &verdict);
      g_string_append_printf (text, _ ("%s, %s"), self->item, sl_verdict_to_word (verdict));
    }
  if (self->n_evidence > 0)
    {
      g_string_append (text, text->len > 0 ? " · " : "");
      g_string_append_printf (
          text, ngettext ("%u piece of evidence", "%u pieces of evidence", self->n_evidence),
          self->n_evidence);
    }
  if (n_open > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("%u open comment", "%u open comments", n_open),
                              n_open);
    }
  gtk_label_set_label (self->text, text->str);
  name = g_strdup_printf (_ ("What this rests on: %s"), text->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
fill_chain (SlSourceLine *self)
{
  self->chain = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_add_css_class (GTK_WIDGET (self->chain), "chain");
  gtk_widget_set_parent (GTK_WIDGET (self->chain), GTK_WIDGET (self));
  sl_fold_button_set_content (SL_FOLD_BUTTON (self->button), GTK_WIDGET (self->chain));
  if (self->item != NULL)
    {
      GtkWidget *row = sl_subject_row_new (self->subjects, "answer", self->item);

      gtk_box_append (self->chain, row);
      sl_subject_row_open (SL_SUBJECT_ROW (row));
    }
  for (guint i = 0; self->evidence[i] != NULL; i++)
    gtk_box_append (self->chain,
                    sl_subject_row_new (self->subjects, "evidence", self->evidence[i]));
}

static void
toggled_cb (SlSourceLine *self)
{
  if (self->chain == NULL)
    fill_chain (self);
}

static void
sl_source_line_dispose (GObject *object)
{
  SlSourceLine *self = SL_SOURCE_LINE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->subjects);
  G_OBJECT_CLASS (sl_source_line_parent_class)->dispose (object);
}

static void
sl_source_line_finalize (GObject *object)
{
  SlSourceLine *self = SL_SOURCE_LINE (object);

  g_free (self->item);
  g_strfreev (self->evidence);
  G_OBJECT_CLASS (sl_source_line_parent_class)->finalize (object);
}

static void
sl_source_line_class_init (SlSourceLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sl_source_line_dispose;
  object_class->finalize = sl_source_line_finalize;
  gtk_widget_class_set_css_name (widget_class, "sourceline");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
sl_source_line_init (SlSourceLine *self)
{
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->text = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->text, PANGO_ELLIPSIZE_END);
  self->button = sl_fold_button_new (6);
  sl_fold_button_append (SL_FOLD_BUTTON (self->button), GTK_WIDGET (self->text));
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  g_signal_connect_swapped (self->button, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

/* Those of @ids that the version holds and the answer does not rest on itself. */
static char **
list_besides (SlSubjects *subjects, const SlReviewSubject *answer, const char *ids)
{
  g_auto (GStrv) all = g_strsplit (ids, " ", -1);
  g_autoptr (GStrvBuilder) besides = g_strv_builder_new ();

  for (guint i = 0; all[i] != NULL; i++)
    if (sl_subjects_find (subjects, "evidence", all[i]) != NULL &&
        (answer == NULL || !g_strv_contains ((const char *const *) answer->evidence, all[i])))
      g_strv_builder_add (besides, all[i]);
  return g_strv_builder_end (besides);
}

/**
 * sl_source_line_new:
 * @subjects: of the version shown
 * @item: the item that a paragraph comes from, or ""
 * @evidence: ids of evidence apart by spaces, or ""
 *
 * Returns: (transfer floating) (nullable): the line, closed; %NULL where there is nothing to open
 */
GtkWidget *
sl_source_line_new (SlSubjects *subjects, const char *item, const char *evidence)
{
  const SlReviewSubject *answer = sl_subjects_find (subjects, "answer", item);
  g_auto (GStrv) besides = list_besides (subjects, answer, evidence);
  SlSourceLine *self;

  if (answer == NULL && besides[0] == NULL)
    return NULL;
  self = g_object_new (SL_TYPE_SOURCE_LINE, NULL);
  self->subjects = g_object_ref (subjects);
  self->item = answer != NULL ? g_strdup (item) : NULL;
  self->n_evidence = g_strv_length (besides);
  for (guint i = 0; answer != NULL && answer->evidence[i] != NULL; i++)
    self->n_evidence += sl_subjects_find (subjects, "evidence", answer->evidence[i]) != NULL;
  self->evidence = g_steal_pointer (&besides);
  g_signal_connect_object (subjects, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
