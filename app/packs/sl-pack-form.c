/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-packs"
#include "config.h"

#include "packs/sl-pack-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What neither the grammar nor the two tables of sl-pack-checks.c can say of a form: that what one
 * part of it says of another makes sense, so that the sheets made of it can rely on it. The meaning
 * of the attributes is told in resources/schema/form.rng. */

typedef struct
{
  const char *name;
  GHashTable *groups; /* id -> node */
  GHashTable *fields; /* "GROUP/FIELD" -> node */
  GHashTable *own;    /* FIELD -> node, of the groups that stand once */
  GHashTable *homes;  /* node of a field -> node of its group */
} Form;

static void
form_clear (Form *form)
{
  g_hash_table_unref (form->groups);
  g_hash_table_unref (form->fields);
  g_hash_table_unref (form->own);
  g_hash_table_unref (form->homes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Form, form_clear)

static gboolean
is (const SlPackNode *node, const char *attribute, const char *value)
{
  return strcmp (sl_pack_node_get (node, attribute), value) == 0;
}

static gboolean
is_type (const SlPackNode *field, const char *const *types)
{
  return g_strv_contains (types, sl_pack_node_get (field, "type"));
}

#define refuse(form, node, ...)                                                                    \
  (sl_pack_set_error (error, (form)->name, (node)->line, __VA_ARGS__), FALSE)

/* A sheet tells these of itself under the same names. */
static gboolean
is_reserved (const char *id)
{
  static const char *const names[] = { "id",         "case-id",    "kind",         "reference",
                                       "title",      "state",      "state-reason", "on-date",
                                       "starts-at",  "ends-at",    "owner-id",     "owner-name",
                                       "created-at", "changed-at", "removed",      NULL };

  return g_strv_contains (names, id);
}

static gboolean
collect_field (Form *form, const SlPackNode *group, const SlPackNode *field, GError **error)
{
  const char *id = sl_pack_node_get (field, "id");
  const SlPackNode *first;

  g_hash_table_insert (form->fields, g_strdup_printf ("%s/%s", sl_pack_node_get (group, "id"), id),
                       (gpointer) field);
  g_hash_table_insert (form->homes, (gpointer) field, (gpointer) group);
  if (sl_pack_node_has (group, "several"))
    return TRUE;
  if (is_reserved (id))
    return refuse (form, field,
                   _ ("a field cannot be called “%s”: every sheet says something of its own under "
                      "that name; call it otherwise"),
                   id);
  first = g_hash_table_lookup (form->own, id);
  if (first != NULL)
    return refuse (form, field,
                   _ ("the field “%s” is here a second time; the first is in line %u. Fields of "
                      "groups that stand once are the sheet’s own and share their names"),
                   id, first->line);
  g_hash_table_insert (form->own, (gpointer) id, (gpointer) field);
  return TRUE;
}

static gboolean
collect (Form *form, const SlPackNode *root, GError **error)
{
  for (const SlPackNode *group = sl_pack_node_first (root, "group"); group != NULL;
       group = sl_pack_node_next (group, "group"))
    {
      g_hash_table_insert (form->groups, (gpointer) sl_pack_node_get (group, "id"),
                           (gpointer) group);
      for (const SlPackNode *field = sl_pack_node_first (group, "field"); field != NULL;
           field = sl_pack_node_next (field, "field"))
        if (!collect_field (form, group, field, error))
          return FALSE;
    }
  return TRUE;
}

/* ---- a field by itself ---- */

static gboolean
check_role (Form *form,
            const SlPackNode *group,
            const SlPackNode *field,
            GHashTable *roles,
            GError **error)
{
  const char *role = sl_pack_node_get (field, "role");
  gboolean of_entry = strcmp (role, "text") == 0;
  const char *type = strcmp (role, "date") == 0                                   ? "date"
                     : strcmp (role, "starts") == 0 || strcmp (role, "ends") == 0 ? "time"
                                                                                  : NULL;
  g_autofree char *key = NULL;
  const SlPackNode *first;

  if (*role == '\0')
    return TRUE;
  if (of_entry != sl_pack_node_has (group, "several"))
    return refuse (form, field,
                   of_entry ? _ ("the role “%s” is for a field of a group with several=\"yes\"")
                            : _ ("the role “%s” is for a field of a group that stands once"),
                   role);
  if (type != NULL && !is (field, "type", type))
    return refuse (form, field, _ ("a field with the role “%s” is of the type “%s”"), role, type);
  key = g_strconcat (role, of_entry ? sl_pack_node_get (group, "id") : "", NULL);
  first = g_hash_table_lookup (roles, key);
  if (first != NULL)
    return refuse (form, field, _ ("the role “%s” is given a second time; the first is in line %u"),
                   role, first->line);
  g_hash_table_insert (roles, g_steal_pointer (&key), (gpointer) field);
  return TRUE;
}

/* Whether what settles @field is another field of its group. */
static gboolean
settles (Form *form, const SlPackNode *field)
{
  const SlPackNode *group = g_hash_table_lookup (form->homes, field);
  const char *settled = sl_pack_node_get (field, "settled");
  g_autofree char *key = g_strdup_printf ("%s/%s", sl_pack_node_get (group, "id"), settled);

  return *settled == '\0' ||
         (!is (field, "id", settled) && g_hash_table_contains (form->fields, key));
}

static gboolean
check_type (Form *form, const SlPackNode *field, GError **error)
{
  static const char *const chosen[] = { "choice", "choices", NULL };
  static const char *const offered[] = { "choice", "choices", "suggest", NULL };
  static const char *const days[] = { "date", "time", NULL };
  const SlPackNode *choice = sl_pack_node_first (field, "choice");
  const char *of = sl_pack_node_get (field, "of");
  const SlPackNode *target = g_hash_table_lookup (form->groups, of);

  if (choice == NULL && is_type (field, chosen))
    return refuse (form, field, "%s", _ ("there is nothing to choose from; add <choice>"));
  if (choice != NULL && !is_type (field, offered))
    return refuse (form, choice, _ ("a field of the type “%s” has no choices"),
                   sl_pack_node_get (field, "type"));
  if (sl_pack_node_has (field, "due") && !is_type (field, days))
    return refuse (form, field, "%s", _ ("only a date or a time can be due"));
  if (!settles (form, field))
    return refuse (form, field, _ ("settled=\"%s\" names no other field of the same group"),
                   sl_pack_node_get (field, "settled"));
  if (is (field, "type", "entry") != sl_pack_node_has (field, "of"))
    return refuse (form, field, "%s",
                   _ ("of=\"GROUP\" belongs to a field of the type “entry”, and to no other"));
  if (*of != '\0' && (target == NULL || !sl_pack_node_has (target, "several")))
    return refuse (form, field, _ ("“%s” is no group with several=\"yes\" of this form"), of);
  return TRUE;
}

/* ---- what one says of another ---- */

/* An entry's field by its own group first. */
static const SlPackNode *
find_field (Form *form, const SlPackNode *group, const char *id)
{
  g_autofree char *key = g_strdup_printf ("%s/%s", sl_pack_node_get (group, "id"), id);
  const SlPackNode *field = sl_pack_node_has (group, "several")
                                ? g_hash_table_lookup (form->fields, key)
                                : NULL;

  return field != NULL ? field : g_hash_table_lookup (form->own, id);
}

static gboolean
can_hold (const SlPackNode *field, const char *value)
{
  if (is (field, "type", "switch"))
    return strcmp (value, "yes") == 0 || strcmp (value, "no") == 0;
  if (!is (field, "type", "choice") && !is (field, "type", "choices"))
    return *value != '\0';
  for (const SlPackNode *choice = sl_pack_node_first (field, "choice"); choice != NULL;
       choice = sl_pack_node_next (choice, "choice"))
    if (is (choice, "id", value))
      return TRUE;
  return FALSE;
}

/* @group: of the field, or that a requirement is about. *@target becomes the field that the
 * condition asks, NULL when there is no condition. */
static gboolean
check_when (Form *form,
            const SlPackNode *group,
            const SlPackNode *node,
            const SlPackNode **target,
            GError **error)
{
  const char *when = sl_pack_node_get (node, "when");
  const char *equals = strchr (when, '=');
  g_autofree char *id = NULL;

  *target = NULL;
  if (*when == '\0')
    return TRUE;
  if (equals == NULL)
    return refuse (form, node, _ ("when=\"%s\" does not read FIELD=VALUE"), when);
  id = g_strndup (when, equals - when);
  *target = find_field (form, group, id);
  if (*target == NULL)
    return refuse (form, node, _ ("when=\"%s\" names the field “%s”, which it cannot ask"), when,
                   id);
  if (!can_hold (*target, equals + 1))
    return refuse (form, node, _ ("when=\"%s\": the field “%s” never says “%s”"), when, id,
                   equals + 1);
  return TRUE;
}

/* Fields that are asked for only because of one another would never be asked for. Each is walked
 * over once, however many lead to it. */
static gboolean
check_circles (Form *form, GHashTable *targets, GError **error)
{
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer start;

  g_hash_table_iter_init (&iter, targets);
  while (g_hash_table_iter_next (&iter, &start, NULL))
    for (gpointer node = start; node != NULL; node = g_hash_table_lookup (targets, node))
      {
        gpointer walk = g_hash_table_lookup (done, node);

        if (walk == start)
          return refuse (form, (const SlPackNode *) node, "%s",
                         _ ("following when=\"…\" goes round in a circle"));
        if (walk != NULL)
          break;
        g_hash_table_insert (done, node, start);
      }
  return TRUE;
}

static gboolean
check_fields (Form *form, const SlPackNode *root, GError **error)
{
  g_autoptr (GHashTable) roles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) targets = g_hash_table_new (NULL, NULL);

  for (const SlPackNode *group = sl_pack_node_first (root, "group"); group != NULL;
       group = sl_pack_node_next (group, "group"))
    for (const SlPackNode *field = sl_pack_node_first (group, "field"); field != NULL;
         field = sl_pack_node_next (field, "field"))
      {
        const SlPackNode *target;

        if (!check_role (form, group, field, roles, error) || !check_type (form, field, error) ||
            !check_when (form, group, field, &target, error))
          return FALSE;
        if (target != NULL)
          g_hash_table_insert (targets, (gpointer) field, (gpointer) target);
      }
  return check_circles (form, targets, error);
}

/* ---- requirements ---- */

/* "GROUP/FIELD", or FIELD of the sheet itself. */
static const SlPackNode *
find_path (Form *form, const char *path)
{
  return strchr (path, '/') != NULL ? g_hash_table_lookup (form->fields, path)
                                    : g_hash_table_lookup (form->own, path);
}

static gboolean
check_after (Form *form, const SlPackNode *rule, const SlPackNode *field, GError **error)
{
  static const char *const days[] = { "date", "time", NULL };
  const char *after = sl_pack_node_get (rule, "after");
  const SlPackNode *other = find_field (form, g_hash_table_lookup (form->homes, field), after);

  if (*after == '\0')
    return TRUE;
  if (other == NULL)
    return refuse (form, rule, _ ("after=\"%s\" names no field of this form"), after);
  if (!is_type (field, days) || !is (other, "type", sl_pack_node_get (field, "type")))
    return refuse (form, rule, "%s",
                   _ ("after=\"…\" compares two dates, or two times, with one another"));
  return TRUE;
}

/* Answers are given beside the sheet and not in the change that closes it. */
static gboolean
check_checklist (Form *form, const SlPackNode *rule, const SlPackNode *group, GError **error)
{
  if (!sl_pack_node_has (rule, "checklist"))
    return TRUE;
  if (!sl_pack_node_has (group, "checklist"))
    return refuse (form, rule,
                   _ ("the entries of “%s” have no checklist: it lacks checklist=\"yes\""),
                   sl_pack_node_get (group, "id"));
  if (!is (rule, "level", "note"))
    return refuse (form, rule, "%s",
                   _ ("what a checklist says is to be thought of: it takes level=\"note\""));
  return TRUE;
}

static gboolean
check_field_rule (Form *form, const SlPackNode *rule, GError **error)
{
  const char *path = sl_pack_node_get (rule, "field");
  const SlPackNode *field = find_path (form, path);
  const char *wanted = sl_pack_node_get (rule, "is");
  const SlPackNode *asked;

  if (field == NULL)
    return refuse (form, rule, _ ("<require> names the field “%s”, which this form does not have"),
                   path);
  if (sl_pack_node_has (rule, "min") || sl_pack_node_has (rule, "answered-by") ||
      sl_pack_node_has (rule, "checklist"))
    return refuse (form, rule, "%s", _ ("min, answered-by and checklist are asked of a group"));
  if (*wanted != '\0' && !can_hold (field, wanted))
    return refuse (form, rule, _ ("is=\"%s\": the field “%s” never says that"), wanted, path);
  return check_after (form, rule, field, error) &&
         check_when (form, g_hash_table_lookup (form->homes, field), rule, &asked, error);
}

static gboolean
check_answered_by (Form *form, const SlPackNode *rule, GError **error)
{
  const char *group_id = sl_pack_node_get (rule, "group");
  g_auto (GStrv) paths = g_strsplit (sl_pack_node_get (rule, "answered-by"), " ", -1);

  for (guint i = 0; paths[i] != NULL; i++)
    {
      const SlPackNode *field = find_path (form, paths[i]);

      if (field == NULL || !is (field, "of", group_id) ||
          !sl_pack_node_has (g_hash_table_lookup (form->homes, field), "several"))
        return refuse (
            form, rule,
            _ ("answered-by=\"%s\" is no field of a group’s entries that points into “%s”"),
            paths[i], group_id);
    }
  return TRUE;
}

static gboolean
check_group_rule (Form *form, const SlPackNode *rule, GError **error)
{
  const char *id = sl_pack_node_get (rule, "group");
  const SlPackNode *group = g_hash_table_lookup (form->groups, id);
  const char *when = sl_pack_node_get (rule, "when");
  g_autofree char *asked_id = g_strndup (when, strcspn (when, "="));
  const SlPackNode *asked;

  if (group == NULL || !sl_pack_node_has (group, "several"))
    return refuse (form, rule,
                   _ ("<require> names the group “%s”, which is no group with several=\"yes\" of "
                      "this form"),
                   id);
  if (sl_pack_node_has (rule, "is") || sl_pack_node_has (rule, "after"))
    return refuse (form, rule, "%s", _ ("is and after are asked of a field"));
  if (!check_checklist (form, rule, group, error) || !check_answered_by (form, rule, error))
    return FALSE;
  if (*asked_id != '\0' && g_hash_table_lookup (form->own, asked_id) == NULL)
    return refuse (form, rule,
                   _ ("when=\"%s\" asks an entry, but the requirement is about the group"), when);
  return check_when (form, group, rule, &asked, error);
}

static gboolean
check_rules (Form *form, const SlPackNode *root, GError **error)
{
  for (const SlPackNode *rule = sl_pack_node_first (root, "require"); rule != NULL;
       rule = sl_pack_node_next (rule, "require"))
    if (!(sl_pack_node_has (rule, "field") ? check_field_rule (form, rule, error)
                                           : check_group_rule (form, rule, error)))
      return FALSE;
  return TRUE;
}

/* References are quoted in letters and typed again: one writing of each. */
static gboolean
check_series (Form *form, const SlPackNode *root, GError **error)
{
  const char *series = sl_pack_node_get (root, "series");

  for (const char *p = series; *p != '\0'; p++)
    if (!g_ascii_isupper (*p) && (p == series || !g_ascii_isdigit (*p)))
      return refuse (form, root, _ ("series=\"%s\" is written in capital letters: “VIS”"), series);
  return TRUE;
}

gboolean
sl_pack_form_check (const SlPackNode *root, const char *name, GError **error)
{
  g_auto (Form) form = { .name = name,
                         .groups = g_hash_table_new (g_str_hash, g_str_equal),
                         .fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                         .own = g_hash_table_new (g_str_hash, g_str_equal),
                         .homes = g_hash_table_new (NULL, NULL) };

  return check_series (&form, root, error) && collect (&form, root, error) &&
         check_fields (&form, root, error) && check_rules (&form, root, error);
}
