/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-hex.h"
#include "base/sl-id.h"
#include "cases/sl-case-records.h"
#include "documents/sl-document-records.h"
#include "people/sl-key.h"
#include "review/sl-bundle-file.h"
#include "review/sl-bundle.h"
#include "sl-test-response.h"
#include "sl-test.h"
#include "store/sl-audit.h"
#include "store/sl-store.h"

#include <glib/gstdio.h>
#include <string.h>

/* Rowan Ashdown's casebook and Helen Marsh's, each in a folder of its own, and bundles between
 * them, over the real worker. Past 600 lines because every way to forge a bundle stands here,
 * beside the two casebooks that each of them is tried on. */

typedef struct
{
  SlTestResponse *rowan;
  SlCasebook *helen;
  char *outward, *back; /* paths of bundles */
  GPtrArray *notices;
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

static gboolean
add_document (SlTransaction *transaction, gpointer data, GError **error)
{
  const SlDocumentValues *values = data;

  return sl_document_records_add (transaction, values, NULL, error);
}

/* A real file with evidence on its first page. */
static void
cite (SlTestResponse *rowan, const char *words)
{
  SlLibrary *library = sl_casebook_get_library (rowan->casebook);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (words, strlen (words));
  g_autoptr (SlSealedFile) file = sl_sealed_file_new_from_bytes (bytes, "Lighting.txt", &error);
  g_autofree char *document_id = sl_id_new ();
  g_autofree char *evidence_id = sl_id_new ();
  SlDocumentValues values = { .document_id = document_id,
                              .case_id = rowan->case_id,
                              .sha256 = sl_sealed_file_get_sha256 (file),
                              .file_name = "Lighting.txt",
                              .title = "Lighting statement",
                              .kind = "other",
                              .kind_source = "guessed",
                              .state = "read",
                              .media_type = "text/plain",
                              .size = (gint64) strlen (words),
                              .page_count = 1,
                              .readable_pages = 1 };
  SlEvidenceValues evidence = { .evidence_id = evidence_id,
                                .case_id = rowan->case_id,
                                .document_id = document_id,
                                .quotation = "lit all night",
                                .note = "",
                                .page_number = 1,
                                .has_region = TRUE,
                                .x = 72.1,
                                .y = 1.0 / 3,
                                .width = 100,
                                .height = 20 };

  g_assert_no_error (error);
  sl_library_keep (library, file, &error);
  g_assert_no_error (error);
  sl_test_response_apply (rowan, sl_change_new ("import", "document", document_id, rowan->case_id,
                                                add_document, &values, NULL));
  sl_test_response_apply (rowan, sl_evidence_change_add (&evidence));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = sl_test_make_folder ();

  fixture->rowan = sl_test_response_new ();
  sl_test_response_fill (fixture->rowan);
  cite (fixture->rowan, "The paths are lit all night.\n");
  fixture->helen = open_casebook ("Helen Marsh", "manager");
  fixture->outward = g_build_filename (folder, "Mallard Way.sightline", NULL);
  fixture->back = g_build_filename (folder, "Mallard Way, reply.sightline", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->notices, g_ptr_array_unref);
  sl_casebook_close (fixture->helen);
  g_clear_object (&fixture->helen);
  g_clear_pointer (&fixture->rowan, sl_test_response_free);
  g_free (fixture->outward);
  g_free (fixture->back);
}

static SlReview *
review_of (SlCasebook *casebook)
{
  return sl_casebook_get_review (casebook);
}

static void
submit (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlVersion) version = NULL;

  version = sl_review_submit (review_of (fixture->rowan->casebook), fixture->rowan->case_id,
                              "For your review.", &error);
  g_assert_no_error (error);
}

static void
make (Fixture *fixture, SlCasebook *casebook, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlBundleInfo)
      info = sl_bundle_make (review_of (casebook), fixture->rowan->case_id, path, &error);

  g_assert_no_error (error);
}

static SlBundleInfo *
take_in (Fixture *fixture, SlCasebook *casebook, const char *path)
{
  g_autoptr (GError) error = NULL;
  SlBundleInfo *info;

  g_clear_pointer (&fixture->notices, g_ptr_array_unref);
  info = sl_bundle_read (review_of (casebook), path, &fixture->notices, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < fixture->notices->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (fixture->notices, i));
  return info;
}

static void
send_review (Fixture *fixture)
{
  g_autoptr (SlBundleInfo) info = NULL;

  make (fixture, fixture->rowan->casebook, fixture->outward);
  info = take_in (fixture, fixture->helen, fixture->outward);
  g_assert_cmpstr (info->kind, ==, "review");
}

static void
send_reply (Fixture *fixture)
{
  g_autoptr (SlBundleInfo) info = NULL;

  make (fixture, fixture->helen, fixture->back);
  info = take_in (fixture, fixture->rowan->casebook, fixture->back);
  g_assert_cmpstr (info->kind, ==, "reply");
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

/* Neither checked nor read, and nothing is touched. */
static void
assert_refused (SlCasebook *casebook, const char *path, const char *words)
{
  g_autoptr (GError) checked = NULL;
  g_autoptr (GError) error = NULL;
  gint64 before = count_rows (casebook);

  g_assert_null (sl_bundle_check (review_of (casebook), path, &checked));
  g_assert_nonnull (strstr (checked->message, words));
  g_assert_null (sl_bundle_read (review_of (casebook), path, NULL, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_cmpint (count_rows (casebook), ==, before);
}

static gboolean
was_told (Fixture *fixture, const char *words)
{
  for (guint i = 0; i < fixture->notices->len; i++)
    if (strstr (g_ptr_array_index (fixture->notices, i), words) != NULL)
      return TRUE;
  return FALSE;
}

static void
trust (Fixture *fixture, SlCasebook *casebook, SlCasebook *other, SlTrust what)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSigningKey) key = sl_signing_key_open (sl_casebook_get_store (other), &error);

  g_assert_no_error (error);
  g_clear_pointer (&fixture->notices, g_ptr_array_unref);
  sl_bundle_trust_key (review_of (casebook), sl_signing_key_get_fingerprint (key), what,
                       &fixture->notices, &error);
  g_assert_no_error (error);
}

static SlVersion *
newest (Fixture *fixture, SlCasebook *casebook)
{
  g_autoptr (GError) error = NULL;
  SlVersion *version = sl_versions_load_newest (sl_casebook_get_store (casebook),
                                                fixture->rowan->case_id, &error);

  g_assert_no_error (error);
  g_assert_nonnull (version);
  return version;
}

static void
assert_state (Fixture *fixture, SlCasebook *casebook, const char *state)
{
  g_autoptr (SlVersion) version = newest (fixture, casebook);
  g_assert_cmpstr (sl_version_get (version, "state"), ==, state);
}

static char *
comment (Fixture *fixture, SlCasebook *casebook, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlVersion) version = newest (fixture, casebook);
  SlAnchor whole = { "whole", "", 0, 0, NULL };
  char *id = sl_comment_add (review_of (casebook), sl_version_get_id (version), &whole, words,
                             &error);

  g_assert_no_error (error);
  return id;
}

static GListModel *
comments (Fixture *fixture, SlCasebook *casebook)
{
  g_autoptr (GError) error = NULL;
  GListModel *list = sl_comments_list (sl_casebook_get_store (casebook), fixture->rowan->case_id,
                                       &error);

  g_assert_no_error (error);
  return list;
}

static void
decide (Fixture *fixture, SlCasebook *casebook, gboolean approve)
{
  g_autoptr (GError) error = NULL;

  if (approve)
    sl_review_approve (review_of (casebook), fixture->rowan->case_id, "", &error);
  else
    sl_review_return (review_of (casebook), fixture->rowan->case_id, "Name the plan.", &error);
  g_assert_no_error (error);
}

static guint
count_decisions (Fixture *fixture, gboolean standing)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlVersion) version = newest (fixture, fixture->rowan->casebook);
  g_autoptr (GPtrArray)
      list = sl_decisions_list (fixture->rowan->store, sl_version_get_id (version), &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    n += ((const SlDecision *) g_ptr_array_index (list, i))->stands == standing;
  return n;
}

/* Forging: a bundle that was made is taken apart, edited, and signed by somebody else. */

typedef struct
{
  guint kind, field;
  const char *value;
} Edit;

static char **
copy_edited (char **values, guint kind, const Edit *edits)
{
  char **copy = g_strdupv (values);

  for (; edits->value != NULL; edits++)
    if (edits->kind == kind)
      {
        g_free (copy[edits->field]);
        copy[edits->field] = g_strdup (edits->value);
      }
  return copy;
}

static SlLines *
copy_lines (SlLines *from, const SlLineFormat *format, guint n_kinds, const Edit *edits)
{
  SlLines *to = sl_lines_new (format);

  for (guint kind = 0; kind < n_kinds; kind++)
    for (guint i = 0; i < sl_lines_count (from, kind); i++)
      {
        g_auto (GStrv) values = copy_edited (sl_lines_get (from, kind, i)->values, kind, edits);
        sl_lines_add_values (to, kind, (const char *const *) values);
      }
  return to;
}

/* All entries of the opened bundle that are no fixed ones. */
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

/* @path anew, signed with @forger's key; a serial number far ahead. */
static void
forge (SlCasebook *forger, const char *path, const Edit *manifest_edits, const Edit *content_edits)
{
  SlLibrary *library = sl_casebook_get_library (forger);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlBundleFile)
      file = sl_bundle_file_open (sl_library_get_pool (library), path, NULL, &error);
  g_autoptr (SlSigningKey) key = sl_signing_key_open (sl_casebook_get_store (forger), &error);
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (SlLines) manifest = NULL;
  g_autoptr (SlLines) content = NULL;
  g_autofree char *digits = NULL;
  g_autofree char *temporary = NULL;

  g_assert_no_error (error);
  digits = sl_hex_from_bytes (sl_signing_key_get_public (key));
  parts = list_parts (file);
  {
    g_autoptr (SlLines) edited = copy_lines (file->manifest, &sl_bundle_manifest_format,
                                             SL_MANIFEST_ENTRY, manifest_edits);
    const Edit own[] = { { SL_MANIFEST_KEY, 0, digits },
                         { SL_MANIFEST_SERIAL, 0, "9000000000" },
                         { 0, 0, NULL } };
    manifest = copy_lines (edited, &sl_bundle_manifest_format, SL_MANIFEST_ENTRY, own);
  }
  content = copy_lines (file->content, &sl_bundle_content_format, SL_CONTENT_EVIDENCE + 1,
                        content_edits);
  sl_bundle_file_write (library, key, manifest, content, parts, path, &temporary, &error);
  g_assert_no_error (error);
  sl_bundle_file_publish (temporary, path, &error);
  g_assert_no_error (error);
}

static const char *
own_id (SlCasebook *casebook)
{
  return sl_person_get_id (sl_casebook_get_person (casebook));
}

/* Tests. */

static void
test_review_arrives (Fixture *fixture, gconstpointer data)
{
  SlStore *store = sl_casebook_get_store (fixture->helen);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCase) copy = NULL;
  g_autoptr (SlVersion) here = NULL;
  g_autoptr (SlVersion) there = NULL;
  g_autoptr (SlSnapshot) snapshot = NULL;
  g_autoptr (GListModel) documents = NULL;
  g_autoptr (GListModel) evidence = NULL;
  g_autoptr (GListModel) facts = NULL;
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (SlEvidence) region = NULL;
  g_autoptr (SlSealedFile) original = NULL;
  double x, y, width, height;
  gint64 before = count_rows (fixture->helen);

  submit (fixture);
  send_review (fixture);
  g_assert_cmpint (count_rows (fixture->helen), ==, before + 1);
  copy = sl_case_records_load (store, fixture->rowan->case_id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sl_case_get (copy, "reference"), ==, "UTT/26/2147/FUL");
  g_assert_cmpstr (sl_case_get (copy, "triage"), ==, "case");
  g_assert_cmpstr (sl_case_get (copy, "stage"), ==, "in-review");
  facts = sl_case_records_list_facts (store, fixture->rowan->case_id, &error);
  for (guint i = 0; i < g_list_model_get_n_items (facts); i++)
    {
      g_autoptr (SlFact) fact = g_list_model_get_item (facts, i);
      g_assert_cmpstr (sl_fact_get (fact, "source-kind"), ==, "bundle");
    }

  here = newest (fixture, fixture->helen);
  there = newest (fixture, fixture->rowan->casebook);
  g_assert_cmpstr (sl_version_get (here, "hash"), ==, sl_version_get (there, "hash"));
  g_assert_cmpstr (sl_version_get (here, "author-name"), ==, "Rowan Ashdown");
  g_assert_cmpstr (sl_version_get (here, "origin"), !=, "");
  snapshot = sl_version_load_snapshot (store, here, &error);
  g_assert_no_error (error);

  documents = sl_document_records_list (store, fixture->rowan->case_id, &error);
  g_assert_cmpuint (g_list_model_get_n_items (documents), ==, 1);
  document = g_list_model_get_item (documents, 0);
  g_assert_cmpstr (sl_document_get (document, "title"), ==, "Lighting statement");
  original = sl_library_open (sl_casebook_get_library (fixture->helen),
                              sl_document_get (document, "sha256"), &error);
  g_assert_no_error (error);
  evidence = sl_evidence_records_list (store, fixture->rowan->case_id, NULL, &error);
  region = g_list_model_get_item (evidence, 0);
  g_assert_true (sl_evidence_get_region (region, &x, &y, &width, &height));
  g_assert_cmpfloat (y, ==, 1.0 / 3);
}

static void
test_comments_travel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (GListModel) list = NULL;
  g_autoptr (SlComment) first = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;

  submit (fixture);
  send_review (fixture);
  id = comment (fixture, fixture->helen, "Which plan shows the gate?");
  send_reply (fixture);
  list = comments (fixture, fixture->rowan->casebook);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  first = g_list_model_get_item (list, 0);
  g_assert_cmpstr (sl_comment_get_id (first), ==, id);
  g_assert_cmpstr (sl_comment_get (first, "body"), ==, "Which plan shows the gate?");
  g_assert_cmpstr (sl_comment_get (first, "person-name"), ==, "Helen Marsh");
  g_assert_cmpstr (sl_comment_get (first, "origin"), !=, "");

  /* The answer goes out, the comment is closed there, and that comes back. */
  answer = sl_comment_reply (review_of (fixture->rowan->casebook), id, "PL-106.", &error);
  g_assert_no_error (error);
  send_review (fixture);
  g_clear_object (&list);
  g_clear_object (&first);
  list = comments (fixture, fixture->helen);
  first = g_list_model_get_item (list, 0);
  g_assert_cmpuint (g_list_model_get_n_items (sl_comment_get_replies (first)), ==, 1);
  g_assert_true (sl_comment_is_open (first));
  sl_comment_close (review_of (fixture->helen), id, "", &error);
  g_assert_no_error (error);
  send_reply (fixture);
  g_clear_object (&list);
  g_clear_object (&first);
  list = comments (fixture, fixture->rowan->casebook);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  first = g_list_model_get_item (list, 0);
  g_assert_false (sl_comment_is_open (first));
  g_assert_cmpuint (g_list_model_get_n_items (sl_comment_get_replies (first)), ==, 1);
}

static void
test_unverified_waits (Fixture *fixture, gconstpointer data)
{
  submit (fixture);
  send_review (fixture);
  decide (fixture, fixture->helen, FALSE);
  send_reply (fixture);
  g_assert_true (was_told (fixture, "unverified"));
  assert_state (fixture, fixture->rowan->casebook, "submitted");
  g_assert_cmpuint (count_decisions (fixture, TRUE), ==, 0);
  g_assert_cmpuint (count_decisions (fixture, FALSE), ==, 1);

  trust (fixture, fixture->rowan->casebook, fixture->helen, SL_TRUST_VERIFIED);
  g_assert_true (was_told (fixture, "stands now"));
  assert_state (fixture, fixture->rowan->casebook, "returned");
  g_assert_cmpuint (count_decisions (fixture, TRUE), ==, 1);
}

static void
test_verified_decides (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;

  submit (fixture);
  send_review (fixture);
  id = comment (fixture, fixture->helen, "Good.");
  send_reply (fixture);
  trust (fixture, fixture->rowan->casebook, fixture->helen, SL_TRUST_VERIFIED);
  decide (fixture, fixture->helen, FALSE);
  send_reply (fixture);
  g_assert_cmpuint (fixture->notices->len, ==, 0);
  assert_state (fixture, fixture->rowan->casebook, "returned");
}

/* Helen returned version 1, and a deputy at a third computer had it too. */
static void
test_first_stands (Fixture *fixture, gconstpointer data)
{
  SlCasebook *deputy = open_casebook ("Amina Clarke", "manager");
  g_autoptr (SlBundleInfo) info = NULL;

  submit (fixture);
  send_review (fixture);
  info = take_in (fixture, deputy, fixture->outward);
  decide (fixture, fixture->helen, FALSE);
  decide (fixture, deputy, FALSE);
  send_reply (fixture);
  trust (fixture, fixture->rowan->casebook, fixture->helen, SL_TRUST_VERIFIED);
  make (fixture, deputy, fixture->back);
  g_clear_pointer (&info, sl_bundle_info_free);
  info = take_in (fixture, fixture->rowan->casebook, fixture->back);
  g_assert_true (was_told (fixture, "decided before"));
  g_assert_true (was_told (fixture, "Helen Marsh"));
  trust (fixture, fixture->rowan->casebook, deputy, SL_TRUST_VERIFIED);
  g_assert_cmpuint (fixture->notices->len, ==, 0);
  g_assert_cmpuint (count_decisions (fixture, TRUE), ==, 1);
  g_assert_cmpuint (count_decisions (fixture, FALSE), ==, 2);
  sl_casebook_close (deputy);
  g_object_unref (deputy);
}

/* A deputy gets the second version with all that was said of the first; Helen's copy moves on. */
static void
test_history (Fixture *fixture, gconstpointer data)
{
  SlCasebook *deputy = open_casebook ("Amina Clarke", "manager");
  SlStore *store = sl_casebook_get_store (deputy);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlBundleInfo) info = NULL;
  g_autoptr (SlBundleInfo) again = NULL;
  g_autoptr (GListModel) versions = NULL;
  g_autoptr (GListModel) list = NULL;
  g_autoptr (GPtrArray) decisions = NULL;
  g_autoptr (SlVersion) first = NULL;
  g_autoptr (SlComment) opened = NULL;
  g_autofree char *id = NULL;

  submit (fixture);
  send_review (fixture);
  id = comment (fixture, fixture->helen, "Which plan?");
  decide (fixture, fixture->helen, FALSE);
  send_reply (fixture);
  trust (fixture, fixture->rowan->casebook, fixture->helen, SL_TRUST_VERIFIED);
  submit (fixture);
  make (fixture, fixture->rowan->casebook, fixture->outward);
  info = take_in (fixture, deputy, fixture->outward);
  g_assert_cmpuint (info->version_number, ==, 2);
  g_assert_cmpuint (fixture->notices->len, ==, 0);

  versions = sl_versions_list (store, fixture->rowan->case_id, &error);
  g_assert_cmpuint (g_list_model_get_n_items (versions), ==, 2);
  first = g_list_model_get_item (versions, 1);
  g_assert_cmpstr (sl_version_get (first, "state"), ==, "returned");
  decisions = sl_decisions_list (store, sl_version_get_id (first), &error);
  g_assert_cmpstr (sl_version_get (first, "decided-by-name"), ==, "Helen Marsh");
  g_assert_cmpuint (decisions->len, ==, 2);
  list = comments (fixture, deputy);
  opened = g_list_model_get_item (list, 0);
  g_assert_cmpstr (sl_comment_get (opened, "person-name"), ==, "Helen Marsh");

  /* And taken back, which the copies then show. */
  again = take_in (fixture, fixture->helen, fixture->outward);
  g_assert_cmpuint (fixture->notices->len, ==, 0);
  assert_state (fixture, fixture->helen, "submitted");
  sl_review_withdraw (review_of (fixture->rowan->casebook), fixture->rowan->case_id, "Not yet.",
                      &error);
  g_assert_no_error (error);
  send_review (fixture);
  assert_state (fixture, fixture->helen, "withdrawn");
  sl_casebook_close (deputy);
  g_object_unref (deputy);
}

/* Verified too late: the next version has taken its place. */
static void
test_changed_meanwhile (Fixture *fixture, gconstpointer data)
{
  submit (fixture);
  send_review (fixture);
  decide (fixture, fixture->helen, FALSE);
  send_reply (fixture);
  sl_test_response_apply (fixture->rowan,
                          sl_case_change_title (fixture->rowan->case_id, "Mallard Way, Thornbury"));
  submit (fixture);
  trust (fixture, fixture->rowan->casebook, fixture->helen, SL_TRUST_VERIFIED);
  g_assert_true (was_told (fixture, "has taken the place"));
  assert_state (fixture, fixture->rowan->casebook, "submitted");
}

static void
test_replay (Fixture *fixture, gconstpointer data)
{
  g_autofree char *old = g_strconcat (fixture->outward, ".old", NULL);

  submit (fixture);
  make (fixture, fixture->rowan->casebook, old);
  send_review (fixture);
  assert_refused (fixture->helen, fixture->outward, "read already");
  assert_refused (fixture->helen, old, "older than");
}

static void
test_own_and_wrong_side (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SlBundleInfo) info = NULL;
  SlCasebook *deputy = open_casebook ("Amina Clarke", "manager");
  g_autofree char *id = NULL;

  submit (fixture);
  send_review (fixture);
  assert_refused (fixture->rowan->casebook, fixture->outward, "made it yourself");
  id = comment (fixture, fixture->helen, "Which plan?");
  make (fixture, fixture->helen, fixture->back);
  assert_refused (fixture->helen, fixture->back, "made it yourself");
  assert_refused (deputy, fixture->back, "not in this casebook");
  info = take_in (fixture, deputy, fixture->outward);
  assert_refused (deputy, fixture->back, "worked at another computer");
  sl_casebook_close (deputy);
  g_object_unref (deputy);
}

static void
test_revoked (Fixture *fixture, gconstpointer data)
{
  submit (fixture);
  send_review (fixture);
  trust (fixture, fixture->helen, fixture->rowan->casebook, SL_TRUST_REVOKED);
  make (fixture, fixture->rowan->casebook, fixture->outward);
  assert_refused (fixture->helen, fixture->outward, "revoked");
}

static void
test_copy_is_not_edited (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  submit (fixture);
  send_review (fixture);
  g_assert_false (sl_store_apply (sl_casebook_get_store (fixture->helen),
                                  sl_case_change_title (fixture->rowan->case_id, "Mine"), &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
}

static void
test_nothing_to_send (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sl_bundle_make (review_of (fixture->rowan->casebook), fixture->rowan->case_id,
                                 fixture->outward, &error));
  g_assert_nonnull (strstr (error->message, "Submit the draft first"));
  g_clear_error (&error);
  submit (fixture);
  send_review (fixture);
  g_assert_null (
      sl_bundle_make (review_of (fixture->helen), fixture->rowan->case_id, fixture->back, &error));
  g_assert_nonnull (strstr (error->message, "Comment or decide first"));
  g_assert_false (g_file_test (fixture->back, G_FILE_TEST_EXISTS));
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) findings = NULL;
  gint64 before = count_rows (fixture->helen);

  submit (fixture);
  make (fixture, fixture->rowan->casebook, fixture->outward);
  g_cancellable_cancel (cancellable);
  g_assert_null (
      sl_bundle_read (review_of (fixture->helen), fixture->outward, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (count_rows (fixture->helen), ==, before);
  findings = sl_library_check (sl_casebook_get_library (fixture->helen), NULL, NULL);
  g_assert_cmpuint (g_strv_length (findings), ==, 0);
}

/* Signed by somebody who says that they are Helen, whose casebook it is. */
static void
test_poses_as_reader (Fixture *fixture, gconstpointer data)
{
  SlCasebook *forger = open_casebook ("Helen Marsh", "manager");
  const Edit manifest[] = { { SL_MANIFEST_SENDER, SL_MANIFEST_SENDER_ID, own_id (fixture->helen) },
                            { 0, 0, NULL } };
  const Edit none[] = { { 0, 0, NULL } };

  submit (fixture);
  make (fixture, fixture->rowan->casebook, fixture->outward);
  forge (forger, fixture->outward, manifest, none);
  assert_refused (fixture->helen, fixture->outward, "who works here");
  sl_casebook_close (forger);
  g_object_unref (forger);
}

/* Signed by another key for a case that came from Rowan. */
static void
test_poses_as_sender (Fixture *fixture, gconstpointer data)
{
  SlCasebook *forger = open_casebook ("Rowan Ashdown", "officer");
  g_autoptr (SlSigningKey) key = NULL;
  g_autoptr (SlBundleInfo) info = NULL;
  g_autoptr (GPtrArray) notices = NULL;
  g_autoptr (GError) error = NULL;
  const Edit none[] = { { 0, 0, NULL } };

  submit (fixture);
  send_review (fixture);
  make (fixture, fixture->rowan->casebook, fixture->outward);
  forge (forger, fixture->outward, none, none);
  assert_refused (fixture->helen, fixture->outward, "another key");

  /* It was Rowan after all, at a new computer. */
  key = sl_signing_key_open (sl_casebook_get_store (forger), &error);
  g_assert_false (sl_bundle_meet_key (review_of (fixture->helen), fixture->outward,
                                      "0000 0000 0000 0000 0000 0000 0000 0000", &notices, &error));
  g_assert_nonnull (strstr (error->message, "not the one that was read out"));
  g_clear_error (&error);
  sl_bundle_meet_key (review_of (fixture->helen), fixture->outward,
                      sl_signing_key_get_fingerprint (key), &notices, &error);
  g_assert_no_error (error);
  info = take_in (fixture, fixture->helen, fixture->outward);
  g_assert_cmpint (info->trust, ==, SL_TRUST_VERIFIED);
  sl_casebook_close (forger);
  g_object_unref (forger);
}

/* A reply that puts a comment into Rowan's mouth, and one that lets Rowan approve. */
static void
test_words_of_the_reader (Fixture *fixture, gconstpointer data)
{
  const char *rowan = own_id (fixture->rowan->casebook);
  g_autofree char *id = NULL;
  g_autofree char *other = sl_id_new ();
  g_autoptr (GListModel) list = NULL;
  g_autoptr (SlBundleInfo) info = NULL;
  const Edit none[] = { { 0, 0, NULL } };
  const Edit content[] = { { SL_CONTENT_COMMENT, SL_BUNDLE_COMMENT_ID, other },
                           { SL_CONTENT_COMMENT, SL_BUNDLE_COMMENT_BY, rowan },
                           { SL_CONTENT_DECISION, SL_BUNDLE_DECISION_BY, rowan },
                           { 0, 0, NULL } };

  submit (fixture);
  send_review (fixture);
  id = comment (fixture, fixture->helen, "I agree.");
  decide (fixture, fixture->helen, FALSE);
  make (fixture, fixture->helen, fixture->back);
  forge (fixture->helen, fixture->back, none, content);
  info = take_in (fixture, fixture->rowan->casebook, fixture->back);
  g_assert_true (was_told (fixture, "A comment in the name of Rowan Ashdown"));
  g_assert_true (was_told (fixture, "A decision in the name of Rowan Ashdown"));
  list = comments (fixture, fixture->rowan->casebook);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
  g_assert_cmpuint (count_decisions (fixture, TRUE) + count_decisions (fixture, FALSE), ==, 0);
}

static void
test_other_words_and_cases (Fixture *fixture, gconstpointer data)
{
  static const char other[] = "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";
  g_autofree char *id = NULL;
  g_autofree char *unknown = sl_id_new ();
  const Edit none[] = { { 0, 0, NULL } };
  const Edit words[] = { { SL_CONTENT_VERSION, SL_BUNDLE_VERSION_HASH, other }, { 0, 0, NULL } };
  const Edit version[] = { { SL_CONTENT_VERSION, SL_BUNDLE_VERSION_ID, unknown },
                           { SL_CONTENT_COMMENT, SL_BUNDLE_COMMENT_VERSION, unknown },
                           { SL_CONTENT_AUTHOR, SL_BUNDLE_AUTHOR_VERSION, unknown },
                           { 0, 0, NULL } };

  submit (fixture);
  send_review (fixture);
  id = comment (fixture, fixture->helen, "I agree.");
  make (fixture, fixture->helen, fixture->back);
  forge (fixture->helen, fixture->back, none, words);
  assert_refused (fixture->rowan->casebook, fixture->back, "their content differs");
  make (fixture, fixture->helen, fixture->back);
  forge (fixture->helen, fixture->back, none, version);
  assert_refused (fixture->rowan->casebook, fixture->back, "none of this case's");
  make (fixture, fixture->rowan->casebook, fixture->outward);
  forge (fixture->rowan->casebook, fixture->outward, none, version);
  assert_refused (fixture->helen, fixture->outward, "another one than that known here");
}

#define ADD(name, func) g_test_add ("/review/bundle/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-review-arrives-with-what-its-version-cites", test_review_arrives);
  ADD ("comments-travel-there-and-back-once", test_comments_travel);
  ADD ("a-decision-by-an-unverified-key-waits-until-it-is-compared", test_unverified_waits);
  ADD ("a-decision-by-a-verified-key-stands", test_verified_decides);
  ADD ("of-two-decisions-the-first-stands", test_first_stands);
  ADD ("the-whole-history-comes-along-and-a-copy-moves-on", test_history);
  ADD ("a-decision-that-waited-too-long-does-not-stand", test_changed_meanwhile);
  ADD ("the-same-or-an-older-one-is-refused", test_replay);
  ADD ("ones-own-and-one-for-the-other-side-are-refused", test_own_and_wrong_side);
  ADD ("a-revoked-key-is-refused", test_revoked);
  ADD ("a-copy-is-not-edited", test_copy_is_not_edited);
  ADD ("nobody-poses-as-the-reader", test_poses_as_reader);
  ADD ("nobody-poses-as-the-sender", test_poses_as_sender);
  ADD ("nothing-is-said-in-the-readers-name", test_words_of_the_reader);
  ADD ("other-words-and-another-case-are-refused", test_other_words_and_cases);
  ADD ("nothing-to-send-is-told", test_nothing_to_send);
  ADD ("giving-up-leaves-nothing-behind", test_cancelled);
  return g_test_run ();
}
