/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "competency/sl-portfolio-changes.h"
#include "competency/sl-portfolio.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

G_BEGIN_DECLS

/* ---- the parts of a portfolio; texts lie in its chunk ---- */

/* An event and where it stands; the public part first, so that one is told from the other. */
typedef struct
{
  SlCellEvent event;
  const char *occasion_id;
  const char *criterion_id; /* as the portfolio's present edition calls it */
} SlPortfolioEvent;

/* The cells of an occasion, or of a component of training, in the component's order. */
typedef struct
{
  const SlComponent *component;
  const char *occasion_id; /* "" training */
  SlCell *cells;
  GPtrArray **events; /* of each cell; their data is what the cell shows */
  guint n_cells;
} SlCellRow;

typedef struct
{
  SlOccasion occasion; /* first */
  SlCellRow row;
  const char *component_id; /* as stored; the component is NULL when the edition has none such */
  const char *framework_hash;
} SlPortfolioOccasion;

typedef struct
{
  const char *id, *occasion_id, *assessor_id, *finished_at;
} SlPortfolioRequest;

/* From one edition to the next, in order. */
typedef struct
{
  const char *from_hash, *to_hash;
  SlFramework *to; /* NULL until it was found */
} SlPortfolioMove;

struct _SlPortfolio
{
  GObject parent_instance;

  GStringChunk *texts;
  SlFramework *framework;
  SlFramework *newer; /* nullable */
  const char *id, *person_id, *person_name, *origin, *framework_hash, *left_on;
  gboolean keeps_reading;
  char *today;

  GPtrArray *moves;        /* of SlPortfolioMove */
  GPtrArray *events;       /* of SlPortfolioEvent, oldest first */
  GPtrArray *evidence;     /* of GArray of SlClaimEvidence */
  GPtrArray *occasions;    /* of SlPortfolioOccasion, dropped ones last */
  GArray *training_rows;   /* of SlCellRow: components of training */
  GArray *progress;        /* of SlComponentProgress */
  GPtrArray *training;     /* of SlTraining */
  GHashTable *files;       /* owner id -> GArray of SlPortfolioFile */
  GPtrArray *requests;     /* of SlPortfolioRequest */
  GPtrArray *progressions; /* of SlProgression */
  GArray *missing;         /* of SlMissing */
  gboolean complete;
};

const char *sl_portfolio_keep (SlPortfolio *self, const char *text);
/* Makes cells, occasions and components of what was read. */
void sl_portfolio_build (SlPortfolio *self);
void sl_cell_row_clear (SlCellRow *row);
/* What is missing, of what was built. */
void sl_portfolio_find_missing (SlPortfolio *self);
/* Whether @id is one of the ids in @list, with spaces between. */
gboolean sl_training_has_outcome (const char *list, const char *id);
/* Whether a later entry brings all that it brought, so that its own day no longer matters. */
gboolean sl_training_is_renewed (SlPortfolio *self, const SlTraining *training);

/* ---- reading (sl-portfolio-records.c) ---- */

typedef enum
{
  SL_PORTFOLIO_WHOLE,
  SL_PORTFOLIO_LIGHT, /* without words, evidence, names and files: for many at once */
} SlPortfolioDepth;

/* Of one portfolio, or (NULL) of all; what is whole holds only what the person at work may see of a
 * blind second assessment. GPtrArray of SlPortfolio; transfer full. */
GPtrArray *sl_portfolio_records_load (SlStore *store,
                                      SlPackLibrary *packs,
                                      const char *portfolio_id,
                                      SlPortfolioDepth depth,
                                      GError **error);
/* "" when there is none. */
char *sl_portfolio_records_find_of (SlDatabase *database, const char *person_id, GError **error);
/* As it stands within a change, in the edition of @seen; CONFLICT when it was moved meanwhile. */
SlPortfolio *
sl_portfolio_records_reload (SlTransaction *transaction, SlPortfolio *seen, GError **error);

/* Each edition once, however many portfolios have it. */
typedef struct
{
  SlStore *store;
  SlPackLibrary *packs;
  GHashTable *by_hash; /* hash -> SlFramework */
} SlPortfolioEditions;
gboolean
sl_portfolio_editions_find (SlPortfolioEditions *self, SlPortfolio *portfolio, GError **error);
/* The rule of the edition that a decision was taken under says until when and to whom. */
void sl_portfolio_reckon_appeal (SlPortfolio *self, SlProgression *decision, SlFramework *edition);
gboolean sl_portfolio_editions_find_appeals (SlPortfolioEditions *self,
                                             SlPortfolio *portfolio,
                                             GError **error);
void sl_portfolio_mark_renewals (SlPortfolio *self);

/* ---- rules ---- */

/* Who takes a step. */
typedef struct
{
  const char *id;
  const char *role; /* that they decide with: "trainee" until they have said who they are */
  gboolean declared, self_declared;
} SlPortfolioActor;

/* Of who acts in @transaction. */
gboolean
sl_portfolio_read_actor (SlTransaction *transaction, SlPortfolioActor *actor, GError **error);
/* sl_portfolio_may(), of whoever. */
gboolean sl_portfolio_allows (SlPortfolio *self,
                              const SlPortfolioActor *actor,
                              SlProgressStep step,
                              const SlCell *cell,
                              char **reason);
/* Refuses with the sentence. */
gboolean sl_portfolio_check (SlPortfolio *self,
                             const SlPortfolioActor *actor,
                             SlProgressStep step,
                             const SlCell *cell,
                             GError **error);
gboolean sl_portfolio_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean sl_portfolio_role_manages (const char *role);

/* The newest decision that can be appealed against and was not; and the newest appeal that is not
 * decided. NULL none. */
const SlProgression *sl_portfolio_find_appealable (SlPortfolio *self);
const SlProgression *sl_portfolio_find_appealed (SlPortfolio *self);
const SlProgression *sl_portfolio_find_progression (SlPortfolio *self, const char *progression_id);
const SlPortfolioRequest *sl_portfolio_find_request (SlPortfolio *self, const char *request_id);
const SlTraining *sl_portfolio_find_training (SlPortfolio *self, const char *training_id);
/* The row of cells that @occasion_id names; of training by a criterion. */
const SlCellRow *
sl_portfolio_find_row (SlPortfolio *self, const char *occasion_id, const char *criterion_id);
/* "occasion 2", "Training and CPD": what people call where a cell stands. Transfer full. */
char *sl_portfolio_name_place (SlPortfolio *self, const char *occasion_id);
char *sl_portfolio_name_roles (const char *const *roles); /* "A, B or C" */

/* ---- changes ---- */

/* What all changes of a portfolio carry: it as it was seen, and what is changed. */
typedef struct
{
  SlPortfolio *seen;
  char *id;                         /* of what is made or changed */
  char *occasion_id, *criterion_id; /* "" none */
  char *texts[16];                  /* each change's own */
  gboolean flag;
  GPtrArray *evidence; /* of SlProposal; nullable */
  SlFramework *framework;
} SlPortfolioChange;

SlPortfolioChange *sl_portfolio_change_new_data (SlPortfolio *seen, const char *id);
void sl_portfolio_change_data_free (gpointer data);
SlChange *sl_portfolio_make_change (SlPortfolioChange *data,
                                    const char *action,
                                    const char *object_kind,
                                    SlChangeFunc func);
/* The portfolio as it stands now and who acts, at the beginning of a change. */
gboolean sl_portfolio_change_enter (SlTransaction *transaction,
                                    SlPortfolioChange *data,
                                    SlPortfolio **now,
                                    SlPortfolioActor *actor,
                                    GError **error);
/* Listeners reread the portfolio. */
void sl_portfolio_change_touch (SlTransaction *transaction, SlPortfolio *now);
/* Trims, and refuses what is too long; NULL with @error. */
char *sl_portfolio_tidy (const char *text, GError **error);

G_END_DECLS
