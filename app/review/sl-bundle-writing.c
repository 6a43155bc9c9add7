/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-bundle-writing.h"

#include "base/sl-hex.h"
#include "base/sl-time.h"
#include "store/sl-audit.h"

gboolean
sl_bundle_add_head (SlLines *content, guint kind, SlStore *store, GError **error)
{
  g_autofree char *hash = NULL;
  g_autofree char *digits = NULL;
  gint64 sequence;

  if (!sl_audit_get_head (sl_store_read (store), &sequence, &hash, error))
    return FALSE;
  digits = g_strdup_printf ("%" G_GINT64_FORMAT, sequence);
  sl_lines_add (content, kind, digits, hash, NULL);
  return TRUE;
}

/* Rising for ever, also after a backup was restored: seconds, unless the clock was put back. */
gint64
sl_bundle_next_serial (gint64 last)
{
  return last < 0 ? -1 : MAX (last + 1, sl_clock_now () / G_USEC_PER_SEC);
}

SlLines *
sl_bundle_manifest_new (const SlLineFormat *format,
                        const char *kind,
                        const char *const *subject,
                        SlPerson *sender,
                        SlSigningKey *key,
                        gint64 serial)
{
  SlLines *manifest = sl_lines_new (format);
  g_autofree char *public_key = sl_hex_from_bytes (sl_signing_key_get_public (key));
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, serial);
  g_autofree char *now = sl_time_now ();

  sl_lines_add (manifest, SL_MANIFEST_KIND, kind, NULL);
  sl_lines_add_values (manifest, SL_MANIFEST_CASE, subject);
  sl_lines_add (manifest, SL_MANIFEST_SENDER, sl_person_get_id (sender),
                sl_person_get_display_name (sender), sl_person_get_role (sender),
                sl_person_get_self_declared (sender) ? "self" : "confirmed", NULL);
  sl_lines_add (manifest, SL_MANIFEST_KEY, public_key, NULL);
  sl_lines_add (manifest, SL_MANIFEST_SERIAL, digits, NULL);
  sl_lines_add (manifest, SL_MANIFEST_MADE, now, SL_PROGRAM_VERSION, NULL);
  return manifest;
}

gboolean
sl_bundle_file_make (SlLibrary *library,
                     SlSigningKey *key,
                     SlLines *manifest,
                     SlLines *content,
                     GPtrArray *parts,
                     const char *path,
                     SlChange *change,
                     GError **error)
{
  g_autoptr (SlChange) recording = change;
  g_autofree char *temporary = NULL;

  if (!sl_bundle_file_write (library, key, manifest, content, parts, path, &temporary, error))
    return FALSE;
  if (!sl_store_apply (sl_library_get_store (library), g_steal_pointer (&recording), error))
    {
      sl_bundle_file_discard (temporary);
      return FALSE;
    }
  return sl_bundle_file_publish (temporary, path, error);
}
