/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-review-rules-private.h"

#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The decision table, read from a pack once: every list becomes a set of bits, so that a decision
 * is a walk over a few dozen lines. Never changes after it was made; any thread may ask. Past 600
 * lines because the words of the table, their bits and how they are told belong in one place. */

static const char *const action_nicks[SL_N_REVIEW_ACTIONS] = {
  [SL_REVIEW_SUBMIT] = "submit",
  [SL_REVIEW_WITHDRAW] = "withdraw",
  [SL_REVIEW_COMMENT] = "comment",
  [SL_REVIEW_REPLY] = "reply",
  [SL_REVIEW_CLOSE_COMMENT] = "close-comment",
  [SL_REVIEW_RETURN] = "return",
  [SL_REVIEW_APPROVE] = "approve",
  [SL_REVIEW_ISSUE] = "issue",
  [SL_REVIEW_RECORD_OUTCOME] = "record-outcome",
  [SL_REVIEW_DISMISS_BLOCK] = "dismiss-block",
};
static const char *const roles[] = { "trainee", "officer", "manager", "senior-manager",
                                     "commander" };
static const char *const states[] = { "none",     "submitted", "returned", "withdrawn",
                                      "approved", "voided",    "issued",   "closed" };

/* Conditions, in the order of their bits. */
enum
{
  WHEN_AUTHOR,
  WHEN_OPENER,
  WHEN_OBJECTION,
  WHEN_AWARD,
  WHEN_OPEN_COMMENTS,
  WHEN_BLOCKING_REMARKS,
  WHEN_DRAFT_DIFFERS,
  WHEN_REASON,
  WHEN_MANAGER_IS_AUTHOR,
  WHEN_COPY,
};
static const char *const conditions[] = {
  "author",        "opener", "objection",         "award", "open-comments", "blocking-remarks",
  "draft-differs", "reason", "manager-is-author", "copy",
};

/* A line of the table as bits. */
typedef struct
{
  guint actions, roles, states;
  guint holds, fails; /* conditions that have to hold, and not to */
  const char *text;   /* with {paper} where the paper is named */
} Line;

struct _SlReviewRules
{
  GObject parent_instance;

  SlPack *pack;          /* strings below are borrowed from it */
  GStringChunk *strings; /* but for those made here */
  GPtrArray *rules;      /* of SlReviewRule */
  GArray *lines;         /* of Line, one a rule */
  GPtrArray *promises;   /* of const char*, ends with NULL */
  GHashTable *steps;     /* audit action -> SlReviewStep */
  GHashTable *role_map;  /* title -> role */
  GPtrArray *minor;      /* of const SlPackNode */
  guint max_comment;
  SlAwardPatterns *award;
};

G_DEFINE_FINAL_TYPE (SlReviewRules, sl_review_rules, G_TYPE_OBJECT)

static void
sl_review_rules_finalize (GObject *object)
{
  SlReviewRules *self = SL_REVIEW_RULES (object);

  g_ptr_array_unref (self->rules);
  g_array_unref (self->lines);
  g_ptr_array_unref (self->promises);
  g_hash_table_unref (self->steps);
  g_hash_table_unref (self->role_map);
  g_ptr_array_unref (self->minor);
  g_clear_pointer (&self->award, sl_award_patterns_free);
  g_string_chunk_free (self->strings);
  g_clear_object (&self->pack);
  G_OBJECT_CLASS (sl_review_rules_parent_class)->finalize (object);
}

static void
sl_review_rules_class_init (SlReviewRulesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_review_rules_finalize;
}

static void
sl_review_rules_init (SlReviewRules *self)
{
  self->strings = g_string_chunk_new (1024);
  self->rules = g_ptr_array_new_with_free_func (g_free);
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  self->promises = g_ptr_array_new ();
  self->steps = g_hash_table_new (g_str_hash, g_str_equal);
  self->role_map = g_hash_table_new (g_str_hash, g_str_equal);
  self->minor = g_ptr_array_new ();
}

const char *
sl_review_action_to_nick (SlReviewAction action)
{
  g_return_val_if_fail ((guint) action < SL_N_REVIEW_ACTIONS, "");
  return action_nicks[action];
}

/* The bit of @word in @table; 0 when it is not there. */
static guint
find_bit (const char *const *table, guint length, const char *word)
{
  for (guint i = 0; i < length; i++)
    if (strcmp (table[i], word) == 0)
      return 1u << i;
  return 0;
}

gboolean
sl_review_action_from_nick (const char *nick, SlReviewAction *action)
{
  guint bit = find_bit (action_nicks, SL_N_REVIEW_ACTIONS, nick);

  if (bit != 0)
    *action = (SlReviewAction) g_bit_nth_lsf (bit, -1);
  return bit != 0;
}

/* "*", "a b" or "!a b" as bits; the schema has seen to the words. */
static guint
read_list (const char *list, const char *const *table, guint length)
{
  gboolean but = *list == '!';
  g_auto (GStrv) words = g_strsplit (but ? list + 1 : list, " ", -1);
  guint bits = 0;

  if (g_str_equal (list, "*"))
    return ~0u;
  for (guint i = 0; words[i] != NULL; i++)
    bits |= find_bit (table, length, words[i]);
  return but ? ~bits : bits;
}

static void
read_when (const char *list, Line *line)
{
  g_auto (GStrv) words = g_strsplit (list, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], "not-"))
      line->fails |= find_bit (conditions, G_N_ELEMENTS (conditions), words[i] + strlen ("not-"));
    else
      line->holds |= find_bit (conditions, G_N_ELEMENTS (conditions), words[i]);
}

static gboolean
refuse_pack (SlReviewRules *self, const SlPackNode *node, GError **error, const char *reason)
{
  g_set_error (error, SL_PACK_ERROR, SL_PACK_ERROR_INVALID, _ ("%s, line %u: %s"),
               sl_pack_get_origin (self->pack), sl_pack_node_get_line (node), reason);
  return FALSE;
}

/* What the force's profile says of a title, else the pack's own default. */
static gboolean
read_role_map (SlReviewRules *self, SlPolicyLibrary *policy, GError **error)
{
  const SlPackNode *root = sl_pack_get_root (self->pack);

  for (const SlPackNode *node = sl_pack_node_first (root, "role-map"); node != NULL;
       node = sl_pack_node_next (node, "role-map"))
    {
      const char *title = sl_pack_node_get (node, "title");
      g_autofree char *key = g_strconcat ("map.", title, NULL);
      const char *mapped = sl_policy_library_get_force (policy, key);
      const char *role = mapped != NULL && *mapped != '\0' ? mapped
                                                           : sl_pack_node_get (node, "role");

      if (find_bit (roles, G_N_ELEMENTS (roles), role) == 0)
        {
          g_set_error (error, SL_PACK_ERROR, SL_PACK_ERROR_INVALID,
                       _ ("The force’s profile maps “%s” to the role “%s”, which there is not. "
                          "Roles are trainee, officer, manager, senior-manager and commander."),
                       key, role);
          return FALSE;
        }
      g_hash_table_insert (self->role_map, (gpointer) title,
                           g_string_chunk_insert (self->strings, role));
    }
  return TRUE;
}

/* @list with each "@title" made the role that it is mapped to; NULL for an unknown title. */
static char *
resolve_roles (SlReviewRules *self, const char *list)
{
  gboolean but = *list == '!';
  g_auto (GStrv) words = g_strsplit (but ? list + 1 : list, " ", -1);
  g_autofree char *joined = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] == '@')
      {
        const char *role = g_hash_table_lookup (self->role_map, words[i] + 1);

        if (role == NULL)
          return NULL;
        g_free (words[i]);
        words[i] = g_strdup (role);
      }
  joined = g_strjoinv (" ", words);
  return g_strconcat (but ? "!" : "", joined, NULL);
}

/* @text with @name for {paper}, and for {Paper} at the beginning of a sentence. */
static char *
name_paper (const char *text, const char *name)
{
  g_autoptr (GString) words = g_string_new (text);
  const char *second = g_utf8_next_char (name);
  g_autofree char *initial = g_utf8_strup (name, second - name);
  g_autofree char *capital = g_strconcat (initial, second, NULL);

  g_string_replace (words, "{paper}", name, 0);
  g_string_replace (words, "{Paper}", capital, 0);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static gboolean
read_rule (SlReviewRules *self, const SlPackNode *node, GError **error)
{
  SlReviewRule *rule = g_new0 (SlReviewRule, 1);
  g_autofree char *resolved = resolve_roles (self, sl_pack_node_get (node, "roles"));
  g_autofree char *words = NULL;
  Line line = { 0 };

  g_ptr_array_add (self->rules, rule);
  if (resolved == NULL)
    return refuse_pack (self, node, error, _ ("no <role-map> names the title after “@”"));
  rule->id = sl_pack_node_get (node, "id");
  rule->action = sl_pack_node_get (node, "actions");
  rule->roles = g_string_chunk_insert (self->strings, resolved);
  rule->states = sl_pack_node_get (node, "states");
  rule->when = sl_pack_node_get (node, "when");
  rule->allows = g_str_equal (sl_pack_node_get (node, "decision"), "allow");
  line.text = sl_pack_node_get_text (node);
  words = name_paper (line.text, _ ("the paper"));
  rule->text = g_string_chunk_insert (self->strings, words);
  line.actions = read_list (rule->action, action_nicks, SL_N_REVIEW_ACTIONS);
  line.roles = read_list (rule->roles, roles, G_N_ELEMENTS (roles));
  line.states = read_list (rule->states, states, G_N_ELEMENTS (states));
  read_when (rule->when, &line);
  g_array_append_val (self->lines, line);
  return TRUE;
}

static void
read_steps (SlReviewRules *self, const SlPackNode *root)
{
  for (const SlPackNode *node = sl_pack_node_first (root, "step"); node != NULL;
       node = sl_pack_node_next (node, "step"))
    {
      const char *as = sl_pack_node_get (node, "as");
      SlReviewStep step = g_str_equal (as, "looks")     ? SL_REVIEW_STEP_LOOKS
                          : g_str_equal (as, "review")  ? SL_REVIEW_STEP_REVIEWS
                          : g_str_equal (as, "records") ? SL_REVIEW_STEP_RECORDS
                                                        : SL_REVIEW_STEP_PREPARES;

      g_hash_table_insert (self->steps, (gpointer) sl_pack_node_get (node, "action"),
                           GUINT_TO_POINTER (step));
    }
}

static gboolean
read_pack (SlReviewRules *self, SlPolicyLibrary *policy, GError **error)
{
  const SlPackNode *root = sl_pack_get_root (self->pack);
  const SlPackNode *node;

  if (!read_role_map (self, policy, error))
    return FALSE;
  for (node = sl_pack_node_first (root, "promise"); node != NULL;
       node = sl_pack_node_next (node, "promise"))
    g_ptr_array_add (self->promises, (gpointer) sl_pack_node_get_text (node));
  g_ptr_array_add (self->promises, NULL);
  node = sl_pack_node_first (root, "limits");
  self->max_comment = (guint) g_ascii_strtoull (sl_pack_node_get (node, "comment"), NULL, 10);
  read_steps (self, root);
  for (node = sl_pack_node_first (root, "rule"); node != NULL;
       node = sl_pack_node_next (node, "rule"))
    if (!read_rule (self, node, error))
      return FALSE;
  for (node = sl_pack_node_first (root, "minor"); node != NULL;
       node = sl_pack_node_next (node, "minor"))
    g_ptr_array_add (self->minor, (gpointer) node);
  self->award = sl_award_patterns_new (self->pack, sl_pack_node_first (root, "award"), error);
  return self->award != NULL;
}

/* The user's own rules go before the built-in ones, as their force's profile does. */
static SlPack *
find_pack (SlPackLibrary *library)
{
  GListModel *packs = sl_pack_library_get_packs (library);
  SlPack *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (packs); i++)
    {
      g_autoptr (SlPack) pack = g_list_model_get_item (packs, i);
      gboolean built_in = g_str_equal (sl_pack_get_origin (pack), "built-in");

      if (g_str_equal (sl_pack_get_kind (pack), "review") &&
          sl_pack_library_find (library, sl_pack_get_id (pack), NULL) == pack &&
          (found == NULL || !built_in))
        found = pack; /* the library holds it */
    }
  return found;
}

/**
 * sl_review_rules_new:
 * @packs: where the rules are
 * @policy: the force's profile, for the roles that it maps titles to
 * @error: return location
 *
 * Returns: (transfer full): the rules, or %NULL with %SL_PACK_ERROR
 */
SlReviewRules *
sl_review_rules_new (SlPackLibrary *packs, SlPolicyLibrary *policy, GError **error)
{
  g_autoptr (SlReviewRules) self = NULL;
  SlPack *pack;

  g_return_val_if_fail (SL_IS_PACK_LIBRARY (packs) && SL_IS_POLICY_LIBRARY (policy), NULL);

  pack = find_pack (packs);
  if (pack == NULL)
    {
      g_set_error (error, SL_PACK_ERROR, SL_PACK_ERROR_NOT_FOUND,
                   _ ("There are no rules of quality assurance among the packs. Install Sightline "
                      "again."));
      return NULL;
    }
  self = g_object_new (SL_TYPE_REVIEW_RULES, NULL);
  self->pack = g_object_ref (pack);
  if (!read_pack (self, policy, error))
    return NULL;
  return g_steal_pointer (&self);
}

static guint
conditions_of (const SlReviewSituation *situation)
{
  guint bits = 0;

  bits |= situation->author ? 1u << WHEN_AUTHOR : 0;
  bits |= situation->opener ? 1u << WHEN_OPENER : 0;
  bits |= g_strcmp0 (situation->stance, "objection") == 0 ? 1u << WHEN_OBJECTION : 0;
  bits |= situation->grants_award ? 1u << WHEN_AWARD : 0;
  bits |= situation->open_comments > 0 ? 1u << WHEN_OPEN_COMMENTS : 0;
  bits |= situation->blocking_remarks > 0 ? 1u << WHEN_BLOCKING_REMARKS : 0;
  bits |= situation->draft_differs ? 1u << WHEN_DRAFT_DIFFERS : 0;
  bits |= situation->has_reason ? 1u << WHEN_REASON : 0;
  bits |= situation->manager_is_author ? 1u << WHEN_MANAGER_IS_AUTHOR : 0;
  bits |= situation->copy ? 1u << WHEN_COPY : 0;
  return bits;
}

static gboolean
refuse (GError **error, const char *text)
{
  g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED, text);
  return FALSE;
}

/* Names the paper: “Minutes MTG/2026/001”, or the response. */
static gboolean
refuse_paper (GError **error, const char *text, const SlReviewSituation *situation)
{
  /* TRANSLATORS: the title of a report */
  g_autofree char *name = situation->paper != NULL ? g_strdup_printf (_ ("“%s”"), situation->paper)
                                                   : g_strdup (_ ("the response"));
  g_autofree char *words = name_paper (text, name);

  return refuse (error, words);
}

/* The lines that no pack can move (security.md E-03). The database holds them once more. */
static gboolean
keeps_hard_lines (const SlReviewSituation *situation, GError **error)
{
  gboolean decides = situation->action == SL_REVIEW_APPROVE ||
                     situation->action == SL_REVIEW_RETURN;

  if (situation->action == SL_REVIEW_APPROVE && g_strcmp0 (situation->role, "trainee") == 0)
    return refuse_paper (error,
                         _ ("A trainee never approves {paper}. Ask the Designing Out Crime "
                            "Manager."),
                         situation);
  if (decides && situation->author)
    return refuse (error, _ ("Nobody decides on what they wrote or edited. Ask another manager."));
  return TRUE;
}

/**
 * sl_review_rules_decide:
 * @self: the rules
 * @situation: who wants what, and how things stand
 * @error: return location
 *
 * The one function that decides every change of state; what no rule allows is refused.
 *
 * Returns: whether it may be done; else %SL_STORE_ERROR_REFUSED with the ground and the way out
 */
gboolean
sl_review_rules_decide (SlReviewRules *self, const SlReviewSituation *situation, GError **error)
{
  const char *state;
  guint role_bit, state_bit, holding;

  g_return_val_if_fail (SL_IS_REVIEW_RULES (self) && situation != NULL, FALSE);

  state = situation->state != NULL && *situation->state != '\0' ? situation->state : "none";
  role_bit = find_bit (roles, G_N_ELEMENTS (roles), situation->role != NULL ? situation->role : "");
  state_bit = find_bit (states, G_N_ELEMENTS (states), state);
  holding = conditions_of (situation);
  if (!keeps_hard_lines (situation, error))
    return FALSE;
  for (guint i = 0; role_bit != 0 && state_bit != 0 && i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      const SlReviewRule *rule = g_ptr_array_index (self->rules, i);

      if ((line->actions & (1u << situation->action)) == 0 || (line->roles & role_bit) == 0 ||
          (line->states & state_bit) == 0 || (line->holds & ~holding) != 0 ||
          (line->fails & holding) != 0)
        continue;
      return rule->allows || refuse_paper (error, line->text, situation);
    }
  return refuse_paper (error,
                       _ ("No rule of quality assurance allows this for your role and as {paper} "
                          "stands. “sightline-cli review rules” prints them."),
                       situation);
}

/**
 * sl_review_rules_list:
 *
 * Returns: (transfer container) (element-type SlReviewRule): the table in the order it is tried;
 *   borrowed from the rules, titles already made roles
 */
GPtrArray *
sl_review_rules_list (SlReviewRules *self)
{
  GPtrArray *list = g_ptr_array_new ();

  g_return_val_if_fail (SL_IS_REVIEW_RULES (self), list);

  for (guint i = 0; i < self->rules->len; i++)
    g_ptr_array_add (list, g_ptr_array_index (self->rules, i));
  return list;
}

static void
line_free (gpointer data)
{
  SlReviewLine *line = data;

  g_free (line->actions);
  g_free (line->roles);
  g_free (line->states);
  g_free (line);
}

/* The words of @table whose bit is set, a space before and after each. */
static char *
write_out (guint bits, const char *const *table, guint length)
{
  GString *list = g_string_new (" ");

  for (guint i = 0; i < length; i++)
    if (bits & (1u << i))
      g_string_append_printf (list, "%s ", table[i]);
  return g_string_free (list, FALSE);
}

GPtrArray *
sl_review_rules_list_lines (SlReviewRules *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (line_free);

  G_STATIC_ASSERT (G_N_ELEMENTS (conditions) == SL_N_REVIEW_CONDITIONS);
  g_return_val_if_fail (SL_IS_REVIEW_RULES (self), list);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      const SlReviewRule *rule = g_ptr_array_index (self->rules, i);
      SlReviewLine *row = g_new0 (SlReviewLine, 1);

      row->id = rule->id;
      row->actions = write_out (line->actions, action_nicks, SL_N_REVIEW_ACTIONS);
      row->roles = write_out (line->roles, roles, G_N_ELEMENTS (roles));
      row->states = write_out (line->states, states, G_N_ELEMENTS (states));
      for (guint j = 0; j < SL_N_REVIEW_CONDITIONS; j++)
        row->conditions[j] = line->holds & (1u << j) ? 1 : line->fails & (1u << j) ? 0 : -1;
      row->allows = rule->allows;
      g_ptr_array_add (list, row);
    }
  return list;
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
sl_review_rules_list_steps (SlReviewRules *self)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer action;

  g_return_val_if_fail (SL_IS_REVIEW_RULES (self), list);

  g_hash_table_iter_init (&iter, self->steps);
  while (g_hash_table_iter_next (&iter, &action, NULL))
    g_ptr_array_add (list, action);
  g_ptr_array_sort (list, compare_words);
  return list;
}

/**
 * sl_review_rules_list_prompts:
 * @stage: (nullable): "briefing", "draft" or "final"; %NULL for all
 *
 * Returns: (transfer full) (element-type SlReviewPrompt): what a manager asks; strings borrowed
 */
GPtrArray *
sl_review_rules_list_prompts (SlReviewRules *self, const char *stage)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  const SlPackNode *root;

  g_return_val_if_fail (SL_IS_REVIEW_RULES (self), list);

  root = sl_pack_get_root (self->pack);
  for (const SlPackNode *node = sl_pack_node_first (root, "stage"); node != NULL;
       node = sl_pack_node_next (node, "stage"))
    for (const SlPackNode *child = sl_pack_node_first (node, "prompt");
         child != NULL && (stage == NULL || g_str_equal (sl_pack_node_get (node, "id"), stage));
         child = sl_pack_node_next (child, "prompt"))
      {
        SlReviewPrompt *prompt = g_new0 (SlReviewPrompt, 1);

        prompt->id = sl_pack_node_get (child, "id");
        prompt->stage = sl_pack_node_get (node, "id");
        prompt->stage_title = sl_pack_node_get (node, "title");
        prompt->text = sl_pack_node_get_text (child);
        prompt->source = sl_pack_node_get (child, "source");
        g_ptr_array_add (list, prompt);
      }
  return list;
}

/* A star stands for one part: the field "note" of all evidence. */
static gboolean
fits_path (const char *pattern, const char *path)
{
  g_auto (GStrv) wanted = g_strsplit (pattern, "/", -1);
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  guint n = g_strv_length (wanted);

  if (g_strv_length (parts) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!g_str_equal (wanted[i], "*") && !g_str_equal (wanted[i], parts[i]))
      return FALSE;
  return TRUE;
}

gboolean
sl_review_rules_is_minor (SlReviewRules *self, const char *path)
{
  g_return_val_if_fail (SL_IS_REVIEW_RULES (self) && path != NULL, FALSE);

  for (guint i = 0; i < self->minor->len; i++)
    if (fits_path (sl_pack_node_get (g_ptr_array_index (self->minor, i), "path"), path))
      return TRUE;
  return FALSE;
}

gboolean
sl_review_rules_is_minor_action (SlReviewRules *self, const char *audit_action)
{
  g_return_val_if_fail (SL_IS_REVIEW_RULES (self) && audit_action != NULL, FALSE);

  for (guint i = 0; i < self->minor->len; i++)
    if (g_str_equal (sl_pack_node_get (g_ptr_array_index (self->minor, i), "action"), audit_action))
      return TRUE;
  return FALSE;
}

guint
sl_review_rules_get_max_comment (SlReviewRules *self)
{
  g_return_val_if_fail (SL_IS_REVIEW_RULES (self), 0);
  return self->max_comment;
}

SlReviewStep
sl_review_rules_get_step (SlReviewRules *self, const char *audit_action)
{
  g_return_val_if_fail (SL_IS_REVIEW_RULES (self) && audit_action != NULL, SL_REVIEW_STEP_EDITS);
  /* What is not there is 0. */
  G_STATIC_ASSERT (SL_REVIEW_STEP_EDITS == 0);
  return (SlReviewStep) GPOINTER_TO_UINT (g_hash_table_lookup (self->steps, audit_action));
}

gboolean
sl_review_rules_grants_award (SlReviewRules *self, SlLetter *letter, char **where)
{
  g_return_val_if_fail (SL_IS_REVIEW_RULES (self) && SL_IS_LETTER (letter), TRUE);
  return sl_award_patterns_match (self->award, letter, where);
}

const char *
sl_review_rules_get_mapped_role (SlReviewRules *self, const char *title)
{
  const char *role;

  g_return_val_if_fail (SL_IS_REVIEW_RULES (self) && title != NULL, "");
  role = g_hash_table_lookup (self->role_map, title);
  return role != NULL ? role : "";
}

const char *const *
sl_review_rules_get_promises (SlReviewRules *self)
{
  g_return_val_if_fail (SL_IS_REVIEW_RULES (self), NULL);
  return (const char *const *) self->promises->pdata;
}

SlPack *
sl_review_rules_get_pack (SlReviewRules *self)
{
  g_return_val_if_fail (SL_IS_REVIEW_RULES (self), NULL);
  return self->pack;
}
