/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-review.h"
#include "verbs.h"

#include "base/sl-time.h"
#include "review/sl-bundle.h"

#include <glib/gi18n.h>
#include <string.h>

/* bundle make PAPER -o FILE, check FILE, read FILE, trust FILE FINGERPRINT: a review on its way to
 * another computer and back. */

static char *output;

static GOptionEntry options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("make: where the bundle is to lie"),
    N_ ("FILE") },
  { NULL },
};

/* Whether the key may be believed, in words; never "verified" for one that nobody compared. */
static char *
describe_trust (const SlBundleInfo *info)
{
  if (info->trust == SL_TRUST_VERIFIED)
    return g_strdup_printf (_ ("verified: %s"), info->sender_fingerprint);
  return g_strdup_printf (_ ("unverified: %s. Read it to each other on the telephone, then "
                             "“sightline-cli people trust”."),
                          info->sender_fingerprint);
}

static void
print_line (const char *label, const char *value)
{
  g_autofree char *shown = cli_dup_shown (value);
  g_print ("%-10s %s\n", label, shown);
}

static void
print_info (const SlBundleInfo *info, gboolean own)
{
  g_autofree char *trust = own ? g_strdup (info->sender_fingerprint) : describe_trust (info);
  g_autofree char *sender = g_strdup_printf ("%s, %s", info->sender_name, info->sender_role);
  g_autofree char *when = sl_time_format_long (info->made_at);
  g_autofree char *title = g_strdup_printf ("%s, %s", info->case_reference, info->case_title);
  g_autofree char *comments = g_strdup_printf (
      ngettext ("%u comment", "%u comments", info->n_comments), info->n_comments);
  g_autofree char *originals = g_strdup_printf (
      ngettext ("%u original", "%u originals", info->n_files), info->n_files);
  g_autofree char *what = NULL;
  gboolean review = g_str_equal (info->kind, "review");

  if (review)
    what = g_strdup_printf (_ ("version %u for review, with %s and %s"), info->version_number,
                            comments, originals);
  else
    what = g_strdup_printf (_ ("a reply on version %u: %s, %s"), info->version_number,
                            g_str_equal (info->decision, "approved")   ? _ ("approved")
                            : g_str_equal (info->decision, "returned") ? _ ("returned")
                                                                       : _ ("no decision"),
                            comments);
  print_line (_ ("Case"), title);
  if (*info->paper_title != '\0')
    print_line (_ ("Paper"), info->paper_title);
  print_line (_ ("Holds"), what);
  print_line (_ ("From"), sender);
  print_line (_ ("Made"), when);
  print_line (_ ("Key"), trust);
  if (info->n_left_out > 0)
    g_print (ngettext ("%u original is too large to come along; send it by another way.\n",
                       "%u originals are too large to come along; send them by another way.\n",
                       info->n_left_out),
             info->n_left_out);
}

static void
add_number (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
print_as_json (const SlBundleInfo *info, GPtrArray *notices)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cli_json_add (builder, "path", info->path);
  cli_json_add (builder, "kind", info->kind);
  cli_json_add (builder, "case", info->case_id);
  cli_json_add (builder, "reference", info->case_reference);
  cli_json_add (builder, "title", info->case_title);
  cli_json_add (builder, "paper", info->paper_title);
  cli_json_add (builder, "sender-name", info->sender_name);
  cli_json_add (builder, "sender-role", info->sender_role);
  cli_json_add (builder, "fingerprint", info->sender_fingerprint);
  cli_json_add (builder, "trust", sl_trust_to_nick (info->trust));
  cli_json_add (builder, "made", info->made_at);
  cli_json_add (builder, "decision", info->decision);
  add_number (builder, "serial", info->serial);
  add_number (builder, "version", info->version_number);
  add_number (builder, "comments", info->n_comments);
  add_number (builder, "originals", info->n_files);
  add_number (builder, "left-out", info->n_left_out);
  json_builder_set_member_name (builder, "notices");
  json_builder_begin_array (builder);
  for (guint i = 0; notices != NULL && i < notices->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (notices, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  cli_print_json (builder);
}

static int
tell (SlCli *cli, SlBundleInfo *info, gboolean own, GPtrArray *notices, const GError *error)
{
  if (info == NULL)
    return cli_fail_error (error);
  if (cli->json)
    {
      print_as_json (info, notices);
      return SL_CLI_DONE;
    }
  print_info (info, own);
  for (guint i = 0; notices != NULL && i < notices->len; i++)
    {
      g_autofree char *shown = cli_dup_shown (g_ptr_array_index (notices, i));
      g_print ("%s\n", shown);
    }
  return SL_CLI_DONE;
}

static int
make_bundle (SlCli *cli, const char *text)
{
  g_autoptr (SlPaper) paper = cli_find_paper (cli, text);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlBundleInfo) info = NULL;

  if (paper == NULL)
    return SL_CLI_FAILED;
  info = sl_bundle_make (sl_casebook_get_review (cli->casebook), paper->id, output, &error);
  return tell (cli, info, TRUE, NULL, error);
}

static int
check_bundle (SlCli *cli, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlBundleInfo) info = NULL;

  if (cli_open (cli) == NULL)
    return SL_CLI_FAILED;
  info = sl_bundle_check (sl_casebook_get_review (cli->casebook), path, &error);
  return tell (cli, info, FALSE, NULL, error);
}

static int
read_bundle (SlCli *cli, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlBundleInfo) info = NULL;
  g_autoptr (GPtrArray) notices = NULL;

  if (cli_open (cli) == NULL)
    return SL_CLI_FAILED;
  info = sl_bundle_read (sl_casebook_get_review (cli->casebook), path, &notices, NULL, &error);
  return tell (cli, info, FALSE, notices, error);
}

static int
trust_bundle (SlCli *cli, const char *path, const char *text)
{
  g_autofree char *fingerprint = sl_key_tidy_fingerprint (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notices = NULL;

  if (fingerprint == NULL)
    return cli_fail (_ ("“%s” is not a fingerprint: it has 32 digits and letters from a to f."),
                     text);
  if (cli_open (cli) == NULL)
    return SL_CLI_FAILED;
  if (!sl_bundle_meet_key (sl_casebook_get_review (cli->casebook), path, fingerprint, &notices,
                           &error))
    return cli_fail_error (error);
  print_line (_ ("Verified"), fingerprint);
  for (guint i = 0; i < notices->len; i++)
    {
      g_autofree char *shown = cli_dup_shown (g_ptr_array_index (notices, i));
      g_print ("%s\n", shown);
    }
  return SL_CLI_DONE;
}

static int
run_bundle (SlCli *cli, int argc, char **argv)
{
  gboolean parsed = cli_parse (&sl_verb_bundle, options, &argc, &argv);
  gboolean make = argc == 3 && g_str_equal (argv[1], "make");

  if (!parsed)
    return SL_CLI_USAGE;
  if (argc == 4 && g_str_equal (argv[1], "trust") && output == NULL)
    return trust_bundle (cli, argv[2], argv[3]);
  if (argc != 3)
    return cli_usage (&sl_verb_bundle, _ ("Say “make PAPER -o FILE”, “check FILE”, “read FILE” or "
                                          "“trust FILE FINGERPRINT”."));
  if (make != (output != NULL))
    return cli_usage (&sl_verb_bundle, make ? _ ("Say with -o where the bundle is to lie.")
                                            : _ ("Only “make” has an output."));
  if (make)
    return make_bundle (cli, argv[2]);
  if (g_str_equal (argv[1], "check"))
    return check_bundle (cli, argv[2]);
  if (g_str_equal (argv[1], "read"))
    return read_bundle (cli, argv[2]);
  return cli_usage (&sl_verb_bundle, _ ("There is no \"bundle %s\"."), argv[1]);
}

const SlVerb sl_verb_bundle = {
  "bundle", "make PAPER -o FILE | check FILE | read FILE | trust FILE FINGERPRINT",
  N_ ("Carries a review to another computer and the answer back, in one signed file; it does not "
      "synchronise casebooks"),
  run_bundle
};
