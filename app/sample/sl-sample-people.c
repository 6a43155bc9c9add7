/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "sl-sample-people.h"

#include "people/sl-person-private.h"

/* The officer and the manager have borne each other out, and the manager the others but the newer
 * trainee, who stands on his own word yet. */

typedef enum
{
  ROWAN,
  HELEN,
  DAVID,
  DANA,
  CALLUM,
  PRIYA,
  N_PEOPLE,
} Who;

static const struct
{
  const char *account, *login, *display_name, *role;
  int confirmed_by; /* -1 nobody yet */
} people[N_PEOPLE] = {
  [ROWAN] = { "4100000004", "rashdown", "Rowan Ashdown", "officer", HELEN },
  [HELEN] = { "4100000001", "hmarsh", "Helen Marsh", "manager", ROWAN },
  [DAVID] = { "4100000005", "dokafor", "David Okafor", "senior-manager", HELEN },
  [DANA] = { "4100000003", "dwhitlock", "Dana Whitlock", "officer", -1 },
  [CALLUM] = { "4100000002", "creyes", "Callum Reyes", "trainee", -1 },
  [PRIYA] = { "4100000006", "pnair", "Priya Nair", "trainee", HELEN },
};

static const char *const names[N_PEOPLE + 1] = { "rowan",  "helen", "david", "dana",
                                                 "callum", "priya", NULL };

struct _SlSamplePeople
{
  SlCasebook *casebook;
  char *ids[N_PEOPLE];
};

const char *const *
sl_sample_people_get_names (void)
{
  return names;
}

const char *
sl_sample_people_find (SlSamplePeople *self, const char *name)
{
  for (guint i = 0; name != NULL && i < N_PEOPLE; i++)
    if (g_str_equal (names[i], name))
      return self->ids[i];
  return NULL;
}

static gboolean
become (SlSamplePeople *self, const char *person_id, GError **error)
{
  SlStore *store = sl_casebook_get_store (self->casebook);
  g_autoptr (SlPerson) person = sl_people_load (store, person_id, error);

  if (person == NULL)
    return FALSE;
  sl_store_set_actor (store, person_id, sl_person_get_account (person),
                      sl_person_get_role (person));
  sl_review_set_person (sl_casebook_get_review (self->casebook), person);
  return TRUE;
}

gboolean
sl_sample_people_become (SlSamplePeople *self, const char *name, GError **error)
{
  const char *id = sl_sample_people_find (self, name);

  if (id != NULL)
    return become (self, id, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "Nobody is called “%s”", name);
  return FALSE;
}

static gboolean
enter (SlSamplePeople *self, guint who, gboolean own, GError **error)
{
  SlStore *store = sl_casebook_get_store (self->casebook);
  g_autoptr (SlPerson) person = NULL;

  if (own)
    person = g_object_ref (sl_casebook_get_person (self->casebook));
  else
    person = sl_people_enter (store, people[who].account, people[who].login,
                              people[who].display_name, error);
  if (person == NULL)
    return FALSE;
  self->ids[who] = g_strdup (sl_person_get_id (person));
  return become (self, self->ids[who], error) &&
         sl_store_apply (
             store,
             sl_people_change_declare (self->ids[who], people[who].display_name, people[who].role),
             error) &&
         become (self, self->ids[who], error);
}

static gboolean
confirm (SlSamplePeople *self, guint who, GError **error)
{
  return people[who].confirmed_by < 0 ||
         (become (self, self->ids[people[who].confirmed_by], error) &&
          sl_store_apply (sl_casebook_get_store (self->casebook),
                          sl_people_change_confirm (self->ids[who]), error));
}

/* The card that letters are signed with. */
static gboolean
write_card (SlSamplePeople *self, GError **error)
{
  return become (self, self->ids[ROWAN], error) &&
         sl_store_apply (sl_casebook_get_store (self->casebook),
                         sl_people_change_card (self->ids[ROWAN], people[ROWAN].display_name,
                                                "Designing Out Crime Officer", "76142",
                                                "rowan.ashdown@example.police.uk", NULL),
                         error);
}

SlSamplePeople *
sl_sample_people_enter (SlCasebook *casebook, const char *as, GError **error)
{
  g_autoptr (SlSamplePeople) self = g_new0 (SlSamplePeople, 1);

  self->casebook = g_object_ref (casebook);
  for (guint i = 0; i < N_PEOPLE; i++)
    if (!enter (self, i, g_str_equal (names[i], as), error))
      return NULL;
  for (guint i = 0; i < N_PEOPLE; i++)
    if (!confirm (self, i, error))
      return NULL;
  return write_card (self, error) ? g_steal_pointer (&self) : NULL;
}

void
sl_sample_people_free (SlSamplePeople *self)
{
  for (guint i = 0; i < N_PEOPLE; i++)
    g_free (self->ids[i]);
  g_object_unref (self->casebook);
  g_free (self);
}
