/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "sl-test-response.h"

#include "review/sl-review.h"

G_BEGIN_DECLS

/* A person of the casebook whose account is the user id @uid (text), who has said who they are and
 * whom somebody has confirmed. Returns their id, transfer full. */
char *
sl_test_add_person (SlTestResponse *self, const char *uid, const char *name, const char *role);
/* From now on this person is at work: what another account's process would do by itself. */
void sl_test_become (SlTestResponse *self, const char *person_id);
/* Runs @sql, one statement with text parameters (NULL at the end), as somebody with the file would:
 * past every rule of the program but the database's own. */
gboolean
sl_test_run_sql (SlTestResponse *self, GError **error, const char *sql, ...) G_GNUC_NULL_TERMINATED;
/* Submits the draft as who is at work; must go well. Transfer full. */
SlVersion *sl_test_submit (SlTestResponse *self);
/* The newest version's state, or the case's stage. Transfer full. */
char *sl_test_dup_state (SlTestResponse *self);
char *sl_test_dup_stage (SlTestResponse *self);

G_END_DECLS
