/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "competency/sl-portfolio-changes.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @case_id NULL: from before Sightline, with @values; NULL @values otherwise. */
typedef void (*SlOccasionChosen) (GtkWidget *any,
                                  const char *component_id,
                                  const char *case_id,
                                  const SlOccasionValues *values);

/* The next occasion of a component: one of the cases that one worked on, with a warning where there
 * is one, or an entry from before Sightline. */
void sl_occasion_window_present (GtkWidget *any,
                                 SlCasebook *casebook,
                                 SlPortfolio *portfolio,
                                 const char *component_id,
                                 SlOccasionChosen chosen);

G_END_DECLS
