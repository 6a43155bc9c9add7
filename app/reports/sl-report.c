/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-reports"
#include "config.h"

#include "reports/sl-report-private.h"

/* Which papers there are: packs of the kind "report". */

/* The words of an attribute, kept with the pack. */
static const char *const *
get_forms (SlPack *pack)
{
  char **forms = g_object_get_data (G_OBJECT (pack), "sl-report-forms");

  if (forms == NULL)
    {
      forms = sl_reporter_dup_words (sl_pack_get_root (pack), "forms");
      g_object_set_data_full (G_OBJECT (pack), "sl-report-forms", forms,
                              (GDestroyNotify) g_strfreev);
    }
  return (const char *const *) forms;
}

static SlReportKind *
read_kind (SlPack *pack)
{
  const SlPackNode *root = sl_pack_get_root (pack);
  SlReportKind *kind = g_new0 (SlReportKind, 1);

  kind->id = sl_pack_get_id (pack);
  kind->title = sl_pack_get_title (pack);
  kind->about = sl_pack_node_child_text (root, "about");
  kind->kind = sl_pack_node_get (root, "kind");
  kind->forms = get_forms (pack);
  kind->leaves = sl_pack_node_has (root, "leaves");
  kind->moment = sl_pack_node_has (root, "moment");
  kind->pack = pack;
  return kind;
}

/**
 * sl_report_kinds_list:
 * @packs: the packs
 * @kind: (nullable): of the sheet ("visit"), or "case"; %NULL for all
 * @form_id: (nullable): of the sheet; %NULL for any
 *
 * Returns: (transfer container) (element-type SlReportKind): the papers that can be made, each in
 *   its newest edition
 */
GPtrArray *
sl_report_kinds_list (SlPackLibrary *packs, const char *kind, const char *form_id)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  GListModel *all = sl_pack_library_get_packs (packs);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (SlPack) pack = g_list_model_get_item (all, i);
      const char *const *forms;

      if (!g_str_equal (sl_pack_get_kind (pack), "report") ||
          sl_pack_library_find (packs, sl_pack_get_id (pack), NULL) != pack ||
          (kind != NULL && !g_str_equal (sl_pack_node_get (sl_pack_get_root (pack), "kind"), kind)))
        continue;
      forms = get_forms (pack);
      if (form_id == NULL || forms[0] == NULL || g_strv_contains (forms, form_id))
        g_ptr_array_add (list, read_kind (pack));
    }
  return list;
}

/**
 * sl_report_kind_find:
 * @packs: the packs
 * @report_id: "visit-report"
 *
 * Returns: (transfer full) (nullable): the paper, to be freed with g_free(); %NULL for a word that
 *   is none
 */
SlReportKind *
sl_report_kind_find (SlPackLibrary *packs, const char *report_id)
{
  SlPack *pack = sl_pack_library_find (packs, report_id, NULL);

  return pack != NULL && g_str_equal (sl_pack_get_kind (pack), "report") ? read_kind (pack) : NULL;
}
