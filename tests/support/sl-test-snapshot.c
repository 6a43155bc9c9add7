/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "review/sl-snapshot-private.h"
#include "sl-test-letter.h"
#include "sl-test-snapshot.h"

#include <string.h>

SlSnapshot *
sl_test_make_snapshot (SlLetter *letter, const char *const *rows)
{
  g_autoptr (SlLetter) owned = letter;
  g_autoptr (GString) out = g_string_new (SL_SNAPSHOT_HEADER);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  SlSnapshot *snapshot;

  for (guint i = 0; rows != NULL && rows[i] != NULL; i += 2)
    {
      g_auto (GStrv) parts = g_strsplit (rows[i], "/", -1);
      gboolean listed = g_strv_length (parts) == 3;

      sl_snapshot_write (out, parts[0], listed ? parts[1] : NULL, parts[listed ? 2 : 1],
                         rows[i + 1]);
    }
  sl_snapshot_write_letter (out, owned, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new (out->str, out->len);
  snapshot = sl_snapshot_new_from_bytes (bytes, &error);
  g_assert_no_error (error);
  return snapshot;
}

SlLetter *
sl_test_make_paragraphs (const char *const *blocks)
{
  SlLetter *letter = sl_letter_new ("Response", "Essex Police", "en-GB", "2026-11-24");

  for (guint i = 0; blocks[i] != NULL; i += 2)
    if (*blocks[i] == '#')
      sl_test_add_block (letter, SL_BLOCK_HEADING, blocks[i] + 1, blocks[i + 1]);
    else
      sl_test_add_block (letter, SL_BLOCK_PARAGRAPH, blocks[i], blocks[i + 1]);
  return letter;
}
