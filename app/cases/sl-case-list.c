/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cases"
#include "config.h"

#include "cases/sl-case-list.h"

#include "cases/sl-case-private.h"
#include "store/sl-store.h"

#include <string.h>

/* The lazy list of cases: ids in order, and rows read as a view asks for them. The rows last asked
 * for are kept, so that a view which asks again gets the same object; older ones are let go and
 * live on as long as someone holds them. A case that changes is read again into its object. Main
 * thread. */
struct _SlCaseList
{
  GObject parent_instance;

  SlStore *store;
  SlCaseIds ids;
  GHashTable *rows;  /* position -> SlCase */
  GQueue recent;     /* positions, the one loaded last at the tail */
  guint load_serial; /* the newest load wins */
};

/* A view of 4K height shows some 100 rows; GTK asks for about 200 around them. */
#define MAX_ROWS 1024
#define ID_LENGTH 36

static void sl_case_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SlCaseList,
                               sl_case_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, sl_case_list_model_init))

static char *
dup_id (SlCaseList *self, guint position)
{
  return g_strndup (self->ids.ids + (gsize) position * ID_LENGTH, ID_LENGTH);
}

/* A row that is gone, or cannot be read just now, is shown empty: a list may not refuse an item. */
static SlCase *
make_empty (const char *id)
{
  SlCaseValues values = { 0 };

  values.texts[0] = g_strdup (id);
  for (guint i = 1; i < SL_CASE_N_TEXTS; i++)
    values.texts[i] = g_strdup ("");
  return sl_case_new_take (&values);
}

static SlCase *
load_row (SlCaseList *self, guint position)
{
  g_autofree char *id = dup_id (self, position);
  g_autoptr (GError) error = NULL;
  SlCase *row = sl_case_records_load (self->store, id, &error);

  if (row == NULL)
    {
      g_message ("A row of the list could not be read: %s", error->message);
      row = make_empty (id);
    }
  return row;
}

static GType
get_item_type (GListModel *model)
{
  return SL_TYPE_CASE;
}

static guint
get_n_items (GListModel *model)
{
  return SL_CASE_LIST (model)->ids.n_ids;
}

static gpointer
get_item (GListModel *model, guint position)
{
  SlCaseList *self = SL_CASE_LIST (model);
  SlCase *row;

  if (position >= self->ids.n_ids)
    return NULL;
  row = g_hash_table_lookup (self->rows, GUINT_TO_POINTER (position));
  if (row == NULL)
    {
      row = load_row (self, position);
      g_hash_table_insert (self->rows, GUINT_TO_POINTER (position), row);
      g_queue_push_tail (&self->recent, GUINT_TO_POINTER (position));
      if (self->recent.length > MAX_ROWS)
        g_hash_table_remove (self->rows, g_queue_pop_head (&self->recent));
    }
  return g_object_ref (row);
}

static void
sl_case_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
store_changed_cb (SlStore *store,
                  const char *kind,
                  const char *id,
                  const char *case_id,
                  SlCaseList *self)
{
  GHashTableIter iter;
  gpointer row;

  if (!g_str_equal (kind, "planning_case"))
    return;
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (g_str_equal (sl_case_get_id (row), id))
      {
        g_autoptr (GError) error = NULL;

        if (!sl_case_reload (row, store, &error))
          g_message ("A row of the list could not be read: %s", error->message);
        break;
      }
}

static void
forget_rows (SlCaseList *self)
{
  g_hash_table_remove_all (self->rows);
  g_queue_clear (&self->recent);
}

/* Swaps the ids in: a removal of all, then an addition. */
static void
take_ids (SlCaseList *self, SlCaseIds *ids)
{
  guint removed = self->ids.n_ids;

  forget_rows (self);
  sl_case_ids_clear (&self->ids);
  if (removed > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, removed, 0);
  self->ids = *ids;
  *ids = (SlCaseIds){ 0 };
  if (self->ids.n_ids > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->ids.n_ids);
}

static void
sl_case_list_dispose (GObject *object)
{
  SlCaseList *self = SL_CASE_LIST (object);

  forget_rows (self);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (sl_case_list_parent_class)->dispose (object);
}

static void
sl_case_list_finalize (GObject *object)
{
  SlCaseList *self = SL_CASE_LIST (object);

  sl_case_ids_clear (&self->ids);
  g_hash_table_unref (self->rows);
  G_OBJECT_CLASS (sl_case_list_parent_class)->finalize (object);
}

static void
sl_case_list_class_init (SlCaseListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sl_case_list_dispose;
  object_class->finalize = sl_case_list_finalize;
}

static void
sl_case_list_init (SlCaseList *self)
{
  self->rows = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  g_queue_init (&self->recent);
}

/**
 * sl_case_list_new:
 * @store: an open store
 *
 * Returns: (transfer full): an empty list; load it
 */
SlCaseList *
sl_case_list_new (SlStore *store)
{
  SlCaseList *self;

  g_return_val_if_fail (store != NULL, NULL);
  self = g_object_new (SL_TYPE_CASE_LIST, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, 0);
  return self;
}

/* What a load carries to its thread and back. */
typedef struct
{
  SlCaseQuery query; /* with owned texts */
  SlStore *store;
  guint serial;
  SlCaseIds ids;
} Load;

static Load *
load_new (SlCaseList *self, const SlCaseQuery *query)
{
  Load *load = g_new0 (Load, 1);

  load->query = *query;
  load->query.triage = g_strdup (query->triage);
  load->query.kind = g_strdup (query->kind);
  load->query.stage = g_strdup (query->stage);
  load->query.officer_id = g_strdup (query->officer_id);
  load->query.authority_code = g_strdup (query->authority_code);
  load->query.due_before = g_strdup (query->due_before);
  load->query.words = g_strdup (query->words);
  load->query.feature = g_strdup (query->feature);
  load->store = g_object_ref (self->store);
  load->serial = ++self->load_serial;
  return load;
}

static void
load_free (Load *load)
{
  g_free ((char *) load->query.triage);
  g_free ((char *) load->query.kind);
  g_free ((char *) load->query.stage);
  g_free ((char *) load->query.officer_id);
  g_free ((char *) load->query.authority_code);
  g_free ((char *) load->query.due_before);
  g_free ((char *) load->query.words);
  g_free ((char *) load->query.feature);
  sl_case_ids_clear (&load->ids);
  g_object_unref (load->store);
  g_free (load);
}

static void
load_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Load *load = data;
  GError *error = NULL;

  if (sl_case_records_query (load->store, &load->query, cancellable, &load->ids, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * sl_case_list_load_async:
 * @self: a list
 * @query: copied
 * @cancellable: (nullable): stops the reading
 * @callback: called when the list has changed, or not
 * @user_data: for @callback
 *
 * Reads the ids in a thread; finishing swaps them in. When another load was begun meanwhile this
 * one changes nothing and finishes with %G_IO_ERROR_CANCELLED.
 */
void
sl_case_list_load_async (SlCaseList *self,
                         const SlCaseQuery *query,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (SL_IS_CASE_LIST (self) && query != NULL);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sl_case_list_load_async);
  g_task_set_task_data (task, load_new (self, query), (GDestroyNotify) load_free);
  g_task_run_in_thread (task, load_worker);
}

gboolean
sl_case_list_load_finish (SlCaseList *self, GAsyncResult *result, GError **error)
{
  Load *load;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  load = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (load->serial != self->load_serial)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "A newer query was asked for");
      return FALSE;
    }
  take_ids (self, &load->ids);
  return TRUE;
}

/**
 * sl_case_list_load:
 * @self: a list
 * @query: which cases in which order
 * @error: return location
 *
 * As sl_case_list_load_async(), in this thread; for the command line and tests.
 *
 * Returns: %FALSE with %SL_STORE_ERROR
 */
gboolean
sl_case_list_load (SlCaseList *self, const SlCaseQuery *query, GError **error)
{
  SlCaseIds ids = { 0 };

  g_return_val_if_fail (SL_IS_CASE_LIST (self) && query != NULL, FALSE);
  self->load_serial++;
  if (!sl_case_records_query (self->store, query, NULL, &ids, error))
    return FALSE;
  take_ids (self, &ids);
  return TRUE;
}
