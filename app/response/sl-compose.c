/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response"
#include "config.h"

#include "response/sl-response-private.h"

#include "base/sl-hash.h"
#include "base/sl-text.h"
#include "base/sl-time.h"
#include "response/sl-letter-parts.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Composes a letter: walks the template's sections in order and lets each section's builder put its
 * blocks. Every block passes sl_composer_make(), where the officer's edits meet it. */

typedef struct
{
  const char *section;
  void (*build) (SlComposer *self);
  gboolean in_no_comment; /* stands in the short letter too */
} Builder;

static const Builder builders[] = {
  { "opening", sl_compose_opening, TRUE },
  { "main-points", sl_compose_points, TRUE },
  { "documents", sl_compose_documents, FALSE },
  { "context", sl_compose_context, FALSE },
  { "welcome", sl_compose_welcome, FALSE },
  { "topics", sl_compose_topics, FALSE },
  { "information", sl_compose_information, FALSE },
  { "conditions", sl_compose_conditions, FALSE },
  { "informatives", sl_compose_informatives, FALSE },
  { "award", sl_compose_award, FALSE },
  { "closing", sl_compose_closing, TRUE },
  { "signature", sl_compose_signature, TRUE },
  { "further", sl_compose_further, FALSE },
  { "annex", sl_compose_annex, FALSE },
};

#define MAX_POINTS 6

void
sl_composer_set_field (SlComposer *self, const char *name, const char *text)
{
  g_autofree char *stripped = sl_text_strip_hidden (text != NULL ? text : "");

  g_hash_table_insert (self->fields, g_strdup (name), sl_text_squeeze (stripped));
}

const char *
sl_composer_get_field (SlComposer *self, const char *name)
{
  const char *text = g_hash_table_lookup (self->fields, name);

  return text != NULL ? text : "";
}

void
sl_composer_note (SlComposer *self, const char *format, ...)
{
  GPtrArray *problems = self->from->problems;
  va_list args;

  va_start (args, format);
  g_ptr_array_insert (problems, (int) problems->len - 1, g_strdup_vprintf (format, args));
  va_end (args);
}

char *
sl_composer_phrase (SlComposer *self, const char *id)
{
  char *text = sl_template_fill (self->from->template, id, self->fields);

  if (text == NULL)
    sl_composer_note (self,
                      sl_template_has (self->from->template, id)
                          ? _ ("The phrase “%s” was left out: the case lacks what it needs.")
                          : _ ("The template has no phrase “%s”."),
                      id);
  return text;
}

SlBlock *
sl_composer_make (SlComposer *self, SlBlockKind kind, const char *key, const char *text)
{
  const SlEdit *edit = sl_response_find_edit (self->from->response, key);
  gboolean replaced = edit != NULL && g_str_equal (edit->action, "replace");
  SlBlock *block = sl_block_new (kind, replaced ? edit->text : text);

  sl_block_set_key (block, key);
  sl_block_set_section (block, self->section->id);
  g_hash_table_add (self->used, g_strdup (key));
  if (replaced)
    {
      g_autofree char *hash = sl_hash_text (text);
      gboolean changed = *edit->source_hash != '\0' && !g_str_equal (hash, edit->source_hash);

      sl_block_set_state (block, changed ? "source-changed" : "edited");
      if (changed)
        sl_block_set_offered (block, text);
    }
  else if (edit != NULL)
    {
      g_ptr_array_add (self->left_out, block);
      return NULL;
    }
  return block;
}

static SlBlock *
make_added (SlComposer *self, const SlEdit *edit, SlBlockKind kind)
{
  SlBlock *block = sl_block_new (kind, edit->text);

  g_hash_table_add (self->used, g_strdup (edit->key));
  sl_block_set_key (block, edit->key);
  sl_block_set_section (block, self->section->id);
  sl_block_set_origin (block, "own", "", "", "", "");
  sl_block_set_state (block, "added");
  return block;
}

/* What the officer added after @key, and after that in turn. */
static void
put_added (SlComposer *self, SlBlock *list, const char *key)
{
  GPtrArray *edits = sl_response_get_edits (self->from->response);

  for (guint i = 0; i < edits->len; i++)
    {
      const SlEdit *edit = g_ptr_array_index (edits, i);

      if (!g_str_equal (edit->action, "add") || !g_str_equal (edit->after_key, key) ||
          g_hash_table_contains (self->used, edit->key))
        continue;
      if (list != NULL)
        sl_block_append (list, make_added (self, edit, SL_BLOCK_ITEM));
      else
        sl_letter_append (self->letter, make_added (self, edit, SL_BLOCK_PARAGRAPH));
      put_added (self, list, edit->key);
    }
}

/* A section's heading stands as soon as the section has something to say. */
static void
ensure_heading (SlComposer *self)
{
  g_autofree char *key = NULL;
  SlBlock *block;

  if (self->headed)
    return;
  self->headed = TRUE;
  if (*self->section->heading == '\0' ||
      g_str_equal (sl_response_get (self->from->response, "stance"), "no-comment"))
    return;
  key = g_strconcat (self->section->id, "/heading", NULL);
  block = sl_composer_make (self, SL_BLOCK_HEADING, key, self->section->heading);
  if (block == NULL)
    return;
  sl_block_set_level (block, 2);
  sl_block_set_origin (block, "template", "", "", "", "");
  sl_letter_append (self->letter, block);
}

void
sl_composer_put (SlComposer *self, SlBlock *block)
{
  g_autofree char *key = NULL;

  if (block == NULL)
    return;
  ensure_heading (self);
  key = g_strdup (sl_block_get_key (block));
  sl_letter_append (self->letter, block);
  put_added (self, NULL, key);
}

void
sl_composer_append_item (SlComposer *self, SlBlock *list, SlBlock *item)
{
  g_autofree char *key = NULL;

  if (item == NULL)
    return;
  key = g_strdup (sl_block_get_key (item));
  sl_block_append (list, item);
  put_added (self, list, key);
}

void
sl_composer_put_phrase (SlComposer *self, const char *key, const char *phrase_id)
{
  g_autofree char *text = sl_composer_phrase (self, phrase_id);
  SlBlock *block = text != NULL ? sl_composer_make (self, SL_BLOCK_PARAGRAPH, key, text) : NULL;

  if (block != NULL)
    sl_block_set_origin (block, "template", "", "", "", phrase_id);
  sl_composer_put (self, block);
}

void
sl_composer_put_heading (SlComposer *self, const char *key, const char *text, int level)
{
  SlBlock *block = sl_composer_make (self, SL_BLOCK_HEADING, key, text);

  if (block == NULL)
    return;
  sl_block_set_level (block, level);
  sl_block_set_origin (block, "template", "", "", "", "");
  sl_composer_put (self, block);
}

char *
sl_join_words (GPtrArray *words, const char *last)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    {
      if (i > 0)
        g_string_append (out, i + 1 == words->len ? last : ", ");
      g_string_append (out, g_ptr_array_index (words, i));
    }
  return g_string_free (out, FALSE);
}

/* "The fence" becomes "the fence"; "BT3" and "I" stay. */
char *
sl_lower_first (const char *text)
{
  const char *second = *text != '\0' ? g_utf8_next_char (text) : text;
  g_autofree char *first = g_utf8_strdown (text, second - text);

  if (!g_unichar_islower (g_utf8_get_char (second)) && *second != ' ')
    return g_strdup (text);
  return g_strconcat (first, second, NULL);
}

/* An older guide may be cited, but the officer is told of the newest one (a remark, never a block).
 */
static void
note_older_guide (SlComposer *self)
{
  SlChecklist *checklist = self->from->assessment != NULL
                               ? sl_assessment_get_checklist (self->from->assessment)
                               : NULL;
  const char *newest = checklist != NULL ? sl_checklist_get_newest_guide (checklist) : "";

  if (*newest != '\0' && self->findings->len > 0)
    sl_composer_note (self,
                      _ ("The newest guide known is the %s. This letter cites older editions: "
                         "check them against it before it is sent."),
                      newest);
}

/* Edits that have no place any more are never dropped in silence. */
static void
note_lost_edits (SlComposer *self)
{
  GPtrArray *edits = sl_response_get_edits (self->from->response);

  for (guint i = 0; i < edits->len; i++)
    {
      const SlEdit *edit = g_ptr_array_index (edits, i);
      g_autofree char *words = NULL;

      if (g_hash_table_contains (self->used, edit->key) || *edit->text == '\0')
        continue;
      words = sl_text_ellipsize (edit->text, 60);
      sl_composer_note (self, _ ("Your text “%s” (%s) has no place in this letter any more."),
                        words, edit->key);
    }
}

/* A template of the user's own may lack the section that a finding belongs in. */
static void
note_unsaid_findings (SlComposer *self)
{
  if (g_str_equal (sl_response_get (self->from->response, "stance"), "no-comment"))
    return;
  for (guint i = 0; i < self->findings->len; i++)
    {
      const SlFinding *finding = g_ptr_array_index (self->findings, i);
      const char *id = sl_checklist_item_get_id (finding->item);
      g_autofree char *key = g_strdup_printf ("item/%s/observation", id);

      if (!g_hash_table_contains (self->used, key))
        sl_composer_note (self, _ ("Item %s has something to say, but no place in this letter."),
                          id);
    }
}

static void
find_sections (SlComposer *self)
{
  SlTemplate *template = self->from->template;
  gboolean short_letter = g_str_equal (sl_response_get (self->from->response, "stance"),
                                       "no-comment");

  for (guint i = 0; i < sl_template_get_n_sections (template); i++)
    {
      self->section = sl_template_get_section (template, i);
      self->headed = FALSE;
      for (guint j = 0; j < G_N_ELEMENTS (builders); j++)
        if (g_str_equal (builders[j].section, self->section->id) &&
            (!short_letter || builders[j].in_no_comment))
          builders[j].build (self);
    }
}

static void
set_letter (SlComposer *self)
{
  SlComposition *from = self->from;
  SlCase *planning_case = from->planning_case;
  const char *title = sl_case_get (planning_case, "title");
  const char *address = sl_case_get (planning_case, "address");
  g_autofree char *letter_title = NULL;

  sl_composer_set_field (self, "force", sl_letter_get_force (from->policy));
  sl_composer_set_field (self, "unit", sl_policy_library_get_force (from->policy, "unit"));
  sl_composer_set_field (self, "reference", sl_case_get (planning_case, "reference"));
  sl_composer_set_field (self, "authority", sl_case_get (planning_case, "authority-name"));
  sl_composer_set_field (self, "site", *title != '\0' ? title : address);
  sl_composer_set_field (self, "applicant", sl_case_get (planning_case, "applicant"));
  sl_compose_set_level (self);
  letter_title = sl_composer_phrase (self, "title");
  self->letter = sl_letter_new (letter_title, sl_composer_get_field (self, "force"), "en-GB",
                                from->letter_date);
  sl_letter_set_subject (self->letter, sl_composer_get_field (self, "reference"));
  sl_letter_set_footer (self->letter, sl_composer_get_field (self, "reference"));
}

static void
free_block (gpointer block)
{
  sl_block_unref (block);
}

/**
 * sl_composition_compose:
 * @self: what was gathered
 * @error: return location
 *
 * Any thread. What could not be put into the letter is told by sl_composition_get_problems().
 *
 * Returns: (transfer full): the letter with the officer's edits, or %NULL
 */
SlLetter *
sl_composition_compose (SlComposition *self, GError **error)
{
  SlComposer composer = { .from = self };
  SlLetter *letter;

  g_return_val_if_fail (self != NULL, NULL);

  g_ptr_array_set_size (self->problems, 0);
  g_ptr_array_add (self->problems, NULL);
  composer.fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  composer.used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  composer.left_out = g_ptr_array_new_with_free_func (free_block);
  composer.policies = g_string_new (NULL);
  composer.findings = sl_findings_gather (self, MAX_POINTS);

  set_letter (&composer);
  find_sections (&composer);
  note_unsaid_findings (&composer);
  note_lost_edits (&composer);
  note_older_guide (&composer);

  letter = composer.letter;
  g_object_set_data_full (G_OBJECT (letter), "sl-left-out", composer.left_out,
                          (GDestroyNotify) g_ptr_array_unref);
  g_hash_table_unref (composer.fields);
  g_hash_table_unref (composer.used);
  g_ptr_array_unref (composer.findings);
  g_string_free (composer.policies, TRUE);
  return letter;
}
