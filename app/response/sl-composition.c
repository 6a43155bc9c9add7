/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response"
#include "config.h"

#include "response/sl-response-private.h"

#include "base/sl-time.h"
#include "cases/sl-case-records.h"
#include "documents/sl-document-records.h"
#include "packs/sl-pack.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>

/* Gathers what a letter is made of. The objects are loaded afresh, so that composing may run in a
 * thread while the window changes its own. */

static gboolean
gather_lists (SlComposition *self, SlStore *store, const char *case_id, GError **error)
{
  self->documents = sl_document_records_list (store, case_id, error);
  if (self->documents == NULL)
    return FALSE;
  self->observations = sl_free_observation_list (
      store, self->assessment != NULL ? sl_assessment_get_checklist (self->assessment) : NULL,
      case_id, error);
  if (self->observations == NULL)
    return FALSE;
  self->crime = sl_crime_records_list (store, case_id, error);
  return self->crime != NULL;
}

static gboolean
gather_draft (SlComposition *self,
              SlStore *store,
              SlPackLibrary *packs,
              const char *case_id,
              GError **error)
{
  g_autoptr (GError) failure = NULL;
  SlPack *pack;

  self->response = sl_response_load (store, case_id, &failure);
  if (self->response == NULL)
    {
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      else
        g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                     _ ("This case has no draft yet. Choose a stance to begin one."));
      return FALSE;
    }
  pack = sl_pack_library_find (packs, sl_response_get (self->response, "template-id"), NULL);
  if (pack == NULL || g_strcmp0 (sl_pack_get_kind (pack), "template") != 0)
    {
      g_set_error (
          error, SL_PACK_ERROR, SL_PACK_ERROR_NOT_FOUND,
          _ ("The template “%s” of this draft is not installed. Put it in the packs folder "
             "or choose another."),
          sl_response_get (self->response, "template-id"));
      return FALSE;
    }
  self->template = sl_template_new (pack);
  self->assessment = sl_assessment_load (store, packs, case_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

static void
take_author (SlComposition *self, SlPerson *author)
{
  self->author_name = g_strdup (sl_person_get_display_name (author));
  self->author_title = g_strdup (sl_person_get_job_title (author));
  self->author_number = g_strdup (sl_person_get_staff_number (author));
  self->author_declared = sl_person_get_declared (author);
}

static void
choose_dates (SlComposition *self, const char *usual)
{
  const char *date = sl_response_get (self->response, "letter-date");
  const char *edition = sl_response_get (self->response, "nppf-edition");

  g_free (self->letter_date);
  g_free (self->nppf_edition);
  self->letter_date = g_strdup (*date != '\0' ? date : usual);
  self->nppf_edition = g_strdup (
      *edition != '\0' ? edition
                       : sl_policy_library_get_nppf_edition (self->policy, self->letter_date));
}

/**
 * sl_composition_new_from_store:
 * @store: the casebook's store
 * @packs: its packs
 * @policy: its policies
 * @author: who signs
 * @case_id: a case with a draft
 * @error: return location
 *
 * Returns: (transfer full): everything its letter needs, or %NULL: SL_STORE_ERROR_NOT_FOUND when
 *   there is no draft
 */
SlComposition *
sl_composition_new_from_store (SlStore *store,
                               SlPackLibrary *packs,
                               SlPolicyLibrary *policy,
                               SlPerson *author,
                               const char *case_id,
                               GError **error)
{
  g_autoptr (SlComposition) self = g_new0 (SlComposition, 1);
  g_autofree char *today = sl_date_today ();

  self->policy = g_object_ref (policy);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->problems, NULL);
  self->planning_case = sl_case_records_load (store, case_id, error);
  if (self->planning_case == NULL || !gather_draft (self, store, packs, case_id, error) ||
      !gather_lists (self, store, case_id, error))
    return NULL;
  take_author (self, author);
  choose_dates (self, today);
  return g_steal_pointer (&self);
}

/**
 * sl_composition_new:
 * @library: the casebook's documents and store
 * @packs: its packs
 * @policy: its policies
 * @author: who signs
 * @case_id: a case with a draft
 * @error: return location
 *
 * Returns: (transfer full): as sl_composition_new_from_store()
 */
SlComposition *
sl_composition_new (SlLibrary *library,
                    SlPackLibrary *packs,
                    SlPolicyLibrary *policy,
                    SlPerson *author,
                    const char *case_id,
                    GError **error)
{
  return sl_composition_new_from_store (sl_library_get_store (library), packs, policy, author,
                                        case_id, error);
}

void
sl_composition_free (SlComposition *self)
{
  g_clear_object (&self->policy);
  g_clear_pointer (&self->template, sl_template_free);
  g_clear_object (&self->response);
  g_clear_object (&self->planning_case);
  g_clear_object (&self->assessment);
  g_clear_object (&self->documents);
  g_clear_object (&self->observations);
  g_clear_object (&self->crime);
  g_free (self->author_name);
  g_free (self->author_title);
  g_free (self->author_number);
  g_free (self->letter_date);
  g_free (self->nppf_edition);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

SlResponse *
sl_composition_get_response (SlComposition *self)
{
  return self->response;
}

const char *const *
sl_composition_get_problems (SlComposition *self)
{
  return (const char *const *) self->problems->pdata;
}

SlAssessment *
sl_composition_get_assessment (SlComposition *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->assessment;
}

SlCase *
sl_composition_get_case (SlComposition *self)
{
  return self->planning_case;
}

GListModel *
sl_composition_get_documents (SlComposition *self)
{
  return self->documents;
}

GListModel *
sl_composition_get_observations (SlComposition *self)
{
  return self->observations;
}

GListModel *
sl_composition_get_crime (SlComposition *self)
{
  return self->crime;
}

SlPack *
sl_composition_get_template (SlComposition *self)
{
  return sl_template_get_pack (self->template);
}

const char *
sl_composition_get_nppf_edition (SlComposition *self)
{
  return self->nppf_edition;
}

/**
 * sl_composition_set_usual_date:
 * @self: what was gathered
 * @date: an ISO date
 *
 * For comparing a draft with a version of another day: a letter without a date of its own is dated
 * with the day it is made, and the passing of days is no change to it.
 */
void
sl_composition_set_usual_date (SlComposition *self, const char *date)
{
  g_return_if_fail (self != NULL && date != NULL);
  choose_dates (self, date);
}

/**
 * sl_composition_set_text:
 * @self: what was gathered
 * @block_key: a composed block, or one added by hand
 * @text: what it shall say in the next letter
 *
 * For the preview while one types: nothing is saved, and what is known of the composed text stays.
 */
void
sl_composition_set_text (SlComposition *self, const char *block_key, const char *text)
{
  GPtrArray *edits = sl_response_get_edits (self->response);
  SlEdit *edit = NULL;

  g_return_if_fail (self != NULL && block_key != NULL && text != NULL);

  for (guint i = 0; edit == NULL && i < edits->len; i++)
    if (g_str_equal (((SlEdit *) g_ptr_array_index (edits, i))->key, block_key))
      edit = g_ptr_array_index (edits, i);
  if (edit == NULL)
    {
      edit = g_new0 (SlEdit, 1);
      edit->key = g_strdup (block_key);
      edit->action = g_strdup ("replace");
      edit->after_key = g_strdup ("");
      edit->source_hash = g_strdup ("");
      g_ptr_array_add (edits, edit);
    }
  g_free (edit->text);
  edit->text = g_strdup (text);
}
