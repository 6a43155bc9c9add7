/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "review/sl-review.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A blocking call of review/ in a thread, while the window says that it saves. @result, where the
 * call has one, is handed over as it is returned. */
typedef gboolean (*SlReviewCall) (SlReview *review,
                                  const char *const *arguments,
                                  gpointer *result,
                                  GError **error);
/* On the main thread; @error NULL: done. @result is the callee's. Not called once @any is gone from
 * its window. */
typedef void (*SlReviewDone) (GtkWidget *any,
                              const char *const *arguments,
                              gpointer result,
                              const GError *error);

/* @arguments (NULL-terminated) are copied. @free_result (nullable) frees a result nobody took. */
void sl_review_call (GtkWidget *any,
                     SlReview *review,
                     SlReviewCall call,
                     const char *const *arguments,
                     SlReviewDone done,
                     GDestroyNotify free_result);

G_END_DECLS
