/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response"
#include "config.h"

#include "response/sl-response-private.h"

#include "base/sl-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The main points, the observations by topic, and what is asked for. Each item is said once: the
 * most important among the main points, what is not shown among the requests, the rest under its
 * topic. */

static const SlFinding *
find_point (SlComposer *self, guint number)
{
  for (guint i = 0; i < self->findings->len; i++)
    {
      const SlFinding *finding = g_ptr_array_index (self->findings, i);

      if (finding->point == number)
        return finding;
    }
  return NULL;
}

static const char *
name_number (guint number)
{
  static const char *const words[] = { N_ ("no"),   N_ ("one"),  N_ ("two"), N_ ("three"),
                                       N_ ("four"), N_ ("five"), N_ ("six") };

  return number < G_N_ELEMENTS (words) ? _ (words[number]) : _ ("many");
}

/* The numbered list, without what the officer left out; NULL when nothing is left. */
static SlBlock *
make_points (SlComposer *self)
{
  SlBlock *list = sl_block_new (SL_BLOCK_LIST, "");
  const SlFinding *finding;

  sl_block_set_key (list, "main-points/list");
  sl_block_set_section (list, "main-points");
  sl_block_set_level (list, 1);
  for (guint number = 1; (finding = find_point (self, number)) != NULL; number++)
    sl_composer_append_item (self, list, sl_finding_make_block (self, finding, SL_BLOCK_ITEM));
  if (sl_block_get_n_children (list) > 0)
    return list;
  sl_block_unref (list);
  return NULL;
}

static void
set_points_field (SlComposer *self, guint n)
{
  g_autofree char *words = NULL;

  if (n == 1)
    words = g_strdup (_ ("the point below"));
  else if (n > 1)
    words = g_strdup_printf (_ ("the %s points below"), name_number (n));
  sl_composer_set_field (self, "points", words);
}

void
sl_compose_points (SlComposer *self)
{
  SlResponse *response = self->from->response;
  const char *stance = sl_response_get (response, "stance");
  gboolean short_letter = g_str_equal (stance, "no-comment");
  SlBlock *list = short_letter ? NULL : make_points (self);
  g_autofree char *phrase = g_strconcat ("stance.", stance, NULL);
  g_autofree char *text = NULL;
  SlBlock *block;

  set_points_field (self, list != NULL ? sl_block_get_n_children (list) : 0);
  text = sl_composer_phrase (self, phrase);
  if (text != NULL && sl_response_has_flag (response, "meeting-offered"))
    {
      g_autofree char *meeting = sl_composer_phrase (self, "meeting");
      char *both = meeting != NULL ? g_strjoin (" ", text, meeting, NULL) : g_strdup (text);

      g_free (text);
      text = both;
    }
  block = sl_composer_make (self, SL_BLOCK_PARAGRAPH, "main-points/stance",
                            text != NULL ? text : "");
  if (block != NULL)
    sl_block_set_origin (block, "stance", "", self->policies->str, "", stance);
  sl_composer_put (self, block);
  if (short_letter)
    sl_composer_put_phrase (self, "main-points/scope", "stance.no-comment.more");
  sl_composer_put (self, list);
}

/* "points 1 and 3" of those that @matches says belong; NULL for none. Left-out ones count not. */
static char *
list_points (SlComposer *self,
             gboolean (*matches) (const SlFinding *, const char *),
             const char *what)
{
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;
  const SlFinding *finding;
  guint shown = 0;

  for (guint number = 1; (finding = find_point (self, number)) != NULL; number++)
    {
      g_autofree char *key = g_strdup_printf ("item/%s/observation",
                                              sl_checklist_item_get_id (finding->item));
      const SlEdit *edit = sl_response_find_edit (self->from->response, key);

      if (edit != NULL && g_str_equal (edit->action, "leave-out"))
        continue;
      shown++;
      if (matches (finding, what))
        g_ptr_array_add (numbers, g_strdup_printf ("%u", shown));
    }
  if (numbers->len == 0)
    return NULL;
  joined = sl_join_words (numbers, _ (" and "));
  return g_strdup_printf (numbers->len == 1 ? _ ("point %s") : _ ("points %s"), joined);
}

static gboolean
matches_topic (const SlFinding *finding, const char *topic)
{
  return g_str_equal (sl_checklist_item_get (finding->item, "topic"), topic);
}

static gboolean
matches_crime (const SlFinding *finding, const char *category)
{
  const char *const *crimes = sl_checklist_item_get_crimes (finding->item);
  g_autofree char *wanted = g_utf8_casefold (category, -1);

  for (guint i = 0; crimes != NULL && crimes[i] != NULL; i++)
    {
      g_autofree char *crime = g_utf8_casefold (crimes[i], -1);

      if (strstr (wanted, crime) != NULL || strstr (crime, wanted) != NULL)
        return TRUE;
    }
  return FALSE;
}

char *
sl_compose_list_points_on_crime (SlComposer *self, const char *category)
{
  return list_points (self, matches_crime, category);
}

/* Under its topic stands what is neither a main point nor a request. */
static gboolean
stands_under_topic (const SlFinding *finding)
{
  return finding->point == 0 && sl_answer_get_verdict (finding->answer) != SL_VERDICT_NOT_SHOWN;
}

/* Observation, the risk that its priority rests on, recommendation. */
static char *
write_free_observation (SlComposer *self, SlFreeObservation *observation)
{
  g_autofree char *seen = sl_make_sentence (sl_free_observation_get (observation, "observation"));
  g_autofree char *asked = sl_make_sentence (
      sl_free_observation_get (observation, "recommendation"));
  g_autofree char *reason = sl_make_sentence (
      sl_free_observation_get (observation, "priority-reason"));
  g_autofree char *risk = NULL;
  g_autofree char *text = NULL;
  g_autofree char *missing = NULL;
  g_autofree char *filled = NULL;

  sl_composer_set_field (self, "reason", reason);
  if (*reason != '\0')
    risk = sl_composer_phrase (self, "risk-own");
  text = g_strjoin (" ", seen, risk != NULL ? risk : "", asked, NULL);
  filled = sl_template_fill_text (text, self->fields, &missing);
  if (filled == NULL)
    sl_composer_note (self, _ ("Observation “%s”: {%s} is not filled in, so it was left out."),
                      sl_free_observation_get (observation, "topic-title"), missing);
  return filled != NULL ? sl_text_squeeze (filled) : NULL;
}

static void
put_free_observation (SlComposer *self, SlFreeObservation *observation, const char *section)
{
  g_autofree char *key = g_strdup_printf ("free/%s", sl_free_observation_get (observation, "id"));
  g_autofree char *line = write_free_observation (self, observation);
  SlBlock *block = line != NULL ? sl_composer_make (self, SL_BLOCK_PARAGRAPH, key, line) : NULL;

  if (block == NULL)
    return;
  sl_block_set_section (block, section);
  sl_block_set_origin (block, "observation", "", self->policies->str, "",
                       sl_free_observation_get (observation, "priority-reason"));
  sl_composer_put (self, block);
}

/* Free observations of a topic; those that are already placed are skipped by their key. */
static void
put_free_of_topic (SlComposer *self, const char *heading, const char *section)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->from->observations); i++)
    {
      g_autoptr (SlFreeObservation)
          observation = g_list_model_get_item (self->from->observations, i);

      if (g_str_equal (sl_free_observation_get (observation, "topic-title"), heading))
        put_free_observation (self, observation, section);
    }
}

static gboolean
topic_has_words (SlComposer *self, const char *heading)
{
  for (guint i = 0; i < self->findings->len; i++)
    {
      const SlFinding *finding = g_ptr_array_index (self->findings, i);

      if (stands_under_topic (finding) && matches_topic (finding, heading))
        return TRUE;
    }
  for (guint i = 0; i < g_list_model_get_n_items (self->from->observations); i++)
    {
      g_autoptr (SlFreeObservation)
          observation = g_list_model_get_item (self->from->observations, i);

      if (g_str_equal (sl_free_observation_get (observation, "topic-title"), heading))
        return TRUE;
    }
  return FALSE;
}

static void
put_pointer (SlComposer *self, const char *heading, const char *section)
{
  g_autofree char *points = list_points (self, matches_topic, heading);
  g_autofree char *key = g_strconcat ("topic/", section, "/pointer", NULL);

  if (points == NULL)
    return;
  sl_composer_set_field (self, "points", points);
  sl_composer_put_phrase (self, key, "pointer");
}

static gboolean
is_welcome (const SlFinding *finding, const char *heading)
{
  return stands_under_topic (finding) && matches_topic (finding, heading) &&
         sl_answer_get_verdict (finding->answer) == SL_VERDICT_MET;
}

/* Several welcomed features of a topic stand in one list; a single one is a sentence. */
static void
put_welcome (SlComposer *self, const char *heading, const char *section_id)
{
  g_autofree char *key = g_strconcat ("topic/", section_id, "/welcome", NULL);
  g_autofree char *list_key = g_strconcat (key, "/list", NULL);
  SlBlock *list;
  guint n_met = 0;

  for (guint i = 0; i < self->findings->len; i++)
    n_met += is_welcome (g_ptr_array_index (self->findings, i), heading);
  if (n_met < 2)
    {
      for (guint i = 0; i < self->findings->len; i++)
        if (is_welcome (g_ptr_array_index (self->findings, i), heading))
          sl_composer_put (self, sl_finding_make_block (self, g_ptr_array_index (self->findings, i),
                                                        SL_BLOCK_PARAGRAPH));
      return;
    }
  list = sl_block_new (SL_BLOCK_LIST, "");
  sl_block_set_key (list, list_key);
  sl_block_set_section (list, section_id);
  for (guint i = 0; i < self->findings->len; i++)
    {
      SlFinding *finding = g_ptr_array_index (self->findings, i);

      finding->listed = is_welcome (finding, heading);
      if (finding->listed)
        sl_composer_append_item (self, list, sl_finding_make_block (self, finding, SL_BLOCK_ITEM));
    }
  if (sl_block_get_n_children (list) > 0)
    {
      sl_composer_put_phrase (self, key, "welcome-list");
      sl_composer_put (self, list);
    }
  else
    sl_block_unref (list);
}

/* A topic of the checklist; its blocks carry the checklist's section for the list at the left. */
static void
put_topic (SlComposer *self, const char *heading, const char *section_id)
{
  const SlTemplateSection topic = { section_id, heading, "" };
  const SlTemplateSection *whole = self->section;
  g_autofree char *key = g_strconcat ("topic/", section_id, "/heading", NULL);

  if (!topic_has_words (self, heading))
    return;
  self->section = &topic;
  sl_composer_put_heading (self, key, heading, 2);
  for (guint i = 0; i < self->findings->len; i++)
    {
      const SlFinding *finding = g_ptr_array_index (self->findings, i);

      if (stands_under_topic (finding) && matches_topic (finding, heading) &&
          !is_welcome (finding, heading))
        sl_composer_put (self, sl_finding_make_block (self, finding, SL_BLOCK_PARAGRAPH));
    }
  put_welcome (self, heading, section_id);
  put_free_of_topic (self, heading, section_id);
  put_pointer (self, heading, section_id);
  self->section = whole;
}

/* The heading of the letter that a section's items stand under. */
static const char *
find_heading (SlComposer *self, const char *section_id, const char *title)
{
  GListModel *items = sl_checklist_get_items (sl_assessment_get_checklist (self->from->assessment));

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (SlChecklistItem) item = g_list_model_get_item (items, i);

      if (g_str_equal (sl_checklist_item_get (item, "section-id"), section_id))
        return sl_checklist_item_get (item, "topic");
    }
  return title;
}

/* Topics of free observations that no section of the checklist has. Counter-terrorism goes by
 * referral: its detail has no place in a letter that an authority publishes. */
static void
put_other_topics (SlComposer *self)
{
  GListModel *observations = self->from->observations;

  for (guint i = 0; i < g_list_model_get_n_items (observations); i++)
    {
      g_autoptr (SlFreeObservation) observation = g_list_model_get_item (observations, i);
      const char *topic = sl_free_observation_get (observation, "topic");
      const char *title = sl_free_observation_get (observation, "topic-title");
      g_autofree char *key = g_strconcat ("free/", sl_free_observation_get (observation, "id"),
                                          NULL);

      if (g_str_equal (topic, "counter-terrorism"))
        sl_composer_note (self,
                          _ ("An observation on counter-terrorism was kept out of this letter, "
                             "which the authority publishes: refer it."));
      else if (!g_hash_table_contains (self->used, key))
        put_topic (self, *title != '\0' ? title : topic, *topic != '\0' ? topic : "other");
    }
}

void
sl_compose_topics (SlComposer *self)
{
  SlChecklist *checklist = self->from->assessment != NULL
                               ? sl_assessment_get_checklist (self->from->assessment)
                               : NULL;

  for (guint i = 0; checklist != NULL && i < sl_checklist_get_n_sections (checklist); i++)
    {
      const SlChecklistSection *section = sl_checklist_get_section (checklist, i);

      put_topic (self, find_heading (self, section->id, section->title), section->id);
    }
  put_other_topics (self);
}

void
sl_compose_information (SlComposer *self)
{
  SlBlock *list = sl_block_new (SL_BLOCK_LIST, "");

  sl_block_set_key (list, "information/list");
  sl_block_set_section (list, "information");
  for (guint i = 0; i < self->findings->len; i++)
    {
      const SlFinding *finding = g_ptr_array_index (self->findings, i);
      SlBlock *item;

      if (finding->point > 0 || sl_answer_get_verdict (finding->answer) != SL_VERDICT_NOT_SHOWN)
        continue;
      item = sl_finding_make_block (self, finding, SL_BLOCK_ITEM);
      if (item != NULL)
        sl_block_set_section (item, "information");
      sl_composer_append_item (self, list, item);
    }
  if (sl_block_get_n_children (list) == 0)
    {
      sl_block_unref (list);
      return;
    }
  sl_composer_put_phrase (self, "information/ask", "information");
  sl_composer_put (self, list);
}
