/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A person of the casebook, with what the person at work may say of them. Actions: person.confirm,
 * person.change-role. */
#define SL_TYPE_PERSON_ROW (sl_person_row_get_type ())
G_DECLARE_FINAL_TYPE (SlPersonRow, sl_person_row, SL, PERSON_ROW, AdwExpanderRow)

GtkWidget *sl_person_row_new (SlCasebook *casebook, SlPerson *person);
/* The same person as they are now. */
void sl_person_row_set_person (SlPersonRow *self, SlPerson *person);

G_END_DECLS
