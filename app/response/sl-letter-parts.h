/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "letter/sl-letter.h"
#include "policy/sl-policy.h"

G_BEGIN_DECLS

/* What every paper of the force begins and ends with. */

/* Force, unit and where to reach them, from the profile. Transfer full. */
char *sl_letter_write_letterhead (SlPolicyLibrary *policy);
/* Name, title, staff number (each may be "") and force, a line each. Transfer full. */
char *sl_letter_write_signature (const char *name,
                                 const char *title,
                                 const char *staff_number,
                                 const char *force);
/* How sentences name the force: "Essex Police". Borrowed. */
const char *sl_letter_get_force (SlPolicyLibrary *policy);

G_END_DECLS
