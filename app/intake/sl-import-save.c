/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-intake"
#include "config.h"

#include "intake/sl-import-private.h"

#include "base/sl-hash.h"
#include "base/sl-text.h"
#include "cases/sl-case-link.h"
#include "documents/sl-document-records.h"
#include "documents/sl-photograph.h"
#include "intake/sl-intake-text.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* The records of an import: for each case one transaction with one audit row, which carries a
 * digest of all that it made. Then the words go to the index, which can be made again and so may
 * lag. */

typedef struct
{
  SlDocumentValues values;
  SlDocumentGuess guess;
  SlImportItem *item;
} NewDocument;

typedef struct
{
  SlImportJob *job;
  SlImportGroup *group;
  GArray *documents; /* of NewDocument */
  char *digest;
  SlTriage triage;
} Saving;

static void
new_document_clear (gpointer data)
{
  sl_document_guess_clear (&((NewDocument *) data)->guess);
}

static void
saving_clear (Saving *saving)
{
  g_array_unref (saving->documents);
  g_free (saving->digest);
  sl_triage_clear (&saving->triage);
}

/* What kind of thing a form is, when it is one; an e-mail always is an e-mail. */
const char *
sl_import_get_form_kind (SlImportItem *item)
{
  if (item->media_type != NULL && strcmp (item->media_type, "message/rfc822") == 0)
    return "email";
  if (item->records == NULL || item->records->len == 0)
    return NULL;
  return item->format->rank >= 40 ? "application-form" : "other";
}

static const char *
get_title (SlImportItem *item, SlDocumentGuess *guess)
{
  const char *subject = item->extraction != NULL
                            ? sl_extraction_get_property (item->extraction, "subject")
                            : "";

  if (item->declared != NULL && !sl_intake_is_unknown (item->declared->title))
    return item->declared->title;
  if (item->media_type != NULL && strcmp (item->media_type, "message/rfc822") == 0 &&
      *subject != '\0')
    return subject;
  if (item->records != NULL && item->records->len > 0 && strcmp (item->format->id, "email") != 0)
    return _ (item->format->title);
  return guess->title;
}

static void
add_document (Saving *saving, SlImportItem *item)
{
  GPtrArray *strings = saving->group->strings;
  const SlIntakeDocument *declared = item->declared;
  const char *first_page = item->extraction != NULL &&
                                   sl_extraction_get_n_pages (item->extraction) > 0
                               ? sl_extraction_get_page (item->extraction, 0)->text
                               : NULL;
  const char *declared_type = declared != NULL && !sl_intake_is_unknown (declared->declared_type)
                                  ? declared->declared_type
                                  : "";
  const char *form_kind = sl_import_get_form_kind (item);
  g_autofree char *plain_name = sl_intake_strip_reference (item->name);
  NewDocument document = { .item = item };
  SlDocumentValues *values = &document.values;

  /* What a form calls a drawing is no photograph, whatever made the picture of it. */
  if (*declared_type != '\0' && !saving->job->photographs)
    item->photograph = FALSE;
  sl_document_guess (plain_name, declared_type, first_page, &document.guess);
  values->document_id = item->document_id;
  values->case_id = saving->group->case_id;
  values->sha256 = item->sha256;
  values->parent_id = item->parent != NULL ? item->parent->document_id : NULL;
  values->file_name = item->name;
  values->title = get_title (item, &document.guess);
  values->kind = item->photograph    ? "photograph"
                 : form_kind != NULL ? form_kind
                                     : document.guess.kind;
  values->kind_source = *declared_type != '\0' || form_kind != NULL ||
                                (item->photograph && saving->job->photographs)
                            ? "declared"
                            : "guessed";
  values->declared_type = declared_type;
  values->drawing_number = declared != NULL && !sl_intake_is_unknown (declared->drawing_number)
                               ? declared->drawing_number
                           : item->photograph ? NULL
                                              : document.guess.drawing_number;
  values->revision = item->photograph ? NULL : document.guess.revision;
  values->document_date = declared != NULL ? declared->date : NULL;
  values->media_type = item->media_type;
  values->source_path = item->source_path;
  values->size = item->size;
  if (item->extraction != NULL)
    sl_document_values_fill (values, item->extraction, strings);
  if (item->reason != NULL)
    {
      values->state = "refused";
      values->reason = item->reason;
      values->reason_code = item->reason_code;
    }
  g_array_append_val (saving->documents, document);
}

/* The new value of the highest rank; "" for none. */
static const char *
get_new (SlImportGroup *group, const char *field)
{
  const SlFactValue *best = NULL;

  for (guint i = 0; i < group->values->len; i++)
    {
      const SlFactValue *value = &g_array_index (group->values, SlFactValue, i);

      if (strcmp (value->field, field) == 0 && (best == NULL || value->rank > best->rank))
        best = value;
    }
  return best != NULL ? best->value : "";
}

/* The text in force afterwards, as far as it can be told before: what the case says, else what is
 * new. */
static const char *
get_text (SlImportGroup *group, const char *field)
{
  const char *before = group->before != NULL ? sl_case_get (group->before, field) : "";

  return *before != '\0' ? before : get_new (group, field);
}

static double
get_number (SlImportGroup *group, const char *field, double unknown)
{
  double number = unknown;

  sl_intake_parse_number (get_new (group, field), &number);
  return number;
}

static void
find_triage (Saving *saving)
{
  SlImportGroup *group = saving->group;
  SlTriageFacts facts = {
    .dwellings = (gint64) get_number (group, "dwellings", -1),
    .flats = -1,
    .floorspace = get_number (group, "floorspace-m2", NAN),
    .parking_spaces = (gint64) get_number (group, "parking-spaces", -1),
    .site_area_ha = get_number (group, "site-area-ha", NAN),
    .proposal = get_text (group, "proposal"),
    .type_class = get_text (group, "type-class"),
    .authority_code = get_text (group, "authority-code"),
  };

  if (group->before != NULL)
    {
      if (sl_case_get_dwellings (group->before) >= 0)
        facts.dwellings = sl_case_get_dwellings (group->before);
      if (!isnan (sl_case_get_floorspace (group->before)))
        facts.floorspace = sl_case_get_floorspace (group->before);
    }
  sl_policy_library_triage (saving->job->policy, &facts, &saving->triage);
}

/* One line a thing made, sorted by nothing but the order of the import: the same files give the
 * same digest. */
static char *
make_digest (Saving *saving)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < saving->group->values->len; i++)
    {
      const SlFactValue *value = &g_array_index (saving->group->values, SlFactValue, i);

      g_string_append_printf (text, "fact\t%s\t%s\t%s\n", value->field, value->value,
                              value->source_name);
    }
  for (guint i = 0; i < saving->documents->len; i++)
    {
      const SlDocumentValues *values = &g_array_index (saving->documents, NewDocument, i).values;

      g_string_append_printf (text, "document\t%s\t%s\t%s\n", values->file_name,
                              values->sha256 != NULL ? values->sha256 : "", values->state);
    }
  return sl_hash_text (text->str);
}

static gboolean
add_documents (SlTransaction *transaction, Saving *saving, GError **error)
{
  for (guint i = 0; i < saving->documents->len; i++)
    {
      NewDocument *document = &g_array_index (saving->documents, NewDocument, i);

      if (!sl_document_records_add (transaction, &document->values, document->item->extraction,
                                    error))
        return FALSE;
      if (document->item->photograph &&
          !sl_photograph_records_add (transaction, saving->group->case_id,
                                      document->values.document_id, saving->job->sheet_id,
                                      document->item->extraction, error))
        return FALSE;
    }
  return TRUE;
}

/* Photographs that the case has already come to the sheet as well. */
static gboolean
join_sheet (SlTransaction *transaction, Saving *saving, gboolean *changed, GError **error)
{
  for (guint i = 0; saving->job->sheet_id != NULL && i < saving->group->items->len; i++)
    {
      SlImportItem *item = g_ptr_array_index (saving->group->items, i);
      gboolean joined = FALSE;

      if (item->already &&
          !sl_photograph_records_join (transaction, saving->group->case_id, item->document_id,
                                       saving->job->sheet_id, &joined, error))
        return FALSE;
      *changed = *changed || joined;
    }
  return TRUE;
}

static gboolean
add_links (SlTransaction *transaction, Saving *saving, GError **error)
{
  for (guint i = 0; i < saving->group->links->len; i++)
    {
      const SlIntakeValue *link = g_ptr_array_index (saving->group->links, i);

      if (!sl_case_records_add_link (transaction, saving->group->case_id, link->value, link->field,
                                     error))
        return FALSE;
    }
  return TRUE;
}

/* On the writer thread. */
static gboolean
save_case (SlTransaction *transaction, gpointer data, GError **error)
{
  Saving *saving = data;
  SlImportGroup *group = saving->group;
  g_autofree char *count = g_strdup_printf ("%u", saving->documents->len);
  gboolean changed = FALSE;

  if (group->is_new && !sl_case_records_create (transaction, group->case_id, error))
    return FALSE;
  if (group->is_new && group->title != NULL &&
      !sl_case_records_set_title (transaction, group->case_id, group->title, error))
    return FALSE;
  if (group->values->len > 0 && !sl_case_records_merge (transaction, group->case_id,
                                                        (const SlFactValue *) group->values->data,
                                                        group->values->len, &changed, error))
    return FALSE;
  if (!join_sheet (transaction, saving, &changed, error))
    return FALSE;
  group->changed = group->is_new || changed || saving->documents->len > 0;
  if (!group->changed)
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  if (!add_documents (transaction, saving, error) || !add_links (transaction, saving, error) ||
      !sl_case_records_count_documents (transaction, group->case_id, error) ||
      !sl_case_records_set_triage (transaction, group->case_id,
                                   saving->triage.rule_id != NULL ? saving->triage.rule_id : "",
                                   saving->triage.reason, error))
    return FALSE;
  sl_transaction_note (transaction, "documents", count);
  sl_transaction_note (transaction, "digest", saving->digest);
  return TRUE;
}

/* Read, or to be read once its password is known: the original is there to be opened then. */
static gboolean
can_be_read (const SlImportItem *item)
{
  return item->extraction != NULL && item->reason == NULL &&
         (sl_extraction_get_state (item->extraction) != SL_EXTRACTION_REFUSED ||
          g_str_equal (sl_extraction_get_reason_code (item->extraction), "password"));
}

/* A new case is worth making when something of it can be read or a form told of it. */
static gboolean
is_worth_making (SlImportGroup *group)
{
  if (!group->is_new)
    return TRUE;
  for (guint i = 0; i < group->values->len; i++)
    if (g_array_index (group->values, SlFactValue, i).document_id != NULL ||
        g_array_index (group->values, SlFactValue, i).rank > 5)
      return TRUE;
  for (guint i = 0; i < group->items->len; i++)
    if (can_be_read (g_ptr_array_index (group->items, i)))
      return TRUE;
  return FALSE;
}

static void
drop_group (SlImportGroup *group)
{
  for (guint i = 0; i < group->items->len; i++)
    g_clear_pointer (&((SlImportItem *) g_ptr_array_index (group->items, i))->document_id, g_free);
  g_clear_pointer (&group->case_id, g_free);
}

static void
index_documents (SlImportJob *job, SlImportGroup *group)
{
  for (guint i = 0; i < group->items->len; i++)
    {
      SlImportItem *item = g_ptr_array_index (group->items, i);
      g_autoptr (GError) error = NULL;

      if (item->already || item->extraction == NULL ||
          sl_extraction_get_n_pages (item->extraction) == 0)
        continue;
      /* The record stands; the index says by itself what it lacks and is made up at the next start.
       */
      if (!sl_index_add (sl_library_get_index (job->library), group->case_id, item->document_id,
                         item->extraction, &error))
        g_message ("A document was not indexed: %s", error->message);
    }
}

static gboolean
save_group (SlImportJob *job, SlImportGroup *group, GError **error)
{
  Saving saving = { .job = job, .group = group };
  SlChange *change;
  gboolean saved;

  saving.documents = g_array_new (FALSE, TRUE, sizeof (NewDocument));
  g_array_set_clear_func (saving.documents, new_document_clear);
  for (guint i = 0; i < group->items->len; i++)
    {
      SlImportItem *item = g_ptr_array_index (group->items, i);

      if (!item->already)
        add_document (&saving, item);
    }
  find_triage (&saving);
  saving.digest = make_digest (&saving);
  change = sl_change_new ("import", "planning_case", group->case_id, group->case_id, save_case,
                          &saving, NULL);
  saved = sl_store_apply (sl_library_get_store (job->library), change, error);
  saving_clear (&saving);
  return saved;
}

gboolean
sl_import_save (SlImportJob *job, GError **error)
{
  for (guint i = 0; i < job->groups->len; i++)
    {
      SlImportGroup *group = g_ptr_array_index (job->groups, i);

      sl_import_report (job, SL_IMPORT_SAVING, i, job->groups->len, group->reference);
      if (!is_worth_making (group))
        {
          drop_group (group);
          continue;
        }
      if (!save_group (job, group, error))
        return FALSE;
      if (group->changed)
        index_documents (job, group);
    }
  return TRUE;
}
