/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-test-cli.h"
#include "sl-test.h"

#include <string.h>

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/progress-export/a-portfolio-and-the-team-are-files", Fixture, NULL, set_up,
              test_paper, tear_down);
  g_test_add ("/cli/progress-export/a-folder-is-made-once", Fixture, NULL, set_up, test_folder,
              tear_down);
  g_test_add ("/cli/progress-export/what-is-not-clear-is-asked-for", Fixture, NULL, set_up,
              test_usage, tear_down);
  return g_test_run ();
}
