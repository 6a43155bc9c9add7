/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cases"
#include "config.h"

#include "cases/sl-case.h"

#include "cases/sl-case-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* A case as its row was when it was read; sl_case_reload() reads it again into the same object, so
 * that bound widgets follow. One thread. */
struct _SlCase
{
  GObject parent_instance;

  SlCaseValues values;
  char *display_title;
};

/* Properties by number: 1 + place in this table, the columns' own order. */
static const char *const names[] = {
  "id",
  "kind",
  "triage",
  "triage-rule",
  "triage-reason",
  "no-comment-reason",
  "stage",
  "officer-id",
  "our-reference",
  "title",
  "authority-code",
  "authority-name",
  "reference",
  "address",
  "postcode",
  "uprn",
  "boundary",
  "proposal",
  "type-class",
  "type-text",
  "scale",
  "date-received",
  "date-valid",
  "consultation-start",
  "consultation-expiry",
  "target-date",
  "due-date",
  "applicant",
  "agent",
  "case-officer",
  "case-officer-email",
  "features",
  "step",
  /* whole numbers */
  "dwellings",
  "document-count",
  "conflict-count",
  /* fractions */
  "easting",
  "northing",
  "site-area-ha",
  "floorspace-m2",
  /* made of the others */
  "display-title",
  "due-derived",
};
G_STATIC_ASSERT (G_N_ELEMENTS (names) ==
                 SL_CASE_N_TEXTS + SL_CASE_N_INTEGERS + SL_CASE_N_NUMBERS + 2);

#define FIRST_INTEGER SL_CASE_N_TEXTS
#define FIRST_NUMBER (FIRST_INTEGER + SL_CASE_N_INTEGERS)
#define FIRST_MADE (FIRST_NUMBER + SL_CASE_N_NUMBERS)
#define PROP_DISPLAY_TITLE (1 + FIRST_MADE)
#define PROP_DUE_DERIVED (2 + FIRST_MADE)
#define N_PROPS (1 + G_N_ELEMENTS (names))

/* Texts that code asks for by name; their places are checked in class_init. */
enum
{
  TEXT_ID = 0,
  TEXT_TITLE = 9,
  TEXT_REFERENCE = 12,
  TEXT_ADDRESS = 13,
  TEXT_CONSULTATION_EXPIRY = 24,
  TEXT_DUE_DATE = 26,
  TEXT_FEATURES = 31,
};
enum
{
  INTEGER_DWELLINGS,
  INTEGER_DOCUMENT_COUNT,
  INTEGER_CONFLICT_COUNT,
};
enum
{
  NUMBER_EASTING,
  NUMBER_NORTHING,
  NUMBER_SITE_AREA,
  NUMBER_FLOORSPACE,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SlCase, sl_case, G_TYPE_OBJECT)

void
sl_case_values_clear (SlCaseValues *values)
{
  for (guint i = 0; i < SL_CASE_N_TEXTS; i++)
    g_clear_pointer (&values->texts[i], g_free);
}

/* The address up to its first comma; up to the second where the first only numbers the house. */
static char *
dup_short_address (const char *address)
{
  gsize length = strcspn (address, ",\n");
  gboolean named = FALSE;
  char *first;

  for (gsize i = 0; i < length; i++)
    named |= g_ascii_isalpha (address[i]) && (i == 0 || !g_ascii_isdigit (address[i - 1]));
  if (!named && address[length] != '\0')
    length += 1 + strcspn (address + length + 1, ",\n");
  first = g_strdelimit (g_strndup (address, length), "\n", ' ');
  return g_strstrip (first);
}

/* The title, else the beginning of the address, else the reference. */
static char *
make_display_title (const SlCaseValues *values)
{
  const char *address = values->texts[TEXT_ADDRESS];

  if (*values->texts[TEXT_TITLE] != '\0')
    return g_strdup (values->texts[TEXT_TITLE]);
  if (*address != '\0')
    {
      g_autofree char *first = dup_short_address (address);

      if (*first != '\0')
        return g_steal_pointer (&first);
    }
  if (*values->texts[TEXT_REFERENCE] != '\0')
    return g_strdup (values->texts[TEXT_REFERENCE]);
  return g_strdup (_ ("Unnamed application"));
}

static gboolean
is_due_derived (SlCase *self)
{
  return *self->values.texts[TEXT_DUE_DATE] != '\0' &&
         *self->values.texts[TEXT_CONSULTATION_EXPIRY] == '\0';
}

static void
sl_case_finalize (GObject *object)
{
  SlCase *self = SL_CASE (object);

  sl_case_values_clear (&self->values);
  g_free (self->display_title);
  G_OBJECT_CLASS (sl_case_parent_class)->finalize (object);
}

static void
sl_case_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SlCase *self = SL_CASE (object);
  guint place = id - 1;

  if (place < FIRST_INTEGER)
    g_value_set_string (value, self->values.texts[place]);
  else if (place < FIRST_NUMBER)
    g_value_set_int64 (value, self->values.integers[place - FIRST_INTEGER]);
  else if (place < FIRST_MADE)
    g_value_set_double (value, self->values.numbers[place - FIRST_NUMBER]);
  else if (id == PROP_DISPLAY_TITLE)
    g_value_set_string (value, self->display_title);
  else if (id == PROP_DUE_DERIVED)
    g_value_set_boolean (value, is_due_derived (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sl_case_class_init (SlCaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  g_assert (g_str_equal (names[TEXT_TITLE], "title") &&
            g_str_equal (names[TEXT_ADDRESS], "address") &&
            g_str_equal (names[TEXT_CONSULTATION_EXPIRY], "consultation-expiry") &&
            g_str_equal (names[TEXT_DUE_DATE], "due-date") &&
            g_str_equal (names[TEXT_FEATURES], "features"));
  object_class->finalize = sl_case_finalize;
  object_class->get_property = sl_case_get_property;
  for (guint i = 0; i < FIRST_INTEGER; i++)
    properties[1 + i] = g_param_spec_string (names[i], NULL, NULL, "", flags);
  for (guint i = FIRST_INTEGER; i < FIRST_NUMBER; i++)
    properties[1 + i] = g_param_spec_int64 (names[i], NULL, NULL, -1, G_MAXINT64, -1, flags);
  for (guint i = FIRST_NUMBER; i < FIRST_MADE; i++)
    properties[1 + i] = g_param_spec_double (names[i], NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                                             flags);
  properties[PROP_DISPLAY_TITLE] = g_param_spec_string ("display-title", NULL, NULL, "", flags);
  properties[PROP_DUE_DERIVED] = g_param_spec_boolean ("due-derived", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sl_case_init (SlCase *self)
{
}

/* Takes the values' texts over. */
SlCase *
sl_case_new_take (SlCaseValues *values)
{
  SlCase *self = g_object_new (SL_TYPE_CASE, NULL);

  self->values = *values;
  *values = (SlCaseValues){ 0 };
  self->display_title = make_display_title (&self->values);
  return self;
}

const char *
sl_case_get_id (SlCase *self)
{
  g_return_val_if_fail (SL_IS_CASE (self), NULL);
  return self->values.texts[TEXT_ID];
}

/**
 * sl_case_get:
 * @self: a case
 * @property: the name of a text or date property
 *
 * Returns: (transfer none): its value until the next reload, "" for unknown
 */
const char *
sl_case_get (SlCase *self, const char *property)
{
  g_return_val_if_fail (SL_IS_CASE (self) && property != NULL, "");
  for (guint i = 0; i < SL_CASE_N_TEXTS; i++)
    if (g_str_equal (names[i], property))
      return self->values.texts[i];
  g_return_val_if_fail (g_str_equal (property, "display-title"), "");
  return self->display_title;
}

gint64
sl_case_get_dwellings (SlCase *self)
{
  g_return_val_if_fail (SL_IS_CASE (self), -1);
  return self->values.integers[INTEGER_DWELLINGS];
}

double
sl_case_get_floorspace (SlCase *self)
{
  g_return_val_if_fail (SL_IS_CASE (self), NAN);
  return self->values.numbers[NUMBER_FLOORSPACE];
}

/**
 * sl_case_get_position:
 * @self: a case
 * @easting: (out) (optional): metres on the National Grid
 * @northing: (out) (optional): metres on the National Grid
 *
 * Returns: %FALSE when it is not known where the site lies
 */
gboolean
sl_case_get_position (SlCase *self, double *easting, double *northing)
{
  g_return_val_if_fail (SL_IS_CASE (self), FALSE);
  if (easting != NULL)
    *easting = self->values.numbers[NUMBER_EASTING];
  if (northing != NULL)
    *northing = self->values.numbers[NUMBER_NORTHING];
  return !isnan (self->values.numbers[NUMBER_EASTING]) &&
         !isnan (self->values.numbers[NUMBER_NORTHING]);
}

guint
sl_case_get_conflict_count (SlCase *self)
{
  g_return_val_if_fail (SL_IS_CASE (self), 0);
  return self->values.integers[INTEGER_CONFLICT_COUNT];
}

guint
sl_case_get_document_count (SlCase *self)
{
  g_return_val_if_fail (SL_IS_CASE (self), 0);
  return self->values.integers[INTEGER_DOCUMENT_COUNT];
}

/**
 * sl_case_dup_features:
 * @self: a case
 *
 * Returns: (transfer full): "flats", "homes-per-entrance=31", …
 */
char **
sl_case_dup_features (SlCase *self)
{
  g_return_val_if_fail (SL_IS_CASE (self), NULL);
  if (*self->values.texts[TEXT_FEATURES] == '\0')
    return g_new0 (char *, 1);
  return g_strsplit (self->values.texts[TEXT_FEATURES], " ", -1);
}

gboolean
sl_case_has_feature (SlCase *self, const char *feature)
{
  g_auto (GStrv) features = NULL;

  g_return_val_if_fail (SL_IS_CASE (self) && feature != NULL, FALSE);
  features = sl_case_dup_features (self);
  return g_strv_contains ((const char *const *) features, feature);
}

const char *
sl_case_get_display_title (SlCase *self)
{
  g_return_val_if_fail (SL_IS_CASE (self), NULL);
  return self->display_title;
}

static gboolean
numbers_differ (double a, double b)
{
  return isnan (a) ? !isnan (b) : isnan (b) || a != b;
}

/* Notifies each property in which @old differs from what is held now. */
static void
notify_differences (SlCase *self, const SlCaseValues *old, const char *old_title, gboolean derived)
{
  GObject *object = G_OBJECT (self);

  for (guint i = 0; i < SL_CASE_N_TEXTS; i++)
    if (!g_str_equal (old->texts[i], self->values.texts[i]))
      g_object_notify_by_pspec (object, properties[1 + i]);
  for (guint i = 0; i < SL_CASE_N_INTEGERS; i++)
    if (old->integers[i] != self->values.integers[i])
      g_object_notify_by_pspec (object, properties[1 + FIRST_INTEGER + i]);
  for (guint i = 0; i < SL_CASE_N_NUMBERS; i++)
    if (numbers_differ (old->numbers[i], self->values.numbers[i]))
      g_object_notify_by_pspec (object, properties[1 + FIRST_NUMBER + i]);
  if (!g_str_equal (old_title, self->display_title))
    g_object_notify_by_pspec (object, properties[PROP_DISPLAY_TITLE]);
  if (derived != is_due_derived (self))
    g_object_notify_by_pspec (object, properties[PROP_DUE_DERIVED]);
}

/**
 * sl_case_reload:
 * @self: a case
 * @store: where it lies
 * @error: return location
 *
 * Reads the row again and notifies what changed.
 *
 * Returns: %FALSE with %SL_STORE_ERROR when it cannot be read; then nothing changed
 */
gboolean
sl_case_reload (SlCase *self, SlStore *store, GError **error)
{
  SlCaseValues fresh = { 0 };
  SlCaseValues old;
  g_autofree char *old_title = NULL;
  gboolean derived;

  g_return_val_if_fail (SL_IS_CASE (self) && store != NULL, FALSE);
  if (!sl_case_records_read (store, sl_case_get_id (self), &fresh, error))
    return FALSE;
  derived = is_due_derived (self);
  old = self->values;
  old_title = g_steal_pointer (&self->display_title);
  self->values = fresh;
  self->display_title = make_display_title (&self->values);
  g_object_freeze_notify (G_OBJECT (self));
  notify_differences (self, &old, old_title, derived);
  g_object_thaw_notify (G_OBJECT (self));
  sl_case_values_clear (&old);
  return TRUE;
}

/**
 * sl_case_get_owed_date:
 * @self: a case
 *
 * Returns: (transfer none): the due date, ISO, while an answer is owed; "" once it was sent, or
 * when no date is known
 */
const char *
sl_case_get_owed_date (SlCase *self)
{
  const char *stage = sl_case_get (self, "stage");

  return g_str_equal (stage, "sent") || g_str_equal (stage, "closed")
             ? ""
             : sl_case_get (self, "due-date");
}
