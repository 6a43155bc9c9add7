/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "cases/sl-case.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One fact: value, origin, confirming and correcting in place; where sources differ, both. */
#define SL_TYPE_FACT_ROW (sl_fact_row_get_type ())
G_DECLARE_FINAL_TYPE (SlFactRow, sl_fact_row, SL, FACT_ROW, GtkListBoxRow)

GtkWidget *sl_fact_row_new (const SlField *field, const char *case_id);
/* Sentences on what does not agree with the value. */
void sl_fact_row_set_warnings (SlFactRow *self, GPtrArray *warnings);
/* @facts: all values of the field (SlFact), as the records list them; may be empty. */
void sl_fact_row_set_facts (SlFactRow *self, GPtrArray *facts);
void sl_fact_row_set_writable (SlFactRow *self, gboolean writable);
gboolean sl_fact_row_is_confirmed (SlFactRow *self);
gboolean sl_fact_row_differs (SlFactRow *self);

/* "from 1APP form, Application_form.xml, line 12"; transfer full. */
char *sl_fact_describe_origin (SlFact *fact);

G_END_DECLS
