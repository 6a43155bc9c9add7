/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "competency/sl-portfolio-paper.h"
#include "documents/sl-library.h"

G_BEGIN_DECLS

/* What the papers of a portfolio share: a letter that grows, and the force's manners. */
typedef struct
{
  const SlPortfolioContext *context;
  SlPortfolio *portfolio; /* borrowed; NULL: the team's paper */
  SlLetter *letter;       /* owned */
  char *date;             /* ISO, that the paper bears */
  const char *section;    /* that the next blocks stand in, for their keys */
  guint n_blocks;         /* that were given a key */
  GHashTable *names;      /* name of a third party to its initials; NULL: nothing is masked */
} SlFolio;

void sl_folio_clear (SlFolio *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlFolio, sl_folio_clear)

/* Makes the letter with the force's letterhead; the title is the caller's to put. */
gboolean sl_folio_begin (SlFolio *self, const char *title, const char *subject, GError **error);
/* In the section and with a key of its own; transfer full. */
SlBlock *sl_folio_make (SlFolio *self, SlBlockKind kind, const char *text);
void sl_folio_put (SlFolio *self, SlBlockKind kind, const char *text);
void sl_folio_put_heading (SlFolio *self, int level, const char *text);
/* One paragraph for each that @text parts by an empty line; nothing for an empty text. */
void sl_folio_put_words (SlFolio *self, const char *text);
/* What somebody said, parted from what the paper says; each paragraph a quotation. */
void sl_folio_put_quoted (SlFolio *self, const char *words);
void sl_folio_put_format (SlFolio *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void sl_folio_put_break (SlFolio *self, gboolean landscape);
/* Takes @block; one without children is dropped. */
void sl_folio_take_children (SlFolio *self, SlBlock *block);
/* A list or table that grows; put it with sl_folio_take_children(). Transfer full. */
SlBlock *sl_folio_make_fields (SlFolio *self);
void sl_folio_add_field (SlFolio *self, SlBlock *fields, const char *label, const char *value);
SlBlock *sl_folio_make_table (SlFolio *self, const char *const *titles);
/* @cells ends with NULL. Returns the row, borrowed. */
SlBlock *sl_folio_add_row (SlFolio *self, SlBlock *table, const char *const *cells);
void sl_folio_add_item (SlFolio *self, SlBlock *list, const char *text);
/* An item that stands for a file: the folder has it beside the paper. @own: kept for the portfolio;
 * else the content of something of a case, which may be gone. */
void sl_folio_add_file (SlFolio *self,
                        SlBlock *list,
                        const char *text,
                        const char *name,
                        const char *sha256,
                        gboolean own);
void sl_folio_put_signature (SlFolio *self);

/* "Helen Marsh, Designing Out Crime Manager (self-declared)"; transfer full. */
char *sl_paper_name_person (const char *name, const char *role, gboolean self_declared);
/* "25 November 2026"; what it is when it is no date. Transfer full. */
char *sl_paper_format_day (const char *date);
/* A SHA-256 on two lines, so that no line end puts a hyphen into it. Transfer full. */
char *sl_paper_break_hash (const char *hash);
/* As sl_paper_format_day(), of an ISO time, by London's clocks. Transfer full. */
char *sl_paper_format_time (const char *time);

/* ---- parts of the portfolio's paper, each with its heading ---- */
void sl_folio_put_summary (SlFolio *self);
void sl_folio_put_missing (SlFolio *self);
void sl_folio_put_about (SlFolio *self);
/* A page on its side for each component that is shown on occasions. */
void sl_folio_put_matrices (SlFolio *self);
void sl_folio_put_criteria (SlFolio *self); /* the framework's own words */
gboolean sl_folio_put_occasions (SlFolio *self, GError **error);
gboolean sl_folio_put_training (SlFolio *self, GError **error);
void sl_folio_put_decisions (SlFolio *self);
gboolean sl_folio_put_seconds (SlFolio *self, GError **error);
gboolean sl_folio_put_moves (SlFolio *self, GError **error);

/* The history of a cell, oldest first, as its author may see it. */
void sl_folio_put_events (SlFolio *self, const SlCell *cell);
gboolean sl_folio_shows_events (SlFolio *self, const SlCell *cell);
/* The trainee's private note, marked as one; nothing for others, or unless it was asked for. */
gboolean sl_folio_put_note (SlFolio *self,
                            const char *occasion_id,
                            const char *criterion_id,
                            GError **error);
gboolean sl_folio_has_notes (SlFolio *self);
/* *@note is "" where sl_folio_put_note() would put nothing. Transfer full. */
gboolean sl_folio_find_note (SlFolio *self,
                             const char *occasion_id,
                             const char *criterion_id,
                             char **note,
                             GError **error);
/* A line for each file of @owner_id. */
void sl_folio_put_files (SlFolio *self, const char *owner_id);
SlCellState sl_folio_see_state (SlFolio *self, const SlCell *cell);
SlShape sl_paper_state_to_shape (SlCellState state);
/* "Occasion" of "occasion": a noun of the framework at the beginning of a line. Transfer full. */
char *sl_paper_capitalise (const char *noun);
/* "Occasion 2: Land east of Mallard Way"; transfer full. */
char *sl_paper_name_occasion (const SlOccasion *occasion);
/* "C2.1 Identify plans that need a comment"; transfer full. */
char *sl_paper_name_criterion (const SlFrameworkCriterion *criterion);

/* ---- masking (sl-paper-mask.c) ---- */

/* Names of third parties that the cases of @portfolio tell; nobody of the casebook. Keys are names,
 * values initials. Transfer full; blocking. */
GHashTable *sl_paper_list_third_parties (SlLibrary *library,
                                         SlPackLibrary *packs,
                                         SlPortfolio *portfolio,
                                         GError **error);
/* Each name of @names in @text by its initials; transfer full. */
char *sl_paper_mask_names (const char *text, GHashTable *names);

/* ---- the team's chart (sl-team-chart.c) ---- */
typedef struct
{
  const char *id, *title; /* borrowed from a trainee */
} SlPaperComponent;
#define SL_PAPER_CHART_WIDTH_MM 164.0
#define SL_PAPER_CHART_ROWS 24u /* trainees that stand on one page */
/* @n trainees from @first; @components of SlPaperComponent. Transfer full. */
cairo_surface_t *
sl_paper_draw_chart (GPtrArray *trainees, guint first, guint n, GArray *components);

/* ---- the paper as a web page (sl-paper-html.c) ---- */
/* @names: SHA-256 of a file to its name in the folder. Transfer full. */
char *sl_paper_write_html (SlLetter *letter, GHashTable *names, const char *folder);

/* ---- editions that it was moved to (sl-paper-move-records.c) ---- */
typedef struct
{
  char *from_edition, *from_hash, *to_edition, *to_hash, *reason, *person_name, *role, *at;
} SlPaperMove;
void sl_paper_move_free (SlPaperMove *move);
/* Oldest first; GPtrArray of SlPaperMove. Transfer full. */
GPtrArray *sl_paper_moves_list (SlStore *store, const char *portfolio_id, GError **error);

G_END_DECLS
