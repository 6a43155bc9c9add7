/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-bundle-private.h"

#include "base/sl-id.h"
#include "base/sl-text.h"
#include "base/sl-time.h"
#include "review/sl-bundle.h"
#include "store/sl-audit.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* Making a portfolio's bundle, as review/ makes a case's: rows are gathered, the file is written
 * and synced under another name, its serial number recorded, and only then does it get its name.
 * Whom it names, it names with name and role, and no address. */

typedef struct
{
  SlReview *review;
  SlStore *store;
  SlPortfolio *portfolio;
  gboolean reply, cases, notes;
  const char *path;
  SlPerson *person; /* who signs, as their row says now */
  SlSigningKey *key;
  char *public_key; /* in hex */
  SlLines *manifest, *content;
  GPtrArray *parts;
  GPtrArray *seals; /* of SlPortfolioSeal: one's own, with the objects in @sealed */
  GPtrArray *sealed;
  gint64 serial, room;
} Making;

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

static gboolean
add_head (Making *self, GError **error)
{
  g_autofree char *hash = NULL;
  g_autofree char *digits = NULL;
  gint64 sequence;

  if (!sl_audit_get_head (sl_store_read (self->store), &sequence, &hash, error))
    return FALSE;
  digits = g_strdup_printf ("%" G_GINT64_FORMAT, sequence);
  sl_lines_add (self->content, SL_FOLIO_HEAD, digits, hash, NULL);
  return TRUE;
}

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

static gboolean
collect (Making *self, GError **error)
{
  static const guint kinds[] = { SL_FOLIO_MOVE,        SL_FOLIO_OCCASION, SL_FOLIO_REQUEST,
                                 SL_FOLIO_EVENT,       SL_FOLIO_EVIDENCE, SL_FOLIO_TRAINING,
                                 SL_FOLIO_FILE,        SL_FOLIO_NOTE,     SL_FOLIO_READ,
                                 SL_FOLIO_PROGRESSION, SL_FOLIO_APPEAL,   SL_FOLIO_OUTCOME };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if ((kinds[i] != SL_FOLIO_NOTE || self->notes) && kinds[i] != SL_FOLIO_FILE &&
        !sl_portfolio_bundle_collect (sl_store_read (self->store), self->portfolio->id, kinds[i],
                                      self->reply, self->content, error))
      return FALSE;
  if (self->reply && sl_lines_count (self->content, SL_FOLIO_EVENT) == 0 &&
      sl_lines_count (self->content, SL_FOLIO_PROGRESSION) == 0 &&
      sl_lines_count (self->content, SL_FOLIO_OUTCOME) == 0 &&
      sl_lines_count (self->content, SL_FOLIO_REQUEST) == 0)
    return sl_portfolio_refuse (error, _ ("There is nothing to send back yet. Assess first."));
  return TRUE;
}

/* ---- seals ---- */

/* One's own words are signed now; those of others bring the signature that they gave. */
static gboolean
seal (Making *self, guint kind, guint index, int author, GError **error)
{
  char **values = sl_lines_get (self->content, kind, index)->values;
  g_autoptr (SlPerson) person = NULL;
  g_autofree char *what = NULL;
  SlPortfolioSeal *found = g_new0 (SlPortfolioSeal, 1);

  g_ptr_array_add (self->seals, found);
  g_ptr_array_add (self->sealed, values[0]);
  if (!sl_portfolio_bundle_find_seal (sl_store_read (self->store), values[0], found, error))
    return FALSE;
  if (!found->found && g_str_equal (values[author], sl_person_get_id (self->person)))
    {
      g_autoptr (GBytes)
          text = sl_portfolio_seal_text (self->portfolio->id, self->content, kind, index, error);
      g_autoptr (GBytes) signature = text != NULL ? sl_signing_key_sign (self->key, text) : NULL;

      if (signature == NULL)
        return FALSE;
      found->fingerprint = g_strdup (sl_signing_key_get_fingerprint (self->key));
      found->public_key = g_strdup (self->public_key);
      found->person_id = g_strdup (values[author]);
      found->signature = sl_portfolio_to_hex (signature);
      return TRUE;
    }
  if (found->found)
    return TRUE;
  person = sl_people_load (self->store, values[author], error);
  if (person == NULL)
    return FALSE;
  what = sl_portfolio_name_record (kind, values);
  /* TRANSLATORS: a person's name, "the verdict on C2.1", the name again */
  return sl_portfolio_refuse (error,
                              _ ("%s has not signed %s yet, and nobody signs it for them. Let %s "
                                 "make a bundle of this portfolio here once."),
                              sl_person_get_display_name (person), what,
                              sl_person_get_display_name (person));
}

static gboolean
add_seals (Making *self, GError **error)
{
  static const guint kinds[] = { SL_FOLIO_MOVE, SL_FOLIO_EVENT, SL_FOLIO_PROGRESSION,
                                 SL_FOLIO_OUTCOME };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint i = 0; i < sl_lines_count (self->content, kinds[k]); i++)
      {
        int author = sl_portfolio_find_author (kinds[k],
                                               sl_lines_get (self->content, kinds[k], i)->values,
                                               self->portfolio->person_id);

        if (author >= 0 && !seal (self, kinds[k], i, author, error))
          return FALSE;
      }
  for (guint i = 0; i < self->seals->len; i++)
    {
      const SlPortfolioSeal *found = g_ptr_array_index (self->seals, i);

      sl_lines_add (self->content, SL_FOLIO_SEAL, g_ptr_array_index (self->sealed, i),
                    found->fingerprint, found->signature, NULL);
      if (!g_str_equal (found->public_key, self->public_key) &&
          sl_lines_find (self->content, SL_FOLIO_KEY, found->fingerprint) == NULL)
        sl_lines_add (self->content, SL_FOLIO_KEY, found->fingerprint, found->public_key,
                      found->person_id, NULL);
    }
  return TRUE;
}

/* ---- persons ---- */

static const struct
{
  guint kind, field;
} named[] = {
  { SL_FOLIO_KEY, SL_FOLIO_KEY_PERSON },
  { SL_FOLIO_PORTFOLIO, SL_FOLIO_PORTFOLIO_BY },
  { SL_FOLIO_MOVE, SL_FOLIO_MOVE_BY },
  { SL_FOLIO_OCCASION, 13 },
  { SL_FOLIO_REQUEST, SL_FOLIO_REQUEST_ASSESSOR },
  { SL_FOLIO_REQUEST, SL_FOLIO_REQUEST_BY },
  { SL_FOLIO_EVENT, SL_FOLIO_EVENT_BY },
  { SL_FOLIO_TRAINING, 11 },
  { SL_FOLIO_FILE, 8 },
  { SL_FOLIO_READ, 1 },
  { SL_FOLIO_PROGRESSION, SL_FOLIO_PROGRESSION_BY },
  { SL_FOLIO_APPEAL, SL_FOLIO_APPEAL_BY },
  { SL_FOLIO_OUTCOME, SL_FOLIO_OUTCOME_BY },
};

static gboolean
add_persons (Making *self, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GList) sorted = NULL;

  g_hash_table_add (ids, (char *) sl_person_get_id (self->person));
  g_hash_table_add (ids, (char *) self->portfolio->person_id);
  for (guint n = 0; n < G_N_ELEMENTS (named); n++)
    for (guint i = 0; i < sl_lines_count (self->content, named[n].kind); i++)
      g_hash_table_add (ids,
                        sl_lines_get (self->content, named[n].kind, i)->values[named[n].field]);
  sorted = g_list_sort (g_hash_table_get_keys (ids), (GCompareFunc) strcmp);
  for (GList *at = sorted; at != NULL; at = at->next)
    {
      g_autoptr (SlPerson) person = sl_people_load (self->store, at->data, error);

      if (person == NULL)
        return FALSE;
      sl_lines_add (self->content, SL_FOLIO_PERSON, at->data, sl_person_get_display_name (person),
                    sl_person_get_role (person),
                    sl_person_get_self_declared (person) ? "self" : "confirmed", NULL);
    }
  return TRUE;
}

/* ---- editions and files ---- */

static gboolean
has_part (Making *self, const char *prefix, const char *hash)
{
  g_autofree char *name = g_strconcat (prefix, hash, NULL);

  for (guint i = 0; i < self->parts->len; i++)
    if (g_str_equal (((const SlBundlePart *) g_ptr_array_index (self->parts, i))->name, name))
      return TRUE;
  return FALSE;
}

static gboolean
add_pack (Making *self, const char *hash, GError **error)
{
  g_autoptr (SlPack) pack = NULL;
  SlBundlePart *part;

  if (has_part (self, SL_BUNDLE_PREFIX_PACK, hash))
    return TRUE;
  pack = sl_pack_records_load (self->store, sl_review_get_packs (self->review), hash, error);
  if (pack == NULL)
    return FALSE;
  part = sl_bundle_part_new (SL_BUNDLE_PREFIX_PACK, hash, sl_pack_get_bytes (pack), 0);
  self->room -= part->size;
  g_ptr_array_add (self->parts, part);
  sl_lines_add (self->content, SL_FOLIO_PACK, hash, NULL);
  return TRUE;
}

/* Every edition that a record names. */
static gboolean
add_packs (Making *self, GError **error)
{
  static const struct
  {
    guint kind, field;
  } naming[] = { { SL_FOLIO_PORTFOLIO, SL_FOLIO_PORTFOLIO_HASH },
                 { SL_FOLIO_MOVE, 1 },
                 { SL_FOLIO_MOVE, 2 },
                 { SL_FOLIO_EVENT, SL_FOLIO_EVENT_HASH },
                 { SL_FOLIO_PROGRESSION, SL_FOLIO_PROGRESSION_HASH } };

  for (guint n = 0; !self->reply && n < G_N_ELEMENTS (naming); n++)
    for (guint i = 0; i < sl_lines_count (self->content, naming[n].kind); i++)
      if (!add_pack (self, sl_lines_get (self->content, naming[n].kind, i)->values[naming[n].field],
                     error))
        return FALSE;
  return TRUE;
}

/* FALSE: it stays behind. */
static gboolean
add_file (Making *self, const char *hash, gint64 size)
{
  if (has_part (self, SL_BUNDLE_PREFIX_FILE, hash))
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

      if (add_file (self, values[SL_FOLIO_FILE_HASH],
                    g_ascii_strtoll (values[SL_FOLIO_FILE_SIZE], NULL, 10)))
        sl_lines_add_values (self->content, SL_FOLIO_FILE, (const char *const *) values);
      else
        sl_lines_add (self->content, SL_FOLIO_LEFT_OUT, values[SL_FOLIO_FILE_NAME], NULL);
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
      sl_lines_add (self->content, SL_FOLIO_LEFT_OUT, name, NULL);
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
    sl_lines_add (self->content, SL_FOLIO_LEFT_OUT, occasion->title, NULL);
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

/* Rising for ever, also after a backup was restored: seconds, unless the clock was put back. */
static gboolean
find_serial (Making *self, GError **error)
{
  gint64 last = sl_portfolio_bundle_read_serial (sl_store_read (self->store), self->portfolio->id,
                                                 sl_signing_key_get_fingerprint (self->key), error);

  self->serial = MAX (last + 1, sl_clock_now () / G_USEC_PER_SEC);
  return last >= 0;
}

static void
write_manifest (Making *self)
{
  SlPerson *person = self->person;
  g_autofree char *serial = g_strdup_printf ("%" G_GINT64_FORMAT, self->serial);
  g_autofree char *now = sl_time_now ();

  self->manifest = sl_lines_new (&sl_portfolio_manifest_format);
  sl_lines_add (self->manifest, SL_MANIFEST_KIND,
                self->reply ? SL_PORTFOLIO_BUNDLE_REPLY : SL_PORTFOLIO_BUNDLE_OUT, NULL);
  sl_lines_add (self->manifest, SL_MANIFEST_PORTFOLIO, self->portfolio->id,
                self->portfolio->person_id, self->portfolio->person_name, NULL);
  sl_lines_add (self->manifest, SL_MANIFEST_SENDER, sl_person_get_id (person),
                sl_person_get_display_name (person), sl_person_get_role (person),
                sl_person_get_self_declared (person) ? "self" : "confirmed", NULL);
  sl_lines_add (self->manifest, SL_MANIFEST_KEY, self->public_key, NULL);
  sl_lines_add (self->manifest, SL_MANIFEST_SERIAL, serial, NULL);
  sl_lines_add (self->manifest, SL_MANIFEST_MADE, now, SL_PROGRAM_VERSION, NULL);
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
  self->sealed = g_ptr_array_new ();
  self->room = SL_BUNDLE_TOTAL_MAX;
  self->public_key = sl_portfolio_to_hex (sl_signing_key_get_public (self->key));
  return add_head (self, error) && add_portfolio (self, error) && collect (self, error) &&
         add_seals (self, error) && add_packs (self, error) && add_files (self, error) &&
         add_cases (self, error) && add_persons (self, error) && find_serial (self, error);
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
  g_autofree char *temporary = NULL;

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
  if (!sl_bundle_file_write (sl_review_get_library (review), self.key, self.manifest, self.content,
                             self.parts, path, &temporary, error))
    return NULL;
  if (!sl_store_apply (
          self.store,
          sl_change_new ("make-bundle", "portfolio", portfolio->id, NULL, record, &self, NULL),
          error))
    {
      sl_bundle_file_discard (temporary);
      return NULL;
    }
  if (!sl_bundle_file_publish (temporary, path, error))
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
