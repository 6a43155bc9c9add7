/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* While @refuse, poppler draws pages without unpacking their pictures. */
void sl_no_pictures (gboolean refuse);

G_END_DECLS
