/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "people/sl-person.h"
#include "sl-test.h"
#include "store/sl-audit.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* A writer that is killed loses nothing that it was told is saved. SIGHTLINE_KILLS says how often
 * (20; tests/soak asks for 500). */

/* Reads "saved N" lines until @most have come, kills the writer, reads what it had still said;
 * returns the last N. */
static int
write_and_kill (const char *folder, int first, int most, guint extra_microseconds)
{
  const char *writer = g_getenv ("SIGHTLINE_WRITER");
  g_autofree char *number = g_strdup_printf ("%d", first);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                                      writer, folder, number, NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  gint64 until = 0;
  int last = first - 1;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  while (TRUE)
    {
      g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, &error);

      g_assert_no_error (error);
      if (line == NULL)
        break;
      g_assert_true (g_str_has_prefix (line, "saved "));
      g_assert_cmpint (atoi (line + 6), ==, last + 1);
      last++;
      /* The kill falls anywhere inside a change: some lines, then a random while of more lines. */
      if (last - first + 1 == most)
        until = g_get_monotonic_time () + extra_microseconds;
      if (until > 0 && g_get_monotonic_time () >= until)
        g_subprocess_send_signal (process, SIGKILL);
    }
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  g_assert_true (g_subprocess_get_if_signaled (process));
  return last;
}

/* The name that the casebook has must be that of @last, or of the change after it that was on the
 * disk but not yet told. */
static int
check (const char *folder, int last)
{
  g_autoptr (SlAuditReport) report = sl_audit_verify (folder, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlStore) store = NULL;
  g_autoptr (SlPerson) person = NULL;
  int found;

  for (guint i = 0; i < report->problems->len; i++)
    g_test_message ("%s", (const char *) report->problems->pdata[i]);
  g_assert_cmpint (report->state, ==, SL_AUDIT_INTACT);
  store = sl_store_open (folder, SL_STORE_MUST_EXIST, &error);
  g_assert_no_error (error);
  g_assert_false (sl_store_is_read_only (store));
  person = sl_people_current (store, &error);
  g_assert_no_error (error);
  found = atoi (sl_person_get_display_name (person) + strlen ("Officer "));
  g_assert_cmpint (found, >=, last);
  g_assert_cmpint (found, <=, last + 1);
  /* One row a change, and one for the person. */
  g_assert_cmpint (report->n_rows, ==, found + 1);
  return found;
}

static void
test_kill (void)
{
  const char *asked = g_getenv ("SIGHTLINE_KILLS");
  int kills = asked != NULL ? atoi (asked) : 20;
  g_autofree char *folder = sl_test_make_folder ();
  int last = 0;

  for (int i = 0; i < kills; i++)
    {
      int said = write_and_kill (folder, last + 1, g_test_rand_int_range (1, 12),
                                 g_test_rand_int_range (0, 4000));
      last = check (folder, said);
    }
  g_test_message ("%d kills, %d changes, none lost", kills, last);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/kill/nothing-acknowledged-is-lost", test_kill);
  return g_test_run ();
}
