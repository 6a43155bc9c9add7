/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-bundle-private.h"

#include "base/sl-hex.h"
#include "base/sl-id.h"
#include "base/sl-text.h"
#include "review/sl-bundle-writing.h"
#include "review/sl-bundle.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* Making a portfolio's bundle: rows are gathered, then written as review/ writes a case's. Whom it
 * names, it names with name and role, and no address. */

typedef SlPortfolioMaking Making;

static void
seal_free (gpointer data)
{
  sl_portfolio_seal_clear (data);
  g_free (data);
}

static void
making_clear (Making *self)
{
  g_clear_object (&self->person);
  g_clear_pointer (&self->key, sl_signing_key_free);
  g_clear_pointer (&self->public_key, g_free);
  g_clear_pointer (&self->manifest, sl_lines_free);
  g_clear_pointer (&self->content, sl_lines_free);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->seals, g_ptr_array_unref);
  g_clear_pointer (&self->sealed, g_ptr_array_unref);
  g_clear_pointer (&self->dropped, g_hash_table_unref);
  g_clear_pointer (&self->unsigned_by, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Making, making_clear)

static gboolean
find_person (Making *self, GError **error)
{
  g_autofree char *reason = NULL;
  gboolean own;

  self->person = sl_people_load (self->store,
                                 sl_person_get_id (sl_review_get_person (self->review)), error);
  if (self->person == NULL)
    return FALSE;
  own = g_str_equal (sl_person_get_id (self->person), self->portfolio->person_id);
  if (!sl_person_get_declared (self->person))
    return sl_portfolio_refuse (error,
                                _ ("Say who you are first: a bundle is signed with your name "
                                   "and role."));
  if (!sl_portfolio_may (self->portfolio, self->person, SL_PROGRESS_READ, NULL, &reason))
    return sl_portfolio_refuse (error, "%s", reason);
  return !self->notes || (own && !self->reply) ||
         sl_portfolio_refuse (error,
                              _ ("Private notes are %s's: only they put them into a bundle."),
                              self->portfolio->person_name);
}

/* ---- records ---- */

/* Only of one that is worked here; its person is in the manifest. */
static gboolean
add_portfolio (Making *self, GError **error)
{
  g_auto (GStrv) values = NULL;

  if (self->reply)
    return TRUE;
  values = sl_portfolio_bundle_dup_head (sl_store_read (self->store), self->portfolio->id, error);
  if (values == NULL)
    return FALSE;
  sl_lines_add_values (self->content, SL_FOLIO_PORTFOLIO, (const char *const *) values);
  return TRUE;
}

/* ---- files ---- */

gboolean
sl_portfolio_making_has_part (Making *self, const char *prefix, const char *hash)
{
  g_autofree char *name = g_strconcat (prefix, hash, NULL);

  for (guint i = 0; i < self->parts->len; i++)
    if (g_str_equal (((const SlBundlePart *) g_ptr_array_index (self->parts, i))->name, name))
      return TRUE;
  return FALSE;
}

/* FALSE: it stays behind. */
static gboolean
add_file (Making *self, const char *hash, gint64 size)
{
  if (sl_portfolio_making_has_part (self, SL_BUNDLE_PREFIX_FILE, hash))
    return TRUE;
  if (size > SL_BUNDLE_ENTRY_MAX || size > self->room)
    return FALSE;
  self->room -= size;
  g_ptr_array_add (self->parts, sl_bundle_part_new (SL_BUNDLE_PREFIX_FILE, hash, NULL, size));
  return TRUE;
}

/* Notifications first: a decision does not go without its paper. */
static gboolean
add_files (Making *self, GError **error)
{
  g_autoptr (SlLines) all = sl_lines_new (&sl_portfolio_content_format);

  for (guint i = 0; i < sl_lines_count (self->content, SL_FOLIO_PROGRESSION); i++)
    {
      char **values = sl_lines_get (self->content, SL_FOLIO_PROGRESSION, i)->values;

      if (!add_file (self, values[SL_FOLIO_PROGRESSION_SHA256],
                     g_ascii_strtoll (values[SL_FOLIO_PROGRESSION_SIZE], NULL, 10)))
        return sl_portfolio_refuse (error, _ ("The notification of the decision is too large to "
                                              "travel."));
    }
  if (!sl_portfolio_bundle_collect (sl_store_read (self->store), self->portfolio->id, SL_FOLIO_FILE,
                                    self->reply, all, error))
    return FALSE;
  for (guint i = 0; i < sl_lines_count (all, SL_FOLIO_FILE); i++)
    {
      char **values = sl_lines_get (all, SL_FOLIO_FILE, i)->values;

      if (g_str_equal (values[SL_FOLIO_FILE_REMOVED], "1") ||
          add_file (self, values[SL_FOLIO_FILE_HASH],
                    g_ascii_strtoll (values[SL_FOLIO_FILE_SIZE], NULL, 10)))
        sl_lines_add_values (self->content, SL_FOLIO_FILE, (const char *const *) values);
      else
        /* TRANSLATORS: a file's name, or what a paper of a case is called */
        sl_portfolio_making_leave_out (self, _ ("%s (too large)"), values[SL_FOLIO_FILE_NAME]);
    }
  return TRUE;
}

/* ---- cases ---- */

/* A review bundle of one paper, made beside the file that it goes into; NULL with @error. */
static GBytes *
make_case (Making *self, const SlPaper *paper, GError **error)
{
  g_autofree char *id = sl_id_new ();
  g_autofree char *path = g_strdup_printf ("%s.%s", self->path, id);
  g_autoptr (SlBundleInfo) info = sl_bundle_make (self->review, paper->id, path, error);
  g_autofree char *contents = NULL;
  gsize length;
  gboolean read;

  if (info == NULL)
    return NULL;
  read = g_file_get_contents (path, &contents, &length, error);
  g_unlink (path);
  return read ? g_bytes_new_take (g_steal_pointer (&contents), length) : NULL;
}

static gboolean
add_paper (Making *self, const SlOccasion *occasion, const SlPaper *paper, GError **error)
{
  g_autoptr (GBytes) bytes = make_case (self, paper, error);
  g_autofree char *hash = NULL;
  g_autofree char *size = NULL;
  g_autofree char *raw = g_strdup_printf ("%s: %s", occasion->reference, paper->title);
  g_autofree char *name = sl_text_clean (raw, -1);

  if (bytes == NULL)
    return FALSE;
  if ((gint64) g_bytes_get_size (bytes) > MIN (SL_BUNDLE_ENTRY_MAX, self->room))
    {
      sl_portfolio_making_leave_out (self, _ ("%s (too large)"), name);
      return TRUE;
    }
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  size = g_strdup_printf ("%" G_GSIZE_FORMAT, g_bytes_get_size (bytes));
  self->room -= (gint64) g_bytes_get_size (bytes);
  g_ptr_array_add (self->parts, sl_bundle_part_new (SL_BUNDLE_PREFIX_CASE, hash, bytes, 0));
  sl_lines_add (self->content, SL_FOLIO_CASE, hash, occasion->case_id, name, size, NULL);
  return TRUE;
}

/* The papers of a case that were submitted; nothing of one that is a copy itself. */
static gboolean
add_case (Making *self, const SlOccasion *occasion, GError **error)
{
  g_autoptr (GPtrArray) papers = sl_papers_list (self->review, occasion->case_id, error);
  guint n = 0;

  if (papers == NULL)
    return FALSE;
  for (guint i = 0; i < papers->len; i++)
    {
      const SlPaperLine *line = g_ptr_array_index (papers, i);

      if (*line->state == '\0')
        continue;
      if (!add_paper (self, occasion, line->paper, error))
        return FALSE;
      n++;
    }
  if (n == 0)
    sl_portfolio_making_leave_out (self, _ ("%s (nothing of its case was submitted yet)"),
                                   occasion->title);
  return TRUE;
}

/* A case once, however many occasions rest on it. */
static gboolean
add_cases (Making *self, GError **error)
{
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; self->cases && !self->reply && i < self->portfolio->occasions->len; i++)
    {
      const SlOccasion *occasion = g_ptr_array_index (self->portfolio->occasions, i);
      gboolean copy;

      if (*occasion->claimed_at == '\0' || *occasion->case_id == '\0' || occasion->case_gone ||
          !g_hash_table_add (done, (char *) occasion->case_id))
        continue;
      if (!sl_portfolio_bundle_is_copy (sl_store_read (self->store), occasion->case_id, &copy,
                                        error) ||
          (!copy && !add_case (self, occasion, error)))
        return FALSE;
    }
  return TRUE;
}

/* ---- the manifest ---- */

static gboolean
find_serial (Making *self, GError **error)
{
  gint64 last = sl_portfolio_bundle_read_serial (sl_store_read (self->store), self->portfolio->id,
                                                 sl_signing_key_get_fingerprint (self->key), error);

  self->serial = sl_bundle_next_serial (last);
  return self->serial >= 0;
}

static void
write_manifest (Making *self)
{
  const char *const subject[] = { self->portfolio->id, self->portfolio->person_id,
                                  self->portfolio->person_name, NULL };

  self->manifest = sl_bundle_manifest_new (&sl_portfolio_manifest_format,
                                           self->reply ? SL_PORTFOLIO_BUNDLE_REPLY
                                                       : SL_PORTFOLIO_BUNDLE_OUT,
                                           subject, self->person, self->key, self->serial);
}

/* ---- recording ---- */

static gboolean
record (SlTransaction *transaction, gpointer data, GError **error)
{
  const Making *self = data;
  const char *fingerprint = sl_signing_key_get_fingerprint (self->key);
  gint64 last = sl_portfolio_bundle_read_serial (sl_transaction_get_database (transaction),
                                                 self->portfolio->id, fingerprint, error);
  g_autofree char *serial = g_strdup_printf ("%" G_GINT64_FORMAT, self->serial);

  if (last < 0)
    return FALSE;
  if (last >= self->serial)
    {
      g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_CONFLICT,
                           _ ("Another bundle of this portfolio was made meanwhile. Make it "
                              "again."));
      return FALSE;
    }
  sl_transaction_note (transaction, "kind",
                       self->reply ? SL_PORTFOLIO_BUNDLE_REPLY : SL_PORTFOLIO_BUNDLE_OUT);
  sl_transaction_note (transaction, "trainee", self->portfolio->person_name);
  sl_transaction_note (transaction, "serial", serial);
  sl_transaction_note (transaction, "key", fingerprint);
  sl_transaction_note (transaction, "private-notes", self->notes ? "yes" : "no");
  for (guint i = 0; i < self->seals->len; i++)
    if (!sl_portfolio_bundle_put_seal (transaction, g_ptr_array_index (self->sealed, i),
                                       g_ptr_array_index (self->seals, i), error))
      return FALSE;
  return sl_portfolio_bundle_set_serial (transaction, self->portfolio->id, fingerprint, "made",
                                         self->serial, error);
}

static gboolean
gather (Making *self, GError **error)
{
  self->content = sl_lines_new (&sl_portfolio_content_format);
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_bundle_part_free);
  self->seals = g_ptr_array_new_with_free_func (seal_free);
  self->sealed = g_ptr_array_new_with_free_func (g_free);
  self->dropped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->unsigned_by = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->room = SL_BUNDLE_TOTAL_MAX;
  self->public_key = sl_hex_from_bytes (sl_signing_key_get_public (self->key));
  return sl_bundle_add_head (self->content, SL_FOLIO_HEAD, self->store, error) &&
         add_portfolio (self, error) && sl_portfolio_making_gather (self, error) &&
         add_files (self, error) && add_cases (self, error) &&
         sl_portfolio_making_add_persons (self, error) && find_serial (self, error);
}

/**
 * sl_portfolio_bundle_send:
 * @review: the reviews
 * @portfolio: as it was seen
 * @cases: whether the cases of occasions whose claims wait go with it; of no weight in a reply
 * @notes: whether private notes do; only for the trainee, of whose own wish they go
 * @path: where the file is to lie; one that is there is replaced
 * @error: return location
 *
 * Writes the portfolio where it is worked here; where it came in a bundle, a reply with what was
 * said here. One change ("make-bundle"), besides one for each case. Blocking.
 *
 * Returns: (transfer full): what was made, or %NULL with @error
 */
SlPortfolioBundle *
sl_portfolio_bundle_send (SlReview *review,
                          SlPortfolio *portfolio,
                          gboolean cases,
                          gboolean notes,
                          const char *path,
                          GError **error)
{
  g_auto (Making) self = {
    .review = review, .portfolio = portfolio, .cases = cases, .notes = notes, .path = path
  };

  g_return_val_if_fail (SL_IS_REVIEW (review) && SL_IS_PORTFOLIO (portfolio), NULL);
  g_return_val_if_fail (path != NULL, NULL);
  self.store = sl_library_get_store (sl_review_get_library (review));
  self.reply = *portfolio->origin != '\0';
  if (!find_person (&self, error))
    return NULL;
  self.key = sl_signing_key_open (self.store, error);
  if (self.key == NULL || !gather (&self, error))
    return NULL;
  write_manifest (&self);
  if (!sl_bundle_file_make (
          sl_review_get_library (review), self.key, self.manifest, self.content, self.parts, path,
          sl_change_new ("make-bundle", "portfolio", portfolio->id, NULL, record, &self, NULL),
          error))
    return NULL;
  {
    SlBundleFile file = { .manifest = self.manifest,
                          .content = self.content,
                          .fingerprint = (char *) sl_signing_key_get_fingerprint (self.key) };

    return sl_portfolio_bundle_new (path, &file, SL_TRUST_VERIFIED);
  }
}

/* As sl_portfolio_bundle_send(), for who need not be told of it. */
gboolean
sl_portfolio_bundle_make (SlReview *review,
                          SlPortfolio *portfolio,
                          gboolean cases,
                          gboolean notes,
                          const char *path,
                          GError **error)
{
  g_autoptr (SlPortfolioBundle)
      bundle = sl_portfolio_bundle_send (review, portfolio, cases, notes, path, error);

  return bundle != NULL;
}
