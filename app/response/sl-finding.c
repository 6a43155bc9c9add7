/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response"
#include "config.h"

#include "response/sl-response-private.h"

#include "base/sl-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What the letter says of one item: where and on which drawing, what is shown, which risk, what is
 * recommended and by which reference; in fewer words where it is no main point. A figure or section
 * that is only recalled is never printed as the guide's. */

static int
rank_priority (SlAnswer *answer)
{
  const char *priority = sl_answer_get (answer, "priority");

  if (g_str_equal (priority, "high"))
    return 0;
  if (g_str_equal (priority, "medium"))
    return 1;
  return g_str_equal (priority, "low") ? 3 : 2;
}

static int
rank_verdict (SlAnswer *answer)
{
  switch (sl_answer_get_verdict (answer))
    {
    case SL_VERDICT_NOT_MET:
      return 0;
    case SL_VERDICT_PARTLY:
      return 1;
    case SL_VERDICT_NOT_SHOWN:
      return 2;
    default:
      return 3;
    }
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const SlFinding *one = *(SlFinding *const *) a;
  const SlFinding *other = *(SlFinding *const *) b;
  int order = rank_priority (one->answer) - rank_priority (other->answer);

  if (order == 0)
    order = rank_verdict (one->answer) - rank_verdict (other->answer);
  return order != 0 ? order : (int) one->point - (int) other->point;
}

/* Asked for first: what is high; then enough of the rest for the letter to have three points. */
static gboolean
may_be_point (const SlFinding *finding, guint n_points)
{
  int priority = rank_priority (finding->answer);

  if (sl_answer_get_verdict (finding->answer) == SL_VERDICT_MET)
    return FALSE;
  if (priority == 0)
    return TRUE;
  return priority < 3 && n_points < 3 &&
         sl_answer_get_verdict (finding->answer) != SL_VERDICT_NOT_SHOWN;
}

/**
 * sl_findings_gather:
 * @from: what was gathered
 * @max_points: how many may be main points
 *
 * Returns: (transfer full) (element-type SlFinding): judged items that have something to say: the
 *   main points first, most important first, then the rest in the order of the checklist
 */
GPtrArray *
sl_findings_gather (SlComposition *from, guint max_points)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_free);
  GListModel *answers = from->assessment != NULL ? sl_assessment_get_answers (from->assessment)
                                                 : NULL;
  guint n_points = 0;

  for (guint i = 0; answers != NULL && i < g_list_model_get_n_items (answers); i++)
    {
      g_autoptr (SlAnswer) answer = g_list_model_get_item (answers, i);
      SlVerdict verdict = sl_answer_get_verdict (answer);
      SlFinding *finding;

      if (!sl_answer_get_applies (answer) || verdict == SL_VERDICT_NONE ||
          verdict == SL_VERDICT_NOT_APPLICABLE ||
          (verdict == SL_VERDICT_MET && *sl_answer_get (answer, "observation") == '\0'))
        continue;
      finding = g_new0 (SlFinding, 1);
      finding->answer = answer; /* the assessment keeps it */
      finding->item = sl_answer_get_item (answer);
      finding->point = i;
      g_ptr_array_add (findings, finding);
      g_ptr_array_add (sorted, finding);
    }
  g_ptr_array_sort (sorted, compare_findings);
  for (guint i = 0; i < findings->len; i++)
    ((SlFinding *) g_ptr_array_index (findings, i))->point = 0;
  for (guint i = 0; i < sorted->len && n_points < max_points; i++)
    {
      SlFinding *finding = g_ptr_array_index (sorted, i);

      if (may_be_point (finding, n_points))
        finding->point = ++n_points;
    }
  return findings;
}

static gboolean
is_checked (const char *status)
{
  return g_str_equal (status, "verified") || g_str_equal (status, "part");
}

const SlGuideReference *
sl_item_find_reference (SlChecklistItem *item)
{
  const SlGuideReference *found = NULL;

  for (guint i = 0; i < sl_checklist_item_get_n_references (item); i++)
    {
      const SlGuideReference *reference = sl_checklist_item_get_reference (item, i);

      if (is_checked (reference->status) &&
          (found == NULL || strcmp (reference->edition, found->edition) >= 0))
        found = reference;
    }
  return found;
}

char *
sl_guide_name (const SlGuideReference *reference, gboolean section)
{
  if (section && *reference->section != '\0')
    return g_strdup_printf (_ ("%s %s, section %s"), reference->guide, reference->edition,
                            reference->section);
  return g_strdup_printf ("%s %s", reference->guide, reference->edition);
}

/* Every guide here is one of Secured by Design; that is said where the letter names its basis. */
char *
sl_guide_short_name (const SlGuideReference *reference)
{
  static const char brand[] = "Secured by Design ";
  g_autofree char *name = sl_guide_name (reference, TRUE);

  return g_strdup (g_str_has_prefix (name, brand) ? name + strlen (brand) : name);
}

char *
sl_format_number (double value, const char *unit)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (digits, sizeof digits, "%.6g", value);
  return *unit != '\0' ? g_strdup_printf ("%s %s", digits, unit) : g_strdup (digits);
}

/* "1.5 m shown, 1.8 m asked", and in @short_by "0.3 m short" when it falls short. */
char *
sl_answer_describe_measure (SlAnswer *answer, char **short_by)
{
  const SlCriterion *criterion = sl_checklist_item_get_criterion (sl_answer_get_item (answer));
  g_autofree char *shown_text = NULL;
  g_autofree char *asked_text = NULL;
  const char *unit = "";
  double shown;

  if (short_by != NULL)
    *short_by = NULL;
  if (criterion == NULL || !sl_answer_get_shown (answer, &shown, &unit))
    return NULL;
  shown_text = sl_format_number (shown, unit);
  asked_text = sl_format_number (criterion->value, criterion->unit);
  if (short_by != NULL && g_str_equal (unit, criterion->unit))
    {
      double difference = round (fabs (criterion->value - shown) * 1000.0) / 1000.0;
      g_autofree char *by = sl_format_number (difference, unit);

      if (criterion->comparison == SL_COMPARISON_AT_LEAST && shown < criterion->value)
        *short_by = g_strdup_printf (_ ("%s short"), by);
      else if (criterion->comparison == SL_COMPARISON_AT_MOST && shown > criterion->value)
        *short_by = g_strdup_printf (_ ("%s too much"), by);
    }
  return g_strdup_printf (_ ("%s shown, %s asked"), shown_text, asked_text);
}

static SlDocument *
find_document (SlComposition *from, const char *document_id)
{
  for (guint i = 0; i < g_list_model_get_n_items (from->documents); i++)
    {
      g_autoptr (SlDocument) document = g_list_model_get_item (from->documents, i);

      if (g_str_equal (sl_document_get_id (document), document_id))
        return document; /* the list keeps it */
    }
  return NULL;
}

char *
sl_evidence_describe (SlComposition *from, SlEvidence *evidence, gboolean page)
{
  SlDocument *document = find_document (from, sl_evidence_get (evidence, "document-id"));
  const char *number = document != NULL ? sl_document_get (document, "drawing-number") : "";
  const char *revision = document != NULL ? sl_document_get (document, "revision") : "";
  GString *out = g_string_new (NULL);

  if (document == NULL)
    g_string_append (out, _ ("a document that is gone"));
  else if (*number == '\0')
    g_string_append (out, sl_document_get (document, "title"));
  else
    g_string_append_printf (out, "%s%s%s", number, *revision != '\0' ? " " : "", revision);
  if (page)
    g_string_append_printf (out, _ (", page %u"), sl_evidence_get_page_number (evidence));
  return g_string_free (out, FALSE);
}

/* "PL-106 C, page 1; PL-101 D, page 1": two at most, none that the words name already. */
static char *
list_evidence (SlComposer *self, SlAnswer *answer, const char *words)
{
  GListModel *evidence = sl_answer_get_evidence (answer);
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (evidence) && places->len < 2; i++)
    {
      g_autoptr (SlEvidence) one = g_list_model_get_item (evidence, i);
      g_autofree char *name = sl_evidence_describe (self->from, one, FALSE);
      g_autofree char *place = sl_evidence_describe (self->from, one, TRUE);

      if (strstr (words, name) == NULL &&
          !g_ptr_array_find_with_equal_func (places, place, g_str_equal, NULL))
        g_ptr_array_add (places, g_steal_pointer (&place));
    }
  return places->len > 0 ? sl_join_words (places, "; ") : NULL;
}

/* A sentence: trimmed, on one line, with its full stop. */
char *
sl_make_sentence (const char *text)
{
  g_autofree char *stripped = sl_text_strip_hidden (text);
  g_autofree char *line = sl_text_squeeze (stripped);
  gsize length = strlen (line);

  if (length == 0 || strchr (".?!:”", line[length - 1]) != NULL || g_str_has_suffix (line, "”"))
    return g_steal_pointer (&line);
  return g_strconcat (line, ".", NULL);
}

/* @text with {place} and what else the case knows; NULL, and a problem noted, when something is not
 * known: braces are never printed. */
static char *
fill_words (SlComposer *self, const SlFinding *finding, const char *text)
{
  g_autofree char *missing = NULL;
  const char *place = sl_answer_get (finding->answer, "place");
  g_autofree char *filled = NULL;
  g_autofree char *fitted = sl_place_fit (text, place);

  sl_composer_set_field (self, "place", *place != '\0' ? place : _ ("the site"));
  filled = sl_text_fill (fitted, self->fields, &missing);
  if (filled == NULL)
    {
      sl_composer_note (self, _ ("Item %s: {%s} is not filled in, so its sentence was left out."),
                        sl_checklist_item_get_id (finding->item), missing);
      return NULL;
    }
  return sl_make_sentence (filled);
}

/* The number that the guide asks for is printed only when somebody saw it there. */
static char *
write_measure (SlComposer *self, const SlFinding *finding)
{
  const SlCriterion *criterion = sl_checklist_item_get_criterion (finding->item);
  const char *unit = "";
  double shown;
  g_autofree char *number = NULL;
  g_autofree char *shown_text = NULL;
  g_autofree char *asked = NULL;

  if (criterion == NULL || !is_checked (criterion->status) ||
      !sl_answer_get_shown (finding->answer, &shown, &unit))
    return NULL;
  shown_text = sl_format_number (shown, unit);
  number = sl_format_number (criterion->value, criterion->unit);
  asked = g_strdup_printf (criterion->comparison == SL_COMPARISON_AT_MOST ? _ ("at most %s")
                                                                          : _ ("at least %s"),
                           number);
  sl_composer_set_field (self, "measure", criterion->measure);
  sl_composer_set_field (self, "shown", shown_text);
  sl_composer_set_field (self, "asked", asked);
  return sl_composer_phrase (self, "shown");
}

/* Before the full stop. */
static char *
add_in_brackets (const char *text, const char *words)
{
  gsize length = strlen (text);

  if (g_str_has_suffix (text, "."))
    return g_strdup_printf ("%.*s (%s).", (int) length - 1, text, words);
  return g_strdup_printf ("%s (%s)", text, words);
}

static char *
add_drawing (SlComposer *self, const SlFinding *finding, const char *text)
{
  g_autofree char *places = finding->listed ? NULL : list_evidence (self, finding->answer, text);

  return places != NULL ? add_in_brackets (text, places) : g_strdup (text);
}

/* A request stands under words that ask for answers, so a bare question is enough there. */
static gboolean
is_request (const SlFinding *finding)
{
  return finding->point == 0 && sl_answer_get_verdict (finding->answer) == SL_VERDICT_NOT_SHOWN;
}

/* Whether the first word may lose its capital after a colon: it is nobody's name. */
static gboolean
is_common_beginning (const char *text)
{
  /* Articles, numbers, and what a question begins with. */
  static const char *const words[] = { "A",     "An",   "Are",   "Can",  "Do",   "Does", "Each",
                                       "Every", "Has",  "Have",  "Is",   "No",   "One",  "The",
                                       "There", "Two",  "Three", "Four", "Five", "Six",  "Seven",
                                       "Eight", "Nine", "Ten",   "Will" };
  gsize length = strcspn (text, " ");

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == length && strncmp (words[i], text, length) == 0)
      return TRUE;
  return FALSE;
}

static char *
write_observation (SlComposer *self, const SlFinding *finding)
{
  const char *observation = sl_answer_get (finding->answer, "observation");
  const char *place = sl_answer_get (finding->answer, "place");
  g_autofree char *text = NULL;
  g_autofree char *lower = NULL;
  g_autofree char *placed = NULL;

  if (*observation != '\0')
    text = fill_words (self, finding, observation);
  if (text == NULL)
    text = write_measure (self, finding);
  if (text == NULL && is_request (finding))
    text = g_strdup (sl_checklist_item_get (finding->item, "question"));
  if (text == NULL)
    {
      g_autofree char *id = g_strconcat (
          "question.", sl_verdict_to_nick (sl_answer_get_verdict (finding->answer)), NULL);

      sl_composer_set_field (self, "question", sl_checklist_item_get (finding->item, "question"));
      text = sl_composer_phrase (self, id);
    }
  if (text == NULL)
    return NULL;
  if (*place == '\0' || strcasestr (text, place) != NULL)
    return add_drawing (self, finding, text);
  lower = is_common_beginning (text) ? sl_lower_first (text) : g_strdup (text);
  sl_composer_set_field (self, "place", place);
  sl_composer_set_field (self, "text", lower);
  placed = sl_composer_phrase (self, sl_place_has_preposition (place) ? "place-own" : "place");
  if (placed != NULL)
    *placed = g_ascii_toupper (*placed);
  return placed != NULL ? add_drawing (self, finding, placed) : NULL;
}

static char *
write_risk (SlComposer *self, const SlFinding *finding)
{
  const char *const *crimes = sl_checklist_item_get_crimes (finding->item);
  const char *reason = sl_answer_get (finding->answer, "priority-reason");
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;
  g_autofree char *trimmed = sl_text_squeeze (reason);
  g_autofree char *lower = NULL;

  for (guint i = 0; crimes != NULL && crimes[i] != NULL && i < 3; i++)
    g_ptr_array_add (words, sl_lower_first (crimes[i]));
  list = sl_join_words (words, _ (" and "));
  if (g_str_has_suffix (trimmed, "."))
    trimmed[strlen (trimmed) - 1] = '\0';
  lower = sl_lower_first (trimmed);
  sl_composer_set_field (self, "crimes", list);
  sl_composer_set_field (self, "reason", lower);
  if (finding->point == 0)
    return words->len > 0 || *lower != '\0' ? sl_composer_phrase (self, "risk-short") : NULL;
  return words->len > 0 ? sl_composer_phrase (self, "risk") : NULL;
}

/* Taken over from the checklist, perhaps with the place filled in, and not changed since. */
static gboolean
has_packs_words (const SlFinding *finding)
{
  return g_str_equal (sl_answer_get (finding->answer, "recommendation-source"), "pack");
}

static gboolean
begins_like (const char *text, const char *other)
{
  gsize length = strcspn (text, " ");

  return length > 0 && strncmp (text, other, length + 1) == 0;
}

/* "Widen the path at the gable of plot 21 so that …" after a sentence that has named the place:
 * without it. Only the pack's words; an officer's own stay as typed. */
static char *
drop_place (const SlFinding *finding, const char *words)
{
  const char *place = sl_answer_get (finding->answer, "place");
  const char *own = sl_answer_get (finding->answer, "recommendation");
  GString *text = g_string_new (words);
  g_autofree char *at = NULL;

  if (*place == '\0' || (*own != '\0' && !has_packs_words (finding)))
    return g_string_free (text, FALSE);
  at = sl_place_has_preposition (place) ? g_strconcat (" ", place, NULL)
                                        : g_strconcat (" at ", place, NULL);
  g_string_replace (text, " at {place}", "", 0);
  g_string_replace (text, at, "", 0);
  return g_string_free (text, FALSE);
}

/* What shall be shown: the officer's words, else the question that is open. */
static char *
write_request (SlComposer *self, const SlFinding *finding)
{
  const char *own = sl_answer_get (finding->answer, "recommendation");

  if (*own != '\0' && !has_packs_words (finding))
    return fill_words (self, finding, own);
  if (*sl_answer_get (finding->answer, "observation") == '\0')
    return NULL; /* the question is already there */
  return g_strdup (sl_checklist_item_get (finding->item, "question"));
}

/* The pack's recommendations are commands; Essex Police asks. In the annex the words above the
 * findings say who asks. */
static char *
write_recommendation (SlComposer *self, const SlFinding *finding)
{
  SlAnswer *answer = finding->answer;
  const char *own = sl_answer_get (answer, "recommendation");
  const char *packs = sl_checklist_item_get (finding->item, "recommendation");
  const char *force = sl_composer_get_field (self, "force");
  SlVerdict verdict = sl_answer_get_verdict (answer);
  g_autofree char *shorter = NULL;
  g_autofree char *text = NULL;
  g_autofree char *lower = NULL;

  if (is_request (finding))
    return write_request (self, finding);
  if (*own == '\0' && verdict == SL_VERDICT_NOT_SHOWN)
    return sl_composer_phrase (self, "provide");
  if (*own == '\0' && verdict == SL_VERDICT_MET)
    return NULL;
  shorter = drop_place (finding, *own != '\0' ? own : packs);
  text = fill_words (self, finding, shorter);
  if (text == NULL || *text == '\0' || strstr (text, force) != NULL || finding->point == 0)
    return g_steal_pointer (&text);
  if (!begins_like (text, packs) || g_str_has_prefix (text, "Where ") ||
      g_str_has_prefix (text, "Between "))
    {
      sl_composer_set_field (self, "measure", text);
      return sl_composer_phrase (self, "recommend-own");
    }
  lower = sl_lower_first (text);
  sl_composer_set_field (self, "measure", lower);
  return sl_composer_phrase (self, verdict == SL_VERDICT_NOT_SHOWN ? "provide-asked" : "recommend");
}

/* Advice with the section it follows in brackets; a section that is only recalled is not named. */
static char *
write_advice (SlComposer *self, const SlFinding *finding)
{
  const SlGuideReference *reference = sl_item_find_reference (finding->item);
  const char *status = sl_checklist_item_get (finding->item, "status");
  g_autofree char *text = write_recommendation (self, finding);
  g_autofree char *name = NULL;

  if (reference == NULL || g_str_equal (status, "recalled") || g_str_equal (status, "check") ||
      sl_answer_get_verdict (finding->answer) == SL_VERDICT_NOT_SHOWN)
    return g_steal_pointer (&text);
  name = sl_guide_short_name (reference);
  if (text != NULL && *text != '\0')
    return add_in_brackets (text, name);
  sl_composer_set_field (self, "guide-reference", name);
  return sl_composer_phrase (self, "reference");
}

static void
append_sentence (GString *out, char *sentence)
{
  if (sentence != NULL && *sentence != '\0')
    g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", sentence);
  g_free (sentence);
}

char *
sl_finding_write (SlComposer *self, const SlFinding *finding)
{
  GString *out = g_string_new (NULL);
  SlVerdict verdict = sl_answer_get_verdict (finding->answer);
  gboolean ranked = *sl_answer_get (finding->answer, "priority") != '\0';

  if (verdict == SL_VERDICT_MET)
    {
      g_autofree char *text = write_observation (self, finding);
      const char *force = sl_composer_get_field (self, "force");

      if (text != NULL &&
          (finding->listed || strstr (text, force) != NULL || strcasestr (text, "welcome") != NULL))
        g_string_append (out, text);
      else if (text != NULL)
        {
          g_autofree char *lower = is_common_beginning (text) ? sl_lower_first (text)
                                                              : g_strdup (text);

          sl_composer_set_field (self, "text", lower);
          append_sentence (out, sl_composer_phrase (self, "welcome"));
        }
      return g_string_free (out, FALSE);
    }
  append_sentence (out, write_observation (self, finding));
  if (!is_request (finding) && (ranked || (finding->point > 0 && verdict != SL_VERDICT_NOT_SHOWN)))
    append_sentence (out, write_risk (self, finding));
  append_sentence (out, write_advice (self, finding));
  return g_string_free (out, FALSE);
}

static char *
join_evidence_ids (SlAnswer *answer)
{
  GListModel *evidence = sl_answer_get_evidence (answer);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (evidence); i++)
    {
      g_autoptr (SlEvidence) one = g_list_model_get_item (evidence, i);

      g_string_append_printf (out, "%s%s", i > 0 ? " " : "", sl_evidence_get (one, "id"));
    }
  return g_string_free (out, FALSE);
}

SlBlock *
sl_finding_make_block (SlComposer *self, const SlFinding *finding, SlBlockKind kind)
{
  const char *item_id = sl_checklist_item_get_id (finding->item);
  g_autofree char *key = g_strdup_printf ("item/%s/observation", item_id);
  g_autofree char *text = sl_finding_write (self, finding);
  g_autofree char *detail = sl_answer_describe_measure (finding->answer, NULL);
  g_autofree char *evidence = join_evidence_ids (finding->answer);
  SlBlock *block;

  if (*text == '\0')
    return NULL;
  block = sl_composer_make (self, kind, key, text);
  if (block == NULL)
    return NULL;
  if (finding->point == 0)
    sl_block_set_section (block, sl_checklist_item_get (finding->item, "section-id"));
  sl_block_set_origin (block, "item", item_id, self->policies->str, evidence, detail);
  return block;
}
