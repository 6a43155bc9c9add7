/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test-scene.h"

#include "store/sl-audit.h"
#include "store/sl-store-private.h"

#include <sqlite3.h>

/* The decision table against who has the file and knows SQL: every change of state in every setting
 * that the database can see, by everybody, straight into the tables. What is expected stands here
 * in the test's own words. Whether the draft has moved on the database cannot see: it would have to
 * compose the letter. */

typedef struct
{
  SlTestScene *scene;
  sqlite3 *db;
} Bench;

static void
bench_clear (Bench *self)
{
  g_clear_pointer (&self->db, sqlite3_close);
  g_clear_pointer (&self->scene, sl_test_scene_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bench, bench_clear)

static gboolean attempt (Bench *self, const char *format, ...);

/* Whether the statement went through; the only failure there may be is a refusal. Takes SQLite's
 * own format: %Q is a quoted text. */
static gboolean
attempt (Bench *self, const char *format, ...)
{
  va_list values;
  char *sql;
  int code;

  va_start (values, format);
  sql = sqlite3_vmprintf (format, values);
  va_end (values);
  code = sqlite3_exec (self->db, sql, NULL, NULL, NULL);
  if (code != SQLITE_OK && (code & 0xff) != SQLITE_CONSTRAINT)
    g_error ("%s: %s", sql, sqlite3_errmsg (self->db));
  sqlite3_free (sql);
  return code == SQLITE_OK;
}

#define must(self, ...)                                                                            \
  G_STMT_START                                                                                     \
  {                                                                                                \
    if (!attempt (self, __VA_ARGS__))                                                              \
      g_error ("%s", sqlite3_errmsg ((self)->db));                                                 \
  }                                                                                                \
  G_STMT_END

/* The scene's casebook, closed, and its database opened by hand. */
static void
open_bench (Bench *self, const SlTestSetting *setting)
{
  g_autofree char *path = NULL;

  self->scene = sl_test_scene_new (setting);
  path = g_build_filename (sl_store_get_path (self->scene->base->store), SL_STORE_DATABASE_NAME,
                           NULL);
  sl_casebook_close (self->scene->base->casebook);
  g_assert_cmpint (sqlite3_open (path, &self->db), ==, SQLITE_OK);
  must (self, "PRAGMA foreign_keys = ON");
}

static gboolean
manages (const SlTestPerson *person)
{
  return g_str_equal (person->role, "manager") || g_str_equal (person->role, "senior-manager");
}

static gboolean
works_on_cases (const SlTestPerson *person)
{
  return !g_str_equal (person->role, "commander");
}

#define NEWEST                                                                                     \
  "(SELECT v.version_id FROM version v WHERE v.case_id = %Q ORDER BY v.number DESC LIMIT 1)"

/* Decisions. */

typedef struct
{
  gboolean approves, reason, self_declared, stands;
  gboolean wrong_role, wrong_word, wrong_hash; /* what the row lies about */
  gboolean comment;                            /* one is open */
  gboolean overruled;                          /* the remark that blocks */
} Decision;

static gboolean
may_decide (const SlTestSetting *s, const SlTestPerson *person, const Decision *d)
{
  gboolean manager = g_str_equal (person->role, "manager");

  if (d->wrong_role || d->wrong_word || d->wrong_hash || person->author ||
      g_str_equal (person->role, "trainee"))
    return FALSE;
  /* What does not stand is kept for people to see, and has no effect. */
  if (!d->stands)
    return TRUE;
  if (!g_str_equal (s->state, "submitted") || !manages (person))
    return FALSE;
  if (!d->approves)
    return d->reason;
  if (d->comment || (s->block && !d->overruled))
    return FALSE;
  if (s->letter == SL_TEST_AWARD)
    return manager;
  return s->letter != SL_TEST_OBJECTION || manager || s->manager_author;
}

static void
set_the_scene (Bench *self, const SlTestPerson *person, const Decision *d)
{
  const char *case_id = self->scene->base->case_id;

  must (self, "BEGIN");
  if (d->self_declared)
    must (self, "UPDATE person SET role_self_declared = 1 WHERE person_id = %Q", person->id);
  if (d->comment)
    must (self,
          "INSERT INTO comment (comment_id, case_id, paper_id, version_id, anchor_kind, body,"
          " person_id, role, self_declared, at) VALUES ('k', %Q, %Q, " NEWEST ", 'whole', 'Why?',"
          " %Q, 'manager', 0, 'x')",
          case_id, case_id, case_id, self->scene->reader);
  if (d->overruled)
    must (self,
          "INSERT INTO remark_dismissal (case_id, remark_key, reason, person_id, role, at)"
          " SELECT %Q, b.remark_key, 'As agreed.', %Q, 'manager', 'x' FROM version_block b"
          " WHERE b.version_id = " NEWEST,
          case_id, self->scene->reader, case_id);
}

static gboolean
insert_decision (Bench *self, const SlTestPerson *person, const Decision *d)
{
  const char *lie = manages (person) ? "commander" : "manager";

  return attempt (self,
                  "INSERT INTO decision (decision_id, version_id, hash, outcome, reason, person_id,"
                  " role, self_declared, stands, at) SELECT 'd', v.version_id, %s, %Q, %Q, %Q, %Q,"
                  " %d, %d, 'x' FROM version v WHERE v.version_id = " NEWEST,
                  d->wrong_hash ? "'0'" : "v.hash", d->approves ? "approved" : "returned",
                  d->reason ? "Because." : "", person->id, d->wrong_role ? lie : person->role,
                  d->self_declared != d->wrong_word, d->stands, self->scene->base->case_id);
}

static void
try_decision (Bench *self, const SlTestPerson *person, guint bits)
{
  const SlTestSetting *s = &self->scene->setting;
  Decision d = { .approves = bits & 1,
                 .reason = (bits & 2) != 0,
                 .self_declared = (bits & 4) != 0,
                 .stands = (bits & 8) != 0,
                 .wrong_role = (bits & 16) != 0,
                 .wrong_word = (bits & 32) != 0,
                 .wrong_hash = (bits & 64) != 0,
                 .comment = (bits & 128) != 0,
                 .overruled = (bits & 256) != 0 };
  gboolean expected = may_decide (s, person, &d);
  guint lies = (bits >> 4) & 7;

  /* One lie at a time, and neither lies nor what has no effect with every comment and remark. */
  if ((lies & (lies - 1)) != 0 || ((lies != 0 || !d.stands) && (d.comment || d.overruled)))
    return;
  set_the_scene (self, person, &d);
  if (insert_decision (self, person, &d) != expected)
    g_error ("%s by a %s %s, letter %d, block %d, manager among the authors %d, state “%s”, reason "
             "%d, self-declared %d, stands %d, comment %d, overruled %d, lies %d%d%d: %s",
             d.approves ? "approval" : "return", person->role,
             person->author ? "who edited" : "who did not edit", s->letter, s->block,
             s->manager_author, s->state, d.reason, d.self_declared, d.stands, d.comment,
             d.overruled, d.wrong_role, d.wrong_word, d.wrong_hash,
             expected ? sqlite3_errmsg (self->db) : "went through");
  must (self, "ROLLBACK");
}

static void
try_decisions (const SlTestSetting *setting)
{
  g_auto (Bench) self = { 0 };
  guint most = setting->block ? 512 : 256;

  open_bench (&self, setting);
  /* Nobody comments any more on what is past review. */
  if (!g_str_equal (setting->state, "submitted"))
    most = 128;
  for (guint i = 0; i < SL_TEST_N_PERSONS; i++)
    for (guint bits = 0; bits < most; bits++)
      try_decision (&self, &self.scene->persons[i], bits);
}

static void
test_every_decision (void)
{
  for (guint bits = 0; bits < 3 * 4; bits++)
    try_decisions (&(SlTestSetting){ .letter = (SlTestLetterKind) (bits / 4),
                                     .block = (bits & 1) != 0,
                                     .manager_author = (bits & 2) != 0,
                                     .state = "submitted" });
}

static const char *const states[] = { "",         "submitted", "returned", "withdrawn",
                                      "approved", "voided",    "issued",   "closed" };

/* A scene of that state; what comes after the approval is written by the reader, a manager. */
static void
open_state (Bench *self, const char *state)
{
  gboolean issued = g_str_equal (state, "issued") || g_str_equal (state, "closed");
  const char *case_id;

  open_bench (self, &(SlTestSetting){ .state = issued ? "approved" : state });
  if (!issued)
    return;
  case_id = self->scene->base->case_id;
  must (self, "INSERT INTO stored_file (sha256, size, media_type, stored_at)"
              " VALUES ('s', 1, 'application/pdf', 'x')");
  must (self,
        "INSERT INTO issued_response (issue_id, case_id, version_id, hash, sha256, size,"
        " decision_id, issued_by, issued_role, issued_at, audit_sequence, audit_hash, sent_on,"
        " sent_way) SELECT 'i', v.case_id, v.version_id, v.hash, 's', 1, d.decision_id, %Q,"
        " 'manager', 'x', 1, 'x', '2026-11-24', 'e-mail' FROM version v JOIN decision d"
        " ON d.version_id = v.version_id AND d.stands = 1 WHERE v.case_id = %Q",
        self->scene->reader, case_id);
  must (self, "UPDATE version SET state = 'issued', changed_by = %Q WHERE case_id = %Q",
        self->scene->reader, case_id);
  if (g_str_equal (state, "closed"))
    must (self,
          "INSERT INTO outcome (case_id, decision, decided_on, person_id, at)"
          " VALUES (%Q, 'granted', '2026-12-24', %Q, 'x')",
          case_id, self->scene->reader);
}

/* Everything else that moves a response on. */

static gboolean
submit (Bench *self, const SlTestPerson *person)
{
  must (self, "INSERT INTO version_content (hash, bytes) VALUES ('new', 'x')");
  return attempt (self,
                  "INSERT INTO version (version_id, case_id, paper_id, number, paper_number, state,"
                  " hash, stance, submitted_by, submitted_role, self_declared, submitted_at,"
                  " changed_at) SELECT 'new', %Q, %Q, COALESCE (MAX (v.number), 0) + 1,"
                  " COALESCE (MAX (v.number), 0) + 1, 'submitted', 'new', '', %Q, %Q, 0, 'x', 'x'"
                  " FROM version v WHERE v.case_id = %Q",
                  self->scene->base->case_id, self->scene->base->case_id, person->id, person->role,
                  self->scene->base->case_id);
}

static gboolean
may_submit (const char *state, const SlTestPerson *person)
{
  return works_on_cases (person) && !g_str_equal (state, "issued") &&
         !g_str_equal (state, "closed");
}

static gboolean
submit_again (Bench *self, const SlTestPerson *person)
{
  return attempt (self,
                  "INSERT INTO version (version_id, case_id, paper_id, number, paper_number, "
                  "state, hash, stance,"
                  " submitted_by, submitted_role, self_declared, submitted_at, changed_at)"
                  " SELECT 'new', v.case_id, v.paper_id, v.number + 1, v.number + 1, 'submitted', "
                  "v.hash, v.stance, %Q, %Q, 0,"
                  " 'x', 'x' FROM version v WHERE v.version_id = " NEWEST,
                  person->id, person->role, self->scene->base->case_id);
}

/* The same words once more are no submission while they wait, or are approved. */
static gboolean
may_submit_again (const char *state, const SlTestPerson *person)
{
  return may_submit (state, person) && *state != '\0' && !g_str_equal (state, "submitted") &&
         !g_str_equal (state, "approved");
}

static gboolean
withdraw (Bench *self, const SlTestPerson *person)
{
  return attempt (self,
                  "UPDATE version SET state = 'withdrawn', changed_by = %Q"
                  " WHERE state <> 'withdrawn' AND version_id = " NEWEST,
                  person->id, self->scene->base->case_id);
}

static gboolean
may_withdraw (const char *state, const SlTestPerson *person)
{
  return works_on_cases (person) && person->author && g_str_equal (state, "submitted");
}

static gboolean
issue (Bench *self, const SlTestPerson *person)
{
  must (self, "INSERT INTO stored_file (sha256, size, media_type, stored_at)"
              " VALUES ('t', 1, 'application/pdf', 'x') ON CONFLICT (sha256) DO NOTHING");
  return attempt (
      self,
      "INSERT INTO issued_response (issue_id, case_id, version_id, hash, sha256, size, decision_id,"
      " issued_by, issued_role, issued_at, audit_sequence, audit_hash, sent_on, sent_way)"
      " SELECT 'j', v.case_id, v.version_id, v.hash, 't', 1, COALESCE ((SELECT d.decision_id"
      " FROM decision d WHERE d.version_id = v.version_id AND d.stands = 1), 'none'), %Q, %Q,"
      " 'x', 1, 'x', '2026-11-24', 'e-mail' FROM version v WHERE v.version_id = " NEWEST,
      person->id, person->role, self->scene->base->case_id);
}

static gboolean
may_issue (const char *state, const SlTestPerson *person)
{
  return works_on_cases (person) && g_str_equal (state, "approved");
}

static gboolean
issue_with_a_comment (Bench *self, const SlTestPerson *person)
{
  return attempt (
             self,
             "INSERT INTO comment (comment_id, case_id, paper_id, version_id, anchor_kind, body,"
             " person_id, role, self_declared, at) SELECT 'k', v.case_id, v.paper_id,"
             " v.version_id,"
             " 'whole', 'Wait.', %Q, 'manager', 0, 'x' FROM version v"
             " WHERE v.version_id = " NEWEST,
             self->scene->reader, self->scene->base->case_id) &&
         issue (self, person);
}

static gboolean
may_never (const char *state, const SlTestPerson *person)
{
  return FALSE;
}

static gboolean
record_outcome (Bench *self, const SlTestPerson *person)
{
  return attempt (self,
                  "INSERT INTO outcome (case_id, decision, decided_on, person_id, at)"
                  " VALUES (%Q, 'refused', '2026-12-24', %Q, 'x') ON CONFLICT (case_id) DO UPDATE"
                  " SET decision = excluded.decision, person_id = excluded.person_id",
                  self->scene->base->case_id, person->id);
}

static gboolean
may_record_outcome (const char *state, const SlTestPerson *person)
{
  return works_on_cases (person) &&
         (g_str_equal (state, "issued") || g_str_equal (state, "closed"));
}

static gboolean
comment (Bench *self, const SlTestPerson *person)
{
  return attempt (
      self,
      "INSERT INTO comment (comment_id, case_id, paper_id, version_id, anchor_kind, body,"
      " person_id, role, self_declared, at) VALUES ('k', %Q, %Q, COALESCE (" NEWEST
      ", 'none'), 'whole', 'Why?', %Q, %Q, 0, 'x')",
      self->scene->base->case_id, self->scene->base->case_id, self->scene->base->case_id,
      person->id, person->role);
}

static gboolean
may_comment (const char *state, const SlTestPerson *person)
{
  return *state != '\0' && !g_str_equal (state, "issued") && !g_str_equal (state, "closed");
}

/* Another's comment, with a reason. */
static gboolean
close_comment (Bench *self, const SlTestPerson *person)
{
  return attempt (
             self,
             "INSERT INTO comment (comment_id, case_id, paper_id, version_id, anchor_kind, body,"
             " person_id, role, self_declared, at) VALUES ('k', %Q, %Q, COALESCE (" NEWEST
             ", 'none'), 'whole', 'Why?', %Q, 'manager', 0, 'x')",
             self->scene->base->case_id, self->scene->base->case_id, self->scene->base->case_id,
             self->scene->reader) &&
         attempt (self,
                  "UPDATE comment SET state = 'closed', closed_by = %Q, close_reason = 'Done.'"
                  " WHERE comment_id = 'k'",
                  person->id);
}

static gboolean
may_close (const char *state, const SlTestPerson *person)
{
  return may_comment (state, person) && manages (person) && !person->author;
}

static gboolean
approve_without_decision (Bench *self, const SlTestPerson *person)
{
  return attempt (self,
                  "UPDATE version SET state = 'approved', changed_by = %Q"
                  " WHERE state <> 'approved' AND version_id = " NEWEST,
                  person->id, self->scene->base->case_id);
}

static gboolean
return_without_decision (Bench *self, const SlTestPerson *person)
{
  return attempt (self,
                  "UPDATE version SET state = 'returned', changed_by = %Q"
                  " WHERE state <> 'returned' AND version_id = " NEWEST,
                  person->id, self->scene->base->case_id);
}

static gboolean
mark_as_issued (Bench *self, const SlTestPerson *person)
{
  return attempt (self,
                  "UPDATE version SET state = 'issued', changed_by = %Q"
                  " WHERE state <> 'issued' AND version_id = " NEWEST,
                  person->id, self->scene->base->case_id);
}

static gboolean
come_from_elsewhere (Bench *self, const SlTestPerson *person)
{
  return attempt (self,
                  "INSERT INTO decision (decision_id, version_id, hash, outcome, reason, person_id,"
                  " role, self_declared, stands, at, origin) SELECT 'd', v.version_id, v.hash,"
                  " 'approved', '', %Q, %Q, 0, 1, 'x', 'fingerprint' FROM version v"
                  " WHERE v.version_id = " NEWEST,
                  person->id, person->role, self->scene->base->case_id);
}

static const struct
{
  const char *name;
  gboolean (*act) (Bench *self, const SlTestPerson *person);
  gboolean (*may) (const char *state, const SlTestPerson *person);
} acts[] = {
  { "submit", submit, may_submit },
  { "submit the same", submit_again, may_submit_again },
  { "take back", withdraw, may_withdraw },
  { "issue", issue, may_issue },
  { "issue in spite of a comment", issue_with_a_comment, may_never },
  { "record the outcome", record_outcome, may_record_outcome },
  { "comment", comment, may_comment },
  { "close another’s comment", close_comment, may_close },
  { "mark as approved", approve_without_decision, may_never },
  { "mark as returned", return_without_decision, may_never },
  { "mark as issued", mark_as_issued, may_never },
  { "decide as if from elsewhere", come_from_elsewhere, may_never },
};

/* Done is what changed a row. */
static void
try_act (Bench *self, const char *state, guint i, const SlTestPerson *person)
{
  gboolean expected = acts[i].may (state, person);
  gboolean done;

  must (self, "BEGIN");
  done = acts[i].act (self, person) && sqlite3_changes (self->db) > 0;
  if (done != expected)
    g_error ("to %s, by a %s %s, state “%s”: %s", acts[i].name, person->role,
             person->author ? "who edited" : "who did not edit", state,
             expected ? sqlite3_errmsg (self->db) : "went through");
  must (self, "ROLLBACK");
}

static void
test_every_step_in_every_state (void)
{
  for (guint s = 0; s < G_N_ELEMENTS (states); s++)
    {
      g_auto (Bench) self = { 0 };

      open_state (&self, states[s]);
      for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
        for (guint j = 0; j < SL_TEST_N_PERSONS; j++)
          try_act (&self, states[s], i, &self.scene->persons[j]);
      if (*states[s] != '\0')
        for (guint j = 0; j < SL_TEST_N_PERSONS && !g_str_equal (states[s], "submitted"); j++)
          {
            /* A decision that would stand, on what does not wait for one. */
            must (&self, "BEGIN");
            g_assert_false (insert_decision (&self, &self.scene->persons[j],
                                             &(Decision){ .reason = TRUE, .stands = TRUE }));
            g_assert_false (
                insert_decision (&self, &self.scene->persons[j],
                                 &(Decision){ .approves = TRUE, .reason = TRUE, .stands = TRUE }));
            must (&self, "ROLLBACK");
          }
    }
}

/* Who works elsewhere decides with a key that somebody here has compared, and no other way. */
static void
test_a_decision_from_elsewhere_needs_a_verified_key (void)
{
  static const char *const trusts[] = { "unverified", "revoked", "verified" };
  g_auto (Bench) self = { 0 };
  SlTestPerson *person;

  open_bench (&self, &(SlTestSetting){ .state = "submitted" });
  person = &self.scene->persons[4];
  must (&self, "UPDATE person SET elsewhere = 1 WHERE person_id = %Q", person->id);
  for (guint i = 0; i < G_N_ELEMENTS (trusts); i++)
    {
      must (&self, "BEGIN");
      must (&self,
            "INSERT INTO person_key (fingerprint, public_key, person_id, trust, changed_by, at)"
            " VALUES ('fingerprint', 'x', %Q, %Q, 'x', 'x')",
            person->id, trusts[i]);
      g_assert_false (
          insert_decision (&self, person, &(Decision){ .reason = TRUE, .stands = TRUE }));
      g_assert_cmpint (come_from_elsewhere (&self, person), ==, i == 2);
      must (&self, "ROLLBACK");
    }
}

static void
test_a_role_is_given_from_above (void)
{
  g_auto (Bench) self = { 0 };
  const SlTestPerson *officer, *manager, *senior;

  open_bench (&self, &(SlTestSetting){ .state = "submitted" });
  officer = &self.scene->persons[2];
  manager = &self.scene->persons[4];
  senior = &self.scene->persons[6];
#define GIVE "UPDATE person SET role = %Q, confirmed_by = %Q WHERE person_id = %Q"
  g_assert_false (attempt (&self, GIVE, "manager", "", officer->id));
  g_assert_false (attempt (&self, GIVE, "manager", officer->id, officer->id));
  g_assert_false (attempt (&self, GIVE, "manager", manager->id, officer->id));
  g_assert_true (attempt (&self, GIVE, "manager", senior->id, officer->id));
  must (&self, "UPDATE person SET role_self_declared = 1, confirmed_by = '' WHERE person_id = %Q",
        manager->id);
#define CONFIRM "UPDATE person SET role_self_declared = 0, confirmed_by = %Q WHERE person_id = %Q"
  g_assert_false (attempt (&self, CONFIRM, "", manager->id));
  g_assert_false (attempt (&self, CONFIRM, manager->id, manager->id));
  g_assert_true (attempt (&self, CONFIRM, officer->id, manager->id));
}

/* Rules that somebody wrote into the file by hand are put right when it is opened, and the trail
 * tells. */
static void
test_altered_rules_are_put_right (void)
{
  g_auto (Bench) self = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *file = NULL;
  g_autoptr (SlCasebook) casebook = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  const SlTestPerson *officer;

  open_bench (&self, &(SlTestSetting){ .state = "submitted" });
  officer = &self.scene->persons[2];
  must (&self, "UPDATE review_rule SET allows = 1");
  g_clear_pointer (&self.db, sqlite3_close);
  path = g_strdup (sl_store_get_path (self.scene->base->store));
  file = g_build_filename (path, SL_STORE_DATABASE_NAME, NULL);
  casebook = sl_casebook_open (path, SL_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  rows = sl_audit_list (sl_casebook_get_store (casebook), NULL, 1, &error);
  g_assert_cmpstr (((SlAuditRow *) g_ptr_array_index (rows, 0))->action, ==, "adopt-rules");
  sl_casebook_close (casebook);
  g_assert_cmpint (sqlite3_open (file, &self.db), ==, SQLITE_OK);
  g_assert_false (insert_decision (&self, officer, &(Decision){ .reason = TRUE, .stands = TRUE }));
}

int
main (int argc, char **argv)
{
  sl_test_scene_use_memory ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/decision-sql/every-decision-in-every-setting", test_every_decision);
  g_test_add_func ("/review/decision-sql/every-step-in-every-state",
                   test_every_step_in_every_state);
  g_test_add_func ("/review/decision-sql/from-elsewhere-with-a-verified-key-only",
                   test_a_decision_from_elsewhere_needs_a_verified_key);
  g_test_add_func ("/review/decision-sql/a-role-is-given-from-above",
                   test_a_role_is_given_from_above);
  g_test_add_func ("/review/decision-sql/altered-rules-are-put-right-and-told",
                   test_altered_rules_are_put_right);
  return g_test_run ();
}
