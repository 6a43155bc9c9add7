/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-sheets"
#include "config.h"

#include "sheets/sl-sheet-private.h"

#include "base/sl-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a form requires and its sheet does not say. The rules are told in
 * resources/schema/form.rng; what a form does not ask for, by its "when", is never lacking. */

/* Characters of an entry's line in a sentence. */
#define MAX_LINE 60

/**
 * sl_sheet_lack_free:
 * @lack: what is lacking
 */
void
sl_sheet_lack_free (SlSheetLack *lack)
{
  g_free (lack->text);
  g_free (lack->entry_id);
  g_free (lack);
}

typedef struct
{
  const SlSheetContent *content;
  SlForm *form;
  GPtrArray *lacks;
} Search;

/* With the entry's line behind the rule's words, so that one knows which. */
static void
add_lack (Search *search, const SlFormRequirement *rule, const SlEntryContent *entry)
{
  SlSheetLack *lack = g_new0 (SlSheetLack, 1);
  g_autofree char *whole = entry != NULL ? sl_entry_content_dup_line (entry, search->form)
                                         : g_strdup ("");
  g_autofree char *line = sl_text_ellipsize (whole, MAX_LINE);

  lack->id = rule->id;
  lack->text = *line != '\0' ? g_strdup_printf ("%s: %s", rule->text, line) : g_strdup (rule->text);
  lack->source = rule->source;
  lack->group_id = rule->group_id;
  lack->field_id = rule->field_id;
  lack->entry_id = g_strdup (entry != NULL ? entry->id : "");
  lack->blocks = rule->blocks;
  g_ptr_array_add (search->lacks, lack);
}

/* A value that points to an entry which was removed says nothing. */
static gboolean
says_something (Search *search, const SlFormField *field, const char *value)
{
  const SlEntryContent *target;

  if (field->type != SL_FORM_FIELD_ENTRY || *value == '\0')
    return *value != '\0';
  target = sl_sheet_content_find (search->content, value);
  return target != NULL && !target->removed;
}

/* Dates and times are kept so that their order is that of their texts. */
static gboolean
is_later (Search *search,
          const SlFormRequirement *rule,
          const SlEntryContent *entry,
          const char *value)
{
  const SlEntryContent *of = entry != NULL && sl_form_find_field (search->form, entry->group_id,
                                                                  rule->after) != NULL
                                 ? entry
                                 : NULL;
  const char *before = sl_sheet_content_get (search->content, of, rule->after);

  /* That the other says nothing is for its own requirement to tell. */
  return *before == '\0' || strcmp (value, before) > 0;
}

/* A condition is asked of the entry's fields first, then of the sheet's own. */
static gboolean
holds (Search *search, const char *when, const SlEntryContent *entry)
{
  const char *wanted;
  g_autofree char *id = sl_form_when_split (when, &wanted);
  const SlFormField *field = NULL;

  if (id == NULL)
    return TRUE;
  if (entry != NULL)
    field = sl_form_find_field (search->form, entry->group_id, id);
  if (field == NULL)
    {
      field = sl_form_find_field (search->form, NULL, id);
      entry = NULL;
    }
  return field != NULL &&
         sl_form_field_says (field, sl_sheet_content_get (search->content, entry, id), wanted) &&
         sl_sheet_content_asks (search->content, search->form, entry, field);
}

static void
check_field (Search *search, const SlFormRequirement *rule, const SlEntryContent *entry)
{
  const SlFormField *field = sl_form_find_field (
      search->form, entry != NULL ? entry->group_id : NULL, rule->field_id);
  const char *value = sl_sheet_content_get (search->content, entry, rule->field_id);

  if (field == NULL || !holds (search, rule->when, entry) ||
      !sl_sheet_content_asks (search->content, search->form, entry, field))
    return;
  if (!says_something (search, field, value) ||
      (*rule->is != '\0' && !sl_form_field_says (field, value, rule->is)) ||
      (*rule->after != '\0' && !is_later (search, rule, entry, value)))
    add_lack (search, rule, entry);
}

/* Adds to @answered what the entries of one group point to: "GROUP/FIELD". */
static void
collect_answers (Search *search, const char *path, GHashTable *answered)
{
  const char *slash = strchr (path, '/');
  g_autofree char *group = slash != NULL ? g_strndup (path, slash - path) : g_strdup ("");
  GPtrArray *entries = search->content->entries;

  for (guint i = 0; i < entries->len; i++)
    {
      const SlEntryContent *entry = g_ptr_array_index (entries, i);

      if (!entry->removed && g_str_equal (entry->group_id, group))
        g_hash_table_add (answered,
                          (gpointer) sl_sheet_content_get (search->content, entry, slash + 1));
    }
}

/* Each entry of the group that no entry of the others points to. */
static void
check_answers (Search *search, const SlFormRequirement *rule)
{
  g_autoptr (GHashTable) answered = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) paths = g_strsplit (rule->answered_by, " ", -1);
  GPtrArray *entries = search->content->entries;

  for (guint i = 0; paths[i] != NULL; i++)
    collect_answers (search, paths[i], answered);
  for (guint i = 0; i < entries->len; i++)
    {
      const SlEntryContent *entry = g_ptr_array_index (entries, i);

      if (!entry->removed && g_str_equal (entry->group_id, rule->group_id) &&
          !g_hash_table_contains (answered, entry->id))
        add_lack (search, rule, entry);
    }
}

/* Each entry whose checklist leaves something open, and how much. What was not read is not judged:
 * in the change that closes a sheet such a rule has no say. */
static void
check_checklists (Search *search, const SlFormRequirement *rule)
{
  gboolean met = g_str_equal (rule->checklist, "met");
  GPtrArray *entries = search->content->entries;

  for (guint i = 0; i < entries->len; i++)
    {
      const SlEntryContent *entry = g_ptr_array_index (entries, i);
      g_autofree char *so_far = NULL;
      g_autofree char *said = NULL;
      SlSheetLack *lack;

      if (entry->removed || entry->walk == NULL || !g_str_equal (entry->group_id, rule->group_id) ||
          (met ? entry->walk->failed == 0 : sl_sheet_walk_is_done (entry->walk)))
        continue;
      add_lack (search, rule, entry);
      lack = g_ptr_array_index (search->lacks, search->lacks->len - 1);
      so_far = met ? g_strdup_printf (
                         g_dngettext (GETTEXT_PACKAGE, "%u item", "%u items", entry->walk->failed),
                         entry->walk->failed)
                   : sl_sheet_walk_describe (entry->walk);
      said = lack->text;
      lack->text = g_strdup_printf ("%s (%s)", said, so_far);
    }
}

static void
check_group (Search *search, const SlFormRequirement *rule)
{
  GPtrArray *entries = search->content->entries;
  guint n = 0;

  if (!holds (search, rule->when, NULL))
    return;
  for (guint i = 0; i < entries->len; i++)
    {
      const SlEntryContent *entry = g_ptr_array_index (entries, i);

      n += !entry->removed && g_str_equal (entry->group_id, rule->group_id);
    }
  if (n < rule->min)
    add_lack (search, rule, NULL);
  if (*rule->answered_by != '\0')
    check_answers (search, rule);
  if (*rule->checklist != '\0')
    check_checklists (search, rule);
}

GPtrArray *
sl_sheet_content_list_lacks (const SlSheetContent *self, SlForm *form)
{
  Search search = { self, form,
                    g_ptr_array_new_with_free_func ((GDestroyNotify) sl_sheet_lack_free) };

  for (guint i = 0; i < sl_form_get_n_requirements (form); i++)
    {
      const SlFormRequirement *rule = sl_form_get_requirement (form, i);
      const SlFormGroup *group = sl_form_find_group (form, rule->group_id);

      if (*rule->field_id == '\0')
        check_group (&search, rule);
      else if (group == NULL || !group->several)
        check_field (&search, rule, NULL);
      else
        for (guint j = 0; j < self->entries->len; j++)
          {
            const SlEntryContent *entry = g_ptr_array_index (self->entries, j);

            if (!entry->removed && g_str_equal (entry->group_id, rule->group_id))
              check_field (&search, rule, entry);
          }
    }
  return search.lacks;
}
