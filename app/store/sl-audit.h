/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "base/sl-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The audit trail: one row a change, chained by SHA-256. Tamper-evident against partial edits;
 * against a rewrite of the whole only relative to a head that is kept elsewhere (heads.txt,
 * backups). */

typedef struct
{
  gint64 sequence;
  char *at;
  char *person_id;
  char *person_name; /* as the card says now; "" unknown */
  char *account;
  char *role;
  char *action;
  char *object_kind;
  char *object_id;
  char *case_id; /* "" for none */
  char *detail;  /* a JSON object: field -> new value */
  char *hash;
} SlAuditRow;
void sl_audit_row_free (SlAuditRow *row);
/* One line for people: "Fact confirmed (consultation-expiry: 2026-12-16)". Transfer full. */
char *sl_audit_row_dup_text (const SlAuditRow *row);

/* Newest first; @case_id NULL for all; @limit 0 for all. Element type SlAuditRow. */
GPtrArray *sl_audit_list (SlStore *store, const char *case_id, guint limit, GError **error);
/* The last row's number and hash; 0 and 64 zeros for an empty trail. */
gboolean sl_audit_get_head (SlDatabase *database, gint64 *sequence, char **hash, GError **error);

typedef enum
{
  SL_AUDIT_INTACT,
  SL_AUDIT_TAMPERED,  /* rows altered, removed, reordered or cut: problems name them */
  SL_AUDIT_UNCHECKED, /* could not be checked: problems say why */
} SlAuditState;
typedef struct
{
  SlAuditState state;
  gint64 n_rows;
  gint64 head_sequence;
  char *head_hash;
  guint n_heads;       /* outside heads compared with */
  guint n_issued;      /* issued responses compared with */
  GPtrArray *problems; /* of char*, sentences */
} SlAuditReport;
void sl_audit_report_free (SlAuditReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlAuditReport, sl_audit_report_free)

/* Recomputes the trail of the casebook in @folder from its first row and compares it with heads.txt
 * with the manifests of @backup_folder (NULL: the folder's own) and with what was issued. Opens
 * nothing else, changes nothing; works beside a running Sightline. Never NULL. */
SlAuditReport *sl_audit_verify (const char *folder, const char *backup_folder);
/* The same, and with heads that people hold: "48 · 3fa9c1d2…" as it stands on a paper. */
SlAuditReport *
sl_audit_verify_against (const char *folder, const char *backup_folder, const char *const *given);

/* Heads kept outside the database, as lines. Transfer full. */
char **sl_audit_list_heads (const char *folder, GError **error);

G_END_DECLS
