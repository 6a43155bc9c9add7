/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "verbs.h"

#include "competency/sl-portfolio-changes.h"
#include "competency/sl-proposal.h"

G_BEGIN_DECLS

/* What the words of "progress" share: cmd-progress.c parses, the others print and change. */
typedef struct
{
  SlCli *cli;
  SlPortfolio *portfolio; /* NULL for a word that needs none */

  /* Options; NULL what was not given. */
  char *of, *words, *verbal, *written, *take, *reason;
  char *criterion, *kind, *title, *provider, *on, *hours, *outcomes, *renews;
  char *reference, *authority, *address, *about;
  char *framework, *to, *seed, *ask, *output;
  char *folder;
  char **files;
  gboolean not_applicable, remove, restore, all;
  gboolean team, notes, names, cases;
} CliProgress;

/* @argv: the operands after the word. */
typedef int (*CliProgressRun) (CliProgress *self, int argc, char **argv);

/* "C2/1", an id, or "training"; NULL after printing why. The component's own id is training too. */
const char *cli_progress_find_occasion (CliProgress *self, const char *text);
/* The same with a criterion; NULL after printing why. */
const SlCell *
cli_progress_find_cell (CliProgress *self, const char *occasion, const char *criterion);
/* "C2/1"; "training" for "". Transfer full. */
char *cli_progress_name_occasion (CliProgress *self, const char *occasion_id);
/* Reads it for --of, or one's own, and tells the trainee; FALSE after printing why. */
gboolean cli_progress_load (CliProgress *self);
/* Who is at work. */
SlPerson *cli_progress_get_person (CliProgress *self);
/* A date that the option @text gives, NULL for none; FALSE after printing why. */
gboolean cli_progress_parse_date (const char *text, char **date);

/* cli-progress-show.c */
int cli_progress_show (CliProgress *self, int argc, char **argv);
int cli_progress_missing (CliProgress *self, int argc, char **argv);
int cli_progress_readers (CliProgress *self, int argc, char **argv);
/* cli-progress-steps.c */
int cli_progress_begin (CliProgress *self, int argc, char **argv);
int cli_progress_choose (CliProgress *self, int argc, char **argv);
int cli_progress_drop (CliProgress *self, int argc, char **argv);
int cli_progress_claim (CliProgress *self, int argc, char **argv);
int cli_progress_withdraw (CliProgress *self, int argc, char **argv);
int cli_progress_assess (CliProgress *self, int argc, char **argv);
int cli_progress_acknowledge (CliProgress *self, int argc, char **argv);
int cli_progress_reply (CliProgress *self, int argc, char **argv);
int cli_progress_note (CliProgress *self, int argc, char **argv);
int cli_progress_reading (CliProgress *self, int argc, char **argv);
/* cli-progress-propose.c */
int cli_progress_propose (CliProgress *self, int argc, char **argv);
int cli_progress_offers (CliProgress *self, int argc, char **argv);
/* What --take names of what is proposed for the cell; element type SlProposal, empty without the
 * option, NULL after printing why. */
GPtrArray *cli_progress_take (CliProgress *self, const SlCell *cell);
/* cli-progress-training.c */
int cli_progress_train (CliProgress *self, int argc, char **argv);
int cli_progress_file (CliProgress *self, int argc, char **argv);
/* cli-progress-team.c */
int cli_progress_team (CliProgress *self, int argc, char **argv);
int cli_progress_waiting (CliProgress *self, int argc, char **argv);
int cli_progress_second (CliProgress *self, int argc, char **argv);
int cli_progress_sample (CliProgress *self, int argc, char **argv);
int cli_progress_agreement (CliProgress *self, int argc, char **argv);
/* cli-progress-decide.c */
int cli_progress_decide (CliProgress *self, int argc, char **argv);
int cli_progress_appeal (CliProgress *self, int argc, char **argv);
int cli_progress_move (CliProgress *self, int argc, char **argv);
/* cli-progress-bundle.c */
int cli_progress_bundle (CliProgress *self, int argc, char **argv);
/* cli-progress-export.c */
int cli_progress_export (CliProgress *self, int argc, char **argv);

G_END_DECLS
