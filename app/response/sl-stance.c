/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response"
#include "config.h"

#include "response/sl-response.h"

#include <glib/gi18n-lib.h>

/* What a response may say of a proposal as a whole, and what may go with it. The forms are those of
 * article 22 of the Development Management Procedure Order. */

static const SlStance stances[] = {
  { "no-comment", N_ ("No comment"), N_ ("nothing to say on designing out crime"), "no comment" },
  { "standing", N_ ("Standing advice"), N_ ("points to standing guidance"), "standing advice" },
  { "support", N_ ("Support"), N_ ("welcomes the proposal"), "content" },
  { "no-objection", N_ ("No objection"), N_ ("content; may have recommendations"), "content" },
  { "comments", N_ ("Comments"), N_ ("neutral advice"), "advice" },
  { "information-required", N_ ("Information required"), N_ ("cannot judge until more is shown"),
    "advice" },
  { "concerns", N_ ("Concerns"), N_ ("cannot support until changed; not a formal objection"),
    "advice" },
  { "objection", N_ ("Objection"),
    N_ ("harm so clear that refusal is asked; the manager must approve"), "advice" },
};

static const SlResponseFlag flags[] = {
  { "condition-requested", N_ ("Ask for conditions") },
  { "informative", N_ ("Add an informative") },
  { "refer-ctsa", N_ ("Refer to counter-terrorism advisers") },
  { "refer-fire", N_ ("Refer to the fire service") },
  { "refer-highways", N_ ("Refer to the highway authority") },
  { "meeting-offered", N_ ("Offer a meeting") },
};

const SlStance *
sl_stances_get (guint *n_stances)
{
  *n_stances = G_N_ELEMENTS (stances);
  return stances;
}

const SlStance *
sl_stance_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (stances); i++)
    if (g_strcmp0 (stances[i].id, id) == 0)
      return &stances[i];
  return NULL;
}

const SlResponseFlag *
sl_response_flags_get (guint *n_flags)
{
  *n_flags = G_N_ELEMENTS (flags);
  return flags;
}
