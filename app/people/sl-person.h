/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "base/sl-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A person of this casebook; bound by its properties: id, account, display-name, role, role-title,
 * role-text, job-title, staff-number, email, telephone, initials, confirmed-by-name, confirmed-at,
 * left-on (ISO date, "" still here) and the booleans declared, self-declared, elsewhere. */
#define SL_TYPE_PERSON (sl_person_get_type ())
G_DECLARE_FINAL_TYPE (SlPerson, sl_person, SL, PERSON, GObject)

const char *sl_person_get_id (SlPerson *self);
const char *sl_person_get_display_name (SlPerson *self);
const char *sl_person_get_role (SlPerson *self);       /* "officer", … */
const char *sl_person_get_role_title (SlPerson *self); /* "Designing Out Crime Officer" */
const char *sl_person_get_job_title (SlPerson *self);  /* own wording, else the role title */
const char *sl_person_get_staff_number (SlPerson *self);
const char *sl_person_get_email (SlPerson *self);
const char *sl_person_get_telephone (SlPerson *self);
const char *sl_person_get_initials (SlPerson *self);
char *sl_person_make_initials (const char *name); /* transfer full */

/* The person of the running account (user id), made on first use, and set as the store's actor.
 * In a read-only store an unknown account gets a person that is not kept. Transfer full. */
SlPerson *sl_people_current (SlStore *store, GError **error);
/* In what is said of a store that another account holds. */
void sl_people_name_holder (SlStore *store);
SlPerson *sl_people_load (SlStore *store, const char *person_id, GError **error);
/* The card that letters are signed with; NULL keeps a value. */
SlChange *sl_people_change_card (const char *person_id,
                                 const char *display_name,
                                 const char *job_title,
                                 const char *staff_number,
                                 const char *email,
                                 const char *telephone);

/* What decisions count with: "trainee" until the person has declared themselves, then the role. */
const char *sl_person_get_deciding_role (SlPerson *self);
const char *sl_person_get_account (SlPerson *self); /* the user id, or "key:…" for elsewhere */
const char *sl_person_get_confirmed_by_name (SlPerson *self); /* "" when nobody bore it out */
const char *sl_person_get_confirmed_at (SlPerson *self);      /* ISO time, "" likewise */

/* Who else: transfer full, by name; persons known only from bundles ("elsewhere") included. */
GListModel *sl_people_list (SlStore *store, GError **error);
gboolean sl_person_get_declared (SlPerson *self); /* has said who they are, on the first page */
gboolean sl_person_get_self_declared (SlPerson *self); /* the role stands on their own word alone */
gboolean sl_person_get_elsewhere (SlPerson *self); /* known from a bundle; has no account here */
/* "Designing Out Crime Manager (self-declared)": how a role is shown wherever it matters. Transfer
 * full. */
char *sl_person_dup_role_text (SlPerson *self);

/* The first day on which they no longer work here, "" for who does; it may lie ahead. */
const char *sl_person_get_left_on (SlPerson *self);
gboolean sl_person_has_left (SlPerson *self);
/* Says that a colleague has left, with the first day on which they no longer work here (@on NULL:
 * today), or "" that they are back. Refused for oneself and for a person of a higher role. */
SlChange *sl_people_change_leave (const char *person_id, const char *on);

/* The first page: name and role in a person's own words, once; the role stays "self-declared" until
 * a second person confirms it. Refused for another's record and a second time. */
SlChange *
sl_people_change_declare (const char *person_id, const char *display_name, const char *role);
/* A second person bears a declared role out. Refused for one's own. */
SlChange *sl_people_change_confirm (const char *person_id);
/* A later change of role, by a person of a higher role than the old and the new one
 * (sl_role_may_grant); counts for what is begun afterwards (security.md E-04). */
SlChange *sl_people_change_role (const char *person_id, const char *role, const char *reason);
/* Inside a change that reads a bundle: the row of a person who works elsewhere, made or brought up
 * to date; identity is the fingerprint of their signing key, and their role is what they say. */
gboolean sl_people_keep_elsewhere (SlTransaction *transaction,
                                   const char *person_id,
                                   const char *fingerprint,
                                   const char *display_name,
                                   const char *role,
                                   gboolean self_declared,
                                   GError **error);

G_END_DECLS
