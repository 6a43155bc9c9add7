/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-assessment"
#include "config.h"

#include "assessment/sl-assessment-private.h"

#include <math.h>
#include <string.h>

/* One item's answer in a case: the item, the newest saved state and the evidence under it. Belongs
 * to the thread that loaded its assessment; changed by sl_assessment_reload() only. */
struct _SlAnswer
{
  GObject parent_instance;

  SlChecklistItem *item;
  char *id;
  gint64 revision;
  SlAnswerState *state;
  gboolean applies;
  const char *why_not; /* the item's */
  GListStore *evidence;
};

enum
{
  PROP_0,
  PROP_ITEM,
  PROP_ITEM_ID,
  PROP_ID,
  PROP_VERDICT,
  PROP_VERDICT_WORD,
  PROP_APPLIES,
  PROP_WHY_NOT,
  PROP_REVISION,
  PROP_EVIDENCE,
  PROP_TEXTS, /* the first of SL_N_ANSWER_TEXTS */
  N_PROPS = PROP_TEXTS + SL_N_ANSWER_TEXTS
};

static GParamSpec *properties[N_PROPS];

const char *const sl_answer_text_names[SL_N_ANSWER_TEXTS] = {
  [SL_ANSWER_REASON] = "reason",
  [SL_ANSWER_OBSERVATION] = "observation",
  [SL_ANSWER_RECOMMENDATION] = "recommendation",
  [SL_ANSWER_RECOMMENDATION_SOURCE] = "recommendation-source",
  [SL_ANSWER_PLACE] = "place",
  [SL_ANSWER_PRIORITY] = "priority",
  [SL_ANSWER_PRIORITY_REASON] = "priority-reason",
  [SL_ANSWER_SHOWN_UNIT] = "shown-unit",
};

G_DEFINE_FINAL_TYPE (SlAnswer, sl_answer, G_TYPE_OBJECT)

SlAnswerState *
sl_answer_state_new (void)
{
  SlAnswerState *state = g_new0 (SlAnswerState, 1);

  for (guint i = 0; i < SL_N_ANSWER_TEXTS; i++)
    state->texts[i] = g_strdup ("");
  state->shown = NAN;
  state->evidence = g_new0 (char *, 1);
  return state;
}

SlAnswerState *
sl_answer_state_copy (const SlAnswerState *state)
{
  SlAnswerState *copy = g_new0 (SlAnswerState, 1);

  copy->verdict = state->verdict;
  for (guint i = 0; i < SL_N_ANSWER_TEXTS; i++)
    copy->texts[i] = g_strdup (state->texts[i]);
  copy->shown = state->shown;
  copy->evidence = g_strdupv (state->evidence);
  return copy;
}

static gboolean
same_number (double a, double b)
{
  return isnan (a) ? isnan (b) : a == b;
}

gboolean
sl_answer_state_equal (const SlAnswerState *a, const SlAnswerState *b)
{
  for (guint i = 0; i < SL_N_ANSWER_TEXTS; i++)
    if (strcmp (a->texts[i], b->texts[i]) != 0)
      return FALSE;
  return a->verdict == b->verdict && same_number (a->shown, b->shown) &&
         g_strv_equal ((const char *const *) a->evidence, (const char *const *) b->evidence);
}

void
sl_answer_state_free (SlAnswerState *state)
{
  for (guint i = 0; i < SL_N_ANSWER_TEXTS; i++)
    g_free (state->texts[i]);
  g_strfreev (state->evidence);
  g_free (state);
}

void
sl_answer_row_free (SlAnswerRow *row)
{
  g_free (row->answer_id);
  g_free (row->item_id);
  g_clear_pointer (&row->state, sl_answer_state_free);
  g_free (row);
}

static void
sl_answer_finalize (GObject *object)
{
  SlAnswer *self = SL_ANSWER (object);

  g_clear_object (&self->evidence);
  g_clear_pointer (&self->state, sl_answer_state_free);
  g_free (self->id);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (sl_answer_parent_class)->finalize (object);
}

static void
sl_answer_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SlAnswer *self = SL_ANSWER (object);

  switch (prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    case PROP_ITEM_ID:
      g_value_set_string (value, sl_checklist_item_get_id (self->item));
      break;
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_VERDICT:
      g_value_set_int (value, (int) self->state->verdict);
      break;
    case PROP_VERDICT_WORD:
      g_value_set_string (value, sl_verdict_to_word (self->state->verdict));
      break;
    case PROP_APPLIES:
      g_value_set_boolean (value, self->applies);
      break;
    case PROP_WHY_NOT:
      g_value_set_string (value, self->why_not);
      break;
    case PROP_REVISION:
      g_value_set_int64 (value, self->revision);
      break;
    case PROP_EVIDENCE:
      g_value_set_object (value, self->evidence);
      break;
    default:
      if (prop_id >= PROP_TEXTS && prop_id < N_PROPS)
        g_value_set_string (value, self->state->texts[prop_id - PROP_TEXTS]);
      else
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sl_answer_class_init (SlAnswerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = sl_answer_finalize;
  object_class->get_property = sl_answer_get_property;
  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, SL_TYPE_CHECKLIST_ITEM, flags);
  properties[PROP_ITEM_ID] = g_param_spec_string ("item-id", NULL, NULL, NULL, flags);
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_VERDICT] = g_param_spec_int ("verdict", NULL, NULL, 0, SL_N_VERDICTS - 1, 0,
                                               flags);
  properties[PROP_VERDICT_WORD] = g_param_spec_string ("verdict-word", NULL, NULL, NULL, flags);
  properties[PROP_APPLIES] = g_param_spec_boolean ("applies", NULL, NULL, TRUE, flags);
  properties[PROP_WHY_NOT] = g_param_spec_string ("why-not", NULL, NULL, NULL, flags);
  properties[PROP_REVISION] = g_param_spec_int64 ("revision", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_EVIDENCE] = g_param_spec_object ("evidence", NULL, NULL, G_TYPE_LIST_MODEL,
                                                   flags);
  for (guint i = 0; i < SL_N_ANSWER_TEXTS; i++)
    properties[PROP_TEXTS + i] = g_param_spec_string (sl_answer_text_names[i], NULL, NULL, NULL,
                                                      flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sl_answer_init (SlAnswer *self)
{
  self->id = g_strdup ("");
  self->why_not = "";
  self->applies = TRUE;
  self->state = sl_answer_state_new ();
  self->evidence = g_list_store_new (SL_TYPE_EVIDENCE);
}

SlAnswer *
sl_answer_new (SlChecklistItem *item)
{
  SlAnswer *self = g_object_new (SL_TYPE_ANSWER, NULL);

  self->item = g_object_ref (item);
  return self;
}

/* Evidence that was removed from the case is no longer shown, though the state names it. The list
 * is kept when nothing in it changed, so that a view keeps its place. */
static void
update_evidence (SlAnswer *self, GHashTable *known)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  GListModel *model = G_LIST_MODEL (self->evidence);
  guint n = g_list_model_get_n_items (model);
  gboolean same;

  for (guint i = 0; self->state->evidence[i] != NULL; i++)
    {
      gpointer found = g_hash_table_lookup (known, self->state->evidence[i]);

      if (found != NULL)
        g_ptr_array_add (wanted, found);
    }
  same = n == wanted->len;
  for (guint i = 0; same && i < n; i++)
    {
      g_autoptr (SlEvidence) old = g_list_model_get_item (model, i);
      SlEvidence *new = g_ptr_array_index (wanted, i);

      same = strcmp (sl_evidence_get (old, "id"), sl_evidence_get (new, "id")) == 0 &&
             strcmp (sl_evidence_get (old, "note"), sl_evidence_get (new, "note")) == 0;
    }
  if (!same)
    g_list_store_splice (self->evidence, 0, n, wanted->pdata, wanted->len);
}

void
sl_answer_update (SlAnswer *self,
                  const SlAnswerRow *row,
                  GHashTable *evidence,
                  gboolean applies,
                  const char *why_not)
{
  g_autoptr (SlAnswerState) old = self->state;
  GObject *object = G_OBJECT (self);

  g_object_freeze_notify (object);
  self->state = row != NULL ? sl_answer_state_copy (row->state) : sl_answer_state_new ();
  if (row != NULL && strcmp (self->id, row->answer_id) != 0)
    {
      g_free (self->id);
      self->id = g_strdup (row->answer_id);
      g_object_notify_by_pspec (object, properties[PROP_ID]);
    }
  if (self->revision != (row != NULL ? row->revision : 0))
    {
      self->revision = row != NULL ? row->revision : 0;
      g_object_notify_by_pspec (object, properties[PROP_REVISION]);
    }
  if (old->verdict != self->state->verdict)
    {
      g_object_notify_by_pspec (object, properties[PROP_VERDICT]);
      g_object_notify_by_pspec (object, properties[PROP_VERDICT_WORD]);
    }
  for (guint i = 0; i < SL_N_ANSWER_TEXTS; i++)
    if (strcmp (old->texts[i], self->state->texts[i]) != 0)
      g_object_notify_by_pspec (object, properties[PROP_TEXTS + i]);
  if (self->applies != applies)
    {
      self->applies = applies;
      g_object_notify_by_pspec (object, properties[PROP_APPLIES]);
    }
  if (g_strcmp0 (self->why_not, why_not != NULL ? why_not : "") != 0)
    {
      self->why_not = why_not != NULL ? why_not : "";
      g_object_notify_by_pspec (object, properties[PROP_WHY_NOT]);
    }
  update_evidence (self, evidence);
  g_object_thaw_notify (object);
}

SlChecklistItem *
sl_answer_get_item (SlAnswer *self)
{
  g_return_val_if_fail (SL_IS_ANSWER (self), NULL);
  return self->item;
}

SlVerdict
sl_answer_get_verdict (SlAnswer *self)
{
  g_return_val_if_fail (SL_IS_ANSWER (self), SL_VERDICT_NONE);
  return self->state->verdict;
}

/**
 * sl_answer_get:
 * @property: the name of a text property
 *
 * Returns: (transfer none): its value, "" for none
 */
const char *
sl_answer_get (SlAnswer *self, const char *property)
{
  g_return_val_if_fail (SL_IS_ANSWER (self) && property != NULL, "");

  for (guint i = 0; i < SL_N_ANSWER_TEXTS; i++)
    if (strcmp (sl_answer_text_names[i], property) == 0)
      return self->state->texts[i];
  if (strcmp (property, "id") == 0)
    return self->id;
  if (strcmp (property, "item-id") == 0)
    return sl_checklist_item_get_id (self->item);
  if (strcmp (property, "verdict-word") == 0)
    return sl_verdict_to_word (self->state->verdict);
  if (strcmp (property, "why-not") == 0)
    return self->why_not;
  g_return_val_if_reached ("");
}

GListModel *
sl_answer_get_evidence (SlAnswer *self)
{
  g_return_val_if_fail (SL_IS_ANSWER (self), NULL);
  return G_LIST_MODEL (self->evidence);
}

gboolean
sl_answer_get_applies (SlAnswer *self)
{
  g_return_val_if_fail (SL_IS_ANSWER (self), FALSE);
  return self->applies;
}

/**
 * sl_answer_get_shown:
 * @value: (out) (optional): what the drawings show, in @unit
 * @unit: (out) (optional) (transfer none): "m", "mm", "homes", …
 *
 * Returns: whether the officer noted what the drawings show
 */
gboolean
sl_answer_get_shown (SlAnswer *self, double *value, const char **unit)
{
  g_return_val_if_fail (SL_IS_ANSWER (self), FALSE);

  if (value != NULL)
    *value = self->state->shown;
  if (unit != NULL)
    *unit = self->state->texts[SL_ANSWER_SHOWN_UNIT];
  return !isnan (self->state->shown);
}

/**
 * sl_place_has_preposition:
 * @place: where, as an officer typed it
 *
 * Returns: %TRUE for "behind plots 10 to 21", %FALSE for "plots 10 to 21"
 */
gboolean
sl_place_has_preposition (const char *place)
{
  static const char *const words[] = { "above",   "across", "along",      "around", "at",
                                       "behind",  "below",  "beneath",    "beside", "between",
                                       "beyond",  "by",     "from",       "in",     "inside",
                                       "near",    "next",   "off",        "on",     "opposite",
                                       "outside", "over",   "throughout", "to",     "under",
                                       "within" };
  gsize length = strcspn (place, " ");

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == length && g_ascii_strncasecmp (place, words[i], length) == 0)
      return TRUE;
  return FALSE;
}

/* Whether a place is told as a part of another: "the rear of plots 10 to 21". */
static gboolean
names_part (const char *place)
{
  const char *part = g_ascii_strncasecmp (place, "the ", 4) == 0 ? place + 4 : NULL;

  return part != NULL && g_str_has_prefix (part + strcspn (part, " "), " of ");
}

/**
 * sl_place_fit:
 * @text: words of a pack, with {place}
 * @place: where, as an officer typed it
 *
 * Returns: (transfer full): @text, ready for @place to be put in
 */
char *
sl_place_fit (const char *text, const char *place)
{
  GString *fitted = g_string_new (text);

  if (sl_place_has_preposition (place))
    g_string_replace (fitted, "at {place}", "{place}", 0);
  /* Not "the rear boundaries of the rear of plots 10 to 21". */
  else if (names_part (place))
    g_string_replace (fitted, " of {place}", " at {place}", 0);
  return g_string_free (fitted, FALSE);
}

/* What a case knows of a placeholder; NULL when it is for the officer to complete. */
static char *
fill_placeholder (SlAnswer *self, SlCase *planning_case, const char *name)
{
  static const struct
  {
    const char *name, *property;
  } texts[] = {
    { "authority", "authority-name" }, { "reference", "reference" }, { "address", "address" },
    { "applicant", "applicant" },      { "proposal", "proposal" },
  };
  const char *value = "";

  if (strcmp (name, "place") == 0)
    value = self->state->texts[SL_ANSWER_PLACE];
  else if (planning_case == NULL)
    return NULL;
  else if (strcmp (name, "homes") == 0 && sl_case_get_dwellings (planning_case) >= 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, sl_case_get_dwellings (planning_case));
  else if (strcmp (name, "site") == 0)
    value = sl_case_get_display_title (planning_case);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (strcmp (texts[i].name, name) == 0)
      value = sl_case_get (planning_case, texts[i].property);
  return *value != '\0' ? g_strdup (value) : NULL;
}

/**
 * sl_answer_dup_offered_recommendation:
 * @planning_case: (nullable): the case
 *
 * Fills {place}, {homes}, {site}, {authority}, {reference}, {address}, {applicant} and {proposal};
 * what is not known keeps its braces, which the publication gate finds.
 *
 * Returns: (transfer full): the pack's recommendation for this item
 */
char *
sl_answer_dup_offered_recommendation (SlAnswer *self, SlCase *planning_case)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *words = NULL;
  const char *p;

  g_return_val_if_fail (SL_IS_ANSWER (self), NULL);

  words = sl_place_fit (sl_checklist_item_get (self->item, "recommendation"),
                        self->state->texts[SL_ANSWER_PLACE]);
  p = words;
  while (*p != '\0')
    {
      const char *close = *p == '{' ? strchr (p, '}') : NULL;
      g_autofree char *name = close != NULL ? g_strndup (p + 1, close - p - 1) : NULL;
      g_autofree char *value = name != NULL ? fill_placeholder (self, planning_case, name) : NULL;

      if (value != NULL)
        {
          g_string_append (text, value);
          p = close + 1;
        }
      else
        g_string_append_c (text, *p++);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
