/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-diff-private.h"

#include "base/sl-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What changed outside the words of the letter: records item by item, field by field. */

#define BLOCK_WORDS 40

/* What a field is called after the name of its record. A field that is not here keeps its own
 * name: a later version of the snapshot is shown plainly rather than not at all. */
static const struct
{
  const char *field;
  const char *title;
} field_titles[] = {
  { "verdict", N_ ("verdict") },
  { "reason", N_ ("reason") },
  { "observation", N_ ("observation") },
  { "recommendation", N_ ("recommendation") },
  { "recommendation-source", N_ ("where the recommendation comes from") },
  { "place", N_ ("place") },
  { "priority", N_ ("priority") },
  { "priority-reason", N_ ("reason for the priority") },
  { "shown-value", N_ ("measure shown") },
  { "shown-unit", N_ ("unit of the measure shown") },
  { "evidence", N_ ("evidence") },
  { "title", N_ ("title") },
  { "section", N_ ("section") },
  { "topic", N_ ("topic") },
  { "topic-title", N_ ("title of the topic") },
  { "quotation", N_ ("quotation") },
  { "note", N_ ("note") },
  { "page", N_ ("page") },
  { "document-id", N_ ("document") },
  { "sha256", N_ ("content") },
  { "hash", N_ ("content") },
  { "x", N_ ("region, from the left") },
  { "y", N_ ("region, from the top") },
  { "width", N_ ("region, width") },
  { "height", N_ ("region, height") },
  { "file-name", N_ ("file name") },
  { "kind", N_ ("kind") },
  { "number", N_ ("drawing number") },
  { "revision", N_ ("revision") },
  { "state", N_ ("state") },
  { "superseded", N_ ("superseded") },
  { "pages", N_ ("pages") },
  { "edition", N_ ("edition") },
  { "source", N_ ("source") },
  { "period-from", N_ ("period from") },
  { "period-to", N_ ("period to") },
  { "area", N_ ("area") },
  { "category", N_ ("category") },
  { "count", N_ ("count") },
  { "caveat", N_ ("caveat") },
  { "restricted", N_ ("restricted") },
  { "origin", N_ ("origin") },
  { "template-id", N_ ("template") },
  { "stance", N_ ("stance") },
  { "flags", N_ ("additions to the stance") },
  { "award-level", N_ ("award level") },
  { "nppf-edition", N_ ("edition of the National Planning Policy Framework") },
  { "nppf-edition-used", N_ ("edition of the National Planning Policy Framework in use") },
  { "letter-date", N_ ("date of the letter") },
  { "conditions", N_ ("conditions") },
  { "reference", N_ ("reference") },
  { "our-reference", N_ ("our reference") },
  { "authority-code", N_ ("code of the local planning authority") },
  { "authority-name", N_ ("local planning authority") },
  { "address", N_ ("address") },
  { "postcode", N_ ("postcode") },
  { "proposal", N_ ("proposal") },
  { "type-class", N_ ("class of application") },
  { "type-text", N_ ("type of application") },
  { "dwellings", N_ ("homes") },
  { "floorspace-m2", N_ ("floorspace in square metres") },
  { "site-area-ha", N_ ("site area in hectares") },
  { "date-received", N_ ("date received") },
  { "date-valid", N_ ("date valid") },
  { "consultation-start", N_ ("start of the consultation") },
  { "consultation-expiry", N_ ("end of the consultation") },
  { "target-date", N_ ("target date") },
  { "applicant", N_ ("applicant") },
  { "agent", N_ ("agent") },
  { "case-officer", N_ ("case officer") },
  { "features", N_ ("features") },
  { "person-id", N_ ("person") },
  { "name", N_ ("name") },
  { "staff-number", N_ ("staff number") },
  { "author", N_ ("author") },
  { "language", N_ ("language") },
  { "date", N_ ("date") },
  { "subject", N_ ("subject") },
  { "footer", N_ ("footer") },
  { "level", N_ ("level") },
  { "mark", N_ ("protective marking") },
  { "offered", N_ ("newly composed words on offer") },
  { "origin-kind", N_ ("source") },
  { "origin-item", N_ ("checklist item behind it") },
  { "origin-citations", N_ ("policies behind it") },
  { "origin-evidence", N_ ("evidence behind it") },
  { "origin-detail", N_ ("detail of its source") },
  { "figure-source", N_ ("photograph") },
  { "figure-pixels", N_ ("picture") },
  { "figure-width", N_ ("width") },
  { "figure-alternative", N_ ("words for those who cannot see it") },
  { "report-id", N_ ("report") },
  { "sheet-id", N_ ("record") },
  { "value", N_ ("what it says") },
  { "text", N_ ("words") },
  { "owner-name", N_ ("owner") },
  { "due-date", N_ ("date due") },
  { "answer", N_ ("answer") },
  { "settled-on", N_ ("date settled") },
  { "entry-id", N_ ("entry") },
  { "item-id", N_ ("checklist item") },
  { "caption", N_ ("caption") },
  { "taken-at", N_ ("time taken") },
};

static const struct
{
  const char *group;
  const char *title;
  gboolean listed; /* has members with ids */
  gboolean whole;  /* a member that came or went is one change, not one for each field */
} groups[] = {
  { "response", N_ ("Response"), FALSE, FALSE }, { "letter", N_ ("Letter"), FALSE, FALSE },
  { "author", N_ ("Signed by"), FALSE, FALSE },  { "answer", NULL, TRUE, FALSE },
  { "observation", NULL, TRUE, FALSE },          { "evidence", N_ ("Evidence"), TRUE, TRUE },
  { "crime", N_ ("Crime figures"), TRUE, TRUE }, { "document", N_ ("Document"), TRUE, TRUE },
  { "case", N_ ("Application"), FALSE, FALSE },  { "pack", NULL, TRUE, TRUE },
  { "paper", N_ ("Paper"), FALSE, FALSE },       { "value", NULL, TRUE, TRUE },
  { "action", N_ ("Action"), TRUE, TRUE },       { "photograph", N_ ("Photograph"), TRUE, TRUE },
};

static const char *
find_field_title (const char *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (field_titles); i++)
    if (g_str_equal (field_titles[i].field, field))
      return _ (field_titles[i].title);
  return field;
}

/* Takes @path, @title, @before and @after. */
static void
add_field (GPtrArray *fields,
           char *path,
           const char *group,
           const char *id,
           char *title,
           char *before,
           char *after)
{
  SlFieldChange *change = g_new0 (SlFieldChange, 1);

  change->path = path;
  change->group = g_strdup (group);
  change->id = g_strdup (id);
  change->title = title;
  change->before = before;
  change->after = after;
  g_ptr_array_add (fields, change);
}

/* "Evidence PL-106 C, page 1, region", "H21 Rear boundaries", "Application". */
static char *
name_record (SlSnapshot *snapshot, guint group, const char *id)
{
  g_autofree char *title = groups[group].listed
                               ? sl_snapshot_dup_title (snapshot, groups[group].group, id)
                               : NULL;

  if (title == NULL)
    return g_strdup (_ (groups[group].title));
  if (groups[group].title == NULL)
    return g_steal_pointer (&title);
  return g_strdup_printf ("%s %s", _ (groups[group].title), title);
}

/* The rows of one record: those of a group without members, or of one member. */
static void
compare_record (GPtrArray *fields,
                SlSnapshot *older,
                SlSnapshot *newer,
                guint group,
                const char *id,
                GPtrArray *names,
                gboolean gone)
{
  const char *group_name = groups[group].group;
  g_autofree char *record = NULL;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = groups[group].listed
                                  ? g_strdup_printf ("%s/%s/%s", group_name, id, name)
                                  : g_strdup_printf ("%s/%s", group_name, name);
      const char *before = sl_snapshot_get (older, path), *after = sl_snapshot_get (newer, path);
      char *title;

      if (g_str_equal (before, after))
        continue;
      if (record == NULL)
        record = name_record (gone ? older : newer, group, id);
      title = g_strdup_printf (_ ("%s: %s"), record, find_field_title (name));
      add_field (fields, g_steal_pointer (&path), group_name, id, title,
                 sl_snapshot_dup_shown (older, name, before),
                 sl_snapshot_dup_shown (newer, name, after));
    }
}

/* Rows of a snapshot by record: "group" or "group/id" to the names of its fields. */
typedef struct
{
  GHashTable *fields;                    /* char* to GPtrArray of char* */
  GPtrArray *ids[G_N_ELEMENTS (groups)]; /* borrowed keys without the group, in order */
} RecordIndex;

static void
add_to_index (RecordIndex *self, guint group, const char *path)
{
  gsize length = strlen (groups[group].group);
  const char *field = groups[group].listed ? strrchr (path, '/') : path + length;
  g_autofree char *record = g_strndup (path, (gsize) (field - path));
  GPtrArray *names = g_hash_table_lookup (self->fields, record);

  if (names == NULL)
    {
      names = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (self->ids[group],
                       g_strdup (groups[group].listed ? record + length + 1 : ""));
      g_hash_table_insert (self->fields, g_steal_pointer (&record), names);
    }
  g_ptr_array_add (names, g_strdup (field + 1));
}

static void
fill_index (RecordIndex *self, SlSnapshot *snapshot)
{
  guint n_rows = sl_snapshot_get_n_rows (snapshot);

  self->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) g_ptr_array_unref);
  for (guint g = 0; g < G_N_ELEMENTS (groups); g++)
    self->ids[g] = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n_rows; i++)
    {
      const char *path, *value;

      sl_snapshot_get_row (snapshot, i, &path, &value);
      for (guint g = 0; g < G_N_ELEMENTS (groups); g++)
        {
          gsize length = strlen (groups[g].group);

          if (strncmp (path, groups[g].group, length) == 0 && path[length] == '/')
            {
              add_to_index (self, g, path);
              break;
            }
        }
    }
}

static void
clear_index (RecordIndex *self)
{
  g_hash_table_unref (self->fields);
  for (guint g = 0; g < G_N_ELEMENTS (groups); g++)
    g_ptr_array_unref (self->ids[g]);
}

static GPtrArray *
find_names (const RecordIndex *self, guint group, const char *id)
{
  g_autofree char *record = groups[group].listed
                                ? g_strdup_printf ("%s/%s", groups[group].group, id)
                                : g_strdup (groups[group].group);

  return g_hash_table_lookup (self->fields, record);
}

/* Fields of either side, those of @names first. */
static GPtrArray *
join_names (GPtrArray *names, GPtrArray *others)
{
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; names != NULL && i < names->len; i++)
    g_ptr_array_add (all, g_ptr_array_index (names, i));
  for (guint i = 0; others != NULL && i < others->len; i++)
    if (!g_ptr_array_find_with_equal_func (all, g_ptr_array_index (others, i), g_str_equal, NULL))
      g_ptr_array_add (all, g_ptr_array_index (others, i));
  return all;
}

/* The name of an item is known from its title; that both came or went along goes without saying. */
static void
drop_names_of_record (GPtrArray *names)
{
  static const char *const told[] = { "title", "section", "topic", "topic-title", NULL };

  for (guint i = names->len; i > 0; i--)
    if (g_strv_contains (told, g_ptr_array_index (names, i - 1)) && names->len > 1)
      g_ptr_array_remove_index (names, i - 1);
}

static void
compare_member (GPtrArray *fields,
                SlSnapshot *older,
                SlSnapshot *newer,
                guint group,
                const char *id,
                GPtrArray *before,
                GPtrArray *after)
{
  g_autoptr (GPtrArray) names = join_names (after, before);
  gboolean came = before == NULL, gone = after == NULL;

  if ((came || gone) && groups[group].whole)
    {
      SlSnapshot *snapshot = gone ? older : newer;
      char *summary = sl_snapshot_dup_summary (snapshot, groups[group].group, id);

      add_field (fields, g_strdup_printf ("%s/%s", groups[group].group, id), groups[group].group,
                 id, name_record (snapshot, group, id), gone ? summary : g_strdup (""),
                 gone ? g_strdup ("") : summary);
      return;
    }
  if (groups[group].listed && (came || gone))
    drop_names_of_record (names);
  compare_record (fields, older, newer, group, id, names, gone);
}

void
sl_diff_compare_fields (GPtrArray *fields, SlSnapshot *older, SlSnapshot *newer)
{
  RecordIndex before, after;

  fill_index (&before, older);
  fill_index (&after, newer);
  for (guint g = 0; g < G_N_ELEMENTS (groups); g++)
    {
      for (guint i = 0; i < after.ids[g]->len; i++)
        {
          const char *id = g_ptr_array_index (after.ids[g], i);

          compare_member (fields, older, newer, g, id, find_names (&before, g, id),
                          find_names (&after, g, id));
        }
      for (guint i = 0; i < before.ids[g]->len; i++)
        {
          const char *id = g_ptr_array_index (before.ids[g], i);

          if (find_names (&after, g, id) == NULL)
            compare_member (fields, older, newer, g, id, find_names (&before, g, id), NULL);
        }
    }
  clear_index (&before);
  clear_index (&after);
}

/* “The rear boundary of plots…”: the block by its first words. */
static char *
name_block (const SlLetterLine *line)
{
  g_autofree char *words = sl_text_squeeze (line->text);
  g_autofree char *start = sl_text_ellipsize (*words != '\0' ? words : line->key, BLOCK_WORDS);

  return g_strdup_printf (_ ("“%s”"), start);
}

static void
compare_value (GPtrArray *fields,
               const SlLetterLine *line,
               const char *field,
               const char *before,
               const char *after)
{
  g_autofree char *name = NULL;

  if (g_strcmp0 (before, after) == 0)
    return;
  name = name_block (line);
  add_field (fields, g_strdup_printf ("letter/%s/%s", line->key, field), "letter", line->key,
             g_strdup_printf (_ ("%s: %s"), name, find_field_title (field)), g_strdup (before),
             g_strdup (after));
}

static const char *
shown_mark (const SlLetterLine *line)
{
  return sl_block_get_mark (line->block) == SL_MARK_OFFICIAL_SENSITIVE ? _ ("OFFICIAL-SENSITIVE")
                                                                       : _ ("OFFICIAL");
}

/* Its kind, as far as people tell kinds apart. */
static const char *
shown_kind (const SlLetterLine *line)
{
  switch (line->kind)
    {
    case SL_BLOCK_HEADING:
      return sl_block_get_level (line->block) > 2 ? _ ("lesser heading") : _ ("heading");
    case SL_BLOCK_ITEM:
      return _ ("list item");
    case SL_BLOCK_LIST:
      return sl_block_get_level (line->block) > 0 ? _ ("numbered list") : _ ("list");
    case SL_BLOCK_ROW:
      return _ ("row of a table");
    case SL_BLOCK_QUOTATION:
      return _ ("quotation");
    default:
      return _ ("paragraph");
    }
}

void
sl_diff_compare_blocks (GPtrArray *fields, const SlLetterLine *older, const SlLetterLine *newer)
{
  const SlOrigin *before = sl_block_get_origin (older->block);
  const SlOrigin *after = sl_block_get_origin (newer->block);

  compare_value (fields, newer, "kind", shown_kind (older), shown_kind (newer));
  compare_value (fields, newer, "mark", shown_mark (older), shown_mark (newer));
  compare_value (fields, newer, "offered", sl_block_get_offered (older->block),
                 sl_block_get_offered (newer->block));
  compare_value (fields, newer, "origin-citations", before->citation_ids, after->citation_ids);
  /* It follows the words. */
  if (g_str_equal (older->text, newer->text))
    compare_value (fields, newer, "origin-detail", before->detail, after->detail);
}

void
sl_diff_name_first_row (GPtrArray *fields, SlSnapshot *older, SlSnapshot *newer)
{
  guint n_before = sl_snapshot_get_n_rows (older), n_after = sl_snapshot_get_n_rows (newer);

  for (guint i = 0; i < MAX (n_before, n_after); i++)
    {
      const char *path = "", *value = "", *new_path = "", *new_value = "";

      if (i < n_before)
        sl_snapshot_get_row (older, i, &path, &value);
      if (i < n_after)
        sl_snapshot_get_row (newer, i, &new_path, &new_value);
      if (g_str_equal (path, new_path) && g_str_equal (value, new_value))
        continue;
      add_field (fields, g_strdup (*new_path != '\0' ? new_path : path), "letter", "",
                 g_strdup (_ ("Letter: how it is made up")), g_strdup (value),
                 g_strdup (new_value));
      return;
    }
}
