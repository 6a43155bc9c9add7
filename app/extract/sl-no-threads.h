/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Before lockdown: waits for the threads that libraries have started and starts no more. */
void sl_no_threads (void);

G_END_DECLS
