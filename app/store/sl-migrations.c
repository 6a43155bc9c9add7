/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-store"
#include "config.h"

#include "store/sl-store-private.h"

#include "base/sl-time.h"
#include "resources/sl-core-resources.h"
#include "store/sl-database-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* Numbered scripts bring a file from any released shape to this program's, one transaction each.
 * The number stands in the file's header and in a table; the two must agree, so that a damaged
 * header is not taken for an older file. */

#define FOLDER "/org/sightline/Sightline/migrations/"

static void
migration_free (SlMigration *migration)
{
  g_free (migration->name);
  g_bytes_unref (migration->script);
  g_free (migration);
}

static int
compare_migrations (gconstpointer a, gconstpointer b)
{
  const SlMigration *first = *(SlMigration *const *) a;
  const SlMigration *second = *(SlMigration *const *) b;

  return (int) first->number - (int) second->number;
}

GPtrArray *
sl_migrations_load (void)
{
  GPtrArray *migrations = g_ptr_array_new_with_free_func ((GDestroyNotify) migration_free);
  g_auto (GStrv) names = NULL;

  /* Also makes the linker take the resources in. */
  sl_core_get_resource ();
  names = g_resources_enumerate_children (FOLDER, 0, NULL);

  for (char **name = names; name != NULL && *name != NULL; name++)
    {
      g_autofree char *path = g_strconcat (FOLDER, *name, NULL);
      SlMigration *migration = g_new0 (SlMigration, 1);

      migration->number = atoi (*name);
      migration->name = g_strdup (*name);
      migration->script = g_resources_lookup_data (path, 0, NULL);
      g_ptr_array_add (migrations, migration);
    }
  g_ptr_array_sort (migrations, compare_migrations);
  for (guint i = 0; i < migrations->len; i++)
    if (((SlMigration *) migrations->pdata[i])->number != i + 1)
      g_error ("Migration %u is missing from the program", i + 1);
  if (migrations->len == 0)
    g_error ("The program holds no migrations");
  return migrations;
}

gboolean
sl_migrations_refuse (const char *what, GError **error)
{
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_OURS,
               _ ("This is not a Sightline casebook, or its structure has been altered (%s)."),
               what);
  return FALSE;
}

/* What the table of migrations says; 0 for a file without tables. */
static gboolean
get_recorded_version (SlDatabase *database, gint64 *version, GError **error)
{
  sqlite3 *handle = sl_database_get_handle (database);
  gint64 tables;

  *version = 0;
  if (!sl_sqlite_get_pragma (handle, "SELECT COUNT (*) FROM sqlite_schema", &tables, error))
    return FALSE;
  if (tables == 0)
    return TRUE;
  if (sl_sqlite_get_pragma (handle, "SELECT MAX (number) FROM schema_migration", version, NULL))
    return TRUE;
  return sl_migrations_refuse (_ ("no table of versions"), error);
}

gboolean
sl_migrations_identify (SlDatabase *database, GPtrArray *migrations, guint *version, GError **error)
{
  sqlite3 *handle = sl_database_get_handle (database);
  gint64 application, number, recorded;

  *version = 0;
  if (!sl_sqlite_get_pragma (handle, "PRAGMA application_id", &application, error) ||
      !sl_sqlite_get_pragma (handle, "PRAGMA user_version", &number, error) ||
      !get_recorded_version (database, &recorded, error))
    return FALSE;
  if (application == 0 && number == 0 && recorded == 0)
    return TRUE;
  if (application != SL_SQLITE_APPLICATION_ID)
    return sl_migrations_refuse (_ ("another program's mark"), error);
  if (number > migrations->len || recorded > migrations->len)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NEWER,
                   _ ("This casebook was made by a newer Sightline (structure %d; this one knows "
                      "up to %u). Install that version to open it."),
                   (int) MAX (number, recorded), migrations->len);
      return FALSE;
    }
  if (number != recorded || number < 1)
    return sl_migrations_refuse (_ ("two different version numbers"), error);
  *version = number;
  return TRUE;
}

static gboolean
add_triggers (SlDatabase *database, guint migration, GError **error)
{
  const char *const *scripts = sl_sqlite_get_triggers (migration);

  for (guint i = 0; scripts[i] != NULL; i++)
    if (!sl_database_run_script (database, scripts[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
run_one (SlDatabase *database, const SlMigration *migration, GError **error)
{
  g_autofree char *script = g_strndup (g_bytes_get_data (migration->script, NULL),
                                       g_bytes_get_size (migration->script));
  g_autofree char *header = g_strdup_printf ("PRAGMA application_id=%d; PRAGMA user_version=%u;",
                                             SL_SQLITE_APPLICATION_ID, migration->number);
  g_autofree char *now = sl_time_now ();
  g_autoptr (SlStatement) statement = NULL;

  if (!sl_database_run_script (database, script, error))
    return FALSE;
  statement = sl_database_prepare (
      database, "INSERT INTO schema_migration (number, name, applied_at) VALUES (?, ?, ?)", error);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "itt", (gint64) migration->number, migration->name, now);
  return sl_statement_run (statement, error) && add_triggers (database, migration->number, error) &&
         sl_database_run_script (database, header, error);
}

/* Each script commits by itself: what is done stays done when a later one fails. */
gboolean
sl_migrations_run (SlDatabase *database, GPtrArray *migrations, GError **error)
{
  guint version;

  if (!sl_migrations_identify (database, migrations, &version, error))
    return FALSE;
  for (guint i = version; i < migrations->len; i++)
    {
      const SlMigration *migration = g_ptr_array_index (migrations, i);

      if (!sl_database_run (database, "BEGIN IMMEDIATE", error))
        return FALSE;
      if (!run_one (database, migration, error) || !sl_database_run (database, "COMMIT", error))
        {
          sl_database_run (database, "ROLLBACK", NULL);
          g_prefix_error (error, _ ("Bringing the casebook up to date failed at step %s: "),
                          migration->name);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * sl_migrations_digest_schema:
 * @database: a file of any shape
 *
 * Every table, index and trigger with its text, sorted. Tables that SQLite makes for itself have no
 * text, and those of ANALYZE may come and go.
 *
 * Returns: (transfer full): SHA-256 of it in hex, or %NULL when it cannot be read
 */
char *
sl_migrations_digest_schema (SlDatabase *database, GError **error)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      database,
      "SELECT type, name, tbl_name, sql FROM sqlite_schema"
      " WHERE name NOT IN ('sqlite_stat1', 'sqlite_stat4') ORDER BY type, name",
      error);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean row;

  while (statement != NULL)
    {
      if (!sl_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, (gssize) text->len);
      g_string_append_printf (text, "%s %s %s %s\n", sl_statement_get_text (statement, 0),
                              sl_statement_get_text (statement, 1),
                              sl_statement_get_text (statement, 2),
                              sl_statement_get_text (statement, 3));
    }
  return NULL;
}

/**
 * sl_migrations_digest_model:
 * @migrations: the program's
 *
 * Returns: (transfer full): the digest of what @migrations make of nothing
 */
char *
sl_migrations_digest_model (GPtrArray *migrations, GError **error)
{
  g_autoptr (SlDatabase) model = sl_database_open (":memory:", SL_DATABASE_CREATE, error);

  if (model == NULL || !sl_migrations_run (model, migrations, error))
    return NULL;
  return sl_migrations_digest_schema (model, error);
}
