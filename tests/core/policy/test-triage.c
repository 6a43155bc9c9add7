/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "policy/sl-policy.h"
#include "sl-test.h"

#include <math.h>

typedef struct
{
  SlTriageFacts facts;
  const char *rule;
  const char *reason; /* NULL: not compared */
} Case;

#define UNKNOWN -1, -1, NAN, -1, NAN

static void
test_rules (const Case *cases, guint n_cases)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPackLibrary) packs = sl_pack_library_new (NULL, &error);
  g_autoptr (SlPolicyLibrary) library = sl_policy_library_new (packs, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < n_cases; i++)
    {
      SlTriage triage;

      sl_policy_library_triage (library, &cases[i].facts, &triage);
      if (g_strcmp0 (triage.rule_id, cases[i].rule) != 0)
        g_error ("case %u (%s): rule %s, expected %s", i, cases[i].facts.proposal, triage.rule_id,
                 cases[i].rule);
      g_assert_nonnull (triage.reason);
      if (cases[i].reason != NULL)
        g_assert_cmpstr (triage.reason, ==, cases[i].reason);
      sl_triage_clear (&triage);
    }
}

static void
test_thresholds (void)
{
  static const Case cases[] = {
    { { 57, -1, NAN, -1, NAN, "57 homes", "", "" }, "R1", "57 homes: consulted at 10 or more" },
    { { 10, -1, NAN, -1, NAN, "", "", "" }, "R1", NULL },
    { { 9, -1, NAN, -1, NAN, "", "", "" }, NULL, "No rule matched" },
    { { 0, -1, NAN, -1, NAN, "", "", "" }, NULL, NULL },
    { { 9, 5, NAN, -1, NAN, "", "", "" }, "R2", "5 flats on one entrance" },
    { { 9, 4, NAN, -1, NAN, "", "", "" }, NULL, NULL },
    { { -1, -1, 1000, -1, NAN, "", "", "" }, "R14", "1,000 sq m: consulted at 1,000" },
    { { -1, -1, 999.9, -1, NAN, "", "", "" }, NULL, NULL },
    { { -1, -1, 12345.6, -1, NAN, "", "", "" }, "R14", "12,346 sq m: consulted at 1,000" },
    { { -1, -1, NAN, 51, NAN, "", "", "" }, "R15", NULL },
    { { -1, -1, NAN, 50, NAN, "", "", "" }, NULL, NULL },
    { { -1, -1, NAN, -1, 1.0, "", "", "" }, "R26", "1 ha: consulted at 1 ha" },
    { { -1, -1, NAN, -1, 1.4, "", "", "" }, "R26", "1.4 ha: consulted at 1 ha" },
    { { -1, -1, NAN, -1, 0.99, "", "", "" }, NULL, NULL },
    { { -1, -1, NAN, -1, 4, "Agricultural barn", "", "" }, NULL, NULL },
    { { UNKNOWN, NULL, NULL, NULL }, NULL, "No rule matched" },
  };

  test_rules (cases, G_N_ELEMENTS (cases));
}

static void
test_words (void)
{
  static const Case cases[] = {
    { { UNKNOWN, "Change of use to hot food takeaway", "", "" }, "R7", NULL },
    { { UNKNOWN, "HOT FOOD kiosk", "", "" }, "R7", NULL },
    { { UNKNOWN, "New primary school", "", "" }, "R11", "School: always" },
    { { UNKNOWN, "Dwelling at 3 School Lane", "", "" }, NULL, NULL },
    { { UNKNOWN, "Primary school on land off School Lane", "", "" }, "R11", NULL },
    { { UNKNOWN, "Preschooling apparatus", "", "" }, NULL, NULL },
    { { UNKNOWN, "Day nursery with garden", "", "" }, "R11", NULL },
    { { UNKNOWN, "Plant nursery with polytunnels", "", "" }, NULL, NULL },
    { { UNKNOWN, "Dental clinic", "", "" }, "R12", NULL },
    { { UNKNOWN, "Veterinary clinic", "", "" }, NULL, NULL },
    { { UNKNOWN, "Conversion to a 6-bed HMO", "", "" }, "R3", NULL },
    { { UNKNOWN, "Installation of an ATM", "", "" }, "R10", NULL },
    { { UNKNOWN, "Installation of an atmosphere meter", "", "" }, NULL, NULL },
    { { UNKNOWN, "Side extension", "", "" }, NULL, NULL },
  };

  test_rules (cases, G_N_ELEMENTS (cases));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/triage/thresholds-hold-on-both-sides", test_thresholds);
  g_test_add_func ("/triage/words-are-whole-and-exceptions-count", test_words);
  return g_test_run ();
}
