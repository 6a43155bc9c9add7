/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "base/sl-types.h"

G_BEGIN_DECLS

/* The five roles, lowest first. Titles are those of the force's profile where it has been told
 * (sl_roles_set_titles), else these. Rank orders them: 0 trainee to 4 commander. */
typedef struct
{
  const char *id;           /* "trainee", "officer", "manager", "senior-manager", "commander" */
  const char *title;        /* untranslated; N_("Designing Out Crime Officer") */
  const char *abbreviation; /* "CPTA", "DOCO", "DOCM", "SDOCM", "" */
  const char *duties;       /* untranslated; in plain words what one may do */
  guint rank;
} SlRole;
const SlRole *sl_roles_get (guint *n_roles);
const SlRole *sl_role_find (const char *id);
/* The title that the force's profile gives @id, else the role's own, translated. Any thread. */
const char *sl_role_get_title (const char *id);
/* Called once when a casebook is opened: @lookup answers "role.manager" with the force's title, ""
 * where it has none. */
typedef const char *(*SlRoleTitleFunc) (const char *key, gpointer data);
void sl_roles_set_titles (SlRoleTitleFunc lookup, gpointer data);
/* Whether a person of @granter may give @role to one who has @held now: a person of a higher role
 * than both. @reason (transfer full) is a sentence when not. */
gboolean sl_role_may_grant (const char *granter, const char *held, const char *role, char **reason);

G_END_DECLS
