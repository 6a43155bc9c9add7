/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-id.h"
#include "competency/sl-portfolio-paper.h"
#include "competency/sl-team.h"
#include "sl-test-progress.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <stdlib.h>
#include <sys/resource.h>

/* Forty trainees over ten years, each with eight pieces of work whose every cell was claimed, found
 * wanting, claimed again, agreed to and acknowledged: how long the team's list takes, one portfolio
 * to load, and its paper, which rests on 200 pieces of evidence; the median of several runs, with
 * the memory. Budgets: 150 ms for list and portfolio, 1 s for the paper. */

#define N_TRAINEES 40
#define N_OCCASIONS 8
#define N_PLANNING 5
#define N_EVIDENCE 200 /* of each trainee */
#define N_RUNS 9

typedef struct
{
  SlTestProgress *fixture;
  SlFramework *framework; /* borrowed */
  char *people[N_TRAINEES];
  char *portfolios[N_TRAINEES];
  guint n_events, n_evidence;
} Made;

static gboolean
run (SlTransaction *transaction, const char *sql, const char *const *texts, GError **error)
{
  g_autoptr (SlStatement)
      statement = sl_database_prepare (sl_transaction_get_database (transaction), sql, error);

  if (statement == NULL)
    return FALSE;
  for (int i = 0; texts[i] != NULL; i++)
    sl_statement_bind_text (statement, i, texts[i]);
  return sl_statement_run (statement, error);
}

static gboolean
add_evidence (SlTransaction *transaction, Made *made, const char *event_id, GError **error)
{
  g_autofree char *id = sl_id_new ();
  g_autofree char *label = g_strdup_printf ("Design and Access Statement: %u passages taken as "
                                            "evidence",
                                            made->n_evidence % 9 + 1);

  made->n_evidence++;
  return run (transaction,
              "INSERT INTO claim_evidence (evidence_id, event_id, position, kind, label, detail,"
              " on_date) VALUES (?, ?, 1, 'evidence', ?, 'pages 4, 7, 12; H21, H24', '2026-03-09')",
              (const char *const[]){ id, event_id, label, NULL }, error);
}

/* Claimed, more needed, claimed with evidence, agreed, acknowledged. */
static gboolean
add_history (SlTransaction *transaction,
             Made *made,
             guint trainee,
             const char *occasion_id,
             const char *criterion_id,
             guint n_evidence,
             GError **error)
{
  static const char *const kinds[] = { "claim", "verdict", "claim", "verdict", "acknowledge" };
  static const char *const verdicts[] = { "", "not-yet", "", "met", "" };
  const char *hash = sl_framework_get_hash (made->framework);
  g_autofree char *answered = g_strdup ("");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gboolean verdict = *verdicts[i] != '\0';
      g_autofree char *id = sl_id_new ();
      g_autofree char *at = g_strdup_printf (
          "20%02u-%02u-%02uT09:%02u:%02u.000Z", 16 + trainee % 10, 1 + made->n_events % 12,
          1 + made->n_events % 28, made->n_events / 60 % 60, made->n_events % 60);
      const char *const texts[] = {
        id,
        made->portfolios[trainee],
        occasion_id,
        criterion_id,
        kinds[i],
        verdicts[i],
        "The boundary beside the footpath is overlooked by no home, and the planting hides it.",
        verdict ? "Briefing in person" : "",
        verdict ? "The draft, version 2" : "",
        hash,
        verdict ? made->fixture->manager : made->people[trainee],
        verdict ? "manager" : "trainee",
        at,
        g_str_equal (kinds[i], "claim") ? "" : answered,
        NULL,
      };

      made->n_events++;
      if (!run (transaction,
                "INSERT INTO cell_event (event_id, portfolio_id, occasion_id, criterion_id, kind,"
                " verdict, words, verbal, written, framework_hash, person_id, role, at,"
                " answers) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                texts, error))
        return FALSE;
      g_free (answered);
      answered = g_strdup (id);
      for (guint j = 0; i == 2 && j < n_evidence; j++)
        if (!add_evidence (transaction, made, id, error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
add_occasion (SlTransaction *transaction, Made *made, guint trainee, guint number, GError **error)
{
  gboolean planning = number < N_PLANNING;
  const SlComponent *component = sl_framework_find_component (made->framework,
                                                              planning ? "C2" : "C3");
  g_autofree char *id = sl_id_new ();
  g_autofree char *reference = g_strdup_printf ("UTT/26/%u%03u/FUL", number, trainee);
  guint n_left = N_EVIDENCE / N_OCCASIONS, n_cells = sl_component_count_cells (component);

  if (!run (transaction,
            "INSERT INTO occasion (occasion_id, portfolio_id, component_id, position,"
            " application_key, title, reference, authority, on_date, person_id, at, changed_at)"
            " VALUES (?, ?, ?, 1, ?, 'Land east of Mallard Way, Thornbury St Anne', ?,"
            " 'Uttlesford District Council', '2026-03-09', ?, '', '')",
            (const char *const[]){ id, made->portfolios[trainee], component->id, reference,
                                   reference, made->people[trainee], NULL },
            error))
    return FALSE;
  for (guint i = 0; i < component->n_criteria; i++)
    {
      guint n_evidence = n_cells > 0 ? (n_left + n_cells - 1) / n_cells : 0;

      if (component->criteria[i].heading)
        continue;
      if (!add_history (transaction, made, trainee, id, component->criteria[i].id, n_evidence,
                        error))
        return FALSE;
      n_left -= n_evidence;
      n_cells--;
    }
  return TRUE;
}

static gboolean
add_trainee (SlTransaction *transaction, Made *made, guint number, GError **error)
{
  if (number > 0 &&
      !run (transaction,
            "INSERT INTO portfolio (portfolio_id, person_id, framework_id, framework_hash,"
            " begun_by, begun_at) VALUES (?, ?, 'doco', ?, ?, '2016-01-04T09:00:00.000Z')",
            (const char *const[]){ made->portfolios[number], made->people[number],
                                   sl_framework_get_hash (made->framework), made->people[number],
                                   NULL },
            error))
    return FALSE;
  for (guint i = 0; i < N_OCCASIONS; i++)
    if (!add_occasion (transaction, made, number, i, error))
      return FALSE;
  return TRUE;
}

static gboolean
fill (SlTransaction *transaction, gpointer data, GError **error)
{
  for (guint i = 0; i < N_TRAINEES; i++)
    if (!add_trainee (transaction, data, i, error))
      return FALSE;
  return TRUE;
}

static void
make_team (Made *made, SlTestProgress *fixture)
{
  g_autoptr (GError) error = NULL;

  made->fixture = fixture;
  made->framework = sl_portfolio_get_framework (fixture->portfolio);
  made->people[0] = g_strdup (fixture->trainee);
  made->portfolios[0] = g_strdup (sl_portfolio_get_id (fixture->portfolio));
  for (guint i = 1; i < N_TRAINEES; i++)
    {
      g_autofree char *account = g_strdup_printf ("%u", 8000 + i);
      g_autofree char *name = g_strdup_printf ("Trainee %02u", i);

      made->people[i] = sl_test_add_person (fixture->base, account, name, "trainee");
      made->portfolios[i] = sl_id_new ();
    }
  sl_store_apply (fixture->store, sl_change_new ("by-hand", "file", "", NULL, fill, made, NULL),
                  &error);
  g_assert_no_error (error);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return difference < 0 ? -1 : difference > 0;
}

static void
say (const char *what, double *times, double budget)
{
  qsort (times, N_RUNS, sizeof (double), compare);
  g_print ("portfolio: %s %.1f ms, worst %.1f ms (budget %.0f ms)\n", what, times[N_RUNS / 2],
           times[N_RUNS - 1], budget);
}

static void
measure_team (SlTestProgress *fixture)
{
  double times[N_RUNS], opened[N_RUNS];

  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) trainees = sl_team_list (fixture->store, fixture->packs, &error);
      g_autoptr (SlPortfolio) portfolio = NULL;

      g_assert_no_error (error);
      times[i] = (double) (g_get_monotonic_time () - start) / 1000.0;
      g_assert_cmpuint (trainees->len, ==, N_TRAINEES);
      portfolio = sl_portfolio_load (fixture->store, fixture->packs, fixture->trainee, &error);
      g_assert_no_error (error);
      opened[i] = (double) (g_get_monotonic_time () - start) / 1000.0;
    }
  say ("the team's list", times, 150);
  say ("the team's list and one matrix", opened, 150);
}

static void
measure_paper (SlTestProgress *fixture, const SlPortfolioContext *context)
{
  double composed[N_RUNS], times[N_RUNS];
  guint n_pages = 0;
  gsize size = 0;

  sl_test_progress_load (fixture);
  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;
      g_autoptr (SlLetter) letter = sl_portfolio_compose (context, fixture->portfolio, &error);
      g_autoptr (SlLetterLayout) layout = NULL;
      g_autoptr (GBytes) bytes = NULL;

      g_assert_no_error (error);
      composed[i] = (double) (g_get_monotonic_time () - start) / 1000.0;
      bytes = sl_letter_render_pdf (letter, &error);
      g_assert_no_error (error);
      times[i] = (double) (g_get_monotonic_time () - start) / 1000.0;
      size = g_bytes_get_size (bytes);
      if (i > 0)
        continue;
      layout = sl_letter_layout_new (letter);
      n_pages = sl_letter_layout_get_n_pages (layout);
    }
  g_print ("portfolio: a paper of %u pages, %.1f MiB\n", n_pages, (double) size / (1024 * 1024));
  say ("composed in", composed, 1000);
  say ("composed and rendered as PDF in", times, 1000);
}

int
main (int argc, char **argv)
{
  g_autoptr (SlTestProgress) fixture = sl_test_progress_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPerson) manager = NULL;
  SlPortfolioContext context = { 0 };
  struct rusage usage;
  Made made = { 0 };

  make_team (&made, fixture);
  getrusage (RUSAGE_SELF, &usage);
  g_print ("portfolio: %d trainees, %u steps of their cells, %u pieces of evidence; %.1f MiB\n",
           N_TRAINEES, made.n_events, made.n_evidence, (double) usage.ru_maxrss / 1024);
  sl_test_progress_become (fixture, fixture->manager);
  measure_team (fixture);
  manager = sl_people_load (fixture->store, fixture->manager, &error);
  g_assert_no_error (error);
  context.library = sl_casebook_get_library (fixture->base->casebook);
  context.packs = fixture->packs;
  context.policy = sl_casebook_get_policy (fixture->base->casebook);
  context.author = manager;
  measure_paper (fixture, &context);
  getrusage (RUSAGE_SELF, &usage);
  g_print ("portfolio: at most %.1f MiB of memory\n", (double) usage.ru_maxrss / 1024);
  for (guint i = 0; i < N_TRAINEES; i++)
    {
      g_free (made.people[i]);
      g_free (made.portfolios[i]);
    }
  return 0;
}
