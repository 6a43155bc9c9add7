/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-portfolio-paper-private.h"

#include "cases/sl-case-records.h"
#include "sheets/sl-sheet.h"

#include <string.h>

/* What a portfolio shows of third parties by default. Two ways, since neither suffices: names that
 * the cases tell are found wherever anybody wrote them; and evidence that is marked as personal
 * goes through sl_portfolio_mask(), which takes whatever looks like a name or a place to live, and
 * rather too much than too little. Colleagues who are in the casebook are no third parties. */

/* Words with a capital that are no part of a person's name, where names often stand. */
static const char *const common_words[] = {
  "Access",    "Action",   "Actions",  "Address",  "Appendix", "Architects", "Authority", "Block",
  "Borough",   "City",     "Close",    "Council",  "County",   "Court",      "Crime",     "Design",
  "District",  "Drawing",  "Drive",    "England",  "Essex",    "Figure",     "Homes",     "House",
  "Land",      "Lane",     "Level",    "Limited",  "Local",    "Ltd",        "Meeting",   "Minutes",
  "Notes",     "Officer",  "Page",     "Parish",   "Park",     "Plan",       "Planning",  "Police",
  "Policy",    "Report",   "Road",     "Section",  "Secured",  "Site",       "Statement", "Street",
  "Town",      "Version",  "Visit",    "Way",      "With",     "From",       "By",        "The",
  "January",   "February", "March",    "April",    "May",      "June",       "July",      "August",
  "September", "October",  "November", "December",
};

static const char *const titles[] = { "Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Cllr", "Councillor" };

/* Neither begins within a word nor gives back what it took: long runs of letters stay cheap. */
#define WORD "(?<![\\p{L}'’-])\\p{Lu}(?=[\\p{L}'’-]*\\p{Ll})[\\p{L}'’-]*+"
#define CAPITALISED WORD "(?: " WORD "|\\.? \\p{Lu}\\.?(?= " WORD "))*"
#define POSTCODE "\\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\\b"
#define MAIL "[^\\s@,;]+@[^\\s@,;]+"
#define TELEPHONE "\\+?[0-9][0-9 ()]{8,}[0-9]"

static gboolean
is_one_of (const char *const *list, gsize n, const char *word)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (list[i], word))
      return TRUE;
  return FALSE;
}

static gboolean
is_common (const char *word)
{
  return is_one_of (common_words, G_N_ELEMENTS (common_words), word);
}

static gboolean
is_title (const char *word)
{
  return is_one_of (titles, G_N_ELEMENTS (titles), word);
}

static void
append_initial (GString *out, const char *word)
{
  g_string_append_unichar (out, g_unichar_toupper (g_utf8_get_char (word)));
  g_string_append_c (out, '.');
}

/* Two words or more, or one after a title, are a name; @words from @first up to @end. */
static void
append_run (GString *out, char **words, guint first, guint end)
{
  guint n_titles = 0;

  while (first + n_titles < end && is_title (words[first + n_titles]))
    n_titles++;
  for (guint i = first; i < end; i++)
    {
      if (out->len > 0)
        g_string_append_c (out, ' ');
      if (i >= first + n_titles && (end - first - n_titles >= 2 || n_titles > 0))
        append_initial (out, words[i]);
      else
        g_string_append (out, words[i]);
    }
}

/* A stretch of words with capitals: what stands between common ones. */
static gboolean
mask_words_cb (const GMatchInfo *match, GString *result, gpointer data)
{
  g_autofree char *text = g_match_info_fetch (match, 0);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr (GString) out = g_string_new (NULL);
  guint first = 0;

  for (guint i = 0;; i++)
    if (words[i] == NULL || is_common (words[i]))
      {
        append_run (out, words, first, i);
        if (words[i] == NULL)
          break;
        g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", words[i]);
        first = i + 1;
      }
  g_string_append (result, out->str);
  return FALSE;
}

typedef struct
{
  GRegex *words, *postcode, *mail, *telephone;
} Patterns;

static gpointer
make_patterns (gpointer data)
{
  Patterns *patterns = g_new0 (Patterns, 1);

  patterns->words = g_regex_new (CAPITALISED, 0, 0, NULL);
  patterns->postcode = g_regex_new (POSTCODE, 0, 0, NULL);
  patterns->mail = g_regex_new (MAIL, 0, 0, NULL);
  patterns->telephone = g_regex_new (TELEPHONE, 0, 0, NULL);
  return patterns;
}

static const Patterns *
get_patterns (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_patterns, NULL);
}

static char *
hide (const GRegex *regex, const char *text)
{
  return g_regex_replace_literal (regex, text, -1, 0, "…", 0, NULL);
}

/* One of the parts that semicolons and lines divide; NULL when it is too much for the patterns. */
static char *
mask_part (const char *part)
{
  const Patterns *patterns = get_patterns ();
  g_autofree char *first = g_strdup (part);
  g_autofree char *without_postcode = NULL;
  g_autofree char *without_mail = NULL;
  g_autofree char *without_numbers = NULL;
  char *comma = strchr (first, ',');

  if (comma != NULL && g_regex_match (patterns->postcode, part, 0, NULL))
    *comma = '\0';
  without_postcode = hide (patterns->postcode, first);
  without_mail = without_postcode != NULL ? hide (patterns->mail, without_postcode) : NULL;
  without_numbers = without_mail != NULL ? hide (patterns->telephone, without_mail) : NULL;
  if (without_numbers == NULL)
    return NULL;
  return g_regex_replace_eval (patterns->words, without_numbers, -1, 0, 0, mask_words_cb, NULL,
                               NULL);
}

/**
 * sl_portfolio_mask:
 * @text: that may hold names, addresses, numbers and e-mail addresses of third parties
 *
 * Names of two words or more, or after a title, become initials; an address with a postcode keeps
 * what stands before its first comma; telephone numbers and e-mail addresses become "…". Takes
 * rather too much than too little: "Hollins Bray Architects" becomes "H. B. Architects".
 *
 * Returns: (transfer full): the text that may leave
 */
char *
sl_portfolio_mask (const char *text)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, g_string_free (out, FALSE));

  for (const char *start = text;;)
    {
      gsize length = strcspn (start, ";\n");
      g_autofree char *part = g_strndup (start, length);
      g_autofree char *masked = mask_part (part);

      g_string_append (out, masked != NULL ? masked : "…");
      if (start[length] == '\0')
        break;
      g_string_append_c (out, start[length]);
      start += length + 1;
    }
  return g_string_free (out, FALSE);
}

/* ---- names that the cases tell ---- */

static void
add_name (GHashTable *names, GHashTable *colleagues, const char *text)
{
  g_auto (GStrv) words = NULL;
  g_autofree char *name = g_strstrip (g_strdup (text));
  g_autofree char *initials = NULL;
  guint n;

  if (g_hash_table_contains (colleagues, name))
    return;
  words = g_strsplit (name, " ", -1);
  n = g_strv_length (words);
  if (n < 2 || n > 5)
    return;
  initials = sl_portfolio_mask (name);
  /* What keeps a word, as "Fenwick Homes", is no person. */
  for (guint i = 0; i < n; i++)
    if (is_common (words[i]) || !g_unichar_isupper (g_utf8_get_char (words[i])))
      return;
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    g_hash_table_insert (names, g_strdup_printf ("%s %s", titles[i], words[n - 1]),
                         g_strdup_printf ("%s %.*s.", titles[i],
                                          (int) (g_utf8_next_char (words[n - 1]) - words[n - 1]),
                                          words[n - 1]));
  g_hash_table_insert (names, g_steal_pointer (&name), g_steal_pointer (&initials));
}

/* "Judith Okoro, Tom Fenwick (agent)". */
static void
add_names (GHashTable *names, GHashTable *colleagues, const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, ",;\n()/", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    add_name (names, colleagues, parts[i]);
}

static void
add_names_of_entries (GHashTable *names,
                      GHashTable *colleagues,
                      SlSheet *sheet,
                      const SlFormGroup *group,
                      const SlFormField *field)
{
  GListModel *entries = sl_sheet_get_entries (sheet, group->id);

  for (guint i = 0; entries != NULL && i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (SlSheetEntry) entry = g_list_model_get_item (entries, i);

      add_names (names, colleagues, sl_sheet_entry_get (entry, field->id));
    }
}

static void
add_names_of_sheet (GHashTable *names, GHashTable *colleagues, SlSheet *sheet)
{
  SlForm *form = sl_sheet_get_form (sheet);

  for (guint i = 0; i < sl_form_get_n_groups (form); i++)
    {
      const SlFormGroup *group = sl_form_get_group (form, i);

      for (guint j = 0; j < group->n_fields; j++)
        {
          const SlFormField *field = &group->fields[j];

          if (!field->personal && field->type != SL_FORM_FIELD_PERSON)
            continue;
          if (group->several)
            add_names_of_entries (names, colleagues, sheet, group, field);
          else
            add_names (names, colleagues, sl_sheet_get (sheet, field->id));
        }
    }
}

static gboolean
add_names_of_case (GHashTable *names,
                   GHashTable *colleagues,
                   SlStore *store,
                   SlPackLibrary *packs,
                   const char *case_id,
                   GError **error)
{
  static const char *const fields[] = { "applicant", "agent", "case-officer" };
  const SlSheetQuery query = { .case_id = case_id };
  g_autoptr (SlCase) subject = sl_case_records_load (store, case_id, error);
  g_autoptr (GPtrArray) lines = NULL;

  if (subject == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    add_names (names, colleagues, sl_case_get (subject, fields[i]));
  lines = sl_sheets_list (store, &query, error);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const SlSheetLine *line = g_ptr_array_index (lines, i);
      g_autoptr (SlSheet) sheet = sl_sheets_load (store, packs, line->id, error);

      if (sheet == NULL)
        return FALSE;
      add_names_of_sheet (names, colleagues, sheet);
    }
  return lines != NULL;
}

static GHashTable *
list_colleagues (SlStore *store, GError **error)
{
  g_autoptr (GListModel) people = sl_people_list (store, error);
  GHashTable *names;

  if (people == NULL)
    return NULL;
  names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (SlPerson) person = g_list_model_get_item (people, i);

      g_hash_table_add (names, g_strdup (sl_person_get_display_name (person)));
    }
  return names;
}

GHashTable *
sl_paper_list_third_parties (SlLibrary *library,
                             SlPackLibrary *packs,
                             SlPortfolio *portfolio,
                             GError **error)
{
  SlStore *store = sl_library_get_store (library);
  g_autoptr (GHashTable) colleagues = list_colleagues (store, error);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (colleagues == NULL)
    return NULL;
  for (guint i = 0; i < sl_portfolio_get_n_occasions (portfolio); i++)
    {
      const SlOccasion *occasion = sl_portfolio_get_occasion (portfolio, i);

      if (*occasion->case_id != '\0' && !occasion->case_gone &&
          !add_names_of_case (names, colleagues, store, packs, occasion->case_id, error))
        return NULL;
    }
  return g_steal_pointer (&names);
}

/* Letters on neither side: "Ms Okoro" is not in "Ms Okorovic". */
static gboolean
stands_alone (const char *text, const char *at, gsize length)
{
  const char *before = at > text ? g_utf8_prev_char (at) : NULL;

  return (before == NULL || !g_unichar_isalnum (g_utf8_get_char (before))) &&
         !g_unichar_isalnum (g_utf8_get_char (at + length));
}

static void
replace_name (GString *text, const char *name, const char *initials)
{
  gsize length = strlen (name), offset = 0;
  const char *at;

  while ((at = strstr (text->str + offset, name)) != NULL)
    {
      offset = at - text->str;
      if (stands_alone (text->str, at, length))
        {
          g_string_erase (text, offset, length);
          g_string_insert (text, offset, initials);
          offset += strlen (initials);
        }
      else
        offset += length;
    }
}

char *
sl_paper_mask_names (const char *text, GHashTable *names)
{
  GString *out = g_string_new (text);
  GHashTableIter iter;
  gpointer name, initials;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, &initials))
    replace_name (out, name, initials);
  return g_string_free (out, FALSE);
}
