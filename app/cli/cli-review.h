/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "cli.h"

#include "review/sl-comment.h"
#include "review/sl-paper.h"
#include "review/sl-version.h"

G_BEGIN_DECLS

/* The verbs below "review", one line each; cmd-review.c lists them in the order of the work. Their
 * names begin with "review ", so that usage and errors say what was typed. */
extern const SlVerb sl_review_verb_submit;
extern const SlVerb sl_review_verb_list;
extern const SlVerb sl_review_verb_show;
extern const SlVerb sl_review_verb_comment;
extern const SlVerb sl_review_verb_reply;
extern const SlVerb sl_review_verb_close;
extern const SlVerb sl_review_verb_reopen;
extern const SlVerb sl_review_verb_prompt;
extern const SlVerb sl_review_verb_diff;
extern const SlVerb sl_review_verb_return;
extern const SlVerb sl_review_verb_approve;
extern const SlVerb sl_review_verb_withdraw;
extern const SlVerb sl_review_verb_rules;

/* What is reviewed: a case means its response, RECORD:REPORT a report of one of its records
 * ("VIS/2026/003:visit-report", with ":2" for the second of one that tells of a moment). NULL after
 * printing why. Transfer full. */
SlPaper *cli_find_paper (SlCli *cli, const char *text);
/* A version of the paper by its number, the newest for NULL; NULL after printing why. Transfer
 * full.
 */
SlVersion *cli_find_version (SlCli *cli, const SlPaper *paper, const char *number);
/* Its content; NULL after printing why. Transfer full. */
SlSnapshot *cli_load_version (SlCli *cli, SlVersion *version);
/* The draft as it stands, signed by its author; NULL after printing why. Transfer full. */
SlSnapshot *cli_take_draft (SlCli *cli, const SlPaper *paper);
/* Threads with their replies and where their words stand now. */
void cli_print_comments (SlCli *cli, GListModel *comments);

G_END_DECLS
