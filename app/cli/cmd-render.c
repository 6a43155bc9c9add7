/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-letter.h"
#include "verbs.h"

#include <glib/gi18n.h>

/* The letter as a PDF, written whole or not at all and readable by its owner alone. */

static int
write_file (SlLetter *letter, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = sl_letter_render_pdf (letter, &error);

  return bytes != NULL ? cli_write_bytes (bytes, path) : cli_fail_error (error);
}

static int
render (SlCli *cli, const char *text, const char *path)
{
  g_autoptr (SlCase) planning_case = cli_find_case (cli, text);
  g_autoptr (SlComposition) composition = NULL;
  g_autoptr (SlLetter) letter = NULL;
  g_autoptr (SlLetterLayout) layout = NULL;
  g_autofree char *shown = cli_dup_shown (path);
  int code;

  if (planning_case == NULL)
    return SL_CLI_FAILED;
  letter = cli_compose (cli, planning_case, &composition);
  if (letter == NULL)
    return SL_CLI_FAILED;
  code = write_file (letter, path);
  if (code != SL_CLI_DONE)
    return code;
  cli_print_problems (composition);
  layout = sl_letter_layout_new (letter);
  if (sl_letter_layout_get_n_missing (layout) > 0)
    g_printerr (g_dngettext (GETTEXT_PACKAGE,
                             "sightline-cli: %u character has no font here and stands as “?”.\n",
                             "sightline-cli: %u characters have no font here and stand as “?”.\n",
                             sl_letter_layout_get_n_missing (layout)),
                sl_letter_layout_get_n_missing (layout));
  g_print (g_dngettext (GETTEXT_PACKAGE, "%s: %u page, %u words\n", "%s: %u pages, %u words\n",
                        sl_letter_layout_get_n_pages (layout)),
           shown, sl_letter_layout_get_n_pages (layout), sl_letter_count_words (letter));
  return SL_CLI_DONE;
}

static int
run_render (SlCli *cli, int argc, char **argv)
{
  g_autofree char *path = NULL;
  GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path, N_ ("where to write"), "FILE.pdf" }, { NULL }
  };

  if (!cli_parse (&sl_verb_render, entries, &argc, &argv))
    return SL_CLI_USAGE;
  if (argc != 2 || path == NULL)
    return cli_usage (&sl_verb_render, _ ("Name one case, and the file with -o."));
  return render (cli, argv[1], path);
}

const SlVerb sl_verb_render = { "render", "CASE -o FILE.pdf",
                                N_ ("Writes the case's response as an accessible PDF"),
                                run_render };
