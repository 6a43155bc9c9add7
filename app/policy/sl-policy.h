/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "packs/sl-pack.h"

G_BEGIN_DECLS

/* Status of a fact: "verified" (a police or Secured by Design page), "verified-other" (government,
 * council, trade, practitioner), "part", "recalled", "check". */

/* Something that may be cited. Borrowed from the library; all strings non-NULL. */
typedef struct
{
  const char *id;       /* "nppf-2024-12/96b", "uttlesford/GEN2" */
  const char *document; /* "National Planning Policy Framework" */
  const char *edition;  /* "December 2024" */
  const char *kind;     /* act, order, framework, guidance, plan, standard, guide */
  const char *number;   /* "96(b)" */
  const char *topic;    /* "safe-places", "design", "parking", … */
  const char *title;
  const char *citation; /* as it stands in a sentence: "paragraph 96(b) of the National Planning
                           Policy Framework (December 2024)" */
  const char *status;
  const char *valid_from; /* ISO date or "" */
  const char *valid_to;
  const char *note;
} SlCitation;

typedef struct
{
  const char *id;          /* key of the standards register: "PAS24" */
  const char *designation; /* "PAS 24:2022" */
  const char *title;
  const char *note;
  const char *status;
} SlStandard;

typedef struct
{
  const char *code;         /* "uttlesford" */
  const char *name;         /* "Uttlesford District Council" */
  const char *short_name;   /* "Uttlesford" */
  const char *type;         /* district, borough, city, unitary, county */
  const char *address;      /* for the addressee block; may be "" */
  const char *codes;        /* space separated codes that files use: "UTT E07000077" */
  const char *domain;       /* mail domain, may be "" */
  const char *dissolved_on; /* ISO date or "" */
  const char *plan;         /* "Uttlesford Local Plan 2005" */
} SlAuthority;

#define SL_TYPE_POLICY_LIBRARY (sl_policy_library_get_type ())
G_DECLARE_FINAL_TYPE (SlPolicyLibrary, sl_policy_library, SL, POLICY_LIBRARY, GObject)

SlPolicyLibrary *sl_policy_library_new (SlPackLibrary *packs, GError **error);
const SlCitation *sl_policy_library_find (SlPolicyLibrary *self, const char *id);
/* Citations of @topic (NULL any) of @document_kind (NULL any) in force on @date; element type const
 * SlCitation*. */
GPtrArray *sl_policy_library_list (SlPolicyLibrary *self,
                                   const char *kind,
                                   const char *topic,
                                   const char *date);
/* The authority's own design and crime policies in force on @date. */
GPtrArray *
sl_policy_library_list_local (SlPolicyLibrary *self, const char *authority_code, const char *date);
/* Edition of the NPPF in force on @date ("2024-12"), and all of them newest first. */
const char *sl_policy_library_get_nppf_edition (SlPolicyLibrary *self, const char *date);
const char *const *sl_policy_library_get_nppf_editions (SlPolicyLibrary *self);
const SlCitation *
sl_policy_library_find_nppf (SlPolicyLibrary *self, const char *edition, const char *topic);
const SlStandard *sl_policy_library_find_standard (SlPolicyLibrary *self, const char *key);
GPtrArray *sl_policy_library_list_standards (SlPolicyLibrary *self);
GPtrArray *sl_policy_library_list_authorities (SlPolicyLibrary *self);
/* By code, any code files use, name, or mail domain; NULL when unknown. */
const SlAuthority *sl_policy_library_find_authority (SlPolicyLibrary *self, const char *text);

/* The force as data: Essex is a profile. */
const char *sl_policy_library_get_force (SlPolicyLibrary *self, const char *key);
/* keys: name ("Essex Police"), unit ("Designing Out Crime Team"), marking ("OFFICIAL"), address
 * (lines), email, our-reference-prefix, role titles "role.officer" …, disclaimer, reminder,
 * award-offer … ; "" unknown */

/* The inbox's rules. */
typedef struct
{
  const char *rule_id; /* "R1"; NULL when no rule matched */
  char *reason;        /* "57 homes: consulted at 10 or more"; "No rule matched" */
} SlTriage;
void sl_triage_clear (SlTriage *triage);
typedef struct
{
  gint64 dwellings;      /* -1 unknown */
  gint64 flats;          /* most homes behind one entrance, -1 unknown */
  double floorspace;     /* NaN unknown */
  gint64 parking_spaces; /* -1 unknown */
  double site_area_ha;   /* NaN unknown */
  const char *proposal;
  const char *type_class;
  const char *authority_code;
} SlTriageFacts;
void sl_policy_library_triage (SlPolicyLibrary *self, const SlTriageFacts *facts, SlTriage *triage);

G_END_DECLS
