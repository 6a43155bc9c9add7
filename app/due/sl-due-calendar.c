/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-due"
#include "config.h"

#include "due/sl-due.h"

#include "base/sl-text.h"
#include "base/sl-time.h"

#include <string.h>

/* What is due as an iCalendar file (RFC 5545), for a calendar that the officer keeps elsewhere. It
 * leaves the casebook's protection, so an event says which case and what, and nothing of who or
 * where. Nothing is sent: the file is written where the officer says. */

#define PRODUCT "-//The Sightline authors//Sightline " SL_PROGRAM_VERSION "//EN"
/* RFC 5545, 3.1: octets of a line, its end not counted; one that goes on begins with a space. */
#define LINE_OCTETS 75

/* Adds a content line, folded between characters. */
static void
add_line (GString *out, const char *name, const char *value)
{
  g_autofree char *line = g_strconcat (name, ":", value, NULL);
  const char *rest = line;
  gsize room = LINE_OCTETS;

  while (strlen (rest) > room)
    {
      gsize length = room;

      while (length > 0 && ((guchar) rest[length] & 0xC0) == 0x80)
        length--;
      g_string_append_len (out, rest, length);
      g_string_append (out, "\r\n ");
      rest += length;
      room = LINE_OCTETS - 1; /* the space is one */
    }
  g_string_append (out, rest);
  g_string_append (out, "\r\n");
}

/* TEXT of RFC 5545, 3.3.11. */
static char *
escape (const char *text)
{
  g_autofree char *clean = sl_text_clean (text, -1);
  g_autofree char *plain = sl_text_strip_hidden (clean);
  GString *out = g_string_new (NULL);

  for (const char *p = plain; *p != '\0'; p++)
    if (*p == '\n')
      g_string_append (out, "\\n");
    else if (*p == '\t')
      g_string_append_c (out, ' ');
    else
      {
        if (strchr ("\\;,", *p) != NULL)
          g_string_append_c (out, '\\');
        g_string_append_c (out, *p);
      }
  return g_string_free (out, FALSE);
}

static void
add_text (GString *out, const char *name, const char *text)
{
  g_autofree char *escaped = escape (text);

  add_line (out, name, escaped);
}

/* "20261124T090000Z"; NULL when @time is none. */
static char *
format_time (const char *time)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (time, NULL);
  g_autoptr (GDateTime) utc = moment != NULL ? g_date_time_to_utc (moment) : NULL;

  return utc != NULL ? g_date_time_format (utc, "%Y%m%dT%H%M%SZ") : NULL;
}

/* "20261124" */
static char *
format_day (const char *date)
{
  g_auto (GStrv) parts = g_strsplit (date, "-", -1);

  return g_strjoinv ("", parts);
}

/* A time where one is planned, else the whole day, whose end is the day after (3.6.1). */
static void
add_when (GString *out, const SlDueLine *line)
{
  g_autofree char *starts = format_time (line->starts_at);
  g_autofree char *ends = format_time (line->ends_at);
  g_autofree char *day = NULL;
  g_autofree char *after = NULL;
  g_autofree char *day_after = NULL;

  if (starts != NULL)
    {
      add_line (out, "DTSTART", starts);
      if (ends != NULL && strcmp (ends, starts) > 0)
        add_line (out, "DTEND", ends);
      return;
    }
  day = format_day (line->day);
  after = sl_date_add_days (line->day, 1);
  add_line (out, "DTSTART;VALUE=DATE", day);
  if (after != NULL)
    {
      day_after = format_day (after);
      add_line (out, "DTEND;VALUE=DATE", day_after);
    }
  /* A day by which something is due does not make the officer busy. */
  add_line (out, "TRANSP", "TRANSPARENT");
}

/* The same for the same thing in every export, so that a calendar takes it up once. */
static char *
make_uid (const SlDueLine *line)
{
  return g_strdup_printf ("%s-%s%s%s@sightline", line->kind, line->object_id,
                          *line->part != '\0' ? "-" : "", line->part);
}

static void
add_event (GString *out, const SlDueLine *line, const char *stamp)
{
  g_autofree char *uid = make_uid (line);
  const char *kind = sl_due_kind_to_words (line->kind);
  gboolean more = *line->text != '\0' && !g_str_equal (line->text, kind);
  g_autofree char *summary = g_strdup_printf ("%s: %s%s%s", line->reference, kind,
                                              more ? " – " : "", more ? line->text : "");

  add_line (out, "BEGIN", "VEVENT");
  add_text (out, "UID", uid);
  add_line (out, "DTSTAMP", stamp);
  add_when (out, line);
  add_text (out, "SUMMARY", summary);
  add_text (out, "CATEGORIES", kind);
  add_line (out, "CLASS", "PRIVATE");
  add_line (out, "END", "VEVENT");
}

/**
 * sl_due_make_calendar:
 * @lines: what is due
 *
 * Lines without a day are left out. The same thing has the same UID in every export.
 *
 * Returns: (transfer full): an iCalendar file
 */
GBytes *
sl_due_make_calendar (SlDueLines *lines)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *now = sl_time_now ();
  g_autofree char *stamp = format_time (now);

  g_return_val_if_fail (lines != NULL, NULL);
  add_line (out, "BEGIN", "VCALENDAR");
  add_line (out, "VERSION", "2.0");
  add_line (out, "PRODID", PRODUCT);
  add_line (out, "CALSCALE", "GREGORIAN");
  add_line (out, "METHOD", "PUBLISH");
  for (guint i = 0; i < sl_due_lines_get_n (lines); i++)
    {
      const SlDueLine *line = sl_due_lines_get (lines, i);

      if (*line->day != '\0')
        add_event (out, line, stamp);
    }
  add_line (out, "END", "VCALENDAR");
  return g_string_free_to_bytes (g_steal_pointer (&out));
}
