/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "documents/sl-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For how long a document's pages are on screen, for a trainee who wants it kept in their portfolio
 * (sl_reading_change_add()): while @widget is to be seen in a window that is active. For everybody
 * else it does nothing. @widget owns it and outlives it. */
typedef struct _SlReadingClock SlReadingClock;

SlReadingClock *sl_reading_clock_new (GtkWidget *widget);
void sl_reading_clock_set_casebook (SlReadingClock *self, SlCasebook *casebook);
/* NULL: none is shown any more. */
void sl_reading_clock_set_document (SlReadingClock *self, SlDocument *document);
void sl_reading_clock_free (SlReadingClock *self);

G_END_DECLS
