/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "cli.h"
#include "sheets/sl-sheet.h"

G_BEGIN_DECLS

/* "hazard/2": how an entry is typed and shown. Transfer full. */
char *cli_sheet_dup_place (SlSheet *sheet, SlSheetEntry *entry);
/* By id, or as cli_sheet_dup_place() gives it; NULL when there is none. Borrowed. */
SlSheetEntry *cli_sheet_find_entry (SlSheet *sheet, const char *text);

/* Values as they were typed. */
typedef struct
{
  GArray *values;   /* of SlSheetValue, strings owned */
  GPtrArray *shown; /* lines on what was understood */
} CliSheetValues;
void cli_sheet_values_clear (CliSheetValues *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliSheetValues, cli_sheet_values_clear)
/* Reads FIELD=VALUE…, of the sheet itself or (@group_id not NULL) of a group's entries; @sheet NULL
 * for one that is yet to begin. FALSE after saying why. */
gboolean cli_sheet_read_values (CliSheetValues *self,
                                SlForm *form,
                                SlSheet *sheet,
                                const char *group_id,
                                char **texts);
const SlSheetValue *cli_sheet_get_values (const CliSheetValues *self);
/* Prints how what was typed was understood, where that is not plain; returns SL_CLI_DONE. */
int cli_sheet_tell (const CliSheetValues *self);

/* Prints, as JSON when it was asked for. */
int cli_sheet_show (SlCli *cli, SlSheet *sheet);
int cli_sheet_lacks (SlCli *cli, SlSheet *sheet);
/* Lines of sl_sheets_list(). */
int cli_sheet_list (SlCli *cli, GPtrArray *lines);
/* Open points of the case that are not on a meeting's agenda; those with @numbers ("2", "all") are
 * taken onto it. */
int cli_sheet_agenda (SlCli *cli, SlSheet *meeting, char **numbers);
/* A scheme's products with the flags of their certificates. */
int cli_sheet_certificates (SlCli *cli, SlSheet *scheme);
int cli_sheet_forms (SlCli *cli, GPtrArray *forms);
int cli_sheet_form (SlCli *cli, SlForm *form);

G_END_DECLS
