/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-proposal-private.h"

#include "base/sl-text.h"
#include "base/sl-time.h"
#include "cases/sl-action.h"
#include "cases/sl-case-kind.h"
#include "cases/sl-case-records.h"
#include "competency/sl-portfolio-changes.h"
#include "people/sl-person.h"
#include "sheets/sl-sheet.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a case's own record shows, offered to the trainee for a claim. Each kind of proposal has a
 * writer in the table below; a criterion says which kinds speak for it. */

void
sl_proposal_free (SlProposal *proposal)
{
  g_free (proposal->kind);
  g_free (proposal->label);
  g_free (proposal->detail);
  g_free (proposal->on_date);
  g_free (proposal->object_kind);
  g_free (proposal->object_id);
  g_free (proposal->sha256);
  g_free (proposal);
}

/* ---- for the writers ---- */

SlProposal *
sl_proposal_add (SlProposalSource *source,
                 gboolean own,
                 const char *at,
                 const char *object_kind,
                 const char *object_id,
                 char *label,
                 char *detail)
{
  SlProposal *proposal = g_new0 (SlProposal, 1);
  gboolean time = at != NULL && strlen (at) > strlen ("2026-11-24");

  proposal->kind = g_strdup (source->kind);
  proposal->label = label;
  proposal->detail = detail != NULL ? detail : g_strdup ("");
  proposal->on_date = time ? sl_time_get_date (at) : g_strdup (at);
  if (proposal->on_date == NULL)
    proposal->on_date = g_strdup ("");
  proposal->object_kind = g_strdup (object_kind);
  proposal->object_id = g_strdup (object_id);
  proposal->sha256 = g_strdup ("");
  proposal->own = own;
  g_ptr_array_add (source->proposals, proposal);
  return proposal;
}

void
sl_proposal_set_hash (SlProposal *proposal, const char *sha256)
{
  g_free (proposal->sha256);
  proposal->sha256 = g_strdup (sha256);
}

const SlProposalDid *
sl_proposal_find_action (SlProposalSource *source, const char *action)
{
  return g_hash_table_lookup (source->actions, action);
}

gboolean
sl_proposal_touched (SlProposalSource *source, const char *object_id)
{
  return g_hash_table_contains (source->objects, object_id);
}

void
sl_proposal_append (GString *words, const char *format, ...)
{
  va_list values;

  if (words->len > 0)
    g_string_append (words, "; ");
  va_start (values, format);
  g_string_append_vprintf (words, format, values);
  va_end (values);
}

/* ---- kinds that need no more than another room's list ---- */

static char *
describe_action (SlAction *action)
{
  g_autoptr (GString) detail = g_string_new (NULL);
  g_autofree char *due = sl_date_format_long (sl_action_get (action, "due-date"));
  const char *owner = sl_action_get (action, "owner-name");

  if (*owner != '\0')
    sl_proposal_append (detail, _ ("for %s"), owner);
  if (due != NULL)
    sl_proposal_append (detail, _ ("by %s"), due);
  if (sl_action_is_open (action))
    sl_proposal_append (detail, "%s", _ ("open"));
  else if (g_str_equal (sl_action_get (action, "state"), "done"))
    sl_proposal_append (detail, _ ("done: %s"), sl_action_get (action, "answer"));
  else
    sl_proposal_append (detail, _ ("dropped: %s"), sl_action_get (action, "answer"));
  return g_string_free (g_steal_pointer (&detail), FALSE);
}

static gboolean
write_actions (SlProposalSource *source, GError **error)
{
  g_autoptr (GListModel) actions = sl_actions_list (source->store, source->case_id, NULL, error);

  for (guint i = 0; actions != NULL && i < g_list_model_get_n_items (actions); i++)
    {
      g_autoptr (SlAction) action = g_list_model_get_item (actions, i);
      const char *id = sl_action_get (action, "id");
      const char *settled = sl_action_get (action, "settled-on");

      sl_proposal_add (source,
                       g_str_equal (sl_action_get (action, "owner-id"), source->person_id) ||
                           sl_proposal_touched (source, id),
                       *settled != '\0' ? settled : sl_action_get (action, "created-at"), "action",
                       id, g_strdup (sl_action_get (action, "text")), describe_action (action));
    }
  return actions != NULL;
}

/* Courses and the like are of no case; they speak for what is understood. */
static gboolean
write_training (SlProposalSource *source, GError **error)
{
  for (guint i = 0; i < sl_portfolio_get_n_training (source->portfolio); i++)
    {
      const SlTraining *training = sl_portfolio_get_training (source->portfolio, i);

      if (!training->removed)
        sl_proposal_add (source, TRUE, training->on_date, "training", training->id,
                         g_strdup (training->title), g_strdup (training->provider));
    }
  return TRUE;
}

static const struct
{
  const char *kind;
  SlProposalWriter write;
} writers[] = {
  { "identified", sl_proposal_write_identified }, { "document", sl_proposal_write_documents },
  { "reading", sl_proposal_write_reading },       { "evidence", sl_proposal_write_evidence },
  { "crime", sl_proposal_write_crime },           { "policy", sl_proposal_write_policies },
  { "guide", sl_proposal_write_guides },          { "draft", sl_proposal_write_drafts },
  { "version", sl_proposal_write_versions },      { "review", sl_proposal_write_reviews },
  { "briefing", sl_proposal_write_briefings },    { "meeting", sl_proposal_write_meetings },
  { "minutes", sl_proposal_write_minutes },       { "visit", sl_proposal_write_visits },
  { "report", sl_proposal_write_reports },        { "action", write_actions },
  { "stage", sl_proposal_write_stages },          { "issue", sl_proposal_write_issues },
  { "outcome", sl_proposal_write_outcomes },      { "training", write_training },
};

/* ---- third parties ---- */

/* A name has two words or more; "the developer" is none. */
static void
add_names (GHashTable *names, GHashTable *colleagues, const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, ",;\n()/", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *name = g_strstrip (parts[i]);
      const char *last = strrchr (name, ' ');

      if ((strchr (name, '@') != NULL) ||
          (last != NULL && g_unichar_isupper (g_utf8_get_char (name)) &&
           !g_unichar_islower (g_utf8_get_char (last + 1))))
        {
          g_autofree char *folded = sl_text_fold (name);

          if (!g_hash_table_contains (colleagues, folded))
            g_hash_table_add (names, g_steal_pointer (&folded));
        }
    }
}

static void
add_names_of_field (GHashTable *names,
                    GHashTable *colleagues,
                    SlSheet *sheet,
                    const SlFormGroup *group,
                    const SlFormField *field)
{
  GListModel *entries = group->several ? sl_sheet_get_entries (sheet, group->id) : NULL;

  if (!field->personal && field->type != SL_FORM_FIELD_PERSON)
    return;
  if (!group->several)
    add_names (names, colleagues, sl_sheet_get (sheet, field->id));
  for (guint i = 0; entries != NULL && i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (SlSheetEntry) entry = g_list_model_get_item (entries, i);

      add_names (names, colleagues, sl_sheet_entry_get (entry, field->id));
    }
}

static void
add_names_of_sheet (GHashTable *names, GHashTable *colleagues, SlSheet *sheet)
{
  SlForm *form = sl_sheet_get_form (sheet);

  for (guint i = 0; i < sl_form_get_n_groups (form); i++)
    {
      const SlFormGroup *group = sl_form_get_group (form, i);

      for (guint j = 0; j < group->n_fields; j++)
        add_names_of_field (names, colleagues, sheet, group, &group->fields[j]);
    }
}

/* Those of the casebook, folded: what they did is no third party's matter. */
static GHashTable *
list_colleagues (SlStore *store, GError **error)
{
  g_autoptr (GListModel) people = sl_people_list (store, error);
  GHashTable *colleagues;

  if (people == NULL)
    return NULL;
  colleagues = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (SlPerson) person = g_list_model_get_item (people, i);

      g_hash_table_add (colleagues, sl_text_fold (sl_person_get_display_name (person)));
    }
  return colleagues;
}

static gboolean
holds_one_of (GHashTable *names, const char *text)
{
  g_autofree char *folded = sl_text_fold (text);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (strstr (folded, name) != NULL)
      return TRUE;
  return FALSE;
}

/* Marks what names anybody whom the case knows and the casebook does not. */
static gboolean
mark_personal (SlProposalSource *source, GError **error)
{
  g_autoptr (GHashTable) colleagues = list_colleagues (source->store, error);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) facts = NULL;

  if (colleagues == NULL || (facts = sl_proposal_list_names (source, error)) == NULL ||
      !sl_proposal_load_sheets (source, error))
    return FALSE;
  for (guint i = 0; i < facts->len; i++)
    add_names (names, colleagues, g_ptr_array_index (facts, i));
  for (guint i = 0; i < source->sheets->len; i++)
    add_names_of_sheet (names, colleagues, g_ptr_array_index (source->sheets, i));
  for (guint i = 0; i < source->proposals->len; i++)
    {
      SlProposal *proposal = g_ptr_array_index (source->proposals, i);

      proposal->personal = holds_one_of (names, proposal->label) ||
                           holds_one_of (names, proposal->detail);
    }
  return TRUE;
}

/* ---- the list ---- */

static void
source_clear (SlProposalSource *source)
{
  g_clear_object (&source->planning_case);
  g_clear_object (&source->version);
  g_clear_object (&source->letter);
  g_clear_pointer (&source->actions, g_hash_table_unref);
  g_clear_pointer (&source->objects, g_hash_table_unref);
  g_clear_pointer (&source->sheets, g_ptr_array_unref);
  g_clear_pointer (&source->proposals, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlProposalSource, source_clear)

/* A kind that a force's framework made up has no writer. */
static gboolean
write_kind (SlProposalSource *source, const char *kind, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    if (g_str_equal (writers[i].kind, kind))
      {
        source->kind = writers[i].kind;
        return writers[i].write (source, error);
      }
  return TRUE;
}

/* For a criterion in the framework's order, what speaks for it best before the rest. */
static gboolean
write_proposals (SlProposalSource *source, GError **error)
{
  if (source->criterion == NULL)
    {
      for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
        if (!write_kind (source, writers[i].kind, error))
          return FALSE;
      return TRUE;
    }
  for (guint i = 0; source->criterion->shows[i] != NULL; i++)
    if (!write_kind (source, source->criterion->shows[i], error))
      return FALSE;
  return TRUE;
}

/* The trainee's own first; as they were written else. */
static GPtrArray *
take_sorted (SlProposalSource *source)
{
  GPtrArray *sorted = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_proposal_free);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < source->proposals->len; i++)
      {
        SlProposal *proposal = g_ptr_array_index (source->proposals, i);

        if (proposal->own == (pass == 0))
          g_ptr_array_add (sorted, proposal);
      }
  g_ptr_array_set_free_func (source->proposals, NULL);
  return sorted;
}

/**
 * sl_proposals_list:
 * @store: an open store
 * @packs: its packs
 * @portfolio: the trainee's
 * @occasion: one of it
 * @criterion: (nullable): what it is to show; %NULL for all kinds
 * @error: return location
 *
 * Everything offered stands in the record of the case: nothing is concluded from it. How long
 * documents stood on screen is offered to nobody but the trainee. Blocking; any thread.
 *
 * Returns: (transfer full) (element-type SlProposal): what the record shows, what the trainee did
 *   first; empty for work from before Sightline and for a case that is no longer here
 */
GPtrArray *
sl_proposals_list (SlStore *store,
                   SlPackLibrary *packs,
                   SlPortfolio *portfolio,
                   const SlOccasion *occasion,
                   const SlFrameworkCriterion *criterion,
                   GError **error)
{
  g_auto (SlProposalSource) source = {
    .store = store,
    .packs = packs,
    .portfolio = portfolio,
    .criterion = criterion,
    .kind = "",
  };

  g_return_val_if_fail (SL_IS_STORE (store) && SL_IS_PORTFOLIO (portfolio), NULL);
  g_return_val_if_fail (occasion != NULL, NULL);

  source.proposals = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_proposal_free);
  if (*occasion->case_id == '\0' || occasion->case_gone)
    return g_steal_pointer (&source.proposals);
  source.case_id = occasion->case_id;
  source.person_id = sl_portfolio_get_person_id (portfolio);
  source.planning_case = sl_case_records_load (store, occasion->case_id, error);
  if (source.planning_case == NULL || !sl_proposal_read_steps (&source, error) ||
      !write_proposals (&source, error) || !mark_personal (&source, error))
    return NULL;
  return take_sorted (&source);
}

/* ---- the next occasion ---- */

void
sl_occasion_offer_free (SlOccasionOffer *offer)
{
  g_free (offer->case_id);
  g_free (offer->title);
  g_free (offer->reference);
  g_free (offer->stage);
  g_free (offer->date);
  g_free (offer->warning);
  g_free (offer);
}

/* The same case, or the same reference of the same authority, as an occasion that is counted. */
static gboolean
counts_already (SlPortfolio *portfolio, const SlComponent *component, const SlProposalWork *work)
{
  g_autofree char *reference = sl_text_fold_reference (work->reference);

  for (guint i = 0; i < sl_portfolio_get_n_occasions (portfolio); i++)
    {
      const SlOccasion *occasion = sl_portfolio_get_occasion (portfolio, i);
      g_autofree char *known = sl_text_fold_reference (occasion->reference);

      if (occasion->dropped || occasion->component != component)
        continue;
      if (g_str_equal (occasion->case_id, work->case_id) ||
          (*reference != '\0' && g_ascii_strcasecmp (reference, known) == 0 &&
           g_ascii_strcasecmp (occasion->authority, work->authority) == 0))
        return TRUE;
    }
  return FALSE;
}

static char *
name_stage (SlPackLibrary *packs, const SlComponent *component, const SlProposalWork *work)
{
  const SlCaseKind *kind = sl_case_kind_find (packs, component->case_kind);
  const SlStage *stage = kind != NULL ? sl_case_kind_find_stage (kind, work->stage) : NULL;

  if (work->inbox)
    return g_strdup (_ ("In the inbox"));
  return g_strdup (stage != NULL ? stage->title : work->stage);
}

/* As the case's own display title. */
static char *
name_work (const SlProposalWork *work)
{
  if (*work->title != '\0')
    return g_strdup (work->title);
  if (*work->address != '\0')
    return g_strndup (work->address, strcspn (work->address, ",\n"));
  return g_strdup (work->reference);
}

/**
 * sl_occasions_list_offers:
 * @store: an open store
 * @packs: its packs
 * @portfolio: the trainee's
 * @component_id: "C2"
 * @error: return location
 *
 * The date of an offer is the day on which the trainee last worked on the case. Blocking; any
 * thread.
 *
 * Returns: (transfer full) (element-type SlOccasionOffer): cases of the component's kind that the
 *   trainee worked on and that do not count in it yet, taken on ones before those in the inbox that
 *   a rule says to comment on, the latest work first
 */
GPtrArray *
sl_occasions_list_offers (SlStore *store,
                          SlPackLibrary *packs,
                          SlPortfolio *portfolio,
                          const char *component_id,
                          GError **error)
{
  g_autoptr (GPtrArray)
      offers = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_occasion_offer_free);
  g_autoptr (GPtrArray) list = NULL;
  const SlComponent *component;

  g_return_val_if_fail (SL_IS_STORE (store) && SL_IS_PORTFOLIO (portfolio), NULL);
  g_return_val_if_fail (component_id != NULL, NULL);

  component = sl_framework_find_component (sl_portfolio_get_framework (portfolio), component_id);
  if (component == NULL || component->type != SL_COMPONENT_OCCASIONS)
    return g_steal_pointer (&offers);
  list = sl_proposal_list_work (store, sl_portfolio_get_person_id (portfolio), component->case_kind,
                                error);
  if (list == NULL)
    return NULL;
  for (guint i = 0; i < list->len; i++)
    {
      const SlProposalWork *work = g_ptr_array_index (list, i);
      g_auto (GStrv) warnings = NULL;
      SlOccasionOffer *offer;

      if (counts_already (portfolio, component, work))
        continue;
      warnings = sl_occasion_list_warnings (store, portfolio, component_id, work->case_id, NULL);
      offer = g_new (SlOccasionOffer, 1);
      *offer = (SlOccasionOffer){ .case_id = g_strdup (work->case_id),
                                  .title = name_work (work),
                                  .reference = g_strdup (work->reference),
                                  .stage = name_stage (packs, component, work),
                                  .date = sl_time_get_date (work->last_at),
                                  .warning = g_strjoinv (" ", warnings),
                                  .n_steps = work->n_steps };
      g_ptr_array_add (offers, offer);
    }
  return g_steal_pointer (&offers);
}
