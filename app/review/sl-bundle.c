/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-bundle-private.h"

#include "base/sl-time.h"
#include "people/sl-person-private.h"
#include "people/sl-role.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a bundle is and whether it may be taken in. The file itself was proved whole and signed when
 * it was opened (sl-bundle-file.c); here it is held against this casebook. */

void
sl_bundle_info_free (SlBundleInfo *info)
{
  g_free (info->path);
  g_free (info->kind);
  g_free (info->case_id);
  g_free (info->case_reference);
  g_free (info->case_title);
  g_free (info->paper_title);
  g_free (info->sender_name);
  g_free (info->sender_role);
  g_free (info->sender_fingerprint);
  g_free (info->made_at);
  g_free (info->decision);
  g_free (info);
}

static char *
dup_role_text (SlBundleFile *file)
{
  const char *title = sl_role_get_title (
      sl_bundle_file_get (file, SL_MANIFEST_SENDER, SL_MANIFEST_SENDER_ROLE));

  if (g_str_equal (sl_bundle_file_get (file, SL_MANIFEST_SENDER, SL_MANIFEST_SENDER_DECLARED),
                   "self"))
    return g_strdup_printf (_ ("%s (self-declared)"), title);
  return g_strdup (title);
}

/* What the sender decided on the newest version that they speak of; "" nothing. */
static const char *
find_decision (SlLines *content)
{
  guint n_versions = sl_lines_count (content, SL_CONTENT_VERSION);
  const char *newest =
      sl_lines_get (content, SL_CONTENT_VERSION, n_versions - 1)->values[SL_BUNDLE_VERSION_ID];

  for (guint i = sl_lines_count (content, SL_CONTENT_DECISION); i-- > 0;)
    {
      char **values = sl_lines_get (content, SL_CONTENT_DECISION, i)->values;
      if (g_str_equal (values[SL_BUNDLE_DECISION_VERSION], newest) &&
          g_str_equal (values[SL_BUNDLE_DECISION_STANDS], "1"))
        return values[SL_BUNDLE_DECISION_OUTCOME];
    }
  return "";
}

const char *
sl_bundle_get_paper_id (SlBundleFile *file)
{
  if (sl_lines_count (file->content, SL_CONTENT_PAPER) > 0)
    return sl_lines_get (file->content, SL_CONTENT_PAPER, 0)->values[SL_BUNDLE_PAPER_ID];
  return sl_bundle_file_get (file, SL_MANIFEST_CASE, SL_MANIFEST_CASE_ID);
}

SlBundleInfo *
sl_bundle_info_new (const char *path, SlBundleFile *file, SlTrust trust)
{
  SlBundleInfo *info = g_new0 (SlBundleInfo, 1);
  SlLines *content = file->content;
  guint n_versions = sl_lines_count (content, SL_CONTENT_VERSION);

  info->path = g_strdup (path);
  info->kind = g_strdup (sl_bundle_file_get (file, SL_MANIFEST_KIND, 0));
  info->case_id = g_strdup (sl_bundle_file_get (file, SL_MANIFEST_CASE, SL_MANIFEST_CASE_ID));
  info->case_reference = g_strdup (
      sl_bundle_file_get (file, SL_MANIFEST_CASE, SL_MANIFEST_CASE_REFERENCE));
  info->case_title = g_strdup (sl_bundle_file_get (file, SL_MANIFEST_CASE, SL_MANIFEST_CASE_TITLE));
  info->paper_title = g_strdup (
      sl_lines_count (content, SL_CONTENT_PAPER) > 0
          ? sl_lines_get (content, SL_CONTENT_PAPER, 0)->values[SL_BUNDLE_PAPER_TITLE]
          : "");
  info->sender_name = g_strdup (
      sl_bundle_file_get (file, SL_MANIFEST_SENDER, SL_MANIFEST_SENDER_NAME));
  info->sender_role = dup_role_text (file);
  info->sender_fingerprint = g_strdup (file->fingerprint);
  info->trust = trust;
  info->serial = g_ascii_strtoll (sl_bundle_file_get (file, SL_MANIFEST_SERIAL, 0), NULL, 10);
  info->made_at = g_strdup (sl_bundle_file_get (file, SL_MANIFEST_MADE, 0));
  for (guint i = 0; i < sl_lines_count (content, SL_CONTENT_DOCUMENT); i++)
    if (g_str_equal (
            sl_lines_get (content, SL_CONTENT_DOCUMENT, i)->values[SL_BUNDLE_DOCUMENT_CARRIED],
            "1"))
      info->n_files++;
    else
      info->n_left_out++;
  info->n_comments = sl_lines_count (content, SL_CONTENT_COMMENT);
  info->decision = g_strdup (find_decision (content));
  info->version_number = (guint) g_ascii_strtoull (
      sl_lines_get (content, SL_CONTENT_VERSION, n_versions - 1)->values[SL_BUNDLE_VERSION_NUMBER],
      NULL, 10);
  return info;
}

/* Judging. */

static gboolean
    G_GNUC_PRINTF (3, 4) refuse (GError **error, SlBundleFile *file, const char *format, ...)
{
  g_autofree char *why = NULL;
  va_list arguments;

  va_start (arguments, format);
  why = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED, _ ("“%s” was not read: %s"),
               file->name, why);
  return FALSE;
}

static gboolean
judge_key (SlBundleFile *file, SlTrust trust, const char *own_fingerprint, GError **error)
{
  if (g_str_equal (file->fingerprint, own_fingerprint))
    return refuse (error, file, _ ("you made it yourself. Send it to the other side."));
  if (trust == SL_TRUST_REVOKED)
    return refuse (error, file,
                   _ ("its key (%s) was revoked here: it is no longer %s's. Ask them for a bundle "
                      "signed with their new key."),
                   file->fingerprint,
                   sl_bundle_file_get (file, SL_MANIFEST_SENDER, SL_MANIFEST_SENDER_NAME));
  return TRUE;
}

static gboolean
judge_serial (SlBundleFile *file, const SlBundleStanding *standing, GError **error)
{
  gint64 serial = g_ascii_strtoll (sl_bundle_file_get (file, SL_MANIFEST_SERIAL, 0), NULL, 10);
  g_autofree char *when = NULL;

  if (serial > standing->serial)
    return TRUE;
  when = sl_time_format_long (standing->read_at);
  if (serial == standing->serial)
    return refuse (error, file, _ ("it was read already, on %s."), when);
  return refuse (error, file,
                 _ ("it is older than the bundle of this case that was read on %s. Ask for the "
                    "newest."),
                 when);
}

static gboolean
judge_case (SlBundleFile *file, SlTrust trust, const SlBundleStanding *standing, GError **error)
{
  gboolean review = g_str_equal (sl_bundle_file_get (file, SL_MANIFEST_KIND, 0), "review");
  const char *reference = sl_bundle_file_get (file, SL_MANIFEST_CASE, SL_MANIFEST_CASE_REFERENCE);

  if (!review && !standing->exists)
    return refuse (error, file, _ ("it answers on a case that is not in this casebook (%s)."),
                   reference);
  if (!review && standing->fingerprint != NULL)
    return refuse (error, file,
                   _ ("it is a reply, and %s is worked at another computer. Read it there."),
                   reference);
  if (review && standing->exists && standing->fingerprint == NULL)
    return refuse (error, file,
                   _ ("%s is worked here, and a bundle never overwrites a case. What comes back on "
                      "it is a reply."),
                   reference);
  if (review && standing->exists && !g_str_equal (standing->fingerprint, file->fingerprint) &&
      trust != SL_TRUST_VERIFIED)
    return refuse (error, file,
                   _ ("%s came here signed with another key (%s). If the case has changed hands, "
                      "let its owner read the new key (%s) out and mark it as verified first "
                      "(sightline-cli bundle trust)."),
                   reference, standing->fingerprint, file->fingerprint);
  return TRUE;
}

/* Versions that are known here must be the very same, and those that a reply speaks of known. */
static gboolean
judge_versions (SlDatabase *database, SlBundleFile *file, GError **error)
{
  gboolean review = g_str_equal (sl_bundle_file_get (file, SL_MANIFEST_KIND, 0), "review");
  const char *case_id = sl_bundle_file_get (file, SL_MANIFEST_CASE, SL_MANIFEST_CASE_ID);

  for (guint i = 0; i < sl_lines_count (file->content, SL_CONTENT_VERSION); i++)
    {
      char **values = sl_lines_get (file->content, SL_CONTENT_VERSION, i)->values;
      g_auto (SlBundleFound) found = { 0 };
      gboolean taken;

      if (!sl_bundle_records_find (database, SL_CONTENT_VERSION, values[SL_BUNDLE_VERSION_ID],
                                   &found, error) ||
          !sl_bundle_records_is_number_taken (
              database, sl_bundle_get_paper_id (file), values[SL_BUNDLE_VERSION_ID],
              g_ascii_strtoll (values[SL_BUNDLE_VERSION_NUMBER], NULL, 10), &taken, error))
        return FALSE;
      if (review && taken)
        return refuse (error, file, _ ("its version %s is another one than that known here."),
                       values[SL_BUNDLE_VERSION_NUMBER]);
      if (!found.found && review)
        continue;
      if (!found.found || !g_str_equal (found.case_id, case_id))
        return refuse (error, file, _ ("its version %s is none of this case's."),
                       values[SL_BUNDLE_VERSION_NUMBER]);
      if (!g_str_equal (found.hash, values[SL_BUNDLE_VERSION_HASH]))
        return refuse (error, file,
                       _ ("its version %s is not the version %s that is known here: their content "
                          "differs."),
                       values[SL_BUNDLE_VERSION_NUMBER], values[SL_BUNDLE_VERSION_NUMBER]);
    }
  return TRUE;
}

/* Nobody at another computer speaks as somebody who works here. */
static gboolean
judge_sender (SlDatabase *database, SlBundleFile *file, GError **error)
{
  g_autofree char *name = NULL;
  gboolean local;

  if (!sl_people_is_local (database,
                           sl_bundle_file_get (file, SL_MANIFEST_SENDER, SL_MANIFEST_SENDER_ID),
                           &local, &name, error))
    return FALSE;
  return !local ||
         refuse (error, file,
                 _ ("it says that it comes from %s, who works here, and is signed with a key from "
                    "elsewhere."),
                 name);
}

gboolean
sl_bundle_judge (SlDatabase *database,
                 SlBundleFile *file,
                 SlTrust trust,
                 const char *own_fingerprint,
                 GError **error)
{
  g_auto (SlBundleStanding) standing = { 0 };

  return judge_key (file, trust, own_fingerprint, error) &&
         sl_bundle_records_read_standing (
             database, sl_bundle_file_get (file, SL_MANIFEST_CASE, SL_MANIFEST_CASE_ID),
             sl_bundle_get_paper_id (file), file->fingerprint, &standing, error) &&
         judge_case (file, trust, &standing, error) && judge_serial (file, &standing, error) &&
         judge_sender (database, file, error) && judge_versions (database, file, error);
}

/**
 * sl_bundle_open:
 * @review: the reviews
 * @sealed: a file
 * @trust: (out): what is thought of its key here
 * @own: (out) (transfer full): the fingerprint of the key of the person at work
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Returns: (transfer full): the bundle, whole, signed, and fit to be taken in; or %NULL with @error
 */
SlBundleFile *
sl_bundle_open (SlReview *review,
                SlSealedFile *sealed,
                SlTrust *trust,
                char **own,
                GCancellable *cancellable,
                GError **error)
{
  SlLibrary *library = sl_review_get_library (review);
  SlStore *store = sl_library_get_store (library);
  g_autoptr (SlBundleFile) file = sl_bundle_file_open_sealed (
      sl_library_get_pool (library), &sl_bundle_review_shape, sealed, cancellable, error);
  g_autoptr (SlSigningKey) key = NULL;
  g_autofree char *fingerprint = NULL;

  if (file == NULL || (key = sl_signing_key_open (store, error)) == NULL)
    return NULL;
  fingerprint = g_strdup (sl_signing_key_get_fingerprint (key));
  if (!sl_keys_look_up (store, file->fingerprint, trust, NULL, error) ||
      !sl_bundle_judge (sl_store_read (store), file, *trust, fingerprint, error))
    return NULL;
  *own = g_steal_pointer (&fingerprint);
  return g_steal_pointer (&file);
}

/**
 * sl_bundle_check:
 * @review: the reviews
 * @path: a file
 * @error: return location
 *
 * Opens a bundle as sl_bundle_read() does, and changes nothing. Blocking.
 *
 * Returns: (transfer full): what it is; %NULL with an @error that says why it would not be read
 */
SlBundleInfo *
sl_bundle_check (SlReview *review, const char *path, GError **error)
{
  g_autoptr (SlSealedFile) sealed = NULL;
  g_autoptr (SlBundleFile) file = NULL;
  g_autofree char *own = NULL;
  SlTrust trust;

  g_return_val_if_fail (SL_IS_REVIEW (review) && path != NULL, NULL);

  sealed = sl_sealed_file_new_from_path (path, error);
  if (sealed == NULL)
    return NULL;
  file = sl_bundle_open (review, sealed, &trust, &own, NULL, error);
  return file != NULL ? sl_bundle_info_new (path, file, trust) : NULL;
}
