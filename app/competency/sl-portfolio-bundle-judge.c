/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-bundle-private.h"

#include "base/sl-hex.h"
#include "base/sl-time.h"
#include "people/sl-person-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Whether a portfolio's bundle may be taken in here. The file itself was proved whole and signed
 * when it was opened (review/sl-bundle-file.c); here it is held against this casebook. Claims are
 * believed of the casebook that they come from. What a manager says is believed only with that
 * manager's own signature over it, and the signature only once somebody here has compared the key
 * with its owner: so a trainee can carry a verdict from one manager to another, and make none. */

gboolean
sl_portfolio_bundle_refuse (GError **error, SlBundleFile *file, const char *format, ...)
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

#define refuse(...) sl_portfolio_bundle_refuse (error, self->file, __VA_ARGS__)

static const char *
get_sender_name (SlPortfolioTaking *self)
{
  return sl_bundle_file_get (self->file, SL_MANIFEST_SENDER, SL_MANIFEST_SENDER_NAME);
}

static const char *
get_owner_name (SlPortfolioTaking *self)
{
  return sl_bundle_file_get (self->file, SL_MANIFEST_PORTFOLIO, SL_MANIFEST_PORTFOLIO_NAME);
}

static const char *
get_name (SlPortfolioTaking *self, const char *person_id)
{
  char **person = sl_lines_find (self->content, SL_FOLIO_PERSON, person_id);

  return person != NULL ? person[1] : "";
}

/* ---- seals ---- */

/* The key that a seal names: the sender's, or one that the bundle brings. */
static GBytes *
find_key (SlPortfolioTaking *self, const char *fingerprint)
{
  char **key;

  if (g_str_equal (fingerprint, self->file->fingerprint))
    return g_bytes_ref (self->file->key);
  key = sl_lines_find (self->content, SL_FOLIO_KEY, fingerprint);
  return key != NULL ? sl_hex_to_bytes (key[SL_FOLIO_KEY_PUBLIC]) : NULL;
}

/* Whether the signature is right, apart from whose key it is. */
static gboolean
is_signed (SlPortfolioTaking *self, guint kind, guint index, char **seal)
{
  g_autoptr (GBytes) key = find_key (self, seal[SL_FOLIO_SEAL_FINGERPRINT]);
  g_autoptr (GBytes) signature = sl_hex_to_bytes (seal[SL_FOLIO_SEAL_SIGNATURE]);
  g_autoptr (GBytes)
      text = sl_portfolio_seal_text (self->portfolio_id, self->content, kind, index, NULL);
  g_autofree char *fingerprint = key != NULL ? sl_key_fingerprint (key) : NULL;

  return fingerprint != NULL && text != NULL &&
         g_str_equal (fingerprint, seal[SL_FOLIO_SEAL_FINGERPRINT]) &&
         sl_key_verify (key, text, signature);
}

/* Why nobody answers for the record; NULL without @error when its author does. */
static char *
weigh_seal (SlPortfolioTaking *self, guint kind, guint index, const char *author, GError **error)
{
  char **values = sl_lines_get (self->content, kind, index)->values;
  char **seal = sl_lines_find (self->content, SL_FOLIO_SEAL, values[0]);
  const char *name = get_name (self, author);
  g_autofree char *owner = NULL;
  SlTrust trust;

  if (seal == NULL || !is_signed (self, kind, index, seal))
    return g_strdup_printf (_ ("%s has not signed it"), name);
  if (!sl_keys_look_up (self->store, seal[SL_FOLIO_SEAL_FINGERPRINT], &trust, &owner, error))
    return NULL;
  if (g_strcmp0 (owner, author) == 0 && trust == SL_TRUST_VERIFIED)
    return NULL;
  if (trust == SL_TRUST_REVOKED || (owner != NULL && !g_str_equal (owner, author)))
    return g_strdup_printf (_ ("the key that signed it (%s) is not %s's"),
                            seal[SL_FOLIO_SEAL_FINGERPRINT], name);
  g_hash_table_insert (self->compare, values[0], seal[SL_FOLIO_SEAL_FINGERPRINT]);
  return g_strdup_printf (_ ("nobody here has compared %s's key (%s). Let them read it out on the "
                             "telephone, mark it under People (or with sightline-cli progress "
                             "bundle trust), and read the file again"),
                          name, seal[SL_FOLIO_SEAL_FINGERPRINT]);
}

gboolean
sl_portfolio_judge_seals (SlPortfolioTaking *self, GError **error)
{
  static const guint kinds[] = { SL_FOLIO_MOVE, SL_FOLIO_EVENT, SL_FOLIO_PROGRESSION,
                                 SL_FOLIO_OUTCOME };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint i = 0; i < sl_lines_count (self->content, kinds[k]); i++)
      {
        char **values = sl_lines_get (self->content, kinds[k], i)->values;
        int author = sl_portfolio_find_author (kinds[k], values, self->owner);
        g_autoptr (GError) failure = NULL;
        char *why = author >= 0 ? weigh_seal (self, kinds[k], i, values[author], &failure) : NULL;

        if (failure != NULL)
          {
            g_propagate_error (error, g_steal_pointer (&failure));
            return FALSE;
          }
        if (why != NULL)
          g_hash_table_insert (self->unsealed, values[0], why);
      }
  return TRUE;
}

/* ---- the file as a whole ---- */

static gboolean
judge_key (SlPortfolioTaking *self, GError **error)
{
  if (g_str_equal (self->file->fingerprint, self->own))
    return refuse (_ ("you made it yourself. Send it to the other side."));
  if (self->trust == SL_TRUST_REVOKED)
    return refuse (_ ("its key (%s) was revoked here: it is no longer %s's. Ask them for a bundle "
                      "signed with their new key."),
                   self->file->fingerprint, get_sender_name (self));
  return TRUE;
}

static gboolean
judge_sender (SlPortfolioTaking *self, SlDatabase *database, GError **error)
{
  const char *sender = sl_bundle_file_get (self->file, SL_MANIFEST_SENDER, SL_MANIFEST_SENDER_ID);
  g_autofree char *name = NULL;
  gboolean local;

  if (!sl_people_is_local (database, sender, &local, &name, error))
    return FALSE;
  if (local)
    return refuse (
        _ ("it says that it comes from %s, who works here, and is signed with a key from "
           "elsewhere."),
        name);
  return TRUE;
}

/* To the edition that it has there lead moves from the one that it has here; each is a manager's
 * and signed. */
static gboolean
judge_edition (SlPortfolioTaking *self, const SlPortfolioStanding *standing, GError **error)
{
  const char *wanted =
      sl_lines_get (self->content, SL_FOLIO_PORTFOLIO, 0)->values[SL_FOLIO_PORTFOLIO_HASH];
  const char *at = standing->framework_hash;
  guint n = sl_lines_count (self->content, SL_FOLIO_MOVE);

  /* Moves come in the order in which they were made. */
  for (guint i = 0; standing->exists && i < n; i++)
    {
      char **move = sl_lines_get (self->content, SL_FOLIO_MOVE, i)->values;

      if (!g_str_equal (at, wanted) && g_str_equal (move[SL_FOLIO_MOVE_FROM], at))
        at = move[SL_FOLIO_MOVE_TO];
    }
  return !standing->exists || g_str_equal (at, wanted) ||
         refuse (
             _ ("the portfolio of %s has another edition of its framework there, and no manager "
                "moved it to that."),
             get_owner_name (self));
}

static gboolean
judge_outward (SlPortfolioTaking *self,
               SlDatabase *database,
               const SlPortfolioStanding *standing,
               GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *other = NULL;
  gboolean local;

  if (!sl_people_is_local (database, self->owner, &local, &name, error))
    return FALSE;
  if (local || (standing->exists && *standing->origin == '\0'))
    return refuse (_ ("the portfolio of %s is worked here, and a bundle never overwrites one. What "
                      "comes back on it is a reply."),
                   get_owner_name (self));
  if (standing->exists && !g_str_equal (standing->origin, self->file->fingerprint) &&
      self->trust != SL_TRUST_VERIFIED)
    return refuse (_ ("the portfolio of %s came here signed with another key (%s). If its sender "
                      "has changed, let them read the new key (%s) out and mark it as verified "
                      "first (sightline-cli progress bundle trust)."),
                   get_owner_name (self), standing->origin, self->file->fingerprint);
  other = sl_portfolio_records_find_of (database, self->owner, error);
  if (other == NULL)
    return FALSE;
  if ((*other != '\0' && !g_str_equal (other, self->portfolio_id)) ||
      (standing->exists && !g_str_equal (standing->person_id, self->owner)))
    return refuse (_ ("%s has another portfolio here already."), get_owner_name (self));
  return judge_edition (self, standing, error);
}

static gboolean
judge_reply (SlPortfolioTaking *self, const SlPortfolioStanding *standing, GError **error)
{
  const char *sender = sl_bundle_file_get (self->file, SL_MANIFEST_SENDER, SL_MANIFEST_SENDER_ID);

  if (!standing->exists || !g_str_equal (standing->person_id, self->owner))
    return refuse (_ ("it answers on a portfolio that is not in this casebook (%s)."),
                   get_owner_name (self));
  if (*standing->origin != '\0')
    return refuse (_ ("it is a reply, and the portfolio of %s is worked at another computer. Read "
                      "it there."),
                   get_owner_name (self));
  if (g_str_equal (sender, self->owner))
    return refuse (_ ("it is signed by %s: nobody assesses or decides for themselves."),
                   get_owner_name (self));
  if (self->trust == SL_TRUST_VERIFIED)
    return TRUE;
  self->wanting = self->file->fingerprint;
  return refuse (
      _ ("nobody here has compared the key of %s (%s) with its owner, and an assessment "
         "counts only with a key that somebody has. Let them read it out on the "
         "telephone, mark it under People (or with sightline-cli progress bundle trust), "
         "and read the file again."),
      get_sender_name (self), self->file->fingerprint);
}

static gboolean
judge_serial (SlPortfolioTaking *self, const SlPortfolioStanding *standing, GError **error)
{
  gint64 serial = g_ascii_strtoll (sl_bundle_file_get (self->file, SL_MANIFEST_SERIAL, 0), NULL,
                                   10);
  g_autofree char *when = NULL;

  if (serial > standing->serial)
    return TRUE;
  when = sl_time_format_long (standing->read_at);
  if (serial == standing->serial)
    return refuse (_ ("it was read already, on %s."), when);
  return refuse (
      _ ("it is older than the bundle of this portfolio that was read on %s. Ask for the "
         "newest."),
      when);
}

/* ---- its records ---- */

/* What is here stays as it is, and what comes must say the same. */
static gboolean
judge_known (SlPortfolioTaking *self,
             SlDatabase *database,
             guint kind,
             char **values,
             gboolean *known,
             GError **error)
{
  g_autofree char *portfolio_id = NULL;
  g_autofree char *what = NULL;
  g_autoptr (GError) failure = NULL;
  g_auto (GStrv)
      here = sl_portfolio_bundle_find (database, kind, values[0], &portfolio_id, &failure);

  *known = here != NULL;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (here == NULL || (g_str_equal (portfolio_id, self->portfolio_id) &&
                       sl_portfolio_bundle_same (kind, here, values)))
    return TRUE;
  what = sl_portfolio_name_record (kind, values);
  /* TRANSLATORS: "the verdict on C2.1" */
  return refuse (_ ("it changes history: %s is another one here, and what was said is never "
                    "changed."),
                 what);
}

static const SlFrameworkCriterion *
find_criterion (SlPortfolioTaking *self, char **values, const SlComponent **component)
{
  SlFramework *framework = g_hash_table_lookup (self->frameworks, values[SL_FOLIO_EVENT_HASH]);

  return framework != NULL
             ? sl_framework_find_criterion (framework, values[SL_FOLIO_EVENT_CRITERION], component)
             : NULL;
}

/* The rules of the edition that it was said under. */
static gboolean
judge_event (SlPortfolioTaking *self, char **values, GError **error)
{
  const SlComponent *component = NULL;
  const SlFrameworkCriterion *criterion = find_criterion (self, values, &component);
  g_autofree char *what = sl_portfolio_name_record (SL_FOLIO_EVENT, values);
  const char *kind = values[SL_FOLIO_EVENT_KIND];
  gboolean judges = g_str_equal (kind, "verdict") || g_str_equal (kind, "second");
  gboolean owners = !judges && !g_str_equal (kind, "reply");
  gboolean own = g_str_equal (values[SL_FOLIO_EVENT_BY], self->owner);

  if (criterion == NULL || component == NULL || criterion->heading)
    return refuse (_ ("%s is about nothing that its framework asks for."), what);
  if (judges && own)
    return refuse (_ ("%s is %s's own: nobody assesses or decides for themselves."), what,
                   get_owner_name (self));
  if (owners && !own)
    return refuse (_ ("%s is not %s's: only the trainee claims."), what, get_owner_name (self));
  if (self->reply && own)
    return refuse (_ ("%s is %s's own, and a reply brings what others said."), what,
                   get_owner_name (self));
  if (judges && (!sl_portfolio_role_manages (values[SL_FOLIO_EVENT_ROLE]) ||
                 !sl_component_may_assess (component, values[SL_FOLIO_EVENT_ROLE])))
    return refuse (_ ("%s was given in a role that does not assess it."), what);
  if (g_str_equal (values[SL_FOLIO_EVENT_VERDICT], "not-applicable") &&
      !criterion->where_applicable)
    return refuse (_ ("%s says “not applicable”, which the framework does not allow there."), what);
  return TRUE;
}

static gboolean
judge_progression (SlPortfolioTaking *self, char **values, GError **error)
{
  SlFramework *framework = g_hash_table_lookup (self->frameworks,
                                                values[SL_FOLIO_PROGRESSION_HASH]);
  const char *role = values[SL_FOLIO_PROGRESSION_ROLE];

  if (g_str_equal (values[SL_FOLIO_PROGRESSION_BY], self->owner))
    return refuse (_ ("its decision on progression is %s's own: nobody assesses or decides for "
                      "themselves."),
                   get_owner_name (self));
  if (framework == NULL || !sl_portfolio_role_manages (role) ||
      !g_strv_contains (sl_framework_get_deciders (framework), role))
    return refuse (_ ("its decision on progression was taken in a role that takes none."));
  return TRUE;
}

static gboolean
judge_outcome (SlPortfolioTaking *self, char **values, GError **error)
{
  const char *role = values[SL_FOLIO_OUTCOME_ROLE];

  if (!g_str_equal (role, "senior-manager") && !g_str_equal (role, "commander"))
    return refuse (_ ("its appeal was decided in a role that decides none."));
  return !g_str_equal (values[SL_FOLIO_OUTCOME_BY], self->owner) ||
         refuse (_ ("its appeal was decided by %s: nobody assesses or decides for themselves."),
                 get_owner_name (self));
}

/* What somebody answers for: they signed it, and do not work here. */
static gboolean
judge_author (SlPortfolioTaking *self,
              SlDatabase *database,
              guint kind,
              char **values,
              const char *author,
              GError **error)
{
  const char *why = g_hash_table_lookup (self->unsealed, values[0]);
  g_autofree char *what = sl_portfolio_name_record (kind, values);
  g_autofree char *name = NULL;
  gboolean local;

  if (!sl_people_is_local (database, author, &local, &name, error))
    return FALSE;
  if (local)
    return refuse (_ ("it carries %s in the name of %s, who works here, and this casebook does not "
                      "hold it. Either it was forged, or this casebook was restored from a backup "
                      "made before: compare the heads of the trail (sightline-cli audit verify)."),
                   what, name);
  if (why == NULL)
    return TRUE;
  self->wanting = g_hash_table_lookup (self->compare, values[0]);
  /* TRANSLATORS: "the verdict on C2.1", a name, a reason */
  return refuse (_ ("it carries %s by %s, and %s."), what, get_name (self, author), why);
}

/* New evidence stands under a new claim: what was claimed is not added to. */
static gboolean
judge_evidence (SlPortfolioTaking *self, SlDatabase *database, char **values, GError **error)
{
  const char *event_id = values[SL_FOLIO_EVIDENCE_EVENT];
  char **claim = sl_lines_find (self->content, SL_FOLIO_EVENT, event_id);
  g_autofree char *portfolio_id = NULL;
  g_autoptr (GError) failure = NULL;
  g_auto (GStrv)
      here = sl_portfolio_bundle_find (database, SL_FOLIO_EVENT, event_id, &portfolio_id, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (here == NULL && claim != NULL && g_str_equal (claim[SL_FOLIO_EVENT_KIND], "claim"))
    return TRUE;
  return refuse (_ ("it changes history: it puts “%s” under a step that was taken before."),
                 values[SL_FOLIO_EVIDENCE_LABEL]);
}

static gboolean
judge_record (SlPortfolioTaking *self,
              SlDatabase *database,
              guint kind,
              char **values,
              GError **error)
{
  int author = sl_portfolio_find_author (kind, values, self->owner);
  gboolean known;

  if (!judge_known (self, database, kind, values, &known, error))
    return FALSE;
  if (known)
    return TRUE;
  if ((kind == SL_FOLIO_EVENT && !judge_event (self, values, error)) ||
      (kind == SL_FOLIO_PROGRESSION && !judge_progression (self, values, error)) ||
      (kind == SL_FOLIO_OUTCOME && !judge_outcome (self, values, error)))
    return FALSE;
  if (kind == SL_FOLIO_EVIDENCE)
    return judge_evidence (self, database, values, error);
  if (kind == SL_FOLIO_APPEAL && !g_str_equal (values[SL_FOLIO_APPEAL_BY], self->owner))
    return refuse (_ ("its appeal is not %s's: only the trainee appeals."), get_owner_name (self));
  return author < 0 || judge_author (self, database, kind, values, values[author], error);
}

/* What a reply answers must be here. */
static gboolean
judge_answers (SlPortfolioTaking *self, SlDatabase *database, char **values, GError **error)
{
  static const struct
  {
    guint field, kind;
  } places[] = { { SL_FOLIO_EVENT_OCCASION, SL_FOLIO_OCCASION },
                 { SL_FOLIO_EVENT_ANSWERS, SL_FOLIO_EVENT } };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const char *id = values[places[i].field];
      g_autofree char *what = NULL;
      g_autofree char *portfolio_id = NULL;
      g_autoptr (GError) failure = NULL;
      g_auto (GStrv) here = NULL;

      if (*id == '\0' || sl_lines_find (self->content, SL_FOLIO_EVENT, id) != NULL ||
          sl_lines_find (self->content, SL_FOLIO_REQUEST, id) != NULL)
        continue;
      here = sl_portfolio_bundle_find (database, places[i].kind, id, &portfolio_id, &failure);
      if (here == NULL && failure == NULL && places[i].kind == SL_FOLIO_EVENT)
        here = sl_portfolio_bundle_find (database, SL_FOLIO_REQUEST, id, &portfolio_id, &failure);
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      what = sl_portfolio_name_record (SL_FOLIO_EVENT, values);
      if (here == NULL || !g_str_equal (portfolio_id, self->portfolio_id))
        return refuse (_ ("%s answers something that this portfolio does not hold."), what);
    }
  return TRUE;
}

static gboolean
judge_records (SlPortfolioTaking *self, SlDatabase *database, GError **error)
{
  static const guint kinds[] = { SL_FOLIO_MOVE,   SL_FOLIO_OCCASION, SL_FOLIO_REQUEST,
                                 SL_FOLIO_EVENT,  SL_FOLIO_EVIDENCE, SL_FOLIO_TRAINING,
                                 SL_FOLIO_FILE,   SL_FOLIO_NOTE,     SL_FOLIO_PROGRESSION,
                                 SL_FOLIO_APPEAL, SL_FOLIO_OUTCOME };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint i = 0; i < sl_lines_count (self->content, kinds[k]); i++)
      {
        char **values = sl_lines_get (self->content, kinds[k], i)->values;

        if (!judge_record (self, database, kinds[k], values, error) ||
            (self->reply && kinds[k] == SL_FOLIO_EVENT &&
             !judge_answers (self, database, values, error)))
          return FALSE;
      }
  return TRUE;
}

gboolean
sl_portfolio_judge (SlPortfolioTaking *self, SlDatabase *database, GError **error)
{
  g_auto (SlPortfolioStanding) standing = { 0 };

  return judge_key (self, error) &&
         sl_portfolio_bundle_read_standing (database, self->portfolio_id, self->file->fingerprint,
                                            &standing, error) &&
         judge_sender (self, database, error) &&
         (self->reply ? judge_reply (self, &standing, error)
                      : judge_outward (self, database, &standing, error)) &&
         judge_serial (self, &standing, error) && judge_records (self, database, error);
}
