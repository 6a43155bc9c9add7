/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test-scene.h"
#include "sl-test.h"

#include "base/sl-time.h"
#include "cases/sl-case-records.h"
#include "review/sl-issue.h"
#include "store/sl-database.h"

#include <string.h>
#include <sys/wait.h>

/* The decision table by the command line, every line of it in every setting that it distinguishes,
 * by everybody under a user id of their own. What is expected stands here in the test's own words,
 * and is not read from the rules.
 *
 * Past 600 lines because the settings, the commands and what is expected of them are one table. One
 * casebook is made, and each setting brought about in a copy by the functions. Two threads run
 * the commands meanwhile; what a command did is undone by putting the database back. */

#define N_THREADS 2
#define FIRST_UID 2000

/* Each role by one who edited the case and one who did not, whose role somebody confirmed or
 * nobody; then two accounts whose persons never said who they are, though somebody wrote a role
 * down. */
#define N_DECLARED 20
#define N_PERSONS (N_DECLARED + 2)
static const char *const roles[] = { "trainee", "officer", "manager", "senior-manager",
                                     "commander" };

typedef struct
{
  const char *role; /* that counts */
  gboolean author, confirmed, declared;
} Person;

typedef struct
{
  SlTestLetterKind letter;
  const char *state;
  gboolean comment;        /* one of the reader's is open */
  gboolean own_comments;   /* everybody opened one */
  gboolean block;          /* a remark that blocks stands */
  gboolean differs;        /* the draft has moved on */
  gboolean manager_author; /* managers are among the authors */
  gboolean copy;           /* the case is worked at another computer */
} Setting;

typedef enum
{
  APPROVE,
  RETURN,
  RETURN_WITHOUT_REASON,
  WITHDRAW,
  SUBMIT,
  COMMENT,
  REPLY,
  CLOSE,
  CLOSE_WITHOUT_REASON,
  CLOSE_OWN,
  ISSUE,
  OUTCOME,
  OVERRULE,
  OVERRULE_WITHOUT_REASON,
  N_DEEDS
} Deed;
#define BIT(deed) (1u << (deed))

static const char *const deed_names[N_DEEDS] = {
  "approve",
  "return",
  "return without a reason",
  "withdraw",
  "submit",
  "comment",
  "reply",
  "close a comment",
  "close a comment without a reason",
  "close their own comment",
  "issue",
  "record the outcome",
  "overrule",
  "overrule without a reason",
};

/* What there is besides the casebook before the first setting. */
typedef struct
{
  SlTestResponse *base;
  char *folder, *own, *reader;
  char *persons[N_PERSONS];
} World;

/* A setting ready for the commands: its folder, and what they name. */
typedef struct
{
  Setting setting;
  guint deeds;
  char *folder, *case_id, *today;
  char *comment, *own_comments[N_PERSONS], *remark;
  GBytes *database, *heads;
} Job;

static Person
describe_person (guint i, const Setting *setting)
{
  Person person = { .role = "trainee", .author = i % 2 == 1 };

  if (i >= N_DECLARED)
    return person;
  person.role = roles[i / 4];
  person.confirmed = i % 4 < 2;
  person.declared = TRUE;
  if (g_str_equal (person.role, "manager") && !setting->manager_author)
    person.author = FALSE;
  return person;
}

/* What ought to be. */

static gboolean
is (const char *text, const char *other)
{
  return g_str_equal (text, other);
}

static gboolean
manages (const Person *person)
{
  return is (person->role, "manager") || is (person->role, "senior-manager");
}

/* A letter that the senior manager may not approve, and the manager may. */
static gboolean
is_the_managers (const Setting *s)
{
  return s->letter == SL_TEST_AWARD || (s->letter == SL_TEST_OBJECTION && !s->manager_author);
}

static gboolean
may_approve (const Setting *s, const Person *person)
{
  return manages (person) && !person->author && is (s->state, "submitted") && !s->comment &&
         !s->own_comments && !s->block && !s->differs &&
         (is (person->role, "manager") || !is_the_managers (s));
}

static gboolean
expect (const Setting *s, const Person *person, Deed deed)
{
  gboolean sent = is (s->state, "issued") || is (s->state, "closed");
  gboolean works = !is (person->role, "commander") && !s->copy;
  gboolean other_manager = manages (person) && !person->author;

  switch (deed)
    {
    case APPROVE:
      return may_approve (s, person);
    case RETURN:
      return other_manager && is (s->state, "submitted");
    case WITHDRAW:
      return works && person->author && is (s->state, "submitted");
    case SUBMIT:
      /* Signed by another, it is another letter. */
      return works && !sent;
    case COMMENT:
    case REPLY:
    case CLOSE_OWN:
      return !sent && *s->state != '\0';
    case CLOSE:
      return other_manager && !sent && *s->state != '\0';
    case ISSUE:
      return works && is (s->state, "approved") && !s->comment;
    case OUTCOME:
      return works && sent;
    case OVERRULE:
      return other_manager && !s->copy;
    default: /* without a reason */
      return FALSE;
    }
}

/* The casebook. */

static void
add_persons (World *self)
{
  const Setting setting = { .manager_author = TRUE };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_PERSONS; i++)
    {
      Person person = describe_person (i, &setting);
      g_autofree char *account = g_strdup_printf ("%u", FIRST_UID + i);
      g_autofree char *name = g_strdup_printf ("Person %u", i);

      self->persons[i] = g_strdup_printf ("person-%u", i);
      sl_test_run_sql (self->base, &error,
                       "INSERT INTO person (person_id, account, login, display_name, role,"
                       " role_self_declared, declared, created_at) VALUES (?, ?, ?, ?, ?,"
                       " CAST (? AS INTEGER), CAST (? AS INTEGER), '2026-11-24T09:00:00.000Z')",
                       self->persons[i], account, account, name,
                       person.declared ? person.role : "manager", person.confirmed ? "0" : "1",
                       person.declared ? "1" : "0", NULL);
      g_assert_no_error (error);
    }
  self->reader = sl_test_add_person (self->base, "2999", "Helen Marsh", "manager");
}

static void
world_set_up (World *self)
{
  self->base = sl_test_response_new ();
  /* The commands come later by the real clock. */
  sl_clock_set (NULL, NULL);
  self->folder = g_strdup (sl_store_get_path (self->base->store));
  self->own = g_strdup (sl_person_get_id (sl_casebook_get_person (self->base->casebook)));
  self->base->originals = TRUE;
  add_persons (self);
  sl_test_become (self->base, self->own);
  sl_test_response_apply (
      self->base, sl_case_change_confirm (self->base->case_id, "consultation-start", "2020-01-06"));
  sl_test_response_fill (self->base);
  sl_casebook_close (self->base->casebook);
}

static void
world_clear (World *self)
{
  for (guint i = 0; i < N_PERSONS; i++)
    g_free (self->persons[i]);
  sl_test_response_free (self->base);
  g_free (self->folder);
  g_free (self->own);
  g_free (self->reader);
}

static char *
copy_folder (const char *from)
{
  g_autofree char *folder = sl_test_make_folder ();
  char *copy = g_build_filename (folder, "copy", NULL);
  const char *const words[] = { "cp", "-a", "--sparse=always", from, copy, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  return copy;
}

/* A setting, brought about by the functions in an open copy. */

static void
add_block (SlTestResponse *base, const char *key, const char *text)
{
  g_autoptr (SlResponse) response = sl_response_load (base->store, base->case_id, NULL);

  sl_test_response_apply (base, sl_response_change_add (response, key, "documents/end", text));
}

static void
edit (SlTestResponse *base, const char *person_id)
{
  static guint n_edits;
  g_autofree char *title = g_strdup_printf ("Mallard Way, %u", ++n_edits);

  sl_test_become (base, person_id);
  sl_test_response_apply (base, sl_case_change_title (base->case_id, title));
}

static void
write_letter (World *self, SlTestResponse *base, const Setting *s)
{
  sl_test_become (base, self->own);
  if (s->letter == SL_TEST_OBJECTION)
    sl_test_response_set (base, &(SlResponseValues){ .stance = "objection" });
  if (s->letter == SL_TEST_AWARD)
    add_block (base, "own/1", "The Gold award is granted to Block A.");
  if (s->block)
    add_block (base, "own/2", "Lighting is not needed here.");
  for (guint i = 0; i < N_PERSONS; i++)
    if (describe_person (i, s).author)
      edit (base, self->persons[i]);
  sl_test_become (base, self->own);
}

static char *
comment (SlTestResponse *base, const char *person_id)
{
  g_autoptr (SlVersion) version = sl_versions_load_newest (base->store, base->case_id, NULL);
  g_autoptr (GError) error = NULL;
  char *id;

  sl_test_become (base, person_id);
  id = sl_comment_add (sl_casebook_get_review (base->casebook), sl_version_get_id (version),
                       &(SlAnchor){ .kind = "whole", .key = "" }, "Why?", &error);
  g_assert_no_error (error);
  return id;
}

static void
bring_past_approval (World *self, SlTestResponse *base, const char *state, const char *today)
{
  SlReview *review = sl_casebook_get_review (base->casebook);
  g_autoptr (SlIssue) issued = NULL;
  g_autoptr (GError) error = NULL;

  sl_review_approve (review, base->case_id, "", &error);
  g_assert_no_error (error);
  if (is (state, "voided"))
    edit (base, self->own);
  if (!is (state, "issued") && !is (state, "closed"))
    return;
  issued = sl_review_issue (review, base->case_id, today, "e-mail", "", &error);
  g_assert_no_error (error);
  if (is (state, "closed"))
    sl_review_record_outcome (review, base->case_id, "refused", today, NULL, NULL, 0, &error);
  g_assert_no_error (error);
}

static void
bring_about (World *self, SlTestResponse *base, Job *job)
{
  SlReview *review = sl_casebook_get_review (base->casebook);
  const Setting *s = &job->setting;
  g_autoptr (SlVersion) version = *s->state != '\0' ? sl_test_submit (base) : NULL;
  g_autoptr (GError) error = NULL;

  if (version == NULL)
    return;
  /* Before the end of it, as it were: what is past review is not commented on. */
  if (is (s->state, "issued") || is (s->state, "closed"))
    {
      job->comment = comment (base, self->reader);
      sl_comment_close (review, job->comment, "", &error);
    }
  else if (is (s->state, "withdrawn"))
    sl_review_withdraw (review, base->case_id, "", &error);
  sl_test_become (base, self->reader);
  if (is (s->state, "returned"))
    sl_review_return (review, base->case_id, "Too short.", &error);
  g_assert_no_error (error);
  if (!is (s->state, "submitted") && !is (s->state, "withdrawn") && !is (s->state, "returned"))
    bring_past_approval (self, base, s->state, job->today);
  if (s->comment)
    job->comment = comment (base, self->reader);
  for (guint i = 0; s->own_comments && i < N_PERSONS; i++)
    job->own_comments[i] = comment (base, self->persons[i]);
  if (s->differs)
    edit (base, self->own);
}

static char *
read_remark (SlTestResponse *base)
{
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_store_read (base->store), "SELECT remark_key FROM version_block LIMIT 1", NULL);
  gboolean found;

  g_assert_true (sl_statement_step (statement, &found, NULL));
  g_assert_true (found);
  return sl_statement_dup_text (statement, 0);
}

static void
mark_as_copy (SlTestResponse *base)
{
  g_autoptr (GError) error = NULL;

  sl_test_run_sql (base, &error,
                   "INSERT INTO review_copy (case_id, fingerprint, read_at) VALUES (?, 'x', 'x')",
                   base->case_id, NULL);
  g_assert_no_error (error);
}

static GBytes *
read_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *content = NULL;
  gsize length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (content, length);
}

static Job *
make_job (World *self, const Setting *setting, guint deeds)
{
  Job *job = g_new0 (Job, 1);
  SlTestResponse base = *self->base;
  g_autoptr (SlCasebook) casebook = NULL;
  g_autoptr (GError) error = NULL;

  job->setting = *setting;
  job->deeds = deeds;
  job->case_id = g_strdup (base.case_id);
  job->today = sl_date_today ();
  job->folder = copy_folder (self->folder);
  base.casebook = casebook = sl_casebook_open (job->folder, SL_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  base.store = sl_casebook_get_store (casebook);
  write_letter (self, &base, setting);
  bring_about (self, &base, job);
  if (setting->block)
    job->remark = read_remark (&base);
  if (setting->copy)
    mark_as_copy (&base);
  sl_casebook_close (casebook);
  job->database = read_file (job->folder, "sightline.db");
  job->heads = read_file (job->folder, "heads.txt");
  return job;
}

/* The commands. */

static void
add_words (GPtrArray *words, ...)
{
  va_list values;
  const char *word;

  va_start (values, words);
  while ((word = va_arg (values, const char *)) != NULL)
    g_ptr_array_add (words, (gpointer) word);
  va_end (values);
}

static void
add_deed (GPtrArray *words, const Job *job, guint person, Deed deed)
{
  const char *id = job->case_id;
  const char *about = job->comment != NULL ? job->comment : "none";

  if (deed == APPROVE)
    add_words (words, "review", "approve", id, NULL);
  else if (deed == RETURN || deed == RETURN_WITHOUT_REASON)
    add_words (words, "review", "return", id, NULL);
  else if (deed == WITHDRAW)
    add_words (words, "review", "withdraw", id, NULL);
  else if (deed == SUBMIT)
    add_words (words, "review", "submit", id, NULL);
  else if (deed == COMMENT)
    add_words (words, "review", "comment", id, "Why so?", NULL);
  else if (deed == REPLY)
    add_words (words, "review", "reply", about, "Because.", NULL);
  else if (deed == CLOSE_OWN)
    add_words (words, "review", "close", job->own_comments[person], NULL);
  else if (deed == CLOSE || deed == CLOSE_WITHOUT_REASON)
    add_words (words, "review", "close", about, NULL);
  else if (deed == ISSUE)
    add_words (words, "issue", id, "--way", "e-mail", NULL);
  else if (deed == OUTCOME)
    add_words (words, "outcome", id, "--decision", "granted", "--date", job->today, NULL);
  else
    add_words (words, "check", id, "--dismiss", job->remark, NULL);
  if (deed == RETURN || deed == CLOSE || deed == OVERRULE)
    add_words (words, "--reason", "As agreed by telephone.", NULL);
}

static int
run_as (const Job *job, guint person, Deed deed, char **err)
{
  g_autofree char *map = g_strdup_printf ("--map-user=%u", FIRST_UID + person);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  int status;

  add_words (words, "unshare", "-U", map, g_getenv ("SIGHTLINE_CLI"), "--data", job->folder, NULL);
  add_deed (words, job, person, deed);
  g_ptr_array_add (words, NULL);
  g_spawn_sync (NULL, (char **) words->pdata, NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, err, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static void
write_file (const Job *job, const char *name, GBytes *bytes)
{
  g_autofree char *path = g_build_filename (job->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *content = g_bytes_get_data (bytes, &length);

  g_file_set_contents_full (path, content, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                            &error);
  g_assert_no_error (error);
}

static void
attempt (const Job *job, guint i, Deed deed)
{
  const Setting *s = &job->setting;
  Person person = describe_person (i, s);
  gboolean expected = expect (s, &person, deed);
  g_autofree char *err = NULL;
  int code = run_as (job, i, deed, &err);

  /* Refused, and not because the folder could not be written. */
  if (code != (expected ? 0 : 1) || strstr (err, "reading only") != NULL ||
      strstr (err, "You can read") != NULL)
    g_error ("%s by person %u, a %s%s%s%s, letter %d, state “%s”, comment %d, own comments %d, "
             "block %d, differs %d, manager among the authors %d, copy %d: %s, but: %s",
             deed_names[deed], i, person.role, person.author ? " who edited" : "",
             person.confirmed ? ", confirmed" : "", person.declared ? "" : ", undeclared",
             s->letter, s->state, s->comment, s->own_comments, s->block, s->differs,
             s->manager_author, s->copy, expected ? "ought to go through" : "ought to be refused",
             err);
  if (code != 0)
    return;
  write_file (job, "sightline.db", job->database);
  write_file (job, "heads.txt", job->heads);
}

/* At once: there are dozens, in memory. */
static void
remove_folder (const char *folder)
{
  const char *const words[] = { "rm", "-rf", folder, NULL };
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                &error);
  g_assert_no_error (error);
}

/* The table does not tell a role that nobody confirmed from another: that is held to where
 * something waits for a decision, and not in all states. */
static gboolean
is_asked (const Setting *setting, guint i)
{
  Person person = describe_person (i, setting);

  return person.confirmed || !person.declared || is (setting->state, "submitted");
}

static void
run_job (gpointer data, gpointer count)
{
  g_autofree Job *job = data;

  for (guint i = 0; i < N_PERSONS; i++)
    for (Deed deed = 0; deed < N_DEEDS; deed++)
      if ((job->deeds & BIT (deed)) && is_asked (&job->setting, i))
        {
          attempt (job, i, deed);
          g_atomic_int_inc ((int *) count);
        }
  remove_folder (job->folder);
  for (guint i = 0; i < N_PERSONS; i++)
    g_free (job->own_comments[i]);
  g_free (job->folder);
  g_free (job->case_id);
  g_free (job->today);
  g_free (job->comment);
  g_free (job->remark);
  g_bytes_unref (job->database);
  g_bytes_unref (job->heads);
}

/* The settings. */

static const char *const states[] = { "",         "submitted", "returned", "withdrawn",
                                      "approved", "voided",    "issued",   "closed" };

/* Every letter, with and without what stands against it. */
static void
push_decisions (World *self, GThreadPool *pool)
{
  for (guint bits = 0; bits < 3 * 8; bits++)
    {
      Setting setting = { .letter = (SlTestLetterKind) (bits / 8),
                          .state = "submitted",
                          .comment = (bits & 1) != 0,
                          .block = (bits & 2) != 0,
                          .manager_author = (bits & 4) != 0 };
      guint overruling = setting.block && !setting.comment
                             ? BIT (OVERRULE) | BIT (OVERRULE_WITHOUT_REASON)
                             : 0;

      g_thread_pool_push (pool, make_job (self, &setting, BIT (APPROVE) | overruling), NULL);
    }
}

/* Every deed in every state. */
static void
push_states (World *self, GThreadPool *pool)
{
  const guint all = BIT (APPROVE) | BIT (RETURN) | BIT (RETURN_WITHOUT_REASON) | BIT (WITHDRAW) |
                    BIT (SUBMIT) | BIT (COMMENT) | BIT (REPLY) | BIT (ISSUE) | BIT (OUTCOME);
  const guint closing = BIT (CLOSE) | BIT (CLOSE_WITHOUT_REASON);

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      gboolean sent = is (states[i], "issued") || is (states[i], "closed");
      gboolean commented = *states[i] != '\0' && !sent;
      Setting plain = { .state = states[i], .manager_author = TRUE };
      Setting open = { .state = states[i], .manager_author = TRUE, .comment = commented };

      if (commented)
        g_thread_pool_push (pool, make_job (self, &plain, BIT (APPROVE) | BIT (ISSUE)), NULL);
      g_thread_pool_push (pool, make_job (self, &open, all | (commented ? closing : 0)), NULL);
    }
}

static void
push_rest (World *self, GThreadPool *pool)
{
  const guint working = BIT (APPROVE) | BIT (WITHDRAW) | BIT (SUBMIT) | BIT (COMMENT) |
                        BIT (ISSUE) | BIT (OUTCOME);
  const Setting moved_on = { .state = "submitted", .differs = TRUE };
  const Setting own = { .state = "submitted", .own_comments = TRUE, .manager_author = TRUE };
  const Setting copy = { .state = "submitted", .copy = TRUE, .block = TRUE };
  const Setting approved_copy = { .state = "approved", .copy = TRUE };

  g_thread_pool_push (pool, make_job (self, &moved_on, BIT (APPROVE) | BIT (RETURN)), NULL);
  g_thread_pool_push (pool, make_job (self, &own, BIT (CLOSE_OWN)), NULL);
  g_thread_pool_push (pool, make_job (self, &copy, working | BIT (OVERRULE)), NULL);
  g_thread_pool_push (pool, make_job (self, &approved_copy, working), NULL);
}

static void
test_every_combination_by_command (void)
{
  int count = 0;
  GThreadPool *pool;
  World world = { 0 };

  if (!sl_test_can_be_others ())
    {
      g_test_skip ("no user namespaces here: nobody can be another account");
      return;
    }
  world_set_up (&world);
  pool = g_thread_pool_new (run_job, &count, N_THREADS, TRUE, NULL);
  push_decisions (&world, pool);
  push_states (&world, pool);
  push_rest (&world, pool);
  g_thread_pool_free (pool, FALSE, TRUE);
  g_test_message ("%d commands", count);
  g_assert_cmpint (count, >, 1500);
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  sl_test_scene_use_memory ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/decision-cli/every-combination-by-command",
                   test_every_combination_by_command);
  return g_test_run ();
}
