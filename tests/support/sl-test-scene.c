/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-test-scene.h"
#include "sl-test.h"

#include "cases/sl-case-records.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* What is expected stands here in the test's own words, and is not read from the rules. */

static const char *const roles[] = { "trainee", "officer", "manager", "senior-manager",
                                     "commander" };

void
sl_test_scene_free (SlTestScene *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->persons); i++)
    {
      g_free (self->persons[i].id);
      g_free (self->persons[i].account);
    }
  if (self->base != NULL)
    sl_test_response_free (self->base);
  g_free (self->reader);
  g_free (self);
}
static void
edit (SlTestScene *self, const char *person_id, const char *title)
{
  sl_test_become (self->base, person_id);
  sl_test_response_apply (self->base, sl_case_change_title (self->base->case_id, title));
}

static void
add_persons (SlTestScene *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->persons); i++)
    {
      SlTestPerson *person = &self->persons[i];
      g_autofree char *name = NULL;

      person->role = roles[i / 2];
      /* Without a manager among the authors, both managers are others. */
      person->author = i % 2 == 1 &&
                       (self->setting.manager_author || !g_str_equal (person->role, "manager"));
      person->account = g_strdup_printf ("%u", 2000 + i);
      name = g_strdup_printf ("Person %u", i);
      person->id = sl_test_add_person (self->base, person->account, name, person->role);
    }
  self->reader = sl_test_add_person (self->base, "2999", "Helen Marsh", "manager");
}

static void
write_letter (SlTestScene *self)
{
  if (self->setting.letter == SL_TEST_OBJECTION)
    sl_test_response_set (self->base, &(SlResponseValues){ .stance = "objection" });
  if (self->setting.letter == SL_TEST_AWARD)
    {
      g_autoptr (SlResponse)
          response = sl_response_load (self->base->store, self->base->case_id, NULL);

      sl_test_response_apply (self->base,
                              sl_response_change_add (response, "own/1", "documents/end",
                                                      "The Gold award is granted to Block A."));
    }
  if (self->setting.block)
    {
      g_autoptr (SlResponse)
          response = sl_response_load (self->base->store, self->base->case_id, NULL);

      sl_test_response_apply (self->base,
                              sl_response_change_add (response, "own/2", "documents/end",
                                                      "Lighting is not needed here."));
    }
}

static void
bring_about (SlTestScene *self, const char *own)
{
  SlReview *review = sl_casebook_get_review (self->base->casebook);
  const char *state = self->setting.state;
  g_autoptr (SlVersion) version = NULL;
  g_autoptr (GError) error = NULL;

  sl_test_become (self->base, own);
  if (*state == '\0')
    return;
  version = sl_test_submit (self->base);
  if (g_str_equal (state, "withdrawn"))
    sl_review_withdraw (review, self->base->case_id, "", &error);
  sl_test_become (self->base, self->reader);
  if (g_str_equal (state, "returned"))
    sl_review_return (review, self->base->case_id, "Too short.", &error);
  else if (g_str_equal (state, "approved") || g_str_equal (state, "voided"))
    sl_review_approve (review, self->base->case_id, "", &error);
  g_assert_no_error (error);
  if (g_str_equal (state, "voided"))
    edit (self, own, "Mallard Way, changed");
  if (self->setting.comment)
    {
      g_autofree char *id = NULL;

      sl_test_become (self->base, self->reader);
      id = sl_comment_add (review, sl_version_get_id (version),
                           &(SlAnchor){ .kind = "whole", .key = "" }, "Why?", &error);
      g_assert_no_error (error);
    }
  if (self->setting.differs)
    edit (self, own, "Mallard Way, moved on");
}

SlTestScene *
sl_test_scene_new (const SlTestSetting *setting)
{
  SlTestScene *self = g_new0 (SlTestScene, 1);
  g_autofree char *own = NULL;

  self->setting = *setting;
  self->base = sl_test_response_new ();
  own = g_strdup (sl_person_get_id (sl_casebook_get_person (self->base->casebook)));
  add_persons (self);
  sl_test_become (self->base, own);
  sl_test_response_fill (self->base);
  write_letter (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->persons); i++)
    if (self->persons[i].author)
      {
        g_autofree char *title = g_strdup_printf ("Mallard Way, %u", i);

        edit (self, self->persons[i].id, title);
      }
  bring_about (self, own);
  return self;
}

/* A copy of the scene's folder, for who will change it. */
static char *
copy_folder (SlTestScene *self)
{
  g_autofree char *folder = sl_test_make_folder ();
  char *copy = g_build_filename (folder, "copy", NULL);
  const char *const words[] = { "cp", "-a", sl_store_get_path (self->base->store), copy, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  return copy;
}

/* What ought to be. */

static gboolean
manages (const SlTestPerson *person)
{
  return g_str_equal (person->role, "manager") || g_str_equal (person->role, "senior-manager");
}

static gboolean
may_return (const SlTestSetting *s, const SlTestPerson *person, gboolean reason)
{
  return g_str_equal (s->state, "submitted") && manages (person) && !person->author && reason;
}

static gboolean
may_approve (const SlTestSetting *s, const SlTestPerson *person)
{
  gboolean manager = g_str_equal (person->role, "manager");

  if (!may_return (s, person, TRUE) || s->comment || s->block || s->differs)
    return FALSE;
  if (s->letter == SL_TEST_AWARD)
    return manager;
  return s->letter != SL_TEST_OBJECTION || manager || s->manager_author;
}

static gboolean
expect (const SlTestSetting *setting, const SlTestPerson *person, const SlTestRequest *request)
{
  return g_str_equal (request->verb, "approve")
             ? may_approve (setting, person)
             : may_return (setting, person, request->reason != NULL);
}

static void
fail (const SlTestSetting *s,
      const SlTestPerson *person,
      const SlTestRequest *request,
      const char *how)
{
  g_error ("%s %s by a %s %s, letter %d, comment %d, block %d, differs %d, manager among the "
           "authors %d, "
           "state “%s”: %s",
           how, request->verb, person->role, person->author ? "who edited" : "who did not edit",
           s->letter, s->comment, s->block, s->differs, s->manager_author, s->state,
           expect (s, person, request) ? "ought to go through" : "ought to be refused");
}

/* The functions. */

static gboolean
decide (SlTestResponse *base, const SlTestRequest *request, GError **error)
{
  SlReview *review = sl_casebook_get_review (base->casebook);

  return g_str_equal (request->verb, "approve")
             ? sl_review_approve (review, base->case_id, request->reason, error)
             : sl_review_return (review, base->case_id, request->reason, error);
}

static void
try_function (SlTestScene *self, const SlTestPerson *person, const SlTestRequest *request)
{
  gboolean expected = expect (&self->setting, person, request);
  g_autofree char *copy = expected ? copy_folder (self) : NULL;
  SlTestResponse there = *self->base;
  g_autoptr (SlCasebook) casebook = NULL;
  g_autoptr (GError) error = NULL;

  if (expected)
    {
      casebook = sl_casebook_open (copy, SL_STORE_DEFAULT, &error);
      g_assert_no_error (error);
      there.casebook = casebook;
      there.store = sl_casebook_get_store (casebook);
    }
  sl_test_become (&there, person->id);
  if (decide (&there, request, &error) != expected)
    fail (&self->setting, person, request, error != NULL ? error->message : "the function let");
  if (!expected)
    g_assert_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED);
  if (casebook != NULL)
    sl_casebook_close (casebook);
}

void
sl_test_scene_use_memory (void)
{
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
}

gboolean
sl_test_can_be_others (void)
{
  const char *const words[] = { "unshare", "-U", "--map-user=2001", "id", "-u", NULL };
  g_autofree char *out = NULL;
  int status;

  return g_spawn_sync (NULL, (char **) words, NULL,
                       G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out, NULL,
                       &status, NULL) &&
         g_spawn_check_wait_status (status, NULL) && g_str_equal (g_strchomp (out), "2001");
}

void
sl_test_scene_try (const SlTestSetting *setting, const SlTestRequest *requests, guint n_requests)
{
  g_autoptr (SlTestScene) scene = sl_test_scene_new (setting);

  for (guint i = 0; i < G_N_ELEMENTS (scene->persons); i++)
    for (guint j = 0; j < n_requests; j++)
      try_function (scene, &scene->persons[i], &requests[j]);
}
