/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-sheet.h"

#include "base/sl-time.h"
#include "schemes/sl-certificate.h"

#include <glib/gi18n.h>

/* scheme certificates: each product with what is the matter with its certificate today. */

static void
print_product (SlCli *cli, JsonBuilder *builder, SlSheetEntry *product, GPtrArray *flags)
{
  g_autofree char *name = cli_dup_shown (sl_sheet_entry_get_line (product));
  g_autofree char *number = cli_dup_shown (sl_sheet_entry_get (product, "certificate"));

  if (!cli->json)
    g_print ("%s  %s\n", name, number);
  json_builder_begin_object (builder);
  cli_json_add (builder, "product", sl_sheet_entry_get_line (product));
  cli_json_add (builder, "certificate", sl_sheet_entry_get (product, "certificate"));
  json_builder_set_member_name (builder, "flags");
  json_builder_begin_array (builder);
  for (guint i = 0; i < flags->len; i++)
    {
      const SlCertificateFlag *flag = g_ptr_array_index (flags, i);
      g_autofree char *text = cli_dup_shown (flag->text);

      if (!cli->json)
        g_print ("  %s  %s\n", flag->serious ? "!" : " ", text);
      json_builder_begin_object (builder);
      cli_json_add (builder, "flag", flag->id);
      cli_json_add (builder, "text", flag->text);
      json_builder_set_member_name (builder, "serious");
      json_builder_add_boolean_value (builder, flag->serious);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (flags->len == 0 && !cli->json)
    g_print (_ ("     In order\n"));
}

/**
 * cli_sheet_certificates:
 * @cli: the command line
 * @scheme: a scheme
 *
 * Returns: an exit code
 */
int
cli_sheet_certificates (SlCli *cli, SlSheet *scheme)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *today = sl_date_today ();
  GListModel *products = sl_sheet_get_entries (scheme, "product");

  json_builder_begin_array (builder);
  for (guint i = 0; products != NULL && i < g_list_model_get_n_items (products); i++)
    {
      g_autoptr (SlSheetEntry) product = g_list_model_get_item (products, i);
      g_autoptr (GPtrArray)
          flags = sl_certificate_check (sl_casebook_get_policy (cli->casebook), product, today);

      print_product (cli, builder, product, flags);
    }
  json_builder_end_array (builder);
  if (cli->json)
    cli_print_json (builder);
  return SL_CLI_DONE;
}
