/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-bundle-private.h"

#include "base/sl-text.h"
#include "documents/sl-worker-pool.h"
#include "people/sl-role.h"
#include "review/sl-bundle.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Reading a portfolio's bundle: it is opened and judged, its files are read by the worker as an
 * import's are and kept, and then one change takes all of it in. The cases in it follow, each in a
 * change of its own: one that cannot be read here is told of, and the portfolio stands without. */

static void
taking_clear (SlPortfolioTaking *self)
{
  g_clear_pointer (&self->file, sl_bundle_file_free);
  g_free (self->own);
  g_clear_pointer (&self->unsealed, g_hash_table_unref);
  g_clear_pointer (&self->compare, g_hash_table_unref);
  g_clear_pointer (&self->frameworks, g_hash_table_unref);
  g_clear_object (&self->seen);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->cases, g_ptr_array_unref);
  g_clear_pointer (&self->notices, g_ptr_array_unref);
}
typedef SlPortfolioTaking Taking;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Taking, taking_clear)

static void tell (SlPortfolioTaking *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
tell (SlPortfolioTaking *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->notices, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

#define refuse(...) sl_portfolio_bundle_refuse (error, self->file, __VA_ARGS__)

/* ---- what it is ---- */

void
sl_portfolio_bundle_free (SlPortfolioBundle *bundle)
{
  g_free (bundle->path);
  g_free (bundle->person_name);
  g_free (bundle->sender_name);
  g_free (bundle->sender_role);
  g_free (bundle->fingerprint);
  g_free (bundle->made_at);
  g_free (bundle->portfolio_id);
  g_free (bundle->person_id);
  g_strfreev (bundle->left_out);
  g_clear_pointer (&bundle->notices, g_ptr_array_unref);
  g_free (bundle);
}

static guint
count_events (SlLines *content, const char *kind)
{
  guint n = 0;

  for (guint i = 0; i < sl_lines_count (content, SL_FOLIO_EVENT); i++)
    n += g_str_equal (sl_lines_get (content, SL_FOLIO_EVENT, i)->values[SL_FOLIO_EVENT_KIND], kind);
  return n;
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

static char **
list_left_out (SlLines *content)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < sl_lines_count (content, SL_FOLIO_LEFT_OUT); i++)
    g_strv_builder_add (names, sl_lines_get (content, SL_FOLIO_LEFT_OUT, i)->values[0]);
  return g_strv_builder_end (names);
}

SlPortfolioBundle *
sl_portfolio_bundle_new (const char *path, SlBundleFile *file, SlTrust trust)
{
  SlPortfolioBundle *self = g_new0 (SlPortfolioBundle, 1);
  char **about = sl_lines_get (file->manifest, SL_MANIFEST_PORTFOLIO, 0)->values;
  SlLines *content = file->content;

  self->path = g_strdup (path);
  self->portfolio_id = g_strdup (about[SL_MANIFEST_PORTFOLIO_ID]);
  self->person_id = g_strdup (about[SL_MANIFEST_PORTFOLIO_PERSON]);
  self->person_name = g_strdup (about[SL_MANIFEST_PORTFOLIO_NAME]);
  self->sender_name = g_strdup (
      sl_bundle_file_get (file, SL_MANIFEST_SENDER, SL_MANIFEST_SENDER_NAME));
  self->sender_role = dup_role_text (file);
  self->fingerprint = g_strdup (file->fingerprint);
  self->made_at = g_strdup (sl_bundle_file_get (file, SL_MANIFEST_MADE, 0));
  self->serial = g_ascii_strtoll (sl_bundle_file_get (file, SL_MANIFEST_SERIAL, 0), NULL, 10);
  self->reply = g_str_equal (sl_bundle_file_get (file, SL_MANIFEST_KIND, 0),
                             SL_PORTFOLIO_BUNDLE_REPLY);
  self->trust = trust;
  self->verified = trust == SL_TRUST_VERIFIED;
  self->n_occasions = sl_lines_count (content, SL_FOLIO_OCCASION);
  self->n_claims = count_events (content, "claim");
  self->n_verdicts = count_events (content, "verdict") + count_events (content, "second");
  self->n_cases = sl_lines_count (content, SL_FOLIO_CASE);
  for (guint i = 0; i < sl_lines_count (content, SL_FOLIO_FILE); i++)
    self->n_files += g_str_equal (
        sl_lines_get (content, SL_FOLIO_FILE, i)->values[SL_FOLIO_FILE_REMOVED], "0");
  self->n_notes = sl_lines_count (content, SL_FOLIO_NOTE);
  self->left_out = list_left_out (content);
  self->notices = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/* ---- before the change ---- */

/* Texts of an edition are a pack as any other, from outside: the schema and the checks of one. */
static gboolean
read_framework (SlPortfolioTaking *self, const char *hash, GError **error)
{
  GBytes *bytes = sl_bundle_file_get_entry (self->file, SL_BUNDLE_PREFIX_PACK, hash);
  g_autofree char *name = g_strdup_printf (_ ("framework %.12s"), hash);
  g_autoptr (SlPack) pack = sl_pack_new (bytes, name, error);
  SlFramework *framework = pack != NULL ? sl_framework_new (pack, error) : NULL;
  g_autoptr (SlFramework) here = NULL;

  if (framework == NULL)
    {
      g_prefix_error (error, _ ("“%s” was not read: "), self->file->name);
      return FALSE;
    }
  g_hash_table_insert (self->frameworks, g_strdup (hash), framework);
  here = sl_frameworks_load (self->store, sl_review_get_packs (self->review), hash, NULL);
  if (here == NULL)
    /* TRANSLATORS: a framework's title, its edition */
    tell (
        self,
        _ ("“%s”, edition %s, is no framework that this casebook had: look at what it asks before "
           "you assess."),
        sl_framework_get_title (framework), sl_framework_get_edition (framework));
  return TRUE;
}

/* The editions that a reply speaks of are here. */
static gboolean
find_framework (SlPortfolioTaking *self, const char *hash, GError **error)
{
  SlFramework *framework;

  if (g_hash_table_contains (self->frameworks, hash))
    return TRUE;
  framework = sl_frameworks_load (self->store, sl_review_get_packs (self->review), hash, error);
  if (framework == NULL)
    {
      g_prefix_error (error, _ ("“%s” was not read: "), self->file->name);
      return FALSE;
    }
  g_hash_table_insert (self->frameworks, g_strdup (hash), framework);
  return TRUE;
}

static gboolean
read_frameworks (SlPortfolioTaking *self, GError **error)
{
  for (guint i = 0; i < sl_lines_count (self->content, SL_FOLIO_PACK); i++)
    if (!read_framework (self, sl_lines_get (self->content, SL_FOLIO_PACK, i)->values[0], error))
      return FALSE;
  for (guint i = 0; i < sl_lines_count (self->content, SL_FOLIO_EVENT); i++)
    if (!find_framework (
            self, sl_lines_get (self->content, SL_FOLIO_EVENT, i)->values[SL_FOLIO_EVENT_HASH],
            error))
      return FALSE;
  for (guint i = 0; i < sl_lines_count (self->content, SL_FOLIO_PROGRESSION); i++)
    if (!find_framework (self,
                         sl_lines_get (self->content, SL_FOLIO_PROGRESSION, i)
                             ->values[SL_FOLIO_PROGRESSION_HASH],
                         error))
      return FALSE;
  return TRUE;
}

SlBundleFile *
sl_portfolio_bundle_open (SlReview *review,
                          const char *path,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (SlSealedFile) sealed = sl_sealed_file_new_from_path (path, error);

  return sealed != NULL
             ? sl_bundle_file_open_sealed (sl_library_get_pool (sl_review_get_library (review)),
                                           &sl_portfolio_bundle_shape, sealed, cancellable, error)
             : NULL;
}

/* Opened, and held against what is here. */
static gboolean
enter (SlPortfolioTaking *self, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (SlSigningKey) key = NULL;

  self->store = sl_library_get_store (sl_review_get_library (self->review));
  self->unsealed = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->compare = g_hash_table_new (g_str_hash, g_str_equal);
  self->frameworks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  self->cases = g_ptr_array_new_with_free_func (g_object_unref);
  self->notices = g_ptr_array_new_with_free_func (g_free);
  self->file = sl_portfolio_bundle_open (self->review, path, cancellable, error);
  key = self->file != NULL ? sl_signing_key_open (self->store, error) : NULL;
  if (key == NULL)
    return FALSE;
  self->own = g_strdup (sl_signing_key_get_fingerprint (key));
  self->content = self->file->content;
  self->portfolio_id = sl_bundle_file_get (self->file, SL_MANIFEST_PORTFOLIO,
                                           SL_MANIFEST_PORTFOLIO_ID);
  self->owner = sl_bundle_file_get (self->file, SL_MANIFEST_PORTFOLIO,
                                    SL_MANIFEST_PORTFOLIO_PERSON);
  self->reply = g_str_equal (sl_bundle_file_get (self->file, SL_MANIFEST_KIND, 0),
                             SL_PORTFOLIO_BUNDLE_REPLY);
  return sl_keys_look_up (self->store, self->file->fingerprint, &self->trust, NULL, error) &&
         read_frameworks (self, error) && sl_portfolio_judge_seals (self, error) &&
         sl_portfolio_judge (self, sl_store_read (self->store), error);
}

/* By the rules of an import: its type is that of its bytes, and the worker can read it. */
static gboolean
ready_file (SlPortfolioTaking *self,
            const char *hash,
            const char *raw_name,
            const char *type,
            GCancellable *cancellable,
            GError **error)
{
  SlLibrary *library = sl_review_get_library (self->review);
  GBytes *bytes = sl_bundle_file_get_entry (self->file, SL_BUNDLE_PREFIX_FILE, hash);
  g_autofree char *name = sl_text_safe_file_name (raw_name);
  g_autoptr (SlSealedFile) file = sl_sealed_file_new_from_bytes (bytes, name, error);
  g_autoptr (SlExtraction) extraction = NULL;

  if (file == NULL)
    return FALSE;
  if (!g_str_equal (sl_sealed_file_get_media_type (file), type))
    return refuse (_ ("its file “%s” is not of the type that it says."), name);
  extraction = sl_worker_pool_extract (sl_library_get_pool (library), file, NULL, cancellable,
                                       error);
  if (extraction == NULL)
    return FALSE;
  if (sl_extraction_get_state (extraction) == SL_EXTRACTION_REFUSED)
    return refuse ("%s: %s", name, sl_extraction_get_reason (extraction));
  if (!sl_library_keep (library, file, error))
    return FALSE;
  g_ptr_array_add (self->files, g_steal_pointer (&file));
  return TRUE;
}

static gboolean
ready_files (SlPortfolioTaking *self, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < sl_lines_count (self->content, SL_FOLIO_FILE); i++)
    {
      char **values = sl_lines_get (self->content, SL_FOLIO_FILE, i)->values;

      if (g_str_equal (values[SL_FOLIO_FILE_REMOVED], "1"))
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !ready_file (self, values[SL_FOLIO_FILE_HASH], values[SL_FOLIO_FILE_NAME],
                       values[SL_FOLIO_FILE_TYPE], cancellable, error))
        return FALSE;
    }
  for (guint i = 0; i < sl_lines_count (self->content, SL_FOLIO_PROGRESSION); i++)
    if (!ready_file (self,
                     sl_lines_get (self->content, SL_FOLIO_PROGRESSION, i)
                         ->values[SL_FOLIO_PROGRESSION_SHA256],
                     _ ("Notification.pdf"), "application/pdf", cancellable, error))
      return FALSE;
  return TRUE;
}

/* Each is a review signed by the same sender, of a case that an occasion rests on. */
static gboolean
ready_case (SlPortfolioTaking *self, char **values, GCancellable *cancellable, GError **error)
{
  GBytes *bytes = sl_bundle_file_get_entry (self->file, SL_BUNDLE_PREFIX_CASE,
                                            values[SL_FOLIO_CASE_HASH]);
  g_autofree char *name = sl_text_safe_file_name (values[SL_FOLIO_CASE_NAME]);
  g_autoptr (SlSealedFile) sealed = sl_sealed_file_new_from_bytes (bytes, name, error);
  g_autoptr (SlBundleFile) file = NULL;
  gboolean rests = FALSE;

  if (sealed != NULL)
    file = sl_bundle_file_open_sealed (sl_library_get_pool (sl_review_get_library (self->review)),
                                       &sl_bundle_review_shape, sealed, cancellable, error);
  if (file == NULL)
    {
      g_prefix_error (error, _ ("“%s” was not read: "), self->file->name);
      return FALSE;
    }
  for (guint i = 0; i < sl_lines_count (self->content, SL_FOLIO_OCCASION) && !rests; i++)
    rests = g_str_equal (sl_lines_get (self->content, SL_FOLIO_OCCASION, i)->values[3],
                         values[SL_FOLIO_CASE_ID]);
  if (!rests || !g_str_equal (file->fingerprint, self->file->fingerprint) ||
      !g_str_equal (sl_bundle_file_get (file, SL_MANIFEST_KIND, 0), "review") ||
      !g_str_equal (sl_bundle_file_get (file, SL_MANIFEST_CASE, SL_MANIFEST_CASE_ID),
                    values[SL_FOLIO_CASE_ID]))
    return refuse (_ ("its case “%s” is not its sender's, or not of this portfolio."), name);
  g_ptr_array_add (self->cases, g_steal_pointer (&sealed));
  return TRUE;
}

static gboolean
ready (SlPortfolioTaking *self, GCancellable *cancellable, GError **error)
{
  if (self->reply)
    {
      self->seen = sl_portfolio_load_by_id (self->store, sl_review_get_packs (self->review),
                                            self->portfolio_id, error);
      if (self->seen == NULL)
        return FALSE;
    }
  for (guint i = 0; i < sl_lines_count (self->content, SL_FOLIO_CASE); i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !ready_case (self, sl_lines_get (self->content, SL_FOLIO_CASE, i)->values, cancellable,
                     error))
      return FALSE;
  return ready_files (self, cancellable, error);
}

/* ---- after it ---- */

/* What was kept for a change that came to nothing; a file that something else names stays. */
static void
forget_files (SlPortfolioTaking *self)
{
  for (guint i = 0; i < self->files->len; i++)
    sl_library_forget (sl_review_get_library (self->review),
                       sl_sealed_file_get_sha256 (g_ptr_array_index (self->files, i)));
}

static void
read_cases (SlPortfolioTaking *self, const char *path, GCancellable *cancellable)
{
  for (guint i = 0; i < self->cases->len; i++)
    {
      SlSealedFile *sealed = g_ptr_array_index (self->cases, i);
      g_autoptr (GPtrArray) notices = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (SlBundleInfo)
          info = sl_bundle_read_sealed (self->review, sealed, path, &notices, cancellable, &error);

      if (info == NULL)
        tell (self, "%s", error->message);
      for (guint n = 0; notices != NULL && n < notices->len; n++)
        tell (self, "%s", (const char *) g_ptr_array_index (notices, n));
    }
}

static void
tell_left_out (SlPortfolioTaking *self)
{
  for (guint i = 0; i < sl_lines_count (self->content, SL_FOLIO_LEFT_OUT); i++)
    tell (self, _ ("This did not come along: %s. Ask %s for it."),
          sl_lines_get (self->content, SL_FOLIO_LEFT_OUT, i)->values[0],
          sl_bundle_file_get (self->file, SL_MANIFEST_SENDER, SL_MANIFEST_SENDER_NAME));
}

static SlPortfolioBundle *
make_info (SlPortfolioTaking *self, const char *path, SlTrust trust)
{
  SlPortfolioBundle *info = sl_portfolio_bundle_new (path, self->file, trust);

  g_clear_pointer (&info->notices, g_ptr_array_unref);
  info->notices = g_ptr_array_ref (self->notices);
  return info;
}

/**
 * sl_portfolio_bundle_look:
 * @review: the reviews
 * @path: a file
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Opens a bundle as sl_portfolio_bundle_read() does, and changes nothing. Blocking.
 *
 * Returns: (transfer full): what it is; %NULL with an @error that says why it would not be read
 */
SlPortfolioBundle *
sl_portfolio_bundle_look (SlReview *review,
                          const char *path,
                          GCancellable *cancellable,
                          GError **error)
{
  g_auto (Taking) self = { .review = review };

  g_return_val_if_fail (SL_IS_REVIEW (review) && path != NULL, NULL);
  return enter (&self, path, cancellable, error) ? make_info (&self, path, self.trust) : NULL;
}

/**
 * sl_portfolio_bundle_read:
 * @review: the reviews
 * @path: a file
 * @cancellable: (nullable): to give up; nothing is changed then
 * @info: (out) (optional) (transfer full): what was read, and what the reader should know
 * @error: return location
 *
 * Takes a portfolio in as one that is assessed here, or brings it up to date; takes the assessments
 * of a reply in, of a key that somebody compared; the key of one that waits for that is noted
 * ("meet-key"), so that it is listed under People. One change ("read-bundle") with one audit row,
 * and one for each case in it. Blocking.
 *
 * Returns: %FALSE with an @error that names the file and says why nothing was read
 */
gboolean
sl_portfolio_bundle_read (SlReview *review,
                          const char *path,
                          GCancellable *cancellable,
                          SlPortfolioBundle **info,
                          GError **error)
{
  g_auto (Taking) self = { .review = review };

  g_return_val_if_fail (SL_IS_REVIEW (review) && path != NULL, FALSE);
  if (!enter (&self, path, cancellable, error))
    {
      if (self.wanting != NULL)
        sl_portfolio_bundle_note_key (&self);
      return FALSE;
    }
  if (!ready (&self, cancellable, error) ||
      !sl_store_apply (self.store,
                       sl_change_new ("read-bundle", "portfolio", self.portfolio_id, NULL,
                                      sl_portfolio_bundle_take_in, &self, NULL),
                       error))
    {
      forget_files (&self);
      return FALSE;
    }
  tell_left_out (&self);
  read_cases (&self, path, cancellable);
  /* A key that was new is known from now on. */
  if (info != NULL)
    *info = make_info (&self, path,
                       self.trust == SL_TRUST_UNKNOWN ? SL_TRUST_UNVERIFIED : self.trust);
  return TRUE;
}
