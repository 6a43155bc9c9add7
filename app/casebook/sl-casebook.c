/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-casebook"
#include "config.h"

#include "casebook/sl-casebook.h"

/* An opened data folder. Owns all that belongs to it; closing lets go in the opposite order. */
struct _SlCasebook
{
  GObject parent_instance;

  SlStore *store;
  SlPackLibrary *packs;
  SlPolicyLibrary *policy;
  SlWorkerPool *pool;
  SlLibrary *library;
  SlPerson *person;
};

G_DEFINE_FINAL_TYPE (SlCasebook, sl_casebook, G_TYPE_OBJECT)

static void
sl_casebook_dispose (GObject *object)
{
  SlCasebook *self = SL_CASEBOOK (object);

  if (self->store != NULL)
    sl_store_close (self->store);
  g_clear_object (&self->person);
  g_clear_object (&self->library);
  g_clear_object (&self->pool);
  g_clear_object (&self->policy);
  g_clear_object (&self->packs);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (sl_casebook_parent_class)->dispose (object);
}

static void
sl_casebook_class_init (SlCasebookClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_casebook_dispose;
}

static void
sl_casebook_init (SlCasebook *self)
{
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
  g_autoptr (SlCasebook) self = g_object_new (SL_TYPE_CASEBOOK, NULL);
  g_autofree char *usual = g_build_filename (g_get_user_data_dir (), SL_DATA_NAME, NULL);

  self->store = sl_store_open (path != NULL ? path : usual, flags, error);
  if (self->store == NULL)
    return NULL;
  self->packs = sl_pack_library_new (sl_store_get_path (self->store), error);
  if (self->packs == NULL)
    return NULL;
  self->policy = sl_policy_library_new (self->packs, error);
  if (self->policy == NULL)
    return NULL;
  self->pool = sl_worker_pool_new (NULL);
  self->library = sl_library_new (self->store, self->pool, error);
  if (self->library == NULL)
    return NULL;
  self->person = sl_people_current (self->store, error);
  if (self->person == NULL)
    return NULL;
  return g_steal_pointer (&self);
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
 * Returns: (transfer none): who is at work, with the card as it was last read
 */
SlPerson *
sl_casebook_get_person (SlCasebook *self)
{
  g_return_val_if_fail (SL_IS_CASEBOOK (self), NULL);
  return self->person;
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
