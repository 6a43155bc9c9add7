/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "reports/sl-report.h"

#include "cases/sl-case.h"
#include "packs/sl-pack.h"
#include "sheets/sl-sheet.h"

G_BEGIN_DECLS

/* One paper while it is made. */
typedef struct
{
  const SlReportContext *context;
  SlStore *store; /* borrowed */
  const SlReportKind *kind;
  SlCase *subject; /* the case */
  SlSheet *sheet;  /* NULL: of the case itself */
  SlLetter *letter;
  GHashTable *fields; /* of texts: name to text */
  GHashTable *shown;  /* ids of the photographs that stand in it already */
  char *date;         /* ISO */
  const SlPackNode *section;
  gboolean headed; /* the section's heading stands */
  guint n_put;     /* blocks of the section, for their keys */
} SlReporter;

/* sl-report-compose.c */
/* "SECTION/NAME", with "/ENTRY" and "/FIELD" where they are not NULL. Transfer full. */
char *
sl_reporter_make_key (SlReporter *self, const char *name, const char *entry, const char *field);
/* A block of the section, marked as its section asks for. @origin "sheet", "case", "template", …;
 * @detail may be NULL. Not in the letter yet. */
SlBlock *sl_reporter_make (SlReporter *self,
                           SlBlockKind kind,
                           const char *key,
                           const char *text,
                           const char *origin);
/* Puts @block (taken, nullable) under the section's heading. */
void sl_reporter_put (SlReporter *self, SlBlock *block);
void sl_reporter_put_heading (SlReporter *self, const char *key, const char *text);
void
sl_reporter_put_paragraph (SlReporter *self, const char *key, const char *text, const char *origin);
/* A table's row of these cells, NULL-terminated. */
void sl_reporter_append_row (SlBlock *table, const char *key, const char *const *cells);
/* A word list of the pack ("purpose place"), NULL-terminated; transfer full. */
char **sl_reporter_dup_words (const SlPackNode *node, const char *attribute);
/* Whether a value may stand in this paper: nothing personal in what leaves. */
gboolean sl_reporter_may_say (SlReporter *self, const SlFormField *field);

/* What may stand in a section: one function an element of the pack. */
typedef gboolean (*SlReportPart) (SlReporter *self, const SlPackNode *node, GError **error);

/* sl-report-groups.c: what the sheet holds */
gboolean sl_report_put_fields (SlReporter *self, const SlPackNode *node, GError **error);
gboolean sl_report_put_prose (SlReporter *self, const SlPackNode *node, GError **error);
gboolean sl_report_put_table (SlReporter *self, const SlPackNode *node, GError **error);
gboolean sl_report_put_certificates (SlReporter *self, const SlPackNode *node, GError **error);
/* sl-report-checklists.c: how far the entries that are assessed by themselves were walked */
gboolean sl_report_put_checklists (SlReporter *self, const SlPackNode *node, GError **error);
gboolean sl_report_put_lacks (SlReporter *self, const SlPackNode *node, GError **error);
/* sl-report-entries.c: entries of a group under headings, with what answers them */
gboolean sl_report_put_entries (SlReporter *self, const SlPackNode *node, GError **error);

/* sl-report-case.c: what the case holds beside the sheet */
gboolean sl_report_put_actions (SlReporter *self, const SlPackNode *node, GError **error);
gboolean sl_report_put_stages (SlReporter *self, const SlPackNode *node, GError **error);
gboolean sl_report_put_sheets (SlReporter *self, const SlPackNode *node, GError **error);
/* sl-report-work.c: the work on the case */
gboolean sl_report_put_crime (SlReporter *self, const SlPackNode *node, GError **error);
gboolean sl_report_put_documents (SlReporter *self, const SlPackNode *node, GError **error);
gboolean sl_report_put_findings (SlReporter *self, const SlPackNode *node, GError **error);
gboolean sl_report_put_draft (SlReporter *self, const SlPackNode *node, GError **error);
gboolean sl_report_put_open_points (SlReporter *self, const SlPackNode *node, GError **error);

/* sl-report-photographs.c */
gboolean sl_report_put_photographs (SlReporter *self, const SlPackNode *node, GError **error);
/* Those of one entry, right below it. */
gboolean sl_report_put_entry_photographs (SlReporter *self, const char *entry_id, GError **error);

G_END_DECLS
