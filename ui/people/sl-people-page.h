/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A page of the preferences: who works in this casebook and as what, one's own signing key and the
 * keys of others. */
#define SL_TYPE_PEOPLE_PAGE (sl_people_page_get_type ())
G_DECLARE_FINAL_TYPE (SlPeoplePage, sl_people_page, SL, PEOPLE_PAGE, AdwPreferencesPage)

void sl_people_page_set_casebook (SlPeoplePage *self, SlCasebook *casebook);
/* For the rows of the page: applies @change through the main window and tells the outcome.
 * @widget: a row, or anything else inside the preferences. */
void sl_people_page_apply (GtkWidget *widget, SlChange *change);

G_END_DECLS
