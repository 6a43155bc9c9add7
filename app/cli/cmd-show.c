/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "verbs.h"

#include "base/sl-time.h"
#include "cases/sl-boundary.h"
#include "cases/sl-case-kind.h"
#include "documents/sl-document-records.h"

#include <glib/gi18n.h>

/* Where a value comes from: "1app: ApplicationForm.xml, line 12". */
static char *
describe_origin (SlFact *fact)
{
  const char *name = sl_fact_get (fact, "source-name");
  const char *place = sl_fact_get (fact, "source-place");
  g_autofree char *text = g_strdup_printf ("%s%s%s%s%s", sl_fact_get (fact, "source-kind"),
                                           *name != '\0' ? ": " : "", name,
                                           *place != '\0' ? ", " : "", place);

  return cli_dup_shown (text);
}

/* A boundary is thousands of digits: what it comes to is said instead. */
static char *
describe_value (SlFact *fact)
{
  g_autofree char *boundary = NULL;

  if (!g_str_equal (sl_fact_get (fact, "field"), "boundary"))
    return cli_dup_shown (sl_fact_get (fact, "value"));
  boundary = sl_boundary_describe_text (sl_fact_get (fact, "value"));
  return cli_dup_shown (boundary);
}

static const char *
mark (SlFact *fact)
{
  const char *state = sl_fact_get (fact, "state");

  if (g_str_equal (state, "confirmed"))
    return _ ("confirmed");
  return g_str_equal (state, "other") ? _ ("differs") : "";
}

/* Each field with every source that speaks of it; what differs stands under what is in force. */
static void
print_facts (GListModel *facts)
{
  guint n_fields;
  const SlField *fields = sl_fields_get (&n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      gboolean first = TRUE;

      for (guint j = 0; j < g_list_model_get_n_items (facts); j++)
        {
          g_autoptr (SlFact) fact = g_list_model_get_item (facts, j);
          g_autofree char *value = NULL, *origin = NULL;

          if (!g_str_equal (sl_fact_get (fact, "field"), fields[i].name) ||
              g_str_equal (sl_fact_get (fact, "state"), "superseded"))
            continue;
          value = describe_value (fact);
          origin = describe_origin (fact);
          g_print ("%-26s %s  [%s%s%s]\n", first ? _ (fields[i].label) : "", value, origin,
                   *mark (fact) != '\0' ? "; " : "", mark (fact));
          first = FALSE;
        }
    }
}

static void
print_remarks (GPtrArray *remarks)
{
  for (guint i = 0; i < remarks->len; i++)
    g_print ("%-26s %s\n", i == 0 ? _ ("To be checked") : "",
             (const char *) g_ptr_array_index (remarks, i));
}

static void
print_links (GPtrArray *links)
{
  if (links->len > 0)
    g_print (_ ("\nLinked applications: %u\n"), links->len);
  for (guint i = 0; i < links->len; i++)
    cli_print_link (g_ptr_array_index (links, i));
}

static void
print_documents (GListModel *documents)
{
  g_print (_ ("\nDocuments: %u\n"), g_list_model_get_n_items (documents));
  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (SlDocument) document = g_list_model_get_item (documents, i);
      g_autofree char *title = cli_dup_shown (sl_document_get (document, "title"));
      g_autofree char *name = cli_dup_shown (sl_document_get (document, "file-name"));

      g_print ("  %s  %s  (%s, %s, %u)\n", sl_document_get_id (document), title, name,
               sl_document_get (document, "state"), sl_document_get_page_count (document));
    }
}

static void
add_facts (JsonBuilder *builder, GListModel *facts)
{
  static const char *const names[] = { "field",       "value",        "state", "source-kind",
                                       "source-name", "source-place", "at" };

  json_builder_set_member_name (builder, "facts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (facts); i++)
    {
      g_autoptr (SlFact) fact = g_list_model_get_item (facts, i);

      json_builder_begin_object (builder);
      for (guint j = 0; j < G_N_ELEMENTS (names); j++)
        cli_json_add (builder, names[j], sl_fact_get (fact, names[j]));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_documents (JsonBuilder *builder, GListModel *documents)
{
  static const char *const names[] = { "title",    "file-name", "kind",  "drawing-number",
                                       "revision", "state",     "reason" };

  json_builder_set_member_name (builder, "documents");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (SlDocument) document = g_list_model_get_item (documents, i);

      json_builder_begin_object (builder);
      cli_json_add (builder, "id", sl_document_get_id (document));
      for (guint j = 0; j < G_N_ELEMENTS (names); j++)
        cli_json_add (builder, names[j], sl_document_get (document, names[j]));
      json_builder_set_member_name (builder, "pages");
      json_builder_add_int_value (builder, sl_document_get_page_count (document));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_json (SlCase *shown, GListModel *facts, GPtrArray *links, GListModel *documents)
{
  static const char *const names[] = { "reference", "our-reference", "authority-name", "address",
                                       "proposal",  "triage",        "triage-reason",  "kind",
                                       "stage",     "step",          "features",       "due-date" };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) remarks = sl_boundary_check_case (shown);

  json_builder_begin_object (builder);
  cli_json_add (builder, "id", sl_case_get_id (shown));
  cli_json_add (builder, "title", sl_case_get_display_title (shown));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    cli_json_add (builder, names[i], sl_case_get (shown, names[i]));
  json_builder_set_member_name (builder, "conflicts");
  json_builder_add_int_value (builder, sl_case_get_conflict_count (shown));
  add_facts (builder, facts);
  json_builder_set_member_name (builder, "remarks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < remarks->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (remarks, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "links");
  cli_json_add_links (builder, links);
  add_documents (builder, documents);
  json_builder_end_object (builder);
  cli_print_json (builder);
}

/* "Secured by Design scheme, at Desk review" */
static void
print_kind (SlPackLibrary *packs, SlCase *shown)
{
  const SlCaseKind *kind = sl_case_kind_find (packs, sl_case_get (shown, "kind"));
  const SlStage *stage = kind != NULL ? sl_case_kind_find_stage (kind, sl_case_get (shown, "step"))
                                      : NULL;

  g_print ("%s%s%s\n", kind != NULL ? kind->title : sl_case_get (shown, "kind"),
           stage != NULL ? ": " : "", stage != NULL ? stage->title : "");
}

static void
print_text (SlPackLibrary *packs,
            SlCase *shown,
            GListModel *facts,
            GPtrArray *links,
            GListModel *documents)
{
  g_autofree char *title = cli_dup_shown (sl_case_get_display_title (shown));
  g_autofree char *due = sl_date_format_long (sl_case_get (shown, "due-date"));
  g_autoptr (GPtrArray) remarks = sl_boundary_check_case (shown);
  gboolean derived;

  g_object_get (shown, "due-derived", &derived, NULL);
  if (!g_str_equal (sl_case_get (shown, "kind"), "planning"))
    print_kind (packs, shown);
  g_print ("%s\n%s  %s  %s\n", title, sl_case_get_id (shown), sl_case_get (shown, "our-reference"),
           g_str_equal (sl_case_get (shown, "triage"), "case") ? sl_case_get (shown, "stage")
                                                               : sl_case_get (shown, "triage"));
  if (*due != '\0')
    g_print (derived ? _ ("Due %s (reckoned: no source gives the consultation's end)\n")
                     : _ ("Due %s\n"),
             due);
  if (sl_case_get_conflict_count (shown) > 0)
    g_print (_ ("Sources differ on %u of the facts compared\n"),
             sl_case_get_conflict_count (shown));
  g_print ("\n");
  print_facts (facts);
  print_remarks (remarks);
  print_links (links);
  print_documents (documents);
}

static int
run_show (SlCli *cli, int argc, char **argv)
{
  g_autoptr (SlCase) shown = NULL;
  g_autoptr (GListModel) facts = NULL;
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (GListModel) documents = NULL;
  g_autoptr (GError) error = NULL;
  SlStore *store;

  if (!cli_parse (&sl_verb_show, NULL, &argc, &argv))
    return SL_CLI_USAGE;
  if (argc != 2)
    return cli_usage (&sl_verb_show, _ ("Say which case."));
  shown = cli_find_case (cli, argv[1]);
  if (shown == NULL)
    return SL_CLI_FAILED;
  store = sl_casebook_get_store (cli->casebook);
  facts = sl_case_records_list_facts (store, sl_case_get_id (shown), &error);
  if (facts != NULL)
    links = sl_case_links_list (store, sl_case_get_id (shown), &error);
  if (links != NULL)
    documents = sl_document_records_list (store, sl_case_get_id (shown), &error);
  if (documents == NULL)
    return cli_fail_error (error);
  if (cli->json)
    print_json (shown, facts, links, documents);
  else
    print_text (sl_casebook_get_packs (cli->casebook), shown, facts, links, documents);
  return SL_CLI_DONE;
}

const SlVerb sl_verb_show = {
  "show", "CASE", N_ ("Shows a case: facts with their sources, links, documents, when it is due"),
  run_show
};
