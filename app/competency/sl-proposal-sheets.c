/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-proposal-private.h"

#include "base/sl-text.h"
#include "base/sl-time.h"
#include "documents/sl-photograph.h"
#include "sheets/sl-sheet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What meetings, visits and schemes say for a criterion. The fields are those of the forms that
 * come with Sightline (resources/forms); one that a force's form does not have says nothing. Who
 * was there is counted, not named: what is offered should be able to leave as it is. */

/* Of one field; the sheet itself has the rest. */
#define MAX_VALUE_CHARACTERS 160

gboolean
sl_proposal_load_sheets (SlProposalSource *source, GError **error)
{
  const SlSheetQuery query = { .case_id = source->case_id };
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) lines = NULL;

  if (source->sheets != NULL)
    return TRUE;
  lines = sl_sheets_list (source->store, &query, error);
  if (lines == NULL)
    return FALSE;
  for (guint i = lines->len; i > 0; i--)
    {
      const SlSheetLine *line = g_ptr_array_index (lines, i - 1);
      SlSheet *sheet = sl_sheets_load (source->store, source->packs, line->id, error);

      if (sheet == NULL)
        return FALSE;
      g_ptr_array_add (sheets, sheet);
    }
  source->sheets = g_steal_pointer (&sheets);
  return TRUE;
}

const char *
sl_proposal_name_entry (SlProposalSource *source, const char *entry_id)
{
  for (guint i = 0; source->sheets != NULL && i < source->sheets->len; i++)
    {
      SlSheetEntry *entry = sl_sheet_find_entry (g_ptr_array_index (source->sheets, i), entry_id);

      if (entry != NULL)
        return sl_sheet_entry_get_line (entry);
    }
  return "";
}

/* ---- words ---- */

static gboolean
is (SlSheet *sheet, const char *field, const char *value)
{
  return g_str_equal (sl_sheet_get (sheet, field), value);
}

static guint
count_entries (SlSheet *sheet, const char *group_id)
{
  GListModel *entries = sl_sheet_get_entries (sheet, group_id);

  return entries != NULL ? g_list_model_get_n_items (entries) : 0;
}

/* Entries of which @field says one of @values; an empty one ends the list. */
static guint
count_entries_that (SlSheet *sheet,
                    const char *group_id,
                    const char *field,
                    const char *const *values)
{
  GListModel *entries = sl_sheet_get_entries (sheet, group_id);
  guint n = 0;

  for (guint i = 0; entries != NULL && i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (SlSheetEntry) entry = g_list_model_get_item (entries, i);

      n += g_strv_contains (values, sl_sheet_entry_get (entry, field));
    }
  return n;
}

/* "Level discussed: Secured by Design Gold": the field as its form calls it, where it says
 * anything; of several lines the beginning. */
static void
append_field (GString *detail, SlSheet *sheet, const char *field_id)
{
  const SlFormField *field = sl_form_find_field (sl_sheet_get_form (sheet), NULL, field_id);
  g_autofree char *value = NULL;
  g_autofree char *line = NULL;

  if (field == NULL || *sl_sheet_get (sheet, field_id) == '\0')
    return;
  value = sl_sheet_format_value (sheet, field, sl_sheet_get (sheet, field_id));
  line = sl_text_ellipsize (value, MAX_VALUE_CHARACTERS);
  sl_proposal_append (detail, "%s: %s", field->label, line);
}

/* Whose the sheet is, or who wrote in it. */
static gboolean
is_own (SlProposalSource *source, SlSheet *sheet)
{
  return is (sheet, "owner-id", source->person_id) ||
         sl_proposal_touched (source, sl_sheet_get_id (sheet));
}

static const char *
get_day (SlSheet *sheet)
{
  const char *day = sl_sheet_get (sheet, "on-date");

  return *day != '\0' ? day : sl_sheet_get (sheet, "starts-at");
}

/* What is only planned is no evidence of having been there. */
static void
append_state (GString *detail, SlSheet *sheet)
{
  g_autofree char *today = sl_date_today ();

  if (is (sheet, "state", "open") && strcmp (sl_sheet_get (sheet, "on-date"), today) > 0)
    sl_proposal_append (detail, "%s", _ ("planned, not yet held"));
  else if (is (sheet, "state", "open"))
    sl_proposal_append (detail, "%s", _ ("its record is still open"));
}

/* ---- meetings ---- */

static void
append_people (GString *detail, SlSheet *sheet)
{
  static const char *const there[] = { "present", "part", NULL };
  static const char *const yes[] = { "yes", NULL };
  guint n = count_entries_that (sheet, "person", "attendance", there);
  guint n_managers = count_entries_that (sheet, "person", "management", yes);

  if (n > 0)
    sl_proposal_append (
        detail, g_dngettext (GETTEXT_PACKAGE, "%u person present", "%u people present", n), n);
  if (n_managers > 0)
    sl_proposal_append (detail, _ ("of the management team: %u"), n_managers);
}

static void
add_meeting (SlProposalSource *source, SlSheet *sheet, const char *const *fields)
{
  const SlFormField *with = sl_form_find_field (sl_sheet_get_form (sheet), NULL, "with");
  g_autofree char *name = sl_sheet_dup_name (sheet);
  g_autofree char *kind = NULL;
  GString *detail = g_string_new (NULL);

  if (with != NULL && *sl_sheet_get (sheet, "with") != '\0')
    kind = sl_sheet_format_value (sheet, with, sl_sheet_get (sheet, "with"));
  append_people (detail, sheet);
  for (guint i = 0; fields[i] != NULL; i++)
    append_field (detail, sheet, fields[i]);
  append_state (detail, sheet);
  sl_proposal_add (source, is_own (source, sheet), get_day (sheet), "sheet",
                   sl_sheet_get_id (sheet),
                   kind != NULL ? g_strdup_printf ("%s: %s", name, kind) : g_strdup (name),
                   g_string_free (detail, FALSE));
}

/* Meetings that took place or are arranged; with the manager, or with all others. */
static gboolean
write_meetings (SlProposalSource *source,
                gboolean briefings,
                const char *const *fields,
                GError **error)
{
  if (!sl_proposal_load_sheets (source, error))
    return FALSE;
  for (guint i = 0; i < source->sheets->len; i++)
    {
      SlSheet *sheet = g_ptr_array_index (source->sheets, i);

      if (is (sheet, "kind", "meeting") && !is (sheet, "state", "cancelled") &&
          is (sheet, "with", "docm") == briefings)
        add_meeting (source, sheet, fields);
    }
  return TRUE;
}

gboolean
sl_proposal_write_briefings (SlProposalSource *source, GError **error)
{
  static const char *const fields[] = { "briefing-given", "prepared", "ambiguous", "direction",
                                        NULL };

  return write_meetings (source, TRUE, fields, error);
}

gboolean
sl_proposal_write_meetings (SlProposalSource *source, GError **error)
{
  static const char *const fields[] = { "level-discussed", "higher-encouraged", "schemes-promoted",
                                        "summary", NULL };

  return write_meetings (source, FALSE, fields, error);
}

/* ---- minutes ---- */

/* What became of the paper that the minutes of a meeting are. */
static gboolean
append_minutes_paper (GString *detail, SlProposalSource *source, SlSheet *sheet, GError **error)
{
  g_autoptr (GPtrArray) papers = sl_proposal_list_papers (source, sl_sheet_get_id (sheet), error);

  for (guint i = 0; papers != NULL && i < papers->len; i++)
    {
      const SlProposalPaper *paper = g_ptr_array_index (papers, i);
      g_autoptr (GError) failure = NULL;
      g_autoptr (SlVersion) version = NULL;
      g_autofree char *state = NULL;

      if (!g_str_equal (paper->report_id, "minutes"))
        continue;
      version = sl_versions_load_newest (source->store, paper->paper_id, &failure);
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (version == NULL)
        continue;
      state = sl_proposal_describe_version (version);
      sl_proposal_append (detail, "%s", state);
    }
  return papers != NULL;
}

gboolean
sl_proposal_write_minutes (SlProposalSource *source, GError **error)
{
  if (!sl_proposal_load_sheets (source, error))
    return FALSE;
  for (guint i = 0; i < source->sheets->len; i++)
    {
      SlSheet *sheet = g_ptr_array_index (source->sheets, i);
      g_autoptr (GString) detail = g_string_new (NULL);
      g_autofree char *name = NULL;
      guint n;

      if (!is (sheet, "kind", "meeting") || is (sheet, "state", "cancelled") ||
          (n = count_entries (sheet, "minute")) == 0)
        continue;
      if (!append_minutes_paper (detail, source, sheet, error))
        return FALSE;
      append_state (detail, sheet);
      name = sl_sheet_dup_name (sheet);
      sl_proposal_add (source, is_own (source, sheet), get_day (sheet), "sheet",
                       sl_sheet_get_id (sheet),
                       g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Minutes of %s: %u point",
                                                     "Minutes of %s: %u points", n),
                                        name, n),
                       g_strdup (detail->str));
    }
  return TRUE;
}

/* ---- visits ---- */

static void
append_count (GString *detail, const char *words, guint n)
{
  if (n > 0)
    sl_proposal_append (detail, "%s: %u", words, n);
}

/* "Visit VIS/2026/003: Construction inspection". */
static char *
name_visit (SlSheet *sheet)
{
  const char *title = sl_sheet_get (sheet, "title");
  g_autofree char *name = sl_sheet_dup_name (sheet);

  if (*title == '\0' || g_str_equal (title, sl_form_get_title (sl_sheet_get_form (sheet))))
    return g_steal_pointer (&name);
  return g_strdup_printf ("%s: %s", name, title);
}

static gboolean
add_visit (SlProposalSource *source, SlSheet *sheet, GError **error)
{
  static const char *const fields[] = {
    "company", "equipment", "equipment-worn", "training-held", "risk-avoided", "paperwork", NULL
  };
  g_autoptr (GListModel) photographs = sl_photographs_list (source->store, source->case_id,
                                                            sl_sheet_get_id (sheet), error);
  SlForm *form = sl_sheet_get_form (sheet);
  g_autoptr (GString) detail = g_string_new (NULL);

  if (photographs == NULL)
    return FALSE;
  for (guint i = 0; fields[i] != NULL; i++)
    append_field (detail, sheet, fields[i]);
  for (guint i = 0; i < sl_form_get_n_groups (form); i++)
    {
      const SlFormGroup *group = sl_form_get_group (form, i);

      if (group->several)
        append_count (detail, group->title, count_entries (sheet, group->id));
    }
  append_count (detail, _ ("Photographs"), g_list_model_get_n_items (photographs));
  append_state (detail, sheet);
  sl_proposal_add (source, is_own (source, sheet), get_day (sheet), "sheet",
                   sl_sheet_get_id (sheet), name_visit (sheet),
                   g_string_free (g_steal_pointer (&detail), FALSE));
  return TRUE;
}

gboolean
sl_proposal_write_visits (SlProposalSource *source, GError **error)
{
  if (!sl_proposal_load_sheets (source, error))
    return FALSE;
  for (guint i = 0; i < source->sheets->len; i++)
    {
      SlSheet *sheet = g_ptr_array_index (source->sheets, i);

      if ((is (sheet, "kind", "visit") || is (sheet, "kind", "survey")) &&
          !is (sheet, "state", "cancelled") && !add_visit (source, sheet, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- schemes ---- */

/* A proposal of each scheme sheet of which one of @fields says something. */
static gboolean
write_scheme (SlProposalSource *source,
              const char *label,
              const char *const *fields,
              const char *day_field,
              GError **error)
{
  if (!sl_proposal_load_sheets (source, error))
    return FALSE;
  for (guint i = 0; i < source->sheets->len; i++)
    {
      SlSheet *sheet = g_ptr_array_index (source->sheets, i);
      g_autoptr (GString) detail = g_string_new (NULL);
      const char *day;

      if (!is (sheet, "kind", "scheme") || is (sheet, "state", "cancelled"))
        continue;
      for (guint j = 0; fields[j] != NULL; j++)
        append_field (detail, sheet, fields[j]);
      if (detail->len == 0)
        continue;
      day = day_field != NULL ? sl_sheet_get (sheet, day_field) : "";
      sl_proposal_add (source, is_own (source, sheet), *day != '\0' ? day : get_day (sheet),
                       "sheet", sl_sheet_get_id (sheet),
                       g_strdup_printf ("%s (%s)", label, sl_sheet_get (sheet, "reference")),
                       g_string_free (g_steal_pointer (&detail), FALSE));
    }
  return TRUE;
}

gboolean
sl_proposal_write_scheme_draft (SlProposalSource *source, GError **error)
{
  static const char *const fields[] = { "documents-read", "crime-considered",
                                        "salient",        "concerns",
                                        "referred",       "level-aimed",
                                        "level-agreed",   NULL };

  return write_scheme (source, _ ("Review of the scheme’s application"), fields, NULL, error);
}

gboolean
sl_proposal_write_scheme_guide (SlProposalSource *source, GError **error)
{
  static const char *const fields[] = { "guide", NULL };

  return write_scheme (source, _ ("Guide of the scheme"), fields, NULL, error);
}

gboolean
sl_proposal_write_scheme_outcome (SlProposalSource *source, GError **error)
{
  static const char *const fields[] = { "certificate-level", "certificate-number",
                                        "certificate-date", NULL };

  return write_scheme (source, _ ("Certificate of the scheme"), fields, "certificate-date", error);
}
