/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "documents/sl-document.h"

#include <glib.h>

/* Names as they really come (planning-data.md section 10). */
static const struct
{
  const char *file_name, *declared, *page;
  const char *kind, *number, *revision, *title;
} guesses[] = {
  { "2214-PL-101 Rev D Proposed site layout.pdf", NULL, NULL, "site-layout", "2214-PL-101", "D",
    "Proposed site layout" },
  { "A2605 210-r1: Proposed ground floor plan.pdf", NULL, NULL, "floor-plans", "A2605 210", "1",
    "Proposed ground floor plan" },
  { "Site Location Plan(1).PDF.PDF.pdf", NULL, NULL, "location-plan", NULL, NULL,
    "Site Location Plan" },
  { "The_location_plan_included_in_Block plan of the site.pdf", NULL, NULL, "location-plan", NULL,
    NULL, "The location plan included in Block plan of the site" },
  { "BOUNDARY TREATMENTS.pdf", NULL, NULL, "boundary-plan", NULL, NULL, "Boundary treatments" },
  { "Design and Access Statement.pdf", NULL, NULL, "design-access-statement", NULL, NULL,
    "Design and Access Statement" },
  { "D&A Statement part 2.pdf", NULL, NULL, "design-access-statement", NULL, NULL,
    "D&A Statement part 2" },
  { "scan0012.pdf", "Design and Access Statement", NULL, "design-access-statement", NULL, NULL,
    "Scan0012" },
  { "doc.pdf", NULL, "TRANSPORT STATEMENT\nLand east of Mallard Way", "transport-statement", NULL,
    NULL, "Doc" },
  { "2214-LT-01 Rev A External lighting.pdf", "otherDrawing", NULL, "lighting-plan", "2214-LT-01",
    "A", "External lighting" },
  { "x.pdf", NULL, "Drawing number\n2214-PL-106\nRevision\nC\nBoundary treatments", "boundary-plan",
    "2214-PL-106", "C", "Boundary treatments" },
  { "minutes of 12 May.docx", NULL, NULL, "other", NULL, NULL, "Minutes of 12 May" },
  { "Crime Impact Statement P02.pdf", NULL, NULL, "crime-statement", NULL, NULL,
    "Crime Impact Statement P02" },
};

static void
test_guesses (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (guesses); i++)
    {
      SlDocumentGuess guess;

      sl_document_guess (guesses[i].file_name, guesses[i].declared, guesses[i].page, &guess);
      g_test_message ("%s: %s, %s, %s, %s", guesses[i].file_name, guess.kind, guess.drawing_number,
                      guess.revision, guess.title);
      g_assert_cmpstr (guess.kind, ==, guesses[i].kind);
      g_assert_cmpstr (guess.drawing_number, ==, guesses[i].number);
      g_assert_cmpstr (guess.revision, ==, guesses[i].revision);
      g_assert_cmpstr (guess.title, ==, guesses[i].title);
      sl_document_guess_clear (&guess);
    }
}

static void
test_odd_names (void)
{
  static const char *const names[] = { "",
                                       ".pdf",
                                       "-",
                                       "....",
                                       "\xe2\x80\xae"
                                       "fdp.exe",
                                       "a",
                                       "_____",
                                       "123456789012345678901234567890.pdf" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      SlDocumentGuess guess;

      sl_document_guess (names[i], NULL, "", &guess);
      g_assert_nonnull (guess.kind);
      g_assert_nonnull (guess.title);
      g_assert_cmpstr (guess.title, !=, "");
      sl_document_guess_clear (&guess);
    }
}

static void
test_table (void)
{
  guint n_kinds;
  const SlDocumentKind *kinds = sl_document_kinds_get (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    g_assert_true (sl_document_kind_find (kinds[i].id) == &kinds[i]);
  g_assert_cmpstr (sl_document_kind_find ("no such kind")->id, ==, "other");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/kinds/names-give-kind-number-revision-and-title", test_guesses);
  g_test_add_func ("/documents/kinds/odd-names-still-get-a-kind-and-a-title", test_odd_names);
  g_test_add_func ("/documents/kinds/each-kind-is-found-by-its-id", test_table);
  return g_test_run ();
}
