/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-people"
#include "config.h"

#include "people/sl-key.h"

#include "store/sl-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The account's signing key: KEYS_FOLDER/UID.key holds a line of form, the seed and the public key
 * in hex. The public key could be made of the seed again: it stands there so that a damaged file is
 * known for one. A file that is not the account's alone is refused, never mended: somebody else may
 * have read it or put it there. The secret half leaves memory by sodium_memzero(). */

#define KEYS_FOLDER "keys"
#define FIRST_LINE "sightline-key 1"
#define SEED_HEX (2 * crypto_sign_SEEDBYTES)
#define PUBLIC_HEX (2 * crypto_sign_PUBLICKEYBYTES)
/* The line, two lines of hex, and their ends. */
#define FILE_BYTES (strlen (FIRST_LINE) + SEED_HEX + PUBLIC_HEX + 3)

G_STATIC_ASSERT (crypto_sign_PUBLICKEYBYTES == SL_KEY_BYTES);
G_STATIC_ASSERT (crypto_sign_BYTES == SL_SIGNATURE_BYTES);

struct _SlSigningKey
{
  guint8 secret[crypto_sign_SECRETKEYBYTES];
  GBytes *public_key;
  char *fingerprint;
};

static gboolean
start_sodium (void)
{
  /* 1: it was started before. */
  return sodium_init () >= 0;
}

static gboolean
fail (GError **error, const char *path, const char *why)
{
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_FAILED,
               _ ("The signing key %s cannot be used: %s"), path, why);
  return FALSE;
}

static gboolean
refuse (GError **error, const char *path, const char *why)
{
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
               _ ("The signing key %s is not used: %s Move it away, and a new key is made; tell "
                  "those who trust the old one."),
               path, why);
  return FALSE;
}

static SlSigningKey *
key_new (const guint8 *seed)
{
  SlSigningKey *self = g_new0 (SlSigningKey, 1);
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];

  sodium_mlock (self->secret, sizeof self->secret);
  crypto_sign_seed_keypair (public_key, self->secret, seed);
  self->public_key = g_bytes_new (public_key, sizeof public_key);
  self->fingerprint = sl_key_fingerprint (self->public_key);
  return self;
}

void
sl_signing_key_free (SlSigningKey *self)
{
  if (self == NULL)
    return;
  /* Wipes it too. */
  sodium_munlock (self->secret, sizeof self->secret);
  g_bytes_unref (self->public_key);
  g_free (self->fingerprint);
  g_free (self);
}

/* The folder of the keys, made when it is missing. In a shared casebook every account puts its own
 * there and, by the sticky bit, takes away no other's. */
static int
open_folder (SlStore *store)
{
  int base = open (sl_store_get_path (store), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean made;
  int fd, code;

  if (base < 0)
    return -1;
  made = mkdirat (base, KEYS_FOLDER, 0700) == 0;
  fd = openat (base, KEYS_FOLDER, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  code = errno;
  if (fd >= 0 && made)
    {
      fchmod (fd, sl_store_is_shared (store) ? 03770 : 0700);
      fsync (base);
    }
  close (base);
  errno = code;
  return fd;
}

static gboolean
write_all (int fd, const char *bytes, gsize length)
{
  for (gsize done = 0; done < length;)
    {
      gssize written = write (fd, bytes + done, length - done);

      if (written < 0 && errno != EINTR)
        return FALSE;
      done += MAX (written, 0);
    }
  return TRUE;
}

/* Puts a new key under @name unless another process was quicker; FALSE with errno. */
static gboolean
write_key (int folder, const char *name, const char *text)
{
  g_autofree char *temporary = g_strdup_printf (".%s.%d.new", name, (int) getpid ());
  const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
  int fd = openat (folder, temporary, flags, 0600);
  gboolean written;
  int code;

  if (fd < 0 && errno == EEXIST)
    {
      /* Left by a process of the same number that was killed. */
      unlinkat (folder, temporary, 0);
      fd = openat (folder, temporary, flags, 0600);
    }
  if (fd < 0)
    return FALSE;
  /* A link, not a rename: it never takes the place of a key that is there. */
  written = fchmod (fd, 0600) == 0 && write_all (fd, text, FILE_BYTES) && fsync (fd) == 0 &&
            (linkat (folder, temporary, folder, name, 0) == 0 || errno == EEXIST);
  code = errno;
  close (fd);
  unlinkat (folder, temporary, 0);
  if (written && fsync (folder) != 0)
    {
      code = errno;
      written = FALSE;
    }
  errno = code;
  return written;
}

static gboolean
make_key (int folder, const char *name)
{
  guint8 seed[crypto_sign_SEEDBYTES];
  guint8 secret[crypto_sign_SECRETKEYBYTES];
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];
  char seed_hex[SEED_HEX + 1], public_hex[PUBLIC_HEX + 1];
  char text[256];
  gboolean written;
  int code;

  randombytes_buf (seed, sizeof seed);
  crypto_sign_seed_keypair (public_key, secret, seed);
  sodium_bin2hex (seed_hex, sizeof seed_hex, seed, sizeof seed);
  sodium_bin2hex (public_hex, sizeof public_hex, public_key, sizeof public_key);
  g_snprintf (text, sizeof text, "%s\n%s\n%s\n", FIRST_LINE, seed_hex, public_hex);
  written = write_key (folder, name, text);
  code = errno;
  sodium_memzero (seed, sizeof seed);
  sodium_memzero (secret, sizeof secret);
  sodium_memzero (seed_hex, sizeof seed_hex);
  sodium_memzero (text, sizeof text);
  errno = code;
  return written;
}

/* Whether the file is a plain one of this account alone. */
static gboolean
check_rights (int fd, const char *path, GError **error)
{
  struct stat info;

  if (fstat (fd, &info) != 0)
    return fail (error, path, g_strerror (errno));
  if (!S_ISREG (info.st_mode) || info.st_nlink != 1)
    return refuse (error, path, _ ("it is not a plain file."));
  if (info.st_uid != geteuid ())
    return refuse (error, path, _ ("it belongs to another account."));
  if ((info.st_mode & 0077) != 0)
    return refuse (error, path, _ ("other accounts can read or change it."));
  if (info.st_size != (off_t) FILE_BYTES)
    return refuse (error, path, _ ("it is damaged."));
  return TRUE;
}

/* Reads @text, a whole key file; NULL when it is damaged. */
static SlSigningKey *
parse_key (const char *text)
{
  const gsize at = strlen (FIRST_LINE "\n");
  guint8 seed[crypto_sign_SEEDBYTES];
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];
  SlSigningKey *self = NULL;
  gsize n_seed = 0;
  gsize n_public = 0;

  if (g_str_has_prefix (text, FIRST_LINE "\n") && text[at + SEED_HEX] == '\n' &&
      text[at + SEED_HEX + 1 + PUBLIC_HEX] == '\n' &&
      sodium_hex2bin (seed, sizeof seed, text + at, SEED_HEX, NULL, &n_seed, NULL) == 0 &&
      sodium_hex2bin (public_key, sizeof public_key, text + at + SEED_HEX + 1, PUBLIC_HEX, NULL,
                      &n_public, NULL) == 0 &&
      n_seed == sizeof seed && n_public == sizeof public_key)
    self = key_new (seed);
  sodium_memzero (seed, sizeof seed);
  if (self != NULL &&
      memcmp (g_bytes_get_data (self->public_key, NULL), public_key, sizeof public_key) != 0)
    g_clear_pointer (&self, sl_signing_key_free);
  return self;
}

static SlSigningKey *
read_key (int fd, const char *path, GError **error)
{
  char text[256] = "";
  SlSigningKey *self;
  gssize got;

  if (!check_rights (fd, path, error))
    return NULL;
  got = pread (fd, text, FILE_BYTES, 0);
  self = got == (gssize) FILE_BYTES ? parse_key (text) : NULL;
  sodium_memzero (text, sizeof text);
  if (self == NULL)
    refuse (error, path, _ ("it is damaged."));
  return self;
}

/**
 * sl_signing_key_open:
 * @store: an open store; one that is read-only will do
 * @error: return location
 *
 * Opens the running account's key, and makes one on first use. Blocking.
 *
 * Returns: (transfer full): the key, or %NULL: %SL_STORE_ERROR_REFUSED when the file there is
 *   damaged, another account's, or open to others; %SL_STORE_ERROR_FAILED when it cannot be read or
 *   made
 */
SlSigningKey *
sl_signing_key_open (SlStore *store, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%u.key", (guint) geteuid ());
  g_autofree char *path = NULL;
  SlSigningKey *self = NULL;
  int folder, fd;

  g_return_val_if_fail (store != NULL, NULL);
  path = g_build_filename (sl_store_get_path (store), KEYS_FOLDER, name, NULL);
  folder = start_sodium () ? open_folder (store) : -1;
  if (folder < 0)
    {
      fail (error, path, g_strerror (errno));
      return NULL;
    }
  fd = openat (folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0 && errno == ENOENT && make_key (folder, name))
    fd = openat (folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (fd >= 0)
    self = read_key (fd, path, error);
  else if (errno == ELOOP)
    refuse (error, path, _ ("it is not a plain file."));
  else
    fail (error, path, g_strerror (errno));
  if (fd >= 0)
    close (fd);
  close (folder);
  return self;
}

/**
 * sl_signing_key_sign:
 * @self: a key
 * @message: what to sign
 *
 * Returns: (transfer full): the detached signature, %SL_SIGNATURE_BYTES long
 */
GBytes *
sl_signing_key_sign (SlSigningKey *self, GBytes *message)
{
  guint8 signature[crypto_sign_BYTES];
  const guint8 *bytes;
  gsize size;

  g_return_val_if_fail (self != NULL && message != NULL, NULL);
  bytes = g_bytes_get_data (message, &size);
  crypto_sign_detached (signature, NULL, bytes, size, self->secret);
  return g_bytes_new (signature, sizeof signature);
}

GBytes *
sl_signing_key_get_public (SlSigningKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->public_key;
}

const char *
sl_signing_key_get_fingerprint (SlSigningKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->fingerprint;
}

/* 16 bytes are read aloud in a minute, and two keys that share them cannot be made. */
#define FINGERPRINT_BYTES 16

/**
 * sl_key_fingerprint:
 * @public_key: a public key
 *
 * Returns: (transfer full): the first 16 bytes of its SHA-256 in hex, in groups of four
 */
char *
sl_key_fingerprint (GBytes *public_key)
{
  g_autofree char *hash = NULL;
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (public_key != NULL, NULL);
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, public_key);
  for (guint i = 0; i < 2 * FINGERPRINT_BYTES; i++)
    {
      if (i > 0 && i % 4 == 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, hash[i]);
    }
  return g_string_free (text, FALSE);
}

/**
 * sl_key_tidy_fingerprint:
 * @text: a fingerprint as somebody typed it
 *
 * Returns: (transfer full) (nullable): it as sl_key_fingerprint() writes it, whatever its case and
 *   spaces were; %NULL when it is none
 */
char *
sl_key_tidy_fingerprint (const char *text)
{
  GString *tidy = g_string_new (NULL);
  guint digits = 0;

  g_return_val_if_fail (text != NULL, NULL);
  for (const char *at = text; *at != '\0' && digits <= 2 * FINGERPRINT_BYTES; at++)
    {
      if (g_ascii_isspace (*at) || *at == '-' || *at == ':')
        continue;
      if (!g_ascii_isxdigit (*at))
        {
          digits = 0;
          break;
        }
      if (digits > 0 && digits % 4 == 0)
        g_string_append_c (tidy, ' ');
      g_string_append_c (tidy, g_ascii_tolower (*at));
      digits++;
    }
  return g_string_free (tidy, digits != 2 * FINGERPRINT_BYTES);
}

/**
 * sl_key_verify:
 * @public_key: whose signature it is said to be; any length, since it may come from outside
 * @message: what is said to be signed
 * @signature: the signature, likewise
 *
 * Returns: whether @signature is that of @public_key over exactly @message
 */
gboolean
sl_key_verify (GBytes *public_key, GBytes *message, GBytes *signature)
{
  const guint8 *key, *bytes, *sign;
  gsize n_key, n_bytes, n_sign;

  g_return_val_if_fail (public_key != NULL && message != NULL && signature != NULL, FALSE);
  key = g_bytes_get_data (public_key, &n_key);
  bytes = g_bytes_get_data (message, &n_bytes);
  sign = g_bytes_get_data (signature, &n_sign);
  return start_sodium () && n_key == SL_KEY_BYTES && n_sign == SL_SIGNATURE_BYTES &&
         crypto_sign_verify_detached (sign, bytes, n_bytes, key) == 0;
}

static const char *const trust_nicks[] = { "unknown", "unverified", "verified", "revoked" };

const char *
sl_trust_to_nick (SlTrust trust)
{
  g_return_val_if_fail ((guint) trust < G_N_ELEMENTS (trust_nicks), "unknown");
  return trust_nicks[trust];
}

/**
 * sl_trust_from_nick:
 *
 * Returns: the trust of that name, %SL_TRUST_UNKNOWN for any other
 */
SlTrust
sl_trust_from_nick (const char *nick)
{
  for (guint i = 0; i < G_N_ELEMENTS (trust_nicks); i++)
    if (g_strcmp0 (nick, trust_nicks[i]) == 0)
      return (SlTrust) i;
  return SL_TRUST_UNKNOWN;
}

void
sl_key_info_free (SlKeyInfo *info)
{
  if (info == NULL)
    return;
  g_free (info->fingerprint);
  g_free (info->person_id);
  g_free (info->person_name);
  g_free (info->at);
  g_free (info);
}
