/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-sheets"
#include "config.h"

#include "sheets/sl-form-private.h"

#include "base/sl-id.h"
#include "base/sl-text.h"
#include "base/sl-time.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Values of a form's fields: how they are typed, kept and shown. Each is kept in one way of writing
 * only, so that equal values are equal texts. */

/* A field is not a document: what is longer was pasted by mistake. */
#define MAX_LINE 1000
#define MAX_WORDS 20000

static gboolean
is_line (SlFormFieldType type)
{
  return type != SL_FORM_FIELD_WORDS;
}

static const char *
find_label (const SlFormField *field, const char *id)
{
  for (guint i = 0; i < field->n_choices; i++)
    if (g_str_equal (field->choices[i].id, id))
      return field->choices[i].label;
  return NULL;
}

/**
 * sl_form_choice_to_label:
 * @field: a field
 * @id: one of its choices
 *
 * Returns: (transfer none): how people read it; @id itself when it is none of them
 */
const char *
sl_form_choice_to_label (const SlFormField *field, const char *id)
{
  const char *label;

  g_return_val_if_fail (field != NULL && id != NULL, "");
  label = find_label (field, id);
  return label != NULL ? label : id;
}

char *
sl_form_when_split (const char *when, const char **value)
{
  const char *equals = strchr (when, '=');

  *value = equals != NULL ? equals + 1 : "";
  return equals != NULL ? g_strndup (when, equals - when) : NULL;
}

gboolean
sl_form_field_says (const SlFormField *field, const char *value, const char *wanted)
{
  g_auto (GStrv) chosen = NULL;

  if (field == NULL || field->type != SL_FORM_FIELD_CHOICES)
    return g_str_equal (value, wanted);
  chosen = g_strsplit (value, " ", -1);
  return g_strv_contains ((const char *const *) chosen, wanted);
}

/* ---- shown ---- */

static char *
format_choices (const SlFormField *field, const char *value)
{
  g_auto (GStrv) ids = g_strsplit (value, " ", -1);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    g_ptr_array_add (labels, (gpointer) sl_form_choice_to_label (field, ids[i]));
  g_ptr_array_add (labels, NULL);
  return g_strjoinv (", ", (char **) labels->pdata);
}

/* "£24,500", "12 m²". Pounds stand before the sum, and its thousands are told apart. */
static char *
format_number (const SlFormField *field, const char *value)
{
  gsize whole = strcspn (value, ".");
  g_autoptr (GString) sum = NULL;

  if (!g_str_equal (field->unit, "£"))
    return *field->unit != '\0' ? g_strdup_printf ("%s %s", value, field->unit) : g_strdup (value);
  sum = g_string_new (value);
  for (gsize at = whole; at > 3 && g_ascii_isdigit (sum->str[at - 4]); at -= 3)
    g_string_insert_c (sum, (gssize) at - 3, ',');
  g_string_insert (sum, *sum->str == '-' ? 1 : 0, field->unit);
  return g_string_free (g_steal_pointer (&sum), FALSE);
}

/**
 * sl_form_field_format:
 * @field: a field
 * @value: (nullable): what it says, as it is kept
 *
 * Of an entry and a standard it knows the key only: see sl_sheet_format_value().
 *
 * Returns: (transfer full): how people read it, "" when it says nothing
 */
char *
sl_form_field_format (const SlFormField *field, const char *value)
{
  g_return_val_if_fail (field != NULL, NULL);

  if (value == NULL || *value == '\0')
    return g_strdup ("");
  switch (field->type)
    {
    case SL_FORM_FIELD_DATE:
      return sl_date_format_long (value);
    case SL_FORM_FIELD_TIME:
      return sl_time_format_long (value);
    case SL_FORM_FIELD_NUMBER:
      return format_number (field, value);
    case SL_FORM_FIELD_CHOICE:
    case SL_FORM_FIELD_SUGGEST:
      return g_strdup (sl_form_choice_to_label (field, value));
    case SL_FORM_FIELD_CHOICES:
      return format_choices (field, value);
    case SL_FORM_FIELD_SWITCH:
      return g_strdup (g_str_equal (value, "yes") ? _ ("Yes") : _ ("No"));
    case SL_FORM_FIELD_TEXT:
    case SL_FORM_FIELD_WORDS:
    case SL_FORM_FIELD_PERSON:
    case SL_FORM_FIELD_STANDARD:
    case SL_FORM_FIELD_GUIDE:
    case SL_FORM_FIELD_ITEM:
    case SL_FORM_FIELD_ENTRY:
    default:
      return g_strdup (value);
    }
}

/* ---- typed ---- */

/* With the field's label before it, so that it can be shown anywhere. */
#define refuse(field, ...) refuse_field (error, field, g_strdup_printf (__VA_ARGS__))

static char *
refuse_field (GError **error, const SlFormField *field, char *reason)
{
  /* TRANSLATORS: a field's label, then what is wrong with what was typed into it */
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED, _ ("%s: %s"), field->label, reason);
  g_free (reason);
  return NULL;
}

static char *
parse_date (const SlFormField *field, const char *text, GError **error)
{
  char *date = sl_date_parse (text);

  return date != NULL ? date
                      : refuse (field, _ ("“%s” is no date. Write it as 25 November 2026."), text);
}

static char *
parse_time (const SlFormField *field, const char *text, GError **error)
{
  SlTimeDoubt doubt;
  g_autofree char *time = sl_time_parse (text, &doubt);
  g_autofree char *after = NULL;

  if (time == NULL)
    return refuse (
        field, _ ("“%s” is no day and time. Write both, as in 25 November 2026 at 10:05."), text);
  if (doubt != SL_TIME_NEVER)
    return g_steal_pointer (&time);
  /* In the record of a visit, a time that nobody can have seen on a clock is a slip of the pen. */
  after = sl_time_format_clock (time);
  return refuse (field,
                 _ ("the clocks went forward that night, and “%s” was never. An hour later it was "
                    "%s: write the time that the clock showed."),
                 text, after);
}

/* "1 250,5" and "1,250.5" are left to the officer: which is meant is not guessed. */
static char *
parse_number (const SlFormField *field, const char *text, GError **error)
{
  g_autofree char *number = g_strdup (text);
  gsize length, start, point;

  if (*field->unit != '\0' && g_str_has_suffix (number, field->unit))
    number[strlen (number) - strlen (field->unit)] = '\0';
  g_strstrip (number);
  length = strlen (number);
  start = *number == '-' ? 1 : 0;
  point = start + strspn (number + start, "0123456789");
  if (point == start || point - start > 15 ||
      (point < length &&
       (number[point] != '.' || point + 1 == length ||
        strspn (number + point + 1, "0123456789") != length - point - 1 || length - point > 10)))
    return refuse (field, _ ("“%s” is no number. Write it in figures, as in 12 or 1250.5."), text);
  return g_steal_pointer (&number);
}

static char *
list_choices (const SlFormField *field)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < field->n_choices; i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", field->choices[i].id);
  return g_string_free (g_steal_pointer (&known), FALSE);
}

/* By id, or by label in any case; NULL when it is neither. */
static const SlFormChoice *
find_choice (const SlFormField *field, const char *text)
{
  g_autofree char *folded = sl_text_fold (text);

  for (guint i = 0; i < field->n_choices; i++)
    {
      g_autofree char *label = sl_text_fold (field->choices[i].label);

      if (g_str_equal (field->choices[i].id, text) || g_str_equal (label, folded))
        return &field->choices[i];
    }
  return NULL;
}

static char *
parse_choice (const SlFormField *field, const char *text, GError **error)
{
  const SlFormChoice *choice = find_choice (field, text);
  g_autofree char *known = NULL;

  if (choice != NULL)
    return g_strdup (choice->id);
  known = list_choices (field);
  return refuse (field, _ ("“%s” cannot be chosen. Choices are %s."), text, known);
}

/* Ids with spaces or commas between; in the order of the form, each once. A label is taken where it
 * stands alone or between commas. */
static char *
parse_choices (const SlFormField *field, const char *text, GError **error)
{
  g_autofree gboolean *chosen = g_new0 (gboolean, MAX (field->n_choices, 1));
  g_autoptr (GString) ids = g_string_new (NULL);
  const SlFormChoice *whole = find_choice (field, text);
  g_auto (GStrv) words = g_strsplit_set (text, strchr (text, ',') != NULL ? "," : " ", -1);

  for (guint i = 0; whole == NULL && words[i] != NULL; i++)
    {
      const char *word = g_strstrip (words[i]);
      const SlFormChoice *choice = find_choice (field, word);

      if (choice != NULL)
        chosen[choice - field->choices] = TRUE;
      else if (*word != '\0')
        return parse_choice (field, word, error);
    }
  for (guint i = 0; i < field->n_choices; i++)
    if (chosen[i] || whole == &field->choices[i])
      g_string_append_printf (ids, "%s%s", ids->len > 0 ? " " : "", field->choices[i].id);
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static char *
parse_switch (const SlFormField *field, const char *text, GError **error)
{
  static const char *const yes[] = { "yes", "y", "true", "on", "1" };
  static const char *const no[] = { "no", "n", "false", "off", "0" };

  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    if (g_ascii_strcasecmp (text, yes[i]) == 0 || g_ascii_strcasecmp (text, no[i]) == 0)
      return g_strdup (g_ascii_strcasecmp (text, yes[i]) == 0 ? "yes" : "no");
  return refuse (field, _ ("“%s” is neither yes nor no."), text);
}

/* White space at the ends goes, and inside a line; lines of several stay as they are. */
static char *
tidy (const SlFormField *field, const char *text, GError **error)
{
  gboolean line = is_line (field->type);
  g_autofree char *clean = sl_text_clean (text, -1);
  g_autofree char *visible = sl_text_strip_hidden (clean);
  g_autofree char *tidied = line ? sl_text_squeeze (visible) : g_strdup (g_strstrip (visible));
  guint most = line ? MAX_LINE : MAX_WORDS;

  if (g_utf8_strlen (tidied, -1) > most)
    return refuse (
        field, _ ("it is longer than %u characters. Shorten it, or keep it as a document."), most);
  return g_steal_pointer (&tidied);
}

/**
 * sl_form_field_parse:
 * @field: a field
 * @text: what somebody typed
 * @error: return location
 *
 * Choices are taken by id or label, dates and times as people write them, by London's clocks. The
 * sentence of an error begins with the field's label.
 *
 * Returns: (transfer full): the value as it is kept, "" for nothing, or %NULL when it is none
 */
char *
sl_form_field_parse (const SlFormField *field, const char *text, GError **error)
{
  g_autofree char *tidied = NULL;

  g_return_val_if_fail (field != NULL && text != NULL, NULL);

  tidied = tidy (field, text, error);
  if (tidied == NULL || *tidied == '\0')
    return g_steal_pointer (&tidied);
  switch (field->type)
    {
    case SL_FORM_FIELD_DATE:
      return parse_date (field, tidied, error);
    case SL_FORM_FIELD_TIME:
      return parse_time (field, tidied, error);
    case SL_FORM_FIELD_NUMBER:
      return parse_number (field, tidied, error);
    case SL_FORM_FIELD_CHOICE:
      return parse_choice (field, tidied, error);
    case SL_FORM_FIELD_CHOICES:
      return parse_choices (field, tidied, error);
    case SL_FORM_FIELD_SWITCH:
      return parse_switch (field, tidied, error);
    case SL_FORM_FIELD_ENTRY:
      return sl_id_is_valid (tidied)
                 ? g_steal_pointer (&tidied)
                 : refuse (field, _ ("“%s” is no entry of this sheet."), tidied);
    case SL_FORM_FIELD_SUGGEST:
      /* What is offered is kept by its id, so that it reads the same in every sheet. */
      return find_choice (field, tidied) != NULL ? g_strdup (find_choice (field, tidied)->id)
                                                 : g_steal_pointer (&tidied);
    case SL_FORM_FIELD_TEXT:
    case SL_FORM_FIELD_WORDS:
    case SL_FORM_FIELD_PERSON:
    case SL_FORM_FIELD_STANDARD:
    case SL_FORM_FIELD_GUIDE:
    case SL_FORM_FIELD_ITEM:
    default:
      return g_steal_pointer (&tidied);
    }
}

/**
 * sl_form_field_tell:
 * @field: a field
 * @text: what somebody typed, which sl_form_field_parse() takes
 *
 * Returns: (transfer full) (nullable): a sentence on how it was understood where that is not plain,
 *   as of a time in the hour that comes twice; %NULL when there is nothing to tell
 */
char *
sl_form_field_tell (const SlFormField *field, const char *text)
{
  SlTimeDoubt doubt;
  g_autofree char *time = NULL;
  g_autofree char *clock = NULL;

  g_return_val_if_fail (field != NULL && text != NULL, NULL);

  if (field->type != SL_FORM_FIELD_TIME || (time = sl_time_parse (text, &doubt)) == NULL ||
      doubt != SL_TIME_TWICE)
    return NULL;
  clock = sl_time_format_clock (time);
  return g_strdup_printf (
      _ ("%s: the clocks went back that night, and this time came twice. It was "
         "taken as the first, %s; write GMT after it for the second."),
      field->label, clock);
}

gboolean
sl_form_field_check (const SlFormField *field, const char *value, GError **error)
{
  g_autofree char *parsed = sl_form_field_parse (field, value, error);

  if (parsed == NULL)
    return FALSE;
  if (g_str_equal (parsed, value))
    return TRUE;
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
               _ ("%s: “%s” is not the way in which this value is kept; it is “%s”."), field->label,
               value, parsed);
  return FALSE;
}
