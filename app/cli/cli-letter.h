/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "cli.h"

#include "response/sl-response.h"

G_BEGIN_DECLS

/* The letter of a case's draft, composed, and what it was made of. NULL after printing why. All
 * transfer full. */
SlLetter *cli_compose (SlCli *cli, SlCase *planning_case, SlComposition **composition);
void cli_print_problems (SlComposition *composition);

G_END_DECLS
