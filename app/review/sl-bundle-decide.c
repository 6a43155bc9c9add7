/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-bundle-taking.h"

#include "base/sl-id.h"
#include "cases/sl-case-records.h"
#include "people/sl-person-private.h"
#include "review/sl-review-rules-private.h"
#include "review/sl-version-private.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Decisions that come in a bundle. The first that stands, stands; what the rules here do not allow
 * is kept with the reason; and one signed with a key that nobody here has compared waits for that.
 */

/* Borrowed texts of a decision in the bundle. */
static SlBundleWaiting
read_line (SlBundleTaking *self, char **values)
{
  char **person = sl_lines_find (self->content, SL_CONTENT_PERSON, values[SL_BUNDLE_DECISION_BY]);
  char **version = sl_lines_find (self->content, SL_CONTENT_VERSION,
                                  values[SL_BUNDLE_DECISION_VERSION]);

  return (SlBundleWaiting){
    .decision_id = values[SL_BUNDLE_DECISION_ID],
    .case_id = (char *) self->case_id,
    .paper_id = (char *) self->paper_id,
    .version_id = values[SL_BUNDLE_DECISION_VERSION],
    .hash = values[SL_BUNDLE_DECISION_HASH],
    .outcome = values[SL_BUNDLE_DECISION_OUTCOME],
    .reason = values[SL_BUNDLE_DECISION_REASON],
    .person_id = values[SL_BUNDLE_DECISION_BY],
    .person_name = person[SL_BUNDLE_PERSON_NAME],
    .role = values[SL_BUNDLE_DECISION_ROLE],
    .origin = self->file->fingerprint,
    .at = values[SL_BUNDLE_DECISION_AT],
    .self_declared = g_str_equal (values[SL_BUNDLE_DECISION_SELF_DECLARED], "1"),
    .number = (guint) g_ascii_strtoull (version[SL_BUNDLE_VERSION_NUMBER], NULL, 10),
  };
}

/* What the rules here say, of the content as it was frozen and with the comments that are open by
 * now; "" when they allow it. */
static char *
ask_rules (SlReviewRules *rules,
           SlDatabase *database,
           const SlBundleWaiting *decision,
           const SlReviewFacts *facts,
           GError **error)
{
  gboolean approved = g_str_equal (decision->outcome, "approved");
  g_autoptr (GError) denied = NULL;
  gboolean author;
  gint64 open;
  SlReviewSituation situation = {
    .action = approved ? SL_REVIEW_APPROVE : SL_REVIEW_RETURN,
    .role = decision->role,
    .state = sl_version_get (facts->newest, "state"),
    .stance = sl_snapshot_get (facts->frozen, "response/stance"),
    .grants_award = sl_review_rules_grants_award (rules, sl_snapshot_get_letter (facts->frozen),
                                                  NULL),
    .blocking_remarks = facts->blocking_remarks,
    .draft_differs = facts->draft_differs,
    .manager_is_author = facts->manager_is_author,
    .has_reason = *decision->reason != '\0',
    .paper = sl_paper_is_response (facts->paper) ? NULL : facts->paper->title,
  };

  if (!sl_review_records_count (database, SL_REVIEW_COUNT_OPEN_COMMENTS, decision->paper_id, &open,
                                error) ||
      !sl_bundle_records_is_author (database, decision->version_id, decision->person_id,
                                    decision->origin, &author, error))
    return NULL;
  situation.open_comments = (guint) open;
  situation.author = author ||
                     g_strv_contains ((const char *const *) facts->authors, decision->person_id);
  if (sl_review_rules_decide (rules, &situation, &denied))
    return g_strdup ("");
  return g_strdup (denied->message);
}

/* Why the decision does not stand, its key apart; "" when it does; %NULL with @error. */
static char *
weigh (SlReviewRules *rules,
       SlTransaction *transaction,
       const SlBundleWaiting *decision,
       const SlReviewFacts *facts,
       GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);
  g_autoptr (GError) failure = NULL;
  g_autofree char *standing = sl_bundle_records_dup_standing (database, decision->version_id, "",
                                                              &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (standing != NULL)
    return g_strdup_printf (_ ("Version %u was decided before: %s."), decision->number, standing);
  if (!g_str_equal (sl_version_get_id (facts->newest), decision->version_id))
    return g_strdup_printf (_ ("Version %u has taken the place of version %u."),
                            sl_version_get_number (facts->newest), decision->number);
  if (g_str_equal (sl_version_get (facts->newest, "state"), "withdrawn"))
    return g_strdup_printf (_ ("Version %u had been taken back by its author."), decision->number);
  return ask_rules (rules, database, decision, facts, error);
}

/* Whether it is one that the records of no casebook hold, standing or not: an author's, a
 * trainee's, or on other words (store/sqlite). It is told and left out. */
static gboolean
is_void (SlTransaction *transaction,
         const SlBundleWaiting *decision,
         const char *key,
         char **why_not,
         GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);
  g_autofree char *role = NULL;
  gboolean author, self_declared;
  g_auto (SlBundleFound) version = { 0 };

  *why_not = NULL;
  if (!sl_bundle_records_find (database, SL_CONTENT_VERSION, decision->version_id, &version,
                               error) ||
      !sl_bundle_records_is_author (database, decision->version_id, decision->person_id, key,
                                    &author, error) ||
      !sl_review_records_read_person (database, decision->person_id, &role, &self_declared, error))
    return FALSE;
  if (author || g_str_equal (version.person_id, decision->person_id))
    *why_not = g_strdup (_ ("Nobody decides on what they wrote or edited."));
  else if (g_str_equal (decision->role, "trainee") || g_str_equal (role, "trainee"))
    *why_not = g_strdup (_ ("A trainee never decides on a paper."));
  else if (!g_str_equal (version.hash, decision->hash))
    *why_not = g_strdup_printf (_ ("It was given on other words than those of version %u."),
                                decision->number);
  return TRUE;
}

/* It stands: the version and the case move on. */
static gboolean
put_into_force (SlTransaction *transaction, const SlBundleWaiting *decision, GError **error)
{
  gboolean approved = g_str_equal (decision->outcome, "approved");

  sl_transaction_note (transaction, "decision", decision->outcome);
  sl_transaction_note (transaction, "decided-by", decision->person_id);
  sl_transaction_touch (transaction, "version", decision->version_id, decision->case_id);
  return sl_version_records_set_state (transaction, decision->version_id,
                                       approved ? "approved" : "returned", NULL, error) &&
         (sl_paper_id_is_report (decision->paper_id) ||
          sl_case_records_set_stage (transaction, decision->case_id,
                                     approved ? "approved" : "drafting", error));
}

static gboolean
add_row (SlTransaction *transaction,
         const SlBundleWaiting *decision,
         gboolean stands,
         const char *why_not,
         GError **error)
{
  SlDecisionRow row = {
    .decision_id = decision->decision_id,
    .version_id = decision->version_id,
    .hash = decision->hash,
    .outcome = decision->outcome,
    .reason = decision->reason,
    .person_id = decision->person_id,
    .role = decision->role,
    .self_declared = decision->self_declared,
    .at = decision->at,
    .origin = decision->origin,
    .stands = stands,
    .why_not = why_not,
  };

  return sl_version_records_add_decision (transaction, &row, error);
}

static const char *
name_outcome (const SlBundleWaiting *decision)
{
  return g_str_equal (decision->outcome, "approved") ? _ ("approval") : _ ("return");
}

/* A signature speaks for its owner only, and only once somebody here has compared it. */
static char *
weigh_key (SlBundleTaking *self, const SlBundleWaiting *decision, gboolean *waits)
{
  const char *sender = sl_bundle_file_get (self->file, SL_MANIFEST_SENDER, SL_MANIFEST_SENDER_ID);

  *waits = FALSE;
  if (!g_str_equal (decision->person_id, sender))
    return g_strdup_printf (
        _ ("It is signed by %s, not by %s."),
        sl_bundle_file_get (self->file, SL_MANIFEST_SENDER, SL_MANIFEST_SENDER_NAME),
        decision->person_name);
  if (self->trust == SL_TRUST_VERIFIED)
    return g_strdup ("");
  *waits = TRUE;
  return g_strdup_printf (_ ("Its key (%s) is unverified: nobody here has compared it with its "
                             "owner. Once somebody has, it is weighed again."),
                          self->file->fingerprint);
}

static gboolean
take_decision (SlBundleTaking *self, SlTransaction *transaction, char **values, GError **error)
{
  SlReviewRules *rules = sl_review_get_rules (self->review);
  SlBundleWaiting decision = read_line (self, values);
  g_autofree char *why_not = NULL;
  gboolean waits = FALSE;

  if (!is_void (transaction, &decision, decision.origin, &why_not, error))
    return FALSE;
  if (why_not != NULL)
    {
      sl_transaction_note (transaction, "decision-left-out", why_not);
      /* TRANSLATORS: "approval" or "return", a person's name, a number; a sentence follows */
      sl_bundle_tell (self, _ ("The %s of %s on version %u was left out. %s"),
                      name_outcome (&decision), decision.person_name, decision.number, why_not);
      return TRUE;
    }
  why_not = weigh (rules, transaction, &decision, self->facts, error);
  if (why_not == NULL)
    return FALSE;
  if (*why_not == '\0')
    {
      g_free (why_not);
      why_not = weigh_key (self, &decision, &waits);
    }
  self->n_decisions++;
  if (!add_row (transaction, &decision, *why_not == '\0', why_not, error))
    return FALSE;
  if (*why_not == '\0')
    return put_into_force (transaction, &decision, error);
  sl_transaction_note (transaction, "why-not", why_not);
  /* TRANSLATORS: "approval" or "return", a person's name, a number; a sentence follows */
  sl_bundle_tell (self, _ ("The %s of %s on version %u is kept but does not stand. %s"),
                  name_outcome (&decision), decision.person_name, decision.number, why_not);
  return !waits || sl_bundle_records_add_waiting (transaction, decision.decision_id,
                                                  self->file->fingerprint, error);
}

/* Whether the decision is new here, and in the name of nobody who works here. */
static gboolean
is_new (SlBundleTaking *self,
        SlTransaction *transaction,
        char **values,
        gboolean *new,
        GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);
  g_auto (SlBundleFound) here = { 0 };
  g_autofree char *name = NULL;
  gboolean local, own = FALSE;

  *new = FALSE;
  if (!sl_bundle_records_find (database, SL_CONTENT_DECISION, values[SL_BUNDLE_DECISION_ID], &here,
                               error))
    return FALSE;
  if (here.found)
    return TRUE;
  if (!sl_people_is_local (database, values[SL_BUNDLE_DECISION_BY], &local, &name, error))
    return FALSE;
  /* What was decided here comes back under another id when it had waited for its key there. */
  if (local && !sl_bundle_records_find_own (database, values[SL_BUNDLE_DECISION_VERSION],
                                            values[SL_BUNDLE_DECISION_BY],
                                            values[SL_BUNDLE_DECISION_OUTCOME], &own, error))
    return FALSE;
  if (local && !own)
    sl_bundle_tell (self,
                    _ ("A decision in the name of %s, who works here, was left out: it was "
                       "not made here."),
                    name);
  *new = !local;
  return TRUE;
}

gboolean
sl_bundle_take_decisions (SlBundleTaking *self, SlTransaction *transaction, GError **error)
{
  for (guint i = 0; i < sl_lines_count (self->content, SL_CONTENT_DECISION); i++)
    {
      char **values = sl_lines_get (self->content, SL_CONTENT_DECISION, i)->values;
      gboolean new;

      if (!is_new (self, transaction, values, &new, error) ||
          (new && !take_decision (self, transaction, values, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
tell_decision (SlBundleTaking *self, SlTransaction *transaction, char **values, GError **error)
{
  SlBundleWaiting decision = read_line (self, values);
  gboolean stands = g_str_equal (values[SL_BUNDLE_DECISION_STANDS], "1");
  g_autofree char *standing = NULL;
  g_autofree char *why_not = NULL;
  g_autoptr (GError) failure = NULL;

  if (!is_void (transaction, &decision, "", &why_not, error))
    return FALSE;
  if (why_not != NULL)
    return TRUE;
  standing = sl_bundle_records_dup_standing (sl_transaction_get_database (transaction),
                                             decision.version_id, "", &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  stands = stands && standing == NULL;
  self->n_decisions++;
  return add_row (transaction, &decision, stands,
                  stands ? "" : _ ("It does not stand where the case is worked."), error);
}

gboolean
sl_bundle_tell_decisions (SlBundleTaking *self, SlTransaction *transaction, GError **error)
{
  for (guint i = 0; i < sl_lines_count (self->content, SL_CONTENT_DECISION); i++)
    {
      char **values = sl_lines_get (self->content, SL_CONTENT_DECISION, i)->values;
      gboolean new;

      if (!is_new (self, transaction, values, &new, error) ||
          (new && !tell_decision (self, transaction, values, error)))
        return FALSE;
    }
  return TRUE;
}

/* Settling. */

typedef struct
{
  SlReview *review;
  const SlBundleWaiting *decision;
  SlReviewFacts *facts;
  char *why_not;
} Settling;

static void
settling_clear (Settling *self)
{
  g_clear_pointer (&self->facts, sl_review_facts_free);
  g_clear_pointer (&self->why_not, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Settling, settling_clear)

/* Decisions are never changed: the one that stands now is a row of its own. */
static gboolean
settle (SlTransaction *transaction, gpointer data, GError **error)
{
  Settling *self = data;
  SlReviewRules *rules = sl_review_get_rules (self->review);
  g_autofree char *id = sl_id_new ();
  SlBundleWaiting standing = *self->decision;

  standing.decision_id = id;
  g_clear_pointer (&self->why_not, g_free);
  if (!sl_review_records_check (transaction, rules, self->facts, error))
    return FALSE;
  self->why_not = weigh (rules, transaction, self->decision, self->facts, error);
  if (self->why_not == NULL ||
      !sl_bundle_records_remove_waiting (transaction, self->decision->decision_id, error))
    return FALSE;
  if (*self->why_not != '\0')
    {
      sl_transaction_note (transaction, "why-not", self->why_not);
      return TRUE;
    }
  return add_row (transaction, &standing, TRUE, "", error) &&
         put_into_force (transaction, &standing, error);
}

static char *
settle_one (SlReview *review, const SlBundleWaiting *decision, GError **error)
{
  g_auto (Settling) self = { .review = review, .decision = decision };

  self.facts = sl_review_gather (review, decision->paper_id, SL_REVIEW_GATHER_CONTENT, error);
  if (self.facts == NULL ||
      !sl_store_apply (sl_library_get_store (sl_review_get_library (review)),
                       sl_change_new ("settle-decision", "version", decision->version_id,
                                      decision->case_id, settle, &self, NULL),
                       error))
    return NULL;
  if (*self.why_not == '\0')
    return g_strdup_printf (_ ("The %s of %s on version %u stands now."), name_outcome (decision),
                            decision->person_name, decision->number);
  return g_strdup_printf (_ ("The %s of %s on version %u is kept but does not stand. %s"),
                          name_outcome (decision), decision->person_name, decision->number,
                          self.why_not);
}

/**
 * sl_bundle_settle:
 * @review: the reviews
 * @notices: (out) (transfer full) (element-type utf8): what became of each decision that waited
 * @error: return location
 *
 * To be called after a key was marked as verified: the decisions that came in bundles signed with
 * it and waited for that are weighed anew, and stand if nothing has changed. One change each
 * ("settle-decision"). Blocking.
 *
 * Returns: %FALSE with @error
 */
gboolean
sl_bundle_settle (SlReview *review, GPtrArray **notices, GError **error)
{
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) waiting = NULL;
  SlStore *store;

  g_return_val_if_fail (SL_IS_REVIEW (review) && notices != NULL, FALSE);

  store = sl_library_get_store (sl_review_get_library (review));
  waiting = sl_bundle_records_list_waiting (sl_store_read (store), error);
  if (waiting == NULL)
    return FALSE;
  for (guint i = 0; i < waiting->len; i++)
    {
      char *notice = settle_one (review, g_ptr_array_index (waiting, i), error);

      if (notice == NULL)
        return FALSE;
      g_ptr_array_add (told, notice);
    }
  *notices = g_steal_pointer (&told);
  return TRUE;
}

/**
 * sl_bundle_trust_key:
 * @review: the reviews
 * @fingerprint: of a key that was met
 * @trust: what to think of it from now on
 * @notices: (out) (transfer full) (element-type utf8): what followed from it
 * @error: return location
 *
 * "I compared this fingerprint with its owner", or "no longer theirs", and what follows for the
 * decisions that waited for it. Blocking.
 *
 * Returns: %FALSE with @error
 */
gboolean
sl_bundle_trust_key (SlReview *review,
                     const char *fingerprint,
                     SlTrust trust,
                     GPtrArray **notices,
                     GError **error)
{
  g_return_val_if_fail (SL_IS_REVIEW (review) && fingerprint != NULL, FALSE);

  return sl_store_apply (sl_library_get_store (sl_review_get_library (review)),
                         sl_key_change_trust (fingerprint, trust), error) &&
         sl_bundle_settle (review, notices, error);
}

/* Meeting a key before anything that it signed is taken in. */

static gboolean
meet (SlTransaction *transaction, gpointer data, GError **error)
{
  SlBundleFile *file = data;
  const char *sender = sl_bundle_file_get (file, SL_MANIFEST_SENDER, SL_MANIFEST_SENDER_ID);
  g_autofree char *name = NULL;
  gboolean local;

  if (!sl_people_is_local (sl_transaction_get_database (transaction), sender, &local, &name, error))
    return FALSE;
  if (local)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("“%s” says that it comes from %s, who works here. Its key was not taken."),
                   file->name, name);
      return FALSE;
    }
  sl_transaction_note (transaction, "person", sender);
  return sl_keys_keep (transaction, file->fingerprint, file->key, sender, error);
}

/**
 * sl_bundle_meet_key:
 * @review: the reviews
 * @path: a bundle
 * @fingerprint: as its owner read it out
 * @notices: (out) (transfer full) (element-type utf8): what followed from it
 * @error: return location
 *
 * "I compared the fingerprint of this bundle's key with its owner": notes the key ("meet-key") and
 * marks it as verified, without taking the bundle in. The way on for a case that changed hands and
 * for a person with a new key. Blocking.
 *
 * Returns: %FALSE with @error, when the fingerprint is another one above all
 */
gboolean
sl_bundle_meet_key (SlReview *review,
                    const char *path,
                    const char *fingerprint,
                    GPtrArray **notices,
                    GError **error)
{
  g_autoptr (SlBundleFile) file = NULL;
  SlLibrary *library;

  g_return_val_if_fail (SL_IS_REVIEW (review) && path != NULL && fingerprint != NULL, FALSE);

  library = sl_review_get_library (review);
  file = sl_bundle_file_open (sl_library_get_pool (library), path, NULL, error);
  if (file == NULL)
    return FALSE;
  if (!g_str_equal (file->fingerprint, fingerprint))
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("“%s” is signed with the key %s, which is not the one that was read out. Do "
                      "not read it in."),
                   file->name, file->fingerprint);
      return FALSE;
    }
  return sl_store_apply (
             sl_library_get_store (library),
             sl_change_new ("meet-key", "person_key", file->fingerprint, NULL, meet, file, NULL),
             error) &&
         sl_bundle_trust_key (review, file->fingerprint, SL_TRUST_VERIFIED, notices, error);
}
