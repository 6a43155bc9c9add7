/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-assessment"
#include "config.h"

#include "assessment/sl-suggestion-private.h"

#include "base/sl-text.h"
#include "documents/sl-document-records.h"

#include <string.h>

/* Finds the passages that bear on an item: each of its look-for terms is searched for as a phrase,
 * the places found on a page are gathered into passages, a stated measure is compared with the
 * item's criteria, and the best are kept. */

#define MAX_HITS 40        /* of one term */
#define MAX_PLACES 4       /* of one term on one page */
#define MAX_SUGGESTIONS 12 /* of one item */
/* Bytes of the page. Places closer than GAP make one passage. */
#define GAP 100
#define BEFORE 70
#define AFTER 130
#define MAX_PASSAGE 420

typedef struct
{
  guint start, end; /* bytes of the page's text */
  guint term;
  gboolean akin; /* another form of the word, as the index has it */
} Place;

typedef struct
{
  char *text;
  char *folded;
  GArray *offsets; /* byte of folded -> byte of text */
  GArray *places;  /* of Place */
  SlDocument *document;
  guint number;
} Page;

typedef struct
{
  SlLibrary *library;
  SlChecklistItem *item;
  GHashTable *documents; /* id -> SlDocument */
  GHashTable *dismissed; /* keys */
  GHashTable *pages;     /* "id page" -> Page */
  GHashTable *seen;      /* folded excerpts: a title block stands on every sheet */
  GPtrArray *found;      /* of SlSuggestion */
} Search;

static void
page_free (gpointer data)
{
  Page *page = data;

  g_free (page->text);
  g_free (page->folded);
  g_array_unref (page->offsets);
  g_array_unref (page->places);
  g_object_unref (page->document);
  g_free (page);
}

static Page *
get_page (Search *search, SlDocument *document, guint number)
{
  g_autofree char *key = g_strdup_printf ("%s %u", sl_document_get_id (document), number);
  Page *page = g_hash_table_lookup (search->pages, key);

  if (page != NULL)
    return page;
  page = g_new0 (Page, 1);
  page->text = sl_index_dup_page_text (sl_library_get_index (search->library),
                                       sl_document_get_id (document), number);
  page->folded = sl_text_fold_map (page->text, &page->offsets);
  page->places = g_array_new (FALSE, FALSE, sizeof (Place));
  page->document = g_object_ref (document);
  page->number = number;
  g_hash_table_insert (search->pages, g_steal_pointer (&key), page);
  return page;
}

static guint
get_offset (const Page *page, gsize folded)
{
  return folded < page->offsets->len ? g_array_index (page->offsets, guint32, folded)
                                     : (guint) strlen (page->text);
}

static gboolean
begins_word (const char *text, const char *p)
{
  return p == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p)));
}

/* "LAP", "LED", "Uo": short terms with capitals are no part of "landscape-led". */
static gboolean
is_sign (const char *term)
{
  gboolean capital = FALSE;

  for (const char *p = term; *p != '\0'; p++)
    capital |= g_ascii_isupper (*p);
  return capital && strlen (term) <= 4;
}

/* Where @folded stands on the page at the beginning of a word; its end is the word's, so that
 * "fence" finds "fences" too. A sign stands there letter by letter. */
static void
add_places (Page *page, const char *term, const char *folded, guint index)
{
  gboolean sign = is_sign (term);
  guint n = 0;

  for (const char *p = strstr (page->folded, folded); p != NULL && n < MAX_PLACES;
       p = strstr (p + 1, folded))
    {
      const char *end = p + strlen (folded);
      Place place = { .term = index };

      place.start = get_offset (page, p - page->folded);
      if (!begins_word (page->folded, p) ||
          (sign && (!g_str_has_prefix (page->text + place.start, term) ||
                    g_unichar_isalnum (g_utf8_get_char (end)))))
        continue;
      while (g_unichar_isalpha (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      place.end = get_offset (page, end - page->folded);
      g_array_append_val (page->places, place);
      n++;
    }
}

/* The index finds other forms of a word ("fencing" for "fence"): then the words of its own excerpt
 * are taken, wherever they stand on the page. */
static void
add_hit_places (Page *page, const SlHit *hit, guint index)
{
  for (guint i = 0; i + 1 < hit->ranges->len; i += 2)
    {
      guint start = g_array_index (hit->ranges, guint, i);
      guint end = g_array_index (hit->ranges, guint, i + 1);
      g_autofree char *word = g_strndup (hit->excerpt + start, end - start);
      const char *p = strstr (page->text, word);

      if (p != NULL && *word != '\0')
        {
          Place place = { p - page->text, p - page->text + strlen (word), index, TRUE };

          g_array_append_val (page->places, place);
          return;
        }
    }
}

static gboolean
search_term (Search *search, const char *term, guint index, gboolean *any, GError **error)
{
  g_autofree char *folded = sl_text_fold (term);
  g_autofree char *phrase = g_strdup_printf ("\"%s\"", term);
  g_autoptr (GPtrArray) hits = NULL;
  GHashTableIter iter;
  gpointer document;
  const char *case_id = NULL;

  g_hash_table_iter_init (&iter, search->documents);
  if (g_hash_table_iter_next (&iter, NULL, &document))
    case_id = sl_document_get (document, "case-id");
  *any = FALSE;
  if (case_id == NULL)
    return TRUE;
  hits = sl_index_search (sl_library_get_index (search->library), case_id, phrase, MAX_HITS, error);
  if (hits == NULL)
    return FALSE;
  for (guint i = 0; i < hits->len; i++)
    {
      const SlHit *hit = g_ptr_array_index (hits, i);
      SlDocument *found = g_hash_table_lookup (search->documents, hit->document_id);
      Page *page;
      guint before;

      if (found == NULL)
        continue;
      page = get_page (search, found, hit->page);
      before = page->places->len;
      add_places (page, term, folded, index);
      if (page->places->len == before && !is_sign (term))
        add_hit_places (page, hit, index);
      *any |= page->places->len > before;
    }
  return TRUE;
}

static int
compare_places_cb (gconstpointer a, gconstpointer b)
{
  const Place *first = a, *second = b;

  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;
  return first->end > second->end ? -1 : first->end < second->end;
}

/* The byte up to @reach away from @from where the passage may be cut: a space, and never past the
 * end of a sentence or a paragraph. */
static guint
find_cut (const char *text, guint from, guint reach, gboolean backwards)
{
  guint length = (guint) strlen (text);
  guint limit = backwards ? from - MIN (from, reach) : MIN (from + reach, length);
  guint cut = from;

  for (guint i = from; i != limit; backwards ? i-- : i++)
    {
      const char *p = text + (backwards ? i - 1 : i);

      if (!g_ascii_isspace (*p))
        continue;
      cut = i;
      if (p[0] == '\n' && (backwards ? i >= 2 && p[-1] == '\n' : p[1] == '\n'))
        return cut;
      if (i >= 2 && p > text && p[-1] == '.' && (backwards || i > from))
        return cut;
    }
  return limit == 0 || limit == length ? limit : cut;
}

/* Places that overlap or touch become one. */
static GArray *
merge_places (const Place *places, guint n)
{
  GArray *merged = g_array_new (FALSE, FALSE, sizeof (Place));

  for (guint i = 0; i < n; i++)
    {
      Place *last = merged->len > 0 ? &g_array_index (merged, Place, merged->len - 1) : NULL;

      if (last != NULL && places[i].start <= last->end)
        last->end = MAX (last->end, places[i].end);
      else
        g_array_append_val (merged, places[i]);
    }
  return merged;
}

/* Copies the passage with each run of white space as one space; @ranges gets where @places begin
 * and end in the copy. */
static char *
copy_passage (const Page *page,
              guint start,
              guint end,
              const Place *places,
              guint n,
              GArray *ranges)
{
  g_autoptr (GString) copy = g_string_new (start > 0 ? "…" : "");
  g_autoptr (GArray) merged = merge_places (places, n);
  gsize empty = copy->len;
  gboolean space = FALSE;
  guint next = 0; /* place to begin or to end */

  for (guint i = start;; i++)
    {
      const Place *place = next / 2 < merged->len ? &g_array_index (merged, Place, next / 2) : NULL;
      guint at = (guint) copy->len;

      if (place != NULL && next % 2 == 1 && i == place->end)
        {
          g_array_append_val (ranges, at);
          next++;
        }
      if (i == end)
        break;
      if (g_ascii_isspace (page->text[i]))
        {
          space = copy->len > empty;
          continue;
        }
      if (space)
        g_string_append_c (copy, ' ');
      space = FALSE;
      at = (guint) copy->len;
      if (place != NULL && next % 2 == 0 && i == place->start)
        {
          g_array_append_val (ranges, at);
          next++;
        }
      g_string_append_c (copy, page->text[i]);
    }
  if (page->text[end] != '\0')
    g_string_append (copy, "…");
  return g_string_free (g_steal_pointer (&copy), FALSE);
}

/* The item's list of kinds is in the order in which to look. */
static double
rank_document (SlChecklistItem *item, SlDocument *document)
{
  const char *const *kinds = sl_checklist_item_get_document_kinds (item);
  const char *kind = sl_document_get (document, "kind");
  double rank = sl_document_get_superseded (document) ? 1000 : 0;

  for (guint i = 0; kinds[i] != NULL; i++)
    if (strcmp (kinds[i], kind) == 0)
      return rank + 5 * i;
  return rank + 50;
}

static double
rank_places (SlChecklistItem *item, const Place *places, guint n)
{
  const char *const *terms = sl_checklist_item_get_look_for (item);
  guint64 seen = 0;
  guint distinct = 0, first = G_MAXUINT;
  gboolean only_measures = TRUE, only_akin = TRUE;

  for (guint i = 0; i < n; i++)
    {
      first = MIN (first, places[i].term);
      distinct += (seen & (G_GUINT64_CONSTANT (1) << (places[i].term % 64))) == 0;
      seen |= G_GUINT64_CONSTANT (1) << (places[i].term % 64);
      only_measures &= sl_measure_is_bare (terms[places[i].term]);
      only_akin &= places[i].akin;
    }
  return MIN (first, 10) - 6.0 * MIN (distinct, 5) + (only_measures ? 60 : 0) +
         (only_akin ? 30 : 0);
}

static gboolean
is_drawing (const Page *page)
{
  const SlDocumentKind *kind = sl_document_kind_find (sl_document_get (page->document, "kind"));

  return kind != NULL && strcmp (kind->group, "drawings") == 0;
}

/* The passage around the places, of one line only or with what stands around them. */
static SlSuggestion *
make_suggestion (Search *search, const Page *page, const Place *places, guint n, gboolean one_line)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *excerpt = NULL;
  guint start = places[0].start, end = places[0].end;
  SlPassage passage;

  for (guint i = 1; i < n; i++)
    end = MAX (end, places[i].end);
  if (one_line)
    {
      while (start > 0 && page->text[start - 1] != '\n')
        start--;
      while (page->text[end] != '\0' && page->text[end] != '\n')
        end++;
    }
  else
    {
      start = find_cut (page->text, start, BEFORE, TRUE);
      end = find_cut (page->text, end, AFTER, FALSE);
    }
  excerpt = copy_passage (page, start, end, places, n, ranges);
  passage = (SlPassage){ page->document, page->number, excerpt, ranges };
  return sl_suggestion_new (&passage, search->item);
}

/* What falls short is shown before what meets, and both before words without a measure. */
static double
rank_measure (SlSuggestion *suggestion)
{
  int comparison;

  if (!sl_suggestion_get_stated (suggestion, NULL, &comparison))
    return 0;
  return comparison < 0 ? -60 : -40;
}

static void
add_passage (Search *search, const Page *page, const Place *places, guint n)
{
  gboolean drawing = is_drawing (page);
  g_autoptr (SlSuggestion) suggestion = make_suggestion (search, page, places, n, drawing);

  if (drawing && (sl_suggestion_get_criterion (suggestion) == NULL ||
                  strlen (sl_suggestion_get (suggestion, "excerpt")) > MAX_PASSAGE))
    {
      g_object_unref (suggestion);
      suggestion = make_suggestion (search, page, places, n, FALSE);
    }
  if (!g_hash_table_add (search->seen, sl_text_fold (sl_suggestion_get (suggestion, "excerpt"))) ||
      g_hash_table_contains (search->dismissed, sl_suggestion_get (suggestion, "key")))
    return;
  sl_suggestion_set_rank (suggestion, rank_document (search->item, page->document) +
                                          rank_places (search->item, places, n) +
                                          rank_measure (suggestion));
  g_ptr_array_add (search->found, g_steal_pointer (&suggestion));
}

/* On a drawing each line is a label of its own; a statement's lines only wrap. */
static gboolean
are_apart (const Page *page, const Place *a, const Place *b)
{
  if (b->start <= a->end)
    return FALSE;
  if (b->start > a->end + GAP)
    return TRUE;
  return is_drawing (page) && memchr (page->text + a->end, '\n', b->start - a->end) != NULL;
}

static void
add_passages (Search *search, Page *page)
{
  const Place *places = (const Place *) page->places->data;
  guint from = 0;

  g_array_sort (page->places, compare_places_cb);
  for (guint i = 1; i <= page->places->len; i++)
    if (i == page->places->len || are_apart (page, &places[i - 1], &places[i]) ||
        places[i].end > places[from].start + MAX_PASSAGE)
      {
        add_passage (search, page, &places[from], i - from);
        from = i;
      }
}

static int
compare_suggestions_cb (gconstpointer a, gconstpointer b)
{
  SlSuggestion *first = *(SlSuggestion *const *) a, *second = *(SlSuggestion *const *) b;
  double one = sl_suggestion_get_rank (first), two = sl_suggestion_get_rank (second);
  int order;

  if (one != two)
    return one < two ? -1 : 1;
  order = strcmp (sl_suggestion_get (first, "document-title"),
                  sl_suggestion_get (second, "document-title"));
  if (order == 0)
    order = (int) sl_suggestion_get_page (first) - (int) sl_suggestion_get_page (second);
  return order != 0 ? order
                    : strcmp (sl_suggestion_get (first, "key"), sl_suggestion_get (second, "key"));
}

static int
compare_page_keys_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

/* In a fixed order, so that of two equal passages always the same one is kept. */
static void
gather (Search *search)
{
  g_autoptr (GList)
      keys = g_list_sort (g_hash_table_get_keys (search->pages), compare_page_keys_cb);

  for (GList *l = keys; l != NULL; l = l->next)
    {
      Page *page = g_hash_table_lookup (search->pages, l->data);

      if (page->places->len > 0)
        add_passages (search, page);
    }
  g_ptr_array_sort (search->found, compare_suggestions_cb);
  if (search->found->len > MAX_SUGGESTIONS)
    g_ptr_array_set_size (search->found, MAX_SUGGESTIONS);
}

static GHashTable *
list_documents (SlStore *store, const char *case_id, GError **error)
{
  g_autoptr (GListModel) list = sl_document_records_list (store, case_id, error);
  GHashTable *documents;

  if (list == NULL)
    return NULL;
  documents = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      SlDocument *document = g_list_model_get_item (list, i);

      g_hash_table_insert (documents, (gpointer) sl_document_get_id (document), document);
    }
  return documents;
}

/**
 * sl_suggestions_find:
 * @library: where the documents and their index are
 * @assessment: whose case; only its id is read, so any thread may call
 * @item: what to look for
 * @not_found: (out) (optional) (transfer full): the terms that stand in none of the documents
 *
 * Returns: (transfer full): at most twelve passages, best first, of SlSuggestion
 */
GPtrArray *
sl_suggestions_find (SlLibrary *library,
                     SlAssessment *assessment,
                     SlChecklistItem *item,
                     char ***not_found,
                     GError **error)
{
  const char *case_id = sl_assessment_get_case_id (assessment);
  SlStore *store = sl_library_get_store (library);
  g_autoptr (GHashTable) documents = list_documents (store, case_id, error);
  g_autoptr (GHashTable) dismissed = NULL;
  g_autoptr (GHashTable) pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, page_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GStrvBuilder) missing = g_strv_builder_new ();
  const char *const *terms = sl_checklist_item_get_look_for (item);

  if (documents == NULL || (dismissed = sl_suggestion_records_list_dismissed (
                                store, case_id, sl_checklist_item_get_id (item), error)) == NULL)
    return NULL;
  Search search = { library, item, documents, dismissed, pages, seen, found };
  for (guint i = 0; terms[i] != NULL; i++)
    {
      gboolean any;

      if (!search_term (&search, terms[i], i, &any, error))
        return NULL;
      if (!any && !sl_measure_is_bare (terms[i]))
        g_strv_builder_add (missing, terms[i]);
    }
  gather (&search);
  if (not_found != NULL)
    *not_found = g_strv_builder_end (missing);
  return g_steal_pointer (&found);
}
