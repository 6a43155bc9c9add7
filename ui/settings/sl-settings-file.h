/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSettings *sl_settings_file_open (GSettingsSchema *schema, const char *path, char **remark);

G_END_DECLS
