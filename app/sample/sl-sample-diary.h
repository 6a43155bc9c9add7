/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"

G_BEGIN_DECLS

/* The people of the sample by the names that the diaries call them. */
typedef struct
{
  const char *name; /* "rowan" */
  const char *id;
} SlSamplePerson;

/* Lives what resources/sample/<name>.ini tell, through the same functions as the window: every step
 * at its hour and by its person, those of all files in the order of their days. @people ends with a
 * NULL name; @files with NULL. The last step must lie before what is done next. */
gboolean sl_sample_live_diaries (SlCasebook *casebook,
                                 const SlSamplePerson *people,
                                 const char *const *files,
                                 GError **error);

G_END_DECLS
