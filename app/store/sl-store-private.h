/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "store/sl-database.h"
#include "store/sl-store.h"

G_BEGIN_DECLS

/* Names inside the data folder. */
#define SL_STORE_DATABASE_NAME "sightline.db"
#define SL_STORE_HEADS_NAME "heads.txt"
#define SL_STORE_LOCK_NAME "sightline.lock"
#define SL_STORE_RESERVE_NAME "reserve"
#define SL_STORE_BACKUP_NAME "backup"
#define SL_STORE_FILES_NAME "files"

/* The head of the chain goes to heads.txt after so many changes, and at each close and backup. */
#define SL_STORE_HEAD_INTERVAL 100

/* Who acts; a copy travels with each change. */
typedef struct
{
  char *person_id;
  char *account;
  char *role;
} SlActor;
SlActor *sl_actor_copy (const SlActor *actor);
void sl_actor_free (SlActor *actor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlActor, sl_actor_free)

/* A record that listeners should reread. */
typedef struct
{
  char *kind;
  char *id;
  char *case_id;
} SlTouch;
SlTouch *sl_touch_new (const char *kind, const char *id, const char *case_id);
void sl_touch_free (SlTouch *touch);

struct _SlChange
{
  gatomicrefcount references;
  char *action;
  char *object_kind;
  char *object_id;
  char *case_id; /* nullable */
  SlChangeFunc func;
  gpointer data;
  GDestroyNotify destroy;
};

struct _SlTransaction
{
  SlDatabase *database;
  SlChange *change;
  const SlActor *actor;
  char *time;
  GString *detail;    /* a JSON object without its closing brace */
  GPtrArray *touched; /* of SlTouch */
  gboolean unchanged;
};
void sl_transaction_init (SlTransaction *self,
                          SlDatabase *database,
                          SlChange *change,
                          const SlActor *actor);
void sl_transaction_clear (SlTransaction *self);
/* The detail of the audit row; transfer full. */
char *sl_transaction_dup_detail (SlTransaction *self);

/* The writer thread: owns the writing connection from its start to its stop. */
typedef struct _SlWriter SlWriter;
/* @check: reads the whole file before the first change, and takes none when it is damaged. */
SlWriter *
sl_writer_start (SlStore *store, SlDatabase *database, const char *folder, gboolean check);
/* Set before the first change that it shall see. */
void
sl_writer_set_guard (SlWriter *self, SlStoreGuard guard, gpointer data, GDestroyNotify destroy);
/* Finishes what is queued, writes the head, closes the connection. */
void sl_writer_stop (SlWriter *self);
/* A change in the queue, or (@change NULL) the order to put the chain's head into heads.txt. */
typedef struct _SlWriterJob SlWriterJob;
SlWriterJob *sl_writer_queue (SlWriter *self, SlChange *change, const SlActor *actor);
/* Waits for the answer; frees @job. The writer may be stopped meanwhile: it finishes its queue. */
gboolean sl_writer_wait (SlWriterJob *job, GError **error);
/* @task is completed by the writer. */
void sl_writer_apply_task (SlWriter *self, SlChange *change, const SlActor *actor, GTask *task);
/* The last committed state is told to listeners on the store's main context; any thread. */
void sl_store_queue_changed (SlStore *store, GPtrArray *touched);

/* Per-thread reading connections. */
typedef struct _SlReaders SlReaders;
SlReaders *sl_readers_new (const char *database_path);
SlDatabase *sl_readers_get (SlReaders *self);
void sl_readers_close (SlReaders *self);
void sl_readers_free (SlReaders *self);

/* The folder. All messages are for people. */
gboolean sl_folder_prepare (const char *path, gboolean create, GError **error);
/* Makes @path, or turns an empty one, into a folder that the accounts of @group share; one that
 * they share already is fine; a private casebook is refused. */
gboolean sl_folder_share (const char *path, const char *group, gboolean create, GError **error);
/* Whether the folder holds a casebook that was made to be shared. */
gboolean sl_folder_is_shared (const char *path);
typedef enum
{
  SL_FOLDER_LOCKED,
  SL_FOLDER_HELD,   /* by another process; @reason says which */
  SL_FOLDER_DENIED, /* the folder cannot be written; @reason says why */
} SlFolderLock;
/* Who holds a folder: 0 and -1 where nobody does, or it is not known. */
typedef struct
{
  gint64 pid, uid;
} SlFolderHolder;
SlFolderLock sl_folder_lock (const char *path, int *fd, SlFolderHolder *holder, char **reason);
/* Whether another account holds it. */
gboolean sl_folder_is_other (const SlFolderHolder *holder);
/* A sentence; @name is who another account is, NULL for its login. */
char *sl_folder_describe_holder (const SlFolderHolder *holder, const char *name);
/* Why the folder is no good place for a casebook, NULL when it is. Transfer full. */
char *sl_folder_dup_warning (const char *path);
/* 16 MiB kept so that a full disk lets the last changes through. */
void sl_folder_reserve (const char *path);
gboolean sl_folder_release_reserve (const char *path);
gboolean sl_folder_sync (const char *path, GError **error);

/* heads.txt: one line "sequence hash time reason" a head; only ever added to. */
typedef struct
{
  gint64 sequence;
  char hash[65];
  char time[32];
} SlHead;
gboolean sl_heads_append (const char *folder,
                          gint64 sequence,
                          const char *hash,
                          const char *reason,
                          GError **error);
/* Element type SlHead. A last line without its end is a write that was cut and does not count; any
 * other line that is no head fails. SL_STORE_ERROR_NOT_FOUND when the file is missing. */
GArray *sl_heads_load (const char *path, GError **error);

/* Migrations. */
typedef struct
{
  guint number;
  char *name;
  GBytes *script;
} SlMigration;
GPtrArray *sl_migrations_load (void); /* of SlMigration, from the program's resources */
/* Reads application id and version. *@version 0: an empty file. Fails for foreign and newer files.
 */
gboolean sl_migrations_identify (SlDatabase *database,
                                 GPtrArray *migrations,
                                 guint *version,
                                 GError **error);
gboolean sl_migrations_run (SlDatabase *database, GPtrArray *migrations, GError **error);
/* SL_STORE_ERROR_NOT_OURS because of @what; always FALSE. */
gboolean sl_migrations_refuse (const char *what, GError **error);
/* SHA-256 over all tables, indexes and triggers: of a file, and of what the migrations make. */
char *sl_migrations_digest_schema (SlDatabase *database, GError **error);
char *sl_migrations_digest_model (GPtrArray *migrations, GError **error);
/* sl-schema.c: whether the two are the same. */
gboolean sl_schema_check (SlDatabase *database, GError **error);

G_END_DECLS
