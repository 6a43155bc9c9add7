/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-ui-test.h"

#include "case/sl-case-page.h"
#include "documents/sl-document-records.h"
#include "documents/sl-document-row.h"
#include "documents/sl-documents-page.h"
#include "documents/sl-evidence-card.h"
#include "documents/sl-worker-pool-private.h"
#include "sl-test-case.h"
#include "widgets/sl-page-pane.h"
#include "widgets/sl-page-view.h"

/* The documents of a case, their pages through the real worker, and evidence kept from them. */

typedef struct
{
  SlCasebook *casebook;
  SlWindow *window;
  char *case_id;
  char *document_id;
  GtkWidget *page;
  SlPagePane *pane;
} Fixture;

static void
set_up (Fixture *fixture)
{
  SlLibrary *library;

  fixture->casebook = sl_ui_test_open_casebook ();
  library = sl_casebook_get_library (fixture->casebook);
  fixture->case_id = sl_ui_test_add_application (fixture->casebook, "UTT/26/2147/FUL",
                                                 "2026-11-25");
  fixture->document_id = sl_test_add_document (
      library, fixture->case_id, "Boundary treatments", "boundary-plan", "PL-106",
      "BT3 is a 1.5 m close-boarded fence to plots 14 to 21.");
  g_free (sl_test_add_document (library, fixture->case_id, "Design statement",
                                "design-access-statement", "",
                                "Rear fences are 1.8 m throughout."));
  fixture->window = sl_ui_test_open_window (fixture->casebook);
  sl_window_open_case (fixture->window, fixture->case_id);
  sl_case_page_show_view (
      SL_CASE_PAGE (sl_ui_test_find (GTK_WIDGET (fixture->window), SL_TYPE_CASE_PAGE)),
      "documents");
  fixture->page = sl_ui_test_find (GTK_WIDGET (fixture->window), SL_TYPE_DOCUMENTS_PAGE);
  fixture->pane = SL_PAGE_PANE (sl_ui_test_find (fixture->page, SL_TYPE_PAGE_PANE));
}

static void
tear_down (Fixture *fixture)
{
  sl_ui_test_close (fixture->window, fixture->casebook);
  g_free (fixture->case_id);
  g_free (fixture->document_id);
}

static gboolean
is_shown (gpointer data)
{
  Fixture *fixture = data;
  SlDocument *document = sl_page_pane_get_document (fixture->pane);
  SlPageView *view = sl_page_pane_get_view (fixture->pane);

  return document != NULL && g_str_equal (sl_document_get_id (document), fixture->document_id) &&
         sl_page_view_get_n_pages (view) == 1 && sl_page_view_has_pictures (view);
}

static gboolean
has_card (gpointer data)
{
  Fixture *fixture = data;

  return sl_ui_test_find (fixture->page, SL_TYPE_EVIDENCE_CARD) != NULL;
}

static gboolean
has_note (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GListModel) evidence = sl_evidence_records_list (
      sl_casebook_get_store (fixture->casebook), fixture->case_id, fixture->document_id, NULL);
  g_autoptr (SlEvidence) first = g_list_model_get_item (evidence, 0);

  return first != NULL && g_str_equal (sl_evidence_get (first, "note"), "A low fence");
}

static void
test_a_region_becomes_evidence_with_a_note (void)
{
  Fixture fixture;
  GtkWidget *entry;

  set_up (&fixture);
  sl_documents_page_show (SL_DOCUMENTS_PAGE (fixture.page), fixture.document_id, 1, NULL);
  sl_ui_test_wait (is_shown, &fixture);
  sl_page_view_begin_region (sl_page_pane_get_view (fixture.pane));
  gtk_widget_activate_action (GTK_WIDGET (fixture.pane), "pane.add-evidence", NULL);
  sl_ui_test_wait (has_card, &fixture);
  /* Nothing is asked but the note, and the focus is there already. */
  entry = gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (fixture.window)), GTK_TYPE_ENTRY);
  g_assert_nonnull (entry);
  g_assert_nonnull (gtk_widget_get_ancestor (entry, SL_TYPE_EVIDENCE_CARD));
  gtk_editable_set_text (GTK_EDITABLE (entry), "A low fence");
  g_signal_emit_by_name (entry, "activate");
  sl_ui_test_wait (has_note, &fixture);
  tear_down (&fixture);
}

static gboolean
has_spare (gpointer data)
{
  return sl_worker_pool_get_spare_pid (sl_casebook_get_pool (data)) != 0;
}

static void
test_a_worker_is_ready_when_a_case_is_shown (void)
{
  Fixture fixture;

  set_up (&fixture);
  sl_ui_test_wait (has_spare, fixture.casebook);
  tear_down (&fixture);
}

static SlDocumentRowKind
kind_at (GPtrArray *rows, guint index)
{
  return sl_document_row_get_kind (rows->pdata[index]);
}

static void
test_rows_stand_in_groups (void)
{
  Fixture fixture;
  g_autoptr (GHashTable) toggled = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GListModel) documents = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) folded = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *counts = NULL;

  set_up (&fixture);
  documents = sl_document_records_list (sl_casebook_get_store (fixture.casebook), fixture.case_id,
                                        NULL);
  all = sl_document_rows_build (documents, SL_DOCUMENT_SORT_KIND, toggled, NULL);
  g_assert_cmpuint (all->len, ==, 4);
  g_assert_cmpint (kind_at (all, 0), ==, SL_DOCUMENT_ROW_GROUP);
  g_assert_cmpstr (sl_document_row_get_title (all->pdata[0]), ==, "Drawings");
  g_assert_cmpint (kind_at (all, 1), ==, SL_DOCUMENT_ROW_DOCUMENT);
  g_assert_cmpstr (sl_document_row_get_title (all->pdata[2]), ==, "Statements");
  g_hash_table_add (toggled, (gpointer) "drawings");
  folded = sl_document_rows_build (documents, SL_DOCUMENT_SORT_KIND, toggled, NULL);
  g_assert_cmpuint (folded->len, ==, 3);
  g_hash_table_remove_all (toggled);
  found = sl_document_rows_build (documents, SL_DOCUMENT_SORT_NAME, toggled, "pl-106");
  g_assert_cmpuint (found->len, ==, 2);
  counts = sl_documents_dup_counts (documents);
  g_assert_cmpstr (counts, ==, "2 documents: 2 readable");
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  sl_ui_test_init (&argc, &argv);
  g_test_add_func ("/documents/a-region-becomes-evidence-with-a-note",
                   test_a_region_becomes_evidence_with_a_note);
  g_test_add_func ("/documents/rows-stand-in-groups", test_rows_stand_in_groups);
  g_test_add_func ("/documents/a-worker-is-ready-when-a-case-with-documents-is-shown",
                   test_a_worker_is_ready_when_a_case_is_shown);
  return g_test_run ();
}
