/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-people"
#include "config.h"

#include "people/sl-role.h"

#include <glib/gi18n-lib.h>

/* The order is that of Essex Police's procedure A 0609 and its role profiles: a Crime Prevention
 * Tactical Adviser trains to be a Designing Out Crime Officer; the Manager quality-assures; the
 * Senior Manager and the Commander decide appeals. */
static const SlRole roles[] = {
  { "trainee", N_ ("Crime Prevention Tactical Adviser"), "CPTA",
    N_ ("Draws up responses and learns by them. Never approves one."), 0 },
  { "officer", N_ ("Designing Out Crime Officer"), "DOCO",
    N_ ("Draws up responses, submits them for quality assurance, and issues what was approved."),
    1 },
  { "manager", N_ ("Designing Out Crime Manager"), "DOCM",
    N_ ("Comments on what others drew up, returns or approves it. Never their own."), 2 },
  { "senior-manager", N_ ("Senior Designing Out Crime Manager"), "SDOCM",
    N_ ("As a manager, and decides when a manager’s decision is appealed against."), 3 },
  { "commander", N_ ("Local Policing Support Unit Commander"), "",
    N_ ("As a senior manager, and decides appeals where the senior manager has decided."), 4 },
};

/* What the force calls them; interned, so that a borrowed title outlives a change of profile. */
static GMutex titles_lock;
static const char *titles[G_N_ELEMENTS (roles)];

const SlRole *
sl_roles_get (guint *n_roles)
{
  g_return_val_if_fail (n_roles != NULL, NULL);
  *n_roles = G_N_ELEMENTS (roles);
  return roles;
}

/**
 * sl_role_find:
 * @id: "officer"; anything is allowed
 *
 * Returns: (nullable): the role, or %NULL when there is none of that name
 */
const SlRole *
sl_role_find (const char *id)
{
  for (guint i = 0; id != NULL && i < G_N_ELEMENTS (roles); i++)
    if (g_str_equal (roles[i].id, id))
      return &roles[i];
  return NULL;
}

/**
 * sl_role_get_title:
 * @id: "officer"
 *
 * Any thread.
 *
 * Returns: what the force calls the role, else its own title, translated; "" for no role
 */
const char *
sl_role_get_title (const char *id)
{
  const SlRole *role = sl_role_find (id);
  const char *title;

  if (role == NULL)
    return "";
  g_mutex_lock (&titles_lock);
  title = titles[role - roles];
  g_mutex_unlock (&titles_lock);
  return title != NULL ? title : _ (role->title);
}

/**
 * sl_roles_set_titles:
 * @lookup: answers "role.manager" with the force's title, "" where it has none
 * @data: for @lookup
 *
 * Takes the titles over; @lookup is not kept.
 */
void
sl_roles_set_titles (SlRoleTitleFunc lookup, gpointer data)
{
  g_return_if_fail (lookup != NULL);

  g_mutex_lock (&titles_lock);
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autofree char *key = g_strconcat ("role.", roles[i].id, NULL);
      const char *title = lookup (key, data);

      titles[i] = title != NULL && *title != '\0' ? g_intern_string (title) : NULL;
    }
  g_mutex_unlock (&titles_lock);
}

/**
 * sl_role_may_grant:
 * @granter: the role of who gives
 * @held: the role that is held now
 * @role: the role to be given
 * @reason: (out) (optional) (transfer full): a sentence when the answer is no
 *
 * A role is given and taken only from above (security.md E-04): by a person of a higher role than
 * both the old and the new one.
 *
 * Returns: whether it may be given
 */
gboolean
sl_role_may_grant (const char *granter, const char *held, const char *role, char **reason)
{
  const SlRole *by = sl_role_find (granter);
  const SlRole *from = sl_role_find (held);
  const SlRole *to = sl_role_find (role);
  const SlRole *higher = from != NULL && to != NULL && from->rank > to->rank ? from : to;

  if (by != NULL && from != NULL && to != NULL && by->rank > from->rank && by->rank > to->rank)
    return TRUE;
  if (reason == NULL)
    return FALSE;
  if (to == NULL)
    *reason = g_strdup_printf (_ ("There is no role “%s”."), role != NULL ? role : "");
  else if (by == NULL || from == NULL)
    *reason = g_strdup (_ ("A role is given by a person who has one, to a person who has one."));
  else
    *reason = g_strdup_printf (_ ("A role is given by someone of a higher one: to change this, a "
                                  "person above %s is needed."),
                               sl_role_get_title (higher->id));
  return FALSE;
}
