/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

/* Bytes to UTF-8. The C library's converters are modules loaded from files, which lockdown forbids,
 * and a charset that was not opened before would be lost without a word: so all that planning
 * documents and e-mails may use are opened beforehand and kept. */

static const char *const names[] = {
  "WINDOWS-1252", "UTF-16LE",     "UTF-16BE",     "UTF-32LE",     "UTF-32BE",     "ISO-8859-1",
  "ISO-8859-2",   "ISO-8859-3",   "ISO-8859-4",   "ISO-8859-5",   "ISO-8859-7",   "ISO-8859-9",
  "ISO-8859-10",  "ISO-8859-13",  "ISO-8859-14",  "ISO-8859-15",  "ISO-8859-16",  "WINDOWS-1250",
  "WINDOWS-1251", "WINDOWS-1253", "WINDOWS-1254", "WINDOWS-1255", "WINDOWS-1256", "WINDOWS-1257",
  "WINDOWS-1258", "KOI8-R",       "KOI8-U",       "MACINTOSH",    "IBM850",       "IBM437",
  "SHIFT_JIS",    "EUC-JP",       "ISO-2022-JP",  "GB2312",       "GBK",          "GB18030",
  "BIG5",         "EUC-KR",
};

static const struct
{
  const char *alias, *name;
} aliases[] = {
  { "CP1252", "WINDOWS-1252" },
  { "X-CP1252", "WINDOWS-1252" },
  { "ANSI", "WINDOWS-1252" },
  { "LATIN1", "WINDOWS-1252" },
  { "LATIN-1", "WINDOWS-1252" },
  { "ISO8859-1", "WINDOWS-1252" },
  { "ISO_8859-1", "WINDOWS-1252" },
  { "US-ASCII", "WINDOWS-1252" },
  { "ASCII", "WINDOWS-1252" },
  { "UTF-16", "UTF-16LE" },
  { "UCS-2", "UTF-16LE" },
  { "UNICODE", "UTF-16LE" },
  { "UTF-32", "UTF-32LE" },
  { "LATIN2", "ISO-8859-2" },
  { "ISO8859-2", "ISO-8859-2" },
  { "LATIN9", "ISO-8859-15" },
  { "ISO8859-15", "ISO-8859-15" },
  { "CP1250", "WINDOWS-1250" },
  { "CP1251", "WINDOWS-1251" },
  { "CP850", "IBM850" },
  { "CP437", "IBM437" },
  { "X-SJIS", "SHIFT_JIS" },
  { "SHIFT-JIS", "SHIFT_JIS" },
  { "CP936", "GBK" },
  { "KS_C_5601-1987", "EUC-KR" },
  { "MACROMAN", "MACINTOSH" },
  { "X-MAC-ROMAN", "MACINTOSH" },
};

static iconv_t handles[G_N_ELEMENTS (names)];

void
sl_charset_warm_up (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    handles[i] = iconv_open ("UTF-8", names[i]);
}

/* Web pages and e-mails that say ISO-8859-1 mean Windows-1252 (WHATWG Encoding, section 4.2). */
static iconv_t
find_handle (const char *charset)
{
  g_autofree char *upper = g_ascii_strup (charset, -1);
  const char *name = g_strstrip (upper);

  if (g_str_equal (name, "ISO-8859-1"))
    name = "WINDOWS-1252";
  for (gsize i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (g_str_equal (aliases[i].alias, name))
      name = aliases[i].name;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], name))
      return handles[i];
  return (iconv_t) -1;
}

static char *
convert (iconv_t handle, const guint8 *data, gsize length)
{
  GString *out = g_string_sized_new (length + length / 4 + 16);
  char *in = (char *) data;
  char room[8192];

  iconv (handle, NULL, NULL, NULL, NULL);
  while (length > 0)
    {
      char *to = room;
      gsize left = sizeof room;
      gsize done = iconv (handle, &in, &length, &to, &left);

      g_string_append_len (out, room, to - room);
      if (done != (gsize) -1 || errno == E2BIG)
        continue;
      /* A byte that means nothing here, or a sequence cut short. */
      g_string_append (out, "\xef\xbf\xbd");
      in++;
      length--;
    }
  for (gsize i = 0; i < out->len; i++)
    if (out->str[i] == '\0')
      out->str[i] = ' ';
  return g_string_free (out, FALSE);
}

/* Whether broken bytes stand in what is UTF-8 otherwise: more whole sequences than broken ones. */
static gboolean
is_mostly_utf8 (const char *text, gsize length)
{
  const char *end = text + length;
  gsize whole = 0, broken = 0;

  for (const char *at = text; at < end;)
    {
      gunichar c = (guchar) *at < 0x80 ? (gunichar) *at : g_utf8_get_char_validated (at, end - at);
      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          broken++;
          at++;
          continue;
        }
      whole += c >= 0x80 ? 1 : 0;
      at = g_utf8_next_char (at);
    }
  return whole > broken;
}

static gboolean
is_utf8 (const char *charset)
{
  return g_ascii_strcasecmp (charset, "utf-8") == 0 || g_ascii_strcasecmp (charset, "utf8") == 0;
}

char *
sl_charset_convert (const char *charset, const guint8 *data, gsize length)
{
  iconv_t handle;

  if (is_utf8 (charset))
    return g_utf8_make_valid ((const char *) data, length);
  handle = find_handle (charset);
  return handle != (iconv_t) -1 && handle != NULL ? convert (handle, data, length) : NULL;
}

static char *
decode_by_mark (const guint8 *data, gsize length, const char **used)
{
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      *used = "UTF-8";
      return g_utf8_make_valid ((const char *) data + 3, length - 3);
    }
  if (length >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0))
    {
      *used = data[0] == 0xff ? "UTF-16LE" : "UTF-16BE";
      return sl_charset_convert (*used, data + 2, length - 2);
    }
  return NULL;
}

char *
sl_charset_decode (const char *declared, const guint8 *data, gsize length, const char **used)
{
  char *text = decode_by_mark (data, length, used);
  g_autofree guint8 *without_nul = NULL;

  if (text != NULL)
    return text;
  if (memchr (data, 0, length) != NULL)
    {
      without_nul = g_memdup2 (data, length);
      for (gsize i = 0; i < length; i++)
        without_nul[i] = data[i] != 0 ? data[i] : ' ';
      data = without_nul;
    }
  if (g_utf8_validate_len ((const char *) data, length, NULL))
    {
      *used = "UTF-8";
      return g_strndup ((const char *) data, length);
    }
  if (is_mostly_utf8 ((const char *) data, length))
    {
      *used = "UTF-8";
      return g_utf8_make_valid ((const char *) data, length);
    }
  if (declared != NULL && !is_utf8 (declared))
    {
      text = sl_charset_convert (declared, data, length);
      *used = declared;
    }
  if (text != NULL)
    return text;
  *used = "WINDOWS-1252";
  return sl_charset_convert (*used, data, length);
}
