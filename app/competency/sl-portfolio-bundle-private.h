/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "competency/sl-portfolio-bundle.h"
#include "competency/sl-portfolio-private.h"
#include "review/sl-bundle-file.h"
#include "review/sl-review.h"

G_BEGIN_DECLS

/* ---- the two texts (sl-portfolio-bundle-format.c) ---- */

/* The manifest has the records of SL_MANIFEST_…; its second is about a portfolio, not a case. */
enum
{
  SL_MANIFEST_PORTFOLIO_ID,
  SL_MANIFEST_PORTFOLIO_PERSON,
  SL_MANIFEST_PORTFOLIO_NAME,
};
#define SL_MANIFEST_PORTFOLIO SL_MANIFEST_CASE
#define SL_PORTFOLIO_BUNDLE_OUT "portfolio"
#define SL_PORTFOLIO_BUNDLE_REPLY "portfolio-reply"

#define SL_BUNDLE_PREFIX_PACK "pack-"
#define SL_BUNDLE_PREFIX_CASE "case-"

/* Kinds of records; the fields of each follow. */
enum
{
  SL_FOLIO_HEAD, /* of the sender's audit trail when the bundle was made */
  SL_FOLIO_PERSON,
  SL_FOLIO_KEY,  /* with which somebody else than the sender signed what they said */
  SL_FOLIO_PACK, /* an edition of a framework, in the entry of its hash */
  SL_FOLIO_PORTFOLIO,
  SL_FOLIO_MOVE,
  SL_FOLIO_OCCASION,
  SL_FOLIO_REQUEST,
  SL_FOLIO_EVENT,
  SL_FOLIO_EVIDENCE,
  SL_FOLIO_TRAINING,
  SL_FOLIO_FILE,
  SL_FOLIO_LEFT_OUT, /* a file or case that stays behind */
  SL_FOLIO_NOTE,
  SL_FOLIO_READ,
  SL_FOLIO_PROGRESSION,
  SL_FOLIO_APPEAL,
  SL_FOLIO_OUTCOME, /* of an appeal */
  SL_FOLIO_SEAL,    /* a signature over what somebody said */
  SL_FOLIO_CASE,    /* a review bundle of a case, in the entry of its hash */
  N_SL_FOLIO_KINDS
};
enum
{
  SL_FOLIO_KEY_FINGERPRINT,
  SL_FOLIO_KEY_PUBLIC,
  SL_FOLIO_KEY_PERSON,
};
enum
{
  SL_FOLIO_PORTFOLIO_FRAMEWORK,
  SL_FOLIO_PORTFOLIO_HASH,
  SL_FOLIO_PORTFOLIO_BY,
  SL_FOLIO_PORTFOLIO_AT,
};
enum
{
  SL_FOLIO_EVENT_ID,
  SL_FOLIO_EVENT_OCCASION,
  SL_FOLIO_EVENT_CRITERION,
  SL_FOLIO_EVENT_KIND,
  SL_FOLIO_EVENT_VERDICT,
  SL_FOLIO_EVENT_WORDS,
  SL_FOLIO_EVENT_VERBAL,
  SL_FOLIO_EVENT_WRITTEN,
  SL_FOLIO_EVENT_ANSWERS,
  SL_FOLIO_EVENT_HASH,
  SL_FOLIO_EVENT_BY,
  SL_FOLIO_EVENT_ROLE,
  SL_FOLIO_EVENT_SELF_DECLARED,
  SL_FOLIO_EVENT_AT,
};
enum
{
  SL_FOLIO_MOVE_FROM = 1,
  SL_FOLIO_MOVE_TO = 2,
  SL_FOLIO_MOVE_BY = 4,
};
enum
{
  SL_FOLIO_EVIDENCE_EVENT = 1,
  SL_FOLIO_EVIDENCE_LABEL = 6,
  SL_FOLIO_EVIDENCE_DETAIL = 7,
  SL_FOLIO_EVIDENCE_PERSONAL = 10,
};
enum
{
  SL_FOLIO_FILE_ID,
  SL_FOLIO_FILE_OWNER_KIND,
  SL_FOLIO_FILE_OWNER,
  SL_FOLIO_FILE_HASH,
  SL_FOLIO_FILE_NAME,
  SL_FOLIO_FILE_TYPE,
  SL_FOLIO_FILE_SIZE,
  SL_FOLIO_FILE_REMOVED, /* "1": the row alone, so that it is taken out there as well */
};
enum
{
  SL_FOLIO_REQUEST_ID,
  SL_FOLIO_REQUEST_OCCASION,
  SL_FOLIO_REQUEST_ASSESSOR,
  SL_FOLIO_REQUEST_WHY,
  SL_FOLIO_REQUEST_HOW,
  SL_FOLIO_REQUEST_BY,
  SL_FOLIO_REQUEST_AT,
  SL_FOLIO_REQUEST_FINISHED,
};
enum
{
  SL_FOLIO_PROGRESSION_ID,
  SL_FOLIO_PROGRESSION_OUTCOME,
  SL_FOLIO_PROGRESSION_REASONS,
  SL_FOLIO_PROGRESSION_UNMET,
  SL_FOLIO_PROGRESSION_NOTIFIED,
  SL_FOLIO_PROGRESSION_SHA256,
  SL_FOLIO_PROGRESSION_SIZE,
  SL_FOLIO_PROGRESSION_HASH,
  SL_FOLIO_PROGRESSION_BY,
  SL_FOLIO_PROGRESSION_ROLE,
  SL_FOLIO_PROGRESSION_SELF_DECLARED,
  SL_FOLIO_PROGRESSION_AT,
};
enum
{
  SL_FOLIO_APPEAL_ID,
  SL_FOLIO_APPEAL_PROGRESSION,
  SL_FOLIO_APPEAL_BY = 7,
};
enum
{
  SL_FOLIO_OUTCOME_APPEAL,
  SL_FOLIO_OUTCOME_BY = 3,
  SL_FOLIO_OUTCOME_ROLE = 4,
};
enum
{
  SL_FOLIO_SEAL_OBJECT,
  SL_FOLIO_SEAL_FINGERPRINT,
  SL_FOLIO_SEAL_SIGNATURE,
};
enum
{
  SL_FOLIO_CASE_HASH,
  SL_FOLIO_CASE_ID,
  SL_FOLIO_CASE_NAME,
  SL_FOLIO_CASE_SIZE,
};
extern const SlLineFormat sl_portfolio_manifest_format;
extern const SlLineFormat sl_portfolio_content_format;
extern const SlBundleShape sl_portfolio_bundle_shape;
gboolean sl_portfolio_content_check (SlLines *content, const char *kind, GError **error);

/* Of the kinds that somebody stands for with their name: a verdict, a second verdict, what others
 * than the trainee reply, a decision, and what an appeal came to. The place of the record's "by",
 * or -1 for any other record. @owner: the trainee. */
int sl_portfolio_find_author (guint kind, char **values, const char *owner);
/* What such a record is called in a sentence: "the verdict on C2.1". Transfer full. */
char *sl_portfolio_name_record (guint kind, char **values);
/* What is signed: the record as it is written, and of which portfolio. */
GBytes *sl_portfolio_seal_text (const char *portfolio_id,
                                SlLines *content,
                                guint kind,
                                guint index,
                                GError **error);

/* ---- rows (sl-portfolio-bundle-records.c) ---- */

/* Fills @content with the rows of the kind; of a @reply only what @person_id, or who signed it,
 * said here. */
gboolean sl_portfolio_bundle_collect (SlDatabase *database,
                                      const char *portfolio_id,
                                      guint kind,
                                      gboolean reply,
                                      SlLines *content,
                                      GError **error);
/* The same row as it is here; NULL without @error when there is none. *@portfolio_id "" of rows
 * that do not name one. Transfer full. */
char **sl_portfolio_bundle_find (SlDatabase *database,
                                 guint kind,
                                 const char *id,
                                 char **portfolio_id,
                                 GError **error);
/* Whether two rows of the same id say the same, but for what may change at its source. */
gboolean sl_portfolio_bundle_same (guint kind, char **here, char **there);
/* Adds the row; what may change at its source is brought up to date. */
gboolean sl_portfolio_bundle_put (SlTransaction *transaction,
                                  guint kind,
                                  char **values,
                                  const char *portfolio_id,
                                  const char *origin,
                                  GError **error);
char **
sl_portfolio_bundle_dup_head (SlDatabase *database, const char *portfolio_id, GError **error);
gboolean sl_portfolio_bundle_is_copy (SlDatabase *database,
                                      const char *case_id,
                                      gboolean *copy,
                                      GError **error);
gboolean
sl_portfolio_bundle_put_head (SlTransaction *transaction, SlBundleFile *file, GError **error);

typedef struct
{
  gboolean exists;
  char *person_id, *origin, *framework_hash, *read_at;
  gint64 serial; /* the highest that was read of the sender; 0 none */
} SlPortfolioStanding;
void sl_portfolio_standing_clear (SlPortfolioStanding *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlPortfolioStanding, sl_portfolio_standing_clear)
gboolean sl_portfolio_bundle_read_standing (SlDatabase *database,
                                            const char *portfolio_id,
                                            const char *fingerprint,
                                            SlPortfolioStanding *standing,
                                            GError **error);
/* The highest made here with the key; -1 with @error. */
gint64 sl_portfolio_bundle_read_serial (SlDatabase *database,
                                        const char *portfolio_id,
                                        const char *fingerprint,
                                        GError **error);
gboolean sl_portfolio_bundle_set_serial (SlTransaction *transaction,
                                         const char *portfolio_id,
                                         const char *fingerprint,
                                         const char *direction,
                                         gint64 serial,
                                         GError **error);

typedef struct
{
  gboolean found;
  char *fingerprint, *public_key, *person_id, *signature; /* keys and signatures in hex */
} SlPortfolioSeal;
void sl_portfolio_seal_clear (SlPortfolioSeal *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlPortfolioSeal, sl_portfolio_seal_clear)
gboolean sl_portfolio_bundle_find_seal (SlDatabase *database,
                                        const char *object_id,
                                        SlPortfolioSeal *seal,
                                        GError **error);
gboolean sl_portfolio_bundle_put_seal (SlTransaction *transaction,
                                       const char *object_id,
                                       const SlPortfolioSeal *seal,
                                       GError **error);

/* ---- making (sl-portfolio-bundle-make.c) ---- */
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
  GHashTable *dropped;     /* ids of records that stay behind */
  GHashTable *unsigned_by; /* id of a person -> how many of theirs, as a pointer */
  gint64 serial, room;
} SlPortfolioMaking;
/* sl-portfolio-bundle-gather.c: the records, then, last of all, whom they name. */
gboolean sl_portfolio_making_gather (SlPortfolioMaking *self, GError **error);
gboolean sl_portfolio_making_add_persons (SlPortfolioMaking *self, GError **error);
void sl_portfolio_making_leave_out (SlPortfolioMaking *self, const char *format, ...)
    G_GNUC_PRINTF (2, 3);
gboolean
sl_portfolio_making_has_part (SlPortfolioMaking *self, const char *prefix, const char *hash);

/* ---- weighing (sl-portfolio-bundle-judge.c) ---- */
typedef struct
{
  SlReview *review;
  SlStore *store;
  SlBundleFile *file;
  SlLines *content; /* borrowed of @file */
  const char *portfolio_id, *owner;
  SlTrust trust;
  char *own;              /* fingerprint of the key of the person at work */
  gboolean reply;         /* else a portfolio */
  GHashTable *unsealed;   /* id of a record that nobody answers for -> why, a sentence */
  GHashTable *compare;    /* of those, id -> fingerprint of a key that nobody compared */
  const char *wanting;    /* the fingerprint that the judgement failed for; NULL: not for a key */
  GHashTable *frameworks; /* hash -> SlFramework */
  SlPortfolio *seen;      /* as it stands here before a reply; NULL of a portfolio */
  gboolean fulfilled;     /* a decision that says so is among what is new */
  GPtrArray *files;       /* of SlSealedFile: new here */
  GPtrArray *cases;       /* of SlSealedFile */
  GPtrArray *notices;     /* of char* */
} SlPortfolioTaking;

/* Once, before the change. */
gboolean sl_portfolio_judge_seals (SlPortfolioTaking *self, GError **error);
/* Before the change and again within it. */
gboolean sl_portfolio_judge (SlPortfolioTaking *self, SlDatabase *database, GError **error);
gboolean sl_portfolio_bundle_refuse (GError **error, SlBundleFile *file, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* The file, whole and signed; held against nothing yet. */
SlBundleFile *sl_portfolio_bundle_open (SlReview *review,
                                        const char *path,
                                        GCancellable *cancellable,
                                        GError **error);
/* The key that it waits for is known from now on, so that it can be marked where keys are listed.
 */
void sl_portfolio_bundle_note_key (SlPortfolioTaking *self);
/* Of a SlPortfolioTaking; judges it once more. */
gboolean sl_portfolio_bundle_take_in (SlTransaction *transaction, gpointer data, GError **error);

SlPortfolioBundle *sl_portfolio_bundle_new (const char *path, SlBundleFile *file, SlTrust trust);

G_END_DECLS
