/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-base"
#include "config.h"

#include "base/sl-hash.h"

#include <string.h>

/**
 * sl_hash_bytes:
 * @bytes: what to hash
 *
 * Returns: (transfer full): the SHA-256 of @bytes in lower-case hexadecimal
 */
char *
sl_hash_bytes (GBytes *bytes)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

/**
 * sl_hash_text:
 * @text: what to hash, without its final NUL
 *
 * Returns: (transfer full): the SHA-256 of @text in lower-case hexadecimal
 */
char *
sl_hash_text (const char *text)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}
