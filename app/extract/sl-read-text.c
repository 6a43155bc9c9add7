/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-charset.h"
#include "extract/sl-reader.h"

#include <string.h>

/* Plain text and tables as text: a line is a paragraph. */

static void
warm_up (SlJobMode mode)
{
  sl_charset_warm_up ();
  sl_flow_warm_up ();
}

static SlPages *
open_text (SlSource *source)
{
  SlFlow *flow = sl_flow_new ();
  const char *charset;
  g_autofree char *text = sl_charset_decode (NULL, source->data, source->length, &charset);
  const char *line = text;

  while (*line != '\0' && !sl_flow_is_full (flow))
    {
      gsize length = strcspn (line, "\r\n");
      sl_flow_add (flow, SL_FLOW_PLAIN, line, length);
      line += length;
      if (g_str_has_prefix (line, "\r\n"))
        line += 2;
      else if (*line != '\0')
        line++;
    }
  return sl_flow_finish (flow, source);
}

const SlReader sl_text_reader = { "text/plain", warm_up, open_text };
const SlReader sl_table_reader = { "text/csv", warm_up, open_text };
