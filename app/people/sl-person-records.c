/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-people"
#include "config.h"

#include "people/sl-person-private.h"

#include "base/sl-id.h"
#include "base/sl-text.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <pwd.h>
#include <string.h>
#include <unistd.h>

/* Who is at work comes from the user id of the process and from nothing else: a typed name never
 * decides (security.md S-01). This file finds and adds persons; sl-person-changes-records.c and
 * sl-person-leaving-records.c change what is said of them. Nothing else writes "person". */

#define COLUMNS                                                                                    \
  "SELECT p.person_id, p.account, p.display_name, p.role, p.job_title, p.staff_number, p.email,"   \
  " p.telephone, COALESCE (c.display_name, ''), p.confirmed_at, p.declared, p.role_self_declared," \
  " p.elsewhere, p.left_on FROM person p LEFT JOIN person c ON c.person_id = p.confirmed_by "

static SlPerson *
load_one (SlStatement *statement, gboolean *found, GError **error)
{
  SlPersonValues values;

  if (!sl_statement_step (statement, found, error) || !*found)
    return NULL;
  values.id = sl_statement_dup_text (statement, 0);
  values.account = sl_statement_dup_text (statement, 1);
  values.display_name = sl_statement_dup_text (statement, 2);
  values.role = sl_statement_dup_text (statement, 3);
  values.job_title = sl_statement_dup_text (statement, 4);
  values.staff_number = sl_statement_dup_text (statement, 5);
  values.email = sl_statement_dup_text (statement, 6);
  values.telephone = sl_statement_dup_text (statement, 7);
  values.confirmed_by_name = sl_statement_dup_text (statement, 8);
  values.confirmed_at = sl_statement_dup_text (statement, 9);
  values.declared = sl_statement_get_int (statement, 10) != 0;
  values.self_declared = sl_statement_get_int (statement, 11) != 0;
  values.elsewhere = sl_statement_get_int (statement, 12) != 0;
  values.left_on = sl_statement_dup_text (statement, 13);
  return sl_person_new_take (&values);
}

/* The account's entry in the system's list of users. */
static void
read_account (char **account, char **login, char **name)
{
  char buffer[4096];
  struct passwd entry;
  struct passwd *found = NULL;
  g_autofree char *gecos = NULL;

  *account = g_strdup_printf ("%u", (guint) getuid ());
  if (getpwuid_r (getuid (), &entry, buffer, sizeof buffer, &found) != 0 || found == NULL)
    {
      *login = g_strdup (*account);
      *name = g_strdup_printf (_ ("Account %s"), *account);
      return;
    }
  *login = sl_text_clean (found->pw_name, -1);
  /* The full name stands before the first comma. */
  gecos = sl_text_clean (found->pw_gecos != NULL ? found->pw_gecos : "", -1);
  gecos[strcspn (gecos, ",")] = '\0';
  *name = g_strdup (*gecos != '\0' ? gecos : *login);
}

static SlPerson *
find_by_account (SlStore *store, const char *account, GError **error)
{
  g_autoptr (SlStatement)
      statement = sl_database_prepare (sl_store_read (store), COLUMNS "WHERE p.account = ?", error);
  gboolean found;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", account);
  return load_one (statement, &found, error);
}

typedef struct
{
  char *id, *account, *login, *name;
} NewPerson;

static void
new_person_free (gpointer data)
{
  NewPerson *person = data;

  g_free (person->id);
  g_free (person->account);
  g_free (person->login);
  g_free (person->name);
  g_free (person);
}

static gboolean
insert_person (SlTransaction *transaction, gpointer data, GError **error)
{
  const NewPerson *person = data;
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO person (person_id, account, login, display_name, role, created_at)"
      " VALUES (?, ?, ?, ?, 'officer', ?)",
      error);

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "ttttt", person->id, person->account, person->login, person->name,
                     sl_transaction_get_time (transaction));
  sl_transaction_note (transaction, "account", person->account);
  sl_transaction_note (transaction, "login", person->login);
  sl_transaction_note (transaction, "display-name", person->name);
  sl_transaction_note (transaction, "role", "officer");
  return sl_statement_run (statement, error);
}

/* A person for an account that a read-only casebook does not know; never stored. */
static SlPerson *
make_passing (const NewPerson *person)
{
  SlPersonValues values = { .id = g_strdup (person->id),
                            .account = g_strdup (person->account),
                            .display_name = g_strdup (person->name),
                            .role = g_strdup ("officer"),
                            .job_title = g_strdup (""),
                            .staff_number = g_strdup (""),
                            .email = g_strdup (""),
                            .telephone = g_strdup (""),
                            .confirmed_by_name = g_strdup (""),
                            .confirmed_at = g_strdup (""),
                            .left_on = g_strdup (""),
                            .self_declared = TRUE };

  return sl_person_new_take (&values);
}

/* Takes @fresh over: finds the person of its account, makes one on first use, sets the actor. */
static SlPerson *
enter (SlStore *store, NewPerson *fresh, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (SlPerson) person = find_by_account (store, fresh->account, &failure);

  if (person != NULL)
    sl_store_set_actor (store, sl_person_get_id (person), fresh->account,
                        sl_person_get_role (person));
  else if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    {
      sl_store_set_actor (store, fresh->id, fresh->account, "officer");
      if (sl_store_is_read_only (store))
        person = make_passing (fresh);
      else
        {
          g_autofree char *account = g_strdup (fresh->account);
          SlChange *change = sl_change_new ("add-person", "person", fresh->id, NULL, insert_person,
                                            fresh, new_person_free);

          fresh = NULL; /* the change owns it now */
          if (sl_store_apply (store, change, error))
            person = find_by_account (store, account, error);
        }
    }
  g_clear_pointer (&fresh, new_person_free);
  return g_steal_pointer (&person);
}

/**
 * sl_people_name_holder:
 * @store: a store that was just opened
 *
 * Where another account has the folder open and is a person of the casebook, the note that it is
 * read-only names them instead of their login.
 */
void
sl_people_name_holder (SlStore *store)
{
  g_autofree char *account = NULL;
  g_autoptr (SlPerson) person = NULL;
  const char *name;

  g_return_if_fail (SL_IS_STORE (store));
  account = sl_store_dup_holder_account (store);
  person = account != NULL ? find_by_account (store, account, NULL) : NULL;
  name = person != NULL ? sl_person_get_display_name (person) : "";
  if (*name != '\0')
    sl_store_name_holder (store, name);
}

/**
 * sl_people_current:
 * @store: an open store
 * @error: return location
 *
 * Finds the person of the account that runs this process, makes one on first use, and sets it as
 * the store's actor with the role it has now: to be called again after that role changed. A new
 * account may draw up letters as an officer; until it is declared it decides nothing
 * (sl_person_get_deciding_role()). May write: not for the main loop's busy moments.
 *
 * Returns: (transfer full): the person, or %NULL with %SL_STORE_ERROR
 */
SlPerson *
sl_people_current (SlStore *store, GError **error)
{
  NewPerson *fresh;

  g_return_val_if_fail (store != NULL, NULL);
  fresh = g_new0 (NewPerson, 1);
  fresh->id = sl_id_new ();
  read_account (&fresh->account, &fresh->login, &fresh->name);
  return enter (store, fresh, error);
}

SlPerson *
sl_people_enter (SlStore *store,
                 const char *account,
                 const char *login,
                 const char *name,
                 GError **error)
{
  NewPerson *fresh;

  g_return_val_if_fail (store != NULL && account != NULL && login != NULL && name != NULL, NULL);
  fresh = g_new0 (NewPerson, 1);
  fresh->id = sl_id_new ();
  fresh->account = g_strdup (account);
  fresh->login = g_strdup (login);
  fresh->name = g_strdup (name);
  return enter (store, fresh, error);
}

/**
 * sl_people_list:
 * @store: an open store
 * @error: return location
 *
 * Returns: (transfer full): every #SlPerson of the casebook by name, those known from bundles
 *   included; or %NULL with %SL_STORE_ERROR
 */
GListModel *
sl_people_list (SlStore *store, GError **error)
{
  g_autoptr (GListStore) people = g_list_store_new (SL_TYPE_PERSON);
  g_autoptr (SlStatement) statement = NULL;
  gboolean found = TRUE;

  g_return_val_if_fail (store != NULL, NULL);
  statement = sl_database_prepare (sl_store_read (store),
                                   COLUMNS "ORDER BY p.display_name, p.person_id", error);
  if (statement == NULL)
    return NULL;
  while (found)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (SlPerson) person = load_one (statement, &found, &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      if (person != NULL)
        g_list_store_append (people, person);
    }
  return G_LIST_MODEL (g_steal_pointer (&people));
}

/**
 * sl_people_load:
 * @store: an open store
 * @person_id: whom
 * @error: return location
 *
 * Returns: (transfer full): the person, or %NULL with %SL_STORE_ERROR
 */
SlPerson *
sl_people_load (SlStore *store, const char *person_id, GError **error)
{
  g_autoptr (SlStatement) statement = NULL;
  SlPerson *person;
  gboolean found = TRUE;

  g_return_val_if_fail (store != NULL && person_id != NULL, NULL);
  statement = sl_database_prepare (sl_store_read (store), COLUMNS "WHERE p.person_id = ?", error);
  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", person_id);
  person = load_one (statement, &found, error);
  if (!found)
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                 _ ("There is no person %s in this casebook."), person_id);
  return person;
}
