/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "competency/sl-portfolio-bundle-private.h"
#include "review/sl-bundle-format.h"

/* The two texts of a bundle, of a review or a portfolio, as anyone may send them: what is taken is
 * written again and must give the very bytes. */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
try_format (const SlLineFormat *format, GBytes *bytes)
{
  g_autoptr (SlLines) lines = sl_lines_parse (format, bytes, NULL);
  g_autoptr (GBytes) again = NULL;

  if (lines == NULL)
    return;
  if (format == &sl_bundle_content_format)
    {
      sl_bundle_content_check (lines, "review", NULL);
      sl_bundle_content_check (lines, "reply", NULL);
    }
  if (format == &sl_portfolio_content_format)
    {
      sl_portfolio_content_check (lines, SL_PORTFOLIO_BUNDLE_OUT, NULL);
      sl_portfolio_content_check (lines, SL_PORTFOLIO_BUNDLE_REPLY, NULL);
    }
  again = sl_lines_to_bytes (lines, NULL);
  if (again == NULL || !g_bytes_equal (bytes, again))
    g_error ("Lines that were taken are not written as they came");
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  try_format (&sl_bundle_manifest_format, bytes);
  try_format (&sl_bundle_content_format, bytes);
  try_format (&sl_portfolio_manifest_format, bytes);
  try_format (&sl_portfolio_content_format, bytes);
  return 0;
}
