/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "due/sl-due.h"

#include "cases/sl-case-kind.h"

G_BEGIN_DECLS

/* What the sources share while lines are gathered. One thread. */
typedef struct
{
  SlReview *review; /* borrowed, as all that follows but the tables */
  SlPackLibrary *packs;
  SlDatabase *database;
  const SlDueQuery *query;
  const char *person_id;
  gboolean manager;
  char *today;
  GHashTable *people; /* id -> SlDuePerson */
  GHashTable *cases;  /* id -> SlDueCase: open ones (of the team, or whose
                         officer is at work here or left), then others as asked for */
  GStringChunk *texts;
  GArray *lines; /* of SlDueLine */
  /* Neighbours are often alike. */
  const char *last_day, *kept_day, *kept_kind;
  int last_days_left;
  const SlCaseKind *last_kind;
} SlDueGathering;

typedef struct
{
  const char *id, *name;
  gboolean left;
} SlDuePerson;

typedef struct
{
  const char *id, *stage, *reference, *title, *officer_id, *due_date;
  const SlCaseKind *kind; /* NULL: none of the pack's */
} SlDueCase;

/* A source: reads its rows and offers each. FALSE with @error. */
typedef gboolean (*SlDueSource) (SlDueGathering *self, GError **error);
gboolean sl_due_records_read_people (SlDueGathering *self, GError **error);
gboolean sl_due_records_read_cases (SlDueGathering *self, GError **error);
/* Any case, also one that is closed; NULL without @error when there is no such case. */
const SlDueCase *
sl_due_records_find_case (SlDueGathering *self, const char *case_id, GError **error);
gboolean sl_due_records_add_stages (SlDueGathering *self, GError **error);
gboolean sl_due_records_add_actions (SlDueGathering *self, GError **error);
gboolean sl_due_records_add_sheet_days (SlDueGathering *self, GError **error);
gboolean sl_due_records_add_planned (SlDueGathering *self, GError **error);
gboolean sl_due_add_progress (SlDueGathering *self, GError **error);

/* Whether lines of @kind are asked for at all. */
gboolean sl_due_wants_kind (SlDueGathering *self, const char *kind);
/* Whether something of @day and of this owner belongs into the list, and why. "" for an owner that
 * is nobody of the casebook. */
gboolean sl_due_wants (SlDueGathering *self,
                       const char *day,
                       const char *owner_id,
                       const char *officer_id,
                       SlDueWhy *why);
/* FALSE when nothing of this owner belongs into the list, whatever its case. */
gboolean sl_due_may_want (SlDueGathering *self, const char *owner_id);
/* Adds @line, whose texts may go afterwards; those of @of (nullable) are kept already. */
void sl_due_add (SlDueGathering *self, const SlDueCase *of, const SlDueLine *line);
const char *sl_due_keep (SlDueGathering *self, const char *text);
/* The same text once, however often it comes. */
const char *sl_due_keep_once (SlDueGathering *self, const char *text);

/* The day in London of an ISO UTC time, "" when it is none. Transfer full. */
char *sl_due_day_of (const char *time);

G_END_DECLS
