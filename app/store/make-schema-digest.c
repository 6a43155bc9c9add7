/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "store/sl-store-private.h"

/* Run while Sightline is built: what shape its migrations give a casebook, as a header. It links
 * the very files that bring casebooks on, so that the two cannot disagree. */

int
main (void)
{
  g_autoptr (GPtrArray) migrations = sl_migrations_load ();
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = sl_migrations_digest_model (migrations, &error);

  if (digest == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  g_print ("/* Made from resources/migrations/ by make-schema-digest. */\n"
           "#define SL_SCHEMA_DIGEST \"%s\"\n",
           digest);
  return 0;
}
