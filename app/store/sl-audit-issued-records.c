/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-store"
#include "config.h"

#include "store/sl-audit-private.h"

#include "store/sl-database-private.h"
#include "store/sl-store-private.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

/* What was issued against the trail (security.md T-03): each response, report and decision on
 * progression names the head that its footer prints, the trail's row of its issue names the same
 * head and the bytes, and the bytes lie in the folder. So whoever holds the letter that was sent
 * holds a head of the trail. */

#define CHUNK_BYTES (64 * 1024)

enum
{
  COLUMN_TITLE, /* the application's reference; a report's title */
  COLUMN_SHA256,
  COLUMN_SEQUENCE,
  COLUMN_HASH,
  COLUMN_TRAIL_HASH, /* of the row that the head names; NULL when there is none */
  COLUMN_DETAIL,     /* of the row of the issue; NULL when there is none */
};

/* Responses, from the sixth shape on reports, and from the seventh decisions on progression that
 * were taken here: what is called what, by which id and action. */
#define ISSUED(name, table, id, join, action)                                                      \
  "SELECT " name ", i.sha256, i.audit_sequence, i.audit_hash, h.hash, t.detail"                    \
  " FROM " table " i JOIN " join " LEFT JOIN audit h ON h.sequence = i.audit_sequence"             \
  " LEFT JOIN audit t ON t.object_id = i." id " AND t.action = '" action "'"                       \
  " WHERE i.audit_hash <> '' ORDER BY i.audit_sequence, i." id
#define REMOVED(table, id, action)                                                                 \
  "SELECT t.sequence, t.at FROM audit t WHERE t.action = '" action "' AND NOT EXISTS"              \
  " (SELECT 1 FROM " table " i WHERE i." id " = t.object_id) ORDER BY t.sequence"

static const struct
{
  guint since; /* the shape of the file that has the table */
  const char *issued, *removed;
} tables[] = {
  { 2,
    ISSUED ("c.reference",
            "issued_response",
            "issue_id",
            "planning_case c ON c.case_id = i.case_id",
            "issue-response"),
    REMOVED ("issued_response", "issue_id", "issue-response") },
  { 6,
    ISSUED ("p.title",
            "issued_paper",
            "issue_id",
            "paper p ON p.paper_id = i.paper_id",
            "issue-paper"),
    REMOVED ("issued_paper", "issue_id", "issue-paper") },
  { 7,
    ISSUED ("p.display_name",
            "progression",
            "progression_id",
            "portfolio f ON f.portfolio_id = i.portfolio_id"
            " JOIN person p ON p.person_id = f.person_id",
            "decide-progression"),
    REMOVED ("progression", "progression_id", "decide-progression") },
};

/* SHA-256 of a kept file; NULL when it cannot be read. */
static char *
hash_file (const char *folder, const char *sha256)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *chunk = g_malloc (CHUNK_BYTES);
  g_autofree char *path = g_strdup_printf ("%s/" SL_STORE_FILES_NAME "/%.2s/%s", folder, sha256,
                                           sha256);
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  gssize length = -1;

  if (fd < 0)
    return NULL;
  while ((length = read (fd, chunk, CHUNK_BYTES)) > 0)
    g_checksum_update (checksum, chunk, length);
  close (fd);
  return length == 0 ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

/* Whether the row of the issue says the same head and bytes as the record. */
static gboolean
tells_the_same (SlStatement *issued)
{
  g_autofree char *head = g_strdup_printf ("\"audit-head\":\"%" G_GINT64_FORMAT " %s\"",
                                           sl_statement_get_int (issued, COLUMN_SEQUENCE),
                                           sl_statement_get_text (issued, COLUMN_HASH));
  g_autofree char *bytes = g_strdup_printf ("\"sha256\":\"%s\"",
                                            sl_statement_get_text (issued, COLUMN_SHA256));
  const char *detail = sl_statement_get_text (issued, COLUMN_DETAIL);

  return strstr (detail, head) != NULL && strstr (detail, bytes) != NULL;
}

/* A sha256 is a name below the folder only when it looks like one. */
static gboolean
is_hash (const char *text)
{
  return strlen (text) == strlen (SL_AUDIT_GENESIS) &&
         strspn (text, "0123456789abcdef") == strlen (text);
}

static void
check_bytes (SlAuditReport *report, const char *folder, const char *name, const char *sha256)
{
  g_autofree char *found = is_hash (sha256) ? hash_file (folder, sha256) : NULL;

  if (found == NULL)
    sl_audit_report_add (report, SL_AUDIT_UNCHECKED,
                         _ ("%s: its file cannot be read, so the head that "
                            "its footer prints could not be compared."),
                         name);
  else if (!g_str_equal (found, sha256))
    sl_audit_report_add (report, SL_AUDIT_TAMPERED,
                         _ ("%s: its file is not what was issued, so the "
                            "head that its footer prints proves nothing."),
                         name);
}

/* What a row of the table is called. */
static char *
name_issued (guint table, const char *title)
{
  if (table == 0)
    return g_strdup_printf (_ ("The response issued to %s"), title);
  if (table == 1)
    /* TRANSLATORS: a report, as "Minutes MTG/2026/001" */
    return g_strdup_printf (_ ("“%s” as it was issued"), title);
  /* TRANSLATORS: a trainee */
  return g_strdup_printf (_ ("The decision on progression of %s"), title);
}

static void
check_issued (SlAuditReport *report, const char *folder, guint table, SlStatement *issued)
{
  g_autofree char *name = name_issued (table, sl_statement_get_text (issued, COLUMN_TITLE));
  gint64 sequence = sl_statement_get_int (issued, COLUMN_SEQUENCE);
  const char *hash = sl_statement_get_text (issued, COLUMN_HASH);

  report->n_issued++;
  if (sl_statement_is_null (issued, COLUMN_DETAIL))
    sl_audit_report_add (report, SL_AUDIT_TAMPERED,
                         _ ("%s: no row of the trail tells of its issue."), name);
  else if (!tells_the_same (issued))
    sl_audit_report_add (report, SL_AUDIT_TAMPERED,
                         _ ("%s: its record names another head or other "
                            "bytes than the trail’s row of its issue."),
                         name);
  if (g_strcmp0 (sl_statement_is_null (issued, COLUMN_TRAIL_HASH)
                     ? NULL
                     : sl_statement_get_text (issued, COLUMN_TRAIL_HASH),
                 hash) != 0)
    sl_audit_report_add (report, SL_AUDIT_TAMPERED,
                         _ ("%s: the head in its footer, row "
                            "%" G_GINT64_FORMAT " with %.8s, is not in the trail."),
                         name, sequence, hash);
  check_bytes (report, folder, name, sl_statement_get_text (issued, COLUMN_SHA256));
}

static gboolean
check_table (SlDatabase *database,
             const char *folder,
             guint table,
             SlAuditReport *report,
             GError **error)
{
  g_autoptr (SlStatement) issued = sl_database_prepare (database, tables[table].issued, error);
  g_autoptr (SlStatement) removed = NULL;
  gboolean row = TRUE;

  while (row)
    {
      if (issued == NULL || !sl_statement_step (issued, &row, error))
        return FALSE;
      if (row)
        check_issued (report, folder, table, issued);
    }
  removed = sl_database_prepare (database, tables[table].removed, error);
  for (row = TRUE; row;)
    {
      if (removed == NULL || !sl_statement_step (removed, &row, error))
        return FALSE;
      if (row)
        sl_audit_report_add (report, SL_AUDIT_TAMPERED,
                             table == 2 ? _ ("The decision on progression of row %" G_GINT64_FORMAT
                                             " (%s) is no longer in the casebook.")
                                        : _ ("The response issued by row %" G_GINT64_FORMAT
                                             " (%s) is no longer in the casebook."),
                             sl_statement_get_int (removed, 0), sl_statement_get_text (removed, 1));
    }
  return TRUE;
}

/**
 * sl_audit_check_issued:
 * @database: a casebook
 * @version: the shape it has
 * @folder: where it lies
 * @report: what was found is added to it
 * @error: return location
 *
 * Returns: %FALSE with @error when the records cannot be read
 */
gboolean
sl_audit_check_issued (SlDatabase *database,
                       guint version,
                       const char *folder,
                       SlAuditReport *report,
                       GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (version >= tables[i].since && !check_table (database, folder, i, report, error))
      return FALSE;
  return TRUE;
}
