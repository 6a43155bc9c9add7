/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-paper-private.h"

#include "base/sl-time.h"

#include <glib/gi18n-lib.h>

/* Each piece of work with the history of its cells, oldest first and in full. */

#define SHOWN_DIGITS 12

/* A verdict in the words of the matrix. */
static const char *
say_verdict (const SlCellEvent *event)
{
  if (g_str_equal (event->verdict, "met"))
    return sl_cell_state_to_words (SL_CELL_MET);
  if (g_str_equal (event->verdict, "not-applicable"))
    return sl_cell_state_to_words (SL_CELL_NOT_APPLICABLE);
  return sl_cell_state_to_words (SL_CELL_NOT_YET);
}

static char *
say_event (const SlCellEvent *event)
{
  switch (event->kind)
    {
    case SL_CELL_EVENT_CLAIM:
      return g_strdup (*event->verdict != '\0' ? _ ("Claimed not to apply") : _ ("Claimed"));
    case SL_CELL_EVENT_WITHDRAW:
      return g_strdup (_ ("Claim withdrawn"));
    case SL_CELL_EVENT_VERDICT:
      return g_strdup_printf (_ ("Assessed as “%s”"), say_verdict (event));
    case SL_CELL_EVENT_SECOND:
      return g_strdup_printf (_ ("Assessed a second time, as “%s”,"), say_verdict (event));
    case SL_CELL_EVENT_ACKNOWLEDGE:
      return g_strdup (_ ("Acknowledged"));
    case SL_CELL_EVENT_REPLY:
    default:
      return g_strdup (_ ("Reply"));
    }
}

/* "Assessed as “Agreed” by Helen Marsh, Designing Out Crime Manager, on 5 July 2026 at 09:12." */
static void
put_event_line (SlFolio *self, const SlCellEvent *event)
{
  g_autofree char *what = say_event (event);
  g_autofree char *by = sl_paper_name_person (event->person_name, event->role,
                                              event->self_declared);
  g_autofree char *at = sl_paper_format_time (event->at);
  g_autoptr (GString) line = g_string_new (NULL);

  /* TRANSLATORS: what was done, by whom, when: "Claimed by Callum Reyes, …, on 5 July 2026 at 9:12"
   */
  g_string_append_printf (line, _ ("%s by %s, on %s."), what, by, at);
  if (*event->origin != '\0')
    g_string_append_printf (line, _ (" It came in a bundle signed with the key %.*s."),
                            SHOWN_DIGITS, event->origin);
  if (!g_str_equal (event->framework_hash,
                    sl_framework_get_hash (sl_portfolio_get_framework (self->portfolio))))
    g_string_append_printf (line,
                            _ (" It was said under another edition of the framework (content "
                               "%.*s)."),
                            SHOWN_DIGITS, event->framework_hash);
  sl_folio_put (self, SL_BLOCK_PARAGRAPH, line->str);
}

/* "Design and Access Statement: 6 passages; pages 4 and 7; 12 June 2026; content 3fa9…" */
static char *
format_evidence (SlFolio *self, const SlClaimEvidence *evidence)
{
  gboolean masked = evidence->personal && self->names != NULL;
  g_autofree char *label = masked ? sl_portfolio_mask (evidence->label)
                                  : g_strdup (evidence->label);
  g_autofree char *detail = masked ? sl_portfolio_mask (evidence->detail)
                                   : g_strdup (evidence->detail);
  g_autofree char *day = sl_paper_format_day (evidence->on_date);
  GString *text = g_string_new (label);

  if (*detail != '\0')
    g_string_append_printf (text, "; %s", detail);
  if (*day != '\0')
    g_string_append_printf (text, "; %s", day);
  if (*evidence->sha256 != '\0')
    g_string_append_printf (text, _ ("; content %.*s"), SHOWN_DIGITS, evidence->sha256);
  return g_string_free (text, FALSE);
}

void
sl_folio_put_files (SlFolio *self, const char *owner_id)
{
  g_autoptr (GPtrArray) files = sl_portfolio_list_files (self->portfolio, owner_id);
  SlBlock *list;

  if (files == NULL || files->len == 0)
    return;
  sl_folio_put (self, SL_BLOCK_PARAGRAPH, _ ("Files:"));
  list = sl_folio_make (self, SL_BLOCK_LIST, "");
  for (guint i = 0; i < files->len; i++)
    {
      const SlPortfolioFile *file = g_ptr_array_index (files, i);
      g_autofree char *size = g_format_size ((guint64) MAX (file->size, 0));
      g_autofree char *text = g_strdup_printf (_ ("%s, %s; content %.*s"), file->file_name, size,
                                               SHOWN_DIGITS, file->sha256);

      sl_folio_add_file (self, list, text, file->file_name, file->sha256, TRUE);
    }
  sl_folio_take_children (self, list);
}

static void
put_evidence (SlFolio *self, const SlCellEvent *event)
{
  SlBlock *list;

  if (event->n_evidence == 0)
    return;
  sl_folio_put (self, SL_BLOCK_PARAGRAPH, _ ("The claim rests on:"));
  list = sl_folio_make (self, SL_BLOCK_LIST, "");
  for (guint i = 0; i < event->n_evidence; i++)
    {
      const SlClaimEvidence *evidence = &event->evidence[i];
      g_autofree char *text = format_evidence (self, evidence);

      if (*evidence->sha256 == '\0' || (evidence->personal && self->names != NULL))
        sl_folio_add_item (self, list, text);
      else
        sl_folio_add_file (self, list, text, evidence->label, evidence->sha256, FALSE);
    }
  sl_folio_take_children (self, list);
}

static void
put_labelled (SlFolio *self, const char *label, const char *words)
{
  if (*words == '\0')
    return;
  /* TRANSLATORS: what was looked at, as "Verbal work"; then what was said of it */
  sl_folio_put_format (self, _ ("%s: %s"), label, words);
}

static void
put_event (SlFolio *self, const SlCellEvent *event)
{
  put_event_line (self, event);
  put_labelled (self, _ ("Verbal work assessed"), event->verbal);
  put_labelled (self, _ ("Written work assessed"), event->written);
  sl_folio_put_quoted (self, event->words);
  put_evidence (self, event);
  if (event->kind == SL_CELL_EVENT_CLAIM)
    sl_folio_put_files (self, event->id);
}

static gboolean
may_see (SlFolio *self, const SlCellEvent *event)
{
  return sl_portfolio_may_see (self->portfolio, event, sl_person_get_id (self->context->author));
}

gboolean
sl_folio_shows_events (SlFolio *self, const SlCell *cell)
{
  for (guint i = 0; i < cell->n_events; i++)
    if (may_see (self, cell->events[i]))
      return TRUE;
  return FALSE;
}

void
sl_folio_put_events (SlFolio *self, const SlCell *cell)
{
  for (guint i = 0; i < cell->n_events; i++)
    if (may_see (self, cell->events[i]))
      put_event (self, cell->events[i]);
}

static gboolean
put_cell (SlFolio *self, const SlCell *cell, GError **error)
{
  g_autofree char *name = sl_paper_name_criterion (cell->criterion);
  g_autofree char *title = g_strdup_printf (
      /* TRANSLATORS: a criterion, then its state */
      _ ("%s: %s"), name, sl_cell_state_to_words (sl_folio_see_state (self, cell)));

  sl_folio_put_heading (self, 4, title);
  sl_folio_put_events (self, cell);
  return sl_folio_put_note (self, cell->occasion_id, cell->criterion->id, error);
}

static void
put_occasion_fields (SlFolio *self, const SlOccasion *occasion)
{
  SlBlock *fields = sl_folio_make_fields (self);
  g_autofree char *day = sl_paper_format_day (occasion->on_date);
  g_autofree char *met_on = sl_paper_format_day (occasion->met_on);
  g_autofree char *counts = g_strdup_printf (_ ("%u of %u"), occasion->n_met, occasion->n_cells);

  sl_folio_add_field (self, fields, _ ("Reference"), occasion->reference);
  sl_folio_add_field (self, fields, _ ("Authority"), occasion->authority);
  sl_folio_add_field (self, fields, _ ("Date"), day);
  sl_folio_add_field (self, fields, _ ("Criteria agreed"), counts);
  sl_folio_add_field (self, fields, _ ("All agreed on"), met_on);
  sl_folio_take_children (self, fields);
}

static void
put_occasion_state (SlFolio *self, const SlOccasion *occasion)
{
  sl_folio_put_quoted (self, occasion->about);
  if (occasion->case_gone && *sl_portfolio_get_origin (self->portfolio) != '\0')
    sl_folio_put (self, SL_BLOCK_PARAGRAPH,
                  _ ("The case itself is not in this casebook. What was copied when it was claimed "
                     "stands here."));
  else if (occasion->case_gone)
    sl_folio_put (self, SL_BLOCK_PARAGRAPH,
                  _ ("The case itself is no longer kept. What was copied when it was claimed "
                     "stands here."));
  else if (*occasion->case_id == '\0')
    sl_folio_put (self, SL_BLOCK_PARAGRAPH,
                  _ ("This work was done before Sightline; it rests on the files named here."));
  if (occasion->dropped)
    sl_folio_put_format (self, _ ("It was taken out and does not count: %s"),
                         *occasion->dropped_reason != '\0' ? occasion->dropped_reason
                                                           : _ ("no reason was given."));
  else if (!occasion->counts)
    sl_folio_put (self, SL_BLOCK_PARAGRAPH,
                  _ ("It does not count at present: there are as many as are needed before it."));
}

/* Those of which nothing is said in the record, in one paragraph. */
static void
put_silent (SlFolio *self, const SlOccasion *occasion)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < occasion->n_cells; i++)
    {
      g_autofree char *name = NULL;

      if (sl_folio_shows_events (self, &occasion->cells[i]))
        continue;
      name = sl_paper_name_criterion (occasion->cells[i].criterion);
      g_string_append_printf (names, "%s%s", names->len > 0 ? "; " : "", name);
    }
  if (names->len > 0)
    sl_folio_put_format (self, _ ("Not claimed and not assessed: %s."), names->str);
}

static gboolean
put_occasion (SlFolio *self, const SlOccasion *occasion, GError **error)
{
  g_autofree char *title = sl_paper_name_occasion (occasion);

  sl_folio_put_heading (self, 3, title);
  put_occasion_fields (self, occasion);
  put_occasion_state (self, occasion);
  sl_folio_put_files (self, occasion->id);
  if (!sl_folio_put_note (self, occasion->id, "", error))
    return FALSE;
  for (guint i = 0; i < occasion->n_cells; i++)
    {
      const SlCell *cell = &occasion->cells[i];
      g_autofree char *note = NULL;

      if (!sl_folio_find_note (self, occasion->id, cell->criterion->id, &note, error))
        return FALSE;
      if ((*note != '\0' || sl_folio_shows_events (self, cell)) && !put_cell (self, cell, error))
        return FALSE;
    }
  put_silent (self, occasion);
  return TRUE;
}

static gboolean
put_component (SlFolio *self, const SlComponent *component, GError **error)
{
  g_autofree char *title = g_strdup_printf ("%s %s", component->id, component->title);
  gboolean headed = FALSE;

  for (guint i = 0; i < sl_portfolio_get_n_occasions (self->portfolio); i++)
    {
      const SlOccasion *occasion = sl_portfolio_get_occasion (self->portfolio, i);

      if (occasion->component != component || occasion->dropped)
        continue;
      if (!headed)
        sl_folio_put_heading (self, 2, title);
      headed = TRUE;
      if (!put_occasion (self, occasion, error))
        return FALSE;
    }
  if (headed)
    return TRUE;
  sl_folio_put_heading (self, 2, title);
  sl_folio_put_format (self, _ ("None of the %u %s is chosen yet."), component->occasions,
                       component->nouns);
  return TRUE;
}

/* Nothing that was assessed goes unsaid, also where it counts no more. */
static gboolean
put_dropped (SlFolio *self, GError **error)
{
  gboolean headed = FALSE;

  for (guint i = 0; i < sl_portfolio_get_n_occasions (self->portfolio); i++)
    {
      const SlOccasion *occasion = sl_portfolio_get_occasion (self->portfolio, i);

      if (!occasion->dropped && occasion->component != NULL)
        continue;
      if (!headed)
        sl_folio_put_heading (self, 2, _ ("Work that was taken out"));
      headed = TRUE;
      if (!put_occasion (self, occasion, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
sl_folio_put_occasions (SlFolio *self, GError **error)
{
  self->section = "occasions";
  for (guint i = 0; i < sl_portfolio_get_n_components (self->portfolio); i++)
    {
      const SlComponent *component = sl_portfolio_get_component (self->portfolio, i)->component;

      if (component->type == SL_COMPONENT_OCCASIONS && !put_component (self, component, error))
        return FALSE;
    }
  return put_dropped (self, error);
}
