/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *sl_hash_bytes (GBytes *bytes); /* SHA-256, lower-case hex */
char *sl_hash_text (const char *text);

G_END_DECLS
