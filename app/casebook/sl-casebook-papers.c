/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-casebook"
#include "config.h"

#include "casebook/sl-casebook-private.h"

#include "reports/sl-report.h"

/* Tells quality assurance how reports are composed: review/ stands below reports/ in the order of
 * rooms, and the casebook above both. */

typedef struct
{
  SlLibrary *library;
  SlPackLibrary *packs;
  SlPolicyLibrary *policy;
} Parts;

static void
parts_free (gpointer data)
{
  Parts *parts = data;

  g_object_unref (parts->library);
  g_object_unref (parts->packs);
  g_object_unref (parts->policy);
  g_free (parts);
}

static gboolean
describe (const char *report_id, SlPaperKind *kind, gpointer data)
{
  const Parts *parts = data;
  g_autofree SlReportKind *report = sl_report_kind_find (parts->packs, report_id);

  if (report == NULL)
    return FALSE;
  kind->title = report->title;
  kind->pack = report->pack;
  kind->leaves = report->leaves;
  kind->moment = report->moment;
  return TRUE;
}

static SlLetter *
compose (const SlPaper *paper,
         SlPerson *author,
         const char *date,
         GPtrArray *withheld,
         gpointer data,
         GError **error)
{
  const Parts *parts = data;
  const SlReportContext context = { .library = parts->library,
                                    .packs = parts->packs,
                                    .policy = parts->policy,
                                    .author = author,
                                    .date = date,
                                    .withheld = withheld };

  return sl_report_compose (&context, paper->report_id, paper->case_id, paper->sheet_id, error);
}

static cairo_surface_t *
load_picture (const char *photograph_id, gpointer data, GError **error)
{
  const Parts *parts = data;
  g_autoptr (SlPhotograph) photograph = sl_photographs_load (sl_library_get_store (parts->library),
                                                             photograph_id, error);

  return photograph != NULL ? sl_report_load_picture (photograph, parts->library, error) : NULL;
}

static const SlPaperComposer composer = { describe, compose, load_picture };

void
sl_casebook_join_papers (SlReview *review)
{
  Parts *parts = g_new0 (Parts, 1);

  parts->library = g_object_ref (sl_review_get_library (review));
  parts->packs = g_object_ref (sl_review_get_packs (review));
  parts->policy = g_object_ref (sl_review_get_policy (review));
  sl_review_set_paper_composer (review, &composer, parts, parts_free);
}
