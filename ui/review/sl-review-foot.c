/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-review-page"
#include "config.h"

#include "review/sl-review-foot.h"

#include "base/sl-time.h"
#include "review/sl-review-words.h"

#include <glib/gi18n.h>

/* A rule decides whether a step may be taken; this only says which steps there are in each state. A
 * step that may not be taken yet stands there all the same, with its reason in words beside it. */

struct _SlReviewFoot
{
  GtkWidget parent_instance;

  GtkWidget *content; /* all else stands in it */
  SlReviewComposer *composer;
  GtkBox *line;
  GtkLabel *text;
  GtkLabel *detail;
  GtkBox *buttons;
  GtkWidget *take_back;
  GtkWidget *give_back; /* Return with a reason */
  GtkWidget *approve;
  GtkWidget *submit;
  GtkWidget *issue;
  GtkWidget *save_copy;
  GtkWidget *outcome;
};

enum
{
  SIGNAL_WRITTEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlReviewFoot, sl_review_foot, GTK_TYPE_WIDGET)

typedef struct
{
  SlReview *review;
  SlReviewState *state;
  SlVersion *newest; /* NULL: none yet */
  const char *word;  /* its state, "" none */
  SlIssue *issued;
  SlOutcome *outcome;
  const char *locked;
} Situation;

/* Whether @action may be taken; *@reason (transfer full) when not. */
static gboolean
may (const Situation *situation, SlReviewAction action, char **reason)
{
  if (situation->locked != NULL)
    {
      *reason = g_strdup (situation->locked);
      return FALSE;
    }
  return sl_review_may (situation->review, situation->state, action, NULL, reason);
}

/* Shows a step; FALSE with *@reason set when it cannot be taken. */
static gboolean
offer (GtkWidget *button, const Situation *situation, SlReviewAction action, char **reason)
{
  g_autofree char *why = NULL;
  gboolean allowed = may (situation, action, &why);

  gtk_widget_set_visible (button, TRUE);
  gtk_widget_set_sensitive (button, allowed);
  gtk_widget_set_tooltip_text (button, allowed ? NULL : why);
  if (!allowed && reason != NULL && *reason == NULL)
    *reason = g_steal_pointer (&why);
  return allowed;
}

static gboolean
is_author (const Situation *situation)
{
  SlPerson *person = sl_review_get_person (situation->review);

  return situation->newest == NULL || g_strcmp0 (sl_version_get (situation->newest, "author-id"),
                                                 sl_person_get_id (person)) == 0;
}

static char *
tell_decided (SlVersion *version, gboolean approved)
{
  g_autofree char *when = sl_review_when (sl_version_get (version, "decided-at"));

  return g_strdup_printf (approved ? _ ("Version %u was approved by %s, %s.")
                                   : _ ("Version %u was returned by %s, %s."),
                          sl_version_get_number (version),
                          sl_version_get (version, "decided-by-name"), when);
}

/* A draft that may be sent, for the first time or again. */
static char *
show_to_send (SlReviewFoot *self, const Situation *situation, char **detail)
{
  const char *reason = situation->newest != NULL ? sl_version_get (situation->newest, "reason")
                                                 : "";
  g_autofree char *why = NULL;

  if (is_author (situation) || may (situation, SL_REVIEW_SUBMIT, &why))
    {
      g_clear_pointer (&why, g_free);
      offer (self->submit, situation, SL_REVIEW_SUBMIT, &why);
    }
  if (why != NULL)
    *detail = g_strdup (why);
  else if (*reason != '\0')
    *detail = g_strdup_printf (_ ("“%s”"), reason);
  if (situation->newest == NULL)
    return g_strdup (_ ("Not sent for review yet."));
  if (g_str_equal (situation->word, "returned"))
    return tell_decided (situation->newest, FALSE);
  if (g_str_equal (situation->word, "voided"))
    return g_strdup_printf (_ ("The approval of version %u no longer stands."),
                            sl_version_get_number (situation->newest));
  return g_strdup_printf (_ ("Version %u was taken back."),
                          sl_version_get_number (situation->newest));
}

/* In review: the author waits, everyone else is told what approval waits for. */
static char *
show_in_review (SlReviewFoot *self, const Situation *situation, char **detail)
{
  g_autofree char *why = NULL, *when = NULL;
  gboolean may_approve;

  when = sl_review_when (sl_version_get (situation->newest, "submitted-at"));
  if (is_author (situation))
    {
      offer (self->take_back, situation, SL_REVIEW_WITHDRAW, detail);
      return g_strdup_printf (_ ("Version %u has been with the manager since %s."),
                              sl_version_get_number (situation->newest), when);
    }
  offer (self->give_back, situation, SL_REVIEW_RETURN, NULL);
  may_approve = offer (self->approve, situation, SL_REVIEW_APPROVE, &why);
  if (may_approve)
    return g_strdup (_ ("Nothing stands in the way of approval."));
  return g_steal_pointer (&why);
}

static char *
show_approved (SlReviewFoot *self, const Situation *situation, char **detail)
{
  g_autofree char *why = NULL;

  offer (self->issue, situation, SL_REVIEW_ISSUE, detail);
  if (may (situation, SL_REVIEW_RETURN, &why))
    offer (self->give_back, situation, SL_REVIEW_RETURN, NULL);
  return tell_decided (situation->newest, TRUE);
}

static const char *
get_decision (const char *decision)
{
  if (g_str_equal (decision, "granted"))
    return _ ("Permission was granted");
  if (g_str_equal (decision, "granted-with-conditions"))
    return _ ("Permission was granted with conditions");
  if (g_str_equal (decision, "refused"))
    return _ ("Permission was refused");
  if (g_str_equal (decision, "withdrawn"))
    return _ ("The application was withdrawn");
  return _ ("The application was not determined");
}

static char *
show_issued (SlReviewFoot *self, const Situation *situation, char **detail)
{
  g_autofree char *date = NULL, *hash = NULL;
  const char *sent_to;

  gtk_widget_set_visible (self->save_copy, TRUE);
  if (sl_paper_is_response (situation->state->paper))
    offer (self->outcome, situation, SL_REVIEW_RECORD_OUTCOME, NULL);
  if (situation->issued == NULL)
    return g_strdup (_ ("Issued."));
  date = sl_date_format_long (sl_issue_get (situation->issued, "sent-on"));
  hash = sl_review_short_hash (sl_issue_get (situation->issued, "sha256"));
  sent_to = sl_issue_get (situation->issued, "sent-to");
  if (situation->outcome != NULL)
    {
      g_autofree char *decided = sl_date_format_long (
          sl_outcome_get (situation->outcome, "decided-on"));

      gtk_button_set_label (GTK_BUTTON (self->outcome), _ ("Correct outcome…"));
      gtk_widget_remove_css_class (self->outcome, "suggested-action");
      *detail = g_strdup_printf (_ ("Sealed PDF of version %s, SHA-256 %s"),
                                 sl_issue_get (situation->issued, "version-number"), hash);
      return g_strdup_printf (
          _ ("%s on %s."), get_decision (sl_outcome_get (situation->outcome, "decision")), decided);
    }
  gtk_button_set_label (GTK_BUTTON (self->outcome), _ ("Record outcome…"));
  gtk_widget_add_css_class (self->outcome, "suggested-action");
  *detail = g_strdup_printf (_ ("Sealed PDF of version %s, SHA-256 %s"),
                             sl_issue_get (situation->issued, "version-number"), hash);
  if (*sent_to == '\0')
    return g_strdup_printf (_ ("Issued, and sent %s on %s."),
                            sl_issue_way_to_text (sl_issue_get (situation->issued, "sent-way")),
                            date);
  return g_strdup_printf (_ ("Issued, and sent to %s %s on %s."), sent_to,
                          sl_issue_way_to_text (sl_issue_get (situation->issued, "sent-way")),
                          date);
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), text);
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
written_cb (SlReviewFoot *self, const char *purpose, const char *subject, const char *text)
{
  g_signal_emit (self, signals[SIGNAL_WRITTEN], 0, purpose, subject, text);
}

static void
clicked_cb (GtkWidget *button, SlReviewFoot *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), g_object_get_data (G_OBJECT (button), "action"),
                              NULL);
}

static void
sl_review_foot_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SL_TYPE_REVIEW_FOOT);
  G_OBJECT_CLASS (sl_review_foot_parent_class)->dispose (object);
}

static void
sl_review_foot_class_init (SlReviewFootClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_review_foot_dispose;
  signals[SIGNAL_WRITTEN] = g_signal_new ("written", SL_TYPE_REVIEW_FOOT, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_STRING,
                                          G_TYPE_STRING, G_TYPE_STRING);
  g_type_ensure (SL_TYPE_REVIEW_COMPOSER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/review/sl-review-foot.ui");
  gtk_widget_class_bind_template_child (widget_class, SlReviewFoot, content);
  gtk_widget_class_bind_template_child (widget_class, SlReviewFoot, composer);
  gtk_widget_class_bind_template_child (widget_class, SlReviewFoot, line);
  gtk_widget_class_bind_template_child (widget_class, SlReviewFoot, text);
  gtk_widget_class_bind_template_child (widget_class, SlReviewFoot, detail);
  gtk_widget_class_bind_template_child (widget_class, SlReviewFoot, buttons);
  gtk_widget_class_bind_template_child (widget_class, SlReviewFoot, take_back);
  gtk_widget_class_bind_template_child (widget_class, SlReviewFoot, give_back);
  gtk_widget_class_bind_template_child (widget_class, SlReviewFoot, approve);
  gtk_widget_class_bind_template_child (widget_class, SlReviewFoot, submit);
  gtk_widget_class_bind_template_child (widget_class, SlReviewFoot, issue);
  gtk_widget_class_bind_template_child (widget_class, SlReviewFoot, save_copy);
  gtk_widget_class_bind_template_child (widget_class, SlReviewFoot, outcome);
  gtk_widget_class_bind_template_callback (widget_class, written_cb);
  gtk_widget_class_set_css_name (widget_class, "reviewfoot");
}

/* Not by action-name: the button would then follow the action's state instead of its own. */
static void
connect (SlReviewFoot *self, GtkWidget *button, const char *action)
{
  g_object_set_data (G_OBJECT (button), "action", (gpointer) action);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
}

static void
sl_review_foot_init (SlReviewFoot *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  connect (self, self->take_back, "review.take-back");
  connect (self, self->give_back, "review.return");
  connect (self, self->approve, "review.approve");
  connect (self, self->submit, "review.submit");
  connect (self, self->issue, "review.issue");
  connect (self, self->save_copy, "review.save-copy");
  connect (self, self->outcome, "review.outcome");
}

static gboolean
is_one_of (const char *word, const char *const *words)
{
  return g_strv_contains (words, word);
}

/**
 * sl_review_foot_set_state:
 * @review: decides what may be done
 * @state: of the case
 * @issue: (nullable): the sealed response
 * @outcome: (nullable): what the authority decided
 * @locked: (nullable): why nothing can be changed here
 *
 * Says where the case stands, and offers the steps from there.
 */
void
sl_review_foot_set_state (SlReviewFoot *self,
                          SlReview *review,
                          SlReviewState *state,
                          SlIssue *issue,
                          SlOutcome *outcome,
                          const char *locked)
{
  static const char *const to_send[] = {
    "", "returned", "withdrawn", "voided", "superseded", NULL
  };
  g_autoptr (SlVersion) newest = NULL;
  g_autofree char *text = NULL, *detail = NULL;
  Situation situation = { review, state, NULL, "", issue, outcome, locked };

  g_return_if_fail (SL_IS_REVIEW_FOOT (self));

  newest = g_list_model_get_item (state->versions, 0);
  situation.newest = newest;
  if (newest != NULL)
    situation.word = sl_version_get (newest, "state");
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->buttons)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    gtk_widget_set_visible (button, FALSE);

  if (issue != NULL || g_str_equal (situation.word, "issued"))
    text = show_issued (self, &situation, &detail);
  else if (is_one_of (situation.word, to_send))
    text = show_to_send (self, &situation, &detail);
  else if (g_str_equal (situation.word, "approved"))
    text = show_approved (self, &situation, &detail);
  else
    text = show_in_review (self, &situation, &detail);
  set_text (self->text, text);
  set_text (self->detail, detail);
}

/**
 * sl_review_foot_set_narrow:
 * @narrow: the buttons stand below the words
 */
void
sl_review_foot_set_narrow (SlReviewFoot *self, gboolean narrow)
{
  g_return_if_fail (SL_IS_REVIEW_FOOT (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->line),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

SlReviewComposer *
sl_review_foot_get_composer (SlReviewFoot *self)
{
  g_return_val_if_fail (SL_IS_REVIEW_FOOT (self), NULL);
  return self->composer;
}
