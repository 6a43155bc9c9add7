/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-test-cli.h"
#include "sl-test.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

/* Portfolios leaving the casebook, as a script sees it. */

typedef struct
{
  char *data, *place;
  SlTestRun ran;
} Fixture;

static void
run_ok (Fixture *f, const char *const *words)
{
  sl_test_run_clear (&f->ran);
  f->ran = (SlTestRun){ 0 };
  sl_test_run_cli (&f->ran, f->data, words[0], words[1], words[2], words[3], words[4], words[5],
                   words[6], NULL);
  g_assert_cmpstr (f->ran.err, ==, "");
  g_assert_cmpint (f->ran.code, ==, 0);
}
#define RUN(...) run_ok (f, (const char *const[8]){ __VA_ARGS__ })

static void
run_refused (Fixture *f, int code, const char *says, const char *const *words)
{
  sl_test_run_clear (&f->ran);
  f->ran = (SlTestRun){ 0 };
  sl_test_run_cli (&f->ran, f->data, words[0], words[1], words[2], words[3], words[4], words[5],
                   words[6], NULL);
  g_assert_cmpint (f->ran.code, ==, code);
  g_assert_nonnull (strstr (f->ran.err, says));
}
#define REFUSED(code, says, ...) run_refused (f, code, says, (const char *const[8]){ __VA_ARGS__ })

static void
set_up (Fixture *f, gconstpointer data)
{
  f->data = sl_test_make_folder ();
  f->place = sl_test_make_folder ();
  RUN ("people", "declare", "--name", "Callum Reyes", "--role", "trainee");
  RUN ("progress", "begin");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  sl_test_run_clear (&f->ran);
  g_free (f->data);
  g_free (f->place);
}

static void
test_paper (Fixture *f, gconstpointer data)
{
  g_autofree char *paper = g_build_filename (f->place, "portfolio.pdf", NULL);
  g_autofree char *team = g_build_filename (f->place, "team.pdf", NULL);

  RUN ("progress", "export", "-o", paper);
  g_assert_nonnull (strstr (f->ran.out, "pages\n"));
  g_assert_true (g_file_test (paper, G_FILE_TEST_IS_REGULAR));
  RUN ("progress", "export", "Callum Reyes", "--notes", "--names", "-o", paper);
  RUN ("progress", "export", "--team", "-o", team);
  g_assert_true (g_file_test (team, G_FILE_TEST_IS_REGULAR));
}

static void
test_folder (Fixture *f, gconstpointer data)
{
  g_autofree char *page = NULL;
  g_autofree char *nowhere = g_build_filename (f->place, "nowhere", NULL);

  RUN ("progress", "export", "--folder", f->place);
  g_strchomp (f->ran.out);
  g_assert_true (g_str_has_prefix (f->ran.out, f->place));
  page = g_build_filename (f->ran.out, "index.html", NULL);
  g_assert_true (g_file_test (page, G_FILE_TEST_IS_REGULAR));
  REFUSED (1, "already", "progress", "export", "--folder", f->place);
  REFUSED (1, nowhere, "progress", "export", "--folder", nowhere);
}

static void
test_usage (Fixture *f, gconstpointer data)
{
  REFUSED (2, "-o FILE.pdf", "progress", "export");
  REFUSED (2, "-o FILE.pdf", "progress", "export", "-o", "x.pdf", "--folder", f->place);
  REFUSED (2, "one file", "progress", "export", "--team");
  REFUSED (1, "Priya Nair", "progress", "export", "Priya Nair", "-o", "x.pdf");
}

/* A file of 3 MiB, more than the limit below. */
static void
add_large_file (Fixture *f)
{
  g_autofree char *path = g_build_filename (f->data, "large.txt", NULL);
  g_autofree char *text = g_strnfill (3 * 1024 * 1024, '\n');
  g_autoptr (GError) error = NULL;

  RUN ("progress", "choose", "C2", "--title=Copse Farm", "--reference=UTT/20/1/FUL",
       "--authority=Uttlesford District Council", "--on=2020-05-01");
  for (gsize i = 0; text[i] != '\0'; i += 8)
    memcpy (text + i, "1234567", 7);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  RUN ("progress", "file", "C2/1", path);
}

/* The kernel kills who writes a file larger than it may be: in the midst of the export, and always
 * at the same place. The limit of 2 MiB is more than the casebook's database needs. */
static void
test_kill (Fixture *f, gconstpointer data)
{
  static const char line[] = "ulimit -f 4096; exec \"$0\" --data \"$1\" progress export --folder "
                             "\"$2\"";
  const char *argv[] = { "sh", "-c", line, g_getenv ("SIGHTLINE_CLI"), f->data, f->place, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autofree char *file = NULL;
  const char *name;
  int status = 0;

  add_large_file (f);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGXFSZ);
  dir = g_dir_open (f->place, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_true (*name == '.');

  RUN ("progress", "export", "--folder", f->place);
  g_strchomp (f->ran.out);
  file = g_build_filename (f->ran.out, "files", "large.txt", NULL);
  g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
  g_dir_rewind (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_true (*name != '.');
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/progress-export/a-portfolio-and-the-team-are-files", Fixture, NULL, set_up,
              test_paper, tear_down);
  g_test_add ("/cli/progress-export/a-folder-is-made-once", Fixture, NULL, set_up, test_folder,
              tear_down);
  g_test_add ("/cli/progress-export/a-killed-one-leaves-no-folder", Fixture, NULL, set_up,
              test_kill, tear_down);
  g_test_add ("/cli/progress-export/what-is-not-clear-is-asked-for", Fixture, NULL, set_up,
              test_usage, tear_down);
  return g_test_run ();
}
