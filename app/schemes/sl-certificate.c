/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-schemes"
#include "config.h"

#include "schemes/sl-certificate.h"

#include "base/sl-text.h"
#include "base/sl-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What can be said of a certificate from what was entered, the register of standards and the day:
 * the officer decides what follows. A certificate is evidence for the product, openings and edition
 * that it names, while it runs; a one-off test report is no certification at all. */

/* Days before its end at which a certificate is said to end soon. */
#define SOON 90

/**
 * sl_certificate_flag_free:
 * @flag: a flag
 */
void
sl_certificate_flag_free (SlCertificateFlag *flag)
{
  g_free (flag->text);
  g_free (flag);
}

/* Takes @text. */
static void
raise_flag (GPtrArray *flags, const char *id, gboolean serious, char *text)
{
  SlCertificateFlag *flag = g_new0 (SlCertificateFlag, 1);
  guint place = 0;

  flag->id = id;
  flag->serious = serious;
  flag->text = text;
  while (serious && place < flags->len && ((SlCertificateFlag *) flags->pdata[place])->serious)
    place++;
  g_ptr_array_insert (flags, serious ? (int) place : -1, flag);
}

static void
check_evidence (GPtrArray *flags, SlSheetEntry *product)
{
  const char *evidence = sl_sheet_entry_get (product, "evidence");

  if (g_str_equal (evidence, "test-report"))
    raise_flag (flags, "not-certified", TRUE,
                g_strdup (_ ("Test report only: one test is no third-party certification")));
  else if (g_str_equal (evidence, "declaration"))
    raise_flag (flags, "not-certified", TRUE,
                g_strdup (_ ("The maker’s word only: no third-party certification")));
  else if (*sl_sheet_entry_get (product, "certificate") == '\0')
    raise_flag (flags, "nothing-shown", TRUE, g_strdup (_ ("No certificate is named")));
}

static void
check_expiry (GPtrArray *flags, SlSheetEntry *product, const char *today)
{
  const char *expires = sl_sheet_entry_get (product, "expires");
  g_autofree char *day = sl_date_format_long (expires);
  int days;

  if (*sl_sheet_entry_get (product, "certificate") == '\0')
    return;
  if (!sl_date_days_between (today, expires, &days))
    raise_flag (flags, "no-expiry", FALSE,
                g_strdup (_ ("No expiry is stated: ask the certification body whether it runs")));
  else if (days < 0)
    raise_flag (flags, "expired", TRUE, g_strdup_printf (_ ("Expired on %s"), day));
  else if (days <= SOON)
    raise_flag (flags, "expires-soon", FALSE, g_strdup_printf (_ ("Expires on %s"), day));
}

/* The certificate's own edition against the one that the register shows. */
static void
check_edition (GPtrArray *flags, SlPolicyLibrary *policy, SlSheetEntry *product)
{
  const char *key = sl_sheet_entry_get (product, "standard");
  const char *edition = sl_sheet_entry_get (product, "standard-edition");
  const SlStandard *standard = *key != '\0' ? sl_policy_library_find_standard (policy, key) : NULL;
  g_autofree char *named = sl_text_fold (edition);
  g_autofree char *known = NULL;

  if (standard == NULL || *named == '\0')
    return;
  known = sl_text_fold (standard->designation);
  if (strstr (known, named) == NULL && strstr (named, known) == NULL)
    raise_flag (flags, "superseded", TRUE,
                g_strdup_printf (_ ("Tested to “%s”; the register shows %s"), edition,
                                 standard->designation));
}

static void
check_scope (GPtrArray *flags, SlSheetEntry *product)
{
  const char *covers = sl_sheet_entry_get (product, "covers-openings");

  if (g_str_equal (covers, "no"))
    raise_flag (flags, "out-of-scope", TRUE,
                g_strdup (_ ("The scope does not cover these openings")));
  else if (*covers == '\0')
    raise_flag (flags, "scope-not-checked", FALSE,
                g_strdup (_ ("Scope not yet held against the openings")));
}

/* Security and fire are certified apart: the one says nothing of the other. */
static void
check_fire (GPtrArray *flags, SlSheetEntry *product)
{
  const char *fire = sl_sheet_entry_get (product, "fire");

  if (g_str_equal (fire, "not-shown") ||
      (g_str_equal (fire, "separate") && *sl_sheet_entry_get (product, "fire-certificate") == '\0'))
    raise_flag (flags, "fire-not-shown", TRUE,
                g_strdup (_ ("Fire performance is asked for and not shown")));
}

/**
 * sl_certificate_check:
 * @policy: the register of standards is in it
 * @product: an entry of a scheme's products
 * @today: ISO date
 *
 * Fields and flags of sbd.md section 11. A certificate that another one replaced raises nothing but
 * that.
 *
 * Returns: (transfer full) (element-type SlCertificateFlag): what is the matter, the serious first
 */
GPtrArray *
sl_certificate_check (SlPolicyLibrary *policy, SlSheetEntry *product, const char *today)
{
  GPtrArray *flags = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_certificate_flag_free);
  const char *replaced;

  g_return_val_if_fail (SL_IS_SHEET_ENTRY (product) && today != NULL, flags);

  replaced = sl_sheet_entry_get (product, "replaced-by");
  if (*replaced != '\0')
    {
      raise_flag (flags, "replaced", FALSE, g_strdup_printf (_ ("Replaced by %s"), replaced));
      return flags;
    }
  check_evidence (flags, product);
  check_expiry (flags, product, today);
  check_edition (flags, policy, product);
  check_scope (flags, product);
  check_fire (flags, product);
  return flags;
}
