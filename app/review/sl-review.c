/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-paper-private.h"
#include "review/sl-review-private.h"

/* What quality assurance works with, held together for an opened casebook. The parts never change
 * but for the person, whose newer card takes the place of the older; any thread may ask. */
struct _SlReview
{
  GObject parent_instance;

  SlLibrary *library;
  SlPackLibrary *packs;
  SlPolicyLibrary *policy;
  SlReviewRules *rules;
  const SlPaperComposer *composer; /* of reports; NULL: nobody */
  gpointer composer_data;
  GDestroyNotify composer_destroy;
  GMutex lock;        /* of what follows */
  GPtrArray *persons; /* the last is at work; the others are kept for whoever borrowed them */
};

G_DEFINE_FINAL_TYPE (SlReview, sl_review, G_TYPE_OBJECT)

static void
sl_review_finalize (GObject *object)
{
  SlReview *self = SL_REVIEW (object);

  g_clear_object (&self->library);
  g_clear_object (&self->packs);
  g_clear_object (&self->policy);
  g_clear_object (&self->rules);
  if (self->composer_destroy != NULL)
    self->composer_destroy (self->composer_data);
  g_ptr_array_unref (self->persons);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (sl_review_parent_class)->finalize (object);
}

static void
sl_review_class_init (SlReviewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_review_finalize;
}

static void
sl_review_init (SlReview *self)
{
  g_mutex_init (&self->lock);
  self->persons = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * sl_review_new:
 * @library: the casebook's documents and store
 * @packs: its packs
 * @policy: its policies and force profile
 * @person: who is at work
 * @error: return location
 *
 * Also gives quality assurance its word on every change of the store (once a store): see
 * sl-review-guard.c.
 *
 * Returns: (transfer full): the review, or %NULL with %SL_PACK_ERROR when its rules cannot be read,
 * or %SL_STORE_ERROR when they could not be written where the database's triggers look
 */
SlReview *
sl_review_new (SlLibrary *library,
               SlPackLibrary *packs,
               SlPolicyLibrary *policy,
               SlPerson *person,
               GError **error)
{
  g_autoptr (SlReview) self = NULL;

  g_return_val_if_fail (SL_IS_LIBRARY (library) && SL_IS_PERSON (person), NULL);

  self = g_object_new (SL_TYPE_REVIEW, NULL);
  self->rules = sl_review_rules_new (packs, policy, error);
  if (self->rules == NULL)
    return NULL;
  self->library = g_object_ref (library);
  self->packs = g_object_ref (packs);
  self->policy = g_object_ref (policy);
  sl_review_set_person (self, person);
  sl_review_guard_set (sl_library_get_store (library), self->rules);
  if (!sl_review_rules_adopt (self->rules, sl_library_get_store (library), error))
    return NULL;
  return g_steal_pointer (&self);
}

SlReviewRules *
sl_review_get_rules (SlReview *self)
{
  g_return_val_if_fail (SL_IS_REVIEW (self), NULL);
  return self->rules;
}

SlLibrary *
sl_review_get_library (SlReview *self)
{
  g_return_val_if_fail (SL_IS_REVIEW (self), NULL);
  return self->library;
}

SlPackLibrary *
sl_review_get_packs (SlReview *self)
{
  g_return_val_if_fail (SL_IS_REVIEW (self), NULL);
  return self->packs;
}

SlPolicyLibrary *
sl_review_get_policy (SlReview *self)
{
  g_return_val_if_fail (SL_IS_REVIEW (self), NULL);
  return self->policy;
}

SlPerson *
sl_review_get_person (SlReview *self)
{
  SlPerson *person;

  g_return_val_if_fail (SL_IS_REVIEW (self), NULL);

  g_mutex_lock (&self->lock);
  person = g_ptr_array_index (self->persons, self->persons->len - 1);
  g_mutex_unlock (&self->lock);
  return person;
}

void
sl_review_set_person (SlReview *self, SlPerson *person)
{
  g_return_if_fail (SL_IS_REVIEW (self) && SL_IS_PERSON (person));

  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->persons, g_object_ref (person));
  g_mutex_unlock (&self->lock);
}

/**
 * sl_review_set_paper_composer:
 * @self: a review that nobody uses yet
 * @composer: how reports are composed; borrowed for ever
 * @data: for @composer
 * @destroy: (nullable): for @data
 */
void
sl_review_set_paper_composer (SlReview *self,
                              const SlPaperComposer *composer,
                              gpointer data,
                              GDestroyNotify destroy)
{
  g_return_if_fail (SL_IS_REVIEW (self) && self->composer == NULL);

  self->composer = composer;
  self->composer_data = data;
  self->composer_destroy = destroy;
}

const SlPaperComposer *
sl_review_get_paper_composer (SlReview *self, gpointer *data)
{
  *data = self->composer_data;
  return self->composer;
}
