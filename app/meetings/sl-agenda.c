/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-meetings"
#include "config.h"

#include "meetings/sl-agenda.h"

#include "base/sl-id.h"
#include "base/sl-text.h"

/* The agenda of a meeting begins with what is open in its case. A point keeps its words of that
 * day: what is settled until the meeting stays on the agenda, to be minuted as settled. */

#define GROUP "agenda"

static gboolean
is_on_agenda (SlSheet *meeting, const SlOpenPoint *point)
{
  GListModel *entries = sl_sheet_get_entries (meeting, GROUP);
  g_autofree char *title = sl_text_squeeze (point->title);
  g_autofree char *text = sl_text_squeeze (point->text);

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (SlSheetEntry) entry = g_list_model_get_item (entries, i);

      if (g_str_equal (sl_sheet_entry_get (entry, "point"), title) &&
          g_str_equal (sl_sheet_entry_get (entry, "ask"), text))
        return TRUE;
    }
  return FALSE;
}

/**
 * sl_agenda_list_offers:
 * @store: an open store
 * @packs: its packs
 * @meeting: a sheet of the kind "meeting"
 * @error: return location
 *
 * Returns: (transfer full) (element-type SlOpenPoint): what is open and not on the agenda, in the
 *   order of sl_open_points_list()
 */
GPtrArray *
sl_agenda_list_offers (SlStore *store, SlPackLibrary *packs, SlSheet *meeting, GError **error)
{
  GPtrArray *points;

  g_return_val_if_fail (SL_IS_SHEET (meeting), NULL);

  points = sl_open_points_list (store, packs, sl_sheet_get (meeting, "case-id"), error);
  for (guint i = points != NULL ? points->len : 0; i > 0; i--)
    if (is_on_agenda (meeting, g_ptr_array_index (points, i - 1)))
      g_ptr_array_remove_index (points, i - 1);
  return points;
}

/**
 * sl_agenda_change_take:
 * @meeting: a sheet of the kind "meeting"
 * @point: an open point of its case
 *
 * Returns: (transfer full): a change that adds it to the agenda, as an open point and, where it is
 * a finding, with the checklist item it comes from
 */
SlChange *
sl_agenda_change_take (SlSheet *meeting, const SlOpenPoint *point)
{
  gboolean finding = g_str_equal (point->kind, "finding");
  g_autofree char *id = sl_id_new ();
  /* A line each, however many the recommendation has. */
  g_autofree char *title = sl_text_squeeze (point->title);
  g_autofree char *text = sl_text_squeeze (point->text);
  const SlSheetValue values[] = {
    { "point", title },
    { "ask", text },
    { "origin", "open-point" },
    { "item", finding ? point->target_id : "" },
  };

  g_return_val_if_fail (SL_IS_SHEET (meeting), NULL);

  return sl_sheet_change_add (meeting, GROUP, id, values, G_N_ELEMENTS (values));
}
