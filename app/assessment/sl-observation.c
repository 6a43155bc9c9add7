/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-assessment"
#include "config.h"

#include "assessment/sl-assessment-private.h"

#include <string.h>

/* An observation under a topic, tied to no item: a plain record. */

enum
{
  PROP_0,
  PROP_ID,
  PROP_TOPIC,
  PROP_TOPIC_TITLE,
  PROP_OBSERVATION,
  PROP_RECOMMENDATION,
  PROP_PRIORITY,
  PROP_PRIORITY_REASON,
  N_PROPS
};

struct _SlFreeObservation
{
  GObject parent_instance;

  char *values[N_PROPS];
};

static GParamSpec *properties[N_PROPS];
static const char *const property_names[N_PROPS] = {
  NULL,          "id",
  "topic",       "topic-title",
  "observation", "recommendation",
  "priority",    "priority-reason",
};

G_DEFINE_FINAL_TYPE (SlFreeObservation, sl_free_observation, G_TYPE_OBJECT)

static void
sl_free_observation_finalize (GObject *object)
{
  SlFreeObservation *self = SL_FREE_OBSERVATION (object);

  for (guint i = 1; i < N_PROPS; i++)
    g_free (self->values[i]);
  G_OBJECT_CLASS (sl_free_observation_parent_class)->finalize (object);
}

static void
sl_free_observation_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SlFreeObservation *self = SL_FREE_OBSERVATION (object);

  if (prop_id > PROP_0 && prop_id < N_PROPS)
    g_value_set_string (value, self->values[prop_id]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sl_free_observation_class_init (SlFreeObservationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sl_free_observation_finalize;
  object_class->get_property = sl_free_observation_get_property;
  for (guint i = 1; i < N_PROPS; i++)
    properties[i] = g_param_spec_string (property_names[i], NULL, NULL, NULL,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sl_free_observation_init (SlFreeObservation *self)
{
}

SlFreeObservation *
sl_free_observation_new (const char *const *values)
{
  SlFreeObservation *self = g_object_new (SL_TYPE_FREE_OBSERVATION, NULL);

  for (guint i = 1; i < N_PROPS; i++)
    self->values[i] = g_strdup (values[i - 1]);
  return self;
}

/**
 * sl_free_observation_get:
 * @property: the name of a property
 *
 * Returns: (transfer none): its value, "" for none
 */
const char *
sl_free_observation_get (SlFreeObservation *self, const char *property)
{
  g_return_val_if_fail (SL_IS_FREE_OBSERVATION (self) && property != NULL, "");

  for (guint i = 1; i < N_PROPS; i++)
    if (strcmp (property_names[i], property) == 0)
      return self->values[i];
  g_return_val_if_reached ("");
}
