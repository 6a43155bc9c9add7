/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Kinds of characters, for sl-text.c and sl-text-fold.c. Inline: each is asked of every character
 * of every page. */

/* Characters that people do not see, and that make a text read as something else (Unicode technical
 * report 36): bidi controls, zero-width characters, fillers, tags. The soft hyphen is not here, for
 * honest documents are full of it. */
static inline gboolean
sl_text_is_hidden (gunichar c)
{
  return (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2060 && c <= 0x2069) || (c >= 0xfff9 && c <= 0xfffb) || c == 0x061c ||
         c == 0x115f || c == 0x1160 || c == 0x17b4 || c == 0x17b5 || c == 0x180e || c == 0x3164 ||
         c == 0xfeff || c == 0xffa0 || (c >= 0xe0000 && c <= 0xe007f);
}

static inline gboolean
sl_text_is_hyphen (gunichar c)
{
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2043 || c == 0x2212 || c == 0xfe58 ||
         c == 0xfe63 || c == 0xff0d;
}

G_END_DECLS
