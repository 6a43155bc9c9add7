/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response"
#include "config.h"

#include "response/sl-response-private.h"

/* A row of the crime-context table: a count never stands without its source, period and area. */

enum
{
  PROP_0,
  PROP_ID,
  PROP_SOURCE,
  PROP_PERIOD_FROM,
  PROP_PERIOD_TO,
  PROP_AREA,
  PROP_CATEGORY,
  PROP_CAVEAT,
  PROP_ORIGIN,
  N_TEXTS,
  PROP_COUNT = N_TEXTS,
  PROP_RESTRICTED,
  N_PROPS
};

static const char *const names[N_TEXTS] = { NULL,          "id",        "source",
                                            "period-from", "period-to", "area",
                                            "category",    "caveat",    "origin" };

struct _SlCrimeRow
{
  GObject parent_instance;

  char *texts[N_TEXTS];
  gint64 count;
  gboolean restricted;
};

G_DEFINE_FINAL_TYPE (SlCrimeRow, sl_crime_row, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static void
sl_crime_row_finalize (GObject *object)
{
  SlCrimeRow *self = SL_CRIME_ROW (object);

  for (int i = 1; i < N_TEXTS; i++)
    g_free (self->texts[i]);
  G_OBJECT_CLASS (sl_crime_row_parent_class)->finalize (object);
}

static void
sl_crime_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SlCrimeRow *self = SL_CRIME_ROW (object);

  if (id < N_TEXTS)
    g_value_set_string (value, self->texts[id]);
  else if (id == PROP_COUNT)
    g_value_set_int64 (value, self->count);
  else
    g_value_set_boolean (value, self->restricted);
}

static void
sl_crime_row_class_init (SlCrimeRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sl_crime_row_finalize;
  object_class->get_property = sl_crime_row_get_property;
  for (int i = 1; i < N_TEXTS; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, "",
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_COUNT] = g_param_spec_int64 ("count", NULL, NULL, -1, G_MAXINT64, -1,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_RESTRICTED] = g_param_spec_boolean ("restricted", NULL, NULL, FALSE,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sl_crime_row_init (SlCrimeRow *self)
{
}

SlCrimeRow *
sl_crime_row_new (const SlCrimeValues *values)
{
  SlCrimeRow *self = g_object_new (SL_TYPE_CRIME_ROW, NULL);
  const char *texts[N_TEXTS] = {
    NULL,         values->crime_row_id, values->source, values->period_from, values->period_to,
    values->area, values->category,     values->caveat, values->origin
  };

  for (int i = 1; i < N_TEXTS; i++)
    self->texts[i] = g_strdup (texts[i] != NULL ? texts[i] : "");
  self->count = values->count;
  self->restricted = values->restricted;
  return self;
}

const char *
sl_crime_row_get (SlCrimeRow *self, const char *property)
{
  for (int i = 1; i < N_TEXTS; i++)
    if (g_str_equal (names[i], property))
      return self->texts[i];
  g_return_val_if_reached ("");
}

gint64
sl_crime_row_get_count (SlCrimeRow *self)
{
  return self->count;
}

gboolean
sl_crime_row_get_restricted (SlCrimeRow *self)
{
  return self->restricted;
}
