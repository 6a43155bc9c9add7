/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-store"
#include "config.h"

#include "store/sl-audit.h"

#include "base/sl-id.h"
#include "base/sl-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An audit row as a line for people. The detail is the JSON that sl_transaction_note() writes: one
 * object of texts; anything else is shown as it stands. */

#define MAX_VALUE_CHARACTERS 80
#define MAX_SENTENCE_CHARACTERS 240

static const struct
{
  const char *action;
  const char *label;
} labels[] = {
  { "add-application", N_ ("Application entered") },
  { "add-comment", N_ ("Comment made") },
  { "add-person", N_ ("Person added") },
  { "adopt-rules", N_ ("Rules of quality assurance taken over") },
  { "answer-subject", N_ ("Checklist of an entry answered") },
  { "attach-evidence", N_ ("Evidence chosen for an item") },
  { "back-to-inbox", N_ ("Put back into the inbox") },
  { "begin-assessment", N_ ("Checklist begun") },
  { "begin-case", N_ ("Case begun") },
  { "begin-subject", N_ ("Checklist of an entry begun") },
  { "change-card", N_ ("Card changed") },
  { "clock-went-back", N_ ("The computer's clock went back") },
  { "close-comment", N_ ("Comment closed") },
  { "complete-words", N_ ("Words of older cases made ready to be looked in") },
  { "confirm-fact", N_ ("Fact confirmed") },
  { "dismiss-suggestion", N_ ("Passage put aside") },
  { "find-altered-file", N_ ("Document found missing or altered") },
  { "heads-were-missing", N_ ("The file of audit heads was missing") },
  { "import", N_ ("Imported") },
  { "read-again", N_ ("Read again") },
  { "judge-item", N_ ("Item judged") },
  { "link-case", N_ ("Another application linked") },
  { "make-case", N_ ("Case made") },
  { "mark-prompt", N_ ("Prompt marked") },
  { "measure-shown", N_ ("Measure noted from the drawings") },
  { "no-comment", N_ ("No comment to be made") },
  { "observe", N_ ("Observation written") },
  { "redo-answer", N_ ("Answer brought a step forward again") },
  { "redo-subject", N_ ("Answer brought a step forward again") },
  { "remove-observation", N_ ("Observation removed") },
  { "reopen-comment", N_ ("Comment opened again") },
  { "reply-comment", N_ ("Comment replied to") },
  { "restore-observation", N_ ("Observation brought back") },
  { "restore-suggestion", N_ ("Passage brought back") },
  { "leave-person", N_ ("Noted that a person has left") },
  { "return-person", N_ ("Noted that a person is back") },
  { "set-action", N_ ("Action set") },
  { "settle-action", N_ ("Action answered") },
  { "set-features", N_ ("Development features set") },
  { "set-stage", N_ ("Stage set") },
  { "set-step", N_ ("Stage set") },
  { "date-step", N_ ("Day of a stage set") },
  { "set-title", N_ ("Title set") },
  { "issue-response", N_ ("Response issued") },
  { "record-outcome", N_ ("Outcome recorded") },
  { "unlink-case", N_ ("Link to another application removed") },
  { "submit-version", N_ ("Submitted for review") },
  { "withdraw-version", N_ ("Taken back from review") },
  { "return-version", N_ ("Returned") },
  { "approve-version", N_ ("Approved") },
  { "overrule-remark", N_ ("Blocking remark overruled") },
  { "look", N_ ("Version looked at") },
  { "take-evidence", N_ ("Evidence taken") },
  { "remove-evidence", N_ ("Evidence removed") },
  { "restore-evidence", N_ ("Evidence brought back") },
  { "acknowledge-assessment", N_ ("Assessment acknowledged") },
  { "add-portfolio-file", N_ ("File added to a portfolio") },
  { "ask-second", N_ ("Second assessment asked for") },
  { "assess-criterion", N_ ("Criterion assessed") },
  { "assess-second", N_ ("Assessed a second time") },
  { "begin-portfolio", N_ ("Portfolio begun") },
  { "choose-occasion", N_ ("Occasion chosen") },
  { "claim-criterion", N_ ("Criterion claimed") },
  { "decide-appeal", N_ ("Appeal decided") },
  { "decide-progression", N_ ("Progression decided") },
  { "drop-occasion", N_ ("Occasion no longer counted") },
  { "finish-second", N_ ("Second assessment finished") },
  { "keep-reading", N_ ("Keeping of reading times set") },
  { "lodge-appeal", N_ ("Appeal lodged") },
  { "move-portfolio", N_ ("Portfolio moved to another edition") },
  { "note-portfolio", N_ ("Private note changed") },
  { "read-portfolio", N_ ("Portfolio read") },
  { "remove-portfolio-file", N_ ("File of a portfolio removed") },
  { "remove-training", N_ ("Training entry removed") },
  { "reply-assessment", N_ ("Assessment replied to") },
  { "restore-occasion", N_ ("Occasion counted again") },
  { "restore-portfolio-file", N_ ("File of a portfolio brought back") },
  { "restore-training", N_ ("Training entry brought back") },
  { "set-training", N_ ("Training entered") },
  { "withdraw-claim", N_ ("Claim taken back") },
  { "note-evidence", N_ ("Evidence noted on") },
  { "note-reading", N_ ("Time of a document on screen noted") },
  { "set-response", N_ ("Response changed") },
  { "correct-document", N_ ("Document’s details corrected") },
  { "set-crime-figure", N_ ("Crime figure set") },
  { "remove-crime-figure", N_ ("Crime figure removed") },
  { "import-crime-figures", N_ ("Crime figures imported") },
  { "undo-answer", N_ ("Answer taken back a step") },
  { "undo-subject", N_ ("Answer taken back a step") },
  { "add-to-response", N_ ("Paragraph added to the letter") },
  { "change-role", N_ ("Role changed") },
  { "check-photograph", N_ ("Photograph looked at for faces and number plates") },
  { "confirm-person", N_ ("Role confirmed") },
  { "declare-person", N_ ("Said who they are") },
  { "describe-photograph", N_ ("Photograph described") },
  { "dismiss-remark", N_ ("Remark put aside") },
  { "edit-response", N_ ("Paragraph of the letter edited") },
  { "leave-out-of-response", N_ ("Paragraph left out of the letter") },
  { "make-bundle", N_ ("Bundle made") },
  { "meet-key", N_ ("Signing key met") },
  { "place-photograph", N_ ("Photograph placed on a plan") },
  { "read-bundle", N_ ("Bundle read") },
  { "restore-in-response", N_ ("Composed paragraph brought back") },
  { "restore-remark", N_ ("Remark let stand again") },
  { "settle-decision", N_ ("Decision from elsewhere weighed") },
  { "trust-key", N_ ("Signing key compared with its owner") },
  { "write-answer", N_ ("Answer written") },
};

/* Reads a JSON string at *@p (after its opening quotation mark) up to the closing one. */
static char *
read_string (const char **p)
{
  GString *text = g_string_new (NULL);

  for (; **p != '\0' && **p != '"'; (*p)++)
    {
      if (**p != '\\')
        {
          g_string_append_c (text, **p);
          continue;
        }
      (*p)++;
      if (**p == 'n')
        g_string_append_c (text, ' ');
      else if (**p == 'u' && strlen (*p) >= 5)
        *p += 4; /* a control character: nothing to show */
      else if (**p != '\0')
        g_string_append_c (text, **p);
      else
        break;
    }
  if (**p == '"')
    (*p)++;
  return g_string_free (text, FALSE);
}

/* Names of the program's own say nothing to an officer: of blocks, and identifiers of records, one
 * or several with a space between. The trail itself keeps them. */
static gboolean
is_for_people (const char *field, const char *value)
{
  static const char *const ours[] = { "block", NULL };
  g_auto (GStrv) words = g_strsplit (value, " ", -1);

  if (g_strv_contains (ours, field))
    return FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    if (!sl_id_is_valid (words[i]))
      return TRUE;
  return *value == '\0';
}

/* "field: value; field: value" of a detail. */
static char *
read_detail (const char *detail)
{
  GString *text = g_string_new (NULL);
  const char *p = detail;

  while ((p = strchr (p, '"')) != NULL)
    {
      g_autofree char *field = NULL;
      g_autofree char *value = NULL;
      g_autofree char *shown = NULL;

      p++;
      field = read_string (&p);
      if (p[0] != ':' || p[1] != '"')
        continue;
      p += 2;
      value = read_string (&p);
      if (!is_for_people (field, value))
        continue;
      shown = sl_text_ellipsize (*value != '\0' ? value : "–", MAX_VALUE_CHARACTERS);
      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "; " : "", field, shown);
    }
  return g_string_free (text, FALSE);
}

/* A change that tells of itself in its own words says them first: which record, and what became of
 * it. "Visit VIS/2026/003: Called in at 10:05"; NULL for others. */
static char *
read_sentence (const char *detail)
{
  g_autofree char *record = NULL;
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;
  const char *p = detail;

  if (!g_str_has_prefix (p, "{\"record\":\""))
    return NULL;
  p += strlen ("{\"record\":\"");
  record = read_string (&p);
  if (!g_str_has_prefix (p, ",\"text\":\""))
    return NULL;
  p += strlen (",\"text\":\"");
  text = read_string (&p);
  shown = sl_text_ellipsize (text, MAX_SENTENCE_CHARACTERS);
  /* TRANSLATORS: a record's name, then what was done to it */
  return g_strdup_printf (_ ("%s: %s"), record, shown);
}

/**
 * sl_audit_row_dup_text:
 * @row: a row
 *
 * A change may say it in its own words, by noting "record" and "text" before anything else.
 *
 * Returns: (transfer full): one line for people: what was done, and to which value
 */
char *
sl_audit_row_dup_text (const SlAuditRow *row)
{
  g_autofree char *detail = NULL;
  g_autofree char *action = NULL;
  const char *label = NULL;

  g_return_val_if_fail (row != NULL, NULL);
  if ((action = read_sentence (row->detail)) != NULL)
    return g_steal_pointer (&action);
  detail = read_detail (row->detail);
  for (guint i = 0; i < G_N_ELEMENTS (labels) && label == NULL; i++)
    if (g_str_equal (labels[i].action, row->action))
      label = _ (labels[i].label);
  if (label == NULL)
    {
      /* "judge-item" reads "Judge item" until someone gives it better words. */
      action = g_strdelimit (g_strdup (row->action), "-", ' ');
      action[0] = g_ascii_toupper (action[0]);
      label = action;
    }
  if (*detail == '\0')
    return g_strdup (label);
  /* TRANSLATORS: what was done, then the fields and values it changed */
  return g_strdup_printf (_ ("%s (%s)"), label, detail);
}
