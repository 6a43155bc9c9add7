/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response"
#include "config.h"

#include "response/sl-remark-private.h"

#include "base/sl-hash.h"
#include "base/sl-text.h"

#include <glib/gi18n-lib.h>

/* What the drafting rules say of a letter. The rules are a pack; this file tries them one by one
 * and makes a record of each find, named so that it is known again after edits elsewhere. */

/* Characters of the letter that a summary quotes. */
#define MAX_SUMMARY_WORDS 90

enum
{
  PROP_0,
  PROP_KEY,
  PROP_RULE,
  PROP_SEVERITY,
  PROP_RULE_TITLE,
  PROP_TITLE,
  PROP_REASON,
  PROP_SOURCE,
  PROP_OVERRULE,
  PROP_BLOCK_KEY,
  PROP_WORDS,
  PROP_FIX,
  PROP_ITEM_ID,
  PROP_STATE,
  PROP_DISMISSED_BY_NAME,
  PROP_DISMISSED_AT,
  PROP_DISMISSED_REASON,
  N_TEXTS,
  PROP_START = N_TEXTS,
  PROP_END,
  N_PROPS
};

static const char *const names[N_TEXTS] = {
  NULL,
  "key",
  "rule",
  "severity",
  "rule-title",
  "title",
  "reason",
  "source",
  "overrule",
  "block-key",
  "words",
  "fix",
  "item-id",
  "state",
  "dismissed-by-name",
  "dismissed-at",
  "dismissed-reason",
};

struct _SlRemark
{
  GObject parent_instance;

  char *texts[N_TEXTS];
  guint start, end;
};

G_DEFINE_FINAL_TYPE (SlRemark, sl_remark, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static void
sl_remark_finalize (GObject *object)
{
  SlRemark *self = SL_REMARK (object);

  for (int i = 1; i < N_TEXTS; i++)
    g_free (self->texts[i]);
  G_OBJECT_CLASS (sl_remark_parent_class)->finalize (object);
}

static void
sl_remark_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SlRemark *self = SL_REMARK (object);

  if (id < N_TEXTS)
    g_value_set_string (value, self->texts[id]);
  else
    g_value_set_uint (value, id == PROP_START ? self->start : self->end);
}

static void
sl_remark_class_init (SlRemarkClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sl_remark_finalize;
  object_class->get_property = sl_remark_get_property;
  for (int i = 1; i < N_TEXTS; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, "", flags);
  properties[PROP_START] = g_param_spec_uint ("start", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_END] = g_param_spec_uint ("end", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sl_remark_init (SlRemark *self)
{
}

const char *
sl_remark_get (SlRemark *self, const char *property)
{
  g_return_val_if_fail (SL_IS_REMARK (self), "");
  for (int i = 1; i < N_TEXTS; i++)
    if (g_str_equal (names[i], property))
      return self->texts[i];
  g_return_val_if_reached ("");
}

/**
 * sl_remark_dup_summary:
 * @self: a remark
 *
 * Returns: (transfer full): the rule and what it found, on one line: "Negative or unproven advice:
 *   “not needed”"
 */
char *
sl_remark_dup_summary (SlRemark *self)
{
  const char *rule, *title, *words, *item;
  g_autofree char *cut = NULL;

  g_return_val_if_fail (SL_IS_REMARK (self), NULL);
  rule = self->texts[PROP_RULE_TITLE];
  title = self->texts[PROP_TITLE];
  words = self->texts[PROP_WORDS];
  item = self->texts[PROP_ITEM_ID];
  if (!g_str_equal (title, rule))
    return g_strdup_printf ("%s: %s", rule, title);
  if (*words == '\0')
    return g_strdup (rule);
  cut = sl_text_ellipsize (words, MAX_SUMMARY_WORDS);
  return g_strdup_printf (*item != '\0' && g_str_has_prefix (words, item) ? "%s: %s" : "%s: “%s”",
                          rule, cut);
}

/**
 * sl_remark_blocks:
 * @self: a remark
 *
 * Returns: whether the letter cannot be approved while it stands
 */
gboolean
sl_remark_blocks (SlRemark *self)
{
  g_return_val_if_fail (SL_IS_REMARK (self), FALSE);
  return g_str_equal (self->texts[PROP_SEVERITY], "block") &&
         g_str_equal (self->texts[PROP_STATE], "open");
}

void
sl_remark_get_span (SlRemark *self, guint *start, guint *end)
{
  g_return_if_fail (SL_IS_REMARK (self));
  *start = self->start;
  *end = self->end;
}

void
sl_remark_rule_free (SlRemarkRule *rule)
{
  g_free (rule->rule);
  g_free (rule->severity);
  g_free (rule->passed_text);
  g_free (rule);
}

/* Rule, block and folded words; the same words found again in a block get a number. */
static char *
make_key (SlTrial *self, const SlFind *find)
{
  g_autofree char *folded = sl_text_fold (find->words != NULL ? find->words : "");
  g_autofree char *hash = sl_hash_text (folded);
  const char *block = find->block != NULL ? sl_block_get_key (find->block) : "";

  for (guint n = 1;; n++)
    {
      char *key = g_strdup_printf ("%s/%s/%.12s/%u", sl_pack_node_get (self->rule, "id"), block,
                                   hash, n);

      if (g_hash_table_add (self->keys, key))
        return g_strdup (key);
    }
}

static gboolean
has_word (const char *list, const char *word)
{
  g_auto (GStrv) words = g_strsplit (list, " ", -1);

  return g_strv_contains ((const char *const *) words, word);
}

/* What was put aside stays so; a blocking remark only by somebody whose role may do it. */
static const SlDismissal *
find_dismissal (SlTrial *self, const char *key)
{
  const SlDismissal *dismissal = g_hash_table_lookup (self->dismissals, key);

  if (dismissal != NULL && g_str_equal (sl_pack_node_get (self->rule, "severity"), "block") &&
      !has_word (sl_pack_node_get (self->rule, "overrule"), dismissal->role))
    return NULL;
  return dismissal;
}

void
sl_trial_add (SlTrial *self, const SlFind *find)
{
  g_autofree char *key = make_key (self, find);
  const SlDismissal *dismissal = find_dismissal (self, key);
  SlRemark *remark = g_object_new (SL_TYPE_REMARK, NULL);
  const char *values[N_TEXTS] = {
    NULL,
    key,
    sl_pack_node_get (self->rule, "id"),
    sl_pack_node_get (self->rule, "severity"),
    sl_pack_node_get (self->rule, "title"),
    find->title != NULL ? find->title : sl_pack_node_get (self->rule, "title"),
    sl_pack_node_child_text (self->rule, "reason"),
    sl_pack_node_get (self->rule, "source"),
    sl_pack_node_get (self->rule, "overrule"),
    find->block != NULL ? sl_block_get_key (find->block) : "",
    find->words,
    find->fix,
    find->item_id,
    dismissal != NULL ? "dismissed" : "open",
    dismissal != NULL ? dismissal->person_name : "",
    dismissal != NULL ? dismissal->at : "",
    dismissal != NULL ? dismissal->reason : "",
  };

  for (int i = 1; i < N_TEXTS; i++)
    remark->texts[i] = g_strdup (values[i] != NULL ? values[i] : "");
  remark->start = find->start;
  remark->end = find->end;
  if (dismissal == NULL)
    self->n_open++;
  g_list_store_append (self->remarks, remark);
  g_object_unref (remark);
}

gboolean
sl_trial_is_own (const SlBlock *block)
{
  return !g_str_equal (sl_block_get_origin (block)->kind, "template") ||
         !g_str_equal (sl_block_get_state (block), "composed");
}

static void
gather_blocks (SlBlock *block, GPtrArray *blocks)
{
  SlBlockKind kind = sl_block_get_kind (block);

  if (kind == SL_BLOCK_PARAGRAPH || kind == SL_BLOCK_ITEM)
    g_ptr_array_add (blocks, block);
  for (guint i = 0; i < sl_block_get_n_children (block); i++)
    gather_blocks (sl_block_get_child (block, i), blocks);
}

static void
try_rule (SlTrial *self, GPtrArray *rules)
{
  const SlPackNode *check = sl_pack_node_first (self->rule, "check");
  SlRemarkRule *tried;

  self->n_open = 0;
  if (check != NULL)
    sl_trial_check (self, sl_pack_node_get (check, "name"),
                    g_ascii_strtoull (sl_pack_node_get (check, "max"), NULL, 10));
  else
    sl_trial_phrases (self);
  tried = g_new0 (SlRemarkRule, 1);
  tried->rule = g_strdup (sl_pack_node_get (self->rule, "id"));
  tried->severity = g_strdup (sl_pack_node_get (self->rule, "severity"));
  tried->passed_text = g_strdup (sl_pack_node_get (self->rule, "passed"));
  tried->n_open = self->n_open;
  g_ptr_array_add (rules, tried);
}

/* Position of each block's key in the letter; what concerns the whole comes first. */
static int
compare_places (gconstpointer a, gconstpointer b, gpointer data)
{
  GHashTable *places = data;
  SlRemark *first = SL_REMARK ((gpointer) a);
  SlRemark *second = SL_REMARK ((gpointer) b);
  guint one = GPOINTER_TO_UINT (g_hash_table_lookup (places, first->texts[PROP_BLOCK_KEY]));
  guint two = GPOINTER_TO_UINT (g_hash_table_lookup (places, second->texts[PROP_BLOCK_KEY]));

  if (one != two)
    return one < two ? -1 : 1;
  return first->start < second->start ? -1 : first->start > second->start;
}

static void
sort_remarks (SlTrial *trial)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < trial->blocks->len; i++)
    g_hash_table_insert (places, (gpointer) sl_block_get_key (trial->blocks->pdata[i]),
                         GUINT_TO_POINTER (i + 1));
  g_list_store_sort (trial->remarks, compare_places, places);
}

/**
 * sl_remarks_list:
 * @store: the open store, for what was put aside
 * @packs: the drafting rules are the first pack of kind "drafting"
 * @composition: what @letter was composed from
 * @letter: a composed letter
 * @rules: (out) (optional) (element-type SlRemarkRule) (transfer full): every rule with its number
 *   of open finds
 * @error: return location
 *
 * Holds a letter against the drafting rules of procedure A 0609 and the role profile. Blocking; a
 * few milliseconds. Any thread.
 *
 * Returns: (transfer full): of SlRemark, in the order of the letter
 */
GListModel *
sl_remarks_list (SlStore *store,
                 SlPackLibrary *packs,
                 SlComposition *composition,
                 SlLetter *letter,
                 GPtrArray **rules,
                 GError **error)
{
  SlPack *pack = sl_pack_library_first (packs, "drafting");
  const char *case_id = sl_response_get (sl_composition_get_response (composition), "case-id");
  g_autoptr (GHashTable) dismissals = sl_remark_records_load (store, case_id, error);
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();
  g_autoptr (GPtrArray)
      tried = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_remark_rule_free);
  SlTrial trial = {
    .from = composition, .letter = letter, .blocks = blocks, .dismissals = dismissals, .keys = keys
  };

  if (dismissals == NULL)
    return NULL;
  if (pack == NULL)
    {
      g_set_error_literal (error, SL_PACK_ERROR, SL_PACK_ERROR_NOT_FOUND,
                           _ ("There is no pack of drafting rules to hold the letter against."));
      return NULL;
    }
  for (guint i = 0; i < sl_letter_get_n_blocks (letter); i++)
    gather_blocks (sl_letter_get_block (letter, i), blocks);
  trial.remarks = g_list_store_new (SL_TYPE_REMARK);
  for (trial.rule = sl_pack_node_first (sl_pack_get_root (pack), "rule"); trial.rule != NULL;
       trial.rule = sl_pack_node_next (trial.rule, "rule"))
    try_rule (&trial, tried);
  sort_remarks (&trial);
  if (rules != NULL)
    *rules = g_steal_pointer (&tried);
  return G_LIST_MODEL (trial.remarks);
}
