/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cases"
#include "config.h"

#include "cases/sl-case.h"

#include <glib/gi18n-lib.h>

/* The fields a fact may have: the application record of planning-data.md section 11, as far as it
 * is used, in the order in which people read it. */

#define KEY TRUE
#define COMPARED TRUE
#define COLUMN TRUE
#define PERSONAL TRUE

static const SlField fields[] = {
  /* name, label, type, key, compared, column, personal */
  { "authority-name", N_ ("Local planning authority"), SL_FIELD_TEXT, KEY, FALSE, COLUMN, FALSE },
  { "authority-code", N_ ("Authority code"), SL_FIELD_TEXT, FALSE, FALSE, COLUMN, FALSE },
  { "authority-domain", N_ ("Authority mail domain"), SL_FIELD_TEXT, FALSE, FALSE, FALSE, FALSE },
  { "reference", N_ ("Reference"), SL_FIELD_TEXT, KEY, FALSE, COLUMN, FALSE },
  { "alternative-reference", N_ ("Other reference"), SL_FIELD_TEXT, FALSE, FALSE, FALSE, FALSE },
  { "portal-reference", N_ ("Portal reference"), SL_FIELD_TEXT, FALSE, FALSE, FALSE, FALSE },
  { "address", N_ ("Address"), SL_FIELD_TEXT, KEY, FALSE, COLUMN, FALSE },
  { "postcode", N_ ("Postcode"), SL_FIELD_TEXT, FALSE, FALSE, COLUMN, FALSE },
  { "uprn", N_ ("Property number (UPRN)"), SL_FIELD_TEXT, FALSE, FALSE, COLUMN, FALSE },
  { "easting", N_ ("Easting"), SL_FIELD_NUMBER, FALSE, FALSE, COLUMN, FALSE },
  { "northing", N_ ("Northing"), SL_FIELD_NUMBER, FALSE, FALSE, COLUMN, FALSE },
  { "latitude", N_ ("Latitude"), SL_FIELD_NUMBER, FALSE, FALSE, FALSE, FALSE },
  { "longitude", N_ ("Longitude"), SL_FIELD_NUMBER, FALSE, FALSE, FALSE, FALSE },
  { "ward", N_ ("Ward"), SL_FIELD_TEXT, FALSE, FALSE, FALSE, FALSE },
  { "parish", N_ ("Parish"), SL_FIELD_TEXT, FALSE, FALSE, FALSE, FALSE },
  { "proposal", N_ ("Proposal"), SL_FIELD_TEXT, KEY, COMPARED, COLUMN, FALSE },
  { "type-text", N_ ("Application type"), SL_FIELD_TEXT, KEY, FALSE, COLUMN, FALSE },
  { "type-class", N_ ("Class"), SL_FIELD_TEXT, FALSE, FALSE, COLUMN, FALSE },
  { "scale", N_ ("Scale"), SL_FIELD_TEXT, FALSE, FALSE, COLUMN, FALSE },
  { "dwellings", N_ ("Homes proposed"), SL_FIELD_INTEGER, FALSE, FALSE, COLUMN, FALSE },
  { "floorspace-m2", N_ ("Floor space, m²"), SL_FIELD_NUMBER, FALSE, FALSE, COLUMN, FALSE },
  { "parking-spaces", N_ ("Parking spaces"), SL_FIELD_INTEGER, FALSE, FALSE, FALSE, FALSE },
  { "site-area-ha", N_ ("Site area, ha"), SL_FIELD_NUMBER, FALSE, FALSE, COLUMN, FALSE },
  { "boundary", N_ ("Site boundary"), SL_FIELD_TEXT, FALSE, FALSE, COLUMN, FALSE },
  { "constraints", N_ ("Constraints"), SL_FIELD_TEXT, FALSE, FALSE, FALSE, FALSE },
  { "date-submitted", N_ ("Submitted"), SL_FIELD_DATE, FALSE, COMPARED, FALSE, FALSE },
  { "date-received", N_ ("Received"), SL_FIELD_DATE, FALSE, COMPARED, COLUMN, FALSE },
  { "date-valid", N_ ("Valid"), SL_FIELD_DATE, KEY, COMPARED, COLUMN, FALSE },
  { "consultation-start", N_ ("Consultation begins"), SL_FIELD_DATE, FALSE, COMPARED, COLUMN,
    FALSE },
  { "consultation-expiry", N_ ("Consultation ends"), SL_FIELD_DATE, KEY, COMPARED, COLUMN, FALSE },
  { "comments-close", N_ ("Public comments close"), SL_FIELD_DATE, FALSE, COMPARED, FALSE, FALSE },
  { "target-date", N_ ("Decision due"), SL_FIELD_DATE, KEY, COMPARED, COLUMN, FALSE },
  { "committee-date", N_ ("Committee"), SL_FIELD_DATE, FALSE, COMPARED, FALSE, FALSE },
  { "status", N_ ("Status"), SL_FIELD_TEXT, FALSE, FALSE, FALSE, FALSE },
  { "decision", N_ ("Decision"), SL_FIELD_TEXT, FALSE, FALSE, FALSE, FALSE },
  { "decision-date", N_ ("Decided"), SL_FIELD_DATE, FALSE, COMPARED, FALSE, FALSE },
  { "decision-level", N_ ("Decided by"), SL_FIELD_TEXT, FALSE, FALSE, FALSE, FALSE },
  { "eia", N_ ("Environmental assessment"), SL_FIELD_TEXT, FALSE, FALSE, FALSE, FALSE },
  { "applicant", N_ ("Applicant"), SL_FIELD_TEXT, FALSE, FALSE, COLUMN, PERSONAL },
  { "agent", N_ ("Agent"), SL_FIELD_TEXT, FALSE, FALSE, COLUMN, PERSONAL },
  { "site-contact", N_ ("Contact on site"), SL_FIELD_TEXT, FALSE, FALSE, FALSE, PERSONAL },
  { "case-officer", N_ ("Planning officer"), SL_FIELD_TEXT, FALSE, FALSE, COLUMN, FALSE },
  { "case-officer-email", N_ ("Planning officer's e-mail"), SL_FIELD_TEXT, FALSE, FALSE, COLUMN,
    FALSE },
  { "register-url", N_ ("Register page"), SL_FIELD_TEXT, FALSE, FALSE, FALSE, FALSE },
  { "key-val", N_ ("Register key"), SL_FIELD_TEXT, FALSE, FALSE, FALSE, FALSE },
};

/**
 * sl_fields_get:
 * @n_fields: (out): how many
 *
 * Returns: (transfer none) (array length=n_fields): all fields in reading order
 */
const SlField *
sl_fields_get (guint *n_fields)
{
  g_return_val_if_fail (n_fields != NULL, NULL);
  *n_fields = G_N_ELEMENTS (fields);
  return fields;
}

/**
 * sl_field_find:
 * @name: a field's name
 *
 * Returns: (transfer none) (nullable): the field, %NULL for a name that is none
 */
const SlField *
sl_field_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, name))
      return &fields[i];
  return NULL;
}
