/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "progress/sl-matrix.h"

G_BEGIN_DECLS

/* What a matrix is put together from; for sl-matrix.c alone. */

/* A cell as a button; @title (nullable) where no row head says what it is of. */
GtkWidget *sl_matrix_make_cell (SlPortfolio *portfolio,
                                const SlOccasion *occasion,
                                const SlCell *cell,
                                const char *title,
                                const char *viewer_id);
/* Of an occasion that is still to be chosen. */
GtkWidget *sl_matrix_make_no_cell (void);
/* @compact: as little as can be read. */
GtkWidget *sl_matrix_make_title (const SlFrameworkCriterion *criterion, gboolean compact);
/* @occasion NULL: number @number is still to be chosen. @brief: only the menu, beside its name. */
GtkWidget *sl_matrix_make_head (SlPortfolio *portfolio,
                                const SlComponent *component,
                                const SlOccasion *occasion,
                                guint number,
                                const char *viewer_id,
                                SlMatrixRights rights,
                                gboolean brief);
/* "Agreed 3 July", as the viewer may know it; transfer full. */
char *sl_matrix_describe_state (SlPortfolio *portfolio,
                                const SlOccasion *occasion,
                                const char *viewer_id);

G_END_DECLS
