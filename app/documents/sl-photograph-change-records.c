/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-documents"
#include "config.h"

#include "documents/sl-photograph.h"

#include "documents/sl-photograph-private.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What people say of a photograph: its words, where it was taken from, and whether it may be shown.
 * The object of each change is the photograph; the sheet that it belongs to is touched. */

typedef struct
{
  char *id, *case_id, *old_sheet_id;
  char *sheet_id, *entry_id, *item_id, *caption, *seen, *taken_at; /* NULL keeps */
  char *plan_document_id;                                          /* NULL: no place */
  guint page;
  double x, y, direction;
  char *privacy;
} Saying;

static void
saying_free (Saying *saying)
{
  g_free (saying->id);
  g_free (saying->case_id);
  g_free (saying->old_sheet_id);
  g_free (saying->sheet_id);
  g_free (saying->entry_id);
  g_free (saying->item_id);
  g_free (saying->caption);
  g_free (saying->seen);
  g_free (saying->taken_at);
  g_free (saying->plan_document_id);
  g_free (saying->privacy);
  g_free (saying);
}

static Saying *
saying_new (SlPhotograph *photograph)
{
  Saying *saying = g_new0 (Saying, 1);

  saying->id = g_strdup (sl_photograph_get (photograph, "id"));
  saying->case_id = g_strdup (sl_photograph_get (photograph, "case-id"));
  saying->old_sheet_id = g_strdup (sl_photograph_get (photograph, "sheet-id"));
  return saying;
}

static SlChange *
make_change (const char *action, Saying *saying, SlChangeFunc func)
{
  return sl_change_new (action, "photograph", saying->id, saying->case_id, func, saying,
                        (GDestroyNotify) saying_free);
}

static void
touch_sheets (SlTransaction *transaction, const Saying *saying)
{
  if (*saying->old_sheet_id != '\0')
    sl_transaction_touch (transaction, "sheet", saying->old_sheet_id, saying->case_id);
  if (saying->sheet_id != NULL && *saying->sheet_id != '\0' &&
      !g_str_equal (saying->sheet_id, saying->old_sheet_id))
    sl_transaction_touch (transaction, "sheet", saying->sheet_id, saying->case_id);
}

/* What a photograph shows is part of the sheet that it belongs to. */
static gboolean
check_entry (SlTransaction *transaction, const char *entry_id, const char *sheet_id, GError **error)
{
  g_autoptr (SlStatement) rows = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "SELECT 1 FROM sheet_entry WHERE entry_id = ? AND sheet_id = ? AND removed = 0", error);
  gboolean row;

  if (rows == NULL)
    return FALSE;
  sl_statement_bind (rows, "tt", entry_id, sheet_id);
  if (!sl_statement_step (rows, &row, error))
    return FALSE;
  if (!row)
    g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                         _ ("What the photograph is to show is not part of its visit or survey."));
  return row;
}

static gboolean
check_words (SlTransaction *transaction, const Saying *saying, GError **error)
{
  const char *sheet_id = saying->sheet_id != NULL ? saying->sheet_id : saying->old_sheet_id;

  if (saying->taken_at != NULL && !sl_photograph_time_is_valid (saying->taken_at))
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("“%s” is no time. Write a day, or a day and a time, such as "
                      "2026-11-03T14:05."),
                   saying->taken_at);
      return FALSE;
    }
  if (saying->sheet_id != NULL && *saying->sheet_id != '\0' &&
      !sl_photograph_records_check_sheet (transaction, saying->sheet_id, saying->case_id, error))
    return FALSE;
  return saying->entry_id == NULL || *saying->entry_id == '\0' ||
         check_entry (transaction, saying->entry_id, sheet_id, error);
}

/* An entry belongs to its sheet, so another sheet lets it go. */
static gboolean
set_words (SlTransaction *transaction, gpointer data, GError **error)
{
  Saying *saying = data;
  const char *entry_id = saying->entry_id;
  g_autoptr (SlStatement) update = NULL;

  if (!check_words (transaction, saying, error))
    return FALSE;
  if (entry_id == NULL && saying->sheet_id != NULL &&
      !g_str_equal (saying->sheet_id, saying->old_sheet_id))
    entry_id = "";
  update = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "UPDATE photograph SET sheet_id = COALESCE (?, sheet_id), entry_id = COALESCE (?, entry_id),"
      " item_id = COALESCE (?, item_id), caption = COALESCE (?, caption),"
      " seen = COALESCE (?, seen),"
      " taken_at = COALESCE (?, taken_at), taken_source = COALESCE (?, taken_source)"
      " WHERE photograph_id = ?",
      error);
  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "tttttttt", saying->sheet_id, entry_id, saying->item_id,
                     saying->caption, saying->seen, saying->taken_at,
                     saying->taken_at == NULL    ? NULL
                     : *saying->taken_at != '\0' ? "officer"
                                                 : "",
                     saying->id);
  if (!sl_statement_run (update, error))
    return FALSE;
  sl_transaction_note (transaction, "sheet", saying->sheet_id);
  sl_transaction_note (transaction, "entry", entry_id);
  sl_transaction_note (transaction, "item", saying->item_id);
  sl_transaction_note (transaction, "caption", saying->caption);
  sl_transaction_note (transaction, "seen", saying->seen);
  sl_transaction_note (transaction, "taken", saying->taken_at);
  touch_sheets (transaction, saying);
  return TRUE;
}

/**
 * sl_photograph_change_set:
 * @self: a photograph
 * @values: %NULL keeps a value, "" takes it away
 *
 * A time that is set counts as the officer's own, also where the camera had said another.
 *
 * Returns: (transfer full): the change
 */
SlChange *
sl_photograph_change_set (SlPhotograph *self, const SlPhotographValues *values)
{
  Saying *saying;

  g_return_val_if_fail (SL_IS_PHOTOGRAPH (self), NULL);

  saying = saying_new (self);
  saying->sheet_id = g_strdup (values->sheet_id);
  saying->entry_id = g_strdup (values->entry_id);
  saying->item_id = g_strdup (values->item_id);
  saying->caption = g_strdup (values->caption);
  saying->seen = g_strdup (values->seen);
  saying->taken_at = g_strdup (values->taken_at);
  return make_change ("describe-photograph", saying, set_words);
}

/* A place lies upon a page of a document of the same case. */
static gboolean
check_place (SlTransaction *transaction, const Saying *saying, GError **error)
{
  g_autoptr (SlStatement) rows = sl_database_prepare (
      sl_transaction_get_database (transaction),
      "SELECT p.width, p.height FROM page p JOIN document d ON d.document_id = p.document_id"
      " WHERE p.document_id = ? AND p.number = ? AND d.case_id = ?",
      error);
  gboolean row;

  if (rows == NULL)
    return FALSE;
  sl_statement_bind (rows, "tit", saying->plan_document_id, (gint64) saying->page, saying->case_id);
  if (!sl_statement_step (rows, &row, error))
    return FALSE;
  if (!row)
    g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                 _ ("The photograph’s case has no such plan, or the plan has no page %u."),
                 saying->page);
  else if (!(saying->x >= 0 && saying->x <= sl_statement_get_double_or (rows, 0, 0) &&
             saying->y >= 0 && saying->y <= sl_statement_get_double_or (rows, 1, 0)))
    g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                         _ ("That place lies beside the plan. Choose one on its page."));
  else
    return TRUE;
  return FALSE;
}

static void
note_place (SlTransaction *transaction, const Saying *saying)
{
  g_autofree char *place = NULL;

  if (saying->plan_document_id != NULL)
    place = g_strdup_printf ("%s page %u at %.1f, %.1f", saying->plan_document_id, saying->page,
                             saying->x, saying->y);
  sl_transaction_note (transaction, "place", place != NULL ? place : "");
  if (!isnan (saying->direction))
    {
      g_autofree char *direction = g_strdup_printf ("%.0f", saying->direction);

      sl_transaction_note (transaction, "direction", direction);
    }
}

static gboolean
set_place (SlTransaction *transaction, gpointer data, GError **error)
{
  Saying *saying = data;
  gboolean placed = saying->plan_document_id != NULL;
  g_autoptr (SlStatement) update = NULL;

  if (placed && !check_place (transaction, saying, error))
    return FALSE;
  update = sl_database_prepare (sl_transaction_get_database (transaction),
                                "UPDATE photograph SET plan_document_id = ?, plan_page = ?,"
                                " plan_x = ?, plan_y = ?, direction = ? WHERE photograph_id = ?",
                                error);
  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "tiDDDt", placed ? saying->plan_document_id : "",
                     (gint64) saying->page, saying->x, saying->y, saying->direction, saying->id);
  if (!sl_statement_run (update, error))
    return FALSE;
  note_place (transaction, saying);
  touch_sheets (transaction, saying);
  return TRUE;
}

/**
 * sl_photograph_change_place:
 * @self: a photograph
 * @plan_document_id: (nullable): the plan; %NULL takes place and direction away
 * @page: its page, from 1
 * @x: in points from the left of the page as shown
 * @y: in points from its top
 * @direction: degrees clockwise from the top of the plan, any turn; NaN: not said
 *
 * Returns: (transfer full): the change, refused for a place that is not on that page
 */
SlChange *
sl_photograph_change_place (SlPhotograph *self,
                            const char *plan_document_id,
                            guint page,
                            double x,
                            double y,
                            double direction)
{
  Saying *saying;

  g_return_val_if_fail (SL_IS_PHOTOGRAPH (self), NULL);

  saying = saying_new (self);
  saying->plan_document_id = g_strdup (plan_document_id);
  saying->page = plan_document_id != NULL ? page : 0;
  saying->x = plan_document_id != NULL ? x : NAN;
  saying->y = plan_document_id != NULL ? y : NAN;
  saying->direction = NAN;
  if (plan_document_id != NULL && isfinite (direction))
    saying->direction = fmod (fmod (direction, 360) + 360, 360);
  return make_change ("place-photograph", saying, set_place);
}

static gboolean
set_privacy (SlTransaction *transaction, gpointer data, GError **error)
{
  Saying *saying = data;
  gboolean said = *saying->privacy != '\0';
  g_autoptr (SlStatement) update = NULL;

  if (said && !g_str_equal (saying->privacy, "clear") && !g_str_equal (saying->privacy, "keep-in"))
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("“%s” does not say whether a photograph may be shown."), saying->privacy);
      return FALSE;
    }
  update = sl_database_prepare (sl_transaction_get_database (transaction),
                                "UPDATE photograph SET privacy = ?, privacy_by = ?, privacy_at = ?"
                                " WHERE photograph_id = ?",
                                error);
  if (update == NULL)
    return FALSE;
  sl_statement_bind (update, "tttt", saying->privacy,
                     said ? sl_transaction_get_person_id (transaction) : "",
                     said ? sl_transaction_get_time (transaction) : "", saying->id);
  if (!sl_statement_run (update, error))
    return FALSE;
  sl_transaction_note (transaction, "privacy", saying->privacy);
  touch_sheets (transaction, saying);
  return TRUE;
}

/**
 * sl_photograph_change_privacy:
 * @self: a photograph
 * @privacy: "clear", "keep-in", or "" to take the word back
 *
 * Returns: (transfer full): the change, with the name of who says so and the time
 */
SlChange *
sl_photograph_change_privacy (SlPhotograph *self, const char *privacy)
{
  Saying *saying;

  g_return_val_if_fail (SL_IS_PHOTOGRAPH (self) && privacy != NULL, NULL);

  saying = saying_new (self);
  saying->privacy = g_strdup (privacy);
  return make_change ("check-photograph", saying, set_privacy);
}
