/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-people"
#include "config.h"

#include "people/sl-person-private.h"
#include "people/sl-role.h"

#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>

/* Persons of other computers, known from case bundles. Their account here is "key:" and the
 * fingerprint of the key that signs for them, or "told:" and their id where only others named them.
 */

/* An id that is taken here by somebody else is a bundle that lies. */
static gboolean
check_same_key (const SlPersonStanding *known, const char *account, GError **error)
{
  if (g_str_equal (known->account, account))
    return TRUE;
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
               _ ("The bundle speaks for %s, who is known here by another account or key. Nothing "
                  "was taken in."),
               known->display_name);
  return FALSE;
}

static gboolean
check_key_unused (SlDatabase *database, const char *person_id, const char *account, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database, "SELECT display_name FROM person WHERE account = ? AND person_id <> ?", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tt", account, person_id);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
               _ ("The bundle's key is known here as that of %s. Nothing was taken in."),
               sl_statement_get_text (statement, 0));
  return FALSE;
}

/* Whether the key becomes that of a person who was only told of, or who had another: the second
 * only when somebody here has compared the new one with its owner. */
static gboolean
key_may_follow (SlDatabase *database,
                const SlPersonStanding *known,
                const char *person_id,
                const char *fingerprint,
                gboolean *follows,
                GError **error)
{
  g_autofree char *account = g_strconcat ("key:", fingerprint, NULL);
  g_autoptr (SlStatement) statement = NULL;

  *follows = g_str_has_prefix (known->account, "told:");
  if (*follows || !g_str_has_prefix (known->account, "key:") ||
      g_str_equal (known->account, account))
    return TRUE;
  statement = sl_database_prepare (database,
                                   "SELECT 1 FROM person_key WHERE fingerprint = ? AND"
                                   " person_id = ? AND trust = 'verified'",
                                   error);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tt", fingerprint, person_id);
  return sl_statement_step (statement, follows, error);
}

/* Somebody of whom others told, or who has a new key, speaks for themselves now. */
static gboolean
introduce (SlDatabase *database, const char *person_id, const char *account, GError **error)
{
  g_autoptr (SlStatement) statement = NULL;

  if (!check_key_unused (database, person_id, account, error))
    return FALSE;
  statement = sl_database_prepare (database, "UPDATE person SET account = ? WHERE person_id = ?",
                                   error);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tt", account, person_id);
  return sl_statement_run (statement, error);
}

static gboolean
put_elsewhere (SlTransaction *transaction,
               const char *person_id,
               const char *account,
               const char *name,
               const char *role,
               gboolean self_declared,
               GError **error)
{
  /* A role that was borne out here stays so as long as it is the same. */
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO person (person_id, account, login, display_name, role, role_self_declared,"
      " declared, elsewhere, created_at) VALUES (?, ?, '', ?, ?, ?, 1, 1, ?)"
      " ON CONFLICT (person_id) DO UPDATE SET display_name = excluded.display_name,"
      " role_self_declared = CASE WHEN person.role = excluded.role AND person.confirmed_by <> ''"
      "   THEN 0 ELSE excluded.role_self_declared END,"
      " confirmed_by = CASE WHEN person.role = excluded.role THEN person.confirmed_by ELSE '' END,"
      " confirmed_at = CASE WHEN person.role = excluded.role THEN person.confirmed_at ELSE '' END,"
      " role = excluded.role",
      error);

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "ttttit", person_id, account, name, role, (gint64) self_declared,
                     sl_transaction_get_time (transaction));
  sl_transaction_touch (transaction, "person", person_id, NULL);
  return sl_statement_run (statement, error);
}

/**
 * sl_people_keep_elsewhere:
 * @transaction: of the change that reads a bundle
 * @person_id: the id they have at the other computer
 * @fingerprint: of the key that speaks for them; "" for one of whom the bundle's sender only tells
 * @display_name: what they call themselves
 * @role: what they say they are
 * @self_declared: whether only they say so
 * @error: return location
 *
 * A person of this computer is left alone when the bundle names them by their own id and no key.
 *
 * Returns: %FALSE with %SL_STORE_ERROR_REFUSED when the id or key belongs to somebody else here,
 *   or the name or role is none
 */
gboolean
sl_people_keep_elsewhere (SlTransaction *transaction,
                          const char *person_id,
                          const char *fingerprint,
                          const char *display_name,
                          const char *role,
                          gboolean self_declared,
                          GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);
  g_autofree char *name = sl_person_tidy (display_name);
  g_autofree char *account = *fingerprint != '\0' ? g_strconcat ("key:", fingerprint, NULL)
                                                  : g_strconcat ("told:", person_id, NULL);
  g_auto (SlPersonStanding) known = { 0 };
  g_autoptr (GError) failure = NULL;
  gboolean follows = FALSE;

  if (!sl_person_check_name (name, error))
    return FALSE;
  if (sl_role_find (role) == NULL)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED, _ ("There is no role “%s”."),
                   role);
      return FALSE;
    }
  if (sl_person_read_standing (database, person_id, &known, &failure))
    {
      /* Who is known by account or key is not changed by what others tell of them. */
      if (*fingerprint == '\0' && !g_str_has_prefix (known.account, "told:"))
        return TRUE;
      if (*fingerprint != '\0' &&
          !key_may_follow (database, &known, person_id, fingerprint, &follows, error))
        return FALSE;
      if (follows)
        {
          if (!introduce (database, person_id, account, error))
            return FALSE;
        }
      else if (!check_same_key (&known, account, error))
        return FALSE;
    }
  else if (!g_error_matches (failure, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  else if (!check_key_unused (database, person_id, account, error))
    return FALSE;
  return put_elsewhere (transaction, person_id, account, name, role, self_declared, error);
}

/**
 * sl_people_is_local:
 * @database: a connection
 * @person_id: an id, of a bundle say
 * @local: (out): whether it is somebody who works here; %FALSE for an id that nobody has
 * @name: (out) (optional) (transfer full): what they are called, "" for nobody
 * @error: return location
 *
 * Returns: %FALSE with @error when it could not be read
 */
gboolean
sl_people_is_local (SlDatabase *database,
                    const char *person_id,
                    gboolean *local,
                    char **name,
                    GError **error)
{
  g_autoptr (SlStatement) rows = sl_database_prepare (
      database, "SELECT elsewhere, display_name FROM person WHERE person_id = ?", error);
  gboolean row;

  if (rows == NULL)
    return FALSE;
  sl_statement_bind (rows, "t", person_id);
  if (!sl_statement_step (rows, &row, error))
    return FALSE;
  *local = row && sl_statement_get_int (rows, 0) == 0;
  if (name != NULL)
    *name = row ? sl_statement_dup_text (rows, 1) : g_strdup ("");
  return TRUE;
}
