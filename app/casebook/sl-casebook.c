/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-casebook"
#include "config.h"

#include "casebook/sl-casebook.h"

#include "casebook/sl-casebook-private.h"

#include "cases/sl-case-records.h"
#include "people/sl-role.h"

/* An opened data folder. Owns all that belongs to it; closing lets go in the opposite order. */
struct _SlCasebook
{
  GObject parent_instance;

  SlStore *store;
  SlPackLibrary *packs;
  SlPolicyLibrary *policy;
  SlWorkerPool *pool;
  SlLibrary *library;
  SlPerson *person;   /* borrowed of the last of: */
  GPtrArray *persons; /* every state of who is at work, since other threads borrow it */
  SlReview *review;
};

enum
{
  PROP_0,
  PROP_PERSON,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SlCasebook, sl_casebook, G_TYPE_OBJECT)

static void
sl_casebook_dispose (GObject *object)
{
  SlCasebook *self = SL_CASEBOOK (object);

  if (self->store != NULL)
    sl_store_close (self->store);
  g_clear_object (&self->review);
  self->person = NULL;
  g_clear_pointer (&self->persons, g_ptr_array_unref);
  g_clear_object (&self->library);
  g_clear_object (&self->pool);
  g_clear_object (&self->policy);
  g_clear_object (&self->packs);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (sl_casebook_parent_class)->dispose (object);
}

static void
sl_casebook_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SlCasebook *self = SL_CASEBOOK (object);

  if (id == PROP_PERSON)
    g_value_set_object (value, self->person);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sl_casebook_class_init (SlCasebookClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sl_casebook_dispose;
  object_class->get_property = sl_casebook_get_property;

  /**
   * SlCasebook:person:
   *
   * Who is at work, read anew after every change of their record.
   */
  properties[PROP_PERSON] = g_param_spec_object ("person", NULL, NULL, SL_TYPE_PERSON,
                                                 G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                                                     G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sl_casebook_init (SlCasebook *self)
{
  self->persons = g_ptr_array_new_with_free_func (g_object_unref);
}

static const char *
look_up_title (const char *key, gpointer data)
{
  return sl_policy_library_get_force (data, key);
}

static void
store_changed_cb (SlStore *store,
                  const char *kind,
                  const char *id,
                  const char *case_id,
                  SlCasebook *self)
{
  if (g_str_equal (kind, "person") &&
      (g_str_equal (id, sl_person_get_id (self->person)) || *id == '\0'))
    sl_casebook_reload_person (self, NULL);
}

static SlCasebook *
open_casebook (const char *path, const char *group, SlStoreFlags flags, GError **error)
{
  g_autoptr (SlCasebook) self = g_object_new (SL_TYPE_CASEBOOK, NULL);
  g_autofree char *usual = g_build_filename (g_get_user_data_dir (), SL_DATA_NAME, NULL);
  const char *folder = path != NULL ? path : usual;

  self->store = group != NULL ? sl_store_open_shared (folder, group, flags, error)
                              : sl_store_open (folder, flags, error);
  if (self->store == NULL)
    return NULL;
  self->packs = sl_pack_library_new (sl_store_get_path (self->store), error);
  if (self->packs == NULL)
    return NULL;
  self->policy = sl_policy_library_new (self->packs, error);
  if (self->policy == NULL)
    return NULL;
  sl_roles_set_titles (look_up_title, self->policy);
  self->pool = sl_worker_pool_new (NULL);
  self->library = sl_library_new (self->store, self->pool, error);
  if (self->library == NULL)
    return NULL;
  self->person = sl_people_current (self->store, error);
  if (self->person == NULL)
    return NULL;
  g_ptr_array_add (self->persons, self->person);
  sl_people_name_holder (self->store);
  self->review = sl_review_new (self->library, self->packs, self->policy, self->person, error);
  if (self->review == NULL || !sl_cases_complete_words (self->store, error))
    return NULL;
  sl_casebook_join_papers (self->review);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed_cb), self, 0);
  return g_steal_pointer (&self);
}

/**
 * sl_casebook_open:
 * @path: (nullable): the data folder; %NULL for $XDG_DATA_HOME/sightline
 * @flags: how
 * @error: return location
 *
 * Opens or makes a casebook with everything that belongs to it; the account that runs this is at
 * work in it. See sl_store_open() for when it is read-only.
 *
 * Returns: (transfer full): the casebook, or %NULL with the error of whatever failed
 */
SlCasebook *
sl_casebook_open (const char *path, SlStoreFlags flags, GError **error)
{
  return open_casebook (path, NULL, flags, error);
}

/**
 * sl_casebook_open_shared:
 * @path: (nullable): as for sl_casebook_open()
 * @group: (nullable): as for sl_store_open_shared(); %NULL opens it as sl_casebook_open() does
 * @flags: how
 * @error: return location
 *
 * Returns: (transfer full): a casebook that several accounts work in, one of them at a time; or
 *   %NULL with the error of whatever failed
 */
SlCasebook *
sl_casebook_open_shared (const char *path, const char *group, SlStoreFlags flags, GError **error)
{
  return open_casebook (path, group, flags, error);
}

/**
 * sl_casebook_reload_person:
 * @self: a casebook
 * @error: return location
 *
 * Reads again who is at work, and lets what is done next count with the role they have now. The
 * window needs no call: the person follows every change that its main loop hears of, and
 * #SlCasebook:person notifies.
 *
 * Returns: %FALSE with @error when it could not be read; the person stays as known
 */
gboolean
sl_casebook_reload_person (SlCasebook *self, GError **error)
{
  SlPerson *person;

  g_return_val_if_fail (SL_IS_CASEBOOK (self), FALSE);
  person = sl_people_load (self->store, sl_person_get_id (self->person), error);
  if (person == NULL)
    return FALSE;
  sl_store_set_actor (self->store, sl_person_get_id (person), sl_person_get_account (person),
                      sl_person_get_role (person));
  /* Threads may hold the one there was: it goes with the casebook. */
  g_ptr_array_add (self->persons, person);
  g_atomic_pointer_set (&self->person, person);
  sl_review_set_person (self->review, person);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERSON]);
  return TRUE;
}

const char *
sl_casebook_get_path (SlCasebook *self)
{
  g_return_val_if_fail (SL_IS_CASEBOOK (self), NULL);
  return sl_store_get_path (self->store);
}

SlStore *
sl_casebook_get_store (SlCasebook *self)
{
  g_return_val_if_fail (SL_IS_CASEBOOK (self), NULL);
  return self->store;
}

SlPackLibrary *
sl_casebook_get_packs (SlCasebook *self)
{
  g_return_val_if_fail (SL_IS_CASEBOOK (self), NULL);
  return self->packs;
}

SlPolicyLibrary *
sl_casebook_get_policy (SlCasebook *self)
{
  g_return_val_if_fail (SL_IS_CASEBOOK (self), NULL);
  return self->policy;
}

SlLibrary *
sl_casebook_get_library (SlCasebook *self)
{
  g_return_val_if_fail (SL_IS_CASEBOOK (self), NULL);
  return self->library;
}

SlWorkerPool *
sl_casebook_get_pool (SlCasebook *self)
{
  g_return_val_if_fail (SL_IS_CASEBOOK (self), NULL);
  return self->pool;
}

/**
 * sl_casebook_get_person:
 * @self: a casebook
 *
 * Any thread.
 *
 * Returns: (transfer none): who is at work, as last read; valid as long as @self
 */
SlPerson *
sl_casebook_get_person (SlCasebook *self)
{
  g_return_val_if_fail (SL_IS_CASEBOOK (self), NULL);
  return g_atomic_pointer_get (&self->person);
}

/**
 * sl_casebook_get_review:
 * @self: a casebook
 *
 * Returns: (transfer none): quality assurance; any thread may use it
 */
SlReview *
sl_casebook_get_review (SlCasebook *self)
{
  g_return_val_if_fail (SL_IS_CASEBOOK (self), NULL);
  return self->review;
}

/**
 * sl_casebook_close:
 * @self: a casebook
 *
 * Finishes all saves and gives the folder free. The parts stay, and refuse work.
 */
void
sl_casebook_close (SlCasebook *self)
{
  g_return_if_fail (SL_IS_CASEBOOK (self));
  sl_store_close (self->store);
}
