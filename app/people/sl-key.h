/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "base/sl-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Ed25519 signatures (libsodium). Each account has one signing key in its data folder,
 * keys/UID.key, 0600 and owned by the account even in a shared folder, made on first use; it is not
 * part of a backup. A public key is known by its fingerprint: the first 16 bytes of its SHA-256 in
 * hex, in groups of four for people to read to each other. */
#define SL_KEY_BYTES 32
#define SL_SIGNATURE_BYTES 64

typedef struct _SlSigningKey SlSigningKey;
/* This account's key, made on first use. Blocking. */
SlSigningKey *sl_signing_key_open (SlStore *store, GError **error);
void sl_signing_key_free (SlSigningKey *self); /* wipes the memory */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlSigningKey, sl_signing_key_free)
GBytes *sl_signing_key_sign (SlSigningKey *self, GBytes *message);
GBytes *sl_signing_key_get_public (SlSigningKey *self); /* borrowed */
const char *sl_signing_key_get_fingerprint (SlSigningKey *self);

char *sl_key_fingerprint (GBytes *public_key); /* "3fa9 c1d2 …"; transfer full */
/* As it is written above, whatever was typed; NULL when it is none. Transfer full. */
char *sl_key_tidy_fingerprint (const char *text);
gboolean sl_key_verify (GBytes *public_key, GBytes *message, GBytes *signature);

/* What this casebook thinks of a key. */
typedef enum
{
  SL_TRUST_UNKNOWN,    /* never seen */
  SL_TRUST_UNVERIFIED, /* seen in a bundle; nobody compared the fingerprint */
  SL_TRUST_VERIFIED,   /* somebody here compared it with its owner */
  SL_TRUST_REVOKED,
} SlTrust;
const char *sl_trust_to_nick (SlTrust trust);
SlTrust sl_trust_from_nick (const char *nick);
/* *@person_id (transfer full, may be NULL) is whose it is said to be. */
gboolean sl_keys_look_up (SlStore *store,
                          const char *fingerprint,
                          SlTrust *trust,
                          char **person_id,
                          GError **error);
/* Inside a change: notes a key met in a bundle as unverified, if it is new. */
gboolean sl_keys_keep (SlTransaction *transaction,
                       const char *fingerprint,
                       GBytes *public_key,
                       const char *person_id,
                       GError **error);
/* "I compared this fingerprint with its owner", or "no longer theirs". */
SlChange *sl_key_change_trust (const char *fingerprint, SlTrust trust);
/* Element type SlKeyInfo. */
typedef struct
{
  char *fingerprint, *person_id, *person_name, *at;
  SlTrust trust;
} SlKeyInfo;
void sl_key_info_free (SlKeyInfo *info);
GPtrArray *sl_keys_list (SlStore *store, GError **error);

G_END_DECLS
