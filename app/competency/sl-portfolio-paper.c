/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-paper-private.h"

#include "base/sl-time.h"
#include "people/sl-role.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>

/* A portfolio as one paper that stands alone: whoever reads it needs neither Sightline nor the
 * framework. What each part shows is in sl-paper-matrix.c, -occasion.c, -training.c and
 * -decision.c; here are the order, the summary, what is missing, and what the paper says of itself.
 */

gboolean
sl_folio_has_notes (SlFolio *self)
{
  return self->context->notes && g_str_equal (sl_person_get_id (self->context->author),
                                              sl_portfolio_get_person_id (self->portfolio));
}

gboolean
sl_folio_find_note (SlFolio *self,
                    const char *occasion_id,
                    const char *criterion_id,
                    char **note,
                    GError **error)
{
  g_autoptr (GError) failure = NULL;

  *note = sl_folio_has_notes (self)
              ? sl_portfolio_dup_note (sl_library_get_store (self->context->library),
                                       self->portfolio, occasion_id, criterion_id, &failure)
              : NULL;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (*note == NULL)
    *note = g_strdup ("");
  return TRUE;
}

gboolean
sl_folio_put_note (SlFolio *self, const char *occasion_id, const char *criterion_id, GError **error)
{
  g_autofree char *note = NULL;

  if (!sl_folio_find_note (self, occasion_id, criterion_id, &note, error))
    return FALSE;
  if (*note != '\0')
    sl_folio_put (self, SL_BLOCK_PARAGRAPH, _ ("Private note of the trainee:"));
  sl_folio_put_quoted (self, note);
  return TRUE;
}

SlCellState
sl_folio_see_state (SlFolio *self, const SlCell *cell)
{
  return sl_portfolio_see_state (self->portfolio, cell, sl_person_get_id (self->context->author));
}

SlShape
sl_paper_state_to_shape (SlCellState state)
{
  switch (state)
    {
    case SL_CELL_CLAIMED:
      return SL_SHAPE_CLOCK;
    case SL_CELL_MET:
      return SL_SHAPE_TICK;
    case SL_CELL_NOT_YET:
      return SL_SHAPE_HALF;
    case SL_CELL_NOT_APPLICABLE:
      return SL_SHAPE_DASH;
    case SL_CELL_EMPTY:
    default:
      return SL_SHAPE_RING;
    }
}

char *
sl_paper_name_criterion (const SlFrameworkCriterion *criterion)
{
  return g_strdup_printf ("%s %s", criterion->id, criterion->title);
}

char *
sl_paper_capitalise (const char *noun)
{
  g_autofree char *first = g_utf8_strup (noun, *noun != '\0' ? g_utf8_next_char (noun) - noun : 0);

  return g_strconcat (first, *noun != '\0' ? g_utf8_next_char (noun) : "", NULL);
}

char *
sl_paper_name_occasion (const SlOccasion *occasion)
{
  g_autofree char *noun = NULL;
  const char *title = *occasion->title != '\0' ? occasion->title : occasion->reference;

  if (occasion->component == NULL || occasion->dropped)
    return g_strdup (title);
  noun = sl_paper_capitalise (occasion->component->noun);
  /* TRANSLATORS: what one of a kind is called, its number, its title: "Occasion 2: Mallard Way" */
  return g_strdup_printf (_ ("%s %u: %s"), noun, occasion->number, title);
}

static void
put_head_fields (SlFolio *self)
{
  SlFramework *framework = sl_portfolio_get_framework (self->portfolio);
  SlPerson *author = self->context->author;
  SlBlock *fields = sl_folio_make_fields (self);
  const char *from = sl_role_get_title (sl_framework_get_from_role (framework));
  const char *to = sl_role_get_title (sl_framework_get_to_role (framework));
  g_autofree char *day = sl_paper_format_day (self->date);
  g_autofree char *hash = sl_paper_break_hash (sl_framework_get_hash (framework));
  g_autofree char *edition = g_strdup_printf (
      /* TRANSLATORS: a framework's title, its edition */
      _ ("%s, edition %s"), sl_framework_get_title (framework),
      sl_framework_get_edition (framework));
  g_autofree char *by = sl_paper_name_person (sl_person_get_display_name (author),
                                              sl_person_get_deciding_role (author),
                                              sl_person_get_self_declared (author));

  sl_folio_add_field (self, fields, _ ("Trainee"), sl_portfolio_get_person_name (self->portfolio));
  sl_folio_add_field (self, fields, _ ("From"), from);
  sl_folio_add_field (self, fields, _ ("Towards"), to);
  sl_folio_add_field (self, fields, _ ("Framework"), edition);
  sl_folio_add_field (self, fields, _ ("Its content (SHA-256)"), hash);
  sl_folio_add_field (self, fields, _ ("As it stood on"), day);
  sl_folio_add_field (self, fields, _ ("Put together by"), by);
  if (*sl_portfolio_get_origin (self->portfolio) != '\0')
    sl_folio_add_field (self, fields, _ ("Came in a bundle of"),
                        sl_portfolio_get_origin (self->portfolio));
  sl_folio_take_children (self, fields);
}

static void
put_progress (SlFolio *self)
{
  const char *const titles[] = { _ ("Component"), _ ("State"), _ ("Agreed"),
                                 _ ("Needed"),    _ ("Waits"), NULL };
  SlBlock *table = sl_folio_make_table (self, titles);

  for (guint i = 0; i < sl_portfolio_get_n_components (self->portfolio); i++)
    {
      const SlComponentProgress *progress = sl_portfolio_get_component (self->portfolio, i);
      g_autofree char *title = g_strdup_printf ("%s %s", progress->component->id,
                                                progress->component->title);
      g_autofree char *met = g_strdup_printf ("%u", progress->n_met);
      g_autofree char *needed = g_strdup_printf ("%u", progress->n_needed);
      g_autofree char *waiting = g_strdup_printf ("%u", progress->n_waiting);
      const char *const cells[] = {
        title, progress->complete ? _ ("Complete") : _ ("Not complete"), met, needed, waiting, NULL
      };
      SlBlock *row = sl_folio_add_row (self, table, cells);

      sl_block_set_shape (sl_block_get_child (row, 1),
                          progress->complete ? SL_SHAPE_TICK : SL_SHAPE_HALF);
    }
  sl_folio_take_children (self, table);
}

static void
put_appeal_standing (SlFolio *self, const SlProgression *newest)
{
  g_autofree char *day = sl_paper_format_day (newest->appeal.lodged_on);

  if (*newest->appeal.id == '\0')
    return;
  sl_folio_put_format (self,
                       /* TRANSLATORS: a day */
                       g_str_equal (newest->appeal.outcome, "upheld")
                           ? _ ("An appeal was made against it on %s and upheld.")
                       : g_str_equal (newest->appeal.outcome, "dismissed")
                           ? _ ("An appeal was made against it on %s and dismissed.")
                           : _ ("An appeal was made against it on %s and is not decided yet."),
                       day);
}

static void
put_standing (SlFolio *self)
{
  guint n = sl_portfolio_get_n_progressions (self->portfolio);
  const SlProgression *newest;
  g_autofree char *day = NULL;
  g_autofree char *by = NULL;

  if (sl_portfolio_is_complete (self->portfolio))
    sl_folio_put (self, SL_BLOCK_PARAGRAPH,
                  _ ("All components and the condition of entry are complete."));
  else
    sl_folio_put (self, SL_BLOCK_PARAGRAPH,
                  _ ("The portfolio is not complete; “What is missing” says in what."));
  if (n == 0)
    {
      sl_folio_put (self, SL_BLOCK_PARAGRAPH, _ ("No decision on progression was made yet."));
      return;
    }
  newest = sl_portfolio_get_progression (self->portfolio, n - 1);
  day = sl_paper_format_day (newest->notified_on);
  by = sl_paper_name_person (newest->person_name, newest->role, newest->self_declared);
  sl_folio_put_format (self,
                       g_str_equal (newest->outcome, "fulfilled")
                           /* TRANSLATORS: a day, then a person with their role */
                           ? _ ("The newest decision on progression: fulfilled, notified on %s by "
                                "%s.")
                           : _ ("The newest decision on progression: not fulfilled, notified on %s "
                                "by %s."),
                       day, by);
  put_appeal_standing (self, newest);
}

void
sl_folio_put_summary (SlFolio *self)
{
  self->section = "summary";
  sl_folio_put_heading (self, 2, _ ("Summary"));
  put_head_fields (self);
  put_progress (self);
  put_standing (self);
}

/* What holds the decision back in a component ("": in none), or, @blocks FALSE, is only to be
 * remembered, wherever it is. */
static void
put_missing_list (SlFolio *self, gboolean blocks, const char *component_id, const char *title)
{
  SlBlock *list = sl_folio_make (self, SL_BLOCK_LIST, "");

  for (guint i = 0; i < sl_portfolio_get_n_missing (self->portfolio); i++)
    {
      const SlMissing *missing = sl_portfolio_get_missing (self->portfolio, i);

      if (missing->blocks == blocks &&
          (!blocks || g_str_equal (missing->component_id, component_id)))
        sl_folio_add_item (self, list, missing->text);
    }
  if (sl_block_get_n_children (list) > 0)
    sl_folio_put_heading (self, 3, title);
  sl_folio_take_children (self, list);
}

void
sl_folio_put_missing (SlFolio *self)
{
  self->section = "missing";
  sl_folio_put_heading (self, 2, _ ("What is missing"));
  if (sl_portfolio_get_n_missing (self->portfolio) == 0)
    {
      sl_folio_put (self, SL_BLOCK_PARAGRAPH, _ ("Nothing is missing."));
      return;
    }
  put_missing_list (self, TRUE, "", _ ("Condition of entry"));
  for (guint i = 0; i < sl_portfolio_get_n_components (self->portfolio); i++)
    {
      const SlComponent *component = sl_portfolio_get_component (self->portfolio, i)->component;
      g_autofree char *title = g_strdup_printf ("%s %s", component->id, component->title);

      put_missing_list (self, TRUE, component->id, title);
    }
  put_missing_list (self, FALSE, "", _ ("To remember; none of it holds a decision back"));
}

/* What a reader has to know of the paper itself. */
void
sl_folio_put_about (SlFolio *self)
{
  SlBlock *list;

  self->section = "about";
  sl_folio_put_heading (self, 2, _ ("About this paper"));
  list = sl_folio_make (self, SL_BLOCK_LIST, "");
  sl_folio_add_item (self, list,
                     _ ("It is a copy of the record on its day. In the record nothing is "
                        "overwritten: a new claim or assessment stands after the older ones, and "
                        "all of them are here."));
  sl_folio_add_item (self, list,
                     _ ("“Self-declared” after a role says that no second person had confirmed the "
                        "role when the step was taken."));
  sl_folio_add_item (self, list,
                     _ ("Evidence is told as it was when it was claimed. “Content” with twelve "
                        "digits begins the SHA-256 of the file that it was."));
  if (self->names != NULL)
    sl_folio_add_item (self, list,
                       _ ("Third parties are masked: their names are initials, addresses end after "
                          "their first line, telephone numbers and e-mail addresses are “…”. "
                          "Colleagues are named. In free words only those names are found that a "
                          "case tells which is still kept. Files are as they were added."));
  else
    sl_folio_add_item (self, list,
                       _ ("Names and addresses of third parties are not masked: handle it so."));
  if (sl_folio_has_notes (self))
    sl_folio_add_item (self, list,
                       _ ("The trainee chose to include private notes; each is marked as one."));
  else
    sl_folio_add_item (self, list, _ ("Private notes of the trainee are left out."));
  sl_folio_add_item (self, list,
                     _ ("The line “Audit” at the foot of each page is the head of the audit trail "
                        "when the paper was made: with it, a later check can tell whether the "
                        "record was shortened or rewritten since."));
  sl_folio_take_children (self, list);
}

/* Who was asked to look at an occasion blind may not read on paper what others decided on it. */
static gboolean
check_blind (const SlPortfolioContext *context, SlPortfolio *portfolio, GError **error)
{
  const char *author = sl_person_get_id (context->author);

  for (guint i = 0; i < sl_portfolio_get_n_occasions (portfolio); i++)
    {
      const SlOccasion *occasion = sl_portfolio_get_occasion (portfolio, i);
      g_autofree char *name = NULL;

      if (*sl_portfolio_find_blind_request (portfolio, occasion->id, author) == '\0')
        continue;
      name = sl_paper_name_occasion (occasion);
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("You were asked for a second assessment of “%s” without knowing the first, "
                      "and the portfolio as a paper shows it. Finish yours, then export."),
                   name);
      return FALSE;
    }
  if (*sl_portfolio_find_blind_request (portfolio, "", author) == '\0')
    return TRUE;
  g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                       _ ("You were asked for a second assessment of the training without knowing "
                          "the first, and the portfolio as a paper shows it. Finish yours, then "
                          "export."));
  return FALSE;
}

static gboolean
put_parts (SlFolio *self, GError **error)
{
  sl_folio_put_summary (self);
  if (!sl_folio_put_note (self, "", "", error))
    return FALSE;
  sl_folio_put_matrices (self);
  sl_folio_put_missing (self);
  if (!sl_folio_put_occasions (self, error) || !sl_folio_put_training (self, error))
    return FALSE;
  sl_folio_put_decisions (self);
  if (!sl_folio_put_seconds (self, error) || !sl_folio_put_moves (self, error))
    return FALSE;
  sl_folio_put_criteria (self);
  sl_folio_put_about (self);
  return TRUE;
}

/**
 * sl_portfolio_compose:
 * @context: what to read from; its author is who asks for the paper
 * @portfolio: whose
 * @error: return location
 *
 * Private notes stand in it only when @context asks for them and its author is the trainee. Refused
 * while the author has a blind second assessment of it to finish. Blocking; any thread.
 *
 * Returns: (transfer full): the paper, or %NULL
 */
SlLetter *
sl_portfolio_compose (const SlPortfolioContext *context, SlPortfolio *portfolio, GError **error)
{
  g_auto (SlFolio) self = { .context = context, .portfolio = portfolio };
  g_autofree char *title = NULL;

  g_return_val_if_fail (context != NULL && SL_IS_PORTFOLIO (portfolio), NULL);

  if (!check_blind (context, portfolio, error))
    return NULL;
  if (!context->third_parties)
    {
      self.names = sl_paper_list_third_parties (context->library, context->packs, portfolio, error);
      if (self.names == NULL)
        return NULL;
    }
  /* TRANSLATORS: the name of a trainee */
  title = g_strdup_printf (_ ("Portfolio of %s"), sl_portfolio_get_person_name (portfolio));
  if (!sl_folio_begin (&self, title, title, error))
    return NULL;
  sl_folio_put (&self, SL_BLOCK_TITLE, title);
  if (!put_parts (&self, error))
    return NULL;
  return g_steal_pointer (&self.letter);
}
