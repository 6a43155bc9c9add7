/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-cell-pane.h"

#include "base/sl-id.h"
#include "competency/sl-portfolio-changes.h"
#include "progress/sl-assess-editor.h"
#include "progress/sl-cell-card.h"
#include "progress/sl-cell-icon.h"
#include "progress/sl-cell-load.h"
#include "progress/sl-claim-editor.h"
#include "progress/sl-progress-step.h"
#include "progress/sl-progress-words.h"
#include "progress/sl-text-field.h"
#include "sl-window.h"
#include "widgets/sl-autosave.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

/* What is read is made anew with every reading; what is written in stays as long as nothing was
 * added to the history, so that a change elsewhere never takes words away. */

struct _SlCellPane
{
  AdwBin parent_instance;

  SlCasebook *casebook;
  SlPortfolio *portfolio;
  char *occasion_id;
  char *criterion_id;
  char *begun; /* the cell and history that the editors were begun with */
  GCancellable *loading;
  SlAutosave *autosave; /* of the note */

  GtkLabel *title;
  GtkLabel *place;
  AdwBin *state;
  GtkBox *read; /* what is asked, verdict, claim */
  GtkWidget *locked;
  GtkWidget *claim_box;
  SlClaimEditor *claim;
  GtkWidget *assess_box;
  SlAssessEditor *assess;
  GtkWidget *reply_box;
  SlTextField *reply;
  GtkWidget *note_box;
  SlTextField *note;
  GtkWidget *history_title;
  GtkBox *history;
  GtkScrolledWindow *scrolled;
  GtkWidget *content;
};

G_DEFINE_FINAL_TYPE (SlCellPane, sl_cell_pane, ADW_TYPE_BIN)

static SlPerson *
get_person (SlCellPane *self)
{
  return sl_casebook_get_person (self->casebook);
}

static const char *
get_viewer (SlCellPane *self)
{
  return sl_person_get_id (get_person (self));
}

static const SlCell *
get_cell (SlCellPane *self)
{
  return self->portfolio != NULL
             ? sl_portfolio_find_cell (self->portfolio, self->occasion_id, self->criterion_id)
             : NULL;
}

static gboolean
is_own (SlCellPane *self)
{
  return g_strcmp0 (sl_portfolio_get_person_id (self->portfolio), get_viewer (self)) == 0;
}

static gboolean
is_blind (SlCellPane *self)
{
  return *sl_portfolio_find_blind_request (self->portfolio, self->occasion_id, get_viewer (self)) !=
         '\0';
}

/* ---- steps ---- */

static void
claimed_cb (SlCellPane *self)
{
  const SlCell *cell = get_cell (self);
  g_autofree char *event_id = sl_id_new ();

  if (cell == NULL)
    return;
  sl_progress_take_step (GTK_WIDGET (self),
                         sl_claim_editor_make_change (self->claim, self->portfolio, cell, event_id),
                         g_strdup_printf (_ ("Claimed: %s"), cell->criterion->title),
                         sl_cell_change_withdraw (self->portfolio, cell, ""));
}

static void
withdraw_cb (SlCellPane *self)
{
  const SlCell *cell = get_cell (self);

  if (cell != NULL)
    sl_progress_take_step (GTK_WIDGET (self), sl_cell_change_withdraw (self->portfolio, cell, ""),
                           g_strdup (_ ("Claim taken back")), NULL);
}

static void
assessed_cb (SlCellPane *self)
{
  const SlCell *cell = get_cell (self);

  if (cell != NULL)
    sl_progress_take_step (
        GTK_WIDGET (self), sl_assess_editor_make_change (self->assess, self->portfolio, cell),
        g_strdup_printf (_ ("Verdict recorded: %s"), cell->criterion->title), NULL);
}

static void
acknowledge_cb (SlCellPane *self)
{
  const SlCell *cell = get_cell (self);

  if (cell != NULL)
    sl_progress_take_step (GTK_WIDGET (self), sl_cell_change_acknowledge (self->portfolio, cell),
                           g_strdup (_ ("Verdict acknowledged")), NULL);
}

static void
reply_cb (SlCellPane *self)
{
  const SlCell *cell = get_cell (self);
  g_autofree char *words = sl_text_field_dup_text (self->reply);

  if (cell == NULL)
    return;
  if (*words == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->reply));
  else
    sl_progress_take_step (GTK_WIDGET (self), sl_cell_change_reply (self->portfolio, cell, words),
                           g_strdup (_ ("Replied")), NULL);
}

static void
save_note (gpointer data)
{
  SlCellPane *self = data;
  g_autofree char *body = sl_text_field_dup_text (self->note);

  if (self->portfolio != NULL)
    sl_window_apply (
        GTK_WIDGET (self),
        sl_portfolio_change_note (self->portfolio, self->occasion_id, self->criterion_id, body),
        NULL, NULL);
}

static void
note_edited_cb (SlCellPane *self)
{
  sl_autosave_touch (self->autosave);
}

/* ---- what is read ---- */

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
add_asked (SlCellPane *self, const SlFrameworkCriterion *criterion)
{
  GtkWidget *card = sl_cell_card_new_plain (_ ("What is asked"));
  GtkBox *lines = sl_cell_card_get_lines (card);
  g_autofree char *source = g_strdup_printf ("%s · %s", criterion->id, criterion->source);
  GtkWidget *caption = sl_wrapped_label_new (*criterion->source != '\0' ? source : criterion->id,
                                             "caption");

  gtk_widget_add_css_class (caption, "meta");
  gtk_box_append (
      lines, sl_wrapped_label_new (*criterion->text != '\0' ? criterion->text : criterion->title,
                                   "prose"));
  if (criterion->where_applicable)
    gtk_box_append (lines, sl_wrapped_label_new (_ ("Where applicable: it may be said, with a "
                                                    "reason, that it did not apply."),
                                                 "caption"));
  gtk_box_append (lines, caption);
  gtk_box_append (self->read, card);
}

static GtkWidget *
make_button (SlCellPane *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_halign (button, GTK_ALIGN_END);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_verdict (SlCellPane *self, const SlCell *cell, gboolean writable)
{
  GtkWidget *card;

  if (cell->verdict == NULL ||
      !sl_portfolio_may_see (self->portfolio, cell->verdict, get_viewer (self)))
    return;
  card = sl_cell_card_new (self->portfolio, cell->verdict);
  if (cell->acknowledged)
    gtk_box_append (sl_cell_card_get_lines (card),
                    sl_wrapped_label_new (_ ("Acknowledged by the trainee"), "caption"));
  else if (writable && is_own (self))
    gtk_box_append (sl_cell_card_get_lines (card),
                    make_button (self, _ ("Acknowledge"), G_CALLBACK (acknowledge_cb)));
  gtk_box_append (self->read, card);
}

static void
add_claim (SlCellPane *self, const SlCell *cell, gboolean writable)
{
  GtkWidget *card;
  GtkBox *lines;

  if (cell->claim == NULL)
    {
      if (!is_own (self))
        gtk_box_append (self->read,
                        sl_wrapped_label_new (_ ("Nothing is claimed here yet."), NULL));
      return;
    }
  card = sl_cell_card_new (self->portfolio, cell->claim);
  lines = sl_cell_card_get_lines (card);
  if (writable && is_own (self) && cell->state == SL_CELL_CLAIMED)
    {
      GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *file = gtk_button_new_with_label (_ ("Add file…"));

      gtk_actionable_set_action_target (GTK_ACTIONABLE (file), "(ss)", "claim", cell->claim->id);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (file), "progress.add-file");
      gtk_widget_set_halign (buttons, GTK_ALIGN_END);
      gtk_box_append (GTK_BOX (buttons), file);
      gtk_box_append (GTK_BOX (buttons),
                      make_button (self, _ ("Take claim back"), G_CALLBACK (withdraw_cb)));
      gtk_box_append (lines, buttons);
    }
  gtk_box_append (self->read, card);
}

/* Newest first; what stands above already is left out. */
static void
show_history (SlCellPane *self, const SlCell *cell)
{
  guint n_shown = 0;

  clear (self->history);
  for (guint i = cell->n_events; i > 0; i--)
    {
      const SlCellEvent *event = cell->events[i - 1];

      if (event == cell->claim || event == cell->verdict ||
          !sl_portfolio_may_see (self->portfolio, event, get_viewer (self)))
        continue;
      gtk_box_append (self->history, sl_cell_card_new (self->portfolio, event));
      n_shown++;
    }
  gtk_widget_set_visible (self->history_title, n_shown > 0);
}

/* Why nothing can be done here, where somebody would look for it. */
static void
show_locked (SlCellPane *self, const SlCell *cell, gboolean writable)
{
  SlStore *store = sl_casebook_get_store (self->casebook);
  g_autofree char *reason = NULL;

  if (!writable)
    reason = g_strdup (sl_store_get_read_only_reason (store));
  else if (is_blind (self))
    reason = g_strdup (
        _ ("A second look: what others decided is hidden until you have finished it, "
           "at the foot of the portfolio."));
  else if (is_own (self))
    sl_portfolio_may (self->portfolio, get_person (self), SL_PROGRESS_CLAIM, cell, &reason);
  else
    sl_portfolio_may (self->portfolio, get_person (self), SL_PROGRESS_ASSESS, cell, &reason);
  gtk_label_set_label (GTK_LABEL (self->locked), reason != NULL ? reason : "");
  gtk_widget_set_visible (self->locked, reason != NULL && *reason != '\0');
}

/* ---- what is written ---- */

static void
extras_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SlCellPane) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SlCellExtras) extras = sl_cell_load_finish (result, &error);

  if (self->casebook == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (extras == NULL)
    {
      sl_window_toast (GTK_WIDGET (self), error->message, NULL, NULL);
      return;
    }
  sl_claim_editor_set_proposals (self->claim, extras->proposals, *self->occasion_id != '\0');
  if (!sl_autosave_is_waiting (self->autosave))
    sl_text_field_set_text (self->note, extras->note != NULL ? extras->note : "");
}

static void
load_extras (SlCellPane *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  sl_cell_load_async (self->casebook, self->portfolio, self->occasion_id, self->criterion_id,
                      self->loading, extras_loaded_cb, g_object_ref (self));
}

static void
begin_editors (SlCellPane *self, const SlCell *cell, gboolean writable)
{
  gboolean claims = writable && sl_portfolio_may (self->portfolio, get_person (self),
                                                  SL_PROGRESS_CLAIM, cell, NULL);
  gboolean blind = is_blind (self);
  gboolean assesses = writable && (blind || sl_portfolio_may (self->portfolio, get_person (self),
                                                              SL_PROGRESS_ASSESS, cell, NULL));
  gboolean replies = writable && !blind && cell->verdict != NULL && (is_own (self) || assesses);
  g_autofree char *begun = g_strdup_printf ("%s %s %u %d%d%d", self->occasion_id,
                                            self->criterion_id, cell->n_events, claims, assesses,
                                            blind);

  gtk_widget_set_visible (self->claim_box, claims);
  gtk_widget_set_visible (self->assess_box, assesses);
  gtk_widget_set_visible (self->reply_box, replies);
  gtk_widget_set_visible (self->note_box, writable && is_own (self));
  if (g_strcmp0 (begun, self->begun) == 0)
    return;
  g_free (self->begun);
  self->begun = g_steal_pointer (&begun);
  sl_text_field_set_text (self->reply, "");
  if (assesses)
    sl_assess_editor_begin (self->assess, cell, blind);
  if (claims)
    sl_claim_editor_begin (self->claim, cell);
  if (is_own (self))
    load_extras (self);
}

/* ---- the widget ---- */

/* On the cell as a whole, at its top: letters are commands there, and Tab goes on to what can be
 * done. */
static gboolean
sl_cell_pane_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SL_CELL_PANE (widget)->content);
}

static void
sl_cell_pane_dispose (GObject *object)
{
  SlCellPane *self = SL_CELL_PANE (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_pointer (&self->autosave, sl_autosave_free);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->portfolio);
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_cell_pane_parent_class)->dispose (object);
}

static void
sl_cell_pane_finalize (GObject *object)
{
  SlCellPane *self = SL_CELL_PANE (object);

  g_free (self->occasion_id);
  g_free (self->criterion_id);
  g_free (self->begun);
  G_OBJECT_CLASS (sl_cell_pane_parent_class)->finalize (object);
}

static void
sl_cell_pane_class_init (SlCellPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_cell_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = sl_cell_pane_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = sl_cell_pane_grab_focus;
}

static GtkWidget *
make_card (GtkWidget *child)
{
  GtkWidget *card = sl_cell_card_new_plain (NULL);

  gtk_box_append (sl_cell_card_get_lines (card), child);
  return card;
}

static void
make_head (SlCellPane *self, GtkBox *box)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->title = GTK_LABEL (sl_wrapped_label_new ("", "title-3"));
  self->place = GTK_LABEL (sl_wrapped_label_new ("", "caption"));
  self->state = ADW_BIN (adw_bin_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->place), "meta");
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->state));
  gtk_box_append (box, head);
  gtk_box_append (box, GTK_WIDGET (self->place));
}

static void
make_editors (SlCellPane *self, GtkBox *box)
{
  GtkWidget *reply = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->locked = sl_wrapped_label_new ("", "caption");
  self->claim = SL_CLAIM_EDITOR (sl_claim_editor_new ());
  self->assess = SL_ASSESS_EDITOR (sl_assess_editor_new ());
  self->reply = SL_TEXT_FIELD (sl_text_field_new (_ ("Reply"), NULL));
  self->note = SL_TEXT_FIELD (sl_text_field_new (
      _ ("Private note"),
      _ ("Only your own page shows it, and it leaves in no export unless you include it. People "
         "who share the folder could still read the file.")));
  gtk_box_append (GTK_BOX (reply), GTK_WIDGET (self->reply));
  gtk_box_append (GTK_BOX (reply), make_button (self, _ ("Send reply"), G_CALLBACK (reply_cb)));
  self->claim_box = make_card (GTK_WIDGET (self->claim));
  self->assess_box = make_card (GTK_WIDGET (self->assess));
  self->reply_box = make_card (reply);
  self->note_box = make_card (GTK_WIDGET (self->note));
  g_signal_connect_swapped (self->claim, "claimed", G_CALLBACK (claimed_cb), self);
  g_signal_connect_swapped (self->assess, "assessed", G_CALLBACK (assessed_cb), self);
  g_signal_connect_swapped (self->note, "edited", G_CALLBACK (note_edited_cb), self);
  gtk_box_append (box, self->locked);
  gtk_box_append (box, self->claim_box);
  gtk_box_append (box, self->assess_box);
  gtk_box_append (box, self->reply_box);
  gtk_box_append (box, self->note_box);
}

static void
sl_cell_pane_init (SlCellPane *self)
{
  GtkBox *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12,
                              "focusable", TRUE, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                              NULL);
  GtkWidget *clamp = adw_clamp_new ();

  self->content = GTK_WIDGET (box);
  self->autosave = sl_autosave_new (save_note, self);
  self->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  self->read = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  self->history = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 9));
  self->history_title = sl_wrapped_label_new (_ ("Earlier"), "heading");
  make_head (self, box);
  gtk_box_append (box, GTK_WIDGET (self->read));
  make_editors (self, box);
  gtk_box_append (box, self->history_title);
  gtk_box_append (box, GTK_WIDGET (self->history));
  gtk_widget_add_css_class (GTK_WIDGET (box), "cell-pane");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (box));
  gtk_scrolled_window_set_policy (self->scrolled, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (self->scrolled, clamp);
  gtk_widget_set_vexpand (GTK_WIDGET (self->scrolled), TRUE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->scrolled));
}

/**
 * sl_cell_pane_new:
 *
 * Returns: (transfer floating): a pane of no cell yet
 */
GtkWidget *
sl_cell_pane_new (void)
{
  return g_object_new (SL_TYPE_CELL_PANE, NULL);
}

void
sl_cell_pane_set_casebook (SlCellPane *self, SlCasebook *casebook)
{
  g_return_if_fail (SL_IS_CELL_PANE (self));
  g_set_object (&self->casebook, casebook);
}

/* Another cell begins at its top. */
static void
set_place (SlCellPane *self, const char *occasion_id, const char *criterion_id)
{
  if (g_strcmp0 (self->occasion_id, occasion_id) == 0 &&
      g_strcmp0 (self->criterion_id, criterion_id) == 0)
    return;
  sl_cell_pane_flush (self);
  g_free (self->occasion_id);
  g_free (self->criterion_id);
  self->occasion_id = g_strdup (occasion_id);
  self->criterion_id = g_strdup (criterion_id);
  sl_text_field_set_text (self->note, "");
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

/**
 * sl_cell_pane_show:
 * @self: a pane
 * @portfolio: as loaded
 * @occasion_id: of the cell; "" training
 * @criterion_id: of the cell
 *
 * Shows a cell, or the same one as it is now.
 */
void
sl_cell_pane_show (SlCellPane *self,
                   SlPortfolio *portfolio,
                   const char *occasion_id,
                   const char *criterion_id)
{
  gboolean writable;
  const SlCell *cell;
  g_autofree char *place = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (SL_IS_CELL_PANE (self) && self->casebook != NULL);

  set_place (self, occasion_id, criterion_id);
  g_set_object (&self->portfolio, portfolio);
  cell = get_cell (self);
  if (cell == NULL)
    return;
  writable = !sl_store_is_read_only (sl_casebook_get_store (self->casebook));
  place = sl_cell_describe_place (portfolio, cell);
  gtk_label_set_label (self->title, cell->criterion->title);
  gtk_label_set_label (self->place, place);
  name = g_strdup_printf ("%s, %s", cell->criterion->title, place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->content), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  adw_bin_set_child (
      self->state, sl_cell_chip_new (sl_portfolio_see_state (portfolio, cell, get_viewer (self))));
  clear (self->read);
  add_asked (self, cell->criterion);
  add_verdict (self, cell, writable);
  add_claim (self, cell, writable);
  show_locked (self, cell, writable);
  begin_editors (self, cell, writable);
  show_history (self, cell);
}

/**
 * sl_cell_pane_flush:
 *
 * Keeps a note that is still being typed.
 */
void
sl_cell_pane_flush (SlCellPane *self)
{
  g_return_if_fail (SL_IS_CELL_PANE (self));

  if (self->autosave != NULL)
    sl_autosave_flush (self->autosave);
}

/**
 * sl_cell_pane_choose_verdict:
 * @number: from 1
 *
 * Chooses a verdict where one assesses.
 */
void
sl_cell_pane_choose_verdict (SlCellPane *self, guint number)
{
  g_return_if_fail (SL_IS_CELL_PANE (self));

  if (gtk_widget_get_visible (self->assess_box))
    sl_assess_editor_choose (self->assess, number);
}
