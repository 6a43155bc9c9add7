/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-review-words.h"

#include "base/sl-time.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct
{
  const char *state, *word, *css_class;
} states[] = {
  { "draft", N_ ("Draft"), NULL },         { "submitted", N_ ("In review"), "accent" },
  { "returned", N_ ("Returned"), NULL },   { "withdrawn", N_ ("Taken back"), NULL },
  { "approved", N_ ("Approved"), "good" }, { "voided", N_ ("Approval void"), "soon" },
  { "issued", N_ ("Issued"), "good" },     { "superseded", N_ ("Superseded"), NULL },
};

const char *
sl_review_state_word (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i].state, state) == 0)
      return _ (states[i].word);
  return state;
}

const char *
sl_review_state_class (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i].state, state) == 0)
      return states[i].css_class;
  return NULL;
}

char *
sl_review_when (const char *time)
{
  g_autoptr (GDateTime) utc = time != NULL ? g_date_time_new_from_iso8601 (time, NULL) : NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/London");
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *date = NULL, *today = sl_date_today (), *words = NULL;

  if (utc == NULL)
    return g_strdup ("");
  local = zone != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_ref (utc);
  date = g_date_time_format (local, "%Y-%m-%d");
  if (g_str_equal (date, today))
    return g_strdup_printf (_ ("today %02d:%02d"), g_date_time_get_hour (local),
                            g_date_time_get_minute (local));
  words = sl_date_format_long (date);
  /* The year only where it is another. */
  if (strncmp (date, today, strlen ("2026")) == 0)
    words[strlen (words) - strlen (" 2026")] = '\0';
  return g_steal_pointer (&words);
}

char *
sl_review_short_hash (const char *hash)
{
  return strlen (hash) > 12 ? g_strdup_printf ("%.12s…", hash) : g_strdup (hash);
}
