/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "review/sl-subjects.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The page of one case: header, view switcher, and its views Overview, Documents, Assess, Response,
 * Review, Site. Signals "show-document" (document id, page, evidence id or NULL), "show-item" (item
 * id), "show-checklist" (id of a house type's entry) and "comment-wanted" (kind, key): the views
 * listen to them. */
#define SL_TYPE_CASE_PAGE (sl_case_page_get_type ())
G_DECLARE_FINAL_TYPE (SlCasePage, sl_case_page, SL, CASE_PAGE, AdwBin)

SlCasePage *sl_case_page_new (SlCasebook *casebook, SlCase *planning_case);
SlCase *sl_case_page_get_case (SlCasePage *self);

/* @name: "overview", "documents", "assess", "response", "review" or "site". */
void sl_case_page_show_view (SlCasePage *self, const char *name);
const char *sl_case_page_get_view (SlCasePage *self);

/* Turns to the documents and shows the page (from 1; 0: where one was); @evidence_id (nullable)
 * chooses a pin. */
void sl_case_page_show_document (SlCasePage *self,
                                 const char *document_id,
                                 guint page,
                                 const char *evidence_id);
/* Turns to the assessment and shows the item. */
void sl_case_page_show_item (SlCasePage *self, const char *item_id);
/* Turns to the assessment of a house type, an entry of the case's scheme. */
void sl_case_page_show_checklist (SlCasePage *self, const char *entry_id);

/* Turns to the review and begins a comment on an answer or evidence (@kind, @key), or shows a
 * comment (@kind "comment"). */
void sl_case_page_want_comment (SlCasePage *self, const char *kind, const char *key);
/* Turns to the review of a paper of the case: its response (the case's own id), or a report. */
void sl_case_page_show_paper (SlCasePage *self, const char *paper_id);
/* The newest version's records with the comments on them, for all views of the case. Borrowed. */
SlSubjects *sl_case_page_get_subjects (SlCasePage *self);

/* F6: the focus goes to the next part of the view. */
void sl_case_page_focus_next_pane (SlCasePage *self);

G_END_DECLS
