/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "assessment/sl-suggestion-private.h"
#include "sl-test.h"

#include <math.h>
#include <string.h>

/* "1.8 m; 2 homes" */
static char *
list_measures (const char *text)
{
  g_autoptr (GArray) found = sl_measures_find (text);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const SlStatedMeasure *measure = &g_array_index (found, SlStatedMeasure, i);

      g_assert_cmpuint (measure->start, <, measure->end);
      g_assert_cmpuint (measure->end, <=, strlen (text));
      g_string_append_printf (list, "%s%g %s", i > 0 ? "; " : "", measure->value, measure->unit);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static void
test_finds_what_drawings_write (void)
{
  static const struct
  {
    const char *text, *measures;
  } cases[] = {
    { "1.8m close boarded fence", "1.8 m" },
    { "fence 1.8 m high", "1.8 m" },
    { "fence 1.8\xc2\xa0m high", "1.8 m" },
    { "1.8 metres", "1.8 m" },
    { "1800mm", "1800 mm" },
    { "1,800 mm high", "1800 mm" },
    { "180cm", "180 cm" },
    { "6ft fence", "6 ft" },
    { "2.1 m high wall, 1.5 m fence", "2.1 m; 1.5 m" },
    { "1.8-2.1 m", "1.8 m; 2.1 m" },
    { "1.8 to 2.1 metres", "1.8 m; 2.1 m" },
    { "260 x 40 mm", "260 mm; 40 mm" },
    { "1800 high CBF", "1800 mm" },
    { "CBF 2100h", "2100 mm" },
    { "1.8 high", "1.8 m" },
    { "31 flats", "31 homes" },
    { "a 31-home block", "31 homes" },
    { "48 new dwellings and nine flats", "48 homes; 9 homes" },
    { "24 visitor parking spaces", "24 spaces" },
    { "6 no. units", "6 homes" },
    { "15 lux average", "15 lux" },
    { "Uo 0.35", "0.35 Uo" },
    { "uniformity of 0.25", "0.25 Uo" },
    { "CRI >= 70", "70 Ra" },
    { "(Ra 80)", "80 Ra" },
    { "Grade 2 alarm", "2 grade" },
    { "kept for 28 days", "28 days" },
    { "1.8m. Next", "1.8 m" },
    { "2m wide; 3 m long", "2 m; 3 m" },
    /* no measures */
    { "", "" },
    { "scale 1:500", "" },
    { "BS 5489-1:2020", "" },
    { "PAS 24:2022", "" },
    { "450 m\xc2\xb2", "" },
    { "450 m2", "" },
    { "30 m/s", "" },
    { "plot 12 and 13", "" },
    { "24h", "" },
    { "drawing 2147-BT-01 m", "" },
    { "12345678901234567890 m", "" },
    { "1.8 min", "" },
    { "M4(3) homes", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = list_measures (cases[i].text);

      if (strcmp (found, cases[i].measures) != 0)
        g_error ("“%s” gives “%s”, not “%s”", cases[i].text, found, cases[i].measures);
    }
}

static void
test_lengths_convert_exactly (void)
{
  double value;

  g_assert_true (sl_measure_convert (1800, "mm", "m", &value));
  g_assert_true (value == 1.8);
  g_assert_true (sl_measure_convert (1.8, "m", "mm", &value));
  g_assert_true (value == 1800);
  g_assert_true (sl_measure_convert (40, "cm", "mm", &value));
  g_assert_true (value == 400);
  g_assert_true (sl_measure_convert (6, "ft", "m", &value));
  g_assert_cmpfloat_with_epsilon (value, 1.8288, 1e-9);
  g_assert_true (sl_measure_convert (9, "homes", "homes", &value));
  g_assert_false (sl_measure_convert (9, "homes", "m", &value));
  g_assert_false (sl_measure_convert (9, "lux", "spaces", &value));
}

typedef struct
{
  const char *item, *passage, *words, *finding; /* finding "" when none is to be found */
} Comparison;

static const Comparison comparisons[] = {
  { "H21", "Rear boundary: close boarded fence 1.5 m high", "close boarded", "0.3 m short" },
  { "H21", "1500mm close boarded fence to rear", "close boarded", "0.3 m short" },
  { "H21", "1.8m high close boarded fence", "close boarded", "Meets 1.8 m" },
  { "H21", "rear boundary fence 25 m long", "rear boundary", "" },
  { "H21", "rear fence 2 m long", "rear fence", "" },
  { "H21", "the rear boundary is planted", "rear boundary", "" },
  { "H21", "rear boundary of 12 homes", "rear boundary", "" },
  { "H21", "1.2 m wide gate in the 1.8 m high rear fence", "rear fence", "Meets 1.8 m" },
  { "H20", "front boundary wall 1.2m high", "front boundary", "0.2 m over" },
  { "H20", "front boundary 900mm railings", "front boundary", "Meets 1 m" },
  { "H22", "screen wall with 300mm trellis, 2.1 m high overall", "screen wall", "Meets 2.1 m" },
  { "H07", "1.5m tall hedging 2m wide", "hedging", "0.6 m over" },
  { "H07", "shrub planting 0.8 m high", "shrub", "Meets 1 m" },
  { "H34", "a rear access path serving 6 homes", "rear access", "2 homes over" },
  { "H42", "parking court serving eight dwellings", "parking court", "2 homes over" },
  { "H42", "parking court serving 6 dwellings", "parking court", "Meets 6 homes" },
  { "H51", "average 15 lux, Uo 0.2", "Uo", "0.05 short" },
  { "H51", "uniformity of 0.4", "uniformity", "Meets Uo 0.25" },
  { "H24", "side gate 1.5 m high", "side gate", "0.3 m short" },
};

static void
test_compares_with_what_the_item_asks (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPackLibrary) packs = sl_pack_library_new (NULL, &error);
  g_autoptr (SlChecklist)
      checklist = sl_checklist_new (sl_pack_library_find (packs, "sbd-homes", NULL), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (comparisons); i++)
    {
      const Comparison *c = &comparisons[i];
      SlChecklistItem *item = sl_checklist_find_item (checklist, c->item);
      const char *words = strstr (c->passage, c->words);
      SlComparedMeasure compared;
      g_autofree char *finding = NULL;

      g_assert_nonnull (item);
      g_assert_nonnull (words);
      sl_criteria_compare (item, c->passage, words - c->passage, &compared);
      finding = compared.criterion != NULL
                    ? sl_criterion_describe (compared.criterion, compared.value)
                    : g_strdup ("");
      if (strcmp (finding, c->finding) != 0)
        g_error ("%s, “%s”: “%s”, not “%s”", c->item, c->passage, finding, c->finding);
      g_assert_cmpint (compared.comparison, ==,
                       *c->finding == '\0'                      ? 0
                       : g_str_has_prefix (c->finding, "Meets") ? 1
                                                                : -1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measures/finds-what-drawings-write", test_finds_what_drawings_write);
  g_test_add_func ("/measures/lengths-convert-exactly", test_lengths_convert_exactly);
  g_test_add_func ("/measures/compares-with-what-the-item-asks",
                   test_compares_with_what_the_item_asks);
  return g_test_run ();
}
