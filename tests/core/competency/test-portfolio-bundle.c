/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-hex.h"
#include "base/sl-id.h"
#include "competency/sl-portfolio-bundle-private.h"
#include "competency/sl-portfolio-bundle.h"
#include "people/sl-key.h"
#include "sl-test-case.h"
#include "sl-test-progress.h"
#include "sl-test.h"
#include "store/sl-audit.h"
#include "store/sl-store.h"

#include <string.h>

/* Callum Reyes's casebook, Helen Marsh's and Grace Lindqvist's, each in a folder of its own, and
 * portfolios between them, over the real worker: what travels, and every way to forge it. Past 600
 * lines because the forgeries stand beside the casebooks that each of them is tried on. */

typedef struct
{
  SlTestProgress *callum;
  SlCasebook *helen, *grace;
  char *occasion;   /* of Callum's, with P.1 claimed */
  char *out, *back; /* paths of bundles */
} Fixture;

static void
apply (SlCasebook *casebook, SlChange *change)
{
  g_autoptr (GError) error = NULL;

  sl_store_apply (sl_casebook_get_store (casebook), change, &error);
  g_assert_no_error (error);
}

static SlCasebook *
open_casebook (const char *name, const char *role)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autoptr (GError) error = NULL;
  SlCasebook *casebook = sl_casebook_open (folder, SL_STORE_DEFAULT, &error);

  g_assert_no_error (error);
  apply (casebook, sl_people_change_declare (sl_person_get_id (sl_casebook_get_person (casebook)),
                                             name, role));
  sl_casebook_reload_person (casebook, &error);
  g_assert_no_error (error);
  return casebook;
}

static SlCasebook *
of_callum (Fixture *fixture)
{
  return fixture->callum->base->casebook;
}

/* The third computer, for the few that need one. */
static SlCasebook *
of_grace (Fixture *fixture)
{
  if (fixture->grace == NULL)
    fixture->grace = open_casebook ("Grace Lindqvist", "manager");
  return fixture->grace;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *case_id = NULL;

  fixture->callum = sl_test_progress_new_small ();
  case_id = sl_test_progress_add_case (fixture->callum, "planning", "UTT/26/2147/FUL",
                                       "Land east of Mallard Way");
  fixture->occasion = sl_test_progress_choose (fixture->callum, "P", case_id);
  sl_test_progress_claim (fixture->callum, fixture->occasion, "P.1", "Briefed on 24 November.");
  fixture->helen = open_casebook ("Helen Marsh", "manager");
  fixture->out = g_build_filename (folder, "Callum.sightline", NULL);
  fixture->back = g_build_filename (folder, "Callum, reply.sightline", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  sl_casebook_close (fixture->helen);
  g_clear_object (&fixture->helen);
  if (fixture->grace != NULL)
    sl_casebook_close (fixture->grace);
  g_clear_object (&fixture->grace);
  sl_test_progress_free (fixture->callum);
  g_free (fixture->occasion);
  g_free (fixture->out);
  g_free (fixture->back);
}

static SlReview *
review_of (SlCasebook *casebook)
{
  return sl_casebook_get_review (casebook);
}

static SlPortfolio *
load (Fixture *fixture, SlCasebook *casebook)
{
  g_autoptr (GError) error = NULL;
  SlPortfolio *portfolio = sl_portfolio_load (sl_casebook_get_store (casebook),
                                              sl_casebook_get_packs (casebook),
                                              fixture->callum->trainee, &error);

  g_assert_no_error (error);
  g_assert_nonnull (portfolio);
  return portfolio;
}

static void
make_with (Fixture *fixture, SlCasebook *casebook, const char *path, gboolean notes)
{
  g_autoptr (SlPortfolio) portfolio = load (fixture, casebook);
  g_autoptr (GError) error = NULL;

  sl_portfolio_bundle_make (review_of (casebook), portfolio, TRUE, notes, path, &error);
  g_assert_no_error (error);
}

static void
make (Fixture *fixture, SlCasebook *casebook, const char *path)
{
  make_with (fixture, casebook, path, FALSE);
}

static SlPortfolioBundle *
take_in (SlCasebook *casebook, const char *path)
{
  g_autoptr (GError) error = NULL;
  SlPortfolioBundle *bundle = NULL;

  sl_portfolio_bundle_read (review_of (casebook), path, NULL, &bundle, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < bundle->notices->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (bundle->notices, i));
  return bundle;
}

static void
send (Fixture *fixture, SlCasebook *from, SlCasebook *to, const char *path)
{
  g_autoptr (SlPortfolioBundle) bundle = NULL;

  make (fixture, from, path);
  bundle = take_in (to, path);
}

static gint64
count_rows (SlCasebook *casebook)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = NULL;
  gint64 sequence;

  sl_audit_get_head (sl_store_read (sl_casebook_get_store (casebook)), &sequence, &hash, &error);
  g_assert_no_error (error);
  return sequence;
}

/* Not read, nothing is touched, and the sentence names the file. */
static void
assert_refused (SlCasebook *casebook, const char *path, const char *words)
{
  g_autoptr (GError) looked = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (path);
  gint64 before = count_rows (casebook);

  g_assert_null (sl_portfolio_bundle_look (review_of (casebook), path, NULL, &looked));
  g_test_message ("%s", looked->message);
  g_assert_nonnull (strstr (looked->message, words));
  g_assert_nonnull (strstr (looked->message, name));
  g_assert_false (sl_portfolio_bundle_read (review_of (casebook), path, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, words));
  g_assert_cmpint (count_rows (casebook), ==, before);
}

/* The same of one that waits for somebody to compare a key: it is noted, for that, and once. */
static void
assert_waits (SlCasebook *casebook, const char *path, const char *words)
{
  g_autoptr (GError) error = NULL;
  gint64 before = count_rows (casebook);

  g_assert_null (sl_portfolio_bundle_look (review_of (casebook), path, NULL, NULL));
  g_assert_cmpint (count_rows (casebook), ==, before);
  g_assert_false (sl_portfolio_bundle_read (review_of (casebook), path, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, words));
  g_assert_cmpint (count_rows (casebook), ==, before + 1);
  assert_refused (casebook, path, words);
}

static char *
dup_fingerprint (SlCasebook *casebook)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSigningKey) key = sl_signing_key_open (sl_casebook_get_store (casebook), &error);

  g_assert_no_error (error);
  return g_strdup (sl_signing_key_get_fingerprint (key));
}

/* @casebook's person has compared the key of @other's, of which the file at @path tells. */
static void
trust (SlCasebook *casebook, SlCasebook *other, const char *path)
{
  g_autofree char *fingerprint = dup_fingerprint (other);
  g_autoptr (GError) error = NULL;

  sl_portfolio_bundle_meet_key (review_of (casebook), path, fingerprint, &error);
  g_assert_no_error (error);
}

static void
assess (Fixture *fixture, SlCasebook *casebook, const char *criterion, const char *verdict)
{
  g_autoptr (SlPortfolio) portfolio = load (fixture, casebook);
  const SlCellVerdict values = { .verdict = verdict, .feedback = "Seen.", .verbal = "Our talk" };

  apply (casebook,
         sl_cell_change_assess (
             portfolio, sl_portfolio_find_cell (portfolio, fixture->occasion, criterion), &values));
}

static guint
count_events (Fixture *fixture, SlCasebook *casebook)
{
  g_autoptr (SlPortfolio) portfolio = load (fixture, casebook);

  return portfolio->events->len;
}

static const char *
own_id (SlCasebook *casebook)
{
  return sl_person_get_id (sl_casebook_get_person (casebook));
}

/* ---- forging: a bundle is taken apart, edited, and signed by @forger ---- */

typedef struct
{
  guint kind, field;
  const char *value;
} Edit;

typedef struct
{
  const Edit *manifest, *content; /* end with a NULL value */
  guint add;                      /* a kind of which a record is added: */
  const char *const *added;
  gboolean unmoved; /* leaves out moves to other editions */
  gboolean seal;    /* signs anew what is sealed, with the forger's key */
} Forgery;

static SlLines *
copy_lines (SlLines *from, const SlLineFormat *format, guint n_kinds, const Edit *edits)
{
  SlLines *to = sl_lines_new (format);

  for (guint kind = 0; kind < n_kinds; kind++)
    for (guint i = 0; i < sl_lines_count (from, kind); i++)
      {
        g_auto (GStrv) values = g_strdupv (sl_lines_get (from, kind, i)->values);

        for (const Edit *edit = edits; edit != NULL && edit->value != NULL; edit++)
          if (edit->kind == kind)
            {
              g_free (values[edit->field]);
              values[edit->field] = g_strdup (edit->value);
            }
        sl_lines_add_values (to, kind, (const char *const *) values);
      }
  return to;
}

static GPtrArray *
list_parts (SlBundleFile *file)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_bundle_part_free);

  for (guint i = 3; i < sl_lines_count (file->manifest, SL_MANIFEST_ENTRY); i++)
    {
      char **values = sl_lines_get (file->manifest, SL_MANIFEST_ENTRY, i)->values;
      const char *name = values[SL_MANIFEST_ENTRY_NAME];
      g_autofree char *prefix = g_strndup (name, strlen (name) - 64);

      g_ptr_array_add (parts, sl_bundle_part_new (prefix, values[SL_MANIFEST_ENTRY_HASH],
                                                  g_hash_table_lookup (file->entries, name), 0));
    }
  return parts;
}

static void
seal_again (SlBundleFile *file, SlSigningKey *key, SlLines *content)
{
  static const guint kinds[] = { SL_FOLIO_EVENT, SL_FOLIO_PROGRESSION };
  const char *portfolio = sl_bundle_file_get (file, SL_MANIFEST_PORTFOLIO,
                                              SL_MANIFEST_PORTFOLIO_ID);
  const char *owner = sl_bundle_file_get (file, SL_MANIFEST_PORTFOLIO,
                                          SL_MANIFEST_PORTFOLIO_PERSON);

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint i = 0; i < sl_lines_count (content, kinds[k]); i++)
      {
        char **values = sl_lines_get (content, kinds[k], i)->values;
        char **seal = sl_lines_find (content, SL_FOLIO_SEAL, values[0]);
        g_autoptr (GBytes) text = NULL;
        g_autoptr (GBytes) signature = NULL;
        g_autofree char *hex = NULL;

        if (sl_portfolio_find_author (kinds[k], values, owner) < 0)
          continue;
        text = sl_portfolio_seal_text (portfolio, content, kinds[k], i, NULL);
        signature = sl_signing_key_sign (key, text);
        hex = sl_hex_from_bytes (signature);
        if (seal == NULL)
          {
            sl_lines_add (content, SL_FOLIO_SEAL, values[0], sl_signing_key_get_fingerprint (key),
                          hex, NULL);
            continue;
          }
        g_free (seal[SL_FOLIO_SEAL_SIGNATURE]);
        seal[SL_FOLIO_SEAL_SIGNATURE] = g_steal_pointer (&hex);
        g_free (seal[SL_FOLIO_SEAL_FINGERPRINT]);
        seal[SL_FOLIO_SEAL_FINGERPRINT] = g_strdup (sl_signing_key_get_fingerprint (key));
      }
}

static void
forge (SlCasebook *forger, const char *path, const Forgery *forgery)
{
  SlLibrary *library = sl_casebook_get_library (forger);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlBundleFile) file = sl_portfolio_bundle_open (review_of (forger), path, NULL, &error);
  g_autoptr (SlSigningKey) key = sl_signing_key_open (sl_casebook_get_store (forger), &error);
  g_autofree char *digits = sl_hex_from_bytes (sl_signing_key_get_public (key));
  const Edit own[] = { { SL_MANIFEST_KEY, 0, digits },
                       { SL_MANIFEST_SERIAL, 0, "9000000000" },
                       { 0, 0, NULL } };
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (SlLines) edited = NULL;
  g_autoptr (SlLines) manifest = NULL;
  g_autoptr (SlLines) content = NULL;
  g_autofree char *temporary = NULL;

  g_assert_no_error (error);
  parts = list_parts (file);
  edited = copy_lines (file->manifest, &sl_portfolio_manifest_format, SL_MANIFEST_ENTRY,
                       forgery->manifest);
  manifest = copy_lines (edited, &sl_portfolio_manifest_format, SL_MANIFEST_ENTRY, own);
  content = copy_lines (file->content, &sl_portfolio_content_format, N_SL_FOLIO_KINDS,
                        forgery->content);
  if (forgery->unmoved)
    {
      g_autoptr (SlLines) all = g_steal_pointer (&content);

      content = sl_lines_new (&sl_portfolio_content_format);
      for (guint kind = 0; kind < N_SL_FOLIO_KINDS; kind++)
        for (guint i = 0; kind != SL_FOLIO_MOVE && i < sl_lines_count (all, kind); i++)
          sl_lines_add_values (content, kind,
                               (const char *const *) sl_lines_get (all, kind, i)->values);
    }
  if (forgery->added != NULL)
    sl_lines_add_values (content, forgery->add, forgery->added);
  if (forgery->seal)
    seal_again (file, key, content);
  sl_bundle_file_write (library, key, manifest, content, parts, path, &temporary, &error);
  g_assert_no_error (error);
  sl_bundle_file_publish (temporary, path, &error);
  g_assert_no_error (error);
}

/* ---- what travels ---- */

static void
test_arrives (Fixture *fixture, gconstpointer data)
{
  SlTestProgress *callum = fixture->callum;
  const SlTrainingValues training = { .criterion_id = "T.2",
                                      .kind = "cpd",
                                      .title = "A course",
                                      .on_date = "2026-10-01",
                                      .hours = "2.5" };
  g_autofree char *id = sl_id_new ();
  g_autofree char *fingerprint = dup_fingerprint (of_callum (fixture));
  g_autoptr (SlPortfolioBundle) looked = NULL;
  g_autoptr (SlPortfolioBundle) read = NULL;
  g_autoptr (SlPortfolio) here = NULL;
  g_autoptr (SlPerson) person = NULL;
  g_autoptr (GError) error = NULL;
  const SlCell *cell;
  gint64 before = count_rows (fixture->helen);

  sl_test_progress_apply (callum, sl_training_change_set (callum->portfolio, id, &training));
  make (fixture, of_callum (fixture), fixture->out);
  looked = sl_portfolio_bundle_look (review_of (fixture->helen), fixture->out, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (looked->sender_name, ==, "Callum Reyes");
  g_assert_cmpstr (looked->fingerprint, ==, fingerprint);
  g_assert_false (looked->verified || looked->reply);
  g_assert_cmpuint (looked->n_claims, ==, 1);
  g_assert_cmpint (count_rows (fixture->helen), ==, before);
  read = take_in (fixture->helen, fixture->out);
  g_assert_cmpint (count_rows (fixture->helen), ==, before + 1);
  here = load (fixture, fixture->helen);
  g_assert_cmpstr (sl_portfolio_get_origin (here), ==, fingerprint);
  g_assert_cmpuint (sl_portfolio_get_n_training (here), ==, 1);
  g_assert_cmpfloat (sl_portfolio_get_training (here, 0)->hours, ==, 2.5);
  cell = sl_portfolio_find_cell (here, fixture->occasion, "P.1");
  g_assert_cmpint (cell->state, ==, SL_CELL_CLAIMED);
  g_assert_cmpstr (cell->claim->words, ==, "Briefed on 24 November.");
  g_assert_cmpstr (cell->claim->origin, ==, fingerprint);
  person = sl_people_load (sl_casebook_get_store (fixture->helen), callum->trainee, &error);
  g_assert_true (sl_person_get_elsewhere (person));
}

static void
test_comes_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SlPortfolio) here = NULL;
  const SlCell *cell;

  send (fixture, of_callum (fixture), fixture->helen, fixture->out);
  assess (fixture, fixture->helen, "P.1", "met");
  make (fixture, fixture->helen, fixture->back);
  assert_waits (of_callum (fixture), fixture->back, "nobody here has compared");
  trust (of_callum (fixture), fixture->helen, fixture->back);
  sl_portfolio_bundle_free (take_in (of_callum (fixture), fixture->back));
  here = load (fixture, of_callum (fixture));
  cell = sl_portfolio_find_cell (here, fixture->occasion, "P.1");
  g_assert_cmpint (cell->state, ==, SL_CELL_MET);
  g_assert_cmpstr (cell->verdict->person_name, ==, "Helen Marsh");
  g_assert_cmpstr (cell->verdict->verbal, ==, "Our talk");
  /* And back again, where nothing is added to what was said there. */
  send (fixture, of_callum (fixture), fixture->helen, fixture->out);
  g_assert_cmpuint (count_events (fixture, fixture->helen), ==, 2);
}

static void
test_third (Fixture *fixture, gconstpointer data)
{
  send (fixture, of_callum (fixture), fixture->helen, fixture->out);
  assess (fixture, fixture->helen, "P.1", "met");
  make (fixture, fixture->helen, fixture->back);
  trust (of_callum (fixture), fixture->helen, fixture->back);
  sl_portfolio_bundle_free (take_in (of_callum (fixture), fixture->back));
  make (fixture, of_callum (fixture), fixture->out);
  assert_waits (of_grace (fixture), fixture->out, "nobody here has compared Helen Marsh's key");
  trust (of_grace (fixture), fixture->helen, fixture->out);
  sl_portfolio_bundle_free (take_in (of_grace (fixture), fixture->out));
  g_assert_cmpuint (count_events (fixture, of_grace (fixture)), ==, 2);
}

static void
test_training_follows (Fixture *fixture, gconstpointer data)
{
  SlTestProgress *callum = fixture->callum;
  g_autoptr (SlPortfolio) here = NULL;

  send (fixture, of_callum (fixture), fixture->helen, fixture->out);
  sl_test_progress_apply (
      callum, sl_occasion_change_drop (callum->portfolio, fixture->occasion, "Withdrawn."));
  send (fixture, of_callum (fixture), fixture->helen, fixture->out);
  here = load (fixture, fixture->helen);
  g_assert_true (sl_portfolio_find_occasion (here, fixture->occasion)->dropped);
}

static void
write_certificate (Fixture *fixture, const char *training_id, const char *words)
{
  SlTestProgress *callum = fixture->callum;
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "certificate.txt", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, words, -1, &error));
  sl_portfolio_add_file (sl_casebook_get_library (of_callum (fixture)), callum->portfolio,
                         "training", training_id, path, NULL, &error);
  g_assert_no_error (error);
  sl_test_progress_load (callum);
}

/* A file comes with its bytes; one that was taken out does not, and goes there too. */
static void
test_files (Fixture *fixture, gconstpointer data)
{
  SlTestProgress *callum = fixture->callum;
  const SlTrainingValues training = {
    .criterion_id = "T.2", .kind = "cpd", .title = "A course", .on_date = "2026-10-01"
  };
  g_autofree char *id = sl_id_new ();
  g_autofree char *file_id = NULL;
  g_autofree char *sha256 = NULL;
  g_autoptr (SlPortfolio) here = NULL;
  g_autoptr (SlPortfolio) after = NULL;
  g_autoptr (SlSealedFile) original = NULL;
  g_autoptr (SlPortfolioBundle) again = NULL;
  g_autoptr (GError) error = NULL;

  sl_test_progress_apply (callum, sl_training_change_set (callum->portfolio, id, &training));
  write_certificate (fixture, id, "A course was attended.\n");
  send (fixture, of_callum (fixture), fixture->helen, fixture->out);
  here = load (fixture, fixture->helen);
  g_assert_cmpuint (sl_portfolio_get_training (here, 0)->n_files, ==, 1);
  file_id = g_strdup (sl_portfolio_get_training (here, 0)->files[0].id);
  sha256 = g_strdup (sl_portfolio_get_training (here, 0)->files[0].sha256);
  original = sl_library_open (sl_casebook_get_library (fixture->helen), sha256, &error);
  g_assert_no_error (error);
  sl_test_progress_apply (callum,
                          sl_portfolio_change_remove_file (callum->portfolio, file_id, TRUE));
  make (fixture, of_callum (fixture), fixture->out);
  again = take_in (fixture->helen, fixture->out);
  g_assert_cmpuint (again->n_files, ==, 0);
  after = load (fixture, fixture->helen);
  g_assert_cmpuint (sl_portfolio_get_training (after, 0)->n_files, ==, 0);
  sl_portfolio_bundle_free (take_in (of_grace (fixture), fixture->out));
}

static void
test_notes (Fixture *fixture, gconstpointer data)
{
  SlTestProgress *callum = fixture->callum;
  SlStore *store = sl_casebook_get_store (fixture->helen);
  g_autoptr (SlPortfolio) here = NULL;
  g_autoptr (SlPortfolio) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *without = NULL;
  g_autofree char *with = NULL;

  sl_test_progress_apply (callum, sl_portfolio_change_note (callum->portfolio, fixture->occasion,
                                                            "P.1", "I was nervous."));
  send (fixture, of_callum (fixture), fixture->helen, fixture->out);
  here = load (fixture, fixture->helen);
  without = sl_portfolio_dup_note (store, here, fixture->occasion, "P.1", &error);
  g_assert_cmpstr (without, ==, "");
  g_assert_false (sl_portfolio_bundle_make (review_of (fixture->helen), here, FALSE, TRUE,
                                            fixture->back, &error));
  g_assert_nonnull (strstr (error->message, "only they put them"));
  g_clear_error (&error);
  make_with (fixture, of_callum (fixture), fixture->out, TRUE);
  sl_portfolio_bundle_free (take_in (fixture->helen, fixture->out));
  again = load (fixture, fixture->helen);
  with = sl_portfolio_dup_note (store, again, fixture->occasion, "P.1", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (with, ==, "I was nervous.");
}

static void
test_unknown_framework (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SlPortfolioBundle) bundle = NULL;

  make (fixture, of_callum (fixture), fixture->out);
  bundle = take_in (fixture->helen, fixture->out);
  g_assert_nonnull (strstr (g_ptr_array_index (bundle->notices, 0), "no framework that this"));
}

/* ---- what is refused ---- */

static void
test_replay (Fixture *fixture, gconstpointer data)
{
  g_autofree char *older = g_strconcat (fixture->out, ".older", NULL);

  make (fixture, of_callum (fixture), older);
  assert_refused (of_callum (fixture), older, "made it yourself");
  send (fixture, of_callum (fixture), fixture->helen, fixture->out);
  assert_refused (fixture->helen, fixture->out, "read already");
  assert_refused (fixture->helen, older, "older than");
}

static void
test_nothing_to_send (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SlPortfolio) here = NULL;
  g_autoptr (GError) error = NULL;

  send (fixture, of_callum (fixture), fixture->helen, fixture->out);
  here = load (fixture, fixture->helen);
  g_assert_false (sl_portfolio_bundle_make (review_of (fixture->helen), here, FALSE, FALSE,
                                            fixture->back, &error));
  g_assert_nonnull (strstr (error->message, "Assess first"));
}

static void
test_not_edited (Fixture *fixture, gconstpointer data)
{
  static const char *const edition[][2] = { { "edition=\"1\"", "edition=\"2\"" } };
  g_autoptr (SlFramework) newer = sl_test_progress_edit_small (edition, 1);
  g_autoptr (SlPortfolio) here = NULL;
  g_autoptr (GError) error = NULL;

  send (fixture, of_callum (fixture), fixture->helen, fixture->out);
  here = load (fixture, fixture->helen);
  g_assert_false (sl_store_apply (sl_casebook_get_store (fixture->helen),
                                  sl_portfolio_change_move (here, newer, "Newer."), &error));
  g_assert_nonnull (strstr (error->message, "another computer"));
  g_clear_error (&error);
  g_assert_false (sl_store_apply (
      sl_casebook_get_store (fixture->helen),
      sl_cell_change_claim (here, sl_portfolio_find_cell (here, fixture->occasion, "P.2"), NULL,
                            "Mine.", NULL, FALSE),
      &error));
  g_assert_nonnull (strstr (error->message, "its trainee alone"));
}

/* A trainee writes a verdict of their own into the file. */
static void
test_own_verdict (Fixture *fixture, gconstpointer data)
{
  const Edit verdict[] = { { SL_FOLIO_EVENT, SL_FOLIO_EVENT_KIND, "verdict" },
                           { SL_FOLIO_EVENT, SL_FOLIO_EVENT_VERDICT, "met" },
                           { SL_FOLIO_EVENT, SL_FOLIO_EVENT_ROLE, "manager" },
                           { 0, 0, NULL } };

  make (fixture, of_callum (fixture), fixture->out);
  forge (of_callum (fixture), fixture->out, &(Forgery){ .content = verdict, .seal = TRUE });
  assert_refused (fixture->helen, fixture->out, "nobody assesses or decides for themselves");
}

/* Or one in the name of the reader, or of somebody who never gave it. */
static void
test_anothers_verdict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SlPortfolio) portfolio = load (fixture, of_callum (fixture));
  g_autofree char *id = sl_id_new ();
  const char *by_helen[] = { id,    fixture->occasion,
                             "P.1", "verdict",
                             "met", "",
                             "",    "",
                             "",    portfolio->framework_hash,
                             NULL,  "manager",
                             "0",   "2026-11-22T10:00:00.000Z",
                             NULL };
  const char *person[] = { NULL, "Helen Marsh", "manager", "self", NULL };

  by_helen[SL_FOLIO_EVENT_BY] = person[0] = own_id (fixture->helen);
  make (fixture, of_callum (fixture), fixture->out);
  forge (of_callum (fixture), fixture->out, &(Forgery){ .add = SL_FOLIO_PERSON, .added = person });
  forge (of_callum (fixture), fixture->out, &(Forgery){ .add = SL_FOLIO_EVENT, .added = by_helen });
  assert_refused (fixture->helen, fixture->out, "who works here");
  assert_refused (of_grace (fixture), fixture->out, "Helen Marsh has not signed it");
  forge (of_callum (fixture), fixture->out, &(Forgery){ .seal = TRUE });
  trust (of_grace (fixture), of_callum (fixture), fixture->out);
  assert_refused (of_grace (fixture), fixture->out, "is not Helen Marsh's");
}

/* What she did say, made better on the way. */
static void
test_better_verdict (Fixture *fixture, gconstpointer data)
{
  const Edit better[] = { { SL_FOLIO_EVENT, SL_FOLIO_EVENT_WORDS, "Excellent." }, { 0, 0, NULL } };

  send (fixture, of_callum (fixture), fixture->helen, fixture->out);
  assess (fixture, fixture->helen, "P.1", "met");
  make (fixture, fixture->helen, fixture->back);
  trust (of_callum (fixture), fixture->helen, fixture->back);
  sl_portfolio_bundle_free (take_in (of_callum (fixture), fixture->back));
  make (fixture, of_callum (fixture), fixture->out);
  trust (of_grace (fixture), fixture->helen, fixture->out);
  forge (of_callum (fixture), fixture->out, &(Forgery){ .content = better });
  assert_refused (of_grace (fixture), fixture->out, "Helen Marsh has not signed it");
  assert_refused (fixture->helen, fixture->out, "changes history");
}

static void
test_history_changes (Fixture *fixture, gconstpointer data)
{
  static const char hash[] = "";
  const Edit words[] = { { SL_FOLIO_EVENT, SL_FOLIO_EVENT_WORDS, "Briefed twice." },
                         { 0, 0, NULL } };
  const Edit other[] = { { SL_FOLIO_OCCASION, 6, "Another site" }, { 0, 0, NULL } };
  g_autofree char *id = sl_id_new ();
  g_autofree char *event = NULL;
  const char *evidence[] = { id, NULL, "0", "document", "", "", "A plan", "", "", hash, "0", NULL };
  g_autoptr (SlPortfolio) here = NULL;

  send (fixture, of_callum (fixture), fixture->helen, fixture->out);
  forge (of_callum (fixture), fixture->out, &(Forgery){ .content = words });
  assert_refused (fixture->helen, fixture->out, "changes history: the claim on P.1");
  make (fixture, of_callum (fixture), fixture->out);
  forge (of_callum (fixture), fixture->out, &(Forgery){ .content = other });
  assert_refused (fixture->helen, fixture->out, "changes history");
  here = load (fixture, fixture->helen);
  event = g_strdup (sl_portfolio_find_cell (here, fixture->occasion, "P.1")->claim->id);
  evidence[1] = event;
  make (fixture, of_callum (fixture), fixture->out);
  forge (of_callum (fixture), fixture->out,
         &(Forgery){ .add = SL_FOLIO_EVIDENCE, .added = evidence });
  assert_refused (fixture->helen, fixture->out, "under a step that was taken before");
}

/* A move to an easier edition is a manager's, and signed. */
static void
test_forged_move (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SlPortfolio) portfolio = load (fixture, of_callum (fixture));
  g_autofree char *id = sl_id_new ();
  const char *move[] = { id,
                         portfolio->framework_hash,
                         portfolio->framework_hash,
                         "Easier.",
                         fixture->callum->trainee,
                         "manager",
                         "2026-11-22T10:00:00.000Z",
                         NULL };

  make (fixture, of_callum (fixture), fixture->out);
  forge (of_callum (fixture), fixture->out, &(Forgery){ .add = SL_FOLIO_MOVE, .added = move });
  assert_refused (fixture->helen, fixture->out, "has not signed it");
}

/* Nor is it moved without one. */
static void
test_moved_silently (Fixture *fixture, gconstpointer data)
{
  static const char *const edition[][2] = { { "edition=\"1\"", "edition=\"2\"" } };
  g_autoptr (SlFramework) newer = sl_test_progress_edit_small (edition, 1);
  g_autoptr (SlPortfolio) portfolio = NULL;
  g_autoptr (GError) error = NULL;
  SlTestProgress *callum = fixture->callum;

  send (fixture, of_callum (fixture), fixture->helen, fixture->out);
  sl_test_progress_become (callum, callum->manager);
  sl_test_progress_apply (callum,
                          sl_portfolio_change_move (callum->portfolio, newer, "It is newer."));
  sl_test_progress_become (callum, callum->trainee);
  portfolio = load (fixture, of_callum (fixture));
  g_assert_false (sl_portfolio_bundle_make (review_of (of_callum (fixture)), portfolio, FALSE,
                                            FALSE, fixture->out, &error));
  g_assert_nonnull (strstr (error->message, "not signed yet"));
  sl_test_progress_become (callum, callum->manager);
  make (fixture, of_callum (fixture), fixture->out);
  sl_test_progress_become (callum, callum->trainee);
  make (fixture, of_callum (fixture), fixture->out);
  assert_refused (fixture->helen, fixture->out, "the move to another edition");
  forge (of_callum (fixture), fixture->out, &(Forgery){ .unmoved = TRUE });
  assert_refused (fixture->helen, fixture->out, "no manager moved it");
}

/* Records that do not belong together. */
static void
test_not_whole (Fixture *fixture, gconstpointer data)
{
  g_autofree char *unknown = sl_id_new ();
  const Edit nowhere[] = { { SL_FOLIO_EVENT, SL_FOLIO_EVENT_OCCASION, unknown }, { 0, 0, NULL } };
  const Edit nobody[] = { { SL_FOLIO_OCCASION, 13, unknown }, { 0, 0, NULL } };
  const Edit says[] = { { SL_FOLIO_EVENT, SL_FOLIO_EVENT_VERDICT, "met" }, { 0, 0, NULL } };
  const Edit answer[] = { { SL_MANIFEST_KIND, 0, SL_PORTFOLIO_BUNDLE_REPLY }, { 0, 0, NULL } };
  const char *twice[] = { fixture->callum->trainee, "Callum Reyes", "trainee", "self", NULL };
  const Forgery forgeries[] = {
    { .content = nowhere },
    { .content = nobody },
    { .content = says },
    { .manifest = answer },
    { .add = SL_FOLIO_PERSON, .added = twice },
  };
  static const char *const words[] = { "speaks of", "speaks of", "no step of its kind",
                                       "a bundle of its kind", "twice" };

  for (guint i = 0; i < G_N_ELEMENTS (forgeries); i++)
    {
      make (fixture, of_callum (fixture), fixture->out);
      forge (of_callum (fixture), fixture->out, &forgeries[i]);
      assert_refused (fixture->helen, fixture->out, words[i]);
    }
}

static void
test_poses (Fixture *fixture, gconstpointer data)
{
  const Edit manifest[] = { { SL_MANIFEST_SENDER, SL_MANIFEST_SENDER_ID, own_id (fixture->helen) },
                            { 0, 0, NULL } };

  send (fixture, of_callum (fixture), fixture->helen, fixture->out);
  make (fixture, of_callum (fixture), fixture->out);
  forge (of_grace (fixture), fixture->out, &(Forgery){ 0 });
  assert_refused (fixture->helen, fixture->out, "another key");
  make (fixture, of_callum (fixture), fixture->out);
  forge (of_callum (fixture), fixture->out, &(Forgery){ .manifest = manifest });
  assert_refused (fixture->helen, fixture->out, "who works here");
}

/* A trainee who has the reply signs it anew; a manager says more than may be said. */
static void
test_forged_replies (Fixture *fixture, gconstpointer data)
{
  g_autofree char *unknown = sl_id_new ();
  const Edit sender[] = { { SL_MANIFEST_SENDER, SL_MANIFEST_SENDER_ID, fixture->callum->trainee },
                          { 0, 0, NULL } };
  const Edit applies[] = { { SL_FOLIO_EVENT, SL_FOLIO_EVENT_VERDICT, "not-applicable" },
                           { 0, 0, NULL } };
  const Edit nowhere[] = { { SL_FOLIO_EVENT, SL_FOLIO_EVENT_OCCASION, unknown }, { 0, 0, NULL } };
  const Edit officer[] = { { SL_FOLIO_EVENT, SL_FOLIO_EVENT_ROLE, "officer" }, { 0, 0, NULL } };
  SlCasebook *callum = of_callum (fixture);

  send (fixture, callum, fixture->helen, fixture->out);
  assess (fixture, fixture->helen, "P.1", "met");
  make (fixture, fixture->helen, fixture->back);
  trust (callum, fixture->helen, fixture->back);
  forge (of_grace (fixture), fixture->back, &(Forgery){ .seal = TRUE });
  assert_waits (callum, fixture->back, "nobody here has compared");
  make (fixture, fixture->helen, fixture->back);
  forge (of_grace (fixture), fixture->back, &(Forgery){ .manifest = sender, .seal = TRUE });
  assert_refused (callum, fixture->back, "who works here");
  make (fixture, fixture->helen, fixture->back);
  forge (fixture->helen, fixture->back, &(Forgery){ .content = applies, .seal = TRUE });
  assert_refused (callum, fixture->back, "does not allow there");
  make (fixture, fixture->helen, fixture->back);
  forge (fixture->helen, fixture->back, &(Forgery){ .content = nowhere, .seal = TRUE });
  assert_refused (callum, fixture->back, "does not hold");
  make (fixture, fixture->helen, fixture->back);
  forge (fixture->helen, fixture->back, &(Forgery){ .content = officer, .seal = TRUE });
  assert_refused (callum, fixture->back, "a role that does not assess");
  sl_test_progress_load (fixture->callum);
  g_assert_cmpuint (count_events (fixture, callum), ==, 1);
}

/* A verdict that is here and was signed by nobody stays here, with what was said to it. */
static void
test_unsigned_stays (Fixture *fixture, gconstpointer data)
{
  SlTestProgress *callum = fixture->callum;
  g_autoptr (SlPortfolio) portfolio = NULL;
  g_autoptr (SlPortfolioBundle) without = NULL;
  g_autoptr (GError) error = NULL;
  SlLines *rows;

  sl_test_progress_assess (callum, callum->manager, fixture->occasion, "P.1", "not-yet", "More.");
  sl_test_progress_apply (
      callum, sl_cell_change_reply (callum->portfolio,
                                    sl_test_progress_cell (callum, fixture->occasion, "P.1"),
                                    "It is in the case."));
  portfolio = load (fixture, of_callum (fixture));
  without = sl_portfolio_bundle_send (review_of (of_callum (fixture)), portfolio, FALSE, FALSE,
                                      fixture->out, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (without->left_out[0], "Helen Marsh"));
  g_assert_null (without->left_out[1]);
  sl_portfolio_bundle_free (take_in (fixture->helen, fixture->out));
  g_assert_cmpuint (count_events (fixture, fixture->helen), ==, 1);
  /* Once she made one herself, it goes along, whoever sends it. */
  sl_test_progress_become (callum, callum->manager);
  make (fixture, of_callum (fixture), fixture->out);
  sl_test_progress_become (callum, callum->trainee);
  make (fixture, of_callum (fixture), fixture->out);
  {
    g_autoptr (SlBundleFile)
        file = sl_portfolio_bundle_open (review_of (fixture->helen), fixture->out, NULL, &error);

    g_assert_no_error (error);
    rows = file->content;
    g_assert_cmpuint (sl_lines_count (rows, SL_FOLIO_EVENT), ==, 3);
    g_assert_cmpuint (sl_lines_count (rows, SL_FOLIO_LEFT_OUT), ==, 0);
  }
}

static void
test_incomplete_is_not_fulfilled (Fixture *fixture, gconstpointer data)
{
  const Edit fulfilled[] = { { SL_FOLIO_PROGRESSION, SL_FOLIO_PROGRESSION_OUTCOME, "fulfilled" },
                             { 0, 0, NULL } };
  g_autoptr (SlPortfolio) there = NULL;
  g_autoptr (SlPortfolio) here = NULL;
  g_autoptr (GError) error = NULL;
  const SlProgression *decision;

  send (fixture, of_callum (fixture), fixture->helen, fixture->out);
  there = load (fixture, fixture->helen);
  sl_progression_decide (
      sl_casebook_get_library (fixture->helen), sl_casebook_get_packs (fixture->helen),
      sl_casebook_get_policy (fixture->helen), sl_casebook_get_person (fixture->helen), there,
      "not-fulfilled", "Too little yet.", NULL, &error);
  g_assert_no_error (error);
  make (fixture, fixture->helen, fixture->back);
  trust (of_callum (fixture), fixture->helen, fixture->back);
  forge (fixture->helen, fixture->back, &(Forgery){ .content = fulfilled, .seal = TRUE });
  g_assert_false (sl_portfolio_bundle_read (review_of (of_callum (fixture)), fixture->back, NULL,
                                            NULL, &error));
  g_assert_nonnull (strstr (error->message, "not all of it is met"));
  g_clear_error (&error);
  make (fixture, fixture->helen, fixture->back);
  sl_portfolio_bundle_free (take_in (of_callum (fixture), fixture->back));
  here = load (fixture, of_callum (fixture));
  decision = sl_portfolio_get_progression (here, 0);
  g_assert_cmpstr (decision->outcome, ==, "not-fulfilled");
  g_assert_cmpstr (decision->appeal_to, ==, "senior-manager");
  /* Its notification came with it. */
  {
    g_autoptr (SlSealedFile) file = sl_library_open (sl_casebook_get_library (of_callum (fixture)),
                                                     decision->sha256, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (sl_sealed_file_get_media_type (file), ==, "application/pdf");
  }
}

static void
test_revoked (Fixture *fixture, gconstpointer data)
{
  g_autofree char *fingerprint = dup_fingerprint (of_callum (fixture));

  send (fixture, of_callum (fixture), fixture->helen, fixture->out);
  apply (fixture->helen, sl_key_change_trust (fingerprint, SL_TRUST_REVOKED));
  make (fixture, of_callum (fixture), fixture->out);
  assert_refused (fixture->helen, fixture->out, "was revoked here");
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64 before = count_rows (fixture->helen);

  make (fixture, of_callum (fixture), fixture->out);
  g_cancellable_cancel (cancellable);
  g_assert_false (sl_portfolio_bundle_read (review_of (fixture->helen), fixture->out, cancellable,
                                            NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (count_rows (fixture->helen), ==, before);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/competency/portfolio-bundle/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-portfolio-arrives-from-elsewhere", test_arrives);
  ADD ("assessments-come-back-with-a-compared-key", test_comes_back);
  ADD ("a-third-computer-believes-signatures", test_third);
  ADD ("what-the-trainee-changes-follows", test_training_follows);
  ADD ("files-come-along-and-go", test_files);
  ADD ("notes-go-when-the-trainee-says-so", test_notes);
  ADD ("an-unknown-framework-is-told", test_unknown_framework);
  ADD ("the-same-or-an-older-one-is-refused", test_replay);
  ADD ("nothing-to-send-back-is-told", test_nothing_to_send);
  ADD ("one-of-another-computer-is-not-edited", test_not_edited);
  ADD ("a-verdict-by-the-trainee-is-refused", test_own_verdict);
  ADD ("a-verdict-in-anothers-name-is-refused", test_anothers_verdict);
  ADD ("a-verdict-made-better-is-refused", test_better_verdict);
  ADD ("history-is-not-changed", test_history_changes);
  ADD ("a-forged-move-is-refused", test_forged_move);
  ADD ("another-edition-comes-with-its-move", test_moved_silently);
  ADD ("records-that-do-not-belong-together-are-refused", test_not_whole);
  ADD ("nobody-poses-as-the-sender-or-the-reader", test_poses);
  ADD ("forged-replies-are-refused", test_forged_replies);
  ADD ("what-nobody-signed-stays", test_unsigned_stays);
  ADD ("incomplete-is-not-fulfilled", test_incomplete_is_not_fulfilled);
  ADD ("a-revoked-key-is-refused", test_revoked);
  ADD ("giving-up-leaves-nothing-behind", test_cancelled);
  return g_test_run ();
}
