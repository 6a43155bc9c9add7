/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response"
#include "config.h"

#include "response/sl-letter-parts.h"

#include <glib/gi18n-lib.h>

static void
append_line (GString *out, const char *line)
{
  if (*line != '\0')
    g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "", line);
}

/**
 * sl_letter_write_letterhead:
 * @policy: the force's profile is in it
 *
 * Returns: (transfer full): the lines of a letterhead block
 */
char *
sl_letter_write_letterhead (SlPolicyLibrary *policy)
{
  static const char *const keys[] = { "name", "unit", "address", "email", "telephone" };
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    append_line (lines, sl_policy_library_get_force (policy, keys[i]));
  return g_string_free (lines, FALSE);
}

/**
 * sl_letter_write_signature:
 * @name: who signs
 * @title: as what, or ""
 * @staff_number: or ""
 * @force: for whom, or ""
 *
 * Returns: (transfer full): the lines of a signature block
 */
char *
sl_letter_write_signature (const char *name,
                           const char *title,
                           const char *staff_number,
                           const char *force)
{
  GString *lines = g_string_new (name);

  append_line (lines, title);
  if (*staff_number != '\0')
    g_string_append_printf (lines, _ ("\nStaff number %s"), staff_number);
  append_line (lines, force);
  return g_string_free (lines, FALSE);
}

/**
 * sl_letter_get_force:
 * @policy: the force's profile is in it
 *
 * Returns: (transfer none): the name that sentences in the third person use
 */
const char *
sl_letter_get_force (SlPolicyLibrary *policy)
{
  const char *force = sl_policy_library_get_force (policy, "third-person");

  return *force != '\0' ? force : sl_policy_library_get_force (policy, "name");
}
