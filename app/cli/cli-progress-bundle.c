/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-progress.h"

#include "base/sl-time.h"
#include "competency/sl-portfolio-bundle.h"

#include <glib/gi18n.h>
#include <string.h>

/* progress bundle make [WHO] -o FILE, look FILE, read FILE, trust FILE FINGERPRINT: a portfolio on
 * its way to the manager's computer, and the assessments back. */

static void
print_line (const char *label, const char *value)
{
  g_autofree char *shown = cli_dup_shown (value);

  g_print ("%-10s %s\n", label, shown);
}

/* Never "verified" for a key that nobody compared. */
static char *
describe_key (const SlPortfolioBundle *bundle, gboolean own)
{
  if (own)
    return g_strdup (bundle->fingerprint);
  if (bundle->verified)
    return g_strdup_printf (_ ("verified: %s"), bundle->fingerprint);
  return g_strdup_printf (_ ("unverified: %s. Read it to each other on the telephone, then "
                             "“sightline-cli progress bundle trust”."),
                          bundle->fingerprint);
}

static char *
describe (const SlPortfolioBundle *bundle)
{
  g_autofree char *verdicts = g_strdup_printf (
      ngettext ("%u assessment", "%u assessments", bundle->n_verdicts), bundle->n_verdicts);
  g_autofree char *claims = NULL;
  g_autofree char *files = NULL;
  g_autofree char *cases = NULL;

  if (bundle->reply)
    return g_strdup_printf (_ ("a reply: %s"), verdicts);
  claims = g_strdup_printf (ngettext ("%u claim", "%u claims", bundle->n_claims), bundle->n_claims);
  files = g_strdup_printf (ngettext ("%u file", "%u files", bundle->n_files), bundle->n_files);
  cases = g_strdup_printf (ngettext ("%u paper of a case", "%u papers of cases", bundle->n_cases),
                           bundle->n_cases);
  return g_strdup_printf (_ ("a portfolio: %s, %s, %s, %s"), claims, verdicts, files, cases);
}

static void
print_bundle (const SlPortfolioBundle *bundle, gboolean own)
{
  g_autofree char *key = describe_key (bundle, own);
  g_autofree char *what = describe (bundle);
  g_autofree char *sender = g_strdup_printf ("%s, %s", bundle->sender_name, bundle->sender_role);
  g_autofree char *when = sl_time_format_long (bundle->made_at);

  print_line (_ ("Of"), bundle->person_name);
  print_line (_ ("Holds"), what);
  if (bundle->n_notes > 0)
    g_print (
        ngettext ("%u private note is in it.\n", "%u private notes are in it.\n", bundle->n_notes),
        bundle->n_notes);
  print_line (_ ("From"), sender);
  print_line (_ ("Made"), when);
  print_line (_ ("Key"), key);
  for (char **name = own ? bundle->left_out : NULL; name != NULL && *name != NULL; name++)
    {
      g_autofree char *shown = cli_dup_shown (*name);

      g_print (_ ("Stays behind: %s\n"), shown);
    }
  for (guint i = 0; i < bundle->notices->len; i++)
    {
      g_autofree char *shown = cli_dup_shown (g_ptr_array_index (bundle->notices, i));

      g_print ("%s\n", shown);
    }
}

static void
add_texts (JsonBuilder *builder, const char *name, char **texts, guint n)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    json_builder_add_string_value (builder, texts[i]);
  json_builder_end_array (builder);
}

static void
print_as_json (const SlPortfolioBundle *bundle)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cli_json_add (builder, "path", bundle->path);
  cli_json_add (builder, "kind", bundle->reply ? "portfolio-reply" : "portfolio");
  cli_json_add (builder, "portfolio", bundle->portfolio_id);
  cli_json_add (builder, "person", bundle->person_id);
  cli_json_add (builder, "person-name", bundle->person_name);
  cli_json_add (builder, "sender-name", bundle->sender_name);
  cli_json_add (builder, "sender-role", bundle->sender_role);
  cli_json_add (builder, "fingerprint", bundle->fingerprint);
  cli_json_add (builder, "trust", sl_trust_to_nick (bundle->trust));
  cli_json_add (builder, "made", bundle->made_at);
  cli_json_add_int (builder, "serial", bundle->serial);
  cli_json_add_int (builder, "occasions", bundle->n_occasions);
  cli_json_add_int (builder, "claims", bundle->n_claims);
  cli_json_add_int (builder, "assessments", bundle->n_verdicts);
  cli_json_add_int (builder, "cases", bundle->n_cases);
  cli_json_add_int (builder, "files", bundle->n_files);
  cli_json_add_int (builder, "private-notes", bundle->n_notes);
  add_texts (builder, "left-out", bundle->left_out, g_strv_length (bundle->left_out));
  add_texts (builder, "notices", (char **) bundle->notices->pdata, bundle->notices->len);
  json_builder_end_object (builder);
  cli_print_json (builder);
}

static int
tell (CliProgress *self, const SlPortfolioBundle *bundle, gboolean own, const GError *error)
{
  if (bundle == NULL)
    return cli_fail_error (error);
  if (self->cli->json)
    print_as_json (bundle);
  else
    print_bundle (bundle, own);
  return SL_CLI_DONE;
}

static int
make (CliProgress *self, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPortfolioBundle) bundle = NULL;

  if (argc > 2 || self->output == NULL || (argc == 2 && self->of != NULL))
    return cli_usage (&sl_verb_progress, _ ("Say with -o where the bundle is to lie."));
  if (argc == 2)
    self->of = g_strdup (argv[1]);
  if (!cli_progress_load (self))
    return SL_CLI_FAILED;
  bundle = sl_portfolio_bundle_send (sl_casebook_get_review (self->cli->casebook), self->portfolio,
                                     self->cases, self->notes, self->output, &error);
  return tell (self, bundle, TRUE, error);
}

static int
trust (CliProgress *self, const char *path, const char *text)
{
  SlStore *store = sl_casebook_get_store (self->cli->casebook);
  g_autofree char *fingerprint = sl_key_tidy_fingerprint (text);
  g_autofree char *owner = NULL;
  g_autoptr (SlPerson) person = NULL;
  SlTrust known;
  g_autoptr (GError) error = NULL;

  if (fingerprint == NULL)
    return cli_fail (_ ("“%s” is not a fingerprint: it has 32 digits and letters from a to f."),
                     text);
  if (!sl_portfolio_bundle_meet_key (sl_casebook_get_review (self->cli->casebook), path,
                                     fingerprint, &error))
    return cli_fail_error (error);
  print_line (_ ("Verified"), fingerprint);
  if (sl_keys_look_up (store, fingerprint, &known, &owner, NULL) && owner != NULL &&
      (person = sl_people_load (store, owner, NULL)) != NULL)
    print_line (_ ("Of"), sl_person_get_display_name (person));
  return SL_CLI_DONE;
}

int
cli_progress_bundle (CliProgress *self, int argc, char **argv)
{
  SlReview *review = sl_casebook_get_review (self->cli->casebook);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPortfolioBundle) bundle = NULL;

  if (g_str_equal (argv[0], "make"))
    return make (self, argc, argv);
  if (self->output != NULL || self->notes || self->cases)
    return cli_usage (&sl_verb_progress, _ ("Only “make” takes -o, --cases and --notes."));
  if (g_str_equal (argv[0], "trust") && argc == 3)
    return trust (self, argv[1], argv[2]);
  if (argc != 2 || (!g_str_equal (argv[0], "look") && !g_str_equal (argv[0], "read")))
    return cli_usage (&sl_verb_progress, _ ("Say “bundle make [WHO] -o FILE”, “bundle look FILE”, "
                                            "“bundle read FILE” or “bundle trust FILE "
                                            "FINGERPRINT”."));
  if (g_str_equal (argv[0], "look"))
    bundle = sl_portfolio_bundle_look (review, argv[1], NULL, &error);
  else
    sl_portfolio_bundle_read (review, argv[1], NULL, &bundle, &error);
  return tell (self, bundle, FALSE, error);
}
