/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-bundle-private.h"

#include "base/sl-hex.h"
#include "base/sl-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The records of a portfolio's bundle on its way out. What somebody answers for goes with their own
 * signature, or stays behind with what was said to it, and that is told: nobody signs for another.
 */

typedef SlPortfolioMaking Making;

/* What stays behind and why; told on both sides. @format takes the name. */
void
sl_portfolio_making_leave_out (Making *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *clean = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  clean = sl_text_clean (text, -1);
  sl_lines_add (self->content, SL_FOLIO_LEFT_OUT, clean, NULL);
}

/* ---- seals ---- */

/* One's own words are signed now; those of others bring the signature that they gave. Not found:
 * nobody signed it. */
static gboolean
find_seal (Making *self,
           SlLines *rows,
           guint kind,
           guint index,
           int author,
           SlPortfolioSeal *seal,
           GError **error)
{
  char **values = sl_lines_get (rows, kind, index)->values;
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GBytes) signature = NULL;

  if (!sl_portfolio_bundle_find_seal (sl_store_read (self->store), values[0], seal, error))
    return FALSE;
  if (seal->found || !g_str_equal (values[author], sl_person_get_id (self->person)))
    return TRUE;
  text = sl_portfolio_seal_text (self->portfolio->id, rows, kind, index, error);
  if (text == NULL)
    return FALSE;
  signature = sl_signing_key_sign (self->key, text);
  seal->found = TRUE;
  seal->fingerprint = g_strdup (sl_signing_key_get_fingerprint (self->key));
  seal->public_key = g_strdup (self->public_key);
  seal->person_id = g_strdup (values[author]);
  seal->signature = sl_hex_from_bytes (signature);
  return TRUE;
}

static void
add_seal (Making *self, const char *object_id, SlPortfolioSeal *found)
{
  SlPortfolioSeal *kept = g_new0 (SlPortfolioSeal, 1);

  sl_lines_add (self->content, SL_FOLIO_SEAL, object_id, found->fingerprint, found->signature,
                NULL);
  if (!g_str_equal (found->public_key, self->public_key) &&
      sl_lines_find (self->content, SL_FOLIO_KEY, found->fingerprint) == NULL)
    sl_lines_add (self->content, SL_FOLIO_KEY, found->fingerprint, found->public_key,
                  found->person_id, NULL);
  *kept = *found;
  *found = (SlPortfolioSeal){ 0 };
  g_ptr_array_add (self->seals, kept);
  g_ptr_array_add (self->sealed, g_strdup (object_id));
}

/* Whether the record goes along; what answers one that does not stays with it. */
static gboolean
take_row (Making *self, SlLines *rows, guint kind, guint index, GError **error)
{
  char **values = sl_lines_get (rows, kind, index)->values;
  int author = sl_portfolio_find_author (kind, values, self->portfolio->person_id);
  const char *rests_on = kind == SL_FOLIO_EVENT     ? values[SL_FOLIO_EVENT_ANSWERS]
                         : kind == SL_FOLIO_APPEAL  ? values[SL_FOLIO_APPEAL_PROGRESSION]
                         : kind == SL_FOLIO_OUTCOME ? values[SL_FOLIO_OUTCOME_APPEAL]
                                                    : "";
  g_auto (SlPortfolioSeal) seal = { 0 };
  gpointer n;

  if (g_hash_table_contains (self->dropped, rests_on))
    {
      g_hash_table_add (self->dropped, g_strdup (values[0]));
      return TRUE;
    }
  if (author >= 0 && !find_seal (self, rows, kind, index, author, &seal, error))
    return FALSE;
  if (author >= 0 && !seal.found)
    {
      n = g_hash_table_lookup (self->unsigned_by, values[author]);
      g_hash_table_insert (self->unsigned_by, g_strdup (values[author]),
                           GUINT_TO_POINTER (GPOINTER_TO_UINT (n) + 1));
      g_hash_table_add (self->dropped, g_strdup (values[0]));
      return TRUE;
    }
  sl_lines_add_values (self->content, kind, (const char *const *) values);
  if (author >= 0)
    add_seal (self, values[0], &seal);
  return TRUE;
}

static gboolean
tell_unsigned (Making *self, GError **error)
{
  GHashTableIter iter;
  gpointer id, n;

  g_hash_table_iter_init (&iter, self->unsigned_by);
  while (g_hash_table_iter_next (&iter, &id, &n))
    {
      g_autoptr (SlPerson) person = sl_people_load (self->store, id, error);

      if (person == NULL)
        return FALSE;
      /* TRANSLATORS: a number, a person's name */
      sl_portfolio_making_leave_out (
          self,
          ngettext ("%u assessment or decision of %s (they have not signed it: let them make a "
                    "bundle of this portfolio once, where they work)",
                    "%u assessments or decisions of %s (they have not signed them: let them make a "
                    "bundle of this portfolio once, where they work)",
                    GPOINTER_TO_UINT (n)),
          GPOINTER_TO_UINT (n), sl_person_get_display_name (person));
    }
  return TRUE;
}

/* ---- rows ---- */

/* A move to another edition is not left behind: what follows it would not be understood. */
static gboolean
check_moves (Making *self, GError **error)
{
  return self->reply || g_hash_table_size (self->dropped) == 0 ||
         sl_portfolio_refuse (error,
                              _ ("The move to another edition is not signed yet, and nobody signs "
                                 "it for another. Let the manager who made it make a bundle of "
                                 "this portfolio here once."));
}

static gboolean
collect (Making *self, GError **error)
{
  static const guint kinds[] = { SL_FOLIO_MOVE,   SL_FOLIO_OCCASION, SL_FOLIO_REQUEST,
                                 SL_FOLIO_EVENT,  SL_FOLIO_EVIDENCE, SL_FOLIO_TRAINING,
                                 SL_FOLIO_NOTE,   SL_FOLIO_READ,     SL_FOLIO_PROGRESSION,
                                 SL_FOLIO_APPEAL, SL_FOLIO_OUTCOME };

  g_autoptr (SlLines) rows = sl_lines_new (&sl_portfolio_content_format);

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      if (kinds[k] == SL_FOLIO_NOTE && !self->notes)
        continue;
      if (!sl_portfolio_bundle_collect (sl_store_read (self->store), self->portfolio->id, kinds[k],
                                        self->reply, rows, error))
        return FALSE;
      for (guint i = 0; i < sl_lines_count (rows, kinds[k]); i++)
        if (!take_row (self, rows, kinds[k], i, error))
          return FALSE;
      if (kinds[k] == SL_FOLIO_MOVE && !check_moves (self, error))
        return FALSE;
    }
  if (self->reply && sl_lines_count (self->content, SL_FOLIO_EVENT) == 0 &&
      sl_lines_count (self->content, SL_FOLIO_PROGRESSION) == 0 &&
      sl_lines_count (self->content, SL_FOLIO_OUTCOME) == 0 &&
      sl_lines_count (self->content, SL_FOLIO_REQUEST) == 0)
    return sl_portfolio_refuse (error, _ ("There is nothing to send back yet. Assess first."));
  return TRUE;
}

/* ---- editions ---- */

static gboolean
add_pack (Making *self, const char *hash, GError **error)
{
  g_autoptr (SlPack) pack = NULL;
  SlBundlePart *part;

  if (sl_portfolio_making_has_part (self, SL_BUNDLE_PREFIX_PACK, hash))
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

gboolean
sl_portfolio_making_gather (Making *self, GError **error)
{
  return collect (self, error) && tell_unsigned (self, error) && add_packs (self, error);
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

gboolean
sl_portfolio_making_add_persons (Making *self, GError **error)
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
