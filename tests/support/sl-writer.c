/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "people/sl-person.h"
#include "store/sl-store.h"

#include <stdio.h>
#include <stdlib.h>

/* Changes one person's card for ever and says "saved N" after each change that was acknowledged;
 * made to be killed. Usage: sl-writer FOLDER FIRST */
int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlStore) store = NULL;
  g_autoptr (SlPerson) person = NULL;

  if (argc != 3)
    return 2;
  store = sl_store_open (argv[1], SL_STORE_DEFAULT, &error);
  if (store != NULL)
    person = sl_people_current (store, &error);
  for (int n = atoi (argv[2]); person != NULL; n++)
    {
      g_autofree char *name = g_strdup_printf ("Officer %d", n);

      if (!sl_store_apply (
              store,
              sl_people_change_card (sl_person_get_id (person), name, NULL, NULL, NULL, NULL),
              &error))
        break;
      printf ("saved %d\n", n);
      fflush (stdout);
    }
  fprintf (stderr, "%s\n", error->message);
  return 1;
}
