/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "verbs.h"

#include "base/sl-process.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>

/* sightline-cli: everything the window does, without one. */

/* English text and file names are UTF-8 even where the environment sets no locale at all. */
static void
set_locale (void)
{
  if (setlocale (LC_ALL, "") == NULL || strcmp (nl_langinfo (CODESET), "UTF-8") != 0)
    setlocale (LC_CTYPE, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, SL_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static void
print_help (void)
{
  g_print (_ ("Usage: sightline-cli [--data DIR] [--shared GROUP] [--json] VERB …\n\n"));
  for (guint i = 0; sl_verbs[i] != NULL; i++)
    {
      g_autofree char *head = g_strdup_printf ("%s %s", sl_verbs[i]->name, sl_verbs[i]->usage);

      g_print ("  %s\n        %s\n", head, _ (sl_verbs[i]->summary));
    }
  g_print (
      _ ("\n  --data DIR   the casebook's folder (usually %s/%s)\n"
         "  --shared GROUP\n"
         "               a new casebook is for all accounts of GROUP, one writer at a time\n"
         "  --json       lists as JSON\n"
         "  --version    which Sightline this is\n"
         "\n\"sightline-cli VERB --help\" tells a verb's options. Exit codes: 0 done, 1 failed, "
         "2 wrong usage;\n\"audit verify\" also 3 tampered with, 4 could not check.\n"),
      g_get_user_data_dir (), SL_DATA_NAME);
}

/* Takes --json, --data and --shared out, wherever they stand before "--"; FALSE after saying what
 * is wrong. */
static gboolean
take_global_options (SlCli *cli, int *argc, char **argv)
{
  const struct
  {
    const char *name;
    const char **value;
    const char *missing;
  } options[] = { { "--data", &cli->data, N_ ("--data needs a folder.") },
                  { "--shared", &cli->shared, N_ ("--shared needs a group.") } };
  int kept = 1;
  gboolean more = TRUE;

  for (int i = 1; i < *argc; i++)
    {
      guint option = 0;
      gsize length = 0;

      more = more && !g_str_equal (argv[i], "--");
      for (; more && option < G_N_ELEMENTS (options); option++)
        {
          length = strlen (options[option].name);
          if (strncmp (argv[i], options[option].name, length) == 0 &&
              (argv[i][length] == '\0' || argv[i][length] == '='))
            break;
        }
      if (more && g_str_equal (argv[i], "--json"))
        cli->json = TRUE;
      else if (!more || option == G_N_ELEMENTS (options))
        argv[kept++] = argv[i];
      else if (argv[i][length] == '=')
        *options[option].value = argv[i] + length + 1;
      else if (++i < *argc)
        *options[option].value = argv[i];
      else
        {
          cli_fail ("%s", _ (options[option].missing));
          return FALSE;
        }
    }
  argv[kept] = NULL;
  *argc = kept;
  return TRUE;
}

static int
run (SlCli *cli, int argc, char **argv)
{
  if (!take_global_options (cli, &argc, argv))
    return SL_CLI_USAGE;
  if (argc > 1 && g_str_equal (argv[1], "--version"))
    {
      g_print ("sightline-cli %s\n", SL_PROGRAM_VERSION);
      return SL_CLI_DONE;
    }
  if (argc > 1 && (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h")))
    {
      print_help ();
      return SL_CLI_DONE;
    }
  if (argc < 2)
    {
      cli_fail (_ ("Say what to do; \"sightline-cli --help\" lists it."));
      return SL_CLI_USAGE;
    }
  for (guint i = 0; sl_verbs[i] != NULL; i++)
    if (g_str_equal (argv[1], sl_verbs[i]->name))
      return sl_verbs[i]->run (cli, argc - 1, argv + 1);
  cli_fail (_ ("There is no verb \"%s\"; \"sightline-cli --help\" lists them."), argv[1]);
  return SL_CLI_USAGE;
}

int
main (int argc, char **argv)
{
  SlCli cli = { 0 };
  int code;

  sl_process_keep_private ();
  set_locale ();
  g_set_prgname ("sightline-cli");
  code = run (&cli, argc, argv);
  if (cli.casebook != NULL)
    sl_casebook_close (cli.casebook);
  g_clear_object (&cli.casebook);
  return code;
}
