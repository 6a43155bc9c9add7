/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The roles with what each may do, one of them chosen. */
#define SL_TYPE_ROLE_LIST (sl_role_list_get_type ())
G_DECLARE_FINAL_TYPE (SlRoleList, sl_role_list, SL, ROLE_LIST, AdwBin)

const char *sl_role_list_get_role (SlRoleList *self);
void sl_role_list_set_role (SlRoleList *self, const char *role);

G_END_DECLS
