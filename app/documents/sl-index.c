/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-documents"
#include "config.h"

#include "documents/sl-index.h"

#include "base/sl-text.h"
#include "store/sqlite/sl-fulltext.h"

#include <string.h>

/* The words of all pages: folded for searching, and led back to the words as they were for showing.
 * The engine's part (index.db) is store/sqlite/sl-fulltext. */

#define EXCERPT_BYTES 180

struct _SlIndex
{
  GObject parent_instance;

  SlFulltext *fulltext;
  gboolean made_anew;
};

G_DEFINE_FINAL_TYPE (SlIndex, sl_index, G_TYPE_OBJECT)

/* What people type, taken apart: see sl_index_search(). */

/* @folded with its inner hyphens taken out: who looks for "anti-social" means "antisocial" too.
 * NULL when there are none. */
static char *
join_hyphens (const char *folded)
{
  g_autoptr (GString) joined = g_string_new (NULL);
  const char *hyphen = strchr (folded, '-');

  if (hyphen == NULL || hyphen == folded || hyphen[1] == '\0')
    return NULL;
  for (const char *p = folded; *p != '\0'; p++)
    if (*p != '-')
      g_string_append_c (joined, *p == '"' ? ' ' : *p);
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

/* One word or phrase as an FTS5 string; NULL when it holds nothing that can be searched. */
static char *
quote_term (const char *text, gsize length, gboolean phrase, gboolean prefix)
{
  g_autofree char *raw = g_strndup (text, length);
  g_autofree char *folded = sl_text_fold (raw);
  g_autofree char *joined = phrase ? NULL : join_hyphens (folded);
  GString *quoted = NULL;
  gboolean any = FALSE;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    any |= g_unichar_isalnum (g_utf8_get_char (p));
  if (!any)
    return NULL;

  quoted = g_string_new ("\"");
  for (const char *p = folded; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (quoted, ' ');
      else
        g_string_append_c (quoted, *p);
    }
  g_string_append (quoted, prefix ? "\"*" : "\"");
  if (joined != NULL)
    {
      g_string_prepend_c (quoted, '(');
      g_string_append_printf (quoted, " OR \"%s%s)", joined, prefix ? "\"*" : "\"");
    }
  return g_string_free (quoted, FALSE);
}

/* The end of the term that begins at @p: a phrase up to its closing quote, else up to a space. */
static const char *
find_term_end (const char *p, gboolean phrase)
{
  while (*p != '\0' && (phrase ? *p != '"' : !g_ascii_isspace (*p)))
    p++;
  return p;
}

/* Turns what was typed into an FTS5 expression; NULL when there is nothing to search for. *@ranked
 * is FALSE when ranking would cost more than it tells (prefixes under three letters). */
static char *
make_match (const char *words, gboolean *ranked)
{
  g_autoptr (GString) wanted = g_string_new (NULL);
  g_autoptr (GString) unwanted = g_string_new (NULL);
  const char *p = words;

  *ranked = TRUE;
  while (*p != '\0')
    {
      g_autofree char *term = NULL;
      gboolean without, phrase, prefix;
      const char *end;
      gsize length;
      GString *to;

      while (g_ascii_isspace (*p))
        p++;
      without = p[0] == '-' && p[1] != '\0' && !g_ascii_isspace (p[1]);
      p += without;
      phrase = *p == '"';
      p += phrase;
      end = find_term_end (p, phrase);
      length = (gsize) (end - p);
      prefix = !phrase && length > 1 && p[length - 1] == '*';
      term = quote_term (p, length - prefix, phrase, prefix);
      if (prefix && length < 4)
        *ranked = FALSE;
      p = *end == '"' && phrase ? end + 1 : end;

      if (term == NULL)
        continue;
      to = without ? unwanted : wanted;
      g_string_append (to, to->len == 0 ? "" : without ? " OR " : " AND ");
      g_string_append (to, term);
    }

  /* Nothing but exclusions cannot be asked: they are searched as words instead. */
  if (wanted->len == 0)
    return unwanted->len == 0 ? NULL : g_strdup (unwanted->str);
  if (unwanted->len == 0)
    return g_strdup (wanted->str);
  return g_strdup_printf ("(%s) NOT (%s)", wanted->str, unwanted->str);
}

/* Excerpts. */

typedef struct
{
  guint start, end; /* bytes of the folded text */
} Range;

/* Where the engine's marks stand in @marked, counted without them: element type Range. */
static GArray *
find_marks (const char *marked)
{
  static const char marks[] = { SL_FULLTEXT_OPEN, SL_FULLTEXT_CLOSE, '\0' };
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  Range range = { 0, 0 };
  guint seen = 0;

  for (const char *at = marked; (at = strpbrk (at, marks)) != NULL; at++, seen++)
    {
      guint place = (guint) (at - marked) - seen;

      if (*at == SL_FULLTEXT_OPEN)
        range.start = place;
      else
        {
          range.end = place;
          g_array_append_val (ranges, range);
        }
    }
  return ranges;
}

/* The stretch of text with most matches: index of its first range, and how many it holds. */
static guint
choose_window (GArray *ranges, guint *n_held)
{
  guint best = 0;

  *n_held = 0;
  for (guint i = 0; i < ranges->len; i++)
    {
      guint start = g_array_index (ranges, Range, i).start;
      guint held = 0;

      while (i + held < ranges->len &&
             g_array_index (ranges, Range, i + held).end <= start + EXCERPT_BYTES)
        held++;
      if (held > *n_held)
        {
          *n_held = held;
          best = i;
        }
    }
  return best;
}

/* The byte of the original that folded byte @at came from; past the end is the end. */
static gsize
lead_back (GArray *offsets, guint at, gsize length)
{
  return at < offsets->len ? g_array_index (offsets, guint32, at) : length;
}

/* Widens [start, end) to about EXCERPT_BYTES, on word boundaries. */
static void
widen (const char *text, gsize length, gsize *start, gsize *end)
{
  gsize room = *end - *start < EXCERPT_BYTES ? (EXCERPT_BYTES - (*end - *start)) / 2 : 0;
  gsize from = *start > room ? *start - room : 0;
  gsize to = *end + room < length ? *end + room : length;

  while (from > 0 && from < *start && !g_ascii_isspace (text[from]))
    from++;
  while (to < length && to > *end && !g_ascii_isspace (text[to]))
    to--;
  while (from > 0 && (text[from] & 0xc0) == 0x80)
    from--;
  while (to < length && (text[to] & 0xc0) == 0x80)
    to++;
  *start = from;
  *end = to;
}

/* Copies text[start, end) with white space squeezed, and the matches' places in the copy. */
static void
copy_excerpt (SlHit *hit, const char *text, gsize length, gsize start, gsize end, GArray *matches)
{
  GString *excerpt = g_string_new (start > 0 ? "…" : "");
  guint next = 0;
  gboolean space = TRUE, open = FALSE;

  hit->ranges = g_array_new (FALSE, FALSE, sizeof (guint));
  for (gsize i = start; i <= end; i++)
    {
      guint here;

      /* A match that begins at a squeezed space begins at the next letter. */
      while (!open && next + 1 < matches->len && g_array_index (matches, guint, next) <= i &&
             (i == end || !g_ascii_isspace (text[i])))
        {
          here = (guint) excerpt->len;
          g_array_append_val (hit->ranges, here);
          open = TRUE;
        }
      if (open && g_array_index (matches, guint, next + 1) <= i)
        {
          here = (guint) excerpt->len;
          g_array_append_val (hit->ranges, here);
          open = FALSE;
          next += 2;
          if (i < end)
            {
              i--;
              continue;
            }
        }
      if (i == end)
        break;
      if (!g_ascii_isspace (text[i]))
        g_string_append_c (excerpt, text[i]);
      else if (!space)
        g_string_append_c (excerpt, ' ');
      space = g_ascii_isspace (text[i]);
    }
  if (open)
    {
      guint here = (guint) excerpt->len;
      g_array_append_val (hit->ranges, here);
    }
  while (excerpt->len > 0 && excerpt->str[excerpt->len - 1] == ' ')
    g_string_truncate (excerpt, excerpt->len - 1);
  if (end < length)
    g_string_append (excerpt, "…");
  hit->excerpt = g_string_free (excerpt, FALSE);
}

static SlHit *
make_hit (SlFulltextHit *found)
{
  SlHit *hit = g_new0 (SlHit, 1);
  g_autoptr (GArray) ranges = find_marks (found->marked);
  g_autoptr (GArray) offsets = NULL;
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *folded = sl_text_fold_map (found->text, &offsets);
  gsize length = strlen (found->text);
  gsize start = 0, end = 0;
  guint first, n_held;

  hit->case_id = g_steal_pointer (&found->case_id);
  hit->document_id = g_steal_pointer (&found->document_id);
  hit->page = found->number;
  hit->rank = found->rank;

  first = choose_window (ranges, &n_held);
  for (guint i = first; i < first + n_held; i++)
    {
      Range *range = &g_array_index (ranges, Range, i);
      guint from = (guint) lead_back (offsets, range->start, length);
      guint to = range->end > 0 ? (guint) lead_back (offsets, range->end - 1, length) : 0;

      /* The end is after the whole character that the last folded byte came from. */
      to = to < length ? (guint) (g_utf8_next_char (found->text + to) - found->text)
                       : (guint) length;
      g_array_append_val (matches, from);
      g_array_append_val (matches, to);
      if (i == first)
        start = from;
      end = MAX (end, to);
    }
  widen (found->text, length, &start, &end);
  copy_excerpt (hit, found->text, length, start, end, matches);
  return hit;
}

static void
sl_index_finalize (GObject *object)
{
  SlIndex *self = SL_INDEX (object);

  g_clear_pointer (&self->fulltext, sl_fulltext_free);
  G_OBJECT_CLASS (sl_index_parent_class)->finalize (object);
}

static void
sl_index_class_init (SlIndexClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_index_finalize;
}

static void
sl_index_init (SlIndex *self)
{
}

void
sl_hit_free (SlHit *hit)
{
  g_free (hit->case_id);
  g_free (hit->document_id);
  g_free (hit->excerpt);
  g_array_unref (hit->ranges);
  g_free (hit);
}

/**
 * sl_index_open:
 * @folder: the data folder
 * @read_only: whether another process owns the folder
 * @error: return location
 *
 * Opens the data folder's index.db, making it anew when it is missing or damaged: ask
 * sl_index_was_rebuilt() then, since every document must be read again.
 *
 * Returns: (transfer full): the index, or %NULL with @error
 */
SlIndex *
sl_index_open (const char *folder, gboolean read_only, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "index.db", NULL);
  g_autoptr (SlIndex) self = g_object_new (SL_TYPE_INDEX, NULL);

  self->fulltext = sl_fulltext_open (path, read_only, &self->made_anew, error);
  return self->fulltext != NULL ? g_steal_pointer (&self) : NULL;
}

gboolean
sl_index_was_rebuilt (SlIndex *self)
{
  g_return_val_if_fail (SL_IS_INDEX (self), FALSE);

  return self->made_anew;
}

gboolean
sl_index_is_whole (SlIndex *self)
{
  g_return_val_if_fail (SL_IS_INDEX (self), TRUE);

  return sl_fulltext_is_whole (self->fulltext);
}

gboolean
sl_index_mark_whole (SlIndex *self, GError **error)
{
  g_return_val_if_fail (SL_IS_INDEX (self), FALSE);

  return sl_fulltext_mark_whole (self->fulltext, error);
}

/**
 * sl_index_add:
 * @self: the index
 * @case_id: the case the document belongs to
 * @document_id: the document
 * @extraction: what the worker read
 * @error: return location
 *
 * Puts the pages' words in place of any that were there. Any thread.
 *
 * Returns: %FALSE with @error when nothing was changed
 */
gboolean
sl_index_add (SlIndex *self,
              const char *case_id,
              const char *document_id,
              SlExtraction *extraction,
              GError **error)
{
  guint n_pages = sl_extraction_get_n_pages (extraction);
  g_autofree SlFulltextPage *pages = g_new0 (SlFulltextPage, n_pages + 1);

  g_return_val_if_fail (SL_IS_INDEX (self), FALSE);

  for (guint i = 0; i < n_pages; i++)
    {
      const SlPageText *page = sl_extraction_get_page (extraction, i);

      pages[i].number = page->number;
      pages[i].text = page->text;
    }
  return sl_fulltext_replace (self->fulltext, case_id, document_id, pages, n_pages, error);
}

gboolean
sl_index_remove (SlIndex *self, const char *document_id, GError **error)
{
  g_return_val_if_fail (SL_IS_INDEX (self), FALSE);

  return sl_fulltext_remove (self->fulltext, document_id, error);
}

gboolean
sl_index_has (SlIndex *self, const char *document_id)
{
  g_return_val_if_fail (SL_IS_INDEX (self), FALSE);

  return sl_fulltext_has (self->fulltext, document_id);
}

char *
sl_index_dup_page_text (SlIndex *self, const char *document_id, guint page)
{
  g_return_val_if_fail (SL_IS_INDEX (self), NULL);

  return sl_fulltext_dup_text (self->fulltext, document_id, page);
}

/**
 * sl_index_search:
 * @self: the index
 * @case_id: (nullable): only this case; %NULL for the whole archive
 * @words: what was typed: words that must all be on the page, "a phrase", -without, prefix*
 * @limit: at most so many pages
 * @error: return location
 *
 * Odd input is never an error: what cannot be read as more is searched as words.
 *
 * Returns: (transfer full) (element-type SlHit): the pages, best first, or %NULL with @error
 */
GPtrArray *
sl_index_search (SlIndex *self, const char *case_id, const char *words, guint limit, GError **error)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_hit_free);
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *match = NULL;
  gboolean ranked;

  g_return_val_if_fail (SL_IS_INDEX (self), NULL);

  match = make_match (words, &ranked);
  if (match == NULL)
    return g_steal_pointer (&hits);
  found = sl_fulltext_search (self->fulltext, case_id, NULL, match, ranked, limit, error);
  if (found == NULL)
    return NULL;
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (hits, make_hit (g_ptr_array_index (found, i)));
  return g_steal_pointer (&hits);
}

GArray *
sl_index_find_pages (SlIndex *self, const char *document_id, const char *words, GError **error)
{
  g_autofree char *match = NULL;
  gboolean ranked;

  g_return_val_if_fail (SL_IS_INDEX (self), NULL);

  match = make_match (words, &ranked);
  if (match == NULL)
    return g_array_new (FALSE, FALSE, sizeof (guint));
  return sl_fulltext_find_pages (self->fulltext, document_id, match, error);
}
