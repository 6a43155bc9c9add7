/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "base/sl-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define SL_STORE_ERROR (sl_store_error_quark ())
typedef enum
{
  SL_STORE_ERROR_FAILED,    /* the engine said no; the message says what */
  SL_STORE_ERROR_READ_ONLY, /* another Sightline has the folder, or it cannot be written */
  SL_STORE_ERROR_NEWER,     /* made by a newer Sightline */
  SL_STORE_ERROR_NOT_OURS,  /* not a Sightline database, or altered structure */
  SL_STORE_ERROR_DAMAGED,
  SL_STORE_ERROR_FULL,
  SL_STORE_ERROR_CONFLICT, /* the record is not as the caller saw it */
  SL_STORE_ERROR_NOT_FOUND,
  SL_STORE_ERROR_REFUSED, /* a rule of the domain forbids the change */
} SlStoreError;
GQuark sl_store_error_quark (void);

/* The data folder's database: one writer thread owns the writing connection, each reading thread
 * has its own. Signal "changed" (object kind, object id, case id; each may be "") on the main
 * context of the thread that opened the store, after each commit, one emission for each record
 * touched. */
#define SL_TYPE_STORE (sl_store_get_type ())
G_DECLARE_FINAL_TYPE (SlStore, sl_store, SL, STORE, GObject)

typedef enum
{
  SL_STORE_DEFAULT = 0,
  SL_STORE_READ_ONLY = 1 << 0,  /* never take the lock */
  SL_STORE_MUST_EXIST = 1 << 1, /* an empty folder is an error, not a fresh start */
} SlStoreFlags;

/* Opens or makes the folder @path. When another process holds it, the store opens read-only and
 * sl_store_get_read_only_reason() says so. Runs pending migrations (after a backup). */
SlStore *sl_store_open (const char *path, SlStoreFlags flags, GError **error);
/* As sl_store_open(), of a folder that the accounts of @group work in, one writer at a time. Made
 * so when it is new or empty; a private casebook is refused. It is shared from then on, however it
 * is opened. */
SlStore *
sl_store_open_shared (const char *path, const char *group, SlStoreFlags flags, GError **error);
const char *sl_store_get_path (SlStore *self);
gboolean sl_store_is_shared (SlStore *self);
gboolean sl_store_is_read_only (SlStore *self);
const char *sl_store_get_read_only_reason (SlStore *self); /* nullable; a sentence for people */
/* The user id of the other account that has it open, NULL when none has; and who that is. */
char *sl_store_dup_holder_account (SlStore *self);
void sl_store_name_holder (SlStore *self, const char *name);
/* A sentence when the folder lies on a network or synchronised disk; NULL when it is well placed.
 */
const char *sl_store_get_warning (SlStore *self);
/* Adds the audit trail's present head to heads.txt now. */
gboolean sl_store_flush_head (SlStore *self, GError **error);
/* Finishes queued writes and closes; the object stays but refuses work. */
void sl_store_close (SlStore *self);

/* The calling thread's reading connection; borrowed, never passed to another thread. */
SlDatabase *sl_store_read (SlStore *self);

/* Changes. A change is described by a records function, then applied either way. @change is
 * consumed. One change is one transaction with one audit row. */
gboolean sl_store_apply (SlStore *self, SlChange *change, GError **error);
void sl_store_apply_async (SlStore *self,
                           SlChange *change,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean sl_store_apply_finish (SlStore *self, GAsyncResult *result, GError **error);

/* Runs on the writer thread inside a transaction; FALSE with @error rolls all of it back. On a full
 * disk it may run a second time after that, so it must not use up @data. */
typedef gboolean (*SlChangeFunc) (SlTransaction *transaction, gpointer data, GError **error);

/* @action is a verb for the audit row ("judge-item"); @object_kind and @object_id name the record.
 */
SlChange *sl_change_new (const char *action,
                         const char *object_kind,
                         const char *object_id,
                         const char *case_id,
                         SlChangeFunc func,
                         gpointer data,
                         GDestroyNotify destroy);
/* So that a change that could not be written can be applied once more. */
SlChange *sl_change_ref (SlChange *change);
void sl_change_free (SlChange *change); /* drops one reference */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlChange, sl_change_free)

SlDatabase *sl_transaction_get_database (SlTransaction *self);
const char *sl_transaction_get_person_id (SlTransaction *self);
const char *sl_transaction_get_role (SlTransaction *self);
const char *sl_transaction_get_time (SlTransaction *self);
const char *sl_transaction_get_object_kind (SlTransaction *self);
const char *sl_transaction_get_object_id (SlTransaction *self);
/* One line for people: what this change has noted so far. Transfer full. */
char *sl_transaction_dup_text (SlTransaction *self);
/* What the audit row says was changed: one call a field. */
void sl_transaction_note (SlTransaction *self, const char *field, const char *value);
/* A further record that listeners should reread. The change's own object is touched by itself. */
void
sl_transaction_touch (SlTransaction *self, const char *kind, const char *id, const char *case_id);
/* Says that nothing was to be changed: rolls back, writes no audit row, and the apply succeeds. */
void sl_transaction_set_unchanged (SlTransaction *self);

/* Runs inside the transaction of every change that has something to write, after its own function
 * and before its audit row: it may refuse (FALSE with @error rolls all back), write what follows
 * from the change, and note it. Writer thread. One a store, set once after opening (by review/). */
typedef gboolean (*SlStoreGuard) (SlTransaction *transaction,
                                  const char *action,
                                  const char *case_id,
                                  gpointer data,
                                  GError **error);
void sl_store_set_guard (SlStore *self, SlStoreGuard guard, gpointer data, GDestroyNotify destroy);

/* Who acts: set once after opening by people/ (the account's person). Changes fail without one. */
void
sl_store_set_actor (SlStore *self, const char *person_id, const char *account, const char *role);
const char *sl_store_get_actor (SlStore *self);

G_END_DECLS
