/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test-case.h"

#include "base/sl-id.h"
#include "cases/sl-case-records.h"
#include "documents/sl-document-records.h"
#include "people/sl-person.h"
#include "store/sl-audit.h"

#include <string.h>

SlStore *
sl_test_open_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPerson) person = NULL;
  SlStore *store = sl_store_open (folder, SL_STORE_DEFAULT, &error);

  g_assert_no_error (error);
  person = sl_people_current (store, &error);
  g_assert_no_error (error);
  return store;
}

void
sl_test_apply (SlStore *store, SlChange *change)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (change);
  sl_store_apply (store, change, &error);
  g_assert_no_error (error);
}

void
sl_test_refuse (SlStore *store, SlChange *change, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  guint before = sl_test_count_audit (store);

  g_assert_nonnull (change);
  g_assert_false (sl_store_apply (store, change, &error));
  g_assert_error (error, SL_STORE_ERROR, code);
  if (strstr (error->message, words) == NULL)
    g_error ("expected “%s” in “%s”", words, error->message);
  g_assert_cmpuint (sl_test_count_audit (store), ==, before);
}

char *
sl_test_add_case (SlStore *store)
{
  static const struct
  {
    const char *field, *value;
  } values[] = {
    { "reference", "UTT/26/2147/FUL" },
    { "authority-code", "uttlesford" },
    { "authority-name", "Uttlesford District Council" },
    { "address", "Land east of Mallard Way, Thornbury St Anne, Essex" },
    { "proposal", "48 homes and 9 flats with access, parking and landscaping" },
    { "dwellings", "48" },
  };
  SlFactValue facts[G_N_ELEMENTS (values)];
  char *id = sl_id_new ();

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    facts[i] = (SlFactValue){ .field = values[i].field,
                              .value = values[i].value,
                              .source_kind = "officer",
                              .source_name = "",
                              .source_place = "",
                              .rank = 60 };
  sl_test_apply (store, sl_case_change_create (id, facts, G_N_ELEMENTS (facts)));
  return id;
}

typedef struct
{
  SlDocumentValues values;
  SlExtraction *extraction;
} Addition;

static gboolean
add_document (SlTransaction *transaction, gpointer data, GError **error)
{
  Addition *addition = data;

  return sl_document_records_add (transaction, &addition->values, addition->extraction, error);
}

char *
sl_test_add_document (SlLibrary *library,
                      const char *case_id,
                      const char *title,
                      const char *kind,
                      const char *drawing_number,
                      const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (SlSealedFile) file = sl_sealed_file_new_from_bytes (bytes, "note.txt", &error);
  g_autoptr (SlExtraction) extraction = NULL;
  char *id = sl_id_new ();
  Addition addition;

  g_assert_no_error (error);
  extraction = sl_worker_pool_extract (sl_library_get_pool (library), file, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sl_extraction_get_n_pages (extraction), >, 0);
  sl_library_keep (library, file, &error);
  g_assert_no_error (error);
  addition = (Addition){
    .values = { .document_id = id,
                .case_id = case_id,
                .sha256 = sl_sealed_file_get_sha256 (file),
                .file_name = "note.txt",
                .title = title,
                .kind = kind,
                .kind_source = "declared",
                .drawing_number = drawing_number,
                .state = "read",
                .media_type = "text/plain",
                .size = sl_sealed_file_get_size (file),
                .page_count = sl_extraction_get_page_count (extraction),
                .readable_pages = sl_extraction_get_page_count (extraction) },
    .extraction = extraction,
  };
  sl_test_apply (
      sl_library_get_store (library),
      sl_change_new ("add-document", "document", id, case_id, add_document, &addition, NULL));
  sl_index_add (sl_library_get_index (library), case_id, id, extraction, &error);
  g_assert_no_error (error);
  return id;
}

char *
sl_test_add_evidence (SlStore *store,
                      const char *case_id,
                      const char *document_id,
                      guint page,
                      const char *quotation)
{
  char *id = sl_id_new ();
  SlEvidenceValues values = { .evidence_id = id,
                              .case_id = case_id,
                              .document_id = document_id,
                              .page_number = page,
                              .quotation = quotation,
                              .note = "" };

  sl_test_apply (store, sl_evidence_change_add (&values));
  return id;
}

guint
sl_test_count_audit (SlStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = sl_audit_list (store, NULL, 0, &error);

  g_assert_no_error (error);
  return rows->len;
}
