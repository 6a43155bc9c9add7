/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-response-page"
#include "config.h"

#include "response/sl-response-setup.h"

#include "base/sl-time.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _SlResponseSetup
{
  GtkWidget parent_instance;

  SlPolicyLibrary *policy;
  gboolean silent;
  char *flags_text;
  char *date;
  GPtrArray *switches; /* of GtkSwitch, in the order of the flags */

  GtkWidget *box;
  AdwComboRow *stance;
  GtkLabel *meaning;
  AdwPreferencesGroup *flags;
  AdwComboRow *award;
  AdwComboRow *nppf;
  AdwEntryRow *letter_date;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* "" first: no level is offered. */
static const struct
{
  const char *id, *label;
} awards[] = {
  { "", N_ ("No award offered") },
  { "bronze", N_ ("Bronze") },
  { "silver", N_ ("Silver") },
  { "gold", N_ ("Gold") },
};

G_DEFINE_FINAL_TYPE (SlResponseSetup, sl_response_setup, GTK_TYPE_WIDGET)

static void
tell (SlResponseSetup *self)
{
  if (!self->silent)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
update_meaning (SlResponseSetup *self)
{
  guint n_stances, chosen = adw_combo_row_get_selected (self->stance);
  const SlStance *stances = sl_stances_get (&n_stances);

  gtk_label_set_label (self->meaning, chosen < n_stances ? _ (stances[chosen].meaning) : "");
}

static void
stance_cb (SlResponseSetup *self)
{
  update_meaning (self);
  tell (self);
}

static void
make_stances (SlResponseSetup *self)
{
  guint n_stances;
  const SlStance *stances = sl_stances_get (&n_stances);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < n_stances; i++)
    gtk_string_list_append (list, _ (stances[i].label));
  adw_combo_row_set_model (self->stance, G_LIST_MODEL (list));
}

static void
make_flags (SlResponseSetup *self)
{
  guint n_flags;
  const SlResponseFlag *flags = sl_response_flags_get (&n_flags);

  for (guint i = 0; i < n_flags; i++)
    {
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *toggle = gtk_switch_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (flags[i].label));
      gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ (flags[i].label), -1);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
      g_signal_connect_swapped (toggle, "notify::active", G_CALLBACK (tell), self);
      g_ptr_array_add (self->switches, toggle);
      adw_preferences_group_add (self->flags, row);
    }
}

static void
make_awards (SlResponseSetup *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (awards); i++)
    gtk_string_list_append (list, _ (awards[i].label));
  adw_combo_row_set_model (self->award, G_LIST_MODEL (list));
}

/* The editions, newest first, after the one that is in force on the letter's date. */
static void
make_editions (SlResponseSetup *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  const char *const *editions = sl_policy_library_get_nppf_editions (self->policy);

  gtk_string_list_append (list, _ ("In force on the date"));
  for (guint i = 0; editions != NULL && editions[i] != NULL; i++)
    gtk_string_list_append (list, editions[i]);
  adw_combo_row_set_model (self->nppf, G_LIST_MODEL (list));
}

static void
select_stance (SlResponseSetup *self, const char *id)
{
  guint n_stances;
  const SlStance *stances = sl_stances_get (&n_stances);

  for (guint i = 0; i < n_stances; i++)
    if (g_str_equal (stances[i].id, id))
      adw_combo_row_set_selected (self->stance, i);
}

static void
select_edition (SlResponseSetup *self, const char *edition)
{
  const char *const *editions = sl_policy_library_get_nppf_editions (self->policy);

  adw_combo_row_set_selected (self->nppf, 0);
  for (guint i = 0; editions != NULL && editions[i] != NULL; i++)
    if (g_str_equal (editions[i], edition))
      adw_combo_row_set_selected (self->nppf, i + 1);
}

void
sl_response_setup_set (SlResponseSetup *self, SlPolicyLibrary *policy, SlResponse *response)
{
  g_autofree char *today = sl_date_today ();
  const char *date = response != NULL ? sl_response_get (response, "letter-date") : today;
  g_autofree char *shown = sl_date_format_long (*date != '\0' ? date : today);
  guint n_flags;
  const SlResponseFlag *flags = sl_response_flags_get (&n_flags);

  g_return_if_fail (SL_IS_RESPONSE_SETUP (self));

  self->silent = TRUE;
  if (g_set_object (&self->policy, policy))
    make_editions (self);
  select_stance (self, response != NULL ? sl_response_get (response, "stance") : "comments");
  select_edition (self, response != NULL ? sl_response_get (response, "nppf-edition") : "");
  for (guint i = 0; i < G_N_ELEMENTS (awards); i++)
    if (g_str_equal (awards[i].id,
                     response != NULL ? sl_response_get (response, "award-level") : ""))
      adw_combo_row_set_selected (self->award, i);
  for (guint i = 0; i < n_flags; i++)
    gtk_switch_set_active (g_ptr_array_index (self->switches, i),
                           response != NULL && sl_response_has_flag (response, flags[i].id));
  gtk_editable_set_text (GTK_EDITABLE (self->letter_date), shown);
  update_meaning (self);
  self->silent = FALSE;
}

gboolean
sl_response_setup_get_values (SlResponseSetup *self, SlResponseValues *values)
{
  guint n_stances, n_flags;
  const SlStance *stances = sl_stances_get (&n_stances);
  const SlResponseFlag *flags = sl_response_flags_get (&n_flags);
  const char *const *editions = sl_policy_library_get_nppf_editions (self->policy);
  guint stance = adw_combo_row_get_selected (self->stance),
        edition = adw_combo_row_get_selected (self->nppf);
  GString *chosen = g_string_new (NULL);

  g_free (self->date);
  self->date = sl_date_parse (gtk_editable_get_text (GTK_EDITABLE (self->letter_date)));
  if (self->date == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->letter_date), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->letter_date), "error");
  for (guint i = 0; i < n_flags; i++)
    if (gtk_switch_get_active (g_ptr_array_index (self->switches, i)))
      g_string_append_printf (chosen, "%s%s", chosen->len > 0 ? " " : "", flags[i].id);
  g_free (self->flags_text);
  self->flags_text = g_string_free (chosen, FALSE);

  *values = (SlResponseValues){
    .stance = stance < n_stances ? stances[stance].id : NULL,
    .flags = self->flags_text,
    .award_level =
        awards[MIN (adw_combo_row_get_selected (self->award), G_N_ELEMENTS (awards) - 1)].id,
    .nppf_edition = edition == 0 || edition == GTK_INVALID_LIST_POSITION ? ""
                                                                         : editions[edition - 1],
    .letter_date = self->date,
  };
  return values->stance != NULL && self->date != NULL;
}

static void
sl_response_setup_dispose (GObject *object)
{
  SlResponseSetup *self = SL_RESPONSE_SETUP (object);

  g_clear_object (&self->policy);
  g_clear_pointer (&self->flags_text, g_free);
  g_clear_pointer (&self->date, g_free);
  g_clear_pointer (&self->switches, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_RESPONSE_SETUP);
  G_OBJECT_CLASS (sl_response_setup_parent_class)->dispose (object);
}

static void
sl_response_setup_class_init (SlResponseSetupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_response_setup_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/sightline/Sightline/ui/response/sl-response-setup.ui");
  gtk_widget_class_bind_template_child (widget_class, SlResponseSetup, box);
  gtk_widget_class_bind_template_child (widget_class, SlResponseSetup, stance);
  gtk_widget_class_bind_template_child (widget_class, SlResponseSetup, meaning);
  gtk_widget_class_bind_template_child (widget_class, SlResponseSetup, flags);
  gtk_widget_class_bind_template_child (widget_class, SlResponseSetup, award);
  gtk_widget_class_bind_template_child (widget_class, SlResponseSetup, nppf);
  gtk_widget_class_bind_template_child (widget_class, SlResponseSetup, letter_date);
  gtk_widget_class_bind_template_callback (widget_class, stance_cb);
  gtk_widget_class_bind_template_callback (widget_class, tell);
}

static void
sl_response_setup_init (SlResponseSetup *self)
{
  self->switches = g_ptr_array_new ();
  self->silent = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  make_stances (self);
  make_flags (self);
  make_awards (self);
  self->silent = FALSE;
}
