/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-proposal-private.h"

#include "base/sl-time.h"
#include "documents/sl-document.h"
#include "store/sl-database.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a case's tables show of its documents: what was taken from them, by whom, and for how long
 * they stood on screen. Nothing is written here. */

/* ---- evidence ---- */

/* The passages that one person, or all others together, took of one document. */
typedef struct
{
  char *document_id, *title, *sha256, *last_at;
  gboolean own;
  guint n;
  GArray *pages;    /* of guint, in order */
  GPtrArray *items; /* of char*, in order */
  GPtrArray *names; /* of who took them */
} Passages;

static void
passages_free (gpointer data)
{
  Passages *self = data;

  g_free (self->document_id);
  g_free (self->title);
  g_free (self->sha256);
  g_free (self->last_at);
  g_array_unref (self->pages);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->names);
  g_free (self);
}

/* "PL-106 C, Boundary plan", or the title alone. */
static char *
name_document (const char *title, const char *number, const char *revision)
{
  if (*number == '\0')
    return g_strdup (title);
  return g_strdup_printf ("%s%s%s, %s", number, *revision != '\0' ? " " : "", revision, title);
}

static void
add_word (GPtrArray *words, const char *word)
{
  if (*word != '\0' && !g_ptr_array_find_with_equal_func (words, word, g_str_equal, NULL))
    g_ptr_array_add (words, g_strdup (word));
}

static char *
join_words (GPtrArray *words)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (words, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static Passages *
passages_new (SlStatement *statement, gboolean own)
{
  Passages *self = g_new0 (Passages, 1);

  self->document_id = sl_statement_dup_text (statement, 0);
  self->title = name_document (sl_statement_get_text (statement, 1),
                               sl_statement_get_text (statement, 2),
                               sl_statement_get_text (statement, 3));
  self->sha256 = sl_statement_dup_text (statement, 4);
  self->own = own;
  self->pages = g_array_new (FALSE, FALSE, sizeof (guint));
  self->items = g_ptr_array_new_with_free_func (g_free);
  self->names = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/* Rows come by document, own ones first, then by page, place and item: a piece of evidence comes
 * once for each item that it was chosen for. */
static GPtrArray *
list_passages (SlProposalSource *source, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (passages_free);
  g_autoptr (SlStatement) statement = sl_database_prepare (
      sl_store_read (source->store),
      "SELECT d.document_id, d.title, d.drawing_number, d.revision, COALESCE (d.sha256, ''),"
      " e.evidence_id, e.page_number, e.person_id, COALESCE (p.display_name, ''), e.at,"
      " COALESCE (a.item_id, '') FROM evidence e JOIN document d ON d.document_id = e.document_id"
      " LEFT JOIN person p ON p.person_id = e.person_id"
      " LEFT JOIN answer_evidence x ON x.evidence_id = e.evidence_id"
      " LEFT JOIN answer a ON a.answer_id = x.answer_id"
      " WHERE e.case_id = ? AND e.removed = 0"
      " ORDER BY d.imported_at, d.document_id, CASE WHEN e.person_id = ? THEN 0 ELSE 1 END,"
      " e.page_number, e.evidence_id, a.item_id",
      error);
  g_autofree char *last_id = g_strdup ("");
  Passages *passages = NULL;
  gboolean row;

  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "tt", source->case_id, source->person_id);
  while (sl_statement_step (statement, &row, error))
    {
      gboolean own;
      guint page;

      if (!row)
        return g_steal_pointer (&list);
      own = g_str_equal (sl_statement_get_text (statement, 7), source->person_id);
      if (passages == NULL || passages->own != own ||
          !g_str_equal (passages->document_id, sl_statement_get_text (statement, 0)))
        {
          passages = passages_new (statement, own);
          g_ptr_array_add (list, passages);
        }
      add_word (passages->items, sl_statement_get_text (statement, 10));
      if (g_str_equal (last_id, sl_statement_get_text (statement, 5)))
        continue;
      g_free (last_id);
      last_id = sl_statement_dup_text (statement, 5);
      passages->n++;
      page = (guint) sl_statement_get_int (statement, 6);
      if (passages->pages->len == 0 ||
          g_array_index (passages->pages, guint, passages->pages->len - 1) != page)
        g_array_append_val (passages->pages, page);
      add_word (passages->names, sl_statement_get_text (statement, 8));
      if (g_strcmp0 (passages->last_at, sl_statement_get_text (statement, 9)) < 0)
        {
          g_free (passages->last_at);
          passages->last_at = sl_statement_dup_text (statement, 9);
        }
    }
  return NULL;
}

/* "pages 4, 7, 12; H21, H24", and who took them when it was not the trainee. */
static char *
describe_passages (const Passages *passages)
{
  g_autoptr (GString) pages = g_string_new (NULL);
  g_autoptr (GString) detail = g_string_new (NULL);
  g_autofree char *items = join_words (passages->items);
  g_autofree char *names = join_words (passages->names);

  for (guint i = 0; i < passages->pages->len; i++)
    g_string_append_printf (pages, "%s%u", i > 0 ? ", " : "",
                            g_array_index (passages->pages, guint, i));
  sl_proposal_append (detail,
                      g_dngettext (GETTEXT_PACKAGE, "page %s", "pages %s", passages->pages->len),
                      pages->str);
  if (*items != '\0')
    sl_proposal_append (detail, "%s", items);
  if (!passages->own)
    sl_proposal_append (detail, _ ("taken by %s"), names);
  return g_string_free (g_steal_pointer (&detail), FALSE);
}

gboolean
sl_proposal_write_evidence (SlProposalSource *source, GError **error)
{
  g_autoptr (GPtrArray) list = list_passages (source, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const Passages *passages = g_ptr_array_index (list, i);
      SlProposal *proposal = sl_proposal_add (
          source, passages->own, passages->last_at, "document", passages->document_id,
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s: %u passage taken as evidence",
                                        "%s: %u passages taken as evidence", passages->n),
                           passages->title, passages->n),
          describe_passages (passages));

      sl_proposal_set_hash (proposal, passages->sha256);
    }
  return list != NULL;
}

/* ---- documents and reading ---- */

/* For how long, as it is told: whole minutes from the first on. */
static char *
format_seconds (gint64 seconds)
{
  guint minutes = (guint) ((seconds + 30) / 60);

  if (seconds < 60)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u second", "%u seconds", (gulong) seconds),
        (guint) seconds);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u minute", "%u minutes", minutes),
                          minutes);
}

/* What a trainee switched on for themselves nobody else is offered: they see what is claimed. */
static gboolean
is_at_work (SlProposalSource *source)
{
  return g_strcmp0 (sl_store_get_actor (source->store), source->person_id) == 0;
}

/* Of each document with readings, those by @data's hand; a line for each day. */
typedef struct
{
  char *document_id, *title, *sha256, *last_on;
  gint64 seconds;
  guint n_days;
  GString *days;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_free (self->document_id);
  g_free (self->title);
  g_free (self->sha256);
  g_free (self->last_on);
  g_string_free (self->days, TRUE);
  g_free (self);
}

static Reading *
reading_new (SlStatement *statement)
{
  Reading *self = g_new0 (Reading, 1);

  self->document_id = sl_statement_dup_text (statement, 0);
  self->title = name_document (sl_statement_get_text (statement, 1),
                               sl_statement_get_text (statement, 2),
                               sl_statement_get_text (statement, 3));
  self->sha256 = sl_statement_dup_text (statement, 4);
  self->days = g_string_new (NULL);
  return self;
}

static GPtrArray *
list_readings (SlProposalSource *source, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (reading_free);
  g_autoptr (SlStatement) statement = NULL;
  Reading *reading = NULL;
  gboolean row;

  if (!is_at_work (source))
    return g_steal_pointer (&list);
  statement = sl_database_prepare (
      sl_store_read (source->store),
      "SELECT d.document_id, d.title, d.drawing_number, d.revision, COALESCE (d.sha256, ''),"
      " r.on_date, r.seconds FROM reading r JOIN document d ON d.document_id = r.document_id"
      " WHERE r.case_id = ? AND r.person_id = ? ORDER BY d.imported_at, d.document_id, r.on_date",
      error);
  if (statement == NULL)
    return NULL;
  sl_statement_bind (statement, "tt", source->case_id, source->person_id);
  while (sl_statement_step (statement, &row, error))
    {
      g_autofree char *day = NULL;
      g_autofree char *time = NULL;

      if (!row)
        return g_steal_pointer (&list);
      if (reading == NULL ||
          !g_str_equal (reading->document_id, sl_statement_get_text (statement, 0)))
        {
          reading = reading_new (statement);
          g_ptr_array_add (list, reading);
        }
      g_free (reading->last_on);
      reading->last_on = sl_statement_dup_text (statement, 5);
      reading->seconds += sl_statement_get_int (statement, 6);
      reading->n_days++;
      day = sl_date_format_long (reading->last_on);
      time = format_seconds (sl_statement_get_int (statement, 6));
      sl_proposal_append (reading->days, _ ("%s on %s"), time, day);
    }
  return NULL;
}

gboolean
sl_proposal_write_reading (SlProposalSource *source, GError **error)
{
  g_autoptr (GPtrArray) list = list_readings (source, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const Reading *reading = g_ptr_array_index (list, i);
      g_autofree char *time = format_seconds (reading->seconds);
      SlProposal *proposal = sl_proposal_add (
          source, TRUE, reading->last_on, "document", reading->document_id,
          g_strdup_printf (_ ("%s: on screen for %s"), reading->title, time),
          g_strdup (reading->days->str));

      sl_proposal_set_hash (proposal, reading->sha256);
    }
  return list != NULL;
}

static guint
count_own_passages (GPtrArray *passages, const char *document_id)
{
  for (guint i = 0; i < passages->len; i++)
    {
      const Passages *of = g_ptr_array_index (passages, i);

      if (of->own && g_str_equal (of->document_id, document_id))
        return of->n;
    }
  return 0;
}

static const Reading *
find_reading (GPtrArray *readings, const char *document_id)
{
  for (guint i = 0; i < readings->len; i++)
    {
      const Reading *reading = g_ptr_array_index (readings, i);

      if (g_str_equal (reading->document_id, document_id))
        return reading;
    }
  return NULL;
}

/* What the record shows that the trainee had to do with one document; "" nothing. */
static char *
describe_use (SlProposalSource *source,
              const char *document_id,
              GPtrArray *passages,
              GPtrArray *readings)
{
  g_autoptr (GString) detail = g_string_new (NULL);
  const Reading *reading = find_reading (readings, document_id);
  guint n = count_own_passages (passages, document_id);

  if (n > 0)
    sl_proposal_append (detail,
                        g_dngettext (GETTEXT_PACKAGE, "%u passage taken as evidence",
                                     "%u passages taken as evidence", n),
                        n);
  if (reading != NULL)
    sl_proposal_append (
        detail, g_dngettext (GETTEXT_PACKAGE, "open on %u day", "open on %u days", reading->n_days),
        reading->n_days);
  if (sl_proposal_touched (source, document_id))
    sl_proposal_append (detail, "%s",
                        _ ("its particulars were corrected, or it was read in again"));
  return g_string_free (g_steal_pointer (&detail), FALSE);
}

/* One that the trainee opened or took evidence from; the others of the case say nothing of them. */
gboolean
sl_proposal_write_documents (SlProposalSource *source, GError **error)
{
  g_autoptr (GPtrArray) passages = list_passages (source, error);
  g_autoptr (GPtrArray) readings = passages != NULL ? list_readings (source, error) : NULL;
  g_autoptr (SlStatement) statement = NULL;
  gboolean row;

  if (readings == NULL)
    return FALSE;
  statement = sl_database_prepare (
      sl_store_read (source->store),
      "SELECT document_id, title, drawing_number, revision, COALESCE (sha256, ''), kind,"
      " superseded, imported_at FROM document WHERE case_id = ? ORDER BY imported_at, document_id",
      error);
  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "t", source->case_id);
  while (sl_statement_step (statement, &row, error))
    {
      g_autoptr (GString) detail = g_string_new (NULL);
      g_autofree char *use = NULL;
      const SlDocumentKind *kind;

      if (!row)
        return TRUE;
      use = describe_use (source, sl_statement_get_text (statement, 0), passages, readings);
      if (*use == '\0')
        continue;
      kind = sl_document_kind_find (sl_statement_get_text (statement, 5));
      if (kind != NULL)
        sl_proposal_append (detail, "%s", _ (kind->label));
      if (sl_statement_get_int (statement, 6) != 0)
        sl_proposal_append (detail, "%s", _ ("superseded since"));
      sl_proposal_append (detail, "%s", use);
      sl_proposal_set_hash (sl_proposal_add (source, TRUE, sl_statement_get_text (statement, 7),
                                             "document", sl_statement_get_text (statement, 0),
                                             name_document (sl_statement_get_text (statement, 1),
                                                            sl_statement_get_text (statement, 2),
                                                            sl_statement_get_text (statement, 3)),
                                             g_strdup (detail->str)),
                            sl_statement_get_text (statement, 4));
    }
  return FALSE;
}
