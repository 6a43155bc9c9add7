/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-assessment"
#include "config.h"

#include "assessment/sl-assessment.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The five verdicts and "to do": one table. The nicks stand in the database and on the command
 * line, so they never change. */

static const struct
{
  const char *nick;
  const char *word;
} verdicts[SL_N_VERDICTS] = {
  [SL_VERDICT_NONE] = { "", N_ ("To do") },
  [SL_VERDICT_MET] = { "met", N_ ("Met") },
  [SL_VERDICT_PARTLY] = { "partly", N_ ("Partly") },
  [SL_VERDICT_NOT_MET] = { "not-met", N_ ("Not met") },
  [SL_VERDICT_NOT_SHOWN] = { "not-shown", N_ ("Not shown") },
  [SL_VERDICT_NOT_APPLICABLE] = { "not-applicable", N_ ("Not applicable") },
};

const char *
sl_verdict_to_nick (SlVerdict verdict)
{
  g_return_val_if_fail (verdict < SL_N_VERDICTS, "");
  return verdicts[verdict].nick;
}

/**
 * sl_verdict_from_nick:
 * @nick: "met", "not-met", …; "" is to do
 * @verdict: (out): where to put it
 *
 * Returns: whether there is such a verdict
 */
gboolean
sl_verdict_from_nick (const char *nick, SlVerdict *verdict)
{
  g_return_val_if_fail (nick != NULL && verdict != NULL, FALSE);

  for (guint i = 0; i < SL_N_VERDICTS; i++)
    if (strcmp (verdicts[i].nick, nick) == 0)
      {
        *verdict = (SlVerdict) i;
        return TRUE;
      }
  return FALSE;
}

const char *
sl_verdict_to_word (SlVerdict verdict)
{
  g_return_val_if_fail (verdict < SL_N_VERDICTS, "");
  return _ (verdicts[verdict].word);
}
