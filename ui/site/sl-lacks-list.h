/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "sheets/sl-sheet.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What a sheet still lacks, what keeps it from being closed first; each a button that leads to its
 * field. Signal "chosen" (group, field, entry; the last two may be ""). */
#define SL_TYPE_LACKS_LIST (sl_lacks_list_get_type ())
G_DECLARE_FINAL_TYPE (SlLacksList, sl_lacks_list, SL, LACKS_LIST, AdwBin)

/* Returns how many of them keep it from being closed. @sheet NULL empties the list. */
guint sl_lacks_list_show (SlLacksList *self, SlSheet *sheet);

G_END_DECLS
