/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-bundle-manifest.h"

#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The tables of a bundle's two texts. Limits are far above what a case has and far below what would
 * be a burden; a comment's own limit is checked again by the rules where it is taken in. */

#define STAGES "identified reading assessing drafting in-review approved sent closed"

static const SlLineKind manifest_kinds[] = {
  SL_BUNDLE_MANIFEST ("review reply",
                      { "case",
                        1,
                        1,
                        { { "id", SL_LINE_ID },
                          { "reference", SL_LINE_TEXT, SL_BUNDLE_NAME_MAX },
                          { "title", SL_LINE_TEXT, 1000 } } }),
};
const SlLineFormat sl_bundle_manifest_format = { SL_BUNDLE_REVIEW_WORD, 1, manifest_kinds,
                                                 G_N_ELEMENTS (manifest_kinds) };

static const SlLineKind content_kinds[] = {
  { "head", 1, 1, { { "sequence", SL_LINE_INTEGER, G_MAXINT64 }, { "hash", SL_LINE_HASH } } },
  { "case",
    0,
    1,
    { { "kind", SL_LINE_TEXT, 50 },
      { "stage", SL_LINE_WORD, 0, STAGES },
      { "features", SL_LINE_TEXT, 5000 } } },
  { "fact", 0, 200, { { "field", SL_LINE_TEXT, 100 }, { "value", SL_LINE_TEXT, 100000 } } },
  { "person", 1, 500, { SL_BUNDLE_PERSON } },
  { "version",
    1,
    1000,
    { { "id", SL_LINE_ID },
      { "number", SL_LINE_INTEGER, 100000 },
      { "state", SL_LINE_WORD, 0,
        "submitted returned withdrawn approved voided issued superseded" },
      { "hash", SL_LINE_HASH },
      { "stance", SL_LINE_TEXT, 100 },
      { "grants-award", SL_LINE_INTEGER, 1 },
      { "note", SL_LINE_TEXT, SL_BUNDLE_WORDS_MAX },
      { "by", SL_LINE_ID },
      { "role", SL_LINE_WORD, 0, SL_BUNDLE_ROLES },
      { "self-declared", SL_LINE_INTEGER, 1 },
      { "at", SL_LINE_TIME },
      { "reason", SL_LINE_TEXT, SL_BUNDLE_WORDS_MAX } } },
  { "author", 0, 20000, { { "version", SL_LINE_ID }, { "person", SL_LINE_ID } } },
  { "decision",
    0,
    2000,
    { { "id", SL_LINE_ID },
      { "version", SL_LINE_ID },
      { "hash", SL_LINE_HASH },
      { "outcome", SL_LINE_WORD, 0, "approved returned" },
      { "reason", SL_LINE_TEXT, SL_BUNDLE_WORDS_MAX },
      { "by", SL_LINE_ID },
      { "role", SL_LINE_WORD, 0, SL_BUNDLE_ROLES },
      { "self-declared", SL_LINE_INTEGER, 1 },
      { "stands", SL_LINE_INTEGER, 1 },
      { "at", SL_LINE_TIME } } },
  { "comment",
    0,
    20000,
    { { "id", SL_LINE_ID },
      { "version", SL_LINE_ID },
      { "parent", SL_LINE_NO_ID },
      { "anchor", SL_LINE_WORD, 0, "whole text answer evidence" },
      { "key", SL_LINE_TEXT, 500 },
      { "start", SL_LINE_INTEGER, G_MAXINT32 },
      { "end", SL_LINE_INTEGER, G_MAXINT32 },
      { "words", SL_LINE_TEXT, 200000 },
      { "source", SL_LINE_TEXT, 200000 },
      { "title", SL_LINE_TEXT, 2000 },
      { "body", SL_LINE_TEXT, SL_BUNDLE_WORDS_MAX },
      { "by", SL_LINE_ID },
      { "role", SL_LINE_WORD, 0, SL_BUNDLE_ROLES },
      { "self-declared", SL_LINE_INTEGER, 1 },
      { "at", SL_LINE_TIME },
      { "state", SL_LINE_WORD, 0, "open closed" },
      { "closed-by", SL_LINE_NO_ID },
      { "closed-at", SL_LINE_NO_TIME },
      { "close-reason", SL_LINE_TEXT, SL_BUNDLE_WORDS_MAX } } },
  { "document",
    0,
    1800,
    { { "id", SL_LINE_ID },
      { "hash", SL_LINE_HASH },
      { "carried", SL_LINE_INTEGER, 1 },
      { "file-name", SL_LINE_TEXT, SL_BUNDLE_NAME_MAX },
      { "title", SL_LINE_TEXT, 1000 },
      { "kind", SL_LINE_TEXT, 100 },
      { "drawing-number", SL_LINE_TEXT, SL_BUNDLE_NAME_MAX },
      { "revision", SL_LINE_TEXT, 100 },
      { "date", SL_LINE_DATE },
      { "media-type", SL_LINE_TEXT, 200 },
      { "size", SL_LINE_INTEGER, SL_BUNDLE_SIZE_MAX },
      { "pages", SL_LINE_INTEGER, 1000000 } } },
  { "evidence",
    0,
    20000,
    { { "id", SL_LINE_ID },
      { "document", SL_LINE_ID },
      { "page", SL_LINE_INTEGER, 1000000 },
      { "x", SL_LINE_NUMBER },
      { "y", SL_LINE_NUMBER },
      { "width", SL_LINE_NUMBER },
      { "height", SL_LINE_NUMBER },
      { "quotation", SL_LINE_TEXT, 200000 },
      { "note", SL_LINE_TEXT, SL_BUNDLE_WORDS_MAX } } },
  { "paper",
    0,
    1,
    { { "id", SL_LINE_TEXT, 200 },
      { "sheet", SL_LINE_ID },
      { "report", SL_LINE_TEXT, 100 },
      { "title", SL_LINE_TEXT, 1000 },
      { "moment", SL_LINE_INTEGER, 1 },
      { "form", SL_LINE_TEXT, 100 },
      { "reference", SL_LINE_TEXT, SL_BUNDLE_NAME_MAX },
      { "figures", SL_LINE_INTEGER, 100000 } } },
};
const SlLineFormat sl_bundle_content_format = { "sightline-content", 1, content_kinds,
                                                G_N_ELEMENTS (content_kinds) };

/* The ids of one kind of record; NULL with @error when one comes twice. */
static GHashTable *
collect_ids (SlLines *content, guint kind, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sl_lines_count (content, kind); i++)
    {
      const char *id = sl_lines_get (content, kind, i)->values[0];

      if (g_hash_table_add (ids, (char *) id))
        continue;
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED, _ ("it names “%s” twice"), id);
      return NULL;
    }
  return g_steal_pointer (&ids);
}

static gboolean
points_at (GHashTable *ids, const char *id, GError **error)
{
  if (*id == '\0' || g_hash_table_contains (ids, id))
    return TRUE;
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED, _ ("it speaks of “%s” without it"),
               id);
  return FALSE;
}

/* Every @field of the records of @kind names one of @ids, or is "". */
static gboolean
all_point_at (SlLines *content, guint kind, guint field, GHashTable *ids, GError **error)
{
  for (guint i = 0; i < sl_lines_count (content, kind); i++)
    if (!points_at (ids, sl_lines_get (content, kind, i)->values[field], error))
      return FALSE;
  return TRUE;
}

/* A region has all four numbers or none. */
static gboolean
regions_are_whole (SlLines *content, GError **error)
{
  for (guint i = 0; i < sl_lines_count (content, SL_CONTENT_EVIDENCE); i++)
    {
      char **values = sl_lines_get (content, SL_CONTENT_EVIDENCE, i)->values;
      guint given = 0;

      for (guint field = SL_BUNDLE_EVIDENCE_X; field <= SL_BUNDLE_EVIDENCE_HEIGHT; field++)
        given += *values[field] != '\0' ? 1 : 0;
      if (given == 0 || given == 4)
        continue;
      g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                           _ ("a region in it is not whole"));
      return FALSE;
    }
  return TRUE;
}

/* A paper's id is that of its sheet and its report, and of nothing else. */
static gboolean
paper_is_whole (SlLines *content, GError **error)
{
  char **values;
  g_autofree char *start = NULL;
  const char *rest;

  if (sl_lines_count (content, SL_CONTENT_PAPER) == 0)
    return TRUE;
  values = sl_lines_get (content, SL_CONTENT_PAPER, 0)->values;
  start = g_strdup_printf ("%s:%s", values[SL_BUNDLE_PAPER_SHEET], values[SL_BUNDLE_PAPER_REPORT]);
  rest = g_str_has_prefix (values[SL_BUNDLE_PAPER_ID], start)
             ? values[SL_BUNDLE_PAPER_ID] + strlen (start)
             : "?";
  if (*values[SL_BUNDLE_PAPER_REPORT] != '\0' &&
      strchr (values[SL_BUNDLE_PAPER_REPORT], ':') == NULL &&
      (*rest == '\0' ||
       (*rest == ':' && rest[1] != '\0' && strspn (rest + 1, "0123456789") == strlen (rest + 1))))
    return TRUE;
  g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                       _ ("the paper in it is not named as papers are"));
  return FALSE;
}

gboolean
sl_bundle_content_check (SlLines *content, const char *kind, GError **error)
{
  g_autoptr (GHashTable) persons = collect_ids (content, SL_CONTENT_PERSON, error);
  g_autoptr (GHashTable) versions = NULL;
  g_autoptr (GHashTable) comments = NULL;
  g_autoptr (GHashTable) decisions = NULL;
  g_autoptr (GHashTable) documents = NULL;
  g_autoptr (GHashTable) evidence = NULL;
  gboolean review = g_str_equal (kind, "review");

  if (persons == NULL || (versions = collect_ids (content, SL_CONTENT_VERSION, error)) == NULL ||
      (comments = collect_ids (content, SL_CONTENT_COMMENT, error)) == NULL ||
      (decisions = collect_ids (content, SL_CONTENT_DECISION, error)) == NULL ||
      (documents = collect_ids (content, SL_CONTENT_DOCUMENT, error)) == NULL ||
      (evidence = collect_ids (content, SL_CONTENT_EVIDENCE, error)) == NULL)
    return FALSE;
  /* A reply answers on versions that are there already, and brings no case and no papers. */
  if (review != (sl_lines_count (content, SL_CONTENT_CASE) == 1) ||
      (!review && (sl_lines_count (content, SL_CONTENT_FACT) > 0 ||
                   g_hash_table_size (documents) > 0 || g_hash_table_size (evidence) > 0)))
    {
      g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                           _ ("it does not hold what a bundle of its kind does"));
      return FALSE;
    }
  return all_point_at (content, SL_CONTENT_VERSION, SL_BUNDLE_VERSION_BY, persons, error) &&
         all_point_at (content, SL_CONTENT_AUTHOR, SL_BUNDLE_AUTHOR_VERSION, versions, error) &&
         all_point_at (content, SL_CONTENT_AUTHOR, SL_BUNDLE_AUTHOR_PERSON, persons, error) &&
         all_point_at (content, SL_CONTENT_DECISION, SL_BUNDLE_DECISION_VERSION, versions, error) &&
         all_point_at (content, SL_CONTENT_DECISION, SL_BUNDLE_DECISION_BY, persons, error) &&
         all_point_at (content, SL_CONTENT_COMMENT, SL_BUNDLE_COMMENT_VERSION, versions, error) &&
         (!review ||
          all_point_at (content, SL_CONTENT_COMMENT, SL_BUNDLE_COMMENT_PARENT, comments, error)) &&
         all_point_at (content, SL_CONTENT_COMMENT, SL_BUNDLE_COMMENT_BY, persons, error) &&
         all_point_at (content, SL_CONTENT_COMMENT, SL_BUNDLE_COMMENT_CLOSED_BY, persons, error) &&
         all_point_at (content, SL_CONTENT_EVIDENCE, SL_BUNDLE_EVIDENCE_DOCUMENT, documents,
                       error) &&
         regions_are_whole (content, error) && paper_is_whole (content, error);
}
