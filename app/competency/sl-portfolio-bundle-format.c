/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-bundle-private.h"

#include "review/sl-bundle-manifest.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The tables of the two texts of a portfolio's bundle, and whether their records belong together.
 * Limits are far above what a portfolio has. */

#define LIST_MAX 500000
#define TITLE_MAX 2000

static const SlLineKind manifest_kinds[] = {
  SL_BUNDLE_MANIFEST ("portfolio portfolio-reply",
                      { "portfolio",
                        1,
                        1,
                        { { "id", SL_LINE_ID },
                          { "person", SL_LINE_ID },
                          { "name", SL_LINE_TEXT, SL_BUNDLE_NAME_MAX } } }),
};
const SlLineFormat sl_portfolio_manifest_format = { SL_BUNDLE_PORTFOLIO_WORD, 1, manifest_kinds,
                                                    G_N_ELEMENTS (manifest_kinds) };

static const SlLineKind content_kinds[N_SL_FOLIO_KINDS] = {
  [SL_FOLIO_HEAD] = { "head",
                      1,
                      1,
                      { { "sequence", SL_LINE_INTEGER, G_MAXINT64 }, { "hash", SL_LINE_HASH } } },
  [SL_FOLIO_PERSON] = { "person", 1, 500, { SL_BUNDLE_PERSON } },
  [SL_FOLIO_KEY] = { "key",
                     0,
                     500,
                     { { "fingerprint", SL_LINE_TEXT, 60 },
                       { "public", SL_LINE_HEX, 64 },
                       { "person", SL_LINE_ID } } },
  [SL_FOLIO_PACK] = { "pack", 0, 50, { { "hash", SL_LINE_HASH } } },
  [SL_FOLIO_PORTFOLIO] = { "portfolio",
                           0,
                           1,
                           { { "framework", SL_LINE_TEXT, SL_BUNDLE_NAME_MAX },
                             { "hash", SL_LINE_HASH },
                             { "begun-by", SL_LINE_ID },
                             { "begun-at", SL_LINE_TIME } } },
  [SL_FOLIO_MOVE] = { "move",
                      0,
                      50,
                      { { "id", SL_LINE_ID },
                        { "from", SL_LINE_HASH },
                        { "to", SL_LINE_HASH },
                        { "reason", SL_LINE_TEXT, SL_BUNDLE_WORDS_MAX },
                        { "by", SL_LINE_ID },
                        { "role", SL_LINE_WORD, 0, SL_BUNDLE_ROLES },
                        { "at", SL_LINE_TIME } } },
  [SL_FOLIO_OCCASION] = { "occasion",
                          0,
                          500,
                          { { "id", SL_LINE_ID },
                            { "component", SL_LINE_TEXT, SL_BUNDLE_NAME_MAX },
                            { "position", SL_LINE_INTEGER, G_MAXINT64 },
                            { "case", SL_LINE_NO_ID },
                            { "application", SL_LINE_TEXT, TITLE_MAX },
                            { "site", SL_LINE_TEXT, TITLE_MAX },
                            { "title", SL_LINE_TEXT, SL_BUNDLE_WORDS_MAX },
                            { "reference", SL_LINE_TEXT, SL_BUNDLE_WORDS_MAX },
                            { "authority", SL_LINE_TEXT, SL_BUNDLE_WORDS_MAX },
                            { "on", SL_LINE_DATE },
                            { "about", SL_LINE_TEXT, SL_BUNDLE_WORDS_MAX },
                            { "state", SL_LINE_WORD, 0, "open dropped" },
                            { "state-reason", SL_LINE_TEXT, SL_BUNDLE_WORDS_MAX },
                            { "by", SL_LINE_ID },
                            { "at", SL_LINE_TIME },
                            { "changed", SL_LINE_TIME } } },
  [SL_FOLIO_REQUEST] = { "request",
                         0,
                         1000,
                         { { "id", SL_LINE_ID },
                           { "occasion", SL_LINE_NO_ID },
                           { "assessor", SL_LINE_ID },
                           { "why", SL_LINE_WORD, 0, "asked rule chance" },
                           { "how", SL_LINE_TEXT, SL_BUNDLE_WORDS_MAX },
                           { "by", SL_LINE_ID },
                           { "at", SL_LINE_TIME },
                           { "finished", SL_LINE_NO_TIME } } },
  [SL_FOLIO_EVENT] = { "event",
                       0,
                       20000,
                       { { "id", SL_LINE_ID },
                         { "occasion", SL_LINE_NO_ID },
                         { "criterion", SL_LINE_TEXT, SL_BUNDLE_NAME_MAX },
                         { "kind", SL_LINE_WORD, 0,
                           "claim withdraw verdict second acknowledge reply" },
                         { "verdict", SL_LINE_WORD, 0, " met not-yet not-applicable" },
                         { "words", SL_LINE_TEXT, SL_BUNDLE_WORDS_MAX },
                         { "verbal", SL_LINE_TEXT, SL_BUNDLE_WORDS_MAX },
                         { "written", SL_LINE_TEXT, SL_BUNDLE_WORDS_MAX },
                         { "answers", SL_LINE_NO_ID },
                         { "framework", SL_LINE_HASH },
                         { "by", SL_LINE_ID },
                         { "role", SL_LINE_WORD, 0, SL_BUNDLE_ROLES },
                         { "self-declared", SL_LINE_INTEGER, 1 },
                         { "at", SL_LINE_TIME } } },
  [SL_FOLIO_EVIDENCE] = { "evidence",
                          0,
                          50000,
                          { { "id", SL_LINE_ID },
                            { "event", SL_LINE_ID },
                            { "position", SL_LINE_INTEGER, 1000000 },
                            { "kind", SL_LINE_TEXT, 100 },
                            { "object-kind", SL_LINE_TEXT, 100 },
                            { "object", SL_LINE_TEXT, SL_BUNDLE_NAME_MAX },
                            { "label", SL_LINE_TEXT, SL_BUNDLE_WORDS_MAX },
                            { "detail", SL_LINE_TEXT, SL_BUNDLE_WORDS_MAX },
                            { "on", SL_LINE_DATE },
                            { "sha256", SL_LINE_TEXT, 64 },
                            { "personal", SL_LINE_INTEGER, 1 } } },
  [SL_FOLIO_TRAINING] = { "training",
                          0,
                          5000,
                          { { "id", SL_LINE_ID },
                            { "criterion", SL_LINE_TEXT, SL_BUNDLE_NAME_MAX },
                            { "kind", SL_LINE_TEXT, 100 },
                            { "title", SL_LINE_TEXT, SL_BUNDLE_WORDS_MAX },
                            { "provider", SL_LINE_TEXT, SL_BUNDLE_WORDS_MAX },
                            { "on", SL_LINE_DATE },
                            { "hours", SL_LINE_NUMBER },
                            { "outcomes", SL_LINE_TEXT, TITLE_MAX },
                            { "renews", SL_LINE_DATE },
                            { "words", SL_LINE_TEXT, SL_BUNDLE_WORDS_MAX },
                            { "removed", SL_LINE_INTEGER, 1 },
                            { "by", SL_LINE_ID },
                            { "at", SL_LINE_TIME },
                            { "changed", SL_LINE_TIME } } },
  [SL_FOLIO_FILE] = { "file",
                      0,
                      1800,
                      { { "id", SL_LINE_ID },
                        { "of", SL_LINE_WORD, 0, "training occasion claim" },
                        { "owner", SL_LINE_ID },
                        { "hash", SL_LINE_HASH },
                        { "name", SL_LINE_TEXT, SL_BUNDLE_NAME_MAX },
                        { "media-type", SL_LINE_TEXT, 200 },
                        { "size", SL_LINE_INTEGER, SL_BUNDLE_SIZE_MAX },
                        { "removed", SL_LINE_INTEGER, 1 },
                        { "by", SL_LINE_ID },
                        { "at", SL_LINE_TIME } } },
  [SL_FOLIO_LEFT_OUT] = { "left-out", 0, 1800, { { "name", SL_LINE_TEXT, TITLE_MAX } } },
  [SL_FOLIO_NOTE] = { "note",
                      0,
                      5000,
                      { { "id", SL_LINE_ID },
                        { "occasion", SL_LINE_NO_ID },
                        { "criterion", SL_LINE_TEXT, SL_BUNDLE_NAME_MAX },
                        { "body", SL_LINE_TEXT, SL_BUNDLE_WORDS_MAX },
                        { "changed", SL_LINE_TIME } } },
  [SL_FOLIO_READ] = { "read",
                      0,
                      20000,
                      { { "occasion", SL_LINE_NO_ID },
                        { "person", SL_LINE_ID },
                        { "on", SL_LINE_DATE },
                        { "first", SL_LINE_TIME } } },
  [SL_FOLIO_PROGRESSION] = { "progression",
                             0,
                             100,
                             { { "id", SL_LINE_ID },
                               { "outcome", SL_LINE_WORD, 0, "fulfilled not-fulfilled" },
                               { "reasons", SL_LINE_TEXT, SL_BUNDLE_WORDS_MAX },
                               { "unmet", SL_LINE_TEXT, LIST_MAX },
                               { "notified", SL_LINE_DATE },
                               { "sha256", SL_LINE_HASH },
                               { "size", SL_LINE_INTEGER, SL_BUNDLE_SIZE_MAX },
                               { "framework", SL_LINE_HASH },
                               { "by", SL_LINE_ID },
                               { "role", SL_LINE_WORD, 0, SL_BUNDLE_ROLES },
                               { "self-declared", SL_LINE_INTEGER, 1 },
                               { "at", SL_LINE_TIME } } },
  [SL_FOLIO_APPEAL] = { "appeal",
                        0,
                        100,
                        { { "id", SL_LINE_ID },
                          { "progression", SL_LINE_ID },
                          { "grounds", SL_LINE_TEXT, SL_BUNDLE_WORDS_MAX },
                          { "lodged", SL_LINE_DATE },
                          { "last-day", SL_LINE_DATE },
                          { "to", SL_LINE_WORD, 0, SL_BUNDLE_ROLES },
                          { "right", SL_LINE_WORD, 0, SL_BUNDLE_ROLES },
                          { "by", SL_LINE_ID },
                          { "at", SL_LINE_TIME } } },
  [SL_FOLIO_OUTCOME] = { "outcome",
                         0,
                         100,
                         { { "appeal", SL_LINE_ID },
                           { "outcome", SL_LINE_WORD, 0, "upheld dismissed" },
                           { "reasons", SL_LINE_TEXT, SL_BUNDLE_WORDS_MAX },
                           { "by", SL_LINE_ID },
                           { "role", SL_LINE_WORD, 0, SL_BUNDLE_ROLES },
                           { "self-declared", SL_LINE_INTEGER, 1 },
                           { "at", SL_LINE_TIME } } },
  [SL_FOLIO_SEAL] = { "seal",
                      0,
                      20000,
                      { { "object", SL_LINE_ID },
                        { "fingerprint", SL_LINE_TEXT, 60 },
                        { "signature", SL_LINE_HEX, 128 } } },
  [SL_FOLIO_CASE] = { "case",
                      0,
                      500,
                      { { "hash", SL_LINE_HASH },
                        { "id", SL_LINE_ID },
                        { "name", SL_LINE_TEXT, TITLE_MAX },
                        { "size", SL_LINE_INTEGER, SL_BUNDLE_SIZE_MAX } } },
};
const SlLineFormat sl_portfolio_content_format = { "sightline-portfolio-content", 1, content_kinds,
                                                   N_SL_FOLIO_KINDS };

/* ---- whether records belong together ---- */

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED, sentence);
  return FALSE;
}

/* Which field of which record names which other; those of a reply but for the persons are looked
 * for where it is read. */
static const struct
{
  guint kind, field, target;
} pointers[] = {
  { SL_FOLIO_KEY, SL_FOLIO_KEY_PERSON, SL_FOLIO_PERSON },
  { SL_FOLIO_PORTFOLIO, SL_FOLIO_PORTFOLIO_HASH, SL_FOLIO_PACK },
  { SL_FOLIO_PORTFOLIO, SL_FOLIO_PORTFOLIO_BY, SL_FOLIO_PERSON },
  { SL_FOLIO_MOVE, 1, SL_FOLIO_PACK },
  { SL_FOLIO_MOVE, 2, SL_FOLIO_PACK },
  { SL_FOLIO_MOVE, SL_FOLIO_MOVE_BY, SL_FOLIO_PERSON },
  { SL_FOLIO_OCCASION, 13, SL_FOLIO_PERSON },
  { SL_FOLIO_REQUEST, SL_FOLIO_REQUEST_ASSESSOR, SL_FOLIO_PERSON },
  { SL_FOLIO_REQUEST, SL_FOLIO_REQUEST_BY, SL_FOLIO_PERSON },
  { SL_FOLIO_EVENT, SL_FOLIO_EVENT_OCCASION, SL_FOLIO_OCCASION },
  { SL_FOLIO_EVENT, SL_FOLIO_EVENT_HASH, SL_FOLIO_PACK },
  { SL_FOLIO_EVENT, SL_FOLIO_EVENT_BY, SL_FOLIO_PERSON },
  { SL_FOLIO_EVIDENCE, 1, SL_FOLIO_EVENT },
  { SL_FOLIO_TRAINING, 11, SL_FOLIO_PERSON },
  { SL_FOLIO_FILE, 8, SL_FOLIO_PERSON },
  { SL_FOLIO_READ, 1, SL_FOLIO_PERSON },
  { SL_FOLIO_PROGRESSION, SL_FOLIO_PROGRESSION_HASH, SL_FOLIO_PACK },
  { SL_FOLIO_PROGRESSION, SL_FOLIO_PROGRESSION_BY, SL_FOLIO_PERSON },
  { SL_FOLIO_APPEAL, SL_FOLIO_APPEAL_PROGRESSION, SL_FOLIO_PROGRESSION },
  { SL_FOLIO_APPEAL, SL_FOLIO_APPEAL_BY, SL_FOLIO_PERSON },
  { SL_FOLIO_OUTCOME, SL_FOLIO_OUTCOME_APPEAL, SL_FOLIO_APPEAL },
  { SL_FOLIO_OUTCOME, SL_FOLIO_OUTCOME_BY, SL_FOLIO_PERSON },
};

/* What a reply does not bring. */
static const guint outward_only[] = { SL_FOLIO_PACK,     SL_FOLIO_PORTFOLIO, SL_FOLIO_MOVE,
                                      SL_FOLIO_OCCASION, SL_FOLIO_EVIDENCE,  SL_FOLIO_TRAINING,
                                      SL_FOLIO_FILE,     SL_FOLIO_NOTE,      SL_FOLIO_APPEAL,
                                      SL_FOLIO_CASE };

/* Persons come twice under no id; seals, reads and the head have none of their own. */
static gboolean
collect_ids (SlLines *content, GHashTable **ids, GError **error)
{
  for (guint kind = 0; kind < N_SL_FOLIO_KINDS; kind++)
    {
      ids[kind] = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; i < sl_lines_count (content, kind); i++)
        {
          char *id = sl_lines_get (content, kind, i)->values[0];

          if (!g_hash_table_add (ids[kind], id) && kind != SL_FOLIO_READ &&
              kind != SL_FOLIO_LEFT_OUT)
            {
              g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED, _ ("it names “%s” twice"),
                           id);
              return FALSE;
            }
        }
    }
  return TRUE;
}

static gboolean
check_pointers (SlLines *content, GHashTable **ids, gboolean reply, GError **error)
{
  for (guint p = 0; p < G_N_ELEMENTS (pointers); p++)
    for (guint i = 0; i < sl_lines_count (content, pointers[p].kind); i++)
      {
        const char *id = sl_lines_get (content, pointers[p].kind, i)->values[pointers[p].field];

        if (*id == '\0' || (reply && pointers[p].target != SL_FOLIO_PERSON) ||
            g_hash_table_contains (ids[pointers[p].target], id))
          continue;
        g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                     _ ("it speaks of “%s” without it"), id);
        return FALSE;
      }
  return TRUE;
}

/* A claim and a verdict say what they are; what a second verdict answers is a request. */
static gboolean
check_events (SlLines *content, GHashTable **ids, gboolean reply, GError **error)
{
  for (guint i = 0; i < sl_lines_count (content, SL_FOLIO_EVENT); i++)
    {
      char **values = sl_lines_get (content, SL_FOLIO_EVENT, i)->values;
      const char *kind = values[SL_FOLIO_EVENT_KIND];
      const char *verdict = values[SL_FOLIO_EVENT_VERDICT];
      const char *answers = values[SL_FOLIO_EVENT_ANSWERS];
      gboolean judges = g_str_equal (kind, "verdict") || g_str_equal (kind, "second");
      gboolean claims = g_str_equal (kind, "claim");

      if (judges ? *verdict == '\0'
                 : *verdict != '\0' && !(claims && g_str_equal (verdict, "not-applicable")))
        return refuse (error, _ ("a step in it says what no step of its kind does"));
      if (!reply && *answers != '\0' && !g_hash_table_contains (ids[SL_FOLIO_EVENT], answers) &&
          !g_hash_table_contains (ids[SL_FOLIO_REQUEST], answers))
        {
          g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                       _ ("it speaks of “%s” without it"), answers);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
sl_portfolio_content_check (SlLines *content, const char *kind, GError **error)
{
  gboolean reply = g_str_equal (kind, SL_PORTFOLIO_BUNDLE_REPLY);
  GHashTable *ids[N_SL_FOLIO_KINDS] = { NULL };
  gboolean whole = (sl_lines_count (content, SL_FOLIO_PORTFOLIO) == 1) != reply;

  for (guint i = 0; reply && i < G_N_ELEMENTS (outward_only); i++)
    whole = whole && sl_lines_count (content, outward_only[i]) == 0;
  /* Who read it is the trainee's to know, and is known where they are. */
  if (!reply && sl_lines_count (content, SL_FOLIO_READ) > 0)
    whole = FALSE;
  if (!whole)
    return refuse (error, _ ("it does not hold what a bundle of its kind does"));
  whole = collect_ids (content, ids, error) && check_pointers (content, ids, reply, error) &&
          check_events (content, ids, reply, error);
  for (guint i = 0; i < N_SL_FOLIO_KINDS; i++)
    g_clear_pointer (&ids[i], g_hash_table_unref);
  return whole;
}

static void
want (SlLines *content, guint kind, guint field, const char *prefix, GHashTable *wanted)
{
  for (guint i = 0; i < sl_lines_count (content, kind); i++)
    g_hash_table_add (wanted,
                      g_strconcat (prefix, sl_lines_get (content, kind, i)->values[field], NULL));
}

static gboolean
is_removed (char **values)
{
  return g_str_equal (values[SL_FOLIO_FILE_REMOVED], "1");
}

static void
list_parts (SlLines *content, const char *kind, GHashTable *wanted)
{
  want (content, SL_FOLIO_PACK, 0, SL_BUNDLE_PREFIX_PACK, wanted);
  for (guint i = 0; i < sl_lines_count (content, SL_FOLIO_FILE); i++)
    {
      char **values = sl_lines_get (content, SL_FOLIO_FILE, i)->values;

      if (!is_removed (values))
        g_hash_table_add (wanted,
                          g_strconcat (SL_BUNDLE_PREFIX_FILE, values[SL_FOLIO_FILE_HASH], NULL));
    }
  want (content, SL_FOLIO_PROGRESSION, SL_FOLIO_PROGRESSION_SHA256, SL_BUNDLE_PREFIX_FILE, wanted);
  want (content, SL_FOLIO_CASE, SL_FOLIO_CASE_HASH, SL_BUNDLE_PREFIX_CASE, wanted);
}

const SlBundleShape sl_portfolio_bundle_shape = {
  .manifest = &sl_portfolio_manifest_format,
  .content = &sl_portfolio_content_format,
  .check = sl_portfolio_content_check,
  .list_parts = list_parts,
  .other = SL_BUNDLE_REVIEW_WORD,
  .elsewhere = N_ ("it carries a review, not a portfolio. Read it under Review, or with "
                   "“sightline-cli bundle”."),
};

/* ---- what somebody answers for ---- */

int
sl_portfolio_find_author (guint kind, char **values, const char *owner)
{
  static const char *const judging[] = { "verdict", "second", NULL };

  if (kind == SL_FOLIO_PROGRESSION)
    return SL_FOLIO_PROGRESSION_BY;
  if (kind == SL_FOLIO_OUTCOME)
    return SL_FOLIO_OUTCOME_BY;
  if (kind == SL_FOLIO_MOVE)
    return SL_FOLIO_MOVE_BY;
  if (kind == SL_FOLIO_EVENT && (g_strv_contains (judging, values[SL_FOLIO_EVENT_KIND]) ||
                                 (g_str_equal (values[SL_FOLIO_EVENT_KIND], "reply") &&
                                  !g_str_equal (values[SL_FOLIO_EVENT_BY], owner))))
    return SL_FOLIO_EVENT_BY;
  return -1;
}

char *
sl_portfolio_name_record (guint kind, char **values)
{
  static const struct
  {
    const char *kind, *words;
  } steps[] = {
    { "claim", N_ ("the claim") },
    { "withdraw", N_ ("the withdrawal") },
    { "verdict", N_ ("the verdict") },
    { "second", N_ ("the second verdict") },
    { "acknowledge", N_ ("the acknowledgement") },
    { "reply", N_ ("the reply") },
  };

  if (kind == SL_FOLIO_PROGRESSION)
    return g_strdup (_ ("the decision on progression"));
  if (kind == SL_FOLIO_OUTCOME)
    return g_strdup (_ ("the outcome of the appeal"));
  if (kind == SL_FOLIO_MOVE)
    return g_strdup (_ ("the move to another edition"));
  for (guint i = 0; kind == SL_FOLIO_EVENT && i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (values[SL_FOLIO_EVENT_KIND], steps[i].kind))
      /* TRANSLATORS: "the verdict on C2.1", in the middle of a sentence */
      return g_strdup_printf (_ ("%s on %s"), _ (steps[i].words), values[SL_FOLIO_EVENT_CRITERION]);
  return g_strdup_printf ("%s %s", content_kinds[kind].name, values[0]);
}

GBytes *
sl_portfolio_seal_text (const char *portfolio_id,
                        SlLines *content,
                        guint kind,
                        guint index,
                        GError **error)
{
  g_autofree char *line = sl_lines_dup_line (content, kind, index, error);
  char *text;

  if (line == NULL)
    return NULL;
  text = g_strdup_printf ("sightline-said 1\n%s\n%s", portfolio_id, line);
  return g_bytes_new_take (text, strlen (text));
}
