/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "competency/sl-framework.h"

G_BEGIN_DECLS

/* A trainee's portfolio, read in one go: occasions, the history of every cell, training, decisions
 * and appeals. Immutable once loaded, so any thread may read it; load it again after a change.
 * Texts are borrowed from it; "" is nothing said. */
#define SL_TYPE_PORTFOLIO (sl_portfolio_get_type ())
G_DECLARE_FINAL_TYPE (SlPortfolio, sl_portfolio, SL, PORTFOLIO, GObject)

typedef enum
{
  SL_CELL_EMPTY,
  SL_CELL_CLAIMED, /* waits for an assessor */
  SL_CELL_MET,
  SL_CELL_NOT_YET,        /* more is needed */
  SL_CELL_NOT_APPLICABLE, /* an assessor agreed to the reason */
} SlCellState;
const char *sl_cell_state_to_nick (
    SlCellState state); /* "empty", "claimed", "met", "not-yet", "not-applicable" */
const char *
sl_cell_state_to_words (SlCellState state); /* translated: "Not yet", "Claimed", "Agreed", "More
                                               needed", "Not applicable" */

/* One piece of what a claim rests on, as it was when it was claimed. */
typedef struct
{
  const char *id, *kind;               /* as in sl-proposal.h, or "file" */
  const char *object_kind, *object_id; /* what to open where it is still here */
  const char *label, *detail, *on_date, *sha256;
  gboolean personal; /* masked in what leaves, unless asked for */
} SlClaimEvidence;

typedef enum
{
  SL_CELL_EVENT_CLAIM,
  SL_CELL_EVENT_WITHDRAW,
  SL_CELL_EVENT_VERDICT,
  SL_CELL_EVENT_SECOND, /* a blind second assessor's; hidden until that assessor has finished */
  SL_CELL_EVENT_ACKNOWLEDGE,
  SL_CELL_EVENT_REPLY,
} SlCellEventKind;

/* One line of a cell's history; it is never changed. */
typedef struct
{
  const char *id;
  SlCellEventKind kind;
  const char *verdict; /* "", "met", "not-yet", "not-applicable" (of a claim: is claimed to be) */
  const char *words, *verbal, *written;
  const char *answers;                        /* id of the event that it answers */
  const char *person_id, *person_name, *role; /* role id at the time */
  const char *at;                             /* ISO UTC */
  const char *framework_hash;
  const char *origin; /* "" here, else the fingerprint of the bundle's sender */
  gboolean self_declared;
  const SlClaimEvidence *evidence;
  guint n_evidence;
} SlCellEvent;

typedef struct
{
  const SlFrameworkCriterion *criterion;
  const char *occasion_id; /* "" training */
  SlCellState state;
  const SlCellEvent *const *events; /* oldest first */
  guint n_events;
  const SlCellEvent *claim;   /* the newest that was not withdrawn; NULL */
  const SlCellEvent *verdict; /* the newest; NULL */
  gboolean acknowledged;      /* the newest verdict was */
} SlCell;

typedef struct
{
  const char *id, *case_id; /* case_id "" from before Sightline */
  const SlComponent *component;
  guint number; /* from 1, within the component, among those that are open */
  const char *title, *reference, *authority, *on_date, *about, *site_key, *application_key;
  gboolean dropped;
  const char *dropped_reason;
  gboolean case_gone; /* the case is no longer here: what was copied stands */
  gboolean met;       /* all its cells are met or not applicable */
  gboolean counts;    /* one of the first that are needed, or met */
  guint n_cells, n_met, n_claimed, n_not_yet; /* n_met with those that are not applicable */
  const char *met_on;                         /* the day of the verdict that completed it; "" */
  const char *claimed_at; /* of the claim that has waited longest; "" none waits */
  const SlCell *cells;    /* n_cells, in the order of the component */
} SlOccasion;

typedef struct
{
  const char *id, *file_name, *media_type, *sha256;
  gint64 size;
} SlPortfolioFile;

typedef struct
{
  const char *id;
  const SlFrameworkCriterion
      *criterion; /* of training, or the condition of entry; NULL when the edition has it no more */
  const char *criterion_id, *kind, *title, *provider, *on_date, *outcomes, *renews_on, *words;
  double hours;
  gboolean removed;
  gboolean expired, expires_soon; /* today; within the framework's days */
  const SlPortfolioFile *files;
  guint n_files;
} SlTraining;

/* What is missing, in a sentence, with what to open. */
typedef struct
{
  const char *kind; /* "occasion" (none chosen), "cell", "training", "outcome", "certificate",
                       "renewal", "entry", "acknowledge" */
  const char *text; /* "Occasion 4 needs your verbal briefing to the manager." */
  const char *component_id, *occasion_id, *criterion_id, *training_id;
  gboolean blocks; /* holds "fulfilled" back; else a reminder */
} SlMissing;

typedef struct
{
  const SlComponent *component;
  guint n_met, n_needed, n_waiting, n_open; /* occasions; criteria of training */
  gboolean complete;
} SlComponentProgress;

typedef struct
{
  const char *id, *outcome; /* "fulfilled", "not-fulfilled" */
  const char *reasons, *unmet, *notified_on, *sha256, *person_id, *person_name, *role, *at;
  gboolean self_declared;
  /* The appeal against it; id "" none. */
  struct
  {
    const char *id, *grounds, *lodged_on, *last_day, *to_role, *right_role, *person_name;
    const char *outcome; /* "", "upheld", "dismissed" */
    const char *reasons, *decided_by_name, *decided_role, *decided_at;
    gboolean late, misdirected;
  } appeal;
  const char *last_day;  /* to appeal; "" not appealable */
  const char *appeal_to; /* role id that the rule names; "" not appealable */
  int days_left;         /* to that day from today, negative when past */
} SlProgression;

/* Of the person (NULL: who is at work), as the person at work may see it: what a blind second
 * assessment hides from them is not there. NULL without @error when no portfolio was begun.
 * Blocking; any thread. */
SlPortfolio *
sl_portfolio_load (SlStore *store, SlPackLibrary *packs, const char *person_id, GError **error);
SlPortfolio *sl_portfolio_load_by_id (SlStore *store,
                                      SlPackLibrary *packs,
                                      const char *portfolio_id,
                                      GError **error);

const char *sl_portfolio_get_id (SlPortfolio *self);
const char *sl_portfolio_get_person_id (SlPortfolio *self);
const char *sl_portfolio_get_person_name (SlPortfolio *self);
const char *sl_portfolio_get_origin (SlPortfolio *self); /* "" worked here */
gboolean sl_portfolio_keeps_reading (SlPortfolio *self);
SlFramework *sl_portfolio_get_framework (SlPortfolio *self);
/* The library has a newer edition; transfer none, NULL none. */
SlFramework *sl_portfolio_get_newer (SlPortfolio *self);

guint sl_portfolio_get_n_components (SlPortfolio *self);
const SlComponentProgress *sl_portfolio_get_component (SlPortfolio *self, guint index);
guint sl_portfolio_get_n_occasions (SlPortfolio *self); /* dropped ones last */
const SlOccasion *sl_portfolio_get_occasion (SlPortfolio *self, guint index);
const SlOccasion *sl_portfolio_find_occasion (SlPortfolio *self, const char *occasion_id);
/* The cell of a training criterion (@occasion_id "") or of an occasion. */
const SlCell *
sl_portfolio_find_cell (SlPortfolio *self, const char *occasion_id, const char *criterion_id);
guint sl_portfolio_get_n_training (SlPortfolio *self);
const SlTraining *sl_portfolio_get_training (SlPortfolio *self, guint index);
guint sl_portfolio_get_n_missing (SlPortfolio *self);
const SlMissing *sl_portfolio_get_missing (SlPortfolio *self, guint index);
gboolean sl_portfolio_is_complete (SlPortfolio *self);     /* all components are, and entry */
guint sl_portfolio_get_n_progressions (SlPortfolio *self); /* oldest first */
const SlProgression *sl_portfolio_get_progression (SlPortfolio *self, guint index);
/* Files of an occasion or a claim. Transfer container, of const SlPortfolioFile. */
GPtrArray *sl_portfolio_list_files (SlPortfolio *self, const char *owner_id);

/* Who read it, newest first: what the trainee sees. Element type SlPortfolioRead. */
typedef struct
{
  char *occasion_id, *person_id, *person_name, *role, *on_date, *first_at;
} SlPortfolioRead;
void sl_portfolio_read_free (SlPortfolioRead *read);
GPtrArray *sl_portfolio_list_reads (SlStore *store, SlPortfolio *self, GError **error);

/* The trainee's own note on a cell, an occasion or (both "") the whole; "" none. Only for the
 * person that it belongs to: others get "". Transfer full. */
char *sl_portfolio_dup_note (SlStore *store,
                             SlPortfolio *self,
                             const char *occasion_id,
                             const char *criterion_id,
                             GError **error);

/* Whether a second assessor may see the others' verdicts on this occasion: FALSE while a blind
 * request to the person at work is unfinished. Of who is at work, loading has seen to it. */
gboolean sl_portfolio_may_see (SlPortfolio *self, const SlCellEvent *event, const char *person_id);
/* The request for a blind second assessment of this occasion ("" training) that @person_id has not
 * finished, "" none: then what others decided on it is hidden from them. */
const char *
sl_portfolio_find_blind_request (SlPortfolio *self, const char *occasion_id, const char *person_id);
/* The state as @person_id may see it: of a cell that they look at blind, whether it was claimed. */
SlCellState sl_portfolio_see_state (SlPortfolio *self, const SlCell *cell, const char *person_id);

G_END_DECLS
