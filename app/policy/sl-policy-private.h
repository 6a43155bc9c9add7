/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "policy/sl-policy.h"

G_BEGIN_DECLS

/* An authority and the policies of its plans, in the pack's order. */
typedef struct
{
  SlAuthority public;
  GPtrArray *policies; /* of SlCitation */
} SlAuthorityEntry;

struct _SlPolicyLibrary
{
  GObject parent_instance;

  GPtrArray *packs;         /* of SlPack: everything below borrows its strings from them */
  GStringChunk *strings;    /* those made here, such as ids */
  GPtrArray *citations;     /* of SlCitation: national documents, in the packs' order */
  GHashTable *by_id;        /* id -> SlCitation, national and local */
  GPtrArray *standards;     /* of SlStandard */
  GPtrArray *authorities;   /* of SlAuthorityEntry */
  GPtrArray *nppf_editions; /* of char*, newest first, ends with NULL */
  SlPack *triage;           /* nullable */
  GHashTable *force;        /* key -> value */
};

/* Whether something in force from @from until @to (the last day) is in force on @date; "" and NULL
 * are open. */
gboolean sl_policy_in_force (const char *from, const char *to, const char *date);

/* sl-authority.c */
void sl_policy_library_add_authorities (SlPolicyLibrary *self, SlPack *pack);
void sl_authority_entry_free (SlAuthorityEntry *entry);

/* sl-policy-library.c */
SlCitation *sl_policy_library_add_citation (SlPolicyLibrary *self,
                                            GPtrArray *list,
                                            const char *scope,
                                            const SlPackNode *node);

G_END_DECLS
