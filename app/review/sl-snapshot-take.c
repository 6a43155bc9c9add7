/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-snapshot-private.h"

#include "assessment/sl-assessment.h"
#include "documents/sl-document-records.h"
#include "documents/sl-library.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Writes what a draft is made of as canonical bytes. The letter is composed from the very objects
 * that are written, so that the tree and the rows below it are of one moment. */

static char *
dup_property (gpointer object, const char *name)
{
  char *text = NULL;

  g_object_get (object, name, &text, NULL);
  return text;
}

static double
get_number (gpointer object, const char *name)
{
  double value = NAN;

  g_object_get (object, name, &value, NULL);
  return value;
}

/* Every field of @group that @object has as a text property of the same name. */
static void
write_texts (GString *out, const char *group, const char *id, gpointer object)
{
  const SlSnapshotGroup *found = NULL;
  GObjectClass *class = G_OBJECT_GET_CLASS (object);

  for (guint i = 0; found == NULL; i++)
    if (g_str_equal (sl_snapshot_groups[i].name, group))
      found = &sl_snapshot_groups[i];
  for (const SlSnapshotField *field = found->fields; field->name != NULL; field++)
    {
      GParamSpec *property = g_object_class_find_property (class, field->name);
      g_autofree char *text = NULL;

      if (property == NULL || property->value_type != G_TYPE_STRING)
        continue;
      text = dup_property (object, field->name);
      sl_snapshot_write (out, group, id, field->name, text);
    }
}

static void
write_case (GString *out, SlCase *planning_case)
{
  const SlSnapshotField *fields = sl_snapshot_groups[0].fields;

  for (const SlSnapshotField *field = fields; field->name != NULL; field++)
    if (field->type == SL_VALUE_TEXT)
      sl_snapshot_write (out, "case", NULL, field->name, sl_case_get (planning_case, field->name));
    else if (field->type == SL_VALUE_COUNT)
      sl_snapshot_write_count (out, "case", NULL, field->name,
                               sl_case_get_dwellings (planning_case));
    else
      sl_snapshot_write_number (out, "case", NULL, field->name,
                                get_number (planning_case, field->name));
}

void
sl_snapshot_write_author (GString *out, SlPerson *author)
{
  sl_snapshot_write (out, "author", NULL, "person-id", sl_person_get_id (author));
  sl_snapshot_write (out, "author", NULL, "name", sl_person_get_display_name (author));
  sl_snapshot_write (out, "author", NULL, "title", sl_person_get_job_title (author));
  sl_snapshot_write (out, "author", NULL, "staff-number", sl_person_get_staff_number (author));
}

static void
write_pack (GString *out, SlPack *pack)
{
  const char *id = sl_pack_get_id (pack);

  sl_snapshot_write (out, "pack", id, "kind", sl_pack_get_kind (pack));
  sl_snapshot_write (out, "pack", id, "title", sl_pack_get_title (pack));
  sl_snapshot_write (out, "pack", id, "edition", sl_pack_get_edition (pack));
  sl_snapshot_write (out, "pack", id, "hash", sl_pack_get_hash (pack));
}

static int
compare_packs_cb (gconstpointer a, gconstpointer b)
{
  SlPack *const *first = a;
  SlPack *const *second = b;

  return strcmp (sl_pack_get_id (*first), sl_pack_get_id (*second));
}

void
sl_snapshot_write_packs (GString *out, GPtrArray *used)
{
  g_ptr_array_sort (used, compare_packs_cb);
  for (guint i = 0; i < used->len; i++)
    write_pack (out, g_ptr_array_index (used, i));
}

/* The template and checklist in use, and all that the policy library speaks from: of each the
 * newest edition, as that library takes them. */
static void
write_packs (GString *out, SlComposition *composition, SlPackLibrary *library)
{
  static const char *const kinds[] = { "force", "authorities", "policy", "standards", NULL };
  g_autoptr (GPtrArray) used = g_ptr_array_new ();
  SlAssessment *assessment = sl_composition_get_assessment (composition);
  GListModel *packs = sl_pack_library_get_packs (library);

  g_ptr_array_add (used, sl_composition_get_template (composition));
  if (assessment != NULL)
    g_ptr_array_add (used, sl_checklist_get_pack (sl_assessment_get_checklist (assessment)));
  for (guint i = 0; i < g_list_model_get_n_items (packs); i++)
    {
      g_autoptr (SlPack) pack = g_list_model_get_item (packs, i);

      if (g_strv_contains (kinds, sl_pack_get_kind (pack)) &&
          sl_pack_library_find (library, sl_pack_get_id (pack), NULL) == pack)
        g_ptr_array_add (used, pack); /* the library holds it */
    }
  sl_snapshot_write_packs (out, used);
}

static void
write_documents (GString *out, GListModel *documents, GHashTable *hashes)
{
  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (SlDocument) document = g_list_model_get_item (documents, i);
      const char *id = sl_document_get_id (document);

      sl_snapshot_write (out, "document", id, "sha256", sl_document_get (document, "sha256"));
      sl_snapshot_write (out, "document", id, "file-name", sl_document_get (document, "file-name"));
      sl_snapshot_write (out, "document", id, "title", sl_document_get (document, "title"));
      sl_snapshot_write (out, "document", id, "kind", sl_document_get (document, "kind"));
      sl_snapshot_write (out, "document", id, "number",
                         sl_document_get (document, "drawing-number"));
      sl_snapshot_write (out, "document", id, "revision", sl_document_get (document, "revision"));
      sl_snapshot_write (out, "document", id, "state", sl_document_get (document, "state"));
      sl_snapshot_write (out, "document", id, "superseded",
                         sl_document_get_superseded (document) ? "1" : "");
      sl_snapshot_write_count (out, "document", id, "pages", sl_document_get_page_count (document));
      g_hash_table_insert (hashes, g_strdup (id), g_strdup (sl_document_get (document, "sha256")));
    }
}

static gboolean
write_evidence (GString *out,
                SlStore *store,
                const char *case_id,
                GHashTable *hashes,
                GError **error)
{
  g_autoptr (GListModel) list = sl_evidence_records_list (store, case_id, NULL, error);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SlEvidence) evidence = g_list_model_get_item (list, i);
      const char *id = sl_evidence_get (evidence, "id");
      const char *document_id = sl_evidence_get (evidence, "document-id");
      double x = NAN, y = NAN, width = NAN, height = NAN;

      sl_evidence_get_region (evidence, &x, &y, &width, &height);
      sl_snapshot_write (out, "evidence", id, "document-id", document_id);
      sl_snapshot_write (out, "evidence", id, "sha256", g_hash_table_lookup (hashes, document_id));
      sl_snapshot_write_count (out, "evidence", id, "page", sl_evidence_get_page_number (evidence));
      sl_snapshot_write_number (out, "evidence", id, "x", x);
      sl_snapshot_write_number (out, "evidence", id, "y", y);
      sl_snapshot_write_number (out, "evidence", id, "width", width);
      sl_snapshot_write_number (out, "evidence", id, "height", height);
      sl_snapshot_write (out, "evidence", id, "quotation", sl_evidence_get (evidence, "quotation"));
      sl_snapshot_write (out, "evidence", id, "note", sl_evidence_get (evidence, "note"));
    }
  return TRUE;
}

static char *
join_evidence (SlAnswer *answer)
{
  GListModel *list = sl_answer_get_evidence (answer);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SlEvidence) evidence = g_list_model_get_item (list, i);

      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", sl_evidence_get (evidence, "id"));
    }
  return g_string_free (ids, FALSE);
}

/* An item that nobody has touched says nothing in a letter, and has no rows. */
static void
write_answer (GString *out, SlAnswer *answer)
{
  static const char *const texts[] = { "reason",         "observation",
                                       "recommendation", "recommendation-source",
                                       "place",          "priority",
                                       "priority-reason" };
  SlChecklistItem *item = sl_answer_get_item (answer);
  const char *id = sl_checklist_item_get_id (item);
  g_autofree char *evidence = join_evidence (answer);
  g_autoptr (GString) rows = g_string_new (NULL);
  const char *unit = "";
  double shown = NAN;

  sl_snapshot_write (rows, "answer", id, "verdict",
                     sl_verdict_to_nick (sl_answer_get_verdict (answer)));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    sl_snapshot_write (rows, "answer", id, texts[i], sl_answer_get (answer, texts[i]));
  if (sl_answer_get_shown (answer, &shown, &unit))
    {
      sl_snapshot_write_number (rows, "answer", id, "shown-value", shown);
      sl_snapshot_write (rows, "answer", id, "shown-unit", unit);
    }
  sl_snapshot_write (rows, "answer", id, "evidence", evidence);
  if (rows->len == 0)
    return;
  sl_snapshot_write (out, "answer", id, "title", sl_checklist_item_get (item, "title"));
  sl_snapshot_write (out, "answer", id, "section", sl_checklist_item_get (item, "section-title"));
  g_string_append_len (out, rows->str, (gssize) rows->len);
}

static void
write_answers (GString *out, SlAssessment *assessment)
{
  GListModel *answers = assessment != NULL ? sl_assessment_get_answers (assessment) : NULL;

  for (guint i = 0; answers != NULL && i < g_list_model_get_n_items (answers); i++)
    {
      g_autoptr (SlAnswer) answer = g_list_model_get_item (answers, i);

      write_answer (out, answer);
    }
}

static void
write_observations (GString *out, GListModel *observations)
{
  for (guint i = 0; i < g_list_model_get_n_items (observations); i++)
    {
      g_autoptr (SlFreeObservation) observation = g_list_model_get_item (observations, i);

      write_texts (out, "observation", sl_free_observation_get (observation, "id"), observation);
    }
}

static void
write_crime (GString *out, GListModel *crime)
{
  static const char *const texts[] = { "source", "period-from", "period-to", "area", "category" };

  for (guint i = 0; i < g_list_model_get_n_items (crime); i++)
    {
      g_autoptr (SlCrimeRow) row = g_list_model_get_item (crime, i);
      const char *id = sl_crime_row_get (row, "id");

      for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
        sl_snapshot_write (out, "crime", id, texts[j], sl_crime_row_get (row, texts[j]));
      sl_snapshot_write_count (out, "crime", id, "count", sl_crime_row_get_count (row));
      sl_snapshot_write (out, "crime", id, "caveat", sl_crime_row_get (row, "caveat"));
      sl_snapshot_write (out, "crime", id, "restricted",
                         sl_crime_row_get_restricted (row) ? "1" : "");
      sl_snapshot_write (out, "crime", id, "origin", sl_crime_row_get (row, "origin"));
    }
}

static gboolean
write_all (GString *out,
           SlComposition *composition,
           SlLetter *letter,
           SlLibrary *library,
           SlPackLibrary *packs,
           SlPerson *author,
           GError **error)
{
  g_autoptr (GHashTable) hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  SlCase *planning_case = sl_composition_get_case (composition);

  g_string_append (out, SL_SNAPSHOT_HEADER);
  write_case (out, planning_case);
  write_texts (out, "response", NULL, sl_composition_get_response (composition));
  sl_snapshot_write (out, "response", NULL, "nppf-edition-used",
                     sl_composition_get_nppf_edition (composition));
  sl_snapshot_write_author (out, author);
  write_packs (out, composition, packs);
  write_documents (out, sl_composition_get_documents (composition), hashes);
  if (!write_evidence (out, sl_library_get_store (library), sl_case_get_id (planning_case), hashes,
                       error))
    return FALSE;
  write_answers (out, sl_composition_get_assessment (composition));
  write_observations (out, sl_composition_get_observations (composition));
  write_crime (out, sl_composition_get_crime (composition));
  return sl_snapshot_write_letter (out, letter, error);
}

static gboolean
has_draft (SlStore *store, const char *case_id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (SlResponse) response = sl_response_load (store, case_id, &failure);

  if (response != NULL)
    return TRUE;
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                 _ ("This case has no draft yet. Choose a stance to begin one."));
  return FALSE;
}

/* As sl_snapshot_take_on(), with what the letter was composed from and the letter itself (each
 * nullable, transfer full) for who goes on with them. */
SlSnapshot *
sl_snapshot_take_with (SlLibrary *library,
                       SlPackLibrary *packs,
                       SlPolicyLibrary *policy,
                       SlPerson *author,
                       const char *case_id,
                       const char *date,
                       SlComposition **composition,
                       SlLetter **letter,
                       GError **error)
{
  g_autoptr (SlComposition) from = NULL;
  g_autoptr (SlLetter) composed = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  SlSnapshot *snapshot;

  g_return_val_if_fail (library != NULL && author != NULL && case_id != NULL, NULL);

  if (!has_draft (sl_library_get_store (library), case_id, error))
    return NULL;
  from = sl_composition_new (library, packs, policy, author, case_id, error);
  if (from == NULL)
    return NULL;
  if (date != NULL)
    sl_composition_set_usual_date (from, date);
  composed = sl_composition_compose (from, error);
  if (composed == NULL || !write_all (out, from, composed, library, packs, author, error))
    return NULL;
  bytes = g_string_free_to_bytes (g_steal_pointer (&out));
  snapshot = sl_snapshot_new_from_bytes (bytes, error);
  if (snapshot != NULL && composition != NULL)
    *composition = g_steal_pointer (&from);
  if (snapshot != NULL && letter != NULL)
    *letter = g_steal_pointer (&composed);
  return snapshot;
}

/**
 * sl_snapshot_take_on:
 * @library: the casebook's documents and store
 * @packs: its packs
 * @policy: its policies
 * @author: who signs the letter
 * @case_id: a case with a draft
 * @date: (nullable): the day that a letter without a date of its own bears, ISO; %NULL for today
 * @error: return location
 *
 * Composes the draft now. Blocking.
 *
 * Returns: (transfer full): its content, or %NULL; SL_STORE_ERROR_REFUSED when there is no draft or
 *   it cannot be frozen
 */
SlSnapshot *
sl_snapshot_take_on (SlLibrary *library,
                     SlPackLibrary *packs,
                     SlPolicyLibrary *policy,
                     SlPerson *author,
                     const char *case_id,
                     const char *date,
                     GError **error)
{
  return sl_snapshot_take_with (library, packs, policy, author, case_id, date, NULL, NULL, error);
}

SlSnapshot *
sl_snapshot_take (SlLibrary *library,
                  SlPackLibrary *packs,
                  SlPolicyLibrary *policy,
                  SlPerson *author,
                  const char *case_id,
                  GError **error)
{
  return sl_snapshot_take_on (library, packs, policy, author, case_id, NULL, error);
}
