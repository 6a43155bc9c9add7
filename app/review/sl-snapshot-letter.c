/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-snapshot-private.h"

#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* The letter's tree as rows. A block's id is its place: "3" is the third of the letter, "3.2" its
 * second child. A figure is its photograph's id and the hash of its pixels: one that says neither
 * could not be drawn again, and is refused. */

static const struct
{
  SlBlockKind kind;
  const char *nick;
} kinds[] = {
  { SL_BLOCK_LETTERHEAD, "letterhead" },
  { SL_BLOCK_FIELDS, "fields" },
  { SL_BLOCK_ADDRESS, "address" },
  { SL_BLOCK_TITLE, "title" },
  { SL_BLOCK_HEADING, "heading" },
  { SL_BLOCK_PARAGRAPH, "paragraph" },
  { SL_BLOCK_LIST, "list" },
  { SL_BLOCK_ITEM, "item" },
  { SL_BLOCK_TABLE, "table" },
  { SL_BLOCK_ROW, "row" },
  { SL_BLOCK_CELL, "cell" },
  { SL_BLOCK_QUOTATION, "quotation" },
  { SL_BLOCK_FIGURE, "figure" },
  { SL_BLOCK_SIGNATURE, "signature" },
  { SL_BLOCK_PAGE_BREAK, "page-break" },
};

#define SENSITIVE "official-sensitive"
#define MAX_LEVEL 9

static const char *
nick_of (SlBlockKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].kind == kind)
      return kinds[i].nick;
  return NULL;
}

static void
write_origin (GString *out, const char *id, const SlOrigin *origin)
{
  sl_snapshot_write (out, "block", id, "origin-kind", origin->kind);
  sl_snapshot_write (out, "block", id, "origin-item", origin->item_id);
  sl_snapshot_write (out, "block", id, "origin-citations", origin->citation_ids);
  sl_snapshot_write (out, "block", id, "origin-evidence", origin->evidence_ids);
  sl_snapshot_write (out, "block", id, "origin-detail", origin->detail);
}

static void
write_figure (GString *out, const char *id, SlBlock *block)
{
  sl_snapshot_write (out, "block", id, "figure-source", sl_block_get_figure_source (block));
  sl_snapshot_write (out, "block", id, "figure-pixels", sl_block_get_figure_pixels (block));
  sl_snapshot_write_number (out, "block", id, "figure-width", sl_block_get_figure_width (block));
  sl_snapshot_write (out, "block", id, "figure-alternative",
                     sl_block_get_figure_alternative (block));
}

/* Whether what is drawn can be had again. */
static gboolean
may_be_kept (SlBlock *block)
{
  return sl_block_get_kind (block) != SL_BLOCK_FIGURE ||
         (*sl_block_get_figure_source (block) != '\0' &&
          *sl_block_get_figure_pixels (block) != '\0');
}

static gboolean
write_block (GString *out, SlBlock *block, const char *id, guint depth, GError **error)
{
  const char *nick = nick_of (sl_block_get_kind (block));

  if (nick == NULL || depth > SL_SNAPSHOT_MAX_DEPTH || !may_be_kept (block))
    {
      g_set_error (
          error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
          _ ("The block “%s” cannot be part of a version: figures without a photograph and "
             "deeply nested lists are not kept. Take it out of the letter."),
          sl_block_get_key (block));
      return FALSE;
    }
  sl_snapshot_write (out, "block", id, "kind", nick);
  if (sl_block_get_level (block) != 0)
    sl_snapshot_write_count (out, "block", id, "level", sl_block_get_level (block));
  if (sl_block_get_mark (block) == SL_MARK_OFFICIAL_SENSITIVE)
    sl_snapshot_write (out, "block", id, "mark", SENSITIVE);
  sl_snapshot_write (out, "block", id, "key", sl_block_get_key (block));
  sl_snapshot_write (out, "block", id, "section", sl_block_get_section (block));
  sl_snapshot_write (out, "block", id, "state", sl_block_get_state (block));
  sl_snapshot_write (out, "block", id, "text", sl_block_get_text (block));
  sl_snapshot_write (out, "block", id, "offered", sl_block_get_offered (block));
  write_origin (out, id, sl_block_get_origin (block));
  if (sl_block_get_kind (block) == SL_BLOCK_FIGURE)
    write_figure (out, id, block);
  for (guint i = 0; i < sl_block_get_n_children (block); i++)
    {
      g_autofree char *child = g_strdup_printf ("%s.%u", id, i + 1);

      if (!write_block (out, sl_block_get_child (block, i), child, depth + 1, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
sl_snapshot_write_letter (GString *out, SlLetter *letter, GError **error)
{
  sl_snapshot_write (out, "letter", NULL, "title", sl_letter_get_title (letter));
  sl_snapshot_write (out, "letter", NULL, "author", sl_letter_get_author (letter));
  sl_snapshot_write (out, "letter", NULL, "language", sl_letter_get_language (letter));
  sl_snapshot_write (out, "letter", NULL, "date", sl_letter_get_date (letter));
  sl_snapshot_write (out, "letter", NULL, "subject", sl_letter_get_subject (letter));
  sl_snapshot_write (out, "letter", NULL, "footer", sl_letter_get_footer (letter));
  for (guint i = 0; i < sl_letter_get_n_blocks (letter); i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i + 1);

      if (!write_block (out, sl_letter_get_block (letter, i), id, 1, error))
        return FALSE;
    }
  return TRUE;
}

/* The rows of one block, by field. */
typedef struct
{
  const char *kind, *level, *mark, *key, *section, *state, *text, *offered;
  const char *origin_kind, *origin_item, *origin_citations, *origin_evidence, *origin_detail;
  const char *figure_source, *figure_pixels, *figure_width, *figure_alternative;
} BlockValues;

static const struct
{
  const char *field;
  gsize offset;
} places[] = {
  { "kind", G_STRUCT_OFFSET (BlockValues, kind) },
  { "level", G_STRUCT_OFFSET (BlockValues, level) },
  { "mark", G_STRUCT_OFFSET (BlockValues, mark) },
  { "key", G_STRUCT_OFFSET (BlockValues, key) },
  { "section", G_STRUCT_OFFSET (BlockValues, section) },
  { "state", G_STRUCT_OFFSET (BlockValues, state) },
  { "text", G_STRUCT_OFFSET (BlockValues, text) },
  { "offered", G_STRUCT_OFFSET (BlockValues, offered) },
  { "origin-kind", G_STRUCT_OFFSET (BlockValues, origin_kind) },
  { "origin-item", G_STRUCT_OFFSET (BlockValues, origin_item) },
  { "origin-citations", G_STRUCT_OFFSET (BlockValues, origin_citations) },
  { "origin-evidence", G_STRUCT_OFFSET (BlockValues, origin_evidence) },
  { "origin-detail", G_STRUCT_OFFSET (BlockValues, origin_detail) },
  { "figure-source", G_STRUCT_OFFSET (BlockValues, figure_source) },
  { "figure-pixels", G_STRUCT_OFFSET (BlockValues, figure_pixels) },
  { "figure-width", G_STRUCT_OFFSET (BlockValues, figure_width) },
  { "figure-alternative", G_STRUCT_OFFSET (BlockValues, figure_alternative) },
};

static void
set_value (BlockValues *values, const char *field, const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (places[i].field, field))
      G_STRUCT_MEMBER (const char *, values, places[i].offset) = value;
}

static SlBlock *
make_block (const BlockValues *values)
{
  SlBlock *block = NULL;

  for (guint i = 0; block == NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].nick, values->kind) == 0)
      block = sl_block_new (kinds[i].kind, values->text);
  if (block == NULL)
    return NULL;
  /* Anything else than what is written back the same is refused by the comparison that follows. */
  if (values->level != NULL)
    sl_block_set_level (block, CLAMP (atoi (values->level), 0, MAX_LEVEL));
  if (g_strcmp0 (values->mark, SENSITIVE) == 0)
    sl_block_set_mark (block, SL_MARK_OFFICIAL_SENSITIVE);
  sl_block_set_key (block, values->key);
  sl_block_set_section (block, values->section);
  sl_block_set_state (block, values->state);
  sl_block_set_offered (block, values->offered);
  sl_block_set_origin (block, values->origin_kind, values->origin_item, values->origin_citations,
                       values->origin_evidence, values->origin_detail);
  if (sl_block_get_kind (block) == SL_BLOCK_FIGURE)
    {
      sl_block_set_figure (
          block, NULL,
          values->figure_width != NULL ? g_ascii_strtod (values->figure_width, NULL) : 0.0,
          values->figure_alternative);
      sl_block_set_figure_source (block, values->figure_source, values->figure_pixels);
    }
  return block;
}

/* The tree while it is read: the last block of each depth, and its place. */
typedef struct
{
  SlLetter *letter;
  SlBlock *open[SL_SNAPSHOT_MAX_DEPTH + 1]; /* borrowed */
  guint depth;
} Tree;

/* @id names a place: the next child of the last block, or the next after one of those above it.
 * Whether its numbers are the right ones shows when the tree is written again. */
static gboolean
put_block (Tree *tree, const char *id, gsize id_length, const BlockValues *values)
{
  guint depth = 1;
  SlBlock *block;

  for (gsize i = 0; i < id_length; i++)
    depth += id[i] == '.';
  if (depth > SL_SNAPSHOT_MAX_DEPTH || depth > tree->depth + 1 ||
      (block = make_block (values)) == NULL)
    return FALSE;
  if (depth == 1)
    sl_letter_append (tree->letter, block);
  else
    sl_block_append (tree->open[depth - 1], block);
  tree->open[depth] = block;
  tree->depth = depth;
  return TRUE;
}

static gboolean
read_blocks (SlLetter *letter, const SlSnapshotRow *rows, guint n_rows)
{
  Tree tree = { .letter = letter };
  guint i = 0;

  while (i < n_rows)
    {
      const char *id = rows[i].path + strlen ("block/");
      gsize length = (gsize) (strchr (id, '/') - id);
      const char *prefix = rows[i].path;
      gsize prefix_length = (gsize) (id + length + 1 - prefix);
      BlockValues values = { 0 };

      for (; i < n_rows && strncmp (rows[i].path, prefix, prefix_length) == 0; i++)
        set_value (&values, rows[i].path + prefix_length, rows[i].value);
      if (!put_block (&tree, id, length, &values))
        return FALSE;
    }
  return TRUE;
}

static const char *
find_value (const SlSnapshotRow *rows, guint n_rows, const char *path)
{
  for (guint i = 0; i < n_rows; i++)
    if (g_str_equal (rows[i].path, path))
      return rows[i].value;
  return "";
}

SlLetter *
sl_snapshot_read_letter (const SlSnapshotRow *rows, guint n_rows, GError **error)
{
  g_autoptr (SlLetter) letter = NULL;
  guint first = 0, blocks;

  while (first < n_rows && !g_str_has_prefix (rows[first].path, "letter/"))
    first++;
  for (blocks = first; blocks < n_rows && !g_str_has_prefix (rows[blocks].path, "block/");)
    blocks++;
  rows += first;
  n_rows -= first;
  blocks -= first;
  letter = sl_letter_new (
      find_value (rows, blocks, "letter/title"), find_value (rows, blocks, "letter/author"),
      find_value (rows, blocks, "letter/language"), find_value (rows, blocks, "letter/date"));
  sl_letter_set_subject (letter, find_value (rows, blocks, "letter/subject"));
  sl_letter_set_footer (letter, find_value (rows, blocks, "letter/footer"));
  if (n_rows > blocks && read_blocks (letter, rows + blocks, n_rows - blocks))
    return g_steal_pointer (&letter);
  sl_snapshot_refuse (error, "the letter's blocks do not make a letter");
  return NULL;
}
