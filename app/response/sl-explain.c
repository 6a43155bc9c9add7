/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response"
#include "config.h"

#include "response/sl-response-private.h"

#include "base/sl-time.h"
#include "packs/sl-pack.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The chain behind a block, read from its origin: from the verdict over measure, evidence and guide
 * to the policy. */

void
sl_chain_link_free (SlChainLink *link)
{
  g_free (link->kind);
  g_free (link->title);
  g_free (link->detail);
  g_free (link->target_id);
  g_free (link);
}

static void
free_link (gpointer link)
{
  sl_chain_link_free (link);
}

static void
add_link (GPtrArray *chain, const char *kind, char *title, char *detail, const char *target_id)
{
  SlChainLink *link = g_new0 (SlChainLink, 1);

  link->kind = g_strdup (kind);
  link->title = title;
  link->detail = detail;
  link->target_id = g_strdup (target_id);
  g_ptr_array_add (chain, link);
}

/* How far a fact may be trusted, in words. */
static char *
describe_status (const char *status)
{
  static const struct
  {
    const char *status, *words;
  } table[] = {
    { "verified", N_ ("Seen on a police or Secured by Design page") },
    { "verified-other", N_ ("Seen in another public source") },
    { "part", N_ ("Seen in part: check the section") },
    { "recalled", N_ ("Recalled: check against the guide") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_str_equal (table[i].status, status))
      return g_strdup (_ (table[i].words));
  return g_strdup (_ ("To be checked"));
}

static void
add_measure (GPtrArray *chain, SlAnswer *answer)
{
  g_autofree char *short_by = NULL;
  char *measure = sl_answer_describe_measure (answer, &short_by);
  const char *place = sl_answer_get (answer, "place");
  char *detail;

  if (measure == NULL)
    return;
  if (short_by != NULL && *place != '\0')
    detail = g_strdup_printf ("%s, %s", short_by, place);
  else
    detail = g_strdup (short_by != NULL ? short_by : place);
  add_link (chain, "measure", measure, detail, sl_answer_get (answer, "item-id"));
}

static void
add_evidence (SlComposition *self, GPtrArray *chain, SlAnswer *answer)
{
  GListModel *evidence = sl_answer_get_evidence (answer);

  for (guint i = 0; i < g_list_model_get_n_items (evidence); i++)
    {
      g_autoptr (SlEvidence) one = g_list_model_get_item (evidence, i);
      const char *quotation = sl_evidence_get (one, "quotation");
      const char *note = sl_evidence_get (one, "note");
      char *title;

      if (*quotation != '\0')
        title = g_strdup_printf ("“%s”", quotation);
      else
        title = g_strdup (*note != '\0' ? note : _ ("A place in the drawing"));
      add_link (chain, "evidence", title, sl_evidence_describe (self, one, TRUE),
                sl_evidence_get (one, "id"));
    }
}

/* The newest checked reference, else the newest at all with its status. */
static void
add_guide (GPtrArray *chain, SlChecklistItem *item)
{
  const SlGuideReference *reference = sl_item_find_reference (item);
  guint n = sl_checklist_item_get_n_references (item);

  if (reference == NULL && n > 0)
    reference = sl_checklist_item_get_reference (item, n - 1);
  if (reference != NULL)
    add_link (chain, "guide", sl_guide_name (reference, TRUE), describe_status (reference->status),
              sl_checklist_item_get_id (item));
}

static void
add_item (SlComposition *self, GPtrArray *chain, const char *item_id)
{
  SlAnswer *answer = self->assessment != NULL ? sl_assessment_find (self->assessment, item_id)
                                              : NULL;
  SlChecklistItem *item;
  const char *reason;

  if (answer == NULL)
    return;
  item = sl_answer_get_item (answer);
  reason = sl_answer_get (answer, "priority-reason");
  add_link (chain, "verdict",
            g_strdup_printf ("%s · %s", sl_verdict_to_word (sl_answer_get_verdict (answer)),
                             sl_checklist_item_get (item, "title")),
            *reason != '\0' ? g_strdup_printf (_ ("Item %s: %s"), item_id, reason)
                            : g_strdup_printf (_ ("Item %s"), item_id),
            item_id);
  add_measure (chain, answer);
  add_evidence (self, chain, answer);
  add_guide (chain, item);
}

static void
add_policies (SlComposition *self, GPtrArray *chain, const char *citation_ids)
{
  g_auto (GStrv) ids = g_strsplit (citation_ids, " ", -1);
  g_autofree char *date = sl_date_format_long (self->letter_date);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const SlCitation *citation = *ids[i] != '\0' ? sl_policy_library_find (self->policy, ids[i])
                                                   : NULL;
      gboolean begun, ended;
      char *detail;

      if (citation == NULL)
        continue;
      begun = *citation->valid_from == '\0' ||
              strcmp (citation->valid_from, self->letter_date) <= 0;
      ended = *citation->valid_to != '\0' && strcmp (citation->valid_to, self->letter_date) < 0;
      detail = g_strdup_printf (begun && !ended ? _ ("In force on %s")
                                                : _ ("Not in force on %s: choose another"),
                                date != NULL ? date : self->letter_date);
      add_link (chain, "policy", g_strdup (citation->citation), detail, citation->id);
    }
}

static void
add_crime (SlComposition *self, GPtrArray *chain)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->crime); i++)
    {
      g_autoptr (SlCrimeRow) row = g_list_model_get_item (self->crime, i);

      if (sl_crime_row_get_restricted (row))
        continue;
      add_link (chain, "crime",
                g_strdup_printf ("%s: %" G_GINT64_FORMAT, sl_crime_row_get (row, "category"),
                                 sl_crime_row_get_count (row)),
                g_strdup_printf (_ ("%s, %s to %s, %s"), sl_crime_row_get (row, "source"),
                                 sl_crime_row_get (row, "period-from"),
                                 sl_crime_row_get (row, "period-to"),
                                 sl_crime_row_get (row, "area")),
                sl_crime_row_get (row, "id"));
    }
}

static void
add_plain (SlComposition *self, GPtrArray *chain, const SlOrigin *origin)
{
  SlPack *pack = sl_template_get_pack (self->template);
  const SlStance *stance;

  if (g_str_equal (origin->kind, "template"))
    add_link (chain, "template", g_strdup (sl_pack_get_title (pack)),
              g_strdup_printf (_ ("Template, edition %s"), sl_pack_get_edition (pack)),
              origin->detail);
  else if (g_str_equal (origin->kind, "own"))
    add_link (chain, "own", g_strdup (_ ("Added by hand")), g_strdup (_ ("Own words")), "");
  else if (g_str_equal (origin->kind, "observation"))
    add_link (chain, "own", g_strdup (_ ("Observation under a topic")), g_strdup (origin->detail),
              "");
  else if (g_str_equal (origin->kind, "case"))
    add_link (chain, "case", g_strdup (_ ("From the case")),
              g_strdup (sl_case_get (self->planning_case, "reference")),
              sl_case_get_id (self->planning_case));
  else if (g_str_equal (origin->kind, "stance"))
    {
      stance = sl_stance_find (origin->detail);
      if (stance != NULL)
        add_link (chain, "case", g_strdup_printf (_ ("Stance: %s"), _ (stance->label)),
                  g_strdup (_ (stance->meaning)), stance->id);
    }
}

/**
 * sl_composition_explain:
 * @self: what was gathered
 * @block: a block of a letter composed from it
 *
 * Returns: (transfer full) (element-type SlChainLink): where the block comes from, top down
 */
GPtrArray *
sl_composition_explain (SlComposition *self, SlBlock *block)
{
  GPtrArray *chain = g_ptr_array_new_with_free_func (free_link);
  const SlOrigin *origin = sl_block_get_origin (block);

  add_plain (self, chain, origin);
  if (*origin->item_id != '\0')
    add_item (self, chain, origin->item_id);
  if (g_str_equal (origin->kind, "crime"))
    add_crime (self, chain);
  add_policies (self, chain, origin->citation_ids);
  return chain;
}
