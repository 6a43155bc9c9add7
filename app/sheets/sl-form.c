/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-sheets"
#include "config.h"

#include "sheets/sl-form-private.h"

#include "packs/sl-pack.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A form as data. What its parts say of one another was checked when the pack was read
 * (packs/sl-pack-form.c); a kept copy from before a check was made is read as far as it makes
 * sense, so that an old sheet still opens. It never changes, so any thread may read it; all strings
 * are the pack's, but for the halves of paths, which @strings holds. */
struct _SlForm
{
  GObject parent_instance;

  SlPack *pack;
  GStringChunk *strings;
  GArray *parts;        /* of SlFormPart */
  GArray *groups;       /* of SlFormGroup */
  GArray *requirements; /* of SlFormRequirement */
  GPtrArray *memory;
};

G_DEFINE_FINAL_TYPE (SlForm, sl_form, G_TYPE_OBJECT)

static const char *const types[] = {
  [SL_FORM_FIELD_TEXT] = "text",         [SL_FORM_FIELD_WORDS] = "words",
  [SL_FORM_FIELD_DATE] = "date",         [SL_FORM_FIELD_TIME] = "time",
  [SL_FORM_FIELD_NUMBER] = "number",     [SL_FORM_FIELD_CHOICE] = "choice",
  [SL_FORM_FIELD_CHOICES] = "choices",   [SL_FORM_FIELD_SUGGEST] = "suggest",
  [SL_FORM_FIELD_SWITCH] = "switch",     [SL_FORM_FIELD_PERSON] = "person",
  [SL_FORM_FIELD_STANDARD] = "standard", [SL_FORM_FIELD_GUIDE] = "guide",
  [SL_FORM_FIELD_ITEM] = "item",         [SL_FORM_FIELD_ENTRY] = "entry",
};

/* ---- reading the pack ---- */

/* Keeps an array's elements for as long as the form lives. */
static gpointer
keep (SlForm *self, GArray *array)
{
  gpointer elements = g_array_free (array, FALSE);

  g_ptr_array_add (self->memory, elements);
  return elements;
}

static SlFormFieldType
read_type (const SlPackNode *node)
{
  const char *type = sl_pack_node_get (node, "type");

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i], type))
      return i;
  return SL_FORM_FIELD_TEXT;
}

static void
read_choices (SlForm *self, SlFormField *field, const SlPackNode *node)
{
  GArray *choices = g_array_new (FALSE, TRUE, sizeof (SlFormChoice));

  for (const SlPackNode *child = sl_pack_node_first (node, "choice"); child != NULL;
       child = sl_pack_node_next (child, "choice"))
    {
      SlFormChoice choice = { sl_pack_node_get (child, "id"), sl_pack_node_get_text (child) };

      g_array_append_val (choices, choice);
    }
  field->n_choices = choices->len;
  field->choices = keep (self, choices);
}

static void
read_fields (SlForm *self, SlFormGroup *group, const SlPackNode *node)
{
  GArray *fields = g_array_new (FALSE, TRUE, sizeof (SlFormField));

  for (const SlPackNode *child = sl_pack_node_first (node, "field"); child != NULL;
       child = sl_pack_node_next (child, "field"))
    {
      SlFormField field = {
        .id = sl_pack_node_get (child, "id"),
        .label = sl_pack_node_get (child, "label"),
        .hint = sl_pack_node_get (child, "hint"),
        .unit = sl_pack_node_get (child, "unit"),
        .role = sl_pack_node_get (child, "role"),
        .due = sl_pack_node_get (child, "due"),
        .settled = sl_pack_node_get (child, "settled"),
        .of = sl_pack_node_get (child, "of"),
        .source = sl_pack_node_get (child, "source"),
        .when = sl_pack_node_get (child, "when"),
        .personal = sl_pack_node_has (child, "personal"),
        .sensitive = sl_pack_node_has (child, "mark"),
        .type = read_type (child),
      };

      read_choices (self, &field, child);
      g_array_append_val (fields, field);
    }
  group->n_fields = fields->len;
  group->fields = keep (self, fields);
}

static gboolean
has_field (const SlFormGroup *group, const char *field_id)
{
  for (guint i = 0; i < group->n_fields; i++)
    if (g_str_equal (group->fields[i].id, field_id))
      return TRUE;
  return FALSE;
}

static void
read_groups (SlForm *self, const SlPackNode *root)
{
  for (const SlPackNode *node = sl_pack_node_first (root, "part"); node != NULL;
       node = sl_pack_node_next (node, "part"))
    {
      SlFormPart part = { sl_pack_node_get (node, "id"), sl_pack_node_get (node, "title") };

      g_array_append_val (self->parts, part);
    }
  for (const SlPackNode *node = sl_pack_node_first (root, "group"); node != NULL;
       node = sl_pack_node_next (node, "group"))
    {
      SlFormGroup group = {
        .id = sl_pack_node_get (node, "id"),
        .title = sl_pack_node_get (node, "title"),
        .entry = sl_pack_node_has (node, "entry") ? sl_pack_node_get (node, "entry")
                                                  : sl_pack_node_get (node, "title"),
        .part = sl_pack_node_get (node, "part"),
        .hint = sl_pack_node_get (node, "hint"),
        .several = sl_pack_node_has (node, "several"),
        .checklist = sl_pack_node_has (node, "checklist"),
      };

      read_fields (self, &group, node);
      /* Schemes that were begun before there were checklists of house types had a tick for them. */
      group.checklist = group.checklist || (group.several && has_field (&group, "checklist-done"));
      g_array_append_val (self->groups, group);
    }
}

/* "GROUP/FIELD" in halves; one without a group is the sheet's own. */
static void
split_path (SlForm *self, const char *path, const char **group_id, const char **field_id)
{
  const char *slash = strchr (path, '/');

  *field_id = slash != NULL ? slash + 1 : path;
  *group_id = slash != NULL ? g_string_chunk_insert_len (self->strings, path, slash - path) : "";
}

/* The group that one of the sheet's own fields stands in, "" for a field that is none. */
static const char *
find_home (SlForm *self, const char *field_id)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      const SlFormGroup *group = sl_form_get_group (self, i);

      for (guint j = 0; !group->several && j < group->n_fields; j++)
        if (g_str_equal (group->fields[j].id, field_id))
          return group->id;
    }
  return "";
}

static void
read_requirements (SlForm *self, const SlPackNode *root)
{
  for (const SlPackNode *node = sl_pack_node_first (root, "require"); node != NULL;
       node = sl_pack_node_next (node, "require"))
    {
      SlFormRequirement rule = {
        .id = sl_pack_node_get (node, "id"),
        .text = sl_pack_node_get_text (node),
        .source = sl_pack_node_get (node, "source"),
        .group_id = sl_pack_node_get (node, "group"),
        .field_id = "",
        .is = sl_pack_node_get (node, "is"),
        .after = sl_pack_node_get (node, "after"),
        .answered_by = sl_pack_node_get (node, "answered-by"),
        .when = sl_pack_node_get (node, "when"),
        .checklist = sl_pack_node_get (node, "checklist"),
        .min = g_ascii_strtoull (sl_pack_node_get (node, "min"), NULL, 10),
        .blocks = g_str_equal (sl_pack_node_get (node, "level"), "block"),
      };

      if (sl_pack_node_has (node, "field"))
        split_path (self, sl_pack_node_get (node, "field"), &rule.group_id, &rule.field_id);
      if (*rule.group_id == '\0')
        rule.group_id = find_home (self, rule.field_id);
      /* A requirement of a group that asks for none of these wants one entry. */
      if (*rule.field_id == '\0' && rule.min == 0 && *rule.answered_by == '\0' &&
          *rule.checklist == '\0')
        rule.min = 1;
      g_array_append_val (self->requirements, rule);
    }
}

static void
sl_form_finalize (GObject *object)
{
  SlForm *self = SL_FORM (object);

  g_clear_object (&self->pack);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  g_clear_pointer (&self->parts, g_array_unref);
  g_clear_pointer (&self->groups, g_array_unref);
  g_clear_pointer (&self->requirements, g_array_unref);
  g_clear_pointer (&self->memory, g_ptr_array_unref);
  G_OBJECT_CLASS (sl_form_parent_class)->finalize (object);
}

static void
sl_form_class_init (SlFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_form_finalize;
}

static void
sl_form_init (SlForm *self)
{
  self->strings = g_string_chunk_new (256);
  self->parts = g_array_new (FALSE, TRUE, sizeof (SlFormPart));
  self->groups = g_array_new (FALSE, TRUE, sizeof (SlFormGroup));
  self->requirements = g_array_new (FALSE, TRUE, sizeof (SlFormRequirement));
  self->memory = g_ptr_array_new_with_free_func (g_free);
}

/**
 * sl_form_new:
 * @pack: a pack of the kind "form"
 * @error: return location
 *
 * Returns: (transfer full): the form, or %NULL when @pack is of another kind
 */
SlForm *
sl_form_new (SlPack *pack, GError **error)
{
  SlForm *self;

  g_return_val_if_fail (SL_IS_PACK (pack), NULL);

  if (!g_str_equal (sl_pack_get_kind (pack), "form"))
    {
      g_set_error (error, SL_PACK_ERROR, SL_PACK_ERROR_INVALID, _ ("%s, line %u: <%s> is no form"),
                   sl_pack_get_origin (pack), sl_pack_node_get_line (sl_pack_get_root (pack)),
                   sl_pack_get_kind (pack));
      return NULL;
    }
  self = g_object_new (SL_TYPE_FORM, NULL);
  self->pack = g_object_ref (pack);
  read_groups (self, sl_pack_get_root (pack));
  read_requirements (self, sl_pack_get_root (pack));
  return self;
}

SlPack *
sl_form_get_pack (SlForm *self)
{
  g_return_val_if_fail (SL_IS_FORM (self), NULL);
  return self->pack;
}

const char *
sl_form_get_id (SlForm *self)
{
  g_return_val_if_fail (SL_IS_FORM (self), "");
  return sl_pack_get_id (self->pack);
}

const char *
sl_form_get_kind (SlForm *self)
{
  g_return_val_if_fail (SL_IS_FORM (self), "");
  return sl_pack_node_get (sl_pack_get_root (self->pack), "kind");
}

const char *
sl_form_get_title (SlForm *self)
{
  g_return_val_if_fail (SL_IS_FORM (self), "");
  return sl_pack_get_title (self->pack);
}

/**
 * sl_form_get_about:
 *
 * Returns: (transfer none): what the form is for, in a sentence or two
 */
const char *
sl_form_get_about (SlForm *self)
{
  g_return_val_if_fail (SL_IS_FORM (self), "");
  return sl_pack_node_child_text (sl_pack_get_root (self->pack), "about");
}

const char *
sl_form_get_series (SlForm *self)
{
  g_return_val_if_fail (SL_IS_FORM (self), "");
  return sl_pack_node_get (sl_pack_get_root (self->pack), "series");
}

guint
sl_form_get_n_parts (SlForm *self)
{
  g_return_val_if_fail (SL_IS_FORM (self), 0);
  return self->parts->len;
}

const SlFormPart *
sl_form_get_part (SlForm *self, guint index)
{
  g_return_val_if_fail (SL_IS_FORM (self) && index < self->parts->len, NULL);
  return &g_array_index (self->parts, SlFormPart, index);
}

guint
sl_form_get_n_groups (SlForm *self)
{
  g_return_val_if_fail (SL_IS_FORM (self), 0);
  return self->groups->len;
}

const SlFormGroup *
sl_form_get_group (SlForm *self, guint index)
{
  g_return_val_if_fail (SL_IS_FORM (self) && index < self->groups->len, NULL);
  return &g_array_index (self->groups, SlFormGroup, index);
}

/**
 * sl_form_find_group:
 * @group_id: "hazard"
 *
 * Returns: (transfer none) (nullable): the group, %NULL when the form has none of that name
 */
const SlFormGroup *
sl_form_find_group (SlForm *self, const char *group_id)
{
  g_return_val_if_fail (SL_IS_FORM (self) && group_id != NULL, NULL);

  for (guint i = 0; i < self->groups->len; i++)
    if (g_str_equal (sl_form_get_group (self, i)->id, group_id))
      return sl_form_get_group (self, i);
  return NULL;
}

/**
 * sl_form_find_field:
 * @group_id: (nullable): a group; %NULL for the sheet's own fields, whichever group they stand in
 * @field_id: "call-in"
 *
 * Returns: (transfer none) (nullable): the field, %NULL when there is none
 */
const SlFormField *
sl_form_find_field (SlForm *self, const char *group_id, const char *field_id)
{
  g_return_val_if_fail (SL_IS_FORM (self) && field_id != NULL, NULL);

  for (guint i = 0; i < self->groups->len; i++)
    {
      const SlFormGroup *group = sl_form_get_group (self, i);

      if (group_id != NULL ? !g_str_equal (group->id, group_id) : group->several)
        continue;
      for (guint j = 0; j < group->n_fields; j++)
        if (g_str_equal (group->fields[j].id, field_id))
          return &group->fields[j];
    }
  return NULL;
}

const SlFormField *
sl_form_find_role (SlForm *self, const char *role)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      const SlFormGroup *group = sl_form_get_group (self, i);

      for (guint j = 0; !group->several && j < group->n_fields; j++)
        if (g_str_equal (group->fields[j].role, role))
          return &group->fields[j];
    }
  return NULL;
}

guint
sl_form_get_n_requirements (SlForm *self)
{
  return self->requirements->len;
}

const SlFormRequirement *
sl_form_get_requirement (SlForm *self, guint index)
{
  return &g_array_index (self->requirements, SlFormRequirement, index);
}

/**
 * sl_forms_list:
 * @packs: where to look
 * @kind: (nullable): "visit"; %NULL for all
 *
 * Returns: (transfer container) (element-type SlForm): the newest edition of each form, by its id
 */
GPtrArray *
sl_forms_list (SlPackLibrary *packs, const char *kind)
{
  GPtrArray *forms = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *last = NULL;
  GListModel *all;

  g_return_val_if_fail (SL_IS_PACK_LIBRARY (packs), forms);

  all = sl_pack_library_get_packs (packs);
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (SlPack) pack = g_list_model_get_item (all, i);
      g_autoptr (SlForm) form = NULL;

      /* The library has the newest edition of each first. */
      if (!g_str_equal (sl_pack_get_kind (pack), "form") ||
          g_strcmp0 (last, sl_pack_get_id (pack)) == 0)
        continue;
      g_free (last);
      last = g_strdup (sl_pack_get_id (pack));
      form = sl_form_new (pack, NULL);
      if (form != NULL && (kind == NULL || g_str_equal (sl_form_get_kind (form), kind)))
        g_ptr_array_add (forms, g_steal_pointer (&form));
    }
  return forms;
}

/**
 * sl_forms_find:
 * @packs: where to look
 * @form_id: "visit"
 * @error: return location
 *
 * Returns: (transfer full): the newest edition of the form, or %NULL with a sentence that names
 *   those there are
 */
SlForm *
sl_forms_find (SlPackLibrary *packs, const char *form_id, GError **error)
{
  g_autoptr (GPtrArray) forms = NULL;
  g_autoptr (GString) known = g_string_new (NULL);

  g_return_val_if_fail (SL_IS_PACK_LIBRARY (packs) && form_id != NULL, NULL);

  forms = sl_forms_list (packs, NULL);
  for (guint i = 0; i < forms->len; i++)
    {
      SlForm *form = g_ptr_array_index (forms, i);

      if (g_str_equal (sl_form_get_id (form), form_id))
        return g_object_ref (form);
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", sl_form_get_id (form));
    }
  g_set_error (error, SL_PACK_ERROR, SL_PACK_ERROR_NOT_FOUND,
               known->len > 0 ? _ ("There is no form “%s”. Forms are %s.")
                              : _ ("There is no form “%s” among the packs."),
               form_id, known->str);
  return NULL;
}
