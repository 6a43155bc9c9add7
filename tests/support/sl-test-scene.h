/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "sl-test-review.h"

G_BEGIN_DECLS

/* A casebook with one case that waits for a decision, or is past it, and everybody who might
 * decide. For trying who may, by the functions. */

#define SL_TEST_N_PERSONS 10

/* Of each role one who edited the case and one who did not. The account's user id is 2000 and their
 * number. */
typedef struct
{
  char *id;
  char *account;
  const char *role;
  gboolean author;
} SlTestPerson;

typedef enum
{
  SL_TEST_PLAIN,
  SL_TEST_OBJECTION,
  SL_TEST_AWARD, /* says that an award is granted */
} SlTestLetterKind;

typedef struct
{
  SlTestLetterKind letter;
  gboolean comment;        /* one is open */
  gboolean block;          /* a remark that blocks stands */
  gboolean differs;        /* the draft has moved on */
  gboolean manager_author; /* a manager is among the authors */
  const char *state;       /* of the newest version */
} SlTestSetting;

typedef struct
{
  SlTestResponse *base;
  SlTestPerson
      persons[SL_TEST_N_PERSONS]; /* trainee, officer, manager, senior, commander: by twos */
  SlTestSetting setting;
  char *reader; /* a manager who only decides and comments while it is made */
} SlTestScene;
SlTestScene *sl_test_scene_new (const SlTestSetting *setting);
void sl_test_scene_free (SlTestScene *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlTestScene, sl_test_scene_free)

/* Who asks for what: "approve" or "return". */
typedef struct
{
  const char *verb, *reason;
} SlTestRequest;

/* Everybody asks each of @requests, by the functions; what comes of it must be what the test's own
 * table says. */
void
sl_test_scene_try (const SlTestSetting *setting, const SlTestRequest *requests, guint n_requests);
/* First in main(): folders in memory where there is room for them, since what is tried is who may,
 * hundreds of times, and not what a disk keeps. */
void sl_test_scene_use_memory (void);
/* Whether this machine lets a test be another account; else the test is skipped, and says so. */
gboolean sl_test_can_be_others (void);

G_END_DECLS
