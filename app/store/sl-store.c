/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-store"
#include "config.h"

#include "store/sl-store.h"

#include "base/sl-share.h"
#include "base/sl-time.h"
#include "store/sl-audit-private.h"
#include "store/sl-backup.h"
#include "store/sl-database-private.h"
#include "store/sl-store-private.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The data folder's database. The object belongs to the thread that opened it, whose main context
 * hears of changes; reading and applying are allowed from any thread. It owns the folder's lock,
 * the writer thread and all reading connections. Past 600 lines because every check between a
 * folder on disk and a store that may be written stands here in its order. */
struct _SlStore
{
  GObject parent_instance;

  char *path;
  char *read_only_reason; /* NULL when changes can be made */
  SlFolderHolder holder;  /* who else has it open */
  char *warning;
  gboolean shared; /* several accounts work in the folder */
  int lock_fd;
  SlWriter *writer;
  SlReaders *readers;
  GMainContext *context;

  GMutex lock; /* of what follows and of the writer's pointer */
  SlActor *actor;
  gboolean closed;
};

#define LARGE_BYTES (32 * 1024 * 1024)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlStore, sl_store, G_TYPE_OBJECT)

/* A batch of touched records on its way to the main context. */
typedef struct
{
  GWeakRef store;
  GPtrArray *touched;
} Delivery;

static void
delivery_free (Delivery *delivery)
{
  g_weak_ref_clear (&delivery->store);
  g_ptr_array_unref (delivery->touched);
  g_free (delivery);
}

static gboolean
deliver_cb (gpointer data)
{
  Delivery *delivery = data;
  g_autoptr (SlStore) self = g_weak_ref_get (&delivery->store);

  for (guint i = 0; self != NULL && i < delivery->touched->len; i++)
    {
      const SlTouch *touch = g_ptr_array_index (delivery->touched, i);
      g_signal_emit (self, signals[CHANGED], 0, touch->kind, touch->id, touch->case_id);
    }
  return G_SOURCE_REMOVE;
}

void
sl_store_queue_changed (SlStore *store, GPtrArray *touched)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Delivery *delivery = g_new0 (Delivery, 1);

  g_weak_ref_init (&delivery->store, store);
  delivery->touched = g_ptr_array_ref (touched);
  /* Before the answers of the same changes, which come at the same priority but later. */
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "sl-store changed");
  g_source_set_callback (source, deliver_cb, delivery, (GDestroyNotify) delivery_free);
  g_source_attach (source, store->context);
}

static char *
database_path (SlStore *self)
{
  return g_build_filename (self->path, SL_STORE_DATABASE_NAME, NULL);
}

/* Whether the folder has ever held a casebook: then a missing database is a loss, not a start. */
static gboolean
has_traces (const char *path)
{
  const char *const names[] = { SL_STORE_HEADS_NAME, SL_STORE_FILES_NAME, SL_STORE_BACKUP_NAME };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_build_filename (path, names[i], NULL);
      if (g_file_test (name, G_FILE_TEST_EXISTS))
        return TRUE;
    }
  return FALSE;
}

/* Decides between opening and making; never makes a new database where one is missing. */
static gboolean
check_present (SlStore *self, SlStoreFlags flags, gboolean *fresh, GError **error)
{
  g_autofree char *path = database_path (self);
  struct stat info;
  gboolean exists = lstat (path, &info) == 0;

  *fresh = FALSE;
  if (exists && !S_ISREG (info.st_mode))
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_OURS,
                   _ ("%s is not a plain file, so it cannot be a casebook."), path);
      return FALSE;
    }
  if (exists && info.st_size > 0)
    return TRUE;
  if (has_traces (self->path))
    {
      g_set_error (error, SL_STORE_ERROR,
                   exists ? SL_STORE_ERROR_DAMAGED : SL_STORE_ERROR_NOT_FOUND,
                   _ ("The casebook's file %s is %s, though its folder has been used before. "
                      "Restore the newest backup into a new folder."),
                   path, exists ? _ ("empty") : _ ("missing"));
      return FALSE;
    }
  if (flags & (SL_STORE_MUST_EXIST | SL_STORE_READ_ONLY) || self->read_only_reason != NULL)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   _ ("There is no casebook in %s."), self->path);
      return FALSE;
    }
  *fresh = TRUE;
  return TRUE;
}

static void
become_read_only (SlStore *self, const char *reason)
{
  if (self->read_only_reason == NULL)
    self->read_only_reason = g_strdup (reason);
}

/* A row that the program itself writes while opening. */
static gboolean
append_event (SlDatabase *database, const char *action, const char *detail, GError **error)
{
  g_autofree char *now = sl_time_now ();
  g_autofree char *account = g_strdup_printf ("%u", (guint) getuid ());
  SlAuditEntry entry = { .at = now,
                         .person_id = "",
                         .account = account,
                         .role = "system",
                         .action = action,
                         .object_kind = "store",
                         .object_id = "",
                         .case_id = NULL,
                         .detail = detail };

  if (!sl_database_run (database, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (sl_audit_append (database, &entry, error) && sl_database_run (database, "COMMIT", error))
    return TRUE;
  sl_database_run (database, "ROLLBACK", NULL);
  return FALSE;
}

/* Whether the trail still holds the row that the newest outside head names. The whole trail is only
 * recomputed by sl_audit_verify(). */
static gboolean
agrees_with_head (SlDatabase *database, const SlHead *head, gboolean *agrees, GError **error)
{
  g_autoptr (SlStatement) statement = NULL;
  gboolean row;

  *agrees = head->sequence == 0;
  if (*agrees)
    return TRUE;
  statement = sl_database_prepare (database, "SELECT hash FROM audit WHERE sequence = ?", error);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "i", head->sequence);
  if (!sl_statement_step (statement, &row, error))
    return FALSE;
  *agrees = row && g_str_equal (sl_statement_get_text (statement, 0), head->hash);
  return TRUE;
}

/* A casebook that is not what it was when it was closed is opened for reading only. */
static gboolean
check_head (SlStore *self, SlDatabase *database, gboolean fresh, GError **error)
{
  g_autofree char *path = g_build_filename (self->path, SL_STORE_HEADS_NAME, NULL);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GArray) heads = sl_heads_load (path, &failure);
  g_autofree char *hash = NULL;
  gint64 sequence;
  gboolean agrees = FALSE;

  if (heads != NULL && heads->len > 0)
    {
      if (!agrees_with_head (database, &g_array_index (heads, SlHead, heads->len - 1), &agrees,
                             error))
        return FALSE;
      if (!agrees)
        become_read_only (self, _ ("The audit trail does not match the heads kept beside it, so "
                                   "this casebook is open for reading only. Run "
                                   "\"sightline-cli audit verify\"."));
      return TRUE;
    }
  if (self->read_only_reason != NULL)
    return TRUE;
  if (heads == NULL && !g_error_matches (failure, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND))
    {
      become_read_only (self, failure->message);
      return TRUE;
    }
  if (!sl_audit_get_head (database, &sequence, &hash, error))
    return FALSE;
  if (sequence > 0 && !append_event (database, "heads-were-missing", "{}", error))
    return FALSE;
  g_clear_pointer (&hash, g_free);
  return sl_audit_get_head (database, &sequence, &hash, error) &&
         sl_heads_append (self->path, sequence, hash, fresh ? "new" : "open", error);
}

/* Brings the file to this version's shape, with a copy first when it had an older one. */
static gboolean
migrate (SlStore *self, SlDatabase *database, GPtrArray *migrations, GError **error)
{
  guint version;

  if (!sl_migrations_identify (database, migrations, &version, error))
    return FALSE;
  if (version == migrations->len)
    return TRUE;
  if (self->read_only_reason != NULL)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_READ_ONLY,
                   _ ("This casebook must first be brought up to date, which cannot be done while "
                      "it is read-only: %s"),
                   self->read_only_reason);
      return FALSE;
    }
  if (version > 0)
    {
      g_autofree char *folder = g_build_filename (self->path, SL_STORE_BACKUP_NAME, NULL);
      g_autofree char *made = sl_backup_make_from (self->path, database, folder, SL_BACKUP_UPGRADE,
                                                   error);
      if (made == NULL)
        {
          g_prefix_error (error, _ ("No backup could be made before bringing the casebook up to "
                                    "date, so it was left as it is: "));
          return FALSE;
        }
    }
  return sl_migrations_run (database, migrations, error);
}

/* Reading the whole of a large file would keep the window waiting (half a second for 100,000
 * applications), so that is done by the writer before its first change. */
static gboolean
is_large (const char *path)
{
  struct stat info;

  return stat (path, &info) == 0 && info.st_size > LARGE_BYTES;
}

/* All checks of the file by the connection that will be used. */
static gboolean
open_database (SlStore *self, gboolean fresh, GError **error)
{
  g_autofree char *path = database_path (self);
  g_autoptr (GPtrArray) migrations = sl_migrations_load ();
  g_autoptr (SlDatabase) database = NULL;
  gboolean writing = self->read_only_reason == NULL;
  gboolean large = is_large (path);

  database = sl_database_open (
      path, writing ? (fresh ? SL_DATABASE_CREATE : 0) : SL_DATABASE_READ_ONLY, error);
  if (database == NULL)
    return FALSE;
  if (writing && sqlite3_db_readonly (sl_database_get_handle (database), "main") == 1)
    {
      become_read_only (self, _ ("The casebook's file is write-protected. You can read, but not "
                                 "change anything."));
      writing = FALSE;
    }
  if (writing)
    g_chmod (path, self->shared ? SL_SHARE_FILE_MODE : 0600);
  if ((!fresh && !large && !sl_database_check (database, error)) ||
      !migrate (self, database, migrations, error) || !sl_schema_check (database, error) ||
      !check_head (self, database, fresh, error))
    return FALSE;
  if (self->read_only_reason == NULL)
    {
      sl_folder_reserve (self->path);
      self->writer = sl_writer_start (self, database, self->path, large);
    }
  else
    sl_database_close (database);
  self->readers = sl_readers_new (path);
  return TRUE;
}

static void
sl_store_finalize (GObject *object)
{
  SlStore *self = SL_STORE (object);

  sl_store_close (self);
  g_clear_pointer (&self->readers, sl_readers_free);
  g_clear_pointer (&self->actor, sl_actor_free);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->lock);
  g_free (self->path);
  g_free (self->read_only_reason);
  g_free (self->warning);
  G_OBJECT_CLASS (sl_store_parent_class)->finalize (object);
}

static void
sl_store_class_init (SlStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sl_store_finalize;

  /**
   * SlStore::changed:
   * @kind: the kind of record, its table's name
   * @id: its key, may be ""
   * @case_id: its case, may be ""
   *
   * A committed change touched this record.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING,
                                   G_TYPE_STRING);
}

static void
sl_store_init (SlStore *self)
{
  self->lock_fd = -1;
  self->context = g_main_context_ref_thread_default ();
  g_mutex_init (&self->lock);
}

static SlStore *
open_store (const char *path, const char *group, SlStoreFlags flags, GError **error)
{
  g_autoptr (SlStore) self = g_object_new (SL_TYPE_STORE, NULL);
  gboolean create = !(flags & (SL_STORE_MUST_EXIST | SL_STORE_READ_ONLY));
  g_autofree char *reason = NULL;
  gboolean fresh;

  self->path = g_canonicalize_filename (path, NULL);
  if (group != NULL ? !sl_folder_share (self->path, group, create, error)
                    : !sl_folder_prepare (self->path, create, error))
    return NULL;
  self->shared = group != NULL || sl_folder_is_shared (self->path);
  self->warning = sl_folder_dup_warning (self->path);
  if (flags & SL_STORE_READ_ONLY)
    become_read_only (self, _ ("This casebook was opened for reading only."));
  if (!check_present (self, flags, &fresh, error))
    return NULL;
  if (self->read_only_reason == NULL &&
      sl_folder_lock (self->path, &self->lock_fd, &self->holder, &reason) != SL_FOLDER_LOCKED)
    {
      become_read_only (self, reason);
      /* Another process may just be making it. */
      if (fresh && !check_present (self, flags, &fresh, error))
        return NULL;
    }
  if (!open_database (self, fresh, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * sl_store_open:
 * @path: the data folder; made (0700) when missing, unless @flags forbid it
 * @flags: how
 * @error: return location
 *
 * Opens or makes a casebook. Takes the folder's lock; when another process has it, or the folder
 * cannot be written, or the audit trail does not match its outside head, the store is read-only and
 * sl_store_get_read_only_reason() says why. Reads the whole file once (quick_check), a large one
 * only before its first change.
 *
 * Returns: (transfer full): the store, or %NULL with %SL_STORE_ERROR
 */
SlStore *
sl_store_open (const char *path, SlStoreFlags flags, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  return open_store (path, NULL, flags, error);
}

/**
 * sl_store_open_shared:
 * @path: the data folder; made (2770) when missing, unless @flags forbid it
 * @group: whose accounts work in it: the name of a group of this computer, or its number
 * @flags: how
 * @error: return location
 *
 * Returns: (transfer full): the store, or %NULL with %SL_STORE_ERROR; %SL_STORE_ERROR_REFUSED when
 *   the folder is a private casebook, or shared with another group
 */
SlStore *
sl_store_open_shared (const char *path, const char *group, SlStoreFlags flags, GError **error)
{
  g_return_val_if_fail (path != NULL && group != NULL, NULL);
  return open_store (path, group, flags, error);
}

/**
 * sl_store_is_shared:
 * @self: a store
 *
 * Returns: whether several accounts of this computer work in its folder
 */
gboolean
sl_store_is_shared (SlStore *self)
{
  g_return_val_if_fail (SL_IS_STORE (self), FALSE);
  return self->shared;
}

const char *
sl_store_get_path (SlStore *self)
{
  g_return_val_if_fail (SL_IS_STORE (self), NULL);
  return self->path;
}

gboolean
sl_store_is_read_only (SlStore *self)
{
  g_return_val_if_fail (SL_IS_STORE (self), TRUE);
  return self->read_only_reason != NULL;
}

const char *
sl_store_get_read_only_reason (SlStore *self)
{
  g_return_val_if_fail (SL_IS_STORE (self), NULL);
  return self->read_only_reason;
}

/**
 * sl_store_dup_holder_account:
 * @self: a store
 *
 * Returns: (transfer full) (nullable): the user id of the other account that has the folder open,
 *   %NULL when none has
 */
char *
sl_store_dup_holder_account (SlStore *self)
{
  g_return_val_if_fail (SL_IS_STORE (self), NULL);
  return sl_folder_is_other (&self->holder)
             ? g_strdup_printf ("%" G_GINT64_FORMAT, self->holder.uid)
             : NULL;
}

/**
 * sl_store_name_holder:
 * @self: a store that another account has open, just opened: no other thread knows of it yet
 * @name: who that account is in this casebook
 *
 * Says so in sl_store_get_read_only_reason(), which only knew their login.
 */
void
sl_store_name_holder (SlStore *self, const char *name)
{
  g_return_if_fail (SL_IS_STORE (self) && name != NULL && sl_folder_is_other (&self->holder));
  g_free (self->read_only_reason);
  self->read_only_reason = sl_folder_describe_holder (&self->holder, name);
}

/**
 * sl_store_get_warning:
 * @self: a store
 *
 * Returns: (nullable): a sentence when the folder is no good place for a casebook (a network or
 *   synchronised folder)
 */
const char *
sl_store_get_warning (SlStore *self)
{
  g_return_val_if_fail (SL_IS_STORE (self), NULL);
  return self->warning;
}

/**
 * sl_store_close:
 * @self: a store
 *
 * Finishes queued changes, writes the audit head, gives the lock back. The object refuses work from
 * then on. Closing twice is fine.
 */
void
sl_store_close (SlStore *self)
{
  SlWriter *writer;

  g_return_if_fail (SL_IS_STORE (self));
  g_mutex_lock (&self->lock);
  self->closed = TRUE;
  writer = g_steal_pointer (&self->writer);
  g_mutex_unlock (&self->lock);
  if (writer != NULL)
    sl_writer_stop (writer);
  if (self->readers != NULL)
    sl_readers_close (self->readers);
  if (self->lock_fd >= 0)
    close (self->lock_fd);
  self->lock_fd = -1;
}

/**
 * sl_store_read:
 * @self: a store
 *
 * Returns: (transfer none): the calling thread's reading connection; when it could not be opened,
 * or the store is closed, each statement fails with the reason
 */
SlDatabase *
sl_store_read (SlStore *self)
{
  g_return_val_if_fail (SL_IS_STORE (self), NULL);
  return sl_readers_get (self->readers);
}

/* With the lock held: whether changes may be made, and by whom. */
static gboolean
check_writable (SlStore *self, GError **error)
{
  if (self->closed)
    g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_FAILED,
                         _ ("The casebook has been closed."));
  else if (self->read_only_reason != NULL)
    g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_READ_ONLY, self->read_only_reason);
  else if (self->actor == NULL)
    g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_FAILED,
                         _ ("Nothing can be changed before it is known who is at work."));
  else
    return TRUE;
  return FALSE;
}

/**
 * sl_store_apply:
 * @self: a store
 * @change: (transfer full): what to do
 * @error: return location
 *
 * Does @change in one transaction with one audit row, and waits for it. Not for the main loop; not
 * while this thread has a statement in hand, which would make the writer wait for it.
 *
 * Returns: %TRUE when it is on the disk (or nothing was to be changed)
 */
gboolean
sl_store_apply (SlStore *self, SlChange *change, GError **error)
{
  g_autoptr (SlChange) owned = change;
  SlWriterJob *job = NULL;

  g_return_val_if_fail (SL_IS_STORE (self) && change != NULL, FALSE);
  g_mutex_lock (&self->lock);
  if (check_writable (self, error))
    job = sl_writer_queue (self->writer, g_steal_pointer (&owned), self->actor);
  g_mutex_unlock (&self->lock);
  return job != NULL && sl_writer_wait (job, error);
}

/**
 * sl_store_apply_async:
 * @self: a store
 * @change: (transfer full): what to do
 * @cancellable: (nullable): drops the change while it still waits in the queue
 * @callback: called when the change is on the disk or failed
 * @user_data: for @callback
 *
 * As sl_store_apply(), without waiting. Changes are done in the order they were given.
 */
void
sl_store_apply_async (SlStore *self,
                      SlChange *change,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (SL_IS_STORE (self) && change != NULL);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sl_store_apply_async);
  /* A change that was made stays made: whoever cancels too late hears of its success. */
  g_task_set_check_cancellable (task, FALSE);
  g_mutex_lock (&self->lock);
  if (check_writable (self, &error))
    sl_writer_apply_task (self->writer, change, self->actor, task);
  else
    sl_change_free (change);
  g_mutex_unlock (&self->lock);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
}

gboolean
sl_store_apply_finish (SlStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * sl_store_flush_head:
 * @self: a store
 * @error: return location
 *
 * Adds the audit trail's present head to heads.txt.
 *
 * Returns: %FALSE with %SL_STORE_ERROR when it could not be written
 */
gboolean
sl_store_flush_head (SlStore *self, GError **error)
{
  SlWriterJob *job = NULL;

  g_return_val_if_fail (SL_IS_STORE (self), FALSE);
  g_mutex_lock (&self->lock);
  if (self->writer != NULL)
    job = sl_writer_queue (self->writer, NULL, NULL);
  g_mutex_unlock (&self->lock);
  return job == NULL || sl_writer_wait (job, error);
}

void
sl_store_set_actor (SlStore *self, const char *person_id, const char *account, const char *role)
{
  SlActor actor = { (char *) person_id, (char *) account, (char *) role };

  g_return_if_fail (SL_IS_STORE (self));
  g_return_if_fail (person_id != NULL && account != NULL && role != NULL);
  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->actor, sl_actor_free);
  self->actor = sl_actor_copy (&actor);
  g_mutex_unlock (&self->lock);
}

/**
 * sl_store_get_actor:
 * @self: a store
 *
 * Returns: (nullable) (transfer none): the person who acts, until the actor is set again
 */
const char *
sl_store_get_actor (SlStore *self)
{
  g_return_val_if_fail (SL_IS_STORE (self), NULL);
  return self->actor != NULL ? self->actor->person_id : NULL;
}

/**
 * sl_store_set_guard:
 * @self: a store
 * @guard: asked in every transaction that has something to write
 * @data: for @guard
 * @destroy: (nullable): frees @data when the store is closed; at once where it is read-only
 *
 * Gives a room that stands above the store its word on every change, whoever makes it. Once a
 * store.
 */
void
sl_store_set_guard (SlStore *self, SlStoreGuard guard, gpointer data, GDestroyNotify destroy)
{
  gboolean taken = FALSE;

  g_return_if_fail (SL_IS_STORE (self) && guard != NULL);
  g_mutex_lock (&self->lock);
  if (self->writer != NULL)
    {
      sl_writer_set_guard (self->writer, guard, data, destroy);
      taken = TRUE;
    }
  g_mutex_unlock (&self->lock);
  if (!taken && destroy != NULL)
    destroy (data);
}
