/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-bundle-lines.h"

#include "base/sl-id.h"
#include "base/sl-time.h"
#include "store/sl-store.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* One reader and one writer for the texts of a bundle, driven by a table. The reader keeps nothing
 * that the writer would not write in the very same bytes, so there is one way only to say a thing.
 * A plain value; any thread. */

struct _SlLines
{
  const SlLineFormat *format;
  GPtrArray **lines; /* of SlLine, one list a kind */
};

static void
line_free (gpointer data)
{
  SlLine *line = data;

  g_strfreev (line->values);
  g_free (line);
}

SlLines *
sl_lines_new (const SlLineFormat *format)
{
  SlLines *self = g_new0 (SlLines, 1);

  self->format = format;
  self->lines = g_new0 (GPtrArray *, format->n_kinds);
  for (guint i = 0; i < format->n_kinds; i++)
    self->lines[i] = g_ptr_array_new_with_free_func (line_free);
  return self;
}

void
sl_lines_free (SlLines *self)
{
  for (guint i = 0; i < self->format->n_kinds; i++)
    g_ptr_array_unref (self->lines[i]);
  g_free (self->lines);
  g_free (self);
}

static guint
count_fields (const SlLineKind *kind)
{
  guint n = 0;

  while (n < SL_LINE_FIELDS_MAX && kind->fields[n].name != NULL)
    n++;
  return n;
}

guint
sl_lines_count_fields (SlLines *self, guint kind)
{
  return count_fields (&self->format->kinds[kind]);
}

void
sl_lines_add_values (SlLines *self, guint kind, const char *const *values)
{
  SlLine *line = g_new0 (SlLine, 1);

  line->kind = kind;
  line->values = g_strdupv ((char **) values);
  g_ptr_array_add (self->lines[kind], line);
}

void
sl_lines_add (SlLines *self, guint kind, ...)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  const char *value;
  va_list arguments;

  va_start (arguments, kind);
  while ((value = va_arg (arguments, const char *)) != NULL)
    g_ptr_array_add (values, (char *) value);
  va_end (arguments);
  g_ptr_array_add (values, NULL);
  sl_lines_add_values (self, kind, (const char *const *) values->pdata);
}

guint
sl_lines_count (SlLines *self, guint kind)
{
  return self->lines[kind]->len;
}

const SlLine *
sl_lines_get (SlLines *self, guint kind, guint index)
{
  return g_ptr_array_index (self->lines[kind], index);
}

char **
sl_lines_find (SlLines *self, guint kind, const char *id)
{
  for (guint i = 0; i < self->lines[kind]->len; i++)
    {
      const SlLine *line = g_ptr_array_index (self->lines[kind], i);
      if (g_str_equal (line->values[0], id))
        return line->values;
    }
  return NULL;
}

/* Values. */

static gboolean
is_time (const char *text)
{
  static const char shape[] = "dddd-dd-ddTdd:dd:dd.dddZ";

  if (strlen (text) != sizeof shape - 1)
    return FALSE;
  for (gsize i = 0; i < sizeof shape - 1; i++)
    if (shape[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != shape[i])
      return FALSE;
  return TRUE;
}

/* Digits without a leading zero, at most @max. */
static gboolean
is_integer (const char *text, gint64 max)
{
  gint64 value;

  if (*text == '\0' || strlen (text) > 19 || strspn (text, "0123456789") != strlen (text) ||
      (*text == '0' && text[1] != '\0'))
    return FALSE;
  errno = 0;
  value = g_ascii_strtoll (text, NULL, 10);
  return errno == 0 && value <= max;
}

static gboolean
is_number (const char *text)
{
  char written[G_ASCII_DTOSTR_BUF_SIZE];
  double value = g_ascii_strtod (text, NULL);

  return isfinite (value) && g_str_equal (g_ascii_dtostr (written, sizeof written, value), text);
}

static gboolean
is_word (const char *text, const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);
  return g_strv_contains ((const char *const *) list, text);
}

static gboolean
is_hex (const char *text, gsize digits)
{
  return strlen (text) == digits && strspn (text, "0123456789abcdef") == digits;
}

static gboolean
is_clean (const char *text, gint64 max)
{
  if (!g_utf8_validate (text, -1, NULL) || g_utf8_strlen (text, -1) > max)
    return FALSE;
  for (const char *at = text; *at != '\0'; at++)
    if ((guchar) *at < 0x20 && *at != '\n' && *at != '\t')
      return FALSE;
  return TRUE;
}

static gboolean
fits (const char *text, const SlLineField *field)
{
  switch (field->type)
    {
    case SL_LINE_ID:
      return sl_id_is_valid (text);
    case SL_LINE_NO_ID:
      return *text == '\0' || sl_id_is_valid (text);
    case SL_LINE_HASH:
      return is_hex (text, 64);
    case SL_LINE_HEX:
      return is_hex (text, (gsize) field->max);
    case SL_LINE_TIME:
      return is_time (text);
    case SL_LINE_NO_TIME:
      return *text == '\0' || is_time (text);
    case SL_LINE_DATE:
      return *text == '\0' || sl_date_is_valid (text);
    case SL_LINE_INTEGER:
      return is_integer (text, field->max);
    case SL_LINE_NUMBER:
      return *text == '\0' || is_number (text);
    case SL_LINE_TEXT:
      return is_clean (text, field->max);
    case SL_LINE_WORD:
      return is_word (text, field->words);
    }
  return FALSE;
}

/* Writing. */

static void
append_escaped (GString *out, const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    if (*at == '\\')
      g_string_append (out, "\\\\");
    else if (*at == '\n')
      g_string_append (out, "\\n");
    else if (*at == '\t')
      g_string_append (out, "\\t");
    else
      g_string_append_c (out, *at);
}

static gboolean
append_line (GString *out, const SlLineKind *kind, const SlLine *line, GError **error)
{
  guint n = count_fields (kind);

  g_return_val_if_fail (g_strv_length (line->values) == n, FALSE);
  g_string_append (out, kind->name);
  for (guint i = 0; i < n; i++)
    {
      if (!fits (line->values[i], &kind->fields[i]))
        {
          g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                       _ ("A case bundle cannot carry this value of “%s %s”: “%.60s”."), kind->name,
                       kind->fields[i].name, line->values[i]);
          return FALSE;
        }
      g_string_append_c (out, '\t');
      append_escaped (out, line->values[i]);
    }
  g_string_append_c (out, '\n');
  return TRUE;
}

/* The same record gives the same line, so that a signature can be over it. */
char *
sl_lines_dup_line (SlLines *self, guint kind, guint index, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  return append_line (out, &self->format->kinds[kind], sl_lines_get (self, kind, index), error)
             ? g_string_free (g_steal_pointer (&out), FALSE)
             : NULL;
}

/**
 * sl_lines_to_bytes:
 * @self: the records
 * @error: return location
 *
 * Returns: (transfer full): their one text, kind by kind in the order of the table; %NULL with
 * @error when a value is not of its type or there are too many or few of a kind
 */
GBytes *
sl_lines_to_bytes (SlLines *self, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_string_append_printf (out, "%s %u\n", self->format->name, self->format->version);
  for (guint i = 0; i < self->format->n_kinds; i++)
    {
      const SlLineKind *kind = &self->format->kinds[i];

      if (self->lines[i]->len < kind->min || self->lines[i]->len > kind->max)
        {
          g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                       _ ("A case bundle carries %u to %u of “%s”; here are %u."), kind->min,
                       kind->max, kind->name, self->lines[i]->len);
          return NULL;
        }
      for (guint j = 0; j < self->lines[i]->len; j++)
        if (!append_line (out, kind, g_ptr_array_index (self->lines[i], j), error))
          return NULL;
    }
  return g_string_free_to_bytes (g_steal_pointer (&out));
}

/* Reading. */

static gboolean
refuse (GError **error, guint number)
{
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
               _ ("line %u is not as Sightline writes it"), number);
  return FALSE;
}

/* In place; FALSE for an escape that is none. */
static gboolean
unescape (char *text)
{
  char *to = text;

  for (const char *from = text; *from != '\0'; from++)
    {
      if (*from != '\\')
        {
          *to++ = *from;
          continue;
        }
      from++;
      if (*from != '\\' && *from != 'n' && *from != 't')
        return FALSE;
      *to++ = *from == 'n' ? '\n' : *from == 't' ? '\t' : '\\';
    }
  *to = '\0';
  return TRUE;
}

static gboolean
take_line (SlLines *self, const char *text, guint number, guint *last, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "\t", SL_LINE_FIELDS_MAX + 2);
  guint kind = *last;
  const SlLineKind *row;
  guint n;

  /* Kinds stand in the order of the table, so the search goes on where it stopped. */
  while (kind < self->format->n_kinds &&
         (parts[0] == NULL || !g_str_equal (parts[0], self->format->kinds[kind].name)))
    kind++;
  if (kind == self->format->n_kinds)
    return refuse (error, number);
  row = &self->format->kinds[kind];
  n = count_fields (row);
  if (g_strv_length (parts) != n + 1 || self->lines[kind]->len >= row->max)
    return refuse (error, number);
  for (guint i = 0; i < n; i++)
    if (!unescape (parts[i + 1]) || !fits (parts[i + 1], &row->fields[i]))
      return refuse (error, number);
  sl_lines_add_values (self, kind, (const char *const *) parts + 1);
  *last = kind;
  return TRUE;
}

/* "sightline-content 1": the version first, since a newer one may change all that follows. */
static gboolean
check_first_line (const SlLineFormat *format, const char *line, GError **error)
{
  const char *version = line + strlen (format->name) + 1;

  if (!g_str_has_prefix (line, format->name) || line[strlen (format->name)] != ' ' ||
      !is_integer (version, G_MAXINT32))
    return refuse (error, 1);
  if (g_ascii_strtoull (version, NULL, 10) > format->version)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NEWER,
                   _ ("it was made by a newer Sightline (format %s; this one reads %u). Ask for "
                      "Sightline to be brought up to date here"),
                   version, format->version);
      return FALSE;
    }
  return g_ascii_strtoull (version, NULL, 10) == format->version || refuse (error, 1);
}

/**
 * sl_lines_parse:
 * @format: what the records may be
 * @bytes: the text
 * @error: return location
 *
 * Returns: (transfer full): the records, or %NULL with an @error whose message follows a name and a
 * colon
 */
SlLines *
sl_lines_parse (const SlLineFormat *format, GBytes *bytes, GError **error)
{
  g_autoptr (SlLines) self = sl_lines_new (format);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  const char *end = text + length;
  guint last = 0;

  for (guint number = 1; text < end; number++)
    {
      const char *stop = memchr (text, '\n', (gsize) (end - text));
      g_autofree char *line = stop != NULL ? g_strndup (text, (gsize) (stop - text)) : NULL;

      if (line == NULL || strlen (line) != (gsize) (stop - text))
        {
          refuse (error, number);
          return NULL;
        }
      if (number == 1 ? !check_first_line (format, line, error)
                      : !take_line (self, line, number, &last, error))
        return NULL;
      text = stop + 1;
    }
  if (length == 0)
    {
      refuse (error, 1);
      return NULL;
    }
  for (guint i = 0; i < format->n_kinds; i++)
    if (self->lines[i]->len < format->kinds[i].min)
      {
        g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED, _ ("its “%s” is missing"),
                     format->kinds[i].name);
        return NULL;
      }
  return g_steal_pointer (&self);
}
