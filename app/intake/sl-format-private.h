/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "intake/sl-format.h"

G_BEGIN_DECLS

#define SL_INTAKE_ERROR (sl_intake_error_quark ())
typedef enum
{
  SL_INTAKE_ERROR_UNUSABLE, /* it is that form, but holds no application that can be taken */
} SlIntakeError;
GQuark sl_intake_error_quark (void);

extern const SlFormat sl_format_1app;
extern const SlFormat sl_format_odp;
extern const SlFormat sl_format_bops;
extern const SlFormat sl_format_mhclg;
extern const SlFormat sl_format_idox;
extern const SlFormat sl_format_register;
extern const SlFormat sl_format_email;

GPtrArray *sl_intake_records_new (void); /* an empty result for a mapper */

G_END_DECLS
