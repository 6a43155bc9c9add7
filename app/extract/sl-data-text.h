/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "extract/sl-reader.h"

G_BEGIN_DECLS

/* The beginning of a data file (XML, JSON) as it stands, for looking at; its content is rows. */
SlPages *sl_data_text_pages (SlSource *source);

G_END_DECLS
