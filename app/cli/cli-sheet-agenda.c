/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-sheet.h"

#include "meetings/sl-agenda.h"

#include <glib/gi18n.h>
#include <stdlib.h>

/* meeting agenda: what is open in the case, by number, and taking it onto the agenda. */

static int
print_offers (SlCli *cli, GPtrArray *points)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < points->len; i++)
    {
      const SlOpenPoint *point = g_ptr_array_index (points, i);
      g_autofree char *title = cli_dup_shown (point->title);
      g_autofree char *text = cli_dup_shown (point->text);

      if (!cli->json)
        {
          g_print ("%3u  %s\n     %s\n", i + 1, title, text);
          continue;
        }
      json_builder_begin_object (builder);
      cli_json_add (builder, "kind", point->kind);
      cli_json_add (builder, "title", point->title);
      cli_json_add (builder, "text", point->text);
      cli_json_add (builder, "target", point->target_id);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (cli->json)
    cli_print_json (builder);
  else if (points->len == 0)
    g_print (_ ("Nothing is open that is not on the agenda.\n"));
  return SL_CLI_DONE;
}

static int
take (SlCli *cli, SlSheet *meeting, GPtrArray *points, char **numbers)
{
  guint n_taken = 0;

  for (guint i = 0; i < points->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      int code;

      if (!g_strv_contains ((const char *const *) numbers, number) &&
          !g_str_equal (numbers[0], "all"))
        continue;
      code = cli_apply (cli, sl_agenda_change_take (meeting, g_ptr_array_index (points, i)));
      if (code != SL_CLI_DONE)
        return code;
      n_taken++;
    }
  if (n_taken == 0)
    return cli_fail (_ ("No open point has that number. “meeting agenda REF” alone lists them."));
  g_print (g_dngettext (GETTEXT_PACKAGE, "%u point is on the agenda now\n",
                        "%u points are on the agenda now\n", n_taken),
           n_taken);
  return SL_CLI_DONE;
}

/**
 * cli_sheet_agenda:
 * @cli: the command line
 * @meeting: a meeting
 * @numbers: (array zero-terminated=1): of the points to take, or "all"; none lists them
 *
 * Returns: an exit code
 */
int
cli_sheet_agenda (SlCli *cli, SlSheet *meeting, char **numbers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
      points = sl_agenda_list_offers (sl_casebook_get_store (cli->casebook),
                                      sl_casebook_get_packs (cli->casebook), meeting, &error);

  if (points == NULL)
    return cli_fail_error (error);
  return numbers[0] == NULL ? print_offers (cli, points) : take (cli, meeting, points, numbers);
}
