/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cases"
#include "config.h"

#include "cases/sl-case-link.h"

#include "base/sl-id.h"
#include "base/sl-text.h"
#include "cases/sl-case-records.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>

/* Other applications that a case names: by their reference, since most of them are not in the
 * casebook, or come into it later. A link that an officer took away keeps its row, so that the next
 * import does not bring it back. This file is the only one that reads and writes "case_link". */

static const SlLinkRelation relations[] = {
  { "related", N_ ("Related application") },
  { "pre-application", N_ ("Pre-application enquiry") },
  { "outline", N_ ("Outline permission") },
  { "earlier", N_ ("Earlier application") },
  { "conditions", N_ ("Details under conditions") },
  { "appeal", N_ ("Appeal") },
  { "scheme-of", N_ ("Planning application of the scheme") },
  { "scheme", N_ ("Secured by Design scheme") },
};

/**
 * sl_link_relations_get:
 * @n_relations: (out): how many
 *
 * Returns: (transfer none) (array length=n_relations): what one application may be to another
 */
const SlLinkRelation *
sl_link_relations_get (guint *n_relations)
{
  g_return_val_if_fail (n_relations != NULL, NULL);
  *n_relations = G_N_ELEMENTS (relations);
  return relations;
}

/**
 * sl_link_relation_find:
 * @id: "outline"
 *
 * Returns: (transfer none) (nullable): the relation, %NULL for a word that is none
 */
const SlLinkRelation *
sl_link_relation_find (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (relations); i++)
    if (g_str_equal (relations[i].id, id))
      return &relations[i];
  return NULL;
}

/**
 * sl_case_link_free:
 * @self: a link
 */
void
sl_case_link_free (SlCaseLink *self)
{
  g_free (self->reference);
  g_free (self->relation);
  g_clear_object (&self->linked);
  g_free (self);
}

/**
 * sl_case_link_describe:
 * @self: a link
 *
 * Returns: (transfer full): "Outline permission", and what the casebook knows of it
 */
char *
sl_case_link_describe (const SlCaseLink *self)
{
  const SlLinkRelation *relation;

  g_return_val_if_fail (self != NULL, NULL);
  relation = sl_link_relation_find (self->relation);
  return g_strdup_printf ("%s · %s", relation != NULL ? _ (relation->label) : self->relation,
                          self->linked != NULL ? sl_case_get_display_title (self->linked)
                                               : _ ("not in this casebook"));
}

static gboolean
read_links (SlStore *store, const char *case_id, GPtrArray *links, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_store_read (store),
      "SELECT reference, relation FROM case_link WHERE case_id = ? AND removed = 0"
      " ORDER BY reference_folded",
      error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", case_id);
  while (sl_statement_step (statement, &row, error))
    {
      SlCaseLink *link;

      if (!row)
        return TRUE;
      link = g_new0 (SlCaseLink, 1);
      link->reference = sl_statement_dup_text (statement, 0);
      link->relation = sl_statement_dup_text (statement, 1);
      g_ptr_array_add (links, link);
    }
  return FALSE;
}

/**
 * sl_case_links_list:
 * @store: an open store
 * @case_id: whose
 * @error: return location
 *
 * The linked cases are looked for each time, by reference and authority: one that is imported later
 * is found then.
 *
 * Returns: (transfer full) (element-type SlCaseLink): by reference
 */
GPtrArray *
sl_case_links_list (SlStore *store, const char *case_id, GError **error)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_case_link_free);
  g_autoptr (SlCase) own = NULL;

  g_return_val_if_fail (store != NULL && case_id != NULL, NULL);
  own = sl_case_records_load (store, case_id, error);
  if (own == NULL || !read_links (store, case_id, links, error))
    return NULL;
  for (guint i = 0; i < links->len; i++)
    {
      SlCaseLink *link = g_ptr_array_index (links, i);
      g_autoptr (GError) unread = NULL;

      link->linked = sl_case_records_match (store, sl_case_get (own, "authority-code"),
                                            link->reference, &unread);
      if (unread != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&unread));
          return NULL;
        }
    }
  return g_steal_pointer (&links);
}

/**
 * sl_case_records_add_link:
 * @transaction: the change in hand
 * @case_id: which
 * @reference: the other application's
 * @relation: one of sl_link_relations_get()
 * @error: return location
 *
 * What an import brings: a link that is there already, or that an officer took away, is left as it
 * is.
 *
 * Returns: %FALSE with @error
 */
gboolean
sl_case_records_add_link (SlTransaction *transaction,
                          const char *case_id,
                          const char *reference,
                          const char *relation,
                          GError **error)
{
  g_autofree char *id = sl_id_new ();
  g_autofree char *folded = NULL;
  g_autoptr (SlStatement) statement = NULL;

  g_return_val_if_fail (transaction != NULL && case_id != NULL && reference != NULL, FALSE);
  folded = sl_text_fold_reference (reference);
  statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO case_link (case_link_id, case_id, reference, reference_folded, relation)"
      " VALUES (?, ?, ?, ?, ?) ON CONFLICT (case_id, reference_folded) DO NOTHING",
      error);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "ttttt", id, case_id, reference, folded, relation);
  return sl_statement_run (statement, error);
}

/* ---- what an officer does ---- */

typedef struct
{
  char *case_id;
  char *reference;
  char *folded;
  char *relation; /* NULL takes the link away */
} LinkChange;

static void
link_change_free (gpointer data)
{
  LinkChange *self = data;

  g_free (self->case_id);
  g_free (self->reference);
  g_free (self->folded);
  g_free (self->relation);
  g_free (self);
}

static SlChange *
make_change (const char *action,
             const char *case_id,
             const char *reference,
             const char *relation,
             SlChangeFunc func)
{
  LinkChange *data = g_new0 (LinkChange, 1);

  data->case_id = g_strdup (case_id);
  data->reference = sl_text_squeeze (reference);
  data->folded = sl_text_fold_reference (reference);
  data->relation = g_strdup (relation);
  return sl_change_new (action, "planning_case", case_id, case_id, func, data, link_change_free);
}

/* The link's relation, "" when there is none or it was taken away; NULL with an error, also when
 * there is no such case. *@own becomes the case's own reference, folded. */
static char *
read_relation (SlTransaction *transaction, const LinkChange *change, char **own, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "SELECT reference_folded, (SELECT relation FROM case_link WHERE removed = 0"
      " AND case_link.case_id = planning_case.case_id AND case_link.reference_folded = ?)"
      " FROM planning_case WHERE case_id = ?",
      error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "tt", change->folded, change->case_id);
  if (!sl_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   _ ("There is no case %s in this casebook."), change->case_id);
      return NULL;
    }
  *own = sl_statement_dup_text (statement, 0);
  return sl_statement_dup_text (statement, 1);
}

static gboolean
check_link (const LinkChange *change, const char *own, GError **error)
{
  if (*change->folded == '\0')
    g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                         _ ("A link needs the reference of the other application."));
  else if (g_str_equal (change->folded, own))
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                 _ ("%s is this application itself: a link names another one."), change->reference);
  else if (sl_link_relation_find (change->relation) == NULL)
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                 _ ("\"%s\" is not something that an application can be to another."),
                 change->relation);
  else
    return TRUE;
  return FALSE;
}

static gboolean
set_link (SlTransaction *transaction, gpointer data, GError **error)
{
  const LinkChange *change = data;
  g_autofree char *id = sl_id_new ();
  g_autofree char *own = NULL;
  g_autofree char *present = read_relation (transaction, change, &own, error);
  g_autoptr (SlStatement) statement = NULL;

  if (present == NULL || !check_link (change, own, error))
    return FALSE;
  if (g_str_equal (present, change->relation))
    {
      sl_transaction_set_unchanged (transaction);
      return TRUE;
    }
  statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "INSERT INTO case_link (case_link_id, case_id, reference, reference_folded, relation)"
      " VALUES (?, ?, ?, ?, ?) ON CONFLICT (case_id, reference_folded)"
      " DO UPDATE SET reference = excluded.reference, relation = excluded.relation, removed = 0",
      error);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "ttttt", id, change->case_id, change->reference, change->folded,
                     change->relation);
  sl_transaction_note (transaction, "reference", change->reference);
  sl_transaction_note (transaction, "relation", change->relation);
  return sl_statement_run (statement, error);
}

static gboolean
remove_link (SlTransaction *transaction, gpointer data, GError **error)
{
  const LinkChange *change = data;
  g_autofree char *own = NULL;
  g_autofree char *present = read_relation (transaction, change, &own, error);
  g_autoptr (SlStatement) statement = NULL;

  if (present == NULL)
    return FALSE;
  if (*present == '\0')
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   _ ("This case has no link to \"%s\"."), change->reference);
      return FALSE;
    }
  statement = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "UPDATE case_link SET removed = 1 WHERE case_id = ? AND reference_folded = ?", error);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tt", change->case_id, change->folded);
  sl_transaction_note (transaction, "reference", change->reference);
  return sl_statement_run (statement, error);
}

/**
 * sl_case_change_link:
 * @case_id: which
 * @reference: the other application's, in any writing
 * @relation: one of sl_link_relations_get(): what the other is to this one
 *
 * Returns: (transfer full): a change that links the two, or corrects what they are to each other
 */
SlChange *
sl_case_change_link (const char *case_id, const char *reference, const char *relation)
{
  g_return_val_if_fail (case_id != NULL && reference != NULL && relation != NULL, NULL);
  return make_change ("link-case", case_id, reference, relation, set_link);
}

/**
 * sl_case_change_unlink:
 * @case_id: which
 * @reference: the other application's
 *
 * Returns: (transfer full): a change after which no import brings the link back
 */
SlChange *
sl_case_change_unlink (const char *case_id, const char *reference)
{
  g_return_val_if_fail (case_id != NULL && reference != NULL, NULL);
  return make_change ("unlink-case", case_id, reference, NULL, remove_link);
}
