/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "letter/sl-letter.h"
#include "packs/sl-pack.h"
#include "policy/sl-policy.h"
#include "store/sl-store.h"

G_BEGIN_DECLS

/* Who may do what, when: a table read from the pack resources/rules/review.xml (kind "review"), and
 * the one function that decides. Denied is what no line allows. Two lines no pack can move: nobody
 * approves what they wrote or edited, and a trainee never approves (security.md E-03). */
typedef enum
{
  SL_REVIEW_SUBMIT,
  SL_REVIEW_WITHDRAW,
  SL_REVIEW_COMMENT,
  SL_REVIEW_REPLY,
  SL_REVIEW_CLOSE_COMMENT,
  SL_REVIEW_RETURN,
  SL_REVIEW_APPROVE,
  SL_REVIEW_ISSUE,
  SL_REVIEW_RECORD_OUTCOME,
  SL_REVIEW_DISMISS_BLOCK, /* overrule a blocking remark, with a reason */
} SlReviewAction;
#define SL_N_REVIEW_ACTIONS 10
const char *sl_review_action_to_nick (SlReviewAction action); /* "close-comment" */
gboolean sl_review_action_from_nick (const char *nick, SlReviewAction *action);

typedef struct
{
  SlReviewAction action;
  const char *role;  /* of the actor */
  gboolean author;   /* the actor edited any part of what is decided on */
  gboolean opener;   /* the comment is the actor's own */
  const char *state; /* of the newest version: "" (none yet), "submitted", "returned", "withdrawn",
                        "approved", "voided", "issued"; and "closed" once the outcome is recorded */
  const char *stance;
  gboolean
      grants_award; /* the letter says that an award level or Park Mark is or will be granted */
  guint open_comments;
  guint blocking_remarks;
  gboolean draft_differs;     /* the draft is no longer what was submitted or approved */
  gboolean has_reason;        /* a written one was given */
  gboolean manager_is_author; /* a person with the role "manager" edited any part */
  gboolean copy;              /* the case is worked at another computer (read from a bundle) */
  const char *paper;          /* a report's title, for the sentence; NULL: a case's response */
} SlReviewSituation;

#define SL_TYPE_REVIEW_RULES (sl_review_rules_get_type ())
G_DECLARE_FINAL_TYPE (SlReviewRules, sl_review_rules, SL, REVIEW_RULES, GObject)

/* @policy gives the roles that the force's profile maps titles to. */
SlReviewRules *sl_review_rules_new (SlPackLibrary *packs, SlPolicyLibrary *policy, GError **error);
/* FALSE with SL_STORE_ERROR_REFUSED and a sentence that names the rule's ground and the way out. */
gboolean
sl_review_rules_decide (SlReviewRules *self, const SlReviewSituation *situation, GError **error);

/* Writes the table where the database's own triggers look, unless it stands there already: called
 * when a casebook is opened. A casebook that cannot be written is left as it is. */
gboolean sl_review_rules_adopt (SlReviewRules *self, SlStore *store, GError **error);
/* That change ("adopt-rules"); it notes the pack, its edition and hash. */
SlChange *sl_review_rules_change_adopt (SlReviewRules *self);

/* The table for reading: element type SlReviewRule, in the order in which they are tried. */
typedef struct
{
  const char *id;
  const char *action; /* space separated */
  const char *roles;  /* likewise; "*" any, "!officer trainee" any but these */
  const char *states; /* likewise; "none" no version yet */
  const char *when;   /* all have to hold: "", "author", "not-author objection", … */
  gboolean allows;
  const char *text; /* the rule in words, or the reason given when it refuses */
} SlReviewRule;
GPtrArray *sl_review_rules_list (SlReviewRules *self);

/* What a manager asks of a draft at a stage ("briefing", "draft", "final"); element type
 * SlReviewPrompt. */
typedef struct
{
  const char *id, *stage, *stage_title, *text, *source;
} SlReviewPrompt;
GPtrArray *sl_review_rules_list_prompts (SlReviewRules *self, const char *stage);

/* What an action of the audit trail is to quality assurance: what the pack does not name is
 * editing.
 */
typedef enum
{
  SL_REVIEW_STEP_EDITS,    /* makes an author, voids an approval */
  SL_REVIEW_STEP_PREPARES, /* brings material in: no author, but voids an approval */
  SL_REVIEW_STEP_REVIEWS,
  SL_REVIEW_STEP_LOOKS,
  SL_REVIEW_STEP_RECORDS, /* edits a sheet: makes an author of its papers and voids their approval,
                             and is nothing to the response */
} SlReviewStep;
SlReviewStep sl_review_rules_get_step (SlReviewRules *self, const char *audit_action);
/* Whether the letter says that an award level or Park Mark is or will be granted: its words decide,
 * not the level that it encourages. @where (nullable out, transfer full): the first such sentence.
 */
gboolean sl_review_rules_grants_award (SlReviewRules *self, SlLetter *letter, char **where);
/* The role that a title of another body of rules is mapped to, by the force's profile or by
 * default: "senior-architectural-liaison-officer" -> "manager". */
const char *sl_review_rules_get_mapped_role (SlReviewRules *self, const char *title);
/* What the program says of these rules' worth, sentences; and the pack they were read from. */
const char *const *sl_review_rules_get_promises (SlReviewRules *self);
SlPack *sl_review_rules_get_pack (SlReviewRules *self);

/* Fields of a version whose change does not void an approval: paths ("letter/date"); the default
 * pack names none. */
gboolean sl_review_rules_is_minor (SlReviewRules *self, const char *path);
/* Whether an action of the audit trail may be such a change: then the approval is not void at once,
 * and the comparison before issue says whether anything else changed. */
gboolean sl_review_rules_is_minor_action (SlReviewRules *self, const char *audit_action);
/* The longest comment or reason, in characters. */
guint sl_review_rules_get_max_comment (SlReviewRules *self);

G_END_DECLS
