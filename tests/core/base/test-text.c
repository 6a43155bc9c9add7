/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-text.h"

#include <glib.h>
#include <string.h>

static void
test_fold (void)
{
  static const struct
  {
    const char *text, *folded;
  } cases[] = {
    { "Natural  Surveillance\n", "natural surveillance" },
    { "e\357\254\203cient \357\254\201re o\357\254\200icer",
      "efficient fire officer" },                /* ligatures */
    { "sur\302\255veillance", "surveillance" },  /* soft hyphen */
    { "anti\342\200\221social", "anti-social" }, /* non-breaking hyphen */
    { "10\342\200\22312 m", "10-12 m" },         /* en dash */
    { "12\302\240m", "12 m" },                   /* no-break space */
    { "surveil-\nlance", "surveillance" },       /* broken over a line */
    { "surveil-  \r\n  lance of", "surveillance of" },
    { "surveil\302\255\nlance", "surveillance" },
    { "PAS-\nB", "pas- b" }, /* a capital begins something new */
    { "2.1 - \nthe", "2.1 - the" },
    { "no\342\200\213 objec\342\201\240tion", "no objection" }, /* zero-width space, word joiner */
    { "\342\200\256no\342\200\254", "no" },                     /* bidi override */
    { "cafe\314\201 CAF\303\211", "caf\303\251 caf\303\251" },  /* composed and not */
    { "\357\274\261\357\275\225\357\275\201\357\275\204", "quad" }, /* full width */
    { "officer\342\200\231s \342\200\234safe\342\200\235", "officer's \"safe\"" },
    { "120 m\302\262", "120 m2" },
    { "Stra\303\237e", "strasse" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = sl_text_fold (cases[i].text);

      g_test_message ("%u", i);
      g_assert_cmpstr (folded, ==, cases[i].folded);
    }
}

/* Each folded byte knows the byte it came from, so that a hit can be shown in the text as it was.
 */
static void
test_fold_map (void)
{
  const char *text = "The  e\357\254\203cient of-\nficer";
  g_autoptr (GArray) offsets = NULL;
  g_autofree char *folded = sl_text_fold_map (text, &offsets);
  const char *hit = strstr (folded, "officer");
  const char *ffi = strstr (folded, "ffi");

  g_assert_cmpstr (folded, ==, "the efficient officer");
  g_assert_cmpuint (offsets->len, ==, strlen (folded));
  g_assert_cmpuint (g_array_index (offsets, guint32, hit - folded), ==,
                    strstr (text, "of-") - text);
  g_assert_cmpuint (g_array_index (offsets, guint32, hit - folded + 6), ==, strlen (text) - 1);
  g_assert_cmpuint (g_array_index (offsets, guint32, ffi - folded), ==, 6);
  g_assert_cmpuint (g_array_index (offsets, guint32, ffi - folded + 2), ==, 6);
}

/* Catalogue 91: a hundred thousand marks on one letter must not take quadratic time. */
static void
test_marks (void)
{
  g_autoptr (GString) text = g_string_new ("a");
  g_autofree char *folded = NULL;
  gint64 begun = g_get_monotonic_time ();

  for (int i = 0; i < 100000; i++)
    g_string_append (text, i % 2 ? "\314\201" : "\314\243");
  folded = sl_text_fold (text->str);
  g_assert_true (g_utf8_validate (folded, -1, NULL));
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 5 * G_USEC_PER_SEC);
}

static void
test_clean (void)
{
  static const struct
  {
    const char *bytes;
    gssize length;
    const char *clean;
  } cases[] = {
    { "plain", -1, "plain" },
    { "a\0b", 3, "ab" },
    { "tab\tline\r\nline\rline", -1, "tab\tline\nline\nline" },
    { "bell\007esc\033[31m", -1, "bellesc[31m" },
    { "csi\302\233x\177", -1, "csix" },
    { "bad\377byte", -1, "bad\357\277\275byte" },
    { "overlong\300\257", -1, "overlong\357\277\275\357\277\275" },
    { "surrogate\355\240\200", -1, "surrogate\357\277\275\357\277\275\357\277\275" },
    { "cut\342\202", -1, "cut\357\277\275\357\277\275" },
    { "abc", 2, "ab" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = sl_text_clean (cases[i].bytes, cases[i].length);

      g_test_message ("%u", i);
      g_assert_cmpstr (clean, ==, cases[i].clean);
      g_assert_true (g_utf8_validate (clean, -1, NULL));
    }
}

static void
test_hidden (void)
{
  gboolean found;
  g_autofree char *marked = sl_text_mark_hidden ("no\342\200\256 objection", &found);
  g_autofree char *stripped = sl_text_strip_hidden ("no\342\200\256 ob\342\200\213jection\330\234");
  g_autofree char *plain = NULL;

  g_assert_true (found);
  g_assert_cmpstr (marked, ==, "no⟨U+202E⟩ objection");
  g_assert_cmpstr (stripped, ==, "no objection");
  plain = sl_text_mark_hidden ("sur\302\255veillance", &found);
  g_assert_false (found);
  g_assert_cmpstr (plain, ==, "sur\302\255veillance");
}

static void
test_small (void)
{
  g_autofree char *squeezed = sl_text_squeeze ("  a \n\t b\302\240 c  ");
  g_autofree char *whole = sl_text_ellipsize ("short", 5);
  g_autofree char *cut = sl_text_ellipsize ("Land east of Mallard Way", 15);
  g_autofree char *hard = sl_text_ellipsize ("aaaaaaaaaaaaaaaaaaaa", 8);
  g_autofree char *reference = sl_text_fold_reference (" utt/26/2147 /ful\342\200\213 ");

  g_assert_cmpstr (squeezed, ==, "a b c");
  g_assert_cmpstr (whole, ==, "short");
  g_assert_cmpstr (cut, ==, "Land east of…");
  g_assert_cmpstr (hard, ==, "aaaaaaa…");
  g_assert_cmpstr (reference, ==, "UTT/26/2147/FUL");
  g_assert_cmpuint (sl_text_count_words ("48 homes — and 9 flats."), ==, 5);
}

/* At each length, so that whole words of the machine and what is left over are both counted. */
static void
test_characters (void)
{
  const char *text = "48 homes — é€𝄞 and naïve façades, £9,500 “each”, 日本語\n";

  for (const char *end = text;; end = g_utf8_next_char (end))
    {
      g_assert_cmpuint (sl_text_count_characters (text, end - text), ==,
                        g_utf8_strlen (text, end - text));
      if (*end == '\0')
        break;
    }
}

/* Catalogue 71 and 92. */
static void
test_file_names (void)
{
  static const struct
  {
    const char *name, *safe;
  } cases[] = {
    { "Site plan.pdf", "Site plan.pdf" },
    { "../../etc/passwd", ".._.._etc_passwd" },
    { "C:\\temp\\x.pdf", "C:_temp_x.pdf" },
    { "\342\200\256fdp.exe", "fdp.exe" },
    { "bad\377name", "bad\\xFFname" },
    { "line\nbreak", "line break" },
    { "", "unnamed" },
    { "\342\200\213", "unnamed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *safe = sl_text_safe_file_name (cases[i].name);

      g_assert_cmpstr (safe, ==, cases[i].safe);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/text/characters-are-counted-at-every-length", test_characters);
  g_test_add_func ("/base/text/fold-makes-what-looks-the-same-the-same", test_fold);
  g_test_add_func ("/base/text/fold-knows-where-each-byte-came-from", test_fold_map);
  g_test_add_func ("/base/text/fold-is-not-slow-on-a-pile-of-marks", test_marks);
  g_test_add_func ("/base/text/clean-leaves-valid-text-without-controls", test_clean);
  g_test_add_func ("/base/text/hidden-characters-are-marked-and-stripped", test_hidden);
  g_test_add_func ("/base/text/small-helpers", test_small);
  g_test_add_func ("/base/text/file-names-can-be-shown", test_file_names);
  return g_test_run ();
}
