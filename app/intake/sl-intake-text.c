/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-intake"
#include "config.h"

#include "intake/sl-intake-text.h"

#include "base/sl-text.h"
#include "base/sl-time.h"

#include <math.h>
#include <string.h>

gboolean
sl_intake_is_web_page (SlExtraction *extraction)
{
  const char *media_type = sl_extraction_get_media_type (extraction);

  return strstr (media_type, "html") != NULL || strcmp (media_type, "multipart/related") == 0;
}

gboolean
sl_intake_is_unknown (const char *value)
{
  static const char *const unknown[] = { "unknown",   "not available", "see source", "n/a", "none",
                                         "not known", "tbc",           "-",          "null" };
  g_autofree char *squeezed = sl_text_squeeze (value != NULL ? value : "");

  if (*squeezed == '\0')
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    if (g_ascii_strcasecmp (squeezed, unknown[i]) == 0)
      return TRUE;
  return FALSE;
}

gboolean
sl_intake_parse_number (const char *text, double *number)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  char *end;
  double value;

  for (const char *p = text != NULL ? text : ""; *p != '\0'; p++)
    {
      /* "4,343": a comma before exactly three digits only groups. */
      if (*p == ',' && plain->len > 0 && strspn (p + 1, "0123456789") == 3)
        continue;
      g_string_append_c (plain, *p);
    }
  g_strstrip (plain->str);
  if (plain->str[0] == '\0' || strspn (plain->str, "+-.0123456789eE") != strlen (plain->str))
    return FALSE;
  value = g_ascii_strtod (plain->str, &end);
  if (*end != '\0' || !isfinite (value) || fabs (value) > 1e12)
    return FALSE;
  *number = value;
  return TRUE;
}

/* Compiles a literal once; the patterns below are ours, so they compile. */
static GRegex *
get_regex (GRegex **slot, const char *pattern)
{
  if (g_once_init_enter (slot))
    {
      g_autoptr (GError) error = NULL;
      GRegex *regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, &error);

      if (regex == NULL)
        g_error ("%s", error->message);
      g_once_init_leave (slot, regex);
    }
  return *slot;
}

static char *
first_match (GRegex *regex, const char *text, int group)
{
  g_autoptr (GMatchInfo) match = NULL;

  if (text == NULL || !g_utf8_validate (text, -1, NULL) || !g_regex_match (regex, text, 0, &match))
    return NULL;
  return g_match_info_fetch (match, group);
}

char *
sl_intake_find_reference (const char *text)
{
  static GRegex *regex;

  /* UTT/26/2147/FUL, UTT/2300/07, EPF/1234/26, DC/16/097629; BH2018/00648; 26/01380/FUL;
   * 2023/1428/P; 132900/LPL/2022; PLA-2026-000453; 25-00240-PA1A. */
  return first_match (get_regex (&regex, "(?<![\\w/-])(?:"
                                         "[A-Z]{1,4}/\\d{2,6}/\\d{2,6}(?:/[A-Z]{1,6})?"
                                         "|[A-Z]{1,4}\\d{4}/\\d{3,6}"
                                         "|\\d{2}/\\d{3,6}/[A-Z]{1,6}"
                                         "|(?:19|20)\\d{2}/\\d{3,6}(?:/[A-Z]{1,4})?"
                                         "|\\d{4,6}/[A-Z]{2,4}/\\d{4}"
                                         "|[A-Z]{2,4}-\\d{4}-\\d{5,6}"
                                         "|\\d{2}-\\d{5}-[A-Z][A-Z0-9]{2,5}"
                                         ")(?![\\w/])"),
                      text, 0);
}

static GRegex *
get_name_regex (void)
{
  static GRegex *regex;

  return get_regex (&regex, "(?<![A-Za-z0-9])(?:"
                            "[A-Z]{2,4}[-_ ]\\d{2,4}[-_ ]\\d{2,6}[-_ ][A-Z]{2,6}"
                            "|\\d{2}[-_ ]\\d{4,5}[-_ ][A-Z]{2,6}"
                            ")(?![A-Za-z0-9])");
}

char *
sl_intake_find_reference_in_name (const char *name)
{
  char *found = first_match (get_name_regex (), name, 0);

  return found != NULL ? g_strdelimit (found, "-_ ", '/') : NULL;
}

char *
sl_intake_strip_reference (const char *name)
{
  g_autofree char *found = first_match (get_name_regex (), name, 0);
  const char *at = found != NULL ? strstr (name, found) : NULL;
  g_autofree char *before = at != NULL ? g_strndup (name, at - name) : NULL;
  g_autofree char *rest = NULL;
  gsize length;

  if (at == NULL)
    return g_strdup (name);
  /* "letter-UTT-26-2147-FUL.pdf" -> "letter.pdf" */
  length = strlen (before);
  while (length > 0 && strchr ("-_ ", before[length - 1]) != NULL)
    before[--length] = '\0';
  rest = g_strconcat (before, at + strlen (found), NULL);
  /* A name that is nothing else stays. */
  if (rest[0] == '\0' || rest[0] == '.')
    return g_strdup (name);
  return g_strdup (rest + strspn (rest, "-_ "));
}

char *
sl_intake_find_postcode (const char *text)
{
  static GRegex *regex;

  return first_match (get_regex (&regex, "\\b[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[ABD-HJLNP-UW-Z]{2}\\b"),
                      text, 0);
}

char *
sl_intake_find_deadline (const char *text, const char *sent)
{
  static GRegex *dated, *days;
  g_autofree char *squeezed = sl_text_squeeze (text != NULL ? text : "");
  g_autofree char *found = first_match (
      get_regex (&dated,
                 "(?i)\\b(?:by|before|expir\\w*|respond\\w*|deadline|closing date|no later than|"
                 "until|ends?)\\b[^.\\d]{0,60}?("
                 "\\d{1,2}(?:st|nd|rd|th)? +(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
                 "[a-z]*,? +\\d{4}|\\d{1,2}[/.]\\d{1,2}[/.]\\d{4}|\\d{4}-\\d{2}-\\d{2})"),
      squeezed, 1);
  g_autofree char *number = NULL;

  if (found != NULL)
    return sl_date_parse (found);
  number = first_match (get_regex (&days, "(?i)\\bwithin (\\d{1,2}) days of the date of this"),
                        squeezed, 1);
  if (number != NULL && sent != NULL)
    return sl_date_add_days (sent, atoi (number));
  return NULL;
}

/* Codes of Open Digital Planning by their beginning, then words; the first that fits counts. */
static const struct
{
  const char *words, *class;
} type_words[] = {
  { "^preapp", "pre_application" },
  { "^pp.full.householder", "householder" },
  { "^pp.full", "full" },
  { "^pp.outline", "outline" },
  { "^pp.pip", "pip" },
  { "^pp.section73", "variation" },
  { "^pa.", "prior_approval" },
  { "^pa ", "prior_approval" },
  { "^ldc", "ldc" },
  { "^listed", "listed" },
  { "^advert", "advert" },
  { "^wtt", "trees" },
  { "^rv", "variation" },
  { "pre-application", "pre_application" },
  { "preapplication", "pre_application" },
  { "reserved by condition", "conditions" },
  { "reserved", "reserved_matters" },
  { "non-material", "nma" },
  { "nonmaterial", "nma" },
  { "non material", "nma" },
  { "discharge", "conditions" },
  { "approval of condition", "conditions" },
  { "approval.conditions", "conditions" },
  { "variation", "variation" },
  { "removal", "variation" },
  { "section 73", "variation" },
  { "s73", "variation" },
  { "permission in principle", "pip" },
  { "permission-in-principle", "pip" },
  { "technical details", "pip" },
  { "prior approval", "prior_approval" },
  { "prior-approval", "prior_approval" },
  { "prior notification", "prior_approval" },
  { "lawful", "ldc" },
  { "certificate", "ldc" },
  { "listed building", "listed" },
  { "lbc", "listed" },
  { "tree", "trees" },
  { "hedgerow", "trees" },
  { "householder", "householder" },
  { "hh", "householder" },
  { "change of use", "change_of_use" },
  { "outline", "outline" },
  { "full", "full" },
  { "major", "full" },
  { "planning permission", "full" },
};

const char *
sl_intake_type_class (const char *text)
{
  g_autofree char *folded = sl_text_fold (text != NULL ? text : "");

  for (gsize i = 0; i < G_N_ELEMENTS (type_words); i++)
    {
      const char *words = type_words[i].words;

      if (*words == '^' ? g_str_has_prefix (folded, words + 1) : strstr (folded, words) != NULL)
        return type_words[i].class;
    }
  return *folded != '\0' ? "other" : "";
}

char *
sl_intake_join (const char *separator, ...)
{
  GString *joined = g_string_new (NULL);
  va_list arguments;
  const char *part;

  va_start (arguments, separator);
  while ((part = va_arg (arguments, const char *)) != NULL)
    {
      g_autofree char *squeezed = sl_text_squeeze (part);

      if (sl_intake_is_unknown (squeezed))
        continue;
      if (joined->len > 0)
        g_string_append (joined, separator);
      g_string_append (joined, squeezed);
    }
  va_end (arguments);
  return g_string_free (joined, FALSE);
}

void
sl_intake_record_add_number (SlIntakeRecord *record,
                             const char *field,
                             double number,
                             const char *place)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  /* Ten digits say all that a plan can; more would show how a fraction is stored. */
  g_ascii_formatd (text, sizeof text, "%.10g", number);
  sl_intake_record_add (record, field, text, place);
}

void
sl_intake_record_add_type (SlIntakeRecord *record,
                           const char *code,
                           const char *text,
                           const char *place)
{
  const char *said = !sl_intake_is_unknown (text) ? text : code;
  const char *class = sl_intake_type_class (!sl_intake_is_unknown (code) ? code : text);

  if (sl_intake_is_unknown (said))
    return;
  sl_intake_record_add (record, "type-text", said, place);
  sl_intake_record_add (record, "type-class", class, place);
}

const char *
sl_intake_record_get (SlIntakeRecord *record, const char *field)
{
  for (guint i = 0; i < record->values->len; i++)
    {
      const SlIntakeValue *value = g_ptr_array_index (record->values, i);

      if (strcmp (value->field, field) == 0)
        return value->value;
    }
  return "";
}

SlIntakeDocument *
sl_intake_record_add_document (SlIntakeRecord *record, const char *file_name)
{
  SlIntakeDocument *document = g_new0 (SlIntakeDocument, 1);

  document->file_name = sl_text_safe_file_name (file_name != NULL ? file_name : "");
  g_ptr_array_add (record->documents, document);
  return document;
}

void
sl_intake_record_add_link (SlIntakeRecord *record,
                           const char *relation,
                           const char *reference,
                           const char *place)
{
  SlIntakeValue *link;

  if (sl_intake_is_unknown (reference))
    return;
  link = g_new0 (SlIntakeValue, 1);
  link->field = g_strdup (relation);
  link->value = sl_text_squeeze (reference);
  link->place = g_strdup (place);
  g_ptr_array_add (record->links, link);
}
