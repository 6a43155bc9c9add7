/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-base"
#include "config.h"

#include "base/sl-hex.h"

#include <string.h>

/**
 * sl_hex_from_bytes:
 * @bytes: what to write
 *
 * Returns: (transfer full): @bytes in lower-case hexadecimal
 */
char *
sl_hex_from_bytes (GBytes *bytes)
{
  g_autoptr (GString) hex = g_string_new (NULL);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  for (gsize i = 0; i < length; i++)
    g_string_append_printf (hex, "%02x", data[i]);
  return g_string_free (g_steal_pointer (&hex), FALSE);
}

/**
 * sl_hex_to_bytes:
 * @hex: digits, whose number and kind were checked before
 *
 * Returns: (transfer full): the bytes that they stand for
 */
GBytes *
sl_hex_to_bytes (const char *hex)
{
  gsize length = strlen (hex) / 2;
  guint8 *data = g_malloc (length);

  for (gsize i = 0; i < length; i++)
    data[i] = (guint8) (g_ascii_xdigit_value (hex[2 * i]) * 16 +
                        g_ascii_xdigit_value (hex[2 * i + 1]));
  return g_bytes_new_take (data, length);
}
