/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "intake/sl-intake-text.h"
#include "intake/sl-labels.h"

#include <string.h>

static void
test_references (void)
{
  static const char *const real[] = { "26/01380/FUL",    "DC/16/097629",  "2023/1428/P",
                                      "PLA-2026-000453", "25/00888/PIP",  "132900/LPL/2022",
                                      "BH2018/00648",    "UTT/2300/07",   "UTT/26/2147/FUL",
                                      "EPF/1234/26",     "25-00240-PA1A", "19/00309/MJR",
                                      "24-00107-HAPP",   "UTT/25/3011/OP" };
  static const char *const none[] = { "on 12/11/2025 at 10", "call 01245 123456", "1:500 at A3",
                                      "see 3/4 of it", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (real); i++)
    {
      g_autofree char *text = g_strdup_printf ("Consultation on %s, Mallard Way", real[i]);
      g_autofree char *found = sl_intake_find_reference (text);

      g_assert_cmpstr (found, ==, real[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_null (sl_intake_find_reference (none[i]));
}

static void
test_references_in_names (void)
{
  static const char *const pairs[][2] = {
    { "UTT-26-2147-FUL", "UTT/26/2147/FUL" },
    { "UTT_26_2147_FUL Mallard Way", "UTT/26/2147/FUL" },
    { "parish-council-response-UTT-25-2203-SO.pdf", "UTT/25/2203/SO" },
    { "26-01380-FUL", "26/01380/FUL" },
    { "Scan 2026-11-02", NULL },
    { "Mallard Way", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *found = sl_intake_find_reference_in_name (pairs[i][0]);

      g_assert_cmpstr (found, ==, pairs[i][1]);
    }
}

static void
test_references_taken_out (void)
{
  static const char *const pairs[][2] = {
    { "parish-council-response-UTT-25-2203-SO.pdf", "parish-council-response.pdf" },
    { "UTT_26_2147_FUL - Site layout.pdf", "Site layout.pdf" },
    { "UTT-26-2147-FUL.pdf", "UTT-26-2147-FUL.pdf" },
    { "A-100.pdf", "A-100.pdf" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *rest = sl_intake_strip_reference (pairs[i][0]);

      g_assert_cmpstr (rest, ==, pairs[i][1]);
    }
}

static void
test_deadlines (void)
{
  static const char *const pairs[][2] = {
    { "Please respond by Wednesday 25 November 2026.", "2026-11-25" },
    { "comments no later than 12th November 2025", "2025-11-12" },
    { "The consultation expires on 12/11/2025.", "2025-11-12" },
    { "reply before\n4 March\n2026 please", "2026-03-04" },
    { "within 21 days of the date of this letter", "2026-11-23" },
    { "The application was received on 1 November 2026.", NULL },
    { "by the applicant. Built in 1 May 1990", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *found = sl_intake_find_deadline (pairs[i][0], "2026-11-02");

      g_assert_cmpstr (found, ==, pairs[i][1]);
    }
}

static void
test_numbers (void)
{
  static const char *const bad[] = { "", "four", "1 234", "12abc", "1e999", "nan", "inf", "--1" };
  double number = -1;

  g_assert_true (sl_intake_parse_number ("4,343", &number));
  g_assert_cmpfloat (number, ==, 4343);
  g_assert_true (sl_intake_parse_number (" 0.0686 ", &number));
  g_assert_cmpfloat (number, ==, 0.0686);
  g_assert_true (sl_intake_parse_number ("0", &number));
  g_assert_cmpfloat (number, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (sl_intake_parse_number (bad[i], &number));
  g_assert_false (sl_intake_parse_number (NULL, &number));
  g_assert_cmpfloat (number, ==, 0);
}

static void
test_types (void)
{
  static const char *const pairs[][2] = {
    { "pp.full.major", "full" },
    { "pp.full.householder.retro", "householder" },
    { "pp.outline.all", "outline" },
    { "pa.part3.classMA", "prior_approval" },
    { "ldc.proposed", "ldc" },
    { "preApp", "pre_application" },
    { "Full Planning Application", "full" },
    { "Reserved Matters", "reserved_matters" },
    { "Variation of condition 2 of a full permission", "variation" },
    { "Approval of Details Reserved by Condition", "conditions" },
    { "Listed Building", "listed" },
    { "Certificate of Lawfulness", "ldc" },
    { "Scoping Opinion", "other" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_assert_cmpstr (sl_intake_type_class (pairs[i][0]), ==, pairs[i][1]);
}

static void
test_labels (void)
{
  g_assert_cmpstr (sl_label_find ("  Statutory  Expiry\nDate : ")->field, ==, "target-date");
  g_assert_cmpstr (sl_label_find ("STANDARD CONSULTATION EXPIRY DATE")->field, ==,
                   "consultation-expiry");
  g_assert_null (sl_label_find ("Weather"));
  g_assert_null (sl_label_find (""));
}

static void
test_label_order (void)
{
  g_autoptr (SlLabelReader) reader = sl_label_reader_new ();
  g_autoptr (SlIntakeRecord) record = sl_intake_record_new ();

  g_assert_true (sl_label_reader_take (reader, "Expiry Date", "01/01/2026", "1"));
  g_assert_true (sl_label_reader_take (reader, "Agreed Expiry Date", "02/02/2026", "2"));
  g_assert_true (sl_label_reader_take (reader, "Statutory Expiry Date", "03/03/2026", "3"));
  g_assert_false (sl_label_reader_take (reader, "Consultation Deadline", "Not Available", "4"));
  g_assert_true (sl_label_reader_take (reader, "Application Registered", "Fri 28 Sep 2018", "5"));
  g_assert_true (sl_label_reader_take (reader, "Closing Date for Comments", "4 April 2026", "6"));
  sl_label_reader_finish (reader, record);

  g_assert_cmpstr (sl_intake_record_get (record, "target-date"), ==, "2026-02-02");
  /* No other date says when it was found valid. */
  g_assert_cmpstr (sl_intake_record_get (record, "date-valid"), ==, "2018-09-28");
  g_assert_cmpstr (sl_intake_record_get (record, "consultation-expiry"), ==, "");
  g_assert_cmpstr (sl_intake_record_get (record, "comments-close"), ==, "2026-04-04");
}

static void
test_registered_is_received (void)
{
  g_autoptr (SlLabelReader) reader = sl_label_reader_new ();
  g_autoptr (SlIntakeRecord) record = sl_intake_record_new ();

  sl_label_reader_take (reader, "Application Registered", "01/02/2026", "1");
  sl_label_reader_take (reader, "Application Validated", "05/02/2026", "2");
  sl_label_reader_finish (reader, record);
  g_assert_cmpstr (sl_intake_record_get (record, "date-received"), ==, "2026-02-01");
  g_assert_cmpstr (sl_intake_record_get (record, "date-valid"), ==, "2026-02-05");
}

static void
test_label_lines (void)
{
  g_autoptr (SlLabelReader) reader = sl_label_reader_new ();
  g_autoptr (SlIntakeRecord) record = sl_intake_record_new ();

  g_assert_cmpuint (sl_label_reader_take_lines (reader,
                                                "Proposal: 48 homes: phase 1\nSite address:\n"
                                                "Land east of Mallard Way\nhttps://x.test/y\n",
                                                "mail"),
                    ==, 2);
  sl_label_reader_finish (reader, record);
  g_assert_cmpstr (sl_intake_record_get (record, "proposal"), ==, "48 homes: phase 1");
  g_assert_cmpstr (sl_intake_record_get (record, "address"), ==, "Land east of Mallard Way");
}

static void
test_unknown (void)
{
  static const char *const unknown[] = { "", " ", "Unknown", "NOT AVAILABLE", "see source", "N/A" };

  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    g_assert_true (sl_intake_is_unknown (unknown[i]));
  g_assert_false (sl_intake_is_unknown ("0"));
  g_assert_false (sl_intake_is_unknown ("false"));
  g_assert_false (sl_intake_is_unknown ("Unknown Pleasures Ltd"));
}

static void
test_first_value_stays (void)
{
  g_autoptr (SlIntakeRecord) record = sl_intake_record_new ();

  sl_intake_record_add (record, "proposal", "Not available", "1");
  sl_intake_record_add (record, "proposal", "  48\n homes ", "2");
  sl_intake_record_add (record, "proposal", "other", "3");
  g_assert_cmpuint (record->values->len, ==, 1);
  g_assert_cmpstr (sl_intake_record_get (record, "proposal"), ==, "48 homes");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/words/references-of-all-real-styles-are-found", test_references);
  g_test_add_func ("/intake/words/references-are-found-in-file-names", test_references_in_names);
  g_test_add_func ("/intake/words/references-are-taken-out-of-file-names",
                   test_references_taken_out);
  g_test_add_func ("/intake/words/closing-dates-are-found-in-sentences", test_deadlines);
  g_test_add_func ("/intake/words/numbers-are-read-or-unknown", test_numbers);
  g_test_add_func ("/intake/words/types-of-application-are-classed", test_types);
  g_test_add_func ("/intake/words/labels-are-matched-as-they-are-written", test_labels);
  g_test_add_func ("/intake/words/the-better-label-of-a-field-counts", test_label_order);
  g_test_add_func ("/intake/words/registered-means-received-beside-a-valid-date",
                   test_registered_is_received);
  g_test_add_func ("/intake/words/labels-in-running-lines-are-read", test_label_lines);
  g_test_add_func ("/intake/words/unknown-is-not-a-value", test_unknown);
  g_test_add_func ("/intake/words/the-first-value-of-a-field-stays", test_first_value_stays);
  return g_test_run ();
}
