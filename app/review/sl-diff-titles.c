/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-diff-private.h"

#include "assessment/sl-assessment.h"
#include "base/sl-text.h"
#include "base/sl-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the rows of a snapshot are called when people read them. The texts come from documents and
 * other computers: they are shown, never read as markup. */

#define TITLE_LENGTH 60
#define HASH_SHOWN 12

static const char *
get_field (SlSnapshot *snapshot, const char *group, const char *id, const char *field)
{
  g_autofree char *path = g_strdup_printf ("%s/%s/%s", group, id, field);

  return sl_snapshot_get (snapshot, path);
}

/* "PL-106 C", else its title, else the name of its file. */
static char *
name_document (SlSnapshot *snapshot, const char *id)
{
  const char *number = get_field (snapshot, "document", id, "number");
  const char *revision = get_field (snapshot, "document", id, "revision");
  const char *title = get_field (snapshot, "document", id, "title");

  if (*number != '\0' && *revision != '\0')
    return g_strdup_printf ("%s %s", number, revision);
  if (*number != '\0')
    return g_strdup (number);
  if (*title != '\0')
    return g_strdup (title);
  title = get_field (snapshot, "document", id, "file-name");
  return *title != '\0' ? g_strdup (title) : g_strdup (_ ("a document that is not there"));
}

static char *
name_evidence (SlSnapshot *snapshot, const char *id)
{
  g_autofree char *document = name_document (snapshot,
                                             get_field (snapshot, "evidence", id, "document-id"));
  const char *page = get_field (snapshot, "evidence", id, "page");

  if (*get_field (snapshot, "evidence", id, "quotation") != '\0')
    return g_strdup_printf (_ ("%s, page %s, quotation"), document, page);
  if (*get_field (snapshot, "evidence", id, "width") != '\0')
    return g_strdup_printf (_ ("%s, page %s, region"), document, page);
  return g_strdup_printf (_ ("%s, page %s"), document, page);
}

static char *
name_observation (SlSnapshot *snapshot, const char *id)
{
  const char *topic = get_field (snapshot, "observation", id, "topic-title");
  g_autofree char *words = sl_text_squeeze (get_field (snapshot, "observation", id, "observation"));
  g_autofree char *start = sl_text_ellipsize (words, TITLE_LENGTH);

  return g_strdup_printf (_ ("%s: “%s”"), topic, start);
}

static char *
name_crime (SlSnapshot *snapshot, const char *id)
{
  return g_strdup_printf (_ ("%s, %s, %s to %s"), get_field (snapshot, "crime", id, "category"),
                          get_field (snapshot, "crime", id, "area"),
                          get_field (snapshot, "crime", id, "period-from"),
                          get_field (snapshot, "crime", id, "period-to"));
}

/* “Send the lighting plan”, “West door” */
static char *
name_by_words (SlSnapshot *snapshot, const char *group, const char *id)
{
  const char *field = g_str_equal (group, "action") ? "text" : "caption";
  g_autofree char *words = sl_text_squeeze (get_field (snapshot, group, id, field));
  g_autofree char *start = sl_text_ellipsize (words, TITLE_LENGTH);

  if (*start != '\0')
    return g_strdup_printf (_ ("“%s”"), start);
  return g_strdup (_ ("without words"));
}

/**
 * sl_snapshot_dup_title:
 * @snapshot: where its rows stand
 * @group: as in sl_snapshot_list()
 * @id: one of that group
 *
 * Returns: (transfer full): what people call it: "H21 Rear boundaries", "PL-106 C, page 1, region"
 */
char *
sl_snapshot_dup_title (SlSnapshot *snapshot, const char *group, const char *id)
{
  if (g_str_equal (group, "answer"))
    {
      const char *title = get_field (snapshot, group, id, "title");

      return *title != '\0' ? g_strdup_printf ("%s %s", id, title) : g_strdup (id);
    }
  if (g_str_equal (group, "document"))
    return name_document (snapshot, id);
  if (g_str_equal (group, "evidence"))
    return name_evidence (snapshot, id);
  if (g_str_equal (group, "observation"))
    return name_observation (snapshot, id);
  if (g_str_equal (group, "crime"))
    return name_crime (snapshot, id);
  if (g_str_equal (group, "pack") || g_str_equal (group, "value"))
    return g_strdup (get_field (snapshot, group, id, "title"));
  if (g_str_equal (group, "action") || g_str_equal (group, "photograph"))
    return name_by_words (snapshot, group, id);
  return g_strdup (id);
}

/**
 * sl_snapshot_dup_summary:
 * @snapshot: where its rows stand
 * @group: "evidence", "document", "crime" or "pack"
 * @id: one of that group
 *
 * Returns: (transfer full): what it says beside its title; its title where that is all
 */
char *
sl_snapshot_dup_summary (SlSnapshot *snapshot, const char *group, const char *id)
{
  static const struct
  {
    const char *group, *field;
  } telling[] = {
    { "evidence", "quotation" }, { "evidence", "note" }, { "document", "title" },
    { "document", "file-name" }, { "crime", "count" },   { "pack", "edition" },
    { "value", "value" },        { "action", "text" },   { "photograph", "caption" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (telling); i++)
    if (g_str_equal (telling[i].group, group))
      {
        const char *value = get_field (snapshot, group, id, telling[i].field);

        if (*value != '\0')
          return g_strdup (value);
      }
  return sl_snapshot_dup_title (snapshot, group, id);
}

/* "12 Nov 2026" is not needed in a sentence; dates stand as in a letter. */
static char *
show_date (const char *value)
{
  char *date = sl_date_is_valid (value) ? sl_date_format_long (value) : NULL;

  return date != NULL ? date : g_strdup (value);
}

static char *
show_flags (const char *value)
{
  g_auto (GStrv) words = g_strsplit (value, " ", -1);
  GString *out = g_string_new (NULL);
  guint n_flags;
  const SlResponseFlag *flags = sl_response_flags_get (&n_flags);

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *title = words[i];

      for (guint j = 0; j < n_flags; j++)
        if (g_str_equal (flags[j].id, words[i]))
          title = _ (flags[j].label);
      g_string_append_printf (out, "%s%s", out->len > 0 ? "; " : "", title);
    }
  return g_string_free (out, FALSE);
}

static char *
show_evidence (SlSnapshot *snapshot, const char *value)
{
  g_auto (GStrv) ids = g_strsplit (value, " ", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *name = name_evidence (snapshot, ids[i]);

      g_string_append_printf (out, "%s%s", out->len > 0 ? "; " : "", name);
    }
  return g_string_free (out, FALSE);
}

/* Values of the program's own, by field. */
static const struct
{
  const char *field;
  const char *value;
  const char *word;
} words[] = {
  { "priority", "high", N_ ("High") },
  { "priority", "medium", N_ ("Medium") },
  { "priority", "low", N_ ("Low") },
  { "recommendation-source", "pack", N_ ("the checklist") },
  { "recommendation-source", "edited", N_ ("the checklist, in other words") },
  { "recommendation-source", "own", N_ ("the officer’s own words") },
};

/**
 * sl_snapshot_dup_shown:
 * @snapshot: where the row stands
 * @field: its field
 * @value: its value; "" when it is absent
 *
 * Returns: (transfer full): the value as people read it
 */
char *
sl_snapshot_dup_shown (SlSnapshot *snapshot, const char *field, const char *value)
{
  SlVerdict verdict;
  const SlStance *stance;

  if (*value == '\0')
    return g_strdup ("");
  if (g_str_equal (field, "verdict") && sl_verdict_from_nick (value, &verdict))
    return g_strdup (sl_verdict_to_word (verdict));
  if (g_str_equal (field, "stance") && (stance = sl_stance_find (value)) != NULL)
    return g_strdup (_ (stance->label));
  if (g_str_equal (field, "flags"))
    return show_flags (value);
  if (g_str_equal (field, "evidence") || g_str_equal (field, "origin-evidence"))
    return show_evidence (snapshot, value);
  if (g_str_equal (field, "document-id"))
    return name_document (snapshot, value);
  if (g_str_equal (field, "superseded") || g_str_equal (field, "restricted"))
    return g_strdup (_ ("Yes"));
  if (g_str_equal (field, "hash") || g_str_equal (field, "sha256"))
    return g_strndup (value, HASH_SHOWN);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].field, field) && g_str_equal (words[i].value, value))
      return g_strdup (_ (words[i].word));
  return show_date (value);
}
