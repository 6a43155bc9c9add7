/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "cases/sl-case-records.h"

G_BEGIN_DECLS

gboolean sl_fact_records_confirm (SlTransaction *transaction,
                                  const char *case_id,
                                  const SlField *field,
                                  const char *value,
                                  GError **error);

G_END_DECLS
