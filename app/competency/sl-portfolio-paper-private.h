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

/* Letter, letterhead and the date; the title comes from sl_folio_put_title(). */
gboolean sl_folio_begin (SlFolio *self, const char *title, const char *subject, GError **error);
/* In the section and with a key of its own; transfer full. */
SlBlock *sl_folio_make (SlFolio *self, SlBlockKind kind, const char *text);
void sl_folio_put (SlFolio *self, SlBlockKind kind, const char *text);
void sl_folio_put_heading (SlFolio *self, int level, const char *text);
/* One paragraph for each that @text parts by an empty line; nothing for an empty text. */
void sl_folio_put_words (SlFolio *self, const char *text);
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
void sl_folio_put_signature (SlFolio *self);

/* "Helen Marsh, Designing Out Crime Manager (self-declared)"; transfer full. */
char *sl_paper_name_person (const char *name, const char *role, gboolean self_declared);
/* "25 November 2026"; what it is when it is no date. Transfer full. */
char *sl_paper_format_day (const char *date);
/* As sl_paper_format_day(), of an ISO time, by London's clocks. Transfer full. */
char *sl_paper_format_time (const char *time);

G_END_DECLS
