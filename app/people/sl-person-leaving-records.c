/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-people"
#include "config.h"

#include "people/sl-person-private.h"
#include "people/sl-role.h"

#include "base/sl-time.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Who no longer works here. Their past stays as it is; what they still owe is shown to others. It
 * takes no right away: the account does that. */

typedef struct
{
  char *person_id;
  char *left_on; /* NULL today, "" back again */
} Leaving;

static void
leaving_free (gpointer data)
{
  Leaving *self = data;

  g_free (self->person_id);
  g_free (self->left_on);
  g_free (self);
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED, message);
  return FALSE;
}

static gboolean
check_actor (SlTransaction *transaction, const Leaving *leaving, GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);
  const char *own_id = sl_transaction_get_person_id (transaction);
  g_auto (SlPersonStanding) actor = { 0 };
  g_auto (SlPersonStanding) other = { 0 };
  const SlRole *by, *of;

  if (g_str_equal (own_id, leaving->person_id))
    return refuse (error, _ ("Whoever is at work here has not left: a colleague notes it, from "
                             "their own account."));
  if (!sl_person_read_standing (database, own_id, &actor, error) ||
      !sl_person_read_standing (database, leaving->person_id, &other, error))
    return FALSE;
  if (!actor.declared)
    return refuse (error, _ ("Say who you are first: Sightline asks for it when it starts, and "
                             "\"people declare\" does it on the command line."));
  by = sl_role_find (actor.role);
  of = sl_role_find (other.role);
  if (by != NULL && of != NULL && by->rank >= of->rank)
    return TRUE;
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
               _ ("That %s has left is noted by a person of the same role or of a higher one."),
               other.display_name);
  return FALSE;
}

static gboolean
read_left_on (SlDatabase *database, const char *person_id, char **left_on, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database, "SELECT left_on FROM person WHERE person_id = ?", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", person_id);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  *left_on = row ? sl_statement_dup_text (statement, 0) : g_strdup ("");
  return TRUE;
}

static gboolean
leave (SlTransaction *transaction, gpointer data, GError **error)
{
  const Leaving *leaving = data;
  SlDatabase *database = sl_transaction_get_database (transaction);
  g_autofree char *on = leaving->left_on != NULL ? g_strdup (leaving->left_on) : sl_date_today ();
  g_autofree char *present = NULL;
  g_autoptr (SlStatement) update = NULL;

  if (!check_actor (transaction, leaving, error) ||
      !read_left_on (database, leaving->person_id, &present, error))
    return FALSE;
  if (*on != '\0' && !sl_date_is_valid (on))
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("\"%s\" is not a date. Write it as 2026-11-25."), on);
      return FALSE;
    }
  if (g_str_equal (present, on) || (leaving->left_on == NULL && *present != '\0'))
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  sl_transaction_note (transaction, "left-on", on);
  update = sl_database_prepare (database, "UPDATE person SET left_on = ? WHERE person_id = ?",
                                error);
  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "tt", on, leaving->person_id);
  return sl_statement_run (update, error);
}

/**
 * sl_people_change_leave:
 * @person_id: a colleague
 * @on: (nullable): ISO date of the first day on which they no longer work here, %NULL for today (a
 *   day that is noted already stays); "" when they are back
 *
 * Returns: (transfer full): a change that is refused for oneself and for a person of a higher role
 */
SlChange *
sl_people_change_leave (const char *person_id, const char *on)
{
  Leaving *leaving;

  g_return_val_if_fail (person_id != NULL, NULL);
  leaving = g_new0 (Leaving, 1);
  leaving->person_id = g_strdup (person_id);
  leaving->left_on = g_strdup (on);
  return sl_change_new (on != NULL && *on == '\0' ? "return-person" : "leave-person", "person",
                        person_id, NULL, leave, leaving, leaving_free);
}
