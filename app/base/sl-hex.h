/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Keys and signatures as files write them: lower-case digits, two a byte. Transfer full. */
char *sl_hex_from_bytes (GBytes *bytes);
GBytes *sl_hex_to_bytes (const char *hex);

G_END_DECLS
