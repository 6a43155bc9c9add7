/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-data-text.h"

#include "extract/sl-charset.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHOWN_MAX (256 * 1024)

SlPages *
sl_data_text_pages (SlSource *source)
{
  SlFlow *flow = sl_flow_new ();
  const char *charset;
  g_autofree char *text = sl_charset_decode (NULL, source->data, MIN (source->length, SHOWN_MAX),
                                             &charset);

  for (const char *line = text; *line != '\0';)
    {
      gsize length = strcspn (line, "\r\n");
      sl_flow_add (flow, SL_FLOW_PLAIN, line, length);
      line += length;
      line += *line == '\r' ? 1 : 0;
      line += *line == '\n' ? 1 : 0;
    }
  if (source->length > SHOWN_MAX)
    sl_output_warn (source->out, _ ("Only the beginning of this data file is shown as pages; all "
                                    "its values were read."));
  return sl_flow_finish (flow, source);
}
