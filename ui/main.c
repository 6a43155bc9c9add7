/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-ui"
#include "config.h"

#include "base/sl-process.h"
#include "sl-application.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <malloc.h>

int
main (int argc, char **argv)
{
  g_autoptr (SlApplication) application = NULL;

  /* Tasks run in many threads, each for a moment: an arena of the heap for each would keep what
   * they let go. */
  mallopt (M_ARENA_MAX, 2);
  sl_process_keep_private ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, SL_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_ ("Sightline"));

  application = sl_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
