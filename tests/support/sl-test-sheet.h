/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "sheets/sl-sheet.h"

G_BEGIN_DECLS

/* tests/data/sheets/walk.xml: a visit with one of everything. Transfer full. */
SlForm *sl_test_walk_form (void);

/* The value as an officer types it, which must be one. Transfer full. */
char *sl_test_parse (SlForm *form, const char *group_id, const char *field_id, const char *text);

/* Begins a walk called "Look at the boundary"; transfer full. */
SlSheet *sl_test_begin_walk (SlStore *store, SlForm *form, const char *case_id);

/* Changes the sheet, or one of its entries, as an officer types it, and rereads it. */
void sl_test_set (SlStore *store,
                  SlSheet *sheet,
                  const char *entry_id,
                  const char *field_id,
                  const char *text);
/* Adds an entry with one value; returns its id, transfer full. */
char *sl_test_add (SlStore *store,
                   SlSheet *sheet,
                   const char *group_id,
                   const char *field_id,
                   const char *text);

G_END_DECLS
