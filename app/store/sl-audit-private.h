/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "store/sl-audit.h"

G_BEGIN_DECLS

#define SL_AUDIT_GENESIS "0000000000000000000000000000000000000000000000000000000000000000"

/* What a row says, before it has its place in the chain. Borrowed. */
typedef struct
{
  const char *at;
  const char *person_id;
  const char *account;
  const char *role;
  const char *action;
  const char *object_kind;
  const char *object_id;
  const char *case_id; /* NULL for none */
  const char *detail;
} SlAuditEntry;

/* Inside a transaction. Adds a row of its own before it when the clock has gone back. */
gboolean sl_audit_append (SlDatabase *database, const SlAuditEntry *entry, GError **error);
/* Adds a finding, a sentence. */
void sl_audit_report_add (SlAuditReport *report, SlAuditState state, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
/* The heads in issued responses, and their kept bytes, against the trail. */
gboolean sl_audit_check_issued (SlDatabase *database,
                                guint version,
                                const char *folder,
                                SlAuditReport *report,
                                GError **error);
/* The hash of a row. Transfer full. */
char *sl_audit_hash (gint64 sequence, const SlAuditEntry *entry, const char *previous_hash);

G_END_DECLS
