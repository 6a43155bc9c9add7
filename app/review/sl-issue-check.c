/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-issue-private.h"

#include "base/sl-text.h"
#include "documents/sl-photograph.h"
#include "review/sl-diff-private.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is looked at before a response leaves: that it still is what was approved, and that the
 * documents it rests on are still the ones that were read (security.md T-01, T-02). */

/* So many changes are named in a message; the Review tab shows all. */
#define MOST_NAMED 6
#define BLOCK_WORDS 40

/* Takes @name; after the most that are named they are only counted. */
static void
name_change (GString *names, guint *n, char *name)
{
  if (++*n <= MOST_NAMED)
    g_string_append_printf (names, "%s%s", names->len > 0 ? "; " : "", name);
  g_free (name);
}

static char *
name_block (const SlBlockChange *block)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *words = NULL;
  g_autofree char *start = NULL;

  for (guint i = 0; i < block->spans->len; i++)
    g_string_append (text, g_array_index (block->spans, SlSpan, i).text);
  words = sl_text_squeeze (text->str);
  start = sl_text_ellipsize (words, BLOCK_WORDS);
  /* TRANSLATORS: the first words of a paragraph of the letter */
  return g_strdup_printf (_ ("the letter at “%s”"), start);
}

/* "H21 Rear boundaries: verdict; the letter at “The rear boundary of plots…”; and 3 more". */
static char *
describe_changes (SlSnapshot *approved, SlSnapshot *now)
{
  g_autoptr (SlDiff) diff = sl_diff_new (approved, now);
  GString *names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < diff->fields->len; i++)
    name_change (names, &n, g_strdup (((SlFieldChange *) diff->fields->pdata[i])->title));
  for (guint i = 0; i < diff->blocks->len; i++)
    {
      const SlBlockChange *block = g_ptr_array_index (diff->blocks, i);

      if (!g_str_equal (block->change, "same"))
        name_change (names, &n, name_block (block));
    }
  if (n > MOST_NAMED)
    g_string_append_printf (
        names, g_dngettext (GETTEXT_PACKAGE, "; and %u more", "; and %u more", n - MOST_NAMED),
        n - MOST_NAMED);
  return g_string_free (names, FALSE);
}

/* What ended the approval, or would: NULL when it is something else that refuses. */
static char *
explain_difference (const SlReviewFacts *facts)
{
  const char *state = facts->newest != NULL ? sl_version_get (facts->newest, "state") : "";
  gboolean voided = g_str_equal (state, "voided");
  g_autofree char *changes = NULL;

  if (!voided && !(g_str_equal (state, "approved") && facts->draft_differs))
    return NULL;
  if (facts->draft == NULL)
    return g_strdup (facts->draft_error != NULL ? facts->draft_error->message : NULL);
  changes = describe_changes (facts->frozen, facts->draft);
  if (*changes != '\0')
    return g_strdup_printf (_ ("What differs from what was approved: %s."), changes);
  return voided ? g_strdup_printf (_ ("The approval ended with: %s."),
                                   sl_version_get (facts->newest, "reason"))
                : NULL;
}

gboolean
sl_issue_check_rules (SlReview *review, const SlReviewFacts *facts, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autofree char *why = NULL;

  if (sl_review_facts_decide (facts, sl_review_get_rules (review), SL_REVIEW_ISSUE, FALSE, FALSE,
                              &refusal))
    return sl_review_facts_check_gate (facts, SL_REVIEW_ISSUE, error);
  why = explain_difference (facts);
  if (why == NULL && !sl_review_facts_check_gate (facts, SL_REVIEW_ISSUE, error))
    return FALSE;
  if (why == NULL)
    g_propagate_error (error, g_steal_pointer (&refusal));
  else
    g_set_error (error, refusal->domain, refusal->code, "%s %s", refusal->message, why);
  return FALSE;
}

/* The documents that evidence of the letter stands on: they have to be there at all. */
static GHashTable *
list_cited_documents (SlSnapshot *snapshot)
{
  GHashTable *cited = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) answers = sl_snapshot_list (snapshot, "answer");

  for (guint i = 0; answers[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("answer/%s/evidence", answers[i]);
      g_auto (GStrv) ids = g_strsplit (sl_snapshot_get (snapshot, path), " ", -1);

      for (guint j = 0; ids[j] != NULL; j++)
        {
          g_autofree char *of = g_strdup_printf ("evidence/%s/document-id", ids[j]);
          const char *document_id = sl_snapshot_get (snapshot, of);

          if (*document_id != '\0')
            g_hash_table_add (cited, (gpointer) document_id);
        }
    }
  return cited;
}

/* The document's row in the trail: nothing of the case changes by it. */
static gboolean
note_finding (SlTransaction *transaction, gpointer data, GError **error)
{
  sl_transaction_note (transaction, "finding", data);
  return TRUE;
}

static gboolean
check_document (SlReview *review,
                const SlReviewFacts *facts,
                const char *document_id,
                gboolean cited,
                GError **error)
{
  SlLibrary *library = sl_review_get_library (review);
  g_autofree char *path = g_strdup_printf ("document/%s/sha256", document_id);
  const char *sha256 = sl_snapshot_get (facts->frozen, path);
  g_autoptr (SlSealedFile) file = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) finding = NULL;

  if (*sha256 == '\0' && !cited)
    return TRUE;
  file = sl_library_open (library, sha256, &finding);
  if (file != NULL)
    return TRUE;
  name = sl_snapshot_dup_title (facts->frozen, "document", document_id);
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
               /* TRANSLATORS: a drawing's number or a document's title; then what is the matter */
               _ ("It rests on %s, so it was not issued. %s"), name, finding->message);
  /* That it was found is told either way; the trail of a folder that cannot be written has none. */
  if (!sl_store_apply (sl_library_get_store (library),
                       sl_change_new ("find-altered-file", "document", document_id, facts->case_id,
                                      note_finding, finding->message, NULL),
                       NULL))
    g_message ("The finding on document %s could not be noted", document_id);
  return FALSE;
}

gboolean
sl_issue_check_photographs (SlReview *review, const SlReviewFacts *facts, GError **error)
{
  g_auto (GStrv) shown = sl_snapshot_list (facts->frozen, "photograph");

  return sl_photographs_check_clear (sl_library_get_store (sl_review_get_library (review)),
                                     (const char *const *) shown, error);
}

gboolean
sl_issue_check_documents (SlReview *review, const SlReviewFacts *facts, GError **error)
{
  g_autoptr (GHashTable) cited = list_cited_documents (facts->frozen);
  g_auto (GStrv) documents = sl_snapshot_list (facts->frozen, "document");

  for (guint i = 0; documents[i] != NULL; i++)
    if (!check_document (review, facts, documents[i], g_hash_table_contains (cited, documents[i]),
                         error))
      return FALSE;
  return TRUE;
}
