/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-inbox"
#include "config.h"

#include "inbox/sl-inbox-filters.h"

#include "base/sl-time.h"
#include "widgets/sl-case-counts.h"

#include <glib/gi18n.h>

/* Chips that narrow the inbox. Each carries the number of rows that it would leave, counted in a
 * thread; an authority or words chosen under "Filter" become chips of their own. */

typedef enum
{
  CHIP_TO_TRIAGE,
  CHIP_RULE,
  CHIP_WEEK,
  CHIP_FLATS,
  CHIP_AUTHORITY,
  CHIP_WORDS,
  CHIP_NO_COMMENT,
  N_CHIPS,
} ChipId;

typedef struct
{
  GtkToggleButton *button;
  GtkLabel *label;
  GtkLabel *count;
} Chip;

struct _SlInboxFilters
{
  AdwBin parent_instance;

  SlCasebook *casebook;
  GCancellable *cancellable;
  char *authority_code;
  char *authority_name;
  char *words;
  char *week_end;
  gint64 waiting;
  gboolean resetting;

  GtkBox *box;
  GtkMenuButton *more;
  GtkSearchEntry *words_entry;
  GtkListBox *authorities;
  Chip chips[N_CHIPS];
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (SlInboxFilters, sl_inbox_filters, ADW_TYPE_BIN)

static gboolean
is_on (SlInboxFilters *self, ChipId id)
{
  return gtk_toggle_button_get_active (self->chips[id].button);
}

/* The query with the chips that are on, and @also. */
static void
fill (SlInboxFilters *self, SlCaseQuery *query, gboolean all_on, ChipId also)
{
#define ON(id) ((all_on && is_on (self, id)) || also == (id))
  query->triage = also == CHIP_NO_COMMENT ||
                          (all_on && also != CHIP_TO_TRIAGE && is_on (self, CHIP_NO_COMMENT))
                      ? "no-comment"
                      : "new";
  query->rule_matched = ON (CHIP_RULE);
  query->due_before = ON (CHIP_WEEK) ? self->week_end : NULL;
  query->feature = ON (CHIP_FLATS) ? "flats" : NULL;
  query->authority_code = ON (CHIP_AUTHORITY) ? self->authority_code : NULL;
  query->words = ON (CHIP_WORDS) ? self->words : NULL;
#undef ON
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) counts = sl_case_counts_finish (result, &error);
  SlInboxFilters *self;

  if (counts == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("The inbox could not be counted: %s", error->message);
      return;
    }
  self = SL_INBOX_FILTERS (data);
  self->waiting = g_array_index (counts, gint64, CHIP_TO_TRIAGE);
  for (guint i = 0; i < N_CHIPS; i++)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT,
                                                 g_array_index (counts, gint64, i));
      g_autofree char *name = g_strdup_printf ("%s %s", gtk_label_get_label (self->chips[i].label),
                                               number);

      gtk_label_set_label (self->chips[i].count, number);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->chips[i].button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
}

static void
toggled_cb (GtkToggleButton *button, SlInboxFilters *self)
{
  if (self->resetting)
    return;
  if (!is_on (self, CHIP_AUTHORITY))
    gtk_widget_set_visible (GTK_WIDGET (self->chips[CHIP_AUTHORITY].button), FALSE);
  if (!is_on (self, CHIP_WORDS))
    gtk_widget_set_visible (GTK_WIDGET (self->chips[CHIP_WORDS].button), FALSE);
  g_signal_emit (self, changed_signal, 0);
}

static void
add_chip (SlInboxFilters *self, ChipId id, const char *text, gboolean visible)
{
  Chip *chip = &self->chips[id];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *tick = gtk_image_new_from_icon_name ("object-select-symbolic");

  chip->button = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  chip->label = GTK_LABEL (gtk_label_new (text));
  chip->count = GTK_LABEL (gtk_label_new (""));
  gtk_widget_add_css_class (GTK_WIDGET (chip->button), "filter");
  gtk_widget_add_css_class (GTK_WIDGET (chip->count), "count");
  g_object_bind_property (chip->button, "active", tick, "visible", G_BINDING_SYNC_CREATE);
  gtk_box_append (GTK_BOX (box), tick);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (chip->label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (chip->count));
  gtk_button_set_child (GTK_BUTTON (chip->button), box);
  gtk_widget_set_valign (GTK_WIDGET (chip->button), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (chip->button), visible);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_box_append (self->box, GTK_WIDGET (chip->button));
  g_signal_connect (chip->button, "toggled", G_CALLBACK (toggled_cb), self);
}

/* Turns a chip of the Filter popover on, under a name. */
static void
choose (SlInboxFilters *self, ChipId id, const char *name)
{
  Chip *chip = &self->chips[id];

  gtk_label_set_label (chip->label, name);
  gtk_widget_set_visible (GTK_WIDGET (chip->button), TRUE);
  gtk_menu_button_popdown (self->more);
  if (is_on (self, id))
    g_signal_emit (self, changed_signal, 0);
  else
    gtk_toggle_button_set_active (chip->button, TRUE);
}

static void
words_activate_cb (GtkSearchEntry *entry, SlInboxFilters *self)
{
  g_autofree char *name = NULL;

  g_free (self->words);
  self->words = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
  g_strstrip (self->words);
  if (*self->words == '\0')
    return;
  name = g_strdup_printf ("“%s”", self->words);
  choose (self, CHIP_WORDS, name);
}

static void
authority_cb (GtkListBox *list, GtkListBoxRow *row, SlInboxFilters *self)
{
  const SlAuthority *authority = g_object_get_data (G_OBJECT (row), "sl-authority");

  g_free (self->authority_code);
  self->authority_code = g_strdup (authority->code);
  choose (self, CHIP_AUTHORITY, authority->short_name);
}

static GtkWidget *
make_more_popover (SlInboxFilters *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->words_entry = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->words_entry, "placeholder-text", _ ("Words in the row, then Enter"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->words_entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Words to filter by"), -1);
  g_signal_connect (self->words_entry, "activate", G_CALLBACK (words_activate_cb), self);
  self->authorities = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->authorities, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->authorities), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->authorities), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Local planning authorities"), -1);
  g_signal_connect (self->authorities, "row-activated", G_CALLBACK (authority_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->authorities));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 320);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words_entry));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}

static void
sl_inbox_filters_dispose (GObject *object)
{
  SlInboxFilters *self = SL_INBOX_FILTERS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->casebook);
  G_OBJECT_CLASS (sl_inbox_filters_parent_class)->dispose (object);
}

static void
sl_inbox_filters_finalize (GObject *object)
{
  SlInboxFilters *self = SL_INBOX_FILTERS (object);

  g_free (self->authority_code);
  g_free (self->authority_name);
  g_free (self->words);
  g_free (self->week_end);
  G_OBJECT_CLASS (sl_inbox_filters_parent_class)->finalize (object);
}

static void
sl_inbox_filters_class_init (SlInboxFiltersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sl_inbox_filters_dispose;
  object_class->finalize = sl_inbox_filters_finalize;
  changed_signal = g_signal_new ("changed", SL_TYPE_INBOX_FILTERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
sl_inbox_filters_init (SlInboxFilters *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *content = adw_button_content_new ();

  self->cancellable = g_cancellable_new ();
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  g_object_set (self->box, "margin-start", 12, "margin-end", 12, NULL);
  add_chip (self, CHIP_TO_TRIAGE, _ ("To triage"), TRUE);
  add_chip (self, CHIP_RULE, _ ("A rule matched"), TRUE);
  add_chip (self, CHIP_WEEK, _ ("Due this week"), TRUE);
  add_chip (self, CHIP_FLATS, _ ("Flats"), TRUE);
  add_chip (self, CHIP_AUTHORITY, _ ("Authority"), FALSE);
  add_chip (self, CHIP_WORDS, _ ("Words"), FALSE);
  add_chip (self, CHIP_NO_COMMENT, _ ("No comment needed"), TRUE);
  gtk_toggle_button_set_group (self->chips[CHIP_NO_COMMENT].button,
                               self->chips[CHIP_TO_TRIAGE].button);
  gtk_toggle_button_set_active (self->chips[CHIP_TO_TRIAGE].button, TRUE);

  self->more = GTK_MENU_BUTTON (gtk_menu_button_new ());
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ ("Filter"));
  gtk_menu_button_set_child (self->more, content);
  gtk_menu_button_set_popover (self->more, make_more_popover (self));
  gtk_widget_add_css_class (GTK_WIDGET (self->more), "flat");
  gtk_widget_set_valign (GTK_WIDGET (self->more), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Filter"), -1);
  gtk_box_append (self->box, GTK_WIDGET (self->more));

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->box));
  gtk_widget_set_size_request (scrolled, -1, 46);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

/**
 * sl_inbox_filters_set_casebook:
 * @casebook: what is counted, and whose authorities are offered
 */
void
sl_inbox_filters_set_casebook (SlInboxFilters *self, SlCasebook *casebook)
{
  g_autoptr (GPtrArray) authorities = NULL;

  g_return_if_fail (SL_IS_INBOX_FILTERS (self));

  g_set_object (&self->casebook, casebook);
  authorities = sl_policy_library_list_authorities (sl_casebook_get_policy (casebook));
  for (guint i = 0; i < authorities->len; i++)
    {
      const SlAuthority *authority = g_ptr_array_index (authorities, i);
      GtkWidget *label = gtk_label_new (authority->short_name);
      GtkWidget *row = gtk_list_box_row_new ();

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
      g_object_set_data (G_OBJECT (row), "sl-authority", (gpointer) authority);
      gtk_list_box_append (self->authorities, row);
    }
}

/**
 * sl_inbox_filters_fill_query:
 * @query: (out caller-allocates): all but its sorting
 */
void
sl_inbox_filters_fill_query (SlInboxFilters *self, SlCaseQuery *query)
{
  g_autofree char *today = sl_date_today ();

  g_return_if_fail (SL_IS_INBOX_FILTERS (self));

  g_free (self->week_end);
  self->week_end = sl_date_add_days (today, 7);
  fill (self, query, TRUE, N_CHIPS);
}

/**
 * sl_inbox_filters_is_narrowed:
 *
 * Returns: %TRUE when a chip besides "To triage" is on
 */
gboolean
sl_inbox_filters_is_narrowed (SlInboxFilters *self)
{
  for (guint i = CHIP_TO_TRIAGE + 1; i < N_CHIPS; i++)
    if (is_on (self, i))
      return TRUE;
  return FALSE;
}

/**
 * sl_inbox_filters_reset:
 *
 * Only "To triage" again.
 */
void
sl_inbox_filters_reset (SlInboxFilters *self)
{
  g_return_if_fail (SL_IS_INBOX_FILTERS (self));

  self->resetting = TRUE;
  gtk_toggle_button_set_active (self->chips[CHIP_TO_TRIAGE].button, TRUE);
  for (guint i = CHIP_TO_TRIAGE + 1; i < N_CHIPS; i++)
    gtk_toggle_button_set_active (self->chips[i].button, FALSE);
  self->resetting = FALSE;
  toggled_cb (NULL, self);
}

/**
 * sl_inbox_filters_refresh:
 *
 * Counts anew; the newest call wins.
 */
void
sl_inbox_filters_refresh (SlInboxFilters *self)
{
  SlCaseQuery queries[N_CHIPS] = { 0 };
  g_autofree char *today = sl_date_today ();

  g_return_if_fail (SL_IS_INBOX_FILTERS (self));

  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  g_free (self->week_end);
  self->week_end = sl_date_add_days (today, 7);
  for (guint i = 0; i < N_CHIPS; i++)
    fill (self, &queries[i], FALSE, i);
  sl_case_counts_async (sl_casebook_get_store (self->casebook), queries, N_CHIPS, self->cancellable,
                        counted_cb, self);
}

/**
 * sl_inbox_filters_get_waiting:
 *
 * Returns: how many applications wait for triage
 */
gint64
sl_inbox_filters_get_waiting (SlInboxFilters *self)
{
  return self->waiting;
}
