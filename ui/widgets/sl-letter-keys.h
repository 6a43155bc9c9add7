/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  guint keyval;
  GdkModifierType modifiers; /* Shift at most */
  const char *action;        /* a parameterless action of the widget or what holds it */
} SlLetterKey;

/* Single letters as commands while @widget or something inside it has the focus, but never while
 * one types; the preferences can switch them off. @keys is a static table. */
void sl_letter_keys_install (GtkWidget *widget, const SlLetterKey *keys, guint n_keys);

G_END_DECLS
