/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "sl-ui-test.h"

#include "base/sl-id.h"
#include "case/sl-case-page.h"
#include "review/sl-change-fold.h"
#include "review/sl-change-row.h"
#include "review/sl-changes-view.h"
#include "review/sl-comment-card.h"
#include "review/sl-comments-pane.h"
#include "review/sl-review-composer.h"
#include "review/sl-review-page.h"
#include "sl-test-response.h"
#include "store/sl-database.h"
#include "widgets/sl-panes.h"

/* The way of a draft through quality assurance as it is seen: made with the core's functions by one
 * person, looked at and gone on with in the page by another. */

#define PARAGRAPH "item/H21/observation"

typedef struct
{
  SlTestResponse *response;
  SlReview *review;
  SlPerson *officer;
  SlPerson *manager;
  SlWindow *window;
  GtkWidget *page;
} Fixture;

/* People. */

static gboolean
add_manager (SlTransaction *transaction, gpointer data, GError **error)
{
  g_autoptr (SlStatement)
      statement = sl_database_prepare (sl_transaction_get_database (transaction),
                                       "INSERT INTO person (person_id, account, login, "
                                       "display_name, role, job_title, staff_number, email,"
                                       " telephone, created_at, declared) VALUES (?, 'uid:4711', "
                                       "'hmarsh', 'Helen Marsh', 'manager', '', '', '',"
                                       " '', ?, 1)",
                                       error);

  if (statement == NULL)
    return FALSE;
  sl_statement_bind (statement, "tt", data, sl_transaction_get_time (transaction));
  return sl_statement_run (statement, error);
}

static void
act_as (Fixture *fixture, SlPerson *person)
{
  sl_store_set_actor (fixture->response->store, sl_person_get_id (person),
                      person == fixture->manager ? "uid:4711" : "uid:0",
                      sl_person_get_role (person));
  sl_review_set_person (fixture->review, person);
}

static void
set_up (Fixture *fixture)
{
  g_autofree char *id = sl_id_new ();
  g_autoptr (GError) error = NULL;

  fixture->response = sl_test_response_new ();
  fixture->review = sl_casebook_get_review (fixture->response->casebook);
  sl_test_response_apply (fixture->response,
                          sl_change_new ("add-person", "person", id, "", add_manager, id, NULL));
  /* The casebook hears of the new person, and looks anew who is at work. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  sl_casebook_reload_person (fixture->response->casebook, &error);
  g_assert_no_error (error);
  fixture->officer = g_object_ref (sl_casebook_get_person (fixture->response->casebook));
  fixture->manager = sl_people_load (fixture->response->store, id, &error);
  g_assert_no_error (error);
}

static void
open_page (Fixture *fixture, int width)
{
  fixture->window = sl_window_new (NULL, fixture->response->casebook);
  /* The shadow round it takes 5 px on each side. */
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width + 10, 720);
  gtk_window_present (GTK_WINDOW (fixture->window));
  sl_window_open_case (fixture->window, fixture->response->case_id);
  sl_case_page_show_view (
      SL_CASE_PAGE (sl_ui_test_find (GTK_WIDGET (fixture->window), SL_TYPE_CASE_PAGE)), "review");
  fixture->page = sl_ui_test_find (GTK_WIDGET (fixture->window), SL_TYPE_REVIEW_PAGE);
}

static void
close_page (Fixture *fixture)
{
  act_as (fixture, fixture->officer);
  g_object_unref (fixture->officer);
  g_object_unref (fixture->manager);
  sl_ui_test_close (fixture->window, g_object_ref (fixture->response->casebook));
  sl_test_response_free (fixture->response);
}

/* What is to be seen. */

typedef struct
{
  GtkWidget *root;
  const char *text;
  gboolean gone;
} Label;

static gboolean
is_shown (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget);
}

static GtkWidget *
find_shown (GtkWidget *root, const char *text)
{
  GtkWidget *found = GTK_IS_LABEL (root) && is_shown (root) &&
                             g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text)
                         ? root
                         : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_shown (child, text);
  return found;
}

static gboolean
label_stands (gpointer data)
{
  Label *label = data;

  return (find_shown (label->root, label->text) == NULL) == label->gone;
}

static void
see (gpointer root, const char *text)
{
  sl_ui_test_wait (label_stands, &(Label){ root, text, FALSE });
}

static void
see_no_more (gpointer root, const char *text)
{
  sl_ui_test_wait (label_stands, &(Label){ root, text, TRUE });
}

static GtkWidget *
find_button (GtkWidget *root, const char *text)
{
  GtkWidget *found = GTK_IS_BUTTON (root) && is_shown (root) &&
                             g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), text) == 0
                         ? root
                         : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, text);
  return found;
}

static gboolean
button_stands (gpointer data)
{
  Label *label = data;

  return find_button (label->root, label->text) != NULL;
}

static gboolean
button_is_ready (gpointer data)
{
  Label *label = data;
  GtkWidget *button = find_button (label->root, label->text);

  return button != NULL && gtk_widget_is_sensitive (button);
}

static GtkWidget *
wait_for_button (GtkWidget *root, const char *text)
{
  sl_ui_test_wait (button_stands, &(Label){ root, text, FALSE });
  return find_button (root, text);
}

static void
press (GtkWidget *root, const char *text)
{
  sl_ui_test_wait (button_is_ready, &(Label){ root, text, FALSE });
  g_signal_emit_by_name (find_button (root, text), "clicked");
}

/* The composer that is open: of comments, or at the foot. */
static SlReviewComposer *
find_composer (GtkWidget *root)
{
  SlReviewComposer *found = SL_IS_REVIEW_COMPOSER (root) &&
                                    sl_review_composer_is_open (SL_REVIEW_COMPOSER (root))
                                ? SL_REVIEW_COMPOSER (root)
                                : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_composer (child);
  return found;
}

static void
write_text (Fixture *fixture, const char *text)
{
  SlReviewComposer *composer = find_composer (fixture->page);

  g_assert_nonnull (composer);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (
                                sl_ui_test_find (GTK_WIDGET (composer), GTK_TYPE_TEXT_VIEW))),
                            text, -1);
}

static SlChangeRow *
find_row (GtkWidget *root, const char *key)
{
  SlChangeRow *found = NULL;

  if (SL_IS_CHANGE_ROW (root))
    {
      const SlBlockChange *block = sl_change_row_get_block (SL_CHANGE_ROW (root));

      return block != NULL && g_str_equal (block->key, key) ? SL_CHANGE_ROW (root) : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, key);
  return found;
}

/* Its words: the label that can be selected. */
static GtkLabel *
find_words (SlChangeRow *row)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (row)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child) && gtk_label_get_selectable (GTK_LABEL (child)))
      return GTK_LABEL (child);
  g_assert_not_reached ();
}

static gboolean
row_stands (gpointer data)
{
  return find_row (((Fixture *) data)->page, PARAGRAPH) != NULL;
}

/* What others do meanwhile, with the core's functions. */

static void
submit (Fixture *fixture, const char *note)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlVersion)
      version = sl_review_submit (fixture->review, fixture->response->case_id, note, &error);

  g_assert_no_error (error);
}

static char *
comment (Fixture *fixture, const SlAnchor *anchor, const char *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlVersion) newest = sl_versions_load_newest (fixture->response->store,
                                                          fixture->response->case_id, &error);
  char *id = sl_comment_add (fixture->review, sl_version_get_id (newest), anchor, body, &error);

  g_assert_no_error (error);
  return id;
}

static void
give_back (Fixture *fixture, const char *reason)
{
  g_autoptr (GError) error = NULL;

  sl_review_return (fixture->review, fixture->response->case_id, reason, &error);
  g_assert_no_error (error);
}

static void
judge_again (Fixture *fixture)
{
  sl_test_response_judge (fixture->response, "H21", SL_VERDICT_NOT_MET,
                          &(SlAnswerText){ .observation = "The rear boundary is drawn at 1.2 m",
                                           .place = "plots 14 to 21",
                                           .priority = "high" });
}

/* Stories. */

static void
test_nothing_yet (void)
{
  Fixture fixture;

  set_up (&fixture);
  open_page (&fixture, 1400);
  see (fixture.page, "Nothing to review");
  press (fixture.page, "Go to the response");
  g_assert_cmpstr (sl_case_page_get_view (SL_CASE_PAGE (
                       sl_ui_test_find (GTK_WIDGET (fixture.window), SL_TYPE_CASE_PAGE))),
                   ==, "response");
  close_page (&fixture);
}

static void
test_send (void)
{
  Fixture fixture;

  set_up (&fixture);
  sl_test_response_fill (fixture.response);
  open_page (&fixture, 1400);
  see (fixture.page, "Not sent for review yet.");
  press (fixture.page, "Send for review…");
  write_text (&fixture, "The boundary of plots 14 to 21 matters most.");
  press (fixture.page, "Send for review");
  see (fixture.page, "In review");
  see (fixture.page, "The boundary of plots 14 to 21 matters most.");
  g_assert_null (find_composer (fixture.page));
  g_assert_null (find_button (fixture.page, "Approve"));
  press (fixture.page, "Take back…");
  press (fixture.page, "Take back");
  see (fixture.page, "Version 1 was taken back.");
  close_page (&fixture);
}

static void
test_return_needs_reason (void)
{
  Fixture fixture;

  set_up (&fixture);
  sl_test_response_fill (fixture.response);
  submit (&fixture, "");
  act_as (&fixture, fixture.manager);
  open_page (&fixture, 1400);
  press (fixture.page, "Return with a reason…");
  g_assert_false (gtk_widget_is_sensitive (wait_for_button (fixture.page, "Return")));
  write_text (&fixture, "  \n");
  g_assert_false (gtk_widget_is_sensitive (find_button (fixture.page, "Return")));
  write_text (&fixture, "Boundaries and conditions");
  press (fixture.page, "Return");
  see (fixture.page, "Returned");
  see (fixture.page, "Boundaries and conditions");
  see_no_more (fixture.page, "In review");
  close_page (&fixture);
}

/* A comment on words, answered and closed, with its undo. */
static void
test_comment (void)
{
  Fixture fixture;
  GtkLabel *words;

  set_up (&fixture);
  sl_test_response_fill (fixture.response);
  submit (&fixture, "");
  act_as (&fixture, fixture.manager);
  open_page (&fixture, 1400);
  sl_ui_test_wait (row_stands, &fixture);
  words = find_words (find_row (fixture.page, PARAGRAPH));
  gtk_widget_grab_focus (GTK_WIDGET (words));
  gtk_label_select_region (words, 0, 15);
  gtk_widget_activate_action (fixture.page, "review.comment", NULL);
  see (fixture.page, "Comment on these words");
  write_text (&fixture, "Say what is drawn and what is asked.");
  press (fixture.page, "Add comment");
  see (fixture.page, "Say what is drawn and what is asked.");
  see (fixture.page, "1 open");
  g_assert_nonnull (sl_comments_pane_get_chosen (
      SL_COMMENTS_PANE (sl_ui_test_find (fixture.page, SL_TYPE_COMMENTS_PANE))));

  press (fixture.page, "Reply");
  write_text (&fixture, "The height, too.");
  press (fixture.page, "Add reply");
  see (fixture.page, "The height, too.");

  press (fixture.page, "Close comment");
  see (fixture.page, "none open");
  see (fixture.page, "Say what is drawn and what is asked.");
  press (GTK_WIDGET (fixture.window), "Undo");
  see (fixture.page, "1 open");
  close_page (&fixture);
}

/* An open comment holds approval back, and the page says so beside the button. */
static void
test_approval_waits (void)
{
  Fixture fixture;
  g_autofree char *id = NULL;
  GtkWidget *approve;

  set_up (&fixture);
  sl_test_response_fill (fixture.response);
  submit (&fixture, "");
  act_as (&fixture, fixture.manager);
  id = comment (&fixture, &(SlAnchor){ .kind = "whole", .key = "" }, "Which award level?");
  open_page (&fixture, 1400);
  see (fixture.page, "Which award level?");
  see (fixture.page, "The whole response");
  approve = wait_for_button (fixture.page, "Approve");
  g_assert_false (gtk_widget_is_sensitive (approve));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (approve), !=, "");
  g_assert_nonnull (find_shown (fixture.page, gtk_widget_get_tooltip_text (approve)));
  close_page (&fixture);
}

static guint
count_widgets (GtkWidget *root, GType type)
{
  guint n = g_type_is_a (G_OBJECT_TYPE (root), type) && is_shown (root) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_widgets (child, type);
  return n;
}

/* What changed since one looked: struck and underlined, told in words, the rest folded; the comment
 * has the words of then and of now. */
static void
test_changes (void)
{
  Fixture fixture;
  g_autofree char *id = NULL;
  SlChangeRow *row;
  PangoAttrIterator *iterator;
  gboolean struck = FALSE, underlined = FALSE;
  guint n_rows;

  set_up (&fixture);
  sl_test_response_fill (fixture.response);
  submit (&fixture, "");
  act_as (&fixture, fixture.manager);
  id = comment (&fixture, &(SlAnchor){ .kind = "text", .key = PARAGRAPH }, "Say what is drawn.");
  give_back (&fixture, "Boundaries");
  act_as (&fixture, fixture.officer);
  judge_again (&fixture);
  submit (&fixture, "");
  open_page (&fixture, 1400);
  sl_ui_test_wait (row_stands, &fixture);
  see (fixture.page, "Version 2");
  see (fixture.page, "In the answers and records");
  see (fixture.page, "This was changed since.");
  row = find_row (fixture.page, PARAGRAPH);
  g_assert_cmpuint (sl_change_row_get_n_changes (row), >, 0);
  iterator = pango_attr_list_get_iterator (gtk_label_get_attributes (find_words (row)));
  do
    {
      PangoAttribute *attribute = pango_attr_iterator_get (iterator, PANGO_ATTR_STRIKETHROUGH);

      struck |= attribute != NULL && ((PangoAttrInt *) attribute)->value != 0;
      attribute = pango_attr_iterator_get (iterator, PANGO_ATTR_UNDERLINE);
      underlined |= attribute != NULL &&
                    ((PangoAttrInt *) attribute)->value != PANGO_UNDERLINE_NONE;
    }
  while (pango_attr_iterator_next (iterator));
  pango_attr_iterator_destroy (iterator);
  g_assert_true (struck && underlined);

  n_rows = count_widgets (fixture.page, SL_TYPE_CHANGE_ROW);
  g_assert_nonnull (sl_ui_test_find (fixture.page, SL_TYPE_CHANGE_FOLD));
  sl_change_fold_open (SL_CHANGE_FOLD (sl_ui_test_find (fixture.page, SL_TYPE_CHANGE_FOLD)));
  g_assert_cmpuint (count_widgets (fixture.page, SL_TYPE_CHANGE_ROW), >, n_rows);
  gtk_widget_activate_action (fixture.page, "review.next-change", NULL);
  g_assert_cmpuint (sl_changes_view_get_position (
                        SL_CHANGES_VIEW (sl_ui_test_find (fixture.page, SL_TYPE_CHANGES_VIEW))),
                    ==, 1);
  close_page (&fixture);
}

/* Everything fits into the narrowest window, in every state of the page. */
static void
test_narrow (void)
{
  static const char *const actions[] = { "review.toggle-versions", "review.toggle-versions",
                                         "review.toggle-comments", "review.toggle-comments",
                                         "review.toggle-mode",     "review.return" };
  Fixture fixture;
  g_autofree char *id = NULL;

  set_up (&fixture);
  sl_test_response_fill (fixture.response);
  submit (&fixture, "The boundary of plots 14 to 21 matters most.");
  act_as (&fixture, fixture.manager);
  id = comment (&fixture, &(SlAnchor){ .kind = "text", .key = PARAGRAPH }, "Say what is drawn.");
  open_page (&fixture, 360);
  sl_ui_test_wait (row_stands, &fixture);
  see (fixture.page, "1 open comment");
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      int minimum;

      for (guint pane = 0; pane < 3; pane++)
        {
          GtkWidget *panes = sl_ui_test_find (fixture.page, SL_TYPE_PANES);

          for (GtkWidget *child = gtk_widget_get_first_child (panes); child != NULL;
               child = gtk_widget_get_next_sibling (child))
            {
              if (!gtk_widget_get_child_visible (child))
                continue;
              gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                                  NULL);
              g_assert_cmpint (minimum, <=, 360);
            }
        }
      gtk_widget_activate_action (fixture.page, actions[i], NULL);
    }
  close_page (&fixture);
}

int
main (int argc, char *argv[])
{
  sl_ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/review/a-case-without-a-draft-offers-the-response", test_nothing_yet);
  g_test_add_func ("/ui/review/an-author-sends-and-takes-back", test_send);
  g_test_add_func ("/ui/review/a-return-needs-a-reason", test_return_needs_reason);
  g_test_add_func ("/ui/review/a-comment-on-words-is-answered-closed-and-opened-again",
                   test_comment);
  g_test_add_func ("/ui/review/what-approval-waits-for-stands-beside-it", test_approval_waits);
  g_test_add_func ("/ui/review/what-changed-is-marked-and-the-rest-folded", test_changes);
  g_test_add_func ("/ui/review/everything-fits-at-360-pixels", test_narrow);
  return g_test_run ();
}
