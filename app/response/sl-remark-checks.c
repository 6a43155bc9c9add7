/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response"
#include "config.h"

#include "response/sl-remark-private.h"

#include "base/sl-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Rules that look at what a letter is made of; one function each, found by name in a table below.
 * resources/rules/drafting.xml says what each is for. */

/* A sentence shorter than this may stand twice. */
#define MIN_REPEATED_WORDS 8

static void
add_whole (SlTrial *self, const char *title)
{
  sl_trial_add (self, &(SlFind){ .title = title, .words = title });
}

static void
add_block (SlTrial *self, SlBlock *block, const char *title, const char *words)
{
  sl_trial_add (self, &(SlFind){ .block = block,
                                 .end = g_utf8_strlen (sl_block_get_text (block), -1),
                                 .title = title,
                                 .words = words,
                                 .item_id = sl_block_get_origin (block)->item_id });
}

/* The answer that a block speaks of, NULL for other blocks. */
static SlAnswer *
find_answer (SlTrial *self, SlBlock *block)
{
  const SlOrigin *origin = sl_block_get_origin (block);

  if (self->from->assessment == NULL || !g_str_equal (origin->kind, "item") ||
      *origin->item_id == '\0')
    return NULL;
  return sl_assessment_find (self->from->assessment, origin->item_id);
}

static gboolean
is_shortcoming (SlAnswer *answer)
{
  SlVerdict verdict = sl_answer_get_verdict (answer);

  return verdict == SL_VERDICT_PARTLY || verdict == SL_VERDICT_NOT_MET;
}

/* "H22 Exposed rear boundaries" */
static void
add_finding (SlTrial *self, SlBlock *block, SlAnswer *answer)
{
  g_autofree char *name = g_strdup_printf (
      "%s %s", sl_block_get_origin (block)->item_id,
      sl_checklist_item_get (sl_answer_get_item (answer), "title"));

  add_block (self, block, NULL, name);
}

/* Calls @func for each block that says what falls short. */
static void
each_shortcoming (SlTrial *self, void (*func) (SlTrial *self, SlBlock *block, SlAnswer *answer))
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      SlBlock *block = self->blocks->pdata[i];
      SlAnswer *answer = find_answer (self, block);

      if (answer != NULL && is_shortcoming (answer))
        func (self, block, answer);
    }
}

static void
check_citations (SlTrial *self, guint max)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *date = self->from->letter_date;

  for (guint i = 0; i < self->blocks->len; i++)
    {
      SlBlock *block = self->blocks->pdata[i];
      g_auto (GStrv) ids = g_strsplit (sl_block_get_origin (block)->citation_ids, " ", -1);

      for (char **id = ids; *id != NULL; id++)
        {
          const SlCitation *citation = sl_policy_library_find (self->from->policy, *id);
          g_autofree char *title = NULL;

          if (**id == '\0' || !g_hash_table_add (seen, g_strdup (*id)))
            continue;
          if (citation == NULL)
            title = g_strdup_printf (_ ("“%s” is not in the library of policies"), *id);
          else if (*citation->valid_from != '\0' && strcmp (date, citation->valid_from) < 0)
            title = g_strdup_printf (_ ("Not yet in force: %s"), citation->citation);
          else if (*citation->valid_to != '\0' && strcmp (date, citation->valid_to) > 0)
            title = g_strdup_printf (_ ("No longer in force: %s"), citation->citation);
          if (title != NULL)
            add_block (self, block, title, *id);
        }
    }
}

/* The reference that @block's item rests on; NULL when the text does not name it, in full or as
 * "Homes 2016, section 10". */
static const SlGuideReference *
find_named_reference (SlTrial *self, SlBlock *block, const char *text)
{
  SlAnswer *answer = find_answer (self, block);
  const SlGuideReference *reference = answer != NULL
                                          ? sl_item_find_reference (sl_answer_get_item (answer))
                                          : NULL;
  g_autofree char *name = reference != NULL ? sl_guide_name (reference, TRUE) : NULL;
  g_autofree char *short_name = reference != NULL ? sl_guide_short_name (reference) : NULL;

  return reference != NULL && (strstr (text, name) != NULL || strstr (text, short_name) != NULL)
             ? reference
             : NULL;
}

static void
check_guides (SlTrial *self, guint max)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      SlBlock *block = self->blocks->pdata[i];
      const SlGuideReference *reference = find_named_reference (self, block,
                                                                sl_block_get_text (block));
      g_autofree char *name = NULL;

      if (reference == NULL || g_str_equal (reference->status, "verified"))
        continue;
      name = sl_guide_name (reference, TRUE);
      if (g_hash_table_add (seen, g_strdup (name)))
        add_block (self, block, name, name);
    }
}

static void
check_documents (SlTrial *self, guint max)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->from->documents); i++)
    {
      g_autoptr (SlDocument) document = g_list_model_get_item (self->from->documents, i);
      const char *state = sl_document_get (document, "state");

      if (!g_str_equal (state, "refused") && !g_str_equal (state, "waiting"))
        return;
    }
  add_whole (self, NULL);
}

static void
check_composed (SlTrial *self, guint max)
{
  for (const char *const *problem = sl_composition_get_problems (self->from); *problem != NULL;
       problem++)
    add_whole (self, *problem);
}

static void
add_without_evidence (SlTrial *self, SlBlock *block, SlAnswer *answer)
{
  if (g_list_model_get_n_items (sl_answer_get_evidence (answer)) == 0)
    add_finding (self, block, answer);
}

static void
check_evidence (SlTrial *self, guint max)
{
  each_shortcoming (self, add_without_evidence);
}

static void
add_without_risk (SlTrial *self, SlBlock *block, SlAnswer *answer)
{
  if (*sl_answer_get (answer, "recommendation") != '\0' &&
      *sl_answer_get (answer, "priority-reason") == '\0')
    add_finding (self, block, answer);
}

static void
check_risk (SlTrial *self, guint max)
{
  each_shortcoming (self, add_without_risk);
}

static void
add_without_place (SlTrial *self, SlBlock *block, SlAnswer *answer)
{
  if (*sl_answer_get (answer, "recommendation") != '\0' &&
      *sl_answer_get (answer, "place") == '\0' &&
      *sl_block_get_origin (block)->evidence_ids == '\0')
    add_finding (self, block, answer);
}

static void
check_place (SlTrial *self, guint max)
{
  each_shortcoming (self, add_without_place);
}

/* The force's own words must stand as the force wrote them. */
static void
check_fixed (SlTrial *self, const char *key)
{
  SlBlock *block = sl_letter_find (self->letter, key);

  if (block == NULL)
    add_whole (self, NULL);
  else if (!g_str_equal (sl_block_get_state (block), "composed"))
    add_block (self, block, NULL, key);
}

static void
check_disclaimer (SlTrial *self, guint max)
{
  check_fixed (self, "closing/disclaimer");
}

static void
check_reminder (SlTrial *self, guint max)
{
  if (sl_letter_find (self->letter, "closing/reminder") == NULL)
    add_whole (self, NULL);
}

static void
check_marking (SlTrial *self, guint max)
{
  if (sl_letter_get_mark (self->letter) != SL_MARK_OFFICIAL)
    add_whole (self, NULL);
}

/* Addresses for mail and telephone numbers, outside the letterhead and the force's own words. */
static void
check_personal (SlTrial *self, guint max)
{
  static const char *const patterns[] = {
    "[\\w.+-]{1,64}@[\\w-]{1,63}(\\.[\\w-]{1,63}){1,6}",
    "(\\+44 ?|\\b0)[1237](?: ?\\d){8,9}\\b",
  };

  for (guint p = 0; p < G_N_ELEMENTS (patterns); p++)
    {
      g_autoptr (GRegex) regex = g_regex_new (patterns[p], G_REGEX_OPTIMIZE, 0, NULL);

      for (guint i = 0; i < self->blocks->len; i++)
        {
          SlBlock *block = self->blocks->pdata[i];
          const char *text = sl_block_get_text (block);
          g_autoptr (GMatchInfo) match = NULL;

          if (!sl_trial_is_own (block))
            continue;
          g_regex_match (regex, text, 0, &match);
          for (; g_match_info_matches (match); g_match_info_next (match, NULL))
            {
              g_autofree char *words = g_match_info_fetch (match, 0);
              SlFind find = { .block = block, .words = words };
              int start;

              g_match_info_fetch_pos (match, 0, &start, NULL);
              find.start = g_utf8_strlen (text, start);
              find.end = find.start + g_utf8_strlen (words, -1);
              sl_trial_add (self, &find);
            }
        }
    }
}

/* The composer leaves restricted rows out; this finds their figures in what was typed. Below ten a
 * figure says nothing by itself. */
static void
check_restricted (SlTrial *self, guint max)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->from->crime); i++)
    {
      g_autoptr (SlCrimeRow) row = g_list_model_get_item (self->from->crime, i);
      g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, sl_crime_row_get_count (row));
      g_autofree char *pattern = g_strdup_printf ("(?<![\\d.,])%s(?![\\d,]|\\.\\d)", count);
      g_autoptr (GRegex) regex = NULL;

      if (!sl_crime_row_get_restricted (row) || sl_crime_row_get_count (row) < 10)
        continue;
      regex = g_regex_new (pattern, 0, 0, NULL);
      for (guint j = 0; j < self->blocks->len; j++)
        {
          SlBlock *block = self->blocks->pdata[j];
          g_autofree char *title = NULL;

          if (!sl_trial_is_own (block) ||
              g_str_equal (sl_block_get_origin (block)->kind, "crime") ||
              !g_regex_match (regex, sl_block_get_text (block), 0, NULL))
            continue;
          title = g_strdup_printf (_ ("A restricted figure: %s, %s"), count,
                                   sl_crime_row_get (row, "category"));
          add_block (self, block, title, count);
        }
    }
}

/* Sentences end at a full stop before a space. */
static void
check_repeats (SlTrial *self, guint max)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      SlBlock *block = self->blocks->pdata[i];
      g_auto (GStrv) sentences = NULL;

      if (!sl_trial_is_own (block))
        continue;
      sentences = g_strsplit (sl_block_get_text (block), ". ", -1);
      for (char **sentence = sentences; *sentence != NULL; sentence++)
        {
          g_autofree char *folded = sl_text_fold (*sentence);

          if (sl_text_count_words (folded) < MIN_REPEATED_WORDS ||
              find_named_reference (self, block, *sentence) != NULL)
            continue;
          if (g_hash_table_contains (seen, folded))
            add_block (self, block, NULL, *sentence);
          else
            g_hash_table_add (seen, g_steal_pointer (&folded));
        }
    }
}

static void
check_stale (SlTrial *self, guint max)
{
  for (guint i = 0; i < self->blocks->len; i++)
    if (g_str_equal (sl_block_get_state (self->blocks->pdata[i]), "source-changed"))
      add_block (self, self->blocks->pdata[i], NULL, sl_block_get_offered (self->blocks->pdata[i]));
}

static void
check_unfilled (SlTrial *self, guint max)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      SlBlock *block = self->blocks->pdata[i];
      const char *open = strchr (sl_block_get_text (block), '{');
      const char *close = open != NULL ? strchr (open, '}') : NULL;
      g_autofree char *words = close != NULL ? g_strndup (open, close - open + 1) : NULL;

      if (words != NULL)
        add_block (self, block, NULL, words);
    }
}

static void
check_hidden (SlTrial *self, guint max)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      SlBlock *block = self->blocks->pdata[i];
      gboolean found;
      g_autofree char *shown = sl_text_mark_hidden (sl_block_get_text (block), &found);

      if (found)
        add_block (self, block, NULL, shown);
    }
}

static void
check_length (SlTrial *self, guint max)
{
  guint n_words = sl_letter_count_words (self->letter);
  g_autofree char *title = g_strdup_printf (_ ("%u words: a long letter"), n_words);

  /* The words stay out of the remark's name, so that one more word does not bring it back. */
  if (n_words > max)
    sl_trial_add (self, &(SlFind){ .title = title });
}

static const struct
{
  const char *name;
  void (*func) (SlTrial *self, guint max);
} checks[] = {
  { "citations", check_citations },
  { "composed", check_composed },
  { "disclaimer", check_disclaimer },
  { "documents", check_documents },
  { "evidence", check_evidence },
  { "guides", check_guides },
  { "hidden", check_hidden },
  { "length", check_length },
  { "marking", check_marking },
  { "personal", check_personal },
  { "place", check_place },
  { "reminder", check_reminder },
  { "repeats", check_repeats },
  { "restricted", check_restricted },
  { "risk", check_risk },
  { "stale", check_stale },
  { "unfilled", check_unfilled },
};

void
sl_trial_check (SlTrial *self, const char *name, guint max)
{
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (g_str_equal (checks[i].name, name))
      {
        checks[i].func (self, max);
        return;
      }
  g_return_if_reached (); /* the schema names them all */
}
