/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-competency"
#include "config.h"

#include "competency/sl-framework.h"

#include "people/sl-role.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What another edition would change for a portfolio, told line by line before a manager moves it.
 * A criterion is the same where its id is, or the id that the newer line says it was. */

typedef struct
{
  GPtrArray *differences;
  GString *words; /* what the line at hand changes, sentences with a space between */
} Comparison;

void
sl_framework_difference_free (SlFrameworkDifference *difference)
{
  g_free (difference->component_id);
  g_free (difference->from_id);
  g_free (difference->to_id);
  g_free (difference->text);
  g_free (difference);
}

static void
add (Comparison *self,
     SlFrameworkStep step,
     const char *component_id,
     const char *from_id,
     const char *to_id,
     const char *text)
{
  SlFrameworkDifference *difference = g_new (SlFrameworkDifference, 1);

  *difference = (SlFrameworkDifference){ step, g_strdup (component_id), g_strdup (from_id),
                                         g_strdup (to_id), g_strdup (text) };
  g_ptr_array_add (self->differences, difference);
}

/* ---- sentences about one line ---- */

/* "Assessed by: … (was: …)." where the two differ. */
static void
tell (Comparison *self, const char *label, const char *before, const char *after)
{
  if (g_str_equal (before, after))
    return;
  /* Translators: what an edition changes, as in "Asks now: a longer text (was: a text)." */
  g_string_append_printf (self->words, _ (" %s: %s (was: %s)."), label,
                          *after != '\0' ? after : _ ("none"),
                          *before != '\0' ? before : _ ("none"));
}

static void
tell_number (Comparison *self, const char *label, guint before, guint after)
{
  g_autofree char *old = g_strdup_printf ("%u", before);
  g_autofree char *new = g_strdup_printf ("%u", after);

  tell (self, label, old, new);
}

static void
tell_flag (Comparison *self, const char *label, gboolean before, gboolean after)
{
  tell (self, label, before ? _ ("yes") : _ ("no"), after ? _ ("yes") : _ ("no"));
}

static void
tell_list (Comparison *self, const char *label, const char *const *before, const char *const *after)
{
  g_autofree char *old = g_strjoinv (", ", (char **) before);
  g_autofree char *new = g_strjoinv (", ", (char **) after);

  tell (self, label, old, new);
}

static char *
join_roles (const char *const *roles)
{
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; roles[i] != NULL; i++)
    g_string_append_printf (titles, "%s%s", i > 0 ? ", " : "", sl_role_get_title (roles[i]));
  return g_string_free (g_steal_pointer (&titles), FALSE);
}

static void
tell_roles (Comparison *self,
            const char *label,
            const char *const *before,
            const char *const *after)
{
  g_autofree char *old = join_roles (before);
  g_autofree char *new = join_roles (after);

  tell (self, label, old, new);
}

/* What was told since the last line, as a difference of the line called @name; nothing told, no
 * difference. */
static void
close_line (Comparison *self,
            const char *name,
            const char *component_id,
            const char *from_id,
            const char *to_id)
{
  g_string_prepend (self->words, name);
  if (self->words->len > strlen (name))
    add (self, SL_FRAMEWORK_REWORDED, component_id, from_id, to_id, self->words->str);
  g_string_truncate (self->words, 0);
}

/* ---- criteria ---- */

static char *
join_outcomes (const SlFrameworkCriterion *criterion)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < criterion->n_outcomes; i++)
    {
      const SlFrameworkOutcome *outcome = &criterion->outcomes[i];

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", outcome->title);
      if (outcome->renew_months > 0)
        g_string_append_printf (text,
                                g_dngettext (GETTEXT_PACKAGE, " (renewed every %u month)",
                                             " (renewed every %u months)", outcome->renew_months),
                                outcome->renew_months);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
compare_criterion (Comparison *self,
                   const SlComponent *from_home,
                   const SlFrameworkCriterion *from,
                   const SlComponent *to_home,
                   const SlFrameworkCriterion *to)
{
  g_autofree char *before = join_outcomes (from);
  g_autofree char *after = join_outcomes (to);
  /* Translators: what an edition changes of a criterion, "C2.4 Write the response." */
  g_autofree char *name = g_strdup_printf (_ ("%s %s."), to->id, to->title);

  tell (self, _ ("Number"), from->id, to->id);
  tell (self, _ ("Short title"), from->title, to->title);
  tell (self, _ ("Asks now"), from->text, to->text);
  tell (self, _ ("Stands in"), from_home != NULL ? from_home->id : "",
        to_home != NULL ? to_home->id : "");
  tell (self, _ ("Belongs to"), from->under, to->under);
  tell (self, _ ("Source"), from->source, to->source);
  tell_flag (self, _ ("Only a heading"), from->heading, to->heading);
  tell_flag (self, _ ("May be not applicable"), from->where_applicable, to->where_applicable);
  tell_list (self, _ ("Offered from the case’s record"), from->shows, to->shows);
  tell_list (self, _ ("Training that counts"), from->accepts, to->accepts);
  tell_flag (self, _ ("Needs a certificate’s file"), from->certificate, to->certificate);
  tell (self, _ ("Outcomes"), before, after);
  close_line (self, name, to_home != NULL ? to_home->id : "", from->id, to->id);
}

/* What @to was in the edition before; NULL: it is new. An older "was" is history: by now the line
 * had its name. */
static const SlFrameworkCriterion *
find_before (SlFramework *from, const SlFrameworkCriterion *to, const SlComponent **home)
{
  const SlFrameworkCriterion *before = NULL;

  if (*to->was != '\0')
    before = sl_framework_find_criterion (from, to->was, home);
  return before != NULL ? before : sl_framework_find_criterion (from, to->id, home);
}

static void
tell_new (Comparison *self, const SlComponent *home, const SlFrameworkCriterion *criterion)
{
  g_autofree char *text = g_strdup_printf (_ ("%s %s is new: %s"), criterion->id, criterion->title,
                                           criterion->text);

  add (self, SL_FRAMEWORK_NEW, home != NULL ? home->id : "", "", criterion->id, text);
}

static void
tell_gone (Comparison *self, const SlComponent *home, const SlFrameworkCriterion *criterion)
{
  g_autofree char *text = g_strdup_printf (_ ("%s %s is asked no more. What was assessed of it "
                                              "stays in the record."),
                                           criterion->id, criterion->title);

  add (self, SL_FRAMEWORK_GONE, home != NULL ? home->id : "", criterion->id, "", text);
}

/* The newer edition's criteria in its order; @kept gets those of the older one that go on. */
static void
compare_criteria (Comparison *self,
                  SlFramework *from,
                  const SlComponent *component,
                  GHashTable *kept)
{
  for (guint i = 0; i < component->n_criteria; i++)
    {
      const SlFrameworkCriterion *criterion = &component->criteria[i];
      const SlComponent *home;
      const SlFrameworkCriterion *before = find_before (from, criterion, &home);

      if (before == NULL)
        tell_new (self, component, criterion);
      else
        {
          g_hash_table_add (kept, (gpointer) before);
          compare_criterion (self, home, before, component, criterion);
        }
    }
}

static void
list_gone (Comparison *self, SlFramework *from, GHashTable *kept)
{
  for (guint i = 0; i < sl_framework_get_n_components (from); i++)
    {
      const SlComponent *component = sl_framework_get_component (from, i);

      for (guint j = 0; j < component->n_criteria; j++)
        if (!g_hash_table_contains (kept, &component->criteria[j]))
          tell_gone (self, component, &component->criteria[j]);
    }
}

/* ---- components and rules ---- */

static void
compare_component (Comparison *self, const SlComponent *from, const SlComponent *to)
{
  g_autofree char *name = g_strdup_printf (_ ("%s %s."), to->id, to->title);

  tell (self, _ ("Title"), from->title, to->title);
  tell (self, _ ("Counted in"), from->nouns, to->nouns);
  tell (self, _ ("Shown by"),
        from->type == SL_COMPONENT_TRAINING ? _ ("training entries") : _ ("cases"),
        to->type == SL_COMPONENT_TRAINING ? _ ("training entries") : _ ("cases"));
  tell (self, _ ("Kind of case"), from->case_kind, to->case_kind);
  tell_number (self, _ ("How often it is shown"), from->occasions, to->occasions);
  tell_roles (self, _ ("Assessed by"), from->assessors, to->assessors);
  close_line (self, name, to->id, "", "");
}

static void
compare_components (Comparison *self, SlFramework *from, SlFramework *to)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < sl_framework_get_n_components (to); i++)
    {
      const SlComponent *component = sl_framework_get_component (to, i);
      const SlComponent *before = sl_framework_find_component (from, component->id);

      if (before != NULL)
        compare_component (self, before, component);
      else
        {
          g_autofree char *text = g_strdup_printf (_ ("The component %s %s is new."), component->id,
                                                   component->title);

          add (self, SL_FRAMEWORK_NEW, component->id, "", "", text);
        }
      compare_criteria (self, from, component, kept);
    }
  for (guint i = 0; i < sl_framework_get_n_components (from); i++)
    {
      const SlComponent *component = sl_framework_get_component (from, i);
      g_autofree char *text = NULL;

      if (sl_framework_find_component (to, component->id) != NULL)
        continue;
      text = g_strdup_printf (_ ("The component %s %s is asked no more."), component->id,
                              component->title);
      add (self, SL_FRAMEWORK_GONE, component->id, "", "", text);
    }
  list_gone (self, from, kept);
}

static void
compare_entry (Comparison *self, SlFramework *from, SlFramework *to)
{
  const SlFrameworkCriterion *before = sl_framework_get_entry (from);
  const SlFrameworkCriterion *after = sl_framework_get_entry (to);

  if (before != NULL && after != NULL)
    compare_criterion (self, NULL, before, NULL, after);
  else if (after != NULL)
    tell_new (self, NULL, after);
  else if (before != NULL)
    tell_gone (self, NULL, before);
}

/* "Local Policing Support Unit Commander, 7 days"; "" where there is no appeal. */
static char *
describe_appeal (SlFramework *framework, const char *role)
{
  const SlAppealRule *rule = sl_framework_find_appeal (framework, role);

  if (rule == NULL)
    return g_strdup ("");
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "to the %s within %u day",
                                       "to the %s within %u days", rule->days),
                          sl_role_get_title (rule->to), rule->days);
}

static void
compare_rules (Comparison *self, SlFramework *from, SlFramework *to)
{
  guint n_roles;
  const SlRole *roles = sl_roles_get (&n_roles);

  tell (self, _ ("Title"), sl_framework_get_title (from), sl_framework_get_title (to));
  tell (self, _ ("It leads from"), sl_role_get_title (sl_framework_get_from_role (from)),
        sl_role_get_title (sl_framework_get_from_role (to)));
  tell (self, _ ("It leads to"), sl_role_get_title (sl_framework_get_to_role (from)),
        sl_role_get_title (sl_framework_get_to_role (to)));
  tell_roles (self, _ ("Progression is decided by"), sl_framework_get_deciders (from),
              sl_framework_get_deciders (to));
  for (guint i = 0; i < n_roles; i++)
    {
      g_autofree char *label = g_strdup_printf (_ ("Appeal against the %s"),
                                                sl_role_get_title (roles[i].id));
      g_autofree char *before = describe_appeal (from, roles[i].id);
      g_autofree char *after = describe_appeal (to, roles[i].id);

      tell (self, label, before, after);
    }
  tell_number (self, _ ("Days before a renewal is shown"), sl_framework_get_expiry_days (from),
               sl_framework_get_expiry_days (to));
  tell_number (self, _ ("Of how many occasions one is looked at again"),
               sl_framework_get_sample_every (from), sl_framework_get_sample_every (to));
  close_line (self, _ ("Rules."), "", "", "");
}

/**
 * sl_framework_compare:
 * @from: the edition that a portfolio is kept by
 * @to: the one that it might be moved to
 *
 * Returns: (transfer full) (element-type SlFrameworkDifference): what would change, the rules
 *   first, then the components in @to's order, then what @to asks no more; empty when they ask the
 *   same
 */
GPtrArray *
sl_framework_compare (SlFramework *from, SlFramework *to)
{
  g_autoptr (GString) words = g_string_new (NULL);
  Comparison self = {
    g_ptr_array_new_with_free_func ((GDestroyNotify) sl_framework_difference_free), words
  };

  g_return_val_if_fail (SL_IS_FRAMEWORK (from) && SL_IS_FRAMEWORK (to), self.differences);

  compare_rules (&self, from, to);
  compare_entry (&self, from, to);
  compare_components (&self, from, to);
  return self.differences;
}
