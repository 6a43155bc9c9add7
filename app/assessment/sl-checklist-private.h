/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "assessment/sl-checklist.h"

G_BEGIN_DECLS

/* @root is the checklist's, @section and @node the item's place in it, all of @pack. */
SlChecklistItem *sl_checklist_item_new (SlPack *pack,
                                        const SlPackNode *root,
                                        const SlPackNode *section,
                                        const SlPackNode *node);

/* The child of @parent called @name whose @attribute is @value; NULL when there is none. */
const SlPackNode *sl_checklist_find_node (const SlPackNode *parent,
                                          const char *name,
                                          const char *attribute,
                                          const char *value);

G_END_DECLS
