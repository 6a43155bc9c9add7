/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-intake"
#include "config.h"

#include "intake/sl-format-private.h"

#include "base/sl-text.h"
#include "base/sl-time.h"
#include "intake/sl-intake-text.h"
#include "intake/sl-labels.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A consultation by e-mail. All that is read of running words is a guess of low rank that any form
 * overrides and the officer confirms: labels ("Proposal:"), the wording that BOPS sends ("Comments
 * requested for …"), the first reference, a date after "by", the sender's domain for the
 * authority. */

static gboolean
recognise (SlExtraction *extraction)
{
  return strcmp (sl_extraction_get_media_type (extraction), "message/rfc822") == 0;
}

static char *
dup_body (SlExtraction *extraction)
{
  GString *body = g_string_new (NULL);

  for (guint i = 0; i < sl_extraction_get_n_pages (extraction) && body->len < 200000; i++)
    g_string_append_printf (body, "%s\n", sl_extraction_get_page (extraction, i)->text);
  return g_string_free (body, FALSE);
}

/* The day it was sent; the header's "Mon, 2 Nov 2026 09:12:00 +0000" or an ISO time. */
static char *
dup_sent (SlExtraction *extraction)
{
  g_autofree char *date = g_strdup (sl_extraction_get_property (extraction, "date"));
  char *iso = sl_date_parse (date);
  const char *start = date;
  g_auto (GStrv) words = NULL;

  if (iso != NULL)
    return iso;
  if (strchr (date, ',') != NULL)
    start = strchr (date, ',') + 1;
  while (*start == ' ')
    start++;
  words = g_strsplit (start, " ", 4);
  if (g_strv_length (words) >= 3)
    {
      g_autofree char *plain = g_strjoin (" ", words[0], words[1], words[2], NULL);
      iso = sl_date_parse (plain);
    }
  return iso;
}

/* "Council <planning@uttlesford.gov.uk>" -> "uttlesford.gov.uk"; the raw address, not the name that
 * stands before it, says who sent it. */
static char *
dup_domain (const char *from)
{
  const char *open = strrchr (from, '<');
  const char *at = strrchr (open != NULL ? open : from, '@');
  char *domain;

  if (at == NULL)
    return NULL;
  domain = g_ascii_strdown (at + 1, strcspn (at + 1, "> \t\r\n,;"));
  return domain;
}

/* The first line with a postcode. */
static void
add_address (SlIntakeRecord *record, const char *body)
{
  g_auto (GStrv) lines = g_strsplit (body, "\n", 2000);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *postcode = sl_intake_find_postcode (lines[i]);

      if (postcode == NULL)
        continue;
      if (strlen (lines[i]) < 200)
        sl_intake_record_add (record, "address", lines[i], _ ("guessed from the message"));
      sl_intake_record_add (record, "postcode", postcode, _ ("guessed from the message"));
      return;
    }
}

static GPtrArray *
map (SlExtraction *extraction, GError **error)
{
  g_autoptr (GPtrArray) records = sl_intake_records_new ();
  g_autoptr (SlIntakeRecord) record = sl_intake_record_new ();
  g_autoptr (SlLabelReader) labels = sl_label_reader_new ();
  const char *subject = sl_extraction_get_property (extraction, "subject");
  g_autofree char *body = dup_body (extraction);
  g_autofree char *sent = dup_sent (extraction);
  g_autofree char *domain = dup_domain (sl_extraction_get_property (extraction, "from"));
  g_autofree char *reference = sl_intake_find_reference (subject);
  g_autofree char *deadline = sl_intake_find_deadline (body, sent);

  sl_intake_record_add (record, "reference", reference, _ ("guessed from the subject"));
  sl_label_reader_take_lines (labels, body, _ ("guessed from the message"));
  sl_label_reader_finish (labels, record);
  if (*sl_intake_record_get (record, "reference") == '\0')
    {
      g_autofree char *found = sl_intake_find_reference (body);
      sl_intake_record_add (record, "reference", found, _ ("guessed from the message"));
    }
  /* No reference, no consultation: an ordinary message. */
  if (*sl_intake_record_get (record, "reference") == '\0')
    return g_steal_pointer (&records);

  sl_intake_record_add (record, "consultation-expiry", deadline, _ ("guessed from the message"));
  sl_intake_record_add (record, "authority-domain", domain, _ ("the sender's address"));
  add_address (record, body);
  g_ptr_array_add (records, g_steal_pointer (&record));
  return g_steal_pointer (&records);
}

const SlFormat sl_format_email = { "email", N_ ("E-mail"), 10, recognise, map };
