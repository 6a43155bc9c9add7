/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "cli-sheet.h"

#include "base/sl-time.h"

#include <glib/gi18n.h>
#include <string.h>

/* How sheets and forms are printed. */

char *
cli_sheet_dup_place (SlSheet *sheet, SlSheetEntry *entry)
{
  GListModel *entries = sl_sheet_get_entries (sheet, sl_sheet_entry_get_group (entry));

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (SlSheetEntry) each = g_list_model_get_item (entries, i);

      if (each == entry)
        return g_strdup_printf ("%s/%u", sl_sheet_entry_get_group (entry), i + 1);
    }
  return g_strdup (sl_sheet_entry_get_id (entry));
}

SlSheetEntry *
cli_sheet_find_entry (SlSheet *sheet, const char *text)
{
  const char *slash = strchr (text, '/');
  g_autofree char *group_id = NULL;
  g_autoptr (SlSheetEntry) entry = NULL;
  guint64 number;

  if (slash == NULL)
    return sl_sheet_find_entry (sheet, text);
  group_id = g_strndup (text, slash - text);
  if (sl_form_find_group (sl_sheet_get_form (sheet), group_id) == NULL ||
      !g_ascii_string_to_unsigned (slash + 1, 10, 1, 100000, &number, NULL))
    return NULL;
  entry = g_list_model_get_item (sl_sheet_get_entries (sheet, group_id), number - 1);
  /* The model keeps it. */
  return entry;
}

/* ---- one sheet ---- */

static const char *
get_value (SlSheet *sheet, SlSheetEntry *entry, const SlFormField *field)
{
  return entry != NULL ? sl_sheet_entry_get (entry, field->id) : sl_sheet_get (sheet, field->id);
}

/* What is said, and what is asked for and not said; in people's print the former alone. */
static void
print_fields (SlSheet *sheet, SlSheetEntry *entry, const SlFormGroup *group, const char *indent)
{
  for (guint i = 0; i < group->n_fields; i++)
    {
      const SlFormField *field = &group->fields[i];
      const char *value = get_value (sheet, entry, field);
      g_autofree char *text = sl_sheet_format_value (sheet, field, value);
      g_autofree char *shown = cli_dup_shown (text);

      if (*value != '\0')
        g_print ("%s%s: %s\n", indent, field->label, shown);
    }
}

/* How far an entry's own checklist was walked. */
static void
print_walk (SlSheetEntry *entry)
{
  const SlSheetWalk *walk = sl_sheet_entry_get_walk (entry);
  g_autofree char *so_far = walk != NULL ? sl_sheet_walk_describe (walk) : NULL;

  if (so_far != NULL)
    g_print (_ ("      Checklist: %s\n"), so_far);
}

static void
add_walk (JsonBuilder *builder, SlSheetEntry *entry)
{
  const SlSheetWalk *walk = sl_sheet_entry_get_walk (entry);

  if (walk == NULL)
    return;
  json_builder_set_member_name (builder, "checklist");
  json_builder_begin_object (builder);
  cli_json_add_boolean (builder, "begun", walk->begun);
  cli_json_add_int (builder, "asked", walk->asked);
  cli_json_add_int (builder, "answered", walk->answered);
  cli_json_add_int (builder, "not-met", walk->failed);
  cli_json_add_int (builder, "not-shown", walk->unshown);
  json_builder_end_object (builder);
}

static void
print_group (SlSheet *sheet, const SlFormGroup *group)
{
  GListModel *entries;

  g_print ("\n%s\n", group->title);
  if (!group->several)
    {
      print_fields (sheet, NULL, group, "  ");
      return;
    }
  entries = sl_sheet_get_entries (sheet, group->id);
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (SlSheetEntry) entry = g_list_model_get_item (entries, i);
      g_autofree char *line = cli_dup_shown (sl_sheet_entry_get_line (entry));

      g_print ("  %s/%u  %s\n", group->id, i + 1, line);
      print_fields (sheet, entry, group, "      ");
      print_walk (entry);
    }
}

static gboolean
says_anything (SlSheet *sheet, const SlFormGroup *group)
{
  if (group->several)
    return g_list_model_get_n_items (sl_sheet_get_entries (sheet, group->id)) > 0;
  for (guint i = 0; i < group->n_fields; i++)
    if (*sl_sheet_get (sheet, group->fields[i].id) != '\0')
      return TRUE;
  return FALSE;
}

static const char *
get_state_word (SlSheet *sheet)
{
  const char *state = sl_sheet_get (sheet, "state");

  if (*sl_sheet_get (sheet, "removed") != '\0')
    return _ ("removed");
  return g_str_equal (state, "open")     ? _ ("open")
         : g_str_equal (state, "closed") ? _ ("closed")
                                         : _ ("cancelled");
}

static void
print_head (SlSheet *sheet, SlCase *planning_case)
{
  g_autofree char *name = sl_sheet_dup_name (sheet);
  g_autofree char *title = cli_dup_shown (sl_sheet_get (sheet, "title"));
  g_autofree char *date = sl_date_format_long (sl_sheet_get (sheet, "on-date"));
  g_autofree char *owner = cli_dup_shown (sl_sheet_get (sheet, "owner-name"));
  g_autofree char *of = cli_dup_shown (sl_case_get_display_title (planning_case));
  g_autofree char *reason = cli_dup_shown (sl_sheet_get (sheet, "state-reason"));

  g_print ("%s  %s\n", name, title);
  g_print ("%s%s%s%s%s  %s\n", get_state_word (sheet), *reason != '\0' ? ": " : "", reason,
           *date != '\0' ? "  " : "", date, owner);
  g_print ("%s\n", of);
}

static void
print_lack (SlSheet *sheet, const SlSheetLack *lack)
{
  SlSheetEntry *entry = sl_sheet_find_entry (sheet, lack->entry_id);
  g_autofree char *place = entry != NULL ? cli_sheet_dup_place (sheet, entry)
                                         : g_strdup (lack->group_id);
  g_autofree char *text = cli_dup_shown (lack->text);

  g_print ("  %s  %s%s%s%s  [%s%s%s]\n", lack->blocks ? _ ("needed") : _ ("note  "), text,
           *lack->source != '\0' ? " (" : "", lack->source, *lack->source != '\0' ? ")" : "", place,
           *lack->field_id != '\0' ? " " : "", lack->field_id);
}

static void
add_lacks (JsonBuilder *builder, GPtrArray *lacks)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < lacks->len; i++)
    {
      const SlSheetLack *lack = g_ptr_array_index (lacks, i);

      json_builder_begin_object (builder);
      cli_json_add_texts (builder, (const SlCliText[]){ { "id", lack->id },
                                                        { "text", lack->text },
                                                        { "source", lack->source },
                                                        { "group", lack->group_id },
                                                        { "field", lack->field_id },
                                                        { "entry", lack->entry_id },
                                                        { NULL } });
      cli_json_add_boolean (builder, "blocks", lack->blocks);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* Every field, so that a program sees what could be said. */
static void
add_fields (JsonBuilder *builder, SlSheet *sheet, SlSheetEntry *entry, const SlFormGroup *group)
{
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_array (builder);
  for (guint i = 0; i < group->n_fields; i++)
    {
      const SlFormField *field = &group->fields[i];
      const char *value = get_value (sheet, entry, field);
      g_autofree char *shown = sl_sheet_format_value (sheet, field, value);

      json_builder_begin_object (builder);
      cli_json_add (builder, "id", field->id);
      cli_json_add (builder, "label", field->label);
      cli_json_add (builder, "value", value);
      cli_json_add (builder, "shown", shown);
      cli_json_add_boolean (builder, "asked", sl_sheet_is_asked (sheet, entry, field));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_entries (JsonBuilder *builder, SlSheet *sheet, const SlFormGroup *group)
{
  GListModel *entries = sl_sheet_get_entries (sheet, group->id);

  json_builder_set_member_name (builder, "entries");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (SlSheetEntry) entry = g_list_model_get_item (entries, i);

      json_builder_begin_object (builder);
      cli_json_add (builder, "id", sl_sheet_entry_get_id (entry));
      cli_json_add (builder, "line", sl_sheet_entry_get_line (entry));
      add_fields (builder, sheet, entry, group);
      add_walk (builder, entry);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_json (SlSheet *sheet, SlCase *planning_case, GPtrArray *lacks)
{
  static const char *const texts[] = { "id",         "kind",         "reference", "title",
                                       "state",      "state-reason", "removed",   "on-date",
                                       "starts-at",  "ends-at",      "owner-id",  "owner-name",
                                       "created-at", "changed-at" };
  SlForm *form = sl_sheet_get_form (sheet);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    cli_json_add (builder, texts[i], sl_sheet_get (sheet, texts[i]));
  cli_json_add (builder, "form", sl_form_get_id (form));
  cli_json_add (builder, "case", sl_case_get_id (planning_case));
  cli_json_add (builder, "case-reference", sl_case_get (planning_case, "reference"));
  json_builder_set_member_name (builder, "groups");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sl_form_get_n_groups (form); i++)
    {
      const SlFormGroup *group = sl_form_get_group (form, i);

      json_builder_begin_object (builder);
      cli_json_add (builder, "id", group->id);
      cli_json_add (builder, "title", group->title);
      if (group->several)
        add_entries (builder, sheet, group);
      else
        add_fields (builder, sheet, NULL, group);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "lacks");
  add_lacks (builder, lacks);
  json_builder_end_object (builder);
  cli_print_json (builder);
}

int
cli_sheet_show (SlCli *cli, SlSheet *sheet)
{
  SlForm *form = sl_sheet_get_form (sheet);
  g_autoptr (GPtrArray) lacks = sl_sheet_list_lacks (sheet);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCase) planning_case = sl_case_records_load (sl_casebook_get_store (cli->casebook),
                                                           sl_sheet_get (sheet, "case-id"), &error);

  if (planning_case == NULL)
    return cli_fail_error (error);
  if (cli->json)
    {
      print_json (sheet, planning_case, lacks);
      return SL_CLI_DONE;
    }
  print_head (sheet, planning_case);
  for (guint i = 0; i < sl_form_get_n_groups (form); i++)
    if (says_anything (sheet, sl_form_get_group (form, i)))
      print_group (sheet, sl_form_get_group (form, i));
  if (lacks->len > 0 && sl_sheet_is_open (sheet))
    g_print ("\n%s\n", _ ("Lacking"));
  for (guint i = 0; i < lacks->len && sl_sheet_is_open (sheet); i++)
    print_lack (sheet, g_ptr_array_index (lacks, i));
  return SL_CLI_DONE;
}

int
cli_sheet_lacks (SlCli *cli, SlSheet *sheet)
{
  g_autoptr (GPtrArray) lacks = sl_sheet_list_lacks (sheet);

  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      add_lacks (builder, lacks);
      cli_print_json (builder);
      return SL_CLI_DONE;
    }
  for (guint i = 0; i < lacks->len; i++)
    print_lack (sheet, g_ptr_array_index (lacks, i));
  if (lacks->len == 0)
    g_print ("%s\n", _ ("Nothing is lacking."));
  return SL_CLI_DONE;
}

/* ---- lists ---- */

static void
print_line (const SlSheetLine *line)
{
  g_autofree char *date = sl_date_format_long (line->on_date);
  g_autofree char *title = cli_dup_shown (line->title);
  g_autofree char *of = cli_dup_shown (*line->case_reference != '\0' ? line->case_reference
                                                                     : line->case_title);
  g_autofree char *owner = cli_dup_shown (line->owner_name);

  g_print ("%-14s %-9s %-17s %s  [%s]  %s\n", line->reference, line->state,
           *date != '\0' ? date : _ ("no day"), title, of, owner);
}

int
cli_sheet_list (SlCli *cli, GPtrArray *lines)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < lines->len; i++)
    {
      const SlSheetLine *line = g_ptr_array_index (lines, i);

      if (!cli->json)
        {
          print_line (line);
          continue;
        }
      json_builder_begin_object (builder);
      cli_json_add_texts (builder, (const SlCliText[]){ { "id", line->id },
                                                        { "case", line->case_id },
                                                        { "case-reference", line->case_reference },
                                                        { "case-title", line->case_title },
                                                        { "kind", line->kind },
                                                        { "form", line->form_id },
                                                        { "reference", line->reference },
                                                        { "title", line->title },
                                                        { "state", line->state },
                                                        { "on-date", line->on_date },
                                                        { "starts-at", line->starts_at },
                                                        { "owner-id", line->owner_id },
                                                        { "owner-name", line->owner_name },
                                                        { NULL } });
      cli_json_add_int (builder, "entries", line->n_entries);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (cli->json)
    cli_print_json (builder);
  return SL_CLI_DONE;
}

/* ---- forms ---- */

static void
add_form (JsonBuilder *builder, SlForm *form)
{
  cli_json_add (builder, "id", sl_form_get_id (form));
  cli_json_add (builder, "kind", sl_form_get_kind (form));
  cli_json_add (builder, "title", sl_form_get_title (form));
  cli_json_add (builder, "series", sl_form_get_series (form));
  cli_json_add (builder, "about", sl_form_get_about (form));
}

int
cli_sheet_forms (SlCli *cli, GPtrArray *forms)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < forms->len; i++)
    {
      SlForm *form = g_ptr_array_index (forms, i);

      json_builder_begin_object (builder);
      add_form (builder, form);
      json_builder_end_object (builder);
      if (!cli->json)
        g_print ("%-16s %s\n                 %s\n", sl_form_get_id (form), sl_form_get_title (form),
                 sl_form_get_about (form));
    }
  json_builder_end_array (builder);
  if (cli->json)
    cli_print_json (builder);
  return SL_CLI_DONE;
}

static const char *
get_type_word (const SlFormField *field)
{
  static const char *const types[] = {
    [SL_FORM_FIELD_TEXT] = N_ ("text"),           [SL_FORM_FIELD_WORDS] = N_ ("words"),
    [SL_FORM_FIELD_DATE] = N_ ("date"),           [SL_FORM_FIELD_TIME] = N_ ("day and time"),
    [SL_FORM_FIELD_NUMBER] = N_ ("number"),       [SL_FORM_FIELD_CHOICE] = N_ ("one of"),
    [SL_FORM_FIELD_CHOICES] = N_ ("any of"),      [SL_FORM_FIELD_SUGGEST] = N_ ("text, such as"),
    [SL_FORM_FIELD_SWITCH] = N_ ("yes or no"),    [SL_FORM_FIELD_PERSON] = N_ ("name"),
    [SL_FORM_FIELD_STANDARD] = N_ ("standard"),   [SL_FORM_FIELD_GUIDE] = N_ ("guide"),
    [SL_FORM_FIELD_ITEM] = N_ ("checklist item"), [SL_FORM_FIELD_ENTRY] = N_ ("entry of"),
  };

  return _ (types[field->type]);
}

static void
print_field (const SlFormField *field)
{
  g_autoptr (GString) choices = g_string_new (NULL);

  for (guint i = 0; i < field->n_choices; i++)
    g_string_append_printf (choices, "%s%s", i > 0 ? ", " : " ", field->choices[i].id);
  if (*field->of != '\0')
    g_string_append_printf (choices, " %s", field->of);
  g_print ("    %-20s %s: %s%s%s%s\n", field->id, field->label, get_type_word (field), choices->str,
           *field->unit != '\0' ? ", " : "", field->unit);
}

static void
add_form_group (JsonBuilder *builder, const SlFormGroup *group)
{
  json_builder_begin_object (builder);
  cli_json_add (builder, "id", group->id);
  cli_json_add (builder, "title", group->title);
  cli_json_add (builder, "part", group->part);
  cli_json_add_boolean (builder, "several", group->several);
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_array (builder);
  for (guint i = 0; i < group->n_fields; i++)
    {
      const SlFormField *field = &group->fields[i];

      json_builder_begin_object (builder);
      cli_json_add (builder, "id", field->id);
      cli_json_add (builder, "label", field->label);
      cli_json_add (builder, "hint", field->hint);
      cli_json_add (builder, "unit", field->unit);
      cli_json_add (builder, "when", field->when);
      cli_json_add (builder, "source", field->source);
      json_builder_set_member_name (builder, "choices");
      json_builder_begin_object (builder);
      for (guint j = 0; j < field->n_choices; j++)
        cli_json_add (builder, field->choices[j].id, field->choices[j].label);
      json_builder_end_object (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* What can be said in a form, by the names under which it is said. */
int
cli_sheet_form (SlCli *cli, SlForm *form)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!cli->json)
    g_print ("%s (%s)\n%s\n", sl_form_get_title (form), sl_form_get_id (form),
             sl_form_get_about (form));
  json_builder_begin_object (builder);
  add_form (builder, form);
  json_builder_set_member_name (builder, "groups");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sl_form_get_n_groups (form); i++)
    {
      const SlFormGroup *group = sl_form_get_group (form, i);

      add_form_group (builder, group);
      if (cli->json)
        continue;
      if (group->several)
        g_print (_ ("\n  %s (add as “%s”)\n"), group->title, group->id);
      else
        g_print ("\n  %s\n", group->title);
      for (guint j = 0; j < group->n_fields; j++)
        print_field (&group->fields[j]);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (cli->json)
    cli_print_json (builder);
  return SL_CLI_DONE;
}
