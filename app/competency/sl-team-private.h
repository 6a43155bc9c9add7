/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "competency/sl-portfolio-private.h"
#include "competency/sl-team.h"

G_BEGIN_DECLS

/* Every portfolio (@portfolio_id NULL), or one, that the person at work may read, light. @packs
 * nullable: the store keeps the editions too. */
GPtrArray *sl_team_load_readable (SlStore *store,
                                  SlPackLibrary *packs,
                                  const char *portfolio_id,
                                  GError **error);

G_END_DECLS
