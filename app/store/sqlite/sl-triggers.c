/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-store"
#include "config.h"

#include "store/sqlite/sl-sqlite.h"

/* The triggers of each migration, for whoever writes to the file by another way than the program:
 * what is only ever added to is never changed, and the decision table of quality assurance holds
 * (security.md E-03). They cannot compose a letter, so they do not see whether a draft has moved
 * on; and who has the file can take them away, which opening and "audit verify" tell. */

static const char first_triggers[] =
    "CREATE TRIGGER IF NOT EXISTS audit_is_never_changed BEFORE UPDATE ON audit BEGIN"
    " SELECT RAISE (ABORT, 'a row of the audit trail cannot be changed'); END;"
    "CREATE TRIGGER IF NOT EXISTS audit_is_never_cut BEFORE DELETE ON audit BEGIN"
    " SELECT RAISE (ABORT, 'a row of the audit trail cannot be removed'); END;"
    "CREATE TRIGGER IF NOT EXISTS audit_has_no_gap BEFORE INSERT ON audit"
    " WHEN NEW.sequence <> (SELECT COALESCE (MAX (sequence), 0) + 1 FROM audit) BEGIN"
    " SELECT RAISE (ABORT, 'a row of the audit trail can only be added at its end'); END;";

/* Of 0001-first.sql, and of 0008-subjects.sql, which makes the table anew. */
static const char revision_triggers[] =
    "CREATE TRIGGER IF NOT EXISTS answer_revision_is_never_changed BEFORE UPDATE ON answer_revision"
    " BEGIN SELECT RAISE (ABORT, 'a kept revision cannot be changed'); END;"
    "CREATE TRIGGER IF NOT EXISTS answer_revision_is_never_cut BEFORE DELETE ON answer_revision"
    " BEGIN SELECT RAISE (ABORT, 'a kept revision cannot be removed'); END;";

/* Of 0002-review.sql: the lines that no rule of the program may be argued out of (security.md
 * E-03), for whoever writes to the file by another way. What is approved is approved by somebody
 * who wrote none of it and is no trainee, for exactly that content, once. */
static const char review_triggers[] =
    "CREATE TRIGGER IF NOT EXISTS decision_is_never_by_an_author BEFORE INSERT ON decision"
    " WHEN EXISTS (SELECT 1 FROM version_author a WHERE a.version_id = NEW.version_id"
    " AND a.person_id = NEW.person_id) OR NEW.person_id ="
    " (SELECT v.submitted_by FROM version v WHERE v.version_id = NEW.version_id) BEGIN"
    " SELECT RAISE (ABORT, 'nobody decides on what they wrote or edited'); END;"
    "CREATE TRIGGER IF NOT EXISTS decision_is_never_a_trainees BEFORE INSERT ON decision"
    " WHEN NEW.role = 'trainee' OR NOT EXISTS (SELECT 1 FROM person p"
    " WHERE p.person_id = NEW.person_id AND p.role <> 'trainee'"
    " AND (p.declared = 1 OR p.elsewhere = 1)) BEGIN"
    " SELECT RAISE (ABORT, 'a trainee never decides on a response'); END;"
    "CREATE TRIGGER IF NOT EXISTS decision_stands_once BEFORE INSERT ON decision"
    " WHEN NEW.stands = 1 AND EXISTS (SELECT 1 FROM decision d"
    " WHERE d.version_id = NEW.version_id AND d.stands = 1) BEGIN"
    " SELECT RAISE (ABORT, 'a decision on this version stands already'); END;"
    "CREATE TRIGGER IF NOT EXISTS decision_is_for_the_content BEFORE INSERT ON decision"
    " WHEN NOT EXISTS (SELECT 1 FROM version v WHERE v.version_id = NEW.version_id"
    " AND v.hash = NEW.hash) BEGIN"
    " SELECT RAISE (ABORT, 'a decision is for the content of its version'); END;"
    "CREATE TRIGGER IF NOT EXISTS decision_is_never_changed BEFORE UPDATE ON decision BEGIN"
    " SELECT RAISE (ABORT, 'a decision cannot be changed'); END;"
    "CREATE TRIGGER IF NOT EXISTS decision_is_never_cut BEFORE DELETE ON decision BEGIN"
    " SELECT RAISE (ABORT, 'a decision cannot be removed'); END;"
    "CREATE TRIGGER IF NOT EXISTS version_author_is_never_changed BEFORE UPDATE ON version_author"
    " BEGIN SELECT RAISE (ABORT, 'who wrote a version cannot be changed'); END;"
    "CREATE TRIGGER IF NOT EXISTS version_author_is_never_cut BEFORE DELETE ON version_author BEGIN"
    " SELECT RAISE (ABORT, 'who wrote a version cannot be removed'); END;"
    "CREATE TRIGGER IF NOT EXISTS version_content_is_never_changed BEFORE UPDATE ON version_content"
    " BEGIN SELECT RAISE (ABORT, 'the content of a version cannot be changed'); END;"
    "CREATE TRIGGER IF NOT EXISTS version_content_is_never_cut BEFORE DELETE ON version_content"
    " BEGIN SELECT RAISE (ABORT, 'the content of a version cannot be removed'); END;"
    "CREATE TRIGGER IF NOT EXISTS version_is_what_was_submitted BEFORE UPDATE OF version_id,"
    " case_id, number, hash, stance, grants_award, submitted_by, submitted_role, self_declared,"
    " submitted_at, audit_sequence, origin ON version BEGIN"
    " SELECT RAISE (ABORT, 'what was submitted cannot be changed'); END;"
    "CREATE TRIGGER IF NOT EXISTS version_is_never_cut BEFORE DELETE ON version BEGIN"
    " SELECT RAISE (ABORT, 'a version cannot be removed'); END;"
    "CREATE TRIGGER IF NOT EXISTS version_begins_undecided BEFORE INSERT ON version"
    " WHEN NEW.state IN ('approved', 'issued', 'returned') BEGIN"
    " SELECT RAISE (ABORT, 'a version is decided on after it was submitted'); END;"
    "CREATE TRIGGER IF NOT EXISTS version_is_approved_by_a_decision BEFORE UPDATE OF state ON "
    "version"
    " WHEN NEW.state IN ('approved', 'issued') AND NOT EXISTS (SELECT 1 FROM decision d"
    " WHERE d.version_id = NEW.version_id AND d.stands = 1 AND d.outcome = 'approved'"
    " AND d.hash = NEW.hash) BEGIN"
    " SELECT RAISE (ABORT, 'no decision approves this version'); END;"
    "CREATE TRIGGER IF NOT EXISTS version_ends_once BEFORE UPDATE OF state ON version"
    " WHEN NEW.state <> OLD.state AND (OLD.state IN ('returned', 'withdrawn', 'voided', 'issued',"
    " 'superseded') OR (NEW.state = 'submitted')) BEGIN"
    " SELECT RAISE (ABORT, 'a version that came to its end stays so'); END;"
    "CREATE TRIGGER IF NOT EXISTS issued_response_is_never_changed BEFORE UPDATE ON issued_response"
    " BEGIN SELECT RAISE (ABORT, 'what was issued cannot be changed'); END;"
    "CREATE TRIGGER IF NOT EXISTS issued_response_is_never_cut BEFORE DELETE ON issued_response"
    " BEGIN SELECT RAISE (ABORT, 'what was issued cannot be removed'); END;"
    "CREATE TRIGGER IF NOT EXISTS issued_response_was_approved BEFORE INSERT ON issued_response"
    " WHEN NOT EXISTS (SELECT 1 FROM decision d WHERE d.decision_id = NEW.decision_id"
    " AND d.version_id = NEW.version_id AND d.hash = NEW.hash AND d.stands = 1"
    " AND d.outcome = 'approved') BEGIN"
    " SELECT RAISE (ABORT, 'only an approved version is issued'); END;";

/* Of 0006-papers.sql, from which on every paper is reviewed and not the response alone: the
 * decision table itself, as the program wrote it into review_rule (0005-decisions.sql). A paper is
 * named by its id, which is the case's own for its response. The parts below are texts of SQL that
 * a trigger is put together from; each takes texts of SQL. clang-format takes a text of SQL that is
 * pasted from several for a heap of words. */
/* clang-format off */

/* Where a paper stands: its newest version's state, "closed" once the outcome is recorded. */
#define STATE_OF(paper) \
  "COALESCE ((SELECT CASE WHEN v.state = 'issued' AND EXISTS (SELECT 1 FROM outcome o WHERE" \
  " o.case_id = v.paper_id) THEN 'closed' ELSE v.state END FROM version v" \
  " WHERE v.paper_id = " paper " ORDER BY v.paper_number DESC LIMIT 1), 'none')"

#define CASE_OF(version_id) "(SELECT v.case_id FROM version v WHERE v.version_id = " version_id ")"

#define PAPER_OF(version_id) "(SELECT v.paper_id FROM version v WHERE v.version_id = " version_id ")"

#define NEWEST_OF(paper) \
  "(SELECT v.version_id FROM version v WHERE v.paper_id = " paper \
  " ORDER BY v.paper_number DESC LIMIT 1)"

/* Everyone who edited a part: by the newest version, and by the trail. No row of the trail has a
 * report for its case, and no response is a row of "paper": each takes its own lines. */
#define AUTHORS_OF(paper) \
  "(SELECT a.person_id FROM version_author a WHERE a.version_id = " NEWEST_OF (paper) \
  " UNION SELECT t.person_id FROM audit t WHERE t.case_id = " paper \
  " AND NOT EXISTS (SELECT 1 FROM review_step s WHERE s.action = t.action)" \
  " UNION SELECT t.person_id FROM paper q JOIN audit t ON t.case_id = q.case_id" \
  " JOIN review_step s ON s.action = t.action AND s.step = 'records'" \
  " WHERE q.paper_id = " paper " AND (t.object_id = q.sheet_id" \
  " OR t.object_id IN (SELECT h.photograph_id FROM photograph h WHERE h.sheet_id = q.sheet_id)" \
  " OR t.object_id IN (SELECT c.action_id FROM action c WHERE c.sheet_id = q.sheet_id)))"

/* An account whose person never said who they are works as a trainee. */
#define ROLE_OF(person_id) \
  "(SELECT CASE WHEN p.declared = 1 OR p.elsewhere = 1 THEN p.role ELSE 'trainee' END" \
  " FROM person p WHERE p.person_id = " person_id ")"

#define IS_ELSEWHERE(person_id) \
  "EXISTS (SELECT 1 FROM person p WHERE p.person_id = " person_id " AND p.elsewhere = 1)"

#define IS_COPY(case_id) "EXISTS (SELECT 1 FROM review_copy c WHERE c.case_id = " case_id ")"
#define IS_OF_A_COPY(paper) \
  "EXISTS (SELECT 1 FROM review_copy c WHERE c.case_id = " paper \
  " OR c.case_id = (SELECT q.case_id FROM paper q WHERE q.paper_id = " paper "))"

/* Whether a row says another role of its person than they have, or hides that only they say so. */
#define MISSTATES(person_id, role, self_declared) \
  "NOT EXISTS (SELECT 1 FROM person p WHERE p.person_id = " person_id \
  " AND p.role_self_declared = " self_declared " AND " role " = " ROLE_OF (person_id) ")"

#define OPEN_COMMENTS(paper) \
  "EXISTS (SELECT 1 FROM comment k WHERE k.paper_id = " paper \
  " AND k.parent_id IS NULL AND k.state = 'open')"

/* A remark that blocked when it was submitted, and was not overruled with a reason by a role that
 * its rule names. */
#define BLOCKING_REMARKS(paper) \
  "EXISTS (SELECT 1 FROM version_block b WHERE b.version_id = " NEWEST_OF (paper) \
  " AND NOT EXISTS (SELECT 1 FROM remark_dismissal d WHERE d.case_id = " paper \
  " AND d.remark_key = b.remark_key AND d.reason <> ''" \
  " AND instr (' ' || b.overrule || ' ', ' ' || d.role || ' ') > 0))"

#define MANAGER_IS_AUTHOR(paper) \
  "EXISTS (SELECT 1 FROM person m WHERE " ROLE_OF ("m.person_id") " = 'manager'" \
  " AND m.person_id IN " AUTHORS_OF (paper) ")"

/* The column @name of the newest version equals @value. */
#define NEWEST_HAS(paper, name, value) \
  "EXISTS (SELECT 1 FROM version w WHERE w.version_id = " NEWEST_OF (paper) \
  " AND w." name " = " value ")"

#define LISTS(list, word) "instr (r." list ", ' ' || s." word " || ' ') > 0"
#define FITS(condition) " AND COALESCE (r." condition ", s." condition ") = s." condition

/* The one question: sl_review_rules_decide() in SQL. */
#define REFUSED(action, paper, person_id, role, state, opener, draft_differs, reason) \
  "COALESCE ((SELECT r.allows FROM review_rule r, (SELECT " action " AS action, " role " AS role," \
  " " state " AS state," \
  " " person_id " IN " AUTHORS_OF (paper) " AS author," \
  " " opener " AS opener," \
  " " NEWEST_HAS (paper, "stance", "'objection'") " AS objection," \
  " " NEWEST_HAS (paper, "grants_award", "1") " AS award," \
  " " OPEN_COMMENTS (paper) " AS open_comments," \
  " " BLOCKING_REMARKS (paper) " AS blocking_remarks," \
  " " draft_differs " AS draft_differs," \
  " " reason " AS reason," \
  " " MANAGER_IS_AUTHOR (paper) " AS manager_is_author," \
  " " IS_OF_A_COPY (paper) " AS copy) s" \
  " WHERE " LISTS ("actions", "action") " AND " LISTS ("roles", "role") \
  " AND " LISTS ("states", "state") \
  FITS ("author") FITS ("opener") FITS ("objection") FITS ("award") FITS ("open_comments") \
  FITS ("blocking_remarks") FITS ("draft_differs") FITS ("reason") FITS ("manager_is_author") \
  FITS ("copy") " ORDER BY r.position LIMIT 1), 0) = 0"

#define TRIGGER(name, when, condition, message) \
  "CREATE TRIGGER IF NOT EXISTS " name " BEFORE " when " WHEN " condition \
  " BEGIN SELECT RAISE (ABORT, '" message "'); END;"
#define NEVER(name, when, message) \
  "CREATE TRIGGER IF NOT EXISTS " name " BEFORE " when \
  " BEGIN SELECT RAISE (ABORT, '" message "'); END;"

/* Decisions. In a copy of a case that is worked elsewhere, what its sender told of is kept as it
 * was told: a copy is never issued. */
#define DECISION_CASE CASE_OF ("NEW.version_id")
#define DECISION_PAPER PAPER_OF ("NEW.version_id")
#define DECISION_IS_TOLD "(NEW.origin <> '' AND " IS_COPY (DECISION_CASE) ")"

static const char decision_triggers[] =
  TRIGGER ("decision_says_who_and_where", "INSERT ON decision",
           IS_ELSEWHERE ("NEW.person_id") " <> (NEW.origin <> '') OR (NEW.origin = '' AND "
           MISSTATES ("NEW.person_id", "NEW.role", "NEW.self_declared") ")",
           "a decision says who made it, in which role and where")
  TRIGGER ("decision_from_elsewhere_is_signed", "INSERT ON decision",
           "NEW.stands = 1 AND NEW.origin <> '' AND NOT " IS_COPY (DECISION_CASE)
           " AND NOT EXISTS (SELECT 1 FROM person_key k WHERE k.fingerprint = NEW.origin"
           " AND k.person_id = NEW.person_id AND k.trust = 'verified')",
           "a decision of another computer is signed with a key that somebody here has compared")
  TRIGGER ("decision_is_on_the_newest", "INSERT ON decision",
           "NEW.stands = 1 AND NOT " DECISION_IS_TOLD
           " AND NEW.version_id <> " NEWEST_OF (DECISION_PAPER),
           "only the newest version is decided on")
  TRIGGER ("decision_is_allowed", "INSERT ON decision",
           "NEW.stands = 1 AND NOT " DECISION_IS_TOLD " AND "
           REFUSED ("CASE NEW.outcome WHEN 'approved' THEN 'approve' ELSE 'return' END",
                    DECISION_PAPER, "NEW.person_id", "NEW.role", STATE_OF (DECISION_PAPER), "0",
                    "0", "(NEW.reason <> '')"),
           "the rules of quality assurance do not allow this decision");

/* Versions, and the states they come into. */
#define BECOMES(new_state) "NEW.state = '" new_state "' AND OLD.state <> '" new_state "'"
#define IS_OURS "NOT " IS_COPY ("NEW.case_id")

static const char version_triggers[] =
  TRIGGER ("version_is_of_a_paper", "INSERT ON version",
           "NOT ((NEW.paper_id = NEW.case_id AND NEW.number = NEW.paper_number) OR (NEW.number < 0"
           " AND EXISTS (SELECT 1 FROM paper q WHERE q.paper_id = NEW.paper_id"
           " AND q.case_id = NEW.case_id)))",
           "a version is of the response or of a report of its case")
  NEVER ("version_stays_with_its_paper", "UPDATE OF paper_id, paper_number ON version",
         "what was submitted cannot be changed")
  TRIGGER ("version_is_submitted_here", "INSERT ON version",
           "(NEW.origin <> '' AND " IS_OURS ") OR (NEW.origin = '' AND (NEW.state <> 'submitted'"
           " OR " IS_ELSEWHERE ("NEW.submitted_by")
           " OR " MISSTATES ("NEW.submitted_by", "NEW.submitted_role", "NEW.self_declared")
           " OR NEW.paper_number <> (SELECT COALESCE (MAX (n.paper_number), 0) + 1 FROM version n"
           " WHERE n.paper_id = NEW.paper_id)))",
           "a version says who submitted it, and follows the newest")
  TRIGGER ("version_is_submitted_as_allowed", "INSERT ON version",
           "NEW.origin = '' AND "
           REFUSED ("'submit'", "NEW.paper_id", "NEW.submitted_by", ROLE_OF ("NEW.submitted_by"),
                    STATE_OF ("NEW.paper_id"), "0",
                    "(NOT " NEWEST_HAS ("NEW.paper_id", "hash", "NEW.hash") ")",
                    "(NEW.note <> '')"),
           "the rules of quality assurance do not allow this submission")
  TRIGGER ("version_is_returned_by_a_decision", "UPDATE OF state ON version",
           BECOMES ("returned") " AND " IS_OURS " AND NOT EXISTS (SELECT 1 FROM decision d"
           " WHERE d.version_id = NEW.version_id AND d.stands = 1 AND d.outcome = 'returned')",
           "no decision returns this version")
  TRIGGER ("version_is_withdrawn_as_allowed", "UPDATE OF state ON version",
           BECOMES ("withdrawn") " AND " IS_OURS
           " AND (NEW.version_id <> " NEWEST_OF ("NEW.paper_id") " OR "
           REFUSED ("'withdraw'", "NEW.paper_id", "NEW.changed_by", ROLE_OF ("NEW.changed_by"),
                    STATE_OF ("NEW.paper_id"), "0", "0", "(NEW.void_reason <> '')") ")",
           "the rules of quality assurance do not allow taking this version back")
  TRIGGER ("version_is_superseded_by_a_newer", "UPDATE OF state ON version",
           BECOMES ("superseded") " AND " IS_OURS
           " AND NEW.version_id = " NEWEST_OF ("NEW.paper_id"),
           "only a newer version supersedes one")
  TRIGGER ("version_is_voided_once_approved", "UPDATE OF state ON version",
           "NEW.state = 'voided' AND OLD.state NOT IN ('approved', 'voided') AND " IS_OURS,
           "only an approval is voided")
  TRIGGER ("version_is_issued_with_its_paper", "UPDATE OF state ON version",
           BECOMES ("issued") " AND " IS_OURS " AND NOT EXISTS (SELECT 1 FROM issued_response i"
           " WHERE i.version_id = NEW.version_id) AND NOT EXISTS (SELECT 1 FROM issued_paper i"
           " WHERE i.version_id = NEW.version_id)",
           "a version is issued with the paper that was sent")
  NEVER ("version_block_is_never_changed", "UPDATE ON version_block",
         "what stood against a version cannot be changed")
  NEVER ("version_block_is_never_cut", "DELETE ON version_block",
         "what stood against a version cannot be removed")
  NEVER ("paper_is_never_changed", "UPDATE ON paper", "what a paper is made of cannot be changed")
  NEVER ("paper_is_never_cut", "DELETE ON paper", "a paper cannot be removed");

/* Overruling what is known to block. That it is no author's the program alone sees to, in a sentence
 * of its own (sl-review-guard.c); whoever approves is none. */
#define DISMISSAL_REFUSED \
  "EXISTS (SELECT 1 FROM version_block b JOIN version v ON v.version_id = b.version_id" \
  " WHERE v.paper_id = NEW.case_id AND b.remark_key = NEW.remark_key)" \
  " AND (NEW.reason = '' OR NEW.role <> " ROLE_OF ("NEW.person_id") " OR NOT EXISTS" \
  " (SELECT 1 FROM review_rule r WHERE r.allows = 1 AND instr (r.actions, ' dismiss-block ') > 0" \
  " AND instr (r.roles, ' ' || NEW.role || ' ') > 0))"
#define REMARK_MESSAGE "the rules of quality assurance do not allow overruling this remark"

static const char remark_triggers[] =
  TRIGGER ("remark_is_overruled_as_allowed", "INSERT ON remark_dismissal",
           DISMISSAL_REFUSED, REMARK_MESSAGE)
  TRIGGER ("remark_is_overruled_anew_as_allowed", "UPDATE ON remark_dismissal",
           DISMISSAL_REFUSED, REMARK_MESSAGE);

/* What leaves, and what became of it. */
#define OUTCOME_REFUSED \
  IS_ELSEWHERE ("NEW.person_id") " OR " \
  REFUSED ("'record-outcome'", "NEW.case_id", "NEW.person_id", ROLE_OF ("NEW.person_id"), \
           STATE_OF ("NEW.case_id"), "0", "0", "0")
#define OUTCOME_MESSAGE "the rules of quality assurance do not allow this outcome"

#define ISSUE_REFUSED(paper) \
  IS_ELSEWHERE ("NEW.issued_by") \
  " OR " MISSTATES ("NEW.issued_by", "NEW.issued_role", "NEW.self_declared") \
  " OR NEW.version_id <> " NEWEST_OF (paper) " OR " \
  REFUSED ("'issue'", paper, "NEW.issued_by", "NEW.issued_role", STATE_OF (paper), "0", "0", "0")

static const char issue_triggers[] =
  TRIGGER ("issued_response_is_allowed", "INSERT ON issued_response",
           ISSUE_REFUSED ("NEW.case_id"),
           "the rules of quality assurance do not allow issuing this response")
  TRIGGER ("issued_paper_is_allowed", "INSERT ON issued_paper",
           ISSUE_REFUSED ("NEW.paper_id") " OR NEW.case_id <> " CASE_OF ("NEW.version_id"),
           "the rules of quality assurance do not allow issuing this paper")
  TRIGGER ("issued_paper_was_approved", "INSERT ON issued_paper",
           "NOT EXISTS (SELECT 1 FROM decision d WHERE d.decision_id = NEW.decision_id"
           " AND d.version_id = NEW.version_id AND d.hash = NEW.hash AND d.stands = 1"
           " AND d.outcome = 'approved')",
           "only an approved version is issued")
  NEVER ("issued_paper_is_never_changed", "UPDATE ON issued_paper",
         "what was issued cannot be changed")
  NEVER ("issued_paper_is_never_cut", "DELETE ON issued_paper", "what was issued cannot be removed")
  TRIGGER ("outcome_is_recorded_as_allowed", "INSERT ON outcome", OUTCOME_REFUSED, OUTCOME_MESSAGE)
  TRIGGER ("outcome_is_changed_as_allowed", "UPDATE ON outcome", OUTCOME_REFUSED, OUTCOME_MESSAGE);

/* Comments: the words stay; a closing by somebody of another computer counted with the rules there
 * when it was made. */
#define CLOSES_OWN "(NEW.closed_by = OLD.person_id)"

static const char comment_triggers[] =
  TRIGGER ("comment_is_on_a_paper", "INSERT ON comment",
           "NEW.paper_id <> " PAPER_OF ("NEW.version_id"),
           "a comment is on the paper of its version")
  TRIGGER ("comment_says_who_and_where", "INSERT ON comment",
           IS_ELSEWHERE ("NEW.person_id") " <> (NEW.origin <> '') OR (NEW.origin = '' AND "
           MISSTATES ("NEW.person_id", "NEW.role", "NEW.self_declared") ")",
           "a comment says who made it, in which role and where")
  TRIGGER ("comment_is_allowed", "INSERT ON comment",
           "NEW.origin = '' AND "
           REFUSED ("CASE WHEN NEW.parent_id IS NULL THEN 'comment' ELSE 'reply' END",
                    "NEW.paper_id", "NEW.person_id", "NEW.role", STATE_OF ("NEW.paper_id"), "0", "0",
                    "0"),
           "the rules of quality assurance do not allow this comment")
  TRIGGER ("comment_is_closed_as_allowed", "UPDATE OF state ON comment",
           "NEW.state = 'closed' AND OLD.state = 'open' AND ((NOT " IS_ELSEWHERE ("NEW.closed_by")
           " AND "
           REFUSED ("'close-comment'", "NEW.paper_id", "NEW.closed_by", ROLE_OF ("NEW.closed_by"),
                    STATE_OF ("NEW.paper_id"), CLOSES_OWN, "0", "(NEW.close_reason <> '')")
           ") OR (" IS_ELSEWHERE ("NEW.closed_by") " AND NOT " CLOSES_OWN
           " AND (NEW.close_reason = '' OR " ROLE_OF ("NEW.closed_by") " = 'trainee')))",
           "the rules of quality assurance do not allow closing this comment")
  NEVER ("comment_says_what_it_said",
         "UPDATE OF comment_id, case_id, paper_id, version_id, parent_id, anchor_kind, anchor_key,"
         " anchor_start, anchor_end, anchor_text, anchor_source, anchor_title, body, person_id,"
         " role, self_declared, at, origin ON comment",
         "the words of a comment cannot be changed")
  NEVER ("comment_is_never_cut", "DELETE ON comment", "a comment cannot be removed");

/* Roles: a later one is given by a person of a higher one, and borne out by a second (security.md
 * E-04). Whom a row names is not proved by it; the audit trail holds who did it. */
#define RANK_OF(role) \
  "instr (' trainee officer manager senior-manager commander ', ' ' || " role ")"
#define HAS_SECOND_PERSON(more) \
  "EXISTS (SELECT 1 FROM person q WHERE q.person_id = NEW.confirmed_by" \
  " AND q.person_id <> NEW.person_id AND q.declared = 1" more ")"

static const char person_triggers[] =
  TRIGGER ("person_role_is_given_from_above", "UPDATE OF role ON person",
           "NEW.role <> OLD.role AND OLD.declared = 1 AND OLD.elsewhere = 0"
           " AND (NEW.role_self_declared = 1 OR NOT "
           HAS_SECOND_PERSON (" AND q.elsewhere = 0 AND q.role_self_declared = 0"
                              " AND " RANK_OF ("q.role") " > " RANK_OF ("OLD.role")
                              " AND " RANK_OF ("q.role") " > " RANK_OF ("NEW.role")) ")",
           "a role is changed by a second person of a higher one")
  TRIGGER ("person_role_is_borne_out", "UPDATE OF role_self_declared ON person",
           "NEW.role_self_declared = 0 AND OLD.role_self_declared = 1 AND NEW.elsewhere = 0"
           " AND NOT " HAS_SECOND_PERSON (""),
           "a role is confirmed by a second person");
/* Of 0007-progress.sql: what was claimed, assessed, decided and appealed is only ever added to;
 * nobody assesses or decides for themselves, and an appeal is never decided by the first decider. */
#define OWNER_OF(portfolio) \
  "(SELECT f.person_id FROM portfolio f WHERE f.portfolio_id = " portfolio ")"
#define SAYS_WHO_AND_WHERE \
  IS_ELSEWHERE ("NEW.person_id") " <> (NEW.origin <> '') OR (NEW.origin = '' AND " \
  MISSTATES ("NEW.person_id", "NEW.role", "NEW.self_declared") ")"
#define KEPT_FOR_EVER(table, what) \
  NEVER (table "_is_never_changed", "UPDATE ON " table, what " cannot be changed") \
  NEVER (table "_is_never_cut", "DELETE ON " table, what " cannot be removed")

static const char progress_triggers[] =
  KEPT_FOR_EVER ("portfolio_move", "what a portfolio was moved to")
  KEPT_FOR_EVER ("cell_event", "what was claimed or assessed")
  KEPT_FOR_EVER ("claim_evidence", "what a claim rests on")
  KEPT_FOR_EVER ("progression", "a decision on progression")
  KEPT_FOR_EVER ("appeal", "an appeal")
  KEPT_FOR_EVER ("appeal_outcome", "what an appeal came to")
  TRIGGER ("cell_event_says_who_and_where", "INSERT ON cell_event",
           SAYS_WHO_AND_WHERE, "a step of a portfolio says who took it, in which role and where")
  TRIGGER ("claim_is_the_trainees", "INSERT ON cell_event",
           "NEW.kind IN ('claim', 'withdraw', 'acknowledge') AND NEW.person_id <> "
           OWNER_OF ("NEW.portfolio_id"),
           "only the trainee claims")
  TRIGGER ("verdict_is_never_the_trainees", "INSERT ON cell_event",
           "NEW.kind IN ('verdict', 'second') AND (NEW.verdict = '' OR NEW.role NOT IN"
           " ('manager', 'senior-manager', 'commander') OR NEW.person_id = "
           OWNER_OF ("NEW.portfolio_id") ")",
           "a portfolio is assessed by a manager, and never by its own trainee")
  TRIGGER ("met_is_on_a_claim", "INSERT ON cell_event",
           "NEW.kind = 'verdict' AND NEW.verdict = 'met' AND NEW.origin = '' AND NOT EXISTS"
           " (SELECT 1 FROM cell_event c WHERE c.event_id = NEW.answers AND c.kind = 'claim'"
           " AND c.portfolio_id = NEW.portfolio_id AND c.occasion_id = NEW.occasion_id)",
           "what was not claimed is not met")
  /* A second assessment is blind: by who was asked, and closed before they see the first. */
  TRIGGER ("second_is_by_who_was_asked", "INSERT ON cell_event",
           "NEW.kind = 'second' AND NEW.origin = '' AND NOT EXISTS (SELECT 1 FROM second_request r"
           " WHERE r.request_id = NEW.answers AND r.portfolio_id = NEW.portfolio_id"
           " AND r.occasion_id = NEW.occasion_id AND r.assessor_id = NEW.person_id"
           " AND r.finished_at = '')",
           "a second assessment is by who was asked for it, until they have finished")
  TRIGGER ("second_request_is_never_the_trainees", "INSERT ON second_request",
           "NEW.assessor_id = " OWNER_OF ("NEW.portfolio_id"),
           "nobody looks at their own portfolio a second time")
  NEVER ("second_request_is_what_was_asked", "UPDATE OF request_id, portfolio_id, occasion_id,"
         " assessor_id, why, how, asked_by, at ON second_request",
         "what was asked cannot be changed")
  TRIGGER ("second_request_ends_once", "UPDATE OF finished_at ON second_request",
           "OLD.finished_at <> '' AND NEW.finished_at <> OLD.finished_at",
           "a second assessment that is finished stays so")
  NEVER ("second_request_is_never_cut", "DELETE ON second_request",
         "a second assessment that was asked for cannot be removed")
  KEPT_FOR_EVER ("portfolio_read", "who read a portfolio")
  TRIGGER ("progression_is_never_the_trainees", "INSERT ON progression",
           SAYS_WHO_AND_WHERE " OR NEW.role NOT IN ('manager', 'senior-manager', 'commander')"
           " OR NEW.person_id = " OWNER_OF ("NEW.portfolio_id"),
           "progression is decided by a manager, and never by the trainee")
  TRIGGER ("appeal_is_against_a_negative_decision", "INSERT ON appeal",
           "NOT EXISTS (SELECT 1 FROM progression g JOIN portfolio f"
           " ON f.portfolio_id = g.portfolio_id WHERE g.progression_id = NEW.progression_id"
           " AND g.outcome = 'not-fulfilled' AND f.person_id = NEW.person_id)",
           "the trainee appeals against a decision that says not fulfilled")
  TRIGGER ("appeal_is_decided_by_another", "INSERT ON appeal_outcome",
           SAYS_WHO_AND_WHERE " OR NEW.role NOT IN ('senior-manager', 'commander')"
           " OR NEW.person_id IN (SELECT g.person_id FROM appeal a JOIN progression g"
           " ON g.progression_id = a.progression_id WHERE a.appeal_id = NEW.appeal_id"
           " UNION SELECT a.person_id FROM appeal a WHERE a.appeal_id = NEW.appeal_id)",
           "an appeal is decided by somebody of a higher role who did not take the decision");
/* clang-format on */

/* By the number of the migration, the first being 1. */
static const char *const triggers[][7] = {
  [1] = { first_triggers, revision_triggers },
  [2] = { review_triggers },
  [6] = { decision_triggers, version_triggers, issue_triggers, comment_triggers, remark_triggers,
          person_triggers },
  [7] = { progress_triggers },
  [8] = { revision_triggers },
};

const char *const *
sl_sqlite_get_triggers (guint migration)
{
  static const char *const none[] = { NULL };

  return migration < G_N_ELEMENTS (triggers) ? triggers[migration] : none;
}
