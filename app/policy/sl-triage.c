/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-policy"
#include "config.h"

#include "policy/sl-policy-private.h"

#include "base/sl-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Why an application is in the inbox: the first rule of the triage pack that its facts meet. An
 * unknown figure meets no rule. */

void
sl_triage_clear (SlTriage *triage)
{
  triage->rule_id = NULL;
  g_clear_pointer (&triage->reason, g_free);
}

/* The first place where @phrase stands as whole words; both folded. */
static const char *
find_phrase (const char *text, const char *phrase)
{
  gsize length = strlen (phrase);

  if (length == 0)
    return NULL;
  for (const char *p = strstr (text, phrase); p != NULL; p = strstr (p + 1, phrase))
    {
      gunichar before = p > text ? g_utf8_get_char (g_utf8_prev_char (p)) : ' ';
      gunichar after = g_utf8_get_char (p + length);

      if (!g_unichar_isalnum (before) && !g_unichar_isalnum (after))
        return p;
    }
  return NULL;
}

/* @phrases: folded, parted by '|'. */
static gboolean
has_any (const char *text, char **phrases)
{
  for (guint i = 0; phrases[i] != NULL; i++)
    if (find_phrase (text, phrases[i]) != NULL)
      return TRUE;
  return FALSE;
}

static char **
split_phrases (const char *list)
{
  g_autofree char *folded = sl_text_fold (list);
  char **phrases = g_strsplit (folded, "|", -1);

  for (guint i = 0; phrases[i] != NULL; i++)
    g_strstrip (phrases[i]);
  return phrases;
}

/* An exception that holds one of the rule's words ("school lane") takes back that mention only, so
 * that a school in School Lane is a school; any other ("veterinary" beside "clinic") speaks of the
 * whole proposal. */
static gboolean
has_words (const SlPackNode *rule, char *proposal, char **words)
{
  const SlPackNode *node = sl_pack_node_first (rule, "except-words");
  g_auto (GStrv) exceptions = split_phrases (node != NULL ? sl_pack_node_get (node, "any") : "");

  for (guint i = 0; exceptions[i] != NULL; i++)
    {
      const char *found;

      if (!has_any (exceptions[i], words) && find_phrase (proposal, exceptions[i]) != NULL)
        return FALSE;
      while ((found = find_phrase (proposal, exceptions[i])) != NULL)
        memset (proposal + (found - proposal), ' ', strlen (exceptions[i]));
    }
  return words[0] == NULL || has_any (proposal, words);
}

static gboolean
is_class (const SlPackNode *test, const char *type_class)
{
  g_auto (GStrv) classes = g_strsplit (sl_pack_node_get (test, "is"), "|", -1);

  for (guint i = 0; classes[i] != NULL; i++)
    if (g_ascii_strcasecmp (g_strstrip (classes[i]), type_class) == 0)
      return TRUE;
  return FALSE;
}

/* NaN when the facts do not say, or the test compares no figure. */
static double
get_figure (const SlTriageFacts *facts, const char *test)
{
  if (strcmp (test, "dwellings") == 0)
    return facts->dwellings >= 0 ? (double) facts->dwellings : NAN;
  if (strcmp (test, "flats-one-entrance") == 0)
    return facts->flats >= 0 ? (double) facts->flats : NAN;
  if (strcmp (test, "parking") == 0)
    return facts->parking_spaces >= 0 ? (double) facts->parking_spaces : NAN;
  if (strcmp (test, "floorspace") == 0)
    return facts->floorspace;
  if (strcmp (test, "site-area") == 0)
    return facts->site_area_ha;
  return NAN;
}

static gboolean
matches (const SlPackNode *rule, const SlTriageFacts *facts, double *figure)
{
  const SlPackNode *test = sl_pack_node_first (rule, NULL);
  const char *name = sl_pack_node_get_name (test);
  g_autofree char *proposal = sl_text_fold (facts->proposal != NULL ? facts->proposal : "");
  g_auto (GStrv) words = NULL;

  *figure = get_figure (facts, name);
  if (strcmp (name, "words") == 0)
    words = split_phrases (sl_pack_node_get (test, "any"));
  else if (strcmp (name, "type-class") == 0)
    {
      if (!is_class (test, facts->type_class != NULL ? facts->type_class : ""))
        return FALSE;
    }
  else if (!(*figure >= g_ascii_strtod (sl_pack_node_get (test, "at-least"), NULL)))
    return FALSE;
  if (words == NULL)
    words = g_new0 (char *, 1);
  return has_words (rule, proposal, words);
}

/* "57", "1,250", "1.4" */
static char *
format_figure (double figure)
{
  gint64 whole = (gint64) figure;
  g_autofree char *digits = NULL;

  if (isnan (figure) || fabs (figure) > 1e12)
    return g_strdup ("");
  if (figure < 1000 && fabs (figure - whole) >= 0.005)
    {
      digits = g_strdup_printf ("%.2f", figure);
      if (g_str_has_suffix (digits, "0"))
        digits[strlen (digits) - 1] = '\0';
      return g_steal_pointer (&digits);
    }
  whole = (gint64) round (figure);
  if (whole < 1000)
    return g_strdup_printf ("%" G_GINT64_FORMAT, whole);
  if (whole < 1000000)
    return g_strdup_printf ("%d,%03d", (int) (whole / 1000), (int) (whole % 1000));
  return g_strdup_printf ("%d,%03d,%03d", (int) (whole / 1000000), (int) (whole / 1000 % 1000),
                          (int) (whole % 1000));
}

/**
 * sl_policy_library_triage:
 * @facts: what is known of the application
 * @triage: (out caller-allocates): clear with sl_triage_clear()
 *
 * Finds the first rule of the triage pack that matches.
 */
void
sl_policy_library_triage (SlPolicyLibrary *self, const SlTriageFacts *facts, SlTriage *triage)
{
  const SlPackNode *rule;

  g_return_if_fail (SL_IS_POLICY_LIBRARY (self) && facts != NULL && triage != NULL);

  rule = self->triage != NULL ? sl_pack_node_first (sl_pack_get_root (self->triage), "rule") : NULL;
  for (; rule != NULL; rule = sl_pack_node_next (rule, "rule"))
    {
      double figure;

      if (matches (rule, facts, &figure))
        {
          g_autofree char *number = format_figure (figure);
          g_autoptr (GString) reason = g_string_new (sl_pack_node_child_text (rule, "reason"));

          g_string_replace (reason, "{n}", number, 0);
          triage->rule_id = sl_pack_node_get (rule, "id");
          triage->reason = g_string_free (g_steal_pointer (&reason), FALSE);
          return;
        }
    }
  triage->rule_id = NULL;
  triage->reason = g_strdup (_ ("No rule matched"));
}
