/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-store"
#include "config.h"

#include "store/sl-database.h"

#include "store/sl-database-private.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>

G_DEFINE_QUARK (sl_store_error_quark, sl_store_error)

/* A connection and its cache of statements. One thread works with it at a time, but any thread may
 * close it: the count of statements in use, under the lock, decides when the engine lets go. */
struct _SlDatabase
{
  gatomicrefcount references;
  GMutex lock;
  sqlite3 *handle;
  GHashTable *statements; /* SQL text -> SlStatement (owned) */
  guint in_use;
  gboolean closed;
  GError *failure; /* why it never opened */
};

struct _SlStatement
{
  SlDatabase *database; /* borrowed: in_use keeps it open */
  sqlite3_stmt *statement;
  int bind_code; /* the first failure of binding, told by the next step */
  gboolean cached;
  gboolean in_use;
};

static void
statement_free (SlStatement *self)
{
  sqlite3_finalize (self->statement);
  g_free (self);
}

/* With the lock held. */
static void
let_go (SlDatabase *self)
{
  g_clear_pointer (&self->statements, g_hash_table_unref);
  if (self->handle != NULL)
    sqlite3_close_v2 (g_steal_pointer (&self->handle));
}

static SlDatabase *
database_new (sqlite3 *handle)
{
  SlDatabase *self = g_new0 (SlDatabase, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->lock);
  self->handle = handle;
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                            (GDestroyNotify) statement_free);
  return self;
}

/**
 * sl_database_open:
 * @path: the file, or ":memory:"
 * @flags: how
 * @error: return location
 *
 * Returns: (transfer full): a connection, or %NULL with %SL_STORE_ERROR
 */
SlDatabase *
sl_database_open (const char *path, SlDatabaseFlags flags, GError **error)
{
  sqlite3 *handle;

  g_return_val_if_fail (path != NULL, NULL);
  handle = sl_sqlite_open (path, flags, error);
  return handle != NULL ? database_new (handle) : NULL;
}

SlDatabase *
sl_database_new_failed (const GError *error)
{
  SlDatabase *self = database_new (NULL);

  self->closed = TRUE;
  self->failure = g_error_copy (error);
  return self;
}

/**
 * sl_database_close:
 * @self: a connection
 *
 * Refuses further statements. Any thread may call it; the file is let go at once, or when the last
 * statement in use is released.
 */
void
sl_database_close (SlDatabase *self)
{
  g_return_if_fail (self != NULL);
  g_mutex_lock (&self->lock);
  self->closed = TRUE;
  if (self->in_use == 0)
    let_go (self);
  g_mutex_unlock (&self->lock);
}

SlDatabase *
sl_database_ref (SlDatabase *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
sl_database_unref (SlDatabase *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  let_go (self);
  g_mutex_clear (&self->lock);
  g_clear_error (&self->failure);
  g_free (self);
}

gboolean
sl_database_is_failed (SlDatabase *self)
{
  return self->failure != NULL;
}

gboolean
sl_database_is_closed (SlDatabase *self)
{
  gboolean closed;

  g_mutex_lock (&self->lock);
  closed = self->closed;
  g_mutex_unlock (&self->lock);
  return closed;
}

gboolean
sl_database_is_last_ref (SlDatabase *self)
{
  return g_atomic_ref_count_compare (&self->references, 1);
}

sqlite3 *
sl_database_get_handle (SlDatabase *self)
{
  return self->handle;
}

static gboolean
refuse_closed (SlDatabase *self, GError **error)
{
  if (self->failure != NULL)
    g_propagate_error (error, g_error_copy (self->failure));
  else
    g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_FAILED,
                         _ ("The casebook has been closed."));
  return FALSE;
}

/* With the lock held. */
static SlStatement *
compile (SlDatabase *self, const char *sql, gboolean cached, GError **error)
{
  SlStatement *statement;
  sqlite3_stmt *compiled = NULL;
  int code = sqlite3_prepare_v3 (self->handle, sql, -1, cached ? SQLITE_PREPARE_PERSISTENT : 0,
                                 &compiled, NULL);

  if (code != SQLITE_OK)
    {
      sl_sqlite_fail (self->handle, code, error);
      return NULL;
    }
  statement = g_new0 (SlStatement, 1);
  statement->database = self;
  statement->statement = compiled;
  statement->cached = cached;
  if (cached)
    g_hash_table_insert (self->statements, (char *) sqlite3_sql (compiled), statement);
  return statement;
}

/**
 * sl_database_prepare:
 * @self: a connection
 * @sql: one statement, a literal: values are bound, never printed in
 * @error: return location
 *
 * Takes the statement from the cache, or compiles it. Asking again while it is in use gives a
 * second one.
 *
 * Returns: (transfer full): a statement to be released, or %NULL with %SL_STORE_ERROR
 */
SlStatement *
sl_database_prepare (SlDatabase *self, const char *sql, GError **error)
{
  SlStatement *statement = NULL;

  g_return_val_if_fail (self != NULL && sql != NULL, NULL);
  g_mutex_lock (&self->lock);
  if (self->closed)
    refuse_closed (self, error);
  else
    {
      statement = g_hash_table_lookup (self->statements, sql);
      if (statement == NULL || statement->in_use)
        statement = compile (self, sql, statement == NULL, error);
      if (statement != NULL)
        {
          statement->in_use = TRUE;
          self->in_use++;
        }
    }
  g_mutex_unlock (&self->lock);
  return statement;
}

/**
 * sl_database_run:
 * @self: a connection
 * @sql: one statement without parameters, a literal
 * @error: return location
 *
 * Returns: %FALSE with %SL_STORE_ERROR when it failed
 */
gboolean
sl_database_run (SlDatabase *self, const char *sql, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (self, sql, error);

  return statement != NULL && sl_statement_run (statement, error);
}

gboolean
sl_database_run_script (SlDatabase *self, const char *script, GError **error)
{
  int code;

  g_return_val_if_fail (self != NULL && script != NULL, FALSE);
  if (sl_database_is_closed (self))
    return refuse_closed (self, error);
  code = sqlite3_exec (self->handle, script, NULL, NULL, NULL);
  return code == SQLITE_OK || sl_sqlite_fail (self->handle, code, error);
}

gboolean
sl_database_check (SlDatabase *self, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (self, "PRAGMA quick_check(1)", error);
  gboolean row = FALSE;

  if (statement == NULL || !sl_statement_step (statement, &row, error))
    return FALSE;
  if (row && g_str_equal (sl_statement_get_text (statement, 0), "ok"))
    return TRUE;
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_DAMAGED,
               _ ("The casebook's file is damaged. Restore the newest backup into a new folder. "
                  "(%s: %s)"),
               sqlite3_db_filename (self->handle, "main"),
               row ? sl_statement_get_text (statement, 0) : "no answer");
  return FALSE;
}

static void
remember_code (SlStatement *self, int code)
{
  if (self->bind_code == SQLITE_OK)
    self->bind_code = code;
}

void
sl_statement_bind_text (SlStatement *self, int index, const char *text)
{
  g_return_if_fail (self != NULL);
  remember_code (self, text != NULL
                           ? sqlite3_bind_text64 (self->statement, index + 1, text, strlen (text),
                                                  SQLITE_TRANSIENT, SQLITE_UTF8)
                           : sqlite3_bind_null (self->statement, index + 1));
}

void
sl_statement_bind_int (SlStatement *self, int index, gint64 value)
{
  g_return_if_fail (self != NULL);
  remember_code (self, sqlite3_bind_int64 (self->statement, index + 1, value));
}

void
sl_statement_bind_double (SlStatement *self, int index, double value)
{
  g_return_if_fail (self != NULL);
  remember_code (self, sqlite3_bind_double (self->statement, index + 1, value));
}

void
sl_statement_bind_null (SlStatement *self, int index)
{
  g_return_if_fail (self != NULL);
  remember_code (self, sqlite3_bind_null (self->statement, index + 1));
}

/**
 * sl_statement_bind:
 * @self: a statement
 * @format: a letter a parameter: 't' text, 'i' gint64, 'd' double, 'n' NULL without an argument,
 * 'I' gint64 with -1 for NULL, 'D' double with NaN for NULL
 * @...: the values; integers must be gint64
 *
 * Binds all parameters in order.
 */
void
sl_statement_bind (SlStatement *self, const char *format, ...)
{
  va_list values;

  g_return_if_fail (self != NULL && format != NULL);
  g_return_if_fail ((int) strlen (format) == sqlite3_bind_parameter_count (self->statement));
  va_start (values, format);
  for (int i = 0; format[i] != '\0'; i++)
    {
      gint64 integer;
      double number;

      switch (format[i])
        {
        case 't':
          sl_statement_bind_text (self, i, va_arg (values, const char *));
          break;
        case 'i':
          sl_statement_bind_int (self, i, va_arg (values, gint64));
          break;
        case 'd':
          sl_statement_bind_double (self, i, va_arg (values, double));
          break;
        case 'I':
          integer = va_arg (values, gint64);
          if (integer == -1)
            sl_statement_bind_null (self, i);
          else
            sl_statement_bind_int (self, i, integer);
          break;
        case 'D':
          number = va_arg (values, double);
          if (isnan (number))
            sl_statement_bind_null (self, i);
          else
            sl_statement_bind_double (self, i, number);
          break;
        case 'n':
          sl_statement_bind_null (self, i);
          break;
        default:
          g_critical ("Unknown letter '%c' among bound values", format[i]);
          break;
        }
    }
  va_end (values);
}

/**
 * sl_statement_step:
 * @self: a statement
 * @row: (out): whether there is a row
 * @error: return location
 *
 * Returns: %FALSE with %SL_STORE_ERROR when it failed; at the end and after a failure the statement
 *   is reset and lets its lock go
 */
gboolean
sl_statement_step (SlStatement *self, gboolean *row, GError **error)
{
  int code;

  g_return_val_if_fail (self != NULL && row != NULL, FALSE);
  *row = FALSE;
  code = self->bind_code != SQLITE_OK ? self->bind_code : sqlite3_step (self->statement);
  if (code == SQLITE_ROW)
    {
      *row = TRUE;
      return TRUE;
    }
  if (code != SQLITE_DONE)
    sl_sqlite_fail (self->database->handle, code, error);
  sqlite3_reset (self->statement);
  return code == SQLITE_DONE;
}

gboolean
sl_statement_run (SlStatement *self, GError **error)
{
  gboolean row;

  do
    if (!sl_statement_step (self, &row, error))
      return FALSE;
  while (row);
  return TRUE;
}

void
sl_statement_release (SlStatement *self)
{
  SlDatabase *database;

  if (self == NULL)
    return;
  database = self->database;
  sqlite3_reset (self->statement);
  sqlite3_clear_bindings (self->statement);
  g_mutex_lock (&database->lock);
  self->bind_code = SQLITE_OK;
  self->in_use = FALSE;
  if (!self->cached)
    statement_free (self);
  if (--database->in_use == 0 && database->closed)
    let_go (database);
  g_mutex_unlock (&database->lock);
}

const char *
sl_statement_get_text (SlStatement *self, int column)
{
  const char *text = (const char *) sqlite3_column_text (self->statement, column);

  return text != NULL ? text : "";
}

char *
sl_statement_dup_text (SlStatement *self, int column)
{
  return g_strdup (sl_statement_get_text (self, column));
}

/**
 * sl_statement_dup_texts:
 * @column: the first
 * @...: where the text of each column goes, as char **, then %NULL; transfer full
 *
 * Reads columns that stand beside each other, so that nobody has to count them.
 */
void
sl_statement_dup_texts (SlStatement *self, int column, ...)
{
  va_list args;
  char **text;

  va_start (args, column);
  while ((text = va_arg (args, char **)) != NULL)
    *text = sl_statement_dup_text (self, column++);
  va_end (args);
}

gint64
sl_statement_get_int (SlStatement *self, int column)
{
  return sqlite3_column_int64 (self->statement, column);
}

gint64
sl_statement_get_int_or (SlStatement *self, int column, gint64 null_value)
{
  return sl_statement_is_null (self, column) ? null_value
                                             : sqlite3_column_int64 (self->statement, column);
}

double
sl_statement_get_double_or (SlStatement *self, int column, double null_value)
{
  return sl_statement_is_null (self, column) ? null_value
                                             : sqlite3_column_double (self->statement, column);
}

gboolean
sl_statement_is_null (SlStatement *self, int column)
{
  return sqlite3_column_type (self->statement, column) == SQLITE_NULL;
}
