/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-progress"
#include "config.h"

#include "progress/sl-claim-editor.h"

#include "base/sl-time.h"
#include "progress/sl-text-field.h"
#include "widgets/sl-wrapped-label.h"

#include <glib/gi18n.h>

/* A claim copies what is ticked as it is now, so that it stands when the case is gone. What others
 * did in the case is offered after the trainee's own, and called that. */

struct _SlClaimEditor
{
  AdwBin parent_instance;

  GPtrArray *proposals; /* of SlProposal; NULL while they are read */
  GPtrArray *checks;    /* of GtkCheckButton, as many */
  GHashTable *ticked;   /* "kind object" of what the last claim rested on */
  gboolean has_claim;

  GtkBox *shows;
  GtkLabel *shows_title;
  SlTextField *words;
  GtkWidget *not_applicable; /* toggle */
  GtkWidget *claim;
  GtkLabel *remark;
};

static guint claimed;

G_DEFINE_FINAL_TYPE (SlClaimEditor, sl_claim_editor, ADW_TYPE_BIN)

static gboolean
is_not_applicable (SlClaimEditor *self)
{
  return gtk_widget_get_visible (self->not_applicable) &&
         gtk_check_button_get_active (GTK_CHECK_BUTTON (self->not_applicable));
}

static guint
count_ticks (SlClaimEditor *self)
{
  guint n_ticks = 0;

  for (guint i = 0; i < self->checks->len; i++)
    n_ticks += gtk_check_button_get_active (g_ptr_array_index (self->checks, i));
  return n_ticks;
}

/* What keeps one from claiming, in the place where the cause is. */
static void
update (SlClaimEditor *self)
{
  g_autofree char *words = sl_text_field_dup_text (self->words);
  const char *obstacle = "";

  if (is_not_applicable (self) && *words == '\0')
    obstacle = _ ("Say why it does not apply here.");
  else if (!is_not_applicable (self) && *words == '\0' && count_ticks (self) == 0)
    obstacle = _ ("Tick what the case shows, or say it in your own words.");
  gtk_label_set_label (self->remark, obstacle);
  gtk_widget_set_visible (GTK_WIDGET (self->remark), *obstacle != '\0');
  gtk_widget_set_sensitive (self->claim, *obstacle == '\0');
  gtk_button_set_label (GTK_BUTTON (self->claim), self->has_claim ? _ ("Claim anew") : _ ("Claim"));
}

static void
claim_cb (SlClaimEditor *self)
{
  g_signal_emit (self, claimed, 0);
}

static void
sl_claim_editor_finalize (GObject *object)
{
  SlClaimEditor *self = SL_CLAIM_EDITOR (object);

  g_clear_pointer (&self->proposals, g_ptr_array_unref);
  g_ptr_array_unref (self->checks);
  g_hash_table_unref (self->ticked);
  G_OBJECT_CLASS (sl_claim_editor_parent_class)->finalize (object);
}

static void
sl_claim_editor_class_init (SlClaimEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_claim_editor_finalize;
  claimed = g_signal_new ("claimed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                          NULL, G_TYPE_NONE, 0);
}

static void
sl_claim_editor_init (SlClaimEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->checks = g_ptr_array_new ();
  self->ticked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->shows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->shows_title = GTK_LABEL (sl_wrapped_label_new (_ ("What the case shows"), "heading"));
  self->words = SL_TEXT_FIELD (sl_text_field_new (
      _ ("In your own words"), _ ("What you did, and what shows it. Your assessor reads this.")));
  self->not_applicable = gtk_check_button_new_with_label (
      _ ("This did not apply here; the words say why"));
  self->claim = gtk_button_new_with_label (_ ("Claim"));
  self->remark = GTK_LABEL (sl_wrapped_label_new ("", "caption"));
  gtk_widget_add_css_class (GTK_WIDGET (self->remark), "meta");
  gtk_widget_add_css_class (self->claim, "suggested-action");
  gtk_widget_set_hexpand (self->claim, TRUE);
  gtk_widget_set_halign (self->claim, GTK_ALIGN_END);
  gtk_widget_set_valign (self->claim, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (GTK_WIDGET (self->remark), TRUE);
  g_signal_connect_swapped (self->words, "edited", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->not_applicable, "toggled", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->claim, "clicked", G_CALLBACK (claim_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->shows_title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->shows));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (box), self->not_applicable);
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->remark));
  gtk_box_append (GTK_BOX (foot), self->claim);
  gtk_box_append (GTK_BOX (box), foot);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * sl_claim_editor_new:
 *
 * Returns: (transfer floating): an editor of no cell yet
 */
GtkWidget *
sl_claim_editor_new (void)
{
  return g_object_new (SL_TYPE_CLAIM_EDITOR, NULL);
}

/**
 * sl_claim_editor_begin:
 * @self: an editor
 * @cell: whose claim is written
 *
 * Starts with what the cell's claim says; the proposals come with
 * sl_claim_editor_set_proposals().
 */
void
sl_claim_editor_begin (SlClaimEditor *self, const SlCell *cell)
{
  const SlCellEvent *claim = cell->claim;

  g_return_if_fail (SL_IS_CLAIM_EDITOR (self));

  self->has_claim = claim != NULL;
  g_hash_table_remove_all (self->ticked);
  for (guint i = 0; claim != NULL && i < claim->n_evidence; i++)
    g_hash_table_add (self->ticked,
                      g_strdup_printf ("%s %s %s", claim->evidence[i].kind,
                                       claim->evidence[i].object_id, claim->evidence[i].label));
  sl_text_field_set_text (self->words, claim != NULL ? claim->words : "");
  gtk_widget_set_visible (self->not_applicable, cell->criterion->where_applicable);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->not_applicable),
                               claim != NULL && *claim->verdict != '\0');
  sl_claim_editor_set_proposals (self, NULL, *cell->occasion_id != '\0');
}

static GtkWidget *
make_caption (const SlProposal *proposal)
{
  g_autoptr (GString) text = g_string_new (proposal->detail);
  GtkWidget *caption;

  if (*proposal->on_date != '\0')
    {
      g_autofree char *day = sl_date_format_long (proposal->on_date);

      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", day);
    }
  caption = sl_wrapped_label_new (text->str, "caption");
  gtk_widget_add_css_class (caption, "meta");
  gtk_widget_set_visible (caption, text->len > 0);
  return caption;
}

static GtkWidget *
make_proposal (SlClaimEditor *self, guint index)
{
  const SlProposal *proposal = g_ptr_array_index (self->proposals, index);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *key = g_strdup_printf ("%s %s %s", proposal->kind, proposal->object_id,
                                          proposal->label);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), g_hash_table_contains (self->ticked, key));
  gtk_widget_set_valign (check, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  proposal->label, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->checks, check);
  gtk_box_append (GTK_BOX (lines), sl_wrapped_label_new (proposal->label, NULL));
  gtk_box_append (GTK_BOX (lines), make_caption (proposal));
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (row), check);
  gtk_box_append (GTK_BOX (row), lines);
  if (*proposal->object_id != '\0')
    {
      GtkWidget *show = gtk_button_new_from_icon_name ("go-next-symbolic");
      g_autofree char *name = g_strdup_printf (_ ("Show: %s"), proposal->label);

      gtk_widget_add_css_class (show, "flat");
      gtk_widget_set_valign (show, GTK_ALIGN_START);
      gtk_widget_set_tooltip_text (show, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (show), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (show), "(ss)", proposal->object_kind,
                                        proposal->object_id);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (show), "progress.show");
      gtk_box_append (GTK_BOX (row), show);
    }
  gtk_widget_add_css_class (row, "missing");
  return row;
}

static GtkWidget *
make_others_heading (void)
{
  GtkWidget *label = sl_wrapped_label_new (_ ("By others in the case"), "caption-heading");

  gtk_widget_set_margin_top (label, 9);
  return label;
}

/**
 * sl_claim_editor_set_proposals:
 * @self: an editor
 * @proposals: (nullable) (element-type SlProposal): what the case shows; %NULL while it is read
 * @from_case: whether there is a case that could show any
 *
 * Offers @proposals to be ticked.
 */
void
sl_claim_editor_set_proposals (SlClaimEditor *self, GPtrArray *proposals, gboolean from_case)
{
  GtkWidget *row;

  g_return_if_fail (SL_IS_CLAIM_EDITOR (self));

  if (proposals != NULL)
    g_ptr_array_ref (proposals);
  g_clear_pointer (&self->proposals, g_ptr_array_unref);
  self->proposals = proposals;
  g_ptr_array_set_size (self->checks, 0);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->shows))) != NULL)
    gtk_box_remove (self->shows, row);
  for (guint i = 0; proposals != NULL && i < proposals->len; i++)
    {
      const SlProposal *proposal = g_ptr_array_index (proposals, i);
      const SlProposal *before = i > 0 ? g_ptr_array_index (proposals, i - 1) : NULL;

      if (!proposal->own && (before == NULL || before->own))
        gtk_box_append (self->shows, make_others_heading ());
      gtk_box_append (self->shows, make_proposal (self, i));
    }
  if (from_case && proposals != NULL && proposals->len == 0)
    gtk_box_append (self->shows,
                    sl_wrapped_label_new (_ ("The case's record shows nothing for this yet. Say it "
                                             "in your own words, or add a file."),
                                          NULL));
  gtk_widget_set_visible (GTK_WIDGET (self->shows_title), from_case);
  update (self);
}

/**
 * sl_claim_editor_make_change:
 * @self: an editor that has said "claimed"
 * @portfolio: as loaded
 * @cell: whose claim it is
 * @event_id: of the new claim
 *
 * Returns: (transfer full): the claim
 */
SlChange *
sl_claim_editor_make_change (SlClaimEditor *self,
                             SlPortfolio *portfolio,
                             const SlCell *cell,
                             const char *event_id)
{
  g_autoptr (GPtrArray) evidence = g_ptr_array_new ();
  g_autofree char *words = sl_text_field_dup_text (self->words);

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      g_ptr_array_add (evidence, g_ptr_array_index (self->proposals, i));
  return sl_cell_change_claim (portfolio, cell, event_id, words, evidence,
                               is_not_applicable (self));
}
