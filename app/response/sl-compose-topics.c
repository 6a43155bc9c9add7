/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response"
#include "config.h"

#include "response/sl-response-private.h"

#include "base/sl-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What stands beside the main points: features that are welcomed, the officer's own observations by
 * topic, and the lesser findings, which go to an annex by topic so that the letter keeps to the
 * length that planning officers read. */

static gboolean
matches_topic (const SlFinding *finding, const char *topic)
{
  return g_str_equal (sl_checklist_item_get (finding->item, "topic"), topic);
}

static gboolean
is_welcome (const SlFinding *finding)
{
  return sl_answer_get_verdict (finding->answer) == SL_VERDICT_MET;
}

/* Neither a main point nor a request nor welcomed. */
static gboolean
is_further (const SlFinding *finding)
{
  return finding->point == 0 && !is_welcome (finding) &&
         sl_answer_get_verdict (finding->answer) != SL_VERDICT_NOT_SHOWN;
}

/* Several welcomed features stand in one list; a single one is a sentence. */
void
sl_compose_welcome (SlComposer *self)
{
  guint n_met = 0;
  SlBlock *list;

  for (guint i = 0; i < self->findings->len; i++)
    n_met += is_welcome (g_ptr_array_index (self->findings, i));
  list = sl_block_new (SL_BLOCK_LIST, "");
  sl_block_set_key (list, "welcome/list");
  sl_block_set_section (list, self->section->id);
  for (guint i = 0; i < self->findings->len; i++)
    {
      SlFinding *finding = g_ptr_array_index (self->findings, i);

      if (!is_welcome (finding))
        continue;
      finding->listed = n_met > 1;
      if (finding->listed)
        sl_composer_append_item (self, list, sl_finding_make_block (self, finding, SL_BLOCK_ITEM));
      else
        sl_composer_put (self, sl_finding_make_block (self, finding, SL_BLOCK_PARAGRAPH));
    }
  if (sl_block_get_n_children (list) > 0)
    {
      sl_composer_put_phrase (self, "welcome/intro", "welcome-list");
      sl_composer_put (self, list);
    }
  else
    sl_block_unref (list);
}

/* Observation, the risk that its priority rests on, recommendation. */
static char *
write_free_observation (SlComposer *self, SlFreeObservation *observation)
{
  g_autofree char *seen = sl_make_sentence (sl_free_observation_get (observation, "observation"));
  g_autofree char *asked = sl_make_sentence (
      sl_free_observation_get (observation, "recommendation"));
  g_autofree char *given = sl_make_sentence (
      sl_free_observation_get (observation, "priority-reason"));
  g_autofree char *reason = sl_lower_first (given);
  g_autofree char *risk = NULL;
  g_autofree char *text = NULL;
  g_autofree char *missing = NULL;
  g_autofree char *filled = NULL;

  sl_composer_set_field (self, "reason", reason);
  if (*reason != '\0')
    risk = sl_composer_phrase (self, "risk-own");
  text = g_strjoin (" ", seen, risk != NULL ? risk : "", asked, NULL);
  filled = sl_text_fill (text, self->fields, &missing);
  if (filled == NULL)
    sl_composer_note (self, _ ("Observation “%s”: {%s} is not filled in, so it was left out."),
                      sl_free_observation_get (observation, "topic-title"), missing);
  return filled != NULL ? sl_text_squeeze (filled) : NULL;
}

static SlBlock *
make_free_observation (SlComposer *self, SlFreeObservation *observation)
{
  g_autofree char *key = g_strdup_printf ("free/%s", sl_free_observation_get (observation, "id"));
  g_autofree char *line = write_free_observation (self, observation);
  SlBlock *block = line != NULL ? sl_composer_make (self, SL_BLOCK_PARAGRAPH, key, line) : NULL;

  if (block != NULL)
    sl_block_set_origin (block, "observation", "", self->policies->str, "",
                         sl_free_observation_get (observation, "priority-reason"));
  return block;
}

/* @blocks (of SlBlock, taken) under a heading, which never stands alone. */
static void
put_under_heading (SlComposer *self,
                   GPtrArray *blocks,
                   const char *key,
                   const char *heading,
                   int level)
{
  if (blocks->len > 0)
    sl_composer_put_heading (self, key, heading, level);
  for (guint i = 0; i < blocks->len; i++)
    sl_composer_put (self, g_ptr_array_index (blocks, i));
}

/* All free observations of one topic. */
static void
put_free_topic (SlComposer *self, const char *topic, const char *heading)
{
  const SlTemplateSection section = { topic, heading, "" };
  const SlTemplateSection *whole = self->section;
  g_autofree char *key = g_strconcat ("topic/", topic, "/heading", NULL);
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();

  self->section = &section;
  for (guint i = 0; i < g_list_model_get_n_items (self->from->observations); i++)
    {
      g_autoptr (SlFreeObservation)
          observation = g_list_model_get_item (self->from->observations, i);
      SlBlock *block = g_str_equal (sl_free_observation_get (observation, "topic"), topic)
                           ? make_free_observation (self, observation)
                           : NULL;

      if (block != NULL)
        g_ptr_array_add (blocks, block);
    }
  put_under_heading (self, blocks, key, heading, 2);
  self->section = whole;
}

/* Free observations in the order in which their topics were begun. Counter-terrorism goes by
 * referral: its detail has no place in a letter that an authority publishes. */
void
sl_compose_topics (SlComposer *self)
{
  GListModel *observations = self->from->observations;
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (observations); i++)
    {
      g_autoptr (SlFreeObservation) observation = g_list_model_get_item (observations, i);
      const char *topic = sl_free_observation_get (observation, "topic");
      const char *title = sl_free_observation_get (observation, "topic-title");

      if (g_str_equal (topic, "counter-terrorism"))
        sl_composer_note (self,
                          _ ("An observation on counter-terrorism was kept out of this letter, "
                             "which the authority publishes: refer it."));
      else if (g_hash_table_add (said, g_strdup (topic)))
        put_free_topic (self, topic, *title != '\0' ? title : topic);
    }
}

gboolean
sl_compose_has_further (SlComposer *self)
{
  for (guint i = 0; i < self->findings->len; i++)
    {
      const SlFinding *finding = g_ptr_array_index (self->findings, i);

      if (is_further (finding) && !sl_finding_is_left_out (self, finding))
        return TRUE;
    }
  return FALSE;
}

/* Topics of the lesser findings, in the order of the checklist. */
static GPtrArray *
list_topics (SlComposer *self)
{
  GPtrArray *topics = g_ptr_array_new ();

  for (guint i = 0; i < self->findings->len; i++)
    {
      const SlFinding *finding = g_ptr_array_index (self->findings, i);
      const char *topic = sl_checklist_item_get (finding->item, "topic");

      if (is_further (finding) &&
          !g_ptr_array_find_with_equal_func (topics, topic, g_str_equal, NULL))
        g_ptr_array_add (topics, (gpointer) topic);
    }
  return topics;
}

static void
put_further_topic (SlComposer *self, const char *topic)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();
  g_autofree char *key = NULL;

  for (guint i = 0; i < self->findings->len; i++)
    {
      const SlFinding *finding = g_ptr_array_index (self->findings, i);
      SlBlock *block = is_further (finding) && matches_topic (finding, topic)
                           ? sl_finding_make_block (self, finding, SL_BLOCK_PARAGRAPH)
                           : NULL;

      if (block != NULL)
        g_ptr_array_add (blocks, block);
    }
  if (blocks->len > 0)
    key = g_strdup_printf ("further/%s/heading",
                           sl_block_get_section (g_ptr_array_index (blocks, 0)));
  put_under_heading (self, blocks, key, topic, 3);
}

void
sl_compose_further (SlComposer *self)
{
  g_autoptr (GPtrArray) topics = list_topics (self);

  if (sl_compose_has_further (self))
    {
      sl_letter_append (self->letter, sl_block_new (SL_BLOCK_PAGE_BREAK, ""));
      sl_composer_put_phrase (self, "further/intro", "further");
    }
  for (guint i = 0; i < topics->len; i++)
    put_further_topic (self, g_ptr_array_index (topics, i));
}
