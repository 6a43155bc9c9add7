/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-charset.h"
#include "extract/sl-html.h"
#include "extract/sl-reader.h"
#include "extract/sl-xml.h"

#include <string.h>

/* Saved web pages: UTF-8 when the bytes are, else as declared, else Windows-1252. */

static void
warm_up (SlJobMode mode)
{
  sl_xml_warm_up ();
  sl_flow_warm_up ();
}

static SlPages *
open_html (SlSource *source)
{
  g_autofree char *declared = sl_html_find_charset (source->data, source->length);
  const char *charset;
  g_autofree char *text = sl_charset_decode (declared, source->data, source->length, &charset);
  SlFlow *flow = sl_flow_new ();

  sl_html_read (source, text, strlen (text), flow, TRUE);
  sl_output_property (source->out, "charset", charset);
  return sl_flow_finish (flow, source);
}

const SlReader sl_html_reader = { "text/html", warm_up, open_html };
