/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "competency/sl-portfolio-paper.h"
#include "competency/sl-proposal.h"
#include "sl-test-case.h"
#include "sl-test-progress.h"
#include "sl-test.h"
#include "store/sl-store.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

/* A portfolio as a folder: what lies in it, that its page is sound, and that it is whole or not
 * there. */

#define NAME "Portfolio of Callum Reyes, 2026-11-24"

typedef struct
{
  SlTestProgress *self;
  char *occasion;
  char *place;  /* where folders are made */
  char *folder; /* the one that is expected there */
  SlPerson *author;
  SlPortfolioContext context;
} Fixture;

static char *
write_file (const char *name, const char *text)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

static void
add_file (Fixture *f, const char *name, const char *text)
{
  g_autofree char *path = write_file (name, text);
  g_autoptr (GError) error = NULL;

  sl_portfolio_add_file (f->context.library, f->self->portfolio, "occasion", f->occasion, path,
                         NULL, &error);
  g_assert_no_error (error);
  sl_test_progress_load (f->self);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->self = sl_test_progress_new ();
  f->author = sl_people_load (f->self->store, f->self->trainee, &error);
  g_assert_no_error (error);
  f->context = (SlPortfolioContext){
    .library = sl_casebook_get_library (f->self->base->casebook),
    .packs = f->self->packs,
    .policy = sl_casebook_get_policy (f->self->base->casebook),
    .author = f->author,
    .date = "2026-11-24",
  };
  f->occasion = sl_test_progress_choose (f->self, "C2", f->self->base->case_id);
  sl_test_progress_claim (f->self, f->occasion, "C2.1", "Found <b>& read</b> \"early\".");
  add_file (f, "notes of the day.txt", "What was seen on the day.\n");
  add_file (f, "Notes of the day.txt", "What was seen the day after.\n");
  f->place = sl_test_make_folder ();
  f->folder = g_build_filename (f->place, NAME, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_free (f->occasion);
  g_free (f->place);
  g_free (f->folder);
  g_clear_object (&f->author);
  sl_test_progress_free (f->self);
}

static gboolean
write_folder (Fixture *f, GError **error)
{
  return sl_portfolio_write_folder (&f->context, f->self->portfolio, f->place, NULL, error);
}

static guint
count_entries (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &error);
  guint n = 0;

  g_assert_no_error (error);
  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static char *
read_part (Fixture *f, const char *name)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* ---- the page ---- */

typedef struct
{
  const char *folder;
  GHashTable *ids;
  GPtrArray *links;
  guint n_files;
} Page;

static void
start_cb (GMarkupParseContext *context,
          const char *element,
          const char **names,
          const char **values,
          gpointer data,
          GError **error)
{
  static const char *const foreign[] = {
    "script", "link", "img", "iframe", "object", "form", NULL
  };
  Page *page = data;

  g_assert_false (g_strv_contains (foreign, element));
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_assert_false (g_str_has_prefix (names[i], "on"));
      g_assert_cmpstr (names[i], !=, "src");
      if (g_str_equal (names[i], "id"))
        g_assert_true (g_hash_table_add (page->ids, g_strdup (values[i])));
      if (g_str_equal (names[i], "href"))
        g_ptr_array_add (page->links, g_strdup (values[i]));
    }
}

static void
check_link (Page *page, const char *link)
{
  g_autofree char *plain = NULL;
  g_autofree char *path = NULL;

  if (*link == '#')
    {
      g_assert_true (g_hash_table_contains (page->ids, link + 1));
      return;
    }
  g_assert_null (strstr (link, ":"));
  plain = g_uri_unescape_string (link, NULL);
  path = g_build_filename (page->folder, plain, NULL);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  page->n_files++;
}

/* The page is written so that a parser of XML takes it too: each element is closed and nothing
 * stands unescaped. */
static void
read_page (const char *folder, const char *html, Page *page)
{
  static const GMarkupParser parser = { .start_element = start_cb };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, page, NULL);
  g_autoptr (GError) error = NULL;

  page->folder = folder;
  page->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  page->links = g_ptr_array_new_with_free_func (g_free);
  g_assert_true (g_str_has_prefix (html, "<!DOCTYPE html>\n<html lang=\"en-GB\">"));
  g_markup_parse_context_parse (context, html, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < page->links->len; i++)
    check_link (page, g_ptr_array_index (page->links, i));
}

static void
test_page_links_to_what_lies_beside_it (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *html = NULL;
  g_autofree char *pdf = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  Page page = { 0 };

  write_folder (f, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_entries (f->place), ==, 1);
  g_assert_cmpuint (count_entries (f->folder), ==, 3);
  html = read_part (f, "index.html");
  read_page (f->folder, html, &page);
  g_assert_cmpuint (page.n_files, ==, 3); /* the PDF and both files */
  g_assert_nonnull (strstr (html, "Found &lt;b&gt;&amp; read&lt;/b&gt; &quot;early&quot;."));
  g_assert_nonnull (strstr (html, "<th scope=\"col\">"));
  g_assert_nonnull (strstr (html, "<h1>Portfolio of Callum Reyes</h1>"));
  g_assert_nonnull (strstr (html, "OFFICIAL-SENSITIVE"));
  pdf = read_part (f, "portfolio.pdf");
  g_assert_true (g_str_has_prefix (pdf, "%PDF-"));
  /* Names that differ in case only are one name elsewhere. */
  first = read_part (f, "files/notes of the day.txt");
  g_assert_cmpstr (first, ==, "What was seen on the day.\n");
  second = read_part (f, "files/Notes of the day (2).txt");
  g_assert_cmpstr (second, ==, "What was seen the day after.\n");
  g_hash_table_unref (page.ids);
  g_ptr_array_unref (page.links);
}

static void
test_hostile_names_stay_within (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *html = NULL;
  Page page = { 0 };

  add_file (f, "..\\..\\a:b?<i>\"|*.txt", "x\n");
  add_file (f, ".hidden . ", "y\n");
  write_folder (f, &error);
  g_assert_no_error (error);
  html = read_part (f, "index.html");
  read_page (f->folder, html, &page);
  g_assert_cmpuint (page.n_files, ==, 5);
  g_assert_cmpuint (count_entries (f->place), ==, 1);
  g_hash_table_unref (page.ids);
  g_ptr_array_unref (page.links);
}

/* A document of the case, kept there. */
static char *
add_document (Fixture *f, const char *title, const char *text)
{
  g_autofree char *id = sl_test_add_document (f->context.library, f->self->base->case_id, title,
                                              "statement", "", text);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static void
claim_with_documents (Fixture *f)
{
  g_autofree char *statement = add_document (f, "Design and Access Statement", "Page one.\n");
  g_autofree char *letter = add_document (f, "A letter", "From a neighbour.\n");
  SlProposal proposals[] = {
    { .kind = "evidence",
      .label = "Design and Access Statement: 6 passages",
      .detail = "",
      .on_date = "",
      .object_kind = "document",
      .object_id = "",
      .sha256 = statement },
    { .kind = "document",
      .label = "Letter of Tom Fenwick",
      .detail = "",
      .on_date = "",
      .object_kind = "document",
      .object_id = "",
      .sha256 = letter,
      .personal = TRUE },
    { .kind = "version",
      .label = "The response, version 2",
      .detail = "",
      .on_date = "",
      .object_kind = "version",
      .object_id = "",
      .sha256 = "0000000000000000000000000000000000000000000000000000000000000000" },
  };
  g_autoptr (GPtrArray) evidence = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (proposals); i++)
    g_ptr_array_add (evidence, &proposals[i]);
  sl_test_progress_become (f->self, f->self->trainee);
  sl_test_progress_apply (
      f->self, sl_cell_change_claim (f->self->portfolio,
                                     sl_test_progress_cell (f->self, f->occasion, "C2.3.3"), NULL,
                                     "Read as a whole.", evidence, FALSE));
}

/* What is no file, or was disposed of with its case, stands without a link. */
static void
test_evidence_goes_with_it_but_not_what_is_personal (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *html = NULL;
  g_autofree char *statement = NULL;
  Page page = { 0 };

  claim_with_documents (f);
  write_folder (f, &error);
  g_assert_no_error (error);
  html = read_part (f, "index.html");
  read_page (f->folder, html, &page);
  g_assert_cmpuint (page.n_files, ==, 4);
  g_assert_nonnull (strstr (html, "Letter of T. F."));
  g_assert_null (strstr (html, "Fenwick"));
  statement = read_part (f, "files/Design and Access Statement.txt");
  g_assert_cmpstr (statement, ==, "Page one.\n");
  g_hash_table_unref (page.ids);
  g_ptr_array_unref (page.links);
}

static void
test_personal_evidence_goes_where_it_is_asked_for (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *letter = NULL;

  claim_with_documents (f);
  f->context.third_parties = TRUE;
  write_folder (f, &error);
  g_assert_no_error (error);
  letter = read_part (f, "files/Letter of Tom Fenwick.txt");
  g_assert_cmpstr (letter, ==, "From a neighbour.\n");
}

static void
test_an_existing_folder_is_not_overwritten (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (f->folder, 0700), ==, 0);
  g_assert_false (write_folder (f, &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "already"));
  g_assert_cmpuint (count_entries (f->folder), ==, 0);
  g_assert_cmpuint (count_entries (f->place), ==, 1);
}

static void
test_a_place_that_is_not_there_is_named (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (
      sl_portfolio_write_folder (&f->context, f->self->portfolio, f->folder, NULL, &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, f->folder));
}

static void
test_a_cancelled_export_leaves_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (
      sl_portfolio_write_folder (&f->context, f->self->portfolio, f->place, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_entries (f->place), ==, 0);
}

/* A disk that takes no more: the limit on the size of a file stops a write in its middle. */
static void
test_a_full_disk_leaves_nothing (Fixture *f, gconstpointer data)
{
  struct rlimit limit, small;
  g_autoptr (GError) error = NULL;
  gboolean written;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  small = limit;
  small.rlim_cur = 20000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  written = write_folder (f, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  signal (SIGXFSZ, SIG_DFL);
  g_assert_false (written);
  g_assert_nonnull (strstr (error->message, "Nothing was left there."));
  g_assert_cmpuint (count_entries (f->place), ==, 0);
  g_clear_error (&error);
  g_assert_true (write_folder (f, &error));
}

/* What a killed export leaves is hidden and half; the next one takes it away. */
static void
test_what_a_killed_export_left_is_taken_away (Fixture *f, gconstpointer data)
{
  g_autofree char *partial = g_build_filename (f->place, "." NAME ".partial", NULL);
  g_autofree char *files = g_build_filename (partial, "files", NULL);
  g_autofree char *half = g_build_filename (files, "half.txt", NULL);
  g_autofree char *pdf = g_build_filename (partial, "portfolio.pdf", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (files, 0700), ==, 0);
  g_file_set_contents (half, "hal", -1, &error);
  g_file_set_contents (pdf, "%PDF", -1, &error);
  g_assert_no_error (error);
  write_folder (f, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_entries (f->place), ==, 1);
  g_clear_pointer (&half, g_free);
  half = g_build_filename (f->folder, "files", "half.txt", NULL);
  g_assert_false (g_file_test (half, G_FILE_TEST_EXISTS));
}

static void
test_two_exports_at_once_do_not_meet (Fixture *f, gconstpointer data)
{
  g_autofree char *partial = g_build_filename (f->place, "." NAME ".partial", NULL);
  g_autoptr (GError) error = NULL;
  int fd;

  g_assert_cmpint (g_mkdir (partial, 0700), ==, 0);
  fd = g_open (partial, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  g_assert_false (write_folder (f, &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
  g_assert_true (g_file_test (partial, G_FILE_TEST_IS_DIR));
  g_clear_error (&error);
  close (fd);
  g_assert_true (write_folder (f, &error));
}

static void
test_a_file_that_is_lost_stops_the_export (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) files = sl_portfolio_list_files (f->self->portfolio, f->occasion);
  const SlPortfolioFile *file = g_ptr_array_index (files, 0);
  g_autofree char *bucket = g_strndup (file->sha256, 2);
  g_autofree char *path = g_build_filename (sl_store_get_path (f->self->store), "files", bucket,
                                            file->sha256, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_false (write_folder (f, &error));
  g_assert_nonnull (strstr (error->message, "otes of the day.txt"));
  g_assert_cmpuint (count_entries (f->place), ==, 0);
}

static void
test_evidence_that_was_altered_stops_the_export (Fixture *f, gconstpointer data)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "Page one.\n", -1);
  g_autofree char *bucket = g_strndup (sha256, 2);
  g_autofree char *path = g_build_filename (sl_store_get_path (f->self->store), "files", bucket,
                                            sha256, NULL);
  g_autoptr (GError) error = NULL;

  claim_with_documents (f);
  g_file_set_contents (path, "Page two.\n", -1, &error);
  g_assert_no_error (error);
  g_assert_false (write_folder (f, &error));
  g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "Design and Access Statement"));
  g_assert_cmpuint (count_entries (f->place), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/portfolio-folder/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("page-links-to-what-lies-beside-it", test_page_links_to_what_lies_beside_it);
  ADD ("hostile-names-stay-within", test_hostile_names_stay_within);
  ADD ("evidence-goes-with-it-but-not-what-is-personal",
       test_evidence_goes_with_it_but_not_what_is_personal);
  ADD ("personal-evidence-goes-where-it-is-asked-for",
       test_personal_evidence_goes_where_it_is_asked_for);
  ADD ("an-existing-folder-is-not-overwritten", test_an_existing_folder_is_not_overwritten);
  ADD ("a-place-that-is-not-there-is-named", test_a_place_that_is_not_there_is_named);
  ADD ("a-cancelled-export-leaves-nothing", test_a_cancelled_export_leaves_nothing);
  ADD ("a-full-disk-leaves-nothing", test_a_full_disk_leaves_nothing);
  ADD ("what-a-killed-export-left-is-taken-away", test_what_a_killed_export_left_is_taken_away);
  ADD ("two-exports-at-once-do-not-meet", test_two_exports_at_once_do_not_meet);
  ADD ("a-file-that-is-lost-stops-the-export", test_a_file_that_is_lost_stops_the_export);
  ADD ("evidence-that-was-altered-stops-the-export",
       test_evidence_that_was_altered_stops_the_export);
#undef ADD
  return g_test_run ();
}
