/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-ui-test.h"

#include "base/sl-id.h"
#include "base/sl-time.h"
#include "case/sl-case-page.h"
#include "competency/sl-portfolio-changes.h"
#include "documents/sl-document-records.h"
#include "documents/sl-document-row.h"
#include "documents/sl-documents-page.h"
#include "documents/sl-evidence-card.h"
#include "documents/sl-worker-pool-private.h"
#include "sl-test-case.h"
#include "store/sl-audit.h"
#include "widgets/sl-page-pane.h"
#include "widgets/sl-page-view.h"

#include <stdlib.h>
#include <string.h>

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
set_up_with (Fixture *fixture, SlCasebook *casebook)
{
  SlLibrary *library;

  fixture->casebook = casebook;
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
set_up (Fixture *fixture)
{
  set_up_with (fixture, sl_ui_test_open_casebook ());
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

/* ---- for how long pages are on screen ---- */

static gint64 clock_now;

static gint64
read_clock (gpointer data)
{
  return clock_now;
}

/* A trainee's casebook; with a portfolio that keeps the time, or does not. */
static SlCasebook *
open_trainee (gboolean keeps)
{
  SlCasebook *casebook = sl_ui_test_open_new_casebook ();
  SlStore *store = sl_casebook_get_store (casebook);
  const char *own = sl_person_get_id (sl_casebook_get_person (casebook));
  g_autofree char *id = sl_id_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SlFramework) framework = NULL;
  g_autoptr (SlPortfolio) portfolio = NULL;

  clock_now = G_GINT64_CONSTANT (1795510800000000); /* 24 November 2026 at 09:00 UTC */
  sl_clock_set (read_clock, NULL);
  sl_test_apply (store, sl_people_change_declare (own, "Callum Reyes", "trainee"));
  sl_casebook_reload_person (casebook, &error);
  g_assert_no_error (error);
  framework = sl_frameworks_find (sl_casebook_get_packs (casebook), "doco", &error);
  g_assert_no_error (error);
  sl_test_apply (store, sl_portfolio_change_begin (framework, id, own));
  portfolio = sl_portfolio_load (store, sl_casebook_get_packs (casebook), own, &error);
  g_assert_no_error (error);
  if (keeps)
    sl_test_apply (store, sl_portfolio_change_reading (portfolio, TRUE));
  return casebook;
}

/* Without a window manager nobody gives the focus to a window but itself; where it asked before the
 * server showed it, it asks again. */
static gboolean
is_active (gpointer data)
{
  GtkWindow *window = GTK_WINDOW (((Fixture *) data)->window);

  if (!gtk_window_is_active (window))
    gtk_window_present (window);
  return gtk_window_is_active (window);
}

/* The seconds that the newest row of the audit trail notes, 0 when it is about something else. */
static guint
get_noted (Fixture *fixture)
{
  g_autoptr (GPtrArray)
      rows = sl_audit_list (sl_casebook_get_store (fixture->casebook), NULL, 1, NULL);
  const SlAuditRow *row = g_ptr_array_index (rows, 0);
  const char *seconds = strstr (row->detail, "\"seconds\":\"");

  g_assert_true (!g_str_equal (row->action, "note-reading") || *row->case_id == '\0');
  return g_str_equal (row->action, "note-reading")
             ? (guint) atoi (seconds + strlen ("\"seconds\":\""))
             : 0;
}

static gboolean
has_noted (gpointer data)
{
  return get_noted (data) != 0;
}

/* Shows the plan in an active window for fifty seconds, twice, with the statement in between. */
static void
read_twice (Fixture *fixture)
{
  g_autofree char *statement = NULL;
  g_autoptr (GListModel) documents = sl_document_records_list (
      sl_casebook_get_store (fixture->casebook), fixture->case_id, NULL);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SlDocument) document = g_list_model_get_item (documents, i);

      if (!g_str_equal (sl_document_get_id (document), fixture->document_id))
        statement = g_strdup (sl_document_get_id (document));
    }
  for (guint i = 0; i < 2; i++)
    {
      sl_documents_page_show (SL_DOCUMENTS_PAGE (fixture->page), fixture->document_id, 1, NULL);
      sl_ui_test_wait (is_shown, fixture);
      sl_ui_test_wait (is_active, fixture);
      clock_now += 50 * G_USEC_PER_SEC;
      sl_documents_page_show (SL_DOCUMENTS_PAGE (fixture->page), statement, 1, NULL);
    }
}

static void
test_time_on_screen_is_gathered (void)
{
  Fixture fixture;
  guint before;

  set_up_with (&fixture, open_trainee (TRUE));
  before = sl_test_count_audit (sl_casebook_get_store (fixture.casebook));
  read_twice (&fixture);
  sl_ui_test_wait (has_noted, &fixture);
  g_assert_cmpuint (get_noted (&fixture), ==, 100);
  g_assert_cmpuint (sl_test_count_audit (sl_casebook_get_store (fixture.casebook)), ==, before + 1);
  /* What is left of the statement is written down when its page is left for another place. */
  clock_now += 20 * G_USEC_PER_SEC;
  gtk_widget_set_visible (fixture.page, FALSE);
  while (get_noted (&fixture) != 20)
    g_main_context_iteration (NULL, TRUE);
  /* Not to be seen is not read. */
  clock_now += 500 * G_USEC_PER_SEC;
  gtk_widget_set_visible (fixture.page, TRUE);
  gtk_widget_set_visible (fixture.page, FALSE);
  g_assert_cmpuint (get_noted (&fixture), ==, 20);
  tear_down (&fixture);
  sl_clock_set (NULL, NULL);
}

/* Closing the window loses nothing. */
static void
test_time_on_screen_is_kept_at_the_end (void)
{
  Fixture fixture;
  g_autofree char *folder = NULL;
  g_autoptr (SlStore) store = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  set_up_with (&fixture, open_trainee (TRUE));
  folder = g_strdup (sl_casebook_get_path (fixture.casebook));
  sl_documents_page_show (SL_DOCUMENTS_PAGE (fixture.page), fixture.document_id, 1, NULL);
  sl_ui_test_wait (is_shown, &fixture);
  sl_ui_test_wait (is_active, &fixture);
  clock_now += 40 * G_USEC_PER_SEC;
  tear_down (&fixture);
  store = sl_store_open (folder, SL_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  rows = sl_audit_list (store, NULL, 1, NULL);
  g_assert_cmpstr (((SlAuditRow *) g_ptr_array_index (rows, 0))->action, ==, "note-reading");
  g_assert_nonnull (strstr (((SlAuditRow *) g_ptr_array_index (rows, 0))->detail, "\"40\""));
  sl_store_close (store);
  sl_clock_set (NULL, NULL);
}

static void
test_time_on_screen_is_nobodys_business (void)
{
  Fixture fixture;
  guint before;

  set_up_with (&fixture, open_trainee (FALSE));
  before = sl_test_count_audit (sl_casebook_get_store (fixture.casebook));
  read_twice (&fixture);
  gtk_widget_set_visible (fixture.page, FALSE);
  g_assert_cmpuint (sl_test_count_audit (sl_casebook_get_store (fixture.casebook)), ==, before);
  tear_down (&fixture);
  sl_clock_set (NULL, NULL);
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
  g_test_add_func ("/documents/time-on-screen-is-gathered-when-it-is-wanted",
                   test_time_on_screen_is_gathered);
  g_test_add_func ("/documents/time-on-screen-is-kept-when-the-window-is-closed",
                   test_time_on_screen_is_kept_at_the_end);
  g_test_add_func ("/documents/time-on-screen-is-not-kept-unless-it-is-wanted",
                   test_time_on_screen_is_nobodys_business);
  g_test_add_func ("/documents/a-worker-is-ready-when-a-case-with-documents-is-shown",
                   test_a_worker_is_ready_when_a_case_is_shown);
  return g_test_run ();
}
