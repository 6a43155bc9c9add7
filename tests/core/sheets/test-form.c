/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "packs/sl-pack.h"
#include "sl-test-sheet.h"
#include "sl-test.h"
#include "store/sl-store.h"

#include <glib/gstdio.h>
#include <string.h>

/* Forms as data: what is read, what is refused, and the values of their fields. */

static void
test_a_form_is_read (void)
{
  g_autoptr (SlForm) form = sl_test_walk_form ();
  const SlFormGroup *hazard = sl_form_find_group (form, "hazard");
  const SlFormField *field;

  g_assert_cmpstr (sl_form_get_id (form), ==, "test-walk");
  g_assert_cmpstr (sl_form_get_kind (form), ==, "visit");
  g_assert_cmpstr (sl_form_get_series (form), ==, "TWK");
  g_assert_cmpstr (sl_form_get_title (form), ==, "Walk over the site");
  g_assert_cmpstr (sl_form_get_about (form), ==,
                   "A form for tests: small, and with one of everything.");
  g_assert_cmpuint (sl_form_get_n_parts (form), ==, 3);
  g_assert_cmpstr (sl_form_get_part (form, 1)->title, ==, "During");
  g_assert_cmpuint (sl_form_get_n_groups (form), ==, 7);
  g_assert_true (hazard->several);
  g_assert_cmpstr (hazard->entry, ==, "Hazard");
  g_assert_cmpuint (hazard->n_fields, ==, 3);
  field = sl_form_find_field (form, "hazard", "likelihood");
  g_assert_cmpint (field->type, ==, SL_FORM_FIELD_CHOICE);
  g_assert_cmpuint (field->n_choices, ==, 2);
  g_assert_cmpstr (sl_form_choice_to_label (field, "high"), ==, "High");
  g_assert_cmpstr (sl_form_choice_to_label (field, "middling"), ==, "middling");
  field = sl_form_find_field (form, NULL, "call-in");
  g_assert_cmpstr (field->source, ==, "A 0609, rule A11");
  g_assert_true (sl_form_find_field (form, NULL, "contact")->personal);
  g_assert_true (sl_form_find_field (form, NULL, "restricted")->sensitive);
  g_assert_null (sl_form_find_field (form, NULL, "what"));
  g_assert_null (sl_form_find_field (form, "hazard", "call-in"));
  g_assert_null (sl_form_find_field (form, "nothing", "call-in"));
}

/* ---- what is refused ---- */

#define HEAD                                                                                       \
  "<form id='f' title='F' edition='1' xml:lang='en-GB' kind='visit' series='VIS'>\n"               \
  "<about>A</about>\n"
#define OWN "<group id='g' title='G'>\n"
#define SEVERAL "<group id='s' title='S' several='yes'>\n"
#define FIELD(attributes) "<field label='L' " attributes "/>\n"
#define END "</group>\n"
/* A form of one field, and a requirement of it. */
#define ONE(attributes) HEAD OWN FIELD (attributes) END
#define REQUIRE(attributes) "<require id='r' " attributes ">R</require>"

static void
test_nonsense_is_refused (void)
{
  static const struct
  {
    const char *text;
    guint line; /* 0: whichever of several */
    const char *reason;
  } cases[] = {
    { HEAD "<group id='g' title='G' part='x'>" FIELD ("id='a' type='text'") END, 3,
      "names the part “x”" },
    { HEAD OWN FIELD ("id='a' type='text'") FIELD ("id='a' type='date'") END, 5,
      "“a” is here a second time; the first is in line 4" },
    { ONE ("id='a' type='text'") "<group id='h' title='H'>\n" FIELD ("id='a' type='date'") END, 7,
      "the field “a” is here a second time; the first is in line 4" },
    { ONE ("id='a' type='text'") OWN FIELD ("id='b' type='date'") END, 6,
      "“g” is here a second time" },
    { ONE ("id='state' type='text'"), 4, "cannot be called “state”" },
    { HEAD OWN FIELD ("id='a' type='text' role='title'") FIELD ("id='b' type='text' role='title'")
          END,
      5, "the role “title” is given a second time; the first is in line 4" },
    { ONE ("id='a' type='text' role='text'"), 4,
      "the role “text” is for a field of a group with several=\"yes\"" },
    { HEAD SEVERAL FIELD ("id='a' type='text' role='title'") END, 4,
      "the role “title” is for a field of a group that stands once" },
    { ONE ("id='a' type='date' role='starts'"), 4,
      "a field with the role “starts” is of the type “time”" },
    { ONE ("id='a' type='choice'"), 4, "nothing to choose" },
    { HEAD OWN "<field id='a' label='L' type='text'>\n<choice id='x'>X</choice></field>" END, 5,
      "has no choices" },
    { HEAD OWN "<field id='a' label='L' type='choice'><choice id='x'>X</choice>\n"
               "<choice id='x'>Y</choice></field>" END,
      5, "“x” is here a second time" },
    { ONE ("id='a' type='text' due='visit'"), 4, "only a date or a time can be due" },
    { ONE ("id='a' type='date' due='visit' settled='b'"), 4,
      "names no other field of the same group" },
    { ONE ("id='a' type='date' due='visit' settled='a'"), 4,
      "names no other field of the same group" },
    { ONE ("id='a' type='entry'"), 4, "of=\"GROUP\"" },
    { ONE ("id='a' type='text' of='g'"), 4, "of=\"GROUP\"" },
    { ONE ("id='a' type='entry' of='g'"), 4, "“g” is no group with several=\"yes\"" },
    { ONE ("id='a' type='text' when='b'"), 4, "does not read FIELD=VALUE" },
    { ONE ("id='a' type='text' when='b=yes'"), 4, "names the field “b”" },
    { HEAD OWN FIELD ("id='a' type='text' when='b=maybe'") FIELD ("id='b' type='switch'") END, 4,
      "the field “b” never says “maybe”" },
    { ONE ("id='a' type='switch' when='a=yes'"), 4, "goes round in a circle" },
    { HEAD OWN FIELD ("id='a' type='switch' when='b=yes'")
          FIELD ("id='b' type='switch' when='a=no'") END,
      0, "goes round in a circle" },
    { ONE ("id='a' type='text' when='x=yes'") SEVERAL FIELD ("id='x' type='switch'") END, 4,
      "names the field “x”" },
    { ONE ("id='a' type='text'") REQUIRE ("level='block' field='b'"), 6,
      "the field “b”, which this form does not have" },
    { HEAD SEVERAL FIELD ("id='a' type='text'") END REQUIRE ("level='block' field='a'"), 6,
      "the field “a”, which this form does not have" },
    { ONE ("id='a' type='text'") REQUIRE ("level='block' group='g'"), 6,
      "no group with several=\"yes\"" },
    { ONE ("id='a' type='text'") REQUIRE ("level='block' field='a' min='2'"), 6,
      "asked of a group" },
    { ONE ("id='a' type='switch'") REQUIRE ("level='block' field='a' is='x'"), 6,
      "never says that" },
    { HEAD OWN FIELD ("id='a' type='time'") FIELD ("id='b' type='date'")
          END REQUIRE ("level='block' field='a' after='b'"),
      7, "compares two dates" },
    { ONE ("id='a' type='time'") REQUIRE ("level='block' field='a' after='c'"), 6,
      "names no field" },
    { HEAD SEVERAL FIELD ("id='a' type='text'")
          END REQUIRE ("level='note' group='s' answered-by='s/a'"),
      6, "that points into “s”" },
    { HEAD SEVERAL FIELD ("id='a' type='entry' of='s'")
          END REQUIRE ("level='note' group='s' answered-by='s/a t/b'"),
      6, "answered-by=\"t/b\"" },
    { HEAD SEVERAL FIELD ("id='a' type='switch'")
          END REQUIRE ("level='note' group='s' when='a=yes'"),
      6, "is about the group" },
    { ONE ("id='a' type='text'") REQUIRE ("level='note' field='a'")
          REQUIRE ("level='note' field='a'"),
      6, "“r” is here a second time" },
    { ONE ("id='a' type='magic'"), 4, "attributes" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat (cases[i].text, "</form>", NULL);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (GError) error = NULL;
      g_autoptr (SlPack) pack = sl_pack_new (bytes, "mine.xml", &error);

      g_autofree char *start = cases[i].line > 0
                                   ? g_strdup_printf ("mine.xml, line %u:", cases[i].line)
                                   : g_strdup ("mine.xml, line ");

      g_test_message ("%u", i);
      g_assert_null (pack);
      g_assert_error (error, SL_PACK_ERROR, SL_PACK_ERROR_INVALID);
      if (!g_str_has_prefix (error->message, start) ||
          strstr (error->message, cases[i].reason) == NULL)
        g_error ("expected “%s…%s”, got “%s”", start, cases[i].reason, error->message);
    }
}

static void
test_a_small_series_is_refused (void)
{
  static const char text[] = "<form id='f' title='F' edition='1' xml:lang='en-GB' kind='visit'"
                             " series='vis'><about>A</about>" OWN FIELD ("id='a' type='text'") END
      "</form>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPack) pack = sl_pack_new (bytes, "mine.xml", &error);

  g_assert_null (pack);
  g_assert_nonnull (strstr (error->message, "capital letters"));
}

/* A hostile form costs time in proportion to its size, no more. */
static void
test_a_long_chain_is_walked_once (void)
{
  g_autoptr (GString) text = g_string_new (HEAD OWN);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SlPack) pack = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_string_append (text, FIELD ("id='f0' type='switch'"));
  for (guint i = 1; i < 40000; i++)
    g_string_append_printf (text, "<field label='L' id='f%u' type='switch' when='f%u=yes'/>\n", i,
                            i - 1);
  g_string_append (text, END "</form>");
  bytes = g_string_free_to_bytes (g_steal_pointer (&text));
  pack = sl_pack_new (bytes, "mine.xml", &error);
  g_assert_no_error (error);
  g_assert_nonnull (pack);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
}

static void
test_another_pack_is_no_form (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPackLibrary) packs = sl_pack_library_new (NULL, &error);
  g_autoptr (SlForm) form = NULL;

  g_assert_no_error (error);
  form = sl_form_new (sl_pack_library_first (packs, "triage"), &error);
  g_assert_null (form);
  g_assert_error (error, SL_PACK_ERROR, SL_PACK_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "is no form"));
}

/* ---- the library ---- */

static void
copy_form (const char *folder, const char *name, const char *edition)
{
  g_autofree char *from = sl_test_data_path ("sheets/walk.xml");
  g_autofree char *to = g_build_filename (folder, "packs", name, NULL);
  g_autofree char *text = NULL;
  g_autofree char *wanted = g_strdup_printf ("edition=\"%s\"", edition);
  g_autoptr (GString) edited = NULL;

  g_assert_true (g_file_get_contents (from, &text, NULL, NULL));
  edited = g_string_new (text);
  g_string_replace (edited, "edition=\"1\"", wanted, 1);
  g_assert_true (g_file_set_contents (to, edited->str, -1, NULL));
}

static void
test_the_newest_edition_is_found (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *packs_folder = g_build_filename (folder, "packs", NULL);
  g_autofree char *broken = g_build_filename (packs_folder, "broken.xml", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPackLibrary) packs = NULL;
  g_autoptr (SlForm) form = NULL;
  g_autoptr (GPtrArray) visits = NULL;
  guint found = 0;

  g_assert_cmpint (g_mkdir (packs_folder, 0700), ==, 0);
  copy_form (folder, "a.xml", "9");
  copy_form (folder, "b.xml", "10");
  g_assert_true (g_file_set_contents (
      broken, HEAD OWN FIELD ("id='a' type='text' when='b=c'") END "</form>", -1, NULL));
  packs = sl_pack_library_new (folder, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (sl_pack_library_get_problems (packs)[0], "names the field “b”"));

  form = sl_forms_find (packs, "test-walk", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sl_pack_get_edition (sl_form_get_pack (form)), ==, "10");
  visits = sl_forms_list (packs, "visit");
  for (guint i = 0; i < visits->len; i++)
    {
      SlForm *visit = g_ptr_array_index (visits, i);

      g_assert_cmpstr (sl_form_get_kind (visit), ==, "visit");
      found += g_str_equal (sl_form_get_id (visit), "test-walk");
    }
  g_assert_cmpuint (found, ==, 1);
  g_clear_object (&form);
  form = sl_forms_find (packs, "no-such-form", &error);
  g_assert_null (form);
  g_assert_error (error, SL_PACK_ERROR, SL_PACK_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "test-walk"));
}

/* ---- values ---- */

static void
test_values_are_read_and_shown (void)
{
  static const struct
  {
    const char *group, *field, *typed, *value, *shown;
  } cases[] = {
    { NULL, "purpose", "  Look  at\tit\n", "Look at it", "Look at it" },
    { NULL, "alone-why", " One.\n Two. ", "One.\n Two.", "One.\n Two." },
    { NULL, "begins", "24 June 2026 at 10:05", "2026-06-24T09:05:00.000Z",
      "24 June 2026 at 10:05" },
    { NULL, "begins", "25 Oct 2026, 01:30", "2026-10-25T00:30:00.000Z",
      "25 October 2026 at 01:30 BST" },
    { NULL, "begins", "25 Oct 2026, 01:30 GMT", "2026-10-25T01:30:00.000Z",
      "25 October 2026 at 01:30 GMT" },
    { NULL, "next", "4th November 2026", "2026-11-04", "4 November 2026" },
    { NULL, "alone", "Yes", "yes", "Yes" },
    { NULL, "alone", "false", "no", "No" },
    { NULL, "kit", "vest helmet", "helmet vest", "Safety helmet, High-visibility vest" },
    { NULL, "kit", "safety boots, vest, boots", "boots vest",
      "Safety boots, High-visibility vest" },
    { NULL, "kit", "Safety helmet", "helmet", "Safety helmet" },
    { NULL, "weather", "wet", "wet", "Wet" },
    { NULL, "weather", "DRY", "dry", "Dry" },
    { NULL, "weather", "Fog over the ditch", "Fog over the ditch", "Fog over the ditch" },
    { NULL, "distance", "1250.5 m", "1250.5", "1250.5 m" },
    { NULL, "distance", "-3", "-3", "-3 m" },
    { NULL, "knows", "Helen Marsh", "Helen Marsh", "Helen Marsh" },
    { "hazard", "likelihood", "high", "high", "High" },
    { "remedy", "standard", "PAS24", "PAS24", "PAS24" },
    { NULL, "next", "", "", "" },
    { NULL, "kit", " , ", "", "" },
  };
  g_autoptr (SlForm) form = sl_test_walk_form ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SlFormField *field = sl_form_find_field (form, cases[i].group, cases[i].field);
      g_autofree char *value = sl_test_parse (form, cases[i].group, cases[i].field, cases[i].typed);
      g_autofree char *again = sl_test_parse (form, cases[i].group, cases[i].field, value);
      g_autofree char *shown = sl_form_field_format (field, value);

      g_test_message ("%u", i);
      g_assert_cmpstr (value, ==, cases[i].value);
      g_assert_cmpstr (again, ==, value);
      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_sums_are_written_as_sums (void)
{
  static const struct
  {
    const char *value, *shown;
  } cases[] = {
    { "900", "£900" },        { "24500", "£24,500" }, { "1234567.50", "£1,234,567.50" },
    { "-12000", "-£12,000" }, { "-120", "-£120" },
  };
  const SlFormField sum = { .type = SL_FORM_FIELD_NUMBER, .unit = "£" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = sl_form_field_format (&sum, cases[i].value);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_what_is_no_value_is_refused_in_words (void)
{
  static const struct
  {
    const char *group, *field, *typed, *words;
  } cases[] = {
    { NULL, "next", "31 February 2027", "Next visit: “31 February 2027” is no date" },
    { NULL, "begins", "10:05", "Begins at: “10:05” is no day and time" },
    { NULL, "begins", "29 March 2026 at 01:30", "was never. An hour later it was 02:30" },
    { NULL, "alone", "perhaps", "neither yes nor no" },
    { NULL, "kit", "helmet, gloves", "“gloves” cannot be chosen. Choices are helmet, boots, vest" },
    { NULL, "distance", "1,250", "no number" },
    { NULL, "distance", "far", "no number" },
    { NULL, "distance", "1.", "no number" },
    { NULL, "distance", "-", "no number" },
    { NULL, "distance", "1e9", "no number" },
    { "hazard", "likelihood", "middling", "Choices are low, high" },
    { "remedy", "answers", "the fence", "is no entry of this sheet" },
  };
  g_autoptr (SlForm) form = sl_test_walk_form ();
  g_autofree char *longest = g_strnfill (1001, 'x');
  g_autoptr (GError) too_long = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SlFormField *field = sl_form_find_field (form, cases[i].group, cases[i].field);
      g_autoptr (GError) error = NULL;
      g_autofree char *value = sl_form_field_parse (field, cases[i].typed, &error);

      g_test_message ("%u", i);
      g_assert_null (value);
      g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
      if (strstr (error->message, cases[i].words) == NULL)
        g_error ("expected “%s” in “%s”", cases[i].words, error->message);
    }
  g_assert_null (
      sl_form_field_parse (sl_form_find_field (form, NULL, "purpose"), longest, &too_long));
  g_assert_nonnull (strstr (too_long->message, "longer than 1000 characters"));
}

static void
test_a_time_that_came_twice_is_told (void)
{
  g_autoptr (SlForm) form = sl_test_walk_form ();
  const SlFormField *field = sl_form_find_field (form, NULL, "call-in");
  g_autofree char *twice = sl_form_field_tell (field, "25 October 2026 at 01:30");

  g_assert_nonnull (strstr (twice, "came twice. It was taken as the first, 01:30 BST"));
  g_assert_null (sl_form_field_tell (field, "25 October 2026 at 01:30 GMT"));
  g_assert_null (sl_form_field_tell (field, "25 October 2026 at 12:30"));
  g_assert_null (sl_form_field_tell (field, "soon"));
}

/* Whatever the bytes are, a value is a value or a sentence. */
static void
test_bad_bytes_are_no_danger (void)
{
  static const char *const texts[] = {
    "\377\376", "\302", "a\001b", "\342\200\256evil", "2026-11-25T10:05:00.000Zzz", "=", "\t\n"
  };
  g_autoptr (SlForm) form = sl_test_walk_form ();

  for (guint i = 0; i < sl_form_get_n_groups (form); i++)
    for (guint j = 0; j < sl_form_get_group (form, i)->n_fields; j++)
      for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
        {
          const SlFormField *field = &sl_form_get_group (form, i)->fields[j];
          g_autoptr (GError) error = NULL;
          g_autofree char *value = sl_form_field_parse (field, texts[k], &error);

          g_assert_true ((value == NULL) == (error != NULL));
          if (value != NULL)
            {
              g_assert_true (g_utf8_validate (value, -1, NULL));
              g_assert_null (strstr (value, "\342\200\256"));
            }
        }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheets/form/is-read-with-its-groups-and-fields", test_a_form_is_read);
  g_test_add_func ("/sheets/form/nonsense-is-refused-by-line-and-reason", test_nonsense_is_refused);
  g_test_add_func ("/sheets/form/a-series-in-small-letters-is-refused",
                   test_a_small_series_is_refused);
  g_test_add_func ("/sheets/form/a-long-chain-of-conditions-is-walked-once",
                   test_a_long_chain_is_walked_once);
  g_test_add_func ("/sheets/form/another-pack-is-no-form", test_another_pack_is_no_form);
  g_test_add_func ("/sheets/form/the-newest-edition-is-found-and-a-broken-one-left-out",
                   test_the_newest_edition_is_found);
  g_test_add_func ("/sheets/values/are-read-as-typed-and-shown-as-read",
                   test_values_are_read_and_shown);
  g_test_add_func ("/sheets/values/sums-are-written-as-sums", test_sums_are_written_as_sums);
  g_test_add_func ("/sheets/values/what-is-none-is-refused-in-words",
                   test_what_is_no_value_is_refused_in_words);
  g_test_add_func ("/sheets/values/a-time-that-came-twice-is-told",
                   test_a_time_that_came_twice_is_told);
  g_test_add_func ("/sheets/values/bad-bytes-are-no-danger", test_bad_bytes_are_no_danger);
  return g_test_run ();
}
