/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Saves what is typed one second after the last key, and at most two after the first. */
typedef struct _SlAutosave SlAutosave;

typedef void (*SlAutosaveFunc) (gpointer data);

SlAutosave *sl_autosave_new (SlAutosaveFunc save, gpointer data);
void sl_autosave_touch (SlAutosave *self);
/* Saves now what is waiting; nothing happens when nothing is. */
void sl_autosave_flush (SlAutosave *self);
void sl_autosave_cancel (SlAutosave *self);
gboolean sl_autosave_is_waiting (SlAutosave *self);
void sl_autosave_free (SlAutosave *self); /* cancels: flush first what must not be lost */

G_END_DECLS
