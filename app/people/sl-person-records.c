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
 * decides (security.md S-01). This file is the only writer of "person". */

#define COLUMNS                                                                                    \
  "SELECT person_id, account, display_name, role, job_title, staff_number, email, telephone"       \
  " FROM person "

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
      statement = sl_database_prepare (sl_store_read (store), COLUMNS "WHERE account = ?", error);
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
                            .telephone = g_strdup ("") };

  return sl_person_new_take (&values);
}

/**
 * sl_people_current:
 * @store: an open store
 * @error: return location
 *
 * Finds the person of the account that runs this process, makes one on first use, and sets it as
 * the store's actor. May write: not for the main loop's busy moments.
 *
 * Returns: (transfer full): the person, or %NULL with %SL_STORE_ERROR
 */
SlPerson *
sl_people_current (SlStore *store, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (SlPerson) person = NULL;
  NewPerson *fresh;

  g_return_val_if_fail (store != NULL, NULL);
  fresh = g_new0 (NewPerson, 1);
  fresh->id = sl_id_new ();
  read_account (&fresh->account, &fresh->login, &fresh->name);

  person = find_by_account (store, fresh->account, &failure);
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
  statement = sl_database_prepare (sl_store_read (store), COLUMNS "WHERE person_id = ?", error);
  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "t", person_id);
  person = load_one (statement, &found, error);
  if (!found)
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                 _ ("There is no person %s in this casebook."), person_id);
  return person;
}

typedef struct
{
  char *id;
  char *display_name, *job_title, *staff_number, *email, *telephone; /* NULL keeps */
} Card;

static void
card_free (gpointer data)
{
  Card *card = data;

  g_free (card->id);
  g_free (card->display_name);
  g_free (card->job_title);
  g_free (card->staff_number);
  g_free (card->email);
  g_free (card->telephone);
  g_free (card);
}

/* Notes each field that is given and differs from column @column of @old; says whether any did. */
static gboolean
note_differences (SlTransaction *transaction, const Card *card, SlStatement *old)
{
  const struct
  {
    const char *field, *value;
  } fields[] = { { "display-name", card->display_name },
                 { "job-title", card->job_title },
                 { "staff-number", card->staff_number },
                 { "email", card->email },
                 { "telephone", card->telephone } };
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].value != NULL && !g_str_equal (fields[i].value, sl_statement_get_text (old, i)))
      {
        sl_transaction_note (transaction, fields[i].field, fields[i].value);
        any = TRUE;
      }
  return any;
}

static gboolean
update_card (SlTransaction *transaction, gpointer data, GError **error)
{
  const Card *card = data;
  SlDatabase *database = sl_transaction_get_database (transaction);
  g_autoptr (SlStatement) old = sl_database_prepare (
      database,
      "SELECT display_name, job_title, staff_number, email, telephone FROM person"
      " WHERE person_id = ?",
      error);
  g_autoptr (SlStatement) update = NULL;
  gboolean row;

  if (old == NULL)
    return FALSE;
  sl_statement_bind (old, "t", card->id);
  if (!sl_statement_step (old, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   _ ("There is no person %s in this casebook."), card->id);
      return FALSE;
    }
  if (card->display_name != NULL && *card->display_name == '\0')
    {
      g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                           _ ("A person needs a name: it is what letters are signed with."));
      return FALSE;
    }
  if (!note_differences (transaction, card, old))
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  update = sl_database_prepare (
      database,
      "UPDATE person SET display_name = COALESCE (?, display_name),"
      " job_title = COALESCE (?, job_title), staff_number = COALESCE (?, staff_number),"
      " email = COALESCE (?, email), telephone = COALESCE (?, telephone) WHERE person_id = ?",
      error);
  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "tttttt", card->display_name, card->job_title, card->staff_number,
                     card->email, card->telephone, card->id);
  return sl_statement_run (update, error);
}

/**
 * sl_people_change_card:
 * @person_id: whose
 * @display_name: (nullable): %NULL keeps, as for all that follow
 * @job_title: (nullable): "" for the role's own title
 * @staff_number: (nullable): the warrant or staff number
 * @email: (nullable): for letters
 * @telephone: (nullable): for letters
 *
 * Returns: (transfer full): a change of what letters are signed with
 */
SlChange *
sl_people_change_card (const char *person_id,
                       const char *display_name,
                       const char *job_title,
                       const char *staff_number,
                       const char *email,
                       const char *telephone)
{
  Card *card;

  g_return_val_if_fail (person_id != NULL, NULL);
  card = g_new0 (Card, 1);
  card->id = g_strdup (person_id);
  card->display_name = display_name != NULL ? sl_text_squeeze (display_name) : NULL;
  card->job_title = job_title != NULL ? sl_text_squeeze (job_title) : NULL;
  card->staff_number = staff_number != NULL ? sl_text_squeeze (staff_number) : NULL;
  card->email = email != NULL ? sl_text_squeeze (email) : NULL;
  card->telephone = telephone != NULL ? sl_text_squeeze (telephone) : NULL;
  return sl_change_new ("change-card", "person", person_id, NULL, update_card, card, card_free);
}
