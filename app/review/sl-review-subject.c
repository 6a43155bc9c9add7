/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review"
#include "config.h"

#include "review/sl-review-subject.h"

#include "review/sl-diff-private.h"

/* The records of a version for those who read and comment on them: what changed is the business of
 * sl-diff.c; here stands everything, changed or not, so that a first version can be talked about
 * too. */

static void
subject_free (gpointer data)
{
  SlReviewSubject *self = data;

  g_free (self->id);
  g_free (self->title);
  g_free (self->section);
  g_free (self->verdict);
  g_free (self->text);
  g_free (self->more);
  g_strfreev (self->evidence);
  g_free (self);
}

static char *
dup_field (SlSnapshot *snapshot, const SlReviewSubject *subject, const char *field)
{
  g_autofree char *path = g_strdup_printf ("%s/%s/%s", subject->kind, subject->id, field);

  return g_strdup (sl_snapshot_get (snapshot, path));
}

static SlReviewSubject *
subject_new (SlSnapshot *snapshot, const char *kind, const char *id)
{
  SlReviewSubject *self = g_new0 (SlReviewSubject, 1);
  gboolean answer = g_str_equal (kind, "answer");
  g_autofree char *reason = NULL, *evidence = NULL;

  self->kind = kind;
  self->id = g_strdup (id);
  self->title = sl_snapshot_dup_title (snapshot, kind, id);
  self->section = answer ? dup_field (snapshot, self, "section") : g_strdup ("");
  self->verdict = answer ? dup_field (snapshot, self, "verdict") : g_strdup ("");
  self->text = dup_field (snapshot, self, answer ? "observation" : "quotation");
  self->more = dup_field (snapshot, self, answer ? "recommendation" : "note");
  reason = answer ? dup_field (snapshot, self, "reason") : NULL;
  /* Why it does not apply takes the place of what was observed. */
  if (*self->text == '\0' && reason != NULL)
    {
      g_free (self->text);
      self->text = g_steal_pointer (&reason);
    }
  evidence = answer ? dup_field (snapshot, self, "evidence") : g_strdup ("");
  self->evidence = *evidence != '\0' ? g_strsplit (evidence, " ", -1) : g_new0 (char *, 1);
  return self;
}

static void
append_group (GPtrArray *subjects, SlSnapshot *snapshot, const char *kind)
{
  g_auto (GStrv) ids = sl_snapshot_list (snapshot, kind);

  for (guint i = 0; ids[i] != NULL; i++)
    g_ptr_array_add (subjects, subject_new (snapshot, kind, ids[i]));
}

/**
 * sl_review_subjects_list:
 * @snapshot: a version's, or the draft's
 *
 * Returns: (transfer full) (element-type SlReviewSubject): every answer and all evidence that it
 *   holds
 */
GPtrArray *
sl_review_subjects_list (SlSnapshot *snapshot)
{
  GPtrArray *subjects = g_ptr_array_new_with_free_func (subject_free);

  g_return_val_if_fail (snapshot != NULL, subjects);

  append_group (subjects, snapshot, "answer");
  append_group (subjects, snapshot, "evidence");
  return subjects;
}

/**
 * sl_review_subjects_find:
 * @subjects: (nullable) (element-type SlReviewSubject): of a version
 * @kind: "answer" or "evidence"
 * @id: (nullable): an item's or the evidence's
 *
 * Returns: (transfer none) (nullable): the one, or %NULL when the version does not hold it
 */
const SlReviewSubject *
sl_review_subjects_find (GPtrArray *subjects, const char *kind, const char *id)
{
  for (guint i = 0; subjects != NULL && i < subjects->len; i++)
    {
      const SlReviewSubject *subject = g_ptr_array_index (subjects, i);

      if (g_str_equal (subject->kind, kind) && g_strcmp0 (subject->id, id) == 0)
        return subject;
    }
  return NULL;
}
