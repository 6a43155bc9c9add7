/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-widgets"
#include "config.h"

#include "widgets/sl-autosave.h"

#define AFTER_LAST (1000 * 1000) /* microseconds */
#define AFTER_FIRST (2000 * 1000)

struct _SlAutosave
{
  SlAutosaveFunc save;
  gpointer data;
  gint64 first; /* monotonic time of the first key not saved; 0: nothing waits */
  guint source;
};

static gboolean
due_cb (gpointer data)
{
  SlAutosave *self = data;

  self->source = 0;
  sl_autosave_flush (self);
  return G_SOURCE_REMOVE;
}

SlAutosave *
sl_autosave_new (SlAutosaveFunc save, gpointer data)
{
  SlAutosave *self = g_new0 (SlAutosave, 1);

  self->save = save;
  self->data = data;
  return self;
}

void
sl_autosave_touch (SlAutosave *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 due;

  if (self->first == 0)
    self->first = now;
  due = MIN (now + AFTER_LAST, self->first + AFTER_FIRST);
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (MAX (due - now, 0) / 1000, due_cb, self);
}

void
sl_autosave_flush (SlAutosave *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->first == 0)
    return;
  self->first = 0;
  self->save (self->data);
}

void
sl_autosave_cancel (SlAutosave *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->first = 0;
}

gboolean
sl_autosave_is_waiting (SlAutosave *self)
{
  return self->first != 0;
}

void
sl_autosave_free (SlAutosave *self)
{
  sl_autosave_cancel (self);
  g_free (self);
}
