/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Keeps case material of this process from other accounts and out of core dumps. */
void sl_process_keep_private (void);

G_END_DECLS
