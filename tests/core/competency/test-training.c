/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-id.h"
#include "base/sl-time.h"
#include "sl-test-case.h"
#include "sl-test-progress.h"
#include "sl-test.h"
#include "store/sl-store.h"

#include <string.h>
#include <unistd.h>

/* Training: what an entry says and brings, when it has to be renewed, and the files that show it.
 * Today is 24 November 2026. */

static void
set_up (SlTestProgress **self, gconstpointer data)
{
  *self = sl_test_progress_new_small ();
}

static void
tear_down (SlTestProgress **self, gconstpointer data)
{
  sl_test_progress_free (*self);
}

static SlChange *
set (SlTestProgress *self, const char *id, const SlTrainingValues *values)
{
  return sl_training_change_set (self->portfolio, id, values);
}

static const SlTraining *
find (SlTestProgress *self, const char *id)
{
  for (guint i = 0; i < sl_portfolio_get_n_training (self->portfolio); i++)
    if (g_str_equal (sl_portfolio_get_training (self->portfolio, i)->id, id))
      return sl_portfolio_get_training (self->portfolio, i);
  return NULL;
}

static char *
add_atlas (SlTestProgress *self, const char *on, const char *outcomes)
{
  const SlTrainingValues values = {
    .criterion_id = "T.1", .kind = "event", .title = "ATLAS", .on_date = on, .outcomes = outcomes
  };
  char *id = sl_id_new ();

  sl_test_progress_apply (self, set (self, id, &values));
  return id;
}

static gboolean
is_missing (SlTestProgress *self, const char *kind, const char *words, gboolean blocks)
{
  for (guint i = 0; i < sl_portfolio_get_n_missing (self->portfolio); i++)
    {
      const SlMissing *missing = sl_portfolio_get_missing (self->portfolio, i);

      if (g_str_equal (missing->kind, kind) && strstr (missing->text, words) != NULL &&
          missing->blocks == blocks)
        return TRUE;
    }
  return FALSE;
}

static void
test_entry (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  const SlTrainingValues values = { .criterion_id = "T.2",
                                    .kind = "course",
                                    .title = "  CPTED,\n part one ",
                                    .provider = "Police Crime Prevention Academy",
                                    .on_date = "2026-03-02",
                                    .hours = "7.5",
                                    .words = "Natural surveillance.\nTerritoriality." };
  g_autofree char *id = sl_id_new ();
  guint before;

  sl_test_progress_apply (self, set (self, id, &values));
  g_assert_cmpstr (find (self, id)->title, ==, "CPTED, part one");
  g_assert_cmpfloat (find (self, id)->hours, ==, 7.5);
  g_assert_cmpstr (find (self, id)->words, ==, "Natural surveillance.\nTerritoriality.");
  g_assert_cmpstr (find (self, id)->criterion->title, ==, "CPD");
  g_assert_cmpstr (find (self, id)->renews_on, ==, "");
  /* What is not said keeps; the same again changes nothing. */
  sl_test_progress_apply (self, set (self, id, &(SlTrainingValues){ .hours = "8" }));
  g_assert_cmpfloat (find (self, id)->hours, ==, 8);
  g_assert_cmpstr (find (self, id)->provider, ==, "Police Crime Prevention Academy");
  before = sl_test_count_audit (self->store);
  sl_test_progress_apply (self, set (self, id, &(SlTrainingValues){ .hours = "8.0" }));
  sl_test_progress_apply (self, set (self, id, &values));
  sl_test_progress_apply (self, set (self, id, &values));
  g_assert_cmpuint (sl_test_count_audit (self->store), <=, before + 2);

  sl_test_progress_apply (self, sl_training_change_remove (self->portfolio, id, TRUE));
  g_assert_true (find (self, id)->removed);
  sl_test_progress_refuse (self, set (self, id, &values), "was removed");
  sl_test_progress_apply (self, sl_training_change_remove (self->portfolio, id, FALSE));
  g_assert_false (find (self, id)->removed);
}

static void
test_refused (SlTestProgress **fixture, gconstpointer data)
{
  static const struct
  {
    SlTrainingValues values;
    const char *words;
  } cases[] = {
    { { .criterion_id = "T.9", .kind = "course", .title = "A", .on_date = "2026-03-02" },
      "no training under “T.9”" },
    { { .criterion_id = "P.1", .kind = "course", .title = "A", .on_date = "2026-03-02" },
      "no training under “P.1”" },
    { { .criterion_id = "T.2", .kind = "holiday", .title = "A", .on_date = "2026-03-02" },
      "of these kinds: cpd, course" },
    { { .criterion_id = "T.2", .kind = "course", .title = " ", .on_date = "2026-03-02" },
      "a title and a date" },
    { { .criterion_id = "T.2", .kind = "course", .title = "A" }, "a title and a date" },
    { { .criterion_id = "T.2", .kind = "course", .title = "A", .on_date = "2026-02-30" },
      "not a date" },
    { { .criterion_id = "T.2",
        .kind = "course",
        .title = "A",
        .on_date = "2026-03-02",
        .hours = "many" },
      "no number of hours" },
    { { .criterion_id = "T.2",
        .kind = "course",
        .title = "A",
        .on_date = "2026-03-02",
        .hours = "-1" },
      "no number of hours" },
    { { .criterion_id = "T.2",
        .kind = "course",
        .title = "A",
        .on_date = "2026-03-02",
        .renews_on = "2026-01-01" },
      "before the day" },
    { { .criterion_id = "T.1",
        .kind = "event",
        .title = "A",
        .on_date = "2026-03-02",
        .outcomes = "docs medal" },
      "no outcome “medal”" },
  };
  SlTestProgress *self = *fixture;
  g_autofree char *id = sl_id_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    sl_test_progress_refuse (self, set (self, id, &cases[i].values), cases[i].words);
  sl_test_progress_become (self, self->manager);
  sl_test_progress_refuse (
      self,
      set (self, id,
           &(SlTrainingValues){
               .criterion_id = "T.2", .kind = "cpd", .title = "A", .on_date = "2026-03-02" }),
      "its trainee alone");
}

/* Twelve months on, also where that day does not exist. */
static void
test_renewal_is_reckoned (SlTestProgress **fixture, gconstpointer data)
{
  static const char *const days[][2] = {
    { "2026-03-02", "2027-03-02" },
    { "2024-02-29", "2025-02-28" },
    { "2025-12-31", "2026-12-31" },
  };
  SlTestProgress *self = *fixture;
  g_autofree char *own = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *id = add_atlas (self, days[i][0], "park, docs park");

      g_assert_cmpstr (find (self, id)->renews_on, ==, days[i][1]);
      g_assert_cmpstr (find (self, id)->outcomes, ==, "park docs");
    }
  own = add_atlas (self, "2026-03-02", "");
  g_assert_cmpstr (find (self, own)->renews_on, ==, "");
  sl_test_progress_apply (
      self, set (self, own, &(SlTrainingValues){ .outcomes = "park", .renews_on = "2026-12-01" }));
  g_assert_cmpstr (find (self, own)->renews_on, ==, "2026-12-01");
}

/* Both outcomes are needed, each in force; within 90 days of the end one is reminded. */
static void
test_outcomes_and_renewals (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_autofree char *docs = add_atlas (self, "2025-11-23", "docs");
  g_autofree char *park = NULL;
  g_autofree char *later = NULL;

  g_assert_true (find (self, docs)->expired);
  g_assert_true (is_missing (self, "renewal", "ran out on 23 November 2026", TRUE));
  g_assert_true (is_missing (self, "outcome", "no entry brings “Park Mark”", TRUE));
  /* On its last day it holds. */
  sl_test_progress_apply (self, set (self, docs, &(SlTrainingValues){ .on_date = "2025-11-24" }));
  g_assert_false (find (self, docs)->expired);
  g_assert_true (find (self, docs)->expires_soon);
  g_assert_true (is_missing (self, "renewal", "renewed today", FALSE));

  park = add_atlas (self, "2026-02-22", "park");
  g_assert_cmpstr (find (self, park)->renews_on, ==, "2027-02-22");
  g_assert_true (find (self, park)->expires_soon);
  g_assert_true (is_missing (self, "renewal", "by 22 February 2027, in 90 days", FALSE));
  sl_test_progress_apply (self, set (self, park, &(SlTrainingValues){ .on_date = "2026-02-23" }));
  g_assert_false (find (self, park)->expires_soon);

  /* A later one takes the place of both; one that is only booked does not. */
  later = add_atlas (self, "2026-12-01", "docs park");
  g_assert_true (is_missing (self, "renewal", "renewed today", FALSE));
  sl_test_progress_apply (self, set (self, later, &(SlTrainingValues){ .on_date = "2026-11-20" }));
  g_assert_false (is_missing (self, "renewal", "", FALSE));
  g_assert_false (is_missing (self, "outcome", "", TRUE));
}

/* ---- files ---- */

static gboolean
add_file (SlTestProgress *self,
          const char *kind,
          const char *owner,
          const char *path,
          GError **error)
{
  gboolean done = sl_portfolio_add_file (sl_casebook_get_library (self->base->casebook),
                                         self->portfolio, kind, owner, path, NULL, error);

  sl_test_progress_load (self);
  return done;
}

static char *
write_file (const char *name, const char *bytes, gssize length)
{
  g_autofree char *folder = sl_test_make_folder ();
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, length, &error);
  g_assert_no_error (error);
  return path;
}

static void
refuse_file (SlTestProgress *self, const char *owner, const char *path, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) findings = NULL;

  g_assert_false (add_file (self, "training", owner, path, &error));
  g_assert_nonnull (error);
  if (strstr (error->message, words) == NULL)
    g_error ("expected “%s” in “%s”", words, error->message);
  g_assert_cmpuint (find (self, owner)->n_files, ==, 0);
  /* Nothing is left behind. */
  findings = sl_library_check (sl_casebook_get_library (self->base->casebook), NULL, &error);
  g_assert_cmpuint (g_strv_length (findings), ==, 0);
}

static void
test_files (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_autofree char *id = add_atlas (self, "2026-03-02", "docs park");
  g_autofree char *path = write_file ("certificate.txt", "Callum Reyes attended.", -1);
  g_autofree char *file = NULL;
  g_autoptr (SlSealedFile) kept = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (is_missing (self, "certificate", "“ATLAS”: the certificate", TRUE));
  g_assert_true (add_file (self, "training", id, path, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (find (self, id)->n_files, ==, 1);
  g_assert_cmpstr (find (self, id)->files[0].file_name, ==, "certificate.txt");
  g_assert_false (is_missing (self, "certificate", "“ATLAS”", TRUE));
  kept = sl_library_open (sl_casebook_get_library (self->base->casebook),
                          find (self, id)->files[0].sha256, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sl_sealed_file_get_size (kept), ==, strlen ("Callum Reyes attended."));
  /* The same bytes again change nothing. */
  g_assert_true (add_file (self, "training", id, path, &error));
  g_assert_cmpuint (find (self, id)->n_files, ==, 1);
  file = g_strdup (find (self, id)->files[0].id);
  sl_test_progress_apply (self, sl_portfolio_change_remove_file (self->portfolio, file, TRUE));
  g_assert_cmpuint (find (self, id)->n_files, ==, 0);
  sl_test_progress_apply (self, sl_portfolio_change_remove_file (self->portfolio, file, FALSE));
  g_assert_cmpuint (find (self, id)->n_files, ==, 1);
}

static void
test_bad_files (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_autofree char *id = add_atlas (self, "2026-03-02", "docs park");
  g_autofree char *program = write_file ("certificate.pdf",
                                         "\x7f"
                                         "ELF\2\1\1\0\0\0\0\0\0\0",
                                         14);
  g_autofree char *broken = write_file ("broken.pdf", "%PDF-1.7\nno more", -1);
  g_autofree char *archive = write_file ("all.zip", "PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
                                         22);
  g_autofree char *empty = write_file ("empty.pdf", "", 0);
  g_autofree char *huge = write_file ("huge.pdf", "%PDF-1.7\n", -1);

  g_assert_cmpint (truncate (huge, 300 * 1024 * 1024), ==, 0);
  refuse_file (self, id, program, "certificate.pdf");
  refuse_file (self, id, broken, "broken.pdf");
  refuse_file (self, id, archive, "Unpack it");
  refuse_file (self, id, empty, "empty.pdf");
  refuse_file (self, id, huge, "huge.pdf");
  refuse_file (self, id, "/nowhere/at.pdf", "at.pdf");
}

/* A claim's files are its own until it is assessed. */
static void
test_claim_files (SlTestProgress **fixture, gconstpointer data)
{
  SlTestProgress *self = *fixture;
  g_autofree char *occasion = sl_test_progress_choose (self, "P", self->base->case_id);
  g_autofree char *event = sl_id_new ();
  g_autofree char *path = write_file ("briefing.txt", "Notes of the briefing.", -1);
  g_autofree char *late = write_file ("late.txt", "Better notes.", -1);
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (add_file (self, "claim", event, path, &error));
  g_assert_no_error (error);
  /* A file alone is enough of a claim. */
  sl_test_progress_apply (self, sl_cell_change_claim (self->portfolio,
                                                      sl_test_progress_cell (self, occasion, "P.1"),
                                                      event, NULL, NULL, FALSE));
  files = sl_portfolio_list_files (self->portfolio, event);
  g_assert_cmpuint (files->len, ==, 1);
  sl_test_progress_assess (self, self->manager, occasion, "P.1", "not-yet", "Illegible.");
  g_assert_false (add_file (self, "claim", event, late, &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "stays as it was"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, SlTestProgress *, NULL, set_up, func, tear_down)
  ADD ("/training/an-entry-is-made-corrected-and-removed", test_entry);
  ADD ("/training/what-is-no-entry-is-refused", test_refused);
  ADD ("/training/a-renewal-is-reckoned", test_renewal_is_reckoned);
  ADD ("/training/outcomes-run-out", test_outcomes_and_renewals);
  ADD ("/training/a-certificate-is-kept", test_files);
  ADD ("/training/a-bad-file-is-refused-as-an-import-is", test_bad_files);
  ADD ("/training/files-of-a-claim-stay-as-they-were", test_claim_files);
  return g_test_run ();
}
