/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-library"
#include "config.h"

#include "library/sl-pack-entry.h"

#include "assessment/sl-checklist.h"
#include "base/sl-text.h"
#include "competency/sl-framework.h"
#include "people/sl-role.h"

#include <glib/gi18n.h>
#include <string.h>

/* Packs turned into lines for reading. A checklist and a framework are read through their own
 * types; the other kinds by a table that says which attributes of a node are its title, its body
 * and its small print. */

struct _SlPackEntry
{
  GObject parent_instance;

  gboolean heading;
  char *title;
  char *body;
  char *detail;
  char *status;
  char *folded; /* all its text, for searching */
};

G_DEFINE_FINAL_TYPE (SlPackEntry, sl_pack_entry, G_TYPE_OBJECT)

static void
sl_pack_entry_finalize (GObject *object)
{
  SlPackEntry *self = SL_PACK_ENTRY (object);

  g_free (self->title);
  g_free (self->body);
  g_free (self->detail);
  g_free (self->status);
  g_free (self->folded);
  G_OBJECT_CLASS (sl_pack_entry_parent_class)->finalize (object);
}

static void
sl_pack_entry_class_init (SlPackEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_pack_entry_finalize;
}

static void
sl_pack_entry_init (SlPackEntry *self)
{
}

/* Takes @title, @body and @detail. */
static void
add (GListStore *store, gboolean heading, char *title, char *body, char *detail, const char *status)
{
  g_autoptr (SlPackEntry) self = g_object_new (SL_TYPE_PACK_ENTRY, NULL);
  g_autofree char *all = g_strconcat (title, "\n", body, "\n", detail, NULL);

  self->heading = heading;
  self->title = title;
  self->body = body;
  self->detail = detail;
  self->status = g_strdup (status);
  self->folded = sl_text_fold (all);
  g_list_store_append (store, self);
}

static void
append_line (GString *text, const char *line)
{
  if (line == NULL || *line == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

/* ---- checklists ---- */

static const char *
source_class_words (const char *source_class)
{
  static const struct
  {
    const char *name;
    const char *words;
  } classes[] = {
    { "police", N_ ("police or Secured by Design") },
    { "government", N_ ("government or council") },
    { "trade", N_ ("trade") },
    { "practitioner", N_ ("practitioner") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_strcmp0 (classes[i].name, source_class) == 0)
      return _ (classes[i].words);
  return source_class;
}

static void
append_criterion (GString *text, const SlCriterion *criterion)
{
  const char *comparison = criterion->comparison == SL_COMPARISON_AT_LEAST  ? _ ("at least")
                           : criterion->comparison == SL_COMPARISON_AT_MOST ? _ ("at most")
                                                                            : _ ("exactly");
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *line = NULL;

  if (criterion->comparison == SL_COMPARISON_NONE)
    return;
  g_ascii_formatd (number, sizeof number, "%g", criterion->value);
  line = g_strdup_printf (_ ("Asked: %s %s %s %s"), criterion->measure, comparison, number,
                          criterion->unit);
  append_line (text, line);
}

static char *
describe_item (SlChecklistItem *item)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *recommendation = NULL;

  append_line (text, sl_checklist_item_get (item, "question"));
  append_line (text, sl_checklist_item_get (item, "why"));
  for (guint i = 0; i < sl_checklist_item_get_n_criteria (item); i++)
    append_criterion (text, sl_checklist_item_get_criterion_at (item, i));
  if (*sl_checklist_item_get (item, "recommendation") != '\0')
    {
      recommendation = g_strdup_printf (_ ("Offered: %s"),
                                        sl_checklist_item_get (item, "recommendation"));
      append_line (text, recommendation);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Guide sections with their status, then sources with their class: what a police page says and what
 * another says are kept apart. */
static char *
describe_item_sources (SlChecklistItem *item)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sl_checklist_item_get_n_references (item); i++)
    {
      const SlGuideReference *reference = sl_checklist_item_get_reference (item, i);
      const char *status = sl_fact_status_get_words (reference->status);
      g_autofree char *line =
          *reference->section != '\0'
              ? g_strdup_printf (_ ("%s %s, section %s %s (%s)"), reference->guide,
                                 reference->edition, reference->section, reference->title, status)
              : g_strdup_printf ("%s %s (%s)", reference->guide, reference->edition, status);
      append_line (text, line);
    }
  for (guint i = 0; i < sl_checklist_item_get_n_sources (item); i++)
    {
      const SlSource *source = sl_checklist_item_get_source (item, i);
      g_autofree char *line = g_strdup_printf (_ ("Source, %s: %s (%s)"),
                                               source_class_words (source->class), source->name,
                                               sl_fact_status_get_words (source->status));
      append_line (text, line);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
read_checklist (SlPack *pack, GListStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlChecklist) checklist = sl_checklist_new (pack, &error);
  const char *section = "";
  GListModel *items;

  if (checklist == NULL)
    {
      add (store, TRUE, g_strdup (_ ("This checklist cannot be read")), g_strdup (error->message),
           g_strdup (""), "");
      return;
    }
  items = sl_checklist_get_items (checklist);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (SlChecklistItem) item = g_list_model_get_item (items, i);
      const SlCriterion *criterion = sl_checklist_item_get_criterion (item);

      if (g_strcmp0 (section, sl_checklist_item_get (item, "section-id")) != 0)
        {
          section = sl_checklist_item_get (item, "section-id");
          add (store, TRUE, g_strdup (sl_checklist_item_get (item, "section-title")), g_strdup (""),
               g_strdup (""), "");
        }
      add (store, FALSE,
           g_strdup_printf ("%s  %s", sl_checklist_item_get_id (item),
                            sl_checklist_item_get (item, "title")),
           describe_item (item), describe_item_sources (item),
           criterion != NULL ? criterion->status : "");
    }
}

/* ---- frameworks of competencies ---- */

static char *
join_roles (const char *const *roles)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; roles[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", sl_role_get_title (roles[i]));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_framework_criterion (GListStore *store, const SlFrameworkCriterion *criterion)
{
  g_autoptr (GString) body = g_string_new (criterion->text);
  g_autoptr (GString) detail = g_string_new (criterion->source);

  for (guint i = 0; i < criterion->n_outcomes; i++)
    {
      const SlFrameworkOutcome *outcome = &criterion->outcomes[i];
      g_autofree char *line = NULL;

      if (outcome->renew_months == 0)
        append_line (body, outcome->title);
      else
        line = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, renewed every %u month",
                                             "%s, renewed every %u months", outcome->renew_months),
                                outcome->title, outcome->renew_months);
      append_line (body, line);
    }
  if (criterion->certificate)
    g_string_append_printf (detail, " · %s", _ ("with a certificate"));
  if (criterion->where_applicable)
    g_string_append_printf (detail, " · %s", _ ("where it applies"));
  add (store, FALSE, g_strdup_printf ("%s  %s", criterion->id, criterion->title),
       g_string_free (g_steal_pointer (&body), FALSE),
       g_string_free (g_steal_pointer (&detail), FALSE), "");
}

static void
add_framework_component (GListStore *store, const SlComponent *component)
{
  g_autofree char *roles = join_roles (component->assessors);
  g_autofree char *often = component->type == SL_COMPONENT_OCCASIONS
                               ? g_strdup_printf (_ ("On %u separate %s. "), component->occasions,
                                                  component->occasions == 1 ? component->noun
                                                                            : component->nouns)
                               : g_strdup ("");

  add (store, TRUE, g_strdup_printf ("%s  %s", component->id, component->title),
       g_strdup_printf (_ ("%sAssessed by: %s."), often, roles), g_strdup (""), "");
  for (guint i = 0; i < component->n_criteria; i++)
    add_framework_criterion (store, &component->criteria[i]);
}

static void
add_framework_rules (GListStore *store, SlFramework *framework)
{
  g_autofree char *deciders = join_roles (sl_framework_get_deciders (framework));
  guint n_roles;
  const SlRole *roles = sl_roles_get (&n_roles);

  add (store, TRUE, g_strdup (_ ("Decision and appeal")),
       g_strdup_printf (_ ("Progression is decided by: %s."), deciders), g_strdup (""), "");
  for (guint i = 0; i < n_roles; i++)
    {
      const SlAppealRule *rule = sl_framework_find_appeal (framework, roles[i].id);

      if (rule != NULL)
        add (store, FALSE,
             g_strdup_printf (_ ("Appeal against the %s"), sl_role_get_title (roles[i].id)),
             g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "To the %s, within %u day",
                                           "To the %s, within %u days", rule->days),
                              sl_role_get_title (rule->to), rule->days),
             g_strdup (rule->source), "");
    }
}

static void
read_framework (SlPack *pack, GListStore *store)
{
  g_autoptr (SlFramework) framework = sl_framework_new (pack, NULL);

  if (sl_framework_get_entry (framework) != NULL)
    {
      add (store, TRUE, g_strdup (_ ("Condition of entry")), g_strdup (""), g_strdup (""), "");
      add_framework_criterion (store, sl_framework_get_entry (framework));
    }
  for (guint i = 0; i < sl_framework_get_n_components (framework); i++)
    add_framework_component (store, sl_framework_get_component (framework, i));
  add_framework_rules (store, framework);
}

/* ---- the other kinds ---- */

typedef struct
{
  const char *node;
  gboolean heading;
  const char *title[3]; /* attributes, joined by a space */
  const char *body[2];  /* attribute, or ":name" the text of a child, or ":" the node's own text */
  const char *detail[4];
} NodeInfo;

static const NodeInfo node_infos[] = {
  { "document", TRUE, { "name", "edition" }, { "valid-from", "valid-to" }, { "note" } },
  { "clause", FALSE, { "number", "title" }, { "citation" }, { "valid-from", "valid-to", "note" } },
  { "standard", FALSE, { "designation" }, { "title" }, { "note" } },
  { "authority", TRUE, { "name" }, { "address" }, { "note", "dissolved-on" } },
  { "plan", FALSE, { "name" }, { "adopted" }, { "valid-from", "valid-to", "note" } },
  { "policy", FALSE, { "number", "title" }, { "citation" }, { "note" } },
  { "rule", FALSE, { "id", "title" }, { ":reason" }, { "source", "note" } },
  { "value", FALSE, { "key" }, { ":" }, { "note" } },
  { "kind", TRUE, { "title" }, { ":about" } },
  { "stage", FALSE, { "title" }, { ":" } },
  { "part", TRUE, { "title" } },
  { "group", TRUE, { "title" }, { "hint" } },
  { "field", FALSE, { "label" }, { "hint" }, { "source" } },
  { "require", FALSE, { ":" }, { NULL }, { "source" } },
  { "section", TRUE, { "heading" } },
  { "fields", FALSE, { "group" }, { "fields" } },
  { "prose", FALSE, { "group" }, { "fields" } },
  { "table", FALSE, { "group" }, { "fields" } },
  { "entries", FALSE, { "group" }, { "fields" } },
};

static const char *
get_part (const SlPackNode *node, const char *part)
{
  if (part == NULL)
    return "";
  if (g_str_equal (part, ":"))
    return sl_pack_node_get_text (node);
  if (*part == ':')
    return sl_pack_node_child_text (node, part + 1);
  return sl_pack_node_get (node, part);
}

static char *
join_parts (const SlPackNode *node, const char *const *parts, gsize n_parts, const char *separator)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < n_parts; i++)
    {
      const char *part = get_part (node, parts[i]);
      const char *name = parts[i];

      if (*part == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, separator);
      if (g_strcmp0 (name, "valid-from") == 0)
        g_string_append_printf (text, _ ("In force from %s"), part);
      else if (g_strcmp0 (name, "valid-to") == 0)
        g_string_append_printf (text, _ ("until %s"), part);
      else if (g_strcmp0 (name, "dissolved-on") == 0)
        g_string_append_printf (text, _ ("dissolved on %s"), part);
      else
        g_string_append (text, part);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const NodeInfo *
find_info (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (node_infos); i++)
    if (g_str_equal (node_infos[i].node, name))
      return &node_infos[i];
  return NULL;
}

/* What a form offers for a field, in one line. */
static void
add_choices (const SlPackNode *field, GListStore *store)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const SlPackNode *choice = sl_pack_node_first (field, "choice"); choice != NULL;
       choice = sl_pack_node_next (choice, "choice"))
    g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "",
                            sl_pack_node_get_text (choice));
  if (text->len > 0)
    add (store, FALSE, g_strdup_printf (_ ("Offered: %s"), sl_pack_node_get (field, "label")),
         g_string_free (g_steal_pointer (&text), FALSE), g_strdup (""), "");
}

static void
read_nodes (const SlPackNode *parent, GListStore *store)
{
  for (const SlPackNode *node = sl_pack_node_first (parent, NULL); node != NULL;
       node = sl_pack_node_next (node, NULL))
    {
      const char *name = sl_pack_node_get_name (node);
      const NodeInfo *info = find_info (name);
      g_autofree char *title = info != NULL
                                   ? join_parts (node, info->title, G_N_ELEMENTS (info->title), " ")
                                   : NULL;

      /* A section may run on without a heading. */
      if (info != NULL && *title != '\0')
        add (store, info->heading, g_steal_pointer (&title),
             join_parts (node, info->body, G_N_ELEMENTS (info->body), ", "),
             join_parts (node, info->detail, G_N_ELEMENTS (info->detail), " · "),
             sl_pack_node_get (node, "status"));
      else if (info == NULL && *sl_pack_node_get_text (node) != '\0' &&
               !g_str_equal (name, "about"))
        add (store, FALSE,
             g_strdup (*sl_pack_node_get (node, "id") != '\0' ? sl_pack_node_get (node, "id")
                                                              : name),
             g_strdup (sl_pack_node_get_text (node)), g_strdup (""), "");
      /* What a rule tests is told by its reason. */
      if (g_str_equal (name, "field"))
        add_choices (node, store);
      else if (!g_str_equal (name, "rule"))
        read_nodes (node, store);
    }
}

/**
 * sl_pack_entries_read:
 * @pack: a pack of any kind
 *
 * Returns: (transfer full): a list of SlPackEntry
 */
GListModel *
sl_pack_entries_read (SlPack *pack)
{
  GListStore *store = g_list_store_new (SL_TYPE_PACK_ENTRY);

  g_return_val_if_fail (SL_IS_PACK (pack), NULL);
  if (g_str_equal (sl_pack_get_kind (pack), "checklist"))
    read_checklist (pack, store);
  else if (g_str_equal (sl_pack_get_kind (pack), "framework"))
    read_framework (pack, store);
  else
    read_nodes (sl_pack_get_root (pack), store);
  return G_LIST_MODEL (store);
}

gboolean
sl_pack_entry_is_heading (SlPackEntry *self)
{
  return self->heading;
}

const char *
sl_pack_entry_get_title (SlPackEntry *self)
{
  return self->title;
}

const char *
sl_pack_entry_get_body (SlPackEntry *self)
{
  return self->body;
}

const char *
sl_pack_entry_get_detail (SlPackEntry *self)
{
  return self->detail;
}

const char *
sl_pack_entry_get_status (SlPackEntry *self)
{
  return self->status;
}

/**
 * sl_pack_entry_matches:
 * @words: folded words
 *
 * Returns: %TRUE when each of @words stands somewhere in the entry
 */
gboolean
sl_pack_entry_matches (SlPackEntry *self, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && strstr (self->folded, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

/**
 * sl_pack_kind_get_title:
 * @kind: of a pack
 *
 * Returns: (transfer none): what such packs are called
 */
const char *
sl_pack_kind_get_title (const char *kind)
{
  static const struct
  {
    const char *kind;
    const char *title;
  } kinds[] = {
    { "checklist", N_ ("Checklists") },
    { "policy", N_ ("National policy") },
    { "authorities", N_ ("Authorities") },
    { "standards", N_ ("Standards") },
    { "triage", N_ ("Inbox rules") },
    { "drafting", N_ ("Drafting rules") },
    { "review", N_ ("Review rules") },
    { "force", N_ ("Force profile") },
    { "template", N_ ("Letter templates") },
    { "form", N_ ("Forms") },
    { "report", N_ ("Papers") },
    { "framework", N_ ("Competencies") },
    { "case-kinds", N_ ("Kinds of case") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].kind, kind) == 0)
      return _ (kinds[i].title);
  return kind;
}

/**
 * sl_fact_status_get_words:
 * @status: as packs keep it
 *
 * Returns: (transfer none): how far the fact was checked, for people
 */
const char *
sl_fact_status_get_words (const char *status)
{
  static const struct
  {
    const char *status;
    const char *words;
  } words[] = {
    { "verified", N_ ("seen on a police or Secured by Design page") },
    { "verified-other", N_ ("seen in another public source") },
    { "part", N_ ("seen in part") },
    { "recalled", N_ ("from general knowledge: check") },
    { "check", N_ ("check against the document") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i].status, status) == 0)
      return _ (words[i].words);
  return "";
}
