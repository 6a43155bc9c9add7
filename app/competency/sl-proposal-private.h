/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "cases/sl-case.h"
#include "competency/sl-proposal.h"
#include "review/sl-version.h"

G_BEGIN_DECLS

/* The case of an occasion as a proposal's writer sees it, and what was found so far. */
typedef struct
{
  SlStore *store;
  SlPackLibrary *packs;
  SlPortfolio *portfolio;
  const SlFrameworkCriterion *criterion; /* NULL: all */
  const char *case_id;
  const char *person_id; /* the trainee */
  SlCase *planning_case; /* also of another kind */
  GHashTable *actions;   /* of the audit trail: action -> SlProposalDid, the trainee's alone */
  GHashTable *objects;   /* object id -> SlProposalDid, likewise */
  GPtrArray *sheets;     /* of SlSheet, oldest first; NULL until asked for */
  SlVersion *version;    /* the newest of the response; NULL none */
  SlLetter *letter;      /* of that version, else of the draft; NULL until asked for, or none */
  gboolean letter_was_asked;
  const char *kind; /* of the writer at work */
  GPtrArray *proposals;
} SlProposalSource;

/* What the trainee did of one sort. */
typedef struct
{
  guint n;
  char *last_at; /* ISO UTC */
} SlProposalDid;

/* A writer adds the proposals of its kind. */
typedef gboolean (*SlProposalWriter) (SlProposalSource *source, GError **error);

/* Adds one of the kind at work; texts are copied, NULL is "". @at: a time, a date or "". Borrowed.
 */
SlProposal *sl_proposal_add (SlProposalSource *source,
                             gboolean own,
                             const char *at,
                             const char *object_kind,
                             const char *object_id,
                             char *label,   /* taken */
                             char *detail); /* taken; nullable */
void sl_proposal_set_hash (SlProposal *proposal, const char *sha256);
/* Whether the trainee took this step of the audit trail in the case, or one on this record. */
const SlProposalDid *sl_proposal_find_action (SlProposalSource *source, const char *action);
gboolean sl_proposal_touched (SlProposalSource *source, const char *object_id);
/* Adds to words that stand with "; " between. */
void sl_proposal_append (GString *words, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Sheets of the case (sl-proposal-sheets.c), of all kinds; FALSE with @error. */
gboolean sl_proposal_load_sheets (SlProposalSource *source, GError **error);
/* The line of an entry of one of the loaded sheets; "" none. */
const char *sl_proposal_name_entry (SlProposalSource *source, const char *entry_id);
gboolean sl_proposal_write_briefings (SlProposalSource *source, GError **error);
gboolean sl_proposal_write_meetings (SlProposalSource *source, GError **error);
gboolean sl_proposal_write_minutes (SlProposalSource *source, GError **error);
gboolean sl_proposal_write_visits (SlProposalSource *source, GError **error);
/* What a scheme's own sheet says for kinds that cases of another sort have elsewhere. */
gboolean sl_proposal_write_scheme_draft (SlProposalSource *source, GError **error);
gboolean sl_proposal_write_scheme_guide (SlProposalSource *source, GError **error);
gboolean sl_proposal_write_scheme_outcome (SlProposalSource *source, GError **error);

/* The response and the reports (sl-proposal-papers.c). */
gboolean sl_proposal_write_policies (SlProposalSource *source, GError **error);
gboolean sl_proposal_write_guides (SlProposalSource *source, GError **error);
gboolean sl_proposal_write_versions (SlProposalSource *source, GError **error);
gboolean sl_proposal_write_reports (SlProposalSource *source, GError **error);
/* Decisions and comments (sl-proposal-reviews.c). */
gboolean sl_proposal_write_reviews (SlProposalSource *source, GError **error);
/* "version 2 approved"; transfer full. */
char *sl_proposal_describe_version (SlVersion *version);
/* "Version 2 of the response", "Version 1 of Minutes MTG/2026/001"; transfer full. */
char *sl_proposal_name_version (SlVersion *version, const char *title);
/* Each version of the response and of every report, oldest first. @title is the paper's, "" the
 * response's. */
typedef gboolean (*SlProposalVersionFunc) (SlProposalSource *source,
                                           SlVersion *version,
                                           const char *title,
                                           GError **error);
gboolean
sl_proposal_visit_papers (SlProposalSource *source, SlProposalVersionFunc func, GError **error);

/* What only tables tell (sl-proposal-records.c). */
gboolean sl_proposal_read_steps (SlProposalSource *source, GError **error);
gboolean sl_proposal_write_identified (SlProposalSource *source, GError **error);
/* sl-proposal-document-records.c */
gboolean sl_proposal_write_evidence (SlProposalSource *source, GError **error);
gboolean sl_proposal_write_documents (SlProposalSource *source, GError **error);
gboolean sl_proposal_write_reading (SlProposalSource *source, GError **error);
/* sl-proposal-case-records.c */
gboolean sl_proposal_write_crime (SlProposalSource *source, GError **error);
gboolean sl_proposal_write_drafts (SlProposalSource *source, GError **error);
gboolean sl_proposal_write_stages (SlProposalSource *source, GError **error);
gboolean sl_proposal_write_issues (SlProposalSource *source, GError **error);
gboolean sl_proposal_write_outcomes (SlProposalSource *source, GError **error);
/* Marks of the manager at a version: prompts that name the criterion. */
gboolean sl_proposal_write_prompts (SlProposalSource *source, GError **error);

/* A report that was submitted. */
typedef struct
{
  char *paper_id, *sheet_id, *report_id, *title;
} SlProposalPaper;
void sl_proposal_paper_free (SlProposalPaper *paper);
/* Element type SlProposalPaper; @sheet_id NULL: of the whole case. */
GPtrArray *sl_proposal_list_papers (SlProposalSource *source, const char *sheet_id, GError **error);
/* Values that name third parties; element type char*. */
GPtrArray *sl_proposal_list_names (SlProposalSource *source, GError **error);

/* A case that the trainee worked on. */
typedef struct
{
  char *case_id, *title, *address, *reference, *authority, *stage, *last_at;
  gboolean inbox;
  guint n_steps;
} SlProposalWork;
void sl_proposal_work_free (SlProposalWork *work);
/* Of that kind, most lately worked on first; element type SlProposalWork. */
GPtrArray *sl_proposal_list_work (SlStore *store,
                                  const char *person_id,
                                  const char *case_kind,
                                  GError **error);

G_END_DECLS
