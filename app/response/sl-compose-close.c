/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response"
#include "config.h"

#include "response/sl-response-private.h"

#include "base/sl-text.h"
#include "packs/sl-pack.h"
#include "response/sl-letter-parts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The end of the letter: conditions and informatives asked for, the award, what every recipient is
 * told, who signs, and the checklist as an annex. */

void
sl_compose_set_level (SlComposer *self)
{
  const char *level = sl_response_get (self->from->response, "award-level");
  g_autofree char *name = NULL;

  if (*level == '\0')
    name = g_strdup (_ ("the standard of a Secured by Design award"));
  else if (strcasestr (level, "secured by design") != NULL)
    name = g_strdup (level);
  else
    name = g_strdup_printf (_ ("Secured by Design %c%s"), g_ascii_toupper (*level), level + 1);
  sl_composer_set_field (self, "level", name);
}

/* A token names a condition of the template by its letter, or an item that has one. */
static char *
write_condition (SlComposer *self, const char *token, gboolean *from_item)
{
  SlAssessment *assessment = self->from->assessment;
  SlAnswer *answer;
  const char *place;
  char *text = sl_template_fill_condition (self->from->template, token, self->fields);

  *from_item = FALSE;
  if (text != NULL)
    return text;
  answer = assessment != NULL ? sl_assessment_find (assessment, token) : NULL;
  if (answer == NULL)
    return NULL;
  *from_item = TRUE;
  place = sl_answer_get (answer, "place");
  sl_composer_set_field (self, "place", *place != '\0' ? place : _ ("the site"));
  text = sl_text_fill (sl_checklist_item_get (sl_answer_get_item (answer), "condition"),
                       self->fields, NULL);
  if (text != NULL && *text != '\0')
    return text;
  g_free (text);
  return NULL;
}

static void
append_condition (SlComposer *self, SlBlock *list, const char *token)
{
  gboolean from_item;
  g_autofree char *text = write_condition (self, token, &from_item);
  g_autofree char *key = g_strconcat ("condition/", token, NULL);
  SlBlock *item;

  if (text == NULL)
    {
      sl_composer_note (self, _ ("There is no condition “%s”: it was left out."), token);
      return;
    }
  item = sl_composer_make (self, SL_BLOCK_ITEM, key, text);
  if (item != NULL)
    sl_block_set_origin (item, from_item ? "item" : "template", from_item ? token : "",
                         self->policies->str, "", "");
  sl_composer_append_item (self, list, item);
}

void
sl_compose_conditions (SlComposer *self)
{
  SlResponse *response = self->from->response;
  const char *chosen = sl_response_get (response, "conditions");
  const char *level = sl_response_get (response, "award-level");
  g_auto (GStrv) tokens = NULL;
  SlBlock *list;

  if (!sl_response_has_flag (response, "condition-requested"))
    return;
  if (*chosen == '\0')
    chosen = *level != '\0' ? "A" : "B";
  tokens = g_strsplit (chosen, " ", -1);
  list = sl_block_new (SL_BLOCK_LIST, "");
  sl_block_set_key (list, "conditions/list");
  sl_block_set_section (list, "conditions");
  sl_block_set_level (list, 1);
  for (guint i = 0; tokens[i] != NULL; i++)
    if (*tokens[i] != '\0')
      append_condition (self, list, tokens[i]);
  if (sl_block_get_n_children (list) == 0)
    {
      sl_block_unref (list);
      return;
    }
  sl_composer_put_phrase (self, "conditions/ask", "conditions");
  sl_composer_put (self, list);
  sl_composer_put_phrase (self, "conditions/reason", "conditions-reason");
}

void
sl_compose_informatives (SlComposer *self)
{
  static const char *const referrals[] = { "refer-ctsa", "refer-fire", "refer-highways" };

  if (sl_response_has_flag (self->from->response, "informative"))
    sl_composer_put_phrase (self, "informatives/contact", "informative");
  for (guint i = 0; i < G_N_ELEMENTS (referrals); i++)
    {
      g_autofree char *key = g_strconcat ("informatives/", referrals[i], NULL);

      if (sl_response_has_flag (self->from->response, referrals[i]))
        sl_composer_put_phrase (self, key, referrals[i]);
    }
}

static void
set_force_field (SlComposer *self, const char *key)
{
  sl_composer_set_field (self, key, sl_policy_library_get_force (self->from->policy, key));
}

void
sl_compose_award (SlComposer *self)
{
  set_force_field (self, "award-offer");
  if (*sl_response_get (self->from->response, "award-level") != '\0')
    sl_composer_put_phrase (self, "award/level", "award-level");
  sl_composer_put_phrase (self, "award/offer", "award-offer");
}

void
sl_compose_closing (SlComposer *self)
{
  /* What a template may take from the force's profile. */
  static const char *const fields[] = { "disclaimer",      "reminder",          "contact",
                                        "accessibility",   "disclaimer.survey", "disclaimer.audit",
                                        "reminder.survey", "privacy.survey" };
  gboolean short_letter = g_str_equal (sl_response_get (self->from->response, "stance"),
                                       "no-comment");

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    set_force_field (self, fields[i]);
  sl_composer_put_phrase (self, "closing/disclaimer", "disclaimer");
  if (short_letter)
    return;
  sl_composer_put_phrase (self, "closing/reminder", "reminder");
  sl_composer_put_phrase (self, "closing/contact", "contact");
  if (*sl_composer_get_field (self, "accessibility") != '\0')
    sl_composer_put_phrase (self, "closing/accessibility", "accessibility");
}

void
sl_compose_signature (SlComposer *self)
{
  SlComposition *from = self->from;
  g_autofree char *lines = sl_letter_write_signature (from->author_name, from->author_title,
                                                      from->author_number,
                                                      sl_composer_get_field (self, "force"));
  SlBlock *block;

  if (!from->author_declared)
    sl_composer_note (
        self,
        _ ("The letter is signed with the account's name, “%s”, since nobody has said "
           "yet who works here: Sightline asks for it when it starts, and “people "
           "declare” does it on the command line."),
        from->author_name);
  block = sl_composer_make (self, SL_BLOCK_SIGNATURE, "signature", lines);
  if (block != NULL)
    sl_block_set_origin (block, "case", "", "", "", "");
  sl_composer_put (self, block);
}

static void
append_annex_row (SlBlock *table, SlAnswer *answer)
{
  SlChecklistItem *item = sl_answer_get_item (answer);
  const SlGuideReference *reference = sl_item_find_reference (item);
  g_autofree char *guide = reference != NULL ? sl_guide_short_name (reference) : g_strdup ("–");
  const char *cells[] = { sl_checklist_item_get_id (item), sl_checklist_item_get (item, "title"),
                          sl_verdict_to_word (sl_answer_get_verdict (answer)), guide };
  SlBlock *row = sl_block_new (SL_BLOCK_ROW, "");
  g_autofree char *key = g_strdup_printf ("annex/%s", cells[0]);

  sl_block_set_key (row, key);
  sl_block_set_origin (row, "item", cells[0], "", "", "");
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    sl_block_append (row, sl_block_new (SL_BLOCK_CELL, cells[i]));
  sl_block_append (table, row);
}

static SlBlock *
make_annex (SlComposer *self)
{
  SlAssessment *assessment = self->from->assessment;
  GListModel *answers = assessment != NULL ? sl_assessment_get_answers (assessment) : NULL;
  const char *titles[] = { _ ("Item"), _ ("Question"), _ ("Verdict"), _ ("Reference") };
  SlBlock *table, *head = sl_block_new (SL_BLOCK_ROW, "");

  table = sl_composer_make (self, SL_BLOCK_TABLE, "annex/table", "");
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    sl_block_append (head, sl_block_new (SL_BLOCK_CELL, titles[i]));
  if (table == NULL)
    {
      sl_block_unref (head);
      return NULL;
    }
  sl_block_append (table, head);
  for (guint i = 0; answers != NULL && i < g_list_model_get_n_items (answers); i++)
    {
      g_autoptr (SlAnswer) answer = g_list_model_get_item (answers, i);

      if (sl_answer_get_applies (answer) && sl_answer_get_verdict (answer) != SL_VERDICT_NONE)
        append_annex_row (table, answer);
    }
  if (sl_block_get_n_children (table) > 1)
    return table;
  sl_block_unref (table);
  return NULL;
}

void
sl_compose_annex (SlComposer *self)
{
  SlBlock *table = make_annex (self);
  SlPack *pack;

  if (table == NULL)
    return;
  pack = sl_checklist_get_pack (sl_assessment_get_checklist (self->from->assessment));
  sl_composer_set_field (self, "checklist", sl_pack_get_title (pack));
  sl_composer_set_field (self, "checklist-edition", sl_pack_get_edition (pack));
  /* One annex follows the other on its page. */
  if (!g_hash_table_contains (self->used, "further/intro"))
    sl_letter_append (self->letter, sl_block_new (SL_BLOCK_PAGE_BREAK, ""));
  sl_composer_put_phrase (self, "annex/intro", "annex");
  sl_composer_put (self, table);
}
