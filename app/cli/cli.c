/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli.h"

#include "base/sl-out-file.h"
#include "base/sl-text.h"

#include <glib/gi18n.h>
#include <stdarg.h>

/* What the verbs share. */

/**
 * cli_open:
 * @cli: the command line
 *
 * Opens the casebook on first use and says on stderr when it can only be read.
 *
 * Returns: (transfer none) (nullable): the casebook, or %NULL after saying why
 */
SlCasebook *
cli_open (SlCli *cli)
{
  g_autoptr (GError) error = NULL;
  SlStore *store;

  if (cli->casebook != NULL)
    return cli->casebook;
  cli->casebook = sl_casebook_open_shared (cli->data, cli->shared, SL_STORE_DEFAULT, &error);
  if (cli->casebook == NULL)
    {
      cli_fail_error (error);
      return NULL;
    }
  store = sl_casebook_get_store (cli->casebook);
  if (sl_store_is_read_only (store))
    g_printerr ("sightline-cli: %s\n", sl_store_get_read_only_reason (store));
  if (sl_store_get_warning (store) != NULL)
    g_printerr ("sightline-cli: %s\n", sl_store_get_warning (store));
  return cli->casebook;
}

/**
 * cli_find_case:
 * @cli: the command line
 * @text: an id, a reference, or "authority reference"
 *
 * Returns: (transfer full) (nullable): the case, or %NULL after saying why
 */
SlCase *
cli_find_case (SlCli *cli, const char *text)
{
  SlCasebook *casebook = cli_open (cli);
  g_autofree char *clean = sl_text_clean (text, -1);
  g_autoptr (GError) error = NULL;
  SlCase *found;

  if (casebook == NULL)
    return NULL;
  found = sl_case_records_find (sl_casebook_get_store (casebook), clean, &error);
  if (found == NULL)
    cli_fail_error (error);
  return found;
}

/**
 * cli_find_person:
 * @cli: the command line
 * @text: an id, an account, or a name that only one has
 *
 * Returns: (transfer full) (nullable): the person; %NULL after printing why
 */
SlPerson *
cli_find_person (SlCli *cli, const char *text)
{
  g_autoptr (GError) error = NULL;
  SlCasebook *casebook = cli_open (cli);
  g_autoptr (GListModel) people = NULL;
  g_autoptr (SlPerson) named = NULL;
  guint n_named = 0;

  if (casebook == NULL)
    return NULL;
  people = sl_people_list (sl_casebook_get_store (casebook), &error);
  if (people == NULL)
    {
      cli_fail_error (error);
      return NULL;
    }
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (SlPerson) person = g_list_model_get_item (people, i);

      if (g_str_equal (text, sl_person_get_id (person)) ||
          g_str_equal (text, sl_person_get_account (person)))
        return g_steal_pointer (&person);
      if (g_str_equal (text, sl_person_get_display_name (person)))
        {
          g_set_object (&named, person);
          n_named++;
        }
    }
  if (n_named == 1)
    return g_steal_pointer (&named);
  if (n_named == 0)
    cli_fail (_ ("There is no person “%s” in this casebook; \"people list\" names them."), text);
  else
    cli_fail (_ ("%u persons are called “%s”: give the id, which \"people list\" tells."), n_named,
              text);
  return NULL;
}

gboolean
cli_mend_index (SlCli *cli)
{
  SlCasebook *casebook = cli_open (cli);
  g_autoptr (GError) error = NULL;

  if (casebook == NULL)
    return FALSE;
  if (sl_library_rebuild_index (sl_casebook_get_library (casebook), NULL, NULL, NULL, &error))
    return TRUE;
  cli_fail_error (error);
  return FALSE;
}

/**
 * cli_apply:
 * @cli: the command line
 * @change: (transfer full): what to do
 *
 * Returns: an exit code; says why when it failed
 */
int
cli_apply (SlCli *cli, SlChange *change)
{
  SlCasebook *casebook = cli_open (cli);
  g_autoptr (GError) error = NULL;

  if (casebook == NULL)
    {
      sl_change_free (change);
      return SL_CLI_FAILED;
    }
  if (!sl_store_apply (sl_casebook_get_store (casebook), change, &error))
    return cli_fail_error (error);
  return SL_CLI_DONE;
}

/* One line, whatever the message holds: scripts read stderr by lines, terminals obey controls. */
static void
print_line (const char *text)
{
  g_autofree char *clean = sl_text_clean (text, -1);
  g_autofree char *squeezed = sl_text_squeeze (clean);
  g_autofree char *visible = sl_text_mark_hidden (squeezed, NULL);

  g_printerr ("sightline-cli: %s\n", visible);
}

int
cli_write_bytes (GBytes *bytes, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (sl_out_file_write (path, bytes, &error))
    return SL_CLI_DONE;
  return cli_fail_error (error);
}

int
cli_fail (const char *format, ...)
{
  va_list values;
  g_autofree char *text = NULL;

  va_start (values, format);
  text = g_strdup_vprintf (format, values);
  va_end (values);
  print_line (text);
  return SL_CLI_FAILED;
}

int
cli_fail_error (const GError *error)
{
  print_line (error != NULL ? error->message : _ ("It failed without saying why."));
  return SL_CLI_FAILED;
}

int
cli_usage (const SlVerb *verb, const char *format, ...)
{
  va_list values;
  g_autofree char *text = NULL;

  va_start (values, format);
  text = g_strdup_vprintf (format, values);
  va_end (values);
  print_line (text);
  g_printerr (_ ("Usage: sightline-cli %s %s\n"), verb->name, verb->usage);
  return SL_CLI_USAGE;
}

gboolean
cli_parse (const SlVerb *verb, GOptionEntry *entries, int *argc, char ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (verb->usage);
  g_autofree char *program = g_strdup_printf ("sightline-cli %s", verb->name);
  g_autoptr (GError) error = NULL;
  gboolean parsed;

  g_option_context_set_summary (context, _ (verb->summary));
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_set_prgname (program);
  parsed = g_option_context_parse (context, argc, argv, &error);
  g_set_prgname ("sightline-cli");
  if (!parsed)
    cli_usage (verb, "%s", error->message);
  /* GOption leaves the "--" that ended the options. */
  for (int i = 1; parsed && i < *argc; i++)
    if (g_str_equal ((*argv)[i], "--"))
      {
        for (int j = i; j < *argc; j++)
          (*argv)[j] = (*argv)[j + 1];
        (*argc)--;
        break;
      }
  return parsed;
}

void
cli_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = NULL;

  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, NULL);
  g_print ("%s\n", text);
}

/**
 * cli_dup_shown:
 * @text: text from the casebook
 *
 * Returns: (transfer full): one line without controls, its invisible characters marked
 */
char *
cli_dup_shown (const char *text)
{
  g_autofree char *clean = sl_text_clean (text, -1);
  g_autofree char *squeezed = sl_text_squeeze (clean);

  return sl_text_mark_hidden (squeezed, NULL);
}

void
cli_json_add (JsonBuilder *builder, const char *name, const char *value)
{
  g_autofree char *clean = sl_text_clean (value != NULL ? value : "", -1);

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, clean);
}

void
cli_json_add_texts (JsonBuilder *builder, const SlCliText *texts)
{
  for (; texts->name != NULL; texts++)
    cli_json_add (builder, texts->name, texts->value);
}

void
cli_json_add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
cli_json_add_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}
