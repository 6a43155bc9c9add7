/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-library.h"
#include "documents/sl-photograph.h"
#include "letter/sl-letter.h"
#include "people/sl-person.h"
#include "policy/sl-policy.h"

G_BEGIN_DECLS

/* Papers made of a sheet or of a case: minutes, visit report, survey report, audit, advice record,
 * scheme summary, risk assessment, briefing, field form. Which there are and what stands in them is
 * data (resources/reports/, schema report.rng). Strings are borrowed from the pack. */
typedef struct
{
  const char *id;           /* "visit-report" */
  const char *title;        /* "Site visit report" */
  const char *about;        /* one line for a tooltip */
  const char *kind;         /* of the sheet it is made of; "case": of the case itself */
  const char *const *forms; /* only of these; empty: any of the kind */
  gboolean leaves;          /* goes outside: reviewed and issued by the rules of review/ */
  gboolean moment;          /* tells how a thing stands on its day: the sheet goes on after it was
                               issued, and another of the same may follow */
  SlPack *pack;
} SlReportKind;

/* Those that can be made of a sheet with this kind and form; NULL @kind: all. Element type
 * SlReportKind. Transfer container. */
GPtrArray *sl_report_kinds_list (SlPackLibrary *packs, const char *kind, const char *form_id);
/* NULL for a word that is none. Transfer full; free with g_free(). */
SlReportKind *sl_report_kind_find (SlPackLibrary *packs, const char *report_id);

/* What composing reads from; borrowed for the call. */
typedef struct
{
  SlLibrary *library;
  SlPackLibrary *packs;
  SlPolicyLibrary *policy;
  SlPerson *author;    /* who signs */
  const char *date;    /* that it bears, ISO; NULL today */
  GPtrArray *withheld; /* gathers ids of photographs that would stand in it were they "clear"; NULL:
                          nobody asks */
} SlReportContext;

/* The paper as a letter tree, from the store as it is now. Each block's key names its section,
 * group and entry, so that comments and differences hold on to it. Personal values of third parties
 * are left out of what leaves. Blocking (photographs are drawn by the worker); any thread.
 *
 * @sheet_id: NULL for a report of kind "case". Transfer full. */
SlLetter *sl_report_compose (const SlReportContext *context,
                             const char *report_id,
                             const char *case_id,
                             const char *sheet_id,
                             GError **error);

/* The register of a kind of sheet ("advice") as a paper: number, day, about what, to whom, on what
 * ground. Transfer full. */
SlLetter *
sl_report_compose_register (const SlReportContext *context, const char *kind, GError **error);

/* The pixels of a photograph as papers show them, for a paper that was kept without them. Blocking;
 * transfer full. */
cairo_surface_t *
sl_report_load_picture (SlPhotograph *photograph, SlLibrary *library, GError **error);

G_END_DECLS
