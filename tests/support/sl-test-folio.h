/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "sl-test-progress.h"

#include "competency/sl-portfolio-paper.h"

G_BEGIN_DECLS

/* A portfolio with one planning occasion, and somebody who asks for its papers on 24 November 2026.
 */
typedef struct
{
  SlTestProgress *self;
  char *occasion;
  SlPerson *author; /* who asks for the paper */
  SlPortfolioContext context;
} SlTestFolio;

/* As fixture functions; the trainee asks. */
void sl_test_folio_set_up (SlTestFolio *self, gconstpointer data);
void sl_test_folio_tear_down (SlTestFolio *self, gconstpointer data);
/* From now on this person is at work and asks. */
void sl_test_folio_ask_as (SlTestFolio *self, const char *person_id);

G_END_DECLS
