/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-id.h"
#include "base/sl-time.h"
#include "cases/sl-case-kind.h"
#include "cases/sl-case-link.h"
#include "cases/sl-case-list.h"
#include "cases/sl-case-records.h"
#include "packs/sl-pack.h"
#include "people/sl-person.h"
#include "sl-test-case.h"
#include "sl-test.h"
#include "store/sl-audit.h"
#include "store/sl-store.h"

#include <string.h>

/* The kinds of case and the line of their stages. */

typedef struct
{
  char *folder;
  SlStore *store;
  SlPackLibrary *packs;
  SlPerson *person;
  char *scheme_id;
} Fixture;

static char *
begin (Fixture *self, const char *kind, const char *title)
{
  char *id = sl_id_new ();

  sl_test_apply (self->store,
                 sl_case_change_begin (self->packs, id, kind, title,
                                       "Land east of Mallard Way, Thornbury St Anne, Essex",
                                       sl_person_get_id (self->person)));
  return id;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sl_test_set_time ("2026-11-24T09:00:00Z");
  self->folder = sl_test_make_folder ();
  self->store = sl_test_open_store (self->folder);
  self->person = sl_people_current (self->store, &error);
  g_assert_no_error (error);
  self->packs = sl_pack_library_new (NULL, &error);
  g_assert_no_error (error);
  self->scheme_id = begin (self, "scheme", "Mallard Way");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->person);
  g_clear_object (&self->store);
  g_clear_object (&self->packs);
  g_free (self->scheme_id);
  g_free (self->folder);
  sl_clock_set (NULL, NULL);
}

static SlCase *
load_case (Fixture *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  SlCase *loaded = sl_case_records_load (self->store, id, &error);

  g_assert_no_error (error);
  return loaded;
}

static GPtrArray *
load_steps (Fixture *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *steps = sl_stages_load (self->store, self->packs, id, &error);

  g_assert_no_error (error);
  return steps;
}

static const SlStageStep *
find_step (GPtrArray *steps, const char *id)
{
  for (guint i = 0; i < steps->len; i++)
    {
      const SlStageStep *step = g_ptr_array_index (steps, i);

      if (g_str_equal (step->stage->id, id))
        return step;
    }
  g_error ("there is no stage %s", id);
}

static SlChange *
stage (Fixture *self, const char *id, const char *state, const char *on, const char *reason)
{
  return sl_stage_change_set (self->packs, self->scheme_id, id, state, on, reason);
}

static void
assert_at (Fixture *self, const char *step, const char *stage_word)
{
  g_autoptr (SlCase) scheme = load_case (self, self->scheme_id);
  g_autoptr (GPtrArray) steps = load_steps (self, self->scheme_id);
  const SlStageStep *current = sl_stages_find_current (steps);

  g_assert_cmpstr (current != NULL ? current->stage->id : "", ==, step);
  g_assert_cmpstr (sl_case_get (scheme, "step"), ==, step);
  g_assert_cmpstr (sl_case_get (scheme, "stage"), ==, stage_word);
}

/* ---- words ---- */

static void
assert_found (Fixture *self, const char *words, gint64 n)
{
  g_autoptr (GError) error = NULL;
  const SlCaseQuery query = { .words = words };

  g_assert_cmpint (sl_case_records_count (self->store, &query, &error), ==, n);
  g_assert_no_error (error);
}

static void
test_lists_find_a_case_by_its_title (Fixture *self, gconstpointer data)
{
  g_autofree char *id = begin (self, "survey-worship", "Chapelle Sainte-Bénédicte");

  assert_found (self, "BÉNÉDICTE", 1);
  assert_found (self, "mallard bénédicte", 1);
  sl_test_apply (self->store, sl_case_change_title (id, "Long Lane"));
  assert_found (self, "BÉNÉDICTE", 0);
  assert_found (self, "lane", 1);
  /* What was found before is found still. */
  assert_found (self, "thornbury", 2);
}

/* ---- kinds ---- */

static void
test_kinds (void)
{
  static const char *const wanted[] = { "planning",     "pre-application", "scheme",
                                        "survey-home",  "survey-premises", "survey-worship",
                                        "visual-audit", "infrastructure",  "advice" };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPackLibrary) packs = sl_pack_library_new (NULL, &error);
  g_autoptr (GPtrArray) kinds = NULL;

  g_assert_no_error (error);
  kinds = sl_case_kinds_list (packs);
  g_assert_cmpuint (kinds->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < kinds->len; i++)
    {
      const SlCaseKind *kind = g_ptr_array_index (kinds, i);

      g_assert_cmpstr (kind->id, ==, wanted[i]);
      g_assert_true (sl_case_kind_find (packs, kind->id) == kind);
      g_assert_cmpuint (kind->n_stages, >=, 3);
      g_assert_cmpuint (g_strv_length ((char **) kind->forms), >, 0);
      /* Only an application brings a reference of its own. */
      g_assert_cmpint (*kind->series == '\0', ==, g_str_equal (kind->id, "planning"));
    }
  g_assert_null (sl_case_kind_find (packs, "burglary"));
  g_assert_null (sl_case_kind_find (packs, NULL));
}

/* What a kind names is there to be used. */
static void
test_names (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPackLibrary) packs = sl_pack_library_new (NULL, &error);
  g_autoptr (GPtrArray) kinds = sl_case_kinds_list (packs);

  g_assert_no_error (error);
  for (guint i = 0; i < kinds->len; i++)
    {
      const SlCaseKind *kind = g_ptr_array_index (kinds, i);
      const struct
      {
        const char *const *ids;
        const char *pack_kind;
      } named[] = { { kind->forms, "form" },
                    { kind->checklists, "checklist" },
                    { kind->templates, "template" } };

      for (guint j = 0; j < G_N_ELEMENTS (named); j++)
        for (guint k = 0; named[j].ids[k] != NULL; k++)
          {
            SlPack *pack = sl_pack_library_find (packs, named[j].ids[k], NULL);

            if (pack == NULL || !g_str_equal (sl_pack_get_kind (pack), named[j].pack_kind))
              g_error ("%s names the %s %s, which is not there", kind->id, named[j].pack_kind,
                       named[j].ids[k]);
          }
    }
}

/* The order of the application procedure, from the first contact to the condition. */
static void
test_scheme (void)
{
  static const char *const wanted[] = { "contact",           "application", "desk-review",
                                        "developer-meeting", "pre-build",   "requirements",
                                        "inspections",       "compliance",  "certificate",
                                        "discharge" };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPackLibrary) packs = sl_pack_library_new (NULL, &error);
  const SlCaseKind *kind = sl_case_kind_find (packs, "scheme");

  g_assert_cmpuint (kind->n_stages, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < kind->n_stages; i++)
    g_assert_cmpstr (kind->stages[i].id, ==, wanted[i]);
  g_assert_cmpstr (kind->title, ==, "Secured by Design scheme");
  g_assert_cmpstr (kind->series, ==, "SBD");
  g_assert_false (kind->consulted);
  g_assert_true (sl_case_kind_find (packs, "infrastructure")->consulted);
}

/* ---- beginning ---- */

static void
test_begin (Fixture *self, gconstpointer data)
{
  g_autoptr (SlCase) scheme = load_case (self, self->scheme_id);
  g_autoptr (SlCase) found = sl_case_records_find (self->store, "sbd/2026/001", NULL);
  g_autofree char *second = begin (self, "scheme", "Kiln Lane");
  g_autoptr (SlCase) next = load_case (self, second);

  g_assert_cmpstr (sl_case_get (scheme, "kind"), ==, "scheme");
  g_assert_cmpstr (sl_case_get (scheme, "triage"), ==, "case");
  g_assert_cmpstr (sl_case_get (scheme, "our-reference"), ==, "SBD/2026/001");
  g_assert_cmpstr (sl_case_get (scheme, "reference"), ==, "SBD/2026/001");
  g_assert_cmpstr (sl_case_get_display_title (scheme), ==, "Mallard Way");
  g_assert_cmpstr (sl_case_get (scheme, "due-date"), ==, "");
  g_assert_nonnull (found);
  g_assert_cmpstr (sl_case_get_id (found), ==, self->scheme_id);
  g_assert_cmpstr (sl_case_get (next, "our-reference"), ==, "SBD/2026/002");
  assert_at (self, "contact", "identified");
}

static void
test_begin_refused (Fixture *self, gconstpointer data)
{
  const char *officer = sl_person_get_id (self->person);
  const struct
  {
    const char *kind, *title, *words;
  } refused[] = { { "burglary", "A", "no kind of case" },
                  { "planning", "A", "made of an application" },
                  { "scheme", "  ", "needs a title" } };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *id = sl_id_new ();

      sl_test_refuse (
          self->store,
          sl_case_change_begin (self->packs, id, refused[i].kind, refused[i].title, "", officer),
          SL_STORE_ERROR_REFUSED, refused[i].words);
    }
}

/* What the authority calls it, when it tells, takes the place of our own number. */
static void
test_reference_follows (Fixture *self, gconstpointer data)
{
  g_autofree char *id = begin (self, "pre-application", "Mallard Way");
  g_autoptr (SlCase) before = load_case (self, id);
  g_autoptr (SlCase) after = NULL;

  g_assert_cmpstr (sl_case_get (before, "reference"), ==, "PRE/2026/001");
  sl_test_apply (self->store, sl_case_change_confirm (id, "reference", "UTT/26/0031/PA"));
  after = load_case (self, id);
  g_assert_cmpstr (sl_case_get (after, "reference"), ==, "UTT/26/0031/PA");
  g_assert_cmpstr (sl_case_get (after, "our-reference"), ==, "PRE/2026/001");
  g_assert_cmpuint (sl_case_get_conflict_count (after), ==, 0);
}

static void
test_link (Fixture *self, gconstpointer data)
{
  g_autofree char *planning_id = sl_test_add_case (self->store);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (GPtrArray) back = NULL;

  sl_test_apply (self->store,
                 sl_case_change_link (self->scheme_id, "UTT/26/2147/FUL", "scheme-of"));
  sl_test_apply (self->store, sl_case_change_link (planning_id, "SBD/2026/001", "scheme"));
  links = sl_case_links_list (self->store, self->scheme_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (links->len, ==, 1);
  g_assert_cmpstr (sl_case_get_id (((SlCaseLink *) links->pdata[0])->linked), ==, planning_id);
  back = sl_case_links_list (self->store, planning_id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sl_case_get_id (((SlCaseLink *) back->pdata[0])->linked), ==, self->scheme_id);
}

/* ---- stages ---- */

static void
test_forward (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) steps = NULL;
  const SlStageStep *step;

  sl_test_apply (self->store, stage (self, "contact", "done", "2026-10-31", NULL));
  assert_at (self, "application", "identified");
  sl_test_apply (self->store, stage (self, "application", "done", NULL, NULL));
  steps = load_steps (self, self->scheme_id);
  step = find_step (steps, "contact");
  g_assert_cmpstr (step->done_on, ==, "2026-10-31");
  g_assert_cmpstr (step->person_name, ==, sl_person_get_display_name (self->person));
  g_assert_cmpstr (find_step (steps, "application")->done_on, ==, "2026-11-24");
}

/* Stages overlap: a later one is at work while earlier ones are still to do. */
static void
test_overlap (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) steps = NULL;

  sl_test_apply (self->store, stage (self, "inspections", "current", NULL, NULL));
  assert_at (self, "contact", "identified");
  sl_test_apply (self->store, stage (self, "contact", "done", NULL, NULL));
  assert_at (self, "inspections", "identified");
  steps = load_steps (self, self->scheme_id);
  g_assert_cmpstr (find_step (steps, "application")->state, ==, "to-do");
}

static void
test_skip (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) steps = NULL;

  sl_test_refuse (self->store, stage (self, "pre-build", "skipped", NULL, "  "),
                  SL_STORE_ERROR_REFUSED, "needs a written reason");
  sl_test_apply (self->store,
                 stage (self, "pre-build", "skipped", NULL, "The developer did not ask for one"));
  steps = load_steps (self, self->scheme_id);
  g_assert_cmpstr (find_step (steps, "pre-build")->state, ==, "skipped");
  g_assert_cmpstr (find_step (steps, "pre-build")->reason, ==, "The developer did not ask for one");
}

/* What was said before stays in the case's history, with the reason for going back. */
static void
test_set_back (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *latest = NULL;
  g_autofree char *earlier = NULL;

  sl_test_apply (self->store, stage (self, "compliance", "done", "2026-11-20", NULL));
  sl_test_refuse (self->store, stage (self, "compliance", "current", NULL, NULL),
                  SL_STORE_ERROR_REFUSED, "needs a written reason");
  sl_test_refuse (self->store, stage (self, "compliance", "to-do", NULL, ""),
                  SL_STORE_ERROR_REFUSED, "needs a written reason");
  sl_test_apply (self->store, stage (self, "compliance", "current", NULL,
                                     "The certificate of the flats' doors has run out"));
  steps = load_steps (self, self->scheme_id);
  g_assert_cmpstr (find_step (steps, "compliance")->state, ==, "current");
  g_assert_cmpstr (find_step (steps, "compliance")->done_on, ==, "");
  g_assert_cmpstr (find_step (steps, "compliance")->reason, ==,
                   "The certificate of the flats' doors has run out");
  rows = sl_audit_list (self->store, self->scheme_id, 0, NULL);
  latest = sl_audit_row_dup_text (rows->pdata[0]);
  earlier = sl_audit_row_dup_text (rows->pdata[1]);
  g_assert_nonnull (strstr (latest, "was: done"));
  g_assert_nonnull (strstr (latest, "has run out"));
  g_assert_nonnull (strstr (earlier, "on: 2026-11-20"));
}

static void
test_closing (Fixture *self, gconstpointer data)
{
  g_autoptr (SlCaseList) list = sl_case_list_new (self->store);
  const SlCaseQuery open = { .triage = "case", .stage = "open" };
  g_autoptr (GPtrArray) steps = load_steps (self, self->scheme_id);

  for (guint i = 0; i < steps->len; i++)
    {
      const SlStageStep *step = g_ptr_array_index (steps, i);
      g_autofree char *reason = g_strdup ("Not part of this scheme");

      g_assert_cmpint (sl_case_records_count (self->store, &open, NULL), ==, 1);
      sl_test_apply (self->store, stage (self, step->stage->id, i % 3 == 0 ? "skipped" : "done",
                                         NULL, i % 3 == 0 ? reason : NULL));
    }
  assert_at (self, "", "closed");
  g_assert_cmpint (sl_case_records_count (self->store, &open, NULL), ==, 0);
  sl_test_apply (self->store, stage (self, "discharge", "to-do", NULL, "The authority asks again"));
  assert_at (self, "discharge", "assessing");
  g_assert_cmpint (sl_case_records_count (self->store, &open, NULL), ==, 1);
}

static void
test_days (Fixture *self, gconstpointer data)
{
  const struct
  {
    const char *now;
    gboolean overdue;
  } days[] = {
    /* The leap day itself, its last minute, and the minute after. */
    { "2028-02-29T00:00:00Z", FALSE },
    { "2028-02-29T23:59:59Z", FALSE },
    { "2028-03-01T00:00:00Z", TRUE },
  };

  sl_test_refuse (self->store,
                  sl_stage_change_due (self->packs, self->scheme_id, "application", "2027-02-29"),
                  SL_STORE_ERROR_REFUSED, "not a date");
  sl_test_apply (self->store,
                 sl_stage_change_due (self->packs, self->scheme_id, "application", "2028-02-29"));
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (GPtrArray) steps = NULL;

      sl_test_set_time (days[i].now);
      steps = load_steps (self, self->scheme_id);
      g_assert_cmpint (find_step (steps, "application")->overdue, ==, days[i].overdue);
    }
  sl_test_apply (self->store, stage (self, "application", "done", NULL, NULL));
  {
    g_autoptr (GPtrArray) steps = load_steps (self, self->scheme_id);

    /* Its day is kept, and no longer past. */
    g_assert_cmpstr (find_step (steps, "application")->due_date, ==, "2028-02-29");
    g_assert_false (find_step (steps, "application")->overdue);
  }
}

/* After midnight in London and before it in UTC, a stage is overdue: the officer's day counts. */
static void
test_summer_midnight (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  sl_test_apply (self->store,
                 sl_stage_change_due (self->packs, self->scheme_id, "contact", "2027-06-30"));
  sl_test_set_time ("2027-06-30T22:59:59Z");
  before = load_steps (self, self->scheme_id);
  g_assert_false (find_step (before, "contact")->overdue);
  sl_test_set_time ("2027-06-30T23:00:00Z");
  after = load_steps (self, self->scheme_id);
  g_assert_true (find_step (after, "contact")->overdue);
}

static void
test_refusals (Fixture *self, gconstpointer data)
{
  sl_test_refuse (self->store, stage (self, "assessing", "done", NULL, NULL),
                  SL_STORE_ERROR_REFUSED, "not a stage of this kind");
  sl_test_refuse (self->store, stage (self, "contact", "finished", NULL, NULL),
                  SL_STORE_ERROR_REFUSED, "none of these");
  sl_test_refuse (self->store, stage (self, "contact", "done", "2026-11-25", NULL),
                  SL_STORE_ERROR_REFUSED, "still to come");
  sl_test_refuse (self->store, stage (self, "contact", "done", "2026-11-31", NULL),
                  SL_STORE_ERROR_REFUSED, "not a date");
  sl_test_refuse (self->store, sl_case_change_stage (self->scheme_id, "reading"),
                  SL_STORE_ERROR_REFUSED, "no planning case");
}

static void
test_twice (Fixture *self, gconstpointer data)
{
  guint before;

  sl_test_apply (self->store, stage (self, "contact", "done", "2026-11-20", NULL));
  before = sl_test_count_audit (self->store);
  sl_test_apply (self->store, stage (self, "contact", "done", "2026-11-20", NULL));
  sl_test_apply (self->store, stage (self, "contact", "done", NULL, NULL));
  g_assert_cmpuint (sl_test_count_audit (self->store), ==, before);
}

static void
test_planning (Fixture *self, gconstpointer data)
{
  g_autofree char *id = sl_test_add_case (self->store);
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GPtrArray) closed = NULL;

  sl_test_apply (self->store, sl_case_change_make (id, sl_person_get_id (self->person)));
  sl_test_apply (self->store, sl_case_change_confirm (id, "consultation-expiry", "2026-11-23"));
  sl_test_apply (self->store, sl_case_change_stage (id, "drafting"));
  steps = load_steps (self, id);
  g_assert_cmpuint (steps->len, ==, 8);
  g_assert_cmpstr (find_step (steps, "assessing")->state, ==, "done");
  g_assert_cmpstr (find_step (steps, "drafting")->state, ==, "current");
  g_assert_cmpstr (find_step (steps, "sent")->state, ==, "to-do");
  g_assert_cmpstr (find_step (steps, "sent")->due_date, ==, "2026-11-23");
  g_assert_true (find_step (steps, "sent")->overdue);
  g_assert_true (sl_stages_find_current (steps) == find_step (steps, "drafting"));
  sl_test_refuse (self->store, sl_stage_change_set (self->packs, id, "sent", "done", NULL, NULL),
                  SL_STORE_ERROR_REFUSED, "follow from its response");
  sl_test_apply (self->store, sl_case_change_stage (id, "closed"));
  closed = load_steps (self, id);
  g_assert_null (sl_stages_find_current (closed));
  g_assert_false (find_step (closed, "sent")->overdue);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cases/kind/nine-kinds-each-with-its-stages", test_kinds);
  g_test_add_func ("/cases/kind/what-a-kind-names-is-there", test_names);
  g_test_add_func ("/cases/kind/a-scheme-goes-the-way-of-its-procedure", test_scheme);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/cases/begin/a-scheme-is-numbered-and-at-its-first-stage", test_begin);
  ADD ("/cases/begin/lists-find-a-case-by-its-title", test_lists_find_a_case_by_its_title);
  ADD ("/cases/begin/what-cannot-be-a-case-is-refused", test_begin_refused);
  ADD ("/cases/begin/an-authoritys-reference-takes-the-place-of-ours", test_reference_follows);
  ADD ("/cases/begin/a-scheme-is-linked-with-its-planning-case-both-ways", test_link);
  ADD ("/cases/stage/the-next-stage-is-at-work-when-one-is-done", test_forward);
  ADD ("/cases/stage/stages-overlap", test_overlap);
  ADD ("/cases/stage/skipping-needs-a-reason", test_skip);
  ADD ("/cases/stage/a-stage-set-back-is-kept-in-the-history", test_set_back);
  ADD ("/cases/stage/all-behind-closes-the-case", test_closing);
  ADD ("/cases/stage/a-leap-day-is-a-day-until-it-ends", test_days);
  ADD ("/cases/stage/days-end-at-midnight-in-london", test_summer_midnight);
  ADD ("/cases/stage/what-cannot-be-is-refused", test_refusals);
  ADD ("/cases/stage/saying-it-twice-changes-nothing", test_twice);
  ADD ("/cases/stage/a-planning-case-follows-its-response", test_planning);
#undef ADD
  return g_test_run ();
}
