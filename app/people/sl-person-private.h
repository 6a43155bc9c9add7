/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "people/sl-person.h"

G_BEGIN_DECLS

/* A row of "person"; owned strings. */
typedef struct
{
  char *id, *account, *display_name, *role, *job_title, *staff_number, *email, *telephone;
  char *confirmed_by_name, *confirmed_at; /* "" when nobody has */
  gboolean declared, self_declared, elsewhere;
} SlPersonValues;
void sl_person_values_clear (SlPersonValues *values);

SlPerson *sl_person_new_take (SlPersonValues *values);

/* The longest name, title or address on a card, in characters. */
#define SL_PERSON_MAX_TEXT 200

/* What sl_people_current() does, for an account that is not the running one: the sample and the
 * tests bring colleagues in with it. It grants nothing: they are undeclared until they declare. */
SlPerson *sl_people_enter (SlStore *store,
                           const char *account,
                           const char *login,
                           const char *name,
                           GError **error);

G_END_DECLS
