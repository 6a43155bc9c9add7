/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "letter/sl-letter.h"
#include "packs/sl-pack.h"
#include "people/sl-person.h"
#include "store/sl-store.h"

G_BEGIN_DECLS

typedef struct _SlReview SlReview;

/* What is reviewed and issued. The response of a case is the paper whose id is the case's own; a
 * report of a sheet (minutes, a visit report) has an id of its own, known before there is a row for
 * it: wherever review/ takes a paper's id, either will do. Owned strings, none NULL. */
typedef struct
{
  char *id;
  char *case_id;
  char *sheet_id;  /* "" the response */
  char *report_id; /* "minutes"; "" the response */
  char *title;     /* "Minutes MTG/2026/001"; "Response" */
  gboolean moment; /* tells how something stands on its day: its sheet goes on once it was issued,
                      and another of the same may follow */
} SlPaper;
SlPaper *sl_paper_copy (const SlPaper *paper);
void sl_paper_free (SlPaper *paper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlPaper, sl_paper_free)
gboolean sl_paper_is_response (const SlPaper *paper);

/* The id of a report of a sheet: the first of its kind, or with @serial from 2 on a later one of a
 * report that tells of a moment. Transfer full. */
char *sl_paper_make_id (const char *sheet_id, const char *report_id, guint serial);
/* Whether an id is a report's, not a case's. */
gboolean sl_paper_id_is_report (const char *paper_id);

/* SL_STORE_ERROR_NOT_FOUND when there is no such sheet or report, REFUSED when the report does not
 * leave the force and so needs no review. Transfer full. */
SlPaper *sl_papers_load (SlReview *review, const char *paper_id, GError **error);

/* A paper and where it stands. */
typedef struct
{
  SlPaper *paper;
  char *state; /* of its newest version; "" none was submitted yet */
  guint number;
} SlPaperLine;
void sl_paper_line_free (SlPaperLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlPaperLine, sl_paper_line_free)
/* The response, then the reports of the case that were submitted, in that order. GPtrArray of
 * SlPaperLine. */
GPtrArray *sl_papers_list (SlReview *review, const char *case_id, GError **error);
/* The paper that a report of a sheet is to be worked on as, and where it stands: for a menu of
 * papers. Errors as sl_papers_load(). Transfer full. */
SlPaperLine *
sl_papers_find (SlReview *review, const char *sheet_id, const char *report_id, GError **error);

/* Why a record cannot be changed any more: its minutes were issued, say, or the case is worked at
 * another computer. A sentence, transfer full; NULL: it can be changed. */
char *sl_papers_dup_hold (SlReview *review, const char *case_id, const char *sheet_id);

/* Reports are composed by a room above this one, which says here how; borrowed strings. */
typedef struct
{
  const char *title;
  SlPack *pack;
  gboolean leaves, moment;
} SlPaperKind;
typedef struct
{
  /* FALSE for a word that is no report. */
  gboolean (*describe) (const char *report_id, SlPaperKind *kind, gpointer data);
  /* @withheld gathers ids of photographs that would stand in it were they "clear". Transfer full.
   */
  SlLetter *(*compose) (const SlPaper *paper,
                        SlPerson *author,
                        const char *date,
                        GPtrArray *withheld,
                        gpointer data,
                        GError **error);
  /* The pixels that a figure of that source shows. Transfer full. */
  cairo_surface_t *(*load_picture) (const char *photograph_id, gpointer data, GError **error);
} SlPaperComposer;
/* Once, before anything is reviewed. @composer is borrowed for ever. */
void sl_review_set_paper_composer (SlReview *self,
                                   const SlPaperComposer *composer,
                                   gpointer data,
                                   GDestroyNotify destroy);

G_END_DECLS
