/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-base"
#include "config.h"

#include "base/sl-id.h"

#include "base/sl-time.h"

#include <string.h>
#include <sys/random.h>

/* Identifiers of records: UUID version 7 (RFC 9562), so that keys sort by the time they were made.
 * Within one millisecond a counter keeps the order; any thread. */

static GMutex id_lock;
static gint64 last_millisecond;
static guint32 counter;

/* The next (millisecond, counter) pair, never going back even when the clock does. */
static void
next_stamp (gint64 *millisecond, guint32 *count)
{
  gint64 now = sl_clock_now () / 1000;

  g_mutex_lock (&id_lock);
  if (now > last_millisecond)
    {
      last_millisecond = now;
      counter = 0;
    }
  else if (++counter > 0xfff)
    {
      last_millisecond++;
      counter = 0;
    }
  *millisecond = last_millisecond;
  *count = counter;
  g_mutex_unlock (&id_lock);
}

/**
 * sl_id_new:
 *
 * Returns: (transfer full): a new UUIDv7 in lower case; later ones sort after earlier ones
 */
char *
sl_id_new (void)
{
  guint8 bytes[16];
  gint64 millisecond;
  guint32 count;

  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    g_error ("The system gave no random bytes");

  next_stamp (&millisecond, &count);
  for (int i = 0; i < 6; i++)
    bytes[i] = (guint8) (millisecond >> (8 * (5 - i)));
  bytes[6] = 0x70 | (guint8) (count >> 8);
  bytes[7] = (guint8) count;
  bytes[8] = 0x80 | (bytes[8] & 0x3f);

  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6],
                          bytes[7], bytes[8], bytes[9], bytes[10], bytes[11], bytes[12], bytes[13],
                          bytes[14], bytes[15]);
}

/**
 * sl_id_is_valid:
 * @text: (nullable): any text
 *
 * Returns: %TRUE when @text has the form of a UUID in lower case
 */
gboolean
sl_id_is_valid (const char *text)
{
  if (text == NULL || strlen (text) != 36)
    return FALSE;
  for (int i = 0; i < 36; i++)
    {
      gboolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? text[i] != '-'
               : !(g_ascii_isdigit (text[i]) || (text[i] >= 'a' && text[i] <= 'f')))
        return FALSE;
    }
  return TRUE;
}
