/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "base/sl-id.h"
#include "base/sl-time.h"
#include "cases/sl-action.h"
#include "cases/sl-case-records.h"
#include "due/sl-due.h"
#include "sl-test-review.h"
#include "sl-test.h"

#include <string.h>

/* The calendar file, read back as strictly as RFC 5545 allows a reader to. */

#define CLOCK "2026-11-24T09:00:00Z"
/* Longer than a line may be, with all that has to be escaped and characters of several octets. */
#define LONG_TEXT                                                                                           \
  "Ask the developer, by letter; for C:\\plans\\“Block A” – the bin store’s door, the façade’s " \
  "lighting, the cycle store’s lock, and the déjà-vu of a recess beside the entrance: again"

typedef struct
{
  SlTestResponse *response;
  char *officer;
  char *action_id;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  SlActionValues values = { .text = LONG_TEXT, .due_date = "2028-02-29" };

  self->response = sl_test_response_new ();
  sl_test_set_time (CLOCK);
  self->officer = g_strdup (sl_person_get_id (sl_casebook_get_person (self->response->casebook)));
  sl_test_response_apply (self->response,
                          sl_case_change_make (self->response->case_id, self->officer));
  self->action_id = sl_id_new ();
  values.owner_id = self->officer;
  sl_test_response_apply (
      self->response,
      sl_action_change_set (self->action_id, self->response->case_id, NULL, &values));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  sl_test_response_free (self->response);
  g_free (self->officer);
  g_free (self->action_id);
  sl_clock_set (NULL, NULL);
}

static char *export(Fixture *self, const SlDueQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlDueLines)
      lines = sl_due_load (sl_casebook_get_review (self->response->casebook), query, &error);
  g_autoptr (GBytes) bytes = NULL;

  g_assert_no_error (error);
  bytes = sl_due_make_calendar (lines);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Content lines, unfolded; every physical line is held against the rules on the way. */
static GPtrArray *
read_lines (const char *text)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  const char *end;

  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *p = text; *p != '\0'; p = end + 2)
    {
      end = strstr (p, "\r\n");
      g_assert_nonnull (end);
      g_assert_cmpint (end - p, <=, 75);
      g_assert_cmpint (end - p, >, 0);
      /* Folded between characters: each piece is whole text. */
      g_assert_true (g_utf8_validate (p, end - p, NULL));
      for (const char *c = p; c < end; c++)
        g_assert_false (g_ascii_iscntrl (*c));
      if (*p == ' ')
        {
          char *joined;

          g_assert_cmpuint (lines->len, >, 0);
          joined = g_strdup_printf ("%s%.*s", (char *) lines->pdata[lines->len - 1],
                                    (int) (end - p - 1), p + 1);
          g_free (lines->pdata[lines->len - 1]);
          lines->pdata[lines->len - 1] = joined;
        }
      else
        g_ptr_array_add (lines, g_strndup (p, end - p));
    }
  return g_steal_pointer (&lines);
}

/* A TEXT value back to what it says; a character that had to be escaped and was not ends the test.
 */
static char *
unescape (const char *value)
{
  GString *text = g_string_new (NULL);

  for (const char *p = value; *p != '\0'; p++)
    {
      g_assert_null (strchr (";,", *p));
      if (*p != '\\')
        {
          g_string_append_c (text, *p);
          continue;
        }
      p++;
      g_assert_nonnull (strchr ("\\;,nN", *p));
      g_assert_cmpint (*p, !=, '\0');
      g_string_append_c (text, *p == 'n' || *p == 'N' ? '\n' : *p);
    }
  return g_string_free (text, FALSE);
}

/* The event of @uid as name -> value; NULL when there is none. Each property stands once. */
static GHashTable *
find_event (GPtrArray *lines, const char *uid)
{
  GHashTable *event = NULL;

  g_assert_cmpstr (lines->pdata[0], ==, "BEGIN:VCALENDAR");
  g_assert_cmpstr (lines->pdata[1], ==, "VERSION:2.0");
  g_assert_cmpstr (lines->pdata[lines->len - 1], ==, "END:VCALENDAR");
  for (guint i = 1; i + 1 < lines->len; i++)
    {
      const char *line = lines->pdata[i];
      const char *colon = strchr (line, ':');

      g_assert_nonnull (colon);
      if (g_str_equal (line, "BEGIN:VEVENT"))
        {
          g_assert_null (event);
          event = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
        }
      else if (g_str_equal (line, "END:VEVENT"))
        {
          g_assert_nonnull (event);
          g_assert_true (g_hash_table_contains (event, "UID"));
          g_assert_true (g_hash_table_contains (event, "DTSTAMP"));
          g_assert_true (g_hash_table_contains (event, "SUMMARY"));
          if (g_str_equal (g_hash_table_lookup (event, "UID"), uid))
            return event;
          g_clear_pointer (&event, g_hash_table_unref);
        }
      else if (event != NULL)
        g_assert_true (
            g_hash_table_insert (event, g_strndup (line, colon - line), g_strdup (colon + 1)));
    }
  return NULL;
}

static void
test_all_day (Fixture *self, gconstpointer data)
{
  g_autofree char *text = export(self, &(SlDueQuery){ .kind = "action" });
  g_autoptr (GPtrArray) lines = read_lines (text);
  g_autofree char *uid = g_strdup_printf ("action-%s@sightline", self->action_id);
  g_autoptr (GHashTable) event = find_event (lines, uid);
  g_autofree char *summary = NULL;

  g_assert_nonnull (event);
  g_assert_cmpstr (g_hash_table_lookup (event, "DTSTAMP"), ==, "20261124T090000Z");
  g_assert_cmpstr (g_hash_table_lookup (event, "DTSTART;VALUE=DATE"), ==, "20280229");
  g_assert_cmpstr (g_hash_table_lookup (event, "DTEND;VALUE=DATE"), ==, "20280301");
  summary = unescape (g_hash_table_lookup (event, "SUMMARY"));
  g_assert_cmpstr (summary, ==, "UTT/26/2147/FUL: Action – " LONG_TEXT);
}

/* The same thing is the same event tomorrow, with another stamp. */
static void
test_stable (Fixture *self, gconstpointer data)
{
  const SlActionValues later = { .due_date = "2028-12-31" };
  g_autofree char *uid = g_strdup_printf ("action-%s@sightline", self->action_id);
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GHashTable) event = NULL;

  sl_test_response_apply (
      self->response,
      sl_action_change_set (self->action_id, self->response->case_id, NULL, &later));
  sl_test_set_time ("2026-11-25T09:00:00Z");
  text = export(self, &(SlDueQuery){ .kind = "action" });
  lines = read_lines (text);
  event = find_event (lines, uid);
  g_assert_nonnull (event);
  g_assert_cmpstr (g_hash_table_lookup (event, "DTSTAMP"), ==, "20261125T090000Z");
  g_assert_cmpstr (g_hash_table_lookup (event, "DTSTART;VALUE=DATE"), ==, "20281231");
  g_assert_cmpstr (g_hash_table_lookup (event, "DTEND;VALUE=DATE"), ==, "20290101");
}

/* The night the clocks go back: one o'clock comes twice, and UTC tells which it is. */
static void
test_times (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = sl_id_new ();
  g_autofree char *uid = g_strdup_printf ("visit-%s@sightline", id);
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GHashTable) event = NULL;

  sl_test_run_sql (self->response, &error,
                   "INSERT INTO pack_copy (hash, kind, pack_id, edition, bytes, kept_at)"
                   " VALUES ('h', 'form', 'visit', '1', '', '')",
                   NULL);
  sl_test_run_sql (self->response, &error,
                   "INSERT INTO sheet (sheet_id, case_id, kind, form_id, form_hash, reference,"
                   " starts_at, ends_at, owner_id, created_by, created_at, changed_at)"
                   " VALUES (?, ?, 'visit', 'visit', 'h', 'VIS/2027/001',"
                   " '2027-10-30T22:30:00.000Z', '2027-10-31T01:15:00.000Z', ?, ?, '', '')",
                   id, self->response->case_id, self->officer, self->officer, NULL);
  g_assert_no_error (error);
  text = export(self, &(SlDueQuery){ .kind = "visit" });
  lines = read_lines (text);
  event = find_event (lines, uid);
  g_assert_nonnull (event);
  g_assert_cmpstr (g_hash_table_lookup (event, "DTSTART"), ==, "20271030T223000Z");
  g_assert_cmpstr (g_hash_table_lookup (event, "DTEND"), ==, "20271031T011500Z");
  g_assert_false (g_hash_table_contains (event, "TRANSP"));
}

/* What leaves the casebook says which case and what: no names, no address, no title. */
static void
test_nobody (Fixture *self, gconstpointer data)
{
  static const char *const told[] = { "Rowan", "Ashdown", "Thornbury", "Mallard", "Fenwick" };
  g_autofree char *text = export(self, &(SlDueQuery){ .team = TRUE });
  g_autoptr (GPtrArray) lines = read_lines (text);

  for (guint i = 0; i < lines->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (told); j++)
      g_assert_null (strstr (lines->pdata[i], told[j]));
}

static void
test_no_day (Fixture *self, gconstpointer data)
{
  const SlActionValues none = { .due_date = "" };
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  sl_test_response_apply (
      self->response, sl_action_change_set (self->action_id, self->response->case_id, NULL, &none));
  text = export(self, &(SlDueQuery){ .kind = "action" });
  lines = read_lines (text);
  g_assert_null (strstr (text, "VEVENT"));
  g_assert_cmpstr (lines->pdata[lines->len - 1], ==, "END:VCALENDAR");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/due/calendar/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-day-is-a-whole-day-and-its-text-comes-back", test_all_day);
  ADD ("the-same-thing-keeps-its-uid", test_stable);
  ADD ("a-visit-over-a-clock-change-is-told-in-utc", test_times);
  ADD ("nothing-is-said-of-who-or-where", test_nobody);
  ADD ("what-has-no-day-is-left-out", test_no_day);
#undef ADD
  return g_test_run ();
}
