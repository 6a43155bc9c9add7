/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-intake"
#include "config.h"

#include "intake/sl-import-private.h"

#include "base/sl-id.h"
#include "base/sl-text.h"
#include "documents/sl-document-records.h"
#include "intake/sl-intake-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Which case the files belong to. The form of the highest rank names the main case, which takes the
 * documents; forms that name another application become cases of their own with their facts only,
 * and the applications of a list one case each. An e-mail that speaks of another reference is a
 * document and no more: guesses never open a second case. */

#define RANK_GUESS 5 /* of a folder's or file's name, or a portal's reference in place of ours */
#define RANK_FORM 20 /* a structured form; below it lie guesses of running text */

void
sl_import_group_free (SlImportGroup *group)
{
  g_free (group->case_id);
  g_free (group->reference);
  g_free (group->reference_folded);
  g_free (group->authority_code);
  g_free (group->title);
  g_ptr_array_unref (group->items);
  g_array_unref (group->values);
  g_ptr_array_unref (group->links);
  g_ptr_array_unref (group->strings);
  g_clear_object (&group->before);
  g_free (group);
}

static SlImportGroup *
add_group (SlImportJob *job, const char *reference, const char *authority_code)
{
  SlImportGroup *group = g_new0 (SlImportGroup, 1);

  group->reference = g_strdup (reference != NULL ? reference : "");
  group->reference_folded = sl_text_fold_reference (group->reference);
  group->authority_code = g_strdup (authority_code != NULL ? authority_code : "");
  group->items = g_ptr_array_new ();
  group->values = g_array_new (FALSE, TRUE, sizeof (SlFactValue));
  group->links = g_ptr_array_new ();
  group->strings = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (job->groups, group);
  return group;
}

/* By the code, mail domain or name that a form gives, else by the letters before a reference. */
static const SlAuthority *
find_authority (SlImportJob *job, SlIntakeRecord *record)
{
  static const char *const fields[] = { "authority-code", "authority-domain", "authority-name" };
  const char *reference = sl_intake_record_get (record, "reference");
  g_autofree char *letters = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *text = sl_intake_record_get (record, fields[i]);
      const SlAuthority *authority = *text != '\0'
                                         ? sl_policy_library_find_authority (job->policy, text)
                                         : NULL;

      if (authority != NULL)
        return authority;
    }
  letters = g_strndup (reference, strspn (reference, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
  return *letters != '\0' ? sl_policy_library_find_authority (job->policy, letters) : NULL;
}

static const char *
get_authority_code (SlImportJob *job, SlIntakeRecord *record)
{
  const SlAuthority *authority = find_authority (job, record);

  return authority != NULL ? authority->code : sl_intake_record_get (record, "authority-code");
}

static void
add_value (SlImportGroup *group,
           const char *field,
           const char *value,
           const char *source_kind,
           const char *source_name,
           const char *place,
           const char *document_id,
           int rank)
{
  SlFactValue fact = { field, value, source_kind, source_name, place, document_id, rank };

  if (value != NULL && *value != '\0' && sl_field_find (field) != NULL)
    g_array_append_val (group->values, fact);
}

/* Takes over what a record says, the authority by its own code and name where it is known. */
static void
add_record (SlImportJob *job, SlImportGroup *group, SlImportItem *item, SlIntakeRecord *record)
{
  const SlAuthority *authority = find_authority (job, record);
  const char *kind = item->format->id;
  int rank = item->format->rank;

  for (guint i = 0; i < record->values->len; i++)
    {
      const SlIntakeValue *value = g_ptr_array_index (record->values, i);

      if (authority != NULL && g_str_has_prefix (value->field, "authority-"))
        continue;
      add_value (group, value->field, value->value, kind, item->name, value->place,
                 item->document_id, rank);
    }
  if (authority != NULL)
    {
      add_value (group, "authority-code", authority->code, kind, item->name, "", item->document_id,
                 rank);
      add_value (group, "authority-name", authority->name, kind, item->name, "", item->document_id,
                 rank);
    }
  /* Without a council's reference the portal's stands in, of so low a rank that any form replaces
   * it. */
  if (*sl_intake_record_get (record, "reference") == '\0')
    add_value (group, "reference", sl_intake_record_get (record, "portal-reference"), kind,
               item->name, _ ("the portal's reference"), item->document_id, RANK_GUESS);
  for (guint i = 0; i < record->links->len; i++)
    g_ptr_array_add (group->links, g_ptr_array_index (record->links, i));
}

static gboolean
is_single (SlImportItem *item)
{
  return item->records != NULL && item->records->len == 1;
}

static SlIntakeRecord *
get_single (SlImportItem *item)
{
  return g_ptr_array_index (item->records, 0);
}

/* The form of the highest rank that names a reference; of equals the first. */
static SlImportItem *
find_leader (SlImportJob *job, const char *field)
{
  SlImportItem *leader = NULL;

  for (guint i = 0; i < job->items->len; i++)
    {
      SlImportItem *item = g_ptr_array_index (job->items, i);

      if (is_single (item) && *sl_intake_record_get (get_single (item), field) != '\0' &&
          (leader == NULL || item->format->rank > leader->format->rank))
        leader = item;
    }
  return leader;
}

/* TRUE for a file that becomes a document by itself. */
static gboolean
is_document (SlImportItem *item)
{
  return !item->ignored && !item->link && (item->records == NULL || item->records->len < 2);
}

/* When all files are held by one case only, it is that case. Transfer full. */
static char *
find_holder (SlImportJob *job)
{
  g_autofree char *holder = NULL;

  for (guint i = 0; i < job->items->len; i++)
    {
      SlImportItem *item = g_ptr_array_index (job->items, i);
      g_auto (GStrv) listed = NULL;
      char **holders = item->holders;

      /* An empty file has no bytes to tell it by. */
      if (!is_document (item) || item->sha256 == NULL)
        continue;
      if (holders == NULL)
        holders = listed = sl_document_records_list_holders (sl_library_get_store (job->library),
                                                             item->sha256, item->name, NULL);
      if (holders == NULL || holders[0] == NULL || holders[1] != NULL ||
          (holder != NULL && strcmp (holder, holders[0]) != 0))
        return NULL;
      if (holder == NULL)
        holder = g_strdup (holders[0]);
    }
  return g_steal_pointer (&holder);
}

/* A reference in the folder's name, else the one that most of the files carry in theirs. */
static char *
guess_reference (SlImportJob *job)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  char *found = job->folder_name != NULL ? sl_intake_find_reference_in_name (job->folder_name)
                                         : NULL;
  const char *best = NULL;
  guint most = 0;

  if (found != NULL)
    return found;
  for (guint i = 0; i < job->items->len; i++)
    {
      SlImportItem *item = g_ptr_array_index (job->items, i);
      g_autofree char *reference = sl_intake_find_reference_in_name (item->name);
      guint count;

      if (reference == NULL || !is_document (item))
        continue;
      count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, reference)) + 1;
      g_hash_table_replace (counts, g_steal_pointer (&reference), GUINT_TO_POINTER (count));
    }
  for (guint i = 0; i < job->items->len; i++)
    {
      SlImportItem *item = g_ptr_array_index (job->items, i);
      g_autofree char *reference = sl_intake_find_reference_in_name (item->name);
      gpointer key, count;

      /* In the order of the files, so that a draw is settled alike each time. */
      if (reference != NULL && g_hash_table_lookup_extended (counts, reference, &key, &count) &&
          GPOINTER_TO_UINT (count) > most)
        {
          best = key;
          most = GPOINTER_TO_UINT (count);
        }
    }
  return g_strdup (best);
}

/* The case of a group, by its reference or (for a group made of a form) the portal's. */
static gboolean
settle_case (SlImportJob *job, SlImportGroup *group, const char *portal_reference, GError **error)
{
  SlStore *store = sl_library_get_store (job->library);
  g_autoptr (GError) failed = NULL;
  const char *tries[] = { group->reference, portal_reference };

  for (gsize i = 0; i < G_N_ELEMENTS (tries) && group->before == NULL; i++)
    if (tries[i] != NULL && *tries[i] != '\0')
      {
        group->before = sl_case_records_match (store, group->authority_code, tries[i], &failed);
        if (failed != NULL)
          {
            g_propagate_error (error, g_steal_pointer (&failed));
            return FALSE;
          }
      }
  group->is_new = group->before == NULL;
  group->case_id = group->before != NULL ? g_strdup (sl_case_get_id (group->before)) : sl_id_new ();
  return TRUE;
}

/* A reference that stands in no form: taken from names, of the lowest rank. */
static void
add_guess (SlImportJob *job, SlImportGroup *group)
{
  g_autofree char *letters = g_strndup (group->reference,
                                        strspn (group->reference, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
  const SlAuthority *authority = *letters != '\0'
                                     ? sl_policy_library_find_authority (job->policy, letters)
                                     : NULL;
  const char *source = job->folder_name != NULL ? job->folder_name : "";

  add_value (group, "reference", group->reference, "folder", source, _ ("guessed from the name"),
             NULL, RANK_GUESS);
  if (authority == NULL)
    return;
  g_free (group->authority_code);
  group->authority_code = g_strdup (authority->code);
  add_value (group, "authority-code", authority->code, "folder", source, "", NULL, RANK_GUESS);
  add_value (group, "authority-name", authority->name, "folder", source, "", NULL, RANK_GUESS);
}

static gboolean
has_documents (SlImportJob *job)
{
  for (guint i = 0; i < job->items->len; i++)
    if (is_document (g_ptr_array_index (job->items, i)))
      return TRUE;
  return FALSE;
}

/* The main group, or none when nothing but lists came in. */
static gboolean
make_main_group (SlImportJob *job, GError **error)
{
  SlImportItem *leader = find_leader (job, "reference");
  g_autofree char *holder = NULL;
  SlImportGroup *group;

  if (job->case_id != NULL)
    {
      g_autoptr (SlCase)
          before = sl_case_records_load (sl_library_get_store (job->library), job->case_id, error);

      if (before == NULL)
        return FALSE;
      group = add_group (job, sl_case_get (before, "reference"),
                         sl_case_get (before, "authority-code"));
      group->before = g_steal_pointer (&before);
      group->case_id = g_strdup (job->case_id);
      return TRUE;
    }
  if (leader == NULL)
    leader = find_leader (job, "portal-reference");
  if (leader != NULL)
    {
      SlIntakeRecord *record = get_single (leader);
      const char *portal = sl_intake_record_get (record, "portal-reference");
      const char *reference = sl_intake_record_get (record, "reference");

      group = add_group (job, *reference != '\0' ? reference : portal,
                         get_authority_code (job, record));
      return settle_case (job, group, portal, error);
    }
  if (!has_documents (job))
    return TRUE;

  holder = find_holder (job);
  if (holder != NULL)
    {
      group = add_group (job, "", "");
      group->before = sl_case_records_load (sl_library_get_store (job->library), holder, error);
      group->case_id = g_steal_pointer (&holder);
      return group->before != NULL;
    }
  else
    {
      g_autofree char *reference = guess_reference (job);

      group = add_group (job, reference, "");
      if (reference != NULL)
        add_guess (job, group);
      else
        group->title = g_strdup (job->folder_name);
      return settle_case (job, group, NULL, error);
    }
}

static SlImportGroup *
find_group (SlImportJob *job, SlIntakeRecord *record)
{
  g_autofree char *folded = sl_text_fold_reference (sl_intake_record_get (record, "reference"));

  for (guint i = 0; i < job->groups->len; i++)
    {
      SlImportGroup *group = g_ptr_array_index (job->groups, i);

      if (*folded != '\0' && strcmp (group->reference_folded, folded) == 0)
        return group;
    }
  return NULL;
}

/* A form that says no reference goes with the main case; so does one whose portal reference is what
 * the case goes by. */
static gboolean
is_main (SlImportGroup *main_group, SlIntakeRecord *record)
{
  const char *reference = sl_intake_record_get (record, "reference");
  g_autofree char *folded = sl_text_fold_reference (reference);
  g_autofree char *portal = sl_text_fold_reference (
      sl_intake_record_get (record, "portal-reference"));

  return *folded == '\0' || *main_group->reference_folded == '\0' ||
         strcmp (folded, main_group->reference_folded) == 0 ||
         (*portal != '\0' && strcmp (portal, main_group->reference_folded) == 0);
}

static gboolean
assign_record (SlImportJob *job, SlImportItem *item, SlIntakeRecord *record, GError **error)
{
  SlImportGroup *main_group = job->groups->len > 0 ? g_ptr_array_index (job->groups, 0) : NULL;
  gboolean listed = item->records->len > 1;
  SlImportGroup *group = find_group (job, record);

  if (main_group != NULL && !listed && is_main (main_group, record))
    group = main_group;
  if (group == NULL && job->case_id != NULL)
    {
      if (!listed && item->format->rank >= RANK_FORM)
        {
          g_autofree char *reason = g_strdup_printf (
              _ ("This form is about %s, not about the case it was added to."),
              sl_intake_record_get (record, "reference"));
          item->link = TRUE;
          sl_import_item_refuse (item, "other-case", reason);
        }
      return TRUE;
    }
  if (group == NULL && item->format->rank < RANK_FORM)
    return TRUE;
  if (group == NULL)
    {
      group = add_group (job, sl_intake_record_get (record, "reference"),
                         get_authority_code (job, record));
      if (!settle_case (job, group, sl_intake_record_get (record, "portal-reference"), error))
        return FALSE;
    }
  if (!listed)
    item->group = group;
  add_record (job, group, item, record);
  return TRUE;
}

/* Forms lend their words about each file: type, title, drawing number, date. */
static void
declare_documents (SlImportJob *job, SlImportItem *form)
{
  const SlIntakeRecord *record = get_single (form);
  g_autoptr (GHashTable) by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = record->documents->len; i > 0; i--)
    {
      SlIntakeDocument *document = g_ptr_array_index (record->documents, i - 1);

      if (document->text == NULL)
        g_hash_table_replace (by_name, sl_text_fold (document->file_name), document);
    }
  for (guint i = 0; i < job->items->len; i++)
    {
      SlImportItem *item = g_ptr_array_index (job->items, i);
      g_autofree char *name = sl_text_fold (item->name);

      if (item->group == form->group && item->declared == NULL)
        item->declared = g_hash_table_lookup (by_name, name);
    }
}

/* The documents that the case has already, by hash and name. */
static gboolean
mark_known (SlImportJob *job, SlImportGroup *group, GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GListModel) list = NULL;

  if (!group->is_new)
    {
      list = sl_document_records_list (sl_library_get_store (job->library), group->case_id, error);
      if (list == NULL)
        return FALSE;
    }
  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SlDocument) document = g_list_model_get_item (list, i);

      g_hash_table_insert (known,
                           g_strconcat (sl_document_get (document, "sha256"), "/",
                                        sl_document_get (document, "file-name"), NULL),
                           g_strdup (sl_document_get_id (document)));
    }
  for (guint i = 0; i < group->items->len; i++)
    {
      SlImportItem *item = g_ptr_array_index (group->items, i);
      g_autofree char *key = g_strconcat (item->sha256 != NULL ? item->sha256 : "", "/", item->name,
                                          NULL);
      const char *id = g_hash_table_lookup (known, key);

      if (id != NULL)
        {
          item->already = TRUE;
          g_free (item->document_id);
          item->document_id = g_strdup (id);
        }
      else
        /* The same file given twice is one document. */
        g_hash_table_insert (known, g_steal_pointer (&key), g_strdup (item->document_id));
    }
  return TRUE;
}

static gboolean
assign_records (SlImportJob *job, GError **error)
{
  for (guint i = 0; i < job->items->len; i++)
    {
      SlImportItem *item = g_ptr_array_index (job->items, i);

      if (is_document (item))
        item->document_id = sl_id_new ();
      else if (item->records != NULL)
        item->ignored = TRUE;
      for (guint j = 0; item->records != NULL && j < item->records->len; j++)
        if (!assign_record (job, item, g_ptr_array_index (item->records, j), error))
          return FALSE;
    }
  return TRUE;
}

gboolean
sl_import_assign (SlImportJob *job, GError **error)
{
  SlImportGroup *main_group;

  if (!make_main_group (job, error) || !assign_records (job, error))
    return FALSE;
  main_group = job->groups->len > 0 ? g_ptr_array_index (job->groups, 0) : NULL;

  for (guint i = 0; i < job->items->len; i++)
    {
      SlImportItem *item = g_ptr_array_index (job->items, i);

      if (item->group == NULL && item->parent != NULL)
        item->group = item->parent->group;
      if (item->group == NULL)
        item->group = main_group;
      if (item->group != NULL && is_document (item))
        g_ptr_array_add (item->group->items, item);
    }
  for (guint i = 0; i < job->items->len; i++)
    if (is_single (g_ptr_array_index (job->items, i)))
      declare_documents (job, g_ptr_array_index (job->items, i));
  for (guint i = 0; i < job->groups->len; i++)
    {
      SlImportGroup *group = g_ptr_array_index (job->groups, i);

      if (!mark_known (job, group, error))
        return FALSE;
    }
  return sl_import_read_postponed (job, error);
}
