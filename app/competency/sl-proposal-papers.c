/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-proposal-private.h"

#include "assessment/sl-assessment.h"
#include "base/sl-time.h"
#include "response/sl-response.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the letter cites, and the versions of each paper. What is cited is read
 * from the newest version that was submitted, which is frozen; before there is one, from the draft
 * as it would be written now. */

/* ---- the letter ---- */

static SlLetter *
load_submitted (SlProposalSource *source, GError **error)
{
  g_autoptr (SlSnapshot)
      snapshot = sl_version_load_snapshot (source->store, source->version, error);

  return snapshot != NULL ? g_object_ref (sl_snapshot_get_letter (snapshot)) : NULL;
}

/* NULL without @error: the case has no draft, or none that can be composed. */
static SlLetter *
compose_draft (SlProposalSource *source, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (SlResponse) response = sl_response_load (source->store, source->case_id, &failure);
  g_autoptr (SlPolicyLibrary) policy = NULL;
  g_autoptr (SlPerson) author = NULL;
  g_autoptr (SlComposition) composition = NULL;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (response == NULL)
    return NULL;
  if ((policy = sl_policy_library_new (source->packs, error)) == NULL ||
      (author = sl_people_load (source->store, source->person_id, error)) == NULL)
    return NULL;
  composition = sl_composition_new_from_store (source->store, source->packs, policy, author,
                                               source->case_id, error);
  return composition != NULL ? sl_composition_compose (composition, error) : NULL;
}

/* FALSE with @error; else the letter is known, or that there is none. */
static gboolean
load_letter (SlProposalSource *source, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (source->letter_was_asked)
    return TRUE;
  source->version = sl_versions_load_newest (source->store, source->case_id, &failure);
  if (failure == NULL)
    source->letter = source->version != NULL ? load_submitted (source, &failure)
                                             : compose_draft (source, &failure);
  source->letter_was_asked = failure == NULL;
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return source->letter_was_asked;
}

static char *
describe_letter (SlProposalSource *source)
{
  if (source->version == NULL)
    return g_strdup (_ ("in the draft"));
  return g_strdup_printf (_ ("in version %u"), sl_version_get_number (source->version));
}

/* Whether the trainee is among those who wrote it. */
static gboolean
wrote_letter (SlProposalSource *source)
{
  g_auto (GStrv) authors = NULL;

  if (source->version == NULL)
    return g_hash_table_size (source->actions) > 0 &&
           (sl_proposal_find_action (source, "set-response") != NULL ||
            sl_proposal_find_action (source, "edit-response") != NULL ||
            sl_proposal_find_action (source, "judge-item") != NULL);
  authors = sl_version_list_authors (source->store, sl_version_get_id (source->version), NULL);
  return authors != NULL && g_strv_contains ((const char *const *) authors, source->person_id);
}

/* When the letter was submitted, or last drafted by the trainee. */
static const char *
get_letter_time (SlProposalSource *source)
{
  const SlProposalDid *did;

  if (source->version != NULL)
    return sl_version_get (source->version, "submitted-at");
  did = sl_proposal_find_action (source, "edit-response");
  if (did == NULL)
    did = sl_proposal_find_action (source, "set-response");
  return did != NULL ? did->last_at : "";
}

/* Something that the letter cites, and for which checklist items. */
typedef struct
{
  char *id, *label;
  GPtrArray *items, *sections; /* of char* */
} Cited;

static void
cited_free (gpointer data)
{
  Cited *self = data;

  g_free (self->id);
  g_free (self->label);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->sections);
  g_free (self);
}

static Cited *
cite (GPtrArray *list, const char *id, const char *label)
{
  Cited *cited;

  for (guint i = 0; i < list->len; i++)
    {
      cited = g_ptr_array_index (list, i);
      if (g_str_equal (cited->id, id))
        return cited;
    }
  cited = g_new0 (Cited, 1);
  cited->id = g_strdup (id);
  cited->label = g_strdup (label);
  cited->items = g_ptr_array_new_with_free_func (g_free);
  cited->sections = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (list, cited);
  return cited;
}

static void
add_once (GPtrArray *words, const char *word)
{
  if (word != NULL && *word != '\0' &&
      !g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL))
    g_ptr_array_add (words, g_strdup (word));
}

/* "9" before "10", "H9" before "H10". */
static int
compare_words_cb (gconstpointer a, gconstpointer b)
{
  return strverscmp (*(const char *const *) a, *(const char *const *) b);
}

static void
append_joined (GString *detail, const char *format, GPtrArray *words)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) whole = g_string_new (format);

  g_ptr_array_sort (words, compare_words_cb);
  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (words, i));
  if (words->len == 0)
    return;
  g_string_replace (whole, "%s", text->str, 1);
  sl_proposal_append (detail, "%s", whole->str);
}

/* A citation as it stands in a sentence, at the beginning of a line. */
static char *
begin_line (const char *text)
{
  char first[8] = { 0 };

  g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (text)), first);
  return *text != '\0' ? g_strconcat (first, g_utf8_next_char (text), NULL) : g_strdup ("");
}

static void
add_cited (SlProposalSource *source, GPtrArray *list, const char *object_kind)
{
  g_autofree char *where = describe_letter (source);
  gboolean own = wrote_letter (source);

  for (guint i = 0; i < list->len; i++)
    {
      const Cited *cited = g_ptr_array_index (list, i);
      g_autoptr (GString) detail = g_string_new (where);

      append_joined (detail, _ ("sections %s"), cited->sections);
      append_joined (detail, _ ("for %s"), cited->items);
      sl_proposal_add (source, own, get_letter_time (source), object_kind, cited->id,
                       begin_line (cited->label), g_string_free (g_steal_pointer (&detail), FALSE));
    }
}

typedef void (*BlockFunc) (const SlBlock *block, gpointer data);

static void
visit_block (const SlBlock *block, BlockFunc func, gpointer data)
{
  func (block, data);
  for (guint i = 0; i < sl_block_get_n_children (block); i++)
    visit_block (sl_block_get_child (block, i), func, data);
}

static void
visit_letter (SlLetter *letter, BlockFunc func, gpointer data)
{
  for (guint i = 0; i < sl_letter_get_n_blocks (letter); i++)
    visit_block (sl_letter_get_block (letter, i), func, data);
}

/* The words of a block and of what stands in it, as the cells of a row. */
static void
append_text (GString *text, const SlBlock *block)
{
  g_string_append_printf (text, "%s\n", sl_block_get_text (block));
  for (guint i = 0; i < sl_block_get_n_children (block); i++)
    append_text (text, sl_block_get_child (block, i));
}

/* ---- policies ---- */

typedef struct
{
  SlPolicyLibrary *policy;
  GPtrArray *cited;
} PolicyWalk;

static void
collect_policies (const SlBlock *block, gpointer data)
{
  PolicyWalk *walk = data;
  const SlOrigin *origin = sl_block_get_origin (block);
  g_auto (GStrv) ids = NULL;

  if (origin == NULL || origin->citation_ids == NULL)
    return;
  ids = g_strsplit (origin->citation_ids, " ", -1);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      const SlCitation *citation;

      if (*ids[i] == '\0')
        continue;
      citation = sl_policy_library_find (walk->policy, ids[i]);
      add_once (cite (walk->cited, ids[i], citation != NULL ? citation->citation : ids[i])->items,
                origin->item_id);
    }
}

/* What a paragraph rests on is cited where the letter names it too. */
static void
leave_out_unnamed (SlLetter *letter, PolicyWalk *walk)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sl_letter_get_n_blocks (letter); i++)
    append_text (text, sl_letter_get_block (letter, i));
  for (guint i = walk->cited->len; i > 0; i--)
    {
      const Cited *cited = g_ptr_array_index (walk->cited, i - 1);
      const SlCitation *citation = sl_policy_library_find (walk->policy, cited->id);

      if (citation != NULL && strstr (text->str, citation->number) == NULL)
        g_ptr_array_remove_index (walk->cited, i - 1);
    }
}

gboolean
sl_proposal_write_policies (SlProposalSource *source, GError **error)
{
  g_autoptr (GPtrArray) cited = g_ptr_array_new_with_free_func (cited_free);
  g_autoptr (SlPolicyLibrary) policy = NULL;
  PolicyWalk walk;

  if (!load_letter (source, error))
    return FALSE;
  if (source->letter == NULL)
    return TRUE;
  policy = sl_policy_library_new (source->packs, error);
  if (policy == NULL)
    return FALSE;
  walk = (PolicyWalk){ policy, cited };
  visit_letter (source->letter, collect_policies, &walk);
  leave_out_unnamed (source->letter, &walk);
  add_cited (source, cited, "citation");
  return TRUE;
}

/* ---- guides ---- */

typedef struct
{
  SlChecklist *checklist;
  GPtrArray *cited;
} GuideWalk;

/* The sections of guides behind an item that the words about it name. */
static void
collect_guides (const SlBlock *block, gpointer data)
{
  GuideWalk *walk = data;
  const SlOrigin *origin = sl_block_get_origin (block);
  g_autoptr (GString) text = NULL;
  SlChecklistItem *item;

  if (origin == NULL || origin->item_id == NULL || *origin->item_id == '\0')
    return;
  text = g_string_new (NULL);
  append_text (text, block);
  item = sl_checklist_find_item (walk->checklist, origin->item_id);
  for (guint i = 0; item != NULL && i < sl_checklist_item_get_n_references (item); i++)
    {
      const SlGuideReference *reference = sl_checklist_item_get_reference (item, i);
      g_autofree char *named = sl_guide_short_name (reference);
      g_autofree char *label = NULL;
      Cited *cited;

      if (strstr (text->str, named) == NULL)
        continue;
      label = g_strdup_printf ("%s %s", reference->guide, reference->edition);
      cited = cite (walk->cited, label, label);
      add_once (cited->sections, reference->section);
      add_once (cited->items, origin->item_id);
    }
}

static gboolean
write_letter_guides (SlProposalSource *source, GError **error)
{
  g_autoptr (GPtrArray) cited = g_ptr_array_new_with_free_func (cited_free);
  g_autoptr (GError) failure = NULL;
  g_autoptr (SlAssessment) assessment = NULL;
  GuideWalk walk;

  if (!load_letter (source, error))
    return FALSE;
  if (source->letter == NULL)
    return TRUE;
  assessment = sl_assessment_load (source->store, source->packs, source->case_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (assessment == NULL)
    return TRUE;
  walk = (GuideWalk){ sl_assessment_get_checklist (assessment), cited };
  visit_letter (source->letter, collect_guides, &walk);
  add_cited (source, cited, "guide");
  return TRUE;
}

gboolean
sl_proposal_write_guides (SlProposalSource *source, GError **error)
{
  return write_letter_guides (source, error) && sl_proposal_write_scheme_guide (source, error);
}

/* ---- versions ---- */

static const char *
get_state_words (SlVersion *version)
{
  static const struct
  {
    const char *state, *words;
  } states[] = {
    { "submitted", N_ ("waits for quality assurance") },
    { "returned", N_ ("returned") },
    { "withdrawn", N_ ("withdrawn") },
    { "approved", N_ ("approved") },
    { "voided", N_ ("approved, and void since") },
    { "issued", N_ ("approved and issued") },
    { "superseded", N_ ("superseded") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i].state, sl_version_get (version, "state")))
      return _ (states[i].words);
  return sl_version_get (version, "state");
}

char *
sl_proposal_describe_version (SlVersion *version)
{
  return g_strdup_printf (_ ("version %u %s"), sl_version_get_number (version),
                          get_state_words (version));
}

static gboolean
visit_versions (SlProposalSource *source,
                const char *paper_id,
                const char *title,
                SlProposalVersionFunc func,
                GError **error)
{
  g_autoptr (GListModel) versions = sl_versions_list (source->store, paper_id, error);

  for (guint i = versions != NULL ? g_list_model_get_n_items (versions) : 0; i > 0; i--)
    {
      g_autoptr (SlVersion) version = g_list_model_get_item (versions, i - 1);

      if (!func (source, version, title, error))
        return FALSE;
    }
  return versions != NULL;
}

gboolean
sl_proposal_visit_papers (SlProposalSource *source, SlProposalVersionFunc func, GError **error)
{
  g_autoptr (GPtrArray) papers = sl_proposal_list_papers (source, NULL, error);

  if (papers == NULL || !visit_versions (source, source->case_id, "", func, error))
    return FALSE;
  for (guint i = 0; i < papers->len; i++)
    {
      const SlProposalPaper *paper = g_ptr_array_index (papers, i);

      if (!visit_versions (source, paper->paper_id, paper->title, func, error))
        return FALSE;
    }
  return TRUE;
}

char *
sl_proposal_name_version (SlVersion *version, const char *title)
{
  if (*title == '\0')
    return g_strdup_printf (_ ("Version %u of the response"), sl_version_get_number (version));
  return g_strdup_printf (_ ("Version %u of %s"), sl_version_get_number (version), title);
}

static gboolean
add_version (SlProposalSource *source, SlVersion *version, const char *title, GError **error)
{
  g_auto (GStrv)
      authors = sl_version_list_authors (source->store, sl_version_get_id (version), error);
  g_autoptr (GString) detail = g_string_new (NULL);
  g_autofree char *name = NULL;

  if (authors == NULL)
    return FALSE;
  name = sl_proposal_name_version (version, title);
  sl_proposal_append (detail, _ ("submitted by %s"), sl_version_get (version, "author-name"));
  sl_proposal_append (detail, "%s", get_state_words (version));
  sl_proposal_set_hash (
      sl_proposal_add (source,
                       g_strv_contains ((const char *const *) authors, source->person_id) ||
                           g_str_equal (sl_version_get (version, "author-id"), source->person_id),
                       sl_version_get (version, "submitted-at"), "version",
                       sl_version_get_id (version),
                       g_strdup_printf (_ ("%s, submitted for quality assurance"), name),
                       g_string_free (g_steal_pointer (&detail), FALSE)),
      sl_version_get (version, "hash"));
  return TRUE;
}

gboolean
sl_proposal_write_versions (SlProposalSource *source, GError **error)
{
  return sl_proposal_visit_papers (source, add_version, error);
}

/* Reports that are no minutes: a visit report, a scheme summary. */
gboolean
sl_proposal_write_reports (SlProposalSource *source, GError **error)
{
  g_autoptr (GPtrArray) papers = sl_proposal_list_papers (source, NULL, error);

  for (guint i = 0; papers != NULL && i < papers->len; i++)
    {
      const SlProposalPaper *paper = g_ptr_array_index (papers, i);
      g_autoptr (GError) failure = NULL;
      g_autoptr (SlVersion) version = NULL;

      if (g_str_equal (paper->report_id, "minutes"))
        continue;
      version = sl_versions_load_newest (source->store, paper->paper_id, &failure);
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (version != NULL)
        sl_proposal_add (source,
                         g_str_equal (sl_version_get (version, "author-id"), source->person_id) ||
                             sl_proposal_touched (source, paper->sheet_id),
                         sl_version_get (version, "submitted-at"), "paper", paper->paper_id,
                         g_strdup (paper->title), sl_proposal_describe_version (version));
    }
  return papers != NULL;
}
