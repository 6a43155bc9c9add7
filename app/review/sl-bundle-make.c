/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-bundle-private.h"
#include "review/sl-bundle-writing.h"
#include "review/sl-paper.h"

#include "base/sl-text.h"
#include "cases/sl-case-records.h"
#include "sheets/sl-sheet.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Making the bundle of a review: which records and originals it has. Whom it names, it names with
 * name and role, and no address. */

/* Originals go along that the newest version's evidence lies in: those, and no others. */
typedef struct
{
  SlReview *review;
  SlStore *store;
  SlPaper *paper;
  const char *case_id; /* of @paper */
  gboolean reply;
  SlCase *planning_case;
  SlPerson *person; /* who signs, as their row says now */
  SlSigningKey *key;
  SlLines *manifest, *content;
  GPtrArray *parts;
  gint64 serial;
  guint n_left_out;
} Making;

static void
making_clear (Making *self)
{
  g_clear_pointer (&self->paper, sl_paper_free);
  g_clear_object (&self->planning_case);
  g_clear_object (&self->person);
  g_clear_pointer (&self->key, sl_signing_key_free);
  g_clear_pointer (&self->manifest, sl_lines_free);
  g_clear_pointer (&self->content, sl_lines_free);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Making, making_clear)

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED, sentence);
  return FALSE;
}

static gboolean
find_person (Making *self, GError **error)
{
  self->person = sl_people_load (self->store,
                                 sl_person_get_id (sl_review_get_person (self->review)), error);
  if (self->person == NULL || sl_person_get_declared (self->person))
    return self->person != NULL;
  return refuse (error, _ ("Say who you are first: a bundle is signed with your name and role."));
}

/* Whether the case is worked here or came in a bundle. */
static gboolean
find_side (Making *self, GError **error)
{
  g_auto (SlBundleStanding) standing = { 0 };

  if (!sl_bundle_records_read_standing (sl_store_read (self->store), self->case_id, self->paper->id,
                                        sl_signing_key_get_fingerprint (self->key), &standing,
                                        error))
    return FALSE;
  self->reply = standing.fingerprint != NULL;
  return TRUE;
}

/* Records. */

/* The values in force, but those that are about a person. */
static gboolean
add_case (Making *self, GError **error)
{
  g_autoptr (GListModel) facts = sl_case_records_list_facts (self->store, self->case_id, error);
  g_autoptr (GHashTable) done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (facts == NULL)
    return FALSE;
  sl_lines_add (self->content, SL_CONTENT_CASE, sl_case_get (self->planning_case, "kind"),
                sl_case_get (self->planning_case, "stage"),
                sl_case_get (self->planning_case, "features"), NULL);
  for (guint i = 0; i < g_list_model_get_n_items (facts); i++)
    {
      g_autoptr (SlFact) fact = g_list_model_get_item (facts, i);
      const char *name = sl_fact_get (fact, "field");
      const char *state = sl_fact_get (fact, "state");
      const SlField *field = sl_field_find (name);
      g_autofree char *value = NULL;

      if (field == NULL || field->personal ||
          (!g_str_equal (state, "current") && !g_str_equal (state, "confirmed")) ||
          !g_hash_table_add (done, g_strdup (name)))
        continue;
      value = sl_text_clean (sl_fact_get (fact, "value"), -1);
      sl_lines_add (self->content, SL_CONTENT_FACT, name, value, NULL);
    }
  return TRUE;
}

static void
note_persons (GHashTable *ids, SlLines *content, guint kind, guint field)
{
  for (guint i = 0; i < sl_lines_count (content, kind); i++)
    {
      const char *id = sl_lines_get (content, kind, i)->values[field];
      if (*id != '\0')
        g_hash_table_add (ids, g_strdup (id));
    }
}

/* Everyone whom the records name, with name and role. */
static gboolean
add_persons (Making *self, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GList) sorted = NULL;

  g_hash_table_add (ids, g_strdup (sl_person_get_id (self->person)));
  note_persons (ids, self->content, SL_CONTENT_VERSION, SL_BUNDLE_VERSION_BY);
  note_persons (ids, self->content, SL_CONTENT_AUTHOR, SL_BUNDLE_AUTHOR_PERSON);
  note_persons (ids, self->content, SL_CONTENT_DECISION, SL_BUNDLE_DECISION_BY);
  note_persons (ids, self->content, SL_CONTENT_COMMENT, SL_BUNDLE_COMMENT_BY);
  note_persons (ids, self->content, SL_CONTENT_COMMENT, SL_BUNDLE_COMMENT_CLOSED_BY);
  sorted = g_list_sort (g_hash_table_get_keys (ids), (GCompareFunc) strcmp);
  for (GList *at = sorted; at != NULL; at = at->next)
    {
      g_autoptr (SlPerson) person = sl_people_load (self->store, at->data, error);

      if (person == NULL)
        return FALSE;
      sl_lines_add (self->content, SL_CONTENT_PERSON, at->data, sl_person_get_display_name (person),
                    sl_person_get_role (person),
                    sl_person_get_self_declared (person) ? "self" : "confirmed", NULL);
    }
  return TRUE;
}

/* Papers. */

/* The evidence of the newest version, and what a comment is anchored to. */
static GHashTable *
list_evidence (Making *self, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (SlVersion) newest = sl_versions_load_newest (self->store, self->paper->id, error);
  g_autoptr (SlSnapshot) snapshot = NULL;
  g_auto (GStrv) cited = NULL;

  snapshot = newest != NULL ? sl_version_load_snapshot (self->store, newest, error) : NULL;
  if (snapshot == NULL)
    return NULL;
  cited = sl_snapshot_list (snapshot, "evidence");
  for (char **id = cited; *id != NULL; id++)
    g_hash_table_add (ids, g_strdup (*id));
  for (guint i = 0; i < sl_lines_count (self->content, SL_CONTENT_COMMENT); i++)
    {
      char **values = sl_lines_get (self->content, SL_CONTENT_COMMENT, i)->values;
      if (g_str_equal (values[SL_BUNDLE_COMMENT_ANCHOR], "evidence"))
        g_hash_table_add (ids, g_strdup (values[SL_BUNDLE_COMMENT_KEY]));
    }
  return g_steal_pointer (&ids);
}

static void
add_evidence_line (Making *self, const char *id, SlEvidence *evidence)
{
  g_autofree char *page = g_strdup_printf ("%u", sl_evidence_get_page_number (evidence));
  g_autofree char *quotation = sl_text_clean (sl_evidence_get (evidence, "quotation"), -1);
  g_autofree char *note = sl_text_clean (sl_evidence_get (evidence, "note"), -1);
  char region[4][G_ASCII_DTOSTR_BUF_SIZE] = { "", "", "", "" };
  double sides[4];

  if (sl_evidence_get_region (evidence, &sides[0], &sides[1], &sides[2], &sides[3]))
    for (guint i = 0; i < 4; i++)
      g_ascii_dtostr (region[i], sizeof region[i], sides[i]);
  sl_lines_add (self->content, SL_CONTENT_EVIDENCE, id, sl_evidence_get (evidence, "document-id"),
                page, region[0], region[1], region[2], region[3], quotation, note, NULL);
}

/* A file that is too large, or the one too many, stays behind; its row says so there. */
static gboolean
add_document (Making *self, const char *document_id, gint64 *room, GError **error)
{
  g_autoptr (SlDocument) document = sl_document_records_load (self->store, document_id, error);
  g_autofree char *size = NULL;
  g_autofree char *pages = NULL;
  g_autofree char *title = NULL;
  const char *sha256;
  gboolean known = FALSE;
  gboolean carried;

  if (document == NULL)
    return FALSE;
  sha256 = sl_document_get (document, "sha256");
  /* One that never had a file has no page to show. */
  if (*sha256 == '\0')
    return TRUE;
  for (guint i = 0; i < self->parts->len && !known; i++)
    {
      const SlBundlePart *part = g_ptr_array_index (self->parts, i);
      known = g_str_equal (part->sha256, sha256) &&
              g_str_has_prefix (part->name, SL_BUNDLE_PREFIX_FILE);
    }
  carried = known || (sl_document_get_size (document) <= SL_BUNDLE_ENTRY_MAX &&
                      sl_document_get_size (document) <= *room);
  if (carried && !known)
    {
      *room -= sl_document_get_size (document);
      g_ptr_array_add (self->parts, sl_bundle_part_new (SL_BUNDLE_PREFIX_FILE, sha256, NULL,
                                                        sl_document_get_size (document)));
    }
  self->n_left_out += carried ? 0 : 1;
  size = g_strdup_printf ("%" G_GINT64_FORMAT, sl_document_get_size (document));
  pages = g_strdup_printf ("%u", sl_document_get_page_count (document));
  title = sl_text_clean (sl_document_get (document, "title"), -1);
  sl_lines_add (self->content, SL_CONTENT_DOCUMENT, document_id, sha256, carried ? "1" : "0",
                sl_document_get (document, "file-name"), title, sl_document_get (document, "kind"),
                sl_document_get (document, "drawing-number"),
                sl_document_get (document, "revision"), sl_document_get (document, "document-date"),
                sl_document_get (document, "media-type"), size, pages, NULL);
  return TRUE;
}

static gboolean
has_document (Making *self, const char *document_id)
{
  return sl_lines_find (self->content, SL_CONTENT_DOCUMENT, document_id) != NULL;
}

static guint
count_figures (SlBlock *block)
{
  guint n = *sl_block_get_figure_source (block) != '\0';

  for (guint i = 0; i < sl_block_get_n_children (block); i++)
    n += count_figures (sl_block_get_child (block, i));
  return n;
}

/* Which report of which record it is; nothing for a response. */
static gboolean
add_paper (Making *self, GError **error)
{
  g_autoptr (SlSheet) sheet = NULL;
  g_autoptr (SlVersion) newest = NULL;
  g_autoptr (SlSnapshot) snapshot = NULL;
  g_autofree char *figures = NULL;
  guint n = 0;

  if (sl_paper_is_response (self->paper))
    return TRUE;
  sheet = sl_sheets_load (self->store, sl_review_get_packs (self->review), self->paper->sheet_id,
                          error);
  if (sheet == NULL)
    return FALSE;
  newest = sl_versions_load_newest (self->store, self->paper->id, error);
  snapshot = newest != NULL ? sl_version_load_snapshot (self->store, newest, error) : NULL;
  if (snapshot == NULL)
    return FALSE;
  for (guint i = 0; i < sl_letter_get_n_blocks (sl_snapshot_get_letter (snapshot)); i++)
    n += count_figures (sl_letter_get_block (sl_snapshot_get_letter (snapshot), i));
  figures = g_strdup_printf ("%u", n);
  sl_lines_add (self->content, SL_CONTENT_PAPER, self->paper->id, self->paper->sheet_id,
                self->paper->report_id, self->paper->title, self->paper->moment ? "1" : "0",
                sl_form_get_id (sl_sheet_get_form (sheet)), sl_sheet_get (sheet, "reference"),
                figures, NULL);
  return TRUE;
}

static gboolean
add_papers (Making *self, GError **error)
{
  g_autoptr (GHashTable) ids = list_evidence (self, error);
  g_autoptr (GHashTable) documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GList) sorted = NULL;
  gint64 room = SL_BUNDLE_TOTAL_MAX;

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < self->parts->len; i++)
    room -= ((const SlBundlePart *) g_ptr_array_index (self->parts, i))->size;
  sorted = g_list_sort (g_hash_table_get_keys (ids), (GCompareFunc) strcmp);
  for (GList *at = sorted; at != NULL; at = at->next)
    {
      g_autoptr (SlEvidence) evidence = sl_evidence_records_load (self->store, at->data, error);
      const char *document_id;

      if (evidence == NULL)
        return FALSE;
      document_id = sl_evidence_get (evidence, "document-id");
      if (g_hash_table_add (documents, g_strdup (document_id)) &&
          !add_document (self, document_id, &room, error))
        return FALSE;
      if (has_document (self, document_id))
        add_evidence_line (self, at->data, evidence);
    }
  return TRUE;
}

static gboolean
gather (Making *self, GError **error)
{
  self->content = sl_lines_new (&sl_bundle_content_format);
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_bundle_part_free);
  if (!sl_bundle_add_head (self->content, SL_CONTENT_HEAD, self->store, error) ||
      (!self->reply && !add_case (self, error)) ||
      !sl_bundle_records_collect (self->store, self->paper->id, self->reply, self->content, error))
    return FALSE;
  if (sl_lines_count (self->content, SL_CONTENT_VERSION) == 0)
    return refuse (error, _ ("There is nothing to review yet. Submit the draft first."));
  if (self->reply && sl_lines_count (self->content, SL_CONTENT_DECISION) == 0 &&
      sl_lines_count (self->content, SL_CONTENT_COMMENT) == 0)
    return refuse (error, _ ("There is nothing to send back yet. Comment or decide first."));
  if (!add_paper (self, error) || !add_persons (self, error))
    return FALSE;
  return self->reply ||
         (sl_bundle_records_collect_contents (self->store, self->paper->id, self->parts, error) &&
          add_papers (self, error));
}

/* The manifest. */

static gboolean
find_serial (Making *self, GError **error)
{
  gint64 last = sl_bundle_records_read_serial (sl_store_read (self->store), self->paper->id,
                                               sl_signing_key_get_fingerprint (self->key), error);

  self->serial = sl_bundle_next_serial (last);
  return self->serial >= 0;
}

static void
write_manifest (Making *self)
{
  g_autofree char *title = sl_text_clean (sl_case_get_display_title (self->planning_case), -1);
  const char *const subject[] = { self->case_id, sl_case_get (self->planning_case, "reference"),
                                  title, NULL };

  self->manifest = sl_bundle_manifest_new (&sl_bundle_manifest_format,
                                           self->reply ? "reply" : "review", subject, self->person,
                                           self->key, self->serial);
}

/* Recording. */

static gboolean
record (SlTransaction *transaction, gpointer data, GError **error)
{
  const Making *self = data;
  const char *fingerprint = sl_signing_key_get_fingerprint (self->key);
  gint64 last = sl_bundle_records_read_serial (sl_transaction_get_database (transaction),
                                               self->paper->id, fingerprint, error);
  g_autofree char *serial = g_strdup_printf ("%" G_GINT64_FORMAT, self->serial);

  if (last < 0)
    return FALSE;
  if (last >= self->serial)
    {
      g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_CONFLICT,
                           _ ("Another bundle of this paper was made meanwhile. Make it again."));
      return FALSE;
    }
  sl_transaction_note (transaction, "kind", self->reply ? "reply" : "review");
  sl_transaction_note (transaction, "serial", serial);
  sl_transaction_note (transaction, "key", fingerprint);
  if (!sl_paper_is_response (self->paper))
    sl_transaction_note (transaction, "paper", self->paper->id);
  return sl_bundle_records_set_serial (transaction, self->paper->id, fingerprint, "out",
                                       self->serial, error);
}

static SlBundleInfo *
make_info (Making *self, const char *path)
{
  SlBundleFile file = { .manifest = self->manifest,
                        .content = self->content,
                        .fingerprint = (char *) sl_signing_key_get_fingerprint (self->key) };
  SlBundleInfo *info = sl_bundle_info_new (path, &file, SL_TRUST_VERIFIED);

  info->n_left_out = self->n_left_out;
  return info;
}

/**
 * sl_bundle_make:
 * @review: the reviews
 * @paper_id: a case's id for its response, or a report's: submitted here, or come in a bundle
 * @path: where the file is to lie; one that is there is replaced
 * @error: return location
 *
 * Writes a "review" of a paper whose case is worked here, with every version, all comments and the
 * originals that the newest version's evidence lies in; a "reply" on one that came in a bundle,
 * with what was written and decided here. One change ("make-bundle"). Blocking.
 *
 * Returns: (transfer full): what was made, or %NULL with @error
 */
SlBundleInfo *
sl_bundle_make (SlReview *review, const char *paper_id, const char *path, GError **error)
{
  g_auto (Making) self = { .review = review };

  g_return_val_if_fail (SL_IS_REVIEW (review) && paper_id != NULL && path != NULL, NULL);

  self.store = sl_library_get_store (sl_review_get_library (review));
  self.paper = sl_papers_load (review, paper_id, error);
  if (self.paper == NULL)
    return NULL;
  self.case_id = self.paper->case_id;
  self.planning_case = sl_case_records_load (self.store, self.case_id, error);
  if (self.planning_case == NULL || !find_person (&self, error))
    return NULL;
  self.key = sl_signing_key_open (self.store, error);
  if (self.key == NULL || !find_side (&self, error) || !gather (&self, error) ||
      !find_serial (&self, error))
    return NULL;
  write_manifest (&self);
  if (!sl_bundle_file_make (sl_review_get_library (review), self.key, self.manifest, self.content,
                            self.parts, path,
                            sl_change_new ("make-bundle", "planning_case", self.case_id,
                                           self.case_id, record, &self, NULL),
                            error))
    return NULL;
  return make_info (&self, path);
}
