/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "people/sl-key.h"
#include "people/sl-person.h"

#include "sl-test-case.h"
#include "sl-test.h"

#include "store/sl-backup.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static GBytes *
bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static char *
key_path (const char *folder)
{
  g_autofree char *name = g_strdup_printf ("%u.key", (guint) geteuid ());

  return g_build_filename (folder, "keys", name, NULL);
}

static SlSigningKey *
open_key (SlStore *store)
{
  g_autoptr (GError) error = NULL;
  SlSigningKey *key = sl_signing_key_open (store, &error);

  g_assert_no_error (error);
  return key;
}

static void
refuse_key (SlStore *store, int code, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sl_signing_key_open (store, &error));
  g_assert_error (error, SL_STORE_ERROR, code);
  if (strstr (error->message, words) == NULL)
    g_error ("expected “%s” in “%s”", words, error->message);
}

static void
test_made_once (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *path = key_path (folder);
  g_autofree char *keys = g_path_get_dirname (path);
  g_autoptr (SlStore) store = sl_test_open_store (folder);
  g_autoptr (SlSigningKey) first = open_key (store);
  g_autoptr (SlSigningKey) second = open_key (store);
  g_autoptr (GDir) dir = NULL;
  struct stat info;

  g_assert_cmpstr (sl_signing_key_get_fingerprint (first), ==,
                   sl_signing_key_get_fingerprint (second));
  g_assert_true (
      g_bytes_equal (sl_signing_key_get_public (first), sl_signing_key_get_public (second)));
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07777, ==, 0600);
  g_assert_cmpint (stat (keys, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07777, ==, 0700);
  dir = g_dir_open (keys, 0, NULL);
  g_assert_nonnull (g_dir_read_name (dir));
  g_assert_null (g_dir_read_name (dir));
}

static void
test_sign (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *other_folder = sl_test_make_folder ();
  g_autoptr (SlStore) store = sl_test_open_store (folder);
  g_autoptr (SlStore) other_store = sl_test_open_store (other_folder);
  g_autoptr (SlSigningKey) key = open_key (store);
  g_autoptr (SlSigningKey) other = open_key (other_store);
  g_autoptr (GBytes) message = bytes ("manifest of UTT/26/2147/FUL");
  g_autoptr (GBytes) altered = bytes ("manifest of UTT/26/2148/FUL");
  g_autoptr (GBytes) empty = bytes ("");
  g_autoptr (GBytes) signature = sl_signing_key_sign (key, message);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (signature, 0, SL_SIGNATURE_BYTES - 1);
  GBytes *public_key = sl_signing_key_get_public (key);

  g_assert_cmpuint (g_bytes_get_size (signature), ==, SL_SIGNATURE_BYTES);
  g_assert_true (sl_key_verify (public_key, message, signature));
  g_assert_false (sl_key_verify (public_key, altered, signature));
  g_assert_false (sl_key_verify (public_key, empty, signature));
  g_assert_false (sl_key_verify (sl_signing_key_get_public (other), message, signature));
  g_assert_false (sl_key_verify (public_key, message, cut));
  g_assert_false (sl_key_verify (public_key, message, empty));
  g_assert_false (sl_key_verify (empty, message, signature));
  for (guint bit = 0; bit < 8 * SL_SIGNATURE_BYTES; bit++)
    {
      gsize size;
      g_autofree guint8 *spoilt = g_memdup2 (g_bytes_get_data (signature, &size),
                                             SL_SIGNATURE_BYTES);
      g_autoptr (GBytes) wrong = NULL;

      spoilt[bit / 8] ^= 1 << (bit % 8);
      wrong = g_bytes_new (spoilt, size);
      g_assert_false (sl_key_verify (public_key, message, wrong));
    }
}

/* RFC 8032, section 7.1, test 1: the library does Ed25519 and nothing else. */
static void
test_known_answer (void)
{
  static const guint8 public_key[] = { 0xd7, 0x5a, 0x98, 0x01, 0x82, 0xb1, 0x0a, 0xb7,
                                       0xd5, 0x4b, 0xfe, 0xd3, 0xc9, 0x64, 0x07, 0x3a,
                                       0x0e, 0xe1, 0x72, 0xf3, 0xda, 0xa6, 0x23, 0x25,
                                       0xaf, 0x02, 0x1a, 0x68, 0xf7, 0x07, 0x51, 0x1a };
  static const guint8 signature[] = {
    0xe5, 0x56, 0x43, 0x00, 0xc3, 0x60, 0xac, 0x72, 0x90, 0x86, 0xe2, 0xcc, 0x80, 0x6e, 0x82, 0x8a,
    0x84, 0x87, 0x7f, 0x1e, 0xb8, 0xe5, 0xd9, 0x74, 0xd8, 0x73, 0xe0, 0x65, 0x22, 0x49, 0x01, 0x55,
    0x5f, 0xb8, 0x82, 0x15, 0x90, 0xa3, 0x3b, 0xac, 0xc6, 0x1e, 0x39, 0x70, 0x1c, 0xf9, 0xb4, 0x6b,
    0xd2, 0x5b, 0xf5, 0xf0, 0x59, 0x5b, 0xbe, 0x24, 0x65, 0x51, 0x41, 0x43, 0x8e, 0x7a, 0x10, 0x0b
  };
  g_autoptr (GBytes) key = g_bytes_new_static (public_key, sizeof public_key);
  g_autoptr (GBytes) sign = g_bytes_new_static (signature, sizeof signature);
  g_autoptr (GBytes) nothing = bytes ("");

  g_assert_true (sl_key_verify (key, nothing, sign));
}

static void
test_fingerprint (void)
{
  g_autoptr (GBytes) key = bytes ("0123456789abcdef0123456789abcdef");
  g_autofree char *text = sl_key_fingerprint (key);
  g_autofree char *typed = g_ascii_strup (text, -1);
  g_autofree char *tidy = NULL;

  /* sha256 of the bytes, its first half. */
  g_assert_cmpstr (text, ==, "3eb1 bd43 9947 eb76 2998 e566 ccc2 e099");
  for (char *p = typed; *p != '\0'; p++)
    if (*p == ' ')
      *p = '-';
  tidy = sl_key_tidy_fingerprint (typed);
  g_assert_cmpstr (tidy, ==, text);
  g_assert_null (sl_key_tidy_fingerprint ("aabb"));
  g_assert_null (sl_key_tidy_fingerprint (""));
  typed[0] = 'g';
  g_assert_null (sl_key_tidy_fingerprint (typed));
}

/* Each way a key file can be wrong is refused in words, and the file is left as it is. */
static void
test_bad_files (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *path = key_path (folder);
  g_autofree char *aside = g_strconcat (path, ".aside", NULL);
  g_autoptr (SlStore) store = sl_test_open_store (folder);
  g_autoptr (SlSigningKey) key = open_key (store);
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_cmpint (g_chmod (path, 0640), ==, 0);
  refuse_key (store, SL_STORE_ERROR_REFUSED, "other accounts can read");
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);

  for (gsize i = 0; i < length; i++)
    {
      char old = text[i];

      text[i] = old == '0' ? '1' : '0';
      g_assert_true (
          g_file_set_contents_full (path, text, length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
      refuse_key (store, SL_STORE_ERROR_REFUSED, "damaged");
      text[i] = old;
    }
  g_assert_true (
      g_file_set_contents_full (path, text, length - 1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  refuse_key (store, SL_STORE_ERROR_REFUSED, "damaged");
  g_assert_cmpint (truncate (path, 0), ==, 0);
  refuse_key (store, SL_STORE_ERROR_REFUSED, "damaged");

  g_assert_cmpint (g_rename (path, aside), ==, 0);
  g_assert_cmpint (symlink (aside, path), ==, 0);
  refuse_key (store, SL_STORE_ERROR_REFUSED, "not a plain file");
  g_assert_cmpint (unlink (path), ==, 0);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  refuse_key (store, SL_STORE_ERROR_REFUSED, "not a plain file");
  g_assert_cmpint (unlink (path), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  refuse_key (store, SL_STORE_ERROR_REFUSED, "not a plain file");
}

static void
test_foreign_file (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *path = key_path (folder);
  g_autoptr (SlStore) store = sl_test_open_store (folder);
  g_autoptr (SlSigningKey) key = open_key (store);

  if (chown (path, 61001, (gid_t) -1) != 0)
    {
      g_test_skip ("only root can give a file to another account");
      return;
    }
  refuse_key (store, SL_STORE_ERROR_REFUSED, "another account");
}

/* Whoever has a backup cannot sign as the one who made it. */
static void
test_not_in_a_backup (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autofree char *backups = sl_test_make_folder ();
  g_autofree char *restored = g_build_filename (backups, "restored", NULL);
  g_autofree char *keys = g_build_filename (restored, "keys", NULL);
  g_autoptr (SlStore) store = sl_test_open_store (folder);
  g_autoptr (SlSigningKey) key = open_key (store);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlBackup) backup = sl_backup_make (store, backups, &error);

  g_assert_no_error (error);
  g_assert_true (sl_backup_restore (backup->path, restored, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (keys, G_FILE_TEST_EXISTS));
}

typedef struct
{
  const char *fingerprint;
  GBytes *key;
  const char *person_id;
} Arrival;

static gboolean
keep (SlTransaction *transaction, gpointer data, GError **error)
{
  const Arrival *arrival = data;

  return sl_keys_keep (transaction, arrival->fingerprint, arrival->key, arrival->person_id, error);
}

static SlChange *
meet (Arrival *arrival)
{
  return sl_change_new ("read-bundle", "person_key", arrival->fingerprint, NULL, keep, arrival,
                        NULL);
}

static SlTrust
look_up (SlStore *store, const char *fingerprint, char **person_id)
{
  g_autoptr (GError) error = NULL;
  SlTrust trust;

  g_assert_true (sl_keys_look_up (store, fingerprint, &trust, person_id, &error));
  g_assert_no_error (error);
  return trust;
}

static void
test_trust (void)
{
  g_autofree char *folder = sl_test_make_folder ();
  g_autoptr (SlStore) store = sl_test_open_store (folder);
  g_autoptr (GBytes) key = bytes ("0123456789abcdef0123456789abcdef");
  g_autofree char *fingerprint = sl_key_fingerprint (key);
  Arrival arrival = { fingerprint, key, sl_store_get_actor (store) };
  Arrival wrong = { "aaaa", key, NULL };
  Arrival thief = { fingerprint, key, "somebody-else" };
  g_autofree char *person_id = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  const SlKeyInfo *info;

  g_assert_cmpint (look_up (store, fingerprint, NULL), ==, SL_TRUST_UNKNOWN);
  sl_test_refuse (store, sl_key_change_trust (fingerprint, SL_TRUST_VERIFIED),
                  SL_STORE_ERROR_NOT_FOUND, "was met here");
  sl_test_refuse (store, meet (&wrong), SL_STORE_ERROR_REFUSED, "fingerprint names");
  sl_test_apply (store, meet (&arrival));
  g_assert_cmpint (look_up (store, fingerprint, &person_id), ==, SL_TRUST_UNVERIFIED);
  g_assert_cmpstr (person_id, ==, arrival.person_id);
  sl_test_apply (store, sl_key_change_trust (fingerprint, SL_TRUST_VERIFIED));
  sl_test_apply (store, meet (&thief));
  g_clear_pointer (&person_id, g_free);
  g_assert_cmpint (look_up (store, fingerprint, &person_id), ==, SL_TRUST_VERIFIED);
  g_assert_cmpstr (person_id, ==, arrival.person_id);
  sl_test_apply (store, sl_key_change_trust (fingerprint, SL_TRUST_REVOKED));

  keys = sl_keys_list (store, NULL);
  g_assert_cmpuint (keys->len, ==, 1);
  info = g_ptr_array_index (keys, 0);
  g_assert_cmpstr (info->fingerprint, ==, fingerprint);
  g_assert_cmpint (info->trust, ==, SL_TRUST_REVOKED);
  g_assert_cmpstr (info->person_id, ==, arrival.person_id);
  g_assert_cmpstr (info->person_name, !=, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/people/key/is-made-once-and-for-its-account-alone", test_made_once);
  g_test_add_func ("/people/key/signs-exactly-what-it-was-given", test_sign);
  g_test_add_func ("/people/key/agrees-with-the-standard", test_known_answer);
  g_test_add_func ("/people/key/has-a-fingerprint-to-read-aloud", test_fingerprint);
  g_test_add_func ("/people/key/a-bad-file-is-refused-in-words", test_bad_files);
  g_test_add_func ("/people/key/of-another-account-is-refused", test_foreign_file);
  g_test_add_func ("/people/key/is-not-in-a-backup", test_not_in_a_backup);
  g_test_add_func ("/people/key/trust-is-given-and-taken-here", test_trust);
  return g_test_run ();
}
