/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "widgets/sl-pages.h"

G_BEGIN_DECLS

/* Blank pages of one size, drawn a little later; they count what is asked of them. */
#define SL_TYPE_FAKE_PAGES (sl_fake_pages_get_type ())
G_DECLARE_FINAL_TYPE (SlFakePages, sl_fake_pages, SL, FAKE_PAGES, GObject)

SlFakePages *sl_fake_pages_new (guint n_pages, double width, double height);
guint sl_fake_pages_get_n_drawn (SlFakePages *self);
guint sl_fake_pages_get_n_cancelled (SlFakePages *self);
/* Nothing is drawn while they are held. */
void sl_fake_pages_set_held (SlFakePages *self, gboolean held);
void sl_fake_pages_set_failing (SlFakePages *self, gboolean failing);

G_END_DECLS
