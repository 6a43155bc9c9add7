/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response"
#include "config.h"

#include "response/sl-response-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The main points and what is asked for. Each item is said once: the most important among the main
 * points, what is not shown among the requests, the rest in the annex (sl-compose-topics.c). */

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
  sl_composer_set_field (self, "are", n == 1 ? _ ("is") : _ ("are"));
  sl_composer_set_field (self, "reasons", n == 1 ? _ ("The reason is") : _ ("The reasons are"));
}

/* What is less pressing stands in the annex; the letter says so. */
static void
put_pointer (SlComposer *self)
{
  if (sl_compose_has_further (self))
    sl_composer_put_phrase (self, "main-points/further", "further-pointer");
}

void
sl_compose_points (SlComposer *self)
{
  SlResponse *response = self->from->response;
  const char *stance = sl_response_get (response, "stance");
  gboolean short_letter = g_str_equal (stance, "no-comment");
  SlBlock *list = short_letter ? NULL : make_points (self);
  g_autofree char *own = g_strconcat ("stance.", stance, NULL);
  const char *phrase = sl_template_has (self->from->template, own) ? own : "stance";
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
  if (!short_letter)
    put_pointer (self);
}

gboolean
sl_finding_is_left_out (SlComposer *self, const SlFinding *finding)
{
  g_autofree char *key = g_strdup_printf ("item/%s/observation",
                                          sl_checklist_item_get_id (finding->item));
  const SlEdit *edit = sl_response_find_edit (self->from->response, key);

  return edit != NULL && g_str_equal (edit->action, "leave-out");
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

/* Left-out points have no number. */
char *
sl_compose_list_points_on_crime (SlComposer *self, const char *category)
{
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;
  const SlFinding *finding;
  guint shown = 0;

  for (guint number = 1; (finding = find_point (self, number)) != NULL; number++)
    {
      if (sl_finding_is_left_out (self, finding))
        continue;
      shown++;
      if (matches_crime (finding, category))
        g_ptr_array_add (numbers, g_strdup_printf ("%u", shown));
    }
  if (numbers->len == 0)
    return NULL;
  joined = sl_join_words (numbers, _ (" and "));
  return g_strdup_printf (numbers->len == 1 ? _ ("point %s") : _ ("points %s"), joined);
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
