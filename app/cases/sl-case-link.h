/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "cases/sl-case.h"

G_BEGIN_DECLS

/* What one application is to another. */
typedef struct
{
  const char *id;    /* "outline" */
  const char *label; /* untranslated; N_("Outline permission") */
} SlLinkRelation;
const SlLinkRelation *sl_link_relations_get (guint *n_relations);
const SlLinkRelation *sl_link_relation_find (const char *id);

/* Another application that a case names. */
typedef struct
{
  char *reference; /* as written */
  char *relation;
  SlCase *linked; /* NULL: not in this casebook */
} SlCaseLink;
void sl_case_link_free (SlCaseLink *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlCaseLink, sl_case_link_free)
char *sl_case_link_describe (const SlCaseLink *self);

GPtrArray *sl_case_links_list (SlStore *store, const char *case_id, GError **error);

/* Inside an import's change. */
gboolean sl_case_records_add_link (SlTransaction *transaction,
                                   const char *case_id,
                                   const char *reference,
                                   const char *relation,
                                   GError **error);

SlChange *sl_case_change_link (const char *case_id, const char *reference, const char *relation);
SlChange *sl_case_change_unlink (const char *case_id, const char *reference);

G_END_DECLS
