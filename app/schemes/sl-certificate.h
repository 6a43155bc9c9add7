/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "policy/sl-policy.h"
#include "sheets/sl-sheet.h"

G_BEGIN_DECLS

/* What is the matter with a product's certificate (sbd.md section 11). */
typedef struct
{
  const char *id;   /* "expired", "expires-soon", "no-expiry", "superseded", "out-of-scope",
                       "scope-not-checked", "not-certified", "nothing-shown", "fire-not-shown",
                       "replaced" */
  char *text;       /* "Expired on 3 October 2026" */
  gboolean serious; /* the product does not count until it is settled */
} SlCertificateFlag;
void sl_certificate_flag_free (SlCertificateFlag *flag);

/* Flags of an entry of the group "product" of a scheme, the serious ones first; none: it is in
 * order. @today ISO date. GPtrArray of SlCertificateFlag; transfer full. */
GPtrArray *sl_certificate_check (SlPolicyLibrary *policy, SlSheetEntry *product, const char *today);

G_END_DECLS
