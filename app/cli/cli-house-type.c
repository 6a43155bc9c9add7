/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-assess.h"
#include "cli-sheet.h"

#include "base/sl-text.h"
#include "schemes/sl-house-type.h"

#include <glib/gi18n.h>

/* "assess" for a house type of a scheme: which one is meant, and what may be taken over for it. */

static SlSheetSubject *
copy (const SlSheetSubject *subject)
{
  SlSheetSubject *self = g_new0 (SlSheetSubject, 1);

  self->sheet = g_object_ref (subject->sheet);
  self->entry = g_object_ref (subject->entry);
  return self;
}

static gboolean
is_called (const SlSheetSubject *subject, const char *folded, const char *text)
{
  g_autofree char *name = sl_text_fold (sl_sheet_entry_get_line (subject->entry));
  g_autofree char *place = cli_sheet_dup_place (subject->sheet, subject->entry);

  return g_str_equal (name, folded) || g_str_equal (place, text) ||
         g_str_equal (sl_sheet_entry_get_id (subject->entry), text);
}

static SlSheetSubject *
refuse (GPtrArray *list, const char *text, gboolean several)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const SlSheetSubject *subject = g_ptr_array_index (list, i);
      g_autofree char *name = cli_dup_shown (sl_sheet_entry_get_line (subject->entry));
      g_autofree char *place = cli_sheet_dup_place (subject->sheet, subject->entry);

      g_string_append_printf (names, "%s%s “%s”", i > 0 ? ", " : "", place, name);
    }
  if (list->len == 0)
    cli_fail (_ ("This case has no scheme with house types; “sightline-cli scheme add” enters "
                 "them."));
  else if (several)
    cli_fail (_ ("Several house types are meant by “%s”; name one by its id (%s)."), text,
              names->str);
  else
    cli_fail (_ ("This case has no house type “%s”, but %s."), text, names->str);
  return NULL;
}

SlSheetSubject *
cli_find_house_type (SlCli *cli, SlCase *planning_case, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = sl_sheets_list_subjects (sl_casebook_get_store (cli->casebook),
                                                        sl_casebook_get_packs (cli->casebook),
                                                        sl_case_get_id (planning_case), &error);
  g_autofree char *folded = sl_text_fold (text);
  const SlSheetSubject *found = NULL;

  if (list == NULL)
    {
      cli_fail_error (error);
      return NULL;
    }
  for (guint i = 0; i < list->len; i++)
    {
      const SlSheetSubject *subject = g_ptr_array_index (list, i);

      if (!is_called (subject, folded, text))
        continue;
      if (found != NULL)
        return refuse (list, text, TRUE);
      found = subject;
    }
  return found != NULL ? copy (found) : refuse (list, text, FALSE);
}

static GPtrArray *
list_proposals (SlCli *cli, SlAssessment *assessment, const char *item_id)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = sl_house_type_proposals_list (sl_casebook_get_store (cli->casebook),
                                                  sl_casebook_get_packs (cli->casebook), assessment,
                                                  item_id, &error);

  if (list == NULL)
    cli_fail_error (error);
  return list;
}

static void
add_proposal (JsonBuilder *builder, const SlHouseTypeProposal *proposal, guint number)
{
  json_builder_begin_object (builder);
  cli_json_add (builder, "item", proposal->item_id);
  json_builder_set_member_name (builder, "number");
  json_builder_add_int_value (builder, number);
  cli_json_add (builder, "verdict", sl_verdict_to_nick (proposal->verdict));
  cli_json_add (builder, "title", proposal->title);
  cli_json_add (builder, "ground", proposal->ground);
  json_builder_end_object (builder);
}

int
cli_print_proposals (SlCli *cli, SlAssessment *assessment, const char *item_id)
{
  g_autoptr (GPtrArray) list = list_proposals (cli, assessment, item_id);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char *last = "";
  guint number = 0;

  if (list == NULL)
    return SL_CLI_FAILED;
  json_builder_begin_array (builder);
  for (guint i = 0; i < list->len; i++)
    {
      const SlHouseTypeProposal *proposal = g_ptr_array_index (list, i);
      g_autofree char *ground = cli_dup_shown (proposal->ground);

      number = g_str_equal (last, proposal->item_id) ? number + 1 : 1;
      last = proposal->item_id;
      if (cli->json)
        add_proposal (builder, proposal, number);
      else
        g_print ("%-5s %u. %s: %s\n         %s\n", proposal->item_id, number,
                 sl_verdict_to_word (proposal->verdict), proposal->title, ground);
    }
  json_builder_end_array (builder);
  if (cli->json)
    cli_print_json (builder);
  else if (list->len == 0)
    g_print ("%s\n", _ ("There is nothing to take over."));
  return SL_CLI_DONE;
}

int
cli_take_proposal (SlCli *cli, SlAssessment *assessment, const char *item_id, guint number)
{
  g_autoptr (GPtrArray) list = list_proposals (cli, assessment, item_id);

  if (list == NULL)
    return SL_CLI_FAILED;
  if (number < 1 || number > list->len)
    return cli_fail (_ ("%s has no proposal %u; --proposals lists them."), item_id, number);
  return cli_apply (cli,
                    sl_house_type_change_take (assessment, g_ptr_array_index (list, number - 1)));
}
