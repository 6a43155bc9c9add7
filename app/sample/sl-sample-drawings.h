/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The sample's drawings of the site. @folder must exist; @date is printed on the sheets. */
gboolean sl_sample_draw_site (const char *folder, const char *date, GError **error);
/* House types and Block A: floor plans and elevations. */
gboolean sl_sample_draw_buildings (const char *folder, const char *date, GError **error);

G_END_DECLS
