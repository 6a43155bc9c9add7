/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-ui-test.h"

#include "case/sl-case-page.h"
#include "response/sl-chain-pane.h"
#include "response/sl-crime-window.h"
#include "response/sl-letter-view.h"
#include "response/sl-paragraph.h"
#include "response/sl-remark-list.h"
#include "response/sl-response-page.h"
#include "response/sl-section-list.h"
#include "sl-test-response.h"

/* The letter as a person writes it: through the page's fields and buttons, and read back from the
 * store. */

typedef struct
{
  SlTestResponse *response;
  SlWindow *window;
  GtkWidget *page;
} Fixture;

static void
open_page (Fixture *fixture, int width)
{
  fixture->window = sl_ui_test_open_view (fixture->response->casebook, fixture->response->case_id,
                                          "response", width);
  fixture->page = sl_ui_test_find (GTK_WIDGET (fixture->window), SL_TYPE_RESPONSE_PAGE);
}

static void
close_page (Fixture *fixture)
{
  sl_ui_test_close (fixture->window, g_object_ref (fixture->response->casebook));
  sl_test_response_free (fixture->response);
}

/* The paragraph of the main points that rests on H21, and its key. */
#define KEY "item/H21/observation"

static gboolean
is_called (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), text) == 0;
}

/* A paragraph's own buttons stand in a menu that is not open. */
static void
press_in_menu (GtkWidget *root, const char *text)
{
  g_signal_emit_by_name (sl_ui_test_find_where (root, is_called, text), "clicked");
}

static gboolean
is_paragraph (GtkWidget *widget, gconstpointer key)
{
  return SL_IS_PARAGRAPH (widget) &&
         g_str_equal (sl_paragraph_get_key (SL_PARAGRAPH (widget)), key);
}

static SlParagraph *
find_paragraph (GtkWidget *root)
{
  return (SlParagraph *) sl_ui_test_find_where (root, is_paragraph, KEY);
}

static gboolean
paragraph_stands (gpointer data)
{
  return find_paragraph (data) != NULL;
}

static gboolean
paragraph_is_gone (gpointer data)
{
  return find_paragraph (data) == NULL;
}

static GtkTextBuffer *
get_buffer (SlParagraph *paragraph)
{
  return gtk_text_view_get_buffer (
      GTK_TEXT_VIEW (sl_ui_test_find (GTK_WIDGET (paragraph), GTK_TYPE_TEXT_VIEW)));
}

static void
set_up (Fixture *fixture, int width)
{
  fixture->response = sl_test_response_new ();
  sl_test_response_fill (fixture->response);
  open_page (fixture, width);
  sl_ui_test_wait (paragraph_stands, fixture->page);
}

static void
edit (Fixture *fixture, const char *text)
{
  SlParagraph *paragraph = find_paragraph (fixture->page);

  gtk_text_buffer_set_text (get_buffer (paragraph), text, -1);
}

/* The letter as it stands on disk. */

#define OWN_WORDS "The fence at the rear is too low."

static gboolean
is_saved (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (SlLetter) letter = sl_test_response_compose (fixture->response);
  g_autofree char *plain = sl_letter_serialize (letter);

  return strstr (plain, OWN_WORDS) != NULL;
}

static gboolean
is_begun (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (SlResponse)
      response = sl_response_load (fixture->response->store, fixture->response->case_id, NULL);

  return response != NULL;
}

static void
test_begin (void)
{
  Fixture fixture = { .response = sl_test_response_new () };

  open_page (&fixture, 1200);
  sl_ui_test_see (fixture.page, "Stance");
  g_assert_false (is_begun (&fixture));
  sl_ui_test_press (fixture.page, "Begin the response");
  sl_ui_test_wait (is_begun, &fixture);
  sl_ui_test_see (fixture.page, "Export PDF…");
  sl_ui_test_see (fixture.page, "Opening");
  close_page (&fixture);
}

static void
test_edit (void)
{
  Fixture fixture;
  g_autofree char *shown = NULL;

  set_up (&fixture, 1400);
  g_assert_null (sl_ui_test_find_label (fixture.page, "Edited"));
  edit (&fixture, OWN_WORDS);
  sl_ui_test_wait (is_saved, &fixture);
  sl_ui_test_see (fixture.page, "Edited");
  g_object_get (get_buffer (find_paragraph (fixture.page)), "text", &shown, NULL);
  g_assert_cmpstr (shown, ==, OWN_WORDS);
  press_in_menu (GTK_WIDGET (find_paragraph (fixture.page)), "Back to the composed text");
  sl_ui_test_see_no_more (fixture.page, "Edited");
  g_assert_false (is_saved (&fixture));
  close_page (&fixture);
}

static void
test_leave_out (void)
{
  Fixture fixture;

  set_up (&fixture, 1400);
  press_in_menu (GTK_WIDGET (find_paragraph (fixture.page)), "Leave this out");
  sl_ui_test_wait (paragraph_is_gone, fixture.page);
  sl_ui_test_see (fixture.page, "Left out by you");
  sl_ui_test_press (fixture.page, "Bring back");
  sl_ui_test_wait (paragraph_stands, fixture.page);
  sl_ui_test_see_no_more (fixture.page, "Left out by you");
  close_page (&fixture);
}

/* The officer's own paragraph with an abbreviation and a blocking word. */
static void
set_up_remarks (Fixture *fixture)
{
  g_autoptr (SlResponse) response = NULL;

  set_up (fixture, 1400);
  response = sl_response_load (fixture->response->store, fixture->response->case_id, NULL);
  sl_test_response_apply (fixture->response,
                          sl_response_change_add (response, "own/1", "opening/basis",
                                                  "The LPA says that a gate is not needed."));
  sl_ui_test_see (fixture->page, "“not needed”");
}

static void
test_remarks (void)
{
  Fixture fixture;

  set_up_remarks (&fixture);
  /* An officer may not overrule what blocks. */
  sl_ui_test_see (fixture.page, "Blocks approval");
  g_assert_null (sl_ui_test_find_button (fixture.page, "Overrule"));
  sl_ui_test_see (fixture.page, "Change the words, or ask a manager to overrule it.");

  /* The fix is taken into the text and saved. */
  sl_ui_test_see (fixture.page, "“LPA”");
  sl_ui_test_press (fixture.page, "Write “local planning authority”");
  sl_ui_test_see_no_more (fixture.page, "“LPA”");
  {
    g_autoptr (SlLetter) letter = sl_test_response_compose (fixture.response);

    g_assert_cmpstr (sl_block_get_text (sl_letter_find (letter, "own/1")), ==,
                     "The local planning authority says that a gate is not needed.");
  }
  close_page (&fixture);
}

static gboolean
is_named (GtkWidget *widget, gconstpointer tooltip)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0;
}

static void
test_put_aside (void)
{
  Fixture fixture;

  set_up_remarks (&fixture);
  /* What only warns is put aside, and let stand again. */
  g_assert_null (sl_ui_test_find_button (fixture.page, "Let it stand"));
  g_signal_emit_by_name (sl_ui_test_find_where (fixture.page, is_named, "Put aside"), "clicked");
  sl_ui_test_see (fixture.page, "1 put aside");
  gtk_expander_set_expanded (
      GTK_EXPANDER (sl_ui_test_find (
          GTK_WIDGET (sl_ui_test_find (fixture.page, SL_TYPE_REMARK_LIST)), GTK_TYPE_EXPANDER)),
      TRUE);
  sl_ui_test_see (fixture.page, "Let it stand");
  sl_ui_test_press (fixture.page, "Let it stand");
  sl_ui_test_see_no_more (fixture.page, "Let it stand");
  close_page (&fixture);
}

static gboolean
is_in_own_words (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  GtkWidget *paragraph = focus != NULL ? gtk_widget_get_ancestor (focus, SL_TYPE_PARAGRAPH) : NULL;

  return paragraph != NULL &&
         g_str_equal (sl_paragraph_get_key (SL_PARAGRAPH (paragraph)), "own/1");
}

static void
test_next_remark (void)
{
  Fixture fixture;

  set_up_remarks (&fixture);
  /* The officer's paragraph is the first that a remark stands on. */
  gtk_widget_activate_action (fixture.page, "response.next-remark", NULL);
  sl_ui_test_wait (is_in_own_words, &fixture);
  close_page (&fixture);
}

#define NOTICE "What this rests on changed after your edit."

static void
test_source_changed (void)
{
  Fixture fixture;
  GtkWidget *paragraph;

  set_up (&fixture, 1400);
  edit (&fixture, "The fence at the rear");
  edit (&fixture, OWN_WORDS);
  sl_ui_test_wait (is_saved, &fixture);
  sl_ui_test_see (fixture.page, "Edited");
  g_assert_null (sl_ui_test_find_label (fixture.page, NOTICE));
  sl_test_response_judge (fixture.response, "H21", SL_VERDICT_NOT_MET,
                          &(SlAnswerText){ .observation = "The rear boundary is drawn at 1.2 m",
                                           .place = "plots 14 to 21",
                                           .priority = "high" });
  sl_ui_test_see (fixture.page, NOTICE);
  g_assert_true (is_saved (&fixture));
  paragraph = GTK_WIDGET (find_paragraph (fixture.page));
  sl_ui_test_press (paragraph, "Keep mine");
  sl_ui_test_see_no_more (fixture.page, NOTICE);
  g_assert_true (is_saved (&fixture));
  close_page (&fixture);
}

static void
test_typing_is_not_overtaken (void)
{
  Fixture fixture;
  g_autofree char *shown = NULL;

  set_up (&fixture, 1400);
  edit (&fixture, OWN_WORDS);
  /* Something else of the case is written while one types. */
  sl_test_response_set (fixture.response, &(SlResponseValues){ .stance = "objection" });
  sl_ui_test_see (fixture.page, "Objection");
  sl_ui_test_wait (is_saved, &fixture);
  sl_ui_test_see (fixture.page, "Edited");
  g_object_get (get_buffer (find_paragraph (fixture.page)), "text", &shown, NULL);
  g_assert_cmpstr (shown, ==, OWN_WORDS);
  close_page (&fixture);
}

static void
fill (gpointer window, const char *title, const char *text)
{
  GtkWidget *row = sl_ui_test_find_row (window, title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static GtkWidget *
find_crime_window (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (SL_IS_CRIME_WINDOW (l->data))
      return l->data;
  return NULL;
}

static void
test_crime (void)
{
  Fixture fixture;
  GtkWidget *window;

  set_up (&fixture, 1400);
  gtk_widget_activate_action (fixture.page, "response.crime", NULL);
  window = find_crime_window ();
  g_assert_nonnull (window);
  sl_ui_test_see (window, "Burglary: 41");
  fill (window, "What was recorded", "Robbery");
  fill (window, "How many", "many");
  sl_ui_test_press (window, "Add");
  sl_ui_test_see (window, "The number must be a whole number, or empty when it is not known.");
  fill (window, "How many", "7");
  fill (window, "Area", "within one mile of the site");
  fill (window, "From", "1 October 2025");
  fill (window, "To", "30 September 2026");
  fill (window, "Source", "police.uk");
  sl_ui_test_press (window, "Add");
  sl_ui_test_see (window, "Robbery: 7");
  gtk_window_destroy (GTK_WINDOW (window));
  close_page (&fixture);
}

static void
test_narrow (void)
{
  Fixture fixture;

  set_up (&fixture, 360);
  sl_ui_test_wait_for_narrow (fixture.window);
  /* Sections first, then the pages, then where a sentence comes from, and back. */
  sl_ui_test_see (fixture.page, "Concerns");
  sl_ui_test_assert_fits (fixture.page);
  gtk_widget_activate_action (fixture.page, "response.toggle-sections", NULL);
  sl_ui_test_see (fixture.page, "Export PDF…");
  sl_ui_test_assert_fits (fixture.page);
  gtk_widget_activate_action (fixture.page, "response.toggle-chain", NULL);
  sl_ui_test_see (fixture.page, "Where this sentence comes from");
  sl_ui_test_assert_fits (fixture.page);
  gtk_widget_activate_action (fixture.page, "response.toggle-chain", NULL);
  sl_ui_test_see (fixture.page, "Export PDF…");
  gtk_widget_activate_action (fixture.page, "response.toggle-sections", NULL);
  sl_ui_test_see (fixture.page, "Concerns");
  close_page (&fixture);
}

/* What a screen reader says of a control that shows no word. */
static void
assert_named (GtkWidget *widget)
{
  if ((GTK_IS_MENU_BUTTON (widget) &&
       gtk_menu_button_get_label (GTK_MENU_BUTTON (widget)) == NULL) ||
      GTK_IS_TEXT_VIEW (widget) || GTK_IS_LIST_BOX (widget) ||
      (GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL))
    {
      GtkWidget *owner = widget;

      while (!g_str_has_prefix (G_OBJECT_TYPE_NAME (owner), "Sl"))
        owner = gtk_widget_get_parent (owner);
      g_test_message ("%s in %s", G_OBJECT_TYPE_NAME (widget), G_OBJECT_TYPE_NAME (owner));
      g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                                       GTK_ACCESSIBLE_PROPERTY_LABEL));
    }
  /* What libadwaita and GTK make within is theirs to name. */
  if (ADW_IS_PREFERENCES_GROUP (widget) || GTK_IS_MENU_BUTTON (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_named (child);
}

static void
test_names (void)
{
  Fixture fixture;

  set_up (&fixture, 1400);
  assert_named (fixture.page);
  close_page (&fixture);
}

/* Sections, pages and chain, in the order in which the eye meets them. */
static int
find_pane (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (SL_IS_SECTION_LIST (widget))
      return 0;
    else if (SL_IS_LETTER_VIEW (widget))
      return 1;
    else if (SL_IS_CHAIN_PANE (widget))
      return 2;
  return -1;
}

/* Where the keyboard is after each press until it leaves the page. */
static GPtrArray *
walk (Fixture *fixture, GtkDirectionType direction)
{
  GPtrArray *stops = g_ptr_array_new ();

  gtk_root_set_focus (GTK_ROOT (fixture->window), NULL);
  while (gtk_widget_child_focus (fixture->page, direction))
    {
      GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

      g_test_message ("%s, pane %d", G_OBJECT_TYPE_NAME (focus), find_pane (focus));
      g_assert_false (g_ptr_array_find (stops, focus, NULL));
      g_ptr_array_add (stops, focus);
    }
  return stops;
}

static void
test_tab_order (void)
{
  Fixture fixture;
  g_autoptr (GPtrArray) forward = NULL;
  g_autoptr (GPtrArray) backward = NULL;
  guint seen[3] = { 0 };
  int last = 0;

  set_up (&fixture, 1400);
  /* With a sentence chosen the chain has something to offer. */
  gtk_widget_grab_focus (
      sl_ui_test_find (GTK_WIDGET (find_paragraph (fixture.page)), GTK_TYPE_TEXT_VIEW));
  sl_ui_test_see (fixture.page, "Open item");
  forward = walk (&fixture, GTK_DIR_TAB_FORWARD);
  for (guint i = 0; i < forward->len; i++)
    {
      int pane = find_pane (g_ptr_array_index (forward, i));

      if (pane < 0)
        continue;
      g_assert_cmpint (pane, >=, last);
      last = pane;
      seen[pane]++;
    }
  g_assert_cmpuint (seen[0], >, 2);
  g_assert_cmpuint (seen[1], ==, 1);
  g_assert_cmpuint (seen[2], >, 0);
  /* And the same way back. */
  backward = walk (&fixture, GTK_DIR_TAB_BACKWARD);
  g_assert_cmpuint (backward->len, ==, forward->len);
  for (guint i = 0; i < backward->len; i++)
    g_assert_true (g_ptr_array_index (backward, i) ==
                   g_ptr_array_index (forward, forward->len - 1 - i));
  close_page (&fixture);
}

int
main (int argc, char **argv)
{
  sl_ui_test_init (&argc, &argv);
  g_test_add_func ("/response/a-case-without-a-draft-begins-one", test_begin);
  g_test_add_func ("/response/an-edited-paragraph-is-saved-and-says-so", test_edit);
  g_test_add_func ("/response/a-paragraph-is-left-out-and-brought-back", test_leave_out);
  g_test_add_func ("/response/a-remark-is-fixed-and-a-block-is-not-an-officers-to-overrule",
                   test_remarks);
  g_test_add_func ("/response/a-warning-is-put-aside-and-let-stand-again", test_put_aside);
  g_test_add_func ("/response/f8-goes-to-the-next-remark", test_next_remark);
  g_test_add_func ("/response/a-changed-source-is-told-and-mine-kept", test_source_changed);
  g_test_add_func ("/response/typing-is-not-overtaken-by-other-changes",
                   test_typing_is_not_overtaken);
  g_test_add_func ("/response/a-crime-figure-is-added-or-refused", test_crime);
  g_test_add_func ("/response/a-phone-reaches-sections-pages-and-chain", test_narrow);
  g_test_add_func ("/response/every-control-is-named", test_names);
  g_test_add_func ("/response/tab-goes-through-sections-pages-and-chain", test_tab_order);
  return g_test_run ();
}
