/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-ui-test.h"

#include "people/sl-first-page.h"
#include "people/sl-key-row.h"
#include "people/sl-key.h"
#include "people/sl-people-page.h"
#include "people/sl-person-private.h"
#include "people/sl-person-row.h"
#include "people/sl-role-list.h"
#include "people/sl-role-window.h"
#include "settings/sl-preferences-window.h"
#include "sl-test-case.h"

/* Who works here, asked once and shown afterwards. */

static void
test_first_page (void)
{
  SlCasebook *casebook = sl_ui_test_open_new_casebook ();
  SlWindow *window = sl_ui_test_open_window (casebook);
  GtkWidget *page = sl_ui_test_find (GTK_WIDGET (window), SL_TYPE_FIRST_PAGE);
  GtkWidget *name, *roles;

  sl_ui_test_see (window, "Who works here?");
  g_assert_null (sl_ui_test_find_label (GTK_WIDGET (window), "Inbox is clear"));
  sl_ui_test_assert_fits (page);
  /* Nothing of the window acts behind the page. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-cases", NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.search", NULL);
  g_assert_nonnull (sl_ui_test_find_label (GTK_WIDGET (window), "Who works here?"));

  name = sl_ui_test_find (page, ADW_TYPE_ENTRY_ROW);
  roles = sl_ui_test_find (page, SL_TYPE_ROLE_LIST);
  g_assert_cmpstr (sl_role_list_get_role (SL_ROLE_LIST (roles)), ==, "officer");
  gtk_editable_set_text (GTK_EDITABLE (name), "  ");
  gtk_widget_activate_action (page, "first.begin", NULL);
  g_assert_false (sl_person_get_declared (sl_casebook_get_person (casebook)));

  gtk_editable_set_text (GTK_EDITABLE (name), "Helen Marsh");
  sl_role_list_set_role (SL_ROLE_LIST (roles), "manager");
  gtk_widget_activate_action (page, "first.begin", NULL);
  sl_ui_test_see (window, "Inbox is clear");
  g_assert_null (sl_ui_test_find_label (GTK_WIDGET (window), "Who works here?"));
  sl_ui_test_see (window, "Helen Marsh");
  sl_ui_test_see (window, "Designing Out Crime Manager (self-declared)");
  g_assert_cmpstr (sl_person_get_role (sl_casebook_get_person (casebook)), ==, "manager");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-cases", NULL);
  sl_ui_test_see (window, "No open cases");
  sl_ui_test_close (window, casebook);
}

/* It is asked once: the next window goes to the work. */
static void
test_never_again (void)
{
  SlCasebook *casebook = sl_ui_test_open_casebook ();
  SlWindow *window = sl_ui_test_open_window (casebook);

  sl_ui_test_see (window, "Inbox is clear");
  g_assert_null (sl_ui_test_find (GTK_WIDGET (window), SL_TYPE_FIRST_PAGE));
  sl_ui_test_see (window, "Designing Out Crime Officer (self-declared)");
  sl_ui_test_close (window, casebook);
}

/* People of other accounts, put in as they would come themselves. */
static char *
add_person (SlCasebook *casebook, const char *account, const char *name, const char *role)
{
  SlStore *store = sl_casebook_get_store (casebook);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlPerson) person = sl_people_enter (store, account, "login", name, &error);
  char *id;

  g_assert_no_error (error);
  id = g_strdup (sl_person_get_id (person));
  sl_test_apply (store, sl_people_change_declare (id, name, role));
  return id;
}

static void
act_as_oneself (SlCasebook *casebook)
{
  g_autoptr (GError) error = NULL;

  sl_casebook_reload_person (casebook, &error);
  g_assert_no_error (error);
}

static GtkWidget *
open_people (SlWindow *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  gtk_widget_activate_action (GTK_WIDGET (window), "win.people", NULL);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) top = g_list_model_get_item (windows, i);

      if (SL_IS_PREFERENCES_WINDOW (top))
        return top;
    }
  g_assert_not_reached ();
}

static void
test_people_page (void)
{
  SlCasebook *casebook = sl_ui_test_open_casebook ();
  g_autofree char *helen = add_person (casebook, "61001", "Helen Marsh", "manager");
  g_autofree char *callum = add_person (casebook, "61002", "Callum Reyes", "trainee");
  SlWindow *window;
  GtkWidget *preferences;
  SlPersonRow *row;

  act_as_oneself (casebook);
  window = sl_ui_test_open_window (casebook);
  preferences = open_people (window);
  sl_ui_test_see (preferences, "People of this casebook");
  sl_ui_test_see (preferences, "No keys yet. They come with case bundles.");
  sl_ui_test_assert_fits (sl_ui_test_find (preferences, SL_TYPE_PEOPLE_PAGE));

  /* One's own role is for others to confirm. */
  row = SL_PERSON_ROW (sl_ui_test_find_row (preferences, "Rowan Ashdown"));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  gtk_widget_activate_action (GTK_WIDGET (row), "person.confirm", NULL);
  sl_ui_test_see (row, "A second person confirms it from their account");

  row = SL_PERSON_ROW (sl_ui_test_find_row (preferences, "Helen Marsh"));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  sl_ui_test_see (row, "Self-declared");
  sl_ui_test_see (row, "The role stands on their own word");
  gtk_widget_activate_action (GTK_WIDGET (row), "person.confirm", NULL);
  sl_ui_test_see (preferences, "Saved");
  g_assert_null (sl_ui_test_find_label (GTK_WIDGET (row), "Self-declared"));
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  g_assert_true (sl_person_get_self_declared (sl_casebook_get_person (casebook)));
  gtk_window_destroy (GTK_WINDOW (preferences));
  sl_ui_test_close (window, casebook);
}

static void
test_change_role (void)
{
  SlCasebook *casebook = sl_ui_test_open_new_casebook ();
  SlStore *store = sl_casebook_get_store (casebook);
  g_autofree char *own = g_strdup (sl_person_get_id (sl_casebook_get_person (casebook)));
  g_autofree char *callum = NULL;
  g_autoptr (SlPerson) person = NULL;
  g_autoptr (GError) error = NULL;
  SlWindow *window;
  GtkWidget *preferences, *chooser, *reason;
  SlPersonRow *row;

  sl_test_apply (store, sl_people_change_declare (own, "Helen Marsh", "manager"));
  callum = add_person (casebook, "61002", "Callum Reyes", "trainee");
  sl_test_apply (store, sl_people_change_confirm (own));
  act_as_oneself (casebook);
  window = sl_ui_test_open_window (casebook);
  preferences = open_people (window);
  row = SL_PERSON_ROW (sl_ui_test_find_row (preferences, "Callum Reyes"));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  sl_ui_test_see (row, "Crime Prevention Tactical Adviser");

  person = sl_people_load (store, callum, &error);
  g_assert_no_error (error);
  chooser = sl_role_window_new (GTK_WIDGET (row), person, sl_casebook_get_person (casebook));
  gtk_window_present (GTK_WINDOW (chooser));
  reason = sl_ui_test_find (chooser, ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (reason), "Completed the portfolio");
  gtk_widget_activate_action (chooser, "role.change", NULL);
  sl_ui_test_see (row, "Designing Out Crime Officer");
  gtk_window_destroy (GTK_WINDOW (preferences));
  sl_ui_test_close (window, casebook);
}

static gboolean
keep_key (SlTransaction *transaction, gpointer data, GError **error)
{
  g_autofree char *fingerprint = sl_key_fingerprint (data);

  return sl_keys_keep (transaction, fingerprint, data, NULL, error);
}

static void
test_keys (void)
{
  SlCasebook *casebook = sl_ui_test_open_casebook ();
  SlStore *store = sl_casebook_get_store (casebook);
  g_autoptr (GBytes) key = g_bytes_new ("0123456789abcdef0123456789abcdef", SL_KEY_BYTES);
  g_autofree char *fingerprint = sl_key_fingerprint (key);
  SlWindow *window;
  GtkWidget *preferences, *row;

  sl_test_apply (
      store, sl_change_new ("read-bundle", "person_key", fingerprint, NULL, keep_key, key, NULL));
  window = sl_ui_test_open_window (casebook);
  preferences = open_people (window);
  row = sl_ui_test_find (preferences, SL_TYPE_KEY_ROW);
  g_assert_nonnull (row);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  sl_ui_test_see (row, "Unverified");
  sl_ui_test_see (row, fingerprint);
  gtk_widget_activate_action (row, "key.verify", NULL);
  sl_ui_test_see (row, "Compared");
  gtk_widget_activate_action (row, "key.revoke", NULL);
  sl_ui_test_see (row, "No longer theirs");
  gtk_window_destroy (GTK_WINDOW (preferences));
  sl_ui_test_close (window, casebook);
}

int
main (int argc, char **argv)
{
  sl_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/people/the-first-start-asks-who-works-here", test_first_page);
  g_test_add_func ("/ui/people/it-is-asked-once", test_never_again);
  g_test_add_func ("/ui/people/a-second-person-confirms-in-place", test_people_page);
  g_test_add_func ("/ui/people/a-role-is-changed-with-its-reason", test_change_role);
  g_test_add_func ("/ui/people/keys-are-compared-and-revoked", test_keys);
  return g_test_run ();
}
