/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "people/sl-key.h"
#include "people/sl-person-private.h"

#include "sl-test-case.h"
#include "sl-test.h"

#include "store/sl-audit.h"
#include "store/sl-database.h"

#include <string.h>
#include <unistd.h>

/* A casebook with the running account, and colleagues who act through accounts of their own. */
typedef struct
{
  SlStore *store;
  char *own, *helen, *callum;
} Fixture;

static char *
enter (SlStore *store, const char *account, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPerson) person = sl_people_enter (store, account, name, name, &error);

  g_assert_no_error (error);
  return g_strdup (sl_person_get_id (person));
}

/* From now on the person of @account acts. */
static void
act_as (Fixture *fixture, const char *account)
{
  g_autofree char *id = enter (fixture->store, account, "nobody");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = sl_test_make_folder ();

  fixture->store = sl_test_open_store (folder);
  fixture->own = g_strdup (sl_store_get_actor (fixture->store));
  fixture->helen = enter (fixture->store, "61001", "hmarsh");
  fixture->callum = enter (fixture->store, "61002", "creyes");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  sl_store_close (fixture->store);
  g_object_unref (fixture->store);
  g_free (fixture->own);
  g_free (fixture->helen);
  g_free (fixture->callum);
}

static void
act_as_oneself (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPerson) person = sl_people_current (fixture->store, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (sl_person_get_id (person), ==, fixture->own);
}

static SlPerson *
load (Fixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;
  SlPerson *person = sl_people_load (fixture->store, id, &error);

  g_assert_no_error (error);
  return person;
}

/* Helen, manager, borne out by Callum; both declared. */
static void
declare_all (Fixture *fixture)
{
  act_as_oneself (fixture);
  sl_test_apply (fixture->store,
                 sl_people_change_declare (fixture->own, "Rowan Ashdown", "officer"));
  act_as (fixture, "61001");
  sl_test_apply (fixture->store,
                 sl_people_change_declare (fixture->helen, "Helen Marsh", "manager"));
  act_as (fixture, "61002");
  sl_test_apply (fixture->store,
                 sl_people_change_declare (fixture->callum, "Callum Reyes", "trainee"));
  sl_test_apply (fixture->store, sl_people_change_confirm (fixture->helen));
}

static void
test_new_account (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SlPerson) person = load (fixture, fixture->own);
  g_autofree char *account = g_strdup_printf ("%u", (guint) getuid ());
  g_autofree char *text = sl_person_dup_role_text (person);

  g_assert_cmpstr (sl_person_get_account (person), ==, account);
  g_assert_cmpstr (sl_person_get_role (person), ==, "officer");
  g_assert_false (sl_person_get_declared (person));
  g_assert_true (sl_person_get_self_declared (person));
  g_assert_cmpstr (sl_person_get_deciding_role (person), ==, "trainee");
  g_assert_cmpstr (text, ==, "Designing Out Crime Officer (not declared yet)");
}

static void
test_declare (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SlPerson) person = NULL;
  g_autofree char *text = NULL;

  act_as_oneself (fixture);
  sl_test_refuse (fixture->store, sl_people_change_declare (fixture->own, " \u202e ", "manager"),
                  SL_STORE_ERROR_REFUSED, "needs a name");
  sl_test_refuse (fixture->store, sl_people_change_declare (fixture->own, "Rowan", "admin"),
                  SL_STORE_ERROR_REFUSED, "no role");
  sl_test_refuse (fixture->store,
                  sl_people_change_declare (fixture->helen, "Helen Marsh", "trainee"),
                  SL_STORE_ERROR_REFUSED, "another");
  sl_test_apply (fixture->store,
                 sl_people_change_declare (fixture->own, " Rowan \u202e Ashdown ", "manager"));
  person = load (fixture, fixture->own);
  text = sl_person_dup_role_text (person);
  g_assert_true (sl_person_get_declared (person));
  g_assert_cmpstr (sl_person_get_display_name (person), ==, "Rowan Ashdown");
  g_assert_cmpstr (sl_person_get_deciding_role (person), ==, "manager");
  g_assert_cmpstr (text, ==, "Designing Out Crime Manager (self-declared)");
  sl_test_refuse (fixture->store, sl_people_change_declare (fixture->own, "Rowan", "commander"),
                  SL_STORE_ERROR_REFUSED, "have said who you are");
}

static void
test_confirm (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SlPerson) person = NULL;
  g_autofree char *text = NULL;

  act_as_oneself (fixture);
  sl_test_apply (fixture->store,
                 sl_people_change_declare (fixture->own, "Rowan Ashdown", "officer"));
  sl_test_refuse (fixture->store, sl_people_change_confirm (fixture->own), SL_STORE_ERROR_REFUSED,
                  "own role");
  sl_test_refuse (fixture->store, sl_people_change_confirm (fixture->helen), SL_STORE_ERROR_REFUSED,
                  "hmarsh has not said");
  act_as (fixture, "61001");
  sl_test_refuse (fixture->store, sl_people_change_confirm (fixture->own), SL_STORE_ERROR_REFUSED,
                  "Say who you are first");
  sl_test_apply (fixture->store,
                 sl_people_change_declare (fixture->helen, "Helen Marsh", "manager"));
  sl_test_apply (fixture->store, sl_people_change_confirm (fixture->own));
  person = load (fixture, fixture->own);
  text = sl_person_dup_role_text (person);
  g_assert_false (sl_person_get_self_declared (person));
  g_assert_cmpstr (text, ==, "Designing Out Crime Officer");
  g_assert_cmpstr (sl_person_get_confirmed_by_name (person), ==, "Helen Marsh");
  g_assert_cmpstr (sl_person_get_confirmed_at (person), !=, "");
}

static void
test_change_role (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SlPerson) person = NULL;

  declare_all (fixture);
  act_as (fixture, "61002");
  sl_test_refuse (fixture->store, sl_people_change_role (fixture->own, "trainee", "A wager"),
                  SL_STORE_ERROR_REFUSED, "self-declared");
  act_as (fixture, "61001");
  sl_test_refuse (fixture->store, sl_people_change_role (fixture->helen, "trainee", "Modesty"),
                  SL_STORE_ERROR_REFUSED, "own role");
  sl_test_refuse (fixture->store, sl_people_change_role (fixture->callum, "manager", "Passed"),
                  SL_STORE_ERROR_REFUSED, "above Designing Out Crime Manager");
  sl_test_refuse (fixture->store, sl_people_change_role (fixture->callum, "officer", " "),
                  SL_STORE_ERROR_REFUSED, "reason in writing");
  sl_test_apply (fixture->store,
                 sl_people_change_role (fixture->callum, "officer", "Completed the portfolio"));
  person = load (fixture, fixture->callum);
  g_assert_cmpstr (sl_person_get_role (person), ==, "officer");
  g_assert_false (sl_person_get_self_declared (person));
  g_assert_cmpstr (sl_person_get_confirmed_by_name (person), ==, "Helen Marsh");
}

/* A self-declared role gives no role to others, however high it is. */
static void
test_upstart (Fixture *fixture, gconstpointer data)
{
  act_as_oneself (fixture);
  sl_test_apply (fixture->store,
                 sl_people_change_declare (fixture->own, "Rowan Ashdown", "officer"));
  act_as (fixture, "61002");
  sl_test_apply (fixture->store,
                 sl_people_change_declare (fixture->callum, "Callum Reyes", "commander"));
  sl_test_refuse (fixture->store, sl_people_change_role (fixture->own, "manager", "A favour"),
                  SL_STORE_ERROR_REFUSED, "self-declared");
}

static void
test_audit_role (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  const SlAuditRow *card, *late;

  declare_all (fixture);
  act_as (fixture, "61002");
  sl_test_apply (fixture->store,
                 sl_people_change_card (fixture->callum, NULL, NULL, "1", NULL, NULL));
  act_as (fixture, "61001");
  sl_test_apply (fixture->store, sl_people_change_role (fixture->callum, "officer", "Completed"));
  act_as (fixture, "61002");
  sl_test_apply (fixture->store,
                 sl_people_change_card (fixture->callum, NULL, NULL, "2", NULL, NULL));

  rows = sl_audit_list (fixture->store, NULL, 0, &error);
  g_assert_no_error (error);
  late = g_ptr_array_index (rows, 0);
  card = g_ptr_array_index (rows, 2);
  if (late->sequence < card->sequence)
    {
      late = g_ptr_array_index (rows, rows->len - 1);
      card = g_ptr_array_index (rows, rows->len - 3);
    }
  g_assert_cmpstr (card->action, ==, "change-card");
  g_assert_cmpstr (card->role, ==, "trainee");
  g_assert_cmpstr (late->action, ==, "change-card");
  g_assert_cmpstr (late->role, ==, "officer");
  g_assert_cmpstr (late->person_id, ==, card->person_id);
}

/* security.md S-01: the display name decides nothing. */
static void
test_name_is_no_identity (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SlPerson) person = NULL;
  g_autoptr (SlPerson) again = NULL;
  g_autoptr (GError) error = NULL;

  declare_all (fixture);
  act_as_oneself (fixture);
  sl_test_apply (fixture->store,
                 sl_people_change_card (fixture->own, "Helen Marsh", NULL, NULL, NULL, NULL));
  again = sl_people_current (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sl_person_get_id (again), ==, fixture->own);
  g_assert_cmpstr (sl_person_get_role (again), ==, "officer");
  g_assert_cmpstr (sl_store_get_actor (fixture->store), ==, fixture->own);
  sl_test_refuse (fixture->store,
                  sl_people_change_card (fixture->helen, "Rowan Ashdown", NULL, NULL, NULL, NULL),
                  SL_STORE_ERROR_REFUSED, "own card");
  person = load (fixture, fixture->helen);
  g_assert_cmpstr (sl_person_get_display_name (person), ==, "Helen Marsh");
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "Callum Reyes", "Helen Marsh", "Rowan Ashdown" };
  g_autoptr (GListModel) people = NULL;
  g_autoptr (GError) error = NULL;

  declare_all (fixture);
  people = sl_people_list (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (people), ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (SlPerson) person = g_list_model_get_item (people, i);
      g_autofree char *name = NULL;

      g_object_get (person, "display-name", &name, NULL);
      g_assert_cmpstr (name, ==, names[i]);
    }
}

/* Persons from bundles. */

typedef struct
{
  const char *id, *fingerprint, *name, *role;
  gboolean self_declared;
} Arrival;

static gboolean
keep_elsewhere (SlTransaction *transaction, gpointer data, GError **error)
{
  const Arrival *arrival = data;

  return sl_people_keep_elsewhere (transaction, arrival->id, arrival->fingerprint, arrival->name,
                                   arrival->role, arrival->self_declared, error);
}

static SlChange *
arrive (Arrival *arrival)
{
  return sl_change_new ("read-bundle", "person", arrival->id, NULL, keep_elsewhere, arrival, NULL);
}

#define JUDITH "0194c3d2-0000-7000-8000-000000000001"

static void
test_elsewhere (Fixture *fixture, gconstpointer data)
{
  Arrival first = { JUDITH, "aaaa", "Helen Marsh", "manager", TRUE };
  Arrival other_key = { JUDITH, "bbbb", "Helen Marsh", "manager", FALSE };
  Arrival other_id = { "0194c3d2-0000-7000-8000-000000000002", "aaaa", "A Marsh", "officer", TRUE };
  Arrival local = { NULL, "cccc", "Rowan Ashdown", "commander", FALSE };
  Arrival nobody = { JUDITH, "aaaa", "Helen Marsh", "admin", TRUE };
  g_autoptr (SlPerson) person = NULL;
  g_autoptr (SlPerson) own = NULL;

  declare_all (fixture);
  act_as_oneself (fixture);
  local.id = fixture->own;
  sl_test_apply (fixture->store, arrive (&first));
  person = load (fixture, JUDITH);
  g_assert_true (sl_person_get_elsewhere (person));
  g_assert_true (sl_person_get_declared (person));
  g_assert_true (sl_person_get_self_declared (person));
  g_assert_cmpstr (sl_person_get_account (person), ==, "key:aaaa");
  sl_test_refuse (fixture->store, arrive (&other_key), SL_STORE_ERROR_REFUSED, "another account");
  sl_test_refuse (fixture->store, arrive (&other_id), SL_STORE_ERROR_REFUSED, "that of Helen");
  sl_test_refuse (fixture->store, arrive (&local), SL_STORE_ERROR_REFUSED, "another account");
  sl_test_refuse (fixture->store, arrive (&nobody), SL_STORE_ERROR_REFUSED, "no role");

  /* Named by their id only, a person of this computer stays as they are. */
  local.fingerprint = "";
  sl_test_apply (fixture->store, arrive (&local));
  own = load (fixture, fixture->own);
  g_assert_cmpstr (sl_person_get_role (own), ==, "officer");
  act_as (fixture, "61001");
  sl_test_refuse (fixture->store, sl_people_change_role (JUDITH, "officer", "Order"),
                  SL_STORE_ERROR_REFUSED, "another computer");
}

typedef struct
{
  GBytes *key;
  const char *fingerprint, *person_id;
} KeyArrival;

static gboolean
keep_key (SlTransaction *transaction, gpointer data, GError **error)
{
  const KeyArrival *arrival = data;

  return sl_keys_keep (transaction, arrival->fingerprint, arrival->key, arrival->person_id, error);
}

/* A role from elsewhere is borne out here only once the key was compared, and only as it was. */
static void
test_confirm_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) key = g_bytes_new ("0123456789abcdef0123456789abcdef", SL_KEY_BYTES);
  g_autofree char *fingerprint = sl_key_fingerprint (key);
  KeyArrival met = { key, fingerprint, JUDITH };
  Arrival arrival = { JUDITH, fingerprint, "Judith", "manager", TRUE };
  g_autoptr (SlPerson) confirmed = NULL;
  g_autoptr (SlPerson) same = NULL;
  g_autoptr (SlPerson) promoted = NULL;

  declare_all (fixture);
  act_as_oneself (fixture);
  sl_test_apply (fixture->store, arrive (&arrival));
  sl_test_apply (fixture->store, sl_change_new ("read-bundle", "person_key", fingerprint, NULL,
                                                keep_key, &met, NULL));
  sl_test_refuse (fixture->store, sl_people_change_confirm (JUDITH), SL_STORE_ERROR_REFUSED,
                  "compare the fingerprint");
  sl_test_apply (fixture->store, sl_key_change_trust (fingerprint, SL_TRUST_VERIFIED));
  sl_test_apply (fixture->store, sl_people_change_confirm (JUDITH));
  confirmed = load (fixture, JUDITH);
  g_assert_false (sl_person_get_self_declared (confirmed));
  sl_test_apply (fixture->store, arrive (&arrival));
  same = load (fixture, JUDITH);
  g_assert_false (sl_person_get_self_declared (same));
  arrival.role = "commander";
  sl_test_apply (fixture->store, arrive (&arrival));
  promoted = load (fixture, JUDITH);
  g_assert_true (sl_person_get_self_declared (promoted));
  g_assert_cmpstr (sl_person_get_confirmed_at (promoted), ==, "");
}

static void
test_long_card (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = g_strnfill (SL_PERSON_MAX_TEXT + 1, 'a');

  act_as_oneself (fixture);
  sl_test_refuse (fixture->store,
                  sl_people_change_card (fixture->own, name, NULL, NULL, NULL, NULL),
                  SL_STORE_ERROR_REFUSED, "200 characters");
  name[SL_PERSON_MAX_TEXT] = '\0';
  sl_test_apply (fixture->store,
                 sl_people_change_card (fixture->own, name, NULL, NULL, NULL, NULL));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/people/person/a-new-account-decides-nothing", test_new_account);
  ADD ("/people/person/is-declared-once-and-by-oneself", test_declare);
  ADD ("/people/person/is-confirmed-by-a-second-person", test_confirm);
  ADD ("/people/person/a-role-is-changed-from-above-with-a-reason", test_change_role);
  ADD ("/people/person/a-self-declared-role-gives-none", test_upstart);
  ADD ("/people/person/the-trail-keeps-the-role-of-then", test_audit_role);
  ADD ("/people/person/a-changed-name-changes-no-authorship", test_name_is_no_identity);
  ADD ("/people/person/all-are-listed-by-name", test_list);
  ADD ("/people/person/one-from-elsewhere-is-their-key", test_elsewhere);
  ADD ("/people/person/one-from-elsewhere-is-confirmed-by-their-key", test_confirm_elsewhere);
  ADD ("/people/person/a-card-has-a-limit-and-names-it", test_long_card);
  return g_test_run ();
}
