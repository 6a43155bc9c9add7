/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-intake"
#include "config.h"

#include "intake/sl-labels.h"

#include "base/sl-text.h"
#include "base/sl-time.h"
#include "intake/sl-intake-text.h"

#include <string.h>

/* Labels seen on real register pages of some forty councils and in consultation letters. The order
 * within a field is the order of trust: an agreed date overrides a statutory one, a consultee's own
 * closing date the general one. Public closing dates are another field and never stand in. */
static const SlLabel labels[] = {
  { "reference", "reference", 0 },
  { "application reference", "reference", 0 },
  { "application reference number", "reference", 0 },
  { "application number", "reference", 0 },
  { "planning application reference", "reference", 0 },
  { "planning reference", "reference", 0 },
  { "planning application", "reference", 1 },
  { "reference number", "reference", 0 },
  { "ref. no", "reference", 0 },
  { "ref no", "reference", 0 },
  { "our reference", "reference", 1 },
  { "our ref", "reference", 1 },
  { "case reference", "reference", 0 },
  { "application no", "reference", 0 },
  { "alternative reference", "portal-reference", 1 },
  { "planning portal reference", "portal-reference", 0 },
  { "planning portal reference number", "portal-reference", 0 },

  { "application received", "date-received", 0 },
  { "application received date", "date-received", 0 },
  { "date received", "date-received", 0 },
  { "received", "date-received", 0 },
  { "application validated", "date-valid", 0 },
  { "application validated date", "date-valid", 0 },
  { "validated", "date-valid", 0 },
  { "valid date", "date-valid", 0 },
  { "date valid", "date-valid", 0 },
  { "valid", "date-valid", 0 },
  { "date application valid", "date-valid", 0 },
  { "application valid date", "date-valid", 0 },
  { "application registered date", "date-valid", 1 },
  { "registered", "date-valid", 1 },
  { "application registered", "=registered", 0 },

  { "address", "address", 0 },
  { "location", "address", 0 },
  { "site address", "address", 0 },
  { "full address", "address", 0 },
  { "site location", "address", 0 },
  { "site", "address", 1 },
  { "postcode", "postcode", 0 },
  { "uprn", "uprn", 0 },
  { "easting", "easting", 0 },
  { "northing", "northing", 0 },
  { "proposal", "proposal", 0 },
  { "description", "proposal", 1 },
  { "description of proposal", "proposal", 0 },
  { "proposed development", "proposal", 0 },
  { "development description", "proposal", 0 },

  { "status", "status", 0 },
  { "decision", "decision", 0 },
  { "decision issued date", "decision-date", 0 },
  { "decision made date", "decision-date", 1 },
  { "application type", "type-text", 0 },
  { "type of application", "type-text", 0 },
  { "case officer", "case-officer", 0 },
  { "planning officer", "case-officer", 1 },
  { "officer", "case-officer", 2 },
  { "case officer email", "case-officer-email", 0 },
  { "ward", "ward", 0 },
  { "parish", "parish", 0 },
  { "community council", "parish", 1 },
  { "local planning authority", "authority-name", 0 },
  { "expected decision level", "decision-level", 1 },
  { "actual decision level", "decision-level", 0 },
  { "decision level", "decision-level", 0 },
  { "environmental assessment requested", "eia", 1 },
  { "environmental assessment required", "eia", 0 },

  { "applicant name", "=applicant-name", 0 },
  { "applicants name", "=applicant-name", 0 },
  { "applicant's name", "=applicant-name", 0 },
  { "applicant", "=applicant-name", 1 },
  { "agent name", "=agent-name", 0 },
  { "agent", "=agent-name", 1 },
  { "agent company name", "=agent-company", 0 },
  { "agent company", "=agent-company", 0 },

  { "standard consultation date", "consultation-start", 1 },
  { "latest statutory consultee consultation date", "consultation-start", 0 },
  { "consultation start date", "consultation-start", 0 },
  { "statutory consultee consultation expiry date", "consultation-expiry", 0 },
  { "standard consultation expiry date", "consultation-expiry", 1 },
  { "consultation expiry date", "consultation-expiry", 2 },
  { "consultation deadline", "consultation-expiry", 3 },
  { "consultation end date", "consultation-expiry", 4 },
  { "consultation period to end on", "consultation-expiry", 5 },
  { "overall consultation expiry date", "consultation-expiry", 6 },
  { "overall date of consultation expiry", "consultation-expiry", 7 },
  { "closing date for comments", "comments-close", 0 },
  { "last date for comments", "comments-close", 0 },
  { "comments to be submitted by", "comments-close", 0 },
  { "expiry date for comment", "comments-close", 0 },
  { "expiry date for comments", "comments-close", 0 },
  { "public consultation expiry date", "comments-close", 0 },
  { "public consultation end date", "comments-close", 0 },

  { "agreed expiry date", "target-date", 0 },
  { "extended determination deadline", "target-date", 0 },
  { "agreed extended target date", "target-date", 0 },
  { "statutory determination deadline", "target-date", 1 },
  { "statutory determination date", "target-date", 1 },
  { "determination deadline", "target-date", 2 },
  { "statutory expiry date", "target-date", 3 },
  { "target date", "target-date", 4 },
  { "internal target date", "target-date", 5 },
  { "target decision date", "target-date", 4 },
  { "application expiry date", "target-date", 6 },
  { "expiry date", "target-date", 7 },
  { "actual committee date", "committee-date", 0 },
  { "committee date", "committee-date", 1 },
  { "actual committee or panel date", "committee-date", 0 },
  { "date of committee meeting", "committee-date", 0 },
};

typedef struct
{
  char *value, *place;
  int order;
} Best;

struct _SlLabelReader
{
  GHashTable *best; /* field -> Best */
};

static void
best_free (gpointer data)
{
  Best *best = data;

  g_free (best->value);
  g_free (best->place);
  g_free (best);
}

/* White space squeezed, the colon and case dropped. */
static char *
fold_label (const char *text)
{
  g_autofree char *squeezed = sl_text_squeeze (text);
  gsize length = strlen (squeezed);

  while (length > 0 && (squeezed[length - 1] == ':' || squeezed[length - 1] == ' '))
    squeezed[--length] = '\0';
  return sl_text_fold (squeezed);
}

const SlLabel *
sl_label_find (const char *text)
{
  g_autofree char *folded = NULL;

  /* No label is longer; a hostile page has cells of megabytes. */
  if (strlen (text) > 100)
    return NULL;
  folded = fold_label (text);
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (strcmp (labels[i].label, folded) == 0)
      return &labels[i];
  return NULL;
}

SlLabelReader *
sl_label_reader_new (void)
{
  SlLabelReader *self = g_new0 (SlLabelReader, 1);

  self->best = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, best_free);
  return self;
}

void
sl_label_reader_free (SlLabelReader *self)
{
  g_hash_table_unref (self->best);
  g_free (self);
}

gboolean
sl_label_reader_take (SlLabelReader *self, const char *label, const char *value, const char *place)
{
  const SlLabel *known = sl_label_find (label);
  Best *best;

  if (known == NULL || sl_intake_is_unknown (value))
    return FALSE;
  best = g_hash_table_lookup (self->best, known->field);
  if (best != NULL && best->order <= known->order)
    return TRUE;
  best = g_new0 (Best, 1);
  best->value = sl_text_squeeze (value);
  best->place = g_strdup (place);
  best->order = known->order;
  g_hash_table_replace (self->best, (gpointer) known->field, best);
  return TRUE;
}

/* If @path lies in a table or list cell, the cell's name ("th") and the length of the path up to
 * its row, and up to the end of the cell's own step. */
static gboolean
find_cell (const char *path, char name[3], gsize *row_length, gsize *cell_length)
{
  static const char *const cells[] = { "th", "td", "dt", "dd" };

  for (const char *p = path + strlen (path); p > path; p--)
    {
      if (*p != '/')
        continue;
      for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
        if (strncmp (p + 1, cells[i], 2) == 0 && strchr ("#.[/", p[3]) != NULL)
          {
            const char *end = strchr (p + 1, '/');

            memcpy (name, cells[i], 3);
            *row_length = p - path;
            *cell_length = end != NULL ? (gsize) (end - path) : strlen (path);
            return TRUE;
          }
    }
  return FALSE;
}

guint
sl_label_reader_take_page (SlLabelReader *self, SlRows *rows)
{
  g_autofree char *label = NULL;
  const SlRow *label_row = NULL;
  gsize label_length = 0;
  guint known = 0;

  for (guint i = 0; i < sl_rows_get_n_rows (rows); i++)
    {
      const SlRow *row = sl_rows_get_row (rows, i);
      char name[3];
      gsize row_length, cell_length;

      if (strchr (row->path, '@') != NULL ||
          !find_cell (row->path, name, &row_length, &cell_length))
        continue;
      if (name[1] == 'h' || strcmp (name, "dt") == 0)
        {
          /* The label: the first text of its cell. */
          g_free (label);
          label = g_strdup (row->value);
          label_row = row;
          label_length = row_length;
        }
      else if (label != NULL && row_length == label_length &&
               strncmp (row->path, label_row->path, row_length) == 0)
        {
          /* Its value: the first text of the cell that follows in the same row or list. */
          g_autofree char *place = sl_row_dup_place (row);

          known += sl_label_reader_take (self, label, row->value, place);
          g_clear_pointer (&label, g_free);
        }
    }
  return known;
}

guint
sl_label_reader_take_lines (SlLabelReader *self, const char *text, const char *place)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", 2000);
  guint known = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *colon = strchr (lines[i], ':');
      const char *value;

      if (colon == NULL || colon - lines[i] > 60)
        continue;
      *colon = '\0';
      value = colon + 1;
      /* Mail often puts the value on the line below its label. */
      if (sl_intake_is_unknown (value) && lines[i + 1] != NULL &&
          strchr (lines[i + 1], ':') == NULL)
        value = lines[i + 1];
      known += sl_label_reader_take (self, lines[i], value, place);
    }
  return known;
}

/* The field's own kind decides how its text is read. */
static void
add_best (SlIntakeRecord *record, const char *field, const Best *best)
{
  static const char *const dates[] = {
    "date-received",       "date-valid",     "consultation-start",
    "consultation-expiry", "comments-close", "target-date",
    "committee-date",      "decision-date",  NULL
  };

  if (g_strv_contains (dates, field))
    {
      g_autofree char *date = sl_date_parse (best->value);

      if (date != NULL)
        sl_intake_record_add (record, field, date, best->place);
    }
  else if (strcmp (field, "type-text") == 0)
    sl_intake_record_add_type (record, NULL, best->value, best->place);
  else if (strcmp (field, "portal-reference") == 0 && !g_str_has_prefix (best->value, "PP-"))
    sl_intake_record_add (record, "alternative-reference", best->value, best->place);
  else
    sl_intake_record_add (record, field, best->value, best->place);
}

void
sl_label_reader_finish (SlLabelReader *self, SlIntakeRecord *record)
{
  const Best *registered = g_hash_table_lookup (self->best, "=registered");
  const Best *applicant = g_hash_table_lookup (self->best, "=applicant-name");
  const Best *agent = g_hash_table_lookup (self->best, "=agent-name");
  const Best *company = g_hash_table_lookup (self->best, "=agent-company");

  /* In the table's order, so that two runs give the same record. */
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      const Best *best = g_hash_table_lookup (self->best, labels[i].field);

      if (best != NULL && labels[i].field[0] != '=')
        add_best (record, labels[i].field, best);
    }
  /* Some councils mean the day it came in, others the day it was found valid. */
  if (registered != NULL)
    add_best (record,
              g_hash_table_contains (self->best, "date-valid") ? "date-received" : "date-valid",
              registered);
  if (applicant != NULL)
    sl_intake_record_add (record, "applicant", applicant->value, applicant->place);
  if (agent != NULL || company != NULL)
    {
      g_autofree char *text = sl_intake_join (", ", agent != NULL ? agent->value : "",
                                              company != NULL ? company->value : "", NULL);
      sl_intake_record_add (record, "agent", text, agent != NULL ? agent->place : company->place);
    }
}
