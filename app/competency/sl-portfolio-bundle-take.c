/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-bundle-private.h"

#include "documents/sl-document-records.h"
#include "people/sl-person-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a portfolio's bundle brings, put in beside what is here, within its one change: who is named
 * in it, the editions and files that it rests on, and its records. */

static gboolean
keep_people (SlPortfolioTaking *self, SlTransaction *transaction, GError **error)
{
  char **sender = sl_lines_get (self->file->manifest, SL_MANIFEST_SENDER, 0)->values;
  const char *sender_id = sender[SL_MANIFEST_SENDER_ID];

  if (!sl_people_keep_elsewhere (transaction, sender_id, self->file->fingerprint,
                                 sender[SL_MANIFEST_SENDER_NAME], sender[SL_MANIFEST_SENDER_ROLE],
                                 g_str_equal (sender[SL_MANIFEST_SENDER_DECLARED], "self"),
                                 error) ||
      !sl_keys_keep (transaction, self->file->fingerprint, self->file->key, sender_id, error))
    return FALSE;
  for (guint i = 0; i < sl_lines_count (self->content, SL_FOLIO_PERSON); i++)
    {
      char **values = sl_lines_get (self->content, SL_FOLIO_PERSON, i)->values;

      if (!g_str_equal (values[0], sender_id) &&
          !sl_people_keep_elsewhere (transaction, values[0], "", values[1], values[2],
                                     g_str_equal (values[3], "self"), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
keep_editions (SlPortfolioTaking *self, SlTransaction *transaction, GError **error)
{
  for (guint i = 0; i < sl_lines_count (self->content, SL_FOLIO_PACK); i++)
    {
      SlFramework *framework = g_hash_table_lookup (
          self->frameworks, sl_lines_get (self->content, SL_FOLIO_PACK, i)->values[0]);

      if (!sl_pack_records_keep (transaction, sl_framework_get_pack (framework), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
name_files (SlPortfolioTaking *self, SlTransaction *transaction, GError **error)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      SlSealedFile *file = g_ptr_array_index (self->files, i);

      if (!sl_document_records_name_file (transaction, sl_sealed_file_get_sha256 (file),
                                          (gint64) sl_sealed_file_get_size (file),
                                          sl_sealed_file_get_media_type (file), error))
        return FALSE;
    }
  return TRUE;
}

/* The fingerprint of who speaks: of the seal that the record has, else of the sender. */
static const char *
find_origin (SlPortfolioTaking *self, guint kind, char **values)
{
  char **seal = sl_portfolio_find_author (kind, values, self->owner) >= 0
                    ? sl_lines_find (self->content, SL_FOLIO_SEAL, values[0])
                    : NULL;

  return seal != NULL ? seal[SL_FOLIO_SEAL_FINGERPRINT] : self->file->fingerprint;
}

/* What somebody who works here is said to have asked for or read is known here, if it is so. */
static gboolean
is_ours (SlDatabase *database, guint kind, char **values, gboolean *ours, GError **error)
{
  const char *by = kind == SL_FOLIO_REQUEST ? values[SL_FOLIO_REQUEST_BY]
                   : kind == SL_FOLIO_READ  ? values[1]
                                            : NULL;
  g_autofree char *name = NULL;

  *ours = FALSE;
  return by == NULL || sl_people_is_local (database, by, ours, &name, error);
}

/* Kinds whose rows never change once they are here. */
static gboolean
is_settled (guint kind)
{
  return kind == SL_FOLIO_MOVE || kind == SL_FOLIO_EVENT || kind == SL_FOLIO_EVIDENCE ||
         kind == SL_FOLIO_PROGRESSION || kind == SL_FOLIO_APPEAL || kind == SL_FOLIO_OUTCOME;
}

static gboolean
put_seal (SlPortfolioTaking *self,
          SlTransaction *transaction,
          guint kind,
          char **values,
          GError **error)
{
  int author = sl_portfolio_find_author (kind, values, self->owner);
  char **line = author >= 0 ? sl_lines_find (self->content, SL_FOLIO_SEAL, values[0]) : NULL;
  char **key;
  SlPortfolioSeal seal;

  if (line == NULL)
    return TRUE;
  key = sl_lines_find (self->content, SL_FOLIO_KEY, line[SL_FOLIO_SEAL_FINGERPRINT]);
  seal = (SlPortfolioSeal){
    .fingerprint = line[SL_FOLIO_SEAL_FINGERPRINT],
    .public_key = g_str_equal (line[SL_FOLIO_SEAL_FINGERPRINT], self->file->fingerprint)
                      ? (char *) sl_bundle_file_get (self->file, SL_MANIFEST_KEY, 0)
                      : key[SL_FOLIO_KEY_PUBLIC],
    .person_id = values[author],
    .signature = line[SL_FOLIO_SEAL_SIGNATURE],
  };
  return sl_portfolio_bundle_put_seal (transaction, values[0], &seal, error);
}

static gboolean
put (SlPortfolioTaking *self,
     SlTransaction *transaction,
     guint kind,
     char **values,
     guint *added,
     GError **error)
{
  SlDatabase *database = sl_transaction_get_database (transaction);
  g_autofree char *portfolio_id = NULL;
  g_autoptr (GError) failure = NULL;
  g_auto (GStrv) here = NULL;
  gboolean ours;

  if (kind != SL_FOLIO_READ)
    here = sl_portfolio_bundle_find (database, kind, values[0], &portfolio_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (!is_ours (database, kind, values, &ours, error))
    return FALSE;
  if (here != NULL ? is_settled (kind) : ours)
    return TRUE;
  /* Taken out before it was ever sent. */
  if (here == NULL && kind == SL_FOLIO_FILE && g_str_equal (values[SL_FOLIO_FILE_REMOVED], "1"))
    return TRUE;
  *added += here == NULL ? 1 : 0;
  if (kind == SL_FOLIO_PROGRESSION && here == NULL &&
      g_str_equal (values[SL_FOLIO_PROGRESSION_OUTCOME], "fulfilled"))
    self->fulfilled = TRUE;
  return sl_portfolio_bundle_put (transaction, kind, values, self->portfolio_id,
                                  find_origin (self, kind, values), error) &&
         put_seal (self, transaction, kind, values, error);
}

/* In the order in which they point at each other. */
static gboolean
put_records (SlPortfolioTaking *self, SlTransaction *transaction, GError **error)
{
  static const struct
  {
    guint kind;
    const char *name; /* in the trail */
  } kinds[] = {
    { SL_FOLIO_MOVE, "moves" },        { SL_FOLIO_OCCASION, "occasions" },
    { SL_FOLIO_REQUEST, "requests" },  { SL_FOLIO_EVENT, "steps" },
    { SL_FOLIO_EVIDENCE, "evidence" }, { SL_FOLIO_TRAINING, "training" },
    { SL_FOLIO_FILE, "files" },        { SL_FOLIO_NOTE, "notes" },
    { SL_FOLIO_READ, "reads" },        { SL_FOLIO_PROGRESSION, "decisions" },
    { SL_FOLIO_APPEAL, "appeals" },    { SL_FOLIO_OUTCOME, "outcomes" },
  };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autofree char *digits = NULL;
      guint added = 0;

      for (guint i = 0; i < sl_lines_count (self->content, kinds[k].kind); i++)
        if (!put (self, transaction, kinds[k].kind,
                  sl_lines_get (self->content, kinds[k].kind, i)->values, &added, error))
          return FALSE;
      digits = g_strdup_printf ("%u", added);
      if (added > 0)
        sl_transaction_note (transaction, kinds[k].name, digits);
    }
  return TRUE;
}

/* With all that was said by now, nothing may be missing. */
static gboolean
check_fulfilled (SlPortfolioTaking *self, SlTransaction *transaction, GError **error)
{
  g_autoptr (SlPortfolio) now = NULL;

  if (!self->fulfilled || self->seen == NULL)
    return TRUE;
  now = sl_portfolio_records_reload (transaction, self->seen, error);
  if (now == NULL)
    return FALSE;
  return sl_portfolio_is_complete (now) ||
         sl_portfolio_bundle_refuse (error, self->file,
                                     _ ("it says that %s has fulfilled the framework, and here not "
                                        "all of it is met."),
                                     sl_portfolio_get_person_name (now));
}

gboolean
sl_portfolio_bundle_take_in (SlTransaction *transaction, gpointer data, GError **error)
{
  SlPortfolioTaking *self = data;
  const char *serial = sl_bundle_file_get (self->file, SL_MANIFEST_SERIAL, 0);

  /* It may be asked to do it a second time. */
  self->fulfilled = FALSE;
  if (!sl_portfolio_judge (self, sl_transaction_get_database (transaction), error) ||
      !keep_people (self, transaction, error) || !keep_editions (self, transaction, error) ||
      !name_files (self, transaction, error) ||
      (!self->reply && !sl_portfolio_bundle_put_head (transaction, self->file, error)) ||
      !put_records (self, transaction, error) || !check_fulfilled (self, transaction, error))
    return FALSE;
  sl_transaction_note (transaction, "kind", sl_bundle_file_get (self->file, SL_MANIFEST_KIND, 0));
  sl_transaction_note (
      transaction, "trainee",
      sl_bundle_file_get (self->file, SL_MANIFEST_PORTFOLIO, SL_MANIFEST_PORTFOLIO_NAME));
  sl_transaction_note (transaction, "key", self->file->fingerprint);
  sl_transaction_note (transaction, "trust", sl_trust_to_nick (self->trust));
  sl_transaction_note (transaction, "serial", serial);
  sl_transaction_note (transaction, "manifest", self->file->manifest_hash);
  return sl_portfolio_bundle_set_serial (transaction, self->portfolio_id, self->file->fingerprint,
                                         "read", g_ascii_strtoll (serial, NULL, 10), error);
}
