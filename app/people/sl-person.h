/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "base/sl-types.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A person of this casebook; bound by its properties: id, account, display-name, role, role-title,
 * job-title, staff-number, email, telephone, initials. */
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

/* The person of the running account (user id), made on first use, and set as the store's actor.
 * In a read-only store an unknown account gets a person that is not kept. Transfer full. */
SlPerson *sl_people_current (SlStore *store, GError **error);
SlPerson *sl_people_load (SlStore *store, const char *person_id, GError **error);
/* The card that letters are signed with; NULL keeps a value. */
SlChange *sl_people_change_card (const char *person_id,
                                 const char *display_name,
                                 const char *job_title,
                                 const char *staff_number,
                                 const char *email,
                                 const char *telephone);

G_END_DECLS
