/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-issue-private.h"

#include "response/sl-response.h"
#include "review/sl-diff-private.h"
#include "store/sl-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the authority decided, and what became of each recommendation of the letter that was issued.
 * Both are read whole and never change afterwards; any thread. */

struct _SlOutcome
{
  GObject parent_instance;

  char *texts[SL_N_OUTCOME_TEXTS];
};

static const char *const names[SL_N_OUTCOME_TEXTS] = {
  [SL_OUTCOME_CASE_ID] = "case-id",         [SL_OUTCOME_DECISION] = "decision",
  [SL_OUTCOME_DECIDED_ON] = "decided-on",   [SL_OUTCOME_NOTE] = "note",
  [SL_OUTCOME_PERSON_NAME] = "person-name", [SL_OUTCOME_AT] = "at",
  [SL_OUTCOME_STANCE] = "stance",
};
#define CONTRARY "contrary"

static const char *const decisions[] = { "granted",   "granted-with-conditions", "refused",
                                         "withdrawn", "not-determined",          NULL };
static const char *const decision_texts[] = { N_ ("Granted"), N_ ("Granted with conditions"),
                                              N_ ("Refused"), N_ ("Withdrawn"),
                                              N_ ("Not determined") };
static const char *const states[] = { "adopted", "in-part", "not-adopted", "unknown", NULL };
static const char *const state_texts[] = { N_ ("Adopted"), N_ ("Adopted in part"),
                                           N_ ("Not adopted"), N_ ("Unknown") };

enum
{
  PROP_CONTRARY = 1 + SL_N_OUTCOME_TEXTS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SlOutcome, sl_outcome, G_TYPE_OBJECT)

/* A permission against what the police said. Other advice is not followed or followed item by item,
 * which the rows tell. */
static const char *
contrary_text (SlOutcome *self)
{
  const char *stance = self->texts[SL_OUTCOME_STANCE];

  if (!g_str_has_prefix (self->texts[SL_OUTCOME_DECISION], "granted"))
    return "";
  if (g_str_equal (stance, "objection"))
    return _ ("The authority granted permission against the police’s objection.");
  if (g_str_equal (stance, "concerns"))
    return _ ("The authority granted permission although the police had concerns.");
  return "";
}

static void
sl_outcome_finalize (GObject *object)
{
  SlOutcome *self = SL_OUTCOME (object);

  for (int i = 0; i < SL_N_OUTCOME_TEXTS; i++)
    g_free (self->texts[i]);
  G_OBJECT_CLASS (sl_outcome_parent_class)->finalize (object);
}

static void
sl_outcome_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SlOutcome *self = SL_OUTCOME (object);

  g_value_set_string (value, id == PROP_CONTRARY ? contrary_text (self) : self->texts[id - 1]);
}

static void
sl_outcome_class_init (SlOutcomeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = sl_outcome_finalize;
  object_class->get_property = sl_outcome_get_property;
  for (int i = 0; i < SL_N_OUTCOME_TEXTS; i++)
    properties[1 + i] = g_param_spec_string (names[i], NULL, NULL, "", flags);
  properties[PROP_CONTRARY] = g_param_spec_string (CONTRARY, NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sl_outcome_init (SlOutcome *self)
{
}

SlOutcome *
sl_outcome_new_take (char *texts[SL_N_OUTCOME_TEXTS])
{
  SlOutcome *self = g_object_new (SL_TYPE_OUTCOME, NULL);

  for (int i = 0; i < SL_N_OUTCOME_TEXTS; i++)
    self->texts[i] = g_steal_pointer (&texts[i]);
  return self;
}

const char *
sl_outcome_get (SlOutcome *self, const char *property)
{
  g_return_val_if_fail (SL_IS_OUTCOME (self) && property != NULL, "");

  if (g_str_equal (property, CONTRARY))
    return contrary_text (self);
  for (int i = 0; i < SL_N_OUTCOME_TEXTS; i++)
    if (g_str_equal (names[i], property))
      return self->texts[i];
  g_critical ("An outcome has no property “%s”", property);
  return "";
}

static const char *
find_text (const char *const *ids, const char *const *texts, const char *id)
{
  for (guint i = 0; ids[i] != NULL; i++)
    if (g_strcmp0 (ids[i], id) == 0)
      return _ (texts[i]);
  return "";
}

const char *const *
sl_outcome_get_decisions (void)
{
  return decisions;
}

const char *
sl_outcome_decision_to_text (const char *decision)
{
  return find_text (decisions, decision_texts, decision);
}

const char *const *
sl_outcome_get_states (void)
{
  return states;
}

const char *
sl_outcome_state_to_text (const char *state)
{
  return find_text (states, state_texts, state);
}

/* Rows. */

enum
{
  ROW_KEY,
  ROW_TITLE,
  ROW_TEXT,
  ROW_STATE,
  ROW_CONDITION,
  ROW_NOTE,
  N_ROW_TEXTS
};

struct _SlOutcomeRow
{
  GObject parent_instance;

  char *texts[N_ROW_TEXTS];
};

static const char *const row_names[N_ROW_TEXTS] = {
  [ROW_KEY] = "key",     [ROW_TITLE] = "title",         [ROW_TEXT] = "text",
  [ROW_STATE] = "state", [ROW_CONDITION] = "condition", [ROW_NOTE] = "note",
};
static GParamSpec *row_properties[1 + N_ROW_TEXTS];

G_DEFINE_FINAL_TYPE (SlOutcomeRow, sl_outcome_row, G_TYPE_OBJECT)

static void
sl_outcome_row_finalize (GObject *object)
{
  SlOutcomeRow *self = SL_OUTCOME_ROW (object);

  for (int i = 0; i < N_ROW_TEXTS; i++)
    g_free (self->texts[i]);
  G_OBJECT_CLASS (sl_outcome_row_parent_class)->finalize (object);
}

static void
sl_outcome_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, SL_OUTCOME_ROW (object)->texts[id - 1]);
}

static void
sl_outcome_row_class_init (SlOutcomeRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sl_outcome_row_finalize;
  object_class->get_property = sl_outcome_row_get_property;
  for (int i = 0; i < N_ROW_TEXTS; i++)
    row_properties[1 + i] = g_param_spec_string (row_names[i], NULL, NULL, "",
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (row_properties), row_properties);
}

static void
sl_outcome_row_init (SlOutcomeRow *self)
{
}

const char *
sl_outcome_row_get (SlOutcomeRow *self, const char *property)
{
  g_return_val_if_fail (SL_IS_OUTCOME_ROW (self) && property != NULL, "");

  for (int i = 0; i < N_ROW_TEXTS; i++)
    if (g_str_equal (row_names[i], property))
      return self->texts[i];
  g_critical ("A recommendation has no property “%s”", property);
  return "";
}

/* Takes @title. */
static void
add_row (GListStore *rows, GHashTable *recorded, const char *key, char *title, SlBlock *block)
{
  g_autoptr (SlOutcomeRow) row = g_object_new (SL_TYPE_OUTCOME_ROW, NULL);
  const SlOutcomeState *state = g_hash_table_lookup (recorded, key);

  row->texts[ROW_KEY] = g_strdup (key);
  row->texts[ROW_TITLE] = title;
  row->texts[ROW_TEXT] = g_strdup (sl_block_get_text (block));
  row->texts[ROW_STATE] = g_strdup (state != NULL ? state->state : "unknown");
  row->texts[ROW_CONDITION] = g_strdup (state != NULL ? state->condition : "");
  row->texts[ROW_NOTE] = g_strdup (state != NULL ? state->note : "");
  g_list_store_append (rows, row);
}

static const char *
get_field (SlSnapshot *snapshot, const char *group, const char *id, const char *field)
{
  g_autofree char *path = g_strdup_printf ("%s/%s/%s", group, id, field);

  return sl_snapshot_get (snapshot, path);
}

/* A block of the letter that asks for something: a judged item that is not simply met, or a free
 * observation that has a recommendation. Others have children, or are passed over. */
static void
collect_rows (GListStore *rows, GHashTable *recorded, SlSnapshot *snapshot, SlBlock *block)
{
  const SlOrigin *origin = sl_block_get_origin (block);
  const char *key = sl_block_get_key (block);

  if (g_strcmp0 (origin->kind, "item") == 0 && g_str_has_prefix (key, "item/"))
    {
      const char *verdict = get_field (snapshot, "answer", origin->item_id, "verdict");

      if (!g_str_equal (verdict, "") && !g_str_equal (verdict, "met"))
        add_row (rows, recorded, origin->item_id,
                 sl_snapshot_dup_title (snapshot, "answer", origin->item_id), block);
    }
  else if (g_strcmp0 (origin->kind, "observation") == 0 && g_str_has_prefix (key, "free/"))
    {
      const char *id = key + strlen ("free/");

      if (*get_field (snapshot, "observation", id, "recommendation") != '\0')
        add_row (rows, recorded, id,
                 g_strdup (get_field (snapshot, "observation", id, "topic-title")), block);
    }
  for (guint i = 0; i < sl_block_get_n_children (block); i++)
    collect_rows (rows, recorded, snapshot, sl_block_get_child (block, i));
}

/* What was issued is the newest version: nothing is submitted after it. */
static SlSnapshot *
load_issued (SlStore *store, const char *case_id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (SlVersion) version = sl_versions_load_newest (store, case_id, &failure);

  if (version != NULL && g_str_equal (sl_version_get (version, "state"), "issued"))
    return sl_version_load_snapshot (store, version, error);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error_literal (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                         _ ("The response to this case has not been issued, so none of its "
                            "recommendations has an outcome yet."));
  return NULL;
}

/**
 * sl_outcome_list_rows:
 * @review: the review
 * @case_id: a case whose response was issued
 * @error: return location
 *
 * Returns: (transfer full): #SlOutcomeRow for each recommendation, in the order of the letter;
 * %NULL with SL_STORE_ERROR_REFUSED before the response was issued
 */
GListModel *
sl_outcome_list_rows (SlReview *review, const char *case_id, GError **error)
{
  SlStore *store = sl_library_get_store (sl_review_get_library (review));
  g_autoptr (SlSnapshot) snapshot = load_issued (store, case_id, error);
  g_autoptr (GListStore) rows = g_list_store_new (SL_TYPE_OUTCOME_ROW);
  g_autoptr (GHashTable) recorded = NULL;
  SlLetter *letter;

  if (snapshot == NULL)
    return NULL;
  recorded = sl_outcome_records_list_states (sl_store_read (store), case_id, error);
  if (recorded == NULL)
    return NULL;
  letter = sl_snapshot_get_letter (snapshot);
  for (guint i = 0; i < sl_letter_get_n_blocks (letter); i++)
    collect_rows (rows, recorded, snapshot, sl_letter_get_block (letter, i));
  return G_LIST_MODEL (g_steal_pointer (&rows));
}
