/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cases"
#include "config.h"

#include "cases/sl-case-private.h"

/* Two plain records of texts: a value with its origin, and a line of a case's history. */

struct _SlFact
{
  GObject parent_instance;

  char *texts[SL_FACT_N_TEXTS];
};

static const char *const fact_names[SL_FACT_N_TEXTS] = {
  "id",           "field",       "value", "source-kind", "source-name",
  "source-place", "document-id", "state", "person-id",   "at",
};

G_DEFINE_FINAL_TYPE (SlFact, sl_fact, G_TYPE_OBJECT)

static void
sl_fact_finalize (GObject *object)
{
  SlFact *self = SL_FACT (object);

  for (guint i = 0; i < SL_FACT_N_TEXTS; i++)
    g_free (self->texts[i]);
  G_OBJECT_CLASS (sl_fact_parent_class)->finalize (object);
}

static void
sl_fact_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, SL_FACT (object)->texts[id - 1]);
}

static void
sl_fact_class_init (SlFactClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sl_fact_finalize;
  object_class->get_property = sl_fact_get_property;
  for (guint i = 0; i < SL_FACT_N_TEXTS; i++)
    g_object_class_install_property (
        object_class, i + 1,
        g_param_spec_string (fact_names[i], NULL, NULL, "",
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
sl_fact_init (SlFact *self)
{
}

/* Takes over SL_FACT_N_TEXTS strings. */
SlFact *
sl_fact_new_take (char **texts)
{
  SlFact *self = g_object_new (SL_TYPE_FACT, NULL);

  for (guint i = 0; i < SL_FACT_N_TEXTS; i++)
    self->texts[i] = g_steal_pointer (&texts[i]);
  return self;
}

/**
 * sl_fact_get:
 * @self: a fact
 * @property: the name of a property
 *
 * Returns: (transfer none): its value, "" for none
 */
const char *
sl_fact_get (SlFact *self, const char *property)
{
  g_return_val_if_fail (SL_IS_FACT (self) && property != NULL, "");
  for (guint i = 0; i < SL_FACT_N_TEXTS; i++)
    if (g_str_equal (fact_names[i], property))
      return self->texts[i];
  g_return_val_if_reached ("");
}

struct _SlHistoryRow
{
  GObject parent_instance;

  char *texts[SL_HISTORY_ROW_N_TEXTS];
};

static const char *const history_names[SL_HISTORY_ROW_N_TEXTS] = { "at", "person-name", "action",
                                                                   "text" };

G_DEFINE_FINAL_TYPE (SlHistoryRow, sl_history_row, G_TYPE_OBJECT)

static void
sl_history_row_finalize (GObject *object)
{
  SlHistoryRow *self = SL_HISTORY_ROW (object);

  for (guint i = 0; i < SL_HISTORY_ROW_N_TEXTS; i++)
    g_free (self->texts[i]);
  G_OBJECT_CLASS (sl_history_row_parent_class)->finalize (object);
}

static void
sl_history_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, SL_HISTORY_ROW (object)->texts[id - 1]);
}

static void
sl_history_row_class_init (SlHistoryRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sl_history_row_finalize;
  object_class->get_property = sl_history_row_get_property;
  for (guint i = 0; i < SL_HISTORY_ROW_N_TEXTS; i++)
    g_object_class_install_property (
        object_class, i + 1,
        g_param_spec_string (history_names[i], NULL, NULL, "",
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
sl_history_row_init (SlHistoryRow *self)
{
}

/* Takes over SL_HISTORY_ROW_N_TEXTS strings. */
SlHistoryRow *
sl_history_row_new_take (char **texts)
{
  SlHistoryRow *self = g_object_new (SL_TYPE_HISTORY_ROW, NULL);

  for (guint i = 0; i < SL_HISTORY_ROW_N_TEXTS; i++)
    self->texts[i] = g_steal_pointer (&texts[i]);
  return self;
}
