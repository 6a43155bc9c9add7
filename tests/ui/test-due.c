/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-ui-test.h"

#include "base/sl-time.h"
#include "widgets/sl-due-chip.h"

/* 22 November 2026, noon in London. */
static gint64
fixed_clock (gpointer data)
{
  return G_GINT64_CONSTANT (1795348800) * G_USEC_PER_SEC;
}

static void
test_words (void)
{
  static const struct
  {
    const char *date;
    const char *words;
    const char *day;
    SlDueState state;
    gboolean icon;
  } cases[] = {
    { "", "", "", SL_DUE_UNKNOWN, FALSE },
    { "not a date", "", "", SL_DUE_UNKNOWN, FALSE },
    { "2026-11-20", "Overdue", "20 Nov", SL_DUE_OVERDUE, TRUE },
    { "2026-11-22", "Today", "22 Nov", SL_DUE_SOON, TRUE },
    { "2026-11-23", "1 day", "23 Nov", SL_DUE_SOON, TRUE },
    { "2026-11-24", "2 days", "24 Nov", SL_DUE_SOON, TRUE },
    { "2026-11-25", "3 days", "25 Nov", SL_DUE_WEEK, FALSE },
    { "2026-11-29", "7 days", "29 Nov", SL_DUE_WEEK, FALSE },
    { "2026-11-30", "8 days", "30 Nov", SL_DUE_LATER, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = NULL;
      g_autofree char *day = NULL;

      g_assert_cmpint (sl_due_describe (cases[i].date, &words, &day), ==, cases[i].state);
      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_cmpstr (day, ==, cases[i].day);
      g_assert_true ((sl_due_icon_name (cases[i].state) != NULL) == cases[i].icon);
    }
}

static void
assert_chip (SlDueChip *chip, const char *date, const char *text, gboolean is_chip)
{
  GtkWidget *label;

  sl_due_chip_set_date (chip, date);
  label = sl_ui_test_find (GTK_WIDGET (chip), GTK_TYPE_LABEL);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, text);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (chip), "chip") == is_chip);
}

static void
test_chip (void)
{
  GtkWidget *chip = g_object_ref_sink (sl_due_chip_new ());

  g_assert_false (gtk_widget_get_visible (chip));
  assert_chip (SL_DUE_CHIP (chip), "2026-11-20", "Overdue, 20 Nov", TRUE);
  assert_chip (SL_DUE_CHIP (chip), "2026-11-22", "Due today, 22 Nov", TRUE);
  assert_chip (SL_DUE_CHIP (chip), "2026-11-24", "Due in 2 days, 24 Nov", TRUE);
  assert_chip (SL_DUE_CHIP (chip), "2026-12-08", "Due in 16 days, 8 Dec", FALSE);
  g_object_set (chip, "brief", TRUE, NULL);
  assert_chip (SL_DUE_CHIP (chip), "2026-11-24", "2 days", TRUE);
  sl_due_chip_set_date (SL_DUE_CHIP (chip), NULL);
  g_assert_false (gtk_widget_get_visible (chip));
  g_object_unref (chip);
}

int
main (int argc, char **argv)
{
  sl_ui_test_init (&argc, &argv);
  sl_clock_set (fixed_clock, NULL);
  g_test_add_func ("/ui/due/words-say-how-near-the-deadline-is", test_words);
  g_test_add_func ("/ui/due/the-chip-is-plain-text-beyond-a-week", test_chip);
  return g_test_run ();
}
