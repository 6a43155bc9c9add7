/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-reviews"
#include "config.h"

#include "review/sl-wait-row.h"

#include "widgets/sl-due-chip.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

/* A row says first which case and how near its deadline is, then what the reviewer or the author
 * needs in order to choose: version, stance, open comments, who sent it or who sent it back. */

struct _SlWaitRow
{
  GtkListBoxRow parent_instance;

  char *case_id;
  char *paper_id;

  GtkBox *box;
  GtkBox *times;
  GtkLabel *title;
  GtkLabel *facts;
  GtkLabel *person;
  GtkLabel *reason;
  GtkLabel *age;
  SlDueChip *due;
};

G_DEFINE_FINAL_TYPE (SlWaitRow, sl_wait_row, GTK_TYPE_LIST_BOX_ROW)

/* The site, and before it the report that waits where it is not the response. */
static char *
describe_title (const SlReviewWait *wait)
{
  const char *site = *wait->title != '\0' ? wait->title : wait->reference;

  return *wait->paper_title != '\0' ? g_strdup_printf ("%s · %s", wait->paper_title, site)
                                    : g_strdup (site);
}

/* "UTT/26/2147/FUL · Version 2 · Objection · 2 comments open" */
static char *
describe_facts (const SlReviewWait *wait)
{
  const SlStance *stance = sl_stance_find (wait->stance);
  g_autoptr (GString) text = g_string_new (wait->reference);

  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append_printf (text, _ ("Version %d"), (int) wait->number);
  if (stance != NULL)
    g_string_append_printf (text, " · %s", _ (stance->label));
  /* A manager may have imported the same application: its reference then stands here twice. */
  if (wait->copy)
    g_string_append_printf (text, " · %s", _ ("Read from a bundle"));
  if (wait->open_comments > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text,
                              ngettext ("%u comment open", "%u comments open", wait->open_comments),
                              wait->open_comments);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Who sent it, or who decided; to whom it went back where that is not who reads this. */
static char *
describe_person (const SlReviewWait *wait)
{
  if (g_str_equal (wait->state, "submitted"))
    return g_strdup_printf (_ ("%s, %s"), wait->author_name, wait->author_role);
  if (g_str_equal (wait->state, "returned"))
    return wait->mine ? g_strdup_printf (_ ("Returned by %s"), wait->decided_by_name)
                      : g_strdup_printf (_ ("Returned by %s to %s"), wait->decided_by_name,
                                         wait->author_name);
  return wait->mine ? g_strdup_printf (_ ("Approved by %s"), wait->decided_by_name)
                    : g_strdup_printf (_ ("Approved by %s, for %s to issue"), wait->decided_by_name,
                                       wait->author_name);
}

static char *
describe_age (const SlReviewWait *wait)
{
  g_autofree char *age = NULL;

  if (g_str_equal (wait->state, "submitted"))
    {
      age = sl_wait_describe_age (wait->submitted_at);
      return g_strdup_printf (_ ("Waiting for %s"), age);
    }
  age = sl_wait_describe_age (wait->decided_at);
  return *age != '\0' ? g_strdup_printf (_ ("%s ago"), age) : g_strdup ("");
}

static void
sl_wait_row_finalize (GObject *object)
{
  g_free (SL_WAIT_ROW (object)->case_id);
  g_free (SL_WAIT_ROW (object)->paper_id);
  G_OBJECT_CLASS (sl_wait_row_parent_class)->finalize (object);
}

static void
sl_wait_row_class_init (SlWaitRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_wait_row_finalize;
}

static GtkLabel *
add_line (GtkBox *box, const char *style, int lines)
{
  GtkWidget *label = sl_wrapped_label_new ("", style);

  /* A wrapping label asks for the width of its longest word alone, so it needs one to aim at. */
  g_object_set (label, "lines", lines, "ellipsize", PANGO_ELLIPSIZE_END, "width-chars", 16,
                "max-width-chars", 80, NULL);
  gtk_box_append (box, label);
  return GTK_LABEL (label);
}

static void
sl_wait_row_init (SlWaitRow *self)
{
  GtkBox *words = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "wait");
  gtk_widget_set_hexpand (GTK_WIDGET (words), TRUE);
  self->title = add_line (words, "strong", 2);
  self->facts = add_line (words, "caption", 2);
  gtk_widget_add_css_class (GTK_WIDGET (self->facts), "meta");
  gtk_widget_add_css_class (GTK_WIDGET (self->facts), "numeric-cell");
  self->person = add_line (words, "caption", 2);
  self->reason = add_line (words, NULL, 2);
  gtk_box_append (self->box, GTK_WIDGET (words));

  self->times = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  self->age = GTK_LABEL (gtk_label_new (""));
  self->due = SL_DUE_CHIP (sl_due_chip_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->age), "numeric-cell");
  gtk_box_append (self->times, GTK_WIDGET (self->age));
  gtk_box_append (self->times, GTK_WIDGET (self->due));
  gtk_box_append (self->box, GTK_WIDGET (self->times));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), GTK_WIDGET (self->box));
  sl_wait_row_set_narrow (self, FALSE);
}

/* A row has no name of its own: what its lines say, as one sentence. */
static void
set_name (SlWaitRow *self, const char *due_date)
{
  g_autofree char *words = NULL, *day = NULL, *name = NULL;
  gboolean has_due = sl_due_describe (due_date, &words, &day) != SL_DUE_UNKNOWN;
  g_autofree char *due = has_due ? g_strdup_printf (_ ("Consultation closes %s, %s."), day, words)
                                 : g_strdup ("");

  name = g_strdup_printf ("%s. %s. %s. %s. %s %s", gtk_label_get_label (self->title),
                          gtk_label_get_label (self->facts), gtk_label_get_label (self->person),
                          gtk_label_get_label (self->age), due, gtk_label_get_label (self->reason));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  g_strchomp (name), -1);
}

/**
 * sl_wait_row_new:
 * @wait: what waits; copied from
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
sl_wait_row_new (const SlReviewWait *wait)
{
  SlWaitRow *self = g_object_new (SL_TYPE_WAIT_ROW, NULL);
  g_autofree char *facts = describe_facts (wait);
  g_autofree char *person = describe_person (wait);
  g_autofree char *age = describe_age (wait);
  const char *reason = g_str_equal (wait->state, "returned") ? wait->reason : "";

  g_autofree char *title = describe_title (wait);

  self->case_id = g_strdup (wait->case_id);
  self->paper_id = g_strdup (wait->paper_id);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->facts, facts);
  gtk_label_set_label (self->person, person);
  gtk_label_set_label (self->reason, reason);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), *reason != '\0');
  gtk_label_set_label (self->age, age);
  sl_due_chip_set_date (self->due, wait->due_date);
  set_name (self, wait->due_date);
  return GTK_WIDGET (self);
}

const char *
sl_wait_row_get_paper_id (SlWaitRow *self)
{
  g_return_val_if_fail (SL_IS_WAIT_ROW (self), NULL);
  return self->paper_id;
}

const char *
sl_wait_row_get_case_id (SlWaitRow *self)
{
  g_return_val_if_fail (SL_IS_WAIT_ROW (self), NULL);
  return self->case_id;
}

/**
 * sl_wait_row_set_narrow:
 * @narrow: whether the times stand under the words
 */
void
sl_wait_row_set_narrow (SlWaitRow *self, gboolean narrow)
{
  GtkAlign align = narrow ? GTK_ALIGN_START : GTK_ALIGN_END;

  g_return_if_fail (SL_IS_WAIT_ROW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_halign (GTK_WIDGET (self->times), align);
  gtk_widget_set_valign (GTK_WIDGET (self->times), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self->age), align);
  gtk_widget_set_halign (GTK_WIDGET (self->due), align);
}
