/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-review.h"

#include "base/sl-text.h"
#include "review/sl-review.h"
#include "sheets/sl-sheet.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* Finding versions and printing comments: what the verbs below "review" share. */

/* A report of a record: @words are the record, the report, and perhaps which of them. */
static SlPaper *
find_report (SlCli *cli, char **words)
{
  SlCasebook *casebook = cli_open (cli);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSheet) sheet = NULL;
  g_autoptr (SlPaperLine) line = NULL;
  SlPaper *paper = NULL;
  guint64 serial = 0;

  if (casebook == NULL)
    return NULL;
  sheet = sl_sheets_find (sl_casebook_get_store (casebook), sl_casebook_get_packs (casebook), NULL,
                          words[0], &error);
  if (sheet != NULL && words[2] == NULL)
    line = sl_papers_find (sl_casebook_get_review (casebook), sl_sheet_get_id (sheet), words[1],
                           &error);
  else if (sheet != NULL &&
           g_ascii_string_to_unsigned (words[2], 10, 1, G_MAXUINT, &serial, &error))
    {
      g_autofree char *id = sl_paper_make_id (sl_sheet_get_id (sheet), words[1], (guint) serial);

      paper = sl_papers_load (sl_casebook_get_review (casebook), id, &error);
    }
  if (line != NULL)
    paper = g_steal_pointer (&line->paper);
  if (paper == NULL)
    cli_fail_error (error);
  return paper;
}

SlPaper *
cli_find_paper (SlCli *cli, const char *text)
{
  g_autofree char *clean = sl_text_clean (text, -1);
  g_auto (GStrv) words = g_strsplit (clean, ":", 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCase) planning_case = NULL;
  SlPaper *paper;

  if (words[0] != NULL && words[1] != NULL)
    return find_report (cli, words);
  planning_case = cli_find_case (cli, text);
  if (planning_case == NULL)
    return NULL;
  paper = sl_papers_load (sl_casebook_get_review (cli->casebook), sl_case_get_id (planning_case),
                          &error);
  if (paper == NULL)
    cli_fail_error (error);
  return paper;
}

SlVersion *
cli_find_version (SlCli *cli, const SlPaper *paper, const char *number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel)
      versions = sl_versions_list (sl_casebook_get_store (cli->casebook), paper->id, &error);
  guint64 wanted = 0;

  if (versions == NULL)
    {
      cli_fail_error (error);
      return NULL;
    }
  if (g_list_model_get_n_items (versions) == 0)
    {
      cli_fail (_ ("Nothing of this was submitted yet. Submit it first."));
      return NULL;
    }
  if (number == NULL)
    return g_list_model_get_item (versions, 0);
  if (g_ascii_string_to_unsigned (number, 10, 1, G_MAXUINT, &wanted, NULL))
    for (guint i = 0; i < g_list_model_get_n_items (versions); i++)
      {
        g_autoptr (SlVersion) version = g_list_model_get_item (versions, i);

        if (sl_version_get_number (version) == wanted)
          return g_steal_pointer (&version);
      }
  cli_fail (_ ("There is no version “%s”. The newest is %u."), number,
            g_list_model_get_n_items (versions));
  return NULL;
}

SlSnapshot *
cli_load_version (SlCli *cli, SlVersion *version)
{
  g_autoptr (GError) error = NULL;
  SlSnapshot *snapshot = sl_version_load_snapshot (sl_casebook_get_store (cli->casebook), version,
                                                   &error);

  if (snapshot == NULL)
    cli_fail_error (error);
  return snapshot;
}

SlSnapshot *
cli_take_draft (SlCli *cli, const SlPaper *paper)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlReviewState)
      state = sl_review_load (sl_casebook_get_review (cli->casebook), paper->id, &error);

  if (state == NULL)
    {
      cli_fail_error (error);
      return NULL;
    }
  if (state->draft == NULL)
    {
      cli_fail (_ ("This case has no draft that can be composed."));
      return NULL;
    }
  return sl_snapshot_ref (state->draft);
}

static const char *const comment_texts[] = {
  "id",          "version-id", "anchor-kind",    "anchor-key",  "anchor-title",
  "anchor-text", "body",       "person-id",      "person-name", "person-role",
  "at",          "state",      "closed-by-name", "closed-at",   "close-reason",
  "origin",      "place",      "now-key",        "now-text",
};

static void
add_comment (JsonBuilder *builder, SlComment *comment)
{
  GListModel *replies = sl_comment_get_replies (comment);
  guint start, end;

  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (comment_texts); i++)
    cli_json_add (builder, comment_texts[i], sl_comment_get (comment, comment_texts[i]));
  cli_json_add_int (builder, "version", atoi (sl_comment_get (comment, "version-number")));
  sl_comment_get_place (comment, NULL, &start, &end);
  cli_json_add_int (builder, "now-start", start);
  cli_json_add_int (builder, "now-end", end);
  json_builder_set_member_name (builder, "replies");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (replies); i++)
    {
      g_autoptr (SlComment) reply = g_list_model_get_item (replies, i);

      add_comment (builder, reply);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* What has become of the words since. */
static void
print_place (SlComment *comment)
{
  const char *place = sl_comment_get (comment, "place");
  g_autofree char *now = cli_dup_shown (sl_comment_get (comment, "now-text"));

  if (g_str_equal (place, "changed"))
    g_print (_ ("    Now: “%s”\n"), now);
  else if (g_str_equal (place, "moved"))
    g_print (_ ("    These words have moved to %s.\n"), sl_comment_get (comment, "now-key"));
  else if (g_str_equal (place, "gone"))
    g_print (_ ("    These words are no longer there.\n"));
}

static void
print_comment (SlComment *comment)
{
  GListModel *replies = sl_comment_get_replies (comment);
  g_autofree char *title = cli_dup_shown (sl_comment_get (comment, "anchor-title"));
  g_autofree char *words = cli_dup_shown (sl_comment_get (comment, "anchor-text"));
  g_autofree char *body = cli_dup_shown (sl_comment_get (comment, "body"));
  g_autofree char *name = cli_dup_shown (sl_comment_get (comment, "person-name"));

  /* TRANSLATORS: the comment's id, open or closed, the version, and the place in it */
  g_print (_ ("%s  %s, version %s, %s\n"), sl_comment_get_id (comment),
           sl_comment_is_open (comment) ? _ ("open") : _ ("closed"),
           sl_comment_get (comment, "version-number"), title);
  if (*words != '\0')
    g_print (_ ("    Then: “%s”\n"), words);
  print_place (comment);
  g_print ("    %s, %s: %s\n", name, sl_comment_get (comment, "person-role"), body);
  for (guint i = 0; i < g_list_model_get_n_items (replies); i++)
    {
      g_autoptr (SlComment) reply = g_list_model_get_item (replies, i);
      g_autofree char *reply_body = cli_dup_shown (sl_comment_get (reply, "body"));
      g_autofree char *reply_name = cli_dup_shown (sl_comment_get (reply, "person-name"));

      g_print ("      %s, %s: %s\n", reply_name, sl_comment_get (reply, "person-role"), reply_body);
    }
  if (!sl_comment_is_open (comment))
    {
      g_autofree char *closer = cli_dup_shown (sl_comment_get (comment, "closed-by-name"));
      g_autofree char *reason = cli_dup_shown (sl_comment_get (comment, "close-reason"));

      if (*reason != '\0')
        g_print (_ ("    Closed by %s: %s\n"), closer, reason);
      else
        g_print (_ ("    Closed by %s\n"), closer);
    }
}

void
cli_print_comments (SlCli *cli, GListModel *comments)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (comments); i++)
    {
      g_autoptr (SlComment) comment = g_list_model_get_item (comments, i);

      if (cli->json)
        add_comment (builder, comment);
      else
        print_comment (comment);
    }
  json_builder_end_array (builder);
  if (cli->json)
    cli_print_json (builder);
}
