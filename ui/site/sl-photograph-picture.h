/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-photograph.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A photograph's pixels in a GtkPicture, read in a thread: small ones from the picture made at
 * import, larger ones through the worker. */
GtkWidget *sl_photograph_picture_new (SlPhotograph *photograph,
                                      SlLibrary *library,
                                      guint max_pixels,
                                      GCancellable *cancellable);

/* "Not looked at", "May be shown", "Stays in the force". */
const char *sl_photograph_privacy_to_word (const char *privacy);
/* Icon and style class of that word; static strings. */
const char *sl_photograph_privacy_icon (const char *privacy, const char **css_class);
/* What a photograph is called: its caption, else its file. */
const char *sl_photograph_get_name (SlPhotograph *photograph);

G_END_DECLS
