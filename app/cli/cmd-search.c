/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli.h"
#include "verbs.h"

#include "cases/sl-case-records.h"
#include "documents/sl-document-records.h"

#include <glib/gi18n-lib.h>

/* search CASE WORDS…: pages that hold the words, best first. */

static gboolean everywhere;
static int limit = 50;

static GOptionEntry options[] = {
  { "all", 'a', 0, G_OPTION_ARG_NONE, &everywhere, N_ ("Search every case; then no CASE is given"),
    NULL },
  { "limit", 'n', 0, G_OPTION_ARG_INT, &limit, N_ ("At most so many pages"), N_ ("N") },
  { NULL },
};

/* "Boundary treatments (2214-PL-106 C)" */
static char *
name_document (SlDocument *document)
{
  const char *number = sl_document_get (document, "drawing-number");
  const char *revision = sl_document_get (document, "revision");

  if (*number == '\0')
    return g_strdup (sl_document_get (document, "title"));
  return g_strdup_printf ("%s (%s%s%s)", sl_document_get (document, "title"), number,
                          *revision != '\0' ? " " : "", revision);
}

static void
print_hit (SlHit *hit, SlDocument *document)
{
  g_autofree char *name = name_document (document);

  /* TRANSLATORS: a document's name, a page number, and words found there */
  g_print (_ ("%s, page %u: %s\n"), name, hit->page, hit->excerpt);
}

static void
add_hit (JsonBuilder *builder, SlHit *hit, SlDocument *document)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "case");
  json_builder_add_string_value (builder, hit->case_id);
  json_builder_set_member_name (builder, "document");
  json_builder_add_string_value (builder, hit->document_id);
  json_builder_set_member_name (builder, "title");
  json_builder_add_string_value (builder, sl_document_get (document, "title"));
  json_builder_set_member_name (builder, "page");
  json_builder_add_int_value (builder, hit->page);
  json_builder_set_member_name (builder, "excerpt");
  json_builder_add_string_value (builder, hit->excerpt);
  json_builder_end_object (builder);
}

static int
show_hits (SlCli *cli, SlStore *store, GPtrArray *hits)
{
  g_autoptr (JsonBuilder) builder = cli->json ? json_builder_new () : NULL;

  if (builder != NULL)
    json_builder_begin_array (builder);
  for (guint i = 0; i < hits->len; i++)
    {
      SlHit *hit = g_ptr_array_index (hits, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (SlDocument) document = sl_document_records_load (store, hit->document_id, &error);

      if (document == NULL)
        return cli_fail_error (error);
      if (builder != NULL)
        add_hit (builder, hit, document);
      else
        print_hit (hit, document);
    }
  if (builder != NULL)
    {
      json_builder_end_array (builder);
      cli_print_json (builder);
    }
  return SL_CLI_DONE;
}

static int
run_search (SlCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCase) planning_case = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  g_autofree char *words = NULL;
  SlCasebook *casebook;

  if (!cli_parse (&sl_verb_search, options, &argc, &argv))
    return SL_CLI_USAGE;
  if (argc < (everywhere ? 2 : 3) || limit < 1)
    return cli_usage (&sl_verb_search, _ ("Say which case, and what to search for."));
  if ((casebook = cli_open (cli)) == NULL)
    return SL_CLI_FAILED;
  if (!everywhere)
    {
      planning_case = sl_case_records_find (sl_casebook_get_store (casebook), argv[1], &error);
      if (planning_case == NULL)
        return cli_fail_error (error);
    }
  if (!cli_mend_index (cli))
    return SL_CLI_FAILED;
  words = g_strjoinv (" ", argv + (everywhere ? 1 : 2));
  hits = sl_index_search (sl_library_get_index (sl_casebook_get_library (casebook)),
                          planning_case != NULL ? sl_case_get_id (planning_case) : NULL, words,
                          (guint) limit, &error);
  if (hits == NULL)
    return cli_fail_error (error);
  return show_hits (cli, sl_casebook_get_store (casebook), hits);
}

const SlVerb sl_verb_search = {
  "search",
  N_ ("CASE WORDS…"),
  N_ ("Find words in a case's documents"),
  run_search,
};
