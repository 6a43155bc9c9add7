/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-issue-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A response as it left, from its row; immutable, any thread. Its bytes are read back, never made
 * again. */
struct _SlIssue
{
  GObject parent_instance;

  char *texts[SL_N_ISSUE_TEXTS];
};

static const char *const names[SL_N_ISSUE_TEXTS] = {
  [SL_ISSUE_ID] = "id",
  [SL_ISSUE_CASE_ID] = "case-id",
  [SL_ISSUE_REFERENCE] = "reference",
  [SL_ISSUE_VERSION_ID] = "version-id",
  [SL_ISSUE_VERSION_NUMBER] = "version-number",
  [SL_ISSUE_HASH] = "hash",
  [SL_ISSUE_SHA256] = "sha256",
  [SL_ISSUE_SIZE] = "size",
  [SL_ISSUE_APPROVED_BY_NAME] = "approved-by-name",
  [SL_ISSUE_APPROVED_BY_ROLE] = "approved-by-role",
  [SL_ISSUE_APPROVED_AT] = "approved-at",
  [SL_ISSUE_ISSUED_BY_NAME] = "issued-by-name",
  [SL_ISSUE_ISSUED_BY_ROLE] = "issued-by-role",
  [SL_ISSUE_ISSUED_AT] = "issued-at",
  [SL_ISSUE_AUDIT_SEQUENCE] = "audit-sequence",
  [SL_ISSUE_AUDIT_HASH] = "audit-hash",
  [SL_ISSUE_SENT_ON] = "sent-on",
  [SL_ISSUE_SENT_WAY] = "sent-way",
  [SL_ISSUE_SENT_TO] = "sent-to",
  [SL_ISSUE_PAPER_ID] = "paper-id",
  [SL_ISSUE_PAPER_TITLE] = "paper-title",
};

/* How many digits of the head's hash stand in the footer: enough to find the row by its number and
 * to see that it is another one. */
#define SEAL_DIGITS 8

static const char *const ways[] = { "e-mail", "portal", "post", "hand", NULL };
static const char *const way_texts[] = { N_ ("by e-mail"), N_ ("through the portal"),
                                         N_ ("by post"), N_ ("by hand") };

static GParamSpec *properties[1 + SL_N_ISSUE_TEXTS];

G_DEFINE_FINAL_TYPE (SlIssue, sl_issue, G_TYPE_OBJECT)

static void
sl_issue_finalize (GObject *object)
{
  SlIssue *self = SL_ISSUE (object);

  for (int i = 0; i < SL_N_ISSUE_TEXTS; i++)
    g_free (self->texts[i]);
  G_OBJECT_CLASS (sl_issue_parent_class)->finalize (object);
}

static void
sl_issue_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, SL_ISSUE (object)->texts[id - 1]);
}

static void
sl_issue_class_init (SlIssueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sl_issue_finalize;
  object_class->get_property = sl_issue_get_property;
  for (int i = 0; i < SL_N_ISSUE_TEXTS; i++)
    properties[1 + i] = g_param_spec_string (names[i], NULL, NULL, "",
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sl_issue_init (SlIssue *self)
{
}

SlIssue *
sl_issue_new_take (char *texts[SL_N_ISSUE_TEXTS])
{
  SlIssue *self = g_object_new (SL_TYPE_ISSUE, NULL);

  for (int i = 0; i < SL_N_ISSUE_TEXTS; i++)
    self->texts[i] = g_steal_pointer (&texts[i]);
  return self;
}

const char *
sl_issue_get (SlIssue *self, const char *property)
{
  g_return_val_if_fail (SL_IS_ISSUE (self) && property != NULL, "");

  for (int i = 0; i < SL_N_ISSUE_TEXTS; i++)
    if (g_str_equal (names[i], property))
      return self->texts[i];
  g_critical ("An issued response has no property “%s”", property);
  return "";
}

char *
sl_issue_make_seal (gint64 audit_sequence, const char *audit_hash)
{
  /* TRANSLATORS: the number of the newest row of the audit trail and the first digits of its hash
   */
  return g_strdup_printf (_ ("Audit %" G_GINT64_FORMAT " · %.*s"), audit_sequence, SEAL_DIGITS,
                          audit_hash);
}

char *
sl_issue_dup_seal (SlIssue *self)
{
  g_return_val_if_fail (SL_IS_ISSUE (self), NULL);

  return sl_issue_make_seal (g_ascii_strtoll (self->texts[SL_ISSUE_AUDIT_SEQUENCE], NULL, 10),
                             self->texts[SL_ISSUE_AUDIT_HASH]);
}

const char *const *
sl_issue_get_ways (void)
{
  return ways;
}

/* In the middle of a sentence: "sent on 25 November 2026, by e-mail". */
const char *
sl_issue_way_to_text (const char *way)
{
  for (guint i = 0; ways[i] != NULL; i++)
    if (g_strcmp0 (ways[i], way) == 0)
      return _ (way_texts[i]);
  return "";
}

/**
 * sl_issue_load_pdf:
 * @self: an issued response
 * @library: the casebook's files
 * @error: return location
 *
 * Blocking; any thread.
 *
 * Returns: (transfer full): the bytes that were issued, or %NULL with %SL_STORE_ERROR when the kept
 *   file is missing, altered or no plain file; the message names the response
 */
GBytes *
sl_issue_load_pdf (SlIssue *self, SlLibrary *library, GError **error)
{
  g_autoptr (SlSealedFile) file = NULL;

  g_return_val_if_fail (SL_IS_ISSUE (self) && SL_IS_LIBRARY (library), NULL);

  file = sl_library_open (library, self->texts[SL_ISSUE_SHA256], error);
  if (file == NULL)
    {
      if (*self->texts[SL_ISSUE_PAPER_TITLE] != '\0')
        /* TRANSLATORS: a report, as "Minutes MTG/2026/001"; then what is the matter with its file
         */
        g_prefix_error (error, _ ("“%s” as it was issued: "), self->texts[SL_ISSUE_PAPER_TITLE]);
      else
        /* TRANSLATORS: the application's reference; then what is the matter with the kept file */
        g_prefix_error (error, _ ("What was issued of %s: "), self->texts[SL_ISSUE_REFERENCE]);
      return NULL;
    }
  return sl_sealed_file_map (file, error);
}
