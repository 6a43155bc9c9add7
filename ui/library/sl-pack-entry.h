/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "packs/sl-pack.h"

G_BEGIN_DECLS

/* One thing that a pack says, ready to read. Properties: heading (whether it only heads what
 * follows), title, body, detail (sources and such, small), status (how far it was checked). */
#define SL_TYPE_PACK_ENTRY (sl_pack_entry_get_type ())
G_DECLARE_FINAL_TYPE (SlPackEntry, sl_pack_entry, SL, PACK_ENTRY, GObject)

gboolean sl_pack_entry_is_heading (SlPackEntry *self);
const char *sl_pack_entry_get_title (SlPackEntry *self);
const char *sl_pack_entry_get_body (SlPackEntry *self);
const char *sl_pack_entry_get_detail (SlPackEntry *self);
const char *sl_pack_entry_get_status (SlPackEntry *self);
/* All words of @words (already folded by sl_text_fold()) stand in it. */
gboolean sl_pack_entry_matches (SlPackEntry *self, const char *const *words);

/* What @pack says, in its order; of SlPackEntry. */
GListModel *sl_pack_entries_read (SlPack *pack);

/* "Checklists", "Inbox rules", …: what packs of a kind are called; translated. */
const char *sl_pack_kind_get_title (const char *kind);
/* A status in words: "Seen on a police or Secured by Design page", …; "" unknown. */
const char *sl_fact_status_get_words (const char *status);

G_END_DECLS
