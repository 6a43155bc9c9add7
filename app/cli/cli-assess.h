/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "cli.h"

#include "assessment/sl-assessment.h"
#include "assessment/sl-suggestion.h"
#include "sheets/sl-sheet.h"

G_BEGIN_DECLS

/* cli-assess-print.c: what "assess" shows. */
int cli_print_answers (SlCli *cli, SlAssessment *assessment);
int cli_print_answer (SlCli *cli, SlAnswer *answer);
int cli_print_suggestions (SlCli *cli, SlAssessment *assessment, SlChecklistItem *item);

/* cli-house-type.c: by name, place ("house-type/2") or id among the case's schemes; NULL after
 * saying why. Transfer full. */
SlSheetSubject *cli_find_house_type (SlCli *cli, SlCase *planning_case, const char *text);
/* What may be taken over, of all items or of one, each with its number for cli_take_proposal(). */
int cli_print_proposals (SlCli *cli, SlAssessment *assessment, const char *item_id);
int cli_take_proposal (SlCli *cli, SlAssessment *assessment, const char *item_id, guint number);

/* cli-evidence.c: keeps a quotation as evidence. @text is "DOC:PAGE:QUOTE"; the words must stand on
 * that page of the document. NULL after printing why; else the evidence's id, transfer full. */
char *cli_add_evidence (SlCli *cli, const char *case_id, const char *text);

G_END_DECLS
