/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "casebook/sl-casebook.h"
#include "response/sl-response.h"
#include "store/sl-store.h"

G_BEGIN_DECLS

/* A casebook in a new folder with one invented application (UTT/26/2147/FUL), on the fixed day of
 * 24 November 2026, with Rowan Ashdown at work. */
typedef struct
{
  SlCasebook *casebook;
  SlStore *store; /* borrowed */
  char *case_id;
  gboolean originals; /* set before filling: the documents' originals are kept */
} SlTestResponse;

SlTestResponse *sl_test_response_new (void);
void sl_test_response_free (SlTestResponse *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlTestResponse, sl_test_response_free)

void sl_test_response_apply (SlTestResponse *self, SlChange *change);
void sl_test_response_set (SlTestResponse *self, const SlResponseValues *values);
/* Documents, crime figures, judged items, free observations and a draft with concerns. */
void sl_test_response_fill (SlTestResponse *self);
void sl_test_response_judge (SlTestResponse *self,
                             const char *item_id,
                             SlVerdict verdict,
                             const SlAnswerText *text);
SlComposition *sl_test_response_try_gather (SlTestResponse *self, GError **error);
SlComposition *sl_test_response_gather (SlTestResponse *self);
SlLetter *sl_test_response_compose (SlTestResponse *self);

G_END_DECLS
