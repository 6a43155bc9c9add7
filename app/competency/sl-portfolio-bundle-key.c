/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-bundle-private.h"

#include "base/sl-hex.h"
#include "people/sl-person-private.h"

#include <glib/gi18n-lib.h>

/* Keys that are met in a portfolio's bundle before anything that they signed is taken in. */

#define refuse(...) sl_portfolio_bundle_refuse (error, self->file, __VA_ARGS__)

typedef struct
{
  SlBundleFile *file;
  const char *fingerprint, *person_id; /* borrowed of @file */
  GBytes *key;
} Meeting;

static gboolean
meet (SlTransaction *transaction, gpointer data, GError **error)
{
  Meeting *self = data;
  char **person = sl_lines_find (self->file->content, SL_FOLIO_PERSON, self->person_id);
  g_autofree char *name = NULL;
  gboolean local;

  if (!sl_people_is_local (sl_transaction_get_database (transaction), self->person_id, &local,
                           &name, error))
    return FALSE;
  if (local || person == NULL)
    return refuse (_ ("it says that the key is %s's, who works here. It was not taken."), name);
  /* Somebody of whom nothing is known yet is listed by the name that they go by there. */
  if (*name == '\0' &&
      !sl_people_keep_elsewhere (
          transaction, self->person_id,
          g_str_equal (self->fingerprint, self->file->fingerprint) ? self->fingerprint : "",
          person[1], person[2], g_str_equal (person[3], "self"), error))
    return FALSE;
  sl_transaction_note (transaction, "person", self->person_id);
  return sl_keys_keep (transaction, self->fingerprint, self->key, self->person_id, error);
}

/* Of the sender, or of somebody who signed a record in it. */
static gboolean
find_met (Meeting *self, const char *fingerprint, GError **error)
{
  char **key = sl_lines_find (self->file->content, SL_FOLIO_KEY, fingerprint);

  if (g_str_equal (fingerprint, self->file->fingerprint))
    {
      self->fingerprint = self->file->fingerprint;
      self->person_id = sl_bundle_file_get (self->file, SL_MANIFEST_SENDER, SL_MANIFEST_SENDER_ID);
      self->key = g_bytes_ref (self->file->key);
      return TRUE;
    }
  if (key == NULL)
    return refuse (
        _ ("it is signed with another key (%s) than was read out. Do not read it; ask its "
           "sender for it by another way."),
        self->file->fingerprint);
  self->fingerprint = key[SL_FOLIO_KEY_FINGERPRINT];
  self->person_id = key[SL_FOLIO_KEY_PERSON];
  self->key = sl_hex_to_bytes (key[SL_FOLIO_KEY_PUBLIC]);
  return TRUE;
}

static SlChange *
make_meeting (Meeting *self)
{
  return sl_change_new ("meet-key", "person_key", self->fingerprint, NULL, meet, self, NULL);
}

void
sl_portfolio_bundle_note_key (SlPortfolioTaking *self)
{
  Meeting meeting = { .file = self->file };
  g_autoptr (GError) error = NULL;
  SlTrust known = SL_TRUST_UNKNOWN;

  if (sl_keys_look_up (self->store, self->wanting, &known, NULL, &error) &&
      known == SL_TRUST_UNKNOWN && find_met (&meeting, self->wanting, &error))
    sl_store_apply (self->store, make_meeting (&meeting), &error);
  if (error != NULL)
    g_message ("Key %s was not noted: %s", self->wanting, error->message);
  g_clear_pointer (&meeting.key, g_bytes_unref);
}

/**
 * sl_portfolio_bundle_meet_key:
 * @review: the reviews
 * @path: a bundle of a portfolio
 * @fingerprint: as its owner read it out
 * @error: return location
 *
 * Notes the key ("meet-key") and marks it as verified, without taking the bundle in. Blocking.
 *
 * Returns: %FALSE with @error
 */
gboolean
sl_portfolio_bundle_meet_key (SlReview *review,
                              const char *path,
                              const char *fingerprint,
                              GError **error)
{
  g_autoptr (SlBundleFile) file = NULL;
  SlStore *store;
  Meeting self = { 0 };
  gboolean met;

  g_return_val_if_fail (SL_IS_REVIEW (review) && path != NULL && fingerprint != NULL, FALSE);
  store = sl_library_get_store (sl_review_get_library (review));
  file = sl_portfolio_bundle_open (review, path, NULL, error);
  if (file == NULL)
    return FALSE;
  self.file = file;
  met = find_met (&self, fingerprint, error) &&
        sl_store_apply (store, make_meeting (&self), error) &&
        sl_store_apply (store, sl_key_change_trust (self.fingerprint, SL_TRUST_VERIFIED), error);
  g_clear_pointer (&self.key, g_bytes_unref);
  return met;
}
