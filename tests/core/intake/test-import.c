/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "cases/sl-case-records.h"
#include "documents/sl-document-records.h"
#include "intake/sl-import.h"
#include "packs/sl-pack.h"
#include "people/sl-person.h"
#include "sl-test.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Whole imports into a fresh casebook, with the real worker. Past 600 lines because every story
 * shares its maker of papers and of ZIP files. */

typedef struct
{
  char *folder; /* of what is imported */
  SlStore *store;
  SlWorkerPool *pool;
  SlLibrary *library;
  SlPackLibrary *packs;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autoptr (SlPerson) person = NULL;
  g_autoptr (GError) error = NULL;

  f->folder = sl_test_make_folder ();
  f->store = sl_store_open (folder, SL_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  person = sl_people_current (f->store, &error);
  g_assert_no_error (error);
  f->pool = sl_worker_pool_new (NULL);
  f->library = sl_library_new (f->store, f->pool, &error);
  g_assert_no_error (error);
  f->packs = sl_pack_library_new (NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sl_store_close (f->store);
  g_clear_object (&f->library);
  g_clear_object (&f->pool);
  g_clear_object (&f->packs);
  g_clear_object (&f->store);
  g_free (f->folder);
}

static void
put (Fixture *f, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static SlImportResult *
bring_in (Fixture *f, const char *name, const char *case_id)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  const char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  SlImportResult *result = sl_import (f->library, f->packs, paths, case_id, NULL, NULL, NULL,
                                      &error);

  g_assert_no_error (error);
  return result;
}

static const SlImportLine *
find_line (SlImportResult *result, const char *name)
{
  for (guint i = 0; i < result->lines->len; i++)
    {
      const SlImportLine *line = g_ptr_array_index (result->lines, i);

      if (strcmp (line->name, name) == 0)
        return line;
    }
  g_error ("No line tells of %s", name);
}

static void
assert_outcome (SlImportResult *result, const char *name, const char *outcome)
{
  const SlImportLine *line = find_line (result, name);

  if (strcmp (line->outcome, outcome) != 0)
    g_error ("%s was %s (%s), not %s", name, line->outcome, line->text, outcome);
}

static SlCase *
load (Fixture *f, const char *case_id)
{
  g_autoptr (GError) error = NULL;
  SlCase *planning_case = sl_case_records_load (f->store, case_id, &error);

  g_assert_no_error (error);
  return planning_case;
}

static gint64
count (Fixture *f, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlStatement) statement = sl_database_prepare (sl_store_read (f->store), sql, &error);
  gboolean row;

  g_assert_no_error (error);
  g_assert_true (sl_statement_step (statement, &row, &error));
  g_assert_true (row);
  return sl_statement_get_int (statement, 0);
}

#define COUNT_AUDIT "SELECT COUNT (*) FROM audit"
#define COUNT_CASES "SELECT COUNT (*) FROM planning_case"
#define COUNT_DOCUMENTS "SELECT COUNT (*) FROM document"

static guint
count_kept (Fixture *f)
{
  g_autofree char *files = g_build_filename (sl_store_get_path (f->store), "files", NULL);
  g_autoptr (GDir) dir = g_dir_open (files, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *bucket = g_build_filename (files, name, NULL);
      g_autoptr (GDir) inner = g_dir_open (bucket, 0, NULL);

      while (inner != NULL && g_dir_read_name (inner) != NULL)
        n++;
    }
  return n;
}

static const char summary[] =
    "<html><body><div id='idox'><table id='simpleDetailsTable'>"
    "<tr><th>Reference</th><td>UTT/26/2147/FUL</td></tr>"
    "<tr><th>Application Validated</th><td>Wed 07 Oct 2026</td></tr>"
    "<tr><th>Address</th><td>Land east of Mallard Way, Thornbury St Anne</td></tr>"
    "<tr><th>Proposal</th><td>Erection of 48 homes and 9 flats</td></tr>"
    "</table></div></body></html>";

static const char submission[] =
    "{\"submission-details\":{\"submission-reference\":\"UTT/26/2147/FUL\","
    "\"application-types\":[\"full\"],\"planning-authority\":\"local-authority:UTT\","
    "\"submitted-at\":\"2026-10-05\",\"documents\":[{\"name\":\"Site layout, ground floor\","
    "\"document-types\":[\"site-plan\"],\"file\":{\"filename\":\"A-100.txt\"}}]},"
    "\"res-units\":{\"total-proposed-units\":57},"
    "\"proposal-details\":{\"description\":\"Erection of 48 homes and 9 flats\"},"
    "\"site-details\":{\"site-locations\":[{\"address-text\":\"Land east of Mallard Way\","
    "\"easting\":556210,\"northing\":221080}]}}";

static void
test_folder_with_form (Fixture *f, gconstpointer data)
{
  g_autoptr (SlImportResult) result = NULL;
  g_autoptr (SlCase) planning_case = NULL;
  g_autoptr (GListModel) documents = NULL;
  g_autoptr (SlDocument) layout = NULL;
  gint64 before = count (f, COUNT_AUDIT);

  put (f, "Mallard/submission.json", submission);
  put (f, "Mallard/A-100.txt", "The layout of the site, in words that can be read.");
  put (f, "Mallard/papers/Planning Statement.txt", "Planning statement. Anti-social behaviour.");
  put (f, "Mallard/.DS_Store", "litter");
  put (f, "Mallard/Thumbs.db", "litter");
  result = bring_in (f, "Mallard", NULL);

  g_assert_cmpuint (result->lines->len, ==, 3);
  g_assert_cmpuint (result->n_cases_made, ==, 1);
  g_assert_cmpuint (result->n_documents, ==, 3);
  g_assert_cmpuint (result->n_refused, ==, 0);
  g_assert_true (result->changed);
  assert_outcome (result, "submission.json", "facts");
  assert_outcome (result, "A-100.txt", "added");
  g_assert_cmpint (count (f, COUNT_AUDIT) - before, ==, 1);

  planning_case = load (f, result->case_ids[0]);
  g_assert_cmpstr (sl_case_get (planning_case, "reference"), ==, "UTT/26/2147/FUL");
  g_assert_cmpstr (sl_case_get (planning_case, "authority-code"), ==, "uttlesford");
  g_assert_cmpstr (sl_case_get (planning_case, "authority-name"), ==,
                   "Uttlesford District Council");
  g_assert_cmpstr (sl_case_get (planning_case, "scale"), ==, "major");
  g_assert_cmpstr (sl_case_get (planning_case, "triage"), ==, "new");
  g_assert_cmpstr (sl_case_get (planning_case, "triage-rule"), !=, "");
  g_assert_cmpint (sl_case_get_dwellings (planning_case), ==, 57);
  g_assert_cmpuint (sl_case_get_document_count (planning_case), ==, 3);

  /* The form's words about a file are used. */
  layout = sl_document_records_load (f->store, find_line (result, "A-100.txt")->document_id, NULL);
  g_assert_cmpstr (sl_document_get (layout, "title"), ==, "Site layout, ground floor");
  g_assert_cmpstr (sl_document_get (layout, "kind-source"), ==, "declared");
  g_assert_cmpstr (sl_document_get (layout, "source-path"), ==, "Mallard/A-100.txt");
}

static void
test_words_are_found (Fixture *f, gconstpointer data)
{
  g_autoptr (SlImportResult) result = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GError) error = NULL;

  put (f, "UTT-26-2147-FUL/Planning Statement.txt", "Measures against anti-social behaviour.");
  result = bring_in (f, "UTT-26-2147-FUL", NULL);
  hits = sl_index_search (sl_library_get_index (f->library), result->case_ids[0], "anti-social", 10,
                          &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, ==, 1);
}

static void
test_again (Fixture *f, gconstpointer data)
{
  g_autoptr (SlImportResult) first = NULL, second = NULL;
  gint64 audit, documents;

  put (f, "Mallard/summary.html", summary);
  put (f, "Mallard/submission.json", submission);
  put (f, "Mallard/Planning Statement.txt", "Planning statement.");
  put (f, "Mallard/empty.pdf", "");
  first = bring_in (f, "Mallard", NULL);
  audit = count (f, COUNT_AUDIT);
  documents = count (f, COUNT_DOCUMENTS);

  second = bring_in (f, "Mallard", NULL);
  g_assert_false (second->changed);
  g_assert_cmpuint (second->n_documents, ==, 0);
  g_assert_cmpuint (second->n_cases_made, ==, 0);
  g_assert_cmpstr (second->case_ids[0], ==, first->case_ids[0]);
  assert_outcome (second, "Planning Statement.txt", "already-there");
  assert_outcome (second, "empty.pdf", "already-there");
  g_assert_cmpint (count (f, COUNT_AUDIT), ==, audit);
  g_assert_cmpint (count (f, COUNT_DOCUMENTS), ==, documents);
}

static void
test_again_without_reference (Fixture *f, gconstpointer data)
{
  g_autoptr (SlImportResult) first = NULL, second = NULL;
  g_autoptr (SlCase) planning_case = NULL;

  put (f, "Papers/One.txt", "One.");
  put (f, "Papers/Two.txt", "Two.");
  put (f, "Papers/empty.pdf", "");
  first = bring_in (f, "Papers", NULL);
  g_assert_cmpuint (first->n_cases_made, ==, 1);
  planning_case = load (f, first->case_ids[0]);
  g_assert_cmpstr (sl_case_get (planning_case, "title"), ==, "Papers");

  second = bring_in (f, "Papers", NULL);
  g_assert_false (second->changed);
  g_assert_cmpstr (second->case_ids[0], ==, first->case_ids[0]);
  g_assert_cmpint (count (f, COUNT_CASES), ==, 1);
}

static void
test_folder_name (Fixture *f, gconstpointer data)
{
  g_autoptr (SlImportResult) first = NULL, second = NULL;
  g_autoptr (SlCase) planning_case = NULL;

  put (f, "UTT-26-2147-FUL/One.txt", "One.");
  first = bring_in (f, "UTT-26-2147-FUL", NULL);
  planning_case = load (f, first->case_ids[0]);
  g_assert_cmpstr (sl_case_get (planning_case, "reference"), ==, "UTT/26/2147/FUL");
  g_assert_cmpstr (sl_case_get (planning_case, "authority-code"), ==, "uttlesford");

  /* A form that comes later finds the case that the folder's name made. */
  put (f, "more/summary.html", summary);
  second = bring_in (f, "more", NULL);
  g_assert_cmpstr (second->case_ids[0], ==, first->case_ids[0]);
  g_assert_cmpuint (second->n_cases_made, ==, 0);
  g_assert_true (second->changed);
}

static void
test_conflict (Fixture *f, gconstpointer data)
{
  g_autoptr (SlImportResult) first = NULL, second = NULL;
  g_autoptr (GString) other = g_string_new (summary);

  put (f, "a/summary.html", summary);
  first = bring_in (f, "a", NULL);
  g_assert_cmpuint (first->n_conflicts, ==, 0);

  g_string_replace (other, "Wed 07 Oct 2026", "Thu 08 Oct 2026", 0);
  put (f, "b/register.html", other->str);
  second = bring_in (f, "b", NULL);
  g_assert_cmpuint (second->n_conflicts, ==, 1);
  g_assert_cmpint (
      count (f, "SELECT COUNT (*) FROM fact WHERE field = 'date-valid' AND state <> 'superseded'"),
      ==, 2);
}

static void
test_confirmed_stays (Fixture *f, gconstpointer data)
{
  g_autoptr (SlImportResult) first = NULL, second = NULL;
  g_autoptr (SlCase) planning_case = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) other = g_string_new (submission);

  put (f, "a/summary.html", summary);
  first = bring_in (f, "a", NULL);
  sl_store_apply (f->store,
                  sl_case_change_confirm (first->case_ids[0], "proposal", "57 homes, confirmed"),
                  &error);
  g_assert_no_error (error);

  /* A form of a higher rank than the one it first came from. */
  g_string_replace (other, "Erection of 48 homes and 9 flats", "Something else", 0);
  put (f, "b/submission.json", other->str);
  second = bring_in (f, "b", NULL);
  planning_case = load (f, first->case_ids[0]);
  g_assert_cmpstr (second->case_ids[0], ==, first->case_ids[0]);
  g_assert_cmpstr (sl_case_get (planning_case, "proposal"), ==, "57 homes, confirmed");
}

static void
test_bad_among_good (Fixture *f, gconstpointer data)
{
  g_autoptr (SlImportResult) result = NULL;
  g_autoptr (SlDocument) document = NULL;
  g_autofree char *pipe = NULL, *link = NULL, *loop = NULL;

  put (f, "Mallard/submission.json", submission);
  put (f, "Mallard/Good.txt", "Good words.");
  put (f, "Mallard/empty.pdf", "");
  put (f, "Mallard/broken.pdf", "%PDF-1.7\nnothing that follows makes sense");
  put (f, "Mallard/broken.json", "{\"a\": [1, 2");
  put (f, "Mallard/error.html",
       "<html><body><div id='idox'><p>Unable to perform this task. A remote exception occurred."
       "</p></div></body></html>");
  pipe = g_build_filename (f->folder, "Mallard", "pipe.pdf", NULL);
  link = g_build_filename (f->folder, "Mallard", "passwd.txt", NULL);
  loop = g_build_filename (f->folder, "Mallard", "loop", NULL);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (symlink ("/etc/passwd", link), ==, 0);
  g_assert_cmpint (symlink (".", loop), ==, 0);

  result = bring_in (f, "Mallard", NULL);
  g_assert_cmpuint (result->lines->len, ==, 9);
  g_assert_cmpuint (result->n_cases_made, ==, 1);
  assert_outcome (result, "Good.txt", "added");
  assert_outcome (result, "submission.json", "facts");
  assert_outcome (result, "empty.pdf", "refused");
  assert_outcome (result, "broken.pdf", "refused");
  assert_outcome (result, "error.html", "refused");
  assert_outcome (result, "pipe.pdf", "refused");
  assert_outcome (result, "passwd.txt", "refused");
  assert_outcome (result, "loop", "refused");
  for (guint i = 0; i < result->lines->len; i++)
    g_assert_cmpstr (((SlImportLine *) g_ptr_array_index (result->lines, i))->text, !=, "");

  /* What is no plain file is told; a file that cannot be read is listed with its reason. */
  g_assert_null (find_line (result, "pipe.pdf")->document_id);
  g_assert_null (find_line (result, "passwd.txt")->document_id);
  document = sl_document_records_load (f->store, find_line (result, "broken.pdf")->document_id,
                                       NULL);
  g_assert_cmpstr (sl_document_get (document, "state"), ==, "refused");
  g_assert_cmpstr (sl_document_get (document, "reason"), !=, "");
  g_assert_cmpstr (sl_document_get (document, "reason-code"), !=, "");
  g_assert_cmpuint (strlen (sl_document_get (document, "sha256")), ==, 64);
}

static void
test_second_case_untouched (Fixture *f, gconstpointer data)
{
  g_autoptr (SlImportResult) first = NULL, second = NULL;
  gint64 facts;

  put (f, "a/summary.html", summary);
  first = bring_in (f, "a", NULL);
  facts = count (f, "SELECT COUNT (*) FROM fact");

  /* A bad file alone makes no case and goes to none. */
  put (f, "b/broken.pdf", "%PDF-1.7\nnothing");
  second = bring_in (f, "b", NULL);
  g_assert_false (second->changed);
  g_assert_null (second->case_ids[0]);
  g_assert_cmpuint (second->n_refused, ==, 1);
  g_assert_cmpint (count (f, COUNT_CASES), ==, 1);
  g_assert_cmpint (count (f, COUNT_DOCUMENTS), ==, 1);
  g_assert_cmpint (count (f, "SELECT COUNT (*) FROM fact"), ==, facts);
  g_assert_cmpuint (count_kept (f), ==, 1);
}

static void
test_given_case (Fixture *f, gconstpointer data)
{
  g_autoptr (SlImportResult) first = NULL, second = NULL, third = NULL;
  g_autoptr (GString) other = g_string_new (summary);

  put (f, "a/summary.html", summary);
  first = bring_in (f, "a", NULL);
  put (f, "b/Late.txt", "A late paper.");
  second = bring_in (f, "b", first->case_ids[0]);
  g_assert_cmpstr (second->case_ids[0], ==, first->case_ids[0]);
  g_assert_cmpuint (second->n_documents, ==, 1);

  g_string_replace (other, "UTT/26/2147/FUL", "UTT/26/9999/FUL", 0);
  put (f, "c/other.html", other->str);
  third = bring_in (f, "c", first->case_ids[0]);
  assert_outcome (third, "other.html", "refused");
  g_assert_false (third->changed);
  g_assert_cmpint (count (f, COUNT_CASES), ==, 1);
}

static void
test_list (Fixture *f, gconstpointer data)
{
  g_autoptr (SlImportResult) result = NULL;

  put (f, "weekly.html",
       "<html><body><ul id='searchresults'>"
       "<li class='searchresult'><a href='/o/x.do?keyVal=K1'>48 homes</a>"
       "<p class='address'>Mallard Way</p><p class='metaInfo'>Ref. No: UTT/26/2147/FUL</p></li>"
       "<li class='searchresult'><a href='/o/x.do?keyVal=K2'>A shed</a>"
       "<p class='address'>Elm Row</p><p class='metaInfo'>Ref. No: UTT/26/2148/HHF</p></li>"
       "</ul></body></html>");
  result = bring_in (f, "weekly.html", NULL);
  g_assert_cmpuint (result->n_cases_made, ==, 2);
  g_assert_cmpuint (g_strv_length (result->case_ids), ==, 2);
  g_assert_cmpint (count (f, COUNT_CASES), ==, 2);
  g_assert_cmpint (count (f, COUNT_DOCUMENTS), ==, 0);
  assert_outcome (result, "weekly.html", "facts");
  g_assert_cmpuint (count_kept (f), ==, 0);
}

static const char mail[] =
    "From: Planning <planning@uttlesford.gov.uk>\r\nTo: docos@example.police.uk\r\n"
    "Subject: Comments requested for UTT/26/2147/FUL\r\n"
    "Date: Wed, 4 Nov 2026 09:12:00 +0000\r\nMIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed; boundary=cut\r\n\r\n"
    "--cut\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    "Proposal: Erection of 48 homes and 9 flats\r\nPlease respond by 25 November 2026.\r\n"
    "--cut\r\nContent-Type: text/plain; name=\"Letter.txt\"\r\n"
    "Content-Disposition: attachment; filename=\"Letter.txt\"\r\n\r\n"
    "A letter about the boundary.\r\n--cut--\r\n";

static void
test_email (Fixture *f, gconstpointer data)
{
  g_autoptr (SlImportResult) result = NULL;
  g_autoptr (SlCase) planning_case = NULL;
  g_autoptr (SlDocument) letter = NULL, message = NULL;

  put (f, "consultation.eml", mail);
  result = bring_in (f, "consultation.eml", NULL);
  g_assert_cmpuint (result->n_cases_made, ==, 1);
  planning_case = load (f, result->case_ids[0]);
  g_assert_cmpstr (sl_case_get (planning_case, "reference"), ==, "UTT/26/2147/FUL");
  g_assert_cmpstr (sl_case_get (planning_case, "authority-code"), ==, "uttlesford");
  g_assert_cmpstr (sl_case_get (planning_case, "consultation-expiry"), ==, "2026-11-25");
  g_assert_cmpstr (sl_case_get (planning_case, "due-date"), ==, "2026-11-25");

  letter = sl_document_records_load (f->store, find_line (result, "Letter.txt")->document_id, NULL);
  message = sl_document_records_load (f->store, find_line (result, "consultation.eml")->document_id,
                                      NULL);
  g_assert_cmpstr (sl_document_get (letter, "parent-id"), ==, sl_document_get_id (message));
  g_assert_cmpstr (sl_document_get (message, "kind"), ==, "email");
  g_assert_cmpstr (sl_document_get (message, "title"), ==,
                   "Comments requested for UTT/26/2147/FUL");
}

static void
test_email_of_another_case (Fixture *f, gconstpointer data)
{
  g_autoptr (SlImportResult) result = NULL;
  g_autoptr (GString) other = g_string_new (mail);

  g_string_replace (other, "UTT/26/2147/FUL", "UTT/25/1111/FUL", 0);
  put (f, "Mallard/submission.json", submission);
  put (f, "Mallard/old.eml", other->str);
  result = bring_in (f, "Mallard", NULL);
  g_assert_cmpint (count (f, COUNT_CASES), ==, 1);
  g_assert_cmpint (count (f, "SELECT COUNT (*) FROM fact WHERE source_kind = 'email'"), ==, 0);
  g_assert_cmpstr (find_line (result, "old.eml")->case_id, ==, result->case_ids[0]);
}

static void
test_typed_statement (Fixture *f, gconstpointer data)
{
  g_autoptr (SlImportResult) result = NULL;
  g_autoptr (SlDocument) statement = NULL;
  const SlImportLine *line;

  put (
      f, "application.json",
      "{\"data\":{\"application\":{\"type\":{\"value\":\"pp.full\"}},\"proposal\":{\"description\":"
      "\"48 homes\"},\"files\":{\"designAndAccessStatement\":{\"accessAndLayout\":"
      "\"All front doors face the street.\"}}},\"metadata\":{\"id\":\"abc-1\","
      "\"organisation\":\"UTT\",\"schema\":\"x/application.json\"}}");
  result = bring_in (f, "application.json", NULL);
  g_assert_cmpuint (result->n_documents, ==, 2);
  line = find_line (result, "design-and-access-statement.txt");
  statement = sl_document_records_load (f->store, line->document_id, NULL);
  g_assert_cmpstr (sl_document_get (statement, "kind"), ==, "design-access-statement");
  g_assert_cmpstr (sl_document_get (statement, "parent-id"), ==,
                   find_line (result, "application.json")->document_id);
}

/* A ZIP of files as they are, made here: nothing else that the tests link writes one. */

static guint32
make_crc (const char *data, gsize size)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < size; i++)
    {
      crc ^= (guint8) data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
    }
  return ~crc;
}

static void
put_number (GByteArray *to, guint32 number, guint size)
{
  for (guint i = 0; i < size; i++)
    {
      guint8 byte = (guint8) (number >> 8 * i);
      g_byte_array_append (to, &byte, 1);
    }
}

/* What a local header and a directory entry share, from "version needed" on. */
static void
put_entry (GByteArray *to, const char *name, const char *text)
{
  put_number (to, 20, 2);
  put_number (to, 0, 2);
  put_number (to, 0, 2);
  put_number (to, 0x5a210000, 4);
  put_number (to, make_crc (text, strlen (text)), 4);
  put_number (to, (guint32) strlen (text), 4);
  put_number (to, (guint32) strlen (text), 4);
  put_number (to, (guint32) strlen (name), 2);
  put_number (to, 0, 2);
}

static void
put_zip (Fixture *f, const char *zip, const char *const *names_and_texts)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new (), directory = g_byte_array_new ();
  g_autofree char *path = g_build_filename (f->folder, zip, NULL);
  g_autoptr (GError) error = NULL;
  guint n = 0;

  for (; names_and_texts[2 * n] != NULL; n++)
    {
      const char *name = names_and_texts[2 * n], *text = names_and_texts[2 * n + 1];

      put_number (directory, 0x02014b50, 4);
      put_number (directory, 20, 2);
      put_entry (directory, name, text);
      put_number (directory, 0, 2); /* comment */
      put_number (directory, 0, 4); /* disk, internal attributes */
      put_number (directory, 0, 4); /* external attributes */
      put_number (directory, bytes->len, 4);
      g_byte_array_append (directory, (const guint8 *) name, strlen (name));

      put_number (bytes, 0x04034b50, 4);
      put_entry (bytes, name, text);
      g_byte_array_append (bytes, (const guint8 *) name, strlen (name));
      g_byte_array_append (bytes, (const guint8 *) text, strlen (text));
    }
  put_number (directory, 0x06054b50, 4);
  put_number (directory, 0, 4);
  put_number (directory, n, 2);
  put_number (directory, n, 2);
  put_number (directory, directory->len - 12, 4);
  put_number (directory, bytes->len, 4);
  put_number (directory, 0, 2);
  g_byte_array_append (bytes, directory->data, directory->len);
  g_file_set_contents (path, (const char *) bytes->data, bytes->len, &error);
  g_assert_no_error (error);
}

static void
test_bundle (Fixture *f, gconstpointer data)
{
  static const char *const files[] = {
    "proposal.xml",
    "<Proposal><ApplicationHeader><ApplicationTo>UTT</ApplicationTo>"
    "<FormattedRefNum>PP-12345678</FormattedRefNum></ApplicationHeader>"
    "<FileAttachments><FileAttachment><FileName>A-100.txt</FileName>"
    "<Reference>Site Layout</Reference></FileAttachment></FileAttachments>"
    "<ApplicationData><ProposalDescription>48 homes</ProposalDescription></ApplicationData>"
    "</Proposal>",
    "A-100.txt",
    "The layout.",
    "../../escape.txt",
    "Outside.",
    NULL
  };
  g_autoptr (SlImportResult) result = NULL, again = NULL;
  g_autoptr (SlCase) planning_case = NULL;
  g_autoptr (SlDocument) layout = NULL;
  g_autofree char *escape = g_build_filename (f->folder, "..", "escape.txt", NULL);

  put_zip (f, "bundle.zip", files);
  result = bring_in (f, "bundle.zip", NULL);
  g_assert_cmpuint (result->n_cases_made, ==, 1);
  planning_case = load (f, result->case_ids[0]);
  g_assert_cmpstr (sl_case_get (planning_case, "reference"), ==, "PP-12345678");
  g_assert_cmpstr (sl_case_get (planning_case, "authority-code"), ==, "uttlesford");
  g_assert_cmpstr (sl_case_get (planning_case, "proposal"), ==, "48 homes");
  assert_outcome (result, "bundle.zip", "ignored");
  assert_outcome (result, "proposal.xml", "facts");
  layout = sl_document_records_load (f->store, find_line (result, "A-100.txt")->document_id, NULL);
  g_assert_cmpstr (sl_document_get (layout, "declared-type"), ==, "Site Layout");
  g_assert_cmpstr (sl_document_get (layout, "kind"), ==, "site-layout");
  g_assert_cmpstr (sl_document_get (layout, "parent-id"), ==, "");
  g_assert_false (g_file_test (escape, G_FILE_TEST_EXISTS));

  again = bring_in (f, "bundle.zip", NULL);
  g_assert_false (again->changed);
}

static void
test_other_archive (Fixture *f, gconstpointer data)
{
  static const char *const files[] = { "A.txt", "Words.", NULL };
  g_autoptr (SlImportResult) result = NULL;
  g_autoptr (SlDocument) archive = NULL;

  put (f, "Papers/submission.json", submission);
  put_zip (f, "Papers/papers.zip", files);
  result = bring_in (f, "Papers", NULL);
  assert_outcome (result, "papers.zip", "refused");
  g_assert_cmpuint (result->lines->len, ==, 2);
  archive = sl_document_records_load (f->store, find_line (result, "papers.zip")->document_id,
                                      NULL);
  g_assert_cmpstr (sl_document_get (archive, "state"), ==, "refused");
  g_assert_cmpuint (strlen (sl_document_get (archive, "sha256")), ==, 64);
}

static void
test_same_bytes_twice (Fixture *f, gconstpointer data)
{
  g_autoptr (SlImportResult) result = NULL;

  put (f, "Papers/One.txt", "The same words.");
  put (f, "Papers/Two.txt", "The same words.");
  put (f, "Papers/again/One.txt", "The same words.");
  result = bring_in (f, "Papers", NULL);
  g_assert_cmpint (count (f, COUNT_DOCUMENTS), ==, 2);
  g_assert_cmpuint (count_kept (f), ==, 1);
}

static void
cancel_cb (SlImportPhase phase, guint done, guint total, const char *name, gpointer data)
{
  if (phase == SL_IMPORT_READING && done == 2)
    g_cancellable_cancel (data);
}

static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "Papers", NULL);
  const char *paths[] = { path, NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SlImportResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 audit = count (f, COUNT_AUDIT);

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *name = g_strdup_printf ("Papers/%02u.txt", i);
      put (f, name, name);
    }
  result = sl_import (f->library, f->packs, paths, NULL, cancel_cb, cancellable, cancellable,
                      &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (result);
  g_assert_cmpint (count (f, COUNT_AUDIT), ==, audit);
  g_assert_cmpint (count (f, COUNT_CASES), ==, 0);
  g_assert_cmpuint (count_kept (f), ==, 0);
}

typedef struct
{
  GThread *thread;
  guint reports;
  gboolean done;
  SlImportResult *result;
} Waiting;

static void
progress_cb (SlImportPhase phase, guint done, guint total, const char *name, gpointer data)
{
  Waiting *waiting = data;

  g_assert_true (g_thread_self () == waiting->thread);
  g_assert_false (waiting->done);
  g_assert_cmpuint (done, <=, total);
  waiting->reports++;
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Waiting *waiting = data;
  g_autoptr (GError) error = NULL;

  waiting->result = sl_import_finish (result, &error);
  g_assert_no_error (error);
  waiting->done = TRUE;
}

static void
test_async (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "Papers", NULL);
  const char *paths[] = { path, NULL };
  Waiting waiting = { .thread = g_thread_self () };

  put (f, "Papers/One.txt", "One.");
  put (f, "Papers/Two.txt", "Two.");
  sl_import_async (f->library, f->packs, paths, NULL, progress_cb, &waiting, NULL, imported_cb,
                   &waiting);
  sl_test_wait (&waiting.done);
  g_assert_cmpuint (waiting.reports, >=, 4);
  g_assert_cmpuint (waiting.result->n_documents, ==, 2);
  sl_import_result_free (waiting.result);
}

static void
test_missing (Fixture *f, gconstpointer data)
{
  g_autoptr (SlImportResult) nowhere = bring_in (f, "nowhere.pdf", NULL);
  const char *paths[] = { "/proc/self/status", "/dev/zero", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SlImportResult)
      system = sl_import (f->library, f->packs, paths, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (nowhere->n_refused, ==, 1);
  g_assert_cmpuint (system->n_refused, ==, 2);
  g_assert_cmpint (count (f, COUNT_CASES), ==, 0);
}

/* Nothing can be read of it yet, but it is there to be opened once its password is known. */
static void
test_locked_alone (Fixture *f, gconstpointer data)
{
  g_autofree char *plain = g_build_filename (f->folder, "plain.pdf", NULL);
  g_autofree char *locked = g_build_filename (f->folder, "Lighting.pdf", NULL);
  const char *argv[] = { "qpdf", "--encrypt", "secret", "owner", "256", "--", plain, locked, NULL };
  cairo_surface_t *surface = cairo_pdf_surface_create (plain, 595, 842);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (SlImportResult) result = NULL;
  g_autoptr (SlDocument) document = NULL;
  g_autoptr (SlSealedFile) original = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  const SlImportLine *line;

  cairo_show_text (cr, "Lighting");
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));

  result = bring_in (f, "Lighting.pdf", NULL);
  g_assert_cmpuint (result->n_cases_made, ==, 1);
  line = find_line (result, "Lighting.pdf");
  g_assert_cmpstr (line->outcome, ==, "refused");
  g_assert_nonnull (strstr (line->text, "password"));
  document = sl_document_records_load (f->store, line->document_id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sl_document_get (document, "reason-code"), ==, "password");
  original = sl_library_open (f->library, sl_document_get (document, "sha256"), &error);
  g_assert_no_error (error);
  g_assert_true (sl_import_read_again (f->library, line->document_id, "secret", NULL, &error));
}

#define ADD(name, func) g_test_add ("/intake/import/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-folder-with-a-form-becomes-a-case", test_folder_with_form);
  ADD ("the-words-can-be-searched", test_words_are_found);
  ADD ("the-same-again-changes-nothing", test_again);
  ADD ("the-same-again-without-a-reference-finds-its-case", test_again_without_reference);
  ADD ("a-folders-name-may-give-the-reference", test_folder_name);
  ADD ("two-sources-that-differ-on-a-date-conflict", test_conflict);
  ADD ("a-confirmed-value-stays", test_confirmed_stays);
  ADD ("bad-files-are-refused-and-good-ones-come-in", test_bad_among_good);
  ADD ("a-protected-file-alone-makes-its-case", test_locked_alone);
  ADD ("a-bad-file-touches-no-case", test_second_case_untouched);
  ADD ("a-case-can-be-given", test_given_case);
  ADD ("a-list-gives-a-case-each", test_list);
  ADD ("an-email-brings-its-attachments", test_email);
  ADD ("an-email-about-another-case-says-nothing-here", test_email_of_another_case);
  ADD ("a-statement-typed-into-a-form-is-a-document", test_typed_statement);
  ADD ("a-bundle-with-a-form-is-unpacked", test_bundle);
  ADD ("another-archive-is-listed-as-refused", test_other_archive);
  ADD ("the-same-bytes-are-kept-once", test_same_bytes_twice);
  ADD ("a-cancelled-import-leaves-nothing", test_cancelled);
  ADD ("progress-comes-where-the-caller-is", test_async);
  ADD ("what-is-no-file-is-refused-at-once", test_missing);
  return g_test_run ();
}
