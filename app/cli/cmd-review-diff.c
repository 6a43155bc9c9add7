/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-review.h"

#include "review/sl-diff.h"

#include <glib/gi18n.h>
#include <string.h>

/* What changed between two versions, word by word and record by record. */

static void
add_spans (JsonBuilder *builder, GArray *spans)
{
  static const char *const kinds[] = {
    [SL_SPAN_SAME] = "same", [SL_SPAN_REMOVED] = "removed", [SL_SPAN_ADDED] = "added"
  };

  json_builder_set_member_name (builder, "spans");
  json_builder_begin_array (builder);
  for (guint i = 0; i < spans->len; i++)
    {
      const SlSpan *span = &g_array_index (spans, SlSpan, i);

      json_builder_begin_object (builder);
      cli_json_add (builder, "kind", kinds[span->kind]);
      cli_json_add (builder, "text", span->text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_as_json (SlDiff *diff)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "changes");
  json_builder_add_int_value (builder, diff->n_changes);
  json_builder_set_member_name (builder, "blocks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < diff->blocks->len; i++)
    {
      const SlBlockChange *change = g_ptr_array_index (diff->blocks, i);

      json_builder_begin_object (builder);
      cli_json_add (builder, "key", change->key);
      cli_json_add (builder, "section", change->section);
      cli_json_add (builder, "change", change->change);
      add_spans (builder, change->spans);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_array (builder);
  for (guint i = 0; i < diff->fields->len; i++)
    {
      const SlFieldChange *change = g_ptr_array_index (diff->fields, i);

      json_builder_begin_object (builder);
      cli_json_add (builder, "path", change->path);
      cli_json_add (builder, "title", change->title);
      cli_json_add (builder, "before", change->before);
      cli_json_add (builder, "after", change->after);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  cli_print_json (builder);
}

static void
print_block (const SlBlockChange *change)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *shown = NULL;

  for (guint i = 0; i < change->spans->len; i++)
    {
      const SlSpan *span = &g_array_index (change->spans, SlSpan, i);

      if (span->kind == SL_SPAN_SAME)
        g_string_append (line, span->text);
      else if (span->kind == SL_SPAN_REMOVED)
        g_string_append_printf (line, "[-%s-]", span->text);
      else
        g_string_append_printf (line, "{+%s+}", span->text);
    }
  if (change->kind == SL_BLOCK_PAGE_BREAK)
    g_string_assign (line, g_str_equal (change->change, "removed") ? _ ("[-page break-]")
                                                                   : _ ("{+page break+}"));
  shown = cli_dup_shown (line->str);
  if (g_str_equal (change->change, "moved"))
    g_print (_ ("%s (moved): %s\n"), change->key, shown);
  else
    g_print ("%s: %s\n", change->key, shown);
}

static void
print_diff (SlDiff *diff)
{
  if (diff->n_changes == 0 && diff->fields->len == 0)
    g_print (_ ("Nothing changed.\n"));
  for (guint i = 0; i < diff->blocks->len; i++)
    {
      const SlBlockChange *change = g_ptr_array_index (diff->blocks, i);

      if (!g_str_equal (change->change, "same"))
        print_block (change);
    }
  for (guint i = 0; i < diff->fields->len; i++)
    {
      const SlFieldChange *change = g_ptr_array_index (diff->fields, i);
      g_autofree char *title = cli_dup_shown (change->title);
      g_autofree char *before = cli_dup_shown (change->before);
      g_autofree char *after = cli_dup_shown (change->after);

      g_print ("%s: %s → %s\n", title, *before != '\0' ? before : "–",
               *after != '\0' ? after : "–");
    }
}

/* Below "review diff": what to compare. */
typedef struct
{
  char *from, *to;
  gboolean since_looked, draft;
} Wanted;

/* The version before the newer one, or the one seen last: none is not a failure. */
static gboolean
find_older (SlCli *cli, const SlPaper *paper, const Wanted *wanted, guint newer, SlVersion **older)
{
  SlStore *store = sl_casebook_get_store (cli->casebook);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) versions = NULL;
  g_autofree char *seen = NULL;

  *older = NULL;
  if (wanted->from != NULL)
    return (*older = cli_find_version (cli, paper, wanted->from)) != NULL;
  if ((versions = sl_versions_list (store, paper->id, &error)) == NULL ||
      (seen = sl_versions_dup_last_seen (store, paper->id, &error)) == NULL)
    {
      cli_fail_error (error);
      return FALSE;
    }
  for (guint i = 0; i < g_list_model_get_n_items (versions) && *older == NULL; i++)
    {
      g_autoptr (SlVersion) version = g_list_model_get_item (versions, i);

      if (wanted->since_looked ? g_str_equal (sl_version_get_id (version), seen)
                               : sl_version_get_number (version) < newer)
        *older = g_steal_pointer (&version);
    }
  return TRUE;
}

static int
compare (SlCli *cli, const SlPaper *paper, const Wanted *wanted)
{
  g_autoptr (SlVersion) newer = NULL;
  g_autoptr (SlVersion) older = NULL;
  g_autoptr (SlSnapshot) before = NULL;
  g_autoptr (SlSnapshot) after = NULL;
  g_autoptr (SlDiff) diff = NULL;

  if ((newer = cli_find_version (cli, paper, wanted->to)) == NULL ||
      !find_older (cli, paper, wanted, wanted->draft ? G_MAXUINT : sl_version_get_number (newer),
                   &older))
    return SL_CLI_FAILED;
  after = wanted->draft ? cli_take_draft (cli, paper) : cli_load_version (cli, newer);
  if (after == NULL || (older != NULL && (before = cli_load_version (cli, older)) == NULL))
    return SL_CLI_FAILED;
  diff = sl_diff_new (before, after);
  if (cli->json)
    print_as_json (diff);
  else
    print_diff (diff);
  if (wanted->since_looked && !wanted->draft)
    return cli_apply (cli, sl_versions_change_seen (paper->case_id, sl_version_get_id (newer)));
  return SL_CLI_DONE;
}

static int
run_diff (SlCli *cli, int argc, char **argv)
{
  Wanted wanted = { 0 };
  GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &wanted.from,
      N_ ("The older version; without it the one before the newer"), N_ ("NUMBER") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &wanted.to, N_ ("The newer version; without it the newest"),
      N_ ("NUMBER") },
    { "draft", 0, 0, G_OPTION_ARG_NONE, &wanted.draft,
      N_ ("Compare the draft as it stands now with the newest version"), NULL },
    { "since-looked", 0, 0, G_OPTION_ARG_NONE, &wanted.since_looked,
      N_ ("Compare with the version that you saw last, and note that you have seen this one"),
      NULL },
    { NULL }
  };
  g_autoptr (SlPaper) paper = NULL;
  gboolean parsed = cli_parse (&sl_review_verb_diff, entries, &argc, &argv);
  g_autofree char *from = wanted.from;
  g_autofree char *to = wanted.to;

  if (!parsed)
    return SL_CLI_USAGE;
  if (argc != 2)
    return cli_usage (&sl_review_verb_diff, _ ("Say which case or report."));
  if ((from != NULL && wanted.since_looked) || (to != NULL && wanted.draft))
    return cli_usage (&sl_review_verb_diff,
                      _ ("Say --from or --since-looked, and --to or --draft."));
  if ((paper = cli_find_paper (cli, argv[1])) == NULL)
    return SL_CLI_FAILED;
  return compare (cli, paper, &wanted);
}

const SlVerb sl_review_verb_diff = { "review diff",
                                     "PAPER [--from N] [--to N | --draft] [--since-looked]",
                                     N_ ("Tells what changed between two versions"), run_diff };
