/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-checklist-page"
#include "config.h"

#include "checklist/sl-judgement-private.h"
#include "sl-window.h"

#include <glib/gi18n.h>
#include <math.h>

/* What the pack says of an item: question, reason, guide and its sources, and the number asked. */

/* "Burglary · Criminal damage · Secured by Design Homes 2016, section 10". */
static void
show_guide (SlJudgement *self, SlChecklistItem *item)
{
  const char *const *crimes = sl_checklist_item_get_crimes (item);
  g_autofree char *joined = g_strjoinv (" · ", (char **) crimes);
  g_autoptr (GString) line = g_string_new (joined);

  if (sl_checklist_item_get_n_references (item) > 0)
    {
      const SlGuideReference *reference = sl_checklist_item_get_reference (item, 0);

      g_string_append_printf (line, "%s%s %s", line->len > 0 ? " · " : "", reference->guide,
                              reference->edition);
      if (*reference->section != '\0')
        g_string_append_printf (line, _ (", section %s"), reference->section);
    }
  gtk_label_set_label (self->guide, line->str);
}

static const char *
get_status_words (const char *status)
{
  if (g_str_equal (status, "verified"))
    return _ ("seen on a police or Secured by Design page");
  if (g_str_equal (status, "verified-other"))
    return _ ("seen in another public source");
  if (g_str_equal (status, "part"))
    return _ ("seen in part");
  if (g_str_equal (status, "recalled"))
    return _ ("recalled, not seen");
  return _ ("to be checked against the guide");
}

static void
append_sources (GString *text, SlChecklistItem *item, gboolean police)
{
  gboolean any = FALSE;

  for (guint i = 0; i < sl_checklist_item_get_n_sources (item); i++)
    {
      const SlSource *source = sl_checklist_item_get_source (item, i);

      if (g_str_equal (source->class, "police") != police)
        continue;
      if (!any)
        g_string_append_printf (text, "\n\n%s",
                                police ? _ ("Police and Secured by Design pages")
                                       : _ ("Other public sources"));
      any = TRUE;
      g_string_append_printf (text, "\n• %s (%s)%s%s", source->name,
                              get_status_words (source->status), *source->says != '\0' ? ": " : "",
                              source->says);
    }
  if (!any)
    g_string_append_printf (text, "\n\n%s",
                            police ? _ ("No police or Secured by Design page was seen for this.")
                                   : _ ("No other public source."));
}

/* The chip tells whether the guide's own words were seen; its popover keeps what the police say and
 * what others say apart. */
static void
show_status (SlJudgement *self, SlChecklistItem *item)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *newest = sl_checklist_get_newest_guide (
      sl_assessment_get_checklist (self->assessment));
  gboolean verified = sl_checklist_item_get_n_references (item) > 0;

  for (guint i = 0; i < sl_checklist_item_get_n_references (item); i++)
    {
      const SlGuideReference *reference = sl_checklist_item_get_reference (item, i);

      verified = verified && g_str_equal (reference->status, "verified");
      g_string_append_printf (text, "%s%s %s", text->len > 0 ? "\n" : "", reference->guide,
                              reference->edition);
      if (*reference->section != '\0')
        g_string_append_printf (text, _ (", section %s"), reference->section);
      if (*reference->title != '\0')
        g_string_append_printf (text, ", %s", reference->title);
      g_string_append_printf (text, ": %s", get_status_words (reference->status));
    }
  if (text->len == 0)
    g_string_append (text, _ ("No section of a guide is named for this item."));
  append_sources (text, item, TRUE);
  append_sources (text, item, FALSE);
  if (*newest != '\0')
    g_string_append_printf (text, _ ("\n\nThe newest guide known is the %s: compare with it."),
                            newest);
  gtk_label_set_label (self->sources, text->str);
  gtk_label_set_label (self->status, verified ? _ ("Section seen") : _ ("Check against the guide"));
  gtk_image_set_from_icon_name (self->status_icon,
                                verified ? "object-select-symbolic" : "emblem-important-symbolic");
}

void
sl_judgement_show_facts (SlJudgement *self)
{
  SlChecklistItem *item = sl_answer_get_item (self->answer);
  g_autofree char *where = g_strdup_printf ("%s · %s", sl_checklist_item_get_id (item),
                                            sl_checklist_item_get (item, "section-title"));

  gtk_label_set_label (self->where, where);
  gtk_label_set_label (self->question, sl_checklist_item_get (item, "question"));
  gtk_label_set_label (self->why, sl_checklist_item_get (item, "why"));
  show_guide (self, item);
  show_status (self, item);
}

/* The first passage that states a number to compare. */
static SlSuggestion *
find_stated (SlJudgement *self, double *value)
{
  for (guint i = 0; self->passages != NULL && i < self->passages->len; i++)
    {
      SlSuggestion *suggestion = g_ptr_array_index (self->passages, i);
      int comparison = 0;

      if (sl_suggestion_get_stated (suggestion, value, &comparison) && comparison != 0)
        return suggestion;
    }
  return NULL;
}

static char *
dup_place (SlSuggestion *suggestion)
{
  return g_strdup_printf (_ ("%s, page %u"), sl_suggestion_get (suggestion, "document-title"),
                          sl_suggestion_get_page (suggestion));
}

static void
show_disagreement (SlJudgement *self)
{
  g_autofree char *text = self->passages != NULL
                              ? sl_suggestions_dup_disagreement (self->passages, NULL, NULL)
                              : NULL;

  gtk_widget_set_visible (self->disagree, text != NULL);
  gtk_label_set_label (self->disagree_label, text != NULL ? text : "");
}

void
sl_judgement_show_measure (SlJudgement *self)
{
  const SlCriterion *criterion = sl_checklist_item_get_criterion (
      sl_answer_get_item (self->answer));
  gboolean measurable = criterion != NULL && criterion->comparison != SL_COMPARISON_NONE;
  double shown = NAN, value;
  const char *unit;
  g_autofree char *place = g_strdup ("");

  gtk_widget_set_visible (self->measure_card, measurable);
  if (!measurable)
    return;
  if (sl_answer_get_shown (self->answer, &value, &unit))
    {
      if (!sl_measure_convert (value, unit, criterion->unit, &shown))
        shown = NAN;
      g_free (place);
      place = g_strdup (sl_answer_get (self->answer, "place"));
    }
  if (isnan (shown))
    {
      SlSuggestion *stated = find_stated (self, &shown);

      if (stated == NULL)
        shown = NAN;
      else
        {
          g_free (place);
          place = dup_place (stated);
        }
    }
  sl_measure_set (self->measure, criterion, shown, place);
  gtk_label_set_label (self->shown_unit, criterion->unit);
  if (!isnan (shown))
    {
      g_autofree char *number = sl_measure_format (shown, "");

      gtk_editable_set_text (self->shown_entry, number);
    }
  else
    gtk_editable_set_text (self->shown_entry, "");
  show_disagreement (self);
}

/* An empty entry takes the figure back; what is no number is left for the officer to mend. */
void
sl_judgement_shown_entered (SlJudgement *self)
{
  const SlCriterion *criterion = sl_checklist_item_get_criterion (
      sl_answer_get_item (self->answer));
  g_autofree char *text = g_strdup (gtk_editable_get_text (self->shown_entry));
  char *end;
  double value;

  g_strstrip (g_strdelimit (text, ",", '.'));
  value = g_ascii_strtod (text, &end);
  if (*text != '\0' && (end == text || *end != '\0' || value < 0 || !isfinite (value)))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->shown_entry), "error");
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (self->shown_entry), "error");
  gtk_popover_popdown (self->shown_popover);
  sl_window_apply (GTK_WIDGET (self),
                   sl_answer_change_shown (self->assessment, sl_judgement_get_item_id (self),
                                           *text != '\0' ? value : NAN, criterion->unit),
                   NULL, NULL);
}
