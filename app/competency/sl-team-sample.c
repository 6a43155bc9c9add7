/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-team-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Closed work that is looked at again: every n-th occasion in the order in which they were met, and
 * one of the rest by chance. A draw can be followed: the same occasions and the same seed give the
 * same draw on any computer, by a sum that anybody can do again (SHA-256 of "SEED:NUMBER"). And how
 * often two assessors came to the same. */

void
sl_sample_draw_free (SlSampleDraw *draw)
{
  char *texts[] = { draw->portfolio_id, draw->occasion_id, draw->name, draw->title,
                    draw->met_on,       draw->why,         draw->how };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_free (draw);
}

/* An occasion that is met, and the moment at which it was. */
typedef struct
{
  SlPortfolio *portfolio;
  const SlOccasion *occasion;
  const char *met_at;
} Closed;

static int
compare_closed (gconstpointer a, gconstpointer b)
{
  const Closed *first = a, *second = b;
  int order = strcmp (first->met_at, second->met_at);

  return order != 0 ? order : strcmp (first->occasion->id, second->occasion->id);
}

static GArray *
gather_closed (GPtrArray *portfolios)
{
  GArray *closed = g_array_new (FALSE, FALSE, sizeof (Closed));

  for (guint i = 0; i < portfolios->len; i++)
    {
      SlPortfolio *portfolio = g_ptr_array_index (portfolios, i);

      for (guint k = 0; k < portfolio->occasions->len; k++)
        {
          Closed one = { portfolio, g_ptr_array_index (portfolio->occasions, k), "" };

          for (guint c = 0; one.occasion->met && c < one.occasion->n_cells; c++)
            if (strcmp (one.occasion->cells[c].verdict->at, one.met_at) > 0)
              one.met_at = one.occasion->cells[c].verdict->at;
          if (one.occasion->met)
            g_array_append_val (closed, one);
        }
    }
  g_array_sort (closed, compare_closed);
  return closed;
}

static gboolean
was_asked (const Closed *closed)
{
  for (guint i = 0; i < closed->portfolio->requests->len; i++)
    {
      const SlPortfolioRequest *request = g_ptr_array_index (closed->portfolio->requests, i);

      if (g_str_equal (request->occasion_id, closed->occasion->id))
        return TRUE;
    }
  return FALSE;
}

static void
add_draw (GPtrArray *draws, const Closed *closed, const char *why, char *how)
{
  SlSampleDraw *draw = g_new0 (SlSampleDraw, 1);

  draw->portfolio_id = g_strdup (closed->portfolio->id);
  draw->occasion_id = g_strdup (closed->occasion->id);
  draw->name = g_strdup (closed->portfolio->person_name);
  draw->title = g_strdup (closed->occasion->title);
  draw->met_on = g_strdup (closed->occasion->met_on);
  draw->why = g_strdup (why);
  draw->how = how;
  g_ptr_array_add (draws, draw);
}

/* The first 15 digits of the hash as a number, and what is left of it after division. */
static guint
draw_number (guint64 seed, guint n)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT ":%u", seed, n);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  hash[15] = '\0';
  return (guint) (g_ascii_strtoull (hash, NULL, 16) % n);
}

/**
 * sl_team_draw_samples:
 * @store: an open store
 * @packs: all packs
 * @seed: any number; it is told in the draw
 * @error: return location
 *
 * Blocking; any thread.
 *
 * Returns: (transfer full): met occasions that nobody was asked to look at again: those that the
 *   rule draws, then one by chance; of #SlSampleDraw
 */
GPtrArray *
sl_team_draw_samples (SlStore *store, SlPackLibrary *packs, guint64 seed, GError **error)
{
  g_autoptr (GPtrArray)
      draws = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_sample_draw_free);
  g_autoptr (GPtrArray) portfolios = NULL;
  g_autoptr (GArray) closed = NULL;
  g_autoptr (GArray) rest = g_array_new (FALSE, FALSE, sizeof (guint));

  g_return_val_if_fail (SL_IS_STORE (store) && SL_IS_PACK_LIBRARY (packs), NULL);
  portfolios = sl_team_load_readable (store, packs, NULL, error);
  if (portfolios == NULL)
    return NULL;
  closed = gather_closed (portfolios);
  for (guint i = 0; i < closed->len; i++)
    {
      const Closed *one = &g_array_index (closed, Closed, i);
      guint every = sl_framework_get_sample_every (one->portfolio->framework);

      if (was_asked (one))
        continue;
      if (every > 0 && (i + 1) % every == 0)
        add_draw (draws, one, "rule",
                  g_strdup_printf (_ ("number %u in the order in which occasions were met, by "
                                      "“every %u”"),
                                   i + 1, every));
      else
        g_array_append_val (rest, i);
    }
  if (rest->len > 0)
    {
      guint drawn = draw_number (seed, rest->len);

      add_draw (draws, &g_array_index (closed, Closed, g_array_index (rest, guint, drawn)),
                "chance",
                g_strdup_printf (_ ("number %u of %u that were left, by the hash of "
                                    "“%" G_GUINT64_FORMAT ":%u”"),
                                 drawn + 1, rest->len, seed, rest->len));
    }
  return g_steal_pointer (&draws);
}

/* ---- agreement ---- */

/* The newest finished second verdict on a cell. */
static const SlCellEvent *
find_second (SlPortfolio *portfolio, const SlCell *cell)
{
  for (guint i = cell->n_events; i > 0; i--)
    {
      const SlCellEvent *event = cell->events[i - 1];
      const SlPortfolioRequest *request;

      if (event->kind != SL_CELL_EVENT_SECOND)
        continue;
      request = sl_portfolio_find_request (portfolio, event->answers);
      if (request != NULL && *request->finished_at != '\0')
        return event;
    }
  return NULL;
}

static void
count_cell (GArray *agreements, SlPortfolio *portfolio, const SlCell *cell)
{
  const SlCellEvent *second = find_second (portfolio, cell);

  if (second == NULL || cell->verdict == NULL)
    return;
  for (guint i = 0; i < agreements->len; i++)
    {
      SlAgreement *agreement = &g_array_index (agreements, SlAgreement, i);

      if (g_str_equal (agreement->criterion_id, cell->criterion->id))
        {
          agreement->n_both++;
          agreement->n_same += g_str_equal (second->verdict, cell->verdict->verdict) ? 1 : 0;
        }
    }
}

static GArray *
open_agreements (SlFramework *framework)
{
  GArray *agreements = g_array_new (FALSE, TRUE, sizeof (SlAgreement));

  for (guint i = 0; i < sl_framework_get_n_components (framework); i++)
    {
      const SlComponent *component = sl_framework_get_component (framework, i);

      for (guint k = 0; k < component->n_criteria; k++)
        {
          SlAgreement agreement = { component->id, component->criteria[k].id,
                                    component->criteria[k].title, 0, 0 };

          if (!component->criteria[k].heading)
            g_array_append_val (agreements, agreement);
        }
    }
  return agreements;
}

/**
 * sl_team_list_agreement:
 * @store: an open store
 * @framework: whose criteria; it has to outlive the result
 * @portfolio_id: (nullable): of one trainee; %NULL for all
 * @error: return location
 *
 * Blocking; any thread.
 *
 * Returns: (transfer full): criteria that were assessed twice, of #SlAgreement, in the order of the
 *   framework
 */
GArray *
sl_team_list_agreement (SlStore *store,
                        SlFramework *framework,
                        const char *portfolio_id,
                        GError **error)
{
  g_autoptr (GPtrArray) portfolios = NULL;
  g_autoptr (GArray) agreements = NULL;

  g_return_val_if_fail (SL_IS_STORE (store) && SL_IS_FRAMEWORK (framework), NULL);
  /* Their editions are kept in the store. */
  portfolios = sl_team_load_readable (store, NULL, portfolio_id, error);
  if (portfolios == NULL)
    return NULL;
  agreements = open_agreements (framework);
  for (guint i = 0; i < portfolios->len; i++)
    {
      SlPortfolio *portfolio = g_ptr_array_index (portfolios, i);

      for (guint r = 0; r < portfolio->training_rows->len; r++)
        {
          const SlCellRow *row = &g_array_index (portfolio->training_rows, SlCellRow, r);

          for (guint k = 0; k < row->n_cells; k++)
            count_cell (agreements, portfolio, &row->cells[k]);
        }
      for (guint o = 0; o < portfolio->occasions->len; o++)
        {
          const SlOccasion *occasion = g_ptr_array_index (portfolio->occasions, o);

          for (guint k = 0; !occasion->dropped && k < occasion->n_cells; k++)
            count_cell (agreements, portfolio, &occasion->cells[k]);
        }
    }
  for (guint i = agreements->len; i > 0; i--)
    if (g_array_index (agreements, SlAgreement, i - 1).n_both == 0)
      g_array_remove_index (agreements, i - 1);
  return g_steal_pointer (&agreements);
}
