/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "people/sl-person.h"

G_BEGIN_DECLS

/* A row of "person"; owned strings. */
typedef struct
{
  char *id, *account, *display_name, *role, *job_title, *staff_number, *email, *telephone;
} SlPersonValues;
void sl_person_values_clear (SlPersonValues *values);

SlPerson *sl_person_new_take (SlPersonValues *values);

G_END_DECLS
