/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-store"
#include "config.h"

#include "store/sl-store-private.h"

#include "store/sl-database-private.h"

/* One reading connection for each thread that asks. A thread's connections are closed when it ends;
 * all of a store's when the store closes, from whichever thread. */
struct _SlReaders
{
  guint64 serial; /* names the store in the threads' lists; never used twice */
  char *path;
  GMutex lock;
  GPtrArray *databases; /* of SlDatabase */
  gboolean closed;
};

typedef struct
{
  guint64 serial;
  SlDatabase *database;
} ThreadEntry;

static void
thread_entry_clear (ThreadEntry *entry)
{
  sl_database_unref (entry->database);
}

static void
leave_thread (GArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    sl_database_close (g_array_index (entries, ThreadEntry, i).database);
  g_array_unref (entries);
}

static GPrivate thread_entries = G_PRIVATE_INIT ((GDestroyNotify) leave_thread);

SlReaders *
sl_readers_new (const char *database_path)
{
  static gint last_serial;
  SlReaders *self = g_new0 (SlReaders, 1);

  self->serial = g_atomic_int_add (&last_serial, 1) + 1;
  self->path = g_strdup (database_path);
  g_mutex_init (&self->lock);
  self->databases = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_database_unref);
  return self;
}

/* Connections that their threads have left, and entries of stores that are gone. */
static void
prune (GPtrArray *databases)
{
  for (guint i = databases->len; i > 0; i--)
    if (sl_database_is_last_ref (databases->pdata[i - 1]))
      g_ptr_array_remove_index_fast (databases, i - 1);
}

static GArray *
get_thread_entries (void)
{
  GArray *entries = g_private_get (&thread_entries);

  if (entries == NULL)
    {
      entries = g_array_new (FALSE, FALSE, sizeof (ThreadEntry));
      g_array_set_clear_func (entries, (GDestroyNotify) thread_entry_clear);
      g_private_set (&thread_entries, entries);
    }
  return entries;
}

SlDatabase *
sl_readers_get (SlReaders *self)
{
  GArray *entries = get_thread_entries ();
  g_autoptr (GError) error = NULL;
  ThreadEntry entry = { self->serial, NULL };

  for (guint i = 0; i < entries->len; i++)
    if (g_array_index (entries, ThreadEntry, i).serial == self->serial)
      {
        SlDatabase *found = g_array_index (entries, ThreadEntry, i).database;

        /* One that could not be opened is tried again. */
        if (!sl_database_is_failed (found) || self->closed)
          return found;
        g_array_remove_index_fast (entries, i);
        break;
      }
  for (guint i = entries->len; i > 0; i--)
    if (sl_database_is_last_ref (g_array_index (entries, ThreadEntry, i - 1).database))
      g_array_remove_index_fast (entries, i - 1);

  entry.database = sl_database_open (self->path, SL_DATABASE_READ_ONLY, &error);
  if (entry.database == NULL)
    entry.database = sl_database_new_failed (error);
  g_mutex_lock (&self->lock);
  if (self->closed)
    sl_database_close (entry.database);
  prune (self->databases);
  g_ptr_array_add (self->databases, sl_database_ref (entry.database));
  g_mutex_unlock (&self->lock);
  g_array_append_val (entries, entry);
  return entry.database;
}

void
sl_readers_close (SlReaders *self)
{
  g_mutex_lock (&self->lock);
  self->closed = TRUE;
  for (guint i = 0; i < self->databases->len; i++)
    sl_database_close (self->databases->pdata[i]);
  g_mutex_unlock (&self->lock);
}

void
sl_readers_free (SlReaders *self)
{
  sl_readers_close (self);
  g_ptr_array_unref (self->databases);
  g_mutex_clear (&self->lock);
  g_free (self->path);
  g_free (self);
}
