/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "response/sl-remark.h"
#include "response/sl-response-private.h"

#include "packs/sl-pack.h"

G_BEGIN_DECLS

/* A remark that somebody put aside. */
typedef struct
{
  char *reason, *person_name, *role, *at;
} SlDismissal;
/* Remark key to SlDismissal. */
GHashTable *sl_remark_records_load (SlStore *store, const char *case_id, GError **error);

/* What a find says of itself; NULL texts are "". */
typedef struct
{
  SlBlock *block;   /* NULL: the whole letter */
  guint start, end; /* characters in the block's text */
  const char *words;
  const char *title; /* NULL: the rule's */
  const char *fix;
  const char *item_id;
} SlFind;

/* One rule being tried on one letter. */
typedef struct
{
  SlComposition *from;
  SlLetter *letter;
  GPtrArray *blocks; /* of SlBlock: paragraphs and items, in the order of the letter */
  const SlPackNode *rule;
  GHashTable *dismissals;
  GHashTable *keys; /* used so far */
  GListStore *remarks;
  guint n_open;
} SlTrial;

void sl_trial_add (SlTrial *self, const SlFind *find);
/* Whether the officer wrote or changed it: the template's own words are not looked at. */
gboolean sl_trial_is_own (const SlBlock *block);
/* sl-remark-phrases.c: rules that look for words. */
void sl_trial_phrases (SlTrial *self);
/* sl-remark-checks.c: rules that the program knows by name. */
void sl_trial_check (SlTrial *self, const char *name, guint max);

G_END_DECLS
