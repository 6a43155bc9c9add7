/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-review.h"

G_BEGIN_DECLS

/* Why something stands in the list of the person at work. */
typedef enum
{
  SL_DUE_YOURS,      /* theirs to do */
  SL_DUE_NO_OWNER,   /* its owner is nobody of this casebook; the case is theirs */
  SL_DUE_OWNER_LEFT, /* its owner no longer works here; they are its officer, or a manager */
  SL_DUE_OTHERS,     /* a colleague's, in the list of the team */
} SlDueWhy;
const char *sl_due_why_to_nick (SlDueWhy why);  /* "yours", "no-owner", "owner-left", "others" */
const char *sl_due_why_to_words (SlDueWhy why); /* translated; "Yours" */

/* One thing that is due. Texts are borrowed from the lines it belongs to; "" is nothing said. */
typedef struct
{
  /* "consultation", "stage", "action", "review" (waits for a decision), "returned", "approved" (to
   * be issued), "meeting", "visit", "claim", "second", "more-needed", "appeal"; and the kinds of
   * day that forms set: "certificate", "remedial", "renewal", … */
  const char *kind;
  const char *day;       /* ISO date; "" has no day */
  const char *starts_at; /* ISO UTC, of what is planned for a time */
  const char *ends_at;
  const char *text; /* what it is, in a line */
  /* Of a portfolio's: case_id "", and what the occasion or the framework is called. */
  const char *case_id, *reference, *title;
  const char *object_kind; /* what to open: "planning_case", "case_stage", "action", "sheet",
                              "version", "portfolio" */
  const char *object_id;
  const char *part; /* which of the object's: a stage, or entry and field of a sheet */
  const char *owner_id, *owner_name;
  SlDueWhy why;
  gboolean overdue;
  int days_left; /* from today; negative when overdue, 0 without a day */
} SlDueLine;

typedef struct
{
  gboolean team;     /* everybody's, not only one's own */
  const char *until; /* ISO date, inclusive, what is overdue with it; NULL any day, and none at
                        all */
  const char *kind;  /* NULL any */
} SlDueQuery;

/* Lines by day, those without a day last. Never changes; counted reference, any thread. */
typedef struct _SlDueLines SlDueLines;
/* For the person at work in @review. Blocking; any thread. */
SlDueLines *sl_due_load (SlReview *review, const SlDueQuery *query, GError **error);
SlDueLines *sl_due_lines_ref (SlDueLines *self);
void sl_due_lines_unref (SlDueLines *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlDueLines, sl_due_lines_unref)
guint sl_due_lines_get_n (SlDueLines *self);
const SlDueLine *sl_due_lines_get (SlDueLines *self, guint index);
guint sl_due_lines_count_overdue (SlDueLines *self);

/* "Consultation ends"; a kind that a form made up is shown as it is written. Translated. */
const char *sl_due_kind_to_words (const char *kind);

/* The lines with a day as an iCalendar file (RFC 5545), to be kept or imported by hand: each with
 * the case's reference and what is due, and with nothing of who or where. Transfer full. */
GBytes *sl_due_make_calendar (SlDueLines *lines);

/* A line for a view; read-only text properties: kind, kind-words, day, starts-at, text, case-id,
 * reference, title, object-kind, object-id, part, owner-id, owner-name, why (nick), why-words;
 * boolean: overdue; int: days-left. */
#define SL_TYPE_DUE_ITEM (sl_due_item_get_type ())
G_DECLARE_FINAL_TYPE (SlDueItem, sl_due_item, SL, DUE_ITEM, GObject)
const SlDueLine *sl_due_item_get_line (SlDueItem *self);

/* A GListModel of SlDueItem, which are made as they are asked for. */
#define SL_TYPE_DUE_LIST (sl_due_list_get_type ())
G_DECLARE_FINAL_TYPE (SlDueList, sl_due_list, SL, DUE_LIST, GObject)
SlDueList *sl_due_list_new (void);
/* NULL until something was loaded; borrowed. */
SlDueLines *sl_due_list_get_lines (SlDueList *self);
/* Reads in a thread and swaps the lines in; the newest call wins. */
void sl_due_list_load_async (SlDueList *self,
                             SlReview *review,
                             const SlDueQuery *query,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean sl_due_list_load_finish (SlDueList *self, GAsyncResult *result, GError **error);

G_END_DECLS
