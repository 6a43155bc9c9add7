/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response"
#include "config.h"

#include "response/sl-response-private.h"

#include "base/sl-text.h"
#include "base/sl-time.h"
#include "response/sl-letter-parts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The head of the letter: who writes, to whom, about what, and on which ground. */

static void
append_line (GString *out, const char *line)
{
  if (*line != '\0')
    g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "", line);
}

static void
put_letterhead (SlComposer *self)
{
  g_autofree char *lines = sl_letter_write_letterhead (self->from->policy);
  SlBlock *block = sl_composer_make (self, SL_BLOCK_LETTERHEAD, "letterhead", lines);

  if (block != NULL)
    sl_block_set_origin (block, "template", "", "", "", "force");
  sl_composer_put (self, block);
}

/* "Council Offices, London Road, Saffron Walden CB11 4ER": the town on a line of its own. */
static char *
break_address (const char *address)
{
  const char *comma = strrchr (address, ',');

  if (comma == NULL)
    return g_strdup (address);
  return g_strdup_printf ("%.*s\n%s", (int) (comma - address), address,
                          comma + 1 + (comma[1] == ' '));
}

static void
put_addressee (SlComposer *self)
{
  SlCase *planning_case = self->from->planning_case;
  const char *code = sl_case_get (planning_case, "authority-code");
  const SlAuthority *authority = sl_policy_library_find_authority (
      self->from->policy, *code != '\0' ? code : sl_composer_get_field (self, "authority"));
  g_autofree char *address = break_address (authority != NULL ? authority->address : "");
  g_autoptr (GString) lines = g_string_new (NULL);
  SlBlock *block;

  if (*sl_composer_get_field (self, "authority") == '\0' && authority != NULL)
    sl_composer_set_field (self, "authority", authority->name);
  if (!g_str_equal (sl_template_get_addressee (self->from->template), "applicant"))
    {
      append_line (lines, sl_case_get (planning_case, "case-officer"));
      append_line (lines, sl_composer_get_field (self, "authority"));
      append_line (lines, address);
    }
  if (lines->len == 0)
    append_line (lines, sl_composer_get_field (self, "applicant"));
  if (lines->len == 0)
    return;
  block = sl_composer_make (self, SL_BLOCK_ADDRESS, "address", lines->str);
  if (block != NULL)
    sl_block_set_origin (block, "case", "", "", "", "");
  sl_composer_put (self, block);
}

static void
append_field (SlBlock *fields, const char *label, const char *value)
{
  SlBlock *row;

  if (*value == '\0')
    return;
  row = sl_block_new (SL_BLOCK_ROW, "");
  sl_block_append (row, sl_block_new (SL_BLOCK_CELL, label));
  sl_block_append (row, sl_block_new (SL_BLOCK_CELL, value));
  sl_block_append (fields, row);
}

static void
put_references (SlComposer *self)
{
  g_autofree char *date = sl_date_format_long (self->from->letter_date);
  SlBlock *fields = sl_composer_make (self, SL_BLOCK_FIELDS, "references", "");

  if (fields == NULL)
    return;
  /* A case that no application brought has one reference, which is ours. */
  if (!g_str_equal (sl_composer_get_field (self, "reference"),
                    sl_case_get (self->from->planning_case, "our-reference")))
    append_field (fields, _ ("Your reference"), sl_composer_get_field (self, "reference"));
  append_field (fields, _ ("Our reference"),
                sl_case_get (self->from->planning_case, "our-reference"));
  append_field (fields, _ ("Date"), date != NULL ? date : self->from->letter_date);
  sl_block_set_origin (fields, "case", "", "", "", "");
  sl_composer_put (self, fields);
}

static void
put_subject (SlComposer *self)
{
  g_autofree char *proposal = sl_text_squeeze (sl_case_get (self->from->planning_case, "proposal"));
  g_autofree char *text = NULL;
  SlBlock *block;

  if (g_str_has_suffix (proposal, "."))
    proposal[strlen (proposal) - 1] = '\0';
  sl_composer_set_field (self, "proposal", proposal);
  text = sl_composer_phrase (self, "subject");
  if (text == NULL)
    return;
  block = sl_composer_make (self, SL_BLOCK_TITLE, "subject", text);
  if (block != NULL)
    sl_block_set_origin (block, "case", "", "", "", "");
  sl_composer_put (self, block);
}

static void
cite (SlComposer *self, GPtrArray *words, const SlCitation *citation)
{
  if (citation == NULL)
    return;
  g_ptr_array_add (words, g_strdup (citation->citation));
  g_string_append_printf (self->policies, "%s%s", self->policies->len > 0 ? " " : "", citation->id);
}

/* Two paragraphs of one edition are said together. */
static void
cite_framework (SlComposer *self, GPtrArray *words)
{
  SlPolicyLibrary *policy = self->from->policy;
  const char *edition = self->from->nppf_edition;
  const SlCitation *safe = sl_policy_library_find_nppf (policy, edition, "safe-places");
  const SlCitation *design = sl_policy_library_find_nppf (policy, edition, "design");

  if (safe == NULL || design == NULL)
    {
      cite (self, words, safe != NULL ? safe : design);
      return;
    }
  g_ptr_array_add (words, g_strdup_printf (_ ("paragraphs %s and %s of the %s (%s)"), safe->number,
                                           design->number, safe->document, safe->edition));
  g_string_append_printf (self->policies, "%s%s %s", self->policies->len > 0 ? " " : "", safe->id,
                          design->id);
}

static void
cite_local (SlComposer *self, GPtrArray *words)
{
  const char *code = sl_case_get (self->from->planning_case, "authority-code");
  g_autoptr (GPtrArray) local = NULL;
  guint n = 0;

  if (*code == '\0')
    return;
  local = sl_policy_library_list_local (self->from->policy, code, self->from->letter_date);
  for (guint i = 0; local != NULL && i < local->len && n < 2; i++)
    {
      const SlCitation *citation = g_ptr_array_index (local, i);

      if (!g_str_equal (citation->topic, "design") &&
          !g_str_equal (citation->topic, "safe-places") && !g_str_equal (citation->topic, "crime"))
        continue;
      cite (self, words, citation);
      n++;
    }
}

/* The guide that most of the judged items are checked against, by name and edition. */
static void
set_guides (SlComposer *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  for (guint i = 0; i < self->findings->len; i++)
    {
      const SlFinding *finding = g_ptr_array_index (self->findings, i);
      const SlGuideReference *reference = sl_item_find_reference (finding->item);
      g_autofree char *name = reference != NULL ? sl_guide_name (reference, FALSE) : NULL;

      if (name != NULL && names->len < 2 &&
          !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }
  joined = sl_join_words (names, _ (" and "));
  sl_composer_set_field (self, "guides", joined);
}

static void
put_basis (SlComposer *self)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) acts = sl_policy_library_list (self->from->policy, "act", "crime-duty",
                                                       self->from->letter_date);
  g_autoptr (GString) text = g_string_new (NULL);
  static const char *const phrases[] = { "basis", "basis-duty", "basis-policy", "basis-guide" };
  g_autofree char *policies = NULL;
  g_autofree char *framework = NULL;
  SlBlock *block;

  cite_framework (self, words);
  cite_local (self, words);
  framework = sl_join_words (words, _ (" and "));
  sl_composer_set_field (self, "framework", framework);
  if (acts != NULL && acts->len > 0)
    {
      const SlCitation *duty = g_ptr_array_index (acts, 0);

      cite (self, words, duty);
      sl_composer_set_field (self, "duty", duty->citation);
    }
  policies = sl_join_words (words, _ (" and "));
  sl_composer_set_field (self, "policies", policies);
  set_guides (self);
  for (guint i = 0; i < G_N_ELEMENTS (phrases); i++)
    {
      g_autofree char *phrase = NULL;

      /* A letter that is no answer to a consultation may rest on less. */
      if (i > 0 && !sl_template_has (self->from->template, phrases[i]))
        continue;
      phrase = sl_composer_phrase (self, phrases[i]);
      if (phrase != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", phrase);
    }
  block = sl_composer_make (self, SL_BLOCK_PARAGRAPH, "opening/basis", text->str);
  if (block != NULL)
    sl_block_set_origin (block, "policy", "", self->policies->str, "", "");
  sl_composer_put (self, block);
}

void
sl_compose_opening (SlComposer *self)
{
  SlCase *planning_case = self->from->planning_case;
  const char *start = sl_case_get (planning_case, "consultation-start");
  g_autofree char *consulted = *start != '\0' ? sl_date_format_long (start) : NULL;

  put_letterhead (self);
  put_addressee (self);
  put_references (self);
  put_subject (self);
  sl_composer_set_field (self, "consulted", consulted);
  sl_composer_put_phrase (self, "opening/thanks", "opening");
  if (!g_str_equal (sl_response_get (self->from->response, "stance"), "no-comment"))
    put_basis (self);
}
