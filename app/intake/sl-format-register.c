/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-intake"
#include "config.h"

#include "intake/sl-format-private.h"

#include "intake/sl-intake-text.h"
#include "intake/sl-labels.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A page of any other register: whatever stands in tables or lists as a label with its value. Taken
 * as an application only when it names a reference and an address or a proposal, and one fact more:
 * a letter with a small table in it stays a letter. */

static SlIntakeRecord *
read_page (SlExtraction *extraction)
{
  g_autoptr (SlRows) rows = sl_rows_new (extraction);
  g_autoptr (SlLabelReader) labels = sl_label_reader_new ();
  g_autoptr (SlIntakeRecord) record = sl_intake_record_new ();

  if (sl_label_reader_take_page (labels, rows) < 3)
    return NULL;
  sl_label_reader_finish (labels, record);
  if (*sl_intake_record_get (record, "reference") == '\0' ||
      (*sl_intake_record_get (record, "address") == '\0' &&
       *sl_intake_record_get (record, "proposal") == '\0'))
    return NULL;
  return g_steal_pointer (&record);
}

static gboolean
recognise (SlExtraction *extraction)
{
  g_autoptr (SlIntakeRecord) record = NULL;

  if (!sl_intake_is_web_page (extraction))
    return FALSE;
  record = read_page (extraction);
  return record != NULL;
}

static GPtrArray *
map (SlExtraction *extraction, GError **error)
{
  g_autoptr (GPtrArray) records = sl_intake_records_new ();
  SlIntakeRecord *record = read_page (extraction);

  if (record == NULL)
    {
      g_set_error_literal (error, SL_INTAKE_ERROR, SL_INTAKE_ERROR_UNUSABLE,
                           _ ("This page names no application."));
      return NULL;
    }
  g_ptr_array_add (records, record);
  return g_steal_pointer (&records);
}

const SlFormat sl_format_register = { "register", N_ ("Register page"), 25, recognise, map };
