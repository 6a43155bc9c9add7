/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-review-private.h"
#include "review/sl-snapshot-private.h"

#include "cases/sl-action.h"
#include "cases/sl-case-records.h"
#include "documents/sl-document-records.h"
#include "documents/sl-photograph.h"
#include "sheets/sl-sheet.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>

/* What a report of a sheet is made of, as canonical bytes: what its head says of the case, who
 * signs, the packs, the sheet with its entries and actions, the photographs that it shows, and its
 * letter. A figure is kept as the photograph's id and the hash of its pixels, which are loaded
 * again when it is drawn. */

typedef struct
{
  SlReview *review;
  const SlPaper *paper;
  SlStore *store;
  SlPaperKind kind;
  SlSheet *sheet;
  GHashTable *walks; /* entry id, borrowed -> SlAssessment: checklists of entries by themselves */
  SlLetter *letter;
  GString *out;
} Taker;

static void
taker_clear (Taker *self)
{
  g_clear_pointer (&self->walks, g_hash_table_unref);
  g_clear_object (&self->sheet);
  g_clear_object (&self->letter);
  if (self->out != NULL)
    g_string_free (self->out, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Taker, taker_clear)

static gboolean
write_case (Taker *self, GError **error)
{
  static const char *const facts[] = { "reference", "our-reference", "title", "address",
                                       "proposal" };
  g_autoptr (SlCase) subject = sl_case_records_load (self->store, self->paper->case_id, error);

  for (guint i = 0; subject != NULL && i < G_N_ELEMENTS (facts); i++)
    sl_snapshot_write (self->out, "case", NULL, facts[i], sl_case_get (subject, facts[i]));
  return subject != NULL;
}

static gboolean
load_walk (Taker *self, SlSheetEntry *entry, GError **error)
{
  const SlAssessmentSubject subject = sl_sheet_get_subject (self->sheet, entry);
  g_autoptr (GError) unread = NULL;
  SlAssessment *walk = sl_assessment_load_for_subject (
      self->store, sl_review_get_packs (self->review), self->paper->case_id, &subject, NULL,
      &unread);

  if (unread != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&unread));
      return FALSE;
    }
  if (walk != NULL)
    g_hash_table_insert (self->walks, (gpointer) subject.entry_id, walk);
  return TRUE;
}

static gboolean
load_walks (Taker *self, GError **error)
{
  SlForm *form = sl_sheet_get_form (self->sheet);

  self->walks = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  for (guint i = 0; i < sl_form_get_n_groups (form); i++)
    {
      const SlFormGroup *group = sl_form_get_group (form, i);
      GListModel *entries = group->several ? sl_sheet_get_entries (self->sheet, group->id) : NULL;

      for (guint j = 0; group->checklist && j < g_list_model_get_n_items (entries); j++)
        {
          g_autoptr (SlSheetEntry) entry = g_list_model_get_item (entries, j);

          if (!load_walk (self, entry, error))
            return FALSE;
        }
    }
  return TRUE;
}

static void
add_checklist_packs (Taker *self, GPtrArray *used)
{
  GHashTableIter iter;
  gpointer walk;

  g_hash_table_iter_init (&iter, self->walks);
  while (g_hash_table_iter_next (&iter, NULL, &walk))
    {
      SlPack *pack = sl_checklist_get_pack (sl_assessment_get_checklist (walk));
      gboolean known = FALSE;

      for (guint i = 0; i < used->len && !known; i++)
        known = g_str_equal (sl_pack_get_hash (g_ptr_array_index (used, i)),
                             sl_pack_get_hash (pack));
      if (!known)
        g_ptr_array_add (used, pack); /* its walk holds it */
    }
}

/* The report, the edition of the form, the checklists, and what the force and the standards are
 * called by. */
static void
write_packs (Taker *self)
{
  static const char *const kinds[] = { "force", "standards", NULL };
  SlPackLibrary *library = sl_review_get_packs (self->review);
  g_autoptr (GPtrArray) used = g_ptr_array_new ();
  GListModel *packs = sl_pack_library_get_packs (library);

  g_ptr_array_add (used, self->kind.pack);
  g_ptr_array_add (used, sl_form_get_pack (sl_sheet_get_form (self->sheet)));
  for (guint i = 0; i < g_list_model_get_n_items (packs); i++)
    {
      g_autoptr (SlPack) pack = g_list_model_get_item (packs, i);

      if (g_strv_contains (kinds, sl_pack_get_kind (pack)) &&
          sl_pack_library_find (library, sl_pack_get_id (pack), NULL) == pack)
        g_ptr_array_add (used, pack); /* the library holds it */
    }
  add_checklist_packs (self, used);
  sl_snapshot_write_packs (self->out, used);
}

static void
write_value (Taker *self,
             const char *entry_id,
             const char *title,
             const char *id,
             const char *value)
{
  g_autofree char *member = entry_id != NULL ? g_strdup_printf ("%s.%s", entry_id, id)
                                             : g_strdup (id);

  if (*value == '\0')
    return;
  sl_snapshot_write (self->out, "value", member, "title", title);
  sl_snapshot_write (self->out, "value", member, "value", value);
}

/* What was answered of an entry's own checklist: a report tells of it, so it is what was approved.
 */
static void
write_walk (Taker *self, SlSheetEntry *entry, const char *name, SlAssessment *walk)
{
  GListModel *answers = sl_assessment_get_answers (walk);

  for (guint i = 0; i < g_list_model_get_n_items (answers); i++)
    {
      g_autoptr (SlAnswer) answer = g_list_model_get_item (answers, i);
      const char *item_id = sl_answer_get (answer, "item-id");
      const char *observation = sl_answer_get (answer, "observation");
      g_autofree char *title = NULL;
      g_autofree char *value = NULL;

      if (sl_answer_get_verdict (answer) == SL_VERDICT_NONE)
        continue;
      title = g_strdup_printf ("%s, %s %s", name, item_id,
                               sl_checklist_item_get (sl_answer_get_item (answer), "title"));
      value = g_strdup_printf ("%s%s%s", sl_verdict_to_word (sl_answer_get_verdict (answer)),
                               *observation != '\0' ? ": " : "", observation);
      write_value (self, sl_sheet_entry_get_id (entry), title, item_id, value);
    }
}

static void
write_entries (Taker *self, const SlFormGroup *group)
{
  GListModel *entries = sl_sheet_get_entries (self->sheet, group->id);

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (SlSheetEntry) entry = g_list_model_get_item (entries, i);
      g_autofree char *name = g_strdup_printf ("%s %u", group->entry, i + 1);
      SlAssessment *walk;

      for (guint j = 0; j < group->n_fields; j++)
        {
          const SlFormField *field = &group->fields[j];
          g_autofree char *title = g_strdup_printf ("%s, %s", name, field->label);

          write_value (self, sl_sheet_entry_get_id (entry), title, field->id,
                       sl_sheet_entry_get (entry, field->id));
        }
      if ((walk = g_hash_table_lookup (self->walks, sl_sheet_entry_get_id (entry))) != NULL)
        write_walk (self, entry, name, walk);
    }
}

static void
write_sheet (Taker *self)
{
  SlForm *form = sl_sheet_get_form (self->sheet);

  sl_snapshot_write (self->out, "paper", NULL, "report-id", self->paper->report_id);
  sl_snapshot_write (self->out, "paper", NULL, "title", self->paper->title);
  sl_snapshot_write (self->out, "paper", NULL, "sheet-id", self->paper->sheet_id);
  sl_snapshot_write (self->out, "paper", NULL, "reference",
                     sl_sheet_get (self->sheet, "reference"));
  for (guint i = 0; i < sl_form_get_n_groups (form); i++)
    {
      const SlFormGroup *group = sl_form_get_group (form, i);

      if (group->several)
        {
          write_entries (self, group);
          continue;
        }
      for (guint j = 0; j < group->n_fields; j++)
        {
          const SlFormField *field = &group->fields[j];
          g_autofree char *title = g_strdup_printf ("%s, %s", group->title, field->label);

          write_value (self, NULL, title, field->id, sl_sheet_get (self->sheet, field->id));
        }
    }
}

static gboolean
write_actions (Taker *self, GError **error)
{
  static const char *const texts[] = { "text",  "owner-name", "due-date",
                                       "state", "answer",     "settled-on" };
  g_autoptr (GListModel)
      actions = sl_actions_list (self->store, self->paper->case_id, self->paper->sheet_id, error);

  for (guint i = 0; actions != NULL && i < g_list_model_get_n_items (actions); i++)
    {
      g_autoptr (SlAction) action = g_list_model_get_item (actions, i);

      for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
        sl_snapshot_write (self->out, "action", sl_action_get (action, "id"), texts[j],
                           sl_action_get (action, texts[j]));
    }
  return actions != NULL;
}

static void
list_figures (SlBlock *block, GPtrArray *ids)
{
  const char *id = sl_block_get_figure_source (block);

  if (*id != '\0' && !g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
    g_ptr_array_add (ids, (gpointer) id);
  for (guint i = 0; i < sl_block_get_n_children (block); i++)
    list_figures (sl_block_get_child (block, i), ids);
}

/* A photograph's rows, and its original's among the documents that the paper rests on. */
static gboolean
write_photograph (Taker *self, GString *documents, const char *id, GError **error)
{
  static const char *const texts[] = { "document-id", "entry-id", "item-id", "caption",
                                       "taken-at" };
  g_autoptr (SlPhotograph) photograph = sl_photographs_load (self->store, id, error);
  g_autoptr (SlDocument) document = NULL;

  if (photograph != NULL)
    document = sl_document_records_load (self->store, sl_photograph_get (photograph, "document-id"),
                                         error);
  if (document == NULL)
    return FALSE;
  sl_snapshot_write (documents, "document", sl_document_get_id (document), "sha256",
                     sl_document_get (document, "sha256"));
  sl_snapshot_write (documents, "document", sl_document_get_id (document), "file-name",
                     sl_document_get (document, "file-name"));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    sl_snapshot_write (self->out, "photograph", id, texts[i],
                       sl_photograph_get (photograph, texts[i]));
  return TRUE;
}

/* @documents gathers the rows that stand before those of the sheet. */
static gboolean
write_photographs (Taker *self, GString *documents, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < sl_letter_get_n_blocks (self->letter); i++)
    list_figures (sl_letter_get_block (self->letter, i), ids);
  for (guint i = 0; i < ids->len; i++)
    if (!write_photograph (self, documents, g_ptr_array_index (ids, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
write_all (Taker *self, SlPerson *author, GError **error)
{
  g_autoptr (GString) documents = g_string_new (NULL);
  gsize before;

  self->out = g_string_new (SL_SNAPSHOT_HEADER);
  if (!load_walks (self, error) || !write_case (self, error))
    return FALSE;
  sl_snapshot_write_author (self->out, author);
  write_packs (self);
  before = self->out->len;
  write_sheet (self);
  if (!write_actions (self, error) || !write_photographs (self, documents, error))
    return FALSE;
  g_string_insert_len (self->out, (gssize) before, documents->str, (gssize) documents->len);
  return sl_snapshot_write_letter (self->out, self->letter, error);
}

SlSnapshot *
sl_snapshot_take_paper (SlReview *review,
                        const SlPaper *paper,
                        SlPerson *author,
                        const char *date,
                        GPtrArray *withheld,
                        GError **error)
{
  g_auto (Taker) self = { .review = review, .paper = paper };
  gpointer data;
  const SlPaperComposer *composer = sl_review_get_paper_composer (review, &data);
  g_autoptr (GBytes) bytes = NULL;

  self.store = sl_library_get_store (sl_review_get_library (review));
  if (!composer->describe (paper->report_id, &self.kind, data))
    return NULL;
  self.sheet = sl_sheets_load (self.store, sl_review_get_packs (review), paper->sheet_id, error);
  if (self.sheet == NULL)
    return NULL;
  if (*sl_sheet_get (self.sheet, "removed") != '\0')
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("%s was removed, so “%s” is not made of it. Bring it back first."),
                   sl_sheet_get (self.sheet, "reference"), paper->title);
      return NULL;
    }
  self.letter = composer->compose (paper, author, date, withheld, data, error);
  if (self.letter == NULL || !write_all (&self, author, error))
    return NULL;
  bytes = g_string_free_to_bytes (g_steal_pointer (&self.out));
  return sl_snapshot_new_from_bytes (bytes, error);
}

static gboolean
load_block (SlReview *review, SlBlock *block, GError **error)
{
  gpointer data;
  const SlPaperComposer *composer = sl_review_get_paper_composer (review, &data);
  const char *source = sl_block_get_figure_source (block);

  if (*source != '\0' && !sl_block_has_picture (block))
    {
      cairo_surface_t *picture = composer->load_picture (source, data, error);
      g_autofree char *pixels = picture != NULL ? sl_block_hash_pixels (picture) : NULL;
      gboolean same = g_strcmp0 (pixels, sl_block_get_figure_pixels (block)) == 0;

      if (same)
        {
          g_autofree char *words = g_strdup (sl_block_get_figure_alternative (block));

          sl_block_set_figure (block, picture, sl_block_get_figure_width (block), words);
        }
      g_clear_pointer (&picture, cairo_surface_destroy);
      if (pixels == NULL)
        return FALSE;
      if (!same)
        {
          g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_DAMAGED,
                       /* TRANSLATORS: the caption of a photograph */
                       _ ("The photograph “%s” is no longer the picture that stood in this "
                          "version."),
                       sl_block_get_text (block));
          return FALSE;
        }
    }
  for (guint i = 0; i < sl_block_get_n_children (block); i++)
    if (!load_block (review, sl_block_get_child (block, i), error))
      return FALSE;
  return TRUE;
}

/**
 * sl_review_load_pictures:
 * @self: the review
 * @snapshot: a version's content, or a draft's, that nobody else reads yet
 * @error: return location
 *
 * Gives the letter's figures their pixels again, which a version does not hold. Blocking.
 *
 * Returns: %FALSE with %SL_STORE_ERROR when one is gone or is no longer what it was: its caption
 *   stands alone then
 */
gboolean
sl_review_load_pictures (SlReview *self, SlSnapshot *snapshot, GError **error)
{
  SlLetter *letter;

  g_return_val_if_fail (SL_IS_REVIEW (self) && snapshot != NULL, FALSE);

  letter = sl_snapshot_get_letter (snapshot);
  for (guint i = 0; i < sl_letter_get_n_blocks (letter); i++)
    if (!load_block (self, sl_letter_get_block (letter, i), error))
      return FALSE;
  return TRUE;
}
