/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "people/sl-person.h"
#include "store/sl-database.h"

G_BEGIN_DECLS

/* A row of "person"; owned strings. */
typedef struct
{
  char *id, *account, *display_name, *role, *job_title, *staff_number, *email, *telephone;
  char *confirmed_by_name, *confirmed_at; /* "" when nobody has */
  char *left_on;                          /* ISO date, "" still here */
  gboolean declared, self_declared, elsewhere;
} SlPersonValues;
void sl_person_values_clear (SlPersonValues *values);

SlPerson *sl_person_new_take (SlPersonValues *values);

/* The longest name, title or address on a card, in characters. */
#define SL_PERSON_MAX_TEXT 200

/* What decides of a person in a change, read in its transaction. */
typedef struct
{
  char *display_name;
  char *account;
  const char *role; /* interned by the table of roles */
  gboolean declared, self_declared, elsewhere;
} SlPersonStanding;
void sl_person_standing_clear (SlPersonStanding *standing);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlPersonStanding, sl_person_standing_clear)
gboolean sl_person_read_standing (SlDatabase *database,
                                  const char *person_id,
                                  SlPersonStanding *standing,
                                  GError **error);
gboolean sl_people_is_local (SlDatabase *database,
                             const char *person_id,
                             gboolean *local,
                             char **name,
                             GError **error);
/* Names are shown beside decisions: no invisible characters that would let one pass for another.
 * Transfer full. */
char *sl_person_tidy (const char *text);
gboolean sl_person_check_name (const char *name, GError **error);

/* What sl_people_current() does, for an account that is not the running one: the sample and the
 * tests bring colleagues in with it. It grants nothing: they are undeclared until they declare. */
SlPerson *sl_people_enter (SlStore *store,
                           const char *account,
                           const char *login,
                           const char *name,
                           GError **error);

G_END_DECLS
