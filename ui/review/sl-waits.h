/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-review.h"

G_BEGIN_DECLS

/* Whose turn it is, in the order in which the Reviews page shows it. */
typedef enum
{
  SL_WAIT_FOR_ME,   /* submitted, and the person at work may decide it */
  SL_WAIT_RETURNED, /* returned to them */
  SL_WAIT_TO_ISSUE, /* approved, theirs to issue */
  SL_WAIT_FOR_OTHERS,
} SlWaitGroup;
#define SL_N_WAIT_GROUPS 4

SlWaitGroup sl_wait_get_group (const SlReviewWait *wait);
/* "3 days", "5 hours", "less than an hour": how long ago the ISO time was. Transfer full. */
char *sl_wait_describe_age (const char *time);

/* sl_review_list_waiting() in a thread; @review is held until then. */
void sl_waits_load_async (SlReview *review,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
GPtrArray *sl_waits_load_finish (GAsyncResult *result, GError **error);
/* How many of them are to be decided by the person at work, or were returned to them. */
guint sl_waits_count_mine (GPtrArray *waits);

G_END_DECLS
