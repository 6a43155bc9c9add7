/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-id.h"
#include "cases/sl-case-records.h"
#include "documents/sl-document-records.h"
#include "documents/sl-library.h"
#include "documents/sl-locate.h"
#include "people/sl-person.h"
#include "sl-test.h"
#include "store/sl-store.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Files, documents and evidence of one case, over a real store and the real worker. */

typedef struct
{
  char *folder;
  SlStore *store;
  SlLibrary *library;
  char *case_id;
} Fixture;

static void
apply (Fixture *fixture, SlChange *change)
{
  g_autoptr (GError) error = NULL;

  sl_store_apply (fixture->store, change, &error);
  g_assert_no_error (error);
}

static void
open_library (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPerson) person = NULL;
  g_autoptr (SlWorkerPool) pool = sl_worker_pool_new (NULL);

  fixture->store = sl_store_open (fixture->folder, SL_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  person = sl_people_current (fixture->store, &error);
  g_assert_no_error (error);
  fixture->library = sl_library_new (fixture->store, pool, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  SlFactValue reference = { "reference", "UTT/26/2147/FUL", "officer", "", "", NULL, 60 };

  fixture->folder = sl_test_make_folder ();
  fixture->case_id = sl_id_new ();
  open_library (fixture);
  apply (fixture, sl_case_change_create (fixture->case_id, &reference, 1));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->library);
  if (fixture->store != NULL)
    sl_store_close (fixture->store);
  g_clear_object (&fixture->store);
  g_clear_pointer (&fixture->folder, g_free);
  g_clear_pointer (&fixture->case_id, g_free);
}

typedef struct
{
  SlDocumentValues values;
  SlExtraction *extraction;
} Addition;

static gboolean
add_document_cb (SlTransaction *transaction, gpointer data, GError **error)
{
  Addition *addition = data;

  return sl_document_records_add (transaction, &addition->values, addition->extraction, error);
}

static SlSealedFile *
seal (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  SlSealedFile *file = sl_sealed_file_new_from_bytes (bytes, "note.txt", &error);

  g_assert_no_error (error);
  return file;
}

/* Keeps, reads, records and indexes @text as a document; returns its id. */
static char *
add (Fixture *fixture,
     const char *title,
     const char *number,
     const char *revision,
     const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSealedFile) file = seal (text);
  g_autoptr (SlExtraction) extraction = NULL;
  g_autofree char *id = sl_id_new ();
  Addition addition = { 0 };

  sl_library_keep (fixture->library, file, &error);
  g_assert_no_error (error);
  extraction = sl_worker_pool_extract (sl_library_get_pool (fixture->library), file, NULL, NULL,
                                       &error);
  g_assert_no_error (error);
  addition.extraction = extraction;
  addition.values = (SlDocumentValues){
    .document_id = id,
    .case_id = fixture->case_id,
    .sha256 = sl_sealed_file_get_sha256 (file),
    .file_name = title,
    .title = title,
    .kind = "other",
    .kind_source = "guessed",
    .drawing_number = number,
    .revision = revision,
    .state = "read",
    .media_type = "text/plain",
    .size = sl_sealed_file_get_size (file),
    .page_count = sl_extraction_get_page_count (extraction),
    .readable_pages = 1,
  };
  apply (fixture, sl_change_new ("test-add", "document", id, fixture->case_id, add_document_cb,
                                 &addition, NULL));
  sl_index_add (sl_library_get_index (fixture->library), fixture->case_id, id, extraction, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&id);
}

static char *
path_of (Fixture *fixture, const char *sha256)
{
  return g_strdup_printf ("%s/files/%.2s/%s", fixture->folder, sha256, sha256);
}

static void
test_keep (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SlSealedFile) file = seal ("the original");
  g_autofree char *path = path_of (fixture, sl_sealed_file_get_sha256 (file));
  g_autofree char *contents = NULL;
  g_autoptr (SlSealedFile) again = NULL;
  g_autoptr (GError) error = NULL;
  struct stat status;

  g_assert_true (sl_library_keep (fixture->library, file, NULL));
  g_assert_true (sl_library_keep (fixture->library, file, NULL));
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "the original");
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  again = sl_library_open (fixture->library, sl_sealed_file_get_sha256 (file), &error);
  g_assert_no_error (error);
}

static void
assert_refused (Fixture *fixture, const char *sha256, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSealedFile) file = sl_library_open (fixture->library, sha256, &error);

  g_assert_null (file);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
}

/* security.md catalogue 87. */
static void
test_spoilt (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SlSealedFile) file = seal ("the original");
  const char *sha256 = sl_sealed_file_get_sha256 (file);
  g_autofree char *path = path_of (fixture, sha256);
  g_autofree char *elsewhere = g_build_filename (fixture->folder, "elsewhere", NULL);
  g_autoptr (SlSealedFile) mended = NULL;

  g_assert_true (sl_library_keep (fixture->library, file, NULL));
  g_assert_true (g_file_set_contents (path, "the 0riginal", -1, NULL));
  assert_refused (fixture, sha256, "altered");
  /* Importing the same bytes again puts them right. */
  g_assert_true (sl_library_keep (fixture->library, file, NULL));
  mended = sl_library_open (fixture->library, sha256, NULL);
  g_assert_nonnull (mended);

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  assert_refused (fixture, sha256, "cannot be read");
  g_unlink (path);
  assert_refused (fixture, sha256, "missing");
  g_assert_true (g_file_set_contents (elsewhere, "the original", -1, NULL));
  g_assert_cmpint (symlink (elsewhere, path), ==, 0);
  assert_refused (fixture, sha256, "cannot be read");
  g_unlink (path);
  g_assert_cmpint (mkdir (path, 0700), ==, 0);
  assert_refused (fixture, sha256, "cannot be read");
  g_rmdir (path);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  assert_refused (fixture, sha256, "cannot be read");
  assert_refused (fixture, "../../etc/passwd", "No original");
}

static void
test_revisions (Fixture *fixture, gconstpointer data)
{
  g_autofree char *c = add (fixture, "Site layout", "2214-PL-101", "C", "C");
  g_autofree char *d = add (fixture, "Site layout", "2214-PL-101", "D", "D");
  g_autofree char *aa = add (fixture, "Boundaries", "2214-PL-106", "AA", "AA");
  g_autofree char *z = add (fixture, "Boundaries", "2214-PL-106", "Z", "Z");
  g_autofree char *p2 = add (fixture, "Parking", "2214-PL-108", "P2", "P2");
  g_autofree char *p10 = add (fixture, "Parking", "2214-PL-108", "P10", "P10");
  const struct
  {
    const char *id;
    gboolean superseded;
  } expected[] = { { c, TRUE }, { d, FALSE }, { aa, FALSE },
                   { z, TRUE }, { p2, TRUE }, { p10, FALSE } };
  g_autoptr (SlDocument) found = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (SlDocument)
          document = sl_document_records_load (fixture->store, expected[i].id, NULL);
      g_assert_cmpint (sl_document_get_superseded (document), ==, expected[i].superseded);
    }
  found = sl_document_records_find (fixture->store, fixture->case_id, "2214-pl-101", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sl_document_get_id (found), ==, d);

  /* Correcting the newest one's number frees the older revision. */
  apply (fixture, sl_document_change_details (d, fixture->case_id, NULL, "site-layout",
                                              "2214-PL-102", NULL));
  {
    g_autoptr (SlDocument) older = sl_document_records_load (fixture->store, c, NULL);
    g_autoptr (SlDocument) newer = sl_document_records_load (fixture->store, d, NULL);

    g_assert_false (sl_document_get_superseded (older));
    g_assert_cmpstr (sl_document_get (newer, "kind-source"), ==, "corrected");
    g_assert_cmpstr (sl_document_get (newer, "revision"), ==, "D");
  }
}

static void
test_evidence (Fixture *fixture, gconstpointer data)
{
  g_autofree char *document = add (fixture, "Statement", NULL, NULL, "Rear fences are 1.8 m.");
  g_autofree char *id = sl_id_new ();
  g_autofree char *beyond = sl_id_new ();
  SlEvidenceValues values = {
    id, fixture->case_id, document, "1.8 m", "a note", 1, TRUE, 10, 20, 30, 40
  };
  SlEvidenceValues wrong = { beyond, fixture->case_id, document, "", "", 7, FALSE, 0, 0, 0, 0 };
  g_autoptr (GListModel) list = NULL;
  g_autoptr (GError) error = NULL;
  double x, y, width, height;

  apply (fixture, sl_evidence_change_add (&values));
  g_assert_false (sl_store_apply (fixture->store, sl_evidence_change_add (&wrong), &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);

  list = sl_evidence_records_list (fixture->store, fixture->case_id, document, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  {
    g_autoptr (SlEvidence) evidence = g_list_model_get_item (list, 0);

    g_assert_cmpstr (sl_evidence_get (evidence, "quotation"), ==, "1.8 m");
    g_assert_true (sl_evidence_get_region (evidence, &x, &y, &width, &height));
    g_assert_cmpfloat (height, ==, 40);
  }
  apply (fixture, sl_evidence_change_remove (id, fixture->case_id, TRUE));
  g_clear_object (&list);
  list = sl_evidence_records_list (fixture->store, fixture->case_id, NULL, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
  apply (fixture, sl_evidence_change_remove (id, fixture->case_id, FALSE));
  apply (fixture, sl_evidence_change_note (id, fixture->case_id, "another"));
  g_clear_object (&list);
  list = sl_evidence_records_list (fixture->store, fixture->case_id, NULL, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
}

static void
test_rebuild (Fixture *fixture, gconstpointer data)
{
  g_autofree char *document = add (fixture, "Statement", NULL, NULL, "A trellis stands above.");
  g_autofree char *index = g_build_filename (fixture->folder, "index.db", NULL);
  g_autofree char *wal = g_build_filename (fixture->folder, "index.db-wal", NULL);
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->library);
  sl_store_close (fixture->store);
  g_clear_object (&fixture->store);
  g_unlink (index);
  g_unlink (wal);

  open_library (fixture);
  g_assert_true (sl_index_was_rebuilt (sl_library_get_index (fixture->library)));
  g_assert_true (sl_library_rebuild_index (fixture->library, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  hits = sl_index_search (sl_library_get_index (fixture->library), fixture->case_id, "trellis", 5,
                          NULL);
  g_assert_cmpuint (hits->len, ==, 1);
}

static void
test_check (Fixture *fixture, gconstpointer data)
{
  g_autofree char *document = add (fixture, "Statement", NULL, NULL, "kept");
  g_autoptr (SlSealedFile) orphan = seal ("nobody's");
  g_autoptr (SlDocument) loaded = sl_document_records_load (fixture->store, document, NULL);
  g_autofree char *path = path_of (fixture, sl_document_get (loaded, "sha256"));
  g_auto (GStrv) sound = sl_library_check (fixture->library, NULL, NULL);
  g_auto (GStrv) findings = NULL;

  g_assert_cmpuint (g_strv_length (sound), ==, 0);
  g_assert_true (sl_library_keep (fixture->library, orphan, NULL));
  g_unlink (path);
  findings = sl_library_check (fixture->library, NULL, NULL);
  g_assert_cmpuint (g_strv_length (findings), ==, 2);
  g_assert_nonnull (strstr (findings[0], "Statement"));
  g_assert_nonnull (strstr (findings[1], sl_sealed_file_get_sha256 (orphan)));
}

static void
test_locate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SlSealedFile) file = seal ("Rear fences are close\xe2\x80\x91"
                                        "boarded.\nGates are locked.");
  g_autoptr (SlExtraction) extraction = sl_worker_pool_extract (
      sl_library_get_pool (fixture->library), file, NULL, NULL, NULL);
  const SlPageText *page = sl_extraction_get_page (extraction, 0);
  SlBox fence, gate;
  g_autofree char *exact = NULL;

  g_assert_true (sl_page_text_locate (page, "CLOSE-boarded", &fence, &exact));
  g_assert_cmpstr (exact, ==,
                   "close\xe2\x80\x91"
                   "boarded");
  g_assert_true (sl_page_text_locate (page, "gates are  locked", &gate, NULL));
  g_assert_cmpfloat (fence.width, >, 20);
  g_assert_cmpfloat (gate.y, >, fence.y);
  g_assert_false (sl_page_text_locate (page, "trellis", NULL, NULL));
  g_assert_false (sl_page_text_locate (page, "  ", NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/documents/library/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("an-original-is-kept-once-and-for-its-owner-only", test_keep);
  ADD ("a-spoilt-original-is-named-and-never-hangs", test_spoilt);
  ADD ("older-revisions-are-superseded", test_revisions);
  ADD ("evidence-lies-on-a-page-the-document-has", test_evidence);
  ADD ("a-lost-index-is-made-again-from-the-files", test_rebuild);
  ADD ("the-check-lists-missing-and-orphaned-files", test_check);
  ADD ("words-are-located-on-the-page-as-they-stand", test_locate);
  return g_test_run ();
}
