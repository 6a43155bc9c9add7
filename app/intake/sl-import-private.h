/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-document-records.h"
#include "documents/sl-sealed-file.h"
#include "intake/sl-format.h"
#include "intake/sl-import.h"
#include "policy/sl-policy.h"

G_BEGIN_DECLS

/* One import on its way through sl-import-files.c (what lies there), sl-import-read.c (what each
 * file says), sl-import-cases.c (which case it belongs to) and sl-import-save.c (the records). All
 * but the reading of single files runs on the job's own thread. */

typedef struct _SlImportItem SlImportItem;
typedef struct _SlImportGroup SlImportGroup;

struct _SlImportItem
{
  char *path;           /* where it lies on the disk; NULL for what came out of another file */
  char *name;           /* safe to show */
  char *source_path;    /* as the person knows it: "Consultation/plans/A.pdf" */
  GBytes *bytes;        /* of an attachment or a typed statement, until it is read */
  SlImportItem *parent; /* the e-mail or form that it came out of, borrowed; NULL for a file */
  guint depth;          /* how many files deep */

  char *sha256; /* NULL when its bytes could not be taken at all */
  char *media_type;
  gint64 size;
  char **holders; /* cases that have it already, until that is settled */
  SlExtraction *extraction;
  const SlFormat *format;
  GPtrArray *records; /* of SlIntakeRecord; what a form says */

  gboolean photograph; /* a picture that a camera made, or that comes as one */

  gboolean ignored;  /* no document by itself: a bundle, a list of applications */
  gboolean link;     /* something that is not a plain file: told, not listed */
  gboolean kept_now; /* its original was kept by this import */
  char *reason;      /* why nothing came of it */
  const char *reason_code;

  const SlIntakeDocument *declared; /* what a form of the same case says of it */
  SlImportGroup *group;
  gboolean already;
  char *document_id;
};

/* A case to be made or added to. */
struct _SlImportGroup
{
  char *case_id;
  gboolean is_new;
  char *reference, *reference_folded;
  char *authority_code; /* "" unknown */
  char *title;          /* NULL; of the folder, for a case without a reference */
  GPtrArray *items;     /* borrowed SlImportItem whose facts or documents it takes */
  GArray *values;       /* of SlFactValue, strings borrowed from records */
  GPtrArray *links;     /* borrowed SlIntakeValue */
  GPtrArray *strings;   /* owned text that values borrow */
  SlCase *before;       /* NULL for a new one */
  gboolean changed;
};

typedef struct
{
  SlLibrary *library;
  SlPolicyLibrary *policy;
  char **paths;
  char *case_id;        /* NULL: to be found */
  char *sheet_id;       /* NULL: none */
  gboolean photographs; /* all pictures come as photographs */
  GCancellable *cancellable;
  SlImportProgress progress;
  gpointer progress_data;
  GMainContext *context; /* where progress is told; NULL: on the job's own thread */

  GPtrArray *items;  /* owned SlImportItem, in the order shown */
  GPtrArray *groups; /* owned SlImportGroup; the first takes the documents */
  char *folder_name; /* of the only folder given, for a guess */
} SlImportJob;

SlImportItem *sl_import_item_new (SlImportJob *job, const char *name, const char *source_path);
void sl_import_item_refuse (SlImportItem *item, const char *code, const char *reason);
void
sl_import_report (SlImportJob *job, SlImportPhase phase, guint done, guint total, const char *name);

/* Fills items from paths. Nothing is followed, nothing opened that could wait. */
gboolean sl_import_collect (SlImportJob *job, GError **error);
/* Reads everything, also what comes out of other files. */
gboolean sl_import_read (SlImportJob *job, GError **error);
/* Reads the items that were passed over because a case has them, when it is another case. */
gboolean sl_import_read_postponed (SlImportJob *job, GError **error);
/* Finds or names the cases and hands each item to one. */
gboolean sl_import_assign (SlImportJob *job, GError **error);
gboolean sl_import_save (SlImportJob *job, GError **error);
/* The kind that being a form or an e-mail gives; NULL for an ordinary document. */
const char *sl_import_get_form_kind (SlImportItem *item);
char *sl_import_describe (SlImportItem *item);

void sl_import_group_free (SlImportGroup *group);

G_END_DECLS
