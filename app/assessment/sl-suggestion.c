/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-assessment"
#include "config.h"

#include "assessment/sl-suggestion-private.h"

#include "base/sl-hash.h"
#include "base/sl-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* A passage in the case's documents that bears on an item. Suggested, never decided: it says where
 * it stands and how a stated measure compares, and writes nothing. Never changes after it was
 * found. */
struct _SlSuggestion
{
  GObject parent_instance;

  SlDocument *document;
  SlChecklistItem *item; /* keeps the criterion's strings */
  guint page;
  char *excerpt;
  GArray *ranges;
  char *key;
  char *finding;
  SlComparedMeasure compared;
  double rank;
};

enum
{
  PROP_0,
  PROP_DOCUMENT_ID,
  PROP_DOCUMENT_TITLE,
  PROP_DRAWING_NUMBER,
  PROP_EXCERPT,
  PROP_KEY,
  PROP_FINDING,
  PROP_UNIT,
  PROP_MEASURE,
  PROP_PAGE, /* from here on no text */
  PROP_COMPARISON,
  PROP_VALUE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static const char *const text_names[PROP_PAGE] = {
  NULL,  "document-id", "document-title", "drawing-number", "excerpt",
  "key", "finding",     "unit",           "measure",
};

G_DEFINE_FINAL_TYPE (SlSuggestion, sl_suggestion, G_TYPE_OBJECT)

static void
sl_suggestion_finalize (GObject *object)
{
  SlSuggestion *self = SL_SUGGESTION (object);

  g_free (self->finding);
  g_free (self->key);
  g_clear_pointer (&self->ranges, g_array_unref);
  g_free (self->excerpt);
  g_clear_object (&self->item);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sl_suggestion_parent_class)->finalize (object);
}

static const char *
get_text (SlSuggestion *self, guint prop_id)
{
  const SlCriterion *criterion = self->compared.criterion;

  switch (prop_id)
    {
    case PROP_DOCUMENT_ID:
      return sl_document_get_id (self->document);
    case PROP_DOCUMENT_TITLE:
      return sl_document_get (self->document, "title");
    case PROP_DRAWING_NUMBER:
      return sl_document_get (self->document, "drawing-number");
    case PROP_EXCERPT:
      return self->excerpt;
    case PROP_KEY:
      return self->key;
    case PROP_FINDING:
      return self->finding;
    case PROP_UNIT:
      return criterion != NULL ? criterion->unit : "";
    case PROP_MEASURE:
      return criterion != NULL ? criterion->measure : "";
    default:
      return NULL;
    }
}

static void
sl_suggestion_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SlSuggestion *self = SL_SUGGESTION (object);

  if (prop_id == PROP_PAGE)
    g_value_set_uint (value, self->page);
  else if (prop_id == PROP_COMPARISON)
    g_value_set_int (value, self->compared.comparison);
  else if (prop_id == PROP_VALUE)
    g_value_set_double (value, self->compared.criterion != NULL ? self->compared.value : NAN);
  else if (prop_id > PROP_0 && prop_id < PROP_PAGE)
    g_value_set_string (value, get_text (self, prop_id));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sl_suggestion_class_init (SlSuggestionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = sl_suggestion_finalize;
  object_class->get_property = sl_suggestion_get_property;
  for (guint i = 1; i < PROP_PAGE; i++)
    properties[i] = g_param_spec_string (text_names[i], NULL, NULL, NULL, flags);
  properties[PROP_PAGE] = g_param_spec_uint ("page", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_COMPARISON] = g_param_spec_int ("comparison", NULL, NULL, -1, 1, 0, flags);
  properties[PROP_VALUE] = g_param_spec_double ("value", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                                                flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sl_suggestion_init (SlSuggestion *self)
{
}

/* The same passage of the same page again, after the index was made anew too. */
static char *
make_key (const SlPassage *passage)
{
  g_autofree char *folded = sl_text_fold (passage->excerpt);
  g_autofree char *whole = g_strdup_printf ("%s\n%u\n%s", sl_document_get_id (passage->document),
                                            passage->page, folded);
  char *key = sl_hash_text (whole);

  key[32] = '\0';
  return key;
}

/* The measure that fits best near any of the words found; a measure that was itself what was looked
 * for does not say what it measures. */
static void
compare_measures (SlSuggestion *self)
{
  self->compared.cost = G_MAXDOUBLE;
  for (guint i = 0; i + 1 < self->ranges->len; i += 2)
    {
      guint start = g_array_index (self->ranges, guint, i);
      guint end = g_array_index (self->ranges, guint, i + 1);
      g_autofree char *words = g_strndup (self->excerpt + start, end - start);
      SlComparedMeasure compared;

      if (sl_measure_is_bare (words))
        continue;
      sl_criteria_compare (self->item, self->excerpt, start, &compared);
      if (compared.cost < self->compared.cost)
        self->compared = compared;
    }
}

SlSuggestion *
sl_suggestion_new (const SlPassage *passage, SlChecklistItem *item)
{
  SlSuggestion *self = g_object_new (SL_TYPE_SUGGESTION, NULL);

  self->document = g_object_ref (passage->document);
  self->item = g_object_ref (item);
  self->page = passage->page;
  self->excerpt = g_strdup (passage->excerpt);
  self->ranges = g_array_ref (passage->ranges);
  self->key = make_key (passage);
  compare_measures (self);
  self->finding = self->compared.criterion != NULL
                      ? sl_criterion_describe (self->compared.criterion, self->compared.value)
                      : g_strdup ("");
  return self;
}

/**
 * sl_suggestion_get:
 * @property: the name of a text property
 *
 * Returns: (transfer none): its value, "" for none
 */
const char *
sl_suggestion_get (SlSuggestion *self, const char *property)
{
  g_return_val_if_fail (SL_IS_SUGGESTION (self) && property != NULL, "");

  for (guint i = 1; i < PROP_PAGE; i++)
    if (strcmp (text_names[i], property) == 0)
      return get_text (self, i);
  g_return_val_if_reached ("");
}

guint
sl_suggestion_get_page (SlSuggestion *self)
{
  g_return_val_if_fail (SL_IS_SUGGESTION (self), 0);
  return self->page;
}

GArray *
sl_suggestion_get_ranges (SlSuggestion *self)
{
  g_return_val_if_fail (SL_IS_SUGGESTION (self), NULL);
  return self->ranges;
}

/**
 * sl_suggestion_get_stated:
 * @value: (out) (optional): what the passage states, in the criterion's unit
 * @comparison: (out) (optional): 1 meets it, -1 does not
 *
 * Returns: whether the passage states a measure that a criterion of the item asks about
 */
gboolean
sl_suggestion_get_stated (SlSuggestion *self, double *value, int *comparison)
{
  g_return_val_if_fail (SL_IS_SUGGESTION (self), FALSE);

  if (value != NULL)
    *value = self->compared.value;
  if (comparison != NULL)
    *comparison = self->compared.comparison;
  return self->compared.criterion != NULL;
}

SlDocument *
sl_suggestion_get_document (SlSuggestion *self)
{
  return self->document;
}

const SlCriterion *
sl_suggestion_get_criterion (SlSuggestion *self)
{
  return self->compared.criterion;
}

double
sl_suggestion_get_rank (SlSuggestion *self)
{
  return self->rank;
}

void
sl_suggestion_set_rank (SlSuggestion *self, double rank)
{
  self->rank = rank;
}

static gboolean
disagrees (SlSuggestion *a, SlSuggestion *b)
{
  return a->compared.criterion != NULL && a->compared.criterion == b->compared.criterion &&
         !sl_document_get_superseded (a->document) && !sl_document_get_superseded (b->document) &&
         strcmp (sl_document_get_id (a->document), sl_document_get_id (b->document)) != 0 &&
         fabs (a->compared.value - b->compared.value) >
             0.01 * MAX (fabs (a->compared.value), fabs (b->compared.value));
}

static char *
describe_place (SlSuggestion *self)
{
  const char *number = sl_document_get (self->document, "drawing-number");
  g_autofree char *value = sl_measure_format (self->compared.value, self->compared.criterion->unit);

  if (*number != '\0')
    return g_strdup_printf (_ ("%s on %s page %u"), value, number, self->page);
  return g_strdup_printf (_ ("%s in %s page %u"), value, sl_document_get (self->document, "title"),
                          self->page);
}

/**
 * sl_suggestions_dup_disagreement:
 * @suggestions: (element-type SlSuggestion): those of one item, best first
 * @first: (out) (optional) (transfer none): one of the two
 * @second: (out) (optional) (transfer none): the other
 *
 * Returns: (transfer full) (nullable): a sentence on the two best passages of different documents,
 *   neither superseded, that state different values for the same criterion
 */
char *
sl_suggestions_dup_disagreement (GPtrArray *suggestions,
                                 SlSuggestion **first,
                                 SlSuggestion **second)
{
  g_return_val_if_fail (suggestions != NULL, NULL);

  for (guint i = 0; i < suggestions->len; i++)
    for (guint j = i + 1; j < suggestions->len; j++)
      {
        SlSuggestion *a = g_ptr_array_index (suggestions, i);
        SlSuggestion *b = g_ptr_array_index (suggestions, j);
        g_autofree char *here = NULL;
        g_autofree char *there = NULL;

        if (!disagrees (a, b))
          continue;
        if (first != NULL)
          *first = a;
        if (second != NULL)
          *second = b;
        here = describe_place (a);
        there = describe_place (b);
        return g_strdup_printf (_ ("Documents disagree: %s, %s"), here, there);
      }
  return NULL;
}
