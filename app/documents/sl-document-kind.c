/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-documents"
#include "config.h"

#include "documents/sl-document.h"

#include "base/sl-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The kinds of planning document and how their names give them away (planning-data.md section 10).
 */

static const SlDocumentKind kinds[] = {
  { "site-layout", N_ ("Site layout"), "drawings", "SP" },
  { "location-plan", N_ ("Location plan"), "drawings", "" },
  { "boundary-plan", N_ ("Boundary treatments"), "drawings", "BT" },
  { "landscape-plan", N_ ("Landscape plan"), "drawings", "LS" },
  { "lighting-plan", N_ ("Lighting plan"), "drawings", "LT" },
  { "parking-plan", N_ ("Parking plan"), "drawings", "PK" },
  { "floor-plans", N_ ("Floor plans"), "drawings", "FP" },
  { "elevations", N_ ("Elevations"), "drawings", "EL" },
  { "street-scene", N_ ("Street scene"), "drawings", "EL" },
  { "drawing", N_ ("Other drawing"), "drawings", "" },
  { "design-access-statement", N_ ("Design and access statement"), "statements", "DAS" },
  { "crime-statement", N_ ("Crime impact statement"), "statements", "DAS" },
  { "planning-statement", N_ ("Planning statement"), "statements", "" },
  { "transport-statement", N_ ("Transport statement"), "statements", "TS" },
  { "management-plan", N_ ("Management plan"), "statements", "MP" },
  { "door-schedule", N_ ("Door and window schedule"), "forms", "DS" },
  { "application-form", N_ ("Application form"), "forms", "APP" },
  { "email", N_ ("E-mail"), "letters", "" },
  { "letter", N_ ("Letter"), "letters", "" },
  { "photograph", N_ ("Photograph"), "photographs", "" },
  { "picture", N_ ("Picture"), "other", "" },
  { "other", N_ ("Other document"), "other", "" },
};

/* Words that give a kind away, most telling first. Folded text, words parted by single spaces; a
 * word ending in '*' may go on. */
static const struct
{
  const char *words;
  const char *kind;
} tells[] = {
  { "design and access", "design-access-statement" },
  { "design & access", "design-access-statement" },
  { "d&a statement", "design-access-statement" },
  { "d & a statement", "design-access-statement" },
  { "designandaccessstatement", "design-access-statement" },
  { "das", "design-access-statement" },
  { "crime impact", "crime-statement" },
  { "crime prevention", "crime-statement" },
  { "crime and disorder", "crime-statement" },
  { "crimepreventionstrategy", "crime-statement" },
  { "community safety", "crime-statement" },
  { "secured by design statement", "crime-statement" },
  { "planning statement", "planning-statement" },
  { "planningstatement", "planning-statement" },
  { "planning supporting statement", "planning-statement" },
  { "transport statement", "transport-statement" },
  { "transport assessment", "transport-statement" },
  { "transportassessment", "transport-statement" },
  { "travel plan", "transport-statement" },
  { "travelplan", "transport-statement" },
  { "management plan", "management-plan" },
  { "maintenance plan", "management-plan" },
  { "construction environmental", "management-plan" },
  { "application form", "application-form" },
  { "app form", "application-form" },
  { "application overview", "application-form" },
  { "schema xml file", "application-form" },
  { "without personal data", "application-form" },
  { "proposal.xml", "application-form" },
  { "door and window schedule", "door-schedule" },
  { "door schedule", "door-schedule" },
  { "window schedule", "door-schedule" },
  { "doors and windows", "door-schedule" },
  { "ironmongery", "door-schedule" },
  { "boundary treatment*", "boundary-plan" },
  { "boundary plan", "boundary-plan" },
  { "boundaries", "boundary-plan" },
  { "means of enclosure", "boundary-plan" },
  { "fencing plan", "boundary-plan" },
  { "lighting", "lighting-plan" },
  { "lightingassessment", "lighting-plan" },
  { "lux plan", "lighting-plan" },
  { "isolux", "lighting-plan" },
  { "landscape", "landscape-plan" },
  { "landscaping", "landscape-plan" },
  { "landscapestrategy", "landscape-plan" },
  { "planting plan", "landscape-plan" },
  { "tree pit", "landscape-plan" },
  { "parking plan", "parking-plan" },
  { "parkingplan", "parking-plan" },
  { "parking layout", "parking-plan" },
  { "parking strategy", "parking-plan" },
  { "location plan", "location-plan" },
  { "locationplan", "location-plan" },
  { "site location", "location-plan" },
  { "os map", "location-plan" },
  { "street scene*", "street-scene" },
  { "streetscene*", "street-scene" },
  { "street elevation*", "street-scene" },
  { "elevation*", "elevations" },
  { "floor plan*", "floor-plans" },
  { "floorplan*", "floor-plans" },
  { "ground floor", "floor-plans" },
  { "first floor", "floor-plans" },
  { "house type*", "floor-plans" },
  { "unitplan", "floor-plans" },
  { "unit plan*", "floor-plans" },
  { "site layout", "site-layout" },
  { "block plan", "site-layout" },
  { "site plan", "site-layout" },
  { "siteplan", "site-layout" },
  { "masterplan", "site-layout" },
  { "master plan", "site-layout" },
  { "proposed layout", "site-layout" },
  { "parameter plan*", "site-layout" },
  { "roof plan", "drawing" },
  { "roofplan", "drawing" },
  { "section*", "drawing" },
  { "otherdrawing", "drawing" },
  { "drawing*", "drawing" },
  { "plan", "drawing" },
  { "plans", "drawing" },
  { "covering letter", "letter" },
  { "cover letter", "letter" },
  { "letter", "letter" },
  { "response", "letter" },
};

/**
 * sl_document_kinds_get:
 * @n_kinds: (out): how many
 *
 * Returns: (array length=n_kinds): the kinds, in the order of the groups on the Documents page
 */
const SlDocumentKind *
sl_document_kinds_get (guint *n_kinds)
{
  *n_kinds = G_N_ELEMENTS (kinds);
  return kinds;
}

/**
 * sl_document_kind_find:
 * @id: a kind's id
 *
 * Returns: the kind; that of "other" for an unknown id
 */
const SlDocumentKind *
sl_document_kind_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].id, id))
      return &kinds[i];
  return &kinds[G_N_ELEMENTS (kinds) - 1];
}

/* Lower-case words parted by single spaces, with one at each end, so that whole words can be found.
 */
static char *
spread (const char *text)
{
  g_autofree char *folded = sl_text_fold (text);
  GString *spaced = g_string_new (" ");

  for (const char *p = folded; *p != '\0'; p++)
    {
      gboolean part = g_ascii_isalnum (*p) || *p == '&' || *p == '.' || (*p & 0x80) != 0;

      if (part)
        g_string_append_c (spaced, *p);
      else if (spaced->str[spaced->len - 1] != ' ')
        g_string_append_c (spaced, ' ');
    }
  if (spaced->str[spaced->len - 1] != ' ')
    g_string_append_c (spaced, ' ');
  return g_string_free (spaced, FALSE);
}

static gboolean
holds (const char *spaced, const char *words)
{
  gsize length = strlen (words);
  gboolean open = words[length - 1] == '*';
  g_autofree char *needle = open ? g_strdup_printf (" %.*s", (int) length - 1, words)
                                 : g_strdup_printf (" %s ", words);

  return strstr (spaced, needle) != NULL;
}

static const char *
find_kind (const char *text)
{
  g_autofree char *spaced = NULL;

  if (text == NULL || *text == '\0')
    return NULL;
  spaced = spread (text);
  for (guint i = 0; i < G_N_ELEMENTS (tells); i++)
    if (holds (spaced, tells[i].words))
      return tells[i].kind;
  return NULL;
}

/* The file's name without its endings ("Plan(1).PDF.PDF.pdf" has three). */
static char *
strip_endings (const char *file_name)
{
  static const char *const endings[] = { ".pdf", ".docx", ".odt", ".html", ".htm", ".eml",
                                         ".txt", ".png",  ".jpg", ".jpeg", ".xml" };
  g_autofree char *name = g_strdup (file_name);
  gboolean found;

  do
    {
      found = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
        {
          gsize length = strlen (name), ending = strlen (endings[i]);

          if (length > ending && g_ascii_strcasecmp (name + length - ending, endings[i]) == 0)
            {
              name[length - ending] = '\0';
              found = TRUE;
            }
        }
    }
  while (found);
  return g_steal_pointer (&name);
}

/* Group @group of the first match of @pattern in @text; NULL when there is none. */
static char *
match_group (const char *pattern, const char *text, int group)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *found = NULL;

  g_assert (regex != NULL);
  if (!g_regex_match (regex, text, 0, &match))
    return NULL;
  found = g_match_info_fetch (match, group);
  return found != NULL && *found != '\0' ? g_steal_pointer (&found) : NULL;
}

/* A revision as names carry it: "Rev B", "-r1", "_P02", "revision D". */
#define REVISION_PATTERN                                                                           \
  "(?:\\brev(?:ision)?[ ._:-]*|(?<=[-_])r(?=[0-9])|(?<=[-_ ])(?=p[0-9]{2}\\b))"                    \
  "([a-z]?[0-9]{1,2}|[a-z])(?![a-z0-9])"
/* "2214-PL-101", "PL-106", "A2605 210", "LS_01", "P-101-02": capitals, or a hyphen between, so that
 * "of 12" is none. */
#define NUMBER_PATTERN                                                                             \
  "(?<![A-Za-z0-9])((?:[0-9]{3,6}[-_])?"                                                           \
  "(?:(?-i:[A-Z]{1,4}[-_ ]?)|[a-z]{1,4}[-_])[0-9]{2,5}(?:[-_ ][0-9]{2,4})?)(?![A-Za-z0-9])"

static void
guess_number (const char *name, const char *first_page, SlDocumentGuess *guess)
{
  guess->revision = match_group (REVISION_PATTERN, name, 1);
  guess->drawing_number = match_group (NUMBER_PATTERN, name, 1);
  if (first_page == NULL)
    return;
  /* A title block names its number after a label; a bare code on the page may be anything. */
  if (guess->drawing_number == NULL)
    guess->drawing_number = match_group ("(?:drawing|dwg|drg)\\.? *(?:no|number|num)?\\.?[: \\n]+"
                                         "((?:[0-9]{3,6}[-_/])?[a-z]{1,4}[-_/ ]?[0-9]{2,5})\\b",
                                         first_page, 1);
  if (guess->revision == NULL && guess->drawing_number != NULL)
    guess->revision = match_group (
        "\\brev(?:ision)?\\.?[: \\n]+([a-z]?[0-9]{1,2}|[a-z])(?![a-z0-9])", first_page, 1);
}

/* The name as people read it: without the number, the revision and a copy's "(1)". */
static char *
make_title (const char *name, const SlDocumentGuess *guess)
{
  g_autoptr (GString) title = g_string_new (name);
  g_autofree char *plain = NULL;
  g_autofree char *squeezed = NULL;
  g_autoptr (GRegex)
      noise = g_regex_new ("\\([0-9]+\\)|\\brev(ision)?[ ._:-]*[a-z0-9]{1,3}\\b|[-_]r[0-9]+\\b",
                           G_REGEX_CASELESS, 0, NULL);

  if (guess->drawing_number != NULL)
    g_string_replace (title, guess->drawing_number, " ", 1);
  g_assert (noise != NULL);
  plain = g_regex_replace (noise, title->str, -1, 0, " ", 0, NULL);
  g_strdelimit (plain, "_", ' ');
  g_strdelimit (plain, "\t\n", ' ');
  squeezed = sl_text_squeeze (plain);

  /* What is left may begin or end with the marks that parted it from the number. */
  for (char *p = squeezed; *p != '\0'; p = squeezed)
    {
      gsize length = strlen (squeezed);

      if (strchr ("-:,. ", *p) != NULL)
        memmove (squeezed, squeezed + 1, length);
      else if (strchr ("-:,. ", squeezed[length - 1]) != NULL)
        squeezed[length - 1] = '\0';
      else
        break;
    }
  if (g_utf8_strlen (squeezed, -1) < 3)
    return NULL;
  return g_steal_pointer (&squeezed);
}

/* Words in capitals or all small read better with one capital in front. */
static void
settle_case (char **title)
{
  gboolean upper = FALSE, lower = FALSE;

  for (const char *p = *title; *p != '\0'; p++)
    {
      upper |= g_ascii_isupper (*p);
      lower |= g_ascii_islower (*p);
    }
  if (upper && !lower)
    {
      g_autofree char *down = g_utf8_strdown (*title, -1);

      g_free (*title);
      *title = g_steal_pointer (&down);
    }
  if (g_ascii_islower (**title))
    **title = g_ascii_toupper (**title);
}

/**
 * sl_document_guess:
 * @file_name: the file's name
 * @declared_type: (nullable): what a form or register said it is
 * @first_page: (nullable): the words of its first page
 * @guess: (out caller-allocates): what they say; clear with sl_document_guess_clear()
 *
 * Guesses kind, drawing number, revision and a title. What is declared counts before the name, the
 * name before the page. The kind is never %NULL; the rest may be.
 */
void
sl_document_guess (const char *file_name,
                   const char *declared_type,
                   const char *first_page,
                   SlDocumentGuess *guess)
{
  g_autofree char *name = strip_endings (file_name);
  g_autofree char *head = first_page != NULL
                              ? g_utf8_substring (first_page, 0,
                                                  MIN (g_utf8_strlen (first_page, -1), 600))
                              : NULL;
  gboolean number_in_name;

  memset (guess, 0, sizeof *guess);
  guess_number (name, first_page, guess);
  number_in_name = guess->drawing_number != NULL;

  guess->kind = find_kind (declared_type);
  if (guess->kind == NULL || g_str_equal (guess->kind, "drawing"))
    {
      const char *by_name = find_kind (name);
      guess->kind = by_name != NULL ? by_name : guess->kind;
    }
  if (guess->kind == NULL || g_str_equal (guess->kind, "drawing"))
    {
      const char *by_page = find_kind (head);

      /* "Plan" and "section" stand in any running text and tell nothing there. */
      if (by_page != NULL && !g_str_equal (by_page, "drawing"))
        guess->kind = by_page;
    }
  if (guess->kind == NULL)
    guess->kind = number_in_name ? "drawing" : "other";

  /* Statements and letters hold numbers too, but not drawing numbers. */
  if (!g_str_equal (sl_document_kind_find (guess->kind)->group, "drawings"))
    {
      g_clear_pointer (&guess->drawing_number, g_free);
      g_clear_pointer (&guess->revision, g_free);
    }
  guess->title = make_title (name, guess);
  if (guess->title == NULL)
    guess->title = g_strdup (_ (sl_document_kind_find (guess->kind)->label));
  settle_case (&guess->title);
  if (guess->revision != NULL)
    {
      char *up = g_ascii_strup (guess->revision, -1);
      g_free (guess->revision);
      guess->revision = up;
    }
}

void
sl_document_guess_clear (SlDocumentGuess *guess)
{
  g_clear_pointer (&guess->drawing_number, g_free);
  g_clear_pointer (&guess->revision, g_free);
  g_clear_pointer (&guess->title, g_free);
}
