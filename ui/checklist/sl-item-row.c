/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-checklist-page"
#include "config.h"

#include "checklist/sl-item-row.h"

#include "base/sl-text.h"

#include <glib/gi18n.h>

/* What stands in the list of checklist items, worked out in one go from the assessment. */

struct _SlItemRow
{
  GObject parent_instance;

  SlItemRowKind kind;
  char *key;
  char *title;
  char *end;
  SlVerdict verdict;
  gboolean open;
};

G_DEFINE_FINAL_TYPE (SlItemRow, sl_item_row, G_TYPE_OBJECT)

static void
sl_item_row_finalize (GObject *object)
{
  SlItemRow *self = SL_ITEM_ROW (object);

  g_free (self->key);
  g_free (self->title);
  g_free (self->end);

  G_OBJECT_CLASS (sl_item_row_parent_class)->finalize (object);
}

static void
sl_item_row_class_init (SlItemRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_item_row_finalize;
}

static void
sl_item_row_init (SlItemRow *self)
{
}

/* Takes @end. */
static SlItemRow *
add_row (GPtrArray *rows, SlItemRowKind kind, const char *key, const char *title, char *end)
{
  SlItemRow *self = g_object_new (SL_TYPE_ITEM_ROW, NULL);

  self->kind = kind;
  self->key = g_strdup (key);
  self->title = g_strdup (title);
  self->end = end;
  g_ptr_array_add (rows, self);
  return self;
}

static gboolean
passes (SlAnswer *answer, SlItemFilter filter, const char *folded)
{
  SlVerdict verdict = sl_answer_get_verdict (answer);
  SlChecklistItem *item = sl_answer_get_item (answer);
  gboolean applies = sl_answer_get_applies (answer);

  if (filter == SL_ITEM_FILTER_NOT_ASKED ? applies : !applies)
    return FALSE;
  if (filter == SL_ITEM_FILTER_TO_DO && verdict != SL_VERDICT_NONE)
    return FALSE;
  if (filter == SL_ITEM_FILTER_TO_RAISE && verdict != SL_VERDICT_PARTLY &&
      verdict != SL_VERDICT_NOT_MET && verdict != SL_VERDICT_NOT_SHOWN)
    return FALSE;
  if (folded != NULL)
    {
      g_autofree char *all = g_strjoin (" ", sl_checklist_item_get_id (item),
                                        sl_checklist_item_get (item, "title"),
                                        sl_checklist_item_get (item, "question"), NULL);
      g_autofree char *words = sl_text_fold (all);

      return strstr (words, folded) != NULL;
    }
  return TRUE;
}

static char *
dup_section_end (SlAssessment *assessment, const char *section_id)
{
  SlAssessmentCount count;

  sl_assessment_count (assessment, section_id, &count);
  if (count.applicable == 0)
    return g_strdup ("");
  if (count.judged >= count.applicable)
    return g_strdup (_ ("Done"));
  /* TRANSLATORS: items judged of items asked */
  return g_strdup_printf (_ ("%u of %u"), count.judged, count.applicable);
}

static void
add_section (GPtrArray *rows,
             SlAssessment *assessment,
             const SlChecklistSection *section,
             GHashTable *toggled,
             SlItemFilter filter,
             const char *folded)
{
  GListModel *answers = sl_assessment_get_answers (assessment);
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  SlItemRow *row;

  for (guint i = 0; i < g_list_model_get_n_items (answers); i++)
    {
      g_autoptr (SlAnswer) answer = g_list_model_get_item (answers, i);

      if (g_str_equal (sl_checklist_item_get (sl_answer_get_item (answer), "section-id"),
                       section->id) &&
          passes (answer, filter, folded))
        g_ptr_array_add (shown, answer);
    }
  if (shown->len == 0)
    return;
  row = add_row (rows, SL_ITEM_ROW_SECTION, section->id, section->title,
                 dup_section_end (assessment, section->id));
  row->open = filter != SL_ITEM_FILTER_ALL || folded != NULL ||
              g_hash_table_contains (toggled, section->id);
  for (guint i = 0; row->open && i < shown->len; i++)
    {
      SlAnswer *answer = g_ptr_array_index (shown, i);
      SlChecklistItem *item = sl_answer_get_item (answer);
      SlVerdict verdict = sl_answer_get_verdict (answer);
      /* The short form leaves the title its room. */
      const char *word = verdict == SL_VERDICT_NOT_APPLICABLE ? _ ("N/A")
                                                              : sl_verdict_to_word (verdict);

      add_row (rows, SL_ITEM_ROW_ITEM, sl_checklist_item_get_id (item),
               sl_checklist_item_get (item, "title"), g_strdup (word))
          ->verdict = verdict;
    }
}

static void
add_observations (GPtrArray *rows, GListModel *observations, GHashTable *toggled)
{
  guint n_observations = observations != NULL ? g_list_model_get_n_items (observations) : 0;
  SlItemRow *head;

  head = add_row (rows, SL_ITEM_ROW_SECTION, SL_OBSERVATIONS_SECTION, _ ("Other observations"),
                  n_observations > 0 ? g_strdup_printf ("%u", n_observations) : g_strdup (""));
  head->open = g_hash_table_contains (toggled, SL_OBSERVATIONS_SECTION);
  for (guint i = 0; head->open && i < n_observations; i++)
    {
      g_autoptr (SlFreeObservation) observation = g_list_model_get_item (observations, i);
      const char *words = sl_free_observation_get (observation, "observation");

      add_row (rows, SL_ITEM_ROW_OBSERVATION, sl_free_observation_get (observation, "id"),
               *words != '\0' ? words : _ ("Not written yet"),
               g_strdup (sl_free_observation_get (observation, "topic-title")));
    }
  if (head->open)
    add_row (rows, SL_ITEM_ROW_ADD, "add", _ ("Add an observation"), g_strdup (""));
}

GPtrArray *
sl_item_rows_build (SlAssessment *assessment,
                    GListModel *observations,
                    GHashTable *toggled,
                    SlItemFilter filter,
                    const char *search)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  SlChecklist *checklist = sl_assessment_get_checklist (assessment);
  g_autofree char *folded = search != NULL && *search != '\0' ? sl_text_fold (search) : NULL;

  for (guint i = 0; i < sl_checklist_get_n_sections (checklist); i++)
    add_section (rows, assessment, sl_checklist_get_section (checklist, i), toggled, filter,
                 folded);
  /* Free observations are the whole case's. */
  if (filter == SL_ITEM_FILTER_ALL && folded == NULL &&
      sl_assessment_get_subject (assessment) == NULL)
    add_observations (rows, observations, toggled);
  return rows;
}

SlItemRowKind
sl_item_row_get_kind (SlItemRow *self)
{
  return self->kind;
}

const char *
sl_item_row_get_key (SlItemRow *self)
{
  return self->key;
}

const char *
sl_item_row_get_title (SlItemRow *self)
{
  return self->title;
}

const char *
sl_item_row_get_end (SlItemRow *self)
{
  return self->end;
}

SlVerdict
sl_item_row_get_verdict (SlItemRow *self)
{
  return self->verdict;
}

gboolean
sl_item_row_get_open (SlItemRow *self)
{
  return self->open;
}

gboolean
sl_item_row_equal (SlItemRow *self, SlItemRow *other)
{
  return self->kind == other->kind && self->verdict == other->verdict &&
         self->open == other->open && g_str_equal (self->key, other->key) &&
         g_str_equal (self->title, other->title) && g_str_equal (self->end, other->end);
}
