/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "cli.h"

#include "cases/sl-case-kind.h"

G_BEGIN_DECLS

int cli_print_kinds (SlCli *cli);
int cli_begin_case (SlCli *cli,
                    const char *kind_id,
                    const char *title,
                    const char *address,
                    const char *from);
int cli_print_steps (SlCli *cli, SlCase *of);
/* An array of the steps, for show too. */
void cli_json_add_steps (JsonBuilder *builder, GPtrArray *steps);

/* As the options of "case stage" were given; NULL not given. */
typedef struct
{
  char *state, *on, *due, *reason;
} SlStageOptions;
int cli_set_step (SlCli *cli, SlCase *of, const char *stage, const SlStageOptions *options);

G_END_DECLS
