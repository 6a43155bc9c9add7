/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-library.h"
#include "packs/sl-pack.h"
#include "store/sl-store.h"

G_BEGIN_DECLS

/* What files are brought in with: a fixture of g_test_add(). */
typedef struct
{
  SlStore *store;
  SlWorkerPool *pool; /* the real worker */
  SlLibrary *library;
  SlPackLibrary *packs;
  char *data;    /* the data folder */
  char *folder;  /* an empty one, to put files into */
  char *case_id; /* the invented case */
} SlTestIntake;

void sl_test_intake_set_up (SlTestIntake *self, gconstpointer data);
void sl_test_intake_tear_down (SlTestIntake *self, gconstpointer data);

G_END_DECLS
