/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "response/sl-remark-list.h"
#include "response/sl-response-page.h"

G_BEGIN_DECLS

/* sl-response-page.c, for sl-response-remarks.c */
const char *sl_response_page_get_case_id (SlResponsePage *self);
const char *sl_response_page_get_current (SlResponsePage *self); /* key or NULL */
SlRemarkList *sl_response_page_get_remarks (SlResponsePage *self);
SlBlock *
sl_response_page_find_block (SlResponsePage *self, const char *key); /* borrowed, or NULL */
/* Brings the paragraph into view in the list and on the page, the cursor in it. */
void sl_response_page_go_to (SlResponsePage *self, const char *key);
void sl_response_page_replace (SlResponsePage *self, const char *key, const char *text);
void sl_response_page_restore (SlResponsePage *self, const char *key);

/* sl-response-remarks.c */
void sl_response_remarks_install (GtkWidgetClass *widget_class);
void sl_response_remarks_connect (SlResponsePage *self);

G_END_DECLS
