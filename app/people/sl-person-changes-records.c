/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-people"
#include "config.h"

#include "people/sl-person-private.h"
#include "people/sl-role.h"

#include "base/sl-text.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>

/* What is said of a person, and who may say it: one's own card and, once, one's role; another's
 * role by bearing it out or, from above, by changing it (security.md S-01, E-04). The one who acts
 * is read from the same transaction, so a role that changed meanwhile counts as it is. */

void
sl_person_standing_clear (SlPersonStanding *standing)
{
  g_clear_pointer (&standing->display_name, g_free);
  g_clear_pointer (&standing->account, g_free);
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED, message);
  return FALSE;
}

gboolean
sl_person_read_standing (SlDatabase *database,
                         const char *person_id,
                         SlPersonStanding *standing,
                         GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "SELECT display_name, account, role, declared, role_self_declared, elsewhere FROM person"
      " WHERE person_id = ?",
      error);
  const SlRole *role;
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", person_id);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   _ ("There is no person %s in this casebook."), person_id);
      return FALSE;
    }
  role = sl_role_find (sl_statement_get_text (statement, 2));
  standing->display_name = sl_statement_dup_text (statement, 0);
  standing->account = sl_statement_dup_text (statement, 1);
  standing->role = role != NULL ? role->id : "";
  standing->declared = sl_statement_get_int (statement, 3) != 0;
  standing->self_declared = sl_statement_get_int (statement, 4) != 0;
  standing->elsewhere = sl_statement_get_int (statement, 5) != 0;
  return TRUE;
}

/* Names are shown beside decisions: no invisible characters that would let one pass for another. */
char *
sl_person_tidy (const char *text)
{
  g_autofree char *clean = sl_text_clean (text, -1);
  g_autofree char *plain = sl_text_strip_hidden (clean);

  return sl_text_squeeze (plain);
}

static gboolean
check_length (const char *text, GError **error)
{
  if (text == NULL || g_utf8_strlen (text, -1) <= SL_PERSON_MAX_TEXT)
    return TRUE;
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
               _ ("A line of a person's card holds at most %d characters."), SL_PERSON_MAX_TEXT);
  return FALSE;
}

gboolean
sl_person_check_name (const char *name, GError **error)
{
  if (*name == '\0')
    return refuse (error, _ ("A person needs a name: it is what letters are signed with."));
  return check_length (name, error);
}

/* All that the changes below carry; what is not used is NULL. */
typedef struct
{
  char *id;
  char *display_name, *job_title, *staff_number, *email, *telephone; /* NULL keeps */
  char *role, *reason;
} Saying;

static void
saying_free (gpointer data)
{
  Saying *saying = data;

  g_free (saying->id);
  g_free (saying->display_name);
  g_free (saying->job_title);
  g_free (saying->staff_number);
  g_free (saying->email);
  g_free (saying->telephone);
  g_free (saying->role);
  g_free (saying->reason);
  g_free (saying);
}

static Saying *
saying_new (const char *person_id)
{
  Saying *saying = g_new0 (Saying, 1);

  saying->id = g_strdup (person_id);
  return saying;
}

static SlChange *
make_change (const char *action, Saying *saying, SlChangeFunc func)
{
  return sl_change_new (action, "person", saying->id, NULL, func, saying, saying_free);
}

static gboolean
is_own (SlTransaction *transaction, const Saying *saying)
{
  return g_str_equal (sl_transaction_get_person_id (transaction), saying->id);
}

/* The card. */

/* Notes each field that is given and differs from the column of @old; says whether any did. */
static gboolean
note_differences (SlTransaction *transaction, const Saying *card, SlStatement *old)
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
check_card (SlTransaction *transaction, const Saying *card, GError **error)
{
  if (!is_own (transaction, card))
    return refuse (error, _ ("Everybody keeps their own card: it can only be changed from the "
                             "account it belongs to."));
  return (card->display_name == NULL || sl_person_check_name (card->display_name, error)) &&
         check_length (card->job_title, error) && check_length (card->staff_number, error) &&
         check_length (card->email, error) && check_length (card->telephone, error);
}

static gboolean
update_card (SlTransaction *transaction, gpointer data, GError **error)
{
  const Saying *card = data;
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
  if (!check_card (transaction, card, error))
    return FALSE;
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
 * @person_id: whose; only one's own is changed
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
  Saying *card;

  g_return_val_if_fail (person_id != NULL, NULL);
  card = saying_new (person_id);
  card->display_name = display_name != NULL ? sl_person_tidy (display_name) : NULL;
  card->job_title = job_title != NULL ? sl_person_tidy (job_title) : NULL;
  card->staff_number = staff_number != NULL ? sl_person_tidy (staff_number) : NULL;
  card->email = email != NULL ? sl_person_tidy (email) : NULL;
  card->telephone = telephone != NULL ? sl_person_tidy (telephone) : NULL;
  return make_change ("change-card", card, update_card);
}

/* Declaring oneself. */

static gboolean
declare (SlTransaction *transaction, gpointer data, GError **error)
{
  const Saying *saying = data;
  SlDatabase *database = sl_transaction_get_database (transaction);
  g_auto (SlPersonStanding) own = { 0 };
  g_autoptr (SlStatement) update = NULL;

  if (!is_own (transaction, saying))
    return refuse (error, _ ("Everybody says for themselves who they are: this is another "
                             "person's record."));
  if (!sl_person_read_standing (database, saying->id, &own, error) ||
      !sl_person_check_name (saying->display_name, error))
    return FALSE;
  if (own.declared)
    return refuse (error, _ ("You have said who you are. A name is changed on the card; a role is "
                             "changed by a person of a higher one."));
  if (sl_role_find (saying->role) == NULL)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED, _ ("There is no role “%s”."),
                   saying->role);
      return FALSE;
    }
  sl_transaction_note (transaction, "display-name", saying->display_name);
  sl_transaction_note (transaction, "role", saying->role);
  update = sl_database_prepare (database,
                                "UPDATE person SET display_name = ?, role = ?, declared = 1,"
                                " role_self_declared = 1 WHERE person_id = ?",
                                error);
  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "ttt", saying->display_name, saying->role, saying->id);
  return sl_statement_run (update, error);
}

/**
 * sl_people_change_declare:
 * @person_id: oneself
 * @display_name: one's name
 * @role: "officer"
 *
 * After it is applied sl_people_current() must be called again, so that what is done next counts
 * with the declared role.
 *
 * Returns: (transfer full): a change that is refused for another person and a second time
 */
SlChange *
sl_people_change_declare (const char *person_id, const char *display_name, const char *role)
{
  Saying *saying;

  g_return_val_if_fail (person_id != NULL && display_name != NULL && role != NULL, NULL);
  saying = saying_new (person_id);
  saying->display_name = sl_person_tidy (display_name);
  saying->role = g_strdup (role);
  return make_change ("declare-person", saying, declare);
}

/* Bearing a role out. */

/* Somebody of another computer is only as well known as their key. */
static gboolean
check_key_compared (SlDatabase *database,
                    const SlPersonStanding *other,
                    const char *id,
                    GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database, "SELECT 1 FROM person_key WHERE person_id = ? AND trust = 'verified'", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", id);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    return TRUE;
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
               _ ("%s works at another computer: compare the fingerprint of their key with them "
                  "first."),
               other->display_name);
  return FALSE;
}

static gboolean
set_confirmed (SlTransaction *transaction, const char *id, const char *role, GError **error)
{
  g_autoptr (SlStatement) update = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "UPDATE person SET role = ?, role_self_declared = 0, confirmed_by = ?, confirmed_at = ?"
      " WHERE person_id = ?",
      error);

  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "tttt", role, sl_transaction_get_person_id (transaction),
                     sl_transaction_get_time (transaction), id);
  return sl_statement_run (update, error);
}

static gboolean
check_second_person (SlDatabase *database,
                     SlTransaction *transaction,
                     SlPersonStanding *actor,
                     GError **error)
{
  if (!sl_person_read_standing (database, sl_transaction_get_person_id (transaction), actor, error))
    return FALSE;
  return actor->declared || refuse (error, _ ("Say who you are first: Sightline asks for it when "
                                              "it starts, and \"people declare\" does it on the "
                                              "command line."));
}

static gboolean
confirm (SlTransaction *transaction, gpointer data, GError **error)
{
  const Saying *saying = data;
  SlDatabase *database = sl_transaction_get_database (transaction);
  g_auto (SlPersonStanding) actor = { 0 };
  g_auto (SlPersonStanding) other = { 0 };

  if (is_own (transaction, saying))
    return refuse (error, _ ("Nobody can confirm their own role: a second person does, from their "
                             "own account."));
  if (!check_second_person (database, transaction, &actor, error) ||
      !sl_person_read_standing (database, saying->id, &other, error))
    return FALSE;
  if (!other.declared)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("%s has not said yet who they are: there is nothing to confirm."),
                   other.display_name);
      return FALSE;
    }
  if (other.elsewhere && !check_key_compared (database, &other, saying->id, error))
    return FALSE;
  if (!other.self_declared)
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  sl_transaction_note (transaction, "role", other.role);
  sl_transaction_note (transaction, "self-declared", "no");
  return set_confirmed (transaction, saying->id, other.role, error);
}

/**
 * sl_people_change_confirm:
 * @person_id: a second person
 *
 * Of somebody who works elsewhere, only after the fingerprint of their key was compared.
 *
 * Returns: (transfer full): a change that bears the declared role out; refused for one's own
 */
SlChange *
sl_people_change_confirm (const char *person_id)
{
  g_return_val_if_fail (person_id != NULL, NULL);
  return make_change ("confirm-person", saying_new (person_id), confirm);
}

/* A later change of role. */

static gboolean
check_grant (const Saying *saying,
             const SlPersonStanding *actor,
             const SlPersonStanding *other,
             GError **error)
{
  g_autofree char *reason = NULL;

  if (actor->self_declared)
    return refuse (error, _ ("Your own role is self-declared. Have a second person confirm it "
                             "before you give roles to others."));
  if (other->elsewhere)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("%s works at another computer: their role is changed there and comes with "
                      "their next bundle."),
                   other->display_name);
      return FALSE;
    }
  if (!other->declared)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("%s has not said yet who they are: there is no role to change."),
                   other->display_name);
      return FALSE;
    }
  if (!sl_role_may_grant (actor->role, other->role, saying->role, &reason))
    return refuse (error, reason);
  if (*saying->reason == '\0')
    return refuse (error, _ ("A change of role needs its reason in writing: it stands in the audit "
                             "trail."));
  return check_length (saying->reason, error);
}

static gboolean
change_role (SlTransaction *transaction, gpointer data, GError **error)
{
  const Saying *saying = data;
  SlDatabase *database = sl_transaction_get_database (transaction);
  g_auto (SlPersonStanding) actor = { 0 };
  g_auto (SlPersonStanding) other = { 0 };

  if (is_own (transaction, saying))
    return refuse (error, _ ("Nobody can change their own role: a person of a higher one does, "
                             "from their own account."));
  if (!check_second_person (database, transaction, &actor, error) ||
      !sl_person_read_standing (database, saying->id, &other, error) ||
      !check_grant (saying, &actor, &other, error))
    return FALSE;
  if (g_str_equal (other.role, saying->role) && !other.self_declared)
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  sl_transaction_note (transaction, "role-before", other.role);
  sl_transaction_note (transaction, "role", saying->role);
  sl_transaction_note (transaction, "reason", saying->reason);
  return set_confirmed (transaction, saying->id, saying->role, error);
}

/**
 * sl_people_change_role:
 * @person_id: a second person
 * @role: "manager"
 * @reason: why, for the audit trail
 *
 * Returns: (transfer full): a change that is refused unless the one who acts has a confirmed role
 *   above the old and the new one. What was begun before it keeps the role it was begun with.
 */
SlChange *
sl_people_change_role (const char *person_id, const char *role, const char *reason)
{
  Saying *saying;

  g_return_val_if_fail (person_id != NULL && role != NULL && reason != NULL, NULL);
  saying = saying_new (person_id);
  saying->role = g_strdup (role);
  saying->reason = sl_person_tidy (reason);
  return make_change ("change-role", saying, change_role);
}
