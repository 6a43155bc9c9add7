/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-bundle-taking.h"

#include "base/sl-text.h"
#include "cases/sl-case-records.h"
#include "review/sl-paper-private.h"
#include "sheets/sl-sheet.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Reading a bundle: it is opened and judged, its papers are read by the worker like any other paper
 * and their originals kept, and then one change takes all of it in. What was kept for a change that
 * came to nothing is taken back; killed in between, an original lies there that nothing shows. */

/* Facts that come in a bundle are as good as what an officer says: one did. */
#define BUNDLE_RANK 60

/* A document that is new here. */
typedef struct
{
  SlDocumentValues values; /* texts borrowed of the bundle and @strings */
  GPtrArray *strings;
  SlExtraction *extraction; /* NULL: its file did not come along */
  gboolean kept_now;
} SlBundlePaper;

static void
paper_free (gpointer data)
{
  SlBundlePaper *paper = data;

  g_clear_pointer (&paper->strings, g_ptr_array_unref);
  g_clear_object (&paper->extraction);
  g_free (paper);
}

static void
taking_clear (SlBundleTaking *self)
{
  g_clear_pointer (&self->file, sl_bundle_file_free);
  g_free (self->own);
  g_clear_pointer (&self->notices, g_ptr_array_unref);
  g_clear_pointer (&self->papers, g_ptr_array_unref);
  g_clear_pointer (&self->snapshots, g_hash_table_unref);
  g_clear_pointer (&self->facts, sl_review_facts_free);
  g_clear_object (&self->form);
}
typedef SlBundleTaking Taking;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Taking, taking_clear)

void
sl_bundle_tell (SlBundleTaking *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->notices, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* Before the change. */

/* Each content of a version must be one, and say of itself what its version says. */
static gboolean
read_snapshots (SlBundleTaking *self, GError **error)
{
  for (guint i = 0; i < sl_lines_count (self->content, SL_CONTENT_VERSION); i++)
    {
      char **values = sl_lines_get (self->content, SL_CONTENT_VERSION, i)->values;
      const char *hash = values[SL_BUNDLE_VERSION_HASH];
      GBytes *bytes = sl_bundle_file_get_entry (self->file, SL_BUNDLE_PREFIX_VERSION, hash);
      SlSnapshot *snapshot;

      if (g_hash_table_contains (self->snapshots, hash))
        continue;
      snapshot = sl_snapshot_new_from_bytes (bytes, error);
      if (snapshot == NULL)
        {
          g_prefix_error (error, _ ("“%s” was not read: version %s: "), self->file->name,
                          values[SL_BUNDLE_VERSION_NUMBER]);
          return FALSE;
        }
      g_hash_table_insert (self->snapshots, g_strdup (hash), snapshot);
      if (!g_str_equal (sl_snapshot_get (snapshot, "response/stance"),
                        values[SL_BUNDLE_VERSION_STANCE]))
        {
          g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                       _ ("“%s” was not read: version %s is not what the bundle says it is."),
                       self->file->name, values[SL_BUNDLE_VERSION_NUMBER]);
          return FALSE;
        }
    }
  return TRUE;
}

static guint
get_pages (char **values)
{
  return (guint) g_ascii_strtoull (values[SL_BUNDLE_DOCUMENT_PAGES], NULL, 10);
}

/* A file that stayed behind: the row is there, so that what is cited from it can be told. */
static void
describe_left_out (SlBundlePaper *paper, char **values)
{
  paper->values.state = "waiting";
  paper->values.reason = _ ("It was too large to come in the bundle. Ask its sender for it.");
  paper->values.reason_code = "too-big";
  paper->values.media_type = values[SL_BUNDLE_DOCUMENT_MEDIA_TYPE];
  paper->values.page_count = get_pages (values);
}

static gboolean
read_file (SlBundleTaking *self,
           SlBundlePaper *paper,
           char **values,
           GCancellable *cancellable,
           GError **error)
{
  SlLibrary *library = sl_review_get_library (self->review);
  GBytes *bytes = sl_bundle_file_get_entry (self->file, SL_BUNDLE_PREFIX_FILE,
                                            values[SL_BUNDLE_DOCUMENT_HASH]);
  g_autoptr (SlSealedFile)
      file = sl_sealed_file_new_from_bytes (bytes, values[SL_BUNDLE_DOCUMENT_FILE_NAME], error);

  if (file == NULL)
    return FALSE;
  paper->values.sha256 = values[SL_BUNDLE_DOCUMENT_HASH];
  paper->values.size = sl_sealed_file_get_size (file);
  paper->values.media_type = sl_sealed_file_get_media_type (file);
  paper->extraction = sl_worker_pool_extract (sl_library_get_pool (library), file, NULL,
                                              cancellable, error);
  if (paper->extraction == NULL)
    return FALSE;
  sl_document_values_fill (&paper->values, paper->extraction, paper->strings);
  /* One that needs a password shows no pages here, and is cited by page all the same. */
  paper->values.page_count = MAX (paper->values.page_count, get_pages (values));
  paper->kept_now = sl_library_keep (library, file, error);
  return paper->kept_now;
}

static gboolean
ready_paper (SlBundleTaking *self, char **values, GCancellable *cancellable, GError **error)
{
  const SlDocumentKind *kind = sl_document_kind_find (values[SL_BUNDLE_DOCUMENT_KIND]);
  g_autofree char *file_name = sl_text_safe_file_name (values[SL_BUNDLE_DOCUMENT_FILE_NAME]);
  SlBundlePaper *paper = g_new0 (SlBundlePaper, 1);

  g_ptr_array_add (self->papers, paper);
  paper->strings = g_ptr_array_new_with_free_func (g_free);
  paper->values = (SlDocumentValues){
    .document_id = values[SL_BUNDLE_DOCUMENT_ID],
    .case_id = self->case_id,
    .file_name = file_name,
    .title = values[SL_BUNDLE_DOCUMENT_TITLE],
    .kind = kind != NULL ? kind->id : "other",
    .kind_source = "declared",
    .drawing_number = values[SL_BUNDLE_DOCUMENT_NUMBER],
    .revision = values[SL_BUNDLE_DOCUMENT_REVISION],
    .document_date = values[SL_BUNDLE_DOCUMENT_DATE],
    .size = g_ascii_strtoll (values[SL_BUNDLE_DOCUMENT_SIZE], NULL, 10),
  };
  g_ptr_array_add (paper->strings, g_steal_pointer (&file_name));
  if (g_str_equal (values[SL_BUNDLE_DOCUMENT_CARRIED], "1"))
    return read_file (self, paper, values, cancellable, error);
  describe_left_out (paper, values);
  return TRUE;
}

/* Documents that are here already must be this case's, and the same. */
static gboolean
ready_papers (SlBundleTaking *self, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < sl_lines_count (self->content, SL_CONTENT_DOCUMENT); i++)
    {
      char **values = sl_lines_get (self->content, SL_CONTENT_DOCUMENT, i)->values;
      g_auto (SlBundleFound) here = { 0 };

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !sl_bundle_records_find (sl_store_read (self->store), SL_CONTENT_DOCUMENT,
                                   values[SL_BUNDLE_DOCUMENT_ID], &here, error))
        return FALSE;
      if (!here.found)
        {
          if (!ready_paper (self, values, cancellable, error))
            return FALSE;
          continue;
        }
      if (g_str_equal (here.case_id, self->case_id) &&
          (*here.hash == '\0' || g_str_equal (here.hash, values[SL_BUNDLE_DOCUMENT_HASH])))
        continue;
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("“%s” was not read: its document “%s” is another one here."),
                   self->file->name, values[SL_BUNDLE_DOCUMENT_TITLE]);
      return FALSE;
    }
  return TRUE;
}

/* Inside the change. */

static gboolean
keep_people (SlBundleTaking *self, SlTransaction *transaction, GError **error)
{
  char **sender = sl_lines_get (self->file->manifest, SL_MANIFEST_SENDER, 0)->values;
  const char *sender_id = sender[SL_MANIFEST_SENDER_ID];

  if (!sl_people_keep_elsewhere (transaction, sender_id, self->file->fingerprint,
                                 sender[SL_MANIFEST_SENDER_NAME], sender[SL_MANIFEST_SENDER_ROLE],
                                 g_str_equal (sender[SL_MANIFEST_SENDER_DECLARED], "self"),
                                 error) ||
      !sl_keys_keep (transaction, self->file->fingerprint, self->file->key, sender_id, error))
    return FALSE;
  for (guint i = 0; i < sl_lines_count (self->content, SL_CONTENT_PERSON); i++)
    {
      char **values = sl_lines_get (self->content, SL_CONTENT_PERSON, i)->values;

      if (!g_str_equal (values[SL_BUNDLE_PERSON_ID], sender_id) &&
          !sl_people_keep_elsewhere (transaction, values[SL_BUNDLE_PERSON_ID], "",
                                     values[SL_BUNDLE_PERSON_NAME], values[SL_BUNDLE_PERSON_ROLE],
                                     g_str_equal (values[SL_BUNDLE_PERSON_DECLARED], "self"),
                                     error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
merge_facts (SlBundleTaking *self, SlTransaction *transaction, GError **error)
{
  guint n = sl_lines_count (self->content, SL_CONTENT_FACT);
  g_autofree SlFactValue *facts = g_new0 (SlFactValue, n + 1);
  guint n_known = 0;
  gboolean changed;

  for (guint i = 0; i < n; i++)
    {
      char **values = sl_lines_get (self->content, SL_CONTENT_FACT, i)->values;

      if (sl_field_find (values[SL_BUNDLE_FACT_FIELD]) == NULL)
        continue;
      facts[n_known++] = (SlFactValue){
        .field = values[SL_BUNDLE_FACT_FIELD],
        .value = values[SL_BUNDLE_FACT_VALUE],
        .source_kind = "bundle",
        .source_name = sl_bundle_file_get (self->file, SL_MANIFEST_SENDER, SL_MANIFEST_SENDER_NAME),
        .source_place = "",
        .rank = BUNDLE_RANK,
      };
    }
  return n_known == 0 ||
         sl_case_records_merge (transaction, self->case_id, facts, n_known, &changed, error);
}

static gboolean
put_case (SlBundleTaking *self, SlTransaction *transaction, GError **error)
{
  char **values = sl_lines_get (self->content, SL_CONTENT_CASE, 0)->values;
  g_auto (GStrv) features = g_strsplit (values[SL_BUNDLE_CASE_FEATURES], " ", -1);
  g_auto (SlBundleStanding) standing = { 0 };
  gboolean changed;

  if (!sl_bundle_records_read_standing (sl_transaction_get_database (transaction), self->case_id,
                                        self->paper_id, self->file->fingerprint, &standing,
                                        error) ||
      (!standing.exists && !sl_case_records_create (transaction, self->case_id, error)))
    return FALSE;
  return merge_facts (self, transaction, error) &&
         sl_case_records_set_features (transaction, self->case_id, (const char *const *) features,
                                       &changed, error) &&
         sl_case_records_set_title (
             transaction, self->case_id,
             sl_bundle_file_get (self->file, SL_MANIFEST_CASE, SL_MANIFEST_CASE_TITLE), error) &&
         sl_case_records_set_copy (transaction, self->case_id, values[SL_BUNDLE_CASE_KIND],
                                   values[SL_BUNDLE_CASE_STAGE], error) &&
         sl_bundle_records_mark_copy (transaction, self->case_id, self->file->fingerprint, error);
}

static double
read_side (const char *text)
{
  return g_ascii_strtod (text, NULL);
}

static gboolean
add_evidence (SlBundleTaking *self, SlTransaction *transaction, char **values, GError **error)
{
  g_auto (SlBundleFound) here = { 0 };
  SlEvidenceValues evidence = {
    .evidence_id = values[SL_BUNDLE_EVIDENCE_ID],
    .case_id = self->case_id,
    .document_id = values[SL_BUNDLE_EVIDENCE_DOCUMENT],
    .quotation = values[SL_BUNDLE_EVIDENCE_QUOTATION],
    .note = values[SL_BUNDLE_EVIDENCE_NOTE],
    .page_number = (guint) g_ascii_strtoull (values[SL_BUNDLE_EVIDENCE_PAGE], NULL, 10),
    .has_region = *values[SL_BUNDLE_EVIDENCE_X] != '\0',
    .x = read_side (values[SL_BUNDLE_EVIDENCE_X]),
    .y = read_side (values[SL_BUNDLE_EVIDENCE_Y]),
    .width = read_side (values[SL_BUNDLE_EVIDENCE_WIDTH]),
    .height = read_side (values[SL_BUNDLE_EVIDENCE_HEIGHT]),
  };

  if (!sl_bundle_records_find (sl_transaction_get_database (transaction), SL_CONTENT_EVIDENCE,
                               evidence.evidence_id, &here, error))
    return FALSE;
  return here.found || sl_evidence_records_add (transaction, &evidence, error);
}

static gboolean
add_papers (SlBundleTaking *self, SlTransaction *transaction, GError **error)
{
  for (guint i = 0; i < self->papers->len; i++)
    {
      SlBundlePaper *paper = g_ptr_array_index (self->papers, i);

      if (!sl_document_records_add (transaction, &paper->values, paper->extraction, error))
        return FALSE;
      if (paper->extraction == NULL)
        sl_bundle_tell (
            self, _ ("“%s” was too large to come along. Ask %s for it."), paper->values.title,
            sl_bundle_file_get (self->file, SL_MANIFEST_SENDER, SL_MANIFEST_SENDER_NAME));
    }
  for (guint i = 0; i < sl_lines_count (self->content, SL_CONTENT_EVIDENCE); i++)
    if (!add_evidence (self, transaction,
                       sl_lines_get (self->content, SL_CONTENT_EVIDENCE, i)->values, error))
      return FALSE;
  return sl_case_records_count_documents (transaction, self->case_id, error);
}

static void
note_count (SlTransaction *transaction, const char *name, guint count)
{
  g_autofree char *digits = g_strdup_printf ("%u", count);
  sl_transaction_note (transaction, name, digits);
}

/* A report's record comes by its name alone: what it said is in the versions. */
static gboolean
put_paper (SlBundleTaking *self, SlTransaction *transaction, GError **error)
{
  SlPaper paper;

  if (self->paper == NULL)
    return TRUE;
  paper = (SlPaper){
    .id = self->paper[SL_BUNDLE_PAPER_ID],
    .case_id = (char *) self->case_id,
    .sheet_id = self->paper[SL_BUNDLE_PAPER_SHEET],
    .report_id = self->paper[SL_BUNDLE_PAPER_REPORT],
    .title = self->paper[SL_BUNDLE_PAPER_TITLE],
    .moment = g_str_equal (self->paper[SL_BUNDLE_PAPER_MOMENT], "1"),
  };
  if (!g_str_equal (self->paper[SL_BUNDLE_PAPER_FIGURES], "0"))
    sl_bundle_tell (self,
                    _ ("The pictures in it (%s) did not come along: their captions stand in their "
                       "place."),
                    self->paper[SL_BUNDLE_PAPER_FIGURES]);
  return sl_sheet_records_put_copy (transaction, self->form, paper.sheet_id, paper.case_id,
                                    self->paper[SL_BUNDLE_PAPER_REFERENCE], error) &&
         sl_paper_records_add (transaction, &paper, error);
}

static gboolean
take_review (SlBundleTaking *self, SlTransaction *transaction, GError **error)
{
  return put_case (self, transaction, error) && put_paper (self, transaction, error) &&
         add_papers (self, transaction, error) &&
         sl_bundle_merge_versions (self, transaction, error) &&
         sl_bundle_tell_decisions (self, transaction, error) &&
         sl_bundle_settle_versions (self, transaction, error) &&
         sl_bundle_merge_comments (self, transaction, error);
}

/* Comments first: one that comes along open stands in the way of an approval. */
static gboolean
take_reply (SlBundleTaking *self, SlTransaction *transaction, GError **error)
{
  return sl_bundle_merge_comments (self, transaction, error) &&
         sl_bundle_take_decisions (self, transaction, error);
}

static gboolean
take_in (SlTransaction *transaction, gpointer data, GError **error)
{
  SlBundleTaking *self = data;
  const char *serial = sl_bundle_file_get (self->file, SL_MANIFEST_SERIAL, 0);

  /* It may be asked to do it a second time. */
  g_ptr_array_set_size (self->notices, 0);
  self->n_comments = self->n_decisions = 0;
  if (!sl_bundle_judge (sl_transaction_get_database (transaction), self->file, self->trust,
                        self->own, error) ||
      (self->facts != NULL &&
       !sl_review_records_check (transaction, sl_review_get_rules (self->review), self->facts,
                                 error)) ||
      !keep_people (self, transaction, error))
    return FALSE;
  if (!(self->reply ? take_reply (self, transaction, error)
                    : take_review (self, transaction, error)))
    return FALSE;
  sl_transaction_note (transaction, "kind", self->reply ? "reply" : "review");
  sl_transaction_note (transaction, "key", self->file->fingerprint);
  sl_transaction_note (transaction, "trust", sl_trust_to_nick (self->trust));
  sl_transaction_note (transaction, "serial", serial);
  sl_transaction_note (transaction, "manifest", self->file->manifest_hash);
  note_count (transaction, "documents", self->papers->len);
  note_count (transaction, "comments", self->n_comments);
  note_count (transaction, "decisions", self->n_decisions);
  return sl_bundle_records_set_serial (transaction, self->paper_id, self->file->fingerprint, "in",
                                       g_ascii_strtoll (serial, NULL, 10), error);
}

/* After it. */

/* The index may lag: what is not in it is read again when it is searched. */
static void
index_papers (SlBundleTaking *self)
{
  SlIndex *index = sl_library_get_index (sl_review_get_library (self->review));

  for (guint i = 0; i < self->papers->len; i++)
    {
      SlBundlePaper *paper = g_ptr_array_index (self->papers, i);
      g_autoptr (GError) error = NULL;

      if (paper->extraction != NULL &&
          !sl_index_add (index, self->case_id, paper->values.document_id, paper->extraction,
                         &error))
        g_message ("Document %s was not indexed: %s", paper->values.document_id, error->message);
    }
}

static void
forget_papers (SlBundleTaking *self)
{
  for (guint i = 0; i < self->papers->len; i++)
    {
      SlBundlePaper *paper = g_ptr_array_index (self->papers, i);
      if (paper->kept_now)
        sl_library_forget (sl_review_get_library (self->review), paper->values.sha256);
    }
}

static gboolean
ready (SlBundleTaking *self, GCancellable *cancellable, GError **error)
{
  if (self->reply)
    {
      self->facts = sl_review_gather (self->review, self->paper_id, SL_REVIEW_GATHER_CONTENT,
                                      error);
      return self->facts != NULL;
    }
  if (self->paper != NULL)
    {
      self->form = sl_forms_find (sl_review_get_packs (self->review),
                                  self->paper[SL_BUNDLE_PAPER_FORM], error);
      if (self->form == NULL)
        return FALSE;
    }
  return read_snapshots (self, error) && ready_papers (self, cancellable, error);
}

static gboolean
apply (SlBundleTaking *self, GError **error)
{
  return sl_store_apply (self->store,
                         sl_change_new ("read-bundle", "planning_case", self->case_id,
                                        self->case_id, take_in, self, NULL),
                         error);
}

/**
 * sl_bundle_read:
 * @review: the reviews
 * @path: a file
 * @notices: (out) (optional) (transfer full) (element-type utf8): what the reader should know
 * @cancellable: (nullable): to give up; nothing is changed then
 * @error: return location
 *
 * Takes a review in as a copy of the case, or brings that copy up to date; takes a reply's comments
 * and decision in. One change ("read-bundle"), with one audit row. Blocking.
 *
 * Returns: (transfer full): what was read, or %NULL with an @error that says why nothing was
 */
SlBundleInfo *
sl_bundle_read (SlReview *review,
                const char *path,
                GPtrArray **notices,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (SlSealedFile) sealed = NULL;

  g_return_val_if_fail (SL_IS_REVIEW (review) && path != NULL, NULL);

  sealed = sl_sealed_file_new_from_path (path, error);
  return sealed != NULL ? sl_bundle_read_sealed (review, sealed, path, notices, cancellable, error)
                        : NULL;
}

SlBundleInfo *
sl_bundle_read_sealed (SlReview *review,
                       SlSealedFile *sealed,
                       const char *path,
                       GPtrArray **notices,
                       GCancellable *cancellable,
                       GError **error)
{
  g_auto (Taking) self = { .review = review };

  self.store = sl_library_get_store (sl_review_get_library (review));
  self.notices = g_ptr_array_new_with_free_func (g_free);
  self.papers = g_ptr_array_new_with_free_func (paper_free);
  self.snapshots = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) sl_snapshot_unref);
  self.file = sl_bundle_open (review, sealed, &self.trust, &self.own, cancellable, error);
  if (self.file == NULL)
    return NULL;
  self.content = self.file->content;
  self.case_id = sl_bundle_file_get (self.file, SL_MANIFEST_CASE, SL_MANIFEST_CASE_ID);
  self.paper_id = sl_bundle_get_paper_id (self.file);
  if (sl_lines_count (self.content, SL_CONTENT_PAPER) > 0)
    self.paper = sl_lines_get (self.content, SL_CONTENT_PAPER, 0)->values;
  self.reply = g_str_equal (sl_bundle_file_get (self.file, SL_MANIFEST_KIND, 0), "reply");
  if (!ready (&self, cancellable, error) || !apply (&self, error))
    {
      forget_papers (&self);
      return NULL;
    }
  index_papers (&self);
  if (notices != NULL)
    *notices = g_ptr_array_ref (self.notices);
  /* A key that was new is known from now on. */
  return sl_bundle_info_new (path, self.file,
                             self.trust == SL_TRUST_UNKNOWN ? SL_TRUST_UNVERIFIED : self.trust);
}
