/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "cases/sl-case-link.h"
#include "cases/sl-case-records.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Exit codes. */
#define SL_CLI_DONE 0
#define SL_CLI_FAILED 1
#define SL_CLI_USAGE 2
#define SL_CLI_TAMPERED 3  /* audit verify: an altered, removed or cut row */
#define SL_CLI_UNCHECKED 4 /* audit verify: could not check */

typedef struct
{
  const char *data;     /* --data DIR or NULL */
  const char *shared;   /* --shared GROUP or NULL */
  gboolean json;        /* --json */
  SlCasebook *casebook; /* opened on first use by cli_open() */
} SlCli;

/* A verb: argv[0] is the verb. Returns an exit code; messages by cli_fail(). */
typedef struct
{
  const char *name;
  const char *usage;   /* "CASE WORDS…" */
  const char *summary; /* N_() one line */
  int (*run) (SlCli *cli, int argc, char **argv);
} SlVerb;

/* One file a verb: cmd-<verb>.c defines const SlVerb sl_verb_<verb>; verbs.c lists them in the
 * order of the work. */
SlCasebook *cli_open (SlCli *cli); /* NULL after printing why */
/* NULL after printing why; transfer full. */
SlCase *cli_find_case (SlCli *cli, const char *text);
/* By id, account, or a name that only one has; NULL after printing why; transfer full. */
SlPerson *cli_find_person (SlCli *cli, const char *text);
/* Reads again what a lost index lacks, before it is searched; FALSE after printing why. */
gboolean cli_mend_index (SlCli *cli);
/* Applies and waits; @change is consumed. */
int cli_apply (SlCli *cli, SlChange *change);
/* Writes the file whole or not at all, readable by its owner alone. */
int cli_write_bytes (GBytes *bytes, const char *path);
int cli_fail (const char *format, ...)
    G_GNUC_PRINTF (1, 2); /* prints "sightline-cli: …", returns SL_CLI_FAILED */
int cli_fail_error (const GError *error);
int cli_usage (const SlVerb *verb, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Parses options of a verb; FALSE after printing usage. argv[0] stays the verb, rest the operands.
 */
gboolean cli_parse (const SlVerb *verb, GOptionEntry *entries, int *argc, char ***argv);
void cli_print_json (JsonBuilder *builder);
/* A member with a text value, cleaned. */
void cli_json_add (JsonBuilder *builder, const char *name, const char *value);
/* Several of them; a name of NULL ends @texts. */
typedef struct
{
  const char *name, *value;
} SlCliText;
void cli_json_add_texts (JsonBuilder *builder, const SlCliText *texts);
void cli_json_add_int (JsonBuilder *builder, const char *name, gint64 value);
void cli_json_add_boolean (JsonBuilder *builder, const char *name, gboolean value);
/* Text from the casebook as one line that a terminal may be given. Transfer full. */
char *cli_dup_shown (const char *text);
/* Links to other applications: cmd-link.c prints them, for show too. */
void cli_print_link (const SlCaseLink *link);
void cli_json_add_links (JsonBuilder *builder, GPtrArray *links);

G_END_DECLS
